"""Reads an Excel 97-2003 workbook (.xls, also Excel 95's): the records of [MS-XLS], sparsely and within limits.

A record is two numbers of two bytes, its kind and its length, and then its content. The workbook's own records
come first (fonts, formats, strings, the sheets' places), then those of each sheet.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from htsd_cli.readers.packages import OleFile, UnreadableFile, user_properties
from htsd_cli.readers.packages.makers_2003 import works_out_old
from htsd_cli.readers.sheets.biff.drawn import DrawnObjects
from htsd_cli.readers.sheets.biff.records import policy_of
from htsd_cli.readers.sheets.biff.rules import areas_of, rule_12, rule_of, unreadable
from htsd_cli.readers.sheets.biff.strings import Strings
from htsd_cli.readers.sheets.biff.styles import Styles
from htsd_cli.readers.sheets.biff.texts import Texts
from htsd_cli.readers.sheets.computed.results import UNWRITTEN
from htsd_cli.readers.sheets.computed.tokens import EXCEL_95, EXCEL_97, Layout, formula_text
from htsd_cli.readers.sheets.formulas import AS_SHOWN
from htsd_cli.readers.sheets.grid import (
    FILTERED,
    GROUPED,
    HIDDEN,
    LOWEST,
    NARROWEST,
    TOO_LOW,
    TOO_NARROW,
    Merge,
    Place,
)
from htsd_cli.readers.sheets.looks.conditional import Areas
from htsd_cli.readers.sheets.looks.letters import Font
from htsd_cli.readers.sheets.number_formats import Shown
from htsd_cli.readers.sheets.page_header import lines_of, units_of
from htsd_cli.readers.sheets.spreadsheet import MOST_WRITTEN, Book, RichText, Sheet, packed_number
from htsd_cli.values.document import CellKind, Document, Seen, Sight

_MOST_RECORDS = (
    2_000_000  # walked in a whole workbook, so that many sheets at one place cost no more than one
)
_MOST_SHEETS = 400
_BIFF8 = 0x0600
_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_FILEPASS, _CODEPAGE, _DATE_1904 = 0x002F, 0x0042, 0x0022
_FONT, _FORMAT, _XF, _SHEET, _STRINGS = 0x0031, 0x041E, 0x00E0, 0x0085, 0x00FC
_ROW, _COLUMNS, _MERGED, _PALETTE, _FILTERED = 0x0208, 0x007D, 0x00E5, 0x0092, 0x009B
_NUMBER, _RK, _RKS, _BOOLEAN_OR_ERROR = 0x0203, 0x027E, 0x00BD, 0x0205
_SHARED_TEXT, _LABEL, _RICH_LABEL, _RESULT_TEXT = 0x00FD, 0x0204, 0x00D6, 0x0207
_FORMULAS = frozenset((0x0006, 0x0206, 0x0406))
_BOOKS, _LINKS, _SHARED_FORMULA, _UNCALCULATED = 0x01AE, 0x0017, 0x04BC, 0x005E
_DRAWING, _OBJECT, _OBJECT_TEXT, _NOTE = 0x00EC, 0x005D, 0x01B6, 0x001C
_CALCULATION, _PRECISION, _AREAS, _RULE, _AREAS_12, _RULE_12 = 0x000D, 0x000E, 0x01B0, 0x01B1, 0x0879, 0x087A
_BEFORE_SAVING, _STEPS, _NAME, _ELSEWHERE, _ARRAY = 0x005F, 0x0011, 0x0018, 0x0023, 0x0221
_VIEW, _USUAL_WIDTH, _PAGE_HEADER, _PAGE_FOOTER = 0x023E, 0x0055, 0x0014, 0x0015
_NEWER = "_xlfn."  # before the name of a function that Excel 97 did not know
_GOES_ON = 0xFFFF  # the row of a note of Excel 95 that continues the one before
_WORKSHEET = 0
_ON_LOAD = 2  # the flag of a formula that Excel computes anew when it opens the file
_EMPTY_TEXT = b"\x17\0"  # the token of an empty text in a formula, [MS-XLS] 2.5.198.89


def read_xls(path: Path) -> Document:
    """Return the workbook's sheets as tables, in the workbook's order; hidden sheets are marked.

    Raises `UnreadableFile`: "password-protected", "damaged-file" or "too-large".
    """
    ole = OleFile(path)
    names = {name.lower(): name for name in ole.names()}
    content = ole.read(names.get("workbook", "")) or ole.read(names.get("book", ""))
    try:
        book = _Reader(memoryview(content)).read()
        book.made = works_out_old(ole, content)
        return book.document(path, "xls", user_properties(ole))
    except (struct.error, IndexError) as error:
        raise UnreadableFile("damaged-file") from error


@dataclass(slots=True)
class _Reader:
    content: memoryview
    book: Book = field(default_factory=Book)
    texts: Texts = field(default_factory=Texts)
    styles: Styles = field(init=False)
    strings: list[RichText] = field(default_factory=list)
    walked: int = 0
    began: bool = False
    names: list[str] = field(default_factory=list)  # of all sheets, in the workbook's order
    books: list[bool] = field(default_factory=list)  # of workbooks that formulas name: is it this one?
    links: list[tuple[int, int, int]] = field(default_factory=list)  # (workbook, first sheet, last sheet)
    functions: list[list[str]] = field(default_factory=list)  # names of each workbook that formulas name
    named: list[tuple[str, bytes]] = field(default_factory=list)  # names and what they stand for, as tokens
    meanings: dict[int, str] = field(default_factory=dict)  # what they stand for, as far as they were asked
    waiting: list[tuple[Place, tuple[int, ...]]] = field(default_factory=list)
    shared: dict[tuple[int, ...], bytes] = field(default_factory=dict)
    unknown: dict[int, None] = field(default_factory=dict)  # kinds of records nobody knows

    def __post_init__(self) -> None:
        self.styles = Styles(self.texts)

    def read(self) -> Book:
        places: list[tuple[int, Sheet]] = []
        strings: list[bytes] = []
        fonts: list[bytes] = []
        formats: list[bytes] = []  # of cells
        in_strings = False
        for kind, body in self._records(0):
            if kind == _FILEPASS:
                raise UnreadableFile("password-protected")
            if kind == _CODEPAGE:
                self.texts.use_codepage(struct.unpack_from("<H", body)[0])
            elif kind == _DATE_1904:
                self.book.from_1904 = bytes(body[:2]) == b"\1\0"
            elif kind == _FONT:
                fonts.append(bytes(body))
            elif kind == _FORMAT:
                self.styles.codes[struct.unpack_from("<H", body)[0]] = self.texts.either(body, 2)
            elif kind == _XF:
                formats.append(bytes(body))
            elif kind == _PALETTE:
                self.styles.use_palette(body)
            elif kind == _SHEET:
                place, state, sort = struct.unpack_from("<IBB", body)
                self.names.append(self.texts.short(body, 6))
                if sort == _WORKSHEET:
                    places.append((place, Sheet(self.names[-1], hidden=state & 3 != 0)))
            elif kind == _BOOKS:
                self.books.append(bytes(body[2:4]) == b"\1\4")
                self.functions.append([])
            elif kind == _ELSEWHERE and self.texts.wide and self.functions:
                self.functions[-1].append(self.texts.short(body, 6))
            elif kind == _LINKS and self.texts.wide:
                count = min(struct.unpack_from("<H", body)[0], (len(body) - 2) // 6)
                self.links += list(struct.iter_unpack("<HHH", body[2 : 2 + 6 * count]))
            elif kind == _NAME and self.texts.wide:
                length, size = struct.unpack_from("<BH", body, 3)
                start = 15 + length * (2 if body[14] & 1 else 1)
                self.named.append((self.texts.decoded(body, 14, length), bytes(body[start : start + size])))
            elif kind == _STRINGS or (kind == _CONTINUE and in_strings):
                strings.append(bytes(body))
            elif policy_of(kind) is None:
                self.unknown[kind] = None
            in_strings = kind == _STRINGS or (kind == _CONTINUE and in_strings)
        self.styles.read(fonts, formats)
        if strings:
            self.strings = Strings(strings, self.styles.font).read()
        if len(places) > _MOST_SHEETS:
            raise UnreadableFile("too-large", f"sổ có {len(places)} trang")
        for place, sheet in places:
            self._read_sheet(place, sheet)
            self.book.sheets.append(sheet)
        self.book.large += [Seen(Sight.UNKNOWN, f"bản ghi {kind:04X}") for kind in self.unknown]
        return self.book

    def _records(self, start: int) -> Iterator[tuple[int, memoryview]]:
        """Yield (kind, content) of the records of one substream, those of charts within it left out."""
        depth = 0
        end = len(self.content)
        while start + 4 <= end:
            kind, length = struct.unpack_from("<HH", self.content, start)
            body = self.content[start + 4 : start + 4 + length]
            start += 4 + length
            self.walked += 1
            if self.walked > _MOST_RECORDS:
                raise UnreadableFile("too-large", "sổ có quá nhiều phần")
            if kind == _BOF:
                depth += 1
                if depth == 1 and not self.began:
                    # A present-day Excel that saves as of 95 says so of the workbook alone, not of its sheets.
                    self.began = True
                    self.texts.wide = struct.unpack_from("<H", body)[0] >= _BIFF8
            elif kind == _EOF:
                depth -= 1
                if depth == 0:
                    return
            elif depth == 0:
                break  # no beginning where one must be
            elif depth == 1:
                if len(body) < length:
                    break
                yield kind, body
        raise UnreadableFile("damaged-file")

    # -- sheets ------------------------------------------------------------------------------------------

    def _read_sheet(self, place: int, sheet: Sheet) -> None:
        filtered = stale = narrow = by_hand = False
        areas: Areas = ()
        widths: dict[int, float] = {}
        objects = DrawnObjects(wide=self.texts.wide)
        waiting: memoryview | None = None  # the formula whose text comes in a record of its own
        for kind, body in self._records(place):
            if kind == _NUMBER:
                row, column, style, number = struct.unpack_from("<HHHd", body)
                self._number(sheet, row, column, number, style)
            elif kind == _RK:
                row, column, style, packed = struct.unpack_from("<HHHI", body)
                self._number(sheet, row, column, packed_number(packed), style)
            elif kind == _RKS:
                row, column = struct.unpack_from("<HH", body)
                whole = (len(body) - 6) // 6 * 6
                for style, packed in struct.iter_unpack("<HI", body[4 : 4 + whole]):
                    self._number(sheet, row, column, packed_number(packed), style)
                    column += 1
            elif kind == _SHARED_TEXT:
                row, column, style, index = struct.unpack_from("<HHHI", body)
                if index >= len(self.strings):
                    raise UnreadableFile("damaged-file")
                self.book.add_text(sheet, row + 1, column + 1, self.strings[index], self.styles.style(style))
            elif kind in (_LABEL, _RICH_LABEL):
                row, column, style = struct.unpack_from("<HHH", body)
                look = self.styles.style(style)
                runs = self._runs(body) if kind == _RICH_LABEL else ()
                text = RichText(self.texts.long(body, 6, look.font.name), runs)
                self.book.add_text(sheet, row + 1, column + 1, text, look)
            elif kind == _BOOLEAN_OR_ERROR:
                row, column, style, value, is_error = struct.unpack_from("<HHHBB", body)
                self._boolean_or_error(sheet, row, column, value, style, bool(is_error))
            elif kind in _FORMULAS:
                waiting = self._formula(sheet, body, stale=stale)
            elif kind == _UNCALCULATED:
                stale = True
            elif kind == _SHARED_FORMULA:
                row, column = struct.unpack_from("<H2xB", body)
                (length,) = struct.unpack_from("<H", body, 8)
                self.shared[row, column] = bytes(body[10 : 10 + length])
            elif kind == _ARRAY and self.texts.wide:
                top, bottom, left, right = struct.unpack_from("<HHBB", body)
                (length,) = struct.unpack_from("<H", body, 12)
                self.shared[top, left] = bytes(body[14 : 14 + length])
                sheet.arrays[top + 1, left + 1] = (top + 1, left + 1, bottom + 1, right + 1)
            elif kind == _DRAWING:
                objects.place(bytes(body))
            elif kind == _OBJECT:
                objects.begin(body)
            elif kind == _OBJECT_TEXT:
                objects.begin_text(body)
            elif kind == _CONTINUE:
                objects.go_on(body)
            elif kind == _NOTE:
                self._note(sheet, objects, body)
            elif kind == _PAGE_HEADER and len(body) > 2:
                sheet.header = lines_of(self.texts.either(body, 0))
            elif kind == _PAGE_FOOTER and len(body) > 2:
                sheet.header += units_of(self.texts.either(body, 0))
            elif kind == _RESULT_TEXT and waiting is not None:
                row, column, style = struct.unpack_from("<HHH", waiting)
                look = self.styles.style(style)
                text = RichText(self.texts.long(body, 0, look.font.name))
                self.book.add_text(sheet, row + 1, column + 1, text, look)
                if (row + 1, column + 1) in sheet.cells or (row + 1, column + 1) in sheet.blanks:
                    self._doubt(sheet, (row + 1, column + 1), bytes(waiting[20:]), certain=True)
                waiting = None
            elif kind == _ROW:
                row, height, flags = struct.unpack_from("<H4xH4xH", body)
                sheet.heights[row + 1] = 0.0 if flags & 0x20 else (height & 0x7FFF) / 20
                if flags & 0x40:
                    sheet.fixed.add(row + 1)
                if flags & 0x20:
                    why = GROUPED if flags & 7 else FILTERED if filtered else HIDDEN
                    sheet.hidden_rows[row + 1] = why
                elif height & 0x7FFF < LOWEST * 20:
                    sheet.hidden_rows[row + 1] = TOO_LOW
            elif kind == _FILTERED:
                filtered = True
            elif kind == _COLUMNS:
                first, last, width, flags = struct.unpack_from("<HHH2xH", body)
                sheet.widths.append((first + 1, min(last, 255) + 1, 0.0 if flags & 1 else width / 256))
                widths.update(dict.fromkeys(range(first + 1, min(last, 255) + 2), sheet.widths[-1][2]))
                why = (GROUPED if flags >> 8 & 7 else HIDDEN) if flags & 1 else TOO_NARROW
                if flags & 1 or width < NARROWEST * 256:
                    sheet.hidden_columns.append((first + 1, last + 1, why))
            elif kind == _MERGED:
                whole = (len(body) - 2) // 8 * 8
                for top, bottom, left, right in struct.iter_unpack("<HHHH", body[2 : 2 + whole]):
                    sheet.merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))
            elif kind in (_AREAS, _AREAS_12):
                areas = areas_of(bytes(body), 12 if kind == _AREAS else 24, "<HHHH", "<H")
            elif kind in (_RULE, _RULE_12):
                made = rule_of if kind == _RULE else rule_12
                try:
                    rule = made(bytes(body), areas, len(sheet.rules), self.styles.colour, self._sheet_name)
                except (struct.error, IndexError):  # LibreOffice leaves empty those it cannot write
                    rule = unreadable(areas, len(sheet.rules))
                sheet.rules.append(rule)
            elif kind == _VIEW:
                sheet.as_formulas = bool(body[0] & 1)
            elif kind == _USUAL_WIDTH:
                narrow = bytes(body[:2]) == b"\0\0"
            elif kind == _CALCULATION:
                by_hand = bytes(body[:2]) == b"\0\0"
            elif kind == _BEFORE_SAVING:
                self.book.trusted = self.book.trusted and not (by_hand and bytes(body[:2]) == b"\0\0")
            elif kind == _PRECISION and bytes(body[:2]) == b"\0\0":
                self.book.within = AS_SHOWN
            elif kind == _STEPS:
                self.book.iterates = bytes(body[:2]) != b"\0\0"
            elif policy_of(kind) is None:
                self.unknown[kind] = None
        self._share(sheet)
        if narrow:
            sheet.narrow_the_rest()
        objects.put(sheet, sheet.heights, widths)

    def _number(self, sheet: Sheet, row: int, column: int, number: float, style: int) -> None:
        self.book.add_number(sheet, row + 1, column + 1, number, self.styles.style(style))

    def _boolean_or_error(
        self, sheet: Sheet, row: int, column: int, value: int, style: int, is_error: bool
    ) -> None:
        if is_error:
            self.book.add_error(sheet, row + 1, column + 1, value, self.styles.style(style))
        else:
            self.book.add_boolean(sheet, row + 1, column + 1, bool(value), self.styles.style(style))

    def _formula(self, sheet: Sheet, body: memoryview, *, stale: bool) -> memoryview | None:
        """Add a formula's stored result; return its record when that is a text yet to come.

        `stale` says that no result of the sheet is one that Excel would show; a formula may say so of itself.
        """
        row, column, style = struct.unpack_from("<HHH", body)
        place = (row + 1, column + 1)
        if bytes(body[12:14]) != b"\xff\xff":
            (number,) = struct.unpack_from("<d", body, 6)
            self._number(sheet, row, column, number, style)
            if place in sheet.cells:
                self._doubt(sheet, place, bytes(body[20:]), certain=not (stale or body[14] & _ON_LOAD))
        elif body[6] == 0:
            return body
        elif body[6] in (1, 2):
            self._boolean_or_error(sheet, row, column, body[8], style, body[6] == 2)
        elif _EMPTY_TEXT not in bytes(body[22:]):
            # Blank is stored although the formula has no "" to make it so: it was never computed.
            unknown = Shown("=…", CellKind.UNCALCULATED)
            self.book.add(sheet, *place, unknown, self.styles.style(style), "…")
            self._doubt(sheet, place, bytes(body[20:]), certain=False)
        else:
            self.book.add(sheet, *place, Shown("", CellKind.TEXT), formula="…")
            self._doubt(sheet, place, bytes(body[20:]), certain=not stale)
        return None

    def _doubt(self, sheet: Sheet, place: Place, stored: bytes, *, certain: bool) -> None:
        """Keep a formula to be computed; `stored` are the length of its tokens and the tokens.

        That of a `certain` result is only compared with it, in as many cells as that is done for; the others are told.
        """
        (length,) = struct.unpack_from("<H", stored)
        few = max(len(sheet.formulas), len(sheet.unsettled)) < MOST_WRITTEN
        tokens = stored[2 : 2 + length]
        if not few:
            text = UNWRITTEN
        elif tokens[:1] == b"\1" and len(tokens) >= 5:  # the formula stands once for several cells
            self.waiting.append((place, struct.unpack_from("<HH", tokens, 1)))
            text = ""
        else:
            text = formula_text(
                tokens, self._layout, place, self._sheet_name, name=self._meaning, function=self._called
            )
        sheet.name_formula(place, text)
        if certain or place in sheet.blanks:
            sheet.formulas.append(place)
        else:
            sheet.unsettled[place] = False

    def _share(self, sheet: Sheet) -> None:
        """Write the formulas that stand once for several cells as they read in each."""
        for place, first in self.waiting:
            own = (first[0] + 1, first[1] + 1)
            tokens = b"" if own in sheet.arrays and place != own else self.shared.get(first, b"")
            text = formula_text(
                tokens, self._layout, place, self._sheet_name, name=self._meaning, function=self._called
            )
            sheet.name_formula(place, text)
        self.waiting.clear()
        self.shared.clear()

    @property
    def _layout(self) -> Layout:
        return EXCEL_97 if self.texts.wide else EXCEL_95

    def _sheet_name(self, number: int) -> str | None:
        if number >= len(self.links):
            return None
        book, first, last = self.links[number]
        if book < len(self.books) and not self.books[book]:
            return f"[{book + 1}]"
        own = first == last and book < len(self.books)
        return self.names[first] if own and 0 <= first < len(self.names) else None

    def _written(self, tokens: bytes, place: Place) -> str:
        """Return a formula as it reads in a cell, "" when it is not known."""
        named, called = self._meaning, self._called
        return formula_text(tokens, self._layout, place, self._sheet_name, name=named, function=called)

    def _meaning(self, number: int) -> str | None:
        """Return what a name stands for by its number, from 1; None for one that is not known, or names another."""
        if not 0 < number <= len(self.named):
            return None
        name, tokens = self.named[number - 1]
        if number not in self.meanings:
            text = formula_text(tokens, self._layout, (1, 1), self._sheet_name)
            self.meanings[number] = name if name.startswith(_NEWER) else text
        return self.meanings[number]

    def _called(self, place: tuple[int, ...]) -> str | None:
        """Return a function's name by its places among the links and the names of the workbook these lead to."""
        book = self.links[place[0]][0] if place[0] < len(self.links) else len(self.functions)
        names = self.functions[book] if book < len(self.functions) else []
        return names[place[1] - 1] if 0 < place[1] <= len(names) else None

    def _note(self, sheet: Sheet, objects: DrawnObjects, body: memoryview) -> None:
        """Take a note: the number of its box and its author; in Excel 95 its text, perhaps the rest of one."""
        row, column, length = struct.unpack_from("<HHH", body)
        if self.texts.wide:
            author = self.texts.long(body, 8) if len(body) > 11 else ""
            objects.note((row + 1, column + 1), struct.unpack_from("<H", body, 6)[0], author)
            return
        text = bytes(body[6 : 6 + length]).decode(self.texts.codepage, "replace").replace("\r", "\n")
        if row == _GOES_ON and sheet.notes:
            last = next(reversed(sheet.notes.values()))
            last[-1] += text
        elif text.strip():
            sheet.notes.setdefault((row + 1, column + 1), []).append(text)

    def _runs(self, body: memoryview) -> tuple[tuple[int, Font], ...]:
        """Return where another font begins in the text of a cell of its own, as Excel 95 keeps them."""
        (length,) = struct.unpack_from("<H", body, 6)
        if self.texts.wide:
            at = 9 + length * (2 if body[8] & 1 else 1)
            count, shape = struct.unpack_from("<H", body, at)[0], "<HH"
            at += 2
        else:
            at = 8 + length
            count, shape = body[at], "<BB"
            at += 1
        size = struct.calcsize(shape)
        pairs = struct.iter_unpack(shape, body[at : at + size * min(count, (len(body) - at) // size)])
        return tuple((start, self.styles.font(font)) for start, font in pairs)
