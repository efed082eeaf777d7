"""The shapes of a sheet's notes: Excel keeps each note's box in a VML drawing beside its text ([MS-OI29500] 2.1).

Excel's VML is not always well-formed XML (a form control may hold a bare `<br>`), so it is worked on as bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from htsd_cli.writers.returns.sheet_places import Grid

EMPTY = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b"</o:shapelayout></xml>"
)
_NOTE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
# Up to the next shape at most: a drawing of shapes that never end is read once, not once for each of them.
_SHAPE = re.compile(rb"<v:shape\b(?:(?!<v:shape\b).)*?</v:shape>", re.DOTALL)
_NUMBER = re.compile(rb"_x0000_s(\d{1,9})")
_END = re.compile(rb"</xml\s*>\s*$")
_WIDTH = 300  # pixels of a note
_LETTERS = 46  # of nine points that fit on a line of it
_LINE = 16  # pixels
_SIDE = 15  # pixels from the cell to its note


def with_note(
    drawing: bytes, row: int, column: int, last_column: int, text: Sequence[str], grid: Grid
) -> bytes:
    """Return the drawing with the hidden box of a note, large enough for its paragraphs.

    `row` and `column` are the cell's, 0-based; the box stands right of `last_column`, the last the cell covers.
    """
    number = max(map(int, _NUMBER.findall(drawing)), default=1024) + 1
    lines = sum(max(1, ceil(len(line) / _LETTERS)) for paragraph in text for line in paragraph.split("\n"))
    height = (lines + 1) * _LINE
    left = last_column + 1
    right, into_right = grid.along(left, _SIDE + _WIDTH, columns=True)
    bottom, into_bottom = grid.along(row, 2 + height, columns=False)
    anchor = f"{left}, {_SIDE}, {row}, 2, {right}, {into_right}, {bottom}, {into_bottom}"
    shape = (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:0;margin-top:0;'
        f'width:{_WIDTH * 3 / 4:g}pt;height:{height * 3 / 4:g}pt;z-index:{number - 1024};visibility:hidden"'
        ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        f'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    ).encode()
    if b'id="_x0000_t202"' not in drawing:
        shape = _NOTE_TYPE + shape
    end = _END.search(drawing)
    at = end.start() if end else len(drawing)
    return drawing[:at] + shape + drawing[at:]


def without_note(drawing: bytes, row: int, column: int) -> bytes:
    """Return the drawing without the box of the note at a cell (0-based)."""

    def keep(match: re.Match[bytes]) -> bytes:
        shape = match.group()
        places = [
            re.search(rb"<x:%b>\s*(\d+)\s*</x:%b>" % (name, name), shape) for name in (b"Row", b"Column")
        ]
        here = [None if found is None else int(found[1]) for found in places] == [row, column]
        return b"" if here and b'ObjectType="Note"' in shape else shape

    return _SHAPE.sub(keep, drawing)
