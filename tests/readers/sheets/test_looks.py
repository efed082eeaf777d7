from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from htsd_cli.readers.sheets.looks.letters import PAPER, PLAIN, Font, Run, as_seen, look
from htsd_cli.readers.sheets.looks.styles import Styles
from htsd_cli.readers.sheets.xlsx import read_xlsx
from htsd_cli.values.document import Cell, CellKind, Document, Seen, Sight
from tests.corpus import ooxml
from tests.readers.sheets.xlsx_files import Book, Sheet, read, write

STRUCK, HIGH, WHITE, TINY = Font(struck=True), Font(raised=True), Font(colour=PAPER), Font(tiny=True)
LARGE, SMALL = Font(size=13.0), Font(size=9.0)
SILVER, NAVY = 0xF4F4F4, 0x1F3864


@pytest.mark.parametrize(
    ("font", "paper", "seen"),
    [
        (PLAIN, PAPER, None),
        (PLAIN, None, None),
        (STRUCK, PAPER, Sight.STRUCK),
        (WHITE, PAPER, Sight.UNSEEN),
        (WHITE, NAVY, None),
        (WHITE, None, None),
        (Font(colour=SILVER), PAPER, Sight.UNSEEN),
        (Font(colour=NAVY), NAVY, Sight.UNSEEN),
        (PLAIN, 0x000000, Sight.UNSEEN),
        (TINY, NAVY, Sight.UNSEEN),
        (HIGH, PAPER, Sight.RAISED),
    ],
)
def test_letters_are_seen_when_they_differ_from_their_paper(
    font: Font, paper: int | None, seen: Sight | None
) -> None:
    assert look(font, paper) is seen


@pytest.mark.parametrize(
    ("runs", "text", "told"),
    [
        ([("9", STRUCK), ("14", PLAIN)], "14", [Seen(Sight.STRUCK, "9")]),
        ([("9", STRUCK), ("1", STRUCK), ("14", PLAIN)], "14", [Seen(Sight.STRUCK, "91")]),
        ([("14", PLAIN), ("1", HIGH)], "14", [Seen(Sight.RAISED, "1")]),
        ([("14", PLAIN), ("(a)", HIGH)], "14", [Seen(Sight.RAISED, "(a)")]),
        ([("10", PLAIN), ("6", HIGH), (" đồng", PLAIN)], "10⁶ đồng", [Seen(Sight.EXPONENT, "6")]),
        ([("12 m", PLAIN), ("2", HIGH)], "12 m²", []),
        ([("14", HIGH)], "14", []),
        ([("14", HIGH), ("\n", PLAIN), ("25", HIGH)], "14\n25", []),
        ([("9", STRUCK), ("14", HIGH)], "14", [Seen(Sight.STRUCK, "9")]),
        ([("1", HIGH), ("4", PLAIN)], "14", [Seen(Sight.EXPONENT, "1")]),
        ([("14", PLAIN), ("0", WHITE)], "14", [Seen(Sight.UNSEEN, "0")]),
        ([("Đã ", PLAIN), (" ", STRUCK), ("xong", PLAIN)], "Đã  xong", []),
        ([("14", LARGE), ("1", SMALL)], "141", [Seen(Sight.UNEVEN, "14 1")]),
        (
            [("1", SMALL), ("9", STRUCK), ("14", LARGE)],
            "114",
            [
                Seen(Sight.STRUCK, "9"),
                Seen(Sight.UNEVEN, "1 14"),
            ],
        ),
        ([("14", LARGE), ("1", PLAIN)], "141", []),
        ([("14", LARGE), (" lớp", SMALL)], "14 lớp", []),
    ],
)
def test_letters_that_do_not_count_are_left_out_and_told(
    runs: list[Run], text: str, told: list[Seen]
) -> None:
    assert as_seen(runs, PAPER) == (text, tuple(told))


def cell_of(document: Document, address: str = "A1") -> Cell:
    return next(c for table in document.tables() for row in table.rows for c in row if c.address == address)


def with_styles(fonts: str, fills: str = "", rest: str = "", xf: str = 'fontId="1"') -> bytes:
    """Return a styles part whose style 1 has the given font, or what `xf` says."""
    return (
        f'{ooxml.XML}<styleSheet xmlns="{ooxml.S}"><fonts><font/><font>{fonts}</font></fonts>'
        f'<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{fills}'
        f"</fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/><xf {xf}/></cellXfs>"
        f"{rest}</styleSheet>"
    ).encode()


def read_with(folder: Path, styles: bytes, rows: str, tail: str = "") -> Document:
    from htsd_cli.readers.sheets.xlsx import read_xlsx
    from tests.readers.sheets.xlsx_files import write

    parts = dict(Book([Sheet(rows, tail=tail)], styles=["0"]).parts())
    return read_xlsx(write(folder, parts | {"xl/styles.xml": styles}))


NUMBER = '<row r="1"><c r="A1" s="1"><v>14</v></c></row>'


@pytest.mark.parametrize(
    ("styles", "sight"),
    [
        (with_styles("<strike/>"), Sight.STRUCK),
        (with_styles('<strike val="0"/>'), None),
        (with_styles('<color rgb="FFFFFFFF"/>'), Sight.UNSEEN),
        (with_styles('<color theme="0"/>'), Sight.UNSEEN),
        (with_styles('<color theme="0" tint="-0.5"/>'), None),
        (with_styles('<color theme="1"/>'), None),
        (with_styles('<color indexed="9"/>'), Sight.UNSEEN),
        (with_styles('<color indexed="64"/>'), None),
        (with_styles('<sz val="1"/>'), Sight.UNSEEN),
        (with_styles('<sz val="8"/>'), None),
        (with_styles('<vertAlign val="superscript"/>'), None),
        (
            with_styles(
                '<color rgb="FFFFFFFF"/>',
                '<fill><patternFill patternType="solid"><fgColor rgb="FF1F3864"/></patternFill></fill>',
                xf='fontId="1" fillId="2"',
            ),
            None,
        ),
        (
            with_styles(
                '<color rgb="FFFFFF00"/>',
                '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill>',
                xf='fontId="1" fillId="2"',
            ),
            Sight.UNSEEN,
        ),
    ],
)
def test_a_cells_font_and_fill_decide_whether_its_number_counts(
    tmp_path: Path, styles: bytes, sight: Sight | None
) -> None:
    cell = cell_of(read_with(tmp_path, styles, NUMBER))
    if sight is None:
        assert cell[:1] + cell[5:7] + (cell.sights,) == ("14", CellKind.NUMBER, 14, ())
    else:
        assert (cell.text, cell.value, cell.sights) == ("", 14, (Seen(sight, "14"),))


def test_a_run_of_a_text_has_the_look_of_its_own_font(tmp_path: Path) -> None:
    runs = "<is><r><rPr><strike/></rPr><t>9</t></r><r><rPr/><t>14</t></r></is>"
    rows = f'<row r="1"><c r="A1" t="inlineStr">{runs}</c></row>'
    assert cell_of(read(tmp_path, rows))[0] == "14"
    assert cell_of(read(tmp_path, rows)).sights == (Seen(Sight.STRUCK, "9"),)


# -- conditional formats ---------------------------------------------------------------------------------------


def ruled(rule: str, change: str) -> tuple[bytes, str]:
    """Return styles whose change 0 is the given one, and a sheet's rules for A1:A9."""
    tail = f'<conditionalFormatting sqref="A1:A9">{rule}</conditionalFormatting>'
    return with_styles("", rest=f"<dxfs><dxf>{change}</dxf></dxfs>"), tail


DOUBT = (Seen(Sight.UNKNOWN, "định dạng có điều kiện"),)
STRIKE, HIDE = "<font><strike/></font>", '<numFmt numFmtId="170" formatCode=";;;"/>'
WHITE_LETTERS = '<font><color rgb="FFFFFFFF"/></font>'
DARK = '<fill><patternFill><bgColor rgb="FF1F3864"/></patternFill></fill>'


def cell_is(sign: str, *limits: str) -> str:
    formulas = "".join(f"<formula>{ooxml.text(limit)}</formula>" for limit in limits)
    return f'<cfRule type="cellIs" dxfId="0" priority="1" operator="{sign}">{formulas}</cfRule>'


def expression(formula: str, kind: str = "expression") -> str:
    return f'<cfRule type="{kind}" dxfId="0" priority="1"><formula>{ooxml.text(formula)}</formula></cfRule>'


@pytest.mark.parametrize(
    ("rule", "change", "sights"),
    [
        (cell_is("greaterThan", "10"), STRIKE, (Seen(Sight.STRUCK, "14"),)),
        (cell_is("lessThan", "10"), STRIKE, ()),
        (cell_is("between", "10", "20"), HIDE, (Seen(Sight.UNSEEN, "14"),)),
        (cell_is("notBetween", "10", "20"), HIDE, ()),
        (cell_is("equal", "0"), WHITE_LETTERS, ()),
        (cell_is("equal", "A1"), WHITE_LETTERS, (Seen(Sight.UNSEEN, "14"),)),
        (cell_is("greaterThan", "10"), WHITE_LETTERS + DARK, ()),
        (cell_is("greaterThan", "10"), DARK, ()),
        (cell_is("greaterThan", "10"), DARK.replace("1F3864", "202020"), (Seen(Sight.UNSEEN, "14"),)),
        (cell_is("greaterThan", "10"), DARK.replace("1F3864", "00008B"), (Seen(Sight.UNSEEN, "14"),)),
        (cell_is("greaterThan", "10"), DARK.replace("1F3864", "404040"), ()),
        (cell_is("greaterThan", "10"), WHITE_LETTERS + DARK.replace("1F3864", "202020"), ()),
        (expression("$A1>B1"), STRIKE, (Seen(Sight.STRUCK, "14"),)),
        (expression("ISERROR(A1)"), WHITE_LETTERS, ()),
        (expression('OR(A1="",A1=0)'), HIDE, ()),
        (expression("LEN(TRIM(A1))=0", "containsBlanks"), HIDE, ()),
        (expression('NOT(ISERROR(SEARCH("4",A1)))', "containsText"), STRIKE, (Seen(Sight.STRUCK, "14"),)),
        (expression("KURT(A1:B9)=1"), STRIKE, DOUBT),
        (expression("KURT(A1:B9)=1"), "<font><b/></font>" + DARK, ()),
        (expression("MOD(ROW(A1),2)=1"), DARK, ()),
        (expression("MOD(ROW(),2)=1"), STRIKE, (Seen(Sight.STRUCK, "14"),)),
        (expression("MOD(COLUMN(),2)=0"), STRIKE, ()),
        ('<cfRule type="top10" dxfId="0" priority="1" rank="3"/>', STRIKE, DOUBT),
        ('<cfRule type="iconSet" priority="1"><iconSet showValue="0"/></cfRule>', "", (Seen(Sight.UNSEEN, "14"),)),
        ('<cfRule type="iconSet" priority="1"><iconSet/></cfRule>', "", ()),
        ('<cfRule type="dataBar" priority="1"><dataBar/></cfRule>', "", ()),
    ],
)  # fmt: skip
def test_a_conditional_format_is_told_where_it_changes_what_is_read(
    tmp_path: Path, rule: str, change: str, sights: tuple[Seen, ...]
) -> None:
    styles, tail = ruled(rule, change)
    cell = cell_of(read_with(tmp_path, styles, NUMBER.replace(' s="1"', ""), tail))
    assert cell.sights == sights
    assert cell.text == ("" if sights and sights[0].sight is not Sight.UNKNOWN else "14")


def test_a_zero_in_letters_nobody_sees_is_a_zero(tmp_path: Path) -> None:
    styles, tail = ruled(cell_is("equal", "0"), WHITE_LETTERS)
    cell = cell_of(read_with(tmp_path, styles, NUMBER.replace("14", "0"), tail))
    assert (cell.text, cell.kind, cell.sights) == ("0", CellKind.NUMBER, ())


def test_white_letters_in_a_table_may_stand_on_the_colour_of_its_style(tmp_path: Path) -> None:
    from htsd_cli.readers.sheets.xlsx import read_xlsx
    from tests.readers.sheets.xlsx_files import write

    table = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
    rows = NUMBER + '<row r="9"><c r="A9" s="1"><v>7</v></c></row>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = dict(Book([Sheet(rows, tail=table)], styles=["0"]).parts()) | {
        "xl/styles.xml": with_styles('<color rgb="FFFFFFFF"/>'),
        "xl/tables/table1.xml": f'<table xmlns="{ooxml.S}" id="1" ref="A1:B5"/>',
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{ooxml.R}/table" Target="../tables/table1.xml"/></Relationships>',
    }
    document = read_xlsx(write(tmp_path, parts))
    seen = cell_of(document)
    assert (seen.text, seen.kind, seen.sights) == ("14", CellKind.NUMBER, ())
    assert cell_of(document, "A9").sights == (Seen(Sight.UNSEEN, "7"),)


def test_a_conditional_number_format_shows_the_number_its_own_way(tmp_path: Path) -> None:
    styles, tail = ruled(cell_is("greaterThan", "10"), '<numFmt numFmtId="170" formatCode="0.0,"/>')
    cell = cell_of(read_with(tmp_path, styles, NUMBER, tail))
    assert (cell.text, cell.value, cell.sights) == ("14", 14, (Seen(Sight.FORMAT, "0,0"),))


def test_a_rule_is_read_as_of_each_cell_of_its_area(tmp_path: Path) -> None:
    styles, tail = ruled(expression("A1>$B$1"), STRIKE)
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>5</v></c></row><row r="2"><c r="A2"><v>7</v></c></row>'
    )
    document = read_with(tmp_path, styles, rows, tail)
    assert [cell_of(document, address).text for address in ("A1", "A2")] == ["1", ""]


def test_the_first_rule_that_holds_wins_and_may_stop_the_others(tmp_path: Path) -> None:
    stop = '<cfRule type="cellIs" priority="1" stopIfTrue="1" operator="greaterThan"><formula>10</formula></cfRule>'
    styles, tail = ruled(stop + cell_is("greaterThan", "5").replace('priority="1"', 'priority="2"'), STRIKE)
    assert cell_of(read_with(tmp_path, styles, NUMBER, tail)).sights == ()


def test_a_rule_of_a_newer_excel_is_found_in_the_sheets_extensions(tmp_path: Path) -> None:
    tail = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
        '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:cfRule type="expression" priority="1"><xm:f>A1=14</xm:f><x14:dxf><font><strike/></font></x14:dxf>'
        "</x14:cfRule><xm:sqref>A1</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    cell = cell_of(read_with(tmp_path, with_styles(""), NUMBER, tail))
    assert cell.sights == (Seen(Sight.STRUCK, "14"),)


def test_a_choice_between_fonts_is_one_font_of_their_list(tmp_path: Path) -> None:
    parts = Book(
        [Sheet('<row r="1"><c r="A1" s="1"><v>14</v></c></row>')], styles=["0"], fonts=["Arial"]
    ).parts()
    plain, struck = '<font><name val="Times New Roman"/></font>', '<font><strike/><name val="Arial"/></font>'
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = (
        f'<mc:AlternateContent {space}><mc:Choice Requires="hs">{plain}</mc:Choice>'
        f"<mc:Fallback>{plain}</mc:Fallback></mc:AlternateContent>"
    )
    styles = str(parts["xl/styles.xml"]).replace('<font><name val="Arial"/></font>', struck)
    parts["xl/styles.xml"] = styles.replace(plain, choice)
    (table,) = read_xlsx(write(tmp_path, parts)).tables()
    assert [(cell.text, cell.sights) for row in table.rows for cell in row] == [
        ("", (Seen(Sight.STRUCK, "14"),))
    ]


@pytest.mark.parametrize("content", ["<v>14</v>", "<is><t>14</t></is>"])
def test_digits_in_a_font_of_signs_are_no_number(tmp_path: Path, content: str) -> None:
    kind = ' t="inlineStr"' if "<is>" in content else ""
    rows = f'<row r="1"><c r="A1" s="1"{kind}>{content}</c></row>'
    cell = cell_of(read_with(tmp_path, with_styles('<name val="Wingdings 2"/>'), rows))
    assert (cell.text, cell.kind, cell.value) == ("\ufffd\ufffd", CellKind.TEXT, None)


def test_a_picture_in_a_cell_is_seen_as_one(tmp_path: Path) -> None:
    book = Book([Sheet('<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>')])
    parts = dict(book.parts())
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    kind = "http://schemas.microsoft.com/office/2022/10/relationships/richValueRel"
    own = f'<Relationship Id="rIdP" Type="{kind}" Target="richData/richValueRel.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", own)
    parts["xl/richData/richValueRel.xml"] = "<richValueRels/>"
    cell = cell_of(read_xlsx(write(tmp_path, parts)))
    assert (cell.text, cell.sights) == ("", (Seen(Sight.PICTURE),))


def test_a_number_in_a_colour_of_its_format_is_seen_as_it_is_coloured(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>350</v></c><c r="B1" s="2"><v>350</v></c></row>'
    document = read(tmp_path, Book([Sheet(rows)], styles=["[White]0", "[Red]0"]))
    assert cell_of(document).sights == (Seen(Sight.UNSEEN, "350"),)
    assert cell_of(document, "B1").text == "350"


WHITE_LETTERS = '<font><color rgb="FFFFFFFF"/></font>'
BLACK_LETTERS = '<font><color theme="1"/></font>'


@pytest.mark.parametrize(
    ("font", "fill", "text"),
    [
        (BLACK_LETTERS, '<patternFill patternType="solid"><fgColor theme="1"/></patternFill>', ""),
        (BLACK_LETTERS, '<patternFill patternType="solid"><fgColor indexed="64"/></patternFill>', ""),
        (BLACK_LETTERS, '<patternFill patternType="solid"/>', ""),
        (BLACK_LETTERS, '<patternFill patternType="solid"><fgColor indexed="65"/></patternFill>', "14"),
        ('<font><color indexed="65"/></font>', '<patternFill patternType="none"/>', ""),
        ('<font><color theme="1" tint="0.99"/></font>', '<patternFill patternType="none"/>', ""),
        ('<font><color theme="1" tint="0.35"/></font>', '<patternFill patternType="none"/>', "14"),
        (WHITE_LETTERS, '<patternFill patternType="gray125"/>', ""),
        (WHITE_LETTERS, '<patternFill patternType="darkGray"><fgColor rgb="FF000000"/></patternFill>', "14"),
        (
            BLACK_LETTERS,
            '<patternFill patternType="darkGray"><fgColor rgb="FF000000"/><bgColor rgb="FF000000"/></patternFill>',
            "",
        ),
        (
            WHITE_LETTERS,
            '<gradientFill><stop position="0"><color rgb="FFFFFFFF"/></stop>'
            '<stop position="1"><color rgb="FFFFFFFF"/></stop></gradientFill>',
            "",
        ),
        (
            WHITE_LETTERS,
            '<gradientFill><stop position="0"><color rgb="FFFFFFFF"/></stop>'
            '<stop position="1"><color rgb="FF1F3864"/></stop></gradientFill>',
            "14",
        ),
    ],
)
def test_letters_are_compared_with_the_colours_of_every_kind_of_fill(font: str, fill: str, text: str) -> None:
    styles = etree.fromstring(
        f'<styleSheet xmlns="{ooxml.S}"><fonts>{font}</fonts><fills><fill>{fill}</fill></fills>'
        '<cellXfs><xf fontId="0" fillId="0"/></cellXfs></styleSheet>'
    )
    look = Styles(styles, lambda: None)["0"].look
    assert ("" if look is Sight.UNSEEN else "14") == text
