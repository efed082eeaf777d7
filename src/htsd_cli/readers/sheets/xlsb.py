"""Reads a binary Excel workbook (.xlsb): the records of [MS-XLSB], sparsely and within limits.

The package is that of .xlsx, its parts are records.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.packages.makers import works_out_formulas
from htsd_cli.readers.sheets.anchors import Sizes
from htsd_cli.readers.sheets.biff.binary_records import NAMES, policy_of, records, text_at
from htsd_cli.readers.sheets.biff.binary_styles import colour_of, styles_of
from htsd_cli.readers.sheets.biff.rules import CFVO, areas_12, areas_14, rule_14, rule_of_binary
from htsd_cli.readers.sheets.computed.results import UNWRITTEN
from htsd_cli.readers.sheets.computed.tokens import BINARY, formula_text
from htsd_cli.readers.sheets.drawings import beside, without_author
from htsd_cli.readers.sheets.formulas import AS_SHOWN
from htsd_cli.readers.sheets.grid import (
    FILTERED,
    GROUPED,
    HIDDEN,
    LAST_COLUMN,
    LAST_ROW,
    LOWEST,
    NARROWEST,
    TOO_LOW,
    TOO_NARROW,
    Merge,
    Place,
)
from htsd_cli.readers.sheets.looks.colours import Colours
from htsd_cli.readers.sheets.looks.conditional import Areas
from htsd_cli.readers.sheets.looks.letters import PLAIN, Font, Style
from htsd_cli.readers.sheets.looks.scales import Scale, Stop
from htsd_cli.readers.sheets.looks.styles import Change
from htsd_cli.readers.sheets.page_header import printed
from htsd_cli.readers.sheets.spreadsheet import MOST_WRITTEN, Book, RichText, Sheet, packed_number
from htsd_cli.values.document import CellKind, Document, Seen, Sight

_MOST_SHEETS = 1_000
_MOST_STRINGS = 500_000

_ROW, _COLUMN, _MERGE, _FILTER = 0, 60, 176, 161
_SHARED_FORMULA, _AREAS, _RULE = 427, 461, 463
_AREAS_14, _RULE_14 = 1046, 1048
_ICONS, _BAR, _STOP, _COLOUR = 465, 467, 471, 564  # what a rule shows beside or behind numbers
_AS_BEFORE = {1052: _ICONS, 1051: _BAR, 1055: _COLOUR}  # those of Excel 2010, behind four bytes more
_STOP_14, _WITH_FORMULA = 1050, 4
_VIEW, _USUAL, _MARGINS = 137, 485, 479
_NAMED = 39
_CALCULATION, _BOOKS, _OWN_BOOK, _LINKS = 157, (355, 357, 358, 667), (357, 358), 362
_AUTHOR, _NOTE, _NOTE_TEXT = 632, 635, 637
_BLANK, _RK, _ERROR, _BOOLEAN, _REAL, _TEXT, _SHARED = range(1, 8)
_SIZES: dict[int, int] = {_TEXT: 0, _REAL: 8, _BOOLEAN: 1, _ERROR: 1}  # bytes of a result; a text says
_RESULTS: dict[int, int] = {8: _TEXT, 9: _REAL, 10: _BOOLEAN, 11: _ERROR}  # the stored results of formulas
_RICH = 62  # a text with runs in the cell itself
_SHARED_ITEM = 19
_WORKBOOK, _SHEET = 153, 156


def read_xlsb(path: Path) -> Document:
    """Return the workbook's sheets as tables, in its order; hidden sheets are marked.

    Raises `UnreadableFile` when the file is damaged or over a limit.
    """
    with Package(path) as package:
        main = package.main_part("xl/workbook.bin")
        try:
            book = _read(package, main)
        except (struct.error, IndexError) as error:
            raise UnreadableFile("damaged-file") from error
        return book.document(path, "xlsb", package.custom_properties())


def _read(package: Package, main: str) -> Book:
    book = Book()
    relations = package.relations(main)
    sheets: list[tuple[str, Sheet]] = []
    names: list[str] = []
    books: list[bool] = []
    links: list[tuple[int, int, int]] = []
    named: list[bytes] = []  # what names stand for, as tokens
    for kind, body in records(package, main):
        if kind == _WORKBOOK:
            book.from_1904 = bool(body[0] & 1)
        elif kind == _SHEET:
            (state,) = struct.unpack_from("<I", body)
            relation, at = text_at(body, 8)
            name, _ = text_at(body, at)
            names.append(name)
            sort, part = relations.get(relation, ("", ""))
            if sort == "worksheet" and part in package:
                sheets.append((part, Sheet(name, hidden=state != 0)))
        elif kind == _CALCULATION:
            mode, flags = struct.unpack_from("<4xI16xH", body)
            book.recomputes, book.iterates = bool(flags & 1), bool(flags & 4)
            book.trusted = mode != 0 or bool(flags & 32)
            book.within = 0.0 if flags & 8 else AS_SHOWN
        elif kind == _NAMED:
            _, at = text_at(body, 9)
            (length,) = struct.unpack_from("<I", body, at)
            named.append(body[at + 4 : at + 4 + length])
        elif kind in _BOOKS:
            books.append(kind in _OWN_BOOK)
        elif kind == _LINKS:
            links += list(struct.iter_unpack("<Iii", body[4 : 4 + (len(body) - 4) // 12 * 12]))

    book.made = works_out_formulas(package, main)

    def sheet_name(number: int) -> str | None:
        external, first, last = links[number] if number < len(links) else (-1, -1, -1)
        if 0 <= external < len(books) and not books[external]:
            return f"[{external + 1}]"
        own = first == last and 0 <= external < len(books)
        return names[first] if own and 0 <= first < len(names) else None

    def meaning(number: int) -> str | None:
        if not 0 < number <= len(named):
            return None
        return formula_text(named[number - 1], BINARY, (1, 1), sheet_name)

    if len(sheets) > _MOST_SHEETS:
        raise UnreadableFile("too-large", f"sổ tính có {len(sheets)} trang")
    theme = package.related(main, "theme")
    colours = Colours(lambda: package.parse(theme) if theme is not None and theme in package else None)
    fonts, styles, changes = styles_of(package, main, colours)
    strings = _strings(package, package.related(main, "sharedStrings"), fonts)
    read: set[str] = set()
    for part, sheet in sheets:
        if part not in read:  # two sheets of one part are one
            read.add(part)
            _Reader(
                book,
                sheet,
                styles,
                strings,
                fonts,
                changes,
                lambda body: colour_of(body, colours),
                sheet_name,
                meaning,
            ).read(records(package, part))
            for place, text in _notes(package, part):
                sheet.notes.setdefault(place, []).append(text)
            around = beside(package, part, Sizes({}, lambda _: None))
            sheet.drawn += [(place, seen) for place, sights in around.sights.items() for seen in sights]
            for place, notes in around.notes.items():
                sheet.notes.setdefault(place, []).extend(notes)
            book.sheets.append(sheet)
    return book


def _margins(body: bytes) -> list[str]:
    """Return the lines printed in a sheet's margins that count ([MS-XLSB] 2.4.57): headers and footers in turn, of all
    pages, of even ones, of the first."""
    codes, at = [""] * 6, 2
    for number in range(6):
        if at + 4 > len(body):
            break
        if body[at : at + 4] == b"\xff\xff\xff\xff":  # none
            at += 4
        else:
            codes[number], at = text_at(body, at)
    return printed((codes[4], codes[0], codes[2]), (codes[5], codes[1], codes[3]))


def _stop_14(body: bytes) -> bytes:
    """Return a BrtCFVO14 as the BrtCFVO it goes on as; one that a formula gives stands for no number."""
    if body[0] & _WITH_FORMULA:
        return struct.pack("<Id", 0, 0.0)
    return body[4:]


def _rich_text(body: bytes, at: int, fonts: list[Font]) -> RichText:
    """Return a text with its runs: a byte of flags, the text, and pairs of (place, font) when there are any."""
    text, end = text_at(body, at + 1)
    if not body[at] & 1:
        return RichText(text)
    (count,) = struct.unpack_from("<I", body, end)
    pairs = struct.iter_unpack("<HH", body[end + 4 : end + 4 + 4 * min(count, 4_000)])
    return RichText(
        text, tuple((start, fonts[font] if font < len(fonts) else PLAIN) for start, font in pairs)
    )


def _strings(package: Package, part: str | None, fonts: list[Font]) -> list[RichText]:
    found: list[RichText] = []
    if part is not None and part in package:
        for kind, body in records(package, part):
            if kind == _SHARED_ITEM:
                found.append(_rich_text(body, 0, fonts))
                if len(found) > _MOST_STRINGS:
                    raise UnreadableFile("too-large", "sổ tính có quá nhiều chữ")
    return found


def _notes(package: Package, sheet: str) -> Iterator[tuple[Place, str]]:
    """Yield the notes at a sheet's cells ([MS-XLSB] 2.1.7.9)."""
    for sort, part in package.relations(sheet).values():
        if sort != "comments" or part not in package or not part.lower().endswith(".bin"):
            continue
        authors: list[str] = []
        place, author = (0, 0), ""
        for kind, body in records(package, part):
            if kind == _AUTHOR:
                authors.append(text_at(body, 0)[0])
            elif kind == _NOTE:
                number, row, column = struct.unpack_from("<II4xI", body)
                place = (row + 1, column + 1)
                author = authors[number] if number < len(authors) else ""
            elif kind == _NOTE_TEXT:
                text = without_author(text_at(body, 1)[0].replace("\r\n", "\n"), author)
                if text:
                    yield place, text


class _Reader:
    """Reads the records of one sheet."""

    def __init__(
        self,
        book: Book,
        sheet: Sheet,
        styles: list[Style],
        strings: list[RichText],
        fonts: list[Font],
        changes: list[Change],
        colour: Callable[[bytes], int | None],
        sheet_name: Callable[[int], str | None],
        meaning: Callable[[int], str | None],
    ) -> None:
        self._book = book
        self._sheet = sheet
        self._styles = styles
        self._strings = strings
        self._fonts = fonts
        self._changes = changes
        self._colour = colour
        self._sheet_name = sheet_name
        self._meaning = meaning
        self._waiting: list[tuple[Place, Place]] = []  # formulas that stand once for several cells, and where
        self._shared: dict[Place, bytes] = {}

    def read(self, records: Iterator[tuple[int, bytes]]) -> None:
        """Add the sheet's cells to the book."""
        row = 0
        areas: Areas = ()
        filtered: list[tuple[int, int]] = []
        here: Place = (0, 0)
        narrow = False
        for kind, body in records:
            if kind == _ROW:
                row = struct.unpack_from("<I", body)[0] + 1
                if row > LAST_ROW:
                    raise UnreadableFile("damaged-file")
                height, _, flags = struct.unpack_from("<HBB", body, 8)
                self._sheet.heights[row] = 0.0 if flags & 0x10 else height / 20
                if flags & 0x20:
                    self._sheet.fixed.add(row)
                if flags & 0x10:  # fDyZero
                    grouped = flags & 0x07
                    self._sheet.hidden_rows[row] = GROUPED if grouped else HIDDEN
                elif flags & 0x20 and height < LOWEST * 20:
                    self._sheet.hidden_rows[row] = TOO_LOW
            elif _BLANK < kind <= 11 or kind == _RICH:
                self._cell(_RESULTS.get(kind, kind), body, row)
                here = (row, struct.unpack_from("<I", body)[0] + 1)
                if kind in _RESULTS:
                    self._formula(kind, body, here)
            elif kind == _COLUMN:
                first, last, width, flags = struct.unpack_from("<III4xH", body)
                self._sheet.widths.append((first + 1, last + 1, 0.0 if flags & 1 else width / 256))
                why = (GROUPED if flags >> 8 & 7 else HIDDEN) if flags & 1 else TOO_NARROW
                if flags & 1 or width < NARROWEST * 256:
                    self._sheet.hidden_columns.append((first + 1, min(last, LAST_COLUMN) + 1, why))
            elif kind == _MERGE:
                top, bottom, left, right = struct.unpack("<IIII", body[:16])
                self._sheet.merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))
            elif kind == _SHARED_FORMULA:
                (length,) = struct.unpack_from("<I", body, 16)
                self._shared[here] = body[20 : 20 + length]
            elif kind == _FILTER:
                top, bottom = struct.unpack_from("<II", body)
                filtered.append((top + 1, bottom + 1))
            elif kind == _MARGINS:
                self._sheet.header = _margins(body)
            elif kind == _VIEW:
                self._sheet.as_formulas = bool(body[0] & 2)
            elif kind == _USUAL:
                width, letters = struct.unpack_from("<IH", body)
                narrow = (letters * 256 if width == 0xFFFFFFFF else width) < NARROWEST * 256
            elif kind == _AREAS:
                areas = areas_12(body)
            elif kind == _RULE:
                self._sheet.rules.append(rule_of_binary(body, areas, self._changes, self._sheet_name))
            elif kind in (_ICONS, _BAR, _STOP, _COLOUR) and self._sheet.rules:
                self._look_at_rule(kind, body)
            elif kind in _AS_BEFORE and self._sheet.rules:
                self._look_at_rule(_AS_BEFORE[kind], body[4:])
            elif kind == _STOP_14 and self._sheet.rules:
                self._look_at_rule(_STOP, _stop_14(body))
            elif kind == _AREAS_14:
                areas = areas_14(body)
            elif kind == _RULE_14:
                self._sheet.rules += rule_14(body, areas)
            elif policy_of(kind) is None:
                seen = Seen(Sight.UNKNOWN, NAMES.get(kind, f"bản ghi {kind}"))
                if seen not in self._book.large:
                    self._book.large.append(seen)
        if narrow:
            self._sheet.narrow_the_rest()
        hidden = self._sheet.hidden_rows
        for top, bottom in filtered:
            for place in [row for row, why in hidden.items() if why is HIDDEN and top < row <= bottom]:
                hidden[place] = FILTERED
        self._share()

    def _look_at_rule(self, kind: int, body: bytes) -> None:
        """Take in what follows a rule: the colours of a scale or a bar, whether icons stand for the number."""
        rule = self._sheet.rules[-1]
        scale = rule.scale or Scale(())
        if kind == _ICONS:
            rule = rule._replace(hides=bool(body[4] & 2))
        elif kind == _BAR:
            rule = rule._replace(hides=not body[2], scale=Scale((), bar=True))
        elif kind == _STOP and not scale.bar and rule.kind == "colorScale":
            sort, value = struct.unpack_from("<Id", body)
            rule = rule._replace(scale=Scale((*scale.stops, Stop(CFVO.get(sort, ""), value, None))))
        elif kind == _COLOUR and scale.bar:
            rule = rule._replace(scale=Scale((Stop("", None, self._colour(body)),), bar=True))
        elif kind == _COLOUR:
            stops, colour = list(scale.stops), self._colour(body)
            place = next((at for at, stop in enumerate(stops) if stop.colour is None), None)
            if place is not None:
                stops[place] = stops[place]._replace(colour=colour)
                rule = rule._replace(scale=Scale(tuple(stops)))
        self._sheet.rules[-1] = rule

    def _formula(self, kind: int, body: bytes, place: Place) -> None:
        """Keep a formula, to be compared with its stored result, or computed where results are not to be relied on."""
        sheet = self._sheet
        if place not in sheet.cells and place not in sheet.blanks:
            return
        if len(sheet.formulas) >= MOST_WRITTEN and not self._book.recomputes:
            sheet.name_formula(place, UNWRITTEN)
            sheet.formulas.append(place)
            return
        result = _RESULTS[kind]
        at = 8 + (_SIZES[result] if result != _TEXT else 4 + 2 * struct.unpack_from("<I", body, 8)[0])
        (length,) = struct.unpack_from("<I", body, at + 2)
        tokens = body[at + 6 : at + 6 + length]
        text = ""
        if tokens[:1] == b"\1" and len(tokens) >= 5:
            extra = body[at + 10 + length :]
            column = struct.unpack_from("<I", extra)[0] if len(extra) >= 4 else place[1] - 1
            self._waiting.append((place, (struct.unpack_from("<I", tokens, 1)[0] + 1, column + 1)))
        else:
            text = formula_text(tokens, BINARY, place, self._sheet_name, name=self._meaning)
        sheet.name_formula(place, text)
        if self._book.recomputes and place in sheet.cells and sheet.cells[place].kind is CellKind.NUMBER:
            sheet.unsettled[place] = False
        else:
            sheet.formulas.append(place)

    def _share(self) -> None:
        """Write the formulas that stand once for several cells as they read in each."""
        for place, first in self._waiting:
            text = formula_text(
                self._shared.get(first, b""), BINARY, place, self._sheet_name, name=self._meaning
            )
            self._sheet.name_formula(place, text)

    def _cell(self, kind: int, body: bytes, row: int) -> None:
        column, packed = struct.unpack_from("<II", body)
        column += 1
        if column > LAST_COLUMN or row == 0:
            raise UnreadableFile("damaged-file")
        index = packed & 0xFFFFFF
        style = self._styles[index] if index < len(self._styles) else Style()
        book, sheet = self._book, self._sheet
        if kind == _RK:
            book.add_number(sheet, row, column, packed_number(struct.unpack_from("<I", body, 8)[0]), style)
        elif kind == _REAL:
            book.add_number(sheet, row, column, struct.unpack_from("<d", body, 8)[0], style)
        elif kind == _BOOLEAN:
            book.add_boolean(sheet, row, column, bool(body[8]), style)
        elif kind == _ERROR:
            book.add_error(sheet, row, column, body[8], style)
        elif kind == _TEXT:
            book.add_text(sheet, row, column, RichText(text_at(body, 8)[0]), style)
        elif kind == _RICH:
            book.add_text(sheet, row, column, _rich_text(body, 8, self._fonts), style)
        elif kind == _SHARED:
            (place,) = struct.unpack_from("<I", body, 8)
            if place >= len(self._strings):
                raise UnreadableFile("damaged-file")
            book.add_text(sheet, row, column, self._strings[place], style)
