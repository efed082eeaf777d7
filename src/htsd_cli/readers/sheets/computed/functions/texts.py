"""What the functions of a formula come to that are given texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.functions.moments import day_of
from htsd_cli.readers.sheets.computed.values import NO_NUMBER, Failed, Value, number, text, whole

_LONGEST = 32_767  # letters of a cell
_PLAIN_FORMAT = re.compile(
    r'(?P<before>(?:"[^"]*"|\\.)*)(?P<digits>#,##0|#?0+|General|@)(?P<after>(?:"[^"]*"|\\.)*)', re.IGNORECASE
)
_DAY_FORMAT = re.compile(r"(?:dd|mm|yy(?:yy)?)(?:[-/. ](?:dd|mm|yy(?:yy)?))*", re.IGNORECASE)
_DAY_PARTS = {"dd": "%d", "mm": "%m", "yy": "%y", "yyyy": "%Y"}
_DAY_PART = re.compile("dd|mm|yyyy|yy", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def _middle(value: Value, start: Value, count: Value) -> str:
    first, length = whole(start), whole(count)
    if first < 1 or length < 0:
        raise Failed(NO_NUMBER)
    return text(value)[first - 1 : first - 1 + length]


def _left(value: Value, count: Value = 1) -> str:
    return text(value)[: whole(count, 0)]


def _right(value: Value, count: Value = 1) -> str:
    length = whole(count, 0)
    return text(value)[-length:] if length else ""


def _found(what: Value, inside: Value, start: Value = 1, *, exact: bool) -> int:
    needle, hay, first = text(what), text(inside), whole(start)
    if not needle:
        raise NotPlain
    if not exact:
        if any(char in needle for char in "*?~"):
            raise NotPlain
        needle, hay = needle.casefold(), hay.casefold()
    at = hay.find(needle, first - 1) if first >= 1 else -1
    if at < 0:
        raise Failed(NO_NUMBER)
    return at + 1


def _substituted(value: Value, old: Value, new: Value, which: Value = None) -> str:
    said, gone, comes = text(value), text(old), text(new)
    if not gone:
        return said
    if which is None:
        return said.replace(gone, comes)
    parts = said.split(gone)
    at = whole(which, 1)
    if at >= len(parts):
        return said
    return gone.join(parts[:at]) + comes + gone.join(parts[at:])


def _replaced(value: Value, start: Value, count: Value, new: Value) -> str:
    said, first, length = text(value), whole(start, 1), whole(count, 0)
    return said[: first - 1] + text(new) + said[first - 1 + length :]


def _repeated(value: Value, times: Value) -> str:
    said, count = text(value), whole(times, 0)
    if len(said) * count > _LONGEST:
        raise Failed(NO_NUMBER)
    return said * count


def _formatted(value: Value, code: Value) -> str:
    """Return TEXT of a number without decimals, or a day, in a format that every computer's language reads alike.

    Raises `NotPlain` for others.
    """
    match = _PLAIN_FORMAT.fullmatch(text(code))
    if match is None and _DAY_FORMAT.fullmatch(text(code)) and isinstance(value, int | float):
        day = day_of(value)
        return _DAY_PART.sub(lambda part: day.strftime(_DAY_PARTS[part[0].lower()]), text(code))
    if match is None:
        raise NotPlain
    if isinstance(value, bool):
        raise NotPlain  # its word hangs on the computer's language
    if isinstance(value, str):
        return value
    given = number(value)
    digits = match["digits"]
    if abs(given) >= 10**10 or (given != int(given) and digits[0] not in "#0"):
        raise NotPlain
    whole_part = int(Decimal(f"{abs(given):.15g}").quantize(Decimal(1), ROUND_HALF_UP))
    said = f"{whole_part:,}" if "," in digits else f"{whole_part:0{digits.count('0')}}"
    if digits[0] == "#" and not whole_part and "0" not in digits:
        said = ""
    if given < 0 and whole_part:
        said = f"-{said}"
    before, after = (part.replace('"', "").replace("\\", "") for part in (match["before"], match["after"]))
    return before + said + after


def joined(parts: list[Value], between: str = "", *, skips: bool = False) -> str:
    """Return CONCATENATE or TEXTJOIN of values."""
    said = [text(part) for part in parts]
    return between.join(part for part in said if part or not skips)[:_LONGEST]


# Functions of values one by one: the fewest and the most values they are given.
OF_TEXTS: dict[str, tuple[int, int, Callable[..., Value]]] = {
    "LEN": (1, 1, lambda value: len(text(value))),
    "TRIM": (1, 1, lambda value: re.sub(" +", " ", text(value).strip(" "))),
    "CLEAN": (1, 1, lambda value: re.sub(r"[\x00-\x1f]", "", text(value))),
    "UPPER": (1, 1, lambda value: text(value).upper()),
    "LOWER": (1, 1, lambda value: text(value).lower()),
    "PROPER": (1, 1, lambda value: _WORD.sub(lambda word: word[0].capitalize(), text(value))),
    "T": (1, 1, lambda value: value if isinstance(value, str) else ""),
    "LEFT": (1, 2, _left),
    "RIGHT": (1, 2, _right),
    "MID": (3, 3, _middle),
    "SEARCH": (2, 3, lambda *given: _found(*given, exact=False)),
    "FIND": (2, 3, lambda *given: _found(*given, exact=True)),
    "SUBSTITUTE": (3, 4, _substituted),
    "REPLACE": (4, 4, _replaced),
    "REPT": (2, 2, _repeated),
    "EXACT": (2, 2, lambda one, other: text(one) == text(other)),
    "TEXT": (2, 2, _formatted),
    "HYPERLINK": (1, 2, lambda *given: given[-1]),
}
