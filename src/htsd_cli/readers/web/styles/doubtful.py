"""What a style does to letters that nobody but a browser can work out: a closed world of what does them no harm.

A value that is none of these may hide, mirror, move or cover what stands there: it is told, not guessed.
"""

from __future__ import annotations

import re

from htsd_cli.readers.web.styles.colours import colour, is_clear, is_open
from htsd_cli.readers.web.styles.declared import UNSURE, Declarations
from htsd_cli.readers.web.styles.sizes import length, pixels
from htsd_cli.readers.web.styles.transforms import transform_of

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
_FUNCTION = re.compile(r"\b(?:var|env|if|attr|random|sibling-index|sibling-count|toggle)\(|--[\w-]+\(", re.I)
_WORKED_OUT = frozenset(
    ("content", "background", "background-color", "background-image", "font-family", "font")
)
_PARTS = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)%")
_SIDES = ("margin-left", "margin-right", "padding-left", "padding-right")
_HALF, _WHOLE = 50.0, 100.0
_FARTHEST = 500.0  # pixels: what is pushed so far stands in no cell
_BROAD = 4.0  # pixels: a part of a line moved further lies over the letters beside it
_LIFTED = 60.0  # pixels above or below the line
_THICK = 2.0  # pixels of an outline that fills a letter
_DARK = 128
_SHADOW = 6.0  # pixels: a shadow or an outline that fills letters
_STOPS = re.compile(r",(?![^()]*\))")

_COLOURS = ("color", "background-color", "background", "-webkit-text-fill-color")
_FAR_SHADOW = 4.0  # pixels: a shadow so far from its letters shows them once more
_UNDER = -2.0  # pixels: an underline so far above its place runs through the letters
_LINE = 12.0  # pixels of a line under letters that fills them
_BAR = 8.0  # pixels: a coloured ground no higher is a line
_LENGTHS = re.compile(r"(?<![\w.#(])[+-]?(?:\d+\.?\d*|\.\d+)(?:[a-z]{1,4})?(?![\w%])", re.I)

NAMES = frozenset(
    (
        *_HARMLESS, "transform", "scale", "rotate", "translate", "vertical-align", "text-indent", "padding-left",
        "margin-left", "margin-right", "padding-right",
        "-webkit-text-stroke", "outline-offset", "box-shadow", "background", "background-image", UNSURE,
        "color", "background-color", "-webkit-text-fill-color", "-webkit-text-stroke-width", "text-shadow",
        "border-image",
        "-webkit-box-reflect", "outline", "outline-width", "text-emphasis", "text-emphasis-style",
        "text-underline-offset",
        "text-justify", "text-decoration-thickness", "background-size",
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
    if UNSURE in declared or any(is_open(declared.get(name, "")) for name in _COLOURS):
        return True
    for name, harmless in _HARMLESS.items():
        said = declared.get(name)
        if said is not None and harmless.fullmatch(said.strip()) is None:
            return True
    return (
        _is_bent(transform_of(declared), inside=inside)
        or (inside and _is_pushed(declared))
        or _share(declared.get("text-indent", "")) >= _WHOLE
        or _is_painted_over(declared)
        or _is_doubled(declared)
        or _is_lined(declared)
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
    return any(abs(pixels(shift)) >= _BROAD for shift in shifts)


def _is_pushed(declared: Declarations) -> bool:
    if any(
        pixels(declared.get(name, "")) >= _FARTHEST for name in ("text-indent", "padding-left", "margin-left")
    ):
        return True
    indent = declared.get("text-indent", "").strip()
    if _share(indent) >= _WHOLE or any(_share(declared.get(name, "")) >= _HALF for name in _SIDES):
        return True
    if indent[:1] == "-" and "inline" in declared.get("display", ""):
        return True
    return abs(pixels(declared.get("vertical-align", ""))) >= _LIFTED


def _share(text: str) -> float:
    """Return how many parts of a hundred a value is, 0 for what is none."""
    found = _PARTS.fullmatch(text.strip())
    return float(found[1]) if found else 0.0


def _is_painted_over(declared: Declarations) -> bool:
    """Return whether an outline, a shadow or a gradient may fill the letters or strike them through."""
    stroke = declared.get("-webkit-text-stroke-width", "") or declared.get("-webkit-text-stroke", "")
    if any(abs(pixels(part)) >= _THICK for part in stroke.split()):
        return True
    if "fill" in declared.get("border-image", "").lower().split():
        return True
    outline = f"{declared.get('outline', '')} {declared.get('outline-width', '')}"
    if any(pixels(part) >= _SHADOW for part in outline.split()) and "none" not in outline:
        return True
    if pixels(declared.get("outline-offset", "")) <= -_BROAD:
        return True
    shadow = declared.get("box-shadow", "").lower()
    if (
        "inset" in shadow
        and any(abs(pixels(part)) >= _SHADOW for part in shadow.split())
        and _is_dark(shadow)
    ):
        return True
    ground = f"{declared.get('background', '')} {declared.get('background-image', '')}"
    if "gradient(" not in ground:
        return False
    if _is_bar(f"{ground} {declared.get('background-size', '')}"):
        return True
    stops = _STOPS.split(ground.partition("gradient(")[2].rpartition(")")[0])
    return any(map(is_clear, stops)) and any(not is_clear(stop) and _is_dark(stop) for stop in stops)


def _is_bar(ground: str) -> bool:
    """Return whether a gradient is drawn as a level line through letters: low, and not at their foot."""
    place, slash, size = ground.rpartition("/")
    sizes = [length(part) for part in (size if slash else ground.rpartition(")")[2]).split()]
    low = any(0 < (part or 0.0) / 0.75 < _BAR for part in sizes)
    return low and "bottom" not in place and re.search(r"\b(?:[89]\d|100)%\s*$", place.strip()) is None


def _is_doubled(declared: Declarations) -> bool:
    """Return whether a shadow or a mirror shows letters once more, or marks at them are letters of their own."""
    if declared.get("-webkit-box-reflect", "none").lower() not in ("none", "initial", "unset"):
        return True
    marks = declared.get("text-emphasis-style", "") or declared.get("text-emphasis", "")
    if any(sign.isalnum() for sign in "".join(re.findall(r"[\"']([^\"']*)[\"']", marks))):
        return True
    drops = re.findall(r"drop-shadow\(((?:[^()]|\([^()]*\))*)\)", declared.get("filter", ""))
    for shadow in (*_STOPS.split(declared.get("text-shadow", "")), *drops):
        offsets = _LENGTHS.findall(re.sub(r"\([^()]*\)|#\w+", "", shadow))[:2]
        if any(abs(pixels(offset)) >= _FAR_SHADOW for offset in offsets) and not is_clear(shadow):
            return True
    return False


def _is_lined(declared: Declarations) -> bool:
    """Return whether a line under or over letters runs through them, or letters are set far apart."""
    if pixels(declared.get("text-underline-offset", "")) <= _UNDER:
        return True
    thick = declared.get("text-decoration-thickness", "")
    if any(not -0.1 <= pixels(part) < _LINE for part in thick.split()):
        return True
    return declared.get("text-justify", "").lower() in ("inter-character", "distribute")


def _is_dark(text: str) -> bool:
    found = None if is_clear(text) else colour(text)
    return found is not None and max(found) < _DARK
