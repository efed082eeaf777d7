"""What a value cell of a form counts: an id, a kind of number, a unit, and how it adds up."""

from typing import Literal

from pydantic import Field

from htsd_cli.form.part import Part

Kind = Literal["integer", "decimal", "amount", "percent", "text"]
AddsUp = Literal["sum", "once", "recompute", "none"]
# The families of unit words in every form's `[words]`: occurrences and things, persons, money.
Family = Literal["count", "people", "amount"]
_IMPOSSIBLE = (
    100  # times what one unit usually has at most: no count, but a telephone number, or two numbers in one
)


class Outlier(Part):
    """From where a figure is out of all proportion: over `above`, and over `times` the median of its sibling rows."""

    times: int = Field(ge=1)
    above: int = Field(ge=0)


class MeasureEntry(Part):
    """A measure as a `form.toml` says it: of the whole form in `[[measures]]`, or of one row.

    `column` is the column its figures stand in, by default the one with the measure's id; in `other_columns` they may
    stand too. `said_by` is the family of unit words by which a quantity in a cell for several is known to be this one
    ("3 lớp/120 người"). `largest`, `smallest` and `outlier` bound what one unit plausibly has:
    beyond them a figure is told; a count a hundred times beyond `largest` does not count.
    """

    id: str = Field(pattern=r"^[a-z0-9_-]+$")
    column: str = ""
    kind: Kind = "integer"
    unit: str = ""
    adds_up: AddsUp = "sum"
    other_columns: tuple[str, ...] = ()
    said_by: Family | None = None
    largest: int | None = None
    smallest: int | None = None
    outlier: Outlier | None = None

    @property
    def measure(self) -> "Measure":
        """The measure itself."""
        return Measure(self)


class Measure(str):
    """A measure of a row: a text, its id, which keys figures, with what it counts beside it.

    It equals its id, so that a figure is found by the one as by the other. Its properties are those of
    `MeasureEntry`.
    """

    __slots__ = ("entry",)

    entry: MeasureEntry

    def __new__(cls, entry: MeasureEntry) -> "Measure":
        """Return the measure that an entry of a `form.toml` says."""
        made = super().__new__(cls, entry.id)
        made.entry = entry
        return made

    def __getnewargs__(self) -> tuple[MeasureEntry]:  # type: ignore[override]
        """Return what a copy is made of."""
        return (self.entry,)

    @property
    def id(self) -> str:
        """The id as a plain text."""
        return self.entry.id

    value = id

    @property
    def column(self) -> str:
        """The id of the column its figures stand in."""
        return self.entry.column or self.entry.id

    @property
    def columns(self) -> tuple[str, ...]:
        """The ids of every column its figures may stand in, its own first."""
        return (self.column, *self.entry.other_columns)

    @property
    def kind(self) -> Kind:
        """The kind of number, or text."""
        return self.entry.kind

    @property
    def unit(self) -> str:
        """The unit its figures are in, "" where it is the row's."""
        return self.entry.unit

    @property
    def adds_up(self) -> AddsUp:
        """How the figures of several units make one."""
        return self.entry.adds_up

    @property
    def said_by(self) -> Family | None:
        """The family of unit words that names it in a cell, None where no word does."""
        return self.entry.said_by

    @property
    def impossible(self) -> int | None:
        """What no unit's count can exceed: a hundred times `largest`. None for an amount, or where nothing is said."""
        largest = None if self.is_money else self.entry.largest
        return None if largest is None else _IMPOSSIBLE * largest

    @property
    def is_text(self) -> bool:
        """Whether it is words, no number."""
        return self.entry.kind == "text"

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.entry.kind == "amount"
