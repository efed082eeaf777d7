"""Where the tables of a form stand in the workbook: a sheet a table, in the form's own columns and headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from htsd_cli.consolidate import Unit
from htsd_cli.consolidate.telling.listed import rows_in
from htsd_cli.form import Column, Form, FormTable
from htsd_cli.values.figures import Key
from htsd_cli.writers.unit_lists import ListLine, Lists

FORM_SHEET = "Tổng hợp"
_APART = "từng đơn vị"
HEADING_ROW = 2  # 0-based, below the title and the subtitle
# Widths of columns in characters, by what a column is for; a table whose cells hold several quantities has long labels
# and few columns for figures, the first of which has amounts too.
_MIXED: dict[str, float] = {"number": 6, "code": 9, "label": 56, "unit": 17, "value": 17, "note": 26}
_LATER_VALUE = 13.0
_BY_ROLE: dict[str, float] = {"number": 6, "code": 9, "label": 44, "unit": 14, "value": 14, "note": 26}


@dataclass(frozen=True)
class TableSheet:
    """The sheet of one table. `depth` is how many heading rows it has, `units` how many rows of units it lists.

    `lines` are the rows of the units' lists added up by name, where they are; then `apart` is the sheet on which each
    unit's list stands by itself.
    """

    table: FormTable
    name: str
    depth: int
    units: int
    lines: tuple[ListLine, ...] = ()
    apart: TableSheet | None = None

    @property
    def first_row(self) -> int:
        """The first row below the headings, 0-based."""
        return HEADING_ROW + self.depth

    @property
    def total_row(self) -> int:
        """The row of totals of a table whose rows are units."""
        return self.first_row + self.units

    def width(self, column: Column) -> float:
        """Return how wide a column is, in characters."""
        if not self.table.mixed:
            return _BY_ROLE[column.role]
        later = column.role == "value" and column != self.table.of_role("value")[0]
        return _LATER_VALUE if later else _MIXED[column.role]


@dataclass(frozen=True)
class Layout:
    """The sheets of a form's tables, and where each total stands on them: sheet, row and column, from 0."""

    sheets: tuple[TableSheet, ...]
    places: dict[Key, tuple[TableSheet, int, int]] = field(default_factory=dict)

    def cell(self, key: Key, *, beside: TableSheet | None = None) -> str:
        """Return the cell of a total as it stands in a formula, of the sheet `beside` or else of any other."""
        sheet, row, column = self.places[key]
        cell: str = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        return cell if beside is sheet else f"{quote_sheetname(sheet.name)}!{cell}"


def lay_out(form: Form, units: Sequence[Unit], lists: Mapping[str, Lists] | None = None) -> Layout:
    """Return the layout for the units that reported; a table whose rows are units has theirs, each below its unit.

    `lists` are the units' lists by the table's id; those added up by name stand so, and on a sheet apart as they came.
    """
    sheets: list[TableSheet] = []
    places: dict[Key, tuple[TableSheet, int, int]] = {}
    for number, table in enumerate(form.tables, start=1):
        name = FORM_SHEET if number == 1 else f"{FORM_SHEET} {number}"
        depth = max(1, *(len(column.path) for column in table.columns))
        listed = sum(1 + len(rows_in(unit.rows, table)) for unit in units) if table.rows == "units" else 0
        lines = lists[table.id].by_name if lists and table.id in lists else ()
        sheet = TableSheet(table, name, depth, listed)
        if lines:
            apart = TableSheet(table, f"{name} - {_APART}", depth, listed)
            sheet = TableSheet(table, name, depth, len(lines), lines, apart)
        sheets.append(sheet)
        columns = {column.id: place for place, column in enumerate(table.columns)}
        for at, indicator in enumerate(table.indicators):
            row = sheet.total_row if table.rows == "units" else sheet.first_row + at
            for measure in indicator.numeric_measures:
                places[indicator.key(measure)] = (sheet, row, columns[measure.column])
    return Layout(tuple(sheets), places)
