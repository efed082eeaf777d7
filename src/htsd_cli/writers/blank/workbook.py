"""The blank form as a workbook: the Word form's wording, and cells for figures that take nothing else."""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from htsd_cli.form import Campaign, Column, Form, Indicator, Measure, Sum
from htsd_cli.writers.blank.word import identity, render_blank
from htsd_cli.writers.new_workbook import new_workbook
from htsd_cli.writers.output import made_in, without_clock, write_whole

SHEET = "Báo cáo"

_FONT = "Times New Roman"
_SIZE = 12.0  # points, in the table
_WIDTHS = {"number": 5, "code": 7, "label": 37, "unit": 15, "value": 12, "note": 15}  # characters
_LATER_VALUE = 10
_POINTS_PER_CHARACTER = 5.25  # of a column's width
_ROWS_PER_WRITING_LINE = 3
_GAP = re.compile(r"…|\.{3,}|_{3,}| {4,}")  # what a paper form leaves for a pen
_WRITING_LINE = re.compile(r"[\s.…_]+")
_GREY, _PALE = "#D9D9D9", "#F2F2F2"

_ALIGNMENTS = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
}
_ASK_COUNT = "Nhập số nguyên từ 0 trở lên, chỉ gõ chữ số. Không có hoạt động thì ghi 0."
_ASK_AMOUNT = "Nhập số tiền bằng đồng, chỉ gõ chữ số, ví dụ 5000000. Không có thì ghi 0."
_REFUSED_COUNT = "Ô này chỉ nhận số nguyên từ 0 trở lên, không kèm chữ hay dấu. Ví dụ: 12."
_REFUSED_AMOUNT = "Ô này chỉ nhận số tiền bằng đồng, là số nguyên không kèm chữ hay dấu. Ví dụ: 5000000."


def write_blank_workbook(
    form: Form, path: Path, unit: str = "", unit_id: str = "", campaign: Campaign | None = None
) -> None:
    """Write the blank form as a workbook; `unit` is the name printed in it, dots without one.

    `unit_id` is the unit's id in the roster, kept hidden; the campaign gives the office's names. Its wording is
    that of the blank Word form, so both change together. Raises `BlankTemplateError` when the Word template has a
    mistake, `OSError` when `path` cannot be written.
    """
    stream = io.BytesIO()
    with new_workbook(stream) as workbook:
        workbook.set_properties({"created": made_in(form.year)})  # no clock in our outputs
        for name, value in identity(form, unit, unit_id).items():
            workbook.set_custom_property(name, value, "text")
        sheet = _Sheet(workbook, workbook.add_worksheet(SHEET), form)
        _lay_out(sheet, render_blank(form, unit, unit_id, campaign))
        _set_up_page(sheet)
    write_whole(path, without_clock(stream.getvalue()))


@dataclass
class _Sheet:
    """The sheet being written: `row` is the 0-based row that comes next."""

    workbook: xlsxwriter.Workbook
    worksheet: Worksheet
    form: Form
    row: int = 0
    heading_rows: tuple[int, int] = (0, 0)
    formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The 0-based last column."""
        return len(self.form.columns) - 1

    def column(self, name: str) -> int:
        """Return the 0-based place of a column of the form."""
        return [column.id for column in self.form.columns].index(name)

    def width(self, first: int, last: int) -> float:
        """Return the width of the columns `first` to `last`, in points."""
        return sum(map(self.characters, self.form.columns[first : last + 1])) * _POINTS_PER_CHARACTER

    def characters(self, column: Column) -> int:
        """Return the width of a column, in characters; the first one for figures has amounts too."""
        later = column.role == "value" and column != self.form.tables[0].of_role("value")[0]
        return _LATER_VALUE if later else _WIDTHS[column.role]

    def style(self, **properties: object) -> Format:
        """Return the format with these XlsxWriter properties; formats alike are one."""
        properties = {
            "font_name": _FONT,
            "font_size": _SIZE,
            "valign": "vcenter",
            "text_wrap": True,
        } | properties
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(properties)
        return self.formats[key]

    def text(self, text: str, first: int, last: int, style: Format, rows: int = 1) -> None:
        """Write a text into the current row's columns `first` to `last`, merged over `rows` rows."""
        if first == last and rows == 1:
            write = self.worksheet.write_string if text else self.worksheet.write_blank
            write(self.row, first, text, style)
        else:
            self.worksheet.merge_range(self.row, first, self.row + rows - 1, last, text, style)


def _lay_out(sheet: _Sheet, document: DocumentFile) -> None:
    """Write the Word form's paragraphs and tables one below the other."""
    writing_lines = 0
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph) and block.text and _WRITING_LINE.fullmatch(block.text):
            writing_lines += 1
            continue
        if writing_lines:
            _room_to_write(sheet, writing_lines * _ROWS_PER_WRITING_LINE)
            writing_lines = 0
        if isinstance(block, Paragraph):
            _paragraph(sheet, block)
        elif len(block.rows) > len(sheet.form.indicators):
            _statistics(sheet)
        else:
            _side_by_side(sheet, block)


def _paragraph(sheet: _Sheet, paragraph: Paragraph) -> None:
    height = 8.0
    if paragraph.text.strip():
        height = _height(paragraph.text, sheet.width(0, sheet.last), _size(paragraph)) + 4
        sheet.text(paragraph.text, 0, sheet.last, _style_of(sheet, paragraph))
    sheet.worksheet.set_row(sheet.row, height)
    sheet.row += 1


def _side_by_side(sheet: _Sheet, table: Table) -> None:
    """Write a table of two columns, letterhead or signature: the left one may be changed by the unit."""
    for row in table.rows:
        left, right = (_lines(cell) for cell in (row.cells[0], row.cells[-1]))
        for number in range(max(len(left), len(right))):
            heights = [0.0]
            for lines, first, last in ((left, 0, 1), (right, 2, sheet.last)):
                if number < len(lines):
                    line = lines[number]
                    sheet.text(line.text, first, last, _style_of(sheet, line, changeable=lines is left))
                    heights.append(_height(line.text, sheet.width(first, last), _size(line)))
            sheet.worksheet.set_row(sheet.row, max(heights))
            sheet.row += 1


def _height(text: str, width: float, size: float = _SIZE, bold: bool = True) -> float:
    """Return the height in points that a text needs in a cell `width` points wide; no program computes it.

    A letter of Times New Roman is taken as 0.43 of its size wide, 0.47 in bold, 0.7 for a capital.
    """
    letter = 0.7 if text.isupper() else 0.47 if bold else 0.43
    lines = max(1, math.ceil(len(text) * letter * size / (width - 6)))
    return lines * size * 1.25 + 3


def _size(paragraph: Paragraph) -> float:
    size = next(run for run in paragraph.runs if run.text).font.size
    return size.pt if size is not None else _SIZE


def _lines(cell: _Cell) -> list[Paragraph]:
    return [paragraph for paragraph in cell.paragraphs if paragraph.text.strip()]


def _style_of(sheet: _Sheet, paragraph: Paragraph, changeable: bool = False) -> Format:
    """Return the format that looks like the Word paragraph, unlocked where it leaves room for a pen."""
    run = next(run for run in paragraph.runs if run.text)
    return sheet.style(
        bold=bool(run.bold),
        italic=bool(run.italic),
        font_size=_size(paragraph),
        align=_ALIGNMENTS.get(paragraph.alignment or WD_ALIGN_PARAGRAPH.LEFT, "left"),
        locked=not (changeable or _GAP.search(paragraph.text)),
        num_format="@",
    )


def _room_to_write(sheet: _Sheet, rows: int) -> None:
    """Leave one large unlocked cell, of text format since Excel takes "- Treo băng rôn" for a formula."""
    style = sheet.style(locked=False, align="left", valign="top", num_format="@", border=4, font_size=13)
    sheet.text("", 0, sheet.last, style, rows)
    for row in range(sheet.row, sheet.row + rows):
        sheet.worksheet.set_row(row, 17)
    sheet.row += rows


def _statistics(sheet: _Sheet) -> None:
    """Write the statistics table: its two heading rows and a row for each indicator."""
    heading = sheet.style(bold=True, align="center", border=1)
    sheet.heading_rows = (sheet.row, sheet.row + 1)
    columns = sheet.form.columns
    for place, column in enumerate(columns):
        if not column.group:
            sheet.text(column.heading, place, place, heading, rows=2)
            continue
        members = [n for n, other in enumerate(columns) if other.group == column.group]
        if place == members[0]:
            sheet.text(column.group, members[0], members[-1], heading)
        sheet.worksheet.write_string(sheet.row + 1, place, column.heading, heading)
    heights = [
        _height(column.heading, sheet.width(place, place))
        for place, column in enumerate(columns)
        if column.group
    ]
    sheet.worksheet.set_row(sheet.row, 18)
    sheet.worksheet.set_row(sheet.row + 1, max(heights, default=18))
    first = sheet.row + 2
    sums: dict[tuple[str, str], Sum] = {(rule.total, rule.measure): rule for rule in sheet.form.sums}
    sheet.row = first
    for indicator in sheet.form.indicators:
        _indicator(sheet, indicator, sums, first)
        sheet.row += 1


def _indicator(sheet: _Sheet, indicator: Indicator, sums: dict[tuple[str, str], Sum], first_row: int) -> None:
    """Write one row: its names locked, its cells for figures open, those that take none grey."""
    bold = bool(indicator.number)
    names = {"number": indicator.number, "label": indicator.label, "unit": indicator.unit}
    figures = {_column_of(sheet, measure): measure for measure in indicator.measures}
    height = 18.0
    for place, column in enumerate(sheet.form.columns):
        measure = figures.get(place)
        if column.role in names:
            align = "left" if column.role == "label" else "center"
            style = sheet.style(border=1, align=align, bold=bold and column.role != "unit")
            sheet.text(names[column.role], place, place, style)
            height = max(height, _height(names[column.role], sheet.width(place, place), bold=bold))
        elif measure is not None and measure.is_text:
            sheet.text("", place, sheet.last, sheet.style(border=1, locked=False, num_format="@"))
            height = 3 * height
            break
        elif column.role == "note":
            sheet.worksheet.write_blank(
                sheet.row, place, None, sheet.style(border=1, locked=False, num_format="@")
            )
        elif measure is None:
            sheet.worksheet.write_blank(sheet.row, place, None, sheet.style(border=1, bg_color=_GREY))
        elif (indicator.id, measure) in sums:
            _total(sheet, sums[indicator.id, measure], place, first_row)
        else:
            _figure(sheet, measure, place)
    sheet.worksheet.set_row(sheet.row, height)


def _column_of(sheet: _Sheet, measure: Measure) -> int:
    """Return the column a measure stands in; an amount or a text stands in the first one for figures."""
    return sheet.column(measure.column)


def _figure(sheet: _Sheet, measure: Measure, column: int) -> None:
    money = measure.is_money
    style = sheet.style(border=1, align="center", locked=False, num_format="#,##0")
    sheet.worksheet.write_blank(sheet.row, column, None, style)
    rule = {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "input_title": "Số tiền (đồng)" if money else sheet.form.column_heading(measure)[:32],
        "input_message": _ASK_AMOUNT if money else _ASK_COUNT,
        "error_title": "Số liệu chưa đúng",
        "error_message": _REFUSED_AMOUNT if money else _REFUSED_COUNT,
    }
    sheet.worksheet.data_validation(sheet.row, column, sheet.row, column, rule)


def _total(sheet: _Sheet, rule: Sum, column: int, first_row: int) -> None:
    """Write a sum as a formula that stays empty until one of its parts is filled."""
    rows = [first_row + sheet.form.position[part] for part in rule.parts]
    if rows == list(range(rows[0], rows[-1] + 1)):
        cells = xl_range(rows[0], column, rows[-1], column)
    else:
        cells = ",".join(xl_rowcol_to_cell(row, column) for row in rows)
    style = sheet.style(border=1, align="center", bold=True, bg_color=_PALE, num_format="#,##0")
    formula = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
    sheet.worksheet.write_formula(sheet.row, column, formula, style, "")
    message = "Số này tự cộng từ các dòng bên dưới, không phải nhập."
    note = {"validate": "any", "input_title": "Ô tự cộng", "input_message": message}
    sheet.worksheet.data_validation(sheet.row, column, sheet.row, column, note)


def _set_up_page(sheet: _Sheet) -> None:
    """Set widths, protection without password and A4 portrait, one page wide, with the heading repeated."""
    worksheet = sheet.worksheet
    for place, column in enumerate(sheet.form.columns):
        worksheet.set_column(place, place, sheet.characters(column))
    worksheet.protect("", {"format_rows": True})  # a row may be made higher for a long text
    worksheet.hide_gridlines(2)
    worksheet.set_paper(9)
    worksheet.set_portrait()
    worksheet.set_margins(left=1.18, right=0.79, top=0.79, bottom=0.79)  # inches: 30, 20, 20, 20 mm
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(*sheet.heading_rows)
    worksheet.print_area(0, 0, sheet.row - 1, sheet.last)
