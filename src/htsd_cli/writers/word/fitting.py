"""Fits the rule lines and the two-column letterhead of a filled Word template to the texts that stand in them.

A clerk changes texts, not millimetres: the lengths that Nghị định 30/2020/NĐ-CP wants (Phụ lục I, Mục II) are
computed from what is written above each rule line. The template marks rule lines by their styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docx.document import Document as DocumentFile
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.shared import Emu, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from htsd_cli.writers.word.letters import Styles
from htsd_cli.writers.word.sections import drop_empty_last_section, read_sections
from htsd_cli.writers.word.table_fitting import PIECE, fit_tables
from htsd_cli.writers.word.times_new_roman import Face, face_of, text_width

# The styles of the template, as Word shows them.
FULL_RULE = "Kẻ dài bằng dòng chữ"  # under the Tiêu ngữ
SHORT_RULE = "Kẻ ngắn dưới dòng chữ"  # under the office's name and the summary: 1/3 to 1/2 of the line

BALANCED = ("Phụ lục - tên", "Phụ lục - kèm theo")  # centred texts whose lines are to be of about one length

_RULES = (FULL_RULE, SHORT_RULE)
_SHORT = 0.42
_SPARE = 0.8  # points by which a column is wider than its text, so that no rounding wraps it
_KERNING = 12.0  # points by which a line set by another program may be longer than computed
_LEFT_AT_LEAST = 0.3  # of the letterhead, when its two sides need more than the page has
_BETWEEN = 17.0  # points that at least part a line of the left side from the line beside it
# Where a body's name in capitals is broken: before its area and before "VÀ", behind the words for a kind of school.
_BREAK_BEFORE = re.compile(
    r" (?=(?:PHƯỜNG|XÃ(?! HỘI)|THỊ TRẤN|ĐẶC KHU|QUẬN|HUYỆN|THỊ XÃ|THÀNH PHỐ|TỈNH) |VÀ )"
    r"|(?<=TIỂU HỌC) |(?<=CƠ SỞ) (?!VÀ )|(?<=PHỔ THÔNG) |(?<=MẦM NON) |(?<=THCS) (?!VÀ )|(?<=THPT) |(?<=CỘNG ĐỒNG) "
)
_BLANK_TO_FILL = re.compile(r"[ \u00a0]{3,}")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text set alike; a line break in it is a break in the paragraph. `size` is in points."""

    text: str
    size: float
    face: Face

    def width(self) -> float:
        """Return the width in points."""
        return text_width(self.text, self.size, self.face)


def fit(document: DocumentFile) -> None:
    """Set the columns of the letterhead and the indents of the rule lines, by the texts in the document.

    The tables whose columns follow the data are fitted too, and a last section that is empty is dropped.
    """
    drop_empty_last_section(document)
    styles = Styles(document)
    for section in read_sections(document):
        for paragraph in section.paragraphs:
            if styles.of_paragraph(paragraph._p) in BALANCED:
                _balance(paragraph, section.width, styles)
        _fit_rules(section.paragraphs, section.width, styles)
        fit_tables([table._tbl for table in section.tables], section.width, styles)
        for table in section.tables:
            if not any(styles.of_paragraph(paragraph) in _RULES for paragraph in table._tbl.iter(qn("w:p"))):
                continue
            if _is_letterhead(table, styles):
                _fit_columns(table, styles)
            for cell in _cells(table):
                width = _cell_width(cell)
                if width is not None:
                    _fit_rules(cell.paragraphs, width, styles)


def line_widths(spans: list[Span], available: float) -> list[float]:
    """Return the width in points of each line of a paragraph broken at its line breaks and where it is full."""
    lines = [0.0]
    before = gap = word = 0.0  # the line up to the word, the space after that, the word so far
    for span in spans:
        for piece in PIECE.findall(span.text):
            width = text_width(piece, span.size, span.face)
            if piece == "\n":
                lines.append(0.0)
                before = gap = word = 0.0
            elif piece[0] in " \t":
                if word:
                    before, gap, word = lines[-1], 0.0, 0.0
                gap += width
            else:
                word += width
                if before and before + gap + word > available:
                    lines[-1] = before
                    lines.append(word)
                    before = gap = 0.0
                else:
                    lines[-1] = before + gap + word
    return [width for width in lines if width]


def rule_length(lines: list[float], share: float) -> float:
    """Return the length in points of the rule under a text of these lines.

    `share` is 1 for a rule as long as the text, else the part of the last line it covers; a rule of part
    length stays between a third of the longest line and half of the last one where both can be had.
    """
    if share == 1:
        return max(lines)
    return max(min(share * lines[-1], lines[-1] / 2), max(lines) / 3)


def _is_letterhead(table: Table, styles: Styles) -> bool:
    """Tell whether this is the table of the letterhead: two columns, one with the rule of the Tiêu ngữ."""
    return len(table.columns) == 2 and any(
        styles.of_paragraph(paragraph) == FULL_RULE for paragraph in table._tbl.iter(qn("w:p"))
    )


def _fit_columns(table: Table, styles: Styles) -> None:
    left, right = table.columns[0], table.columns[1]
    assert left.width is not None
    assert right.width is not None
    whole = Emu(left.width + right.width).pt
    _break_names(table, whole, styles)
    needs = [0.0, 0.0]
    for row in table.rows:
        for place, cell in enumerate(row.cells[:2]):
            for paragraph in cell.paragraphs:
                needs[place] = max(needs[place], _natural_width(_spans(paragraph, styles)) + _SPARE)
    spare = whole - sum(needs)
    first = needs[0] + spare * needs[0] / sum(needs)
    if spare < 0:  # the left side wraps, never the Quốc hiệu
        first = max(whole - needs[1], whole * _LEFT_AT_LEAST)
    for column, width in ((left, Pt(first)), (right, Pt(whole - first))):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _break_names(table: Table, whole: float, styles: Styles) -> None:
    """Break a body's name that is too long for the left side where it may be broken, not within its words."""
    widest = [
        max((_natural_width(_spans(item, styles)) for item in row.cells[1].paragraphs), default=0.0)
        for row in table.rows
    ]
    for row, beside in zip(table.rows, widest, strict=True):
        room = min(whole - max(widest) - _SPARE, whole - beside - _BETWEEN)
        for paragraph in row.cells[0].paragraphs:
            runs = [run for run in paragraph.runs if run.text]
            if len(runs) == 1 and runs[0].text.isupper() and _natural_width(_spans(paragraph, styles)) > room:
                runs[0].text = _broken(runs[0].text, _spans(paragraph, styles)[0], room)


def _broken(text: str, span: Span, room: float) -> str:
    """Return a name in as few lines as hold it in a width in points, where it may be broken at all."""
    lines: list[str] = []
    for piece in _BREAK_BEFORE.split(text):
        longer = f"{lines[-1]} {piece}" if lines else piece
        if lines and replace(span, text=longer).width() <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return "\n".join(lines)


def _fit_rules(paragraphs: Sequence[Paragraph], available: float, styles: Styles) -> None:
    for place, paragraph in enumerate(paragraphs):
        style = styles.of_paragraph(paragraph._p)
        if style not in _RULES:
            continue
        above = next((item for item in reversed(paragraphs[:place]) if item.text.strip()), None)
        if above is not None:
            _set_rule(paragraph, above, available, 1 if style == FULL_RULE else _SHORT, styles)


def _set_rule(rule: Paragraph, above: Paragraph, available: float, share: float, styles: Styles) -> None:
    indents = (above.paragraph_format.left_indent, above.paragraph_format.right_indent)
    lines = line_widths(_spans(above, styles), available - sum(indent.pt for indent in indents if indent))
    indent = max((available - rule_length(lines, share)) / 2, 0)
    rule.paragraph_format.first_line_indent = Pt(0)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Pt(indent)


def _balance(paragraph: Paragraph, available: float, styles: Styles) -> None:
    """Indent a text of several lines on both sides as far as it takes no further line."""
    spans = _spans(paragraph, styles)
    lines = len(line_widths(spans, available))
    if lines < 2:
        return
    low, high = 0.0, available
    while high - low > 1:
        middle = (low + high) / 2
        if len(line_widths(spans, middle)) > lines:
            low = middle
        else:
            high = middle
    indent = max((available - high - _KERNING) / 2, 0.0)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(indent)


def _natural_width(spans: list[Span]) -> float:
    """Return the width of the longest line when nothing wraps, with room to write into a blank of spaces."""
    filled = [Span(_BLANK_TO_FILL.sub(" 00 ", span.text), span.size, span.face) for span in spans]
    widest = [max(line_widths(texts, float("inf")), default=0.0) for texts in (spans, filled)]
    return max(widest)


def _spans(paragraph: Paragraph, styles: Styles) -> list[Span]:
    return [
        Span(
            text.upper() if look.caps else text,
            look.size or 0.0,
            face_of(bold=bool(look.bold), italic=bool(look.italic)),
        )
        for text, look in styles.runs(paragraph._p)
    ]


def _cells(table: Table) -> Iterator[_Cell]:
    """Yield each cell once; python-docx's own row.cells is slow and doubles merged cells."""
    for element in table._tbl.iter(qn("w:tc")):
        if isinstance(element, CT_Tc):
            yield _Cell(element, table)


def _cell_width(cell: _Cell) -> float | None:
    return cell.width.pt if cell.width is not None else None
