"""Lengths of style sheets (CSS Values 4): units, those that hang on the letters around, and what functions come to."""

from __future__ import annotations

import re
from collections.abc import Callable

_POINTS = {
    "pt": 1.0, "px": 0.75, "": 0.75, "pc": 12.0, "cm": 28.346, "mm": 2.8346, "q": 0.70866, "in": 72.0,
    "vw": 9.0, "vi": 9.0, "vmax": 9.0, "svw": 9.0, "lvw": 9.0, "dvw": 9.0,  # of a screen of 1200 x 800 pixels
    "cqw": 9.0, "cqi": 9.0, "cqmax": 9.0, "cqh": 6.0, "cqb": 6.0, "cqmin": 6.0,  # of a container, the screen at most
    "vh": 6.0, "vb": 6.0, "vmin": 6.0, "svh": 6.0, "lvh": 6.0, "dvh": 6.0,
}  # fmt: skip
_OF_LETTERS = {"em": 1.0, "ex": 0.45, "ch": 0.5, "cap": 0.7, "ic": 1.0, "lh": 1.2}
_OF_ROOT = {"rem": 1.0, "rex": 0.45, "rch": 0.5, "rcap": 0.7, "ric": 1.0, "rlh": 1.2}
_NAMED = {
    "xx-small": 6.75, "x-small": 7.5, "small": 9.75, "medium": 12.0, "large": 13.5, "x-large": 18.0,
    "xx-large": 24.0, "xxx-large": 36.0, "initial": 12.0,
}  # fmt: skip
_STEP = {"smaller": 1 / 1.2, "larger": 1.2, "inherit": 1.0, "unset": 1.0}
_TOKEN = re.compile(r"\s*(?:(-?\d{0,9}\.?\d{1,9}(?:e[+-]?\d{1,2})?)([a-z%]*)|(-?[a-z][a-z-]*)\(|([-+*/(),]))")
_PLAINLY = re.compile(r"(-?\d{0,9}\.?\d{1,9})([a-z%]*)")
_LONGEST = 200
PLAIN = 12.0  # points: letters nobody says a size of
AWAY = -100.0  # pixels, or points: beyond every margin
WIDEST = 10.0  # points: letters further apart are read one by one


def length(text: str, *, em: float = PLAIN, whole: float = PLAIN, root: float = PLAIN) -> float | None:
    """Return a length in points, None for what is none or cannot be worked out.

    `em` is the size of the letters around, `whole` what 100 % is, `root` the size of the page's letters; all in points.
    """
    text = text.strip().lower()
    if plain := _PLAINLY.fullmatch(text):
        return _in_points(float(plain[1]), plain[2], em, whole, root)
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    tokens: list[tuple[float | None, str]] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            return None
        if found[1] is not None:
            # "1em" is an em, no power of ten; a number without a unit may be a factor
            number, unit = found[1], found[2]
            size = _in_points(float(number), unit, em, whole, root)
            if size is None:
                return None
            tokens.append((size, "factor" if not unit else ""))
        else:
            tokens.append((None, f"{found[3]}(" if found[3] is not None else found[4]))
        at = found.end()
    return _Sum(tokens).result()


def pixels(text: str) -> float:
    """Return a length in pixels, or nearly so; 0 for none."""
    found = length(text) if text else None
    return 0.0 if found is None else found / 0.75


def points(text: str) -> float:
    """Return a length in points, 0 for none."""
    return (length(text) if text else None) or 0.0


def number(text: str) -> float:
    """Return the number a value begins with, 1 for none."""
    found = re.match(r"\s*(-?\d{0,9}(?:\.\d{1,9})?)", text)
    return float(found[1]) if found and any(sign.isdigit() for sign in found[1]) else 1.0


def size_of_letters(text: str, around: float, root: float) -> float | None:
    """Return a `font-size` in points where letters of the size `around` stand, None for what is none."""
    word = text.strip().lower()
    if word in _NAMED:
        return _NAMED[word]
    if word in _STEP:
        return _STEP[word] * around
    return length(word, em=around, whole=around, root=root)


def _in_points(number: float, unit: str, em: float, whole: float, root: float) -> float | None:
    if unit == "%":
        return number * whole / 100
    if unit in _OF_LETTERS:
        return number * _OF_LETTERS[unit] * em
    if unit in _OF_ROOT:
        return number * _OF_ROOT[unit] * root
    return number * _POINTS[unit] if unit in _POINTS else None


class _Sum:
    """What a length or its functions come to. sum = product (("+" | "-") product)*"""

    def __init__(self, tokens: list[tuple[float | None, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def result(self) -> float | None:
        found = self._sum(0)
        return found[0] if found is not None and self.at == len(self.tokens) else None

    def _next(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _sum(self, depth: int) -> tuple[float, bool] | None:
        left = self._product(depth)
        while left is not None and self._next() in ("+", "-"):
            sign = 1 if self._next() == "+" else -1
            self.at += 1
            right = self._product(depth)
            left = None if right is None else (left[0] + sign * right[0], left[1])
        return left

    def _product(self, depth: int) -> tuple[float, bool] | None:
        """product = value (("*" | "/") value)*; of two factors one has no unit, which counts as pixels elsewhere."""
        left = self._value(depth)
        while left is not None and self._next() in ("*", "/"):
            times = self._next() == "*"
            self.at += 1
            right = self._value(depth)
            if right is None:
                return None
            if not right[1]:
                left, right = right, left
            factor = right[0] / _POINTS[""]
            if not times and not factor:
                return None
            left = (left[0] * factor if times else left[0] / factor, left[1])
        return left

    def _value(self, depth: int) -> tuple[float, bool] | None:
        """value = number | name "(" sum ("," sum)* ")" | "(" sum ")" """
        if self.at >= len(self.tokens) or depth > 20:
            return None
        number, said = self.tokens[self.at]
        self.at += 1
        if number is not None:
            return number, said == "factor"
        if not said.endswith("("):
            return None
        inside = [self._sum(depth + 1)]
        while self._next() == ",":
            self.at += 1
            inside.append(self._sum(depth + 1))
        if self._next() != ")":
            return None
        self.at += 1
        given = [part for part in inside if part is not None]
        work = _FUNCTIONS.get(said)
        if work is None or len(given) < len(inside):
            return None
        value = work([part[0] for part in given])
        return None if value is None else (value, given[0][1])


def _one(values: list[float]) -> float | None:
    return values[0] if len(values) == 1 else None


_FUNCTIONS: dict[str, Callable[[list[float]], float | None]] = {
    "(": _one,
    "calc(": _one,
    "-webkit-calc(": _one,
    "min(": min,
    "max(": max,
    "clamp(": lambda values: max(values[0], min(values[1], values[2])) if len(values) == 3 else None,
    "abs(": lambda values: abs(values[0]) if len(values) == 1 else None,
}
