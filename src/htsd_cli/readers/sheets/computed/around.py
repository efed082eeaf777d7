"""What a formula may name beside cells: names given to cells, the columns of Excel's tables, what rows are hidden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from htsd_cli.readers.sheets.computed.expressions import (
    Area,
    Call,
    Column,
    Corner,
    Expression,
    Name,
    NotPlain,
    Operation,
    parse,
)

Region = tuple[int, int, int, int]  # top, left, bottom, right, 1-based and inclusive


class ListTable(NamedTuple):
    """An Excel table: its sheet, the first and last row of its figures, its columns by their headings in small
    letters, its own first and last row: those of its headings and totals, if it has them."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, int]
    top: int
    bottom: int


class Around(NamedTuple):
    """What stands around the formulas of a workbook. Names of cells and of tables are in small letters; `hidden` are
    the rows nobody sees, by sheet, each with the reason; `arrays` the areas that one formula fills, by sheet and by
    the formula's place; `from_1904` says from when days are counted."""

    names: Mapping[str, str] = {}
    tables: Mapping[str, ListTable] = {}
    hidden: Mapping[str, Mapping[int, str]] = {}
    arrays: Mapping[str, Mapping[tuple[int, int], Region]] = {}
    from_1904: bool = False

    def meaning(self, name: str) -> Expression:
        """Return what a name stands for; raises `NotPlain` where it is not known, or names other names."""
        said = self.names.get(name.casefold())
        if said is None:
            raise NotPlain(name)
        found = parse(said)
        if not _stands_still(found):
            raise NotPlain(name)  # what moves stands for other cells in each formula
        return found

    def function(self, name: str) -> Expression | None:
        """Return the LAMBDA that a name stands for, None where it stands for none."""
        said = self.names.get(name.casefold())
        if said is None:
            return None
        found = parse(said)
        is_one = isinstance(found, Call) and found.name == "LAMBDA"
        return found if is_one and _stands_still(found, named=True) else None

    def column(self, column: Column, row: int) -> Area:
        """Return the cells of a table's columns, or those in a row; raises `NotPlain` for what is not there."""
        table = self.tables.get(column.table.casefold())
        if table is None or not table.columns:
            raise NotPlain(column.table)
        left, right = min(table.columns.values()), max(table.columns.values())
        if column.heading:
            ends = (column.heading, column.last or column.heading)
            asked = [table.columns.get(heading.casefold()) for heading in ends]
            found = sorted(at for at in asked if at is not None)
            if len(found) < 2:
                raise NotPlain(column.table)
            left, right = found
        first, last = {
            "data": (table.first, table.last), "this row": (row, row), "all": (table.top, table.bottom),
            "headers": (table.top, table.first - 1), "totals": (table.last + 1, table.bottom),
        }[column.part]  # fmt: skip
        if first > last or (column.part == "this row" and not table.first <= row <= table.last):
            raise NotPlain(column.table)
        return Area(table.sheet, Corner(first, left, True, True), Corner(last, right, True, True))


def shifted(area: Area, rows: int, columns: int, height: int, width: int) -> Area:
    """Return the cells that OFFSET gives: so far from an area's first cell, so high and wide."""
    top, left = area.first.row + rows, area.first.column + columns
    if top < 1 or left < 1 or height < 1 or width < 1:
        raise NotPlain
    return Area(
        area.sheet, Corner(top, left, True, True), Corner(top + height - 1, left + width - 1, True, True)
    )


def _stands_still(whole: Expression, *, named: bool = False) -> bool:
    """Return whether an expression means the same in each cell; it may be `named` what it is given."""
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        if (isinstance(part, Name) and not named) or (
            isinstance(part, Area)
            and not all(end.fixed_row and end.fixed_column for end in (part.first, part.last or part.first))
        ):
            return False
        if isinstance(part, Operation):
            waiting += part.operands
        elif isinstance(part, Call):
            waiting += part.arguments
    return True
