"""The reminders: a message to paste for each unit that is missing or has to mend, and a list for the telephone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Campaign, Form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.roster import Roster, RosterUnit
from htsd_cli.values.findings import Severity
from htsd_cli.writers.campaign.message import message_to
from htsd_cli.writers.file_names import safe_name, unlike
from htsd_cli.writers.output import staged, without_clock
from htsd_cli.writers.units import UnitView, unit_views
from htsd_cli.writers.wording import one_line
from htsd_cli.writers.workbook.style import FONT, lines_needed, make_styles, put, row_height, set_page

FOLDER = "nhac-don-vi"
CALLS = "danh-sach-goi-dien.xlsx"
ALL = "tat-ca-loi-nhac.txt"

_COLUMNS = (
    ("STT", 5), ("Đơn vị", 36), ("Loại", 17), ("Người liên hệ", 20), ("Điện thoại", 15), ("Email", 26),
    ("Tình trạng", 13), ("Nội dung cần nói", 48), ("Kết quả gọi", 22),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reminders:
    """Where the reminders are and how many messages."""

    folder: Path
    messages: int


@dataclass(frozen=True, slots=True)
class _Reminder:
    view: UnitView
    listed: RosterUnit | None
    message: str


def write_reminders(
    consolidation: Consolidation, form: Form, campaign: Campaign, roster: Roster | None, results: Path
) -> Reminders:
    """Write a message for each unit that sent nothing or has errors, all of them in one file too, and the call list.

    They take the place of the reminders of an earlier run as a whole, so that nobody is reminded of what is done.
    Raises `OSError` when `results` cannot be written.
    """
    known = roster.by_id if roster else {}
    reminders = [
        _Reminder(view, known.get(view.id or ""), message)
        for view in unit_views(consolidation, form)
        if view.status in ("missing", "error") and (message := message_to(view, form, campaign))
    ]
    with staged(results) as stage:
        folder = stage / FOLDER
        folder.mkdir()
        taken: set[str] = set()
        for reminder in reminders:
            name = unlike(safe_name(reminder.view.name) or "don-vi", taken)
            _write_text(folder / f"{name}.txt", _addressed(reminder))
        if reminders:
            _write_text(folder / ALL, f"\n\n{'-' * 60}\n\n".join(map(_addressed, reminders)))
            (folder / CALLS).write_bytes(_calls(reminders, form))
    return Reminders(results / FOLDER, len(reminders))


def _addressed(reminder: _Reminder) -> str:
    email = one_line(reminder.listed.email) if reminder.listed else ""
    return f"Gửi: {email}\n\n{reminder.message}" if email else reminder.message


def _write_text(path: Path, text: str) -> None:
    """Write a text as Notepad of any Windows shows it: UTF-8 with its mark, lines ended the Windows way."""
    path.write_bytes(("\ufeff" + text.replace("\n", "\r\n") + "\r\n").encode("utf-8", "replace"))


def _calls(reminders: Sequence[_Reminder], form: Form) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "default_format_properties": {"font_name": FONT, "font_size": 11}}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": "Danh sách gọi điện", "created": datetime(form.year, 1, 1)})
        styles = make_styles(book)
        sheet = book.add_worksheet("Gọi điện")
        sheet.write_string(0, 0, "Danh sách đơn vị cần gọi điện nhắc", styles["title"])
        sheet.set_row(0, 22)
        for column, (heading, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(1, column, heading, styles["heading"])
        for row, reminder in enumerate(reminders, start=2):
            view, listed = reminder.view, reminder.listed
            missing = view.status == "missing"
            errors = view.count(Severity.ERROR)
            say = (
                "Chưa nhận được báo cáo; xin gửi trong thời gian sớm nhất."
                if missing
                else f"Báo cáo có {format_number(errors)} chỗ phải sửa; xin sửa theo lời nhắc và gửi lại."
            )
            values = (
                row - 1, view.name, view.kind_name, listed.contact if listed else None,
                listed.phone if listed else None, listed.email if listed else None,
                "Chưa gửi" if missing else "Phải sửa", say, None,
            )  # fmt: skip
            for column, value in enumerate(values):
                put(sheet, row, column, value or None, styles)
            lines = max(
                lines_needed(str(value), width)
                for value, (_, width) in zip(values, _COLUMNS, strict=True)
                if value
            )
            sheet.set_row(row, row_height(max(lines, 2)))
        sheet.autofilter(1, 0, len(reminders) + 1, len(_COLUMNS) - 1)
        sheet.freeze_panes(2, 2)
        set_page(sheet, heading_rows=(1, 1), landscape=True)
    return without_clock(buffer.getvalue())
