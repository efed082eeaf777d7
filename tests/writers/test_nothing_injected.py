"""What a name or an address holds never adds a line, spoils a link or steers who reads it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from htsd_cli.writers.file_names import safe_name
from htsd_cli.writers.links import Received
from htsd_cli.writers.wording import one_line, printable

STEERING = "\x1b[2J\x07\x85\x9b\u202e"


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_control_character_in_a_files_name_leaves_the_workbook_loadable(tmp_path: Path) -> None:
    names = [f"a{STEERING}.docx", "b c%#.docx", "Trường Tiểu học.docx", "kép\u00a0cách.docx"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    links = [Received(tmp_path, tmp_path / "ra").workbook_link(name) for name in names]
    assert links == [
        "external:../a%1B[2J%07%C2%85%C2%9B%E2%80%AE.docx", "external:../b%20c%25%23.docx",
        "external:../Trường%20Tiểu%20học.docx", "external:../kép\u00a0cách.docx",
    ]  # fmt: skip
    with xlsxwriter.Workbook(str(tmp_path / "ra.xlsx")) as book:
        sheet = book.add_worksheet()
        for row, link in enumerate(links):
            sheet.write_url(row, 0, str(link), string="xem")
    assert openpyxl.load_workbook(tmp_path / "ra.xlsx").active["A1"].value == "xem"  # type: ignore[index]


def test_a_name_no_system_takes_has_no_link(tmp_path: Path) -> None:
    received = Received(tmp_path, tmp_path / "ra")
    (tmp_path / "a.zip").write_bytes(b"x")
    assert received.page_link("a.zip/" + "a/" * 3000 + "bc.docx") == "../a.zip"
    assert received.page_link("a/" * 3000 + "bc.docx") is None
    assert received.page_link("x" * 5000) is None


def test_a_line_break_in_a_name_or_address_adds_no_line() -> None:
    assert one_line("Trường A\r\nBcc: x@y.vn\u2028z") == "Trường A Bcc: x@y.vn z"
    assert safe_name("Trường A\nB\r/C") == "Trường A-B--C"


def test_what_a_page_shows_holds_nothing_that_steers() -> None:
    assert printable(f"a{STEERING}\tb\n") == "a\ufffd[2J\ufffd\ufffd\ufffd\ufffd\tb\n"
    assert printable("nửa chữ " + os.fsdecode(b"\xff")) == "nửa chữ ?"
