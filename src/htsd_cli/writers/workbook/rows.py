"""The long part of a sheet: rows that go straight into the sheet's XML while the workbook is packed.

XlsxWriter lays out the sheet, its headings and its links. The rows themselves, up to half a million, are neither kept
by it nor looked at twice: a cell that is like another one is made once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from htsd_cli.writers.workbook.style import (
    INDENT,
    Link,
    Styled,
    Styles,
    Value,
    cell_text,
    cut,
    lines_needed,
    number_style,
    row_height,
    text_of,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LAST_ROW = 1_048_575  # 0-based, of any sheet
MOST_LINKS = 60_000  # of one sheet; Excel takes 65,530
_MANY_BYTES = 1 << 16  # written at a time
_CACHED = 1 << 11  # cells of a column kept in case they come again
_MOST_TALL = 1 << 14  # cells of more than one line kept
_DAY_ZERO = date(1899, 12, 30)
_ROW = re.compile(rb'<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)', re.S)
_LOOKS_ESCAPED = re.compile(r"(_x[0-9a-fA-F]{4}_)")

Cells = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a sheet from `first` on (0-based); `count` of them, given anew at each call of `rows`.

    `widths` are the columns' widths in characters, None for columns that never make a row higher.
    """

    part: str
    first: int
    count: int
    rows: Callable[[], Iterable[Cells]]
    widths: Sequence[float | None]
    numbers: dict[str, int]

    def into(self, sheet: bytes) -> Iterator[bytes]:
        """Yield the sheet's XML with the rows in their place."""
        begin, end = (
            sheet.index(b"<sheetData"),
            sheet.rindex(b"</sheetData>") if b"</sheetData>" in sheet else -1,
        )
        if end < 0:  # no row at all
            yield sheet.replace(b"<sheetData/>", b"<sheetData></sheetData>", 1)
            return
        place = sheet.index(b">", begin) + 1
        before, behind = [], []
        for found in _ROW.finditer(sheet, place, end):
            number = int(found[1]) - 1
            if number < self.first:
                before.append(found[0])
            elif number >= self.first + self.count:
                behind.append(found[0])
        yield sheet[:place]
        yield b"".join(before)
        yield from self._rows()
        yield b"".join(behind)
        yield sheet[end:]

    def _rows(self) -> Iterator[bytes]:
        tall: dict[str, int] = {}  # cells that stand on more than one line, and on how many
        columns = [_Column(place, self.widths, self.numbers, tall) for place in range(len(self.widths))]
        waiting: list[str] = []
        size = 0
        for number, values in enumerate(self.rows(), start=self.first + 1):
            cells = [column[value] for column, value in zip(columns, values, strict=True)]
            height = ""
            if not tall.keys().isdisjoint(cells):  # not every program fits rows to their text by itself
                highest = max(tall.get(cell, 1) for cell in cells)
                height = f' ht="{row_height(highest):g}" customHeight="1"'
            # The row's number stands in its own element and in each of its cells'.
            text = str(number).join(('<row r="', f'"{height}><c r="A', *cells))
            if len(tall) > _MOST_TALL:
                tall.clear()
                for column in columns:
                    column.clear()
            waiting.append(text)
            size += len(text)
            if size > _MANY_BYTES:
                yield "".join(waiting).encode()
                waiting, size = [], 0
        yield "".join(waiting).encode()


class _Column(dict[Value, str]):
    """The cells of a column that were made before, each up to where the row's number stands in the next cell.

    They are kept by column, since a column says the same again and again, and a width belongs to it.
    """

    def __init__(
        self,
        place: int,
        widths: Sequence[float | None],
        numbers: dict[str, int],
        tall: dict[str, int],
    ) -> None:
        super().__init__()
        self._width, self._numbers, self._tall = widths[place], numbers, tall
        last = place + 1 == len(widths)
        self._next = "</row>" if last else f'<c r="{xl_col_to_name(place + 1)}'

    def __missing__(self, value: Value) -> str:
        if len(self) >= _CACHED:
            self.clear()
        width = self._width
        shown = value if width is None else cut(value, width)
        made = self[value] = _cell(shown, self._numbers) + self._next
        lines = 1 if width is None else lines_needed(text_of(shown), width - INDENT)
        if lines > 1:
            self._tall[made] = lines
        return made


def put_rows(
    sheet: Worksheet,
    styles: Styles,
    first: int,
    rows: Callable[[], Iterable[Cells]],
    widths: Sequence[float | None],
    count: int | None = None,
) -> Rows:
    """Return the rows of a sheet, which `Rows.into` will write; their links are told to XlsxWriter at once.

    `rows` gives the same cells at each call. Of more links than a sheet can hold the others are texts. Rows without
    links are not gone through where their `count` is known.
    """
    if count is None:
        count = _told_links(sheet, first, rows, widths)
    if count:
        sheet._check_dimensions(first + count - 1, len(widths) - 1)
    numbers: dict[str, int] = {name: made._get_xf_index() for name, made in styles.items()}
    part = f"xl/worksheets/sheet{sheet.index + 1}.xml"
    return Rows(part, first, count, rows, widths, numbers)


def _told_links(
    sheet: Worksheet, first: int, rows: Callable[[], Iterable[Cells]], widths: Sequence[float | None]
) -> int:
    """Tell XlsxWriter of the links, and return how many rows there are."""
    count = links = 0
    for count, values in enumerate(rows(), start=1):
        if links == MOST_LINKS or Link not in map(type, values):
            continue
        for column, value in enumerate(values):
            if isinstance(value, Link) and links < MOST_LINKS:
                links += 1
                _link(sheet, first + count - 1, column, value, widths[column])
    return count


def _link(sheet: Worksheet, row: int, column: int, link: Link, width: float | None) -> None:
    """Tell XlsxWriter of a link without its cell."""
    shown = link if width is None else cut(link, width)
    assert isinstance(shown, Link)
    sheet.ignore_write_string = True
    sheet.write_url(row, column, shown.target, None, cell_text(shown.text), shown.tip[:255] or None)
    sheet.ignore_write_string = False


def _cell(value: Value, numbers: dict[str, int]) -> str:
    """Return what stands behind a cell's place in its element."""
    match value:
        case None | "":
            return f'" s="{numbers["text"]}"/>'
        case Link(text=text):
            return _text(text, numbers["link"])
        case Styled(text="", style=style):
            return f'" s="{numbers[style]}"/>'
        case Styled(text=text, style=style):
            return _text(text, numbers[style])
        case int() | Decimal():
            number = numbers[number_style(numbers, "number", value)]
            return f'" s="{number}"><v>{value:.16G}</v></c>'
        case date():
            return f'" s="{numbers["date"]}"><v>{(value - _DAY_ZERO).days}</v></c>'
        case _:
            return _text(value, numbers["text"])


def _text(text: str, style: int) -> str:
    text = escape(_LOOKS_ESCAPED.sub(r"_x005F\1", cell_text(text)), quote=False)
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f'" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>'
