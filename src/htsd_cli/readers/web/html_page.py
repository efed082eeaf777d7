"""The text of a web page in reading order: its paragraphs, and its tables with the cells in their places.

Styles matter only where they hide something, strike it through or set a legacy font.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from htsd_cli.language.legacy_fonts import decode, is_legacy
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Block, Cell, Paragraph, Table
from htsd_cli.values.findings import Finding

_MOST_CELLS = 200_000
_WIDEST = 100  # columns one cell may span

_SKIPPED = frozenset(
    ("head", "script", "style", "title", "template", "noscript", "del", "svg", "object", "iframe", "xml", "datalist")
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
        "legend", "li", "main", "nav", "ol", "p", "pre", "section", "ul", "caption",
    )
)  # fmt: skip
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_ROW_GROUPS = ("thead", "tbody", "tfoot")
_STRUCK = frozenset(("s", "strike"))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_SPACES = re.compile(r"[ \t\r\n\f]+")
_GAP = re.compile(r"[ \xa0]{4,}")
_HIDES = re.compile(r"(?:display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*(?:hidden|collapse))", re.I)
_FAMILY = re.compile(r"""font-family\s*:\s*["']?([^;"',]+)""", re.I)
_STRIKES = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.I)
_SIMPLE = re.compile(r"[\w-]*\.?[\w-]+")  # a selector of one element or one class


@dataclass(slots=True)
class Page:
    """What is known of a page, or of several taken as one, while it is read."""

    blocks: list[Block] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    decoded: set[str] = field(default_factory=set)
    fonts: dict[str, str] = field(default_factory=dict)  # ".class" or "element" -> the legacy font it sets
    hides: set[str] = field(default_factory=set)  # ".class" or "element" that is not shown
    tables: int = 0
    struck: bool = False
    sheets: int = 0
    paragraphs: int = 0
    cells: int = 0

    def read_styles(self, root: etree._Element) -> None:
        """Take from a page's own style sheet which classes and elements are hidden or in a legacy font."""
        for style in root.iter("style"):
            rules = without((style.text or "").replace("<!--", ""), "/*", "*/")
            for rule in rules.split("}"):
                selectors, _, declarations = rule.rpartition("{")
                family = _FAMILY.search(declarations)
                font = family.group(1).strip() if family else ""
                hides = _HIDES.search(declarations) is not None
                if not hides and not is_legacy(font):
                    continue
                for selector in selectors.split(","):
                    name = selector.strip().lower()
                    if not _SIMPLE.fullmatch(name):
                        continue
                    name = name[name.find(".") :] if "." in name else name
                    if is_legacy(font):
                        self.fonts[name] = font
                    if hides:
                        self.hides.add(name)

    def is_hidden(self, element: etree._Element) -> bool:
        """Return whether an element is not shown at all."""
        style = element.get("style")
        if style and _HIDES.search(style):
            return True
        return element.get("hidden") is not None or (
            bool(self.hides) and any(name in self.hides for name in (str(element.tag), *_classes(element)))
        )

    def strikes(self, element: etree._Element) -> bool:
        """Return whether an element's text is struck through; such text counts as deleted and is told."""
        style = element.get("style")
        struck = element.tag in _STRUCK or (style is not None and _STRIKES.search(style) is not None)
        if struck and "".join(map(str, element.itertext())).strip():
            self.struck = True
        return struck

    def font_of(self, element: etree._Element, font: str) -> str:
        """Return the font inside an element that stands in `font`."""
        own = _FAMILY.search(element.get("style") or "")
        if own:
            return own.group(1).strip()
        face = element.get("face") if element.tag == "font" else None
        if face:
            return face.split(",")[0].strip()
        for name in (*_classes(element), str(element.tag)):
            if name in self.fonts:
                return self.fonts[name]
        return font

    def decode(self, text: str, font: str) -> str:
        """Return a text in Unicode if its font is a legacy one."""
        if not is_legacy(font):
            return text
        plain = decode(text, font)
        if plain != text:
            self.decoded.add(font)
        return plain

    def blocks_of(self, element: etree._Element) -> list[Block]:
        """Return the paragraphs and tables under an element."""
        return _Flow(self).take(element)


def without(text: str, start: str, end: str) -> str:
    """Return the text without the parts from each `start` to the next `end`."""
    parts: list[str] = []
    at = 0
    while (begin := text.find(start, at)) >= 0:
        close = text.find(end, begin + len(start))
        if close < 0:
            break
        parts.append(text[at:begin])
        at = close + len(end)
    return "".join(parts) + text[at:]


def _chosen(select: etree._Element) -> str:
    """Return what a list shows: the choice made, or the first one."""
    options = list(select.iter("option"))
    chosen = next((option for option in options if option.get("selected") is not None), None)
    shown = chosen if chosen is not None else options[0] if options else None
    return "" if shown is None else "".join(map(str, shown.itertext()))


def _classes(element: etree._Element) -> list[str]:
    return [f".{name.lower()}" for name in (element.get("class") or "").split()]


@dataclass(slots=True)
class _Flow:
    """The text and tables under one element: the page, or one cell."""

    page: Page
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    bold: bool = False

    def take(self, element: etree._Element, font: str = "") -> list[Block]:
        """Return the blocks under an element."""
        self._inside(element, self.page.font_of(element, font), element.tag in _BOLD)
        self._end_paragraph()
        return self.blocks

    def _inside(self, element: etree._Element, font: str, bold: bool, raised: bool = False) -> None:
        self._text(element.text, font, bold, raised)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, font, bold, raised)
            self._text(child.tail, font, bold, raised)

    def _element(self, element: etree._Element, font: str, bold: bool, raised: bool) -> None:
        tag = element.tag
        if tag in _SKIPPED or self.page.is_hidden(element) or self.page.strikes(element):
            return
        if tag == "br":
            self.parts.append("\n")
        elif tag == "select":
            self.parts.append(_chosen(element))
        elif tag == "input":
            self.parts.append(element.get("value", "") if element.get("type", "text") == "text" else "")
        elif tag == "table":
            self._end_paragraph()
            self.blocks += _table_blocks(self.page, element, self.page.font_of(element, font))
        else:
            block = tag in _BLOCKS
            if block:
                self._end_paragraph()
            inner = self.page.font_of(element, font)
            self._inside(element, inner, bold or tag in _BOLD, raised or tag in ("sup", "sub"))
            if block:
                self._end_paragraph()

    def _text(self, text: str | None, font: str, bold: bool, raised: bool) -> None:
        if not text:
            return
        shown = _SPACES.sub(_space, self.page.decode(text, font))
        if raised:  # a footnote's mark is no digit of the number before it
            shown = shown.translate(_RAISED)
        if bold and shown.strip() and not any(part.strip() for part in self.parts):
            self.bold = True
        self.parts.append(shown)

    def _end_paragraph(self) -> None:
        text = _GAP.sub(_gap, "".join(self.parts))
        text = "\n".join(line.strip(" \t") for line in text.split("\n")).strip()
        if text:
            self.page.paragraphs += 1
            self.blocks.append(Paragraph(text, self.page.paragraphs, self.bold))
        self.parts.clear()
        self.bold = False


def _table_blocks(page: Page, element: etree._Element, font: str) -> list[Block]:
    """Return a table; one that only frames others (a page's layout) is replaced by what stands in its cells."""
    page.tables += 1
    number = page.tables
    caption = [block for child in element.iterchildren("caption") for block in _Flow(page).take(child, font)]
    rows = list(_rows(element))
    inner = [table for row in rows for cell in row.iterchildren("td", "th") for table in cell.iter("table")]
    if inner:
        cells = sum(1 for row in rows for _ in row.iterchildren("td", "th"))
        if cells == 1 or any(sum(1 for _ in _rows(table)) > len(rows) for table in inner):
            flows = (_Flow(page).take(cell, font) for row in rows for cell in row.iterchildren("td", "th"))
            return [*caption, *(block for blocks in flows for block in blocks)]
    grid = _Grid(page, number)
    for row in rows:
        grid.add_row(row, font)
    if grid.hidden:
        places = ", ".join(str(place) for place in grid.hidden[:12])
        page.notices.append(finding("hidden-cells", sheet=f"bảng thứ {number}", places=f"hàng {places}"))
    return [*caption, Table(tuple(tuple(row) for row in grid.rows), number=number)]


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from child.iterchildren("tr")


@dataclass(slots=True)
class _Grid:
    """Places the cells of a table; rows that are not shown take no place."""

    page: Page
    number: int
    rows: list[list[Cell]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    _open: dict[int, int] = field(default_factory=dict)  # column -> rows it is still covered from above

    def add_row(self, row: etree._Element, font: str) -> None:
        """Add a row's cells."""
        place = len(self.rows) + 1
        inner = self.page.font_of(row, font)
        if self.page.is_hidden(row):
            if any(_text(_Flow(self.page).take(cell, inner)) for cell in row.iterchildren("td", "th")):
                self.hidden.append(place)
            return
        covered = self._open
        self._open = {column: left - 1 for column, left in covered.items() if left > 1}
        cells: list[Cell] = []
        column = 1
        for element in row.iterchildren("td", "th"):
            if self.page.is_hidden(element):
                continue
            while column in covered:
                column += 1
            self.page.cells += 1
            if self.page.cells > _MOST_CELLS:
                raise UnreadableFile("too-large", "trang web có quá nhiều ô")
            width = min(_span(element, "colspan"), _WIDEST)
            height = _span(element, "rowspan")
            text = _text(_Flow(self.page).take(element, inner))
            cells.append(Cell(text, place, column, height, width))
            if height > 1:
                self._open |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
        self.rows.append(cells)


def _space(match: re.Match[str]) -> str:
    """Return what white space shows as. A tab within a line parts two columns; elsewhere it only indents the source."""
    space = match.group()
    return "\t" if "\t" in space and not set(space) & {"\n", "\r"} else " "


def _gap(match: re.Match[str]) -> str:
    """Return what a run of spaces shows as: hard ones push the text into another column."""
    return "\t" if "\xa0" in match.group() else " "


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdecimal() else 1


def _text(blocks: Iterable[Block]) -> str:
    """Return the text of a cell: its paragraphs, and the cells of tables in it, line by line."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += [cell.text for row in block.rows for cell in row if cell.text]
    return "\n".join(lines)
