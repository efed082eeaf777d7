"""The workbook's sheet by kind of unit: who reported and the main figures, added up by formulas, and their charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from htsd_cli.form import Form, Indicator, Measure
from htsd_cli.values.figures import Number
from htsd_cli.writers.main_figures import main_measures, row_and_column
from htsd_cli.writers.units import KindView
from htsd_cli.writers.wording import LATE_WORDS, group_of
from htsd_cli.writers.workbook.figures_table import FiguresTable
from htsd_cli.writers.workbook.roster import (
    KIND_COLUMN as ROSTER_KIND,
)
from htsd_cli.writers.workbook.roster import (
    LATE_COLUMN,
    REQUIRED,
    REQUIRED_COLUMN,
    STATUS_COLUMN,
    roster_range,
    status_text,
)
from htsd_cli.writers.workbook.style import (
    FONT,
    LINE_HEIGHT,
    NUMBER_FORMAT,
    Styles,
    lines_needed,
    number_style,
    set_page,
)
from htsd_cli.writers.workbook.units import (
    COUNTED,
    COUNTED_COLUMN,
    KIND_COLUMN,
    Grid,
    kind_formula,
    total_formula,
)

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

KINDS_SHEET = "Theo loại đơn vị"
_FIRST_ROW = 3  # 0-based, below the title and two heading rows
_SENT, _MISSING, _UNREAD = "Đã gửi", "Chưa gửi", "Chưa đọc được"
_CHART_WIDTH = 880  # pixels; two charts stand beside each other within the printed page


@dataclass(frozen=True, slots=True)
class _Count:
    """A column of how many units: its heading, the formula with `{name}` for the cell of the kind, the results."""

    heading: str
    formula: str
    results: list[int]


def write_kinds_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    kinds: Sequence[KindView],
    table: FiguresTable,
    grid: Grid,
    units: int,
) -> None:
    """Write how many units of each kind reported, counted from the sheet of the `units`, and their main figures."""
    sheet = book.add_worksheet(KINDS_SHEET)
    sheet.write_string(0, 0, "Số đơn vị báo cáo và số liệu chính theo loại đơn vị", styles["title"])
    sheet.set_row(0, 22)
    sheet.set_column(0, 0, 24)
    counts = _counts(kinds, grid, units)
    for column, heading in enumerate(["Loại đơn vị", *(count.heading for count in counts)]):
        sheet.merge_range(1, column, 2, column, heading, styles["heading"])
    start = 1 + len(counts)
    sheet.set_column(1, start - 1, 8)
    measures = main_measures(form)
    _write_headings(sheet, styles, form, measures, start)
    by_kind = table.totals_by_kind()
    for row, kind in enumerate(kinds, start=_FIRST_ROW):
        name = xl_rowcol_to_cell(row, 0, col_abs=True)
        sheet.write_string(row, 0, kind.name, styles["text"])
        for column, count in enumerate(counts, start=1):
            formula = count.formula.format(name=name, row=row + 1)
            sheet.write_formula(row, column, formula, styles["number"], count.results[row - _FIRST_ROW])
        for column, (indicator, measure) in enumerate(measures, start=start):
            key = indicator.key(measure)
            total = by_kind.get(kind.name, {}).get(key)
            formula = kind_formula(
                grid.range(KIND_COLUMN),
                name,
                grid.of(key),
                once=key in table.once,
                negative=key in table.negative,
            )
            style = styles[number_style(styles, "number", total)]
            sheet.write_formula(row, column, formula, style, "" if total is None else total)
    bottom = _FIRST_ROW + len(kinds)
    sheet.write_string(bottom, 0, "Tổng cộng", styles["total_text"])
    totals = table.totals()
    values: list[Number | None] = [sum(count.results) for count in counts]
    values += [totals[indicator.key(measure)] for indicator, measure in measures]
    once = [False] * len(counts) + [indicator.key(measure) in table.once for indicator, measure in measures]
    for column, (value, single) in enumerate(zip(values, once, strict=True), start=1):
        last = max(bottom - 1, _FIRST_ROW)
        cells = f"{xl_rowcol_to_cell(_FIRST_ROW, column)}:{xl_rowcol_to_cell(last, column)}"
        formula = total_formula(cells, once=single) if kinds else '=""'
        result = "" if value is None or not kinds else value
        sheet.write_formula(bottom, column, formula, styles[number_style(styles, "total", value)], result)
    sheet.freeze_panes(_FIRST_ROW, 1)
    set_page(sheet, heading_rows=(1, 2), landscape=True)
    if kinds:
        columns = {count.heading: column for column, count in enumerate(counts, start=1)}
        charts = [_reports_chart(book, columns, bottom), _people_chart(book, form, measures, start, bottom)]
        for place, chart in enumerate(chart for chart in charts if chart is not None):
            chart.set_size({"width": _CHART_WIDTH, "height": 110 + 28 * len(kinds)})
            sheet.insert_chart(bottom + 2, 0, chart, {"x_offset": place * (_CHART_WIDTH + 20)})


def _counts(kinds: Sequence[KindView], grid: Grid, units: int) -> list[_Count]:
    """Return the columns of how many units: with a roster those that must report, and those that did."""
    in_all = f"COUNTIF({grid.range(KIND_COLUMN)},{{name}})"
    of_kind = f"{roster_range(ROSTER_KIND, units)},{{name}}"
    late = f'=COUNTIFS({of_kind},{roster_range(LATE_COLUMN, units)},"{LATE_WORDS}")'
    counted = f'=COUNTIFS({grid.range(KIND_COLUMN)},{{name}},{grid.range(COUNTED_COLUMN)},"{COUNTED}")'
    lates = [kind.coverage.late for kind in kinds]
    last = [
        *([] if None in lates else [_Count(LATE_WORDS, late, [count or 0 for count in lates])]),
        _Count("Được cộng", counted, [kind.coverage.counted for kind in kinds]),
    ]
    if all(kind.coverage.expected is None for kind in kinds):
        return [_Count(_SENT, f"={in_all}", [kind.coverage.received for kind in kinds]), *last]
    required = f'=COUNTIFS({of_kind},{roster_range(REQUIRED_COLUMN, units)},"{REQUIRED}")'
    missing = f'=COUNTIFS({of_kind},{roster_range(STATUS_COLUMN, units)},"{status_text("missing")}")'
    unusable = f'COUNTIFS({of_kind},{roster_range(STATUS_COLUMN, units)},"{status_text("unusable")}")'
    due_too = f'{unusable[:-1]},{roster_range(REQUIRED_COLUMN, units)},"{REQUIRED}")'
    unread = [kind.coverage.unusable for kind in kinds]
    more = [kind.coverage.others for kind in kinds]
    sent = f"=B{{row}}-D{{row}}-{due_too}" if any(unread) else "=B{row}-D{row}"
    first = [
        _Count("Phải báo cáo", required, [kind.coverage.expected or 0 for kind in kinds]),
        _Count(
            _SENT,
            sent,
            [kind.coverage.reported for kind in kinds],
        ),
        _Count(_MISSING, missing, [kind.coverage.missing for kind in kinds]),
    ]
    if any(unread):
        first.append(_Count(_UNREAD, f"={unusable}", unread))
    return [*first, *([_Count("Ngoài danh sách", f"={in_all}-C{{row}}", more)] if any(more) else []), *last]


def _write_headings(
    sheet: Worksheet, styles: Styles, form: Form, measures: Sequence[tuple[Indicator, Measure]], start: int
) -> None:
    lines = 1
    for column, (indicator, measure) in enumerate(measures, start=start):
        width = 16 if measure.is_money else 11
        sheet.set_column(column, column, width)
        above, below = row_and_column(form, indicator, measure)
        sheet.write_string(1, column, above, styles["heading"])
        sheet.write_string(2, column, below, styles["heading"])
        lines = max(lines, lines_needed(above, width * 0.85))
    sheet.set_row(1, lines * LINE_HEIGHT + 4)
    sheet.set_row(2, 2 * LINE_HEIGHT + 8)


def _reports_chart(book: Workbook, columns: dict[str, int], bottom: int) -> Chart | None:
    """Return a chart of the units that must report, those whose report came in and those whose did not."""
    if _MISSING not in columns:
        return None
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for heading, colour, ink in (
        (_SENT, "#2F5D8A", "#FFFFFF"),
        (_UNREAD, "#B98ABD", "#1B2430"),
        (_MISSING, "#C3CAD3", "#1B2430"),
    ):
        if heading not in columns:
            continue
        column = columns[heading]
        chart.add_series(
            {
                "name": heading,
                "categories": [KINDS_SHEET, _FIRST_ROW, 0, bottom - 1, 0],
                "values": [KINDS_SHEET, _FIRST_ROW, column, bottom - 1, column],
                "fill": {"color": colour},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "#,##0;;", "font": {"name": FONT, "color": ink}},
            }
        )
    _finish(chart, "Số đơn vị đã gửi và chưa gửi báo cáo")
    chart.set_legend({"position": "bottom", "font": {"name": FONT}})
    return chart


def _people_chart(
    book: Workbook, form: Form, measures: Sequence[tuple[Indicator, Measure]], start: int, bottom: int
) -> Chart | None:
    """Return a chart of the first main figure that counts people, by kind of unit."""
    place = next((i for i, (_, measure) in enumerate(measures) if measure.said_by == "people"), None)
    if place is None:
        return None
    chart = book.add_chart({"type": "bar"})
    column = start + place
    chart.add_series(
        {
            "categories": [KINDS_SHEET, _FIRST_ROW, 0, bottom - 1, 0],
            "values": [KINDS_SHEET, _FIRST_ROW, column, bottom - 1, column],
            "fill": {"color": "#2F5D8A"},
            "gap": 60,
            "data_labels": {"value": True, "num_format": NUMBER_FORMAT, "font": {"name": FONT}},
        }
    )
    group = group_of(form, measures[place][0])
    _finish(chart, f"{group.short_label}: số người theo loại đơn vị")
    chart.set_legend({"none": True})
    return chart


def _finish(chart: Chart, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": {"name": FONT}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
