"""Opens AppleSingle (RFC 1740), a file and what a Mac keeps beside it in one, and tells an AppleDouble."""

from __future__ import annotations

import struct
from functools import partial
from pathlib import Path

from htsd_cli.intake.container import Container, Member
from htsd_cli.readers.packages import UnreadableFile

_DOUBLE = b"\0\x05\x16\x07"
_DATA_FORK = 1


def is_apple_double(head: bytes) -> bool:
    """Return whether a file is what a Mac keeps beside another one (its icon, its window): never a report."""
    return head.startswith(_DOUBLE)


def open_apple(path: Path) -> Container:
    """Return the one file in an AppleSingle. Raises `UnreadableFile` "damaged-file" for one that breaks off."""
    raw = path.read_bytes()
    try:
        (count,) = struct.unpack_from(">H", raw, 24)
        entries = [struct.unpack_from(">III", raw, 26 + 12 * place) for place in range(count)]
    except struct.error as error:
        raise UnreadableFile("damaged-file") from error
    parts = {number: raw[start : start + length] for number, start, length in entries}
    sizes = {number: length for number, _, length in entries}
    content = parts.get(_DATA_FORK, b"")
    if not content or len(content) != sizes[_DATA_FORK]:
        raise UnreadableFile("damaged-file")
    return Container(is_mail=False, members=iter((Member("", partial(bytes, content)),)))
