"""Why a document gives no statistics table: what stands in its place, so that nobody asks for the form anew."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.interpret.cells import DIGIT, quoted
from htsd_cli.interpret.columns import ColumnFinder
from htsd_cli.interpret.rows import RowMatcher
from htsd_cli.interpret.sights import LEFT_OUT, WHAT, named
from htsd_cli.interpret.tables import find_tables
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, Document, Sight, Table
from htsd_cli.values.findings import Finding

_FEWEST = 5  # rows of the form, or rows of any table, that are no letterhead
_LOOKED_AT = 60  # rows of a table in which a heading may stand


def why_no_table(document: Document, columns: ColumnFinder, rows: RowMatcher) -> Finding:
    """Return the finding of a document without a statistics table that could be read."""
    hidden = on_hidden_sheets(document, columns, rows)
    if hidden is not None:
        return hidden
    tables = [table for table in document.tables() if not table.hidden]
    for production in (_repeated, _turned):
        for table in tables:
            found = production(table, columns, rows)
            if found is not None:
                return found
    return no_text(document) or _unknown_table(tables, rows) or finding("no-statistics-table")


def on_hidden_sheets(document: Document, columns: ColumnFinder, rows: RowMatcher) -> Finding | None:
    """Tell of filled statistics tables that stand on hidden sheets alone: nobody saw what would be counted."""
    names: list[str] = []
    for table in document.tables():
        if table.hidden and table.sheet is not None and _is_filled(document, table, columns, rows):
            names.append(f"“{table.sheet}”")
    return finding("table-on-hidden-sheet", sheets=", ".join(names)) if names else None


def _is_filled(document: Document, table: Table, columns: ColumnFinder, rows: RowMatcher) -> bool:
    cells = tuple(tuple(cell._replace(hidden="") for cell in row) for row in table.rows)
    seen = document._replace(blocks=(table._replace(rows=cells, hidden=False),))
    return any(
        DIGIT.search(cell.text) and columns.values & set(row.columns.covered(cell))
        for found in find_tables(seen, columns, rows)
        for row in found.rows
        for cell in row.cells
    )


def _repeated(table: Table, columns: ColumnFinder, rows: RowMatcher) -> Finding | None:
    """Tell of a table with a column of numbers twice: two years, two places, plan and result side by side."""
    if _labels(table, rows) < _FEWEST:
        return None
    lines = [row for row in table.rows[:_LOOKED_AT] if row]
    for at in range(len(lines)):
        twice = columns.repeated(lines[at : at + 2])
        if twice:
            above = [
                quoted(cell.text, 40)
                for row in lines[max(0, at - 1) : at + 1]
                for cell in row
                if cell.text.strip()
            ]
            return finding(
                "columns-repeated", table=_called(table), column=twice, headings="; ".join(above[:12])
            )
    return None


def _turned(table: Table, columns: ColumnFinder, rows: RowMatcher) -> Finding | None:
    """Tell of a table whose indicators stand side by side, where the form has them one below another."""
    del columns
    for row in table.rows[:_LOOKED_AT]:
        if sum(1 for cell in row if rows.exact(cell.text) is not None) >= _FEWEST:
            return finding("table-turned", table=_called(table))
    return None


def no_text(document: Document) -> Finding | None:
    """Tell of what stands in the document without being text: a picture, an object, a chunk nobody opened."""
    sights = {seen.sight: seen.text for seen in reversed(document.sights)}
    if any("chunk" in seen.text.lower() for seen in document.sights):
        return finding("table-in-chunk")
    if Sight.OBJECT in sights:
        return finding("table-is-object", what=named(sights[Sight.OBJECT]))
    if Sight.PICTURE in sights:
        return finding("table-is-picture")
    rest = [seen for seen in document.sights if seen.sight not in LEFT_OUT]
    return finding("table-not-text", what=f"{WHAT[rest[0].sight]}{named(rest[0].text)}") if rest else None


def _unknown_table(tables: Sequence[Table], rows: RowMatcher) -> Finding | None:
    """Tell of a table with figures that is not the form's, or only a small part of it."""
    large = [table for table in tables if len(table.rows) >= _FEWEST and _figures(table) >= _FEWEST]
    if not large:
        return None
    table = max(large, key=lambda item: (_labels(item, rows), _figures(item)))
    begins = next((quoted(cell.text, 60) for cell in _texts(table)), "")
    known = _labels(table, rows)
    matched = f"chỉ nhận ra {known} dòng của mẫu" if known else "không nhận ra dòng nào của mẫu"
    return finding("table-unknown", table=_called(table), begins=begins, matched=matched)


def _texts(table: Table) -> list[Cell]:
    return [cell for row in table.rows for cell in row if cell.text.strip()]


def _figures(table: Table) -> int:
    return sum(1 for cell in _texts(table)[:2_000] if DIGIT.search(cell.text))


def _labels(table: Table, rows: RowMatcher) -> int:
    return sum(1 for cell in _texts(table)[:2_000] if rows.exact(cell.text) is not None)


def _called(table: Table) -> str:
    return f"trang “{table.sheet}”" if table.sheet is not None else f"bảng thứ {table.number}"
