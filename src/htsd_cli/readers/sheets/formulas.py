"""Computes the plain sums of a sheet whose formulas were stored without results; nothing else is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from htsd_cli.readers.sheets.cell_formats import Number, rounded
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW, Place, column_name, column_number
from htsd_cli.values.document import Cell, CellKind

_REFERENCE = re.compile(r"(?<![\w.])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.!])", re.IGNORECASE)
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_GUARDED = re.compile(r'IF\(COUNT\(([^()]*)\)=0,"",(SUM\(\1\))\)')
_TERM = re.compile(r"SUM\([^()]*\)|[^+()]+")
_LITERAL = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_LONGEST = 8_192  # characters of a formula; Excel takes no longer one
_DEEPEST = 40  # sums of sums
_MOST_OPERANDS = 1_000_000  # cells looked at for one sheet


class NotPlain(ValueError):  # noqa: N818 - it names the formula's state
    """A formula that is no plain sum, or one over a cell that is neither blank nor a number."""


class Sums:
    """The plain sums over one sheet's cells, by place: `SUM(A1:B5,C2,3)`, `A1+B2+3`, `A1`, sums of these.

    `stale` says that the stored results are not the ones Excel would show, so that a formula counts for what
    it computes. Cells of hidden rows and under merges count, as they do in Excel.
    """

    def __init__(self, cells: Mapping[Place, Cell], *, stale: bool = False) -> None:
        self._cells = cells
        self._stale = stale
        self._known: dict[Place, Number | None] = {}
        self._failed: set[Place] = set()
        self._open: set[Place] = set()
        self._left = _MOST_OPERANDS

    def value(self, cell: Cell) -> Number | None:
        """Return what the formula of a cell comes to, None when all it adds up is blank.

        Raises `NotPlain` when it cannot be computed with certainty.
        """
        place = (cell.row, cell.column)
        if place in self._known:
            return self._known[place]
        if place in self._failed or place in self._open or len(self._open) >= _DEEPEST:
            raise NotPlain(cell.formula)
        self._open.add(place)
        try:
            self._known[place] = self._sum(cell.formula or "")
        except NotPlain:
            self._failed.add(place)
            raise
        finally:
            self._open.discard(place)
        return self._known[place]

    def _sum(self, formula: str) -> Number | None:
        values = [value for value in self._values(formula) if value is not None]
        if not values:
            return None
        total = sum(values)
        return total if isinstance(total, int) else rounded(total)

    def _values(self, formula: str) -> Iterator[Number | None]:
        if len(formula) > _LONGEST:
            raise NotPlain(formula)
        bare = re.sub(r"\s", "", formula).upper().removeprefix("=").removeprefix("+")
        guarded = _GUARDED.fullmatch(bare)
        if guarded:
            bare = guarded.group(2)
        terms = _TERM.findall(bare)
        if not terms or "+".join(terms) != bare:
            raise NotPlain(formula)
        for term in terms:
            inside = term[4:-1].split(",") if term.startswith("SUM(") else [term]
            for operand in inside:
                yield from self._operand(operand, summed=term.startswith("SUM("))

    def _operand(self, operand: str, *, summed: bool) -> Iterator[Number | None]:
        if _LITERAL.fullmatch(operand):
            yield float(operand) if "." in operand else int(operand)
            return
        match = _RANGE.fullmatch(operand)
        if match is None or (match.group(3) and not summed):
            raise NotPlain(operand)
        left, top, right, bottom = match.groups()
        rows = sorted((int(top), int(bottom or top)))
        columns = sorted((column_number(left), column_number(right or left)))
        for cell in self._inside(*rows, *columns):
            yield self._number(cell)

    def _inside(self, top: int, bottom: int, left: int, right: int) -> Iterator[Cell]:
        area = (bottom - top + 1) * (right - left + 1)
        self._left -= min(area, len(self._cells))
        if self._left < 0:
            raise NotPlain
        if area <= len(self._cells):
            places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            yield from (self._cells[place] for place in places if place in self._cells)
        else:
            for (row, column), cell in self._cells.items():
                if top <= row <= bottom and left <= column <= right:
                    yield cell

    def _number(self, cell: Cell) -> Number | None:
        if cell.kind is CellKind.UNCALCULATED:
            return self.value(cell)
        if cell.kind is not CellKind.NUMBER:
            raise NotPlain(cell.text)
        if self._stale and cell.formula is not None:
            try:
                return self.value(cell)
            except NotPlain:
                if not cell.value:
                    raise
        return cell.value


def moved(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it reads so many rows below and columns to the right, "" when it leaves the sheet."""
    if len(formula) > _LONGEST or '"' in formula.replace('""', ""):
        return ""

    def move(match: re.Match[str]) -> str:
        fixed_column, letters, fixed_row, row = match.groups()
        column = column_number(letters.upper()) + (0 if fixed_column else columns)
        number = int(row) + (0 if fixed_row else rows)
        if not (1 <= column <= LAST_COLUMN and 1 <= number <= LAST_ROW):
            raise NotPlain(formula)
        return f"{fixed_column}{column_name(column)}{fixed_row}{number}"

    try:
        return _REFERENCE.sub(move, formula)
    except NotPlain:
        return ""
