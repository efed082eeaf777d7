"""Names of units: their kind, their official capitals, and what a file's name tells of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htsd_cli.language.capitals import area_of, in_sentence, running_text
from htsd_cli.roster.names import NameReader
from tests.documents import FORM

NAMES = NameReader(FORM)


@pytest.mark.parametrize(
    ("name", "kind", "core"),
    [
        ("Trường Tiểu học Lê Văn Tám", "tih", "le van tam"),
        ("TRƯỜNG TH LÊ VĂN TÁM", "tih", "le van tam"),
        ("Trường TiH Tân Quy", "tih", "tan qui"),
        ("MN Hoa Hồng", "mn", "hoa hong"),
        ("Trường Mầm non 19/5", "mn", "19 5"),
        ("Trường THCS Nguyễn Hữu Thọ", "thcs", "nguien huu tho"),
        ("Trường Trung học cơ sở Nguyễn Hữu Thọ", "thcs", "nguien huu tho"),
        ("Trường THPT Nam Sài Gòn", "thpt", "nam sai gon"),
        ("Trường TH, THCS và THPT Quốc tế Canada", "lien-cap", "quoc te canada"),
        ("Trường TH - THCS - THPT Sao Mai", "lien-cap", "sao mai"),
        ("UBND phường Tân Phú", "phuong", "tan phu"),
        ("Uỷ ban nhân dân phường Tân Phú", "phuong", "tan phu"),
        ("Phòng Nội vụ", "phong-ban", "noi vu"),
        ("Hội Khuyến học Quận 7", "doan-the", "khuien hoc quan 7"),
        ("Trung tâm GDNN-GDTX Quận 7", "trung-tam", "gdnn gdtx quan 7"),
        ("Công ty TNHH Hoa Mai", None, "cong ti tnhh hoa mai"),
        ("", None, ""),
    ],
)
def test_a_name_is_a_kind_and_what_is_left(name: str, kind: str | None, core: str) -> None:
    assert (NAMES.kind_of(name), NAMES.core(name)) == (kind, core)


def test_the_same_name_in_two_kinds_of_school_is_two_units() -> None:
    primary, secondary = "Trường Tiểu học Phạm Hữu Lầu", "Trường THCS Phạm Hữu Lầu"
    assert NAMES.core(primary) == NAMES.core(secondary)
    assert NAMES.kind_of(primary) != NAMES.kind_of(secondary)


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("TRƯỜNG TIỂU HỌC LÊ VĂN TÁM", "Trường Tiểu học Lê Văn Tám"),
        ("TRƯỜNG TH LÊ VĂN TÁM", "Trường TH Lê Văn Tám"),
        ("TRƯỜNG MẦM NON 19/5", "Trường Mầm non 19/5"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG TÂN PHÚ", "Ủy ban nhân dân phường Tân Phú"),
        ("UỶ BAN NHÂN DÂN PHƯỜNG TÂN PHÚ", "Ủy ban nhân dân phường Tân Phú"),
        ("TRUNG TÂM GDNN-GDTX QUẬN 7", "Trung tâm GDNN-GDTX Quận 7"),
        ("PHÒNG VĂN HÓA VÀ THÔNG TIN", "Phòng Văn hóa và Thông tin"),
        ("PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Phòng Lao động - Thương binh và Xã hội"),
        ("TRUNG TÂM VĂN HÓA - THỂ THAO", "Trung tâm Văn hóa - Thể thao"),
        ("HỘI LHPN QUẬN 7", "Hội LHPN Quận 7"),
        ("HỘI LIÊN HIỆP PHỤ NỮ QUẬN 7", "Hội Liên hiệp phụ nữ Quận 7"),
        ("BAN TUYÊN GIÁO QUẬN ỦY", "Ban Tuyên giáo Quận ủy"),
        ("TRƯỜNG TH - THCS - THPT SAO MAI", "Trường TH, THCS, THPT Sao Mai"),
        ("Trường Tiểu học  Lê Văn Tám", "Trường Tiểu học Lê Văn Tám"),
        ("trường Tiểu học Hoà Bình", "Trường Tiểu học Hòa Bình"),
    ],
)
def test_a_name_is_tidied_into_the_official_capitals(written: str, official: str) -> None:
    assert NAMES.tidy(written) == official


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Báo cáo HTSĐ 2024 - Trường TH Lê Văn Tám", "Trường TH Lê Văn Tám"),
        ("BC HTSD TH Le Van Tam", "TH Le Van Tam"),
        ("bao-cao-htsd-2024-truong-th-le-van-tam", "Truong th le van tam"),
        ("MN Hoa Lan", "MN Hoa Lan"),
        ("BC THPT Nam Sài Gòn năm 2024", "THPT Nam Sài Gòn"),
        ("Trường Mẫu giáo Hoa Mai", "Trường Mẫu giáo Hoa Mai"),
        ("Ban Chỉ huy Quân sự - BC tuần lễ", "Ban Chỉ huy Quân sự"),
        ("BÁO CÁO TRƯỜNG MN 19-5", "Trường MN 19 5"),
        ("PHƯỜNG TÂN PHÚ - BC TUẦN LỄ HỌC TẬP SUỐT ĐỜI 2024 final (2)", "Phường Tân Phú"),
        ("TH Lê Văn Tám - sửa lần 2", "TH Lê Văn Tám"),
        ("Copy of THCS Nguyễn Hiền (1)", "THCS Nguyễn Hiền"),
        ("BC htsd_Hội Khuyến học Quận 7", "Hội Khuyến học Quận 7"),
        ("BC MN Hoa Mai Q7", "MN Hoa Mai Q7"),
        ("BC MN Hoa Mai Q5", "MN Hoa Mai Q5"),
        ("BC khu_pho_3_Tan An", "Khu pho 3 Tan An"),
        ("BC KP 3 Tan An", "KP 3 Tan An"),
        ("BC To dan pho 5 Tan An", "To dan pho 5 Tan An"),
        ("BC To 5 Tan An", "To 5 Tan An"),
        ("BC Thon 2 Tan An", "Thon 2 Tan An"),
        ("BC Ap 1 Tan An", "Ap 1 Tan An"),
        ("BC Phuong 12 Tan An", "Phuong 12 Tan An"),
        ("UBND P 12 Tan An", "UBND P 12 Tan An"),
        ("BC Xa 3 Tan An", "Xa 3 Tan An"),
        ("Quan 7 Tan An", "Quan 7 Tan An"),
        ("BC MN Hoa Mai Q.7", "MN Hoa Mai Q 7"),
        ("Hoa Sen 7", "Hoa Sen"),
        ("Phụ lục Hoa Sen", "Hoa Sen"),
        ("Kết quả Hoa Sen", "Hoa Sen"),
        ("Mẫu báo cáo Hoa Sen", "Hoa Sen"),
        ("Mẫu Hoa Sen", "Mẫu Hoa Sen"),
        ("Hoa Sen gửi PGD v2", "Hoa Sen"),
        ("Hoa Sen nộp lần 3", "Hoa Sen"),
        ("Hoa Sen bản chính thức", "Hoa Sen"),
        ("Hoa Sen - bản chính", "Hoa Sen"),
        ("TH Hoa Sen bản sửa", "TH Hoa Sen"),
        ("TH Hoa Sen bản cuối cùng", "TH Hoa Sen"),
        ("TH Hoa Sen - bản mới nhất", "TH Hoa Sen"),
        ("Ban Chính trị", "Ban Chính trị"),
        ("02 Bieu mau truong TH Hoa Sen", "Truong TH Hoa Sen"),
        ("Lan Anh - Trường TH Hoa Sen", "Trường TH Hoa Sen"),
        ("bao cao", "bao cao"),
        ("1", "1"),
    ],
)
def test_a_file_s_name_is_freed_from_what_is_not_the_unit_s(stem: str, name: str) -> None:
    assert NAMES.from_file_name(stem) == name


def test_what_a_form_reports_on_is_no_part_of_a_unit_s_name() -> None:
    form = FORM.model_copy(
        update={"event": "Ngày Đọc sách", "event_short": ("NĐS",), "file_words": ("toàn quốc",)}
    )
    reader = NameReader(form)
    assert reader.from_file_name("BC Ngay Doc sach toan quoc 2025 Hoa Mai") == "Hoa Mai"
    assert reader.from_file_name("NDS_Hoa Mai_2025") == "Hoa Mai"
    assert reader.from_file_name("HTSD Hoa Mai") == "HTSD Hoa Mai"
    assert NAMES.from_file_name("BC HTSD Hoa Mai") == "Hoa Mai"


@pytest.mark.parametrize(
    ("word", "kind", "sort"),
    [
        ("Nhóm trẻ ĐL", "nhom-tre", (" nhom tre ",)),
        ("Lớp MG", "nhom-tre", (" lop mau giao ",)),
        ("Nhóm trẻ, lớp mẫu giáo độc lập", "nhom-tre", ()),
        ("Cơ sở mầm non độc lập", "nhom-tre", ()),
        ("Trường TH và THCS", "lien-cap", (" tieu hoc ", " thcs ")),
        ("Trường TH và THCS", "tih", ()),
    ],
)
def test_units_of_a_kind_are_parted_by_a_word_that_some_of_its_beginnings_have(
    word: str, kind: str, sort: tuple[str, ...]
) -> None:
    assert NAMES.sort_of(word, kind) == sort


@pytest.mark.parametrize("name", ["TRƯỜNG TIỂU HỌC", "Phòng", "UBND phường", "Thư viện"])
def test_a_kind_alone_is_no_name(name: str) -> None:
    assert NAMES.is_only_kind(name)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_no_name_of_a_file_or_a_unit_is_too_strange(text: str) -> None:
    assert isinstance(NAMES.from_file_name(text), str)
    assert NAMES.kind_of(NAMES.tidy(text)) == NAMES.kind_of(text)


@pytest.mark.parametrize(
    ("letterhead", "sentence", "area"),
    [
        ("ỦY BAN NHÂN DÂN QUẬN 7", "Ủy ban nhân dân Quận 7", "Quận 7"),
        ("UBND PHƯỜNG TÂN MỸ", "Ủy ban nhân dân phường Tân Mỹ", "phường Tân Mỹ"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ THỦ ĐỨC", "Ủy ban nhân dân thành phố Thủ Đức", "thành phố Thủ Đức"),
        (
            "UỶ BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH",
            "Ủy ban nhân dân Thành phố Hồ Chí Minh",
            "Thành phố Hồ Chí Minh",
        ),
        ("ỦY BAN NHÂN DÂN HUYỆN NHÀ BÈ", "Ủy ban nhân dân huyện Nhà Bè", "huyện Nhà Bè"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG 1", "Ủy ban nhân dân Phường 1", "Phường 1"),
        ("Ủy ban nhân dân phường Tân Phú", "Ủy ban nhân dân phường Tân Phú", "phường Tân Phú"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Phòng Giáo dục và Đào tạo", ""),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN 4", "Phòng Giáo dục và Đào tạo Quận 4", ""),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội", ""),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo", ""),
        ("HUYỆN ỦY NHÀ BÈ", "Huyện ủy Nhà Bè", ""),
        ("QUẬN ĐOÀN 7", "Quận Đoàn 7", ""),
    ],
)
def test_a_body_of_a_letterhead_stands_in_a_sentence_with_the_decree_s_capitals(
    letterhead: str, sentence: str, area: str
) -> None:
    assert (running_text(letterhead), area_of(letterhead)) == (sentence, area)


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Phường Tân Phú", "phường Tân Phú"),
        ("Phường 1", "Phường 1"),
        ("Phường Điện Biên Phủ", "Phường Điện Biên Phủ"),
        ("Phường Võ Thị Sáu", "Phường Võ Thị Sáu"),
        ("UBND phường Tân Phú", "Ủy ban nhân dân phường Tân Phú"),
        ("UBND Phường 3", "Ủy ban nhân dân Phường 3"),
        ("Ủy ban nhân dân Phường Võ Thị Sáu", "Ủy ban nhân dân Phường Võ Thị Sáu"),
        ("Thành phố Thủ Đức", "thành phố Thủ Đức"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Huyện Nhà Bè", "huyện Nhà Bè"),
        ("Q. 7", "Quận 7"),
        ("Khu phố 3", "Khu phố 3"),
        ("Trường TH Lê Văn Tám", "Trường Tiểu học Lê Văn Tám"),
        ("TiH Phú Mỹ", "Trường Tiểu học Phú Mỹ"),
        ("MN 19/5", "MN 19/5"),
        ("Trường MN 19/5", "Trường Mầm non 19/5"),
        ("Trường TH, THCS và THPT Sao Việt", "Trường TH, THCS và THPT Sao Việt"),
        ("Trường TH - THCS Hoa Sen", "Trường TH - THCS Hoa Sen"),
        ("Trường THCS Hoàng Quốc Việt", "Trường THCS Hoàng Quốc Việt"),
        ("P. Nội vụ", "P. Nội vụ"),
        ("TT. GDNN-GDTX Quận 7", "TT. GDNN-GDTX Quận 7"),
        ("Hội Khuyến học Quận 7", "Hội Khuyến học Quận 7"),
        ("Quận Đoàn 7", "Quận Đoàn 7"),
        ("Quận ủy Quận 7", "Quận ủy Quận 7"),
        ("Huyện ủy Nhà Bè", "Huyện ủy Nhà Bè"),
        ("Xã Đoàn Long Hải", "Xã Đoàn Long Hải"),
        ("Xã Long Hải", "xã Long Hải"),
        ("Đặc khu Côn Đảo", "đặc khu Côn Đảo"),
        ("Thôn Đông", "thôn Đông"),
    ],
)
def test_a_unit_s_name_within_a_sentence_has_the_capitals_of_the_decree(name: str, within: str) -> None:
    assert in_sentence(name) == within


def test_units_govern_others_by_their_kind() -> None:
    communes = {"phuong", "xa", "thi-tran", "dac-khu"}
    assert {kind for kind in NAMES.kinds if NAMES.is_commune(kind)} == communes
    assert {kind for kind in NAMES.kinds if NAMES.is_area(kind)} == communes | {"khu-pho", "ap", "thon"}
    assert {kind for kind in NAMES.kinds if NAMES.gathers(kind)} == communes | {"phong-ban"}
    assert not NAMES.is_commune(None)
