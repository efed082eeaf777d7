"""The rules of a form beside its plain sums: sums with signs or along rows, parts of a whole, ratios, products.

A rule that is only likely gives a warning where the file itself shows that it is meant: it holds in other columns or
rows, and fails here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from htsd_cli.checks.table import CheckedTable, more_or_less
from htsd_cli.form import Form, Rule
from htsd_cli.form.adding import rate_of
from htsd_cli.form.rule import RulePart
from htsd_cli.language.vietnamese import format_number, format_shown, lower_first
from htsd_cli.values.figures import Key, Number, decimals, rounded, size
from htsd_cli.values.findings import Finding

_MANY = 6  # how often a likely rule that also holds by chance must hold elsewhere in a file
_TOLD = 4  # digits behind the comma of two quotients that differ
_TIMES = 3  # how many times as often another must hold as not


class Verdict(NamedTuple):
    """Whether a rule holds, what its total is, and what it should be; `telling` unless it holds for want of figures."""

    holds: bool
    declared: Number
    expected: Number
    telling: bool
    part: int = 0  # of an `at_most` that fails: which part is too large


def judge(rule: Rule, table: CheckedTable) -> Verdict | None:
    """Return whether a rule holds in a table, None where a figure it needs is blank or in doubt."""
    declared = table.get(*rule.total.key)
    if declared is None or any(table.is_doubted(*part.key) for part in (rule.total, *rule.parts)):
        return None
    parts = [table.get(*part.key) for part in rule.parts]
    known = [value for value in parts if value is not None]
    if not known:
        return None
    if rule.kind == "sum":
        total = sum(
            part.sign * value for part, value in zip(rule.parts, parts, strict=True) if value is not None
        )
        telling = len([value for value in known if value]) > 1
        return Verdict(size(declared - total) <= slack([declared, *known]), declared, total, telling)
    if rule.kind == "at_most":
        largest = max(range(len(parts)), key=lambda place: parts[place] or 0)
        value = parts[largest] or 0
        return Verdict(value <= declared, declared, value, declared > 0 and value > 0, largest)
    if rule.kind == "product":
        return None if len(known) < len(parts) else _multiplied(rule, declared, known)
    exact = rate_of(
        rule,
        {Key(*part.key): value for part, value in zip(rule.parts, parts, strict=True) if value is not None},
    )
    if exact is None:
        return None
    return Verdict(
        abs(exact - declared) <= _rounding(declared), declared, _as_written(exact, declared), bool(exact)
    )


def is_of_columns(rule: Rule, form: Form) -> bool:
    """Return whether a rule is between the columns of a table with a row for each unit."""
    return form.table_of(form.by_id[rule.total.indicator]).rows == "units"


def _multiplied(rule: Rule, declared: Number, parts: Sequence[Number]) -> Verdict:
    """Return whether a cell is the product of others: as near as the rounding of any of them lets it be."""
    exact = Decimal(rule.times or 1) * math.prod(map(Decimal, parts))
    least = _rounding(declared)
    for place, value in enumerate(parts):
        if digits := decimals(value):
            others = math.prod(size(Decimal(other)) for at, other in enumerate(parts) if at != place)
            least += others * Decimal(rule.times or 1) * Decimal(10) ** -digits / 2
    expected = rounded(exact, max(1, decimals(declared)))
    return Verdict(size(exact - declared) <= least, declared, expected, bool(exact))


def rules_broken(table: CheckedTable, form: Form, *, added: bool = False) -> list[Finding]:
    """Each rule of the form holds; a total stays as declared, the difference is told.

    The plain sums of rows are told by `sums_differ`, those of the columns of a list here. In a table of units the row
    of totals, and a section's (`added`), is a sum, so that no product holds in it.
    """
    told = [*form.other_rules, *(rule for rule in form.plain_sums if is_of_columns(rule, form))]
    if added or not table.row:
        told = [rule for rule in told if rule.kind != "product" or not is_of_columns(rule, form)]
    verdicts = [judge(rule, table) for rule in told]
    found: list[Finding] = []
    for rule, verdict in zip(told, verdicts, strict=True):
        if verdict is None or verdict.holds:
            continue
        if not rule.sure and not _is_meant(rule, told, verdicts):
            continue
        found += _told(rule, verdict, table, form)
    return found


def _is_meant(rule: Rule, rules: Sequence[Rule], verdicts: Sequence[Verdict | None]) -> bool:
    """Return whether a file's other figures show that a likely rule is meant."""
    alike = [
        verdict
        for other, verdict in zip(rules, verdicts, strict=True)
        if verdict is not None and verdict.telling and other.kind == rule.kind and _is_alike(rule, other)
    ]
    holds = sum(verdict.holds for verdict in alike)
    fails = len(alike) - holds
    if rule.kind == "at_most":  # holds by chance as often as not
        return holds >= _MANY and fails == 1
    return holds >= _TIMES * max(1, fails)


def _is_alike(rule: Rule, other: Rule) -> bool:
    """Return whether two rules are one: between the same rows in other columns, the same columns in other rows, or
    between one whole and another of the parts that the same words (“trong đó”) name.
    """
    if _along(rule) or _along(other):
        return _along(rule) and _along(other) and _measures(rule) == _measures(other)
    of_one = rule.kind == other.kind == "at_most" and rule.told_by == other.told_by
    return _rows(rule) == _rows(other) or (of_one and rule.total.indicator == other.total.indicator)


def _rows(rule: Rule) -> tuple[object, ...]:
    return (rule.total.indicator, *((part.indicator, part.sign) for part in rule.parts))


def _measures(rule: Rule) -> tuple[object, ...]:
    return (rule.total.measure, *((part.measure, part.sign) for part in rule.parts))


def _along(rule: Rule) -> bool:
    """Return whether a rule stands in one row."""
    return {part.indicator for part in rule.parts} == {rule.total.indicator}


def _told(rule: Rule, verdict: Verdict, table: CheckedTable, form: Form) -> Iterator[Finding]:
    declared, expected = (format_shown(value, _TOLD) for value in (verdict.declared, verdict.expected))
    total = rule.total
    if rule.kind == "at_most":
        part = rule.parts[verdict.part]
        row, whole = form.by_id[part.indicator], form.by_id[total.indicator]
        within = form.table_of(row) is form.table_of(whole)
        where = (form.where_within if within else form.where)(whole, total.measure)
        yield table.finding(
            "part-larger", form, part.indicator, part.measure,
            value=expected, whole=lower_first(where), total=declared,
        )  # fmt: skip
        return
    yield table.finding(
        "ratio-differs" if rule.kind == "ratio" else "rule-differs", form, total.indicator, total.measure,
        suggestion=verdict.expected, declared=declared, computed=expected, formula=formula(rule, form),
        difference=more_or_less(verdict.declared, verdict.expected, _TOLD),
    )  # fmt: skip


def formula(rule: Rule, form: Form) -> str:
    """Return a rule in words, with the names of its cells: “A” + “B” − “C”."""
    names = [_name(part.indicator, part.measure, rule, form) for part in rule.parts]
    if rule.kind == "ratio":
        times = f" × {format_number(rule.times)}" if rule.times and rule.times != 1 else ""
        above = _signed(rule.numerator, names)
        below = _signed(rule.denominator, names[rule.above :])
        return f"{above} : {below}{times}"
    if rule.kind == "product":
        times = f" × {format_number(rule.times)}" if rule.times and rule.times != 1 else ""
        return " × ".join(f"“{name}”" for name in names) + times
    said = _signed(rule.parts, names)
    return said[1:-1] if len(rule.parts) > 1 else said


def _signed(parts: Sequence[RulePart], names: Sequence[str]) -> str:
    """Return names with their signs between them, in brackets where they are several."""
    said = "".join(
        f" {'−' if part.sign == -1 else '+'} “{name}”" for part, name in zip(parts, names, strict=False)
    )
    said = said.removeprefix(" + ").strip()
    return said if len(parts) == 1 else f"({said})"


def _name(indicator: str, measure: str, rule: Rule, form: Form) -> str:
    row = form.by_id[indicator]
    if indicator == rule.total.indicator:
        return form.heading_of(row, measure)
    if form.table_of(row).rows == "units" or measure == rule.total.measure:
        return row.short_label
    return f"{row.short_label}, cột {form.heading_of(row, measure)}"


def slack(values: Sequence[Number]) -> Decimal:
    """Return by how much a sum of rounded decimals may differ: half a last digit for each."""
    digits = max(decimals(value) for value in values)
    return Decimal(len(values)) / 2 * Decimal(10) ** -digits if digits else Decimal(0)


def _rounding(declared: Number) -> Decimal:
    """Return by how much a rate may differ from its parts: rounded in its last digit, or cut off behind it."""
    digits = decimals(declared)
    return Decimal("0.5") if digits == 0 else Decimal(10) ** -digits


def _as_written(exact: Decimal, declared: Number) -> Decimal:
    """Return what a rate should be with as many digits behind the comma as the cell has, at least one: `-25,0`."""
    return exact.quantize(Decimal(1).scaleb(-max(1, decimals(declared))), ROUND_HALF_UP)
