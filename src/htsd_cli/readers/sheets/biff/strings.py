"""The table of shared texts of an .xls ([MS-XLS] 2.4.265), which goes on over several records."""

from __future__ import annotations

import struct
from collections.abc import Callable

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.sheets.looks.letters import Font
from htsd_cli.readers.sheets.spreadsheet import RichText


class Strings:
    """The table of shared texts: one record and those that continue it, read across their borders.

    A text cut by a border goes on after one more byte, which says anew whether a character has one byte or two.
    """

    def __init__(self, parts: list[bytes], font: Callable[[int], Font]) -> None:
        self._parts = parts
        self._font = font
        self._part = 0
        self._at = 0

    def read(self) -> list[RichText]:
        """Return the texts in their order."""
        count = struct.unpack("<4xI", self._take(8))[0]
        found: list[RichText] = []
        while len(found) < count and self._more():
            found.append(self._one())
        return found

    def _one(self) -> RichText:
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        text = self._characters(length, bool(flags & 1))
        places = struct.iter_unpack("<HH", self._take(4 * runs))
        fonts = tuple((start, self._font(font)) for start, font in places)
        self._take(extra)
        return RichText(text, fonts)

    def _characters(self, length: int, wide: bool) -> str:
        parts: list[str] = []
        while length > 0:
            if self._at >= len(self._parts[self._part]):
                self._next()
                wide = bool(self._take(1)[0] & 1)
            here = len(self._parts[self._part]) - self._at
            count = min(length, here // 2 if wide else here)
            if count == 0:
                raise UnreadableFile("damaged-file")
            content = self._take(2 * count if wide else count)
            parts.append(content.decode("utf-16-le" if wide else "latin-1", "replace"))
            length -= count
        return "".join(parts)

    def _more(self) -> bool:
        return self._at < len(self._parts[self._part]) or self._part + 1 < len(self._parts)

    def _next(self) -> None:
        self._part += 1
        self._at = 0
        if self._part >= len(self._parts):
            raise UnreadableFile("damaged-file")

    def _take(self, size: int) -> bytes:
        out = b""
        while size > 0:
            if self._at >= len(self._parts[self._part]):
                self._next()
            piece = self._parts[self._part][self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            out += piece
        return out
