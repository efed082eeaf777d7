"""Puts the form's own tables into a filled report, in place of the line that stands for them."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from typing import Any

from docx.document import Document as DocumentFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import fold
from htsd_cli.writers.ticks import about_ticks
from htsd_cli.writers.word.transplant import Transplant

TABLES = "\ue000\ue010"  # what the field {{ tables }} prints: the line the tables take the place of

_TITLE, _END, _BELOW = "Phụ lục - tên", "Kết thúc", "Phụ lục - chữ"
_PAGE = (qn("w:pgSz"), qn("w:pgMar"))
_ABOVE = 4  # lines above a table among which its own name may stand
_NARROWEST = 567  # twentieths of a point: a margin of 1 cm, where the form's own file has less


def place_tables(document: DocumentFile, consolidation: Consolidation, form: Form) -> None:
    """Put the tables of a form where the report's template has {{ tables }}, each on pages as wide as its file's.

    Those of a Word form are its own, taken out of it with all they look like; those of another are drawn. A template
    without such a line has none.
    """
    marks = [
        paragraph
        for paragraph in document.element.body.iter(qn("w:p"))
        if TABLES in "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
    ]
    if not marks:
        return
    looks = {style.name: style.style_id for style in document.styles}
    own = _own_parts(document, consolidation, form)
    parts = own or _drawn_parts(document, consolidation, form)
    mark = marks[0]
    last = len(parts) - 1
    for at, (blocks, page) in enumerate(parts):
        title = _title(form, at)
        if title and not any(fold(title) in fold(_said(block)) for block in blocks[:_ABOVE]):
            line = _line(title, looks.get(_TITLE))
            _keep_with_next(line)
            mark.addprevious(line)
        for block in blocks:
            if block.tag == qn("w:p") and block is not blocks[-1]:
                _keep_with_next(block)
            mark.addprevious(block)
        ticks = about_ticks(consolidation, form.tables[at])
        if ticks:
            mark.addprevious(_line(ticks, looks.get(_BELOW)))
        tables: set[str | None] = {None} if at == last else set()
        for text in _below(consolidation, tables if own else {*tables, form.tables[at].id}):
            mark.addprevious(_line(text, looks.get(_BELOW)))
        following = parts[at + 1][1] if at < last else None
        if at < last and _size(following) != _size(page):
            mark.addprevious(_section_end(document, mark, page, looks.get(_END)))
        elif at < last:
            mark.addprevious(_line("", None))
    end = _section_after(mark)
    if end is not None and parts:
        _set_page(end, parts[-1][1])
    for paragraph in marks:
        paragraph.getparent().remove(paragraph)


Part = tuple[list[Any], Any]  # what is put into the report, and the properties of its page


def _own_parts(document: DocumentFile, consolidation: Consolidation, form: Form) -> list[Part]:
    path = form.own_file
    if path is None or path.suffix.lower() != ".docx" or not path.is_file():
        return []
    from htsd_cli.writers.report.own_tables import own_tables

    found = own_tables(consolidation, form, path)
    if found is None:
        return []
    source, blocks = found
    way = Transplant(source, document)
    parts: list[Part] = []
    for block in blocks:
        taken: list[Any] = [way.take(line) for line in block.above]
        for at, table in enumerate(block.tables):
            taken += [_line("", None)] if at else []
            taken.append(way.take(table))
        parts.append((taken, block.page))
    return parts


def _drawn_parts(document: DocumentFile, consolidation: Consolidation, form: Form) -> list[Part]:
    from htsd_cli.writers.report.drawn_tables import drawn_table

    parts: list[Part] = []
    for table in form.tables:
        drawn = drawn_table(document, consolidation, form, table)
        parts.append(([drawn.table], _standing(document, wide=drawn.wide)))
    return parts


def _title(form: Form, at: int) -> str:
    """Return the line above a table that names it, "" where the appendix is called so already."""
    title = form.tables[at].title.strip()
    if not title or fold(title) == fold(form.title):
        return ""
    return "" if at == 0 and len(form.tables) == 1 else title


def _said(block: Any) -> str:
    """Return the text of a line, "" of a table."""
    return "".join(part.text or "" for part in block.iter(qn("w:t"))) if block.tag == qn("w:p") else ""


def _keep_with_next(paragraph: Any) -> None:
    """Have a line above a table stand on the page where the table begins."""
    properties = paragraph.get_or_add_pPr()
    if properties.find(qn("w:keepNext")) is None:
        properties.get_or_add_keepNext()


def _below(consolidation: Consolidation, tables: Collection[str | None]) -> list[str]:
    """Return the counts asked below the tables of these ids as lines; None is for those of the whole form."""
    counted = len(consolidation.counted)
    return [item.line(counted) for item in consolidation.answers if item.table in tables]


def _line(text: str, style: str | None) -> Any:
    paragraph: Any = OxmlElement("w:p")
    if style is not None:
        paragraph.get_or_add_pPr()._add_pStyle().val = style
    if text:
        run = OxmlElement("w:r")
        told = OxmlElement("w:t")
        told.text = text
        run.append(told)
        paragraph.append(run)
    return paragraph


# -- pages -------------------------------------------------------------------------------------------------


def _size(page: Any) -> tuple[str, str]:
    size = None if page is None else page.find(qn("w:pgSz"))
    return ("", "") if size is None else (size.get(qn("w:w"), ""), size.get(qn("w:h"), ""))


def _standing(document: DocumentFile, *, wide: bool) -> Any:
    """Return the report's own page, on its side where a table is wide."""
    page = deepcopy(document.sections[0]._sectPr)
    size = page.find(qn("w:pgSz"))
    if size is not None and wide:
        width, height = size.get(qn("w:w"), "0"), size.get(qn("w:h"), "0")
        if int(width) < int(height):
            size.set(qn("w:w"), height)
            size.set(qn("w:h"), width)
        size.set(qn("w:orient"), "landscape")
    return page


def _section_after(mark: Any) -> Any | None:
    """Return the properties of the section a line stands in."""
    for element in mark.itersiblings():
        if element.tag == qn("w:sectPr"):
            return element
        end = element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if element.tag == qn("w:p") else None
        if end is not None:
            return end
    return None


def _set_page(section: Any, page: Any) -> None:
    """Give a section the size and margins of another page, with margins one can print."""
    for name in _PAGE:
        own, other = section.find(name), None if page is None else page.find(name)
        if other is None:
            continue
        taken = deepcopy(other)
        if own is not None:
            section.replace(own, taken)
        else:
            section.insert(0, taken)
        if name == qn("w:pgMar"):
            for side in ("top", "bottom", "left", "right"):
                value = taken.get(qn(f"w:{side}"), "0")
                width = abs(int(value)) if value.lstrip("-").isdigit() else _NARROWEST
                taken.set(qn(f"w:{side}"), str(max(width, _NARROWEST)))


def _section_end(document: DocumentFile, mark: Any, page: Any, style: str | None) -> Any:
    """Return a paragraph that ends a section of such a page, like the one the tables stand in."""
    like = _section_after(mark)
    section = deepcopy(document.sections[0]._sectPr if like is None else like)
    _set_page(section, page)
    paragraph = _line("", style)
    paragraph.get_or_add_pPr().append(section)
    return paragraph
