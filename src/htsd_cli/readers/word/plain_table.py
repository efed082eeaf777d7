"""The short way through a plain table: one pass over its elements, as long as each is known to change nothing."""

from __future__ import annotations

import re

from lxml import etree

from htsd_cli.readers.word.elements import RPR, VAL, W
from htsd_cli.readers.word.grid import Grid
from htsd_cli.readers.word.lengths import IND, TAB, is_far_stop, is_shift, is_wide_margin
from htsd_cli.readers.word.looks.styles import Context, Styles, TableLook
from htsd_cli.readers.word.plain import CHARACTERS, PLAIN_PROPERTIES, PPR, SIZE, TCPR, P, R, T, Uniform
from htsd_cli.values.document import Cell

TR, TC = f"{W}tr", f"{W}tc"
TBLPR, TRPR = f"{W}tblPr", f"{W}trPr"
_TABBED = re.compile(r"(?<=\d)[ \xa0]*\t[ \t\xa0]*(?=\d)")
_SPAN, _MERGE, _SHADING, _STYLE = f"{W}gridSpan", f"{W}vMerge", f"{W}shd", f"{W}pStyle"
_SPACING, _HEIGHT = f"{W}spacing", f"{W}trHeight"
_MARGINS = frozenset((f"{W}tcMar", f"{W}tblCellMar"))
# What changes no figure wherever it stands in a table, and is passed over.
_NAMES = frozenset((R, PPR, RPR, TCPR, TRPR, TBLPR, *(PLAIN_PROPERTIES - {IND})))
_SILENT = _NAMES | frozenset(f"{W}{name}" for name in (
    "b", "bCs", "i", "iCs", "szCs", "u", "lang", "noProof", "kern", "bookmarkStart", "bookmarkEnd",
    "lastRenderedPageBreak", "proofErr", "tblGrid", "gridCol", "tblStyle", "tblLook", "tblW", "tblInd", "tblLayout",
    "tblBorders", "tblHeader", "insideH", "insideV", "top", "left", "bottom", "right", "start", "end",
    "between", "bar", "cantSplit", "tcW", "tcBorders", "vAlign", "noWrap", "hideMark", "tblCaption",
    "tblDescription", "tblCellSpacing",
))  # fmt: skip


def plain_table(table: etree._Element, styles: Styles) -> tuple[tuple[Cell, ...], ...] | None:
    """Return the rows of a table, None where the long way must be gone.

    No run of a plain table looks otherwise than its paragraph does (`plain.Uniform`), so that only elements nobody
    listed here and styles that change letters need a second look.
    """
    uniform = Uniform(styles)
    reading = _Reading(styles.table(table.find(TBLPR)), uniform, table)
    line, lines, names = reading.line, reading.lines, reading.names
    silent, sizes, take, end_cell = _SILENT, uniform.sizes, reading.take, reading.end_cell
    is_open = False
    for element in table.iterdescendants():
        tag = element.tag
        if tag in silent:
            continue
        if tag == T:
            if text := element.text:
                line.append(text if "\n" not in text else text.replace("\n", " "))
        elif tag == P:
            if line:
                lines.append("".join(line))
                line.clear()
            names.append(None)
        elif tag == SIZE and element.get(VAL) in sizes:
            continue
        elif tag == TC:
            if is_open and not end_cell():
                return None
            is_open = True
        elif tag == TR:
            if is_open and not end_cell():
                return None
            is_open = False
            reading.grid.begin_row()
        elif not take(element, tag):
            return None
    return reading.grid.done() if (not is_open or end_cell()) and uniform.is_seen() else None


class _Reading:
    """A plain table while it is read: what is known of the cell that is open."""

    __slots__ = (
        "count", "grid", "indents", "known", "last", "line", "lines", "look", "names", "plain", "shaded", "span",
        "uniform", "vertical", "width",
    )  # fmt: skip

    def __init__(self, look: TableLook, uniform: Uniform, table: etree._Element) -> None:
        self.look, self.uniform, self.grid = look, uniform, Grid()
        grid = table.find(f"{W}tblGrid")
        self.count, self.width = sum(1 for _ in table.iterchildren(TR)), 0 if grid is None else len(grid)
        # One context for every cell whose place and shading change nothing.
        self.plain: Context | None = None if look.conditions.parts else look.context((0, 1, 0, 1), None)
        self.line: list[str] = []
        self.lines: list[str] = []
        self.names: list[str | None] = []  # the styles of the cell's paragraphs
        self.span, self.vertical = 1, ""
        self.shaded: etree._Element | None = None
        self.last: Context | None = None  # the place of the last cell, and the styles known to be plain there
        self.known: set[str | None] = set()
        self.indents: set[tuple[str | bytes, ...]] = set()  # those that push nothing

    def take(self, element: etree._Element, tag: str) -> bool:
        """Take an element that says something about the open cell; return whether it is a plain one."""
        if tag == _STYLE:
            if self.names:
                self.names[-1] = element.get(VAL)
        elif tag == _SPAN:
            self.span = number(element, 1)
        elif tag == _MERGE:
            self.vertical = element.get(VAL, "continue")
        elif tag == _HEIGHT:
            return element.get(f"{W}hRule") != "exact"
        elif tag in CHARACTERS:
            parent = element.getparent()
            if parent is not None and parent.tag == R:  # a w:tab is also a stop of a paragraph's
                self.line.append(CHARACTERS[tag])
            elif tag == TAB:
                return not is_far_stop(element)
        elif tag in _MARGINS:
            return not is_wide_margin(element)
        elif tag == IND:
            return self._leaves_letters(element)
        elif tag in (_SHADING, _SPACING):
            parent = element.getparent()
            above = None if parent is None else parent.tag
            if above == RPR:
                return self.uniform.take(element)
            if tag == _SPACING:
                return element.get(f"{W}lineRule") != "exact"
            if above == TCPR:
                self.shaded = element
            return above in (TCPR, TBLPR)
        else:
            return self.uniform.take(element)
        return True

    def _leaves_letters(self, indent: etree._Element) -> bool:
        """Return whether an indent pushes no letters out of their cell; that of a blank line has none to push."""
        key = tuple(indent.values())
        if key in self.indents:
            return True
        if not is_shift(indent):
            self.indents.add(key)
            return True
        paragraph = next(indent.iterancestors(P), None)
        return paragraph is not None and next(paragraph.iter(R), None) is None

    def end_cell(self) -> bool:
        """Put the open cell into the grid; return whether its letters look as they should."""
        lines, line, names, grid = self.lines, self.line, self.names, self.grid
        rows = grid.rows
        if not rows:
            return False
        context = self.plain
        if context is None or self.shaded is not None:
            shading = None if self.shaded is None else self.uniform.styles.shading(self.shaded)
            place = (len(rows) - 1, self.count, grid.column - 1, self.width)
            context = self.look.context(place, shading)
            self.shaded = None
        if context is not self.last:
            self.last, self.known = context, self.uniform.plain_names(context)
        known = self.known
        for name in names:
            if name not in known and not self.uniform.is_plain(name, context):
                return False
        names.clear()
        text = ""
        if line:
            text = "".join(line) if len(line) > 1 else line[0]
            line.clear()
        if lines:
            if text:
                lines.append(text)
            text = "\n".join(lines)
            lines.clear()
        span, vertical = self.span, self.vertical
        if not (vertical or grid.reaching) or not grid.covers(span, vertical):
            if "\n" in text or "\t" in text:
                text = tidy(text)
            column = grid.column
            rows[-1].append(Cell(text, len(rows), column, 1, span))
            grid.column = column + span
        if span != 1 or vertical:
            self.span, self.vertical = 1, ""
        return True


def tidy(text: str) -> str:
    """Return the lines of a cell's text without blank ones; numbers with a tab between them are on two lines."""
    if "\n" not in text and "\t" not in text:
        return text
    return _TABBED.sub("\n", "\n".join([line for line in text.split("\n") if line.strip()]))


def number(element: etree._Element, default: int) -> int:
    """Return the whole number an element's w:val gives, at most 100; `default` for any other."""
    value = element.get(VAL, "")
    return (
        min(int(value) or default, 100) if value.isascii() and value.isdigit() and len(value) < 9 else default
    )
