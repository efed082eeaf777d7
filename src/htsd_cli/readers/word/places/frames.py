"""Paragraphs in frames of their own (w:framePr, ECMA-376 part 1, 17.3.1.11) that stand outside of their cell.

Word moves such a paragraph by lengths from its own place, the margin or the page: the figure of one cell lies over
another. A table that floats has one frame in all of its paragraphs; that one moves nothing within it.
"""

from __future__ import annotations

from itertools import islice

from lxml import etree

from htsd_cli.readers.word.elements import VAL, W
from htsd_cli.readers.word.lengths import FRAME, length

_TC, _TR, _TBL, _P, _PPR = (f"{W}{name}" for name in ("tc", "tr", "tbl", "p", "pPr"))
_MARGIN = 108  # twentieths of a point: to the left of a cell's text
_LINE = 360  # beyond, above or below, lies another row
_MOST_ROWS, _MOST_FRAMES = 16, 64  # of a table and of a row that are looked at
_FEWEST_ROWS = 3  # that have the frame of their table; one or two may be moved by themselves
_ASIDE = 1500  # of a cell whose width nobody says
_DIGITS = 300  # two digits, so that something of them is left in the cell


def is_moved(frame: etree._Element, width: int | None, paragraph: etree._Element) -> bool:
    """Return whether a frame of a cell's paragraph stands outside of its cell, whose text is so wide (None unknown).

    The frame is the paragraph's own or one of its styles'.
    """
    x, y = (length(frame, name) or 0 for name in ("x", "y"))
    aside = x < -_MARGIN or x > max((width or _ASIDE) - _DIGITS, _DIGITS)
    aligned = any(
        frame.get(f"{W}{way}Align", "inline") != "inline"
        and frame.get(f"{W}{anchor}Anchor", "page") != "text"
        for way, anchor in (("x", "h"), ("y", "v"))
    )
    return (aside or aligned or abs(y) > _LINE) and not _is_of_table(frame, paragraph)


def _is_of_table(frame: etree._Element, paragraph: etree._Element) -> bool:
    """Return whether some rows of the table have the same frame in another cell: that of the whole table."""
    cell = next(paragraph.iterancestors(_TC), None)
    table = None if cell is None else next(cell.iterancestors(_TBL), None)
    if table is None:
        return False
    said = sorted(frame.items()) if frame.getparent() is paragraph.find(_PPR) else _style_of(paragraph)
    rows = list(islice(table.iterchildren(_TR), _MOST_ROWS))
    found = 0
    for row in rows:
        others = (
            other
            for other in islice(row.iter(_P), _MOST_FRAMES)
            if next(other.iterancestors(_TC), None) is not cell
        )
        found += any(_frame_of(other) == said for other in others)
        if found == min(_FEWEST_ROWS, len(rows)):
            return True
    return False


def _frame_of(paragraph: etree._Element) -> object:
    """Return what tells the frame of a paragraph from others: its own, else the name of its style."""
    own = paragraph.find(f"{_PPR}/{FRAME}")
    return _style_of(paragraph) if own is None else sorted(own.items())


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_PPR}/{W}pStyle")
    return "" if style is None else style.get(VAL, "")
