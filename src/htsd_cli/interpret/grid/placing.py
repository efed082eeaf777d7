"""Finds each of a form's tables in a received document: by its headings and rows, wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from htsd_cli.form import Form, FormTable
from htsd_cli.interpret.cells import DIGIT
from htsd_cli.interpret.grid.called import Called
from htsd_cli.interpret.grid.headings import Heading, HeadingFinder
from htsd_cli.interpret.grid.lines import GridLine, lines_of, widest
from htsd_cli.interpret.grid.matching import LabelMatcher
from htsd_cli.interpret.grid.scales import NO_SCALES, Scales
from htsd_cli.values.document import Document, Paragraph, Table

# Rows, and shares of rows or columns, that make a table the form's.
_FEW, _SOME, _HALF, _MOST = 2, 0.3, 0.5, 0.6


class Known(NamedTuple):
    """A table of the form with what finds it."""

    table: FormTable
    headings: HeadingFinder
    labels: LabelMatcher

    def label(self, line: GridLine, heading: Heading) -> str:
        """Return the label of a row: of several columns of labels (the first may group rows) the last filled."""
        texts = [line.own_text(heading.columns.get(column.id)) for column in self.table.of_role("label")]
        filled = [text for text in reversed(texts) if text.strip()]
        return next((text for text in filled if self.labels.knows(text)), filled[0] if filled else "")

    def group(self, line: GridLine, heading: Heading) -> str:
        """Return what the first of several columns of labels says of a row, from a cell that may begin above it."""
        labels = self.table.of_role("label")
        return line.text(heading.columns.get(labels[0].id)) if len(labels) > 1 else ""

    def text(self, line: GridLine, heading: Heading, role: str) -> str:
        """Return what stands in the first column of a role."""
        column = next((item for item in self.table.columns if item.role == role), None)
        return line.own_text(heading.columns.get(column.id)) if column else ""

    def known_rows(self, lines: Sequence[GridLine], heading: Heading) -> int:
        """Return how many lines have a label or code of the table."""
        return sum(
            self.labels.knows(self.label(line, heading), self.text(line, heading, "code")) for line in lines
        )


class Placed(NamedTuple):
    """A part of a received table that is one of the form's: its heading, and its rows below without headings.

    `scales` are what it counts amounts in, looked for only where the form asks for amounts; `called` is what it says of
    its counts. `repeated` are columns of the form of which the part has several with figures that differ, with what is
    written over each.
    """

    known: Known
    found: Table
    heading: Heading
    lines: tuple[GridLine, ...]
    first_row: int
    scales: Scales = NO_SCALES
    called: Called | None = None
    repeated: dict[str, list[str]] = {}  # noqa: RUF012 - never changed

    @property
    def last_row(self) -> int:
        """The last row it takes of the received table."""
        return self.lines[-1].number if self.lines else self.first_row


def known_tables(form: Form) -> tuple[Known, ...]:
    """Return a form's tables with what finds them."""
    return tuple(Known(table, HeadingFinder(table), LabelMatcher(table)) for table in form.tables)


def place_tables(document: Document, tables: Sequence[Known]) -> list[Placed]:
    """Return the parts of a document's tables that are the form's, in reading order."""
    placed: list[Placed] = []
    parted = False  # whether text stands between the table before and this one
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parted = parted or bool(block.text.strip())
            continue
        if block.hidden:
            continue
        lines = lines_of(block)
        here = _headed(block, lines, tables, placed) or _unheaded(block, lines, tables, placed, parted=parted)
        placed += [_of_one_column_each(part) for part in here]
        parted = False if here else parted
    return placed


def _of_one_column_each(part: Placed) -> Placed:
    """Return a part with the one filled column of those under one heading, or with those of which several are."""
    columns, repeated = dict(part.heading.columns), dict[str, list[str]]()
    for name, places in part.heading.doubled.items():
        said = {at: tuple(line.own_text(at).strip() for line in part.lines) for at in places}
        filled = {at: texts for at, texts in said.items() if any(DIGIT.search(text) for text in texts)}
        if len(filled) == 1:
            columns[name] = next(iter(filled))
        elif len(set(filled.values())) > 1:
            repeated[name] = [places[at] for at in filled]
    return part._replace(heading=part.heading._replace(columns=columns), repeated=repeated)


class _Region(NamedTuple):
    known: Known
    heading: Heading


def _headed(
    table: Table, lines: Sequence[GridLine], tables: Sequence[Known], before: Sequence[Placed]
) -> list[Placed]:
    """Return the parts below the headings that stand in a received table."""
    regions: list[_Region] = []
    for known in tables:
        start = 0
        while (heading := known.headings.find(lines, start)) is not None:
            regions.append(_Region(known, heading))
            start = heading.end
    found: dict[
        int, list[_Region]
    ] = {}  # by the first row: a heading within another's rows is the same heading
    end = 0
    for region in sorted(regions, key=lambda region: region.heading.first):
        if region.heading.first >= end:
            first = region.heading.first
        found.setdefault(first, []).append(region)
        end = max(end, region.heading.end)
    firsts = sorted(found)
    parts: list[Placed] = []
    for place, first in enumerate(firsts):
        behind = firsts[place + 1] if place + 1 < len(firsts) else len(lines)
        best = _best(found[first], lines, behind, tables, [*before, *parts])
        if best is None:
            continue
        body = lines[best.heading.end : behind]
        last = parts[-1] if parts else None
        if last is not None and last.known is best.known and last.heading.columns == best.heading.columns:
            parts[-1] = last._replace(lines=(*last.lines, *body))  # the heading once more, on a new page
        else:
            parts.append(Placed(best.known, table, best.heading, tuple(body), lines[first].number))
    if table.sheet is not None:
        parts = [part._replace(lines=_in_sheet(part)) for part in parts]
    return parts


def _best(
    regions: Sequence[_Region],
    lines: Sequence[GridLine],
    behind: int,
    tables: Sequence[Known],
    before: Sequence[Placed],
) -> _Region | None:
    """Return which of the form's tables stands below a heading, None where none is like enough.

    Of several that are alike it is the one whose turn it is.
    """
    used = [part.known for part in before]
    ranked: list[tuple[float, bool, int, _Region]] = []
    for region in regions:
        known, heading = region
        body = lines[heading.end : behind]
        share = heading.share(known.table)
        if known.table.rows == "units":
            if share >= _MOST:
                ranked.append((share + _HALF, known not in used, -tables.index(known), region))
            continue
        rows = known.known_rows(body, heading)
        part = rows / max(1, min(len(body), len(known.table.indicators)))
        if (share >= _HALF and (rows > _FEW or part >= _SOME)) or part >= _MOST:
            ranked.append((share + part, known not in used, -tables.index(known), region))
    return max(ranked, key=lambda item: item[:3])[3] if ranked else None


def _unheaded(
    table: Table,
    lines: Sequence[GridLine],
    tables: Sequence[Known],
    before: Sequence[Placed],
    *,
    parted: bool,
) -> list[Placed]:
    """Return a table without a heading: the rest of the one before, or one laid out just like the form's."""
    last = before[-1] if before else None
    for known in tables:
        own = last if last is not None and last.known is known else None
        heading = known.headings.by_index(lines)
        if own is not None and (heading is not None or _as_wide_rows(own, lines)):
            heading = own.heading._replace(first=0, end=0)
        if heading is None:
            continue
        if known.table.rows == "units":
            if own is not None and (not parted or _goes_on(own, lines)):
                return [Placed(known, table, heading, tuple(lines), lines[0].number)]
            continue
        rows = known.known_rows(lines, heading)
        if rows >= max(_FEW, _HALF * len(lines)) or (own is not None and rows == len(lines)):
            body = _in_sheet(Placed(known, table, heading, tuple(lines), lines[0].number))
            return [Placed(known, table, heading, body if table.sheet else tuple(lines), lines[0].number)]
    return []


def _as_wide_rows(last: Placed, lines: Sequence[GridLine]) -> bool:
    """Return whether rows are the rest of a table that has fewer columns than the form's, or more."""
    if last.known.table.rows == "units":
        return _goes_on(last, lines)
    return widest(lines) == widest(last.lines)


def _goes_on(last: Placed, lines: Sequence[GridLine]) -> bool:
    """Return whether rows behind a line of text are the rest of a list of units: as wide, with figures at once.

    Another table would begin with a heading.
    """
    if not lines or not last.lines or max(lines[0].at, default=0) != max(last.lines[-1].at, default=0):
        return False
    values = [at for name, at in last.heading.columns.items() if last.known.table.roles[name] == "value"]
    return any(lines[0].own_text(at).strip()[:1].isdigit() for at in values)


def _in_sheet(part: Placed) -> tuple[GridLine, ...]:
    """Return the rows of a sheet that belong to a table: to its last known row, and rows of figures right below."""
    known, heading = part.known, part.heading
    values = [at for name, at in heading.columns.items() if known.table.roles[name] == "value"]
    if known.table.rows == "units":
        hits = [
            at
            for at, line in enumerate(part.lines)
            if any(line.own_text(column).strip() for column in values)
        ]
    else:
        hits = [
            at
            for at, line in enumerate(part.lines)
            if known.labels.knows(known.label(line, heading), known.text(line, heading, "code"))
        ]
    end = hits[-1] + 1 if hits else 0
    while end < len(part.lines):
        line = part.lines[end]
        filled = any(line.own_text(column).strip() for column in values)
        if line.number != part.lines[end - 1].number + 1 or not filled:
            break
        end += 1
    return part.lines[:end]
