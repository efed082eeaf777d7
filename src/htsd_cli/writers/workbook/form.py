"""The workbook's first sheet: the form's own table with the totals, as formulas over the units' figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from htsd_cli.consolidate.adding_up import Mismatch
from htsd_cli.form import Column, Form, Indicator
from htsd_cli.writers.wording import in_year, measure_in
from htsd_cli.writers.workbook.figures_table import FiguresTable
from htsd_cli.writers.workbook.style import INDENT, StyleName, Styles, lines_needed, row_height, set_page
from htsd_cli.writers.workbook.units import Grid, total_formula

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FORM_SHEET = "Tổng hợp"
_WIDTHS: dict[str, float] = {
    "number": 6,
    "label": 56,
    "unit": 17,
    "count": 17,
    "people": 13,
    "note": 26,
    "amount": 17,
}
_HEADING_ROW = 2  # 0-based, below the title


def write_form_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    table: FiguresTable,
    grid: Grid,
    *,
    others: int,
    mismatches: Sequence[Mismatch],
    subtitle: str,
    year: int,
) -> None:
    """Write the consolidated table in the form's own layout.

    `others` is how many units wrote something on the row for other matters; `mismatches` are told beside their rows.
    """
    sheet = book.add_worksheet(FORM_SHEET)
    last = len(form.columns) - 1
    section = next((item.heading for item in form.sections if item.id == "statistics"), form.title)
    sheet.merge_range(0, 0, 0, last, in_year(section, form, year).upper(), styles["form_title"])
    sheet.set_row(0, 40)
    sheet.merge_range(1, 0, 1, last, subtitle, styles["form_subtitle"])
    wide = sum(_WIDTHS[column.id] for column in form.columns)
    sheet.set_row(1, row_height(lines_needed(subtitle, wide)) + 8)
    for place, column in enumerate(form.columns):
        sheet.set_column(place, place, _WIDTHS[column.id])
    _write_headings(sheet, styles, form)
    totals = table.totals()
    for row, indicator in enumerate(form.indicators, start=_HEADING_ROW + 2):
        bold = bool(indicator.number)
        notes = _note(indicator, table, others, mismatches, form)
        texts = {"number": indicator.number, "label": indicator.label, "unit": indicator.unit, "note": notes}
        letters = 1.0 if bold else 1.1  # to a column's width, which counts digits
        lines = max(lines_needed(text, (_WIDTHS[name] - INDENT) * letters) for name, text in texts.items())
        sheet.set_row(row, row_height(lines))
        for place, column in enumerate(form.columns):
            measure = measure_in(column, indicator)
            if measure is not None:
                key = indicator.key(measure)
                total = totals[key]
                formula = total_formula(grid.of(key), once=key in table.once)
                style: StyleName = "number_bold" if bold else "number"
                sheet.write_formula(row, place, formula, styles[style], "" if total is None else total)
                continue
            style = _text_style(column, bold=bold)
            text = texts.get(column.id, "")
            if text:
                sheet.write_string(row, place, text, styles[style])
            else:
                sheet.write_blank(row, place, None, styles[style])
    sheet.freeze_panes(_HEADING_ROW + 2, 0)
    set_page(sheet, heading_rows=(_HEADING_ROW, _HEADING_ROW + 1), landscape=False)


def total_cell(form: Form, indicator: Indicator, measure: str) -> str:
    """Return the cell of a total as it stands in a formula of another sheet."""
    row = _HEADING_ROW + 2 + form.position[indicator.id]
    column = next(i for i, column in enumerate(form.columns) if measure_in(column, indicator) is measure)
    cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
    return f"{quote_sheetname(FORM_SHEET)}!{cell}"


def _write_headings(sheet: Worksheet, styles: Styles, form: Form) -> None:
    """Write the two heading rows; a heading without a group is merged over both."""
    row, place = _HEADING_ROW, 0
    while place < len(form.columns):
        column = form.columns[place]
        if not column.group:
            sheet.merge_range(row, place, row + 1, place, column.heading, styles["heading"])
            place += 1
            continue
        end = place
        while end + 1 < len(form.columns) and form.columns[end + 1].group == column.group:
            end += 1
        if end > place:
            sheet.merge_range(row, place, row, end, column.group, styles["heading"])
        else:
            sheet.write_string(row, place, column.group, styles["heading"])
        for inner in range(place, end + 1):
            sheet.write_string(row + 1, inner, form.columns[inner].heading, styles["heading"])
        place = end + 1
    sheet.set_row(row, 18)
    sheet.set_row(row + 1, 33)


def _text_style(column: Column, *, bold: bool) -> StyleName:
    if column.id in ("number", "unit"):
        return "centre_bold" if bold else "centre"
    return "text_bold" if bold and column.id == "label" else "text"


def _note(
    indicator: Indicator, table: FiguresTable, others: int, mismatches: Sequence[Mismatch], form: Form
) -> str:
    wrong = [item for item in mismatches if item.indicator.id == indicator.id]
    if wrong:
        return "; ".join(f"Cột “{form.column_heading(item.measure)}” {item.words}" for item in wrong)
    if any((indicator.id, measure) in table.once for measure in indicator.measures):
        return "Tính 1 cho cả địa bàn, dù nhiều đơn vị cùng khai"
    if indicator.asks_text and others:
        return f"{others} đơn vị có nội dung; xem trang “Nội dung khác”"
    return ""
