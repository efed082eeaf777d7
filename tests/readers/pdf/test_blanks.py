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


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("[(9097) -40 (8130)] TJ", "90978130"),
        ("[(9097) -75 (8130)] TJ", "9097 8130"),
        ("[(90,97) -75 (8130)] TJ", "90,97 8130"),
        ("[(90,9) -75 (7)] TJ", "90,9 7"),
        ("[(9) -75 (7)] TJ", "97"),
        ("1 Tc (9097) Tj", "9097"),
        ("[(90) -75 (9) -75 (7)] TJ", "9097"),
    ],
)
def test_a_digit_that_stands_apart_where_the_others_do_not_begins_a_number(
    tmp_path: Path, shown: str, read: str
) -> None:
    path = tmp_path / "a.pdf"
    drawn = f"q BT /F1 12 Tf 160 240 Td {shown} ET Q "
    path.write_bytes(pdf(RULES + in_cell(1, 1, "Tin") + in_cell(2, 2, "7") + drawn))
    (table,) = read_pdf(path).tables()
    assert table.rows[0][1].text == read
