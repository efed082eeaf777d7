"""Reads a Word file (.docx): what stands on paper after accepting every change, as paragraphs and tables.

The XML is read with lxml directly: python-docx knows neither tracked changes, content controls, fields nor
text boxes, and its cell objects cost twenty times the parsing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.packages import Package, UnreadableFile, parsed
from htsd_cli.readers.word.elements import NAMESPACES, W
from htsd_cli.readers.word.embedded import EmbeddedReader
from htsd_cli.readers.word.flow import TBL
from htsd_cli.readers.word.letters import Told
from htsd_cli.readers.word.looks.styles import Styles
from htsd_cli.readers.word.notes import ANCHORS, Notes
from htsd_cli.readers.word.paragraph import LOOKED_FOR, ParagraphReader, Source
from htsd_cli.readers.word.places.overlaid import OVER_TABLE
from htsd_cli.readers.word.places.page_furniture import Page, over_the_text
from htsd_cli.readers.word.places.paper import Paper, is_odd_page
from htsd_cli.readers.word.walker import Walker, WholeNeededError
from htsd_cli.readers.word.written import Shortened, shortened, tables_written
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Block, Document, Seen, Sight, Table
from htsd_cli.values.findings import Finding

_RELATION = f"{{{NAMESPACES['r']}}}id"
_SECTION = f"{W}sectPr"
_FURNITURE = f"{W}headerReference", f"{W}footerReference"
_FEWEST_ROWS = 5  # of a table of figures; a letterhead or the signatures have fewer
_TABLE = lazy_pattern(rb"<\w+:tbl[ >]")
_FLOATING = lazy_pattern(rb"<\w+:(?:drawing|pict|object|framePr|tblpPr)[ >/]")
_WORD = lazy_pattern(rb"<\w+:t(?: [^>]*)?>[^<]*[^\W\d_]{2}")
_TRACKED = tuple(f"{W}{name}" for name in ("ins", "del", "moveTo", "moveFrom"))
# What is worth telling outside every cell: what is left out of a line of text there changes no figure.
_OUTSIDE = frozenset((Sight.PICTURE, Sight.OBJECT, Sight.UNKNOWN, Sight.UNSEEN, Sight.TEXT_BOX))


def read_docx(path: Path) -> Document:
    """Return the Word file's visible text in reading order.

    Tracked changes are taken as accepted, hidden text and placeholders are left out, fields give their
    results. Raises `UnreadableFile` when the file is damaged or over a limit.
    """
    return read_embedded(path, 0)


def read_embedded(path: Path, depth: int) -> Document:
    """Return a Word file that stands in `depth` others."""
    with Package(path) as package:
        main = package.main_part("word/document.xml")
        embedded = EmbeddedReader(package, main, read_embedded, depth)
        try:
            body, walker, blocks = _walked(package, main, embedded, short=True)
        except WholeNeededError:
            body, walker, blocks = _walked(package, main, embedded, short=False)
        told = walker.reader.told
        margins = _margins(package, main, walker.sections, walker)
        if not any(isinstance(block, Table) and len(block.rows) >= _FEWEST_ROWS for block in blocks):
            margins += tuple(_tables_elsewhere(package, main, body, walker))
        notices: list[Finding] = []
        if walker.tracked:
            notices.append(finding("tracked-changes"))
        if told.struck:
            notices.append(finding("struck-text"))
        if told.decoded:
            notices.append(finding("legacy-font", fonts=", ".join(sorted(told.decoded))))
        known = {item.code for item in notices}
        notices += [item for item in embedded.notices if item.code not in known]
        properties = package.custom_properties()
        notes = walker.notes.outside(body) if walker.notes is not None else ()
        laid = tuple(_laid_over(package, main, walker.sections)) if walker.tables else ()
    sights = tuple(dict.fromkeys((*(seen for seen in told.sights if seen.sight in _OUTSIDE), *laid)))
    if walker.reader.overlaid:
        sights = (*sights, Seen(Sight.UNKNOWN, OVER_TABLE))
    return Document(path, "docx", blocks, tuple(notices), properties, sights, margins, notes)


def _walked(
    package: Package, main: str, embedded: EmbeddedReader, *, short: bool
) -> tuple[etree._Element, Walker, tuple[Block, ...]]:
    """Return the body of a Word file, who walked it, and its blocks.

    With `short` the rows of known tables are left out. Raises `WholeNeededError` where they must be looked at.
    """
    content = package.read(main) if short else None
    shorter = None if content is None else shortened(content, Styles.of(package, main))
    body = body_of(package, main) if shorter is None else parsed(shorter.content).find(f"{W}body")
    if body is None:
        raise UnreadableFile("damaged-file")
    walker = walker_of(package, main, body, shorter)
    walker.embedded = embedded
    return body, walker, tuple(walker.blocks(body))


def _margins(
    package: Package, main: str, sections: Iterable[etree._Element], walker: Walker
) -> tuple[Block, ...]:
    """Return what stands in the page headers of the first section that has any, the first page's before the others'."""
    relations = package.relations(main)
    told, walker.reader.told = walker.reader.told, Told(decoded=walker.reader.told.decoded)
    blocks: list[Block] = []
    for section in sections:
        references = section.findall(f"{W}headerReference")
        for reference in sorted(references, key=lambda item: item.get(f"{W}type") != "first"):
            part = relations.get(reference.get(_RELATION, ""), ("", ""))[1]
            # A header without a word (a line, a page number) is the furniture of a page.
            if part in package and _WORD.search(package.read(part) or b""):
                blocks += walker.blocks(package.parse(part))
        if references:
            break
    walker.reader.told = told
    return tuple(blocks)


def _laid_over(package: Package, main: str, sections: Iterable[etree._Element]) -> Iterator[Seen]:
    """Yield what page headers and footers lay over the text of their pages."""
    relations = package.relations(main)
    looked: set[str] = set()
    for section in sections:
        for reference in section.iterchildren(*_FURNITURE):
            part = relations.get(reference.get(_RELATION, ""), ("", ""))[1]
            if part in looked or part not in package:
                continue
            looked.add(part)
            if _FLOATING.search(package.read(part) or b""):
                footer = reference.tag == _FURNITURE[1]
                yield from over_the_text(package.parse(part), Page.of(section), footer=footer)


def _tables_elsewhere(package: Package, main: str, body: etree._Element, walker: Walker) -> Iterator[Block]:
    """Yield the tables of page footers and of notes, where one may have typed what the text lacks.

    One in a comment, which is no part of the paper, is told of the document.
    """
    relations = package.relations(main)
    references = {item.get(_RELATION, "") for item in body.iter(f"{W}footerReference")}
    parts = [part for name, (_, part) in relations.items() if name in references]
    parts += [part for kind, part in relations.values() if kind in ("footnotes", "endnotes")]
    for part in dict.fromkeys(parts):
        if part in package and _TABLE.search(package.read(part) or b""):
            root = package.parse(part)
            for parent in (root,) if root.tag == f"{W}ftr" else root:
                yield from (block for block in walker.blocks(parent) if isinstance(block, Table))
    comments = [part for kind, part in relations.values() if kind == "comments" and part in package]
    if any(_TABLE.search(package.read(part) or b"") for part in comments):
        walker.reader.told.see(Sight.UNKNOWN, "bảng nằm trong nhận xét (comment)")


def cells_of(package: Package) -> dict[tuple[int, int, int], etree._Element]:
    """Return the cells of the tables by where they stand: (table, row, column) as `Origin` counts them.

    Raises `UnreadableFile` as `read_docx` does.
    """
    main = package.main_part("word/document.xml")
    body = body_of(package, main)
    walker = walker_of(package, main, body)
    found: dict[tuple[int, int, int], etree._Element] = {}
    walker.found = found
    for _block in walker.blocks(body):
        pass
    return found


def find_cells(package: Package) -> dict[tuple[int, int, int], int]:
    """Return where the cells of the tables stand: (table, row, column) -> element, for who asks has a tree of its own.

    The element is told by its number (from 0) among all elements of the main part in document order. Raises
    `UnreadableFile` as `read_docx` does.
    """
    found = cells_of(package)
    if not found:
        return {}
    root = next(iter(found.values())).getroottree()
    numbers = {element: number for number, element in enumerate(root.iter("*"))}
    return {place: numbers[element] for place, element in found.items()}


def walker_of(package: Package, main: str, body: etree._Element, shorter: Shortened | None = None) -> Walker:
    """Return what walks the body of a Word file; it is `shorter` where rows of its tables were left out."""
    found = list(body.iter(TBL, _SECTION, *LOOKED_FOR, *_TRACKED))
    names = frozenset([element.tag for element in found])
    reader = ParagraphReader(Source.load(package, main, body, names))
    notes = Notes.load(package, main, body) if names & set(ANCHORS) else None
    context, tracked = reader.source.styles.paper, not names.isdisjoint(_TRACKED)
    tables = [element for element in found if element.tag == TBL]
    written = tables_written(shorter.content if shorter else package.read(main) or b"", tables)
    sections = [element for element in found if element.tag == _SECTION]
    paper = Paper(odd=any(is_odd_page(section) for section in sections))
    known = shorter.by_table(tables) if shorter else {}
    if known is None:
        raise WholeNeededError
    return Walker(
        reader,
        notes,
        context=context,
        paper=paper,
        tracked=tracked,
        written=written,
        sections=sections,
        known=known,
    )


def body_of(package: Package, main: str) -> etree._Element:
    """Return the body of a Word file's main part. Raises `UnreadableFile` where there is none."""
    if package.read(main) is None:
        raise UnreadableFile("damaged-file")
    body = package.parse(main).find(f"{W}body")
    if body is None:
        raise UnreadableFile("damaged-file")
    return body
