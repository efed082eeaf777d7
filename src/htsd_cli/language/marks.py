"""Whether names that fold alike are one: with the same marks, with marks left out in writing, or with others."""

from __future__ import annotations

import re
from enum import IntEnum

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, composed, decomposed

_WORD = lazy_pattern(r"[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NO_TONES = str.maketrans("", "", _TONES)
_MARKS = re.compile("[\u0300-\u036f]")
_PLAIN = str.maketrans("đy", "di")
_ENOUGH = 3  # words that agree with all their marks, beside which a mark left out is a slip of the hand


class Alike(IntEnum):
    """How two names that fold alike are alike in their marks, the likest last.

    other: a word has other marks, so that it may be another word (`Số hội`, `Số hồi`). unmarked: one is written without
    marks (`So hoi`). same: mark by mark, wherever in its word a tone is put (`Số hoà giải`, `Số hòa giải`).
    """

    OTHER = 0
    UNMARKED = 1
    SAME = 2


def marked(text: str) -> str:
    """Return the words of a text for comparing as `fold` does, but with their marks: tones stand behind each word."""
    return " ".join(_spelling(word) for word in _WORD.findall(clean(text).casefold()))


def alike(written: str, known: str) -> Alike:
    """Return how two texts that `marked` returned are alike; they have as many words."""
    if written == known:
        return Alike.SAME
    if not _has_marks(written) or not _has_marks(known):
        return Alike.UNMARKED
    pairs = list(zip(written.split(), known.split(), strict=False))
    apart = [(one, other) for one, other in pairs if one != other and _bare(one) == _bare(other)]
    if len(pairs) - len(apart) >= _ENOUGH and all(_left_out(one, other) for one, other in apart):
        return Alike.UNMARKED
    return Alike.OTHER if apart else Alike.UNMARKED


def _spelling(word: str) -> str:
    if word.isascii():
        return word.replace("y", "i")
    parts = decomposed(word)
    tones = sorted(char for char in parts if char in _TONES)
    return composed(parts.translate(_NO_TONES)).replace("y", "i") + "".join(tones)


def _has_marks(text: str) -> bool:
    return not text.isascii()


def _bare(word: str) -> str:
    return _MARKS.sub("", decomposed(word)).translate(_PLAIN)


def _left_out(written: str, known: str) -> bool:
    """Return whether a word has some of the marks of another and none besides."""
    return set(_MARKS.findall(decomposed(written))) <= set(_MARKS.findall(decomposed(known))) and (
        "đ" not in written or "đ" in known
    )
