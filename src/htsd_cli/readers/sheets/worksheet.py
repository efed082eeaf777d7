"""Reads one sheet of a workbook: the cells a person sees, each with what kind of value it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from lxml import etree

from htsd_cli.readers.column_names import column_name, column_number
from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.sheets.alternates import ALTERNATIVES, UNLIKE, are_unlike, chosen, items_of
from htsd_cli.readers.sheets.anchors import Sizes
from htsd_cli.readers.sheets.computed.around import Region
from htsd_cli.readers.sheets.dates import serial_of
from htsd_cli.readers.sheets.drawings import NOTHING, beside, sparklines
from htsd_cli.readers.sheets.extents import (
    filtered_rows,
    hidden_columns,
    merges_of,
    rows_are_low,
    size,
    usual_height,
    usual_width,
    whole,
    widths_of,
)
from htsd_cli.readers.sheets.formulas import Reckoner, moved, show_formulas, shows_picture
from htsd_cli.readers.sheets.grid import (
    FILTERED,
    GROUPED,
    HIDDEN,
    LAST_COLUMN,
    LAST_ROW,
    LOWEST,
    TOO_LOW,
    Place,
    View,
)
from htsd_cli.readers.sheets.looks.conditional import Areas, apply_rules, areas_of, restored, rules_of
from htsd_cli.readers.sheets.looks.letters import Style, coloured, number_as_signs, without_letters
from htsd_cli.readers.sheets.looks.room import Lie, cut_texts
from htsd_cli.readers.sheets.looks.styles import ON, M
from htsd_cli.readers.sheets.number_formats import SHORT_DATE, Number, NumberFormat, Shown, rounded
from htsd_cli.readers.sheets.page_header import header_of
from htsd_cli.readers.sheets.workbook import Workbook
from htsd_cli.values.document import Cell, CellKind, Seen, Sight, Table

_ROW, _C, _V, _F, _IS = f"{M}row", f"{M}c", f"{M}v", f"{M}f", f"{M}is"
_EXTENSIONS = f"{M}extLst"
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_DIGITS = "0123456789"
_UNMADE = "bảng tổng hợp (PivotTable) mà tệp chưa lưu số, mở bằng Excel mới có"
_MOST_FILLED = 20_000  # cells one formula fills
_TEXTS = ("s", "str", "inlineStr")  # types of cells that hold texts, whose letters have been looked at
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


class SheetReader:
    """One sheet while it is read: first its cells, hidden ones too, since formulas and rules may need them.

    Raises `UnreadableFile` for a sheet that is damaged or over a limit.
    """

    def __init__(self, package: Package, part: str, name: str, hidden: bool, workbook: Workbook) -> None:
        root = package.parse(part)
        if root.tag != f"{M}worksheet":
            raise UnreadableFile("damaged-file")
        self.name = name
        self.cells: dict[Place, Cell] = {}
        self._hidden = hidden
        self._workbook = workbook
        self._columns: dict[str, int] = {}
        self._letters = 0
        self._masters: dict[str, tuple[str, int, int]] = {}  # shared formulas: id -> text, row, column
        self._unsettled: dict[Place, bool] = {}  # formulas to compute: blank if that cannot be done?
        self._formats: dict[Place, NumberFormat] = {}  # of formulas without a result
        self._computed: list[Place] = []  # of formulas with a result
        self._arrays: list[Region] = []  # areas one formula fills
        self._filled: dict[
            Place, Region
        ] = {}  # those of formulas that can be worked out, by where they stand
        self._blanks: dict[Place, Cell] = {}  # cells whose stored text or result is blank
        self._hidden_rows: dict[int, str] = {}
        self._heights: dict[int, float] = {}
        self._fixed: set[int] = set()  # rows that keep their height whatever is written in them
        self._rules = rules_of(root, workbook.styles)
        self._styles: dict[Place, Style] = {}  # of each cell, where rules ask for them
        self._lies: dict[Place, Lie] = {}  # how the texts with figures are laid
        self._filtered = filtered_rows(root)
        self._low = rows_are_low(root)
        self._as_formulas = any(
            view.get("showFormulas") in ON for view in root.iterfind(f"{M}sheetViews/{M}sheetView")
        )
        unlike = False
        for data in items_of(root, f"{M}sheetData"):
            self.read(data)
            unlike = unlike or any(are_unlike(item) for item in data.iterchildren(ALTERNATIVES))
        workbook.hidden[name] = self._hidden_rows
        self.header = header_of(root)
        self._merges = merges_of(root)
        self._hidden_columns = hidden_columns(root)
        self._tables = self._list_tables(package, part, root)
        self._width = widths_of(root, None) if self._lies else None
        self._beside = NOTHING
        unmade = False
        if package.relations(part):
            unmade = any(
                not any(_within(area, place) for place in self.cells) for area in _pivots(package, part)
            )
            self._beside = beside(
                package, part, Sizes(self._heights, widths_of(root, usual_width(root)), usual_height(root))
            )
        self.large = self._beside.large
        for (row, column), seen in sparklines(root, self.cells):
            address = f"{column_name(column)}{row}"
            self.cells[row, column] = Cell("", row, column, address=address, sights=(seen,))
        if unlike or any(are_unlike(item) for item in root.iterchildren(ALTERNATIVES)):
            self.large = (*self.large, Seen(Sight.UNKNOWN, UNLIKE))
        if unmade:
            self.large = (*self.large, Seen(Sight.UNKNOWN, _UNMADE))

    def everything(self) -> Mapping[Place, Cell]:
        """Return every cell, those with a blank text too, as formulas see them."""
        return {**self.cells, **self._blanks} if self._blanks else dict(self.cells)

    def formulas(self) -> int:
        """Return how many formulas the sheet has."""
        return len(self._computed) + len(self._unsettled)

    def reckon(self, reckoner: Reckoner, over: Mapping[Place, Cell]) -> None:
        """Work out the formulas, once all sheets of the workbook are read; `over` is `everything` of this one."""
        self._fill_arrays()
        reckoner.settle(self.cells, self._unsettled, over)
        for place, shape in self._formats.items():
            cell = self.cells.get(place)
            if (
                cell is not None
                and cell.value is not None
                and shape.show(cell.value).kind is CellKind.PERCENT
            ):
                self.cells[place] = cell._replace(kind=CellKind.PERCENT)
        reckoner.compare(self.cells, self._computed, self._filled, over)

    def table(self, sheets: Mapping[str, Mapping[Place, Cell]], *, unseen: bool = False) -> Table:
        """Return the sheet as a table, its formulas worked out; with `unseen` nothing is hidden."""
        if self._rules:
            apply_rules(self._rules, self.cells, self._styles, sheets, from_1904=self._workbook.from_1904)
        self._show_in_tables()
        if self._as_formulas:
            show_formulas(self.cells)
        if self._width is not None:
            cut_texts(self.cells, self._lies, self._merges, self._width, self._heights, self._fixed)
        self._beside.put(self.cells, self._merges)
        view = View(self._merges, self._hidden_rows, self._hidden_columns)
        if self._hidden:
            view = View(self._merges, {}, (), f"trang “{self.name}” đang bị ẩn")
        rows = (View(self._merges, {}, ()) if unseen else view).of(self.cells)
        return Table(rows, sheet=self.name, hidden=self._hidden)

    def _list_tables(self, package: Package, part: str, root: etree._Element) -> Areas:
        """Return the areas of the sheet that are formatted as a table; formulas of every sheet may name them."""
        if root.find(f"{M}tableParts") is None:
            return ()
        parts = [
            name for kind, name in package.relations(part).values() if kind == "table" and name in package
        ]
        areas: Areas = ()
        for name in parts:
            table = package.parse(name)
            own = areas_of(table.get("ref", ""))
            areas += own
            for top, left, bottom, _ in own[:1]:
                self._workbook.list_table(self.name, table, top, left, bottom)
        return areas

    def read(self, data: etree._Element) -> None:
        """Read the rows of a sheet. A row or cell that does not say where it stands follows the one before."""
        number = 0
        for row in items_of(data, _ROW):
            said = row.get("r", "")
            number = whole(said) if said else number + 1
            attributes = row.attrib
            if "hidden" in attributes or "ht" in attributes:
                self._look_at_row(row, number)
            elif self._low:
                self._hidden_rows[number] = TOO_LOW
            cells, self._letters = len(self.cells), 0
            last: tuple[etree._Element, int] | None = None  # the last cell with content, and its column
            for element in row:
                if not len(element):
                    continue
                if element.tag != _C:
                    told = (Seen(Sight.UNKNOWN, UNLIKE),) if are_unlike(element) else ()
                    for inner in _cells_within(element):
                        at = self._place(inner.get("r", ""))
                        self._cell(inner, *at, f"{column_name(at[1])}{at[0]}")
                        if told and at in self.cells:
                            cell = self.cells[at]
                            self.cells[at] = cell._replace(sights=cell.sights + told)
                    continue
                address = element.get("r", "")
                letters = address.rstrip(_DIGITS)
                column = self._columns.get(letters)
                if column is not None and address[len(letters) :] == said:
                    last = (element, column)
                    self._cell(element, number, column, address)
                    continue
                place = self._place(address) if address else (number, self._next_column(element, last))
                last = (element, place[1])
                self._cell(element, *place, f"{column_name(place[1])}{place[0]}")
            self._workbook.count(len(self.cells) - cells, self._letters)

    def _fill_arrays(self) -> None:
        """Tell the cells that a formula fills beside its own and of which no result was stored."""
        for top, left, bottom, right in self._arrays:
            if (bottom - top + 1) * (right - left + 1) > _MOST_FILLED:
                raise UnreadableFile("too-large", f"trang “{self.name}” có một công thức mảng quá lớn")
            formula = next((cell.formula for cell in [self.cells.get((top, left))] if cell is not None), None)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) not in self.cells and (row, column) not in self._blanks:
                        self.cells[row, column] = Cell(
                            f"={formula or '…'}", row, column, kind=CellKind.UNCALCULATED,
                            formula=formula or "…", address=f"{column_name(column)}{row}",
                        )  # fmt: skip

    def _show_in_tables(self) -> None:
        """Take back that white letters are not seen in an Excel table: its style may have coloured their paper."""
        for top, left, bottom, right in self._tables:
            for place, cell in self.cells.items():
                if top <= place[0] <= bottom and left <= place[1] <= right and not cell.text:
                    self.cells[place] = restored(cell) if _is_white(cell) else cell

    def _look_at_row(self, row: etree._Element, number: int) -> None:
        height = size(row.get("ht"))
        if height is not None:
            self._heights[number] = height
            if row.get("customHeight") in ON:
                self._fixed.add(number)
        if row.get("hidden") in ON:
            self._heights[number] = 0.0
            if any(top < number <= bottom for top, bottom in self._filtered):
                self._hidden_rows[number] = FILTERED
            elif row.get("outlineLevel", "0") != "0":
                self._hidden_rows[number] = GROUPED
            else:
                self._hidden_rows[number] = HIDDEN
        elif height is not None and height < LOWEST:
            self._hidden_rows[number] = TOO_LOW

    def _place(self, address: str) -> Place:
        match = _ADDRESS.fullmatch(address)
        if match is None:
            raise UnreadableFile("damaged-file")
        letters, digits = match.groups()
        row, column = int(digits), column_number(letters.upper())
        if not (0 < row <= LAST_ROW and column <= LAST_COLUMN):
            raise UnreadableFile("damaged-file")
        if f"{column_name(column)}{row}" == address:
            self._columns[letters] = column
        return row, column

    def _next_column(self, element: etree._Element, last: tuple[etree._Element, int] | None) -> int:
        """Return the column of a cell that does not name it: the one after the cell before."""
        column = 1
        before = element.getprevious()
        while before is not None:
            if last is not None and before is last[0]:
                return last[1] + column
            if address := before.get("r"):
                return self._place(address)[1] + column
            column += before.tag == _C
            before = before.getprevious()
        return column

    def _cell(self, element: etree._Element, row: int, column: int, address: str) -> None:
        """Keep a cell if it holds anything."""
        raw, formula, inline = "", None, None
        unknown: tuple[Seen, ...] = ()
        for part in element:
            tag = part.tag
            if tag == _V:
                if raw:
                    unknown = (*unknown, Seen(Sight.UNKNOWN, "hai giá trị trong một ô"))
                raw = part.text or ""
            elif tag == _F:
                formula = self._formula(part, row, column)
            elif tag == _IS:
                inline = part
            elif tag != _EXTENSIONS:
                unknown = (*unknown, Seen(Sight.UNKNOWN, str(tag).rpartition("}")[2]))
        style = self._workbook.style(element.get("s"))
        type_ = element.get("t", "n") if inline is None or raw else "inlineStr"
        if inline is not None and raw and (type_ != "inlineStr" or self._workbook.inline_text(inline) != raw):
            unknown = (*unknown, Seen(Sight.UNKNOWN, "hai giá trị trong một ô"))
        if style.shape.coloured and type_ in _TEXTS:
            style = coloured(style, None)
        sights: tuple[Seen, ...]
        if type_ == "s":
            kind, value = CellKind.TEXT, None
            text, sights = self._workbook.string(raw, style) if raw else ("", ())
        else:
            text, kind, value, sights = self._shown(type_, raw, formula, inline, style)
        if kind is CellKind.TEXT and value is None and text and not style.shape.plain:
            text, more = style.shape.show_text(text)
            sights += more
        sights += unknown
        if style.across and text and not text.isspace():
            sights += style.over
        if (formula is not None and shows_picture(formula)) or (
            type_ == "e" and self._workbook.pictures and element.get("vm") is not None
        ):
            text, kind, value, sights = "", CellKind.TEXT, None, (Seen(Sight.PICTURE),)
        place = (row, column)
        if not sights and (not text or text.isspace()):
            if raw or formula is not None or type_ in _TEXTS:
                self._blanks[place] = Cell(text, row, column, formula=formula, address=address)
                if formula is not None:
                    self._computed.append(place)
            return
        if place in self.cells:  # two contents for one cell: nobody knows which is meant
            raise UnreadableFile("damaged-file")
        self._letters += len(text)
        cell = Cell(text, row, column, 1, 1, kind, value, formula, address, sights)
        if type_ in _TEXTS:
            if (
                text
                and (text[0].isdigit() or text[-1].isdigit())
                and (type_ != "s" or self._workbook.is_plain(raw))
            ):
                self._lies[place] = self._workbook.styles.lie(element.get("s") or "0")
        else:
            look = coloured(style, value).look if style.shape.coloured else style.look
            if look is not None and look is not Sight.RAISED:
                cell = without_letters(cell, look)
            elif style.font.signs:
                cell = number_as_signs(cell)
        self.cells[place] = cell
        if self._rules:
            self._styles[place] = style
        if formula is not None:
            if self._in_doubt(kind, value):
                self._unsettled[place] = type_ == "str"
                if kind is CellKind.UNCALCULATED:
                    self._formats[place] = style.shape
            else:
                self._computed.append(place)

    def _in_doubt(self, kind: CellKind, value: Number | None) -> bool:
        """Return whether a formula's result is missing, or may not be the one Excel would show."""
        if kind is CellKind.UNCALCULATED:
            return True
        return self._workbook.settings.stale and (kind is CellKind.NUMBER or value == 0)

    def _shown(
        self, type_: str, raw: str, formula: str | None, inline: etree._Element | None, style: Style
    ) -> Shown:
        """Return what a cell without a shared string shows; an empty text when it shows nothing."""
        workbook = self._workbook
        if type_ == "inlineStr":
            text, sights = workbook.plain(raw, style) if inline is None else workbook.inline(inline, style)
            return Shown(text, CellKind.TEXT, None, sights)
        bare = raw.strip()
        if type_ == "str" and (raw or formula is None or not workbook.settings.stale):
            text, sights = workbook.plain(raw, style)
            return Shown(text, CellKind.TEXT, None, sights)
        if not bare:
            return Shown("" if formula is None else f"={formula}", CellKind.UNCALCULATED)
        if type_ == "b":
            return Shown("TRUE" if bare in ON else "FALSE", CellKind.BOOLEAN)
        if type_ == "e":
            return Shown(bare, CellKind.ERROR)
        if type_ == "d":
            return _dated(bare, style.shape, workbook.from_1904)
        return _number(bare, style.shape, workbook.from_1904)

    def _formula(self, element: etree._Element, row: int, column: int) -> str:
        """Return a formula's text; that of a shared one as it reads in this cell."""
        text = element.text or ""
        kind = element.get("t")
        if kind in ("array", "dataTable"):
            areas = areas_of(element.get("ref", ""))
            self._arrays += areas
            if kind == "array" and len(areas) == 1:
                self._filled[row, column] = areas[0]
                self._workbook.arrays.setdefault(self.name, {})[row, column] = areas[0]
        if kind != "shared":
            return text
        name = element.get("si", "")
        if text:
            self._masters[name] = (text, row, column)
            return text
        master = self._masters.get(name)
        return "" if master is None else moved(master[0], row - master[1], column - master[2])


def _cells_within(element: etree._Element) -> Iterator[etree._Element]:
    """Return the cells that something unknown in a row holds; of alternatives those that any program reads."""
    own = chosen(element)
    return (element if own is None else own).iter(_C)


def _pivots(package: Package, part: str) -> Areas:
    """Return the areas of a sheet that pivot tables fill (18.10.1.49)."""
    parts = [
        name for kind, name in package.relations(part).values() if kind == "pivotTable" and name in package
    ]
    places = [package.parse(name).find(f"{M}location") for name in parts]
    return tuple(area for place in places if place is not None for area in areas_of(place.get("ref", "")))


def _within(area: tuple[int, int, int, int], place: Place) -> bool:
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def _is_white(cell: Cell) -> bool:
    return [seen.sight for seen in cell.sights] == [Sight.UNSEEN]


def _number(raw: str, shape: NumberFormat, from_1904: bool) -> Shown:
    """Return what a stored number shows. What is no number, or longer than the 15 digits Excel keeps, stays text."""
    if raw.isascii() and raw.isdigit() and len(raw) <= 15:
        return shape.show(int(raw), from_1904)
    if _NUMBER.fullmatch(raw) and abs(float(raw)) < 1e15:
        return shape.show(rounded(float(raw)), from_1904)
    return Shown(raw, CellKind.TEXT)


def _dated(raw: str, shape: NumberFormat, from_1904: bool) -> Shown:
    """Return what a moment shows: in ISO 8601, as strict workbooks may have it, or the days that it counts."""
    try:
        shown = shape.show(serial := rounded(serial_of(datetime.fromisoformat(raw))))
        from_1904 = False
    except ValueError:
        if _NUMBER.fullmatch(raw) is None:
            return Shown(raw, CellKind.TEXT)
        shown = shape.show(serial := rounded(float(raw)), from_1904)
    return shown if shown.kind is CellKind.DATE else SHORT_DATE.show(serial, from_1904)
