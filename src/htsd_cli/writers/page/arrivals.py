"""When the reports came in: how many by each day, against the deadline; and that as the lines of a chart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from htsd_cli.consolidate import Unit
from htsd_cli.language.vietnamese import format_number

_MOST_TICKS = 6
_ROOM = 1.08  # the chart is that much higher than its largest number


@dataclass(frozen=True, slots=True)
class ArrivalDay:
    """A day on which reports came in: how many, how many by its end, and whether it is after the deadline."""

    day: date
    count: int
    so_far: int
    late: bool


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The days on which reports came in. `due` is how many must come, None without a roster.

    With a roster only units that must report are counted. `undated` came in on a day nobody knows.
    """

    days: tuple[ArrivalDay, ...]
    deadline: date | None
    due: int | None
    undated: int

    @property
    def on_time(self) -> int:
        """How many came in by the deadline."""
        return sum(day.count for day in self.days if not day.late)

    @property
    def late(self) -> int:
        """How many came in after the deadline."""
        return sum(day.count for day in self.days if day.late)


@dataclass(frozen=True, slots=True)
class Mark:
    """A label of the chart at a place along its axis, in per cent from the left or from below."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class ArrivalChart:
    """The chart of arrivals in a square of 100 × 100, y downwards.

    `line` and `area` are the reports so far as a stair, `late_area` the stair from the deadline on, "" where
    there is none. `deadline` and `due` are where their lines stand, None where there are none.
    """

    line: str
    area: str
    late_area: str
    deadline: Mark | None
    due: Mark | None
    days: tuple[Mark, ...]
    counts: tuple[Mark, ...]


def arrivals_of(views: Sequence[Unit], expected: int | None, deadline: date | None) -> Arrivals:
    """Return the arrivals of the units that must report, of all units where there is no roster."""
    sent = [view for view in views if view.sent and (expected is None or view.required)]
    by_day = Counter(view.received for view in sent if view.received is not None)
    days: list[ArrivalDay] = []
    so_far = 0
    for day in sorted(by_day):
        so_far += by_day[day]
        late = deadline is not None and day > deadline
        days.append(ArrivalDay(day, by_day[day], so_far, late))
    return Arrivals(tuple(days), deadline, expected, len(sent) - so_far)


def chart_of(arrivals: Arrivals) -> ArrivalChart | None:
    """Return the chart, None where there is no course of days: none is known, or one alone and no deadline."""
    if len(arrivals.days) < (2 if arrivals.deadline is None else 1):
        return None
    days = [day.day for day in arrivals.days]
    ends = days if arrivals.deadline is None else [*days, arrivals.deadline]
    start, end = min(ends) - timedelta(days=1), max(ends) + timedelta(days=1)
    top = _ROOM * max(arrivals.due or 0, arrivals.days[-1].so_far)

    def across(day: date) -> float:
        return 100 * (day - start).days / (end - start).days

    def up(count: int) -> float:
        return 100 * count / top

    def stair(begin: float, height: float, steps: Sequence[ArrivalDay]) -> str:
        parts = [f"M{_n(begin)} {_n(100 - height)}"]
        parts += [f"H{_n(across(step.day))}V{_n(100 - up(step.so_far))}" for step in steps]
        return "".join([*parts, "H100"])

    line = stair(0, 0, arrivals.days)
    late_area = ""
    if arrivals.deadline is not None and arrivals.late:
        begin = across(arrivals.deadline)
        late = [day for day in arrivals.days if day.late]
        late_area = f"{stair(begin, up(arrivals.on_time), late)}V100H{_n(begin)}Z"
    deadline = arrivals.deadline
    return ArrivalChart(
        line=line,
        area=f"{line}V100Z",
        late_area=late_area,
        deadline=Mark(_n(across(deadline)), f"Hạn {deadline:%d/%m}") if deadline else None,
        due=Mark(_n(up(arrivals.due)), f"{format_number(arrivals.due)} phải báo cáo")
        if arrivals.due
        else None,
        days=tuple(Mark(_n(across(day)), f"{day:%d/%m}") for day in _ticks(start, end)),
        counts=tuple(Mark(_n(up(count)), format_number(count)) for count in _counts(top)),
    )


def _ticks(start: date, end: date) -> list[date]:
    """Return a few days at even distances, none at the very edges."""
    span = (end - start).days
    step = max(1, math.ceil((span - 1) / _MOST_TICKS))
    return [start + timedelta(days=days) for days in range(1, span, step)]


def _counts(top: float) -> list[int]:
    """Return round numbers from 0 to the chart's top, four or five of them."""
    rough = max(top / 4, 1)
    scale = 10 ** math.floor(math.log10(rough))
    step = next(int(scale * factor) for factor in (1, 2, 5, 10) if scale * factor >= rough)
    return list(range(0, int(top) + 1, max(step, 1)))


def _n(number: float) -> str:
    """Return a coordinate with two decimals at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
