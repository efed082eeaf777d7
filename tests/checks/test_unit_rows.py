"""Tables with a row for each unit: totals of their columns, sections, the rules in each row, and what is in doubt."""

from __future__ import annotations

from decimal import Decimal

import pytest

from htsd_cli.checks import examine, figures_in_order
from htsd_cli.checks.table import CheckedTable
from htsd_cli.checks.unit_rows import derive_from_rows, rows_broken
from htsd_cli.form import Rule
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Decided, Figure, Key, Number, Numbers
from htsd_cli.values.findings import Finding
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import UnitGroup, UnitName, UnitRow
from tests.interpret.grid.invented import FORM

ALL, KNOW, RATE = Key("k_tong", "value"), Key("k_biet", "value"), Key("k_ti_le", "value")
BARE = FORM.model_copy(update={"tables": (FORM.tables[0], FORM.tables[1].model_copy(update={"total": ""}))})
for _name in ("indicators", "by_id", "table_names", "_tables_of"):
    BARE.__dict__.pop(_name, None)


def row(at: int, *values: Number | None, doubted: tuple[Key, ...] = (), table: str = "bang_2") -> UnitRow:
    """Return the row of a unit with its figures in the columns' order."""
    figures = {
        key: Figure(value, Origin(table=3, row=at, column=place, text=str(value)))
        for place, (key, value) in enumerate(zip((ALL, KNOW, RATE), values, strict=False), start=3)
        if value is not None
    }
    return UnitRow(table=table, unit=UnitName(name=f"Khu {at}"), figures=figures, doubted=doubted,
                   origin=Origin(table=3, row=at, column=2))  # fmt: skip


def section(
    at: int, first: int, end: int, *values: Number | None, doubted: tuple[Key, ...] = ()
) -> UnitGroup:
    return UnitGroup(row=row(at, *values, doubted=doubted), first=first, end=end)


def derived(rows: list[UnitRow], groups: tuple[UnitGroup, ...] = (), given: Numbers | None = None) -> Numbers:
    return derive_from_rows(rows, groups, given or {}, (), FORM)[0]


def test_a_blank_total_is_the_sum_of_its_column_and_says_so_where_the_form_has_a_row_for_it() -> None:
    rows = [row(1, 10, 7), row(2, 20, None)]
    numbers, told = derive_from_rows(rows, (), {}, (), FORM)
    assert numbers == {"k_tong": {"value": 30}, "k_biet": {"value": 7}}
    assert [item.message for item in told] == [
        "Bảng 2 “Lớp theo khu phố”, cột “Người trong độ tuổi” để trống; đã cộng 2 dòng của bảng được 30.",
        "Bảng 2 “Lớp theo khu phố”, cột “Biết chữ” để trống; đã cộng 1 dòng của bảng được 7.",
    ]
    assert derive_from_rows(rows, (), {}, (), BARE) == (numbers, [])
    assert derived(rows, given={"k_tong": {"value": 0}}) == {"k_biet": {"value": 7}}
    assert derive_from_rows(rows, (), {}, {ALL}, FORM)[0] == {"k_biet": {"value": 7}}
    assert derived([row(1, 10, 7), row(2, None, 5, doubted=(ALL,))]) == {"k_biet": {"value": 12}}
    assert derived([row(1, 10), row(2, 5, table="bang_1")]) == {"k_tong": {"value": 10}}
    assert derived([row(1, None, None, 50)]) == {}  # a rate does not add up
    taken_out = row(2, 5).model_copy(update={"figures": {ALL: Figure(None, None, Decided(None, "Lan"))}})
    assert derived([row(1, 10), taken_out]) == {"k_tong": {"value": 10}}


def test_a_section_stands_for_its_rows_where_these_have_no_figure() -> None:
    rows = [row(1, 10), row(2, 20), row(3, None)]
    assert derived(rows, (section(9, 0, 2, 30), section(10, 2, 3, 5))) == {"k_tong": {"value": 35}}
    assert derived(rows, (section(9, 0, 2, 30), section(10, 2, 3, None, doubted=(ALL,)))) == {}
    assert derived(rows, (section(9, 0, 2, None, doubted=(ALL,)),)) == {"k_tong": {"value": 30}}
    half = [row(1, 10), row(2, None, doubted=(ALL,))]
    assert derived(half, (section(9, 0, 2, 30),)) == {}
    other = (UnitGroup(row=row(9, 5, table="bang_1"), first=2, end=3),)
    assert derived(rows, other) == {"k_tong": {"value": 30}}


def broken(
    rows: list[UnitRow], groups: tuple[UnitGroup, ...] = (), given: Numbers | None = None, *doubted: Key
) -> list[str]:
    table = CheckedTable(given or {}, doubted=frozenset(doubted))
    return [
        item.message.removeprefix("Bảng 2 “Lớp theo khu phố”, ")
        for item in rows_broken(rows, groups, table, FORM)
    ]


@pytest.mark.parametrize(
    ("total", "values", "told"),
    [
        (30, (10, 20), ""),
        (31, (10, 20), "ghi 31, cộng 2 dòng được 30 (thừa 1)"),
        (29, (10, 20), "ghi 29, cộng 2 dòng được 30 (thiếu 1)"),
        (1300, (10, 20), "ghi 1.300, cộng 2 dòng được 30 (thừa 1.270)"),
        (Decimal("30.1"), (Decimal("10.05"), Decimal("20.05")), ""),
        (Decimal("30.3"), (Decimal("10.1"), Decimal("20.1")), ""),
        (Decimal("30.4"), (Decimal("10.1"), Decimal("20.1")), "ghi 30,4, cộng 2 dòng được 30,2 (thừa 0,2)"),
        (30, (None, None), ""),
    ],
)
def test_a_declared_total_is_the_sum_of_its_rows(
    total: Number, values: tuple[Number | None, ...], told: str
) -> None:
    rows = [row(at, value) for at, value in enumerate(values, 1)]
    found = broken(rows, given={"k_tong": {"value": total}})
    assert found == ([f"dòng “Cộng”, cột “Người trong độ tuổi” {told}."] if told else [])
    assert broken(rows, (), {"k_tong": {"value": total}}, ALL) == []
    assert broken([*rows, row(9, None, doubted=(ALL,))], given={"k_tong": {"value": total}}) == []


def test_a_section_is_the_sum_of_its_rows_and_suggests_it() -> None:
    rows = [row(1, 10), row(2, 20), row(3, 5)]
    groups = (section(9, 0, 2, 31), section(10, 2, 3, 5))
    (told,) = rows_broken(rows, groups, CheckedTable({}), FORM)
    assert (told.code, told.indicator, told.suggestion, told.origin and told.origin.row) == (
        "rows-differ", "k_tong", 30, 9,
    )  # fmt: skip
    assert broken(rows, groups) == [
        "dòng “Khu 9”, cột “Người trong độ tuổi” ghi 31, cộng 2 dòng được 30 (thừa 1)."
    ]
    assert broken(rows, (section(9, 0, 2, 31, doubted=(ALL,)),)) == []


def test_the_rules_of_the_form_hold_in_each_row_and_each_section() -> None:
    right, wrong = row(1, 40, 10, 25), row(2, 40, 10, 30)
    said = "cột “Tỉ lệ” ghi 30, tính “Biết chữ” : “Người trong độ tuổi” × 100 được 25,0."
    assert broken([right, wrong]) == [f"dòng “Khu 2”, {said}"]
    assert broken([row(1, 40, 10)], (section(9, 0, 1, 40, 10, 30),)) == [f"dòng “Khu 9”, {said}"]
    assert broken([row(2, 40, 10, 30, doubted=(KNOW,))]) == []


def test_a_column_that_is_the_sum_of_others_is_so_in_each_row_and_each_section() -> None:
    added = {
        "kind": "sum",
        "total": {"indicator": "k_tong", "measure": "value"},
        "parts": ["k_biet", "k_ti_le"],
    }
    form = FORM.model_copy(update={"rules": (Rule.model_validate(added),)})
    for name in ("plain_sums", "other_rules"):
        form.__dict__.pop(name, None)
    found = rows_broken([row(1, 9, 5, 4)], (section(8, 0, 1, 9, 5, 3),), CheckedTable({}), form)
    assert [item.message.partition(", ")[2] for item in found] == [
        "dòng “Khu 8”, cột “Người trong độ tuổi” ghi 9, tính theo “Biết chữ” + “Tỉ lệ” được 8 (thừa 1)."
    ]


# -- a whole report --------------------------------------------------------------------------------------------


def doubt(
    at: int | None, measure: str | None = "value", code: str = "estimate", row: str = "k_tong"
) -> Finding:
    origin = None if at is None else Origin(table=3, row=at, column=3)
    return finding(code, indicator=row, measure=measure, origin=origin, where="Dòng", text="x", suggested="",
                   computed="1", parts="x", unit="nghìn đồng", value=1)  # fmt: skip


ROWS = [row(1, 10), row(2, 20)]


def full(
    *read: Finding, settled: tuple[Key, ...] = (), groups: tuple[UnitGroup, ...] = (), derive: bool = True
) -> object:
    numbers, _ = examine({}, {}, read, FORM, settled, derive=derive, rows=ROWS, groups=groups)
    return numbers.get("k_tong", {}).get("value")


def test_what_is_in_doubt_in_a_row_or_section_is_not_so_in_the_total() -> None:
    assert (full(), full(derive=False)) == (30, None)
    assert (full(doubt(5)), full(doubt(5, None)), full(doubt(None))) == (None, None, None)
    assert full(doubt(5), settled=(ALL,)) == 30
    assert full(doubt(2)) == 30
    assert (full(doubt(9)), full(doubt(9), groups=(section(9, 0, 2, 30),))) == (None, 30)
    assert full(doubt(5, code="total-derived")) == 30  # good to know
    assert full(doubt(5, code="row-missing")) is None
    assert full(doubt(5, row="k_biet")) == 30


def test_what_was_read_is_not_changed_and_the_rules_speak_of_the_full_table() -> None:
    given: Numbers = {"lop_nam": {"cong_lap": 5}, "lop_ghep": {"cong_lap": 2}, "lop": {"tu_thuc": 1}}
    numbers, told = examine(given, {}, (), FORM)
    assert given["lop"] == {"tu_thuc": 1}
    assert numbers["lop"] == {"cong_lap": 7, "tu_thuc": 1, "tong": 8}
    assert [item.code for item in told] == ["total-derived", "total-derived"]
    numbers, told = examine(given | {"lop": {"cong_lap": 8}}, {}, (), FORM, derive=False)
    assert (numbers["lop"], [item.code for item in told]) == ({"cong_lap": 8}, ["sum-differs"])


def test_figures_stand_in_the_form_s_order_with_their_places_or_what_they_were_added_from() -> None:
    at = Origin(table=2, row=2)
    numbers: Numbers = {"lop_ghep": {"cong_lap": 2}, "lop_nam": {"cong_lap": 5}, "lop": {"cong_lap": 7}}
    blank = Decided(None, "Lan")
    figures = figures_in_order(
        numbers,
        {"lop_nam": {"cong_lap": at}, "hoc_sinh": {"tong": at}},
        FORM,
        {Key("hoc_sinh", "tong"): blank},
    )
    assert list(figures.items()) == [
        (
            Key("lop", "cong_lap"),
            Figure(7, derived_from=(Key("lop_nam", "cong_lap"), Key("lop_ghep", "cong_lap"))),
        ),
        (Key("lop_nam", "cong_lap"), Figure(5, at)),
        (Key("lop_ghep", "cong_lap"), Figure(2)),
        (Key("hoc_sinh", "tong"), Figure(None, None, blank)),
    ]
    told = Decided(7, "Lan")
    decided = figures_in_order(numbers, {}, FORM, {Key("lop", "cong_lap"): told})
    assert decided[Key("lop", "cong_lap")] == Figure(7, None, told)
    across = figures_in_order({"lop": {"cong_lap": 7, "tu_thuc": 1, "tong": 8}}, {}, FORM)
    assert across[Key("lop", "tong")].derived_from == (Key("lop", "cong_lap"), Key("lop", "tu_thuc"))
    wrong = figures_in_order(numbers | {"lop": {"cong_lap": 9}}, {}, FORM)
    assert wrong[Key("lop", "cong_lap")] == Figure(9)
