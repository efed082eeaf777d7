"""What the Word template of the official report may speak of: the totals, the units, the office, the form.

Python counts and the template words: nothing here is a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from htsd_cli.campaign import Campaign, Office
from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Form, Indicator, Measure
from htsd_cli.submission import Figures
from htsd_cli.vietnamese import fold

_ABBREVIATION = re.compile(r"\b[A-ZĐ]{3,}\b")
_USUAL_MONTH = 10  # the Week is in October, and so is the report when no deadline is set


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the statistics table with its totals, None where no unit gave a figure.

    `name` is the label for use in a sentence: without brackets, abbreviations written in full. `units`
    counts the units with a figure above 0 in this row or the rows below it. `rows` are the rows below it;
    a template also reaches each by the last part of its id (`totals.book_drive.books`). `parts` are those
    below it that are not themselves the sum of others.
    """

    id: str
    number: str
    label: str
    name: str
    unit: str
    count: int | None
    people: int | None
    amount: int | None
    units: int
    rows: tuple[Row, ...] = ()
    parts: tuple[Row, ...] = ()

    @property
    def figures(self) -> tuple[int, ...]:
        """The row's own totals."""
        return tuple(figure for figure in (self.count, self.people, self.amount) if figure is not None)

    @property
    def reported(self) -> bool:
        """Whether the row or one below it has a total, be it 0."""
        return bool(self.figures) or any(row.reported for row in self.rows)

    @property
    def active(self) -> bool:
        """Whether the row or one below it has a total above 0."""
        return any(self.figures) or any(row.active for row in self.rows)

    @property
    def first_column(self) -> int | None:
        """What stands in the form's first number column: occurrences, or an amount in đồng."""
        return self.count if self.amount is None else self.amount

    @property
    def second_column(self) -> int | None:
        """What stands in the form's second number column: persons."""
        return self.people

    def __getitem__(self, name: str) -> Row:
        return next_named(self.rows, name)

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *(row.id.rpartition(".")[2] for row in self.rows)]


@dataclass(frozen=True, slots=True)
class Totals:
    """All rows of the table by id (`totals.news_items`, `totals.classes.professional`)."""

    rows: tuple[Row, ...]

    def __getitem__(self, name: str) -> Row:
        return next_named(self.rows, name)

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *(row.id for row in self.rows)]


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many units of one kind reported; `expected` is of how many on the roster, None without one.

    `name` is empty when the form has no kind for them.
    """

    name: str
    reported: int
    expected: int | None


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """How many units reported, and what became of their reports.

    `listed` are those of `reported` that are on the roster, `others` the rest; without a roster all are
    listed and `expected` is None. `counted` are in the totals; `to_mend` of these have figures that were
    left out until a person mends them; `not_counted` were left out as a whole.
    """

    reported: int
    listed: int
    others: int
    expected: int | None
    missing: int
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
    """The form's own texts; `theme` is empty when the campaign is of another year than the form."""

    title: str
    event: str
    theme: str
    year: str


def report_fields(consolidation: Consolidation, form: Form, campaign: Campaign) -> dict[str, object]:
    """Return every field a template of the report may use, by name."""
    year = campaign.campaign.year
    deadline = campaign.campaign.deadline
    rows = {row.id: row for row in _rows(consolidation, form)}
    return {
        "office": trimmed(campaign.office),
        "campaign": CampaignFields(str(year), campaign.campaign.level, deadline),
        "month": month_in_digits(deadline.month if deadline else _USUAL_MONTH),
        "form": FormFields(
            _in_year(form.title, form, year),
            form.event,
            form.theme if year == form.year else "",
            str(form.year),
        ),
        "sections": {
            section.id: SectionFields(section.number, _in_year(section.heading, form, year))
            for section in form.sections
        },
        "units": count_units(consolidation, form),
        "totals": Totals(tuple(row for row in rows.values() if "." not in row.id)),
        "rows": tuple(rows.values()),
    }


def count_units(consolidation: Consolidation, form: Form) -> UnitCounts:
    """Return how many units reported of how many, in all and by kind in the form's order."""
    units = consolidation.units
    roster = consolidation.expected is not None
    listed = [unit for unit in units if unit.id is not None or not roster]
    reported = Counter(_kind_name(unit.kind, form) for unit in listed)
    missing = Counter(_kind_name(unit.kind, form) for unit in consolidation.missing)
    order = [kind.name for kind in form.unit_kinds] + [""]
    kinds = tuple(
        KindCount(name, reported[name], reported[name] + missing[name] if roster else None)
        for name in dict.fromkeys(order)
        if reported[name] or missing[name]
    )
    return UnitCounts(
        reported=len(units),
        listed=len(listed),
        others=len(units) - len(listed),
        expected=len(listed) + len(consolidation.missing) if roster else None,
        missing=len(consolidation.missing),
        late=len(consolidation.late),
        counted=sum(unit.counted for unit in units),
        not_counted=sum(not unit.counted for unit in units),
        to_mend=sum(unit.counted and unit.status == "error" for unit in units),
        kinds=kinds,
    )


def next_named(rows: Iterable[Row], name: str) -> Row:
    """Return the row whose id ends in `name`; raises `KeyError` when there is none."""
    for row in rows:
        if row.id.rpartition(".")[2] == name:
            return row
    raise KeyError(name)


def active(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with a total above 0."""
    return [row for row in rows if row.active]


def largest(rows: Iterable[Row], number: int, measure: str = "people") -> list[Row]:
    """Return the rows with the largest totals of a measure, at most `number`, largest first; none without any."""
    measured = [(getattr(row, measure) or 0, row) for row in rows]
    ranked = sorted((pair for pair in measured if pair[0] > 0), key=lambda pair: -pair[0])
    return [row for _, row in ranked[:number]]


def added(rows: Iterable[Row], measure: str) -> int | None:
    """Return the sum of a measure over the rows, None when none of them has a total."""
    figures = [figure for row in rows if (figure := getattr(row, measure)) is not None]
    return sum(figures) if figures else None


def date_in_words(day: date) -> str:
    """Return a date as the decree writes it: `ngày 05 tháng 10 năm 2024`, `ngày 05 tháng 02 năm 2024`."""
    return f"ngày {day.day:02d} tháng {month_in_digits(day.month)} năm {day.year}"


def month_in_digits(month: int) -> str:
    """Return a month as the decree writes it: 01 and 02, then 3 to 12 (Phụ lục I, Mục II, 4)."""
    return f"{month:02d}" if month < 3 else str(month)


def _rows(consolidation: Consolidation, form: Form) -> list[Row]:
    """Return all rows of the table in the form's order, each with the rows below it."""
    below: dict[str, list[Indicator]] = {}
    for indicator in form.indicators:
        head, _, tail = indicator.id.partition(".")
        if tail:
            below.setdefault(head, []).append(indicator)
    sums = {rule.total for rule in form.sums}
    figures = list(consolidation.figures.values())

    def make(indicator: Indicator) -> Row:
        children = tuple(make(child) for child in below.get(indicator.id, ()))
        totals = consolidation.totals.get(indicator.id, {})
        ids = [indicator.id, *(child.id for child in children)]
        return Row(
            id=indicator.id,
            number=indicator.number,
            label=indicator.label,
            name=_spelt_out(indicator.short_label, form),
            unit=indicator.unit,
            count=totals.get(Measure.COUNT),
            people=totals.get(Measure.PEOPLE),
            amount=totals.get(Measure.AMOUNT),
            units=sum(_has_any(unit, ids) for unit in figures),
            rows=children,
            parts=tuple(child for child in children if child.id not in sums),
        )

    return [make(indicator) for indicator in form.indicators]


def _has_any(figures: Figures, ids: list[str]) -> bool:
    return any(figure > 0 for id_ in ids for figure in figures.get(id_, {}).values())


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


def _in_year(text: str, form: Form, year: int) -> str:
    return text.replace(str(form.year), str(year))
