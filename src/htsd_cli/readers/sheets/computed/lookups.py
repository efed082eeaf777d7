"""Where a value stands in a row or column, as MATCH, VLOOKUP, HLOOKUP, LOOKUP and XLOOKUP look for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from htsd_cli.readers.sheets.computed.criteria import wild
from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.values import NOT_FOUND, Failed, Value, compared, is_number, plain


def found_at(wanted: Value, line: Sequence[Value], mode: int, *, signs: bool = True) -> int:
    """Return where a value stands in a line, from 0.

    `mode` 0 asks for the same value, in a text with `signs` for any letters; 1 for the last that is not greater, of a
    line that ascends; -1 for the last that is not less, of one that descends. Raises `Failed` where there is none,
    `NotPlain` for a line out of order, in which programs find different ones.
    """
    wanted = plain(wanted)
    if wanted is None:
        raise NotPlain  # some programs look for a 0, others for nothing
    if mode == 0:
        return _same(wanted, line, signs=signs)
    kind = [at for at, value in enumerate(line) if _alike(value, wanted)]
    ordered = "<=" if mode > 0 else ">="
    if any(not compared(ordered, line[a], line[b]) for a, b in pairwise(kind)):
        raise NotPlain
    fitting = [at for at in kind if compared(ordered, line[at], wanted)]
    if not fitting:
        raise Failed(NOT_FOUND)
    return fitting[-1]


def _same(wanted: Value, line: Sequence[Value], *, signs: bool) -> int:
    if signs and has_signs(wanted):
        pattern = re.compile(wild(str(wanted)), re.IGNORECASE | re.DOTALL)
        found = (at for at, value in enumerate(line) if isinstance(value, str) and pattern.fullmatch(value))
        at = next(found, None)
    else:
        at = firsts(line).get(key_of(wanted))
    if at is None:
        raise Failed(NOT_FOUND)
    return at


def has_signs(wanted: Value) -> bool:
    """Return whether a text that is looked for has signs for any letters, or one that says that they are none."""
    return isinstance(wanted, str) and any(sign in wanted for sign in "*?~")


def firsts(line: Sequence[Value]) -> dict[object, int]:
    """Return where each value of a line stands first, from 0, by what `key_of` makes of it."""
    found: dict[object, int] = {}
    for at, value in enumerate(line):
        if value is not None and not isinstance(value, Failed):
            found.setdefault(key_of(value), at)
    return found


def key_of(value: Value) -> object:
    """Return what is one for all values that are the same: texts whatever their capitals, no number a truth or text."""
    return (isinstance(value, bool), value.casefold() if isinstance(value, str) else value)


def last_below(wanted: Value, line: Sequence[Value]) -> int:
    """Return where LOOKUP finds a value: as MATCH does, or past every number of a line the last of them."""
    numbers = [value for value in line if isinstance(value, int | float) and is_number(value)]
    if isinstance(wanted, int | float) and is_number(wanted) and numbers and wanted > max(numbers):
        return max(at for at, value in enumerate(line) if is_number(value))
    return found_at(wanted, line, 1)


def nearest(wanted: Value, line: Sequence[Value], mode: int) -> int:
    """Return where XLOOKUP finds a value: the same, or with -1 the next smaller, with 1 the next larger one."""
    try:
        return _same(plain(wanted), line, signs=mode == 2)
    except Failed:
        if mode not in (-1, 1):
            raise
    sign = "<" if mode < 0 else ">"
    known = [at for at, value in enumerate(line) if value is not None and not isinstance(value, Failed)]
    near = [at for at in known if compared(sign, line[at], wanted)]
    if not near:
        raise Failed(NOT_FOUND)
    best = near[0]
    for at in near[1:]:
        if compared("<" if sign == ">" else ">", line[at], line[best]):
            best = at
    return best


def _alike(one: Value, other: Value) -> bool:
    """Return whether two values are of one kind: numbers are not found among texts."""
    if one is None or isinstance(one, Failed):
        return False
    kinds = [2 if isinstance(item, bool) else 1 if isinstance(item, str) else 0 for item in (one, other)]
    return kinds[0] == kinds[1]
