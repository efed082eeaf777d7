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
