"""A table with one row for each unit that reports is as many reports, each with its row as its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.submission import Submission, reports_of
from tests.documents import workbook
from tests.interpret.grid.invented import codes

ROWS = (
    ("ho_dan", "CT01", "Tổng số hộ dân", "Hộ"),
    ("ho_ngheo", "CT02", "Số hộ nghèo", "Hộ"),
    ("tre_em", "CT03", "Số trẻ em dưới 16 tuổi", "Trẻ em"),
    ("bhyt", "CT04", "Số người tham gia BHYT", "Người"),
)
SHEET = """
| PHIẾU CUNG CẤP SỐ LIỆU |
| Dấu thời gian | Đơn vị báo cáo | CT01. Tổng số hộ dân (Hộ) | CT02. Số hộ nghèo (Hộ) | CT03. Số trẻ em dưới 16 tuổi (Trẻ em) | CT04. Số người tham gia BHYT (Người) |
| 10/10/2026 | Khu phố 1 | 412 | 3 | 205 | 1.120 |
| 10/10/2026 | Khu phố 2 | 388 | Không | khoảng 190 | 990 người |
| 11/10/2026 | Khu phố 3 | 120 | | 44 | 300 |
| | Tổng cộng | 920 | 3 | 249 | 2.410 |
"""  # noqa: E501 - drawn as it is seen


@pytest.fixture(scope="module")
def interpreter(tmp_path_factory: pytest.TempPathFactory) -> Interpreter:
    folder = tmp_path_factory.mktemp("form")
    source = """
id = "khu-pho"
title = "PHIẾU CUNG CẤP SỐ LIỆU"

[[tables]]
id = "bang_1"
place = { sheet = "BaoCao" }

[[tables.columns]]
id = "code"
role = "code"
heading = ["Mã chỉ tiêu"]
index = 1

[[tables.columns]]
id = "label"
role = "label"
heading = ["Tên chỉ tiêu"]
index = 2

[[tables.columns]]
id = "so_lieu"
role = "value"
heading = ["Số liệu"]
index = 3
"""
    for name, code, label, unit in ROWS:
        source += f"""
[[tables.indicators]]
id = "{name}"
code = "{code}"
label = "{label}"
unit = "{unit}"
measures = [{{ id = "so_lieu", column = "so_lieu", kind = "integer", unit = "{unit}" }}]
"""
    (folder / "form.toml").write_text(source, encoding="utf-8")
    return Interpreter(load_form(str(folder)))


def reports(interpreter: Interpreter, sheet: str = SHEET) -> tuple[Submission, ...]:
    """Return the reports of a drawn sheet."""
    return reports_of(submission_of(interpreter, workbook({"Trả lời": sheet}), "bang.xlsx"))


def test_each_row_is_a_report_of_its_unit(interpreter: Interpreter) -> None:
    found = reports(interpreter)
    assert [(item.file, item.unit.name) for item in found] == [
        ("bang.xlsx, dòng 3", "Khu phố 1"),
        ("bang.xlsx, dòng 4", "Khu phố 2"),
        ("bang.xlsx, dòng 5", "Khu phố 3"),
    ]
    assert [{name: row["so_lieu"] for name, row in item.numbers.items()} for item in found] == [
        {"ho_dan": 412, "ho_ngheo": 3, "tre_em": 205, "bhyt": 1120},
        {"ho_dan": 388, "ho_ngheo": 0, "bhyt": 990},
        {"ho_dan": 120, "tre_em": 44, "bhyt": 300},
    ]


def test_the_row_is_the_origin_of_its_figures(interpreter: Interpreter) -> None:
    figure = reports(interpreter)[1].figures[interpreter.form.by_id["bhyt"].key("so_lieu")]
    assert figure.origin is not None
    assert (figure.origin.sheet, figure.origin.row, figure.origin.column) == ("Trả lời", 4, 6)


def test_what_is_no_figure_is_told_in_its_own_report_alone(interpreter: Interpreter) -> None:
    assert [codes(item) for item in reports(interpreter)] == [[], [("estimate", "tre_em", "so_lieu")], []]


def test_columns_are_known_by_their_headings_in_any_order(interpreter: Interpreter) -> None:
    lines = [line.strip().strip("|").split("|") for line in SHEET.strip().splitlines()]
    turned = "\n".join("|" + "|".join([row[1], *reversed(row[2:])]) + "|" for row in lines[1:])
    assert [item.numbers for item in reports(interpreter, turned)] == [
        item.numbers for item in reports(interpreter)
    ]


def test_a_column_that_is_missing_is_told_of_each_report(interpreter: Interpreter) -> None:
    lines = [line.strip().strip("|").split("|")[:5] for line in SHEET.strip().splitlines()]
    shorter = "\n".join("|" + "|".join(row) + "|" for row in lines)
    assert [codes(item)[-1] for item in reports(interpreter, shorter)] == [
        ("row-missing", "bhyt", "so_lieu")
    ] * 3


def test_other_columns_are_kept(interpreter: Interpreter) -> None:
    assert [(row.label, row.cells) for row in reports(interpreter)[2].extra_rows] == [
        ("Dấu thời gian", ("11/10/2026",))
    ]


def test_a_file_that_is_no_such_table_is_one_report(interpreter: Interpreter, tmp_path: Path) -> None:
    del tmp_path
    (only,) = reports(interpreter, "| Không có bảng |")
    assert [item.code for item in only.findings] == ["no-statistics-table"]
