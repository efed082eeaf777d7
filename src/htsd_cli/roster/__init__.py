"""Who must report, and whose a name is: the roster, units' names in all their spellings, the clues a file gives."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from htsd_cli.roster.clues import Clues
    from htsd_cli.roster.names import NameReader
    from htsd_cli.roster.roster import Match, Roster, read_roster
    from htsd_cli.roster.rows import RosterError, read_rows
    from htsd_cli.roster.spellings import Spelled, Speller, same_marks
    from htsd_cli.roster.unit import OldName, RosterUnit
else:
    _MODULES = {
        "Clues": "clues",
        "Match": "roster",
        "NameReader": "names",
        "OldName": "unit",
        "Roster": "roster",
        "RosterError": "rows",
        "RosterUnit": "unit",
        "Spelled": "spellings",
        "Speller": "spellings",
        "read_roster": "roster",
        "read_rows": "rows",
        "same_marks": "spellings",
    }

    def __getattr__(name):
        """Import a module of this room when it is first asked for: reading one report needs `NameReader` alone."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


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
