"""Weighs what tells whose a report is: letterhead, hidden id, sender, the names of its file and folders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple

from rapidfuzz import fuzz

from htsd_cli.language.vietnamese import fold
from htsd_cli.roster.matching import Found
from htsd_cli.roster.names import LONGEST_NAME

_PLACES = {".zip": "tên tệp nén", ".eml": "tên thư", ".msg": "tên thư"}
SUBJECT = "tiêu đề thư"  # how the clue is called that a mail's subject is
_ALIKE = 60.0  # likeness of two names of which one may be the other, damaged


class Clues(NamedTuple):
    """What is known of a report: the name it gives itself, its hidden id and name, its sender, its file.

    `letterhead` is "" when it names no unit. `file` is its name in the inbox, through folders, zip and mail. `area` is
    what the people's committee in the letterhead governs, `subject` that of the mail it came in.
    """

    letterhead: str = ""
    hidden_id: str = ""
    hidden_name: str = ""
    sender: str = ""
    file: str = ""
    area: str = ""
    subject: str = ""

    @property
    def file_stem(self) -> str:
        """The file's name without its ending."""
        return _stem(PurePosixPath(self.file).name)

    @property
    def folders(self) -> tuple[tuple[str, str], ...]:
        """The names of what the file lies in, the innermost first, without endings; each with what to call it.

        A mail's subject comes last: where the mail is kept under it, the two are one clue.
        """
        parts = reversed(PurePosixPath(self.file).parts[:-1])
        places = [(_stem(part), f"{_PLACES.get(_ending(part), 'tên thư mục')} “{part}”") for part in parts]
        subject = self.subject[:LONGEST_NAME]
        return (*places, (subject, f"{SUBJECT} “{subject}”")) if subject else tuple(places)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return path.stem if 1 < len(path.suffix) <= 6 and not path.suffix[1:].isdigit() else path.name


class Evidence(NamedTuple):
    """Whom each clue names. `senders` are all units with the sender's address, `place` is the folder that names one.

    `areas` are those of several units of one name whose area the file names.
    """

    letterhead: Found = Found()
    hidden: str | None = None
    senders: tuple[str, ...] = ()
    file: Found = Found()
    folder: Found = Found()
    place: str = ""
    areas: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """Whose a report is: the unit's id, why that is only likely, and what names another unit.

    Without a unit `candidates` are those it may be.
    """

    unit: str | None = None
    reason: str = ""
    against: str = ""
    other: str | None = None
    candidates: tuple[str, ...] = ()


# A unit's id -> its name, and whether what its address or folder holds is often another's.
About = Callable[[str], tuple[str, bool]]


def decide(clues: Clues, evidence: Evidence, about: About) -> Verdict:
    """Return whose a report is.

    The letterhead is what the head signed: a certain one wins, and is told when the hidden id or the file's
    name is another unit's. A letterhead that several units share is decided by the other clues; a missing or
    unknown one by the hidden id, else by what two clues agree on or one names without contradiction.
    """
    found = evidence.letterhead
    if found.is_certain and found.one is not None:
        return _checked(Verdict(found.one), evidence, about)
    if found.ids:
        return _among(clues, evidence, about)
    return _without_letterhead(clues, evidence, about)


def _checked(verdict: Verdict, evidence: Evidence, about: About) -> Verdict:
    """Add to a verdict what in the file names another unit."""
    unit = verdict.unit
    if evidence.hidden is not None and evidence.hidden != unit:
        name, _ = about(evidence.hidden)
        return verdict._replace(against=f"tệp được làm từ mẫu gửi cho “{name}”", other=evidence.hidden)
    file = evidence.file
    if file.is_certain and file.one is not None and file.one != unit:
        return verdict._replace(against=f"tên tệp lại là của “{about(file.one)[0]}”", other=file.one)
    folder = evidence.folder
    if folder.is_certain and folder.one is not None and folder.one != unit and unit not in file.ids:
        name, gathers = about(folder.one)
        if not gathers:
            by_subject = evidence.place.startswith(SUBJECT)
            against = f"{SUBJECT} lại là của" if by_subject else "tệp nằm trong thư mục của"
            return verdict._replace(against=f"{against} “{name}”", other=folder.one)
    return verdict


def _among(clues: Clues, evidence: Evidence, about: About) -> Verdict:
    """Decide a letterhead that is only likely, or that several units share."""
    found = evidence.letterhead
    if evidence.hidden in found.ids:
        return _checked(Verdict(evidence.hidden), evidence, about)
    votes: dict[str, list[str]] = {}
    for units, words in _voices(clues, evidence):
        said = [unit for unit in units if unit in found.ids]
        if len(said) == 1:
            votes.setdefault(said[0], []).append(words)
    if found.one is not None:
        support = votes.get(found.one, [])
        reason = f"{found.reason}; {_and(support)} cũng là của đơn vị này" if support else found.reason
        return _checked(Verdict(found.one, reason), evidence, about)
    if len(votes) == 1:
        unit, all_words = next(iter(votes.items()))
        return _checked(
            Verdict(unit, f"có {len(found.ids)} đơn vị cùng tên, {_and(all_words)} là của đơn vị này"),
            evidence,
            about,
        )
    return Verdict(candidates=found.ids)


def _without_letterhead(clues: Clues, evidence: Evidence, about: About) -> Verdict:
    named = clues.letterhead
    if evidence.hidden is not None:
        return _by_hidden_id(clues, evidence, about)
    voices = _voices(clues, evidence)
    certain = [(units[0], words) for units, words in voices if len(units) == 1]
    tally: dict[str, list[str]] = {}
    for unit, words in certain:
        tally.setdefault(unit, []).append(words)
    for unit in tally:  # a name several units share speaks for one that another clue names
        tally[unit] += [words for units, words in voices if len(units) > 1 and unit in units]
    if named:
        # The report names somebody the roster does not know: one clue is not enough to say it is another's.
        agreed = [unit for unit, words in tally.items() if len(words) > 1]
        if len(agreed) == 1 and len(tally) == 1:
            return Verdict(agreed[0], f"{_and(tally[agreed[0]])} đều là của đơn vị này")
        return Verdict(candidates=tuple(tally))
    if len(tally) == 1:
        unit, said = next(iter(tally.items()))
        return Verdict(unit, f"{_and(said)} {'đều là' if len(said) > 1 else 'là'} của đơn vị này")
    if tally:
        return _contradicted(tally, evidence, about)
    shared = [set(units) for units, _ in voices]
    common = set.intersection(*shared) if shared else set()
    if len(shared) > 1 and len(common) == 1:
        return Verdict(common.pop(), f"{_and([words for _, words in voices])} đều là của đơn vị này")
    return Verdict(candidates=tuple(sorted(set().union(*shared))))


def _by_hidden_id(clues: Clues, evidence: Evidence, about: About) -> Verdict:
    """Decide by the hidden id; a letterhead that says quite another name makes it less than certain."""
    unit = evidence.hidden
    assert unit is not None
    verdict = _checked(Verdict(unit), evidence, about)
    if clues.letterhead and not _is_alike(clues.letterhead, about(unit)[0]):
        return verdict._replace(
            reason="tệp được làm từ mẫu gửi cho đơn vị này, nhưng đầu báo cáo ghi tên khác"
        )
    return verdict


def _is_alike(one: str, other: str) -> bool:
    return fuzz.ratio(fold(one[:LONGEST_NAME]), fold(other[:LONGEST_NAME])) >= _ALIKE


def _contradicted(tally: dict[str, list[str]], evidence: Evidence, about: About) -> Verdict:
    """Decide between clues that name different units: the file's own name, where the other only passed it on."""
    own = evidence.file.one
    others = [unit for unit in tally if unit != own]
    if own in tally and evidence.file.is_certain and all(about(unit)[1] for unit in others):
        return Verdict(
            own, f"tên tệp là của đơn vị này; {_and(tally[others[0]])} là của “{about(others[0])[0]}”"
        )
    return Verdict(candidates=tuple(tally))


def _voices(clues: Clues, evidence: Evidence) -> list[tuple[tuple[str, ...], str]]:
    """Return whom each clue but the letterhead and the hidden id names, with the clue's name."""
    voices = [
        (evidence.senders, f"địa chỉ thư {clues.sender}"),
        (evidence.file.ids, "tên tệp"),
        (evidence.folder.ids, evidence.place),
        (evidence.areas, "tên địa bàn trong tệp"),
    ]
    return [(units, words) for units, words in voices if units]


def _and(words: list[str]) -> str:
    return " và ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} và {words[-1]}"
