"""One table or sheet as a grid: which cell stands at each place, how it is drawn, blank cells too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.values.document import Cell, CellKind, Sight, Table
from htsd_cli.values.layout import Look, TableLayout

_PLAIN = Look()
_WIDEST = 120  # columns of a sheet that are looked at
_LONGEST = 5_000  # rows


class Spot(NamedTuple):
    """A cell as it is drawn: `text` on one line, its first row and column (1-based), how far it reaches."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    look: Look = _PLAIN
    cell: Cell | None = None
    leading: int = 0  # spaces before the text

    @property
    def last_row(self) -> int:
        """The last row it reaches."""
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        """The last column it reaches."""
        return self.column + self.column_span - 1

    @property
    def bare(self) -> str:
        """Its text folded for comparing."""
        return fold(self.text)

    @property
    def is_number(self) -> bool:
        """Whether a workbook stores a number in it."""
        return self.cell is not None and self.cell.kind not in (CellKind.TEXT, CellKind.ERROR)


class Grid:
    """The cells of a table by place; `rows` and `columns` are its numbers of rows and columns."""

    def __init__(self, table: Table, layout: TableLayout) -> None:
        self.table = table
        self.layout = layout
        self._at: dict[tuple[int, int], Spot] = {}
        self._starts: dict[int, list[Spot]] = {}
        self.hidden_rows = layout.hidden_rows
        self.hidden_columns = layout.hidden_columns
        sheet = table.sheet is not None
        looks = layout.looks
        cells = {(cell.row, cell.column): cell for row in table.rows for cell in row if not cell.hidden}
        ends = [(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1) for cell in cells.values()]
        if sheet:
            ends += [place for place, look in looks.items() if look.bordered or look.formula]
        self.rows = min(max((row for row, _ in ends), default=0), _LONGEST)
        self.columns = min(max((column for _, column in ends), default=0), _WIDEST)
        spans = {
            (top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in layout.merges
        }
        places = dict.fromkeys(sorted({*cells, *(looks if sheet else {}), *spans}))
        for place in places:
            cell = cells.get(place)
            if cell is None and not sheet and place not in looks:
                continue
            if place[0] > self.rows or place[1] > self.columns or place in self._at:
                continue
            self._put(place, cell, looks.get(place, _PLAIN), spans)
        if not sheet:
            return
        for row in self._starts.values():
            row.sort(key=lambda spot: spot.column)

    def _put(
        self,
        place: tuple[int, int],
        cell: Cell | None,
        look: Look,
        spans: dict[tuple[int, int], tuple[int, int]],
    ) -> None:
        height, width = spans.get(place, (1, 1))
        if cell is not None:
            height, width = max(height, cell.row_span), max(width, cell.column_span)
        raw = "" if cell is None else _text(cell)
        spot = Spot(
            " ".join(clean(raw).split()), *place, height, width, look, cell, len(raw) - len(raw.lstrip())
        )
        for row in range(place[0], min(place[0] + height, self.rows + 1)):
            for column in range(place[1], min(place[1] + width, self.columns + 1)):
                self._at.setdefault((row, column), spot)
        self._starts.setdefault(place[0], []).append(spot)

    def at(self, row: int, column: int) -> Spot:
        """Return the cell that covers a place; a blank one where nothing is drawn."""
        found = self._at.get((row, column))
        return found if found is not None else Spot("", row, column)

    def across(self, row: int, first: int = 1, last: int | None = None) -> list[Spot]:
        """Return the different cells that cover a row, from left to right."""
        found: list[Spot] = []
        column = first
        while column <= (last or self.columns):
            spot = self.at(row, column)
            found.append(spot)
            column = max(spot.last_column, column) + 1
        return found

    def texts(self, row: int) -> list[Spot]:
        """Return the cells with text that begin in a row, from left to right."""
        return [spot for spot in self._starts.get(row, ()) if spot.text]

    def numbers(self) -> Iterator[int]:
        """Yield the rows that are seen."""
        return (row for row in range(1, self.rows + 1) if row not in self.hidden_rows)


def _text(cell: Cell) -> str:
    """Return a cell's text, after the number that Word itself puts before it."""
    number = next((seen.text for seen in cell.sights if seen.sight is Sight.LIST_NUMBER and seen.text), "")
    if cell.kind in (CellKind.UNCALCULATED, CellKind.ERROR):
        return ""
    raised = next((seen.text for seen in cell.sights if seen.sight in (Sight.RAISED, Sight.EXPONENT)), "")
    if raised in ("2", "3") and cell.text.strip().lower() in ("m", "km"):
        return f"{cell.text.strip()}{raised}"
    return f"{number} {cell.text}" if number else cell.text
