"""Fits tables whose number of columns follows the data: widths by what stands in the cells, and the size of type.

Nghị định 30/2020/NĐ-CP sets no type for tables. A table keeps the size of its template where it has room, and is
set smaller, down to 10 points, where it has not; below that only when names would break into a line for each word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from htsd_cli.writers.word.letters import VAL, Styles, child, resize
from htsd_cli.writers.word.times_new_roman import Face, face_of, text_width

FITTED_TABLE = "Bảng phụ lục"  # the table style, as Word shows it, whose tables are fitted

PIECE = re.compile(
    r"\n|[ \t]+|[^ \t\n]+"
)  # a line break, spaces, a word; a no-break space is part of its word

_P, _TC, _TR, _TCPR, _TBLPR, _TRPR, _W, _TYPE = (
    qn(f"w:{name}") for name in ("p", "tc", "tr", "tcPr", "tblPr", "trPr", "w", "type")
)
_HEADER, _HEIGHT = f"{_TRPR}/{qn('w:tblHeader')}", f"{_TRPR}/{qn('w:trHeight')}"
_GRID_SPAN, _DIRECTION = qn("w:gridSpan"), qn("w:textDirection")
_CELL_MARGINS = f"{_TBLPR}/{qn('w:tblCellMar')}"
_LEGIBLE = 10.0  # points
_SMALL = 9.0  # points, before a name is broken into a line for each word
_SMALLEST = 7.0  # points, for what nobody expects: better small than cut off
_STEP = 0.5
_LINE = 1.15  # height of a line in sizes of its type
_SPARE = 0.8  # points by which a column is wider than its text, so that no rounding wraps it
_COMFORT = 0.2  # of the table's width: what a column of texts should have before type gets smaller
_TIGHT = 0.1  # of it: what such a column must have
_AMPLE = 0.45  # of the table's width: more than this a column of texts never needs
_HEADING_LINES = 2  # lines a heading may well take
_LONG = 80.0  # points from which a heading on its side is set in two lines rather than in one
_UPRIGHT_GAP = (
    2.0  # points beside a text on its side, besides the cell's padding: its paragraph's own spacing
)
_UPRIGHT_ENDS = 14.0  # points before and after it, the paragraph's own indents included


@dataclass(slots=True)
class _Column:
    """What a column needs, in points at the table's own size of type, without the cells' padding.

    `word` is its widest word, `text` its longest line below the headings, `heading` its longest heading, and
    `upright` the words of a heading that stands on its side.
    """

    word: float = 0.0
    text: float = 0.0
    heading: float = 0.0
    upright: list[list[float]] = field(default_factory=list)


def fit_tables(tables: Sequence[_Element], available: float, styles: Styles) -> None:
    """Set columns, sizes and heading heights of those tables that are fitted; `available` is their width in points."""
    for table in tables:
        if styles.of_table(table) == FITTED_TABLE:
            _fit(table, available, styles)


def _fit(table: _Element, available: float, styles: Styles) -> None:
    rows = table.findall(_TR)
    placed = [_placed(row) for row in rows]
    count = max((cells[-1][0] + cells[-1][2] for cells in placed if cells), default=0)
    if not count:
        return
    _keep_last_together(rows)
    padding = _padding(table, styles) + _SPARE
    columns = [_Column() for _ in range(count)]
    largest = 0.0
    for row, cells in zip(rows, placed, strict=True):
        heading = row.find(_HEADER) is not None
        for place, cell, span in cells:
            if span == 1:
                largest = max(largest, _measure(cell, columns[place], styles, heading=heading))
    share = _share(columns, largest, available, padding)
    widths = _widths(columns, share, largest, available, padding)
    _set_columns(table, placed, widths)
    if share < 1:
        for paragraph in table.iter(_P):
            resize(paragraph, share, styles)
    if not any(column.upright for column in columns):
        return
    for row, cells in zip(rows, placed, strict=True):
        upright = [(columns[place].upright, widths[place]) for place, cell, _ in cells if _is_upright(cell)]
        if upright:
            line = largest * share * _LINE
            _set_height(
                row,
                max(_height(words, width - padding - _UPRIGHT_GAP, share, line) for words, width in upright),
            )


def _keep_last_together(rows: Sequence[_Element]) -> None:
    """Have the last row, most often the total, never stand alone at the top of a page: the row before goes with it."""
    if len(rows) < 2 or rows[-2].find(_HEADER) is not None:
        return
    for paragraph in rows[-2].iter(_P):
        Paragraph(cast("Any", paragraph), cast("Any", None)).paragraph_format.keep_with_next = True


def _measure(cell: _Element, column: _Column, styles: Styles, *, heading: bool) -> float:
    """Add a cell's texts to its column's needs and return the largest size of type in it."""
    largest, upright = 0.0, _is_upright(cell)
    for paragraph in cell.iter(_P):
        line, words, size = 0.0, [0.0], styles.letters(paragraph).size or 0.0
        for text, letters in styles.runs(paragraph):
            size = letters.size or 0.0
            face: Face = face_of(bold=bool(letters.bold), italic=bool(letters.italic))
            for piece in PIECE.findall(text.upper() if letters.caps else text):
                if piece == "\n":
                    _keep(column, line, words, heading=heading)
                    line, words = 0.0, [0.0]
                    continue
                width = text_width(piece, size, face)
                line += width
                if piece[0] in " \t":
                    words.append(0.0)
                else:
                    words[-1] += width
            largest = max(largest, size)
        if upright:
            column.upright.append(words)
        else:
            _keep(column, line, words, heading=heading)
        largest = max(largest, size)
    return largest


def _keep(column: _Column, line: float, words: list[float], *, heading: bool) -> None:
    column.word = max(column.word, *words)
    if heading:
        column.heading = max(column.heading, line)
    else:
        column.text = max(column.text, line)


def _share(columns: Sequence[_Column], size: float, available: float, padding: float) -> float:
    """Return by how much type is set smaller: 1, or the largest part of it that has room."""
    if not size:
        return 1.0
    sizes = [size - _STEP * step for step in range(int((size - _SMALLEST) / _STEP) + 1)] or [size]
    for smallest, room in ((_LEGIBLE, _COMFORT), (_LEGIBLE, _TIGHT), (_SMALL, _TIGHT), (_SMALLEST, 0.0)):
        for candidate in sizes:
            share = candidate / size
            needs = [
                max(
                    _least(column, share, size, padding), min(column.text * share + padding, room * available)
                )
                for column in columns
            ]
            if candidate >= smallest and sum(needs) <= available:
                return share
    return sizes[-1] / size


def _least(column: _Column, share: float, size: float, padding: float) -> float:
    """Return the width in which no word breaks and a heading on its side has its one line or, when long, two."""
    line = size * share * _LINE
    long = any(sum(words) * share > _LONG for words in column.upright)
    upright = (1 + long) * line + _UPRIGHT_GAP + padding if column.upright else 0.0
    return max(column.word * share + padding, upright)


def _widths(
    columns: Sequence[_Column], share: float, size: float, available: float, padding: float
) -> list[float]:
    """Return the columns' widths, together `available`.

    First every word has room; then, as far as the width goes, texts have some room, headings take few lines
    and texts take few lines, columns of figures staying alike; what is left over goes to all.
    """
    least = [_least(column, share, size, padding) for column in columns]
    texts = [column.text * share + padding if column.text > column.word else 0.0 for column in columns]
    upright = any(column.upright for column in columns)
    widths = least
    headings = [column.heading * share / _HEADING_LINES + padding for column in columns]
    for wished in (
        [min(text, _COMFORT * available) for text in texts],
        headings,
        [min(text, _AMPLE * available) for text in texts],
    ):
        widths = _grown(widths, wished, available)
        widths = widths if upright else _alike(widths, texts, available)
    spare = available - sum(widths)
    return [width + spare * width / sum(widths) for width in widths]


def _alike(widths: list[float], texts: list[float], available: float) -> list[float]:
    """Return the columns without texts (0 in `texts`) all as wide as the widest of them, where there is room."""
    plain = [width for width, text in zip(widths, texts, strict=True) if not text]
    alike = [width if text else max(plain) for width, text in zip(widths, texts, strict=True)]
    return alike if sum(alike) <= available else widths


def _grown(widths: list[float], wished: list[float], available: float) -> list[float]:
    """Return the widths grown towards what is wished for, as far as there is room."""
    lacking = [max(wish - width, 0.0) for wish, width in zip(wished, widths, strict=True)]
    room = max(available - sum(widths), 0.0)
    part = min(1.0, room / sum(lacking)) if sum(lacking) else 0.0
    return [width + lack * part for width, lack in zip(widths, lacking, strict=True)]


def _height(paragraphs: list[list[float]], width: float, share: float, line: float) -> float:
    """Return how high a row must be for texts on their side in a column with so much room."""
    room = max(int(width / line + 0.05), len(paragraphs), 1)
    words = [[word * share for word in words] for words in paragraphs]
    space = line / _LINE * 0.25
    height = max((max(texts) for texts in words), default=0.0)
    while sum(_lines(texts, height, space) for texts in words) > room and height < 400:
        height += 2
    return height + _UPRIGHT_ENDS


def _lines(words: list[float], height: float, space: float) -> int:
    lines, filled = 1, 0.0
    for word in words:
        if filled and filled + space + word > height:
            lines, filled = lines + 1, 0.0
        filled += word + (space if filled else 0.0)
    return lines


def _set_columns(table: _Element, rows: Sequence[Sequence[_Placed]], widths: list[float]) -> None:
    edges = [round(sum(widths[:place]) * 20) for place in range(len(widths) + 1)]
    twips = [after - before for before, after in pairwise(edges)]
    grid = OxmlElement("w:tblGrid")
    for width in twips:
        column = OxmlElement("w:gridCol")
        column.set(_W, str(width))
        grid.append(column)
    old, properties = table.find(qn("w:tblGrid")), table.find(_TBLPR)
    assert old is not None  # every table has both (ISO/IEC 29500-1, 17.4.37)
    assert properties is not None
    table.replace(old, grid)
    _set_width(properties, "w:tblW", edges[-1])
    for cells in rows:
        for place, cell, span in cells:
            own = child(cell, _TCPR)
            if own is None:
                own = OxmlElement("w:tcPr")
                cell.insert(0, own)
            _set_width(own, "w:tcW", sum(twips[place : place + span]))


def _set_width(properties: _Element, name: str, twips: int) -> None:
    element = child(properties, qn(name))
    if element is None:
        element = OxmlElement(name)
        properties.insert(1 if name == "w:tblW" else 0, element)
    element.set(_TYPE, "dxa")
    element.set(_W, str(twips))


def _set_height(row: _Element, points: float) -> None:
    height = row.find(_HEIGHT)
    if height is not None:
        height.set(VAL, str(round(points * 20)))


_Placed = tuple[int, _Element, int]


def _placed(row: _Element) -> list[_Placed]:
    """Return a row's cells, each with the 0-based column it begins in and how many it takes."""
    place, cells = 0, []
    for cell in row.findall(_TC):
        span = _span(cell)
        cells.append((place, cell, span))
        place += span
    return cells


def _span(cell: _Element) -> int:
    span = child(cell, _TCPR, _GRID_SPAN)
    return 1 if span is None else int(span.get(VAL, "1"))


def _is_upright(cell: _Element) -> bool:
    direction = child(cell, _TCPR, _DIRECTION)
    return direction is not None and direction.get(VAL) in ("btLr", "tbRl", "tbRlV", "tbLrV")


def _padding(table: _Element, styles: Styles) -> float:
    """Return the padding of the table's cells, left and right together, in points."""
    style = styles.table_style(table)
    margins = table.find(_CELL_MARGINS)
    if margins is None and style is not None:
        margins = style.find(_CELL_MARGINS)
    if margins is None:
        return 10.8  # Word's own: 0.19 cm on each side
    sides = (margins.find(qn(f"w:{side}")) for side in ("left", "right"))
    return sum(int(side.get(_W, "0")) / 20 for side in sides if side is not None)
