"""When the rows of an export were sent, as online forms and offices write it."""

from __future__ import annotations

from datetime import datetime

import pytest

from htsd_cli.interpret.grid.lines import lines_of
from htsd_cli.interpret.grid.sent import times_of
from htsd_cli.values.document import CellKind, Table
from htsd_cli.values.time import VIETNAM
from tests.documents import draw_cells


def sent(*texts: str, heading: str = "Dấu thời gian", value: float | None = None) -> list[str]:
    """Return the times of rows under a heading, "" where there is none."""
    cells = draw_cells([f"| {text} | 5 |" for text in texts])
    if value is not None:
        cells = tuple((row[0]._replace(kind=CellKind.DATE, value=value), *row[1:]) for row in cells)
    found = times_of({2: "Số lớp", 1: heading}, lines_of(Table(cells)))
    assert all(moment.tzinfo is VIETNAM for moment in found.values())
    return [f"{found[at]:%Y-%m-%d %H:%M:%S}" if at in found else "" for at in range(1, len(texts) + 1)]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("20/11/2026", "2026-11-20 00:00:00"),
        ("20/11/2026 9:05", "2026-11-20 09:05:00"),
        ("20/11/2026 21:05:07", "2026-11-20 21:05:07"),
        ("20-11-2026 9:05 CH", "2026-11-20 21:05:00"),
        ("20.11.2026 12:05 PM", "2026-11-20 12:05:00"),
        ("20/11/2026 12:05 SA", "2026-11-20 00:05:00"),
        ("20/11/2026 11:05 am", "2026-11-20 11:05:00"),
        ("20/11/2026 12:05 am", "2026-11-20 00:05:00"),
        ("2026/11/20 1:05 pm", "2026-11-20 13:05:00"),
        ("2026-11-20T08:00:00", "2026-11-20 00:00:00"),
        ("31/11/2026", ""),
        ("20/11/1999", ""),
        ("hôm qua", ""),
    ],
)
def test_a_time_is_read_as_forms_write_it(text: str, time: str) -> None:
    assert sent(text) == [time]


def test_the_day_stands_first_unless_the_rows_say_otherwise() -> None:
    assert sent("10/12/2026", "11/12/2026") == ["2026-12-10 00:00:00", "2026-12-11 00:00:00"]
    assert sent("10/12/2026", "10/13/2026") == ["2026-10-12 00:00:00", "2026-10-13 00:00:00"]
    assert sent("10/12/2026", "11/01/2026") == ["2026-10-12 00:00:00", "2026-11-01 00:00:00"]
    assert sent("11/01/2026", "10/12/2026", "12/11/2026")[0] == "2026-01-11 00:00:00"
    assert sent("10/12/2026", "10/12/2026", "11/01/2026")[:2] == ["2026-10-12 00:00:00"] * 2
    assert sent("10/12/2026", "", "hả") == ["2026-12-10 00:00:00", "", ""]


def test_a_workbooks_date_is_counted_from_the_day_that_gives_what_it_shows() -> None:
    assert sent("20/11/2026 06:00", value=46346.25) == ["2026-11-20 06:00:00"]
    assert sent("20/11/2026", value=44884) == ["2026-11-20 00:00:00"]  # a workbook of a Mac of old
    assert sent("21/11/2030 20:00", value=46346.8333334) == [
        "2030-11-21 20:00:00"
    ]  # no day of 2026 at 21 hours
    assert sent("21/11/30 20:00", value=46346.8333334) == ["2030-11-21 20:00:00"]
    assert sent("20/11 21:00", value=46346.875) == ["2026-11-20 21:00:00"]
    assert sent("20/11", value=46346) == ["2026-11-20 00:00:00"]
    assert sent("21/11/2026", value=46346) == [""]
    assert sent("20/11/2026", value=1e12) == [""]


def test_a_date_that_counts_no_days_is_read_as_it_is_shown() -> None:
    (row,) = draw_cells(["| 20/11/2026 |"])
    cell = row[0]._replace(kind=CellKind.DATE)
    assert times_of({1: "Timestamp"}, lines_of(Table(((cell,),)))) == {
        1: datetime(2026, 11, 20, tzinfo=VIETNAM)
    }


@pytest.mark.parametrize(
    "heading",
    [
        "Dấu thời gian", "Timestamp", "Thời gian hoàn thành", "Thời gian hoàn tất", "Completion time",
        "Thời gian gửi", "Thời gian nộp", "Ngày giờ gửi", "Ngày gửi", "Ngày nộp", "Submitted at", "Submission time",
        "Submit time", "Submission date", "Thời điểm gửi", "Thời gian trả lời",
    ],
)  # fmt: skip
def test_the_column_of_times_is_known_by_its_heading(heading: str) -> None:
    assert sent("20/11/2026", heading=heading) == ["2026-11-20 00:00:00"]


def test_no_other_column_is_one_of_times_and_the_surest_of_several_is() -> None:
    assert sent("20/11/2026", heading="Ngày thành lập") == [""]
    lines = lines_of(Table(draw_cells(["| 01/10/2026 | 20/11/2026 |"])))
    for headings in ({1: "Ngày nộp", 2: "Timestamp"}, {2: "Timestamp", 1: "Ngày nộp"}):
        assert times_of(headings, lines) == {1: datetime(2026, 11, 20, tzinfo=VIETNAM)}
    assert times_of({1: "Timestamp", 2: "Timestamp"}, lines) == {1: datetime(2026, 10, 1, tzinfo=VIETNAM)}
