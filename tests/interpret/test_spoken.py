"""Numbers in words: every number up to a thousand as it is said, larger ones by their scales."""

from __future__ import annotations

import pytest

from htsd_cli.interpret.spoken import roman_number, spoken_number

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def said(number: int) -> str:
    """Return a number below 1.000 as it is said."""
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10)
    words = [f"{DIGITS[hundreds]} trăm"] if hundreds else []
    if rest and not tens:
        return " ".join([*words, "lẻ", DIGITS[unit]]) if words else DIGITS[unit]
    if tens:
        words.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
    if unit:
        words.append(
            {1: "mốt" if tens > 1 else "một", 5: "lăm", 4: "tư" if tens > 1 else "bốn"}.get(
                unit, DIGITS[unit]
            )
        )
    return " ".join(words) or DIGITS[0]


def test_every_number_below_a_thousand_is_heard_as_it_is_said() -> None:
    assert {number: spoken_number(said(number)) for number in range(1_000)} == {n: n for n in range(1_000)}


@pytest.mark.parametrize("words", ["hai mươi nhăm", "hai chục lăm", "Hai mươi lăm", "hai mươi năm"])
def test_other_ways_to_say_it_are_heard(words: str) -> None:
    assert spoken_number(words) == 25


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("hai chục", 20),
        ("một trăm linh bẩy", 107),
        ("hai nghìn không trăm hai mươi tư", 2_024),
        ("năm triệu", 5_000_000),
        ("một tỷ hai trăm năm mươi triệu", 1_250_000_000),
        ("ba tỉ bốn ngàn", 3_000_004_000),
        ("mười hai triệu, năm trăm nghìn", 12_500_000),
    ],
)
def test_scales_multiply_what_stands_before_them(words: str, number: int) -> None:
    assert spoken_number(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "",
        "hai ba",
        "mươi",
        "trăm",
        "hai trăm năm",
        "hai nghìn ba triệu",
        "nghìn",
        "hai lớp",
        "hai trăm lẻ",
        "ba/bốn",
    ],
)
def test_what_is_no_number_or_two_is_none(words: str) -> None:
    assert spoken_number(words) is None


@pytest.mark.parametrize(
    ("text", "number"), [("IV", 4), ("XIV", 14), ("xc", 90), ("XL", 40), ("LXXX", 80), ("Vi", 6)]
)
def test_roman_digits_are_heard(text: str, number: int) -> None:
    assert roman_number(text) == number


@pytest.mark.parametrize("text", ["", "x", "xx", "I", "IIII", "VX", "vì", "C"])
def test_a_tick_a_letter_or_a_word_is_no_roman_number(text: str) -> None:
    assert roman_number(text) is None
