"""The workbook's sheet of main figures by kind of unit, added up with SUMIF, and its chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from htsd_cli.form import Form, Indicator, Measure
from htsd_cli.writers.figures_table import FiguresTable
from htsd_cli.writers.sheets_style import FONT, LINE_HEIGHT, NUMBER_FORMAT, Styles, lines_needed, set_page
from htsd_cli.writers.sheets_units import COUNTED, COUNTED_COLUMN, KIND_COLUMN, Grid, total_formula
from htsd_cli.writers.units import KindView
from htsd_cli.writers.wording import group_of, main_measures, measure_heading

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

KINDS_SHEET = "Theo loại đơn vị"


def write_kinds_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    kinds: Sequence[KindView],
    table: FiguresTable,
    grid: Grid,
) -> None:
    """Write the main figures of each kind of unit, added up from the sheet units × indicators."""
    sheet = book.add_worksheet(KINDS_SHEET)
    sheet.write_string(0, 0, "Số liệu chính theo loại đơn vị", styles["title"])
    sheet.set_row(0, 22)
    sheet.set_column(0, 0, 24)
    roster = any(kind.expected is not None for kind in kinds)
    heads = (["Phải báo cáo"] if roster else []) + ["Đã gửi", "Được cộng"]
    for column, heading in enumerate(["Loại đơn vị", *heads]):
        sheet.merge_range(1, column, 2, column, heading, styles["heading"])
    first, start = 3, 1 + len(heads)
    sheet.set_column(1, start - 1, 8)
    measures = main_measures(form)
    lines = 1
    for column, (indicator, measure) in enumerate(measures, start=start):
        width = 16 if measure is Measure.AMOUNT else 11
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, indicator.short_label, styles["heading"])
        sheet.write_string(2, column, measure_heading(form, measure), styles["heading"])
        lines = max(lines, lines_needed(indicator.short_label, width * 0.85))
    sheet.set_row(1, lines * LINE_HEIGHT + 4)
    sheet.set_row(2, 2 * LINE_HEIGHT + 8)
    kind_cells = grid.range(KIND_COLUMN)
    counted_cells = grid.range(COUNTED_COLUMN)
    by_kind = table.totals_by_kind()
    for row, kind in enumerate(kinds, start=first):
        name = xl_rowcol_to_cell(row, 0, col_abs=True)
        sheet.write_string(row, 0, kind.name, styles["text"])
        if kind.expected is not None:
            sheet.write_number(row, 1, kind.expected, styles["number"])
        formula = f"=COUNTIF({kind_cells},{name})"
        sheet.write_formula(row, start - 2, formula, styles["number"], kind.received)
        formula = f'=COUNTIFS({kind_cells},{name},{counted_cells},"{COUNTED}")'
        sheet.write_formula(row, start - 1, formula, styles["number"], kind.counted)
        sums = by_kind.get(kind.name, {})
        for column, (indicator, measure) in enumerate(measures, start=start):
            key = (indicator.id, measure)
            total = sums.get(key)
            sheet.write_formula(
                row,
                column,
                _kind_formula(kind_cells, name, grid.of(key), once=key in table.once),
                styles["number"],
                "" if total is None else total,
            )
    bottom = first + len(kinds)
    sheet.write_string(bottom, 0, "Tổng cộng", styles["total_text"])
    sent = [sum(kind.received for kind in kinds), sum(kind.counted for kind in kinds)]
    due = [sum(kind.expected or 0 for kind in kinds)] if roster else []
    totals = table.totals()
    values = [*due, *sent, *(totals[indicator.id, measure] for indicator, measure in measures)]
    once = [False] * (start - 1) + [(indicator.id, measure) in table.once for indicator, measure in measures]
    for column, (value, single) in enumerate(zip(values, once, strict=True), start=1):
        last = max(bottom - 1, first - 1)
        cells = f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)}"
        formula = total_formula(cells, once=single) if kinds else '=""'
        sheet.write_formula(
            bottom, column, formula, styles["total"], "" if value is None or not kinds else value
        )
    sheet.freeze_panes(first, 1)
    set_page(sheet, heading_rows=(1, 2), landscape=True)
    if kinds:
        _add_chart(book, sheet, form, measures, start, first, bottom)


def _kind_formula(kind_cells: str, name: str, cells: str, *, once: bool) -> str:
    added = f"SUMIF({kind_cells},{name},{cells})"
    if once:
        added = f"IF({added}>0,1,0)"
    return f'=IF(COUNTIFS({kind_cells},{name},{cells},">=0")>0,{added},"")'


def _add_chart(
    book: Workbook,
    sheet: Worksheet,
    form: Form,
    measures: Sequence[tuple[Indicator, Measure]],
    start: int,
    first: int,
    bottom: int,
) -> None:
    """Add a bar chart of the first main figure that counts people, by kind of unit."""
    place = next((i for i, (_, measure) in enumerate(measures) if measure is Measure.PEOPLE), None)
    if place is None:
        return
    chart = book.add_chart({"type": "bar"})
    column = start + place
    chart.add_series(
        {
            "categories": [KINDS_SHEET, first, 0, bottom - 1, 0],
            "values": [KINDS_SHEET, first, column, bottom - 1, column],
            "fill": {"color": "#2F5D8A"},
            "gap": 60,
            "data_labels": {"value": True, "num_format": NUMBER_FORMAT, "font": {"name": FONT}},
        }
    )
    group = group_of(form, measures[place][0])
    title = f"{group.short_label}: số người theo loại đơn vị"
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"name": FONT}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 900, "height": 90 + 28 * (bottom - first)})
    sheet.insert_chart(bottom + 2, 0, chart)
