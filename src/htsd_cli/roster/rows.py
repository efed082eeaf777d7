"""The rows of a roster's workbook as they are written there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from htsd_cli.language.refusals import reason
from htsd_cli.language.vietnamese import clean, fold, lower_first
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell

_COLUMNS = {
    "id": ("Mã", "Mã đơn vị"),
    "name": ("Tên đơn vị",),
    "kind": ("Loại", "Loại đơn vị"),
    "other_names": ("Tên khác",),
    "email": ("Email",),
    "required": ("Bắt buộc",),
    "contact": ("Người liên hệ",),
    "phone": ("Điện thoại",),
    "area": ("Địa bàn", "Cụm", "Địa bàn/Cụm", "Địa bàn (cụm)", "Cụm/Địa bàn"),
    "old_names": ("Tên cũ",),
    "merged_into": ("Sáp nhập vào",),
    "split_from": ("Tách từ",),
    "received": ("Ngày nhận", "Ngày nhận báo cáo"),
}
NO = frozenset(("khong", "k", "0", "no", "false"))  # in the column Bắt buộc, folded


class RosterError(ValueError):
    """A roster that cannot be used; `str()` is a Vietnamese sentence."""


class HeadingsMissingError(RosterError):
    """A list of units that has not the headings of a roster: an office's own, perhaps."""


class RosterRow(NamedTuple):
    """One row of the roster's workbook as it is written: its number there, and its cells' texts."""

    row: int
    id: str = ""
    name: str = ""
    kind: str = ""
    other_names: str = ""
    email: str = ""
    required: str = ""
    contact: str = ""
    phone: str = ""
    area: str = ""
    old_names: str = ""
    merged_into: str = ""
    split_from: str = ""
    received: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The other names the unit goes by."""
        return parts(self.other_names)


def parts(text: str) -> tuple[str, ...]:
    """Return what a cell lists, parted by ";"."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def seen(path: Path) -> Path:
    """Return a path as a person knows it, without the steps back of one told relatively."""
    return Path(os.path.normpath(path))


def about(error: UnreadableFile | OSError) -> str:
    """Return in a few words why a list cannot be read."""
    if isinstance(error, OSError):
        return reason(error)
    return lower_first(finding(error.code, detail=error.detail).message.rstrip("."))


def read_rows(path: Path) -> list[RosterRow]:
    """Return the rows of a workbook with the columns Mã, Tên đơn vị, Loại, Tên khác, Email, Bắt buộc …; none blank.

    Raises `RosterError` when the file cannot be read, `HeadingsMissingError` when it has no columns Mã and Tên đơn vị.
    """
    try:
        document = read_document(path, unseen=True)  # a filter left on makes no unit vanish
    except (UnreadableFile, OSError) as error:
        raise RosterError(
            f"Không đọc được danh sách đơn vị “{seen(path)}”: {about(error)}. Cần một tệp Excel (.xlsx) có cột “Tên đơn"
            " vị”."
        ) from error
    headings = {fold(heading): key for key, spelled in _COLUMNS.items() for heading in spelled}
    for table in document.tables():
        for index, row in enumerate(table.rows):
            columns: dict[str, int] = {}
            for cell in row:
                if key := headings.get(fold(cell.text)):
                    columns.setdefault(key, cell.column)
            if {"id", "name"} <= set(columns):
                found = (_row(cells, columns) for cells in table.rows[index + 1 :] if cells)
                return [row for row in found if any(row[1:])]
    raise HeadingsMissingError(
        f"Danh sách đơn vị “{seen(path)}” thiếu cột “Mã” hoặc “Tên đơn vị” ở dòng tiêu đề. Hãy ghi hai tên cột ấy ở"
        " dòng đầu, trên cột mã và cột tên; hoặc để nguyên danh sách của cơ quan ở chỗ khác, xóa tệp này rồi chạy:"
        " htsd init --roster TỆP (máy lập lại tệp này từ danh sách ấy)."
    )


def _row(cells: Sequence[Cell], columns: dict[str, int]) -> RosterRow:
    texts = {
        key: next((clean(cell.text) for cell in cells if cell.column == column), "")
        for key, column in columns.items()
    }
    return RosterRow(cells[0].row, **texts)
