"""What a part of a made Office file names its other parts by."""

from __future__ import annotations

from collections.abc import Iterable

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def relations_xml(relations: Iterable[tuple[str, str]]) -> str:
    """Return the XML of relations, each its kind and the part it leads to, called rId1, rId2 …"""
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{part}"/>'
        for number, (kind, part) in enumerate(relations, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'
