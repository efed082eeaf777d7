"""Each of the words that tell an answer, a sentence, a date or a file apart does what it is there for."""

from __future__ import annotations

import pytest

from htsd_cli.consolidate.belonging import Belongings
from htsd_cli.consolidate.denials import Doubter
from htsd_cli.consolidate.sentences import sentences_of
from htsd_cli.consolidate.telling.answers import answer_totals
from htsd_cli.form import Form
from tests.consolidate.test_answers_added import FOOTED, unit
from tests.documents import FORM as HTSD
from tests.forms import form_of

LINE = "Số tổ đạt chuẩn:"


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return form_of(tmp_path_factory.mktemp("mau"), FOOTED)


@pytest.mark.parametrize(
    "words",
    [
        "tỉ lệ 5", "bình quân 5", "trung bình 5", "điểm 5", "5 phần trăm", "cao nhất là 5", "thấp nhất là 5",
        "khoảng 5", "hơn 5", "gần 5", "trên 5", "dưới 5", "xấp xỉ 5", "ước 5", "mỗi lớp có 5 em", "từ 5 em",
        "đến 5 em", "theo quyết định có 5", "theo công văn có 5", "điện thoại 5", "thời gian 5 buổi",
        "thời điểm này 5", "xếp loại 5", "tổ năm 5", "tổ ngày 5", "tổ tháng 5", "tổ quý 5", "tổ số 5", "tổ lớp 5",
        "tổ khóa 5", "tổ mục 5", "tổ mức 5", "tổ mức độ 5", "lần thứ 5", "tổ thứ 5", "đợt 5", "khối 5",
    ],
)  # fmt: skip
def test_a_number_that_is_no_count_is_not_added(form: Form, words: str) -> None:
    both = [unit("A", (LINE, words)), unit("B", (LINE, words))]
    assert answer_totals(both, form) == ()
    counted = [unit("A", (LINE, "5 tổ")), unit("B", (LINE, "5 tổ"))]
    assert [item.numbers for item in answer_totals(counted, form)] == [(10,)]


@pytest.mark.parametrize(
    "words",
    ["TP", "Tp", "ThS", "Ths", "TS", "PGS", "GS", "BS", "Tr", "NXB", "Đ/c", "v.v", "Q", "P", "A", "Đ"],
)
def test_a_short_form_ends_no_sentence(words: str) -> None:
    assert sentences_of(f"Trường mời {words}. Bình đến dự. Vui") == [
        f"Trường mời {words}. Bình đến dự",
        "Vui",
    ]


@pytest.mark.parametrize(
    "day",
    ["Ngày 2/8", "Dịp 2/8", "Mừng 2/8", "Lễ 2/8", "Kỷ niệm 2/8", "Sáng 2/8", "Chiều 2/8", "Tối 2-8", "Ngày 2 tháng 8",
     "Tháng 8"],
)  # fmt: skip
def test_a_day_of_another_month_keeps_a_sentence_from_being_proof(day: str) -> None:
    assert Doubter(HTSD).elsewhere(f"{day} trường mở hội sách").why == "nhắc đến tháng khác"
    assert Doubter(HTSD).elsewhere(f"Số 12/KH ngày {day[-1]}/8 tháng 8: trường mở hội sách").why == ""


@pytest.mark.parametrize(
    "more",
    ["da", "bản", "file", "scan", "scanned", "quét", "ký", "ký số", "ký tên", "ký đóng dấu", "đóng dấu", "có dấu",
     "mộc đỏ", "signed", "pdf", "bản in", "copy", "2"],
)  # fmt: skip
def test_a_scan_has_the_report_s_name_and_what_tells_that_it_is_one(more: str) -> None:
    known = Belongings({"P/bc truong.docx": "a", "P/khac.docx": "b"}, lambda _: None)
    assert known.unit_of(f"P/bc truong {more}.pdf") == "a"
    assert known.unit_of("P/bc truong moi.pdf") is None
