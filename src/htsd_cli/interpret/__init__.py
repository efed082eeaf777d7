"""Understands a document: unit, statistics, narrative. `Interpreter.read` is the one door."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from htsd_cli.form import Form
from htsd_cli.interpret.absence import on_hidden_sheets, rows_elsewhere, why_no_table
from htsd_cli.interpret.cells import quoted
from htsd_cli.interpret.columns import ColumnFinder, homes_of
from htsd_cli.interpret.figures import FigureReader
from htsd_cli.interpret.letterhead import Letterhead, find_year, read_letterhead
from htsd_cli.interpret.lines import Line, corrections, notes_elsewhere, read_lines
from htsd_cli.interpret.narrative import SectionFinder
from htsd_cli.interpret.plain_rows import PlainRows
from htsd_cli.interpret.reading import read_statistics
from htsd_cli.interpret.row.names import doubted_names
from htsd_cli.interpret.rows import RowMatcher
from htsd_cli.interpret.sights import (
    beside_the_table,
    hidden_elsewhere,
    lost_headings,
    notes_at_headings,
    notes_in_rows,
    with_lost_rows,
)
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.interpret.tables import StatisticsTable, find_tables, of_other_years, rows_together
from htsd_cli.language.legacy_fonts import lost_font
from htsd_cli.language.qualified import around_table, at_head
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.roster import NameReader
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Block, Document, Paragraph, Table
from htsd_cli.values.findings import Fate, Finding

if TYPE_CHECKING:
    from htsd_cli.interpret.grid.earlier_form import EarlierForm
    from htsd_cli.interpret.grid.exports import ReportRow
    from htsd_cli.interpret.grid.reading import GridReader

__all__ = ["Interpretation", "Interpreter"]

# Whom reports go to: their name in a page header is not the sender's.
_AT_TABLE = 3  # lines right above a table of a form that has no sections
_ADDRESSEES = ("phong giao duc", "so giao duc", "bo giao duc", "ban chi dao")


class Interpretation(NamedTuple):
    """What a document says. `tables` holds one reading for each copy of the statistics table found.

    `lost_font` is a text that lost its legacy font, if there is one. `told` are the findings about the document
    around and in place of its table. `reports` are the rows of a table with one for each unit that reports.
    """

    letterhead: Letterhead
    tables: tuple[tuple[StatisticsTable, Statistics], ...]
    narrative: dict[str, tuple[str, ...]]
    lost_font: str = ""
    told: tuple[Finding, ...] = ()
    reports: tuple[ReportRow, ...] = ()


class Interpreter:
    """Reads documents as reports of one form; made once and used for every file."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.names = NameReader(form)
        self._columns = ColumnFinder(form.tables[0])
        self._rows = RowMatcher(form, form.tables[0])
        self._homes = homes_of(form, form.tables[0])
        self._figures = FigureReader(form.spoken)
        self._known_rows = PlainRows(self._homes)
        self._sections = SectionFinder(form)
        self._grid: GridReader | None = None
        if not form.tables[0].mixed:
            from htsd_cli.interpret.grid.reading import GridReader

            self._grid = GridReader(form)

    @cached_property
    def earlier(self) -> tuple[tuple[Interpreter, EarlierForm], ...]:
        """The forms of earlier years that a report may be filled on, each with who reads by it."""
        if not self.form.earlier:
            return ()
        from htsd_cli.interpret.grid.earlier_form import earlier_forms

        return tuple((Interpreter(item.form), item) for item in earlier_forms(self.form))

    def read(self, document: Document) -> Interpretation:
        """Return what the document says; nothing in it is judged yet."""
        document, made = rows_together(document)
        document = with_lost_rows(document)
        read = self._read_tables(document) if self._grid is None else self._read_grid(document, self._grid)
        return read._replace(told=(*read.told, *_put_together(made, read.tables))) if made else read

    def _read_tables(self, document: Document) -> Interpretation:
        others = of_other_years(document, self.form.year)
        left_out = [table for table, _ in others]
        asked = [block for block in document.blocks if not any(block is other for other in left_out)]
        tables = find_tables(document._replace(blocks=tuple(asked)), self._columns, self._rows)
        if not tables and document.margins:  # the whole table typed into the page header
            tables = find_tables(document._replace(blocks=document.margins), self._columns, self._rows)
        read = tuple(
            (table, read_statistics(table, self.form, self._figures, self._homes, self._known_rows))
            for table in tables
        )
        for table, said in read:
            said.findings += doubted_names(table, said.figures, self.form, self._rows)
        lines = read_lines(document, tables[0] if tables else None)
        parted = self._sections.part(lines)
        letterhead = self._letterhead(parted.head, document)
        if letterhead.year is None:
            letterhead = letterhead._replace(year=find_year(parted.headings, self.form))
        told = self._about(document, read)
        if tables:
            captions = {clean(caption) for _, caption in others}
            head = [line.text for line in parted.head]
            told = (*told, *_beside_the_table(lines, head, parted.at_table, self.form.year, captions))
            told = (
                *told,
                *(
                    finding("other-year-table", number=table.number, text=quoted(text))
                    for table, text in others
                ),
            )
        told = (*told, *_notes_told(document, tables, self._rows.begun_by))
        return Interpretation(letterhead, read, parted.sections, lost_font(_texts(document)), told)

    def _read_grid(self, document: Document, reader: GridReader) -> Interpretation:
        """Return what a document says as a report of a form whose cells are each of one row and one column."""
        from htsd_cli.interpret.grid.owners import owner

        document = reader.printed.left_out_of(document)
        report = reader.read(document)
        if not report.placed and document.margins:
            report = reader.read(document._replace(blocks=document.margins))
        reports = () if report.placed else tuple(reader.read_export(document))
        if reports:
            lost = lost_font(_texts(document))
            return Interpretation(Letterhead(), (), {}, lost, reports=reports)
        placed = [StatisticsTable((), (part.found,), part.first_row, part.last_row) for part in report.placed]
        tables = tuple((table, report.statistics) for table in placed[:1])
        lines = read_lines(document, placed[0] if placed else None)
        head = [line for line in lines if not line.after]
        letterhead = self._letterhead(head, document)
        if (
            letterhead.found_in == "letterhead"
        ):  # what the form itself prints above its table is nobody's name
            own = [line for line in head if not reader.printed.names_nobody(line.text)]
            if len(own) < len(head):
                again = self._letterhead(own, document)
                letterhead = letterhead._replace(unit=again.unit, found_in=again.found_in)
        named = owner(head, self.names)
        if named:
            letterhead = letterhead._replace(unit=named, found_in="letterhead")
        known = {item.origin for item in report.statistics.findings if item.origin is not None}
        told = hidden_elsewhere(document, placed, known | report.statistics.named)
        told += [item for item in report.statistics.findings if item.fate is not Fate.COUNTS]
        if not placed:
            told.append(reader.why_no_table(document))
        elif document.sights:
            told += beside_the_table(document, empty=report.statistics.empty)
        for part in report.placed:
            begins = min((line.number for line in part.lines), default=part.first_row)
            told += notes_in_rows(part.found, part.first_row, begins)
        if placed:
            above = [line.text for line in head]
            said = [line for line in lines if not (line.after and line.cell)]  # cells are another table's
            printed = {line.text for line in said if reader.printed.prints(line.text)}
            near = [text for text in above[-_AT_TABLE:] if not at_head(text)]
            told += _beside_the_table(said, above, near, self.form.year, printed)
        told += _notes_told(document, placed)
        return Interpretation(letterhead, tables, {}, lost_font(_texts(document)), tuple(told))

    def _letterhead(self, head: Sequence[Line], document: Document) -> Letterhead:
        """Return the letterhead; the page header is asked when the text above the sections names no unit.

        A page header that names only the office the report goes to says nothing of who sends it.
        """
        properties, stem = document.properties, document.path.stem
        found = read_letterhead(head, self.form, self.names, properties, stem)
        if document.margins and found.found_in in ("properties", "file", ""):
            above = read_lines(document._replace(blocks=document.margins), None)
            said = read_letterhead([*above, *head], self.form, self.names, properties, stem)
            if said.found_in == "letterhead" and not fold(said.unit).startswith(_ADDRESSEES):
                return said
        return found

    def _about(
        self, document: Document, read: Sequence[tuple[StatisticsTable, Statistics]]
    ) -> tuple[Finding, ...]:
        """Return what is to be said of the document beside what its tables say."""
        known = {item.origin for _, said in read for item in said.findings if item.origin is not None}
        told = hidden_elsewhere(document, [table for table, _ in read], known)
        if not read:
            return (*told, why_no_table(document, self._columns, self._rows))
        if all(said.empty for _, said in read):
            hidden = on_hidden_sheets(document, self._columns, self._rows)
            told += [hidden] if hidden is not None else []
        told += rows_elsewhere(document, read, self._rows, self.form)
        told += notes_at_headings([table for table, _ in read])
        told += lost_headings([table for table, _ in read])
        if document.sights:
            told += beside_the_table(document, empty=all(said.empty for _, said in read))
        filled = _filled(read)
        if len(filled) > 1:
            units = self._units(document, filled)
            if len({self.names.core(unit) for unit in units}) > 1:
                names = "; ".join(dict.fromkeys(f"“{unit}”" for unit in units))
                told.append(finding("several-units", count=len(filled), units=names))
        return tuple(told)

    def _units(self, document: Document, tables: Sequence[StatisticsTable]) -> list[str]:
        """Return the units that a document's tables are of, where each names one: above it, or in its sheet's name."""
        found: list[str] = []
        parts = _parts(document, tables)
        for table, part in zip(tables, parts, strict=True):
            head = self._sections.part(read_lines(part, table)).head
            letterhead = read_letterhead(head, self.form, self.names, {}, "")
            sheet = table.tables[0].sheet or ""
            if letterhead.found_in in ("letterhead", "sentence"):
                found.append(letterhead.unit)
            elif self._names_a_unit(sheet):
                found.append(self.names.tidy(sheet))
        return found

    def _names_a_unit(self, sheet: str) -> bool:
        kind = self.names.kind_of(sheet)
        owned = self.names.is_school(kind) or self.names.is_area(kind)  # "Bản chép" begins as "Ban …" does
        return owned and not self.names.is_only_kind(sheet)


def _beside_the_table(
    lines: Sequence[Line], head: Sequence[str], at_table: Sequence[str], year: int, captions: Collection[str]
) -> Iterator[Finding]:
    """Yield what is to be said of lines that may change figures or make all of them doubtful, place by place.

    `head` are the lines of the report's head, `at_table` those right above the table; `captions` are lines that say
    nothing: of tables that are left out, or the form's own.
    """
    places = {
        "Đầu báo cáo": [text for text in head if text not in captions and at_head(text)],
        "Trên bảng số liệu": [text for text in at_table if text not in captions and around_table(text, year)],
        "Dưới bảng số liệu": [text for text in corrections(lines, year) if text not in captions],
    }
    for place, texts in places.items():
        if texts:
            yield finding("note-below-table", place=place, text=quoted("; ".join(texts), 200))


def _notes_told(
    document: Document,
    tables: Sequence[StatisticsTable],
    row_in: Callable[[str], int | None] = lambda _: None,
) -> list[Finding]:
    """Return what is to be said of notes outside the tables that may correct a figure; nothing without a table."""
    texts = notes_elsewhere(document, tables, row_in) if tables else []
    return [finding("note-elsewhere", note=quoted("; ".join(texts), 240))] if texts else []


def _parts(document: Document, tables: Sequence[StatisticsTable]) -> list[Document]:
    """Return for each table the part of the document it stands in: its sheet, or the blocks since the last one."""
    parts: list[list[Block]] = [[] for _ in tables]
    at = 0
    for block in document.blocks:
        if isinstance(block, Table) and block.sheet is not None:
            for part, table in zip(parts, tables, strict=True):
                if table.tables[0].sheet == block.sheet:
                    part.append(block)
            continue
        parts[min(at, len(parts) - 1)].append(block)
        if at < len(tables) and block is tables[at].tables[-1]:
            at += 1
    return [document._replace(blocks=tuple(part)) for part in parts]


def _put_together(
    made: Sequence[tuple[Table, Table]], read: Sequence[tuple[StatisticsTable, Statistics]]
) -> Iterator[Finding]:
    """Yield a finding for each table read that was put together from tables with a row each."""
    known = {table.number for found, _ in read for table in found.tables}
    for whole, last in made:
        if whole.number in known:
            yield finding("rows-apart", first=whole.number, last=last.number, count=len(whole.rows))


def _filled(read: Sequence[tuple[StatisticsTable, Statistics]]) -> list[StatisticsTable]:
    return [table for table, said in read if not said.empty]


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif not block.hidden:
            yield from (cell.text for row in block.rows for cell in row)
