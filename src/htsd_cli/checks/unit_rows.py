"""Tables with a row for each unit: the total row is the sum of the rows, and each row keeps the form's rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from htsd_cli.checks.rules import rules_broken, slack
from htsd_cli.checks.sums import sums_differ
from htsd_cli.checks.table import CheckedTable
from htsd_cli.form import Form, FormTable
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.figures import Key, Number, Numbers, numbers_of, origins_of, size
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import UnitRow


def derive_from_rows(
    rows: Sequence[UnitRow], numbers: Numbers, doubted: Collection[tuple[str, str]], form: Form
) -> tuple[Numbers, list[Finding]]:
    """A blank cell of the total row is the sum of its column; returns what was derived and what to say of it.

    A column with a cell in doubt has no sum, nor has one that does not add up.
    """
    derived: Numbers = {}
    found: list[Finding] = []
    for key, values, doubt in _columns(rows, form):
        blank = numbers.get(key.indicator, {}).get(key.measure) is None
        if not values or doubt or not blank or key in doubted:
            continue
        total = sum(values)
        derived.setdefault(key.indicator, {})[key.measure] = total
        found.append(
            CheckedTable(numbers).finding("total-derived", form, *key, computed=format_number(total))
        )
    return derived, found


def rows_broken(rows: Sequence[UnitRow], table: CheckedTable, form: Form) -> list[Finding]:
    """The declared total row is the sum of its rows, and the rules of the form hold in each row."""
    found: list[Finding] = []
    for key, values, doubt in _columns(rows, form):
        declared = table.get(*key)
        if declared is None or not values or doubt or table.is_doubted(*key):
            continue
        total = sum(values)
        if size(declared - total) <= _slack(declared, values):
            continue
        word = "thừa" if declared > total else "thiếu"
        told = table._replace(row="Cộng")
        found.append(
            told.finding(
                "rows-differ", form, *key, suggestion=total, count=len(values),
                declared=format_number(declared), computed=format_number(total),
                difference=f"{word} {format_number(size(declared - total))}",
            )
        )  # fmt: skip
    for row in rows:
        own = CheckedTable(
            numbers_of(row.figures), origins_of(row.figures), frozenset(row.doubted), row.unit.name
        )
        found += [*sums_differ(own, form), *rules_broken(own, form)]
    return found


def _columns(rows: Sequence[UnitRow], form: Form) -> list[tuple[Key, list[Number], bool]]:
    """Return the columns that add up: the numbers of their rows, and whether a cell of theirs is in doubt."""
    return [
        (
            key := indicator.key(measure),
            [
                figure.value
                for row in rows
                if row.table == table.id and (figure := row.figures.get(key)) and figure.value is not None
            ],
            any(key in row.doubted for row in rows if row.table == table.id),
        )
        for table in _tables(form)
        for indicator in table.indicators
        for measure in indicator.numeric_measures
        if measure.adds_up == "sum"
    ]


def _tables(form: Form) -> list[FormTable]:
    return [table for table in form.tables if table.rows == "units"]


def _slack(declared: Number, values: Sequence[Number]) -> Decimal:
    return slack([declared, *values])
