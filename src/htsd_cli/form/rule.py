"""What must hold between the cells of a form: sums, parts that are no larger than their whole, ratios."""

from decimal import Decimal
from typing import Any, Literal, NamedTuple

from pydantic import Field, model_validator

from htsd_cli.form.measure import Measure
from htsd_cli.form.part import Part

ToldBy = Literal["formula", "code row", "label", "caption", "numbering"]


class CellName(Part):
    """A cell of the form: the row's id and the measure's."""

    indicator: str
    measure: str

    @property
    def key(self) -> tuple[str, str]:
        """The ids of its row and its measure."""
        return self.indicator, self.measure


class RulePart(CellName):
    """A cell that a rule takes; in a sum with its sign."""

    sign: Literal[1, -1] = 1


class Rule(Part):
    """A rule between cells.

    `sum`: the total is the sum of the parts, each with its sign. `at_most`: no part is larger than the total. `ratio`:
    the total is the sum of the first `above` parts divided by the sum of the others, times `times`. `product`: the
    total is all parts multiplied, times `times`. `told_by` is what in the office's file tells it; one that is only
    likely is not `sure`. A part that is written as the id of a row alone is that row in the total's measure.
    """

    kind: Literal["sum", "at_most", "ratio", "product"]
    total: CellName
    parts: tuple[RulePart, ...] = Field(min_length=1)
    times: Decimal | None = None
    above: int = Field(default=1, ge=1)
    told_by: ToldBy = "label"
    sure: bool = True

    @property
    def numerator(self) -> tuple[RulePart, ...]:
        """The parts of a ratio above its line."""
        return self.parts[: self.above]

    @property
    def denominator(self) -> tuple[RulePart, ...]:
        """The parts of a ratio below its line."""
        return self.parts[self.above :]

    @model_validator(mode="before")
    @classmethod
    def _rows_in_the_total_s_measure(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("parts"), list | tuple):
            return data
        total = data.get("total")
        measure = total.get("measure") if isinstance(total, dict) else None
        parts = [
            {"indicator": part, "measure": measure} if isinstance(part, str) else part
            for part in data["parts"]
        ]
        return data | {"parts": parts}


class Sum(NamedTuple):
    """A row that is the sum of other rows in one measure: a sure `sum` with all its parts in that measure, added."""

    total: str
    measure: Measure
    parts: tuple[str, ...]


class Question(Part):
    """What the file a form was learnt from left open: `about` a row, a column, a table or a rule; `taken`, what was
    taken until the clerk answers; `answer`, what the clerk said."""

    about: dict[str, Any] = Field(default_factory=dict)
    message: str
    taken: str = ""
    answer: str = ""


class Proportion(Part):
    """How many of the measure `of` go with one of the measure `per`, plausibly, in the rows below `within`.

    `each` is what one of `per` is called ("lớp/cuộc"), by default the heading of its column.
    """

    within: str
    of: str
    per: str
    each: str = ""
    range: tuple[int, int]
