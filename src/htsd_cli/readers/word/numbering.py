"""The numbers and bullets Word puts before the paragraphs of a list by itself (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.packages import Package
from htsd_cli.readers.word.elements import VAL, W
from htsd_cli.readers.word.lengths import length
from htsd_cli.readers.word.looks.properties import is_on
from htsd_cli.readers.word.looks.styles import Styles

_PLACE = lazy_pattern(r"%([1-9])")
_DASHES = frozenset("-–—−\uf02d\uf0be")
# Signs that begin a line and say nothing; beside them those of the fonts Symbol and Wingdings that are no digit, no
# dash, no cross (F080 to F095 are digits in circles).
_BULLETS = frozenset(" \xa0•◦▪▫■□●○◆◇❖➢➤►▶▷‣⁃*·∙⋅⬤◼◻◾◽✓✔√✦★☆→➔➜⇒»›>+o§")
_NO_BULLETS = frozenset(chr(0xF000 + code) for code in (*range(0x2C, 0x3A), *range(0x80, 0x96), 0xFB, 0xFD))
_SIGN = "ký hiệu"  # a picture, or a sign of a font of signs
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_LEVELS = 9


class _Level(NamedTuple):
    start: int = 1
    style: str = ""
    format: str = "decimal"
    text: str = ""
    restart: int | None = None  # the level (1-based) after which it begins anew; 0 for never
    legal: bool = False
    hidden: bool = False
    pictured: bool = False
    missing: bool = False  # in the list's definition: what a program puts there is its own
    left: int = 0  # the indent of its paragraphs, in twentieths of a point


class Shown(NamedTuple):
    """What stands before a paragraph of a list: "2.", "a)", or "-" and "•" for a bullet."""

    text: str
    bullet: bool = False


_Changed = dict[int, tuple[int | None, etree._Element | None]]


@dataclass(slots=True)
class Numbering:
    """The lists of a Word file, counted on as their paragraphs come in reading order; read with the first of them."""

    package: Package
    main: str
    styles: Styles
    _read: bool = False
    _lists: dict[str, tuple[str, _Changed]] = field(default_factory=dict)
    _abstract: dict[str, etree._Element] = field(default_factory=dict)
    _levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @property
    def lists(self) -> dict[str, tuple[str, _Changed]]:
        """The lists by their number (w:numId): what defines each, and what it changes of that."""
        if not self._read:
            self._read = True
            self._load()
        return self._lists

    def _load(self) -> None:
        part = self.package.related(self.main, "numbering") or "word/numbering.xml"
        if part not in self.package:
            return
        root = self.package.parse(part)
        for element in root.iterfind(f"{W}abstractNum"):
            self._abstract[element.get(f"{W}abstractNumId", "")] = element
        for element in root.iterfind(f"{W}num"):
            pointer = element.find(f"{W}abstractNumId")
            changed: _Changed = {}
            for override in element.iterfind(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                place = _int(override.get(f"{W}ilvl"), 0)
                changed[place] = (
                    None if start is None else _int(start.get(VAL), 1),
                    override.find(f"{W}lvl"),
                )
            abstract = "" if pointer is None else pointer.get(VAL, "")
            self._lists[element.get(f"{W}numId", "")] = (abstract, changed)

    def next(self, properties: etree._Element | None, styled: object) -> Shown | None:
        """Count the paragraph with this w:numPr and return what stands before it, None for nothing.

        `styled` is what its paragraph style says of lists: the style's name and the w:numPr it or an ancestor has.
        """
        place = self._place(properties, styled)
        return None if place is None else self._shown(*place)

    def left(self, properties: etree._Element | None, styled: object) -> int:
        """Return the left indent that a list gives such a paragraph, in twentieths of a point."""
        place = self._place(properties, styled)
        return 0 if place is None else self._level(*place).left

    def _place(self, properties: etree._Element | None, styled: object) -> tuple[str, int] | None:
        """Return the list and the level (from 0) of a paragraph, None for one in no list."""
        number, level = _number_of(properties)
        if number is None and isinstance(styled, tuple):
            style, inherited = styled
            number, own = _number_of(inherited)
            if level is None:
                level = own if own is not None else self._level_of_style(number, style)
        if not number or number == "0" or number not in self.lists:
            return None
        return number, min(level or 0, _MOST_LEVELS - 1)

    def _level_of_style(self, number: str | None, style: str) -> int:
        levels = range(_MOST_LEVELS) if number in self.lists else range(0)
        return next((at for at in levels if self._level(str(number), at).style == style), 0)

    def _shown(self, number: str, place: int) -> Shown | None:
        abstract, changed = self.lists[number]
        abstract = self._root(abstract)
        counts = self._counts.setdefault(abstract, [None] * _MOST_LEVELS)
        level = self._level(number, place)
        start = changed.get(place, (None, None))[0]
        if start is not None and (number, place) not in self._begun:
            counts[place] = None
        self._begun.add((number, place))
        begin = level.start if start is None else start
        before = counts[place]
        counts[place] = begin if before is None else before + 1
        for deeper in range(place + 1, _MOST_LEVELS):
            restart = self._level(number, deeper).restart
            if restart is None or (restart and place < restart):
                counts[deeper] = None
        if level.hidden:
            return None
        if level.pictured or level.missing:
            return Shown(_SIGN)
        if level.format == "bullet" and not any(sign.isdecimal() for sign in level.text):
            if level.text in _DASHES or is_bullet(level.text):
                return Shown("-" if level.text in _DASHES else "•", bullet=True)
            return Shown(level.text if level.text.isalnum() else _SIGN)

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = self._level(number, at)
            count = counts[at]
            kind = "decimal" if level.legal and at < place else other.format
            return _formatted(other.start if count is None else count, kind)

        text = _PLACE.sub(one, level.text)
        return Shown(text) if text.strip() else None

    def _root(self, abstract: str) -> str:
        """Return the definition a list goes back to: one that only names a style is defined by that style's list."""
        for _ in range(5):
            element = self._abstract.get(abstract)
            link = None if element is None else element.find(f"{W}numStyleLink")
            number = "" if link is None else self.styles.numbering_link(link.get(VAL, ""))
            if number not in self.lists or self.lists[number][0] == abstract:
                break
            abstract = self.lists[number][0]
        return abstract

    def _level(self, number: str, place: int) -> _Level:
        known = self._levels.get((number, place))
        if known is None:
            abstract, changed = self.lists[number]
            element = changed.get(place, (None, None))[1]
            root = self._abstract.get(self._root(abstract))
            if element is None and root is not None:
                levels = root.iterfind(f"{W}lvl")
                element = next((lvl for lvl in levels if _int(lvl.get(f"{W}ilvl"), 0) == place), None)
            missing = root is not None and root.find(f"{W}lvl") is not None
            none = _Level(missing=missing)
            known = self._levels[number, place] = none if element is None else _read_level(element)
        return known


def is_bullet(text: str) -> bool:
    """Return whether a list's sign only begins a line: a dot, a box, an arrow, not one that may be read as a digit."""
    return all(sign in _BULLETS or ("\uf020" < sign < "\uf100" and sign not in _NO_BULLETS) for sign in text)


def _read_level(element: etree._Element) -> _Level:
    def said(name: str) -> str | None:
        found = element.find(f"{W}{name}")
        return None if found is None else found.get(VAL, "")

    restart = said("lvlRestart")
    legal = element.find(f"{W}isLgl")
    indent = element.find(f"{W}pPr/{W}ind")
    return _Level(
        start=_int(said("start"), 0),
        style=said("pStyle") or "",
        format=said("numFmt") or "decimal",
        text=said("lvlText") or "",
        restart=None if restart is None else _int(restart, 0),
        legal=legal is not None and legal.get(VAL, "1") not in ("0", "false", "off"),
        hidden=bool(is_on(element.find(f"{W}rPr"), "vanish")),
        pictured=element.find(f"{W}lvlPicBulletId") is not None,
        left=next((left for side in ("left", "start") if (left := length(indent, side)) is not None), 0),
    )


def _number_of(properties: etree._Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    return (
        None if number is None else number.get(VAL, ""),
        None if level is None else _int(level.get(VAL), 0),
    )


def _int(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 9 else default


def _formatted(number: int, kind: str) -> str:
    """Return a number as a list shows it (17.18.59); kinds that are not Latin come in plain digits."""
    if kind == "none":
        return ""
    if kind == "decimalZero":
        return f"{number:02}"
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= 780:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        out = ""
        for value, letters in _ROMAN:
            out += letters * (number // value)
            number %= value
        return out if kind == "lowerRoman" else out.upper()
    if kind == "ordinal":
        return f"{number}."
    return str(number)
