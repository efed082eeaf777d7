"""Rows of the form that stand in tables nobody reads, while the statistics table leaves them blank."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.form import Form
from htsd_cli.interpret.cells import DIGIT, quoted
from htsd_cli.interpret.rows import RowMatcher
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.interpret.tables import StatisticsTable
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, Document, Table
from htsd_cli.values.findings import Finding

_FEWEST = 2  # such rows of one table; a label alone ("Tập thể") may stand anywhere


def rows_elsewhere(
    document: Document, read: Sequence[tuple[StatisticsTable, Statistics]], matcher: RowMatcher, form: Form
) -> list[Finding]:
    """Return a finding for each row of the form with figures in a table that is none of those read.

    Only rows that the tables read say nothing of are told: what a narrative's table repeats is no loss.
    """
    known = {id(table) for found, _ in read for table in found.tables}
    said = {indicator for _, item in read for indicator in item.figures}
    said |= {told.indicator for _, item in read for told in item.findings if told.indicator}
    found = _askew([item for item, _ in read], said, matcher, form)
    for table in document.tables():
        if table.hidden or id(table) in known:
            continue
        rows = [(place, row) for row in table.rows if (place := _place(row, matcher)) is not None]
        if len(rows) < _FEWEST:
            continue
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
                        text=quoted(text, 60),
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
                "row-askew", indicator=indicator.id, origin=origin, where=where, text=quoted(cell.text, 60)
            )
            found.append(told)
    return found


def _place(row: Sequence[Cell], matcher: RowMatcher) -> int | None:
    places = (matcher.exact(cell.text) for cell in row if not DIGIT.match(cell.text.strip()))
    return next((place for place in places if place is not None), None)


def _is_figure(cell: Cell, matcher: RowMatcher) -> bool:
    """Return whether a cell may hold the row's figure: it has a digit and is neither its number nor its label."""
    return cell.column > 1 and DIGIT.search(cell.text) is not None and matcher.exact(cell.text) is None


def _called(table: Table) -> str:
    return f"trang “{table.sheet}”" if table.sheet is not None else f"bảng thứ {table.number}"
