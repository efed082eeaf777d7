"""The numbers and marks before a row's name (`I`, `1.1.`, `a)`, `-`, `+`), and which of them stands above which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_ROMAN = re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})")
_DIGITS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})*")
_LETTER_FIRST = re.compile(r"([IVX]{1,5}|[A-ZĐ])\.?([0-9]{1,2}(?:\.[0-9]{1,2})*)")
_BULLETS = "-–—+*•·●○▪■◦✓➢❖♦"
_LEADING = re.compile(
    r"(?P<mark>(?:[IVX]{1,5}|[A-ZĐ])\.?[0-9]{1,2}(?:\.[0-9]{1,2})*|[0-9]{1,3}(?:\.[0-9]{1,3})*|[IVX]{1,5}|[A-ZĐ]|[a-zđ])"
    r"(?P<end>\s*[.)/:]|\s+[-–](?=\s)|[-–](?=\s))\s*(?=\S)"
)
_DOTTED = re.compile(r"(?P<mark>[0-9]{1,3}(?:\.[0-9]{1,3})+)\s+(?=\S)")
_BRACKETED = re.compile(r"\((?P<mark>[0-9]{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=\S)")


class Mark(NamedTuple):
    """What stands before a row's name: its number as printed without its stop, the style it is of, its depth."""

    number: str = ""
    style: str = ""  # "upper", "roman", "digits", "lower", a bullet, "" for none
    depth: int = 0


def own_mark(text: str) -> Mark | None:
    """Return the mark that is all a cell of the column of numbers holds, None for another text."""
    bare = text.strip().rstrip(".):/").lstrip("(").strip()
    if not bare:
        return Mark(text.strip(), text.strip()) if text.strip() in _BULLETS and text.strip() else Mark()
    if bare in _BULLETS or bare == "@":
        return Mark(bare, bare)
    if _DIGITS.fullmatch(bare):
        return Mark(bare, "digits", bare.count(".") + 1)
    if _ROMAN.fullmatch(bare):
        return Mark(bare, "roman")
    if re.fullmatch(r"[A-ZĐ]", bare):
        return Mark(bare, "upper")
    if re.fullmatch(r"[a-zđ]|[a-z][0-9]", bare):
        return Mark(bare, "lower")
    if match := _LETTER_FIRST.fullmatch(bare):
        return Mark(bare, "digits", match[2].count(".") + 1)
    if re.fullmatch(r"[ivx]{1,4}", bare):
        return Mark(bare, "lower")
    if re.fullmatch(r"[0-9]{1,2}[a-zđ]", bare):
        return Mark(bare, "digits", 2)
    return None


def leading_mark(text: str) -> tuple[Mark, str]:
    """Return the mark before a name, and the name without it: `1. Kết nạp`, `- Nữ`, `A - Tổng số`."""
    text = text.strip()
    if text and text[0] in _BULLETS:
        rest = text.lstrip(_BULLETS + " ")
        sign = "-" if text[0] in "-–—" else text[0]
        return (Mark("", sign), rest) if rest else (Mark(), text)
    for pattern in (_LEADING, _DOTTED, _BRACKETED):
        match = pattern.match(text)
        if match is None:
            continue
        mark = own_mark(match["mark"])
        rest = text[match.end() :].strip()
        if mark is None or not rest or (re.match(r"[0-9]", rest) and mark.style == "digits"):
            continue
        return mark, rest
    return Mark(), text


class Order:
    """How the styles of one table stand to each other: letters and Roman figures, bullets in the order they come."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        romans = {mark.number for mark in marks if mark.style == "roman" and len(mark.number) > 1}
        uppers = {mark.number for mark in marks if mark.style == "upper"}
        self._letters = bool(uppers & {"A", "B"}) and not romans  # C, D, I, V, X are letters then
        first: list[str] = []
        for mark in marks:
            style = self.style(mark)
            if style and style not in first:
                first.append(style)
        top = [style for style in first if style in ("upper", "roman")]
        bullets = [
            style for style in first if style not in ("upper", "roman", "digits", "lower", "@", "group")
        ]
        self._ranks = {style: float(place) for place, style in enumerate(top)}
        self._ranks |= {style: 11.0 + place for place, style in enumerate(bullets)}
        self._ranks |= {"lower": 9.0, "group": 9.5}

    def style(self, mark: Mark) -> str:
        """Return the style of a mark, a letter that is also a Roman figure as what it is in this table."""
        if mark.style in ("roman", "upper") and len(mark.number) == 1 and mark.number in "IVX":
            return "upper" if self._letters else "roman"
        return mark.style

    def rank(self, mark: Mark) -> float:
        """Return a mark's rank: the smaller, the higher it stands; 10 for a row without one."""
        style = self.style(mark)
        if not style:
            return 10.0
        if style == "digits":
            return 2.0 + min(mark.depth, 6)
        return self._ranks.get(style, 10.0)
