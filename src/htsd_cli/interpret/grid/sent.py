"""When each row of an export was sent: the column of times that online forms put before their answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from htsd_cli.interpret.grid.lines import GridLine
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.document import Cell
from htsd_cli.values.time import VIETNAM

# Google Forms, Microsoft Forms, and tables that an office keeps, the surest first.
_HEADINGS = (
    "dau thoi gian", "timestamp", "thoi gian hoan thanh", "thoi gian hoan tat", "completion time", "thoi gian gui",
    "thoi gian nop", "ngai gio gui", "ngai gui", "ngai nop", "submitted at", "submission time", "submit time",
    "submission date", "thoi diem gui", "thoi gian tra loi",
)  # fmt: skip
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)")
_YEAR_FIRST = re.compile(r"(20\d\d)[/.-](\d{1,2})[/.-](\d{1,2})")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(sa|ch|am|pm)?\b", re.IGNORECASE)
_EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))  # from which workbooks count days


def times_of(headings: Mapping[int, str], lines: Sequence[GridLine]) -> dict[int, datetime]:
    """Return when rows were sent (Vietnamese time) by their number; a row whose time cannot be read has none.

    In texts like `10/12/2026` the day stands first, unless that is no date in some row or runs backwards where the
    month first runs on.
    """
    named = {fold(text): column for column, text in reversed(list(headings.items()))}
    column = next((named[text] for text in _HEADINGS if text in named), 0)  # a column that no line has
    cells = {line.number: cell for line in lines if (cell := line.at.get(column)) is not None}
    day_first = {number: _moment(cell, month_first=False) for number, cell in cells.items()}
    month_first = {number: _moment(cell, month_first=True) for number, cell in cells.items()}
    turned = _fits(month_first) > _fits(day_first)
    chosen = month_first if turned else day_first
    return {number: moment for number, moment in chosen.items() if moment is not None}


def _fits(times: Mapping[int, datetime | None]) -> tuple[int, bool]:
    """Return how many rows have a time so, and whether they come one behind the other."""
    known = [moment for moment in times.values() if moment is not None]
    return len(known), all(first <= second for first, second in pairwise(known))


def _moment(cell: Cell, *, month_first: bool) -> datetime | None:
    if cell.value is not None:
        return _stored(cell)
    text = cell.text
    if match := _YEAR_FIRST.search(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.search(text):
        day, month, year = map(int, match.groups())
        day, month = (month, day) if month_first else (day, month)
    else:
        return None
    hour, minute, second = _clock(text)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
    except ValueError:
        return None


def _clock(text: str) -> tuple[int, int, int]:
    match = _TIME.search(text)
    if match is None:
        return 0, 0, 0
    hour, half = int(match[1]), (match[4] or "").lower()
    if half in ("ch", "pm") and hour < 12:
        hour += 12
    elif half in ("sa", "am") and hour == 12:
        hour = 0
    return hour, int(match[2]), int(match[3] or 0)


def _stored(cell: Cell) -> datetime | None:
    """Return a workbook's date by the days it counts, from the day on which they give what the cell shows."""
    shown = {int(part) for part in re.findall(r"\d+", cell.text)}
    found: list[datetime] = []
    for epoch in _EPOCHS:
        try:
            moment = epoch + timedelta(days=float(cell.value or 0))
        except OverflowError:
            return None
        if {moment.day, moment.month} <= shown:
            found.append(moment.replace(microsecond=0, tzinfo=VIETNAM))
    # The hour may look like the other day: what shows the year too goes before what shows none.
    years = {int(part) for part in re.findall(r"\d{4}", cell.text)}
    found = [moment for moment in found if moment.year in years or not years]
    return next((moment for moment in found if moment.year % 100 in shown), next(iter(found), None))
