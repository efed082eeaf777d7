"""Remarks in a copy of a workbook: a note and a colour at each cell, nothing else lost, read as before."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
import xlsxwriter

from htsd_cli.values.findings import Severity
from htsd_cli.writers.returns.cell_colours import COLOURS
from tests.documents import draw_excel, form_rows, report
from tests.writers.returns.returned import notes, parts, reading, returned

FAULTY = {
    "news_items": ("O8",),
    "classes.professional": ("2", "khoảng 40"),
    "culture_sport.arts": ("1", "45 GV + 300 HS"),
}
RED, YELLOW = COLOURS[Severity.ERROR], COLOURS[Severity.WARNING]


def rows_of(texts: dict[str, tuple[str, ...]]) -> list[list[str]]:
    """Return a report's rows as they are typed into a sheet."""
    lines = [line for line in form_rows(texts).splitlines() if line.startswith("|")]
    table = [[cell.strip().replace(" ↵ ", "\n") for cell in line.strip("|").split("|")] for line in lines]
    letter = [
        ["ĐƠN VỊ: TRƯỜNG TIỂU HỌC HOA SEN"],
        ["BÁO CÁO Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024"],
        ["I. CÔNG TÁC TRIỂN KHAI, TỔ CHỨC TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024"],
        ["Nhà trường xây dựng kế hoạch."],
        ["II. CÁC HOẠT ĐỘNG ĐÃ THỰC HIỆN"],
        ["Tổ chức ngày hội đọc sách."],
    ]
    return letter + [["" if cell in "<^" else cell for cell in row] for row in table]


def book(
    tmp_path: Path, texts: dict[str, tuple[str, ...]] | None = None, *, note: str = "", at: str = "H1"
) -> Path:
    """Write a workbook with a chart, a picture's place taken by a second sheet, protection and perhaps a note."""
    path = tmp_path / "bao-cao.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("Báo cáo")
    face = made.add_format(
        {"bold": True, "locked": False, "border": 1, "num_format": "#,##0", "font_color": "blue"}
    )
    for row, cells in enumerate(rows_of(FAULTY if texts is None else texts)):
        for column, text in enumerate(cells):
            if text.isdecimal():
                sheet.write_number(row, column, int(text), face)
            elif text:
                sheet.write_string(row, column, text, face if column in (3, 4) else None)
    sheet.protect("", {"format_cells": True})
    chart = made.add_chart({"type": "column"})
    chart.add_series({"values": ["Báo cáo", 8, 3, 20, 3]})
    sheet.insert_chart("J2", chart)
    if note:
        sheet.write_comment(at, note, {"author": "Hiệu phó"})
    made.add_worksheet("Khác").write("A1", "ghi chép riêng")
    made.close()
    return path


def found(path: Path, text: str) -> str:
    """Return the address of the cell with this text."""
    [address] = [
        cell.coordinate
        for row in openpyxl.load_workbook(path)["Báo cáo"].iter_rows()
        for cell in row
        if cell.value == text
    ]
    return address


def test_each_wrong_cell_has_a_note_saying_what_is_wrong_and_what_to_write(tmp_path: Path) -> None:
    path = book(tmp_path)
    told = notes(returned(path))
    assert set(told) == {("Báo cáo", found(path, text)) for text in ("O8", "khoảng 40", "45 GV + 300 HS")}
    assert told["Báo cáo", found(path, "O8")] == (
        "PGDĐT (htsd)\nCần sửa: Dòng 2 “Số tin bài về các hoạt động của Tuần lễ”, cột “Số lớp/số cuộc thi” ghi “O8”:"
        " có chữ cái ở chỗ của chữ số.\n→ Gõ lại số (gợi ý: 8)."
    )


def test_a_wrong_cell_is_coloured_and_keeps_the_rest_of_its_look(tmp_path: Path) -> None:
    path = book(tmp_path)
    address = found(path, "O8")
    before = openpyxl.load_workbook(path)["Báo cáo"][address]
    after = openpyxl.load_workbook(returned(path))["Báo cáo"][address]
    assert (after.fill.fill_type, after.fill.fgColor.rgb) == ("solid", RED)
    for part in ("font", "border", "number_format", "protection", "alignment"):
        assert repr(getattr(after, part)) == repr(getattr(before, part))
    assert (after.value, after.font.strike) == ("O8", None)


def test_a_cell_in_doubt_has_another_colour_than_a_wrong_one(tmp_path: Path) -> None:
    path = book(tmp_path, {"classes": ("5",), "classes.other": ("6", "100")})
    copy = returned(path)
    [(_, address)] = notes(copy)
    cell = openpyxl.load_workbook(copy)["Báo cáo"][address]
    assert (cell.value, cell.fill.fgColor.rgb) == (5, YELLOW)


def test_the_copy_reads_like_the_received_file_which_keeps_every_byte(tmp_path: Path) -> None:
    path = book(tmp_path)
    before = path.read_bytes()
    assert reading(returned(path)) == reading(path)
    assert path.read_bytes() == before


def test_all_parts_but_the_sheet_and_the_styles_keep_their_bytes(tmp_path: Path) -> None:
    path = book(tmp_path)
    before, after = parts(path), parts(returned(path))
    assert {name for name in before if before[name] != after[name]} == {
        "[Content_Types].xml", "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/styles.xml",
    }  # fmt: skip
    assert set(after) - set(before) == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert "xl/charts/chart1.xml" in before


def test_mended_in_the_very_copy_it_reads_clean(tmp_path: Path) -> None:
    copy = returned(book(tmp_path))
    made = openpyxl.load_workbook(copy)
    right = {"O8": 8, "khoảng 40": 41, "45 GV + 300 HS": 345}
    for row in made["Báo cáo"].iter_rows():
        for cell in row:
            cell.value = right.get(str(cell.value), cell.value)
    made.save(copy)
    mended = reading(copy)
    assert [item.code for item in mended.findings if item.severity is not Severity.INFO] == []
    assert mended.numbers["news_items"] == {"count": 8}
    assert len(notes(copy)) == 3


def test_notes_of_the_unit_on_other_cells_stay_with_their_boxes(tmp_path: Path) -> None:
    path = book(tmp_path, note="đã đối chiếu sổ")
    copy = returned(path)
    told = notes(copy)
    assert told["Báo cáo", "H1"].endswith("đã đối chiếu sổ")
    assert len(told) == 4
    before, after = parts(path)["xl/drawings/vmlDrawing1.vml"], parts(copy)["xl/drawings/vmlDrawing1.vml"]
    assert after.startswith(before.removesuffix(b"</xml>"))
    assert after.count(b"<v:shape ") == 4


def test_a_note_of_the_unit_on_a_wrong_cell_stays_and_ours_follows_it(tmp_path: Path) -> None:
    address = found(book(tmp_path), "O8")
    copy = returned(book(tmp_path, note="tám bài", at=address))
    text = notes(copy)["Báo cáo", address]
    assert text.startswith("tám bài\n\nPGDĐT (htsd)\nCần sửa: ")
    assert parts(copy)["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == 3


def test_the_notes_and_colours_of_an_earlier_return_go_when_the_cell_is_mended(tmp_path: Path) -> None:
    address = found(book(tmp_path), "O8")
    first = returned(book(tmp_path, note="tám bài", at=address), "mot")
    made = openpyxl.load_workbook(first)
    made["Báo cáo"][address] = 8
    other = found(first, "khoảng 40")
    made["Báo cáo"][other] = 41
    made.save(first)
    again = returned(first, "hai")
    told = notes(again)
    assert set(told) == {("Báo cáo", address), ("Báo cáo", found(first, "45 GV + 300 HS"))}
    # Our remark on the old figure is gone; the unit's own words at the mended one are asked about.
    assert told["Báo cáo", address].startswith("tám bài\n")
    assert "có nhận xét hoặc chú thích “tám bài”" in told["Báo cáo", address]
    assert "O8" not in told["Báo cáo", address]
    sheet = openpyxl.load_workbook(again)["Báo cáo"]
    assert [sheet[place].fill.fill_type for place in (address, other)] == ["solid", None]
    assert sheet[found(first, "45 GV + 300 HS")].fill.fgColor.rgb == RED
    assert reading(again) == reading(first)


def test_a_second_return_of_the_same_file_changes_nothing(tmp_path: Path) -> None:
    first = returned(book(tmp_path), "mot")
    again = returned(first, "hai")
    assert notes(again) == notes(first)
    boxes = [parts(item)["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") for item in (first, again)]
    assert boxes == [3, 3]


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    path = book(tmp_path)
    assert returned(path, "a").read_bytes() == returned(path, "b").read_bytes()


def test_what_concerns_the_whole_report_stands_at_the_first_cell_seen(tmp_path: Path) -> None:
    path = draw_excel(
        tmp_path / "b.xlsx",
        {"Cũ": "| x |\n", "Báo cáo": "| |\n" + report_rows({"culture_sport.arts": ("1", "5")}, 2023)},
        {"Cũ": "hidden"},
    )
    [(place, text)] = notes(returned(path)).items()
    assert place == ("Báo cáo", "A2")
    assert "Báo cáo ghi Tuần lễ năm 2023" in text


def report_rows(texts: dict[str, tuple[str, ...]], year: int) -> str:
    lines = report(form_rows(texts), year=year).splitlines()
    return "\n".join(line if line.startswith("|") else f"| {line} |" for line in lines if line.strip())


def test_macros_stay_byte_for_byte(tmp_path: Path) -> None:
    path = book(tmp_path).rename(tmp_path / "bao-cao.xlsm")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", bytes(range(256)) * 9)
    assert parts(returned(path))["xl/vbaProject.bin"] == bytes(range(256)) * 9


def test_cells_that_do_not_say_where_they_stand_are_found(tmp_path: Path) -> None:
    path = book(tmp_path)
    import re

    files = parts(path)
    sheet = files["xl/worksheets/sheet1.xml"].decode()

    # Without addresses each row must hold all its cells: fill the gaps with empty ones.
    def full(match: re.Match[str]) -> str:
        cells = dict(re.findall(r'<c r="([A-Z])\d+"(.*?</c>)', match[2]))
        return (
            "<row>"
            + "".join(f"<c{cells[letter]}" if letter in cells else "<c/>" for letter in "ABCDEF")
            + "</row>"
        )

    bare = re.sub(r'<row r="(\d+)"[^>]*>(.*?)</row>', full, sheet)
    assert 'r="' not in bare.partition("<sheetData>")[2].partition("</sheetData>")[0]
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            package.writestr(name, bare if name == "xl/worksheets/sheet1.xml" else content)
    copy = returned(path)
    sheet_after = parts(copy)["xl/worksheets/sheet1.xml"].decode()
    styles = re.findall(r'<c s="(\d+)" t="s"', sheet_after)
    assert len(notes(copy)) == 3
    assert len(set(styles)) == 2
    assert reading(copy) == reading(path)


@pytest.mark.parametrize("threaded", [True, False])
def test_a_note_goes_beside_a_cell_whose_threaded_comment_would_hide_it(
    tmp_path: Path, threaded: bool
) -> None:
    address = found(book(tmp_path), "O8")
    path = book(tmp_path, note="hội thoại", at=address)
    files = parts(path)
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    if threaded:
        entry = (
            '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
            ' Target="../threadedComments/threadedComment1.xml"/></Relationships>'
        )
        files[links] = files[links].replace(b"</Relationships>", entry.encode())
        files["xl/threadedComments/threadedComment1.xml"] = b"<ThreadedComments/>"
    files["xl/comments1.xml"] = files["xl/comments1.xml"].replace(
        "Hiệu phó".encode(), escape("tc={0F}").encode()
    )
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    told = notes(returned(path))
    if threaded:
        beside = f"E{address[1:]}"
        assert told["Báo cáo", beside].startswith(f"PGDĐT (htsd)\nVề ô {address}:\nCần sửa: ")
        assert "htsd" not in told["Báo cáo", address]
    else:
        assert "htsd" in told["Báo cáo", address]


def test_a_strict_workbook_gains_strict_parts(tmp_path: Path) -> None:
    path = book(tmp_path)
    pairs = (
        (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
         b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
        (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    )  # fmt: skip
    files = parts(path)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            for old, new in pairs:
                content = content.replace(old, new)
            package.writestr(name, content)
    copy = returned(path)
    after = parts(copy)
    assert after["xl/comments1.xml"].count(b"<comment ") == 3
    assert b"purl.oclc.org/ooxml/spreadsheetml/main" in after["xl/comments1.xml"]
    assert b"openxmlformats.org/spreadsheetml" not in after["xl/worksheets/sheet1.xml"]
    assert reading(copy) == reading(path)


def test_the_box_of_a_note_is_large_enough_and_its_sheet_names_it_where_excel_expects_it(
    tmp_path: Path,
) -> None:
    copy = returned(book(tmp_path))
    sheet = parts(copy)["xl/worksheets/sheet1.xml"].decode()
    order = [sheet.index(name) for name in ("</sheetData>", "<sheetProtection", "<drawing", "<legacyDrawing")]
    assert order == sorted(order)
    drawing = parts(copy)["xl/drawings/vmlDrawing1.vml"].decode()
    assert drawing.count('<x:ClientData ObjectType="Note">') == 3
    assert "width:225pt;height:84pt" in drawing


def test_the_copy_opens_as_a_workbook_from_its_bytes(tmp_path: Path) -> None:
    content = returned(book(tmp_path)).read_bytes()
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Báo cáo", "Khác"]
