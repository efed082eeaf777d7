"""What a PDF draws without saying which letters it draws is lost, and told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers import UnreadableFile
from htsd_cli.readers.pdf.pdf import read_pdf
from htsd_cli.values.document import Document
from tests.pdf_files import RULES, in_cell, pdf

_DRAWINGS = {  # as Ghostscript makes them of a print: drawn in device units, upside down, without a word of letters
    50: "<</Type/Font/Subtype/Type3/FontBBox[0 0 6 8]/FontMatrix[1 0 0 1 0 0]/FirstChar 0/LastChar 0/Widths[7]"
    "/Encoding<</Type/Encoding/Differences[0/a0]>>/CharProcs<</a0 51 0 R>>>>",
    51: "<</Length 26>>\nstream\n7 0 0 0 6 8 d1 2 0 2 8 re f\nendstream",
}


def read(tmp_path: Path, content: str, *nameless: tuple[float, float, int]) -> Document:
    """Return what is read of a page on which a number of such letters are drawn at some places besides."""
    drawn = "".join(f"BT /F2 1 Tf 1 0 0 -1 {x} {y} Tm <{'00' * number}> Tj ET " for x, y, number in nameless)
    form = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</Font<</F2 50 0 R>>>>/Length {len(drawn)}>>"
        f"\nstream\n{drawn}\nendstream"
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(content + "/X1 Do ", resources="/XObject<</X1 52 0 R>>", objects={**_DRAWINGS, 52: form})
    )
    return read_pdf(path)


def test_a_figure_drawn_without_names_is_no_blank(tmp_path: Path) -> None:
    (table,) = read(tmp_path, RULES + in_cell(1, 1, "Tin") + in_cell(2, 3, "7"), (155, 240, 2)).tables()
    assert [item.text for item in table.rows[0]] == ["Tin", "\ufffd\ufffd", ""]


def test_a_report_drawn_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, RULES + in_cell(1, 1, "Tin"), (155, 240, 2), (50, 150, 12))
    assert caught.value.code == "reading-failed"


def test_letters_copied_as_signs_that_no_text_has_are_lost(tmp_path: Path) -> None:
    copied = "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <64> <0012> endbfchar"
    objects = {
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 50 0 R>>",
        50: f"<</Length {len(copied)}>>\nstream\n{copied}\nendstream",
    }
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(RULES + in_cell(1, 1, "nguoi duoc") + in_cell(2, 1, "dan dong di du da"), objects=objects)
    )
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(path)
    assert caught.value.code == "reading-failed"
    assert caught.value.detail.endswith("mất mã, không đọc được chắc chắn")
