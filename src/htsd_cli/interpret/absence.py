"""What stands in place of a statistics table, or of rows of it, so that nobody asks for the form anew."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.form import Form
from htsd_cli.interpret.cells import DIGIT, quoted
from htsd_cli.interpret.columns import ColumnFinder
from htsd_cli.interpret.rows import RowMatcher
from htsd_cli.interpret.sights import LEFT_OUT, WHAT, named
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.interpret.tables import StatisticsTable, find_tables
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import LOST_TABLE, Cell, Document, Sight, Table
from htsd_cli.values.findings import Finding

_FEWEST = 5  # rows of the form, or rows of any table, that are no letterhead
_ROWS_ELSEWHERE = 2  # of the form, in one table; a label alone ("Tập thể") may stand anywhere
_LOOKED_THROUGH = 2_000  # lines of a text, and cells of a table, that are looked at
_LOOKED_AT = 60  # rows of a table in which a heading may stand
_SHOWN = 60  # letters of a cell or a line


def why_no_table(document: Document, columns: ColumnFinder, rows: RowMatcher) -> Finding:
    """Return the finding of a document without a statistics table that could be read."""
    hidden = on_hidden_sheets(document, columns, rows)
    if hidden is not None:
        return hidden
    tables = [table for table in document.tables() if not table.hidden]
    unseen = _unseen(document, tables, rows)
    if unseen is not None:
        return unseen
    for production in (_turned, _repeated):
        for table in tables:
            found = production(table, columns, rows)
            if found is not None:
                return found
    return (
        no_text(document)
        or _unknown_table(tables, columns, rows)
        or _unruled(document, rows)
        or finding("no-statistics-table")
    )


def _unruled(document: Document, rows: RowMatcher) -> Finding | None:
    """Tell of rows of the form that stand as lines of text: printed without rules, or set with tabs."""
    texts = [item.text for item in document.paragraphs()]
    texts += [
        cell.text for table in document.tables() if not table.hidden for row in table.rows for cell in row
    ]
    lines = [line for text in texts for line in text.split("\n")][:_LOOKED_THROUGH]
    found = {place: line for line in reversed(lines) if (place := rows.begun_by(line)) is not None}
    if len(found) < _FEWEST:
        return None
    return finding("table-unruled", begins=quoted(found[min(found)], _SHOWN))


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


def _unseen(document: Document, tables: Sequence[Table], rows: RowMatcher) -> Finding | None:
    """Tell of a table whose labels nobody sees: hidden letters, letters of the paper's colour, a hidden box."""
    seen = [item for table in tables for row in table.rows for cell in row for item in cell.sights]
    seen = [*seen[:_LOOKED_THROUGH], *document.sights]
    lines = [line for item in seen if item.sight is Sight.UNSEEN for line in item.text.split("\n")]
    if sum(1 for line in lines[:_LOOKED_THROUGH] if rows.exact(line) is not None) < _FEWEST:
        return None
    return finding("table-unseen", what="chữ ẩn, chữ cùng màu nền, phần gập lại hoặc hộp chữ bị ẩn")


def _repeated(table: Table, columns: ColumnFinder, rows: RowMatcher) -> Finding | None:
    """Tell of a table with a column of numbers twice: two years, two places, plan and result side by side."""
    if _labels(table, rows) < _FEWEST:
        return None
    lines = [row for row in table.rows[:_LOOKED_AT] if row]
    for at in range(len(lines)):
        twice = columns.repeated(lines[at : at + 2])
        if twice:
            heading, first = twice
            above = [
                quoted(cell.text, 40)
                for row in lines[max(0, at - 1) : at + 1]
                for cell in row
                if cell.text.strip() and cell.column >= first and columns.heading(cell.text) is None
            ]
            shown = f" ({'; '.join(above[:12])})" if above else ""
            return finding("columns-repeated", table=_called(table), column=heading, headings=shown)
    return None


def _turned(table: Table, _: ColumnFinder, rows: RowMatcher) -> Finding | None:
    """Tell of a table whose indicators stand side by side, where the form has them one below another.

    In columns so narrow their names may have lost the spaces between words, which their beginnings do without.
    """
    for row in table.rows[:_LOOKED_AT]:
        spelt = sum(1 for cell in row if rows.exact(cell.text) is not None)
        begun = {rows.begun_by(cell.text) for cell in row} - {None}
        if max(spelt, len(begun)) >= _FEWEST:
            return finding("table-turned", table=_called(table))
    return None


def no_text(document: Document) -> Finding | None:
    """Tell of what stands in the document without being text: a picture, an object, a chunk, a table that got lost."""
    if any(seen.text == LOST_TABLE for seen in document.sights):
        return finding("table-lost")
    sights = {seen.sight: seen.text for seen in reversed(document.sights)}
    if any("chunk" in seen.text.lower() for seen in document.sights):
        return finding("table-in-chunk")
    if Sight.OBJECT in sights:
        return finding("table-is-object", what=named(sights[Sight.OBJECT]))
    if Sight.PICTURE in sights:
        return finding("table-is-picture")
    rest = [seen for seen in document.sights if seen.sight not in LEFT_OUT]
    return finding("table-not-text", what=f"{WHAT[rest[0].sight]}{named(rest[0].text)}") if rest else None


def _unknown_table(tables: Sequence[Table], columns: ColumnFinder, rows: RowMatcher) -> Finding | None:
    """Tell of a table with figures that is not the form's, only a small part of it, or without its headings."""
    large = [table for table in tables if len(table.rows) >= _FEWEST and _figures(table) >= _FEWEST]
    if not large:
        return None
    table = max(large, key=lambda item: (_labels(item, rows), _figures(item)))
    known = _labels(table, rows)
    lines = _lines(table, rows)
    if len(lines) >= max(_FEWEST, known):
        return finding("table-unruled", begins=quoted(lines[0], _SHOWN))
    begins = next((quoted(cell.text, _SHOWN) for cell in _texts(table)), "")
    matched = _matched(table, known, columns, rows)
    return finding("table-unknown", table=_called(table), begins=begins, matched=matched)


def _lines(table: Table, rows: RowMatcher) -> list[str]:
    """Return the rows of the form that stand with their figures in one cell each, set with tabs or spaces."""
    alone = [texts[0] for row in table.rows if len(texts := [c.text for c in row if c.text.strip()]) == 1]
    return [
        text
        for text in alone[:_LOOKED_THROUGH]
        if DIGIT.search(text) and rows.exact(text) is None and rows.begun_by(text) is not None
    ]


def _matched(table: Table, known: int, columns: ColumnFinder, rows: RowMatcher) -> str:
    """Return what of a table is the form's: rows of which as many are known lack nothing but their columns."""
    if not known:
        return "không nhận ra dòng nào của mẫu"
    if known < rows.fewest:
        return f"chỉ nhận ra {known} dòng của mẫu"
    heading = [
        cell.text for row in table.rows[:_LOOKED_AT] for cell in row if columns.heads_several(cell.text)
    ]
    if heading:
        return f"một ô tiêu đề “{quoted(heading[0], _SHOWN)}” ghi tên nhiều cột, không rõ số nào của cột nào"
    return f"không thấy tiêu đề cột như mẫu (nhận ra {known} dòng)"


def _texts(table: Table) -> list[Cell]:
    return [cell for row in table.rows for cell in row if cell.text.strip()]


def _figures(table: Table) -> int:
    return sum(1 for cell in _texts(table)[:_LOOKED_THROUGH] if DIGIT.search(cell.text))


def _labels(table: Table, rows: RowMatcher) -> int:
    return sum(1 for cell in _texts(table)[:_LOOKED_THROUGH] if rows.exact(cell.text) is not None)


def _called(table: Table) -> str:
    return f"trang “{table.sheet}”" if table.sheet is not None else f"bảng thứ {table.number}"


# -- rows of the form that stand where nobody reads them -----------------------------------------------------


def rows_elsewhere(
    document: Document, read: Sequence[tuple[StatisticsTable, Statistics]], matcher: RowMatcher, form: Form
) -> list[Finding]:
    """Return a finding for each row of the form with figures in a table that is none of those read.

    Only rows that the tables read say nothing of are told: what a narrative's table repeats is no loss. A row alone is
    told where those tables have no such row.
    """
    known = {id(table) for found, _ in read for table in found.tables}
    there = {place for found, _ in read for place in found.places}
    said = {indicator for _, item in read for indicator in item.figures}
    said |= {told.indicator for _, item in read for told in item.findings if told.indicator}
    found = _askew([item for item, _ in read], said, matcher, form)
    for table in document.tables():
        if table.hidden or id(table) in known:
            continue
        rows = [(place, row) for row in table.rows if (place := _place(row, matcher)) is not None]
        if len(rows) < _ROWS_ELSEWHERE:
            rows = [(place, row) for place, row in rows if read and place not in there]
        for place, row in rows:
            indicator = form.indicators[place]
            text = next((cell.text for cell in row if _is_figure(cell, matcher)), "")
            if text and indicator.id not in said and indicator.measures:
                said.add(indicator.id)
                origin = table.origin(next(cell for cell in row if _is_figure(cell, matcher)))
                found.append(
                    finding(
                        "row-elsewhere",
                        indicator=indicator.id,
                        origin=origin,
                        where=form.where(indicator, None),
                        text=quoted(text, _SHOWN),
                        table=_called(table),
                    )
                )
    return found


def _askew(
    tables: Sequence[StatisticsTable], said: set[str], matcher: RowMatcher, form: Form
) -> list[Finding]:
    """Tell of rows of the form in the table itself whose cells are ruled otherwise, so that no column is theirs."""
    found: list[Finding] = []
    for row in [row for table in tables for row in table.rows if row.place is None]:
        place = _place(row.cells, matcher)
        cell = next((cell for cell in row.cells if _is_figure(cell, matcher)), None)
        if place is None or cell is None:
            continue
        indicator = form.indicators[place]
        if indicator.id not in said and indicator.measures:
            said.add(indicator.id)
            where, origin = form.where(indicator, None), row.table.origin(cell)
            told = finding(
                "row-askew",
                indicator=indicator.id,
                origin=origin,
                where=where,
                text=quoted(cell.text, _SHOWN),
            )
            found.append(told)
    return found


def _place(row: Sequence[Cell], matcher: RowMatcher) -> int | None:
    places = (matcher.exact(cell.text) for cell in row if not DIGIT.match(cell.text.strip()))
    return next((place for place in places if place is not None), None)


def _is_figure(cell: Cell, matcher: RowMatcher) -> bool:
    """Return whether a cell may hold the row's figure: it has a digit and is neither its number nor its label."""
    return cell.column > 1 and DIGIT.search(cell.text) is not None and matcher.exact(cell.text) is None
