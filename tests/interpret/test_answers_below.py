"""What a form asks in words below its tables is learnt as a line, and what units write there is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.interpret.grid.answers_below import answers_below
from htsd_cli.learn import learn_form
from htsd_cli.readers import read_document
from htsd_cli.values.document import Origin
from htsd_cli.values.submission import ExtraRow
from tests.documents import document, workbook
from tests.interpret.grid.disguised import padded
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


# Lines below a table, parted by " / ", and what they answer: K the first line of the form, S the second.
DRAWN = {
    "Khó khăn: Thiếu người": "K Thiếu người",
    "Khó khăn:Thiếu người: 5": "K Thiếu người: 5",
    "Khó khăn-Thiếu người": "K Thiếu người",
    "Khó khăn: thiếu…": "K thiếu",
    "Khó khăn…thiếu 5 người…": "K thiếu 5 người",
    "Khó khăn (nếu có): thiếu": "K (nếu có): thiếu",
    "Khó khăn(nếu có): thiếu": "K (nếu có): thiếu",
    "1. Khó khăn: thiếu": "K thiếu",
    "- KHÓ KHĂN thiếu .": "K thiếu",
    "Khó khănh: thiếu": "",
    "Nêu khó khăn: thiếu": "",
    "Số em mắc bệnh mắt___5___": "S 5",
    "Số em mắc bệnh mắt: …… 5 em": "S 5 em",
    "Số em mắc bệnh mắt: …… em mỗi tuần": "",
    "Số em mắc bệnh mắt: …… em trong mỗi tuần": "S em trong mỗi tuần",
    "Số em mắc bệnh mắt: ___ em": "",
    "Số em mắc bệnh mắt: .. em": "S em",
    "Khó khăn: / 5.000 em chưa có chỗ": "K 5.000 em chưa có chỗ",
    "Khó khăn: / ……… / - / Thiếu người.": "K Thiếu người",
    "Khó khăn: / ………… thiếu ………": "K thiếu",
    "Khó khăn: thiếu / - người / + phòng / khác": "K thiếu | - người | + phòng",
    "Khó khăn: / 1. Thiếu người / 2) Thiếu phòng / 4. Khác": "K 1. Thiếu người | 2) Thiếu phòng",
    "Khó khăn: / II. Kết quả": "",
    "Khó khăn: / 2. Kết quả": "",
    "Khó khăn: / Bảng 2": "",
    "Khó khăn: / Tân Mỹ, ngày 5 tháng 6 năm 2026": "",
    "Khó khăn: / TM. Ủy ban": "",
    "Khó khăn: / Số em mắc bệnh mắt: 5": "S 5",
    "Khó khăn: / 2. Số em mắc bệnh mắt: 5": "S 5",
    "Khó khăn: / | a | / Thiếu": "",
    "Khó khăn: a / Khó khăn: b": "K a, K b",
    "Khó khăn:" + " / - a" * 14: "K " + " | ".join(["- a"] * 12),
}


@pytest.mark.parametrize(("drawn", "answers"), DRAWN.items())
def test_a_line_is_answered_behind_it_or_by_the_items_below_it(drawn: str, answers: str) -> None:
    found = answers_below(LINES, document(drawn.replace(" / ", "\n")), [])
    assert ", ".join(f"{row.label[0]} {row.cells[0]}".replace("\n", " | ") for row in found) == answers


def test_what_a_row_of_the_table_says_already_is_no_answer_once_more() -> None:
    drawn = document("x\nKhó khăn: thiếu")
    known = ExtraRow(label="Khó khăn: thiếu", cells=("Khó khăn: thiếu",), origin=Origin())
    assert list(answers_below(LINES, drawn, [known])) == []
    for said in ({"label": "1"}, {"cells": ()}):
        assert list(answers_below(LINES, drawn, [known.model_copy(update=said)])) == []
    other = known.model_copy(update={"label": "Việc khác", "cells": ("5",)})
    assert [row.cells for row in answers_below(LINES, drawn, [other])] == [("thiếu",)]
    (row,) = answers_below(LINES, drawn, [known.model_copy(update={"label": "Khó khăn", "cells": ()})])
    assert (row.cells, row.origin and row.origin.paragraph) == (("thiếu",), 2)
    assert row.origin is not None
    assert row.origin.text == "Khó khăn: thiếu"
    assert list(answers_below((), drawn, [])) == []


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        ("| Khó khăn | Thiếu người |", "Thiếu người"),
        ("| | Khó khăn: …… | 5 | 6 |", "5"),
        ("| Khó khăn: ít | 5 |", "ít"),
        ("| | |\n| Khó khăn: | 5 |", "5"),
    ],
)
def test_in_a_sheet_what_stands_beside_a_line_answers_it(cells: str, answer: str) -> None:
    for sheet in (workbook({"Trang": cells}), padded(workbook({"Trang": cells}), " ", " ")):
        (row,) = answers_below(LINES, sheet, [])
        assert row.cells == (answer,)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Số ca: 5", "Số ca"), ("Số cá: 5", "Số cá"), ("1. Số cá: 5", "Số cá"), ("II) Số ca: 5", "Số ca"),
        ("a. Số cá: 5", "Số cá"), ("So ca: 5", None), ("2. So ca: 5", None),
    ],
)  # fmt: skip
def test_of_lines_that_marks_alone_tell_apart_the_one_with_these_marks_is_answered(
    text: str, line: str | None
) -> None:
    found = answers_below(("Số ca", "Số cá"), document(f"| a |\n\n{text}\n"), [])
    assert [(row.label, row.cells) for row in found] == ([(line, ("5",))] if line else [])
