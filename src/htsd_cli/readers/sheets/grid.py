"""A sheet's cells as a person sees them: what lies under a merge is not there, a hidden cell says why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from htsd_cli.readers.column_names import column_name
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.values.document import Cell, CellKind, Seen, Sight

Place = tuple[int, int]  # row and column of a cell, 1-based
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of a sheet; XFD1048576 is its last cell

LOWEST, NARROWEST = 5.5, 0.5  # points, characters: rows of less cut letters of 11 points in half

# Why a row or column is not seen, after its name: "hàng 12 đang bị bộ lọc ẩn".
HIDDEN, FILTERED, GROUPED = "đang bị ẩn", "đang bị bộ lọc ẩn", "nằm trong nhóm đang thu gọn"
TOO_LOW, TOO_NARROW = "thấp đến mức không nhìn thấy", "hẹp đến mức không nhìn thấy"

_DISPUTED = Seen(Sight.UNKNOWN, "vùng ô gộp chồng lên nhau")
_COLUMN = attrgetter("column")
_LONGEST_UNSEEN = 40  # letters told of what lies under a merged cell
_MOST_MERGES = 50_000
_MOST_STEPS = 5_000_000  # cells looked at for what lies under merges


class Merge(NamedTuple):
    """A merged area, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


def refuse_many_merges(count: int) -> None:
    """Raise `UnreadableFile` for a sheet with more merged areas than any table has."""
    if count > _MOST_MERGES:
        raise UnreadableFile("too-large", f"trang tính có {count} vùng ô gộp")


class View:
    """What of a sheet is seen: `merges`; hidden rows and ranges of columns (first, last), each with the reason.

    `whole` is the reason why nothing of the sheet is seen, "" where it is.
    """

    def __init__(
        self,
        merges: Sequence[Merge],
        hidden_rows: Mapping[int, str],
        hidden_columns: Iterable[tuple[int, int, str]],
        whole: str = "",
    ) -> None:
        refuse_many_merges(len(merges))
        self._merges = merges
        self._why_rows = hidden_rows
        self._why_columns = tuple(hidden_columns)
        self._rows = _Ranges((row, row) for row in hidden_rows)
        self._columns = _Ranges((first, last) for first, last, _ in self._why_columns)
        self._whole = whole

    def of(self, cells: Mapping[Place, Cell]) -> tuple[tuple[Cell, ...], ...]:
        """Return the cells row by row; those nobody sees say why. What a merge covers is invisible for good.

        `cells` are those with content, by place, each spanning only itself. Raises `UnreadableFile("too-large")`
        for merges beyond all measure.
        """
        merged, covered = self._spread(cells)
        for owner, under in self._under(cells, covered).items():
            first = merged.get(owner) or self._blank(owner)
            if not first.text.strip() or first.kind is not CellKind.TEXT:
                merged[owner] = first._replace(sights=(*first.sights, Seen(Sight.UNSEEN, " ".join(under))))
        all_seen = not (self._rows or self._columns or self._whole)
        rows: dict[int, list[Cell]] = {}
        for place in sorted({*cells, *merged}):
            if place in covered:
                continue
            cell = merged.get(place) or cells[place]
            seen = cell if all_seen else self._seen(cell)
            rows.setdefault(seen.row, []).append(seen)
        if all_seen:
            return tuple(map(tuple, rows.values()))
        return tuple(tuple(sorted(rows[row], key=_COLUMN)) for row in sorted(rows))

    def _spread(self, cells: Mapping[Place, Cell]) -> tuple[dict[Place, Cell], set[Place]]:
        """Return the merged cells with their spans, and the places that lie under a merge.

        Where two merges lie over one cell no program shows them alike: their cells stand alone, and each tells it.
        """
        merged: dict[Place, Cell] = {}
        covered: set[Place] = set()
        claimed: dict[Place, Merge] = {}
        disputed: set[Merge] = set()
        steps = 0
        for top, left, bottom, right in self._merges:
            first = cells.get((top, left))
            if first is not None:
                merged[top, left] = first._replace(row_span=bottom - top + 1, column_span=right - left + 1)
            area = (bottom - top + 1) * (right - left + 1)
            steps += min(area, len(cells))
            if steps > _MOST_STEPS:
                raise UnreadableFile("too-large", "trang tính có quá nhiều vùng ô gộp")
            if area <= len(cells):
                rows, columns = range(top, bottom + 1), range(left, right + 1)
                within = [(row, column) for row in rows for column in columns if (row, column) in cells]
            else:
                within = [(r, c) for r, c in cells if top <= r <= bottom and left <= c <= right]
            merge = Merge(top, left, bottom, right)
            for place in within:
                if (other := claimed.setdefault(place, merge)) != merge:
                    disputed |= {merge, other}
            covered.update(place for place in within if place != (top, left))
        if not disputed:
            return merged, covered
        alone = {place for place in claimed if any(_lies_in(place, merge) for merge in disputed)}
        for place in alone:
            merged[place] = cells[place]._replace(sights=(*cells[place].sights, _DISPUTED))
        return merged, covered - alone

    def _under(self, cells: Mapping[Place, Cell], covered: Collection[Place]) -> dict[Place, list[str]]:
        """Return the figures that lie under merged cells, where nobody sees them, by the place of the merged cell."""
        found: dict[Place, list[str]] = {}
        for row, column in sorted(covered):
            cell = cells[row, column]
            if cell.value == 0 or not any(letter.isdigit() for letter in cell.text):
                continue
            for top, left, bottom, right in self._merges:
                if top <= row <= bottom and left <= column <= right:
                    found.setdefault((top, left), []).append(cell.text.strip()[:_LONGEST_UNSEEN])
                    break
        return found

    def _blank(self, place: Place) -> Cell:
        """Return the blank cell of the merged area that begins at a place."""
        _, _, bottom, right = next(merge for merge in self._merges if merge[:2] == place)
        row, column = place
        spans = (bottom - row + 1, right - column + 1)
        return Cell("", row, column, *spans, address=f"{column_name(column)}{row}")

    def _seen(self, cell: Cell) -> Cell:
        """Return the cell as far as it is seen, with the reason when it is not seen at all.

        A merged cell shows as long as one of its rows and one of its columns does; it then stands at the
        first that shows, with its address unchanged.
        """
        if self._whole:
            return cell._replace(hidden=self._whole)
        row = self._rows.first_outside(cell.row, cell.row + cell.row_span - 1)
        column = self._columns.first_outside(cell.column, cell.column + cell.column_span - 1)
        if row is None:
            return cell._replace(hidden=f"hàng {cell.row} {self._why_rows[cell.row]}")
        if column is None:
            why = next(why for first, last, why in self._why_columns if first <= cell.column <= last)
            return cell._replace(hidden=f"cột {column_name(cell.column)} {why}")
        if (row, column) == (cell.row, cell.column):
            return cell
        return cell._replace(
            row=row,
            column=column,
            row_span=cell.row_span - (row - cell.row),
            column_span=cell.column_span - (column - cell.column),
        )


def _lies_in(place: Place, merge: Merge) -> bool:
    return merge.top <= place[0] <= merge.bottom and merge.left <= place[1] <= merge.right


class _Ranges:
    """Ranges of rows or columns, joined where they touch."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._first: list[int] = []
        self._last: list[int] = []
        for first, last in sorted(ranges):
            if self._last and first <= self._last[-1] + 1:
                self._last[-1] = max(last, self._last[-1])
            else:
                self._first.append(first)
                self._last.append(last)

    def __bool__(self) -> bool:
        return bool(self._first)

    def first_outside(self, first: int, last: int) -> int | None:
        """Return the first number from `first` to `last` that is in no range, None when all are in one."""
        at = bisect_right(self._first, first) - 1
        if at >= 0 and self._last[at] >= first:
            first = self._last[at] + 1
        return first if first <= last else None


def beside_ranges(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a sheet's columns that are in none of some ranges."""
    after = 1
    for first, last in sorted(ranges):
        if after < first:
            yield after, first - 1
        after = max(after, last + 1)
    if after <= LAST_COLUMN:
        yield after, LAST_COLUMN
