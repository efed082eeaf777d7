"""What is found in the texts of a report: looked for each time, or by somebody who remembers it from the last time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from htsd_cli.values.submission import Submission

Parts = list[list[str]]  # of each thing found its texts


class Remembered(Protocol):
    """Whoever gives what is found in a report's texts, by looking where it is not known."""

    def __call__(self, what: str, submission: Submission, look: Callable[[Submission], Parts]) -> Parts:
        """Return what `look` finds in a report: always the same for the same texts of a unit of the same name."""
        ...


def anew(_what: str, submission: Submission, look: Callable[[Submission], Parts]) -> Parts:
    """Look, as nothing is remembered."""
    return look(submission)
