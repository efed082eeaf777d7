"""An empty A4 document by the decree's margins, for the papers that no template of the office draws."""

from __future__ import annotations

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor

_NUMBER_SIZE = 14  # points of a page's number


def plain_page(title: str, *, size: int, after: int) -> DocumentFile:
    """Return a document in Times New Roman of `size` points, `after` points behind paragraphs, no clock or author.

    Paper, margins, letters and page numbers (from the second page, in the middle of the top margin) are those of Nghị
    định 30/2020/NĐ-CP, Phụ lục I.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Times New Roman", Pt(size), RGBColor(0, 0, 0)
    normal.paragraph_format.space_after = Pt(after)
    _number_pages(section)
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.title, properties.language = title, "vi-VN"
    for element in list(properties._element):
        if element.tag.endswith(("}created", "}modified")):
            properties._element.remove(element)
    return document


def _number_pages(section: Section) -> None:
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("2")
    run.font.size = Pt(_NUMBER_SIZE)
    field.append(run._r)
    paragraph._p.append(field)
