"""Workbook and page of a form that is none of ours: its own tables, headings, kinds of number, ways of adding up."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from htsd_cli.earlier.comparison import compare
from htsd_cli.earlier.results import Results
from htsd_cli.form import Campaign, Form
from htsd_cli.writers.headings import HeadingCell, headings
from htsd_cli.writers.page.page import render_page
from htsd_cli.writers.workbook import write_workbook
from tests.consolidate.test_totals import MAI, SEN, taken
from tests.forms import form_of
from tests.writers.test_workbook import calculated, recalculate

DEEP = """
id = "sau"
title = "Thống kê"

[[tables]]
id = "bang_1"
heading_rows = 3

[[tables.columns]]
id = "label"
role = "label"
heading = ["Nội dung"]
index = 1

[[tables.columns]]
id = "a"
role = "value"
heading = ["Trẻ em", "Công lập", "Nữ"]
index = 2

[[tables.columns]]
id = "b"
role = "value"
heading = ["Trẻ em", "Công lập", "Nam"]
index = 3

[[tables.columns]]
id = "c"
role = "value"
heading = ["Trẻ em", "Tư thục"]
index = 4

[[tables.indicators]]
id = "lop"
label = "Lớp"
measures = [{ id = "a" }, { id = "b" }, { id = "c" }]
"""


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return form_of(tmp_path / "mau")


def test_the_first_sheet_is_the_form_s_table_with_formulas_and_their_results(
    form: Form, tmp_path: Path
) -> None:
    write_workbook(taken(form, Sen=SEN, Mai=MAI), form, tmp_path / "so-lieu.xlsx")
    shown = load_workbook(tmp_path / "so-lieu.xlsx", data_only=True)["Tổng hợp"]
    rows = [[cell.value for cell in row][:4] for row in shown.iter_rows(min_row=3)]
    assert rows == [
        ["Nội dung", "Thực hiện", None, "Tỉ lệ (%)"],
        [None, "Năm nay", "Kế hoạch", None],
        ["Người trong độ tuổi", 200, 400, 50],
        ["Số người biết chữ", 130, 80, 162.5],
        ["Số người chưa biết chữ", 40, None, None],
        ["Kinh phí (triệu đồng)", 0.3, 12.5, None],
        ["Tuổi bình quân", None, None, None],
        ["Số xã có lớp", 1, None, None],
    ]
    formulas = load_workbook(tmp_path / "so-lieu.xlsx")["Tổng hợp"]
    assert (
        formulas["D5"].value
        == '=IF(AND(ISNUMBER($B$5),ISNUMBER($C$5)),IF($C$5=0,"",ROUND($B$5/$C$5*100,1)),"")'
    )
    assert formulas["B5"].value.startswith("=IF(COUNT('Số liệu đơn vị'!")
    assert formulas["B9"].value is None, "a mean of means is nothing"
    assert (formulas["B8"].number_format, formulas["B5"].number_format) == (
        "[$-42A]#,##0.0###",
        "[$-42A]#,##0",
    )


def test_on_the_sheet_of_units_a_rate_below_is_computed_from_the_row_s_own_totals(
    form: Form, tmp_path: Path
) -> None:
    write_workbook(taken(form, Sen=SEN, Mai=MAI), form, tmp_path / "so-lieu.xlsx")
    units = load_workbook(tmp_path / "so-lieu.xlsx")["Số liệu đơn vị"]
    total = next(row for row in units.iter_rows() if row[0].value == "Tổng cộng")
    above, below = f"F{total[0].row}", f"G{total[0].row}"
    known = f"AND(ISNUMBER({above}),ISNUMBER({below}))"
    assert total[7].value == f'=IF({known},IF({below}=0,"",ROUND({above}/{below}*100,1)),"")'


def test_headings_of_three_levels_stand_over_their_columns(tmp_path: Path) -> None:
    (table,) = form_of(tmp_path / "sau", DEEP).tables
    assert list(headings(table.columns, 3)) == [
        HeadingCell("Nội dung", 0, 0, 0, 2),
        HeadingCell("Trẻ em", 1, 3, 0, 0),
        HeadingCell("Công lập", 1, 2, 1, 1),
        HeadingCell("Nữ", 1, 1, 2, 2),
        HeadingCell("Nam", 2, 2, 2, 2),
        HeadingCell("Tư thục", 3, 3, 1, 2),
    ]


def test_the_page_of_any_form_shows_its_totals_and_speaks_of_no_other_form(form: Form) -> None:
    page = render_page(taken(form, Sen=SEN, Mai=MAI), form, Campaign())
    assert "162,5" in page
    for foreign in ("lớp/số cuộc", "học tập suốt đời", "HTSĐ", "Tuần lễ"):
        assert foreign not in page


def test_the_page_says_of_a_rate_that_it_is_computed_anew_and_of_a_mean_that_it_is_not_added(
    form: Form,
) -> None:
    page = render_page(taken(form, Sen=SEN, Mai=MAI), form, Campaign())
    assert "Tính lại từ các tổng của tử số và mẫu số" in page
    assert "Không cộng, chỉ xem theo từng đơn vị." in page


def test_the_page_has_every_table_of_the_form_under_its_title(tmp_path: Path) -> None:
    second = (
        DEEP.split("[[tables]]")[1]
        .replace('"bang_1"', '"bang_2"\ntitle = "Bảng hai"')
        .replace('"lop"', '"nhom"')
    )
    form = form_of(tmp_path / "hai", f"{DEEP}\n[[tables]]{second}")
    page = render_page(taken(form, Sen={"nhom": {"a": 7}}), form, Campaign())
    assert page.count('<table class="form') == 2
    assert "<h3>Bảng hai</h3>" in page


def test_libreoffice_calculates_the_stored_results_of_any_form(form: Form, tmp_path: Path) -> None:
    now, then = (
        taken(form, Sen=SEN, Mai=MAI),
        taken(form, Mai={**MAI, "nguoi": {"nam_nay": 1, "ke_hoach": 3}}),
    )
    previous = Results.model_validate(json.loads(json.dumps(then.to_json()), parse_float=Decimal))
    path = tmp_path / "so-lieu.xlsx"
    write_workbook(now, form, path, previous=previous)
    recalculate([path], tmp_path / "lo")
    stored = calculated(path)
    new = calculated(tmp_path / "lo" / path.name, stored)
    wrong = {place: (value, new[place]) for place, value in stored.items() if not _same(value, new[place])}
    assert wrong == {}
    assert len(stored) > 60


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    return one == other


def test_a_rate_beside_last_year_s_is_rounded_as_this_year_s(form: Form) -> None:
    then = taken(form, Mai={**MAI, "nguoi": {"nam_nay": 1, "ke_hoach": 3}})
    previous = Results.model_validate(json.loads(json.dumps(then.to_json()), parse_float=Decimal))
    changes = compare(taken(form, Sen=SEN, Mai=MAI).shown, previous, form)
    change = next(item.change for item in changes if (item.indicator.id, item.measure) == ("nguoi", "ti_le"))
    assert (change.now, change.before, change.words) == (50, Decimal("33.3"), "tăng 16,7 (50,2%)")


def test_sheets_by_kind_and_by_area_show_decimals_and_what_is_below_nothing(
    form: Form, tmp_path: Path
) -> None:
    path = tmp_path / "so-lieu.xlsx"
    less = {**SEN, "kinh_phi": {"nam_nay": Decimal("-0.25"), "ke_hoach": Decimal("12.5")}}
    write_workbook(taken(form, Sen=less), form, path)
    for sheet in load_workbook(path)["Theo loại đơn vị"], load_workbook(path)["Số liệu đơn vị"]:
        rows = [row for row in sheet.iter_rows() for cell in row[:1] if cell.value == "Tổng cộng"]
        shapes = {cell.number_format for cell in rows[0] if cell.number_format != "General"}
        assert any("0.0" in shape for shape in shapes), sheet.title
    kinds = load_workbook(path)["Theo loại đơn vị"]
    formulas = [cell.value for row in kinds.iter_rows() for cell in row if '"<0"' in str(cell.value)]
    assert len(formulas) == 1
