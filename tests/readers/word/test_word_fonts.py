"""A font that came with a Word file and draws other digits than are written makes no figure."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from htsd_cli.readers.word.docx import read_docx
from tests.documents import relationships, word
from tests.readers.word.font_files import font_file

KEY = "{00112233-4455-6677-8899-AABBCCDDEEFF}"
LINES = [0, 2, 1, 1, 1, 1, 1, 2, 1, 3, 2]  # of the glyphs of nothing and of 0 to 9
TRUE = {code: code - 47 for code in range(48, 58)}


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        pytest.param(TRUE, "18", id="its own"),
        pytest.param(TRUE | {49: 9, 56: 2}, "\ufffd\ufffd", id="two exchanged"),
        pytest.param(TRUE | {49: 9}, "\ufffd\ufffd", id="two alike"),
        pytest.param({49: 9}, "\ufffd\ufffd", id="one alone"),
        pytest.param({56: 9}, "18", id="one alone and right"),
    ],
)
def test_a_digit_that_a_kept_font_draws_otherwise_is_no_digit(
    tmp_path: Path, codes: dict[int, int], text: str
) -> None:
    run = '<w:r><w:rPr><w:rFonts w:ascii="So" w:hAnsi="So"/></w:rPr><w:t>18</w:t></w:r>'
    kept = f'<w:font w:name="So"><w:embedRegular r:id="rId2" w:fontKey="{KEY}"/></w:font>'
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    parts = {
        "word/fontTable.xml": f"<w:fonts {spaces}>{kept}</w:fonts>",
        "word/_rels/document.xml.rels": relationships({"fontTable.xml": "fontTable"}),
        "word/_rels/fontTable.xml.rels": relationships({"a": "font", "fonts/font1.odttf": "font"}),
    }
    path = word(tmp_path / "a.docx", f"<w:tbl><w:tr><w:tc><w:p>{run}</w:p></w:tc></w:tr></w:tbl>", parts)
    data, mask = font_file(LINES, codes), bytes.fromhex(KEY.strip("{}").replace("-", ""))[::-1]
    with zipfile.ZipFile(path, "a") as package:
        head = bytes(byte ^ mask[at % 16] for at, byte in enumerate(data[:32]))
        package.writestr("word/fonts/font1.odttf", head + data[32:])
    assert next(read_docx(path).tables()).rows[0][0].text == text


@pytest.mark.parametrize(
    ("font", "text"),
    [
        ('<w:font w:name="So"><w:charset w:val="02"/></w:font>', "\ufffd\ufffd"),
        ('<w:font w:name="So"><w:altName w:val="Wingdings"/></w:font>', "\ufffd\ufffd"),
        ('<w:font w:name="So"><w:altName w:val="Arial"/><w:charset w:val="00"/></w:font>', "18"),
        ('<w:font w:name="Symbol"><w:charset w:val="02"/></w:font>', "18"),
    ],
)
def test_a_digit_in_a_font_of_signs_by_the_file_s_own_table_is_no_digit(
    tmp_path: Path, font: str, text: str
) -> None:
    run = '<w:r><w:rPr><w:rFonts w:ascii="So" w:hAnsi="So"/></w:rPr><w:t>18</w:t></w:r>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = {
        "word/fontTable.xml": f"<w:fonts {space}>{font}</w:fonts>",
        "word/_rels/document.xml.rels": relationships({"fontTable.xml": "fontTable"}),
    }
    path = word(tmp_path / "a.docx", f"<w:tbl><w:tr><w:tc><w:p>{run}</w:p></w:tc></w:tr></w:tbl>", parts)
    assert next(read_docx(path).tables()).rows[0][0].text == text
