"""How the units of a ward and those of a Sở are called in their reports: each found, and none taken for another."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from htsd_cli.roster import Clues, NameReader, OldName, Roster, RosterUnit, Speller
from tests.documents import FORM

NAMES = NameReader(FORM)

WARD = """
MN01 | Trường Mầm non Hướng Dương
MN02 | Trường Mầm non Tân Hưng
NT01 | Nhóm trẻ độc lập Bé Yêu
NT02 | Lớp mẫu giáo độc lập Ánh Sao
NT03 | Nhóm trẻ độc lập tư thục Hoa Hồng
NT04 | Lớp mẫu giáo độc lập tư thục Hoa Hồng
TH01 | Trường Tiểu học Bình Minh
TH02 | Trường Tiểu học Tân Hưng
TS01 | Trường Tiểu học và Trung học cơ sở Bình Minh
TS02 | Trường TH, THCS và THPT Sao Việt
CS01 | Trường THCS Bình Minh
CS02 | Trường THCS Tân Hưng
PT01 | Trường THPT Bình Minh
TN01 | Trường Trung học nghề Tân Hưng
HT01 | Trung tâm Học tập cộng đồng phường Tân Hưng
DV01 | Trung tâm Cung ứng dịch vụ công phường Tân Hưng
VH01 | Trung tâm Văn hóa - Thể thao phường Tân Hưng
HC01 | Trung tâm Phục vụ hành chính công phường Tân Hưng
YT01 | Trạm Y tế phường Tân Hưng
KP01 | Khu phố 1
KP11 | Khu phố 11
AP01 | Ấp 1
AP02 | Ấp Tân Lập
TO01 | Thôn Đoài
DT01 | Đoàn Thanh niên Cộng sản Hồ Chí Minh phường Tân Hưng
PN01 | Hội Liên hiệp Phụ nữ phường Tân Hưng
KH01 | Hội Khuyến học phường Tân Hưng
CB01 | Hội Cựu chiến binh phường Tân Hưng
MT01 | Ủy ban Mặt trận Tổ quốc Việt Nam phường Tân Hưng
CA01 | Công an phường Tân Hưng
QS01 | Ban Chỉ huy Quân sự phường Tân Hưng
VP01 | Văn phòng HĐND và UBND phường Tân Hưng
KT01 | Phòng Kinh tế, Hạ tầng và Đô thị
VX01 | Phòng Văn hóa - Xã hội
"""
# Of each unit's code the ways its reports are headed; "-" are none of the ward's.
HEADED = """
MN01 | MN Hướng Dương | trường mầm non hướng dương | TRUONG MAM NON HUONG DUONG
MN01 | Trường MN Hướng Dương, phường Tân Hưng | Mầm non Hướng Dương - P. Tân Hưng
MN01 | TRƯỜNG MẦM NON HƯỚNG DƯƠNG QUẬN 7
MN02 | MN Tân Hưng
NT01 | Nhóm trẻ Bé Yêu | NT ĐLTT Bé Yêu | NTĐL Bé Yêu | Nhóm trẻ ĐLTT Bé Yêu | Nhóm trẻ tư thục Bé Yêu
NT01 | Nhóm trẻ độc lập tư thục Bé Yêu | NT Bé Yêu | Cơ sở GDMN độc lập Bé Yêu | Cơ sở mầm non độc lập Bé Yêu
NT01 | NHOM TRE BE YEU | Nhóm lớp Bé Yêu | Cơ sở giáo dục mầm non độc lập tư thục Bé Yêu
NT01 | Nhóm trẻ gia đình Bé Yêu
NT02 | LMG Ánh Sao | Lớp mẫu giáo Ánh Sao | Lớp MG độc lập Ánh Sao | LMGĐL Ánh Sao | Lớp MGĐL Ánh Sao
NT02 | Lớp mẫu giáo ĐLTT Ánh Sao | Lớp MG ĐLTT Ánh Sao | Lớp mầm non Ánh Sao | Lớp MN ĐLTT Ánh Sao
NT03 | Nhóm trẻ Hoa Hồng | NT ĐLTT Hoa Hồng
NT04 | Lớp mẫu giáo Hoa Hồng | LMG ĐLTT Hoa Hồng
TH01 | TH Bình Minh | Trường TiH Bình Minh | Trường T.H Bình Minh | Tiểu học Bình Minh | TRƯỜNG TIỂU HỌC BÌNH MINH
TH01 | truong tieu hoc binh minh | Trường Tiểu Học Bình Minh | Tr. TH Bình Minh | TH.Bình Minh | THBinhMinh
TH02 | Trường TH Tân Hưng | Tiểu học Tân Hưng
TS01 | Trường TH&THCS Bình Minh | TH & THCS Bình Minh | Trường TH-THCS Bình Minh | Trường TH – THCS Bình Minh
TS01 | Trường TH và THCS Bình Minh | Trường TH, THCS Bình Minh | Trường Tiểu học & THCS Bình Minh
TS01 | Trường TiH-THCS Bình Minh | Trường TH/THCS Bình Minh | TRƯỜNG TIỂU HỌC VÀ TRUNG HỌC CƠ SỞ BÌNH MINH
TS01 | Trường Tiểu học - Trung học cơ sở Bình Minh | Tiểu học và THCS Bình Minh | truong th va thcs binh minh
TS01 | Trường TH+THCS Bình Minh | Trường PTCS Bình Minh | Trường phổ thông cơ sở Bình Minh
TS01 | Trường cấp 1-2 Bình Minh | Trường cấp 1, 2 Bình Minh | Trường TH va THCS Binh Minh | TH_THCS Binh Minh
TS01 | THTHCS Bình Minh
TS02 | TH-THCS-THPT Sao Việt | Trường TH - THCS và THPT Sao Việt
TS02 | Trường Tiểu học, Trung học cơ sở và Trung học phổ thông Sao Việt | Trường TH, THCS, THPT Sao Việt
TS02 | Trường TH&THCS&THPT Sao Việt | Trường Tiểu học - THCS - THPT Sao Việt | Trường liên cấp Sao Việt
TS02 | Trường PT liên cấp Sao Việt
CS01 | THCS Bình Minh | Trường Trung học cơ sở Bình Minh | Trường THCS BÌNH MINH | Tr THCS Bình Minh
PT01 | THPT Bình Minh | Trường Trung học phổ thông Bình Minh
TN01 | Trường THN Tân Hưng | Trung học nghề Tân Hưng | Trường trung học nghề Tân Hưng
TN01 | TRUONG TRUNG HOC NGHE TAN HUNG
HT01 | TTHTCĐ | TTHTCĐ phường Tân Hưng | TT HTCĐ P. Tân Hưng | Trung tâm HTCĐ phường Tân Hưng
HT01 | TRUNG TÂM HỌC TẬP CỘNG ĐỒNG | TT học tập cộng đồng phường Tân Hưng | Trung tâm học tập cộng đồng Tân Hưng
HT01 | TTHTCD Tan Hung | Trung tâm Văn hóa, Thể thao - Học tập cộng đồng phường Tân Hưng
HT01 | TT. HTCĐ phường Tân Hưng | Trung tâm Văn hóa - Thể thao và Học tập cộng đồng phường Tân Hưng
DV01 | TT Cung ứng DVC | Trung tâm Cung ứng DVC phường Tân Hưng | TRUNG TÂM CUNG ỨNG DỊCH VỤ CÔNG
DV01 | TTCUDVC phường Tân Hưng | Trung tâm CƯDVC phường Tân Hưng
DV01 | Trung tâm Cung ứng dịch vụ sự nghiệp công phường Tân Hưng | Trung tâm cung ứng dịch vụ công
DV01 | TT CUDV công phường Tân Hưng | Trung tâm Dịch vụ công phường Tân Hưng
HC01 | TTPVHCC phường Tân Hưng | Trung tâm PVHCC | TT Phục vụ hành chính công P.Tân Hưng
HC01 | Trung tâm hành chính công phường Tân Hưng
YT01 | TYT | TYT phường Tân Hưng | Trạm y tế | TRẠM Y TẾ PHƯỜNG TÂN HƯNG | Trạm Y tế Tân Hưng
YT01 | Tram y te P. Tan Hung | TYT P.Tân Hưng
KP01 | KP1 | KP 1 | KP.1 | Khu phố 1 | KHU PHỐ 1 | Khu phố số 1 | Khu phố 1, phường Tân Hưng | Khu phố I
KP01 | Khu phố 01 | Ban điều hành khu phố 1 | BĐH KP 1 | Ban điều hành KP1 | khu pho 1 | Khu phố Một
KP11 | KP11 | khu phố 11
AP01 | Ấp 1 | ẤP 1 | ap 1 | Ban nhân dân ấp 1 | BND ấp 1 | Ấp số 1 | Ban điều hành ấp 1 | Trưởng ấp 1
AP02 | Ấp Tân Lập | ap tan lap | Ban nhân dân ấp Tân Lập
TO01 | Thôn Đoài | thon doai | Ban điều hành thôn Đoài
DT01 | Đoàn phường Tân Hưng | Đoàn TNCS HCM phường Tân Hưng | Đoàn Thanh niên phường Tân Hưng
DT01 | BCH Đoàn phường Tân Hưng | ĐTN phường Tân Hưng | Đoàn TNCS Hồ Chí Minh phường Tân Hưng | Đoàn Thanh niên
DT01 | Đoàn TN P.Tân Hưng | Ban Chấp hành Đoàn phường Tân Hưng
PN01 | Hội LHPN phường Tân Hưng | HLHPN phường | Hội Phụ nữ phường Tân Hưng | Hội LHPN Việt Nam phường Tân Hưng
PN01 | Hội LHPN
KH01 | HKH phường Tân Hưng | Hội Khuyến học | Hội KH P. Tân Hưng
CB01 | Hội CCB phường Tân Hưng | CCB phường Tân Hưng | Hội Cựu chiến binh
MT01 | UBMTTQVN phường Tân Hưng | UBMTTQ phường Tân Hưng | MTTQ phường | Mặt trận Tổ quốc phường Tân Hưng
MT01 | Ủy ban MTTQ Việt Nam phường Tân Hưng | UB MTTQ P. Tân Hưng
CA01 | Công an phường Tân Hưng | CAP Tân Hưng | CA phường Tân Hưng | Công an phường
QS01 | BCHQS phường Tân Hưng | Ban CHQS phường Tân Hưng | BCH Quân sự phường Tân Hưng
VP01 | VP HĐND-UBND phường Tân Hưng | Văn phòng HĐND và UBND | Văn phòng HĐND&UBND phường Tân Hưng
VP01 | VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN | VP HĐND & UBND
KT01 | Phòng KT, HT và ĐT | Phòng Kinh tế, Hạ tầng và Đô thị phường Tân Hưng | Phòng KTHTĐT
KT01 | Phòng Kinh tế - Hạ tầng và Đô thị | Phòng KT-HT&ĐT
VX01 | Phòng VHXH | Phòng VH-XH phường Tân Hưng | Phòng Văn hóa và Xã hội | Phòng Văn hóa – Xã hội | P. VHXH
-    | Trường Tiểu học Hoa Sen | Trường THCS Bình Tân | Khu phố 2 | Ấp 11 | Trường Mầm non Bình Minh
-    | Trường THCS và THPT Bình Minh | Trường TH, THCS và THPT Bình Minh | Nhóm trẻ Ánh Sao
-    | Trạm Y tế phường Tân Mỹ | TTHTCĐ phường Tân Mỹ | Hội Khuyến học phường Tân Mỹ
-    | Trường Tiểu học và THCS Tân Hưng | Trường Trung cấp Tân Hưng | Trung tâm GDNN-GDTX Tân Hưng | Khu phố 12
-    | Ấp 2 | Khu phố 1, phường Tân Mỹ | Ban nhân dân ấp 2 | Hội Nông dân phường Tân Hưng
-    | Trường Cao đẳng nghề Tân Hưng | Trường Mầm non Bé Yêu | Lớp mẫu giáo Bé Yêu
"""
SO = """
P01 | Ủy ban nhân dân phường Tân Hưng
P02 | UBND phường Tân Mỹ
P03 | UBND phường Phú Mỹ | Bà Rịa - Vũng Tàu
P04 | UBND xã Nhà Bè
P05 | UBND đặc khu Côn Đảo
P06 | UBND xã Bình Khánh | Cần Giờ
P07 | UBND phường Bình Khánh | Thủ Đức
P08 | UBND phường Tân Thành | Khu vực I
P09 | UBND phường Tân Thành | Khu vực II
P10 | UBND Phường 12
P11 | UBND phường Sài Gòn
P12 | UBND xã Tân Thành | Khu vực III
T01 | Trường THPT Lê Thánh Tôn
T02 | Trường THPT Phú Mỹ
T03 | Trường THCS và THPT Nguyễn Bỉnh Khiêm
T04 | Trường TH, THCS và THPT Nguyễn Bỉnh Khiêm
T05 | Trường THPT chuyên Lê Hồng Phong
T06 | Trường THPT Lê Hồng Phong
T07 | Trường Trung học nghề Quận 7
T08 | Trung tâm GDNN-GDTX Quận 7
T09 | Trung tâm GDTX Chu Văn An
T10 | Trường Chuyên biệt Ánh Dương
T11 | Trường Phổ thông Năng khiếu
T12 | Phòng Giáo dục thường xuyên
T13 | Văn phòng Sở
T14 | Trường Trung cấp nghề Củ Chi
T15 | Trung tâm Hỗ trợ phát triển giáo dục hòa nhập Phú Mỹ
T16 | Trường THPT Tân Thành
T17 | Trường PTDTNT THCS và THPT Tân Thành
"""
HEADED_TO_THE_SO = """
P01  | UBND P. Tân Hưng | PHƯỜNG TÂN HƯNG | UBND phường Tân Hưng, TP.HCM | Ủy ban Nhân dân Phường Tân Hưng
P01  | UBND PHƯỜNG TÂN HƯNG THÀNH PHỐ HỒ CHÍ MINH | UBND phuong Tan Hung | P.Tân Hưng | Phường Tân Hưng, Quận 7
P01  | UBNDP Tân Hưng | UB phường Tân Hưng
P02  | UBND P.Tân Mỹ | phường Tân Mĩ | UBND phường Tân Mỹ
P03  | UBND phường Phú Mỹ | P. Phú Mỹ
P04  | xã Nhà Bè | UBND X. Nhà Bè | Ủy ban nhân dân xã Nhà Bè, huyện Nhà Bè
P05  | đặc khu Côn Đảo | UBND ĐK Côn Đảo | UBND ĐẶC KHU CÔN ĐẢO | Đặc khu kinh tế Côn Đảo
P06  | UBND xã Bình Khánh
P07  | UBND phường Bình Khánh
P10  | Phường 12 | UBND P.12 | UBND Phường 12 | P 12
P12  | UBND xã Tân Thành
T01  | THPT Lê Thánh Tôn | Trường Trung học phổ thông Lê Thánh Tôn | Trường THPT Lê Thánh Tôn, Quận 7
T01  | Trường THPT Lê Thánh Tôn Quận 7 TP HCM
T03  | Trường THCS & THPT Nguyễn Bỉnh Khiêm | THCS-THPT Nguyễn Bỉnh Khiêm | Trường THCS, THPT Nguyễn Bỉnh Khiêm
T04  | TH-THCS-THPT Nguyễn Bỉnh Khiêm | Trường Tiểu học, THCS và THPT Nguyễn Bỉnh Khiêm
T05  | THPT chuyên Lê Hồng Phong | Trường chuyên Lê Hồng Phong
T06  | THPT Lê Hồng Phong
T07  | Trường THN Quận 7 | TRƯỜNG TRUNG HỌC NGHỀ QUẬN 7
T08  | TT GDNN-GDTX Quận 7 | TT GDNN GDTX Q.7 | Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Quận 7
T09  | TTGDTX Chu Văn An | Trung tâm Giáo dục thường xuyên Chu Văn An
T10  | Trường chuyên biệt Ánh Dương
T12  | Phòng GDTX
T14  | Trường TC nghề Củ Chi
T16  | THPT Tân Thành
T17  | PTDTNT THCS&THPT Tân Thành | Trường Phổ thông dân tộc nội trú THCS và THPT Tân Thành
-    | UBND phường Tân Thành | UBND phường Tân Phú | UBND phường Nhà Bè | UBND xã Tân Hưng | Trường THPT Tân Hưng
-    | Trường THCS Tân Thành | Trường THPT Nguyễn Bỉnh Khiêm | UBND phường 1 | Trung tâm GDNN-GDTX Quận 8
-    | Trường THCS và THPT Tân Thành | Trường THPT chuyên Tân Thành
"""


def _rows(table: str) -> list[list[str]]:
    return [[part.strip() for part in line.split(" | ")] for line in table.strip().splitlines()]


@cache
def _roster(table: str, area: str) -> Roster:
    units = [
        RosterUnit(id, name, NAMES.kind_of(name), area=(more or [""])[0]) for id, name, *more in _rows(table)
    ]
    return Roster(units, NAMES, area)


def _wrong(roster: Roster, headed: str) -> list[str]:
    """Return the names that are taken for another unit's, by themselves or as a letterhead with a file's name."""
    wrong = []
    for id, *names in _rows(headed):
        for name in names:
            file = f"BC HTSD {name}.docx".replace("/", "-")
            found = (
                roster.match(name).unit,
                roster.identify(Clues(letterhead=NAMES.tidy(name), file=file)).unit,
            )
            if {unit.id if unit else "-" for unit in found} != {id}:
                wrong.append(f"{name}: {[unit and unit.id for unit in found]}, not {id}")
    return wrong


def test_every_unit_of_a_ward_is_found_however_it_is_called_and_none_is_taken_for_another() -> None:
    assert _wrong(_roster(WARD, "phường Tân Hưng"), HEADED) == []


def test_every_unit_of_a_so_is_found_however_it_is_called_and_none_is_taken_for_another() -> None:
    assert _wrong(_roster(SO, "Thành phố Hồ Chí Minh"), HEADED_TO_THE_SO) == []


@pytest.mark.parametrize(
    ("name", "area", "id", "reason"),
    [
        ("Trạm Y tế", "phường Tân Hưng", "YT01", ""),
        ("Trạm Y tế", "phường Tân Mỹ", None, ""),
        ("Khu phố 1", "phường Tân Mỹ", None, ""),
        (
            "Trường Tiểu học Bình Minh",
            "phường Tân Mỹ",
            "TH01",
            "đầu báo cáo ghi Ủy ban nhân dân phường Tân Mỹ",
        ),
        ("Trường Tiểu học Bình Minh", "Quận 7", "TH01", ""),
        ("Trường Tiểu học Bình Minh, Quận 7", "", "TH01", "tên ghi thêm tên quận, huyện cũ"),
        ("Phòng Văn hóa - Xã hội", "phường Tân Hưng", "VX01", ""),
        ("Trường liên cấp Sao Việt", "", "TS02", "tên không ghi rõ là loại nào, cấp nào"),
        ("Cơ sở mầm non độc lập Bé Yêu", "", "NT01", "tên không ghi rõ là loại nào, cấp nào"),
    ],
)
def test_the_committee_above_a_unit_says_which_ward_s_it_is(
    name: str, area: str, id: str | None, reason: str
) -> None:
    match = _roster(WARD, "phường Tân Hưng").identify(Clues(letterhead=name, area=area, file="bc.docx"))
    assert (match.unit.id if match.unit else None, match.reason) == (id, reason)


@pytest.mark.parametrize(
    "department",
    ["Phòng Văn hóa - Xã hội phường Tân Hưng", "Phòng VHXH phường Tân Hưng", "Phòng VH-XH P. Tân Hưng",
     "Phòng Giáo dục - Văn hóa phường Tân Hưng"],
)  # fmt: skip
def test_a_ward_s_department_reports_for_its_committee(department: str) -> None:
    match = _roster(SO, "Thành phố Hồ Chí Minh").identify(Clues(letterhead=department, file="bc.docx"))
    assert match.unit is not None
    assert (match.unit.id, match.reason) == ("P01", "")


def test_without_a_roster_schools_of_other_levels_are_not_one_school() -> None:
    speller = Speller(NAMES)
    one, other = (speller.spell(f"Trường {levels} Bình Minh") for levels in ("TH và THCS", "THCS và THPT"))
    assert not one.may_be_of_sort(other)
    assert one.named == speller.spell("TRƯỜNG TIỂU HỌC - TRUNG HỌC CƠ SỞ BÌNH MINH").named


def test_a_body_headed_by_the_ward_it_lay_in_before_is_known_by_its_old_name() -> None:
    old = OldName("Trạm Y tế phường Tân Quy", date(2025, 6, 30))
    unit = RosterUnit("YT01", "Trạm Y tế phường Tân Hưng", "tram-y-te", old_names=(old,))
    roster = Roster([unit], NAMES, "phường Tân Hưng", date(2026, 10, 11))
    match = roster.identify(Clues(letterhead="Trạm Y tế", area="phường Tân Quy", file="bc.docx"))
    assert (match.unit, match.reason, match.old_name) == (unit, "", old)


IN_OTHER_WORDS = Roster(
    [
        RosterUnit("TH1", "Trường Tiểu học Bình Minh", "tih"),
        RosterUnit("CS1", "Trường THCS Bình Minh", "thcs"),
        RosterUnit("PT1", "Trường THPT Bình Minh", "thpt"),
        RosterUnit("LC1", "Trường TH, THCS và THPT Bình Minh", "lien-cap"),
        RosterUnit("LC2", "Trường TH, THCS và THPT Sao Việt", "lien-cap"),
        RosterUnit("TH2", "Trường Tiểu học Sao Mai", "tih"),
        RosterUnit("LC3", "Trường THCS và THPT Hoa Sen", "lien-cap"),
        RosterUnit("MN1", "Trường Mầm non Tân Mỹ", "mn"),
        RosterUnit("MN2", "Trường Mầm non Phường 5", "mn"),
        RosterUnit("GD1", "Trung tâm GDNN-GDTX Quận 7", "trung-tam"),
        RosterUnit("GD2", "Trung tâm GDTX Chu Văn An", "trung-tam"),
        RosterUnit("NK", "Trường Phổ thông Năng khiếu", "thpt"),
        RosterUnit("P1", "UBND phường Tân Mỹ", "phuong"),
        RosterUnit("X1", "UBND xã Bình Minh", "xa"),
        RosterUnit("P2", "UBND phường Bình Minh", "phuong"),
        RosterUnit("DK", "UBND đặc khu Côn Đảo", "dac-khu"),
    ],
    NAMES,
    "Thành phố Hồ Chí Minh",
)


@pytest.mark.parametrize(
    ("name", "unit", "reason"),
    [
        ("Trường cấp 2 Bình Minh", "CS1", ""),
        ("TRƯỜNG CẤP III BÌNH MINH", "PT1", ""),
        ("Trường cấp 2-3 Hoa Sen", "LC3", ""),
        ("Trường phổ thông Sao Việt", "LC2", "tên không ghi rõ là loại nào, cấp nào"),
        ("Trường PT Hoa Sen", "LC3", "tên không ghi rõ là loại nào, cấp nào"),
        ("Trường Mầm non phường Tân Mỹ", "MN1", "tên ghi thêm “phường”, “xã”"),
        ("Trường MN 5", "MN2", "tên không ghi “phường”, “xã”"),
        ("TTGDTX Quận 7", "GD1", "tên trung tâm viết khác"),
        ("UBND Côn Đảo", "DK", "tên không ghi phường, xã hay đặc khu"),
        ("Trường phổ thông Bình Minh", None, ""),  # the high school, or the one of three levels
        ("Trường phổ thông Sao Mai", None, ""),  # no primary school
        ("Trường cấp 2 Hoa Sen", None, ""),
        ("Trường Mầm non phường Tân Phú", None, ""),
        ("Trường PT Năng khiếu", "NK", "tên không ghi rõ là loại nào, cấp nào"),
        ("TTGDTX Quận 8", None, ""),
        ("Trung tâm GDTX", None, ""),  # either of the two
        ("TTGDNN Quận 7", None, ""),
        ("UBND Bình Minh", None, ""),  # two of the name
    ],
)
def test_a_kind_said_in_other_words_is_a_unit_s_where_no_other_can_be_meant(
    name: str, unit: str | None, reason: str
) -> None:
    match = IN_OTHER_WORDS.identify(Clues(letterhead=name, file="bao cao.docx"))
    assert (match.unit.id if match.unit else None, match.reason) == (unit, reason)
