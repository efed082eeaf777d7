"""The sums inside the form: a row that is the sum of its rows, as 1, 5 and 6 of HTSĐ, or a column that is of others."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.checks.rules import is_of_columns, slack
from htsd_cli.checks.table import CheckedTable, more_or_less
from htsd_cli.form import Form, Rule
from htsd_cli.language.vietnamese import format_number, format_shown
from htsd_cli.values.figures import Key, Number, Numbers, size
from htsd_cli.values.findings import Finding
from htsd_cli.values.origin import Origin


def sums_differ(table: CheckedTable, form: Form) -> list[Finding]:
    """A declared total equals the sum of its rows; it stays as declared, the difference is told.

    Rows all blank say nothing about a total, and a row in doubt makes the sum unknown.
    """
    found: list[Finding] = []
    for rule in form.plain_sums:
        if is_of_columns(rule, form):
            continue
        declared = table.get(*rule.total.key)
        computed = _sum(table, rule)
        if declared is None or computed is None:
            continue
        parts = [value for part in rule.parts if (value := table.get(*part.key)) is not None]
        if size(declared - computed) <= slack([declared, *parts]):
            continue
        found.append(
            table.finding(
                "sum-differs", form, *rule.total.key, suggestion=computed,
                declared=format_number(declared), computed=format_number(computed),
                difference=more_or_less(declared, computed), parts=parts_in_words(rule, form),
            )
        )  # fmt: skip
    return found


def derive_totals(
    table: CheckedTable, form: Form, added: Sequence[Origin] = ()
) -> tuple[Numbers, list[Finding]]:
    """A blank total above filled rows is their sum; returns the derived figures and what to say of them.

    A total of totals is derived once these are. `added` are figures of rows that a unit put in, which count nowhere:
    a total does not hold those among its rows, and is told so.
    """
    above = {name for place in added if (name := _next_above(place, table))}
    derived: Numbers = {}
    found: list[Finding] = []
    waiting = [
        rule
        for rule in form.additions
        if table.get(*rule.total.key) is None and not table.is_doubted(*rule.total.key)
    ]
    while waiting:
        totals = {rule.total.key for rule in waiting}
        ready = [rule for rule in waiting if not any(part.key in totals for part in rule.parts)] or waiting
        full = table._replace(
            figures=table.figures | {name: table.figures.get(name, {}) | row for name, row in derived.items()}
        )
        for rule in ready:
            indicator, measure = rule.total.key
            computed = None if measure in derived.get(indicator, {}) else _sum(full, rule)
            if computed is None:
                continue
            derived.setdefault(indicator, {})[measure] = computed
            missed = next((part.indicator for part in rule.parts if part.indicator in above), None)
            shown = format_shown(computed)
            if missed is None or is_of_columns(rule, form):
                told = table.finding(
                    "total-derived",
                    form,
                    indicator,
                    measure,
                    computed=shown,
                    parts=parts_in_words(rule, form),
                )
            else:
                name = form.by_id[missed].short_label
                told = table.finding(
                    "total-without-row", form, indicator, measure, computed=shown, above=name
                )
                above.add(indicator)  # what is added from it lacks the row too
            found.append(told)
        waiting = [rule for rule in waiting if rule not in ready]
    return derived, found


def _next_above(place: Origin, table: CheckedTable) -> str | None:
    """Return the row of the form with a figure nearest above a place of the same table, None where there is none."""
    rows = [
        (origin.row, name)
        for name, figures in table.origins.items()
        for origin in figures.values()
        if origin.row and place.row and origin.row < place.row
        and (origin.table, origin.sheet, origin.file) == (place.table, place.sheet, place.file)
    ]  # fmt: skip
    return max(rows, default=(0, None))[1]


def added_from(key: Key, numbers: Numbers, form: Form) -> tuple[Key, ...]:
    """Return the cells whose numbers add up to one that stands nowhere in the file, none where they do not."""
    whole = numbers.get(key.indicator, {}).get(key.measure)
    for rule in form.additions:
        if rule.total.key != key:
            continue
        cells = [
            (Key(*part.key), value)
            for part in rule.parts
            if (value := numbers.get(part.indicator, {}).get(part.measure)) is not None
        ]
        if cells and sum(value for _, value in cells) == whole:
            return tuple(cell for cell, _ in cells)
    return ()


def _sum(table: CheckedTable, rule: Rule) -> Number | None:
    """Return the sum of a rule's cells, None when all are blank or one is in doubt."""
    if any(table.is_doubted(*part.key) for part in rule.parts):
        return None
    values = [table.get(*part.key) for part in rule.parts]
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def parts_in_words(rule: Rule, form: Form) -> str:
    """Return in words what a sum is added from: the rows below it, those above it, or other cells."""
    own = form.position[rule.total.indicator]
    places = [form.position[part.indicator] for part in rule.parts]
    if is_of_columns(rule, form) or own in places:
        return "các ô cùng dòng"
    return (
        "các dòng bên dưới" if min(places) > own else "các dòng bên trên" if max(places) < own else "các dòng"
    )
