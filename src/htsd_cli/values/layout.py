"""How a file's tables are drawn: what a cell is like on paper beside its text, blank cells too."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Layout", "Look", "Merge", "TableLayout"]

Merge = tuple[int, int, int, int]  # top, left, bottom, right: 1-based, inclusive
Place = tuple[int, int]  # row, column: 1-based


class Look(NamedTuple):
    """How one cell is drawn.

    `paper` is the colour behind its letters as 0xRRGGBB, None for none or white; `hatched` and `crossed` are a pattern
    and a diagonal line over it. `formula` is without "=", `shape` a workbook's number format ("0.0%", "" for the usual
    one), `indent` how far its text is set in, in characters. `locked` is what a protected sheet keeps from typing.
    """

    paper: int | None = None
    hatched: bool = False
    crossed: bool = False
    bordered: bool = False
    bold: bool = False
    indent: float = 0.0
    formula: str = ""
    shape: str = ""
    locked: bool = False

    @property
    def grey(self) -> bool:
        """Whether the cell is painted grey or black, by which a form says that nothing is to be written in it."""
        if self.hatched:
            return True
        if self.paper is None:
            return False
        red, green, blue = self.paper >> 16, self.paper >> 8 & 255, self.paper & 255
        return max(red, green, blue) - min(red, green, blue) <= 12 and max(red, green, blue) <= 246


class TableLayout(NamedTuple):
    """How one table or sheet is drawn: its cells by place, merges, what is hidden; a `protected` sheet is locked."""

    looks: dict[Place, Look]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    protected: bool = False


Layout = tuple[TableLayout, ...]  # one for each table of the document, in its order
