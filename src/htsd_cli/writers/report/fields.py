"""What the Word template of the official report may speak of: the totals, the units, the office, the form.

Python counts and the template words: nothing here is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from htsd_cli.consolidate import Consolidation, Unit, units_of
from htsd_cli.consolidate.coverage import Coverage, coverage_of
from htsd_cli.earlier.comparison import Change
from htsd_cli.earlier.results import Results
from htsd_cli.form import Campaign, Form, Indicator, Office, load_form
from htsd_cli.language.capitals import in_sentence
from htsd_cli.language.vietnamese import fold
from htsd_cli.roster.names import NameReader
from htsd_cli.values.figures import Key, Number
from htsd_cli.writers.report.change import in_words, previous_fields
from htsd_cli.writers.report.leading import Leading, Share, by_kind, lead
from htsd_cli.writers.report.own_parts import own_fields
from htsd_cli.writers.report.own_words import OWN_WORDS, OwnWords, read_own_words
from htsd_cli.writers.report.practices import PracticeFields, practice_fields
from htsd_cli.writers.word import MisusedError, nearest
from htsd_cli.writers.wording import in_year

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
    shares: Mapping[str, tuple[Share, ...]] = field(default_factory=dict)
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


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many units of one kind reported of those that must; `expected` is how many must, None without a roster.

    `name` is what several of the kind are called in a list, empty when the form has no kind for them.
    """

    name: str
    reported: int
    expected: int | None


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """How many units reported, and what became of their reports.

    `listed` are those of `reported` that must report, `others` the rest, on the roster or not; without a roster all
    are listed and `expected` is None. Of the `unusable` only files came in that cannot be read. `counted` are in the
    totals; `to_mend` of these have figures that were left out until a person mends them; `not_counted` were left out
    as a whole.
    """

    reported: int
    listed: int
    others: int
    expected: int | None
    missing: int
    unusable: int
    late: int
    counted: int
    not_counted: int
    to_mend: int
    kinds: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True)
class CampaignFields:
    """The campaign as the template sees it: `year` as text, so that it takes no thousands dot."""

    year: str
    level: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class SectionFields:
    """A numbered part of the report, its heading in the campaign's year."""

    number: str
    heading: str


@dataclass(frozen=True, slots=True)
class FormFields:
    """The form's own texts; `theme` and `dates` are empty when the campaign is of another year than the form."""

    title: str
    event: str
    theme: str
    year: str
    dates: str = ""


@dataclass(frozen=True, slots=True)
class Practices:
    """What units did besides the figures, as a person confirmed it: `of` units have a text, `found` is what they did.

    A practice is also reached by its id (`practices.banners`); one confirmed of nobody has `units` 0. `topics` are
    the indicators and sections of the form, under one of which each practice is told.
    """

    of: int
    found: tuple[PracticeFields, ...]
    known: tuple[PracticeFields, ...]
    topics: frozenset[str]

    def __getitem__(self, name: str) -> PracticeFields:
        return next_named(self.known, name)

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *(practice.id for practice in self.known)]


def report_fields(
    consolidation: Consolidation, form: Form, campaign: Campaign, previous: Results | None = None
) -> dict[str, object]:
    """Return every field a template of the report may use, by name; `previous` is what to compare with."""
    year = campaign.campaign.year
    deadline = campaign.campaign.deadline
    names = names_of_units(consolidation, form)
    rows = {row.id: row for row in _rows(consolidation, form, names, previous)}
    of = len(consolidation.narrated)
    found = practice_fields(consolidation.practices, of, names)
    told = {practice.id: practice for practice in found}
    known = tuple(
        told.get(item.id) or PracticeFields(item.id, item.name, item.topic, 0, of) for item in form.practices
    )
    return {
        "office": trimmed(campaign.office),
        "campaign": CampaignFields(str(year), campaign.campaign.level, deadline),
        "month": month_of(form, campaign),
        "form": FormFields(
            in_year(form.title, form, year),
            form.event,
            form.theme if year == form.year else "",
            str(form.year),
            form.dates if year == form.year else "",
        ),
        "sections": {
            section.id: SectionFields(section.number, in_year(section.heading, form, year))
            for section in form.sections
        },
        "units": count_units(consolidation, form),
        "totals": Totals(
            tuple(row for row in rows.values() if not form.by_id[row.id].parent), _unasked("", form)
        ),
        "rows": tuple(rows.values()),
        "practices": Practices(of, found, known, _topics(form)),
        "previous": previous_fields(previous),
        "own": own_fields(own_words_of(campaign), consolidation, form, of, names),
    }


def own_words_of(campaign: Campaign) -> OwnWords:
    """Return what the office wrote in its own file, nothing for a campaign without a folder."""
    return OwnWords() if campaign.directory is None else read_own_words(campaign.directory / OWN_WORDS)


def count_units(consolidation: Consolidation, form: Form) -> UnitCounts:
    """Return how many units reported of how many, in all and by kind in the form's order."""
    units = units_of(consolidation, form)
    roster = consolidation.rostered

    def cover(members: Iterable[Unit]) -> Coverage:
        return coverage_of(members, roster=roster, deadline=True)

    listed = {kind.name: kind.in_list for kind in form.unit_kinds}
    order = [*(kind.name for kind in form.unit_kinds), ""]
    kinds = [
        KindCount(listed.get(name, ""), of_kind.reported, of_kind.expected)
        for name in dict.fromkeys(order)
        if (of_kind := cover(unit for unit in units if _kind_name(unit.kind, form) == name)).expected
        or (not roster and of_kind.reported)
    ]
    total = cover(units)
    return UnitCounts(
        reported=total.received,
        listed=total.reported,
        others=total.others,
        expected=total.expected,
        missing=total.missing,
        unusable=total.unusable,
        late=total.late or 0,
        counted=total.counted,
        not_counted=total.not_counted,
        to_mend=total.partly,
        kinds=tuple(kinds),
    )


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


def under(practices: Practices, topic: str) -> list[PracticeFields]:
    """Return the practices found that are told under an indicator or section of the form.

    Raises `MisusedError` where the form has none of that name.
    """
    if topic not in practices.topics:
        raise MisusedError(
            f"không có chỉ tiêu hay phần nào mang mã “{topic}”{nearest(topic, practices.topics)}"
        )
    return [practice for practice in practices.found if practice.topic == topic]


def leading(row: Row, measure: str = "", number: int = 3) -> Leading:
    """Return the units with the largest figures of a row, none of them with 0."""
    return lead(row.shares.get(row.measure(measure), ()), number)


def leading_kinds(row: Row, measure: str = "", number: int = 3) -> Leading:
    """Return the kinds of unit with the largest figures of a row, added up over their units."""
    return lead(by_kind(row.shares.get(row.measure(measure), ())), number)


def among(told: Iterable[PracticeFields], row: Row) -> bool:
    """Return whether all the units that did something are among those with figures in a row."""
    return all(name in row.names for practice in told for name in practice.names)


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


def date_in_words(day: date) -> str:
    """Return a date as the decree writes it: `ngày 05 tháng 10 năm 2024`, `ngày 05 tháng 02 năm 2024`."""
    return f"ngày {day.day:02d} tháng {month_in_digits(day.month)} năm {day.year}"


def month_of(form: Form, campaign: Campaign, due: date | None = None) -> str:
    """Return the month of a paper: the deadline's, else the form's own, room for one where that is not known."""
    deadline = due or campaign.campaign.deadline
    month = deadline.month if deadline else form.month
    return month_in_digits(month) if month else "   "


def month_in_digits(month: int) -> str:
    """Return a month as the decree writes it: 01 and 02, then 3 to 12 (Phụ lục I, Mục II, 4)."""
    return f"{month:02d}" if month < 3 else str(month)


def _topics(form: Form) -> frozenset[str]:
    return frozenset(form.by_id) | {section.id for section in form.sections}


def names_of_units(consolidation: Consolidation, form: Form) -> dict[str, str]:
    """Return the name of each counted unit within a sentence, by its key."""
    reader = NameReader(form)
    return {unit.key: _within_a_sentence(unit, reader) for unit in consolidation.counted}


def _within_a_sentence(unit: Unit, reader: NameReader) -> str:
    apart = f" ({unit.listed.apart})" if unit.listed and unit.listed.apart else ""
    return in_sentence(reader.tidy(unit.name.removesuffix(apart))) + apart


class _Given:
    """What each counted unit gave to the totals, by cell in the units' order; gone through once for all rows."""

    def __init__(self, consolidation: Consolidation, form: Form, names: dict[str, str]) -> None:
        self._shares: dict[Key, list[Share]] = {}
        self._names: list[str] = []
        self._telling: dict[str, set[int]] = {}  # by row the places of the units with a figure there
        self._claiming: dict[str, set[int]] = {}  # … with one over 0
        called = {kind.name: kind.in_text for kind in form.unit_kinds}
        for place, unit in enumerate(consolidation.counted):
            name, kind = names[unit.key], called.get(_kind_name(unit.kind, form), "các đơn vị khác")
            self._names.append(name)
            for key, figure in unit.figures.items():
                self._telling.setdefault(key.indicator, set()).add(place)
                if figure.value is not None and figure.value > 0:
                    self._shares.setdefault(key, []).append(Share(name, figure.value, kind))
                    self._claiming.setdefault(key.indicator, set()).add(place)

    def shares(self, indicator: Indicator) -> dict[str, tuple[Share, ...]]:
        """Return by measure what each unit gave to a row's total."""
        found = {measure: self._shares.get(indicator.key(measure)) for measure in indicator.numeric_measures}
        return {measure: tuple(shares) for measure, shares in found.items() if shares}

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the units that gave a figure over 0 to any of these rows, in the units' order."""
        places = set[int]().union(*(self._claiming.get(id_, ()) for id_ in ids))
        return tuple(self._names[place] for place in sorted(places))

    def told(self, ids: Iterable[str]) -> int:
        """Return how many units have a figure, 0 too, in any of these rows."""
        return len(set[int]().union(*(self._telling.get(id_, ()) for id_ in ids)))


def _rows(
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
            unasked=_unasked(indicator.id, form),
        )
        return row

    for indicator in below.get("", ()):
        make(indicator)
    return [made[indicator.id] for indicator in form.indicators]


def _unasked(parent: str, form: Form) -> tuple[Row, ...]:
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
            unasked=_unasked(row.id, form),
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


def _kind_name(kind: str | None, form: Form) -> str:
    """Return the name of a kind; a kind the form does not know is its kind without words, when it has one."""
    if kind in form.kinds:
        return form.kinds[kind].name
    return next((item.name for item in form.unit_kinds if not item.words), "")


def _spelt_out(label: str, form: Form) -> str:
    """Return the label with the abbreviations the form knows written in full."""
    return _ABBREVIATION.sub(lambda match: form.abbreviations.get(fold(match.group()), match.group()), label)


def trimmed(office: Office) -> Office:
    """Return the office with its lists free of empty lines and of the ";" and "." that the template sets."""

    def trim(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for line in lines if (text := line.strip().rstrip(";.,").rstrip()))

    return office.model_copy(
        update={
            "parent": office.parent.strip(),
            "name": office.name.strip(),
            "basis": trim(office.basis),
            "recipients": trim(office.recipients),
            "copies": trim(tuple(line.lstrip(" -–•") for line in office.copies)),
            "signer_title": tuple(line.strip() for line in office.signer_title if line.strip()),
        }
    )
