"""The sections of a filled Word template: which blocks stand in each, and how wide its text is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docx.document import Document as DocumentFile
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import _Element


class Section(NamedTuple):
    """A stretch of pages set alike: the width of its text in points, its paragraphs and tables in order."""

    width: float
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]


def read_sections(document: DocumentFile) -> Iterator[Section]:
    """Yield the document's sections; what stands in content controls is in none."""
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    for element in document.element.body:
        end: _Element | None = element if element.tag == qn("w:sectPr") else None
        if element.tag == qn("w:p"):
            paragraphs.append(Paragraph(element, document._body))
            end = _end(element)
        elif element.tag == qn("w:tbl"):
            tables.append(Table(element, document))
        if end is not None:
            yield Section(_text_width(end), tuple(paragraphs), tuple(tables))
            paragraphs, tables = [], []


def drop_empty_last_section(document: DocumentFile) -> None:
    """Have the document end with the section before when nothing stands in its last one.

    A template parts its appendices by section breaks, and one that is not printed leaves its section empty.
    """
    body = document.element.body
    last = body.find(qn("w:sectPr"))
    after: list[_Element] = []
    for element in reversed(body):
        if element is last:
            continue
        end = _end(element) if element.tag == qn("w:p") else None
        if end is not None and last is not None:
            body.replace(last, end)  # lxml moves it
            for empty in after:
                body.remove(empty)
            return
        if element.tag != qn("w:p") or "".join(element.itertext()).strip():
            return
        after.append(element)


def _end(paragraph: _Element) -> _Element | None:
    """Return the properties of the section that ends with a paragraph, None when none does."""
    end: _Element | None = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    return end


def _text_width(section: _Element) -> float:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return 0.0
    return (
        float(size.get(qn("w:w"), "0"))
        - float(margins.get(qn("w:left"), "0"))
        - float(margins.get(qn("w:right"), "0"))
    ) / 20
