"""Tells which indicator each row of a received table is: by code, label, number, and the rows it stands among."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from htsd_cli.form import FormTable, Indicator
from htsd_cli.language.marks import Alike, alike, marked
from htsd_cli.language.vietnamese import clean, fold

_ENUMERATOR = re.compile(
    r"^\s*(?:(?:CT|MS|Mã)?\s*\d{1,3}(?:\.\d{1,3})*|[IVXLivx]{1,5}|[A-Za-zđĐ]|[-–—+*•@])(?:\s*[.):/–—-]\s*|\s+)(?=\S)"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_NEAR = 84.0  # likeness of a label that is misspelt, in its place
_LITTLE = frozenset(
    ("so", "cac", "cua", "va", "ve", "cho", "tai", "o")
)  # words that tell no row from another
_IN_LETTERS = frozenset(("mot", "hai", "ba", "bon", "nam", "sau", "bai", "tam", "chin", "muoi", "nu"))
_ROMAN = re.compile(r"[ivx]+")  # a numeral, folded
_LONG_WORD = 6  # letters of a word in which two may be wrong


class RowKey(NamedTuple):
    """What a received row says of itself, as typed."""

    label: str
    number: str = ""
    code: str = ""
    group: str = ""  # the label over several rows beside it


class LabelMatcher:
    """Knows the rows of one table of a form."""

    def __init__(self, table: FormTable) -> None:
        self.rows = table.indicators
        self._spellings: dict[str, list[int]] = {}
        self._codes: dict[str, int] = {}
        self._labels: list[tuple[str, ...]] = []
        self._marked: list[dict[str, str]] = []  # each label with its marks, by its fold
        self._numbers = [_bare_number(item.number) for item in self.rows]
        twice: set[str] = set()
        places = {item.id: place for place, item in enumerate(self.rows)}
        self._parents = [places.get(item.parent) for item in self.rows]
        for place, item in enumerate(self.rows):
            spellings = spellings_of(item)
            self._labels.append(spellings)
            self._marked.append(_marked((item.label, *item.other_labels)))
            for spelling in spellings:
                self._spellings.setdefault(spelling, []).append(place)
            code = _bare_code(item.code)
            if code:
                twice |= {code} if code in self._codes else set()
                self._codes[code] = place
        for code in twice:
            del self._codes[code]

    def knows(self, label: str, code: str = "") -> bool:
        """Return whether a row's label or code is one of the form's."""
        return _bare_code(code) in self._codes or any(said in self._spellings for said in _said(label))

    def match(self, rows: Sequence[RowKey]) -> list[int | None]:
        """Return for each row the 0-based place of its indicator in the table, None for one that is none of them.

        A code decides, unless the label says plainly that it is another row's. Labels that differ in their marks are
        told by them: “Số ca” is never “Số cá” where the form has both. A label that several rows have is told by the
        rows it stands among: those of its parent, then the order of the form.
        """
        found: list[int | None] = [None] * len(rows)
        taken: set[int] = set()
        candidates = self._unclaimed(rows, [self._candidates(row) for row in rows])
        last: int | None = None
        again = False  # whether the known row above stands here once more, as where a whole table does
        for at, options in enumerate(candidates):
            if options is None:
                continue
            place = self._chosen(options, taken, last, again=again)
            if place is not None:
                found[at] = place
                again = place in taken
                taken.add(place)
                last = place
        self._near_ones(rows, found, candidates)
        return found

    def _candidates(self, row: RowKey) -> tuple[int, ...] | None:
        """Return the places a row may have; None where its code and its label are of different rows."""
        said = _said(row.label)
        spelt = list(dict.fromkeys(place for text in said for place in self._spellings.get(text, ())))
        code = self._codes.get(_bare_code(row.code))
        if code is None:
            code = next((self._codes[part] for part in _codes_within(row.label) if part in self._codes), None)
        spelt = self._by_marks(row.label, spelt)
        if code is not None:
            return (code,) if code in spelt or not spelt else None
        number, beside = _bare_number(row.number), set(_said(row.group))
        spelt = [place for place in spelt if number and self._numbers[place] == number] or spelt
        under = [place for place in spelt if any(beside & set(self._labels[up]) for up in self._above(place))]
        return tuple(under or spelt)

    def _by_marks(self, label: str, places: list[int]) -> list[int]:
        """Return of places whose labels fold as one those that have its marks, else those it may have without."""
        if len(places) < 2:
            return places
        found = [(self._alike(label, place), place) for place in places]
        best = max(how for how, _ in found)
        return [place for how, place in found if how is best]

    def _alike(self, label: str, place: int) -> Alike:
        """Return how a label is alike to the nearest of an indicator's in its marks."""
        if label == self.rows[place].label:
            return Alike.SAME
        known = self._marked[place]
        own = _marked((label,))
        shared = [alike(text, known[bare]) for bare, text in own.items() if bare in known]
        if shared:
            return max(shared)
        pairs = [(text, other) for text in own.values() for other in known.values()]
        return max(
            (alike(one, other) for one, other in pairs if one.count(" ") == other.count(" ")),
            default=Alike.UNMARKED,
        )

    def _unclaimed(
        self, rows: Sequence[RowKey], candidates: list[tuple[int, ...] | None]
    ) -> list[tuple[int, ...] | None]:
        """Take from rows with other marks, or with none, the places that rows of the very name or code have."""
        named = [
            [place for place in options or () if self._names(row, place)]
            for row, options in zip(rows, candidates, strict=True)
        ]
        claimed = {places[0] for places in named if len(places) == 1}
        found: list[tuple[int, ...] | None] = []
        for row, options, own in zip(rows, candidates, named, strict=True):
            if not options or own:
                found.append(options)
                continue
            left = tuple(place for place in options if place not in claimed)
            other = all(self._alike(row.label, place) is Alike.OTHER for place in options)
            found.append(left or (None if other else options))
        return found

    def _names(self, row: RowKey, place: int) -> bool:
        """Return whether a row says by its code or by all the marks of its label that it is an indicator."""
        code = _bare_code(row.code)
        by_code = code in self._codes and self._codes[code] == place
        return by_code or self._alike(row.label, place) is Alike.SAME

    def is_doubtful(self, row: RowKey, place: int, *, marks_sure: bool = True) -> bool:
        """Return whether a row is an indicator by its folded label alone, so that it may be meant for another thing.

        Its code or its number beside the label says that it is the form's row, whatever its marks. Where the file's
        marks are not sure, it is only one of two rows of the form that fold alike.
        """
        number = _bare_number(row.number)
        if self._names(row, place) or (number and number == self._numbers[place]):
            return False
        if any(self._codes.get(part) == place for part in _codes_within(row.label)):
            return False
        if marks_sure and self._alike(row.label, place) is Alike.OTHER:
            return True
        others = {other for text in _said(row.label) for other in self._spellings.get(text, ())} - {place}
        own = set(self._marked[place].values())
        return any(own.isdisjoint(self._marked[other].values()) for other in others)

    def _above(self, place: int) -> list[int]:
        """Return the rows a row stands under, the nearest first."""
        found: list[int] = []
        up = self._parents[place]
        while up is not None:
            found.append(up)
            up = self._parents[up]
        return found

    def _chosen(
        self, options: tuple[int, ...], taken: set[int], last: int | None, *, again: bool
    ) -> int | None:
        """Return which of its places a row has, when the row above that is known has the place `last`."""
        free = [place for place in options if place not in taken]
        if again:
            free = list(options)
        if not free:
            return options[0] if len(options) == 1 else None  # the same row once more
        if last is None:
            return free[0]
        block = {last, *self._above(last)}

        def nearness(place: int) -> tuple[bool, bool, bool, int]:
            parent = self._parents[place]
            return parent in block, parent is None, place > last, -abs(place - last)

        return max(free, key=nearness)

    def _near_ones(
        self,
        rows: Sequence[RowKey],
        found: list[int | None],
        candidates: Sequence[tuple[int, ...] | None],
    ) -> None:
        """Match a misspelt row to the indicators still free between its neighbours, if one is clearly the nearest."""
        for at, row in enumerate(rows):
            said = _said(row.label)
            if not said or candidates[at] != ():
                continue
            below = max((place for place in found[:at] if place is not None), default=-1)
            above = min((place for place in found[at + 1 :] if place is not None), default=len(self.rows))
            number = _bare_number(row.number)
            scored = sorted(
                (
                    (
                        max(fuzz.ratio(text, label) for text in said for label in self._labels[place])
                        + 6.0 * (number != "" and number == self._numbers[place]),
                        place,
                    )
                    for place in range(below + 1, above)
                ),
                reverse=True,
            )
            if not scored or scored[0][0] < _NEAR or (len(scored) > 1 and scored[0][0] - scored[1][0] < 4.0):
                continue
            place = scored[0][1]
            if any(
                _is_misspelt(text.split(), label.split()) for text in said for label in self._labels[place]
            ):
                found[at] = place


def _is_misspelt(own: Sequence[str], known: Sequence[str]) -> bool:
    """Return whether words are a label's with slips of the hand: "nội truu", never "ngoại trú" for "nội trú", nor
    "cận nghèo" for "nghèo"."""
    if "".join(own) == "".join(known):
        return True
    said, meant = ([word for word in words if word not in _LITTLE] for words in (own, known))
    if len(said) != len(meant):  # written together, or apart
        return DamerauLevenshtein.distance("".join(said), "".join(meant)) <= 1
    return all(one == other or _is_a_slip(one, other) for one, other in zip(said, meant, strict=True))


def _is_a_slip(one: str, other: str) -> bool:
    """Return whether two words are one misspelt: numbers, "nam" and "nữ" are what tells one row from another."""
    if {one, other} & _IN_LETTERS or max(len(one), len(other)) < 3:
        return False
    if any(char.isdigit() for char in one + other) or _ROMAN.fullmatch(one):
        return False
    most = 1 if min(len(one), len(other)) < _LONG_WORD else 2
    return DamerauLevenshtein.distance(one, other) <= most


def spellings_of(item: Indicator) -> tuple[str, ...]:
    """Return every way a row's label is written, folded."""
    texts = [text for label in (item.label, *item.other_labels) for text in _said(label)]
    return tuple(dict.fromkeys(texts))


def _said(label: str) -> tuple[str, ...]:
    """Return a label folded: as it stands, without its own number, and without brackets at the end."""
    return tuple(dict.fromkeys(said for form in _forms(label) if (said := fold(form))))


def _forms(label: str) -> tuple[str, str, str]:
    text = clean(label)
    bare = _ENUMERATOR.sub("", text)
    return text, bare, _BRACKETS.sub("", bare)


def _marked(labels: Sequence[str]) -> dict[str, str]:
    """Return labels in all their forms with their marks, by their fold."""
    return {said: marked(form) for label in labels for form in _forms(label) if (said := fold(form))}


def _bare_number(number: str) -> str:
    return fold(number)


def _bare_code(code: str) -> str:
    """Return a code for comparing: `02` and `2` are one, `CT01` keeps its letters."""
    bare = fold(code).replace(" ", "")
    return bare.lstrip("0") or bare


def _codes_within(label: str) -> list[str]:
    """Return what may be a code with letters at the beginning of a label: `CT01. Tổng số hộ`."""
    found = re.match(r"\s*([A-Za-zĐđ]{1,4}\s?\d{1,4})\b", label)
    return [_bare_code(found[1])] if found else []
