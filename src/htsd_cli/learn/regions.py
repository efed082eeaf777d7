"""Which parts of a document are statistics tables: their heading rows, code row, body rows, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.codes import Code, column_code
from htsd_cli.learn.grid import Grid, Spot

_MOST_HEADING = 10  # rows in which a table's heading ends
_FURNITURE = words.pattern(r"(?:don vi bao cao|don vi nhan|bieu so|mau so|bieu mau|ngay nhan|ban hanh kem)\b")
_SIGNED = words.pattern(r"\b(?:nguoi lap|ky ten|ky ghi ro|ky dong dau|thu truong|noi nhan)\b")
_NUMERIC = re.compile(r"[-+]?[\d.,\s]+%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STRONG = words.NUMBER | words.CODE | words.UNIT | words.NOTE
_KNOWN = _STRONG | words.LABEL
_HEADS_CODES = (
    words.CODE | words.NUMBER | {"cot", "so cot", "cot so", "ma cot"}
)  # before the codes of columns


class Region(NamedTuple):
    """A statistics table on its grid: `heading`, `code_row` and `body` are numbers of rows, `left`, `right` of columns.

    `title` are the texts that stand in it above its heading.
    """

    grid: Grid
    heading: tuple[int, ...]
    code_row: int | None
    body: tuple[int, ...]
    left: int
    right: int
    title: tuple[str, ...] = ()

    @property
    def columns(self) -> range:
        """The grid columns it reaches over."""
        return range(self.left, self.right + 1)

    def starts(self) -> list[tuple[int, int]]:
        """Return the first and last grid column of each column that a person sees.

        Grid columns that come only of borders a little out of line, or of a table below this one, are none: there
        neither the lowest row of the heading has a cell of its own nor most rows of the body.
        """
        lowest = self.code_row or (self.heading[-1] if self.heading else None)
        found: list[int] = []
        for index in self.columns:
            begins = sum(1 for row in self.body if self.grid.at(row, index).column == index)
            most = begins * 2 >= len(self.body)
            if (
                lowest is None
                or self.grid.at(lowest, index).column == index
                or (most and self._is_parted(index))
            ):
                found.append(index)
        ends = [*(index - 1 for index in found[1:]), self.right]
        return list(zip(found, ends, strict=True))

    def _is_parted(self, index: int) -> bool:
        """Return whether the cells of the body left of a grid column have one of their own there too."""
        left = self.grid.at(self.heading[-1], index).column if self.heading else index
        return any(self.grid.at(row, index - 1).column >= left for row in self.body)

    def cell(self, row: int, first: int, last: int) -> Spot:
        """Return the cell of a row that lies most under a column's extent."""
        if first == last:
            return self.grid.at(row, first)
        spots = self.grid.across(row, first, last)
        return max(spots, key=lambda spot: min(spot.last_column, last) - max(spot.column, first))

    def codes(self) -> dict[int, Code]:
        """Return the code of each column, of those that have one."""
        return codes_of(self.grid, self.code_row, self.left, self.right) if self.code_row else {}


def find_regions(grid: Grid, before: Grid | None = None) -> list[Region]:
    """Return the statistics tables of a table of a Word file, or of a sheet, from top to bottom.

    A table as wide as the one `before` it and without a heading is its continuation, a region without heading rows.
    """
    found: list[Region] = []
    signed = _is_letterhead(grid.texts(1))
    if before is not None and before.columns == grid.columns and not signed and not _has_heading(grid):
        rows = tuple(row for row in range(1, grid.rows + 1) if row not in grid.hidden_rows)
        return [Region(grid, (), None, rows, 1, grid.columns)]
    row = 1
    while row <= grid.rows:
        region = _next(grid, row, found[-1] if found else None)
        if region is None:
            break
        found.append(region)
        row = (region.body[-1] if region.body else region.heading[-1]) + 1
    return [region for region in found if region.body and region.right > region.left]


def _has_heading(grid: Grid) -> bool:
    rows = range(1, min(grid.rows, 4) + 1)
    return any(is_code_row(grid, row, 1, grid.columns) for row in rows) or any(
        spot.bare in _STRONG or (row == 1 and _begins(grid, row, sheet=False, again=False))
        for row in rows
        for spot in grid.texts(row)
    )


def _next(grid: Grid, start: int, before: Region | None) -> Region | None:
    sheet = grid.table.sheet is not None
    last_look = grid.rows if sheet or before is not None else min(grid.rows, start + _MOST_HEADING)
    for row in range(start, last_look + 1):
        if row in grid.hidden_rows:
            continue
        if not _begins(grid, row, sheet=sheet, again=before is not None):
            continue
        region = _region(grid, row, start)
        if region is not None:
            return region
    if before is None and not sheet:
        return _headless(grid, start)
    return None


def _begins(grid: Grid, row: int, *, sheet: bool, again: bool) -> bool:
    """Return whether a row can be the first of a heading."""
    spots = grid.texts(row)
    if len(spots) < 2:
        return False
    numbers = {spot.text for spot in spots if spot.is_number and not _YEAR.fullmatch(spot.text)}
    if len(numbers) > 1:
        return False
    if _is_letterhead(spots):
        return False
    known = [spot for spot in spots if spot.bare in _KNOWN or words.OWNERS.fullmatch(spot.bare)]
    strong = [spot for spot in known if spot.bare in _STRONG]
    if again and not (sheet and _stands_apart(grid, row, spots)):
        return bool(strong) and len(known) >= 2
    if sheet:
        names = [spot for spot in grid.across(row, spots[0].column) if not _YEAR.fullmatch(spot.text)]
        drawn = _stands_apart(grid, row, spots) and not _looks_like_data(names)
        return (
            (bool(strong) and len(spots) >= 2)
            or len(known) >= 2
            or (bool(known) and len(spots) >= 3)
            or drawn
        )
    across = grid.across(row)
    across = across[1:] if not across[0].text and across[0].row_span > 1 else across
    full = len([spot for spot in across if spot.text]) * 10 >= len(across) * (6 if known else 8)
    return len(strong) >= 2 or (full and not _looks_like_data(across))


def _stands_apart(grid: Grid, row: int, spots: Sequence[Spot]) -> bool:
    """Return whether a bordered row of a sheet follows one without borders: another table begins there."""
    if not all(spot.look.bordered for spot in spots):
        return False
    above = grid.across(row - 1, spots[0].column, spots[-1].last_column) if row > 1 else []
    return not any(spot.look.bordered for spot in above)


def _is_letterhead(spots: Sequence[Spot]) -> bool:
    signers = [spot for spot in spots if words.SIGNER.fullmatch(spot.bare)]
    return (1 < len(spots) <= 3 and len(signers) == len(spots)) or any(
        words.SIGNATURE.search(spot.bare)
        or _FURNITURE.match(spot.bare)
        or re.search(r"[…]{2,}|\.{5,}|_{4,}", spot.text)
        for spot in spots
    )


def _looks_like_data(spots: Sequence[Spot]) -> bool:
    values = spots[2:] if len(spots) > 2 else spots[1:]
    filled = [spot for spot in values if spot.text]
    return bool(values) and (not filled or all(_NUMERIC.fullmatch(spot.text) for spot in filled))


def _region(grid: Grid, top: int, start: int) -> Region | None:
    left, right = _extent(grid, top)
    if grid.table.sheet is not None:
        top = _upwards(grid, top, start, left, right)
    heading, code_row = _heading(grid, top, left, right)
    if not heading:
        return None
    right = max(
        right, *(spot.last_column for row in heading for spot in grid.texts(row) if spot.column >= left)
    )
    first = (code_row or heading[-1]) + 1
    body = _body(grid, first, heading, left, right)
    while (
        right > left
        and not any(grid.at(row, right).text for row in heading)
        and not _is_drawn(grid, body, right)
    ):
        right -= 1
    title = tuple(
        spot.text for row in range(start, top) if row not in grid.hidden_rows for spot in grid.texts(row)
    )
    return Region(grid, heading, code_row, body, left, right, title)


def _is_drawn(grid: Grid, body: Sequence[int], column: int) -> bool:
    return any(grid.at(row, column).text or grid.at(row, column).look.bordered for row in body)


def _extent(grid: Grid, row: int) -> tuple[int, int]:
    """Return the first and last column of a table by a row of its heading; a sheet holds other things beside it."""
    if grid.table.sheet is None:
        return 1, grid.columns
    spots = grid.texts(row)
    left = right = spots[0].column
    for spot in [item for item in grid.across(row, left) if item.text or item.look.bordered]:
        if spot.column > right + 2:
            break
        right = max(right, spot.last_column)
    if left > 1 and grid.at(row, left - 1).look.bordered:
        left -= 1
    return left, min(right, grid.columns)


def _upwards(grid: Grid, top: int, start: int, left: int, right: int) -> int:
    """Return the first row of a heading whose lower row was found: rows above it with headings over several columns."""
    while top - 1 >= start:
        spots = [spot for spot in grid.texts(top - 1) if left <= spot.column <= right + 1]
        if spots and _heads_groups(grid, top, spots):
            top -= 1
            continue
        wide = [spot for spot in spots if spot.column_span > 1]
        whole = any(spot.column_span >= max(right - left, 2) for spot in spots)
        if not wide or whole or _is_letterhead(spots) or min(spot.column for spot in wide) <= left:
            break
        if not any(spot.look.bordered for spot in wide):
            break
        top -= 1
    return top


def _heads_groups(grid: Grid, top: int, spots: Sequence[Spot]) -> bool:
    """Return whether texts in bordered cells stand over some columns of a heading, cells without text between them."""
    return (
        len(spots) > 1
        and all(spot.look.bordered and not spot.is_number for spot in spots)
        and all(grid.at(top, spot.column).text for spot in spots)
        and not _is_letterhead(spots)
    )


def _heading(grid: Grid, top: int, left: int, right: int) -> tuple[tuple[int, ...], int | None]:
    """Return the rows of a heading and its code row, if it has one."""
    for row in range(top + 1, min(top + _MOST_HEADING, grid.rows) + 1):
        if is_code_row(grid, row, left, right):
            return tuple(number for number in range(top, row) if number not in grid.hidden_rows), row
        if any(_is_body(spot) for spot in grid.texts(row) if left <= spot.column <= left + 1) and not any(
            spot.row_span > 1 for spot in grid.texts(row)
        ):
            break
    depth = top
    while depth < grid.rows and depth < top + _MOST_HEADING:
        spots = grid.across(depth, left, right)
        end = max((spot.last_row for spot in spots if spot.text), default=depth)
        if end > depth:
            depth = end
            continue
        if not _goes_on(grid, depth, left, right):
            break
        depth += 1
    return tuple(row for row in range(top, depth + 1) if row not in grid.hidden_rows), None


def _is_body(spot: Spot) -> bool:
    """Return whether a text of the first columns already is a row's number: what a heading never begins with."""
    return re.fullmatch(r"(?:1|01|I|A|a|1\.1?)[.)]?", spot.text) is not None


def _goes_on(grid: Grid, row: int, left: int, right: int) -> bool:
    """Return whether the heading has a further row below `row`: parts of a wide heading, or texts without a label."""
    below = row + 1
    spots = [spot for spot in grid.texts(below) if left <= spot.column <= right]
    first = [grid.at(below, column) for column in range(left, min(left + 2, right + 1))]
    if not any(grid.at(number, left).text for number in (row, below)) and grid.at(below + 1, left).text:
        return len(spots) > 1 and not any(spot.is_number for spot in spots)
    wide = [
        spot
        for spot in grid.across(row, left, right)
        if spot.text and spot.column_span > 1 and spot.row == row
    ]
    covered = {column for spot in wide for column in range(spot.column, spot.last_column + 1)}
    if any(spot.row == below and spot.text and spot.column not in covered for spot in first):
        return False
    named = first[0].row == below and bool(first[0].text)
    if named and any(
        (spot.column, spot.last_column) == (first[0].column, first[0].last_column) for spot in wide
    ):
        return _names_columns(grid.across(below, first[0].last_column + 1, right))
    under = [spot for spot in spots if spot.column in covered]
    merged = all(spot.row < below for spot in first if spot.column not in covered)
    if under and (merged or not any(_NUMERIC.fullmatch(spot.text) for spot in under)):
        return True
    return len(spots) >= 2 and not wide and not any(_NUMERIC.fullmatch(spot.text) for spot in spots)


def _names_columns(spots: Sequence[Spot]) -> bool:
    """Return whether the cells beside a name are headings, as “Độ tuổi | 6 | 7 | Cộng”: all filled, not all numbers."""
    return bool(spots) and all(spot.text for spot in spots) and not all(spot.is_number for spot in spots)


def is_code_row(grid: Grid, row: int, left: int, right: int) -> bool:
    """Return whether a row only names the columns: `A B C 1 2 3=1+2`. Ages or years under a heading are none."""
    if row in grid.hidden_rows:
        return False
    spots = grid.across(row, left, right)
    starting = [spot for spot in spots if spot.row == row]
    texts = [spot for spot in starting if spot.text]
    if len(texts) < 2 or len(texts) * 10 < len(spots) * 6 or any(spot.row_span > 1 for spot in texts):
        return False
    if spots[0].row != row and (len(spots) < 2 or spots[1].row != row):
        return False
    if not any(spot.text for spot in starting[:2]):
        return False
    headed = [spot for spot in texts[:1] if spot.bare in _HEADS_CODES]
    codes = [column_code(spot.text) for spot in texts[len(headed) :]]
    if any(code is None for code in codes):
        return False
    named = [code.code for code in codes if code is not None and code.code]
    numbers = [int(name) for name in named if name.isdigit()]
    if len(named) < 2 or len(set(named)) < len(named):
        return False
    rising = all(first < second for first, second in pairwise(numbers))
    if headed and (row < 2 or len(numbers) < 2 or numbers[0] > 2):
        return False
    letters = [name for name in named if not name[:1].isdigit()]
    return (
        rising
        and (len(numbers) >= 2 or len(letters) >= 1)
        and (not numbers or numbers[0] <= 5 or bool(letters) or named[0].isdigit())
    )


def codes_of(grid: Grid, row: int | None, left: int, right: int) -> dict[int, Code]:
    """Return what a code row calls each column."""
    found: dict[int, Code] = {}
    if row is None:
        return found
    for spot in grid.across(row, left, right):
        code = column_code(spot.text) if spot.text else None
        if code is not None and code.code:
            found[max(spot.column, left)] = code
    return found


def _body(grid: Grid, first: int, heading: Sequence[int], left: int, right: int) -> tuple[int, ...]:
    """Return the rows of a table's body: to its end, without its heading printed again on a new page."""
    sheet = grid.table.sheet is not None
    printed = [_row_text(grid, row, left, right) for row in heading]
    bordered = sheet and any(grid.at(row, left).look.bordered for row in (*heading, first))
    rows: list[int] = []
    blank = 0
    for row in range(first, grid.rows + 1):
        if row in grid.hidden_rows:
            continue
        spots = grid.across(row, left, right)
        texts = [spot for spot in spots if spot.text]
        if texts and _row_text(grid, row, left, right) in printed:
            continue
        if is_code_row(grid, row, left, right) and rows and _row_text(grid, row - 1, left, right) in printed:
            continue
        if rows and _is_new_heading(grid, row, left, right, printed):
            break
        if texts and _ends(texts, spots):
            break
        if sheet:
            drawn = any(spot.look.bordered for spot in spots)
            if bordered and not drawn:
                if texts and rows:
                    break
                blank += 1
                if blank > 1 or rows:
                    break
                continue
            if not bordered and not texts:
                if rows:
                    break
                continue
        rows.append(row)
    while (
        rows and not any(spot.text for spot in grid.across(rows[-1], left, right)) and sheet and not bordered
    ):
        rows.pop()
    return tuple(rows)


def _row_text(grid: Grid, row: int, left: int, right: int) -> str:
    return "|".join(spot.bare for spot in grid.across(row, left, right))


def _is_new_heading(grid: Grid, row: int, left: int, right: int, printed: Sequence[str]) -> bool:
    """Return whether another heading begins within a table: at least two of its cells are words of headings."""
    spots = [spot for spot in grid.texts(row) if left <= spot.column <= right]
    if len(spots) < 3 or _row_text(grid, row, left, right) in printed:
        return False
    known = [spot for spot in spots if spot.bare in _KNOWN]
    below = [
        number
        for number in range(row + 1, min(row + 4, grid.rows + 1))
        if is_code_row(grid, number, left, right)
    ]
    return len(known) >= 2 and (bool(below) or any(spot.bare in words.NUMBER for spot in known))


def _ends(texts: Sequence[Spot], spots: Sequence[Spot]) -> bool:
    """Return whether a row stands below the table: a signature, a date, a remark over the whole width."""
    if len(texts) <= 3 and not any(spot.is_number for spot in texts):
        if any(words.SIGNATURE.search(spot.bare) for spot in texts):
            return len(spots) <= 3 or any(_SIGNED.search(spot.bare) for spot in texts)
        if all(words.SIGNER.fullmatch(spot.bare) for spot in texts) and len(texts) > 1:
            return True
    if len(texts) == 1 and words.FOOTNOTE.match(texts[0].bare) and len(texts[0].text) > 12:
        return texts[0].column == spots[0].column
    return (
        len(texts) <= 2
        and re.search(r"(?:^|, ?)ngày\s*[.…_\d]+\s*tháng", joined_text(texts), re.IGNORECASE) is not None
    )


def joined_text(spots: Sequence[Spot]) -> str:
    """Return the texts of some cells on one line."""
    return " ".join(spot.text for spot in spots)


def _headless(grid: Grid, start: int) -> Region | None:
    """Return a table without a heading: three rows and more, each a name beside cells to be filled."""
    rows = [row for row in range(start, grid.rows + 1) if row not in grid.hidden_rows]
    named = [row for row in rows if any(spot.text for spot in grid.across(row)[:2])]
    if len(named) < 3 or grid.columns < 2 or any(_is_letterhead(grid.texts(row)) for row in rows):
        return None
    values = [grid.at(row, grid.columns) for row in rows]
    if any(spot.text and not _NUMERIC.fullmatch(spot.text) for spot in values):
        return None
    if len({fold(grid.at(row, 1).text) for row in rows}) < 3:
        return None
    return Region(grid, (), None, tuple(rows), 1, grid.columns)
