"""Conditional formats make of a cell the same in every format: another number, struck letters, letters nobody sees."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import ColorScaleRule, DataBarRule, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from htsd_cli.readers import read_document
from htsd_cli.readers.sheets.looks.scales import Scale, Stop
from htsd_cli.readers.sheets.xlsx import read_xlsx
from htsd_cli.values.document import Cell, Seen, Sight
from tests.conftest import Convert
from tests.readers.sheets import xls_files as records
from tests.readers.sheets.test_looks import cell_of
from tests.readers.sheets.xls_files import Xls, record, record12, text12, with_part
from tests.readers.sheets.xlsx_files import Book, Sheet, write

WHITE = DifferentialStyle(font=Font(color="FFFFFF"))
STRUCK = DifferentialStyle(font=Font(strike=True))
BLACK = DifferentialStyle(font=Font(color="000000"), fill=PatternFill(bgColor="000000", fill_type="solid"))
RED = DifferentialStyle(font=Font(color="FF0000"), fill=PatternFill(bgColor="FFFF00", fill_type="solid"))
# What a column of 3, 14, a blank, "abc", 200 and 0 is asked; @ is its letter.
ASKED: tuple[dict[str, Any], ...] = (
    {"type": "cellIs", "operator": "greaterThan", "formula": ["10"]},
    {"type": "cellIs", "operator": "between", "formula": ["10", "20"]},
    {"type": "cellIs", "operator": "equal", "formula": ['"abc"']},
    {"type": "expression", "formula": ["@1>10"]},
    {"type": "expression", "formula": ["AND(ISNUMBER(@1),MOD(@1,2)=0)"]},
    {"type": "expression", "formula": ["ROW()=2"]},
    {"type": "expression", "formula": ["LEFT(@1,1)=\"a\""]},
)  # fmt: skip


def said(path: Path) -> dict[str, tuple[str, tuple[Seen, ...]]]:
    (table, *_) = read_document(path).tables()
    return {cell.address or "": (cell.text, cell.sights) for row in table.rows for cell in row}


@pytest.mark.parametrize("target", ["xls", "ods", "fods"])
def test_a_conditional_format_says_the_same_in_every_format(
    tmp_path: Path, convert: Convert, target: str
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    column = 0
    for change in (WHITE, STRUCK, BLACK, RED):
        for asked in ASKED:
            column += 1
            letter = get_column_letter(column)
            for row, value in enumerate((3, 14, None, "abc", 200, 0), 1):
                sheet.cell(row, column, value)
            own: dict[str, Any] = {
                key: [part.replace("@", letter) for part in value] if isinstance(value, list) else value
                for key, value in asked.items()
            }
            sheet.conditional_formatting.add(f"{letter}1:{letter}6", Rule(dxf=change, **own))
    path = tmp_path / "bang.xlsx"
    book.save(path)
    own_cells = said(path)
    assert sum(bool(sights) for _, sights in own_cells.values()) > 20
    (made,) = convert([path], target)
    assert said(made) == own_cells


@pytest.mark.parametrize("target", ["xlsx", "xls", "ods"])
def test_a_line_from_corner_to_corner_and_repeated_letters_are_told(
    tmp_path: Path, convert: Convert, target: str
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, value in enumerate((14, 5, 7, None, "chữ"), 1):
        sheet.cell(row, 1, value)
    crossed = Border(diagonal=Side("thin"), diagonalUp=True)
    sheet["A1"].border = sheet["A4"].border = sheet["A5"].border = crossed
    sheet["A2"].alignment = Alignment(horizontal="fill")
    sheet["A3"].border = Border(left=Side("thin"), diagonal=Side("thin"))
    path = tmp_path / "bang.xlsx"
    book.save(path)
    line = (Seen(Sight.UNKNOWN, "đường kẻ chéo qua ô"),)
    again = (Seen(Sight.UNKNOWN, "kiểu lặp lại chữ cho đầy ô"),)
    expected = {"A1": ("14", line), "A2": ("5", again), "A3": ("7", ()), "A5": ("chữ", line)}
    assert said(path if target == "xlsx" else convert([path], target)[0]) == expected


def test_a_crossed_cell_and_repeated_letters_of_a_binary_workbook_are_told(tmp_path: Path) -> None:
    crossed = bytes((1,)) + bytes(40) + bytes((1, 0)) + bytes(8)
    rows = b"".join(
        records.row12(row) + records.cell12(5, 0, struct.pack("<d", 14), style)
        for row, style in enumerate((0, 1))
    )
    path = tmp_path / "bang.xlsb"
    path.write_bytes(records.xlsb({"a": rows}, border=crossed, placed=[0x1010]))
    assert said(path) == {"A1": ("14", ()), "A2": ("14", (Seen(Sight.UNKNOWN, "đường kẻ chéo qua ô"),))}
    path.write_bytes(records.xlsb({"a": rows}, placed=[0x1014]))
    assert said(path)["A2"] == ("14", (Seen(Sight.UNKNOWN, "kiểu lặp lại chữ cho đầy ô"),))


@pytest.mark.parametrize("target", ["xlsx", "ods"])
def test_letters_of_the_colour_that_a_scale_or_a_bar_puts_behind_them_are_not_seen(
    tmp_path: Path, convert: Convert, target: str
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, value in enumerate((1, 5, 9), 1):
        for column in range(1, 6):
            sheet.cell(row, column, value).font = Font(color="FFFFFF" if column == 3 else "000000")
    graded: Any = ColorScaleRule
    bar: Any = DataBarRule
    scales = {
        "A": graded("min", None, "FFFFFF", None, None, None, "max", None, "63BE7B"),
        "B": graded("min", None, "000000", None, None, None, "max", None, "FFFFFF"),
        "C": graded("min", None, "000000", "num", 5, "FFFFFF", "max", None, "FFFFFF"),
        "D": bar("min", None, "max", None, "638EC6"),
        "E": bar("min", None, "max", None, "000000"),
    }
    for column_letter, rule in scales.items():
        sheet.conditional_formatting.add(f"{column_letter}1:{column_letter}3", rule)
    path = tmp_path / "bang.xlsx"
    book.save(path)
    found = said(path if target == "xlsx" else convert([path], target)[0])
    unseen = {address: sights[0].text for address, (text, sights) in found.items() if not text}
    assert unseen == {"B1": "1", "C2": "5", "C3": "9", "E1": "1", "E2": "5", "E3": "9"}


@pytest.mark.parametrize(
    ("stops", "number", "colour"),
    [
        ([("min", None, 0x000000), ("max", None, 0xFFFFFF)], 5, 0x808080),
        ([("min", None, 0x000000), ("max", None, 0xFFFFFF)], 0, 0x000000),
        ([("num", 4, 0x000000), ("num", 6, 0xFFFFFF)], 9, 0xFFFFFF),
        ([("num", 6, 0x000000), ("num", 6, 0xFFFFFF)], 6, 0x000000),
        ([("percent", 50, 0x000000), ("max", None, 0xFF0000)], 7.5, 0x800000),
        ([("percentile", 75, 0x000000), ("max", None, 0xFF0000)], 6, 0x000000),
        ([("min", None, 0x000000), ("num", 5, 0x0000FF), ("max", None, 0xFF0000)], 5, 0x0000FF),
        ([("formula", None, 0x000000), ("max", None, 0xFF0000)], 5, None),
        ([("min", None, None), ("max", None, 0xFF0000)], 5, None),
    ],
)
def test_a_scale_gives_each_number_its_colour(
    stops: list[tuple[str, float | None, int | None]], number: float, colour: int | None
) -> None:
    scale = Scale(tuple(Stop(*stop) for stop in stops))
    assert scale.behind(number, [0, 2, 4, 6, 10]) == colour


# -- record by record --------------------------------------------------------------------------------------

GREATER_THAN_10 = b"\x1e" + struct.pack("<H", 10)
THIS_CELL_OVER_10 = b"\x4c" + struct.pack("<HH", 0, 0xC000) + GREATER_THAN_10 + b"\x0d"


def struck_change() -> bytes:
    """Return a DXFN that strikes letters through."""
    font = bytearray(118)
    struct.pack_into("<III", font, 64, 0, 0x80, 0)
    struct.pack_into("<III", font, 80, 0xFFFFFFFF, 0, 0)
    return struct.pack("<IH", 1 << 26, 0) + bytes(font)


def condition(kind: int, sign: int, tokens: bytes, change: bytes) -> bytes:
    areas = struct.pack("<HHHHHHHHHHH", 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0)
    rule = struct.pack("<BBHH", kind, sign, len(tokens), 0) + change + tokens
    return record(0x01B0, areas) + record(0x01B1, rule)


@pytest.mark.parametrize(
    "rule", [condition(1, 5, GREATER_THAN_10, struck_change()), condition(2, 0, THIS_CELL_OVER_10, struck_change())]
)  # fmt: skip
def test_a_rule_of_an_old_workbook_strikes_the_figures_it_holds_for(tmp_path: Path, rule: bytes) -> None:
    path = tmp_path / "bang.xls"
    path.write_bytes(Xls({"a": records.number(0, 0, 9) + records.number(1, 0, 14) + rule}).content())
    assert said(path) == {"A1": ("9", ()), "A2": ("", (Seen(Sight.STRUCK, "14"),))}


def test_a_rule_that_cannot_be_worked_out_is_told_at_the_cells_it_may_change(tmp_path: Path) -> None:
    unknown = condition(2, 0, b"\x19\x40\0\0\x23\0\0\0\0", struck_change())  # a name
    path = tmp_path / "bang.xls"
    path.write_bytes(Xls({"a": records.number(0, 0, 9) + unknown}).content())
    assert said(path) == {"A1": ("9", (Seen(Sight.UNKNOWN, "định dạng có điều kiện"),))}


def test_an_empty_rule_is_told_at_the_cells_it_stands_for_and_refuses_no_file(tmp_path: Path) -> None:
    areas = struct.pack("<HHHHHHHHHHH", 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0)
    path = tmp_path / "bang.xls"
    path.write_bytes(Xls({"a": records.number(0, 0, 9) + record(0x01B0, areas) + record(0x01B1)}).content())
    assert said(path) == {"A1": ("9", (Seen(Sight.UNKNOWN, "định dạng có điều kiện"),))}


def test_a_rule_by_the_day_that_whitens_letters_is_told_in_opendocument(
    tmp_path: Path, convert: Convert
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = 9, 14
    sheet.conditional_formatting.add("A1:A1", Rule(type="timePeriod", timePeriod="today", dxf=WHITE))
    sheet.conditional_formatting.add("B1:B1", Rule(type="timePeriod", timePeriod="today", dxf=RED))
    path = tmp_path / "bang.xlsx"
    book.save(path)
    (made,) = convert([path], "ods")
    assert said(made) == {"A1": ("9", (Seen(Sight.UNKNOWN, "định dạng có điều kiện"),)), "B1": ("14", ())}


def test_a_rule_of_a_binary_workbook_strikes_the_figures_it_holds_for(tmp_path: Path) -> None:
    areas = record12(461, struct.pack("<IIIIIII", 1, 0, 1, 0, 1, 0, 0))
    formula = struct.pack("<I", len(GREATER_THAN_10)) + GREATER_THAN_10 + struct.pack("<I", 0)
    head = struct.pack("<IIIIIIIHIII", 1, 0, 0, 1, 5, 0, 0, 0, len(formula), 0, 0) + b"\xff\xff\xff\xff"
    rules = areas + record12(463, head + formula) + record12(464) + record12(462)
    rows = records.row12(0) + records.cell12(5, 0, struct.pack("<d", 9))
    rows += records.row12(1) + records.cell12(5, 0, struct.pack("<d", 14))
    content = records.xlsb({"a": rows}, after={"a": rules})
    change = record12(507, struct.pack("<HHHHHB", 0, 0, 1, 0x1D, 5, 1))
    path = tmp_path / "bang.xlsb"
    path.write_bytes(with_part(content, "xl/styles.bin", change))
    assert said(path) == {"A1": ("9", ()), "A2": ("", (Seen(Sight.STRUCK, "14"),))}


def shown12(kind: int, *after: bytes) -> bytes:
    """Return a rule of a binary workbook over A1:A2 that shows something beside the numbers."""
    areas = record12(461, struct.pack("<IIIIIII", 1, 0, 1, 0, 1, 0, 0))
    rule = struct.pack("<IIIIIIIHIII", kind, 0, 0xFFFFFFFF, 1, 0, 0, 0, 0, 0, 0, 0) + b"\xff\xff\xff\xff"
    return areas + record12(463, rule) + b"".join(after) + record12(464) + record12(462)


def colour12(red: int, green: int, blue: int) -> bytes:
    return record12(564, bytes((5, 0, 0, 0, red, green, blue, 255)))


def stop12(kind: int) -> bytes:
    return record12(471, struct.pack("<IdII", kind, 0, 0, 0))


def shown14(kind: int, *after: bytes) -> bytes:
    """Return such a rule as Excel 2010 and later write what Excel 2007 did not know."""
    areas = record12(1046, struct.pack("<IIIIIIII", 2, 1, 0, 1, 0, 1, 0, 0))
    rule = record12(1048, struct.pack("<IIIII", 0, kind, 0, 0xFFFFFFFF, 1) + bytes(50))
    return areas + rule + b"".join(after) + record12(1049) + record12(1047)


def colour14(red: int, green: int, blue: int) -> bytes:
    return record12(1055, bytes((0, 0, 0, 0, 5, 0, 0, 0, red, green, blue, 255)))


def stop14(kind: int) -> bytes:
    return record12(1050, struct.pack("<IIdII", 0, kind, 0, 0, 0))


@pytest.mark.parametrize(
    ("rule", "unseen"),
    [
        (shown12(4, record12(467, bytes((10, 90, 1))), stop12(2), stop12(3), colour12(99, 142, 198)), ()),
        (shown12(4, record12(467, bytes((10, 90, 1))), stop12(2), stop12(3), colour12(0, 0, 0)), ("A1", "A2")),
        (shown12(4, record12(467, bytes((10, 90, 0))), stop12(2), stop12(3), colour12(99, 142, 198)), ("A1", "A2")),
        (shown12(6, record12(465, struct.pack("<IH", 0, 4))), ()),
        (shown12(6, record12(465, struct.pack("<IH", 0, 6))), ("A1", "A2")),
        (shown12(3, record12(469), stop12(2), stop12(3), colour12(255, 255, 255), colour12(0, 0, 0)), ("A2",)),
        (shown14(4, record12(1051, bytes((0, 0, 0, 0, 0, 100, 1, 0, 0, 0, 0))), stop14(8), stop14(9)), ()),
        (shown14(4, record12(1051, bytes((0, 0, 0, 0, 0, 100, 0, 0, 0, 0, 0))), stop14(8), stop14(9)), ("A1", "A2")),
        (shown14(6, record12(1052, struct.pack("<IIH", 0, 17, 0))), ()),
        (shown14(6, record12(1052, struct.pack("<IIH", 0, 17, 2))), ("A1", "A2")),
        (shown14(3, record12(1157), stop14(2), stop14(3), colour14(255, 255, 255), colour14(0, 0, 0)), ("A2",)),
    ],
)  # fmt: skip
def test_scales_bars_and_icons_of_a_binary_workbook_hide_what_they_hide(
    tmp_path: Path, rule: bytes, unseen: tuple[str, ...]
) -> None:
    rows = records.row12(0) + records.cell12(5, 0, struct.pack("<d", 9))
    rows += records.row12(1) + records.cell12(5, 0, struct.pack("<d", 14))
    path = tmp_path / "bang.xlsb"
    path.write_bytes(records.xlsb({"a": rows}, after={"a": rule}))
    assert tuple(address for address, (text, _) in said(path).items() if not text) == unseen


def test_a_note_of_a_binary_workbook_belongs_to_its_cell_without_its_author(tmp_path: Path) -> None:
    rows = records.row12(0) + records.cell12(5, 0, struct.pack("<d", 9))
    comment = record12(628) + record12(632, text12("Văn thư"))
    comment += record12(635, struct.pack("<IIIII", 0, 0, 0, 0, 0) + bytes(16))
    comment += record12(637, b"\0" + text12("Văn thư:\nđúng là 14")) + record12(636)
    relation = '<Relationship Id="r" Type="x/comments" Target="../comments1.bin"/>'
    name = "xl/worksheets/_rels/sheet1.bin.rels"
    path = tmp_path / "bang.xlsb"
    content = with_part(records.xlsb({"a": rows}), "xl/comments1.bin", comment)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = f'<Relationships xmlns="{space}">{relation}</Relationships>'
    path.write_bytes(with_part(content, name, relations.encode()))
    (cell,) = cells(path)
    assert (cell.text, cell.notes) == ("9", ("đúng là 14",))


def cells(path: Path) -> list[Cell]:
    (table, *_) = read_document(path).tables()
    return [cell for row in table.rows for cell in row]


def test_a_rule_over_a_formula_without_a_result_asks_what_it_comes_to(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f>B1*2</f></c><c r="B1"><v>7</v></c></row>'
    rule = '<cfRule type="cellIs" dxfId="0" priority="1" operator="{}"><formula>10</formula></cfRule>'

    def seen(operator: str) -> list[Sight]:
        tail = f'<conditionalFormatting sqref="A1">{rule.format(operator)}</conditionalFormatting>'
        parts = Book([Sheet(rows, tail=tail)]).parts()
        parts["xl/styles.xml"] = str(parts["xl/styles.xml"]).replace(
            "</styleSheet>", '<dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs></styleSheet>'
        )
        return [one.sight for one in cell_of(read_xlsx(write(tmp_path, parts)), "A1").sights]

    assert (seen("greaterThan"), seen("lessThan")) == ([Sight.UNSEEN], [])
