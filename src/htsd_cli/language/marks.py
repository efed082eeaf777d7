"""Whether names that fold alike are one: with the same marks, with marks left out in writing, or with others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Generic, TypeVar

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, composed, decomposed

_WORD = lazy_pattern(r"[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NO_TONES = str.maketrans("", "", _TONES)
_MARKS = re.compile("[\u0300-\u036f]")
_MARKED = re.compile("[\u0300-\u036fđ]")
_PLAIN = str.maketrans("đ", "d")
# Where y and i are two ways of writing one word: behind a consonant and in “quy”; “Mai” is not “May”.
_Y = lazy_pattern(r"(?<![aâeoôuươă])y|(?<=qu)y")
_ENOUGH = 3  # words that agree with all their marks, beside which a mark left out is a slip of the hand

T = TypeVar("T")


class Alike(IntEnum):
    """How two names that fold alike are alike in their marks, the likest last.

    other: a word has other marks, so that it may be another word (`Số hội`, `Số hồi`). unmarked: one is written without
    marks (`So hoi`). same: mark by mark, wherever in its word a tone is put (`Số hoà giải`, `Số hòa giải`).
    """

    OTHER = 0
    UNMARKED = 1
    SAME = 2


def marked(text: str) -> str:
    """Return the words of a text for comparing as `fold` does, but with their marks: tones stand behind each word.

    Nor is y written as i where that makes another word: `Mai`, `May`.
    """
    return " ".join(_spelling(word) for word in _WORD.findall(clean(text).casefold()))


def bare(text: str) -> str:
    """Return a text that `marked` returned without its marks."""
    return _bare(text)


def has_marks(text: str) -> bool:
    """Return whether a text has a mark of Vietnamese: of one without any nobody knows which words it means."""
    return not text.isascii() and _MARKED.search(decomposed(text.casefold())) is not None


def same_name(one: str, other: str) -> bool:
    """Return whether two names are one: mark by mark, or one of them without the marks that several of its words have.

    `Truong Mam non Hoa` is `Trường Mầm non Hòa`; `Trường Mầm non Hoa` is not, nor is `Hoa` `Hòa`.
    """
    one, other = marked(one), marked(other)
    if one == other:
        return True
    apart = sum(mine != theirs for mine, theirs in zip(one.split(), other.split(), strict=False))
    return bare(one) == bare(other) and apart > 1 and not (has_marks(one) and has_marks(other))


class ByName(Generic[T]):
    """Things by their names: mark by mark; by a name without any marks where it is the name of one thing only.

    `Hoa` finds `Hòa` where nothing is called `Hoa`; of `Hòa` and `Hóa` it finds neither. `Hòa` finds `Hoa` only where
    no name of all has marks, `Trường Hòa` finds `Truong Hoa`.
    """

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        self._exact: dict[str, list[T]] = {}
        self._alike: dict[str, dict[str, list[T]]] = {}
        for name, thing in named:
            spelt = marked(name)
            if spelt:
                self._exact.setdefault(spelt, []).append(thing)
                self._alike.setdefault(bare(spelt), {})[spelt] = self._exact[spelt]
        self._unmarked = not any(map(has_marks, self._exact))

    def __bool__(self) -> bool:
        return bool(self._exact)

    def all(self, name: str) -> list[T]:
        """Return all things of a name, in their order; none where it may be the name of different ones."""
        spelt = marked(name)
        if spelt in self._exact:
            return self._exact[spelt]
        near = self._alike.get(bare(spelt), {})
        if len(near) != 1:
            return []
        known, things = next(iter(near.items()))
        return things if self._unmarked or not has_marks(spelt) or same_name(spelt, known) else []

    def get(self, name: str) -> T | None:
        """Return the first thing of a name, None where it is nobody's or may be the name of different ones."""
        return next(iter(self.all(name)), None)

    def __contains__(self, name: str) -> bool:
        return bool(self.all(name))


def alike(written: str, known: str) -> Alike:
    """Return how two texts that `marked` returned are alike; they have as many words."""
    if written == known:
        return Alike.SAME
    pairs = list(zip(written.split(), known.split(), strict=False))
    if any(_differ_in_y(one, other) for one, other in pairs):
        return Alike.OTHER
    if not has_marks(written) or not has_marks(known):
        return Alike.UNMARKED
    apart = [(one, other) for one, other in pairs if one != other and _bare(one) == _bare(other)]
    if len(pairs) - len(apart) >= _ENOUGH and all(_left_out(one, other) for one, other in apart):
        return Alike.UNMARKED
    return Alike.OTHER if apart else Alike.UNMARKED


def may_mean(written: str, known: str) -> bool:
    """Return whether a word or some that were typed may be known ones: all their marks are the known ones' marks.

    `người` is meant by `nguoi`, `ngươi`, `ngừơi`; `chậu` by none of `cháu`, `chảu`.
    """
    pairs = [(marked(written).split(), marked(known).split())]
    return all(len(mine) == len(theirs) and all(map(_may_mean, mine, theirs)) for mine, theirs in pairs)


def _may_mean(written: str, known: str) -> bool:
    return written == known or (_bare(written) == _bare(known) and _left_out(written, known))


def _spelling(word: str) -> str:
    if word.isascii():
        return _Y.sub("i", word) if "y" in word else word
    parts = decomposed(word)
    tones = sorted(char for char in parts if char in _TONES)
    return _Y.sub("i", composed(parts.translate(_NO_TONES))) + "".join(tones)


def _differ_in_y(one: str, other: str) -> bool:
    """Return whether a word is another one by its y: `Mai`, `May`; no mark that was left out explains that."""
    if one == other or ("y" in one) is ("y" in other):
        return False
    return _bare(one).replace("y", "i") == _bare(other).replace("y", "i")


def _bare(word: str) -> str:
    return _MARKS.sub("", decomposed(word)).translate(_PLAIN)


def _left_out(written: str, known: str) -> bool:
    """Return whether a word has some of the marks of another and none besides."""
    return set(_MARKS.findall(decomposed(written))) <= set(_MARKS.findall(decomposed(known))) and (
        "đ" not in written or "đ" in known
    )
