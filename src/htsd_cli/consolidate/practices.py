"""What units tell they did: the form's practices, found sentence by sentence, for a person to read and confirm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict

from htsd_cli.consolidate.denials import Denial, Doubter, Elsewhere, Phrases
from htsd_cli.consolidate.sentences import NEVER, Rank, Words, quoting_rank, sentences_of, words_of
from htsd_cli.consolidate.telling.remembered import Remembered, anew
from htsd_cli.form import Form
from htsd_cli.values.submission import Submission

_NUMBERED = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]+)[.)]\s")
_LONGEST_HEADING = 90
_MOST_TRIED = 8  # places of one practice in a sentence that are looked at


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit that tells of a practice; `unit` is its key in the figures, `text` its sentence, word for word.

    `doubt` says in Vietnamese why the sentence proves nothing until someone has read it, "" where it says plainly
    that the unit did it. `confirmed`: a person said so; `exemplary`: and wants the unit named as an example.
    """

    unit: str
    text: str
    doubt: str = ""
    confirmed: bool = False
    exemplary: bool = False
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


class PracticeFound(_Value):
    """A practice of the form and the units that tell of it, in the order of the units."""

    id: str
    name: str
    topic: str
    mentions: tuple[Mention, ...] = ()

    @property
    def confirmed(self) -> tuple[Mention, ...]:
        """The mentions that a person confirmed: all that an official paper may tell."""
        return tuple(mention for mention in self.mentions if mention.confirmed)


def narrated(submission: Submission) -> bool:
    """Return whether a report has a text besides its table."""
    return any(re.search(r"\w", text) for texts in submission.narrative.values() for text in texts)


def find_practices(
    submissions: Iterable[Submission], form: Form, remembered: Remembered = anew
) -> tuple[PracticeFound, ...]:
    """Return every practice of the form with the units among these that tell of it; none of it is confirmed.

    A sentence tells of a practice when it holds one of its words (whole words, letters with their marks). One that
    denies it (“chưa tổ chức hội sách”) or only intends it (“sẽ treo băng rôn”) is left out; one that may mean
    something else carries its doubt. Of a unit's sentences one is kept: without a doubt, and good to quote. What
    was found in a report's texts before is `remembered`.
    """
    finder = _Finder(form)
    found: dict[str, list[Mention]] = {practice.id: [] for practice in form.practices}
    reports = list(submissions)
    for submission, told in zip(reports, remembered("practices", reports, finder.best_of), strict=True):
        for (
            id_,
            text,
            doubt,
        ) in told:  # a sentence often tells of several practices, and doubts are the same few
            mention = Mention(unit=submission.unit.key, text=intern(text), doubt=intern(doubt))
            found[id_].append(mention)
    return tuple(
        PracticeFound(id=item.id, name=item.name, topic=item.topic, mentions=tuple(found[item.id]))
        for item in form.practices
    )


class _Told(NamedTuple):
    """A sentence about a practice: it was done, or `denied`, or there is a `doubt`."""

    practice: str
    text: str
    denied: bool = False
    doubt: str = ""


class _Place(NamedTuple):
    """Where a sentence names a practice: in what was not done, or with what its words put in doubt there.

    `spoken` is what is said beside it, `bare` that no verb of doing stands by it.
    """

    practice: str
    denied: bool
    spoken: str = ""
    bare: str = ""


class _Sentence(NamedTuple):
    """What a sentence says, whoever wrote it: the practices it names in their order, and of whom else it tells."""

    places: tuple[_Place, ...]
    elsewhere: Elsewhere
    takes_back: str


class _Finder:
    """Finds the practices of one form in sentences."""

    def __init__(self, form: Form) -> None:
        self._reading_of = lru_cache(maxsize=4096)(self._read)  # units write many in the same words
        self._denial, self._doubter = Denial(form.denials), Doubter(form)
        self._asides = Phrases(form.denials.headings)
        self._by_first: dict[str, list[tuple[Words, str]]] = {}
        self._unless = {item.id: Phrases(item.unless) for item in form.practices}
        for practice in form.practices:
            for word in practice.words:
                words = words_of(word)
                self._by_first.setdefault(words[0], []).append((words, practice.id))

    def best_of(self, submission: Submission) -> list[list[str]]:
        """Return of each practice that a report tells of its id, the sentence to be shown and what raises a doubt."""
        told: dict[str, list[_Told]] = {}
        for texts in submission.narrative.values():
            for item in self.told_in(texts, submission.unit.name):
                told.setdefault(item.practice, []).append(item)
        found = []
        for id_, items in told.items():
            offered = [item for item in items if not item.denied]
            if not offered:
                continue
            best = min(offered, key=_worth)
            denial = next((item.text for item in items if item.denied), "")
            doubt = best.doubt or (f"báo cáo còn ghi: “{denial}”" if denial else "")
            found.append([id_, best.text, doubt])
        return found

    def told_in(self, paragraphs: Sequence[str], unit: str) -> Iterator[_Told]:
        """Yield what the sentences of a section tell of practices, but those under a heading for plans or proposals.

        What a sentence that ends in a colon puts in doubt is in doubt for what it introduces, and a sentence takes
        back what the one before it says: “… Việc này phải hoãn vì mưa.”
        """
        aside = lead = (
            ""  # the look of a heading whose paragraphs are passed over; the doubt of an introduction
        )
        for paragraph in paragraphs:
            look = _heading_look(paragraph)
            words = words_of(paragraph) if look else ()
            if any(self._asides.at(words, at) for at in range(len(words))):
                aside = look
                continue
            if look == aside:
                aside = ""
            if look and look != "a":
                lead = ""
            if aside:
                continue
            before: list[_Told] = []
            for sentence in sentences_of(paragraph):
                read = self._reading_of(sentence)
                told = [item._replace(doubt=item.doubt or lead) for item in _told(read, sentence, unit)]
                taken_back = "" if told else read.takes_back
                if taken_back:
                    before = [
                        item._replace(doubt=item.doubt or f"câu sau ghi: “{sentence}”") for item in before
                    ]
                yield from before
                before = told
            yield from before
            if paragraph.endswith(":"):
                lead = self._doubter.spoken(words_of(paragraph))

    def _read(self, sentence: str) -> _Sentence:
        """Return what a sentence says of each practice it names, in no matter how many words each."""
        words = words_of(sentence)
        denied: list[bool] | None = None
        places: list[_Place] = []
        tried: Counter[str] = Counter()
        for at, word in enumerate(words):
            for phrase, id_ in self._by_first.get(word, ()):
                length = len(phrase)
                if words[at : at + length] != phrase:
                    continue
                tried[id_] += 1
                if tried[id_] > _MOST_TRIED:
                    continue
                denied = denied if denied is not None else self._denial.denied(words)
                if denied[at] or self._denial.denied_behind(words, at + length):
                    places.append(_Place(id_, denied=True))
                elif not self._meant_otherwise(id_, words, at, length):
                    spoken = self._doubter.spoken(words, at, length) or self._doubter.quoted(words, at)
                    bare = self._doubter.without_a_verb(words, at, length)
                    places.append(_Place(id_, denied=False, spoken=spoken, bare=bare))
        elsewhere = self._doubter.elsewhere(sentence) if places else Elsewhere()
        return _Sentence(tuple(places), elsewhere, "" if places else self._doubter.spoken(words))

    def _meant_otherwise(self, id_: str, words: Words, at: int, length: int) -> bool:
        """Return whether the words stand inside one of the phrases in which they mean something else."""
        unless = self._unless[id_]
        return any(
            start + unless.at(words, start) >= at + length
            for start in range(max(0, at - 8), at + 1)
            if unless.at(words, start)
        )


def _worth(item: _Told) -> tuple[bool, Rank, str]:
    """Return by what of a unit's sentences on a practice the first is shown."""
    return bool(item.doubt), quoting_rank(item.text) or NEVER, item.text


def _told(read: _Sentence, sentence: str, unit: str) -> list[_Told]:
    """Return what a sentence that `unit` wrote tells of each practice: where it says so plainly, else its last word."""
    if not read.places:
        return []
    found: dict[str, _Told] = {}
    elsewhere = read.elsewhere.than(unit)
    for id_, denied, spoken, bare in read.places:
        known = found.get(id_)
        if known and not known.denied and not known.doubt:
            continue
        if denied:
            found.setdefault(id_, _Told(id_, sentence, denied=True))
        else:
            found[id_] = _Told(id_, sentence, doubt=spoken or elsewhere or bare)
    return list(found.values())


def _heading_look(paragraph: str) -> str:
    """Return how a paragraph that may be a heading is marked ("1", "I", "a", "A", ":"), nothing for another."""
    text = paragraph.strip()
    if len(text) > _LONGEST_HEADING or text.endswith((".", ";")):
        return ""
    mark = _NUMBERED.match(text)
    if mark:
        sign = next(filter(str.isalnum, mark.group()))
        return "1" if sign.isdigit() else "I" if sign.isupper() else "a"
    return "A" if text.isupper() else ":" if text.endswith(":") else ""
