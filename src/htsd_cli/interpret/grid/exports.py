"""Reads a table with one row for each unit that reports: an export of an online form, a table an office made.

Its columns are the form's rows; each row is a report of its own, the row its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from htsd_cli.form import Form
from htsd_cli.interpret.grid.cells import GridAnswer, GridRow
from htsd_cli.interpret.grid.lines import GridLine, lines_of
from htsd_cli.interpret.grid.matching import spellings_of
from htsd_cli.interpret.grid.values import Asked, ValueReader
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, Document, Table
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import ExtraRow

_FEWEST = 3  # columns of the form that make a table an export of it
_SHARE = 0.5  # of the form's figures
_LOOKED_AT = 40  # rows above the heading
_DEEPEST = 3  # rows of a heading
_NAMED = re.compile(
    r"(?:ten )?(?:don vi|co quan|truong|co so|khu pho|thon|ap|to dan pho|xa|phuong|dia phuong|dia ban|chi bo|dang bo|"
    r"tram y te|trung tam)(?: (?!tinh\b).*)?"
)
_TOTAL = re.compile(r"(?:tong|cong|tong cong|tong so|tong hop)(?: .{0,20})?")


class ReportRow(NamedTuple):
    """One row of an export: whose it is, its answers, what its other columns say, what is to be told of it."""

    name: str
    line: GridLine
    table: Table
    answers: tuple[GridAnswer, ...]
    rest: tuple[ExtraRow, ...]
    findings: tuple[Finding, ...]


class _Export(NamedTuple):
    table: Table
    lines: Sequence[GridLine]
    name: int
    figures: Mapping[tuple[str, str], int]
    headings: Mapping[int, str]


class ExportReader:
    """Knows the headings an export of one form has."""

    def __init__(self, form: Form, values: ValueReader, asked: Mapping[str, tuple[Asked, ...]]) -> None:
        self._form = form
        self._values = values
        self._asked = asked
        self._known: dict[str, tuple[str, str] | None] = {}
        rows = [row for table in form.tables if table.rows == "indicators" for row in table.indicators]
        self._all = [(row.id, measure.id) for row in rows for measure in row.numeric_measures]
        for row in rows:
            for measure in row.numeric_measures:
                heading = fold(form.heading_of(row, measure))
                for said in spellings_of(row):
                    texts = [f"{said} {heading}", f"{heading} {said}"]
                    texts += [said] if len(row.numeric_measures) == 1 else []
                    texts += [f"{fold(row.code)} {text}" for text in texts] if row.code else []
                    for text in texts:
                        key = (row.id, measure.id)
                        # A heading of two rows names neither.
                        self._known[text] = key if self._known.get(text, key) == key else None
                if row.code and len(row.numeric_measures) == 1:
                    self._known.setdefault(fold(row.code), (row.id, measure.id))

    def read(self, document: Document) -> list[ReportRow]:
        """Return the rows of the first table that is an export of the form, none where there is none."""
        for table in document.tables():
            if not table.hidden:
                export = self._find(table)
                if export is not None:
                    return self._rows(export)
        return []

    def _find(self, table: Table) -> _Export | None:
        lines = lines_of(table)
        for size in range(1, _DEEPEST + 1):
            for first in range(min(len(lines) - size + 1, _LOOKED_AT)):
                headings = _headings(lines[first : first + size])
                figures: dict[tuple[str, str], int] = {}
                for column, text in headings.items():
                    key = self._key(text)
                    if key is not None:
                        figures.setdefault(key, column)
                name = next((at for at, text in headings.items() if _NAMED.fullmatch(fold(text))), None)
                if name is not None and len(figures) >= max(_FEWEST, _SHARE * len(self._all)):
                    return _Export(table, lines[first + size :], name, figures, headings)
        return None

    def _key(self, heading: str) -> tuple[str, str] | None:
        text = clean(heading).replace("\n", " ")
        bare = re.sub(r"\s*[\[(][^()\[\]]*[\])]\s*$", "", text)
        said = (fold(text), fold(bare), fold(re.sub(r"^\s*[\w.]{1,6}\s*[.):–-]\s*", "", bare)))
        return next((key for part in said if (key := self._known.get(part)) is not None), None)

    def _rows(self, export: _Export) -> list[ReportRow]:
        missing = [key for key in self._all if key not in export.figures]
        found: list[ReportRow] = []
        for line in export.lines:
            name = clean(line.own_text(export.name)).replace("\n", " ")
            if not name or _TOTAL.fullmatch(fold(name)):
                continue
            found.append(self._row(export, line, name, missing))
        return found

    def _row(
        self, export: _Export, line: GridLine, name: str, missing: Sequence[tuple[str, str]]
    ) -> ReportRow:
        answers: list[GridAnswer] = []
        told: list[Finding] = []
        for (indicator, measure), column in export.figures.items():
            asked = next(item for item in self._asked[indicator] if item.measure == measure)
            table = self._form.table_of(asked.indicator)
            row = GridRow(self._form, table, export.table, line, {asked.measure.column: column}, self._values)
            answer = row.answer(asked)
            if answer is not None:
                answers.append(answer)
        taken = {*export.figures.values(), export.name}
        rest = tuple(
            ExtraRow(label=heading, cells=(cell.text.strip(),), origin=export.table.origin(cell))
            for column, heading in export.headings.items()
            if column not in taken and (cell := line.at.get(column)) is not None and cell.text.strip()
        )
        for indicator, measure in missing:
            where = self._form.where(self._form.by_id[indicator], measure)
            told.append(finding("row-missing", indicator=indicator, measure=measure, where=where))
        return ReportRow(name, line, export.table, tuple(answers), rest, tuple(told))


def _headings(rows: Sequence[GridLine]) -> dict[int, str]:
    """Return what stands over each grid column, from the top row down, each cell once."""
    found: dict[int, str] = {}
    for column in sorted({column for line in rows for column in line.at}):
        cells: list[Cell] = []
        for line in rows:
            cell = line.at.get(column)
            if cell is not None and cell.text.strip() and (not cells or cells[-1] is not cell):
                cells.append(cell)
        if cells:
            found[column] = " ".join(cell.text for cell in cells)
    return found
