"""Where in an office's own sheet a list of units stands: its heading, what each column holds, lists beside each other.

A heading has one row or two (`Liên lạc` above `SĐT` and `Hộp thư`); two lists may stand side by side under one row of
headings; a sheet may have none, and is then read by the names it holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.roster.names import NameReader
from htsd_cli.roster.official import official_name
from htsd_cli.values.document import Cell

Row = Sequence[Cell]

# What offices call a column, the surer words first: a heading is the first of these whose words it holds.
_WORDS = {
    "number": ("STT", "TT", "Số TT", "Số thứ tự"),
    "email": ("Email", "E-mail", "Gmail", "Thư điện tử", "Hộp thư", "Mail"),
    "phone": ("Điện thoại", "SĐT", "ĐT", "Số máy", "Di động", "Zalo"),
    "contact": ("Người liên hệ", "Hiệu trưởng", "Người phụ trách", "Phụ trách", "Đầu mối", "Họ và tên", "Họ tên",
                "Cán bộ", "Trưởng khu phố", "Chủ nhóm"),
    "id": ("Mã", "Mã số"),
    "kind": ("Loại", "Cấp học", "Bậc học"),
    "area": ("Địa bàn", "Cụm"),
    "required": ("Bắt buộc",),
    "other": ("Ghi chú", "Địa chỉ", "Chức vụ", "Số lớp", "Số học sinh", "Tên khác"),
    "name": ("Tên đơn vị", "Tên trường", "Tên cơ sở", "Tên cơ quan", "Tên", "Đơn vị", "Trường",
             "Cơ sở giáo dục", "Cơ quan"),
}  # fmt: skip
_HEADINGS = {key: tuple(fold(word) for word in words) for key, words in _WORDS.items()}
# "số trường", "đơn vị tính" hold a name's word and are none
_NO_NAME = re.compile(r"^(?:so|tong|loai) | tinh$")
_LONGEST_HEADING = 40
_COUNTED = re.compile(r"\d+[.)]?")
_FEWEST = 2  # names without any heading that make a list: a letterhead names one body


class Block(NamedTuple):
    """One list of a sheet: the rows below its heading, cut to its own columns, and in which column stands what.

    `heading` is what stands above the names, "" where nothing does.
    """

    rows: tuple[Row, ...]
    columns: dict[str, int]
    heading: str


def blocks_of(rows: Sequence[Row], names: NameReader) -> list[Block]:
    """Return the lists of a sheet, from left to right; empty when no column of it holds names of units."""
    for index, row in enumerate(rows):
        headings = _headings(row)
        first = next((columns for _, columns in headings if "name" in columns), None)
        if first is not None and (len(first) > 1 or _is_plain_heading(row)):
            return _below(rows, index, headings, names)
    return _without_heading(rows, names)


def text_in(row: Row, column: int | None) -> str:
    """Return the text of a row's cell in a column, its blanks tidied; "" where there is none."""
    found = next((cell.text for cell in row if cell.column == column), "") if column is not None else ""
    return " ".join(clean(found).split())


def is_name(text: str, names: NameReader) -> bool:
    """Return whether a text is a unit's name, and not a kind alone or a title that begins like one."""
    text = clean(text).strip()
    if not 0 < len(text) <= 3 * _LONGEST_HEADING or names.is_only_kind(text):
        return False
    return bool(names.kind_of(text) or names.kind_of(official_name(text, names)))


def is_counted(text: str) -> bool:
    """Return whether a text is a line's running number."""
    return bool(_COUNTED.fullmatch(text))


def _headings(row: Row) -> list[tuple[int, dict[str, int]]]:
    """Return the lists a row is the heading of: where each begins, and in which column stands what.

    A second list begins where the running number, or the very heading of the names, comes again.
    """
    found: list[tuple[int, dict[str, int]]] = []
    names: set[str] = set()
    for cell in row:
        key = _key(cell.text)
        if not key:
            continue
        again = key in found[-1][1] if found else False
        if not found or (again and (key == "number" or (key == "name" and fold(cell.text) in names))):
            found.append((cell.column, {}))
        if key == "name":
            names.add(fold(cell.text))
        found[-1][1].setdefault(key, cell.column)
    return found


def _below(
    rows: Sequence[Row], index: int, headings: Sequence[tuple[int, dict[str, int]]], names: NameReader
) -> list[Block]:
    """Return the lists that stand below a heading, whose second row is read with it where it has one."""
    lists: list[Block] = []
    starts = [0, *(at for at, _ in headings[1:]), 1 << 30]
    for (_, columns), left, right in zip(headings, starts[:-1], starts[1:], strict=True):
        if "name" not in columns:
            continue
        below = tuple(tuple(cell for cell in row if left <= cell.column < right) for row in rows[index + 1 :])
        heading = text_in(rows[index], columns["name"])
        second = below[0] if below else ()
        keys = [(_key(cell.text), cell.column) for cell in second]
        if _goes_on(second, text_in(second, columns["name"]), keys, names):
            for key, column in keys:
                if key == "name":
                    columns["name"], heading = column, text_in(second, column)
                elif key:
                    columns.setdefault(key, column)
            below = below[1:]
        lists.append(Block(below, columns, heading))
    return lists


def _goes_on(row: Row, said: str, keys: Sequence[tuple[str, int]], names: NameReader) -> bool:
    """Return whether a row below a heading is its second row: words of headings, no unit's name, no digit."""
    known = sum(bool(key) for key, _ in keys)
    if is_name(said, names) or any(letter.isdigit() for cell in row for letter in cell.text):
        return False
    return known > 1 and _key(said) == "name" if said else known > 0


def _without_heading(rows: Sequence[Row], names: NameReader) -> list[Block]:
    """Return the list of a sheet without a heading: the column that holds most names, and the numbers beside it."""
    known = Counter(cell.column for row in rows for cell in row if is_name(cell.text, names))
    if not known or known.total() < _FEWEST:
        return []
    column = known.most_common(1)[0][0]
    first = next(at for at, row in enumerate(rows) if is_name(text_in(row, column), names))
    heading = text_in(rows[first - 1], column) if first else ""
    if _key(heading) != "name":  # what stands above the first name is a line of the list, or its title
        heading, first = "", max(first - 1, 0)
    columns = {"name": column}
    counted = Counter(cell.column for row in rows[first:] for cell in row if is_counted(cell.text.strip()))
    for at, count in counted.items():
        if at < column and 2 * count > known[column]:
            columns["number"] = at
    return [Block(tuple(rows[first:]), columns, heading)]


def _is_plain_heading(row: Row) -> bool:
    """Return whether a row is the heading of a list of names alone."""
    texts = [fold(cell.text) for cell in row if cell.text.strip()]
    return len(texts) == 1 and texts[0] in _HEADINGS["name"]


def _key(text: str) -> str:
    folded = f" {fold(text)} "
    if len(folded) > _LONGEST_HEADING:
        return ""
    for key, words in _HEADINGS.items():
        if any(f" {word} " in folded for word in words):
            return "" if key == "name" and _NO_NAME.search(folded.strip()) else key
    return ""
