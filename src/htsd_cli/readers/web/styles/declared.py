"""What a style says: its declarations by their names, those that matter here and that a browser would take.

One whose value a browser does not know is none: the one before it goes on to hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from htsd_cli.readers.web.styles.colours import colour, is_clear, is_open
from htsd_cli.readers.web.styles.sizes import PLAIN, size_of_letters

Declarations = Mapping[str, str]

# What is looked at: all else changes neither what is read nor whether it is seen.
_KNOWN = frozenset(
    (
        "text-decoration-line", "text-line-through", "color", "background", "background-color",
        "font-size", "font", "font-family", "font-weight", "display", "visibility", "mso-hide", "vertical-align",
        "opacity", "content", "mso-element", "mso-text-raise", "position", "text-position", "left", "top", "clip",
        "clip-path", "transform", "overflow", "overflow-x", "overflow-y", "height", "width", "max-height", "max-width",
        "text-indent", "letter-spacing", "filter", "zoom", "-webkit-text-fill-color", "-webkit-text-security",
        "unicode-bidi", "direction", "float", "list-style", "list-style-type", "content-visibility",
        "margin-left", "margin-top", "right", "bottom", "font-variant-position", "white-space", "order",
        "flex-direction", "rotate", "scale", "translate", "margin-right", "gap", "column-gap", "grid-gap",
        "grid-column-gap", "justify-content", "mask", "mask-image", "-webkit-mask", "-webkit-mask-image",
        "font-feature-settings", "font-variant", "quotes",
        "animation", "animation-name", "mix-blend-mode", "offset", "offset-path", "contain", "-webkit-text-stroke",
        "outline-offset", "box-shadow", "font-size-adjust", "padding-left", "background-image", "line-height",
        "writing-mode", "grid-column", "grid-row", "grid-area", "grid-column-start", "grid-row-start", "all",
        "text-underline-offset", "text-decoration-thickness", "padding-right", "padding-top", "min-width", "flex",
        "flex-grow",
        "flex-basis", "flex-wrap", "-webkit-text-stroke-width", "text-shadow", "-webkit-box-reflect", "border-image",
        "-webkit-mask-box-image", "mask-border", "outline", "outline-width", "border", "border-top", "border-bottom",
        "border-left", "border-right", "border-width", "border-left-width", "border-right-width", "border-top-width",
        "border-bottom-width", "border-style", "text-emphasis", "text-emphasis-style", "text-justify",
        "background-size",
        "table-layout", "text-align-last", "margin-bottom", "text-decoration-color", "word-break", "overflow-wrap",
        "line-break",
    )
)  # fmt: skip


# Names for the same thing: of a text that runs from left to right, and of browsers of old.
_ALIASES = {
    "-webkit-text-emphasis": "text-emphasis", "-webkit-text-emphasis-style": "text-emphasis-style",
    "inline-size": "width", "block-size": "height", "max-inline-size": "max-width", "max-block-size": "max-height",
    "margin-inline-start": "margin-left", "margin-inline-end": "margin-right", "margin-block-start": "margin-top",
    "padding-inline-start": "padding-left", "padding-inline-end": "padding-right", "inset-inline-start": "left",
    "inset-inline-end": "right",
    "inset-block-start": "top", "inset-block-end": "bottom", "overflow-inline": "overflow-x",
    "overflow-block": "overflow-y", "word-wrap": "overflow-wrap",
}  # fmt: skip
_SIDES = {
    "margin": ("margin-top", "margin-right", "margin-bottom", "margin-left"),
    "padding": ("padding-top", "padding-right", "", "padding-left"),
    "margin-inline": ("margin-left", "margin-right"), "inset-inline": ("left", "right"),
    "inset-block": ("top", "bottom"), "padding-inline": ("padding-left", "padding-right"),
    "inset": ("top", "right", "bottom", "left"),
}  # fmt: skip
_SHORT = frozenset(("flex-flow", "text-decoration"))  # names of several others at once
UNSURE = "?"  # the name under which an element's declarations say that others may hold
EVERYTHING = "all"  # the name of all properties together
_TAME = frozenset(
    (
        "font-weight",
        "quotes",
        "list-style",
        "list-style-type",
        "text-align-last",
        "text-decoration-color",
        "text-decoration-thickness",
    )
)
_LARGE = 6.0  # points: letters that size are read
_LIGHT, _DARK = 190.0, 150.0  # of 255: how light grounds are, and letters, that are seen on each other
_PARTS = re.compile(r"(?:[^\s()]|\([^()]*\))+")
_CHECKED = frozenset(("display", "visibility", "color", "font-size"))
_ALONE = frozenset(("none", "contents"))
_USUAL = frozenset(
    ("grid-template-columns", "gap", "flex", "object-fit", "aspect-ratio", "margin", "padding", "border")
)
EVERYWHERE = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
_FONT_SIZE = re.compile(
    r"(?:^|\s)(\d*\.?\d+(?:[a-z]{1,4}|%)?|(?:xx?-)?(?:small|large)|smaller|larger|medium|(?:calc|min|max|clamp)\((?:[^()]|\([^()]*\))*\))"
    r"(?:\s*/\s*[\w.%]+)?\s+[\w\"'-]",
    re.I,
)
# What one says for all of it: the names of its parts, which begin anew then.
_WHOLE = {
    "background": ("background-color", "background-image", "background-size"),
    "list-style": ("list-style-type",),
    "flex": ("flex-grow", "flex-basis"),
    "animation": ("animation-name",),
    "outline": ("outline-width",),
}
_LINES = frozenset(
    ("none", "underline", "overline", "line-through", "blink", "spelling-error", "grammar-error")
)
_DISPLAYS = frozenset(
    (
        "none", "contents", "block", "inline", "flow", "flow-root", "inline-block", "run-in", "list-item", "flex",
        "inline-flex", "grid", "inline-grid", "ruby", "ruby-base", "ruby-text", "ruby-base-container",
        "ruby-text-container", "table", "inline-table", "table-row-group", "table-header-group", "table-footer-group",
        "table-row", "table-cell", "table-column-group", "table-column", "table-caption", "math", "-webkit-box",
        "-webkit-inline-box", "-webkit-flex", "-webkit-inline-flex",
    )
)  # fmt: skip


def declarations(text: str) -> dict[str, str]:
    """Return the declarations of a style by their names in small letters, those that matter here.

    The name of one that is stronger than all others (`!important`) begins with "!".
    """
    out: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.partition(":")
        name = name.strip()
        if not name.startswith("--"):
            name = name.lower()
            name = _ALIASES.get(name, name)
            if name not in _KNOWN:
                name = name.removeprefix("-webkit-")
                if name not in _KNOWN and name not in _SIDES and name not in _SHORT:
                    continue
        plain, important, _ = value.partition("!")
        plain = plain.strip()
        mark = "!" if important else ""
        if name == "flex-flow":
            words = plain.lower().split()
            out[f"{mark}flex-direction"] = next((word for word in words if "wrap" not in word), "row")
            out[f"{mark}flex-wrap"] = next((word for word in words if "wrap" in word), "nowrap")
        elif name == "font" and (parts := list(font_parts(plain))):
            out |= {f"{mark}{part}": said for part, said in parts}
        elif name == "text-decoration":
            out |= {f"{mark}{part}": said for part, said in _decoration(plain)}
        elif name in _SIDES:
            out |= {f"{mark}{side}": part for side, part in _sides(_SIDES[name], plain)}
        elif name not in _CHECKED or _is_valid(name, plain):
            out |= {f"{mark}{part}": "" for part in _WHOLE.get(name, ())}
            out[f"{mark}{name}"] = plain
    return out


def _sides(names: tuple[str, ...], value: str) -> Iterator[tuple[str, str]]:
    """Yield what a declaration for several sides says of each: one value for all, two for opposite ones, four."""
    parts = _PARTS.findall(value)
    for place, name in enumerate(names):
        while place >= len(parts) > 0:
            place = max(place - 2, 0)
        if name and parts:
            yield name, parts[place]


def font_parts(value: str) -> Iterator[tuple[str, str]]:
    """Yield what a `font` says of the size of letters and of their families; nothing where it is none."""
    if value.lower() in EVERYWHERE:
        yield from (("font-size", value), ("font-family", ""))
    elif found := _FONT_SIZE.search(value):
        yield from (("font-size", found[1]), ("font-family", value[found.end() - 1 :]))


def _decoration(value: str) -> Iterator[tuple[str, str]]:
    """Yield what a `text-decoration` says of the lines, their colour and how thick they are."""
    lines = [word for word in value.lower().split() if word in _LINES]
    rest = " ".join(word for word in value.split() if word.lower() not in _LINES)
    yield "text-decoration-line", " ".join(lines) or (value if value.lower() in EVERYWHERE else "none")
    yield "text-decoration-color", rest or "currentcolor"
    yield "text-decoration-thickness", rest


def changes_sight(before: Declarations, after: Declarations) -> bool:
    """Return whether one set of declarations may show something otherwise than another, beyond a usual look."""
    names = {name for name in (*before, *after) if before.get(name) != after.get(name)}
    return any(
        not _is_tame(name, before.get(name, "")) or not _is_tame(name, after.get(name, ""))
        for name in names
        if name[0] not in "!-" or name.startswith("-webkit-")
    )


def _is_tame(name: str, value: str) -> bool:
    """Return whether a value leaves letters as they are seen: bold, dark, of a usual size, on a light ground."""
    if not value or name in _TAME or value.lower() in EVERYWHERE:
        return True
    if name == "text-decoration-line":
        return "line-through" not in value
    if name == "font-size":
        return (size_of_letters(value, PLAIN, PLAIN) or 0.0) >= _LARGE
    found = colour(value) if name in ("color", "background", "background-color") else None
    if found is None or is_clear(value):
        return False
    light = 0.3 * found[0] + 0.59 * found[1] + 0.11 * found[2]
    return light <= _DARK if name == "color" else light >= _LIGHT and "gradient" not in value


def is_known(name: str, value: str) -> bool | None:
    """Return whether a browser knows a declaration, None where that is not known here."""
    if name.startswith("--"):
        return True
    if name in _CHECKED:
        return _is_valid(name, value)
    return True if name in _KNOWN or name in _USUAL or name in _SHORT else None


def _is_valid(name: str, value: str) -> bool:
    """Return whether a browser knows a value; else the declaration before it goes on to hold."""
    value = value.lower()
    if "var(" in value or value in EVERYWHERE:
        return True
    if name in ("visibility", "display") and "(" in value:
        return True
    if name == "visibility":
        return value in ("visible", "hidden", "collapse")
    if name == "display":
        words = value.split()
        return (
            all(word in _DISPLAYS for word in words)
            and (len(words) == 1 or _ALONE.isdisjoint(words))
            and value != ""
        )
    if name == "font-size":
        return "(" in value or size_of_letters(value, PLAIN, PLAIN) is not None
    return value == "currentcolor" or is_open(value) or is_clear(value) or colour(value) is not None
