"""The workbook's sheet units × indicators, where every counted figure stands; the other sheets add it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell

from htsd_cli.consolidate import Unit
from htsd_cli.form import Form, Indicator, Measure, Rule
from htsd_cli.form.rule import RulePart
from htsd_cli.values.figures import Key, Number, rounded
from htsd_cli.writers.units import KindView
from htsd_cli.writers.wording import decided_words, group_of, measure_heading, row_number
from htsd_cli.writers.workbook.figures_table import FiguresTable
from htsd_cli.writers.workbook.lists import FileCell
from htsd_cli.writers.workbook.rows import Rows, put_rows
from htsd_cli.writers.workbook.style import (
    LINE_HEIGHT,
    MARGINS,
    Styled,
    StyleName,
    Styles,
    Value,
    lines_needed,
    number_style,
    set_page,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

UNITS_SHEET = "Số liệu đơn vị"
COUNTED, NOT_COUNTED = "Có", "Không"

_UNIT_COLUMNS = (("STT", 5), ("Đơn vị", 34), ("Loại", 17), ("Tệp", 28), ("Được cộng", 8))
KIND_COLUMN, COUNTED_COLUMN = 2, 4
_PRINT_SCALE = 65  # per cent
_FIRST_UNIT_ROW = 4  # 0-based, below the title and three heading rows


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the figures stand on the sheet units × indicators: the rows and columns, 0-based."""

    first_row: int
    last_row: int
    columns: dict[Key, int]

    def range(self, column: int) -> str:
        """Return the cells of a column as they stand in a formula of another sheet."""
        cells = xl_range_abs(self.first_row, column, self.last_row, column)
        return f"{quote_sheetname(UNITS_SHEET)}!{cells}"

    def of(self, key: Key) -> str:
        """Return the cells of one measure."""
        return self.range(self.columns[key])

    def cell(self, key: Key, unit: int) -> str:
        """Return the cell of one unit's figure, by the unit's place on the sheet, for a formula of another sheet."""
        cell: str = xl_rowcol_to_cell(self.first_row + unit, self.columns[key], row_abs=True, col_abs=True)
        return f"{quote_sheetname(UNITS_SHEET)}!{cell}"


def make_grid(form: Form, units: int) -> Grid:
    """Return the layout of the sheet for so many units (one blank row when there is none)."""
    start = len(_UNIT_COLUMNS)
    columns = {item.key(measure): start + i for i, (item, measure) in enumerate(form.measured())}
    return Grid(_FIRST_UNIT_ROW, _FIRST_UNIT_ROW + max(units, 1) - 1, columns)


def total_formula(cells: str, *, once: bool) -> str:
    """Return the formula of a total: blank where all is blank, 1 at most where the area counts once."""
    added = f"IF(MAX({cells})>0,1,0)" if once else f"SUM({cells})"
    return f'=IF(COUNT({cells})>0,{added},"")'


def kind_formula(kinds: str, name: str, cells: str, *, once: bool, negative: bool = False) -> str:
    """Return the formula of one kind's total: `kinds` are the cells of kinds, `name` the cell that names it.

    `negative` says that there are figures below 0.
    """
    added = f"SUMIF({kinds},{name},{cells})"
    if once:
        added = f"IF({added}>0,1,0)"
    filled = f'COUNTIFS({kinds},{name},{cells},">=0")' + (
        f'+COUNTIFS({kinds},{name},{cells},"<0")' if negative else ""
    )
    return f'=IF({filled}>0,{added},"")'


def shown_formula(cells: str, *, once: bool) -> str:
    """Return the formula of a total over the rows a filter shows."""
    added = f"IF(SUBTOTAL(104,{cells})>0,1,0)" if once else f"SUBTOTAL(109,{cells})"
    return f'=IF(SUBTOTAL(102,{cells})>0,{added},"")'


def write_units_sheet(
    book: Workbook,
    styles: Styles,
    form: Form,
    views: Sequence[Unit],
    kinds: Sequence[KindView],
    table: FiguresTable,
    grid: Grid,
    file_cell: FileCell,
) -> Rows:
    """Write every figure as a column and the totals below; return the units that reported as rows, to be packed.

    A unit that is not counted has its row and no figures. The totals are those of all units, of each kind, and
    of the units a filter shows.
    """
    sheet = book.add_worksheet(UNITS_SHEET)
    sheet.write_string(0, 0, "Số liệu của từng đơn vị", styles["title"])
    sheet.set_row(0, 22)
    for column, (heading, width) in enumerate(_UNIT_COLUMNS):
        sheet.merge_range(1, column, 3, column, heading, styles["heading"])
        sheet.set_column(column, column, width)
    _write_measure_headings(sheet, styles, form, grid)
    blank = Styled("", "number")

    def rows() -> Iterator[list[Value]]:
        for place, (view, figures) in enumerate(zip(views, table.rows(), strict=True), start=1):
            counted = COUNTED if view.counted else NOT_COUNTED
            named: list[Value] = [place, view.name, view.kind_name, file_cell(view.file), counted]
            yield [*named, *(blank if figure is None else figure for figure in figures)]

    widths = [None, *(width for _, width in _UNIT_COLUMNS[1:4]), None, *(None for _ in grid.columns)]
    lines = put_rows(sheet, styles, grid.first_row, rows, widths)
    for place, view in enumerate(views):
        _note_decisions(sheet, grid.first_row + place, view, grid)
    _write_totals(sheet, styles, kinds, table, grid)
    sheet.autofilter(grid.first_row - 1, 0, grid.last_row, len(_UNIT_COLUMNS) + len(grid.columns) - 1)
    sheet.freeze_panes(grid.first_row, 2)
    set_page(sheet, heading_rows=(1, 3), landscape=True)
    sheet.repeat_columns(0, 1)
    sheet.set_print_scale(_PRINT_SCALE)
    sheet.set_v_pagebreaks(_page_breaks(form, grid))
    return lines


def _write_totals(
    sheet: Worksheet, styles: Styles, kinds: Sequence[KindView], table: FiguresTable, grid: Grid
) -> None:
    """Write below the units, outside the filter: all of them, each kind, and those that are shown."""
    reported = [kind.name for kind in kinds if kind.coverage.received]
    by_kind = table.totals_by_kind()
    kind_cells = _cells(grid, KIND_COLUMN)
    bottom = grid.last_row + 1
    last = bottom + len(reported) + 1
    _label(sheet, bottom, "Tổng cộng", styles["total_text"])
    for place, name in enumerate(reported, start=1):
        _label(sheet, bottom + place, name, styles["part_text"])
    _label(sheet, last, "Cộng các đơn vị đang hiện khi lọc", styles["total_text"])
    rows: list[tuple[int, dict[Key, Number | None], StyleName]] = [
        (bottom, table.totals(), "total"),
        (last, table.totals(), "total"),
        *((row, by_kind.get(name, {}), "part") for row, name in enumerate(reported, start=bottom + 1)),
    ]
    for key in table.columns:
        column, cells, once = grid.columns[key], _cells(grid, grid.columns[key]), key in table.once
        for row, totals, base in rows:
            total = rounded_as(table, key, totals.get(key))
            style = styles[number_style(styles, base, total, table.digits.get(key))]
            if key in table.apart:
                formula = _rate_formula(table, grid, key, row)
            elif row == bottom:
                formula = total_formula(cells, once=once)
            elif row == last:
                formula = shown_formula(cells, once=once)
            else:
                name = xl_rowcol_to_cell(row, 0, col_abs=True)
                formula = kind_formula(kind_cells, name, cells, once=once, negative=key in table.negative)
            if formula:
                sheet.write_formula(row, column, formula, style, "" if total is None else total)
            else:
                sheet.write_blank(row, column, None, style)


def _rate_formula(table: FiguresTable, grid: Grid, key: Key, row: int) -> str:
    """Return a rate as a formula of its parts in the same row, "" for what has no total."""
    rule = table.ratios.get(key)
    if rule is None:
        return ""
    cells = {part: xl_rowcol_to_cell(row, grid.columns[Key(*part.key)]) for part in rule.parts}
    return rate_formula(rule, cells, table.digits.get(key, 1))


def rate_formula(rule: Rule, cells: Mapping[RulePart, str], digits: int) -> str:
    """Return the formula of a rate, rounded as the units write it; blank where a part is blank or nothing is below."""
    above, below = _added(rule.numerator, cells), _added(rule.denominator, cells)
    by = "" if rule.times in (None, 1) else f"*{rule.times}"
    known = f"AND({','.join(f'ISNUMBER({cell})' for cell in dict.fromkeys(cells.values()))})"
    return f'=IF({known},IF({below}=0,"",ROUND({above}/{below}{by},{digits})),"")'


def _added(parts: Sequence[RulePart], cells: Mapping[RulePart, str]) -> str:
    """Return cells added up, each with its sign, in brackets where they are several."""
    said = "".join(f"{'-' if part.sign < 0 else '+'}{cells[part]}" for part in parts).removeprefix("+")
    return said if len(parts) == 1 and parts[0].sign > 0 else f"({said})"


def rounded_as(table: FiguresTable, key: Key, total: Number | None) -> Number | None:
    """Return a total as a reader sees it: a rate rounded as the units write it."""
    return rounded(total, table.digits[key]) if total is not None and key in table.digits else total


def _label(sheet: Worksheet, row: int, text: str, style: Format) -> None:
    """Write what a total is over the two columns each printed page repeats; the rest stays blank."""
    sheet.merge_range(row, 0, row, 1, text, style)
    for column in range(2, len(_UNIT_COLUMNS)):
        sheet.write_blank(row, column, None, style)


def _cells(grid: Grid, column: int) -> str:
    """Return the cells of a column as they stand in a formula of the same sheet."""
    cells: str = xl_range_abs(grid.first_row, column, grid.last_row, column)
    return cells


def _note_decisions(sheet: Worksheet, row: int, view: Unit, grid: Grid) -> None:
    """Put a note on each figure that counts as the office decided."""
    for key, figure in view.figures.items():
        if figure.decided is not None:
            options = {"x_scale": 2, "author": "htsd"}
            sheet.write_comment(row, grid.columns[key], decided_words(figure.decided), options)


def _write_measure_headings(sheet: Worksheet, styles: Styles, form: Form, grid: Grid) -> None:
    """Write three rows: the form's numbered row, the row's own label, and what is counted."""
    label_lines = 1
    widths: dict[int, float] = {}
    by_group: dict[str, list[int]] = {}
    for indicator in form.indicators:
        measures = indicator.numeric_measures
        if not measures:
            continue
        columns = [grid.columns[indicator.key(measure)] for measure in measures]
        by_group.setdefault(group_of(form, indicator).id, []).extend(columns)
        _span(sheet, styles, 2, columns, indicator.short_label)
        for measure, column in zip(measures, columns, strict=True):
            widths[column] = _width(indicator, measure)
            sheet.set_column(column, column, widths[column])
            sheet.write_string(3, column, measure_heading(form, measure, indicator), styles["heading"])
        wide = sum(widths[column] for column in columns)
        label_lines = max(label_lines, lines_needed(indicator.short_label, wide * 0.85))
    group_lines = 1
    breaks = _page_breaks(form, grid)
    for group, columns in by_group.items():
        indicator = form.by_id[group]
        number = row_number(form, indicator)
        text = f"{number}. {indicator.short_label}" if len(columns) > 1 else number
        for part in _parts(columns, breaks):  # told again on each printed page
            _span(sheet, styles, 1, part, text)
            wide = sum(widths[column] for column in part)
            group_lines = max(group_lines, lines_needed(text, wide * 0.85))
    sheet.set_row(1, group_lines * LINE_HEIGHT + 4)
    sheet.set_row(2, label_lines * LINE_HEIGHT + 4)
    sheet.set_row(3, 2 * LINE_HEIGHT + 8)


def _span(
    sheet: Worksheet,
    styles: Styles,
    row: int,
    columns: Sequence[int],
    text: str,
) -> None:
    if len(columns) > 1:
        sheet.merge_range(row, min(columns), row, max(columns), text, styles["heading"])
    else:
        sheet.write_string(row, columns[0], text, styles["heading"])


def _parts(columns: Sequence[int], breaks: Sequence[int]) -> list[list[int]]:
    """Return neighbouring columns cut where a printed page begins."""
    parts: list[list[int]] = []
    for column in columns:
        if not parts or column in breaks:
            parts.append([])
        parts[-1].append(column)
    return parts


def _width(indicator: Indicator, measure: Measure) -> float:
    if measure.is_money:
        return 16
    return 11 if len(indicator.measures) > 1 else 14


def _page_breaks(form: Form, grid: Grid) -> list[int]:
    """Return the columns that begin a printed page: no indicator is torn, the names repeat on each."""
    page = (297 / 25.4 - MARGINS["left"] - MARGINS["right"]) * 96 / (_PRINT_SCALE / 100)  # pixels
    page *= 0.93  # programs differ in how wide they draw a column
    names = sum(_pixels(width) for _, width in _UNIT_COLUMNS[:2])
    used = sum(_pixels(width) for _, width in _UNIT_COLUMNS)
    breaks = []
    for indicator in form.indicators:
        measures = indicator.numeric_measures
        width = sum(_pixels(_width(indicator, measure)) for measure in measures)
        if measures and used + width > page:
            breaks.append(grid.columns[indicator.key(measures[0])])
            used = names
        used += width
    return breaks


def _pixels(width: float) -> float:
    return 7 * width + 5
