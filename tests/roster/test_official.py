"""How a roster's names and phones ought to be written: proposed, never changed."""

from __future__ import annotations

import pytest

from htsd_cli.form import load_form
from htsd_cli.roster import NameReader
from htsd_cli.roster.check import check_roster
from htsd_cli.roster.official import about_spellings, official_name
from htsd_cli.roster.rows import RosterRow
from htsd_cli.writers.campaign.roster_workbook import known_units
from tests.documents import FORM
from tests.rosters import UNITS

NAMES = NameReader(load_form())


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("trường TH Hoa Sen", "Trường Tiểu học Hoa Sen"),
        ("Trường tiểu học Hoa  Sen", "Trường Tiểu học Hoa Sen"),
        ("TRƯỜNG MẦM NON HOA HỒNG", "Trường Mầm non Hoa Hồng"),
        ("Trường MN 19/5", "Trường Mầm non 19/5"),
        ("THCS Nguyễn Hiền", "Trường THCS Nguyễn Hiền"),
        ("UBND P. Tân Hưng", "Ủy ban nhân dân phường Tân Hưng"),
        ("Ủy Ban Nhân Dân Phường Tân Hưng", "Ủy ban nhân dân phường Tân Hưng"),
        ("KP 3", "Khu phố 3"),
        ("TTHTCĐ phường Tân Hưng", "Trung tâm học tập cộng đồng phường Tân Hưng"),
        ("Phòng Văn hoá - Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Tiểu học Trần Quốc Toản", "Trường Tiểu học Trần Quốc Toản"),
        ("Lớp MG độc lập Mặt Trời", "Lớp mẫu giáo độc lập Mặt Trời"),
        ("Hội LHPN phường", "Hội Liên hiệp Phụ nữ phường"),
        ("UB MTTQ VN phường", "Ủy ban Mặt trận Tổ quốc Việt Nam phường"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam xã A", "Ủy ban Mặt trận Tổ quốc Việt Nam xã A"),
        ("Đoàn TNCS HCM phường", "Đoàn Thanh niên Cộng sản Hồ Chí Minh phường"),
        ("Đoàn Thanh niên phường", "Đoàn Thanh niên phường"),
        ("BCH Quân sự phường", "Ban Chỉ huy Quân sự phường"),
        ("Trường TH và THCS Phú Mỹ", "Trường TH và THCS Phú Mỹ"),
        ("Trường TH, THCS và THPT Sao Việt", "Trường TH, THCS và THPT Sao Việt"),
    ],
)
def test_a_name_is_proposed_as_it_is_officially_written(name: str, official: str) -> None:
    assert official_name(name, NAMES) == official


def test_what_is_official_already_is_left_alone() -> None:
    for unit in known_units("Quận 7", FORM):
        assert official_name(unit.name, NAMES) == unit.name
    odd = [unit.name for unit in UNITS if official_name(unit.name, NAMES) != unit.name]
    assert all(name.startswith("UBND ") for name in odd)


def test_a_phone_without_its_0_is_told() -> None:
    rows = [
        RosterRow(2, "a", "Trường Tiểu học Hoa Sen", phone="909123456"),
        RosterRow(3, "b", "Trường Tiểu học Hoa Mai", phone="0909 123 456"),
        RosterRow(4, "c", "trường TH Hoa Cúc"),
    ]
    assert [(item.code, item.message) for item in about_spellings(rows, FORM)] == [
        (
            "roster-phone-zero",
            "Dòng 2 “Trường Tiểu học Hoa Sen”: cột “Điện thoại” ghi “909123456”, có lẽ mất số 0 ở đầu: 0909123456.",
        ),
        ("roster-name-spelling", "Dòng 4: “trường TH Hoa Cúc” nên ghi “Trường Tiểu học Hoa Cúc”."),
    ]


def test_what_is_wrong_with_mergers_is_told_with_its_row() -> None:
    rows = [
        RosterRow(2, "a", "Trường Tiểu học Một", merged_into="x (từ 01/7/2026)"),
        RosterRow(
            3, "b", "Trường Tiểu học Hai", merged_into="c", old_names="Trường Tiểu học 2 (đến 31/6/2026)"
        ),
        RosterRow(4, "c", "Trường Tiểu học Ba", merged_into="b", required="từ 01/7/2026"),
    ]
    assert [item.message for item in check_roster(rows, FORM)] == [
        "Dòng 2 “Trường Tiểu học Một”: cột “Sáp nhập vào” ghi “x (từ 01/7/2026)”, danh sách không có đơn vị nào khác"
        " mang mã ấy.",
        "Dòng 3 “Trường Tiểu học Hai”: cột “Sáp nhập vào” ghi “c”, nối tiếp lại quay về chính đơn vị này.",
        "Dòng 4 “Trường Tiểu học Ba”: cột “Sáp nhập vào” ghi “b”, nối tiếp lại quay về chính đơn vị này.",
        "Dòng 3 “Trường Tiểu học Hai”: cột “Tên cũ” có “(đến 31/6/2026)”, không phải ngày nào.",
    ]


def test_two_units_of_one_name_in_two_areas_are_a_warning() -> None:
    rows = [
        RosterRow(2, "a", "UBND phường Tân Hưng", area="Quận 7"),
        RosterRow(3, "b", "Ủy ban nhân dân phường Tân Hưng", area="Bình Dương"),
    ]
    assert [(item.code, item.severity.value) for item in check_roster(rows, FORM)] == [
        ("roster-names-by-area", "warning")
    ]
