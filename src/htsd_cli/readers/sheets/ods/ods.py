"""Reads an OpenDocument spreadsheet (.ods, or .fods in one piece of XML), sparsely: what repeats is not unfolded.

Names and meanings are those of OpenDocument 1.3, part 3. A cell says its value and kind itself; its style tells
how a date or a fraction is shown, and whether its font is a legacy one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from lxml import etree

from htsd_cli.readers.packages import Package, UnreadableFile, read_flat_xml
from htsd_cli.readers.packages.makers import works_out_text
from htsd_cli.readers.sheets.anchors import Sizes
from htsd_cli.readers.sheets.dates import serial_of
from htsd_cli.readers.sheets.drawings import Drawn
from htsd_cli.readers.sheets.formulas import AS_SHOWN
from htsd_cli.readers.sheets.grid import (
    FILTERED,
    GROUPED,
    HIDDEN,
    LAST_COLUMN,
    LAST_ROW,
    LOWEST,
    TOO_LOW,
    TOO_NARROW,
    Merge,
    Place,
)
from htsd_cli.readers.sheets.looks.letters import Font, Style
from htsd_cli.readers.sheets.number_formats import (
    GENERAL,
    SHORT_DATE,
    NumberFormat,
    Shown,
    number_format,
    rounded,
)
from htsd_cli.readers.sheets.ods.drawn import drawn, draws, notes_of
from htsd_cli.readers.sheets.ods.rules import CALC, rules_of
from htsd_cli.readers.sheets.ods.styles import OFFICE, STYLE, TABLE, TEXT, Styles
from htsd_cli.readers.sheets.page_header import units_among
from htsd_cli.readers.sheets.spreadsheet import Book, RichText, Sheet
from htsd_cli.values.document import CellKind, Document, Seen, Sight

_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_GENERATOR = f"{OFFICE}meta/{_META}generator"
_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_ROW, _COLUMN = f"{TABLE}table-row", f"{TABLE}table-column"
_GROUPS = frozenset(
    f"{TABLE}table-{name}"
    for name in ("row-group", "header-rows", "rows", "column-group", "header-columns", "columns")
)
# What within a paragraph shows nothing; anything else shows the text it holds, also what programs do not know.
SILENT = frozenset(
    ("alphabetical-index-mark", "alphabetical-index-mark-end", "alphabetical-index-mark-start", "bibliography-mark",
     "bookmark", "bookmark-end", "bookmark-start", "change", "change-end", "change-start", "dde-connection",
     "execute-macro", "hidden-paragraph", "meta-start", "note", "page-variable-get", "page-variable-set",
     "reference-mark", "reference-mark-end", "reference-mark-start", "ruby-text", "script",
     "soft-page-break", "table-formula", "toc-mark", "toc-mark-end", "toc-mark-start", "user-index-mark",
     "user-index-mark-end", "user-index-mark-start")
)  # fmt: skip
_CONTENTS = (f"{OFFICE}value-type", f"{TABLE}formula")
_READ = (f"{TEXT}p", f"{OFFICE}annotation", f"{TABLE}table", f"{TABLE}detective", f"{TABLE}cell-range-source")
_CURRENCY = 3  # letters of one by ISO 4217
_HIDDEN = {"collapse": HIDDEN, "filter": FILTERED}
_WITHIN = "bảng lồng trong ô"
_NARROWEST = 3.0  # points
_MOST_SHEETS = 1_000
_MOST_OF_A_HEIGHT = 1_000  # rows repeated, under which something may be drawn
_MOST_REPEATS = 2_000  # of a cell or a row with content
_PERCENT, _TIME = number_format(9, None), number_format(20, None)
# `[.I2:.J2]`, `[$Tổ1.B3]`, `['Tổ 1'.B3:'Tổ 1'.B5]`: a sheet before the point, none for the formula's own.
_SHEET = r"\$?('(?:[^'\]]|'')*'|[^.'\]]*)"
_REFERENCE = re.compile(rf"\[{_SHEET}\.([^:.\]]+)(?::{_SHEET}\.([^:.\]]+))?\]")
_PLAIN_TEXT = re.compile(r"[^\d]{0,9}?(\d(?:[\d.,\s]{0,20}\d)?)[^\dEe]{0,12}")
_NEARLY = 1e-9
_DURATION = re.compile(r"P(?:(\d{1,6})D)?T?(?:(\d{1,8})H)?(?:(\d{1,4})M)?(?:(\d{1,4})(?:[.,]\d+)?S)?")
_FAILED = re.compile(r"#[\w/!?]+|(?:Err|Lỗi):\d{3}")


def read_ods(path: Path, flat: bool = False) -> Document:
    """Return the workbook's sheets as tables, in its order; hidden sheets are marked.

    Raises `UnreadableFile` when the file is damaged or over a limit.
    """
    if flat:
        root = read_flat_xml(path)
        return _Reader(Styles([root]), [root]).read(root).document(path, "fods", _properties(root))
    with Package(path) as package:
        roots = [package.parse(name) for name in ("content.xml", "styles.xml") if name in package]
        about = package.parse("meta.xml") if "meta.xml" in package else None
        made = works_out_text(package, "" if about is None else about.findtext(_GENERATOR, ""))
    if not roots:
        raise UnreadableFile("damaged-file")
    book = _Reader(Styles(roots), roots).read(roots[0])
    book.made = made
    return book.document(path, "ods", {} if about is None else _properties(about))


def _properties(root: etree._Element) -> dict[str, str]:
    return {
        item.get(f"{_META}name", ""): (item.text or "").strip() for item in root.iter(f"{_META}user-defined")
    }


def _margins(roots: Sequence[etree._Element]) -> dict[str, list[str]]:
    """Return the lines printed above each page and the units below it, by the name of the kind of page."""
    pages = [page for root in roots for page in root.iter(f"{STYLE}master-page")]
    return {page.get(f"{STYLE}name", ""): _first(page, "header") + _first(page, "footer") for page in pages}


def _first(page: etree._Element, where: str) -> list[str]:
    """Return the lines that count of the first header or footer with any, without numbers of pages and dates."""
    for ending in ("-first", "", "-left"):
        for part in page.iterchildren(f"{STYLE}{where}{ending}"):
            if part.get(f"{STYLE}display") == "false":
                continue
            lines = ["".join(_plain(line)).strip() for line in part.iter(f"{TEXT}p")]
            kept = [line for line in lines if any(letter.isalpha() for letter in line)]
            if kept := kept if where == "header" else units_among(kept):
                return kept
    return []


def _plain(line: etree._Element) -> Iterator[str]:
    yield line.text or ""
    for item in line:
        if item.tag == f"{TEXT}span":
            yield from _plain(item)
        elif item.tag == f"{TEXT}s":
            yield " "
        yield item.tail or ""


class _Reader:
    def __init__(self, styles: Styles, roots: Sequence[etree._Element]) -> None:
        self._styles = styles
        self._margins = _margins(roots)
        usual = next(iter(self._margins.values()), [])  # of sheets that name no kind of page
        self._usual = self._margins.get("Default", usual)
        self._book = Book()

    def read(self, root: etree._Element) -> Book:
        """Read the sheets under `office:spreadsheet`."""
        body = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
        if body is None:
            raise UnreadableFile("damaged-file")
        settings = body.find(f"{TABLE}calculation-settings")
        if settings is not None and settings.get(f"{TABLE}precision-as-shown") == "true":
            self._book.within = AS_SHOWN
        for named in body.iterfind(f"{TABLE}named-expressions/{TABLE}named-range"):
            stands = _plain_formula("=[" + named.get(f"{TABLE}cell-range-address", "") + "]") or ""
            self._book.names[named.get(f"{TABLE}name", "").casefold()] = stands
        for table in body.iterchildren(f"{TABLE}table"):
            if len(self._book.sheets) == _MOST_SHEETS:
                raise UnreadableFile("too-large", f"sổ tính có hơn {_MOST_SHEETS} trang")
            hidden = self._styles.hides_table(table.get(f"{TABLE}style-name"))
            page = self._styles.page(table.get(f"{TABLE}style-name"))
            sheet = Sheet(table.get(f"{TABLE}name", ""), hidden, header=self._margins.get(page, self._usual))
            self._book.sheets.append(sheet)
            reader = _SheetReader(self._book, sheet, self._styles)
            reader.read(table)
            sheet.drawn += reader.drawn()
            sheet.rules = rules_of(table, self._styles, reader.named)
        return self._book


class _SheetReader:
    """Reads one sheet, counting its rows and columns as they come."""

    def __init__(self, book: Book, sheet: Sheet, styles: Styles) -> None:
        self._book = book
        self._sheet = sheet
        self._styles = styles
        self._row = 0  # the last row passed
        self._column = 0
        self._grouped = False  # within an outline
        self._protected = False
        self._heights = sheet.heights
        self._widths: list[tuple[int, int, float]] = []  # first and last column, characters
        self._drawings: list[tuple[etree._Element, Place | None]] = []  # each with the cell it is anchored in
        self.named: dict[str, list[Place]] = {}  # cells of styles with conditions
        self._columns: list[tuple[int, str]] = []  # last column of a range, its cells' default style

    def read(self, table: etree._Element) -> None:
        """Read the columns and rows of a table, also those in groups."""
        self._protected = self._protected or table.get(f"{TABLE}protected") == "true"
        for element in table:
            if element.tag in _GROUPS:
                before = self._grouped
                self._grouped = before or element.tag.endswith("-group")
                self.read(element)
                self._grouped = before
            elif element.tag == _COLUMN:
                self._read_column(element)
            elif element.tag == _ROW:
                self._read_row(element)
            elif element.tag == f"{TABLE}shapes":
                self._drawings += [(item, None) for item in element if draws(item)]

    def drawn(self) -> Iterator[Drawn]:
        """Yield what is drawn on the sheet at the cells it lies over, once all is read."""
        widths = self._widths
        sizes = Sizes(self._heights, lambda column: next((w for a, b, w in widths if a <= column <= b), None))
        for item, place in self._drawings:
            yield from drawn(item, place, sizes, self._styles.fills)

    def _read_column(self, element: etree._Element) -> None:
        first = self._column + 1
        self._column += _repeats(element, "columns")
        self._columns.append((self._column, element.get(f"{TABLE}default-cell-style-name", "")))
        why = _HIDDEN.get(element.get(f"{TABLE}visibility", ""), "")
        width = self._styles.size(element.get(f"{TABLE}style-name"), "column")
        if width is not None and width < _NARROWEST:
            why = why or TOO_NARROW
        if width is not None or why:
            self._widths.append((first, self._column, 0.0 if why else ((width or 0) * 96 / 72 - 5) / 7))
            self._sheet.widths.append((first, self._column, 0.0 if why else width or 0.0))
        if why:
            why = GROUPED if self._grouped and why is HIDDEN else why
            self._sheet.hidden_columns.append((first, self._column, why))

    def _read_row(self, element: etree._Element) -> None:
        repeats = _repeats(element, "rows")
        first = self._row + 1
        self._row += repeats
        height = self._styles.size(element.get(f"{TABLE}style-name"), "row")
        why = _HIDDEN.get(element.get(f"{TABLE}visibility", ""), "")
        if height is not None or why:
            for row in range(first, min(self._row, first + _MOST_OF_A_HEIGHT) + 1):
                self._heights[row] = 0.0 if why else height or 0.0
                if self._styles.fixes(element.get(f"{TABLE}style-name")):
                    self._sheet.fixed.add(row)
        if not any(len(cell) or any(key in cell.attrib for key in _CONTENTS) for cell in element):
            return
        if repeats > _MOST_REPEATS or self._row > LAST_ROW:
            raise UnreadableFile("too-large", f"trang “{self._sheet.name}” lặp lại một hàng {repeats} lần")
        default = element.get(f"{TABLE}default-cell-style-name")
        if height is not None and height < LOWEST:
            why = why or TOO_LOW
        for row in range(first, self._row + 1):
            if why:
                self._sheet.hidden_rows[row] = GROUPED if self._grouped and why is HIDDEN else why
            column = 1
            for cell in element:
                if cell.tag in (_CELL, _COVERED):
                    times = _repeats(cell, "columns")
                    self._read_cell(cell, row, column, times, default)
                    column += times

    def _read_cell(
        self, cell: etree._Element, row: int, column: int, times: int, default: str | None
    ) -> None:
        height, width = _spanned(cell, "rows"), _spanned(cell, "columns")
        if height > 1 or width > 1:
            self._sheet.merges.append(Merge(row, column, row + height - 1, column + width - 1))
        formula = cell.get(f"{TABLE}formula")
        if formula is not None and cell.get(f"{TABLE}number-matrix-rows-spanned") is not None:
            down, across = (
                _whole(cell.get(f"{TABLE}number-matrix-{what}-spanned")) for what in ("rows", "columns")
            )
            self._sheet.arrays[row, column] = (row, column, row + down - 1, column + across - 1)
        if not len(cell) and formula is None and cell.get(f"{OFFICE}value-type") is None:
            return
        for text in notes_of(cell):
            self._sheet.notes.setdefault((row, column), []).append(text)
        self._drawings += [(item, (row, column)) for item in cell if draws(item)]
        name = cell.get(f"{TABLE}style-name") or default or self._default(column)
        style = self._styles.cell(name)
        shown = self._shown(cell, style, formula)
        texts = shown.kind is CellKind.TEXT and shown.value is None
        if next(cell.iterchildren(f"{TABLE}table"), None) is not None:
            shown = shown._replace(sights=(*shown.sights, Seen(Sight.OBJECT, _WITHIN)))
        unread = [str(item.tag).rpartition("}")[2] for item in cell if _is_unread(item)]
        if unread:
            shown = shown._replace(sights=(*shown.sights, Seen(Sight.UNKNOWN, unread[0])))
        if self._protected and shown.text and self._styles.hides(name):
            shown = Shown("", CellKind.TEXT, shown.value, (Seen(Sight.UNSEEN, shown.text),))
        if not shown.sights and not shown.text.strip():
            for place in range(column, column + min(times, _MOST_REPEATS)):
                self._book.add(self._sheet, row, place, shown, style, _plain_formula(formula))
                if formula is not None:
                    self._sheet.formulas.append((row, place))
            return
        paragraphs = list(cell.iterchildren(f"{TEXT}p"))
        if (
            shown.value
            and shown.text
            and paragraphs
            and not "".join(str(t) for p in paragraphs for t in p.itertext()).strip()
        ):
            # The file says what the format makes of the number: nothing.
            shown = shown._replace(text="", kind=CellKind.TEXT, sights=(Seen(Sight.UNSEEN, shown.text),))
        if times > _MOST_REPEATS or column + times - 1 > LAST_COLUMN:
            raise UnreadableFile("too-large", f"trang “{self._sheet.name}” lặp lại một ô {times} lần")
        own, sheet = _plain_formula(formula), self._sheet
        plain = texts and next(cell.iter(f"{TEXT}span"), None) is None
        for place in range(column, column + times):
            self._book.add(sheet, row, place, shown, style, own, looked=texts, plain=plain)
            if shown.kind is CellKind.UNCALCULATED:
                sheet.unsettled[row, place] = False
            elif formula is not None and (row, place) in sheet.cells:
                sheet.formulas.append((row, place))
        if self._styles.maps(name):
            self.named.setdefault(name, []).extend((row, place) for place in range(column, column + times))

    def _default(self, column: int) -> str:
        return next((name for last, name in self._columns if column <= last), "")

    def _shown(self, cell: etree._Element, style: Style, formula: str | None) -> Shown:
        """Return what a cell shows, by the kind of value it says it has."""
        kind = cell.get(f"{OFFICE}value-type")
        text, told = self._text(cell, style)
        failed = formula is not None and _FAILED.fullmatch(text.strip()) is not None
        if failed or cell.get(f"{CALC}value-type") == "error":
            return Shown(text or "#?", CellKind.ERROR)
        if kind in ("float", "currency", "percentage"):
            shape, currency = style.shape, cell.get(f"{OFFICE}currency", "")
            if shape is GENERAL and currency.isalpha() and len(currency) == _CURRENCY:
                shape = number_format(0, f'General" {currency}"')  # no format says it
            shown = _number(cell.get(f"{OFFICE}value", ""), shape, text)
            if kind == "percentage" and shown.kind is CellKind.NUMBER and shown.value is not None:
                return _PERCENT.show(shown.value)
            return shown
        if kind == "date":
            return _date(cell.get(f"{OFFICE}date-value", ""), style.shape, text)
        if kind == "time":
            return _time(cell.get(f"{OFFICE}time-value", ""), style.shape, text)
        if kind == "boolean":
            return Shown(
                "TRUE" if cell.get(f"{OFFICE}boolean-value") == "true" else "FALSE", CellKind.BOOLEAN
            )
        if kind is None and formula is not None and not text:
            return Shown(f"={_plain_formula(formula)}", CellKind.UNCALCULATED)
        stored = cell.get(f"{OFFICE}string-value")
        if text and stored is not None:  # the paragraphs are what the format makes of it
            words, _ = style.shape.show_text(stored)
            if _bare(cell) not in (_bare(stored), _bare(words)):
                told += (Seen(Sight.FORMAT, words),)  # programs show this one
            return Shown(text, CellKind.TEXT, None, told)
        words, sights = style.shape.show_text(text or stored or "")
        return Shown(words, CellKind.TEXT, None, told + sights)

    def _text(self, cell: etree._Element, style: Style) -> tuple[str, tuple[Seen, ...]]:
        """Return the letters of a cell's paragraphs that count, and what is told; notes and drawings are left out."""
        parts: list[str] = []
        runs: list[tuple[int, Font]] = []
        for number, paragraph in enumerate(cell.iterchildren(f"{TEXT}p", f"{TEXT}h")):
            if number:
                parts.append("\n")
            self._inline(paragraph, style.font, parts, runs)
        return self._book.seen(RichText("".join(parts), tuple(runs)), style)

    def _inline(
        self, element: etree._Element, font: Font, parts: list[str], runs: list[tuple[int, Font]]
    ) -> None:
        if element.text:
            parts.append(element.text)
        for child in element:
            tag = child.tag
            if tag == f"{TEXT}s":
                count = child.get(f"{TEXT}c", "1")
                parts.append(" " * min(int(count) if count.isdecimal() else 1, 1000))
            elif tag == f"{TEXT}tab":
                parts.append("\t")
            elif tag == f"{TEXT}line-break":
                parts.append("\n")
            elif tag == f"{TEXT}ruby":
                for base in child.iterchildren(f"{TEXT}ruby-base"):
                    self._inline(base, font, parts, runs)
            elif isinstance(tag, str) and not tag.startswith(OFFICE) and tag.removeprefix(TEXT) not in SILENT:
                own = self._styles.span(child.get(f"{TEXT}style-name"), font)
                at = sum(map(len, parts))
                runs.append((at, own))
                self._inline(child, own, parts, runs)
                runs.append((sum(map(len, parts)), font))
            if child.tail:
                parts.append(child.tail)


def _bare(content: str | etree._Element) -> str:
    """Return letters without the spaces between them; of a cell those of its paragraphs."""
    if not isinstance(content, str):
        content = "".join(str(part) for p in content.iterchildren(f"{TEXT}p") for part in p.itertext())
    return "".join(content.split())


def _repeats(element: etree._Element, what: str) -> int:
    return _whole(element.get(f"{TABLE}number-{what}-repeated"))


def _spanned(element: etree._Element, what: str) -> int:
    return min(_whole(element.get(f"{TABLE}number-{what}-spanned")), LAST_ROW)


def _whole(text: str | None) -> int:
    if text is None:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise UnreadableFile("damaged-file")
    return max(1, int(text))


def _number(raw: str, shape: NumberFormat, text: str) -> Shown:
    try:
        number = float(raw)
    except ValueError:
        return Shown(text, CellKind.TEXT, None, (Seen(Sight.UNKNOWN, f"giá trị “{raw[:40]}” không phải số"),))
    if text.upper() in ("TRUE", "FALSE"):  # a formula's truth is stored as a number
        return Shown(text.upper(), CellKind.BOOLEAN)
    if not abs(number) < 1e15:
        return Shown(text or raw, CellKind.TEXT)
    shown = shape.show(rounded(number))
    if (
        shown.kind in (CellKind.NUMBER, CellKind.PERCENT)
        and not shown.sights
        and _says_another(text.strip(), number)
    ):
        return shown._replace(sights=(Seen(Sight.FORMAT, text.strip()),))
    return shown


def _says_another(text: str, number: float) -> bool:
    """Return whether a cell's text is another number than is stored: its format was lost on the way, or its text kept.

    A text may show fewer decimals than are stored; which of its marks parts these hangs on the computer's language.
    """
    match = _PLAIN_TEXT.fullmatch(text)
    if match is None:
        return False
    whole, _, decimals = match[1].rstrip(".,").rpartition(max(".", ",", key=match[1].rstrip(".,").rfind))
    readings = [(re.sub(r"\D", "", match[1]), 0), (re.sub(r"\D", "", whole + decimals), len(decimals))]
    shares = (1, 100) if "%" in text else (1,)
    return not any(
        abs(int(digits) / 10**places - abs(number) * share) <= 0.5 / 10**places + abs(number) * _NEARLY
        for digits, places in readings
        for share in shares
    )


def _date(raw: str, shape: NumberFormat, text: str) -> Shown:
    try:
        serial = serial_of(datetime.fromisoformat(raw))
    except ValueError:
        return Shown(text or raw, CellKind.TEXT)
    return _moment(serial, shape, SHORT_DATE)


def _time(raw: str, shape: NumberFormat, text: str) -> Shown:
    match = _DURATION.fullmatch(raw)
    if match is None:
        return Shown(text or raw, CellKind.TEXT)
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return _moment(days + hours / 24 + minutes / 1440 + seconds / 86_400, shape, _TIME)


def _moment(serial: float, shape: NumberFormat, usual: NumberFormat) -> Shown:
    shown = shape.show(rounded(serial))
    return shown if shown.kind is CellKind.DATE else usual.show(rounded(serial))


def _is_unread(item: etree._Element) -> bool:
    """Return whether a part of a cell holds text and is none of those that are read: a list, a heading."""
    if not isinstance(item.tag, str) or item.tag in _READ or draws(item):
        return False
    return any(str(part).strip() for part in item.itertext())


def _plain_formula(formula: str | None) -> str | None:
    """Return a formula as Excel writes it: `of:=SUM([.I2:.J2])` is `SUM(I2:J2)`."""
    if formula is None:
        return None
    return _REFERENCE.sub(_referred, formula.partition("=")[2])


def _referred(match: re.Match[str]) -> str:
    """Return a reference as Excel writes it; one over several sheets stays as it is, which nobody takes for cells."""
    sheet, first, other, last = match.groups()
    if other and other != sheet:
        return match[0]
    named = sheet if sheet.startswith("'") or not sheet else f"'{sheet}'"
    return (f"{named}!" if named else "") + first + (f":{last}" if last else "")
