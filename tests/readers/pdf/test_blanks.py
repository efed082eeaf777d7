"""Blanks drawn on a page part words where they leave a gap to be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.pdf.pdf import read_pdf
from tests.pdf_files import RULES, in_cell, pdf, text


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (text(160, 240, "14.862"), "14.862"),
        (text(160, 240, "14.862") + text(154, 240, "   "), "14.862"),  # the last one is under the 1
        (text(160, 240, "14.862") + text(165, 240, "  "), "14.862"),  # … begins under it
        (text(160, 240, "14 862"), "14 862"),
        (text(160, 240, "14") + text(173.4, 240, " ") + text(176, 240, "862"), "14 862"),
    ],
)
def test_a_blank_under_a_digit_parts_no_number(tmp_path: Path, drawn: str, read: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(RULES + in_cell(1, 1, "Tin") + in_cell(2, 2, "7") + drawn))
    (table,) = read_pdf(path).tables()
    assert table.rows[0][1].text == read
