"""Works out a formula taken apart: over the cells of a sheet and of the others, to one value or to rows of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from htsd_cli.readers.sheets.computed.areas import corners
from htsd_cli.readers.sheets.computed.constants import has_rows, one_by_one
from htsd_cli.readers.sheets.computed.expressions import (
    CALLED,
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
from htsd_cli.readers.sheets.computed.functions.databases import DATABASES, of_database
from htsd_cli.readers.sheets.computed.functions.dynamic import filling, is_dynamic
from htsd_cli.readers.sheets.computed.functions.lambdas import OVER_ROWS, applied, over_rows, reduced
from htsd_cli.readers.sheets.computed.functions.moments import OF_MOMENTS, working_days
from htsd_cli.readers.sheets.computed.functions.numbers import (
    OF_ANY,
    OF_NUMBERS,
    OF_VALUES,
    placed,
    ranked,
)
from htsd_cli.readers.sheets.computed.functions.statistics import QUANTILES, quantile
from htsd_cli.readers.sheets.computed.functions.texts import OF_TEXTS, joined
from htsd_cli.readers.sheets.computed.operations import COMPARED, operated, spread, unlike
from htsd_cli.readers.sheets.computed.references import size_of
from htsd_cli.readers.sheets.computed.running import RUNNING
from htsd_cli.readers.sheets.computed.totals import COUNTED, Totals
from htsd_cli.readers.sheets.computed.values import (
    NO_NUMBER,
    NOT_FOUND,
    Failed,
    Grid,
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
_OF_ANY_VALUES = {"MAXA": OF_NUMBERS["MAX"], "MINA": OF_NUMBERS["MIN"], "AVERAGEA": OF_NUMBERS["AVERAGE"]}
_OF_A_CALL = 20  # cells looked at in the time one call of a LAMBDA takes


class Evaluator(Totals):
    """Works out expressions."""

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
            if self.in_array and (len(part.values) > 1 or len(part.values[0]) > 1):
                raise NotPlain
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
        area = self.chosen_area(part)
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
        if name in OVER_ROWS:
            return self._as_array(lambda: over_rows(name, given, self._of_lambda, self.grid))
        if (body := self._body(call)) is not None:
            return self.grid(body)
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
        if self.in_array and (places := one_by_one(name, len(given))):
            return self._each_of(call, places)
        if is_dynamic(name, len(given)):
            return self._as_array(lambda: filling(name, [self.grid(part) for part in given]))
        if name == "TRANSPOSE" and len(given) == 1:
            return tuple(zip(*self.grid(given[0]), strict=True))
        return None

    def _as_array(self, made: Callable[[], Grid]) -> Grid:
        """Return what is made where every part stands for rows of values."""
        before, self.in_array = self.in_array, True
        try:
            return made()
        finally:
            self.in_array = before

    def _body(self, call: Call) -> Expression | None:
        """Return what a call of a LAMBDA works out, of one that has a name too; None for any other."""
        if call.name == CALLED:
            return applied(call.arguments[0], call.arguments[1:])
        named = self._around.function(call.name)
        return None if named is None else applied(named, call.arguments)

    def _of_lambda(self, body: Expression) -> Value:
        self.spend(_OF_A_CALL)
        return self.value(body)

    def _each_of(self, call: Call, places: Sequence[int]) -> Grid | None:
        """Return what a call comes to for each of the values at some places of it, None where each is a single one."""
        grids = [self.grid(call.arguments[at]) for at in places]
        if all(len(grid) == 1 and len(grid[0]) == 1 for grid in grids):
            return None

        def made(*values: Value) -> Value:
            given = list(call.arguments)
            for at, value in zip(places, values, strict=True):
                given[at] = Fault(str(value)) if isinstance(value, Failed) else Literal(value)
            return self.value(Call(call.name, tuple(given)))

        return spread(made, grids, errors=True)

    # -- functions -----------------------------------------------------------------------------------------

    def _called(self, call: Call) -> Value:
        name, given = call.name, call.arguments
        if name in _SPECIAL:
            fewest, most, made = _SPECIAL[name]
            if not fewest <= len(given) <= most:
                raise NotPlain(name)
            return made(self, call)
        if name in OF_ANY and len(given) == 1:
            return OF_ANY[name](self.caught(given[0]))
        if one := self._of_one(call):
            return one(*map(self.value, given))
        if name == "COUNTBLANK" and len(given) == 1:
            inside = self.listed(given[0])
            return math.prod(size_of(inside)) - sum(value not in (None, "") for value in self.inside(inside))
        if len(given) == 1 and name in RUNNING:
            area = self.chosen_area(given[0])
            known = None if area is None else self.running(name, area)
            if known is not None:
                return known
        if name in COUNTED and given:
            return sum(self.counted(name, self._each(part), said=not self._is_cells(part)) for part in given)
        if name in OF_NUMBERS and given:
            return self.of_numbers(name, self._numbers(given))
        if name in _OF_ANY_VALUES and given:
            return _OF_ANY_VALUES[name]([_as_number(v) for v in self._listed_values(given)])
        if (body := self._body(call)) is not None:
            return self._of_lambda(body)
        if name in OVER_ROWS:
            return plain(self.grid(call)[0][0])
        raise NotPlain(name)

    def _listed_values(self, given: Sequence[Expression]) -> list[Value]:
        if any(self.chosen_area(part) is None for part in given):
            raise NotPlain
        return [plain(value) for part in given for value in self._each(part) if value is not None]

    def _reduced(self, call: Call) -> Value:
        before, self.in_array = self.in_array, True
        try:
            return reduced(call.arguments, self._of_lambda, self.grid)
        finally:
            self.in_array = before

    def _of_database(self, call: Call) -> Value:
        rows, field, asked = call.arguments
        known = None if isinstance(field, Missing) else self.value(field)
        return of_database(call.name, self.grid(rows), known, self.grid(asked))

    def _quantile(self, call: Call) -> Value:
        values, place = call.arguments
        return quantile(call.name, self._numbers([values]), self.value(place))

    def _between_days(self, call: Call) -> Value:
        if self._around.from_1904:
            raise NotPlain
        first, other, *more = call.arguments
        weekend = self.value(more[0]) if call.name.endswith(".INTL") and more else 1
        rest = more[1:] if call.name.endswith(".INTL") else more
        free = [plain(value) for part in rest for value in self._each(part) if value is not None]
        return working_days(call.name, self.value(first), self.value(other), weekend, free)

    def _of_one(self, call: Call) -> Callable[..., Value] | None:
        """Return what a function of values one by one is, None for any other; one of moments only from 1900 on."""
        fewest, most, made = _OF_ONE.get(call.name, (1, 0, None))
        if (call.name in OF_MOMENTS or call.name == "TEXT") and self._around.from_1904:
            return None
        return made if fewest <= len(call.arguments) <= most else None

    def caught(self, part: Expression) -> Value:
        """Return what an expression comes to, an error too."""
        try:
            return self.value(part)
        except Failed as error:
            return error

    def _is_cells(self, part: Expression) -> bool:
        """Return whether the values of a part are those of cells, or of rows, that are taken as they are."""
        return self.chosen_area(part) is not None or isinstance(part, Rows) or _fills(part) or self.in_array

    def _numbers(self, given: Sequence[Expression]) -> list[Number]:
        """Return the numbers a function adds: of cells only what is one, of what stands in the formula every value."""
        found: list[Number] = []
        for part in given:
            cells = self._is_cells(part) or has_rows(part)
            for value in self._each(part):
                if isinstance(value, Failed):
                    raise value
                if isinstance(value, int | float) and is_number(value):
                    found.append(value)
                elif not cells and value is not None:
                    found.append(number(value))
                elif self._strict and (isinstance(value, bool) or (isinstance(value, str) and value)):
                    raise NotPlain(value)
        return found

    def _each(self, part: Expression) -> Iterator[Value]:
        area = self.chosen_area(part)
        if area is not None:
            yield from self.inside(area)
        elif isinstance(part, Rows) or self.in_array or _fills(part):
            yield from (value for row in self.grid(part) for value in row)
        elif has_rows(part):  # rows of values make rows of whatever is worked out of them
            yield from (value for row in self._as_array(lambda: self.grid(part)) for value in row)
        else:
            yield self.caught(part)

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
        found = self.caught(call.arguments[0])
        return self.value(call.arguments[1]) if _errors(call.name)(found) else found

    def _all(self, call: Call) -> Value:
        truths = []
        for part in call.arguments:
            cells = self._is_cells(part)
            for value in map(plain, self._each(part)):
                if value is not None and not (cells and isinstance(value, str)):
                    if value == "":
                        raise NotPlain  # passed over by some programs
                    truths.append(truth(value))
        if not truths:
            raise Failed(NO_NUMBER)
        if call.name == "XOR":
            return sum(truths) % 2 == 1
        return all(truths) if call.name == "AND" else any(truths)

    def _choose(self, call: Call) -> Value:
        return self.value(call.arguments[self.whole_number(call.arguments[0], 1, len(call.arguments) - 1)])

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
    return isinstance(part, Call) and (
        is_dynamic(part.name, len(part.arguments)) or part.name in OVER_ROWS or part.name == CALLED
    )


def _as_number(value: Value) -> Number:
    """Return what MAXA, MINA and AVERAGEA take a cell's value for: a text for 0."""
    return 0 if isinstance(value, str) else number(value)


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
    "SUMPRODUCT": (1, _MANY, Evaluator.products),
    "SUBTOTAL": (2, _MANY, Evaluator.subtotal),
    "AGGREGATE": (3, _MANY, Evaluator.aggregate),
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
    "REDUCE": (3, 3, Evaluator._reduced),
    **dict.fromkeys(DATABASES, (3, 3, Evaluator._of_database)),
    **dict.fromkeys(QUANTILES, (2, 2, Evaluator._quantile)),
    **dict.fromkeys(("NETWORKDAYS", "WORKDAY"), (2, 3, Evaluator._between_days)),
    **dict.fromkeys(("NETWORKDAYS.INTL", "WORKDAY.INTL"), (2, 4, Evaluator._between_days)),
    "XOR": (1, _MANY, Evaluator._all),
    "RANK": (2, 3, Evaluator._ranked),
    "RANK.EQ": (2, 3, Evaluator._ranked),
    "CONCATENATE": (1, _MANY, Evaluator._joined),
    "CONCAT": (1, _MANY, Evaluator._joined),
    "TEXTJOIN": (3, _MANY, Evaluator._joined),
    "ROW": (0, 1, Evaluator._numbered),
    "COLUMN": (0, 1, Evaluator._numbered),
    "ROWS": (1, 1, Evaluator._numbered),
    "COLUMNS": (1, 1, Evaluator._numbered),
    **dict.fromkeys(("COUNTIF", "SUMIF", "AVERAGEIF"), (2, 3, Evaluator.chosen)),
    **dict.fromkeys(("COUNTIFS", "SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS"), (2, _MANY, Evaluator.chosen)),
}
