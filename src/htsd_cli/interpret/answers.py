"""Reads the cells of one row: what each answers to the form, and where; what is no answer becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from htsd_cli.form import Family
from htsd_cli.interpret.cells import DIGIT, Answer, CellReader, quoted
from htsd_cli.interpret.figures import Reading
from htsd_cli.interpret.money import (
    NAMES,
    scale_in,
    scale_of_cell,
    scale_of_note,
    spelled_in,
    unit_in,
    without_scale,
)
from htsd_cli.interpret.quantities import stated_in
from htsd_cli.interpret.sights import noted_sights, notes_of, settle_sights, unasked_sights, with_typed_marks
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, fold, format_number
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, CellKind
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding

_SCALES = (1_000, 1_000_000, 1_000_000_000)
_UNIT_PARTS = lazy_pattern(r"\s*[/,;]\s*")
_PARTED = lazy_pattern(r"[,;/\n]\s*\w")
_NUMBER = lazy_pattern(r"\d[\d.,]*")
_PERSONS = (
    3  # for each class or contest, at least, where numbers are told from each other by their order alone
)


@dataclass(slots=True)
class RowReader(CellReader):
    """One row of a known indicator, read cell by cell."""

    out: Statistics

    def answers(self) -> list[Answer]:
        """Return what the row answers, a measure at a time; everything else in it goes to `out`."""
        answers = self._answers()
        if any(with_typed_marks(cell).sights for cell in (*self.row.cells, *self.row.from_above)):
            answers = self._with_sights(answers)
        if any(cell.notes for cell in self.row.cells):
            answers = self._with_notes(answers)
        if self.row.hidden:
            answers = [*answers, *self._hidden(answers)]
        return [self._of_the_rows_unit(self._possible(answer)) for answer in answers]

    def _possible(self, answer: Answer) -> Answer:
        """Return an answer, without its figure where no unit can count so many: a telephone number."""
        if not answer.value:
            return answer
        own = self.homes.measures[self.indicator.id]
        most = next((item.impossible for item, family in own if family == answer.measure), None)
        if most is None or answer.value <= most:
            return answer
        return self._held_back(answer, "impossible-count", most=format_number(most))

    def _of_the_rows_unit(self, answer: Answer) -> Answer:
        """Return an answer, without its figure where its word counts another thing: "14 lớp" among news items.

        The words of a number format are those of a whole column (00" lớp") and say nothing of a row.
        """
        text, unit = answer.origin.text, self.indicator.unit
        if answer.measure != "count" or not answer.value or text.isdigit():
            return answer
        cell = self._cell_of(answer)
        if cell is not None and "label" in self.row.columns.covered(cell):
            text = _behind_label(text)
        word = self.reader.stray_unit(text, unit)
        if not word:
            return answer
        if cell is None or cell.value is not None:
            return answer
        return self._held_back(answer, "stray-unit", word=word, unit=unit)

    def _held_back(self, answer: Answer, code: str, **facts: str) -> Answer:
        """Return an answer without its figure, told as `code`; as it is where it stands in none of the row's cells."""
        cell = self._cell_of(answer)
        if cell is None:
            return answer
        return answer._replace(value=None, findings=(self.make(code, answer.measure, cell, None, **facts),))

    def _cell_of(self, answer: Answer) -> Cell | None:
        return next((cell for cell in self.row.cells if self.row.table.origin(cell) == answer.origin), None)

    def _answers(self) -> list[Answer]:
        cells = self._number_cells()
        beside = self._labels_and_notes()
        if not cells and (said := self._pair_beside(beside)):
            return said
        for cell in beside:
            self._beside_the_numbers(cell)
        measures = self.asked
        shared = self._shared(cells)
        if shared and measures:
            return shared
        if not self.indicator.measures:
            for cell, _ in cells:
                self._nothing_asked(cell, None, "figure-on-heading-row")
            return []
        if not measures:
            for cell, _ in cells:
                self._say(cell.text)
            return []
        answers = self._two(cells) if len(measures) == 2 else self._one(cells, measures[0])
        return answers or self._outside(measures[0])

    def _outside(self, measure: Family) -> list[Answer]:
        """Tell of figures outside the columns of numbers when the row's own cells are blank."""
        for cell in self.row.cells:
            columns = self.row.columns.covered(cell)
            if not columns and DIGIT.search(cell.text):
                return [self.problem(cell, measure, "unasked-figure", None)]
            if columns == ("note",) and DIGIT.search(cell.text):
                said = self.read(cell, (measure, self.other(measure))).values
                if any(value for _, value in said):
                    return [self.problem(cell, measure, "unasked-figure", None)]
        return []

    def _shared(self, cells: list[tuple[Cell, tuple[str, ...]]]) -> list[Answer]:
        """Tell of a figure in a cell merged over several rows: nobody knows whose it is."""
        merged = [cell for cell, _ in cells if cell.row_span > 1]
        for cell in self.row.from_above:
            if cell.text.strip() and set(self.row.columns.covered(cell)) & set(self.homes.columns):
                merged.append(cell)
        if not any(DIGIT.search(cell.text) for cell in merged):
            return []
        answers: list[Answer] = []
        for measure in self.asked:
            home = self.homes.home[measure]
            for cell in merged:
                sided = self._asked(cell) == measure and len(self.asked) == 1
                if sided or home in self.row.columns.covered(cell):
                    answers.append(self.problem(cell, measure, "merged-rows", None))
        taken = {answer.measure for answer in answers}
        for cell, columns in cells:
            measure = self.homes.family[columns[0]]
            if cell not in merged and measure in self.asked and measure not in taken:
                answers += self._answer(cell, self.read(cell, (measure,)), measure)
        return answers

    def _number_cells(self) -> list[tuple[Cell, tuple[str, ...]]]:
        found: list[tuple[Cell, tuple[str, ...]]] = []
        for cell in self.row.cells:
            if not cell.text or cell.text.isspace():
                continue
            covered = self.row.columns.covered(cell)
            columns = tuple(c for c in covered if c in self.homes.columns)
            if not columns:
                continue
            if "unit" in covered and fold(cell.text) == fold(self.indicator.unit):
                continue  # the row's unit, which runs over into the blank cells beside it
            if self._for_money(columns) and "amount" not in self.asked:
                self._note(cell.text)  # what an activity cost, in a column units put in
            else:
                found.append((cell, columns))
        return found

    def _for_money(self, columns: Sequence[str]) -> bool:
        """Return whether a cell stands in a column of its own for money."""
        return len(columns) == 1 and self.homes.family[columns[0]] == "amount"

    def _labels_and_notes(self) -> list[Cell]:
        """Keep what the row says in words, and return its cells that hold a number among them."""
        beside: list[Cell] = []
        for cell in self.row.cells:
            if not cell.text or cell.text.isspace():
                continue
            columns = self.row.columns.covered(cell)
            if any(column in self.homes.columns for column in columns):
                continue
            if "note" in columns or not columns:
                self._note(cell.text)
            elif "label" in columns:
                if self._label(cell):
                    beside.append(cell)
            elif "unit" in columns and self.indicator.asks_text:
                if self.reader.counts(cell.text) is None and fold(cell.text) != fold(self.indicator.unit):
                    self._say(cell.text)
            elif "unit" in columns and DIGIT.search(without_scale(cell)):
                beside.append(cell)
        return beside

    def _label(self, cell: Cell) -> bool:
        """Return whether a label holds a number that belongs in a cell; one of row 11 holds its content."""
        if fold(cell.text) == fold(self.indicator.label):
            return False
        if self.indicator.asks_text:
            self._say(_after_label(cell.text, (self.indicator.label, *self.indicator.other_labels)))
            return False
        known = set(re.findall(r"\d+", self.indicator.label)) | set(re.findall(r"^[\s\d.]+", cell.text))
        numbers = re.findall(r"\d+", re.sub(r"^\s*[\d.]+[.)\s]", "", clean(without_scale(cell))))
        return any(number not in known for number in numbers)

    def _pair_beside(self, cells: Sequence[Cell]) -> list[Answer]:
        """Return both figures of a row with blank cells, named by their units behind its label or as its unit.

        "Hoạt động văn nghệ: 2 cuộc/150 người" can mean nothing else; it counts, and a person should look.
        """
        order: tuple[Family, ...] = ("count", "people")
        if len(cells) != 1 or set(self.asked) != set(order) or cells[0].row_span > 1 or cells[0].sights:
            return []
        (cell,) = cells
        unit = "unit" in self.row.columns.covered(cell)
        text = cell.text if unit else _behind_label(cell.text)
        reading = self.reader.read(text, order)
        said = dict(reading.values)
        if len(said) < 2 or not reading.spoken or reading.loose or self._shared([]):
            return []
        figures = " và ".join(f"{format_number(said[m])} ở cột “{self.heading(m)}”" for m in order)
        told = self.make("pair-beside", None, cell, figures=figures)
        origin = self.row.table.origin(cell)
        return [Answer(m, said[m], origin, (told,) * (m == "count")) for m in order]

    def _beside_the_numbers(self, cell: Cell) -> None:
        """Tell of a number among the words of a row, and in which column it belongs if it is a figure."""
        columns = " hoặc ".join(f"“{self.heading(measure)}”" for measure in self.asked)
        home = f"thì ghi vào cột {columns}" if columns else "thì ghi vào các dòng chi tiết bên dưới"
        cure = f"Nếu là số liệu của dòng này {home}; nếu không thì xóa số ở ô này."
        self.out.findings.append(self.make("unasked-figure", None, cell, cure=cure))

    def _say(self, text: str) -> None:
        """Add to the text that the row asks for."""
        self.out.other = "\n".join(filter(None, (self.out.other, text.strip())))

    def _note(self, text: str) -> None:
        if not text.strip():
            return
        notes = self.out.notes
        notes[self.indicator.id] = "\n".join(filter(None, (notes.get(self.indicator.id), text.strip())))

    # -- what stands beside the texts, and what nobody sees --------------------------------------------------

    def _asked(self, cell: Cell) -> Family | None:
        """Return the measure a cell is asked for, None for one the form asks nothing of.

        A row that asks for one figure is asked in its own column, and in any other of numbers while that is blank.
        """
        columns = [column for column in self.row.columns.covered(cell) if column in self.homes.columns]
        measures = self.asked
        if not columns or not measures:
            return None
        if len(measures) == 2:
            families = (self.homes.family[column] for column in columns)
            return next((family for family in families if family in measures), None)
        home = self.homes.home[measures[0]]
        if home in columns or (measures[0] == "amount" and self._for_money(columns)):
            return measures[0]
        own = (other for other in self.row.cells if home in self.row.columns.covered(other))
        return measures[0] if not any(other.text.strip() or other.sights for other in own) else None

    def _with_sights(self, answers: list[Answer]) -> list[Answer]:
        """Take into account what is seen beside the texts of the row's cells."""
        for cell in (*self.row.cells, *self.row.from_above):
            marked = with_typed_marks(cell)
            if not marked.sights:
                continue
            measure = self._asked(cell)
            columns = self.row.columns.covered(cell)
            if measure is not None:
                answers = settle_sights(self, marked, measure, answers)
            elif columns == ("note",) or (columns and self.indicator.asks_text):
                self._note(noted_sights(cell))
            elif text := unasked_sights(cell):
                self.out.findings.append(self.make("unasked-figure", None, cell, text=text))
        return answers

    def _with_notes(self, answers: list[Answer]) -> list[Answer]:
        """Keep the notes of the row's cells with the row's own note, and tell of those that may change a figure."""
        for cell in self.row.cells:
            notes = notes_of(cell)
            for text in notes.texts:
                self._note(text)
            if not notes.matter:
                continue
            measure = self._asked(cell)
            origin = self.row.table.origin(cell)
            here = [answer.value is not None for answer in answers if answer.origin == origin]
            if measure is None or here or cell.text.strip():
                self.out.findings.append(self.noted(measure, cell, notes.quoted(), counted=any(here)))
                continue
            told = self.make(
                "note-without-figure", measure, cell, self._noted(notes.texts, measure), note=notes.quoted()
            )
            if any(answer.measure == measure for answer in answers):
                self.out.findings.append(self.noted(measure, cell, notes.quoted(), counted=False))
            else:
                answers = [*answers, Answer(measure, None, origin, (told,))]
        return answers

    def _noted(self, texts: Sequence[str], measure: Family) -> Number | None:
        """Return the one number that a cell's notes say, None when they say none or several."""
        said = {self.reader.read(text, (measure,)).likely for text in texts} - {None}
        return said.pop() if len(said) == 1 else None

    def _hidden(self, answers: Sequence[Answer]) -> list[Answer]:
        """Return no figure for what only hidden cells of the row say, and why."""
        found: list[Answer] = []
        for cell in self.row.hidden:
            measure = self._asked(cell)
            if measure is None or not cell.text.strip():
                continue
            reading = self.read(cell, (measure, self.other(measure)))
            if reading.blank or any(answer.measure == measure for answer in (*answers, *found)):
                continue
            value = dict(reading.values).get(measure, reading.suggestion)
            told = self.make("hidden-figure", measure, cell, value, hidden=cell.hidden)
            found.append(Answer(measure, None, self.row.table.origin(cell), (told,), hidden=True))
        return found

    # -- rows that ask for one figure --------------------------------------------------------------------

    def _one(self, cells: list[tuple[Cell, tuple[str, ...]]], measure: Family) -> list[Answer]:
        homes = {self.homes.home[measure]}
        money = [columns[0] for _, columns in cells if self._for_money(columns)]
        if measure == "amount" and money:
            homes = set(money)
        own = [(c, self.read(c, (measure,))) for c, columns in cells if homes & set(columns)]
        side = [(c, self.read(c, (measure,))) for c, columns in cells if not homes & set(columns)]
        own = [(cell, reading) for cell, reading in own if not reading.blank]
        side = [(cell, reading) for cell, reading in side if not reading.blank]
        if len(own) > 1:  # a column of two: which one is meant?
            return [self.problem(own[1][0], measure, "too-many-numbers", None)]
        if own and own[0][1].everything and side and not side[0][1].everything and measure == "amount":
            self.out.unasked.append(self.row.table.origin(own.pop(0)[0]))
        if own:
            for cell, reading in side:
                same = measure == "amount" and reading.values == own[0][1].values
                if same:
                    self.out.unasked.append(self.row.table.origin(cell))
                elif measure == "amount" and reading.values and not reading.everything:
                    return [self.problem(cell, measure, "too-many-numbers", None)]
                else:
                    self._nothing_asked(cell, self.other(measure), "unasked-figure")
            return self._answer(*own[0], measure)
        for cell, reading in side[:1]:
            if not DIGIT.search(cell.text) and not reading.everything and cell.kind is CellKind.TEXT:
                self._note(cell.text)
                return []
            answers = self._answer(cell, reading, measure)
            if measure == "amount" or reading.everything or not answers or answers[0].value is None:
                return answers
            return [self._displaced(answers[0], measure)]
        return []

    def _displaced(self, answer: Answer, measure: Family) -> Answer:
        if self.homes.home[measure] not in self.row.columns.ranges:
            return answer  # the table has one column for both
        harmless = measure == "people" and self.asked == (measure,)
        told = finding(
            "first-column" if harmless else "wrong-column",
            indicator=self.indicator.id,
            measure=self.homes.measure[measure].id,
            origin=answer.origin,
            where=self.form.where(self.indicator, self.homes.measure[measure]),
            value=format_number(answer.value or 0),
            column=self.heading(self.other(measure)),
            expected=self.heading(measure),
        )
        return Answer(measure, answer.value, answer.origin, (*answer.findings, told))

    # -- rows that ask for occurrences and people --------------------------------------------------------

    def _two(self, cells: list[tuple[Cell, tuple[str, ...]]]) -> list[Answer]:
        order: tuple[Family, ...] = ("count", "people")
        if len(cells) == 1 and len(cells[0][1]) == 2:
            return self._merged(cells[0][0])
        readings: dict[Family, tuple[Cell, Reading]] = {}
        for cell, columns in cells:
            measure = self.homes.family[columns[0]]
            reading = self.read(cell, (measure, self.other(measure)))
            if not reading.blank and measure in readings:  # a column of two: which one is meant?
                return [self.problem(cell, measure, "too-many-numbers", None)]
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
            other = self.other(measure)
            alone = other not in readings
            if reading.loose and len(said) == 1 and alone and (not reading.spoken or measure not in said):
                answers.append(self.problem(cell, measure, "ambiguous-number", None, of_row=True))
            elif len(said) == 2 and alone and reading.stacked and self._may_be_twice_one(measure, said):
                answers.append(self.problem(cell, measure, "too-many-numbers", None, of_row=True))
            elif len(said) == 2 and alone:
                origin = self.row.table.origin(cell)
                answers += [Answer(m, said[m], origin) for m in order]
            elif len(said) == 2:
                if dict(readings[other][1].values).get(other) == said[other]:
                    answers.append(Answer(measure, said[measure], self.row.table.origin(cell)))
                else:  # both cells name the other measure, and not alike
                    return [
                        self.problem(readings[m][0], m, "too-many-numbers", None)
                        for m in order
                        if m in readings
                    ]
            elif said and measure not in said:
                if alone and other in said:
                    answers.append(
                        self._displaced(Answer(other, said[other], self.row.table.origin(cell)), other)
                    )
                else:
                    answers.append(self.problem(cell, measure, "wrong-unit", None))
            elif (
                reading.problem
                and alone
                and (_PARTED.search(cell.text) or len(_NUMBER.findall(cell.text)) > 1)
            ):
                answers.append(self.problem(cell, measure, reading.problem, reading.suggestion, of_row=True))
            else:
                answers += self._answer(cell, reading, measure)
        return answers

    def _may_be_twice_one(self, measure: Family, said: Mapping[Family, Number]) -> bool:
        """Return whether two bare numbers in a cell may be one measure twice: of two sites, or before and after.

        In a column of its own for persons any two may, in that for occurrences two of much the same size.
        """
        if self.homes.home["count"] not in self.row.columns.ranges:
            return False
        return measure == "people" or said["people"] < _PERSONS * said["count"]

    def _merged(self, cell: Cell) -> list[Answer]:
        order: tuple[Family, ...] = ("count", "people")
        reading = self.read(cell, order)
        if reading.blank:
            return []
        origin = self.row.table.origin(cell)
        said = dict(reading.values)
        if len(said) == 2 or (said and reading.spoken and not reading.loose):
            return [Answer(measure, said[measure], origin) for measure in order if measure in said]
        if said:  # one bare number in a cell for two measures: nobody knows which
            names = " và ".join(f"“{self.heading(measure)}”" for measure in order)
            told = self.make("merged-columns", None, cell, columns=names)
            return [Answer("count", None, origin, (told,))]
        return [self.problem(cell, "count", reading.problem, reading.suggestion, of_row=True)]

    # -- one cell ----------------------------------------------------------------------------------------

    def _answer(self, cell: Cell, reading: Reading, measure: Family) -> list[Answer]:
        """Return a cell's answer for `measure`, the reading made for that measure first."""
        if reading.problem:
            return [self.problem(cell, measure, reading.problem, reading.suggestion)]
        said = dict(reading.values)
        if measure not in said:
            return [self.problem(cell, measure, "wrong-unit", None)]
        origin = self.row.table.origin(cell)
        told: list[Finding] = []
        for remark in self.remarks() if said[measure] and len(self.asked) == 1 else ():
            if measure == "amount" and (spelled := spelled_in(remark, Decimal(said[measure]))) is not None:
                text = f"{clean(cell.text)} (ghi chú: {quoted(remark)})"
                unclear = self.make("scale-unclear", measure, cell, spelled, text=text)
                return [Answer(measure, None, origin, (unclear,))]
            stated = self._stated(remark, measure)
            if stated is not None and stated != said[measure]:
                thousands = measure == "amount" and stated / said[measure] in _SCALES
                text = f"{clean(cell.text)} (ghi chú: {quoted(remark)})" if thousands else clean(cell.text)
                code = "scale-unclear" if thousands else "note-differs"
                differs = self.make(
                    code, measure, cell, stated if thousands else None,
                    text=text, note=quoted(remark), stated=format_number(stated),
                )  # fmt: skip
                if thousands:
                    return [Answer(measure, None, origin, (differs,))]
                told.append(differs)
            elif self.reader.counts(unit_in(remark)) not in (None, measure):
                told.append(self.noted(measure, cell, quoted(remark), counted=True))
        if len(said) == 2 and not reading.everything:
            other = self.other(measure)
            told.append(self.make("unasked-figure", other, cell))
        if cell.kind is CellKind.UNCALCULATED:
            told.append(self.make("formula-computed", measure, cell, value=format_number(said[measure])))
        if reading.scaled and said[measure]:
            scale = next((item.scale for item in self.scales_at(cell)), 1)
            unit = NAMES.get(scale, f"{format_number(scale)} đồng")
            told.append(
                self.make("scaled-amount", measure, cell, unit=unit, value=format_number(said[measure]))
            )
        return [Answer(measure, said[measure], origin, tuple(told))]

    def _stated(self, remark: str, measure: Family) -> Number | None:
        """Return the number a note states in the unit of the row's figure, None for a note of anything else."""
        note = stated_in(remark)
        if note is None and measure == "amount":
            return self.reader.money_in_words(remark)
        if note is None or scale_of_note(remark) is not None:
            return None
        unit = fold(note.unit)
        own = {fold(part) for part in (self.indicator.unit, *_UNIT_PARTS.split(self.indicator.unit))}
        if unit not in own if measure != "amount" else scale_in(note.unit, unit=True) is None:
            return None
        return dict(self.reader.read(note.number, (measure,)).values).get(measure)

    def _nothing_asked(self, cell: Cell, measure: Family | None, code: str) -> None:
        """Keep what stands in a cell the form asks nothing of."""
        if scale_of_cell(cell) is not None:
            self._note(cell.text)
            return
        reading = self.read(cell, (measure or "count",))
        if reading.everything or (reading.values and set(dict(reading.values).values()) == {0}):
            self.out.unasked.append(self.row.table.origin(cell))
        elif cell.kind is CellKind.TEXT and not DIGIT.search(cell.text):
            self._note(cell.text)
        elif not reading.blank:
            self._finding(code, measure, cell)

    def _finding(self, code: str, measure: Family | None, cell: Cell) -> None:
        self.out.findings.append(self.make(code, measure, cell))


def _behind_label(text: str) -> str:
    """Return what stands behind the colon of a label: its figures, where they were written there."""
    return text.partition(":")[2]


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
