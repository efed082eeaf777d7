"""The text of a document around its statistics table, as lines in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from htsd_cli.interpret.tables import StatisticsTable
from htsd_cli.language.vietnamese import clean
from htsd_cli.values.document import Document, Paragraph, Table

_ACROSS = re.compile(r"\t+| {4,}")  # two columns of a letterhead typed on one line
_OF_DATE = re.compile(r"[\d\s./…_]*+(?:(?:tháng|năm)[\d\s./…_]*+)*+", re.IGNORECASE)


_CORRECTS = re.compile(
    r"đính chính|sửa (?:lại|thành)|số (?:liệu )?đúng|đúng (?:phải )?là|(?:chưa|không) (?:tính|bao gồm|gồm|kể|cộng)\b"
    r"|tạm tính|ước tính|l[ũu][yỹ] kế",
    re.IGNORECASE,
)
_OF_FIGURES = re.compile(r"\d|số liệu|bảng", re.IGNORECASE)
_ENDS = re.compile(r"(?:[IVX]{1,5}\.|Nơi nhận)")  # the next section, or who gets the report
_LONGEST = 300  # letters of a line that corrects a figure


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
        if inside and statistics is not None and block.sheet is not None:
            yield from _cells(block, after, 0, statistics.first_row)
            after = True
            yield from _cells(block, after, statistics.last_row + 1, None)
        elif inside:
            after = True
        else:
            yield from _cells(block, after, 0, None)


def _parts(text: str) -> list[str]:
    """Return what stands side by side on a line; the gaps of a date or a number to fill in part nothing."""
    if "\t" not in text and "    " not in text:
        return [text]
    parts: list[list[str]] = []
    dated = False
    for part in _ACROSS.split(text):
        if parts and dated and _OF_DATE.fullmatch(part):
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
        for cell in row:
            if cell.hidden or cell.row < first or (end is not None and cell.row >= end):
                continue
            for text in cell.text.split("\n"):
                for part in _parts(text):
                    if cleaned := clean(part):
                        yield Line(cleaned, True, after)


def corrections(lines: Iterable[Line]) -> list[str]:
    """Return the lines below the statistics table that may change its figures: "Ghi chú: mục 2 số đúng là 24"."""
    below = takewhile(lambda line: not _ENDS.match(line.text), (line for line in lines if line.after))
    return [
        line.text
        for line in below
        if len(line.text) <= _LONGEST and _CORRECTS.search(line.text) and _OF_FIGURES.search(line.text)
    ]
