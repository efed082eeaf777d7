"""Raw pieces of Office Open XML packages: escaped text, relationships, content types, the zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

_STRICT = (
    (W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (S, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (R, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)

attribute = quoteattr


def text(value: str) -> str:
    """Return a text escaped for XML content."""
    return escape(value)


def pack(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of the parts in their order, without a clock."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression, compresslevel=3) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2024, 10, 7, 8, 0, 0))
            entry.compress_type = compression
            package.writestr(entry, content)
    return out.getvalue()


def content_types(overrides: Mapping[str, str]) -> str:
    """Return `[Content_Types].xml` with the types of the named parts."""
    items = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{XML}<Types xmlns="{CONTENT_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{items}</Types>"
    )


def relationships(targets: Mapping[str, tuple[str, str]], *, external: frozenset[str] = frozenset()) -> str:
    """Return a relationships part: id -> (last word of the type, target)."""
    items = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target={attribute(target)}'
        + (' TargetMode="External"/>' if name in external else "/>")
        for name, (kind, target) in targets.items()
    )
    return f'{XML}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{items}</Relationships>'


def strict(parts: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """Return the parts with the namespaces of ISO 29500 Strict."""
    changed: dict[str, str | bytes] = {}
    for name, content in parts.items():
        if isinstance(content, str) and name != "[Content_Types].xml":
            for transitional, new in _STRICT:
                content = content.replace(transitional, new)
        changed[name] = content
    return changed
