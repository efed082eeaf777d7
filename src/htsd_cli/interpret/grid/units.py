"""Reads a table with a row for each unit: every row's figures under its name, the total row, what stands below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from htsd_cli.form import Form
from htsd_cli.interpret.cells import DIGIT, quoted
from htsd_cli.interpret.grid.cells import GridAnswer, GridRow
from htsd_cli.interpret.grid.lines import GridLine
from htsd_cli.interpret.grid.noted import notes_held, notes_told
from htsd_cli.interpret.grid.placing import Known, Placed
from htsd_cli.interpret.grid.sections import UnitLine, rows_of
from htsd_cli.interpret.grid.values import Asked, ValueReader
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.language.marks import Alike, ByName, alike, bare, marked
from htsd_cli.language.vietnamese import clean, fold, one_line
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell
from htsd_cli.values.figures import Figure, Key
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import ExtraRow, UnitGroup, UnitName, UnitRow

_NEAR = 80.0  # likeness of a name that is misspelt
_MOST_NAMED = 8
_FIGURE = re.compile(r"\d{1,8}|\d{1,3}(?:[. ]\d{3})+|\d{1,8},\d{1,3} ?%?|\d{1,3} ?%")


def read_units(
    form: Form,
    known: Known,
    parts: Sequence[Placed],
    values: ValueReader,
    asked: Mapping[str, tuple[Asked, ...]],
    out: Statistics,
) -> int:
    """Read the rows of all parts of a table; returns how many cells are filled.

    The total row's figures are those of the report, each row of a unit goes to `out.rows`, the figures of a section of
    units to `out.groups`. Those, and what stands below the total row, are kept as extra rows.
    """
    table = known.table
    everything = [item for indicator in table.indicators for item in asked[indicator.id]]
    columns = [item.measure.column for item in everything]
    footers = [fold(text) for text in table.footers if fold(text)]
    read = [(part, line) for part in parts for line in part.lines]
    kinds = rows_of([_said(known, part, line) for part, line in read], table.total, footers)
    seen: dict[tuple[str, str], list[tuple[str, int]]] = {}
    sections = _Sections()
    filled = 0
    nameless = False
    for (part, line), (kind, rank) in zip(read, kinds, strict=True):
        if kind == "blank":
            continue
        if kind == "footer":
            _footer(part, line, out)
            continue
        name = one_line(known.label(line, part.heading))
        row_name = name or one_line(next((text for text in line.texts), ""))
        row = GridRow(
            form, table, part.found, line, part.heading.columns, values,
            "" if kind == "total" else row_name, scales=part.scales, called=part.called,
        )  # fmt: skip
        answers = [answer for item in everything if (answer := row.answer(item)) is not None]
        filled += len(answers)
        if kind == "unit" and not name:
            told = len(out.findings)
            _nameless(part, line, answers, out)
            nameless = nameless or len(out.findings) > told
            continue
        row.rest(None, columns)
        row.findings += notes_held(row, answers)
        out.unasked += row.unasked
        out.findings += [*row.findings, *row.told_scales(out.told_scales)]
        if kind == "total":
            _enter_total(answers, out)
            continue
        for answer in answers:
            out.findings += answer.findings
        if kind in ("section", "subtotal"):
            _footer(part, line, out)
            group = _unit_row(table.id, part, line, row_name, answers, row.notes)
            if kind == "section":
                sections.open(rank, group, len(out.rows))
            else:
                sections.add(group, len(out.rows))
            continue
        if not answers and name == "…":
            continue
        unit = _unit_row(table.id, part, line, name, answers, row.notes, sections.name)
        spelt = marked(name)
        before = seen.setdefault((sections.name, fold(name)), [])
        first = [at for other, at in before if _is_again(spelt, other)]
        if first:
            out.findings.append(
                finding("unit-row-doubled", origin=unit.origin, name=quoted(name), first=first[-1])
            )
        before.append((spelt, line.number))
        out.rows.append(unit)
    out.groups += sections.closed(len(out.rows))
    out.findings += _unknown_columns(read, kinds)
    if not nameless:
        out.findings += _names_told(known, read)
    return filled


def _is_again(spelt: str, other: str) -> bool:
    """Return whether a name is another once more: “Tran Van Hoa” may be “Trần Văn Hòa”, but “Hoa” is not “Hòa”."""
    how = alike(spelt, other)
    apart = sum(one != two for one, two in zip(spelt.split(), other.split(), strict=False))
    return how is Alike.SAME or (how is Alike.UNMARKED and apart > 1)


def _unknown_columns(
    read: Sequence[tuple[Placed, GridLine]], kinds: Sequence[tuple[str, int]]
) -> list[Finding]:
    """Return what to tell of figures in columns that are none of the form's; a telephone's number is none."""
    said: dict[tuple[str, int], list[Cell]] = {}
    for (part, line), (kind, _) in zip(read, kinds, strict=True):
        if kind in ("blank", "footer"):
            continue
        known = set(part.heading.columns.values())
        for cell in line.cells:
            reach = range(cell.column, cell.column + cell.column_span)
            if known.isdisjoint(reach) and _FIGURE.fullmatch(cell.text.strip()):
                said.setdefault((part.heading.others.get(cell.column, ""), cell.column), []).append(cell)
    found = []
    for (heading, at), cells in said.items():
        name = f"Cột “{quoted(heading)}”" if heading else f"Cột thứ {at} (không có tiêu đề)"
        shown = "; ".join(clean(cell.text) for cell in cells[:_MOST_NAMED])
        part = next(part for part, line in read if any(cell is cells[0] for cell in line.cells))
        origin = part.found.origin(cells[0])
        found.append(
            finding("column-unknown", origin=origin, column=name, count=len(cells), texts=quoted(shown))
        )
    return found


def _names_told(known: Known, read: Sequence[tuple[Placed, GridLine]]) -> list[Finding]:
    """Return what to tell of the names the form prints: those that are misspelt, those that are gone.

    A table that has fewer than half of them is another's own list.
    """
    origins = {
        marked(name): (
            one_line(name),
            part.found.origin(next(cell for cell in line.cells if cell.text.strip())),
        )
        for part, line in read
        if marked(name := clean(known.label(line, part.heading)))
    }
    printed = {marked(name): one_line(name) for name in known.table.names if marked(name)}
    named = ByName((name, spelt) for spelt, name in printed.items())
    meant = {spelt: named.get(origins[spelt][0]) for spelt in origins}
    gone = [spelt for spelt in printed if spelt not in meant.values()]
    if not gone or len(gone) == len(printed):
        return []
    new = [spelt for spelt, one in meant.items() if one is None]
    found: list[Finding] = []
    pairs = [(fuzz.ratio(bare(one), bare(other)), one, other) for one in gone for other in new]
    for score, spelt, near in sorted(pairs, key=lambda pair: -pair[0]):
        if score < _NEAR or spelt not in gone or near not in new or _digits(spelt) != _digits(near):
            continue
        new.remove(near)
        gone.remove(spelt)
        name, origin = origins[near]
        found.append(
            finding("unit-row-renamed", origin=origin, name=quoted(name), printed=quoted(printed[spelt]))
        )
    if len(gone) * 2 > len(printed):
        return []
    if gone:
        names = ", ".join(quoted(printed[spelt]) for spelt in gone[:_MOST_NAMED])
        more = f" và {len(gone) - _MOST_NAMED} tên nữa" if len(gone) > _MOST_NAMED else ""
        found.append(finding("unit-rows-missing", count=len(gone), names=names + more))
    return found


def _digits(text: str) -> list[str]:
    return [char for char in text if char.isdigit()]


def _said(known: Known, part: Placed, line: GridLine) -> UnitLine:
    """Return what tells what a row is."""
    values = [at for name, at in part.heading.columns.items() if known.table.roles[name] == "value"]
    name = known.label(line, part.heading)
    return UnitLine(
        known.text(line, part.heading, "number"),
        name,
        next((text.strip() for text in line.texts), ""),
        any(DIGIT.search(text) and text != name for text in map(line.own_text, values)),
    )


class _Sections:
    """The sections that are open while the rows of a table are read, and those that are closed."""

    def __init__(self) -> None:
        self._open: list[tuple[int, UnitRow, int]] = []
        self._closed: list[UnitGroup] = []
        self._start = 0  # the first row since the last subtotal or section

    @property
    def name(self) -> str:
        """The names of the open sections, the highest first, "" for none."""
        return " › ".join(row.unit.name for _, row, _ in self._open)

    def open(self, rank: int, row: UnitRow, place: int) -> None:
        """Begin a section at the `place` of the next unit, and end those that stand no higher."""
        while self._open and self._open[-1][0] >= rank:
            self._close(place)
        self._open.append((rank, row, place))
        self._start = place

    def add(self, row: UnitRow, place: int) -> None:
        """Enter a subtotal of the units since the last one."""
        self._closed.append(UnitGroup(row=row, first=self._start, end=place))
        self._start = place

    def closed(self, place: int) -> list[UnitGroup]:
        """Return all of them, `place` being that of the next unit."""
        while self._open:
            self._close(place)
        kept = (group for group in self._closed if group.row.figures or group.row.doubted)
        return [group for group in kept if group.end > group.first]

    def _close(self, place: int) -> None:
        _, row, first = self._open.pop()
        self._closed.append(UnitGroup(row=row, first=first, end=place))


def _unit_row(
    table: str,
    part: Placed,
    line: GridLine,
    name: str,
    answers: Sequence[GridAnswer],
    notes: Sequence[str],
    section: str = "",
) -> UnitRow:
    figures = {
        Key(answer.indicator.id, answer.measure.id): Figure(answer.value, answer.origin)
        for answer in answers
        if answer.value is not None
    }
    texts = {Key(answer.indicator.id, answer.measure.id): answer.text for answer in answers if answer.text}
    first = next(cell for cell in line.cells if cell.text.strip())
    doubted = tuple(
        Key(answer.indicator.id, answer.measure.id)
        for answer in answers
        if answer.value is None and not answer.text
    )
    return UnitRow(
        table=table,
        unit=UnitName(name=name),
        section=section,
        figures=figures,
        texts=texts,
        doubted=doubted,
        note="\n".join((*texts.values(), *notes)),
        origin=part.found.origin(first),
    )


def _enter_total(answers: Sequence[GridAnswer], out: Statistics) -> None:
    for answer in answers:
        name, measure = answer.indicator.id, answer.measure.id
        out.findings += answer.findings
        if answer.value is not None:
            out.figures.setdefault(name, {})[measure] = answer.value
            out.origins.setdefault(name, {})[measure] = answer.origin


def _footer(part: Placed, line: GridLine, out: Statistics) -> None:
    texts = tuple(text.strip() for text in line.texts)
    if texts:
        first = next(cell for cell in line.cells if cell.text.strip())
        label = one_line(texts[0])
        out.findings += notes_told(part.found, line, label)
        out.extra_rows.append(ExtraRow(label=label, cells=texts, origin=part.found.origin(first)))


def _nameless(part: Placed, line: GridLine, answers: Sequence[GridAnswer], out: Statistics) -> None:
    """Keep a row without a name; figures in it are a finding, since nobody knows whose they are."""
    told = [answer for answer in answers if answer.value or answer.findings]
    if not told:
        return
    _footer(part, line, out)
    shown = "; ".join(clean(answer.origin.text) for answer in answers if DIGIT.search(answer.origin.text))
    if shown:
        out.findings.append(
            finding("unit-row-nameless", origin=told[0].origin, row=line.number, text=quoted(shown))
        )
