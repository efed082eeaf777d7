"""What is written beside a sentence, and whose sentence it stands beside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from htsd_cli.consolidate.practices import Mention, PracticeFound
from htsd_cli.decisions.activities import (
    ACTIVITY_COLUMNS,
    THEME_HEADING,
    ActivityKey,
    ActivityLine,
    Mark,
    TellingUnit,
    Ticked,
    _digest,
    confirm,
    read_ticks,
)
from htsd_cli.decisions.sheet import COLUMNS
from htsd_cli.values.document import Table
from tests.documents import draw_cells

UNITS = [
    TellingUnit("sen", "Trường Hoa Sen", "sen.docx", "a" * 16),
    TellingUnit("mai", "Trường Hoa Mai", "mai.docx", "b" * 16),
]
FAIR, RACE = "Trường tổ chức hội sách", "Trường treo băng rôn"
PRACTICES = [
    PracticeFound(
        id="hoi-sach",
        name="Hội sách",
        topic="x",
        mentions=(Mention("sen", FAIR), Mention("mai", FAIR, "nhắc năm khác")),
    ),
    PracticeFound(
        id="bang-ron", name="Băng rôn", topic="x", mentions=(Mention("la", RACE), Mention("sen", RACE))
    ),
]


def told(
    ticks: list[Ticked], keys: tuple[ActivityKey, ...] = ()
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Return the mentions a person confirmed, and the lines: unit, sentence, what is said of it, open or wrong."""
    found, lines = confirm(PRACTICES, UNITS, ticks, keys or KEYS)
    mentions = [
        (practice.id, mention.unit, mention.text + (" *" if mention.exemplary else ""))
        for practice in found
        for mention in practice.confirmed
    ]
    return mentions, [
        f"{line.unit}: {line.text}: {line.said}{' (chờ)' if line.open else ''}{' (sai)' if line.wrong else ''}"
        for line in lines
    ]


LINES: tuple[ActivityLine, ...] = confirm(PRACTICES, UNITS, [], [])[1]
KEYS = tuple(line.key for line in LINES if line.key)


def tick(at: int, typed: str, **more: object) -> Ticked:
    """Return a line of the sheet with something typed beside it; `at` is its place among those written."""
    line = LINES[at]
    made = Ticked(
        Path("can-xac-nhan.xlsx"), line.unit, line.practice, line.text, typed, line.key, line.doubt, line.file
    )
    return made._replace(**more)  # type: ignore[arg-type]


WORDS = {
    Mark.NONE: ("", " . "),
    Mark.YES: ("x", " X. ", "có", "CO", "đúng", "c", "v", "1", "✓", "✔", "√", "ok", "đồng ý"),
    Mark.EXAMPLE: ("tb", "XX", "Tiêu biểu"),
    Mark.NO: ("không", "ko", "K", "0", "-", "bỏ", "sai"),
    Mark.UNKNOWN: ("có lẽ", "2"),
}


def test_a_mark_is_one_of_a_few_words() -> None:
    for mark, words in WORDS.items():
        assert {typed: tick(0, typed).mark for typed in words} == dict.fromkeys(words, mark)


def test_the_sheets_have_the_columns_that_people_know() -> None:
    assert [*ACTIVITY_COLUMNS.values(), THEME_HEADING] == [
        "Đơn vị", "Việc làm", "Câu trong báo cáo", "Cần đọc vì", "Đưa vào báo cáo", "Tình trạng", "Tệp", "Mã dòng",
        "Chủ đề",
    ]  # fmt: skip
    assert list(COLUMNS.values()) == [
        "Đơn vị", "Chỉ tiêu", "Cột", "Nội dung trong báo cáo", "Gợi ý", "Giá trị đúng", "Lý do", "Người xác nhận",
        "Tình trạng", "Vướng mắc", "Đang tính", "Tệp", "Vị trí", "Mã dòng",
    ]  # fmt: skip


def test_a_line_waits_until_somebody_marks_it_and_the_doubtful_come_behind() -> None:
    assert told([]) == (
        [],
        [
            f"Trường Hoa Sen: {FAIR}: Chưa đánh dấu (chờ)",
            f"Trường Hoa Sen: {RACE}: Chưa đánh dấu (chờ)",
            f"Trường Hoa Mai: {FAIR}: Cần đọc kỹ (chờ)",
        ],
    )


def test_a_mark_counts_for_its_own_unit_and_practice_alone() -> None:
    mentions, lines = told([tick(0, "x"), tick(2, "tb")])
    assert mentions == [("hoi-sach", "sen", FAIR), ("hoi-sach", "mai", f"{FAIR} *")]
    assert lines == [
        f"Trường Hoa Sen: {RACE}: Chưa đánh dấu (chờ)",
        f"Trường Hoa Sen: {FAIR}: Đưa vào báo cáo",
        f"Trường Hoa Mai: {FAIR}: Đưa vào báo cáo, nêu tên tiêu biểu",
    ]
    assert told([tick(0, "không"), tick(1, "hả")]) == (
        [],
        [
            f"Trường Hoa Sen: {RACE}: Không rõ: chỉ ghi x, tb hoặc không (sai)",
            f"Trường Hoa Mai: {FAIR}: Cần đọc kỹ (chờ)",
            f"Trường Hoa Sen: {FAIR}: Không đưa vào báo cáo",
        ],
    )


def test_of_several_sheets_the_first_counts_and_a_line_nobody_marked_says_nothing() -> None:
    assert told([tick(0, ""), tick(0, "x"), tick(0, "không")])[0] == [("hoi-sach", "sen", FAIR)]
    assert told([tick(0, "không"), tick(0, "x")])[0] == []


def test_a_line_is_known_by_its_key_or_by_what_it_shows_and_never_by_half_of_both() -> None:
    lost = "Không rõ dòng này của báo cáo nào: các ô đã bị xáo trộn (sai)"
    assert told([tick(0, "x", key=None)])[0] == [("hoi-sach", "sen", FAIR)]
    assert told([tick(0, "x", key=None, unit=" trường  HOA SEN ")])[0] == [("hoi-sach", "sen", FAIR)]
    assert told([tick(0, "x", practice="")])[0] == [("hoi-sach", "sen", FAIR)]
    # The key of another line's unit, sentence or practice.
    for key in (LINES[1].key, LINES[2].key):
        assert told([tick(0, "x", key=key)])[0] == [("hoi-sach", "sen", FAIR)]
    mentions, lines = told([tick(0, "x", unit="Trường Hoa Lan")])
    assert (mentions, lines[-1]) == ([], f"Trường Hoa Lan: {FAIR}: {lost}")
    assert told([tick(0, "x", key=None)], (LINES[1].key,) if LINES[1].key else ())[0] == []


def test_a_tick_of_a_file_that_is_gone_is_kept_at_the_end() -> None:
    key = LINES[0].key
    assert key is not None
    gone = "Hết hiệu lực: tệp đã thay đổi hoặc không còn được dùng; xem lại câu mới nếu có"
    mentions, lines = told([tick(0, "x", key=key._replace(digest="c" * 16))])
    assert (mentions, lines[-1]) == ([], f"Trường Hoa Sen: {FAIR}: {gone}")


def test_another_sentence_of_the_same_file_and_practice_is_the_one_that_was_marked() -> None:
    key = LINES[0].key
    assert key is not None
    own = "Trường mở hội sách ở sân"
    marked = tick(0, "x", text=own, key=key._replace(what=_digest(own)))
    mentions, lines = told([marked])
    assert mentions == [("hoi-sach", "sen", own)]
    assert f"Trường Hoa Sen: {own}: Đưa vào báo cáo" in lines


def test_what_a_person_changed_in_a_sentence_is_told_as_changed() -> None:
    key = LINES[0].key
    assert key is not None
    changed = tick(0, "x", text=FAIR.upper())
    assert told([changed])[0] == [("hoi-sach", "sen", FAIR)]
    assert replace(LINES[0], said="").key == key


def test_a_key_is_read_back_as_it_was_written_and_nothing_else_is_one() -> None:
    key = KEYS[0]
    assert ActivityKey.parse(f" {key} ") == key
    assert str(key) == f"viec/{'a' * 16}/hoi-sach/{key.who}/{key.what}"
    for text in ("", str(key)[5:], str(key)[:-1], str(key).replace("viec", "so"), f"{key}/x"):
        assert ActivityKey.parse(text) is None


def test_lines_are_read_below_their_headings_in_any_order_of_columns() -> None:
    rows = [
        "| Hoạt động | | | | | |",
        "| Việc làm | Đơn vị | Đưa vào báo cáo | Câu trong báo cáo | Mã dòng | Tệp |",
        f"| Hội sách | Trường Hoa Sen | x | {FAIR} | {KEYS[0]} | sen.docx |",
    ]
    ticks, keys = read_ticks(Path("s.xlsx"), [Table(draw_cells(rows))])
    assert ticks == [Ticked(Path("s.xlsx"), "Trường Hoa Sen", "Hội sách", FAIR, "x", KEYS[0], "", "sen.docx")]
    assert keys == {KEYS[0]}
    rows[1] = "| Chủ đề | Câu trong báo cáo | Đưa vào báo cáo | x | y | z |"
    rows[2] = f"| Hội sách | {FAIR} | tb | | {KEYS[0]} | |"
    ticks, keys = read_ticks(Path("s.xlsx"), [Table(draw_cells(rows))])
    assert ticks == [Ticked(Path("s.xlsx"), "", "Hội sách", FAIR, "tb", None)]
    assert keys == {KEYS[0]}
    assert read_ticks(
        Path("s.xlsx"), [Table(draw_cells(["| Việc làm | Câu trong báo cáo |", "| a | b |"]))]
    ) == ([], set())
