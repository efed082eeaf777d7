"""Whether a font's own drawings bear out which digits its codes are copied as.

A font of a PDF is a file of drawings; which letter each one is stands beside it, in ToUnicode, which only serves for
copying (ISO 32000-2, 9.10.3). In a TrueType font two things say more: its own map of characters, where it was left in,
and of how many closed lines a digit is drawn: an 8 of three, a 0, 6 or 9 of two, a 1, 2, 3, 5 or 7 of one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_CONTOURS = {"0": (2, 3), "6": (2,), "8": (3,), "9": (2,)} | dict.fromkeys("12357", (1,))
_OF_ALL = (
    [1, 1, 1, 1, 1, 2, 2, 2, 3],
    [1, 1, 1, 1, 1, 2, 2, 3, 3],
)  # lines of the nine in order of their number
_UNICODE = ((3, 10), (3, 1), (0, 4), (0, 3), (0, 6), (0, 0))  # maps of Unicode's codes, the largest first
_MOST_LINES = 3  # a digit of more is drawn in another way than by its outline
_SYMBOLS = 0xF000  # where a font of symbols has its codes
_LONGEST = 16 << 20  # bytes of a font looked at


class Glyphs(NamedTuple):
    """What a TrueType font file says: where each glyph's drawing is, and its maps (platform, encoding, code: glyph)."""

    data: bytes
    drawings: int
    places: tuple[int, ...]
    maps: Mapping[tuple[int, int], Mapping[int, int]]

    def contradicts(self, glyph: int, digit: str) -> bool:
        """Return whether a glyph cannot be the digit, by the font's own map or by its drawing."""
        for (platform, encoding), own in self.maps.items():
            if platform == 0 or (platform == 3 and encoding in (1, 10)):
                named = {chr(code) for code, at in own.items() if at == glyph and 48 <= code <= 57}
                if named:
                    return digit not in named
        lines = self._lines(glyph)
        return digit in _CONTOURS and 0 < lines <= _MOST_LINES and lines not in _CONTOURS[digit]

    def lies(self) -> bool:
        """Return whether the font's own map leads from digits to drawings of others.

        A font with all ten must have drawings of as many lines as digits have: one that draws in another way, by hand
        or in strokes, says nothing.
        """
        own = next((self.maps[key] for key in _UNICODE if key in self.maps), {})
        glyphs = {digit: own[ord(digit)] for digit in "0123456789" if own.get(ord(digit))}
        if len(set(glyphs.values())) < len(glyphs):
            return True
        lines = {digit: self._lines(glyph) for digit, glyph in glyphs.items() if digit in _CONTOURS}
        wrong = [
            digit
            for digit, count in lines.items()
            if 0 < count <= _MOST_LINES and count not in _CONTOURS[digit]
        ]
        whole = len(glyphs) == len("0123456789")
        return bool(wrong) and (not whole or sorted(lines.values()) in _OF_ALL)

    def of_code(self, code: int) -> int:
        """Return the glyph of a simple symbolic font's code (9.6.5.4), 0 where none is known."""
        for key in ((3, 0), (1, 0)):
            own = self.maps.get(key, {})
            for at in (code, _SYMBOLS + code):
                if own.get(at):
                    return own[at]
        return 0

    def _lines(self, glyph: int) -> int:
        """Return of how many closed lines a glyph is drawn; 0 for a blank, an unknown one, one put together."""
        if not 0 <= glyph < len(self.places) - 1 or self.places[glyph + 1] - self.places[glyph] < 10:
            return 0
        (lines,) = struct.unpack_from(">h", self.data, self.drawings + self.places[glyph])
        return max(0, int(lines))


def glyphs_of(data: bytes) -> Glyphs | None:
    """Return what a TrueType font file says, None for one that cannot be followed."""
    if len(data) > _LONGEST:
        return None
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        tables = {
            name: place
            for name, _, place, _ in (struct.unpack_from(">4sLLL", data, 12 + 16 * at) for at in range(count))
        }
        (wide,) = struct.unpack_from(">H", data, tables[b"head"] + 50)
        (number,) = struct.unpack_from(">H", data, tables[b"maxp"] + 4)
        shape = f">{number + 1}{'L' if wide else 'H'}"
        places = struct.unpack_from(shape, data, tables[b"loca"])
        maps = dict(_maps(data, tables[b"cmap"])) if b"cmap" in tables else {}
        return Glyphs(data, tables[b"glyf"], tuple(at * (1 if wide else 2) for at in places), maps)
    except (struct.error, KeyError, IndexError):
        return None


def _maps(data: bytes, start: int) -> Iterator[tuple[tuple[int, int], dict[int, int]]]:
    (count,) = struct.unpack_from(">H", data, start + 2)
    for number in range(min(count, 20)):
        platform, encoding, place = struct.unpack_from(">HHL", data, start + 4 + 8 * number)
        yield (platform, encoding), _map(data, start + place)


def _map(data: bytes, at: int) -> dict[int, int]:
    """Return a map of codes to glyphs in one of the usual formats (OpenType, cmap), empty for another."""
    (kind,) = struct.unpack_from(">H", data, at)
    if kind == 0:
        return dict(enumerate(data[at + 6 : at + 262]))
    if kind == 6:
        first, count = struct.unpack_from(">HH", data, at + 6)
        return dict(enumerate(struct.unpack_from(f">{count}H", data, at + 10), first))
    if kind == 12:
        (count,) = struct.unpack_from(">L", data, at + 12)
        groups = (struct.unpack_from(">LLL", data, at + 16 + 12 * n) for n in range(min(count, 5_000)))
        return {
            code: glyph + code - low
            for low, high, glyph in groups
            for code in range(low, min(high, low + 70_000) + 1)
        }
    return _segments(data, at) if kind == 4 else {}


def _segments(data: bytes, at: int) -> dict[int, int]:
    (twice,) = struct.unpack_from(">H", data, at + 6)
    count = twice // 2
    ends, starts, steps, offsets = (
        struct.unpack_from(f">{count}H", data, at + 14 + twice * part + (2 if part else 0))
        for part in range(4)
    )
    found: dict[int, int] = {}
    for number, (end, start, step, offset) in enumerate(zip(ends, starts, steps, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = at + 16 + 3 * twice + 2 * number + offset + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", data, place)
                if not glyph:
                    continue
            found[code] = (glyph + step) & 0xFFFF
    return found
