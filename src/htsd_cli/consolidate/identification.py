"""Whose each report is: with a roster by all its clues, without one by the names the reports give themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from htsd_cli.consolidate.arrival import Arrival, with_findings
from htsd_cli.language.marks import ByName, has_marks, marked
from htsd_cli.language.vietnamese import fold
from htsd_cli.roster import Clues, Match, NameReader, Roster, RosterUnit, Spelled, Speller, same_marks
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import UnitName

NAMELESS = "unit-from-file-name"
_BY_FILE_NAME = "tên tệp là của đơn vị này"


def clues_of(arrival: Arrival) -> Clues:
    """Return what is known of whose a report is."""
    submission = arrival.submission
    nameless = any(item.code == NAMELESS for item in submission.findings)
    return Clues(
        letterhead="" if nameless else submission.unit.name,
        hidden_id=submission.marks.get("unit-id", ""),
        hidden_name=submission.marks.get("unit", ""),
        sender=arrival.sender.lower(),
        file=submission.file,
        subject=arrival.subject,
        area=submission.area,
    )


def identify(arrival: Arrival, roster: Roster | None) -> Arrival:
    """Give the submission the roster's id, name and kind, and say so where that is not certain."""
    if roster is None or not roster.units:  # one that nobody has written yet denies no unit
        return arrival
    return known_as(arrival, roster.identify(clues_of(arrival)))


def known_as(arrival: Arrival, match: Match | None) -> Arrival:
    """Give the submission the unit the roster finds by its clues (`clues_of`); None without a roster."""
    if match is None:
        return arrival
    clues = clues_of(arrival)
    unit = arrival.submission.unit
    if match.among:
        return with_findings(arrival, [unclear_name(unit.name, match.among)])
    if match.joint:
        joint = finding("unit-joint", text=unit.name, count=len(match.joint), units=_listed(match.joint))
        return with_findings(arrival, [joint])
    if match.unit is None and not unit.name and not arrival.submission.counted:
        return arrival  # a file that cannot be read and names nobody is no unknown unit's
    if match.unit is None:
        nearest = f"; gần nhất: {', '.join(match.nearest)}" if match.nearest else ""
        return with_findings(arrival, [finding("unit-unknown", text=unit.name, nearest=nearest)])
    told, without = _about(clues, match)
    known = UnitName(id=match.unit.id, name=match.unit.shown, kind=match.unit.kind)
    submission = arrival.submission.model_copy(update={"unit": known})
    return with_findings(replace(arrival, submission=submission), told, without)


def unclear_name(text: str, among: Sequence[RosterUnit]) -> Finding:
    """Return what to tell of a report whose name several units of the roster have."""
    return finding("unit-unclear", text=text, count=len(among), units=_listed(among))


def _listed(units: Sequence[RosterUnit]) -> str:
    return "; ".join(f"{unit.name} (mã {unit.id}{f', {unit.area}' if unit.area else ''})" for unit in units)


def _about(clues: Clues, match: Match) -> tuple[list[Finding], list[str]]:
    """Return what to tell of a match, and the codes of findings it makes void."""
    assert match.unit is not None
    told: list[Finding] = []
    without: list[str] = []
    if not clues.letterhead and match.reason != _BY_FILE_NAME:
        without.append(NAMELESS)  # told better, or no doubt any more
        if match.reason:
            told.append(finding("unit-inferred", name=match.unit.shown, reason=match.reason))
    elif match.reason and clues.letterhead:
        told.append(finding("unit-likely", text=clues.letterhead, name=match.unit.shown, reason=match.reason))
    if match.merged is not None:
        told.append(finding("unit-merged", old=match.merged.name, name=match.unit.shown))
    elif match.old_name is not None:
        until = f", dùng đến ngày {match.old_name.until:%d/%m/%Y}" if match.old_name.until else ""
        told.append(finding("unit-old-name", old=match.old_name.name, name=match.unit.shown, until=until))
    if match.against:
        told.append(finding("unit-conflict", name=match.unit.shown, against=match.against))
    return told, without


def by_area(arrivals: Sequence[Arrival], names: NameReader) -> list[Arrival]:
    """Give units of one name under people's committees of different areas names of their own, and say so."""
    areas: dict[tuple[str | None, str], dict[str, str]] = {}
    own = {item.submission.area for item in arrivals}
    named = ByName((area, area) for area in sorted(own) if has_marks(area))
    place = {area: marked(named.get(area) or area) for area in own}
    for arrival in arrivals:
        unit, area = arrival.submission.unit, arrival.submission.area
        if unit.id is None and area and fold(area) not in fold(unit.name):
            areas.setdefault((unit.kind, names.core(unit.name)), {}).setdefault(place[area], area)
    out: list[Arrival] = []
    for arrival in arrivals:
        submission = arrival.submission
        known = areas.get((submission.unit.kind, names.core(submission.unit.name)), {})
        if len(known) > 1 and place[submission.area] in known:
            told = finding("same-name", name=submission.unit.name, areas=", ".join(sorted(known.values())))
            unit = submission.unit.model_copy(
                update={"name": f"{submission.unit.name}, {known[place[submission.area]]}"}
            )
            arrival = replace(arrival, submission=submission.model_copy(update={"unit": unit}))
            arrival = with_findings(arrival, [told])
        out.append(arrival)
    return out


def told_apart(arrivals: Sequence[Arrival], speller: Speller) -> list[list[Arrival]]:
    """Return the arrivals parted by unit: by roster id, else by kind and name.

    Two names are one unit's when nothing they both say differs: marks one leaves out, an area one leaves out. Files
    that name no unit and no kind, such as two called "bao cao.docx", are units of their own.
    """
    groups: dict[str, list[Arrival]] = {}
    by_name: list[Arrival] = []
    for arrival in arrivals:
        unit = arrival.submission.unit
        if unit.id:
            groups.setdefault(unit.id, []).append(arrival)
        else:
            by_name.append(arrival)
    return [*groups.values(), *_by_name(by_name, speller)]


def _by_name(arrivals: Iterable[Arrival], speller: Speller) -> list[list[Arrival]]:
    spelled = [(speller.spell(arrival.submission.unit.name), arrival) for arrival in arrivals]
    # The names that say most come first: what says less joins the one group it fits, and no other.
    spelled.sort(key=lambda pair: (not pair[0].area, -_marks(pair[0]), pair[1].file))
    namesakes: dict[tuple[str | None, tuple[str, ...]], list[tuple[Spelled, Arrival]]] = {}
    for name, arrival in spelled:
        namesakes.setdefault((name.kind, name.core), []).append((name, arrival))
    groups: list[list[Arrival]] = []
    alike: dict[tuple[str | None, tuple[str, ...]], list[tuple[Spelled, list[Arrival]]]] = {}

    def part(name: Spelled, arrival: Arrival) -> None:
        group = [arrival]
        groups.append(group)
        alike.setdefault((name.kind, name.core), []).append((name, group))

    for name, arrival in spelled:
        near = alike.get((name.kind, name.core), [])
        fitting = [group for said, group in near if _may_be_one(name, said)]
        if len(fitting) == 1 and not _is_nameless(arrival):
            fitting[0].append(arrival)
            continue
        if _is_nameless(arrival) and (
            fitting or _comes_again(name, arrival, namesakes[name.kind, name.core])
        ):
            unit = arrival.submission.unit.model_copy(update={"name": arrival.file})
            submission = arrival.submission.model_copy(update={"unit": unit})
            part(speller.spell(arrival.file), replace(arrival, submission=submission))
            continue
        same = next((group for said, group in near if said == name), None)
        if same is not None:
            same.append(arrival)
        else:
            part(name, arrival)
    return groups


def _comes_again(name: Spelled, arrival: Arrival, spelled: Sequence[tuple[Spelled, Arrival]]) -> bool:
    return any(other is not arrival and _may_be_one(name, said) for said, other in spelled)


def _is_nameless(arrival: Arrival) -> bool:
    submission = arrival.submission
    return submission.unit.kind is None and any(item.code == NAMELESS for item in submission.findings)


def _may_be_one(one: Spelled, other: Spelled) -> bool:
    return (
        (one.kind, one.core) == (other.kind, other.core)
        and one.may_be_of_sort(other)
        and (not one.area or not other.area or one.area == other.area)
        and (same_marks(one.marked, other.marked) or same_marks(other.marked, one.marked))
    )


def _marks(name: Spelled) -> int:
    return sum(not word.isascii() for word in name.marked)
