"""Fonts that came with a Word file and draw other digits than are written: what stands on paper is another number.

A font is kept with its first 32 bytes mixed with a key (ECMA-376 part 4, 17.8.1); the lines its digits are drawn of are
counted as those of a PDF's fonts are (`readers.pdf.fonts.glyphs`); its drawings are looked at (`readers.drawn_digits`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.legacy_fonts import is_legacy
from htsd_cli.readers.packages import Package, UnreadableFile, parsed
from htsd_cli.readers.word.elements import NAMESPACES, VAL, W
from htsd_cli.readers.word.looks.symbols import shows_pictures

_R = f"{{{NAMESPACES['r']}}}"
_ENDINGS = (".odttf", ".ttf", ".otf", ".ttc", ".fntdata")
_WAYS = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
_OF_SIGNS = lazy_pattern(rb"charset \w+:val=\"0?2\"|altName")
_MOST = 12  # fonts looked at
_MIXED = 32  # bytes at the head of a kept font


def lying_fonts(package: Package, main: str) -> frozenset[str]:
    """Return the names, in small letters, of the fonts of a file whose digits are drawn as others, or as signs.

    Those are fonts that came with it, and fonts of which its table says that they have signs for letters, or that
    another of signs stands in for them.
    """
    with suppress(UnreadableFile):
        part = package.related(main, "fontTable")
        if part is None or part not in package:
            return frozenset()
        kept = any(name.lower().endswith(_ENDINGS) for name in package.names())
        content = package.read(part) or b""
        signs = _known_signs(content) if _OF_SIGNS.search(content) else frozenset[str]()
        return signs.union(_lying(package, part, package.parse(part).findall(f"{W}font"))) if kept else signs
    return frozenset()


@lru_cache(maxsize=16)  # filled copies of one form have the same table
def _known_signs(content: bytes) -> frozenset[str]:
    return frozenset(_of_signs(parsed(content).findall(f"{W}font")))


def _of_signs(fonts: Sequence[etree._Element]) -> Iterator[str]:
    """Yield the names of fonts that the table of fonts (17.8.3) says to have signs, but for those known by name."""
    for font in fonts:
        name, other, charset = font.get(f"{W}name", ""), font.find(f"{W}altName"), font.find(f"{W}charset")
        if shows_pictures(name) or is_legacy(name) or name == "Symbol":
            continue
        signs = charset is not None and charset.get(VAL, "").upper() in ("02", "2")
        if signs or (other is not None and shows_pictures(other.get(VAL, ""))):
            yield name.lower()


def _lying(package: Package, part: str, fonts: Sequence[etree._Element]) -> Iterator[str]:
    from htsd_cli.readers.drawn_digits import draws_others
    from htsd_cli.readers.pdf.fonts.glyphs import glyphs_of

    relations = package.relations(part)
    left = _MOST
    for font in fonts:
        for way in _WAYS:
            kept = font.find(f"{W}{way}")
            if kept is None or not left:
                continue
            left -= 1
            place = relations.get(kept.get(f"{_R}id", ""), ("", ""))[1]
            data = package.media(place)
            if data is None:
                continue
            data = _plain(data, kept.get(f"{W}fontKey", ""))
            lines = glyphs_of(data)
            if (lines is not None and lines.lies()) or draws_others(data):
                yield font.get(f"{W}name", "").lower()
                break


def _plain(data: bytes, key: str) -> bytes:
    """Return a font with its first bytes as they were before the key was mixed in."""
    digits = "".join(letter for letter in key if letter.isalnum())
    try:
        mask = bytes.fromhex(digits)[::-1]
    except ValueError:
        return data
    if len(mask) != 16:
        return data
    return bytes(byte ^ mask[at % 16] for at, byte in enumerate(data[:_MIXED])) + data[_MIXED:]
