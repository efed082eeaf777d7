"""Reads the cells of one row of a form's table: each is of one row and one column, and answers one measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from htsd_cli.form import Form, FormTable, Indicator, Measure
from htsd_cli.interpret.cells import DIGIT, NOTED_COUNTS, quoted, suggested
from htsd_cli.interpret.grid.called import Called
from htsd_cli.interpret.grid.lines import GridLine
from htsd_cli.interpret.grid.measured import measure_of, written_in_brackets
from htsd_cli.interpret.grid.scales import NO_SCALES, Scales, converted
from htsd_cli.interpret.grid.values import Asked, Said, ValueReader, is_shown_rounded
from htsd_cli.interpret.money import NAMES, Statement, scale_in, scale_of_note, without_scale
from htsd_cli.interpret.readings import Reading
from htsd_cli.interpret.sights import (
    judge,
    noted_sights,
    notes_of,
    own_words,
    unasked_sights,
    with_typed_marks,
)
from htsd_cli.language.vietnamese import clean, fold, format_number
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, CellKind, Origin, Sight, Table
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding

_ROUNDED = frozenset(("decimal", "percent", "amount"))  # kinds of number that a format may show rounded
_NUMBER = re.compile(r"(?<!\w)\d+")  # not the 2 of "m2"
_NOT_ASKED = frozenset(("", "x", "xx", "xxx"))  # folded


class GridAnswer(NamedTuple):
    """What one cell says for one measure: a number, words, or a finding."""

    indicator: Indicator
    measure: Measure
    value: Number | None
    origin: Origin
    findings: tuple[Finding, ...] = ()
    text: str = ""


@dataclass(slots=True)
class GridRow:
    """A row that is read: `columns` are the grid columns of the table's columns, `row_name` its place in a message,
    "" where the form's row says it. `scales` say what the table counts amounts in, `label` is the row's own name;
    `converted` gets what another scale than the form's was read from. What is no answer goes to `notes`, `unasked` and
    `findings`."""

    form: Form
    table: FormTable
    found: Table
    line: GridLine
    columns: dict[str, int]
    reader: ValueReader
    row_name: str = ""
    scales: Scales = NO_SCALES
    called: Called | None = None
    label: str = ""
    converted: list[tuple[Statement, Asked]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unasked: list[Origin] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    # -- what is asked -------------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> GridAnswer | None:
        """Return what the row answers for a measure, None for a blank cell; an amount in the form's own unit.

        What is called otherwise than the form has it counts another thing: it has no figure.
        """
        answer = self._counted(asked)
        if answer is None or not answer.value or self.called is None:
            return answer
        found = self.called.of(asked, self.label)
        if found is None:
            return answer
        likely = answer.value * found.scale if found.scale else None
        cell = self.line.at[self.columns[asked.measure.column]]
        return self.problem(cell, asked, "other-quantity", likely, words=quoted(found.words))

    def _counted(self, asked: Asked) -> GridAnswer | None:
        if not asked.measure.is_money:
            return self._possible(asked, self._answer(asked))
        if self.scales is NO_SCALES:
            return self._answer(asked)
        stated = self.scales.of(asked.indicator, self.table, asked.measure.column, self.label)
        noted = self._noted_scale()
        if noted is not None and (stated or noted).scale != noted.scale:
            return self._contradicted(asked, (stated or noted, noted))
        stated = noted or stated
        against = self.scales.against(asked.indicator, self.table, asked.measure.column)
        if stated is None and against is not None:
            return self._contradicted(asked, (against, Statement(asked.scale, asked.indicator.unit)))
        if stated is None or stated.scale == asked.scale:
            return self._answer(asked)
        found = self._answer(asked._replace(scale=stated.scale))
        if found is None or not found.value:
            return found
        self.converted.append((stated, asked))
        return found._replace(value=converted(found.value, stated.scale, asked.scale))

    def _possible(self, asked: Asked, answer: GridAnswer | None) -> GridAnswer | None:
        """Return an answer, without its figure where no unit can count so many: a telephone number."""
        most = asked.measure.impossible
        if answer is None or answer.value is None or most is None or answer.value <= most:
            return answer
        cell = self.line.at[self.columns[asked.measure.column]]
        return self.problem(cell, asked, "impossible-count", None, most=format_number(most))

    def _noted_scale(self) -> Statement | None:
        """Return the scale of money that the row's note states."""
        places = {self.columns.get(column.id) for column in self.table.columns if column.role == "note"}
        for cell in self.line.cells:
            if cell.column in places and (scale := scale_of_note(cell.text)) is not None:
                return Statement(scale, cell.text.strip())
        return None

    def _contradicted(self, asked: Asked, stated: Sequence[Statement]) -> GridAnswer | None:
        """Return no amount where two places state scales that differ: a row's note or unit, its heading, the table."""
        found = self._answer(asked)
        if found is None or not found.value:
            return found
        cell = self.line.at[self.columns[asked.measure.column]]
        scales = ", ".join(f"“{quoted(item.text)}”" for item in stated)
        return self.problem(cell, asked, "scales-differ", None, scales=scales)

    def _answer(self, asked: Asked) -> GridAnswer | None:
        at = self.columns.get(asked.measure.column)
        if at is None:
            return None
        cell = self.line.at.get(at)
        if cell is None:
            return self._hidden(asked, at)
        if cell.column_span > 1 and self._is_label(cell):
            if not self._is_of_figures(cell):
                return None
            if not DIGIT.search(cell.text):  # joined with the note behind it
                self.notes += [text] if at == cell.column and (text := cell.text.strip()) else []
                return None
        shared = self._shared(cell, asked)
        if shared is not None:
            return shared
        if cell.row != self.line.number:
            return None
        cell = with_typed_marks(cell)
        said = self.reader.read(cell, asked)
        if not cell.sights and not cell.notes and not said.problem and not is_computed(cell):
            if said.blank:
                return None
            return GridAnswer(
                asked.indicator, asked.measure, said.value, self.found.origin(cell), text=said.text
            )
        answer = self._with_sights(cell, asked, said, self._answered(cell, asked, said))
        return self._with_notes(cell, asked, answer)

    def _answered(self, cell: Cell, asked: Asked, said: Said) -> GridAnswer | None:
        if said.blank:
            return None
        if said.problem:
            return self.problem(cell, asked, said.problem, said.suggestion)
        told: tuple[Finding, ...] = ()
        if is_computed(cell) and said.value is not None and not self._is_the_form_s(asked):
            told = (self.make("formula-computed", asked, cell, value=format_number(said.value)),)
        return GridAnswer(
            asked.indicator, asked.measure, said.value, self.found.origin(cell), told, said.text
        )

    def _is_the_form_s(self, asked: Asked) -> bool:
        """Return whether a formula is the form's own: what it comes to is held against the form's rules anyway."""
        return self.reader.is_formula(asked) or (self.table.rows == "units" and not self.row_name)

    def _roles(self, cell: Cell) -> list[str]:
        """Return the roles of the columns a cell reaches over, from the left."""
        reach = range(cell.column, cell.column + cell.column_span)
        known = sorted((at, self.table.roles[name]) for name, at in self.columns.items() if at in reach)
        return [role for _, role in known]

    def _is_of_figures(self, cell: Cell) -> bool:
        """Return whether a cell begins in a column of figures and reaches over such and those of notes alone."""
        roles = self._roles(cell)
        return roles[0] == "value" and set(roles) <= {"value", "note"}

    def _is_label(self, cell: Cell) -> bool:
        """Return whether a cell that reaches over several columns is a label or a note."""
        return set(self._roles(cell)) != {"value"}

    def _shared(self, cell: Cell, asked: Asked) -> GridAnswer | None:
        """Tell of a figure in a cell that reaches over rows or over columns of several measures."""
        if cell.row_span == 1 and cell.column_span == 1:
            return None
        first, last = cell.column, cell.column + cell.column_span - 1
        within = [name for name, at in self.columns.items() if first <= at <= last]
        measures = {measure.column for measure in asked.indicator.measures} & set(within)
        if self.table.rows == "units":
            measures = {name for name in within if self.table.roles[name] == "value"}
        if not DIGIT.search(cell.text):
            if cell.row == self.line.number:
                return None
            said = self.reader.read(cell, asked)
            if said.everything:
                return GridAnswer(asked.indicator, asked.measure, said.value, self.found.origin(cell))
            return None
        if cell.row_span > 1:
            return self.problem(cell, asked, "merged-rows", None)
        if len(measures) > 1:
            names = " và ".join(f"“{self.table.column_name(name)}”" for name in within)
            return self.problem(cell, asked, "merged-figures", None, columns=names)
        return None

    def _hidden(self, asked: Asked, at: int) -> GridAnswer | None:
        """Return no figure for what only a hidden cell says, and why."""
        for cell in self.line.hidden:
            if not cell.column <= at < cell.column + cell.column_span or not cell.text.strip():
                continue
            said = self.reader.read(cell, asked)
            if said.blank:
                continue
            likely = said.suggestion if said.value is None else said.value
            told = self.make("hidden-figure", asked, cell, likely, hidden=cell.hidden)
            return GridAnswer(asked.indicator, asked.measure, None, self.found.origin(cell), (told,))
        return None

    def _with_sights(
        self, cell: Cell, asked: Asked, said: Said, answer: GridAnswer | None
    ) -> GridAnswer | None:
        """Take into account what is seen beside the text of a cell; a result merely shown rounded is the result."""
        if asked.measure.kind == "text":  # words that are longer than their cell are the words all the same
            cell = cell._replace(sights=tuple(seen for seen in cell.sights if seen.sight is not Sight.CUT))
        if asked.measure.kind == "text" and (beside := noted_sights(cell)):
            text = "\n".join(filter(None, (said.text, beside)))
            return GridAnswer(asked.indicator, asked.measure, None, self.found.origin(cell), text=text)
        if asked.measure.kind in _ROUNDED:
            cell = cell._replace(
                sights=tuple(seen for seen in cell.sights if not is_shown_rounded(cell, seen))
            )
        own = _as_reading(said)
        saying = lambda text: _as_reading(  # noqa: E731 - read as another text of the same cell
            self.reader.read(cell._replace(text=text, kind=CellKind.TEXT, value=None, formula=None), asked)
        )
        verdict = judge(cell, own, saying)
        origin = self.found.origin(cell)
        if not verdict.code:
            return answer
        told = self.make(
            verdict.code, asked, cell, verdict.suggestion,
            seen=verdict.seen, what=verdict.what, says=own_words(cell, blank=said.blank),
        )  # fmt: skip
        before = answer.findings if answer else ()
        if verdict.counts and answer is not None:
            return answer._replace(findings=(*before, told))
        return GridAnswer(asked.indicator, asked.measure, None, origin, (*before, told))

    def _with_notes(self, cell: Cell, asked: Asked, answer: GridAnswer | None) -> GridAnswer | None:
        """Keep the notes of a cell, and tell of those that may change its figure."""
        notes = notes_of(cell)
        self.notes += notes.texts
        if not notes.matter:
            return answer
        if answer is not None:
            says = own_words(cell, blank=not cell.text.strip())
            counts = NOTED_COUNTS if answer.value is not None or answer.text else ""
            told = self.make("note-at-figure", asked, cell, note=notes.quoted(), says=says, counts=counts)
            return answer._replace(findings=(*answer.findings, told))
        said = (self.reader.read_text(text, asked) for text in notes.texts)
        numbers = {one.suggestion if one.value is None else one.value for one in said} - {None}
        likely = numbers.pop() if len(numbers) == 1 else None
        told = self.make("note-without-figure", asked, cell, likely, note=notes.quoted())
        return GridAnswer(asked.indicator, asked.measure, None, self.found.origin(cell), (told,))

    def told_scales(self, told: set[tuple[str, str]]) -> list[Finding]:
        """Return that amounts were read in another scale than the form's, once for each table and statement."""
        found: list[Finding] = []
        for stated, asked in self.converted:
            if (self.table.id, stated.text) in told:
                continue
            told.add((self.table.id, stated.text))
            found.append(
                finding(
                    "scale-converted", indicator=asked.indicator.id, measure=asked.measure.id,
                    where=self.where(asked), text=quoted(stated.text),
                    stated=NAMES.get(stated.scale, format_number(stated.scale)),
                    expected=asked.measure.unit or asked.indicator.unit or "đồng",
                )
            )  # fmt: skip
        return found

    # -- what is not asked ---------------------------------------------------------------------------------

    def rest(self, indicator: Indicator | None, asked: Sequence[str]) -> None:
        """Keep what stands in the row's other cells; `asked` are the ids of the columns that were."""
        places = {at: name for name, at in self.columns.items()}
        done = {self.columns[name] for name in asked if name in self.columns}
        for cell in self.line.cells:
            reach = range(cell.column, cell.column + cell.column_span)
            if any(at in done for at in reach):
                self._beside_figures(cell, indicator)
                continue
            name = next((places[at] for at in reach if at in places), None)
            role = self.table.roles[name] if name else None
            if role == "value":
                self._not_asked(cell, indicator)
            elif role in ("note", None):
                self._note(cell, indicator, own=role == "note")
            else:
                self._beside_label(cell, indicator, role)

    def _beside_label(self, cell: Cell, indicator: Indicator | None, role: str) -> None:
        """Keep the notes at a row's label, number, code or unit, and tell of numbers there that may be figures."""
        notes = notes_of(cell)
        self.notes += notes.texts
        if notes.matter:
            says = own_words(cell, blank=not cell.text.strip())
            heading = self._heading(cell)
            if indicator is not None:
                where = self.form.where_at(indicator, heading)
            else:  # a row of a table of units: the total row has no name of its own here
                where = f"Dòng “{quoted(self.row_name or self.table.total, 70)}”, cột “{heading}”"
            told = finding(
                "note-at-figure", indicator=indicator.id if indicator is not None else None,
                origin=self.found.origin(cell), where=where, note=notes.quoted(), says=says, counts="",
            )  # fmt: skip
            self.findings.append(told)
        if indicator is None:
            return
        if text := unasked_sights(cell):
            self.findings.append(self._make_unasked(cell, indicator, text))
        if role == "unit" and set(_NUMBER.findall(without_scale(cell))) - set(
            _NUMBER.findall(indicator.unit)
        ):
            self.findings.append(self._make_unasked(cell, indicator, cell.text))

    def _beside_figures(self, cell: Cell, indicator: Indicator | None) -> None:
        """Tell of a number in a cell that begins in a column of units or notes and reaches over one of figures."""
        if indicator is None or self._roles(cell)[0] not in ("unit", "note"):
            return
        if DIGIT.search(cell.text) and fold(cell.text) != fold(indicator.unit):
            self.findings.append(self._make_unasked(cell, indicator, cell.text))

    def _note(self, cell: Cell, indicator: Indicator | None, *, own: bool) -> None:
        texts = [cell.text.strip(), *notes_of(cell).texts, noted_sights(cell) if cell.sights else ""]
        self.notes += [text for text in texts if text]
        if not own and indicator is not None and DIGIT.search(cell.text):
            self.findings.append(self._make_unasked(cell, indicator, cell.text))

    def _not_asked(self, cell: Cell, indicator: Indicator | None) -> None:
        """Keep what stands in a cell of figures of which the form asks nothing."""
        text = cell.text.strip()
        if not text:
            if indicator is not None and (seen := unasked_sights(cell)):
                self.findings.append(self._make_unasked(cell, indicator, seen))
            return
        if fold(text) in _NOT_ASKED:
            self.unasked.append(self.found.origin(cell))
        elif not DIGIT.search(text):
            if self.reader.is_zero(text):
                self.unasked.append(self.found.origin(cell))
            else:
                self.notes.append(text)
        elif not text.strip("0.,%"):
            self.unasked.append(self.found.origin(cell))
        elif indicator is not None:
            code = "unasked-figure" if indicator.measures else "figure-on-heading-row"
            self.findings.append(self._make_unasked(cell, indicator, text, code))

    def unit_differs(self, indicator: Indicator) -> Finding | None:
        """Tell of a row in another unit of money or measure than the form's: its figures are of another size."""
        column = next((item for item in self.table.columns if item.role == "unit"), None)
        at = self.columns.get(column.id) if column else None
        text = self.line.own_text(at)
        own, said = scale_in(indicator.unit, unit=True), scale_in(text, unit=True)
        if own is not None and said is not None and own != said:
            return self._unit_told(indicator, text, indicator.unit, at)
        if measure_of(text) and measure_of(indicator.unit) not in ("", measure_of(text)):
            return self._unit_told(indicator, text, indicator.unit, at)
        named = written_in_brackets(self.label)
        expected = written_in_brackets(indicator.label) or indicator.unit
        if named and measure_of(expected) not in ("", measure_of(named)):
            return self._unit_told(indicator, named, expected, None)
        return None

    def _unit_told(self, indicator: Indicator, text: str, expected: str, at: int | None) -> Finding:
        cell = self.line.at.get(at or 0)
        return finding(
            "unit-differs",
            indicator=indicator.id,
            origin=self.found.origin(cell) if cell else None,
            where=self.form.where(indicator),
            text=quoted(text),
            expected=expected,
        )

    # -- findings ------------------------------------------------------------------------------------------

    def problem(
        self, cell: Cell, asked: Asked, code: str, suggestion: Number | None, **fields: str
    ) -> GridAnswer:
        """Return no figure and the finding why."""
        told = self.make(code, asked, cell, suggestion, **fields)
        return GridAnswer(asked.indicator, asked.measure, None, self.found.origin(cell), (told,))

    def make(
        self, code: str, asked: Asked, cell: Cell, suggestion: Number | None = None, **fields: str
    ) -> Finding:
        """Return a finding at a cell of this row."""
        if code == "scale-unclear" and asked.scale != 1:
            code = "amount-unclear"
        defaults: dict[str, object] = {
            "where": self.where(asked),
            "text": _shown(cell),
            "suggested": suggested(suggestion),
            "examples": "",
            "whole": " nguyên" if asked.measure.kind == "integer" else "",
            "unit": asked.measure.unit or asked.indicator.unit,
            "rows": f" (hàng {cell.row} đến hàng {cell.row + cell.row_span - 1} của bảng)",  # of a merged cell
        }
        return finding(
            code,
            indicator=asked.indicator.id,
            measure=asked.measure.id,
            suggestion=suggestion,
            origin=self.found.origin(cell),
            **(defaults | fields),
        )

    def where(self, asked: Asked) -> str:
        """Return the place of a cell for a message."""
        if not self.row_name:
            return self.form.where(asked.indicator, asked.measure)
        return f"Dòng “{quoted(self.row_name, 70)}”, cột “{self.table.column_name(asked.measure.column)}”"

    def _heading(self, cell: Cell) -> str:
        """Return the heading of the column a cell stands in, "" where it is none or several."""
        reach = range(cell.column, cell.column + cell.column_span)
        names = [name for name, at in self.columns.items() if at in reach]
        return self.table.column_name(names[0]) if len(names) == 1 else ""

    def _make_unasked(
        self, cell: Cell, indicator: Indicator, text: str, code: str = "unasked-figure"
    ) -> Finding:
        measures = [f"“{self.table.column_name(measure.column)}”" for measure in indicator.numeric_measures]
        home = (
            f"thì ghi vào cột {' hoặc '.join(measures)}"
            if measures
            else "thì ghi vào các dòng chi tiết bên dưới"
        )
        if len(measures) > 4:
            home = "thì ghi vào đúng cột của mẫu"
        return finding(
            code,
            indicator=indicator.id,
            origin=self.found.origin(cell),
            where=self.form.where_at(indicator, self._heading(cell)),
            text=quoted(text),
            cure=f"Nếu là số liệu của dòng này {home}; nếu không thì xóa số ở ô này.",
        )


def is_computed(cell: Cell) -> bool:
    """Return whether a cell is a formula stored without a result, whatever could be computed of it."""
    return cell.kind is CellKind.UNCALCULATED or (
        cell.formula is not None and cell.kind is CellKind.PERCENT and cell.text.startswith("=")
    )


def _shown(cell: Cell) -> str:
    if is_computed(cell):
        return f"={cell.formula}"
    return clean(cell.text).replace("\n", " ↵ ")


def _as_reading(said: Said) -> Reading:
    if said.value is None:
        return Reading(problem=said.problem, suggestion=said.suggestion)
    return Reading((("count", said.value),), everything=said.everything)
