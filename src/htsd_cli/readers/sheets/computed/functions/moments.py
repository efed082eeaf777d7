"""What the functions of a formula come to that count days: YEAR, DATE, EDATE, DATEDIF and their kin.

Moments are the days of Excel's 1900 date system, from 61 (1 March 1900) on: before, programs count differently.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.values import Failed, Value, number, text, whole

_DAY_0 = date(1899, 12, 30)
_FIRST, _LAST = 61, 2_958_465  # 31 December 9999
_MONTHS = 12 * 10_000
_MOST_DAYS = 20_000  # that WORKDAY walks


def day_of(value: Value) -> date:
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
    if not 1900 <= said <= 9999 or (said == 1900 and whole(month) < 3):
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
    monday = day_of(value).weekday()
    ways = {1: (monday + 1) % 7 + 1, 2: monday + 1, 3: monday}
    said = whole(kind)
    if said not in ways:
        raise NotPlain(said)
    return ways[said]


def _moved(value: Value, months: Value) -> int:
    """Return EDATE: the same day of another month, the last one of a shorter month."""
    day = day_of(value)
    first = _month(day, whole(months))
    return _days(first.replace(day=min(day.day, monthrange(first.year, first.month)[1])))


def _last(value: Value, months: Value) -> int:
    first = _month(day_of(value), whole(months))
    return _days(first.replace(day=monthrange(first.year, first.month)[1]))


def _passed(one: Value, other: Value, unit: Value) -> int:
    """Return DATEDIF in whole years, months or days; programs disagree about its other units."""
    first, last = day_of(one), day_of(other)
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
    return (day_of(last) - day_of(first)).days


_WEEKENDS = {
    **{number: ((number + 4) % 7, (number + 5) % 7) for number in range(1, 8)},
    **{number: ((number - 12) % 7,) for number in range(11, 18)},
}  # by NETWORKDAYS.INTL's number: days of the week, Monday 0


def _free(weekend: Value) -> frozenset[int]:
    """Return the days of the week, Monday 0, on which nobody works."""
    if isinstance(weekend, str):
        if len(weekend) != 7 or set(weekend) - {"0", "1"} or weekend == "1111111":
            raise Failed("#VALUE!")
        return frozenset(day for day, said in enumerate(weekend) if said == "1")
    said = whole(weekend)
    if said not in _WEEKENDS:
        raise Failed("#NUM!")
    return frozenset(_WEEKENDS[said])


def working_days(name: str, one: Value, other: Value, weekend: Value, holidays: Sequence[Value]) -> int:
    """Return NETWORKDAYS, how many days are worked from one to another, or WORKDAY, the day so many of them away."""
    first, free = day_of(one), _free(weekend)
    off = {day_of(value) for value in holidays}
    if name.startswith("NETWORKDAYS"):
        last = day_of(other)
        start, days = min(first, last), abs((last - first).days) + 1
        whole_weeks = days // 7
        rest = (start + timedelta(7 * whole_weeks + at) for at in range(days % 7))
        worked = whole_weeks * (7 - len(free)) + sum(day.weekday() not in free for day in rest)
        worked -= sum(start <= day < start + timedelta(days) and day.weekday() not in free for day in off)
        return worked if first <= last else -worked
    left = whole(other, -_MOST_DAYS, _MOST_DAYS)
    step = timedelta(1 if left > 0 else -1)
    while left:
        first += step
        if first.weekday() not in free and first not in off:
            left -= 1 if step.days > 0 else -1
    return _days(first)


def _time(value: Value) -> int:
    """Return the second of its day of a moment."""
    given = number(value)
    if given < 0:
        raise NotPlain(given)
    return round((given % 1) * 86_400) % 86_400


def _week(value: Value, kind: Value = 1) -> int:
    """Return WEEKNUM: the week of the year, which begins on Sunday, Monday, or as ISO 8601 has it."""
    day, said = day_of(value), whole(kind)
    if said == 21:
        return day.isocalendar().week
    if said not in (1, 2):
        raise NotPlain(said)
    new_year = date(day.year, 1, 1)
    before = (new_year.weekday() + (said == 1)) % 7
    return (day.timetuple().tm_yday - 1 + before) // 7 + 1


def _part_of_day(hours: Value, minutes: Value, seconds: Value) -> float:
    total = whole(hours) * 3600 + whole(minutes) * 60 + whole(seconds)
    if total < 0:
        raise Failed("#NUM!")
    return total % 86_400 / 86_400


# Functions of moments one by one: the fewest and the most values they are given.
OF_MOMENTS: dict[str, tuple[int, int, Callable[..., Value]]] = {
    "YEAR": (1, 1, lambda value: day_of(value).year),
    "MONTH": (1, 1, lambda value: day_of(value).month),
    "DAY": (1, 1, lambda value: day_of(value).day),
    "DATE": (3, 3, _made),
    "WEEKDAY": (1, 2, _weekday),
    "EDATE": (2, 2, _moved),
    "EOMONTH": (2, 2, _last),
    "DATEDIF": (3, 3, _passed),
    "DAYS": (2, 2, _between),
    "WEEKNUM": (1, 2, _week),
    "ISOWEEKNUM": (1, 1, lambda value: _week(value, 21)),
    "HOUR": (1, 1, lambda value: _time(value) // 3600),
    "MINUTE": (1, 1, lambda value: _time(value) // 60 % 60),
    "SECOND": (1, 1, lambda value: _time(value) % 60),
    "TIME": (3, 3, _part_of_day),
}
