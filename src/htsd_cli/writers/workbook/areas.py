"""The workbook's sheet by area: each area's units with their main figures, and subtotals by formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from htsd_cli.consolidate import Consolidation
from htsd_cli.consolidate.areas import Area
from htsd_cli.form import Form, Indicator, Measure
from htsd_cli.values.figures import Number
from htsd_cli.writers.main_figures import main_measures, row_and_column
from htsd_cli.writers.wording import STATUS_SYMBOLS, STATUS_WORDS
from htsd_cli.writers.workbook.style import (
    LINE_HEIGHT,
    Styles,
    cell_text,
    lines_needed,
    number_style,
    row_height,
    set_page,
)

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

AREAS_SHEET = "Theo địa bàn"
_FIRST_ROW = 3  # 0-based, below the title and two heading rows
_START = 3  # the first column of figures, behind area and unit, must report and sent
_NAME_WIDTH = 40.0


def write_areas_sheet(
    book: Workbook, styles: Styles, form: Form, areas: Sequence[Area], consolidation: Consolidation
) -> None:
    """Write each area with how many of its units must report and did, its main figures, and its units below it.

    An area's figures are formulas over its units' rows, the totals formulas over the areas' rows.
    """
    sheet = book.add_worksheet(AREAS_SHEET)
    sheet.write_string(0, 0, "Số liệu chính theo địa bàn", styles["title"])
    sheet.set_row(0, 22)
    measures = main_measures(form)
    _write_headings(sheet, styles, form, measures)
    once = [consolidation.counts_once(indicator) for indicator, _ in measures]
    row = _FIRST_ROW
    heads: list[int] = []
    for area in areas:
        head = row
        heads.append(head)
        units = range(head + 1, head + 1 + len(area.units))
        sheet.write_string(head, 0, cell_text(area.name), styles["total_text"])
        sheet.set_row(head, row_height(lines_needed(area.name, _NAME_WIDTH - 2)))
        sheet.write_number(head, 1, area.coverage.expected or 0, styles["total"])
        sheet.write_number(head, 2, area.coverage.reported, styles["total"])
        for column, ((indicator, measure), single) in enumerate(zip(measures, once, strict=True), _START):
            total = area.totals.get(indicator.key(measure))
            cells = f"{xl_rowcol_to_cell(units[0], column)}:{xl_rowcol_to_cell(units[-1], column)}"
            _write_sum(sheet, styles, head, column, cells, total, once=single)
        for row, unit in zip(units, area.units, strict=True):
            sheet.write_string(row, 0, cell_text(unit.name), styles["part_text"])
            sheet.set_row(row, row_height(lines_needed(unit.name, _NAME_WIDTH - 4)))
            sheet.write_string(row, 1, "Có" if unit.required else "Không", styles["centre"])
            state = f"{STATUS_SYMBOLS[unit.status]} {STATUS_WORDS[unit.status]}"
            sheet.write_string(row, 2, state, styles["text"])
            for column, (indicator, measure) in enumerate(measures, _START):
                figure = unit.value(indicator.key(measure))
                if figure is None:
                    sheet.write_blank(row, column, None, styles["number"])
                else:
                    sheet.write_number(row, column, figure, styles[number_style(styles, "number", figure)])
        row = units[-1] + 1
    sheet.write_string(row, 0, "Tổng cộng", styles["total_text"])
    sheet.write_number(row, 1, sum(area.coverage.expected or 0 for area in areas), styles["total"])
    sheet.write_number(row, 2, sum(area.coverage.reported for area in areas), styles["total"])
    for column, ((indicator, measure), single) in enumerate(zip(measures, once, strict=True), _START):
        total = consolidation.totals.get(indicator.key(measure))
        cells = ",".join(xl_rowcol_to_cell(head, column) for head in heads)
        _write_sum(sheet, styles, row, column, cells, total, once=single)
    sheet.freeze_panes(_FIRST_ROW, 1)
    set_page(sheet, heading_rows=(1, 2), landscape=True)


def _write_sum(
    sheet: Worksheet, styles: Styles, row: int, column: int, cells: str, total: Number | None, *, once: bool
) -> None:
    """Write a sum that is blank where nothing is added: missing is not zero."""
    added = f"MIN(1,MAX({cells}))" if once else f"SUM({cells})"
    result = "" if total is None else total
    style = styles[number_style(styles, "total", total)]
    sheet.write_formula(row, column, f'=IF(COUNT({cells})=0,"",{added})', style, result)


def _write_headings(
    sheet: Worksheet, styles: Styles, form: Form, measures: Sequence[tuple[Indicator, Measure]]
) -> None:
    for column, (heading, width) in enumerate(
        (("Địa bàn, đơn vị", _NAME_WIDTH), ("Phải báo cáo", 10.0), ("Đã gửi", 18.0))
    ):
        sheet.set_column(column, column, width)
        sheet.merge_range(1, column, 2, column, heading, styles["heading"])
    lines = 1
    for column, (indicator, measure) in enumerate(measures, _START):
        width = 16 if measure.is_money else 11
        sheet.set_column(column, column, width)
        above, below = row_and_column(form, indicator, measure)
        sheet.write_string(1, column, above, styles["heading"])
        sheet.write_string(2, column, below, styles["heading"])
        lines = max(lines, lines_needed(above, width * 0.85))
    sheet.set_row(1, lines * LINE_HEIGHT + 4)
    sheet.set_row(2, 2 * LINE_HEIGHT + 8)
