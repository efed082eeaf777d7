"""The marks of a Word 97-2003 file (.doc): of paragraphs nobody sees, hidden or deleted in a tracked change; of cells.

Word joins the two paragraphs, LibreOffice parts them. In a copy of the file each such mark is overwritten with an
optional hyphen, which shows nothing ([MS-DOC]: 2.5.6 the places of its tables, 2.8.5 and 2.9.33 runs and their
properties, 2.9.271 and 2.9.260 its styles, 2.9.38 and 2.8.35 the pieces of its text).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_LETTERS = 0x4C  # where the file's head says how many letters its text has, without notes and page headers
_PLACES = 0x9A  # where the file's head names its tables, each with its offset and size
_STYLES, _RUNS, _PIECES = 1, 12, 33  # the tables of styles, of runs of letters, of pieces of text
_VANISH, _DELETED, _STYLE = 0x083C, 0x0800, 0x4A30
_OF_LETTERS, _NO_STYLE = 2, 0xFFF  # a style's kind, and one that is based on none
_MOST_BASES = 11  # styles one may be based on, one on another
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


def cell_marks(document: bytes, table: bytes) -> int:
    """Return how many marks end cells and rows in a file's text, one each; 0 for what cannot be followed.

    `document` and `table` are streams as for `without_unseen_marks`.
    """
    found = 0
    try:
        (left,) = struct.unpack_from("<I", document, _LETTERS)
        for piece in _pieces(document, table):
            end = min(piece.end, piece.begin + left * piece.width)
            letters = document[piece.begin : end]
            high = bytes(len(letters)) if piece.width == 1 else letters[1::2]
            found += sum(
                low == _CELL and not more for low, more in zip(letters[:: piece.width], high, strict=False)
            )
            left -= max(0, end - piece.begin) // piece.width
    except (struct.error, IndexError):
        return 0
    return found


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
    hidden = _hidden_styles(_table(document, table, _STYLES))
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
            begin = page + offset + 1
            if offset and _is_unseen(document[begin : begin + document[begin - 1]], hidden):
                yield places[run], places[run + 1]


def _is_unseen(properties: bytes, hidden_styles: frozenset[int]) -> bool:
    """Return whether letters are deleted, or hidden by their style or by themselves, which may undo the style's."""
    by_style = hidden = False
    for name, said in _said(properties):
        value = said[:1]
        if name == _DELETED and value in (b"\x01", b"\x81"):
            return True
        if name == _STYLE and len(said) >= 2:
            by_style = hidden = int.from_bytes(said[:2], "little") in hidden_styles
        elif name == _VANISH and value:
            hidden = by_style != (value == b"\x81") if value[0] & 0x80 else value == b"\x01"
    return hidden


def _said(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the properties of a run or style: each name with what is said of it."""
    at = 0
    while at + 2 <= len(properties):
        (name,) = struct.unpack_from("<H", properties, at)
        size = _SIZES[name >> 13]
        if size < 0:
            size = 1 + (properties[at + 2] if at + 2 < len(properties) else 0)
        yield name, properties[at + 2 : at + 2 + size]
        at += 2 + size


def _hidden_styles(table: bytes) -> frozenset[int]:
    """Return the numbers of the styles of letters that hide them, by themselves or by those they are based on."""
    if len(table) < 6:
        return frozenset()
    size, count, base_size = struct.unpack_from("<HHH", table, 0)
    at = 2 + size
    says: dict[int, bool] = {}
    bases: dict[int, int] = {}
    for number in range(min(count, _NO_STYLE)):
        if at + 2 > len(table):
            break
        (length,) = struct.unpack_from("<H", table, at)
        style = table[at + 2 : at + 2 + length]
        at += 2 + length + length % 2
        if len(style) < base_size + 4:
            continue
        kind_and_base = struct.unpack_from("<H", style, 2)[0]
        if kind_and_base & 0xF != _OF_LETTERS:
            continue
        bases[number] = kind_and_base >> 4
        letters = base_size + 4 + 2 * struct.unpack_from("<H", style, base_size)[0]  # behind its name
        letters += letters % 2
        if letters + 2 <= len(style):
            (given,) = struct.unpack_from("<H", style, letters)
            for name, said in _said(style[letters + 2 : letters + 2 + given]):
                if name == _VANISH and said:
                    says[number] = said[0] & 1 == 1
    return frozenset(number for number in bases if _hides(number, says, bases))


def _hides(number: int, says: dict[int, bool], bases: dict[int, int]) -> bool:
    for _ in range(_MOST_BASES):
        if number in says or number == _NO_STYLE:
            break
        number = bases.get(number, _NO_STYLE)
    return says.get(number, False)


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
