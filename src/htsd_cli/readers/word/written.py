"""The XML of a Word file's tables as the file has it, so that what was read before is known again by its letters.

A table that is known word for word from files read before needs no parser either: its rows are left out of what is
parsed, two thirds of a filled form. That is done only where nothing in the rest could ask for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.word.elements import NAMESPACES, W
from htsd_cli.readers.word.looks.styles import Styles
from htsd_cli.readers.word.plain_table import SILENT, Cells, known_cells

_OF_W = NAMESPACES["w"]
_LONGEST = 4 << 20  # bytes
# Whatever is none of these elements, which neither hold nor ask for anything beside their text.
_USUAL = {name.removeprefix(W) for name in SILENT} | {
    "document", "body", "p", "pStyle", "t", "tab", "br", "ind", "spacing", "numPr", "ilvl", "numId", "sz", "color",
    "rFonts", "tbl", "tr", "trHeight", "tc", "gridSpan", "vMerge", "shd", "tblCellMar", "tcMar", "sectPr",
    "headerReference", "footerReference", "pgSz", "pgMar", "cols", "titlePg", "docGrid",
}  # fmt: skip
_UNUSUAL = lazy_pattern(rb"<(?!/?w:(?:%b)[\s/>]|\?xml\s)" % "|".join(sorted(_USUAL)).encode())


def tables_written(content: bytes, tables: Sequence[etree._Element]) -> dict[etree._Element, bytes]:
    """Return what stands between the tags of each table that holds no other; `tables` are all those of a part.

    `content` is the part's XML. A table is left out where its letters or its names may stand for something else than
    they do elsewhere.
    """
    if not tables:
        return {}
    # Comments, instructions and sections of letters may hold what looks like a tag.
    if not _is_utf_8(tables[0]) or _has_marks(content):
        return {}
    _, *pieces = content.split(b"<w:tbl>")
    if len(tables) != len(pieces):
        return {}
    found: dict[etree._Element, bytes] = {}
    for table, piece in zip(tables, pieces, strict=True):
        written, end, _ = piece.partition(b"</w:tbl>")
        if end and b"xmlns" not in written and _is_named_as_usual(table):
            found[table] = written
    return found


class Shortened(NamedTuple):
    """A part's XML without the rows of the tables that are known, and the cells of these by the tables' numbers."""

    content: bytes
    tables: int
    cells: dict[int, Cells]

    def by_table(self, tables: Sequence[etree._Element]) -> dict[etree._Element, Cells] | None:
        """Return the cells by table; `tables` are all those of the part. None where it may be another than it seems."""
        if len(tables) != self.tables:
            return None
        known = {table: self.cells[number] for number, table in enumerate(tables) if number in self.cells}
        return known if all(map(_is_named_as_usual, known)) and all(map(_is_utf_8, tables[:1])) else None


def shortened(content: bytes, styles: Styles) -> Shortened | None:
    """Return a part's XML without the rows of tables that are known, None where there are none, or the rest might ask
    for them: where it holds anything but paragraphs of text and tables."""
    if len(content) > _LONGEST or _has_marks(content):
        return None
    first, *pieces = content.split(b"<w:tbl>")
    out, known = [first], {}
    for number, piece in enumerate(pieces):
        written, end, rest = piece.partition(b"</w:tbl>")
        if not end:  # a table within a table
            return None
        rows = written.find(b"<w:tr")
        cells = known_cells(written, styles) if rows >= 0 else None
        if cells is not None:
            known[number] = cells
            written = written[:rows]
        out += (b"<w:tbl>", written, end, rest)
    short = b"".join(out)
    return None if not known or _UNUSUAL.search(short) else Shortened(short, len(pieces), known)


def _is_utf_8(table: etree._Element) -> bool:
    return (table.getroottree().docinfo.encoding or "UTF-8").upper() == "UTF-8"


def _is_named_as_usual(table: etree._Element) -> bool:
    """Return whether "w:" and nothing else stands for the names of WordprocessingML."""
    said = table.nsmap
    return said.get("w") == _OF_W and list(said.values()).count(_OF_W) == 1


def _has_marks(content: bytes) -> bool:
    """Return whether there are comments, sections of letters, or instructions beside the declaration.

    One letter is looked for first: that is thirty times as quick.
    """
    instructed = content.find(b"<?", 1, 400) > 0 or (
        content.find(b"?", 400) > 0 and content.find(b"<?", 1) > 0
    )
    return instructed or (b"!" in content and b"<!" in content)
