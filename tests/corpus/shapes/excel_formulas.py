"""Excel files whose figures are formulas: with results and without, simple sums and all others."""

from __future__ import annotations

from tests.corpus.filling import FORM, Row
from tests.corpus.report import shape
from tests.corpus.workbook import Sheet, WorkbookReport, address

_LOOK_UP = "=VLOOKUP(F1,H1:I9,2,0)"
TOTALS = {(rule.total, rule.measure.value): rule.parts for rule in FORM.sums}


class _Sums(WorkbookReport):
    """The sums are formulas."""

    result = True

    def formula_of(self, parts: tuple[str, ...], column: str) -> str:
        """Return the formula of a sum."""
        cells = [self.where(self.row(part), column) for part in parts]
        return f"SUM({cells[0]}:{cells[-1]})"

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        parts = TOTALS.get((str(item.indicator), column))
        if parts is None:
            return super().figure(item, column, text, row, place)
        return self.formula(row, place, self.formula_of(parts, column), text if self.result else None)

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        formulas = tuple(
            f"={self.formula_of(parts, c)}"
            for (i, c), parts in TOTALS.items()
            if (i, c) == (row.indicator, column)
        )
        return (*super().quoted(row, column, text), *formulas)


@shape("excel/formulas")
class Formulas(_Sums):
    """The sums are formulas with their results stored."""


@shape("excel/formulas-without-results")
class UncalculatedSums(_Sums):
    """The sums are simple SUM formulas without results: computed, and said so."""

    result = False


@shape("excel/formulas-plus-without-results", 2)
class UncalculatedPlus(_Sums):
    """The sums are D8+D9+… without results: computed, or told."""

    result = False

    def prepare(self) -> None:
        self.allowed |= {(indicator, measure) for indicator, measure in TOTALS}

    def formula_of(self, parts: tuple[str, ...], column: str) -> str:
        return "+".join(self.where(self.row(part), column) for part in parts)


@shape("excel/other-formulas-without-results", 2)
class UncalculatedOthers(WorkbookReport):
    """Formulas nobody here can compute, without results: told."""

    def prepare(self) -> None:
        formulas = ('VLOOKUP("x",Data!A:C,3,0)', "IF(A1>0,12,15)", "'[1]Năm 2023'!D5", "NETWORKDAYS(1,20)")
        self.codes: dict[tuple[int, str], str] = {}
        rows = self.pick("count", "people", number=2)
        for row, formula in zip((*rows, *rows), formulas, strict=False):
            column = "people" if (id(row), "count") in self.codes else "count"
            self.codes[(id(row), column)] = formula
            self.fault(row, column, f"={formula}")

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        formula = self.codes.get((id(item), column))
        return (
            self.formula(row, place, formula, None)
            if formula
            else super().figure(item, column, text, row, place)
        )


@shape("excel/formula-strings", 2)
class FormulaStrings(WorkbookReport):
    """Formulas whose results are texts (t="str"): "12", "12 lớp", and a blank one."""

    def prepare(self) -> None:
        self.strings_of = {id(row) for row in self.pick("count", number=6)}
        self.blank = next(id(row) for row in self.rows if row.measures and not row.values)

    def cell(self, item: Row, column: str, row: int, place: int) -> str:
        if id(item) == self.blank and column == "count":
            return self.formula(row, place, 'IF(A1="","",1)', "", "str")
        return super().cell(item, column, row, place)

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if id(item) in self.strings_of and column == "count":
            return self.formula(row, place, f'TEXT({text},"0")', text, "str")
        return super().figure(item, column, text, row, place)


class _Formulas(WorkbookReport):
    """Some figures are formulas of the unit's own; `codes` maps a row and column to (formula, result)."""

    def prepare(self) -> None:
        self.codes: dict[tuple[int, str], tuple[str, str | None]] = {}

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if (id(item), column) in self.codes:
            return self.formula(row, place, *self.codes[(id(item), column)])
        return super().figure(item, column, text, row, place)


@shape("excel/arithmetic", 2)
class Arithmetic(_Formulas):
    """People add inside a cell (=45+300) and Excel stored the result."""

    def prepare(self) -> None:
        super().prepare()
        for row in self.pick("count", "people", number=6):
            people = row.values["people"]
            self.codes[(id(row), "people")] = (f"{people - 5}+5", str(people))


@shape("excel/arithmetic-without-results", 2)
class UncalculatedArithmetic(_Formulas):
    """The same without results: computed, or told; never blank in silence."""

    def prepare(self) -> None:
        super().prepare()
        for row in self.pick("count", "people", number=3):
            people = row.values["people"]
            self.codes[(id(row), "people")] = (f"{people - 5}+5", None)
            row.people = f"={people - 5}+5"
            self.allowed |= {(str(row.indicator), "people"), (str(row.indicator), "count")}


@shape("excel/references-without-results", 2)
class References(_Formulas):
    """Cells that point at other cells or sheets, without results: computed, or told."""

    def prepare(self) -> None:
        super().prepare()
        one, other = self.pick("count", "people", number=2)
        for row, formula in ((one, "Nguon!B2"), (other, "'Nguồn số liệu'!C3")):
            row.people = f"={formula}"
            self.codes[(id(row), "people")] = (formula, None)
            self.accuse(row, "people", row.people)
            self.allowed.add((str(row.indicator), "count"))


@shape("excel/shared-formulas", 2)
class SharedFormulas(_Formulas):
    """Formulas stored once for several cells (t="shared"), without results: each cell is told or computed."""

    def prepare(self) -> None:
        super().prepare()
        rows = [
            row for row in self.filled("count", "people") if (row.indicator or "").startswith("classes.")
        ][:3]
        self.shared_by = {id(row): place for place, row in enumerate(rows)}
        for row in rows:
            row.people = _LOOK_UP
            self.accuse(row, "people", _LOOK_UP)
            self.allowed.add((str(row.indicator), "count"))

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        number = self.shared_by.get(id(item))
        if number is None or column != "people":
            return super().figure(item, column, text, row, place)
        first = (
            f'<f t="shared" ref="E20:E60" si="0">{text[1:]}</f>' if not number else '<f t="shared" si="0"/>'
        )
        return f'<c r="{address(row, place)}">{first}</c>'

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        if text != _LOOK_UP:
            return super().quoted(row, column, text)
        # The formula is the first row's; below, its references are as many rows further down.
        moved = (f"=VLOOKUP(F{down + 1},H{down + 1}:I{down + 9},2,0)" for down in range(40))
        return (*moved, "=", "=?", "")


@shape("excel/sum-of-text-numbers", 2)
class SumOfTexts(_Sums):
    """The parts are numbers stored as text, which SUM passes over: Excel shows 0, so a result is never made up."""

    result = False

    def prepare(self) -> None:
        for (total, measure), _ in TOTALS.items():
            row = self.row(total)
            value = row.values[measure]
            self.fault(row, measure, str(value), value=value)

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if (str(item.indicator), column) in TOTALS:
            return super().figure(item, column, text, row, place)
        return self.string(row, place, text, "text")


@shape("excel/stale-results", 2)
class StaleResults(_Sums):
    """The stored result of a sum does not fit its parts any more: it stays as declared, with a finding."""

    def prepare(self) -> None:
        row = self.row("classes.participants")
        stale = row.values["people"] + 17
        self.fault(row, "people", str(stale), value=stale)


@shape("excel/sum-over-another-sheet", 2)
class SumElsewhere(_Sums):
    """The sums add the cells of another sheet, with results stored; the sheet is there."""

    def formula_of(self, parts: tuple[str, ...], column: str) -> str:
        return f"SUM('Chi tiết'!B1:B{len(parts)})"

    def sheets(self) -> list[Sheet]:
        detail = Sheet("Chi tiết")
        for row in range(1, 20):
            detail.cells[(row, 1)] = self.string(row, 1, f"Tổ {row}")
            detail.cells[(row, 2)] = self.number(row, 2, str(row))
        return [self.sheet, detail]


@shape("excel/float-noise", 2)
class FloatNoise(_Formulas):
    """Results with the noise of floating point: 12.000000000000002: 12, or told."""

    def prepare(self) -> None:
        super().prepare()
        for row in self.pick("count", "people", number=3):
            people = row.values["people"]
            self.codes[(id(row), "people")] = (f"{people}/10*10", f"{people}.00000000000001")
            self.allowed.add((str(row.indicator), "people"))

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        texts = super().quoted(row, column, text)
        return (*texts, f"{text}.00000000000001", f"{text},00000000000001")
