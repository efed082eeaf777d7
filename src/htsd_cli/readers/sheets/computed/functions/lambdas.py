"""Works out LAMBDA: a function that a formula makes, and MAP, REDUCE, SCAN, BYROW, BYCOL, MAKEARRAY, which call it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from htsd_cli.readers.sheets.computed.areas import LARGEST
from htsd_cli.readers.sheets.computed.expressions import (
    Call,
    Expression,
    Literal,
    Name,
    NotPlain,
    Rows,
    replaced,
)
from htsd_cli.readers.sheets.computed.values import Grid, Value, plain, whole

OVER_ROWS = ("MAP", "SCAN", "BYROW", "BYCOL", "MAKEARRAY")
_Worked = Callable[[Expression], Value]
_Spread = Callable[[Expression], Grid]


def applied(made: Expression, given: Sequence[Expression]) -> Expression:
    """Return what a LAMBDA works out of what it is given. Raises `NotPlain` for what is none."""
    if not isinstance(made, Call) or made.name != "LAMBDA" or len(made.arguments) != len(given) + 1:
        raise NotPlain("LAMBDA")
    *names, body = made.arguments
    meant: dict[str, Expression] = {}
    for name, said in zip(names, given, strict=True):
        if not isinstance(name, Name):
            raise NotPlain("LAMBDA")
        meant[name.text] = said
    return replaced(body, meant)


def reduced(given: Sequence[Expression], value: _Worked, grid: _Spread) -> Value:
    """Return what REDUCE comes to: what its LAMBDA makes of the value before and each of some values in turn."""
    if len(given) != 3:
        raise NotPlain("REDUCE")
    found = value(given[0])
    for one in chain.from_iterable(grid(given[1])):
        found = value(applied(given[2], (Literal(plain(found)), Literal(plain(one)))))
    return found


def over_rows(name: str, given: Sequence[Expression], value: _Worked, grid: _Spread) -> Grid:
    """Return the rows of values that the other functions give which call a LAMBDA."""
    made = given[-1] if given else Literal(0)
    if name == "MAP" and len(given) > 1:
        grids = [grid(part) for part in given[:-1]]
        if len({(len(rows), len(rows[0])) for rows in grids}) != 1:
            raise NotPlain(name)
        return [
            [
                value(applied(made, [Literal(plain(one)) for one in values]))
                for values in zip(*lines, strict=True)
            ]
            for lines in zip(*grids, strict=True)
        ]
    if name == "SCAN" and len(given) == 3:
        found = value(given[0])
        scanned: list[list[Value]] = []
        for line in grid(given[1]):
            scanned.append([])
            for one in line:
                found = value(applied(made, (Literal(plain(found)), Literal(plain(one)))))
                scanned[-1].append(found)
        return scanned
    if name == "BYROW" and len(given) == 2:
        return [[value(applied(made, (_rows([line]),)))] for line in grid(given[0])]
    if name == "BYCOL" and len(given) == 2:
        columns = zip(*grid(given[0]), strict=True)
        return [[value(applied(made, (_rows([[one] for one in column]),))) for column in columns]]
    if name == "MAKEARRAY" and len(given) == 3:
        height, width = whole(value(given[0]), 1, LARGEST), whole(value(given[1]), 1, LARGEST)
        if height * width > LARGEST:
            raise NotPlain(name)
        return [
            [value(applied(made, (Literal(row), Literal(column)))) for column in range(1, width + 1)]
            for row in range(1, height + 1)
        ]
    raise NotPlain(name)


def _rows(rows: Sequence[Sequence[Value]]) -> Rows:
    return Rows(tuple(tuple(map(plain, line)) for line in rows))
