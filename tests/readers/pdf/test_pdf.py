"""What stands on a PDF's page is read as a person sees it; what is laid over it, or cannot be seen, is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdfminer.pdfinterp import PDFPageInterpreter

from htsd_cli.readers import UnreadableFile
from htsd_cli.readers.pdf import painter, paper
from htsd_cli.readers.pdf.annotations import ANNOTATIONS
from htsd_cli.readers.pdf.fonts.glyphs import glyphs_of
from htsd_cli.readers.pdf.operators import OPERATORS, method_name
from htsd_cli.readers.pdf.pdf import read_pdf
from htsd_cli.values.document import Cell, Document, Seen, Sight
from tests.pdf_files import RULES, box, in_cell, pdf, text
from tests.readers.word.font_files import font_file


def read(tmp_path: Path, content: bytes) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    return read_pdf(path)


def cell_of(document: Document, row: int, column: int) -> Cell:
    (table,) = document.tables()
    return next(item for item in table.rows[row - 1] if item.column == column)


def drawn(tmp_path: Path, operators: str, **more: object) -> Cell:
    """Return the middle cell of the first row of a table where only it and its neighbours are drawn."""
    content = RULES + in_cell(1, 1, "Tin") + in_cell(2, 1, "Cuoc") + in_cell(2, 2, "7") + operators
    return cell_of(read(tmp_path, pdf(content, **more)), 1, 2)  # type: ignore[arg-type]


def test_a_table_is_read_cell_by_cell_without_anything_to_tell(tmp_path: Path) -> None:
    content = (
        RULES + in_cell(1, 1, "Tin") + in_cell(1, 2, "14") + in_cell(2, 3, "120 000") + text(50, 150, "Het")
    )
    document = read(tmp_path, pdf(content))
    (table,) = document.tables()
    assert [[item.text for item in row] for row in table.rows] == [["Tin", "14", ""], ["", "", "120 000"]]
    assert [item.text for item in document.paragraphs()] == ["Het"]
    assert {item.sights for row in table.rows for item in row} == {()}
    assert (document.sights, document.notices) == ((), ())


_STRIKE = "0.8 w 154 243.5 m 163 243.5 l S "


@pytest.mark.parametrize(
    ("operators", "shown", "sights"),
    [
        (in_cell(1, 2, "9") + _STRIKE + text(168, 240, "14"), "14", [Seen(Sight.STRUCK, "9")]),
        (in_cell(1, 2, "41") + "0 g 154 243 15 1 re f ", "", [Seen(Sight.STRUCK, "41")]),
        (in_cell(1, 2, "41") + "0.5 w 154 238.6 m 170 238.6 l S ", "41", []),
        (in_cell(1, 2, "14") + text(168.6, 245, "1", 7), "14", [Seen(Sight.RAISED, "1")]),
        (in_cell(1, 2, "14") + text(168.6, 237, "2", 7), "14", [Seen(Sight.RAISED, "2")]),
        (in_cell(1, 2, "10") + text(168.6, 245, "6", 7), "10⁶", [Seen(Sight.EXPONENT, "6")]),
        (in_cell(1, 2, "14") + text(172, 240, "0", 12, "1 g"), "14", [Seen(Sight.UNSEEN, "0")]),
        (in_cell(1, 2, "14") + text(172, 240, "0", 12, "0.98 0.99 1 rg"), "14", [Seen(Sight.UNSEEN, "0")]),
        (in_cell(1, 2, "14") + text(172, 240, "0", 12, "0 0 0 0 k"), "14", [Seen(Sight.UNSEEN, "0")]),
        (in_cell(1, 2, "14") + text(172, 240, "0", 12, "3 Tr"), "14", [Seen(Sight.UNSEEN, "0")]),
        (in_cell(1, 2, "14") + text(172, 240, "0", 1), "14", [Seen(Sight.UNSEEN, "0")]),
        (in_cell(1, 2, "14") + "0 g 150.5 230.5 99 29 re f ", "", [Seen(Sight.UNSEEN, "14")]),
        (in_cell(1, 2, "14") + "1 g 150.5 230.5 99 29 re f ", "", [Seen(Sight.UNSEEN, "14")]),
        ("0 0 0.5 rg 150.5 230.5 99 29 re f " + in_cell(1, 2, "14", 12, "1 g"), "14", []),
        ("0 g 150.5 230.5 99 29 re f " + in_cell(1, 2, "14", 12, "0 g"), "", [Seen(Sight.UNSEEN, "14")]),
        ("0.9 g 150.5 230.5 99 29 re f " + in_cell(1, 2, "14", 12, "0 g"), "14", []),
        ("q 151 231 18 28 re W n " + text(155, 240, "120") + "Q ", "12", [Seen(Sight.UNSEEN, "0")]),
        ("q 250 231 99 28 re W n Q " + in_cell(1, 2, "14"), "14", []),
        ("0 g 170 235 m 180 250 190 250 200 235 c S ", "", [Seen(Sight.PICTURE)]),
        ("0 g 155 235 m 240 255 l S " + in_cell(1, 2, "14"), "14", [Seen(Sight.PICTURE)]),
        ("1 0 0 1 200 238 cm BT 0 1 -1 0 0 0 Tm /F1 12 Tf (14) Tj ET ", "14", []),
    ],
    ids=[
        "a line through one of two", "a rectangle as a line", "underlined", "raised", "lowered", "a power of ten",
        "white", "nearly white", "no ink at all", "invisible", "tiny", "blacked out", "whited out", "white on blue",
        "black on black", "on a shade", "cut off by its cell", "another cell's edge", "a curve", "crossed by hand",
        "turned by a quarter",
    ],
)  # fmt: skip
def test_a_cell_says_what_a_person_sees(
    tmp_path: Path, operators: str, shown: str, sights: list[Seen]
) -> None:
    found = drawn(tmp_path, operators)
    assert (found.text, list(found.sights)) == (shown, sights)


@pytest.mark.parametrize("aside", [(0, 0), (0.3, 0), (0.8, 0.5)])
def test_letters_printed_twice_to_make_them_bold_are_read_once(
    tmp_path: Path, aside: tuple[float, float]
) -> None:
    found = drawn(tmp_path, in_cell(1, 2, "14") + text(155 + aside[0], 240 + aside[1], "14"))
    assert (found.text, found.sights) == ("14", ())


def test_a_figure_typed_over_another_is_told_as_no_figure(tmp_path: Path) -> None:
    found = drawn(tmp_path, in_cell(1, 2, "9") + text(156, 240, "1"))
    assert (found.text, found.sights) == ("", (Seen(Sight.UNKNOWN, "số in chồng lên nhau: 91"),))
    wiped = in_cell(1, 2, "9") + "1 g 153 236 12 14 re f 0 g " + in_cell(1, 2, "14")
    assert (drawn(tmp_path, wiped).text, drawn(tmp_path, wiped).sights) == ("14", (Seen(Sight.UNSEEN, "9"),))


@pytest.mark.parametrize(
    "operators",
    ["0 g 170 235 3 16 re f ", "1 w 170 235 m 170 252 l S ", "0 g 170 235 2 8 re f 170 243 8 2 re f "],
    ids=["a block", "a stroke", "a figure of segments"],
)
def test_strokes_that_may_be_a_drawn_digit_are_told_where_nothing_is_written(
    tmp_path: Path, operators: str
) -> None:
    assert drawn(tmp_path, operators).sights == (Seen(Sight.PICTURE),)
    apart = drawn(tmp_path, operators + text(210, 240, "14", 8))
    assert (apart.text, apart.sights) == ("14", ())


@pytest.mark.parametrize(
    ("stroke", "told"),
    [
        ("0 g 153 243 4 .8 re f ", True),  # a minus
        ("0 g 175 239 1 9 re f ", True),  # a 1 after it
        ("0 g 174 239 1.5 1.5 re f ", True),  # a point
        ("0 g 174 240 m 174 241 175 241 175 240 c 175 239 174 239 174 240 c f ", True),
        ("0 g 159 238 16 .6 re f ", False),  # underlined
        ("0.5 w [1 1] 0 d 175 238 m 240 238 l S ", False),  # a line to write on
        ("".join(f"0 g {175 + 4 * at} 239 1 1 re f " for at in range(12)), False),  # a dotted one
        ("0 g 200 239 1 9 re f ", False),  # far away
    ],
)
def test_a_stroke_beside_a_figure_may_be_a_sign_or_a_digit_of_it(
    tmp_path: Path, stroke: str, told: bool
) -> None:
    found = drawn(tmp_path, text(160, 240, "14") + stroke)
    assert (found.text, found.sights) == ("14", (Seen(Sight.PICTURE),) if told else ())


_INKS = "/ColorSpace<</CS0[/Indexed/DeviceRGB 1<FFFFFF000000>]>>/ExtGState<</S<</BM/Screen>>/F<</Font[3 0 R 12]>>>>"


@pytest.mark.parametrize(
    ("operators", "sight"),
    [
        (in_cell(1, 2, "14", before="/CS0 cs 1 scn"), None),
        ("0 .5 0 rg 151 231 98 28 re f " + in_cell(1, 2, "14", before="1 0 0 rg"), None),  # as dark, of another colour
        (in_cell(1, 2, "14", before="/CS0 cs 0 scn"), Sight.UNSEEN),  # white, from a table of colours
        ("q 0 0 400 300 re 152 232 60 26 re W* n " + in_cell(1, 2, "14") + "Q ", Sight.UNSEEN),  # in a clip's hole
        (in_cell(1, 2, "14") + "1 g 150 245 m 150 275 250 275 250 245 c 250 215 150 215 150 245 c f ", Sight.UNSEEN),
        (in_cell(1, 2, "14") + "q /S gs 1 g 151 231 98 28 re f Q ", Sight.UNSEEN),  # lightened to white
        ("q /Pattern cs /P0 scn 150.5 230.5 99 29 re f Q ", Sight.PICTURE),  # a pattern that draws digits
        ("q /F gs BT 155 240 Td (14) Tj ET Q ", None),  # the font of a graphics state
    ],
)  # fmt: skip
def test_a_figure_is_what_the_painted_page_shows(tmp_path: Path, operators: str, sight: Sight | None) -> None:
    shown = "BT /F1 12 Tf 155 240 Td (14) Tj ET"
    pattern = (
        "<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 400 300]/XStep 400/YStep 300"
        f"/Resources<</Font<</F1 3 0 R>>>>/Length {len(shown)}>>\nstream\n{shown}\nendstream"
    )
    resources = _INKS + "/Pattern<</P0 50 0 R>>"
    found = drawn(tmp_path, operators, resources=resources, objects={50: pattern})
    text = {None: "14", Sight.UNSEEN: "14", Sight.PICTURE: ""}[sight]
    assert (found.text or found.sights[0].text) == text
    assert [seen.sight for seen in found.sights] == ([sight] if sight else [])


def test_a_small_digit_after_a_figure_is_a_mark_though_it_is_not_raised(tmp_path: Path) -> None:
    found = drawn(tmp_path, "q BT /F1 12 Tf 155 240 Td (14) Tj /F1 7 Tf (1) Tj ET Q ")
    assert (found.text, found.sights) == ("14", (Seen(Sight.RAISED, "1"),))


def test_a_small_digit_before_a_figure_is_none_of_it(tmp_path: Path) -> None:
    assert drawn(tmp_path, "q BT /F1 7 Tf 155 240 Td (1) Tj /F1 12 Tf (14) Tj ET Q ").text == "1 14"
    assert drawn(tmp_path, "q BT /F1 9 Tf 155 240 Td (1) Tj /F1 12 Tf (14) Tj ET Q ").text == "114"


@pytest.mark.parametrize(("digits", "told"), [("14", False), ("66", True)])
def test_a_figure_upside_down_that_reads_both_ways_is_told(tmp_path: Path, digits: str, told: bool) -> None:
    found = drawn(tmp_path, f"BT /F1 12 Tf -1 0 0 -1 175 248 Tm ({digits}) Tj ET ")
    assert (found.text, bool(found.sights)) == ("" if told else digits, told)


def test_lines_to_write_on_and_shades_are_no_digits(tmp_path: Path) -> None:
    for furniture in ("0.5 w 155 236 m 245 236 l S ", "0.9 g 151 231 98 28 re f ", "1 g 170 235 3 16 re f "):
        assert drawn(tmp_path, furniture).sights == ()


def test_a_raised_text_without_a_place_of_its_own_is_a_mark(tmp_path: Path) -> None:
    found = drawn(tmp_path, "q BT /F1 12 Tf 155 240 Td (14) Tj 5 Ts /F1 7 Tf (2) Tj ET Q ")
    assert (found.text, found.sights) == ("14", (Seen(Sight.RAISED, "2"),))


def test_what_a_drawing_s_own_box_cuts_off_is_not_seen(tmp_path: Path) -> None:
    content = "BT /F1 12 Tf 155 240 Td (14) Tj ET"
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 {} 300]/Resources<</Font<</F1 3 0 R>>>>/Length {}>>"
    form += "\nstream\n{}\nendstream"
    for width, found, sights in ((400, "14", ()), (162, "1", (Seen(Sight.UNSEEN, "4"),))):
        more = {50: form.format(width, len(content), content)}
        cell = drawn(tmp_path, "/X1 Do ", resources="/XObject<</X1 50 0 R>>", objects=more)
        assert (cell.text, cell.sights) == (found, sights)


_TO_UNICODE = (
    "<</Length 150>>\nstream\nbegincmap 1 begincodespacerange <00> <ff> endcodespacerange "
    "1 beginbfchar <31> <0037> endbfchar endcmap \nendstream"
)


@pytest.mark.parametrize(
    ("font", "shown"),
    [
        ("/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 51 0 R", "\ufffd4"),
        ("/Type1/BaseFont/Helvetica/ToUnicode 51 0 R", "74"),
        (
            "/Type1/BaseFont/Helvetica/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[49/a]>>/ToUnicode 51 0 R",
            "\ufffd4",
        ),
        ("/Type1/BaseFont/Helvetica/Encoding<</Differences[49/g7]>>", "\ufffd4"),
        ("/Type1/BaseFont/Helvetica/Encoding<</Differences[49/seven]>>", "74"),
        ("/Type1/BaseFont/ZapfDingbats", "✑✔"),
        (
            "/TrueType/BaseFont/ABCDEF+Wingdings/FontDescriptor 52 0 R/FirstChar 49/Widths[600 600 600 600]",
            "\ufffd\ufffd",
        ),
    ],
    ids=[
        "a copy that lies",
        "codes of its own",
        "a letter copied as a digit",
        "a name nobody knows",
        "a name that is known",
        "ticks",
        "signs",
    ],
)
def test_a_code_is_read_as_the_glyph_it_draws(tmp_path: Path, font: str, shown: str) -> None:
    objects = {
        50: f"<</Type/Font/Subtype{font}>>",
        51: _TO_UNICODE,
        52: "<</Type/FontDescriptor/FontName/ABCDEF+Wingdings/Flags 4/FontBBox[0 0 1000 1000]>>",
    }
    content = RULES + in_cell(1, 1, "Tin") + "q BT /F2 12 Tf 155 240 Td (14) Tj ET Q "
    raw = pdf(content, objects=objects).replace(b"/F1 3 0 R", b"/F1 3 0 R/F2 50 0 R")
    assert cell_of(read(tmp_path, raw), 1, 2).text == shown


def test_what_is_let_through_hides_nothing(tmp_path: Path) -> None:
    states = "/ExtGState<</G1<</ca 0.4>>/G2<</BM/Multiply>>>>"
    for state in ("G1", "G2"):
        mark = in_cell(1, 2, "14") + f"q /{state} gs 1 1 0 rg 150.5 230.5 99 29 re f Q "
        found = drawn(tmp_path, mark, resources=states)
        assert (found.text, found.sights) == ("14", ())


def test_a_layer_that_is_switched_off_is_not_seen(tmp_path: Path) -> None:
    layered = in_cell(1, 2, "14") + "/OC /L1 BDC " + text(172, 240, "0") + "EMC "
    more = {
        "resources": "/Properties<</L1 50 0 R>>",
        "catalog": "/OCProperties<</OCGs[50 0 R]/D<</OFF[50 0 R]>>>>",
        "objects": {50: "<</Type/OCG/Name(a)>>"},
    }
    assert drawn(tmp_path, layered, **more)[0] == "14"
    more["catalog"] = "/OCProperties<</OCGs[50 0 R]/D<<>>>>"
    assert drawn(tmp_path, layered, **more).text == "14 0"


# -- what is laid over a page --------------------------------------------------------------------------------


def mark(kind: str, place: str, more: str = "") -> str:
    return f"<</Type/Annot/Subtype/{kind}/Rect{place}{more}>>"


_QUADS = "/QuadPoints[154 250 170 250 154 238 170 238]"


@pytest.mark.parametrize(
    ("laid", "shown", "sights", "notes"),
    [
        (mark("StrikeOut", "[154 238 170 250]", _QUADS + "/Contents(14)"), "", [Seen(Sight.STRUCK, "41")], ["14"]),
        (mark("Line", "[150 240 175 248]", "/L[153 244 171 244]"), "", [Seen(Sight.STRUCK, "41")], []),
        (mark("Highlight", "[154 238 170 250]", _QUADS + "/Contents(xem lai)"), "41", [], ["xem lai"]),
        (mark("FreeText", box(1, 2), "/Contents(14)"), "41", [Seen(Sight.TEXT_BOX, "14")], []),
        (mark("Text", box(1, 2), "/Contents(Dung la 14)"), "41", [], ["Dung la 14"]),
        (mark("Ink", box(1, 2)), "41", [Seen(Sight.PICTURE)], []),
        (mark("Stamp", box(1, 2)), "41", [Seen(Sight.PICTURE)], []),
        (mark("FileAttachment", box(1, 2), "/FS<</F(so lieu.xlsx)>>"), "41", [Seen(Sight.OBJECT, "so lieu.xlsx")], []),
        (mark("Hologram", box(1, 2)), "41", [Seen(Sight.UNKNOWN, "Hologram")], []),
        (mark("Link", box(1, 2)), "41", [], []),
        (mark("Link", box(1, 2), "/Contents(1)"), "41", [], []),
        (mark("Ink", box(1, 2), "/F 2"), "41", [], []),
        (mark("Popup", box(1, 2), "/Contents(x)"), "41", [], ["x"]),
        (mark("Popup", box(1, 2), "/Contents(x)/Parent<</Subtype/Text/Contents(y)>>"), "41", [], []),
    ],
    ids=lambda value: value[23:40] if isinstance(value, str) and value.startswith("<<") else "",
)  # fmt: skip
def test_what_is_laid_over_a_cell_is_told_there(
    tmp_path: Path, laid: str, shown: str, sights: list[Seen], notes: list[str]
) -> None:
    found = drawn(tmp_path, in_cell(1, 2, "41"), annotations=[laid])
    assert (found.text, list(found.sights), list(found.notes)) == (shown, sights, notes)


@pytest.mark.parametrize("kind", ["Highlight", "Watermark"])
@pytest.mark.parametrize(
    ("state", "content", "told"),
    [
        ("", "1 1 0 rg 0 0 92 22 re f", True),
        ("/G<</BM/Multiply>>", "/G gs 1 1 0 rg 0 0 92 22 re f", False),
        ("/G<</ca 0.4>>", "/G gs 1 1 0 rg 0 0 92 22 re f", False),
        ("/G<</BM/Normal/ca 1>>", "/G gs 1 g 0 0 92 22 re f*", True),
        ("", "1 0 0 RG 0 0 92 22 re S", False),
    ],
)
def test_a_highlight_that_paints_over_what_it_marks_is_told(
    tmp_path: Path, kind: str, state: str, content: str, told: bool
) -> None:
    look = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 92 22]/Resources<</ExtGState<<{state}>>>>/Length {len(content)}>>"
        f"\nstream\n{content}\nendstream"
    )
    laid = mark(kind, box(1, 2), "/AP<</N 50 0 R>>")
    found = drawn(tmp_path, in_cell(1, 2, "41"), annotations=[laid], objects={50: look})
    assert (found.text, list(found.sights)) == ("41", [Seen(Sight.PICTURE)] if told else [])


def test_a_note_beside_a_row_belongs_to_the_nearest_cell_of_the_row(tmp_path: Path) -> None:
    laid = mark("Text", "[360 236 378 254]", "/Contents(sua thanh 15)")
    document = read(tmp_path, pdf(RULES + in_cell(1, 1, "Tin"), annotations=[laid]))
    assert cell_of(document, 1, 3).notes == ("sua thanh 15",)


def test_words_typed_on_the_page_outside_its_tables_are_read(tmp_path: Path) -> None:
    laid = mark("FreeText", "[50 270 200 284]", "/Contents(Truong TH A)")
    document = read(tmp_path, pdf(RULES + in_cell(1, 1, "Tin"), annotations=[laid]))
    assert [item.text for item in document.paragraphs()] == ["Truong TH A"]


def field(place: str, more: str) -> str:
    return mark("Widget", place, more)


def test_the_values_of_form_fields_are_read_where_they_show(tmp_path: Path) -> None:
    fields = [
        field(box(1, 1), "/FT/Tx/V(Tin bai)"),
        field(box(1, 2), "/Parent 50 0 R"),
        field(box(1, 3), "/FT/Ch/V(b)/Opt[[(a)(mot)][(b)(hai cuoc)]]"),
        field(box(2, 1), "/FT/Btn/AS/Yes"),
        field(box(2, 2), "/FT/Tx/V(99)/F 2"),
        field(box(2, 3), "/FT/Tx/V()"),
    ]
    content = pdf(RULES + text(50, 150, "Het"), annotations=fields, objects={50: "<</FT/Tx/V(14)>>"})
    (table,) = read(tmp_path, content).tables()
    cells = [item for row in table.rows for item in row]
    assert [item.text for item in cells] == ["Tin bai", "14", "hai cuoc", "", "", ""]
    assert [list(item.sights) for item in cells[3:]] == [
        [Seen(Sight.CONTROL, "☑")],
        [Seen(Sight.UNSEEN, "99")],
        [],
    ]


def test_a_table_written_in_form_fields_alone_is_read_and_figures_alone_are_a_picture(tmp_path: Path) -> None:
    figure, name = field(box(1, 2), "/FT/Tx/V(14)"), field(box(1, 1), "/FT/Tx/V(Lop hoc cho nguoi lon tuoi)")
    found = cell_of(read(tmp_path, pdf(RULES, annotations=[name, figure])), 1, 2)
    assert (found.text, found.sights) == ("14", ())
    with pytest.raises(UnreadableFile) as refusal:
        read(tmp_path, pdf(RULES, annotations=[figure]))
    assert refusal.value.code == "scanned-file"


@pytest.mark.parametrize(
    ("more", "text", "sights"),
    [
        ("/V<EFBBBF3134>", "14", ()),
        ("/V(14)/DA(0 g /Helv 0 Tf)", "14", ()),
        ("/V(14)/DA(1 g /Helv 11 Tf)", "", (Seen(Sight.UNSEEN, "14"),)),
        ("/V(14)/DA(/Helv 11 Tf 1.0 1 1 rg)", "", (Seen(Sight.UNSEEN, "14"),)),
        ("/V(14)/DA(1 g /Helv 11 Tf)/MK<</BG[0 0 1]>>", "14", ()),
        ("/V(14)/DA(/Helv 1 Tf)", "", (Seen(Sight.UNSEEN, "14"),)),
    ],
)
def test_a_field_s_letters_are_read_as_it_says_they_look(
    tmp_path: Path, more: str, text: str, sights: tuple[Seen, ...]
) -> None:
    content = pdf(RULES + in_cell(1, 1, "Tin"), annotations=[field(box(1, 2), f"/FT/Tx{more}")])
    found = cell_of(read(tmp_path, content), 1, 2)
    assert (found.text, found.sights) == (text, sights)


def test_a_line_from_side_to_side_through_a_figure_is_told(tmp_path: Path) -> None:
    content = RULES + in_cell(1, 1, "Tin") + in_cell(1, 2, "14") + "1 w 51 244 m 349 244 l S "
    (table,) = read(tmp_path, pdf(content)).tables()
    cells = [item for row in table.rows for item in row]
    assert "14" not in [item.text for item in cells]
    told = (Seen(Sight.UNKNOWN, "đường kẻ chạy ngang qua số: 14"),)
    assert [item.sights for item in cells if item.sights] == [
        told,
        told,
    ]  # of the cells above and below the line


def test_a_digit_as_large_that_stands_higher_is_a_mark(tmp_path: Path) -> None:
    found = drawn(tmp_path, in_cell(1, 2, "14") + text(168.4, 244, "1"))
    assert (found.text, found.sights) == ("14", (Seen(Sight.RAISED, "1"),))


def test_a_page_that_is_turned_and_cut_is_held_against_its_painting(tmp_path: Path) -> None:
    hidden = "q 0 0 400 300 re 152 232 60 26 re W* n " + in_cell(1, 2, "14") + "Q "
    document = read(tmp_path, pdf(RULES + hidden, page="/Rotate 180/CropBox[20 150 380 290]"))
    found = cell_of(document, 1, 2)
    assert (found.text, found.sights, document.sights) == ("", (Seen(Sight.UNSEEN, "14"),), ())


def test_a_form_made_only_when_opened_is_refused(tmp_path: Path) -> None:
    content = pdf(text(50, 100, "Please wait"), catalog="/NeedsRendering true/AcroForm<</XFA(x)/Fields[]>>")
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, content)
    assert caught.value.detail == "tệp PDF là biểu mẫu XFA, chỉ Adobe Reader hiện được nội dung"


# -- pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turn", "page"),
    [
        ("", "/Rotate 90"),
        ("", "/Rotate 180"),
        ("", "/Rotate 270"),
        ("0 1 -1 0 300 0 cm ", ""),
        ("0 1 -1 0 300 0 cm ", "/Rotate 90"),
        ("-1 0 0 -1 400 300 cm ", ""),
    ],
)
def test_a_page_is_read_upright_however_it_is_turned(tmp_path: Path, turn: str, page: str) -> None:
    content = (
        turn
        + RULES
        + in_cell(1, 1, "Tin")
        + in_cell(1, 2, "14")
        + in_cell(2, 3, "120")
        + text(50, 275, "Bao cao")
    )
    document = read(tmp_path, pdf(content, page=page))
    (table,) = document.tables()
    assert [[item.text for item in row] for row in table.rows] == [["Tin", "14", ""], ["", "", "120"]]
    assert [item.text for item in document.paragraphs()] == ["Bao cao"]


def test_what_is_laid_over_a_turned_page_stays_at_its_cell(tmp_path: Path) -> None:
    for rotation in (90, 180, 270):
        laid = mark("FreeText", box(1, 2), "/Contents(14)")
        content = pdf(RULES + in_cell(1, 1, "Tin"), page=f"/Rotate {rotation}", annotations=[laid])
        assert cell_of(read(tmp_path, content), 1, 2).sights == (Seen(Sight.TEXT_BOX, "14"),)


def test_what_strikes_is_found_on_a_page_whose_box_begins_elsewhere(tmp_path: Path) -> None:
    struck = mark("StrikeOut", box(1, 2), "/QuadPoints[154 252 170 252 154 238 170 238]")
    content = pdf(RULES + in_cell(1, 2, "14"), page="/MediaBox[0 190 400 300]", annotations=[struck])
    found = cell_of(read(tmp_path, content), 1, 2)
    assert (found.text, found.sights) == ("", (Seen(Sight.STRUCK, "14"),))


def test_a_table_far_behind_is_held_against_its_painted_page_too(tmp_path: Path) -> None:
    pages = [RULES.replace("260", f"{261 + number}") + in_cell(1, 2, "7") for number in range(17)]
    hidden = "q 0 0 400 300 re 152 232 60 26 re W* n " + in_cell(1, 2, "14") + "Q "
    *_, last = read(tmp_path, pdf(*pages, RULES + hidden)).tables()
    found = last.rows[-2][1]
    assert (found.text, found.sights) == ("", (Seen(Sight.UNSEEN, "14"),))


def test_only_pages_with_tables_are_painted_and_those_that_are_not_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "_MOST_SECONDS", -1.0)
    words = text(50, 150, "Bao cao nam 2024")
    assert read(tmp_path, pdf(words)).sights == ()
    assert read(tmp_path, pdf(words, RULES + in_cell(1, 2, "14"), words, RULES)).sights == (
        Seen(Sight.UNKNOWN, "trang 2, 4 không vẽ ra được, không kiểm được số trên hình trang với số chép ra"),
    )


def test_two_numbers_a_wide_gap_apart_are_not_one(tmp_path: Path) -> None:
    assert drawn(tmp_path, text(155, 240, "3", 10) + text(172, 240, "120", 10)).text == "3\t120"
    assert drawn(tmp_path, text(155, 240, "3", 10) + text(164, 240, "120", 10)).text == "3 120"


def test_two_numbers_under_one_another_stay_apart(tmp_path: Path) -> None:
    found = drawn(tmp_path, text(155, 247, "76.5", 10) + text(155, 235, "75.7", 10))
    assert found.text == "76.5\n75.7"


_NAME = ["TEN: Uy ban nhan dan cua toan the", "phuong Tan va Phong va cac noi xa", "Phong", "So: 1"]
_STATE = ["CONG HOA XA HOI", "Doc lap", "Ngay 8"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((270, 258), (264,)),  # two lines beside one in the middle
        ((270, 259), (265, 254)),
        ((271, 259, 247), (265, 253)),
        ((270, 258, 246, 230), (264, 252, 230)),  # the numbers and the date stand on one line again
        ((270, 258, 246), (264,)),  # a line below the other column's last
        ((276, 264, 252), (264, 252)),  # a line above the other column's first
        ((264,), (270, 258)),
        ((264,), (276, 264, 252)),  # one line on the height of the other column's second
    ],
)
def test_a_letterhead_s_lines_stay_in_their_columns_however_high_they_stand(
    tmp_path: Path, left: tuple[int, ...], right: tuple[int, ...]
) -> None:
    names = [(50, *pair) for pair in zip(left, _NAME, strict=False)]
    states = [(250, *pair) for pair in zip(right, _STATE, strict=False)]
    content = "".join(text(x, y, words, 10) for x, y, words in names + states) + text(50, 200, "Toan van")
    document = read(tmp_path, pdf(content))
    (table,) = document.tables()
    assert [[item.text.split() for item in row] for row in table.rows] == [
        [" ".join(words for _, _, words in side).split() for side in (names, states)]
    ]
    assert [item.text for item in document.paragraphs()] == ["Toan van"]


def test_lines_close_above_one_another_are_no_columns(tmp_path: Path) -> None:
    content = text(250, 270, "Mau so 1") + text(50, 259, "Bao cao nam") + text(50, 248, "Toan van")
    document = read(tmp_path, pdf(content))
    assert [item.text for item in document.paragraphs()] == ["Mau so 1", "Bao cao nam", "Toan van"]


def test_lines_of_a_cell_keep_the_space_between_their_words(tmp_path: Path) -> None:
    lines = text(155, 247, "So lop/so phong hocx", 9) + text(155, 236, "cuoc/", 9)
    assert drawn(tmp_path, lines).text == "So lop/so phong hocx cuoc/"
    assert (
        drawn(tmp_path, text(155, 247, "Tin, bai/", 10) + text(155, 235, "cuoc", 10)).text == "Tin, bai/cuoc"
    )


WIDE = "".join(f"{x} 200 m {x} 260 l S " for x in (50, 70, 220, 270, 350)) + "".join(
    f"50 {y} m 350 {y} l S " for y in (200, 230, 260)
)


def rows_of(document: Document) -> list[list[str]]:
    (table,) = document.tables()
    return [[item.text for item in row] for row in table.rows]


def test_a_row_that_a_page_s_end_cuts_goes_on_on_the_next_with_its_names(tmp_path: Path) -> None:
    first = WIDE + text(55, 240, "1") + text(75, 240, "Lop hoc") + text(275, 240, "7")
    first += (
        text(55, 210, "2") + text(75, 210, "Ngay hoi") + text(225, 210, "3") + text(275, 210, "Truong TH")
    )
    second = (
        WIDE
        + text(275, 240, "Le Van Tam")
        + text(55, 210, "3")
        + text(75, 210, "Hoi thao")
        + text(225, 210, "4")
    )
    assert rows_of(read(tmp_path, pdf(first, second))) == [
        ["1", "Lop hoc", "", "7"],
        ["2", "Ngay hoi", "3", "Truong TH Le Van Tam"],
        ["3", "Hoi thao", "4", ""],
    ]


def test_a_figure_that_a_page_s_end_parts_from_its_row_s_name_stays_with_it(tmp_path: Path) -> None:
    first = (
        WIDE + text(55, 240, "1") + text(75, 240, "Lop hoc") + text(225, 240, "5") + text(75, 210, "Ngay hoi")
    )
    second = WIDE + text(225, 240, "3") + text(75, 210, "Hoi thao") + text(225, 210, "4")
    assert rows_of(read(tmp_path, pdf(first, second))) == [
        ["1", "Lop hoc", "5", ""],
        ["", "Ngay hoi", "3", ""],
        ["", "Hoi thao", "4", ""],
    ]


def test_two_figures_of_one_column_are_never_put_into_one_row(tmp_path: Path) -> None:
    first = (
        WIDE
        + text(75, 240, "Lop hoc")
        + text(225, 240, "5")
        + text(75, 210, "Ngay hoi")
        + text(225, 210, "3")
    )
    second = WIDE + text(225, 240, "6") + text(75, 210, "Hoi thao") + text(225, 210, "4")
    assert [row[2] for row in rows_of(read(tmp_path, pdf(first, second)))] == ["5", "3", "6", "4"]


def test_an_amount_broken_by_its_cell_goes_on_on_the_next_page(tmp_path: Path) -> None:
    first = (
        WIDE
        + text(75, 240, "Lop hoc")
        + text(225, 240, "5")
        + text(75, 210, "Chi")
        + text(225, 210, "8.000.00", 10)
    )
    second = WIDE + text(225, 245, "0", 10) + text(75, 210, "Hoi thao") + text(225, 210, "4")
    assert [row[2] for row in rows_of(read(tmp_path, pdf(first, second)))] == ["5", "8.000.000", "4"]


def test_small_letters_before_others_are_never_lost(tmp_path: Path) -> None:
    document = read(tmp_path, pdf(text(50, 100, "x", 7) + text(55, 98, "To chuc", 14)))
    assert "".join(item.text for item in document.paragraphs()).replace(" ", "") in ("xTochuc", "ˣTochuc")


# -- a closed world ------------------------------------------------------------------------------------------


def test_every_operator_has_one_policy_and_a_method_of_the_parser() -> None:
    every = [name for names in OPERATORS.values() for name in names]
    assert len(every) == len(set(every)) == 73
    known = [name for name in every if hasattr(PDFPageInterpreter, method_name(name))]
    # A picture in the page's own stream is taken whole by the parser's reader of tokens; glyphs drawn by the page's own
    # operators (Type 3) are not entered.
    assert set(every) - set(known) <= {"BI", "ID", "d0", "d1"}


def test_every_kind_of_annotation_has_a_policy() -> None:
    # ISO 32000-2, table 171
    kinds = (
        "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Stamp Ink"
        " Popup FileAttachment Sound Movie Screen Widget PrinterMark TrapNet Watermark 3D Redact Projection RichMedia"
    )
    assert set(ANNOTATIONS) == set(kinds.split())


def test_an_operator_nobody_knows_is_told(tmp_path: Path) -> None:
    document = read(tmp_path, pdf(RULES + in_cell(1, 1, "Tin") + "1 2 XYZ "))
    assert document.sights == (Seen(Sight.UNKNOWN, "toán tử PDF “XYZ”"),)


def test_a_bar_drawn_strip_by_strip_behind_a_figure_is_no_rule(tmp_path: Path) -> None:
    strips = "".join(f"{at / 100:.2f} 0.5 0.9 rg {150 + at / 4:.2f} 230.5 0.3 29 re f\n" for at in range(100))
    plain = read(tmp_path, pdf(RULES + in_cell(1, 2, "41")))
    barred = read(tmp_path, pdf(RULES + strips + "0 g\n" + in_cell(1, 2, "41")))
    assert cell_of(barred, 1, 2).text == cell_of(plain, 1, 2).text == "41"
    assert [len(row) for table in barred.tables() for row in table.rows] == [
        len(row) for table in plain.tables() for row in table.rows
    ]


# -- what hides, lets through or is not on every copy ---------------------------------------------------------

GRADIENT = {
    50: "<</ShadingType 2/ColorSpace/DeviceRGB/Coords[150 230 250 260]/Extend[true true]"
    "/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>>>",
    51: "<</PatternType 2/Shading 50 0 R>>",
}
SHADES = "/Shading<</S1 50 0 R>>/Pattern<</P1 51 0 R>>"
SHADED = "q 150.5 230.5 99 29 re W n /S1 sh Q "
PATTERNED = "q /Pattern cs /P1 scn 150.5 230.5 99 29 re f Q "


@pytest.mark.parametrize("shade", [SHADED, PATTERNED], ids=["a shading", "a pattern"])
def test_a_gradient_hides_what_was_written_before_it_and_nothing_after(tmp_path: Path, shade: str) -> None:
    figure = in_cell(1, 2, "14")
    over = drawn(tmp_path, figure + shade, resources=SHADES, objects=GRADIENT)
    assert (over.text, over.sights) == ("", (Seen(Sight.UNSEEN, "14"),))
    under = drawn(tmp_path, shade + figure, resources=SHADES, objects=GRADIENT)
    assert (under.text, under.sights) == ("14", ())


def test_a_clipping_path_counts_however_it_is_painted(tmp_path: Path) -> None:
    found = drawn(tmp_path, "q 151 231 18 28 re W S " + text(155, 240, "120") + "Q ")
    assert (found.text, found.sights) == ("12", (Seen(Sight.UNSEEN, "0"),))


def form_of(content: str, more: str = "/Group<</S/Transparency>>") -> str:
    resources = "/Resources<</Font<</F1 3 0 R>>/ExtGState<</G2<</ca 1>>>>>>"
    head = f"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]{more}{resources}/Length {len(content)}>>"
    return f"{head}\nstream\n{content}\nendstream"


def test_what_lets_a_group_through_counts_whatever_the_group_says_itself(tmp_path: Path) -> None:
    content = "/G2 gs BT /F1 12 Tf 155 240 Td (14) Tj ET"
    for alpha, shown in (("0", ""), ("0.5", "14")):
        resources = f"/ExtGState<</G1<</ca {alpha}>>>>/XObject<</X1 50 0 R>>"
        found = drawn(tmp_path, "/G1 gs /X1 Do ", resources=resources, objects={50: form_of(content)})
        assert found.text == shown


def test_a_figure_under_a_mask_is_told_as_in_doubt(tmp_path: Path) -> None:
    resources = "/ExtGState<</G1<</SMask<</S/Luminosity/G 50 0 R>>>>/G2<</SMask/None>>>>"
    masked = {"resources": resources, "objects": {50: form_of("")}}
    found = drawn(tmp_path, "/G1 gs " + in_cell(1, 2, "14"), **masked)
    assert (found.text, found.sights) == ("", (Seen(Sight.UNKNOWN, "số nằm dưới mặt nạ có thể che mất: 14"),))
    found = drawn(tmp_path, "/G1 gs /G2 gs " + in_cell(1, 2, "14"), **masked)
    assert (found.text, found.sights) == ("14", ())


LAYERED = in_cell(1, 2, "14") + "/OC /L1 BDC " + text(172, 240, "0") + "EMC "
ALSO = "<</Type/OCG/Name(b)>>"


@pytest.mark.parametrize(
    ("setting", "usage", "group", "shown", "sights"),
    [
        ("/AS[<</Event/Print/Category[/Print]/OCGs[50 0 R]>>]", "/Print<</PrintState/OFF>>", "", "14",
         [Seen(Sight.UNKNOWN, "số chỉ hiện khi xem hoặc chỉ hiện khi in: 0")]),
        ("/AS[<</Event/View/Category[/View]/OCGs[50 0 R]>>]", "/View<</ViewState/OFF>>", "", "14",
         [Seen(Sight.UNKNOWN, "số chỉ hiện khi xem hoặc chỉ hiện khi in: 0")]),
        ("", "/Print<</PrintState/OFF>>", "", "14 0", []),
        ("/OFF[50 0 R]/AS[<</Event/Print/Category[/Print]/OCGs[50 0 R]>>]", "/Print<</PrintState/ON>>", "", "14",
         [Seen(Sight.UNKNOWN, "số chỉ hiện khi xem hoặc chỉ hiện khi in: 0")]),
        ("/OFF[50 0 R]", "", "/P/AllOn", "14", [Seen(Sight.UNSEEN, "0")]),
        ("/OFF[50 0 R]", "", "/P/AnyOn", "14 0", []),
        ("/OFF[50 0 R]", "", "/P/AnyOff", "14 0", []),
        ("/OFF[50 0 R]", "", "/P/AllOff", "14", [Seen(Sight.UNSEEN, "0")]),
        ("/OFF[50 0 R]", "", "/VE[/And 50 0 R 52 0 R]", "14", [Seen(Sight.UNSEEN, "0")]),
        ("/OFF[50 0 R]", "", "/VE[/Not [/And 50 0 R 52 0 R]]", "14 0", []),
        ("/OFF[50 0 R]", "", "/VE[/Or 50 0 R 52 0 R]", "14 0", []),
    ],
)  # fmt: skip
def test_a_layer_shows_on_the_screen_on_paper_or_on_neither(
    tmp_path: Path, setting: str, usage: str, group: str, shown: str, sights: list[Seen]
) -> None:
    objects = {50: f"<</Type/OCG/Name(a)/Usage<<{usage}>>>>", 52: ALSO}
    objects[51] = f"<</Type/OCMD/OCGs[50 0 R 52 0 R]{group}>>"
    found = drawn(
        tmp_path,
        LAYERED,
        resources=f"/Properties<</L1 {51 if group else 50} 0 R>>",
        catalog=f"/OCProperties<</OCGs[50 0 R 52 0 R]/D<<{setting}>>>>",
        objects=objects,
    )
    assert (found.text, list(found.sights)) == (shown, sights)


def test_what_wipes_out_letters_is_no_rule_and_what_is_clipped_away_is_told(tmp_path: Path) -> None:
    wiped = drawn(tmp_path, in_cell(1, 2, "14") + "1 g 161.5 232 40 26 re f 0 g ")
    assert (wiped.text, wiped.sights) == ("1", (Seen(Sight.UNSEEN, "4"),))
    clipped = drawn(tmp_path, "q 0 0 10 10 re W n " + in_cell(1, 2, "14") + "Q ")
    assert (clipped.text, clipped.sights) == ("", (Seen(Sight.UNSEEN, "14"),))


def test_a_number_written_over_a_rule_is_of_no_cell(tmp_path: Path) -> None:
    crossing = drawn(tmp_path, text(140, 240, "1234"))
    assert (crossing.text, [seen.sight for seen in crossing.sights]) == ("", [Sight.UNKNOWN])
    beside = drawn(tmp_path, text(136, 240, "12") + text(152, 240, "34"))
    assert (beside.text, beside.sights) == ("34", ())


def test_letters_of_a_negative_size_or_of_no_ink_are_seen_as_they_are_painted(tmp_path: Path) -> None:
    upright = drawn(tmp_path, "q BT /F1 -12 Tf -1 0 0 -1 155 240 Tm (14) Tj ET Q ")
    assert (upright.text, upright.sights) == ("14", ())
    mirrored = drawn(tmp_path, "q BT -100 Tz /F1 12 Tf 170 240 Td (14) Tj ET Q ")
    assert (mirrored.text, [seen.sight for seen in mirrored.sights]) == ("", [Sight.TEXT_BOX])
    inks = "/ColorSpace<</CS0[/Separation/None/DeviceGray 50 0 R]>>"
    function = {50: "<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>"}
    bare = drawn(tmp_path, in_cell(1, 2, "14", before="/CS0 cs 1 scn"), resources=inks, objects=function)
    assert (bare.text, bare.sights) == ("", (Seen(Sight.UNSEEN, "14"),))


def test_narrow_slanted_digits_do_not_lie_over_one_another(tmp_path: Path) -> None:
    slanted = drawn(tmp_path, "q BT 60 Tz /F1 12 Tf 1 0 .33 1 155 240 Tm (1200334) Tj ET Q ")
    assert (slanted.text, slanted.sights) == ("1200334", ())


def drawn_as(digits: str, font: str, points: str = ",.") -> dict[int, str]:
    """Return a font whose ten digits, comma and point are drawn as others, those of a usual font."""
    names = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "comma",
        "period",
    ]
    shown = [f"556 0 d0 BT /H 1000 Tf ({sign}) Tj ET" for sign in digits + points]
    procs = " ".join(f"/{name} {70 + at} 0 R" for at, name in enumerate(names))
    return {70 + at: f"<</Length {len(one)}>>stream\n{one}\nendstream" for at, one in enumerate(shown)} | {
        3: f"<</Type/Font/Subtype/Type3/FontBBox[0 -300 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<{procs}>>"
        f"/Encoding<</Differences[44/comma 46/period 48/{'/'.join(names[:10])}]>>"
        f"/FirstChar 44/LastChar 57/Widths[{' 556' * 14}]/Resources<</Font<</H 62 0 R>>>>>>",
        62: f"<</Type/Font/Subtype/Type1/BaseFont/{font}>>",
    }


DIGITS = RULES + in_cell(1, 1, "12") + in_cell(1, 2, "38") + in_cell(2, 1, "40") + in_cell(2, 2, "307")


@pytest.mark.parametrize(
    ("font", "lies"),
    [
        ("Helvetica", ["0128456739", "7123456089", "0321456789", "0723456189"]),
        ("Times-Bold", ["0321456789", "0723456189"]),
        ("Courier", ["0128456739", "7123456089"]),
    ],
)
def test_a_digit_painted_as_another_than_it_is_copied_as_is_no_figure(
    tmp_path: Path, font: str, lies: list[str]
) -> None:
    honest = read(tmp_path, pdf(DIGITS, objects=drawn_as("0123456789", font)))
    assert [cell_of(honest, row, 2).text for row in (1, 2)] == ["38", "307"]
    for lie in lies:
        with pytest.raises(UnreadableFile) as caught:
            read(tmp_path, pdf(DIGITS, objects=drawn_as(lie, font)))
        assert caught.value.code == "reading-failed"


@pytest.mark.parametrize("font", ["Helvetica", "Times-Italic", "Courier"])
@pytest.mark.parametrize("under", ["", "0.6 w 155 238.4 m 190 238.4 l S "], ids=["", "underlined"])
def test_a_comma_painted_for_what_is_copied_as_a_point_parts_no_figure(
    tmp_path: Path, font: str, under: str
) -> None:
    content = RULES + in_cell(1, 1, "1.") + in_cell(1, 2, "12.5") + in_cell(2, 2, "0,75") + under
    for points, shown in (
        (",.", ["1.", "12.5", "0,75"]),
        (",,", ["1.", "12\ufffd5", "0,75"]),
        ("..", ["1.", "12.5", "0\ufffd75"]),
        (".,", ["1.", "12\ufffd5", "0\ufffd75"]),
    ):
        document = read(tmp_path, pdf(content, objects=drawn_as("0123456789", font, points)))
        cells = [cell_of(document, *place).text for place in ((1, 1), (1, 2), (2, 2))]
        assert cells == shown


def test_the_shape_of_a_slanted_digit_is_all_of_it_and_nothing_of_the_digit_beside_it() -> None:
    def page(*marks: tuple[int, int, int, int]) -> paper.PaintedPage:
        rows = [bytearray(b"\xff" * 160) for _ in range(80)]
        for left, top, right, bottom in marks:
            for row in rows[top:bottom]:
                row[left:right] = bytes(right - left)
        return paper.PaintedPage((40.0, 20.0), [bytes(row) for row in rows])

    digit = [(60 - at // 3, 10 + at, 66 - at // 3, 11 + at) for at in range(50)]  # a stroke aslant, as of a 1
    beside = (40, 10, 54, 14)  # over the foot of the stroke, and apart from it
    place = (10.0, 2.0, 15.5, 18.0)
    alone = page(*digit).shape(place)
    assert alone is not None
    assert page(*digit, beside).shape(place) == alone == page(*digit).shape((8.0, 2.0, 20.0, 18.0))


def test_a_digit_painted_white_on_a_dark_ground_is_held_against_its_shape_too(tmp_path: Path) -> None:
    dark = "0 0 .5 rg 51 201 298 58 re f 1 g " + DIGITS
    assert cell_of(read(tmp_path, pdf(dark, objects=drawn_as("0123456789", "Helvetica"))), 2, 2).text == "307"
    with pytest.raises(UnreadableFile):
        read(tmp_path, pdf(dark, objects=drawn_as("0723456189", "Helvetica")))


def test_figures_in_a_mirror_or_askew_are_told(tmp_path: Path) -> None:
    mirrored = drawn(tmp_path, "q -1 0 0 1 350 0 cm BT /F1 12 Tf 155 240 Td (41) Tj ET Q ")
    assert (mirrored.text, mirrored.sights) == ("", (Seen(Sight.TEXT_BOX, "14"),))
    askew = drawn(tmp_path, "BT /F1 12 Tf .7 .7 -.7 .7 180 238 Tm (14) Tj ET ")
    assert (askew.text, [seen.sight for seen in askew.sights]) == ("", [Sight.TEXT_BOX])


@pytest.mark.parametrize(
    ("value", "look", "shown", "sights"),
    [
        ("/V(41)", "BT /F1 10 Tf 2 5 Td (41) Tj ET", "41", []),
        ("/V(1234)", "BT /F1 10 Tf 2 5 Td (1.234) Tj ET", "1234", []),
        ("/V(41)", "BT /F1 10 Tf 2 5 Td (14) Tj ET", "41", [Seen(Sight.CONTROL, "14")]),
        ("/V(41)", "", "41", [Seen(Sight.CONTROL, "")]),
        ("", "BT /F1 10 Tf 2 5 Td (14) Tj ET", "", [Seen(Sight.CONTROL, "14")]),
        ("/V(41)", "BT 1 g /F1 10 Tf 2 5 Td (41) Tj ET", "41", [Seen(Sight.CONTROL, "")]),
        ("/V(41)", "BT /F1 10 Tf 2 5 Td (41) Tj ET 1 w 1 8.5 m 14 8.5 l S", "41", [Seen(Sight.CONTROL, "")]),
        ("/V(41)", "BT /F1 10 Tf 500 5 Td (41) Tj ET", "41", [Seen(Sight.CONTROL, "")]),
        ("", "", "", []),
    ],
)
def test_a_field_that_shows_other_letters_than_its_value_s_is_told(
    tmp_path: Path, value: str, look: str, shown: str, sights: list[Seen]
) -> None:
    laid = field(box(1, 2), f"/FT/Tx{value}/AP<</N 50 0 R>>")
    found = drawn(tmp_path, "", annotations=[laid], objects={50: form_of(look, "")})
    assert (found.text, list(found.sights)) == (shown, sights)
    anew = drawn(
        tmp_path,
        "",
        annotations=[laid],
        objects={50: form_of(look, "")},
        catalog="/AcroForm<</NeedAppearances true>>",
    )
    assert (anew.text, anew.sights) == (shown if value else "", ())


def test_a_note_that_only_paper_shows_is_told_and_one_of_a_layer_switched_off_is_not(tmp_path: Path) -> None:
    figure = in_cell(1, 2, "41")
    printed = drawn(tmp_path, figure, annotations=[mark("FreeText", box(1, 2), "/Contents(14)/F 36")])
    assert printed.sights == (Seen(Sight.TEXT_BOX, "14"),)
    off = drawn(
        tmp_path,
        figure,
        annotations=[mark("FreeText", box(1, 2), "/Contents(14)/OC 50 0 R")],
        catalog="/OCProperties<</OCGs[50 0 R]/D<</OFF[50 0 R]>>>>",
        objects={50: "<</Type/OCG/Name(a)>>"},
    )
    assert (off.text, off.sights) == ("41", ())


def test_a_file_encrypted_for_certain_people_is_told_as_locked(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    locked = b"/Root 1 0 R/Encrypt<</Filter/Adobe.PubSec/V 4/SubFilter/adbe.pkcs7.s5>>/ID[(a)(a)]"
    path.write_bytes(pdf(RULES).replace(b"/Root 1 0 R", locked))
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(path)
    assert caught.value.code == "password-protected"


def picture(**more: str) -> dict[int, str]:
    """Return a picture of two by two points, with the entries `more`; its mask is object 51 of these bytes."""
    mask = more.pop("mask", "")
    entries = "".join(f"/{key} {value}" for key, value in more.items())
    head = "<</Type/XObject/Subtype/Image/Width 2/Height 2/Filter/ASCIIHexDecode/Length 9"
    return {
        50: f"{head}{entries}>>\nstream\n{mask if 'ImageMask' in more else 'FFFFFFFF'}>\nendstream",
        51: f"{head}/ColorSpace/DeviceGray/BitsPerComponent 8>>\nstream\n{mask or 'FFFFFFFF'}>\nendstream",
    }


_GREY = {"ColorSpace": "/DeviceGray", "BitsPerComponent": "8", "SMask": "51 0 R"}


@pytest.mark.parametrize(
    ("objects", "shown"),
    [
        (picture(**_GREY, mask="FFFFFFFF"), ""),
        (picture(**_GREY, mask="00000000"), "14"),
        (picture(**_GREY, mask="80808080"), "14"),
        (picture(**_GREY, mask="FF00FF00"), ""),  # the figure stands under the left half
        (picture(**_GREY, mask="00FF00FF"), "14"),
        (picture(ImageMask="true", BitsPerComponent="1", mask="0000"), ""),
        (picture(ImageMask="true", BitsPerComponent="1", mask="FFFF"), "14"),
    ],
)
def test_a_picture_hides_what_it_is_painted_over_all_of(
    tmp_path: Path, objects: dict[int, str], shown: str
) -> None:
    over = in_cell(1, 2, "14") + "q 1 g 120 0 0 40 150 222 cm /I Do Q "
    found = drawn(tmp_path, over, objects=objects, resources="/XObject<</I 50 0 R>>")
    assert found.text == shown
    assert (Seen(Sight.UNSEEN, "14") in found.sights) is (shown == "")


@pytest.mark.parametrize(
    ("operators", "shown"),
    [
        (in_cell(1, 2, "14", before="1 Tz"), ""),
        (in_cell(1, 2, "14", before="50 Tz"), "14"),
        ("q BT /F1 12 Tf 0.05 0 0 1 155 240 Tm (14) Tj ET Q ", ""),
        ("q BT /F1 12 Tf 1 0 0.3 1 155 240 Tm (14) Tj ET Q ", "14"),
    ],
)
def test_letters_pressed_to_a_line_are_not_seen(tmp_path: Path, operators: str, shown: str) -> None:
    assert drawn(tmp_path, operators).text == shown


@pytest.mark.parametrize(
    ("codes", "digit", "other"),
    [({}, "8", False), ({}, "3", True), ({}, "6", True), ({56: 1}, "8", False), ({51: 1}, "8", True)],
)  # fmt: skip
def test_a_font_s_own_drawings_tell_that_a_digit_is_copied_as_another(
    codes: dict[int, int], digit: str, other: bool
) -> None:
    found = glyphs_of(font_file([1, 3], codes))
    assert found is not None
    assert found.contradicts(1, digit) is other


def test_a_digit_that_its_font_draws_otherwise_is_no_figure(tmp_path: Path) -> None:
    file = font_file([1, 3, 1], {}).hex()
    copied = "1 begincodespacerange <0000><FFFF> endcodespacerange 2 beginbfchar <0001><003{}> <0002><0031> endbfchar"

    def opened(digit: str) -> Cell:
        cmap = copied.format(digit)
        objects = {
            60: "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[61 0 R]/ToUnicode 63 0 R>>",
            61: "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDToGIDMap/Identity/FontDescriptor 62 0 R/DW 500"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
            62: "<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 500 700]/FontFile2 64 0 R>>",
            63: f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream",
            64: f"<</Filter/ASCIIHexDecode/Length {len(file) + 1}>>\nstream\n{file}>\nendstream",
        }
        shown = "q BT /F2 12 Tf 155 240 Td <00020001> Tj ET Q "
        content = RULES + in_cell(1, 1, "Tin") + in_cell(2, 2, "7") + shown
        made = pdf(content, objects=objects).replace(b"/F1 3 0 R", b"/F1 3 0 R/F2 60 0 R")
        return cell_of(read(tmp_path, made), 1, 2)

    assert opened("8").text == "18"
    assert opened("3").text == "1\ufffd"


@pytest.mark.parametrize(
    "behind",
    [
        "q 0.9 g BT /F1 60 Tf 120 215 Td (2024) Tj ET Q ",
        "q 0.9 g BT /F1 60 Tf 0.9 0.4 -0.4 0.9 120 205 Tm (2024) Tj ET Q ",
    ],
)
def test_a_watermark_behind_a_table_is_not_read_into_its_cells(tmp_path: Path, behind: str) -> None:
    found = drawn(tmp_path, behind + in_cell(1, 2, "14"))
    assert (found.text, found.sights) == ("14", ())


@pytest.mark.parametrize(
    ("place", "shown", "sights"),
    [("152 242 18 3", "", (Seen(Sight.STRUCK, "14"),)), ("152 236 18 3", "14", ())],
)
def test_a_wavy_line_through_a_figure_strikes_it_and_one_below_does_not(
    tmp_path: Path, place: str, shown: str, sights: tuple[Seen, ...]
) -> None:
    wave = f"q {place} re W n /S1 sh Q "
    found = drawn(tmp_path, in_cell(1, 2, "14") + wave, resources=SHADES, objects=GRADIENT)
    assert (found.text, found.sights) == (shown, sights)


def test_a_page_that_takes_too_long_to_paint_is_read_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter, "_MOST", 1)
    pattern = (
        "<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0005/YStep 0.0005"
        "/Resources<<>>/Length 16>>\nstream\n0 g 0 0 1 1 re f\nendstream"
    )
    painted = "q /Pattern cs /P0 scn 150 200 100 30 re f Q "
    content = pdf(
        RULES + in_cell(1, 2, "14") + painted, resources="/Pattern<</P0 50 0 R>>", objects={50: pattern}
    )
    document = read(tmp_path, content)
    assert cell_of(document, 1, 2).text == "14"
    assert document.sights == (
        Seen(Sight.UNKNOWN, "trang 1 vẽ quá nặng, không kiểm được số trên hình trang với số chép ra"),
    )


@pytest.mark.parametrize("after", [b"\n<html>" + b"x y z 12 " * 2000, b"\0" * 9000])
def test_what_a_server_puts_after_a_files_end_is_passed_over(tmp_path: Path, after: bytes) -> None:
    document = read(tmp_path, pdf(RULES + in_cell(1, 2, "14")) + after)
    assert cell_of(document, 1, 2).text == "14"


def test_a_change_that_breaks_off_after_a_files_end_is_damage(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(tmp_path, pdf(RULES + in_cell(1, 2, "14")) + b"\n12 0 obj\n<</Length 8000>>stream\nBT /F1")
    assert refused.value.code == "damaged-file"


def test_a_page_whose_box_is_said_from_its_other_corner_is_the_same_page(tmp_path: Path) -> None:
    content = pdf(RULES + in_cell(1, 2, "14")).replace(b"[0 0 400 300]", b"[400 300 0 0]")
    found = cell_of(read(tmp_path, content), 1, 2)
    assert (found.text, found.sights) == ("14", ())
