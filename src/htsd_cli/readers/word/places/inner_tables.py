"""Tables in a cell of another that lie outside of it: they float, or are indented.

Lengths are twentieths of a point.
"""

from __future__ import annotations

from lxml import etree

from htsd_cli.readers.word.elements import W
from htsd_cli.readers.word.lengths import length

_UP, _DOWN, _ASIDE = -400, 720, 3000  # beyond, what floats in a cell lies over another
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
    return indent > room
