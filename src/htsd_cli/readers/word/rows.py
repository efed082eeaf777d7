"""What the rows and cells of a table say of themselves: spans, merges, heights, and that nobody sees them."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from htsd_cli.readers.word.elements import OFF, VAL, W
from htsd_cli.readers.word.flow import TRPR
from htsd_cli.readers.word.lengths import length
from htsd_cli.readers.word.plain_table import number

_GRID_SPAN, _V_MERGE, _H_MERGE, _CELL_DEL = f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge", f"{W}cellDel"
_SHADING = f"{W}shd"
SLIVER = 20  # twentieths of a point: a column one point wide is a border a little out of line
_LOWEST_ROW = 60  # twentieths of a point: in a row three points high nobody sees letters


def is_deleted_row(row: etree._Element) -> bool:
    """Return whether a row is gone: deleted in a tracked change."""
    properties = row.find(TRPR)
    return properties is not None and properties.find(f"{W}del") is not None


def is_unseen_row(row: etree._Element) -> bool:
    """Return whether nobody sees a row: deleted, hidden, or too low."""
    return is_deleted_row(row) or bool(row_properties(row)[1])


def row_properties(row: etree._Element) -> tuple[int, str, int | None]:
    """Return what is said of a row.

    That is: how many columns it leaves free before its first cell; why nobody sees it ("" if one does); its height in
    twentieths of a point where that is exact, else None.
    """
    properties = row.find(TRPR)
    if properties is None:
        return 0, "", None
    before, hidden, exact = 0, "", None
    for element in properties:
        tag = element.tag
        if tag == f"{W}gridBefore":
            before = number(element, 0)
        elif tag == f"{W}hidden":
            if element.get(VAL, "1") not in OFF:
                hidden = "bị ẩn"
        elif tag == f"{W}trHeight" and element.get(f"{W}hRule") == "exact":
            exact = length(element, "val")
            if exact is not None and exact <= _LOWEST_ROW:
                hidden = hidden or "có chiều cao gần bằng không"
    return before, hidden, exact


def grid_widths(table: etree._Element) -> list[int]:
    """Return how wide the columns of a table are, in twentieths of a point; 0 for one that says nothing."""
    grid = table.find(f"{W}tblGrid")
    return [] if grid is None else [length(column, "w") or 0 for column in grid]


def without_slivers(table: etree._Element) -> bool:
    """Take out of a table the columns that are only borders a little out of line, as programs' rounding leaves them.

    Cells span that much less; where such a column has a cell of its own with anything in it, nothing is changed.
    Returns whether something was.
    """
    grid = table.find(f"{W}tblGrid")
    widths = grid_widths(table)
    slivers = {place for place, width in enumerate(widths) if 0 < width <= SLIVER}
    if grid is None or not slivers or len(slivers) * 2 > len(widths):
        return False
    spans: list[tuple[etree._Element, int]] = []
    for row in table.iterchildren(f"{W}tr"):
        place = 0
        if row.find(f"{W}trPr/{W}gridBefore") is not None:
            return False
        for tc in row.iterchildren(f"{W}tc"):
            span = cell_properties(tc.find(f"{W}tcPr"))[0]
            kept = sum(at not in slivers for at in range(place, place + span))
            if not kept and next(tc.iterdescendants(f"{W}r", f"{W}tbl", f"{W}sdt"), None) is not None:
                return False
            if kept < span:
                spans.append((tc, kept))
            place += span
        if place > len(widths):
            return False
    for tc, kept in spans:
        parent, said = tc.getparent(), tc.find(f"{W}tcPr/{_GRID_SPAN}")
        if kept and said is not None:
            said.set(VAL, str(kept))
        elif parent is not None:
            parent.remove(tc)
    columns = list(grid.iterchildren(f"{W}gridCol"))
    for place in slivers:
        grid.remove(columns[place])
    return True


def unseen_reason(unseen: Mapping[int, str], first: int, span: int) -> str:
    """Return why nobody sees a cell that begins in one column (from 0) and reaches over some, "" where one does."""
    reasons = [unseen.get(column, "") for column in range(first, first + span)] if unseen else []
    return f"cột {first + 1} {reasons[0]}" if reasons and all(reasons) else ""


def cell_properties(
    properties: etree._Element | None,
) -> tuple[int, str, bool, bool, etree._Element | None]:
    """Return (columns spanned, "" | "restart" | "continue" downwards, deleted, joined to the left, its shading)."""
    if properties is None:
        return 1, "", False, False, None
    span, vertical, skipped, joins = 1, "", False, False
    shaded: etree._Element | None = None
    for element in properties:
        tag = element.tag
        if tag == _GRID_SPAN:
            span = number(element, 1)
        elif tag == _V_MERGE:
            vertical = element.get(VAL, "continue")
        elif tag == _H_MERGE:
            joins = element.get(VAL, "continue") == "continue"
        elif tag == _CELL_DEL:
            skipped = True
        elif tag == _SHADING:
            shaded = element
    return span, vertical, skipped, joins, shaded


def is_crossed(properties: etree._Element | None) -> bool:
    """Return whether a line runs through a cell from corner to corner."""
    borders = None if properties is None else properties.find(f"{W}tcBorders")
    lines = [] if borders is None else [borders.find(f"{W}{name}") for name in ("tl2br", "tr2bl")]
    return any(line is not None and line.get(VAL, "nil") not in ("nil", "none") for line in lines)
