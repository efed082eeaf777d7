"""Computes the plain formulas of a workbook that were stored without results; nothing else is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from htsd_cli.readers.column_names import column_name, column_number
from htsd_cli.readers.sheets.computed.around import Around, shifted
from htsd_cli.readers.sheets.computed.expressions import (
    Area,
    Call,
    Column,
    Expression,
    Literal,
    Name,
    NotPlain,
    Operation,
    parse,
)
from htsd_cli.readers.sheets.computed.functions import (
    OF_ALL,
    OF_ONE,
    OF_TWO,
    SUBTOTALS,
    chooses,
    of_all,
    of_one,
    rounded_by,
)
from htsd_cli.readers.sheets.grid import (
    LAST_COLUMN,
    LAST_ROW,
    TOO_LOW,
    Place,
)
from htsd_cli.readers.sheets.number_formats import Number, rounded
from htsd_cli.values.document import Cell, CellKind, Seen, Sight

__all__ = ["NotPlain", "Sums", "compare", "moved", "settle", "show_formulas", "shows_picture"]

_REFERENCE = re.compile(r"(?<![\w.])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.!])", re.IGNORECASE)
_PICTURE = re.compile(r"(?:^|[^\w.])(?:_xlfn\.|_xlws\.)*(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
_VOLATILE = re.compile(r"(?:^|[^\w.])(?:_xlfn\.)?(?:RAND|RANDBETWEEN|RANDARRAY|NOW|TODAY)\(", re.IGNORECASE)
_CIRCLE, _EACH_TIME = "vòng lặp: ô tính theo chính nó", "số khác mỗi lần mở tệp"
_LONGEST = 8_192  # characters of a formula; Excel takes no longer one
_DEEPEST = 40  # sums of sums
_MOST_OPERANDS = 1_000_000  # cells looked at for one sheet
MOST_COMPARED = 3_000  # formulas of one sheet whose results are computed again
_SAME = 1e-9  # of a number: what two programs' sums may differ by
_LARGEST_POWER = 50
_SUBTOTAL = re.compile(r"(?:^|[^\w.])SUBTOTAL\(", re.IGNORECASE)
_ALONE = Around()
_COMPARED = ("=", "<>", "<", "<=", ">", ">=")


def settle(
    cells: dict[Place, Cell],
    unsettled: Mapping[Place, bool],
    sheets: Mapping[str, Mapping[Place, Cell]],
    *,
    stale: bool,
    around: Around = _ALONE,
) -> None:
    """Give the formulas whose results are missing or in doubt the value they come to; one over blank cells is blank.

    `unsettled` says of each whether it is blank when it cannot be computed; any other is left open.
    """
    if not unsettled:
        return
    sums = Sums(cells, stale=stale, sheets=sheets, around=around)
    settled: dict[Place, Cell | None] = {}
    for place, blank in unsettled.items():
        cell = cells[place]
        try:
            value = sums.value(cell)
        except NotPlain:
            settled[place] = None if blank else cell if cell.value else _uncalculated(cell, None)
            continue
        if value is not None:
            settled[place] = cell if _same(value, cell.value) else _uncalculated(cell, value)
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
    around: Around = _ALONE,
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
        sums = sums or Sums(cells, stale=True, zeros=True, sheets=sheets, around=around)
        try:
            value = sums.value(cell) or 0
        except _Doubted as doubt:
            if not (iterates and doubt.args == (_CIRCLE,)):
                cells[place] = cell._replace(sights=(*cell.sights, Seen(Sight.STALE, str(doubt))))
            continue
        except NotPlain:
            continue
        if not _same(value, cell.value):
            cells[place] = cell._replace(sights=(*cell.sights, Seen(Sight.STALE, f"{value:.15g}")))


def _same(value: Number, stored: Number | None) -> bool:
    """Return whether two programs' sums are one number."""
    return stored is not None and abs(value - stored) <= _SAME * max(1.0, abs(value))


def show_formulas(cells: dict[Place, Cell]) -> None:
    """Tell at the cells with formulas that their sheet shows these in place of what they come to."""
    for place, cell in cells.items():
        if cell.formula is not None and cell.kind is not CellKind.UNCALCULATED:
            shown = Seen(Sight.FORMAT, f"={cell.formula or '…'}")
            cells[place] = cell._replace(sights=(*cell.sights, shown))


def _uncalculated(cell: Cell, value: Number | None) -> Cell:
    return cell._replace(text=f"={cell.formula}", kind=CellKind.UNCALCULATED, value=value)


class Sums:
    """The formulas over a sheet's cells, by place: `SUM(A1:B5,C2,3)`, `A1+B2-3`, `A1*2`, a cell of another sheet.

    `stale` says that the stored results are not the ones Excel would show, so that a formula counts for what
    it computes. With `zeros` a formula over blank cells is 0 where that is what was stored. `sheets` are the
    workbook's sheets by name, of one whose formulas name others. Cells of hidden rows and under merges count, as
    they do in Excel; `around` are the names and tables the formulas may name, and the rows SUBTOTAL leaves out.
    """

    def __init__(
        self,
        cells: Mapping[Place, Cell],
        *,
        stale: bool = False,
        sheets: Mapping[str, Mapping[Place, Cell]] | None = None,
        zeros: bool = False,
        around: Around = _ALONE,
    ) -> None:
        self._zeros = zeros
        self._around = around
        self._row = 0  # of the formula that is computed
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
        before, self._row = self._row, cell.row
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
            self._row = before
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
        if isinstance(part, Area | Name | Column):
            area = self._area(part, cells)
            if area is None or (area.last is not None and area.last[:2] != area.first[:2]):
                raise NotPlain
            return next(self._numbers(area, cells), None)
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
            case "%", [one]:
                return one / 100
            case "^", [one, other] if one > 0 and abs(other) <= _LARGEST_POWER:
                return float(one) ** other
        raise NotPlain

    def _called(self, call: Call, cells: Mapping[Place, Cell]) -> Number | None:
        name, given = call.name, call.arguments
        if name == "IF" and len(given) in (2, 3):
            chosen = 1 if self._holds(given[0], cells) else 2
            if chosen < len(given):
                return self._computed(given[chosen], cells)
            raise NotPlain
        if name == "IFERROR" and len(given) == 2:
            try:
                return self._computed(given[0], cells)
            except ZeroDivisionError:
                return self._computed(given[1], cells)
        if name == "CHOOSE" and len(given) > 1:
            return self._computed(given[self._whole(given[0], cells, 1, len(given) - 1)], cells)
        if name in OF_ONE and len(given) == 1:
            return of_one(name, self._computed(given[0], cells) or 0)
        if (name in OF_TWO or name == "TRUNC") and len(given) == 2:
            number, digits = (self._computed(part, cells) for part in given)
            return rounded_by(name, number or 0, digits or 0)
        if name == "SUMPRODUCT" and given:
            return self._products(given, cells)
        if name == "SUBTOTAL" and len(given) > 1:
            code = self._whole(given[0], cells, 1, 111)
            if code % 100 not in SUBTOTALS:
                raise NotPlain
            areas = [self._listed(part, cells) for part in given[1:]]
            return self._of_all(
                SUBTOTALS[code % 100],
                [value for area in areas for value in self._numbers(area, cells, under=code)],
            )
        if name in ("SUMIF", "COUNTIF") and len(given) in (2, 3):
            return self._chosen(name, given, cells)
        if name in ("INDIRECT", "OFFSET"):
            return next(self._numbers(self._listed(call, cells), cells), None)
        if not given:
            raise NotPlain
        return self._of_all(name, [value for part in given for value in self._operands(part, cells)])

    def _of_all(self, name: str, values: Sequence[Number | None]) -> Number | None:
        if name == "COUNT":
            return sum(value is not None for value in values)
        filled = [value for value in values if value is not None]
        if name not in OF_ALL:
            raise NotPlain
        return of_all(name, filled) if filled else None

    def _whole(self, part: Expression, cells: Mapping[Place, Cell], least: int, most: int) -> int:
        """Return a whole number that a function is given; raises `NotPlain` for any other."""
        number = self._computed(part, cells) or 0
        if number != int(number) or not least <= number <= most:
            raise NotPlain
        return int(number)

    def _products(self, given: Sequence[Expression], cells: Mapping[Place, Cell]) -> Number:
        areas = [self._listed(part, cells) for part in given]
        columns = [[value or 0 for value in self._each(area, cells)] for area in areas]
        if len({len(column) for column in columns}) != 1:
            raise NotPlain
        return sum(of_all("PRODUCT", values) for values in zip(*columns, strict=True))

    def _chosen(self, name: str, given: Sequence[Expression], cells: Mapping[Place, Cell]) -> Number:
        """Return what SUMIF or COUNTIF comes to."""
        asked = self._listed(given[0], cells)
        said = given[1].value if isinstance(given[1], Literal) else None
        criterion = said if isinstance(said, str) else self._computed(given[1], cells)
        if criterion is None:
            raise NotPlain
        top, left, bottom, right = _corners(asked)
        chosen = [chooses(criterion, cell) for cell in self._cells_of(asked, cells)]
        if name == "COUNTIF":
            return sum(chosen)
        added = asked if len(given) == 2 else self._listed(given[2], cells)
        added = shifted(added, 0, 0, bottom - top + 1, right - left + 1)
        values = self._each(added, cells)
        return sum(value or 0 for value, one in zip(values, chosen, strict=True) if one)

    def _listed(self, part: Expression, cells: Mapping[Place, Cell]) -> Area:
        """Return the cells a function is given; raises `NotPlain` for anything else."""
        area = self._area(part, cells)
        if area is None:
            raise NotPlain
        return area

    def _area(self, part: Expression, cells: Mapping[Place, Cell]) -> Area | None:
        """Return the cells a part of a formula stands for, None for what stands for none."""
        if isinstance(part, Area):
            return part
        if isinstance(part, Name):
            return self._around.named(part.text)
        if isinstance(part, Column):
            return self._around.column(part, self._row)
        if not isinstance(part, Call):
            return None
        given = part.arguments
        if part.name == "INDIRECT" and len(given) == 1 and isinstance(given[0], Literal):
            found = parse(str(given[0].value))
            if not isinstance(found, Area):
                raise NotPlain
            return found
        if part.name == "OFFSET" and len(given) in (3, 5):
            area = self._listed(given[0], cells)
            top, left, bottom, right = _corners(area)
            far = [self._whole(one, cells, -LAST_ROW, LAST_ROW) for one in given[1:]]
            height, width = far[2:] or (bottom - top + 1, right - left + 1)
            return shifted(area, far[0], far[1], height, width)
        return None

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
        area = self._area(part, cells)
        if area is not None:
            yield from self._numbers(area, cells)
        else:
            yield self._computed(part, cells)

    def _sheet_of(self, area: Area, cells: Mapping[Place, Cell]) -> Mapping[Place, Cell]:
        if area.sheet is None:
            return cells
        found = self._sheets.get(area.sheet.casefold())
        if found is None:
            raise NotPlain(area.sheet)
        return found

    def _cells_of(self, area: Area, cells: Mapping[Place, Cell]) -> list[Cell | None]:
        """Return every cell of an area, None for a blank one; raises `NotPlain` for too many."""
        cells = self._sheet_of(area, cells)
        top, left, bottom, right = _corners(area)
        self._left -= (bottom - top + 1) * (right - left + 1)
        if self._left < 0:
            raise NotPlain
        return [
            cells.get((row, column)) for row in range(top, bottom + 1) for column in range(left, right + 1)
        ]

    def _each(self, area: Area, cells: Mapping[Place, Cell]) -> list[Number | None]:
        """Return the number of every cell of an area, None for a blank one."""
        own = self._sheet_of(area, cells)
        return [None if cell is None else self._number(cell, own) for cell in self._cells_of(area, cells)]

    def _numbers(self, area: Area, cells: Mapping[Place, Cell], *, under: int = 0) -> Iterator[Number | None]:
        """Yield the numbers of an area's cells; of those a SUBTOTAL counts with its first argument `under`."""
        cells = self._sheet_of(area, cells)
        top, left, bottom, right = _corners(area)
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
            if not under or self._counts(cell, cells, under):
                yield self._number(cell, cells)

    def _counts(self, cell: Cell, cells: Mapping[Place, Cell], under: int) -> bool:
        """Return whether SUBTOTAL counts a cell: no other SUBTOTAL, and none in rows it leaves out."""
        why = self._around.hidden.get(cell.row)
        if cells is not self._own and self._around.hidden:
            raise NotPlain  # which rows are hidden there is not known here
        if (cell.kind is CellKind.TEXT and cell.value is None) or (why is not None and under < 100):
            raise NotPlain  # whether hidden rows count hangs on whether any filter of the sheet is on
        if why is not None and why != TOO_LOW:
            return False
        return not (cell.formula and _SUBTOTAL.search(cell.formula))

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


def _corners(area: Area) -> tuple[int, int, int, int]:
    """Return the first row, first column, last row and last column of an area."""
    last = area.last or area.first
    top, bottom = sorted((area.first.row, last.row))
    left, right = sorted((area.first.column, last.column))
    return top, left, bottom, right


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
