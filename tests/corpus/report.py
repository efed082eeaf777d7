"""A filled form being made: its rows, what is wrong in them, and the truth in the end. Shapes derive from it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from random import Random
from typing import ClassVar

from tests.corpus.filling import FORM, UNITS, Row, draw_narrative, draw_rows, draw_values
from tests.corpus.truth import Case, Fault, Place, TextCell, TextColumn, Truth

NUMBER_COLUMNS: tuple[TextColumn, ...] = ("count", "people")


class Report:
    """One filled form of one shape; a shape changes it in `prepare` and writes it in `content`.

    The same shape and copy give the same bytes: everything random comes from `rng`.
    """

    name: ClassVar[str] = ""
    copies: ClassVar[int] = 3
    suffix: ClassVar[str] = ".docx"
    also: ClassVar[dict[str, tuple[str, ...]]] = {}  # other ways a reader may quote a cell's text

    def __init__(self, copy: int) -> None:
        self.copy = copy
        self.rng = Random(f"{self.name}#{copy}")
        self.about = self.rng.choice(UNITS)
        self.unit: str | None = self.about.name
        self.year = FORM.year
        self.rows = draw_rows(self.rng, draw_values(self.rng))
        self.organisation, self.activities = draw_narrative(self.rng)
        self.faults: list[Fault] = []
        self.allowed: set[Place] = set()
        self.required: set[str] = set()
        self.allowed_codes: set[str] = set()
        self.refused = False
        self.derived: set[tuple[str, str]] = set()  # sums left blank: total, measure
        self.optional: dict[Place, int] = {}  # figures that may be read or left blank

    # -- what a shape changes ------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Change rows and truth; the base writes the form plainly."""

    def content(self) -> bytes:
        """Return the file."""
        raise NotImplementedError

    def row(self, indicator: str) -> Row:
        """Return the first row of an indicator."""
        return next(row for row in self.rows if row.indicator == indicator)

    def filled(self, *measures: str) -> list[Row]:
        """Return the rows with figures in all the measures, the sums of other rows left out."""
        totals = {rule.total for rule in FORM.sums}
        return [
            row
            for row in self.rows
            if row.indicator not in totals and measures and all(row.values.get(item) for item in measures)
        ]

    def pick(self, *measures: str, number: int = 1) -> list[Row]:
        """Return some rows with figures in all the measures, in the form's order."""
        chosen = self.rng.sample(self.filled(*measures), number)
        return [row for row in self.rows if row in chosen]

    def spell(self, write: Callable[[int], str], *measures: str) -> None:
        """Rewrite every figure of the measures with `write`."""
        for row in self.rows:
            for measure in measures:
                if measure in row.values:
                    self.put(row, measure, write(row.values[measure]))

    def put(self, row: Row, measure: str, text: str) -> None:
        """Set the text of the cell a measure stands in."""
        setattr(row, "people" if measure == "people" else "count", text)

    def clear(self, row: Row) -> None:
        """Empty a row."""
        row.count = row.people = row.note = ""
        row.values = {}

    def fault(
        self, row: Row, measure: str, raw: str, suggestion: int | None = None, value: int | None = None
    ) -> None:
        """Write `raw` where the figure stands: from now on a finding is required there."""
        self.put(row, measure, raw)
        self.accuse(row, measure, raw, suggestion, value)

    def accuse(
        self,
        row: Row,
        measure: str | None,
        raw: str,
        suggestion: int | None = None,
        value: int | None = None,
    ) -> None:
        """Require a finding on a figure without changing the cell; with measure None on the row."""
        assert row.indicator is not None
        if measure is None:
            row.values.clear()
        else:
            row.values.pop(measure, None)
        self.faults.append(Fault(row.indicator, measure, raw, suggestion, value))

    def allow_everywhere(self) -> None:
        """Every figure has something beside it that a person must look at: to tell of it is no noise."""
        measures = ("count", "people", "amount", "text", None)
        self.allowed |= {
            (row.indicator, measure) for row in self.rows if row.indicator for measure in measures
        }

    def derive(self, total: str, measure: str) -> None:
        """Leave a total blank: it is derived from its rows."""
        row = self.row(total)
        del row.values[measure]
        self.put(row, measure, "")
        self.derived.add((total, measure))

    # -- truth ---------------------------------------------------------------------------------------------

    def visible_rows(self) -> list[Row]:
        """Return the rows a person sees."""
        return self.rows

    def text_cells(self) -> Iterator[TextCell]:
        """Yield the cells of numbers and notes that hold text."""
        for row in self.visible_rows():
            for column in (*NUMBER_COLUMNS, "note"):
                text = getattr(row, column)
                if text:
                    yield TextCell(row.indicator, column, self.quoted(row, column, text))

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        """Return the ways a reader may quote a cell's text."""
        return (text, *self.also.get(text, ()))

    def truth(self) -> Truth:
        """Return the truth of the file as it now stands."""
        figures: dict[str, dict[str, int]] = {}
        for row in self.rows:
            if row.indicator is not None and row.values:
                figures.setdefault(row.indicator, {}).update(row.values)
        for rule in FORM.sums:
            if (rule.total, rule.measure.value) in self.derived:
                parts = (figures.get(part, {}).get(rule.measure, 0) for part in rule.parts)
                figures.setdefault(rule.total, {})[rule.measure.value] = sum(parts)
        return Truth(
            unit=self.unit,
            figures={} if self.refused else figures,
            faults=() if self.refused else tuple(self.faults),
            cells=() if self.refused else tuple(self.text_cells()),
            allowed=frozenset(self.allowed),
            required=frozenset(self.required),
            allowed_codes=frozenset(self.allowed_codes),
            refused=self.refused,
            optional=dict(self.optional),
        )

    def file_name(self) -> str:
        """Return the file's name, which names no unit."""
        return f"{self.name.replace('/', '-')}-{self.copy}{self.suffix}"

    def case(self) -> Case:
        """Return the finished file with its truth."""
        self.prepare()
        content = self.content()
        return Case(self.name, self.file_name(), content, self.truth())


SHAPES: dict[str, type[Report]] = {}


def shape(name: str, copies: int = 3) -> Callable[[type[Report]], type[Report]]:
    """Register a class as the shape `name`; its docstring tells what the shape is."""

    def register(cls: type[Report]) -> type[Report]:
        assert name not in SHAPES, f"two shapes are called {name}"
        assert inspect.getdoc(cls), f"{name} has no description"
        cls.name, cls.copies = name, copies
        SHAPES[name] = cls
        return cls

    return register


def cases(only: str = "", copies: int | None = None) -> Iterator[Case]:
    """Yield every file of the shapes whose name contains `only`, at most some `copies` of each shape."""
    import tests.corpus.shapes  # noqa: F401  registers the shapes

    for name, cls in sorted(SHAPES.items()):
        if only in name:
            for copy in range(1, min(cls.copies, copies or cls.copies) + 1):
                yield cls(copy).case()
