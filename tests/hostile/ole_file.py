"""Compound files (OLE2) written by hand: what .doc, .xls, .msg and password-protected files look like outside."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def write_ole(streams: dict[str, bytes], *, cyclic: bool = False) -> bytes:
    """Return a compound file with the streams in its root, each padded to 4096 bytes at least.

    `cyclic` lets every stream's chain of sectors end in its own beginning.
    """
    padded = {name: _padded(content, 4096) for name, content in streams.items()}
    directory_sectors = -(-(len(padded) + 1) // 4)
    fat = [_FAT]  # sector 0 is the table itself, the directory follows
    fat += [place + 2 for place in range(directory_sectors - 1)] + [_END]
    entries = [_entry("Root Entry", 5, _END, 0, child=1 if padded else _FREE)]
    data = bytearray()
    for place, (name, content) in enumerate(padded.items(), 1):
        start = len(fat)
        sectors = len(content) // _SECTOR
        fat += [start + n + 1 for n in range(sectors - 1)] + [start if cyclic else _END]
        entries.append(
            _entry(name, 2, start, len(content), right=place + 1 if place < len(padded) else _FREE)
        )
        data += content
    while len(entries) % 4:
        entries.append(_entry("", 0, 0, 0))
    assert len(fat) <= _SECTOR // 4, "one table sector holds 128 sectors"
    table = b"".join(struct.pack("<I", item) for item in fat).ljust(_SECTOR, b"\xff")
    return _header() + table + b"".join(entries) + bytes(data)


def _padded(content: bytes, least: int) -> bytes:
    size = max(least, -(-len(content) // _SECTOR) * _SECTOR)
    return content.ljust(size, b"\0")


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return (head + struct.pack("<I", 0)).ljust(_SECTOR, b"\xff")


def _entry(name: str, kind: int, start: int, size: int, right: int = _FREE, child: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le")[:62]
    head = letters.ljust(64, b"\0") + struct.pack("<H", len(letters) + 2 if name else 0)
    links = struct.pack("<BBIII", kind, 1, _FREE, right, child)
    return head + links + bytes(36) + struct.pack("<IQ", start, size)
