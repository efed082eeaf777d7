"""One cell of a row: what it reads as for a measure, and the finding that tells of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from htsd_cli.form import Family, Form, Indicator
from htsd_cli.interpret.columns import Homes
from htsd_cli.interpret.figures import BLANK, FigureReader, Reading, read_number
from htsd_cli.interpret.money import Statement, scale_in, scale_of_cell, scale_of_name, scale_of_note
from htsd_cli.interpret.tables import TableRow
from htsd_cli.language.vietnamese import clean, fold, format_number
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, CellKind, Origin, Sight
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding

DIGIT = re.compile(r"\d")
_HEADINGS = 60  # rows of a table, a letterhead of a sheet above it included
NOTED_COUNTS = "; nội dung ghi trong ô vẫn được tính"


class Answer(NamedTuple):
    """What one row says for one measure: a figure or a finding, and where; `hidden` where nobody sees it."""

    measure: Family
    value: Number | None
    origin: Origin
    findings: tuple[Finding, ...] = ()
    hidden: bool = False


@dataclass(slots=True)
class CellReader:
    """Reads the cells of one row of a known indicator."""

    row: TableRow
    indicator: Indicator
    form: Form
    reader: FigureReader
    homes: Homes
    stated: tuple[Statement, ...]  # the scales of money stated around the table or on the row's heading row

    @property
    def asked(self) -> tuple[Family, ...]:
        """The quantities the row asks for."""
        return self.homes.asked[self.indicator.id]

    def read(self, cell: Cell, asked: Sequence[Family]) -> Reading:
        """Read a cell for the measures it may answer, the one of its own column first."""
        if asked[0] != "amount":
            return self._read(cell, asked, 1)
        first, *others = dict.fromkeys(statement.scale for statement in self.scales_at(cell)) or (1,)
        reading = self._read(cell, asked, first)
        if any(self._read(cell, asked, scale).values != reading.values for scale in others):
            value = dict(reading.values).get("amount")
            return Reading(problem="scales-differ", suggestion=reading.suggestion if value is None else value)
        return reading

    def _read(self, cell: Cell, asked: Sequence[Family], scale: int) -> Reading:
        if cell.kind is CellKind.TEXT:
            return self.reader.read(cell.text, asked, scale)
        if cell.kind in (CellKind.NUMBER, CellKind.UNCALCULATED) and cell.value is not None:
            if asked[0] != "amount" and cell.kind is CellKind.NUMBER and not cell.text[-1:].isdigit():
                return self.reader.read(cell.text, asked, scale)  # "14 đ", by its number format
            stored_whole = scale > 1 and self._shown_in(scale, cell)
            return read_number(cell.value, asked, 1 if stored_whole else scale)
        if cell.kind is CellKind.DATE:
            parts = [int(part) for part in re.findall(r"\d+", cell.text)]
            likely = parts[:2][asked[0] == "people"] if len(parts) >= 2 else None
            return Reading(problem="date-in-cell", suggestion=likely)
        problems = {
            CellKind.PERCENT: "percentage",
            CellKind.FRACTION: "ambiguous-number",
            CellKind.ERROR: "error-value",
            CellKind.UNCALCULATED: "formula-without-result",
        }
        return Reading(problem=problems.get(cell.kind, "not-a-number")) if cell.text.strip() else BLANK

    def _shown_in(self, scale: int, cell: Cell) -> bool:
        """Return whether a number's format shows it in the table's scale: "500", in thousands, of a stored 500000."""
        shown = (seen.text for seen in cell.sights if seen.sight is Sight.FORMAT)
        return any(self.reader.read(text, ("amount",), scale).only == cell.value for text in shown)

    def scales_at(self, cell: Cell) -> list[Statement]:
        """Return the scales stated for an amount, the nearest first: in the row, the column's heading, the table.

        The unit that the form itself prints in the row ("đồng") states nothing.
        """
        found: list[Statement] = []
        for other in (*self.row.cells, *self.row.from_above):
            if other is cell or not other.text.strip():
                continue
            columns = self.row.columns.covered(other)
            scale = (
                scale_of_note(other.text)
                if columns == ("note",)
                else scale_of_cell(other, unit="unit" in columns)
            )
            if scale is None and columns == ("label",) and scale_of_name(self.indicator.label) is None:
                scale = scale_of_name(other.text)
            printed = scale == 1 and fold(other.text) == fold(self.indicator.unit)
            if scale is not None and not printed and (columns != ("label",) or scale > 1):
                found.append(Statement(scale, other.text))
        for column in self.row.columns.covered(cell):
            heading = self.row.columns.headings.get(column, "")
            scale = scale_in(heading, unit=True)
            if scale is not None:
                found.append(Statement(scale, heading))
        return [*found, *(item for item in self.stated if item.of == "amount")]

    def remarks(self) -> list[str]:
        """Return the texts of the row's cells for notes."""
        return [
            cell.text
            for cell in (*self.row.cells, *self.row.from_above)
            if cell.text.strip() and self.row.columns.covered(cell) == ("note",)
        ]

    def problem(
        self, cell: Cell, measure: Family, code: str, suggestion: Number | None, *, of_row: bool = False
    ) -> Answer:
        """Return no figure for `measure` and the finding why; `of_row` says that it is about both measures."""
        told = self.make(code, None if of_row else measure, cell, suggestion=suggestion)
        return Answer(measure, None, self.row.table.origin(cell), (told,))

    def noted(self, measure: Family | None, cell: Cell, note: str, *, counted: bool) -> Finding:
        """Return the finding of a note at a cell, `counted` where the cell has a figure that counts."""
        says = f"ghi “{quoted(cell.text)}”" if cell.text.strip() else "để trống"
        counts = NOTED_COUNTS if counted else ""
        return self.make("note-at-figure", measure, cell, note=note, says=says, counts=counts)

    def make(
        self, code: str, measure: Family | None, cell: Cell, suggestion: Number | None = None, **fields: str
    ) -> Finding:
        """Return a finding at a cell of this row."""
        text = clean(cell.text).replace("\n", " ↵ ")
        if cell.kind is CellKind.UNCALCULATED:
            text = f"={cell.formula}"
        defaults: dict[str, object] = {
            "where": self.where(cell),
            "text": text,
            "suggested": suggested(suggestion),
            "cure": "Xóa số, hoặc chuyển sang đúng dòng, đúng cột.",
            "examples": " (bao nhiêu người, bao nhiêu lớp)",
            "whole": " nguyên",
        }
        if cell.row_span > 1:
            defaults["rows"] = f" (hàng {cell.row} đến hàng {cell.row + cell.row_span - 1} của bảng)"
        if code == "scales-differ":
            stated = dict.fromkeys(f"“{quoted(item.text, 60)}”" for item in self.scales_at(cell))
            defaults["scales"] = ", ".join(stated)
        return finding(
            code,
            indicator=self.indicator.id,
            measure=self.homes.measure[measure].id if measure else None,
            suggestion=suggestion,
            origin=self.row.table.origin(cell),
            **(defaults | fields),
        )

    def where(self, cell: Cell) -> str:
        """Return the place of a cell for a message: its row, and the column where it stands, if it is in one.

        A column that is none of the form's is called by what stands above the cell.
        """
        heading = heading_at(self.row, cell, self.homes)
        if not heading and not self.row.columns.covered(cell):
            heading = words_above(self.row, cell)
        return self.form.where_at(self.indicator, heading)

    def heading(self, measure: Family) -> str:
        """Return the heading of the column a quantity stands in."""
        return self.form.column_heading(self.homes.measure[measure])

    def other(self, measure: Family) -> Family:
        """Return people for occurrences, occurrences for all else."""
        return "count" if measure == "people" else "people"


def heading_at(row: TableRow, cell: Cell, homes: Homes) -> str:
    """Return the heading of the column a cell stands in, of one with numbers first; "" where it is none or several.

    It is the form's, but where one column stands for several of the form's, which may be called otherwise.
    """
    columns = row.columns.covered(cell)
    columns = tuple(column for column in columns if column in homes.columns) or columns
    if len(columns) != 1:
        return ""
    (column,) = columns
    if column in homes.columns and sum(name in row.columns.ranges for name in homes.columns) == 1:
        return quoted(row.columns.headings.get(column, ""), 60) or homes.headings[column]
    return homes.headings[column]


def words_above(row: TableRow, cell: Cell) -> str:
    """Return the nearest text without a digit at its beginning above a cell, "" where there is none.

    Looked for in the first rows of its table, where headings stand.
    """
    found = ""
    for others in row.table.rows[:_HEADINGS]:
        for other in others:
            reaches = other.column <= cell.column < other.column + other.column_span
            if (
                reaches
                and other.row < cell.row
                and other.text.strip()
                and not DIGIT.match(other.text.strip())
            ):
                found = other.text
    return quoted(found, 60)


def quoted(text: str, longest: int = 120) -> str:
    """Return a text for a message, on one line and not too long."""
    text = clean(text).replace("\n", " ↵ ")
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]}…"


def listed(names: Sequence[str]) -> str:
    """Return the first five names for a message."""
    shown = "; ".join(f"“{quoted(name, 50)}”" for name in names[:5])
    return f"{shown}; …" if len(names) > 5 else shown


def suggested(value: Number | None) -> str:
    """Return `" (gợi ý: 345)"` for a hint, nothing for None."""
    return "" if value is None else f" (gợi ý: {format_number(value)})"
