"""Which groups of rules hold: on paper or a usual screen, in a browser of today (Media Queries 4, `@supports`).

What cannot be decided is taken to hold: what it hides is rather told once too often than not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable

IsKnown = Callable[[str, str], bool | None]
Ask = Callable[[str], bool | None]
_SCREEN = (1200.0, 800.0)  # pixels
_WORDS = re.compile(r"\(|\)|[^\s()]+")
_RANGE = re.compile(
    r"(?:([\d./]+)\s*(px|em|rem|pt|cm|in)?\s*([<>]=?|=))?\s*([a-z-]+)\s*(?:([<>]=?|=|:)\s*(.+))?$"
)
_PIXELS = {"": 1.0, "px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "cm": 37.8, "in": 96.0}
_NUMBER = re.compile(r"([\d.]+)(?:\s*/\s*([\d.]+))?\s*(px|em|rem|pt|cm|in)?$")
_SIZES = {"width": _SCREEN[0], "device-width": _SCREEN[0], "height": _SCREEN[1], "device-height": _SCREEN[1],
          "aspect-ratio": _SCREEN[0] / _SCREEN[1], "device-aspect-ratio": _SCREEN[0] / _SCREEN[1], "color": 8.0,
          "color-index": 0.0, "monochrome": 0.0, "-webkit-device-pixel-ratio": 1.0}  # fmt: skip
# What a usual screen is, or paper: each with the values that hold; a feature alone asks whether it is anything.
_KINDS = {
    "orientation": ("landscape", "portrait"), "prefers-color-scheme": ("light",), "hover": ("hover", ""),
    "any-hover": ("hover", ""), "pointer": ("fine", ""), "any-pointer": ("fine", ""), "scripting": ("enabled", ""),
    "update": ("fast", "none", ""), "grid": ("0",), "forced-colors": ("none",), "inverted-colors": ("none",),
    "display-mode": ("browser", ""), "prefers-reduced-motion": ("no-preference",), "scan": (),
    "prefers-contrast": ("no-preference",), "prefers-reduced-data": ("no-preference",), "-ms-high-contrast": (),
    "prefers-reduced-transparency": ("no-preference",), "color-gamut": ("srgb", ""), "dynamic-range": ("standard",),
    "overflow-block": ("scroll", "paged", ""), "overflow-inline": ("scroll", ""), "-ms-high-contrast-adjust": (),
}  # fmt: skip
_DEEPEST = 12
_FOREIGN = ("-ms-", "-moz-", "-o-")


def applies(query: str) -> bool:
    """Return whether a list of media queries holds on paper, or on a screen as wide as usual."""
    return decided(query) is not False


def decided(query: str) -> bool | None:
    """Return whether a list of media queries holds so, None where that cannot be decided."""
    queries = [part.strip().lower() for part in query.split(",") if part.strip()]
    return not queries or _together([_holds(part) for part in queries], "or")


def _holds(query: str) -> bool | None:
    words = _WORDS.findall(query)
    turned = False
    if words and words[0] in ("not", "only") and len(words) > 1 and words[1] not in ("(",):
        turned = words[0] == "not"
        words = words[1:]
    if words and words[0] not in ("(", ")", "not"):
        kind, words = words[0], words[1:]
        if words and words[0] == "and":
            words = words[1:]
        elif words:
            return False  # not a query
        if turned and kind in ("print", "screen"):
            return True  # for the other of the two
        if kind not in ("all", "print", "screen"):
            return turned
    holds = _condition(words, _feature) if words else True
    return None if holds is None else holds is not turned


def _condition(words: list[str], ask: Ask, depth: int = 0) -> bool | None:
    """Return whether a condition holds, None where that cannot be decided; `ask` answers what stands in brackets."""
    if depth > _DEEPEST:
        return None
    results: list[bool | None] = []
    joined = ""
    turned = False
    at = 0
    while at < len(words):
        word = words[at]
        if word == "not":
            turned = not turned
        elif word in ("and", "or"):
            joined = word
        else:
            named = word != "("  # a function of its own: of selectors and fonts nothing is known here
            begin = at + named
            end = _closing(words, begin) if words[begin : begin + 1] == ["("] else begin
            inside = words[begin + 1 : end]
            if named:
                found = None
            elif inside and inside[0] in ("(", "not"):
                found = _condition(inside, ask, depth + 1)
            else:
                found = ask(" ".join(inside))
            results.append(None if found is None else found is not turned)
            turned = False
            at = end
        at += 1
    return _together(results, joined)


def _together(results: list[bool | None], joined: str) -> bool | None:
    if joined == "or":
        return True if True in results else None if None in results else False
    return False if False in results else None if None in results else True


def _closing(words: list[str], at: int) -> int:
    depth = 0
    for place in range(at, len(words)):
        depth += (words[place] == "(") - (words[place] == ")")
        if not depth:
            return place
    return len(words)


def _feature(text: str) -> bool | None:
    found = _RANGE.match(text)
    if found is None:
        return None
    number, unit, sign, name, relation, value = found.groups()
    plain = re.sub(r"^(-webkit-)?(min|max)-", r"\1", name)
    if "resolution" in plain:
        return True  # fine screens and paper have more dots
    if plain in _SIZES:
        size = _SIZES[plain]
        left = number is None or _compared(_pixels(f"{number}{unit or ''}"), sign, size)
        if value is None:
            return size > 0 if number is None else left
        if plain != name:
            relation = ">=" if "min-" in name else "<="
        right = _compared(size, "=" if relation == ":" else relation, _pixels(value))
        return None if left is None or right is None else left and right
    if plain in _KINDS:
        return (value or "").strip() in _KINDS[plain]
    return None


def _pixels(text: str) -> float | None:
    found = _NUMBER.match(text.strip())
    if found is None:
        return None
    try:
        return float(found[1]) / (float(found[2]) if found[2] else 1.0) * _PIXELS[found[3] or ""]
    except (ValueError, ZeroDivisionError):
        return None


def _compared(first: float | None, relation: str | None, second: float | None) -> bool | None:
    if first is None or second is None:
        return None
    match relation:
        case "<":
            return first < second
        case "<=":
            return first <= second
        case ">":
            return first > second
        case ">=":
            return first >= second
    return first == second


def is_supported(condition: str, is_known: IsKnown) -> bool | None:
    """Return whether the rules of an `@supports` hold, None where that cannot be decided; `is_known` says whether a
    browser knows a declaration.
    """

    def ask(declaration: str) -> bool | None:
        name, _, value = (part.strip() for part in declaration.partition(":"))
        return False if name.startswith(_FOREIGN) else is_known(name, value)

    return _condition(_WORDS.findall(condition.strip().lower()), ask)
