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
from htsd_cli.language.vietnamese import fold
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.roster.list_blocks import Block, Row, blocks_of, is_counted, is_name, text_in
from htsd_cli.roster.names import NameReader
from htsd_cli.roster.official import official_name
from htsd_cli.roster.roster import kind_of_word
from htsd_cli.roster.rows import NO, RosterError, about
from htsd_cli.roster.unit import RosterUnit
from htsd_cli.values.document import Table

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
    `sheets` are the sheets the units come from where there are several. `elsewhere` are the units of lists not
    taken because they name units of the list taken (last year's, say): the sheet, and the names found only there.
    """

    units: tuple[RosterUnit, ...]
    column: str
    renamed: tuple[tuple[str, str], ...]
    passed_over: tuple[tuple[int, str], ...]
    recoded: tuple[tuple[int, str, str, str], ...] = ()
    sheets: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...] = ()


class _List(NamedTuple):
    """One sheet's lists: their lines that are units, and those that are none."""

    sheet: str
    column: str
    lines: tuple[_Line, ...]
    passed_over: tuple[tuple[int, str], ...]

    def names(self) -> dict[str, str]:
        """Return the units' names by their folded form."""
        return {fold(line.name): line.name for line in self.lines}


class _Line(NamedTuple):
    """A line of a list that is a unit: where it stands, what is said, and the unit as far as the line tells."""

    row: int
    said: str
    listed: str
    name: str
    unit: RosterUnit


def read_office_list(path: Path, form: Form) -> OfficeList:
    """Return the units of an office's own list (Excel, Word …). Raises `RosterError` when no units are found in it.

    The sheet or table with the most units is the list. Others go with it when they name other units (a sheet for each
    kind); one that names some of the same units is another edition of the list, and is told.
    """
    try:
        document = read_document(path, unseen=True)
    except (UnreadableFile, OSError) as error:
        raise RosterError(
            f"Không đọc được danh sách đơn vị “{path}”: {about(error)}. Cần một tệp Excel (.xlsx) có cột “Tên đơn vị”."
        ) from error
    names = NameReader(form)
    lists = [_list_of(table, form, names) for table in document.tables()]
    best = max(lists, key=lambda each: len(each.lines), default=None)
    if best is None or not best.lines:
        raise RosterError(
            f"Không nhận ra cột tên đơn vị nào trong “{path}”. Danh sách cần một dòng tiêu đề có cột “Tên đơn vị”; các"
            " cột “Mã”, “Email”, “Điện thoại” không bắt buộc."
        )
    taken, taken_names = [best], set(best.names())
    elsewhere: list[tuple[str, tuple[str, ...]]] = []
    for each in lists:
        if each is best or not each.lines:
            continue
        new = {folded: name for folded, name in each.names().items() if folded not in taken_names}
        if len(new) == len(each.names()):
            taken.append(each)
            taken_names |= set(new)
        elif new:
            elsewhere.append((each.sheet, tuple(new.values())))
    taken.sort(key=lists.index)
    return _together(taken, best.column, tuple(elsewhere))


def _together(
    taken: Sequence[_List], column: str, elsewhere: tuple[tuple[str, tuple[str, ...]], ...]
) -> OfficeList:
    """Return the lists as one, each unit with a code of its own."""
    lines = [line for each in taken for line in each.lines]
    codes = _Codes(line.listed for line in lines)
    units: list[RosterUnit] = []
    recoded: list[tuple[int, str, str, str]] = []
    for line in lines:
        code = codes.of(line.listed, line.unit.kind)
        if line.listed and code != line.listed:
            recoded.append((line.row, line.listed, line.name, code))
        units.append(line.unit._replace(id=code))
    return OfficeList(
        tuple(units),
        column,
        tuple((line.said, line.name) for line in lines if line.name != line.said),
        tuple(told for each in taken for told in each.passed_over),
        tuple(recoded),
        tuple(each.sheet for each in taken) if len(taken) > 1 and all(each.sheet for each in taken) else (),
        elsewhere,
    )


def _list_of(table: Table, form: Form, names: NameReader) -> _List:
    """Return the lists of one sheet or table as one."""
    lines: list[_Line] = []
    passed_over: list[tuple[int, str]] = []
    blocks = blocks_of([row for row in table.rows if row], names)
    for block in blocks:
        _read_block(block, form, names, lines, passed_over)
    heading = blocks[0].heading if blocks else ""
    return _List(table.sheet or "", heading, tuple(lines), tuple(passed_over))


def _read_block(
    block: Block, form: Form, names: NameReader, lines: list[_Line], passed_over: list[tuple[int, str]]
) -> None:
    columns = block.columns
    others = [column for key, column in columns.items() if key not in ("name", "number")]
    others = [
        column
        for column in others
        if 2 * sum(bool(text_in(row, column)) for row in block.rows) >= len(block.rows)
    ]
    group = None
    for row in block.rows:
        said = text_in(row, columns["name"])
        if not _stands_for_a_unit(row, said, columns, others, names):
            line = said or next((text_in(row, cell.column) for cell in row if cell.text.strip()), "")
            if line and fold(line) != fold(block.heading):
                passed_over.append((row[0].row, line))
                group = _kind_of_group(line, names)
            continue
        name = official_name(said, names)
        unit = RosterUnit(
            "",
            name,
            kind_of_word(text_in(row, columns.get("kind")), form) or names.kind_of(name) or group,
            (said,) if fold(said) != fold(name) else (),
            "; ".join(addresses(text_in(row, columns.get("email")))),
            contact=text_in(row, columns.get("contact")),
            phone=_phone(text_in(row, columns.get("phone"))),
            required=fold(text_in(row, columns.get("required"))) not in NO,
            area=text_in(row, columns.get("area")),
        )
        lines.append(_Line(row[0].row, said, text_in(row, columns.get("id")), name, unit))


def _stands_for_a_unit(
    row: Row, name: str, columns: dict[str, int], others: Sequence[int], names: NameReader
) -> bool:
    if not name or _NO_UNIT.match(name) or names.is_only_kind(name):
        return False
    if "number" in columns and is_counted(text_in(row, columns["number"])):
        return True
    filled = any(text_in(row, column) for column in others)
    if is_name(name, names):
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
