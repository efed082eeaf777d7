"""How wide a text is in Times New Roman, for rule lines and columns that must fit what stands in them."""

from __future__ import annotations

import unicodedata
from typing import Literal

Face = Literal["regular", "bold", "italic", "bold italic"]

# Advance widths of U+0020…U+007E in 1/2048 of the type size, of Times New Roman and of Liberation Serif,
# which was drawn to the same widths. A letter with marks is as wide as without; the horned letters are not.
_ASCII: dict[Face, tuple[int, ...]] = {
    "regular": (
        512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909,
        1886, 1479, 1366, 1366, 1479, 1251, 1139, 1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479,
        1139, 1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479, 1479, 1251, 682, 569, 682, 961, 1024,
        682, 909, 1024, 909, 1024, 909, 682, 1024, 1024, 569, 569, 1024, 569, 1593, 1024, 1024,
        1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909, 983, 410, 983, 1108,
    ),
    "bold": (
        512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024,
        1905, 1479, 1366, 1479, 1479, 1366, 1251, 1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593,
        1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479, 1366, 682, 569, 682, 1190, 1024,
        682, 1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569, 1706, 1139, 1024,
        1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
    ),
    "italic": (
        512, 682, 860, 1024, 1024, 1706, 1593, 438, 682, 682, 1024, 1382, 512, 682, 512, 569,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1382, 1382, 1382, 1024,
        1884, 1251, 1251, 1366, 1479, 1251, 1251, 1479, 1479, 682, 909, 1366, 1139, 1706, 1366, 1479,
        1251, 1479, 1251, 1024, 1139, 1479, 1251, 1706, 1251, 1139, 1139, 797, 569, 797, 864, 1024,
        682, 1024, 1024, 909, 1024, 909, 569, 1024, 1024, 569, 569, 909, 569, 1479, 1024, 1024,
        1024, 1024, 797, 797, 569, 1024, 909, 1366, 909, 909, 797, 819, 563, 819, 1108,
    ),
    "bold italic": (
        512, 797, 1137, 1024, 1024, 1706, 1593, 569, 682, 682, 1024, 1167, 512, 682, 512, 569,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024,
        1704, 1366, 1366, 1366, 1479, 1366, 1366, 1479, 1593, 797, 1024, 1366, 1251, 1821, 1479, 1479,
        1251, 1479, 1366, 1139, 1251, 1479, 1366, 1821, 1366, 1251, 1251, 682, 569, 682, 1167, 1024,
        682, 1024, 1024, 909, 1024, 909, 682, 1024, 1139, 569, 569, 1024, 569, 1593, 1139, 1024,
        1024, 1024, 797, 797, 569, 1139, 909, 1366, 1024, 909, 797, 713, 451, 713, 1167,
    ),
}  # fmt: skip
_OTHERS = "đĐơƠưƯ–—“”‘’…«»•"
_OTHER_WIDTHS: dict[Face, tuple[int, ...]] = {
    "regular": (1024, 1479, 1083, 1479, 1110, 1589, 1024, 2048, 909, 909, 682, 682, 2048, 1024, 1024, 717),
    "bold": (1139, 1479, 1134, 1593, 1229, 1630, 1024, 2048, 1024, 1024, 682, 682, 2048, 1024, 1024, 717),
    "italic": (1024, 1479, 1093, 1479, 1117, 1544, 1024, 1821, 1139, 1139, 682, 682, 1821, 1024, 1024, 717),
    "bold italic": (1024, 1479, 1099, 1479, 1227, 1587, 1024, 2048, 1024, 1024, 682, 682, 2048, 1024, 1024, 717),
}  # fmt: skip
_WIDTHS: dict[Face, dict[str, int]] = {
    face: {chr(32 + place): width for place, width in enumerate(widths)}
    | dict(zip(_OTHERS, _OTHER_WIDTHS[face], strict=True))
    for face, widths in _ASCII.items()
}
_HORN = "\u031b"
_UNKNOWN = 1024


def face_of(*, bold: bool, italic: bool) -> Face:
    """Return the face of the type with these two properties."""
    if bold:
        return "bold italic" if italic else "bold"
    return "italic" if italic else "regular"


def text_width(text: str, size: float, face: Face = "regular") -> float:
    """Return the width in points of one line of text set in `size` points, without kerning, as Word sets it."""
    widths = _WIDTHS[face]
    return sum(widths.get(char) or _marked(char, widths) for char in text) * size / 2048


def _marked(char: str, widths: dict[str, int]) -> int:
    """Return the width of a letter that is not in the tables: that of the letter under its marks."""
    if unicodedata.combining(char):
        return 0
    decomposed = unicodedata.normalize("NFKD", char)
    base = decomposed[0]
    if _HORN in decomposed:
        base = unicodedata.normalize("NFC", base + _HORN)
    return widths.get(base, _UNKNOWN)
