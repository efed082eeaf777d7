"""Whether a word is a syllable of Vietnamese as it is written, and texts whose letters were stored in an old code."""

from __future__ import annotations

import unicodedata

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.legacy_fonts import decode
from htsd_cli.language.vietnamese import composed, decomposed

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SYLLABLE = lazy_pattern(
    r"(?:ngh|ng|nh|gh|gi|qu|ph|th|tr|ch|kh|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_MARKED = "aăâeêioôơuưyd"
VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", letter + tone)
    for letter in _MARKED
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) | {"đ"}
_FEWEST = 20  # different words with marks that prove a code
_WORD = lazy_pattern(r"[^\W\d_]+")
_SIGNS = frozenset("–—’‘“”…•·₫€°²³×")  # beside letters, in any code


def is_syllable(word: str) -> bool:
    """Return whether a word in small letters has the shape of a syllable, with one tone at the most."""
    parts = decomposed(word)
    bare = "".join(char for char in parts if not unicodedata.combining(char)).replace("đ", "d")
    return sum(char in _TONES for char in parts) <= 1 and _SYLLABLE.fullmatch(bare) is not None


def proven(raw: bytes) -> str | None:
    """Return a text stored in Windows' Vietnamese code (1258), TCVN3 or VNI, None where that is not beyond doubt.

    A code is proven when many different words have marks, every one of them is a syllable, and in no other code.
    """
    western = raw.decode("cp1252", "replace")
    readings = (
        composed(raw.decode("cp1258", "replace")),
        decode(western, ".VnTime"),
        decode(western, "VNI-Times"),
    )
    found = [text for text in readings if _is_vietnamese(text)]
    return found[0] if len(found) == 1 else None


def _is_vietnamese(text: str) -> bool:
    lowered = text.lower()
    strange = (char for char in set(lowered) if not char.isascii() and char not in VIETNAMESE | _SIGNS)
    if any(not char.isspace() for char in strange):
        return False
    marked = {word for word in _WORD.findall(lowered) if not word.isascii()}
    return len(marked) >= _FEWEST and all(map(is_syllable, marked))
