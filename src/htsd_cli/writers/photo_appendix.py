"""The photographs as an appendix in Word: two a row with their captions, unit by unit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from htsd_cli.form import Campaign, Form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.writers.output import without_clock
from htsd_cli.writers.photos import Photo, UnitPhotos
from htsd_cli.writers.report.fields import month_of
from htsd_cli.writers.word.plain_page import plain_page
from htsd_cli.writers.wording import in_year, one_line

APPENDIX = "phu-luc-hinh-anh.docx"
MOST_OF_A_UNIT = 6  # pictures; the others stay in the album
_WIDTH, _HEIGHT = 78, 58  # mm of a picture at most: two stand beside each other within the margins
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def photo_appendix(
    albums: Sequence[UnitPhotos], form: Form, campaign: Campaign, folder: Path, name: str = "Phụ lục"
) -> bytes:
    """Return the appendix as a Word file; `folder` holds the photographs as they were written, `name` is its number.

    Of each unit the first `MOST_OF_A_UNIT` are in it, and it says how many more there are; scanned papers are not.
    Number and date of the report are left open (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục III).
    """
    document = plain_page("Phụ lục hình ảnh", size=14, after=0)
    office, year = campaign.office, campaign.term.year
    month = month_of(form, campaign)
    _line(document, name, bold=True)
    _line(document, f"HÌNH ẢNH {in_year(form.title, form, year).upper()}", bold=True)
    of = f"số       /BC-{office.abbreviation} ngày     tháng {month} năm {year} của {office.full_name}"
    _line(document, f"(Kèm theo Báo cáo {of})", italic=True)
    _rule(document)
    taken = [(album, [item for item in album.photos if not item.scan]) for album in albums]
    for number, (album, photos) in enumerate((pair for pair in taken if pair[1]), 1):
        shown = photos[:MOST_OF_A_UNIT]
        head = _line(document, f"{number}. {one_line(album.sent.name)}", bold=True)
        head.alignment, head.paragraph_format.space_before = WD_ALIGN_PARAGRAPH.LEFT, Pt(12)
        head.paragraph_format.keep_with_next = True
        _pictures(document, shown, folder)
        left = len(photos) - len(shown)
        if left:
            _line(document, f"(Còn {format_number(left)} ảnh khác lưu tại cơ quan.)", italic=True)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def _line(document: DocumentFile, text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = _CENTRE
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    return paragraph


def _rule(document: DocumentFile) -> None:
    """Draw the line under a heading: a third of the text's width."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(55)
    form.line_spacing = Pt(2)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert(0, borders)  # before spacing and indents, as the schema has it


def _pictures(document: DocumentFile, photos: Sequence[Photo], folder: Path) -> None:
    table = document.add_table(0, 2)
    table.autofit = False
    for first in range(0, len(photos), 2):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, photo in zip(row.cells, photos[first : first + 2], strict=False):
            cell.width = Mm(82)
            _picture(cell, photo, folder)


def _picture(cell: _Cell, photo: Photo, folder: Path) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment, paragraph.paragraph_format.space_before = _CENTRE, Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run()
    try:
        drawn = run.add_picture(str(folder / (photo.small or photo.file)), width=Mm(_WIDTH))
    except Exception:  # a kind of picture that Word's library does not know: its caption tells where it is
        paragraph.add_run(f"({photo.file})").italic = True
    else:
        if drawn.height > Mm(_HEIGHT):
            drawn.width, drawn.height = int(drawn.width * Mm(_HEIGHT) / drawn.height), Mm(_HEIGHT)
    caption = cell.add_paragraph()
    caption.alignment = _CENTRE
    caption.add_run(one_line(photo.caption)).font.size = Pt(12)
