"""The list for the telephone: whom to call and what to say; what was typed into it is read back, unit by unit."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from htsd_cli.language.refusals import reason
from htsd_cli.language.vietnamese import fold
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.values.document import Table
from htsd_cli.writers.new_workbook import new_workbook
from htsd_cli.writers.output import made_in, without_clock
from htsd_cli.writers.workbook.style import FONT, lines_needed, make_styles, put, row_height, set_page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

SHEET, DONE_SHEET = "Gọi điện", "Đã gọi"
RESULT = "Kết quả gọi"
_UNIT, _KEY = "Đơn vị", "Mã"
_COLUMNS = (
    ("STT", 5), (_UNIT, 36), ("Loại", 17), ("Người liên hệ", 20), ("Điện thoại", 15), ("Email", 26),
    ("Tình trạng", 13), ("Nội dung cần nói", 48), (RESULT, 22),
)  # fmt: skip
_OURS = frozenset(fold(name) for name in (*(name for name, _ in _COLUMNS), _KEY))
_BY_HAND = (
    "Người liên hệ",
    "Điện thoại",
    "Email",
)  # taken from the roster, and from the list where that has none
_ADDED_WIDTH = 22


class CallsError(ValueError):
    """A list of calls that cannot be read, so that nothing may be written over it; `str()` says what to do."""


class Call(NamedTuple):
    """A unit to be called: its key and name, its kind, whom to ask for and where, how it stands, what to say."""

    key: str
    unit: str
    kind: str
    contact: str
    phone: str
    email: str
    state: str
    say: str


class Typed(NamedTuple):
    """What people typed beside a unit: the unit's name there, and by heading the texts of result and added columns."""

    unit: str
    texts: Mapping[str, str]


def read_calls(path: Path) -> dict[str, Typed]:
    """Return what was typed into a list of calls, by the unit's key, else its name folded; nothing without the file.

    Raises `CallsError` for a file that is there and cannot be read.
    """
    if not path.is_file():
        return {}
    try:
        document = read_document(path, unseen=True)
    except UnreadableFile as error:
        raise _unreadable(path, "tệp bị hỏng hoặc không phải tệp Excel") from error
    except OSError as error:
        raise _unreadable(path, reason(error)) from error
    found: dict[str, Typed] = {}
    headed = False
    for table in document.tables():
        rows = _rows(table)
        headed = headed or rows is not None
        for key, typed in rows or ():
            if typed.texts and key not in found:
                found[key] = typed
    if not headed:
        raise _unreadable(path, f"không có dòng tiêu đề với cột “{_UNIT}” và “{RESULT}”")
    return found


def _unreadable(path: Path, why: str) -> CallsError:
    return CallsError(
        f"Không đọc được danh sách gọi điện “{path}”: {why}. Chưa có tệp nào bị ghi đè. Hãy sửa tệp này, hoặc chuyển"
        " nó đi nơi khác nếu không dùng nữa, rồi chạy lại."
    )


def _rows(table: Table) -> list[tuple[str, Typed]] | None:
    """Return the lines below the headings, None for a table without them."""
    for index, cells in enumerate(table.rows):
        headings = {cell.column: " ".join(cell.text.split()) for cell in cells if cell.text.strip()}
        at = {fold(heading): column for column, heading in headings.items()}
        if fold(_UNIT) not in at or fold(RESULT) not in at:
            continue
        rows = []
        for line in table.rows[index + 1 :]:
            texts = {cell.column: cell.text.strip() for cell in line}
            unit = texts.get(at[fold(_UNIT)], "")
            key = texts.get(at.get(fold(_KEY), 0), "") or fold(unit)
            typed = {
                heading: texts[column]
                for column, heading in headings.items()
                if texts.get(column) and (fold(heading) not in _OURS or heading in (RESULT, *_BY_HAND))
            }
            if key:
                rows.append((key, Typed(unit, typed)))
        return rows
    return None


def call_list(calls: Sequence[Call], typed: Mapping[str, Typed], year: int) -> bytes:
    """Return the list as a workbook, with what was typed before beside each unit.

    Units that need no call any more and of whom something was typed stand in a second sheet.
    """
    known = {call.key: typed.get(call.key) or typed.get(fold(call.unit)) for call in calls}
    names = {fold(call.unit) for call in calls}
    done = {
        key: item
        for key, item in typed.items()
        if key not in known and fold(item.unit) not in names and _added(item)
    }
    added = list(dict.fromkeys(heading for item in typed.values() for heading in _added(item)))
    added = [heading for heading in added if heading != RESULT]
    buffer = io.BytesIO()
    with new_workbook(buffer, FONT) as book:
        book.set_properties({"title": "Danh sách gọi điện", "created": made_in(year)})
        book.set_custom_property("htsd-output", "calls")
        columns = [*_COLUMNS, *((heading, _ADDED_WIDTH) for heading in added), (_KEY, 12)]
        lines = []
        for number, call in enumerate(calls, 1):
            item = known[call.key]
            texts = item.texts if item else {}
            by_hand = [
                own or texts.get(heading)
                for own, heading in zip((call.contact, call.phone, call.email), _BY_HAND, strict=True)
            ]
            lines.append(
                [number, call.unit, call.kind, *by_hand, call.state, call.say, texts.get(RESULT)]
                + [texts.get(heading) for heading in added]
                + [call.key]
            )
        _write(book, SHEET, "Danh sách đơn vị cần gọi điện nhắc", columns, lines)
        if done:
            columns = [(_UNIT, 36), (RESULT, 40), *((heading, _ADDED_WIDTH) for heading in added), (_KEY, 12)]
            _write(
                book,
                DONE_SHEET,
                "Đã gọi, nay không phải nhắc nữa",
                columns,
                [
                    [item.unit, item.texts.get(RESULT), *(item.texts.get(heading) for heading in added), key]
                    for key, item in done.items()
                ],
            )
    return without_clock(buffer.getvalue())


def _added(item: Typed) -> list[str]:
    return [heading for heading in item.texts if heading not in _BY_HAND]


def _write(
    book: Workbook,
    name: str,
    title: str,
    columns: Sequence[tuple[str, int]],
    lines: Sequence[Sequence[str | int | None]],
) -> None:
    styles = make_styles(book)
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, styles["title"])
    sheet.set_row(0, 22)
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, heading, styles["heading"])
    for row, values in enumerate(lines, start=2):
        for column, value in enumerate(values):
            put(sheet, row, column, value or None, styles)
        needed = max(
            lines_needed(str(value), width)
            for value, (_, width) in zip(values, columns, strict=True)
            if value
        )
        sheet.set_row(row, row_height(max(needed, 2)))
    sheet.autofilter(1, 0, len(lines) + 1, len(columns) - 1)
    sheet.freeze_panes(2, 2)
    set_page(sheet, heading_rows=(1, 1), landscape=True)
