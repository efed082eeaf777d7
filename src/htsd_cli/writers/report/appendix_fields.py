"""What stands in the appendices of one report, counted for the Word template, which puts it in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from htsd_cli.consolidate import Consolidation, Unit, units_of
from htsd_cli.consolidate.areas import areas_of
from htsd_cli.form import Form, Indicator
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.figures import Key, Number
from htsd_cli.values.findings import Severity
from htsd_cli.writers.main_figures import figure_name, figure_unit, main_measures
from htsd_cli.writers.report.appendices import (
    Appendices,
    AreaLine,
    Awaited,
    ByArea,
    ByKind,
    ByUnit,
    FormTables,
    KindColumn,
    KindMoney,
    KindsLine,
    KindUnits,
    ListedUnit,
    MoneyTable,
    Narratives,
    Pictures,
    UnitLine,
)
from htsd_cli.writers.report.appendix_names import NUMERALS, appendix_names
from htsd_cli.writers.wording import group_of, is_lone_side, kind_in_report
from htsd_cli.writers.workbook.figures_table import FiguresTable, make_table


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
