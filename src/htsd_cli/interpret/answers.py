"""Reads the cells of one row: what each answers to the form, and where; what is no answer becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from htsd_cli.form import ColumnId, Form, Indicator, Measure
from htsd_cli.interpret.figures import BLANK, FigureReader, Reading, read_number
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.interpret.tables import TableRow
from htsd_cli.language.vietnamese import clean, fold, format_number
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, CellKind, Origin
from htsd_cli.values.findings import Finding

_PARTED = re.compile(r"[,;/\n]\s*\w")
DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d.,]*")
NUMBER_COLUMNS: tuple[ColumnId, ...] = ("count", "people", "amount")
_SCALE_NAMES = {1_000: "nghìn đồng", 1_000_000: "triệu đồng", 1_000_000_000: "tỷ đồng"}


class Answer(NamedTuple):
    """What one row says for one measure: a figure or a finding, and where."""

    measure: Measure
    value: int | None
    origin: Origin
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class RowReader:
    """One row of a known indicator, read cell by cell."""

    row: TableRow
    indicator: Indicator
    form: Form
    reader: FigureReader
    out: Statistics
    scale: int  # of amounts, where neither the row nor its column names one

    def answers(self) -> list[Answer]:
        """Return what the row answers, a measure at a time; everything else in it goes to `out`."""
        cells = self._number_cells()
        self._labels_and_notes()
        measures = self.indicator.numeric_measures
        shared = self._shared(cells)
        if shared and measures:
            return shared
        if not self.indicator.measures:
            for cell, _ in cells:
                self._nothing_asked(cell, None, "figure-on-heading-row")
            return []
        if not measures:
            texts = [cell.text.strip() for cell, _ in cells if cell.text.strip()]
            self.out.other = "\n".join(filter(None, (self.out.other, *texts)))
            return []
        answers = self._two(cells) if len(measures) == 2 else self._one(cells, measures[0])
        return answers or self._outside(measures[0])

    def _outside(self, measure: Measure) -> list[Answer]:
        """Tell of figures outside the columns of numbers when the row's own cells are blank."""
        for cell in self.row.cells:
            columns = self.row.columns.covered(cell)
            if not columns and DIGIT.search(cell.text):
                return [self._problem(cell, measure, "unasked-figure", None)]
            if columns == ("note",) and DIGIT.search(cell.text):
                said = self._read(cell, (measure, self._other(measure))).values
                if any(value for _, value in said):
                    return [self._problem(cell, measure, "unasked-figure", None)]
        return []

    def _shared(self, cells: list[tuple[Cell, tuple[ColumnId, ...]]]) -> list[Answer]:
        """Tell of a figure in a cell merged over several rows: nobody knows whose it is."""
        merged = [cell for cell, _ in cells if cell.row_span > 1]
        for cell in self.row.from_above:
            if cell.text.strip() and set(self.row.columns.covered(cell)) & set(NUMBER_COLUMNS):
                merged.append(cell)
        if not any(DIGIT.search(cell.text) for cell in merged):
            return []
        answers: list[Answer] = []
        for measure in self.indicator.numeric_measures:
            home = "people" if measure is Measure.PEOPLE else "count"
            for cell in merged:
                if home in self.row.columns.covered(cell):
                    answers.append(self._problem(cell, measure, "merged-rows", None))
        taken = {answer.measure for answer in answers}
        for cell, columns in cells:
            measure = Measure(columns[0])
            if cell not in merged and measure in self.indicator.measures and measure not in taken:
                answers += self._answer(cell, self._read(cell, (measure,)), measure)
        return answers

    def _number_cells(self) -> list[tuple[Cell, tuple[ColumnId, ...]]]:
        found: list[tuple[Cell, tuple[ColumnId, ...]]] = []
        for cell in self.row.cells:
            if not cell.text or cell.text.isspace():
                continue
            columns = tuple(c for c in self.row.columns.covered(cell) if c in NUMBER_COLUMNS)
            if not columns:
                continue
            if columns == ("amount",) and Measure.AMOUNT not in self.indicator.measures:
                self._note(cell.text)  # what an activity cost, in a column units put in
            else:
                found.append((cell, columns))
        return found

    def _labels_and_notes(self) -> None:
        for cell in self.row.cells:
            if not cell.text or cell.text.isspace():
                continue
            columns = self.row.columns.covered(cell)
            if any(column in NUMBER_COLUMNS for column in columns):
                continue
            if "note" in columns or not columns:
                self._note(cell.text)
            elif "label" in columns:
                self._label(cell)
            elif "unit" in columns and DIGIT.search(cell.text):
                self._finding("unasked-figure", None, cell)

    def _label(self, cell: Cell) -> None:
        """A label may carry text of its own: row 11's content, or a number that belongs in a cell."""
        if fold(cell.text) == fold(self.indicator.label):
            return
        if Measure.TEXT in self.indicator.measures:
            rest = _after_label(cell.text, (self.indicator.label, *self.indicator.other_labels))
            self.out.other = "\n".join(filter(None, (self.out.other, rest)))
            return
        known = set(re.findall(r"\d+", self.indicator.label)) | set(re.findall(r"^[\s\d.]+", cell.text))
        numbers = re.findall(r"\d+", re.sub(r"^\s*[\d.]+[.)\s]", "", clean(cell.text)))
        if any(number not in known for number in numbers):
            self._finding("unasked-figure", None, cell)

    def _note(self, text: str) -> None:
        notes = self.out.notes
        notes[self.indicator.id] = "\n".join(filter(None, (notes.get(self.indicator.id), text.strip())))

    # -- rows that ask for one figure --------------------------------------------------------------------

    def _one(self, cells: list[tuple[Cell, tuple[ColumnId, ...]]], measure: Measure) -> list[Answer]:
        homes: set[ColumnId] = {"people"} if measure is Measure.PEOPLE else {"count"}
        if measure is Measure.AMOUNT and any("amount" in columns for _, columns in cells):
            homes = {"amount"}
        own = [(c, self._read(c, (measure,))) for c, columns in cells if homes & set(columns)]
        side = [(c, self._read(c, (measure,))) for c, columns in cells if not homes & set(columns)]
        own = [(cell, reading) for cell, reading in own if not reading.blank]
        side = [(cell, reading) for cell, reading in side if not reading.blank]
        if len(own) > 1:  # a column of two: which one is meant?
            return [self._problem(own[1][0], measure, "too-many-numbers", None)]
        if own and own[0][1].everything and side and not side[0][1].everything and measure is Measure.AMOUNT:
            self.out.unasked.append(self.row.table.origin(own.pop(0)[0]))
        if own:
            for cell, reading in side:
                same = measure is Measure.AMOUNT and reading.values == own[0][1].values
                if same:
                    self.out.unasked.append(self.row.table.origin(cell))
                elif measure is Measure.AMOUNT and reading.values and not reading.everything:
                    return [self._problem(cell, measure, "too-many-numbers", None)]
                else:
                    self._nothing_asked(cell, self._other(measure), "unasked-figure")
            return self._answer(*own[0], measure)
        for cell, reading in side[:1]:
            if not DIGIT.search(cell.text) and not reading.everything and cell.kind is CellKind.TEXT:
                self._note(cell.text)
                return []
            answers = self._answer(cell, reading, measure)
            if measure is Measure.AMOUNT or reading.everything or not answers or answers[0].value is None:
                return answers
            return [self._displaced(answers[0], measure)]
        return []

    def _displaced(self, answer: Answer, measure: Measure) -> Answer:
        if ("people" if measure is Measure.PEOPLE else "count") not in self.row.columns.ranges:
            return answer  # the table has one column for both
        told = finding(
            "wrong-column",
            indicator=self.indicator.id,
            measure=measure,
            origin=answer.origin,
            where=self._where(measure),
            value=format_number(answer.value or 0),
            column=self.form.column_heading(self._other(measure)),
            expected=self.form.column_heading(measure),
        )
        return Answer(measure, answer.value, answer.origin, (*answer.findings, told))

    # -- rows that ask for occurrences and people --------------------------------------------------------

    def _two(self, cells: list[tuple[Cell, tuple[ColumnId, ...]]]) -> list[Answer]:
        order = (Measure.COUNT, Measure.PEOPLE)
        if len(cells) == 1 and len(cells[0][1]) == 2:
            return self._merged(cells[0][0])
        readings: dict[Measure, tuple[Cell, Reading]] = {}
        for cell, columns in cells:
            measure = Measure(columns[0])
            reading = self._read(cell, (measure, self._other(measure)))
            if not reading.blank and measure in readings:  # a column of two: which one is meant?
                return [self._problem(cell, measure, "too-many-numbers", None)]
            if not reading.blank:
                readings[measure] = (cell, reading)
        answers: list[Answer] = []
        for measure in order:
            if measure not in readings:
                continue
            cell, reading = readings[measure]
            if reading.everything:
                reading = Reading(((measure, 0),))
            said = dict(reading.values)
            other = self._other(measure)
            alone = other not in readings
            if reading.loose and len(said) == 1 and alone and (not reading.spoken or measure not in said):
                answers.append(self._problem(cell, measure, "ambiguous-number", None, of_row=True))
            elif len(said) == 2 and alone:
                origin = self.row.table.origin(cell)
                answers += [Answer(m, said[m], origin) for m in order]
            elif len(said) == 2:
                if dict(readings[other][1].values).get(other) == said[other]:
                    answers.append(Answer(measure, said[measure], self.row.table.origin(cell)))
                else:  # both cells name the other measure, and not alike
                    return [
                        self._problem(readings[m][0], m, "too-many-numbers", None)
                        for m in order
                        if m in readings
                    ]
            elif said and measure not in said:
                if alone and other in said:
                    answers.append(
                        self._displaced(Answer(other, said[other], self.row.table.origin(cell)), other)
                    )
                else:
                    answers.append(self._problem(cell, measure, "wrong-unit", None))
            elif (
                reading.problem
                and alone
                and (_PARTED.search(cell.text) or len(_NUMBER.findall(cell.text)) > 1)
            ):
                answers.append(self._problem(cell, measure, reading.problem, reading.suggestion, of_row=True))
            else:
                answers += self._answer(cell, reading, measure)
        return answers

    def _merged(self, cell: Cell) -> list[Answer]:
        order = (Measure.COUNT, Measure.PEOPLE)
        reading = self._read(cell, order)
        if reading.blank:
            return []
        origin = self.row.table.origin(cell)
        said = dict(reading.values)
        if len(said) == 2 or (said and reading.spoken and not reading.loose):
            return [Answer(measure, said[measure], origin) for measure in order if measure in said]
        if said:  # one bare number in a cell for two measures: nobody knows which
            return [self._problem(cell, Measure.COUNT, "ambiguous-number", None, of_row=True)]
        return [self._problem(cell, Measure.COUNT, reading.problem, reading.suggestion, of_row=True)]

    # -- one cell ----------------------------------------------------------------------------------------

    def _read(self, cell: Cell, asked: Sequence[Measure]) -> Reading:
        scale = self._scale(cell) if asked[0] is Measure.AMOUNT else 1
        if cell.kind is CellKind.TEXT:
            return self.reader.read(cell.text, asked, scale)
        if cell.kind is CellKind.NUMBER and cell.value is not None:
            return read_number(cell.value, asked, scale)
        if cell.kind is CellKind.UNCALCULATED and cell.value is not None:
            return read_number(cell.value, asked, scale)
        if cell.kind is CellKind.DATE:
            parts = [int(part) for part in re.findall(r"\d+", cell.text)]
            likely = parts[:2][asked[0] is Measure.PEOPLE] if len(parts) >= 2 else None
            return Reading(problem="date-in-cell", suggestion=likely)
        problems = {
            CellKind.PERCENT: "percentage",
            CellKind.FRACTION: "ambiguous-number",
            CellKind.ERROR: "error-value",
            CellKind.UNCALCULATED: "formula-without-result",
        }
        return Reading(problem=problems.get(cell.kind, "not-a-number")) if cell.text.strip() else BLANK

    def _scale(self, cell: Cell) -> int:
        """Return the scale the table names for this amount: in the unit cell, else in the column's heading."""
        for other in self.row.cells:
            if "unit" in self.row.columns.covered(other) and other.text.strip():
                scale = self.reader.scale_of(other.text)
                if scale > 1:
                    return scale
        headings = (self.row.columns.headings.get(column, "") for column in self.row.columns.covered(cell))
        scale = max((self.reader.scale_of(heading) for heading in headings), default=1)
        return scale if scale > 1 else self.scale

    def _answer(self, cell: Cell, reading: Reading, measure: Measure) -> list[Answer]:
        """Return a cell's answer for `measure`, the reading made for that measure first."""
        if reading.problem:
            return [self._problem(cell, measure, reading.problem, reading.suggestion)]
        said = dict(reading.values)
        if measure not in said:
            return [self._problem(cell, measure, "wrong-unit", None)]
        origin = self.row.table.origin(cell)
        told: list[Finding] = []
        if len(said) == 2 and not reading.everything:
            other = self._other(measure)
            told.append(self._make("unasked-figure", other, cell, where=self._where(other)))
        if cell.kind is CellKind.UNCALCULATED:
            told.append(self._make("formula-computed", measure, cell, value=format_number(said[measure])))
        if reading.scaled:
            unit = _SCALE_NAMES.get(self._scale(cell), "")
            told.append(
                self._make("scaled-amount", measure, cell, unit=unit, value=format_number(said[measure]))
            )
        return [Answer(measure, said[measure], origin, tuple(told))]

    def _problem(
        self, cell: Cell, measure: Measure, code: str, suggestion: int | None, *, of_row: bool = False
    ) -> Answer:
        """Return no figure for `measure` and the finding why; `of_row` says that it is about both measures."""
        told = self._make(code, None if of_row else measure, cell, suggestion=suggestion)
        return Answer(measure, None, self.row.table.origin(cell), (told,))

    def _nothing_asked(self, cell: Cell, measure: Measure | None, code: str) -> None:
        """Keep what stands in a cell the form asks nothing of."""
        reading = self._read(cell, (measure or Measure.COUNT,))
        if reading.everything or (reading.values and set(dict(reading.values).values()) == {0}):
            self.out.unasked.append(self.row.table.origin(cell))
        elif cell.kind is CellKind.TEXT and not DIGIT.search(cell.text):
            self._note(cell.text)
        elif not reading.blank:
            self._finding(code, measure, cell)

    def _finding(self, code: str, measure: Measure | None, cell: Cell) -> None:
        self.out.findings.append(self._make(code, measure, cell))

    def _make(
        self, code: str, measure: Measure | None, cell: Cell, suggestion: int | None = None, **fields: str
    ) -> Finding:
        text = clean(cell.text).replace("\n", " ↵ ")
        if cell.kind is CellKind.UNCALCULATED:
            text = f"={cell.formula}"
        defaults: dict[str, object] = {
            "where": self._where(measure),
            "text": text,
            "suggested": _suggested(suggestion),
        }
        return finding(
            code,
            indicator=self.indicator.id,
            measure=measure,
            suggestion=suggestion,
            origin=self.row.table.origin(cell),
            **(defaults | fields),
        )

    def _where(self, measure: Measure | None) -> str:
        return self.form.where(self.indicator, measure)

    def _other(self, measure: Measure) -> Measure:
        return Measure.COUNT if measure is Measure.PEOPLE else Measure.PEOPLE


def _after_label(text: str, labels: Sequence[str]) -> str:
    """Return what stands in a cell after its label: below it, or after a colon or a dash."""
    head, colon, rest = text.partition(":")
    if colon and len(fold(head)) >= 6:
        return rest.strip()
    for label in sorted(labels, key=len, reverse=True):
        first, bare = [], fold(label)
        words = text.split()
        for place, word in enumerate(words):
            first.append(word)
            if fold(" ".join(first)) == bare and fold(" ".join(words[: place + 2])) != bare:
                return text.split(maxsplit=place + 1)[-1].strip(" -–—\n") if place + 1 < len(words) else ""
    return ""


def _suggested(value: int | None) -> str:
    """Return `" (gợi ý: 345)"` for a hint, nothing for None."""
    return "" if value is None else f" (gợi ý: {format_number(value)})"
