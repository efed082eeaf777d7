"""The rows of the statistics table as a template of the report speaks of them, and what it may ask of some of them.

Python counts and the template words: nothing here is a sentence.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, overload

from htsd_cli.consolidate import Consolidation
from htsd_cli.earlier.comparison import Change
from htsd_cli.earlier.results import Results
from htsd_cli.form import Form, Indicator, load_form
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.figures import Key, Number
from htsd_cli.writers.report.change import in_words
from htsd_cli.writers.report.leading import Leading, Share, by_kind, lead
from htsd_cli.writers.report.practices import PracticeFields
from htsd_cli.writers.word import MisusedError, nearest

_ABBREVIATION = re.compile(r"\b[A-ZĐ]{3,}\b")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the statistics table with its totals, by measure; a template reaches each by its name (`row.count`).

    `name` is the label for use in a sentence: without brackets, abbreviations written in full. `rows` are the rows
    below it; a template also reaches each by the last part of its id (`totals.book_drive.books`). `parts` are those
    below it that are not themselves the sum of others. `columns` has the measure in each column for figures, None
    where the row has none; `measures` are all that the form has. `shares` are by measure what each unit gave, `before`
    the totals of the year before. `unasked` are rows that the default form has below it and this form asks no more.

    Of this row and the rows below it: `names` are the units with a figure above 0, `told` counts those with any
    figure, `doubted` those with a cell that is in no total until a person mends it.
    """

    id: str
    number: str
    label: str
    name: str
    unit: str
    totals: Mapping[str, Number]
    columns: tuple[str | None, ...]
    measures: frozenset[str]
    names: tuple[str, ...] = ()
    told: int = 0
    doubted: int = 0
    rows: tuple[Row, ...] = ()
    parts: tuple[Row, ...] = ()
    shares: Mapping[str, Sequence[Share]] = field(default_factory=dict)
    before: Mapping[str, Number] = field(default_factory=dict)
    unasked: tuple[Row, ...] = ()

    @property
    def units(self) -> int:
        """How many units have a figure above 0 in this row or the rows below it."""
        return len(self.names)

    @property
    def figures(self) -> tuple[Number, ...]:
        """The row's own totals."""
        return tuple(self.totals.values())

    @property
    def reported(self) -> bool:
        """Whether the row or one below it has a total, be it 0."""
        return bool(self.figures) or any(row.reported for row in self.rows)

    @property
    def active(self) -> bool:
        """Whether the row or one below it has a total above 0."""
        return any(self.figures) or any(row.active for row in self.rows)

    @property
    def first_column(self) -> Number | None:
        """What stands in the form's first column for figures."""
        return self._in_column(0)

    @property
    def second_column(self) -> Number | None:
        """What stands in the form's second column for figures."""
        return self._in_column(1)

    def _in_column(self, place: int) -> Number | None:
        measure = self.columns[place] if place < len(self.columns) else None
        return None if measure is None else self.totals.get(measure)

    @property
    def both(self) -> bool:
        """Whether both number columns have a total, be it 0, so that each tells what it is headed."""
        return self.first_column is not None and self.second_column is not None

    @property
    def both_before(self) -> bool:
        """Whether both number columns had a total in the year before."""
        return len(self.before) > 1

    def total(self, measure: str) -> Number | None:
        """Return the total of a measure, of the row's first one where none is named.

        Raises `MisusedError` where the form has none of that name.
        """
        return self.totals.get(self.measure(measure))

    def measure(self, named: str) -> str:
        """Return the measure of that name, the row's first one without; raises `MisusedError` where there is none."""
        if not named:
            return next((measure for measure in self.columns if measure), "")
        if named not in self.measures:
            raise MisusedError(f"không có số liệu nào mang mã “{named}”{nearest(named, self.measures)}")
        return named

    def __getattr__(self, name: str) -> Number | None:
        if name.startswith("_") or name not in self.measures:
            raise AttributeError(name)
        return self.totals.get(name)

    def __getitem__(self, name: str) -> Row:
        return next_named((*self.rows, *self.unasked), name)

    def __dir__(self) -> list[str]:
        below = (row.id.rpartition(".")[2] for row in self.rows)
        return [*object.__dir__(self), *below, *sorted(self.measures)]


@dataclass(frozen=True, slots=True)
class Totals:
    """All rows of the table by id (`totals.news_items`, `totals.classes.professional`); `unasked` as in `Row`."""

    rows: tuple[Row, ...]
    unasked: tuple[Row, ...] = ()

    def __getitem__(self, name: str) -> Row:
        return next_named((*self.rows, *self.unasked), name)

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *(row.id for row in self.rows)]


_Named = TypeVar("_Named", Row, PracticeFields)


def next_named(rows: Iterable[_Named], name: str) -> _Named:
    """Return the row or practice whose id ends in `name`; raises `KeyError` when there is none."""
    for row in rows:
        if row.id.rpartition(".")[2] == name:
            return row
    raise KeyError(name)


def active(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with a total above 0."""
    return [row for row in rows if row.active]


def largest(rows: Iterable[Row], number: int, measure: str = "") -> list[Row]:
    """Return the rows with the largest totals of a measure, at most `number`, largest first; none without any.

    Without a measure it is each row's last one.
    """
    measured = [
        (row.total(measure or next(filter(None, reversed(row.columns)), "")) or 0, row) for row in rows
    ]
    ranked = sorted((pair for pair in measured if pair[0] > 0), key=lambda pair: -pair[0])
    return [row for _, row in ranked[:number]]


def leading(row: Row, measure: str = "", number: int = 3) -> Leading:
    """Return the units with the largest figures of a row, none of them with 0."""
    return lead(row.shares.get(row.measure(measure), ()), number)


def leading_kinds(row: Row, measure: str = "", number: int = 3) -> Leading:
    """Return the kinds of unit with the largest figures of a row, added up over their units.

    None where of each kind one unit alone gave something: then the units' own figures tell the same.
    """
    kinds = by_kind(row.shares.get(row.measure(measure), ()))
    return lead(kinds if any(kind.units > 1 for kind in kinds) else (), number)


def change(row: Row, measure: str = "") -> Change | None:
    """Return a total beside the one of the year before, None unless both years have it."""
    found = Change(row.total(measure), row.before.get(row.measure(measure)))
    return found if found.known else None


def compared(row: Row, measure: str, what: str, unit: str, **words: str) -> str:
    """Return `số lớp tăng 120 lớp (12,5%)`; nothing unless both years have the total."""
    return in_words(change(row, measure), what, unit, **words)


def added(rows: Iterable[Row], measure: str = "") -> Number | None:
    """Return the sum of a measure over the rows, None when none of them has a total."""
    figures = [figure for row in rows if (figure := row.total(measure)) is not None]
    return sum(figures) if figures else None


_Called = tuple[str, str]  # what a unit is called within a sentence, and what its kind is


class Shares(Sequence[Share]):
    """What each of many units gave to one total, in their order; made when looked at: half a million would be held."""

    def __init__(self, units: Sequence[_Called]) -> None:
        self._units = units
        self._places = array("l")
        self._figures: list[Number] = []

    def add(self, place: int, figure: Number) -> None:
        """Add what the unit at a place gave."""
        self._places.append(place)
        self._figures.append(figure)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Share: ...
    @overload
    def __getitem__(self, at: slice) -> list[Share]: ...
    def __getitem__(self, at: int | slice) -> Share | list[Share]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        name, kind = self._units[self._places[at]]
        return Share(name, self._figures[at], kind)


def _note(places: dict[str, array[int]], row: str, place: int) -> None:
    """Note a unit's place in a row, once; they come in their order."""
    noted = places.setdefault(row, array("l"))
    if not noted or noted[-1] != place:
        noted.append(place)


class _Given:
    """What each counted unit gave to the totals, by cell in the units' order; gone through once for all rows."""

    def __init__(self, consolidation: Consolidation, form: Form, names: dict[str, str]) -> None:
        self._shares: dict[Key, Shares] = {}
        units: list[_Called] = []
        self._names: list[str] = []
        self._telling: dict[str, array[int]] = {}  # by row the places of the units with a figure there
        self._claiming: dict[str, array[int]] = {}  # … with one over 0
        called = {kind.name: kind.in_text for kind in form.unit_kinds}
        for place, unit in enumerate(consolidation.counted):
            name, kind = names[unit.key], called.get(kind_of_form(unit.kind, form), "các đơn vị khác")
            units.append((name, kind))
            self._names.append(name)
            for key, figure in unit.figures.items():
                _note(self._telling, key.indicator, place)
                if figure.value is not None and figure.value > 0:
                    shares = self._shares.get(key)
                    if shares is None:
                        shares = self._shares[key] = Shares(units)
                    shares.add(place, figure.value)
                    _note(self._claiming, key.indicator, place)

    def shares(self, indicator: Indicator) -> dict[str, Sequence[Share]]:
        """Return by measure what each unit gave to a row's total."""
        found = {measure: self._shares.get(indicator.key(measure)) for measure in indicator.numeric_measures}
        return {measure: shares for measure, shares in found.items() if shares}

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the units that gave a figure over 0 to any of these rows, in the units' order."""
        places = set[int]().union(*(self._claiming.get(id_, ()) for id_ in ids))
        return tuple(self._names[place] for place in sorted(places))

    def told(self, ids: Iterable[str]) -> int:
        """Return how many units have a figure, 0 too, in any of these rows."""
        return len(set[int]().union(*(self._telling.get(id_, ()) for id_ in ids)))


def rows_of(
    consolidation: Consolidation, form: Form, names: dict[str, str], previous: Results | None
) -> list[Row]:
    """Return all rows of the table in the form's order, each with the rows below it."""
    below: dict[str, list[Indicator]] = {}
    for indicator in form.indicators:
        below.setdefault(indicator.parent, []).append(indicator)
    sums = {rule.total for rule in form.sums}
    given = _Given(consolidation, form, names)
    measures = frozenset(measure.id for _, measure in form.measured())
    kept_out = {unit.key: {key.indicator for key in unit.kept_out()} for unit in consolidation.counted}
    made: dict[str, Row] = {}

    def make(indicator: Indicator) -> Row:
        children = tuple(make(child) for child in below.get(indicator.id, ()))
        ids = {indicator.id, *_ids_below(indicator.id, below)}
        row = made[indicator.id] = Row(
            id=indicator.id,
            number=indicator.number,
            label=indicator.label,
            name=_spelt_out(indicator.in_report, form),
            unit=indicator.unit,
            totals={
                measure.id: total
                for measure in indicator.numeric_measures
                if (total := consolidation.totals.get(indicator.key(measure))) is not None
            },
            columns=_in_columns(indicator, form),
            measures=measures,
            names=given.names(ids),
            told=given.told(ids),
            doubted=sum(bool(ids & kept) for kept in kept_out.values()),
            rows=children,
            parts=tuple(child for child in children if child.id not in sums),
            shares=given.shares(indicator),
            before=previous.totals.get(indicator.id, {}) if previous else {},
            unasked=unasked_rows(indicator.id, form),
        )
        return row

    for indicator in below.get("", ()):
        make(indicator)
    return [made[indicator.id] for indicator in form.indicators]


def unasked_rows(parent: str, form: Form) -> tuple[Row, ...]:
    """Return, without figures, the rows below one that the default form has and this one asks no more.

    The default form's template names them, and what it says of them is left out.
    """
    if not form.like_default:
        return ()
    usual = load_form()
    gone = [row for row in usual.indicators if row.parent == parent and row.id not in form.by_id]
    measures = frozenset(measure.id for _, measure in (*form.measured(), *usual.measured()))
    return tuple(
        Row(
            id=row.id, number=row.number, label=row.label, name=row.in_report, unit=row.unit, totals={},
            columns=_in_columns(row, usual), measures=measures, names=(), told=0, doubted=0,
            unasked=unasked_rows(row.id, form),
        )
        for row in gone
    )  # fmt: skip


def _ids_below(id_: str, below: Mapping[str, list[Indicator]]) -> list[str]:
    """Return the ids of all rows under a row, of those under them too."""
    return [name for child in below.get(id_, ()) for name in (child.id, *_ids_below(child.id, below))]


def _in_columns(indicator: Indicator, form: Form) -> tuple[str | None, ...]:
    """Return the measure that a row has in each of its table's columns for figures."""
    found = {measure.column: measure.id for measure in indicator.numeric_measures}
    return tuple(found.get(column.id) for column in form.table_of(indicator).of_role("value"))


def kind_of_form(kind: str | None, form: Form) -> str:
    """Return the name of a kind; a kind the form does not know is its kind without words, when it has one."""
    if kind in form.kinds:
        return form.kinds[kind].name
    return next((item.name for item in form.unit_kinds if not item.words), "")


def _spelt_out(label: str, form: Form) -> str:
    """Return the label with the abbreviations the form knows written in full."""
    return _ABBREVIATION.sub(lambda match: form.abbreviations.get(fold(match.group()), match.group()), label)
