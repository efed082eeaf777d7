"""What a style does to letters that nobody but a browser can work out: a closed world of what does them no harm.

A value that is none of these may hide, mirror, move or cover what stands there: it is told, not guessed.
"""

from __future__ import annotations

import re

from htsd_cli.readers.web import css
from htsd_cli.readers.web.colours import colour, is_clear
from htsd_cli.readers.web.declared import Declarations
from htsd_cli.readers.web.sizes import length

_EVERYWHERE = r"none|auto|normal|initial|inherit|unset|revert|revert-layer|"
_SHARE = r"(?:[5-9]\d|1[0-4]\d)(?:\.\d+)?%|0?\.[5-9]\d*|1(?:\.[0-4]\d*)?"  # near enough to the whole
_FILTER = (
    r"(?:grayscale|sepia|saturate|hue-rotate)\([^()]*\)|(?:brightness|contrast|opacity)\(\s*(?:"
    + _SHARE
    + r")?\s*\)"
    r"|invert\(\s*(?:0|[01]?\d%|0?\.[01]\d*)\s*\)|blur\(\s*(?:0|[0-2]?(?:\.\d+)?px)?\s*\)"
    r"|drop-shadow\((?:[^()]|\([^()]*\))*\)"
)
_HARMLESS = {
    name: re.compile(_EVERYWHERE + pattern, re.I)
    for name, pattern in {
        "filter": rf"(?:(?:{_FILTER})\s*)+|.*(?:progid:|alpha\().*",  # the last two only an old browser knows
        "clip-path": r"(?:border|padding|content|margin|fill|stroke|view)-box|inset\([\s0px%]*\)",
        "mix-blend-mode": "multiply|darken|color-burn",
        "offset-path": "",
        "offset": "",
        "contain": "(?:(?:content|layout|style|paint)\\s*)+",
        "font-size-adjust": r"from-font|0?\.[3-9]\d*|1(?:\.\d+)?|(?:ex-height|cap-height|ch-width|ic-width)\b.*",
    }.items()
}  # fmt: skip
_TRANSFORM = re.compile(
    r"(?:none|initial|inherit|unset|(?:translate(?:3d|[xyz])?\([^()]*(?:\([^()]*\)[^()]*)*\)|rotate(?:3d|[xyz])?\([^()]*\)"
    r"|matrix\([^()]*\)|scale(?:3d|[xyz])?\(\s*(?:0?\.[3-9]\d*|[1-9][\d.]*|,|\s)+\)"
    r"|skew[xy]?\(\s*-?(?:[0-3]?\d(?:\.\d+)?deg|0)?\s*(?:,\s*-?(?:[0-3]?\d(?:\.\d+)?deg|0))?\s*\))\s*)*",
    re.I,
)
_MATRIX = re.compile(r"matrix\(([^()]*)\)", re.I)
_SHIFT = re.compile(r"translate(3d|[xyz])?\(\s*([^(),]*(?:\([^()]*\)[^(),]*)*)", re.I)
_FUNCTION = re.compile(r"\b(?:var|env|if|attr|random|sibling-index|sibling-count|toggle)\(", re.I)
_WORKED_OUT = frozenset(
    ("content", "background", "background-color", "background-image", "font-family", "font")
)
_FARTHEST = 500.0  # pixels: what is pushed so far stands in no cell
_BROAD = 4.0  # pixels: a part of a line moved further lies over the letters beside it
_LIFTED = 60.0  # pixels above or below the line
_THICK = 2.0  # pixels of an outline that fills a letter
_DARK = 128
_SHADOW = 10.0  # pixels: a shadow that fills a cell
_STOPS = re.compile(r",(?![^()]*\))")

NAMES = frozenset(
    (
        *_HARMLESS, "transform", "scale", "rotate", "translate", "vertical-align", "text-indent", "padding-left",
        "margin-left", "-webkit-text-stroke", "outline-offset", "box-shadow", "background", "background-image",
    )
)  # fmt: skip


def is_doubtful(declared: Declarations, *, inside: bool) -> bool:
    """Return whether a style changes what is seen in a way that is not followed here.

    `inside` says that the element is a part of a cell's text: what moves it parts it from the rest.
    """
    if any(
        _FUNCTION.search(value)
        for name, value in declared.items()
        if name[:2] != "--" and name not in _WORKED_OUT
    ):
        return True
    if NAMES.isdisjoint(declared):
        return False
    for name, harmless in _HARMLESS.items():
        said = declared.get(name)
        if said is not None and harmless.fullmatch(said.strip()) is None:
            return True
    return (
        _is_bent(css.transform_of(declared), inside=inside)
        or (inside and _is_pushed(declared))
        or _is_painted_over(declared)
    )


def _is_bent(transform: str, *, inside: bool) -> bool:
    """Return whether a transform is more than a small turn, scale or shift."""
    if not transform:
        return False
    if _TRANSFORM.fullmatch(transform.strip()) is None:
        return True
    if not inside:
        return False
    shifts = [found[2] for found in _SHIFT.finditer(transform) if (found[1] or "x").lower() in ("x", "3d")]
    for found in _MATRIX.finditer(transform):
        parts = found[1].split(",")
        shifts.append(f"{parts[4].strip()}px" if len(parts) == 6 else "9px")
    return any(abs(_pixels(shift)) >= _BROAD for shift in shifts)


def _is_pushed(declared: Declarations) -> bool:
    if any(
        _pixels(declared.get(name, "")) >= _FARTHEST
        for name in ("text-indent", "padding-left", "margin-left")
    ):
        return True
    indent = declared.get("text-indent", "").strip()
    if indent == "100%" or (indent[:1] == "-" and "inline" in declared.get("display", "")):
        return True
    return abs(_pixels(declared.get("vertical-align", ""))) >= _LIFTED


def _is_painted_over(declared: Declarations) -> bool:
    """Return whether an outline, a shadow or a gradient may fill the letters or strike them through."""
    if abs(_pixels(declared.get("-webkit-text-stroke", "").split(" ")[0])) >= _THICK:
        return True
    if _pixels(declared.get("outline-offset", "")) <= -_BROAD:
        return True
    shadow = declared.get("box-shadow", "").lower()
    if (
        "inset" in shadow
        and any(abs(_pixels(part)) >= _SHADOW for part in shadow.split())
        and _is_dark(shadow)
    ):
        return True
    ground = f"{declared.get('background', '')} {declared.get('background-image', '')}"
    if "gradient(" not in ground:
        return False
    stops = _STOPS.split(ground.partition("gradient(")[2].rpartition(")")[0])
    return any(map(is_clear, stops)) and any(not is_clear(stop) and _is_dark(stop) for stop in stops)


def _is_dark(text: str) -> bool:
    found = None if is_clear(text) else colour(text)
    return found is not None and max(found) < _DARK


def _pixels(text: str) -> float:
    found = length(text) if text else None
    return 0.0 if found is None else found / 0.75
