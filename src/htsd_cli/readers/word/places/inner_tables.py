"""Tables in a cell of another that lie outside of it: they float, are indented, or are wider than it.

Lengths are twentieths of a point.
"""

from __future__ import annotations

from lxml import etree

from htsd_cli.readers.word.elements import W
from htsd_cli.readers.word.lengths import length

_UP, _DOWN, _ASIDE = -400, 720, 3000  # beyond, what floats in a cell lies over another
_BEYOND = 200  # so far a table may reach over the right side of its cell
_BACK = -400  # so far a table may reach over the left side of its cell
_TBLPR, _TC = f"{W}tblPr", f"{W}tc"


def lies_outside(table: etree._Element) -> bool:
    """Return whether a table in a cell (w:tbl) lies over other cells: a row lower, higher, or columns aside."""
    floating = table.find(f"{_TBLPR}/{W}tblpPr")
    if floating is not None:
        down, aside = length(floating, "tblpY") or 0, length(floating, "tblpX") or 0
        return not _UP <= down <= _DOWN or abs(aside) > _ASIDE
    indent = length(table.find(f"{_TBLPR}/{W}tblInd"), "w") or 0
    if indent < _BACK:
        return True
    cell = next(table.iterancestors(_TC), None)
    said = None if cell is None else cell.find(f"{W}tcPr/{W}tcW")
    if said is None or said.get(f"{W}type", "dxa") != "dxa" or not (room := length(said, "w")):
        return False
    return indent > room or _reaches_out(table, indent, room)


def _reaches_out(table: etree._Element, at: int, room: int) -> bool:
    """Return whether a cell with letters begins beyond the cell that a table begins in, `room` wide, at a place."""
    grid = table.find(f"{W}tblGrid")
    widths = [] if grid is None else [length(column, "w") or 0 for column in grid]
    if at + sum(widths) <= room + _BEYOND:
        return False
    for row in table.iterchildren(f"{W}tr"):
        begins = at
        for cell, width in zip(row.iterchildren(_TC), widths, strict=False):
            if begins > room and any((text.text or "").strip() for text in cell.iter(f"{W}t")):
                return True
            begins += width
    return False
