"""Fonts that draw signs where other fonts have letters, and what a Word file's symbols show."""

from __future__ import annotations

import re

# Symbol fonts' characters a person uses for a dash or a slash, and the digits of the font Symbol.
TEXT_SYMBOLS = {"F02D": "-", "2013": "–", "2014": "—", "F02F": "/", "F02E": ".", "F02C": ",", "F0BE": "—"}
TEXT_SYMBOLS |= {f"F03{digit}": str(digit) for digit in range(10)}
OTHER_DIGITS = "\0"  # in a font's place: one that came with the file and draws other digits than are written
_PICTURE_FONTS = re.compile(
    r"wingdings|webdings|marlett|dingbats|bookshelf symbol|ms outlook|opensymbol|starsymbol|mt extra"
    r"|monotype sorts|reference specialty|map symbols|redacted|flow (?:block|circular|rounded)|text.security"
    r"|barcode|\bcode ?(?:39|93|128)\b|\bc39|3 ?of ?9|idautomation|\bean-?1?[38]\b|\bupc\b|adobe blank|\bblank\b"
    r"|icons?\b|\bblokk|iconic|\bbraille|\bdice\b|\bdomino|\bchess\b|playing ?cards|d050000l|entypo|fontello",
    re.IGNORECASE,
)


def shows_pictures(font: str) -> bool:
    """Return whether a font draws signs in the places of letters and digits."""
    return _PICTURE_FONTS.search(font) is not None


def symbol(code: str, font: str) -> str:
    """Return the character a w:sym shows: a dash, a slash, a digit; U+FFFD for a sign that is no letter.

    `code` are its four hexadecimal digits. U+FFFD keeps a cell from being taken for a plain number.
    """
    return "\ufffd" if shows_pictures(font) else TEXT_SYMBOLS.get(code.upper(), "\ufffd")
