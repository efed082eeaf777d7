"""A font whose digits are drawn as others is found by its drawings, whatever its own map says."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from htsd_cli.readers.drawn_digits import draws_others
from htsd_cli.readers.pdf.fonts.glyphs import glyphs_of
from tests.readers.word.font_files import with_codes


def font(drawn: str, signs: str = "0123456789") -> bytes:
    """Return a font that draws for each of the signs the letter in its place."""
    whole = ImageFont.load_default(64)
    assert isinstance(whole, ImageFont.FreeTypeFont)
    data = whole.font_bytes
    known = glyphs_of(data)
    assert known is not None
    own = known.maps[3, 1]
    return with_codes(data, {ord(sign): own[ord(as_)] for sign, as_ in zip(signs, drawn, strict=True)})


@pytest.mark.parametrize(
    ("drawn", "signs", "lies"),
    [
        ("0123456789", "0123456789", False),
        ("0723456189", "0123456789", True),
        ("0153426789", "0123456789", True),
        ("0123456788", "0123456789", True),
        ("1204", "0124", True),
        ("7", "1", True),
        ("1", "7", True),
        ("6", "8", True),
        ("0", "9", True),
        ("147", "147", False),
        ("8", "8", False),
        ("01234567891", "0123456789 ", True),
        ("01234567891", "0123456789.", True),
        ("0123456789 .,", "0123456789 .,", False),
        ("abc", "abc", False),
        ("01a", "01l", False),
    ],
)
def test_a_digit_drawn_as_another_is_found(drawn: str, signs: str, *, lies: bool) -> None:
    assert draws_others(font(drawn, signs)) is lies


def test_what_is_no_font_says_nothing() -> None:
    assert not draws_others(b"")
    assert not draws_others(b"\0\1\0\0" + bytes(40))
