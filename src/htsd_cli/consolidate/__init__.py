"""Takes all submissions of a campaign together: totals, who is in them, who is missing, what was left out and why."""

from htsd_cli.consolidate.again import SOURCES_MARK
from htsd_cli.consolidate.arrival import Arrival, arrivals_of, digest_of
from htsd_cli.consolidate.belonging import SCAN
from htsd_cli.consolidate.consolidation import Consolidation, units_of
from htsd_cli.consolidate.files import Belonging, Duplicate, LeftOut, UnitFinding
from htsd_cli.consolidate.offices import Below
from htsd_cli.consolidate.together import consolidate, scans_of_reports
from htsd_cli.consolidate.totals import add_up
from htsd_cli.consolidate.unit import Unit, UnitStatus

__all__ = [
    "SCAN",
    "SOURCES_MARK",
    "Arrival",
    "Belonging",
    "Below",
    "Consolidation",
    "Duplicate",
    "LeftOut",
    "Unit",
    "UnitFinding",
    "UnitStatus",
    "add_up",
    "arrivals_of",
    "consolidate",
    "digest_of",
    "scans_of_reports",
    "units_of",
]
