"""What is drawn over the cells of an old workbook's sheet, and the notes at them ([MS-XLS] 2.4.181, 2.4.329, 2.4.179).

A drawing's record says where something stands, that of the object what it is, that of a text how long its text is;
the text itself comes in records that go on. Excel 95 keeps the place with the object, and a note's text in the note.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from htsd_cli.readers.sheets.anchors import Corner, Sizes
from htsd_cli.readers.sheets.drawings import CHART, without_author
from htsd_cli.readers.sheets.grid import Place
from htsd_cli.readers.sheets.spreadsheet import Sheet
from htsd_cli.values.document import Seen, Sight

_LINE, _CHART, _NOTE_BOX = 1, 5, 25
_SILENT = (0, 19, _NOTE_BOX)  # groups, frames around options
_OBJECTS = {8: Sight.PICTURE, 9: Sight.PICTURE} | dict.fromkeys(
    (7, 11, 12, 13, 16, 17, 18, 20), Sight.CONTROL
)
_BOXES_95 = (6, 14)  # boxes and labels of Excel 95
_ANCHOR = b"\x10\xf0\x12\0\0\0"  # [MS-XLS] 2.5.193


@dataclass(slots=True)
class _Object:
    """Something drawn while it is read; `automatic` is what Excel itself puts there."""

    sort: int
    number: int
    anchor: tuple[int, ...] | None
    automatic: bool
    text: str = ""


class DrawnObjects:
    """The objects and notes of one sheet while its records are read. `wide` says that it is of Excel 97 or later."""

    def __init__(self, *, wide: bool) -> None:
        self._wide = wide
        self._anchor: tuple[int, ...] | None = None
        self._objects: list[_Object] = []
        self._notes: list[tuple[Place, int, str]] = []
        self._text_of: _Object | None = None
        self._left = 0  # characters of its text still to come

    def place(self, body: bytes) -> None:
        """Take a drawing's record: the last place it names is that of the object that follows."""
        at = body.rfind(_ANCHOR)
        if at >= 0 and len(body) >= at + 24:
            self._anchor = struct.unpack_from("<8H", body, at + 8)

    def begin(self, body: memoryview) -> None:
        """Begin an object: its kind, its number, and whether Excel put it there itself (a filter's button).

        The text of one of Excel 95 is not read, so that a box of text is told without.
        """
        if self._wide and struct.unpack_from("<H", body)[0] != 0x15:
            return
        sort, number, flags = struct.unpack_from("<HHH", body, 4)
        anchor = self._anchor if self._wide else struct.unpack_from("<8H", body, 10)
        self._objects.append(_Object(sort, number, anchor, flags & 0x100 != 0))
        self._anchor = None

    def begin_text(self, body: memoryview) -> None:
        """Begin the text of the last object."""
        if self._objects:
            self._text_of = self._objects[-1]
            self._left = struct.unpack_from("<H", body, 10)[0] if len(body) >= 12 else 0

    def go_on(self, body: memoryview) -> None:
        """Take a part of a text."""
        if self._text_of is None or self._left <= 0:
            return
        part = bytes(body[1:]).decode("utf-16-le" if body[0] & 1 else "latin-1", "replace")[: self._left]
        self._text_of.text += part.replace("\r", "\n")
        self._left -= len(part)

    def note(self, place: Place, number: int, author: str) -> None:
        """Take a note at a cell: the number of the box its text stands in, and its author."""
        self._notes.append((place, number, author))

    def put(self, sheet: Sheet, heights: Mapping[int, float], widths: Mapping[int, float]) -> None:
        """Tell a sheet what is drawn over its cells, and the notes at them, once all is read."""
        sizes = Sizes(heights, widths.get)
        texts = {item.number: item.text for item in self._objects if item.sort == _NOTE_BOX}
        for place, number, author in self._notes:
            if text := without_author(texts.get(number, ""), author):
                sheet.notes.setdefault(place, []).append(text)
        for item in self._objects:
            seen = self._seen(item)
            if seen is None or item.anchor is None:
                continue
            left, dx, top, dy, right, dx2, bottom, dy2 = item.anchor
            start = _corner(top, dy, left, dx, sizes)
            end = _corner(bottom, dy2, right, dx2, sizes)
            places = sizes.through(start, end) if item.sort == _LINE else sizes.under(start, end)
            sheet.drawn += [(place, seen) for place in places]

    def _seen(self, item: _Object) -> Seen | None:
        text = item.text.strip()
        if item.automatic or item.sort in _SILENT:
            return None
        if item.sort == _LINE:
            return Seen(Sight.PICTURE)
        if item.sort == _CHART:
            return CHART
        sight = _OBJECTS.get(item.sort, Sight.TEXT_BOX)
        if sight is Sight.TEXT_BOX and not text and (self._wide or item.sort not in _BOXES_95):
            return None
        return Seen(sight, text)


def _corner(row: int, down: int, column: int, right: int, sizes: Sizes) -> Corner:
    """Return a corner by its 0-based cell and the shares of that cell's height (256) and width (1024)."""
    return Corner(
        row + 1,
        int(down / 256 * sizes.height(row + 1)),
        column + 1,
        int(right / 1024 * sizes.width(column + 1)),
    )
