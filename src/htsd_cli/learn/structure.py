"""A learnt form as a value: tables, columns, indicators, measures, rules, questions, and its JSON (`htsd/form/1`)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from htsd_cli.learn.kinds import AddsUp, Kind

RuleKind = Literal["sum", "at_most", "ratio", "product"]
ToldBy = Literal["formula", "code row", "label", "caption", "numbering"]
SCHEMA = "htsd/form/1"
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Measure:
    """What the cell of an indicator in one column counts."""

    id: str
    column: str
    kind: Kind
    unit: str
    adds_up: AddsUp


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row that asks for figures, or a heading without measures; of a table of units, a column of figures."""

    id: str
    number: str
    code: str
    label: str
    unit: str
    parent: str | None
    measures: tuple[Measure, ...]
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `index` is the 1-based grid column, `code` what the code row calls it."""

    id: str
    role: Literal["number", "code", "label", "unit", "value", "note"]
    heading: tuple[str, ...]
    index: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class LearntTable:
    """A statistics table. `number` or `sheet` is its place; `heading_rows` counts its heading with the code row.

    `continued` are the numbers of the tables in which it goes on after a page's end; `unit` is what stands beside the
    table (“Đơn vị tính: …”), `total` the name of the total row of a table of units, `footers` the names of what is
    asked below it, `names` those printed for its rows, `lists` how several units' lists are taken together.
    """

    id: str
    rows: Literal["indicators", "units"]
    number: int | None
    sheet: str | None
    heading_rows: int
    columns: tuple[Column, ...]
    indicators: tuple[Indicator, ...]
    title: str = ""
    continued: tuple[int, ...] = ()
    total: str = ""
    footers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lists: Literal["", "added", "appended"] = ""
    unit: str = ""

    def shown_numbers(self) -> dict[str, str]:
        """Return how the columns that ask are called where the form is shown: by the form's own codes, else 1, 2, 3."""
        asked = {measure.column for item in self.indicators for measure in item.measures}
        columns = [column for column in self.columns if column.id in asked]
        codes = [column.code for column in columns]
        if all(codes) and len(set(codes)) == len(codes):
            return {column.id: column.code for column in columns}
        return {column.id: str(place) for place, column in enumerate(columns, 1)}

    @property
    def place(self) -> Json:
        """Where it stands: a table of a Word file, or a sheet."""
        return {"sheet": self.sheet} if self.sheet is not None else {"table": self.number}


@dataclass(frozen=True, slots=True)
class Term:
    """A cell in a rule: an indicator's measure, added or (sign -1) taken off."""

    indicator: str
    measure: str
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """How cells stand to each other. A ratio is the sum of the first `above` parts / that of the others × `times`, a
    product all parts multiplied × `times`."""

    kind: RuleKind
    total: Term
    parts: tuple[Term, ...]
    told_by: ToldBy
    sure: bool
    times: Fraction | None = None
    above: int = 1

    @property
    def plain(self) -> bool:
        """Whether it is one of the contract's: a ratio of sums, a growth rate or a product is told apart from these."""
        return self.kind != "product" and (self.kind != "ratio" or len(self.parts) == 2)


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must say: what it is about, in Vietnamese what is asked, and what is taken until then."""

    about: tuple[tuple[str, str], ...]
    message: str
    taken: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class LearntForm:
    """All that was understood of a form's file.

    `lines` are what is asked in words below its tables, `addressees` whom it says it is for (“Kính gửi: …”); the latter
    is known only of a form just learnt, no `form.toml` keeps it.
    """

    id: str
    title: str
    year: int | None
    tables: tuple[LearntTable, ...]
    rules: tuple[Rule, ...]
    questions: tuple[Question, ...]
    lines: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()

    def to_json(self) -> Json:
        """Return the form as `htsd form new --format json` prints it."""
        return {
            "schema": SCHEMA,
            "id": self.id,
            "title": self.title,
            "year": self.year,
            "tables": [_table(table) for table in self.tables],
            "rules": [_rule(rule) for rule in self.rules if rule.plain],
            "rates": [_rate(rule) for rule in self.rules if rule.kind == "ratio" and not rule.plain],
            "products": [_rule(rule) for rule in self.rules if rule.kind == "product"],
            "questions": [
                {"about": dict(item.about), "message": item.message, "taken": item.taken}
                for item in self.questions
            ],
        }


def _table(table: LearntTable) -> Json:
    return {
        "id": table.id,
        "rows": table.rows,
        "place": table.place,
        "columns": [
            {"id": column.id, "role": column.role, "heading": list(column.heading), "index": column.index}
            for column in table.columns
        ],
        "indicators": [
            {
                "id": item.id,
                "number": item.number,
                "code": item.code,
                "label": item.label,
                "unit": item.unit,
                "parent": item.parent,
                "measures": [
                    {
                        "id": measure.id,
                        "column": measure.column,
                        "kind": measure.kind,
                        "unit": measure.unit,
                        "adds_up": measure.adds_up,
                    }
                    for measure in item.measures
                ],
            }
            for item in table.indicators
        ],
    }


def _rule(rule: Rule) -> Json:
    return {
        "kind": rule.kind,
        "total": {"indicator": rule.total.indicator, "measure": rule.total.measure},
        "parts": [
            {"indicator": part.indicator, "measure": part.measure, "sign": part.sign} for part in rule.parts
        ],
        "times": None if rule.times is None or rule.times == 1 else _number(rule.times),
        "told_by": rule.told_by,
        "sure": rule.sure,
    }


def _rate(rule: Rule) -> Json:
    """Return a ratio of sums: its total is Σ `numerator` / Σ `denominator` × `times`, each part with its sign."""
    told = _rule(rule)
    parts = cast(list[Json], told.pop("parts"))
    return told | {"numerator": parts[: rule.above], "denominator": parts[rule.above :]}


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
