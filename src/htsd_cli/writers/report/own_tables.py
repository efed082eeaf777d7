"""The tables of an office's own Word form, filled with the totals: cell by cell, in the letters they are drawn with."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.document import Document as DocumentFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from htsd_cli.consolidate import Consolidation
from htsd_cli.consolidate.telling.answers import line_begun
from htsd_cli.form import Form, FormTable
from htsd_cli.language.marks import marked
from htsd_cli.language.vietnamese import fold, format_number
from htsd_cli.learn.places import TablePlaces, read_own_file
from htsd_cli.readers.packages import Package
from htsd_cli.readers.word.docx import find_cells
from htsd_cli.values.figures import Key, Number
from htsd_cli.writers.report.appendix_names import NUMERALS
from htsd_cli.writers.report.own_fit import fit_figures, repeat_headings
from htsd_cli.writers.unit_lists import ListLine, Lists, lists_of

MOST_LINES = 500  # of the units' own lists in a report: of more only the units stand there

_VAL, _P, _R, _T, _TC = qn("w:val"), qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tc")
_BR, _TAB = qn("w:br"), qn("w:tab")
_LETTERS = f"{qn('w:pPr')}/{qn('w:rPr')}"
_FIGURE = re.compile(r"-?\d[\d.,]*")
_DOTS = re.compile(r"[.…_]{3,}|…")
_UNIT_LINE = re.compile(r"(?:dvt|don vi tinh)\b")
_HEAD_LINE = re.compile(
    r"(?:[IVX]+|\d+(?:\.\d+)*|[A-D])\s*[.)/-]|(?:bảng|biểu|mẫu|phần|mục|phụ lục)\b", re.IGNORECASE
)
_LONGEST_LINE = 160  # letters
_NOT_TAKEN = re.compile(
    r"(?:cong hoa|doc lap|kinh gui|nguoi lap|thu truong|noi nhan|ngai \d* *thang|don vi bao cao|don vi:|so:)"
)

Cells = Mapping[tuple[int, int, int], Any]


class Block(NamedTuple):
    """A table of the form in its file: the lines that belong above it, it, and those it goes on in; its page."""

    above: tuple[Any, ...]
    tables: tuple[Any, ...]
    page: Any


def own_tables(
    consolidation: Consolidation, form: Form, blank: Path
) -> tuple[DocumentFile, list[Block]] | None:
    """Return the office's own file with its tables filled, and where they are; None where they fit no more."""
    places = read_own_file(form).places
    if not places:
        return None
    document = Document(io.BytesIO(blank.read_bytes()))
    with Package(blank) as package:
        numbers = find_cells(package)
    elements = list(document.element.iter("*"))
    cells = {place: elements[number] for place, number in numbers.items()}
    found = [tuple(_table_of(cells, number) for number in place.tables) for place in places]
    blocks = _blocks(document, form, found)
    for place, table, elements_of in zip(places, form.tables, found, strict=True):
        _repeat_headings(place, table, elements_of)
        if place.units is None:
            _fill(consolidation, place, cells)
        else:
            _fill_lists(consolidation, form, place, cells)
        for element in elements_of:
            _fill_answers(consolidation, table, element)
            fit_figures(document, element, [cell for cell in element.iter(_TC) if _is_figure(cell)])
    return document, blocks


def _repeat_headings(place: TablePlaces, table: FormTable, elements: Sequence[Any]) -> None:
    """Have the headings of a table repeated on each page: those of its first part, and of those that have their own."""
    for number, element in zip(place.tables, elements, strict=True):
        rows = [row for at, row, _ in place.cells.values() if at == number and row]
        first = min(place.units.rows if place.units is not None else rows, default=1)
        repeat_headings(element, min(first - 1, table.heading_rows))


def _fill_answers(consolidation: Consolidation, table: FormTable, element: Any) -> None:
    """Write the counts that are asked in rows at the foot of a table into these rows."""
    for item in consolidation.answers:
        if item.table != table.id:
            continue
        for row in element.iterchildren(qn("w:tr")):
            own = list(row.iterchildren(_TC))
            if not own or marked(line_begun(_text_of(own[0]), table.footers)) != marked(item.label):
                continue
            said = item.line(len(consolidation.counted)).removeprefix(f"{item.label}: ")
            if len(own) > 1 and not re.sub(r"[\s.…_]", "", _text_of(own[1])):
                write(own[1], said, figure=False)
            else:
                write(own[0], item.line(len(consolidation.counted)), figure=False)


def _text_of(cell: Any) -> str:
    return " ".join("".join(part.text or "" for part in cell.iter(_T)).split())


def _is_figure(cell: Any) -> bool:
    return _FIGURE.fullmatch(_text_of(cell)) is not None


def _table_of(cells: Cells, number: int) -> Any:
    tc = next(
        element for place, element in sorted(cells.items(), key=lambda item: item[0]) if place[0] == number
    )
    return next(tc.iterancestors(qn("w:tbl")))


def shown(value: Number | None, digits: int | None = None) -> str:
    """Return a number as a report writes it, "" for none; a rate with all its `digits` behind the comma."""
    return "" if value is None else format_number(value, digits)


# -- rows that are indicators ------------------------------------------------------------------------------


def _fill(consolidation: Consolidation, place: TablePlaces, cells: Cells) -> None:
    for (indicator, measure), spot in place.cells.items():
        if spot in cells:
            key = Key(indicator, measure)
            value = consolidation.shown.get(key, consolidation.ticked.get(key))
            write(cells[spot], shown(value, consolidation.digits.get(key)))


# -- rows that are units -----------------------------------------------------------------------------------


def _fill_lists(consolidation: Consolidation, form: Form, place: TablePlaces, cells: Cells) -> None:
    """Write the units with their lists below them, or the lists added up by name; and the row of all totals."""
    assert place.units is not None
    number = place.tables[0]
    rows = [row for at in place.units.rows if (row := _row_of(cells, number, at)) is not None]
    if not rows:
        return
    total = _row_of(cells, number, place.units.total) if place.units.total is not None else None
    table = next(item for item in form.tables if item.id == place.id)
    lists = lists_of(consolidation.counted, table, form, consolidation.digits)
    columns = {Key(*key): column for key, (_, _, column) in place.cells.items()}
    note = next((column.index for column in table.columns if column.role == "note" and column.index), None)
    lines = list(list_lines(lists))
    pattern = copy.deepcopy(rows[-1])
    anchor = rows[-1]
    while len(rows) < len(lines):
        made = copy.deepcopy(pattern)
        anchor.addnext(made)
        anchor = made
        rows.append(made)
    for row in rows[len(lines) :]:
        row.getparent().remove(row)
    first = _columns_of(rows[0])[0]
    for row, line in zip(rows, lines, strict=False):
        values = dict.fromkeys(columns.values(), "")
        values |= {columns[key]: shown(value) for key, value in line.figures.items() if key in columns}
        values |= {columns[key]: text for key, text in line.texts.items() if key in columns}
        values[place.units.label] = line.name
        if first < place.units.label:
            values[first] = line.number
        if note is not None:
            values[note] = line.note
        _fill_row(row, values, columns.values(), bold=line.head)
    if total is not None:
        totals = {
            column: shown(consolidation.shown.get(key), consolidation.digits.get(key))
            for key, column in columns.items()
        }
        _fill_row(total, totals, columns.values())


class Line(NamedTuple):
    """A row of a table of units as it is printed; `head` is a unit's above its own list."""

    number: str
    name: str
    figures: Mapping[Key, Number]
    texts: Mapping[Key, str]
    note: str = ""
    head: bool = False


def list_lines(lists: Lists) -> list[Line]:
    """Return the rows of a table of units: each unit with its list below it, or the lists added up by name."""
    if lists.by_name:
        return [_of_list(str(at), line) for at, line in enumerate(lists.by_name, 1)]
    each = 0 < lists.count <= MOST_LINES
    out: list[Line] = []
    for at, item in enumerate(lists.units, 1):
        number = NUMERALS[(at - 1) % len(NUMERALS)] if each else str(at)
        out.append(Line(number, item.unit.name, item.figures, {}, head=each))
        if each:
            out += [_of_list(str(place), line) for place, line in enumerate(item.lines, 1)]
    return out


def _of_list(number: str, line: ListLine) -> Line:
    return Line(number, line.name, line.figures, line.texts, line.note)


def _row_of(cells: Cells, number: int, row: int | None) -> Any:
    tc = next((element for (table, at, _), element in cells.items() if table == number and at == row), None)
    return None if tc is None else tc.getparent()


def _columns_of(row: Any) -> list[int]:
    """Return the first grid column of each cell of a row."""
    found, column = [], 1
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    column += int(before.get(_VAL, "0")) if before is not None else 0
    for tc in row.iterchildren(_TC):
        found.append(column)
        span = tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        column += int(span.get(_VAL, "1")) if span is not None else 1
    return found


def _fill_row(row: Any, values: Mapping[int, str], figures: Collection[int], *, bold: bool = False) -> None:
    for column, tc in zip(_columns_of(row), row.iterchildren(_TC), strict=True):
        if column in values:
            write(tc, values[column], bold=bold, figure=column in figures)


# -- cells -------------------------------------------------------------------------------------------------


def write(cell: Any, text: str, *, bold: bool = False, figure: bool = True) -> None:
    """Write a text into a cell in the letters it is drawn with, else in those of its row; a `figure` to the right."""
    paragraphs = list(cell.iterchildren(_P))
    if not paragraphs:
        paragraphs = [OxmlElement("w:p")]
        cell.append(paragraphs[0])
    first = paragraphs[0]
    for other in paragraphs[1:]:
        cell.remove(other)
    runs = list(first.iter(_R))
    look = runs[0].find(qn("w:rPr")) if runs else None
    if look is None:
        look = _letters_beside(cell, first)
    for element in list(first):
        if element.tag != qn("w:pPr"):
            first.remove(element)
    if not text:
        return
    properties = first.get_or_add_pPr()
    if figure and _FIGURE.fullmatch(text) and properties.find(qn("w:jc")) is None:
        side = OxmlElement("w:jc")
        side.set(_VAL, "right")
        place = properties.find(qn("w:rPr"))
        if place is None:
            properties.append(side)
        else:
            place.addprevious(side)
    add_lines(first, text, look, bold=bold)


def add_lines(paragraph: Any, text: str, look: Any = None, *, bold: bool = False) -> None:
    """Add a text to a paragraph's element, a run for each of its lines, in letters of the given properties."""
    for at, part in enumerate(text.split("\n")):
        run: Any = OxmlElement("w:r")
        if look is not None:
            run.append(copy.deepcopy(look))
        if bold:
            own = run.get_or_add_rPr()
            if own.find(qn("w:b")) is None:
                own._add_b()
        if at:
            run.append(OxmlElement("w:br"))
        told = OxmlElement("w:t")
        told.text = part
        told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(told)
        paragraph.append(run)


def _letters_beside(cell: Any, paragraph: Any) -> Any | None:
    """Return the letters of an empty cell: those of its paragraph's mark, else of the row's first text, upright."""
    mark = paragraph.find(_LETTERS)
    if mark is not None and len(mark):
        made = OxmlElement("w:rPr")
        made.extend([copy.deepcopy(item) for item in mark if item.tag not in (qn("w:ins"), qn("w:del"))])
        return made
    row = cell.getparent()
    run = next((run for run in row.iter(_R) if run.find(_T) is not None), None)
    own = None if run is None else run.find(qn("w:rPr"))
    if own is None:
        return None
    made = copy.deepcopy(own)
    for tag in ("b", "bCs", "i", "iCs", "u"):
        for element in made.findall(qn(f"w:{tag}")):
            made.remove(element)
    return made


# -- what stands above a table -----------------------------------------------------------------------------


def _blocks(document: DocumentFile, form: Form, found: Sequence[tuple[Any, ...]]) -> list[Block]:
    """Return the form's tables with the lines above each that belong to it, and the page it stands on."""
    body = document.element.body
    wanted = {id(table) for tables in found for table in tables}
    titles = {fold(form.title)}
    titles |= {fold(table.title) for table in form.tables if not _HEAD_LINE.match(table.title)}
    titles.discard("")
    above: list[Any] = []
    lines: dict[int, tuple[Any, ...]] = {}
    for element in body:
        if element.tag == _P:
            if _belongs(element, titles):
                above.append(element)
        elif element.tag == qn("w:tbl"):
            if id(element) in wanted:
                lines[id(element)] = tuple(above)
            above = []
    return [Block(lines.get(id(tables[0]), ()), tables, _page_of(body, tables[0])) for tables in found]


def _belongs(paragraph: Any, titles: set[str]) -> bool:
    """Return whether a line above a table is its heading or says its unit: no title, no line to write on."""
    parts = (part.text or "" if part.tag == _T else " " for part in paragraph.iter(_T, _BR, _TAB))
    text = " ".join("".join(parts).split())
    if not text or len(text) > _LONGEST_LINE or _DOTS.search(text) or _NOT_TAKEN.match(fold(text)):
        return False
    said = fold(text)
    if any(said in title or title in said for title in titles):
        return False
    bold = any(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in paragraph.iter(_R))
    return bool(_UNIT_LINE.match(said.strip("( ")) or _HEAD_LINE.match(text) or (bold and not text.isupper()))


def _page_of(body: Any, table: Any) -> Any:
    """Return the properties of the section a table stands in."""
    top = table
    while top.getparent() is not body:
        top = top.getparent()
    for element in top.itersiblings():
        if element.tag == qn("w:sectPr"):
            return element
        end = element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if element.tag == _P else None
        if end is not None:
            return end
    return body.find(qn("w:sectPr"))
