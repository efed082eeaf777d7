"""Digits of two sizes side by side ("14" and a small "1"): one number, or a figure with a mark on its line?

A person sees two things where one letter is clearly smaller than the other, and no program says which is meant.
"""

from __future__ import annotations

import re

from htsd_cli.values.document import Seen, Sight

_SMALL = 0.7  # of the size of the digit beside it: a smaller one need not be of the same number
_BEFORE, _AFTER = re.compile(r"[\d.,]*\d\Z"), re.compile(r"\d[\d.,]*")


def are_apart(size: float, other: float) -> bool:
    """Return whether digits of these sizes, in any unit, look like two numbers; 0 is a size nobody knows."""
    return 0 < min(size, other) < _SMALL * max(size, other)


def parted(before: str, size: float, after: str, other: float) -> Seen | None:
    """Return what is told of a text with letters of one size and the text after it with letters of another.

    None where no two digits meet, or where their sizes are alike.
    """
    if not (before[-1:].isdigit() and after[:1].isdigit() and are_apart(size, other)):
        return None
    first, second = _BEFORE.search(before), _AFTER.match(after)
    shown = " ".join(found[0] for found in (first, second) if found)
    return Seen(Sight.UNEVEN, shown)
