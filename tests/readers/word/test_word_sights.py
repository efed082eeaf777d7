"""What a Word cell shows without being text is told at the cell: list numbers, controls, pictures, boxes, notes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from htsd_cli.readers.word.docx import read_docx
from htsd_cli.values.document import Cell, Document, Seen, Sight, Table
from tests.documents import draw_excel, relationships, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XMLNS = f'xmlns:w="{W}"'
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="a"{}/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<a:graphicData>{}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
BLIP = '<a:blip r:embed="rId1"/>'
CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BY = 'w:id="1" w:author="a"'

Reader = Callable[..., Document]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inline: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inline}</w:p>"


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(text: str, result: str | None = None) -> str:
    middle = "" if result is None else CHAR.format("separate") + result
    return CHAR.format("begin") + code(text) + middle + CHAR.format("end")


def table(*cells: str) -> str:
    below = f"<w:tr><w:tc>{p('')}</w:tc></w:tr>" * 3
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in (*cells, p('')))}</w:tr>{below}</w:tbl>"


def nested(*rows: tuple[str, ...]) -> str:
    """Return a table in a cell, of rows of texts."""
    lines = ("".join(f"<w:tc>{p(run(text))}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>{p('')}"


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def reader(
        body: str, parts: Mapping[str, str] | None = None, related: Mapping[str, str] | None = None
    ) -> Document:
        whole = dict(parts or {})
        if related:
            whole["word/_rels/document.xml.rels"] = relationships(related)
        return read_docx(word(tmp_path / "tep.docx", body, whole))

    return reader


@pytest.fixture
def cell(read: Reader) -> Callable[..., Cell]:
    def reader(
        content: str, parts: Mapping[str, str] | None = None, related: Mapping[str, str] | None = None
    ) -> Cell:
        return next(read(table(content), parts, related).tables()).rows[0][0]

    return reader


@pytest.mark.parametrize(
    ("inline", "text", "sights"),
    [
        pytest.param(field(" MACROBUTTON NoMacro 14"), "14", (), id="a button's text"),
        pytest.param(field(' SET so "9"', run("9")) + run("14"), "14", (), id="a stored bookmark"),
        pytest.param(field(' SYMBOL 49 \\f "Times New Roman"') + run("4"), "14", (), id="a symbol by its number"),
        pytest.param(field(' SYMBOL 49 \\f "Wingdings"'), "\ufffd", (), id="a symbol that is a sign"),
        pytest.param(field(" SEQ Bang"), "", (Seen(Sight.LIST_NUMBER),), id="a number Word counts"),
        pytest.param(field(" SEQ Bang", run("1")), "1", (), id="a counted number that is stored"),
        pytest.param(field(" SEQ Bang", run("3")), "3", (Seen(Sight.STALE, "1"),), id="a number counted anew"),
        pytest.param(field(" AUTONUM", run("3")), "3", (Seen(Sight.UNKNOWN, "trường AUTONUM"),), id="counted anew"),
        pytest.param(field(" EQ \\f(3;120)"), "", (Seen(Sight.EXPONENT, "\\f(3;120)"),), id="an equation field"),
        pytest.param(field(" =SUM(ABOVE)", run("14")), "14", (), id="a sum"),
        pytest.param(field(" =7+7", run("9")), "9", (Seen(Sight.STALE, "14"),), id="a stale result"),
        pytest.param(field(' =7000*2 \\# "#.##0"', run("14.000")), "14.000", (), id="a result as it is shown"),
        pytest.param(field(" =7,5+7", run("82")), "82", (), id="a comma of a computer"),
        pytest.param(f'<w:fldSimple w:instr=" =7+7 ">{run("9")}</w:fldSimple>', "9", (Seen(Sight.STALE, "14"),),
                     id="a stale result of a simple field"),
        pytest.param("<w:r><w:t>1</w:t><w:softHyphen/><w:t>4</w:t></w:r>", "1\u00ad4", (), id="a mark in a figure"),
        pytest.param(field(" =SUM(ABOVE)", run("14")).replace('"begin"', '"begin" w:dirty="true"'), "14",
                     (Seen(Sight.UNKNOWN, "trường =SUM(ABOVE) sẽ được tính lại khi mở tệp"),), id="a sum to be made"),
        pytest.param(field(" NUMPAGES", run("14")), "14", (Seen(Sight.UNKNOWN, "trường NUMPAGES"),), id="live"),
        pytest.param(field(" =SUM(A1)"), "", (Seen(Sight.UNKNOWN, "trường =SUM(A1)"),), id="a sum without result"),
        pytest.param(field(" FORMTEXT"), "", (), id="an empty form field"),
        pytest.param(field(' QUOTE "14"'), "", (Seen(Sight.UNKNOWN, 'trường QUOTE "14"'),), id="a quotation not made"),
        pytest.param('<w:fldSimple w:instr=" =7+7 "/>', "", (Seen(Sight.UNKNOWN, "trường =7+7"),), id="a sum not made"),
        pytest.param(field(' DISPLAYBARCODE "14" QR', run("")), "",
                     (Seen(Sight.UNKNOWN, 'trường DISPLAYBARCODE "14" QR'),), id="a bar code"),
        pytest.param(f'<w:fldSimple w:instr=" SET a 9">{run("9")}</w:fldSimple>{run("14")}', "14", (), id="simple"),
        pytest.param(CHAR.format("begin") + code(" PAGE ") + run("14"), "14", (), id="a field that never ends"),
        pytest.param(
            f'<w:r><w:ruby><w:rt>{run("mười bốn")}</w:rt><w:rubyBase>{run("14")}</w:rubyBase></w:ruby></w:r>',
            "14", (Seen(Sight.RAISED, "mười bốn"),), id="a phonetic guide",
        ),
        pytest.param(
            f'<w:r><w:ruby><w:rt>{run("15")}</w:rt><w:rubyBase>{run("14")}</w:rubyBase></w:ruby></w:r>',
            "14", (Seen(Sight.UNKNOWN, "15"),), id="a figure over another",
        ),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="F031"/></w:r>', "\ufffd", (), id="a sign for a digit"),
        pytest.param(
            '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>14</w:t></w:r>',
            "\ufffd\ufffd", (), id="a font of signs",
        ),
        pytest.param(f'<w:bdo w:val="rtl">{run("14")}</w:bdo>', "14", (Seen(Sight.UNKNOWN, "14"),), id="backwards"),
        pytest.param("<w:r><w:t>3</w:t><w:tab/><w:t>120</w:t></w:r>", "3\n120", (), id="two numbers and a tab"),
        pytest.param("<w:r><w:tab/><w:t>120</w:t></w:r>", "\t120", (), id="a tab before the number"),
        pytest.param(DRAWING.format("", BLIP), "", (Seen(Sight.PICTURE),), id="a picture"),
        pytest.param(DRAWING.format(' hidden="1"', BLIP), "", (), id="a hidden picture"),
        pytest.param(
            '<w:r><w:pict><v:shape><v:textpath string="14"/></v:shape></w:pict></w:r>', "14", (), id="word art",
        ),
        pytest.param('<w:r><w:pict><v:line from="0,0" to="9,9"/></w:pict></w:r>' + run("14"), "14",
                     (Seen(Sight.PICTURE),), id="a line drawn over the figure"),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
            f'</w:fldChar></w:r>{code(" FORMCHECKBOX ")}{CHAR.format("end")}',
            "", (Seen(Sight.CONTROL, "☒"),), id="a ticked box",
        ),
    ],
)  # fmt: skip
def test_a_cell_shows(cell: Callable[..., Cell], inline: str, text: str, sights: tuple[Seen, ...]) -> None:
    found = cell(p(inline))
    assert (found.text, found.sights) == (text, sights)


def math(content: str) -> str:
    return p(f"<m:oMath>{content}</m:oMath>")


def mr(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("content", "text", "sights"),
    [
        (mr("14"), "14", ()),
        (f"<m:sSup><m:e>{mr('10')}</m:e><m:sup>{mr('3')}</m:sup></m:sSup>", "10³", (Seen(Sight.EXPONENT, "10³"),)),
        (f"<m:f><m:num>{mr('3')}</m:num><m:den>{mr('4')}</m:den></m:f>", "3/4", (Seen(Sight.EXPONENT, "3/4"),)),
        (
            f"<m:eqArr><m:e>{mr('3')}</m:e><m:e>{mr('120')}</m:e></m:eqArr>",
            "3\n120",
            (Seen(Sight.EXPONENT, "3\n120"),),
        ),
        (f"<w:del {BY}>{mr('9')}</w:del>{mr('14')}", "14", ()),
        (
            f"<m:borderBox><m:borderBoxPr><m:strikeH/></m:borderBoxPr><m:e>{mr('9')}</m:e></m:borderBox>{mr('14')}",
            "14",
            (Seen(Sight.STRUCK, "9"),),
        ),
        (f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>{mr("9")}</m:e></m:phant>{mr("14")}', "14",
         (Seen(Sight.UNSEEN, "9"),)),
        (f'<m:phant><m:phantPr><m:zeroWid/></m:phantPr><m:e>{mr("9")}</m:e></m:phant>{mr("14")}', "914",
         (Seen(Sight.UNKNOWN, "914"),)),
        (mr("1") + "<m:r><m:rPr><m:brk/></m:rPr><m:t>4</m:t></m:r>", "1\n4", ()),
        (f"<m:d><m:e>{mr('14')}</m:e></m:d>", "(14)", ()),
    ],
)  # fmt: skip
def test_an_equation_shows(
    cell: Callable[..., Cell], content: str, text: str, sights: tuple[Seen, ...]
) -> None:
    found = cell(math(content))
    assert (found.text, found.sights) == (text, sights)


def test_a_field_may_reach_over_paragraphs(cell: Callable[..., Cell]) -> None:
    content = p(CHAR.format("begin") + code(' IF 1=1 "14')) + p(
        code('x"')
        + field(" MERGEFIELD y", run("9"))
        + CHAR.format("separate")
        + run("14")
        + CHAR.format("end")
    )
    assert cell(content).text == "14"


def test_a_field_open_into_the_next_cell_loses_nothing(read: Reader) -> None:
    body = table(p(CHAR.format("begin") + code(" X ") + run("3")), p(run("14") + CHAR.format("end")))
    (found,) = read(body).tables()
    assert [item.text for item in found.rows[0]] == ["3", "14", ""]


def test_tables_in_a_cell_never_join_two_numbers(cell: Callable[..., Cell]) -> None:
    assert cell(nested(("3",), ("120",)) + p(run("x"))).text == "3\n120\nx"
    assert cell(p(run("a")) + nested(("3", "120"))).text == "a\n3\n120"


def test_a_cell_of_a_table_in_a_cell_is_covered_only_by_one_above_it(cell: Callable[..., Cell]) -> None:
    goes_on = "<w:tcPr><w:vMerge/></w:tcPr>"
    first = nested(("3", "120"), ("7", "8")).replace("<w:tc>", f"<w:tc>{goes_on}")
    assert cell(first + p("")).text == "3\n120"


LISTS = (
    f'<w:numbering {XMLNS}><w:abstractNum w:abstractNumId="0">{{}}</w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/>{}</w:num></w:numbering>'
)
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
FROM_14 = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="14"/></w:lvlOverride>'
NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="7"/></w:numPr>'


def test_of_alternative_cells_one_is_shown(read: Reader) -> None:
    both = '<mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>'
    first, second = (f"<w:tc>{p(run(text))}</w:tc>" for text in ("1", "3"))
    cells = f"{both.format(first, second)}</mc:AlternateContent><w:tc>{p(run('2'))}</w:tc>"
    (found,) = read(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>").tables()
    assert [item.text for item in found.rows[0]] == ["1", "2"]


def test_list_numbers_are_counted_as_word_counts_them(read: Reader) -> None:
    levels = LEVEL.format(0, 2, "decimal", "%1.") + LEVEL.format(1, 1, "lowerLetter", "%1%2)")
    parts = {"word/numbering.xml": LISTS.format(levels, "")}
    one, two = NUMBERED.format(0), NUMBERED.format(1)
    body = p(run("I"), one) + table(p("", one), p(run("a"), two), p("", two), p("", one), p("", two))
    (found,) = read(body, parts, {"numbering.xml": "numbering"}).tables()
    assert [[seen.text for seen in item.sights] for item in found.rows[0]] == [
        ["3."], ["3a)"], ["3b)"], ["4."], ["4a)"], [],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "override", "mark", "shown"),
    [
        (LEVEL.format(0, 1, "upperRoman", "%1."), FROM_14, "", "XIV."),
        (LEVEL.format(0, 1, "bullet", "-"), "", "", "-"),
        (LEVEL.format(0, 1, "bullet", "\uf0b7"), "", "", "•"),
        (LEVEL.format(0, 1, "bullet", "➢"), "", "", "•"),
        (LEVEL.format(0, 1, "bullet", "l"), "", "", "l"),
        (LEVEL.format(0, 1, "bullet", "\uf08c"), "", "", "ký hiệu"),
        (LEVEL.format(0, 1, "bullet", "|"), "", "", "ký hiệu"),
        (LEVEL.format(0, 1, "bullet", "\uf0b7").replace("</w:lvl>", '<w:lvlPicBulletId w:val="0"/></w:lvl>'), "", "",
         "ký hiệu"),
        (LEVEL.format(1, 1, "decimal", "%2."), "", "", "ký hiệu"),  # each program puts its own there
        ("", "", "", None),
        (LEVEL.format(0, 1, "none", ""), "", "", None),
        (LEVEL.format(0, 5, "decimal", "%1"), "", "<w:rPr><w:vanish/></w:rPr>", None),
    ],
)  # fmt: skip
def test_a_list_shows(
    cell: Callable[..., Cell], level: str, override: str, mark: str, shown: str | None
) -> None:
    parts = {"word/numbering.xml": LISTS.format(level, override)}
    found = cell(p("", NUMBERED.format(0) + mark), parts, {"numbering.xml": "numbering"})
    assert found.sights == (() if shown is None else (Seen(Sight.LIST_NUMBER, shown),))


def sdt(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_a_control_s_prompt_is_no_text_and_told(cell: Callable[..., Cell]) -> None:
    prompt = cell(p(sdt("<w:showingPlcHdr/>", run("Bấm để nhập"))))
    assert (prompt.text, prompt.sights) == ("", (Seen(Sight.PLACEHOLDER, "Bấm để nhập"),))
    assert cell(p(sdt('<w:showingPlcHdr w:val="0"/>', run("14")))).text == "14"


def test_a_bound_control_tells_what_the_store_says(cell: Callable[..., Cell]) -> None:
    store = "{AAAA}"
    names, path = "xmlns:b='urn:b'", "/b:bc[1]/b:tin[1]"
    binding = f'<w:dataBinding w:prefixMappings="{names}" w:xpath="{path}" w:storeItemID="{store}"/>'
    parts = {
        "customXml/item1.xml": '<bc xmlns="urn:b"><tin>24</tin></bc>',
        "customXml/itemProps1.xml": (
            f'<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
            f'ds:itemID="{store}"/>'
        ),
        "customXml/_rels/item1.xml.rels": relationships({"itemProps1.xml": "customXmlProps"}),
    }
    related = {"../customXml/item1.xml": "customXml"}
    assert cell(p(sdt(binding, run("14"))), parts, related).sights == (Seen(Sight.CONTROL, "24"),)
    assert cell(p(sdt(binding, run("24"))), parts, related).sights == ()
    assert cell(p(sdt(f"{binding}<w:date/>", run("14"))), parts, related).sights == (
        Seen(Sight.CONTROL, "24"),
    )
    names = '<w:dropDownList><w:listItem w:displayText="35" w:value="24"/></w:dropDownList>'
    assert cell(p(sdt(binding + names, run("35"))), parts, related).sights == ()
    assert cell(p(sdt(binding + names, run("24"))), parts, related).sights == (Seen(Sight.CONTROL, "35"),)
    chosen = binding.replace(path, "//b:tin[. = '24']")
    assert cell(p(sdt(chosen, run("14"))), parts, related).sights == (Seen(Sight.CONTROL, "24"),)
    assert cell(p(sdt(binding.replace(path, "//b:["), run("14"))), parts, related).sights == ()


@pytest.mark.parametrize("day", ["2024-10-14", "2024-10-25"])
def test_a_bound_date_tells_of_another_day_in_the_store(day: str, cell: Callable[..., Cell]) -> None:
    date = '<w:dataBinding w:xpath="/r"/><w:date w:fullDate="2024-10-14T00:00:00Z"/>'
    told = cell(
        p(sdt(date, run("14"))),
        {"customXml/item1.xml": f"<r>{day}</r>"},
        {"../customXml/item1.xml": "customXml"},
    )
    assert told.sights == ((Seen(Sight.CONTROL, day),) if day[-2:] != "14" else ())


@pytest.mark.parametrize(("switch", "told"), [("", True), (' w:val="true"', True), (' w:val="0"', False)])
def test_settings_that_renew_fields_make_their_results_doubtful(
    switch: str, told: bool, cell: Callable[..., Cell]
) -> None:
    parts = {"word/settings.xml": f"<w:settings {XMLNS}><w:updateFields{switch}/></w:settings>"}
    assert bool(cell(p(field(" =SUM(ABOVE)", run("14"))), parts).sights) is told
    assert cell(p(field(" FORMTEXT", run("14"))), parts).sights == ()
    assert bool(cell(p(f'<w:fldSimple w:instr="REF so">{run("14")}</w:fldSimple>'), parts).sights) is told


def test_a_field_whose_end_was_deleted_hides_nothing_behind_it(cell: Callable[..., Cell]) -> None:
    ended = "<w:r><w:delText>9</w:delText></w:r>".join(CHAR.format(kind) for kind in ("separate", "end"))
    assert cell(p(f"{CHAR.format('begin')}{code('=9')}<w:del {BY}>{ended}</w:del>{run('14')}")).text == "14"


def test_a_control_bound_to_the_document_s_own_properties_tells_what_they_say(
    cell: Callable[..., Cell],
) -> None:
    names = "xmlns:c='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'"
    binding = (
        f'<w:dataBinding w:prefixMappings="{names}" w:xpath="/c:coreProperties[1]/c:keywords[1]" '
        'w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
    )
    space = "http://schemas.openxmlformats.org/package/2006"
    own = f'<c:coreProperties xmlns:c="{space}/metadata/core-properties"><c:keywords>15</c:keywords></c:coreProperties>'
    relation = f"{space}/relationships/metadata/core-properties"
    parts = {
        "docProps/core.xml": own,
        "_rels/.rels": relationships({"word/document.xml": "officeDocument"}).replace(
            "</Relationships>",
            f'<Relationship Id="rIdC" Type="{relation}" Target="docProps/core.xml"/></Relationships>',
        ),
    }
    assert cell(p(sdt(binding, run("14"))), parts).sights == (Seen(Sight.CONTROL, "15"),)


def test_a_note_s_own_mark_is_no_digit_of_the_figure(cell: Callable[..., Cell]) -> None:
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>'
    assert (found := cell(p(run("14") + mark))).text == "14"
    assert found.sights == (Seen(Sight.RAISED, "1"),)
    apart = mark.replace("<w:t>", "</w:r><w:r><w:t>")
    assert cell(p(run("14") + apart)).sights == (Seen(Sight.UNKNOWN, "dấu chú thích riêng"),)


def test_a_line_s_end_in_the_xml_is_a_space(cell: Callable[..., Cell]) -> None:
    assert cell(p("<w:r><w:t>3\n120</w:t></w:r>")).text == "3 120"
    assert cell(p("<w:r><w:t>3\n120</w:t></w:r><w:r><w:newThing/></w:r>")).text == "3 120"


def test_a_bar_code_is_drawn_whatever_text_is_stored(cell: Callable[..., Cell]) -> None:
    drawn = cell(p(field('DISPLAYBARCODE "25" CODE39', run("14"))))
    assert drawn.sights == (Seen(Sight.UNKNOWN, 'trường DISPLAYBARCODE "25" CODE39'),)


def test_an_active_control_tells_its_value(cell: Callable[..., Cell]) -> None:
    parts = {
        "word/activeX/activeX1.xml": (
            '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX">'
            '<ax:ocxPr ax:name="Value" ax:value="14"/></ax:ocx>'
        )
    }
    control = (
        '<w:r><w:object><v:shape><v:imagedata/></v:shape><w:control r:id="rId1" w:name="T"/></w:object></w:r>'
    )
    found = cell(p(control), parts, {"activeX/activeX1.xml": "control"})
    assert found.sights == (Seen(Sight.CONTROL, "14"),)


def box(text: str) -> str:
    content = f"<w:txbxContent>{p(run(text))}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"


def test_a_box_over_a_figure_is_told_and_one_over_a_blank_is_its_text(cell: Callable[..., Cell]) -> None:
    over = cell(p(run("14") + box("24")))
    assert (over.text, over.sights) == ("14", (Seen(Sight.TEXT_BOX, "24"),))
    assert (cell(p(box("24"))).text, cell(p(box("24"))).sights) == ("24", ())


def note(kind: str, name: str, text: str) -> str:
    return f'<w:{kind} w:id="{name}" w:author="Bà Hoa">{p(run(text))}</w:{kind}>'


def test_notes_stand_at_the_cell_they_are_anchored_in(read: Reader) -> None:
    parts = {
        "word/comments.xml": f"<w:comments {XMLNS}>{note('comment', '0', 'Đính chính: 24')}</w:comments>",
        "word/footnotes.xml": f"<w:footnotes {XMLNS}>{note('footnote', '2', 'chưa tính 10 bài')}</w:footnotes>",
    }
    comment = '<w:commentRangeStart w:id="0"/>'
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    foot = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = table(p(comment + run("14")), p(run("15") + mark + foot)) + p(run("Nhận xét") + foot)
    related = {"comments.xml": "comments", "footnotes.xml": "footnotes"}
    (found,) = read(body, parts, related).tables()
    assert [(item.text, item.notes) for item in found.rows[0]] == [
        ("14", ("Đính chính: 24",)), ("15", ("chưa tính 10 bài",)), ("", ()),
    ]  # fmt: skip


def shape(inside: str, fill: str = "", extent: str = "", hidden: str = "") -> str:
    """Return a drawing of one shape: a text box with these paragraphs."""
    return (
        f'<w:r><w:drawing {DRAWN}><wp:inline>{extent}<wp:docPr id="1" name="a"{hidden}/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


DRAWN = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
WHITE = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>14</w:t></w:r>'
UNSEEN = (Seen(Sight.UNSEEN, "14"),)


@pytest.mark.parametrize(
    ("drawing", "text", "sights"),
    [
        pytest.param(shape(p(run("14"))), "14", (), id="a box"),
        pytest.param(shape(p(run("14")), hidden=' hidden="1"'), "", UNSEEN, id="a hidden box"),
        pytest.param(shape(p(run("14")), extent='<wp:extent cx="0" cy="0"/>'), "", UNSEEN, id="a box of no size"),
        pytest.param(shape(p(WHITE)), "", UNSEEN, id="white in a box"),
        pytest.param(
            shape(p(WHITE), '<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'), "14", (), id="white in a dark box"
        ),
        pytest.param(
            '<w:r><w:pict><v:shape style="visibility:hidden"><v:textbox><w:txbxContent>'
            f"{p(run('14'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>", "", UNSEEN, id="a hidden old box",
        ),
        pytest.param(
            '<w:r><w:pict><v:rect><v:textbox><div>14</div></v:textbox></v:rect></w:pict></w:r>',
            "", (Seen(Sight.UNKNOWN, "div"),), id="something unknown in a box",
        ),
        pytest.param('<w:r><w:pict><v:shapetype id="t75" path="m"/></w:pict></w:r>', "", (), id="a shape's definition"),
        pytest.param(
            '<w:subDoc r:id="rId9"/>', "", (Seen(Sight.OBJECT, "tài liệu con nằm ở tệp khác"),), id="elsewhere",
        ),
    ],
)  # fmt: skip
def test_a_drawing_in_a_cell_shows(
    cell: Callable[..., Cell], drawing: str, text: str, sights: tuple[Seen, ...]
) -> None:
    found = cell(p(drawing))
    assert (found.text, found.sights) == (text, sights)


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", "14\n"), ("a.htm", "<html><body><p>14</p></body></html>")]
)
def test_a_chunk_put_into_a_cell_is_its_text(tmp_path: Path, name: str, content: str) -> None:
    body = table(f'<w:altChunk r:id="rId1"/>{p("")}')
    path = word(
        tmp_path / "tep.docx", body, {"word/_rels/document.xml.rels": relationships({name: "aFChunk"})}
    )
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(f"word/{name}", content)
    found = next(read_docx(path).tables()).rows[0][0]
    assert (found.text, found.sights) == ("14", ())


def test_a_table_in_a_hidden_row_of_another_is_hidden(read: Reader) -> None:
    inner = "<w:tbl>" + f"<w:tr><w:tc>{p(run('14'))}</w:tc></w:tr>" * 3 + "</w:tbl>"
    frame = f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{inner}{p(run('a'))}</w:tc></w:tr></w:tbl>"
    (found,) = read(frame).blocks
    assert isinstance(found, Table)
    assert {cell.hidden for row in found.rows for cell in row} == {"hàng 1 của bảng bao ngoài bị ẩn"}


def test_a_bullet_that_is_a_digit_is_told(cell: Callable[..., Cell]) -> None:
    for text, sights in (("14", (Seen(Sight.LIST_NUMBER, "14"),)), ("o", (Seen(Sight.LIST_NUMBER, "•"),))):
        level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{text}"/></w:lvl>'
        numbering = (
            f'<w:numbering {XMLNS}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
            '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
        listed = p("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>')
        parts, related = {"word/numbering.xml": numbering}, {"numbering.xml": "numbering"}
        assert cell(listed, parts, related).sights == sights


def test_the_texts_of_smart_art_are_read_where_they_stand(read: Reader) -> None:
    data = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>14'
        "</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )
    art = (
        f"<w:r><w:drawing {DRAWN}><wp:inline><a:graphic><a:graphicData><dgm:relIds "
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rId1"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    document = read(table(p(art)) + p(art), {"word/data1.xml": data}, {"data1.xml": "diagramData"})
    first = next(document.tables()).rows[0][0]
    assert (first.text, first.sights, document.sights) == ("14", (), ())
    assert [block.text for block in document.paragraphs()] == ["14"]


# -- beside the body -----------------------------------------------------------------------------------------


def test_pictures_outside_the_cells_are_told_of_the_document(read: Reader) -> None:
    assert read(p(DRAWING.format("", BLIP))).sights == (Seen(Sight.PICTURE),)
    assert read(p(run("a") + field(" PAGE ", run("1")))).sights == ()


def test_a_web_page_in_the_file_is_read(read: Reader) -> None:
    parts = {"word/a.htm": "<html><body><table><tr><td>a</td><td>14</td></tr></table></body></html>"}
    document = read('<w:altChunk r:id="rId1"/>', parts, {"a.htm": "aFChunk"})
    assert [[item.text for item in row] for found in document.tables() for row in found.rows] == [["a", "14"]]


def test_a_chunk_that_cannot_be_read_is_told(read: Reader) -> None:
    document = read('<w:altChunk r:id="rId1"/>', {"word/a.rtf": ""}, {"a.rtf": "aFChunk"})
    assert document.sights == (Seen(Sight.OBJECT, "altChunk (rtf)"),)


OBJECT = (
    '<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
    'ProgID="{}" r:id="rId1"/></w:object></w:r>'
)


def test_an_embedded_workbook_is_read_and_any_other_object_told(tmp_path: Path) -> None:
    book = draw_excel(tmp_path / "a.xlsx", {"Sheet1": "| a | 14 |"})
    path = word(
        tmp_path / "tep.docx",
        p(OBJECT.format("Excel.Sheet.12")),
        {"word/_rels/document.xml.rels": relationships({"embeddings/a.xlsx": "package"})},
    )
    with zipfile.ZipFile(path, "a") as package:
        package.write(book, "word/embeddings/a.xlsx")
    document = read_docx(path)
    assert [[item.text for item in row] for found in document.tables() for row in found.rows] == [["a", "14"]]
    assert document.sights == ()
    other = read_docx(word(tmp_path / "b.docx", p(OBJECT.format("Excel.Sheet.8"))))
    assert other.sights == (Seen(Sight.OBJECT, "Excel.Sheet.8"),)


def test_the_page_header_is_no_part_of_the_text(read: Reader) -> None:
    parts = {"word/header1.xml": f"<w:hdr {XMLNS}>{p(run('TRƯỜNG TIỂU HỌC BÀU SEN'))}</w:hdr>"}
    section = p(run("a"), '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>')
    document = read(section, parts, {"header1.xml": "header"})
    assert [block.text for block in document.paragraphs()] == ["a"]
    assert [getattr(block, "text", "") for block in document.margins] == ["TRƯỜNG TIỂU HỌC BÀU SEN"]


@pytest.mark.parametrize(("kind", "root", "inside"), [
    ("footer", "ftr", "{}"), ("footnotes", "footnotes", '<w:footnote w:id="2">{}</w:footnote>'),
    ("endnotes", "endnotes", '<w:endnote w:id="2">{}</w:endnote>'),
])  # fmt: skip
def test_a_table_typed_into_a_footer_or_a_note_is_found_there(
    read: Reader, kind: str, root: str, inside: str
) -> None:
    parts = {f"word/{kind}.xml": f"<w:{root} {XMLNS}>{inside.format(table(p(run('14'))))}</w:{root}>"}
    section = p(run("a"), '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/></w:sectPr>')
    (found,) = read(section, parts, {f"{kind}.xml": kind}).margins
    assert isinstance(found, Table)
    assert found.rows[0][0].text == "14"


def test_a_table_in_a_comment_is_told_of_the_document(read: Reader) -> None:
    parts = {
        "word/comments.xml": f'<w:comments {XMLNS}><w:comment w:id="2">{table(p(""))}</w:comment></w:comments>'
    }
    told = (Seen(Sight.UNKNOWN, "bảng nằm trong nhận xét (comment)"),)
    assert read(p(run("a")), parts, {"comments.xml": "comments"}).sights == told


def test_a_list_in_the_last_row_of_a_data_table_is_its_cell_s_text(read: Reader) -> None:
    rows = [("10", "Kinh phí", "đồng", "5000"), ("11", "Nội dung khác", "x", "")]
    lines = ["".join(f"<w:tc>{p(run(text))}</w:tc>" for text in row) for row in rows]
    lines[1] = lines[1][: lines[1].rindex("<w:tc>")] + f"<w:tc>{nested(('a',), ('b',), ('c',))}</w:tc>"
    (found,) = read(f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>").tables()
    assert [item.text for item in found.rows[1]] == ["11", "Nội dung khác", "x", "a\nb\nc"]


WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WHITE_FILL = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'


def laid(inside: str = "", fill: str = "", *, turned: int = 0, height: int = 300_000, behind: int = 0) -> str:
    """Return a run with a shape laid over the text, with paragraphs in it or filled."""
    box = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>" if inside else ""
    return (
        '<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        f' behindDoc="{behind}"><wp:extent cx="600000" cy="{height}"/><wp:wrapNone/><wp:docPr id="7" name="B"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        f'<wps:wsp xmlns:wps="{WPS}"><wps:spPr><a:xfrm rot="{turned}"><a:ext cx="600000" cy="{height}"/></a:xfrm>'
        f"{fill}</wps:spPr>{box}<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def old_box(style: str) -> str:
    """Return a run with a text box of VML."""
    box = f"<v:textbox><w:txbxContent>{p(run('14'))}</w:txbxContent></v:textbox>"
    return (
        f'<w:r><w:pict><v:shape style="position:absolute;height:20pt;{style}">{box}</v:shape></w:pict></w:r>'
    )


def on_page(text: str, top: int) -> str:
    """Return a run with a filled text box so many points from the upper edge of the page."""
    style = f"position:absolute;width:90pt;height:40pt;margin-top:{top}pt;mso-position-vertical-relative:page"
    box = f"<v:textbox><w:txbxContent>{p(run(text))}</w:txbxContent></v:textbox>"
    return f'<w:r><w:pict><v:shape style="{style}" fillcolor="white">{box}</v:shape></w:pict></w:r>'


VML_PLANE = (
    '<w:r><w:pict><v:rect style="position:absolute;width:90pt;height:40pt" fillcolor="white"/></w:pict></w:r>'
)
COVERED = Seen(Sight.UNKNOWN, "hình vẽ có nền nằm trên chữ")


@pytest.mark.parametrize(
    ("inline", "text", "sights"),
    [
        pytest.param(
            laid(p(run("14")) + p(run("25")), height=200_000), "14\n25", (Seen(Sight.CUT, "25"),), id="cut"
        ),
        pytest.param(laid(p(run("14")) + p(run("25")), height=900_000), "14\n25", (), id="with room"),
        pytest.param(
            laid(p(run("16")), turned=10_800_000), "16", (Seen(Sight.UNKNOWN, "16"),), id="on its head"
        ),
        pytest.param(laid(p(run("16")), turned=5_400_000), "16", (), id="on its side"),
        pytest.param(
            laid(p(run("16"))).replace('rot="0"', 'flipV="1"'),
            "16",
            (Seen(Sight.UNKNOWN, "16"),),
            id="flipped",
        ),
        pytest.param(
            old_box("rotation:180"), "14", (Seen(Sight.UNKNOWN, "14"),), id="an old box on its head"
        ),
        pytest.param(old_box("rotation:90"), "14", (), id="an old box on its side"),
        pytest.param(old_box("width:.5pt"), "", (Seen(Sight.UNSEEN, "14"),), id="an old box of no width"),
        pytest.param(
            old_box("margin-left:9000pt"), "", (Seen(Sight.UNSEEN, "14"),), id="an old box far away"
        ),
        pytest.param(laid(fill=WHITE_FILL) + run("14"), "14", (COVERED,), id="covered"),
        pytest.param(laid(fill=WHITE_FILL, behind=1) + run("14"), "14", (Seen(Sight.PICTURE),), id="behind"),
        pytest.param(
            f'<w:dir w:val="rtl">{run("14 25")}</w:dir>', "14 25", (Seen(Sight.UNKNOWN, "14 25"),), id="dir"
        ),
    ],
)
def test_shapes_laid_over_a_cell_say_what_is_seen_of_them(
    inline: str, text: str, sights: tuple[Seen, ...], cell: Callable[..., Cell]
) -> None:
    found = cell(p(inline))
    assert (found.text, found.sights) == (text, sights)


@pytest.mark.parametrize(
    ("paragraph", "sights"),
    [
        (p(laid(p(run("14")))), (Seen(Sight.TEXT_BOX, "14"),)),
        (p(run("14"), '<w:framePr w:x="6000" w:y="6000" w:hAnchor="page"/>'), (Seen(Sight.TEXT_BOX, "14"),)),
        (p(laid(p(run("14 lớp")))), (Seen(Sight.TEXT_BOX, "14 lớp"),)),
        (p(laid(p(run("1. Tình hình")))), ()),
        (p(laid(fill=WHITE_FILL)), (COVERED,)),
        (p(VML_PLANE), (COVERED,)),
        (
            p('<w:r><w:pict><v:shape><v:textpath string="14"/></v:shape></w:pict></w:r>'),
            (Seen(Sight.TEXT_BOX, "14"),),
        ),
        (p(laid(p(run("Mẫu số 01")))), ()),
        (p(laid(p(run("2024")))), ()),
        (p(on_page("Số lớp: 14", 300)), (Seen(Sight.TEXT_BOX, "Số lớp: 14"),)),
        (p(on_page("ĐẾN Số: 14", 60)), ()),
        (p(laid(fill=WHITE_FILL, height=9_000)), (Seen(Sight.PICTURE),)),
        (p(run("14")), ()),
    ],
)
def test_what_may_lie_over_a_table_is_told_of_the_file(
    paragraph: str, sights: tuple[Seen, ...], read: Reader
) -> None:
    assert read(paragraph + table(p(run("7")))).sights == sights


def picture(
    top: float, high: float, *, left: float = 0, wide: float = 200, more: str = "", **said: str
) -> str:
    """Return a run with a picture laid in front of the text, so many points from its paragraph."""
    told = {"down": "paragraph", "behind": "0", "wrap": "wrapNone"} | said
    at = f'<wp:positionH relativeFrom="column"><wp:posOffset>{int(left * 12_700)}</wp:posOffset></wp:positionH>'
    at += f'<wp:positionV relativeFrom="{told["down"]}"><wp:posOffset>{int(top * 12_700)}</wp:posOffset></wp:positionV>'
    frame = f'{at}<wp:extent cx="{int(wide * 12_700)}" cy="{int(high * 12_700)}"/><wp:{told["wrap"]}/>'
    return (
        f'<w:r><w:drawing {DRAWN}><wp:anchor behindDoc="{told["behind"]}">{frame}<wp:docPr id="7" name="P"/>'
        f"<a:graphic><a:graphicData><a:blip/></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>{more}"
    )


def old_picture(style: str) -> str:
    return f'<w:r><w:pict><v:shape style="position:absolute;{style}"><v:imagedata/></v:shape></w:pict></w:r>'


def old_line(start: str, end: str) -> str:
    return (
        f'<w:r><w:pict><v:line style="position:absolute;z-index:1" from="{start}" to="{end}"/></w:pict></w:r>'
    )


FIGURES = f"<w:tbl>{'<w:tr><w:tc><w:p><w:r><w:t>14</w:t></w:r></w:p></w:tc></w:tr>' * 6}</w:tbl>"
LETTERHEAD = table(p(run("UBND")), p(run("CỘNG HÒA")))
SIGNED = p(run("Nơi nhận:")) * 2
NEXT_PAGE = p('<w:r><w:br w:type="page"/></w:r>')


@pytest.mark.parametrize(
    ("body", "over"),
    [
        pytest.param(FIGURES + SIGNED + p(picture(-200, 60)), True, id="from below"),
        pytest.param(FIGURES + p(picture(-70, 100, wide=100)), True, id="a seal on two rows"),
        pytest.param(FIGURES + SIGNED + p(picture(-70, 100, wide=100)), False, id="a seal above the signer"),
        pytest.param(FIGURES + p(picture(-30, 100, wide=100)), False, id="a seal that touches the last row"),
        pytest.param(p(picture(40, 90)) + p(run("Bảng")) + FIGURES, True, id="from above"),
        pytest.param(p(picture(0, 60)) + LETTERHEAD + p(run("Số: 12")) * 2 + FIGURES, False, id="a logo"),
        pytest.param(p(picture(40, 190)) + NEXT_PAGE + FIGURES, False, id="on the page before"),
        pytest.param(p(picture(40, 190, behind="1")) + FIGURES, False, id="behind the text"),
        pytest.param(p(picture(40, 190, wrap="wrapTopAndBottom")) + FIGURES, False, id="the text gives way"),
        pytest.param(p(picture(90, 400, wide=400, down="page")) + FIGURES, True, id="a page's scan"),
        pytest.param(p(picture(90, 100, wide=100, down="page")) + FIGURES, False, id="small and on the page"),
        pytest.param(
            p(old_picture("margin-top:40pt;margin-left:9pt;width:200pt;height:90pt;z-index:2")) + FIGURES,
            True, id="an old picture",
        ),
        pytest.param(
            p(old_picture("margin-top:40pt;width:200pt;height:90pt;z-index:-2")) + FIGURES, False, id="old and behind",
        ),
        pytest.param(p(picture(90, 0, wide=400)) + FIGURES, True, id="a line through a row"),
        pytest.param(p(picture(20, 0, wide=400)) + FIGURES, False, id="a line above the table"),
        pytest.param(p(picture(200, 0, wide=400)) + FIGURES, False, id="a line below the table"),
        pytest.param(FIGURES + p(picture(-40, 0, wide=400)), True, id="a line through a row from below"),
        pytest.param(p(old_line("0,90pt", "400pt,90pt")) + FIGURES, True, id="an old line through a row"),
        pytest.param(p(old_line("200pt,5pt", "300pt,5pt")) + FIGURES, False, id="an old line below a name"),
    ],
)  # fmt: skip
def test_a_picture_in_front_of_the_figures_is_told_and_a_seal_is_not(
    body: str, over: bool, read: Reader
) -> None:
    assert (Seen(Sight.UNKNOWN, "hình nằm đè lên bảng") in read(body).sights) is over


@pytest.mark.parametrize(
    ("text", "top", "told"), [("Số lớp: 14", 90, True), ("Số lớp: 14", 0, False), ("Dự thảo", 90, False)]
)
def test_a_box_with_a_number_laid_over_the_figures_is_told(
    text: str, top: int, told: bool, read: Reader
) -> None:
    box = picture(top, 18, wide=90).replace(
        "<a:blip/>",
        f'<wps:wsp xmlns:wps="{WPS}"><wps:txbx><w:txbxContent>{p(run(text))}</w:txbxContent></wps:txbx></wps:wsp>',
    )
    assert read(p(box) + FIGURES).sights == ((Seen(Sight.TEXT_BOX, text),) if told else ())


@pytest.mark.parametrize(("rows", "wide", "over"), [(6, 300, True), (6, 60, False), (2, 300, False)])
def test_a_line_out_of_a_cell_through_its_row_is_told_in_a_table_of_figures(
    rows: int, wide: int, over: bool, read: Reader
) -> None:
    width = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
    row = f"<w:tr><w:tc>{width}{p(picture(5, 0, wide=wide))}</w:tc><w:tc>{p(run('14'))}</w:tc></w:tr>"
    told = read(f"<w:tbl>{row * rows}</w:tbl>").sights
    assert (Seen(Sight.UNKNOWN, "hình nằm đè lên bảng") in told) is over


@pytest.mark.parametrize(
    ("shown", "over"),
    [
        pytest.param({"top": 0}, False, id="over its cell"),
        pytest.param({"top": 3, "left": 20}, False, id="a little aside"),
        pytest.param({"top": 60}, True, id="a row lower"),
        pytest.param({"top": -60}, True, id="a row higher"),
        pytest.param({"top": 0, "left": 150}, True, id="to the right"),
        pytest.param({"top": 0, "left": -150}, True, id="to the left"),
    ],
)
def test_a_box_that_lies_over_another_cell_than_its_own_is_told(
    shown: dict[str, int], over: bool, cell: Callable[..., Cell]
) -> None:
    inside = f"<wps:txbx><w:txbxContent>{p(run('14'))}</w:txbxContent></wps:txbx>"
    box = picture(shown["top"], 20, left=shown.get("left", 0), wide=60).replace(
        "<a:blip/>", f'<wps:wsp xmlns:wps="{WPS}">{inside}</wps:wsp>'
    )
    width = '<w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>'
    found = cell(width + p(box))
    assert (found.text, found.sights) == ("14", (Seen(Sight.UNKNOWN, "14"),) if over else ())
    style = f"width:60pt;margin-left:{shown.get('left', 0)}pt;margin-top:{shown['top']}pt"
    assert bool(cell(width + p(old_box(style))).sights) is over


@pytest.mark.parametrize(
    ("place", "told"), [('w:tblpY="100"', False), ('w:tblpX="3500"', True), ('w:tblpY="1500"', True)]
)
def test_a_table_that_floats_out_of_its_cell_is_told(
    place: str, told: bool, cell: Callable[..., Cell]
) -> None:
    inside = nested(("14",)).replace("<w:tbl>", f"<w:tbl><w:tblPr><w:tblpPr {place}/></w:tblPr>", 1)
    assert cell(inside).sights == ((Seen(Sight.UNKNOWN, "14"),) if told else ())


@pytest.mark.parametrize(("indent", "told"), [(-108, False), (-1500, True), (1200, False), (2500, True)])
def test_a_table_indented_out_of_its_cell_is_told(indent: int, told: bool, cell: Callable[..., Cell]) -> None:
    inside = nested(("14",)).replace(
        "<w:tbl>", f'<w:tbl><w:tblPr><w:tblInd w:w="{indent}" w:type="dxa"/></w:tblPr>', 1
    )
    width = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
    assert cell(width + inside).sights == ((Seen(Sight.UNKNOWN, "14"),) if told else ())


@pytest.mark.parametrize(("wide", "told"), [(900, False), (2100, True)])
def test_a_column_of_an_inner_table_beyond_its_cell_is_told(
    wide: int, told: bool, cell: Callable[..., Cell]
) -> None:
    grid = f'<w:tbl><w:tblGrid><w:gridCol w:w="{wide}"/><w:gridCol w:w="{wide}"/></w:tblGrid>'
    inside = nested(("", "14")).replace("<w:tbl>", grid, 1)
    width = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
    assert cell(width + inside).sights == ((Seen(Sight.UNKNOWN, "14"),) if told else ())


def test_a_joined_cell_of_an_inner_table_is_told(cell: Callable[..., Cell]) -> None:
    inside = nested(("14", "9"))
    at = inside.rindex("<w:tc>")
    inside = f"{inside[:at]}<w:tc><w:tcPr><w:hMerge/></w:tcPr>{inside[at + len('<w:tc>') :]}"
    found = cell(inside)
    assert (found.text, found.sights) == ("14", (Seen(Sight.UNKNOWN, "9"),))


def test_what_was_inserted_into_an_equation_is_read(cell: Callable[..., Cell]) -> None:
    changed = "<m:r><w:{0} w:id='1' w:author='a'><w:rPr/><m:t>{1}</m:t></w:{0}></m:r>"
    runs = changed.format("ins", 1) + changed.format("del", 9) + "<m:r><m:t>4</m:t></m:r>"
    assert cell(p(f"<m:oMath>{runs}</m:oMath>")).text == "14"


def test_two_equations_of_a_group_are_two_numbers(cell: Callable[..., Cell]) -> None:
    one = "<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>"
    assert cell(p(f"<m:oMathPara>{one.format(1)}{one.format(4)}</m:oMathPara>")).text == "1\n4"


def test_an_indent_of_a_list_wider_than_its_cell_is_told(cell: Callable[..., Cell]) -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:lvlText w:val=""/><w:pPr><w:ind w:left="{}"/></w:pPr></w:lvl>'
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    for left, own, told in (("3000", "", True), ("720", "", False), ("3000", '<w:ind w:left="0"/>', False)):
        parts = {"word/numbering.xml": LISTS.format(level.format(left), "")}
        width = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
        found = cell(width + p(run("14"), listed + own), parts, {"numbering.xml": "numbering"})
        assert found.sights == ((Seen(Sight.UNKNOWN, "14"),) if told else ())


def test_a_filled_box_without_a_letter_covers_the_figure_of_its_cell(cell: Callable[..., Cell]) -> None:
    style = "position:absolute;margin-left:0;margin-top:0;width:60pt;height:18pt"
    box = f'<v:rect style="{style}" fillcolor="white"><v:textbox><w:txbxContent>{p("")}</w:txbxContent></v:textbox>'
    covered = cell(p(run("14") + f"<w:r><w:pict>{box}</v:rect></w:pict></w:r>"))
    assert (covered.text, covered.sights) == ("14", (Seen(Sight.UNKNOWN, "hình vẽ có nền nằm trên chữ"),))


@pytest.mark.parametrize(("left", "over"), [(0, False), (80, True), (-60, True)])
def test_a_picture_that_leaves_its_cell_is_told_of_the_file(left: float, over: bool, read: Reader) -> None:
    width = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
    row = f"<w:tr><w:tc>{width}{p(picture(0, 60, left=left, wide=100))}</w:tc><w:tc>{p(run('14'))}</w:tc></w:tr>"
    told = read(f"<w:tbl>{row}</w:tbl>").sights
    assert (Seen(Sight.UNKNOWN, "hình nằm đè lên bảng") in told) is over


def test_a_cell_joined_to_its_left_neighbour_does_not_lose_its_text_in_silence(read: Reader) -> None:
    cells = [
        f'<w:tc><w:tcPr><w:hMerge w:val="{merge}"/></w:tcPr>{p(run(text))}</w:tc>'
        for merge, text in (("restart", "14"), ("continue", "9"))
    ]
    found = next(read(f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>").tables()).rows[0]
    assert [(cell.text, cell.column_span, cell.sights) for cell in found] == [
        ("14", 2, (Seen(Sight.UNKNOWN, "9"),))
    ]
