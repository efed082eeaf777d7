"""Writes a sample report as a Word file: into the blank form, or typed anew in a layout of one's own."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from htsd_cli.form import Form
from htsd_cli.writers.blank.word import TEMPLATE, render_blank
from tools.samples.facts import Filled, Report, Row

LEFT, CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def write_word(filled: Filled, short_labels: dict[str, str], form: Form) -> bytes:
    layout = filled.report.layout
    if layout in ("blank", "named"):
        document = fill_blank(filled, form)
    else:
        document = type_word(filled, OWN[layout], short_labels, form)
    if filled.report.fault == "last-year":
        for text in document.element.body.iter(qn("w:t")):
            text.text = (text.text or "").replace("2024", "2023")
        package = document.part.package
        assert package is not None
        for name, relation in list(package.rels.items()):
            if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
                del package.rels[name]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def fill_blank(filled: Filled, form: Form) -> DocumentFile:
    """Fill the blank Word form as a unit does: over its dots, into its lines and cells."""
    report = filled.report
    document = render_blank(form, report.unit if report.layout == "named" else "")
    letterhead, statistics, signature = document.tables
    if report.layout == "blank":
        parent, name = report.letterhead
        first = letterhead.cell(0, 0).paragraphs[0]
        above = first.insert_paragraph_before(parent)
        above.alignment, above.runs[0].font.size = CENTRE, Pt(12)
        put(first, name)
    put(letterhead.cell(1, 0).paragraphs[0], f"Số: {report.number}")
    put(letterhead.cell(1, 1).paragraphs[0], report.dated)
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Cơ quan/đơn vị ...") and report.opening == "name":
            put(paragraph, f"{report.unit} báo cáo quá trình và kết quả thực hiện như sau:")
    lines = [paragraph for paragraph in document.paragraphs if paragraph.text == "\t"]
    half = len(lines) // 2
    for texts, room in zip(filled.narrative.values(), (lines[:half], lines[half:]), strict=True):
        for text in texts:
            paragraph = room[0].insert_paragraph_before(text)
            paragraph.alignment = JUSTIFY
            paragraph.paragraph_format.first_line_indent = Mm(10)
        left_over = 1 if report.day % 3 == 0 else 0  # some leave a line of dots behind
        for paragraph in room[: len(room) - left_over]:
            _remove(paragraph._p)
    for line, row in zip(statistics.rows[2:], filled.rows, strict=True):
        cells = line.cells
        _type_cells(cells[3], cells[4], cells[5], row, 12)
    put(signature.cell(0, 1).paragraphs[0], report.signer)
    return document


def _remove(element: BaseOxmlElement) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def put(paragraph: Paragraph, text: str) -> None:
    """Put a text in place of a paragraph's, keeping its looks."""
    first, *others = paragraph.runs
    first.text = text
    for run in others:
        _remove(run._r)


def _type_cells(count: _Cell, people: _Cell, note: _Cell, row: Row, size: float) -> None:
    if row.joined and row.count:
        count = count.merge(people)
    wanted = ((count, row.count, CENTRE), (people, row.people, CENTRE), (note, row.note, LEFT))
    for cell, text, align in wanted:
        if text:
            _type_cell(cell, text, size, align=align)


def _type_cell(
    cell: _Cell, text: str, size: float, *, bold: bool = False, align: WD_ALIGN_PARAGRAPH = LEFT
) -> None:
    for place, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        paragraph.alignment = align
        run = paragraph.add_run(line)
        run.font.size = Pt(size)
        run.bold = bold or None


@dataclass(frozen=True)
class Layout:
    """How a person sets a report of their own; widths in mm, `headings` of one row or of two."""

    font: str
    size: float
    widths: tuple[int, ...]
    headings: tuple[str, ...]
    letterhead: str = "table"
    grouped: bool = True
    short: bool = False
    bullet: str = ""
    dot: str = ""
    landscape: bool = False
    sections: tuple[str, str, str] = (
        "CÔNG TÁC TRIỂN KHAI, TỔ CHỨC TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024",
        "CÁC HOẠT ĐỘNG ĐÃ THỰC HIỆN",
        "TỔNG HỢP SỐ LIỆU KẾT QUẢ TỔ CHỨC THỰC HIỆN TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024",
    )


_AS_PRINTED = ("STT", "Các hoạt động", "Đơn vị", "Số lớp/số cuộc thi", "Người", "Ghi chú")
OWN = {
    "arial": Layout("Arial", 11, (12, 70, 20, 22, 20, 18), _AS_PRINTED, bullet="- "),
    "wide": Layout(
        "Times New Roman",
        13,
        (14, 118, 32, 28, 25, 30),
        ("TT", "Nội dung hoạt động", "ĐVT", "Số lớp/số cuộc", "Số người", "Ghi chú"),
        grouped=False,
        dot=".",
        landscape=True,
    ),
    "short": Layout(
        "Calibri",
        12,
        (10, 76, 22, 19, 19, 16),
        ("TT", "Các hoạt động", "Đơn vị tính", "Số lớp/số cuộc thi", "Người", "Ghi chú"),
        short=True,
        bullet="+ ",
        sections=("Công tác triển khai, tổ chức", "Các hoạt động đã thực hiện", "Bảng tổng hợp số liệu"),
    ),
    "tabs": Layout("Times New Roman", 13, (12, 66, 26, 22, 18, 18), _AS_PRINTED, letterhead="tabs"),
    "stacked": Layout(
        "Times New Roman",
        12,
        (12, 72, 22, 20, 18, 18),
        ("STT", "Nội dung", "Đơn vị", "Số lớp/số cuộc thi", "Số người", "Ghi chú"),
        letterhead="stacked",
        short=True,
        dot=".",
    ),
}


def type_word(filled: Filled, layout: Layout, short_labels: dict[str, str], form: Form) -> DocumentFile:
    """Type a report anew, as people do who have lost the form or like their own better."""
    document = Document(str(form.directory / TEMPLATE))
    body = document.element.body
    for element in list(body)[:-1]:  # the last one holds the page's measures
        body.remove(element)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = layout.font, Pt(layout.size)
    if layout.landscape:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    report = filled.report
    LETTERHEADS[layout.letterhead](document, report)
    add(document, "")
    add(document, "BÁO CÁO", bold=True, align=CENTRE)
    add(document, f"Kết quả t{form.title[1:]}", bold=True, align=CENTRE)
    add(document, "")
    add(document, f"Thực hiện Kế hoạch của {report.plan_of} về tổ chức {form.event} năm {form.year}.")
    add(document, f"{report.unit} báo cáo quá trình và kết quả thực hiện như sau:")
    for number, title, texts in zip(("I", "II"), layout.sections[:2], filled.narrative.values(), strict=True):
        add(document, f"{number}. {title}", bold=True)
        for text in texts:
            add(document, f"- {text}" if layout.bullet else text)
    add(document, f"III. {layout.sections[2]}", bold=True)
    type_table(document, filled.rows, layout, short_labels)
    add(document, "")
    signature = document.add_table(1, 2)
    _type_cell(signature.cell(0, 0), f"Nơi nhận:\n- {report.copy_to};\n- Lưu: VT.", 11)
    _type_cell(signature.cell(0, 1), report.signer, layout.size, bold=True, align=CENTRE)
    return document


def _as_table(document: DocumentFile, report: Report) -> None:
    table = document.add_table(2, 2)
    set_widths(table, (75, 95))
    _type_cell(table.cell(0, 0), "\n".join(report.letterhead), 12, bold=True, align=CENTRE)
    _type_cell(table.cell(0, 1), f"{STATE}\n{MOTTO}", 12, bold=True, align=CENTRE)
    _type_cell(table.cell(1, 0), f"Số: {report.number}", 12, align=CENTRE)
    _type_cell(table.cell(1, 1), report.dated, 12, align=CENTRE)


def _as_tabs(document: DocumentFile, report: Report) -> None:
    rights = (STATE, MOTTO)
    lines = [f"{left}\t{right}" for left, right in zip(report.letterhead, rights, strict=True)]
    for line in (*lines, f"Số: {report.number}\t{report.dated}"):
        paragraph = add(document, line, bold=line in lines, size=9 if line in lines else 12, align=LEFT)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(88))


def _as_stack(document: DocumentFile, report: Report) -> None:
    for text in (STATE, MOTTO, ""):
        add(document, text, bold=True, align=CENTRE)
    for text in report.letterhead:
        add(document, text, bold=True, align=LEFT)
    add(document, f"Số: {report.number}", align=LEFT)
    add(document, report.dated, align=WD_ALIGN_PARAGRAPH.RIGHT)


LETTERHEADS = {"table": _as_table, "tabs": _as_tabs, "stacked": _as_stack}


def add(
    document: DocumentFile,
    text: str,
    *,
    bold: bool = False,
    size: float | None = None,
    align: WD_ALIGN_PARAGRAPH = JUSTIFY,
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size) if size else None
    return paragraph


def type_table(document: DocumentFile, rows: list[Row], layout: Layout, short_labels: dict[str, str]) -> None:
    top = 2 if layout.grouped else 1
    table = document.add_table(top + len(rows), 6)
    set_widths(table, layout.widths)
    _border(table)
    for place, heading in enumerate(layout.headings):
        cell = table.cell(top - 1, place)
        if layout.grouped and place not in (3, 4):
            cell = cell.merge(table.cell(0, place))
        _type_cell(cell, heading, layout.size - 1, bold=True, align=CENTRE)
    if layout.grouped:
        group = table.cell(0, 3).merge(table.cell(0, 4))
        _type_cell(group, "Số lượng", layout.size - 1, bold=True, align=CENTRE)
    for line, row in zip(table.rows[top:], rows, strict=True):
        cells = line.cells
        names = row.names(short_labels if layout.short else {}, layout.bullet, layout.dot)
        for cell, text in zip(cells[:3], names, strict=True):
            if text:
                _type_cell(cell, text, layout.size - 1, bold=bool(row.indicator.number))
        _type_cells(cells[3], cells[4], cells[5], row, layout.size - 1)


def set_widths(table: Table, widths: Iterable[int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _border(table: Table) -> None:
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), "4")
        lines.append(line)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    assert isinstance(layout, BaseOxmlElement)
    layout.addprevious(lines)
