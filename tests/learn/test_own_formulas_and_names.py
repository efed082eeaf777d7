"""What a form's own formulas come to in a file nobody has opened in Excel; the names a form prints for its rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import load_workbook

from htsd_cli.readers import read_document
from htsd_cli.values.figures import Key
from tests.learn.drawing import excel, word
from tests.learn.reading import read_by, told

SPENDING = """
TT | Nội dung chi | Dự toán     | Thực hiện   | So sánh (%)    | Bình quân
1  | Cho người    |             |             | =D4/C4§0.0%    | =IF(C4=0,"",ROUND(D4/C4,1))
2  | Thực phẩm    |             |             | =D5/C5§0.0%    | =IF(C5=0,"",ROUND(D5/C5,1))
   | Cộng         | =SUM(C4:C5) | =SUM(D4:D5) | =D6/C6§0.0%    | =IFERROR(D6/C6,0)
"""


def test_the_form_s_own_formulas_are_computed_as_they_would_be_shown_and_need_no_look(tmp_path: Path) -> None:
    blank = excel(tmp_path / "chi.xlsx", {"Chi": ["CHI NĂM 2026", "Đơn vị tính: đồng", SPENDING]})
    book = load_workbook(blank)
    for place, value in {"C4": 800, "D4": 100, "C5": 200, "D5": 25}.items():
        book["Chi"][place].value = value
    book.save(tmp_path / "Trường A.xlsx")
    submission = read_by(blank, tmp_path / "Trường A.xlsx")
    assert told(submission) == []
    figures = {key: figure.value for key, figure in submission.figures.items()}
    assert figures[Key("cho_nguoi", "so_sanh")] == Decimal("12.5")
    assert figures[Key("thuc_pham", "binh_quan")] == Decimal("0.1")
    assert figures[Key("cong", "so_sanh")] == Decimal("12.5")
    assert figures[Key("cong", "binh_quan")] == Decimal("0.125")


def test_a_unit_s_own_formula_without_a_result_is_told(tmp_path: Path) -> None:
    blank = excel(tmp_path / "chi.xlsx", {"Chi": ["CHI NĂM 2026", "Đơn vị tính: đồng", SPENDING]})
    book = load_workbook(blank)
    figures: dict[str, str | int] = {"C4": "=300+500", "D4": 100, "C5": 200, "D5": 25}
    for place, value in figures.items():
        book["Chi"][place].value = value
    book.save(tmp_path / "Trường A.xlsx")
    submission = read_by(blank, tmp_path / "Trường A.xlsx")
    assert [item.message for item in submission.findings if item.code == "formula-computed"] == [
        "Dòng 1 “Cho người”, cột “Dự toán” là công thức chưa có kết quả; đã cộng được 800."
    ]


BLANK = """
STT | Khu phố   | Số hộ | Hộ nghèo
1   | Khu phố Một  |       |
2   | Khu phố Hai  |       |
3   | Khu phố Ba   |       |
    | Cộng      |       |
"""


def filled(tmp_path: Path, rows: str) -> list[str]:
    """Return what is told of a list with these rows."""
    blank = word(tmp_path / "ho.docx", "THỐNG KÊ HỘ NGHÈO NĂM 2026", BLANK)
    heading = BLANK.strip().splitlines()[0]
    report = word(tmp_path / "Phường A.docx", "THỐNG KÊ HỘ NGHÈO NĂM 2026", f"{heading}\n{rows}")
    return [item.message for item in read_by(blank, report).findings if item.code.startswith("unit-row")]


def test_a_printed_name_that_is_gone_or_misspelt_is_told(tmp_path: Path) -> None:
    assert filled(tmp_path, "1 | Khu phố Một | 4 | 1\n2 | Khu phố Hia | 5 | 0\n | Cộng | 9 | 1") == [
        "Dòng “Khu phố Hia”: mẫu in sẵn tên “Khu phố Hai”; số liệu được giữ theo tên đơn vị ghi.",
        "Bảng thiếu 1 tên mẫu đã in sẵn: Khu phố Ba; chưa có số liệu của tên ấy.",
    ]


def test_a_list_of_other_names_or_with_more_of_them_is_the_unit_s_own(tmp_path: Path) -> None:
    assert filled(tmp_path, "1 | Ấp Đông | 4 | 1\n2 | Ấp Tây | 5 | 0\n | Cộng | 9 | 1") == []
    whole = (
        "1 | Khu phố Một | 4 | 1\n2 | Khu phố Hai | 5 | 0\n3 | Khu phố Ba | 1 | 0\n4 | Khu phố Bốn | 1 | 0"
    )
    assert filled(tmp_path, f"{whole}\n | Cộng | 11 | 1") == []


def test_a_figure_joined_with_the_note_behind_it_counts_and_words_there_are_a_note(tmp_path: Path) -> None:
    heading = "STT | Nội dung | Số lượng | Ghi chú\n"
    rows = "1 | Số lớp | {} | {}\n2 | Số học sinh | {} | {}\n3 | Số giáo viên | 5 |"
    blank = word(
        tmp_path / "so.docx", "BÁO CÁO SỐ LIỆU", heading + rows.format("", "", "", "").replace("5", "")
    )
    report = word(
        tmp_path / "Trường A.docx",
        "BÁO CÁO SỐ LIỆU",
        heading + rows.format("12", "<", "chưa có số liệu", "<"),
    )
    submission = read_by(blank, report)
    assert {key.indicator: figure.value for key, figure in submission.figures.items()} == {
        "so_lop": 12,
        "so_giao_vien": 5,
    }
    assert submission.notes == {"so_hoc_sinh": "chưa có số liệu"}


@pytest.mark.parametrize(("text", "columns"), [("", [1, 2, 3]), ("7", [1, 2, 3, 4])])
def test_a_border_a_little_out_of_line_makes_no_column_but_what_stands_in_one_is_kept(
    tmp_path: Path, text: str, columns: list[int]
) -> None:
    document = Document()
    table = document.add_table(3, 4, style="Table Grid")
    for column, width in zip(table._tbl.tblGrid.iterchildren(), (900, 898, 2, 900), strict=True):
        column.set(qn("w:w"), str(width))
    for row, cells in enumerate(
        (("Nội dung", "Số lớp", "Ghi chú"), ("Khối 6", "12", ""), ("Khối 7", "9", ""))
    ):
        first, second, third, last = (table.cell(row, column) for column in range(4))
        first.text = cells[0]
        (second if row == 0 else second.merge(third)).text = cells[1]
        (third.merge(last) if row == 0 else last).text = cells[2]
    if text:
        document.tables[0].cell(1, 2).text = text
        table.rows[1]._tr.tc_lst[1].tcPr.remove(table.rows[1]._tr.tc_lst[1].tcPr.find(qn("w:gridSpan")))
        cell = OxmlElement("w:tc")
        paragraph, run, word_text = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
        word_text.text = text
        run.append(word_text)
        paragraph.append(run)
        cell.append(paragraph)
        table.rows[1]._tr.tc_lst[1].addnext(cell)
    document.save(str(tmp_path / "f.docx"))
    (read,) = read_document(tmp_path / "f.docx").tables()
    assert [cell.column for cell in read.rows[1]] == columns
