"""The units by area or cluster: how far each area has come, and what its units add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from htsd_cli.consolidate.consolidation import Consolidation, units_of
from htsd_cli.consolidate.coverage import Coverage
from htsd_cli.consolidate.totals import add_up
from htsd_cli.consolidate.unit import Unit
from htsd_cli.form import Form
from htsd_cli.values.figures import Totals

NO_AREA = "Chưa ghi địa bàn"


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the roster: its units, silent ones too, how far they have come, and what the counted ones add up to.

    The units of no area are an area called `NO_AREA`, the last one.
    """

    name: str
    units: tuple[Unit, ...]
    coverage: Coverage
    totals: Totals


def areas_of(consolidation: Consolidation, form: Form, units: Sequence[Unit] | None = None) -> list[Area]:
    """Return the areas in the roster's order, none where the roster names no area; `units` are all of them."""
    if not consolidation.areas:
        return []
    units = units_of(consolidation, form) if units is None else units
    found: list[Area] = []
    for name in (*consolidation.areas, ""):
        members = tuple(unit for unit in units if (unit.listed.area if unit.listed else "") == name)
        if not members:
            continue
        coverage = consolidation.coverage(members)
        totals = consolidation.areas.get(name)
        if totals is None:
            totals = add_up(members, form, areas=consolidation.over_areas)
        found.append(Area(name or NO_AREA, members, coverage, totals))
    return found
