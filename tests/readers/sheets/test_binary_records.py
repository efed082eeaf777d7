"""The records of .xls and .xlsb are a closed world: each has one policy, any other is told."""

from __future__ import annotations

import struct
from collections import Counter
from pathlib import Path

import pytest

from htsd_cli.readers import read_document
from htsd_cli.readers.sheets.biff import binary_records
from htsd_cli.readers.sheets.biff import records as old_records
from htsd_cli.values.document import CellKind, Seen, Sight
from tests.readers.sheets import xls_files as files
from tests.readers.sheets.xls_files import BIFF5, Xls, record, record12

NAMES = Path(__file__).with_name("biff_records.txt")


def listed(part: str) -> dict[int, str]:
    """Return the kinds of records another library knows, by their numbers."""
    found: dict[int, str] = {}
    here = ""
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = line
        elif line and not line.startswith("#") and here == f"[{part}]":
            for item in line.split():
                number, _, name = item.partition("=")
                found[int(number, 0)] = name
    return found


@pytest.mark.parametrize(
    ("part", "known", "fewest"),
    [("xls", old_records.POLICY, 140), ("xlsb sheet", binary_records.POLICY, 90)],
)
def test_every_record_another_program_writes_has_a_policy(
    part: str, known: dict[int, object], fewest: int
) -> None:
    records = listed(part)
    assert len(records) >= fewest
    assert {number: name for number, name in records.items() if number not in known} == {}


@pytest.mark.parametrize("policies", [old_records._POLICIES, binary_records._POLICIES])
def test_no_record_has_two_policies(policies: dict[object, str]) -> None:
    numbers = Counter(item.split()[0] for items in policies.values() for item in items.split(", "))
    assert [number for number, count in numbers.items() if count > 1] == []


def test_a_record_nobody_knows_is_told_of_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "bang.xls"
    rows = files.number(0, 0, 9) + record(0x0777, b"14") + record(0x0777, b"15")
    path.write_bytes(Xls({"a": rows}).content())
    assert read_document(path).sights == (Seen(Sight.UNKNOWN, "bản ghi 0777"),)
    binary = tmp_path / "bang.xlsb"
    own = files.row12(0) + files.cell12(5, 0, struct.pack("<d", 9)) + record12(900, b"14")
    binary.write_bytes(files.xlsb({"a": own}))
    assert read_document(binary).sights == (Seen(Sight.UNKNOWN, "bản ghi 900"),)


# -- what only old workbooks have --------------------------------------------------------------------------


def test_a_struck_part_of_a_text_of_excel_95_is_left_out_and_told(tmp_path: Path) -> None:
    text = struct.pack("<HHHH", 0, 0, 0, 3) + b"914" + bytes((2, 0, 1, 1, 0))
    book = Xls({"a": record(0x00D6, text)}, fonts=("Arial", "Arial"), version=BIFF5)
    content = bytearray(book.content())
    font = content.index(record(0x0031, bytes(14) + files.short_text("Arial", BIFF5)), 600)
    second = content.index(b"\x31\0", font + 2)
    content[second + 6] = 8  # the second font's letters are struck through
    path = tmp_path / "bang.xls"
    path.write_bytes(bytes(content))
    (cell,) = (cell for table in read_document(path).tables() for row in table.rows for cell in row)
    assert (cell.text, cell.sights) == ("14", (Seen(Sight.STRUCK, "9"),))


def test_a_note_of_excel_95_goes_on_in_the_next_record(tmp_path: Path) -> None:
    notes = record(0x001C, struct.pack("<HHH", 0, 0, 8) + b"dung la ")
    notes += record(0x001C, struct.pack("<HHH", 0xFFFF, 0, 2) + b"14")
    path = tmp_path / "bang.xls"
    path.write_bytes(Xls({"a": files.number(0, 0, 9) + notes}, version=BIFF5).content())
    (cell,) = (cell for table in read_document(path).tables() for row in table.rows for cell in row)
    assert cell.notes == ("dung la 14",)


# -- results that are not what the formulas come to --------------------------------------------------------

SUM_OF_TWO = b"\x25" + struct.pack("<HHHH", 0, 1, 0xC000, 0xC000) + b"\x22\1\4\0"
SUM_OF_TWO_12 = b"\x25" + struct.pack("<IIHH", 0, 1, 0xC000, 0xC000) + b"\x22\1\4\0"


def old_sum(result: float, before: bytes = b"") -> bytes:
    rows = files.number(0, 0, 5) + files.number(1, 0, 10)
    return before + rows + files.formula(2, 0, struct.pack("<d", result), SUM_OF_TWO)


def binary_sum(result: float) -> bytes:
    rows = files.row12(0) + files.cell12(5, 0, struct.pack("<d", 5))
    rows += files.row12(1) + files.cell12(5, 0, struct.pack("<d", 10))
    tokens = struct.pack("<dHI", result, 0, len(SUM_OF_TWO_12)) + SUM_OF_TWO_12 + struct.pack("<I", 0)
    return rows + files.row12(2) + files.cell12(9, 0, tokens)


@pytest.mark.parametrize(
    ("stored", "sights"), [(15, ()), (12, (Seen(Sight.STALE, "15"),)), (0, (Seen(Sight.STALE, "15"),))]
)
def test_a_result_that_is_not_what_its_formula_comes_to_is_told(
    tmp_path: Path, stored: float, sights: tuple[Seen, ...]
) -> None:
    for name, content in (
        ("bang.xls", Xls({"a": old_sum(stored)}).content()),
        ("bang.xlsb", files.xlsb({"a": binary_sum(stored)})),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        (table,) = read_document(path).tables()
        cell = table.rows[2][0]
        assert (cell.value, cell.kind, cell.sights) == (stored, CellKind.NUMBER, sights)


def test_a_workbook_computed_by_hand_shows_its_stored_results_and_an_old_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bang.xls"
    path.write_bytes(Xls({"a": old_sum(12, record(0x000D, b"\0\0"))}).content())
    (table,) = read_document(path).tables()
    cell = table.rows[2][0]
    assert (cell.value, cell.sights) == (12, (Seen(Sight.STALE, "15"),))


def test_a_binary_workbook_that_excel_computes_anew_is_computed(tmp_path: Path) -> None:
    again = record12(157, struct.pack("<IIIdIH", 0, 1, 100, 0.001, 1, 1 | 8))
    content = files.with_part(files.xlsb({"a": binary_sum(0)}), "xl/workbook.bin", again)
    path = tmp_path / "bang.xlsb"
    path.write_bytes(content)
    (table,) = read_document(path).tables()
    assert (table.rows[2][0].value, table.rows[2][0].kind) == (15, CellKind.UNCALCULATED)


def test_a_result_of_another_file_s_figures_says_so(tmp_path: Path) -> None:
    books = record(0x01AE, struct.pack("<HH", 1, 1) + b"\0x") + record(
        0x0017, struct.pack("<HHHH", 1, 0, 0, 0)
    )
    old = files.formula(0, 0, struct.pack("<d", 7), b"\x5a" + struct.pack("<HHH", 0, 0, 0))
    books_12 = record12(355) + record12(362, struct.pack("<IIii", 1, 0, 0, 0))
    tokens = b"\x5a" + struct.pack("<HIH", 0, 0, 0)
    cell_12 = struct.pack("<dHI", 7, 0, len(tokens)) + tokens + struct.pack("<I", 0)
    binary = files.xlsb({"a": files.row12(0) + files.cell12(9, 0, cell_12)})
    for name, content in (
        ("bang.xls", Xls({"a": old}, before=books).content()),
        ("bang.xlsb", files.with_part(binary, "xl/workbook.bin", books_12)),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        ((row,),) = (table.rows for table in read_document(path).tables())
        assert [(cell.value, cell.formula, cell.sights) for cell in row] == [
            (7, "'[1]'!A1", (Seen(Sight.LINKED),))
        ]
