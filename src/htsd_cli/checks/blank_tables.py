"""A whole table that a unit left blank while it filled in the others: it was probably forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from htsd_cli.form import Form
from htsd_cli.form.table import FormTable
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Numbers
from htsd_cli.values.findings import Finding, Severity

CODE = "table-blank"
_FEWEST = 2  # cells of a table; one that asks a single figure may well have none


def blank_tables(figures: Numbers, read: Sequence[Finding], form: Form) -> list[Finding]:
    """Return a finding for each table of indicators without a figure, where another has some.

    It is a warning where the other tables are filled in, good to know where they are hardly so. Lists may be empty,
    and a table of which reading told (`read`) that it or a row of it is missing or in doubt needs no other word.
    """
    if any(item.code == "table-missing" for item in read):
        return []
    told_of = {item.indicator for item in read}
    asked = {table.id: _cells(table) for table in form.tables if table.rows == "indicators"}
    given = {
        name: sum(measure in figures.get(row, {}) for row, measure in cells) for name, cells in asked.items()
    }
    if not any(given.values()):
        return []
    found = []
    for table in form.tables:
        cells = asked.get(table.id, [])
        if len(cells) < _FEWEST or given[table.id] or any(row.id in told_of for row in table.indicators):
            continue
        others = [name for name in asked if given[name]]
        half = sum(len(asked[name]) for name in others) / 2  # the unit fills in what it has
        filled = sum(given[name] for name in others) >= half
        blank = finding(CODE, where=form.table_names[table.id])
        found.append(blank if filled else replace(blank, severity=Severity.INFO))
    return found


def _cells(table: FormTable) -> list[tuple[str, str]]:
    return [(row.id, str(measure)) for row in table.indicators for measure in row.numeric_measures]
