"""The XML of a Word file's tables as the file has it, so that what was read before is known again by its letters."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from htsd_cli.readers.word.elements import NAMESPACES

_OF_W = NAMESPACES["w"]


def tables_written(content: bytes, tables: Sequence[etree._Element]) -> dict[etree._Element, bytes]:
    """Return what stands between the tags of each table that holds no other; `tables` are all those of a part.

    `content` is the part's XML. A table is left out where its letters or its names may stand for something else than
    they do elsewhere.
    """
    if not tables:
        return {}
    # Comments, instructions and sections of letters may hold what looks like a tag.
    encoding = tables[0].getroottree().docinfo.encoding or "UTF-8"
    if encoding.upper() != "UTF-8" or _has_marks(content):
        return {}
    _, *pieces = content.split(b"<w:tbl>")
    if len(tables) != len(pieces):
        return {}
    found: dict[etree._Element, bytes] = {}
    for table, piece in zip(tables, pieces, strict=True):
        written, end, _ = piece.partition(b"</w:tbl>")
        said = table.nsmap
        if (
            end
            and b"xmlns" not in written
            and said.get("w") == _OF_W
            and list(said.values()).count(_OF_W) == 1
        ):
            found[table] = written
    return found


def _has_marks(content: bytes) -> bool:
    """Return whether there are comments, sections of letters, or instructions beside the declaration (one letter is
    looked for first: that is thirty times as quick)."""
    return (b"!" in content and b"<!" in content) or (
        content.find(b"?", 100) > 0 and content.find(b"<?", 1) > 0
    )
