"""Vietnamese text as people really type it: one spelling for comparing, the official way of writing numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Look-alikes that no Unicode normalisation merges, spaces and hyphens of other kinds, and marks without width.
_LOOK_ALIKES: dict[str | int, str | None] = {
    "Ð": "Đ",  # U+00D0 ETH stands for Đ in many a Vietnamese file
    "ð": "đ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\t": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2212": "-",
    "\uff0c": ",",
    "\uff0e": ".",
    "\uff0f": "/",
    "\u2215": "/",
    "\u2044": "/",
    **{0xFF10 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF), None),
}
_CLEAN = str.maketrans(_LOOK_ALIKES)
_SPACES = re.compile(r"[^\S\n]+")
_NOT_WORD = re.compile(r"[\W_]+")
_BARE = str.maketrans({"đ": "d", "y": "i", **{chr(mark): None for mark in range(0x300, 0x370)}})

# Old tone placement -> modern one, in open syllables only ("hoà" -> "hòa"; "hoàn" and "quý" stay).
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD_TONE = re.compile(rf"(?<![qQ])({'|'.join(_TONES)})(?!\w)", re.IGNORECASE)


def clean(text: str) -> str:
    """Return the text with one code for each letter, space, digit and hyphen, and single spaces.

    Composes letters (NFC), turns ETH into Đ, full-width digits into digits, every kind of space into a
    space, and drops marks without width. Line breaks stay. Nothing a reader would see changes.
    """
    if text.isascii() and "\t" not in text and "  " not in text:
        return text.strip()
    text = unicodedata.normalize("NFC", text).translate(_CLEAN)
    return _SPACES.sub(" ", text).strip()


def modern_tones(text: str) -> str:
    """Return the text with tones placed the modern way: `hoà` becomes `hòa`, `uỷ` becomes `ủy`."""

    def place(match: re.Match[str]) -> str:
        old = match.group()
        new = _TONES[old.lower()]
        return "".join(n.upper() if o.isupper() else n for o, n in zip(old, new, strict=True))

    return _OLD_TONE.sub(place, text)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the bare words of a text for comparing: lower case, no marks, no punctuation, i for y.

    `"  KĨ NĂNG – sống"` and `"kỹ năng sống"` fold alike. The fold is for comparing only: it also makes
    words alike that differ in their marks (`phường`, `phương`).
    """
    bare = unicodedata.normalize("NFD", clean(text).casefold()).translate(_BARE)
    return _NOT_WORD.sub(" ", bare).strip()


def format_number(number: int) -> str:
    """Return a whole number the Vietnamese way: `1234567` is `1.234.567`."""
    return f"{number:,}".replace(",", ".")


def format_decimal(number: float, digits: int = 1) -> str:
    """Return a number with a decimal comma and thousands dots: `1234.56` is `1.234,6`."""
    return f"{number:,.{digits}f}".translate(str.maketrans(",.", ".,"))
