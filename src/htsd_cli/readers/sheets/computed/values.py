"""What a formula handles: numbers, texts, truths, blanks and errors, and how Excel makes one of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.number_formats import Number, rounded
from htsd_cli.values.document import Cell, CellKind, Sight

NO_NUMBER, DIVIDED_BY_ZERO, NOT_FOUND, NO_PLACE = "#VALUE!", "#DIV/0!", "#N/A", "#REF!"
_NEARLY = 1e-9
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_LARGE = re.compile(r"-?(?:[0-9]{16,}|[0-9](?:\.[0-9]+)?E[+-][0-9]+)", re.IGNORECASE)
_LEFT_OUT = (Sight.STRUCK, Sight.UNSEEN, Sight.RAISED, Sight.PICTURE, Sight.EXPONENT)


class Failed(ValueError):  # noqa: N818 - it names what a cell holds
    """An error value; its only argument is how it shows (#N/A, #DIV/0!)."""


class Nothing(int):
    """The 0 that blank cells alone come to: a form's sum over them is blank, whatever else reads it takes it for 0."""


Value = (
    int | float | str | bool | None | Failed
)  # None is a blank cell; errors stand in grids, elsewhere are raised
Grid = Sequence[Sequence[Value]]  # rows
NOTHING = Nothing(0)


def plain(value: Value) -> int | float | str | bool | None:
    """Return a value that is no error; raises `Failed` for one."""
    if isinstance(value, Failed):
        raise value
    return value


def is_number(value: Value) -> bool:
    """Return whether a value is a number; truths are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def number(value: Value) -> Number:
    """Return the number a value is taken for in a sum; raises `Failed` for a text that is none."""
    value = plain(value)
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return int(value)
    if not isinstance(value, str):
        return value
    if _WHOLE.fullmatch(value.strip()):
        return int(value)
    if any(map(str.isdigit, value)):
        raise NotPlain(value)  # perhaps a date or a number with marks, by the computer's language
    raise Failed(NO_NUMBER)


def whole(value: Value, least: int = -(10**7), most: int = 10**7) -> int:
    """Return a number without its decimals, as functions count letters and rows; raises `Failed` out of bounds."""
    given = number(value)
    found = int(given)
    if given != found and abs(given - round(given)) < _NEARLY:
        raise NotPlain(value)  # the last of a program's digits would decide
    if not least <= found <= most:
        raise Failed(NO_NUMBER)
    return found


def text(value: Value) -> str:
    """Return the text a value is taken for; decimals follow a point, whatever the computer's language."""
    value = plain(value)
    if isinstance(value, bool):
        return str(value).upper()
    if value is None or isinstance(value, str):
        return value or ""
    said = f"{value:.15g}"
    if "e" in said:
        raise NotPlain(said)  # programs write as many places as they have room for
    return said


def truth(value: Value) -> bool:
    """Return whether a value holds."""
    value = plain(value)
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise Failed(NO_NUMBER)
    return bool(value)


def compared(sign: str, one: Value, other: Value) -> bool:
    """Return how Excel compares two values: numbers before texts before truths, texts whatever their capitals."""
    one, other = plain(one), plain(other)
    if one is None:
        one = "" if isinstance(other, str) else False if isinstance(other, bool) else 0
    if other is None:
        other = "" if isinstance(one, str) else False if isinstance(one, bool) else 0
    if _order(one) != _order(other):
        below, same = _order(one) < _order(other), False
    elif isinstance(one, str) and isinstance(other, str):
        below, same = one.casefold() < other.casefold(), one.casefold() == other.casefold()
    else:
        first, second = rounded(float(number(one))), rounded(float(number(other)))
        below, same = first < second, first == second
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


def stored(cell: Cell | None, *, exactly: bool = False) -> Value:
    """Return what a cell holds as stored; with `exactly` raises `NotPlain` where only part of its text is known."""
    if cell is None:
        return None
    if cell.kind is CellKind.ERROR:
        return Failed(cell.text.strip())
    if cell.kind is CellKind.BOOLEAN:
        return cell.text == "TRUE"
    if cell.value is not None:
        return cell.value
    if cell.kind is CellKind.UNCALCULATED:
        raise NotPlain(cell.formula)
    if exactly and _LARGE.fullmatch(cell.text):
        raise NotPlain(cell.text)  # a number of more digits than a cell of this reader keeps
    left = [seen for seen in cell.sights if seen.sight in _LEFT_OUT]
    if exactly and left and (cell.text or any(seen.sight is Sight.PICTURE for seen in left)):
        raise NotPlain(cell.text)
    return cell.text or "".join(seen.text for seen in left)
