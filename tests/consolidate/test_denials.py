"""What a sentence says was not done, word by word, and what in it makes a person read before believing."""

from __future__ import annotations

import pytest

from htsd_cli.consolidate.denials import Denial, Doubter, Phrases
from htsd_cli.consolidate.sentences import words_of
from htsd_cli.form import load_form

FORM = load_form()
DENIAL, DOUBTER = Denial(FORM.denials), Doubter(FORM)


@pytest.mark.parametrize(
    "shown",
    [
        "các em thi vẽ tranh",
        "trường [ không tổ chức hội sách ] ; các em thi vẽ tranh",
        "trường [ không treo băng rôn ] : các em thi vẽ tranh",
        "trường [ sẽ tổ chức hội sách ] . các em thi vẽ tranh",
        "không những tổ chức hội sách mà còn thi vẽ",
        "không những treo mà còn [ không in ]",
        "trường [ chưa tổ chức hội sách ] nhưng các em thi vẽ tranh",
        "trường [ không một hai ba bốn tổ chức hội sách ]",
        "trường [ không một ] hai ba bốn năm tổ chức hội sách",  # too far
        "[ không mưa ] , trường tổ chức hội sách",
        "đâu [ không treo ]",
        "[ không : ] tổ chức hội sách",
        "[ chưa ]",
        "hội sách [ chưa ]",
        "trường [ không treo băng rôn ] , nhà trường tổ chức hội sách",
        "trường [ không treo băng rôn ] , một hai ba tổ chức hội sách",
        "trường [ không treo băng rôn , một hai ba bốn tổ chức hội sách ]",
        "trường [ không treo băng rôn , ( tổ chức ) hội sách ]",
        "trường [ không treo băng rôn , cờ , hoa và tranh ]",
        "trường [ dự kiến treo băng rôn , phát tờ rơi : hai ngàn ] ; thi vẽ",
        "trường [ dự kiến treo băng rôn , nhà trường phát tờ rơi ] đã in",
        "trường chưa từng có hội sách , [ không treo băng rôn ]",
        "[ sẽ sẽ treo ] nhưng đã in , [ sẽ mở ]",
        "[ không treo ] mà [ không in ] , đã mở",
    ],
)
def test_the_words_of_what_was_not_done_are_marked_and_no_others(shown: str) -> None:
    words, marks, inside = [], [], False
    for word in shown.split():
        if word in "[]":
            inside = word == "["
        else:
            words.append(word)
            marks.append(inside)
    assert DENIAL.denied(tuple(words)) == marks


@pytest.mark.parametrize(
    ("behind", "denied"),
    [
        (": không", True), (": 0", True), (": /", True), ("( không )", True), ("= chưa", True), ("- chưa", True),
        ("– chưa", True), ("— n/a", True), (": …", True), (":", False), ("– không chỉ vậy", False), (": có", False),
        (": -", True), (": 0-0", True), (": –", True), (": —", True), (": −", True), (": / 0", True),
        (": 05", False), ("năm nay chưa tổ chức", True), ("năm nay vẫn chưa tổ chức được", True),
        ("a b c chưa tổ chức", True), ("a b c d chưa tổ chức", False), ("để không tổ chức", False),
        (", không tổ chức", False), ("không gian rộng", False), ("sẽ có", True), ("đã bị hoãn", True),
        ("bị hoãn .", True), ("không vui lắm", False), ("không có", True), ("", False), ("chưa", True),
        ("không , có", True), ("bị hủy a tổ chức", True), ("bị hủy a b tổ chức", True),
        ("đâu có a b c d tổ chức", True), ("đâu có a b c d e tổ chức", False), ("đâu có vui", False),
    ],
)  # fmt: skip
def test_what_stands_behind_a_practice_may_deny_it(behind: str, denied: bool) -> None:
    assert DENIAL.denied_behind(words_of(f"hội sách {behind}"), 2) is denied


def test_phrases_are_found_at_their_first_word_the_longest_first() -> None:
    phrases = Phrases(("hội", "hội sách", "Hội  sách lớn", "hội", ""))
    words = ("mở", "hội", "sách", "hội")
    assert [phrases.at(words, place) for place in range(4)] == [0, 2, 0, 1]
    assert (phrases.first_words, Phrases(()).first_words) == (frozenset(("hội",)), frozenset())
    assert [phrases.between(words, *span) for span in ((0, 1), (0, 2), (2, 3), (2, 4), (3, 3))] == [
        False, True, False, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Phường đã treo băng rôn.", ("phuong",)),
        ("Trong tuần lễ, phường tổ chức hội sách.", ("phuong",)),
        ("Phường Tân Phú đã treo băng rôn.", ("tan",)),
        ("Thị trấn đã treo băng rôn.", ("tran",)),
        ("Đoàn phường tổ chức hội sách.", ("doan phuong",)),
        ("Công an phường tặng sách.", ("cong an phuong",)),
        ("Đoàn phường Tân Phú tổ chức hội sách.", ("tan",)),
        ("PHƯỜNG ĐÃ TREO BĂNG RÔN", ()),
    ],
)
def test_the_body_of_an_area_is_named_where_its_own_name_does_not_follow(
    sentence: str, names: tuple[str, ...]
) -> None:
    assert DOUBTER.elsewhere(sentence).names == names


NOT, PUT_OFF = (
    "có lời nói không làm, chưa làm hoặc mới dự định",
    "có lời nói bị hoãn, hủy, thiếu hoặc không thành",
)
PLANNED, BY_OTHERS = (
    "mới dự định, đề nghị, yêu cầu hoặc mong muốn",
    "kể việc tham gia hoặc việc do người khác làm, chưa rõ đơn vị có tổ chức",
)
MERELY = "chỉ nhắc đến, không kể là đã làm"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("trường mở *hội sách* vui", ""),
        ("không mưa, trường mở *hội sách* vui", NOT),
        ("trường mở *hội sách* nhưng thiếu sách", PUT_OFF),
        ("trường định mở *hội sách*", PLANNED),
        ("trường quy định mở *hội sách*", ""),  # a harmless word that has a telling one in it
        ("trường dự *hội sách*", BY_OTHERS),
        ("kế hoạch mở *hội sách*", MERELY),
        ("mở *hội sách* theo kế hoạch", ""),  # tells before the practice alone
        ("thực hiện kế hoạch của quận, trường đã mở *hội sách*", ""),
        ("thực hiện kế hoạch của quận, trường mở *hội sách*", MERELY),
        ("thực hiện kế hoạch của quận trường đã mở *hội sách*", MERELY),
        ("dù thiếu sân, trường vẫn mở *hội sách*", ""),
        ("dù thiếu sân, vẫn mở *hội sách*", ""),
        ("dù thiếu sân, trường vẫn mở *hội sách* nhưng thiếu sách", PUT_OFF),
        ("mở *hội sách* có 450 em tham gia", ""),
        ("mở *hội sách* với 450 em tham gia", ""),
        ("mở *hội sách* với 450 tham gia", ""),
        ("mở *hội sách*, thu hút 450 em tham gia", ""),
        ("mở *hội sách* ( 450 em tham gia", ""),
        ("mở *hội sách*, có 450 em tham gia", ""),
        ("mở *hội sách* vui có 450 em tham gia", BY_OTHERS),
        ("mở *hội sách* gồm 450 em tham gia", BY_OTHERS),
        ("mở *hội sách* với 450 em học sinh lớp tham gia", ""),
        ("mở *hội sách* với 450 em học sinh lớp một tham gia", BY_OTHERS),
        ("mở *hội sách* với các em tham gia", BY_OTHERS),
        ("với 450 em tham gia *hội sách*", BY_OTHERS),
        ("mở *hội sách* với 450 em tham gia, thiếu sách", PUT_OFF),
        ("trường *dự thi* sách", ""),  # the practice's own words raise no doubt
    ],
)
def test_words_beside_a_practice_raise_the_doubt_of_their_kind(text: str, why: str) -> None:
    before, inside, _ = text.split("*")
    words = words_of(text.replace("*", ""))
    assert DOUBTER.spoken(words, len(words_of(before)), len(words_of(inside))) == why


@pytest.mark.parametrize(
    ("text", "why"),
    [("trường vui", ""), ("kế hoạch vui", MERELY), ("vui theo kế hoạch", ""), ("thiếu sách", PUT_OFF)],
)
def test_words_of_no_practice_raise_a_doubt_of_themselves(text: str, why: str) -> None:
    assert DOUBTER.spoken(words_of(text)) == why


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("thầy nói: “ tổ chức *hội sách* ”", True),
        ("thầy nói: « tổ chức *hội sách* »", True),
        ('thầy nói: " tổ chức *hội sách* "', True),
        ("“ *hội sách* ”", False),  # a mere name
        ("“ tổ chức ” *hội sách*", False),
        ("“ tổ chức ” “ *hội sách* ”", False),
        ('" tổ chức " *hội sách*', False),
        ("« tổ chức » *hội sách*", False),
        ("tổ chức “ *hội sách* ”", False),
        ("“ tổ chức « vui *hội sách* ”", True),
        ("tổ chức *hội sách* “ vui ”", False),
    ],
)
def test_what_somebody_is_quoted_to_say_is_no_statement(text: str, quoted: bool) -> None:
    before = text.partition("*")[0]
    words = words_of(text.replace("*", ""))
    assert DOUBTER.quoted(words, len(words_of(before))) == ("nằm trong lời trích dẫn" if quoted else "")


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("tổ chức *hội sách*", True), ("*hội sách* được tổ chức", True), ("*hội sách* vui được tổ chức", True),
        ("*hội sách* a b được tổ chức", True), ("*hội sách* a b c được tổ chức", False), ("*hội sách*", False),
        ("*hội sách* tổ chức", False), ("in a b c d e f g h i k l *hội sách*", True),
        ("in a b c d e f g h i k l m *hội sách*", False),
    ],
)  # fmt: skip
def test_a_verb_of_doing_stands_before_a_practice_or_right_behind_it(text: str, done: bool) -> None:
    before, inside, _ = text.split("*")
    words = words_of(text.replace("*", ""))
    told = DOUBTER.without_a_verb(words, len(words_of(before)), len(words_of(inside)))
    assert told == ("" if done else "chỉ nhắc tên việc, không nói đã làm")


@pytest.mark.parametrize(
    ("sentence", "why", "names"),
    [
        ("Trường mở hội sách", "", ()),
        ("Trường mở hội sách chăng?", "là câu hỏi", ()),
        ("Năm 2023 trường mở hội sách", "nhắc đến năm khác", ()),
        ("Năm 2024 trường phát 12023 tờ rơi", "", ()),
        ("Ngày 28/9 trường mở hội sách", "", ()),  # made ready in the month before
        ("Ngày 28/8 trường mở hội sách", "nhắc đến tháng khác", ()),
        ("Ngày 2 tháng 10 trường mở hội sách", "", ()),
        ("Ngày 2 tháng 11 trường mở hội sách", "nhắc đến tháng khác", ()),
        ("Tháng 10 trường mở hội sách", "", ()),
        ("Tháng 9 trường mở hội sách", "nhắc đến tháng khác", ()),
        ("Theo Kế hoạch số 12/KH-UBND ngày 15/3 trường mở hội sách", "", ()),
        ("Trường Tiểu học Lê Lợi mở hội sách", "", ("le",)),
        ("Trường Tiểu học lê lợi mở hội sách", "", ()),
        ("Trường Lê Lợi và Trường Phù Đổng mở hội sách", "", ("le", "phu")),
        ("Trường Lê Lợi và Trường Lê Lai mở hội sách", "", ("le",)),
        ("TRƯỜNG TIỂU HỌC LÊ LỢI MỞ HỘI SÁCH", "", ()),
        ("Trung Thu này trường mở hội sách", "", ()),
        ("Phường mở hội sách", "", ("phuong",)),
        ("Sáng nay, phường mở hội sách", "", ("phuong",)),
        ("Tại phường mở hội sách", "", ()),
        ("Đoàn phường mở hội sách", "", ("doan phuong",)),
        ("Công an phường tặng sách", "", ("cong an phuong",)),
        ("Lãnh đạo phường tặng sách", "", ()),
        ("Xã hội hóa việc mua sách", "", ()),
    ],
)
def test_another_time_and_other_units_are_told_by_what_names_them(
    sentence: str, why: str, names: tuple[str, ...]
) -> None:
    told = DOUBTER.elsewhere(sentence)
    assert (told.why, told.names) == (why, names)
    other = "nêu tên đơn vị khác" if names else ""
    assert told.than("Trường Tiểu học Kim Đồng") == (why or other)
    assert told.than("Đoàn, Công an phường; Trường Tiểu học Lê Lợi, Phù Đổng") == why


def test_an_area_s_body_is_known_where_no_kind_has_words_that_mean_something_else() -> None:
    kinds = tuple(kind.model_copy(update={"unless": ()}) for kind in FORM.unit_kinds)
    doubter = Doubter(FORM.model_copy(update={"unit_kinds": kinds}))
    assert doubter.elsewhere("Phường mở hội sách").names == ("phuong",)
    assert doubter.elsewhere("Đoàn phường mở hội sách").names == ("doan phuong",)
