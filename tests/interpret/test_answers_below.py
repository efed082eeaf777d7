"""What a form asks in words below its tables is learnt as a line, and what units write there is kept."""

from __future__ import annotations

from pathlib import Path

from htsd_cli.interpret.grid.answers_below import answers_below
from htsd_cli.learn import learn_form
from htsd_cli.readers import read_document
from tests.learn.drawing import excel, word

TABLE = """
    STT | Chỉ tiêu | Số lượng
    1   | Số lớp   | {0}
    2   | Số phòng | {1}
"""
LINES = ("Khó khăn", "Số em mắc bệnh mắt")


def said(path: Path) -> list[tuple[str, str]]:
    return [(row.label, row.cells[0]) for row in answers_below(LINES, read_document(path), [])]


def test_lines_to_write_on_below_the_table_are_learnt_and_those_of_the_letterhead_and_signature_are_not(
    tmp_path: Path,
) -> None:
    word(
        tmp_path / "mau.docx",
        "Đơn vị báo cáo: ………",
        "THỐNG KÊ NĂM 2026",
        TABLE.format("", ""),
        "Khó khăn: ………………",
        "Số em mắc bệnh mắt: …… em",
        "Tân Mỹ, ngày …… tháng …… năm 2026",
        "Người lập biểu: ………",
    )
    assert learn_form(tmp_path / "mau.docx").lines == LINES


def test_an_answer_stands_behind_its_line_or_in_items_below_it(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    word(
        path,
        TABLE.format(1, 2),
        "Khó khăn:",
        "- Thiếu người",
        "- Thiếu phòng",
        "Số em mắc bệnh mắt: 5 em",
        "Người lập biểu",
    )
    assert said(path) == [("Khó khăn", "- Thiếu người\n- Thiếu phòng"), ("Số em mắc bệnh mắt", "5 em")]


def test_a_line_left_blank_says_nothing_and_what_stands_elsewhere_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    word(path, TABLE.format(1, 2), "Khó khăn: ……………", "Số em mắc bệnh mắt: …… em", "Thủ trưởng đơn vị")
    assert said(path) == []


def test_in_a_sheet_the_answer_may_stand_in_the_next_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    excel(path, {"So lieu": ["THỐNG KÊ", TABLE.format(1, 2), "Khó khăn: | Thiếu người"]})
    assert said(path) == [("Khó khăn", "Thiếu người")]
