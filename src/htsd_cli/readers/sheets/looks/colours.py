"""The colours of a workbook, as red, green and blue: by value, by number of the palette, by the theme."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Sequence

from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICE = (0xFFFFFF, 0x000000, 0xE7E6E6, 0x44546A, 0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000, 0x5B9BD5, 0x70AD47)
_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_NEAR = 16  # of 255, how much two colours may differ in red, green and blue and still be one to the eye
_DARK = (
    0.035  # of 1, how light a colour may be that is nearly black; letters of 0 on it have a contrast of 1.7
)
_EIGHT = (0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF)
# ECMA-376 part 1, 18.8.27; the first eight come twice.
PALETTE = (
    *_EIGHT, *_EIGHT, 0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF,
    0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF,
    0x800080, 0x800000, 0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF,
    0xFFCC99, 0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966,
    0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
)  # fmt: skip
WINDOW = {
    64: 0x000000,
    65: 0xFFFFFF,
}  # letters and paper of the window, by their numbers in every Excel format
_FEW_DOTS = (17, 18)  # of the patterns of fills: gray125 and gray0625


class Colours:
    """What a workbook's colours come to. The theme is read when a colour first asks for it."""

    def __init__(self, theme: Callable[[], etree._Element | None], palette: Sequence[int] = PALETTE) -> None:
        self._read_theme = theme
        self._theme: tuple[int, ...] | None = None
        self._palette = palette

    def of(self, element: etree._Element | None) -> int | None:
        """Return the colour of a `color`, `fgColor` or `bgColor` element (18.8.19), None for an automatic one."""
        if element is None:
            return None
        rgb, theme = element.get("rgb"), element.get("theme")
        if rgb is not None:
            found = value_of(rgb)
        elif theme is not None:
            found = self.themed(int(theme)) if theme.isdecimal() and len(theme) < 4 else None
        else:
            number = element.get("indexed", "")
            found = self.indexed(int(number)) if number.isdecimal() and len(number) < 4 else None
        return tinted(found, element.get("tint")) if found is not None else None

    def indexed(self, number: int) -> int | None:
        """Return a colour of the palette, or the window's own; None for any other."""
        return self._palette[number] if number < len(self._palette) else WINDOW.get(number)

    def themed(self, number: int) -> int | None:
        """Return a colour of the theme; the second, that of letters, is black without a look at the theme."""
        if number == 1:
            return WINDOW[64]
        if self._theme is None:
            self._theme = _theme(self._read_theme())
        return self._theme[number] if number < len(self._theme) else None


def behind(pattern: int, fore: int | None, back: int | None) -> int | None:
    """Return the colour behind letters on a patterned fill ([MS-XLS] 2.5.276), None where there are several.

    A solid fill (1) is all of the fore colour; one of few dots is taken for its paper.
    """
    if pattern == 1:
        return fore
    if pattern in _FEW_DOTS or (fore is not None and back is not None and same_colour(fore, back)):
        return back
    return None


def same_colour(one: int, other: int) -> bool:
    """Return whether two colours are one to the eye, as any two are that are nearly black."""
    if all(abs((one >> shift & 255) - (other >> shift & 255)) <= _NEAR for shift in (16, 8, 0)):
        return True
    return _light(one) <= _DARK and _light(other) <= _DARK


def _light(colour: int) -> float:
    """Return how light a colour is to the eye, from 0 to 1 (relative luminance, WCAG 2.2)."""
    parts = [(colour >> shift & 255) / 255 for shift in (16, 8, 0)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def value_of(text: str) -> int | None:
    """Return a colour written as RRGGBB or AARRGGBB, None for what is none."""
    try:
        return int(text[-6:], 16) if len(text) in (6, 8) else None
    except ValueError:
        return None


def tinted(colour: int, tint: str | float | None) -> int:
    """Return a colour made lighter (to 1) or darker (to -1) by its luminance."""
    try:
        share = float(tint or 0)
    except ValueError:
        share = 0.0
    if not share or not -1 <= share <= 1:
        return colour
    hue, light, full = colorsys.rgb_to_hls(*((colour >> shift & 255) / 255 for shift in (16, 8, 0)))
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, full))
    return red << 16 | green << 8 | blue


def _theme(root: etree._Element | None) -> tuple[int, ...]:
    scheme = None if root is None else root.find(f"{_A}themeElements/{_A}clrScheme")
    if scheme is None:
        return _OFFICE
    found: list[int] = []
    for name, usual in zip(_ORDER, _OFFICE, strict=True):
        entry = scheme.find(f"{_A}{name}")
        own = None if entry is None or not len(entry) else entry[0]
        colour = None if own is None else value_of(own.get("lastClr", "") or own.get("val", ""))
        found.append(usual if colour is None else colour)
    return tuple(found)
