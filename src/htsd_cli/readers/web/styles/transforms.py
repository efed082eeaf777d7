"""How letters are turned, mirrored, scaled, shifted and set upon one another."""

from __future__ import annotations

import re

from htsd_cli.readers.web.styles.declared import Declarations
from htsd_cli.readers.web.styles.sizes import WIDEST, length, number, pixels

_BLURRED = 3  # pixels
_BESIDE, _BELOW = (
    8.0,
    12.0,
)  # pixels: what is shifted so far may stand over the cell beside it, below or above
_CLOSEST = 2.0  # points: a third of the width of a digit of 12 points
_MASKS = ("mask", "mask-image", "-webkit-mask", "-webkit-mask-image", "-webkit-mask-box-image", "mask-border")
_DISTORTING = frozenset(
    ("letter-spacing", "transform", "rotate", "scale", "-webkit-text-security", "filter", *_MASKS)
)
_TURN = re.compile(r"rotate(3d|[xyz]?)\(([^)]{0,40})\)")
_ANGLE = re.compile(r"(-?\d{0,6}\.?\d{1,9})(deg|grad|rad|turn)\s*$")
_DEGREES = {"deg": 1.0, "grad": 0.9, "rad": 57.29578, "turn": 360.0}
_UPRIGHT = 100.0  # degrees: letters turned further in the page are not read,
_EDGEWISE = 60.0  # nor those turned further out of it
_SIDEWAYS = frozenset(("writing-mode", "transform", "rotate"))
_ASIDE = 45.0  # degrees: letters turned further lie on their side
_SHIFTS = re.compile(r"translate(3d|[xyz]?)\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_SCALES = re.compile(r"scale(?:3d|[xyz])?\(([^()%]*)\)")
_PLAIN_MATRIX = re.compile(
    r"matrix\(\s*1(?:\.0*)?\s*,\s*-?0(?:\.0*)?\s*,\s*-?0(?:\.0*)?\s*,\s*1(?:\.0*)?\s*,"
)


def distorts(declared: Declarations, *, alone: bool = False) -> bool:
    """Return whether letters are turned, mirrored, laid on one another or shown as dots, so that nobody reads them.

    A letter that stands `alone` lies on no other.
    """
    if _DISTORTING.isdisjoint(declared):
        return False
    spacing = declared.get("letter-spacing", "")
    close = length(spacing[1:]) if spacing[:1] == "-" else None
    transform = transform_of(declared).lower()
    bent = "matrix" in transform and _PLAIN_MATRIX.search(transform) is None
    turned = (
        bent
        or re.search(r"scale[xyz3d]*\([^)]*-", transform)
        or any(map(_is_turned, _TURN.finditer(transform)))
    )
    masked = any(declared.get(name, "none").lower() not in ("none", "initial", "unset") for name in _MASKS)
    blurred = re.search(r"blur\(\s*(\d+)", declared.get("filter", ""))
    if blurred is not None and int(blurred[1][:6]) >= _BLURRED:
        return True
    dots = declared.get("-webkit-text-security", "none").lower() != "none"
    wide = length(spacing) or 0.0
    return (
        wide >= WIDEST
        or (close is not None and close >= _CLOSEST and not alone)
        or bool(turned)
        or dots
        or masked
    )


def transform_of(declared: Declarations) -> str:
    """Return how an element is transformed, with what its own properties for a turn, a scale and a shift say."""
    parts = [declared.get("transform", "")]
    for name in ("rotate", "scale", "translate"):
        if said := declared.get(name, ""):
            axis, _, rest = said.partition(" ")
            if name == "rotate" and axis.lower() in ("x", "y", "z"):
                parts.append(f"rotate{axis}({rest})")
            else:
                parts.append(f"{name}({said.replace(' ', ',')})")
    return " ".join(filter(None, parts))


def scale_of(declared: Declarations) -> float:
    """Return how large an element is drawn of the size it has, its lesser side where they differ."""
    zoom = declared.get("zoom", "")
    share = (
        number(zoom) / (100 if zoom.endswith("%") else 1) if zoom[:1].isdigit() or zoom[:1] == "." else 1.0
    )
    for said in _SCALES.findall(transform_of(declared).lower()):
        share *= min((abs(number(part)) for part in said.split(",") if part.strip()), default=1.0)
    return share


def _is_turned(turn: re.Match[str]) -> bool:
    """Return whether a turn leaves letters on their head, seen from their edge or from behind."""
    least = _UPRIGHT if turn[1] in ("", "z") else _EDGEWISE
    return least < _degrees(turn) < 360 - least


def _degrees(turn: re.Match[str]) -> float:
    angle = _ANGLE.search(turn[2].strip())
    return 0.0 if angle is None else float(angle[1]) * _DEGREES[angle[2]] % 360


def lies_on_side(declared: Declarations) -> bool:
    """Return whether letters run from top to bottom or lie on their side: of a part of a figure nobody can be sure."""
    if _SIDEWAYS.isdisjoint(declared):
        return False
    if declared.get("writing-mode", "").lower().startswith(("vertical", "sideways", "tb", "bt")):
        return True
    turns = _TURN.finditer(transform_of(declared).lower())
    return any(_ASIDE < _degrees(turn) < 360 - _ASIDE for turn in turns)


def is_shifted(declared: Declarations) -> bool:
    """Return whether an element is moved so far from its place that it may stand in another cell."""
    across: list[str] = []
    down: list[str] = []
    if declared.get("position", "").lower() == "relative":
        across += (declared.get(side, "0") for side in ("left", "right"))
        down += (declared.get(side, "0") for side in ("top", "bottom"))
    for axis, found in _SHIFTS.findall(transform_of(declared).lower()):
        parts = found.split(",")
        if axis != "z":
            (down if axis == "y" else across).append(parts[0])
            down += parts[1:2]
    return any(abs(pixels(shift.strip())) >= _BESIDE for shift in across) or any(
        abs(pixels(shift.strip())) >= _BELOW for shift in down
    )
