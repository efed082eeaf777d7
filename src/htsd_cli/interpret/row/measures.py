"""What the cells of a row say for the one measure it asks for, or for both of occurrences and people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from htsd_cli.form import Family
from htsd_cli.interpret.cells import DIGIT, Answer, quoted
from htsd_cli.interpret.figures import Reading
from htsd_cli.interpret.money import NAMES, scale_in, scale_of_note, spelled_in, unit_in
from htsd_cli.interpret.quantities import stated_in
from htsd_cli.interpret.row.words import WordReader
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.qualified import in_note, whole_stated
from htsd_cli.language.vietnamese import clean, fold, format_number
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, CellKind
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding

_SCALES = (1_000, 1_000_000, 1_000_000_000)
_UNIT_PARTS = lazy_pattern(r"\s*[/,;]\s*")
_PARTED = lazy_pattern(r"[,;/\n]\s*\w")
_NUMBER = lazy_pattern(r"\d[\d.,]*")
# For each class or contest, at least, where numbers are told from each other by their order alone.
_PERSONS = 3


@dataclass(slots=True)
class MeasureReader(WordReader):
    """Answers the measures a row asks for out of its cells of numbers."""

    def shared(self, cells: list[tuple[Cell, tuple[str, ...]]]) -> list[Answer]:
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
                sided = self.asked_at(cell) == measure and len(self.asked) == 1
                if sided or home in self.row.columns.covered(cell):
                    answers.append(self.problem(cell, measure, "merged-rows", None))
        taken = {answer.measure for answer in answers}
        for cell, columns in cells:
            measure = self.homes.family[columns[0]]
            if cell not in merged and measure in self.asked and measure not in taken:
                answers += self._answer(cell, self.read(cell, (measure,)), measure)
        return answers

    def pair_beside(self, cells: Sequence[Cell]) -> list[Answer]:
        """Return both figures of a row with blank cells, named by their units behind its label or as its unit.

        "Hoạt động văn nghệ: 2 cuộc/150 người" can mean nothing else; it counts, and a person should look.
        """
        order: tuple[Family, ...] = ("count", "people")
        if len(cells) != 1 or set(self.asked) != set(order) or cells[0].row_span > 1 or cells[0].sights:
            return []
        (cell,) = cells
        unit = "unit" in self.row.columns.covered(cell)
        text = cell.text if unit else behind_label(cell.text)
        reading = self.reader.read(text, order)
        said = dict(reading.values)
        if len(said) < 2 or not reading.spoken or reading.loose or self.shared([]):
            return []
        figures = " và ".join(f"{format_number(said[m])} ở cột “{self.heading(m)}”" for m in order)
        told = self.make("pair-beside", None, cell, figures=figures)
        origin = self.row.table.origin(cell)
        return [Answer(m, said[m], origin, (told,) * (m == "count")) for m in order]

    def outside_the_columns(self, measure: Family) -> list[Answer]:
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

    def of_one(self, cells: list[tuple[Cell, tuple[str, ...]]], measure: Family) -> list[Answer]:
        """Return what a row that asks for one figure says, in its own column or in another while that is blank."""
        homes = {self.homes.home[measure]}
        money = [columns[0] for _, columns in cells if self.for_money(columns)]
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
                    self.nothing_asked(cell, self.other(measure), "unasked-figure")
            return self._answer(*own[0], measure)
        for cell, reading in side[:1]:
            if not DIGIT.search(cell.text) and not reading.everything and cell.kind is CellKind.TEXT:
                self.note(cell.text)
                return []
            answers = self._answer(cell, reading, measure)
            if measure == "amount" or reading.everything or not answers or answers[0].value is None:
                return answers
            return [self._displaced(answers[0], measure)]
        return []

    def of_two(self, cells: list[tuple[Cell, tuple[str, ...]]]) -> list[Answer]:
        """Return what a row that asks for occurrences and people says, each in its column or both in a cell."""
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
            elif (
                len(said) == 2 and reading.stacked and self._may_be_no_pair(cell, measure, said, alone=alone)
            ):
                answers.append(self.problem(cell, measure, "too-many-numbers", None, of_row=alone))
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

    def _may_be_no_pair(
        self, cell: Cell, measure: Family, said: Mapping[Family, Number], *, alone: bool
    ) -> bool:
        """Return whether two bare numbers in a cell may be one measure twice, or the digits of one number.

        Alone in a column of its own for persons any two may be those of two sites, or before and after; elsewhere two
        of much the same size. A number broken in two by a narrow cell has no more digits in its second line.
        """
        if self.homes.home["count"] not in self.row.columns.ranges:
            return False
        few, many = said["count"], said["people"]
        broken = "\n" in cell.text.strip() and len(str(many)) <= len(str(few))
        return broken or (alone and measure == "people") or many < _PERSONS * few

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
            elif self.reader.counts(unit_in(remark)) not in (None, measure) or (
                (whole := whole_stated(remark)) is not None and whole != said[measure]
            ):
                told.append(self.noted(measure, cell, quoted(remark), counted=True))
        told += self._doubts(cell, measure, said[measure]) if said[measure] and not told else []
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

    def _doubts(self, cell: Cell, measure: Family, figure: Number) -> list[Finding]:
        """Return what is to be told of a note that corrects the row's figures: once, at the first of two."""
        home = self.homes.home[self.asked[0]]
        if measure != self.asked[0] and any(
            home in self.row.columns.covered(other) and DIGIT.search(other.text) for other in self.row.cells
        ):
            return []
        said = (text for text in self.remarks() if measure != "amount" or scale_of_note(text) is None)
        doubtful = next((text for text in said if in_note(text, self.form.year, figure)), "")
        return [self.noted(measure, cell, quoted(doubtful), counted=True)] if doubtful else []

    def _stated(self, remark: str, measure: Family) -> Number | None:
        """Return the number a note states in the unit of the row's figure, None for a note of anything else."""
        note = stated_in(remark)
        if note is None and measure == "amount":
            return self.reader.money_in_words(remark)
        if note is None or scale_of_note(remark) is not None:
            return None
        said, own = (set(map(fold, _UNIT_PARTS.split(unit))) for unit in (note.unit, self.indicator.unit))
        if not said <= own if measure != "amount" else scale_in(note.unit, unit=True) is None:
            return None
        return dict(self.reader.read(note.number, (measure,)).values).get(measure)

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


def behind_label(text: str) -> str:
    """Return what stands behind the colon of a label: its figures, where they were written there."""
    return text.partition(":")[2]
