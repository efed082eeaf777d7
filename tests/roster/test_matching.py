"""Who a name is among 125 units, as offices, mails and files write it; and what must stay nobody's."""

from __future__ import annotations

import unicodedata

import pytest

from htsd_cli.roster.matching import Found, Named, NameIndex
from htsd_cli.roster.names import NameReader
from tests.documents import FORM
from tests.rosters import BY_NAME, DISTRICT, NAMES, UNITS

CERTAIN = """
UBND P. Phú Mỹ                        | UBND phường Phú Mỹ
UBND P Phú Mỹ                         | UBND phường Phú Mỹ
P. Phú Mỹ                             | UBND phường Phú Mỹ
P.Phú Mỹ                              | UBND phường Phú Mỹ
Phường Phú Mỹ                         | UBND phường Phú Mỹ
ỦY BAN NHÂN DÂN PHƯỜNG PHÚ MỸ         | UBND phường Phú Mỹ
UỶ BAN NHÂN DÂN PHƯỜNG PHÚ MỸ         | UBND phường Phú Mỹ
Ủy ban nhân dân P. Phú Mỹ             | UBND phường Phú Mỹ
UBND phường Phú Mỹ, Quận 7            | UBND phường Phú Mỹ
UBND phuong Phu My                    | UBND phường Phú Mỹ
UBND Phường Tân Qui                   | UBND phường Tân Quy
Phường Tân Thuận Đông                 | UBND phường Tân Thuận Đông
MN Phú Mỹ                             | Trường Mầm non Phú Mỹ
Trường mầm non Phú Mỹ Quận 7          | Trường Mầm non Phú Mỹ
Tr. MN Phú Mỹ                         | Trường Mầm non Phú Mỹ
Tr.MN Phú Mỹ                          | Trường Mầm non Phú Mỹ
Trường Mẫu giáo Phú Mỹ                | Trường Mầm non Phú Mỹ
TH Phu My                             | Trường Tiểu học Phú Mỹ
TiH Phú Mỹ                            | Trường Tiểu học Phú Mỹ
TRUONG TIEU HOC PHU MY                | Trường Tiểu học Phú Mỹ
Trường Tiểu học Phú Mỹ, Quận 7, Thành phố Hồ Chí Minh | Trường Tiểu học Phú Mỹ
UBND QUẬN 7 TRƯỜNG TIỂU HỌC PHÚ MỸ    | Trường Tiểu học Phú Mỹ
UBND PHƯỜNG TÂN MỸ TRƯỜNG TIỂU HỌC PHÚ MỸ | Trường Tiểu học Phú Mỹ
PHÒNG GD&ĐT QUẬN 7 TRƯỜNG TH PHÚ MỸ   | Trường Tiểu học Phú Mỹ
THPhuMy                               | Trường Tiểu học Phú Mỹ
Trường Tiểu học Phạm Hữu Lầu          | Trường Tiểu học Phạm Hữu Lầu
Trường THCS Phạm Hữu Lầu              | Trường THCS Phạm Hữu Lầu
Trường Tiểu học Lê Văn Tám            | Trường Tiểu học Lê Văn Tám
Trường Tiểu học Lê Văn Tâm            | Trường Tiểu học Lê Văn Tâm
Trường TH Nguyễn Trãi                 | Trường Tiểu học Nguyễn Trãi
Trường TH Nguyễn Trải                 | Trường Tiểu học Nguyễn Trải
Trường THCS Nguyen Trai               | Trường THCS Nguyễn Trãi
Mầm non 19-5                          | Trường Mầm non 19/5
MN 19 tháng 5                         | Trường Mầm non 19/5
Trường MN 19.5                        | Trường Mầm non 19/5
Mầm non Tuổi thơ 2                    | Trường Mầm non Tuổi Thơ 2
MN KCX Tân Thuận                      | Trường Mầm non Khu Chế Xuất Tân Thuận
Trường mầm non tư thục Hoa Lan        | Trường Mầm non Hoa Lan
TTHTCĐ phường Phú Mỹ                  | Trung tâm học tập cộng đồng phường Phú Mỹ
TT HTCĐ P. Phú Mỹ                     | Trung tâm học tập cộng đồng phường Phú Mỹ
Hội Khuyến học P. Tân Quy             | Hội Khuyến học phường Tân Quy
HKH Q7                                | Hội Khuyến học Quận 7
Hội LHPN Quận 7                       | Hội Liên hiệp Phụ nữ Quận 7
LĐLĐ Quận 7                           | Liên đoàn Lao động Quận 7
Hội CCB quận 7                        | Hội Cựu chiến binh Quận 7
UBMTTQ Việt Nam Quận 7                | Ủy ban Mặt trận Tổ quốc Việt Nam Quận 7
Ủy ban MTTQ Việt Nam Quận 7           | Ủy ban Mặt trận Tổ quốc Việt Nam Quận 7
Phòng Nội vụ Quận 7                   | Phòng Nội vụ
P. Nội vụ                             | Phòng Nội vụ
Phòng VHTT                            | Phòng Văn hóa và Thông tin
Phòng VH-TT                           | Phòng Văn hóa và Thông tin
Phòng Văn hoá & Thông tin             | Phòng Văn hóa và Thông tin
Phòng LĐ-TB&XH                        | Phòng Lao động - Thương binh và Xã hội
Phòng LĐTBXH Quận 7                   | Phòng Lao động - Thương binh và Xã hội
Phòng TC-KH                           | Phòng Tài chính - Kế hoạch
Phòng TN&MT                           | Phòng Tài nguyên và Môi trường
Phòng QLĐT                            | Phòng Quản lý đô thị
BCH Quân sự Quận 7                    | Ban Chỉ huy Quân sự Quận 7
Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Quận 7 | Trung tâm GDNN-GDTX Quận 7
Trường TH-THCS-THPT Quốc tế Canada    | Trường TH, THCS và THPT Quốc tế Canada
Trường THCS-THPT Hoa Sen              | Trường THCS và THPT Hoa Sen
THPT Nam Sài Gòn                      | Trường THPT Nam Sài Gòn
Trường Trung học phổ thông Lê Thánh Tôn | Trường THPT Lê Thánh Tôn
Trường Tiểu học Đặng Thuỳ Trâm        | Trường Tiểu học Đặng Thùy Trâm
Trường Tiểu học Ðinh Bộ Lĩnh          | Trường Tiểu học Đinh Bộ Lĩnh
Trường Tiểu học Lê Quí Đôn            | Trường Tiểu học Lê Quý Đôn
Tr­êng TiÓu häc Phó Mü                | Trường Tiểu học Phú Mỹ
Tröôøng Tieåu hoïc Phuù Myõ           | Trường Tiểu học Phú Mỹ
Ban Chỉ huy Quân sự | Ban Chỉ huy Quân sự Quận 7
Phòng Nội vu | Phòng Nội vụ
UBND phường Phú Mi | UBND phường Phú Mỹ
Quận đoàn 7 | Quận đoàn 7
Công an Quận 7 | Công an Quận 7
Công an | Công an Quận 7
Trường Mầm non Tuổi Thơ II | Trường Mầm non Tuổi Thơ 2
Trường TH Lê Văn Tám - Quận 7 - TP.HCM | Trường Tiểu học Lê Văn Tám
"""

LIKELY = """
Trường TH Kim Đông       | Trường Tiểu học Kim Đồng               | dấu viết khác
Trường TH Đinh Bô Lĩnhh  | Trường Tiểu học Đinh Bộ Lĩnh           | tên viết gần giống
Đinh Bộ Lĩnhh            | Trường Tiểu học Đinh Bộ Lĩnh           | tên viết gần giống
Kim Đông                 | Trường Tiểu học Kim Đồng               | dấu viết khác
Trường Hoa Lan           | Trường Mầm non Hoa Lan                 | tên không ghi loại đơn vị
Kim Đồng                 | Trường Tiểu học Kim Đồng               | tên không ghi loại đơn vị
Trường Quốc tế Canada    | Trường TH, THCS và THPT Quốc tế Canada | tên không ghi loại đơn vị
Nội vụ                   | Phòng Nội vụ                           | tên không ghi loại đơn vị
Hội Khuyến học           | Hội Khuyến học Quận 7                  | tên không ghi địa phương
thphumy                  | Trường Tiểu học Phú Mỹ                 | tên viết liền
mnhoahong                | Trường Mầm non Hoa Hồng                | tên viết liền
Trường TH P.H.L          | Trường Tiểu học Phạm Hữu Lầu           | tên viết tắt
Trường TH Đinh Bộ Lin | Trường Tiểu học Đinh Bộ Lĩnh | tên viết gần giống
Trường TH Đinh Bộ Linhh | Trường Tiểu học Đinh Bộ Lĩnh | tên viết gần giống
TH PHL | Trường Tiểu học Phạm Hữu Lầu | tên viết tắt
THCS NHT | Trường THCS Nguyễn Hữu Thọ | tên viết tắt
thkimdong | Trường Tiểu học Kim Đồng | tên viết liền
truongthkimdong | Trường Tiểu học Kim Đồng | tên viết liền
mamnonhoahong | Trường Mầm non Hoa Hồng | tên viết liền
ubndphuongphumy | UBND phường Phú Mỹ | tên viết liền
Liên đoàn Lao động | Liên đoàn Lao động Quận 7 | tên không ghi địa phương
LĐLĐ | Liên đoàn Lao động Quận 7 | tên không ghi địa phương
Hội CCB | Hội Cựu chiến binh Quận 7 | tên không ghi địa phương
Trung tâm GDNN-GDTX | Trung tâm GDNN-GDTX Quận 7 | tên không ghi địa phương
Trung tâm GDTX Quận 7 | Trung tâm GDNN-GDTX Quận 7 | tên trung tâm viết khác
Trường Quốc tế Canada Quận 7 | Trường TH, THCS và THPT Quốc tế Canada | tên không ghi loại đơn vị
TH Kim Đồngg | Trường Tiểu học Kim Đồng | tên viết gần giống
Mầm non Sơn Caa | Trường Mầm non Sơn Ca | tên viết gần giống
Phòng Nôi vụ | Phòng Nội vụ | dấu viết khác
UBND phường Phú Mỹy | UBND phường Phú Mỹ | tên viết gần giống
phường Tân Thuận Đôngg | UBND phường Tân Thuận Đông | tên viết gần giống
Tân Thuận Đông | UBND phường Tân Thuận Đông | tên không ghi loại đơn vị
"""

NOBODY = """
Phú Mỹ
Tân Phú
Lương Thế Vì
Phạm Hữu Lầu
Võ Thị Sáu
Trường Phú Mỹ
Trường Nội vụ
Nam Sài Gòn
TH Le Van Tam
TH Nguyen Trai
Mầm non Tuổi thơ
UBND phường Tân Thuận
Trường THPT Phạm Hữu Lầu
Trường TH-THCS Phạm Hữu Lầu
Trường Tiểu học Trần Quốc Tuấn
Trường THCS Trần Quốc Toản
Trường Tiểu học Hoa Hồng
Trường Tiểu học Lê Văn Sĩ
Trường THCS Nguyễn Văn Linh
Trường MN Hoa Mai
Trường Tiểu học Lê Văn Tám, quận Bình Thạnh
Hội Chữ thập đỏ phường Phú Mỹ
UBND Quận 7
Phòng Giáo dục và Đào tạo Quận 7
Trường
Trường TH Đinh B Lĩnh
Trường TH Đinhh Bộ Lĩnhh
Đinh Lĩnh Bộ
PHL
Trường TH P.M
TH P M
kimdong
BCH QS
Hội Cựu chiến binh phường Phú Mỹ
Trung tâm HTCĐ
Trường THCS và THPT Canada
Trường THPT Quốc tế Canada
Phú Mỹ, Quận 7
Trường TH Phú Mỹ, Quận 5
Trường TH Phú Mỹ, huyện Nhà Bè
Trường MN 19/6
Trường MN 19/55
Phòng Nội
Trường Mầm non Tuổi Thơ 3
Kim
Lê Văn
TH Lê Văn Tám 2
Trường TH Lê Văn Tám, phường Phú Mỹ
"""


def rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in text.strip().splitlines()]


def matched(name: str) -> tuple[str, ...]:
    """Return a name with the unit it is and why that is only likely, alone where it is nobody's."""
    match = DISTRICT.match(name)
    return (name, match.unit.name, *filter(None, [match.reason])) if match.unit else (name,)


def test_a_name_written_another_way_is_certainly_the_unit_s() -> None:
    assert [matched(name) for name, *_ in rows(CERTAIN)] == rows(CERTAIN)


def test_a_name_that_is_only_likely_says_why() -> None:
    assert [matched(name) for name, *_ in rows(LIKELY)] == rows(LIKELY)


def test_a_name_of_several_units_or_of_none_is_nobody_s() -> None:
    assert [matched(name) for name, *_ in rows(NOBODY)] == rows(NOBODY)
    assert {len(DISTRICT.match(name).nearest) for name, *_ in rows(NOBODY)} == {3}


def test_the_units_of_one_name_are_the_nearest() -> None:
    assert set(DISTRICT.match("Phú Mỹ").nearest) == {
        "UBND phường Phú Mỹ", "Trường Mầm non Phú Mỹ", "Trường Tiểu học Phú Mỹ",
    }  # fmt: skip


def test_every_unit_is_known_by_its_own_name_however_it_is_set() -> None:
    for unit in UNITS:
        name = unit.name
        decomposed = unicodedata.normalize("NFD", name)
        for written in (name, name.upper(), name.lower(), decomposed, f"{name} ", f"{name}."):
            match = DISTRICT.match(written)
            assert (written, match.unit, match.reason) == (written, unit, "")


def test_a_name_without_marks_is_the_unit_s_or_nobody_s() -> None:
    twins = {"Lê Văn Tám", "Lê Văn Tâm", "Nguyễn Trãi", "Nguyễn Trải"}
    for unit in UNITS:
        bare = "".join(c for c in unicodedata.normalize("NFD", unit.name) if not unicodedata.combining(c))
        match = DISTRICT.match(bare.replace("đ", "d").replace("Đ", "D"))
        is_twin = unit.kind == "tih" and unit.name.removeprefix("Trường Tiểu học ") in twins
        assert (unit.name, match.unit, match.reason) == (unit.name, None if is_twin else unit, "")


# -- names in files' names ---------------------------------------------------------------------------------

INDEX = NameIndex((Named(unit.id, unit.kind, (unit.name, *unit.other_names)) for unit in UNITS), NAMES)

IN_FILES = """
BC HTSD TH Phu My 2024                                   | Trường Tiểu học Phú Mỹ
BC_HTSD_THPhuMy                                          | Trường Tiểu học Phú Mỹ
Bao cao HTSD_TH Dinh Bo Linh                             | Trường Tiểu học Đinh Bộ Lĩnh
Truong TH Phu My - BC tuan le (ban sua lan 2) co Lan gui | Trường Tiểu học Phú Mỹ
FW Báo cáo Tuần lễ HTSĐ của trường TH Phú Mỹ             | Trường Tiểu học Phú Mỹ
B¸o c¸o TH Phó Mü                                        | Trường Tiểu học Phú Mỹ
TTHTCD phuong Tan Quy                                    | Trung tâm học tập cộng đồng phường Tân Quy
UBND phuong Tan Quy bao cao HTSD 2024                    | UBND phường Tân Quy
PGD Quan 7 - TH Kim Dong                                 | Trường Tiểu học Kim Đồng
MN 19-5 bao cao HTSD                                     | Trường Mầm non 19/5
Phòng VHTT bao cao Tuan le                               | Phòng Văn hóa và Thông tin
TH Kim Dong Q7 | Trường Tiểu học Kim Đồng
2024 phuong Phu My | UBND phường Phú Mỹ
TH-Kim-Dong_v2 | Trường Tiểu học Kim Đồng
THCS Nguyen Huu Tho, UBND Quan 7 | Trường THCS Nguyễn Hữu Thọ
so lieu TH Phu My (2) | Trường Tiểu học Phú Mỹ
THPT Nam Sai Gon bao cao.docx | Trường THPT Nam Sài Gòn
HKH Quan 7 - bao cao | Hội Khuyến học Quận 7
Hoi CCB Q7 bao cao | Hội Cựu chiến binh Quận 7
Phong Noi vu bao cao | Phòng Nội vụ
"""


def test_a_unit_is_found_in_a_file_s_name() -> None:
    assert {text: INDEX.find(text).ids for text, _ in rows(IN_FILES)} == {
        text: (BY_NAME[unit].id,) for text, unit in rows(IN_FILES)
    }


@pytest.mark.parametrize(
    "text",
    [
        "TH Kim Dong Q5",
        "TTHTCD Tan Quy",
        "Kim Dong",
        "p noi vu",
        "Truong Phu My",
        "bao cao",
        "BC (1)",
        "Scan_20241009",
        "Đợt 1",
        "phu my",
        "Đoàn phường Phú Mỹ 2024",
    ],
)
def test_no_unit_is_found_where_none_is_named(text: str) -> None:
    assert INDEX.find(text).ids == ()


def test_two_units_in_one_name_are_both_found() -> None:
    assert len(INDEX.find("TH Kim Dong va MN Hoa Hong").ids) == 2


def test_a_name_whose_own_letters_have_no_marks_is_told_from_one_with_marks() -> None:
    names = (("a", "Trường Mầm non Hoa Mi"), ("b", "Trường Mầm non Họa Mi"))
    index = NameIndex((Named(id, "mn", (name,)) for id, name in names), NAMES)
    assert index.match("TRƯỜNG MN HOA MI").ids == ("a",)
    assert index.match("Trường mầm non Họa Mi").ids == ("b",)
    assert index.match("Truong Mam non Hoa Mi").ids == ("a", "b")  # written without any marks: either


@pytest.mark.parametrize(
    ("area", "name", "certain"),
    [
        ("Quận 7", "Trường TH Phú Mỹ, Quận 7", True),
        ("Quận 7", "Trường TH Phú Mỹ, Q.7, TP. Hồ Chí Minh", True),
        ("Quận 7", "Trường TH Phú Mỹ, Quận 4", None),
        ("", "Trường TH Phú Mỹ, Quận 7", False),
        ("phường Tân Mỹ", "Trường TH Phú Mỹ phường Tân Mỹ", True),
        ("phường Tân Mỹ", "Trường TH Phú Mỹ - P. Tân Mỹ", True),
        ("huyện Nhà Bè", "Trường TH Phú Mỹ huyện Nhà Bè", True),
    ],
)
def test_a_unit_may_add_the_area_all_units_are_in(area: str, name: str, certain: bool | None) -> None:
    index = NameIndex([Named("a", "tih", ("Trường Tiểu học Phú Mỹ",))], NAMES, area)
    found = index.match(name)
    assert (found.one is not None, found.is_certain) == (certain is not None, bool(certain))


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("UBND phường Tân An", ("a", "b")),
        ("Ủy ban nhân dân phường Tân An", ("a", "b")),
        ("Trường Tiểu học Tân An", ("c",)),
        ("UBND phường Tân Án", ("d",)),
        ("phường Tân An", ("a", "b", "d")),
        ("Trường THCS Tân An 2", ("e",)),
        ("Trường THCS Tân An", ()),
    ],
)
def test_a_name_that_two_units_have_in_other_words_is_both_s_and_no_third_s(
    name: str, ids: tuple[str, ...]
) -> None:
    units = (
        ("a", "phuong", "UBND phường Tân An"),
        ("b", "phuong", "Ủy ban nhân dân phường Tân An"),
        ("c", "tih", "Trường Tiểu học Tân An"),
        ("d", "phuong", "UBND phường Tân Án"),
        ("e", "thcs", "Trường THCS Tân An 2"),
    )
    index = NameIndex([Named(id, kind, (own,)) for id, kind, own in units], NAMES)
    assert index.match(name).ids == ids


@pytest.mark.parametrize(
    ("area", "file", "ids"),
    [
        ("Quận 7", "MN Hoa Mai Q7 bao cao", ("a",)),
        ("Quận 5", "MN Hoa Mai Q5 bao cao", ("a",)),
        ("Quận 7", "MN Hoa Mai Q5 bao cao", ()),
        ("Quận 5", "BC Truong MN Hoa Mai quan 7", ()),
        ("phường Tân Hưng", "MN Hoa Mai Q7 bao cao", ("a",)),  # the district it lay in before
        ("", "MN Hoa Mai Q7 bao cao", ("a",)),
    ],
)
def test_a_file_named_after_another_district_is_no_unit_s_of_this_one(
    area: str, file: str, ids: tuple[str, ...]
) -> None:
    index = NameIndex([Named("a", "mn", ("Trường Mầm non Hoa Mai",))], NAMES, area)
    assert index.find(file).ids == ids


@pytest.mark.parametrize(
    ("listed", "name", "ids"),
    [
        (("Trường Mầm non Sơn Ca 2",), "Trường Mầm non Sơn Ca II", ("0",)),
        (("Trường Mầm non Sơn Ca II",), "MN Sơn Ca 2", ("0",)),
        (("Trường Tiểu học Tân Phong 1",), "TRƯỜNG TIỂU HỌC TÂN PHONG I", ("0",)),
        (("Trường Tiểu học Tân Phong 1",), "Trường Tiểu học Tân Phong I, Quận 7", ("0",)),
        (("Khu phố 4",), "Khu phố IV", ("0",)),
        (("Trường Mầm non Sơn Ca 2",), "Trường Mầm non Sơn Ca III", ()),
        (("Trường Mầm non Tường Vi", "Trường Mầm non Tường 6"), "Trường Mầm non Tường Vi", ("0",)),
        (("Trường Mầm non Sơn Ca II", "Trường Mầm non Sơn Ca 2"), "Trường Mầm non Sơn Ca II", ("0",)),
        (("Trường Mầm non Sơn Ca II", "Trường Mầm non Sơn Ca 2"), "Trường Mầm non Sơn Ca 2", ("1",)),
        (("Trường Mầm non Sơn Ca II", "Trường Mầm non Sơn Ca 2"), "TRƯỜNG MẦM NON SƠN CA II", ("0",)),
        (("Trường Mầm non Thiên Ý", "Trường Mầm non Thiên 1"), "Trường Mầm non Thiên Ý", ("0",)),
    ],
)
def test_roman_and_arabic_numbers_in_a_name_are_one(
    listed: tuple[str, ...], name: str, ids: tuple[str, ...]
) -> None:
    units = [Named(str(place), NAMES.kind_of(own), (own,)) for place, own in enumerate(listed)]
    assert NameIndex(units, NAMES).match(name).ids == ids


BEFORE_A_WARD = (
    "Thông báo", "Báo cáo", "BC", "Báo cáo của", "Thư từ", "Gửi", "Nộp", "Báo cáo năm", "KQ", "Tổng kết", "Kết quả",
    "Fw", "Fwd", "Re", "Mẫu", "Sửa", "Đơn vị", "HTSĐ", "2024", "",
)  # fmt: skip


def test_before_a_ward_s_name_a_file_says_what_it_is_and_any_other_word_begins_another_body_s() -> None:
    found = {word: INDEX.find(f"{word} phường Phú Mỹ 2024").ids for word in BEFORE_A_WARD}
    assert found == dict.fromkeys(BEFORE_A_WARD, (BY_NAME["UBND phường Phú Mỹ"].id,))
    others = ("Đoàn", "Công an", "Chợ", "Bưu điện", "Ban Bảo vệ")
    assert [INDEX.find(f"{word} phường Phú Mỹ 2024").ids for word in others] == [()] * len(others)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("UBND Quận 7 - TH Kim Đồng", "Trường Tiểu học Kim Đồng"),
        ("UBND huyện Nhà Bè - TH Kim Đồng", "Trường Tiểu học Kim Đồng"),
        ("UBND TP Thủ Đức - TH Kim Đồng", "Trường Tiểu học Kim Đồng"),
        ("Phòng GD&ĐT Quận 7 - TH Kim Đồng", "Trường Tiểu học Kim Đồng"),
        ("Sở GD&ĐT - THPT Nam Sài Gòn", "Trường THPT Nam Sài Gòn"),
        ("TH Kim Đồng - UBND phường Hoa Sen", "Trường Tiểu học Kim Đồng"),
        ("UBND phường Hoa Sen - TH Kim Đồng", None),  # a ward that is none of these units'
        ("Phòng TH Kim Đồng", None),
        ("TH Kim Đồng, Đoàn phường Tân Quy", None),
    ],
)
def test_the_body_above_a_unit_stands_before_it_in_a_file_s_name_and_no_other_body_does(
    text: str, unit: str | None
) -> None:
    assert INDEX.find(text).ids == ((BY_NAME[unit].id,) if unit else ())


@pytest.mark.parametrize(
    ("name", "id", "reason"),
    [
        ("NGÂN HÀNG XANH, Quận 7", "office", ""),
        ("Ngan hang Xanh Q7", "office", ""),
        ("Bình Minh Quận 7", "school", "tên không ghi loại đơn vị"),
        ("Nhà sách Hồng, Quận 7", "shop", ""),
        ("Trường TH Bình Minh", "school", ""),
        ("Trường THCS Bình Minh", None, ""),
        ("Phòng Ngân hàng Xanh", None, ""),
    ],
)
def test_a_unit_whose_name_says_no_kind_is_known_by_it_and_a_school_only_likely(
    name: str, id: str | None, reason: str
) -> None:
    units = (
        ("office", "phong-ban", "Ngân hàng Xanh"),
        ("school", "tih", "Bình Minh"),
        ("shop", None, "Nhà sách Hồng"),
    )
    index = NameIndex([Named(id, kind, (own,)) for id, kind, own in units], NAMES, "Quận 7")
    found = index.match(name)
    assert (found.one, found.reason) == (id, reason)


@pytest.mark.parametrize(
    ("area", "own"),
    [
        ("đặc khu Côn Đảo", "Côn Đảo"),
        ("thị trấn Nhà Bè", "Nhà Bè"),
        ("xã Nhà Bè", "Nhà Bè"),
        ("phường Tân Hưng", "Tân Hưng"),
    ],
)
def test_a_body_of_a_commune_may_leave_out_of_the_commune_s_name_what_it_likes(area: str, own: str) -> None:
    units = (
        ("health", "tram-y-te", f"Trạm Y tế {area}"),
        ("own", "mn", f"Trường Mầm non {own}"),
        ("other", "mn", "Trường Mầm non Hoa Sen"),
    )
    index = NameIndex([Named(id, kind, (name,)) for id, kind, name in units], NAMES, area)
    called = area.removesuffix(f" {own}")
    for name in ("Trạm Y tế", f"TYT {area}", f"Trạm Y tế {own}", f"Trạm Y tế {called}"):
        assert (name, *index.match(name)) == (name, ("health",), "")
    assert index.match(f"Trạm Y tế {own.split()[0]}").ids == ()
    assert index.match(f"MN {own}").ids == ("own",)  # a school's own name is never left out
    assert index.match(f"MN Hoa Sen, {area}").ids == ("other",)
    assert index.match(f"MN Hoa Sen {own}").ids == ()
    elsewhere = [index.is_elsewhere(text) for text in (area, "phường Tân Mỹ", "Quận 5", "")]
    assert elsewhere == [False, True, False, False]


@pytest.mark.parametrize(
    ("units", "ids", "reason"),
    [
        (("Trung tâm Học tập cộng đồng",), ("a",), "tên loại viết khác"),
        (("Trung tâm Học tập cộng đồng phường Tân Hưng",), ("a",), "tên loại viết khác"),
        (("Trung tâm Học tập cộng đồng Tân Mỹ",), (), ""),  # another ward's
        (("Trung tâm Học tập cộng đồng", "Trung tâm Học tập cộng đồng Tân Mỹ"), (), ""),
    ],
)
def test_the_only_unit_of_a_kind_of_which_a_ward_has_one_is_known_by_another_word_for_the_kind(
    units: tuple[str, ...], ids: tuple[str, ...], reason: str
) -> None:
    named = [Named(id, "hoc-tap-cong-dong", (name,)) for id, name in zip("ab", units, strict=False)]
    named.append(Named("c", "mn", ("Trường Mầm non Hoa Sen",)))
    index = NameIndex(named, NAMES, "phường Tân Hưng")
    assert index.match("Trung tâm Văn hóa - Học tập cộng đồng") == Found(ids, reason)


def test_a_body_of_a_province_leaves_nothing_out_of_its_name() -> None:
    index = NameIndex([Named("a", "tram-y-te", ("Trạm Y tế tỉnh Bến Tre",))], NAMES, "tỉnh Bến Tre")
    assert [index.match(name).ids for name in ("TYT tỉnh Bến Tre", "Trạm Y tế Bến Tre", "Trạm Y tế tỉnh")] == [
        ("a",), (), (),
    ]  # fmt: skip


FORMER, SILENT = "tên ghi thêm tên quận, huyện cũ", "tên không ghi địa phương"


@pytest.mark.parametrize(
    ("area", "here", "is_former"),
    [
        ("tỉnh Bến Tre", FORMER, True),
        ("Thành phố Hồ Chí Minh", FORMER, True),
        ("phường Tân Hưng", FORMER, True),
        ("Quận 7", "", False),
        ("huyện Nhà Bè", None, False),
        ("", None, False),
    ],
)
def test_above_a_ward_and_in_a_province_a_district_is_the_one_a_unit_lay_in(
    area: str, here: str | None, is_former: bool
) -> None:
    names = (("a", "Trường THPT Hoa Sen"), ("b", "Trường THPT Hoa Mai, Quận 5"))
    index = NameIndex([Named(id, "thpt", (name,)) for id, name in names], NAMES, area)

    def found(name: str) -> tuple[str | None, str]:
        return index.match(name).one, index.match(name).reason

    assert found("THPT Hoa Sen, Quận 7") == ((None, "") if here is None else ("a", here))
    assert found("THPT Hoa Sen, Quận 8") == (("a", FORMER) if is_former else (None, ""))
    assert [found(f"THPT Hoa Mai{at}") for at in ("", ", Quận 7", ", Quận 5")] == [
        ("b", SILENT), (None, ""), ("b", ""),
    ]  # fmt: skip
    assert index.find("BC THPT Hoa Sen Q8").ids == (("a",) if is_former else ())
    assert index.find("BC THPT Hoa Sen Q5").ids == ("a",)
    assert not index.is_elsewhere("Quận 5")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        (
            "Trường MN Phú Mỹ 2",
            ("Trường Mầm non Phú Mỹ", "Trường Mầm non Họa Mi", "Trường Mầm non Phú Thuận"),
        ),
        (
            "UBND phường Phú Mĩ A",
            ("UBND phường Phú Mỹ", "UBND phường Phú Thuận", "Hội Khuyến học phường Phú Mỹ"),
        ),
        ("Kim Đồng", ("Trường Tiểu học Kim Đồng", "Trường Tiểu học Phù Đổng", "Trường Mầm non Rạng Đông")),
    ],
)
def test_the_units_nearest_to_a_name_are_of_its_kind_before_any_other(
    name: str, nearest: tuple[str, ...]
) -> None:
    called = {unit.id: unit.name for unit in UNITS}
    assert tuple(called[id] for id in INDEX.nearest(name)) == nearest
    assert [called[id] for id in INDEX.nearest(name, 1)] == [nearest[0]]


def test_a_unit_called_by_its_kind_alone_is_not_every_unit_of_the_kind() -> None:
    index = NameIndex([Named("a", "tih", ("Trường Tiểu học",))], NAMES)
    assert index.match("Trường Tiểu học").ids == ("a",)
    assert index.find("BC TH Hoa Sen").ids == ()


def test_the_bodies_above_a_unit_are_passed_over_where_a_form_has_units_of_their_kind() -> None:
    words = ("UBND quận", "UBND huyện", "UBND thành phố", "Sở", "Phòng")
    kinds = [FORM.kinds["tih"], FORM.kinds["khac"].model_copy(update={"id": "above", "words": words})]
    form = FORM.model_copy(update={"unit_kinds": tuple(kinds), "kinds": {kind.id: kind for kind in kinds}})
    index = NameIndex([Named("a", "tih", ("Trường Tiểu học Kim Đồng",))], NameReader(form))
    above = (
        "UBND Quận 7",
        "UBND huyện Nhà Bè",
        "UBND TP Thủ Đức",
        "Phòng GD&ĐT Quận 7",
        "Sở GD&ĐT",
        "Phòng Nội vụ",
    )
    found = [index.find(f"{name} - TH Kim Đồng").ids for name in above]
    assert found == [("a",)] * 5 + [()]  # of another office the school is only a part of the name
