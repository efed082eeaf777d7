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
