"""Parses a file that is one piece of XML (flat OpenDocument, Word and Excel 2003), as safely as a package's parts."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from htsd_cli.readers.packages.package import MOST_PART_BYTES, parsed
from htsd_cli.values.unreadable import UnreadableFile

_UTF_16 = (
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def read_flat_xml(path: Path) -> etree._Element:
    """Return the root element.

    Raises `UnreadableFile` as for a part of a package: "too-large", "forbidden-content" for a DOCTYPE, "damaged-file"
    for XML that is not well formed or breaks off.
    """
    size = path.stat().st_size
    if size > MOST_PART_BYTES:
        raise UnreadableFile("too-large", f"tệp nặng {size >> 20} MB")
    content = path.read_bytes()
    head = content[:4096]
    encoding = next((name for mark, name in _UTF_16 if head.startswith(mark)), "latin-1")
    if "<!DOCTYPE" in content.decode(encoding, "ignore"):
        raise UnreadableFile("forbidden-content", "DOCTYPE")
    return parsed(content)
