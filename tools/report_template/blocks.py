"""The blocks a Word template is built of: paragraphs of a style, rule lines, tables, and commands in grey."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.document import Document as DocumentFile
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tools.report_template.look import GAP, TEXT_CELL, Look

_COMMAND = re.compile(r"(\{%.*?%\})")
GREY = RGBColor(0x80, 0x80, 0x80)


def write(place: DocumentFile | _Cell, look: Look, text: str = "", *, bold: bool | None = None) -> Paragraph:
    """Add a paragraph; the first empty paragraph of a new cell is used instead of a further one."""
    paragraph = place.paragraphs[0] if isinstance(place, _Cell) and _is_new(place) else place.add_paragraph()
    paragraph.style = look.name
    for piece in _COMMAND.split(text) if text else ():
        if piece:
            run = paragraph.add_run(piece)
            run.bold = bold
            if piece.startswith("{%"):
                _hide(run)
    return paragraph


def _hide(run: Run) -> None:
    """Make a command grey and hidden: who opens the template sees a report, with Word's marks shown its commands."""
    run.font.size, run.font.color.rgb, run.font.hidden = Pt(9), GREY, True


def _is_new(cell: _Cell) -> bool:
    first = cell.paragraphs[0]
    return (
        len(cell.paragraphs) == 1
        and not first.text
        and first.style is not None
        and first.style.name == "Normal"
    )


def command(place: DocumentFile | _Cell, text: str) -> None:
    """Add a paragraph that holds only a command; nothing of it remains in the report."""
    _hidden(write(place, TEXT_CELL, f"{{%p {text} %}}"))


def remark(place: DocumentFile, text: str) -> None:
    """Add a note to the clerk who changes the template; nothing of it remains in the report."""
    _grey(write(place, TEXT_CELL, f"{{#p {text} #}}"))


def table_command(table: Table, widths: Sequence[int], text: str) -> None:
    """Add a row that holds only a command; nothing of it remains in the report."""
    row = add_row(table, widths)
    row._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    first, *_, last = cells(row)
    _hidden(write(first.merge(last), TEXT_CELL, f"{{%tr {text} %}}"))


def column_command(cell: _Cell, text: str) -> None:
    """Fill a cell with only a command; nothing of it remains in the report, the cell neither."""
    _grey(write(cell, TEXT_CELL, f"{{%tc {text} %}}"))


def _grey(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), GREY


def _hidden(paragraph: Paragraph) -> None:
    """Hide a paragraph that holds only a command, its mark too."""
    for run in paragraph.runs:
        _hide(run)
    mark = OxmlElement("w:rPr")
    mark.append(OxmlElement("w:vanish"))
    paragraph._p.get_or_add_pPr().append(mark)


def rule(place: DocumentFile | _Cell, look: Look, available: int, points: float) -> None:
    """Add a rule line of so many points, centred in `available` twentieths; the filled one is computed anew."""
    indent = Twips(round((available - points * 20) / 2))
    paragraph = write(place, look)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent


def gap(document: DocumentFile) -> Paragraph:
    """Add a little room between a text and a table, on one page with both."""
    return write(document, GAP)


def add_table(document: DocumentFile, style: str, widths: Sequence[int]) -> Table:
    """Add an empty table of fixed columns, centred on the text area."""
    table: Table = document.add_table(0, len(widths))
    table.style = style
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    properties = table._tbl.tblPr
    for element in properties.findall(qn("w:tblLook")):
        properties.remove(element)
    width = properties.find(qn("w:tblW"))
    assert width is not None
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(sum(widths)))
    for column, size in zip(table.columns, widths, strict=True):
        column.width = Twips(size)
    return table


def add_row(table: Table, widths: Sequence[int], *, heading: bool = False, top: bool = False) -> _Row:
    """Add a row that is never split over pages; a heading row is repeated on each page."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx types it not
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Twips(width)
        vertical = WD_CELL_VERTICAL_ALIGNMENT
        cell.vertical_alignment = vertical.TOP if top else vertical.CENTER
    return row


def cells(row: _Row) -> list[_Cell]:
    """Return the row's cells."""
    return list(row.cells)
