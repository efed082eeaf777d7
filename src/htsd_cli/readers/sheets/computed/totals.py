"""Works out the functions that add up or count what stands in areas: all cells, or those a criterion chooses."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress

from htsd_cli.readers.sheets.computed.areas import ALONE, Cells, corners
from htsd_cli.readers.sheets.computed.around import Around, shifted
from htsd_cli.readers.sheets.computed.criteria import Chosen, both, criterion, equal_to
from htsd_cli.readers.sheets.computed.expressions import Area, Call, Expression, NotPlain
from htsd_cli.readers.sheets.computed.functions.numbers import OF_NUMBERS, SUBTOTALS, placed
from htsd_cli.readers.sheets.computed.references import size_of
from htsd_cli.readers.sheets.computed.running import RUNNING, Column
from htsd_cli.readers.sheets.computed.searches import Searches
from htsd_cli.readers.sheets.computed.values import (
    NOTHING,
    Failed,
    Nothing,
    Value,
    is_number,
    number,
    plain,
)
from htsd_cli.readers.sheets.number_formats import Number

COUNTED = ("COUNT", "COUNTA")
_MOST_FITS = 500  # criteria over areas that are kept
_AS_CHEAP = 64  # cells that are passed over in the time one is asked whether a criterion chooses it
_LONG = 32  # rows of an area from which on it may be one of many that begin alike


class Totals(Searches):
    """Works out SUM, COUNTIF, SUBTOTAL, SUMPRODUCT and their kin."""

    def __init__(
        self, cells: Cells, sheets: Mapping[str, Cells], around: Around = ALONE, *, strict: bool = False
    ) -> None:
        super().__init__(cells, sheets, around, strict=strict)
        self._fits: dict[object, bytearray] = {}  # which cells of an area a criterion chooses
        self._chosen_of: dict[object, Chosen] = {}
        self._columns: dict[object, Column] = {}  # areas that grow downwards from one place

    @abstractmethod
    def caught(self, part: Expression) -> Value:
        """Return what an expression comes to, an error too."""

    def running(self, name: str, area: Area, *, under: int = 0) -> Number | None:
        """Return what SUM, COUNT, COUNTA, MAX, MIN or AVERAGE of a long area comes to, None for any other.

        Sums that run down a column (`SUM(D$1:D9)`, `SUM(D$1:D10)`) are worked out each from the one above. `under` is
        SUBTOTAL's first argument.
        """
        if name not in RUNNING or (area.sheet is not None and ":" in area.sheet):
            return None
        top, left, bottom, right = corners(self.cut(area))
        if bottom - top < _LONG:
            return None
        cells = self.sheet(area)
        column = self._columns.setdefault((id(cells), top, left, right, under), Column())
        before, self.rests = self.rests, 0
        try:
            while (row := top + len(column)) <= bottom:
                found: list[Value] = []
                self.spend(right - left + 1)
                for place in range(left, right + 1):
                    cell = cells.get((row, place))
                    if cell is not None and (not under or self._counts(cell, cells, under)):
                        found.append(self._held(cell, cells))
                if row == top + len(column):  # else a formula among the cells has added the row already
                    column.add(found, self.rests)
                self.rests = 0
        finally:
            self.rests |= before
        known, rests = column.of(name, bottom - top + 1, strict=self._strict)
        self.rests |= rests
        return known

    def products(self, call: Call) -> Value:
        """Return what SUMPRODUCT comes to."""
        before, self.in_array = self.in_array, True
        try:
            grids = [self.grid(part) for part in call.arguments]
        finally:
            self.in_array = before
        if len({(len(grid), len(grid[0])) for grid in grids}) != 1:
            raise NotPlain
        total: Number = 0
        for rows in zip(*grids, strict=True):
            for values in zip(*rows, strict=True):
                product: Number = 1
                for value in map(plain, values):
                    product *= value if isinstance(value, int | float) and is_number(value) else 0
                total += product
        return total

    def subtotal(self, call: Call) -> Value:
        """Return what SUBTOTAL comes to."""
        code = self.whole_number(call.arguments[0], 1, 111)
        if code % 100 not in SUBTOTALS:
            raise NotPlain
        areas = [self.listed(part) for part in call.arguments[1:]]
        if (
            len(areas) == 1
            and (known := self.running(SUBTOTALS[code % 100], areas[0], under=code)) is not None
        ):
            return known
        values = [value for area in areas for value in self.inside(area, under=code)]
        name = SUBTOTALS[code % 100]
        if name in COUNTED:
            return self.counted(name, values)
        numbers = [item for item in map(plain, values) if isinstance(item, int | float) and is_number(item)]
        return self.of_numbers(name, numbers)

    def aggregate(self, call: Call) -> Value:
        """Return what AGGREGATE comes to: a SUBTOTAL that may leave out errors, and rows nobody sees."""
        code, option = (self.whole_number(part, 0, 19) for part in call.arguments[:2])
        if (
            code not in (*SUBTOTALS, 12, 14, 15)
            or option > 7
            or (option in (5, 7) and any(self._around.hidden.values()))
        ):
            raise NotPlain
        under = (9, 109, 9, 109, 0, 0, 0, 0)[option]  # up to 3 other totals among the cells are left out
        placing = code in (14, 15)  # LARGE and SMALL, which are given a place besides
        if placing and len(call.arguments) != 4:
            raise NotPlain
        areas = [self.listed(part) for part in call.arguments[2 : 3 if placing else None]]
        values = [value for area in areas for value in self.inside(area, under=under)]
        if option in (2, 3, 6, 7):
            values = [value for value in values if not isinstance(value, Failed)]
        name = SUBTOTALS.get(code, "MEDIAN")
        if name in COUNTED:
            return self.counted(name, values)
        numbers = [item for item in map(plain, values) if isinstance(item, int | float) and is_number(item)]
        if placing:
            return placed("LARGE" if code == 14 else "SMALL", numbers, self.value(call.arguments[3]))
        return self.of_numbers(name, numbers)

    def chosen(self, call: Call) -> Value:
        """Return what COUNTIF, SUMIF, AVERAGEIF and those of several criteria come to."""
        name, given = call.name, call.arguments
        summed: Expression | None = None
        if name.endswith("IFS"):
            pairs = given if name == "COUNTIFS" else given[1:]
            summed = None if name == "COUNTIFS" else given[0]
        else:
            pairs = given[:2]
            if name != "COUNTIF":
                summed = given[2] if len(given) == 3 else given[0]
        if len(pairs) % 2:
            raise NotPlain
        chosen = b""
        first: Area | None = None
        for asked, said in zip(pairs[::2], pairs[1::2], strict=True):
            area = self.listed(asked)
            first = first or area
            fits = self._fitting(area, self.caught(said), to_the_end=summed is None)
            chosen = fits if not chosen else both(chosen, fits)
        if summed is None or first is None:
            return sum(chosen)
        area = self.listed(summed)
        if name in ("SUMIF", "AVERAGEIF"):
            top, left, bottom, right = corners(self.cut(first))
            area = shifted(area, 0, 0, bottom - top + 1, right - left + 1)
        kept = map(plain, compress(chain.from_iterable(self.filled(area)), chosen))
        numbers = [value for value in kept if isinstance(value, int | float) and is_number(value)]
        self.spend(len(numbers))
        if name.startswith("SUM") or (not numbers and not name.startswith("AVERAGE")):
            return sum(numbers)
        return OF_NUMBERS[name.removesuffix("IFS").removesuffix("IF")](numbers)

    def _fitting(self, area: Area, said: Value, *, to_the_end: bool) -> bytes:
        """Return for each cell of an area 1 where a criterion chooses it, else 0; the same is asked for many sums.

        Raises `NotPlain` for one that chooses the blank cells beyond the sheet's last, where these count `to_the_end`.
        """
        holds = criterion(said)
        cut = self.cut(area)
        if to_the_end and size_of(cut) != size_of(area) and holds(None):
            raise NotPlain
        rows = self.filled(area)
        top, left, _, right = corners(cut)
        where = (id(self.sheet(area)), top, left, right)  # areas that grow downwards from there are one
        size = math.prod(size_of(cut))
        self.spend(size // _AS_CHEAP)
        only = equal_to(said)
        if only is not None:
            known = self._chosen_of.setdefault(where, Chosen())
            self.spend(known.grow(rows))
            return known.by(only, size)
        key = (where, type(said), said)
        found = self._fits.get(key)
        if found is None:
            found = bytearray()
            if len(self._fits) < _MOST_FITS:
                self._fits[key] = found
        width = right - left + 1
        for row in rows[len(found) // width :]:
            self.spend(width)
            found += bytes(map(holds, row))
        return bytes(found[:size])

    def of_numbers(self, name: str, numbers: Sequence[Number]) -> Number:
        """Return what a function of numbers comes to; asked strictly, a form's blank cells alone come to a blank."""
        if self._strict and all(isinstance(item, Nothing) for item in numbers):
            return NOTHING
        return OF_NUMBERS[name](numbers)

    def counted(self, name: str, values: Iterable[Value], *, said: bool = False) -> int:
        """Return COUNT or COUNTA; of values `said` in the formula itself truths and numbers in a text count as well."""
        if name == "COUNTA":
            return sum(value is not None for value in values)
        return sum(self._is_counted(value, said=said) for value in values)

    def _is_counted(self, value: Value, *, said: bool) -> bool:
        if said and isinstance(value, str) and any(map(str.isdigit, value)):
            number(value)  # raises for what only the computer's language makes one of
            return True
        if said and isinstance(value, bool):
            return True
        return is_number(value) and not (self._strict and isinstance(value, Nothing))
