"""Finds the statistics table in a document: by its heading and rows, wherever it stands and however it is split."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from htsd_cli.interpret.columns import ColumnFinder, Columns, grid_columns
from htsd_cli.interpret.rows import RowMatcher
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.document import Block, Cell, Document, Paragraph, Table

_CAPTION = 80  # letters of the line above a table that names its year
_NAMED_YEAR = lazy_pattern(r"(?<!\d)20\d\d(?!\d)")
_OF_FIGURES = lazy_pattern(r"(?:[ivx\d]+ |[a-d] )?(?:bang )?(?:so lieu|ket qua|tong hop|bieu|nam)\b")
_APPENDIX = re.compile(r"phu luc(?: (?:so )?(?:[ivx]+|\d+))?\b(?!.*\btiep(?: theo)?$).{0,120}$")
_FEW_CELLS = 5  # with text, of a table that is no more than a line or two above the next
_NEAR = 3  # lines above and below a table that stand next to it
_LINE = 120  # letters of a line that says the unit of the table from farther off
_UNIT = re.compile(r"đ\W{0,2}v\W{0,2}t\b|đơn vị t|t[ií]nh (?:b[aằ]ng|theo)|don vi t", re.IGNORECASE)
_APART, _SHORT = 5, 3  # so many tables of so few rows, one below another, are the rows of one


class TableRow(NamedTuple):
    """A row of the statistics table: its cells, its columns, and the 0-based place of its indicator if known.

    `from_above` are the cells that begin in a row above and are merged down into this one. `cells` are those that
    are seen; `hidden` are the others.
    """

    table: Table
    cells: tuple[Cell, ...]
    columns: Columns
    place: int | None
    from_above: tuple[Cell, ...] = ()
    hidden: tuple[Cell, ...] = ()

    def texts(self) -> list[str]:
        """Return the texts of the row's cells that hold any."""
        return [cell.text.strip() for cell in self.cells if cell.text.strip()]


class StatisticsTable(NamedTuple):
    """One statistics table, its parts joined: its body rows in order and where it ends.

    `tables` are the document's tables it was read from. `first_row` and `last_row` are the rows it takes
    of the first and the last of them (a sheet also holds the letterhead above and the signature below).
    `around` are the texts where a scale of money may stand ("Đơn vị tính: triệu đồng"): next to it above and below,
    farther off where they say so, and the sheet's name. What stands over another table is said of that one.
    """

    rows: tuple[TableRow, ...]
    tables: tuple[Table, ...]
    first_row: int
    last_row: int
    around: tuple[str, ...] = ()

    @property
    def places(self) -> set[int]:
        """The places of the form it has rows for."""
        return {row.place for row in self.rows if row.place is not None}


def rows_together(document: Document) -> tuple[Document, tuple[tuple[Table, Table], ...]]:
    """Return a document whose tables with a row or two each, one below another, are one table, and those put together.

    Of each the first and the last table it was made of are told. Only tables without a text between are, as wide as
    each other or (a heading over a part) of one cell; a cell keeps where it stands in the file.
    """
    single = sum(1 for block in document.blocks if isinstance(block, Table) and len(block.rows) <= _SHORT)
    if single < _APART:
        return document, ()
    blocks: list[Block] = []
    made: list[tuple[Table, Table]] = []
    for is_part, group in groupby(document.blocks, key=_may_be_part):
        if not is_part:
            blocks += group
            continue
        for run in _as_wide([block for block in group if isinstance(block, Table)]):
            if sum(1 for table in run if len(table.rows) <= _SHORT) < _APART:
                blocks += run
                continue
            whole = run[0]._replace(rows=tuple(_rows_of(run)))
            blocks.append(whole)
            made.append((whole, run[-1]))
    return document._replace(blocks=tuple(blocks)), tuple(made)


def _may_be_part(block: Block) -> bool:
    return isinstance(block, Table) and block.number is not None and not block.hidden and any(block.rows)


def _reach(table: Table) -> int:
    return max(grid_columns(cell)[-1] for row in table.rows for cell in row)


def _as_wide(tables: Sequence[Table]) -> Iterator[list[Table]]:
    """Yield the tables in runs of the same width; one of a single cell belongs to any."""
    run: list[Table] = []
    wide = 0
    for table in tables:
        reach = _reach(table)
        if run and reach != wide and 1 not in (reach, wide):
            yield run
            run = []
        wide = max(wide, reach) if run else reach
        run.append(table)
    if run:
        yield run


def _rows_of(tables: Sequence[Table]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of tables one below another, numbered on; the only cell of a table reaches over all columns."""
    wide = max(map(_reach, tables))
    number = 0
    for table in tables:
        alone = wide if _reach(table) == 1 else 0
        for row in table.rows:
            number += 1
            yield tuple(
                cell._replace(
                    row=number, column_span=alone or cell.column_span, stands=(table.number or 0, cell.row)
                )
                for cell in row
            )


def find_tables(document: Document, columns: ColumnFinder, matcher: RowMatcher) -> list[StatisticsTable]:
    """Return the document's statistics tables in reading order, each with its continuations joined.

    A table that repeats the rows of the one before is another copy; one that goes on is a continuation. In an
    appendix ("Phụ lục I") behind the table only one under the form's own headings is: an appendix of a
    consolidated report has the form's rows too, with a column for each kind of unit.
    """
    found: list[StatisticsTable] = []
    above: list[str] = []
    below: list[str] = []  # what is said of the table before
    behind = _NEAR  # how many more texts stand next to it
    appended = False
    margins = [
        item.text for item in document.margins if isinstance(item, Paragraph) and _says_unit(item.text)
    ]
    for table in document.blocks:
        if isinstance(table, Paragraph):
            above.append(table.text)
            if found and table.text.strip() and (behind or _says_unit(table.text)):
                below.append(table.text)
                behind = max(0, behind - 1)
            whole = any(len(item.places) >= matcher.fewest for item in found)
            appended = appended or (whole and _APPENDIX.match(fold(table.text)) is not None)
            continue
        if table.hidden:
            continue
        part = _read_part(table, columns, matcher, found[-1] if found else None, headed_only=appended)
        if part is None:
            cells = [cell.text for row in table.rows for cell in row if cell.text.strip()]
            if len(cells) <= _FEW_CELLS:
                above += cells
            else:
                below, above, behind = _without_caption(below, above), [], 0
            continue
        if found and _continues(found[-1], part, matcher.fewest):
            found[-1] = StatisticsTable(
                found[-1].rows + part.rows,
                (*found[-1].tables, table),
                found[-1].first_row,
                part.last_row,
                (*found[-1].around, *below, *part.around),
            )
        else:
            if found:
                said = _without_caption(below, above)
                found[-1] = found[-1]._replace(around=(*found[-1].around, *said))
            far = filter(_says_unit, above[:-_NEAR])
            found.append(part._replace(around=(*margins, *far, *above[-_NEAR:], *part.around)))
        above, below, behind = [], [], _NEAR
    if below:
        found[-1] = found[-1]._replace(around=(*found[-1].around, *below))
    return [table for table in found if len(table.places) >= matcher.fewest]


def of_other_years(document: Document, year: int) -> list[tuple[Table, str]]:
    """Return the tables whose own caption names other years only, with it, where another's names the campaign's `year`.

    "Số liệu năm 2023 để so sánh:" above one and "Số liệu năm 2024:" above the next leave no doubt which is asked for.
    """
    others: list[tuple[Table, str]] = []
    own = False
    caption = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            caption = block.text.strip() or caption
            continue
        named = set(_NAMED_YEAR.findall(caption[:_LINE]))
        if not block.hidden and named and _OF_FIGURES.match(fold(caption[:_LINE])):
            own = own or str(year) in named
            others += [(block, caption)] if str(year) not in named and len(caption) <= _CAPTION else []
        caption = ""
    return others if own else []


def _says_unit(text: str) -> bool:
    """Return whether a line says the unit that the numbers of a table are in."""
    return len(text) <= _LINE and _UNIT.search(text) is not None


def _without_caption(below: list[str], above: Sequence[str]) -> list[str]:
    """Return what is said below a table without the unit of another table that follows right behind it."""
    last = next((text for text in reversed(above) if text.strip()), "")
    return below[:-1] if below and below[-1] == last and _says_unit(last) else below


def _continues(before: StatisticsTable, part: StatisticsTable, fewest: int) -> bool:
    smaller = min(len(before.places), len(part.places))
    if smaller < fewest:  # a few rows before or after the page's end, not another table of the report
        above, below = before.rows[-1].columns.ranges, part.rows[0].columns.ranges
        after = min(part.places) > max(before.places)
        return above == below or (after and above.keys() == below.keys())
    return len(before.places & part.places) * 2 <= smaller


def _read_part(
    table: Table,
    finder: ColumnFinder,
    matcher: RowMatcher,
    before: StatisticsTable | None,
    *,
    headed_only: bool,
) -> StatisticsTable | None:
    rows = [row for row in table.rows if row]
    start, columns = _heading(rows, finder, matcher)
    headed = columns is not None
    body = rows[start:]
    if columns is None and headed_only:
        return None
    if columns is None:
        # Without a heading only the rest of a table that had one, or a table laid out just like the form.
        other = any(_width(row) > 1 and finder.is_heading_row(row) for row in rows[:2])
        if before is not None and before.tables[-1].sheet == table.sheet and not other:
            columns = before.rows[-1].columns
            own = _in_order(body, columns, matcher) or _as_before(body, before, columns, matcher)
            columns = own or columns
        else:
            columns = _by_place(rows, finder, matcher)
        if columns is None:
            return None
    labels = [_text(row, columns, "label") for row in body]
    exact = [matcher.exact(label) for label in labels]
    known = [place is not None for place in exact]
    enough = 1 if headed or _follows(before, table, exact) else 2
    if sum(known) < enough and len(body) < matcher.fewest and sum(known) < len(body):
        return None
    # A heading repeated on a new page is no row of the form.
    kept = [i for i, row in enumerate(body) if known[i] or not finder.is_heading_row(row)]
    places = matcher.match([labels[i] for i in kept], [_text(body[i], columns, "number") for i in kept])
    hits = [at for at, place in enumerate(places) if place is not None]
    if len(hits) < (1 if headed or before else matcher.fewest):
        return None
    end = len(kept) if table.sheet is None else _end_in_sheet(kept, body, hits[-1], columns, finder)
    reaching = [cell for row in body for cell in row if cell.row_span > 1]
    table_rows = tuple(
        _row(table, body[i], columns, place, reaching)
        for i, place in zip(kept[:end], places[:end], strict=True)
    )
    first = rows[0][0].row if start == 0 else _first(rows, finder)
    last = _last(table_rows)
    near = range(max(0, start - 5), start)
    around = [
        cell.text
        for at, row in enumerate(rows[:start])
        for cell in row
        if not cell.hidden and (at in near or _says_unit(cell.text))
    ]
    if table.sheet is not None:
        around += [
            cell.text
            for row in rows
            if row[0].row > last
            for cell in row
            if not cell.hidden and (row[0].row <= last + _NEAR or _says_unit(cell.text))
        ]
        around.append(table.sheet)
    return StatisticsTable(table_rows, (table,), first, last, tuple(around))


def _follows(before: StatisticsTable | None, table: Table, places: Sequence[int | None]) -> bool:
    """Return whether a table as wide as the one before has rows of the form, all of them behind those read so far."""
    behind = [place for place in places if place is not None]
    return (
        before is not None
        and bool(behind)
        and min(behind) > max(before.places)
        and _reach(table) == _reach(before.tables[-1])
    )


def _in_order(rows: Sequence[Sequence[Cell]], columns: Columns, matcher: RowMatcher) -> Columns | None:
    """Return the columns of the rest of a table that is ruled otherwise: as many cells a row, in the same order.

    None where more labels stand in their old column, or no row is like those of the table before.
    """
    order = sorted(columns.ranges, key=lambda name: columns.ranges[name])
    if len({columns.ranges[name] for name in order}) < len(order):
        return None
    for row in rows:
        if len(row) == len(order) and matcher.exact(row[order.index("label")].text) is not None:
            extents = [grid_columns(cell) for cell in row]
            found = Columns(dict(zip(order, extents, strict=True)), columns.headings, columns.above)
            more = _known(rows, found, matcher) - _known(rows, columns, matcher)
            return found if more >= 0 else None
    return None


def _as_before(
    rows: Sequence[Sequence[Cell]], before: StatisticsTable, columns: Columns, matcher: RowMatcher
) -> Columns | None:
    """Return the columns of the rest of a table with columns of the unit's own, cell by cell as in its rows before.

    None where its rows have another number of cells, or each cell stands in the grid columns it stood in.
    """
    whole = max(before.rows, key=lambda row: len(row.cells)).cells
    places = [grid_columns(cell) for cell in whole]
    for row in rows:
        if len(row) != len(places) or not any(matcher.exact(cell.text) is not None for cell in row):
            continue
        extents = [grid_columns(cell) for cell in row]
        if extents == places:
            return None
        ranges: dict[str, tuple[int, int]] = {}
        for name, (left, right) in columns.ranges.items():
            inside = [at for at, (first, last) in enumerate(places) if left <= first and last <= right]
            if not inside:
                return None
            ranges[name] = (extents[inside[0]][0], extents[inside[-1]][1])
        return Columns(ranges, columns.headings, columns.above)
    return None


def _known(rows: Sequence[Sequence[Cell]], columns: Columns, matcher: RowMatcher) -> int:
    return sum(matcher.exact(_text(row, columns, "label")) is not None for row in rows)


def _row(
    table: Table, row: Sequence[Cell], columns: Columns, place: int | None, reaching: Sequence[Cell]
) -> TableRow:
    hidden = tuple([cell for cell in row if cell.hidden])
    seen = tuple([cell for cell in row if not cell.hidden]) if hidden else tuple(row)
    return TableRow(table, seen, columns, place, _from_above(row, reaching) if reaching else (), hidden)


def _from_above(row: Sequence[Cell], reaching: Sequence[Cell]) -> tuple[Cell, ...]:
    number = row[0].row
    return tuple(
        cell for cell in reaching if cell.row < number < cell.row + cell.row_span and not cell.hidden
    )


def _by_place(rows: Sequence[Sequence[Cell]], finder: ColumnFinder, matcher: RowMatcher) -> Columns | None:
    """Return the form's columns when most of its rows stand in one column of a table with as many columns."""
    columns = max((grid_columns(cell)[-1] for row in rows for cell in row), default=0)
    if not finder.is_as_wide(columns):
        return None
    hits = Counter(cell.column for row in rows for cell in row if matcher.exact(cell.text) is not None)
    if not hits or hits.most_common(1)[0][1] < matcher.most:
        return None
    return finder.by_place(hits.most_common(1)[0][0])


def _first(rows: Sequence[Sequence[Cell]], finder: ColumnFinder) -> int:
    """Return the row of the heading; a line above it ("ĐƠN VỊ: …") is none, whatever blank cells stand beside it."""
    headings = (row for row in rows if sum(bool(cell.text.strip()) for cell in row) > 1)
    return next((row[0].row for row in headings if finder.is_heading_row(row)), rows[0][0].row)


def _last(rows: Sequence[TableRow]) -> int:
    return max(cell.row for row in rows for cell in (*row.cells, *row.hidden))


def _end_in_sheet(
    kept: list[int], body: Sequence[Sequence[Cell]], last: int, columns: Columns, finder: ColumnFinder
) -> int:
    """Return how many rows of a sheet belong to the table: to the last known row, and rows like it below."""
    end = last + 1
    while end < len(kept):
        row, above = body[kept[end]], body[kept[end - 1]]
        counted = [c for c in row if finder.values & set(columns.covered(c)) and c.text.strip()]
        if row[0].row != above[0].row + 1 or not counted or len(row) < 2:
            break
        end += 1
    return end


def _heading(
    rows: Sequence[Sequence[Cell]], finder: ColumnFinder, matcher: RowMatcher
) -> tuple[int, Columns | None]:
    """Return the index of the first body row and the columns, (0, None) when no heading row is found."""
    for index, row in enumerate(rows):
        if not finder.is_heading_row(row) or _width(row) < 2:
            if index > 400 or sum(1 for cell in row if matcher.exact(cell.text) is not None) > 0:
                break
            continue
        size = 1
        while size < 3 and index + size < len(rows) and finder.goes_on(row, rows[index + size]):
            size += 1
        columns = finder.find(rows[index : index + size])
        if columns is not None:
            if index + size < len(rows) and finder.is_numbering_row(rows[index + size]):
                size += 1
            return index + size, columns
    return 0, None


def _width(row: Sequence[Cell]) -> int:
    """Return how many cells a row has, without blank ones that only a note or a drawing makes one of a sheet."""
    return sum(bool(cell.text) or not (cell.notes or cell.sights) for cell in row)


def _text(row: Sequence[Cell], columns: Columns, column: str) -> str:
    for cell in row:
        if column in columns.covered(cell):
            return cell.text
    return ""
