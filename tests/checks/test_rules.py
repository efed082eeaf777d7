"""The rules on a unit's figures: what each tells, and what it rightly keeps silent about."""

from __future__ import annotations

from htsd_cli.checks import CheckedTable, check, derive_totals
from htsd_cli.form import Form, load_form
from htsd_cli.values.figures import Numbers

FORM: Form = load_form()


def told(figures: Numbers, doubted: frozenset[tuple[str, str]] = frozenset()) -> list[tuple[str, str]]:
    found = check(CheckedTable(figures, {}, doubted), FORM)
    return [(item.code, f"{item.indicator}.{item.measure}") for item in found]


def test_a_total_that_differs_from_its_rows_is_told_with_both_numbers() -> None:
    figures: Numbers = {
        "classes": {"count": 5},
        "classes.professional": {"count": 2, "people": 40},
        "classes.literacy": {"count": 4, "people": 30},
    }
    found = check(CheckedTable(figures), FORM)
    assert [(item.code, item.suggestion) for item in found] == [("sum-differs", 6)]
    assert found[0].message == (
        "Dòng 1 “Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ”, cột “Số lớp/số cuộc thi” ghi 5,"
        " cộng các dòng bên dưới được 6 (thiếu 1)."
    )


def test_a_total_above_blank_rows_or_a_row_in_doubt_is_not_judged() -> None:
    assert told({"reading_events": {"count": 4}}) == []
    figures: Numbers = {"classes": {"count": 5}, "classes.professional": {"count": 2, "people": 40}}
    assert told(figures, frozenset({("classes.literacy", "count")})) == []


def test_participants_are_the_people_of_the_thirteen_rows() -> None:
    figures: Numbers = {
        "classes.participants": {"people": 100},
        "classes.professional": {"count": 2, "people": 40},
    }
    assert told(figures) == [("sum-differs", "classes.participants.people")]


def test_a_blank_total_above_filled_rows_is_derived_unless_one_is_in_doubt() -> None:
    figures: Numbers = {
        "culture_sport.sports": {"count": 2, "people": 90},
        "culture_sport.arts": {"count": 1},
    }
    derived, found = derive_totals(CheckedTable(figures), FORM)
    assert derived == {"culture_sport": {"count": 3}}
    assert [item.code for item in found] == ["total-derived"]
    doubted = frozenset({("culture_sport.museum_visits", "count")})
    assert derive_totals(CheckedTable(figures, {}, doubted), FORM) == ({}, [])


def test_people_need_a_class_and_a_class_needs_people() -> None:
    assert told({"classes.life_skills": {"people": 120}}) == [
        ("people-without-count", "classes.life_skills.people")
    ]
    assert told({"classes.life_skills": {"count": 3, "people": 0}}) == [
        ("count-without-people", "classes.life_skills.count")
    ]
    assert told({"classes.life_skills": {"count": 0, "people": 0}}) == []
    assert told({"book_drive.donors": {"count": 3}}) == []  # groups may give without single persons
    assert told({"classes.life_skills": {"people": 120}}, frozenset({("classes.life_skills", "count")})) == []


def test_people_out_of_proportion_to_classes_are_told_either_way() -> None:
    assert told({"classes.literacy": {"count": 1, "people": 12_000}}) == [
        ("out-of-proportion", "classes.literacy.people")
    ]
    assert told({"classes.literacy": {"count": 40, "people": 2}}) == [
        ("out-of-proportion", "classes.literacy.people")
    ]
    assert told({"classes.life_skills": {"count": 1, "people": 1_500}}) == []  # a whole school in its yard


def test_a_figure_many_times_its_sibling_rows_is_told_and_ordinary_large_ones_are_not() -> None:
    rows = ("professional", "informatics", "literacy", "other")
    figures: Numbers = {f"classes.{name}": {"count": 2, "people": 50} for name in rows}
    figures["classes.life_skills"] = {"count": 200, "people": 9_000}
    assert told(figures) == [
        ("larger-than-neighbours", "classes.life_skills.count"),
        ("larger-than-neighbours", "classes.life_skills.people"),
    ]
    assert told({"publications": {"count": 20_000}, "news_items": {"count": 2}}) == []


def test_an_amount_too_small_for_dong_is_told_with_what_was_probably_meant() -> None:
    found = check(CheckedTable({"funding.state_budget": {"amount": 15}}), FORM)
    assert [(item.code, item.suggestion) for item in found] == [("small-amount", 15_000_000)]
    assert told({"funding.state_budget": {"amount": 0}}) == []
    assert told({"funding.state_budget": {"amount": 10_000}}) == []
