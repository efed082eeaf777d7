"""Tables with a row for each unit: the total row is the sum of the rows, and each row keeps the form's rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from htsd_cli.checks.rules import rules_broken, slack
from htsd_cli.checks.table import CheckedTable, more_or_less
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import format_number, format_shown
from htsd_cli.values.figures import Key, Number, Numbers, numbers_of, origins_of, size
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import UnitGroup, UnitRow


def derive_from_rows(
    rows: Sequence[UnitRow],
    groups: Sequence[UnitGroup],
    numbers: Numbers,
    doubted: Collection[tuple[str, str]],
    form: Form,
) -> tuple[Numbers, list[Finding]]:
    """A blank cell of the total row is the sum of its column; returns what was derived and what to say of it.

    A column with a cell in doubt has no sum, nor has one that does not add up.
    """
    derived: Numbers = {}
    found: list[Finding] = []
    for key, column in _columns(rows, groups, form):
        blank = numbers.get(key.indicator, {}).get(key.measure) is None
        if not column.values or column.doubt or not blank or key in doubted:
            continue
        total = sum(column.values)
        derived.setdefault(key.indicator, {})[key.measure] = total
        if not form.table_of(form.by_id[key.indicator]).total:
            continue  # the form has no row of totals that could have been left blank
        parts = f"{len(column.values)} dòng của bảng"  # where its row of totals stands the form does not say
        told = CheckedTable(numbers).finding(
            "total-derived", form, *key, computed=format_shown(total), parts=parts
        )
        found.append(told)
    return derived, found


def rows_broken(
    rows: Sequence[UnitRow], groups: Sequence[UnitGroup], table: CheckedTable, form: Form
) -> list[Finding]:
    """The declared total row and each section's are the sum of their rows, and the rules of the form hold in each
    row.
    """
    found: list[Finding] = []
    for key, column in _columns(rows, groups, form):
        found += _differs(table._replace(row="Cộng"), key, column, form)
    for group in groups:
        own = _of_row(group.row)
        members = rows[group.first : group.end]
        for key, column in _columns(members, (), form):
            found += _differs(own, key, column, form)
        found += rules_broken(own, form, added=True)
    for row in rows:
        found += rules_broken(_of_row(row), form)
    return found


class _Column(NamedTuple):
    """The numbers of a column's rows, and whether a cell of theirs is in doubt."""

    values: list[Number]
    doubt: bool


def _of_row(row: UnitRow) -> CheckedTable:
    return CheckedTable(
        numbers_of(row.figures), origins_of(row.figures), frozenset(row.doubted), row.unit.name
    )


def _differs(table: CheckedTable, key: Key, column: _Column, form: Form) -> Iterator[Finding]:
    """Tell of a declared sum of rows that is not their sum."""
    declared = table.get(*key)
    if declared is None or not column.values or column.doubt or table.is_doubted(*key):
        return
    total = sum(column.values)
    if size(declared - total) <= slack([declared, *column.values]):
        return
    yield table.finding(
        "rows-differ", form, *key, suggestion=total, count=len(column.values),
        declared=format_number(declared), computed=format_number(total),
        difference=more_or_less(declared, total),
    )  # fmt: skip


def _columns(
    rows: Sequence[UnitRow], groups: Sequence[UnitGroup], form: Form
) -> Iterator[tuple[Key, _Column]]:
    """Yield the columns that add up; a section stands for its rows where these have no figure."""
    for table in form.tables:
        if table.rows != "units":
            continue
        for indicator in table.indicators:
            for measure in indicator.numeric_measures:
                if measure.adds_up == "sum":
                    key = indicator.key(measure)
                    yield key, _column(rows, groups, table.id, key)


def _column(rows: Sequence[UnitRow], groups: Sequence[UnitGroup], table: str, key: Key) -> _Column:
    own = [row for row in rows if row.table == table]
    alone = [
        group.row
        for group in groups
        if group.row.table == table
        and not any(key in row.figures or key in row.doubted for row in rows[group.first : group.end])
    ]
    values = [
        figure.value
        for row in (*own, *alone)
        if (figure := row.figures.get(key)) is not None and figure.value is not None
    ]
    return _Column(values, any(key in row.doubted for row in (*own, *alone)))
