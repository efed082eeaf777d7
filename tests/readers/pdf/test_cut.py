"""A text that is cut off goes on unseen: nothing of it is read into what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.pdf.pdf import read_pdf
from tests.pdf_files import RULES, in_cell, pdf, text

_CUT = "q {} re W n BT /F1 12 Tf {} {} Td ({}) Tj ET Q "  # only 70 points wide


@pytest.mark.parametrize(
    ("cut", "read"),
    [
        ("Quan 7, 8, 9, 10, 11", "Quan 7, 8, 9 26406576"),
        ("Quan,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", "Quan,,,,,,,,,,, 26406576"),
        ("Quan bay tam chin muoi", "Quan bay ta 26406576"),
    ],
)
def test_the_signs_of_a_text_that_is_cut_off_part_no_figure_beside_it(
    tmp_path: Path, cut: str, read: str
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(_CUT.format("50 90 65 30", 50, 100, cut) + text(120, 100, "26406576")))
    (paragraph,) = read_pdf(path).paragraphs()
    assert paragraph.text == read


def test_a_text_cut_off_where_nothing_else_stands_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(_CUT.format("50 90 65 30", 50, 100, "Truong Le Van Tam")))
    assert [item.text for item in read_pdf(path).paragraphs()] == ["Truong Le Van Tam"]


def test_a_text_cut_off_before_a_table_is_not_read_into_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    cut = _CUT.format(
        "5 235 40 20", 10, 240, "Quan, bay,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,"
    )
    path.write_bytes(pdf(RULES + in_cell(1, 1, "Tin") + in_cell(1, 2, "35") + in_cell(2, 2, "7") + cut))
    (table,) = read_pdf(path).tables()
    assert [item.text for item in table.rows[0]] == ["Tin", "35", ""]
