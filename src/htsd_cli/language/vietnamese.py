"""Vietnamese text as people really type it: one spelling for comparing, the official way of writing numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from htsd_cli.language.lazy_pattern import lazy_pattern

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
    **dict.fromkeys(
        (
            0x00AD,
            0x034F,
            0x061C,
            0x180E,
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            0xFEFF,
        ),
        None,
    ),
}
_CLEAN = str.maketrans(_LOOK_ALIKES)
_ODD = lazy_pattern(f"[{''.join(map(re.escape, map(chr, _CLEAN)))}]")
_PIECE = 500  # letters that are composed at once
_FIRST_MARK = "\u0300"  # what stands before it never joins the letter before
_LONGEST_KEPT = 300  # letters of a text whose fold is kept
_HALF = lazy_pattern("[\\ud800-\\udfff]")  # letters that no file can hold
# Control characters but tabs and line ends, and those that turn the direction of writing.
_STEERING = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SPACES = lazy_pattern(r"[^\S\n]+")
_UNEVEN = lazy_pattern(r"[^\S\n ]|  ")  # spaces that are not single ones already
_NOT_WORD = lazy_pattern(r"[\W_]+")
_SWAPPED = str.maketrans(",.", ".,")
_BARE = str.maketrans({"đ": "d", "y": "i", **{chr(mark): None for mark in range(0x300, 0x370)}})

# Old tone placement -> modern one, in open syllables only ("hoà" -> "hòa"; "hoàn" and "quý" stay).
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONES |= {old.title(): new.title() for old, new in _TONES.items()} | {
    old[0] + old[1].upper(): new[0] + new[1].upper() for old, new in _TONES.items()
}
_TONES |= {old.upper(): new.upper() for old, new in _TONES.items()}
_OLD_TONE = lazy_pattern(r"(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?!\w)")

# Told by the few letters themselves: a set of all others takes ten times as long to make ready.
_NOT_XML = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def composed(text: str) -> str:
    """Return the text with its marks on their letters (Unicode NFC), in a time that grows with its length alone."""
    return _normalized("NFC", text)


def decomposed(text: str) -> str:
    """Return the text with its marks behind their letters (Unicode NFD), in a time that grows with its length alone."""
    return _normalized("NFD", text)


def _normalized(form: Literal["NFC", "NFD"], text: str) -> str:
    """Normalise piece by piece: marks of several kinds in a heap are put in order in a time of its square."""
    if len(text) <= _PIECE or text.isascii():
        return unicodedata.normalize(form, text)
    return "".join(unicodedata.normalize(form, piece) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that end where no mark follows; only a heap longer than any letter bears is parted."""
    start = 0
    while start < len(text):
        end = start + _PIECE
        while end < min(len(text), start + 2 * _PIECE) and text[end] >= _FIRST_MARK:
            end += 1
        yield text[start:end]
        start = end


def one_line(text: str) -> str:
    """Return the text as `clean` does, its lines on one: a name over two lines of its cell is one name."""
    return clean(text).replace("\n", " ")


def clean(text: str) -> str:
    """Return the text with one code for each letter, space, digit and hyphen, and single spaces.

    Composes letters (NFC), turns ETH into Đ, full-width digits into digits, every kind of space into a
    space, and drops marks without width. Line breaks stay. Nothing a reader would see changes.
    """
    if text.isascii() and "\t" not in text and "  " not in text:
        return text.strip()
    text = composed(text)
    if _ODD.search(text):  # to look is several times quicker than to change nothing
        text = text.translate(_CLEAN)
    if _UNEVEN.search(text):
        text = _SPACES.sub(" ", text)
    return text.strip()


def modern_tones(text: str) -> str:
    """Return the text with tones placed the modern way: `hoà` becomes `hòa`, `uỷ` becomes `ủy`."""

    return _OLD_TONE.sub(_placed, text)


def _placed(match: re.Match[str]) -> str:
    old, start = match.group(), match.start()
    return old if start and match.string[start - 1] in "qQ" else _TONES[old]


def fold(text: str) -> str:
    """Return the bare words of a text for comparing: lower case, no marks, no punctuation, i for y.

    `"  KĨ NĂNG – sống"` and `"kỹ năng sống"` fold alike. The fold is for comparing only: it also makes
    words alike that differ in their marks (`phường`, `phương`).
    """
    return _kept_fold(text) if len(text) <= _LONGEST_KEPT else _fold(text)


def _fold(text: str) -> str:
    bare = decomposed(clean(text).casefold()).translate(_BARE)
    return _NOT_WORD.sub(" ", bare).strip()


_kept_fold = lru_cache(maxsize=8192)(_fold)


def xml_text(text: str) -> str:
    """Return a text, composed, without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", composed(text))


def lower_first(text: str) -> str:
    """Return a text as it stands within a sentence: its first letter small, unless its first word has more capitals.

    An abbreviation stays as it is: `THCS công lập`.
    """
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first[1:] != first[1:].lower() else f"{text[:1].lower()}{text[1:]}"


def format_number(number: int | Decimal, digits: int | None = None) -> str:
    """Return a number the Vietnamese way: `1234567` is `1.234.567`; a decimal with every digit it has: `1.234,50`.

    With `digits` it has at least so many behind the comma: `136` is `136,0`.
    """
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    if digits is not None and isinstance(exponent, int) and exponent > -digits:
        return f"{number:,.{digits}f}".translate(_SWAPPED)
    if isinstance(number, Decimal):
        return f"{number:,f}".translate(_SWAPPED)
    return f"{number:,}".replace(",", ".")


_WRITTEN = 4  # digits behind the comma that a person writes; a quotient that a formula computed has a dozen


def format_shown(number: int | Decimal, digits: int = 2) -> str:
    """Return a number for a reader: as `format_number`, but one that a formula computed rounded half up to `digits`.

    What stands behind its comma is then too long for a person to have written: `67.5675675675676` is `67,57`.
    """
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    if isinstance(number, Decimal) and isinstance(exponent, int) and -exponent > _WRITTEN:
        number = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP).normalize()
    return format_number(number)


def printable(text: str) -> str:
    """Return the text without what a file or a reader stumbles over: half letters, control and direction characters."""
    if text.isprintable():  # most texts are, and this is quick to see
        return text
    if not text.isascii() and _HALF.search(text):  # a whole page is not copied for nothing
        text = text.encode("utf-8", "replace").decode("utf-8")
    return _STEERING.sub("\ufffd", text) if _STEERING.search(text) else text
