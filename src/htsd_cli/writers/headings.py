"""The headings of a form's table as cells over its columns, for every output that draws the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from htsd_cli.form import Column


class HeadingCell(NamedTuple):
    """A heading and the columns and heading rows it stands over, both included and counted from 0."""

    text: str
    column: int
    last_column: int
    row: int
    last_row: int


def headings(columns: Sequence[Column], depth: int) -> Iterator[HeadingCell]:
    """Yield the heading cells of a table from the left, one over others before these.

    Neighbours with the same headings above share them; a column's lowest heading stands over the rows left.
    """
    yield from _headings(columns, 0, len(columns), 0, depth)


def _headings(
    columns: Sequence[Column], start: int, stop: int, row: int, depth: int
) -> Iterator[HeadingCell]:
    while start < stop:
        path = columns[start].path
        end = start + 1
        if row < len(path) - 1:
            while end < stop and len(columns[end].path) - 1 > row and columns[end].path[row] == path[row]:
                end += 1
            yield HeadingCell(path[row], start, end - 1, row, row)
            yield from _headings(columns, start, end, row + 1, depth)
        else:
            yield HeadingCell(path[row] if row < len(path) else "", start, start, row, depth - 1)
        start = end
