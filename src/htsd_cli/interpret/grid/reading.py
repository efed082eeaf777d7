"""Reads a document as a report of a form whose cells are each of one row and one column: all its tables together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from htsd_cli.form import Form, Indicator
from htsd_cli.interpret.absence import no_text
from htsd_cli.interpret.cells import DIGIT, quoted
from htsd_cli.interpret.grid.answers_below import answers_below
from htsd_cli.interpret.grid.called import Called, called_in
from htsd_cli.interpret.grid.cells import GridAnswer, GridRow
from htsd_cli.interpret.grid.exports import ExportReader, ReportRow
from htsd_cli.interpret.grid.lines import GridLine
from htsd_cli.interpret.grid.matching import RowKey
from htsd_cli.interpret.grid.noted import notes_held, notes_told
from htsd_cli.interpret.grid.placing import Known, Placed, known_tables, place_tables
from htsd_cli.interpret.grid.printed import PrintedWords
from htsd_cli.interpret.grid.scales import scales_of
from htsd_cli.interpret.grid.units import read_units
from htsd_cli.interpret.grid.values import Asked, ValueReader, groups_by_commas
from htsd_cli.interpret.reading import kind_of_row
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.language.vietnamese import fold, one_line
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Document
from htsd_cli.values.findings import Finding
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import CellCount, ExtraRow

_SQUARE = re.compile(r"(?<![^\W\d_])k?m[23](?!\w)", re.I)  # m2, km2, m3: no number
_CAPTION = re.compile(r"(?:chia ra|chia theo|trong do|trong tong so|trong so|bao gom|gom co|gom)\b.*")
_NAMES = frozenset(("label", "number", "code", "unit"))  # columns that say which row it is
_MARKS_UNSURE = ("pdf",)  # fonts that draw a letter of two glyphs may name it by another's mark
_LARGE = 5  # rows of a table that is no letterhead
_MOST_NAMED = 12  # rows that are named in one finding


class GridReport(NamedTuple):
    """What a document says as a report of the form: where its tables stand, and all that they say."""

    placed: tuple[Placed, ...]
    statistics: Statistics


class GridReader:
    """Reads the tables of one form; made once and used for every file."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.tables = known_tables(form)
        self.values = ValueReader(form)
        self.printed = PrintedWords(form)
        self.asked: dict[str, tuple[Asked, ...]] = {
            indicator.id: tuple(self.values.asked(indicator, measure) for measure in indicator.measures)
            for indicator in form.indicators
        }

        self._money = any(measure.is_money for _, measure in form.measured())
        self._exports = ExportReader(form, self.values, self.asked)

    def read(self, document: Document) -> GridReport:
        """Return what the form's tables in a document say; nothing in it is judged yet."""
        placed = place_tables(document, self.tables)
        if self._money:
            placed = [
                part._replace(
                    scales=scales_of(document, part.known.table, part.found, part.heading, part.first_row)
                )
                for part in placed
            ]
        placed = [part._replace(called=self._called_in(document, part)) for part in placed]
        out = Statistics()
        marks_sure = document.format not in _MARKS_UNSURE
        asked = self._asked_in(placed)
        looked_at = filled = 0
        for known in self.tables:
            parts = [part for part in placed if part.known is known]
            if not parts:
                if placed:
                    out.findings.append(_missing_table(known))
                continue
            if known.table.rows == "units":
                filled += read_units(self.form, known, parts, self.values, asked, out)
            else:
                filled += self._indicators(known, parts, asked, out, marks_sure=marks_sure)
            rows = 1 + sum(row.table == known.table.id for row in out.rows)  # of units, and the total row
            looked_at += rows * sum(len(item.measures) for item in known.table.indicators)
            out.findings += _missing_columns(known, parts)
            out.findings += _doubted_columns(known, parts, marks_sure=marks_sure)
            out.findings += _repeated_columns(known, parts)
            out.findings += _without_heading(known, parts)
        out.extra_rows += answers_below(self.form.lines, document, out.extra_rows)
        out.cells = CellCount(looked_at=looked_at, filled=filled)
        return GridReport(tuple(placed), out)

    def _called_in(self, document: Document, part: Placed) -> Called:
        return called_in(document, part.known.table, part.found, part.heading, part.first_row, self.form.year)

    def _asked_in(self, placed: Sequence[Placed]) -> Mapping[str, tuple[Asked, ...]]:
        """Return what is asked of the cells of placed tables, with a caution where a comma may group digits."""
        if not groups_by_commas(cell.text for part in placed for line in part.lines for cell in line.cells):
            return self.asked
        return {
            name: tuple(item._replace(english=True) for item in items) for name, items in self.asked.items()
        }

    def read_export(self, document: Document) -> list[ReportRow]:
        """Return the reports of a table with a row for each unit that reports."""
        return self._exports.read(document)

    def why_no_table(self, document: Document) -> Finding:
        """Return the finding of a document without any of the form's tables."""
        told = no_text(document)
        if told is not None:
            return told
        tables = [table for table in document.tables() if not table.hidden and len(table.rows) >= _LARGE]
        if not tables:
            return finding("no-statistics-table")
        largest = max(tables, key=lambda table: sum(len(row) for row in table.rows))
        begins = next((quoted(cell.text) for row in largest.rows for cell in row if cell.text.strip()), "")
        name = f"trang “{largest.sheet}”" if largest.sheet is not None else f"bảng thứ {largest.number}"
        return finding("table-unknown", table=name, begins=begins, matched="không nhận ra dòng nào của mẫu")

    # -- a table whose rows are indicators -------------------------------------------------------------------

    def _indicators(
        self,
        known: Known,
        parts: Sequence[Placed],
        asked: Mapping[str, tuple[Asked, ...]],
        out: Statistics,
        *,
        marks_sure: bool,
    ) -> int:
        """Read the rows of all parts of a table; returns how many cells are filled."""
        rows = [(part, line) for part in parts for line in part.lines]
        keys = [_key(known, part, line) for part, line in rows]
        places = known.labels.match(keys)
        answers: dict[int, list[list[GridAnswer]]] = {}
        for (part, line), key, place in zip(rows, keys, places, strict=True):
            if place is None:
                self._extra_row(known, part, line, key, out)
                continue
            indicator = known.table.indicators[place]
            answered = self._row(known, part, line, key, indicator, asked[indicator.id], out)
            answers.setdefault(place, []).append(answered)
            if answered and known.labels.is_doubtful(key, place, marks_sure=marks_sure):
                out.findings.append(_doubted_row(self.form, part, line, key, indicator))
        if any(line.hidden and not line.texts for _, line in rows):
            self._hidden_rows(known, rows, keys, answers, out)
        filled = 0
        for place, said in sorted(answers.items()):
            filled += _settle(self.form, known.table.indicators[place], said, out)
        missing = [
            item
            for place, item in enumerate(known.table.indicators)
            if item.measures and place not in answers
        ]
        out.findings += [
            finding("row-missing", indicator=item.id, where=self.form.where(item))
            for item in missing[:_MOST_NAMED]
        ]
        if len(missing) > _MOST_NAMED:
            names = "; ".join(quoted(item.short_label, 60) for item in missing[_MOST_NAMED:])
            out.findings.append(finding("rows-missing", count=len(missing) - _MOST_NAMED, rows=names))
        return filled

    def _row(
        self,
        known: Known,
        part: Placed,
        line: GridLine,
        key: RowKey,
        indicator: Indicator,
        asked: Sequence[Asked],
        out: Statistics,
    ) -> list[GridAnswer]:
        row = GridRow(
            self.form, known.table, part.found, line, part.heading.columns, self.values,
            scales=part.scales, label=key.label, called=part.called,
        )  # fmt: skip
        differs = row.unit_differs(indicator)
        if differs is not None:
            row.called = None  # told once
        answers = [answer for item in asked if (answer := row.answer(item)) is not None]
        row.rest(indicator, [item.measure.column for item in asked])
        row.findings += notes_held(row, answers)
        if differs is not None:
            row.findings.append(differs)
            answers = [answer._replace(value=None) for answer in answers]
            row.converted.clear()  # nothing of it counts
        told = None if differs else _number_in_label(self.form, part, line, key, indicator)
        out.findings += [*row.findings, *([told] if told else []), *row.told_scales(out.told_scales)]
        out.unasked += row.unasked
        _note(out, indicator, row.notes)
        return answers

    def _hidden_rows(
        self,
        known: Known,
        rows: Sequence[tuple[Placed, GridLine]],
        keys: Sequence[RowKey],
        answers: dict[int, list[list[GridAnswer]]],
        out: Statistics,
    ) -> None:
        """Add what rows that are hidden as a whole say, where no row that is seen says it: no figures, and why."""
        unseen = [bool(line.hidden) and not line.texts for _, line in rows]
        shown = [
            _key(known, part, line.unhidden) if hidden else key
            for (part, line), key, hidden in zip(rows, keys, unseen, strict=True)
        ]
        for (part, line), place, hidden in zip(rows, known.labels.match(shown), unseen, strict=True):
            if not hidden or place is None or place in answers:
                continue
            indicator = known.table.indicators[place]
            row = GridRow(
                self.form,
                known.table,
                part.found,
                line,
                part.heading.columns,
                self.values,
                scales=part.scales,
                called=part.called,
            )
            said = [answer for item in self.asked[indicator.id] if (answer := row.answer(item)) is not None]
            answers[place] = [said]
            words = {at for name, at in part.heading.columns.items() if known.table.roles[name] in _NAMES}
            out.named |= {part.found.origin(cell) for cell in line.hidden if cell.column in words}

    def _extra_row(self, known: Known, part: Placed, line: GridLine, key: RowKey, out: Statistics) -> None:
        """Keep a row that is none of the form's; figures in it are a finding. Captions say nothing."""
        texts = [text.strip() for text in line.texts]
        if not texts:
            return
        out.findings += notes_told(part.found, line, one_line(key.label or texts[0]))
        values = [at for name, at in part.heading.columns.items() if known.table.roles[name] == "value"]
        counted = [
            cell
            for cell in line.cells
            if any(cell.column <= at < cell.column + cell.column_span for at in values)
            and DIGIT.search(cell.text)
            and cell.text.strip() != key.label.strip()
        ]
        if not counted and (_CAPTION.fullmatch(fold(key.label)) or key.label.rstrip().endswith(":")):
            return
        first = next(cell for cell in line.cells if cell.text.strip())
        label = one_line(key.label or texts[0])
        out.extra_rows.append(ExtraRow(label=label, cells=tuple(texts), origin=part.found.origin(first)))
        if any(set(cell.text.strip()) - set("0.,") for cell in counted):
            shown = "; ".join(one_line(cell.text) for cell in counted)
            code = kind_of_row(label)
            out.findings.append(
                finding(
                    "row-unknown" if code == "extra-row" else code,
                    origin=part.found.origin(counted[0]),
                    label=quoted(label),
                    text=quoted(shown),
                )
            )


def _key(known: Known, part: Placed, line: GridLine) -> RowKey:
    heading = part.heading
    return RowKey(
        known.label(line, heading),
        known.text(line, heading, "number"),
        known.text(line, heading, "code"),
        known.group(line, heading),
    )


def _settle(form: Form, indicator: Indicator, rows: Sequence[Sequence[GridAnswer]], out: Statistics) -> int:
    """Enter a row's answers, of rows that come twice only what they agree on; returns how many cells are filled."""
    filled = 0
    for measure in indicator.measures:
        answers = [answer for row in rows for answer in row if answer.measure == measure]
        if not answers:
            continue
        filled += 1
        said = {(answer.value, answer.text) for answer in answers}
        if len(answers) > 1:
            code = "doubled-row" if len(said) > 1 or (None, "") in said else "doubled-row-same"
            raw = ", ".join(f"“{quoted(answer.origin.text)}”" for answer in answers)
            out.findings += [
                finding(
                    code, indicator=indicator.id, measure=measure.id, origin=answer.origin,
                    where=form.where(indicator, measure), count=len(answers), text=raw,
                )
                for answer in answers[1:]
            ]  # fmt: skip
            if code == "doubled-row":
                continue
        enter(answers[0], form, out)
    return filled


def enter(answer: GridAnswer, form: Form, out: Statistics) -> None:
    """Enter one answer among the figures, its words among the notes."""
    out.findings += answer.findings
    name = answer.indicator.id
    if answer.value is not None:
        out.figures.setdefault(name, {})[answer.measure.id] = answer.value
        out.origins.setdefault(name, {})[answer.measure.id] = answer.origin
    elif answer.text:
        texts = [measure for measure in answer.indicator.measures if measure.is_text]
        if answer.measure in texts:
            out.texts.setdefault(name, {})[answer.measure.id] = answer.text
        heading = form.heading_of(answer.indicator, answer.measure)
        said = answer.text if len(texts) == 1 else f"{heading}: {answer.text}"
        _note(out, answer.indicator, [said])


def _note(out: Statistics, indicator: Indicator, texts: Sequence[str]) -> None:
    before = out.notes.get(indicator.id)
    kept = [text for text in (before, *texts) if text]
    if kept:
        out.notes[indicator.id] = "\n".join(kept)


def _number_in_label(
    form: Form, part: Placed, line: GridLine, key: RowKey, indicator: Indicator
) -> Finding | None:
    """Tell of a number in a row's label that is none of the form's own."""
    own = (indicator.label, *indicator.other_labels, indicator.number, indicator.code, key.number, key.code)
    known = {number for text in own for number in re.findall(r"\d+", text)}
    label = _SQUARE.sub("", key.label)
    if all(number in known for number in re.findall(r"\d+", label)):
        return None
    if known_number := re.match(r"\s*[\d.]+\s*[.)]\s", label):  # rows numbered anew
        rest = label[known_number.end() :]
        if all(number in known for number in re.findall(r"\d+", rest)):
            return None
    return finding(
        "unasked-figure",
        indicator=indicator.id,
        origin=_of_label(part, line, key),
        where=form.where(indicator),
        text=quoted(key.label),
        cure="Nếu là số liệu của dòng này thì ghi vào đúng cột; nếu không thì xóa số ở ô này.",
    )


def _of_label(part: Placed, line: GridLine, key: RowKey) -> Origin | None:
    cell = next((cell for cell in line.cells if cell.text == key.label), None)
    return part.found.origin(cell) if cell else None


def _doubted_row(form: Form, part: Placed, line: GridLine, key: RowKey, indicator: Indicator) -> Finding:
    """Tell of a row whose name is the form's only when marks are left out."""
    return finding(
        "name-marks-differ",
        indicator=indicator.id,
        origin=_of_label(part, line, key),
        where=form.where(indicator),
        what="dòng",
        written=quoted(one_line(key.label)),
    )


def _doubted_columns(known: Known, parts: Sequence[Placed], *, marks_sure: bool) -> Iterator[Finding]:
    """Tell of columns whose heading is the form's only when marks are left out."""
    doubted = {name: text for part in parts for name, text in part.heading.doubted.items()}
    for name, written in doubted.items():
        if not marks_sure and not known.headings.has_twin(name):
            continue
        yield finding(
            "name-marks-differ",
            where=f"Cột “{known.table.column_name(name)}”",
            what="cột",
            written=quoted(one_line(written)),
        )


def _repeated_columns(known: Known, parts: Sequence[Placed]) -> Iterator[Finding]:
    """Tell of a table that has two columns of figures for one of the form's: of two years, or of two schools."""
    repeated = {name: texts for part in parts for name, texts in part.repeated.items()}
    if repeated:
        name, texts = next(iter(repeated.items()))
        apart = list(dict.fromkeys(texts))
        yield finding(
            "columns-doubled",
            column=known.table.column_name(name),
            count=len(texts),
            headings=f" ({', '.join(quoted(text, 60) for text in apart)})" if len(apart) > 1 else "",
        )


def _without_heading(known: Known, parts: Sequence[Placed]) -> Iterator[Finding]:
    """Tell of a table without its headings, whose columns are taken to stand as the form's do."""
    if parts[0].heading.end == 0 and any(column.path for column in known.table.of_role("value")):
        found = parts[0].found
        name = f"trang “{found.sheet}”" if found.sheet is not None else f"bảng thứ {found.number}"
        yield finding("heading-missing", table=name)


def _missing_table(known: Known) -> Finding:
    table = known.table
    heading = ", ".join(dict.fromkeys(column.path[0] for column in table.of_role("value") if column.path))
    first = table.indicators[0].short_label
    begins = f"có các cột {quoted(heading)}" if table.rows == "units" else f"bắt đầu từ dòng {first}"
    name = table.title or begins
    return finding("table-missing", table=quoted(name))


def _missing_columns(known: Known, parts: Sequence[Placed]) -> Iterator[Finding]:
    """Tell of columns of figures that a received table has not."""
    found = {name for part in parts for name in part.heading.columns}
    for column in known.table.of_role("value"):
        if column.id not in found:
            yield finding("column-missing", column=known.table.column_name(column.id))
