"""Each word of the lists that the reading of cells goes by does what it stands there for."""

from __future__ import annotations

import pytest

from htsd_cli.interpret.figures import FigureReader
from htsd_cli.interpret.money import names_its_unit
from htsd_cli.interpret.quantities import Stated, stated_in
from htsd_cli.interpret.reading import kind_of_row
from htsd_cli.interpret.sights import notes_in
from tests.documents import FORM

# Of a form that counts all these.
WORDS = FORM.words.model_copy(
    update={"count": (*FORM.words.count, "khối", "tuần", "tháng", "ngày", "sản phẩm")}
)
READER = FigureReader(WORDS)


@pytest.mark.parametrize(
    "text",
    [
        *(f"2 bài/{each}" for each in (
            "lớp", "khối", "trường", "đơn vị", "chi đội", "tuần", "tháng", "ngày", "buổi",
        )),
        *(f"2 {piece}/lớp" for piece in (
            "tin", "bài", "tin bài", "quyển", "cuốn", "tờ", "sách", "ấn phẩm", "sản phẩm", "băng rôn",
        )),
    ],
)  # fmt: skip
def test_so_many_for_each_of_another_thing_is_no_figure(text: str) -> None:
    reading = READER.read(text, ("count", "people"))
    assert (reading.values, reading.problem, reading.suggestion) == ((), "not-a-number", 2)


@pytest.mark.parametrize(
    "words",
    [
        "số liệu", "tổng số tiền", "số tiền", "tổng kinh phí", "kinh phí", "tổng số", "tổng cộng", "tổng", "số lượng",
        "thực tế", "đúng", "cộng", "đính chính", "sửa lại", "sửa", "là", "đính chính: số lượng", "đúng là",
        "đúng đúng là", "sửa thành", "tổng bằng", "tổng =", "tổng kinh phí đúng là", "",
    ],
)  # fmt: skip
def test_a_note_states_a_number_behind_words_that_only_say_so(words: str) -> None:
    assert stated_in(f"{words} 8 tin") == Stated("8 tin", "tin")
    assert stated_in(f"{words} thêm 8 tin") is None


@pytest.mark.parametrize(
    "words",
    ["đơn vị tính", "đơn vị tiền", "ĐVT", "Đv tính", "tính bằng", "tính theo"],
)
def test_a_text_says_that_it_names_a_unit(words: str) -> None:
    assert names_its_unit(f"{words} đồng")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        *((words, "part-row") for words in (
            "Trong đó", "Tr. đó", "T.đó", "Trong số đó", "Gồm", "Bao gồm", "Chia ra", "Riêng", "Nữ giới",
        )),
        *((f"{so}{who} {what}", "part-row") for so in ("", "Số ") for what in ("nữ", "nam", "dân tộc thiểu số")
          for who in ("", "học sinh", "giáo viên", "người", "HV", "HS", "GV", "CB")),
        *((words, "total-row") for words in (
            "Tổng cộng", "Tổng số", "Tổng", "Cộng", "Toàn trường", "Tổng hợp", "Tổng hợp chung", "Tổng cộng số",
            "Cộng các dòng 1 đến 3", "Tổng mục I và II", "Tổng đơn vị", "Tổng a",
        )),
        *((words, "extra-row") for words in ("Nữ sinh tiêu biểu", "Tổng kết", "Cộng đồng")),
    ],
)  # fmt: skip
def test_a_row_that_is_none_of_the_form_s_is_known_by_its_first_words(words: str, kind: str) -> None:
    assert kind_of_row(words) == kind


@pytest.mark.parametrize(
    "word",
    [
        "mười", "mươi", "chục", "trăm", "nghìn", "ngàn", "triệu", "sửa", "sai", "nhầm", "bỏ", "xóa", "xoá", "thay",
        "thiếu", "thừa", "trùng",
    ],
)  # fmt: skip
def test_a_note_without_a_digit_may_change_a_figure_by_a_word(word: str) -> None:
    assert notes_in((f"chỗ này {word} rồi", "cảm ơn")).matter
    assert not notes_in(("chỗ này xong rồi",)).matter
