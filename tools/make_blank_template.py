"""Makes `mau-bao-cao.docx`, the blank Word form of a form's folder, with fields a clerk can see and move.

Run `python tools/make_blank_template.py [FOLDER]` (default `templates/htsd-2024`). The rows of the table are
not written here: the template has a row for numbered indicators, one for the others, and a loop around them.
"""

from __future__ import annotations

import io
import sys
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from htsd_cli.writers.output import without_clock, write_whole

ASK = (
    "(Mỗi ô ghi một số; không có hoạt động thì ghi 0; lời giải thích ghi ở cột {{ columns.note.heading }}; ô màu xám"
    " không phải ghi.)"
)
ROOT = Path(__file__).parents[1]
FONT = "Times New Roman"
CENTRE, LEFT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
TEXT_WIDTH = 160  # mm: A4 less margins of 30 and 20 mm
FIRST_LINE = Mm(10)
WRITING_LINES = 4

# Widths in mm of the columns of the statistics table, in the form's order; together TEXT_WIDTH.
COLUMNS = {"number": 12, "label": 60, "unit": 27, "count": 24, "people": 18, "note": 19}
KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "header"}
MEASURES = ("count", "people")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates" / "htsd-2024"
    write_whole(folder / "mau-bao-cao.docx", build())


def build() -> bytes:
    document = Document()
    slim(document)
    page(document)
    letterhead(document)
    title(document)
    body(document)
    statistics(document)
    signature(document)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def slim(document: DocumentFile) -> None:
    """Keep of python-docx's default file only what the form uses, and name no author."""
    package = document.part.package
    assert package is not None
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]
    kept = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.FONT_TABLE)
    for name, relation in list(document.part.rels.items()):
        if relation.reltype not in kept:
            del document.part.rels[name]
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) not in KEPT_STYLES:
            styles.remove(style)
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.title = "Mẫu báo cáo"
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime(2024, 1, 1)


def page(document: DocumentFile) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    fonts = defaults.find(qn("w:rFonts"))
    fonts.attrib.clear()
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), "vi-VN")
    normal = document.styles["Normal"]
    normal.font.size = Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = number.add_run()
        run.font.size = Pt(14)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def letterhead(document: DocumentFile) -> None:
    table = plain_table(document, 2, (68, 92))
    unit = "ĐƠN VỊ:{% if unit %} {{ unit }}{% else %}………………{% endif %}"
    write(table.cell(0, 0), unit, size=12, bold=True)
    write(table.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    write(table.cell(0, 1), "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    rule(table.cell(0, 1).add_paragraph(), (92 - 56) / 2)  # as long as the line above it
    write(table.cell(1, 0), "Số:          /BC-", size=13)
    date = "{{ office.place }}, ngày         tháng         năm {{ form.year }}"
    write(table.cell(1, 1), date, size=13, italic=True)


def title(document: DocumentFile) -> None:
    for text, space in (("BÁO CÁO", 18), ("{{ form.title }}", 0)):
        add(document, text, align=CENTRE, bold=True, before=space)
    rule(document.add_paragraph(), (TEXT_WIDTH - 56) / 2, after=12)


def body(document: DocumentFile) -> None:
    basis = (
        "Thực hiện {% if basis %}{{ basis }}{% else %}Kế hoạch số         /KH-UBND ngày     tháng 9 năm {{ form.year }}"
        "{% if office.above %} của {{ office.above }}{% endif %}"
        " về tổ chức {{ form.event }} năm {{ form.year }} trên địa bàn {{ office.area }}{% endif %}."
    )
    opening = (
        "Cơ quan/đơn vị {% if unit %}{{ unit }} {% else %}.......{% endif %}"
        "báo cáo quá trình và kết quả thực hiện như sau:"
    )
    add(document, basis, indent=True)
    add(document, opening, indent=True)
    for section in ("organisation", "activities"):
        heading(document, section)
        for _ in range(WRITING_LINES):
            line = add(document, "\t")
            line.paragraph_format.tab_stops.add_tab_stop(
                Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )
    heading(document, "statistics").paragraph_format.space_after = Pt(6)


def statistics(document: DocumentFile) -> None:
    table = plain_table(document, 9, tuple(COLUMNS.values()), padding=57)
    borders(table)
    top, bottom = table.rows[0], table.rows[1]
    for place, column in enumerate(COLUMNS):
        if column in MEASURES:
            write(bottom.cells[place], f"{{{{ columns.{column}.heading }}}}", size=12, bold=True)
        else:
            cell = top.cells[place].merge(bottom.cells[place])
            write(cell, f"{{{{ columns.{column}.heading }}}}", size=12, bold=True)
    first = list(COLUMNS).index(MEASURES[0])
    group = top.cells[first].merge(top.cells[first + 1])
    write(group, "{{ columns.count.group }}", size=12, bold=True)
    for row in (top, bottom):
        flag(row, "w:tblHeader")
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    tags = {
        2: "{%tr for row in form.indicators %}",
        3: "{%tr if row.number %}",
        5: "{%tr else %}",
        7: "{%tr endif %}",
        8: "{%tr endfor %}",
    }
    for place, row in enumerate(table.rows):
        flag(row, "w:cantSplit")
        if place in tags:
            write(row.cells[0].merge(row.cells[-1]), tags[place], size=12, align=LEFT)
        elif place > 1:
            indicator_row(row, bold=place == 4)


def indicator_row(row: _Row, *, bold: bool) -> None:
    for cell, column in zip(row.cells, COLUMNS, strict=True):
        text = f"{{{{ row.{column} }}}}" if column in ("number", "label", "unit") else ""
        if column in MEASURES:
            text = f"{{% cellbg shades[row.id].{column} %}}"
        align = LEFT if column in ("label", "note") else CENTRE
        write(cell, text, size=12, bold=bold and column in ("number", "label"), align=align)


def signature(document: DocumentFile) -> None:
    add(document, ASK, size=12, before=3).runs[0].italic = True
    add(document, "", size=6)
    table = plain_table(document, 1, (70, 90))
    write(table.cell(0, 1), "THỦ TRƯỞNG ĐƠN VỊ", size=14, bold=True)
    write(table.cell(0, 1), "(ký tên, đóng dấu)", size=14, italic=True)
    flag(table.rows[0], "w:cantSplit")
    # A file ends in a paragraph; a small one does not open a page of its own.
    add(document, "", size=2)


def heading(document: DocumentFile, section: str) -> Paragraph:
    text = f"{{{{ sections.{section}.number }}}}. {{{{ sections.{section}.heading | upper }}}}"
    paragraph = add(document, text, bold=True, indent=True)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def plain_table(document: DocumentFile, rows: int, widths: tuple[int, ...], padding: int = 0) -> Table:
    """Add a table without borders; widths in mm, padding of the cells' sides in twentieths of a point."""
    table: Table = document.add_table(rows, len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(width)
        for cell in table.columns[place].cells:
            cell.width = Mm(width)
    paddings = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), str(padding))
        element.set(qn("w:type"), "dxa")
        paddings.append(element)
    _layout(table).addnext(paddings)
    return table


def borders(table: Table) -> None:
    """Draw single lines around every cell."""
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        lines.append(line)
    _layout(table).addprevious(lines)


def _layout(table: Table) -> BaseOxmlElement:
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    assert isinstance(layout, BaseOxmlElement)
    return layout


def flag(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def write(
    cell: _Cell,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = CENTRE,
) -> None:
    """Write a paragraph into a cell: the first one while it is empty, else a new one."""
    first = cell.paragraphs[0]
    paragraph = cell.add_paragraph() if first.text else first
    paragraph.alignment = align
    style(paragraph, text, size, bold, italic)


def add(
    document: DocumentFile,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH = JUSTIFY,
    before: float = 6,
    indent: bool = False,
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before if size > 10 else 0)
    if indent:
        paragraph.paragraph_format.first_line_indent = FIRST_LINE
    style(paragraph, text, size, bold, italic=False)
    return paragraph


def style(paragraph: Paragraph, text: str, size: float, bold: bool, italic: bool) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold, run.italic = bold or None, italic or None
    if not text:  # an empty paragraph is as high as its mark
        mark, half_points = OxmlElement("w:rPr"), OxmlElement("w:sz")
        half_points.set(qn("w:val"), str(int(size * 2)))
        mark.append(half_points)
        paragraph._p.get_or_add_pPr().append(mark)


def rule(paragraph: Paragraph, indent: float, after: float = 0) -> None:
    """Make an empty paragraph a solid line, `indent` mm in from either side."""
    style(paragraph, "", 2, bold=False, italic=False)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(indent)
    form.space_before, form.space_after = Pt(3), Pt(after)
    lines = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    lines.append(line)
    properties = paragraph._p.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    assert spacing is not None
    spacing.addprevious(lines)


if __name__ == "__main__":
    main()
