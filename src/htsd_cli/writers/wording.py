"""The words the workbook and the page share: statuses, severities, columns and places."""

from __future__ import annotations

from typing import Literal

from htsd_cli.document import Origin
from htsd_cli.findings import Severity
from htsd_cli.form import Column, Form, Indicator, Measure
from htsd_cli.submission import Decided, Status
from htsd_cli.vietnamese import format_number

UnitStatus = Status | Literal["missing"]

# Worst first; each symbol stands beside its words, so that colour never carries the meaning alone.
STATUS_WORDS: dict[UnitStatus, str] = {
    "error": "Cần sửa",
    "warning": "Cần xem lại",
    "ok": "Hợp lệ",
    "missing": "Chưa gửi",
}
STATUS_SYMBOLS: dict[UnitStatus, str] = {"error": "✕", "warning": "!", "ok": "✓", "missing": "○"}
LATE_WORDS = "Trễ hạn"
LATE_SYMBOL = "◷"

SEVERITY_WORDS: dict[Severity, str] = {
    Severity.ERROR: "Lỗi",
    Severity.WARNING: "Cảnh báo",
    Severity.INFO: "Lưu ý",
}
UNKNOWN_KIND = "Chưa rõ loại"
DERIVED = "Cộng từ các dòng con (ô để trống)"


def kind_name(form: Form, kind: str | None) -> str:
    """Return the name of a kind of unit; a kind the form does not know keeps its id."""
    if kind is None:
        return UNKNOWN_KIND
    return form.kinds[kind].name if kind in form.kinds else kind


def measure_heading(form: Form, measure: Measure) -> str:
    """Return the heading of a measure's figures; an amount has no column of its own: its unit."""
    return "Đồng" if measure is Measure.AMOUNT else form.column_heading(measure)


def measure_in(column: Column, indicator: Indicator) -> Measure | None:
    """Return what an indicator has in a column of the form; an amount stands in the column of counts."""
    for measure in indicator.numeric_measures:
        if column.id == ("people" if measure is Measure.PEOPLE else "count"):
            return measure
    return None


def group_of(form: Form, indicator: Indicator) -> Indicator:
    """Return the numbered row an indicator stands under: itself, or `classes` for `classes.other`."""
    return form.by_id.get(indicator.id.split(".")[0], indicator)


def row_number(form: Form, indicator: Indicator) -> str:
    """Return the number of the row, or of the row it stands under."""
    return indicator.number or group_of(form, indicator).number


def place(origin: Origin) -> str:
    """Return where a text stands: `bảng 2, dòng 5, cột 5` or `trang “Sheet1”, ô E7`."""
    parts: list[str] = []
    if origin.sheet is not None:
        parts.append(f"trang “{origin.sheet}”")
    if origin.table is not None:
        parts.append(f"bảng {origin.table}")
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


def decided_words(decided: Decided) -> str:
    """Return what the office decided of a figure: `Đã xác nhận: 345 – hỏi lại trường – Nguyễn Thị Lan`."""
    value = "để trống" if decided.value is None else format_number(decided.value)
    return "Đã xác nhận: " + " – ".join(filter(None, (value, decided.reason, decided.by)))


def printable(text: str) -> str:
    """Return the text with what no UTF-8 file can hold (half letters of a damaged file name) shown as `?`."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
