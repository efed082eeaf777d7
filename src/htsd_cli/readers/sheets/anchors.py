"""Over which cells something lies that is drawn on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW, Merge, Place

POINT = 12_700  # English metric units
PIXEL = 9_525
_DEFAULT_HEIGHT, _DEFAULT_WIDTH = 15.0, 8.43  # points, characters
_HALF = 0.5  # of a cell's side, from which on it is covered
_MOST_SIDE = 300  # rows or columns looked at under one drawing


class Corner(NamedTuple):
    """A point on a sheet: the cell it lies in, 1-based, and how far from that cell's upper left corner (EMU)."""

    row: int
    down: int
    column: int
    right: int


class Sizes:
    """The heights of a sheet's rows and the widths of its columns, as far as they differ from the usual ones (EMU)."""

    def __init__(
        self, heights: Mapping[int, float], width: Callable[[int], float | None], usual: float | None = None
    ) -> None:
        self._heights = heights
        self._width = width
        self._usual = usual or _DEFAULT_HEIGHT

    def height(self, row: int) -> float:
        """Return a row's height; 1 for one that shows nothing."""
        return max(1.0, self._heights.get(row, self._usual) * POINT)

    def width(self, column: int) -> float:
        """Return a column's width; 1 for one that shows nothing."""
        characters = self._width(column)
        if characters == 0:
            return 1.0
        return ((_DEFAULT_WIDTH if characters is None else characters) * 7 + 5) * PIXEL

    def beyond(self, start: Corner, width: int, height: int) -> Corner:
        """Return the lower right corner of what begins at `start` and has a size."""
        row, down = _walk(start.row, start.down + height, self.height, LAST_ROW)
        column, right = _walk(start.column, start.right + width, self.width, LAST_COLUMN)
        return Corner(row, int(down), column, int(right))

    def under(self, start: Corner, end: Corner) -> list[Place]:
        """Return the cells a drawing covers by half or more in both directions; at the least the one it covers most."""
        rows = _shares(start.row, start.down, end.row, end.down, self.height)
        columns = _shares(start.column, start.right, end.column, end.right, self.width)
        chosen_rows = [row for row, share in rows if share >= _HALF] or [
            max(rows, key=lambda item: item[1])[0]
        ]
        chosen_columns = [at for at, share in columns if share >= _HALF]
        chosen_columns = chosen_columns or [max(columns, key=lambda item: item[1])[0]]
        return [(row, column) for row in chosen_rows for column in chosen_columns]

    def through(self, start: Corner, end: Corner) -> list[Place]:
        """Return the cells of a row that a line goes through, flat in the middle or aslant, as to strike a figure."""
        height = self.height(start.row)
        if end.row == start.row + 1 and end.down <= PIXEL:
            end = end._replace(row=start.row, down=int(height))
        if end.row != start.row or not 0.2 < (start.down + end.down) / 2 / height < 0.8:
            return []
        columns = _shares(start.column, start.right, end.column, end.right, self.width)
        return [(start.row, column) for column, share in columns if share >= _HALF / 2]


def _walk(place: int, left: float, size: Callable[[int], float], last: int) -> tuple[int, float]:
    for _ in range(10_000):
        if left <= size(place) or place >= last:
            break
        left -= size(place)
        place += 1
    return place, left


def _shares(
    first: int, begin: int, last: int, end: int, size: Callable[[int], float]
) -> list[tuple[int, float]]:
    """Return the rows or columns from the first to the last, with what share of each is covered."""
    found: list[tuple[int, float]] = []
    for place in range(first, min(max(first, last), first + _MOST_SIDE) + 1):
        low = min(1.0, begin / size(place)) if place == first else 0.0
        high = min(1.0, end / size(place)) if place == last else 1.0
        found.append((place, max(0.0, high - low)))
    return found


def over_merges(place: Place, merges: Sequence[Merge]) -> Place:
    """Return the cell that shows at a place: the first of a merged area."""
    row, column = place
    for top, left, bottom, right in merges:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return place
