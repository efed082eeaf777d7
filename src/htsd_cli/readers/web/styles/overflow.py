"""What does not fit into an element: cut off, or reaching out over what stands beside it."""

from __future__ import annotations

import re

from lxml import etree

from htsd_cli.readers.web.styles.declared import Declarations
from htsd_cli.readers.web.styles.sizes import length, pixels, points

_PAINTED_OVER = re.compile(r"\b(?:paint|content|strict)\b", re.I)  # `contain` that cuts off what reaches out
_FARTHER = 1.6  # times its height: letters in the middle of so high a line are cut off
PULLED = (
    -4.0
)  # pixels: what begins so far left of its cell is cut off; twice as far it lies on the one before
_CUTTING = frozenset(("hidden", "clip", "scroll", "auto"))
_NEXT_TO_NOTHING = re.compile(r"[0-4](?:\.\d+)?%")
_LEAST_HEIGHT = 0.6  # of the letters' own


def cuts_off(declared: Declarations) -> bool:
    """Return whether what does not fit into an element is cut off, on paper at least."""
    names = ("overflow", "overflow-x", "overflow-y")
    return (
        any(_CUTTING.intersection(declared.get(name, "").lower().split()) for name in names)
        or _PAINTED_OVER.search(declared.get("contain", "")) is not None
    )


def cuts(declared: Declarations, text: str, size: float) -> bool:
    """Return whether an element is too small for the longest word of its text in letters of a size, and cuts it off."""
    if not cuts_off(declared):
        return False
    if is_too_narrow(declared, text, size):
        return True
    height = _least(declared, ("height", "max-height", "line-height"))
    if height is None or "-webkit-line-clamp" in declared:
        return False
    over = max(
        points(declared.get("padding-top", "")), points(declared.get("line-height", "")) - height / _FARTHER
    )
    own = _least(declared, ("height", "max-height"))
    return height < _LEAST_HEIGHT * size or (own is not None and over >= own)


def is_too_narrow(declared: Declarations, text: str, size: float) -> bool:
    """Return whether the longest word of a text in letters of a size is wider than an element may be."""
    width = _least(declared, ("width", "max-width"))
    return width is not None and width < 0.42 * size * max((len(word) for word in text.split()), default=0)


def least_width(declared: Declarations) -> float:
    """Return how wide an element may be at most, in points; 0 where nothing or nothing sure is said."""
    return _least(declared, ("max-width",)) or 0.0


def runs_over(declared: Declarations, text: str, size: float, *, block: bool) -> bool:
    """Return whether a text reaches out of an element that is too low or too narrow for it and cuts nothing off.

    What stands below or beside lies on it then, or its own border strikes it through.
    """
    if cuts_off(declared):
        return False
    line = declared.get("line-height", "")
    high = length(line, em=size, whole=size) if line else None
    if high is not None and line.replace(".", "").isdigit():
        high = float(line) * size
    if high is not None and high < _LEAST_HEIGHT * size:
        return True
    boxed = block or "inline-" in declared.get("display", "").lower()
    low = _least(declared, ("height", "max-height")) if boxed else None
    return boxed and ((low is not None and low < _LEAST_HEIGHT * size) or is_too_narrow(declared, text, size))


def _least(declared: Declarations, names: tuple[str, ...]) -> float | None:
    """Return the least of some lengths in points, None where none is said, or in parts of something else."""
    said = [declared[name] for name in names if name in declared]
    said = ["0" if _NEXT_TO_NOTHING.fullmatch(value.strip()) else value for value in said]
    said = [value for value in said if "%" not in value]
    bare = [value for value in said if value.replace(".", "").isdigit() and value.strip("0.")]
    found = [length(value) for value in said if value not in bare]
    return min((value for value in found if value is not None), default=None)


def width_of(declared: Declarations, element: etree._Element) -> float | None:
    """Return how wide an element says it is, in points; None where it says nothing, or parts of something else."""
    said = declared.get("width", "") or (element.get("width") or "").strip()
    return None if "%" in said or not said or said == "auto" else length(said)


def begins_outside(declared: Declarations, cell: Declarations) -> bool:
    """Return whether a text begins left of where its cell does, so that it is cut off or lies on the cell before."""
    names = ("text-indent", "margin-left", "padding-left")
    said = [declared.get(name, "").strip() for name in names]
    if not any(value[:1] == "-" for value in said):
        return False
    padding = max(pixels(cell.get("padding-left", "0")), 1.0)
    cut = cuts_off(declared) or cuts_off(cell)
    return sum(map(pixels, filter(None, said))) + padding <= (PULLED if cut else 2 * PULLED)
