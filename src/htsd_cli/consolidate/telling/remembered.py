"""What is found in the texts of reports: looked for each time, or by somebody who remembers it from the last time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from htsd_cli.values.submission import Submission

Parts = list[list[str]]  # of each thing found its texts
Look = Callable[[Submission], Parts]
# Gives what of a kind is found in each report's texts, by looking where it is not known; always the same for the same
# texts of a unit of the same name.
Remembered = Callable[[str, Sequence[Submission], Look], Iterable[Parts]]


def anew(_what: str, submissions: Sequence[Submission], look: Look) -> Iterable[Parts]:
    """Look, as nothing is remembered."""
    return map(look, submissions)
