"""The rows of the table matched to the form's indicators: by label and place together, never by guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htsd_cli.interpret.rows import RowMatcher, no_word_replaced
from tests.documents import FORM

MATCHER = RowMatcher(FORM, FORM.tables[0])
IDS = [item.id for item in FORM.indicators]
LABELS = [item.label for item in FORM.indicators]
NUMBERS = [item.number for item in FORM.indicators]
PLACES = list(range(len(IDS)))
steady = settings(max_examples=40, deadline=None, derandomize=True)


def standing_at(indicator: str, label: str, number: str = "") -> str | None:
    """Return whose row a label is taken for when it stands at an indicator's place in a form else unchanged."""
    place = IDS.index(indicator)
    labels, numbers = LABELS[:], NUMBERS[:]
    labels[place], numbers[place] = label, number
    found = MATCHER.match(labels, numbers)[place]
    return None if found is None else IDS[found]


def inserted_after(indicator: str, label: str) -> str | None:
    """Return whose row a label is taken for when it is added below an indicator's."""
    place = IDS.index(indicator) + 1
    labels = [*LABELS[:place], label, *LABELS[place:]]
    numbers = [*NUMBERS[:place], "", *NUMBERS[place:]]
    found = MATCHER.match(labels, numbers)[place]
    return None if found is None else IDS[found]


def without_marks(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in bare if not unicodedata.combining(char))


@pytest.mark.parametrize(
    "retype",
    [
        pytest.param(str.upper, id="in capitals"),
        pytest.param(str.lower, id="in small letters"),
        pytest.param(without_marks, id="without marks"),
        pytest.param(lambda text: unicodedata.normalize("NFD", text), id="with composed letters taken apart"),
        pytest.param(lambda text: f"- {text};", id="with a bullet"),
        pytest.param(lambda text: f"* {text}: ", id="with a colon"),
        pytest.param(lambda text: f"a) {text}", id="with a letter before"),
        pytest.param(lambda text: f"1.1. {text}", id="with a number before"),
        pytest.param(lambda text: text.replace(" ", "\n", 3), id="over several lines"),
        pytest.param(lambda text: re.sub(r" ?\(.*?\)", "", text), id="without the brackets"),
        pytest.param(lambda text: f"{text} (của đơn vị)", id="with a remark"),
        pytest.param(lambda text: " ".join(text.split()[:5]), id="by the first five words"),
        pytest.param(lambda text: " ".join(text.split()[:3]), id="by the first three words"),
        pytest.param(lambda text: " ".join(text.split()[-4:]), id="by the last four words"),
        pytest.param(
            lambda text: text.replace("cán bộ, công chức, viên chức", "CB,CC,VC").replace("Bồi dưỡng", "BD"),
            id="with abbreviations",
        ),
    ],
)
def test_every_row_is_found_when_the_labels_are_retyped(retype: Callable[[str], str]) -> None:
    assert MATCHER.match([retype(label) for label in LABELS], NUMBERS) == PLACES


@pytest.mark.parametrize(
    ("indicator", "label"),
    [
        ("classes.professional", "Bồi dưỡng CM nghiệp vụ cho CBCCVC"),
        ("classes.life_skills", "GD kĩ năng sống cho HS"),
        ("classes.teacher_training", "BDTX cho GV"),
        ("classes.literacy", "Xoá mù"),
        ("culture_sport.sports", "Hoạt động TDTT"),
        ("culture_sport.arts", "Văn nghệ"),
        ("culture_sport.museum_visits", "Tham quan bảo tàng"),
        ("reading_events.thematic_meetings", "SHCĐ HTSĐ, xây dựng XHHT"),
        ("workshops", "Hội thảo"),
        ("workshops", "To chuc hoi thao"),
        ("workshops", "Tổ chức hội thao/sinh hoạt chuyên đề"),
        ("workshops", "Tổ chức hội thao/sinh hoạtt chuyên đề"),
        ("workshops", "Tô chức hội thảo"),
        ("classes.life_skills", "Kỹ năng sống cho học sinh"),
        ("awards.individuals", "Cá nhan"),
        ("funding.state_budget", "NSNN"),
        ("other", "Nội dung khác"),
    ],
)
def test_a_short_name_of_a_row_is_known_at_its_place(indicator: str, label: str) -> None:
    assert standing_at(indicator, label) == indicator


@pytest.mark.parametrize(
    ("indicator", "label"),
    [
        ("classes.rural_vocational", "Dạy nghề cho thanh niên"),
        ("classes.rural_vocational", "Hướng nghiệp cho học sinh lớp 9"),
        ("classes.worker_skills", "Bồi dưỡng đảng viên mới"),
        ("classes.worker_skills", "Bồi dưỡng kỹ năng mềm cho công nhân"),
        ("classes.informatics", "Bồi dưỡng nâng cao trình độ chính trị cho cán bộ, công chức, viên chức"),
        ("classes.life_skills", "Giáo dục pháp luật cho học sinh"),
        ("classes.teacher_training", "Bồi dưỡng học sinh giỏi"),
        ("classes.literacy", "Xóa đói giảm nghèo"),
        ("classes.participants", "Tổng số học sinh tham gia"),
        ("news_items", "Số lượt phát thanh"),
        ("book_drive.books", "Số đồ dùng học tập đã huy động"),
        ("reading_events.exhibitions", "Trưng bày sản phẩm STEM"),
        ("culture_sport.arts", "Hoạt động trải nghiệm"),
        ("culture_sport.arts", "Hoạt động từ thiện"),
        ("culture_sport.museum_visits", "Tham quan dã ngoại"),
        ("opening.districts", "Số phường tổ chức Lễ khai mạc Tuần lễ"),
        ("funding.other_sources", "Quỹ phụ huynh"),
        ("funding.state_budget", "Tổng kinh phí"),
        ("other", "Tổng cộng"),
        ("workshops", "Tổ chức hội thao"),
        ("workshops", "Hội thao"),
        ("workshops", "Tổ chức hội thao cấp trường"),
    ],
)
def test_a_row_of_the_unit_s_own_is_not_taken_for_the_one_it_replaced(indicator: str, label: str) -> None:
    assert standing_at(indicator, label) is None


@pytest.mark.parametrize(
    ("indicator", "label"),
    [
        ("culture_sport.arts", "Hoạt động văn nghệ chào mừng"),
        ("reading_events.thematic_meetings", "Sinh hoạt chuyên đề"),
        ("classes.participants", "Trong đó:"),
        ("classes.other", "Cộng"),
        ("funding.other_sources", "Tổng kinh phí"),
        ("other", "Câu lạc bộ đọc sách"),
    ],
)
def test_a_row_added_below_takes_nobody_s_place(indicator: str, label: str) -> None:
    assert inserted_after(indicator, label) is None


def test_the_similar_rows_of_5_6_and_8_are_told_apart_by_their_place() -> None:
    rows = ["reading_events", "reading_events.thematic_meetings", "culture_sport", "workshops", "awards"]
    labels = [
        "Tổ chức các cuộc thi",
        "Sinh hoạt chuyên đề",
        "Văn nghệ, thể thao, sinh hoạt chuyên đề",
        "Sinh hoạt chuyên đề",
        "Khen thưởng",
    ]
    found = MATCHER.match(labels, ["5", "", "6", "8", "9"])
    assert [None if place is None else IDS[place] for place in found] == rows


def test_labels_that_no_longer_tell_three_rows_apart_are_left_open_when_one_of_them_is_missing() -> None:
    labels, numbers = LABELS[:], NUMBERS[:]
    first = IDS.index("classes.professional")
    labels[first : first + 3] = ["Bồi dưỡng nâng cao trình độ"] * 3
    assert MATCHER.match(labels, numbers) == PLACES
    del labels[first], numbers[first]
    assert MATCHER.match(labels, numbers)[first : first + 2] == [None, None]


@pytest.mark.parametrize("place", [0, 12, len(IDS) - 1])
def test_a_misspelt_row_is_found_at_the_top_in_the_middle_and_at_the_end(place: int) -> None:
    labels = LABELS[:]
    labels[place] = labels[place].replace("c", "cc", 1)
    assert MATCHER.match(labels, NUMBERS) == PLACES


def test_rows_that_stand_twice_are_found_twice() -> None:
    assert MATCHER.match([*LABELS, LABELS[5]], [*NUMBERS, ""]) == [*PLACES, 5]


def test_the_rows_of_a_long_table_are_matched_and_of_one_that_is_no_form_only_by_their_spelling() -> None:
    misspelt = [*LABELS[:-1], LABELS[-1].replace("c", "cc", 1)]
    for others, last in ((70, PLACES[-1]), (1000, None)):
        found = MATCHER.match([*["Việc"] * others, *misspelt], [*[""] * others, *NUMBERS])
        assert found == [*[None] * others, *PLACES[:-1], last]


def test_misspelt_rows_are_found_around_one_that_was_added() -> None:
    labels, numbers = LABELS[:], NUMBERS[:]
    for place in (4, 5, 6):
        labels[place] = labels[place].replace("n", "nn", 1)
    labels.insert(5, "Quỹ phụ huynh")
    numbers.insert(5, "")
    assert MATCHER.match(labels, numbers) == [*PLACES[:5], None, *PLACES[5:]]


def test_a_row_without_a_label_is_known_by_the_form_s_number() -> None:
    assert standing_at("workshops", "", "8") == "workshops"
    assert standing_at("culture_sport.arts", "") is None


def test_no_label_at_all_is_no_row() -> None:
    assert MATCHER.match(["", "  ", "…"], ["", "", ""]) == [None, None, None]


@steady
@given(st.permutations(PLACES))
def test_rows_in_any_order_are_found(order: list[int]) -> None:
    assert MATCHER.match([LABELS[place] for place in order], [NUMBERS[place] for place in order]) == order


@pytest.mark.parametrize("place", [place for place, label in enumerate(LABELS) if len(label) > 20])
def test_a_row_moved_to_the_end_and_misspelt_is_found_and_only_where_its_own_place_is_empty(
    place: int,
) -> None:
    misspelt = f"{LABELS[place][:6]}{LABELS[place][7:]}"  # a letter lost
    moved = [*LABELS[:place], *LABELS[place + 1 :], misspelt]
    assert MATCHER.match(moved, [""] * len(moved))[-1] == place
    assert MATCHER.match([*LABELS, misspelt], [""] * (len(LABELS) + 1))[-1] is None


@steady
@given(st.sets(st.sampled_from(PLACES), min_size=1))
def test_the_rows_that_are_left_are_found_when_others_are_deleted(left: set[int]) -> None:
    kept = sorted(left)
    assert MATCHER.match([LABELS[place] for place in kept], [NUMBERS[place] for place in kept]) == kept


def misspell(label: str, random: Random) -> str:
    """Return a label with one typing mistake for about every thirty letters."""
    letters = list(label)
    for _ in range(1 + len(label) // 30):
        place = random.randrange(1, len(letters))
        mistake = random.choice(("drop", "double", "swap", "other"))
        if mistake == "drop" and len(letters) > 8:
            del letters[place]
        elif mistake == "double":
            letters.insert(place, letters[place])
        elif mistake == "swap":
            letters[place], letters[place - 1] = letters[place - 1], letters[place]
        elif len(letters) > 8:
            letters[place] = random.choice("abceghiklmnotuv")
    return "".join(letters)


@pytest.mark.whole
@steady
@given(st.randoms(use_true_random=False), st.sets(st.sampled_from(PLACES), max_size=12))
def test_a_misspelt_row_is_its_own_or_nobody_s_whatever_rows_are_deleted(
    random: Random, deleted: set[int]
) -> None:
    kept = [place for place in PLACES if place not in deleted]
    found = MATCHER.match(
        [misspell(LABELS[place], random) for place in kept], [NUMBERS[place] for place in kept]
    )
    assert all(got in (place, None) for got, place in zip(found, kept, strict=True))
    assert sum(got is None for got in found) <= 3


@steady
@given(st.lists(st.one_of(st.text(max_size=30), st.sampled_from(LABELS)), max_size=12))
def test_any_labels_give_a_place_of_the_form_or_none(labels: list[str]) -> None:
    found = MATCHER.match(labels, [""] * len(labels))
    assert all(place is None or place in PLACES for place in found)


@pytest.mark.parametrize(
    ("own", "known", "is_it"),
    [
        ("boi duong tin hoc", "boi duong chinh tri", False),
        ("boi duong", "boi duong chinh tri", True),  # shortened
        ("boi duogn chinh tri", "boi duong chinh tri", True),  # misspelt
        ("boiduong chinh tri", "boi duong chinh tri", True),  # joined
        ("clb doc sach", "cau lac bo doc sach", True),  # by its initials
        ("boi duong ch", "boi duong chinh tri", True),  # cut short
        ("su dung int", "su dung internet", True),
        ("int su dung", "su dung internet", False),  # … which no word before the last is
        ("chuyen boi duong x", "boi duong chinh tri", False),
        ("boi duong chinh tri cua truong", "boi duong chinh tri", True),  # lengthened
        ("so lop boi duong", "so cuoc boi duong", True),  # words that tell no row from another
        ("boi duong 5 chinh", "boi duong chinh tri", True),
        ("boi duong a chinh", "boi duong chinh tri", True),
        ("tin boi duong", "boi duong tri", True),  # two letters of three
        ("bo boi duong", "boi duong be", True),
    ],
)
def test_a_label_s_words_may_be_shortened_or_misspelt_and_none_replaced(
    own: str, known: str, is_it: bool
) -> None:
    assert no_word_replaced(own.split(), known.split()) is is_it


@pytest.mark.parametrize(("rows", "fewest", "most"), [(1, 1, 2), (2, 1, 2), (7, 4, 4), (9, 5, 5), (0, 5, 20)])
def test_of_half_a_form_s_rows_a_table_shows_enough_to_be_known(rows: int, fewest: int, most: int) -> None:
    table = FORM.tables[0]
    matcher = MATCHER
    if rows:
        matcher = RowMatcher(FORM, table.model_copy(update={"indicators": table.indicators[:rows]}))
    assert (matcher.fewest, matcher.most) == (fewest, most)


def test_a_line_that_begins_as_a_label_does_is_known_cut_off_or_numbered() -> None:
    place = next(at for at, label in enumerate(LABELS) if "sách" in label.lower())
    first = next(at for at, label in enumerate(LABELS) if label[:9] == LABELS[place][:9])
    for line in (LABELS[place], LABELS[place][:14], f"b) {LABELS[place]}", LABELS[place].upper()):
        assert (line, MATCHER.begun_by(line)) == (line, first)
    assert [MATCHER.begun_by(line) for line in ("", "Tổng", "Trường Tiểu học Hoa Sen")] == [None] * 3


def test_a_label_is_known_by_its_spelling_and_no_text_longer_than_any_is_one() -> None:
    label = LABELS[3]
    assert [MATCHER.exact(text) for text in (label, f"4. {label}", f"c) {label}", label.upper())] == [3] * 4
    assert MATCHER.exact(f"{label} {'x' * 301}") is None
    assert MATCHER.exact(f"{label}{' ' * 301}") == 3
    assert MATCHER.exact("") is None


@pytest.mark.parametrize(
    "retype",
    [
        lambda label: label.replace(" ", ""),
        lambda label: label.replace("B", "B ").replace("ng ", "ng"),
        lambda label: " ".join(label[at : at + 3] for at in range(0, len(label), 3)),
    ],
    ids=["none", "some lost, some put in", "after every third letter"],
)
def test_a_label_whose_spaces_a_narrow_column_lost_is_known_by_its_letters(
    retype: Callable[[str], str],
) -> None:
    labels = [retype(label) if len(label) > 20 else label for label in LABELS]
    assert MATCHER.match(labels, NUMBERS) == PLACES
    assert MATCHER.match(labels[::-1], [""] * len(labels)) == PLACES[::-1]


def test_few_letters_without_spaces_are_no_label() -> None:
    assert MATCHER.exact("Tậ pthể") is None
