"""What the Word template may speak of in the report's appendices: which there are, and what stands in them.

Python counts and the template words: nothing here is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from htsd_cli.consolidate import Consolidation, Unit, units_of
from htsd_cli.consolidate.areas import areas_of
from htsd_cli.form import Form, Indicator
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.figures import Key, Number
from htsd_cli.values.findings import Severity
from htsd_cli.values.submission import Submission
from htsd_cli.writers.main_figures import figure_name, figure_unit, main_measures
from htsd_cli.writers.wording import group_of, is_lone_side, kind_in_report
from htsd_cli.writers.workbook.figures_table import FiguresTable, make_table

NUMERALS = tuple(f"{tens}{ones}" for tens in ("", "X", "XX", "XXX") for ones in (
    "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
))[1:]  # fmt: skip


MOST_UNITS = 300  # in an appendix that tells of each: more is asked for


@dataclass(frozen=True, slots=True)
class AppendixNames:
    """What each appendix is called, in their order: "Phụ lục I"; None for one with nothing to say.

    A lone appendix has no numeral (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III).
    """

    tables: str | None
    by_kind: str | None
    by_unit: str | None
    by_area: str | None
    awaited: str | None
    narratives: str | None
    photos: str | None


@dataclass(frozen=True, slots=True)
class FormTables:
    """The appendix with the form's own tables, of a report that has none in its text."""

    name: str


@dataclass(frozen=True, slots=True)
class KindColumn:
    """A kind of unit and how many of its units are in the totals."""

    name: str
    units: int


@dataclass(frozen=True, slots=True)
class KindsLine:
    """A row of the form by kind of unit. Each cell has a figure (or None) for each of the row's measures.

    `measures` are the units of these measures ("lớp", "người"); none for a row that is only a heading.
    """

    number: str
    label: str
    measures: tuple[str, ...]
    cells: tuple[tuple[Number | None, ...], ...]
    total: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class KindMoney:
    """What one kind of unit gave in each row of the form that is an amount (đồng)."""

    name: str
    figures: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """The rows of the form that are amounts (đồng): `label` of the part they stand in, `columns` theirs."""

    label: str
    columns: tuple[str, ...]
    kinds: tuple[KindMoney, ...]
    total: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class ByKind:
    """All indicators and measures by kind of unit; `money` is None when the form asks for no amount."""

    name: str
    kinds: tuple[KindColumn, ...]
    lines: tuple[KindsLine, ...]
    money: MoneyTable | None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's main figures; `number` runs through all kinds."""

    number: str
    name: str
    figures: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class KindUnits:
    """The units of one kind and what they add up to; `numeral` numbers the kinds: I, II …"""

    numeral: str
    name: str
    units: tuple[UnitLine, ...]
    total: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class ByUnit:
    """The main figures (`columns`) of every counted unit, by kind; `count` units in all."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[KindUnits, ...]
    total: tuple[Number | None, ...]
    count: int


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area: how many of its units reported of those that must (`3/5`, `3/5 +1`), and what they add up to."""

    number: str
    name: str
    reported: str
    figures: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class ByArea:
    """The main figures (`columns`) of every area of the roster, and of all."""

    name: str
    columns: tuple[str, ...]
    areas: tuple[AreaLine, ...]
    reported: str
    total: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit on one of the lists: when its report came in, or in a few words why it is not counted."""

    name: str
    kind: str
    received: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Awaited:
    """The units whose report is missing, cannot be read, came in late, or is not counted until it is sent anew."""

    name: str
    missing: tuple[ListedUnit, ...]
    unusable: tuple[ListedUnit, ...]
    late: tuple[ListedUnit, ...]
    not_counted: tuple[ListedUnit, ...]


@dataclass(frozen=True, slots=True)
class Narratives:
    """The appendix with the units' own words, which is a file by itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """The appendix with the photographs, which is a file by itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Appendices:
    """The appendices the report has; None for one with nothing to say."""

    by_kind: ByKind | None
    by_unit: ByUnit | None
    by_area: ByArea | None
    awaited: Awaited | None
    narratives: Narratives | None
    tables: FormTables | None = None
    photos: Pictures | None = None

    @property
    def any(self) -> bool:
        """Whether there is an appendix at all."""
        return any(
            (
                self.tables,
                self.by_kind,
                self.by_unit,
                self.by_area,
                self.awaited,
                self.narratives,
                self.photos,
            )
        )


def appendix_fields(
    consolidation: Consolidation, form: Form, *, long: bool = False, photos: bool = False
) -> Appendices:
    """Return every field on the appendices that a template of the report may use."""
    names = appendix_names(consolidation, form, long=long, photos=photos)
    views = reported_views(consolidation, form)
    counted = [view for view in views if view.counted]
    table = make_table(counted, form, consolidation) if counted else None
    return Appendices(
        by_kind=_by_kind(names.by_kind, counted, table, consolidation, form)
        if names.by_kind and table
        else None,
        by_unit=_by_unit(names.by_unit, counted, table, consolidation, form)
        if names.by_unit and table
        else None,
        by_area=_by_area(names.by_area, consolidation, form) if names.by_area else None,
        awaited=_awaited(names.awaited, views, consolidation, form) if names.awaited else None,
        narratives=Narratives(names.narratives) if names.narratives else None,
        tables=FormTables(names.tables) if names.tables else None,
        photos=Pictures(names.photos) if names.photos else None,
    )


def appendix_names(
    consolidation: Consolidation, form: Form, *, long: bool = False, photos: bool = False
) -> AppendixNames:
    """Return which appendices there are and what each is called, the two that are files by themselves among them.

    `photos` says that one has photographs.

    One kind alone, or one unit alone, would only repeat the report's own table; where the report has its form's tables
    in an appendix, kinds are subtotals of the one by unit. Of more units than `MOST_UNITS` those
    with each unit in them would be hundreds of pages, and are there only when the office asks for them: `long`.
    """
    counted = consolidation.counted
    each = long or len(counted) <= MOST_UNITS
    kinds = {kind_in_report(form, unit.kind) for unit in counted}
    main = bool(main_measures(form))
    has = {
        "tables": not form.has_prose,
        "by_kind": len(kinds) > 1 and form.has_prose,
        "by_unit": each and len(counted) > 1 and main,
        "by_area": len(consolidation.areas) > 1 and bool(counted) and main,
        "awaited": bool(
            consolidation.missing
            or consolidation.unusable
            or consolidation.late
            or len(counted) < len(consolidation.reported)
        ),
        "narratives": each and any(unit.submission and has_words(unit.submission, form) for unit in counted),
        "photos": photos,
    }
    there = [name for name, present in has.items() if present]
    called = {
        name: f"Phụ lục {numeral}" if len(there) > 1 else "Phụ lục"
        for name, numeral in zip(there, NUMERALS, strict=False)
    }
    return AppendixNames(**{name: called.get(name) for name in has})


def has_words(submission: Submission, form: Form) -> bool:
    """Return whether a unit wrote anything besides figures."""
    told = (submission.other.strip(), submission.notes, added_rows(submission, form))
    return any(told) or any(submission.narrative.values())


def added_rows(submission: Submission, form: Form) -> tuple[str, ...]:
    """Return what stands in rows that are not the form's, a text a row; one asked below a table and not answered has
    none."""
    asked = {fold(text) for table in form.tables for text in table.footers} | {
        fold(line) for line in form.lines
    }
    out: list[str] = []
    for row in submission.extra_rows:
        texts = list(dict.fromkeys(text for cell in (row.label, *row.cells) if (text := cell.strip())))
        if fold(row.label) in asked:
            said = "; ".join(line.lstrip("-+• ") for text in texts[1:] for line in text.split("\n"))
            out += [f"{row.label.strip(' :')}: {said}"] if said else []
        elif texts:
            out.append("; ".join(texts))
    return tuple(out)


def reported_views(consolidation: Consolidation, form: Form) -> list[Unit]:
    """Return the units that sent a report, by kind under the names the report uses."""
    return [
        replace(view, kind_name=kind_in_report(form, view.kind))
        for view in units_of(consolidation, form)
        if view.sent
    ]


def unit_of(indicator: Indicator, measure: str) -> str:
    """Return the unit of one measure; the form writes those of a row's two with a stroke ("lớp/người")."""
    parts = [part.strip() for part in indicator.unit.split("/")]
    if len(parts) == len(indicator.numeric_measures):
        return parts[indicator.numeric_measures.index(measure)]
    return indicator.unit


def brief_heading(indicator: Indicator, measure: str) -> str:
    """Return the short heading of a figure's column; a form without one has the row's label and unit."""
    if indicator.brief:
        return indicator.brief[indicator.numeric_measures.index(measure)]
    unit = unit_of(indicator, measure)
    return f"{indicator.in_report} ({unit})" if unit else indicator.in_report


def _by_kind(
    name: str, counted: Sequence[Unit], table: FiguresTable, consolidation: Consolidation, form: Form
) -> ByKind:
    by_kind = table.totals_by_kind()
    kinds = tuple(
        KindColumn(kind, sum(view.kind_name == kind for view in counted))
        for kind in dict.fromkeys(view.kind_name for view in counted)
    )
    lines = []
    for indicator in form.indicators:
        if not indicator.measures and _holds_money(indicator, form):
            continue  # the heading of the amounts, which have a table of their own
        keys = _keys(indicator, money=False)
        if indicator.measures and not keys:
            continue
        lines.append(
            KindsLine(
                number=indicator.number,
                label=indicator.label,
                measures=tuple(
                    _both(indicator)
                    if is_lone_side(indicator, key.measure, consolidation.filled(indicator))
                    else unit_of(indicator, key.measure)
                    for key in keys
                ),
                cells=tuple(_figures(keys, by_kind[kind.name]) for kind in kinds),
                total=_totals(keys, consolidation),
            )
        )
    return ByKind(name, kinds, tuple(lines), _money(kinds, by_kind, consolidation, form))


def _money(
    kinds: Sequence[KindColumn],
    by_kind: dict[str, dict[Key, Number | None]],
    consolidation: Consolidation,
    form: Form,
) -> MoneyTable | None:
    amounts = [item for item in form.indicators if any(measure.is_money for measure in item.measures)]
    keys = [key for item in amounts for key in _keys(item, money=True)]
    if not keys:
        return None
    heads = dict.fromkeys(group_of(form, item).short_label for item in amounts)
    return MoneyTable(
        label=", ".join(heads),
        columns=tuple(item.short_label for item in amounts),
        kinds=tuple(KindMoney(kind.name, _figures(keys, by_kind[kind.name])) for kind in kinds),
        total=_totals(keys, consolidation),
    )


def _by_unit(
    name: str, counted: Sequence[Unit], table: FiguresTable, consolidation: Consolidation, form: Form
) -> ByUnit:
    chosen = main_measures(form)
    keys = [indicator.key(measure) for indicator, measure in chosen]
    places = [table.columns.index(key) for key in keys]
    rows = table.rows()
    by_kind = table.totals_by_kind()
    kinds: list[KindUnits] = []
    number = 0
    for kind in dict.fromkeys(view.kind_name for view in counted):
        units = []
        for view, row in zip(counted, rows, strict=True):
            if view.kind_name == kind:
                number += 1
                units.append(UnitLine(str(number), view.name, tuple(row[place] for place in places)))
        kinds.append(KindUnits(NUMERALS[len(kinds)], kind, tuple(units), _figures(keys, by_kind[kind])))
    headings = tuple(_heading(form, indicator, measure, consolidation) for indicator, measure in chosen)
    return ByUnit(name, headings, tuple(kinds), _totals(keys, consolidation), number)


def _by_area(name: str, consolidation: Consolidation, form: Form) -> ByArea:
    chosen = main_measures(form)
    keys = [indicator.key(measure) for indicator, measure in chosen]
    areas = areas_of(consolidation, form)
    lines = tuple(
        AreaLine(str(number), area.name, area.coverage.standing, tuple(area.totals.get(key) for key in keys))
        for number, area in enumerate(areas, 1)
    )
    whole = consolidation.coverage(unit for area in areas for unit in area.units)
    headings = tuple(_heading(form, indicator, measure, consolidation) for indicator, measure in chosen)
    return ByArea(name, headings, lines, whole.standing, tuple(consolidation.totals.get(key) for key in keys))


def _heading(form: Form, indicator: Indicator, measure: str, consolidation: Consolidation) -> str:
    """Return a column's heading; the row's own words for the first alone of one that names two sides."""
    if not form.has_prose:
        unit = figure_unit(form, indicator, indicator.measure(measure)).strip()
        name = figure_name(form, indicator, indicator.measure(measure))
        return f"{name} ({unit})" if unit and fold(unit) not in fold(name) else name
    if is_lone_side(indicator, measure, consolidation.filled(indicator)):
        return re.sub(r"\s*/\s*", ", ", indicator.short_label)
    return brief_heading(indicator, measure)


def _both(indicator: Indicator) -> str:
    """Return both sides of a row as the unit of one figure: `Tập thể, cá nhân`."""
    return ", ".join(side.strip() for side in indicator.unit.split("/"))


def _awaited(name: str, views: Sequence[Unit], consolidation: Consolidation, form: Form) -> Awaited:
    everyone = units_of(consolidation, form)
    return Awaited(
        name=name,
        missing=tuple(
            ListedUnit(view.name, kind_in_report(form, view.kind))
            for view in everyone
            if view.status == "missing"
        ),
        unusable=tuple(
            ListedUnit(view.name, kind_in_report(form, view.kind), view.received, _reason(view))
            for view in everyone
            if view.unusable
        ),
        late=tuple(
            ListedUnit(
                f"{view.name} ({view.late_note})" if view.late_note else view.name,
                view.kind_name,
                view.received,
            )
            for view in views
            if view.late
        ),
        not_counted=tuple(
            ListedUnit(view.name, view.kind_name, view.received, _reason(view))
            for view in views
            if not view.counted
        ),
    )


def _reason(view: Unit) -> str:
    """Return in a few words why a report is not counted: what its gravest finding is called."""
    return next(
        (found.title or found.complaint for found in view.findings if found.severity is Severity.ERROR), ""
    )


def _keys(indicator: Indicator, *, money: bool) -> list[Key]:
    return [indicator.key(measure) for measure in indicator.numeric_measures if measure.is_money is money]


def _holds_money(indicator: Indicator, form: Form) -> bool:
    """Return whether all the rows below a heading row are amounts."""
    below = [item for item in form.indicators if item.parent == indicator.id]
    return bool(below) and all(
        [measure.is_money for measure in item.numeric_measures] == [True] for item in below
    )


def _figures(keys: Sequence[Key], row: dict[Key, Number | None]) -> tuple[Number | None, ...]:
    return tuple(row[key] for key in keys)


def _totals(keys: Sequence[Key], consolidation: Consolidation) -> tuple[Number | None, ...]:
    return tuple(consolidation.totals.get(key) for key in keys)
