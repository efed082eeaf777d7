"""What the first rows of an area come to, however many of them: sums that run down a column, each worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.values import (
    DIVIDED_BY_ZERO,
    NOTHING,
    Failed,
    Nothing,
    Value,
    is_number,
)
from htsd_cli.readers.sheets.number_formats import Number

RUNNING = ("SUM", "COUNT", "COUNTA", "MAX", "MIN", "AVERAGE")


class _Upto(NamedTuple):
    """What the rows down to one come to. `rests` are what that rests on, `error` the first error among them."""

    total: Number = NOTHING
    lost: float = 0.0  # what adding up has rounded off
    numbers: int = 0  # those that blank cells alone come to counted too
    real: int = 0
    filled: int = 0
    highest: Number = NOTHING
    lowest: Number = NOTHING
    error: Failed | None = None
    mixed: bool = False  # whether a text or a truth stands among them
    rests: int = 0


class Column:
    """The rows of an area as far as they are known, from the first."""

    def __init__(self) -> None:
        self._upto: list[_Upto] = [_Upto()]

    def __len__(self) -> int:
        return len(self._upto) - 1

    def add(self, values: Sequence[Value], rests: int) -> None:
        """Add the values of the next row, blank ones left out, which rest on what `rests` says."""
        upto = self._upto[-1]
        for value in values:
            upto = _with(upto, value)
        self._upto.append(upto._replace(rests=upto.rests | rests))

    def of(self, name: str, rows: int, *, strict: bool) -> tuple[Number, int]:
        """Return what a function of the first rows comes to, and on what that rests.

        Raises `Failed` for an error among them; where asked strictly `NotPlain` for a text among the numbers.
        """
        upto = self._upto[rows]
        if name == "COUNTA":
            return upto.filled, upto.rests
        if name == "COUNT":
            return upto.real if strict else upto.numbers, upto.rests
        if upto.error is not None:
            raise upto.error
        if strict and upto.mixed:
            raise NotPlain
        if name == "AVERAGE":
            if not upto.numbers:
                raise Failed(DIVIDED_BY_ZERO)
            if strict and not upto.real:
                return NOTHING, upto.rests
            return (upto.total + upto.lost) / upto.numbers, upto.rests
        if not upto.real:
            return NOTHING, upto.rests
        if name == "SUM":
            return upto.total + upto.lost if upto.lost else upto.total, upto.rests
        return upto.highest if name == "MAX" else upto.lowest, upto.rests


def _with(upto: _Upto, value: Value) -> _Upto:
    if value is None:
        return upto
    upto = upto._replace(filled=upto.filled + 1)
    if isinstance(value, Failed):
        return upto if upto.error is not None else upto._replace(error=value)
    if not isinstance(value, int | float) or not is_number(value):
        return upto._replace(mixed=upto.mixed or value != "")
    total = upto.total + value
    lost = upto.lost
    if isinstance(total, float):  # Neumaier's way of keeping what is rounded off
        larger, smaller = (upto.total, value) if abs(upto.total) >= abs(value) else (value, upto.total)
        lost += (larger - total) + smaller
    first = not upto.numbers
    return upto._replace(
        total=total,
        lost=lost,
        numbers=upto.numbers + 1,
        real=upto.real + (not isinstance(value, Nothing)),
        highest=value if first else max(upto.highest, value),
        lowest=value if first else min(upto.lowest, value),
    )
