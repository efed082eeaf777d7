"""This year beside an earlier one: what is more, fewer or cannot be said."""

from __future__ import annotations

import pytest

from htsd_cli.earlier.comparison import Change, compare, own_name, year_name
from htsd_cli.form import Form, load_form
from htsd_cli.writers.report.change import previous_fields
from htsd_cli.writers.workbook.previous import sheet_name
from tests.writers.samples import last_year, twelve_units


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (1931, 1340, "tăng 591 (44,1%)"),
        (79_091, 94_372, "giảm 15.281 (16,2%)"),
        (7, 7, "không đổi"),
        (0, 12, "giảm 12 (100%)"),
        (34_110, 0, "tăng 34.110"),
        (0, 0, "không đổi"),
        (5, None, "kỳ trước không có số liệu"),
        (None, 5, "kỳ này chưa có số liệu"),
        (None, None, ""),
    ],
)
def test_a_change_is_told_in_numbers_and_per_cent(now: int | None, before: int | None, words: str) -> None:
    assert Change(now, before).words == words


def test_a_blank_is_never_taken_for_zero() -> None:
    assert (Change(5, None).by, Change(5, None).ratio) == (None, None)
    assert (Change(5, 0).by, Change(5, 0).ratio, Change(5, 0).percent) == (5, None, "")


def test_totals_are_set_beside_each_other_by_indicator_and_measure(form: Form) -> None:
    consolidation = twelve_units(form)
    previous = last_year(consolidation, {"book_drive.books": {}, "unknown": {"count": 9}})
    changes = {
        (item.indicator.id, item.measure): item.change
        for item in compare(consolidation.totals, previous, form)
    }
    assert list(changes) == [(indicator.id, measure) for indicator, measure in form.measured()]
    assert changes["classes", "count"].now == 15
    assert changes["classes", "count"].before == 12
    assert changes["book_drive.books", "count"].before is None
    assert changes["publications", "count"].words == ""


def test_a_year_the_results_do_not_name_is_the_year_before(form: Form) -> None:
    previous = last_year(twelve_units(form))
    assert year_name(previous) == "năm 2023"
    assert year_name(previous.model_copy(update={"year": None})) == "kỳ trước"


def test_a_round_of_the_same_year_is_called_a_round_and_never_a_year(form: Form) -> None:
    previous = last_year(twelve_units(form))
    assert own_name(previous, 2024) == "năm 2024"
    last = previous.model_copy(update={"year": 2024, "called": "đợt trước"})
    assert (year_name(last), own_name(last, 2024)) == ("đợt trước", "đợt này")
    assert sheet_name(last) == "So với đợt trước"
    assert (previous_fields(last).name, previous_fields(last).year) == ("đợt trước", "")
