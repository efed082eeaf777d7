"""The rules of any form: sums along rows and with signs, parts of a whole, ratios, and rules that are only likely."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

import pytest

from htsd_cli.checks import CheckedTable, derive_totals
from htsd_cli.checks.rules import Verdict, _is_alike, formula, judge, rules_broken
from htsd_cli.form import CellName, Form, Rule, RulePart
from htsd_cli.values.figures import Number, Numbers
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


def test_a_likely_rule_is_not_borne_out_by_one_between_other_rows() -> None:
    columns = ("tong", "cong_lap", "tu_thuc")
    others = [
        rule("sum", ("hoc_sinh", column), ("giao_vien", column, 1), ("lop", column, 1), sure=False)
        for column in columns
    ]
    numbers: Numbers = {
        "lop": dict.fromkeys(columns, 4),
        "giao_vien": dict.fromkeys(columns, 3),
        "hoc_sinh": dict.fromkeys(columns, 7),
        "lop_nam": {"tong": 1},
        "lop_ghep": {"tong": 1},
    }
    assert broken(numbers, likely("tong"), *others) == []


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
    assert multiplied("42600", "3.5", times=1000) == []  # half a last digit of the part, times 12,000
    assert multiplied("42601", "3.5", times=1000) != []


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
    if not added:
        assert rules_broken(CheckedTable(numbers, row=row), fresh(product)) == found


def test_a_likely_rule_that_says_nothing_leaves_those_behind_it_looked_at() -> None:
    numbers: Numbers = {"giao_vien": {"tong": 8}, "hoc_sinh": {"tong": 12}, "lop": {"tong": 5}}
    assert broken(numbers, SIGNED.model_copy(update={"sure": False}), SIGNED) == [
        ("rule-differs", "giao_vien", "tong")
    ]


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
    beside = [rule("at_most", (row, "tong"), (row, "tu_thuc", 1), sure=False) for row in rows]
    for wrong, told in ((1, 1), (2, 0)):  # of two that are too large neither, however many are not
        numbers: Numbers = {
            row: {"tong": 5, "cong_lap": 6 if place < wrong else 5, "tu_thuc": 2}
            for place, row in enumerate(rows)
        }
        assert len(broken(numbers, *rules)) == len(broken(numbers, *rules, *beside)) == told
    assert (
        broken({row: {"tong": 5, "cong_lap": 6 if row == rows[0] else 5} for row in rows[:6]}, *rules) == []
    )


def test_a_likely_part_of_a_whole_is_told_where_the_other_parts_of_that_whole_are_none_too_large() -> None:
    whole, *parts = [item.id for item in FORM.tables[0].indicators if len(item.measures) == 3]
    columns = ("tong", "cong_lap")
    rules = [rule("at_most", (whole, c), (row, c, 1), sure=False) for c in columns for row in parts]
    assert len(rules) == 12
    for wrong, filled, told in ((1, 6, 1), (0, 6, 0), (2, 6, 0), (1, 4, 1), (1, 3, 0)):
        numbers: Numbers = {whole: {"tong": 9, "cong_lap": 9}}
        for place, row in enumerate(parts[:filled]):
            numbers[row] = {"tong": 99 if place < wrong else 3, "cong_lap": 2}
        assert broken(numbers, *rules) == [("part-larger", parts[0], "tong")] * told, (wrong, filled)


ROW = {
    "tong": ("lop", "tong"),
    "a": ("hoc_sinh", "tong"),
    "b": ("giao_vien", "tong"),
    "c": ("lop", "cong_lap"),
}


def judged(kind: str, told: str, *doubted: str, times: int | None = None) -> Verdict | None:
    """Judge `tong: a b c` (what is left out is blank, `-b` is taken off) by a rule of this kind."""
    declared, parts = told.split(":")
    given = dict(zip("abc", parts.split(), strict=False))
    numbers: Numbers = {}
    for name, text in ({"tong": declared} | given).items():
        if text.strip("-_ "):
            value = Decimal(text.strip("-")) if "." in text else int(text.strip("-"))
            numbers.setdefault(ROW[name][0], {})[ROW[name][1]] = value
    made = rule(kind, ROW["tong"], *((*ROW[name], -1 if "-" in text else 1) for name, text in given.items()))
    table = CheckedTable(numbers, doubted=frozenset(ROW[name] for name in doubted))
    return judge(made.model_copy(update={"times": times}), table)


@pytest.mark.parametrize(
    ("kind", "told", "verdict"),
    [
        ("sum", "12: 7 5", (True, 12, 12, True, 0)),
        ("sum", "12: 7 _ 6", (False, 12, 13, True, 0)),
        ("sum", "12: 12 0", (True, 12, 12, False, 0)),
        ("sum", "2: 7 -5", (True, 2, 2, True, 0)),
        ("sum", "1.2: 0.5 0.5 0.4", (True, "1.2", "1.4", True, 0)),
        ("sum", "1.1: 0.5 0.5 0.4", (False, "1.1", "1.4", True, 0)),
        ("sum", "12: _ _", None),
        ("sum", "_: 7 5", None),
        ("at_most", "5: 5 5", (True, 5, 5, True, 0)),
        ("at_most", "5: 3 _ 6", (False, 5, 6, True, 2)),
        ("at_most", "0: 0", (True, 0, 0, False, 0)),
        ("at_most", "0: 1", (False, 0, 1, False, 0)),
        ("at_most", "0: _ 1", (False, 0, 1, False, 1)),
        ("at_most", "1: 0", (True, 1, 0, False, 0)),
        ("at_most", "1: 1", (True, 1, 1, True, 0)),
        ("ratio", "2.5: 10 4", (True, "2.5", "2.5", True, 0)),
        ("ratio", "3: 10 4", (True, 3, "2.5", True, 0)),
        ("ratio", "2: 10 4", (True, 2, "2.5", True, 0)),
        ("ratio", "2.6: 10 4", (True, "2.6", "2.5", True, 0)),
        ("ratio", "2.61: 10 4", (False, "2.61", "2.50", True, 0)),
        ("ratio", "4: 9 4", (False, 4, "2.3", True, 0)),
        ("ratio", "0: 0 4", (True, 0, 0, False, 0)),
        ("ratio", "0: 10 0", None),
        ("ratio", "0: 10 _", None),
        ("product", "6: 2 3", (True, 6, 6, True, 0)),
        ("product", "7.3: 2.5 3", (True, "7.3", "7.5", True, 0)),
        ("product", "7.2: 2.5 3", (False, "7.2", "7.5", True, 0)),
        ("product", "7.6: 2.75 3", (False, "7.6", "8.3", True, 0)),
        ("product", "8: 2.75 3", (True, 8, "8.3", True, 0)),
        ("product", "9: 2.75 3", (False, 9, "8.3", True, 0)),
        ("product", "26: 2.5 10", (True, 26, 25, True, 0)),
        ("product", "27: 2.5 10", (False, 27, 25, True, 0)),
        ("product", "0: 0 3", (True, 0, 0, False, 0)),
        ("product", "6: 2 _", None),
    ],
)  # fmt: skip
def test_a_rule_is_judged_by_the_figures_it_has(
    kind: str, told: str, verdict: tuple[bool, Number | str, Number | str, bool, int] | None
) -> None:
    right = None if verdict is None else (verdict[0], *map(Decimal, verdict[1:3]), *verdict[3:])
    assert judged(kind, told) == right


def test_a_rule_with_a_cell_in_doubt_is_not_judged() -> None:
    for doubted in ("tong", "a", "b"):
        assert judged("sum", "12: 7 5", doubted) is None
    assert judged("sum", "12: 7 5", "c") is not None


@pytest.mark.parametrize(
    ("kind", "parts", "more", "words"),
    [
        ("sum", [("hoc_sinh", "tong", 1), ("lop", "cong_lap", -1)], {}, "“Tổng số học sinh” − “Công lập”"),
        ("sum", [("hoc_sinh", "tong", -1), ("lop", "cong_lap", 1)], {}, "− “Tổng số học sinh” + “Công lập”"),
        ("sum", [("hoc_sinh", "cong_lap", 1)], {}, "“Tổng số học sinh, cột Công lập”"),
        ("sum", [("k_tong", "value", 1)], {}, "“Người trong độ tuổi”"),
        ("ratio", [("hoc_sinh", "tong", 1), ("giao_vien", "tong", 1)], {}, "“Tổng số học sinh” : “Tổng số giáo viên”"),
        (
            "ratio", [("hoc_sinh", "tong", 1), ("giao_vien", "tong", -1), ("lop", "tu_thuc", 1)],
            {"above": 2, "times": 100}, "(“Tổng số học sinh” − “Tổng số giáo viên”) : “Tư thục” × 100",
        ),
        (
            "ratio", [("hoc_sinh", "tong", 1), ("giao_vien", "tong", 1), ("lop", "tu_thuc", 1)], {"times": 1},
            "“Tổng số học sinh” : (“Tổng số giáo viên” + “Tư thục”)",
        ),
        (
            "product", [("hoc_sinh", "tong", 1), ("giao_vien", "tong", 1)], {"times": 1},
            "“Tổng số học sinh” × “Tổng số giáo viên”",
        ),
    ],
)  # fmt: skip
def test_a_rule_is_told_by_the_names_of_its_cells(
    kind: str, parts: list[tuple[str, str, int]], more: dict[str, int], words: str
) -> None:
    made = rule(kind, ("lop", "tong"), *parts).model_copy(update=more)
    assert formula(made, FORM) == words


def test_a_cell_of_a_list_is_told_by_its_column_alone() -> None:
    made = rule("ratio", ("k_ti_le", "value"), ("k_biet", "value", 1), ("k_tong", "value", 1))
    assert formula(made, FORM) == "“Biết chữ” : “Người trong độ tuổi”"
    assert formula(rule("sum", ("lop", "tong"), ("k_biet", "value", 1)), FORM) == "“Biết chữ”"


def test_a_quotient_is_rounded_as_its_cell_is_and_a_difference_to_four_digits() -> None:
    ratio = rule("ratio", ("ti_le", "tong"), ("hoc_sinh", "tong", 1), ("lop", "tong", 1))
    numbers: Numbers = {"ti_le": {"tong": Decimal("0.1")}, "hoc_sinh": {"tong": 2}, "lop": {"tong": 3}}
    (told,) = rules_broken(CheckedTable(numbers), fresh(ratio))
    assert told.message.endswith("ghi 0,1, tính “Tổng số học sinh” : “Tổng số lớp” được 0,7.")
    assert told.suggestion == Decimal("0.7")
    signed = rule("sum", ("ti_le", "tong"), ("hoc_sinh", "tong", 1), ("lop", "tong", -1))
    computed = numbers | {"ti_le": {"tong": 1}, "hoc_sinh": {"tong": Decimal("0.123456")}}
    (told,) = rules_broken(CheckedTable(computed), fresh(signed))
    assert told.message.endswith("“Tổng số học sinh” − “Tổng số lớp” được -2,8765 (thừa 3,8765).")


def test_a_part_in_another_table_is_told_with_its_table() -> None:
    made = rule("at_most", ("lop", "tong"), ("k_tong", "value", 1))
    (told,) = rules_broken(CheckedTable({"lop": {"tong": 1}, "k_tong": {"value": 2}}), fresh(made))
    assert told.message == (
        "Bảng 2 “Lớp theo khu phố”, cột “Người trong độ tuổi” ghi 2, lớn hơn 1 của bảng 1 “Lớp và học sinh”, dòng 1"
        " “Tổng số lớp”, cột “Tổng số”."
    )


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ((("lop", "tong"), ("hoc_sinh", "tong", 1)), (("lop", "tu_thuc"), ("hoc_sinh", "tu_thuc", 1)), True),
        ((("lop", "tong"), ("hoc_sinh", "tong", 1)), (("lop", "tu_thuc"), ("hoc_sinh", "tu_thuc", -1)), False),
        ((("lop", "tong"), ("lop", "cong_lap", 1)), (("lop_nam", "tong"), ("lop_nam", "cong_lap", 1)), True),
        ((("lop", "tong"), ("lop", "cong_lap", 1)), (("lop_nam", "tong"), ("lop_nam", "cong_lap", -1)), False),
        ((("lop", "tong"), ("lop", "cong_lap", 1)), (("lop_nam", "tong"), ("lop_ghep", "cong_lap", 1)), False),
        ((("lop", "tong"), ("lop_ghep", "tong", 1)), (("hoc_sinh", "tu_thuc"), ("lop_ghep", "tu_thuc", 1)), False),
        ((("lop", "tong"), ("lop_ghep", "tong", 1)), (("lop_nam", "tong"), ("lop_nam", "tong", 1)), False),
    ],
)  # fmt: skip
def test_likely_rules_bear_each_other_out_in_the_same_rows_or_the_same_columns(
    one: tuple[tuple[str, str], tuple[str, str, int]],
    other: tuple[tuple[str, str], tuple[str, str, int]],
    alike: bool,
) -> None:
    assert _is_alike(rule("sum", *one), rule("sum", *other)) is alike
    assert _is_alike(rule("sum", *other), rule("sum", *one)) is alike
