"""Deciding the doubtful: what people wrote in `can-xac-nhan.xlsx` is read, put in force, and kept for the next run."""

from htsd_cli.decisions.activities import ACTIVITY_COLUMNS, THEME_HEADING, ActivityLine, TellingUnit, confirm
from htsd_cli.decisions.doubts import subjects_of
from htsd_cli.decisions.in_force import take_decided
from htsd_cli.decisions.placing import Report
from htsd_cli.decisions.settle import Settlement, settle
from htsd_cli.decisions.sheet import COLUMNS, DecisionsError, extra_headings, read_decisions
from htsd_cli.decisions.standing import as_known
from htsd_cli.decisions.values import (
    CELLS_TO_MEND,
    NOT_COUNTED,
    OUTSIDE_THE_FORM,
    Line,
    Row,
    Sheets,
    SheetText,
    State,
)

__all__ = [
    "ACTIVITY_COLUMNS",
    "CELLS_TO_MEND",
    "COLUMNS",
    "NOT_COUNTED",
    "OUTSIDE_THE_FORM",
    "THEME_HEADING",
    "ActivityLine",
    "DecisionsError",
    "Line",
    "Report",
    "Row",
    "Settlement",
    "SheetText",
    "Sheets",
    "State",
    "TellingUnit",
    "as_known",
    "confirm",
    "extra_headings",
    "read_decisions",
    "settle",
    "subjects_of",
    "take_decided",
]
