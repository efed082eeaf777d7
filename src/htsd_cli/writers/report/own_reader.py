"""Reads the office's own words out of its Word file: headings, texts with their look, lists, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from docx.document import Document as DocumentFile
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle, CharacterStyle
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run
from lxml import etree

from htsd_cli.language.vietnamese import clean
from htsd_cli.readers.word.looks.styles import Styles
from htsd_cli.readers.word.numbering import Numbering
from htsd_cli.writers.report.own_look import Cell, Row, Table, marked

_GONE = {qn("w:del"), qn("w:moveFrom")}
_LOOKS = ("bold", "italic", "underline", "strike", "superscript", "subscript")
_DEEPEST = 20  # styles based on one another
_USUAL_WIDTH = 2000  # twentieths of a point of a column that says nothing of its own


class Found(NamedTuple):
    """A paragraph of the file: its style's name, its level as a heading (None: none), its text plain and marked.

    `mark` is what Word draws before a line of a list, "" for none. Of a table `table` is what stands in it.
    """

    style: str = ""
    level: int | None = None
    plain: str = ""
    text: str = ""
    mark: str = ""
    table: Table | None = None


@dataclass(slots=True)
class OwnReader:
    """Goes through one file in its order; `styles` and `numbering` are those of the same file.

    `unseen` is the name of a style whose look is not that of what somebody writes in it.
    """

    document: DocumentFile
    styles: Styles
    numbering: Numbering
    unseen: str = ""
    _style_names: dict[str, str] = field(default_factory=dict)

    def read(self) -> Iterator[Found]:
        """Yield the paragraphs with text, and the tables where they stand; what is in boxes is not read."""
        for element in self._outermost(self.document.element.body):
            if element.tag == qn("w:tbl"):
                rows = tuple(self._rows(element))
                if any(cell.lines for row in rows for cell in row):
                    yield Found(table=Table(tuple(_widths(element)), rows))
            else:
                found = self._paragraph(element)
                if found.plain:
                    yield found

    def has_pictures(self) -> bool:
        """Whether the file has pictures or drawings, which are not read."""
        body = self.document.element.body
        return any(body.find(f".//{qn(tag)}") is not None for tag in ("w:drawing", "w:pict", "w:object"))

    def _outermost(self, around: etree._Element) -> Iterator[etree._Element]:
        """Yield the paragraphs and tables below an element, those in content controls and changes too."""
        for child in around:
            if child.tag in (qn("w:p"), qn("w:tbl")):
                yield child
            elif child.tag not in _GONE and isinstance(child.tag, str):
                yield from self._outermost(child)

    def _paragraph(self, element: etree._Element) -> Found:
        properties = element.find(qn("w:pPr"))
        style = self._style_name(properties)
        spans = list(self._spans(element, None if style == self.unseen else properties))
        plain = clean("".join(text for text, _ in spans))
        if not plain:
            return Found()
        return Found(style, _level(properties, style), plain, marked(spans), self._mark(properties, style))

    def _spans(
        self, element: etree._Element, styled: etree._Element | None
    ) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield a paragraph's texts with their looks, without deleted and hidden letters.

        Without what it is `styled` by its paragraph style gives no look.
        """
        paragraph = WordParagraph(element, self.document._body)  # type: ignore[arg-type]
        of_paragraph = None if styled is None else paragraph.style
        for found in element.iter(qn("w:r")):
            around = {ancestor.tag for ancestor in found.iterancestors()}
            if around & _GONE or qn("w:txbxContent") in around:
                continue
            run = Run(found, paragraph)  # type: ignore[arg-type]
            if run.font.hidden:
                continue
            text = "".join(_letters(found))
            if text:
                yield text, frozenset(look for look in _LOOKS if _has(run, of_paragraph, look))

    def _rows(self, table: etree._Element) -> Iterator[Row]:
        for row in table.iter(qn("w:tr")):
            if (
                next(row.iterancestors(qn("w:tbl"))) is table
                and row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None
            ):
                yield tuple(self._cell(cell) for cell in row.iter(qn("w:tc"))
                            if next(cell.iterancestors(qn("w:tr"))) is row)  # fmt: skip

    def _cell(self, cell: etree._Element) -> Cell:
        properties = cell.find(qn("w:tcPr"))
        span = merge = None
        if properties is not None:
            span, merge = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
        lines = []
        for element in cell.iter(qn("w:p")):
            found = self._paragraph(element)
            if found.plain:
                aligned = element.find(f"{qn('w:pPr')}/{qn('w:jc')}")
                lines.append(
                    (found.mark + found.text, "" if aligned is None else aligned.get(qn("w:val"), ""))
                )
        wide = "1" if span is None else span.get(qn("w:val"), "1")
        return Cell(
            tuple(lines),
            int(wide) if wide.isdigit() else 1,
            "" if merge is None else merge.get(qn("w:val"), "continue"),
        )

    def _mark(self, properties: etree._Element | None, style: str) -> str:
        """Return the mark that Word draws before a line of a list: `- `, `1. `, `a) `."""
        numbered = None if properties is None else properties.find(qn("w:numPr"))
        styled = self.styles.paragraph(_style_id(properties)).get("numbered")
        shown = self.numbering.next(numbered, styled)
        if shown is not None:
            return "- " if shown.bullet else f"{shown.text.strip()} "
        return "- " if numbered is None and style.startswith("List Bullet") else ""

    def _style_name(self, properties: etree._Element | None) -> str:
        id_ = _style_id(properties)
        if id_ is None:
            return ""
        if not self._style_names:
            for style in self.document.styles.element.iter(qn("w:style")):
                name = style.find(qn("w:name"))
                self._style_names[style.get(qn("w:styleId"), "")] = (
                    "" if name is None else name.get(qn("w:val"), "")
                )
        return self._style_names.get(id_, "")


def _style_id(properties: etree._Element | None) -> str | None:
    found = None if properties is None else properties.find(qn("w:pStyle"))
    return None if found is None else found.get(qn("w:val"))


def _level(properties: etree._Element | None, style: str) -> int | None:
    """Return the level of a heading from 0, None for a text."""
    lower = style.lower()
    if lower.startswith("heading ") and lower[8:].isdigit():
        return int(lower[8:]) - 1
    outline = None if properties is None else properties.find(qn("w:outlineLvl"))
    value = "9" if outline is None else outline.get(qn("w:val"), "9")
    return int(value) if value in ("0", "1", "2") else None


def _letters(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield " " if child.get(qn("w:type")) in ("page", "column") else "\n"
        elif child.tag == qn("w:tab"):
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"


def _has(run: Run, paragraph: CharacterStyle | None, look: str) -> bool:
    """Return whether a run has a look: by itself, else by its style, else by its paragraph's."""
    own = getattr(run.font, look)
    if own is not None:
        return bool(own)
    return any(_of_style(style, look) for style in (run.style, paragraph))


def _of_style(style: BaseStyle | None, look: str) -> bool:
    """Return whether a style, else the next it is based on that says anything of it, has a look."""
    for _ in range(_DEEPEST):
        if not isinstance(style, CharacterStyle):  # a paragraph's style is one too
            return False
        own = getattr(style.font, look)
        if own is not None:
            return bool(own)
        style = style.base_style
    return False


def _widths(table: etree._Element) -> Iterator[int]:
    for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"):
        width = column.get(qn("w:w"), "")
        yield int(width) if width.isdigit() and int(width) else _USUAL_WIDTH
