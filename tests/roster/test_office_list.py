"""An office's own list of units becomes a roster: whatever its headings are, and nothing of it vanishes."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from htsd_cli.roster import RosterError
from htsd_cli.roster.office_list import OfficeList, read_office_list
from tests.documents import FORM


def read(tmp_path: Path, *rows: tuple[object, ...]) -> OfficeList:
    """Return what is understood of a sheet with these rows."""
    book = Workbook()
    sheet = book.create_sheet("Danh sách", 0)
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(place, column).value = value
    path = tmp_path / "Danh sách.xlsx"
    book.save(path)
    return read_office_list(path, FORM)


def test_a_list_with_its_own_headings_title_groups_and_signature(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("ỦY BAN NHÂN DÂN PHƯỜNG TÂN MỸ",),
        ("DANH SÁCH ĐƠN VỊ TRÊN ĐỊA BÀN",),
        ("TT", "Trường / đơn vị", "Số ĐT Hiệu trưởng", "Họ và tên Hiệu trưởng", "E-mail"),
        ("I", "KHỐI MẦM NON"),
        (1, "Hoa Hồng", 908111222, "Cô Lan", "hoahong@x.vn, hh2@x.vn"),
        (2, "trường mầm non phú mỹ", "0908.111.223", "Cô Mai"),
        ("II", "KHỐI KHÁC"),
        (1, "TH Kim Đồng"),
        (2, "Công ty ABC"),
        (None, "Cộng: 4 đơn vị"),
        (None, None, None, "HIỆU TRƯỞNG"),
    )

    assert found.column == "Trường / đơn vị"
    assert [(unit.id, unit.name, unit.kind, unit.phone) for unit in found.units] == [
        ("MN01", "Hoa Hồng", "mn", "0908111222"),
        ("MN02", "Trường Mầm non Phú Mỹ", "mn", "0908.111.223"),
        ("TIH01", "Trường Tiểu học Kim Đồng", "tih", ""),
        ("DV01", "Công ty ABC", None, ""),
    ]
    assert found.units[0].email == "hoahong@x.vn; hh2@x.vn"
    assert found.units[0].contact == "Cô Lan"
    assert found.units[2].other_names == ("TH Kim Đồng",)
    assert found.renamed == (
        ("trường mầm non phú mỹ", "Trường Mầm non Phú Mỹ"),
        ("TH Kim Đồng", "Trường Tiểu học Kim Đồng"),
    )
    assert found.passed_over == (
        (4, "KHỐI MẦM NON"), (7, "KHỐI KHÁC"), (10, "Cộng: 4 đơn vị"), (11, "HIỆU TRƯỞNG"),
    )  # fmt: skip


def test_a_list_without_a_heading_is_read_by_its_names(tmp_path: Path) -> None:
    found = read(tmp_path, ("Các đơn vị",), ("Khu phố 1",), ("KP2",), ("Người lập biểu",))

    assert [(unit.id, unit.name) for unit in found.units] == [("KP01", "Khu phố 1"), ("KP02", "Khu phố 2")]
    assert found.column == "Các đơn vị"
    assert found.passed_over == ((4, "Người lập biểu"),)


def test_the_offices_codes_are_kept_and_none_is_given_twice(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("Mã trường", "Tên cơ sở giáo dục", "Đơn vị tính"),
        ("TIH01", "Trường Tiểu học A", "trường"),
        ("TIH01", "Trường Tiểu học B", "trường"),
        (None, "Trường Tiểu học C", "trường"),
    )

    assert [unit.id for unit in found.units] == ["TIH01", "TIH02", "TIH03"]
    assert found.recoded == ((3, "TIH01", "Trường Tiểu học B", "TIH02"),)


def test_a_sheet_without_units_is_refused_with_what_it_should_have(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="Danh sách cần một dòng tiêu đề có cột “Tên đơn vị”"):
        read(tmp_path, ("Họ tên", "Chức vụ"), ("Cô Lan", "Hiệu trưởng"))


def test_a_heading_of_two_rows_is_read_with_both(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("TT", "Đơn vị", None, "Liên lạc"),
        (None, "Tên trường", "Họ tên", "SĐT", "Hộp thư"),
        (1, "MN Hoa Hồng", "Cô Lan", 908111222, "hh@x.vn"),
    )

    assert found.column == "Tên trường"
    assert found.passed_over == ()
    unit = found.units[0]
    assert (unit.name, unit.contact, unit.phone, unit.email) == (
        "Trường Mầm non Hoa Hồng", "Cô Lan", "0908111222", "hh@x.vn",
    )  # fmt: skip


def test_two_lists_side_by_side_are_both_taken(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("STT", "Tên trường", "SĐT", "STT", "Tên đơn vị", "SĐT"),
        (1, "MN Hoa Hồng", "0281", 3, "Khu phố 1", "0283"),
        (2, "TH Kim Đồng", "0282", 4, "Khu phố 2", "0284"),
    )

    assert [(unit.id, unit.name, unit.phone) for unit in found.units] == [
        ("MN01", "Trường Mầm non Hoa Hồng", "0281"),
        ("TIH01", "Trường Tiểu học Kim Đồng", "0282"),
        ("KP01", "Khu phố 1", "0283"),
        ("KP02", "Khu phố 2", "0284"),
    ]


def test_sheets_of_other_units_are_taken_and_another_edition_of_the_list_is_told(tmp_path: Path) -> None:
    book = Workbook()
    for title, names in (
        ("Năm 2026", ("Khu phố 1", "Khu phố 2", "Khu phố 3")),
        ("Trường", ("Trường Mầm non A", "Trường Tiểu học B")),
        ("Năm 2025", ("Khu phố 1", "Khu phố 9")),
    ):
        sheet = book.create_sheet(title)
        for at, name in enumerate(names, 1):
            sheet.append((at, name))
    path = tmp_path / "ds.xlsx"
    book.save(path)

    found = read_office_list(path, FORM)

    assert [unit.id for unit in found.units] == ["KP01", "KP02", "KP03", "MN01", "TIH01"]
    assert found.sheets == ("Năm 2026", "Trường")
    assert found.elsewhere == (("Năm 2025", ("Khu phố 9",)),)
    assert found.passed_over == ()
