"""The sums inside the form: a declared total stays as declared, a blank one is derived, and both are told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from htsd_cli.checks import CheckedTable, derive_totals, examine
from htsd_cli.checks.sums import sums_differ
from htsd_cli.values.catalogue import finding as finding_of
from htsd_cli.values.figures import Numbers
from htsd_cli.values.origin import Origin
from tests.documents import FORM

CULTURE: Numbers = {
    "culture_sport": {"count": 6},
    "culture_sport.sports": {"count": 1, "people": 10},
    "culture_sport.arts": {"count": 2, "people": 20},
    "culture_sport.museum_visits": {"count": 3, "people": 30},
}


def table(figures: Numbers, *doubted: tuple[str, str]) -> CheckedTable:
    return CheckedTable(figures, doubted=frozenset(doubted))


def with_total(total: int | None) -> Numbers:
    rows = {name: row for name, row in CULTURE.items() if name != "culture_sport"}
    return rows if total is None else {"culture_sport": {"count": total}, **rows}


def test_a_total_that_fits_its_rows_is_fine() -> None:
    assert sums_differ(table(CULTURE), FORM) == []
    assert derive_totals(table(CULTURE), FORM) == ({}, [])


@pytest.mark.parametrize(
    ("total", "difference"), [(1250, "thừa 1.244"), (7, "thừa 1"), (5, "thiếu 1"), (0, "thiếu 6")]
)
def test_a_total_that_differs_is_told_with_the_difference_and_suggests_the_sum(
    total: int, difference: str
) -> None:
    (finding,) = sums_differ(table(with_total(total)), FORM)
    assert (finding.code, finding.indicator, finding.measure, finding.suggestion) == (
        "sum-differs", "culture_sport", "count", 6,
    )  # fmt: skip
    assert finding.message.endswith(f"cộng các dòng bên dưới được 6 ({difference}).")


def test_a_blank_total_above_filled_rows_is_derived_and_told() -> None:
    derived, (finding,) = derive_totals(table(with_total(None)), FORM)
    assert derived == {"culture_sport": {"count": 6}}
    assert (finding.code, str(finding.severity)) == ("total-derived", "info")


@pytest.mark.parametrize(
    ("added", "code"),
    [
        (Origin(table=1, row=13, text="2"), "total-without-row"),
        (Origin(table=1, row=11, text="2"), "total-without-row"),
        (Origin(table=1, row=10, text="2"), "total-derived"),  # above all rows of the total
        (Origin(table=2, row=13, text="2"), "total-derived"),
        (Origin(sheet="Báo cáo", row=13, text="2"), "total-derived"),
    ],
)
def test_a_derived_total_tells_of_a_row_among_its_rows_that_counts_nowhere(added: Origin, code: str) -> None:
    origins = {
        name: {"count": Origin(table=1, row=row, text="x")}
        for row, name in enumerate((name for name in CULTURE if name != "culture_sport"), start=10)
    }
    blank = with_total(None)
    derived, (finding,) = derive_totals(CheckedTable(blank, origins), FORM, [added])
    assert (derived, finding.code) == ({"culture_sport": {"count": 6}}, code)
    assert ("chưa gồm dòng thêm có số liệu ở dưới dòng “" in finding.message) == (code == "total-without-row")


@pytest.mark.parametrize(
    ("code", "told"),
    [("extra-row", "total-without-row"), ("row-unknown", "total-without-row"), ("part-row", "total-derived")],
)
def test_a_row_put_in_is_missed_in_any_form_and_a_part_of_the_row_above_is_not(code: str, told: str) -> None:
    blank = with_total(None)
    origins = {name: {"count": Origin(table=1, row=row)} for row, name in enumerate(blank, start=10)}
    added = finding_of(code, origin=Origin(table=1, row=11, text="2"), label="Thi kể chuyện", text="2")
    _, found = examine(blank, origins, [added], FORM)
    assert told in {item.code for item in found if item.indicator == "culture_sport"}


def test_participants_add_up_in_people_and_classes_in_classes() -> None:
    derived, _ = derive_totals(table({"classes.literacy": {"count": 2, "people": 40}}), FORM)
    assert derived == {"classes": {"count": 2}, "classes.participants": {"people": 40}}


def test_rows_all_blank_say_nothing_of_a_total() -> None:
    assert sums_differ(table({"culture_sport": {"count": 6}}), FORM) == []
    assert derive_totals(table({}), FORM) == ({}, [])


def test_a_row_in_doubt_makes_the_sum_unknown() -> None:
    doubt = ("culture_sport.arts", "count")
    figures = {name: row for name, row in with_total(6).items() if name != "culture_sport.arts"}
    assert sums_differ(table(figures, doubt), FORM) == []
    del figures["culture_sport"]
    assert derive_totals(table(figures, doubt), FORM) == ({}, [])


def test_a_total_in_doubt_is_not_derived() -> None:
    assert derive_totals(table(with_total(None), ("culture_sport", "count")), FORM) == ({}, [])


def test_zeros_add_up_to_zero() -> None:
    zeros: Numbers = {"culture_sport.sports": {"count": 0}, "culture_sport.arts": {"count": 0}}
    derived, _ = derive_totals(table(zeros), FORM)
    assert derived == {"culture_sport": {"count": 0}}


@pytest.mark.parametrize(
    ("total", "parts", "right"),
    [
        ("6.2", ("2.1", "4.2"), True),  # three roundings of half a last digit each
        ("6.4", ("2.1", "4.2"), True),
        ("6.5", ("2.1", "4.2"), False),
        ("6.1", ("2.1", "4.2"), False),
        ("7", ("2", "4"), False),
        ("6.15", ("2.05", "4.1"), True),
        ("6.1", ("2", "4"), True),
        ("6.2", ("2", "4"), False),
    ],
)
def test_a_sum_of_decimals_may_differ_by_their_rounding(
    total: str, parts: tuple[str, str], right: bool
) -> None:
    declared, one, two = (Decimal(text) if "." in text else int(text) for text in (total, *parts))
    figures: Numbers = {
        "culture_sport": {"count": declared},
        "culture_sport.sports": {"count": one},
        "culture_sport.arts": {"count": two},
    }
    assert (sums_differ(table(figures), FORM) == []) is right
