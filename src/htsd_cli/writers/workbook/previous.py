"""The workbook's sheet of this year's totals beside an earlier year's, as formulas, and its chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from htsd_cli.earlier.comparison import Change, Compared, own_name, year_name
from htsd_cli.earlier.results import Results
from htsd_cli.form import Form
from htsd_cli.values.figures import Number
from htsd_cli.writers.main_figures import figure_said, main_measures
from htsd_cli.writers.wording import counted_in, row_number
from htsd_cli.writers.workbook.layout import Layout
from htsd_cli.writers.workbook.style import (
    FONT,
    INDENT,
    PERCENT_FORMAT,
    StyleName,
    Styles,
    lines_needed,
    number_style,
    row_height,
    set_page,
)

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (6.0, 62.0, 16.0, 17.0, 17.0, 17.0, 11.0)
_HEADING_ROW = 2  # 0-based


def sheet_name(previous: Results) -> str:
    """Return what the sheet is called: after last year, or after the last round of this year."""
    return "So với đợt trước" if previous.called else "So với năm trước"


def write_previous_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    layout: Layout,
    changes: Sequence[Compared],
    previous: Results,
    *,
    year: int,
    subtitle: str,
) -> None:
    """Write every total of both years, the difference and by how many per cent.

    A total that a year does not have is blank, and so is what would follow from it. Below stands, for the chart,
    how many per cent of the earlier year's the main totals are.
    """
    sheet = book.add_worksheet(sheet_name(previous))
    then, now = year_name(previous), own_name(previous, year)
    last = len(_WIDTHS) - 1
    sheet.merge_range(0, 0, 0, last, f"SỐ LIỆU {now.upper()} SO VỚI {then.upper()}", styles["form_title"])
    sheet.set_row(0, 30)
    sheet.merge_range(1, 0, 1, last, subtitle, styles["form_subtitle"])
    sheet.set_row(1, row_height(lines_needed(subtitle, sum(_WIDTHS))) + 8)
    named = (
        next((column.heading for column in form.tables[0].columns if column.role == "label"), "")
        or "Chỉ tiêu"
    )
    headings = ("STT", named, "Tính theo", now.capitalize(), then.capitalize(), "Chênh lệch", "Tỷ lệ")
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADING_ROW, column, heading, styles["heading"])
    sheet.set_row(_HEADING_ROW, 22)
    rows: dict[tuple[str, str], int] = {}
    row = _HEADING_ROW
    for indicator in form.indicators:
        own = [change for change in changes if change.indicator.id == indicator.id]
        bold = bool(indicator.number)
        for place, change in enumerate(own or [None]):
            row += 1
            number = indicator.number if place == 0 else ""
            sheet.write_string(row, 0, number, styles["centre_bold" if bold else "centre"])
            sheet.write_string(row, 1, indicator.label, styles["text_bold" if bold else "text"])
            sheet.set_row(
                row, row_height(lines_needed(indicator.label, (_WIDTHS[1] - INDENT) * (1.0 if bold else 1.1)))
            )
            if change is None:
                for column in range(2, last + 1):
                    sheet.write_blank(row, column, None, styles["text"])
                continue
            rows[indicator.id, change.measure] = row
            sheet.write_string(row, 2, counted_in(form, indicator, change.measure), styles["centre"])
            _write_change(sheet, styles, change.change, layout.cell(indicator.key(change.measure)), row)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)
    set_page(sheet, heading_rows=(_HEADING_ROW, _HEADING_ROW), landscape=False)
    _write_chart(book, sheet, styles, form, changes, rows, row + 2, f"năm {year} so với {then}", then)


def _write_change(sheet: Worksheet, styles: Styles, change: Change, cell: str, row: int) -> None:
    now, before = f"D{row + 1}", f"E{row + 1}"
    result: Number | float | str = "" if change.now is None else change.now
    shown = styles[number_style(styles, "number", change.now)]
    sheet.write_formula(row, 3, f'=IF({cell}="","",{cell})', shown, result)
    if change.before is None:
        sheet.write_blank(row, 4, None, styles["number"])
    else:
        sheet.write_number(row, 4, change.before, styles[number_style(styles, "number", change.before)])
    result = "" if change.by is None else change.by
    difference = styles[number_style(styles, "difference", change.by)]
    sheet.write_formula(row, 5, f'=IF(OR({now}="",{before}=""),"",{now}-{before})', difference, result)
    result = "" if change.ratio is None else change.ratio - 1
    formula = f'=IF(OR({now}="",{before}="",{before}=0),"",{now}/{before}-1)'
    sheet.write_formula(row, 6, formula, styles[_change_style(change)], result)


def _change_style(change: Change) -> StyleName:
    """Return the style that shows a change in per cent as every other output tells it."""
    if not change.percent or change.percent[0].isdigit():
        return "change" if "," in change.percent else "change_whole"
    return "change_small" if change.difference * 2 < (change.before or 0) else "change_large"


def _write_chart(
    book: Workbook,
    sheet: Worksheet,
    styles: Styles,
    form: Form,
    changes: Sequence[Compared],
    rows: dict[tuple[str, str], int],
    first: int,
    title: str,
    then: str,
) -> None:
    """Write the main totals as parts of the earlier year's, and a chart of them, on a page of their own."""
    main = main_measures(form)
    shown = [
        item for item in changes if (item.indicator, item.measure) in main and item.change.ratio is not None
    ]
    if not shown:
        return
    title = f"Số liệu chính {title} ({then} = 100%)"
    sheet.set_h_pagebreaks([first])
    sheet.write_string(first, 0, title, styles["title"])
    for row, item in enumerate(shown, start=first + 1):
        source = rows[item.indicator.id, item.measure] + 1
        name, unit = figure_said(form, item.indicator, item.measure)
        label = f"{name} ({unit})" if unit else name
        sheet.write_string(row, 0, row_number(form, item.indicator), styles["centre"])
        sheet.merge_range(row, 1, row, 5, label, styles["text"])
        sheet.write_formula(row, 6, f"=D{source}/E{source}", styles["percent"], item.change.ratio)
    last = first + len(shown)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": [sheet.get_name(), first + 1, 1, last, 1],
            "values": [sheet.get_name(), first + 1, 6, last, 6],
            "fill": {"color": "#2F5D8A"},
            "gap": 50,
            "data_labels": {"value": True, "num_format": PERCENT_FORMAT, "font": {"name": FONT}},
        }
    )
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"name": FONT}})
    chart.set_x_axis({"min": 0, "num_format": "0%", "num_font": {"name": FONT}})
    chart.set_size({"width": 1000, "height": 130 + 34 * len(shown)})
    sheet.insert_chart(last + 2, 0, chart)
