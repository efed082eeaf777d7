"""Reads an Excel workbook (.xlsx): its sheets as tables of the cells that exist, with what kind of value each holds.

The sheet XML is read sparsely with lxml: one stray cell at XFD1048576 costs nothing, hidden rows, columns and
sheets are known, and so are number formats, without which a date cannot be told from a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from htsd_cli.catalogue import finding
from htsd_cli.document import Cell, CellKind, Document, Table
from htsd_cli.findings import Finding
from htsd_cli.legacy_fonts import decode, is_legacy
from htsd_cli.readers.formulas import NotPlain, sum_of
from htsd_cli.readers.number_formats import NumberFormat, format_kind, shown_date
from htsd_cli.readers.package import Package, UnreadableFile

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_CELLS = 200_000
_LONGEST_TEXT = 40_000
_ON = frozenset(("1", "true"))


def read_xlsx(path: Path) -> Document:
    """Return the workbook's sheets as tables, in the workbook's order; hidden sheets are marked.

    Cells of hidden rows and columns are left out and told. Raises `UnreadableFile` when the file is damaged
    or over a limit.
    """
    with Package(path) as package:
        main = package.main_part("xl/workbook.xml")
        workbook = package.parse(main)
        relations = package.relations(main)
        book = _Book.load(package, main, workbook)
        tables: list[Table] = []
        for sheet in workbook.iterfind(f"{M}sheets/{M}sheet"):
            kind, target = relations.get(sheet.get(_RELATION, ""), ("", ""))
            if kind != "worksheet" or target not in package:
                continue
            hidden = sheet.get("state", "visible") != "visible"
            tables.append(_read_sheet(package.parse(target), sheet.get("name", ""), hidden, book))
        if not tables:
            raise UnreadableFile("damaged-file")
        properties = package.custom_properties()
    if book.decoded:
        book.notices.append(finding("legacy-font", fonts=", ".join(sorted(book.decoded))))
    return Document(path, "xlsx", tuple(tables), tuple(book.notices), properties)


@dataclass(slots=True)
class _Book:
    """What a workbook's sheets share: strings, number formats and fonts of the cell styles, the date system."""

    strings: list[etree._Element] = field(default_factory=list)
    formats: list[NumberFormat] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    from_1904: bool = False
    notices: list[Finding] = field(default_factory=list)
    decoded: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, package: Package, main: str, workbook: etree._Element) -> _Book:
        book = cls()
        settings = workbook.find(f"{M}workbookPr")
        book.from_1904 = settings is not None and settings.get("date1904") in _ON
        strings = package.related(main, "sharedStrings")
        if strings and strings in package:
            book.strings = list(package.parse(strings).iterfind(f"{M}si"))
        styles = package.related(main, "styles")
        if styles and styles in package:
            book._load_styles(package.parse(styles))
        return book

    def _load_styles(self, root: etree._Element) -> None:
        codes = {
            item.get("numFmtId", ""): item.get("formatCode", "")
            for item in root.iterfind(f"{M}numFmts/{M}numFmt")
        }
        fonts = [_font_name(font) for font in root.iterfind(f"{M}fonts/{M}font")]
        for style in root.iterfind(f"{M}cellXfs/{M}xf"):
            number = style.get("numFmtId", "0")
            self.formats.append(format_kind(int(number) if number.isdecimal() else 0, codes.get(number)))
            font = style.get("fontId", "0")
            self.fonts.append(fonts[int(font)] if font.isdecimal() and int(font) < len(fonts) else "")

    def text(self, item: etree._Element, font: str) -> str:
        """Return a shared or inline string, its runs joined and legacy fonts decoded."""
        parts: list[str] = []
        for element in item:
            if element.tag == f"{M}t":
                parts.append(self._decoded(element.text or "", font))
            elif element.tag == f"{M}r":
                own = element.find(f"{M}rPr/{M}rFont")
                text = element.findtext(f"{M}t") or ""
                parts.append(self._decoded(text, font if own is None else own.get("val", "")))
        text = "".join(parts)[:_LONGEST_TEXT].replace("\r\n", "\n")
        return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text

    def _decoded(self, text: str, font: str) -> str:
        if not is_legacy(font):
            return text
        decoded = decode(text, font)
        if decoded != text:
            self.decoded.add(font)
        return decoded


def _font_name(font: etree._Element) -> str:
    name = font.find(f"{M}name")
    return "" if name is None else name.get("val", "")


def _read_sheet(root: etree._Element, name: str, hidden: bool, book: _Book) -> Table:
    merged, covered = _merges(root)
    hidden_columns = _hidden_columns(root)
    rows: list[list[Cell]] = []
    unseen: dict[str, list[str]] = {"hàng": [], "cột": []}
    cells: dict[str, Cell] = {}
    row_number = count = 0
    for row in root.iterfind(f"{M}sheetData/{M}row"):
        place = row.get("r", "")
        row_number = int(place) if place.isdecimal() else row_number + 1
        row_hidden = row.get("hidden") in _ON or row.get("zeroHeight") in _ON
        found: list[Cell] = []
        column = 0
        for element in row.iterfind(f"{M}c"):
            count += 1
            if count > _MOST_CELLS:
                raise UnreadableFile("too-large", f"trang “{name}” có quá nhiều ô")
            address = _ADDRESS.fullmatch(element.get("r", ""))
            column = _column_number(address.group(1)) if address else column + 1
            at = f"{_column_name(column)}{row_number}"
            if at in covered:
                continue
            cell = _cell(element, row_number, column, at, merged.get(at, (1, 1)), book)
            if cell is None:
                continue
            cells[at] = cell
            if row_hidden or _is_in(column, hidden_columns):
                key, label = ("hàng", str(row_number)) if row_hidden else ("cột", _column_name(column))
                if label not in unseen[key]:
                    unseen[key].append(label)
                continue
            found.append(cell)
        if found:
            rows.append(found)
    places = "; ".join(f"{key} {', '.join(labels[:12])}" for key, labels in unseen.items() if labels)
    if places and not hidden:
        book.notices.append(finding("hidden-cells", sheet=name, places=places))
    shown = (tuple(_computed(row, cells)) for row in rows)
    return Table(tuple(row for row in shown if row), sheet=name, hidden=hidden)


def _cell(
    element: etree._Element, row: int, column: int, address: str, span: tuple[int, int], book: _Book
) -> Cell | None:
    """Return a cell, None for one that shows nothing."""
    style = element.get("s", "0")
    index = int(style) if style.isdecimal() else 0
    number_format = book.formats[index] if index < len(book.formats) else NumberFormat.PLAIN
    font = book.fonts[index] if index < len(book.fonts) else ""
    kind, value = CellKind.TEXT, None
    stored = element.find(f"{M}v")
    raw = "" if stored is None else stored.text or ""
    formula_element = element.find(f"{M}f")
    formula = None if formula_element is None else formula_element.text or ""
    type_ = element.get("t", "n")
    if type_ == "s":
        known = raw.strip().isdecimal() and int(raw) < len(book.strings)
        text = book.text(book.strings[int(raw)], font) if known else ""
    elif type_ == "inlineStr":
        inline = element.find(f"{M}is")
        text = "" if inline is None else book.text(inline, font)
    elif type_ == "str":
        text = raw
    elif type_ == "b":
        kind, text = CellKind.BOOLEAN, "TRUE" if raw in _ON else "FALSE"
    elif type_ == "e":
        kind, text = CellKind.ERROR, raw
    elif type_ == "d":
        kind, text = CellKind.DATE, raw
    elif raw.strip():
        kind, value, text = _number(raw.strip(), number_format, book.from_1904)
    elif formula is not None:
        return Cell(f"={formula}", row, column, *span, CellKind.UNCALCULATED, None, formula, address)
    else:
        return None
    if not text.strip():
        return None
    return Cell(text, row, column, *span, kind, value, formula, address)


def _number(raw: str, shape: NumberFormat, from_1904: bool) -> tuple[CellKind, int | float | None, str]:
    try:
        number = float(raw)
    except ValueError:
        return CellKind.TEXT, None, raw
    if number != number or number in (float("inf"), float("-inf")):
        return CellKind.ERROR, None, raw
    value: int | float = int(number) if number == int(number) and abs(number) < 1e15 else number
    if shape is NumberFormat.PERCENT:
        return CellKind.PERCENT, value, f"{round(number * 100, 6):g}%".replace(".", ",")
    if shape is NumberFormat.FRACTION and value != int(value):
        return CellKind.FRACTION, value, f"{number:g}".replace(".", ",")
    if shape in (NumberFormat.DATE, NumberFormat.DAY_MONTH, NumberFormat.MONTH_YEAR):
        return CellKind.DATE, value, shown_date(number, shape, from_1904)
    return CellKind.NUMBER, value, str(value)


def _computed(row: list[Cell], cells: dict[str, Cell]) -> Iterator[Cell]:
    """Give the formulas stored without a result the value of their plain sum; one over blank cells is blank."""
    for cell in row:
        if cell.kind is not CellKind.UNCALCULATED:
            yield cell
            continue
        try:
            value = sum_of(cell.formula or "", cells)
        except NotPlain:
            yield cell
            continue
        if value is not None:
            yield cell._replace(value=value)


def _merges(root: etree._Element) -> tuple[dict[str, tuple[int, int]], set[str]]:
    """Return the (rows, columns) each merge's first cell spans, and the addresses of the cells under it."""
    spans: dict[str, tuple[int, int]] = {}
    covered: set[str] = set()
    for merge in root.iterfind(f"{M}mergeCells/{M}mergeCell"):
        ends = [_ADDRESS.fullmatch(part) for part in merge.get("ref", "").split(":")]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            continue
        left, top = _column_number(ends[0].group(1)), int(ends[0].group(2))
        right, bottom = _column_number(ends[1].group(1)), int(ends[1].group(2))
        height, width = bottom - top + 1, right - left + 1
        if height < 1 or width < 1:
            continue
        first = f"{_column_name(left)}{top}"
        spans[first] = (height, width)
        if height * width <= _MOST_CELLS and len(covered) <= _MOST_CELLS:
            covered.update(
                f"{_column_name(column)}{row}"
                for row in range(top, bottom + 1)
                for column in range(left, right + 1)
                if (row, column) != (top, left)
            )
    return spans, covered


def _hidden_columns(root: etree._Element) -> list[tuple[int, int]]:
    return [
        (int(item.get("min", "0")), int(item.get("max", "0")))
        for item in root.iterfind(f"{M}cols/{M}col")
        if item.get("hidden") in _ON and item.get("min", "").isdecimal() and item.get("max", "").isdecimal()
    ]


def _is_in(column: int, ranges: list[tuple[int, int]]) -> bool:
    return any(first <= column <= last for first, last in ranges)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _column_name(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
