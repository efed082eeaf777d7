"""Archives that need a program of their own: told by their first bytes, never opened."""

from __future__ import annotations

from typing import NamedTuple

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how an OLE2 compound file begins, which we open ourselves


class Foreign(NamedTuple):
    """A kind of archive: how it begins, at which byte, what a clerk calls it, and how its files' names end."""

    magic: bytes
    at: int
    name: str
    ending: str


_FOREIGN = (
    Foreign(b"Rar!\x1a\x07", 0, "tệp nén RAR", ".rar"),
    Foreign(b"7z\xbc\xaf\x27\x1c", 0, "tệp nén 7-Zip", ".7z"),
    Foreign(b"\x1f\x8b\x08", 0, "tệp nén GZip", ".gz"),
    Foreign(b"BZh", 0, "tệp nén BZip2", ".bz2"),
    Foreign(b"\xfd7zXZ\0", 0, "tệp nén XZ", ".xz"),
    Foreign(b"MSCF\0\0\0\0", 0, "tệp nén CAB", ".cab"),
    Foreign(b"\x28\xb5\x2f\xfd", 0, "tệp nén Zstandard", ".zst"),
    Foreign(b"-lh", 2, "tệp nén LZH", ".lzh"),
    Foreign(b"\x60\xea", 0, "tệp nén ARJ", ".arj"),
    Foreign(b"**ACE**", 7, "tệp nén ACE", ".ace"),
    Foreign(b"\x1f\x9d", 0, "tệp nén Unix", ".Z"),
    Foreign(b"LZIP", 0, "tệp nén LZip", ".lz"),
    Foreign(b"ALZ\1", 0, "tệp nén ALZip", ".alz"),
    Foreign(b"EGGA", 0, "tệp nén ALZip", ".egg"),
    Foreign(b"MSWIM\0\0\0", 0, "tệp nén ảnh đĩa", ".wim"),
    Foreign(b"ustar", 257, "tệp gói TAR", ".tar"),
)


def foreign_archive(head: bytes) -> Foreign | None:
    """Return which archive a file is by its beginning (300 bytes tell all of them), None for any other file."""
    return next((kind for kind in _FOREIGN if head.startswith(kind.magic, kind.at)), None)
