"""Checks a unit's figures against the form's rules. `check` runs the explicit list of rules in order."""

from __future__ import annotations

from collections.abc import Callable

from htsd_cli.checks.plausibility import (
    larger_than_neighbours,
    out_of_proportion,
    people_and_counts,
    small_amounts,
)
from htsd_cli.checks.sums import derive_totals, sums_differ
from htsd_cli.checks.table import CheckedTable
from htsd_cli.findings import Finding
from htsd_cli.form import Form

__all__ = ["CheckedTable", "check", "derive_totals"]

RULES: tuple[Callable[[CheckedTable, Form], list[Finding]], ...] = (
    sums_differ,
    people_and_counts,
    out_of_proportion,
    larger_than_neighbours,
    small_amounts,
)


def check(table: CheckedTable, form: Form) -> list[Finding]:
    """Return what the rules have to say about a unit's figures; they never change them."""
    return [found for rule in RULES for found in rule(table, form)]
