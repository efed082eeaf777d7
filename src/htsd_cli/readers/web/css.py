"""The style sheet of a web page: which declarations hold for an element, as a browser decides it.

Known are selectors of elements, classes and ids, one within another; of others only the last part is looked at, so that
what they hide or strike is rather told once too often than not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

Declarations = Mapping[str, str]

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMPOUND = re.compile(r"(?:[\w-]+|\*)?(?:[.#][\w-]+)*")
_PART = re.compile(r"[.#]?[\w-]+|\*")
_STATE = re.compile(
    r"::?(hover|active|focus|visited|link|before|after|first-line|first-letter|selection|placeholder)\b", re.I
)
_MOST_RULES = 20_000
_MOST_KNOWN = 10_000  # looks of elements kept
# What is looked at: all else changes neither what is read nor whether it is seen.
_KNOWN = frozenset(
    (
        "text-decoration", "text-decoration-line", "text-line-through", "color", "background", "background-color",
        "font-size", "font", "font-family", "font-weight", "display", "visibility", "mso-hide", "vertical-align",
        "opacity", "content", "mso-element", "mso-text-raise", "position", "text-position",
    )
)  # fmt: skip


@dataclass(slots=True)
class StyleSheet:
    """The rules of a page, by the last name of their selector; each with what must stand around the element."""

    _rules: dict[str, list[tuple[int, tuple[frozenset[str], ...], dict[str, str]]]] = field(
        default_factory=dict
    )
    _generated: set[str] = field(default_factory=set)
    _known: dict[tuple[str, str, str, str], dict[str, str]] = field(default_factory=dict)
    _count: int = 0

    def add(self, text: str) -> None:
        """Take in the text of a `<style>`, without its comments. Rules beyond a limit are left out."""
        self._known.clear()
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
        parts = [part for part in re.split(r"[\s>+~]+", selector) if part]
        if not parts:
            return
        compounds: list[frozenset[str]] = []
        for part in parts:
            matched = _COMPOUND.match(part)
            found = _PART.findall(matched.group()) if matched else []
            if not found:
                return  # "@page", "[lang]", ":root": nothing that a cell is known by
            compounds.append(frozenset(name.lower() for name in found if name != "*"))
        last = compounds[-1]
        key = next((name for name in sorted(last) if name[0] in ".#"), next(iter(last), "*"))
        self._count += 1
        rank = 1_000 * sum(
            10 if name[0] == "." else 100 if name[0] == "#" else 1 for part in compounds for name in part
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
        if len(self._known) < _MOST_KNOWN and all(len(rule[1]) == 1 for rule in rules):
            self._known[key] = out  # nothing around the element matters
        return out

    def generates(self, element: etree._Element) -> bool:
        """Return whether the sheet puts text of its own before or after an element."""
        return bool(self._generated) and not self._generated.isdisjoint({*_names(element), "*"})


def _strength(rule: tuple[int, tuple[frozenset[str], ...], dict[str, str]]) -> int:
    return rule[0]


def declarations(text: str) -> dict[str, str]:
    """Return the declarations of a style by their names in small letters, those that matter here."""
    out = {}
    for part in text.split(";"):
        name, _, value = part.partition(":")
        name = name.strip().lower()
        if name in _KNOWN:
            out[name] = value.replace("!important", "").strip()
    return out


def _names(element: etree._Element) -> frozenset[str]:
    classes = (f".{name.lower()}" for name in (element.get("class") or "").split())
    identity = element.get("id")
    return frozenset((str(element.tag).lower(), *classes, *((f"#{identity.lower()}",) if identity else ())))


def _matches(compounds: tuple[frozenset[str], ...], names: frozenset[str], element: etree._Element) -> bool:
    if not compounds[-1] <= names:
        return False
    around = element.iterancestors()
    return all(any(part <= _names(above) for above in around) for part in reversed(compounds[:-1]))


# -- values ------------------------------------------------------------------------------------------------------

_COLOURS = {
    "white": (255, 255, 255), "window": (255, 255, 255), "black": (0, 0, 0), "windowtext": (0, 0, 0),
    "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245), "yellow": (255, 255, 0),
    "red": (255, 0, 0), "blue": (0, 0, 255), "navy": (0, 0, 128), "green": (0, 128, 0), "gray": (128, 128, 128),
    "grey": (128, 128, 128), "silver": (192, 192, 192),
}  # fmt: skip
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\D+(\d{1,3})\D+(\d{1,3})(?:\D+([\d.]+))?")
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
    return next((_COLOURS[word] for word in re.findall(r"[a-z]+", value) if word in _COLOURS), None)


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
        or declared.get("opacity", "1").strip() in ("0", "0.0", "0%")
    )


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
