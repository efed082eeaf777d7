"""Reads a PDF that has text: its ruled tables, and the lines around them joined into paragraphs.

A PDF only knows where each letter is drawn. What is a table is told by its rules, what is a paragraph by how
full its lines are. A page that is a picture has nothing to read, and letters a scanner has guessed and laid
over its picture are not to be trusted: both are refused. Meant to be run in a child process.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.pdf.across import doubt_across_rules, tell_across_rules
from htsd_cli.readers.pdf.annotations import Annotation, Policy, annotations_of, box_on, letters_of
from htsd_cli.readers.pdf.drawing import Drawing, draw
from htsd_cli.readers.pdf.fonts.codes import UNKNOWN
from htsd_cli.readers.pdf.fonts.seen_digits import drawn_otherwise, samples_of
from htsd_cli.readers.pdf.ink import tell_unread, without_unseen
from htsd_cli.readers.pdf.layers import Layers, layers_of
from htsd_cli.readers.pdf.layout import (
    Box,
    Columns,
    Letter,
    Line,
    between_digits,
    find_columns,
    find_lines,
    set_upright,
    with_margins,
)
from htsd_cli.readers.pdf.looks import with_looks
from htsd_cli.readers.pdf.marks import open_rows, see_drawn
from htsd_cli.readers.pdf.missing import refuse_missing_content
from htsd_cli.readers.pdf.overlaid import apart, tell_overflow, without_cut
from htsd_cli.readers.pdf.painting import both
from htsd_cli.readers.pdf.paper import PaintedPage, Paper
from htsd_cli.readers.pdf.ruling import Ruling, find_rulings
from htsd_cli.readers.pdf.table import LettersInCells, RuledTable, middle_of
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Block, Cell, Document, Paragraph, Seen, Sight, Table
from htsd_cli.values.findings import Finding

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfplumber.page import Page

MOST_PAGES = 60
_MOST_BYTES = 100 << 20
_LONGEST_TAIL = 1 << 20  # bytes in which a file's end is looked for
_GOES_ON = re.compile(rb"\b\d+\s+\d+\s+obj\b|\bstartxref\b")
_MOST_SHAPES = 20_000  # of a page
_MOST_SAMPLED = 16  # pages on which all digits are looked at
_MOST_ATTACHED = 200
_DOCUMENTS = (".docx", ".doc", ".xlsx", ".xls", ".pdf", ".odt", ".ods", ".rtf", ".zip", ".rar")
_SCAN = 0.7  # of a page: a picture this large is the page itself
_TYPED = 20  # letters typed into fields: fewer name no row of a table
_MARGIN = 0.09  # of a page's height, above and below, where its number stands
_TOO_HEAVY = "trang {page} vẽ quá nặng, không kiểm được số trên hình trang với số chép ra"
_NOT_PAINTED = "trang {pages} không vẽ ra được, không kiểm được số trên hình trang với số chép ra"
_OPEN_ROW = "trang {page} có dòng bảng không kẻ kín nên không đọc được: “{words}”"
_LOOSE = "trang {page} có số “{number}” đứng giữa bảng mà không nằm trong ô nào"
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_LOST = re.compile(
    r"\(cid:\d+\)|[\x01-\x08\x0e-\x1f\ue000-\uf8ff\ufffd\u02b0-\u02ff´ˆ¨¸˙]|(?<=[^\W\d_])[`˜^](?=\w)"
)


@dataclass(slots=True)
class _Notes:
    """What is to be told of the file as a file."""

    fonts: set[str] = field(default_factory=set)
    struck: bool = False
    sights: list[Seen] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # beside no table

    def findings(self) -> Iterator[Finding]:
        if self.struck:
            yield finding("struck-text")
        if self.fonts:
            yield finding("legacy-font", fonts=", ".join(sorted(self.fonts)))


class _Leaf(NamedTuple):
    """A page, what is drawn on it, and its ruled tables."""

    page: Page
    drawing: Drawing
    tables: Sequence[Ruling]


def read_pdf(path: Path) -> Document:
    """Return the PDF's text in reading order; each page's part of a table is a table of its own.

    Raises `UnreadableFile`: "scanned-file", "password-protected", "too-large", "damaged-file" (also for a file
    that breaks off), and "reading-failed" when its letters cannot be told.
    """
    _refuse_cut(path)
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        return _read(path)
    except (PSException, PdfminerException, MalformedPDFException) as error:
        from pdfminer.pdfdocument import PDFEncryptionError  # a wrong password, or another way than by one

        if any(isinstance(cause, PDFEncryptionError) for cause in (error, *error.args)):
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
    for page in pages:
        left, low, right, high = page.page_obj.mediabox
        page.page_obj.mediabox = min(left, right), min(low, high), max(left, right), max(low, high)
    document = pages[0].pdf.doc
    _refuse_foreign_form(document.catalog)
    layers = layers_of(document.catalog)
    drawn = [_drawn(page, layers) for page in pages]
    _refuse_pictures(drawn, layers)
    leaves = [_Leaf(page, drawing, _tables(page, drawing)) for page, drawing in drawn]
    notes = _Notes()
    parts: list[Line | Columns | RuledTable] = []
    with Paper(path, heavy=any(drawing.heavy for _, drawing in drawn)) as paper:
        _look_at_digits(leaves, paper)
        for leaf in leaves:
            parts += _read_page(leaf, layers, notes, _painted(leaf, paper, always=_is_mended(document)))
        if paper.stopped is not None:
            notes.sights.append(Seen(Sight.UNKNOWN, _TOO_HEAVY.format(page=paper.stopped)))
        elif paper.unpainted:
            numbers = ", ".join(str(number) for number in sorted(paper.unpainted))
            notes.sights.append(Seen(Sight.UNKNOWN, _NOT_PAINTED.format(pages=numbers)))
    notes.sights += [Seen(Sight.OBJECT, name) for name in _attached(document.catalog)]
    blocks = tuple(_blocks(parts))
    _refuse_lost_letters(blocks)
    return Document(
        path,
        "pdf",
        blocks,
        tuple(notes.findings()),
        sights=tuple(dict.fromkeys(notes.sights)),
        notes=tuple(notes.notes),
    )


def _drawn(page: Page, layers: Layers) -> tuple[Page, Drawing]:
    """Return a page turned so that most of its letters stand upright, and what is drawn on it."""
    drawing = draw(page, layers)
    turns = Counter(letter.turn for letter in drawing.letters if letter.text.strip())
    turn = max(turns, key=lambda turn: turns[turn], default=0)
    if turn <= 0:
        return page, drawing
    from pdfplumber.page import Page as PlumberPage

    rotation = (page.rotation + turn) % 360
    page.page_obj.attrs["Rotate"] = rotation
    page.page_obj.rotate = rotation
    turned = PlumberPage(page.pdf, page.page_obj, page.page_number)
    return turned, draw(turned, layers)


def _is_mended(document: PDFDocument) -> bool:
    """Return whether a file's list of its objects is damaged, so that the parser has looked for them all by itself."""
    from pdfminer.pdfdocument import PDFXRefFallback

    return any(isinstance(listed, PDFXRefFallback) for listed in document.xrefs)


def _painted(leaf: _Leaf, paper: Paper, *, always: bool = False) -> PaintedPage | None:
    """Return a page as it is painted, None where it cannot be, and where no table on it needs it unless `always`."""
    if not leaf.tables and not always:
        return None
    left, top, right, bottom = _paper(leaf.page)
    return paper.page(leaf.page.page_number - 1, leaf.page.rotation, right - left, bottom - top)


def _look_at_digits(leaves: Sequence[_Leaf], paper: Paper) -> None:
    """Take away the digits, and the points between digits, that look like others than they are copied as."""
    samples = samples_of(
        [(_painted(leaf, paper), _paper(leaf.page), leaf.drawing.letters) for leaf in _sampled(leaves)]
    )
    doubted = drawn_otherwise(samples)
    for drawing in [leaf.drawing for leaf in leaves] if doubted else ():
        between = between_digits(drawing.letters)
        drawing.letters = [
            letter._replace(text=UNKNOWN)
            if letter.code is not None
            and (letter.font, letter.code, letter.text) in doubted
            and (letter.text.isdigit() or number in between)
            else letter
            for number, letter in enumerate(drawing.letters)
        ]


def _sampled(leaves: Sequence[_Leaf]) -> Iterator[_Leaf]:
    """Yield the pages with tables on which digits are looked at: the first ones, later ones with others than these."""
    seen: set[tuple[str, int, str]] = set()
    for number, leaf in enumerate(leaf for leaf in leaves if leaf.tables):
        own = {
            (letter.font, letter.code, letter.text)
            for letter in leaf.drawing.letters
            if letter.code is not None
        }
        if own if number < _MOST_SAMPLED else own - seen:
            yield leaf
        seen |= own


def _refuse_cut(path: Path) -> None:
    """Refuse a file that breaks off: one with no end, or with objects after its last end.

    Servers and mail programs put lines of their own after a file's end; programs that change a file go on after it.
    """
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise UnreadableFile("too-large", f"tệp PDF nặng {size >> 20} MB")
    with path.open("rb") as stream:
        stream.seek(max(0, size - _LONGEST_TAIL))
        _, end, after = stream.read().rpartition(b"%%EOF")
    if not end or _GOES_ON.search(after):
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


def _refuse_pictures(drawn: Sequence[tuple[Page, Drawing]], layers: Layers) -> None:
    """Refuse a PDF with pages that are pictures, with or without letters guessed by a scanner."""
    pictures = [page.page_number for page, drawing in drawn if _is_picture(page, drawing, layers)]
    if len(pictures) == len(drawn):
        raise UnreadableFile("scanned-file", "bản quét lưu thành PDF")
    if pictures:
        numbers = ", ".join(str(number) for number in pictures)
        raise UnreadableFile("scanned-file", f"tệp PDF có trang {numbers} là ảnh chụp")
    if not any(drawing.letters or _is_typed(page, layers) for page, drawing in drawn):
        raise UnreadableFile("scanned-file", "tệp PDF chỉ có hình vẽ")


def _is_typed(page: Page, layers: Layers) -> bool:
    """Return whether a page's text stands in form fields or boxes laid over it, its rows' names as well as figures."""
    typed = (item for item in annotations_of(page, layers) if item.policy in (Policy.FIELD, Policy.TEXT))
    return sum(char.isalpha() for item in typed if not item.hidden for char in item.text) >= _TYPED


def _is_picture(page: Page, drawing: Drawing, layers: Layers) -> bool:
    """Return whether a page is a picture: one large one, or strips of one with letters nobody sees laid over them."""
    area = float(page.width) * float(page.height)
    sizes = [(box[2] - box[0]) * (box[3] - box[1]) for box in (image.box for image in drawing.images)]
    if max(sizes, default=0.0) > _SCAN * area:
        return True
    letters = [letter for letter in drawing.letters if letter.text.strip()]
    unseen = sum(not letter.drawn for letter in letters)
    if not sizes or (not letters and _is_typed(page, layers)):
        return False
    return not letters or (sum(sizes) > _SCAN * area and unseen > len(letters) / 2)


def _refuse_foreign_form(catalog: dict[str, object]) -> None:
    """Refuse a form of Adobe's own (XFA) whose pages are made only when it is opened."""
    from pdfminer.pdftypes import resolve1

    form = resolve1(catalog.get("AcroForm"))
    if isinstance(form, dict) and form.get("XFA") is not None and resolve1(catalog.get("NeedsRendering")):
        raise UnreadableFile("reading-failed", "tệp PDF là biểu mẫu XFA, chỉ Adobe Reader hiện được nội dung")


def _attached(catalog: dict[str, object]) -> list[str]:
    """Return the names of the documents attached to the file itself, as in a portfolio."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    names = resolve1(catalog.get("Names"))
    tree = resolve1(names.get("EmbeddedFiles")) if isinstance(names, dict) else None
    found: list[str] = []
    waiting = [tree]
    while waiting and len(found) < _MOST_ATTACHED:
        node = resolve1(waiting.pop())
        if not isinstance(node, dict):
            continue
        waiting += (resolve1(node.get("Kids")) or [])[:_MOST_ATTACHED]
        for item in (resolve1(node.get("Names")) or [])[1::2]:
            entry = resolve1(item)
            raw = resolve1(entry.get("UF") or entry.get("F")) if isinstance(entry, dict) else None
            name = decode_text(raw) if isinstance(raw, bytes) else ""
            if name.lower().endswith(_DOCUMENTS):
                found.append(name)
    return sorted(found)


# -- a page ------------------------------------------------------------------------------------------------


def _read_page(
    leaf: _Leaf, layers: Layers, notes: _Notes, painted: PaintedPage | None
) -> Iterator[Line | Columns | RuledTable]:
    """Yield a page's parts from top to bottom; `painted` is None where it is not held against how it is painted."""
    page, drawing = leaf.page, leaf.drawing
    paper = _paper(page)
    laid = list(annotations_of(page, layers))
    tables = [LettersInCells(table) for table in leaf.tables]
    _lay_over(laid, drawing, tables, notes)
    struck = [box for item in laid if item.policy is Policy.STRIKES for box in item.boxes]
    rules = [rule for table in tables for rule in table.rules()]
    outside: list[Letter] = []
    for letter in apart(list(without_unseen(with_looks(drawing, paper, struck, rules), painted, paper))):
        if any(table.take(letter) or table.keep_loose(letter) for table in tables):
            continue
        outside.append(letter)
        notes.struck |= letter.look is Sight.STRUCK
    for table in tables:
        doubt_across_rules(table, outside)
        tell_across_rules(table)
        tell_overflow(table)
        for number in table.tell_loose():
            notes.sights.append(Seen(Sight.UNKNOWN, _LOOSE.format(page=page.page_number, number=number)))
        if words := open_rows(drawing, table):
            notes.sights.append(
                Seen(Sight.UNKNOWN, _OPEN_ROW.format(page=page.page_number, words=words[:60]))
            )
    outside = [
        letter._replace(look=None) for letter in without_cut(outside) if letter.look in (None, Sight.UNKNOWN)
    ]
    see_drawn(drawing, tables)
    tell_unread(drawing, tables, painted, paper)
    notes.sights += [
        Seen(Sight.UNKNOWN, f"toán tử PDF “{name[:20]}”") for name in sorted(drawing.unknown)[:3]
    ]
    upright = [letter for letter in outside if letter.turn == 0]
    lines = [line for line in find_lines(upright, notes.fonts) if not _is_page_number(line, page)]
    lines = with_margins(lines, [table.box[2] for table in tables], float(page.width))
    parts: list[Line | Columns | RuledTable] = [*find_columns(lines)]
    parts += [RuledTable.of(page.page_number, table, notes.fonts) for table in tables]
    yield from sorted(parts, key=lambda part: part.top)
    for turn in (90, 180, 270):
        yield from find_lines([set_upright(letter) for letter in outside if letter.turn == turn], notes.fonts)


def _paper(page: Page) -> Box:
    """Return the box of a page that is shown, as its letters' are counted."""
    shown = box_on(page, [float(side) for side in page.page_obj.cropbox])
    whole = (
        float(page.mediabox[0]),
        float(page.mediabox[1]),
        float(page.mediabox[2]),
        float(page.mediabox[3]),
    )
    return both(shown, whole)


def _tables(page: Page, drawing: Drawing) -> list[Ruling]:
    """Return the page's ruled tables."""
    if len(drawing.shapes) > _MOST_SHAPES:
        raise UnreadableFile("too-large", "trang PDF có quá nhiều nét vẽ")
    return find_rulings(page)


def _lay_over(
    laid: Sequence[Annotation], drawing: Drawing, tables: Sequence[LettersInCells], notes: _Notes
) -> None:
    """Put what is laid over the page where it belongs: fields into the letters, the rest to the cells."""
    last = len(drawing.letters) + len(drawing.shapes) + len(drawing.images) + 1_000_000
    for item in laid:
        table, cell = _place_of(item.boxes[0] if item.boxes else item.box, tables)
        if item.otherwise is not None and not item.hidden:
            seen = Seen(Sight.CONTROL, item.otherwise)
            if table is not None and cell is not None:
                table.sights[cell].append(seen)
            elif item.policy is not Policy.NOTHING:
                notes.sights.append(seen)
        if item.policy is Policy.FIELD and item.text:
            drawing.letters += letters_of(item, last)
        elif item.policy is Policy.FIELD:
            if table is not None and cell is not None and not item.hidden and item.control:
                table.sights[cell].append(Seen(Sight.CONTROL, item.control))
        elif item.policy is Policy.TEXT:
            if table is not None and cell is not None:
                table.sights[cell].append(Seen(Sight.TEXT_BOX, item.text))
            else:
                drawing.letters += letters_of(item, last)
        elif item.policy in (Policy.DRAWN, Policy.OBJECT, None):
            sight = {Policy.DRAWN: Sight.PICTURE, Policy.OBJECT: Sight.OBJECT}.get(item.policy, Sight.UNKNOWN)  # type: ignore[arg-type]
            seen = Seen(sight, item.text or ("" if item.policy is Policy.DRAWN else item.kind))
            if table is not None and cell is not None:
                table.sights[cell].append(seen)
            elif item.policy is not Policy.DRAWN:
                notes.sights.append(seen)
        if item.note:
            _note(item, tables, notes)


def _place_of(box: Box, tables: Sequence[LettersInCells]) -> tuple[LettersInCells | None, int | None]:
    for table in tables:
        cell = table.cell_at(*middle_of(box))
        if cell is not None:
            return table, cell
    return None, None


def _note(item: Annotation, tables: Sequence[LettersInCells], notes: _Notes) -> None:
    """Put a note to the cell it marks, or to the nearest of the row it stands beside."""
    x, y = middle_of(item.boxes[0] if item.boxes else item.box)
    for table in tables:
        cell = table.cell_beside(x, y)
        if cell is not None:
            table.notes[cell].append(item.note)
            return
    notes.notes.append(item.note)


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
            text = "".join(line.text + line.joint for line in group[:-1]) + group[-1].text
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
