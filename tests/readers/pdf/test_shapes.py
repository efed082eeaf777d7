"""A digit's drawing is looked at whole: hair strokes join its parts, and nothing joins it to what stands beside it."""

from __future__ import annotations

from htsd_cli.readers.pdf.paper import PaintedPage

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
