"""Lengths in Word's XML, in twentieths of a point, and those that may push letters out of where they are seen."""

from __future__ import annotations

from lxml import etree

from htsd_cli.readers.word.elements import NAMESPACES

_W = f"{{{NAMESPACES['w']}}}"
IND, SPACING, TAB, FRAME = (f"{_W}{name}" for name in ("ind", "spacing", "tab", "framePr"))
_SHIFT = 800  # an indent that may push letters out of their cell; a centimetre has 567, a list's indent 720
_BACK = -300  # one that may push them out to the left
_LOW_LINE = 200  # lines of an exact height that may cut their letters
_LOW_PART = 120  # of 240, the height of a line: less of it cuts letters
_FAR_STOP = 1500  # a tab stop that may lie outside of its cell


def is_shift(indent: etree._Element) -> bool:
    """Return whether an indent (w:ind) may push letters out of a cell."""
    return any(not _BACK <= (number(str(value)) or 0) < _SHIFT for value in indent.values())


def indent_of(indent: etree._Element) -> int:
    """Return how far an indent (w:ind) moves the first letters of a paragraph to the right."""
    left = next((said for name in ("left", "start") if (said := length(indent, name)) is not None), 0)
    return left + (length(indent, "firstLine") or 0) - (length(indent, "hanging") or 0)


def is_low(spacing: etree._Element) -> bool:
    """Return whether a spacing (w:spacing) may make lines too low for their letters."""
    if spacing.get(f"{_W}lineRule") == "exact":
        return (length(spacing, "line") or 0) < _LOW_LINE
    return _is_small_part(spacing)


def keeps_lines(spacing: etree._Element) -> bool:
    """Return whether a spacing (w:spacing) leaves every line as high as its letters need."""
    return spacing.get(f"{_W}lineRule") != "exact" and not _is_small_part(spacing)


def _is_small_part(spacing: etree._Element) -> bool:
    """Return whether lines have a part of their height (240 is all of it) that cuts letters."""
    line = spacing.get(f"{_W}line")
    if line is None or spacing.get(f"{_W}lineRule", "auto") != "auto":
        return False
    return 0 < (number(line) or 0) < _LOW_PART


def is_far_stop(stop: etree._Element) -> bool:
    """Return whether a tab stop may lie outside of its cell."""
    return (length(stop, "pos") or 0) >= _FAR_STOP


def is_wide_margin(margins: etree._Element) -> bool:
    """Return whether a cell's margins (w:tcMar, w:tblCellMar) may push its letters out of it."""
    return any((length(side, "w") or 0) >= _SHIFT for side in margins)


def is_beyond_cell(paragraph: etree._Element, left: int) -> bool:
    """Return whether an indent that a list gives a paragraph (w:p) is wider than its cell; its own is stronger."""
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    said = None if cell is None else cell.find(f"{_W}tcPr/{_W}tcW")
    width = length(said, "w") if said is not None and said.get(f"{_W}type", "dxa") == "dxa" else None
    return bool(width) and left >= (width or 0) and paragraph.find(f"{_W}pPr/{IND}") is None


def may_shift(child: etree._Element) -> bool:
    """Return whether an element of a style's w:pPr may push letters out of a cell, or cut them."""
    tag = child.tag
    return (tag == IND and is_shift(child)) or (tag == SPACING and is_low(child)) or tag == FRAME


def length(element: etree._Element | None, name: str) -> int | None:
    """Return the length an attribute (without its prefix) gives, None where there is none."""
    return None if element is None else number(element.get(f"{_W}{name}", ""))


def number(value: str) -> int | None:
    """Return a length in twentieths of a point: a bare number, or points, millimetres and the like (strict files)."""
    scale = {"pt": 20.0, "cm": 567.0, "mm": 56.7, "in": 1440.0, "pi": 240.0}.get(value[-2:])
    try:
        return round(float(value[:-2]) * scale) if scale else int(value)
    except (ValueError, OverflowError):
        return None
