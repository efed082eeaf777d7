"""Checks a unit's figures against the form's rules. `examine` derives blank totals and runs the list of rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from htsd_cli.checks.blank_tables import blank_tables
from htsd_cli.checks.plausibility import (
    larger_than_neighbours,
    out_of_proportion,
    people_and_counts,
    small_amounts,
)
from htsd_cli.checks.rules import rules_broken
from htsd_cli.checks.sums import added_from, derive_totals, sums_differ
from htsd_cli.checks.table import CheckedTable
from htsd_cli.checks.unit_rows import derive_from_rows, rows_broken
from htsd_cli.form import Form
from htsd_cli.values.catalogue import CHECKS
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Decided, Figure, Figures, Key, Numbers, flat
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import UnitGroup, UnitRow, in_a_list

__all__ = ["CODES", "CheckedTable", "blank_tables", "check", "derive_totals", "examine", "figures_in_order"]

# What the rules and the derivation say; every other finding on a figure comes from reading it.
CODES = frozenset(entry.code for entry in CHECKS if entry.code != "narrative-missing")

SCALED = "scaled-amount"  # its own row states the scale; that of the row beside it may have been forgotten
ADDED_ROWS = frozenset(("extra-row", "row-unknown"))  # whose figures count nowhere
MISSING_ROW = "row-missing"  # nothing is derived for a row that is not there, nor from it

RULES: tuple[Callable[[CheckedTable, Form], list[Finding]], ...] = (
    sums_differ,
    rules_broken,
    people_and_counts,
    out_of_proportion,
    larger_than_neighbours,
    small_amounts,
)


def check(table: CheckedTable, form: Form) -> list[Finding]:
    """Return what the rules have to say about a unit's figures; they never change them."""
    return [found for rule in RULES for found in rule(table, form)]


def examine(
    figures: Numbers,
    origins: dict[str, dict[str, Origin]],
    read: Iterable[Finding],
    form: Form,
    settled: Collection[tuple[str, str]] = (),
    *,
    derive: bool = True,
    rows: Sequence[UnitRow] = (),
    groups: Sequence[UnitGroup] = (),
) -> tuple[Numbers, list[Finding]]:
    """Return the figures with blank totals derived, and what the derivation and the rules have to say.

    `read` are the findings of reading the table: what an error among them names is in doubt, unless it is one
    of the (indicator, measure) that are `settled`. Without `derive` a blank total stays blank: in a consolidated
    report it is one that no unit gave. `rows` are those of tables with a row for each unit: they are checked too, as
    are the `groups` of them that have figures of their own. What is in doubt in one of these is not so in the total.
    """
    doubted = frozenset(
        (item.indicator, measure)
        for item in read
        if item.indicator
        and not in_a_list(item, rows, groups)
        and (item.severity is Severity.ERROR or item.code == MISSING_ROW)
        for measure in ((item.measure,) if item.measure else form.by_id[item.indicator].measures)
    ).difference(settled)
    full = {indicator: dict(values) for indicator, values in figures.items()}
    told: list[Finding] = []
    if derive:
        _take(full, told, derive_from_rows(rows, groups, full, doubted, form))
        added = [item.origin for item in read if item.code in ADDED_ROWS and item.origin]
        _take(full, told, derive_totals(CheckedTable(full, origins, doubted), form, added))
    table = CheckedTable(full, origins, doubted, scaled=_scaled(read))
    told += rows_broken(rows, groups, table, form)
    return full, told + check(table, form)


def _scaled(read: Iterable[Finding]) -> frozenset[tuple[str | None, str | None]]:
    return frozenset((item.indicator, item.measure) for item in read if item.code == SCALED)


def _take(full: Numbers, told: list[Finding], derived: tuple[Numbers, list[Finding]]) -> None:
    for indicator, values in derived[0].items():
        full.setdefault(indicator, {}).update(values)
    told += derived[1]


def figures_in_order(
    numbers: Numbers,
    origins: Mapping[str, Mapping[str, Origin]],
    form: Form,
    decided: Mapping[Key, Decided] | None = None,
) -> Figures:
    """Return a unit's figures in the form's order, each with its place or with the cells it was added from.

    `decided` may hold cells without a number: they were left blank.
    """
    values, places, decided = flat(numbers), flat(origins), decided or {}
    keys = sorted({*values, *decided}, key=form.order.__getitem__)
    return {
        key: Figure(
            values.get(key),
            places.get(key) if key in values else None,
            decided.get(key),
            () if key in places or key in decided else added_from(key, numbers, form),
        )
        for key in keys
    }
