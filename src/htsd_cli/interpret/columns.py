"""Finds the columns of a statistics table by its heading rows, and says which quantities stand in which."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from htsd_cli.form import Family, Form, FormTable, Measure
from htsd_cli.language.legacy_fonts import readings
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.document import Cell

_HEAD = re.compile(r"[(\n:]")  # what follows these in a heading is a remark: "Số tiền (triệu đồng)"
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Ea-e])\)?(?:\s*=.*)?")
_LONGEST_KEPT = 300  # letters of a text whose column is kept
_LONGEST_HEADING = 60  # letters of its bare words, where none of the form is longer
_TYPO = 86.0  # similarity at which a heading is taken for a misspelt one


def grid_columns(cell: Cell) -> tuple[int, int]:
    """Return the first and the last grid column a cell stands in."""
    return cell.column, cell.column + cell.column_span - 1


@dataclass(slots=True)
class Columns:
    """Where each column of the form stands in one table.

    A column of values goes by its id, any other by its role. `ranges` maps a column to its first and last grid column
    (1-based, inclusive). `headings` keeps the text above each, where a scale such as "triệu đồng" may stand, `above`
    what else stands there that is none of the form's headings: "Kế hoạch".
    """

    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _known_by: tuple[Hashable, ...] = field(default=(), repr=False, compare=False)

    @property
    def known_by(self) -> tuple[Hashable, ...]:
        """What the reading of a row rests on: where the columns stand, and what is said above them."""
        if not self._known_by:
            self._known_by = tuple(tuple(said.items()) for said in (self.ranges, self.headings, self.above))
        return self._known_by

    def covered(self, cell: Cell) -> tuple[str, ...]:
        """Return the columns a cell stands in: all it wholly covers, else the one it shares most with."""
        extent = grid_columns(cell)
        known = self._known.get(extent)
        if known is None:
            known = self._known[extent] = self._shared(*extent)
        return known

    def _shared(self, first: int, last: int) -> tuple[str, ...]:
        whole: list[str] = []
        best: tuple[int, str | None] = (0, None)
        for column, (left, right) in self.ranges.items():
            shared = min(last, right) - max(first, left) + 1
            if shared == right - left + 1:
                whole.append(column)
            elif shared > best[0]:
                best = (shared, column)
        if whole:
            return tuple(whole)
        return (best[1],) if best[1] is not None else ()


class ColumnFinder:
    """Knows the headings of one table of a form; `values` are the ids of its own columns of values."""

    def __init__(self, table: FormTable) -> None:
        self.values = frozenset(column.id for column in table.of_role("value"))
        self._headings: dict[str, str] = {}
        self._groups: dict[str, list[str]] = {}
        self._order = [column.name for column in table.columns]
        for column in table.by_column.values():
            for heading in (column.heading, *column.other_headings):
                self._headings.setdefault(fold(heading), column.name)
            if column.group:
                self._groups.setdefault(fold(column.group), []).append(column.name)

        self._said = [*self._headings]
        self._longest = max(_LONGEST_HEADING, *map(len, self._said), *map(len, self._groups))
        self._kept_heading = lru_cache(maxsize=2048)(self._heading)
        self._kept_group = lru_cache(maxsize=2048)(self._group_of)
        self._kept_heads = lru_cache(maxsize=4096)(self._heads)

    def heading(self, text: str) -> str | None:
        """Return the column a cell is the heading of, None when it is no heading."""
        text = self._beginning(text)
        return self._kept_heading(text) if len(text) <= _LONGEST_KEPT else self._heading(text)

    def _beginning(self, text: str) -> str:
        """Return as much of a text as tells whether it is a heading: of a long one its beginning."""
        if len(text) <= _LONGEST_KEPT:
            return text
        first = text[:_LONGEST_KEPT]
        return first if len(fold(first)) > self._longest else text

    def _heading(self, text: str) -> str | None:
        bare = fold(text)
        if not bare or len(bare) > self._longest:
            return None
        found = self._headings.get(bare) or self._headings.get(fold(_HEAD.split(text, maxsplit=1)[0]))
        if found is None and not text.isascii():
            found = next(filter(None, (self._headings.get(fold(said)) for said in readings(text))), None)
        if found is None:
            near = process.extractOne(bare, self._said, scorer=fuzz.ratio, score_cutoff=_TYPO)
            found = self._headings[near[0]] if near else None
        return found

    def _heads(self, text: str) -> bool:
        """Return whether a text is the heading of a column or of several."""
        return self.heading(text) is not None or bool(self._group(text))

    def heads_several(self, text: str) -> bool:
        """Return whether a text spells the headings of several columns of values in a row: "Số lớp  Người"."""
        rest, found = f" {fold(self._beginning(text))} ", set()
        for said in sorted(self._said, key=len, reverse=True):
            if f" {said} " in rest:
                rest = rest.replace(f" {said} ", "  |  ")
                found.add(self._headings[said])
        return len(found & self.values) > 1

    def _group(self, text: str) -> list[str]:
        """Return the columns a shared heading ("Số lượng", "Số lượng (triệu đồng)") stands above."""
        text = self._beginning(text)
        return self._kept_group(text) if len(text) <= _LONGEST_KEPT else self._group_of(text)

    def _group_of(self, text: str) -> list[str]:
        bare = fold(text)
        if bare in self._headings:
            return []
        return next((ids for group, ids in self._groups.items() if f"{bare} ".startswith(f"{group} ")), [])

    def by_place(self, label_column: int) -> Columns | None:
        """Return the form's own columns for a table as wide, without headings, with its labels in their place."""
        if self._order[label_column - 1] != "label":
            return None
        return Columns({column: (place, place) for place, column in enumerate(self._order, 1)})

    def is_as_wide(self, columns: int) -> bool:
        """Return whether a table of so many columns is as wide as the form's own."""
        return columns == len(self._order)

    def is_heading_row(self, row: Sequence[Cell]) -> bool:
        """Return whether a row is a heading row: at least two cells are headings, or all cells with text."""
        hits = texts = 0
        for cell in row:
            text = cell.text
            if not text.strip():
                continue
            texts += 1
            hits += self._kept_heads(text) if len(text) <= _LONGEST_KEPT else self._heads(text)
            if hits == 2:
                return True
        return hits == 1 and texts == 1

    def goes_on(self, heading: Sequence[Cell], row: Sequence[Cell]) -> bool:
        """Return whether a row below a heading row is one too: by its own words, or parts of a shared heading.

        "Số lớp" and "Trăm người" below "Số lượng" are the headings of its columns, though only one is the form's.
        """
        if self.is_heading_row(row):
            return True
        shared = {
            at
            for cell in heading
            if cell.column_span > 1 and cell.row_span == 1 and cell.text.strip()
            for at in range(cell.column, cell.column + cell.column_span)
        }
        said = [cell for cell in row if cell.text.strip()]
        return any(self.heading(cell.text) in self.values for cell in said) and all(
            cell.column in shared and not any(letter.isdigit() for letter in cell.text) for cell in said
        )

    def is_numbering_row(self, row: Sequence[Cell]) -> bool:
        """Return whether a row only numbers the columns: (1) (2) (3) …, or A B 1 2."""
        texts = [cell.text.strip() for cell in row if cell.text.strip()]
        return len(texts) >= 3 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)

    def repeated(self, rows: Sequence[Sequence[Cell]]) -> tuple[str, int] | None:
        """Return the heading of a column of numbers that stands twice in heading rows, apart, and where first."""
        seen: dict[str, tuple[int, int]] = {}
        for row in rows:
            if not self.is_heading_row(row):
                continue
            for cell in row:
                column = self.heading(cell.text)
                place = grid_columns(cell)
                if column in seen and column in self.values and _apart(seen[column], place):
                    return cell.text.strip(), seen[column][0]
                if column is not None:
                    seen.setdefault(column, place)
        return None

    def find(self, rows: Sequence[Sequence[Cell]]) -> Columns | None:
        """Return the columns named by the heading rows `rows`, None when they name too few or one of numbers twice.

        With only one of the two columns of numbers known, no column may be left whose heading is not: it may
        well be the other one, and its figures must not pass unseen.
        """
        ranges: dict[str, tuple[int, int]] = {}
        headings: dict[str, str] = {}
        groups: list[tuple[list[str], Cell]] = []
        unknown: list[tuple[tuple[int, int], str]] = []
        for row in rows:
            for cell in sorted(row, key=lambda item: bool(item.hidden)):
                members = self._group(cell.text)
                if members:
                    groups.append((members, cell))
                    continue
                column = self.heading(cell.text)
                place = grid_columns(cell)
                if column is None and cell.text.strip() and not cell.hidden:
                    unknown.append((place, cell.text))
                elif column in self.values and self._is_under_another(place, ranges):
                    continue  # a merge was lost, and the row of lesser headings has moved to the left
                elif column is not None and column not in ranges:
                    ranges[column] = place
                    headings[column] = cell.text
                elif cell.hidden:
                    continue  # what is hidden names a column only where nothing that is seen does
                elif column in self.values and _apart(ranges[column], place):
                    # "Số lớp" beside "Số cuộc thi" is one column in two; "Số lớp" twice is two years or plans.
                    if fold(headings[column]) == fold(cell.text) or ranges[column][1] + 1 != place[0]:
                        return None
                    ranges[column] = (ranges[column][0], place[1])
                    headings[column] = f"{headings[column]} {cell.text}"
        for members, cell in groups:
            # A group without its own headings below it, or with only some: the rest in the form's order.
            inside = range(cell.column, cell.column + cell.column_span)
            taken = {at for left, right in ranges.values() for at in range(left, right + 1)}
            free = [at for at in inside if at not in taken]
            missing = [member for member in members if member not in ranges]
            for member in members:
                if member in ranges:
                    headings[member] = f"{cell.text} {headings[member]}"
                elif free:
                    first_free = last_free = free.pop(0)
                    # "Giáo viên" beside "Học sinh": both are persons, and neither is told which alone counts.
                    while member == missing[-1] and free and free[0] == last_free + 1:
                        last_free = free.pop(0)
                    ranges[member] = (first_free, last_free)
                    headings[member] = cell.text
        numbers = self.values & set(ranges)
        if "label" not in ranges or not numbers:
            return None
        if len(numbers) == 1 and not groups and any(_apart(ranges["label"], place) for place, _ in unknown):
            return None
        above = {
            column: " ".join(text for place, text in unknown if not _apart(ranges[column], place))
            for column in numbers
        }
        return Columns(ranges, headings, {column: above[column] for column in sorted(above) if above[column]})

    def _is_under_another(self, place: tuple[int, int], ranges: Mapping[str, tuple[int, int]]) -> bool:
        """Return whether the heading of a column that holds no numbers already stands in this place alone."""
        return any(
            place[0] <= left and right <= place[1]
            for column, (left, right) in ranges.items()
            if column not in self.values
        )


def _apart(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[1] < second[0] or second[1] < first[0]


class Homes(NamedTuple):
    """Where the quantities of a table stand in which one cell may hold several, each named by the words of its unit.

    `columns` are the table's columns of values, `headings` what each of its columns is called. `measure` is the form's
    measure that a family of unit words names, `home` the column it stands in, `family` what a column is for. By a row's
    id, `asked` is what it asks for and `measures` its measures, each with the family that names it.
    """

    columns: tuple[str, ...]
    headings: dict[str, str]
    measure: dict[Family, Measure]
    home: dict[Family, str]
    family: dict[str, Family]
    asked: dict[str, tuple[Family, ...]]
    measures: dict[str, tuple[tuple[Measure, Family], ...]]


def homes_of(form: Form, table: FormTable) -> Homes:
    """Return where the quantities of a table stand."""
    measure: dict[Family, Measure] = {}
    family: dict[str, Family] = {}
    for item in form.measures.values():
        if item.said_by is not None:
            measure.setdefault(item.said_by, item)
            for column in item.columns:
                family.setdefault(column, item.said_by)
    return Homes(
        tuple(column.id for column in table.by_column.values() if column.role == "value"),
        {column.name: table.column_name(column.id) for column in (*table.added_columns, *table.columns)},
        measure,
        {name: item.column for name, item in measure.items()},
        family,
        {
            row.id: tuple(item.said_by for item in row.numeric_measures if item.said_by is not None)
            for row in table.indicators
        },
        {
            row.id: tuple((item, item.said_by) for item in row.measures if item.said_by is not None)
            for row in table.indicators
        },
    )
