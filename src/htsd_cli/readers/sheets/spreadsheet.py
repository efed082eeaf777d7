"""What the readers of .xls, .xlsb and .ods share: a workbook gathered cell by cell, with limits.

These formats are read with the project's own code, as .xlsx is, and not through calamine. Measured on one
workbook, calamine gives 1 for 100 %, nothing for #DIV/0! and #REF!, and counts what stands in hidden rows and
columns; it knows no fonts, so that .VnTime stays undecoded, and allocates a sheet densely. Each of these would
be a wrong figure that nobody is told of.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from htsd_cli.language.legacy_fonts import as_drawn
from htsd_cli.readers.column_names import column_name
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.sheets.computed.around import Around, Region
from htsd_cli.readers.sheets.drawings import Drawn, gathered
from htsd_cli.readers.sheets.formulas import Reckoner, Settings, show_formulas, shows_picture
from htsd_cli.readers.sheets.grid import TOO_NARROW, Merge, Place, View, beside_ranges
from htsd_cli.readers.sheets.looks.conditional import Rule, apply_rules, that_matter
from htsd_cli.readers.sheets.looks.letters import (
    Font,
    Style,
    as_seen,
    coloured,
    number_as_signs,
    without_letters,
)
from htsd_cli.readers.sheets.looks.room import Lie, cut_texts
from htsd_cli.readers.sheets.number_formats import Shown, rounded
from htsd_cli.readers.sheets.page_header import margins_of
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, CellKind, Document, Seen, Sight, Table
from htsd_cli.values.findings import Finding

MOST_WRITTEN = 50_000  # formulas of a sheet whose text is written
_MOST_CELLS = 300_000  # with content, of all sheets together
_MOST_LETTERS = 20_000_000
_LONGEST_TEXT = 40_000

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


class RichText(NamedTuple):
    """A text with the places (0-based, ascending) at which another font begins, and that font."""

    text: str
    runs: tuple[tuple[int, Font], ...] = ()


@dataclass(slots=True)
class Sheet:
    """A sheet while it is gathered. Rows and columns are 1-based, ranges hold both their ends; what is hidden has
    its reason ("đang bị bộ lọc ẩn")."""

    name: str
    hidden: bool = False
    cells: dict[Place, Cell] = field(default_factory=dict)
    blanks: dict[Place, Cell] = field(default_factory=dict)  # cells with a blank text
    hidden_rows: dict[int, str] = field(default_factory=dict)
    hidden_columns: list[tuple[int, int, str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    unsettled: dict[Place, bool] = field(
        default_factory=dict
    )  # formulas whose results are missing or in doubt
    formulas: list[Place] = field(default_factory=list)  # of other formulas with a result
    arrays: dict[Place, Region] = field(
        default_factory=dict
    )  # areas that one formula fills, by where it stands
    rules: list[Rule] = field(default_factory=list)  # its conditional formats
    styles: dict[Place, Style] = field(default_factory=dict)  # of its cells
    drawn: list[Drawn] = field(default_factory=list)
    notes: dict[Place, list[str]] = field(default_factory=dict)
    lies: dict[Place, Lie] = field(default_factory=dict)  # how the texts with figures are laid
    widths: list[tuple[int, int, float]] = field(default_factory=list)  # first and last column, as lies count
    heights: dict[int, float] = field(default_factory=dict)  # of rows, in points
    fixed: set[int] = field(default_factory=set)  # rows that keep their height whatever is written in them

    header: list[str] = field(default_factory=list)  # the lines printed above each page
    as_formulas: bool = False  # whether formulas are shown in place of what they come to

    def name_formula(self, place: Place, text: str) -> None:
        """Keep the formula of a cell that was added, "…" for one that is not known."""
        kept = self.cells if place in self.cells else self.blanks
        kept[place] = kept[place]._replace(formula=text or "…")

    def narrow_the_rest(self) -> None:
        """Hide the columns whose width is not stated, of a sheet whose usual width is next to nothing."""
        stated = [(first, last) for first, last, _ in self.widths]
        self.hidden_columns += ((first, last, TOO_NARROW) for first, last in beside_ranges(stated))

    def width(self, column: int) -> float | None:
        """Return a column's width, 0 for a hidden one, None where none is stated."""
        return next((width for first, last, width in self.widths if first <= column <= last), None)


@dataclass(slots=True)
class Book:
    """A workbook while it is gathered: its date system, its sheets, and the legacy fonts decoded."""

    from_1904: bool = False
    stale: bool = True  # whether formulas in doubt count for what they come to
    recomputes: bool = False  # whether Excel computes all anew when it opens the file
    iterates: bool = False  # whether formulas that call themselves are computed step by step
    trusted: bool = True  # whether results are the last ones: not where they are computed by hand alone
    made: bool = True  # whether the program that wrote it last works formulas out
    within: float = 0.0  # what a result may be off, where the workbook computes with what is shown
    large: list[Seen] = field(default_factory=list)  # what stands outside every cell
    sheets: list[Sheet] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # what names stand for, by the name in small letters
    decoded: set[str] = field(default_factory=set)
    _cells: int = 0
    _letters: int = 0

    def add(
        self,
        sheet: Sheet,
        row: int,
        column: int,
        shown: Shown,
        style: Style | None = None,
        formula: str | None = None,
        *,
        looked: bool = False,
        plain: bool = False,
    ) -> None:
        """Add what a cell shows, if it shows anything.

        `looked` says that its style has been looked at, `plain` that it is a text of one font.

        Raises `UnreadableFile("too-large")` for one too many.
        """
        if not shown.sights and (not shown.text or shown.text.isspace()):
            blank = Cell(shown.text, row, column, formula=formula, address=f"{column_name(column)}{row}")
            sheet.blanks[row, column] = blank
            return
        self._cells += 1
        self._letters += len(shown.text)
        if self._cells > _MOST_CELLS or self._letters > _MOST_LETTERS:
            raise UnreadableFile("too-large", f"sổ tính có hơn {_MOST_CELLS // 1000} nghìn ô có nội dung")
        address = f"{column_name(column)}{row}"
        if formula is not None and shows_picture(formula):
            shown = Shown("", CellKind.TEXT, None, (Seen(Sight.PICTURE),))
        cell = Cell(shown.text, row, column, 1, 1, shown.kind, shown.value, formula, address, shown.sights)
        if style is not None and style.across and shown.text and not shown.text.isspace():
            cell = cell._replace(sights=cell.sights + style.over)
        if style is not None:
            sheet.styles[row, column] = style
            own = coloured(style, shown.value).look
            if own is not None and own is not Sight.RAISED and not looked:
                cell = without_letters(cell, own)
            elif style.font.signs and not looked:
                cell = number_as_signs(cell)
            if plain and style.lie.may_cut and (cell.text[:1].isdigit() or cell.text[-1:].isdigit()):
                sheet.lies[row, column] = style.lie
        sheet.cells[row, column] = cell

    def add_number(self, sheet: Sheet, row: int, column: int, number: float, style: Style) -> None:
        """Add a number as its format shows it; one longer than the 15 digits Excel keeps is a text."""
        if abs(number) < 1e15:
            shown = style.shape.show(rounded(number), self.from_1904)
        else:  # also what is no number at all
            shown = Shown(f"{number:.15g}", CellKind.TEXT)
        self.add(sheet, row, column, shown, style)

    def add_text(self, sheet: Sheet, row: int, column: int, text: RichText, style: Style) -> None:
        """Add a text as seen, each part decoded where its font is a legacy one."""
        letters, told = self.seen(text, coloured(style, None))
        shown, more = style.shape.show_text(letters) if letters else (letters, ())
        said = Shown(shown, CellKind.TEXT, None, told + more)
        self.add(sheet, row, column, said, style, looked=True, plain=not text.runs)

    def add_boolean(self, sheet: Sheet, row: int, column: int, value: bool, style: Style) -> None:
        """Add TRUE or FALSE."""
        self.add(sheet, row, column, Shown("TRUE" if value else "FALSE", CellKind.BOOLEAN), style)

    def add_error(self, sheet: Sheet, row: int, column: int, code: int, style: Style) -> None:
        """Add an error value by its code ([MS-XLS] 2.5.10)."""
        self.add(sheet, row, column, Shown(_ERRORS.get(code, "#?"), CellKind.ERROR), style)

    def seen(self, rich: RichText, style: Style) -> tuple[str, tuple[Seen, ...]]:
        """Return the letters of a text that count, in Unicode with one kind of line break, and what is told."""
        text = rich.text[:_LONGEST_TEXT]
        starts = [(0, style.font), *(run for run in rich.runs if run[0] < len(text))]
        if len(starts) == 1 and style.look is None and not style.font.signs:
            return _lines(as_drawn(text, style.font.name, self.decoded)), ()
        ends = [start for start, _ in starts[1:]] + [len(text)]
        runs = [
            (_lines(as_drawn(text[start:end], font.name, self.decoded)), font)
            for (start, font), end in zip(starts, ends, strict=True)
            if end > start
        ]
        return as_seen(runs, style.paper)

    def document(self, path: Path, format_: str, properties: dict[str, str] | None = None) -> Document:
        """Return the workbook as a document. Its notices tell which fonts were decoded."""
        if not self.sheets:
            raise UnreadableFile("damaged-file")
        tables: list[Table] = []
        large = list(self.large)
        cells = {sheet.name: {**sheet.cells, **sheet.blanks} for sheet in self.sheets}
        arrays = {sheet.name: sheet.arrays for sheet in self.sheets if sheet.arrays}
        hidden = {sheet.name: sheet.hidden_rows for sheet in self.sheets}
        settings = Settings(self.stale, self.trusted, self.made, self.iterates, self.within)
        reckoner = Reckoner(
            cells, Around(self.names, hidden=hidden, arrays=arrays, from_1904=self.from_1904), settings
        )
        for sheet in sorted(self.sheets, key=lambda sheet: len(sheet.formulas) + len(sheet.unsettled)):
            reckoner.settle(sheet.cells, sheet.unsettled, cells[sheet.name])
            reckoner.compare(sheet.cells, sheet.formulas, sheet.arrays, cells[sheet.name])
        reckoner.tell_unchecked()
        notices: list[Finding] = []
        for sheet in self.sheets:
            if rules := that_matter(sheet.rules):
                apply_rules(rules, sheet.cells, sheet.styles, cells, from_1904=self.from_1904)
            if sheet.as_formulas:
                show_formulas(sheet.cells)
            merges = _real(sheet.merges)
            if sheet.lies and sheet.widths:
                cut_texts(sheet.cells, sheet.lies, merges, sheet.width, sheet.heights, sheet.fixed)
            beside = gathered(sheet.drawn, sheet.notes)
            beside.put(sheet.cells, merges)
            large += beside.large
            whole = f"trang “{sheet.name}” đang bị ẩn" if sheet.hidden else ""
            view = View(merges, sheet.hidden_rows, sheet.hidden_columns, whole)
            tables.append(Table(view.of(sheet.cells), sheet=sheet.name, hidden=sheet.hidden))
        if self.decoded:
            notices.append(finding("legacy-font", fonts=", ".join(sorted(self.decoded))))
        margins = margins_of(sheet.header for sheet in self.sheets if not sheet.hidden)
        return Document(
            path,
            format_,
            tuple(tables),
            tuple(notices),
            properties or {},
            tuple(dict.fromkeys(large)),
            margins,
        )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def packed_number(packed: int) -> float:
    """Return the number of an RK value ([MS-XLS] 2.5.217): 30 bits of a whole or a real one, perhaps hundredths."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = float(struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))[0])
    return number / 100 if packed & 1 else number


def _real(merges: Sequence[Merge]) -> list[Merge]:
    """Return the merges of more than one cell."""
    return [
        merge
        for merge in merges
        if merge.top <= merge.bottom and merge.left <= merge.right and merge[:2] != merge[2:]
    ]
