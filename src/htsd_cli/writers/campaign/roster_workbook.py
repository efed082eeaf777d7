"""The roster `don-vi.xlsx` to fill in: its columns with lists to choose from, and a sheet that explains them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from htsd_cli.form import Form, templates_directory
from htsd_cli.language.vietnamese import fold
from htsd_cli.roster import RosterUnit
from htsd_cli.writers.new_workbook import new_workbook
from htsd_cli.writers.output import made_in, without_clock, write_whole
from htsd_cli.writers.workbook.style import FONT, lines_needed

SHEET, NOTES = "Danh sách đơn vị", "Hướng dẫn"

# Heading, width in characters, and what the notes say of it.
_COLUMNS = (
    ("Mã", 9, "Do cơ quan tự đặt, mỗi đơn vị một mã, không trùng; đã gửi mẫu cho đơn vị rồi thì không đổi mã."),
    ("Tên đơn vị", 50, "Tên đầy đủ, chính thức. Tên này được ghi sẵn vào mẫu gửi đơn vị và dùng trong mọi kết quả."),
    ("Loại", 21, "Chọn trong danh sách. Để trống thì suy ra từ tên."),
    ("Tên khác", 36, "Những cách viết khác hay gặp, cách nhau bằng dấu chấm phẩy (;)."),
    ("Email", 26, "Hộp thư đơn vị dùng để gửi báo cáo; nhiều địa chỉ thì cách nhau bằng dấu chấm phẩy (;)."),
    ("Bắt buộc", 10, "Ghi “Không” nếu đơn vị không phải báo cáo: không gửi cũng không bị tính là thiếu."
     " Đơn vị mới hay đã giải thể thì ghi ngày: từ 01/7/2026, đến 30/6/2026."),
    ("Người liên hệ", 24, "Không bắt buộc; để cơ quan tiện gọi nhắc."),
    ("Điện thoại", 16, "Không bắt buộc; cột đã định dạng chữ nên số 0 ở đầu không bị mất."),
    ("Địa bàn", 20, "Địa bàn hoặc cụm của đơn vị; có ghi thì kết quả có thêm số cộng theo từng địa bàn."),
    ("Tên cũ", 36, "Tên trước đây, ghi thêm ngày cuối cùng dùng tên ấy, ví dụ: Trường Tiểu học A (đến 30/6/2026);"
     " nhiều tên thì cách nhau bằng dấu chấm phẩy (;)."),
    ("Sáp nhập vào", 20, "Mã của đơn vị sau sáp nhập, ghi thêm ngày nếu danh sách dùng cho nhiều đợt, ví dụ: TH02 (từ"
     " 01/7/2026). Đơn vị đã sáp nhập không phải báo cáo nữa; báo cáo mang tên cũ được tính cho đơn vị sau sáp nhập."),
    ("Tách từ", 14, "Mã của đơn vị mà đơn vị này được tách ra, để không so nhầm với đợt trước."),
    ("Ngày nhận", 14, "Chỉ ghi khi máy tính sai ngày nhận báo cáo, ví dụ tệp lưu lại từ Zalo: 10/10/2024. Ngày ghi ở"
     " đây quyết định đơn vị đúng hạn hay trễ hạn trong mọi kết quả. Danh sách dùng cho nhiều năm thì ghi mỗi năm một"
     " ngày, cách nhau bằng dấu chấm phẩy (;)."),
)  # fmt: skip
_ROOM = 400  # rows that take the lists to choose from
_MUST = ("Mã", "Tên đơn vị")


def known_units(area: str, form: Form) -> tuple[RosterUnit, ...]:
    """Return the units of an area whose list comes with the program (`templates/rosters/`), none for another."""
    path = templates_directory() / "rosters" / f"{fold(area).replace(' ', '-')}.csv"
    if not path.is_file():
        return ()
    kinds = {kind.name: kind.id for kind in form.unit_kinds}
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            RosterUnit(
                row["Mã"],
                row["Tên đơn vị"],
                kinds.get(row["Loại"]),
                tuple(part.strip() for part in row["Tên khác"].split(";") if part.strip()),
            )
            for row in csv.DictReader(stream)
        )


def write_roster_workbook(path: Path, form: Form, units: Sequence[RosterUnit], area: str) -> None:
    """Write a roster with these units, an example to be mended and filled in; `read_roster` reads it back.

    `area` is the office's area in running text. Raises `OSError` when `path` cannot be written.
    """
    write_whole(path, roster_workbook(form, units, area, example=bool(units)))


def roster_workbook(form: Form, units: Sequence[RosterUnit], area: str, *, example: bool) -> bytes:
    """Return the roster of these units as a workbook; `example` says they are to be replaced by the office's own."""
    stream = io.BytesIO()
    with new_workbook(stream) as book:
        book.set_properties({"title": "Danh sách đơn vị báo cáo", "created": made_in(form.year)})
        looks = _Looks(book)
        sheet, notes = book.add_worksheet(SHEET), book.add_worksheet(NOTES)
        first = _write_notes(notes, looks, form, area, example=example)
        _write_units(sheet, looks, form, units, (first, first + len(form.unit_kinds) - 1))
        sheet.activate()
    return without_clock(stream.getvalue())


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True, "num_format": "@"}
        box = base | {"border": 1, "border_color": "#8A94A0"}

        def made(properties: dict[str, object]) -> Format:
            return book.add_format(properties)

        self.heading = made(box | {"bold": True, "align": "center", "bg_color": "#E4EAF1"})
        self.required = made(box | {"bold": True, "align": "center", "bg_color": "#F7D9A8"})
        self.cell = made(box)
        self.centre = made(box | {"align": "center"})
        self.text = made(base)
        self.bold = made(base | {"bold": True})
        self.title = made(base | {"bold": True, "font_size": 14, "text_wrap": False})


def _write_units(
    sheet: Worksheet, looks: _Looks, form: Form, units: Sequence[RosterUnit], kinds: tuple[int, int]
) -> None:
    for column, (heading, width, note) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, looks.required if heading in _MUST else looks.heading)
        sheet.write_comment(0, column, note, {"author": "htsd", "x_scale": 2, "font_size": 10})
    sheet.set_row(0, 24)
    for row in range(1, max(len(units) + 20, 60) + 1):
        texts = _texts(units[row - 1], form) if row <= len(units) else ("",) * len(_COLUMNS)
        sheet.set_row(
            row, 20 * max(lines_needed(text, 0.9 * _COLUMNS[at][1]) for at, text in enumerate(texts))
        )
        for column, text in enumerate(texts):
            look = looks.centre if _COLUMNS[column][0] in ("Mã", "Bắt buộc") else looks.cell
            if text:
                sheet.write_string(row, column, text, look)
            else:
                sheet.write_blank(row, column, None, look)
    names = [heading for heading, _, _ in _COLUMNS]
    _offer(sheet, names.index("Loại"), f"='{NOTES}'!$A${kinds[0] + 1}:$A${kinds[1] + 1}", "Loại đơn vị")
    _offer(sheet, names.index("Bắt buộc"), ["Có", "Không"], "Bắt buộc báo cáo", strict=False)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(units), 1), len(_COLUMNS) - 1)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _texts(unit: RosterUnit, form: Form) -> tuple[str, ...]:
    """Return what stands in a unit's row."""
    kind = form.kind_name(unit.kind) if unit.kind else ""
    required = "Có" if unit.required else "Không"
    old = "; ".join(
        f"{item.name} (đến {item.until.day}/{item.until.month}/{item.until.year})"
        if item.until
        else item.name
        for item in unit.old_names
    )
    into = unit.merged_into
    if into and unit.merged_on:
        into = f"{into} (từ {unit.merged_on.day}/{unit.merged_on.month}/{unit.merged_on.year})"
    return (
        unit.id, unit.name, kind, "; ".join(unit.other_names), unit.email, required, unit.contact, unit.phone,
        unit.area, old, into, unit.split_from,
        "; ".join(f"{day:%d/%m/%Y}" for day in unit.received),
    )  # fmt: skip


def _offer(
    sheet: Worksheet, column: int, source: str | list[str], title: str, *, strict: bool = True
) -> None:
    """Offer a list to choose from in the column's cells; what is not on it is refused where that is `strict`."""
    rule = {
        "validate": "list",
        "source": source,
        "error_title": title,
        "error_message": "Hãy chọn trong danh sách (bấm mũi tên ở góc ô), hoặc để trống.",
        "show_error": strict,
    }
    sheet.data_validation(1, column, _ROOM, column, rule)


def _write_notes(sheet: Worksheet, looks: _Looks, form: Form, area: str, *, example: bool) -> int:
    """Write the sheet that explains the columns; return the 0-based row of the first kind of unit."""
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 92)
    sheet.hide_gridlines(2)
    about = (
        f"Danh sách ghi sẵn là ví dụ cho {area}: hãy sửa, thêm, bớt dòng cho đúng với địa bàn trước khi gửi mẫu."
        if example
        else "Ghi mỗi đơn vị phải báo cáo một dòng ở trang “Danh sách đơn vị”."
    )
    after = (
        "Sửa xong thì lưu, đóng Excel rồi chạy lại lệnh: htsd init – máy lập thêm mẫu cho đơn vị mới, không ghi đè"
        " tệp nào."
    )
    sheet.write_string(0, 0, "Cách ghi danh sách đơn vị", looks.title)
    for row, text in ((1, about), (2, after)):
        sheet.merge_range(row, 0, row, 1, text, looks.text)
        sheet.set_row(row, 20)
    sheet.write_string(4, 0, "Cột", looks.heading)
    sheet.write_string(4, 1, "Cách ghi", looks.heading)
    row = 5
    for heading, _, note in _COLUMNS:
        must = " Bắt buộc phải có." if heading in _MUST else ""
        sheet.write_string(row, 0, heading, looks.cell)
        sheet.write_string(row, 1, note + must, looks.cell)
        sheet.set_row(row, 20 * lines_needed(note + must, 84))
        row += 1
    row += 1
    sheet.write_string(row, 0, "Loại đơn vị", looks.heading)
    sheet.write_string(row, 1, "Tên đơn vị thường bắt đầu bằng", looks.heading)
    for place, kind in enumerate(form.unit_kinds, row + 1):
        sheet.write_string(place, 0, kind.name, looks.cell)
        sheet.write_string(place, 1, "; ".join(kind.words) or "(loại khác)", looks.cell)
        sheet.set_row(place, 20 * -(-len("; ".join(kind.words)) // 88) if kind.words else 20)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return row + 1
