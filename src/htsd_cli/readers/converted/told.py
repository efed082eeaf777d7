"""What is told of a place in a file that LibreOffice converts: marks that go with the text and are taken out again.

Where a conversion would lose something without a word, or shows one of two things a file says, our copy of the file
gets a mark in private letters at that place. When the converted file is read, each becomes a sight of its cell.
"""

from __future__ import annotations

import re

from htsd_cli.readers.word.fields.codes import Formula
from htsd_cli.readers.word.fields.sums import with_sums
from htsd_cli.values.document import Block, Cell, Document, Paragraph, Seen, Sight

_BEGIN, _PARTS, _END = "\uf8f1", "\uf8f2", "\uf8f3"
_MARK = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]{{1,20}}){_PARTS}([^{_BEGIN}{_END}]{{0,300}}){_END}")
_FORMULA, _SHOWS = "formula", "\uf8f4"
_KINDS = {sight.value: sight for sight in Sight}


def mark(sight: Sight, text: str) -> str:
    """Return the letters that stand for a sight, to be put where it belongs."""
    plain = re.sub(f"[{_BEGIN}{_PARTS}{_END}]", "", text)[:300]
    return f"{_BEGIN}{sight.value}{_PARTS}{plain}{_END}"


def formula_mark(code: str, shown: str) -> str:
    """Return the letters that stand for a formula field over cells, with its code and the result it shows."""
    plain = re.sub(f"[{_BEGIN}{_PARTS}{_END}{_SHOWS}]", "", code)[:200]
    return f"{_BEGIN}{_FORMULA}{_PARTS}{plain}{_SHOWS}{shown.strip()[:60]}{_END}"


def taken_out(document: Document) -> Document:
    """Return a document whose marks are sights of their cells, of the whole document for those outside tables."""
    outside: list[Seen] = []
    blocks = tuple(_of_block(block, outside) for block in document.blocks)
    margins = tuple(_of_block(block, outside) for block in document.margins)
    if blocks == document.blocks and margins == document.margins:
        return document
    return document._replace(blocks=blocks, margins=margins, sights=(*document.sights, *outside))


def _of_block(block: Block, outside: list[Seen]) -> Block:
    if isinstance(block, Paragraph):
        text, seen = _parted(block.text)
        outside += seen
        return block if text == block.text else block._replace(text=text)
    formulas: list[Formula] = []
    rows = tuple(tuple(_of_cell(cell, formulas) for cell in row) for row in block.rows)
    return block if rows == block.rows else block._replace(rows=with_sums(rows, formulas))


def _of_cell(cell: Cell, formulas: list[Formula]) -> Cell:
    if _BEGIN not in cell.text:
        return cell
    for kind, said in _MARK.findall(cell.text):
        if kind == _FORMULA:
            code, _, shown = said.partition(_SHOWS)
            formulas.append(Formula(cell.row, cell.column, code, shown))
    text, seen = _parted(cell.text)
    return cell._replace(text=text, sights=(*cell.sights, *seen))


def _parted(text: str) -> tuple[str, list[Seen]]:
    """Return a text without its marks, and what they say."""
    if _BEGIN not in text:
        return text, []
    seen = [
        Seen(_KINDS.get(kind, Sight.UNKNOWN), said) for kind, said in _MARK.findall(text) if kind != _FORMULA
    ]
    return _MARK.sub("", text).strip(), seen
