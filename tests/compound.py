"""Compound files ([MS-CFB]) with storages within storages and small streams, as Outlook writes its mails."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Union

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5

Tree = Mapping[str, Union[bytes, "Tree"]]


def write_compound(tree: Tree) -> bytes:
    """Return a compound file: a name's bytes are a stream, a mapping is a storage."""
    entries: list[list[object]] = [["Root Entry", _ROOT, _FREE, _FREE, _FREE, _END, 0]]
    small = bytearray()
    small_fat: list[int] = []
    large: list[tuple[int, bytes]] = []

    def add(names: Tree) -> int:
        """Add a storage's entries; return the number of the first, the root of a tree leaning to the right."""
        ordered = sorted(names, key=lambda name: (len(name), name.upper()))
        numbers = []
        for name in ordered:
            numbers.append(len(entries))
            entries.append([name, _STREAM, _FREE, _FREE, _FREE, _END, 0])
        for place, (name, number) in enumerate(zip(ordered, numbers, strict=True)):
            entry, content = entries[number], names[name]
            entry[3] = numbers[place + 1] if place + 1 < len(numbers) else _FREE
            if not isinstance(content, bytes):
                entry[1], entry[4], entry[5] = _STORAGE, add(content), 0
                continue
            entry[6] = len(content)
            if len(content) >= _CUTOFF:
                large.append((number, content))
            elif content:
                entry[5] = len(small_fat)
                count = -(-len(content) // _SMALL)
                small_fat.extend(range(len(small_fat) + 1, len(small_fat) + count))
                small_fat.append(_END)
                small.extend(content.ljust(count * _SMALL, b"\0"))
        return numbers[0] if numbers else _FREE

    entries[0][4] = add(tree)
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(content: bytes) -> int:
        if not content:
            return _END
        start, count = len(sectors), -(-len(content) // _SECTOR)
        sectors.extend(
            content[at * _SECTOR : (at + 1) * _SECTOR].ljust(_SECTOR, b"\0") for at in range(count)
        )
        fat.extend([*range(start + 1, start + count), _END])
        return start

    for number, content in large:
        entries[number][5] = store(content)
    entries[0][5], entries[0][6] = store(bytes(small)), len(small)
    small_table = b"".join(struct.pack("<I", number) for number in small_fat)
    small_start = store(small_table.ljust(-(-len(small_table) // _SECTOR) * _SECTOR, b"\xff"))
    while len(entries) % 4:
        entries.append(["", 0, _FREE, _FREE, _FREE, 0, 0])
    directory = store(b"".join(_entry(entry) for entry in entries))
    tables = 1
    while tables * 128 < len(fat) + tables:
        tables += 1
    first = len(sectors)
    fat.extend([_FAT] * tables)
    table = b"".join(struct.pack("<I", number) for number in fat).ljust(tables * _SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    small_sectors = len(small_table) // _SECTOR + bool(len(small_table) % _SECTOR)
    head += bytes(6) + struct.pack(
        "<IIIIIIIII", 0, tables, directory, 0, _CUTOFF, small_start, small_sectors, _END, 0
    )
    assert tables <= 109
    head += b"".join(struct.pack("<I", first + at if at < tables else _FREE) for at in range(109))
    return head + b"".join(sectors) + table


def _entry(entry: list[object]) -> bytes:
    name, kind, left, right, child, start, size = entry
    letters = str(name).encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<H", len(letters) + 2 if letters else 0)
    return (
        head
        + struct.pack("<BBIII", kind, 1, left, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
