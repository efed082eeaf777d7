"""The paragraph marks of a Word 97-2003 file (.doc) that nobody sees, hidden or deleted in a tracked change.

Word joins the two paragraphs, LibreOffice parts them. In a copy of the file each such mark is overwritten with an
optional hyphen, which shows nothing ([MS-DOC]: 2.5.6 the places of its tables, 2.8.5 and 2.9.33 runs and their
properties, 2.9.38 and 2.8.35 the pieces of its text).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_PLACES = 0x9A  # where the file's head names its tables, each with its offset and size
_RUNS, _PIECES = 12, 33  # the tables of runs of letters, of pieces of text
_VANISH, _DELETED = 0x083C, 0x0800
_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)  # of what a property says; -1: told by its first byte
_PARAGRAPH, _CELL, _NOTHING = 0x0D, 0x07, 0x1F
_PAGE = 512
_MOST = 200_000  # runs, or pieces, of one file


class Piece(NamedTuple):
    """A piece of the text: the bytes from `begin` to `end` in the stream, `width` bytes a letter."""

    begin: int
    end: int
    width: int


def without_unseen_marks(document: bytes, table: bytes) -> bytes | None:
    """Return the stream of a file's text with its unseen paragraph marks overwritten; None where there are none.

    `document` is the stream WordDocument, `table` the one it names (0Table, 1Table). What cannot be followed is left.
    """
    try:
        hidden = list(_unseen_runs(document, table))
        if not hidden:
            return None
        pieces = list(_pieces(document, table))
    except (struct.error, IndexError):
        return None
    changed = bytearray(document)
    found = False
    for piece in pieces:
        found = _overwrite(changed, piece, hidden) or found
    return bytes(changed) if found else None


def _overwrite(text: bytearray, piece: Piece, hidden: list[tuple[int, int]]) -> bool:
    """Overwrite the unseen marks of a piece that part two paragraphs of which the first shows something."""
    found = seen = False
    at = 0
    for place in range(piece.begin, min(piece.end, len(text)), piece.width):
        letter = int.from_bytes(text[place : place + piece.width], "little")
        while at < len(hidden) and hidden[at][1] <= place:
            at += 1
        unseen = at < len(hidden) and hidden[at][0] <= place
        if letter == _PARAGRAPH and unseen and seen:
            text[place : place + piece.width] = _NOTHING.to_bytes(piece.width, "little")
            found = True
        elif letter in (_PARAGRAPH, _CELL):
            seen = False
        elif not unseen and letter > 0x20:
            seen = True
    return found


def _table(document: bytes, table: bytes, number: int) -> bytes:
    offset, size = struct.unpack_from("<II", document, _PLACES + 8 * number)
    return table[offset : offset + size]


def _unseen_runs(document: bytes, table: bytes) -> Iterator[tuple[int, int]]:
    """Yield the runs of letters that are hidden or deleted, by their place in the stream, in its order."""
    runs = _table(document, table, _RUNS)
    count = (len(runs) - 4) // 8
    for number in range(min(count, _MOST)):
        (page,) = struct.unpack_from("<I", runs, 4 * (count + 1) + 4 * number)
        page = (page & 0x3FFFFF) * _PAGE
        if page + _PAGE > len(document):
            continue
        inside = document[page + _PAGE - 1]
        places = struct.unpack_from(f"<{inside + 1}I", document, page)
        for run in range(inside):
            offset = 2 * document[page + 4 * (inside + 1) + run]
            if offset and _is_unseen(
                document[page + offset + 1 : page + offset + 1 + document[page + offset]]
            ):
                yield places[run], places[run + 1]


def _is_unseen(properties: bytes) -> bool:
    at = 0
    while at + 2 <= len(properties):
        (name,) = struct.unpack_from("<H", properties, at)
        size = _SIZES[name >> 13]
        said = properties[at + 2 : at + 3]
        if name in (_VANISH, _DELETED) and said in (b"\x01", b"\x81"):
            return True
        at += 2 + (1 + (said[0] if said else 0) if size < 0 else size)
    return False


def _pieces(document: bytes, table: bytes) -> Iterator[Piece]:
    content = _table(document, table, _PIECES)
    at = 0
    while content[at] == 1:  # properties that pieces share
        at += 3 + struct.unpack_from("<H", content, at + 1)[0]
    (size,) = struct.unpack_from("<I", content, at + 1)
    count = (size - 4) // 12
    at += 5
    for number in range(min(count, _MOST)):
        first, after = struct.unpack_from("<II", content, at + 4 * number)
        (place,) = struct.unpack_from("<I", content, at + 4 * (count + 1) + 8 * number + 2)
        width = 1 if place & 0x40000000 else 2
        begin = (place & 0x3FFFFFFF) // (3 - width)
        yield Piece(begin, begin + width * (after - first), width)
