"""The parts of a new campaign's folder: its htsd.toml, its roster, the units' forms and their names."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pydantic import BaseModel

from htsd_cli.form import Campaign, Form, load_campaign, load_form
from htsd_cli.language.vietnamese import modern_tones
from htsd_cli.roster import NameReader, RosterUnit, read_roster
from htsd_cli.writers.blank.units import LONGEST_NAME, write_unit_forms
from htsd_cli.writers.campaign.roster_workbook import NOTES, SHEET, known_units, write_roster_workbook
from htsd_cli.writers.campaign.toml import campaign_toml, draft_campaign, form_of_year
from htsd_cli.writers.file_names import safe_name


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


# -- htsd.toml ---------------------------------------------------------------------------------------------


def test_every_key_stands_under_a_line_that_explains_it() -> None:
    text = campaign_toml(Campaign())
    written = tomllib.loads(text)
    campaign = Campaign()
    tables: dict[str, BaseModel] = {
        "campaign": campaign.term,
        "office": campaign.office,
        "folders": campaign.folders,
    }
    for table, model in tables.items():
        on_request = {"read_old_form"}  # written where a report on another form is to be counted
        assert sorted(written[table]) == sorted(type(model).model_fields.keys() - on_request)
    lines = text.splitlines()
    for place, line in enumerate(lines):
        if re.match(r"[a-z_]+ = ", line):
            assert lines[place - 1].startswith("# "), line
    assert written["use"] == {}
    assert text == unicodedata.normalize("NFC", modern_tones(text))


def test_what_is_written_is_what_is_loaded(tmp_path: Path) -> None:
    campaign = Campaign.model_validate(
        {
            "campaign": {"deadline": "", "roster": "", "level": "province"},
            "office": {
                "parent": "",
                "name": 'SỞ\n"A"',
                "signer_title": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
                "basis": [],
            },
            "use": {"TH06": "thư mục/tệp “mới”.docx"},
        }
    )
    (tmp_path / "htsd.toml").write_text(campaign_toml(campaign), encoding="utf-8")
    assert load_campaign(tmp_path / "htsd.toml").model_dump() == campaign.model_dump() | {
        "term": campaign.term.model_dump() | {"roster": ""}
    }


@pytest.mark.parametrize(
    ("area", "parent", "name", "place", "level", "full_name"),
    [
        ("Quận 7", "ỦY BAN NHÂN DÂN QUẬN 7", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Quận 7", "district",
         "Phòng Giáo dục và Đào tạo Quận 7"),
        ("huyện nhà bè", "ỦY BAN NHÂN DÂN HUYỆN NHÀ BÈ", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Nhà Bè", "district",
         "Phòng Giáo dục và Đào tạo huyện Nhà Bè"),
        ("thành phố Thủ Đức", "ỦY BAN NHÂN DÂN THÀNH PHỐ THỦ ĐỨC", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Thủ Đức", "district",
         "Phòng Giáo dục và Đào tạo thành phố Thủ Đức"),
        ("PHƯỜNG TÂN MỸ", "ỦY BAN NHÂN DÂN PHƯỜNG TÂN MỸ", "PHÒNG VĂN HÓA - XÃ HỘI", "Tân Mỹ", "ward",
         "Phòng Văn hóa - Xã hội phường Tân Mỹ"),
        ("Phường 1", "ỦY BAN NHÂN DÂN PHƯỜNG 1", "PHÒNG VĂN HÓA - XÃ HỘI", "Phường 1", "ward",
         "Phòng Văn hóa - Xã hội Phường 1"),
        ("Thành phố Hồ Chí Minh", "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
         "Thành phố Hồ Chí Minh", "province", "Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh"),
        ("tỉnh Đồng Nai", "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Đồng Nai", "province",
         "Sở Giáo dục và Đào tạo tỉnh Đồng Nai"),
    ],
)  # fmt: skip
def test_an_area_gives_its_office(
    area: str, parent: str, name: str, place: str, level: str, full_name: str
) -> None:
    campaign = draft_campaign(area, 2024, date(2024, 10, 11), "htsd-2024")
    office = campaign.office
    assert (office.parent, office.name, office.place) == (parent, name, place)
    assert (campaign.term.level, office.full_name) == (level, full_name)


def test_quan_7s_draft_is_the_default_campaign() -> None:
    assert (
        draft_campaign(
            "Quận 7", 2024, date(2024, 10, 11), "htsd-2024", province="Thành phố Hồ Chí Minh"
        ).model_dump()
        == Campaign().model_dump()
    )


def test_the_form_of_another_year_differs_in_its_year_and_theme_alone(form: Form, tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(form_of_year(form, 2026), encoding="utf-8")
    new = load_form(str(tmp_path))
    assert (new.id, new.year, new.theme) == ("htsd-2026", 2026, "")
    assert new.indicators == form.indicators
    assert new.sums == form.sums
    assert [section.heading for section in new.sections] == [
        section.heading.replace("2024", "2026") for section in form.sections
    ]


# -- the roster --------------------------------------------------------------------------------------------


def test_the_roster_reads_back_and_each_unit_is_told_from_every_other(form: Form, tmp_path: Path) -> None:
    units = known_units("Quận 7", form)
    write_roster_workbook(tmp_path / "don-vi.xlsx", form, units, "Quận 7")
    roster = read_roster(tmp_path / "don-vi.xlsx", form, NameReader(form))
    assert roster.units == units
    assert len(units) == 56
    for unit in units:
        for name in (unit.name, *unit.other_names):
            assert (roster.match(name).unit, roster.match(name).reason) == (unit, ""), name


def test_the_roster_holds_no_address_and_no_persons_name(form: Form) -> None:
    for unit in known_units("Quận 7", form):
        assert unit.email == ""
        assert unit.kind is not None
        assert unit.name == unicodedata.normalize("NFC", modern_tones(unit.name))


def test_an_area_without_a_list_gets_an_empty_roster(form: Form, tmp_path: Path) -> None:
    assert known_units("huyện Nhà Bè", form) == ()
    write_roster_workbook(tmp_path / "don-vi.xlsx", form, (), "huyện Nhà Bè")
    assert read_roster(tmp_path / "don-vi.xlsx", form, NameReader(form)).units == ()


def test_the_workbook_offers_kinds_explains_its_columns_and_keeps_leading_zeros(
    form: Form, tmp_path: Path
) -> None:
    write_roster_workbook(tmp_path / "don-vi.xlsx", form, known_units("Quận 7", form), "Quận 7")
    book = load_workbook(tmp_path / "don-vi.xlsx")
    assert book.sheetnames == [SHEET, NOTES]
    sheet, notes = book[SHEET], book[NOTES]
    headings = [cell.value for cell in sheet[1]]
    assert headings == [
        "Mã", "Tên đơn vị", "Loại", "Tên khác", "Email", "Bắt buộc", "Người liên hệ", "Điện thoại",
        "Địa bàn", "Tên cũ", "Sáp nhập vào", "Tách từ", "Ngày nhận",
    ]  # fmt: skip
    assert all(cell.comment is not None for cell in sheet[1])
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    source = re.fullmatch(rf"'{NOTES}'!\$A\$(\d+):\$A\$(\d+)", rules["C2:C401"].formula1 or "")
    assert source is not None
    first, last = int(source[1]), int(source[2])
    offered = [row[0].value for row in notes.iter_rows(first, last)]
    assert offered == [kind.name for kind in form.unit_kinds]
    assert rules["F2:F401"].formula1 == '"Có,Không"'
    assert {cell.number_format for cell in sheet["H"][1:]} == {"@"}
    explained = [row[0].value for row in notes.iter_rows(6, 18)]
    assert explained == headings
    assert "ví dụ cho Quận 7" in str(notes["A2"].value)


# -- the units' forms --------------------------------------------------------------------------------------


def unit(name: str, unit_id: str) -> RosterUnit:
    return RosterUnit(unit_id, name, None)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Trường Mầm non 19/5", "Trường Mầm non 19-5"),
        ('Trường "A" <B>: C? *|\\', "Trường -A- -B-- C- ---"),
        ("Trường  A\nB ... ", "Trường A-B"),
        ("Tru\u031bo\u031b\u0300ng A", "Trường A"),
        ("Trường " + "A" * 200, "Trường " + "A" * 83),
    ],
)
def test_a_files_name_is_one_windows_takes(name: str, safe: str) -> None:
    assert safe_name(name, LONGEST_NAME) == safe


def test_units_whose_names_become_alike_get_files_of_their_own(form: Form, tmp_path: Path) -> None:
    units = [unit("Trường A/B", "1"), unit("Trường A:B", "2")]
    made = write_unit_forms(tmp_path, form, units, Campaign()).made
    assert made == ("1 - Trường A-B.docx", "2 - Trường A-B.docx")


def test_a_file_of_anothers_making_is_never_written_over(form: Form, tmp_path: Path) -> None:
    (tmp_path / "1 - Trường A.docx").write_bytes(b"something else")
    made = write_unit_forms(tmp_path, form, [unit("Trường A", "1")], Campaign()).made
    assert made == ("1 - Trường A (2).docx",)
    assert (tmp_path / "1 - Trường A.docx").read_bytes() == b"something else"


def test_a_form_is_found_again_under_another_name_and_told_when_it_is_no_longer_what_would_be_written(
    form: Form, tmp_path: Path
) -> None:
    units = [unit("Trường A", "1"), unit("Trường B", "2")]
    write_unit_forms(tmp_path, form, units, Campaign())
    (tmp_path / "1 - Trường A.docx").rename(tmp_path / "gửi trường A.docx")
    again = write_unit_forms(tmp_path, form, units, Campaign())
    assert (again.made, again.kept, again.remarks) == ((), ("gửi trường A.docx", "2 - Trường B.docx"), ())
    other = form.model_copy(update={"id": "htsd-khac"})
    other._directory = form.directory
    told = write_unit_forms(tmp_path, other, units, Campaign())
    assert told.made == ()
    assert told.remarks[0].startswith(
        "“gửi trường A.docx”: làm từ mẫu “htsd-2024”, đợt này dùng mẫu “htsd-khac”;"
    )
    nearby = Campaign.model_validate({"office": {"place": "Quận 1", "parent": "UBND QUẬN 1"}})
    changed = write_unit_forms(tmp_path, form, units, nearby)
    assert changed.remarks[0].startswith(
        "“gửi trường A.docx”: khác với mẫu hiện nay (tệp hoặc mẫu đã được sửa);"
    )
