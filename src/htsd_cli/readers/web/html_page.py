"""The text of a web page in reading order: its paragraphs, and its tables with the cells in their places.

What each element does to what is seen stands in `elements`, what the style sheet says of it in `css`; what cannot be
seen, or is seen without being text, is told at the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.legacy_fonts import decode, is_legacy
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.web import css
from htsd_cli.readers.web.elements import Policy, policy_of
from htsd_cli.readers.word.symbols import shows_pictures
from htsd_cli.values.document import Block, Cell, Paragraph, Seen, Sight, Table
from htsd_cli.values.findings import Finding

_MOST_CELLS = 200_000
_WIDEST = 100  # columns one cell may span
_TINY = 3.0  # points: smaller letters cannot be read
_LONGEST_NOTE = 2_000  # letters
_SPOT = 3  # pixels: a smaller picture only keeps a place

_CLOSED = frozenset(("details", "dialog"))  # unless they are open
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_ROW_GROUPS = ("thead", "tbody", "tfoot")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STORED = ("x:num", "sdval", "x:fmla")
_NOTE_LINK = re.compile(r"#(_(?:msocom|ftn|edn)_?\d{1,5}|_?sdfootnote\d{1,5}sym)", re.I)
_NOTE_MARK = re.compile(r"\[?\s*(?:[A-Za-z]{0,4}\d{1,5}|\*+|[ivx]+)\s*\]?")

_OUTSIDE = frozenset((Sight.OBJECT, Sight.PICTURE, Sight.UNSEEN))  # worth telling outside every cell
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r" {2,}")
_GAP = re.compile(r"[ \xa0]{4,}")


class Look(NamedTuple):
    """How text looks where it stands: its font, whether it is bold, struck, raised, and why nobody sees it."""

    font: str = ""
    bold: bool = False
    struck: bool = False
    raised: bool = False
    unseen: bool = False
    colour: css.Colour = (0, 0, 0)
    ground: css.Colour = (255, 255, 255)


@dataclass(slots=True)
class Page:
    """What is known of a page, or of several taken as one, while it is read."""

    blocks: list[Block] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    decoded: set[str] = field(default_factory=set)
    styles: css.StyleSheet = field(default_factory=css.StyleSheet)
    note_texts: dict[str, str] = field(default_factory=dict)  # a note's name -> what it says
    sights: list[Seen] = field(default_factory=list)  # outside every cell
    names: list[tuple[str, bool]] = field(
        default_factory=list
    )  # of a workbook's sheets, and whether each is hidden
    tables: int = 0
    struck: bool = False
    sheets: int = 0
    paragraphs: int = 0
    cells: int = 0

    def read_styles(self, root: etree._Element) -> None:
        """Take in a page's own style sheet, and what its notes say."""
        for style in root.iter("style"):
            self.styles.add(without((style.text or "").replace("<!--", "").replace("-->", ""), "/*", "*/"))
        for anchor in root.iter("a"):
            name = (anchor.get("name") or anchor.get("id") or "").lower()
            if name.startswith(("_msocom", "_ftn", "_edn", "sdfootnote")) and not name.startswith(
                ("_ftnref", "_ednref")
            ):
                holder = next((above for above in anchor.iterancestors("div", "p")), None)
                if holder is not None:
                    said = _beginning(holder)
                    self.note_texts[name] = _NOTE_MARK.sub("", said, count=1).strip() if said else ""

    def look_of(self, element: etree._Element, look: Look) -> Look:
        """Return how the text inside an element looks that stands where text looks so."""
        declared = self.styles.of(element)
        policy = policy_of(str(element.tag))
        changes: dict[str, object] = {}
        if policy is Policy.STRUCK or (declared and css.strikes(declared)):
            changes["struck"] = True
        if policy is Policy.RAISED or (declared and css.raises(declared)):
            changes["raised"] = True
        if element.tag in _BOLD:
            changes["bold"] = True
        if element.tag == "font":
            if element.get("face"):
                changes["font"] = str(element.get("face")).split(",")[0].strip()
            if (own := css.colour(element.get("color") or "")) is not None:
                changes["colour"] = own
        if (ground := css.colour(element.get("bgcolor") or "")) is not None:
            changes["ground"] = ground
        if declared:
            changes |= _declared(declared)
        if (declared and css.hides(declared)) or element.get("hidden") is not None:
            changes["unseen"] = True
        if not changes:
            return look
        found = look._replace(**changes)  # type: ignore[arg-type]
        coloured = "colour" in changes or "ground" in changes
        return found._replace(unseen=True) if coloured and css.alike(found.colour, found.ground) else found

    def is_hidden(self, element: etree._Element) -> bool:
        """Return whether an element is not shown at all."""
        declared = self.styles.of(element)
        return element.get("hidden") is not None or (bool(declared) and css.hides(declared))

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
        flow = _Flow(self)
        blocks = flow.take(element)
        self.sights += [seen for seen in flow.sights if seen.sight in _OUTSIDE]
        return blocks


def _beginning(element: etree._Element) -> str:
    """Return the words under an element, as many as a note has."""
    out: list[str] = []
    left = _LONGEST_NOTE
    for text in element.itertext():
        out.append(str(text)[:left])
        left -= len(out[-1])
        if left <= 0 or len(out) > _LONGEST_NOTE // 4:
            break
    return " ".join("".join(out).split())


def _declared(declared: css.Declarations) -> dict[str, object]:
    """Return what a style changes of how text looks; of a size, whether the letters are too small to be seen."""
    changes: dict[str, object] = {}
    family = declared.get("font-family")
    if family:
        changes["font"] = next(css.parts_of(family), "")
    said = declared.get("-webkit-text-fill-color") or declared.get("color", "")
    own = css.colour(said)
    if own is not None:
        changes["colour"] = own
    if css.is_clear(said):
        changes["unseen"] = True
    for name in ("background", "background-color"):
        ground = css.colour(declared[name]) if name in declared else None
        if ground is not None:
            changes["ground"] = ground
    size = css.points(declared["font-size"]) if "font-size" in declared else None
    if size is not None and size < _TINY:
        changes["unseen"] = True
    return changes


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


@dataclass(slots=True)
class _Flow:
    """The text and tables under one element: the page, or one cell, with what is seen there beside the text."""

    page: Page
    in_cell: bool = False
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    bold: bool = False
    sights: list[Seen] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, element: etree._Element, look: Look | None = None) -> list[Block]:
        """Return the blocks under an element."""
        self._inside(element, self.page.look_of(element, look or Look()))
        self._end_paragraph()
        return self.blocks

    def _inside(self, element: etree._Element, look: Look) -> None:
        self._generated(element)
        self._text(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look)
            self._text(child.tail, look)

    def _element(self, element: etree._Element, look: Look) -> None:
        tag = str(element.tag)
        policy = policy_of(tag)
        inner = self.page.look_of(element, look)
        match policy:
            case Policy.NOTHING:
                return
            case Policy.BREAK:
                self.parts.append("\n")
            case Policy.NOTE:
                self._note("".join(map(str, element.itertext())))
            case Policy.PICTURE | Policy.OBJECT | Policy.EQUATION:
                if not inner.unseen:
                    self._picture(element, policy)
            case Policy.CONTROL:
                self._control(element, tag, inner)
            case Policy.TABLE if tag == "table":
                self._end_paragraph()
                self.blocks += _table_blocks(self.page, element, inner, self)
            case _:
                if self._is_note_link(element):
                    return
                if policy is None or policy is Policy.RUNS:
                    self._see(Sight.UNKNOWN, tag)
                declared = self.page.styles.of(element)
                block = policy in (Policy.BLOCK, Policy.RUNS, Policy.TABLE)
                block = css.parts_line(declared, block=block) if declared else block
                if block:
                    self._end_paragraph()
                if tag == "li" and self.in_cell and not inner.unseen:
                    self._listed(element)
                first = len(self.parts)
                if tag in _CLOSED and element.get("open") is None:
                    self._folded(element, inner)
                else:
                    self._inside(element, inner)
                self._distorted(element, declared, "".join(self.parts[first:]).strip())
                if block:
                    self._end_paragraph()

    def _folded(self, element: etree._Element, look: Look) -> None:
        """Read what is folded up: of `<details>` the summary shows, of a `<dialog>` nothing."""
        for child in element.iterchildren("summary"):
            if element.tag == "details":
                self._element(child, look)
        texts = [element.text or ""]
        for child in element:
            inside = "" if child.tag == "summary" else " ".join(map(str, child.itertext()))
            texts.append(f"{inside}{child.tail or ''}")
        if unseen := " ".join("".join(texts).split()):
            self._see(Sight.UNSEEN, unseen)

    def _distorted(self, element: etree._Element, declared: css.Declarations, text: str) -> None:
        """Tell of letters that a person reads otherwise than they stand: from the right, mirrored, on one another."""
        backwards = element.tag == "bdo" and (element.get("dir") or "").lower() == "rtl"
        if len(text) > 1 and (
            backwards or (declared and (css.overrides(declared) or css.distorts(declared)))
        ):
            self._see(Sight.UNKNOWN, text)

    def _listed(self, item: etree._Element) -> None:
        """Tell of the number a browser puts before an item of a numbered list."""
        around = item.getparent()
        if around is None or around.tag != "ol":
            return
        styles = (self.page.styles.of(around), self.page.styles.of(item))
        if any(
            "none" in declared.get(name, "")
            for declared in styles
            for name in ("list-style", "list-style-type")
        ):
            return
        start = item.get("value") or around.get("start") or "1"
        before = 0 if item.get("value") else sum(1 for _ in item.itersiblings("li", preceding=True))
        if start.lstrip("-").isdecimal() and len(start) < 9:
            self._see(Sight.LIST_NUMBER, f"{int(start) + before}.")

    def _see(self, sight: Sight, text: str) -> None:
        """Keep what is seen beside the text; of letters of the same look that follow one another, one thing."""
        if (
            self.sights
            and self.sights[-1].sight is sight
            and sight in (Sight.STRUCK, Sight.UNSEEN, Sight.RAISED)
        ):
            text = f"{self.sights.pop().text}{text}"
        self.sights.append(Seen(sight, text))

    def _generated(self, element: etree._Element) -> None:
        if self.page.styles.generates(element):
            self._see(Sight.UNKNOWN, "chữ do kiểu trình bày tự thêm")

    def _note(self, text: str) -> None:
        text = " ".join(text.split())
        if text and self.in_cell:
            self.notes.append(text)

    def _is_note_link(self, element: etree._Element) -> bool:
        """Take a comment's or footnote's mark with what the note says; return whether it was one."""
        link = _NOTE_LINK.match(element.get("href") or "") if element.tag == "a" else None
        if link is None:
            return False
        mark = "".join(map(str, element.itertext())).strip()
        if not _NOTE_MARK.fullmatch(mark):
            return False
        self._note(self.page.note_texts.get(link.group(1).lower(), ""))
        if not link.group(1).lower().startswith("_msocom") and mark and self.in_cell:
            self._see(Sight.RAISED, mark.strip("[]"))
        return True

    def _picture(self, element: etree._Element, policy: Policy) -> None:
        sides = [element.get(name, "") for name in ("width", "height")]
        if any(side.strip().isdecimal() and int(side) < _SPOT for side in sides):
            return  # it only keeps a place
        if policy is Policy.EQUATION:
            self._see(Sight.EXPONENT, " ".join("".join(map(str, element.itertext())).split()))
        else:
            name = element.get("alt") or element.get("title") or ""
            self._see(Sight.OBJECT if policy is Policy.OBJECT else Sight.PICTURE, " ".join(name.split())[:80])

    def _control(self, element: etree._Element, tag: str, look: Look) -> None:
        kind = (element.get("type") or "text").lower()
        if tag == "select":
            self._text(_chosen(element), look)
        elif tag in ("textarea", "button"):
            self._text("".join(map(str, element.itertext())), look)
        elif tag == "input" and kind in ("text", "number", "search", "tel", "email", "date", "url"):
            self._text(element.get("value", ""), look)
        elif tag == "input" and kind in ("checkbox", "radio"):
            if element.get("checked") is not None:
                self._see(Sight.CONTROL, "☑")
        elif tag in ("meter", "progress", "input") and kind not in (
            "hidden",
            "submit",
            "reset",
            "image",
            "file",
        ):
            self._see(Sight.CONTROL, element.get("value", ""))

    def _text(self, text: str | None, look: Look) -> None:
        if not text:
            return
        shown = _SPACES.sub(_space, self.page.decode(text, look.font))
        if look.unseen or look.struck:
            if shown.strip():
                self._see(Sight.UNSEEN if look.unseen else Sight.STRUCK, shown.strip("\n"))
                self.page.struck = self.page.struck or (look.struck and not look.unseen and not self.in_cell)
            return
        if look.raised and shown.strip():
            before = "".join(self.parts[-8:]).rpartition("\n")[2]
            if self.in_cell and before.strip():
                power = re.search(r"(?<!\d)10$", before) is not None and shown.strip().isdigit()
                self._see(Sight.EXPONENT if power else Sight.RAISED, shown.strip())
                shown = shown.translate(_RAISED) if power else ""
            elif not self.in_cell:
                shown = shown.translate(_RAISED)
        if self.in_cell and look.font and shows_pictures(look.font):
            shown = "".join("\ufffd" if letter.isalnum() else letter for letter in shown)
        if look.bold and shown.strip() and not self.bold and not any(part.strip() for part in self.parts):
            self.bold = True
        self.parts.append(shown)

    def _end_paragraph(self) -> None:
        text = _GAP.sub(_gap, _BLANKS.sub(" ", "".join(self.parts)))
        text = "\n".join(line.strip(" \t") for line in text.split("\n")).strip()
        if text:
            self.page.paragraphs += 1
            self.blocks.append(Paragraph(text, self.page.paragraphs, self.bold))
        self.parts.clear()
        self.bold = False


def _table_blocks(page: Page, element: etree._Element, look: Look, around: _Flow) -> list[Block]:
    """Return a table; one that only frames others (a page's layout) is replaced by what stands in its cells."""
    page.tables += 1
    number = page.tables
    caption = [block for child in element.iterchildren("caption") for block in _Flow(page).take(child, look)]
    rows = list(_rows(element))
    inner = [table for row in rows for cell in row.iterchildren("td", "th") for table in cell.iter("table")]
    if inner:
        cells = sum(1 for row in rows for _ in row.iterchildren("td", "th"))
        if cells == 1 or any(sum(1 for _ in _rows(table)) > len(rows) for table in inner):
            flows = [_Flow(page, around.in_cell) for row in rows for _ in row.iterchildren("td", "th")]
            holders = [cell for row in rows for cell in row.iterchildren("td", "th")]
            blocks = [
                block for flow, cell in zip(flows, holders, strict=True) for block in flow.take(cell, look)
            ]
            for flow in flows if around.in_cell else ():
                around.sights += flow.sights
                around.notes += flow.notes
            return [*caption, *blocks]
    grid = _Grid(page, number, hidden_columns=_hidden_columns(page, element))
    for row in rows:
        grid.add_row(row, look)
    return [*caption, Table(tuple(tuple(row) for row in grid.rows), number=number)]


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from child.iterchildren("tr")


def _hidden_columns(page: Page, table: etree._Element) -> frozenset[int]:
    """Return the numbers of the columns that a table's `<col>` hides."""
    hidden: set[int] = set()
    place = 1
    for column in table.iter("col"):
        width = min(_span(column, "span"), _WIDEST)
        if page.is_hidden(column) or (column.get("width") or "").strip() == "0":
            hidden.update(range(place, place + width))
        place += width
        if place > 1_000:
            break
    return frozenset(hidden)


@dataclass(slots=True)
class _Grid:
    """Places the cells of a table; those of rows and columns that are not shown say why nobody sees them."""

    page: Page
    number: int
    rows: list[list[Cell]] = field(default_factory=list)
    hidden_columns: frozenset[int] = frozenset()
    _open: dict[int, int] = field(default_factory=dict)  # column -> rows it is still covered from above

    def add_row(self, row: etree._Element, look: Look) -> None:
        """Add a row's cells."""
        place = len(self.rows) + 1
        above = row.getparent()
        hidden = self.page.is_hidden(row) or (above is not None and self.page.is_hidden(above))
        inner = (self.page.look_of(row, look) if not hidden else look)._replace(unseen=look.unseen)
        why = f"hàng {place} bị ẩn" if hidden else ""
        covered = self._open
        self._open = {column: left - 1 for column, left in covered.items() if left > 1}
        cells: list[Cell] = []
        unseen: list[Seen] = []  # of cells that take no place
        column = 1
        for element in row.iterchildren("td", "th"):
            if self.page.is_hidden(element) and not hidden:
                text = _text(_Flow(self.page, True).take(element, inner))
                text = text or " ".join("".join(map(str, element.itertext())).split())
                if text:
                    unseen.append(Seen(Sight.UNSEEN, text))
                continue
            while column in covered:
                column += 1
            self.page.cells += 1
            if self.page.cells > _MOST_CELLS:
                raise UnreadableFile("too-large", "trang web có quá nhiều ô")
            width = min(_span(element, "colspan"), _WIDEST)
            height = _span(element, "rowspan")
            cell = self._cell(element, inner, Cell("", place, column, height, width, hidden=why))
            cells.append(cell._replace(sights=(*unseen, *cell.sights)) if unseen else cell)
            unseen = []
            if height > 1:
                self._open |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
        if unseen and cells:
            cells[-1] = cells[-1]._replace(sights=(*cells[-1].sights, *unseen))
        self.rows.append(cells)

    def _cell(self, element: etree._Element, look: Look, empty: Cell) -> Cell:
        flow = _Flow(self.page, in_cell=True)
        blocks = flow.take(element, look)
        text = _text(blocks)
        sights = [*flow.sights, *_nested(blocks)]
        notes = [*flow.notes, *(note for cell in _cells(blocks) for note in cell.notes)]
        stored = next((value for name in _STORED if (value := (element.get(name) or "").strip())), "")
        if text and stored and not stored.startswith("=") and _is_other(text, stored):
            sights = [*sights, Seen(Sight.FORMAT, text)]
        hidden = empty.hidden
        if not hidden and empty.column in self.hidden_columns and empty.column_span == 1:
            hidden = f"cột {empty.column} bị ẩn"
        return empty._replace(text=text, sights=tuple(sights), notes=tuple(notes), hidden=hidden)


def _is_other(shown: str, stored: str) -> bool:
    """Return whether a cell shows another quantity than the number its program stored with it.

    Digits are compared as they stand, without separators and the noughts before and after: 0.15 is shown as 15 %,
    and a number may be shown rounded.
    """
    try:
        float(stored)
    except ValueError:
        return False
    said = re.sub(r"\D", "", shown.replace("⁰", "")).strip("0")
    kept = re.sub(r"\D", "", stored.partition("E")[0].partition("e")[0]).strip("0")
    if not re.search(r"\d", shown):
        return bool(kept)  # a nought may be shown as a stroke
    if said != kept:
        return not ("." in stored and kept.startswith(said) and said)
    whole = re.sub(r"\D", "", stored.partition(".")[0]).lstrip("0")
    return len(re.sub(r"\D", "", shown).lstrip("0")) < len(whole)


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
            lines += [cell.text for row in block.rows for cell in row if cell.text and not cell.hidden]
    return "\n".join(lines)


def _cells(blocks: Iterable[Block]) -> Iterator[Cell]:
    """Yield the cells of the tables within a cell."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from row


def _nested(blocks: Sequence[Block]) -> Iterator[Seen]:
    """Yield what is seen beside the text in the cells of tables within a cell."""
    for cell in _cells(blocks):
        if cell.hidden and cell.text:
            yield Seen(Sight.UNSEEN, cell.text)
        else:
            yield from cell.sights
