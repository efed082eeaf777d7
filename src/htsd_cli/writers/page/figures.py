"""The tracking page's figures as it shows them at first: the consolidated table, by kind of unit, beside last year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.earlier.comparison import Change, compare, year_name
from htsd_cli.earlier.results import Results
from htsd_cli.form import Form, Indicator
from htsd_cli.language.numbers import percent
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.figures import Key, Number
from htsd_cli.writers.wording import counted_in, main_measures, measure_in, row_number


@dataclass(frozen=True, slots=True)
class Share:
    """A kind of unit's part of a total: `kind` is its place among the page's kinds."""

    kind: int
    name: str
    figure: Number
    percent: str
    width: str
    units: int


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of the consolidated table; `measure` is the place of a total among the form's measures.

    `kept_out` counts the cells that are not in the total until a person mends them, `was` is the earlier
    year's total and the change, a line each.
    """

    column: str
    text: str
    measure: int | None = None
    shares: tuple[Share, ...] = ()
    kept_out: int = 0
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRow:
    """One indicator of the consolidated table."""

    label: str
    main: bool
    unit: str
    cells: list[FormCell]


@dataclass(frozen=True, slots=True)
class Heading:
    """One cell of the consolidated table's two heading rows."""

    column: str
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that the chart by kind can show; `measure` is its place among the form's measures."""

    measure: int
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A main figure in both years, with the widths of its two bars in per cent of the longer one."""

    label: str
    unit: str
    now: str
    before: str
    words: str
    now_width: str
    before_width: str


def headings_of(form: Form) -> tuple[list[Heading], list[Heading]]:
    """Return the two heading rows of the form's table; a heading without a group stands over both."""
    top: list[Heading] = []
    below: list[Heading] = []
    for column in form.columns:
        if not column.group:
            top.append(Heading(column.id, column.heading, rows=2))
            continue
        below.append(Heading(column.id, column.heading))
        if top and top[-1].text == column.group and top[-1].rows == 1:
            top[-1] = Heading("group", column.group, columns=top[-1].columns + 1)
        else:
            top.append(Heading("group", column.group))
    return top, below


def form_rows(
    consolidation: Consolidation,
    form: Form,
    views: Sequence[Unit],
    kinds: Sequence[str],
    changes: Mapping[tuple[str, str], tuple[str, ...]],
) -> list[FormRow]:
    """Return the rows of the consolidated table; a cell no unit gave a figure for is blank.

    `changes` are what stands below a total about the earlier year.
    """
    others = sum(bool(unit.submission and unit.submission.other) for unit in consolidation.reported)
    places = {key: place for place, key in enumerate((item.id, measure) for item, measure in form.measured())}
    kept_out = _kept_out(views)
    rows = []
    for indicator in form.indicators:
        note = ""
        if consolidation.counts_once(indicator):
            note = "Tính 1 cho cả địa bàn"
        elif indicator.asks_text and others:
            note = f"{others} đơn vị có nội dung"
        texts = {"number": indicator.number, "label": indicator.label, "unit": indicator.unit, "note": note}
        cells = []
        for column in form.columns:
            measure = measure_in(column, indicator)
            if measure is None:
                cells.append(FormCell(column.id, texts.get(column.id, "")))
                continue
            total = consolidation.totals.get(indicator.key(measure))
            out = kept_out.get(indicator.key(measure), 0)
            once = consolidation.counts_once(indicator)
            shares = () if once else shares_of(views, kinds, indicator, measure)
            cells.append(
                FormCell(
                    column.id,
                    "" if total is None else format_number(total),
                    None if total is None and not out else places[indicator.id, measure],
                    shares if len(shares) > 1 and any(share.figure for share in shares) else (),
                    out,
                    changes.get((indicator.id, measure), ()),
                )
            )
        label = f"{row_number(form, indicator)}. {indicator.short_label}"
        rows.append(FormRow(label, bool(indicator.number), indicator.unit, cells))
    return rows


def shares_of(
    views: Sequence[Unit], kinds: Sequence[str], indicator: Indicator, measure: str
) -> tuple[Share, ...]:
    """Return each kind's part of a total that adds up, the kinds without a figure left out."""
    sums: dict[str, list[Number]] = {}
    for view in views:
        figure = view.value(indicator.key(measure))
        if figure is not None:
            sums.setdefault(view.kind_name, []).append(figure)
    added: dict[str, Number] = {name: sum(figures) for name, figures in sums.items()}
    total = sum(added.values()) or 1
    largest = max(added.values(), default=0) or 1
    return tuple(
        Share(
            place,
            name,
            added[name],
            f"{percent(added[name], total)}%",
            f"{100 * added[name] / largest:.1f}",
            len(sums[name]),
        )
        for place, name in enumerate(kinds)
        if name in sums
    )


def choices_of(consolidation: Consolidation, form: Form) -> list[Choice]:
    """Return the figures the chart by kind can show; chosen at first is how many people took part."""
    main = main_measures(form)
    measured = form.measured()
    known = [
        (place, indicator, measure)
        for place, (indicator, measure) in enumerate(measured)
        if not consolidation.counts_once(indicator) and consolidation.totals.get(indicator.key(measure))
    ]
    first = next(
        (place for place, indicator, measure in known
         if measure.said_by == "people" and (indicator, measure) in main),
        known[0][0] if known else None,
    )  # fmt: skip
    choices = []
    for place, indicator, measure in known:
        unit = counted_in(form, indicator, measure, consolidation.filled(indicator))
        label = f"{row_number(form, indicator)}. {indicator.short_label} ({unit})"
        choices.append(Choice(place, label, place == first))
    return choices


def change_rows(consolidation: Consolidation, previous: Results, form: Form) -> list[ChangeRow]:
    """Return the main figures beside the earlier year's, those neither year has left out."""
    main = set(main_measures(form))
    rows = []
    for item in compare(consolidation.totals, previous, form):
        change = item.change
        if (item.indicator, item.measure) not in main or (change.now is None and change.before is None):
            continue
        longest = max(change.now or 0, change.before or 0) or 1
        rows.append(
            ChangeRow(
                f"{row_number(form, item.indicator)}. {item.indicator.short_label}",
                counted_in(form, item.indicator, item.measure, consolidation.filled(item.indicator)),
                "" if change.now is None else format_number(change.now),
                "" if change.before is None else format_number(change.before),
                change.words,
                f"{100 * (change.now or 0) / longest:.1f}",
                f"{100 * (change.before or 0) / longest:.1f}",
            )
        )
    return rows


def _kept_out(views: Sequence[Unit]) -> dict[Key, int]:
    counts: dict[Key, int] = {}
    for view in views:
        for key in view.kept_out() if view.counted else ():
            counts[key] = counts.get(key, 0) + 1
    return counts


def changes_of(
    consolidation: Consolidation, previous: Results | None, form: Form
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return for each total the earlier year's and the change, a line each; nothing without such a year."""
    if previous is None:
        return {}
    changes = compare(consolidation.totals, previous, form)
    return {(item.indicator.id, item.measure): _was(item.change, previous) for item in changes}


def _was(change: Change, previous: Results) -> tuple[str, ...]:
    if change.before is None:
        return ()
    line = f"{year_name(previous).capitalize()}: {format_number(change.before)}"
    return (line, change.words) if change.now is not None else (line,)
