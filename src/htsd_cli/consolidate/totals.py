"""Adds up the units: over all of them, and over those of each area."""

from __future__ import annotations

from collections.abc import Iterable

from htsd_cli.consolidate.unit import Unit
from htsd_cli.form import Form
from htsd_cli.roster import RosterUnit
from htsd_cli.values.figures import Key, Number, Totals


def add_up(units: Iterable[Unit], form: Form, *, areas: bool = False) -> Totals:
    """Return the totals over the counted units; a measure no unit gave has none, one that counts once is 0 or 1.

    With `areas` each unit is an area of its own, and what counts once for an area adds up like the rest.
    """
    units = tuple(units)
    totals: dict[Key, Number] = {}
    for indicator, measure in form.measured():
        key = indicator.key(measure)
        values = [value for unit in units if (value := unit.value(key)) is not None]
        if values:
            once = indicator.adds_up == "once" and not areas
            totals[key] = min(1, max(values)) if once else sum(values)
    return totals


def by_area(
    units: Iterable[Unit], roster: Iterable[RosterUnit], form: Form, *, areas: bool
) -> dict[str, Totals]:
    """Return what the counted units of each area of the roster add up to, in the roster's order."""
    found: dict[str, list[Unit]] = {unit.area: [] for unit in roster if unit.area}
    for unit in units:
        if unit.listed is not None and unit.listed.area in found:
            found[unit.listed.area].append(unit)
    return {area: add_up(members, form, areas=areas) for area, members in found.items()}
