"""Works out the conditions of conditional formats: comparisons and tests of cells, as Excel would answer them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

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
from htsd_cli.readers.sheets.grid import Place
from htsd_cli.values.document import Cell, CellKind, Sight

Value = int | float | str | bool | None  # None is a blank cell
_MOST_CELLS = 20_000  # of one area


class Failed(ValueError):  # noqa: N818 - it names what the cell holds
    """An error value (#N/A, #DIV/0!)."""


class Conditions:
    """The cells of a sheet, asked by formulas that stand for one cell and are read as of another."""

    def __init__(self, cells: Mapping[Place, Cell], sheets: Mapping[str, Mapping[Place, Cell]]) -> None:
        self._cells = cells
        self._sheets = {name.casefold(): others for name, others in sheets.items()}
        self._place: Place | None = None

    def at(self, place: Place) -> Conditions:
        """Return the same, asked for the cell at a place."""
        self._place = place
        return self

    def holds(self, formula: str, rows: int, columns: int) -> bool:
        """Return whether a formula holds, read so many rows below and columns to the right of where it stands.

        Raises `NotPlain` when that cannot be said for certain. A formula that fails does not hold.
        """
        try:
            return self._truth(self._value(parse(formula), rows, columns))
        except Failed:
            return False
        except (ArithmeticError, ValueError, TypeError) as error:
            raise NotPlain(formula) from error

    def of_cell(self, place: Place) -> Value:
        """Return what a cell holds. Raises `Failed` for an error, `NotPlain` for what was never computed."""
        return _held(self._cells.get(place))

    def value(self, formula: str, rows: int, columns: int) -> Value:
        """Return what a formula comes to, read so far from where it stands; raises `NotPlain` and `Failed`."""
        return self._value(parse(formula), rows, columns)

    def _value(self, part: Expression, rows: int, columns: int) -> Value:
        if isinstance(part, Literal):
            return part.value
        if isinstance(part, Area):
            if part.last is not None:
                raise NotPlain
            return next(self._inside(part, rows, columns))
        if isinstance(part, Operation):
            return self._operated(part, rows, columns)
        if isinstance(part, Name | Column):
            raise NotPlain
        return self._called(part, rows, columns)

    def _operated(self, part: Operation, rows: int, columns: int) -> Value:
        values = [self._value(operand, rows, columns) for operand in part.operands]
        if len(values) == 1:
            number = _number(values[0])
            return number / 100 if part.sign == "%" else -number
        one, other = values
        if part.sign in ("=", "<>", "<", "<=", ">", ">="):
            return compared(part.sign, one, other)
        if part.sign == "&":
            return _text(one) + _text(other)
        left, right = _number(one), _number(other)
        if part.sign == "/" and not right:
            raise Failed
        if part.sign == "^" and (abs(left) > 1e6 or abs(right) > 50):
            raise NotPlain
        match part.sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "/":
                return left / right
        return float(left**right)

    def _called(self, call: Call, rows: int, columns: int) -> Value:
        def given(number: int) -> Value:
            return self._value(call.arguments[number], rows, columns)

        name, count = call.name, len(call.arguments)
        if name in ("ISERROR", "ISERR", "ISNA", "IFERROR") and count:
            try:
                found = given(0)
            except Failed:
                return given(1) if name == "IFERROR" and count == 2 else True
            return found if name == "IFERROR" else False
        if name == "IF" and count in (2, 3):
            return given(1) if self._truth(given(0)) else given(2) if count == 3 else False
        if name in ("AND", "OR") and count:
            values = [value for part in call.arguments for value in self._all(part, rows, columns)]
            truths = [self._truth(value) for value in values if not isinstance(value, str)]
            return all(truths) if name == "AND" else any(truths)
        if name in _OF_ALL and count:
            values = [value for part in call.arguments for value in self._all(part, rows, columns)]
            return _OF_ALL[name](values)
        if name in ("ROW", "COLUMN") and not count and self._place is not None:
            return self._place[name == "COLUMN"]
        if name in ("ROW", "COLUMN") and count == 1 and isinstance(call.arguments[0], Area):
            return call.arguments[0].first.moved(rows, columns)[name == "COLUMN"]
        if name in _OF_ONE and count == 1:
            return _OF_ONE[name](given(0))
        if name in ("MOD", "ROUND", "LEFT", "RIGHT", "SEARCH", "FIND") and count == 2:
            return _OF_TWO[name](given(0), given(1))
        raise NotPlain(name)

    def _all(self, part: Expression, rows: int, columns: int) -> Iterator[Value]:
        if isinstance(part, Area):
            yield from self._inside(part, rows, columns)
        else:
            yield self._value(part, rows, columns)

    def _inside(self, area: Area, rows: int, columns: int) -> Iterator[Value]:
        cells = self._cells if area.sheet is None else self._sheets.get(area.sheet.casefold())
        if cells is None:
            raise NotPlain(area.sheet)
        first = area.first.moved(rows, columns)
        last = first if area.last is None else area.last.moved(rows, columns)
        top, bottom = sorted((first[0], last[0]))
        left, right = sorted((first[1], last[1]))
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise NotPlain
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield _held(cells.get((row, column)))

    def _truth(self, value: Value) -> bool:
        if isinstance(value, str):
            raise Failed
        return bool(value)


def _held(cell: Cell | None) -> Value:
    if cell is None:
        return None
    if cell.kind is CellKind.ERROR:
        raise Failed
    if cell.kind is CellKind.UNCALCULATED and cell.value is None:
        raise NotPlain
    if cell.kind is CellKind.BOOLEAN:
        return cell.text == "TRUE"
    if cell.value is not None:
        return cell.value
    return cell.text or "".join(
        seen.text for seen in cell.sights if seen.sight in (Sight.STRUCK, Sight.UNSEEN)
    )


def compared(sign: str, one: Value, other: Value) -> bool:
    """Return how Excel compares two values: numbers before texts before truths, texts whatever their capitals."""
    if one is None:
        one = "" if isinstance(other, str) else False if isinstance(other, bool) else 0
    if other is None:
        other = "" if isinstance(one, str) else False if isinstance(one, bool) else 0
    if _order(one) != _order(other):
        below, same = _order(one) < _order(other), False
    elif isinstance(one, str) and isinstance(other, str):
        below, same = one.casefold() < other.casefold(), one.casefold() == other.casefold()
    else:
        below, same = _number(one) < _number(other), _number(one) == _number(other)
    return {
        "=": same,
        "<>": not same,
        "<": below,
        ">=": not below,
        "<=": below or same,
        ">": not (below or same),
    }[sign]


def _order(value: Value) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def _number(value: Value) -> int | float:
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError as error:
            raise Failed from error
    return value or 0


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else value if isinstance(value, str) else f"{value:.15g}"


def _numbers(values: list[Value]) -> list[int | float]:
    return [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]


def _mean(values: list[Value]) -> float:
    numbers = _numbers(values)
    if not numbers:
        raise Failed
    return sum(numbers) / len(numbers)


def _found(what: Value, inside: Value, *, exact: bool) -> int:
    needle, text = _text(what), _text(inside)
    if not exact:
        if any(char in needle for char in "*?~"):
            raise NotPlain
        needle, text = needle.casefold(), text.casefold()
    if needle not in text:
        raise Failed
    return text.index(needle) + 1


def _remainder(one: Value, other: Value) -> int | float:
    if not _number(other):
        raise Failed
    return _number(one) % _number(other)


_OF_ALL: dict[str, Callable[[list[Value]], Value]] = {
    "SUM": lambda values: sum(_numbers(values)),
    "MAX": lambda values: max(_numbers(values), default=0),
    "MIN": lambda values: min(_numbers(values), default=0),
    "AVERAGE": _mean,
    "COUNT": lambda values: len(_numbers(values)),
    "COUNTA": lambda values: sum(value is not None for value in values),
    "COUNTBLANK": lambda values: sum(value in (None, "") for value in values),
}
_OF_ONE: dict[str, Callable[[Value], Value]] = {
    "NOT": lambda value: not value,
    "ISBLANK": lambda value: value is None,
    "ISNUMBER": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "ISTEXT": lambda value: isinstance(value, str),
    "ISNONTEXT": lambda value: not isinstance(value, str),
    "LEN": lambda value: len(_text(value)),
    "TRIM": lambda value: " ".join(_text(value).split()),
    "UPPER": lambda value: _text(value).upper(),
    "LOWER": lambda value: _text(value).lower(),
    "ABS": lambda value: abs(_number(value)),
    "INT": lambda value: int(_number(value) // 1),
    "N": lambda value: 0 if isinstance(value, str) else value or 0,
}
_OF_TWO: dict[str, Callable[[Value, Value], Value]] = {
    "MOD": _remainder,
    "ROUND": lambda value, places: round(_number(value) + 1e-12, int(_number(places))),
    "LEFT": lambda value, count: _text(value)[: int(_number(count))],
    "RIGHT": lambda value, count: _text(value)[-int(_number(count)) :] if _number(count) else "",
    "SEARCH": lambda what, inside: _found(what, inside, exact=False),
    "FIND": lambda what, inside: _found(what, inside, exact=True),
}
