"""The sheet `mau.xlsx` beside a learnt form: what is not certain, with room for answers; what was learnt."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.learn.dialogue.answer_sheet import ANSWER, QUESTION, TAKEN
from htsd_cli.learn.structure import LearntForm, LearntTable
from htsd_cli.writers.new_workbook import new_workbook
from htsd_cli.writers.output import without_clock, write_whole
from htsd_cli.writers.workbook.style import FONT, lines_needed

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_GUIDE = (
    "Ghi câu trả lời vào cột nền vàng: “đúng”, “không”, hoặc viết rõ (tỷ lệ: cột (2) / cột (1); đơn vị tính: người). Để"
    " trống thì giữ như đang hiểu. Lưu tệp, đóng Excel rồi chạy: htsd form new “{folder}”."
)
_WIDTHS = (6, 74, 44, 30)


def write_form_sheet(form: LearntForm, path: Path, folder: str) -> None:
    """Write the sheet of a form's questions whole to a path; `folder` is what the command is to be given."""
    stream = io.BytesIO()
    with new_workbook(stream) as book:
        base = {"font_name": FONT, "font_size": 11, "valign": "top", "text_wrap": True}
        _questions(book, form, base, folder)
        for number, table in enumerate(form.tables, 1):
            _table(book, table, number, base)
    write_whole(path, without_clock(stream.getvalue()))


def _questions(book: Workbook, form: LearntForm, base: dict[str, object], folder: str) -> None:
    sheet = book.add_worksheet("Câu hỏi")
    head = book.add_format(base | {"bold": True, "border": 1, "bg_color": "#E7E6E6"})
    text = book.add_format(base | {"border": 1})
    fill = book.add_format(base | {"border": 1, "bg_color": "#FFF9DB"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 3, form.title, book.add_format(base | {"bold": True, "font_size": 13}))
    guide = _GUIDE.format(folder=folder)
    sheet.merge_range(1, 0, 1, 3, guide, book.add_format(base))
    sheet.set_row(1, 15 * lines_needed(guide, sum(_WIDTHS)))
    for column, heading in enumerate(("STT", QUESTION, TAKEN, ANSWER)):
        sheet.write_string(3, column, heading, head)
    for place, question in enumerate(form.questions):
        row = 4 + place
        sheet.write_number(row, 0, place + 1, text)
        sheet.write_string(row, 1, question.message, text)
        sheet.write_string(row, 2, question.taken, text)
        sheet.write_string(row, 3, question.answer, fill)
        lines = max(lines_needed(question.message, _WIDTHS[1]), lines_needed(question.taken, _WIDTHS[2]))
        sheet.set_row(row, 15 * lines)
    sheet.freeze_panes(4, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _table(book: Workbook, table: LearntTable, number: int, base: dict[str, object]) -> None:
    """Write the columns and rows that were understood of one table."""
    sheet = book.add_worksheet(f"Bảng {number}")
    head = book.add_format(base | {"bold": True, "border": 1, "bg_color": "#E7E6E6"})
    text = book.add_format(base | {"border": 1})
    for column, width in enumerate((8, 10, 60, 16, 30)):
        sheet.set_column(column, column, width)
    for row, cells in enumerate(_lines(table)):
        for column, said in enumerate(cells):
            sheet.write_string(row, column, said, head if cells[0] in ("Cột", "STT") else text)


def _lines(table: LearntTable) -> Iterator[tuple[str, ...]]:
    numbers = table.shown_numbers()
    yield "Cột", "", "Tiêu đề", "", ""
    for column in table.columns:
        if column.id in numbers:
            yield f"({numbers[column.id]})", "", " › ".join(column.heading), "", ""
    if table.rows == "units":
        return
    yield "STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Phải điền cột"
    depth: dict[str, int] = {}
    for item in table.indicators:
        depth[item.id] = depth.get(item.parent, -1) + 1 if item.parent else 0
        asked = ", ".join(f"({numbers[measure.column]})" for measure in item.measures)
        label = f"{'    ' * depth[item.id]}{item.label}"
        yield item.number, item.code, label, item.unit, asked or "(tiêu đề)"
