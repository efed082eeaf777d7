"""The rules of any form: sums along rows and with signs, parts of a whole, ratios, and rules that are only likely."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

import pytest

from htsd_cli.checks import CheckedTable, derive_totals
from htsd_cli.checks.rules import rules_broken
from htsd_cli.form import CellName, Form, Rule, RulePart
from htsd_cli.values.figures import Numbers
from tests.interpret.grid.invented import FORM, ROWS, codes, report, said


def with_rules(*rules: Rule) -> Form:
    """Return the invented form with other rules."""
    return FORM.model_copy(update={"rules": rules})


def fresh(*rules: Rule) -> Form:
    """Return the invented form with other rules, and nothing it knows of its own ones."""
    form = with_rules(*rules)
    for name in [name for name, value in vars(Form).items() if isinstance(value, cached_property)]:
        form.__dict__.pop(name, None)
    return form


def rule(kind: str, total: tuple[str, str], *parts: tuple[str, str, int], sure: bool = True) -> Rule:
    return Rule.model_validate(
        {
            "kind": kind,
            "total": {"indicator": total[0], "measure": total[1]},
            "parts": [{"indicator": row, "measure": measure, "sign": sign} for row, measure, sign in parts],
            "sure": sure,
        }
    )


def broken(numbers: Numbers, *rules: Rule) -> list[tuple[str, str | None, str | None]]:
    found = rules_broken(CheckedTable(numbers), fresh(*rules))
    return [(item.code, item.indicator, item.measure) for item in found]


SIGNED = rule("sum", ("giao_vien", "tong"), ("hoc_sinh", "tong", 1), ("lop", "tong", -1))


def test_a_sum_with_signs_is_checked() -> None:
    assert broken({"giao_vien": {"tong": 7}, "hoc_sinh": {"tong": 12}, "lop": {"tong": 5}}, SIGNED) == []
    assert broken({"giao_vien": {"tong": 8}, "hoc_sinh": {"tong": 12}, "lop": {"tong": 5}}, SIGNED) == [
        ("rule-differs", "giao_vien", "tong")
    ]


def test_a_broken_rule_says_how_the_cell_is_worked_out() -> None:
    submission = said(report(ROWS.replace("| 06 | 40 | 30 | 10 |", "| 06 | 41 | 30 | 10 |")))
    told = [item for item in submission.findings if item.code == "rule-differs"]
    assert [item.message for item in told] == [
        "Bảng 1 “Lớp và học sinh”, dòng 3 “Tổng số giáo viên”, cột “Tổng số” ghi 41, tính theo “Công lập” + “Tư thục”"
        " được 40 (thừa 1)."
    ]
    assert submission.numbers["giao_vien"]["tong"] == 41


def test_a_part_larger_than_its_whole_is_told() -> None:
    submission = said(report(ROWS.replace("| 05 | 600 |", "| 05 | 1.600 |")))
    assert [item.message for item in submission.findings] == [
        "Bảng 1 “Lớp và học sinh”, dòng “Nữ”, cột “Tổng số” ghi 1.600, lớn hơn 1.250 của dòng 2 “Tổng số học sinh”,"
        " cột “Tổng số”."
    ]


def test_a_ratio_is_checked_within_the_rounding_it_is_written_with() -> None:
    for text in ("104,17", "104,2", "104", "104,1667", "104,16"):
        assert codes(said(report(ROWS.replace("| 08 | 104,17 |", f"| 08 | {text} |")))) == []
    assert codes(said(report(ROWS.replace("| 08 | 104,17 |", "| 08 | 105 |")))) == [
        ("ratio-differs", "ti_le", "tong")
    ]


def test_a_rule_says_nothing_of_cells_in_doubt_or_blank() -> None:
    assert codes(said(report(ROWS.replace("| 06 | 40 | 30 |", "| 06 | 41 | khoảng 30 |")))) == [
        ("estimate", "giao_vien", "cong_lap")
    ]
    assert broken({"giao_vien": {"tong": 8}}, SIGNED) == []


def likely(column: str) -> Rule:
    return rule("sum", ("lop", column), ("lop_nam", column, 1), ("lop_ghep", column, 1), sure=False)


def test_a_likely_rule_warns_where_it_holds_in_the_other_columns() -> None:
    rules = [likely(column) for column in ("tong", "cong_lap", "tu_thuc")]
    right: Numbers = {
        "lop": {"tong": 12, "cong_lap": 8, "tu_thuc": 4},
        "lop_nam": {"tong": 7, "cong_lap": 5, "tu_thuc": 2},
        "lop_ghep": {"tong": 5, "cong_lap": 3, "tu_thuc": 2},
    }
    assert broken(right, *rules) == []
    four = [*rules, rule("sum", ("lop", "tong"), ("lop_nam", "tong", 1), ("lop_ghep", "tong", 1), sure=False)]
    wrong: Numbers = right | {"lop": {"tong": 12, "cong_lap": 8, "tu_thuc": 9}}
    assert broken(wrong, *four) == [("rule-differs", "lop", "tu_thuc")]


def test_a_likely_rule_that_holds_nowhere_says_nothing() -> None:
    wrong: Numbers = {
        "lop": {"tong": 20, "cong_lap": 13, "tu_thuc": 7},
        "lop_nam": {"tong": 7, "cong_lap": 5, "tu_thuc": 2},
        "lop_ghep": {"tong": 5, "cong_lap": 3, "tu_thuc": 2},
    }
    assert broken(wrong, *(likely(column) for column in ("tong", "cong_lap", "tu_thuc"))) == []


def test_a_blank_total_is_derived_along_a_row_and_over_derived_ones() -> None:
    up = rule("sum", ("lop", "tong"), ("lop_nam", "tong", 1), ("lop_ghep", "tong", 1))
    across = rule("sum", ("lop_nam", "tong"), ("lop_nam", "cong_lap", 1), ("lop_nam", "tu_thuc", 1))
    numbers: Numbers = {"lop_nam": {"cong_lap": 5, "tu_thuc": 2}, "lop_ghep": {"tong": 5}}
    derived, told = derive_totals(CheckedTable(numbers), fresh(across, up))
    assert derived == {"lop_nam": {"tong": 7}, "lop": {"tong": 12}}
    assert [item.code for item in told] == ["total-derived", "total-derived"]


@pytest.mark.parametrize(("total", "right"), [("7.5", True), ("7.6", True), ("7.8", False)])
def test_a_sum_of_rounded_decimals_may_differ_by_their_rounding(total: str, right: bool) -> None:
    numbers: Numbers = {
        "giao_vien": {"tong": Decimal(total)},
        "hoc_sinh": {"tong": Decimal("12.7")},
        "lop": {"tong": Decimal("5.2")},
    }
    assert (broken(numbers, SIGNED) == []) is right


def test_the_names_of_rules_are_values() -> None:
    assert RulePart(indicator="lop", measure="tong").key == CellName(indicator="lop", measure="tong").key


def multiplied(declared: str, part: str = "3", *, times: int | None = None) -> list[str]:
    """Return what is told of a product: a cell that should be 12 times another (and `times`)."""
    product = rule("product", ("kinh_phi", "tong"), ("lop", "tong", 1), ("giao_vien", "tong", 1))
    numbers: Numbers = {
        "kinh_phi": {"tong": Decimal(declared)},
        "lop": {"tong": 12},
        "giao_vien": {"tong": Decimal(part)},
    }
    form = fresh(product.model_copy(update={"times": times}))
    return [item.message for item in rules_broken(CheckedTable(numbers), form)]


@pytest.mark.parametrize(
    ("declared", "part", "right"),
    [
        ("35", "3", False), ("36", "3", True), ("37", "3", False),
        # Half a last digit of the part, times 12, and what the product itself is rounded by.
        ("30.6", "2.5", True), ("30.7", "2.5", True), ("30.8", "2.5", False), ("29.3", "2.5", True),
        ("29.2", "2.5", False),
        ("27.66", "2.25", False), ("27.07", "2.25", True), ("27.08", "2.25", False),
    ],
)  # fmt: skip
def test_a_product_is_checked_within_the_rounding_of_its_parts(declared: str, part: str, right: bool) -> None:
    assert (multiplied(declared, part) == []) is right


def test_a_broken_product_says_what_is_multiplied() -> None:
    told = (
        "Bảng 1 “Lớp và học sinh”, dòng 6 “Kinh phí”, cột “Tổng số” ghi {}, tính theo “Tổng số lớp” × “Tổng số giáo"
        " viên”{} được {} ({} {})."
    )
    assert multiplied("35") == [told.format("35", "", "36", "thiếu", "1")]
    assert multiplied("36.001", times=1000) != []
    assert multiplied("36000", times=1000) == []
    assert multiplied("36001", times=1000) == [told.format("36.001", " × 1.000", "36.000", "thừa", "1")]
    assert multiplied("36000", times=1) != []


def test_a_product_without_one_of_its_parts_says_nothing() -> None:
    product = rule("product", ("kinh_phi", "tong"), ("lop", "tong", 1), ("giao_vien", "tong", 1))
    assert broken({"kinh_phi": {"tong": 37}, "lop": {"tong": 12}}, product) == []


@pytest.mark.parametrize(
    ("row", "added", "told"), [("Khu phố 1", False, 1), ("Khu phố 1", True, 0), ("", False, 0)]
)
def test_a_product_of_a_list_holds_in_the_rows_of_its_units_alone(row: str, added: bool, told: int) -> None:
    product = rule("product", ("k_ti_le", "value"), ("k_tong", "value", 1), ("k_biet", "value", 1))
    numbers: Numbers = {"k_ti_le": {"value": 7}, "k_tong": {"value": 2}, "k_biet": {"value": 3}}
    found = rules_broken(CheckedTable(numbers, row=row), fresh(product), added=added)
    assert [item.message for item in found] == [
        "Bảng 2 “Lớp theo khu phố”, dòng “Khu phố 1”, cột “Tỉ lệ” ghi 7, tính theo “Người trong độ tuổi” × “Biết chữ”"
        " được 6 (thừa 1)."
    ] * told


@pytest.mark.parametrize(("holds", "fails", "told"), [(3, 1, 1), (2, 1, 0), (5, 2, 0)])
def test_a_likely_rule_is_meant_where_it_holds_three_times_as_often_as_not(
    holds: int, fails: int, told: int
) -> None:
    rows = [item.id for item in FORM.tables[0].indicators if len(item.measures) == 3][: holds + fails]
    rules = [
        rule("sum", (row, "tong"), (row, "cong_lap", 1), (row, "tu_thuc", 1), sure=False) for row in rows
    ]
    numbers: Numbers = {
        row: {"tong": 5 if place < holds else 7, "cong_lap": 3, "tu_thuc": 2}
        for place, row in enumerate(rows)
    }
    assert len(broken(numbers, *rules)) == told


def test_a_likely_part_of_a_whole_is_told_where_it_alone_is_too_large() -> None:
    rows = [item.id for item in FORM.tables[0].indicators if len(item.measures) == 3]
    rules = [rule("at_most", (row, "tong"), (row, "cong_lap", 1), sure=False) for row in rows]
    assert len(rows) == 7
    for wrong, told in ((1, 1), (2, 0)):
        numbers: Numbers = {
            row: {"tong": 5, "cong_lap": 6 if place < wrong else 5} for place, row in enumerate(rows)
        }
        assert len(broken(numbers, *rules)) == told
    assert (
        broken({row: {"tong": 5, "cong_lap": 6 if row == rows[0] else 5} for row in rows[:6]}, *rules) == []
    )
