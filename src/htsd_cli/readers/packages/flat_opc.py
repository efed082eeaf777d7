"""Word's "XML document": the parts of a .docx in one piece of XML (flat OPC), put back into a package.

LibreOffice opens such a file and finds nothing in it, so it is never asked.
"""

from __future__ import annotations

import base64
import binascii
import zipfile
from pathlib import Path

from lxml import etree

from htsd_cli.readers.packages.flat_xml import read_flat_xml
from htsd_cli.values.unreadable import UnreadableFile

_SPACE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_PKG = f"{{{_SPACE}}}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_HEAD = 8192  # bytes of a file that name its root


def is_flat_package(path: Path) -> bool:
    """Return whether a file is a package in one piece of XML. Raises `OSError` when it cannot be opened."""
    with path.open("rb") as stream:
        return _SPACE.encode() in stream.read(_HEAD).replace(b"\0", b"")


def write_package(path: Path, target: Path) -> None:
    """Write the parts of a flat package as a zip package. Raises `UnreadableFile` as `read_flat_xml` does."""
    from xml.sax.saxutils import quoteattr  # it imports half of urllib and email

    types: list[str] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for part in read_flat_xml(path).iterchildren(f"{_PKG}part"):
            name = part.get(f"{_PKG}name", "").lstrip("/")
            content = _content(part)
            if not name or content is None:
                continue
            kind = part.get(f"{_PKG}contentType", "application/octet-stream")
            types.append(f"<Override PartName={quoteattr(f'/{name}')} ContentType={quoteattr(kind)}/>")
            package.writestr(name, content)
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}">{"".join(types)}</Types>')


def _content(part: etree._Element) -> bytes | None:
    """Return what a part holds: its XML, or the bytes that are written as letters."""
    inside = part.find(f"{_PKG}xmlData")
    if inside is not None:
        return (
            etree.tostring(inside[0], encoding="UTF-8", xml_declaration=True, with_tail=False)
            if len(inside)
            else None
        )
    binary = part.find(f"{_PKG}binaryData")
    if binary is None:
        return None
    try:
        return base64.b64decode(binary.text or "")
    except binascii.Error as error:
        raise UnreadableFile("damaged-file") from error
