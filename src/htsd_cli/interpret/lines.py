"""The text of a document around its statistics table, as lines in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from htsd_cli.interpret.sights import notes_in, notes_of
from htsd_cli.interpret.tables import StatisticsTable
from htsd_cli.language.qualified import around_table
from htsd_cli.language.vietnamese import clean
from htsd_cli.values.document import Document, Paragraph, Table

_ACROSS = re.compile(r"\t+| {4,}")  # two columns of a letterhead typed on one line
_OF_DATE = re.compile(r"[\d\s./…_]*+(?:(?:tháng|năm)[\d\s./…_]*+)*+", re.IGNORECASE)


_CORRECTS = re.compile(
    r"đính chính|sửa (?:lại|thành)|số (?:liệu )?đúng|đúng (?:phải )?là|chứ không phải"
    r"|(?:chưa|không) (?:tính|bao gồm|gồm|kể|cộng)\b"
    r"|tạm tính|ước tính|l[ũu][yỹ] kế",
    re.IGNORECASE,
)
_OF_FIGURES = re.compile(r"\d|số liệu|bảng", re.IGNORECASE)
# What a note outside the table names beside its figures: dates, years, the numbers of documents and articles of law.
_NAMED = re.compile(
    r"\d+(?:/\d+)*/[A-ZĐ][\w-]*|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:ngày|tháng|năm|quý|khóa|khoản|điều|điểm|trang)\s+(?:học\s+)?\d+(?:/\d+)*"
    r"(?:\s*[-–]\s*\d+)?",
    re.IGNORECASE,
)
_ROW_NAMED = re.compile(
    r"\b(?:(?:dòng|hàng|mục|chỉ tiêu|stt|cột)\s+(?:thứ\s+|số\s+)?\d+(?:\.\d+)*|ô\s+[A-Z]{1,2}\d+)\b",
    re.IGNORECASE,
)
_FIGURE_NAMED = re.compile(
    r"\b(?:số|tổng) (?!điện thoại)[^\W\d]+(?: [^\W\d]+){0,5}?\s*(?:\blà|\bcó|\bcòn|\bthành|[:=])\s*\d",
    re.IGNORECASE,
)
_ONLY_FIGURE = re.compile(r"[\d.,]+(?:[ ,]+[^\W\d]+){0,4}")
_ENDS = re.compile(r"(?:[IVX]{1,5}\.|Nơi nhận)")  # the next section, or who gets the report
_LONGEST = 300  # letters of a line that corrects a figure
_CAPTION = 90  # letters of a line that says something of a whole table


class Line(NamedTuple):
    """A line of text. `cell` says it stands in a table; `after` that the statistics table stands before it."""

    text: str
    cell: bool
    after: bool


def read_lines(document: Document, table: StatisticsTable | None) -> list[Line]:
    """Return the visible text outside the statistics table, paragraph by paragraph and cell by cell."""
    return list(_lines(document, table))


def _lines(document: Document, statistics: StatisticsTable | None) -> Iterator[Line]:
    parts = () if statistics is None else statistics.tables
    after = False
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for text in _parts(block.text):
                if cleaned := clean(text):
                    yield Line(cleaned, False, after)
            continue
        if block.hidden:
            continue
        inside = any(block is part for part in parts)
        if inside and statistics is not None:
            if block is parts[0]:  # a letterhead in the same table: a sheet, or one that was put into a text
                yield from _cells(block, after, 0, statistics.first_row)
            after = True
            if block is parts[-1]:
                yield from _cells(block, after, statistics.last_row + 1, None)
        else:
            yield from _cells(block, after, 0, None)


def _parts(text: str) -> list[str]:
    """Return what stands side by side on a line; the gaps of a date or a number to fill in part nothing."""
    if "\t" not in text and "    " not in text:
        return [text]
    parts: list[list[str]] = []
    dated = False
    for part in _ACROSS.split(text):
        if dated and _OF_DATE.fullmatch(part):
            parts[-1] += (" ", part)
        elif parts and part.startswith("/"):  # "Số:        /BC-", as the form prints it
            parts[-1].append(part)
            dated = dated or "ngày" in part.lower()
        else:
            parts.append([part])
            dated = "ngày" in part.lower()
    return ["".join(part) for part in parts]


def _cells(table: Table, after: bool, first: int, end: int | None) -> Iterator[Line]:
    for row in table.rows:
        found: list[str] = []
        for cell in row:
            if cell.hidden or cell.row < first or (end is not None and cell.row >= end):
                continue
            texts = [
                cleaned for text in cell.text.split("\n") for part in _parts(text) if (cleaned := clean(part))
            ]
            if after and found and len(texts) == 1 and _continues(found[-1], texts[0]):
                found[-1] += f" {texts[0]}"
            else:
                found += texts
        yield from (Line(text, True, after) for text in found)


def _continues(text: str, number: str) -> bool:
    """Return whether a cell holds the number of the words that stand before it: "Số đúng là" | "12"."""
    return _CORRECTS.search(text) is not None and _ONLY_FIGURE.fullmatch(number) is not None


def corrections(lines: Iterable[Line], year: int) -> list[str]:
    """Return the lines below the statistics table that may change its figures: "Ghi chú: mục 2 số đúng là 24"."""
    below = takewhile(lambda line: not _ENDS.match(line.text), (line for line in lines if line.after))
    return [
        line.text
        for line in below
        if len(line.text) <= _LONGEST
        and (
            (_CORRECTS.search(line.text) and _OF_FIGURES.search(line.text))
            or (len(line.text) <= _CAPTION and around_table(line.text, year))
        )
    ]


def notes_elsewhere(
    document: Document,
    tables: Iterable[StatisticsTable],
    row_in: Callable[[str], int | None] = lambda _: None,
) -> list[str]:
    """Return the comments, footnotes and notes outside the statistics tables that may correct a figure of theirs.

    `row_in` tells the row of the form whose label a text begins with. A note corrects that says a number beside a row
    or a figure ("dòng 3: 41", "số người là 120"), corrects one ("sửa thành 41"), or is nothing but a number.
    The numbers of dates, documents and articles of law are none.
    """
    noted = list(notes_in(document.notes).texts)
    inside = {(id(table), row) for read in tables for table, row in _rows_of(read)}
    for table in document.tables():
        cells = (cell for row in table.rows for cell in row if cell.notes and not table.hidden)
        for cell in cells:
            if (id(table), cell.row) not in inside:
                noted += notes_of(cell).texts
    found = (
        text for text in noted if _corrects(text) or (re.search(r"\d", text) and row_in(text) is not None)
    )
    return list(dict.fromkeys(found))


def _rows_of(read: StatisticsTable) -> Iterator[tuple[Table, int]]:
    """Yield the rows of the document's tables that a statistics table takes, its headings too."""
    for place, table in enumerate(read.tables):
        first = read.first_row if place == 0 else 0
        last = read.last_row if place == len(read.tables) - 1 else None
        for row in table.rows:
            for number in {cell.row for cell in row}:
                if number >= first and (last is None or number <= last):
                    yield table, number


def _corrects(text: str) -> bool:
    text = _NAMED.sub(" ", clean(text))
    rest = _ROW_NAMED.sub(" ", text)
    if not re.search(r"\d", rest):
        return bool(_CORRECTS.search(text)) and (rest != text or bool(_OF_FIGURES.search(text)))
    return bool(
        rest != text
        or _CORRECTS.search(text)
        or _FIGURE_NAMED.search(text)
        or _ONLY_FIGURE.fullmatch(text.strip())
    )
