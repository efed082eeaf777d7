"""Pictures, lines and boxes laid in front of a table, from a paragraph above or below it or out of one of its cells.

Nobody sees the figures below such a picture; a line through them strikes them. Where it lies is estimated as Word
places it (ECMA-376 part 1, 20.4.2.3; VML's `position:absolute`), from how high the paragraphs between it and the table
are at least; a seal or a signature that touches the last row is no cover. Lengths are points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.word.elements import NAMESPACES, VAL, W
from htsd_cli.readers.word.lengths import length

_WP, _V, _W10 = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("wp", "v", "w10"))
OVER_TABLE = "hình nằm đè lên bảng"
_P, _TBL, _TR, _TC, _BODY = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "body"))
_EMU = 12_700  # English Metric Units in a point
_FEWEST_ROWS = 5  # of a table of figures; a letterhead or the signatures have fewer
_LINE, _LETTERS = 22, 70  # the height of a line of text with its spacing, and the letters on it
_DIGIT = 20  # both sides of a picture that hides more than a letter
_SEAL = 142  # 5 cm: a seal or a signature is smaller
_TOUCH = 40  # a seal may hang over the edge of a table so far
_BELOW = 36  # what begins so far below the line it is anchored in lies in another row
_GROUP = 50  # a group of shapes so high reaches over several rows
_WIDEST_CELL = 300  # of a cell whose width nobody says
_ROW = 13  # a row of a table is at least so high
_DEEP = 44  # what lies so far below the upper edge of a table is below its heading
_PAGE = 227  # 8 cm: both sides of a picture that fills a good part of its page
_UPPER, _LOWER = 200, 700  # of a page: between lies its text
_GROUPS = tuple(
    f"{{{NAMESPACES[prefix]}}}{name}" for prefix, name in (("wpg", "wgp"), ("wpc", "wpc"), ("v", "group"))
)
_NEAR = frozenset(
    ("paragraph", "line", "text", "char", "")
)  # what a place is told from, if not from the page
_STYLE = lazy_pattern(r"([a-z-]+)\s*:\s*([^;]+)")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 1 / _EMU}
_POINT = lazy_pattern(r"([^,]{0,20}),([^,]{0,20})")
_MEASURE = lazy_pattern(r"(-?[\d.]+)\s*(pt|in|cm|mm|px|)")


class Placed(NamedTuple):
    """A picture in front of the text: its left and upper edge from where it is anchored, its width and height.

    `near` says that the upper edge is told from its paragraph, `inside` that the left one is from its cell.
    """

    left: float
    top: float
    width: float
    height: float
    near: bool
    inside: bool


def lies_over_table(element: etree._Element) -> bool:
    """Return whether a picture, a line or a box of a w:drawing, w:pict or w:object lies in front of a table's cells.

    For one that is anchored in a cell these are the other cells of the row.
    """
    return any(_reaches_table(element, placed) for placed in in_front(element))


def _reaches_table(element: etree._Element, placed: Placed) -> bool:
    low = min(placed.width, placed.height) <= _DIGIT
    if max(placed.width, placed.height) <= _DIGIT or (low and placed.width < placed.height):
        return False
    cell = next(element.iterancestors(_TC), None)
    if cell is not None:
        table = next(cell.iterancestors(_TBL), None)
        figures = table is not None and len(table.findall(_TR)) >= _FEWEST_ROWS
        small = max(placed.width, placed.height) <= _SEAL  # as a seal over the left of a signature
        told = figures or not (low or (small and not _has_figures(cell)))
        return told and _leaves_cell(cell, placed)
    block = element
    while (parent := block.getparent()) is not None and parent.tag != _BODY:
        block = parent
    if parent is None:
        return False
    before, rows_before = _way_to_table(block.itersiblings(preceding=True))
    after, rows_after = _way_to_table(_and(block, block.itersiblings()))
    if low:  # a line, or a box for a figure: only well within the table
        up = -placed.top - (before or 0.0)
        down = placed.top - (after or 0.0)
        crossed = _DIGIT < up < rows_before * _ROW or _DEEP < down < rows_after * _ROW
        return placed.near and crossed
    if not placed.near:
        large = min(placed.width, placed.height) >= _PAGE
        return large and (before is not None or after is not None)
    touch = _TOUCH if max(placed.width, placed.height) <= _SEAL else _DIGIT
    above = before is not None and -placed.top - before > touch
    below = after is not None and placed.top + placed.height - after > touch
    return above or below


def lies_within_page(element: etree._Element) -> bool:
    """Return whether a box of a w:drawing, w:pict or w:object has its place from the page, in front of its text.

    Letterheads and stamps of arrival stand above, signatures and numbers of pages below.
    """
    return any(not placed.near and _UPPER < placed.top < _LOWER for placed in in_front(element))


def lies_beside_cell(element: etree._Element) -> bool:
    """Return whether what a w:drawing, w:pict or w:object in a cell shows lies over another cell, above, below, beside.

    One told from a page or a margin is told from its cell, as Word lays it out in a table; one that is aligned, or that
    the text flows around without an offset, stays.
    """
    cell = next(element.iterancestors(_TC), None)
    if cell is None:
        return False
    said = cell.find(f"{W}tcPr/{W}tcW")
    width = length(said, "w") if said is not None and said.get(f"{W}type", "dxa") == "dxa" else None
    for placed in every_place(element):
        middle = placed.left + placed.width / 2
        beside = middle < 0 or middle > (_WIDEST_CELL if not width else width / 20 + _DIGIT)
        grouped = placed.height > _GROUP and next(element.iter(*_GROUPS), None) is not None
        if beside or grouped or placed.top > _BELOW or placed.top < -_DIGIT:
            return True
    return False


def _has_figures(cell: etree._Element) -> bool:
    """Return whether the row of a cell has others whose text begins with a digit."""
    row = next(cell.iterancestors(_TR))
    texts = ("".join(text.text or "" for text in other.iter(f"{W}t")) for other in row.iterchildren(_TC))
    return any(text.strip()[:1].isdigit() for text in texts)


def _leaves_cell(cell: etree._Element, placed: Placed) -> bool:
    """Return whether a picture anchored in a cell lies over the cells to the left or to the right of it."""
    said = cell.find(f"{W}tcPr/{W}tcW")
    width = length(said, "w") if said is not None and said.get(f"{W}type", "dxa") == "dxa" else None
    if placed.height <= _DIGIT:  # a line longer than its cell, wherever it is told from
        left = placed.left if placed.inside else 0.0
        return left + placed.width > (_WIDEST_CELL if not width else width / 20) + _DIGIT
    if not placed.inside or width is None:
        return False
    return placed.left < -_DIGIT or placed.left + placed.width > width / 20 + _DIGIT


def _and(first: etree._Element, others: Iterable[etree._Element]) -> Iterator[etree._Element]:
    yield first
    yield from others


def _way_to_table(blocks: Iterable[etree._Element]) -> tuple[float | None, int]:
    """Return how far the next table of figures is at least on the same page, and its rows; None where there is none."""
    far = 0.0
    for block in takewhile(lambda block: not _ends_page(block), blocks):
        if block.tag == _TBL:
            rows = len(block.findall(_TR))
            if rows >= _FEWEST_ROWS:
                return far, rows
            far += rows * _LINE
        elif block.tag == _P:
            letters = sum(len(text.text or "") for text in block.iter(f"{W}t"))
            far += _LINE * max(1, -(-letters // _LETTERS))
    return None, 0


def _ends_page(block: etree._Element) -> bool:
    """Return whether a new page begins in or before a paragraph, so that nothing lies over what is beyond it."""
    if block.tag != _P:
        return False
    broken = any(item.get(f"{W}type") == "page" for item in block.iter(f"{W}br"))
    section = block.find(f"{W}pPr/{W}sectPr")
    begins = block.find(f"{W}pPr/{W}pageBreakBefore")
    return (
        broken
        or (begins is not None and begins.get(VAL, "1") not in ("0", "false", "off"))
        or (section is not None and (kind := section.find(f"{W}type")) is None)
        or (section is not None and kind is not None and kind.get(VAL) != "continuous")
    )


# -- where pictures are --------------------------------------------------------------------------------------


def every_place(element: etree._Element) -> Iterator[Placed]:
    """Yield where all anchored shapes are, whether the text flows around them or not."""
    anchors = list(element.iter(f"{_WP}anchor"))
    yield from map(_anchored, anchors)
    if not anchors:
        yield from _old_lines(element)
    for shape in () if anchors else element.iterchildren(f"{_V}shape", f"{_V}rect", f"{_V}group"):
        style = dict(_STYLE.findall(shape.get("style", "").lower()))
        if style.get("position", "").strip() == "absolute":
            yield _styled(style)


def in_front(element: etree._Element) -> Iterator[Placed]:
    """Yield where the pictures are that lie in front of the text, which does not flow around them."""
    anchors = list(element.iter(f"{_WP}anchor"))
    for anchor in anchors:
        if anchor.get("behindDoc") not in ("1", "true") and anchor.find(f"{_WP}wrapNone") is not None:
            yield _anchored(anchor)
    for shape in () if anchors else element.iter(f"{_V}shape", f"{_V}rect", f"{_V}group"):
        style = dict(_STYLE.findall(shape.get("style", "").lower()))
        wrap = shape.find(f"{_W10}wrap")
        flows = wrap is not None and wrap.get("type", "none") != "none"
        behind = style.get("z-index", "").strip().startswith("-")
        if style.get("position", "").strip() == "absolute" and not behind and not flows:
            yield _styled(style)
    if not anchors:
        yield from _old_lines(element)


def _old_lines(element: etree._Element) -> Iterator[Placed]:
    """Yield where the lines of VML are."""
    for line in element.iter(f"{_V}line"):
        style = dict(_STYLE.findall(line.get("style", "").lower()))
        ends = [_POINT.fullmatch(line.get(end, "0,0").strip()) for end in ("from", "to")]
        if style.get("position", "").strip() == "absolute" and ends[0] and ends[1]:
            (x, y), (x2, y2) = ([_measure(side) for side in end.groups()] for end in ends if end)
            yield _styled(style)._replace(
                left=min(x, x2), top=min(y, y2), width=abs(x2 - x), height=abs(y2 - y)
            )


def _anchored(anchor: etree._Element) -> Placed:
    extent = anchor.find(f"{_WP}extent")
    width, height = (0.0 if extent is None else _emu(extent.get(side)) for side in ("cx", "cy"))
    (across, left), (down, top) = (_position(anchor, f"{_WP}position{way}") for way in "HV")
    inside = across in ("column", "character", "") and anchor.get("layoutInCell", "1") not in ("0", "false")
    return Placed(left, top, width, height, down in _NEAR, inside)


def _position(anchor: etree._Element, name: str) -> tuple[str, float]:
    """Return what a place is told from, and how far from it."""
    position = anchor.find(name)
    if position is None:
        return "", 0.0
    return position.get("relativeFrom", ""), _emu(position.findtext(f"{_WP}posOffset"))


def _styled(style: dict[str, str]) -> Placed:
    left, top, width, height = (
        _measure(style.get(name, "")) for name in ("margin-left", "margin-top", "width", "height")
    )
    down = style.get("mso-position-vertical-relative", "").strip()
    across = style.get("mso-position-horizontal-relative", "").strip()
    return Placed(left, top, width, height, down in _NEAR, across in ("text", "column", ""))


def _emu(text: str | None) -> float:
    return int(text) / _EMU if text and re.fullmatch(r"-?\d{1,12}", text.strip()) else 0.0


def _measure(text: str) -> float:
    found = _MEASURE.fullmatch(text.strip())
    return float(found[1]) * _UNITS[found[2]] if found and re.fullmatch(r"-?\d*\.?\d+", found[1]) else 0.0
