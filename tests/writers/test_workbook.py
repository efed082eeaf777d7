"""The workbook: its totals are formulas any program shows alike, and every figure leads to its report."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Form, load_form
from htsd_cli.values.figures import Key
from htsd_cli.writers.links import Received
from htsd_cli.writers.workbook import write_workbook
from tests.oracle.sheets import shown_by_libreoffice
from tests.programs import requires_program, save_as
from tests.writers.samples import (
    Report,
    consolidate,
    last_year,
    many_units,
    twelve_units,
    with_roster,
)

SHEETS = [
    "Tổng hợp", "Số liệu đơn vị", "Theo loại đơn vị", "Phát hiện",
    "Đơn vị", "Nguồn số liệu", "Nội dung khác", "Tệp không dùng",
]  # fmt: skip
FIRST_ROW = 5  # the first indicator of the form on the first sheet, 1-based
COLUMN = {"count": 4, "amount": 4, "people": 5}


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


@pytest.fixture(scope="module")
def twelve(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("twelve") / "so-lieu-tong-hop.xlsx"
    write_workbook(twelve_units(form), form, path)
    return path


def written(consolidation: Consolidation, form: Form, folder: Path) -> Path:
    path = folder / "so-lieu-tong-hop.xlsx"
    write_workbook(consolidation, form, path)
    return path


def results(path: Path) -> Workbook:
    """Return the workbook with the stored result of each formula, to be looked at only."""
    return _results(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _results(path: Path, _written: int) -> Workbook:
    return openpyxl.load_workbook(path, data_only=True)


def formulas(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def recalculate(paths: Sequence[Path], folder: Path) -> None:
    """Let LibreOffice open workbooks, calculate every formula anew and save them to `folder`, all in one run."""
    requires_program("soffice")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
        '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>',
        encoding="utf-8",
    )
    subprocess.run(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}",
         "--convert-to", "xlsx", "--outdir", str(folder), *map(str, paths)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip


def rows(sheet: Worksheet, first: int = 1) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(min_row=first, values_only=True)]


def totals_shown(sheet: Worksheet, form: Form) -> dict[tuple[str, str], object]:
    return {
        (indicator.id, measure.value): sheet.cell(
            FIRST_ROW + form.position[indicator.id], COLUMN[measure]
        ).value
        for indicator, measure in form.measured()
    }


def totals_of(consolidation: Consolidation, form: Form) -> dict[tuple[str, str], object]:
    return {
        (indicator.id, measure.value): consolidation.totals.get(indicator.key(measure))
        for indicator, measure in form.measured()
    }


def without_empty_text(values: dict[tuple[str, str], object]) -> dict[tuple[str, str], object]:
    """Return the values with the empty text of a blank total as None."""
    return {key: None if value == "" else value for key, value in values.items()}


def test_the_workbook_has_its_sheets_in_this_order(twelve: Path) -> None:
    assert results(twelve).sheetnames == SHEETS


def test_the_first_sheet_has_the_forms_own_headings_merged_as_in_the_form(twelve: Path) -> None:
    sheet = results(twelve)["Tổng hợp"]
    assert rows(sheet)[2:4] == [
        ["STT", "Các hoạt động", "Đơn vị", "Số lượng", None, "Ghi chú"],
        [None, None, None, "Số lớp/số cuộc thi", "Người", None],
    ]
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert merged == {"A1:F1", "A2:F2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4"}


def test_the_first_sheet_has_the_rows_of_the_form_in_order(form: Form, twelve: Path) -> None:
    table = rows(results(twelve)["Tổng hợp"], FIRST_ROW)
    assert [row[:3] for row in table] == [
        [item.number or None, item.label, item.unit or None] for item in form.indicators
    ]


def test_the_stored_totals_are_those_of_the_consolidation(form: Form, twelve: Path) -> None:
    shown = totals_shown(results(twelve)["Tổng hợp"], form)
    assert without_empty_text(shown) == totals_of(twelve_units(form), form)


def test_a_total_is_a_formula_over_the_units(form: Form, twelve: Path) -> None:
    shown = totals_shown(formulas(twelve)["Tổng hợp"], form)
    assert shown["classes", "count"] == (
        "=IF(COUNT('Số liệu đơn vị'!$F$5:$F$14)>0,SUM('Số liệu đơn vị'!$F$5:$F$14),\"\")"
    )
    assert all(str(formula).startswith("=IF(COUNT('Số liệu đơn vị'!$") for formula in shown.values())


def test_a_total_no_unit_gave_stays_blank_and_a_total_of_zeros_is_zero(form: Form, twelve: Path) -> None:
    shown = totals_shown(results(twelve)["Tổng hợp"], form)
    assert shown["news_items", "count"] == 0
    assert shown["classes.participants", "people"] == 1250
    assert shown["publications", "count"] in ("", None)


def test_an_amount_stands_in_the_first_number_column_in_dong(form: Form, twelve: Path) -> None:
    sheet = results(twelve)["Tổng hợp"]
    row = FIRST_ROW + form.position["funding.state_budget"]
    assert [cell.value for cell in sheet[row]] == [None, "Ngân sách nhà nước", "đồng", 12_500_000, None, None]


def test_the_districts_opening_counts_once_however_many_units_claim_it(form: Form, twelve: Path) -> None:
    consolidation = twelve_units(form)
    claims = [
        unit["opening.districts"]["count"]
        for unit in consolidation.to_json()["figures"].values()
        if "opening.districts" in unit
    ]
    assert claims == [1, 1]
    assert totals_shown(results(twelve)["Tổng hợp"], form)["opening.districts", "count"] == 1
    formula = totals_shown(formulas(twelve)["Tổng hợp"], form)["opening.districts", "count"]
    assert "IF(MAX(" in str(formula)


def test_openings_of_several_districts_are_added_when_the_consolidation_adds_them(
    form: Form, tmp_path: Path
) -> None:
    reports = [Report(f"Quận {name}", None, {"opening.districts": {"count": 1}}) for name in "ABC"]
    consolidation = consolidate(form, reports)
    city = replace(consolidation, totals={Key("opening.districts", "count"): 3})
    path = written(city, form, tmp_path)
    assert totals_shown(results(path)["Tổng hợp"], form)["opening.districts", "count"] == 3
    assert "SUM(" in str(totals_shown(formulas(path)["Tổng hợp"], form)["opening.districts", "count"])


def test_a_blank_figure_stays_blank_and_a_zero_is_zero_in_the_sheet_of_units(twelve: Path) -> None:
    sheet = results(twelve)["Số liệu đơn vị"]
    headings = {
        (sheet.cell(3, column).value, sheet.cell(4, column).value): column
        for column in range(6, sheet.max_column + 1)
    }
    news = headings["Số tin bài về các hoạt động của Tuần lễ", "Số lớp/số cuộc thi"]
    by_unit = {row[1]: row[news - 1] for row in rows(sheet, 5)}
    assert by_unit["Trường Mầm non Hoa Cúc"] == 0
    assert by_unit["Trường THCS Hoa Mai"] is None


def test_every_counted_figure_stands_in_the_sheet_of_units(form: Form, tmp_path: Path) -> None:
    consolidation = many_units(form, units=20)
    sheet = results(written(consolidation, form, tmp_path))["Số liệu đơn vị"]
    names = {unit.name: unit.key for unit in consolidation.reported}
    shown = {
        names[str(row[1])]: [figure for figure in row[5:] if figure is not None]
        for row in rows(sheet, 5)[:20]
    }
    assert shown == {
        key: [
            figures[indicator.id][measure]
            for indicator, measure in form.measured()
            if measure in figures.get(indicator.id, {})
        ]
        for key, figures in consolidation.to_json()["figures"].items()
    }


def test_a_report_that_is_not_counted_has_its_row_and_no_figures(twelve: Path) -> None:
    by_unit = {row[1]: row for row in rows(results(twelve)["Số liệu đơn vị"], 5)}
    row = by_unit["Trường Tiểu học Hoa Đào"]
    assert row[4] == "Không"
    assert set(row[5:]) == {None}


def test_the_last_row_of_the_units_adds_up_each_column(form: Form, twelve: Path) -> None:
    table = {row[0]: row[5:] for row in rows(results(twelve)["Số liệu đơn vị"], 15)}
    expected = list(totals_of(twelve_units(form), form).values())
    assert [None if value == "" else value for value in table["Tổng cộng"]] == expected
    assert table["Cộng các đơn vị đang hiện khi lọc"] == table["Tổng cộng"]


def test_below_the_units_stands_each_kinds_part_of_every_total(form: Form, twelve: Path) -> None:
    table = {row[0]: row[5:] for row in rows(results(twelve)["Số liệu đơn vị"], 16)}
    del table["Cộng các đơn vị đang hiện khi lọc"]
    assert list(table) == [
        "Phường", "Phòng, ban", "Đoàn thể", "Trường mầm non", "Trường tiểu học", "Trường THCS", "Trường THPT",
        "Đơn vị khác",
    ]  # fmt: skip
    places = {(item.id, str(measure)): place for place, (item, measure) in enumerate(form.measured())}
    classes = places["classes", "count"]
    assert [row[classes] or None for row in table.values()] == [None, None, None, None, 9, 3, 2, 1]
    openings = places["opening.districts", "count"]
    assert [row[openings] or None for row in table.values()] == [None, None, None, None, 1, 1, None, None]


def test_the_sheet_of_units_has_its_filter_frozen_panes_and_no_total_inside_the_filter(twelve: Path) -> None:
    sheet = results(twelve)["Số liệu đơn vị"]
    assert sheet.freeze_panes == "C5"
    assert sheet.auto_filter.ref == "A4:BI14"
    assert sheet.cell(15, 1).value == "Tổng cộng"


def test_the_sums_by_kind_add_up_to_the_totals(form: Form, tmp_path: Path) -> None:
    consolidation = many_units(form, units=40)
    table = rows(results(written(consolidation, form, tmp_path))["Theo loại đơn vị"], 4)
    kinds, total = [row for row in table if row[0] != "Tổng cộng"], table[-1]
    assert [row[0] for row in kinds] == [
        "Phường", "Phòng, ban", "Đoàn thể", "Trường mầm non", "Trường tiểu học", "Trường THCS", "Trường THPT",
    ]  # fmt: skip
    assert total[:6] == ["Tổng cộng", 44, 40, 4, 3, 40]
    assert total[6] == consolidation.to_json()["totals"]["classes"]["count"]
    for column in range(1, 9):
        assert sum(int(str(row[column])) for row in kinds) == total[column]


def test_a_kind_of_unit_that_gave_no_figure_has_a_blank_and_not_a_zero(twelve: Path) -> None:
    table = {row[0]: row for row in rows(results(twelve)["Theo loại đơn vị"], 4)}
    assert table["Phường"][6] in ("", None)
    assert table["Trường mầm non"][8] == 0


def test_without_a_roster_nothing_is_said_to_be_due(form: Form, tmp_path: Path) -> None:
    consolidation = consolidate(
        form, [Report("Trường Tiểu học Hoa Sen", "tih", {"classes": {"count": 1}})], roster=False
    )
    sheet = results(written(consolidation, form, tmp_path))["Theo loại đơn vị"]
    assert [cell.value for cell in sheet[2]][:4] == ["Loại đơn vị", "Đã gửi", "Trễ hạn", "Được cộng"]


def test_a_finding_tells_its_place_what_stands_there_and_what_to_do(twelve: Path) -> None:
    table = rows(results(twelve)["Phát hiện"], 3)
    assert [row for row in table if row[2] == "Lỗi" and row[10]] == [
        [
            "Trường THCS Hoa Mai",
            "bao-cao-nhan/002.docx",
            "Lỗi",
            "1",
            "Giáo dục kỹ năng sống cho học sinh",
            "Người",
            "45 GV + 300 HS",
            "bảng số liệu, dòng 11, cột 5",
            "Mục 1, “Giáo dục kỹ năng sống cho học sinh”, cột Người viết “45 GV + 300 HS”.",
            "Chỉ ghi một số, ví dụ 345.",
            345,
        ]
    ]
    assert len(table) == 4


def test_the_roster_shows_who_is_in_late_to_mend_and_missing(twelve: Path) -> None:
    table = {row[2]: row for row in rows(results(twelve)["Đơn vị"], 3)}
    assert len(table) == 12
    assert table["Ủy ban nhân dân phường Hoa Lan"][4:9] == [
        "Có",
        "✓ Hợp lệ",
        "Trễ hạn",
        datetime(2024, 10, 14),
        "Có",
    ]
    assert table["Trường THCS Hoa Mai"][5:11] == ["✕ Cần sửa", None, datetime(2024, 10, 3), "Có", 1, 0]
    assert table["Trường Tiểu học Hoa Sen"][5] == "! Cần xem lại"
    assert table["Trường Tiểu học Tường Vi"][5:] == ["○ Chưa gửi", *[None] * 6]


def test_each_counted_figure_has_the_row_of_its_origin(form: Form, twelve: Path) -> None:
    table = rows(results(twelve)["Nguồn số liệu"], 3)
    counted = sum(len(unit.figures) for unit in twelve_units(form).units)
    assert len(table) == counted
    assert [
        "Trường Tiểu học Hoa Sen", "1", "Tổng số người tham gia", "Người", 1250, "1.250 người", 2, 4, 5, None,
        "bao-cao-nhan/001.docx", None,
    ] in table  # fmt: skip
    derived = [row for row in table if row[5] == "Cộng từ các dòng con (ô để trống)"]
    assert [row[:5] for row in derived] == [
        [
            "Trường THCS Hoa Mai",
            "1",
            "Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ",
            "Số lớp/số cuộc thi",
            3,
        ]
    ]


def test_units_that_need_not_report_are_told_from_those_that_must(form: Form, tmp_path: Path) -> None:
    book = results(written(with_roster(twelve_units(form)), form, tmp_path))
    table = {row[2]: row[4:6] for row in rows(book["Đơn vị"], 3)}
    assert table["Hội Hoa Súng"] == ["Không", "– Không bắt buộc"]
    assert table["Trường Mầm non Hướng Dương"] == ["Không", "✓ Hợp lệ"]
    assert table["Trường Tiểu học Tường Vi"] == ["Có", "○ Chưa gửi"]
    kinds = rows(book["Theo loại đơn vị"], 2)
    assert kinds[0][:7] == [
        "Loại đơn vị", "Phải báo cáo", "Đã gửi", "Chưa gửi", "Ngoài danh sách", "Trễ hạn", "Được cộng",
    ]  # fmt: skip
    assert {row[0]: row[1:7] for row in kinds}["Trường mầm non"] == [1, 1, 0, 1, 0, 2]
    assert {row[0]: row[1:7] for row in kinds}["Tổng cộng"] == [11, 9, 2, 1, 1, 9]


def test_the_first_sheet_says_whose_figures_it_does_not_hold(twelve: Path) -> None:
    assert results(twelve)["Tổng hợp"]["A2"].value == (
        "Cộng từ báo cáo của 9 đơn vị. Chưa gồm: 2 đơn vị chưa gửi báo cáo; 1 đơn vị có báo cáo chưa dùng được;"
        " 1 ô số liệu phải sửa của 1 đơn vị. Số liệu của từng đơn vị ở trang “Số liệu đơn vị”."
    )


def test_the_titles_name_the_campaigns_year(form: Form, tmp_path: Path) -> None:
    book = results(written(replace(twelve_units(form), year=2026), form, tmp_path))
    assert str(book["Tổng hợp"]["A1"].value).endswith("HỌC TẬP SUỐT ĐỜI NĂM 2026")
    assert str(book.properties.title).endswith("năm 2026")


def test_notes_other_matters_and_added_rows_are_not_lost(twelve: Path) -> None:
    table = rows(results(twelve)["Nội dung khác"], 3)
    assert [row[:2] + row[4:5] for row in table] == [
        ["Phòng Hướng Dương", "Dòng thêm", "Câu lạc bộ đọc sách | clb | 2 | 60"],
        ["Trường Tiểu học Hoa Sen", "Ghi chú", "Phối hợp với Hội Khuyến học"],
        ["Trường THPT Tường Vi", "Nội dung khác", "Xe loa tuyên truyền\nđến từng khu phố"],
        ['=HYPERLINK("http://vidu.vn","Bấm")', "Ghi chú", "-2+3"],
        ['=HYPERLINK("http://vidu.vn","Bấm")', "Nội dung khác", "+84 là đầu số; @SUM(A1)"],
    ]


def test_files_that_were_not_used_are_named_with_the_reason(twelve: Path) -> None:
    table = rows(results(twelve)["Tệp không dùng"], 3)
    assert [row[1:] for row in table] == [
        ["bao-cao-nhan/thu-moi.docx", "Không nhận ra báo cáo", "Tệp không có bảng số liệu của mẫu."],
        [
            "bao-cao-nhan/004-cu.docx",
            "Gửi nhiều lần",
            "Trường Mầm non Hoa Cúc gửi nhiều tệp; tệp được dùng là bao-cao-nhan/004.docx.",
        ],
        ["bao-cao-nhan/004 ký số.pdf", "Đi kèm báo cáo", "Bản quét của báo cáo."],
        ["bao-cao-nhan/anh.jpg", "Bỏ qua", "Tệp ảnh."],
    ]


def test_a_received_text_is_never_a_formula_whatever_it_begins_with(twelve: Path) -> None:
    book = formulas(twelve)
    found: list[Cell] = []
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and str(cell.value).startswith(
                    ("=HYPERLINK", "=1+1", "+84", "-2+3")
                ):
                    found.append(cell)
                if isinstance(cell, Cell) and cell.data_type == "f":
                    assert sheet.title in SHEETS[:3]
                    assert str(cell.value).startswith(("=IF(COUNT", "=IF(SUBTOTAL(", "=COUNTIF", "=B"))
    assert {cell.data_type for cell in found} == {"s"}
    assert {str(cell.value)[:2] for cell in found} == {"=H", "=1", "+8", "-2"}


def test_a_text_longer_than_a_cell_holds_is_cut_and_says_so(form: Form, tmp_path: Path) -> None:
    consolidation = consolidate(form, [Report("Trường Tiểu học Hoa Sen", "tih", other="dài " * 10_000)])
    sheet = results(written(consolidation, form, tmp_path))["Nội dung khác"]
    text = str(sheet.cell(3, 5).value)
    assert len(text) == 32_767
    assert text.endswith(" […]")


def test_a_received_file_that_stands_on_the_disk_is_linked(form: Form, tmp_path: Path) -> None:
    (tmp_path / "nhận").mkdir()
    (tmp_path / "nhận" / "Báo cáo #5.docx").write_bytes(b"x")
    (tmp_path / "kết quả").mkdir()
    report = Report("Trường Tiểu học Hoa Sen", "tih", {"classes": {"count": 1}}, file="nhận/Báo cáo #5.docx")
    path = tmp_path / "kết quả" / "so-lieu-tong-hop.xlsx"
    write_workbook(consolidate(form, [report]), form, path, Received(tmp_path, path.parent))
    assert formulas(path)["Nguồn số liệu"].cell(3, 11).value == "nhận/Báo cáo #5.docx"
    assert formulas(path)["Nguồn số liệu"].cell(3, 11).hyperlink is None  # of thousands a sheet holds no more
    cell = formulas(path)["Số liệu đơn vị"].cell(5, 4)
    assert cell.value == "Báo cáo #5.docx"
    assert cell.hyperlink is not None
    assert cell.hyperlink.target == "..\\nhận\\Báo%20cáo%20%235.docx"


def test_of_more_links_than_a_sheet_takes_the_others_are_texts_without_a_word(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setattr("htsd_cli.writers.workbook.rows.MOST_LINKS", 2)
    reports = []
    for number in range(4):
        (tmp_path / f"{number}.docx").write_bytes(b"x")
        figures = {"classes": {"count": number}}
        reports.append(Report(f"Trường Tiểu học Số {number}", "tih", figures, file=f"{number}.docx"))
    path = tmp_path / "so-lieu-tong-hop.xlsx"
    write_workbook(consolidate(form, reports), form, path, Received(tmp_path, tmp_path))
    sheet = formulas(path)["Số liệu đơn vị"]
    linked = [sheet.cell(row, 4).hyperlink is not None for row in range(5, 9)]
    assert linked == [True, True, False, False]
    assert [sheet.cell(row, 4).value for row in range(5, 9)] == [f"{number}.docx" for number in range(4)]
    assert not recwarn.list


def test_of_more_figures_than_a_sheet_serves_for_only_those_nobody_finds_in_a_file_are_listed(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("htsd_cli.writers.workbook.lists.MOST_ORIGINS", 10)
    write_workbook(twelve_units(form), form, tmp_path / "a.xlsx")
    sheet = formulas(tmp_path / "a.xlsx")["Nguồn số liệu"]
    assert "chạy: htsd aggregate --flat" in str(sheet.cell(1, 1).value)
    assert {row[5] for row in rows(sheet, 3)} == {"Cộng từ các dòng con (ô để trống)"}


@pytest.mark.parametrize("text", [" a\n b ", "<b>&amp;</b>", "=1+1", "a\x07b", "]]>"])
def test_whatever_is_in_a_name_stands_in_the_long_sheets_as_it_is(
    form: Form, tmp_path: Path, text: str
) -> None:
    name = f"Trường Tiểu học {text}"
    write_workbook(
        consolidate(form, [Report(name, "tih", {"classes": {"count": 1}})]), form, tmp_path / "a.xlsx"
    )
    book = formulas(tmp_path / "a.xlsx")
    shown = name.replace("\x07", "")
    assert [str(book[sheet].cell(row, 1 + (row == 5)).value).replace("\ufffd", "") for sheet, row in (
        ("Số liệu đơn vị", 5), ("Nguồn số liệu", 3)
    )] == [shown, shown]  # fmt: skip


def test_the_same_consolidation_gives_the_same_bytes(form: Form, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = written(many_units(form, units=15), form, tmp_path / "a")
    second = written(many_units(form, units=15), form, tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()


def test_a_consolidation_without_any_report_gives_a_blank_table(form: Form, tmp_path: Path) -> None:
    path = written(consolidate(form, []), form, tmp_path)
    shown = totals_shown(results(path)["Tổng hợp"], form)
    assert set(without_empty_text(shown).values()) == {None}


def test_nothing_is_left_behind_when_the_folder_cannot_be_written(form: Form, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="khong-co"):
        write_workbook(twelve_units(form), form, tmp_path / "khong-co" / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_every_sheet_prints_on_a4_with_its_headings_on_each_page(twelve: Path) -> None:
    book = results(twelve)
    assert {sheet.page_setup.paperSize for sheet in book} == {9}
    assert [sheet.print_title_rows for sheet in book] == ["$3:$4", "$2:$4", "$2:$3", *["$2:$2"] * 5]
    assert [sheet.page_setup.orientation for sheet in book] == ["portrait", *["landscape"] * 7]


def calculated(path: Path, cells: Iterable[tuple[str, str]] = ()) -> dict[tuple[str, str], object]:
    """Return the result of the cells that hold a formula; the empty text of a blank one is None.

    Without `cells` it is every such cell. LibreOffice saves fifteen digits of a number, so no more are kept.
    """
    book = results(path)
    cells = list(cells) or [
        (sheet.title, cell.coordinate)
        for sheet in formulas(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    found = {(sheet, place): book[sheet][place].value for sheet, place in cells}
    digits = {key: float(f"{value:.15g}") for key, value in found.items() if isinstance(value, float)}
    return {key: None if value == "" else value for key, value in (found | digits).items()}


def sixty(form: Form, *, roster: bool) -> Consolidation:
    made = many_units(form, units=60, filled=0.3)
    return with_roster(made) if roster else replace(made, rostered=False)


@pytest.fixture(scope="module")
def recalculated(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four workbooks, two of them changed by hand, and beside them in `lo` what LibreOffice calculates in each."""
    requires_program("soffice")
    folder = tmp_path_factory.mktemp("tinh-lai")
    for roster in (True, False):
        made = sixty(form, roster=roster)
        previous = last_year(made, {"classes": {}, "news_items": {"count": 0}})
        write_workbook(made, form, folder / f"roster {roster}.xlsx", previous=previous)
    ten = many_units(form, units=10, filled=1.0)
    write_workbook(ten, form, folder / "ten.xlsx")
    book = formulas(folder / "ten.xlsx")
    book["Số liệu đơn vị"]["F5"] = 100_000
    book.save(folder / "changed.xlsx")
    book = formulas(folder / "ten.xlsx")
    for row in (5, 6, 9):
        book["Số liệu đơn vị"].row_dimensions[row].hidden = True
    book.save(folder / "filtered.xlsx")
    recalculate(sorted(folder.glob("*.xlsx")), folder / "lo")
    return folder


@pytest.mark.parametrize("roster", [True, False])
def test_libreoffice_calculates_the_stored_results(form: Form, recalculated: Path, roster: bool) -> None:
    consolidation, name = sixty(form, roster=roster), f"roster {roster}.xlsx"
    new, stored = recalculated / "lo" / name, calculated(recalculated / name)
    assert without_empty_text(totals_shown(results(new)["Tổng hợp"], form)) == totals_of(consolidation, form)
    assert calculated(new, stored) == stored
    counted = Counter(sheet for sheet, _ in stored)
    kinds, counts, main, measures = 7, 6 if roster else 3, 16, 56
    assert counted == {
        "Tổng hợp": measures,
        "Số liệu đơn vị": measures * (1 + kinds + 1),
        "Theo loại đơn vị": (kinds + 1) * (counts + main),
        "So với năm trước": measures * 3 + main - 3,  # three of the main figures were none or 0
    }


def test_the_sum_of_what_a_filter_shows_leaves_the_hidden_units_out(recalculated: Path) -> None:
    figures = [int(str(row[5])) for row in rows(results(recalculated / "ten.xlsx")["Số liệu đơn vị"], 5)[:10]]
    sheet = results(recalculated / "lo" / "filtered.xlsx")["Số liệu đơn vị"]
    table = {row[0]: row[5] for row in rows(sheet, 15)}
    assert table["Tổng cộng"] == sum(figures)
    assert table["Cộng các đơn vị đang hiện khi lọc"] == sum(figures) - figures[0] - figures[1] - figures[4]


def test_a_figure_changed_by_hand_changes_the_totals(recalculated: Path) -> None:
    before, after = results(recalculated / "ten.xlsx"), results(recalculated / "lo" / "changed.xlsx")
    change = 100_000 - int(str(before["Số liệu đơn vị"]["F5"].value))
    for sheet, cell in (("Tổng hợp", "D5"), ("Số liệu đơn vị", "F15"), ("Theo loại đơn vị", "G11")):
        assert int(str(after[sheet][cell].value)) - int(str(before[sheet][cell].value)) == change


def test_last_years_figures_stand_beside_this_years_with_the_change(form: Form, tmp_path: Path) -> None:
    consolidation = replace(twelve_units(form), year=2024)
    previous = last_year(consolidation, {"book_drive.books": {}, "publications": {"count": 40}})
    path = tmp_path / "so-lieu-tong-hop.xlsx"
    write_workbook(consolidation, form, path, previous=previous)
    book = results(path)
    assert book.sheetnames == [*SHEETS[:3], "So với năm trước", "Đơn vị so với trước", *SHEETS[3:]]
    sheet = book["So với năm trước"]
    assert sheet["A1"].value == "SỐ LIỆU NĂM 2024 SO VỚI NĂM 2023"
    assert str(sheet["A2"].value).startswith(
        "Số liệu năm 2023 cộng từ báo cáo của 9 đơn vị; số liệu năm 2024 cộng từ báo cáo của 9 đơn vị."
    )
    table = {(row[1], row[2]): row[3:] for row in rows(sheet, 4)}
    label = {key: item.label for key, item in form.by_id.items()}
    assert table[label["classes"], "lớp"] == [15, 12, 3, 0.25]
    assert table[label["classes.professional"], "người"] == [1250, 1000, 250, 0.25]
    blank = [None if value == "" else value for value in table[label["book_drive.books"], "quyển"]]
    assert blank == [2345, None, None, None]
    blank = [None if value == "" else value for value in table[label["publications"], "quyển/tờ"]]
    assert blank == [None, 40, None, None]
    assert table[label["funding.state_budget"], "đồng"] == [12_500_000, 10_000_000, 2_500_000, 0.25]


def test_charts_show_who_reported_who_took_part_and_the_change(form: Form, tmp_path: Path) -> None:
    consolidation = twelve_units(form)
    path = tmp_path / "so-lieu-tong-hop.xlsx"
    write_workbook(consolidation, form, path, previous=last_year(consolidation))
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "/charts/chart" in name]
    assert [re.findall(r"<a:t>(.+?)</a:t>", chart) for chart in charts] == [
        ["Số đơn vị đã gửi và chưa gửi báo cáo"],
        ["Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ: số người theo loại đơn vị"],
        ["Số liệu chính năm 2024 so với năm 2023 (năm 2023 = 100%)"],
    ]
    assert re.findall(r"<c:f>(.+?)</c:f>", charts[0]) == [
        "'Theo loại đơn vị'!$A$4:$A$11", "'Theo loại đơn vị'!$C$4:$C$11",
        "'Theo loại đơn vị'!$A$4:$A$11", "'Theo loại đơn vị'!$D$4:$D$11",
    ]  # fmt: skip


def test_a_long_file_name_is_cut_in_its_middle_and_told_whole_when_pointed_at(
    form: Form, tmp_path: Path
) -> None:
    name = "Báo cáo kết quả Tuần lễ học tập suốt đời của Trường Tiểu học Hoa Sen lần 2.docx"
    (tmp_path / name).write_bytes(b"x")
    report = Report("Trường Tiểu học Hoa Sen", "tih", {"classes": {"count": 1}}, file=name)
    path = tmp_path / "so-lieu-tong-hop.xlsx"
    write_workbook(consolidate(form, [report]), form, path, Received(tmp_path, tmp_path))
    cell = formulas(path)["Đơn vị"]["L3"]
    assert cell.value == "Báo cáo kết quả Tuần lễ h…n lần 2.docx"
    assert cell.hyperlink is not None
    assert cell.hyperlink.tooltip == name


def test_each_printed_page_is_as_wide_as_the_paper(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    requires_program("pdftotext")
    # Figures drawn by chance add up nowhere; told at every row they would fill a second page.
    monkeypatch.setattr("htsd_cli.writers.workbook.workbook.mismatches", lambda *_: ())
    consolidation = with_roster(many_units(form, units=40))
    path = tmp_path / "so-lieu-tong-hop.xlsx"
    write_workbook(consolidation, form, path, previous=last_year(consolidation))
    (printed,) = save_as([path], "pdf", tmp_path)
    shown = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"],
        check=True, capture_output=True, encoding="utf-8",
    ).stdout.split("\f")[:-1]  # fmt: skip
    pages = Counter(re.findall(r"\n *(\S.*?) {5,}Trang \d+/\d+\s*$", text)[0] for text in shown)
    # Seven parts of the columns of figures, two pages of units each; a list is as long as it must be, and as wide.
    assert pages["Tổng hợp"] == 1
    assert pages["Theo loại đơn vị"] == 1
    assert pages["So với năm trước"] == 2
    assert all("Đơn vị" in text and "STT" in text for text in shown if "Số liệu đơn vị  " in text)


def test_libreoffice_shows_thousands_with_dots_in_any_locale(twelve: Path, tmp_path: Path) -> None:
    requires_program("soffice")
    sheets = shown_by_libreoffice([twelve], tmp_path)[twelve]
    shown = {text for sheet in sheets for row in sheet for text in row}
    assert "12.500.000" in shown
    assert "12,500,000" not in shown


def test_the_library_still_leaves_an_empty_result_looking_not_calculated(tmp_path: Path) -> None:
    # Once this fails, `_blank_results` of the workbook's writer has nothing left to mend and may go.
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_formula(0, 0, '=""', None, "")
    with zipfile.ZipFile(path) as archive:
        assert b'<c r="A1"><f>""</f><v></v></c>' in archive.read("xl/worksheets/sheet1.xml")
