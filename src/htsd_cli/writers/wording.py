"""The words the workbook and the page share: statuses, severities, columns and places."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from htsd_cli.form import Column, Form, Indicator, Measure
from htsd_cli.form.rows import figure_heading
from htsd_cli.language.vietnamese import fold, format_number, lower_first
from htsd_cli.language.vietnamese import printable as printable
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Decided
from htsd_cli.values.findings import Severity

if TYPE_CHECKING:
    from htsd_cli.consolidate import UnitStatus

# Worst first; each symbol stands beside its words, so that colour never carries the meaning alone.
STATUS_WORDS: dict[UnitStatus, str] = {
    "error": "Cần sửa",
    "warning": "Cần xem lại",
    "ok": "Hợp lệ",
    "unusable": "Đã nhận, chưa đọc được",  # a scan, a picture, a broken or locked file, another form
    "missing": "Chưa gửi",
    "optional": "Không bắt buộc",  # need not report, and sent nothing
}
STATUS_SYMBOLS: dict[UnitStatus, str] = {
    "error": "✕",
    "warning": "!",
    "ok": "✓",
    "unusable": "□",
    "missing": "○",
    "optional": "–",
}
LATE_WORDS = "Trễ hạn"
LATE_SYMBOL = "◷"

SEVERITY_WORDS: dict[Severity, str] = {
    Severity.ERROR: "Lỗi",
    Severity.WARNING: "Cảnh báo",
    Severity.INFO: "Lưu ý",
}
NOT_ON_ROSTER = "Ngoài danh sách"
OTHER_KIND = "Đơn vị khác"
DERIVED = "Cộng từ các dòng con (ô để trống)"


def kind_in_report(form: Form, kind: str | None) -> str:
    """Return the name of a kind in the official report; a kind the form does not know is the one without words."""
    if kind in form.kinds:
        return form.kinds[kind].name
    return next((item.name for item in form.unit_kinds if not item.words), OTHER_KIND)


def measure_heading(form: Form, measure: str, indicator: Indicator | None = None) -> str:
    """Return the heading of a measure's figures, of all of them or of those of an `indicator`."""
    if indicator is None:
        return "Đồng" if form.measures[measure].is_money else form.column_heading(measure)
    return figure_heading(form, indicator, measure)


def names_both_sides(indicator: Indicator) -> bool:
    """Return whether a row's label names both units of its two columns: "Số tập thể/ cá nhân tặng sách"."""
    sides = [fold(side).strip() for side in indicator.unit.split("/")]
    return len(sides) > 1 and all(side in fold(indicator.label) for side in sides)


def is_lone_side(indicator: Indicator, measure: str, filled: Collection[str]) -> bool:
    """Return whether a total may be of both sides of a row that names both: it stands alone in the first column.

    `filled` are the measures of the row that have a total.
    """
    first = indicator.numeric_measures[:1]
    return (measure,) == first and list(filled) == [measure] and names_both_sides(indicator)


def counted_in(form: Form, indicator: Indicator, measure: str, filled: Collection[str] = ()) -> str:
    """Return what a figure counts, by the form's own unit: `lớp` and `người` for a row in "lớp/người".

    With the measures `filled` in the totals a figure that may be of both sides of a row is told by both.
    """
    if is_lone_side(indicator, measure, filled):
        return ", ".join(side.strip().lower() for side in indicator.unit.split("/"))
    unit = "/".join(part.strip() for part in indicator.unit.split("/"))
    measures = indicator.numeric_measures
    parts = unit.split("/")
    if len(measures) > 1:
        unit = parts[measures.index(measure)] if len(parts) == len(measures) else ""
    unit = unit or indicator.measure(measure).unit or measure_heading(form, measure, indicator)
    return lower_first(unit)


def measure_in(column: Column, indicator: Indicator) -> Measure | None:
    """Return what an indicator has in a column of the form; an amount stands in the column of counts."""
    for measure in indicator.numeric_measures:
        if column.id == measure.column:
            return measure
    return None


def group_of(form: Form, indicator: Indicator) -> Indicator:
    """Return the numbered row an indicator stands under: itself, or `classes` for `classes.other`."""
    seen = {indicator.id}
    while indicator.parent in form.by_id and indicator.parent not in seen:
        seen.add(indicator.parent)
        indicator = form.by_id[indicator.parent]
    return indicator


def row_number(form: Form, indicator: Indicator) -> str:
    """Return the number of the row, or of the row it stands under."""
    return indicator.number or group_of(form, indicator).number


def numbered(form: Form, indicator: Indicator) -> str:
    """Return a row's short label behind its number, or the number of the row it stands under: `1. Các lớp …`."""
    number = row_number(form, indicator)
    return f"{number}. {indicator.short_label}" if number else indicator.short_label


def place(origin: Origin, *, figure: bool = False) -> str:
    """Return where a text stands: `bảng 2, dòng 5, cột 5` or `trang “Sheet1”, ô E7`.

    A `figure` stands in the table of figures, which is called so: a reader of the report sees no other as a table.
    """
    parts = [f"tệp {origin.file}"] if origin.file is not None else []
    if origin.sheet is not None:
        parts.append(f"trang “{origin.sheet}”")
    if origin.table is not None:
        parts.append("bảng số liệu" if figure else f"bảng {origin.table}")
    if origin.cell is not None:
        parts.append(f"ô {origin.cell}")
    else:
        if origin.row is not None:
            parts.append(f"dòng {origin.row}")
        if origin.column is not None:
            parts.append(f"cột {origin.column}")
    if origin.paragraph is not None:
        parts.append(f"đoạn {origin.paragraph}")
    return ", ".join(parts)


def figure_place(origin: Origin, form: Form, indicator: Indicator | None) -> str:
    """Return where a figure of a row stands, or a text of no row; of a form with several tables in which of them."""
    where = place(origin, figure=indicator is not None)
    name = "" if indicator is None else form.table_names.get(form.table_of(indicator).id, "")
    return where.replace("bảng số liệu", lower_first(name), 1) if name else where


def in_year(text: str, form: Form, year: int | None) -> str:
    """Return a text of the form as it reads in the campaign's year (None: the form's own)."""
    if year is None or not form.year:
        return text
    return re.sub(rf"(?<!\d){form.year}(?!\d)", str(year), text)


def decided_words(decided: Decided) -> str:
    """Return what the office decided of a figure: `Đã xác nhận: 345 – hỏi lại trường – Nguyễn Thị Lan`."""
    value = "để trống" if decided.value is None else format_number(decided.value)
    return "Đã xác nhận: " + " – ".join(filter(None, (value, decided.reason, decided.by)))


def one_line(text: str) -> str:
    """Return the text, printable, on one line: a name with a line break adds no line to what is sent."""
    return " ".join(printable(text).split())


def two_digits(number: int) -> str:
    """Return a number in running text, one below ten with a 0 before it, as offices write it: `07`, `12`, `1.250`."""
    return f"{number:02d}" if number < 10 else format_number(number)
