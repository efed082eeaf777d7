"""Rows of plain texts that only answer: what they say is known by their texts, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from htsd_cli.form import Family, Indicator
from htsd_cli.interpret.cells import Answer
from htsd_cli.interpret.columns import Columns, Homes
from htsd_cli.interpret.money import Statement
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.interpret.tables import TableRow
from htsd_cli.values.document import Cell, CellKind
from htsd_cli.values.figures import Number

_MOST_KEPT = 8192  # rows kept
_MOST_LAYOUTS = 64  # headings with scales whose rows are kept
_LONGEST_KEPT = 400  # letters of a cell of a row worth keeping: labels of forms are long
_MOST_DIGITS = (
    8  # of a number that stands for any other, where the form bounds no count; a longer one may be none
)
_WORDS = frozenset((("label",), ("number",), ("unit",)))  # columns whose texts weigh no number beside them
_ANY, _ZERO = object(), object()  # in place of a whole number's digits, and of those of zero


class _Said(NamedTuple):
    """What a row says for one measure, and the place among its cells of that which says it."""

    measure: Family
    value: Number | None
    cell: int


class PlainRows:
    """Rows read before: a row of plain texts that only answers says the same wherever it stands.

    In thousands of reports of one form most rows are blank or hold bare whole numbers. What such a row answers is kept
    by its texts and columns; everything else (a finding, a note, a merged or hidden cell, a sight) is read each time.
    """

    def __init__(self, homes: Homes) -> None:
        self._homes = homes
        bounds = [
            most
            for own in homes.measures.values()
            for item, _ in own
            if (most := item.impossible) is not None
        ]
        self._digits = min(_MOST_DIGITS, len(str(min(bounds))) - 1) if bounds else _MOST_DIGITS
        self._layouts: dict[Hashable, _Layout] = {}
        self._kept = 0
        self._last: tuple[Columns, tuple[Statement, ...], _Layout] | None = None

    def answers(
        self,
        row: TableRow,
        indicator: Indicator,
        scales: tuple[Statement, ...],
        out: Statistics,
        read: Callable[[], list[Answer]],
    ) -> list[Answer]:
        """Return a row's answers; `read` reads it, and puts into `out` what is no answer."""
        layout = self._layout(row.columns, scales)
        key = layout.key(row, indicator.id)
        if key is None:
            return read()
        known = layout.known.get(key)
        if known is not None:
            cells, origin = row.cells, row.table.origin
            if key[0]:
                return [
                    Answer(said.measure, int(cells[said.cell].text), origin(cells[said.cell]))
                    for said in known
                ]
            return [Answer(said.measure, said.value, origin(cells[said.cell])) for said in known]
        before = _beside(out, indicator.id)
        answers = read()
        if _beside(out, indicator.id) == before and self._kept < _MOST_KEPT:
            said = _said(row.cells, answers)
            if said is not None and not (key[0] and any(_otherwise(item, row.cells) for item in said)):
                layout.known[key] = said
                self._kept += 1
        return answers

    def _layout(self, columns: Columns, scales: tuple[Statement, ...]) -> _Layout:
        last = self._last
        if last is not None and last[0] is columns and last[1] is scales:
            return last[2]
        rests_on = (columns.known_by, scales)
        layout = self._layouts.get(rests_on)
        if layout is None:
            if len(self._layouts) >= _MOST_LAYOUTS:
                self._layouts.clear()
                self._kept = 0
            layout = self._layouts[rests_on] = _Layout(columns, self._homes, self._digits)
        self._last = columns, scales, layout
        return layout


class _Layout:
    """The rows under one heading, with the same scales of money stated for them."""

    def __init__(self, columns: Columns, homes: Homes, digits: int) -> None:
        self.known: dict[Hashable, tuple[_Said, ...]] = {}
        self._columns, self._homes, self._digits = columns, homes, digits
        self._single: dict[int, bool | None] = {}

    def key(self, row: TableRow, indicator: str) -> tuple[Hashable, ...] | None:
        """Return all that a row's answers rest on, None for a row that is not plain.

        Where the row has only words of the form beside bare whole numbers, each in a column of its own and none of
        money, it answers each with that number whatever it is: any number stands for it then, and the key begins with
        True. Beside a text of any other kind, which may say the number once more, it is itself.
        """
        if row.hidden or row.from_above:
            return None
        if "amount" not in self._homes.asked[indicator]:
            single = self._single
            parts: list[Hashable] = [True, indicator]
            for text, _, column, height, width, kind, value, formula, _, sights, notes, _, _ in row.cells:
                numeric = kind is CellKind.NUMBER
                if not (numeric or kind is CellKind.TEXT) or height != 1 or sights or notes:
                    return None
                if not text:
                    parts += (text, column, width, numeric, value, formula)
                    continue
                figure = None if width != 1 else single.get(column) or self._of_figure(column)
                if figure and text.isdigit() and text.isascii() and len(text) <= self._digits:
                    if value is not None and value != int(text):
                        break
                    parts += (_ANY if text.strip("0") else _ZERO, column, numeric, formula)
                elif figure is False and not numeric and len(text) <= _LONGEST_KEPT:
                    parts += (text, column)
                else:
                    break
            else:
                return tuple(parts)
        parts = [False, indicator]
        for text, _, column, height, width, kind, value, formula, _, sights, notes, _, _ in row.cells:
            numeric = kind is CellKind.NUMBER
            plain = (numeric or kind is CellKind.TEXT) and len(text) <= _LONGEST_KEPT
            if not plain or height != 1 or sights or notes:
                return None
            parts += (text, column, width, numeric, value, formula)
        return tuple(parts)

    def _of_figure(self, column: int) -> bool | None:
        """Return whether a cell of one grid column is for one quantity that is no money, False for one of words.

        None for any other: of notes, of nothing known, for several quantities.
        """
        if column not in self._single:
            covered = self._columns.covered(Cell("", 1, column))
            home = covered[0] if len(covered) == 1 else ""
            family = self._homes.family.get(home) if home in self._homes.columns else None
            counted = family in ("count", "people")
            self._single[column] = True if counted else False if covered in _WORDS else None
        return self._single[column]


def _beside(out: Statistics, indicator: str) -> tuple[object, ...]:
    """Return what shows whether anything but an answer was said."""
    return (
        len(out.findings),
        out.notes.get(indicator),
        out.other,
        len(out.unasked),
        len(out.extra_rows),
        len(out.rows),
    )


def _said(cells: Sequence[Cell], answers: Sequence[Answer]) -> tuple[_Said, ...] | None:
    """Return answers without their places, None where one is more than a number at a cell."""
    at = {cell.column: place for place, cell in enumerate(cells)}
    said = []
    for answer in answers:
        place = at.get(answer.origin.column or 0)
        if answer.findings or answer.hidden or place is None:
            return None
        said.append(_Said(answer.measure, answer.value, place))
    return tuple(said)


def _otherwise(said: _Said, cells: Sequence[Cell]) -> bool:
    """Return whether a row of bare numbers says something else than the number that stands in the cell."""
    text = cells[said.cell].text
    return not text.isdigit() or said.value != int(text)
