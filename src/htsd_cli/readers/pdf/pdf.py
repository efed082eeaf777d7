"""Reads a PDF that has text: its ruled tables, and the lines around them joined into paragraphs.

A PDF only knows where each letter is drawn. What is a table is told by its rules, what is a paragraph by how
full its lines are. A page that is a picture has nothing to read, and letters a scanner has guessed and laid
over its picture are not to be trusted: both are refused. Meant to be run in a child process.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.pdf.layout import (
    Columns,
    Letter,
    Line,
    Stroke,
    find_columns,
    find_lines,
    with_margins,
    without_struck,
)
from htsd_cli.readers.pdf.missing import refuse_missing_content
from htsd_cli.readers.pdf.table import LettersInCells, RuledTable
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Block, Cell, Document, Paragraph, Table
from htsd_cli.values.findings import Finding

if TYPE_CHECKING:
    from pdfplumber.page import Page

MOST_PAGES = 60
_MOST_BYTES = 100 << 20
_THICKEST = 2.0  # points of a line
_MOST_STROKES = 2_000  # of a page
_SCAN = 0.7  # of a page: a picture this large is the page itself
_MARGIN = 0.09  # of a page's height, above and below, where its number stands
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_LOST = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\u02b0-\u02ff´ˆ¨¸˙]|(?<=[^\W\d_])[`˜^](?=\w)")


@dataclass(slots=True)
class _Notes:
    """What is to be told of the file as a file."""

    fonts: set[str] = field(default_factory=set)
    struck: bool = False

    def findings(self) -> Iterator[Finding]:
        if self.struck:
            yield finding("struck-text")
        if self.fonts:
            yield finding("legacy-font", fonts=", ".join(sorted(self.fonts)))


def read_pdf(path: Path) -> Document:
    """Return the PDF's text in reading order; each page's part of a table is a table of its own.

    Raises `UnreadableFile`: "scanned-file", "password-protected", "too-large", "damaged-file" (also for a file
    that breaks off), and "reading-failed" when its letters cannot be told.
    """
    _refuse_cut(path)
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        return _read(path)
    except (PDFException, PdfminerException, MalformedPDFException) as error:
        from pdfminer.pdfdocument import PDFPasswordIncorrect

        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args)):
            raise UnreadableFile("password-protected") from error
        raise UnreadableFile("damaged-file") from error


def _read(path: Path) -> Document:
    import pdfplumber
    from pdfminer import pdftypes

    # Of content that does not unpack to its end the parser would take what came before, without a word.
    pdftypes.decompress_corrupted = _refuse_damage
    pages: Sequence[Page] = pdfplumber.open(path).pages
    if not pages:
        raise UnreadableFile("damaged-file")
    if len(pages) > MOST_PAGES:
        raise UnreadableFile("too-large", f"tệp PDF dài {len(pages)} trang")
    _refuse_missing_pages(pages)
    refuse_missing_content(pages)
    _refuse_pictures(pages)
    _refuse_form_fields(pages)
    notes = _Notes()
    parts: list[Line | Columns | RuledTable] = []
    for page in pages:
        parts += _read_page(page, notes)
        page.close()
    blocks = tuple(_blocks(parts))
    _refuse_lost_letters(blocks)
    return Document(path, "pdf", blocks, tuple(notes.findings()))


def _refuse_cut(path: Path) -> None:
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise UnreadableFile("too-large", f"tệp PDF nặng {size >> 20} MB")
    with path.open("rb") as stream:
        stream.seek(max(0, size - 4096))
        if b"%%EOF" not in stream.read():
            raise UnreadableFile("damaged-file")


def _refuse_damage(data: bytes) -> bytes:  # noqa: ARG001 - called in place of the parser's own function
    raise UnreadableFile("damaged-file")


def _refuse_missing_pages(pages: Sequence[Page]) -> None:
    """Refuse a PDF with fewer pages than it says: the parser takes those it finds without a word."""
    from pdfminer.pdftypes import resolve1

    tree = resolve1(pages[0].pdf.doc.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if isinstance(count, int) and count != len(pages):
        raise UnreadableFile("damaged-file")


def _refuse_pictures(pages: Sequence[Page]) -> None:
    """Refuse a PDF with pages that are pictures, with or without letters guessed by a scanner."""
    pictures = [page.page_number for page in pages if _is_picture(page)]
    if len(pictures) == len(pages):
        raise UnreadableFile("scanned-file", "bản quét lưu thành PDF")
    if pictures:
        numbers = ", ".join(str(number) for number in pictures)
        raise UnreadableFile("scanned-file", f"tệp PDF có trang {numbers} là ảnh chụp")
    if not any(page.chars for page in pages):
        raise UnreadableFile("scanned-file", "tệp PDF chỉ có hình vẽ")


def _is_picture(page: Page) -> bool:
    area = float(page.width) * float(page.height)
    largest = max((abs(image["width"] * image["height"]) for image in page.images), default=0.0)
    return bool(largest > _SCAN * area or (not page.chars and page.images))


def _refuse_form_fields(pages: Iterable[Page]) -> None:
    """Refuse a PDF filled in as a form: what stands in its fields is no text of the page."""
    for page in pages:
        for annotation in page.annots:
            data = annotation.get("data") or {}
            value = data.get("V")
            if data.get("FT") is not None and data["FT"].name in ("Tx", "Ch") and value:
                raise UnreadableFile("reading-failed", "tệp PDF là biểu mẫu điền trực tiếp trên ô")


# -- a page ------------------------------------------------------------------------------------------------


def _read_page(page: Page, notes: _Notes) -> Iterator[Line | Columns | RuledTable]:
    """Yield a page's parts from top to bottom."""
    tables = [LettersInCells(table.cells) for table in page.find_tables() if len(table.cells) > 1]
    outside: list[Letter] = []
    drawn = [
        Letter(char["text"], *(char[side] for side in ("x0", "x1", "top", "bottom", "size", "fontname")))
        for char in page.chars
        if char["upright"]
    ]
    letters = without_struck(drawn, _strokes(page))
    notes.struck = notes.struck or len(letters) < len(drawn)
    for letter in letters:
        if not any(table.take(letter) for table in tables):
            outside.append(letter)
    lines = [line for line in find_lines(outside, notes.fonts) if not _is_page_number(line, page)]
    lines = with_margins(lines, [max(box[2] for box in table.boxes) for table in tables], float(page.width))
    parts: list[Line | Columns | RuledTable] = [*find_columns(lines)]
    parts += [RuledTable.of(page.page_number, table, notes.fonts) for table in tables]
    yield from sorted(parts, key=lambda part: part.top)


def _strokes(page: Page) -> list[Stroke]:
    drawn = [*page.lines, *page.rects]
    flat = [item for item in drawn if item["bottom"] - item["top"] < _THICKEST and item["x1"] > item["x0"]]
    return [
        Stroke(item["x0"], item["x1"], (item["top"] + item["bottom"]) / 2) for item in flat[:_MOST_STROKES]
    ]


def _is_page_number(line: Line, page: Page) -> bool:
    margin = float(page.height) * _MARGIN
    return bool(
        _PAGE_NUMBER.fullmatch(line.text) and (line.bottom < margin or line.top > float(page.height) - margin)
    )


# -- the document ------------------------------------------------------------------------------------------


def _blocks(parts: Sequence[Line | Columns | RuledTable]) -> Iterator[Block]:
    """Yield the blocks: lines joined into paragraphs, columns side by side as a table of one row."""
    paragraphs = tables = 0
    for group in _groups(parts):
        if isinstance(group, list):
            paragraphs += 1
            text = " ".join(line.text for line in group)
            yield Paragraph(text, paragraphs, all(line.bold for line in group))
            continue
        tables += 1
        if isinstance(group, RuledTable):
            yield group.table(tables)
        else:
            cells = tuple(Cell(text, 1, place) for place, text in enumerate(group.texts, 1))
            yield Table((cells,), number=tables)


def _groups(
    parts: Sequence[Line | Columns | RuledTable],
) -> Iterator[list[Line] | Columns | RuledTable]:
    """Yield what belongs together: the lines of a paragraph, the parts of a table on several pages."""
    group: list[Line] | Columns | RuledTable | None = None
    for part in parts:
        if isinstance(part, Line) and isinstance(group, list) and part.goes_on(group[-1]):
            group.append(part)
            continue
        if isinstance(part, RuledTable) and isinstance(group, RuledTable) and group.take_over(part):
            continue
        if group is not None:
            yield group
        group = [part] if isinstance(part, Line) else part
    if group is not None:
        yield group


def _refuse_lost_letters(blocks: Iterable[Block]) -> None:
    """Refuse a text whose marks stand apart from their letters, or whose letters have no names at all."""
    letters = lost = 0
    for block in blocks:
        cells = [block] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row]
        for cell in cells:
            letters += sum(char.isalpha() for char in cell.text)
            lost += len(_LOST.findall(cell.text))
            lost += sum(
                unicodedata.combining(char) > 0 and not before.isalpha() and not unicodedata.combining(before)
                for before, char in zip(" " + cell.text, cell.text, strict=False)
            )
    if lost > max(5, letters // 100):
        detail = "chữ tiếng Việt trong tệp PDF bị tách rời dấu hoặc mất mã, không đọc được chắc chắn"
        raise UnreadableFile("reading-failed", detail)
