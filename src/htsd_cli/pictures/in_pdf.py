"""The photographs inside a PDF: its JPEG pictures stand in it byte for byte and are found without a parser.

A picture is a stream of its own, never inside a compressed object (ISO 32000-1, 7.5.7 and 8.9.5). What is beside
it on the page is not known, so these have no captions.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from htsd_cli.pictures.picture import Picture
from htsd_cli.readers.packages import MOST_PART_BYTES

_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_SIDE = re.compile(rb"/(?:Width|Height)\s+(\d{1,6})\b")
_LONGEST_DICTIONARY = 4_000
_LARGE = 200  # pixels a side from which a picture that cannot be taken out is told


def pdf_pictures(path: Path) -> Iterator[Picture]:
    """Yield a PDF's pictures in the file's order. Raises `OSError` when it cannot be read."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        number = 0
        for found in _IMAGE.finditer(content):
            start = content.rfind(b"obj", max(0, found.start() - _LONGEST_DICTIONARY), found.start())
            begin = _STREAM.search(content, found.start(), found.end() + _LONGEST_DICTIONARY)
            if begin is None or start < 0:
                continue
            number += 1
            name = f"hình thứ {number} trong tệp"
            dictionary = content[start : begin.start()]
            if content[begin.end() : begin.end() + 3] == b"\xff\xd8\xff":
                end = content.find(b"endstream", begin.end(), begin.end() + MOST_PART_BYTES)
                if end < 0:
                    yield Picture(name, None, trouble="bị hỏng trong tệp")
                else:
                    yield Picture(name, content[begin.end() : end].rstrip(b"\r\n"))
            elif _is_large_in_colour(dictionary):
                yield Picture(name, None, trouble="chưa lấy được ảnh dạng này trong tệp PDF")


def _is_large_in_colour(dictionary: bytes) -> bool:
    """Return whether a picture may be a photograph: not small, no mask, not grey as a picture's own shade is."""
    sides = [int(side) for side in _SIDE.findall(dictionary)]
    return (
        len(sides) == 2
        and min(sides) >= _LARGE
        and b"/ImageMask" not in dictionary
        and b"/DeviceGray" not in dictionary
    )
