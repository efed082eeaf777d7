"""The workbook's sheet of units: who must report, whose report came in and when, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from htsd_cli.consolidate import Unit, UnitStatus
from htsd_cli.values.findings import Severity
from htsd_cli.writers.wording import LATE_WORDS, NOT_ON_ROSTER, STATUS_SYMBOLS, STATUS_WORDS
from htsd_cli.writers.workbook.lists import FileCell, write_list
from htsd_cli.writers.workbook.rows import Rows
from htsd_cli.writers.workbook.style import Styled, Styles, Value
from htsd_cli.writers.workbook.units import COUNTED, NOT_COUNTED

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

ROSTER_SHEET = "Đơn vị"
REQUIRED, NOT_REQUIRED = "Có", "Không"
KIND_COLUMN, REQUIRED_COLUMN, STATUS_COLUMN, LATE_COLUMN = 3, 4, 5, 6
_COLUMNS = (
    ("STT", 5), ("Mã", 14), ("Đơn vị", 36), ("Loại", 20), ("Bắt buộc", 10), ("Tình trạng", 17), ("Thời hạn", 11),
    ("Ngày nhận", 12), ("Được cộng", 9), ("Lỗi", 7), ("Cảnh báo", 9), ("Tệp", 40),
)  # fmt: skip
_FIRST_ROW = 2  # 0-based, below the title and the headings


def status_text(status: UnitStatus) -> str:
    """Return what the column of statuses says."""
    return f"{STATUS_SYMBOLS[status]} {STATUS_WORDS[status]}"


def roster_range(column: int, units: int) -> str:
    """Return a column's cells, for so many units, as they stand in a formula of another sheet."""
    cells = xl_range_abs(_FIRST_ROW, column, _FIRST_ROW + max(units, 1) - 1, column)
    return f"{quote_sheetname(ROSTER_SHEET)}!{cells}"


def write_roster_sheet(
    book: Workbook,
    styles: Styles,
    views: Sequence[Unit],
    file_cell: FileCell,
    *,
    roster: bool,
) -> Rows:
    """Write every unit with how its report stands, those that sent nothing among them.

    `roster` says that there is one; without it nobody knows whose report is required.
    """
    required = {True: REQUIRED, False: NOT_REQUIRED, None: NOT_ON_ROSTER}
    rows: list[list[Value]] = [
        [
            number,
            view.id,
            view.name,
            view.kind_name,
            required[view.required] if roster else None,
            Styled(status_text(view.status), view.status),
            LATE_WORDS if view.late else None,
            view.received,
            None if not view.sent else COUNTED if view.counted else NOT_COUNTED,
            view.count(Severity.ERROR) if view.files else None,
            view.count(Severity.WARNING) if view.files else None,
            file_cell(view.file),
        ]
        for number, view in enumerate(views, start=1)
    ]
    return write_list(book, styles, ROSTER_SHEET, "Tình trạng báo cáo của các đơn vị", _COLUMNS, lambda: rows)
