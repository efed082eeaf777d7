"""What a workbook's number formats make of a number: a date, a percentage, a fraction, or just a number."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import Enum, auto

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}


class NumberFormat(Enum):
    """What is shown for a number of this format."""

    PLAIN = auto()
    PERCENT = auto()
    FRACTION = auto()
    DATE = auto()
    DAY_MONTH = auto()
    MONTH_YEAR = auto()


def format_kind(number: int, code: str | None) -> NumberFormat:
    """Return what a number format shows, by its id and its code (None for a built-in one; ECMA-376 18.8.30)."""
    if code is None:
        if number in (9, 10):
            return NumberFormat.PERCENT
        if number in (12, 13):
            return NumberFormat.FRACTION
        if number == 16:
            return NumberFormat.DAY_MONTH
        if number == 17:
            return NumberFormat.MONTH_YEAR
        return NumberFormat.DATE if number in _BUILT_IN_DATES else NumberFormat.PLAIN
    bare = _QUOTED.sub("", code).split(";")[0].lower()
    if "general" in bare:
        return NumberFormat.PLAIN
    if "%" in bare:
        return NumberFormat.PERCENT
    letters = set(bare) & set("dmyhs")
    if letters and not set(bare) & set("#?"):
        if letters == {"d", "m"}:
            return NumberFormat.DAY_MONTH
        if letters == {"m", "y"}:
            return NumberFormat.MONTH_YEAR
        return NumberFormat.DATE
    if re.search(r"[?#0]\s*/\s*[?#0-9]", bare):
        return NumberFormat.FRACTION
    return NumberFormat.PLAIN


def shown_date(serial: float, shape: NumberFormat, from_1904: bool) -> str:
    """Return a date the Vietnamese way: `3/12`, `12/2024` or `03/12/2024`; the serial itself out of range."""
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    try:
        day = start + timedelta(days=serial)
    except OverflowError:
        return f"{serial:g}"
    if shape is NumberFormat.DAY_MONTH:
        return f"{day.day}/{day.month}"
    if shape is NumberFormat.MONTH_YEAR:
        return f"{day.month}/{day.year}"
    return f"{day.day:02}/{day.month:02}/{day.year}"
