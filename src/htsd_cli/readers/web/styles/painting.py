"""What is drawn that is no letter and may be taken for a stroke of one, or hides it: borders, bars, grounds."""

from __future__ import annotations

import re

from htsd_cli.readers.web.styles.colours import colour, is_clear
from htsd_cli.readers.web.styles.declared import EVERYWHERE, Declarations
from htsd_cli.readers.web.styles.sizes import pixels
from htsd_cli.readers.web.styles.transforms import is_shifted

_THIN = 4.0  # pixels of a bar that may be taken for a stroke of a digit
_NO_LINE = re.compile(r"\b(?:none|hidden|transparent)\b|^\s*0(?:px|pt)?\b", re.I)
_BORDERS = ("border", "border-left", "border-right", "border-top", "border-bottom")


def is_line(said: str) -> bool:
    """Return whether a border, an outline or a shadow is drawn."""
    return bool(said) and _NO_LINE.search(said) is None and said.lower() not in EVERYWHERE


def is_painted(declared: Declarations) -> bool:
    """Return whether a box without text may be taken for a stroke: a thin bar, or one drawn over what is beside it."""
    names = ("background", "background-color", "background-image")
    ground = " ".join(declared.get(name, "") for name in names)
    filled = "(" in ground or (colour(ground) is not None and not is_clear(ground))
    sides = [name for name in _BORDERS if is_line(declared.get(name, ""))]
    if declared.get("box-shadow", "none").lower() not in ("none", *EVERYWHERE):
        return True
    if not filled and not sides:
        return False
    if any(
        declared.get(side, "").strip()[:1] == "-"
        for side in ("margin-left", "margin-top", "margin-right", "margin-bottom", "left", "top")
    ):
        return True
    if declared.get("float", "none").lower() != "none" or is_shifted(declared):
        return True
    if declared.get("display", "").lower() in ("block", "table", "flex", "grid", "list-item"):
        return False
    wide, high = (pixels(declared.get(name, "0")) for name in ("width", "height"))
    return not (wide >= _THIN and high >= _THIN)


def covers(declared: Declarations) -> bool:
    """Return whether an element without text is laid over the text around it."""
    placed = declared.get("position", "").lower() in ("absolute", "fixed")
    ground = declared.get("background", "") or declared.get("background-color", "")
    return placed and (colour(ground) is not None or "url(" in ground) and not is_clear(ground)


def animations(declared: Declarations) -> frozenset[str]:
    """Return the words of a style's animations, the names of their key frames among them."""
    said = f"{declared.get('animation', '')} {declared.get('animation-name', '')}".replace(",", " ")
    return frozenset(said.split())
