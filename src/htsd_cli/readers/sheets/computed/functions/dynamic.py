"""The functions whose results fill cells beside their own: FILTER, UNIQUE, SORT, SEQUENCE and those that join rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cmp_to_key
from itertools import chain

from htsd_cli.readers.sheets.computed.areas import LARGEST
from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.values import Failed, Grid, Value, compared, number, plain, truth, whole

_EMPTY = "#CALC!"


def filtered(rows: Grid, kept: Grid, instead: Grid | None = None) -> Grid:
    """Return the rows, or the columns, at whose places a truth stands; `instead` where there is none."""
    if len(kept[0]) == 1 and len(kept) == len(rows):
        found: Grid = [row for row, (one,) in zip(rows, kept, strict=True) if truth(one)]
    elif len(kept) == 1 and len(kept[0]) == len(rows[0]):
        columns = [at for at, one in enumerate(kept[0]) if truth(one)]
        found = [[row[at] for at in columns] for row in rows] if columns else []
    else:
        raise NotPlain
    if found:
        return found
    if instead is None:
        raise Failed(_EMPTY)
    return instead


def unique(rows: Grid) -> Grid:
    """Return the rows that differ, each once, as they come; texts are one whatever their capitals."""
    values = {value for row in rows for value in row if not isinstance(value, Failed)}
    if None in values and values & {0, ""}:
        raise NotPlain  # whether a blank cell is one with them
    kept: dict[tuple[object, ...], Sequence[Value]] = {}
    for row in rows:
        kept.setdefault(tuple(map(_key, row)), row)
    return list(kept.values())


def _key(value: Value) -> object:
    found = plain(value)
    return (type(found) is bool, found.casefold() if isinstance(found, str) else found)


def ordered(rows: Grid, column: Grid = ((1,),), way: Grid = ((1,),)) -> Grid:
    """Return the rows by one of their columns, the smallest first, or with -1 the largest."""
    at, sign = whole(_single(column)), whole(_single(way))
    if not 1 <= at <= len(rows[0]) or sign not in (1, -1):
        raise NotPlain

    def order(one: Sequence[Value], other: Sequence[Value]) -> int:
        first, second = one[at - 1], other[at - 1]
        if first is None or second is None:  # blank cells come last, whichever way
            return (first is None) - (second is None)
        return sign * (compared(">", first, second) - compared("<", first, second))

    return sorted(rows, key=cmp_to_key(order))


def sequence(height: Grid, width: Grid = ((1,),), start: Grid = ((1,),), step: Grid = ((1,),)) -> Grid:
    """Return numbers in rows, each so much more than the one before."""
    rows, columns = whole(_single(height)), whole(_single(width))
    first, more = number(_single(start)), number(_single(step))
    if rows < 1 or columns < 1 or rows * columns > LARGEST:
        raise NotPlain
    return [[first + more * (row * columns + column) for column in range(columns)] for row in range(rows)]


def below(*grids: Grid) -> Grid:
    """Return rows below each other, all of one width."""
    if len({len(grid[0]) for grid in grids}) > 1:
        raise NotPlain
    return list(chain.from_iterable(grids))


def beside(*grids: Grid) -> Grid:
    """Return rows beside each other, all of one height."""
    if len({len(grid) for grid in grids}) > 1:
        raise NotPlain
    return [list(chain.from_iterable(rows)) for rows in zip(*grids, strict=True)]


def taken(rows: Grid, height: Grid) -> Grid:
    """Return so many of the first rows, with a negative number of the last."""
    count = whole(_single(height))
    if not count:
        raise Failed(_EMPTY)
    return rows[:count] if count > 0 else rows[count:]


def dropped(rows: Grid, height: Grid) -> Grid:
    """Return the rows without so many of the first, with a negative number of the last."""
    count = whole(_single(height))
    found = rows[count:] if count >= 0 else rows[:count]
    if not found:
        raise Failed(_EMPTY)
    return found


def in_column(rows: Grid) -> Grid:
    """Return all values below each other."""
    return [[value] for row in rows for value in row]


def _single(grid: Grid) -> Value:
    if len(grid) != 1 or len(grid[0]) != 1:
        raise NotPlain
    return grid[0][0]


# The fewest and the most grids each is given.
DYNAMIC: dict[str, tuple[int, int, Callable[..., Grid]]] = {
    "FILTER": (2, 3, filtered),
    "UNIQUE": (1, 1, unique),
    "SORT": (1, 3, ordered),
    "SEQUENCE": (1, 4, sequence),
    "VSTACK": (1, 255, below),
    "HSTACK": (1, 255, beside),
    "TAKE": (2, 2, taken),
    "DROP": (2, 2, dropped),
    "TOCOL": (1, 1, in_column),
}


def is_dynamic(name: str, given: int) -> bool:
    """Return whether a function given so much fills cells beside its own, as far as it can be worked out here."""
    fewest, most, _ = DYNAMIC.get(name, (1, 0, in_column))
    return fewest <= given <= most


def filling(name: str, grids: Sequence[Grid]) -> Grid:
    """Return what such a function comes to; blank cells are 0 in it, as Excel shows them."""
    found = DYNAMIC[name][2](*grids)
    return [[0 if value is None else value for value in row] for row in found]
