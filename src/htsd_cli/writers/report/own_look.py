"""How the office's own words look: carried through a template's fields as marks, set in the finished report.

A template prints `{{ paragraph.text }}`, whoever wrote the template. So the look of letters travels in the text itself,
as code points that no text may hold (Unicode 16, 23.7: noncharacters are for a program's own use), and a table as one
such mark with its number. `dress` turns them into bold letters and tables where they came to stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import NamedTuple

from docx.document import Document as DocumentFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from htsd_cli.language.vietnamese import clean

_LOOKS = {
    "bold": "\ufdd0",
    "italic": "\ufdd1",
    "underline": "\ufdd2",
    "strike": "\ufdd3",
    "superscript": "\ufdd4",
    "subscript": "\ufdd5",
}  # each turns its look on, and the next one off
_TABLE = "\ufdd6"  # stands before and behind the number of a table
_BY_MARK = {mark: look for look, mark in _LOOKS.items()}
_TEXT_POINTS = 12  # of the letters in a table
_ALIGNED = {"center": "center", "right": "right", "end": "right", "both": "both"}


class Cell(NamedTuple):
    """A cell: its lines with how each is aligned (as Word says it), how many columns it takes, how it is merged.

    `merge` is "restart" for the first of cells merged downwards, "continue" for the others, "" for none.
    """

    lines: tuple[tuple[str, str], ...]
    span: int = 1
    merge: str = ""


Row = tuple[Cell, ...]


class Table(NamedTuple):
    """A table of the office's; `widths` are those of its columns, in any unit."""

    widths: tuple[int, ...]
    rows: tuple[Row, ...]


def marked(spans: Iterable[tuple[str, frozenset[str]]]) -> str:
    """Return the texts as one, the marks of each one's looks around it; spaces at the ends are dropped."""
    out: list[str] = []
    now: frozenset[str] = frozenset()
    for text, looks in _cleaned(spans):
        wanted = looks if text.strip() else now  # a space between two bold words needs no look of its own
        out += [mark for look, mark in _LOOKS.items() if (look in now) != (look in wanted)]
        out.append(text)
        now = wanted
    return "".join([*out, *(mark for look, mark in _LOOKS.items() if look in now)])


def _cleaned(spans: Iterable[tuple[str, frozenset[str]]]) -> list[tuple[str, frozenset[str]]]:
    """Return the texts each with one code for each letter, single spaces among all of them and none at the ends."""
    found: list[tuple[str, frozenset[str]]] = []
    for text, looks in spans:
        tidy = clean(f"|{text}|")[1:-1]
        if tidy.startswith(" ") and (not found or found[-1][0].endswith((" ", "\n"))):
            tidy = tidy[1:]
        if tidy:
            found.append((tidy, looks))
    if found:
        found[-1] = (found[-1][0].rstrip(), found[-1][1])
    return found


def placed(number: int) -> str:
    """Return the text that stands for a table by its number."""
    return f"{_TABLE}{number}{_TABLE}"


def plain(text: str) -> str:
    """Return a marked text without its marks."""
    return "".join(char for char in text if char not in _BY_MARK and char != _TABLE)


def dress(document: DocumentFile, tables: Sequence[Table]) -> None:
    """Set the letters and tables that a filled template has marks of."""
    width = _text_width(document)
    for paragraph in list(document.element.body.iter(qn("w:p"))):
        text = "".join(item.text or "" for item in paragraph.iter(qn("w:t")))
        if _TABLE in text:
            _put_table(paragraph, text, tables, width)
        elif any(mark in text for mark in _BY_MARK):
            _set_letters(paragraph)


def _set_letters(paragraph: etree._Element) -> None:
    """Split the paragraph's runs at the marks and give each the looks that are on there."""
    on: set[str] = set()
    for run in list(paragraph.iter(qn("w:r"))):
        pieces: list[tuple[frozenset[str], etree._Element]] = []
        for child in run:
            if child.tag == qn("w:rPr"):
                continue
            if child.tag != qn("w:t"):
                pieces.append((frozenset(on), child))
                continue
            letters = ""
            for char in child.text or "":
                look = _BY_MARK.get(char)
                if look is None:
                    letters += char
                    continue
                pieces += _text_piece(letters, on)
                letters = ""
                on ^= {look}
            pieces += _text_piece(letters, on)
        properties = run.find(qn("w:rPr"))
        for looks, content in pieces:
            made = OxmlElement("w:r")
            if properties is not None:
                made.append(deepcopy(properties))
            made.append(content)
            font = Run(made, Paragraph(paragraph, None)).font  # type: ignore[arg-type]
            for look in looks:
                setattr(font, look, True)
            run.addprevious(made)
        _drop(run)


def _text_piece(letters: str, on: set[str]) -> list[tuple[frozenset[str], etree._Element]]:
    if not letters:
        return []
    element = OxmlElement("w:t")
    element.text = letters
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [(frozenset(on), element)]


def _put_table(paragraph: etree._Element, text: str, tables: Sequence[Table], width: int) -> None:
    """Put the table in the paragraph's place; Word wants a paragraph behind a table in a cell and at the end."""
    number = text.partition(_TABLE)[2].partition(_TABLE)[0]
    if number.isdigit() and int(number) < len(tables):
        paragraph.addprevious(_drawn(tables[int(number)], width))
    following = paragraph.getnext()
    if following is not None and following.tag == qn("w:p"):
        _drop(paragraph)
        return
    for run in list(paragraph.iter(qn("w:r"))):
        _drop(run)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _drawn(table: Table, width: int) -> etree._Element:
    """Return the table as Word has it, `width` twentieths of a point wide, ruled, in the report's letters."""
    columns = max([len(table.widths), *(sum(cell.span for cell in row) for row in table.rows)])
    shares = [*table.widths, *[max(table.widths, default=1)] * (columns - len(table.widths))]
    widths = [share * width // max(1, sum(shares)) for share in shares]
    element = OxmlElement("w:tbl")
    properties = OxmlElement("w:tblPr")
    properties.append(_valued("w:tblW", w=str(sum(widths)), type="dxa"))
    properties.append(_valued("w:jc", val="center"))
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_valued(f"w:{side}", val="single", sz="4", space="0", color="000000"))
    properties.append(borders)
    properties.append(_valued("w:tblLayout", type="fixed"))
    element.append(properties)
    grid = OxmlElement("w:tblGrid")
    for wide in widths:
        grid.append(_valued("w:gridCol", w=str(wide)))
    element.append(grid)
    for row in table.rows:
        element.append(_row(row, widths))
    return element


def _row(row: Row, widths: Sequence[int]) -> etree._Element:
    element = OxmlElement("w:tr")
    kept = OxmlElement("w:trPr")
    kept.append(OxmlElement("w:cantSplit"))
    element.append(kept)
    at = 0
    for cell in row:
        made = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        properties.append(_valued("w:tcW", w=str(sum(widths[at : at + cell.span])), type="dxa"))
        if cell.span > 1:
            properties.append(_valued("w:gridSpan", val=str(cell.span)))
        if cell.merge:
            properties.append(_valued("w:vMerge", val=cell.merge))
        properties.append(_valued("w:vAlign", val="center"))
        made.append(properties)
        for text, aligned in cell.lines or (("", ""),):
            made.append(_line(text, aligned))
        element.append(made)
        at += cell.span
    return element


def _line(text: str, aligned: str) -> etree._Element:
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(_valued("w:spacing", before="0", after="0", line="240", lineRule="auto"))
    properties.append(_valued("w:ind", left="0", firstLine="0"))
    properties.append(_valued("w:jc", val=_ALIGNED.get(aligned, "left")))
    paragraph.append(properties)
    for place, piece in enumerate(text.split("\n")):
        run = OxmlElement("w:r")
        look = OxmlElement("w:rPr")
        look.append(_valued("w:sz", val=str(2 * _TEXT_POINTS)))
        look.append(_valued("w:szCs", val=str(2 * _TEXT_POINTS)))
        run.append(look)
        if place:
            run.append(OxmlElement("w:br"))
        for _, content in _text_piece(piece, set()):
            run.append(content)
        paragraph.append(run)
    _set_letters(paragraph)
    return paragraph


def _valued(tag: str, **attributes: str) -> etree._Element:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _text_width(document: DocumentFile) -> int:
    """Return the width between the margins of the first section, in twentieths of a point."""
    section = document.sections[0]
    sides = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (0 if side is None else side.twips for side in sides)
    return page - left - right if page - left - right > 0 else 9000
