"""Letters that lie where nobody sees them on paper are told: cut by their row, out of their cell, beyond the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.word.docx import read_docx
from htsd_cli.values.document import Cell, Seen, Sight
from tests.documents import WORD_NAMESPACES, word, word_styles

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Ra"><w:pPr><w:ind w:left="-5000"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Thap"><w:pPr><w:spacing w:line="60" w:lineRule="exact"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="To"><w:rPr><w:sz w:val="96"/></w:rPr></w:style>'
)


def p(text: str, properties: str = "") -> str:
    runs = "<w:r><w:br/></w:r>".join(f"<w:r><w:t>{line}</w:t></w:r>" for line in text.split("|"))
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs.replace('~', '</w:t><w:tab/><w:t>')}</w:p>"


def table(
    cell: str, *, row: str = "", tc: str = "", tbl: str = "", widths: tuple[int, ...] = (2000, 2000)
) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{{}}</w:tcPr>{{}}</w:tc>' for width in widths]
    first = cells[0].format("", p("Tổng")) + cells[1].format(tc, cell)
    rest = "".join(item.format("", p("")) for item in cells[2:])
    rows = f"<w:tr><w:trPr>{row}</w:trPr>{first}{rest}</w:tr>"
    return f"<w:tbl><w:tblPr>{tbl}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def exact(height: int) -> str:
    return f'<w:trHeight w:val="{height}" w:hRule="exact"/>'


SECTION = '<w:sectPr><w:pgSz w:w="{}"/><w:pgMar w:left="{}"/></w:sectPr>'
LOW_ROW = '<w:tblPrEx><w:tblCellMar><w:top w:w="400" w:type="dxa"/></w:tblCellMar></w:tblPrEx>'


def read(folder: Path, body: str) -> Cell:
    found = next(read_docx(word(folder / "tep.docx", body, word_styles(STYLES))).tables())
    return found.rows[0][1]


@pytest.mark.parametrize(
    ("body", "cut"),
    [
        pytest.param(table(p("14") + p("25"), row=exact(320)), "25", id="a second line below a row of exact height"),
        pytest.param(table(p("14|000"), row=exact(320)), "000", id="a line after a break"),
        pytest.param(table(p("14", '<w:spacing w:before="700"/>'), row=exact(320)), "14", id="pushed down"),
        pytest.param(table(p("") + p("") + p("14"), row=exact(320)), "14", id="below empty lines"),
        pytest.param(table(p("1.234.567"), row=exact(320), widths=(2000, 800)), ".567", id="wider than its cell"),
        pytest.param(table(p("14", '<w:pStyle w:val="To"/>'), row=exact(320)), "14", id="larger than its row"),
        pytest.param(table(p("14"), row=exact(90)), "14", id="a row too low for a digit"),
        pytest.param(
            table(p("14", '<w:spacing w:line="600" w:lineRule="atLeast"/>') + p("25"), row=exact(640)),
            "25", id="below a line of at least a height",
        ),
        pytest.param(
            table(p("14", '<w:spacing w:line="720"/>') + p("25"), row=exact(640)), "25", id="below three lines' height"
        ),
        pytest.param(table(table(p("7", '<w:ind w:left="-9000"/>')) + p("")), "7", id="out of a table in it"),
        pytest.param(table(table(p("1")) + p("14"), row=exact(320)), "14", id="below a table in the cell"),
        pytest.param(table(table(p("14") + p("25"), row=exact(320)) + p("")), "25", id="in a low row of a table in it"),
        pytest.param(table(p("14", '<w:ind w:left="9000"/>')), "14", id="indented out of the cell"),
        pytest.param(table(p("14", '<w:ind w:left="720"/>'), widths=(2000, 600)), "14", id="a list's in a narrow cell"),
        pytest.param(table(p("14", '<w:ind w:firstLine="-9000"/>')), "14", id="indented to the left"),
        pytest.param(table(p("14", '<w:ind w:leftChars="-5000" w:left="0"/>')), "14", id="indented by letters"),
        pytest.param(table(p("14", '<w:ind w:right="-9000"/><w:jc w:val="right"/>')), "14", id="to the right"),
        pytest.param(table(p("14", '<w:pStyle w:val="Ra"/>')), "14", id="indented by a style"),
        pytest.param(table(p("14", '<w:pStyle w:val="Thap"/>')), "14", id="lines too low by a style"),
        pytest.param(table(p("14", '<w:spacing w:line="90" w:lineRule="exact"/>')), "14", id="lines too low"),
        pytest.param(table(p("14", '<w:spacing w:line="60"/>')), "14", id="a quarter of a line"),
        pytest.param(table(p("14", '<w:spacing w:line="100"/>')), "14", id="half of a line"),
        pytest.param(table(p("14", '<w:ind w:leftChars="1500"/>')), "14", id="indented by fifteen letters"),
        pytest.param(table(p("14", '<w:tabs><w:tab w:val="decimal" w:pos="2500"/></w:tabs>')), "14", id="aligned"),
        pytest.param(table(p("~14", '<w:tabs><w:tab w:val="left" w:pos="2500"/></w:tabs>')), "14", id="a tab"),
        pytest.param(table(p("14"), tc='<w:tcMar><w:left w:w="4000" w:type="dxa"/></w:tcMar>'), "14", id="a margin"),
        pytest.param(table(p("14"), row=exact(320)).replace("<w:trPr>", LOW_ROW + "<w:trPr>"), "14", id="its row"),
        pytest.param(table(p("~14", '<w:ind w:left="2500" w:hanging="2500"/>')), "14", id="a tab to a far indent"),
        pytest.param(table(p("14", '<w:framePr w:x="-9000" w:y="1" w:hAnchor="page"/>')), "14", id="a frame"),
    ],
)  # fmt: skip
def test_a_figure_cut_off_on_paper_is_told(body: str, cut: str, tmp_path: Path) -> None:
    assert read(tmp_path, body).sights == (Seen(Sight.CUT, cut),)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(table(p("14"), row=exact(320)), id="a row of exact height with room"),
        pytest.param(table(p("14", '<w:spacing w:before="60" w:after="60"/>'), row=exact(284)), id="half a centimetre"),
        pytest.param(table(p("1.234.567.000"), row=exact(320), widths=(2000, 1750)), id="a number that just fits"),
        pytest.param(table(p("14"), row='<w:trHeight w:val="90" w:hRule="atLeast"/>'), id="at least so high"),
        pytest.param(table(p("14", '<w:ind w:left="-108" w:right="-108"/><w:jc w:val="center"/>')), id="to the edges"),
        pytest.param(table(p("14", '<w:ind w:left="1200"/>')), id="indented within its cell"),
        pytest.param(table(p("14", '<w:tabs><w:tab w:val="decimal" w:pos="900"/></w:tabs>')), id="a decimal tab"),
        pytest.param(table(p("14", '<w:spacing w:line="130"/>')), id="lines close together"),
        pytest.param(table(p("14", '<w:ind w:left="9000" w:hanging="9000"/>')), id="a hanging indent"),
        pytest.param(table(p("14", '<w:tabs><w:tab w:val="left" w:pos="9000"/></w:tabs>')), id="a stop and no tab"),
        pytest.param(table(p("14") + p("25"), row=exact(320), tc='<w:vMerge w:val="restart"/>'), id="over two rows"),
        pytest.param(table(p("14", '<w:framePr w:hSpace="180" w:wrap="around" w:hAnchor="margin" w:y="90"/>')),
                     id="a frame beside the text"),
    ],
)  # fmt: skip
def test_a_figure_with_room_enough_is_read_as_ever(body: str, tmp_path: Path) -> None:
    cell = read(tmp_path, body)
    assert (cell.text.strip()[:2], cell.sights, cell.hidden) in (("14", (), ""), ("1.", (), ""))


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        (table(p("14"), tbl='<w:tblInd w:w="20000" w:type="dxa"/>'), "cột 2 nằm ngoài trang giấy"),
        (table(p("14"), tbl='<w:tblpPr w:tblpX="-9000" w:horzAnchor="page"/>'), "cột 2 nằm ngoài trang giấy"),
        (table(p("14"), tbl='<w:tblpPr w:vertAnchor="page" w:tblpY="17000"/>'), "cột 2 nằm ngoài trang giấy"),
        (table(p("14"), tbl='<w:tblpPr w:vertAnchor="text" w:tblpY="-4000"/>'), "cột 2 nằm ngoài trang giấy"),
        (table(p("14"), tbl='<w:tblpPr w:vertAnchor="page" w:tblpY="16000"/>'), ""),
        (
            table(p("14"), tbl='<w:tblLayout w:type="fixed"/>', widths=(12000, 2000)),
            "cột 2 nằm ngoài trang giấy",
        ),
        (table(p("14"), tbl='<w:tblLayout w:type="fixed"/>', widths=(2000, 10)), "cột 2 hẹp gần bằng không"),
        (table(p("14"), tbl='<w:tblLayout w:type="fixed"/>', widths=(2000, 110)), "cột 2 hẹp gần bằng không"),
        (table(p("14"), tbl='<w:tblLayout w:type="fixed"/>', widths=(2000, 300)), ""),
        (table(p("14"), widths=(2000, 10)), ""),
        (
            table(p("14"), tbl='<w:tblInd w:w="-6000" w:type="dxa"/>', widths=(2000, 2000)),
            "cột 2 nằm ngoài trang giấy",
        ),
        (table(p("14"), tbl='<w:tblInd w:w="-900" w:type="dxa"/>', widths=(6000, 5000)), ""),
    ],
)
def test_columns_that_nobody_sees_are_hidden(body: str, hidden: str, tmp_path: Path) -> None:
    assert read(tmp_path, body).hidden == hidden


@pytest.mark.parametrize(
    ("wide", "left", "seen"), [(4000, 1440, False), (11906, 9500, False), (8392, 1134, True)]
)
def test_columns_beyond_the_edge_of_an_odd_page_are_hidden(
    wide: int, left: int, *, seen: bool, tmp_path: Path
) -> None:
    body = table(p("14"), widths=(2500, 2000)) + SECTION.format(wide, left)
    parts = {"word/document.xml": f"<w:document {WORD_NAMESPACES}><w:body>{body}</w:body></w:document>"}
    found = next(read_docx(word(tmp_path / "tep.docx", "", parts)).tables()).rows[0][1]
    assert found.hidden == ("" if seen else "cột 2 nằm ngoài trang giấy")


FIXED = '<w:tblLayout w:type="fixed"/>'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (table(p("14"), tbl=FIXED, widths=(2000, 460)), "14"),
        (table(p("1435"), tbl=FIXED, widths=(2000, 600)), "1435"),  # 14 above 35
        (table(p("14", '<w:ind w:left="1000"/>'), tbl=FIXED, widths=(2000, 1400)), "14"),
        (table(p("14"), tbl=FIXED, widths=(2000, 490)), None),
        (table(p("1435"), tbl=FIXED, widths=(2000, 800)), None),
        (table(p("4"), tbl=FIXED, widths=(2000, 300)), None),
        (table(p("1250000"), tbl=FIXED, widths=(2000, 460)), None),  # money, on any number of lines
        (table(p("14 25"), tbl=FIXED, widths=(2000, 600)), None),  # parted where it is two numbers
        (table(p("14"), widths=(2000, 460)), None),  # Word makes the column wider
    ],
)
def test_a_number_that_a_narrow_column_breaks_over_lines_is_told(
    body: str, told: str | None, tmp_path: Path
) -> None:
    assert read(tmp_path, body).sights == (() if told is None else (Seen(Sight.PARTED, told),))
