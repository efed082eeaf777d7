"""Letters are what a print says beside their drawings that they are, and codes without letters are never digits."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.pdf.pdf import read_pdf
from htsd_cli.values.document import Cell
from tests.pdf_files import RULES, in_cell, pdf
from tests.readers.word.font_files import font_file

_COPIED = (  # "t", "e" as what it was first a part of, "n" and 5; of the codes 1 (a mark) and 8 nothing is said
    "1 begincodespacerange <00> <ff> endcodespacerange "
    "4 beginbfchar <74> <0074> <65> <1EC5> <6E> <006E> <35> <0035> endbfchar"
)


def shown(tmp_path: Path, operators: str, *, embedded: bool = False) -> Cell:
    """Return the middle cell of a table's first row, drawn in a font with the codes above."""
    file = font_file([1, 3], {}).hex()
    own = (
        "/TrueType/BaseFont/A/FirstChar 0/LastChar 1/Widths[500 0]/FontDescriptor 53 0 R"
        if embedded
        else "/Type1/BaseFont/Helvetica"
    )
    objects = {
        51: f"<</Type/Font/Subtype{own}/ToUnicode 52 0 R>>",
        52: f"<</Length {len(_COPIED)}>>\nstream\n{_COPIED}\nendstream",
        53: "<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 500 700]/FontFile2 54 0 R>>",
        54: f"<</Filter/ASCIIHexDecode/Length {len(file) + 1}>>\nstream\n{file}>\nendstream",
    }
    content = RULES + in_cell(1, 1, "Tin") + in_cell(2, 2, "7")
    content += f"q BT /F2 12 Tf 155 240 Td {operators} ET Q "
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(content, objects=objects).replace(b"/F1 3 0 R", b"/F1 3 0 R/F2 51 0 R"))
    (table,) = read_pdf(path).tables()
    return table.rows[0][1]


@pytest.mark.parametrize(
    ("said", "drawn", "text"),
    [
        ("<FEFF00EA>", "e", "tên"),
        ("<FEFF1EBF>", "e\\001", "tến"),
        ("<FEFF00650301>", "e\\001", "tén"),
        ("<FEFF0061>", "e", "tễn"),
        ("<FEFF0009>", "e", "tễn"),
        ("(e)", "e\\001", "ten"),
    ],
    ids=["a letter", "with its mark", "in parts", "another letter", "a space", "in bytes"],
)
def test_a_letter_is_what_it_is_said_to_be_where_only_its_marks_are_others(
    tmp_path: Path, said: str, drawn: str, text: str
) -> None:
    operators = f"(t) Tj /Span<</ActualText{said}>> BDC ({drawn}) Tj EMC (n) Tj"
    assert shown(tmp_path, operators).text == text


@pytest.mark.parametrize(
    ("said", "text"), [("(5)", "5"), ("(8)", "\ufffd"), ("(m)", "\ufffd"), ("(5 )", "5")]
)
def test_a_digit_said_to_be_another_than_it_is_copied_as_is_no_figure(
    tmp_path: Path, said: str, text: str
) -> None:
    assert shown(tmp_path, f"/Span<</ActualText{said}>> BDC (5) Tj EMC").text == text


def test_a_code_without_a_letter_of_a_font_with_codes_of_its_own_is_no_digit(tmp_path: Path) -> None:
    assert shown(tmp_path, "(5) Tj (8) Tj").text == "58"
    assert shown(tmp_path, "(t) Tj (8) Tj (n) Tj", embedded=True).text == "t(cid:56)n"
