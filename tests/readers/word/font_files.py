"""A TrueType font of a few drawings, for what is read of fonts that come with a file."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence


def font_file(lines: Sequence[int], codes: Mapping[int, int]) -> bytes:
    """Return a TrueType font of glyphs drawn of so many closed lines, with a map of characters to them."""
    drawings = [struct.pack(">h", count) + bytes(10) for count in lines]
    tables = {
        b"cmap": struct.pack(">HHHHLHHHHH", 0, 1, 3, 1, 12, 6, 0, 0, 48, 10)
        + struct.pack(">10H", *(codes.get(code, 0) for code in range(48, 58))),
        b"glyf": b"".join(drawings),
        b"head": bytes(50) + struct.pack(">h", 1) + bytes(2),
        b"loca": struct.pack(f">{len(lines) + 1}L", *(12 * place for place in range(len(lines) + 1))),
        b"maxp": struct.pack(">LH", 0x10000, len(lines)),
    }
    out, place = struct.pack(">LHHHH", 0x10000, len(tables), 0, 0, 0), 12 + 16 * len(tables)
    for name, body in tables.items():
        out += struct.pack(">4sLLL", name, 0, place, len(body))
        place += len(body)
    return out + b"".join(tables.values())


def with_codes(data: bytes, codes: Mapping[int, int]) -> bytes:
    """Return a font with another map of characters to its glyphs."""
    first, last = min(codes), max(codes)
    listed = [codes.get(code, 0) for code in range(first, last + 1)]
    body = struct.pack(">HHHHL", 0, 1, 3, 1, 12) + struct.pack(
        f">HHHHH{len(listed)}H", 6, 10 + 2 * len(listed), 0, first, len(listed), *listed
    )
    (count,) = struct.unpack_from(">H", data, 4)
    entries = [12 + 16 * number for number in range(count)]
    at = next(place for place in entries if data[place : place + 4] == b"cmap")
    data = data + bytes(-len(data) % 4)
    return data[: at + 8] + struct.pack(">LL", len(data), len(body)) + data[at + 16 :] + body
