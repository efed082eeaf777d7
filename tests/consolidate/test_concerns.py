"""Sentences on difficulties and proposals are gathered by theme, for a person to choose from."""

from __future__ import annotations

import pytest

from htsd_cli.consolidate.telling.concerns import find_concerns
from htsd_cli.form import load_form
from htsd_cli.values.submission import Submission, UnitName

FORM = load_form()


def told(*paragraphs: str) -> dict[str, str]:
    report = Submission(
        schema="htsd/validation/1", file="a.docx", form=FORM.id, unit=UnitName(id="TH06", name="Trường A"),
        narrative={"activities": paragraphs},
    )  # fmt: skip
    return {item.id: item.mentions[0].text for item in find_concerns([report], FORM) if item.mentions}


@pytest.mark.parametrize(
    ("sentence", "theme"),
    [
        ("Khó khăn lớn nhất của nhà trường là thiếu kinh phí tổ chức.", "lack_of_money"),
        ("Thư viện còn thiếu đầu sách mới cho học sinh.", "lack_of_rooms"),
        ("Nhân viên thư viện phải kiêm nhiệm nên gặp khó khăn.", "lack_of_rooms"),
        ("Cán bộ phụ trách kiêm nhiệm nhiều việc nên còn hạn chế.", "lack_of_staff"),
        ("Số lượng người dân tham gia còn hạn chế so với yêu cầu.", "few_take_part"),
        ("Đề nghị Phòng hỗ trợ kinh phí xây dựng thư viện số.", "ask_money"),
        ("Kiến nghị đầu tư thư viện số dùng chung cho các trường.", "ask_library"),
        ("Nhà trường rất mong được quan tâm nhiều hơn nữa.", "other_proposals"),
    ],
)
def test_a_sentence_is_told_under_its_theme(sentence: str, theme: str) -> None:
    assert told(sentence) == {theme: sentence.rstrip(".")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Trường tặng 20 suất quà cho học sinh có hoàn cảnh khó khăn.",
        "Tổ chức ngày hội đọc sách cho thiếu nhi toàn phường.",
        "Trường đã tổ chức 3 buổi tọa đàm với 200 học sinh tham gia.",
        "Tuyên truyền hạn chế sử dụng điện thoại trong giờ học.",
    ],
)
def test_what_only_sounds_like_a_difficulty_is_left_out(sentence: str) -> None:
    assert told(sentence) == {}


def test_what_stands_below_a_heading_belongs_to_it_until_the_next() -> None:
    found = told(
        "3. Khó khăn:",
        "Kinh phí tổ chức do trường tự cân đối hoàn toàn.",
        "4. Kết quả:",
        "Kinh phí tổ chức là 5 triệu.",
    )
    assert found == {"lack_of_money": "Kinh phí tổ chức do trường tự cân đối hoàn toàn"}


@pytest.mark.parametrize(
    ("paragraphs", "themes"),
    [
        (("Thiếu rất nhiều kinh phí.",), {"lack_of_money"}),  # five words
        (("Thiếu nhiều kinh phí.",), set()),
        (("Khó khăn của nhà trường là thiếu nhiều kinh phí",), {"lack_of_money"}),  # ten words
        (("Khó khăn của trường là thiếu nhiều kinh phí",), set()),  # a heading
        (("Khó khăn", "Trường có hai mươi lớp."), {"other_difficulties"}),
        (("Khó khăn", "Trường có lớp."), set()),  # too few words
        (
            ("Khó khăn:", "- Kinh phí do trường tự lo", "- Thời gian gấp cho cả trường"),
            {"lack_of_money", "lack_of_time"},
        ),
        (("Khó khăn.", "Trường có hai mươi lớp."), set()),  # a sentence, no heading
        (("Khó khăn;", "Trường có hai mươi lớp."), set()),
        (("Khó khăn,", "Trường có hai mươi lớp."), set()),
        ((f"Khó khăn{' x' * 41}", "Trường có hai mươi lớp."), {"other_difficulties"}),  # ninety letters
        ((f"Khó khăn{' x' * 41}y", "Trường có hai mươi lớp."), {"other_difficulties"}),
        (("Khó khăn", "Kết quả", "Trường có hai mươi lớp."), set()),
        (("Khó khăn", "- Kết quả", "Trường có hai mươi lớp."), {"other_difficulties"}),
        (("Khó khăn", "+ Kết quả", "Trường có hai mươi lớp."), {"other_difficulties"}),
        (("Khó khăn", "• Kết quả", "Trường có hai mươi lớp."), {"other_difficulties"}),
        (("Khó khăn, kiến nghị", "Trường có hai mươi lớp."), {"other_proposals"}),
        (("Vượt qua khó khăn", "Trường có hai mươi lớp."), set()),
        (("Vượt qua khó khăn nhưng còn thiếu kinh phí.",), {"lack_of_money"}),
        (("Kinh phí còn thiếu nhưng thư viện khang trang.",), {"lack_of_money"}),
        (("Đề nghị hỗ trợ thiếu sót về tài chính.",), {"ask_money"}),
        (("Thiếu kinh phí nên đề nghị cấp trên hỗ trợ sách.",), {"ask_money"}),
    ],
)
def test_a_sentence_tells_under_its_own_words_else_under_the_heading_above(
    paragraphs: tuple[str, ...], themes: set[str]
) -> None:
    assert set(told(*paragraphs)) == themes


def test_of_a_unit_s_sentences_on_a_theme_the_best_to_quote_is_kept_and_units_stand_in_their_order() -> None:
    good = "Khó khăn lớn nhất của nhà trường là thiếu kinh phí để tổ chức các hoạt động của Tuần lễ"
    assert told(f"Còn thiếu kinh phí năm 2024. {good}. Trường thiếu rất nhiều kinh phí.") == {
        "lack_of_money": good
    }
    reports = [
        Submission(
            schema="htsd/validation/1", file="a.docx", form=FORM.id, unit=UnitName(id=id_),
            narrative={"organisation": (), "activities": (f"{good}.",)},
        )
        for id_ in ("b", "a")
    ]  # fmt: skip
    made = find_concerns(reports, FORM)
    assert [item.id for item in made] == [theme.id for theme in FORM.themes]
    (money,) = (item for item in made if item.mentions)
    assert [(item.unit, item.text, item.confirmed) for item in money.mentions] == [
        ("b", good, False),
        ("a", good, False),
    ]
