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
    ("unit", "own", "stray"),
    [
        ("lớp", "3 lớp học, 2 buổi", "trường"),
        ("Tin, bài/ cuộc", "14 tin bài, 2 buổi", "lớp"),
        ("quyển/ tờ", "350 băng rôn", "cuộc"),
        ("Tập thể/cá nhân", "12 lớp, 3 chi đội", "quyển"),
        ("Trường/trung tâm", "1 đơn vị", "buổi lễ"),
        ("Huyện", "1 quận", "trường"),
        ("Huyện/quận", "1 quận, 2 đơn vị", "trường"),
        ("Số cuộc/người", "2 hội thi, 3 lớp, 30 người", "quyển"),
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


@pytest.mark.parametrize("text", ["1.250 và", "12 với", "12 người và", "12 gồm", "12 là", "và 12"])
def test_a_word_that_joins_the_figure_to_nothing_leaves_it_unfinished(text: str) -> None:
    assert figures(text, (PEOPLE,)) == "not-a-number"


@pytest.mark.parametrize("text", ["gồm 12", "số lượng là 12 người"])
def test_a_word_that_leads_to_the_figure_explains_itself(text: str) -> None:
    assert figures(text, (PEOPLE,)) == {"people": 12}


def test_two_figures_where_one_is_asked_are_a_problem() -> None:
    assert figures("3/120", (COUNT,)) == "too-many-numbers"


# -- money -------------------------------------------------------------------------------------------------


# -- one number in two spellings, words, marks -------------------------------------------------------------


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
        (1_000_000, MONEY, 1_000, ("scale-unclear", 1_000_000)),
        (999_999, MONEY, 1_000, {"amount": 999_999_000}),
    ],
)
def test_a_stored_number_is_a_figure_only_when_it_is_whole(
    value: float, asked: tuple[Family, ...], scale: int, said: object
) -> None:
    reading = read_number(value, asked, scale)
    got = dict(reading.values) or (reading.problem, reading.suggestion)
    assert got == said
    assert (reading.spoken, reading.scaled) == (
        "amount" in dict(reading.values),
        bool(reading.values) and scale > 1,
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Bằng chữ: năm triệu đồng", 5_000_000),
        ("(Năm triệu đồng)", 5_000_000),
        ("Viết bằng chữ: Năm triệu đồng chẵn./.", 5_000_000),
        ("năm triệu", None),
        ("năm lớp", None),
        ("năm em", None),
        ("5 triệu đồng", None),
        ("năm triệu đồng".ljust(300), 5_000_000),
        ("năm triệu đồng".ljust(301), None),
    ],
)
def test_money_in_nothing_but_words_is_known_by_its_unit(text: str, amount: int | None) -> None:
    assert READER.money_in_words(text) == amount


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
    for each in ("lớp", "khối", "trường", "đơn vị", "chi đội", "tuần", "tháng", "ngày", "buổi"):
        assert figures(f"2 bài/{each}", (COUNT,)) == "not-a-number"
    assert figures("2 tin/bài", (COUNT,)) == {"count": 2}


@pytest.mark.parametrize(
    ("text", "asked", "likely"),
    [
        ("xem mục 1", "count", None),
        ("trùng dòng 3", "count", None),
        ("năm 2024", "count", None),
        ("giảm 2", "count", None),
        ("+2 so với 2023", "count", None),
        ("không quá 30", "count", None),
        ("10|4", "count", None),
        ("10 thùng sữa", "amount", None),
        ("khoán 5.000.000đ", "amount", 5_000_000),
        ("14 video", "count", 14),
        ("|2", "count", 12),
    ],
)
def test_what_only_names_or_compares_suggests_nothing(text: str, asked: Family, likely: int | None) -> None:
    reading = READER.read(text, (asked,))
    assert reading.problem
    assert reading.suggestion == likely


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("15 (trong đó 5 nữ)", "people", 15),
        ("15 người, trong đó nữ: 5", "people", 15),
        ("1.250 người (trong đó: 600 nữ, 12 dân tộc)", "people", 1_250),
        ("4 lớp (trong đó 1 lớp trực tuyến)", "count", 4),
        ("5 triệu (trong đó 2 triệu của Hội)", "amount", 5_000_000),
        ("5 (trong đó 15 nữ)", "people", None),
        ("12 lớp, trong đó 5 nữ", "count", None),
        ("15 (trong đó 5 chưa tính)", "people", None),
        ("15 (trong đó 5/8 nữ)", "people", None),
        ("15 (trong đó nữ)", "people", None),
        ("khoảng 15 (trong đó 5 nữ)", "people", None),
        ("15 (5 nữ)", "people", None),
        ("15, gồm 5 nữ", "people", None),
        ("15 (trong đó 5 nữ) 16", "people", None),
    ],
)
def test_a_part_named_behind_a_figure_leaves_it_the_whole(
    text: str, asked: Family, value: int | None
) -> None:
    reading = READER.read(text, (asked,))
    assert reading.values == (((asked, value),) if value is not None else ())
    assert bool(reading.problem) is (value is None)
