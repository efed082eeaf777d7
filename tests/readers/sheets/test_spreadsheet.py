"""Workbooks in .xls, .xlsb and .ods: what a person sees in a cell, in every format the same."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from htsd_cli.form import load_form
from htsd_cli.pipeline import read_all
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.readers.sheets import spreadsheet, xls
from htsd_cli.readers.sheets.ods.rules import CALC
from htsd_cli.readers.sheets.page_header import lines_of
from htsd_cli.values.document import Cell, CellKind, Document, Paragraph, Seen, Sight
from tests.conftest import Convert, SavedAs
from tests.corpus import ooxml
from tests.readers.sheets import xls_files as records
from tests.readers.sheets.ods_files import write_fods
from tests.readers.sheets.xls_files import Xls
from tests.readers.sheets.xlsx_files import Sheet as OneSheet
from tests.readers.sheets.xlsx_files import drawn, hidden, read, told
from tests.test_samples import TRUTH

KINDS = ("xls", "ods", "fods")


def opened(folder: Path, content: bytes | str) -> Document:
    path = folder / "bao-cao.bin"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path)


def refused(folder: Path, content: bytes | str) -> tuple[str, str]:
    with pytest.raises(UnreadableFile) as caught:
        opened(folder, content)
    return caught.value.code, caught.value.detail


def kinds(document: Document) -> dict[str | None, tuple[str, str, float | None]]:
    """Return a workbook's first sheet: address -> text, kind, number."""
    (table, *_) = document.tables()
    return {cell.address: (cell.text, str(cell.kind), cell.value) for row in table.rows for cell in row}


# -- as LibreOffice saves them -----------------------------------------------------------------------------


@pytest.mark.parametrize("target", KINDS)
def test_every_sample_saved_in_another_format_gives_the_figures_of_the_original(
    saved_as: SavedAs, target: str
) -> None:
    files = saved_as(target)
    read = read_all([(path, path.name) for path in files.values()], load_form())
    assert {
        name: (item.numbers, item.counted, item.notes) for name, item in zip(files, read, strict=True)
    } == {name: (TRUTH[name]["figures"], TRUTH[name]["counted"], TRUTH[name]["notes"]) for name in files}


def write_one_of_each(path: Path) -> None:
    """Write a workbook with one cell of each kind, and what is hidden in every way."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Báo cáo"
    rows: list[tuple[str | float | bool | None, ...]] = [
        ("hai  khoảng", "hai\ndòng", "Tr\u00adêng TiÓu häc", None, True, "=1/0"),
        (12, -1234.5, 123456789012, 0.1, 0, "#N/A"),
        (1, 45629, 3.25, 45629, 7, 0.4375, 45629),
        (99,),
        (5, None, None, None, None, None, None, None, None, None, 77),
        (6, 66),
    ]
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
    shapes = {"A3": "0%", "B3": "d-mmm", "C3": "# ?/?", "D3": "dd/mm/yyyy", "E3": '00" lớp"', "F3": "h:mm"}
    for address, shape in (shapes | {"G3": "mmm-yy", "B6": ";;;"}).items():
        sheet[address].number_format = shape
    sheet["C1"].font = Font(name=".VnTime")
    sheet["D1"] = CellRichText(TextBlock(InlineFont(rFont=".VnTime"), "Líp"), " ½")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["K"].hidden = True
    sheet.merge_cells("A6:A8")
    other = book.create_sheet("ẩn")
    other["A1"] = 1
    other.sheet_state = "hidden"
    book.save(path)


@pytest.mark.parametrize("target", KINDS)
def test_a_cell_is_the_same_in_every_format(tmp_path: Path, convert: Convert, target: str) -> None:
    original = tmp_path / "bao-cao.xlsx"
    write_one_of_each(original)
    (path,) = convert([original], target)
    document, expected = read_document(path), read_document(original)
    assert kinds(document) == kinds(expected) | {"F1": ("#DIV/0!", "error", None)}  # LibreOffice computed it
    assert drawn(document)[-1] == "A6 6 ×3,1"
    assert [(table.sheet, table.hidden) for table in document.tables()] == [("Báo cáo", False), ("ẩn", True)]
    assert [notice.message for notice in document.notices] == [notice.message for notice in expected.notices]
    assert told(document) == ["legacy-font"]
    assert hidden(document) == hidden(expected)
    assert {"A4", "K5"} <= set(hidden(document))


@pytest.mark.parametrize("target", KINDS)
def test_digits_of_two_sizes_in_a_cell_are_told_in_every_format(
    tmp_path: Path, convert: Convert, target: str
) -> None:
    book = Workbook()
    for address, small in (("A1", 6), ("A2", 12)):
        runs = (TextBlock(InlineFont(sz=13), "14"), TextBlock(InlineFont(sz=small), "1"))
        book.worksheets[0][address] = CellRichText(*runs)
    book.save(tmp_path / "a.xlsx")
    for path in (tmp_path / "a.xlsx", *convert([tmp_path / "a.xlsx"], target)):
        (table,) = read_document(path).tables()
        cells = [(row[0].text, [seen.text for seen in row[0].sights]) for row in table.rows]
        assert cells == [("141", ["14 1"]), ("141", [])]


@pytest.mark.parametrize("target", ["xls", "ods"])
def test_another_reader_finds_the_same_numbers_and_texts(saved_as: SavedAs, target: str) -> None:
    from python_calamine import CalamineWorkbook

    for path in saved_as(target).values():
        book = CalamineWorkbook.from_path(path)
        for table in read_document(path).tables():
            rows = book.get_sheet_by_name(table.sheet or "").to_python(skip_empty_area=False)
            theirs = {
                (row, column): value
                for row, values in enumerate(rows, 1)
                for column, value in enumerate(values, 1)
                if value != ""
            }
            ours = {
                (cell.row, cell.column): cell.text if cell.kind is CellKind.TEXT else cell.value
                for row in table.rows
                for cell in row
            }
            assert ours == theirs


# -- .xls, record by record --------------------------------------------------------------------------------


def test_numbers_are_read_however_they_are_packed(tmp_path: Path) -> None:
    half = struct.unpack("<I", struct.pack("<d", 2.5)[4:])[0]
    hundredths = struct.unpack("<I", struct.pack("<d", 125.0)[4:])[0]
    several = (
        struct.pack("<HH", 1, 0) + struct.pack("<HIHI", 0, 7 << 2 | 2, 0, 8 << 2 | 2) + struct.pack("<H", 1)
    )
    rows = (
        records.number(0, 0, 1250.0)
        + records.packed(0, 1, 12 << 2 | 2)
        + records.packed(0, 2, -(12 << 2) | 2)
        + records.packed(0, 3, 1250 << 2 | 3)
        + records.packed(0, 4, half)
        + records.packed(0, 5, hundredths | 1)
        + record_of_several(several)
    )
    assert kinds(opened(tmp_path, Xls({"a": rows}).content())) == {
        "A1": ("1250", "number", 1250),
        "B1": ("12", "number", 12),
        "C1": ("-12", "number", -12),
        "D1": ("12.5", "number", 12.5),
        "E1": ("2.5", "number", 2.5),
        "F1": ("1.25", "number", 1.25),
        "A2": ("7", "number", 7),
        "B2": ("8", "number", 8),
    }


def record_of_several(body: bytes) -> bytes:
    return records.record(0x00BD, body)


def test_a_formulas_stored_result_is_its_value(tmp_path: Path) -> None:
    empty_text = b"\x17\0\0"
    rows = (
        records.formula(0, 0, struct.pack("<d", 30))
        + records.formula(0, 1, records.special(0))
        + records.record(0x0207, records.long_text("12 lớp"))
        + records.formula(0, 2, records.special(1, 1))
        + records.formula(0, 3, records.special(2, 0x17))
        + records.formula(0, 4, records.special(3), empty_text)
        + records.formula(0, 5, records.special(3))
    )
    assert kinds(opened(tmp_path, Xls({"a": rows}).content())) == {
        "A1": ("30", "number", 30),
        "B1": ("12 lớp", "text", None),
        "C1": ("TRUE", "boolean", None),
        "D1": ("#REF!", "error", None),
        "F1": ("=…", "uncalculated", None),  # blank although nothing in it makes it so
    }


def test_a_shared_text_goes_on_in_the_next_record_with_characters_of_another_width(tmp_path: Path) -> None:
    table = struct.pack("<II", 2, 2) + struct.pack("<HB", 11, 0) + b"Truong"
    table = records.record(0x00FC, table) + records.record(0x003C, b"\1" + " Lê Lợi"[:5].encode("utf-16-le"))
    table += records.record(0x003C, struct.pack("<HB", 2, 1) + "Đủ".encode("utf-16-le"))
    book = Xls({"a": records.shared(0, 0, 0) + records.shared(1, 0, 1)}, strings=table)
    assert drawn(opened(tmp_path, book.content())) == ["A1 Truong Lê L", "A2 Đủ"]


def test_a_legacy_font_is_decoded_for_a_cell_and_for_a_part_of_its_text(tmp_path: Path) -> None:
    plain, rich = "Tr\u00adêng", "Líp và lớp"
    table = struct.pack("<II", 2, 2) + struct.pack("<HB", len(plain), 1) + plain.encode("utf-16-le")
    table += struct.pack("<HBH", len(rich), 1 | 8, 2) + rich.encode("utf-16-le")
    table += struct.pack("<HHHH", 0, 1, 3, 0)  # from its 1st letter font 1, from its 4th font 0
    rows = records.shared(0, 0, 0, style=1) + records.shared(0, 1, 1)
    book = Xls(
        {"a": rows},
        fonts=("Times New Roman", ".VnTime"),
        styles=((0, 0), (1, 0)),
        strings=records.record(0x00FC, table),
    )
    document = opened(tmp_path, book.content())
    assert drawn(document) == ["A1 Trường", "B1 Lớp và lớp"]
    assert told(document) == ["legacy-font"]


def test_a_workbook_of_excel_95_is_read_by_its_code_page_and_its_fonts(tmp_path: Path) -> None:
    def label(column: int, content: bytes, style: int) -> bytes:
        return records.record(0x0204, struct.pack("<HHHH", 0, column, style, len(content)) + content)

    rows = label(0, "Phường".encode("cp1258", "ignore"), 0) + label(1, b"Tr\xad\xeang", 1)
    book = Xls(
        {"Bao cao": rows + records.number(0, 2, 45629, 2)},
        fonts=("Arial", ".VnTime"),
        styles=((0, 0), (1, 0), (0, 164)),
        formats={164: "dd/mm/yyyy"},
        before=records.record(0x0042, struct.pack("<H", 1258)),
        version=records.BIFF5,
    )
    assert drawn(opened(tmp_path, book.content())) == [
        f"A1 {'Phường'.encode('cp1258', 'ignore').decode('cp1258')}", "B1 Trường", "C1 03/12/2024",
    ]  # fmt: skip


def test_dates_follow_the_date_system_of_the_workbook(tmp_path: Path) -> None:
    rows = records.number(0, 0, 45629 - 1462, 1)
    book = Xls({"a": rows}, styles=((0, 0), (0, 16)), before=records.record(0x0022, b"\1\0"))
    assert kinds(opened(tmp_path, book.content())) == {"A1": ("3/12", "date", 45629 - 1462)}


def test_what_is_hidden_is_told_and_not_shown(tmp_path: Path) -> None:
    rows = (
        records.column(2, 3, hidden=True)
        + records.column(4, 4, width=0)
        + records.row(1, hidden=True)
        + records.row(2, height=0)
        + b"".join(records.number(row, column, 10 * row + column) for row in range(4) for column in range(5))
        + records.merge(3, 3, 0, 1)
    )
    document = opened(tmp_path, Xls({"a": rows, "b": b""}, states={"b": 2}).content())
    assert drawn(document) == ["A1 0", "B1 1", "A4 30 ×1,2"]
    assert [table.hidden for table in document.tables()] == [False, True]
    why = hidden(document)
    assert {address: why[address] for address in ("A2", "A3", "C1", "E4")} == {
        "A2": "hàng 2 đang bị ẩn",
        "A3": "hàng 3 thấp đến mức không nhìn thấy",
        "C1": "cột C đang bị ẩn",
        "E4": "cột E hẹp đến mức không nhìn thấy",
    }


def test_a_usual_width_of_nothing_hides_what_states_none_and_a_view_of_formulas_shows_them(
    tmp_path: Path,
) -> None:
    sum_of = records.formula(1, 1, struct.pack("<d", 7), SUM_ABOVE)
    rows = records.number(0, 0, 5) + records.column(1, 1) + records.number(0, 1, 7) + sum_of
    old = rows + records.record(0x023E, b"\1\0" + bytes(16)) + records.record(0x0055, b"\0\0")
    area = b"\x25" + struct.pack("<IIHH", 0, 0, 0xC001, 0xC001) + b"\x19\x10\0\0"  # SUM(B1:B1)
    tokens = struct.pack("<I", len(area)) + area + bytes(4)
    five, seven = struct.pack("<d", 5), struct.pack("<d", 7)
    binary = (
        records.row12(0) + records.cell12(5, 0, five) + records.cell12(5, 1, seven)
        + records.row12(1) + records.cell12(9, 1, seven + bytes(2) + tokens)
    )  # fmt: skip
    before = records.record12(137, b"\2" + bytes(29)) + records.record12(
        485, struct.pack("<IHHI", 0, 8, 300, 0)
    )
    before += records.record12(390) + records.column12(1, 1) + records.record12(391)
    books = (Xls({"a": old}).content(), records.xlsb({"a": binary}, after={"before a": before}))
    xml = (
        '<sheetViews><sheetView showFormulas="1" workbookViewId="0"/></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15" defaultColWidth="0"/><cols><col min="2" max="2" width="9"/></cols>'
    )
    cells = '<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>7</v></c></row>'
    cells += '<row r="2"><c r="B2"><f>SUM(B1:B1)</f><v>7</v></c></row>'
    modern = read(tmp_path, OneSheet(cells, head=xml))
    for document in (*(opened(tmp_path, book) for book in books), modern):
        assert hidden(document) == {"A1": "cột A hẹp đến mức không nhìn thấy"}
        (table,) = document.tables()
        seen = {cell.address: [sight.text for sight in cell.sights] for row in table.rows for cell in row}
        assert seen["B1"] == []
        assert seen["B2"][-1].startswith("=SUM(")


ZERO, ON_LOAD = struct.pack("<d", 0), 3
SUM_ABOVE = b"\x25" + struct.pack("<HHHH", 0, 1, 0xC000, 0xC000) + b"\x19\x10\0\0"  # SUM(A1:A2)
LOOKED_UP = b"\x42\x02" + struct.pack("<H", 102)


def test_a_sum_that_a_program_left_to_excel_is_computed_and_not_read_as_the_zero_it_stored(
    tmp_path: Path,
) -> None:
    rows = records.number(0, 0, 5) + records.number(1, 0, 9)
    rows += records.formula(2, 0, ZERO, SUM_ABOVE, flags=ON_LOAD) + records.formula(3, 0, ZERO, SUM_ABOVE)
    rows += records.formula(4, 0, ZERO, LOOKED_UP, flags=ON_LOAD)
    rows += records.formula(5, 0, struct.pack("<d", 7), LOOKED_UP, flags=ON_LOAD)
    document = opened(tmp_path, Xls({"a": rows}).content())
    assert kinds(document) == {
        "A1": ("5", "number", 5),
        "A2": ("9", "number", 9),
        "A3": ("=SUM(A1:A2)", "uncalculated", 14),
        "A4": ("0", "number", 0),  # a program that says nothing of it has computed it
        "A5": ("=…", "uncalculated", None),
        "A6": ("7", "number", 7),
    }


def test_a_formula_that_stands_once_for_several_cells_is_computed_in_each(tmp_path: Path) -> None:
    relative = (
        b"\x2c" + struct.pack("<HH", 0, 0xC000 | 0xFF) + b"\x1e\2\0\x05"
    )  # the cell to the left, times 2
    once = records.record(0x04BC, struct.pack("<HHBBBBH", 0, 1, 1, 1, 0, 2, len(relative)) + relative)
    here = b"\1" + struct.pack("<HH", 0, 1)
    rows = records.number(0, 0, 5) + records.formula(0, 1, ZERO, here, flags=ON_LOAD) + once
    rows += records.number(1, 0, 6) + records.formula(1, 1, ZERO, here, flags=ON_LOAD)
    document = opened(tmp_path, Xls({"a": rows}).content())
    assert kinds(document)["B1"] == ("=A1*2", "uncalculated", 10)
    assert kinds(document)["B2"] == ("=A2*2", "uncalculated", 12)


def test_a_sheet_that_was_saved_before_it_was_computed_is_computed(tmp_path: Path) -> None:
    rows = records.record(0x005E, b"\0\0") + records.number(0, 0, 5) + records.formula(2, 0, ZERO, SUM_ABOVE)
    document = opened(tmp_path, Xls({"a": rows}).content())
    assert kinds(document)["A3"] == ("=SUM(A1:A2)", "uncalculated", 5)


def drawn_object(sort: int, number: int, text: str = "", *, flags: int = 0) -> bytes:
    """Return the records of something drawn over D24, with its text."""
    anchor = struct.pack("<HHI", 0, 0xF010, 18) + struct.pack("<9H", 0, 3, 0, 23, 0, 4, 0, 24, 0)
    drawn = records.record(0x00EC, anchor) + records.record(
        0x005D, struct.pack("<HHHHH", 0x15, 0x12, sort, number, flags) + bytes(12)
    )
    if text:
        drawn += records.record(0x01B6, struct.pack("<HH6xHHI", 0, 0, len(text), 0, 0))
        drawn += records.record(0x003C, b"\1" + text.encode("utf-16-le"))
    return drawn


@pytest.mark.parametrize(
    ("drawn_over", "sights"),
    [
        (drawn_object(6, 1, "14"), (Seen(Sight.TEXT_BOX, "14"),)),
        (drawn_object(2, 1, "14"), (Seen(Sight.TEXT_BOX, "14"),)),
        (drawn_object(8, 1), (Seen(Sight.PICTURE),)),
        (drawn_object(11, 1, "Có"), (Seen(Sight.CONTROL, "Có"),)),
        (drawn_object(20, 1), (Seen(Sight.CONTROL),)),
        (drawn_object(20, 1, flags=0x100), ()),  # the button of a filter
        (drawn_object(2, 1), ()),
        (drawn_object(5, 1), (Seen(Sight.PICTURE, "biểu đồ"),)),
        (drawn_object(1, 1), (Seen(Sight.PICTURE),)),  # a line from corner to corner
        (drawn_object(19, 1), ()),
        (drawn_object(25, 1, "14"), ()),
    ],
)
def test_what_is_drawn_over_a_cell_of_an_old_workbook_is_seen_at_it(
    tmp_path: Path, drawn_over: bytes, sights: tuple[Seen, ...]
) -> None:
    document = opened(tmp_path, Xls({"a": records.number(23, 3, 9) + drawn_over}).content())
    assert [(cell.address, cell.sights) for cell in cells(document)] == [("D24", sights)]


def test_a_note_of_an_old_workbook_belongs_to_its_cell(tmp_path: Path) -> None:
    author = struct.pack("<HB", 2, 0) + b"PC"
    note = records.record(0x001C, struct.pack("<HHHH", 23, 3, 0, 7) + author + b"\0")
    rows = records.number(23, 3, 14) + drawn_object(25, 7, "PC:\nĐính chính: 24") + note
    (cell,) = cells(opened(tmp_path, Xls({"a": rows}).content()))
    assert (cell.text, cell.notes) == ("14", ("Đính chính: 24",))


def test_a_chart_within_a_sheet_is_no_part_of_it(tmp_path: Path) -> None:
    chart = records.record(0x0809, struct.pack("<HHHH", 0x0600, 0x20, 0, 0) + bytes(8))
    chart += records.number(0, 0, 99) + records.record(0x000A)
    document = opened(tmp_path, Xls({"a": chart + records.number(1, 0, 12)}).content())
    assert drawn(document) == ["A2 12"]


def test_a_cell_in_the_sheets_last_place_costs_nothing(tmp_path: Path) -> None:
    document = opened(tmp_path, Xls({"a": records.number(0, 0, 1) + records.number(65535, 255, 2)}).content())
    assert drawn(document) == ["A1 1", "IV65536 2"]


@pytest.mark.parametrize(
    ("book", "code"),
    [
        (Xls({"a": b""}, before=records.record(0x002F, bytes(6))), "password-protected"),
        (Xls({"a": records.shared(0, 0, 5)}), "damaged-file"),
        (Xls({"a": records.record(0x0203, b"\0\0")}), "damaged-file"),
        (Xls({"a": struct.pack("<HH", 0x0203, 60000)}), "damaged-file"),
        (Xls({"a": b""}, strings=records.record(0x00FC, struct.pack("<IIHB", 1, 1, 900, 0))), "damaged-file"),
        (Xls({}), "damaged-file"),
    ],
    ids=["password", "no such text", "short record", "long record", "cut text", "no sheet"],
)
def test_a_workbook_that_cannot_be_read_is_refused(tmp_path: Path, book: Xls, code: str) -> None:
    assert refused(tmp_path, book.content()) == (code, "")


def test_too_many_cells_records_and_sheets_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Xls({"a": b"".join(records.number(row, 0, row) for row in range(9)), "b": b"", "c": b""}).content()
    assert len(drawn(opened(tmp_path, book))) == 9
    with monkeypatch.context() as limits:
        limits.setattr(spreadsheet, "_MOST_CELLS", 8)
        assert refused(tmp_path, book)[0] == "too-large"
    with monkeypatch.context() as limits:
        limits.setattr(xls, "_MOST_RECORDS", 20)
        assert refused(tmp_path, book) == ("too-large", "sổ có quá nhiều phần")
    with monkeypatch.context() as limits:
        limits.setattr(xls, "_MOST_SHEETS", 2)
        assert refused(tmp_path, book) == ("too-large", "sổ có 3 trang")


# -- .xlsb, record by record -------------------------------------------------------------------------------


def binary_workbook() -> bytes:
    flags = b"\0"
    rich = b"\1" + records.text12("Líp và lớp") + struct.pack("<IHHHH", 2, 0, 1, 3, 0)
    real = struct.Struct("<d").pack
    rows = (
        records.row12(0)
        + records.cell12(7, 0, struct.pack("<I", 0))
        + records.cell12(7, 1, struct.pack("<I", 1))
        + records.cell12(6, 2, records.text12("Tr\u00adêng"), 1)
        + records.row12(1)
        + records.cell12(2, 0, struct.pack("<I", 12 << 2 | 2))
        + records.cell12(5, 1, real(2.5))
        + records.cell12(5, 2, real(1.0), 2)
        + records.cell12(5, 3, real(45629.0), 3)
        + records.cell12(4, 4, b"\1")
        + records.cell12(3, 5, b"\x07")
        + records.row12(2)
        + records.cell12(9, 0, real(30.0) + bytes(10))
        + records.cell12(8, 1, records.text12("12 lớp") + bytes(10))
        + records.cell12(10, 2, b"\0" + bytes(10))
        + records.cell12(11, 3, b"\x17" + bytes(10))
        + records.row12(3, hidden=True)
        + records.cell12(5, 0, real(99.0))
        + records.row12(4)
        + records.cell12(5, 0, real(5.0))
        + records.cell12(5, 11, real(77.0))
    )
    merges = records.record12(177, struct.pack("<I", 1)) + records.record12(
        176, struct.pack("<IIII", 4, 5, 0, 1)
    )
    columns = records.record12(390) + records.column12(11, 12, hidden=True) + records.record12(391)
    return records.xlsb(
        {"Báo cáo": rows, "ẩn": b""},
        strings=(flags + records.text12("Trường Lê Lợi"), rich),
        fonts=("Times New Roman", ".VnTime"),
        formats={164: "d-mmm"},
        styles=((0, 0), (0, 1), (9, 0), (164, 0)),
        states={"ẩn": 1},
        after={"Báo cáo": merges + records.record12(178), "before Báo cáo": columns},
    )


BINARY = {
    "A1": ("Trường Lê Lợi", "text", None),
    "B1": ("Lớp và lớp", "text", None),
    "C1": ("Trường", "text", None),
    "A2": ("12", "number", 12),
    "B2": ("2.5", "number", 2.5),
    "C2": ("100%", "percent", 1),
    "D2": ("3/12", "date", 45629),
    "E2": ("TRUE", "boolean", None),
    "F2": ("#DIV/0!", "error", None),
    "A3": ("30", "number", 30),
    "B3": ("12 lớp", "text", None),
    "C3": ("FALSE", "boolean", None),
    "D3": ("#REF!", "error", None),
    "A5": ("5", "number", 5),
}


def test_a_binary_workbook_is_read_like_any_other(tmp_path: Path) -> None:
    document = opened(tmp_path, binary_workbook())
    assert kinds(document) == BINARY | {"A4": ("99", "number", 99), "L5": ("77", "number", 77)}
    assert hidden(document) == {"A4": "hàng 4 đang bị ẩn", "L5": "cột L đang bị ẩn"}
    assert drawn(document)[-1] == "A5 5 ×2,2"
    assert [(table.sheet, table.hidden) for table in document.tables()] == [("Báo cáo", False), ("ẩn", True)]
    assert told(document) == ["legacy-font"]


def test_libreoffice_sees_the_same_in_the_binary_workbook(tmp_path: Path, convert: Convert) -> None:
    path = tmp_path / "bao-cao.xlsb"
    path.write_bytes(binary_workbook())
    (converted,) = convert([path], "xlsx")
    theirs, ours = kinds(read_document(converted)), kinds(read_document(path))
    stored = ("A3", "B3", "C3", "D3")  # formulas, whose bytes are left out here
    assert {at: cell for at, cell in theirs.items() if at not in stored} == {
        at: cell for at, cell in ours.items() if at not in stored
    }


def test_another_reader_finds_the_same_in_the_binary_workbook(tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    path = tmp_path / "bao-cao.xlsb"
    path.write_bytes(binary_workbook())
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [rows[0][0], rows[1][0], rows[1][1], rows[2][0], rows[2][1]] == [
        "Trường Lê Lợi",
        12,
        2.5,
        30,
        "12 lớp",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        records.row12(0) + records.cell12(7, 0, struct.pack("<I", 9)),
        records.row12(0) + records.cell12(5, 0, b"\0"),
        records.row12(2_000_000) + records.cell12(5, 0, struct.pack("<d", 1)),
        records.row12(0) + records.cell12(5, 20_000, struct.pack("<d", 1)),
        records.row12(0) + records.cell12(6, 0, struct.pack("<I", 1 << 30)),
        b"\x05\xff\xff\xff\x7f",
    ],
    ids=["no such text", "short record", "row", "column", "endless text", "endless record"],
)
def test_a_damaged_binary_workbook_is_refused(tmp_path: Path, rows: bytes) -> None:
    assert refused(tmp_path, records.xlsb({"a": rows})) == ("damaged-file", "")


# -- .ods, element by element ------------------------------------------------------------------------------

_NAMES = "draw:drawing office table text style number:datastyle fo:xsl-fo-compatible svg:svg-compatible meta"
SPACES = " ".join(
    f'xmlns:{name.partition(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{name.rpartition(":")[2]}:1.0"'
    for name in _NAMES.split()
)


def flat_ods(rows: str, styles: str = "", columns: str = "", more: str = "") -> str:
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:mimetype="{mimetype}">'
        '<office:meta><meta:user-defined meta:name="htsd-unit">Trường A</meta:user-defined></office:meta>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{columns}{rows}</table:table>{more}'
        "</office:spreadsheet></office:body></office:document>"
    )


def ods_cell(text: str = "", value: str = "", kind: str = "", more: str = "") -> str:
    typed = f' office:value-type="{kind}"' if kind else ""
    named = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
    stored = f' office:{named}="{value}"' if value else ""
    return f"<table:table-cell{typed}{stored}{more}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def ods_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def number_style(name: str, sort: str, inside: str) -> str:
    return (
        f'<number:{sort}-style style:name="N{name}">{inside}</number:{sort}-style>'
        f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="N{name}"/>'
    )


def test_a_cell_says_its_value_and_kind_itself(tmp_path: Path) -> None:
    styles = number_style(
        "day", "date", '<number:day/><number:text>-</number:text><number:month number:textual="true"/>'
    )
    styles += number_style("part", "number", '<number:fraction number:max-denominator-value="99"/>')
    styles += number_style("many", "number", "<number:number/><number:text> triệu</number:text>")
    row = ods_row(
        ods_cell("12 lớp", "12", "float"),
        ods_cell("100%", "1", "percentage"),
        ods_cell("3-Th12", "2024-12-03", "date", ' table:style-name="day"'),
        ods_cell("03/12/24", "2024-12-03T00:00:00", "date"),
        ods_cell("10:30", "PT10H30M00S", "time"),
        ods_cell("ĐÚNG", "true", "boolean"),
        ods_cell("1/40", "0.025", "float", ' table:style-name="part"'),
        ods_cell("12 triệu", "12", "float", ' table:style-name="many"'),
        ods_cell("5.000.000 ₫", "5000000", "currency"),
        ods_cell("chữ", kind="string"),
        ods_cell(kind="string", more=' office:string-value="chỉ có giá trị"'),
    )
    assert kinds(opened(tmp_path, flat_ods(row, styles))) == {
        "A1": ("12", "number", 12),
        "B1": ("100%", "percent", 1),
        "C1": ("3/12", "date", 45629),
        "D1": ("03/12/2024", "date", 45629),
        "E1": ("10:30", "date", 0.4375),
        "F1": ("TRUE", "boolean", None),
        "G1": ("1/40", "fraction", 0.025),
        "H1": ("12 triệu", "text", 12),
        "I1": ("5000000", "number", 5000000),
        "J1": ("chữ", "text", None),
        "K1": ("chỉ có giá trị", "text", None),
    }


def test_errors_old_and_new_and_formulas_without_a_result_are_no_figures(tmp_path: Path) -> None:
    formula = ' table:formula="of:=SUM([.A1:.B2])"'
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    row = ods_row(
        ods_cell(
            "#DIV/0!", kind="string", more=f' table:formula="of:=1/0" xmlns:c="{calc}" c:value-type="error"'
        ),
        ods_cell("Err:502", "0", "float", ' table:formula="of:=LEFT()"'),
        ods_cell("TRUE", "1", "float", ' table:formula="of:=TRUE()"'),
        ods_cell(more=formula),
        ods_cell("30", "30", "float", formula),
    )
    document = opened(tmp_path, flat_ods(row))
    assert kinds(document) == {
        "A1": ("#DIV/0!", "error", None),
        "B1": ("Err:502", "error", None),
        "C1": ("TRUE", "boolean", None),
        "D1": ("=SUM(A1:B2)", "uncalculated", None),
        "E1": ("30", "number", 30),
    }
    assert [cell.formula for cell in next(document.tables()).rows[0]][3:] == ["SUM(A1:B2)"] * 2


def test_repeated_cells_and_rows_stand_where_they_are_seen(tmp_path: Path) -> None:
    rows = (
        ods_row(
            ods_cell(more=' table:number-columns-repeated="2"'),
            ods_cell("3", "3", "float"),
            more=rows_repeated(2),
        )
        + ods_row(ods_cell(more=' table:number-columns-repeated="16384"'), more=rows_repeated(1_000_000))
        + ods_row(ods_cell("9", "9", "float", ' table:number-columns-repeated="3"'))
    )
    assert drawn(opened(tmp_path, flat_ods(rows))) == [
        "C1 3", "C2 3", "A1000003 9", "B1000003 9", "C1000003 9",
    ]  # fmt: skip


def rows_repeated(times: int) -> str:
    return f' table:number-rows-repeated="{times}"'


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (ods_row(ods_cell("1", "1", "float"), more=rows_repeated(1_048_576)), "too-large"),
        (ods_row(ods_cell("1", "1", "float", ' table:number-columns-repeated="16384"')), "too-large"),
        (
            ods_row(ods_cell(), more=rows_repeated(1_048_576)) + ods_row(ods_cell("1", "1", "float")),
            "too-large",
        ),
        (ods_row(ods_cell("1", "1", "float"), more=' table:number-rows-repeated="mười"'), "damaged-file"),
    ],
    ids=["rows", "cells", "beyond the sheet", "no number"],
)
def test_content_repeated_without_end_is_refused(tmp_path: Path, rows: str, code: str) -> None:
    assert refused(tmp_path, flat_ods(rows))[0] == code


def test_what_is_hidden_covered_or_written_beside_is_not_in_the_table(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>ghi nhớ</text:p></office:annotation>"
    collapsed = ' table:visibility="collapse"'
    column = f"<table:table-column{collapsed}/>"
    columns = f"<table:table-column/><table:table-column-group>{column}</table:table-column-group>"
    rows = (
        ods_row(
            ods_cell("1", "1", "float").replace("<text:p>", note + "<text:p>"), ods_cell("2", "2", "float")
        )
        + f"<table:table-header-rows>{ods_row(ods_cell('3', '3', 'float'), more=collapsed)}</table:table-header-rows>"
        + ods_row(ods_cell("4", "4", "float"), more=' table:visibility="filter"')
        + ods_row(
            ods_cell("5", "5", "float", ' table:number-columns-spanned="3" table:number-rows-spanned="2"'),
            '<table:covered-table-cell office:value-type="float" office:value="6"><text:p>6</text:p>'
            "</table:covered-table-cell>",
        )
    )
    styles = (
        '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    more = f'<table:table table:name="b" table:style-name="off">{ods_row(ods_cell("7", "7", "float"))}</table:table>'
    document = opened(tmp_path, flat_ods(rows, styles, columns, more))
    assert drawn(document) == ["A1 1", "A4 5 ×2,3"]
    assert [(table.sheet, table.hidden) for table in document.tables()] == [("a", False), ("b", True)]
    assert hidden(document) == {
        "B1": "cột B nằm trong nhóm đang thu gọn",
        "A2": "hàng 2 đang bị ẩn",
        "A3": "hàng 3 đang bị bộ lọc ẩn",
    }
    assert hidden(document, 1) == {"A1": "trang “b” đang bị ẩn"}
    assert cells(document)[0].notes == ("ghi nhớ",)
    assert document.properties == {"htsd-unit": "Trường A"}


@pytest.mark.parametrize(
    ("drawn_over", "seen"),
    [
        (
            "<draw:frame><draw:text-box><text:p>14</text:p></draw:text-box></draw:frame>",
            Seen(Sight.TEXT_BOX, "14"),
        ),
        ("<draw:custom-shape><text:p>14</text:p></draw:custom-shape>", Seen(Sight.TEXT_BOX, "14")),
        ("<draw:g><draw:rect><text:p>14</text:p></draw:rect></draw:g>", Seen(Sight.TEXT_BOX, "14")),
        ("<draw:frame><draw:image/></draw:frame>", Seen(Sight.PICTURE)),
        ("<draw:frame><draw:object/><draw:image/></draw:frame>", Seen(Sight.OBJECT)),
        ('<draw:frame><draw:object draw:notify-on-update-of-ranges="a.A1"/></draw:frame>', None),
        ("<draw:control/>", Seen(Sight.CONTROL)),
        ("<draw:line/>", None),
        ("<draw:custom-shape/>", None),
        ("<draw:hologram/>", Seen(Sight.UNKNOWN, "hologram")),
    ],
)
def test_what_is_drawn_over_a_cell_of_opendocument_is_seen_at_it(
    tmp_path: Path, drawn_over: str, seen: Seen | None
) -> None:
    cell = f"<table:table-cell>{drawn_over}</table:table-cell>"
    document = opened(tmp_path, flat_ods(ods_row(ods_cell("1", "1", "float"), cell)))
    assert [(c.address, c.sights) for c in cells(document)[1:]] == ([] if seen is None else [("B1", (seen,))])


@pytest.mark.parametrize(
    ("drawing", "over"),
    [
        ('<draw:line svg:x1="2pt" svg:y1="7pt" svg:x2="50pt" svg:y2="7pt"/>', ["B1"]),
        ('<draw:line svg:x1="2pt" svg:y1="0pt" svg:x2="50pt" svg:y2="0pt"/>', []),
        (
            '<draw:rect draw:style-name="full" svg:x="0pt" svg:y="0pt" svg:width="48pt" svg:height="27pt"/>',
            ["B1", "B2"],
        ),
        (
            '<draw:rect draw:style-name="bare" svg:x="0pt" svg:y="0pt" svg:width="48pt" svg:height="27pt"/>',
            [],
        ),
        ('<draw:g><draw:line svg:x1="2pt" svg:y1="7pt" svg:x2="50pt" svg:y2="7pt"/></draw:g>', ["B1"]),
        (
            '<draw:frame svg:x="0pt" svg:y="0pt" svg:width="48pt" svg:height="27pt"><draw:image/></draw:frame>',
            ["B1", "B2"],
        ),
        (
            '<draw:frame svg:x="0pt" svg:y="0pt" svg:width="48pt" svg:height="27pt">'
            '<draw:object draw:notify-on-update-of-ranges="a.A1"/></draw:frame>',
            ["B1", "B2"],
        ),
        (
            '<draw:frame table:end-cell-address="a.B2" table:end-x="40pt" table:end-y="12pt" svg:width="48pt"'
            ' svg:height="9pt"><draw:image/></draw:frame>',
            ["B1", "B2"],
        ),
    ],
)
def test_a_drawing_of_opendocument_is_seen_at_each_cell_it_lies_over(
    tmp_path: Path, drawing: str, over: list[str]
) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="graphic"><style:graphic-properties draw:fill="{fill}"/>'
        "</style:style>"
        for name, fill in (("full", "solid"), ("bare", "none"))
    ) + (
        '<style:style style:name="ro" style:family="table-row"><style:table-row-properties style:row-height="14pt"/>'
        "</style:style>"
    )
    svg = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    anchor = f'<table:table-cell office:value-type="float" office:value="14"><text:p>14</text:p>{drawing}'
    anchor = anchor.replace("office:value-type", f"{svg} office:value-type", 1)
    rows = ods_row(ods_cell("1", "1", "float"), f"{anchor}</table:table-cell>", more=' table:style-name="ro"')
    rows += ods_row(ods_cell("2", "2", "float"), ods_cell("15", "15", "float"), more=' table:style-name="ro"')
    document = opened(tmp_path, flat_ods(rows, styles))
    assert [c.address for c in cells(document) if c.sights] == over


@pytest.mark.parametrize(("row_height", "address"), [("", "B2"), ("30pt", "B1")])
def test_what_is_anchored_to_the_page_of_a_sheet_is_seen_at_the_cells_below_it(
    tmp_path: Path, row_height: str, address: str
) -> None:
    frame = (
        '<table:shapes xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"><draw:frame svg:x="50pt"'
        ' svg:y="16pt" svg:width="45pt" svg:height="13pt"><draw:text-box><text:p>14</text:p></draw:text-box>'
        "</draw:frame></table:shapes>"
    )
    styles = (
        '<style:style style:name="ro" style:family="table-row"><style:table-row-properties'
        f' style:row-height="{row_height}"/></style:style>'
    )
    named = ' table:style-name="ro"' if row_height else ""
    rows = ods_row(ods_cell("1", "1", "float"), more=named) + ods_row(ods_cell("2", "2", "float"), more=named)
    document = opened(tmp_path, flat_ods(rows, styles, columns=frame))
    assert [(c.address, c.sights) for c in cells(document) if c.sights] == [
        (address, (Seen(Sight.TEXT_BOX, "14"),))
    ]


def test_a_struck_part_of_a_text_in_opendocument_is_left_out_and_told(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
    )
    row = ods_row(ods_cell('<text:span text:style-name="T1">9</text:span>14', kind="string"))
    (cell,) = cells(opened(tmp_path, flat_ods(row, styles)))
    assert (cell.text, cell.sights) == ("14", (Seen(Sight.STRUCK, "9"),))


def test_a_number_whose_format_shows_nothing_is_hidden(tmp_path: Path) -> None:
    unseen = '<table:table-cell office:value-type="float" office:value="{}"><text:p/></table:table-cell>'
    document = opened(
        tmp_path, flat_ods(ods_row(unseen.format(12), unseen.format(0), ods_cell("3", "3", "float")))
    )
    assert drawn(document) == ["B1 0", "C1 3"]
    assert hidden(document) == {"A1": "unseen"}


def test_a_number_hidden_by_its_own_format_is_told_with_what_is_stored(tmp_path: Path) -> None:
    styles = number_style("none", "text", "<number:text></number:text>")
    white = '<style:text-properties fo:color="#ffffff"/><number:number number:min-integer-digits="1"/>'
    styles += number_style("white", "number", white)
    unseen = '<table:table-cell office:value-type="float" office:value="12" table:style-name="{}">{}</table:table-cell>'
    row = ods_row(unseen.format("none", "<text:p/>"), unseen.format("white", "<text:p>12</text:p>"))
    found = cells(opened(tmp_path, flat_ods(row, styles)))
    assert [(cell.text, cell.sights) for cell in found] == [("", (Seen(Sight.UNSEEN, "12"),))] * 2


def test_a_text_s_format_is_put_to_it_once(tmp_path: Path) -> None:
    styles = number_style("more", "text", "<number:text-content/><number:text>0</number:text>")
    named = ' table:style-name="more"'
    row = ods_row(
        ods_cell("350", kind="string", more=f'{named} office:string-value="35"'),
        ods_cell("35", kind="string", more=named),
    )
    assert drawn(opened(tmp_path, flat_ods(row, styles))) == ["A1 350", "B1 350"]


def test_an_icon_in_place_of_a_number_hides_it(tmp_path: Path) -> None:
    entries = "<calcext:formatting-entry{}/><calcext:formatting-entry/>"
    rules = (
        f'<calcext:conditional-formats xmlns:calcext="{CALC[1:-1]}">'
        '<calcext:conditional-format calcext:target-range-address="a.A1:a.A1"><calcext:icon-set>{}'
        "</calcext:icon-set></calcext:conditional-format></calcext:conditional-formats>"
    )
    row = ods_row(ods_cell("350", "350", "float"))
    for said, text in ((' calcext:show-value="false"', ""), ("", "350")):
        document = opened(tmp_path, flat_ods(row + rules.format(entries.format(said))))
        assert [cell.text for cell in cells(document)] == [text]


def test_spaces_breaks_and_legacy_fonts_of_a_text_are_kept(tmp_path: Path) -> None:
    styles = (
        '<style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/>'
        '<style:style style:name="base" style:family="table-cell"><style:text-properties style:font-name="F1"/>'
        '</style:style><style:style style:name="cell" style:family="table-cell" style:parent-style-name="base"/>'
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-family="Arial"/></style:style>'
    )
    row = ods_row(
        ods_cell('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p><text:p>e', kind="string"),
        ods_cell(
            'Líp <text:span text:style-name="T1">lớp</text:span> Líp',
            kind="string",
            more=' table:style-name="cell"',
        ),
    )
    document = opened(tmp_path, flat_ods(row, styles))
    assert [cell.text for cell in cells(document)] == ["a   b\tc\nd\ne", "Lớp lớp Lớp"]
    assert told(document) == ["legacy-font"]


@pytest.mark.parametrize(
    ("stored", "formula"),
    [
        ("of:=SUM([.A1:.B2])", "SUM(A1:B2)"),
        ("of:=SUM([DS.A1:.A2])+[$'Tổ 1'.$B$3]", "SUM('DS'!A1:A2)+'Tổ 1'!$B$3"),
        ("of:=SUM([a.A1:b.A2])", "SUM([a.A1:b.A2])"),
    ],
)
def test_cells_of_other_sheets_are_named_in_a_formula_as_excel_does(
    tmp_path: Path, stored: str, formula: str
) -> None:
    row = ods_row(ods_cell("3", "3", "float", f' table:formula="{stored}"'))
    assert [cell.formula for cell in cells(opened(tmp_path, flat_ods(row)))] == [formula]


def test_a_text_beside_the_one_its_cell_stores_is_told_and_unknown_elements_show_theirs(
    tmp_path: Path,
) -> None:
    stored = ' office:string-value="{}"'
    row = ods_row(
        ods_cell("10", kind="string", more=stored.format("14")),
        ods_cell('1<text:s text:c="1"/>0', kind="string", more=stored.format("1 0")),
        ods_cell("10<text:new>4</text:new><text:bookmark>7</text:bookmark>", kind="string"),
        ods_cell("10", kind="float", more=' office:value="abc"'),
    )
    found = [
        (cell.text, [seen.text for seen in cell.sights]) for cell in cells(opened(tmp_path, flat_ods(row)))
    ]
    assert found == [("10", ["14"]), ("1 0", []), ("104", []), ("10", ["giá trị “abc” không phải số"])]


def cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables() for row in table.rows for cell in row]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (flat_ods("")[:-30], "damaged-file"),
        (flat_ods("").replace("spreadsheet>", "text>"), "damaged-file"),
        (flat_ods("").replace("?><", '?><!DOCTYPE a [<!ENTITY b "c">]><', 1), "forbidden-content"),
    ],
)
def test_a_flat_workbook_that_cannot_be_trusted_is_refused(tmp_path: Path, content: str, code: str) -> None:
    assert refused(tmp_path, content)[0] == code


def test_a_workbook_in_a_package_reads_like_a_flat_one(tmp_path: Path) -> None:
    flat = flat_ods(ods_row(ods_cell("12", "12", "float")))
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": flat,
        "meta.xml": flat,
        "META-INF/manifest.xml": "<manifest/>",
    }
    document = opened(tmp_path, ooxml.pack(parts, 0))
    assert (document.format, drawn(document), document.properties) == (
        "ods",
        ["A1 12"],
        {"htsd-unit": "Trường A"},
    )


# -- what is printed above each page -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('&L&"Arial,Bold"&14TRƯỜNG TIỂU HỌC BÀU SEN&C&A&RTrang &P/&N', ["TRƯỜNG TIỂU HỌC BÀU SEN"]),
        ("&CĐơn vị tính:&K01+000 nghìn đồng\nBiểu 1 && 2", ["Đơn vị tính: nghìn đồng", "Biểu 1 & 2"]),
        ("&P", []),
        ("", []),
    ],
)
def test_a_page_header_prints_its_lines_without_its_codes_and_the_page_s_number(
    code: str, lines: list[str]
) -> None:
    assert lines_of(code) == lines


def test_the_unit_that_a_sheet_prints_below_its_pages_stands_in_the_margins_and_nothing_else(
    tmp_path: Path,
) -> None:
    book = Workbook()
    sheet = book.create_sheet("a", 0)
    sheet["A1"] = 14
    sheet.oddFooter.left.text = "ĐVT: 1.000 đồng\nBiểu 1"  # written as _x000a_
    sheet.oddFooter.right.text = "Biểu 1"
    book.save(tmp_path / "a.xlsx")
    written = records.record(0x0015, records.long_text("&LĐVT: 1.000 đồng\nBiểu 1&R&P"))
    (tmp_path / "a.xls").write_bytes(Xls({"a": records.number(0, 0, 14) + written}).content())
    fourteen = records.cell12(5, 0, struct.pack("<d", 14))
    # Headers and footers in turn, of all pages, even ones and the first; none for the even ones.
    codes = [records.text12(code) for code in ("", "&LĐVT: 1.000 đồng\nBiểu 1&R&P", "", "")]
    codes[2:2] = [b"\xff\xff\xff\xff"] * 2
    margins = records.record12(479, bytes(2) + b"".join(codes)) + records.record12(480)
    (tmp_path / "a.xlsb").write_bytes(records.xlsb({"a": records.row12(0) + fourteen}, after={"a": margins}))
    pages = "".join(
        f'<style:master-page style:name="{name}"><style:footer><text:p>{line}</text:p></style:footer>'
        "<style:footer-left><text:p>Biểu 1</text:p></style:footer-left></style:master-page>"
        for name, line in (("Default", "ĐVT: tỷ đồng"), ("a", "ĐVT: 1.000 đồng"))
    )
    page = '<style:style style:name="t" style:family="table" style:master-page-name="a"/>'
    write_fods(tmp_path, "", styles=page + pages, more='table:style-name="t"')
    for path in sorted(tmp_path.iterdir()):
        assert read_document(path).margins == (Paragraph("ĐVT: 1.000 đồng", 1),), path.name


def test_what_a_sheet_prints_above_its_pages_stands_in_the_margins(tmp_path: Path) -> None:
    book = Workbook()
    for name in ("Ẩn", "Số liệu"):
        sheet = book.create_sheet(name)
        sheet["A1"] = 14
        sheet.oddHeader.left.text = f"ĐƠN VỊ {name}"
    book["Ẩn"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    written = records.record(0x0014, records.long_text("&LĐƠN VỊ Số liệu&R&P"))
    (tmp_path / "a.xls").write_bytes(Xls({"a": records.number(0, 0, 14) + written}).content())
    above = "<style:header><text:p>ĐƠN VỊ <text:span>Số liệu</text:span></text:p><text:p><text:page-number>1"
    above += "</text:page-number></text:p></style:header>"
    write_fods(tmp_path, "", styles=f'<style:master-page style:name="a">{above}</style:master-page>')
    for path in sorted(tmp_path.iterdir()):
        assert read_document(path).margins == (Paragraph("ĐƠN VỊ Số liệu", 1),), path.name
