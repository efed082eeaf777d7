"""How letters look decides what they say: struck, raised and unseen ones are no text, by whatever way Word has."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from htsd_cli.readers.word.docx import read_docx
from htsd_cli.values.document import Cell, Seen, Sight
from tests.documents import WORD_NAMESPACES, relationships, word, word_styles

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="FDFDFD"/></a:lt2>'
    '</a:clrScheme><a:fontScheme name="x"><a:majorFont><a:latin typeface="Arial"/></a:majorFont><a:minorFont>'
    '<a:latin typeface="Wingdings"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
Shower = Callable[..., tuple[str, tuple[Seen, ...]]]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(kind: str, name: str, properties: str, based: str = "", more: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"{more}>{parent}<w:rPr>{properties}</w:rPr></w:style>'


def first_cell(path: Path, cell: str, parts: dict[str, str] | None = None, table: str = "") -> Cell:
    """Return a cell of a table of two rows, as it is read."""
    rows = f"<w:tr><w:tc>{cell}</w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr>"
    body = f"<w:tbl><w:tblPr>{table}</w:tblPr>{rows}</w:tbl>"
    (read,) = read_docx(word(path / "tep.docx", body, parts)).tables()
    return read.rows[0][0]


@pytest.fixture
def shown(tmp_path: Path) -> Shower:
    """Return what a cell with these runs shows: its text and its sights."""

    def reader(
        inline: str,
        styles: str = "",
        paragraph: str = "",
        cell: str = "",
        table: str = "",
        settings: str = "",
    ) -> tuple[str, tuple[Seen, ...]]:
        parts = word_styles(styles) | {"word/theme/theme1.xml": THEME}
        if settings:
            parts["word/settings.xml"] = f"<w:settings {WORD_NAMESPACES}>{settings}</w:settings>"
        targets = {"styles.xml": "styles", "theme/theme1.xml": "theme"}
        parts["word/_rels/document.xml.rels"] = relationships(targets)
        content = f"<w:tcPr>{cell}</w:tcPr><w:p><w:pPr>{paragraph}</w:pPr>{inline}</w:p>"
        read = first_cell(tmp_path, content, parts, table)
        return read.text, read.sights

    return reader


def unseen(text: str) -> tuple[Seen, ...]:
    return (Seen(Sight.UNSEEN, text),)


WHITE_LINE = (
    '<w14:textOutline><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textOutline>'
)
WIDE_LINE = WHITE_LINE.replace("<w14:textOutline", '<w14:textOutline w14:w="{}"')


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        (
            '<w:rFonts w:ascii="Wingdings" w:hAnsi="Arial"/>',
            "\ufffd\ufffd",
        ),  # digits are drawn in the font of ASCII
        ('<w:rFonts w:cs="Wingdings"/>', "14"),
        ('<w:rFonts w:cs="Wingdings"/><w:cs/>', "\ufffd\ufffd"),
        ('<w:rFonts w:ascii="Free 3 of 9" w:hAnsi="Free 3 of 9"/>', "\ufffd\ufffd"),
        ('<w:rFonts w:ascii="Redacted Script" w:hAnsi="Redacted Script"/>', "\ufffd\ufffd"),
        ('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>', "\ufffd\ufffd"),
        ('<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>', "14"),
        ('<w:rFonts w:ascii="Segoe UI Emoji" w:hAnsi="Segoe UI Emoji"/>', "14"),
    ],
)
def test_a_font_that_draws_signs_shows_no_digits(shown: Shower, properties: str, text: str) -> None:
    assert shown(run("14", properties)) == (text, ())


@pytest.mark.parametrize(
    "properties",
    ['<w:spacing w:val="-120"/>', '<w:fitText w:val="10" w:id="1"/>', '<w:eastAsianLayout w:combine="1"/>'],
)
def test_digits_laid_on_one_another_are_told(shown: Shower, properties: str) -> None:
    assert shown(run("14", properties)) == ("14", (Seen(Sight.UNKNOWN, "14"),))


def test_a_digit_pulled_under_the_next_one_is_told(shown: Shower) -> None:
    packed = '<w:spacing w:val="-130"/>'
    assert shown(run("9", packed) + run("14")) == ("914", (Seen(Sight.UNKNOWN, "914"),))
    assert shown(run("14") + run("9", packed)) == ("149", ())


@pytest.mark.parametrize(
    ("drawn", "seen"),
    [
        (run("14", '<w:spacing w:val="130"/><w:sz w:val="26"/>'), "1 4"),
        (run("1", '<w:spacing w:val="200"/><w:sz w:val="26"/>') + run("4"), "1 4"),
        (run("14", '<w:spacing w:val="120"/><w:sz w:val="26"/>'), None),
        (run("1", '<w:spacing w:val="200"/><w:sz w:val="26"/>') + run(" lớp"), None),
        (run("4") + run("lớp", '<w:spacing w:val="200"/>'), None),
    ],
)  # fmt: skip
def test_digits_with_room_for_another_between_them_are_told(
    shown: Shower, drawn: str, seen: str | None
) -> None:
    assert shown(drawn)[1] == (() if seen is None else (Seen(Sight.UNEVEN, seen),))


_LARGE, _LITTLE, _SMALL = (f'<w:sz w:val="{size}"/>' for size in (26, 19, 18))


@pytest.mark.parametrize(
    ("drawn", "seen"),
    [
        (run("14", _LARGE) + run("1", _SMALL), "14 1"),
        (run("1", _SMALL) + run("14", _LARGE), "1 14"),
        (run("1.2", _LARGE) + run("50", _SMALL), "1.2 50"),
        (run("14", _LARGE) + run("7", "<w:vanish/>") + run("1", _SMALL), "14 1"),
        (run("14", _LARGE) + run("1", _LITTLE), None),
        (run("14", _LARGE) + run(" 1", _SMALL), None),
        (run("14", _LARGE) + run("lớp", _SMALL), None),
        (run("14", _SMALL) + run("1", _SMALL), None),
    ],
)  # fmt: skip
def test_digits_of_two_sizes_side_by_side_are_told(shown: Shower, drawn: str, seen: str | None) -> None:
    told = [item.text for item in shown(drawn)[1] if item.sight is Sight.UNEVEN]
    assert told == ([] if seen is None else [seen])


@pytest.mark.parametrize("properties", ['<w:spacing w:val="-20"/>', '<w:fitText w:val="900" w:id="1"/>'])
def test_letters_a_little_closer_are_plain(shown: Shower, properties: str) -> None:
    assert shown(run("14", properties)) == ("14", ())


def test_a_line_from_corner_to_corner_of_a_filled_cell_is_told(shown: Shower) -> None:
    border = '<w:tcBorders><w:tl2br w:val="single" w:sz="8"/></w:tcBorders>'
    assert shown(run("14"), cell=border) == ("14", (Seen(Sight.UNKNOWN, "đường kẻ chéo qua ô"),))
    assert shown("", cell=border) == ("", ())
    assert shown(run("14"), cell=border.replace("single", "nil")) == ("14", ())


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ('<w:highlight w:val="black"/>', True),
        ('<w:color w:val="auto"/><w:highlight w:val="black"/>', True),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', False),
        ('<w:highlight w:val="darkBlue"/>', False),
        ('<w:shd w:val="clear" w:fill="000000"/>', False),  # its letters turn white in every program
    ],
)
def test_letters_under_a_black_marker_are_told(shown: Shower, properties: str, *, told: bool) -> None:
    content = run("14", properties)
    assert shown(content) == ("14", (Seen(Sight.UNKNOWN, "14"),) if told else ())


@pytest.mark.parametrize(
    ("properties", "sights"),
    [
        ("<w:strike/>", (Seen(Sight.STRUCK, "9"),)),
        ("<w:dstrike/>", (Seen(Sight.STRUCK, "9"),)),
        ("<w:vanish/>", unseen("9")),
        ('<w:color w:val="FFFFFF"/>', unseen("9")),
        ('<w:color w:val="FCFCFC"/>', unseen("9")),
        ('<w:color w:val="000000" w:themeColor="background1"/>', unseen("9")),
        ('<w:color w:val="000000" w:themeColor="background2"/>', unseen("9")),
        ('<w:color w:val="000000"/><w:highlight w:val="black"/>', unseen("9")),
        ('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>', unseen("9")),
        ('<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>', unseen("9")),
        ('<w:sz w:val="2"/>', unseen("9")),
        ('<w:w w:val="1"/>', unseen("9")),
        ("<w14:textFill><w14:noFill/></w14:textFill>", unseen("9")),
        (
            '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
            unseen("9"),
        ),
        (
            '<w14:textFill><w14:gradFill><w14:gsLst><w14:gs w14:pos="0"><w14:srgbClr w14:val="FFFFFF"/></w14:gs>'
            '<w14:gs w14:pos="100000"><w14:srgbClr w14:val="FFFFFF"/></w14:gs></w14:gsLst></w14:gradFill>'
            "</w14:textFill>",
            unseen("9"),
        ),
        ("<w14:textFill><w14:noFill/></w14:textFill>" + WHITE_LINE, unseen("9")),
        ('<w:color w:val="#FFFFFF"/>', unseen("9")),
        (
            '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="tx1"><w14:lumMod w14:val="2000"/>'
            '<w14:lumOff w14:val="98000"/></w14:schemeClr></w14:solidFill></w14:textFill>',
            unseen("9"),
        ),
        ('<w:rtl/><w:szCs w:val="2"/>', unseen("9")),
        (WIDE_LINE.format(76200), unseen("9")),
    ],
)
def test_letters_that_are_struck_or_unseen_are_left_out_and_told(
    shown: Shower, properties: str, sights: tuple[Seen, ...]
) -> None:
    declared = re.sub(r"<w14:text(Fill|Outline)", rf'<w14:text\1 xmlns:w14="{W14}"', properties)
    assert shown(run("9", declared) + run("14")) == ("14", sights)


W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


@pytest.mark.parametrize(
    "properties",
    [
        '<w:color w:val="auto"/><w:shd w:val="clear" w:fill="000000"/>',  # Word writes white on black by itself
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>',
        '<w:color w:val="808080"/>',
        '<w:color w:val="FF0000"/>',
        '<w:highlight w:val="yellow"/>',
        '<w:strike w:val="0"/>',
        '<w:vanish w:val="false"/>',
        "<w:webHidden/>",
        '<w:sz w:val="16"/>',
        '<w:position w:val="2"/>',
        '<w:vertAlign w:val="baseline"/>',
        "<w:b/><w:i/><w:caps/><w:u/>",
        f'<w14:textFill xmlns:w14="{W14}"><w14:solidFill><w14:schemeClr w14:val="tx1"><w14:lumMod w14:val="65000"/>'
        '<w14:lumOff w14:val="35000"/></w14:schemeClr></w14:solidFill></w14:textFill>',
        WIDE_LINE.format(3175).replace("<w14:textOutline", f'<w14:textOutline xmlns:w14="{W14}"'),
        '<w:spacing w:val="-4"/>',
    ],
)
def test_letters_that_only_look_different_are_text(shown: Shower, properties: str) -> None:
    assert shown(run("9", properties) + run("14")) == ("914", ())


@pytest.mark.parametrize(
    ("styles", "properties", "paragraph", "text"),
    [
        pytest.param(style("character", "A", "<w:strike/>"), '<w:rStyle w:val="A"/>', "", "14", id="character"),
        pytest.param(
            style("character", "A", "<w:strike/>") + style("character", "B", "<w:b/>", "A"),
            '<w:rStyle w:val="B"/>', "", "14", id="inherited",
        ),
        pytest.param(
            style("character", "A", "<w:strike/>") + style("character", "B", '<w:strike w:val="0"/>', "A"),
            '<w:rStyle w:val="B"/>', "", "914", id="switched off again",
        ),
        pytest.param(
            style("character", "A", "<w:strike/>"), '<w:rStyle w:val="A"/><w:strike w:val="0"/>', "", "914",
            id="switched off directly",
        ),
        pytest.param(
            style("paragraph", "P", "<w:strike/>") + style("character", "A", "<w:strike/>"),
            '<w:rStyle w:val="A"/>', '<w:pStyle w:val="P"/>', "9", id="twice on is off",
        ),
        pytest.param(
            style("paragraph", "P", '<w:color w:val="FFFFFF"/>'), '<w:color w:val="auto"/>', '<w:pStyle w:val="P"/>',
            "9", id="coloured again",
        ),
        pytest.param(
            style("paragraph", "Normal", "<w:vanish/>", more=' w:default="1"'), '<w:vanish w:val="0"/>', "", "9",
            id="the default style",
        ),
        pytest.param(
            "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='2'/></w:rPr></w:rPrDefault></w:docDefaults>",
            '<w:sz w:val="26"/>', "", "9", id="the defaults of all",
        ),
        pytest.param(style("character", "A", "<w:strike/>"), '<w:rStyle w:val="?"/>', "", "914", id="no such style"),
        pytest.param(style("paragraph", "A", "<w:strike/>"), '<w:rStyle w:val="A"/>', "", "914", id="another kind"),
    ],
)  # fmt: skip
def test_styles_are_resolved_as_word_does(
    shown: Shower, styles: str, properties: str, paragraph: str, text: str
) -> None:
    assert shown(run("9", properties) + run("14"), styles, paragraph)[0] == text


def test_letters_of_the_cell_s_colour_are_unseen(shown: Shower) -> None:
    black = '<w:color w:val="000000"/>'
    fill = '<w:shd w:val="clear" w:fill="000000"/>'
    assert shown(run("9", black) + run("14"), cell=fill) == ("14", unseen("9"))
    assert shown(run("9", black) + run("14"), paragraph=fill) == ("14", unseen("9"))
    assert shown(
        run("9", black) + run("14"), cell=fill, paragraph='<w:shd w:val="clear" w:fill="FFFFFF"/>'
    ) == (
        "914",
        (),
    )


def test_a_style_without_a_name_is_no_style_of_paragraphs_without_one(shown: Shower) -> None:
    nameless = (
        '<w:style><w:name w:val="EmptyCellLayoutStyle"/><w:rPr><w:sz w:val="2"/><w:vanish/></w:rPr></w:style>'
    )
    assert shown(run("14"), nameless) == ("14", ())


def test_a_table_style_hides_letters_in_the_part_it_is_for(shown: Shower) -> None:
    table_style = (
        '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
        "</w:tblStylePr></w:style>"
    )
    filled = table_style.replace(
        "</w:rPr></w:tblStylePr>",
        '</w:rPr><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr>',
    )
    use, on = '<w:tblStyle w:val="T"/>', '<w:tblLook w:val="0000" w:firstRow="1"/>'
    off = '<w:tblLook w:val="0020" w:firstRow="0"/>'
    assert shown(run("14"), table_style, table=use + on) == ("", unseen("14"))
    assert shown(run("14"), table_style, table=use + off) == ("14", ())
    assert shown(run("14"), filled, table=use + on) == ("14", ())


def test_a_table_style_s_shading_of_paragraphs_lies_behind_the_letters(shown: Shower) -> None:
    shading = '<w:pPr><w:shd w:val="clear" w:fill="000000"/></w:pPr>'
    shaded = f'<w:style w:type="table" w:default="1" w:styleId="S">{shading}</w:style>'
    assert shown(run("9", '<w:color w:val="000000"/>') + run("14"), shaded) == ("14", unseen("9"))


def test_settings_that_turn_paper_and_letters_round_hide_the_letters(shown: Shower) -> None:
    black = run("14", '<w:color w:val="000000" w:themeColor="text1"/>')
    turned = '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1" w:bg2="dark2" w:t2="light2"/>'
    assert shown(black) == ("14", ())
    assert shown(black, settings=turned) == ("", unseen("14"))


@pytest.mark.parametrize(
    "properties",
    ['<w:ind w:left="-9000"/>', '<w:numPr><w:numId w:val="1"/></w:numPr>'],
)
def test_a_table_style_that_moves_or_numbers_its_letters_is_told(shown: Shower, properties: str) -> None:
    style = f'<w:style w:type="table" w:styleId="T"><w:pPr>{properties}</w:pPr></w:style>'
    told = (Seen(Sight.UNKNOWN, "chữ bị kiểu của bảng dời chỗ hoặc đánh số"),)
    assert shown(run("14"), style, table='<w:tblStyle w:val="T"/>') == ("14", told)


def test_rows_hidden_or_blackened_as_a_whole_show_nothing(tmp_path: Path) -> None:
    style = '<w:style w:type="table" w:styleId="T"><w:trPr><w:hidden/></w:trPr></w:style>'
    parts = word_styles(style) | {"word/_rels/document.xml.rels": relationships({"styles.xml": "styles"})}
    letters = run("14", '<w:color w:val="000000"/>')
    content = f"<w:p>{letters}</w:p>"
    hidden = first_cell(tmp_path, content, parts, '<w:tblStyle w:val="T"/>')
    assert (hidden.text, hidden.hidden) == ("14", "hàng 1 bị ẩn theo kiểu của bảng")
    black = '<w:tblPrEx><w:shd w:val="clear" w:fill="000000"/></w:tblPrEx>'
    body = f"<w:tbl><w:tr>{black}<w:tc>{content}</w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    (table,) = read_docx(word(tmp_path / "den.docx", body)).tables()
    assert (table.rows[0][0].text, table.rows[0][0].sights) == ("", unseen("14"))


@pytest.mark.parametrize(
    ("inline", "text", "sights"),
    [
        pytest.param(("14", "1"), "14", (Seen(Sight.RAISED, "1"),), id="a note's mark"),
        pytest.param(("14", "(1)"), "14", (Seen(Sight.RAISED, "(1)"),), id="in brackets"),
        pytest.param(("14", "*"), "14", (Seen(Sight.RAISED, "*"),), id="a star"),
        pytest.param(("14 lớp", "1"), "14 lớp", (Seen(Sight.RAISED, "1"),), id="behind a word"),
        pytest.param(("10", "3"), "10³", (Seen(Sight.EXPONENT, "10³"),), id="a power of ten"),
        pytest.param(("2,5 x 10", "6"), "2,5 x 10⁶", (Seen(Sight.EXPONENT, "10⁶"),), id="a number in powers"),
        pytest.param(("210", "3"), "210", (Seen(Sight.RAISED, "3"),), id="a figure that ends in ten"),
        pytest.param(("", "14"), "14", (), id="the whole cell raised"),
        pytest.param(("120 m", "2"), "120 m²", (), id="square metres"),
        pytest.param(("5.000", "đ"), "5.000đ", (), id="a raised unit"),
        pytest.param(("14", "0", "5"), "14⁰5", (), id="in the middle of a number"),
        pytest.param(("", "1", "14"), "¹14", (), id="before the figure"),
    ],
)
def test_raised_letters_behind_a_figure_are_a_mark(
    shown: Shower, inline: tuple[str, ...], text: str, sights: tuple[Seen, ...]
) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    runs = "".join(run(part, raised if place % 2 else "") for place, part in enumerate(inline) if part)
    assert shown(runs) == (text, sights)


@pytest.mark.parametrize(
    "lift", ['<w:position w:val="8"/>', '<w:position w:val="-8"/>', '<w:vertAlign w:val="subscript"/>']
)
def test_letters_moved_off_the_line_are_a_mark_too(shown: Shower, lift: str) -> None:
    assert shown(run("14") + run("1", lift)) == ("14", (Seen(Sight.RAISED, "1"),))


def test_a_hidden_paragraph_mark_joins_the_next_paragraph(tmp_path: Path) -> None:
    cell = f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('1')}</w:p><w:p>{run('4')}</w:p>"
    assert first_cell(tmp_path, cell).text == "14"


def test_a_line_too_low_for_letters_hides_them(shown: Shower) -> None:
    assert shown(run("14"), paragraph='<w:spacing w:line="20" w:lineRule="exact"/>') == ("", unseen("14"))
    assert shown(run("14"), paragraph='<w:spacing w:line="20" w:lineRule="atLeast"/>') == ("14", ())


@pytest.mark.parametrize(
    ("between", "text"),
    [
        (run("9", '<w:color w:val="FFFFFF"/>'), "4\n2"),  # a gap on paper as wide as the white digit
        (run("9", "<w:vanish/>"), "42"),
        (run("9", "<w:strike/>"), "42"),
        (run("9 lớp", "<w:strike/>"), "4\n2"),
        (run(" ", "<w:strike/>"), "4\n2"),
    ],
)
def test_numbers_with_a_gap_between_stay_two(shown: Shower, between: str, text: str) -> None:
    assert shown(run("4") + between + run("2"))[0] == text
