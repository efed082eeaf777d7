"""What units say they did, found in their narratives: whole words, letters with marks, denials and plans left out."""

from __future__ import annotations

import pytest

from htsd_cli.consolidate.practices import find_practices, narrated
from htsd_cli.consolidate.sentences import quoting_rank, sentences_of, words_of
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


def offered(form: Form, *paragraphs: str, name: str = "Trường A") -> set[str]:
    """Return the practices of which a sentence is offered as done: without any doubt."""
    return {
        item.id
        for item in find_practices([submission(*paragraphs, name=name)], form)
        if any(not mention.doubt for mention in item.mentions)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Nhà trường treo băng rôn, khẩu hiệu tại cổng chính và các dãy phòng học.",
        "Trường tổ chức ngày hội sách cho học sinh các khối lớp.",
        "Ngày hội sách được tổ chức tại sân trường vào sáng thứ Hai.",
        "Đã phát tờ rơi đến các hộ dân trên địa bàn.",
        "Tuyên truyền đến cán bộ, giáo viên, học sinh qua trang thông tin điện tử.",
        "Nhà trường đã trao học bổng cho học sinh có hoàn cảnh đặc biệt.",
        "Thành lập Ban tổ chức và phối hợp với cha mẹ học sinh.",
        "Ngày hội sách được tổ chức ngày 02/10/2024 với 450 học sinh tham gia.",
        "Hội thi kể chuyện theo sách được tổ chức vào thứ Sáu, có 30 em dự thi.",
        "Trao học bổng cho 20 học sinh có hoàn cảnh khó khăn.",
        "Dù mưa lớn, ngày hội sách vẫn được tổ chức trọn vẹn.",
        "Thực hiện kế hoạch của Quận, nhà trường đã treo băng rôn.",
        "Thực hiện Kế hoạch số 12/KH-THHS ngày 15/3/2024, trường đã phát tờ rơi đến từng lớp.",
        "Nhà trường tổ chức tọa đàm “Đọc sách cùng con”.",
        "Trường A tổ chức “Ngày hội sách” tại sân trường.",
        "Trong Tuần lễ vừa qua, nhà trường đã treo 03 băng rôn.",
        "Ngày 28 tháng 9 năm 2024, nhà trường treo băng rôn chào mừng Tuần lễ.",
        "Phát 200 tờ rơi trên vỉa hè trước cổng trường.",
        "Tổ chức giới thiệu các quyển sách hay đến học sinh.",
    ],
)
def test_a_plain_sentence_about_what_was_done_is_offered(form: Form, text: str) -> None:
    assert offered(form, text)


DOUBTFUL = {
    "có lời nói không làm, chưa làm hoặc mới dự định": [
        "Ngày hội sách bị hủy vì mưa bão.",
        "Nhà trường tổ chức ngày hội sách trong năm học tới.",
    ],
    "có lời nói bị hoãn, hủy, thiếu hoặc không thành": [
        "Rất tiếc thiếu kinh phí treo băng rôn.",
        "Hội sách đành gác lại.",
        "Xe loa hỏng từ đầu tuần.",
        "Nhà trường tổ chức hội thi nhưng chỉ mới vòng lớp, mưa nên nghỉ.",
        "Suýt nữa thì trường tổ chức được hội sách.",
        "Lẽ ra trường tổ chức tọa đàm vào sáng thứ Sáu.",
        "Hội thi kể chuyện: rút khỏi chương trình.",
        "Trường bỏ phần xe loa, cắt phần tờ rơi.",
        "Tổ chức hội sách là điều ngoài khả năng của đơn vị.",
        "Có tổ chức ngày hội sách gì đâu.",
        "Tuyên truyền bằng xe loa thì phường lo.",
        "Mới có 2/20 lớp quyên góp sách.",
        "Treo băng rôn cho có, xong tháo liền.",
    ],
    "chỉ nhắc tên việc, không nói đã làm": [
        "Băng rôn bị gió cuốn trước giờ khai mạc.",
        "Ngày hội sách, hội thi kể chuyện.",
        "Băng rôn là hình thức tuyên truyền trực quan.",
    ],
    "mới dự định, đề nghị, yêu cầu hoặc mong muốn": [
        "Buổi tọa đàm phải lùi sang tuần sau.",
        "Nhà trường định treo băng rôn.",
        "Ước gì có xe loa.",
        "Giá như trường tổ chức được ngày hội sách.",
        "Nếu đủ kinh phí, trường tổ chức tham quan bảo tàng.",
        "Tháng sau trường tổ chức hội thi.",
        "Xin Phòng Giáo dục hỗ trợ tổ chức tọa đàm.",
        "Phụ huynh mong trường tổ chức tham quan.",
        "Yêu cầu giáo viên tổ chức hội thi.",
        "Nhà trường cần tổ chức câu lạc bộ đọc sách.",
        "Ban giám hiệu bàn việc treo băng rôn.",
        "Nhà trường đang chuẩn bị tổ chức tọa đàm.",
        "Trường phấn đấu tổ chức hội thi.",
        "Trường đăng ký tổ chức ngày hội sách.",
        "Chờ duyệt kinh phí in tờ rơi.",
        "Trường được phân công treo băng rôn.",
        "Trường hợp thời tiết tốt, nhà trường tổ chức ngày hội sách.",
        "Ban giám hiệu cân nhắc tổ chức ngày hội sách.",
        "Trường chỉ treo băng rôn khi có đoàn kiểm tra.",
        "Nhà trường ghi nhận góp ý tổ chức ngày hội sách.",
    ],
    "chỉ nhắc đến, không kể là đã làm": [
        "Việc treo băng rôn gặp khó khăn do cổng trường đang sửa.",
        "Kế hoạch tổ chức hội sách được Hiệu trưởng ký.",
        "Tập huấn kỹ năng tổ chức hội thi.",
        "Kinh phí in tờ rơi được duyệt.",
        "Ý nghĩa của ngày hội sách rất lớn.",
        "Trường giao Đoàn đội tổ chức ngày hội sách.",
        "Trường đã gửi thư mời diễn giả cho buổi tọa đàm.",
        "Tiêu chí thi đua: treo băng rôn đúng quy định.",
        "“Tổ chức ngày hội sách” là khẩu hiệu của Tuần lễ.",
    ],
    "": [  # denied: not even to be read
        "Học kỳ tới, trường sắp tổ chức ngày hội sách.",
        "Đề nghị các lớp treo băng rôn.",
        "Tuần tới trường treo băng rôn.",
        "Trường hổng có treo băng rôn.",
        "Trường hông tổ chức ngày hội sách.",
        "Treo băng rôn: /",
        "Treo băng rôn - N/A.",
    ],
    "là câu hỏi": [
        "Trường có tổ chức hội sách năm nay chăng?",
    ],
    "nói về đơn vị khác": [
        "Nhiều trường bạn treo băng rôn, trường chúng tôi thì chưa.",
        "Các trường trên địa bàn tổ chức hội sách.",
        "Được biết phường bạn tổ chức đường sách.",
    ],
    "nêu tên đơn vị khác": [
        "Trường Tiểu học Lê Quý Đôn tổ chức hội sách.",
        "Ủy ban nhân dân phường Tân Phú tổ chức xe loa.",
        "Phường đã treo băng rôn trước cổng trường.",
        "Đoàn phường tổ chức ngày hội sách tại công viên.",
        "Sáng thứ Hai, phường treo băng rôn trước cổng.",
        "Trường Lê Lợi bên cạnh treo băng rôn.",
    ],
    "kể việc tham gia hoặc việc do người khác làm, chưa rõ đơn vị có tổ chức": [
        "Học sinh tham gia hội thi do Quận Đoàn tổ chức.",
        "Cử giáo viên dự tọa đàm tại thành phố.",
        "Ngày hội sách được tổ chức ở Đường sách, trường có 20 em tham gia.",
        "Trường được phát 100 tờ rơi.",
    ],
    "nói về lúc khác": [
        "Năm ngoái trường tổ chức ngày hội sách.",
        "Hằng năm trường đều tổ chức tham quan bảo tàng.",
        "Trước đây trường có câu lạc bộ đọc sách.",
        "Trường treo băng rôn năm ngoái vẫn dùng.",
        "Những năm qua nhà trường đều treo băng rôn.",
        "Trao học bổng theo thông lệ vào cuối năm học.",
        "Tuần lễ năm rồi trường treo 05 băng rôn.",
        "Hè vừa qua trường tổ chức tham quan bảo tàng.",
    ],
    "nhắc đến năm khác": [
        "Năm 2023 trường tổ chức hội thi kể chuyện.",
    ],
    "nằm trong lời trích dẫn": [
        "Hiệu trưởng nhắc: “Tổ chức ngày hội sách đúng quy định”.",
    ],
    "nhắc đến tháng khác": [
        "Ngày 21/4 vừa qua, trường tổ chức ngày hội sách.",
        "Tháng 4 trường tổ chức ngày hội sách.",
        "Tháng 9 trường đã tổ chức ngày hội sách.",
        "Nhân dịp 20/11 trường tổ chức ngày hội sách.",
    ],
}


@pytest.mark.parametrize("doubt", DOUBTFUL)
def test_what_was_put_off_wished_or_done_by_others_is_to_be_read_for_what_raises_the_doubt(
    form: Form, doubt: str
) -> None:
    for text in DOUBTFUL[doubt]:
        told = {
            mention.doubt for item in find_practices([submission(text)], form) for mention in item.mentions
        }
        assert (text, told) == (text, {doubt} - {""})


def test_a_sentence_that_the_next_one_takes_back_is_to_be_read(form: Form) -> None:
    told = "Nhà trường tổ chức ngày hội sách. Tuy nhiên hoạt động này phải hoãn vì mưa."
    (mention,) = [m for item in find_practices([submission(told)], form) for m in item.mentions]
    assert mention.doubt == "câu sau ghi: “Tuy nhiên hoạt động này phải hoãn vì mưa”"


def test_a_sentence_that_another_of_the_report_denies_is_to_be_read(form: Form) -> None:
    told = ("Nhà trường tổ chức ngày hội sách.", "Nhà trường chưa tổ chức hội sách vì sân đang sửa.")
    (mention,) = [m for item in find_practices([submission(*told)], form) for m in item.mentions]
    assert mention.doubt == "báo cáo còn ghi: “Nhà trường chưa tổ chức hội sách vì sân đang sửa”"


def test_what_a_doubtful_introduction_leads_to_is_to_be_read(form: Form) -> None:
    told = ("Nhà trường mong muốn được hỗ trợ các việc sau:", "- Tổ chức ngày hội sách;", "- Treo băng rôn.")
    assert offered(form, *told) == set()
    assert found(form, *told) == {"book_fairs", "banners"}


def test_a_ward_tells_of_itself_where_a_school_tells_of_the_ward(form: Form) -> None:
    told = "Phường tổ chức 01 xe loa lưu động trên các tuyến đường chính."
    for name, doubt in (("Ủy ban nhân dân phường Tân Phú", ""), ("Trường A", "nêu tên đơn vị khác")):
        (cars,) = (item for item in find_practices([submission(told, name=name)], form) if item.mentions)
        assert [(item.text, item.doubt) for item in cars.mentions] == [(told.rstrip("."), doubt)]


def test_a_unit_that_names_itself_tells_of_itself(form: Form) -> None:
    told = "Trường Tiểu học Lê Quý Đôn tổ chức ngày hội sách tại sân trường."
    assert offered(form, told, name="Trường Tiểu học Lê Quý Đôn") == {"book_fairs"}
    assert offered(form, told, name="Trường Tiểu học Phú Mỹ") == set()


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


WHOLE = "Nhà trường đã phát động phong trào đọc sách trong toàn thể học sinh"


@pytest.mark.parametrize(
    ("sentence", "rank"),
    [
        (WHOLE, (0, 110 - len(WHOLE))),
        (f"{WHOLE} các khối lớp và phụ huynh trong tuần lễ vừa qua đông vui", (0, 14)),
        ("Nhà trường phát động phong trào đọc sách rộng khắp", (0, 60)),
        ("Nhàtrường phátđộngphongtrào đọcsách rộng khắp nơi", None),  # six words
        ("Nhàtrường phátđộngphongtrào đọcsách rộng khắp mọi nơi", (0, 57)),  # seven
        ("Trường mở hội sách cho mọi người dân vui", (0, 70)),  # forty letters
        ("Trường mở hội sách cho mọi người dân đi", None),
        (f"{WHOLE} {'x' * (209 - len(WHOLE))}", (0, 100)),
        (f"{WHOLE} {'x' * (210 - len(WHOLE))}", None),
        (f"{WHOLE} của UBND TP", (2, 110 - len(WHOLE) - 12)),
        (f"{WHOLE} (đợt một) “hay” nhé", (3, 110 - len(WHOLE) - 20)),
        (f"{WHOLE} (đợt một", None),
        (f"{WHOLE}:", None),
        (f"“{WHOLE}” là lời kêu gọi", None),
        (WHOLE.upper(), None),
        (WHOLE.lower(), None),
        (f"{WHOLE} năm 2024", None),
        (f"{WHOLE} .. và hơn thế", None),
    ],
)
def test_how_well_a_sentence_reads_when_quoted(sentence: str, rank: tuple[int, int] | None) -> None:
    assert quoting_rank(sentence) == rank


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("IV. Kết quả đạt được. Trường vui.", ["IV. Kết quả đạt được", "Trường vui"]),
        ("Gồm 1.2. Hội sách và 2. Văn nghệ. Xong.", ["Gồm 1.2", "Hội sách và 2", "Văn nghệ", "Xong"]),
        ("a. Hội sách. b) Văn nghệ", ["Hội sách. b) Văn nghệ"]),
        ("PGS. Lan đến dự! Vui lắm…", ["PGS. Lan đến dự!", "Vui lắm…"]),
        ("- Trường vui. lớp vui", ["Trường vui. lớp vui"]),
        (f"{'rất vui ' * 130}xong", [f"{'rất vui ' * 124}rất vui", f"{'rất vui ' * 5}xong"]),
    ],
)
def test_a_mark_before_the_first_word_ends_no_sentence(paragraph: str, sentences: list[str]) -> None:
    assert sentences_of(paragraph) == sentences


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("Trường vui. 2. Văn nghệ hay", ["Trường vui. 2", "Văn nghệ hay"]),
        ("Trường vui. PGS. Lan đến", ["Trường vui", "PGS. Lan đến"]),
        ("Xong. IV. Kết quả. Vui", ["Xong", "IV. Kết quả", "Vui"]),
        ("1.2.3. Mở. Xong", ["Mở", "Xong"]),
        ("- IV. Kết quả. Vui", ["IV. Kết quả", "Vui"]),
        ("123. Mở. Xong", ["123", "Mở", "Xong"]),
        ("• 1) (2) a) Mở.", ["Mở"]),
        ("Vui.”  Các em", ["Vui.”", "Các em"]),
        ("Vui. “Rồi” nhé", ["Vui", "“Rồi” nhé"]),
        ("Vui. (Rồi) nhé", ["Vui", "(Rồi) nhé"]),
        ("Mở.Xong", ["Mở.Xong"]),
        (f"{'Rất vui. ' * 60}Xong", ["Rất vui"] * 60 + ["Xong"]),  # too long to be kept for the next time
        (f"{'x' * 1001}", ["x" * 1000, "x"]),
        ("x" * 1000, ["x" * 1000]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(paragraph: str, sentences: list[str]) -> None:
    assert sentences_of(paragraph) == sentences


@pytest.mark.parametrize(
    ("end", "rank"),
    [
        (" TH & TH & TH & TH & TH", (8, 20)),  # nine oddities are as bad as eight
        (" / B.", (2, 38)),
        *(
            (end, None)
            for end in (" [một", " ‘một", "-", ",", "”", '"', " a|b", " …", " x_y", " {x}", " <x>")
        ),
    ],
)
def test_how_well_a_sentence_with_oddities_reads_when_quoted(end: str, rank: tuple[int, int] | None) -> None:
    assert quoting_rank(f"{WHOLE}{end}") == rank


def test_words_are_compared_in_one_way_of_writing_each() -> None:
    assert words_of("Băng-rôn – Toạ đàm kỳ—lý thúy quý") == (
        "băng", "rôn", "–", "tọa", "đàm", "kì", "lí", "thúy", "quý",
    )  # fmt: skip
    assert words_of(f"{'Toạ ' * 200}đàm") == ("tọa",) * 200 + ("đàm",)


@pytest.mark.parametrize(
    ("paragraphs", "done"),
    [
        (("I. Kết quả", "Mở hội sách."), {"book_fairs"}),
        (("I. Kiến nghị", "Mở hội sách.", "II. Kết quả", "Mở tọa đàm."), {"talks"}),
        (("1. Kiến nghị", "a) Hội sách", "Mở hội thi.", "2. Khác", "Mở tọa đàm."), {"talks"}),
        (("I. Kiến nghị", "a) Hội sách", "Mở hội thi.", "- II. Khác", "Mở tọa đàm."), {"talks"}),
        (("KIẾN NGHỊ", "Mở hội sách.", "KẾT QUẢ", "Mở tọa đàm."), {"talks"}),
        (("Kiến nghị:", "Mở hội sách.", "Kết quả:", "Mở tọa đàm."), {"talks"}),
        (
            ("a) Kiến nghị", "Mở hội sách.", "1. Kết quả", "Mở tọa đàm.", "b) Khác", "Mở hội thi."),
            {"contests"},
        ),
        (("Trường muốn:", "- Mở hội sách.", "1. Kết quả", "Mở tọa đàm."), {"talks"}),
        (("Trường muốn:", "a) Mở hội sách.", "b) Mở tọa đàm."), set()),
        (("Trường muốn:", "Mở hội sách.", "Đã làm:", "Mở tọa đàm."), {"talks"}),
        ((f"1. Kiến nghị{' x' * 39}", "Mở hội sách."), set()),  # ninety letters
        ((f"1. Kiến nghị{' x' * 39}y", "Mở hội sách."), {"book_fairs"}),
        (("Kiến nghị;", "Mở hội sách."), {"book_fairs"}),
    ],
)
def test_what_stands_below_a_heading_is_offered_as_the_heading_has_it(
    form: Form, paragraphs: tuple[str, ...], done: set[str]
) -> None:
    assert offered(form, *paragraphs) == done


def test_of_many_places_of_a_practice_in_a_sentence_eight_are_looked_at(form: Form) -> None:
    doubtful = "Hội sách hội sách hội sách hội sách hội sách hội sách hội sách"
    assert offered(form, f"{doubtful}, tổ chức hội sách.") == {"book_fairs"}
    assert offered(form, f"{doubtful} hội sách, tổ chức hội sách.") == set()


def test_a_word_inside_a_phrase_that_means_something_else_is_no_practice() -> None:
    form = load_form()
    practice = next(item for item in form.practices if item.unless)
    assert found(form, f"Trường có {practice.unless[0]}.") & {practice.id} == set()
    assert found(form, f"Trường có {practice.words[0]}.") & {practice.id} == {practice.id}


def test_what_has_no_stop_is_read_in_pieces_that_lose_no_letter() -> None:
    assert sentences_of("a" * 2500) == ["a" * 1000, "a" * 1000, "a" * 500]
    assert sentences_of("b " * 700) == [("b " * 500).strip(), ("b " * 200).strip()]
