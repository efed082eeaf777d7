"""Takes all submissions of a campaign together: totals, who is in them, who is missing, what was left out and why."""

from htsd_cli.consolidate.again import SOURCES_MARK
from htsd_cli.consolidate.arrival import Arrival
from htsd_cli.consolidate.cascade import Below
from htsd_cli.consolidate.consolidation import (
    Belonging,
    Consolidation,
    Duplicate,
    LateUnit,
    LeftOut,
    MissingUnit,
    UnitFinding,
    UnitRow,
    UnusableUnit,
    add_up,
    consolidate,
)

__all__ = [
    "SOURCES_MARK",
    "Arrival",
    "Belonging",
    "Below",
    "Consolidation",
    "Duplicate",
    "LateUnit",
    "LeftOut",
    "MissingUnit",
    "UnitFinding",
    "UnitRow",
    "UnusableUnit",
    "add_up",
    "consolidate",
]
