"""A statistics table of a form: its columns, its rows, and where it stands in the office's file."""

import re
from functools import cached_property
from typing import Literal

from pydantic import Field

from htsd_cli.form.measure import AddsUp, Measure, MeasureEntry
from htsd_cli.form.part import Part
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.values.figures import Key

Role = Literal["number", "code", "label", "unit", "value", "note"]
_NUMBERED = lazy_pattern(r"(?:bảng|biểu)\b", re.IGNORECASE)  # a number of its own
_LONGEST_TITLE = 48
_ID = r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$"


class Column(Part):
    """A column of a table. `path` are the heading cells above it, from the top row down; `index` is its grid column.

    A column that the office's own file has not (units put it in) has no `index`. `code` is what the row of codes under
    the headings calls it.
    """

    id: str = Field(pattern=_ID)
    role: Role
    path: tuple[str, ...] = Field(default=(), alias="heading")
    index: int | None = Field(default=None, ge=1)
    code: str = ""
    other_headings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it goes by in a table with one column of each other role: its id if it holds values, else its role."""
        return self.id if self.role == "value" else self.role

    @property
    def heading(self) -> str:
        """The lowest of its headings."""
        return self.path[-1] if self.path else ""

    @property
    def group(self) -> str:
        """The heading it shares with its neighbours, "" for none."""
        return self.path[-2] if len(self.path) > 1 else ""


class Indicator(Part):
    """One row of a table; in a table whose rows are units, one of its columns of values.

    Without measures it is a heading. `parent` is the id of the row it stands under, "" for none. `brief` are short
    headings for a table with a column for each figure, one for each numeric measure. `printed` is the label as the
    office's own report words it, where the form's has a slip; "" where it has none.
    """

    id: str = Field(pattern=_ID)
    number: str = ""
    code: str = ""
    label: str = Field(min_length=1)
    unit: str = ""
    parent: str = ""
    entries: tuple[MeasureEntry, ...] = Field(default=(), alias="measures")
    other_labels: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    printed: str = ""

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What its cells count."""
        return tuple(entry.measure for entry in self.entries)

    @cached_property
    def numeric_measures(self) -> tuple[Measure, ...]:
        """The measures that are numbers."""
        return tuple(measure for measure in self.measures if not measure.is_text)

    @property
    def asks_text(self) -> bool:
        """Whether it asks for words."""
        return any(measure.is_text for measure in self.measures)

    @property
    def adds_up(self) -> AddsUp:
        """How its figures add up, where all do so alike; "sum" where they do not."""
        ways = {measure.adds_up for measure in self.measures}
        return ways.pop() if len(ways) == 1 else "sum"

    def measure(self, measure: str) -> Measure:
        """Return the measure with this id; raises `KeyError` when the row has none."""
        found = next((item for item in self.measures if item == measure), None)
        if found is None:
            raise KeyError(measure)
        return found

    def key(self, measure: str) -> Key:
        """Return what a figure of this row is known by."""
        return Key(self.id, str(measure))

    @property
    def short_label(self) -> str:
        """The label without what stands in brackets or after "trong đó", for messages."""
        return _shortened(self.label)

    @property
    def in_report(self) -> str:
        """The short label in the words of the office's own report."""
        return _shortened(self.printed or self.label)


def _shortened(label: str) -> str:
    return re.sub(r"\s*\(.*?\)|,? trong đó:?", "", label).strip() or label


class Place(Part):
    """Where a table stands in the office's own file: the n-th table of a Word file, or a sheet of a workbook."""

    table: int | None = Field(default=None, ge=1)
    sheet: str | None = None


class FormTable(Part):
    """One statistics table; `added_columns` are columns the form has not but units put in.

    `rows` says what its rows are: the indicators, or units, each with the indicators side by side. `heading_rows` is
    how many rows are its heading, a row of codes included; `unit` is what the form says beside the table, `Đơn vị tính:
    nghìn đồng`. Of a table whose rows are units `total` is the name of the total row, `footers` what is asked below it,
    `names` those the form prints for its rows; `lists` says whether the units' lists are "added" by the names in them
    or "appended" one behind the other, "" where the names they share decide. With `mixed` a cell may hold several
    quantities, and the word behind a number says which measure it is; a row is then known by its label, and beside
    those of values there is one column of a role.
    """

    id: str = Field(pattern=_ID)
    title: str = ""
    rows: Literal["indicators", "units"] = "indicators"
    place: Place = Place.model_construct()
    heading_rows: int = Field(default=1, ge=0)
    unit: str = ""
    total: str = ""
    footers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lists: Literal["", "added", "appended"] = ""
    mixed: bool = False
    columns: tuple[Column, ...] = Field(min_length=1)
    added_columns: tuple[Column, ...] = ()
    indicators: tuple[Indicator, ...] = Field(min_length=1)

    @cached_property
    def by_column(self) -> dict[str, Column]:
        """The columns by id, the form's own first."""
        return {column.id: column for column in (*self.columns, *self.added_columns)}

    @cached_property
    def roles(self) -> dict[str, Role]:
        """What each column is for, by id."""
        return {column.id: column.role for column in self.by_column.values()}

    def of_role(self, role: Role) -> tuple[Column, ...]:
        """Return the form's own columns of a role."""
        return tuple(column for column in self.columns if column.role == role)

    def named(self, number: int, *, alone: bool) -> str:
        """Return what it is called as the n-th of a form: `Bảng 2 “II. Kinh phí”`; by number where it is not `alone`
        in bearing its title."""
        title = " ".join(self.title.split())
        if not alone or not title:
            return f"Bảng {number}"
        if len(title) > _LONGEST_TITLE:
            title = title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
        return f"Bảng “{title}”" if _NUMBERED.match(title) else f"Bảng {number} “{title}”"

    def column_name(self, column: str) -> str:
        """Return a column's heading for a message: the lowest, with those above where another ends alike."""
        own = self.by_column[column]
        alike = [item for item in self.columns if item.heading == own.heading]
        return own.heading if len(alike) < 2 else " › ".join(filter(None, own.path))
