"""Cells with frames of their own, apart from one another or with round corners, make the table a person sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.pdf.pdf import read_pdf
from htsd_cli.values.document import Document
from tests.pdf_files import pdf, text

WORDS = (("1", "Tin", "14"), ("2", "Lop", "25"), ("3", "Nguoi", "36"))


def read(tmp_path: Path, content: str) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(content))
    return read_pdf(path)


def round_frame(x0: float, y0: float, x1: float, y1: float, r: float) -> str:
    return (
        f"{x0} {y0 + r} m {x0} {y1 - r} l {x0} {y1} {x0} {y1} {x0 + r} {y1} c {x1 - r} {y1} l "
        f"{x1} {y1} {x1} {y1} {x1} {y1 - r} c {x1} {y0 + r} l {x1} {y0} {x1} {y0} {x1 - r} {y0} c {x0 + r} {y0} l "
        f"{x0} {y0} {x0} {y0} {x0} {y0 + r} c h S "
    )


def frames(apart: float, r: float, *, only: int = 9) -> str:
    """Return three rows of three framed cells that stand so far apart, `only` so many of them framed."""
    out, left = "", only
    for row, words in enumerate(WORDS):
        y = 250 - row * (24 + apart)
        for place, word in enumerate(words):
            x = 50 + place * (90 + apart)
            box = (x, y, x + 90, y + 24)
            out += text(x + 8, y + 8, word)
            if left > 0:
                out += round_frame(*box, r) if r else f"{x} {y} 90 24 re S "
            left -= 1
    return out


@pytest.mark.parametrize(
    ("apart", "r"), [(3.75, 0), (7.5, 0), (11, 0), (0, 4), (1.5, 4), (3.75, 4), (7.5, 9)]
)
def test_cells_with_frames_of_their_own_are_a_table(tmp_path: Path, apart: float, r: float) -> None:
    document = read(tmp_path, frames(apart, r))
    (table,) = document.tables()
    assert [tuple(cell.text for cell in row) for row in table.rows] == list(WORDS)
    assert not any(
        cell.sights or cell.column_span > 1 or cell.row_span > 1 for row in table.rows for cell in row
    )
    assert document.sights == ()


@pytest.mark.parametrize(
    "content",
    [
        frames(30, 0),  # too far apart
        frames(3.75, 0, only=3),  # one row alone
        frames(3.75, 11.9, only=1) + text(50, 100, "Tin"),  # a ring
    ],
)
def test_frames_far_apart_or_in_one_row_are_no_table(tmp_path: Path, content: str) -> None:
    assert not any(len(row) > 2 for table in read(tmp_path, content).tables() for row in table.rows)
