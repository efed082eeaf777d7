"""The sums inside the form: rows 1, 5 and 6 and the number of participants are the sums of their rows."""

from __future__ import annotations

from htsd_cli.checks.table import CheckedTable
from htsd_cli.form import Form, Sum
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.figures import Key, Number, Numbers, size
from htsd_cli.values.findings import Finding


def sums_differ(table: CheckedTable, form: Form) -> list[Finding]:
    """A declared total equals the sum of its rows; it stays as declared, the difference is told.

    Rows all blank say nothing about a total, and a row in doubt makes the sum unknown.
    """
    found: list[Finding] = []
    for rule in form.sums:
        declared = table.get(rule.total, rule.measure)
        computed = _sum(table, rule)
        if declared is None or computed is None or declared == computed:
            continue
        difference = declared - computed
        word = "thừa" if difference > 0 else "thiếu"
        found.append(
            table.finding(
                "sum-differs", form, rule.total, rule.measure, suggestion=computed,
                declared=format_number(declared), computed=format_number(computed),
                difference=f"{word} {format_number(size(difference))}",
            )
        )  # fmt: skip
    return found


def derive_totals(table: CheckedTable, form: Form) -> tuple[Numbers, list[Finding]]:
    """A blank total above filled rows is their sum; returns the derived figures and what to say of them."""
    derived: Numbers = {}
    found: list[Finding] = []
    for rule in form.sums:
        if table.get(rule.total, rule.measure) is not None or table.is_doubted(rule.total, rule.measure):
            continue
        computed = _sum(table, rule)
        if computed is None:
            continue
        derived.setdefault(rule.total, {})[rule.measure.id] = computed
        found.append(
            table.finding("total-derived", form, rule.total, rule.measure, computed=format_number(computed))
        )
    return derived, found


def added_from(key: Key, numbers: Numbers, form: Form) -> tuple[Key, ...]:
    """Return the cells whose numbers add up to one that stands nowhere in the file, none where they do not."""
    rule = next((rule for rule in form.sums if (rule.total, rule.measure) == key), None)
    rows = [
        (part, value)
        for part in (rule.parts if rule else ())
        if (value := numbers.get(part, {}).get(key.measure)) is not None
    ]
    whole = numbers.get(key.indicator, {}).get(key.measure)
    return (
        tuple(Key(part, key.measure) for part, _ in rows) if sum(value for _, value in rows) == whole else ()
    )


def _sum(table: CheckedTable, rule: Sum) -> Number | None:
    """Return the sum of a rule's rows, None when all are blank or one is in doubt."""
    if any(table.is_doubted(part, rule.measure) for part in rule.parts):
        return None
    values = [table.get(part, rule.measure) for part in rule.parts]
    known = [value for value in values if value is not None]
    return sum(known) if known else None
