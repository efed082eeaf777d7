"""What the Word template of the official report may speak of: the totals, the units, the office, the form.

Python counts and the template words: nothing here is a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from htsd_cli.consolidate import Consolidation, Unit, units_of
from htsd_cli.earlier.results import Results
from htsd_cli.form import Campaign, Form, Office
from htsd_cli.language.capitals import in_sentence
from htsd_cli.roster.names import NameReader
from htsd_cli.writers.report.change import previous_fields
from htsd_cli.writers.report.leading import UNNAMED
from htsd_cli.writers.report.own_parts import own_fields
from htsd_cli.writers.report.own_words import OWN_WORDS, OwnWords, read_own_words
from htsd_cli.writers.report.practices import PracticeFields, practice_fields
from htsd_cli.writers.report.rows import Row, Totals, kind_of_form, next_named, rows_of, unasked_rows
from htsd_cli.writers.word import MisusedError, nearest
from htsd_cli.writers.wording import in_year


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
    year = campaign.term.year
    deadline = campaign.term.deadline
    names = names_of_units(consolidation, form)
    rows = {row.id: row for row in rows_of(consolidation, form, names, previous)}
    of = len(consolidation.narrated)
    found = practice_fields(consolidation.practices, of, names)
    told = {practice.id: practice for practice in found}
    known = tuple(
        told.get(item.id) or PracticeFields(item.id, item.name, item.topic, 0, of) for item in form.practices
    )
    return {
        "office": trimmed(campaign.office),
        "campaign": CampaignFields(str(year), campaign.term.level, deadline),
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
            tuple(row for row in rows.values() if not form.by_id[row.id].parent), unasked_rows("", form)
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
    listed = {kind.name: kind.in_list for kind in form.unit_kinds}
    order = [*(kind.name for kind in form.unit_kinds), ""]
    kinds: list[KindCount] = []
    for name in dict.fromkeys(order):
        members = [unit for unit in units if kind_of_form(unit.kind, form) == name]
        of_kind = consolidation.coverage(members)
        if not of_kind.expected and (consolidation.rostered or not of_kind.reported):
            continue
        alone = [
            unit.name for unit in members if unit.required
        ]  # the only one of its kind goes by its own name
        called = alone[0] if len(alone) == 1 else listed.get(name, "")
        kinds.append(KindCount(called, of_kind.reported, of_kind.expected))
    total = consolidation.coverage(units)
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


def under(practices: Practices, topic: str) -> list[PracticeFields]:
    """Return the practices found that are told under an indicator or section of the form.

    Raises `MisusedError` where the form has none of that name.
    """
    if topic not in practices.topics:
        raise MisusedError(
            f"không có chỉ tiêu hay phần nào mang mã “{topic}”{nearest(topic, practices.topics)}"
        )
    return [practice for practice in practices.found if practice.topic == topic]


def among(told: Iterable[PracticeFields], row: Row) -> bool:
    """Return whether all the units that did something are among those with figures in a row."""
    return all(name in row.names for practice in told for name in practice.names)


def date_in_words(day: date) -> str:
    """Return a date as the decree writes it: `ngày 05 tháng 10 năm 2024`, `ngày 05 tháng 02 năm 2024`."""
    return f"ngày {day.day:02d} tháng {month_in_digits(day.month)} năm {day.year}"


def month_of(form: Form, campaign: Campaign, due: date | None = None) -> str:
    """Return the month of a paper: the deadline's, else the form's own, room for one where that is not known."""
    deadline = due or campaign.term.deadline
    month = deadline.month if deadline else form.month
    return month_in_digits(month) if month else "   "


def month_in_digits(month: int) -> str:
    """Return a month as the decree writes it: 01 and 02, then 3 to 12 (Phụ lục I, Mục II, 4)."""
    return f"{month:02d}" if month < 3 else str(month)


def _topics(form: Form) -> frozenset[str]:
    return frozenset(form.by_id) | {section.id for section in form.sections}


def names_of_units(consolidation: Consolidation, form: Form) -> dict[str, str]:
    """Return the name of each counted unit within a sentence, by its key; `UNNAMED` for one without a name."""
    reader = NameReader(form)
    return {
        unit.key: UNNAMED if unit.nameless else _within_a_sentence(unit, reader)
        for unit in consolidation.counted
    }


def _within_a_sentence(unit: Unit, reader: NameReader) -> str:
    apart = f" ({unit.listed.apart})" if unit.listed and unit.listed.apart else ""
    return in_sentence(reader.tidy(unit.name.removesuffix(apart))) + apart


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
