"""Reads the user-defined properties of an OLE2 file (.xls): the second set of its stream of document properties.

The layout is that of [MS-OLEPS] 2.21 (the stream), 2.20 (a set), 2.17 (the names) and 2.15 (typed values).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from htsd_cli.readers.packages.ole import OleFile
from htsd_cli.values.unreadable import UnreadableFile

_STREAM = "\x05DocumentSummaryInformation"
_USER_DEFINED = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
_MOST_BYTES = 1 << 20
_MOST_PROPERTIES = 1_000
_NAMES, _CODEPAGE = 0, 1  # the properties every set may begin with
_TEXT, _WIDE_TEXT = 0x1E, 0x1F
_UTF_16 = 1200


def user_properties(ole: OleFile) -> dict[str, str]:
    """Return the texts among the user-defined properties by their names; none when that stream is broken."""
    try:
        content = ole.read(_STREAM, _MOST_BYTES)
        start = _start_of_set(content)
        return dict(_texts(content[start:])) if start else {}
    except (UnreadableFile, struct.error, LookupError):
        return {}


def _start_of_set(content: bytes) -> int:
    """Return where the user-defined set begins, 0 when there is none."""
    if len(content) < 28:
        return 0
    (count,) = struct.unpack_from("<24xI", content)
    for number in range(min(count, 2)):
        kind, start = struct.unpack_from("<16sI", content, 28 + 20 * number)
        if kind == _USER_DEFINED:
            return int(start)
    return 0


def _texts(content: bytes) -> Iterator[tuple[str, str]]:
    count = min(struct.unpack_from("<4xI", content)[0], _MOST_PROPERTIES)
    places = dict(struct.iter_unpack("<II", content[8 : 8 + 8 * count]))
    codepage = struct.unpack_from("<4xH", content, places[_CODEPAGE])[0] if _CODEPAGE in places else 1252
    if _NAMES not in places:
        return
    for key, name in _names(content, places[_NAMES], codepage):
        if key not in places:
            continue
        kind, length = struct.unpack_from("<II", content, places[key])
        begin = places[key] + 8
        if kind == _WIDE_TEXT:
            yield name, _text(content[begin : begin + 2 * length], _UTF_16)
        elif kind == _TEXT:
            yield name, _text(content[begin : begin + length], codepage)


def _names(content: bytes, at: int, codepage: int) -> Iterator[tuple[int, str]]:
    """Yield (id, name) of the properties; a name in two bytes a letter is filled up to four bytes."""
    (count,) = struct.unpack_from("<I", content, at)
    at += 4
    for _ in range(min(count, _MOST_PROPERTIES)):
        key, length = struct.unpack_from("<II", content, at)
        size = 2 * length if codepage == _UTF_16 else length
        yield key, _text(content[at + 8 : at + 8 + size], codepage)
        at += 8 + (-(-size // 4) * 4 if codepage == _UTF_16 else size)


def _text(content: bytes, codepage: int) -> str:
    encoding = {_UTF_16: "utf-16-le", 65001: "utf-8"}.get(codepage, f"cp{codepage}")
    return content.decode(encoding, "replace").partition("\0")[0].strip()
