"""Cases of one row, as text: what stands in its cells, and below each what is read of it and told.

    news_items
    | 7 | 5 người | | [4 note sửa thành 3] [5 hidden hàng 5 bị ẩn]
        count 7 (4)
        unasked-figure people (5): …, cột “Người” ghi “5 người”: …

A mark `[column what …]` changes a cell: its text, kind, value, formula, a note, why it is hidden, how far it reaches,
or what is seen at it. Below, a figure has its column in brackets, a finding its measure, column and suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from htsd_cli.values.document import Cell, CellKind, Document, Seen, Sight, Table
from htsd_cli.values.findings import Finding
from tests.documents import split_row

_MARK = re.compile(r"\[(\d+) ([^\s\]]+) ?([^\]]*)\]")


class Case(NamedTuple):
    row: str
    cells: tuple[str, ...]
    marks: tuple[tuple[int, str, str], ...]
    told: tuple[str, ...]
    drawn: str = ""

    def changed(self, cell: Cell) -> Cell:
        """Return a cell of the row with what the marks say of it."""
        for column, what, text in self.marks:
            if column in (0, cell.column):
                cell = _changed(cell, what, text.replace(" ↵ ", "\n"))
        return cell

    def filled(self, cell: Cell, first: int) -> Cell:
        """Return a cell with the text that the case has for its column, `first` being the column of its first."""
        place = cell.column - first
        return cell._replace(text=self.cells[place]) if 0 <= place < len(self.cells) else cell

    def within(self, document: Document, table: int, row: int, first: int) -> Document:
        """Return a document with the cells of a row of a table changed, `first` being the first column drawn."""
        return document._replace(
            blocks=tuple(
                block._replace(
                    rows=tuple(
                        tuple(
                            self.changed(self.filled(cell, first)) if cell.row == row else cell
                            for cell in cells
                        )
                        for cells in block.rows
                    )
                )
                if isinstance(block, Table) and block.number == table
                else block
                for block in document.blocks
            )
        )


def _changed(cell: Cell, what: str, text: str) -> Cell:
    match what:
        case "text":
            return cell._replace(text=text)
        case "hidden":
            return cell._replace(hidden=text)
        case "note":
            return cell._replace(notes=(*cell.notes, text))
        case "columns" | "rows":
            return cell._replace(**{f"{what[:-1]}_span": int(text)})  # type: ignore[arg-type]
        case "formula":
            return cell._replace(formula=text, kind=CellKind.UNCALCULATED)
        case "value":
            return cell._replace(value=float(text) if "." in text else int(text))
        case _ if what in set(CellKind):
            value = float(text) if "." in text else int(text) if text else None
            return cell._replace(kind=CellKind(what), value=value)
    return cell._replace(sights=(*cell.sights, Seen(Sight(what), text)))


def by_row(text: str) -> list[str]:
    """Return the text in parts: each the name of a row and its cases."""
    return re.split(r"\n(?=[^\s|])", text.strip("\n"))


def cases(text: str) -> list[Case]:
    """Return the cases of a text."""
    return list(_cases(text.strip("\n").splitlines()))


def _cases(lines: Iterable[str]) -> Iterator[Case]:
    row, case = "", None
    for line in lines:
        if line.startswith("|"):
            if case:
                yield case
            drawn, _, _ = line.rpartition("|")
            marks = tuple((int(at), what, said) for at, what, said in _MARK.findall(line))
            case = Case(row, tuple(split_row(f"{drawn}|")), marks, (), line)
        elif line.startswith(" ") and case:
            case = case._replace(told=(*case.told, line.strip()))
        elif line.strip():
            if case:
                yield case
            row, case = line.strip(), None
    if case:
        yield case


def wrong(text: str, said: Callable[[Case], list[str]]) -> str:
    """Return the cases of a text of which something else is `said` than stands below them, with what is said."""
    lines = []
    for case in cases(text):
        found = said(case)
        if found != list(case.told):
            lines += [case.row, case.drawn, *(f"    {line}" for line in found), "not", *case.told, ""]
    return "\n".join(lines)


def told_of(found: Finding, place: int, shorter: Callable[[str], str]) -> str:
    """Return a finding as the cases have it; `place` is the row it is expected in, another one is told."""
    origin = found.origin
    where = "-" if origin is None else str(origin.column)
    where += "" if origin is None or origin.row == place else f", hàng {origin.row}"
    likely = "" if found.suggestion is None else f" → {found.suggestion}"
    measure = f" {found.measure}" if found.measure else ""
    return f"{found.code}{measure} ({where}){likely}: {shorter(found.message)}".replace("\n", " ↵ ")
