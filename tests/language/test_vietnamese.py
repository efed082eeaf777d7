"""Vietnamese text in one spelling for comparing, and numbers as they are officially written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htsd_cli.language.vietnamese import clean, fold, format_number, modern_tones

steady = settings(max_examples=200, deadline=None, derandomize=True)
LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
words = st.text(alphabet=LETTERS + LETTERS.upper() + " ,.-", max_size=30)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Tuần lễ", "Tuần lễ"),
        (unicodedata.normalize("NFD", "Tuần lễ"), "Tuần lễ"),
        ("Tuâ\u0300n lê\u0303", "Tuần lễ"),
        ("Ðinh Bộ Lĩnh, ðinh", "Đinh Bộ Lĩnh, đinh"),
        ("40\u00a0người", "40 người"),
        ("40\u202fngười", "40 người"),
        ("Lê\u200bVăn", "LêVăn"),
        ("12\u2011BC", "12-BC"),
        ("１２．５００", "12.500"),
        ("3⁄120", "3/120"),
        ("  hai   ba\tbốn ", "hai ba bốn"),
        ("một\nhai", "một\nhai"),
        ("số – gạch dài", "số – gạch dài"),
    ],
)
def test_text_is_cleaned_of_what_nobody_sees(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@pytest.mark.parametrize(
    ("old", "modern"),
    [
        ("Uỷ ban", "Ủy ban"),
        ("UỶ BAN", "ỦY BAN"),
        ("hoà, thuỷ, Thuý, khoẻ", "hòa, thủy, Thúy, khỏe"),
        ("hoàn toàn, huỳnh, suýt, quý, quỹ, quỷ", "hoàn toàn, huỳnh, suýt, quý, quỹ, quỷ"),
        ("Hòa", "Hòa"),
    ],
)
def test_tones_are_placed_the_modern_way_in_open_syllables_only(old: str, modern: str) -> None:
    assert modern_tones(old) == modern


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("  KĨ NĂNG – sống", "kỹ năng sống"),
        ("Uỷ ban nhân dân", "ỦY BAN NHÂN DÂN"),
        ("Tân Quy", "Tân Qui"),
        ("- Xóa mù chữ:", "Xoá mù chữ"),
        ("Số lớp/số cuộc thi", "SO LOP, SO CUOC THI"),
        ("Đường", "duong"),
        ("1.", "1"),
    ],
)
def test_what_reads_alike_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_what_differs_in_a_letter_folds_apart() -> None:
    assert fold("tin học") != fold("tìm học")
    assert fold("19/5") == "19 5"


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567")]
)
def test_a_number_has_dots_between_its_thousands(number: int, written: str) -> None:
    assert format_number(number) == written


@steady
@given(words)
def test_the_fold_of_vietnamese_is_bare_letters_and_settles_at_once(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded == fold(text.upper())


@steady
@given(st.text(max_size=40))
def test_cleaning_any_text_settles_at_once_and_leaves_no_space_twice(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "  " not in cleaned
    assert fold(text) == fold(cleaned)


@steady
@given(st.integers(-(10**12), 10**12))
def test_a_formatted_number_holds_its_digits(number: int) -> None:
    assert int(format_number(number).replace(".", "")) == number
