"""Opens an OLE2 compound file (.doc, .xls of Office 97-2003, .msg): its streams, within limits, nothing followed twice.

The layout is that of [MS-CFB]. An opened file shows the streams directly under its root: a workbook embedded in
a letter has streams of its own further down and does not make the letter a workbook. `storage` goes down.
"""

from __future__ import annotations

import copy
import struct
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from htsd_cli.readers.packages.foreign import MAGIC
from htsd_cli.values.unreadable import UnreadableFile

MOST_STREAM_BYTES = 64 << 20

_FREE = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA  # numbers above are marks: end of chain, free, a sector of the table itself
_ENTRY = struct.Struct("<64sHBBIII36xIQ")
_ROOT, _STORAGE, _STREAM = 5, 1, 2
_SMALL = 64  # bytes of a sector of the stream that holds the small streams


@dataclass(frozen=True, slots=True)
class _Entry:
    start: int
    size: int
    child: int = _FREE  # a storage's first


class OleFile:
    """The streams under the root of a compound file.

    Raises `UnreadableFile("damaged-file")` when the file's tables point outside it, as in a file cut off.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            self._open(stream)

    def _open(self, stream: BinaryIO) -> None:
        self._bytes = memoryview(stream.read(MOST_STREAM_BYTES * 4))
        header = bytes(self._bytes[:512])
        if len(header) < 512 or not header.startswith(MAGIC):
            raise UnreadableFile("damaged-file")
        shift, small_shift = struct.unpack_from("<HH", header, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise UnreadableFile("damaged-file")
        self._sector = 1 << shift
        (self.version,) = struct.unpack_from(
            "<H", header, 24
        )  # the lesser one: what wrote the file tells by it
        directory, self._cutoff, small_table, more_tables = struct.unpack_from("<I4xII4xI", header, 48)
        self._table = self._read_table(header, more_tables)
        used = next((n for n in range(len(self._table) - 1, -1, -1) if self._table[n] != _FREE), -1)
        cut = (used + 1) * self._sector >= len(self._bytes)
        self._small_table = _numbers(self._chain(small_table)) if small_table < _LAST_SECTOR else array("I")
        self._small = b""
        self._directory = self._read_directory(self._chain(directory))
        self._entries = self._under(self._directory[0][6])
        if cut and not all(self._is_whole(entry) for entry in self._directory):
            raise UnreadableFile("damaged-file")

    def _is_whole(self, entry: tuple[Any, ...]) -> bool:
        """Return whether a stream stands in the file to its end; a table may speak of sectors nobody uses."""
        kind, start, size = entry[2], entry[7], entry[8] & 0xFFFFFFFF if self._sector == 512 else entry[8]
        if kind not in (_STREAM, _ROOT) or size < (0 if kind == _ROOT else self._cutoff):
            return True
        if size > len(self._bytes):
            return False
        place = start
        for _ in range(-(-size // self._sector)):
            if place >= len(self._table) or (place + 1) * self._sector >= len(self._bytes):
                return False
            place = self._table[place]
        return True

    def storage(self, name: str) -> OleFile | None:
        """Return a storage as a file of its own, None when there is none of that name."""
        entry = self._entries.get(name)
        if entry is None or entry.child == _FREE:
            return None
        inside = copy.copy(self)
        inside._entries = self._under(entry.child)
        return inside

    def names(self) -> frozenset[str]:
        """Return the names of the streams and storages directly under the root."""
        return frozenset(self._entries)

    def read(self, name: str, most: int = MOST_STREAM_BYTES) -> bytes:
        """Return a stream's bytes, at most `most` of them; none for a storage or a name that is not there."""
        entry = self._entries.get(name)
        if entry is None or entry.size == 0:
            return b""
        size = min(entry.size, most)
        if entry.size < self._cutoff:
            content = _follow(entry.start, size, self._small_table, memoryview(self._small), _SMALL, 0)
        else:
            content = _follow(entry.start, size, self._table, self._bytes, self._sector, self._sector)
        if len(content) < size:
            raise UnreadableFile("damaged-file")
        return content

    def with_stream(self, name: str, content: bytes) -> bytes:
        """Return the whole file with a stream replaced by one of the same size; as it is where that is not so."""
        out = bytearray(self._bytes)
        entry = self._entries.get(name)
        if entry is None or entry.size != len(content) or entry.size < self._cutoff:
            return bytes(out)
        place = entry.start
        for first in range(0, len(content), self._sector):
            if place >= len(self._table):
                break
            part = content[first : first + self._sector]
            begin = (place + 1) * self._sector
            out[begin : begin + len(part)] = part
            place = self._table[place]
        return bytes(out)

    def _chain(self, start: int) -> bytes:
        most = len(self._table) * self._sector
        return _follow(start, most, self._table, self._bytes, self._sector, self._sector)

    def _read_table(self, header: bytes, more: int) -> array[int]:
        """Return the sector table: for each sector the number of the one that comes after it."""
        places = list(struct.unpack_from("<109I", header, 76))
        seen: set[int] = set()
        while more < _LAST_SECTOR and more not in seen:
            seen.add(more)
            numbers = _numbers(self._at(more))
            places += numbers[:-1]
            more = numbers[-1]
        table = array("I")
        for place in places:
            if place < _LAST_SECTOR:
                if len(table) * 4 > len(self._bytes):
                    raise UnreadableFile("damaged-file")
                table += _numbers(self._at(place))
        return table

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        content = bytes(self._bytes[start : start + self._sector])
        if len(content) < self._sector:
            raise UnreadableFile("damaged-file")
        return content

    def _read_directory(self, content: bytes) -> list[tuple[Any, ...]]:
        whole = len(content) // _ENTRY.size * _ENTRY.size
        entries = list(_ENTRY.iter_unpack(content[:whole]))
        if not entries or entries[0][2] != _ROOT:
            raise UnreadableFile("damaged-file")
        root = entries[0]
        self._small = self._chain(root[7]) if root[7] < _LAST_SECTOR else b""
        return entries

    def _under(self, first: int) -> dict[str, _Entry]:
        """Return the entries of one storage by name; `first` is the number of the tree's root among them."""
        found: dict[str, _Entry] = {}
        seen: set[int] = set()
        waiting = [first]
        while waiting:
            number = waiting.pop()
            if number >= len(self._directory) or number in seen:
                continue
            seen.add(number)
            raw, length, kind, _, left, right, child, start, size = self._directory[number]
            waiting += (left, right)
            name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            size &= 0xFFFFFFFF if self._sector == 512 else size
            storage = kind == _STORAGE
            found[name] = _Entry(start, size if kind == _STREAM else 0, child if storage else _FREE)
        return found


def _numbers(content: bytes) -> array[int]:
    whole = len(content) // 4
    return array("I", struct.unpack(f"<{whole}I", content[: whole * 4]))


def _follow(start: int, size: int, table: array[int], source: memoryview, sector: int, offset: int) -> bytes:
    """Return up to `size` bytes of the chain of sectors that begins at `start`; a chain ends where it repeats."""
    out = bytearray()
    place = start
    for _ in range(min(len(table), -(-size // sector))):
        if place >= len(table):
            break
        begin = place * sector + offset
        out += source[begin : begin + sector]
        place = table[place]
    return bytes(out[:size])
