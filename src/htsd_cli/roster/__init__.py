"""Who must report, and whose a name is: the roster, units' names in all their spellings, the clues a file gives."""

from htsd_cli.roster.clues import Clues
from htsd_cli.roster.names import NameReader
from htsd_cli.roster.roster import Match, Roster, read_roster
from htsd_cli.roster.rows import RosterError, read_rows
from htsd_cli.roster.spellings import Spelled, Speller, same_marks
from htsd_cli.roster.unit import OldName, RosterUnit

__all__ = [
    "Clues",
    "Match",
    "NameReader",
    "OldName",
    "Roster",
    "RosterError",
    "RosterUnit",
    "Spelled",
    "Speller",
    "read_roster",
    "read_rows",
    "same_marks",
]
