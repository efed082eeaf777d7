"""Adds up the units: over all of them, and over those of each area."""

from __future__ import annotations

from collections.abc import Iterable

from htsd_cli.consolidate.unit import Unit
from htsd_cli.form import Form
from htsd_cli.form.adding import added, settled
from htsd_cli.roster import RosterUnit
from htsd_cli.values.figures import Totals, values_of


def add_up(units: Iterable[Unit], form: Form, *, areas: bool = False) -> Totals:
    """Return the totals over the counted units, each measure as the form says that it adds up.

    With `areas` each unit is an area of its own, and what counts once for an area adds up like the rest.
    """
    return settled(added(values_of(unit.figures) for unit in units), form, areas=areas)


def by_area(
    units: Iterable[Unit], roster: Iterable[RosterUnit], form: Form, *, areas: bool
) -> dict[str, Totals]:
    """Return what the counted units of each area of the roster add up to, in the roster's order."""
    found: dict[str, list[Unit]] = {unit.area: [] for unit in roster if unit.area}
    for unit in units:
        if unit.listed is not None and unit.listed.area in found:
            found[unit.listed.area].append(unit)
    return {area: add_up(members, form, areas=areas) for area, members in found.items()}
