"""The tracking page's figures as it shows them at first: the consolidated table, by kind of unit, beside last year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.earlier.comparison import Change, compare, year_name
from htsd_cli.earlier.results import Results
from htsd_cli.form import Form, FormTable, Indicator
from htsd_cli.language.numbers import percent
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.figures import Key, Number
from htsd_cli.writers.headings import headings
from htsd_cli.writers.main_figures import figure_said, main_measures
from htsd_cli.writers.wording import measure_in, numbered, row_number

_FEW_COLUMNS = 2  # of figures, that stand beside the rows' names on a narrow screen


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
    """One cell of a consolidated table's heading rows."""

    column: str
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class PageTable:
    """A consolidated table: its heading rows, its rows with the totals; `wide` is one for no narrow screen."""

    title: str
    headings: list[list[Heading]]
    rows: list[FormRow]
    wide: bool = False


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


def page_tables(
    consolidation: Consolidation,
    form: Form,
    views: Sequence[Unit],
    kinds: Sequence[str],
    changes: Mapping[tuple[str, str], tuple[str, ...]],
) -> list[PageTable]:
    """Return the form's tables, each with its headings and its totals; one alone has no title of its own."""
    rows = form_rows(consolidation, form, views, kinds, changes)
    tables = []
    for number, table in enumerate(form.tables, 1):
        own = rows[: len(table.indicators)]
        del rows[: len(table.indicators)]
        title = table.title or f"Bảng {number}" if len(form.tables) > 1 else ""
        if table.rows == "units":
            shown = _with_figures(table)
            tables.append(PageTable(title, headings_of(shown), _on_one_row(own, shown), _is_wide(shown)))
        else:
            tables.append(PageTable(title, headings_of(table), own, _is_wide(table)))
    return tables


def _is_wide(table: FormTable) -> bool:
    return not table.mixed and len(table.of_role("value")) > _FEW_COLUMNS


def _with_figures(table: FormTable) -> FormTable:
    """Return a table whose rows are units without its columns of words, of which a row of totals has nothing."""
    words = {item.column for row in table.indicators for item in row.measures if item.is_text}
    columns = tuple(column for column in table.columns if column.id not in words and column.role != "note")
    return table.model_copy(update={"columns": columns})


def _on_one_row(rows: Sequence[FormRow], table: FormTable) -> list[FormRow]:
    """Return the totals of a table whose rows are units, as its total row."""
    cells = [
        next(
            (
                cell
                for row in rows
                for cell in row.cells
                if cell.column == column.id and cell.measure is not None
            ),
            None,
        )
        or FormCell(column.name, (table.total or "Cộng") if column.role == "label" else "")
        for column in table.columns
    ]
    return [FormRow(table.total or "Cộng", True, "", cells)]


def headings_of(table: FormTable) -> list[list[Heading]]:
    """Return the heading rows of a table; a column's lowest heading stands over the rows left."""
    depth = max(1, *(len(column.path) for column in table.columns))
    rows: list[list[Heading]] = [[] for _ in range(depth)]
    for cell in headings(table.columns, depth):
        column = table.columns[cell.column]
        over_others = cell.row < len(column.path) - 1
        name = "group" if over_others else column.role
        span = cell.last_column - cell.column + 1
        rows[cell.row].append(Heading(name, cell.text, rows=cell.last_row - cell.row + 1, columns=span))
    return rows


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
        texts = {
            "number": indicator.number,
            "code": indicator.code,
            "label": indicator.label,
            "unit": indicator.unit,
            "note": note,
        }
        cells = []
        table = form.table_of(indicator)
        for column in table.columns:
            measure = measure_in(column, indicator)
            if measure is None:
                words = (item for item in indicator.measures if item.is_text and item.column == column.id)
                ticks = next((consolidation.ticked.get(indicator.key(item)) for item in words), None)
                text = texts.get(column.role, "") if ticks is None else f"{ticks} đơn vị"
                cells.append(FormCell(column.name, text))
                continue
            total = consolidation.shown.get(indicator.key(measure))
            out = kept_out.get(indicator.key(measure), 0)
            alone = consolidation.counts_once(indicator, measure) or measure.adds_up in ("none", "recompute")
            shares = () if alone else shares_of(views, kinds, indicator, measure)
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
        label = numbered(form, indicator)
        main = bool(indicator.number) if table.mixed else not indicator.parent
        unit = indicator.unit if table.of_role("unit") else ""
        rows.append(FormRow(label, main, unit, cells))
    return rows


def shares_of(
    views: Sequence[Unit], kinds: Sequence[str], indicator: Indicator, measure: str
) -> tuple[Share, ...]:
    """Return each kind's part of a total that adds up, the kinds without a figure left out."""
    sums: dict[str, list[Number]] = {}
    key = indicator.key(measure)
    for view in views:
        figure = view.value(key)
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
        if not consolidation.counts_once(indicator, measure)
        and measure.adds_up in ("sum", "once")
        and consolidation.totals.get(indicator.key(measure))
    ]
    first = next(
        (place for place, indicator, measure in known
         if measure.said_by == "people" and (indicator, measure) in main),
        next((place for place, indicator, measure in known if (indicator, measure) in main),
             known[0][0] if known else None),
    )  # fmt: skip
    choices = []
    for place, indicator, measure in known:
        label, unit = _told(consolidation, form, indicator, measure)
        choices.append(Choice(place, f"{label} ({unit})" if unit else label, place == first))
    return choices


def _told(consolidation: Consolidation, form: Form, indicator: Indicator, measure: str) -> tuple[str, str]:
    """Return what a figure is called, behind the number of its row, and what it counts."""
    name, unit = figure_said(form, indicator, measure, consolidation.filled(indicator))
    number = row_number(form, indicator)
    return f"{number}. {name}" if number else name, unit


def change_rows(consolidation: Consolidation, previous: Results, form: Form) -> list[ChangeRow]:
    """Return the main figures beside the earlier year's, those neither year has left out."""
    main = set(main_measures(form))
    rows = []
    for item in compare(consolidation.shown, previous, form):
        change = item.change
        if (item.indicator, item.measure) not in main or (change.now is None and change.before is None):
            continue
        longest = max(change.now or 0, change.before or 0) or 1
        rows.append(
            ChangeRow(
                *_told(consolidation, form, item.indicator, item.measure),
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
    changes = compare(consolidation.shown, previous, form)
    return {(item.indicator.id, item.measure): _was(item.change, previous) for item in changes}


def _was(change: Change, previous: Results) -> tuple[str, ...]:
    if change.before is None:
        return ()
    line = f"{year_name(previous).capitalize()}: {format_number(change.before)}"
    return (line, change.words) if change.now is not None else (line,)
