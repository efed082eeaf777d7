"""Colours of letters and of what lies behind them: can a person tell the two apart on paper?"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from copy import deepcopy
from typing import NamedTuple, Protocol

from lxml import etree

from htsd_cli.readers.word.elements import NAMESPACES

_W = f"{{{NAMESPACES['w']}}}"
_W14 = f"{{{NAMESPACES['w14']}}}"
_LEAST_CONTRAST = 1.2  # of the WCAG 2 formula, 1 to 21; light grey (D9D9D9) on white has 1.4

# ECMA-376 part 1, 17.18.40.
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000",
    "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip


class Colour(NamedTuple):
    """A colour in red, green and blue, each 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def luminance(self) -> float:
        """How light it is, 0 to 1 (WCAG 2)."""
        parts = [part / 255 for part in self]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


WHITE = Colour(255, 255, 255)


def tell_apart(letters: Colour, behind: Colour) -> bool:
    """Return whether letters of one colour are seen on the other."""
    light, dark = sorted((letters.luminance, behind.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05) >= _LEAST_CONTRAST


class Names(Protocol):
    """What gives a name of a colour its colour: a theme."""

    def colour(self, name: str) -> Colour | None:
        """Return the colour a name stands for, None for an unknown name."""


def from_hex(text: str) -> Colour | None:
    """Return the colour of six hexadecimal digits, None for anything else ("auto")."""
    text = text.removeprefix("#")
    if len(text) != 6:
        return None
    try:
        number = int(text, 16)
    except ValueError:
        return None
    return Colour(number >> 16, number >> 8 & 255, number & 255)


def of_letters(element: etree._Element, theme: Names) -> Colour | None:
    """Return the colour a w:color sets, None for "auto", which is black or white as the paper needs it."""
    return _named(element, theme, "themeColor", "themeTint", "themeShade") or from_hex(
        element.get(f"{_W}val", "")
    )


def of_highlight(element: etree._Element) -> Colour | None:
    """Return the colour a w:highlight lays behind letters, None for "none"."""
    return from_hex(_HIGHLIGHTS.get(element.get(f"{_W}val", ""), ""))


def of_shading(element: etree._Element, theme: Names) -> Colour | None:
    """Return the colour a w:shd shows: its fill, mixed with its pattern's colour; None where it shows none."""
    pattern = element.get(f"{_W}val", "clear")
    fill = _named(element, theme, "themeFill", "themeFillTint", "themeFillShade") or from_hex(
        element.get(f"{_W}fill", "")
    )
    if pattern == "nil":
        return None
    share = (
        100
        if pattern == "solid"
        else int(pattern[3:])
        if pattern[:3] == "pct" and pattern[3:].isdigit()
        else 0
    )
    if not share:
        return fill
    front = _named(element, theme, "themeColor", "themeTint", "themeShade") or from_hex(
        element.get(f"{_W}color", "")
    )
    return _mixed(front or Colour(0, 0, 0), fill or WHITE, share / 100)


def of_text_fill(element: etree._Element, theme: Names) -> tuple[bool, Colour | None]:
    """Return whether a w14:textFill (or textOutline) shows at all, and the one colour it is of, if it is one."""
    stops = [
        of_text_fill(_solid(stop), theme) for stop in element.iterfind(f"{_W14}gradFill/{_W14}gsLst/{_W14}gs")
    ]
    if stops and all(stop == stops[0] for stop in stops):
        return stops[0]
    if element.find(f"{_W14}noFill") is not None:
        return False, None
    solid = element.find(f"{_W14}solidFill")
    inner = None if solid is None else next(iter(solid), None)
    if inner is None:
        return True, None
    alpha = inner.find(f"{_W14}alpha")
    if alpha is not None and _share(alpha.get(f"{_W14}val", "")) >= 0.95:  # here alpha is what shines through
        return False, None
    value = inner.get(f"{_W14}val", "")
    colour = from_hex(value) if inner.tag == f"{_W14}srgbClr" else theme.colour(value)
    return True, None if colour is None else _changed(colour, inner)


def _changed(colour: Colour, said: etree._Element) -> Colour | None:
    """Return a colour made lighter or darker as the children of its element say, None where one is not known."""
    for child in said:
        change, share = child.tag.rpartition("}")[2], _share(child.get(f"{_W14}val", ""))
        if change == "alpha":
            continue
        if change in ("tint", "shade"):
            colour = _mixed(colour, WHITE if change == "tint" else Colour(0, 0, 0), share)
        elif change in ("lumMod", "lumOff"):
            hue, light, strength = rgb_to_hls(*(part / 255 for part in colour))
            light = light * share if change == "lumMod" else light + share
            parts = hls_to_rgb(hue, min(light, 1.0), strength)
            colour = Colour(*(round(part * 255) for part in parts))
        else:
            return None
    return colour


def _solid(stop: etree._Element) -> etree._Element:
    """Return a stop of a gradient as a fill of its one colour."""
    fill = etree.Element(f"{_W14}textFill")
    solid = etree.SubElement(fill, f"{_W14}solidFill")
    solid.extend(deepcopy(list(stop)))
    return fill


def _share(text: str) -> float:
    return int(text) / 100_000 if text.isdigit() and len(text) < 9 else 0.0


def _named(element: etree._Element, theme: Names, name: str, tint: str, shade: str) -> Colour | None:
    said = element.get(f"{_W}{name}")
    if not said or said == "none":
        return None
    colour = theme.colour(said)
    if colour is None:
        return None
    lighter, darker = element.get(f"{_W}{tint}"), element.get(f"{_W}{shade}")
    if lighter:
        return _mixed(colour, WHITE, _byte(lighter))
    if darker:
        return _mixed(colour, Colour(0, 0, 0), _byte(darker))
    return colour


def _byte(text: str) -> float:
    try:
        return min(int(text, 16), 255) / 255
    except ValueError:
        return 1.0


def _mixed(front: Colour, back: Colour, share: float) -> Colour:
    parts = (round(one * share + other * (1 - share)) for one, other in zip(front, back, strict=True))
    return Colour(*parts)
