"""What the rows and cells of a table say of themselves: spans, merges, heights, and that nobody sees them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from lxml import etree

from htsd_cli.readers.word.elements import OFF, VAL, W
from htsd_cli.readers.word.flow import TRPR
from htsd_cli.readers.word.lengths import length
from htsd_cli.readers.word.plain_table import number

_GRID_SPAN, _V_MERGE, _H_MERGE, _CELL_DEL = f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge", f"{W}cellDel"
_SHADING, _SIDE = f"{W}shd", f"{W}jc"
SLIVER = 20  # twentieths of a point: a column one point wide is a border a little out of line
_NEAR = 90  # twentieths of a point: a cell's edge so near to that of a column is at it
_BESIDE = 300  # a row moved so far to the side stands beside its columns
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


def is_joined_above(properties: etree._Element | None) -> bool:
    """Return whether a tracked change joins a cell (its w:tcPr) to the one above it."""
    merge = None if properties is None else properties.find(f"{W}cellMerge")
    return merge is not None and merge.get(f"{W}vMerge") == "cont"


def column_edges(table: etree._Element, rows: Sequence[etree._Element]) -> list[int]:
    """Return where the columns of a table end, from its left side, as a row with a cell for each column says it.

    Where no row does, the table's grid is asked.
    """
    widths = grid_widths(table)
    for row in rows:
        cells = row.findall(f"{W}tc")
        own = _widths(cells, 0)
        if len(cells) == len(widths) and own and all(_is_simple(cell) for cell in cells):
            return list(accumulate(own))
    return list(accumulate(widths)) if all(widths) else []


def spans_by_width(
    row: etree._Element, cells: Sequence[etree._Element], edges: Sequence[int]
) -> list[int] | None:
    """Return how many columns the cells of a row reach over, where only their widths say that.

    Some programs write a merged cell with nothing but its width. None where the row says it itself, or its cells end
    where no columns do.
    """
    if not edges or not cells or len(cells) >= len(edges) or not all(_is_simple(cell) for cell in cells):
        return None
    if _leaves_columns(row):
        return None
    places = [0]
    for at in accumulate(_widths(cells, edges[-1])):
        nearest = bisect_left(edges, at - _NEAR) + 1
        if nearest <= places[-1] or nearest > len(edges) or edges[nearest - 1] > at + _NEAR:
            return None
        places.append(nearest)
    spans = [after - before for before, after in pairwise(places)]
    return None if set(spans) <= {1} else spans


def first_parted(cells: Sequence[etree._Element], *tables: Sequence[int]) -> int | None:
    """Return the first of a row's cells that shares its column with the next one, where their widths say that.

    Such a row has more cells than the table has columns, and is as wide: what stands behind is not the column it
    would be by its number. `tables` are the edges of the table's columns, as a row and as the grid say them. None where
    there is none.
    """
    own = list(accumulate(_widths(cells, 0))) if all(_is_simple(cell) for cell in cells) else []
    for edges in tables if own else ():
        if edges and len(edges) < len(own) and abs(own[-1] - edges[-1]) <= _NEAR:
            known = (*edges, *([-_BESIDE] * len(own)))
            return next(number for number, at in enumerate(own) if abs(at - known[number]) > _NEAR)
    return None


def first_displaced(row: etree._Element, cells: Sequence[etree._Element], edges: Sequence[int]) -> int | None:
    """Return the first of a row's cells that ends at another column by its width than by the columns it says it spans.

    Such a row has too few columns and is as wide as the table: programs differ in which of the two they go by, so that
    what stands behind has no certain column. None where there is none.
    """
    free = [_number_in(row, name) for name in ("gridBefore", "gridAfter")]
    spans = [cell_properties(cell.find(f"{W}tcPr"))[0] for cell in cells]
    places = [at + free[0] for at in accumulate(spans)]
    own = _widths(cells, edges[-1] if edges else 0)
    if not own or not edges or places[-1] + free[1] >= len(edges):
        return None
    before = edges[free[0] - 1] if free[0] else 0
    after = edges[-1] - edges[-1 - free[1]]
    ends = list(accumulate(own, initial=before))[1:]
    if abs(ends[-1] + after - edges[-1]) > _NEAR:
        return None
    said = zip(ends, places, strict=True)
    return next((at for at, (end, place) in enumerate(said) if abs(end - edges[place - 1]) > _NEAR), None)


def _number_in(row: etree._Element, name: str) -> int:
    """Return the number that a property of a row gives, 0 for none."""
    said = row.find(f"{TRPR}/{W}{name}")
    return 0 if said is None else number(said, 0)


def _leaves_columns(row: etree._Element) -> bool:
    """Return whether a row says that it leaves columns of the table free."""
    properties = row.find(TRPR)
    named = (f"{W}gridBefore", f"{W}gridAfter")
    return properties is not None and any(properties.find(name) is not None for name in named)


def stands_beside(row: etree._Element, table: etree._Element) -> bool:
    """Return whether a row is moved to the side, so that its cells stand below others than those of their columns.

    Programs differ in whether a width before a row that leaves no columns free moves it, and in whether a short row
    may go to another side than its table.
    """
    own, usual = row.find(f"{W}tblPrEx/{W}tblInd"), table.find(f"{W}tblPr/{W}tblInd")
    moved = 0 if own is None else (length(own, "w") or 0) - (length(usual, "w") or 0)
    properties = row.find(TRPR)
    free = properties is not None and properties.find(f"{W}gridBefore") is None
    before = length(properties.find(f"{W}wBefore"), "w") if properties is not None and free else None
    return abs(moved) > _BESIDE or (before or 0) > _BESIDE or _goes_aside(row, table)


def _goes_aside(row: etree._Element, table: etree._Element) -> bool:
    """Return whether a row with fewer columns than its table is to stand at another side (w:jc) than that."""
    own = row.find(f"{W}tblPrEx/{_SIDE}")
    own = row.find(f"{TRPR}/{_SIDE}") if own is None else own
    if own is None or _side(own) == _side(table.find(f"{W}tblPr/{_SIDE}")):
        return False
    return _columns(row) < len(grid_widths(table))


def _side(said: etree._Element | None) -> str:
    value = "left" if said is None else said.get(VAL, "left")
    return {"start": "left", "end": "right"}.get(value, value)


def uneven_deletions(rows: Sequence[etree._Element]) -> frozenset[etree._Element]:
    """Return the rows that lost a cell in a tracked change and fill fewer columns than others now.

    A whole column that was deleted, or a cell that another took the place of, leaves the others as they are.
    """
    found = [row for row in rows if next(row.iter(_CELL_DEL), None) is not None]
    if not found:
        return frozenset()
    usual = {_columns(row) for row in rows if row not in found}
    return frozenset(row for row in found if usual and _columns(row) not in usual)


def _columns(row: etree._Element) -> int:
    """Return how many columns a row's own cells reach over, without those deleted."""
    own = (cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row)
    said = (cell_properties(cell.find(f"{W}tcPr")) for cell in own)
    return row_properties(row)[0] + sum(span for span, _, skipped, _, _ in said if not skipped)


def _widths(cells: Sequence[etree._Element], whole: int) -> list[int]:
    """Return how wide cells say they are, [] where one does not; parts are those of a `whole`."""
    found: list[int] = []
    for cell in cells:
        said = cell.find(f"{W}tcPr/{W}tcW")
        width = length(said, "w")
        kind = "" if said is None else said.get(f"{W}type", "dxa")
        if not width or kind not in ("dxa", "pct") or (kind == "pct" and not whole):
            return []
        found.append(width if kind == "dxa" else width * whole // 5000)
    return found


def _is_simple(cell: etree._Element) -> bool:
    span, _, skipped, joins, _ = cell_properties(cell.find(f"{W}tcPr"))
    said = cell.find(f"{W}tcPr/{_GRID_SPAN}")
    return span == 1 and said is None and not skipped and not joins
