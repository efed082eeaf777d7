"""Makes the totals fit the columns of an office's own table, drawn for one unit's figures, and repeats its headings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from docx.document import Document as DocumentFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from htsd_cli.writers.word.letters import Styles, resize
from htsd_cli.writers.word.times_new_roman import face_of, text_width

_SMALLEST = 6.0  # points: better small than a number broken in two
_AS_WIDE, _WIDER = 1.03, 1.28  # of Times New Roman: itself, and letters that programs put in place of others
_PADDING = 216  # twentieths of a point, left and right together: Word's own
_MOST_HEADING = 8  # rows that are repeated on each page

_TR, _TC, _P, _W = qn("w:tr"), qn("w:tc"), qn("w:p"), qn("w:w")


def repeat_headings(table: Any, rows: int) -> None:
    """Have the first rows of a table repeated on each page it takes."""
    if not 0 < rows <= _MOST_HEADING:
        return
    for row in list(table.iterchildren(_TR))[:rows]:
        properties = row.get_or_add_trPr()
        if properties.find(qn("w:tblHeader")) is None:
            properties.append(OxmlElement("w:tblHeader"))


def fit_figures(document: DocumentFile, table: Any, cells: Collection[Any]) -> None:
    """Set the figures in some of a table's cells so small that none is broken, all of them alike."""
    styles = Styles(document)
    wanted = {id(cell) for cell in cells}
    padding = _padding(table, styles)
    grid = [_number(column.get(_W)) for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
    usual = document.styles.element
    share, size = 1.0, 0.0
    for row in table.iterchildren(_TR):
        for cell, width in _widths(row, grid):
            if id(cell) not in wanted or not width:
                continue
            for paragraph in cell.iterchildren(_P):
                needed, largest = _needed(paragraph, styles)
                size = max(size, largest)
                if needed:
                    share = min(share, max(width - padding, 1) / 20 / (needed * _how_wide(paragraph, usual)))
    if share >= 1 or not size:
        return
    share = max(share, _SMALLEST / size) if size > _SMALLEST else 1.0
    for cell in cells:
        for paragraph in cell.iterchildren(_P):
            resize(paragraph, share, styles)


def _how_wide(paragraph: Any, usual: Any) -> float:
    """Return how much wider than in Times New Roman a text may be, in the letters it names, else in the file's own."""
    named = [
        fonts.get(qn("w:ascii"), "") for place in (paragraph, usual) for fonts in place.iter(qn("w:rFonts"))
    ]
    return _AS_WIDE if next(filter(None, named), "") == "Times New Roman" else _WIDER


def _needed(paragraph: Any, styles: Styles) -> tuple[float, float]:
    """Return the width of a paragraph's text on one line and the size of its largest letters, in points."""
    width, largest = 0.0, 0.0
    for text, letters in styles.runs(paragraph):
        size = letters.size or 0.0
        width += text_width(text, size, face_of(bold=bool(letters.bold), italic=bool(letters.italic)))
        largest = max(largest, size)
    return width, largest


def _widths(row: Any, grid: list[int]) -> Iterator[tuple[Any, int]]:
    """Yield a row's cells with their widths in twentieths of a point, 0 where nothing says them."""
    at = 0
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    at += _number(None if before is None else before.get(qn("w:val")))
    for cell in row.iterchildren(_TC):
        properties = cell.find(qn("w:tcPr"))
        span = None if properties is None else properties.find(qn("w:gridSpan"))
        count = 1 if span is None else _number(span.get(qn("w:val"))) or 1
        own = None if properties is None else properties.find(qn("w:tcW"))
        width = _number(own.get(_W)) if own is not None and own.get(qn("w:type")) == "dxa" else 0
        yield cell, width or sum(grid[at : at + count])
        at += count


def _padding(table: Any, styles: Styles) -> int:
    margins = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    style = styles.table_style(table)
    if margins is None and style is not None:
        margins = style.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    if margins is None:
        return _PADDING
    sides = [margins.find(qn(f"w:{side}")) for side in ("left", "right")]
    return sum(_PADDING // 2 if side is None else _number(side.get(_W)) for side in sides)


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdigit() else 0
