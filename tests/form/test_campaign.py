"""The campaign as an office writes it in its htsd.toml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from htsd_cli.form import find_campaign, load_campaign, load_campaign_form
from htsd_cli.form.toml_file import TomlError

FULL = """\
[campaign]
form = "htsd-2024"
year = 2024
deadline = 2024-10-11
roster = "danh-sach.xlsx"
level = "district"

[office]
parent = "ỦY BAN NHÂN DÂN QUẬN 1"
name = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"
abbreviation = "PGDĐT"
place = "Quận 1"
recipients = ["Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh", "Ủy ban nhân dân Quận 1"]
copies = ["Như trên", "Lưu: VT"]
signer_title = ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]
signer = "Nguyễn Văn A"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "htsd.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_campaign_has_the_contract_s_keys(tmp_path: Path) -> None:
    campaign = load_campaign(write(tmp_path, FULL))
    assert campaign.term.deadline == date(2024, 10, 11)
    assert campaign.office.signer_title == ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")
    assert campaign.roster_path == tmp_path / "danh-sach.xlsx"


def test_every_key_has_a_default_for_quan_7_in_2024(tmp_path: Path) -> None:
    campaign = load_campaign(write(tmp_path, ""))
    assert (campaign.term.form, campaign.term.year) == ("htsd-2024", 2024)
    assert campaign.term.deadline == date(2024, 10, 11)
    assert (campaign.office.parent, campaign.office.place) == ("ỦY BAN NHÂN DÂN QUẬN 7", "Quận 7")


def test_without_a_file_there_is_no_deadline_and_no_roster() -> None:
    campaign = load_campaign(None)
    assert (campaign.term.deadline, campaign.roster_path, campaign.directory) == (None, None, None)
    assert campaign.office.place == "Quận 7"


def test_the_roster_of_the_usual_name_may_be_absent_and_another_may_not(tmp_path: Path) -> None:
    usual = load_campaign(write(tmp_path, ""))
    assert usual.roster_path is None
    (tmp_path / "don-vi.xlsx").touch()
    assert usual.roster_path == tmp_path / "don-vi.xlsx"
    assert (
        load_campaign(write(tmp_path, '[campaign]\nroster = "x.xlsx"\n')).roster_path == tmp_path / "x.xlsx"
    )
    assert load_campaign(write(tmp_path, '[campaign]\nroster = ""\n')).roster_path is None


def test_the_file_is_looked_for_in_the_folder_and_above_it(tmp_path: Path) -> None:
    inner = tmp_path / "2024" / "nhan"
    inner.mkdir(parents=True)
    path = write(tmp_path, FULL)
    assert find_campaign(inner) == path
    nearer = write(tmp_path / "2024", FULL)
    assert find_campaign(inner) == nearer


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "deadline = 2024-10-11",
            'deadline = "giữa tháng"',
            "dòng 4: “campaign” › “deadline” phải là một ngày dạng 2024-10-11, đang ghi “giữa tháng”",
        ),
        (
            'level = "district"',
            'level = "quận"',
            "dòng 6: “campaign” › “level” chỉ nhận một trong các giá trị",
        ),
        (
            'place = "Quận 1"',
            'noi = "Quận 1"',
            "dòng 12: “office” › “noi” không có khóa nào tên như vậy; các khóa dùng được: parent, name, full_name,",
        ),
        (
            'copies = ["Như trên", "Lưu: VT"]',
            'copies = "Lưu: VT"',
            "dòng 14: “office” › “copies” phải là một danh sách",
        ),
        ("year = 2024", "year = 24", "dòng 3: “campaign” › “year” phải từ 2000 trở lên, đang ghi 24."),
    ],
)
def test_a_mistake_in_it_is_told_with_its_line(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in FULL
    with pytest.raises(TomlError) as caught:
        load_campaign(write(tmp_path, FULL.replace(right, wrong)))
    assert said in str(caught.value)


def test_what_an_office_leaves_out_follows_from_its_letterhead(tmp_path: Path) -> None:
    office = load_campaign(write(tmp_path, FULL)).office
    assert (office.area, office.full_name) == ("Quận 1", "Phòng Giáo dục và Đào tạo Quận 1")
    assert office.basis == (
        "Kế hoạch của Ủy ban nhân dân Quận 1 về tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024"
        " trên địa bàn Quận 1",
    )
    assert office.copies == ("Như trên", "Lưu: VT")  # what it wrote stays


def test_a_ward_s_own_office_is_named_from_its_letterhead(tmp_path: Path) -> None:
    text = (
        '[campaign]\nyear = 2026\n[office]\nparent = "UBND PHƯỜNG TÂN MỸ"\nname = "PHÒNG VĂN HÓA - XÃ HỘI"\n'
    )
    office = load_campaign(write(tmp_path, text)).office
    assert office.full_name == "Phòng Văn hóa - Xã hội phường Tân Mỹ"
    assert office.copies == ("Như trên", "Ủy ban nhân dân phường Tân Mỹ (để báo cáo)", "Lưu: VT, GDTX")
    assert office.basis[0].endswith("năm 2026 trên địa bàn phường Tân Mỹ")


def test_another_year_has_no_deadline_until_one_is_written_and_an_empty_one_is_none(tmp_path: Path) -> None:
    assert load_campaign(write(tmp_path, "[campaign]\nyear = 2025\n")).term.deadline is None
    assert load_campaign(write(tmp_path, '[campaign]\ndeadline = ""\n')).term.deadline is None
    written = load_campaign(write(tmp_path, "[campaign]\nyear = 2025\ndeadline = 2026-01-05\n"))
    assert written.term.deadline == date(2026, 1, 5)


def test_the_form_of_a_campaign_is_its_own_folder_or_one_that_comes_with_the_program(tmp_path: Path) -> None:
    source = (load_campaign_form(load_campaign(None)).directory / "form.toml").read_text("utf-8")
    (tmp_path / "mau").mkdir()
    (tmp_path / "mau" / "form.toml").write_text(source.replace('id = "htsd-2024"', 'id = "rieng"'), "utf-8")
    campaign = load_campaign(write(tmp_path, '[campaign]\nform = "mau"\n'))
    assert load_campaign_form(campaign).id == "rieng"


@pytest.mark.parametrize(
    "written", ['"11/10/2024"', '"ngày 11 tháng 10 năm 2024"', '"2024-10-11"', "2024-10-11"]
)
def test_a_deadline_may_be_written_as_people_write_a_day(tmp_path: Path, written: str) -> None:
    path = tmp_path / "htsd.toml"
    path.write_text(f"[campaign]\ndeadline = {written}\n", encoding="utf-8")
    assert load_campaign(path).term.deadline == date(2024, 10, 11)
