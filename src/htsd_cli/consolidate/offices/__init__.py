"""Offices that are units: their consolidated reports, parts of these, and the raw reports that lie beside."""

from htsd_cli.consolidate.offices.below import (
    COVERAGE_MARK,
    Below,
    about_below,
    kept_of,
    kept_of_parts,
    results_of,
)
from htsd_cli.consolidate.offices.parts import Whole, taken_together
from htsd_cli.consolidate.offices.raw import sort_out_raw

__all__ = [
    "COVERAGE_MARK",
    "Below",
    "Whole",
    "about_below",
    "kept_of",
    "kept_of_parts",
    "results_of",
    "sort_out_raw",
    "taken_together",
]
