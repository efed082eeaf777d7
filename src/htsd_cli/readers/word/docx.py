"""Reads a Word file (.docx): what stands on paper after accepting every change, as paragraphs and tables.

The XML is read with lxml directly: python-docx knows neither tracked changes, content controls, fields nor
text boxes, and its cell objects cost twenty times the parsing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.legacy_fonts import decode, is_legacy
from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.word.styles import OFF, RPR, VAL, Style, Styles, W, font_of, is_on, is_raised
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Block, Cell, Document, Paragraph, Table
from htsd_cli.values.findings import Finding

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

P, R, T, TBL, TR, TC = f"{W}p", f"{W}r", f"{W}t", f"{W}tbl", f"{W}tr", f"{W}tc"
_PPR, _TCPR, _TRPR = f"{W}pPr", f"{W}tcPr", f"{W}trPr"
_SDT, _SDT_CONTENT, _TXBX = f"{W}sdt", f"{W}sdtContent", f"{W}txbxContent"
_FLD_CHAR, _FLD_TYPE = f"{W}fldChar", f"{W}fldCharType"
_ALTERNATE, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_GRID_SPAN, _V_MERGE, _H_MERGE, _CELL_DEL = f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge", f"{W}cellDel"
_SOFT_HYPHEN, _SYM, _DEL, _HIDDEN, _GRID_BEFORE = (
    f"{W}softHyphen",
    f"{W}sym",
    f"{W}del",
    f"{W}hidden",
    f"{W}gridBefore",
)
_TRACKED = (b"<w:ins ", b"<w:del ", b"<w:moveTo ", b"<w:moveFrom ")
# What makes a body more than plain: changes, controls, fields, drawings, symbols, equations.
_NOT_PLAIN = tuple(
    f"{W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "sdt", "fldChar", "fldSimple", "hyperlink", "smartTag", "customXml", "sym",
        "softHyphen", "pict", "drawing", "object", "bdo", "dir", "ruby", "cellDel", "subDoc", "vanish", "altChunk",
        "vertAlign", "strike", "dstrike",
    )
)  # fmt: skip
_GRAPHICS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object", _ALTERNATE))
_TRANSPARENT = frozenset(
    f"{W}{name}"
    for name in (
        "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "bdo", "dir", "sdtContent", "ruby",
        "rubyBase", "subDoc",
    )
)  # fmt: skip
_CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
# The prefixes of the extensions present-day programs know (ISO 29500-3 leaves the choice to the reader).
_KNOWN_EXTENSIONS = frozenset(
    ("wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "w16se", "w16cex", "w16cid", "w16du", "w16sdtdh", "w16sdtfl",
     "wp14", "wp15", "a14", "a16", "v", "o", "aink", "am3d", "cx", "cx1", "cx2", "cx3")
)  # fmt: skip
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Symbol fonts' characters a person uses for a dash or a slash; any other symbol is shown as U+FFFD, so that
# a cell with one is never taken for a plain number.
_SYMBOLS = {"F02D": "-", "2013": "–", "2014": "—", "F02F": "/", "F02E": ".", "F02C": ",", "F0BE": "—"}
_SYMBOLS |= {f"F03{digit}": str(digit) for digit in range(10)}


def read_docx(path: Path) -> Document:
    """Return the Word file's visible text in reading order.

    Tracked changes are taken as accepted, hidden text and placeholders are left out, fields give their
    results. Raises `UnreadableFile` when the file is damaged or over a limit.
    """
    with Package(path) as package:
        body, styles, source = body_of(package, package.main_part("word/document.xml"))
        walker = _walker(body, styles)
        blocks = tuple(walker.blocks(body))
        notices: list[Finding] = []
        if any(mark in source for mark in _TRACKED):
            notices.append(finding("tracked-changes"))
        if walker.struck:
            notices.append(finding("struck-text"))
        if walker.decoded:
            notices.append(finding("legacy-font", fonts=", ".join(sorted(walker.decoded))))
        properties = package.custom_properties()
    return Document(path, "docx", blocks, tuple(notices), properties)


def find_cells(package: Package) -> dict[tuple[int, int, int], int]:
    """Return where the cells of the tables stand: (table, row, column) as `Origin` counts them -> element.

    The element is told by its number (from 0) among all elements of the main part in document order, since who
    asks has a tree of its own. Raises `UnreadableFile` as `read_docx` does.
    """
    body, styles, _ = body_of(package, package.main_part("word/document.xml"))
    walker = _walker(body, styles)
    found: dict[tuple[int, int, int], etree._Element] = {}
    walker.found = found
    for _block in walker.blocks(body):
        pass
    numbers = {element: number for number, element in enumerate(body.getroottree().iter("*"))}
    return {place: numbers[element] for place, element in found.items()}


def _walker(body: etree._Element, styles: Styles) -> Walker:
    """Return what walks the body, by the shortest way through a plain one."""
    plain = not styles.matter and next(body.iter(*_NOT_PLAIN, _ALTERNATE, f"{_MATH}oMath"), None) is None
    return Walker(styles, plain)


def body_of(package: Package, main: str) -> tuple[etree._Element, Styles, bytes]:
    """Return the body of a Word file's main part, the styles that matter to its text, and that part's bytes."""
    source = package.read(main)
    if source is None:
        raise UnreadableFile("damaged-file")
    body = package.parse(main).find(f"{W}body")
    if body is None:
        raise UnreadableFile("damaged-file")
    return body, Styles.load(package, main, source), source


@dataclass(slots=True)
class Walker:
    """Walks the body once, counting tables and paragraphs as they come; `found` takes each cell's element."""

    styles: Styles
    plain: bool = False
    decoded: set[str] = field(default_factory=set)
    struck: bool = False
    tables: int = 0
    paragraphs: int = 0
    floating: list[Block] = field(default_factory=list)
    found: dict[tuple[int, int, int], etree._Element] | None = None

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """Yield the paragraphs and tables under a body, cell or text box; text boxes after their anchor."""
        carried = ""
        for element in flow(parent, P, TBL):
            if element.tag == TBL:
                yield from self._table(element)
                continue
            text, merges = self.paragraph(element)
            carried += text
            if not merges:
                if carried.strip():
                    self.paragraphs += 1
                    yield Paragraph(carried, self.paragraphs, _is_bold(element))
                carried = ""
            yield from self.take_floating()
        if carried.strip():
            self.paragraphs += 1
            yield Paragraph(carried, self.paragraphs)

    def take_floating(self) -> list[Block]:
        """Return what the text boxes of the paragraphs read since the last call hold."""
        floating, self.floating = self.floating, []
        return floating

    # -- tables ------------------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> Iterator[Block]:
        self.tables += 1
        number = self.tables
        before = self.styles
        self.styles = before.within(element.find(f"{W}tblPr/{W}tblStyle"))
        rows = [row for row in flow(element, TR) if not is_deleted_row(row)]
        inner: list[etree._Element] = []
        if next(element.iterdescendants(TBL), None) is not None:
            inner = [nested for row in rows for cell in flow(row, TC) for nested in flow(cell, TBL)]
        if inner and _is_layout(inner, rows):
            for row in rows:
                for cell in flow(row, TC):
                    yield from self.blocks(cell)
            self.styles = before
            return
        yield Table(self._rows(rows, number), number=number)
        self.styles = before
        yield from self.take_floating()

    def _rows(self, rows: list[etree._Element], number: int) -> tuple[tuple[Cell, ...], ...]:
        grid: list[list[Cell]] = []
        open_merges: dict[int, tuple[int, int]] = {}  # grid column -> row and place of the cell reaching down
        for place, row in enumerate(rows):
            cells: list[Cell] = []
            grid.append(cells)
            column = 1 + _grid_before(row)
            for tc in row.iterchildren(TC) if self.plain else cells_of(row):
                text, properties = self._cell(tc)
                span, vertical, skipped, joined = cell_properties(properties)
                if skipped:
                    continue
                above = open_merges.get(column)
                if joined and cells:
                    cells[-1] = cells[-1]._replace(column_span=cells[-1].column_span + span)
                elif vertical == "continue" and above is not None:
                    first = grid[above[0]][above[1]]
                    grid[above[0]][above[1]] = first._replace(row_span=place - above[0] + 1)
                else:
                    if vertical == "restart":
                        open_merges[column] = (place, len(cells))
                    elif above is not None:
                        del open_merges[column]
                    cells.append(Cell(text, place + 1, column, 1, span))
                    if self.found is not None:
                        self.found[number, place + 1, column] = tc
                column += span
        return tuple(map(tuple, grid))

    def _cell(self, tc: etree._Element) -> tuple[str, etree._Element | None]:
        """Return a cell's text and its properties; in a plain body without looking twice at its children."""
        if not self.plain:
            return "" if _in_placeholder(tc) else self._cell_text(tc), tc.find(_TCPR)
        properties: etree._Element | None = None
        texts: list[str] = []
        for element in tc:
            tag = element.tag
            if tag == P:
                text = _plain_text(element)
                if text:
                    texts.append(text)
            elif tag == _TCPR:
                properties = element
            elif tag == TBL:
                return self._cell_text(tc), properties
        if len(texts) == 1:
            return texts[0], properties
        return "\n".join(text for text in texts if text.strip()), properties

    def _cell_text(self, tc: etree._Element) -> str:
        parts: list[str] = []
        carried = ""
        for element in flow(tc, P, TBL):
            if element.tag == TBL:
                self.tables += 1
                nested = (self._cell_text(cell) for row in flow(element, TR) for cell in flow(row, TC))
                carried += " ".join(text for text in nested if text)
                merges = False
            else:
                text, merges = self.paragraph(element)
                carried += text
            if not merges:
                parts.append(carried)
                carried = ""
        parts.append(carried)
        for block in self.take_floating():
            if isinstance(block, Paragraph):
                parts.append(block.text)
            else:
                parts += [cell.text for row in block.rows for cell in row]
        return "\n".join(part for part in parts if part.strip())

    # -- text --------------------------------------------------------------------------------------------

    def paragraph(self, element: etree._Element) -> tuple[str, bool]:
        """Return the paragraph's text and whether its mark is deleted, so that the next one joins it."""
        if self.plain:
            return _plain_text(element), False
        style = self.styles.default
        merges = False
        properties = element.find(_PPR)
        if properties is not None:
            if self.styles.matter:
                named = properties.find(f"{W}pStyle")
                own = self.styles.get(None if named is None else named.get(VAL))
                style = Style(own.font or style.font, own.hidden or style.hidden)
            mark = properties.find(RPR)
            if mark is not None:
                merges = mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
        out: list[_Piece] = []
        self._inline(element, style, out, [])
        return self._joined(out), merges

    def _inline(self, parent: etree._Element, style: Style, out: list[_Piece], fields: list[bool]) -> None:
        """Append the text under a paragraph. `fields` is the stack of open fields: still in the code?"""
        for element in parent:
            tag = element.tag
            if tag == R:
                self._run(element, style, out, fields)
            elif tag in _TRANSPARENT:
                self._inline(element, style, out, fields)
            elif tag == _SDT:
                if not _is_placeholder(element):
                    for content in element.iterfind(_SDT_CONTENT):
                        self._inline(content, style, out, fields)
            elif tag == _ALTERNATE:
                chosen = shown_choice(element)
                if chosen is not None:
                    self._inline(chosen, style, out, fields)
            elif tag in _GRAPHICS:
                self._graphic(element)
            elif tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                out.append(_Piece(_equation(element)))

    def _run(self, run: etree._Element, style: Style, out: list[_Piece], fields: list[bool]) -> None:
        font = style.font
        properties = run.find(RPR)
        if self.styles.matter:
            named = None if properties is None else properties.find(f"{W}rStyle")
            own = self.styles.get(None if named is None else named.get(VAL))
            hidden = is_on(properties, "vanish")
            if hidden or (hidden is None and own.hidden != style.hidden):
                self._fields_only(run, fields)
                return
            font = font_of(properties) or own.font or font
        if properties is not None and (is_on(properties, "strike") or is_on(properties, "dstrike")):
            self.struck = self.struck or any(text.text for text in run.iterchildren(T))
            self._fields_only(run, fields)
            return
        raised = properties is not None and is_raised(properties)
        self._run_content(run, font, raised, out, fields)

    def _run_content(
        self, run: etree._Element, font: str | None, raised: bool, out: list[_Piece], fields: list[bool]
    ) -> None:
        for element in run:
            tag = element.tag
            if tag == _FLD_CHAR:
                if not any(fields):
                    out.append(_Piece(_chosen_entry(element)))
                _step_field(element, fields)
            elif any(fields):
                continue
            elif tag == T:
                text = element.text or ""
                out.append(_Piece(text.translate(_RAISED) if raised else text, font))
            elif tag in _CHARACTERS:
                out.append(_Piece(_CHARACTERS[tag]))
            elif tag == _SOFT_HYPHEN:
                if font and font.startswith(".Vn"):
                    out.append(_Piece("\u00ad", font))
            elif tag == _SYM:
                code = (element.get(f"{W}char") or "").upper()
                out.append(_Piece(_SYMBOLS.get(code, "\ufffd")))
            elif tag == _ALTERNATE:
                chosen = shown_choice(element)
                if chosen is not None:
                    self._run_content(chosen, font, raised, out, fields)
            elif tag in _GRAPHICS:
                self._graphic(element)

    def _fields_only(self, run: etree._Element, fields: list[bool]) -> None:
        for element in run.iterfind(_FLD_CHAR):
            _step_field(element, fields)

    def _joined(self, pieces: list[_Piece]) -> str:
        """Return the pieces' text; neighbours in one legacy font are decoded together, as a letter may be split."""
        out: list[str] = []
        for font, group in groupby(pieces, key=lambda piece: piece.font):
            text = "".join(piece.text for piece in group)
            if font is not None and is_legacy(font):
                decoded = decode(text, font)
                if decoded != text:
                    self.decoded.add(font)
                text = decoded
            out.append(text)
        return "".join(out)

    def _graphic(self, element: etree._Element) -> None:
        """Keep the text boxes of a drawing for after the paragraph."""
        for box in text_boxes(element):
            inside = list(self.blocks(box))  # first: it takes and renews the list it ends up in
            self.floating += inside


class _Piece(NamedTuple):
    """A piece of a paragraph's text and the font it is set in, where that is known to matter."""

    text: str
    font: str | None = None


def _plain_text(paragraph: etree._Element) -> str:
    """Return the text of a paragraph of a plain body."""
    parts: list[str] = []
    for run in paragraph:
        if run.tag == R:
            for element in run:
                tag = element.tag
                if tag == T:
                    parts.append(element.text or "")
                elif tag in _CHARACTERS:
                    parts.append(_CHARACTERS[tag])
    return "".join(parts)


def flow(parent: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    """Yield the wanted children, looking through content controls and insertions but not into deletions."""
    for element in parent:
        tag = element.tag
        if tag in wanted:
            yield element
        elif tag == _SDT:
            if not _is_placeholder(element):
                for content in element.iterfind(_SDT_CONTENT):
                    yield from flow(content, *wanted)
        elif tag in _TRANSPARENT:
            yield from flow(element, *wanted)
        elif tag == _ALTERNATE:
            chosen = shown_choice(element)
            if chosen is not None:
                yield from flow(chosen, *wanted)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """Yield a row's cells; one that a content control shows a placeholder in keeps its place, without text."""
    for element in row:
        tag = element.tag
        if tag == TC:
            yield element
        elif tag == _SDT:
            for content in element.iterfind(_SDT_CONTENT):
                yield from cells_of(content)
        elif tag in _TRANSPARENT:
            yield from cells_of(element)


def _in_placeholder(tc: etree._Element) -> bool:
    parent = tc.getparent()
    sdt = None if parent is None or parent.tag != _SDT_CONTENT else parent.getparent()
    return sdt is not None and _is_placeholder(sdt)


def shown_choice(alternatives: etree._Element) -> etree._Element | None:
    """Return the alternative a present-day program shows: the first whose extensions it knows, else the last resort."""
    for choice in alternatives.iterfind(_CHOICE):
        if set((choice.get("Requires") or "").split()) <= _KNOWN_EXTENSIONS:
            return choice
    return alternatives.find(_FALLBACK)


def _equation(element: etree._Element) -> str:
    """Return an equation as a line of text: a fraction is its two parts with a slash between."""
    if element.tag == f"{_MATH}t":
        return element.text or ""
    parts = [_equation(child) for child in element]
    return ("/" if element.tag == f"{_MATH}f" else "").join(part for part in parts if part)


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the outermost text boxes under a drawing, passing over the second of two alternatives."""
    for child in element:
        if child.tag == _TXBX:
            yield child
        elif child.tag == _ALTERNATE:
            chosen = shown_choice(child)
            if chosen is not None:
                yield from text_boxes(chosen)
        elif isinstance(child.tag, str):
            yield from text_boxes(child)


def _is_layout(inner: list[etree._Element], rows: list[etree._Element]) -> bool:
    """Return whether a table only frames others: a one-cell table, or one smaller than what it holds."""
    cells = sum(1 for row in rows for _ in flow(row, TC))
    return cells == 1 or any(sum(1 for _ in flow(table, TR)) > len(rows) for table in inner)


def _is_placeholder(sdt: etree._Element) -> bool:
    return sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def is_deleted_row(row: etree._Element) -> bool:
    """Return whether nobody sees a row: deleted in a tracked change, or hidden."""
    properties = row.find(_TRPR)
    if properties is None:
        return False
    if properties.find(_DEL) is not None:
        return True
    hidden = properties.find(_HIDDEN)
    return hidden is not None and hidden.get(VAL, "1") not in OFF


def _grid_before(row: etree._Element) -> int:
    properties = row.find(_TRPR)
    return 0 if properties is None else _number(properties.find(_GRID_BEFORE), 0)


def cell_properties(properties: etree._Element | None) -> tuple[int, str, bool, bool]:
    """Return (columns spanned, "" | "restart" | "continue" downwards, deleted, joined to the left)."""
    if properties is None:
        return 1, "", False, False
    span, vertical, skipped, joined = 1, "", False, False
    for element in properties:
        tag = element.tag
        if tag == _GRID_SPAN:
            span = _number(element, 1)
        elif tag == _V_MERGE:
            vertical = element.get(VAL, "continue")
        elif tag == _H_MERGE:
            joined = element.get(VAL, "continue") == "continue"
        elif tag == _CELL_DEL:
            skipped = True
    return span, vertical, skipped, joined


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(VAL, "")
    return min(int(value) or default, 100) if value.isascii() and value.isdigit() else default


def _chosen_entry(field_char: etree._Element) -> str:
    """Return the entry a drop-down form field shows; it has no result in the text."""
    choices = field_char.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(VAL, "") for entry in choices.iterfind(f"{W}listEntry")]
    chosen = choices.find(f"{W}result")
    if chosen is None:
        chosen = choices.find(f"{W}default")
    place = _number(chosen, 1) if chosen is not None and chosen.get(VAL) != "0" else 0
    return entries[place] if place < len(entries) else ""


def _step_field(element: etree._Element, fields: list[bool]) -> None:
    step = element.get(_FLD_TYPE)
    if step == "begin":
        fields.append(True)
    elif fields and step == "separate":
        fields[-1] = False
    elif fields and step == "end":
        fields.pop()


def _is_bold(paragraph: etree._Element) -> bool:
    run = paragraph.find(R)
    bold = None if run is None else run.find(f"{RPR}/{W}b")
    return bold is not None and bold.get(VAL, "1") not in OFF
