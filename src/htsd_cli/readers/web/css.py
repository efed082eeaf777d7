"""The style sheet of a web page: which declarations hold for an element, as a browser decides it.

Known are selectors of elements, classes, ids and attributes, one within another. Of what comes before a sibling ("+",
"~") and of where an element stands among others nothing is asked, so that what a rule hides or strikes is rather told
once too often than not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from colorsys import hls_to_rgb
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

Declarations = Mapping[str, str]

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"[>+~]|(?:[^\s>+~\[(]|\[[^\]]*\]|\([^)]*\))+")
_CONDITION = re.compile(r"\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*[\"']?([^\"'\]]*?)[\"']?\s*i?)?\s*\]", re.I)
_PLACE = re.compile(r"::?[\w-]+(?:\([^)]*\))?")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_PART = re.compile(r"[.#]?[\w-]+|\*")
_STATE = re.compile(
    r"::?(hover|active|focus|visited|link|before|after|first-line|first-letter|selection|placeholder|target|"
    r"focus-within|focus-visible|disabled|enabled|checked|invalid|empty|marker|backdrop|root|host)\b",
    re.I,
)
_MOST_RULES = 20_000
_MOST_KNOWN = 10_000  # looks of elements kept
# What is looked at: all else changes neither what is read nor whether it is seen.
_KNOWN = frozenset(
    (
        "text-decoration", "text-decoration-line", "text-line-through", "color", "background", "background-color",
        "font-size", "font", "font-family", "font-weight", "display", "visibility", "mso-hide", "vertical-align",
        "opacity", "content", "mso-element", "mso-text-raise", "position", "text-position", "left", "top", "clip",
        "clip-path", "transform", "overflow", "overflow-x", "overflow-y", "height", "width", "max-height", "max-width",
        "text-indent", "letter-spacing", "filter", "zoom", "-webkit-text-fill-color", "-webkit-text-security",
        "unicode-bidi", "direction", "float", "list-style", "list-style-type", "content-visibility",
    )
)  # fmt: skip


class Compound(NamedTuple):
    """What one element must be: its name, classes and id, and what its attributes must say (name, operator, value)."""

    names: frozenset[str]
    conditions: tuple[tuple[str, str, str], ...] = ()


_Rule = tuple[int, tuple[Compound, ...], dict[str, str]]


@dataclass(slots=True)
class StyleSheet:
    """The rules of a page, by the last name of their selector; each with what must stand around the element."""

    _rules: dict[str, list[_Rule]] = field(default_factory=dict)
    _variables: dict[str, str] = field(default_factory=dict)
    _generated: set[str] = field(default_factory=set)
    _known: dict[tuple[str, str, str, str], dict[str, str]] = field(default_factory=dict)
    _count: int = 0

    def add(self, text: str) -> None:
        """Take in the text of a `<style>`, without its comments. Rules beyond a limit are left out."""
        self._known.clear()
        self._variables.update(re.findall(r"(--[\w-]+)\s*:\s*([^;{}]+)", text))
        for found in _RULE.finditer(re.sub(r"@media[^{]*\{", "", text)):
            declared = declarations(found.group(2))
            if not declared or self._count > _MOST_RULES:
                continue
            for selector in found.group(1).split(","):
                self._add(selector.strip(), declared)

    def _add(self, selector: str, declared: dict[str, str]) -> None:
        state = _STATE.search(selector)
        if state is not None:
            shows = declared.get("content", "none").strip("\"' ")
            if state.group(1).lower() in ("before", "after") and shows not in ("", "none", "normal"):
                last_part = _STATE.sub("", selector).split()
                names = _PART.findall(last_part[-1] if last_part else "*")
                self._generated.update(name.lower() for name in names[-1:])
            return
        compounds: list[Compound] = []
        for token in _TOKEN.findall(selector):
            if token in "+~":
                compounds.clear()
            elif token != ">":
                conditions = tuple(
                    (name.lower(), kind, value) for name, kind, value in _CONDITION.findall(token)
                )
                found = _PART.findall(_PLACE.sub("", _CONDITION.sub("", token)))
                if not found and not conditions:
                    return  # "@page": nothing that a cell is known by
                named = frozenset(name.lower() for name in found if name != "*")
                compounds.append(Compound(named, conditions))
        if not compounds or selector.startswith("@"):
            return
        last = compounds[-1].names
        key = next((name for name in sorted(last) if name[0] in ".#"), next(iter(last), "*"))
        self._count += 1
        rank = 1_000 * sum(
            10 * len(part.conditions)
            + sum(10 if name[0] == "." else 100 if name[0] == "#" else 1 for name in part.names)
            for part in compounds
        )
        self._rules.setdefault(key, []).append((rank * 100 + self._count, tuple(compounds), declared))

    def of(self, element: etree._Element) -> Declarations:
        """Return what holds for an element itself: the sheet's rules, the stronger later, then its own style."""
        own = element.get("style") or ""
        key = (str(element.tag), element.get("class") or "", element.get("id") or "", own)
        known = self._known.get(key)
        if known is not None:
            return known
        names = _names(element)
        rules = [rule for name in (*names, "*") for rule in self._rules.get(name, ())]
        out: dict[str, str] = {}
        for _, _, declared in sorted(
            (rule for rule in rules if _matches(rule[1], names, element)), key=_strength
        ):
            out |= declared
        out |= declarations(own) if own else {}
        if any(name[0] == "!" or "var(" in value for name, value in out.items()):
            out |= {name[1:]: value for name, value in out.items() if name[0] == "!"}
            out = {name: _VARIABLE.sub(self._variable, value) for name, value in out.items()}
        if len(self._known) < _MOST_KNOWN and all(len(rule[1]) == 1 and not rule[1][0][1] for rule in rules):
            self._known[key] = out  # nothing around the element matters
        return out

    def _variable(self, match: re.Match[str]) -> str:
        return self._variables.get(match[1], match[2] or "").strip()

    def generates(self, element: etree._Element) -> bool:
        """Return whether the sheet puts text of its own before or after an element."""
        return bool(self._generated) and not self._generated.isdisjoint({*_names(element), "*"})


def _strength(rule: _Rule) -> int:
    return rule[0]


def declarations(text: str) -> dict[str, str]:
    """Return the declarations of a style by their names in small letters, those that matter here.

    The name of one that is stronger than all others (`!important`) begins with "!".
    """
    out = {}
    for part in text.split(";"):
        name, _, value = part.partition(":")
        name = name.strip().lower()
        if name in _KNOWN:
            plain, important, _ = value.partition("!")
            out[f"!{name}" if important else name] = plain.strip()
    return out


def _names(element: etree._Element) -> frozenset[str]:
    classes = (f".{name.lower()}" for name in (element.get("class") or "").split())
    identity = element.get("id")
    return frozenset((str(element.tag).lower(), *classes, *((f"#{identity.lower()}",) if identity else ())))


def _matches(compounds: tuple[Compound, ...], names: frozenset[str], element: etree._Element) -> bool:
    if not _is(compounds[-1], names, element):
        return False
    around = element.iterancestors()
    return all(any(_is(part, _names(above), above) for above in around) for part in reversed(compounds[:-1]))


def _is(part: Compound, names: frozenset[str], element: etree._Element) -> bool:
    return part.names <= names and all(_holds(element.get(name), *rest) for name, *rest in part.conditions)


def _holds(said: str | None, kind: str, value: str) -> bool:
    if said is None:
        return False
    match kind:
        case "":
            return True
        case "~=":
            return value in said.split()
        case "|=":
            return said == value or said.startswith(f"{value}-")
        case "^=":
            return bool(value) and said.startswith(value)
        case "$=":
            return bool(value) and said.endswith(value)
        case "*=":
            return bool(value) and value in said
    return said == value


# -- values ------------------------------------------------------------------------------------------------------

_COLOURS = {
    "white": (255, 255, 255), "window": (255, 255, 255), "black": (0, 0, 0), "windowtext": (0, 0, 0),
    "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245), "yellow": (255, 255, 0),
    "red": (255, 0, 0), "blue": (0, 0, 255), "navy": (0, 0, 128), "green": (0, 128, 0), "gray": (128, 128, 128),
    "grey": (128, 128, 128), "silver": (192, 192, 192),
}  # fmt: skip
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\D+(\d{1,3})\D+(\d{1,3})(?:\D+([\d.]+))?")
_HSL = re.compile(r"hsla?\(\s*(\d{1,3}(?:\.\d+)?)\D+?(\d{1,3}(?:\.\d+)?)%\D+?(\d{1,3}(?:\.\d+)?)%")
_CLEAR = re.compile(
    r"transparent|(?:rgb|hsl)a?\([^)]*[,/]\s*0?\.?0+%?\s*\)|#[0-9a-f]{6}00\b|#[0-9a-f]{3}0\b", re.I
)
_SIZE = re.compile(r"([\d.]+)\s*(pt|px|em|rem|%|cm|mm|in)?")
_POINTS = {
    "pt": 1.0,
    "px": 0.75,
    "em": 12.0,
    "rem": 12.0,
    "%": 0.12,
    "cm": 28.35,
    "mm": 2.835,
    "in": 72.0,
    "": 0.75,
}

_AWAY = -100.0  # pixels, or points: beyond every margin
_CLOSEST = 3.0  # points: half the width of a digit of 12 points
_RARE = frozenset((
    "content-visibility", "opacity", "filter", "zoom", "position", "clip-path", "transform", "text-indent", "overflow",
    "overflow-x", "overflow-y",
))  # fmt: skip
_DISTORTING = frozenset(("letter-spacing", "transform", "-webkit-text-security"))
_OWN_LINES = frozenset(
    ("block", "flex", "grid", "list-item", "table", "table-row", "table-cell", "flow-root")
)

Colour = tuple[int, int, int]


def colour(text: str) -> Colour | None:
    """Return a colour in red, green and blue from 0 to 255, None for one that is not known."""
    if not text:
        return None
    value = text.strip().lower()
    if match := re.search(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", value):
        digits = match.group(1) if len(match.group(1)) == 6 else "".join(2 * char for char in match.group(1))
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    if rgb := _RGB.search(value):
        return (int(rgb[1]), int(rgb[2]), int(rgb[3]))
    if hsl := _HSL.search(value):
        parts = hls_to_rgb(
            float(hsl[1]) / 360 % 1, min(float(hsl[3]), 100) / 100, min(float(hsl[2]), 100) / 100
        )
        return (round(255 * parts[0]), round(255 * parts[1]), round(255 * parts[2]))
    return next((_COLOURS[word] for word in re.findall(r"[a-z]+", value) if word in _COLOURS), None)


def is_clear(text: str) -> bool:
    """Return whether a colour lets everything through."""
    return _CLEAR.search(text) is not None and not re.match(
        r"rgb\(\s*\d+\s*,\s*\d+\s*,\s*0\s*\)", text.strip(), re.I
    )


def alike(first: Colour, second: Colour) -> bool:
    """Return whether one colour cannot be seen on the other."""
    return all(abs(a - b) < 26 for a, b in zip(first, second, strict=True))


def points(text: str) -> float | None:
    """Return a size of letters in points, None for one that is not known."""
    found = _SIZE.match(text.strip().lower())
    if found is None or not found[1].strip("."):
        return None
    try:
        return float(found[1]) * _POINTS[found[2] or ""]
    except ValueError:
        return None


def hides(declared: Declarations) -> bool:
    """Return whether an element is not shown at all."""
    return (
        declared.get("display", "").lower() == "none"
        or declared.get("mso-hide", "").lower() == "all"
        or declared.get("visibility", "").lower() in ("hidden", "collapse")
        or (not _RARE.isdisjoint(declared) and _is_rarely_hidden(declared))
    )


def _is_rarely_hidden(declared: Declarations) -> bool:
    return (
        declared.get("content-visibility", "").lower() == "hidden"
        or _number(declared.get("opacity", "1")) < 0.05
        or any(f"opacity({nought})" in declared.get("filter", "") for nought in ("0", "0%", "0.0"))
        or declared.get("zoom", "1").strip() in ("0", "0%")
        or _is_away(declared)
    )


def _is_away(declared: Declarations) -> bool:
    """Return whether an element lies outside the page, is cut off, or has no size."""
    if declared.get("position", "").lower() in ("absolute", "fixed"):
        if any(_number(declared.get(side, "0")) <= _AWAY for side in ("left", "top")):
            return True
        if re.match(
            r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01]", declared.get("clip", "")
        ):
            return True
    if re.match(r"inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*\)", declared.get("clip-path", "")):
        return True
    if re.search(r"scale[xy3d]*\(\s*0\s*[,)]", declared.get("transform", ""), re.I):
        return True
    if _number(declared.get("text-indent", "0")) <= _AWAY:
        return True
    cut = any(
        declared.get(name, "").lower() in ("hidden", "clip")
        for name in ("overflow", "overflow-x", "overflow-y")
    )
    return cut and any(
        _number(declared[name]) <= 1
        for name in ("height", "width", "max-height", "max-width")
        if declared.get(name, "")[:1].isdigit()
    )


def distorts(declared: Declarations) -> bool:
    """Return whether letters are turned, mirrored, laid on one another or shown as dots, so that nobody reads them."""
    if _DISTORTING.isdisjoint(declared):
        return False
    spacing = declared.get("letter-spacing", "")
    close = points(spacing[1:]) if spacing[:1] == "-" else None
    turned = re.search(r"(?:scale[x3d]*\(\s*-|rotate[xyz]?\(\s*-?(?:1[2-9]\d|[2-9]\d\d)deg|matrix\(\s*-)",
                       declared.get("transform", ""), re.I)  # fmt: skip
    dots = declared.get("-webkit-text-security", "none").lower() != "none"
    return (close is not None and close >= _CLOSEST) or turned is not None or dots


def overrides(declared: Declarations) -> bool:
    """Return whether letters are set from right to left whatever they are: 41 for 14."""
    return "override" in declared.get("unicode-bidi", "") and declared.get("direction", "").lower() == "rtl"


def parts_line(declared: Declarations, *, block: bool) -> bool:
    """Return whether an element stands on lines of its own; `block` says whether its kind does so by itself."""
    display = declared.get("display", "").lower()
    if display in ("inline", "contents"):
        return False
    apart = declared.get("float", "none").lower() != "none" or declared.get("position", "").lower() in (
        "absolute",
        "fixed",
    )
    return block or apart or display in _OWN_LINES


def _number(text: str) -> float:
    found = re.match(r"\s*(-?\d{0,9}(?:\.\d{1,9})?)", text)
    return float(found[1]) if found and any(sign.isdigit() for sign in found[1]) else 1.0


def strikes(declared: Declarations) -> bool:
    """Return whether an element's text is struck through."""
    names = ("text-decoration", "text-decoration-line", "text-line-through")
    return any("line-through" in declared.get(name, "").lower() for name in names) or declared.get(
        "text-line-through", "none"
    ).lower() in ("single", "double")


def raises(declared: Declarations) -> bool:
    """Return whether an element's letters are raised or lowered."""
    if declared.get("vertical-align", "").lower() in ("super", "sub", "text-top", "text-bottom"):
        return True
    return declared.get("mso-text-raise", "0").strip().rstrip("pt%") not in ("", "0", "0.0")


def parts_of(text: str) -> Iterator[str]:
    """Yield the family names of a `font-family` or `font`."""
    return (part.strip(" \"'") for part in text.split(","))
