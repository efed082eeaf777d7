"""The workbook's first sheets: the form's own tables with the totals, as formulas over the units' figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.consolidate.adding_up import Mismatch
from htsd_cli.consolidate.telling.listed import rows_in
from htsd_cli.form import Column, Form, FormTable, Indicator, Rule
from htsd_cli.form.adding import ratios_of
from htsd_cli.values.figures import Key, Number
from htsd_cli.values.submission import UnitRow
from htsd_cli.writers.headings import headings
from htsd_cli.writers.ticks import about_ticks
from htsd_cli.writers.wording import in_year, measure_in
from htsd_cli.writers.workbook.figures_table import FiguresTable
from htsd_cli.writers.workbook.layout import HEADING_ROW, Layout, TableSheet
from htsd_cli.writers.workbook.style import (
    INDENT,
    StyleName,
    Styles,
    cell_text,
    lines_needed,
    number_style,
    row_height,
    set_page,
)
from htsd_cli.writers.workbook.units import Grid, rate_formula, total_formula

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_TOTAL = "Cộng"
_MOST_ADDED = 150  # cells that one formula names: Excel takes 255, and 8.192 letters
_HEADING_HEIGHT, _LAST_HEADING_HEIGHT = 18.0, 33.0


@dataclass(frozen=True)
class _Filling:
    """What the sheets are filled with; `notes` are what is said of rows, by the row's id."""

    form: Form
    consolidation: Consolidation
    table: FiguresTable
    grid: Grid
    layout: Layout
    styles: Styles
    totals: dict[Key, Number | None]
    ratios: dict[Key, Rule]
    notes: Mapping[str, str]
    units: Sequence[Unit]


def write_form_sheets(
    book: Workbook,
    styles: Styles,
    consolidation: Consolidation,
    form: Form,
    units: Sequence[Unit],
    table: FiguresTable,
    grid: Grid,
    layout: Layout,
    *,
    mismatches: Sequence[Mismatch],
    subtitle: str,
    year: int,
) -> None:
    """Write each table of the form in its own layout; `units` are those on the sheet of units, in its order.

    A row that does not add up is told beside it, with the units that cause it.
    """
    others = sum(unit.submission is not None and bool(unit.submission.other) for unit in units)
    notes = {
        indicator.id: note
        for indicator in form.indicators
        if (note := _note(indicator, table, others, mismatches, form))
    }
    totals = {key: consolidation.shown.get(key, total) for key, total in table.totals().items()}
    filling = _Filling(
        form, consolidation, table, grid, layout, styles, totals, ratios_of(form), notes, units
    )
    section = form.figures_heading
    for place in layout.sheets:
        title = in_year(section if len(layout.sheets) == 1 else place.table.title or section, form, year)
        _write_table(book, filling, place, title.upper(), subtitle)
        if place.apart is not None:
            told = "Danh sách của từng đơn vị như đã gửi; trang trước cộng các dòng cùng tên."
            _write_table(book, filling, place.apart, title.upper(), told)


def _write_table(book: Workbook, filling: _Filling, place: TableSheet, title: str, subtitle: str) -> None:
    sheet, styles, columns = book.add_worksheet(place.name), filling.styles, place.table.columns
    last = len(columns) - 1
    widths = [place.width(column) for column in columns]
    _across(sheet, 0, last, title, styles, "form_title")
    sheet.set_row(0, 40)
    _across(sheet, 1, last, subtitle, styles, "form_subtitle")
    sheet.set_row(1, row_height(lines_needed(subtitle, sum(widths))) + 8)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    _write_headings(sheet, styles, place)
    apart = place not in filling.layout.sheets
    if place.lines:
        _write_by_name(sheet, filling, place)
    elif place.table.rows == "units":
        _write_units(sheet, filling, place, total=not apart)
    else:
        _write_indicators(sheet, filling, place)
    if not apart:
        _write_answers(sheet, filling, place, last, sum(widths))
    sheet.freeze_panes(place.first_row, 0)
    set_page(sheet, heading_rows=(HEADING_ROW, place.first_row - 1), landscape=sum(widths) > _PORTRAIT)


def _write_answers(sheet: Worksheet, filling: _Filling, place: TableSheet, last: int, width: float) -> None:
    """Write the counts asked below the table, those of the whole form below the last one."""
    end = place.first_row + len(place.table.indicators)
    if place.table.rows == "units":
        end = place.total_row + 1
    tables = {place.table.id, *((None,) if place is filling.layout.sheets[-1] else ())}
    counted = len(filling.consolidation.counted)
    said = [item.line(counted) for item in filling.consolidation.answers if item.table in tables]
    ticks = about_ticks(filling.consolidation, place.table)
    for row, line in enumerate([ticks, *said] if ticks else said, end + 1):
        text = cell_text(line)
        _across(sheet, row, last, text, filling.styles, "text")
        sheet.set_row(row, row_height(lines_needed(text, width)))


_PORTRAIT = 150.0  # characters that an upright page takes, made smaller to fit


def _across(sheet: Worksheet, row: int, last: int, text: str, styles: Styles, style: StyleName) -> None:
    if last > 0:
        sheet.merge_range(row, 0, row, last, text, styles[style])
    else:
        sheet.write_string(row, 0, text, styles[style])


def _write_headings(sheet: Worksheet, styles: Styles, place: TableSheet) -> None:
    """Write the heading rows; a column's lowest heading is merged over the rows left below it."""
    columns = place.table.columns
    heights = [*[_HEADING_HEIGHT] * (place.depth - 1), _LAST_HEADING_HEIGHT]
    for cell in headings(columns, place.depth):
        row, last_row = HEADING_ROW + cell.row, HEADING_ROW + cell.last_row
        if (row, cell.column) == (last_row, cell.last_column):
            sheet.write_string(row, cell.column, cell.text, styles["heading"])
        else:
            sheet.merge_range(row, cell.column, last_row, cell.last_column, cell.text, styles["heading"])
        wide = sum(place.width(columns[at]) for at in range(cell.column, cell.last_column + 1))
        lines = lines_needed(cell.text, wide * 0.85)
        above = sum(heights[cell.row : cell.last_row])
        if lines > 2 or cell.row == cell.last_row:
            needed = row_height(lines) - above
            if needed > heights[cell.last_row] and lines > 1:
                heights[cell.last_row] = needed
    for at, height in enumerate(heights):
        sheet.set_row(HEADING_ROW + at, height)


def _write_indicators(sheet: Worksheet, filling: _Filling, place: TableSheet) -> None:
    styles, columns = filling.styles, place.table.columns
    above = {indicator.parent for indicator in place.table.indicators}
    for row, indicator in enumerate(place.table.indicators, start=place.first_row):
        bold = bool(indicator.number) if place.table.mixed else indicator.id in above
        texts = _texts(indicator, place, filling.notes)
        letters = 1.0 if bold else 1.1  # to a column's width, which counts digits
        lines = max(
            lines_needed(texts.get(column.id, ""), (place.width(column) - INDENT) * letters)
            for column in columns
        )
        sheet.set_row(row, row_height(lines))
        for at, column in enumerate(columns):
            measure = measure_in(column, indicator)
            if measure is not None:
                _write_total(sheet, filling, place, indicator.key(measure), bold=bold)
                continue
            ticks = _ticks(filling.consolidation, indicator, column)
            if ticks is not None:
                sheet.write_number(row, at, ticks, styles["number"])
                continue
            style = _text_style(column, bold=bold)
            text = texts.get(column.id, "")
            if text:
                sheet.write_string(row, at, text, styles[style])
            else:
                sheet.write_blank(row, at, None, styles[style])
        if indicator.id in filling.notes and not place.table.of_role("note"):
            sheet.write_string(row, len(columns), filling.notes[indicator.id], styles["warning"])


def _columns_of(table: FormTable) -> tuple[dict[str, Key], dict[str, Key]]:
    """Return what the columns of a table whose rows are units hold, by id: the numbers, and the words."""
    numbers = {
        measure.column: indicator.key(measure)
        for indicator in table.indicators
        for measure in indicator.numeric_measures
    }
    words = {
        measure.column: indicator.key(measure)
        for indicator in table.indicators
        for measure in indicator.measures
        if measure.is_text
    }
    return numbers, words


def _ticks(consolidation: Consolidation, indicator: Indicator, column: Column) -> int | None:
    """Return how many units ticked a row in a column of ticks."""
    measure = next((item for item in indicator.measures if item.is_text and item.column == column.id), None)
    return None if measure is None else consolidation.ticked.get(indicator.key(measure))


def _write_units(sheet: Worksheet, filling: _Filling, place: TableSheet, *, total: bool) -> None:
    """Write a row for each unit, its figures as on the sheet of units, its own list below it, and the totals last."""
    styles, columns = filling.styles, place.table.columns
    by_column, words = _columns_of(place.table)
    row = place.first_row
    for at, unit in enumerate(filling.units):
        own = rows_in(unit.rows, place.table)
        for column_at, column in enumerate(columns):
            key = by_column.get(column.id)
            if key is not None:
                source, value = filling.grid.cell(key, at), unit.value(key)
                style = styles[number_style(styles, "number_bold" if own else "number", value)]
                result = "" if value is None else value
                sheet.write_formula(row, column_at, f'=IF({source}="","",{source})', style, result)
            elif column.role == "number":
                sheet.write_number(row, column_at, at + 1, styles["centre_bold" if own else "centre"])
            elif column.role == "label":
                sheet.write_string(
                    row, column_at, cell_text(unit.name), styles["text_bold" if own else "text"]
                )
            else:
                sheet.write_blank(row, column_at, None, styles["text"])
        for below, listed in enumerate(own, start=row + 1):
            _write_listed(sheet, styles, below, columns, by_column, words, listed)
        row += 1 + len(own)
    if total:
        _write_total_row(sheet, filling, place)


def _write_by_name(sheet: Worksheet, filling: _Filling, place: TableSheet) -> None:
    """Write the rows of the units' lists added up by name, as formulas over the lists as they came, and the totals."""
    styles, columns = filling.styles, place.table.columns
    by_column, words = _columns_of(place.table)
    starts = _first_rows(filling, place)
    at_column = {
        key: at for at, column in enumerate(columns) if (key := by_column.get(column.id)) is not None
    }
    for number, line in enumerate(place.lines, start=1):
        row = place.first_row + number - 1
        for at, column in enumerate(columns):
            key = by_column.get(column.id)
            value = line.figures.get(key) if key is not None else None
            if key is not None and value is not None:
                style = styles[number_style(styles, "number", value, filling.consolidation.digits.get(key))]
                sources = [starts[unit] + listed for unit, listed in line.places]
                formula = _line_formula(filling, place, key, row, at, sources, at_column)
                if formula:
                    sheet.write_formula(row, at, formula, style, value)
                else:
                    sheet.write_number(row, at, value, style)
            elif column.role == "number":
                sheet.write_number(row, at, number, styles["centre"])
            elif column.role == "label":
                sheet.write_string(row, at, cell_text(line.name), styles["text"])
            elif column.id in words and line.texts.get(words[column.id]):
                sheet.write_string(row, at, cell_text(line.texts[words[column.id]]), styles["text"])
            elif column.role == "note" and line.note:
                sheet.write_string(row, at, cell_text(line.note), styles["text"])
            else:
                sheet.write_blank(row, at, None, styles["number" if key is not None else "text"])
    _write_total_row(sheet, filling, place)


def _first_rows(filling: _Filling, place: TableSheet) -> dict[str, int]:
    """Return by the unit's key where its list begins on the sheet where the lists stand as they came."""
    found: dict[str, int] = {}
    row = place.first_row
    for unit in filling.units:
        found[unit.key] = row + 1
        row += 1 + len(rows_in(unit.rows, place.table))
    return found


def _line_formula(
    filling: _Filling,
    place: TableSheet,
    key: Key,
    row: int,
    column: int,
    sources: Sequence[int],
    columns: Mapping[Key, int],
) -> str:
    """Return the formula of a row added up by name, "" for what is no sum, or of more cells than a SUM takes."""
    measure = filling.form.by_id[key.indicator].measure(key.measure)
    rule = filling.ratios.get(key)
    if measure.adds_up == "recompute" and rule is not None:
        cells = {part: xl_rowcol_to_cell(row, columns[Key(*part.key)]) for part in rule.parts}
        return rate_formula(rule, cells, filling.consolidation.digits.get(key, 1))
    if measure.adds_up != "sum" or not 0 < len(sources) <= _MOST_ADDED or place.apart is None:
        return ""
    name = quote_sheetname(place.apart.name)
    return f"=SUM({','.join(f'{name}!{xl_rowcol_to_cell(source, column)}' for source in sources)})"


def _write_total_row(sheet: Worksheet, filling: _Filling, place: TableSheet) -> None:
    styles, columns, row = filling.styles, place.table.columns, place.total_row
    by_column, _ = _columns_of(place.table)
    for column_at, column in enumerate(columns):
        key = by_column.get(column.id)
        if key is not None:
            _write_total(sheet, filling, place, key, bold=True)
        elif column.role == "label":
            sheet.write_string(row, column_at, place.table.total or _TOTAL, styles["text_bold"])
        else:
            sheet.write_blank(row, column_at, None, styles["text_bold"])


def _write_listed(
    sheet: Worksheet,
    styles: Styles,
    row: int,
    columns: Sequence[Column],
    by_column: Mapping[str, Key],
    words: Mapping[str, Key],
    listed: UnitRow,
) -> None:
    """Write a row of a unit's own list, as it came."""
    for at, column in enumerate(columns):
        key = by_column.get(column.id)
        figure = listed.figures.get(key) if key is not None else None
        if figure is not None and figure.value is not None:
            sheet.write_number(row, at, figure.value, styles[number_style(styles, "part", figure.value)])
        elif key is not None:
            sheet.write_blank(row, at, None, styles["part"])
        elif column.role == "label":
            sheet.write_string(row, at, cell_text(listed.unit.name), styles["part_text"])
        elif column.id in words and (said := listed.texts.get(words[column.id])):
            sheet.write_string(row, at, cell_text(said), styles["text"])
        elif column.role == "note" and listed.note:
            sheet.write_string(row, at, cell_text(listed.note), styles["text"])
        else:
            sheet.write_blank(row, at, None, styles["text"])


def _write_total(sheet: Worksheet, filling: _Filling, place: TableSheet, key: Key, *, bold: bool) -> None:
    """Write one total as a formula with its result: a sum over the units, or a rate of other totals."""
    _, row, column = filling.layout.places[key]
    base: StyleName = "number_bold" if bold else "number"
    total = filling.totals[key]
    digits = filling.consolidation.digits.get(key)
    style = filling.styles[number_style(filling.styles, base, total, digits)]
    measure = filling.form.by_id[key.indicator].measure(key.measure)
    if measure.adds_up == "none" or (measure.adds_up == "recompute" and key not in filling.ratios):
        sheet.write_blank(row, column, None, style)
        return
    if measure.adds_up == "recompute":
        formula = _rate_formula(filling, place, key)
    else:
        formula = total_formula(filling.grid.of(key), once=key in filling.table.once)
    sheet.write_formula(row, column, formula, style, "" if total is None else total)


def _rate_formula(filling: _Filling, place: TableSheet, key: Key) -> str:
    """Return a rate as a formula of the totals it is computed from, rounded as the units write it."""
    rule = filling.ratios[key]
    cells = {part: filling.layout.cell(Key(*part.key), beside=place) for part in rule.parts}
    return rate_formula(rule, cells, filling.consolidation.digits.get(key, 1))


def _texts(indicator: Indicator, place: TableSheet, notes: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the columns of a row that are not figures, by the column's id."""
    said = {
        "number": indicator.number,
        "code": indicator.code,
        "label": indicator.label,
        "unit": indicator.unit,
        "note": notes.get(indicator.id, ""),
    }
    return {column.id: said[column.role] for column in place.table.columns if column.role in said}


def _text_style(column: Column, *, bold: bool) -> StyleName:
    if column.role in ("number", "code", "unit"):
        return "centre_bold" if bold else "centre"
    return "text_bold" if bold and column.role == "label" else "text"


def _note(
    indicator: Indicator, table: FiguresTable, others: int, mismatches: Sequence[Mismatch], form: Form
) -> str:
    wrong = [item for item in mismatches if item.indicator.id == indicator.id]
    if wrong:
        return "; ".join(f"Cột “{form.heading_of(indicator, item.measure)}” {item.words}" for item in wrong)
    if any(indicator.key(measure) in table.once for measure in indicator.measures):
        return "Tính 1 cho cả địa bàn, dù nhiều đơn vị cùng khai"
    if indicator.asks_text and others:
        return f"{others} đơn vị có nội dung; xem trang “Nội dung khác”"
    return ""
