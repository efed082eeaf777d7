"""Who signs gives a whole letterhead, at every level; what contradicts it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import Office, letterhead, load_campaign
from htsd_cli.form.toml_file import TomlError


def office(folder: Path, level: str, *lines: str) -> Office:
    path = folder / "htsd.toml"
    path.write_text(f'[campaign]\nlevel = "{level}"\n[office]\n' + "\n".join(lines) + "\n", "utf-8")
    return load_campaign(path).office


AREA = 'area = "phường Tân Hưng"'
PROVINCE = 'province = "Thành phố Hồ Chí Minh"'


def test_a_ward_whose_committee_signs_has_no_body_above_it_and_three_lines_of_signers(tmp_path: Path) -> None:
    found = office(tmp_path, "ward", 'signed_by = "committee"', AREA, PROVINCE)
    assert (found.parent, found.name) == ("", "ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN HƯNG")
    assert (found.full_name, found.abbreviation, found.place) == (
        "Ủy ban nhân dân phường Tân Hưng",
        "UBND",
        "Tân Hưng",
    )
    assert found.signer_title == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert found.recipients == ("Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh",)
    assert found.copies == (
        "Như trên", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân phường Tân Hưng", "Phòng Văn hóa - Xã hội",
        "Lưu: VT, VHXH",
    )  # fmt: skip
    assert found.itself == "Ủy ban nhân dân phường"


def test_a_wards_office_signs_under_its_committee(tmp_path: Path) -> None:
    found = office(tmp_path, "ward", 'signed_by = "office"', AREA, PROVINCE)
    assert (found.parent, found.name) == ("ỦY BAN NHÂN DÂN PHƯỜNG TÂN HƯNG", "PHÒNG VĂN HÓA - XÃ HỘI")
    assert (found.abbreviation, found.signer_title) == ("VHXH", ("TRƯỞNG PHÒNG",))
    assert found.copies == ("Như trên", "Ủy ban nhân dân phường Tân Hưng (để báo cáo)", "Lưu: VT, VHXH")
    assert found.itself == "Phòng"


def test_the_name_of_the_office_is_data(tmp_path: Path) -> None:
    named = 'department = "Phòng Giáo dục và Văn hóa"'
    found = office(tmp_path, "ward", 'signed_by = "office"', AREA, named)
    assert (found.name, found.abbreviation, found.copies[-1]) == (
        "PHÒNG GIÁO DỤC VÀ VĂN HÓA",
        "GDVH",
        "Lưu: VT, GDVH",
    )


@pytest.mark.parametrize("level", ["province", "city"])
def test_a_province_s_office_reports_to_the_ministry(tmp_path: Path, level: str) -> None:
    found = office(tmp_path, level, 'signed_by = "office"', 'area = "tỉnh Đồng Nai"')
    assert (found.parent, found.name) == ("ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI", "SỞ GIÁO DỤC VÀ ĐÀO TẠO")
    assert (found.abbreviation, found.signer_title, found.place) == ("SGDĐT", ("GIÁM ĐỐC",), "Đồng Nai")
    assert found.recipients == ("Bộ Giáo dục và Đào tạo",)
    assert load_campaign(tmp_path / "htsd.toml").term.level == "province"


def test_quan_7s_office_is_what_a_file_without_an_office_has() -> None:
    derived = letterhead("district", "office", "Quận 7", "Thành phố Hồ Chí Minh")
    plain = Office()
    for key, value in derived.items():
        assert (
            tuple(value) == getattr(plain, key) if isinstance(value, list) else value == getattr(plain, key)
        )


def test_one_key_switches_what_was_derived_and_keeps_what_the_office_wrote(tmp_path: Path) -> None:
    written = [
        'name = ["ỦY BAN NHÂN DÂN", "PHƯỜNG TÂN HƯNG"]', 'parent = ""', 'abbreviation = "UBND"',
        'full_name = "Ủy ban nhân dân phường Tân Hưng"', 'copies = ["Như trên", "Lưu: VT"]',
        'signer_title = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]',
    ]  # fmt: skip
    found = office(tmp_path, "ward", 'signed_by = "office"', AREA, *written)
    assert (found.parent, found.name) == ("ỦY BAN NHÂN DÂN PHƯỜNG TÂN HƯNG", "PHÒNG VĂN HÓA - XÃ HỘI")
    assert (found.abbreviation, found.signer_title) == ("VHXH", ("TRƯỞNG PHÒNG",))
    assert found.copies == ("Như trên", "Lưu: VT")


def test_a_key_the_office_wrote_for_another_signer_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(TomlError) as caught:
        office(
            tmp_path,
            "ward",
            'signed_by = "office"',
            AREA,
            'signer_title = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]',
        )
    assert 'dòng 6: signed_by = "office" là phòng (sở) chuyên môn ký, nhưng signer_title đang ghi' in str(
        caught.value
    )


def test_a_ward_without_its_area_is_told(tmp_path: Path) -> None:
    with pytest.raises(TomlError) as caught:
        office(tmp_path, "ward", 'signed_by = "committee"')
    assert "cần biết địa bàn, cả loại lẫn tên, chưa ghi; hãy ghi area" in str(caught.value)


@pytest.mark.parametrize(
    "title", ['["TL. CHỦ TỊCH", "TRƯỞNG PHÒNG"]', '["TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]']
)
def test_whoever_signs_for_the_chair_signs_for_the_committee(tmp_path: Path, title: str) -> None:
    found = office(tmp_path, "ward", 'signed_by = "committee"', AREA, f"signer_title = {title}")
    assert (found.parent, found.signer_title[0]) == ("", title.split('"')[1])


def test_the_chair_of_another_body_is_no_committee(tmp_path: Path) -> None:
    named = 'department = "Hội Khuyến học"'
    found = office(tmp_path, "ward", 'signed_by = "office"', AREA, named, 'signer_title = ["CHỦ TỊCH"]')
    assert (found.name, found.signer_title) == ("HỘI KHUYẾN HỌC", ("CHỦ TỊCH",))


def test_a_school_signs_under_the_ward_it_reports_to(tmp_path: Path) -> None:
    school = 'department = "Trường Tiểu học Lê Văn Tám"'
    found = office(tmp_path, "ward", 'signed_by = "school"', AREA, PROVINCE, school)
    assert (found.parent, found.name) == (
        "ỦY BAN NHÂN DÂN PHƯỜNG TÂN HƯNG",
        "TRƯỜNG TIỂU HỌC LÊ VĂN TÁM",
    )
    assert (found.full_name, found.abbreviation, found.place) == (
        "Trường Tiểu học Lê Văn Tám",
        "THLVT",
        "Tân Hưng",
    )
    assert (found.signer_title, found.copies) == (("HIỆU TRƯỞNG",), ("Như trên", "Lưu: VT"))
    assert found.recipients == ("Ủy ban nhân dân phường Tân Hưng",)
    assert found.itself == "Trường"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['signed_by = "school"', AREA], "cần biết tên đơn vị; hãy ghi department"),
        (
            ['signed_by = "office"', AREA, 'department = "Trường Tiểu học Lê Văn Tám"'],
            "nhưng department đang ghi tên trường",
        ),
        (
            [
                'signed_by = "school"', AREA, 'department = "Trường Tiểu học Lê Văn Tám"',
                'signer_title = ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]',
            ],
            'signed_by = "school" là trường (đơn vị) ký, nhưng signer_title đang ghi theo cơ quan khác',
        ),
    ],
)  # fmt: skip
def test_a_letterhead_is_never_half_a_school_s(tmp_path: Path, lines: list[str], said: str) -> None:
    with pytest.raises(TomlError) as caught:
        office(tmp_path, "ward", *lines)
    assert said in str(caught.value)
