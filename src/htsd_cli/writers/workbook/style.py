"""How the workbook's sheets look and print; the writing of one cell, where text stays text."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from htsd_cli.values.figures import Number, readable
from htsd_cli.writers.wording import printable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Thousands with dots wherever the program honours the locale of a format (LibreOffice); Excel uses its own.
NUMBER_FORMAT = "[$-42A]#,##0"
DIFFERENCE_FORMAT = "[$-42A]+#,##0;[$-42A]-#,##0;[$-42A]0"
CHANGE_FORMAT = "[$-42A]+0.0%;[$-42A]-0.0%;[$-42A]0%"
CHANGE_WHOLE_FORMAT = "[$-42A]+0%;[$-42A]-0%;[$-42A]0%"
PERCENT_FORMAT = "[$-42A]0.0%"
DATE_FORMAT = "dd/mm/yyyy"
FONT = "Times New Roman"
A4 = 9
MARGINS = {"left": 0.6, "right": 0.5, "top": 0.7, "bottom": 0.7}  # inches
INDENT = 1.0  # characters that the left edge of a text keeps free
LINE_HEIGHT = 15.0  # points, for this font at 11
LONGEST_TEXT = 32_767  # what one cell of a workbook can hold

_HEADING_FILL = "#E4EAF1"
_TOTAL_FILL = "#F3F5F8"
_LINE = "#8A94A0"

StyleName = Literal[
    "title", "form_title", "form_subtitle", "heading", "heading_left", "text", "text_bold",
    "centre", "centre_bold", "number", "number_bold", "difference", "percent", "total_text", "total",
    "decimal", "decimal_bold", "decimal_total", "decimal_part",
    "decimal_difference",
    "change", "change_whole", "change_small", "change_large",
    "part_text", "part", "date", "link",
    "error", "warning", "info", "ok", "unusable", "missing", "optional",
    "tick", "key",
]  # fmt: skip
Styles = dict[str, "Format"]  # by `StyleName`, and by what `number_style` returns


class Link(NamedTuple):
    """A cell that opens a received file: `target` for the workbook, `text` for the reader.

    `tip` is the whole name where `text` is cut.
    """

    target: str
    text: str
    tip: str = ""


class Styled(NamedTuple):
    """A text with a style of its own."""

    text: str
    style: StyleName


Value = str | Number | date | Link | Styled | None


_DECIMAL: dict[StyleName, StyleName] = {
    "number": "decimal", "number_bold": "decimal_bold", "total": "decimal_total", "part": "decimal_part",
    "difference": "decimal_difference",
}  # fmt: skip


_MOST_DIGITS = 4
_COMPUTED, _RATE = " computed", " {} digits"
# What stands behind the comma: of a decimal as written, of one that a formula computed, of a rate.
_BEHIND = {"": "0###", _COMPUTED: "0#"} | {
    _RATE.format(digits): "0" * digits for digits in range(1, _MOST_DIGITS + 1)
}


def make_styles(book: Workbook, *, decimals: bool = False) -> Styles:
    """Return the formats of the workbook, each made once; those of decimals only for a form that has any."""
    cell = {"border": 1, "border_color": _LINE, "valign": "vcenter", "text_wrap": True}
    text = cell | {"align": "left", "indent": 1}
    heading = cell | {"bold": True, "align": "center", "bg_color": _HEADING_FILL}
    number = cell | {"num_format": NUMBER_FORMAT, "align": "right", "indent": 1, "text_wrap": False}
    centred = {"align": "center", "valign": "vcenter", "text_wrap": True}
    total = {"bold": True, "bg_color": _TOTAL_FILL}
    shades = {
        "error": ("#9C1C1C", "#FBE9E7"),
        "warning": ("#7A4B00", "#FFF4DC"),
        "info": ("#1F4E79", "#EAF2FA"),
        "ok": ("#1D5B32", "#E8F4EA"),
        "unusable": ("#6A2C70", "#F6EAF7"),
        "missing": ("#4A5159", "#EEF0F2"),
        "optional": ("#4A5159", "#FFFFFF"),
    }
    properties: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 13, "valign": "vcenter"},
        "form_title": centred | {"bold": True, "font_size": 13},
        "form_subtitle": centred | {"italic": True},
        "heading": heading,
        "text": text,
        "text_bold": text | {"bold": True},
        "heading_left": heading | {"align": "left"},
        "centre": cell | {"align": "center"},
        "centre_bold": cell | {"align": "center", "bold": True},
        "number": number,
        "number_bold": number | {"bold": True},
        "difference": number | {"num_format": DIFFERENCE_FORMAT},
        "change": number | {"num_format": CHANGE_FORMAT},
        "change_whole": number | {"num_format": CHANGE_WHOLE_FORMAT},
        "change_small": number | {"num_format": '"+dưới 0,1%";"-dưới 0,1%"'},
        "change_large": number | {"num_format": '"+trên 99,9%";"-trên 99,9%"'},
        "percent": number | {"num_format": PERCENT_FORMAT},
        "part_text": text | {"italic": True, "indent": 2},
        "part": number | {"italic": True},
        "total_text": text | total,
        "total": number | total,
        "date": cell | {"num_format": DATE_FORMAT, "align": "center"},
        "link": text | {"font_color": "#0B4F8A", "underline": 1},
    }
    for name in ("error", "warning", "info", "ok", "unusable", "missing", "optional"):
        ink, fill = shades[name]
        properties[name] = text | {"font_color": ink, "bg_color": fill}
    for whole, name in _DECIMAL.items() if decimals else ():
        for like, behind in _BEHIND.items():
            shape = f"[$-42A]#,##0.{behind}"
            if whole == "difference":
                shape = f"[$-42A]+#,##0.{behind};[$-42A]-#,##0.{behind};[$-42A]0"
            properties[name + like] = properties[whole] | {"num_format": shape}
    return {name: book.add_format({"font_name": FONT} | wanted) for name, wanted in properties.items()}


def number_style(
    styles: Collection[str], base: StyleName, value: Number | None, digits: int | None = None
) -> str:
    """Return the style of a number: `base` for a whole one, its like with a comma for a decimal.

    It shows what every other output says: a quotient that a formula computed with two digits behind the comma, a rate
    with all its `digits`.
    """
    decimal = _DECIMAL[base]
    if decimal not in styles:
        return base
    if digits:
        return f"{decimal}{_RATE.format(min(digits, _MOST_DIGITS))}"
    seen = None if value is None else readable(value)
    if not isinstance(seen, Decimal) or seen == seen.to_integral_value():
        return base
    return decimal if seen == value else f"{decimal}{_COMPUTED}"


def put(sheet: Worksheet, row: int, column: int, value: Value, styles: Styles) -> None:
    """Write one value at a 0-based place: a text as text (never as a formula), a number, a day or a link."""
    match value:
        case None:
            sheet.write_blank(row, column, None, styles["text"])
        case Link():
            tip = value.tip[:255] or None
            sheet.write_url(row, column, value.target, styles["link"], cell_text(value.text), tip)
        case Styled():
            sheet.write_string(row, column, cell_text(value.text), styles[value.style])
        case int() | Decimal():
            sheet.write_number(row, column, value, styles[number_style(styles, "number", value)])
        case date():
            sheet.write_datetime(row, column, value, styles["date"])
        case _:
            sheet.write_string(row, column, cell_text(value), styles["text"])


def cell_text(text: str) -> str:
    """Return the text as a cell can hold it: cut where a workbook's cell ends, and said so."""
    text = printable(text)
    mark = " […]"
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(mark)] + mark


def cut(value: Value, width: float) -> Value:
    """Return a value with a link's text cut in the middle to `width`: some programs do not break links into lines."""
    room = max(int(width - INDENT) - 1, 8)
    if not isinstance(value, Link) or len(value.text) <= room:
        return value
    tail = min(room // 2, 12)
    return Link(value.target, f"{value.text[: room - tail - 1]}…{value.text[-tail:]}", tip=value.text)


def text_of(value: Value) -> str:
    """Return what a reader sees of a value that may need several lines."""
    match value:
        case str():
            return value
        case Link(text=text) | Styled(text=text):
            return text
        case _:
            return ""


def set_page(sheet: Worksheet, *, heading_rows: tuple[int, int], landscape: bool) -> None:
    """Set A4, one page wide, the page number and the rows repeated on each page (0-based, both included)."""
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(*heading_rows)
    sheet.set_margins(**MARGINS)
    sheet.set_footer('&L&"Times New Roman,Regular"&9&A&R&"Times New Roman,Regular"&9Trang &P/&N')


def lines_needed(text: str, width: float) -> int:
    """Return on how many lines a text stands in a column `width` characters wide, broken between words."""
    if len(text) <= width and "\n" not in text:
        return 1
    lines = 0
    for paragraph in text.split("\n"):
        lines, room = lines + 1, 0.0
        for word in paragraph.split():
            if room and room + len(word) > width:
                lines, room = lines + 1, 0.0
            lines += int(len(word) // (width + 1))  # a word longer than the column is broken
            room += len(word) + 1
    return lines


def row_height(lines: int) -> float:
    """Return the height of a row of so many lines, in points, within what a workbook allows."""
    return min(LINE_HEIGHT + (lines - 1) * 13.5, 400.0)
