"""Shows the serial number of a workbook's date as a Vietnamese reader sees it: `3/12`, `03/12/2024`, `14:30`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

_LAST_DAY = 2_958_465  # 31/12/9999
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_DAYS_TO_1904 = 1462


class _Moment(NamedTuple):
    """A moment; a tuple of numbers, since the calendar of Excel has days that never were."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    weekday: int
    seconds: int  # since the first day, for times over 24 hours


def shown_date(serial: float, tokens: Sequence[str], from_1904: bool) -> str:
    """Return a date or time by the tokens of its format's section.

    Where the format names the month in letters (`d-mmm`) the order is the Vietnamese one with the month in
    digits; else it is the format's own. A number that is no date comes back as a number.
    """
    days = serial + _DAYS_TO_1904 if from_1904 else serial
    if not 0 <= days <= _LAST_DAY + 1:
        return f"{serial:.15g}"
    moment = _moment(days)
    named = any(token[0] in "mM" and len(token) > 2 for token in tokens)
    if named and not any(char.isalpha() for token in tokens for char in _letters(token)):
        return _vietnamese(moment, tokens)
    out: list[str] = []
    half = any(token.lower() in ("am/pm", "a/p") for token in tokens)
    for place, token in enumerate(tokens):
        out.append(_part(token, moment, _is_minute(tokens, place), half))
    return "".join(out).strip()


def serial_of(moment: datetime | date) -> float:
    """Return the serial number of a moment in the 1900 date system."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    passed = moment.replace(tzinfo=None) - datetime(1899, 12, 30)
    return passed.days + passed.seconds / 86_400


def _moment(days: float) -> _Moment:
    whole = int(days)
    seconds = round((days - whole) * 86_400)
    if seconds == 86_400:
        whole, seconds = whole + 1, 0
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    total = whole * 86_400 + seconds
    if whole in (0, 60):  # Excel's day before the first, and its 29 February of 1900, which never was
        month, day = (1, 0) if whole == 0 else (2, 29)
        return _Moment(1900, month, day, hour, minute, second, (whole + 5) % 7, total)
    start = date(1899, 12, 31) if whole < 60 else date(1899, 12, 30)
    there = start + timedelta(days=min(whole, _LAST_DAY))
    return _Moment(there.year, there.month, there.day, hour, minute, second, (whole + 5) % 7, total)


def _vietnamese(moment: _Moment, tokens: Sequence[str]) -> str:
    letters = {token[0].lower(): token for token in tokens}
    parts: list[str] = []
    days = [token for token in tokens if token[0] in "dD" and len(token) <= 2]
    if days:
        parts.append(f"{moment.day:02}" if len(days[0]) == 2 else str(moment.day))
    parts.append(f"{moment.month:02}" if days and len(days[0]) == 2 else str(moment.month))
    if "y" in letters:
        parts.append(str(moment.year))
    shown = "/".join(parts)
    return f"{shown} {moment.hour}:{moment.minute:02}" if "h" in letters else shown


def _part(token: str, moment: _Moment, minute: bool, half: bool) -> str:
    low, size = token.lower(), len(token)
    if low in ("[h]", "[hh]"):
        return str(moment.seconds // 3600)
    if low in ("[m]", "[mm]"):
        return str(moment.seconds // 60)
    if low in ("[s]", "[ss]"):
        return str(moment.seconds)
    if low in ("am/pm", "a/p"):
        return "SA" if moment.hour < 12 else "CH"
    number: int | None = None
    if low[0] == "d":
        if size > 2:
            return _WEEKDAYS[moment.weekday]
        number = moment.day
    elif low[0] == "m":
        number = moment.minute if minute else moment.month
        size = min(size, 2)
    elif low[0] == "y":
        return f"{moment.year % 100:02}" if size <= 2 else str(moment.year)
    elif low[0] == "h":
        number = (moment.hour % 12 or 12) if half else moment.hour
    elif low[0] == "s":
        number = moment.second
    if number is not None:
        return f"{number:02}" if size == 2 else str(number)
    return _letters(token) or ("" if token[0] in '_*[\\"@' or token.startswith(".0") else token)


def _letters(token: str) -> str:
    """Return the words a format writes between the parts of a date: `"ngày "` is `ngày `."""
    if token.startswith('"'):
        return token.strip('"')
    return token[1:] if token.startswith("\\") else ""


def _is_minute(tokens: Sequence[str], place: int) -> bool:
    """Return whether an m stands for minutes: next after an hour or next before a second."""
    clock = [(at, token.lower().strip("[]")[:1]) for at, token in enumerate(tokens)]
    parts = [(at, letter) for at, letter in clock if letter in "dmyhs" and tokens[at][0] not in '"\\_*']
    where = next((n for n, (at, _) in enumerate(parts) if at == place), None)
    if where is None:
        return False
    return (where > 0 and parts[where - 1][1] == "h") or (
        where + 1 < len(parts) and parts[where + 1][1] == "s"
    )
