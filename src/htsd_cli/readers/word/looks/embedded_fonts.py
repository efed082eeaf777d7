"""Fonts that came with a Word file and draw other digits than are written: what stands on paper is another number.

A font is kept with its first 32 bytes mixed with a key (ECMA-376 part 4, 17.8.1); the lines its digits are drawn of are
counted as those of a PDF's fonts are (`readers.pdf.glyphs`), and its drawings are looked at (`readers.drawn_digits`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.word.elements import NAMESPACES, W

_R = f"{{{NAMESPACES['r']}}}"
_ENDINGS = (".odttf", ".ttf", ".otf", ".ttc", ".fntdata")
_WAYS = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
_MOST = 12  # fonts looked at
_MIXED = 32  # bytes at the head of a kept font


def lying_fonts(package: Package, main: str) -> frozenset[str]:
    """Return the names, in small letters, of the fonts in a package whose digits are drawn as others."""
    if not any(name.lower().endswith(_ENDINGS) for name in package.names()):
        return frozenset()
    with suppress(UnreadableFile):
        return frozenset(_lying(package, main))
    return frozenset()


def _lying(package: Package, main: str) -> Iterator[str]:
    from htsd_cli.readers.drawn_digits import draws_others
    from htsd_cli.readers.pdf.glyphs import glyphs_of

    part = package.related(main, "fontTable")
    if part is None or part not in package:
        return
    relations = package.relations(part)
    left = _MOST
    for font in package.parse(part).iterfind(f"{W}font"):
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
