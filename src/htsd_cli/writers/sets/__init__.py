"""A set: the outputs of one run, which stand in a folder together, whole, and over nothing that is not ours."""

from htsd_cli.writers.sets.last import NothingBefore, take_back
from htsd_cli.writers.sets.lock import Busy
from htsd_cli.writers.sets.outputs import Kept, OutputExists, OutputSet, SavedMeanwhile, output_set
from htsd_cli.writers.sets.work import Unfinished, at_work, clear_away, settled

__all__ = [
    "Busy",
    "Kept",
    "NothingBefore",
    "OutputExists",
    "OutputSet",
    "SavedMeanwhile",
    "Unfinished",
    "at_work",
    "clear_away",
    "output_set",
    "settled",
    "take_back",
]
