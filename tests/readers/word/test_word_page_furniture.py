"""Told: numbers that page headers lay over the text, or frames over another cell, and lists that defaults number."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.word.docx import read_docx
from htsd_cli.readers.word.places.overlaid import OVER_TABLE
from htsd_cli.values.document import Seen, Sight
from tests.documents import WORD_NAMESPACES, relationships, word, word_styles
from tests.readers.word.test_word_paper import p, table

PAGE = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1700"/></w:sectPr>'
)
CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELD = (
    f"{CHAR.format('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>{CHAR.format('separate')}"
    f"<w:r><w:t>2</w:t></w:r>{CHAR.format('end')}"
)
COVER = '<v:rect fillcolor="white" style="{}"/>'
NUMBER = '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
NUMBERED_TABLE = f'<w:style w:type="table" w:styleId="B">{NUMBER}</w:style>'
OF_TABLE = '<w:framePr w:hSpace="180" w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:y="2161"/>'
BLIP = '<v:imagedata r:id="rId9"/>'
OUT = '<w:ind w:left="-5000"/>'


def place(left: int, top: int, relative: str = "page") -> str:
    across = "mso-position-horizontal-relative:page"
    return (
        f"position:absolute;margin-left:{left}pt;margin-top:{top}pt;width:60pt;height:30pt;"
        f"mso-position-vertical-relative:{relative};{across}"
    )


def shape(style: str, inside: str) -> str:
    box = f"<v:textbox><w:txbxContent><w:p>{inside}</w:p></w:txbxContent></v:textbox>"
    return f'<w:p><w:r><w:pict><v:shape style="{style}">{box}</v:shape></w:pict></w:r></w:p>'


def line(top: int, more: str = "") -> str:
    style = (
        f"position:absolute;{more}mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    )
    ends = f'from="100pt,{top}pt" to="500pt,{top}pt"'
    return f'<w:p><w:r><w:pict><v:line style="{style}" {ends}/></w:pict></w:r></w:p>'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (shape(place(200, 300), run("14")), (Seen(Sight.TEXT_BOX, "14"),)),
        (shape(place(200, 200, "text"), run("14 lớp")), (Seen(Sight.TEXT_BOX, "14 lớp"),)),
        (shape(place(200, 0, "margin") + ";mso-position-vertical:center", run("14")), (Seen(Sight.TEXT_BOX, "14"),)),
        (shape(place(200, 300), FIELD + run("4")), (Seen(Sight.TEXT_BOX, "4"),)),
        (p("14", '<w:framePr w:x="5000" w:y="6000" w:vAnchor="page"/>'), (Seen(Sight.TEXT_BOX, "14"),)),
        (table(p("14"), tbl='<w:tblpPr w:vertAnchor="page" w:tblpY="6000"/>'), (Seen(Sight.TEXT_BOX, "Tổng 14"),)),
        (f"<w:p><w:r><w:pict>{COVER.format(place(200, 300))}</w:pict></w:r></w:p>",
         (Seen(Sight.UNKNOWN, "hình vẽ có nền nằm trên chữ"),)),
        pytest.param(shape(place(200, 10), run("14")), (), id="above the text"),
        pytest.param(shape(place(5, 300), run("14")), (), id="beside the text"),
        pytest.param(shape(place(200, 0, "text"), run("14")), (), id="in the header's line"),
        pytest.param(shape(place(200, 300), run("BẢN SAO 1")), (), id="a watermark"),
        pytest.param(shape(place(200, 300), FIELD), (), id="a page number"),
        pytest.param(p("", '<w:framePr w:vAnchor="text" w:y="1"/>').replace("<w:r>", FIELD + "<w:r>", 1), (), id="old"),
        pytest.param(p("a") * 20 + shape(place(200, 300), run("14")), (), id="in a high header"),
        pytest.param(f"<w:p><w:r><w:pict>{COVER.format(place(200, 10))}</w:pict></w:r></w:p>", (), id="a band above"),
        pytest.param(line(400), (Seen(Sight.UNKNOWN, OVER_TABLE),), id="a line over the text"),
        pytest.param(line(60), (), id="a line above the text"),
        pytest.param(line(400, "z-index:-1;"), (Seen(Sight.UNKNOWN, OVER_TABLE),), id="a line behind the text"),
        pytest.param(shape(place(200, 300), "").replace("<v:textbox>", BLIP + "<v:textbox>"),
                     (Seen(Sight.UNKNOWN, OVER_TABLE),), id="a picture over the text"),
        pytest.param(shape(place(200, 300), ""), (), id="a border without a colour"),
    ],
)  # fmt: skip
def test_a_number_that_a_page_header_lays_over_the_text_is_told(
    header: str, told: tuple[Seen, ...], tmp_path: Path
) -> None:
    parts = {
        "word/header1.xml": f"<w:hdr {WORD_NAMESPACES}>{header}</w:hdr>",
        "word/_rels/document.xml.rels": relationships({"header1.xml": "header"}),
    }
    assert read_docx(word(tmp_path / "tep.docx", table(p("7")) + PAGE, parts)).sights == told


@pytest.mark.parametrize(
    ("frame", "label", "told"),
    [
        ('<w:framePr w:x="2500" w:y="1" w:hAnchor="text" w:vAnchor="text"/>', "", True),
        ('<w:framePr w:x="-2500" w:y="1"/>', "", True),
        ('<w:framePr w:y="800" w:vAnchor="text"/>', "", True),
        (OF_TABLE, "", True),
        (OF_TABLE, OF_TABLE, False),
        ('<w:framePr w:y="1" w:vAnchor="page" w:yAlign="bottom"/>', "", True),
        ('<w:framePr w:y="1" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right"/>', "", True),
        ('<w:framePr w:hSpace="180" w:wrap="around" w:vAnchor="text" w:y="90"/>', "", False),
        ('<w:framePr w:dropCap="drop" w:lines="2" w:hAnchor="text"/>', "", False),
    ],
)
def test_a_frame_that_moves_a_figure_out_of_its_cell_is_told(
    frame: str, label: str, *, told: bool, tmp_path: Path
) -> None:
    body = table(p("14", frame)).replace(p("Tổng"), p("Tổng", label))
    cell = next(read_docx(word(tmp_path / "tep.docx", body, {})).tables()).rows[0][1]
    assert cell.sights == ((Seen(Sight.CUT, "14"),) if told else ())


@pytest.mark.parametrize(("label", "told"), [('<w:pStyle w:val="K"/>', False), ("", True)])
def test_a_frame_of_a_style_is_that_of_the_table_where_its_rows_have_it(
    label: str, *, told: bool, tmp_path: Path
) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="K"><w:pPr>{OF_TABLE}</w:pPr></w:style>'
    body = table(p("14", '<w:pStyle w:val="K"/>')).replace(p("Tổng"), p("Tổng", label))
    cell = next(read_docx(word(tmp_path / "tep.docx", body, word_styles(styles))).tables()).rows[0][1]
    assert cell.sights == ((Seen(Sight.CUT, "14"),) if told else ())


def test_a_frame_that_moves_all_of_a_first_row_is_told(tmp_path: Path) -> None:
    row = table(p("14", OF_TABLE)).replace(p("Tổng"), p("Tổng", OF_TABLE))
    body = row.replace("</w:tbl>", "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>" * 2 + "</w:tbl>")
    cell = next(read_docx(word(tmp_path / "tep.docx", body, {})).tables()).rows[0][1]
    assert cell.sights == (Seen(Sight.CUT, "14"),)


@pytest.mark.parametrize("text", ["14", ""])
@pytest.mark.parametrize(
    ("styles", "told"),
    [
        (f"<w:docDefaults><w:pPrDefault>{NUMBER}</w:pPrDefault></w:docDefaults>", Seen(Sight.LIST_NUMBER, "2")),
        (NUMBERED_TABLE, Seen(Sight.UNKNOWN, "chữ bị kiểu của bảng dời chỗ hoặc đánh số")),
    ],
)  # fmt: skip
def test_a_number_of_a_list_that_defaults_or_a_table_style_give_is_told(
    styles: str, told: Seen, text: str, tmp_path: Path
) -> None:
    numbering = (
        f'<w:numbering {WORD_NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>"
    )
    relations = relationships({"styles.xml": "styles", "numbering.xml": "numbering"})
    parts = word_styles(styles) | {"word/numbering.xml": numbering, "word/_rels/document.xml.rels": relations}
    body = table(p(text), tbl='<w:tblStyle w:val="B"/>')
    assert next(read_docx(word(tmp_path / "tep.docx", body, parts)).tables()).rows[0][1].sights == (told,)


@pytest.mark.parametrize(
    "styles",
    [
        f'<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:pPr>{OUT}</w:pPr></w:style>',
        f"<w:docDefaults><w:pPrDefault><w:pPr>{OUT}</w:pPr></w:pPrDefault></w:docDefaults>",
    ],
)
def test_a_figure_pushed_out_of_its_cell_by_what_every_paragraph_has_is_told(
    styles: str, tmp_path: Path
) -> None:
    found = next(read_docx(word(tmp_path / "tep.docx", table(p("14")), word_styles(styles))).tables())
    assert found.rows[0][1].sights == (Seen(Sight.CUT, "14"),)
