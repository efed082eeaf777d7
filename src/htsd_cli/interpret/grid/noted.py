"""Holds a row's figures against the one number that its own note states: `12.000.000 | Tổng 15.000.000 đồng`.

Only a note that says nothing but a number with its unit, or says it as the whole, can contradict: `2 hộ mới`,
`tăng 3 lớp` and `năm 2024: 12 lớp` tell of something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.interpret.cells import DIGIT, quoted
from htsd_cli.interpret.grid.cells import GridAnswer, GridRow
from htsd_cli.interpret.grid.lines import GridLine
from htsd_cli.interpret.grid.values import is_unit
from htsd_cli.interpret.money import scale_in
from htsd_cli.interpret.quantities import Stated, stated_in
from htsd_cli.interpret.sights import notes_of, own_words
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, Table
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding


def notes_held(row: GridRow, answers: Sequence[GridAnswer]) -> list[Finding]:
    """Return a warning where the row's note states another number than the row's figures, in the unit they are in."""
    places = {row.columns.get(column.id) for column in row.table.columns if column.role == "note"}
    found: list[Finding] = []
    for cell in row.line.cells:
        if cell.column in places and DIGIT.search(cell.text):
            told = _held(row, cell, answers)
            found += [told] if told is not None else []
    return found


def notes_told(found: Table, line: GridLine, label: str) -> list[Finding]:
    """Return a warning for each cell with a note that may say something of the figures, in a row that is none's."""
    return [
        finding(
            "note-at-figure", origin=found.origin(cell), where=f"Dòng “{quoted(label, 70)}”", note=notes.quoted(),
            says=own_words(cell, blank=not cell.text.strip()), counts="",
        )
        for cell in line.cells
        if cell.notes and (notes := notes_of(cell)).matter
    ]  # fmt: skip


def _held(row: GridRow, cell: Cell, answers: Sequence[GridAnswer]) -> Finding | None:
    note = stated_in(cell.text)
    if note is None:
        return None
    said = [
        (answer, value, stated)
        for answer in answers
        if (value := answer.value) is not None and (stated := _number(row, answer, note)) is not None
    ]
    if not said or any(value == stated for _, value, stated in said):
        return None
    answer, _, stated = said[0]
    if sum(value for _, value, _ in said) == stated:
        return None
    home = row.line.at[row.columns[answer.measure.column]]
    asked = row.reader.asked(answer.indicator, answer.measure)
    return row.make("note-differs", asked, home, note=quoted(cell.text), stated=format_number(stated))


def _number(row: GridRow, answer: GridAnswer, note: Stated) -> Number | None:
    """Return the number a note says in the unit of a figure, None where it is in another."""
    asked = row.reader.asked(answer.indicator, answer.measure)
    if answer.measure.is_money:
        if scale_in(note.unit, unit=True) is None:
            return None
    elif not is_unit(note.unit, asked):
        return None
    return row.reader.read_text(note.number, asked).value
