"""Numbers in Vietnamese words: `mười bốn` is 14, `năm triệu hai trăm nghìn` 5.200.000."""

from __future__ import annotations

import re

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, modern_tones

_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TEN, _TENS, _HUNDRED, _ODD = "mười", ("mươi", "chục"), "trăm", ("lẻ", "linh")
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_ROMAN = lazy_pattern(r"(?=[ivxlc]{2,})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def spoken_number(text: str) -> int | None:
    """Return the number that a text says in words alone, None when any of its words is none of a number."""
    words = re.findall(r"\w+", modern_tones(clean(text)).casefold())
    if not words or re.search(r"[^\w\s,]", text):
        return None
    total, rest, largest = 0, words, 10**13
    while rest:
        at = next((n for n, word in enumerate(rest) if word in _SCALES), len(rest))
        below = _below_thousand(rest[:at])
        if below is None:
            return None
        scale = _SCALES[rest[at]] if at < len(rest) else 1
        if scale >= largest:
            return None
        total += below * scale
        largest, rest = scale, rest[at + 1 :]
    return total


def _below_thousand(words: list[str]) -> int | None:
    """Return `[unit trăm] [unit mươi | mười | lẻ] [unit]` as a number, None for anything else."""
    rest = list(words)
    total = 0
    if len(rest) >= 2 and rest[1] == _HUNDRED and rest[0] in _UNITS:
        total, rest = 100 * _UNITS[rest[0]], rest[2:]
        if rest and rest[0] in _ODD:
            return total + _UNITS[rest[1]] if len(rest) == 2 and rest[1] in _UNITS else None
        if len(rest) == 1 and rest[0] in _UNITS:
            return None  # "hai trăm năm": 205 and 250 are both said so
    if rest and rest[0] == _TEN:
        total, rest = total + 10, rest[1:]
    elif len(rest) >= 2 and rest[1] in _TENS and rest[0] in _UNITS:
        total, rest = total + 10 * _UNITS[rest[0]], rest[2:]
    if not rest:
        return total if words else None
    return total + _UNITS[rest[0]] if len(rest) == 1 and rest[0] in _UNITS else None


def roman_number(text: str) -> int | None:
    """Return a number of at least two Roman digits (`XIV` is 14), None for anything else."""
    bare = text.strip(" .").lower()
    if not _ROMAN.fullmatch(bare) or set(bare) == {"x"}:  # a tick, or two
        return None
    values = [_ROMAN_DIGITS[letter] for letter in bare]
    return sum(-value if value < max(values[n:]) else value for n, value in enumerate(values))
