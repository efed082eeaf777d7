"""Takes all submissions of a campaign together: totals, who is in them, who is missing, what was left out and why."""

from htsd_cli.consolidate.arrival import Arrival
from htsd_cli.consolidate.consolidation import (
    Belonging,
    Consolidation,
    Duplicate,
    LateUnit,
    LeftOut,
    MissingUnit,
    UnitFinding,
    UnitRow,
    add_up,
    consolidate,
)

__all__ = [
    "Arrival",
    "Belonging",
    "Consolidation",
    "Duplicate",
    "LateUnit",
    "LeftOut",
    "MissingUnit",
    "UnitFinding",
    "UnitRow",
    "add_up",
    "consolidate",
]
