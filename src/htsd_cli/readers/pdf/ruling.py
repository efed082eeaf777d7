"""Finds the ruled tables of a page, with the rows that a page's end leaves open.

A browser draws a row that the end of a page cuts without a rule below it, and its rest on the next page without one
above: there only the upright rules say how far the row reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from htsd_cli.readers.pdf.layout import Box

if TYPE_CHECKING:
    from pdfplumber.page import Page

_OPEN = 8.0  # points by which upright rules go on where a row is not closed,
_LEAST_UPRIGHT = 3  # and how many of them
_SAME_END = 1.5  # points within which their ends are one
_FEWEST_GAPS, _FARTHEST_APART = (
    6,
    12.0,
)  # between cells with frames of their own, and how wide these are, in points
_MOST_APART = 3_000
_TOUCHING = 3.0  # points: a level rule no farther from their ends closes the row

Edge = Mapping[str, Any]


class Ruling(NamedTuple):
    """A ruled table: the boxes of its cells, and whether its first row is open above, its last one below."""

    cells: Sequence[Box]
    open_above: bool = False
    open_below: bool = False


class _End(NamedTuple):
    """Where upright rules end together with no level one: how high, from where to where, and at which end of them."""

    y: float
    x0: float
    x1: float
    below: bool


def find_rulings(page: Page) -> list[Ruling]:
    """Return the ruled tables of a page, from the straight lines left to it; a table of one cell is none."""
    finder = page.debug_tablefinder()
    ends = [*_ends(finder.edges, below=True), *_ends(finder.edges, below=False)]
    if ends:
        finder = page.debug_tablefinder({"explicit_horizontal_lines": [_line(end) for end in ends]})
    known = {cell for table in finder.tables for cell in table.cells if len(table.cells) > 1}
    alone = [cell for cell in finder.cells if cell not in known]
    rulings = [_ruling(table.cells, ends) for table in finder.tables if len(table.cells) > 1]
    return [*rulings, *map(Ruling, _set_apart(alone))]


def _set_apart(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Yield the tables of cells with frames of their own that stand apart by the same way in both directions."""
    gaps = {box: _gaps(box, boxes) for box in boxes[:_MOST_APART]}
    every = [gap for found in gaps.values() for gap in found]
    if len(every) < _FEWEST_GAPS:
        return
    usual = median(every)
    reach = usual + _SAME_END
    waiting = {box for box, found in gaps.items() if any(abs(gap - usual) < _SAME_END for gap in found)}
    waiting |= {box for box, found in gaps.items() if not found}  # the last one of a row and a column
    while waiting:
        found = [waiting.pop()]
        for box in found:
            near = [other for other in waiting if _is_near(box, other, reach)]
            waiting.difference_update(near)
            found += near
        if len({round(box[0]) for box in found}) > 1 and len({round(box[1]) for box in found}) > 1:
            yield sorted(found, key=lambda box: (box[1], box[0]))


def _gaps(box: Box, boxes: Sequence[Box]) -> list[float]:
    """Return how far the nearest boxes right of and below one stand from it, if they are near."""
    x0, top, x1, bottom = box
    right = [other[0] - x1 for other in boxes if other[1] < bottom and other[3] > top and other[0] > x1]
    below = [other[1] - bottom for other in boxes if other[0] < x1 and other[2] > x0 and other[1] > bottom]
    return [gap for gap in (min(right, default=inf), min(below, default=inf)) if gap < _FARTHEST_APART]


def _is_near(one: Box, other: Box, reach: float) -> bool:
    return all(one[at] <= other[at + 2] + reach and other[at] <= one[at + 2] + reach for at in (0, 1))


def _ruling(cells: Sequence[Box], ends: Sequence[_End]) -> Ruling:
    left, right = min(box[0] for box in cells), max(box[2] for box in cells)
    top, bottom = min(box[1] for box in cells), max(box[3] for box in cells)
    own = [end for end in ends if end.x0 < right and end.x1 > left]
    return Ruling(
        cells,
        any(not end.below and abs(end.y - top) < _TOUCHING for end in own),
        any(end.below and abs(end.y - bottom) < _TOUCHING for end in own),
    )


def _ends(edges: Sequence[Edge], *, below: bool) -> Iterator[_End]:
    """Yield where upright rules end together although no level rule is there, having passed or left one before."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    waiting = sorted(upright, key=lambda edge: edge["bottom"] if below else edge["top"])
    groups: list[list[Edge]] = []
    for edge in waiting:
        y = edge["bottom"] if below else edge["top"]
        if groups and y - (groups[-1][0]["bottom"] if below else groups[-1][0]["top"]) < _SAME_END:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    for group in groups:
        if len(group) < _LEAST_UPRIGHT:
            continue
        y = max(edge["bottom"] for edge in group) if below else min(edge["top"] for edge in group)
        x0, x1 = min(edge["x0"] for edge in group), max(edge["x1"] for edge in group)
        beside = [edge for edge in level if edge["x0"] < x1 - _TOUCHING and edge["x1"] > x0 + _TOUCHING]
        if any(abs(edge["top"] - y) < _TOUCHING for edge in beside):
            continue
        tops, bottoms = [edge["top"] for edge in group], [edge["bottom"] for edge in group]
        passed = [
            edge["top"] for edge in beside if min(tops) - _TOUCHING < edge["top"] < max(bottoms) + _TOUCHING
        ]
        if any(abs(y - one) > _OPEN for one in passed):
            yield _End(y, x0, x1, below)


def _line(end: _End) -> dict[str, object]:
    """Return a level rule where upright ones end, as the finder of tables takes one."""
    width = end.x1 - end.x0
    place = {"x0": end.x0, "x1": end.x1, "top": end.y, "bottom": end.y}
    return {"object_type": "line", "width": width, "height": 0.0, **place}
