"""A Word file shows what a person sees on paper once every change is accepted."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.word.docx import read_docx
from htsd_cli.values.document import Document, Paragraph
from tests.documents import document as drawn_document
from tests.documents import draw_word, form_rows, report, word, word_styles, word_text

BY = 'w:id="7" w:author="Người soạn" w:date="2024-10-05T08:00:00Z"'
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}

Reader = Callable[..., Document]
Liner = Callable[..., str]


def run(text: str, properties: str = "") -> str:
    """Return a run with its properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    """Return a paragraph around inline content."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def tc(content: str, properties: str = "") -> str:
    """Return a cell around paragraphs, or around one paragraph of plain text."""
    inside = content if content.startswith("<") else word_text(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    """Return a content control around anything."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(code: str, result: str) -> str:
    """Return a field with its code and its result, as the runs Word writes."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code_run = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return f"{char.format('begin')}{code_run}{char.format('separate')}{result}{char.format('end')}"


def box(content: str) -> str:
    """Return a run with a text box, twice as Word writes it: for new programs and for old ones."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>'
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read a Word file with this body."""

    def reader(body: str, parts: dict[str, str] | None = None) -> Document:
        return read_docx(word(tmp_path / "tep.docx", body, parts))

    return reader


@pytest.fixture
def line(read: Reader) -> Liner:
    """Return the one line a Word file shows."""

    def reader(inline: str, parts: dict[str, str] | None = None) -> str:
        (block,) = read(p(inline), parts).blocks
        assert isinstance(block, Paragraph)
        return block.text

    return reader


def cells(document: Document) -> list[list[tuple[str, int, int, int, int]]]:
    """Return a file's one table: the text, row, column, row span and column span of its cells, row by row."""
    (table,) = document.tables()
    return [[cell[:5] for cell in row] for row in table.rows]


def texts(document: Document) -> list[list[str]]:
    """Return the texts of a file's one table, row by row."""
    return [[cell[0] for cell in row] for row in cells(document)]


# -- text --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inline", "shown"),
    [
        pytest.param(run("1") + run("2") + run("0"), "120", id="a number split over runs"),
        pytest.param(
            f"{run('12')}<w:del {BY}><w:r><w:delText>0</w:delText></w:r></w:del>", "12", id="deleted"
        ),
        pytest.param(f"{run('12')}<w:ins {BY}>{run('0')}</w:ins>", "120", id="inserted"),
        pytest.param(f"<w:moveFrom {BY}>{run('9')}</w:moveFrom>{run('12')}", "12", id="moved away"),
        pytest.param(f"<w:moveTo {BY}>{run('9')}</w:moveTo>{run('12')}", "912", id="moved here"),
        pytest.param(sdt(run("120")), "120", id="in a content control"),
        pytest.param(run("1") + sdt(sdt(run("20"))), "120", id="in a control in a control"),
        pytest.param(
            run("12") + sdt(run("Bấm để nhập"), "<w:showingPlcHdr/>"), "12", id="beside a placeholder"
        ),
        pytest.param(field(" PAGE ", run("120")), "120", id="the result of a field"),
        pytest.param(
            field(" IF " + "{ } ", run("1") + field(" SEQ ", run("20"))), "120", id="a field in a field"
        ),
        pytest.param(
            f'<w:fldSimple w:instr=" SUM(ABOVE) ">{run("120")}</w:fldSimple>', "120", id="a simple field"
        ),
        pytest.param(f'<w:hyperlink r:id="rId9">{run("htsd.vn")}</w:hyperlink>', "htsd.vn", id="a hyperlink"),
        pytest.param(run("12") + run("0", "<w:vanish/>"), "12", id="hidden text"),
        pytest.param(run("12") + run("0", '<w:vanish w:val="0"/>'), "120", id="text hidden and shown again"),
        pytest.param(run("45", "<w:strike/>") + run("34"), "34", id="struck text"),
        pytest.param(run("120") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "120", id="a footnote mark"),
        pytest.param(
            run("120") + run("1", '<w:vertAlign w:val="superscript"/>'), "120¹", id="a typed footnote mark"
        ),
        pytest.param(
            "<w:r><w:t>12</w:t><w:tab/><w:t>5</w:t><w:br/><w:t>7</w:t></w:r>", "12\t5\n7", id="tab and break"
        ),
        pytest.param(
            "<w:r><w:t>GDNN</w:t><w:noBreakHyphen/><w:t>GDTX</w:t></w:r>", "GDNN-GDTX", id="a no-break hyphen"
        ),
        pytest.param("<w:r><w:t>Quận</w:t><w:softHyphen/><w:t>7</w:t></w:r>", "Quận7", id="a soft hyphen"),
        pytest.param(
            run("3") + '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>' + run("4"),
            "3-4",
            id="a dash symbol",
        ),
        pytest.param(
            run("3") + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
            "3\ufffd",
            id="a symbol that is no letter",
        ),
        pytest.param(
            f"<w:smartTag>{run('12')}</w:smartTag><w:customXml>{run('0')}</w:customXml>", "120", id="old tags"
        ),
        pytest.param("<m:oMath><m:r><m:t>120</m:t></m:r></m:oMath>", "120", id="an equation"),
        pytest.param(
            '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="a"/>' + run("5"),
            "5",
            id="marks",
        ),
        pytest.param(
            '<w:commentRangeStart w:id="0"/>' + run("5") + '<w:r><w:commentReference w:id="0"/></w:r>',
            "5",
            id="a comment",
        ),
    ],
)
def test_a_line_reads_as_it_shows(line: Liner, inline: str, shown: str) -> None:
    assert line(inline) == shown


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(read: Reader) -> None:
    body = p(run("12"), f"<w:rPr><w:del {BY}/></w:rPr>") + p(run("0"))
    assert [block.text for block in read(body).paragraphs()] == ["120"]


def test_hidden_styles_are_inherited(line: Liner) -> None:
    styles = word_styles(
        '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Con"><w:basedOn w:val="An"/></w:style>'
    )
    assert line(run("12") + run("0", '<w:rStyle w:val="Con"/>'), styles) == "12"


def test_a_legacy_font_is_known_through_the_styles_and_told(read: Reader) -> None:
    styles = word_styles(
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr>'
        '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Than"><w:basedOn w:val="Normal"/></w:style>'
    )
    body = p(run("TËp thÓ"), '<w:pStyle w:val="Than"/>') + p(
        run("Cá nhân", '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>')
    )
    document = read(body, styles)
    assert [block.text for block in document.paragraphs()] == ["Tập thể", "Cá nhân"]
    assert [item.code for item in document.notices] == ["legacy-font"]


def test_the_horn_of_tcvn3_is_a_soft_hyphen_and_stays(line: Liner) -> None:
    font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    inline = f"<w:r><w:rPr>{font}</w:rPr><w:t>Tr</w:t><w:softHyphen/><w:t>êng</w:t></w:r>"
    assert line(inline) == "Trường"


def test_a_text_box_is_read_once_after_its_paragraph(read: Reader) -> None:
    body = p(run("Trước") + box(p(run("Trong khung")))) + p(run("Sau"))
    assert [block.text for block in read(body).paragraphs()] == ["Trước", "Trong khung", "Sau"]


def test_a_text_box_in_a_cell_is_the_cell_s_text(read: Reader) -> None:
    assert texts(read(tbl(tr(tc("a"), tc(p(box(p(run("120"))))))))) == [["a", "120"]]


def test_changes_and_struck_text_are_told(read: Reader) -> None:
    body = p(f"<w:ins {BY}>{run('12')}</w:ins>") + p(run("9", "<w:strike/>"))
    assert {item.code for item in read(body).notices} == {"tracked-changes", "struck-text"}
    assert read(p(run("12"))).notices == ()


# -- tables ------------------------------------------------------------------------------------------------


def test_a_drawn_table_reads_as_it_is_drawn(tmp_path: Path) -> None:
    drawing = report(form_rows({"culture_sport.arts": ("2", "300", "một ↵ hai")}))
    assert read_docx(draw_word(tmp_path / "a.docx", drawing)).blocks == drawn_document(drawing).blocks


def test_merged_cells_reach_over_their_rows_and_columns(read: Reader) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc("STT", start), tc("Số lượng", '<w:gridSpan w:val="2"/>'), tc("Ghi chú", start)),
        tr(tc("", on), tc("Lớp"), tc("Người"), tc("", on)),
        tr(tc("1"), tc("2"), tc("30"), tc("x")),
    )
    assert cells(read(body)) == [
        [("STT", 1, 1, 2, 1), ("Số lượng", 1, 2, 1, 2), ("Ghi chú", 1, 4, 2, 1)],
        [("Lớp", 2, 2, 1, 1), ("Người", 2, 3, 1, 1)],
        [("1", 3, 1, 1, 1), ("2", 3, 2, 1, 1), ("30", 3, 3, 1, 1), ("x", 3, 4, 1, 1)],
    ]


def test_cells_that_begin_later_and_end_earlier_keep_their_columns(read: Reader) -> None:
    body = tbl(
        tr(tc("a"), tc("b"), tc("c")),
        tr(tc("e"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        tr(tc("g"), tc("h", '<w:gridSpan w:val="2"/>')),
    )
    assert [[cell[:3] for cell in row] for row in cells(read(body))] == [
        [("a", 1, 1), ("b", 1, 2), ("c", 1, 3)],
        [("e", 2, 2)],
        [("g", 3, 1), ("h", 3, 2)],
    ]


def test_a_merge_continued_from_nothing_is_a_cell_of_its_own(read: Reader) -> None:
    assert texts(read(tbl(tr(tc("5", "<w:vMerge/>"), tc("b"))))) == [["5", "b"]]


def test_rows_and_cells_that_were_deleted_are_gone(read: Reader) -> None:
    body = tbl(
        tr(tc("a"), tc("1")),
        tr(tc("b"), tc("2"), properties=f"<w:del {BY}/>"),
        tr(tc("c"), tc("x", f"<w:cellDel {BY}/>"), tc("3")),
        tr(tc("d"), tc("4"), properties=f"<w:ins {BY}/>"),
    )
    assert texts(read(body)) == [["a", "1"], ["c", "3"], ["d", "4"]]


@pytest.mark.parametrize(
    ("properties", "why"),
    [
        ("<w:hidden/>", "hàng 2 bị ẩn"),
        ('<w:hidden w:val="0"/>', ""),
        ('<w:trHeight w:val="20" w:hRule="exact"/>', "hàng 2 có chiều cao gần bằng không"),
        ('<w:trHeight w:val="20" w:hRule="atLeast"/>', ""),
    ],
)
def test_a_row_that_nobody_sees_is_read_and_says_why(read: Reader, properties: str, why: str) -> None:
    (table,) = read(tbl(tr(tc("a"), tc("1")), tr(tc("b"), tc("2"), properties=properties))).tables()
    assert [[(cell.text, cell.hidden) for cell in row] for row in table.rows] == [
        [("a", ""), ("1", "")],
        [("b", why), ("2", why)],
    ]


def test_content_controls_around_cells_rows_and_tables_are_looked_through(read: Reader) -> None:
    body = sdt(tbl(sdt(tr(tc("a"), sdt(tc("1")))), tr(tc(sdt(word_text("b"))), tc(p(sdt(run("2")))))))
    assert texts(read(body)) == [["a", "1"], ["b", "2"]]


def test_a_cell_that_shows_a_placeholder_keeps_its_place_without_text(read: Reader) -> None:
    body = tbl(tr(tc("a"), sdt(tc("Bấm vào đây"), "<w:showingPlcHdr/>"), tc("3")))
    assert cells(read(body)) == [[("a", 1, 1, 1, 1), ("", 1, 2, 1, 1), ("3", 1, 3, 1, 1)]]


def test_paragraphs_of_a_cell_are_lines_and_blank_ones_are_none(read: Reader) -> None:
    assert texts(read(tbl(tr(tc(p(run("3 lớp")) + p("") + p(run("120 người"))))))) == [["3 lớp\n120 người"]]


def test_a_table_that_only_frames_another_is_looked_through(read: Reader) -> None:
    inner = tbl(tr(tc("a"), tc("1")), tr(tc("b"), tc("2")))
    document = read(tbl(tr(tc(p(run("BÁO CÁO")) + inner + p("")))))
    assert [block.text for block in document.paragraphs()] == ["BÁO CÁO"]
    assert texts(document) == [["a", "1"], ["b", "2"]]


def test_a_small_table_in_a_cell_is_the_cell_s_text(read: Reader) -> None:
    inner = tbl(tr(tc("3"), tc("lớp")))
    body = tbl(tr(tc("a"), tc(inner + p(""))), tr(tc("b"), tc("2")), tr(tc("c"), tc("4")))
    assert texts(read(body)) == [["a", "3 lớp"], ["b", "2"], ["c", "4"]]


def test_tables_are_numbered_in_reading_order(read: Reader) -> None:
    document = read(tbl(tr(tc("a"), tc("b"))) + p(run("giữa")) + tbl(tr(tc("c"), tc("d"))))
    assert [table.number for table in document.tables()] == [1, 2]


def test_a_plain_body_and_one_with_a_harmless_extra_read_alike(tmp_path: Path) -> None:
    drawing = report(form_rows({"culture_sport.arts": ("2", "300")}))
    plain = draw_word(tmp_path / "a.docx", drawing)
    with zipfile.ZipFile(plain) as package:
        source = {name: package.read(name).decode() for name in package.namelist()}
    extra = source["word/document.xml"].replace("<w:sectPr/>", f"<w:p>{sdt('')}</w:p><w:sectPr/>")
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as package:
        for name, text in (source | {"word/document.xml": extra}).items():
            package.writestr(name, text)
    assert read_docx(tmp_path / "b.docx").blocks == read_docx(plain).blocks


# -- the package -------------------------------------------------------------------------------------------


def rewritten(path: Path, **changes: tuple[str, str]) -> Path:
    """Return a copy of a Word file whose parts' texts are replaced throughout: all of them for `every`."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    for old, new in changes.values():
        parts = {name: text.replace(old, new) for name, text in parts.items()}
    copy = path.with_name("khac.docx")
    with zipfile.ZipFile(copy, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return copy


def test_strict_office_xml_reads_like_the_transitional_one(tmp_path: Path) -> None:
    plain = draw_word(tmp_path / "a.docx", report(form_rows({"workshops": ("3",)})))
    strict = rewritten(plain, **{str(at): pair for at, pair in enumerate(STRICT.items())})
    assert "purl.oclc.org" in zipfile.ZipFile(strict).read("word/document.xml").decode()
    assert read_docx(strict).blocks == read_docx(plain).blocks


def test_another_prefix_for_word_s_namespace_reads_alike(tmp_path: Path) -> None:
    plain = draw_word(tmp_path / "a.docx", "| a | 1 |")
    other = rewritten(
        plain, a=("<w:", "<x:"), b=("</w:", "</x:"), c=("xmlns:w=", "xmlns:x="), d=(" w:", " x:")
    )
    assert read_docx(other).blocks == read_docx(plain).blocks


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:p>", "damaged-file"),
        ("</w:body><w:body>", None),
    ],
)
def test_broken_xml_is_a_damaged_file(tmp_path: Path, body: str, code: str | None) -> None:
    path = word(tmp_path / "a.docx", body)
    if code is None:
        assert read_docx(path).blocks == ()
        return
    with pytest.raises(UnreadableFile) as caught:
        read_docx(path)
    assert caught.value.code == code


def test_a_package_without_its_main_part_is_damaged(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(UnreadableFile) as caught:
        read_docx(tmp_path / "a.docx")
    assert caught.value.code == "damaged-file"
