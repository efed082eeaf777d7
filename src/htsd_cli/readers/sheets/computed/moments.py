"""What the functions of a formula come to that count days: YEAR, DATE, EDATE, DATEDIF and their kin.

Moments are the days of Excel's 1900 date system, from 61 (1 March 1900) on: before, programs count differently.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.values import Failed, Value, number, text, whole

_DAY_0 = date(1899, 12, 30)
_FIRST, _LAST = 61, 2_958_465  # 31 December 9999
_MONTHS = 12 * 10_000


def _date(value: Value) -> date:
    """Return the day of a moment; raises `NotPlain` for one before March 1900, `Failed` for none."""
    given = int(number(value) // 1)
    if given < 0 or given > _LAST:
        raise Failed("#NUM!")
    if given < _FIRST:
        raise NotPlain(given)
    return _DAY_0 + timedelta(given)


def _days(day: date) -> int:
    found = (day - _DAY_0).days
    if found < _FIRST:
        raise NotPlain(found)
    return found


def _month(first: date, months: int) -> date:
    """Return the first day of the month so many months after that of a day."""
    at = first.year * 12 + first.month - 1 + months
    if not 12 * 1900 <= at < _MONTHS:
        raise NotPlain(months)
    return date(at // 12, at % 12 + 1, 1)


def _made(year: Value, month: Value, day: Value) -> int:
    """Return DATE; a month and a day may lie beyond their year and month."""
    said = whole(year)
    if not 1900 <= said <= 9999:
        raise NotPlain(said)
    first = _month(date(said, 1, 1), whole(month) - 1)
    more = whole(day) - 1
    if abs(more) > _LAST:
        raise NotPlain(more)
    try:
        return _days(first + timedelta(more))
    except OverflowError as error:
        raise NotPlain(more) from error


def _weekday(value: Value, kind: Value = 1) -> int:
    monday = _date(value).weekday()
    ways = {1: (monday + 1) % 7 + 1, 2: monday + 1, 3: monday}
    said = whole(kind)
    if said not in ways:
        raise NotPlain(said)
    return ways[said]


def _moved(value: Value, months: Value) -> int:
    """Return EDATE: the same day of another month, the last one of a shorter month."""
    day = _date(value)
    first = _month(day, whole(months))
    return _days(first.replace(day=min(day.day, monthrange(first.year, first.month)[1])))


def _last(value: Value, months: Value) -> int:
    first = _month(_date(value), whole(months))
    return _days(first.replace(day=monthrange(first.year, first.month)[1]))


def _passed(one: Value, other: Value, unit: Value) -> int:
    """Return DATEDIF in whole years, months or days; programs disagree about its other units."""
    first, last = _date(one), _date(other)
    if first > last:
        raise Failed("#NUM!")
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    found = {"Y": months // 12, "M": months, "D": (last - first).days, "YM": months % 12}.get(
        text(unit).upper()
    )
    if found is None:
        raise NotPlain(unit)
    return found


def _between(last: Value, first: Value) -> int:
    return (_date(last) - _date(first)).days


# Functions of moments one by one: the fewest and the most values they are given.
OF_MOMENTS: dict[str, tuple[int, int, Callable[..., Value]]] = {
    "YEAR": (1, 1, lambda value: _date(value).year),
    "MONTH": (1, 1, lambda value: _date(value).month),
    "DAY": (1, 1, lambda value: _date(value).day),
    "DATE": (3, 3, _made),
    "WEEKDAY": (1, 2, _weekday),
    "EDATE": (2, 2, _moved),
    "EOMONTH": (2, 2, _last),
    "DATEDIF": (3, 3, _passed),
    "DAYS": (2, 2, _between),
}
