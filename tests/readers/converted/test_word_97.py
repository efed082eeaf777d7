"""Paragraph marks of a .doc that nobody sees: the two paragraphs are one, as Word shows them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from htsd_cli.readers.converted.kept_hidden import keep_hidden
from htsd_cli.readers.packages import OleFile, cell_marks, without_unseen_marks
from tests.hostile.ole_file import write_ole

HIDDEN, DELETED, SHOWN = b"\x3c\x08\x01", b"\x00\x08\x01", b"\x3c\x08\x00"
BOLD, FONT = b"\x35\x08\x01", b"\x4f\x4a\x02\x00"
TEXT = 2048  # where the letters begin


def streams(*runs: tuple[str, bytes], wide: bool = True, styles: bytes = b"") -> tuple[bytes, bytes]:
    """Return the streams of letters and of tables of a .doc with these runs, each with its properties."""
    encoding, width = ("utf-16-le", 2) if wide else ("cp1252", 1)
    letters = "".join(text for text, _ in runs).encode(encoding)
    places, offsets, properties, at, end = [TEXT], b"", b"", TEXT, 510
    for text, said in runs:
        at += len(text.encode(encoding))
        places.append(at)
        end -= (len(said) + 2) // 2 * 2
        offsets += bytes([end // 2 if said else 0])
        properties = (bytes([len(said)]) + said).ljust((len(said) + 2) // 2 * 2, b"\0") + properties
    head = struct.pack(f"<{len(places)}I", *places) + offsets
    page = head.ljust(510 - len(properties), b"\0") + properties + b"\0" + bytes([len(runs)])
    pages = struct.pack("<III", TEXT, at, 3)
    place = TEXT * 2 | 0x40000000 if not wide else TEXT
    pieces = b"\1\2\0ab" + b"\2" + struct.pack("<IIIHIH", 16, 0, len(letters) // width, 0, place, 0)
    table = pages + pieces + styles
    known = {12: (0, len(pages)), 33: (len(pages), len(pieces)), 1: (len(table) - len(styles), len(styles))}
    names = b"".join(struct.pack("<II", *known.get(number, (0, 0))) for number in range(40))
    document = (b"\xec\xa5".ljust(0x9A, b"\0") + names).ljust(3 * 512, b"\0") + page
    return (document.ljust(TEXT, b"\0") + letters).ljust(5000, b"\0"), table


def style_table(*styles: tuple[int, int, bytes]) -> bytes:
    """Return a table of styles, each with its kind (2: of letters), the style it is based on, and its properties."""
    out = struct.pack("<HHH", 4, len(styles), 10)
    for kind, base, properties in styles:
        head = struct.pack("<HHHHH", 0, kind | base << 4, 0, 0, 0)
        name = struct.pack("<H", 2) + "An".encode("utf-16-le") + b"\0\0"
        style = head + name + struct.pack("<H", len(properties)) + properties
        out += struct.pack("<H", len(style)) + style + b"\0" * (len(style) % 2)
    return out


STYLES = style_table((1, 0xFFF, HIDDEN), (2, 0xFFF, HIDDEN), (2, 1, BOLD), (2, 1, SHOWN), (2, 0xFFF, BOLD))


@pytest.mark.parametrize(
    ("said", "unseen"),
    [
        (b"\x30\x4a\x01\0", True),
        (b"\x30\x4a\x02\0", True),  # by the style it is based on
        (b"\x30\x4a\x03\0", False),
        (b"\x30\x4a\x04\0", False),
        (b"\x30\x4a\x00\0", False),  # a style of paragraphs is none of letters
        (b"\x30\x4a\x01\0" + SHOWN, False),
        (b"\x30\x4a\x01\0" + b"\x3c\x08\x81", False),  # the contrary of what the style says
        (b"\x30\x4a\x01\0" + b"\x3c\x08\x80", True),  # what the style says
        (b"\x3c\x08\x80", False),
    ],
)
def test_a_mark_may_be_hidden_by_the_style_of_its_letters(said: bytes, unseen: bool) -> None:
    document, table = streams(("1", b""), ("\r", said), ("4\x07", b""), styles=STYLES)
    changed = without_unseen_marks(document, table)
    assert (changed is not None) is unseen
    if changed is not None:
        assert text_of(changed, 4) == "1\x1f4\x07"


def text_of(document: bytes, length: int, *, wide: bool = True) -> str:
    size = length * (2 if wide else 1)
    return document[TEXT : TEXT + size].decode("utf-16-le" if wide else "cp1252")


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("mark", [HIDDEN, DELETED, BOLD + HIDDEN, FONT + DELETED])
def test_an_unseen_mark_parts_no_lines(mark: bytes, wide: bool) -> None:
    document, table = streams(("1", b""), ("\r", mark), ("4\x07", b""), wide=wide)
    changed = without_unseen_marks(document, table)
    assert changed is not None
    assert text_of(changed, 4, wide=wide) == "1\x1f4\x07"
    assert len(changed) == len(document)


@pytest.mark.parametrize(
    "runs",
    [
        pytest.param((("1", b""), ("\r", SHOWN), ("4\x07", b"")), id="shown after all"),
        pytest.param((("1", b""), ("\r", BOLD), ("4\x07", b"")), id="bold"),
        pytest.param((("1\r", HIDDEN), ("4\x07", b"")), id="of a hidden paragraph"),
        pytest.param((("1\x07", b""), ("\r", HIDDEN), ("4\x07", b"")), id="first in its cell"),
        pytest.param((("1\r4\x07", b""),), id="no hidden run"),
    ],
)
def test_a_mark_that_is_seen_or_that_ends_nothing_seen_stays(runs: tuple[tuple[str, bytes], ...]) -> None:
    assert without_unseen_marks(*streams(*runs)) is None


def test_tables_that_lead_nowhere_change_nothing() -> None:
    document, table = streams(("1", b""), ("\r", HIDDEN), ("4\x07", b""))
    assert without_unseen_marks(document[:700], table) is None
    assert without_unseen_marks(document, table[:20]) is None


def test_the_copy_that_is_converted_has_the_marks_left_out(tmp_path: Path) -> None:
    document, table = streams(("1", b""), ("\r", DELETED), ("4\x07", b""))
    copy = tmp_path / "a.doc"
    copy.write_bytes(write_ole({"WordDocument": document, "0Table": table.ljust(5000, b"\0")}))
    keep_hidden(copy)
    assert text_of(OleFile(copy).read("WordDocument"), 4) == "1\x1f4\x07"


@pytest.mark.parametrize("wide", [True, False])
def test_the_marks_of_cells_are_counted_without_those_of_page_headers(wide: bool) -> None:
    letters = "14\x07\x0735\x07\x07" + "ć" * wide + "trang\x07\x07"
    document, table = streams((letters, b""), wide=wide)
    begin, end = document[:0x4C], document[0x50:]
    assert cell_marks(begin + struct.pack("<I", 8 + wide) + end, table) == 4
    assert cell_marks(begin + struct.pack("<I", 99) + end, table) == 6
    assert cell_marks(b"\xec\xa5", table) == 0
