"""The styles of an .xlsb: its fonts, its cell styles, and what conditional formats change ([MS-XLSB] 2.1.7.50)."""

from __future__ import annotations

import struct

from htsd_cli.readers.packages import Package
from htsd_cli.readers.sheets.biff.binary_records import records, text_at
from htsd_cli.readers.sheets.biff.rules import change_of
from htsd_cli.readers.sheets.looks.colours import Colours, behind, tinted
from htsd_cli.readers.sheets.looks.letters import PAPER, PLAIN, Font, Style, font_of, style
from htsd_cli.readers.sheets.looks.room import DOWN, SIDES, USUAL, digit_in, lie_of
from htsd_cli.readers.sheets.looks.styles import Change
from htsd_cli.readers.sheets.number_formats import number_format

_FONT, _FORMAT, _FILL, _BORDER, _XF, _CHANGE = 43, 44, 45, 46, 47, 507
_CELL_STYLES, _CELL_STYLES_END = 617, 618
_FILLED = 4  # of the ways a cell's letters are placed: repeated until it is full


def styles_of(package: Package, main: str, colours: Colours) -> tuple[list[Font], list[Style], list[Change]]:
    """Return the fonts, the cell styles, and what conditional formats change."""
    part = package.related(main, "styles")
    fonts: list[Font] = []
    papers: list[int | None] = []
    codes: dict[int, str] = {}
    borders: list[bool] = []
    kept: list[tuple[int, ...]] = []
    letters: list[tuple[str, float]] = []
    changes: list[Change] = []
    if part is not None and part in package:
        inside = False
        for kind, body in records(package, part):
            if kind == _FONT:
                fonts.append(_font(body, colours))
                letters.append((text_at(body, 21)[0], struct.unpack_from("<H", body)[0] / 20 or 10.0))
            elif kind == _FILL:
                papers.append(_paper(body, colours))
            elif kind == _BORDER:
                borders.append(
                    bool(body[0] & 3) and body[41] != 0
                )  # its direction, and its line ([MS-XLSB] 2.4.312)
            elif kind == _FORMAT:
                codes[struct.unpack_from("<H", body)[0]], _ = text_at(body, 2)
            elif kind in (_CELL_STYLES, _CELL_STYLES_END):
                inside = kind == _CELL_STYLES
            elif kind == _XF and inside:
                kept.append(struct.unpack_from("<2xHHHHBBBB", body))
            elif kind == _CHANGE:
                changes.append(change_of(body, lambda content: colour_of(content, colours)))
    styles = [
        style(
            number_format(number, codes.get(number)),
            fonts[font] if font < len(fonts) else PLAIN,
            papers[fill] if fill < len(papers) else PAPER,
            crossed=border < len(borders) and borders[border],
            repeated=placed & 7 == _FILLED,
            lie=lie_of(
                digit_in(letters[font], letters[0]),
                SIDES[placed & 7],
                letters[font],
                shrunk=bool(more & 1),
                turned=turned,
                wraps=bool(placed & 64),
                down=DOWN[placed >> 3 & 7],
                indent=float(indent),
            )
            if font < len(letters)
            else USUAL,
        )
        for number, font, fill, border, turned, indent, placed, more in kept
    ]
    return fonts, styles, changes


def _font(body: bytes, colours: Colours) -> Font:
    """Return a font ([MS-XLSB] 2.4.149): its height, its flags, whether it is raised, its colour, its name."""
    height, flags, _, raised = struct.unpack_from("<HHHH", body)
    name, _ = text_at(body, 21)
    return font_of(
        name,
        bool(flags & 8),
        raised in (1, 2),
        height / 20,
        colour_of(body[12:20], colours),
    )


def _paper(body: bytes, colours: Colours) -> int | None:
    """Return the colour of a fill ([MS-XLSB] 2.4.147), None for a gradient or a pattern of several."""
    (pattern,) = struct.unpack_from("<I", body)
    return (
        PAPER
        if pattern == 0
        else behind(pattern, colour_of(body[4:12], colours), colour_of(body[12:20], colours))
    )


def colour_of(body: bytes, colours: Colours) -> int | None:
    """Return a colour ([MS-XLSB] 2.5.11), None for an automatic one."""
    kind, index, tint, red, green, blue, _ = struct.unpack("<BBhBBBB", body[:8])
    found = {1: colours.indexed(index), 2: red << 16 | green << 8 | blue, 3: None}.get(kind >> 1)
    if kind >> 1 == 3:
        found = colours.themed(index)
    return None if found is None else tinted(found, tint / 32767)
