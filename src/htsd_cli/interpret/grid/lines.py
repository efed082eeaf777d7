"""A received table as lines: which cell covers each column of a row, blank rows and hidden cells too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from htsd_cli.language.vietnamese import fold
from htsd_cli.values.document import Cell, Table

_WIDEST = 200  # grid columns that are looked at
_CODE = re.compile(r"[(\[]?\s*(?:[A-Za-zĐđ]|\d{1,2}[a-z]?|[–—-])\s*[)\]]?(?:\s*[=(].*)?")


_HEADS_CODES = frozenset(("ms", "ma so", "ma", "stt", "tt", "cot", "so cot", "cot so", "ma cot"))


class GridLine(NamedTuple):
    """One row: the cells that begin in it and are seen, the cell that covers each grid column, and the hidden ones."""

    number: int
    cells: tuple[Cell, ...]
    at: dict[int, Cell]
    hidden: tuple[Cell, ...] = ()

    @property
    def unhidden(self) -> GridLine:
        """The row as it would be, were its hidden cells seen."""
        at = {cell.column + n: cell for cell in self.hidden for n in range(min(cell.column_span, _WIDEST))}
        return self._replace(cells=(*self.cells, *self.hidden), at=at | self.at, hidden=())

    @property
    def texts(self) -> list[str]:
        """The texts of its own cells that hold any."""
        return [cell.text for cell in self.cells if cell.text.strip()]

    def text(self, column: int | None) -> str:
        """Return the text that stands over a grid column, "" for None."""
        cell = self.at.get(column) if column is not None else None
        return cell.text if cell is not None else ""

    def own_text(self, column: int | None) -> str:
        """Return the text over a grid column if its cell begins in this row."""
        cell = self.at.get(column) if column is not None else None
        return cell.text if cell is not None and cell.row == self.number else ""


def lines_of(table: Table) -> list[GridLine]:
    """Return a table's rows that have cells, in order."""
    return list(_lines(table))


def _lines(table: Table) -> Iterator[GridLine]:
    reaching: list[Cell] = []
    for row in table.rows:
        if not row:
            continue
        number = row[0].row
        reaching = [cell for cell in reaching if number < cell.row + cell.row_span]
        seen = tuple(cell for cell in row if not cell.hidden)
        at: dict[int, Cell] = {}
        for cell in (*reaching, *seen):
            if cell.column_span == 1:
                at[cell.column] = cell
                continue
            for column in range(cell.column, min(cell.column + cell.column_span, _WIDEST + 1)):
                at[column] = cell
        hidden = tuple(cell for cell in row if cell.hidden) if len(seen) < len(row) else ()
        yield GridLine(number, seen, at, hidden)
        reaching += seen


def is_code_line(line: GridLine) -> bool:
    """Return whether a row only names the columns: `A | B | 1 | 2 | 3=1+2`, `(1) | (2)`."""
    texts = [text.strip() for text in line.texts]
    if len(texts) > 3 and fold(texts[0]) in _HEADS_CODES:
        texts = texts[1:]
    return len(texts) >= 3 and len(set(texts)) > 1 and all(_CODE.fullmatch(text) for text in texts)


def widest(lines: Sequence[GridLine]) -> int:
    """Return how many grid columns the lines reach over."""
    return max((max(line.at) for line in lines if line.at), default=0)
