"""Matches the rows of a statistics table to the form's indicators, by label and by place in the sequence together.

A label that is one of an indicator's known spellings matches at once. Any other is compared only with the
indicators still free between its neighbours' places, so that a shortened or misspelt label finds its row and
two similar rows ("sinh hoạt chuyên đề" in 5, 6 and 8) are never exchanged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz import fuzz

from htsd_cli.form import Form
from htsd_cli.vietnamese import fold

_ENUMERATOR = re.compile(r"^(?:[0-9]+(?: [0-9]+)*|[ivx]+|[a-h]|d) (?=.)")
_NEAR = 58.0  # similarity that is enough at the expected place
_FAR = 86.0  # similarity needed out of place
_MARGIN = 6.0  # by how much the best candidate out of place must beat the next


class RowMatcher:
    """Knows every spelling of one form's rows."""

    def __init__(self, form: Form) -> None:
        self._abbreviations = {fold(short): fold(full) for short, full in form.abbreviations.items()}
        self._spellings: dict[str, int] = {}
        self._labels: list[tuple[str, ...]] = []
        self._numbers = {item.number: place for place, item in enumerate(form.indicators) if item.number}
        for place, indicator in enumerate(form.indicators):
            spellings = [fold(label) for label in (indicator.label, *indicator.other_labels)]
            expanded = [self._expand(spelling) for spelling in spellings]
            self._labels.append(tuple(dict.fromkeys(expanded)))
            for spelling in (*spellings, *expanded):
                self._spellings.setdefault(spelling, place)

    def exact(self, label: str) -> int | None:
        """Return the 0-based place of the indicator that is spelt so, None when no spelling is known."""
        bare = fold(label)
        found = self._spellings.get(bare)
        if found is None and bare:
            bare = _ENUMERATOR.sub("", bare)
            found = self._spellings.get(bare)
            if found is None:
                found = self._spellings.get(self._expand(bare))
        return found

    def match(self, labels: Sequence[str], numbers: Sequence[str]) -> list[int | None]:
        """Return for each row the 0-based place of its indicator, None for a row that is none of the form's.

        `labels` and `numbers` are the label and STT cells of the rows, in table order. An indicator may
        come twice when its exact spelling does.
        """
        matched = [self.exact(label) for label in labels]
        if None not in matched:
            return matched
        for first, last in _runs_of_none(matched):
            below, above = _bounds(matched, first, last)
            taken = {place for place in matched if place is not None}
            end = min(above, len(self._labels))
            free = [place for place in range(below + 1, end) if place not in taken]
            self._align(matched, labels, numbers, range(first, last), free)
        self._place_strays(matched, labels)
        return matched

    def _align(
        self,
        matched: list[int | None],
        labels: Sequence[str],
        numbers: Sequence[str],
        rows: range,
        free: list[int],
    ) -> None:
        """Fill in the best order-keeping assignment of a run of rows to the free indicators of its gap."""
        if not free:
            return
        gains = [[self._gain(labels[row], numbers[row], place) for place in free] for row in rows]
        height, width = len(rows), len(free)
        best = [[0.0] * (width + 1) for _ in range(height + 1)]
        for i in range(height - 1, -1, -1):
            for j in range(width - 1, -1, -1):
                best[i][j] = max(best[i + 1][j], best[i][j + 1], gains[i][j] + best[i + 1][j + 1])
        i = j = 0
        while i < height and j < width:
            if gains[i][j] > 0 and best[i][j] == gains[i][j] + best[i + 1][j + 1]:
                matched[rows[i]] = free[j]
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def _gain(self, label: str, number: str, place: int) -> float:
        bare = _ENUMERATOR.sub("", fold(label))
        if not bare:
            return 10.0 if self._numbers.get(number.strip(" .)")) == place else 0.0
        similarity = self._similarity(self._expand(bare), place)
        if self._numbers.get(number.strip(" .)")) == place:
            similarity += 8.0
        return max(0.0, similarity - _NEAR)

    def _place_strays(self, matched: list[int | None], labels: Sequence[str]) -> None:
        """Match what is left out of place: a row that was moved and is misspelt, if nothing else is as near."""
        for row, place in enumerate(matched):
            bare = self._expand(_ENUMERATOR.sub("", fold(labels[row])))
            if place is not None or len(bare) < 6:
                continue
            taken = {other for other in matched if other is not None}
            scores = sorted(
                ((self._ratio(bare, candidate), candidate) for candidate in range(len(self._labels))),
                reverse=True,
            )
            (score, candidate), (second, _) = scores[0], scores[1]
            if score >= _FAR and score - second >= _MARGIN and candidate not in taken:
                matched[row] = candidate

    def _similarity(self, bare: str, place: int) -> float:
        """Return 0–100: how near a folded label is to an indicator's, a shortened one counting as near."""
        found = self._ratio(bare, place)
        if len(bare.split()) >= 2:
            found = max(found, *(0.9 * fuzz.token_set_ratio(bare, label) for label in self._labels[place]))
        return found

    def _ratio(self, bare: str, place: int) -> float:
        return max(fuzz.ratio(bare, label) for label in self._labels[place])

    def _expand(self, bare: str) -> str:
        return " ".join(self._abbreviations.get(word, word) for word in bare.split())


def _runs_of_none(matched: list[int | None]) -> list[tuple[int, int]]:
    """Return the [first, last) ranges of rows without an indicator."""
    runs: list[tuple[int, int]] = []
    for row, place in enumerate(matched):
        if place is None:
            if runs and runs[-1][1] == row:
                runs[-1] = (runs[-1][0], row + 1)
            else:
                runs.append((row, row + 1))
    return runs


def _bounds(matched: list[int | None], first: int, last: int) -> tuple[int, int]:
    """Return the places between which a run's indicators lie: those of the nearest rows that are in order."""
    chain = set(_longest_increasing(matched))
    below = next((matched[row] for row in range(first - 1, -1, -1) if row in chain), None)
    above = next((matched[row] for row in range(last, len(matched)) if row in chain), None)
    return (-1 if below is None else below), (10_000 if above is None else above)


def _longest_increasing(matched: list[int | None]) -> list[int]:
    """Return the rows of the longest run of matched places in the form's order."""
    tails: list[int] = []
    rows: list[int] = []
    before: dict[int, int] = {}
    for row, place in enumerate(matched):
        if place is None:
            continue
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        rows[at : at + 1] = [row]
        if at:
            before[row] = rows[at - 1]
    chain: list[int] = []
    row = rows[-1] if rows else -1
    while row >= 0:
        chain.append(row)
        row = before.get(row, -1)
    return chain[::-1]
