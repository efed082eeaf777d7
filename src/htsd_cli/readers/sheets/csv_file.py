"""Reads a table saved as text (.csv, .tsv), as online forms export their answers: one sheet, every cell its letters.

A text file says neither its letters nor what parts its cells. Letters are Unicode (UTF-8, or UTF-16 by its mark), in an
old code of Vietnamese that its words prove, or the file is refused: guessed letters would be guessed names, and letters
that became "?" are gone. Cells are
parted by what gives most lines equally many.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from htsd_cli.readers.column_names import column_name
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.values.document import Cell, Document, Seen, Sight, Table

ENDINGS = (".csv", ".tsv")
_MOST_BYTES = 64 << 20
_MOST_ROWS, _MOST_COLUMNS, _LONGEST = 100_000, 2_000, 200_000
_SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 30  # rows
_END = "\x01"
_FEWEST = 3  # rows that are alike, from which on a longer one is odd
_WORD = re.compile(r"[^\s,;|\"]*[^\W\d_][^\s,;|\"]*")
_LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]")  # a question mark within a word
_ADDRESS = re.compile(r"[/=&@]")  # of the web, where question marks stand within words
_LETTERS_LOOKED_AT = 100_000
_FEWEST_LOST, _USUAL_SHARE = 3, 10  # words; one in so many
_CURE = "Mở bảng gốc (chưa lưu thành CSV) bằng Excel, chọn Lưu thành (Save As) .xlsx hoặc “CSV UTF-8”, rồi gửi lại."
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(path: Path) -> Document:
    """Return the table as a sheet called after the file. Raises `UnreadableFile` for letters that are no Unicode or
    lost, no table, or too much of it."""
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableFile("too-large", "tệp CSV lớn quá mức")
    text = _decoded(path.read_bytes())
    if _lost_letters(text):
        raise UnreadableFile(
            "unknown-format", "tệp CSV không lưu bằng mã Unicode, chữ tiếng Việt đã thành dấu “?”", _CURE
        )
    parted = text if text.endswith(("\n", "\r")) else f"{text}\n"
    rows = _whole(_rows(f"{parted}{_END}", _separator(text)))
    counts = Counter(len(row) for row in rows if len(row) > 1)
    usual = max(counts, key=lambda count: (counts[count], count), default=0)
    if parted != text and _is_cut(rows):
        raise UnreadableFile("damaged-file", "tệp dừng giữa dòng cuối")
    made = tuple(
        tuple(
            Cell(_said(value), number, column, address=f"{column_name(column)}{number}", sights=told)
            for column, value in enumerate(row, 1)
            if value.strip()
        )
        for number, row in enumerate(rows, 1)
        for told in [_too_long(row, usual, counts[usual])]
    )
    return Document(path, "csv", (Table(made, sheet=path.stem[:31] or "CSV"),))


def _whole(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows before the end that was put to them; a cell whose quotation mark never closes swallows it."""
    if not rows or rows[-1] != [_END]:
        raise UnreadableFile("damaged-file", "một dấu ngoặc kép mở ra mà không đóng lại")
    return rows[:-1]


def _is_cut(rows: list[list[str]]) -> bool:
    """Return whether the last row, without an end of line, has fewer cells than the others, all of them alike."""
    counts = Counter(len(row) for row in rows if row)
    last = len(rows[-1]) if rows else 0
    return len(counts) == 2 and counts[last] == 1 and last == min(counts) and counts[max(counts)] >= _FEWEST


def _said(value: str) -> str:
    """Return what a cell shows: `="014"` is how a program keeps Excel from making a number of a text."""
    match = _AS_TEXT.fullmatch(value.strip())
    return value if match is None else match[1].replace('""', '"')


def _too_long(row: list[str], usual: int, times: int) -> tuple[Seen, ...]:
    """Return what is told at a row with more cells than the others have: a sign parts it where none was meant to."""
    if times < _FEWEST or not any(value.strip() for value in row[usual:]):
        return ()
    return (Seen(Sight.UNKNOWN, f"dòng có {len(row)} ô, các dòng khác có {usual} ô"),)


def is_table(head: bytes) -> bool:
    """Return whether the beginning of a text file is that of a table: two lines parted into cells alike."""
    try:
        text = head.decode(_encoding(head), "ignore")  # its last letter may be cut
        if text.count("\n") > 1:  # and its last line
            text = text[: text.rfind("\n") + 1]
        rows = [row for row in _rows(text, _separator(text)) if any(cell.strip() for cell in row)]
    except UnreadableFile:
        return False
    parted = Counter(len(row) for row in rows if len(row) > 1)  # titles above it may be lines of their own
    return len(rows) > 1 and max(parted.values(), default=0) > 1


def _encoding(content: bytes) -> str:
    return next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")


def _decoded(content: bytes) -> str:
    try:
        return content.decode(_encoding(content)).replace("\0", "")
    except UnicodeDecodeError:
        from htsd_cli.language.syllables import proven

        if (text := proven(content)) is not None:
            return text
        raise UnreadableFile("unknown-format", "tệp CSV không phải mã Unicode (UTF-8)", _CURE) from None


def _lost_letters(text: str) -> bool:
    """Return whether a program put "?" in the places of letters that its code did not have: "Tr??ng Ti?u h?c"."""
    if "?" not in text:
        return False
    words = [word for word in _WORD.findall(text[:_LETTERS_LOOKED_AT]) if not _ADDRESS.search(word)]
    lost = sum(_LOST.search(word) is not None for word in words)
    return lost >= _FEWEST_LOST and lost * _USUAL_SHARE >= len(words)


def _separator(text: str) -> str:
    """Return what parts the cells: the sign by which most of the first rows have equally many of them.

    Where no sign parts most rows, as below many titles by a program that leaves out blank cells at the end of rows, it
    is the one that stands there most often.
    """
    first, _, rest = text.partition("\n")
    if (
        first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1
    ):  # as Excel writes it
        return first.strip()[-1]

    def like(sign: str) -> tuple[int, int, int]:
        try:
            rows = [row for row in _rows(f"{first}\n{rest}", sign, _LOOKED_AT) if row]
        except UnreadableFile:
            return 0, 0, 0
        counts = [len(row) for row in rows]
        most = max(set(counts), key=lambda count: (counts.count(count), count), default=1)
        return (counts.count(most), most, 0) if most > 1 else (0, 0, sum(counts) - len(counts))

    return max(_SEPARATORS, key=like)


def _rows(text: str, separator: str, most: int = _MOST_ROWS) -> list[list[str]]:
    limit = csv.field_size_limit(_LONGEST)
    try:
        found: list[list[str]] = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if len(row) > _MOST_COLUMNS or (len(found) >= most and most == _MOST_ROWS):
                raise UnreadableFile("too-large", "tệp CSV có quá nhiều dòng hoặc cột")
            if len(found) >= most:
                break
            found.append(row)
        return found
    except csv.Error:
        raise UnreadableFile("damaged-file") from None
    finally:
        csv.field_size_limit(limit)
