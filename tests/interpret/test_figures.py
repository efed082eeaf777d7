"""One cell read as figures: every character is explained, or the reading is a problem."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from htsd_cli.form import Family
from htsd_cli.interpret.figures import FigureReader, read_number
from htsd_cli.language.vietnamese import clean, fold, format_number
from htsd_cli.values.figures import Number
from tests.documents import FORM

COUNT: Family = "count"
PEOPLE: Family = "people"
AMOUNT: Family = "amount"
BOTH: tuple[Family, ...] = (COUNT, PEOPLE)
REVERSED: tuple[Family, ...] = (PEOPLE, COUNT)
MONEY: tuple[Family, ...] = (AMOUNT,)
READER = FigureReader(FORM.words)
steady = settings(max_examples=150, deadline=None, derandomize=True)


def figures(text: str, asked: tuple[Family, ...] = BOTH, scale: int = 1) -> dict[Family, Number] | str:
    """Return what a cell says: its figures by measure, or the code of its problem."""
    reading = READER.read(text, asked, scale)
    return reading.problem or dict(reading.values)


# -- occurrences and people --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12", 12),
        ("05", 5),
        ("0", 0),
        ("000", 0),
        ("1.250", 1250),
        ("1.250.000", 1250000),
        ("12 lớp", 12),
        ("12lớp", 12),
        ("12 LỚP", 12),
        ("12 lop", 12),
        ("12 lớp.", 12),
        ("12;", 12),
        ("  12  ", 12),
        ("\n12\n", 12),
        ("12\u00a0lớp", 12),
        ("12\u200b", 12),
        ("１２", 12),
        ("Số lớp: 3", 3),
        ("Số lớp 3", 3),
        ("Lớp: 3", 3),
        ("tổng số 12", 12),
        ("3 tin, bài", 3),
        ("12 quyển/tờ", 12),
        ("• 3 lớp", 3),
    ],
)
def test_a_number_with_the_words_of_its_column_is_a_figure(text: str, count: int) -> None:
    assert figures(text) == {"count": count}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("40 người", 40),
        ("1.250người", 1250),
        ("120 hs", 120),
        ("120HS", 120),
        ("HS: 120", 120),
        ("12 lượt người", 12),
        ("30 cán bộ, công chức, viên chức", 30),
        ("25 em học sinh", 25),
        ("0 người", 0),
        ("40 ngừơi", 40),
        ("40 nguoi", 40),
    ],
)
def test_a_word_for_people_makes_a_number_people_whatever_the_column(text: str, people: int) -> None:
    assert figures(text) == figures(text, REVERSED) == {"people": people}


@pytest.mark.parametrize(
    "text",
    [
        "3/120",
        "03/120",
        "3 / 120",
        "3\n120",
        "3;120",
        "3 (120)",
        "3 lớp/120 người",
        "3 lớp / 120 người",
        "3 lớp\n120 người",
        "3 lớp, 120 người",
        "3 lớp; 120 người",
        "3 lớp (120 người)",
        "3 lớp 120 người",
        "3 lớp - 120 người",
        "3 lớp và 120 người",
        "120 người/3 lớp",
        "Số lớp: 3; số người: 120",
        "+ 3 lớp\n+ 120 người",
        "- 3 lớp\n- 120 người",
    ],
)
def test_two_figures_in_one_cell_are_both_read(text: str) -> None:
    assert figures(text) == figures(text, REVERSED) == {"count": 3, "people": 120}


@pytest.mark.parametrize(
    "text", ["Không", "KHÔNG", "ko", "không có", "Không tổ chức.", "-", "--", "không/không"]
)
def test_a_word_for_zero_answers_everything_the_cell_is_asked(text: str) -> None:
    assert figures(text) == {"count": 0, "people": 0}
    assert figures(text, MONEY) == {"amount": 0}


@pytest.mark.parametrize("text", ["", "   ", "…", "......", "___", "\n\n", "\u00a0", ". . ."])
def test_a_line_of_dots_to_fill_in_is_blank(text: str) -> None:
    assert READER.read(text, BOTH).blank


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("khoảng 200", "estimate", 200),
        ("~200", "estimate", 200),
        ("> 50", "estimate", 50),
        ("hơn 50 người", "estimate", 50),
        ("50+", "estimate", 50),
        ("200-300", "range", None),
        ("200 – 300 người", "range", None),
        ("45 GV + 300 HS", "sum-in-words", 345),
        ("GV: 45, HS: 300", "sum-in-words", 345),
        ("45 GV và 300 HS", "sum-in-words", 345),
        ("12 + 3", "sum-in-words", 15),
        ("100%", "percentage", None),
        ("1,5", "decimal", None),
        ("1.25", "decimal", None),
        ("O5", "letters-for-digits", 5),
        ("1O0", "letters-for-digits", 100),
        ("l2", "letters-for-digits", 12),
        ("-5", "negative", 5),
        ("12 50", "ambiguous-number", None),
        ("1 2", "ambiguous-number", None),
        ("1.2500", "ambiguous-number", None),
        ("1.250,5", "ambiguous-number", None),
        ("1" * 19, "ambiguous-number", None),
        ("3/120/5", "too-many-numbers", None),
        ("200 người (45 GV, 155 HS)", "too-many-numbers", None),
        ("12 (1)", "too-many-numbers", None),
        ("3 lớp x 40 người", "not-a-number", None),
        ("Toàn trường", "not-a-number", None),
        ("Có", "not-a-number", None),
        ("x", "not-a-number", None),
        ("=SUM(A1)", "formula-typed", None),
        ("= D5+D6", "formula-typed", None),
        ("{=SUM(ABOVE)}", "formula-typed", None),
        ("9\u0335 14", "not-a-number", 14),
        ("1\u03364\u0336", "not-a-number", None),
        ("hai lớp", "not-a-number", 2),
        ("12 tháng", "not-a-number", 12),
        ("40 người/lớp", "not-a-number", 40),
        ("12 không", "not-a-number", 12),
        ("-/120", "not-a-number", None),
        ("3½", "not-a-number", 3),
        ("٣", "not-a-number", None),
        ("1 nghìn người", "not-a-number", None),
        ("5 triệu", "wrong-unit", None),
        ("14 nghìn", "ambiguous-number", 14_000),
        ("14k", "ambiguous-number", 14_000),
        ("12, 000", "ambiguous-number", 12_000),
        ("1, 250", "sum-in-words", None),
        ("2, 3", "sum-in-words", 5),
        ("12 đồng", "wrong-unit", 12),
    ],
)
def test_anything_else_is_a_problem_with_the_number_that_is_likely(
    text: str, code: str, suggestion: int | None
) -> None:
    reading = READER.read(text, BOTH)
    assert (reading.problem, reading.suggestion, reading.values) == (code, suggestion, ())


@pytest.mark.parametrize("text", ["lớp 3", "Tổ 3", "đợt 2", "lần 2", "quận 7", "trường 2"])
def test_a_number_that_names_a_thing_is_no_count(text: str) -> None:
    assert figures(text) == "not-a-number"


@pytest.mark.parametrize(
    ("unit", "own", "stray"),
    [
        ("lớp", "3 lớp học, 2 buổi", "trường"),
        ("Tin, bài/ cuộc", "14 tin bài, 2 buổi", "lớp"),
        ("quyển/ tờ", "350 băng rôn", "cuộc"),
        ("Tập thể/cá nhân", "12 lớp, 3 chi đội", "quyển"),
        ("Trường/trung tâm", "1 đơn vị", "buổi lễ"),
        ("Huyện", "1 quận", "trường"),
        ("Số cuộc/người", "2 hội thi, 30 người", "lớp"),
        ("lượt mượn", "2 lớp, 3 quyển", ""),
        ("", "2 lớp, 3 quyển", ""),
    ],
)
def test_a_word_that_counts_another_thing_than_the_row_is_a_stray_one(
    unit: str, own: str, stray: str
) -> None:
    assert (READER.stray_unit(own, unit), READER.stray_unit(f"9 {stray}", unit)) == ("", stray)


def test_a_word_with_its_marks_is_never_taken_for_one_that_only_looks_like_it() -> None:
    assert figures("cỡ 12 người") == "estimate"
    assert figures("Có 12 người") == "not-a-number"


def test_two_figures_where_one_is_asked_are_a_problem() -> None:
    assert figures("3/120", (COUNT,)) == "too-many-numbers"


@pytest.mark.parametrize("text", ["1,250", "1 250", "1\u00a0250", "12 345 678"])
def test_groups_parted_by_a_comma_or_a_space_are_read_and_marked_as_loose(text: str) -> None:
    reading = READER.read(text, BOTH)
    assert reading.values == ((COUNT, int(re.sub(r"\D", "", text))),)
    assert reading.loose


# -- money -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5.000.000đ", 5_000_000),
        ("5.000.000 đồng", 5_000_000),
        ("5.000.000 VNĐ", 5_000_000),
        ("5.000.000₫", 5_000_000),
        ("5000000", 5_000_000),
        ("5,000,000", 5_000_000),
        ("5 000 000 đ", 5_000_000),
        ("12,5 triệu", 12_500_000),
        ("12.5 triệu đồng", 12_500_000),
        ("12tr", 12_000_000),
        ("1tr5", 1_500_000),
        ("1tr50", 1_500_000),
        ("1tr500", 1_500_000),
        ("1tr500k", 1_500_000),
        ("500 nghìn", 500_000),
        ("500 ngàn đồng", 500_000),
        ("500k", 500_000),
        ("12.500 nghìn đồng", 12_500_000),
        ("12 triệu 500 nghìn", 12_500_000),
        ("1,2 tỷ", 1_200_000_000),
        ("1 tỷ 250 triệu", 1_250_000_000),
        ("0,125 tỉ", 125_000_000),
        ("1500 tỷ", 1_500_000_000_000),
        ("0 đồng", 0),
    ],
)
def test_money_is_read_in_dong(text: str, amount: int) -> None:
    assert figures(text, MONEY) == {"amount": amount}


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("12,5", "scale-unclear", None),
        ("12,500 nghìn đồng", "scale-unclear", 12_500_000),
        ("5.000.000 đ 6.000.000 đ", "too-many-numbers", None),
        ("1.250 triệu", "scale-unclear", 1_250_000_000),
        ("1 triệu 5", "scale-unclear", 1_500_000),
        ("1 triệu 1500 nghìn", "ambiguous-number", None),
        ("500 nghìn 2 triệu", "ambiguous-number", None),
        ("5.000.00", "ambiguous-number", None),
        ("khoảng 5 triệu", "estimate", 5_000_000),
        ("5 triệu + 3 triệu", "sum-in-words", 8_000_000),
        ("5 triệu + 1.000", "sum-in-words", 5_001_000),
        ("5 triệu + 999", "sum-in-words", None),
        ("2/3 triệu", "sum-in-words", None),
        ("3, 5 triệu", "sum-in-words", None),
        ("3 triệu + 5.00", "sum-in-words", None),
        ("2.000.000\n3.000.000", "sum-in-words", 5_000_000),
        ("5-6 triệu", "range", None),
        ("2 triệu rưỡi", "not-a-number", None),
        ("5 triệu (quỹ)", "not-a-number", None),
        ("10 người", "wrong-unit", 10),
        ("-5.000.000", "negative", 5_000_000),
        ("5. 000. 000", "ambiguous-number", 5_000_000),
        ("5 .000.000 đồng", "ambiguous-number", 5_000_000),
    ],
)
def test_money_that_can_be_read_two_ways_is_a_problem(text: str, code: str, suggestion: int | None) -> None:
    reading = READER.read(text, MONEY)
    assert (reading.problem, reading.suggestion, reading.values) == (code, suggestion, ())


@pytest.mark.parametrize(
    ("text", "scale", "amount"),
    [
        ("12,5", 1_000_000, 12_500_000),
        ("15", 1_000_000, 15_000_000),
        ("0", 1_000_000, 0),
        ("0 đồng", 1_000_000, 0),
        ("500", 1_000, 500_000),
        ("12.500", 1_000, 12_500_000),
        ("12 triệu", 1_000, 12_000_000),
    ],
)
def test_the_scale_of_the_table_applies_to_a_number_without_its_own(
    text: str, scale: int, amount: int
) -> None:
    assert figures(text, MONEY, scale) == {"amount": amount}


@pytest.mark.parametrize(
    ("text", "scale", "suggestion"),
    [("5.000.000", 1_000, 5_000_000), ("500 đồng", 1_000, 500), ("1.250", 1_000_000, 1_250_000_000)],
)
def test_an_amount_too_large_for_the_scale_of_the_table_is_unclear(
    text: str, scale: int, suggestion: int
) -> None:
    reading = READER.read(text, MONEY, scale)
    assert (reading.problem, reading.suggestion) == ("scale-unclear", suggestion)


@pytest.mark.parametrize("text", ["1500.000", "500.0000", "0,0005"])
def test_oddly_grouped_digits_are_no_decimals_of_the_table_s_scale(text: str) -> None:
    assert figures(text, MONEY, 1_000) == "ambiguous-number"


# -- one number in two spellings, words, marks -------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "5.000.000đ (5 triệu)",
        "5 triệu (5.000.000 đồng)",
        "5.000.000 đồng (Năm triệu đồng)",
        "5.000.000 đồng (Năm triệu đồng chẵn).",
        "5.000.000 (bằng chữ: năm triệu đồng)",
        "5.000.000đ ↵ Bằng chữ: Năm triệu đồng",
        "5 triệu (năm triệu đồng)",
        "5.000.000 đ (Bằng chữ: Năm triệu đồng./.)",
        "5.000.000 đồng - Năm triệu đồng",
    ],
)
def test_an_amount_said_twice_is_one_amount(text: str) -> None:
    assert figures(text.replace(" ↵ ", "\n"), MONEY) == {"amount": 5_000_000}


@pytest.mark.parametrize(
    "text", ["5.000.000đ (6 triệu)", "5.000.000 đồng (Năm trăm nghìn đồng)", "5.000.000đ (500.000đ)"]
)
def test_two_spellings_of_two_amounts_are_an_error_without_a_suggestion(text: str) -> None:
    reading = READER.read(text, MONEY)
    assert (reading.problem, reading.suggestion) == ("spellings-differ", None)


@pytest.mark.parametrize(
    ("text", "count"), [
        ("14 (mười bốn)", 14), ("14 tin (Mười bốn tin)", 14), ("14 (Mười bốn tin, bài)", 14),
        ("205 (hai trăm lẻ năm)", 205),
    ],
)  # fmt: skip
def test_a_count_said_again_in_words_is_one_count(text: str, count: int) -> None:
    assert figures(text, (COUNT,)) == {"count": count}
    assert figures(text.replace(str(count), str(count + 1)), (COUNT,)) == "spellings-differ"


@pytest.mark.parametrize("text", ["14 (trong đó ba nữ)", "14 (ba đợt nữa)", "14 (theo kế hoạch)"])
def test_other_words_behind_a_number_are_no_spelling_of_it(text: str) -> None:
    assert figures(text, (COUNT,)) == "not-a-number"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("mười bốn", 14),
        ("Hai mươi mốt lớp", 21),
        ("một trăm linh năm", 105),
        ("năm triệu hai trăm nghìn đồng", 5_200_000),
        ("hai trăm năm", None),
        ("hai ba", None),
        ("XIV", 14),
        ("III", 3),
        ("xx", None),
    ],
)
def test_a_number_in_words_alone_is_suggested(text: str, suggestion: int | None) -> None:
    reading = READER.read(text, MONEY if "đồng" in text else (COUNT,))
    assert (reading.problem, reading.suggestion) == ("not-a-number", suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "=14",
        "'14",
        "’14",
        "14.-",
        "14,-",
        "14 ./.",
        "14.",
        "\u202d14\u202c",
        "\ufeff14",
        "1\u00ad4",
        "14\u2069",
        "\u200e14",
    ],
)
def test_marks_of_calculators_and_marks_without_width_say_nothing(text: str) -> None:
    assert figures(text) == {"count": 14}


@pytest.mark.parametrize("text", ["5.000.000,-", "5.000.000.-", "5.000.000đ./.", "=5.000.000"])
def test_marks_that_close_an_amount_say_nothing(text: str) -> None:
    assert figures(text, MONEY) == {"amount": 5_000_000}


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("12+3=15", 15), ("12+3=16", None), ("12 + 3 + 4 = 19", 19), ("tổng 12+3=15", 15)],
)
def test_a_calculator_s_tape_suggests_its_total_where_the_parts_make_it(
    text: str, suggestion: int | None
) -> None:
    reading = READER.read(text, BOTH)
    assert (reading.problem, reading.suggestion) == ("sum-in-words", suggestion)


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("14 -", "not-a-number", 14),
        ("14=", "not-a-number", 14),
        ("+14", "not-a-number", 14),
        ("14/", "not-a-number", 14),
        ("tổng cộng -5", "negative", 5),
        ("tổng số 3 tổng số 120", "sum-in-words", 123),
    ],
)
def test_other_marks_around_a_number_are_told(text: str, code: str, suggestion: int) -> None:
    reading = READER.read(text, BOTH)
    assert (reading.problem, reading.suggestion) == (code, suggestion)


def test_letters_that_are_turned_round_are_never_read_as_stored() -> None:
    assert figures("\u202e41\u202c") == "not-a-number"


@pytest.mark.parametrize("mark", ["\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_parts_two_numbers(mark: str) -> None:
    assert figures(f"3{mark}120") == {"count": 3, "people": 120}
    assert figures(f"14{mark}120", (COUNT,)) == "sum-in-words"


def test_a_month_is_no_pair_and_a_large_number_of_people_is() -> None:
    assert figures("10/2024") == "ambiguous-number"
    assert figures("10;2024") == figures("10 lớp/2024") == {"count": 10, "people": 2024}
    assert figures("10/2124") == {"count": 10, "people": 2124}


def test_an_estimate_of_two_figures_suggests_none() -> None:
    assert READER.read("khoảng 3 lớp/120 người", BOTH)[1:3] == ("estimate", None)


def test_a_unit_in_two_words_belongs_to_the_number_before_it() -> None:
    assert figures("5 người, 3 tin, bài") == {"people": 5, "count": 3}


def test_a_text_too_long_for_a_cell_of_figures_is_none() -> None:
    assert figures(f"{'số ' * 90}12") == {"count": 12}
    assert figures(f"{'số ' * 110}12") == "not-a-number"


def test_numbers_parted_by_a_tab_are_two() -> None:
    assert figures("3\t120") == {"count": 3, "people": 120}
    assert figures("3\t120", (COUNT,)) == figures("3\t120", MONEY) == "too-many-numbers"
    assert figures("1\t250", (COUNT,)) == "too-many-numbers"


@pytest.mark.parametrize("asked", [BOTH, (COUNT,), MONEY])
def test_numbers_parted_by_a_wide_gap_are_not_taken_for_one(asked: tuple[Family, ...]) -> None:
    assert figures("1    250", asked) == "ambiguous-number"


@pytest.mark.parametrize("text", ["3L/120N", "3l / 120n", "3L, 120N", "3L/120Ng", "3c-120hs", "3 C\n120 HS"])
def test_classes_and_people_in_letters_are_two_figures(text: str) -> None:
    assert figures(text) == {"count": 3, "people": 120}
    assert figures(text, (COUNT,)) == "not-a-number"


# -- numbers of a workbook ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "asked", "scale", "said"),
    [
        (12, BOTH, 1, {"count": 12}),
        (12.0, REVERSED, 1, {"people": 12}),
        (0, BOTH, 1, {"count": 0}),
        (1.25, BOTH, 1, ("decimal", 1250)),
        (1.5, BOTH, 1, ("decimal", 1500)),
        (0.1 + 0.2, BOTH, 1, ("decimal", None)),
        (-3, BOTH, 1, ("negative", 3)),
        (-3.5, BOTH, 1, ("negative", None)),
        (5_000_000, MONEY, 1, {"amount": 5_000_000}),
        (12.5, MONEY, 1_000_000, {"amount": 12_500_000}),
        (12.5, MONEY, 1, ("scale-unclear", 12_500)),
        (5_000_000, MONEY, 1_000, ("scale-unclear", 5_000_000)),
    ],
)
def test_a_stored_number_is_a_figure_only_when_it_is_whole(
    value: float, asked: tuple[Family, ...], scale: int, said: object
) -> None:
    reading = read_number(value, asked, scale)
    got = dict(reading.values) or (reading.problem, reading.suggestion)
    assert got == said


# -- properties --------------------------------------------------------------------------------------------

numbers = st.integers(min_value=0, max_value=999_999_999)
spaces = st.sampled_from(["", " ", "\u00a0", "  "])


@st.composite
def written(draw: st.DrawFn, number: int) -> str:
    """Return a whole number as people write it: plain, grouped, or with leading zeros."""
    if draw(st.booleans()):
        return format_number(number)
    return "0" * draw(st.integers(0, 2)) + str(number)


@pytest.mark.whole
@steady
@given(number=numbers, unit=st.sampled_from(["", *FORM.words.count]), space=spaces, data=st.data())
def test_every_count_written_the_vietnamese_way_reads_back(
    number: int, unit: str, space: str, data: st.DataObject
) -> None:
    text = f"{data.draw(written(number))}{space}{unit}"
    assert figures(text) == {"count": number}


@pytest.mark.whole
@steady
@given(count=numbers, people=numbers, data=st.data())
def test_every_pair_written_the_vietnamese_way_reads_back(
    count: int, people: int, data: st.DataObject
) -> None:
    first, second = data.draw(written(count)), data.draw(written(people))
    unit = data.draw(st.sampled_from(FORM.words.people))
    pattern = data.draw(
        st.sampled_from(["{}/{}", "{}\n{}", "{} lớp/{} {u}", "{} cuộc ({} {u})", "{} lớp, {}{u}"])
    )
    assert figures(pattern.format(first, second, u=unit)) == {"count": count, "people": people}


@steady
@given(
    billions=st.integers(0, 999),
    millions=st.integers(0, 999),
    thousands=st.integers(0, 999),
    words=st.sampled_from(
        [(" tỷ ", " triệu ", " nghìn"), ("tỉ", "tr", "k"), (" tỷ ", " triệu ", " ngàn đồng")]
    ),
)
def test_every_chain_of_money_words_adds_up(
    billions: int, millions: int, thousands: int, words: tuple[str, str, str]
) -> None:
    parts = zip((billions, millions, thousands), words, strict=True)
    text = "".join(f"{number}{word}" for number, word in parts if number)
    amount = billions * 10**9 + millions * 10**6 + thousands * 10**3
    assert not text or figures(text, MONEY) == {"amount": amount}


@steady
@given(amount=st.integers(0, 10**12), unit=st.sampled_from(["", "đ", " đồng", " VNĐ", "₫", " đ."]))
def test_every_amount_in_full_reads_back(amount: int, unit: str) -> None:
    assert figures(f"{format_number(amount)}{unit}", MONEY) == {"amount": amount}
    assert figures(f"{amount}{unit}", MONEY) == {"amount": amount}


WORDS = FORM.words
VOCABULARY = frozenset(
    part
    for phrase in (
        *WORDS.zero, *WORDS.yes, *WORDS.approximate, *WORDS.count, *WORDS.people, *WORDS.amount, *WORDS.neutral,
        *WORDS.scales,
    )
    for part in fold(phrase).split()
)  # fmt: skip
pieces = st.one_of(
    st.integers(0, 99_999).map(str),
    st.integers(0, 9_999_999).map(format_number),
    st.sampled_from(["1,5", "12,500", "05", "O5", "3/12", "½", "٣", "²"]),
    st.sampled_from([*WORDS.count, *WORDS.people, *WORDS.amount, *WORDS.zero, *WORDS.scales, *WORDS.neutral]),
    st.sampled_from([*WORDS.approximate, *WORDS.yes, "tháng", "mỗi", "rưỡi", "lớp/người"]),
    st.sampled_from(list(" \n.,;:/-–—()+&•*%~>=x[]\"'₫\u00a0\u200b")),
)
cells = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="0123456789.,/- \nlớpngườitriệuđkO()", max_size=16),
    st.lists(pieces, max_size=7).map(" ".join),
    st.lists(pieces, max_size=7).map("".join),
)
readings = st.tuples(
    st.sampled_from([BOTH, REVERSED, (COUNT,), (PEOPLE,), MONEY]), st.sampled_from([1, 10**3, 10**6])
)


@pytest.mark.whole
@settings(max_examples=800, deadline=None, derandomize=True)
@given(text=cells, how=readings)
@example(text="1 triệu 1500 nghìn", how=(MONEY, 1))
@example(text="12²", how=(BOTH, 1))
@example(text="\u0000", how=(BOTH, 1))
@example(text="𝟙𝟚", how=(BOTH, 1))
def test_any_text_at_all_is_a_figure_with_every_digit_explained_or_a_problem(
    text: str, how: tuple[tuple[Family, ...], int]
) -> None:
    asked, scale = how
    reading = READER.read(text, asked, scale if asked == MONEY else 1)
    assert bool(reading.values) + bool(reading.problem) + reading.blank == 1
    assert {measure for measure, _ in reading.values} <= {*asked, COUNT, PEOPLE}
    if not reading.values:
        return
    said = clean(text)
    digits = "".join(re.findall("[0-9]", said))
    if asked == MONEY:
        (value,) = (value for _, value in reading.values)
        assert digits.replace("0", "") == str(value).replace("0", "")
    elif digits:
        assert re.fullmatch("".join(f"0*{value}" for _, value in reading.values), digits)
    else:
        assert {value for _, value in reading.values} == {0}
    words = {fold(word) for word in re.findall(r"[^\W\d_⁰¹²³⁴-⁹]+", said)} - {"", "l", "n", "c"}
    assert words <= VOCABULARY
    assert re.fullmatch(r"[='’`]?[\w\s.,;:/()–—+&•*₫⁰¹²³⁴-⁹-]*", said)


@pytest.mark.parametrize("text", ["0909123456", "0283771745"])
def test_a_telephone_is_no_figure(text: str) -> None:
    assert figures(text, (COUNT,)) == "not-a-number"
    assert figures(text.lstrip("0"), (COUNT,)) == {"count": int(text)}


def test_so_many_pieces_for_each_class_are_no_total() -> None:
    assert figures("2 bài/lớp", (COUNT,)) == "not-a-number"
    assert figures("2 tin/bài", (COUNT,)) == {"count": 2}
