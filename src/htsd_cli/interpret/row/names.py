"""Rows that were taken for the form's though their names have other marks, which may make them other things."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from htsd_cli.form import Form
from htsd_cli.interpret.cells import quoted
from htsd_cli.interpret.rows import RowMatcher
from htsd_cli.interpret.tables import StatisticsTable
from htsd_cli.language.vietnamese import one_line
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Finding


def doubted_names(
    table: StatisticsTable, answered: Collection[str], form: Form, matcher: RowMatcher
) -> Iterator[Finding]:
    """Tell of each row with an answer whose name is its indicator's only when marks are left out.

    `answered` are the indicators with a figure.
    """
    for row in table.rows:
        if row.place is None or form.indicators[row.place].id not in answered:
            continue
        cell = next((cell for cell in row.cells if "label" in row.columns.covered(cell)), None)
        if cell is None or not matcher.is_doubtful(cell.text, row.place):
            continue
        indicator = form.indicators[row.place]
        yield finding(
            "name-marks-differ",
            indicator=indicator.id,
            origin=row.table.origin(cell),
            where=form.where(indicator),
            what="dòng",
            written=quoted(one_line(cell.text)),
        )
