"""What the functions of a formula come to that are no plain sum, of numbers and of the cells a criterion chooses."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.number_formats import Number
from htsd_cli.values.document import Cell, CellKind

_DIGITS = 15  # of a number in a workbook
_ROUNDED = {"ROUND": ROUND_HALF_UP, "ROUNDUP": ROUND_UP, "ROUNDDOWN": ROUND_DOWN, "TRUNC": ROUND_DOWN}
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, "<=": operator.le, "<>": operator.ne, ">": operator.gt, "<": operator.lt, "=": operator.eq,
}  # fmt: skip
_CRITERION = re.compile(r"(>=|<=|<>|>|<|=)?(.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_WILD = re.compile(r"~(.)|([*?])", re.DOTALL)
# What SUBTOTAL's first argument stands for; 100 more leaves out every row that is hidden, not the filtered ones alone.
SUBTOTALS = {1: "AVERAGE", 2: "COUNT", 4: "MAX", 5: "MIN", 6: "PRODUCT", 9: "SUM"}
OF_ONE = ("ABS", "INT", "TRUNC")
OF_TWO = ("ROUND", "ROUNDUP", "ROUNDDOWN")
OF_ALL = ("SUM", "MAX", "MIN", "AVERAGE", "PRODUCT")


def of_one(name: str, number: Number) -> Number:
    """Return what a function of one number comes to."""
    if name == "INT":
        return math.floor(number)
    return abs(number) if name == "ABS" else rounded_by(name, number, 0)


def of_all(name: str, numbers: Sequence[Number]) -> Number:
    """Return what a function of the numbers in its cells comes to."""
    if name == "AVERAGE":
        return sum(numbers) / len(numbers)
    if name == "PRODUCT":
        return math.prod(numbers)
    return sum(numbers) if name == "SUM" else max(numbers) if name == "MAX" else min(numbers)


def rounded_by(name: str, number: Number, digits: Number) -> Number:
    """Return what Excel's ROUND, ROUNDUP, ROUNDDOWN and TRUNC give, of the 15 digits a workbook knows."""
    if digits != int(digits) or not -_DIGITS <= digits <= _DIGITS:
        raise NotPlain
    found = Decimal(f"{number:.15g}").quantize(Decimal(1).scaleb(-int(digits)), _ROUNDED[name])
    return int(found) if digits <= 0 else float(found)


def chooses(criterion: Number | str, cell: Cell | None) -> bool:
    """Return whether SUMIF's or COUNTIF's criterion chooses a cell. Raises `NotPlain` where that is not certain."""
    if cell is not None and (cell.sights or cell.kind not in (CellKind.TEXT, CellKind.NUMBER)):
        raise NotPlain
    sign, said = "=", str(criterion)
    if isinstance(criterion, str) and (match := _CRITERION.fullmatch(criterion)):
        sign, said = match[1] or "=", match[2]
    if not said:
        raise NotPlain  # blank cells are counted in ways of their own
    value = None if cell is None else cell.value
    if _NUMBER.fullmatch(said):
        if cell is not None and value is None and _NUMBER.fullmatch(cell.text.strip()):
            raise NotPlain  # a number stored as a text
        return sign == "<>" if value is None else _COMPARED[sign](value, float(said))
    if sign not in ("=", "<>"):
        raise NotPlain
    pattern = re.compile(_pattern(said), re.IGNORECASE | re.DOTALL)
    if pattern.fullmatch(""):
        raise NotPlain  # blank cells are no texts, what a formula leaves blank is one
    same = cell is not None and value is None and pattern.fullmatch(cell.text) is not None
    return same if sign == "=" else not same


def _pattern(said: str) -> str:
    parts, at = "", 0
    for match in _WILD.finditer(said):
        parts += re.escape(said[at : match.start()])
        parts += re.escape(match[1]) if match[1] else ".*" if match[2] == "*" else "."
        at = match.end()
    return parts + re.escape(said[at:])
