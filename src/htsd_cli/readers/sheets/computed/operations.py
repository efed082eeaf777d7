"""The signs of formulas: what + or & makes of two values, and of two grids of values."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from htsd_cli.readers.sheets.computed.areas import LARGEST
from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.functions.numbers import divided, power
from htsd_cli.readers.sheets.computed.values import (
    NOTHING,
    Failed,
    Grid,
    Nothing,
    Value,
    compared,
    is_number,
    number,
    text,
)

COMPARED = ("=", "<>", "<", "<=", ">", ">=")


def unlike(values: Sequence[Value]) -> bool:
    """Return whether one value is a text and another a number."""
    return any(isinstance(value, str) and value for value in values) and any(map(is_number, values))


def operated(sign: str, values: Sequence[Value]) -> Value:
    """Return what a sign makes of one value or two. Raises `Failed` as the program shows an error."""
    if len(values) == 1:
        one = number(values[0])
        return one / 100 if sign == "%" else one if isinstance(one, Nothing) else -one
    first, second = values
    if sign in COMPARED:
        return compared(sign, first, second)
    if sign == "&":
        return text(first) + text(second)
    left, right = number(first), number(second)
    if isinstance(left, Nothing) and isinstance(right, Nothing) and sign in "+-*":
        return NOTHING
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    return divided(left, right) if sign == "/" else power(left, right)


def spread(made: Callable[..., Value], grids: Sequence[Grid], *, errors: bool = False) -> Grid:
    """Return what is made of the values at each place of grids; one value, row or column stands for all of them.

    Of no grid it is made once, as for a function without arguments. An error among them is the result, but where
    `errors` are looked at by what makes it.
    """
    height, width = max(map(len, grids), default=1), max((len(grid[0]) for grid in grids), default=1)
    if height * width > LARGEST or any(
        len(grid) not in (1, height) or len(grid[0]) not in (1, width) for grid in grids
    ):
        raise NotPlain

    def at(grid: Grid, row: int, column: int) -> Value:
        line = grid[row if len(grid) > 1 else 0]
        return line[column if len(line) > 1 else 0]

    def of(given: list[Value]) -> Value:
        if not errors:
            for value in given:
                if isinstance(value, Failed):
                    return value
        try:
            return made(*given)
        except Failed as error:
            return error

    return [
        [of([at(grid, row, column) for grid in grids]) for column in range(width)] for row in range(height)
    ]
