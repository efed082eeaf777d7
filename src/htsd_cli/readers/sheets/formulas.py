"""Computes the plain formulas of a workbook that were stored without results; nothing else is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from htsd_cli.readers.sheets.computed.expressions import (
    Area,
    Call,
    Expression,
    Literal,
    NotPlain,
    Operation,
    parse,
)
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW, Place, column_name, column_number
from htsd_cli.readers.sheets.number_formats import Number, rounded
from htsd_cli.values.document import Cell, CellKind, Seen, Sight

__all__ = ["NotPlain", "Sums", "compare", "moved", "settle", "shows_picture"]

_REFERENCE = re.compile(r"(?<![\w.])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.!])", re.IGNORECASE)
_PICTURE = re.compile(r"(?:^|[^\w.])(?:_xlfn\.|_xlws\.)*(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
_VOLATILE = re.compile(r"(?:^|[^\w.])(?:_xlfn\.)?(?:RAND|RANDBETWEEN|RANDARRAY|NOW|TODAY)\(", re.IGNORECASE)
_CIRCLE, _EACH_TIME = "vòng lặp: ô tính theo chính nó", "số khác mỗi lần mở tệp"
_LONGEST = 8_192  # characters of a formula; Excel takes no longer one
_DEEPEST = 40  # sums of sums
_MOST_OPERANDS = 1_000_000  # cells looked at for one sheet
MOST_COMPARED = 3_000  # formulas of one sheet whose results are computed again
_SAME = 1e-9  # of a number: what two programs' sums may differ by
_DIGITS = 15  # of a number in a workbook
_COMPARED = ("=", "<>", "<", "<=", ">", ">=")


def settle(
    cells: dict[Place, Cell],
    unsettled: Mapping[Place, bool],
    sheets: Mapping[str, Mapping[Place, Cell]],
    *,
    stale: bool,
) -> None:
    """Give the formulas whose results are missing or in doubt the value they come to; one over blank cells is blank.

    `unsettled` says of each whether it is blank when it cannot be computed; any other is left open.
    """
    if not unsettled:
        return
    sums = Sums(cells, stale=stale, sheets=sheets)
    settled: dict[Place, Cell | None] = {}
    for place, blank in unsettled.items():
        cell = cells[place]
        try:
            value = sums.value(cell)
        except NotPlain:
            settled[place] = None if blank else cell if cell.value else _uncalculated(cell, None)
            continue
        if value is not None:
            settled[place] = cell if value == cell.value else _uncalculated(cell, value)
        elif cell.kind is CellKind.UNCALCULATED or (cell.formula or "").upper().startswith("IF"):
            settled[place] = None
    for place, found in settled.items():
        if found is None:
            del cells[place]
        else:
            cells[place] = found


class _Doubted(NotPlain):
    """Raised for a formula whose stored result is not one that will be shown; the text says why."""


def shows_picture(formula: str) -> bool:
    """Return whether a formula puts a picture into its cell, as WPS Office's DISPIMG and Excel's IMAGE do."""
    return "IM" in formula.upper() and _PICTURE.search(formula) is not None


def compare(
    cells: dict[Place, Cell],
    formulas: Sequence[Place],
    sheets: Mapping[str, Mapping[Place, Cell]] | None = None,
    *,
    iterates: bool = False,
) -> None:
    """Tell at the cells with plain formulas whose stored results are not what they come to.

    A program may change a number and leave the sums over it as they were, those of other `sheets` too; Excel computes
    them anew when it opens the file. Told too are formulas that come to another number each time (RAND, TODAY), and
    those computed from their own results, which Excel leaves at 0 unless the file asks for steps (`iterates`). What
    cannot be computed with certainty is left alone.
    """
    sums: Sums | None = None
    for place in formulas[:MOST_COMPARED]:
        cell = cells.get(place)
        if cell is None or cell.kind is not CellKind.NUMBER or cell.value is None or cell.formula is None:
            continue
        if _VOLATILE.search(cell.formula):
            cells[place] = cell._replace(sights=(*cell.sights, Seen(Sight.STALE, _EACH_TIME)))
            continue
        sums = sums or Sums(cells, stale=True, zeros=True, sheets=sheets)
        try:
            value = sums.value(cell) or 0
        except _Doubted as doubt:
            if not (iterates and doubt.args == (_CIRCLE,)):
                cells[place] = cell._replace(sights=(*cell.sights, Seen(Sight.STALE, str(doubt))))
            continue
        except NotPlain:
            continue
        if abs(value - cell.value) > _SAME * max(1.0, abs(value)):
            cells[place] = cell._replace(sights=(*cell.sights, Seen(Sight.STALE, f"{value:.15g}")))


def _uncalculated(cell: Cell, value: Number | None) -> Cell:
    return cell._replace(text=f"={cell.formula}", kind=CellKind.UNCALCULATED, value=value)


class Sums:
    """The plain formulas over a sheet's cells, by place: `SUM(A1:B5,C2,3)`, `A1+B2-3`, `A1*2`, a cell of another sheet.

    `stale` says that the stored results are not the ones Excel would show, so that a formula counts for what
    it computes. With `zeros` a formula over blank cells is 0 where that is what was stored. `sheets` are the
    workbook's sheets by name, of one whose formulas name others. Cells of hidden rows and under merges count, as
    they do in Excel.
    """

    def __init__(
        self,
        cells: Mapping[Place, Cell],
        *,
        stale: bool = False,
        sheets: Mapping[str, Mapping[Place, Cell]] | None = None,
        zeros: bool = False,
    ) -> None:
        self._zeros = zeros
        self._own = cells
        self._stale = stale
        self._sheets = {name.casefold(): others for name, others in (sheets or {}).items()}
        self._known: dict[tuple[int, Place], Number | None] = {}
        self._failed: set[tuple[int, Place]] = set()
        self._open: set[tuple[int, Place]] = set()
        self._left = _MOST_OPERANDS

    def value(self, cell: Cell) -> Number | None:
        """Return what the formula of a cell comes to, None when all it is made of is blank.

        Raises `NotPlain` when it cannot be computed with certainty.
        """
        return self._value(cell, self._own)

    def _value(self, cell: Cell, cells: Mapping[Place, Cell]) -> Number | None:
        key = (id(cells), (cell.row, cell.column))
        if key in self._known:
            return self._known[key]
        if key in self._open:
            raise _Doubted(_CIRCLE)
        if key in self._failed or len(self._open) >= _DEEPEST:
            raise NotPlain(cell.formula)
        if cell.formula and _VOLATILE.search(cell.formula):
            raise _Doubted(_EACH_TIME)
        self._open.add(key)
        try:
            found = self._computed(parse(cell.formula or ""), cells)
            self._known[key] = None if found is None else rounded(found)
        except _Doubted:
            raise
        except (NotPlain, ArithmeticError) as error:
            self._failed.add(key)
            raise NotPlain(cell.formula) from error
        finally:
            self._open.discard(key)
        return self._known[key]

    def _computed(self, part: Expression, cells: Mapping[Place, Cell]) -> Number | None:
        """Return the number a part of a formula comes to, None for blank cells alone."""
        if isinstance(part, Literal):
            if isinstance(part.value, bool):
                raise NotPlain
            if isinstance(part.value, str):
                if part.value:
                    raise NotPlain
                return None  # "" is shown as a blank
            return part.value
        if isinstance(part, Area):
            if part.last is not None:
                raise NotPlain
            return next(self._numbers(part, cells), None)
        if isinstance(part, Call):
            return self._called(part, cells)
        values = [self._computed(operand, cells) for operand in part.operands]
        if all(value is None for value in values):
            return None
        numbers = [value or 0 for value in values]
        match part.sign, numbers:
            case "+", [one, other]:
                return one + other
            case "-", [one, other]:
                return one - other
            case "-", [one]:
                return -one
            case "*", [one, other]:
                return one * other
            case "/", [one, other]:
                return one / other
        raise NotPlain

    def _called(self, call: Call, cells: Mapping[Place, Cell]) -> Number | None:
        if call.name == "IF" and len(call.arguments) in (2, 3):
            chosen = 1 if self._holds(call.arguments[0], cells) else 2
            if chosen < len(call.arguments):
                return self._computed(call.arguments[chosen], cells)
            raise NotPlain
        if call.name == "IFERROR" and len(call.arguments) == 2:
            try:
                return self._computed(call.arguments[0], cells)
            except ZeroDivisionError:
                return self._computed(call.arguments[1], cells)
        if call.name == "ROUND" and len(call.arguments) == 2:
            number, digits = (self._computed(part, cells) for part in call.arguments)
            return _rounded(number or 0, digits or 0)
        if not call.arguments:
            raise NotPlain
        values = [value for part in call.arguments for value in self._operands(part, cells)]
        if call.name == "COUNT":
            return sum(value is not None for value in values)
        filled = [value for value in values if value is not None]
        if call.name not in ("SUM", "MAX", "MIN"):
            raise NotPlain
        if not filled:
            return None
        return sum(filled) if call.name == "SUM" else max(filled) if call.name == "MAX" else min(filled)

    def _holds(self, part: Expression, cells: Mapping[Place, Cell]) -> bool:
        if not isinstance(part, Operation) or part.sign not in _COMPARED:
            raise NotPlain
        one, other = (self._computed(operand, cells) for operand in part.operands)
        if one is None or other is None:  # blank and 0, or blank and "", are equal: which is meant?
            one, other = one or 0, other or 0
        return {
            "=": one == other, "<>": one != other, "<": one < other, "<=": one <= other, ">": one > other,
            ">=": one >= other,
        }[part.sign]  # fmt: skip

    def _operands(self, part: Expression, cells: Mapping[Place, Cell]) -> Iterator[Number | None]:
        if isinstance(part, Area):
            yield from self._numbers(part, cells)
        else:
            yield self._computed(part, cells)

    def _numbers(self, area: Area, cells: Mapping[Place, Cell]) -> Iterator[Number | None]:
        if area.sheet is not None:
            found = self._sheets.get(area.sheet.casefold())
            if found is None:
                raise NotPlain(area.sheet)
            cells = found
        last = area.last or area.first
        top, bottom = sorted((area.first.row, last.row))
        left, right = sorted((area.first.column, last.column))
        size = (bottom - top + 1) * (right - left + 1)
        self._left -= min(size, len(cells))
        if self._left < 0:
            raise NotPlain
        if size <= len(cells):
            places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            inside = [cells[place] for place in places if place in cells]
        else:
            inside = [
                cell
                for (row, column), cell in cells.items()
                if top <= row <= bottom and left <= column <= right
            ]
        for cell in inside:
            yield self._number(cell, cells)

    def _number(self, cell: Cell, cells: Mapping[Place, Cell]) -> Number | None:
        if cell.kind is CellKind.UNCALCULATED:
            return self._value(cell, cells)
        if (
            cell.kind is CellKind.TEXT
            and not cell.text.strip()
            and cell.value is None
            and cell.formula is not None
        ):
            return None
        if cell.kind is not CellKind.NUMBER and (cell.kind is not CellKind.TEXT or cell.value is None):
            raise NotPlain(cell.text)
        if self._stale and cell.formula is not None:
            try:
                value = self._value(cell, cells)
                return 0 if value is None and self._zeros and cell.value == 0 else value
            except _Doubted:
                raise
            except NotPlain:
                if not cell.value:
                    raise
        return cell.value


def _rounded(number: Number, digits: Number) -> Number:
    """Return what Excel's ROUND gives: halves away from zero, of the 15 digits a workbook knows."""
    if digits != int(digits) or not -_DIGITS <= digits <= _DIGITS:
        raise NotPlain
    found = Decimal(f"{number:.15g}").quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP)
    return int(found) if digits <= 0 else float(found)


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
