from __future__ import annotations

import re
from pathlib import Path

import pytest

from htsd_cli.readers.sheets.anchors import PIXEL, Corner, Sizes
from htsd_cli.readers.sheets.xlsx import read_xlsx
from htsd_cli.values.document import Document, Seen, Sight
from tests.corpus import ooxml
from tests.readers.sheets.xlsx_files import Book, Sheet, write

XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SIZES = Sizes({}, lambda _: None)
WIDE, HIGH = int(SIZES.width(1)), int(SIZES.height(1))


def book(folder: Path, rows: str, parts: dict[str, tuple[str, str]], tail: str = "") -> Document:
    """Return a read sheet whose related parts are given: name -> (kind of relation, content)."""
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{ooxml.R}/{kind}" Target="../{name}"/>'
        for n, (name, (kind, _)) in enumerate(parts.items(), 1)
    )
    more = {f"xl/{name}": content for name, (_, content) in parts.items()}
    more["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    )
    return read_xlsx(write(folder, dict(Book([Sheet(rows, tail=tail)]).parts()) | more))


def anchored(
    inside: str, start: tuple[int, int], end: tuple[int, int], *, off: tuple[int, int, int, int] = (0,) * 4
) -> str:
    """Return a drawing part with one anchor from a cell (row, column; 1-based) to the corner of another."""
    corner = "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:colOff>{2}</xdr:colOff>"
    corner += "<xdr:row>{3}</xdr:row><xdr:rowOff>{4}</xdr:rowOff></xdr:{0}>"
    corners = corner.format("from", start[1] - 1, off[1], start[0] - 1, off[0])
    corners += corner.format("to", end[1] - 1, off[3], end[0] - 1, off[2])
    return (
        f'<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<xdr:twoCellAnchor>{corners}{inside}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )


def shape(text: str = "", properties: str = "", kind: str = "sp") -> str:
    return (
        f'<xdr:{kind}><xdr:nvSpPr><xdr:cNvPr id="2" name="Hình 1"/></xdr:nvSpPr><xdr:spPr>{properties}</xdr:spPr>'
        f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:{kind}>"
    )


def seen_in(document: Document) -> dict[str, tuple[Seen, ...]]:
    return {
        cell.address or "": cell.sights
        for t in document.tables()
        for row in t.rows
        for cell in row
        if cell.sights
    }


FILL = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
PICTURE = '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="Picture 2"/></xdr:nvPicPr><xdr:blipFill/><xdr:spPr/></xdr:pic>'
CHART = (
    '<xdr:graphicFrame><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    "</a:graphic></xdr:graphicFrame>"
)


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        (shape("14"), Seen(Sight.TEXT_BOX, "14")),
        (shape("", FILL), Seen(Sight.PICTURE)),
        (shape("", "<a:noFill/>"), None),
        (shape("", ""), None),
        (PICTURE, Seen(Sight.PICTURE)),
        (PICTURE.replace('name="Picture 2"', 'name="Picture 2" hidden="1"'), None),
        (CHART, None),
        (f"<xdr:grpSp><xdr:grpSpPr/>{shape('14')}</xdr:grpSp>", Seen(Sight.TEXT_BOX, "14")),
        (f'<mc:AlternateContent><mc:Choice Requires="a14">{shape("Có")}</mc:Choice></mc:AlternateContent>',
         Seen(Sight.CONTROL, "Có")),
        (f'<mc:AlternateContent><mc:Choice Requires="sle15">{CHART}</mc:Choice><mc:Fallback>{shape("Bộ lọc")}'
         "</mc:Fallback></mc:AlternateContent>", None),
    ],
)  # fmt: skip
def test_what_is_drawn_over_a_cell_is_seen_at_it(tmp_path: Path, inside: str, seen: Seen | None) -> None:
    document = book(tmp_path, "", {"drawings/drawing1.xml": ("drawing", anchored(inside, (24, 4), (25, 5)))})
    assert seen_in(document) == ({} if seen is None else {"D24": (seen,)})


@pytest.mark.parametrize(("needed", "told"), [("a14", True), ("cx4", True), ("sle15", False)])
def test_what_stands_in_alternatives_around_its_place_is_seen_too(
    tmp_path: Path, needed: str, told: bool
) -> None:
    drawn = anchored(shape("14"), (24, 4), (25, 5))
    start, end = drawn.index(">", drawn.index("wsDr")) + 1, drawn.rindex("</")
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = f'<mc:AlternateContent {mc}><mc:Choice Requires="{needed}">{drawn[start:end]}</mc:Choice>'
    both = f"{drawn[:start]}{choice}<mc:Fallback/></mc:AlternateContent>{drawn[end:]}"
    document = book(tmp_path, "", {"drawings/drawing1.xml": ("drawing", both)})
    assert seen_in(document) == ({"D24": (Seen(Sight.TEXT_BOX, "14"),)} if told else {})


def test_a_box_stands_at_each_cell_it_covers_by_half_and_at_one_at_the_least() -> None:
    start = Corner(5, 0, 4, 0)
    assert SIZES.under(start, Corner(6, 0, 5, 0)) == [(5, 4)]
    assert SIZES.under(start, Corner(6, HIGH * 2 // 3, 5, WIDE // 3)) == [(5, 4), (6, 4)]
    assert SIZES.under(Corner(5, HIGH // 2 + 1, 4, 0), Corner(6, HIGH // 3, 4, WIDE // 3)) == [(5, 4)]
    assert SIZES.under(start, SIZES.beyond(start, WIDE * 2, HIGH * 3)) == [
        (row, column) for row in (5, 6, 7) for column in (4, 5)
    ]


def test_a_line_is_seen_where_it_goes_through_the_middle_of_a_cell_and_not_on_its_border(
    tmp_path: Path,
) -> None:
    line = shape("", '<a:prstGeom prst="line"/>', "cxnSp")
    half = 15 * 12_700 // 2
    for off, places in (((half, 0, half, 0), {"D5", "E5"}), ((0, 0, 0, 0), set())):
        drawn = anchored(line, (5, 4), (5, 6), off=off)
        assert set(seen_in(book(tmp_path, "", {"drawings/d.xml": ("drawing", drawn)}))) == places


def test_a_line_aslant_through_a_cell_and_a_cross_on_it_strike_its_figure(tmp_path: Path) -> None:
    line = shape("", '<a:prstGeom prst="line"/>')
    cross = shape("", '<a:prstGeom prst="mathMultiply"/><a:noFill/>')
    for inside in (line, cross):
        drawn = anchored(inside, (5, 4), (6, 5))
        assert seen_in(book(tmp_path, "", {"drawings/d.xml": ("drawing", drawn)})) == {
            "D5": (Seen(Sight.PICTURE),)
        }


def test_a_chart_is_told_where_it_lies_over_what_a_cell_shows(tmp_path: Path) -> None:
    rows = '<row r="5"><c r="D5"><v>14</v></c></row>'
    drawn = anchored(CHART, (4, 4), (9, 9))
    document = book(tmp_path, rows, {"drawings/d.xml": ("drawing", drawn)})
    assert seen_in(document) == {"D5": (Seen(Sight.PICTURE, "biểu đồ"),)}


def test_a_box_with_its_place_on_the_page_alone_stands_at_the_cell_under_it(tmp_path: Path) -> None:
    drawn = anchored(shape("14"), (1, 1), (2, 2))
    left, top = 3 * WIDE + 1_000, 4 * HIGH + 1_000
    absolute = f'<xdr:pos x="{left}" y="{top}"/><xdr:ext cx="{WIDE}" cy="{HIGH}"/>'
    drawn = re.sub("<xdr:from>.*</xdr:to>", absolute, drawn).replace("twoCellAnchor", "absoluteAnchor")
    assert seen_in(book(tmp_path, "", {"drawings/d.xml": ("drawing", drawn)})) == {
        "D5": (Seen(Sight.TEXT_BOX, "14"),)
    }


def test_what_lies_over_a_merged_cell_is_seen_at_the_merged_cell(tmp_path: Path) -> None:
    drawn = anchored(shape("14"), (3, 2), (4, 3))
    merge = '<mergeCells><mergeCell ref="A1:B4"/></mergeCells>'
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    document = book(tmp_path, rows, {"drawings/d.xml": ("drawing", drawn)}, merge)
    assert seen_in(document) == {"A1": (Seen(Sight.TEXT_BOX, "14"),)}


def test_a_picture_as_large_as_a_table_is_told_of_the_whole_file(tmp_path: Path) -> None:
    drawn = anchored(PICTURE, (1, 1), (41, 6))
    assert book(tmp_path, "", {"drawings/d.xml": ("drawing", drawn)}).sights == (Seen(Sight.PICTURE),)
    logo = anchored(PICTURE, (1, 1), (4, 3))
    assert book(tmp_path, "", {"drawings/d.xml": ("drawing", logo)}).sights == ()


def vml(kind: str, text: str = "", style: str = "position:absolute") -> str:
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<v:shape style="{style}"><v:textbox><div>{text}<br></div></v:textbox><x:ClientData ObjectType="{kind}">'
        f"<x:Anchor>3, 0, 23, 0, 4, 0, 24, 0</x:Anchor></x:ClientData></v:shape></xml>"
    )


@pytest.mark.parametrize(
    ("part", "seen"),
    [
        (vml("Checkbox", "14"), Seen(Sight.CONTROL, "14")),
        (vml("Edit", "14"), Seen(Sight.CONTROL, "14")),
        (vml("Drop"), Seen(Sight.CONTROL)),
        (vml("Label", "14"), Seen(Sight.TEXT_BOX, "14")),
        (vml("Pict"), Seen(Sight.OBJECT)),
        (vml("Note", "14"), None),
        (vml("GBox", "Nhóm"), None),
        (vml("Drop", "", "visibility: hidden"), None),
    ],
)
def test_controls_and_objects_are_seen_at_their_cell(tmp_path: Path, part: str, seen: Seen | None) -> None:
    document = book(tmp_path, "", {"drawings/vmlDrawing1.vml": ("vmlDrawing", part)})
    assert seen_in(document) == ({} if seen is None else {"D24": (seen,)})


def comments(ref: str, text: str, author: str = "") -> str:
    return (
        f'<comments xmlns="{ooxml.S}"><authors><author>{author}</author></authors><commentList><comment ref="{ref}" '
        f'authorId="0"><text><r><t xml:space="preserve">{text}</t></r></text></comment></commentList></comments>'
    )


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Đính chính: 24 tin", "Đính chính: 24 tin"),
        ("PC01:\nxem lại", "xem lại"),
        ("xem PC01:\nxem lại", "xem PC01:\nxem lại"),
    ],
)
def test_a_note_belongs_to_its_cell_without_the_name_of_who_wrote_it(
    tmp_path: Path, text: str, note: str
) -> None:
    rows = '<row r="24"><c r="D24"><v>14</v></c></row>'
    document = book(tmp_path, rows, {"comments1.xml": ("comments", comments("D24", text, "PC01"))})
    (cell,) = next(document.tables()).rows[0]
    assert (cell.text, cell.notes) == ("14", (note,))


def test_a_thread_of_comments_is_told_once_with_its_answers(tmp_path: Path) -> None:
    old = comments("D24", "[Threaded comment]\nYour version of Excel …")
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    items = "".join(
        f'<threadedComment ref="D24" id="{n}"><text>{t}</text></threadedComment>'
        for n, t in enumerate(("24 chứ?", "đúng 24"))
    )
    parts = {
        "comments1.xml": ("comments", old),
        "threadedComments/t1.xml": (
            "threadedComment",
            f'<ThreadedComments xmlns="{space}">{items}</ThreadedComments>',
        ),
    }
    (cell,) = next(book(tmp_path, "", parts).tables()).rows[0]
    assert (cell.address, cell.text, cell.notes) == ("D24", "", ("24 chứ?", "đúng 24"))


def test_a_corner_is_counted_in_pixels_of_old_drawings() -> None:
    assert SIZES.under(Corner(5, 2 * PIXEL, 4, 0), Corner(5, 15 * PIXEL, 4, 60 * PIXEL)) == [(5, 4)]


def test_a_small_chart_in_a_blank_cell_is_seen_at_it_and_beside_a_number_is_no_matter(tmp_path: Path) -> None:
    spaces = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    spaces += ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
    lines = "".join(
        f"<x14:sparkline><xm:f>C1:F1</xm:f><xm:sqref>{at}</xm:sqref></x14:sparkline>" for at in ("A1", "B1")
    )
    tail = f"<extLst><ext {spaces}><x14:sparklineGroups>{lines}</x14:sparklineGroups></ext></extLst>"
    read = book(tmp_path, '<row r="1"><c r="A1"><v>14</v></c></row>', {}, tail)
    assert seen_in(read) == {"B1": (Seen(Sight.PICTURE, "biểu đồ nhỏ trong ô"),)}


TWO_VALUES = (Seen(Sight.UNKNOWN, "hai giá trị trong một ô"),)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<c r="A1"><v>14</v><v>41</v></c>', {"A1": TWO_VALUES}),
        ('<c r="A1"><v>14</v><is><t>41</t></is></c>', {"A1": TWO_VALUES}),
        ('<c r="A1" t="inlineStr"><is><t>14</t></is><v>41</v></c>', {"A1": TWO_VALUES}),
        ('<c r="A1" t="inlineStr"><v>41</v><is><r><t>1</t></r><r><t>4</t></r></is></c>', {"A1": TWO_VALUES}),
        ('<c r="A1" t="inlineStr"><is/><v>41</v></c>', {"A1": TWO_VALUES}),
        ('<c r="A1" t="inlineStr"><is><r><t>1</t></r><r><t>4</t></r></is><v>14</v></c>', {}),
        ('<c r="A1" t="inlineStr"><is><t>14</t></is></c>', {}),
    ],
)
def test_a_second_value_in_a_cell_is_told(tmp_path: Path, cell: str, told: dict[str, object]) -> None:
    assert seen_in(book(tmp_path, f'<row r="1">{cell}</row>', {})) == told
