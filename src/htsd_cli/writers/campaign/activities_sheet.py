"""The sheet of activities in `can-xac-nhan.xlsx`: what narratives tell, to tick before the report may tell it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from htsd_cli.decisions import ACTIVITY_COLUMNS, THEME_HEADING, ActivityLine
from htsd_cli.writers.workbook.rows import Rows, put_rows
from htsd_cli.writers.workbook.style import FONT, Styled, StyleName, Value, make_styles, set_page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

ACTIVITIES_SHEET, CONCERNS_SHEET = "Hoạt động", "Khó khăn, kiến nghị"

_WIDTHS = {
    "unit": 27, "practice": 30, "text": 62, "doubt": 26, "mark": 12, "said": 20, "file": 26, "key": 13,
}  # fmt: skip
_PRINTED = "said"  # the last column that is printed
_HEIGHTENING = ("unit", "practice", "text", "doubt")  # the columns that make a row higher


def write_activities(book: Workbook, lines: Sequence[ActivityLine], *, themes: bool = False) -> Rows:
    """Add the sheet and return its lines, to be packed; its headings stand in the first row, so that any program finds
    them. With `themes` it is that of difficulties and proposals.
    """
    sheet = book.add_worksheet(CONCERNS_SHEET if themes else ACTIVITIES_SHEET)
    headings = ACTIVITY_COLUMNS | ({"practice": THEME_HEADING} if themes else {})
    styles = make_styles(book)
    base = {"font_name": FONT, "border": 1, "border_color": "#8A94A0", "valign": "vcenter"}
    fill = book.add_format(base | {"bg_color": "#FFFBE0", "align": "center", "bold": True, "num_format": "@"})
    heading = book.add_format(
        base | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#FFE999"}
    )
    key_style = book.add_format(base | {"font_color": "#9AA1AA", "font_size": 8})
    names = list(ACTIVITY_COLUMNS)
    for column, name in enumerate(names):
        sheet.set_column(column, column, _WIDTHS[name])
        sheet.write_string(0, column, headings[name], heading if name == "mark" else styles["heading"])
    sheet.set_row(0, 34)
    widths = [_WIDTHS[name] if name in _HEIGHTENING else None for name in names]
    own = styles | {"tick": fill, "key": key_style}
    packed = put_rows(sheet, own, 1, lambda: map(_cells, lines), widths, len(lines))
    if not lines:
        none = "nêu khó khăn, kiến nghị." if themes else "kể về các việc làm của mẫu."
        sheet.write_string(1, 0, f"Chưa có câu nào trong báo cáo {none}")
    else:
        sheet.data_validation(1, names.index("mark"), len(lines), names.index("mark"), _ASK)
    last = max(len(lines), 1)
    sheet.autofilter(0, 0, last, len(names) - 1)
    sheet.freeze_panes(1, 1)
    set_page(sheet, heading_rows=(0, 0), landscape=True)
    sheet.print_area(0, 0, last, names.index(_PRINTED))
    return packed


def _cells(line: ActivityLine) -> list[Value]:
    """Return a line's cells, in the order of the columns."""
    return [
        line.unit,
        line.practice,
        Styled(line.text, "text_bold"),
        line.doubt,
        Styled(line.typed, "tick"),
        Styled(line.said, _style(line)),
        line.file,
        Styled(str(line.key) if line.key else "", "key"),
    ]


_ASK = {
    "validate": "any",
    "input_title": "Đưa vào báo cáo",
    "input_message": "x: đúng như câu ghi, được kể; tb: kể và nêu tên tiêu biểu; không: không kể. Để trống: chưa kể.",
}


def _style(line: ActivityLine) -> StyleName:
    if line.wrong:
        return "error"
    if line.open:
        return "warning" if line.doubt else "text"
    return "missing" if line.said.startswith(("Hết", "Không đưa")) else "ok"
