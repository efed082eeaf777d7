"""A whole row: what it answers to the form, and where; with what is seen beside its texts, notes, hidden cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from htsd_cli.form import Family
from htsd_cli.interpret.cells import DIGIT, Answer, quoted
from htsd_cli.interpret.row.measures import MeasureReader, behind_label
from htsd_cli.interpret.sights import noted_sights, notes_of, settle_sights, unasked_sights, with_typed_marks
from htsd_cli.language.qualified import Qualified, in_column, in_row
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.document import Cell
from htsd_cli.values.figures import Number

_OF_MONEY = ("số tiền", "kinh phí", "tiền", "trị giá", "giá trị", "thành tiền")  # say nothing of an amount


@dataclass(slots=True)
class RowReader(MeasureReader):
    """One row of a known indicator, read cell by cell."""

    def answers(self) -> list[Answer]:
        """Return what the row answers, a measure at a time; everything else in it goes to `out`."""
        answers = self._answers()
        if any(with_typed_marks(cell).sights for cell in (*self.row.cells, *self.row.from_above)):
            answers = self._with_sights(answers)
        if any(cell.notes for cell in self.row.cells):
            answers = self._with_notes(answers)
        if self.row.hidden:
            answers = [*answers, *self._hidden(answers)]
        return [self._as_asked(self._of_the_rows_unit(self._possible(answer))) for answer in answers]

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
        if cell.value is not None:
            return answer
        if "label" in self.row.columns.covered(cell):
            text = behind_label(text)
        word = self.reader.stray_unit(text, unit)
        return self._held_back(answer, "stray-unit", word=word, unit=unit) if word else answer

    def _as_asked(self, answer: Answer) -> Answer:
        """Return an answer, without its figure where the row or the column is called otherwise than the form's.

        "Số sách … (nghìn quyển)", "Người (dự kiến)" and a unit "USD" count another thing.
        """
        if not answer.value:
            return answer
        found = (
            self._row_called(answer.measure)
            or self._column_called(answer)
            or self._table_called(answer.measure)
        )
        if found is None or (answer.measure == "amount" and found.scale > 1):
            return answer
        likely = answer.value * found.scale if found.scale else None
        return self._held_back(answer, "other-quantity", likely, words=quoted(found.words))

    def _row_called(self, measure: Family) -> Qualified | None:
        """Return what the row's label or unit says beside the form's."""
        known = (self.indicator.label, *self.indicator.other_labels, self.indicator.unit)
        known += _OF_MONEY if measure == "amount" else ()
        for cell in self.row.cells:
            if cell.text in known:
                continue
            columns = self.row.columns.covered(cell)
            if columns not in (("label",), ("unit",)) or (
                columns == ("unit",) and self._names_both(cell.text)
            ):
                continue
            figures = DIGIT.search(behind_label(cell.text)) is not None
            said = cell.text.partition(":")[0] if figures else cell.text
            found = in_row(said, known, self.form.year)
            if found is not None:
                return found
        return None

    def _names_both(self, unit: str) -> bool:
        """Return whether a unit names what each of the row's two measures counts: "lớp/học sinh"."""
        parts = unit.split("/")
        return len(parts) == 2 == len(self.asked) and {self.reader.counts(part) for part in parts} == set(
            self.asked
        )

    def _column_called(self, answer: Answer) -> Qualified | None:
        """Return what stands above the column of a figure beside the form's headings."""
        known, columns = tuple(self.homes.headings.values()), self.row.columns
        for column in columns.covered(self._cell_of(answer)):
            if self.homes.family.get(column) != answer.measure and len(self.asked) > 1:
                continue
            for text in (columns.headings.get(column, ""), columns.above.get(column, "")):
                found = None if text in known else in_column(text, known, self.form.year)
                if found is not None:
                    return found
        return None

    def _table_called(self, measure: Family) -> Qualified | None:
        """Return the unit of many that is stated for the whole table; that of money is read with the amount."""
        stated = (item for item in self.stated if item.of == measure != "amount")
        return next((Qualified(item.text, item.scale) for item in stated), None)

    def _held_back(self, answer: Answer, code: str, likely: Number | None = None, **facts: str) -> Answer:
        """Return an answer without its figure, told as `code`."""
        told = self.make(code, answer.measure, self._cell_of(answer), likely, **facts)
        return answer._replace(value=None, findings=(told,))

    def _cell_of(self, answer: Answer) -> Cell:
        """Return the row's cell that an answer with a figure stands in."""
        return next(cell for cell in self.row.cells if self.row.table.origin(cell) == answer.origin)

    def _answers(self) -> list[Answer]:
        cells = self.number_cells()
        beside = self.labels_and_notes()
        if not cells and (said := self.pair_beside(beside)):
            return said
        for cell in beside:
            self.beside_the_numbers(cell)
        measures = self.asked
        shared = self.shared(cells)
        if shared and measures:
            return shared
        if not self.indicator.measures:
            for cell, _ in cells:
                self.nothing_asked(cell, None, "figure-on-heading-row")
            return []
        if not measures:
            for cell, _ in cells:
                self.say(cell.text)
            return []
        answers = self.of_two(cells) if len(measures) == 2 else self.of_one(cells, measures[0])
        return answers or self.outside_the_columns(measures[0])

    def _with_sights(self, answers: list[Answer]) -> list[Answer]:
        """Take into account what is seen beside the texts of the row's cells."""
        for cell in (*self.row.cells, *self.row.from_above):
            marked = with_typed_marks(cell)
            measure = self.asked_at(cell)
            columns = self.row.columns.covered(cell)
            if measure is not None:
                answers = settle_sights(self, marked, measure, answers)
            elif columns == ("note",) or self.indicator.asks_text:
                self.note(noted_sights(cell))
            elif text := unasked_sights(cell):
                self.out.findings.append(self.make("unasked-figure", None, cell, text=text))
        return answers

    def _with_notes(self, answers: list[Answer]) -> list[Answer]:
        """Keep the notes of the row's cells with the row's own note, and tell of those that may change a figure."""
        for cell in self.row.cells:
            notes = notes_of(cell)
            for text in notes.texts:
                self.note(text)
            if not notes.matter:
                continue
            measure = self.asked_at(cell)
            origin = self.row.table.origin(cell)
            here = [answer.value is not None for answer in answers if answer.origin == origin]
            if measure is None or here:
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
            measure = self.asked_at(cell)
            if measure is None:
                continue
            reading = self.read(cell, (measure, self.other(measure)))
            if reading.blank or any(answer.measure == measure for answer in (*answers, *found)):
                continue
            value = dict(reading.values).get(measure, reading.suggestion)
            told = self.make("hidden-figure", measure, cell, value, hidden=cell.hidden)
            found.append(Answer(measure, None, self.row.table.origin(cell), (told,), hidden=True))
        return found
