"""Numbers that hardly can be right: told, and counted all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import htsd_cli.checks
from htsd_cli.checks import CODES, CheckedTable, check, examine
from htsd_cli.form import Rule
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.catalogue import CHECKS, finding
from htsd_cli.values.figures import Numbers
from htsd_cli.values.findings import Severity
from tests.documents import FORM

SIBLINGS = [
    "classes.professional", "classes.foreign_language", "classes.informatics", "classes.life_skills",
    "classes.teacher_training",
]  # fmt: skip


def told(figures: Numbers, *doubted: tuple[str, str]) -> list[tuple[str, str | None, str | None]]:
    """Return what the rules say of a table: code, indicator, measure."""
    findings = check(CheckedTable(figures, doubted=frozenset(doubted)), FORM)
    return [(item.code, item.indicator, item.measure) for item in findings]


def only(indicator: str, **figures: int) -> list[tuple[str, str | None]]:
    """Return what the rules say of one row: code and measure."""
    return [(code, measure) for code, _, measure in told({indicator: dict(figures)})]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"count": 2, "people": 60}, []),
        ({"people": 60}, [("people-without-count", "people")]),
        ({"count": 0, "people": 60}, [("people-without-count", "people")]),
        ({"count": 2}, [("count-without-people", "count")]),
        ({"count": 2, "people": 0}, [("count-without-people", "count")]),
        ({"count": 0, "people": 0}, []),
        ({"count": 0}, []),
        ({}, []),
    ],
)
def test_people_need_a_class_and_a_class_needs_people(
    figures: dict[str, int], said: list[tuple[str, str]]
) -> None:
    assert only("classes.literacy", **figures) == said


def test_what_is_missing_is_named_as_it_stands() -> None:
    messages = [
        check(CheckedTable({"culture_sport.arts": dict(row)}), FORM)[0].message
        for row in ({"people": 1200}, {"count": 0, "people": 60}, {"count": 2}, {"count": 2, "people": 0})
    ]
    assert [message.split(" có ", 1)[1] for message in messages] == [
        "1.200 người nhưng số lớp/số cuộc để trống.",
        "60 người nhưng số lớp/số cuộc ghi 0.",
        "2 lớp/cuộc nhưng số người để trống.",
        "2 lớp/cuộc nhưng số người ghi 0.",
    ]


@pytest.mark.parametrize("indicator", ["workshops", "book_drive.donors", "classes", "awards.individuals"])
def test_rows_outside_the_groups_of_classes_and_events_need_no_partner(indicator: str) -> None:
    measure = str(FORM.by_id[indicator].measures[0])
    assert only(indicator, **{measure: 5}) == []


@pytest.mark.parametrize(
    ("indicator", "count", "people", "odd"),
    [
        ("classes.literacy", 1, 2000, False),
        ("classes.literacy", 1, 2001, True),
        ("classes.literacy", 40, 40, False),
        ("classes.literacy", 40, 39, True),
        ("culture_sport.arts", 1, 5000, False),
        ("culture_sport.arts", 1, 5001, True),
    ],
)
def test_people_for_each_class_or_event_lie_within_the_usual(
    indicator: str, count: int, people: int, odd: bool
) -> None:
    codes = [code for code, _ in only(indicator, count=count, people=people)]
    assert ("out-of-proportion" in codes) is odd


def test_what_is_out_of_the_usual_is_told_with_what_is_usual() -> None:
    siblings: Numbers = {name: {"count": 2, "people": 50} for name in SIBLINGS}
    every: list[Numbers] = [
        {"classes.literacy": {"count": 40, "people": 39}},
        {"classes.literacy": {"count": 1, "people": 2001}},
        {"book_drive.books": {"count": 100_001}},
        siblings | {"classes.literacy": {"count": 150, "people": 250}},
    ]
    said = [check(CheckedTable(figures), FORM)[0].message.split("cột ")[-1] for figures in every]
    assert said == [
        "“Người”: 40 lớp/cuộc mà 39 người, ít người hơn số lớp/cuộc.",
        "“Người”: 1 lớp/cuộc mà 2.001 người, mỗi lớp/cuộc hơn 2.000 người.",
        "“Số lớp/số cuộc thi” ghi 100.001, lớn hơn hẳn mức 100.000 thường thấy của một đơn vị.",
        "“Số lớp/số cuộc thi” ghi 150, lớn hơn hẳn các dòng cùng nhóm (mức giữa 2).",
    ]


def test_a_figure_many_times_its_neighbours_is_told() -> None:
    figures: Numbers = {name: {"count": 2, "people": 50} for name in SIBLINGS}
    assert told(figures) == []
    figures["classes.literacy"] = {"count": 150, "people": 250}
    assert told(figures) == [("larger-than-neighbours", "classes.literacy", "count")]


def test_three_other_rows_are_a_measure_and_two_are_none() -> None:
    large: Numbers = {"classes.literacy": {"count": 150, "people": 250}}
    others: Numbers = {name: {"count": 2, "people": 50} for name in SIBLINGS}
    for number, codes in ((2, []), (3, [("larger-than-neighbours", "classes.literacy", "count")])):
        assert told(large | {name: others[name] for name in SIBLINGS[:number]}) == codes


def test_the_neighbours_of_a_figure_are_the_rows_of_the_sum_in_its_own_measure() -> None:
    sums = [rule for rule in FORM.rules if rule.total.measure == "count"]
    people = [
        Rule.model_validate(
            {
                "kind": "sum",
                "total": {"indicator": "classes.participants", "measure": "people"},
                "parts": ["classes.literacy", *SIBLINGS[:2]],
            }
        )
    ]
    figures: Numbers = {name: {"count": 2, "people": 50} for name in SIBLINGS}
    figures["classes.literacy"] = {"count": 150, "people": 250}
    for rules in ((*sums, *people), (*people, *sums)):
        form = FORM.model_copy(update={"rules": tuple(rules)})
        for name in ("sums", "plain_sums", "other_rules", "additions"):
            form.__dict__.pop(name, None)
        found = check(CheckedTable(figures), form)
        assert [item.message.rpartition("lớn hơn hẳn ")[2] for item in found] == [
            "các dòng cùng nhóm (mức giữa 2)."
        ]


def test_a_row_in_doubt_leaves_the_rows_behind_it_looked_at() -> None:
    figures: Numbers = {name: {"people": 50} for name in SIBLINGS}
    found = told(figures, (SIBLINGS[0], "people"))
    assert sorted(row or "" for _, row, _ in found) == sorted(SIBLINGS[1:])


def test_with_few_rows_filled_no_neighbour_is_a_measure() -> None:
    assert (
        told({"classes.literacy": {"count": 90, "people": 4000}, SIBLINGS[0]: {"count": 1, "people": 20}})
        == []
    )


@pytest.mark.parametrize(
    ("indicator", "measure", "limit"),
    [
        ("book_drive.books", "count", 100_000),
        ("awards.individuals", "people", 200_000),
        ("funding.state_budget", "amount", 5_000_000_000),
    ],
)
def test_a_figure_over_what_one_unit_can_have_is_told(indicator: str, measure: str, limit: int) -> None:
    assert only(indicator, **{measure: limit}) == []
    assert only(indicator, **{measure: limit + 1}) == [("larger-than-neighbours", measure)]


@pytest.mark.parametrize(
    ("amount", "likely"),
    [
        (15, 15_000_000),
        (999, 999_000_000),
        (1000, 1_000_000),
        (1500, 1_500_000),
        (9_999, 9_999_000),
        (10_000, None),
        (0, None),
    ],
)
def test_an_amount_smaller_than_any_expense_was_probably_given_in_another_unit(
    amount: int, likely: int | None
) -> None:
    findings = check(CheckedTable({"funding.state_budget": {"amount": amount}}), FORM)
    assert [(item.code, item.suggestion) for item in findings] == (
        [("small-amount", likely)] if likely else []
    )
    assert [item.hint.rpartition(" triệu đồng")[2] for item in findings] == [
        f" (gợi ý: {format_number(item.suggestion or 0)})." for item in findings
    ]


@pytest.mark.parametrize(
    ("amount", "likely"), [(20_000, 20_000_000), (999_999, 999_999_000), (1_000_000, None)]
)
def test_an_amount_beside_one_whose_row_states_a_scale_may_be_meant_in_it_too(
    amount: int, likely: int | None
) -> None:
    figures: Numbers = {
        "funding.state_budget": {"amount": 500_000},
        "funding.other_sources": {"amount": amount},
    }
    findings = check(CheckedTable(figures, scaled=frozenset({("funding.state_budget", "amount")})), FORM)
    assert [(item.code, item.indicator, item.suggestion) for item in findings] == (
        [("small-amount", "funding.other_sources", likely)] if likely else []
    )


@pytest.mark.parametrize(("code", "told"), [("scaled-amount", ["funding.other_sources"]), ("estimate", [])])
def test_a_row_that_was_read_with_a_scale_makes_an_amount_beside_it_small(code: str, told: list[str]) -> None:
    figures: Numbers = {
        "funding.state_budget": {"amount": 500_000},
        "funding.other_sources": {"amount": 20_000},
    }
    read = finding(
        code, indicator="funding.state_budget", measure="amount", where="Dòng", text="x", suggested="", computed="",
        unit="nghìn đồng", value="1",
    )  # fmt: skip
    _, found = examine(figures, {}, [read], FORM, settled=[("funding.state_budget", "amount")], derive=False)
    assert [item.indicator for item in found if item.code == "small-amount"] == told


def test_nothing_is_told_of_a_cell_an_error_already_names() -> None:
    assert told({"culture_sport.arts": {"people": 60}}, ("culture_sport.arts", "count")) == []
    assert told({"culture_sport.arts": {"count": 6}}, ("culture_sport.arts", "people")) == []


def test_every_rule_leaves_the_figure_counted() -> None:
    figures: Numbers = {
        "classes.literacy": {"count": 200_000, "people": 3},
        "funding.state_budget": {"amount": 5},
    }
    findings = check(CheckedTable(figures), FORM)
    assert {item.severity for item in findings} == {Severity.WARNING}
    assert len(findings) == 3


def test_an_ordinary_table_has_nothing_to_be_told() -> None:
    figures: Numbers = {
        name: {"count": number, "people": number * 35} for number, name in enumerate(SIBLINGS, 1)
    }
    figures |= {
        "classes": {"count": 15},
        "classes.participants": {"people": 525},
        "book_drive.books": {"count": 900},
    }
    assert told(figures) == []


def test_what_the_rules_say_is_known_as_such_by_its_code() -> None:
    modules = [path for path in Path(htsd_cli.checks.__file__).parent.glob("*.py") if path.stem != "__init__"]
    texts = [path.read_text(encoding="utf-8") for path in modules]
    told = {entry.code for entry in CHECKS if any(f'"{entry.code}"' in text for text in texts)}
    assert told == CODES
