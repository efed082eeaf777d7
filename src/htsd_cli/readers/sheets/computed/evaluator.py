"""Works out a formula taken apart: over the cells of a sheet and of the others, to one value or to rows of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, compress

from htsd_cli.readers.sheets.computed.areas import ALONE, Cells, corners
from htsd_cli.readers.sheets.computed.around import Around, shifted
from htsd_cli.readers.sheets.computed.criteria import Chosen, both, criterion, equal_to
from htsd_cli.readers.sheets.computed.dynamic import filling, is_dynamic
from htsd_cli.readers.sheets.computed.expressions import (
    Area,
    Call,
    Expression,
    Fault,
    Literal,
    Missing,
    Name,
    NotPlain,
    Operation,
    Rows,
)
from htsd_cli.readers.sheets.computed.functions import (
    OF_ANY,
    OF_NUMBERS,
    OF_VALUES,
    SUBTOTALS,
    placed,
    ranked,
)
from htsd_cli.readers.sheets.computed.moments import OF_MOMENTS
from htsd_cli.readers.sheets.computed.operations import COMPARED, operated, spread, unlike
from htsd_cli.readers.sheets.computed.references import size_of
from htsd_cli.readers.sheets.computed.searches import Searches
from htsd_cli.readers.sheets.computed.texts import OF_TEXTS, joined
from htsd_cli.readers.sheets.computed.values import (
    NO_NUMBER,
    NOT_FOUND,
    NOTHING,
    Failed,
    Grid,
    Nothing,
    Value,
    compared,
    is_number,
    number,
    plain,
    text,
    truth,
)
from htsd_cli.readers.sheets.number_formats import Number

_OF_ONE = {**OF_VALUES, **OF_TEXTS, **OF_MOMENTS}
_COUNTED = ("COUNT", "COUNTA")
_MOST_FITS = 500  # criteria over areas that are kept
_AS_CHEAP = 64  # cells that are passed over in the time one is asked whether a criterion chooses it


class Evaluator(Searches):
    """Works out expressions."""

    def __init__(
        self, cells: Cells, sheets: Mapping[str, Cells], around: Around = ALONE, *, strict: bool = False
    ) -> None:
        super().__init__(cells, sheets, around, strict=strict)
        self._fits: dict[object, bytes] = {}  # which cells of an area a criterion chooses
        self._chosen_of: dict[object, Chosen] = {}

    def value(self, part: Expression) -> Value:
        """Return what an expression comes to. Raises `Failed` for an error, `NotPlain` for what is not certain."""
        if isinstance(part, Literal):
            return part.value
        if isinstance(part, Operation) and part.sign != ":":
            first, signs = _in_turn(part)
            found = self.value(first)
            for sign, others in signs:
                values = [found, *map(self.value, others)]
                if self._strict and sign in COMPARED and unlike(values):
                    raise NotPlain  # a text that stands where a number is asked for
                found = operated(sign, values)
            return found
        if isinstance(part, Missing):
            return None
        if isinstance(part, Fault):
            raise Failed(part.code)
        if isinstance(part, Rows):
            return part.values[0][0]
        area = self.area(part)
        if area is not None:
            return plain(self.crossing(area))
        if isinstance(part, Name):
            return self.value(self._around.meaning(part.text))
        if isinstance(part, Call):
            return self._called(part)
        raise NotPlain

    def grid(self, part: Expression) -> Grid:
        """Return what an expression comes to where rows of values are asked for; errors stand in their places."""
        area = self.area(part)
        if area is not None:
            return self.filled(area)
        if isinstance(part, Rows):
            return part.values
        if isinstance(part, Name):
            return self.grid(self._around.meaning(part.text))
        if isinstance(part, Operation):
            first, signs = _in_turn(part)
            rows = self.grid(first)
            for sign, others in signs:
                given = [rows, *map(self.grid, others)]
                rows = spread(lambda *values, sign=sign: operated(sign, values), given)
            return rows
        if isinstance(part, Call):
            found = self._grid_of(part)
            if found is not None:
                return found
        try:
            return ((self.value(part),),)
        except Failed as error:
            return ((error,),)

    def _grid_of(self, call: Call) -> Grid | None:
        """Return the rows of values of a call that is worked out one by one, None for any other."""
        name, given = call.name, call.arguments
        if name in OF_ANY and len(given) == 1:
            return tuple(tuple(OF_ANY[name](value) for value in row) for row in self.grid(given[0]))
        if name in ("IFERROR", "IFNA") and len(given) == 2:
            instead = self.grid(given[1])
            caught = _errors(name)
            rows = self.grid(given[0])
            return spread(lambda one, other: other if caught(one) else one, [rows, instead], errors=True)
        if name == "IF" and len(given) in (2, 3):
            parts = [self.grid(part) for part in given]
            return spread(lambda asked, yes, no=False: yes if truth(asked) else no, parts, errors=True)
        if made := self._of_one(call):
            return spread(made, [self.grid(part) for part in given])
        if is_dynamic(name, len(given)):
            before, self.in_array = self.in_array, True
            try:
                return filling(name, [self.grid(part) for part in given])
            finally:
                self.in_array = before
        if name == "TRANSPOSE" and len(given) == 1:
            return tuple(zip(*self.grid(given[0]), strict=True))
        return None

    # -- functions -----------------------------------------------------------------------------------------

    def _called(self, call: Call) -> Value:
        name, given = call.name, call.arguments
        if name in _SPECIAL:
            fewest, most, made = _SPECIAL[name]
            if not fewest <= len(given) <= most:
                raise NotPlain(name)
            return made(self, call)
        if name in OF_ANY and len(given) == 1:
            return OF_ANY[name](self._caught(given[0]))
        if one := self._of_one(call):
            return one(*map(self.value, given))
        if name == "COUNTBLANK" and len(given) == 1:
            area = self.listed(given[0])
            height, width = size_of(area)
            return height * width - sum(value not in (None, "") for value in self.inside(area))
        if name in _COUNTED and given:
            return self._counted(name, [value for part in given for value in self._each(part)])
        if name in OF_NUMBERS and given:
            return self._of_numbers(name, self._numbers(given))
        raise NotPlain(name)

    def _of_one(self, call: Call) -> Callable[..., Value] | None:
        """Return what a function of values one by one is, None for any other; one of moments only from 1900 on."""
        fewest, most, made = _OF_ONE.get(call.name, (1, 0, None))
        if call.name in OF_MOMENTS and self._around.from_1904:
            return None
        return made if fewest <= len(call.arguments) <= most else None

    def _caught(self, part: Expression) -> Value:
        try:
            return self.value(part)
        except Failed as error:
            return error

    def _of_numbers(self, name: str, numbers: Sequence[Number]) -> Number:
        if self._strict and all(isinstance(item, Nothing) for item in numbers):
            return NOTHING
        return OF_NUMBERS[name](numbers)

    def _counted(self, name: str, values: Sequence[Value]) -> int:
        if name == "COUNT":
            return sum(is_number(value) and not isinstance(value, Nothing) for value in values)
        return sum(value is not None for value in values)

    def _numbers(self, given: Sequence[Expression]) -> list[Number]:
        """Return the numbers a function adds: of cells only what is one, of what stands in the formula every value."""
        found: list[Number] = []
        for part in given:
            cells = self.area(part) is not None or isinstance(part, Rows) or _fills(part)
            for value in self._each(part):
                if isinstance(value, Failed):
                    raise value
                if isinstance(value, int | float) and is_number(value):
                    found.append(value)
                elif not cells and value is not None and not self.in_array:
                    found.append(number(value))
                elif self._strict and (isinstance(value, bool) or (isinstance(value, str) and value)):
                    raise NotPlain(value)
        return found

    def _each(self, part: Expression) -> Iterator[Value]:
        area = self.area(part)
        if area is not None:
            yield from self.inside(area)
        elif isinstance(part, Rows) or self.in_array or _fills(part):
            yield from (value for row in self.grid(part) for value in row)
        else:
            yield self._caught(part)

    def _if(self, call: Call) -> Value:
        asked, *ways = call.arguments
        chosen = 0 if truth(self.value(asked)) else 1
        if chosen >= len(ways):
            return False
        found = self.value(ways[chosen])
        return 0 if found is None and isinstance(ways[chosen], Missing) else found

    def _ifs(self, call: Call) -> Value:
        pairs = call.arguments
        for asked, said in zip(pairs[::2], pairs[1::2], strict=True):
            if truth(self.value(asked)):
                return self.value(said)
        raise Failed(NOT_FOUND)

    def _switch(self, call: Call) -> Value:
        asked, *pairs = call.arguments
        known = self.value(asked)
        for said, found in zip(pairs[::2], pairs[1::2], strict=False):
            if compared("=", known, self.value(said)):
                return self.value(found)
        if len(pairs) % 2:
            return self.value(pairs[-1])
        raise Failed(NOT_FOUND)

    def _if_error(self, call: Call) -> Value:
        found = self._caught(call.arguments[0])
        return self.value(call.arguments[1]) if _errors(call.name)(found) else found

    def _all(self, call: Call) -> Value:
        values = [plain(value) for part in call.arguments for value in self._each(part)]
        truths = [truth(value) for value in values if value is not None and not isinstance(value, str)]
        if not truths:
            raise Failed(NO_NUMBER)
        return all(truths) if call.name == "AND" else any(truths)

    def _choose(self, call: Call) -> Value:
        return self.value(call.arguments[self.whole_number(call.arguments[0], 1, len(call.arguments) - 1)])

    def _products(self, call: Call) -> Value:
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

    def _subtotal(self, call: Call) -> Value:
        code = self.whole_number(call.arguments[0], 1, 111)
        if code % 100 not in SUBTOTALS:
            raise NotPlain
        areas = [self.listed(part) for part in call.arguments[1:]]
        values = [value for area in areas for value in self.inside(area, under=code)]
        name = SUBTOTALS[code % 100]
        if name in _COUNTED:
            return self._counted(name, values)
        numbers = [item for item in map(plain, values) if isinstance(item, int | float) and is_number(item)]
        return self._of_numbers(name, numbers)

    def _aggregate(self, call: Call) -> Value:
        """Return what AGGREGATE comes to: a SUBTOTAL that may leave out errors, and rows nobody sees."""
        code, option = (self.whole_number(part, 0, 19) for part in call.arguments[:2])
        if code not in SUBTOTALS or option > 7 or (option in (5, 7) and any(self._around.hidden.values())):
            raise NotPlain
        under = (9, 109, 9, 109, 0, 0, 0, 0)[option]  # up to 3 other totals among the cells are left out
        areas = [self.listed(part) for part in call.arguments[2:]]
        values = [value for area in areas for value in self.inside(area, under=under)]
        if option in (2, 3, 6, 7):
            values = [value for value in values if not isinstance(value, Failed)]
        name = SUBTOTALS[code]
        if name in _COUNTED:
            return self._counted(name, values)
        numbers = [item for item in map(plain, values) if isinstance(item, int | float) and is_number(item)]
        return self._of_numbers(name, numbers)

    def _chosen(self, call: Call) -> Value:
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
            fits = self._fitting(area, self._caught(said), to_the_end=summed is None)
            chosen = fits if not chosen else both(chosen, fits)
        if summed is None or first is None:
            return sum(chosen)
        area = self.listed(summed)
        if name in ("SUMIF", "AVERAGEIF"):
            top, left, bottom, right = corners(self.cut(first))
            area = shifted(area, 0, 0, bottom - top + 1, right - left + 1)
        kept = map(plain, compress(chain.from_iterable(self.filled(area)), chosen))
        numbers = [value for value in kept if isinstance(value, int | float) and is_number(value)]
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
        where = (id(self.sheet(area)), corners(cut))
        size = math.prod(size_of(cut))
        self.spend(size // _AS_CHEAP)
        only = equal_to(said)
        if only is not None:
            if where not in self._chosen_of:
                self.spend(size)
                self._chosen_of[where] = Chosen(rows)
            return self._chosen_of[where].by(only)
        key = (where, type(said), said)
        if key not in self._fits:
            self.spend(size)
            found = bytes(holds(value) for row in rows for value in row)
            if len(self._fits) >= _MOST_FITS:
                return found
            self._fits[key] = found
        return self._fits[key]

    def _placed(self, call: Call) -> Value:
        values, place = call.arguments
        return placed(call.name, self._numbers([values]), self.value(place))

    def _ranked(self, call: Call) -> Value:
        value, values, *rest = call.arguments
        return ranked(self.value(value), self._numbers([values]), *map(self.value, rest))

    def _joined(self, call: Call) -> Value:
        given = call.arguments
        if call.name == "TEXTJOIN":
            between, skips = text(self.value(given[0])), truth(self.value(given[1]))
            return joined([value for part in given[2:] for value in self._each(part)], between, skips=skips)
        if call.name == "CONCATENATE":
            return joined([self.value(part) for part in given])
        return joined([value for part in given for value in self._each(part)])

    def _numbered(self, call: Call) -> Value:
        """Return what ROW, COLUMN, ROWS and COLUMNS say."""
        name, given = call.name, call.arguments
        if not given:
            if self.place is None or name.endswith("S"):
                raise NotPlain
            return self.place[name == "COLUMN"]
        if name.endswith("S") and self.area(given[0]) is None:
            rows = self.grid(given[0])
            return len(rows) if name == "ROWS" else len(rows[0])
        top, left, bottom, right = corners(self.listed(given[0]))
        return {"ROW": top, "COLUMN": left, "ROWS": bottom - top + 1, "COLUMNS": right - left + 1}[name]

    def _at_place(self, call: Call) -> Value:
        return plain(self.crossing(self.listed(call)))


def _in_turn(part: Operation) -> tuple[Expression, Iterator[tuple[str, tuple[Expression, ...]]]]:
    """Return the first operand of a sum of many, and each sign in turn with what stands behind it."""
    first: Expression = part
    signs: list[tuple[str, tuple[Expression, ...]]] = []
    while isinstance(first, Operation) and first.sign != ":":
        signs.append((first.sign, first.operands[1:]))
        first = first.operands[0]
    return first, reversed(signs)


def _fills(part: Expression) -> bool:
    return isinstance(part, Call) and is_dynamic(part.name, len(part.arguments))


def _errors(name: str) -> Callable[[Value], bool]:
    return OF_ANY["ISERROR" if name == "IFERROR" else "ISNA"]


_MANY = 255
_SPECIAL: dict[str, tuple[int, int, Callable[[Evaluator, Call], Value]]] = {
    "IF": (2, 3, Evaluator._if),
    "IFS": (2, _MANY, Evaluator._ifs),
    "SWITCH": (3, _MANY, Evaluator._switch),
    "IFERROR": (2, 2, Evaluator._if_error),
    "IFNA": (2, 2, Evaluator._if_error),
    "AND": (1, _MANY, Evaluator._all),
    "OR": (1, _MANY, Evaluator._all),
    "CHOOSE": (2, _MANY, Evaluator._choose),
    "SUMPRODUCT": (1, _MANY, Evaluator._products),
    "SUBTOTAL": (2, _MANY, Evaluator._subtotal),
    "AGGREGATE": (3, _MANY, Evaluator._aggregate),
    "VLOOKUP": (3, 4, Evaluator.looked_up),
    "HLOOKUP": (3, 4, Evaluator.looked_up),
    "MATCH": (2, 3, Evaluator.matched),
    "XMATCH": (2, 3, Evaluator.matched),
    "LOOKUP": (2, 3, Evaluator.lookup),
    "XLOOKUP": (3, 6, Evaluator.xlookup),
    "INDEX": (2, 3, Evaluator.indexed),
    "INDIRECT": (1, 1, Evaluator._at_place),
    "OFFSET": (3, 5, Evaluator._at_place),
    "LARGE": (2, 2, Evaluator._placed),
    "SMALL": (2, 2, Evaluator._placed),
    "RANK": (2, 3, Evaluator._ranked),
    "RANK.EQ": (2, 3, Evaluator._ranked),
    "CONCATENATE": (1, _MANY, Evaluator._joined),
    "CONCAT": (1, _MANY, Evaluator._joined),
    "TEXTJOIN": (3, _MANY, Evaluator._joined),
    "ROW": (0, 1, Evaluator._numbered),
    "COLUMN": (0, 1, Evaluator._numbered),
    "ROWS": (1, 1, Evaluator._numbered),
    "COLUMNS": (1, 1, Evaluator._numbered),
    **dict.fromkeys(("COUNTIF", "SUMIF", "AVERAGEIF"), (2, 3, Evaluator._chosen)),
    **dict.fromkeys(("COUNTIFS", "SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS"), (2, _MANY, Evaluator._chosen)),
}
