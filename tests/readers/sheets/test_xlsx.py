from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.sheets import workbook as workbook_module
from htsd_cli.readers.sheets.xlsx import read_xlsx
from htsd_cli.values.document import Cell, CellKind, Document, Origin, Seen, Sight
from tests.corpus import ooxml
from tests.corpus.legacy import to_tcvn3, to_vni
from tests.programs import save_as
from tests.readers.sheets.xlsx_files import Book, Sheet, drawn, hidden, read, told, write

HIDDEN = ' hidden="1"'


def text(address: str, content: str, style: int = 0) -> str:
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t>{content}</t></is></c>'


def number(address: str, content: str, style: int = 0) -> str:
    return f'<c r="{address}" s="{style}"><v>{content}</v></c>'


def row(place: int, *cells: str, more: str = "") -> str:
    return f'<row r="{place}"{more}>{"".join(cells)}</row>'


def formula(address: str, code: str, result: str | None = None, more: str = "") -> str:
    stored = "" if result is None else f"<v>{result}</v>"
    return f'<c r="{address}"{more}><f>{code}</f>{stored}</c>'


def only(document: Document) -> Cell:
    """Return the one cell of a document's one sheet."""
    (table,) = document.tables()
    ((cell,),) = table.rows
    return cell


def kind(document: Document) -> tuple[str, CellKind, int | float | None]:
    cell = only(document)
    return cell.text, cell.kind, cell.value


def refused(folder: Path, book: Book | Sheet | str) -> str:
    with pytest.raises(UnreadableFile) as error:
        read(folder, book)
    return error.value.code


# -- text ------------------------------------------------------------------------------------------------------


def test_a_cell_says_where_it_stands(tmp_path: Path) -> None:
    (table,) = read(tmp_path, row(7, text("E7", "40 người"))).tables()
    ((cell,),) = table.rows
    assert cell == Cell("40 người", 7, 5, address="E7")
    assert table.origin(cell) == Origin(sheet="Báo cáo", row=7, column=5, cell="E7", text="40 người")


def test_shared_strings_are_looked_up(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"/></row>'
    assert drawn(read(tmp_path, rows, strings=["<t>một</t>", "<t>không</t>"])) == ["A1 không", "B1 một"]


def test_the_runs_of_a_rich_text_are_joined_and_its_phonetic_reading_left_out(tmp_path: Path) -> None:
    rich = (
        "<r><t>Bồi </t></r><r><rPr><b/><rFont val='Arial'/></rPr><t>dưỡng</t></r>"
        '<rPh sb="0" eb="1"><t>99</t></rPh><phoneticPr fontId="0"/>'
    )
    rows = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>{rich}</is></c></row>'
    assert drawn(read(tmp_path, rows, strings=[rich])) == ["A1 Bồi dưỡng", "B1 Bồi dưỡng"]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("dòng một_x000D_\ndòng hai", "dòng một\ndòng hai"),
        ("dòng một_x000D_dòng hai", "dòng một\ndòng hai"),
        ("_x0110_ơn vị", "Đơn vị"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("1_x0000_2_xD83D_", "12\ufffd"),
        ("_x12_", "_x12_"),
        ("  12 lớp ", "  12 lớp "),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_escaped_characters_are_decoded_and_line_breaks_are_one_kind(
    tmp_path: Path, stored: str, shown: str
) -> None:
    stored = stored.replace("\r", "&#13;")
    assert kind(read(tmp_path, row(1, text("A1", stored)))) == (shown, CellKind.TEXT, None)


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0", "\n"])
def test_a_cell_without_visible_text_is_no_cell(tmp_path: Path, blank: str) -> None:
    rows = row(1, '<c r="A1" s="0"/>', text("B1", blank), formula("C1", "A1", "", ' t="str"'))
    (table,) = read(tmp_path, rows).tables()
    assert table.rows == ()


def test_a_text_too_long_for_excel_is_cut(tmp_path: Path) -> None:
    assert len(only(read(tmp_path, row(1, text("A1", "x" * 100_000)))).text) == 40_000


def test_a_string_that_is_not_there_is_damage_since_nobody_knows_what_it_said(tmp_path: Path) -> None:
    for index in ("7", "-1", "x", "9" * 5000):
        assert refused(tmp_path, f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>') == "damaged-file"


def test_text_in_a_legacy_font_is_decoded_by_the_font_of_the_cell_or_run(tmp_path: Path) -> None:
    sentence = "Trường Tiểu học Hoa Sen"
    run = f'<r><rPr><rFont val="VNI-Times"/></rPr><t>{to_vni(sentence)}</t></r><r><t> 12</t></r>'
    rows = (
        f'<row r="1">{text("A1", to_tcvn3(sentence), 1)}<c r="B1" t="s"><v>0</v></c><c r="C1" s="1" t="s"><v>1</v></c>'
        f'<c r="D1" s="1" t="str"><f>A1</f><v>{to_tcvn3(sentence)}</v></c>'
        f'<c r="E1" s="2" t="s"><v>1</v></c></row>'
    )
    strings = [run, f"<t>{to_tcvn3(sentence)}</t>"]
    document = read(tmp_path, rows, strings=strings, styles=["0", "0"], fonts=[".VnTime", "Arial"])
    assert drawn(document) == [
        f"A1 {sentence}",
        f"B1 {sentence} 12",
        f"C1 {sentence}",
        f"D1 {sentence}",
        f"E1 {to_tcvn3(sentence)}",
    ]
    assert told(document) == ["legacy-font"]
    assert "(.VnTime, VNI-Times)" in document.notices[0].message


# -- numbers and other kinds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "shown", "value"),
    [
        ("1250", "1250", 1250),
        ("007", "7", 7),
        (" 12 ", "12", 12),
        ("12.5", "12.5", 12.5),
        ("12.0", "12", 12),
        ("1.5E3", "1500", 1500),
        ("1.25e7", "12500000", 12_500_000),
        ("-5", "-5", -5),
        ("11.999999999999998", "12", 12),
        ("0.30000000000000004", "0.3", 0.3),
        ("120.00000000000001", "120", 120),
        ("5000000000", "5000000000", 5_000_000_000),
        ("999999999999999", "999999999999999", 999_999_999_999_999),
        ("0", "0", 0),
    ],
)
def test_a_number_is_the_one_excel_shows_in_full(
    tmp_path: Path, stored: str, shown: str, value: float
) -> None:
    cell = only(read(tmp_path, row(1, number("A1", stored))))
    assert (cell.text, cell.kind, cell.value) == (shown, CellKind.NUMBER, value)
    assert type(cell.value) is type(value)


@pytest.mark.parametrize(
    "stored", ["1_000", "nan", "inf", "1,5", "١٢", "0x10", "12 lớp", "1E999", "1E+15", "1234567890123456"]
)
def test_a_stored_number_that_is_none_stays_text(tmp_path: Path, stored: str) -> None:
    assert kind(read(tmp_path, row(1, number("A1", stored)))) == (stored, CellKind.TEXT, None)


@pytest.mark.parametrize(
    ("stored", "style", "shown"),
    [
        ("5", '00" lớp"', ("05 lớp", CellKind.TEXT, 5)),
        ("5000000", '#,##0 "₫"', ("5000000₫", CellKind.NUMBER, 5_000_000)),
        ("45629", 16, ("3/12", CellKind.DATE, 45629)),
        ("45629", "dd/mm/yyyy", ("03/12/2024", CellKind.DATE, 45629)),
        ("0.12", 9, ("12%", CellKind.PERCENT, 0.12)),
        ("0.025", 13, ("1/40", CellKind.FRACTION, 0.025)),
        ("12", '0 "triệu"', ("12 triệu", CellKind.TEXT, 12)),
    ],
)
def test_the_format_of_a_number_decides_what_it_is(
    tmp_path: Path, stored: str, style: str | int, shown: tuple[str, CellKind, float | None]
) -> None:
    assert kind(read(tmp_path, row(1, number("A1", stored, 1)), styles=[style])) == shown


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    rows = row(1, number("A1", "44167", 1))
    document = read(tmp_path, rows, styles=[14], settings='<workbookPr date1904="1"/>')
    assert kind(document) == ("03/12/2024", CellKind.DATE, 44167)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ('t="b"><v>1</v>', ("TRUE", CellKind.BOOLEAN, None)),
        ('t="b"><v>0</v>', ("FALSE", CellKind.BOOLEAN, None)),
        ('t="e"><v>#DIV/0!</v>', ("#DIV/0!", CellKind.ERROR, None)),
        ('t="e"><f>A2/A3</f><v>#REF!</v>', ("#REF!", CellKind.ERROR, None)),
        ('t="d"><v>2024-12-03</v>', ("03/12/2024", CellKind.DATE, 45629)),
        ('t="d" s="1"><v>2024-12-03T14:30:00Z</v>', ("14:30", CellKind.DATE, 45629.6041666667)),
        ('t="d"><v>hôm qua</v>', ("hôm qua", CellKind.TEXT, None)),
        ('t="str"><f>TEXT(12,"0")</f><v>12</v>', ("12", CellKind.TEXT, None)),
        ('t="str"><v>12 lớp</v>', ("12 lớp", CellKind.TEXT, None)),
    ],
)
def test_other_kinds_of_cells(tmp_path: Path, stored: str, shown: tuple[str, CellKind, float | None]) -> None:
    assert kind(read(tmp_path, f'<row r="1"><c r="A1" {stored}</c></row>', styles=[20])) == shown


# -- formulas --------------------------------------------------------------------------------------------------


def test_a_formula_with_its_result_is_the_result(tmp_path: Path) -> None:
    cell = only(read(tmp_path, row(1, formula("A1", "KURT(C:D)", "12"))))
    assert cell == Cell("12", 1, 1, kind=CellKind.NUMBER, value=12, formula="KURT(C:D)", address="A1")


def test_a_plain_sum_without_a_result_is_computed_and_says_so(tmp_path: Path) -> None:
    rows = row(1, number("A1", "3"), number("B1", "4"), formula("C1", "SUM(A1:B1)"))
    (table,) = read(tmp_path, rows).tables()
    assert table.rows[0][2] == Cell(
        "=SUM(A1:B1)", 1, 3, kind=CellKind.UNCALCULATED, value=7, formula="SUM(A1:B1)", address="C1"
    )


@pytest.mark.parametrize("empty", ["", "<v/>", "<v></v>"])
def test_any_other_formula_without_a_result_is_left_open(tmp_path: Path, empty: str) -> None:
    rows = f'<row r="1"><c r="A1"><f>BAHTTEXT(12)</f>{empty}</c></row>'
    assert kind(read(tmp_path, rows)) == ("=BAHTTEXT(12)", CellKind.UNCALCULATED, None)


def test_a_sum_without_a_result_over_blank_cells_is_blank(tmp_path: Path) -> None:
    (table,) = read(tmp_path, row(1, formula("A1", "SUM(B1:B9)"))).tables()
    assert table.rows == ()


def test_a_sum_over_text_is_left_open(tmp_path: Path) -> None:
    rows = row(1, text("A1", "12"), formula("B1", "SUM(A1:A3)"))
    assert drawn(read(tmp_path, rows)) == ["A1 12", "B1 =SUM(A1:A3)"]
    (table,) = read(tmp_path, rows).tables()
    assert table.rows[0][1].value is None


def test_a_sum_counts_what_is_hidden_as_excel_does(tmp_path: Path) -> None:
    rows = row(1, number("A1", "3"), more=HIDDEN) + row(2, number("A2", "4"), formula("B2", "A1+A2"))
    (table,) = read(tmp_path, rows).tables()
    assert [cell.value for cell in table.rows[1]] == [4, 7]


def test_a_shared_formula_reads_in_each_cell_as_it_stands_there(tmp_path: Path) -> None:
    shared = '<f t="shared" si="0"'
    rows = (
        row(1, number("A1", "3"), number("B1", "4"))
        + row(2, number("A2", "5"), number("B2", "6"))
        + f'<row r="3"><c r="A3">{shared} ref="A3:C3">SUM(A1:A2)</f></c><c r="B3">{shared}/></c>'
        + '<c r="C3"><f t="shared" si="9"/></c></row>'
    )
    (table,) = read(tmp_path, rows).tables()
    assert [(cell.text, cell.value) for cell in table.rows[2]] == [
        ("=SUM(A1:A2)", 8),
        ("=SUM(B1:B2)", 10),
        ("=", None),
    ]


RECALCULATED = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'


def test_a_stored_zero_that_excel_would_compute_anew_is_not_believed(tmp_path: Path) -> None:
    rows = (
        f'<row r="1">{number("A1", "3")}{formula("B1", "SUM(A1:A2)", "0")}{formula("C1", "KURT(A1)", "0")}'
        f"{formula('D1', 'KURT(A1)', '3')}{formula('E1', 'A1', '3')}{formula('F1', 'SUM(Z1)', '0')}</row>"
    )
    (table,) = read(tmp_path, rows, after=RECALCULATED).tables()
    assert [(cell.address, cell.kind, cell.value) for cell in table.rows[0]] == [
        ("A1", CellKind.NUMBER, 3),
        ("B1", CellKind.UNCALCULATED, 3),
        ("C1", CellKind.UNCALCULATED, None),
        ("D1", CellKind.NUMBER, 3),
        ("E1", CellKind.NUMBER, 3),
        ("F1", CellKind.NUMBER, 0),
    ]
    (as_stored,) = read(tmp_path, rows).tables()
    assert [cell.value for cell in as_stored.rows[0]] == [3, 0, 0, 3, 3, 0]


def test_cells_that_a_formula_fills_without_stored_results_are_left_open(tmp_path: Path) -> None:
    filled = '<f t="array" ref="B1:B3">TRANSPOSE(A1:C1)</f>'
    rows = f'<row r="1"><c r="A1"><v>3</v></c><c r="B1">{filled}<v>3</v></c></row>' + row(
        2, number("B2", "4")
    )
    document = read(tmp_path, rows)
    assert drawn(document) == ["A1 3", "B1 3", "B2 4", "B3 =TRANSPOSE(A1:C1)"]
    blank = rows + '<row r="3"><c r="B3" t="str"><v></v></c></row>'
    assert drawn(read(tmp_path, blank)) == ["A1 3", "B1 3", "B2 4"]


def test_a_stored_blank_that_excel_would_compute_anew_is_computed(tmp_path: Path) -> None:
    guarded = 'IF(COUNT(A1:A2)=0,"",SUM(A1:A2))'
    blank = ("", ' t="str"')
    rows = row(1, number("A1", "3"), formula("B1", guarded, *blank), formula("C1", "T(A9)", *blank))
    (table,) = read(tmp_path, rows, after=RECALCULATED).tables()
    assert [(cell.address, cell.value) for cell in table.rows[0]] == [("A1", 3), ("B1", 3)]


# -- what is seen ----------------------------------------------------------------------------------------------


def test_a_merged_cell_spans_its_area_and_what_it_covers_is_not_there(tmp_path: Path) -> None:
    rows = row(1, text("A1", "Số lượng"), text("B1", "dưới"), text("C1", "Ghi chú")) + row(
        2, text("A2", "dưới nữa"), text("C2", "x")
    )
    tail = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1"/><mergeCell ref="D1:XFD1048576"/></mergeCells>'
    document = read(tmp_path, Sheet(rows, tail=tail))
    assert drawn(document) == ["A1 Số lượng ×2,2", "C1 Ghi chú", "C2 x"]
    assert told(document) == []


def test_figures_under_a_merged_cell_are_told_as_unseen_where_a_figure_or_nothing_is_seen(
    tmp_path: Path,
) -> None:
    rows = "".join(
        row(n, first, second)
        for n, first, second in (
            (1, number("A1", "14"), number("B1", "25")),
            (2, '<c r="A2"/>', text("B2", "30 người")),
            (3, text("A3", "Số lượng"), number("B3", "7")),
            (4, number("A4", "14"), number("B4", "0")),
            (5, number("A5", "14"), text("B5", "lớp")),
        )
    )
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 6))
    tail = f"<mergeCells>{merges}</mergeCells>"
    document = read(tmp_path, Sheet(rows, tail=tail))
    (table,) = document.tables()
    assert {
        cell.address: (cell.text, [str(s.text) for s in cell.sights]) for line in table.rows for cell in line
    } == {
        "A1": ("14", ["25"]),
        "A2": ("", ["30 người"]),
        "A3": ("Số lượng", []),
        "A4": ("14", []),
        "A5": ("14", []),
    }


def test_rows_that_two_kinds_of_programs_see_otherwise_are_told(tmp_path: Path) -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    rows = (
        f'<mc:AlternateContent {space}><mc:Choice Requires="x14">{row(1, number("A1", "14"))}</mc:Choice>'
        f"<mc:Fallback>{row(1, number('A1', '15'))}</mc:Fallback></mc:AlternateContent>"
    )
    document = read(tmp_path, rows)
    assert drawn(document) == ["A1 15"]
    assert [seen.text for seen in document.sights] == ["hai nội dung khác nhau cho hai loại chương trình"]


def test_cells_of_hidden_rows_say_so(tmp_path: Path) -> None:
    rows = (
        row(1, text("A1", "thấy"))
        + row(2, number("A2", "7"), more=HIDDEN)
        + row(3, number("B3", "7"), more=' hidden="true"')
        + row(5, number("A5", "7"), more=' ht="0" customHeight="1"')
        + row(9, '<c r="A9" s="0"/>', more=HIDDEN)
    )
    document = read(tmp_path, rows)
    assert drawn(document) == ["A1 thấy"]
    assert hidden(document) == {
        "A2": "hàng 2 đang bị ẩn",
        "B3": "hàng 3 đang bị ẩn",
        "A5": "hàng 5 thấp đến mức không nhìn thấy",
    }


def test_cells_of_hidden_columns_and_what_a_format_hides_say_so(tmp_path: Path) -> None:
    shown = [number(f"{column}1", "1") for column in "ABC"]
    rows = row(1, *shown, number("D1", "4", 1), text("E1", "x", 1)) + row(
        2, number("F2", "6"), number("G2", "7")
    )
    head = '<cols><col min="2" max="3" hidden="1"/><col min="6" max="6" width="0" customWidth="1"/></cols>'
    document = read(tmp_path, Book([Sheet(rows, head=head)], styles=[";;;"]))
    assert drawn(document) == ["A1 1", "G2 7"]
    assert hidden(document) == {
        "B1": "cột B đang bị ẩn",
        "C1": "cột C đang bị ẩn",
        "D1": "unseen",
        "E1": "unseen",
        "F2": "cột F hẹp đến mức không nhìn thấy",
    }


def test_hidden_rows_and_columns_without_content_are_not_told(tmp_path: Path) -> None:
    head = '<cols><col min="7" max="16384" hidden="1"/></cols>'
    rows = f'<row r="1">{number("A1", "1")}</row><row r="2" hidden="1"><c r="A2" s="0"/></row>'
    assert told(read(tmp_path, Sheet(rows, head=head))) == []


def test_cells_under_two_merges_stand_alone_and_tell_it(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>'
    )
    tail = '<mergeCells><mergeCell ref="B1:B2"/><mergeCell ref="A1:B1"/><mergeCell ref="A1:B1"/></mergeCells>'
    told = Seen(Sight.UNKNOWN, "vùng ô gộp chồng lên nhau")
    found = [cell for row in next(read(tmp_path, Sheet(rows, tail=tail)).tables()).rows for cell in row]
    assert [(cell.text, cell.row_span, cell.column_span, cell.sights) for cell in found] == [
        ("1", 1, 1, (told,)), ("2", 1, 1, (told,)), ("3", 1, 1, (told,)),
    ]  # fmt: skip


def test_a_merged_cell_stands_where_it_first_shows(tmp_path: Path) -> None:
    rows = row(1, text("A1", "nhãn"), more=HIDDEN) + row(2, text("C2", "ghi chú")) + row(3, number("B3", "5"))
    tail = '<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B1:C1"/></mergeCells>'
    document = read(tmp_path, Sheet(rows, tail=tail))
    (table,) = document.tables()
    assert table.rows[0][0] == Cell("nhãn", 2, 1, row_span=2, address="A1")
    assert drawn(document) == ["A1 nhãn ×2,1", "C2 ghi chú", "B3 5"]
    assert told(document) == []


def test_a_merged_cell_is_hidden_when_all_its_rows_are(tmp_path: Path) -> None:
    rows = f'<row r="1" hidden="1">{text("A1", "cũ")}</row><row r="2" hidden="1"/><row r="3">{number("A3", "5")}</row>'
    document = read(tmp_path, Sheet(rows, tail='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'))
    assert drawn(document) == ["A3 5"]
    assert hidden(document) == {"A1": "hàng 1 đang bị ẩn"}


def test_it_is_told_what_hides_a_row_or_a_column(tmp_path: Path) -> None:
    rows = (
        row(1, text("A1", "STT"))
        + row(2, number("A2", "1"), more=HIDDEN)
        + row(3, number("A3", "2"))
        + row(5, number("A5", "3"), number("B5", "4"), more=HIDDEN + ' outlineLevel="1"')
        + row(6, number("A6", "5"), more=' ht="0.75" customHeight="1"')
        + row(7, number("C7", "6"), number("D7", "7"))
    )
    head = '<cols><col min="3" max="3" hidden="1" outlineLevel="1"/><col min="4" max="4" width="0.0859375"/></cols>'
    document = read(tmp_path, Sheet(rows, head=head, tail='<autoFilter ref="A1:B4"/>'))
    assert hidden(document) == {
        "A2": "hàng 2 đang bị bộ lọc ẩn",
        "A5": "hàng 5 nằm trong nhóm đang thu gọn",
        "B5": "hàng 5 nằm trong nhóm đang thu gọn",
        "A6": "hàng 6 thấp đến mức không nhìn thấy",
        "C7": "cột C nằm trong nhóm đang thu gọn",
        "D7": "cột D hẹp đến mức không nhìn thấy",
    }
    assert drawn(document) == ["A1 STT", "A3 2"]


def test_with_unseen_a_hidden_row_is_read_like_any_other(tmp_path: Path) -> None:
    path = write(tmp_path, Book([Sheet(row(1, number("A1", "3"), more=HIDDEN))]).parts())
    assert hidden(read_xlsx(path, unseen=True)) == {}


# -- sheets ----------------------------------------------------------------------------------------------------


def test_each_sheet_is_a_table_in_the_order_of_the_workbook(tmp_path: Path) -> None:
    one, other = Sheet(row(1, number("A1", "1")), "Mẫu"), Sheet("", "Trống")
    document = read(tmp_path, Book([other, one]))
    assert [(table.sheet, len(table.rows), table.number) for table in document.tables()] == [
        ("Trống", 0, None),
        ("Mẫu", 1, None),
    ]
    assert document.format == "xlsx"


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_marked_and_what_is_hidden_on_it_is_not_told(tmp_path: Path, state: str) -> None:
    rows = f'<row r="1" hidden="1">{number("A1", "1")}</row><row r="2">{number("A2", "2")}</row>'
    document = read(
        tmp_path, Book([Sheet(rows, "2023", state), Sheet(rows.replace(' hidden="1"', ""), "2024")])
    )
    assert [(table.sheet, table.hidden) for table in document.tables()] == [("2023", True), ("2024", False)]
    assert told(document) == []


def test_custom_properties_are_kept(tmp_path: Path) -> None:
    assert read(tmp_path, Book([Sheet("")], properties={"htsd-form": "htsd-2024"})).properties == {
        "htsd-form": "htsd-2024"
    }


def test_a_missing_sheet_or_a_chart_sheet_is_passed_over(tmp_path: Path) -> None:
    parts = Book([Sheet("", "Một"), Sheet("", "Hai"), Sheet("", "Ba")]).parts()
    del parts["xl/worksheets/sheet1.xml"]
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    relations = relations.replace(
        'worksheet" Target="worksheets/sheet2', 'chartsheet" Target="worksheets/sheet2'
    )
    parts["xl/_rels/workbook.xml.rels"] = relations
    assert [table.sheet for table in read_xlsx(write(tmp_path, parts)).tables()] == ["Ba"]


def test_a_workbook_without_any_sheet_to_read_is_damage(tmp_path: Path) -> None:
    parts = Book([Sheet("")]).parts()
    del parts["xl/worksheets/sheet1.xml"]
    with pytest.raises(UnreadableFile) as error:
        read_xlsx(write(tmp_path, parts))
    assert error.value.code == "damaged-file"


def test_two_sheets_that_are_one_part_are_read_once(tmp_path: Path) -> None:
    parts = Book([Sheet("", "Một"), Sheet("", "Hai")]).parts()
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace("sheet2", "sheet1")
    assert [table.sheet for table in read_xlsx(write(tmp_path, parts)).tables()] == ["Một"]


@pytest.mark.parametrize("missing", ["xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels"])
def test_parts_that_nothing_hangs_on_may_be_missing(tmp_path: Path, missing: str) -> None:
    parts = Book([Sheet(row(1, number("A1", "1")))]).parts()
    del parts[missing]
    assert drawn(read_xlsx(write(tmp_path, parts))) == ["A1 1"]


@pytest.mark.parametrize("style", ["99", "9" * 5000, "-1", "x"])
def test_a_number_whose_style_is_missing_is_damage_for_it_may_be_a_date(tmp_path: Path, style: str) -> None:
    cell = f'<c r="A1" s="{style}"><v>45629</v></c>'
    with pytest.raises(UnreadableFile) as error:
        read_xlsx(write(tmp_path, Book([Sheet(row(1, cell))]).parts()))
    assert error.value.code == "damaged-file"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_a_part_that_is_broken_is_damage(tmp_path: Path, part: str) -> None:
    parts = Book([Sheet("")]).parts() | {part: "<worksheet"}
    with pytest.raises(UnreadableFile) as error:
        read_xlsx(write(tmp_path, parts))
    assert error.value.code == "damaged-file"


def test_parts_of_another_kind_in_the_place_of_a_workbook_or_sheet_are_damage(tmp_path: Path) -> None:
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        with pytest.raises(UnreadableFile) as error:
            read_xlsx(write(tmp_path, Book([Sheet("")]).parts() | {part: "<html/>"}))
        assert error.value.code == "damaged-file"


def test_a_binary_workbook_is_told_as_such(tmp_path: Path) -> None:
    rels = ooxml.relationships({"rId1": ("officeDocument", "xl/workbook.bin")})
    path = write(tmp_path, {"_rels/.rels": rels, "xl/workbook.bin": b"\x83\x01"})
    with pytest.raises(UnreadableFile) as error:
        read_xlsx(path)
    assert (error.value.code, error.value.detail) == ("old-format", "tệp Excel nhị phân (.xlsb)")


def test_macros_and_links_are_not_looked_at(tmp_path: Path) -> None:
    parts = Book([Sheet(row(1, formula("A1", "[1]Sheet1!A1", "5")))]).parts()
    parts |= {"xl/vbaProject.bin": b"\x00", "xl/externalLinks/externalLink1.xml": "<broken"}
    assert drawn(read_xlsx(write(tmp_path, parts, "bao-cao.xlsm"))) == ["A1 5"]


# -- other programs' ways --------------------------------------------------------------------------------------


def test_cells_and_rows_without_addresses_follow_the_ones_before(tmp_path: Path) -> None:
    rows = (
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
        '<row r="4"><c r="C4"/><c><v>4</v></c><c/><c><v>6</v></c></row>'
        "<row><c><v>5</v></c></row>"
    )
    assert drawn(read(tmp_path, rows)) == ["A1 1", "C1 3", "D4 4", "F4 6", "A5 5"]


def test_a_prefix_for_the_namespace_changes_nothing(tmp_path: Path) -> None:
    data = '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData>'
    sheet = f'<x:worksheet xmlns:x="{ooxml.S}">{data}</x:worksheet>'
    parts = Book([Sheet("")]).parts() | {"xl/worksheets/sheet1.xml": sheet}
    assert drawn(read_xlsx(write(tmp_path, parts))) == ["A1 5"]


def test_strict_open_xml_is_read_alike(tmp_path: Path) -> None:
    rows = f'<row r="1"><c r="A1" t="s"><v>0</v></c>{number("B1", "45629", 1)}</row>'
    parts = ooxml.strict(Book([Sheet(rows)], ["<t>lớp</t>"], [16], properties={"a": "b"}).parts())
    assert "purl.oclc.org" in str(parts["xl/worksheets/sheet1.xml"])
    document = read_xlsx(write(tmp_path, parts))
    assert drawn(document) == ["A1 lớp", "B1 3/12"]
    assert document.properties == {"a": "b"}


def test_absolute_targets_are_followed(tmp_path: Path) -> None:
    parts = Book([Sheet(row(1, number("A1", "5")))]).parts()
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = relations.replace('Target="', 'Target="/xl/')
    assert drawn(read_xlsx(write(tmp_path, parts))) == ["A1 5"]


def test_one_stray_cell_in_the_last_corner_costs_nothing_and_a_wrong_dimension_says_nothing(
    tmp_path: Path,
) -> None:
    rows = f'<row r="1">{number("A1", "5")}</row><row r="1048576">{number("XFD1048576", "1")}</row>'
    document = read(tmp_path, Sheet(rows, head='<dimension ref="A1:B2"/>'))
    assert drawn(document) == ["A1 5", "XFD1048576 1"]


def test_rows_and_cells_out_of_order_are_put_in_order(tmp_path: Path) -> None:
    rows = f'<row r="3">{number("B3", "4")}{number("A3", "3")}</row><row r="1">{number("A1", "1")}</row>'
    assert drawn(read(tmp_path, rows)) == ["A1 1", "A3 3", "B3 4"]


@pytest.mark.parametrize("address", ["XFE1", "A1048577", "A0", "1A", "A", "A1:B2", "ô"])
def test_an_address_outside_the_sheet_is_damage(tmp_path: Path, address: str) -> None:
    assert refused(tmp_path, row(1, number(address, "5"))) == "damaged-file"


@pytest.mark.parametrize("row", ["0", "1048577", "x", "-1", "99999999999"])
def test_a_row_outside_the_sheet_is_damage(tmp_path: Path, row: str) -> None:
    assert refused(tmp_path, f'<row r="{row}"><c><v>1</v></c></row>') == "damaged-file"


def test_two_contents_for_one_cell_are_damage(tmp_path: Path) -> None:
    assert refused(tmp_path, row(1, number("A1", "5"), number("A1", "6"))) == "damaged-file"


# -- limits ----------------------------------------------------------------------------------------------------


def test_more_cells_than_any_report_has_are_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_module, "_MOST_CELLS", 1000)
    rows = "".join(f'<row r="{row}">{number(f"A{row}", "1")}</row>' for row in range(1, 601))
    assert len(next(read(tmp_path, rows).tables()).rows) == 600
    assert refused(tmp_path, Book([Sheet(rows, "Một"), Sheet(rows, "Hai")])) == "too-large"


def test_a_long_text_in_thousands_of_cells_is_too_large(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1001))
    assert refused(tmp_path, Book([Sheet(rows)], [f"<t>{'x' * 30_000}</t>"])) == "too-large"


@pytest.mark.whole
def test_empty_cells_and_rows_count_for_nothing(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(2, 100_000))
    (table,) = read(tmp_path, f'<row r="1">{number("A1", "1")}</row>{rows}', styles=["0"]).tables()
    assert len(table.rows) == 1


@pytest.mark.whole
def test_merges_without_measure_are_too_large(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}">{number(f"A{row}", "1")}</row>' for row in range(1, 3001))
    many = "".join(f'<mergeCell ref="B{row}:C{row}"/>' for row in range(1, 60_000))
    large = '<mergeCell ref="B1:XFD1048576"/>' * 2000
    for merges in (many, large):
        assert refused(tmp_path, Sheet(rows, tail=f"<mergeCells>{merges}</mergeCells>")) == "too-large"


# -- files other programs wrote --------------------------------------------------------------------------------


def write_with_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Số liệu"
    sheet.append(["Các hoạt động", "Số lượng", None, "Ghi chú"])
    sheet.merge_cells("B1:C1")
    sheet.append(["Lớp tập huấn", 3, 120, "đã xong\nđúng hạn"])
    sheet.append(["Ngày", date(2024, 12, 3), 0.5, "12"])
    sheet["B3"].number_format = "d-mmm"
    sheet["C3"].number_format = "0%"
    sheet.append(["Cộng", "=SUM(B2:B2)", "=C2", True])
    sheet.append(["Ẩn", 9])
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("Cũ").sheet_state = "hidden"
    book.save(path)


EXPECTED = [
    "A1 Các hoạt động",
    "B1 Số lượng ×1,2",
    "D1 Ghi chú",
    "A2 Lớp tập huấn",
    "B2 3",
    "C2 120",
    "D2 đã xong\nđúng hạn",
    "A3 Ngày",
    "B3 3/12",
    "C3 50%",
    "D3 12",
    "A4 Cộng",
]


def test_a_workbook_written_by_openpyxl_is_read(tmp_path: Path) -> None:
    path = tmp_path / "openpyxl.xlsx"
    write_with_openpyxl(path)
    document = read_xlsx(path)
    assert drawn(document) == [*EXPECTED, "B4 =SUM(B2:B2)", "C4 =C2", "D4 TRUE"]
    assert [cell.value for cell in next(document.tables()).rows[3]] == [None, 3, 120, None]
    assert [(table.sheet, table.hidden) for table in document.tables()] == [("Số liệu", False), ("Cũ", True)]
    assert "A5" in hidden(document)


def test_a_workbook_written_by_xlsxwriter_is_read(tmp_path: Path) -> None:
    path = tmp_path / "xlsxwriter.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Số liệu")
        sheet.write_row(0, 0, ["Các hoạt động", "Số lớp", "Người"])
        sheet.write_row(1, 0, ["Lớp tập huấn", 3, 120])
        sheet.write(2, 0, "Cộng")
        sheet.write_formula("B3", "=SUM(B2:B2)")
        sheet.write_formula("C3", "=SUM(C2:C2)", None, 120)
        sheet.write_rich_string("A4", "Ghi ", book.add_format({"bold": True}), "chú")
        sheet.set_column("D:D", None, None, {"hidden": True})
    document = read_xlsx(path)
    assert drawn(document) == [
        "A1 Các hoạt động",
        "B1 Số lớp",
        "C1 Người",
        "A2 Lớp tập huấn",
        "B2 3",
        "C2 120",
        "A3 Cộng",
        "B3 =SUM(B2:B2)",
        "C3 120",
        "A4 Ghi chú",
    ]
    assert [cell.value for cell in next(document.tables()).rows[2]] == [None, 3, 120]


def test_a_workbook_saved_again_by_libreoffice_is_read(tmp_path: Path) -> None:
    source = tmp_path / "nguồn" / "tệp.xlsx"
    source.parent.mkdir()
    write_with_openpyxl(source)
    document = read_xlsx(save_as([source], "xlsx", tmp_path)[0])
    assert drawn(document) == [*EXPECTED, "B4 3", "C4 120", "D4 TRUE"]
    assert [(table.sheet, table.hidden) for table in document.tables()] == [("Số liệu", False), ("Cũ", True)]
    assert "A5" in hidden(document)


@pytest.mark.parametrize(
    ("settings", "sights"),
    [
        ("", (Seen(Sight.STALE, "15"),)),
        ('<calcPr calcId="191029"/>', (Seen(Sight.STALE, "15"),)),
        ('<calcPr calcMode="manual"/>', (Seen(Sight.STALE, "15"),)),
        ('<calcPr fullPrecision="0"/>', (Seen(Sight.STALE, "15"),)),
    ],
)
def test_a_sum_kept_from_before_its_numbers_were_changed_is_told(
    tmp_path: Path, settings: str, sights: tuple[Seen, ...]
) -> None:
    rows = '<row r="1"><c r="A1"><v>5</v></c></row><row r="2"><c r="A2"><v>10</v></c></row>'
    rows += '<row r="3"><c r="A3"><f>SUM(A1:A2)</f><v>12</v></c></row>'
    (table,) = read(tmp_path, Book([Sheet(rows)], after=settings)).tables()
    assert [cell.sights for row in table.rows for cell in row] == [(), (), sights]


@pytest.mark.parametrize(
    ("settings", "sights"),
    [
        ("", (Seen(Sight.LINKED),)),
        ('<calcPr calcMode="manual"/>', (Seen(Sight.LINKED),)),
        ('<calcPr calcMode="manual" calcOnSave="0"/>', (Seen(Sight.UNCHECKED),)),
        ('<calcPr fullCalcOnLoad="1"/>', (Seen(Sight.UNCHECKED),)),
    ],
)
def test_a_result_nobody_can_check_is_told_where_the_file_says_it_may_be_old(
    tmp_path: Path, settings: str, sights: tuple[Seen, ...]
) -> None:
    rows = '<row r="1"><c r="A1"><f>[1]Tổ!A1</f><v>12</v></c></row>'
    ((cell,),) = (
        row for table in read(tmp_path, Book([Sheet(rows)], after=settings)).tables() for row in table.rows
    )
    assert (cell.value, cell.sights) == (12, sights)


def test_numbers_computed_as_they_are_shown_may_differ_from_the_stored_ones(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>7.4</v></c><c r="B1"><v>7.4</v></c><c r="C1"><f>A1+B1</f><v>14.4</v></c></row>'
    (table,) = read(tmp_path, Book([Sheet(rows)], after='<calcPr fullPrecision="0"/>')).tables()
    assert [cell.sights for cell in table.rows[0]] == [(), (), ()]


def test_a_formula_over_blank_cells_that_stores_its_zero_is_as_it_should_be(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>0</v></c><c r="C1"><f>B1</f><v>0</v></c></row>'
    rows += '<row r="2"><c r="A2"><f>MAX(C1,-1)</f><v>0</v></c></row>'
    (table,) = read(tmp_path, Sheet(rows)).tables()
    assert [cell.sights for row in table.rows for cell in row] == [(), (), ()]


def test_cells_within_what_nobody_knows_in_a_row_are_read_all_the_same(tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    chosen = '<mc:Choice Requires="x"><c r="B1"><v>8</v></c></mc:Choice>'
    rows = (
        f'<row r="1"><c r="A1"><v>7</v></c><mc:AlternateContent {mc}>{chosen}'
        '<mc:Fallback><c r="B1"><v>9</v></c></mc:Fallback></mc:AlternateContent><la><c r="C1"><v>5</v></c></la></row>'
    )
    assert drawn(read(tmp_path, rows)) == ["A1 7", "B1 9", "C1 5"]


def test_of_alternatives_in_a_string_one_is_read_and_another_text_in_the_other_is_told(
    tmp_path: Path,
) -> None:
    def alternatives(choice: str, fallback: str) -> str:
        mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        first = f'<mc:Choice Requires="x14">{choice}</mc:Choice>'
        return f"<mc:AlternateContent {mc}>{first}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"

    strings = (
        alternatives("<t>14</t>", "<t>15</t>"),
        alternatives("<r><t>1</t></r><r><t>4</t></r>", "<t>14</t>"),
        "<r><t>1</t></r><later><t>2</t></later>",
    )
    cells = "".join(f'<c r="{column}1" t="s"><v>{n}</v></c>' for n, column in enumerate("ABC"))
    cells += f'<c r="D1" t="inlineStr"><is>{strings[0]}</is></c>'
    (table,) = read(tmp_path, Book([Sheet(f'<row r="1">{cells}</row>')], strings)).tables()
    unlike = (Seen(Sight.UNKNOWN, "hai nội dung khác nhau cho hai loại chương trình"),)
    assert [(cell.text, cell.sights) for row in table.rows for cell in row] == [
        ("15", unlike), ("14", ()), ("1", (Seen(Sight.UNKNOWN, "later"),)), ("15", unlike),
    ]  # fmt: skip


def test_alternatives_around_a_shared_string_or_a_row_stand_for_one(tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    start = f'<mc:AlternateContent {mc}><mc:Choice Requires="x14">'
    between, end = "</mc:Choice><mc:Fallback>", "</mc:Fallback></mc:AlternateContent>"
    row = '<row r="1"><c r="A1" t="s"><v>1</v></c></row>'
    two = '<row r="2"><c r="A2" t="s"><v>2</v></c></row>'
    book = Book([Sheet(f"{row}{start}{two}{between}{two}{end}")])
    parts = book.parts() | {
        "xl/sharedStrings.xml": (
            f'{ooxml.XML}<sst xmlns="{ooxml.S}">{start}<si><t>0</t></si>{between}<si><t>0</t></si>{end}'
            "<si><t>12</t></si><si><t>13</t></si></sst>"
        )
    }
    (table,) = read_xlsx(write(tmp_path, parts)).tables()
    assert [cell.text for row in table.rows for cell in row] == ["12", "13"]


def test_a_text_in_a_cell_that_does_not_say_it_holds_one_is_read(tmp_path: Path) -> None:
    assert drawn(read(tmp_path, '<row r="1"><c r="A1"><is><t>350</t></is></c></row>')) == ["A1 350"]


@pytest.mark.parametrize(
    ("rows", "told_of"), [("", 1), (row(2, number("B2", "14")), 0), (row(9, number("B9", "14")), 1)]
)
def test_a_pivot_table_of_which_the_file_keeps_no_cells_is_told(
    tmp_path: Path, rows: str, told_of: int
) -> None:
    parts = Book([Sheet(rows)]).parts()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = ooxml.relationships(
        {"rId1": ("pivotTable", "../pivot1.xml")}
    )
    parts["xl/pivot1.xml"] = (
        f'<pivotTableDefinition xmlns="{ooxml.S}"><location ref="A1:B3"/></pivotTableDefinition>'
    )
    document = read_xlsx(write(tmp_path, parts))
    assert [seen.sight for seen in document.sights] == [Sight.UNKNOWN] * told_of
