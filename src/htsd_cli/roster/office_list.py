"""An office's own list of its units, as it lies in some workbook: read once, to become the roster `don-vi.xlsx`.

Such a list has a title above, its own headings (`Tên trường`, `SĐT`, `Hiệu trưởng`), group lines (`II. Khối tiểu học`),
seldom a code, and a signature below. What is no unit is told, never dropped in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from htsd_cli.form import Form
from htsd_cli.language.addresses import addresses
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.roster.names import NameReader
from htsd_cli.roster.official import official_name
from htsd_cli.roster.roster import kind_of_word
from htsd_cli.roster.rows import NO, RosterError
from htsd_cli.roster.unit import RosterUnit
from htsd_cli.values.document import Cell

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
_GROUP = re.compile(r"(?:[ivx]+|[a-zđ])[.)/-]\s+\S|khối\s|bậc\s|cấp\s", re.IGNORECASE)
_NO_UNIT = re.compile(
    r"(?:tổng|cộng|người lập|người kiểm|thủ trưởng|nơi nhận|lưu|kt\.|tm\.|tl\.|chủ tịch|phó chủ tịch|hiệu trưởng)\b"
    r"|ngày\b|.*,\s*ngày\b.*tháng\b",
    re.IGNORECASE,
)


class OfficeList(NamedTuple):
    """What an office's list says: its units with the codes they are given, and what a person should look over.

    `column` is the heading the names stand under ("" where there is none), `renamed` each name as it was written and as
    it is written officially, `passed_over` the lines below the heading that are no unit, with their rows. `recoded` are
    units whose code in the list another unit above has: their row, that code, their name, the code they got instead.
    """

    units: tuple[RosterUnit, ...]
    column: str
    renamed: tuple[tuple[str, str], ...]
    passed_over: tuple[tuple[int, str], ...]
    recoded: tuple[tuple[int, str, str, str], ...] = ()


def read_office_list(path: Path, form: Form) -> OfficeList:
    """Return the units of an office's own list (Excel, Word …). Raises `RosterError` when no units are found in it."""
    try:
        document = read_document(path, unseen=True)
    except (UnreadableFile, OSError) as error:
        raise RosterError(
            f"Không đọc được danh sách đơn vị “{path}”: hãy kiểm tra tệp rồi chạy lại."
        ) from error
    names = NameReader(form)
    best: OfficeList | None = None
    for table in document.tables():
        rows = [row for row in table.rows if row]
        start, columns = _columns(rows, names)
        if "name" in columns:
            found = _units(rows, start, columns, form, names)
            best = found if best is None or len(found.units) > len(best.units) else best
    if best is None or not best.units:
        raise RosterError(
            f"Không nhận ra cột tên đơn vị nào trong “{path}”. Danh sách cần một dòng tiêu đề có cột “Tên đơn vị”; các"
            " cột “Mã”, “Email”, “Điện thoại” không bắt buộc."
        )
    return best


def _columns(rows: Sequence[Sequence[Cell]], names: NameReader) -> tuple[int, dict[str, int]]:
    """Return the index of the heading's row (-1 for none), and in which column stands what."""
    for index, row in enumerate(rows):
        columns: dict[str, int] = {}
        for cell in row:
            key = _key(cell.text)
            if key:
                columns.setdefault(key, cell.column)
        if "name" in columns and (len(columns) > 1 or _is_plain_heading(row)):
            return index, columns
    known = Counter(cell.column for row in rows for cell in row if _is_name(cell.text, names))
    if not known:
        return -1, {}
    column = known.most_common(1)[0][0]
    first = next(at for at, row in enumerate(rows) if _is_name(_text(row, column), names))
    return first - 1, {"name": column}


def _is_plain_heading(row: Sequence[Cell]) -> bool:
    """Return whether a row is the heading of a list of names alone."""
    texts = [fold(cell.text) for cell in row if cell.text.strip()]
    return len(texts) == 1 and texts[0] in _HEADINGS["name"]


def _is_name(text: str, names: NameReader) -> bool:
    """Return whether a text is a unit's name, and not a kind alone or a title that begins like one."""
    text = clean(text).strip()
    if not 0 < len(text) <= 3 * _LONGEST_HEADING or names.is_only_kind(text):
        return False
    return bool(names.kind_of(text) or names.kind_of(official_name(text, names)))


def _key(text: str) -> str:
    folded = f" {fold(text)} "
    if len(folded) > _LONGEST_HEADING:
        return ""
    for key, words in _HEADINGS.items():
        if any(f" {word} " in folded for word in words):
            return "" if key == "name" and _NO_NAME.search(folded.strip()) else key
    return ""


def _text(row: Sequence[Cell], column: int | None) -> str:
    found = next((cell.text for cell in row if cell.column == column), "") if column is not None else ""
    return " ".join(clean(found).split())


def _units(
    rows: Sequence[Sequence[Cell]], start: int, columns: dict[str, int], form: Form, names: NameReader
) -> OfficeList:
    heading = _text(rows[start], columns["name"]) if start >= 0 else ""
    if (
        start >= 0 and _key(heading) != "name"
    ):  # what stands above the first name is a line of the list, or its title
        heading, start = "", start - 1
    others = [column for key, column in columns.items() if key not in ("name", "number")]
    others = [
        column for column in others if 2 * sum(bool(_text(row, column)) for row in rows) >= len(rows) - start
    ]
    units: list[RosterUnit] = []
    renamed: list[tuple[str, str]] = []
    passed_over: list[tuple[int, str]] = []
    recoded: list[tuple[int, str, str, str]] = []
    group = None
    codes = _Codes(_text(row, columns.get("id")) for row in rows[start + 1 :])
    for row in rows[start + 1 :]:
        said = _text(row, columns["name"])
        if not _stands_for_a_unit(row, said, columns, others, names):
            line = said or next((_text(row, cell.column) for cell in row if cell.text.strip()), "")
            if line and fold(line) != fold(heading):
                passed_over.append((row[0].row, line))
                group = _kind_of_group(line, names)
            continue
        name = official_name(said, names)
        kind = kind_of_word(_text(row, columns.get("kind")), form) or names.kind_of(name) or group
        if name != said:
            renamed.append((said, name))
        listed = _text(row, columns.get("id"))
        code = codes.of(listed, kind)
        if listed and code != listed:
            recoded.append((row[0].row, listed, name, code))
        units.append(
            RosterUnit(
                code,
                name,
                kind,
                (said,) if fold(said) != fold(name) else (),
                "; ".join(addresses(_text(row, columns.get("email")))),
                contact=_text(row, columns.get("contact")),
                phone=_phone(_text(row, columns.get("phone"))),
                required=fold(_text(row, columns.get("required"))) not in NO,
                area=_text(row, columns.get("area")),
            )
        )
    return OfficeList(tuple(units), heading, tuple(renamed), tuple(passed_over), tuple(recoded))


def _stands_for_a_unit(
    row: Sequence[Cell], name: str, columns: dict[str, int], others: Sequence[int], names: NameReader
) -> bool:
    if not name or _NO_UNIT.match(name) or names.is_only_kind(name):
        return False
    if "number" in columns and _COUNTED.fullmatch(_text(row, columns["number"])):
        return True
    filled = any(_text(row, column) for column in others)
    if _is_name(name, names):
        return "number" not in columns or filled
    # A name that tells no kind is one where the office's own heading stands above it, and no group's line.
    return "number" not in columns and filled and not _GROUP.match(name)


def _kind_of_group(line: str, names: NameReader) -> str | None:
    """Return the kind whose units stand below a line such as `II. Khối tiểu học`, None when it names none."""
    bare = re.sub(r"^(?:[ivx]+|[a-zđ]|\d+)[.)/-]\s+", "", line, flags=re.IGNORECASE)
    bare = re.sub(r"^(?:khối|bậc|cấp|các)\s+", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"^(?:các\s+)?(trường|khu phố|ấp|thôn)", r"\1", bare, flags=re.IGNORECASE)
    return names.kind_of(bare) or names.kind_of(f"{bare} A")


def _phone(text: str) -> str:
    """Return a phone as it is dialled: a workbook drops the 0 of a number."""
    digits = text.removesuffix(".0")
    return f"0{digits}" if re.fullmatch(r"[1-9]\d{8}", digits) else text


class _Codes:
    """Gives each unit a code of its own: the list's where it has one, else one of the kind's letters and a number."""

    def __init__(self, listed: Iterator[str]) -> None:
        self._taken = {text for text in listed if text}
        self._given: set[str] = set()
        self._last: Counter[str] = Counter()

    def of(self, listed: str, kind: str | None) -> str:
        """Return the code of the next unit."""
        if listed and listed not in self._given:
            self._given.add(listed)
            return listed
        letters = _letters(kind)
        while True:
            self._last[letters] += 1
            code = f"{letters}{self._last[letters]:02}"
            if code not in self._taken | self._given:
                self._given.add(code)
                return code


def _letters(kind: str | None) -> str:
    """Return the letters a code begins with: `khu-pho` is KP, `thcs` THCS, `phuong` PH."""
    parts = (kind or "don-vi").split("-")
    if len(parts) > 1:
        return "".join(part[0] for part in parts).upper()
    return parts[0].upper() if len(parts[0]) <= 4 else parts[0][:2].upper()
