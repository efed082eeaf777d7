"""Tells a report that was filled on another form, last year's as a rule, in one sentence instead of row by row."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.form import Form
from htsd_cli.interpret.cells import listed
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Finding

_FEWEST, _SHARE = 3, 0.15  # rows of the form that are missing, at least, and their share of all
_STRANGE = 2  # rows with figures that are none of the form's, at least
_QUOTED = lazy_pattern(r"“(.*?)”")
_BY_ROW = ("row-missing", "rows-missing", "row-unknown", "column-missing")


def on_another_form(form: Form, findings: Sequence[Finding]) -> list[Finding] | None:
    """Return the findings, first one sentence in place of those that follow from it; None for a report on the form.

    Rows of the form are missing and others with figures are there: one or the other alone is a fault in a report. Where
    the office wants such reports read (`read_old_form`) the rows that both forms have count, else nothing does.
    """
    missing = [item.indicator for item in findings if item.code == "row-missing" and item.indicator]
    more = sum(item.code == "rows-missing" for item in findings)
    strange = [item for item in findings if item.code == "row-unknown"]
    rows = sum(
        bool(item.measures)
        for table in form.tables
        if table.rows == "indicators"
        for item in table.indicators
    )
    if len(missing) < max(_FEWEST, _SHARE * rows) or len(strange) < _STRANGE:
        return None
    names = [form.by_id[name].short_label for name in missing]
    columns = sum(item.code == "column-missing" for item in findings)
    said = finding(
        "old-form-read" if form.read_old_form else "old-form",
        missing=f"{'hơn ' if more else ''}{len(missing)}",
        rows=listed(names),
        strange=len(strange),
        others=listed([found[1] for item in strange if (found := _QUOTED.search(item.problem))]),
        columns=f", thiếu {columns} cột số liệu" if columns else "",
    )
    return [said, *(item for item in findings if item.code not in _BY_ROW)]
