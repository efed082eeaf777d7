"""The fonts, colours and cell styles of an .xls."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from htsd_cli.readers.sheets.biff.texts import Texts
from htsd_cli.readers.sheets.looks.colours import PALETTE, WINDOW, behind
from htsd_cli.readers.sheets.looks.letters import PAPER, PLAIN, Font, Style, font_of, style
from htsd_cli.readers.sheets.looks.room import DOWN, SIDES, USUAL, Lie, digit_in, lie_of
from htsd_cli.readers.sheets.number_formats import number_format

_FILL = 4  # the alignment that repeats a cell's letters until it is full


@dataclass(slots=True)
class Styles:
    """What a workbook's first records say of looks; fonts and styles are known once all of them are read."""

    texts: Texts
    palette: tuple[int, ...] = PALETTE
    codes: dict[int, str] = field(default_factory=dict)  # number formats by their numbers
    _fonts: list[Font] = field(default_factory=list)
    _letters: list[tuple[str, float]] = field(default_factory=list)  # the fonts' names and sizes in points
    _styles: list[Style] = field(default_factory=list)

    def use_palette(self, body: memoryview) -> None:
        """Take a workbook's own colours, those from 8 on."""
        (count,) = struct.unpack_from("<H", body)
        parts = struct.iter_unpack("<BBBB", body[2 : 2 + 4 * min(count, 56)])
        self.palette = (*PALETTE[:8], *(red << 16 | green << 8 | blue for red, green, blue, _ in parts))

    def read(self, fonts: Sequence[bytes], formats: Sequence[bytes]) -> None:
        """Read the records of fonts and of cell styles, when palette and number formats are known."""
        self._fonts = [self._read_font(body) for body in fonts]
        self._styles = [self._read_style(body) for body in formats]

    def style(self, index: int) -> Style:
        """Return the cell style of a number; a plain one where there is none."""
        return self._styles[index] if index < len(self._styles) else Style()

    def font(self, index: int) -> Font:
        """Return the font of a number; a plain one where there is none."""
        place = index if index < 4 else index - 1  # there is no font 4 ([MS-XLS] 2.5.129)
        return self._fonts[place] if 0 <= place < len(self._fonts) else PLAIN

    def colour(self, index: int) -> int | None:
        """Return the colour of a number as 0xRRGGBB, None for one nobody knows."""
        return self.palette[index] if index < len(self.palette) else WINDOW.get(index)

    def _read_font(self, body: bytes) -> Font:
        """Return a font ([MS-XLS] 2.4.122): its height, its flags, its colour, whether it is raised, its name."""
        height, flags, colour, _, raised = struct.unpack_from("<HHHHH", body)
        name = self.texts.short(memoryview(body), 14)
        self._letters.append((name, height / 20 or 10.0))
        return font_of(name, bool(flags & 8), raised in (1, 2), height / 20, self.colour(colour))

    def _read_style(self, body: bytes) -> Style:
        """Return a cell style ([MS-XLS] 2.4.353, that of Excel 95 shorter): its font, number format and fill."""
        font, number = struct.unpack_from("<HH", body)
        paper: int | None = PAPER
        if len(body) >= 20:
            pattern, (both,) = body[17] >> 2, struct.unpack_from("<H", body, 18)
        else:
            both, pattern = struct.unpack_from("<HB", body, 8) if len(body) >= 11 else (0, 0)
            pattern &= 0x3F
        if pattern:
            paper = behind(pattern, self.colour(both & 0x7F), self.colour(both >> 7 & 0x7F))
        crossed = len(body) >= 20 and _is_crossed(*struct.unpack_from("<II", body, 10))
        repeated = len(body) > 6 and body[6] & 7 == _FILL
        shape = number_format(number, self.codes.get(number))
        lie = self._lie(font, body)
        return style(shape, self.font(font), paper, crossed=crossed, repeated=repeated, lie=lie)

    def _lie(self, font: int, body: bytes) -> Lie:
        """Return how a cell style lays texts ([MS-XLS] 2.5.247): at which side, in lines, turned, shrunk."""
        place = font if font < 4 else font - 1
        if len(body) < 9 or not place < len(self._letters):
            return USUAL
        placed, turned, more = body[6:9]
        own = self._letters[place]
        wide = self.texts.wide
        return lie_of(
            digit_in(own, self._letters[0]),
            SIDES[placed & 7],
            own,
            shrunk=wide and bool(more & 16),
            turned=turned,
            wraps=bool(placed & 8),
            down=DOWN[placed >> 4 & 7],
            indent=float(more & 15) if wide else 0.0,
        )


def _is_crossed(sides: int, diagonal: int) -> bool:
    """Return whether a border runs from corner to corner, by the flags of its direction and its line."""
    return bool(sides >> 30) and bool(diagonal >> 21 & 0xF)
