"""Rows read before: a row of plain texts that only answers says the same wherever it stands.

In thousands of reports of one form most rows are blank or hold the same few small numbers. What such a row answers is
kept by its texts and columns; everything else (a finding, a note, a merged or hidden cell, a sight) is read each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from htsd_cli.form import Family
from htsd_cli.interpret.cells import Answer
from htsd_cli.interpret.money import Statement
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.interpret.tables import TableRow
from htsd_cli.values.document import Cell, CellKind
from htsd_cli.values.figures import Number

_MOST = 8192  # rows kept
_LONGEST = 400  # letters of a cell of a row worth keeping: labels of forms are long


class _Said(NamedTuple):
    """What a row says for one measure, and the place among its cells of that which says it."""

    measure: Family
    value: Number | None
    cell: int


class PlainRows:
    """Remembers the answers of plain rows, for the documents read as reports of one form."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[_Said, ...]] = {}

    def answers(
        self,
        row: TableRow,
        indicator: str,
        scales: Sequence[Statement],
        out: Statistics,
        read: Callable[[], list[Answer]],
    ) -> list[Answer]:
        """Return a row's answers; `read` reads it, and puts into `out` what is no answer."""
        key = _key(row, indicator, scales)
        if key is None:
            return read()
        known = self._known.get(key)
        if known is not None:
            return [
                Answer(said.measure, said.value, row.table.origin(row.cells[said.cell])) for said in known
            ]
        before = _beside(out, indicator)
        answers = read()
        if _beside(out, indicator) == before:
            said = _said(row.cells, answers)
            if said is not None and len(self._known) < _MOST:
                self._known[key] = said
        return answers


def _key(row: TableRow, indicator: str, scales: Sequence[Statement]) -> Hashable:
    """Return all that a row's answers rest on, None for a row that is not plain."""
    if row.hidden or row.from_above:
        return None
    parts: list[Hashable] = [indicator, row.columns.known_by, tuple(scales)]
    for cell in row.cells:
        if (
            cell.kind not in (CellKind.TEXT, CellKind.NUMBER)
            or cell.row_span != 1
            or cell.sights
            or cell.notes
            or len(cell.text) > _LONGEST
        ):
            return None
        parts += (cell.text, cell.column, cell.column_span, cell.kind, cell.value, cell.formula)
    return tuple(parts)


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
