"""What the functions of a formula come to that are given numbers, or any values one by one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.functions.statistics import OF_MANY
from htsd_cli.readers.sheets.computed.values import (
    DIVIDED_BY_ZERO,
    NO_NUMBER,
    NOT_FOUND,
    NOTHING,
    Failed,
    Nothing,
    Value,
    is_number,
    number,
    truth,
    whole,
)
from htsd_cli.readers.sheets.number_formats import Number

_DIGITS = 15  # of a number in a workbook
_LARGEST_POWER = 10_000
_ROUNDED = {
    "ROUND": ROUND_HALF_UP,
    "ROUNDUP": ROUND_UP,
    "ROUNDDOWN": ROUND_DOWN,
    "TRUNC": ROUND_DOWN,
}
# What SUBTOTAL's first argument stands for; 100 more leaves out every row that is hidden, not the filtered ones alone.
SUBTOTALS = {
    1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 6: "PRODUCT", 7: "STDEV", 8: "STDEVP", 9: "SUM",
    10: "VAR", 11: "VARP",
}  # fmt: skip


def rounded_by(name: str, value: Value, digits: Value = 0) -> Number:
    """Return what Excel's ROUND, ROUNDUP, ROUNDDOWN and TRUNC give, of the 15 digits a workbook knows."""
    places, given = number(digits), number(value)
    if isinstance(given, Nothing):
        return given
    if not -_DIGITS <= places <= _DIGITS or places != int(places):
        raise NotPlain
    found = Decimal(f"{given:.15g}").quantize(Decimal(1).scaleb(-int(places)), _ROUNDED[name])
    return int(found) if places <= 0 else float(found)


def divided(one: Value, other: Value) -> Number:
    """Return a quotient; raises `Failed` for one by zero."""
    above, below = number(one), number(other)
    if not below:
        raise Failed(DIVIDED_BY_ZERO)
    return above / below


def power(one: Value, other: Value) -> Number:
    """Return a power; raises `NotPlain` for one beyond all measure or broken of a negative number."""
    base, exponent = number(one), number(other)
    if base == 0 and exponent > 0:
        return 0
    if not base or abs(exponent) > _LARGEST_POWER or (base < 0 and exponent != int(exponent)):
        raise NotPlain
    return float(base) ** exponent


def remainder(one: Value, other: Value) -> Number:
    """Return MOD, whose sign is the divisor's."""
    below = number(other)
    if not below:
        raise Failed(DIVIDED_BY_ZERO)
    return number(one) % below


def _kept(value: Value, found: Callable[[Number], Number]) -> Number:
    given = number(value)
    return given if isinstance(given, Nothing) else found(given)


def _as_number(value: Value) -> Number:
    if isinstance(value, str) and not value.strip():
        raise Failed(NO_NUMBER)
    return number(value)


def _stepped(value: Value, step: Value, way: str) -> Number:
    """Return a multiple of a step; raises `NotPlain` for what is below 0."""
    given, size = (Decimal(f"{number(one):.15g}") for one in (value, step))
    if given < 0 or size <= 0:
        raise NotPlain
    found = (given / size).quantize(Decimal(1), way) * size
    return int(found) if found == int(found) else float(found)


def _above(value: Value) -> Number:
    given = number(value)
    if given < 0:
        raise NotPlain
    return given


def _logarithm(value: Value, base: Value) -> Number:
    given, of = number(value), number(base)
    if given <= 0 or of <= 0:
        raise Failed("#NUM!")
    if of == 1:
        raise Failed(DIVIDED_BY_ZERO)
    return math.log10(given) if of == 10 else math.log(given) / math.log(of)


# Functions of values one by one: the fewest and the most values they are given.
OF_VALUES: dict[str, tuple[int, int, Callable[..., Value]]] = {
    "ABS": (1, 1, lambda value: _kept(value, abs)),
    "INT": (1, 1, lambda value: _kept(value, math.floor)),
    "TRUNC": (1, 2, lambda *given: rounded_by("TRUNC", *given)),
    "ROUND": (2, 2, lambda *given: rounded_by("ROUND", *given)),
    "ROUNDUP": (2, 2, lambda *given: rounded_by("ROUNDUP", *given)),
    "ROUNDDOWN": (2, 2, lambda *given: rounded_by("ROUNDDOWN", *given)),
    "MOD": (2, 2, remainder),
    "POWER": (2, 2, power),
    "ISODD": (1, 1, lambda value: int(number(value)) % 2 == 1),
    "ISEVEN": (1, 1, lambda value: int(number(value)) % 2 == 0),
    "SQRT": (1, 1, lambda value: power(value, 0.5)),
    "SIGN": (1, 1, lambda value: (number(value) > 0) - (number(value) < 0)),
    "CEILING": (2, 2, lambda value, step: _stepped(value, step, ROUND_UP)),
    "FLOOR": (2, 2, lambda value, step: _stepped(value, step, ROUND_DOWN)),
    "MROUND": (2, 2, lambda value, step: _stepped(value, step, ROUND_HALF_UP)),
    "QUOTIENT": (2, 2, lambda one, other: math.trunc(divided(one, other))),
    "PI": (0, 0, lambda: math.pi),
    "EXP": (1, 1, lambda value: math.exp(number(value))),
    "LN": (1, 1, lambda value: _logarithm(value, math.e)),
    "LOG": (1, 2, lambda value, base=10: _logarithm(value, base)),
    "LOG10": (1, 1, lambda value: _logarithm(value, 10)),
    "FACT": (1, 1, lambda value: math.factorial(whole(value, 0, 170))),
    "COMBIN": (2, 2, lambda one, other: math.comb(whole(one, 0, 1000), whole(other, 0, 1000))),
    "EVEN": (1, 1, lambda value: _stepped(value, 2, ROUND_UP)),
    "ODD": (1, 1, lambda value: 1 if not number(value) else 2 * math.ceil((_above(value) + 1) / 2) - 1),
    "CEILING.MATH": (1, 2, lambda value, step=1: _stepped(value, step, ROUND_UP)),
    "FLOOR.MATH": (1, 2, lambda value, step=1: _stepped(value, step, ROUND_DOWN)),
    "N": (1, 1, lambda value: number(value) if not isinstance(value, str) else 0),
    "VALUE": (1, 1, _as_number),
    "NOT": (1, 1, lambda value: not truth(value)),
}
# Functions that ask what a value is, of an error too, in place of failing with it.
OF_ANY: dict[str, Callable[[Value], bool]] = {
    "ISBLANK": lambda value: value is None,
    "ISNUMBER": is_number,
    "ISTEXT": lambda value: isinstance(value, str),
    "ISNONTEXT": lambda value: not isinstance(value, str),
    "ISLOGICAL": lambda value: isinstance(value, bool),
    "ISERROR": lambda value: isinstance(value, Failed),
    "ISERR": lambda value: isinstance(value, Failed) and value.args != (NOT_FOUND,),
    "ISNA": lambda value: isinstance(value, Failed) and value.args == (NOT_FOUND,),
}


def added(values: Sequence[Number]) -> Number:
    """Return a sum, `NOTHING` where there is nothing to add."""
    if all(isinstance(value, Nothing) for value in values):
        return NOTHING
    return sum(values)


def _of_any(found: Callable[[Sequence[Number]], Number]) -> Callable[[Sequence[Number]], Number]:
    def of(values: Sequence[Number]) -> Number:
        return NOTHING if all(isinstance(value, Nothing) for value in values) else found(values)

    return of


def _of_some(found: Callable[[Sequence[Number]], Number], error: str) -> Callable[[Sequence[Number]], Number]:
    def of(values: Sequence[Number]) -> Number:
        if not values:
            raise Failed(error)
        return found(values)

    return of


def _median(values: Sequence[Number]) -> Number:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


# Functions of all the numbers they are given.
OF_NUMBERS: dict[str, Callable[[Sequence[Number]], Number]] = {
    "SUM": added,
    "MAX": _of_any(max),
    "MIN": _of_any(min),
    "PRODUCT": _of_any(math.prod),
    "AVERAGE": _of_some(lambda values: sum(values) / len(values), DIVIDED_BY_ZERO),
    "MEDIAN": _of_some(_median, "#NUM!"),
    "SUMSQ": lambda values: sum(value * value for value in values),
    "COUNT": len,
    **OF_MANY,
}


def placed(name: str, values: Sequence[Number], place: Value) -> Number:
    """Return LARGE or SMALL: the number at a place of the ordered ones, counted from 1."""
    at = whole(place)
    if not 1 <= at <= len(values):
        raise Failed("#NUM!")
    return sorted(values, reverse=name == "LARGE")[at - 1]


def ranked(value: Value, values: Sequence[Number], upwards: Value = 0) -> Number:
    """Return RANK: the place of a number among others, the largest first."""
    wanted = number(value)
    if wanted not in values:
        raise Failed(NOT_FOUND)
    before = (item < wanted if truth(upwards) else item > wanted for item in values)
    return 1 + sum(before)
