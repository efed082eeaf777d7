"""One report as several clerks leave it: with blanks around what stands in its cells, all of it in one sheet."""

from __future__ import annotations

from htsd_cli.values.document import Cell, CellKind, Document, Paragraph, Table

BLANKS = ((" ", " "), ("", "\n"), (" \n", "  "), ("\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"))

Rows = tuple[tuple[Cell, ...], ...]


def padded_rows(rows: Rows, before: str, behind: str) -> Rows:
    """Return the rows of a table with blanks around the texts of their cells, those without any too."""
    return tuple(
        tuple(
            cell._replace(text=f"{before}{cell.text}{behind}") if cell.kind is CellKind.TEXT else cell
            for cell in cells
        )
        for cells in rows
    )


def padded(document: Document, before: str, behind: str) -> Document:
    """Return a document with blanks around the texts of all cells."""
    return document._replace(
        blocks=tuple(
            block._replace(rows=padded_rows(block.rows, before, behind))
            if isinstance(block, Table)
            else block
            for block in document.blocks
        )
    )


def in_one_sheet(document: Document, down: int, right: int) -> Document:
    """Return a document pasted into one sheet, so many rows down and columns to the right."""
    rows: list[tuple[Cell, ...]] = []
    below = down
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines = block.text.split("\n")
            rows += [(Cell(text, below + place, 1 + right),) for place, text in enumerate(lines, 1)]
            below += len(lines)
        else:
            rows += [
                tuple(cell._replace(row=cell.row + below, column=cell.column + right) for cell in cells)
                for cells in block.rows
            ]
            below = max(cells[0].row for cells in rows if cells) + 1
    return document._replace(blocks=(Table(tuple(rows), 1, sheet="Trang tính"),))
