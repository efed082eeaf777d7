"""What units say they did, found in their narratives: whole words, letters with marks, denials and plans left out."""

from __future__ import annotations

import pytest

from htsd_cli.consolidate.practices import find_practices, narrated, quoting_rank, sentences_of, words_of
from htsd_cli.form import Form, load_form
from htsd_cli.values.submission import Submission, UnitName


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


def submission(*paragraphs: str, name: str = "Trường A") -> Submission:
    return Submission(
        schema="htsd/validation/1",
        file=f"{name}.docx",
        form="htsd-2024",
        unit=UnitName(name=name),
        narrative={"organisation": (), "activities": paragraphs},
    )


def found(form: Form, *paragraphs: str) -> set[str]:
    return {item.id for item in find_practices([submission(*paragraphs)], form) if item.mentions}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Treo băng rôn, khẩu hiệu tại cổng trường.", {"banners"}),
        ("TREO BĂNG-RÔN VÀ PA-NÔ TẠI CỔNG TRƯỜNG", {"banners"}),
        ("Treo ba\u0306ng ro\u0302n.", {"banners"}),
        ("Tổ chức toạ đàm về văn hoá đọc.", {"talks"}),
        ("Xe loa lưu động đi qua các khu phố.", {"loudspeaker_cars"}),
        ("Ngày hội sách và thư viện số.", {"book_fairs", "digital_library"}),
        ("Hướng dẫn kĩ năng số cho người dân.", {"digital_skills"}),
        ("Trao học bổng cho học sinh không có điều kiện đến trường.", {"scholarships"}),
        ("Không chỉ treo băng rôn mà còn phát tờ rơi.", {"banners", "leaflets"}),
        ("Tạo không gian trưng bày sách.", {"exhibitions"}),
        ("Không khí ngày hội sách rất sôi nổi.", {"book_fairs"}),
        ("Không treo băng rôn nhưng phát tờ rơi đến từng nhà.", {"leaflets"}),
        ("Do không có sân rộng, nhà trường tổ chức hội sách tại lớp.", {"book_fairs"}),
        ("Không tổ chức hội sách, trường tổ chức tọa đàm.", {"talks"}),
        ("Chưa có thư viện điện tử. Trường tổ chức hội thi kể chuyện.", {"contests"}),
        ("Người chưa biết chữ tham gia lớp tại trung tâm học tập cộng đồng.", {"learning_centres"}),
        ("Đã khắc phục khó khăn để tổ chức hội thi.", {"contests"}),
    ],
)
def test_a_practice_is_found_by_its_words(form: Form, text: str, ids: set[str]) -> None:
    assert found(form, text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "Không treo băng rôn.",
        "Nhà trường chưa tổ chức ngày hội sách.",
        "Đơn vị không có điều kiện để tổ chức xe loa.",
        "Chưa tổ chức được hội sách, hội thi, tọa đàm.",
        "Vì mưa nên không thể treo băng rôn, khẩu hiệu, pa nô.",
        "Hội sách: không.",
        "Hội sách: 0",
        "Ngày hội sách (chưa tổ chức).",
        "Hội sách năm nay không tổ chức được.",
        "Hội thi bị hoãn.",
        "Tạm hoãn tổ chức hội thi.",
        "Trường sẽ tổ chức ngày hội sách, tọa đàm và trao học bổng.",
        "Hội sách sẽ được tổ chức vào tháng sau.",
        "Dự kiến treo băng rôn.",
        "Đề nghị cấp thêm băng rôn, tờ rơi.",
        "Không có băng rôn.",
        "Không băng rôn.",
        "Thay vì tổ chức hội thi.",
    ],
)
def test_what_was_not_done_or_only_planned_does_not_count(form: Form, text: str) -> None:
    assert found(form, text) == set()


@pytest.mark.parametrize(
    "text",
    ["Phong trào thi đua sôi nổi.", "Bang ron", "Tham quan gian hàng của lớp bạn."],
)
def test_other_words_that_look_alike_are_not_taken_for_a_practice(form: Form, text: str) -> None:
    assert found(form, text) == set()


def test_what_stands_under_a_heading_for_proposals_was_not_done(form: Form) -> None:
    told = (
        "1. Kết quả",
        "- Tổ chức hội thi.",
        "2. Kiến nghị, đề xuất",
        "- Tổ chức hội sách.",
        "3. Khác",
        "Tọa đàm.",
    )
    assert found(form, *told) == {"contests", "talks"}
    assert found(form, "Khó khăn, hạn chế:", "Tổ chức hội sách.", "a) Hội thi") == set()


def test_every_practice_of_the_form_is_told_with_its_units_in_their_order(form: Form) -> None:
    made = find_practices(
        [
            submission("Có hội sách.", name="B"),
            submission("Không có gì.", name="C"),
            submission("Có hội sách.", name="A"),
        ],
        form,
    )
    assert [item.id for item in made] == [item.id for item in form.practices]
    (fairs,) = [item for item in made if item.id == "book_fairs"]
    assert [mention.unit for mention in fairs.mentions] == ["B", "A"]


def test_of_a_unit_s_sentences_the_best_to_quote_is_kept(form: Form) -> None:
    good = "Nhà trường tổ chức ngày hội sách để học sinh giới thiệu những quyển sách hay"
    (mention,) = next(
        item.mentions
        for item in find_practices([submission("Hội sách.", f"Đã mở màn. {good}. Có 12 hội sách.")], form)
        if item.id == "book_fairs"
    )
    assert mention.text == good


def test_a_report_with_only_marks_has_no_narrative() -> None:
    assert not narrated(submission("…", "- ", ""))
    assert narrated(submission("Có."))


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("- Treo băng rôn. Phát tờ rơi.", ["Treo băng rôn", "Phát tờ rơi"]),
        (
            "1.2. Tổ chức tại TP. Hồ Chí Minh. Có ThS. An dự.",
            ["Tổ chức tại TP. Hồ Chí Minh", "Có ThS. An dự"],
        ),
        ("a) Sách, báo, v.v. Đạt kết quả tốt;", ["Sách, báo, v.v. Đạt kết quả tốt"]),
        ("Ngày 04.10 khai mạc! Đông vui", ["Ngày 04.10 khai mạc!", "Đông vui"]),
        ("Hội thi “Bé kể chuyện.” Các em vui.", ["Hội thi “Bé kể chuyện.”", "Các em vui"]),
        ("", []),
    ],
)
def test_a_paragraph_is_parted_into_its_sentences_word_for_word(paragraph: str, sentences: list[str]) -> None:
    assert sentences_of(paragraph) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Treo băng rôn tại cổng",  # too short
        "Tiếp nhận 281 quyển sách từ các tập thể, cá nhân trên địa bàn phường",  # a figure
        "NHÀ TRƯỜNG TỔ CHỨC NGÀY HỘI SÁCH CHO TOÀN THỂ HỌC SINH CÁC KHỐI LỚP",
        "nhà trường tổ chức ngày hội sách cho toàn thể học sinh các khối lớp",
        "Nhà trường tổ chức các hoạt động hưởng ứng Tuần lễ với những nội dung sau:",
        "Nhà trường tổ chức ngày hội sách “Em yêu sách cho toàn thể học sinh",
        "Nhà trường tổ chức ngày hội sách với chủ đề “Em yêu quyển sách nhỏ”",
        "Nhà trường tổ chức hội sách, " + "rất đông học sinh tham gia, " * 8 + "vui",
    ],
)
def test_a_sentence_that_would_read_badly_in_a_report_is_not_quoted(sentence: str) -> None:
    assert quoting_rank(sentence) is None


def test_words_keep_their_marks_and_lose_only_ways_of_writing() -> None:
    assert words_of("Toạ-đàm, KỸ năng") == ("tọa", "đàm", ",", "kĩ", "năng")
    assert words_of("hội") != words_of("hỏi")
