"""Zip files written by hand: parts that unpack to any size at no cost, headers that lie, entries that overlap."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A zip entry: its packed bytes and what its headers claim."""

    name: str
    packed: bytes
    crc: int
    size: int
    flags: int = 0x800
    method: int = 8
    raw_name: bytes = b""


def part(name: str, content: bytes | str) -> Part:
    """Return an honest entry."""
    return repeated(name, content if isinstance(content, bytes) else content.encode(), b"", 0, b"")


def repeated(name: str, before: bytes, piece: bytes, times: int, after: bytes) -> Part:
    """Return an entry that unpacks to `before`, `piece` `times` over and `after`; packed once, however often."""
    head = _packed(before, zlib.Z_FULL_FLUSH)
    body = _packed(piece, zlib.Z_FULL_FLUSH) * times if times else b""
    tail = _packed(after, zlib.Z_FINISH)
    crc = zlib.crc32(before)
    for _ in range(times):
        crc = zlib.crc32(piece, crc)
    return Part(
        name, head + body + tail, zlib.crc32(after, crc), len(before) + len(piece) * times + len(after)
    )


def _packed(content: bytes, flush: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush(flush)


def write_zip(parts: list[Part], *, overlapping: bool = False) -> bytes:
    """Return a zip of the parts; `overlapping` lets every entry point at the first one's bytes."""
    out = bytearray()
    directory = bytearray()
    for item in parts:
        name = item.raw_name or item.name.encode()
        offset = 0 if overlapping and out else len(out)
        fields = (20, item.flags, item.method, 0, 0x5921, item.crc, len(item.packed), item.size, len(name))
        if not (overlapping and out):
            out += struct.pack("<IHHHHHIIIHH", 0x04034B50, *fields, 0) + name + item.packed
        directory += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, *fields, 0, 0, 0, 0, 0, offset) + name
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(parts), len(parts), len(directory), len(out), 0)
    return bytes(out + directory + end)
