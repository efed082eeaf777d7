"""A digit's drawing is looked at whole: hair strokes join its parts, and nothing joins it to what stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers.pdf.paper import PaintedPage
from htsd_cli.readers.pdf.pdf import read_pdf
from tests.pdf_files import RULES, in_cell, pdf
from tests.readers.pdf.test_pdf import drawn_as

WHITE, HAIR, BLACK = 255, 175, 0
BOX = (2.0, 1.0, 8.0, 14.0)  # points: pixels 8 to 32 across, 4 to 56 down


def page(*marks: tuple[int, int, int, int, int]) -> PaintedPage:
    """Return a page of 60 x 60 pixels with boxes of some darkness: left, top, right, bottom, how light."""
    rows = [bytearray([WHITE]) * 60 for _ in range(60)]
    for left, top, right, bottom, light in marks:
        for y in range(top, bottom):
            rows[y][left:right] = bytes([light]) * (right - left)
    return PaintedPage((15.0, 15.0), [bytes(row) for row in rows])


TOP, FOOT = (12, 10, 28, 16, BLACK), (12, 20, 28, 44, BLACK)


def wide(*marks: tuple[int, int, int, int, int]) -> float:
    shape = page(*marks).shape(BOX)
    assert shape is not None
    return round(shape.wide, 2)


def test_a_hair_stroke_joins_the_parts_of_a_digit() -> None:
    assert wide(TOP, FOOT) == round(16 / 24, 2)
    assert wide(TOP, FOOT, (18, 16, 21, 20, HAIR)) == round(16 / 34, 2)


def test_a_hair_stroke_at_its_side_joins_no_other_digit_to_it() -> None:
    beside = (34, 10, 50, 44, BLACK)
    assert wide(TOP, FOOT, (18, 16, 21, 20, BLACK), beside, (28, 30, 34, 32, HAIR)) == round(16 / 34, 2)


@pytest.mark.parametrize(
    ("points", "shown"), [(",.", "12,5 1.2"), (",,", "12,5 1\ufffd2"), ("..", "12\ufffd5 1.2")]
)
def test_a_comma_of_slanted_letters_is_told_from_a_point(tmp_path: Path, points: str, shown: str) -> None:
    slanted = "q BT /F1 12 Tf 1 0 .33 1 155 240 Tm (12,5 1.2) Tj ET Q "
    path = tmp_path / "a.pdf"
    objects = drawn_as("0123456789", "Helvetica", points)
    path.write_bytes(pdf(RULES + in_cell(1, 1, "1") + in_cell(2, 2, "7") + slanted, objects=objects))
    (table,) = read_pdf(path).tables()
    assert table.rows[0][1].text == shown


def test_the_tail_of_a_comma_is_followed_beyond_its_box() -> None:
    head = (20, 36, 24, 40, 0)
    tail = tuple((20 - down, 40 + down, 22 - down, 41 + down, 0) for down in range(4))
    beside = (10, 20, 16, 40, 0)  # a digit, which ends on the line
    box = (4.75, 1.0, 6.25, 13.0)
    assert page(head, *tail, beside).below(box, 10.0) == 1.0
    assert page(head, beside).below(box, 10.0) == 0.0
