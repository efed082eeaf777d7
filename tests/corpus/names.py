"""Compares a unit's name as read with the name as meant, independently of the program's own folding."""

from __future__ import annotations

import re
import unicodedata

_FULL = {
    "ubnd": "ủy ban nhân dân",
    "mn": "mầm non",
    "th": "tiểu học",
    "tih": "tiểu học",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "gdnn": "giáo dục nghề nghiệp",
    "gdtx": "giáo dục thường xuyên",
    "q": "quận",
    "p": "phường",
}
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")


def same_unit(got: str, expected: str) -> bool:
    """Return whether two names mean one unit: abbreviations written out, tones wherever they are placed."""
    if _bare(expected) == expected.lower():  # typed without marks: whoever reads it cannot know them
        got = _bare(got)
    return _key(got) == _key(expected)


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.lower()).replace("đ", "d")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _key(name: str) -> tuple[tuple[str, str], ...]:
    text = unicodedata.normalize("NFC", name).lower().replace("ð", "đ")
    words = re.findall(r"[^\W_]+", text)
    full = " ".join(_FULL.get(word, word) for word in words).split()
    return tuple(_letters_and_tone(word) for word in full)


def _letters_and_tone(word: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", word)
    letters = parts.translate(_TONES)
    return letters.replace("y", "i"), "".join(sorted(set(parts) - set(letters)))
