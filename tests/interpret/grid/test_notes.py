"""Comments and footnotes at any cell of a table are told, wherever in it they stand: in headings, at names, below."""

from __future__ import annotations

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.document import Document, Table
from tests.documents import document
from tests.interpret.grid.invented import FORM, report


def noted(text: str, note: str) -> Document:
    """Return the invented form's report with a note at the first cell of a table that says a text."""
    drawn = document(report())
    done = False
    blocks = []
    for block in drawn.blocks:
        if isinstance(block, Table):
            rows = []
            for row in block.rows:
                cells = list(row)
                for at, cell in enumerate(row):
                    if not done and cell.text == text:
                        cells[at] = cell._replace(notes=(note,))
                        done = True
                rows.append(tuple(cells))
            block = block._replace(rows=tuple(rows))
        blocks.append(block)
    assert done
    return drawn._replace(blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("Tổng số", "note-at-heading", "Ô tiêu đề “Tổng số” của bảng số liệu"),
        ("Người trong độ tuổi", "note-at-heading", "Ô tiêu đề “Người trong độ tuổi” của bảng số liệu"),
        ("- Lớp ghép", "note-at-figure", "Bảng 1 “Lớp và học sinh”, dòng “Lớp ghép”, cột"),
        ("Chia ra:", "note-at-figure", "Dòng “Chia ra:” ghi “Chia ra:”"),
        ("Khu phố 2", "note-at-figure", "Dòng “Khu phố 2”, cột “Khu phố” ghi “Khu phố 2”"),
        ("Cộng", "note-at-figure", "Dòng “Cộng”, cột “Khu phố” ghi “Cộng”"),
        (
            "Số khu phố đạt chuẩn: 02",
            "note-at-figure",
            "Dòng “Số khu phố đạt chuẩn: 02” ghi “Số khu phố đạt chuẩn: 02”",
        ),
    ],
)
def test_a_note_is_told_wherever_in_a_table_it_stands(text: str, code: str, where: str) -> None:
    said = submission_of(Interpreter(FORM), noted(text, "Số đúng là 77"), "bao-cao.docx")
    told = [(item.code, item.message) for item in said.findings if item.code.startswith("note-")]
    assert [found for found, _ in told] == [code]
    assert told[0][1].startswith(where)
    assert "có nhận xét hoặc chú thích “Số đúng là 77”" in told[0][1]
