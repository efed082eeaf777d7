"""Whether an element is seen at all: hidden, faint, out of the page, without any size."""

from __future__ import annotations

import re

from htsd_cli.readers.web.styles.declared import Declarations
from htsd_cli.readers.web.styles.overflow import cuts_off
from htsd_cli.readers.web.styles.sizes import AWAY, length, number, pixels
from htsd_cli.readers.web.styles.transforms import transform_of

_PICTURED = re.compile(r"(?:url|gradient|image|image-set|element|paint|cross-fade)\(", re.I)
_RARE = frozenset((
    "content-visibility", "opacity", "filter", "zoom", "position", "clip-path", "transform", "text-indent", "overflow",
    "overflow-x", "overflow-y", "margin-left", "margin-top", "scale", "translate",
))  # fmt: skip
_FAR_AWAY = -1500.0  # pixels: what is centred by a margin is not
_LEAST_SCALE = 0.2
_FAINTEST = 0.15  # of opacity


def hides(declared: Declarations) -> bool:
    """Return whether an element is not shown at all."""
    return (
        declared.get("display", "").lower() in ("none", "table-column", "table-column-group")
        or declared.get("mso-hide", "").lower() == "all"
        or _PICTURED.search(declared.get("content", "")) is not None  # a picture stands in its place
        or (not _RARE.isdisjoint(declared) and _is_rarely_hidden(declared))
    )


def keeps_place(declared: Declarations) -> bool | None:
    """Return whether an element is unseen where it stands, which one inside it may undo; None where nothing is said."""
    said = declared.get("visibility", "").lower()
    return said in ("hidden", "collapse") if said else None


def _is_rarely_hidden(declared: Declarations) -> bool:
    return (
        declared.get("content-visibility", "").lower() == "hidden"
        or is_faint(opacity_of(declared))
        or _share(declared.get("zoom", "1")) < _FAINTEST
        or _is_away(declared)
    )


def opacity_of(declared: Declarations) -> float:
    """Return how much of an element shows over what is behind it: 1 for all; of what stands in it no more can."""
    share = _share(declared.get("opacity", "1"))
    for part in re.findall(r"opacity\(([^)]*)\)", declared.get("filter", "")):
        share *= _share(part)
    return max(0.0, min(share, 1.0))


def is_faint(opacity: float) -> bool:
    """Return whether nobody sees what shows so little."""
    return opacity < _FAINTEST


def _share(text: str) -> float:
    found = length(text, whole=0.75)
    return number(text) if found is None else found / 0.75


def _is_away(declared: Declarations) -> bool:
    """Return whether an element lies outside the page, is cut off, or has no size."""
    position = declared.get("position", "").lower()
    placed = position in ("absolute", "fixed")
    sides = ("left", "top", "right", "bottom") if placed else ("left", "top") if position else ()
    if any(pixels(declared.get(side, "0")) <= AWAY for side in sides):
        return True
    if any(pixels(declared.get(side, "0")) <= _FAR_AWAY for side in ("margin-left", "margin-top")):
        return True
    if placed and re.match(
        r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01]", declared.get("clip", "")
    ):
        return True
    if re.match(r"inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*\)", declared.get("clip-path", "")):
        return True
    transform = transform_of(declared)
    scales = re.findall(r"scale[xy3d]*\(\s*([\d.]+)\s*(?:,\s*([\d.]+))?", transform, re.I)
    if any(number(scale) < _LEAST_SCALE for parts in scales for scale in parts if scale):
        return True
    moved = re.findall(r"translate[xy3d]*\(([^,)]*)(?:,([^,)]*))?", transform, re.I)
    if any(abs(pixels(part)) >= 5 * -AWAY for parts in moved for part in parts if part and "%" not in part):
        return True
    if pixels(declared.get("text-indent", "0")) <= AWAY:
        return True
    return cuts_off(declared) and any(
        number(declared[name]) <= 1
        for name in ("height", "width", "max-height", "max-width")
        if declared.get(name, "")[:1].isdigit()
    )
