"""Reads `can-xac-nhan.xlsx`, whatever a person did to it: sorted, filtered, columns moved, deleted or added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from htsd_cli.decisions.activities import Mark, read_ticks
from htsd_cli.decisions.values import LineKey, Row, Sheets, SheetText
from htsd_cli.form import DECISIONS_FILE
from htsd_cli.language.refusals import reason
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.readers.packages.sealed import is_untouched
from htsd_cli.values.document import Cell, CellKind, Table

COLUMNS = {
    "unit": "Đơn vị",
    "indicator": "Chỉ tiêu",
    "column": "Cột",
    "text": "Nội dung trong báo cáo",
    "suggestion": "Gợi ý",
    "value": "Giá trị đúng",
    "reason": "Lý do",
    "by": "Người xác nhận",
    "said": "Tình trạng",
    "trouble": "Vướng mắc",
    "counted": "Đang tính",
    "file": "Tệp",
    "place": "Vị trí",
    "key": "Mã dòng",
}
_SHOWN = ("unit", "indicator", "column", "text")
_HEADINGS = {fold(heading): name for name, heading in COLUMNS.items()}


class DecisionsError(ValueError):
    """A sheet of decisions that cannot be read, so that nothing may be written over it; `str()` says what to do."""


def read_decisions(folders: Iterable[Path]) -> Sheets:
    """Return what people wrote in the sheets of decisions that lie in the folders; each may have one or none.

    Hidden rows count: a person fills in a filtered sheet and saves it so. A sheet that nobody touched since it was
    written with nothing typed in it is not read, unless another needs its keys. Raises `DecisionsError` for a sheet
    that cannot be read.
    """
    found: dict[Path, Path] = {}
    for folder in folders:
        path = folder / DECISIONS_FILE
        if path.is_file():
            found.setdefault(path.resolve(), path)
    newest_first = sorted(found.values(), key=lambda path: -path.stat().st_mtime)
    untouched = {path for path in newest_first if is_untouched(path)}
    read = {path: _read_whole(path) for path in newest_first if path not in untouched}
    if any(sheets.rows or sheets.ticks for sheets in read.values()):
        read |= {path: _read_whole(path) for path in untouched}
    own = [read[path] for path in newest_first if path in read]
    return Sheets(
        tuple(row for sheets in own for row in sheets.rows),
        frozenset().union(*(sheets.keys for sheets in own)),
        tuple(newest_first),
        tuple(tick for sheets in own for tick in sheets.ticks),
        frozenset().union(*(sheets.activities for sheets in own)),
    )


def _read_whole(path: Path) -> Sheets:
    """Return what people wrote in one sheet: the lines with a word of theirs, and all keys."""
    tables = _tables(path)
    rows, keys = _read(path, tables)
    ticks, activities = read_ticks(path, tables)
    return Sheets(
        tuple(row for row in rows if row.filled),
        frozenset(keys),
        (path,),
        tuple(tick for tick in ticks if tick.mark is not Mark.NONE),
        frozenset(activities),
    )


def _tables(path: Path) -> list[Table]:
    """Return all tables of a workbook; raises `DecisionsError` when it cannot be read."""
    try:
        document = read_document(path, unseen=True)
    except UnreadableFile as error:
        raise _unreadable(path, "tệp bị hỏng hoặc không phải tệp Excel") from error
    except OSError as error:
        raise _unreadable(path, reason(error)) from error
    return list(document.tables())


def _read(path: Path, tables: Sequence[Table]) -> tuple[list[Row], set[LineKey]]:
    """Return a sheet's lines, and the keys it holds, those of its hidden list among them."""
    rows: list[Row] = []
    keys: set[LineKey] = set()
    headed = False
    for table in tables:
        keys.update(filter(None, (LineKey.parse(cell.text) for row in table.rows for cell in row)))
        for index, row in enumerate(table.rows):
            columns = {_HEADINGS[fold(c.text)]: c.column for c in row if fold(c.text) in _HEADINGS}
            if "value" in columns and ("key" in columns or {"unit", "indicator"} <= set(columns)):
                headed = True
                twice = [
                    c.text
                    for c in row
                    if columns.get(_HEADINGS.get(fold(c.text), "")) not in (None, c.column)
                ]
                if twice:
                    raise _unreadable(path, f"có hai cột “{twice[0]}”")
                others = {c.column: clean(c.text) for c in row if fold(c.text) not in _HEADINGS}
                rows += _rows(path, table, index + 1, columns, others)
                break
    if not headed:
        raise _unreadable(path, "không có dòng tiêu đề với cột “Đơn vị”, “Chỉ tiêu” và “Giá trị đúng”")
    return rows, keys


def _unreadable(path: Path, why: str) -> DecisionsError:
    return DecisionsError(
        f"Không đọc được tệp xác nhận “{path}”: {why}. Chưa có tệp nào bị ghi đè. Hãy sửa tệp này,"
        " hoặc chuyển nó đi nơi khác nếu không dùng nữa, rồi chạy lại."
    )


def _rows(
    path: Path, table: Table, first: int, columns: dict[str, int], others: dict[int, str]
) -> Iterable[Row]:
    for cells in table.rows[first:]:
        at = {cell.column: cell for cell in cells}

        found = {name: at[column] for name, column in columns.items() if column in at}

        def text(name: str, found: dict[str, Cell] = found) -> str:
            return found[name].text.strip() if name in found else ""

        yield Row(
            source=path,
            number=cells[0].row if cells else 0,
            shown=SheetText(text("unit"), text("indicator"), text("column"), text("text")),
            complete=all(name in columns for name in _SHOWN),
            key=LineKey.parse(text("key")),
            value=found.get("value"),
            reason=_line(text("reason")),
            by=_line(text("by")),
            others=tuple((name, at[column].text) for column, name in sorted(others.items()) if column in at),
            noted=(text("file"), text("place"), text("trouble")),
            suggestion=_number_or_text(found.get("suggestion")),
        )


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _number_or_text(cell: Cell | None) -> int | str | None:
    if cell is None:
        return None
    if cell.kind is CellKind.NUMBER and cell.value is not None and cell.value == int(cell.value):
        return int(cell.value)
    return cell.text


def extra_headings(rows: Sequence[Row]) -> list[str]:
    """Return the headings of the columns people added and wrote in, in the order they are met."""
    return list(dict.fromkeys(heading for row in rows for heading, _ in row.others))
