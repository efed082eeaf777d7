"""When the reports came in: by each day, against the deadline, and as a chart."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from htsd_cli.consolidate import units_of
from htsd_cli.form import Form, load_form
from htsd_cli.writers.page.arrivals import ArrivalDay, Arrivals, arrivals_of, chart_of
from tests.writers.samples import twelve_units, with_roster

DEADLINE = date(2024, 10, 11)


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


def day(number: int, count: int, so_far: int, *, late: bool = False) -> ArrivalDay:
    return ArrivalDay(date(2024, 10, number), count, so_far, late)


def test_reports_are_counted_by_day_and_those_after_the_deadline_apart(form: Form) -> None:
    arrivals = arrivals_of(units_of(twelve_units(form), form), 12, DEADLINE)
    assert arrivals.days == (
        day(1, 1, 1), day(2, 2, 3), day(3, 1, 4), day(5, 1, 5), day(6, 1, 6), day(7, 1, 7), day(8, 1, 8),
        day(9, 1, 9), day(14, 1, 10, late=True),
    )  # fmt: skip
    assert (arrivals.on_time, arrivals.late, arrivals.due, arrivals.undated) == (9, 1, 12, 0)


def test_with_a_roster_only_units_that_must_report_are_counted(form: Form) -> None:
    consolidation = with_roster(twelve_units(form))
    arrivals = arrivals_of(units_of(consolidation, form), consolidation.expected, DEADLINE)
    assert (arrivals.days[-1].so_far, arrivals.due) == (9, 11)


def test_a_report_of_the_deadlines_own_day_is_on_time() -> None:
    arrivals = Arrivals((day(11, 4, 4),), DEADLINE, None, 0)
    assert (arrivals.on_time, arrivals.late) == (4, 0)


def test_a_report_of_no_known_day_is_told_and_not_drawn(form: Form) -> None:
    consolidation = twelve_units(form)
    units = tuple(replace(unit, received=None) for unit in consolidation.reported)
    undated = units_of(replace(consolidation, units=units), form)
    assert arrivals_of(undated, None, None).undated == 10
    assert chart_of(arrivals_of(undated, None, None)) is None


def test_the_line_climbs_to_the_right_and_ends_at_the_number_of_reports(form: Form) -> None:
    chart = chart_of(arrivals_of(units_of(twelve_units(form), form), 12, DEADLINE))
    assert chart is not None
    across = [float(number) for number in re.findall(r"H([\d.]+)", chart.line)]
    heights = [float(number) for number in re.findall(r"V([\d.]+)", chart.line)]
    assert across == sorted(across)
    assert heights == sorted(heights, reverse=True)
    assert chart.due is not None
    assert 100 - heights[-1] == pytest.approx(float(chart.due.at) * 10 / 12, abs=0.02)


def test_the_late_part_begins_at_the_deadlines_line(form: Form) -> None:
    chart = chart_of(arrivals_of(units_of(twelve_units(form), form), 12, DEADLINE))
    assert chart is not None
    assert chart.deadline is not None
    assert chart.deadline.text == "Hạn 11/10"
    assert chart.late_area.startswith(f"M{chart.deadline.at} ")
    on_time = chart_of(Arrivals((day(9, 3, 3),), DEADLINE, 5, 0))
    assert on_time is not None
    assert on_time.late_area == ""


@pytest.mark.parametrize("last", [date(2024, 10, 10), date(2024, 12, 24), date(2031, 1, 2)])
def test_the_days_and_counts_at_the_edges_stay_few_however_long_it_took(last: date) -> None:
    arrivals = Arrivals((day(9, 1, 1), ArrivalDay(last, 149, 150, last > DEADLINE)), DEADLINE, 150, 0)
    chart = chart_of(arrivals)
    assert chart is not None
    assert 1 <= len(chart.days) <= 7
    assert [mark.text for mark in chart.counts] == ["0", "50", "100", "150"]
    assert all(0 <= float(mark.at) <= 100 for mark in (*chart.days, *chart.counts))


def test_one_day_alone_is_no_course_of_days_and_makes_a_chart_beside_a_deadline_only() -> None:
    assert chart_of(Arrivals((day(9, 3, 3),), None, None, 0)) is None
    chart = chart_of(Arrivals((day(9, 1, 1), day(10, 1, 2)), None, None, 0))
    assert chart is not None
    assert (chart.line, chart.deadline, chart.due) == ("M0 100H33.33V53.7H66.67V7.41H100", None, None)
    assert [mark.text for mark in chart.counts] == ["0", "1", "2"]
    beside = chart_of(Arrivals((day(9, 1, 1),), DEADLINE, 5, 0))
    assert beside is not None
    assert beside.due is not None
