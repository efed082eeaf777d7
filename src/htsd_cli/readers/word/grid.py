"""Lays the cells of a Word table into its grid: spans, merges downwards and merges to the left."""

from __future__ import annotations

from dataclasses import dataclass, field

from htsd_cli.values.document import Cell


@dataclass(slots=True)
class Grid:
    """The rows of a table as they come; `column` (from 1) is where the next cell begins.

    `reaching` are the cells that reach down so far: column -> (row, place in it).
    """

    rows: list[list[Cell]] = field(default_factory=list)
    column: int = 1
    reaching: dict[int, tuple[int, int]] = field(default_factory=dict)

    def begin_row(self, before: int = 0) -> None:
        """Begin a row that leaves so many columns free."""
        self.rows.append([])
        self.column = 1 + before

    def covers(self, span: int, vertical: str, *, joins: bool = False) -> bool:
        """Return whether the next cell is covered by another, which then reaches over it.

        `vertical` is "", "restart" or "continue"; `joins` says that it joins the cell to its left.
        """
        row = self.rows[-1]
        above = self.reaching.get(self.column)
        if joins and row:
            row[-1] = row[-1]._replace(column_span=row[-1].column_span + span)
        elif vertical == "continue" and above is not None:
            first = self.rows[above[0]][above[1]]
            self.rows[above[0]][above[1]] = first._replace(row_span=len(self.rows) - above[0])
        else:
            if vertical == "restart":
                self.reaching[self.column] = (len(self.rows) - 1, len(row))
            elif above is not None:
                del self.reaching[self.column]
            return False
        self.column += span
        return True

    def add(self, cell: Cell) -> None:
        """Put a cell that no other covers at `column`."""
        self.rows[-1].append(cell)
        self.column += cell.column_span

    def done(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows."""
        return tuple(map(tuple, self.rows))
