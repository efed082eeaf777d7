"""The sheet of decisions `can-xac-nhan.xlsx`: what waits for a person, what was decided, and how to write it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.decisions import COLUMNS, NOT_COUNTED, ActivityLine, Line, State, extra_headings
from htsd_cli.form import Form
from htsd_cli.readers.packages.sealed import NO_SEAL, SEAL, Part, seal_of
from htsd_cli.values.figures import Number
from htsd_cli.writers.campaign.activities_sheet import write_activities
from htsd_cli.writers.new_workbook import new_workbook
from htsd_cli.writers.output import made_in, without_clock, write_whole
from htsd_cli.writers.workbook.rows import Rows, put_rows
from htsd_cli.writers.workbook.style import (
    FONT,
    NUMBER_FORMAT,
    StyleName,
    Styles,
    cell_text,
    lines_needed,
    make_styles,
    row_height,
    set_page,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET, GUIDE_SHEET, KEYS_SHEET = "Cần xác nhận", "Hướng dẫn", "Mã dòng"

_WIDTHS = {
    "unit": 25, "indicator": 27, "column": 11, "text": 22, "suggestion": 12, "value": 14, "reason": 26, "by": 17,
    "said": 21, "trouble": 38, "counted": 11, "file": 26, "place": 19, "key": 13,
}  # fmt: skip
_ADDED_WIDTH = 20
_TO_FILL = ("value", "reason", "by")
_PRINTED = "counted"  # the last column that is printed
_NUMBERS = ("suggestion", "value", "counted")

_GUIDE = (
    ("", "Ghi xác nhận cho những số liệu chưa rõ"),
    ("1", "Mỗi dòng ở trang “Cần xác nhận” là một số liệu chưa được cộng (cột Tình trạng nền đỏ) hoặc đã được cộng"
          " nhưng nên xem lại (nền vàng). Cột Vướng mắc nói vì sao; cột Nội dung trong báo cáo là đúng chữ đơn vị"
          " viết."),
    ("2", "Hỏi lại đơn vị rồi ghi vào ba cột nền vàng nhạt:"),
    ("", "– Giá trị đúng: một số nguyên từ 0 trở lên, ví dụ 345; kinh phí ghi đủ số đồng. Không có hoạt động thì ghi 0;"
         " không có số liệu thì ghi “để trống”. Đồng ý với cột Gợi ý (hoặc, khi không có gợi ý, với cột Đang tính) thì"
         " chỉ cần ghi x. Dòng “(ngoài mẫu)” chỉ nhận “không tính”."),
    ("", "– Lý do: ví dụ “điện thoại hỏi hiệu trưởng ngày 15/10”."),
    ("", "– Người xác nhận: họ tên, bắt buộc; thiếu thì xác nhận chưa được áp dụng."),
    ("3", "Lưu tệp này tại chỗ, giữ nguyên tên, đóng Excel rồi chạy lại htsd aggregate. Số đã xác nhận được cộng và"
          " được nêu rõ ở trang theo dõi, ở sổ số liệu và trong dữ liệu; tệp của đơn vị không bị sửa."),
    ("4", "Xác nhận chỉ dùng cho đúng tệp báo cáo lúc ấy. Đơn vị gửi tệp khác thì xác nhận hết hiệu lực và được báo"
          " lại; dòng cũ vẫn giữ ở cuối bảng."),
    ("5", "Muốn bỏ một xác nhận: xóa ô Giá trị đúng, Lý do và Người xác nhận của dòng ấy."),
    ("6", "Cần sửa một số không có trong bảng: thêm một dòng, chép đúng tên đơn vị, chỉ tiêu, cột và nội dung báo cáo"
          " đang ghi ở ô ấy, rồi ghi ba cột nền vàng nhạt."),
    ("7", "Có thể lọc, sắp xếp cả bảng, tô màu, thêm cột ghi chú. Không sửa bốn cột đầu và cột Mã dòng: nhờ chúng mà"
          " mỗi dòng được nhận ra."),
    ("8", "Trang “Hoạt động” liệt kê các câu đơn vị viết về những việc bảng số liệu không đếm. Đọc từng câu; câu nào"
          " đúng là việc đơn vị đã làm thì ghi x ở cột “Đưa vào báo cáo” (ghi tb nếu muốn nêu tên đơn vị làm tiêu"
          " biểu). Câu chưa đánh dấu không được kể trong báo cáo. Câu có lý do ở cột “Cần đọc vì” thường là việc chưa"
          " làm, mới định làm hoặc của đơn vị khác: chỉ đánh dấu khi đã hỏi lại."),
    ("9", "Trang “Khó khăn, kiến nghị” liệt kê các câu đơn vị nêu khó khăn, hạn chế hoặc đề nghị, xếp theo chủ đề. Câu"
          " nào nên tổng hợp lên cấp trên thì ghi x (tb: nêu cả tên đơn vị); báo cáo ghi có bao nhiêu đơn vị nêu, trong"
          " phần Hạn chế và phần Kiến nghị."),
)  # fmt: skip


def write_decisions(
    lines: Sequence[Line], form: Form, path: Path, activities: Sequence[ActivityLine] = ()
) -> None:
    """Write the sheet of decisions and that of activities; the same lines give the same bytes.

    The headings stand in the first row of the first sheet, so that any program finds them. The keys of all lines are
    kept once more in a hidden sheet, should their column be lost. Where nothing was typed the workbook bears a seal, by
    which the next run knows that nobody touched it. Raises `OSError` when `path` cannot be written.
    """
    buffer = io.BytesIO()
    with new_workbook(buffer, FONT) as book:
        book.set_properties({"title": "Số liệu cần xác nhận", "created": made_in(form.year)})
        book.set_custom_property("htsd-output", "decisions")
        if not any(line.row and line.row.filled for line in lines) and not any(
            one.typed for one in activities
        ):
            book.set_custom_property(SEAL, NO_SEAL, "text")
        long: list[Rows] = []
        _Table(book, lines).write()
        concerns = {theme.name for theme in form.themes}
        if form.practices:
            done = [line for line in activities if line.practice not in concerns]
            long.append(write_activities(book, done))
        if form.themes:
            asked = [line for line in activities if line.practice in concerns]
            long.append(write_activities(book, asked, themes=True))
        _write_guide(book)
        keys = book.add_worksheet(KEYS_SHEET)
        held = [str(line.key) for line in lines if line.key]
        held += [str(line.key) for line in activities if line.key]
        once = list(dict.fromkeys(held))
        plain: Styles = {"text": book.add_format()}
        long.append(put_rows(keys, plain, 0, lambda: ([key] for key in once), [None], len(once)))
        keys.hide()
    write_whole(path, without_clock(buffer.getvalue(), _Packing(long).mend))


class _Packing:
    """Puts the long sheets' rows into their parts, and the seal of all sheets into the properties behind them."""

    def __init__(self, long: Sequence[Rows]) -> None:
        self._rows = {one.part: one for one in long}
        self._sealed: list[Part] = []

    def mend(self, part: str, content: bytes) -> bytes | Iterable[bytes]:
        """Return what a part shall hold."""
        if part in self._rows:
            return self._counted(part, self._rows[part].into(content))
        self._sealed.append(Part(part, zlib.crc32(content), len(content)))
        return (
            content.replace(NO_SEAL.encode(), seal_of(self._sealed).encode()) if "custom" in part else content
        )

    def _counted(self, part: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        checksum = size = 0
        for piece in pieces:
            checksum, size = zlib.crc32(piece, checksum), size + len(piece)
            yield piece
        self._sealed.append(Part(part, checksum, size))


class _Table:
    """The first sheet while it is written."""

    def __init__(self, book: Workbook, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._sheet: Worksheet = book.add_worksheet(SHEET)
        self._styles = make_styles(book)
        self._added = extra_headings([line.row for line in lines if line.row])
        self._names = [name for name in COLUMNS if name != "key"]
        base = {"font_name": FONT, "border": 1, "border_color": "#8A94A0", "valign": "vcenter"}
        yellow = base | {"bg_color": "#FFFBE0", "locked": False}
        number = {"num_format": NUMBER_FORMAT, "align": "right", "indent": 1}

        def add(**wanted: object) -> Format:
            return book.add_format(base | wanted)

        self._fill = book.add_format(yellow | {"text_wrap": True, "num_format": "@"})
        self._fill_number = book.add_format(yellow | number | {"bold": True})
        self._heading_fill = add(bold=True, align="center", text_wrap=True, bg_color="#FFE999")
        self._grey = add(text_wrap=True, font_color="#4A5159")
        self._grey_number = add(font_color="#4A5159", **number)
        self._key = add(font_color="#9AA1AA", font_size=8)

    def write(self) -> None:
        """Write the headings, the lines, and how the sheet behaves and prints."""
        sheet = self._sheet
        headings = [COLUMNS[name] for name in self._names] + self._added + [COLUMNS["key"]]
        widths = (
            [_WIDTHS[name] for name in self._names] + [_ADDED_WIDTH] * len(self._added) + [_WIDTHS["key"]]
        )
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            fill = column < len(self._names) and self._names[column] in _TO_FILL
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, self._heading_fill if fill else self._styles["heading"])
        sheet.set_row(0, 34)
        for place, line in enumerate(self._lines, start=1):
            self._line(place, line)
        last = max(len(self._lines), 1)
        if not self._lines:
            sheet.write_string(1, 0, "Không có số liệu nào cần xác nhận.")
        sheet.autofilter(0, 0, last, len(headings) - 1)
        sheet.freeze_panes(1, 2)
        sheet.ignore_errors({"number_stored_as_text": f"A2:XFD{last + 1}"})
        set_page(sheet, heading_rows=(0, 0), landscape=True)
        sheet.print_area(0, 0, last, self._names.index(_PRINTED))

    def _line(self, place: int, line: Line) -> None:
        row = line.row
        done = line.state in (State.EXPIRED, State.WAITING)
        values: dict[str, str | Number | float | None] = {
            **line.shown._asdict(),
            "suggestion": line.suggestion,
            "value": row.typed if row else None,
            "reason": row.reason if row else None,
            "by": row.by if row else None,
            "said": line.said,
            "trouble": line.trouble,
            "counted": line.counted,
            "file": line.file,
            "place": line.place,
        }
        lines = 1
        for column, name in enumerate(self._names):
            value = values[name]
            if isinstance(value, str):
                lines = max(lines, lines_needed(value, _WIDTHS[name] - 1))
            self._put(place, column, value, self._style(name, line, done=done))
        if not done and line.suggestion != NOT_COUNTED:
            self._ask(place, self._names.index("value"))
        others = dict(row.others) if row else {}
        for column, heading in enumerate(self._added, start=len(self._names)):
            self._put(place, column, others.get(heading), self._styles["text"])
        key = str(line.key) if line.key else ""
        self._put(place, len(self._names) + len(self._added), key, self._key)
        self._sheet.set_row(place, row_height(max(lines, 2)))

    def _put(self, row: int, column: int, value: str | Number | float | None, style: Format) -> None:
        if value is None or value == "":
            self._sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            self._sheet.write_string(row, column, cell_text(value), style)
        else:
            self._sheet.write_number(row, column, value, style)

    def _style(self, name: str, line: Line, *, done: bool) -> Format:
        if name == "said":
            return self._styles[_state_style(line)]
        if done:
            return self._grey_number if name in _NUMBERS else self._grey
        if name in _TO_FILL:
            return self._fill_number if name == "value" else self._fill
        if name in _NUMBERS:
            return self._styles["number"]
        return self._styles["text_bold"] if name == "text" else self._styles["text"]

    def _ask(self, row: int, column: int) -> None:
        """Let the program ask for a whole number, without refusing the words that are answers too."""
        rule = {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "input_title": "Giá trị đúng",
            "input_message": "Số nguyên từ 0 trở lên; x: đúng như gợi ý. Không có số liệu thì ghi: để trống",
            "error_type": "warning",
            "error_title": "Không phải số nguyên",
            "error_message": "Chỉ nên ghi số nguyên từ 0 trở lên, “x” hoặc “để trống”. Giữ nội dung vừa ghi?",
        }
        self._sheet.data_validation(row, column, row, column, rule)


def _state_style(line: Line) -> StyleName:
    match line.state:
        case State.OPEN:
            return "error" if line.error else "warning"
        case State.REFUSED | State.LOST:
            return "error"
        case State.APPLIED:
            return "ok"
        case State.EXPIRED | State.WAITING:
            return "missing"


def _write_guide(book: Workbook) -> None:
    sheet = book.add_worksheet(GUIDE_SHEET)
    title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True})
    number = book.add_format({"font_name": FONT, "font_size": 12, "align": "center", "valign": "top"})
    text = book.add_format({"font_name": FONT, "font_size": 12, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 100)
    for row, (mark, sentence) in enumerate(_GUIDE):
        if mark:
            sheet.write_string(row, 0, mark, number)
        sheet.write_string(row, 1, sentence, text if row else title)
        sheet.set_row(row, 16.5 * lines_needed(sentence, 104) + 5)
    sheet.hide_gridlines(2)
    set_page(sheet, heading_rows=(0, 0), landscape=True)
