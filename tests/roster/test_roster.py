"""Who must report, read from a workbook, and who a name is."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from htsd_cli.roster import Clues, NameReader, Roster, RosterError, RosterUnit, read_roster
from tests.documents import FORM, draw_excel, draw_word

NAMES = NameReader(FORM)
ROSTER = Roster(
    [
        RosterUnit("p-tan-phu", "UBND phường Tân Phú", "phuong"),
        RosterUnit("mn-tan-phu", "Trường Mầm non Tân Phú", "mn"),
        RosterUnit("tih-phl", "Trường Tiểu học Phạm Hữu Lầu", "tih"),
        RosterUnit("thcs-phl", "Trường THCS Phạm Hữu Lầu", "thcs"),
        RosterUnit("tih-lvt", "Trường Tiểu học Lê Văn Tám", "tih", ("LVT", "TH Văn Tám")),
        RosterUnit("tih-lvt2", "Trường Tiểu học Lê Văn Tâm", "tih"),
        RosterUnit("khuyen-hoc", "Hội Khuyến học Quận 7", "doan-the"),
        RosterUnit("noi-vu", "Phòng Nội vụ", "phong-ban"),
    ],
    NAMES,
)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("UBND phường Tân Phú", "p-tan-phu"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG TÂN PHÚ", "p-tan-phu"),
        ("Phường Tân Phú", "p-tan-phu"),
        ("Trường MN Tân Phú", "mn-tan-phu"),
        ("TRƯỜNG TIỂU HỌC PHẠM HỮU LẦU", "tih-phl"),
        ("Trường Trung học cơ sở Phạm Hữu Lầu", "thcs-phl"),
        ("Trường TH LÊ VĂN TÁM", "tih-lvt"),
        ("Trường Tiểu học Lê Văn Tâm", "tih-lvt2"),
        ("lvt", "tih-lvt"),
        ("Trường Tiểu học Văn Tám", "tih-lvt"),
        ("Hội khuyến học quận 7", "khuyen-hoc"),
        ("PHÒNG NỘI VỤ", "noi-vu"),
        ("Phòng Nội vụ Quận 7", "noi-vu"),
    ],
)
def test_a_name_written_another_way_is_certainly_the_unit_s(name: str, unit: str) -> None:
    match = ROSTER.match(name)
    assert match.unit is not None
    assert (match.unit.id, match.reason) == (unit, "")


@pytest.mark.parametrize(
    ("name", "unit", "reason"),
    [
        ("Trường THCS Phạm Hữu Lâù", "thcs-phl", ""),
        ("Trường THCS Phạm Hữ Lầu", "thcs-phl", "tên viết gần giống"),
        ("Hội Khuyến học", "khuyen-hoc", "tên không ghi địa phương"),
        ("Nội vụ", "noi-vu", "tên không ghi loại đơn vị"),
    ],
)
def test_a_name_that_is_only_likely_says_why(name: str, unit: str, reason: str) -> None:
    match = ROSTER.match(name)
    assert match.unit is not None
    assert (match.unit.id, match.reason) == (unit, reason)


@pytest.mark.parametrize(
    "name",
    [
        "Tân Phú",
        "Phạm Hữu Lầu",
        "Trường Tiểu học Le Van Tam",
        "Trường THPT Lê Văn Tám",
        "Trường Tiểu học Kim Đồng",
        "",
    ],
)
def test_a_name_that_may_be_two_units_or_none_is_nobody_s(name: str) -> None:
    match = ROSTER.match(name)
    assert match.unit is None
    assert len(match.nearest) == 3


def test_the_nearest_names_come_first() -> None:
    assert set(ROSTER.match("Phạm Hữu Lầu").nearest[:2]) == {
        "Trường Tiểu học Phạm Hữu Lầu",
        "Trường THCS Phạm Hữu Lầu",
    }


# -- the workbook ------------------------------------------------------------------------------------------


def read(path: Path, drawing: str) -> Roster:
    return read_roster(draw_excel(path / "don-vi.xlsx", {"Danh sách": drawing}), FORM, NAMES)


def test_a_roster_is_read_from_its_columns_in_any_order(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        """
| DANH SÁCH ĐƠN VỊ | < | < | < | < | < |
| Mã | Email | Tên đơn vị | Loại | Tên khác | Bắt buộc |
| lvt | a@b.vn | Trường Tiểu học Lê Văn Tám | TiH | LVT; TH Văn Tám ; | Có |
| 7 |  | Phòng Nội vụ |  |  | không |
|  |  |  |  |  |  |
| kh |  | Hội Khuyến học Quận 7 | Đoàn thể |  |  |
""",
    )
    assert roster.units == (
        RosterUnit("lvt", "Trường Tiểu học Lê Văn Tám", "tih", ("LVT", "TH Văn Tám"), "a@b.vn", True),
        RosterUnit("7", "Phòng Nội vụ", "phong-ban", (), "", False),
        RosterUnit("kh", "Hội Khuyến học Quận 7", "doan-the", (), "", True),
    )


def test_only_id_and_name_must_be_there(tmp_path: Path) -> None:
    assert read(tmp_path, "| Mã | Tên đơn vị |\n| a | Trường MN Hoa Sen |\n").units == (
        RosterUnit("a", "Trường MN Hoa Sen", "mn"),
    )


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (
            "| Tên đơn vị | Loại |\n| Trường MN Hoa Sen | MN |\n",
            "thiếu cột “Mã” hoặc “Tên đơn vị” ở dòng tiêu đề.",
        ),
        ("| Mã | Tên đơn vị |\n|  | Trường MN Hoa Sen |\n", "Thiếu mã đơn vị ở dòng 2"),
        ("| Mã | Tên đơn vị |\n| a | Một |\n| b | Hai |\n| a | Ba |\n", "Mã “a” bị trùng ở dòng 4"),
    ],
)
def test_a_wrong_roster_is_told_with_its_row(tmp_path: Path, drawing: str, said: str) -> None:
    with pytest.raises(RosterError) as caught:
        read(tmp_path, drawing)
    assert said in str(caught.value)


def test_a_roster_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "don-vi.xlsx").write_bytes(b"PK\x03\x04")
    for name in ("don-vi.xlsx", "khong-co.xlsx"):
        with pytest.raises(RosterError, match="Không đọc được danh sách đơn vị"):
            read_roster(tmp_path / name, FORM, NAMES)


def test_a_roster_may_be_a_table_in_word(tmp_path: Path) -> None:
    path = draw_word(tmp_path / "don-vi.docx", "| Mã | Tên đơn vị |\n| a | Trường MN Hoa Sen |\n")
    assert [unit.id for unit in read_roster(path, FORM, NAMES).units] == ["a"]


def test_a_unit_a_filter_hides_is_on_the_roster_all_the_same(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Mã", "Tên đơn vị"), ("A1", "Trường Mầm non Hoa Sen"), ("A2", "Trường Mầm non Hoa Mai")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "don-vi.xlsx")
    roster = read_roster(tmp_path / "don-vi.xlsx", FORM, NAMES)
    assert [unit.id for unit in roster.units] == ["A1", "A2"]


def test_units_of_one_name_are_shown_with_their_area_or_else_with_their_code() -> None:
    roster = Roster(
        [
            RosterUnit("P1", "UBND phường Tân Thành", "phuong", area="Bà Rịa"),
            RosterUnit("P2", "Ủy ban nhân dân phường Tân Thành", "phuong", area="Bình Dương"),
            RosterUnit("TH1", "Trường Tiểu học Kim Đồng", "tih"),
            RosterUnit("TH2", "Trường TH Kim Đồng", "tih", area="Cụm 1"),
            RosterUnit("CS1", "Trường THCS Kim Đồng", "thcs", area="Cụm 1"),
            RosterUnit("TH3", "Trường Tiểu học Lê Văn Tâm", "tih"),
            RosterUnit("TH4", "Trường Tiểu học Lê Văn Tám", "tih"),
        ],
        NAMES,
    )
    assert [unit.shown for unit in roster.units] == [
        "UBND phường Tân Thành (Bà Rịa)",
        "Ủy ban nhân dân phường Tân Thành (Bình Dương)",
        "Trường Tiểu học Kim Đồng (mã TH1)",
        "Trường TH Kim Đồng (Cụm 1)",
        "Trường THCS Kim Đồng",
        "Trường Tiểu học Lê Văn Tâm",
        "Trường Tiểu học Lê Văn Tám",
    ]
    found = roster.match("UBND phường Tân Thành (Bà Rịa)")
    assert (found.unit, found.reason) == (roster.by_id["P1"], "")


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("Trường Tiểu học Lê Văn Tám và Trường THCS Phạm Hữu Lầu", ("tih-lvt", "thcs-phl")),
        ("Trường MN Tân Phú + TH Lê Văn Tâm", ("mn-tan-phu", "tih-lvt2")),
        ("UBND phường Tân Phú - Hội Khuyến học Quận 7", ()),
        ("Trường Tiểu học Lê Văn Tám và phụ huynh học sinh", ()),
        ("Trường Tiểu học Hoa Mai và Trường Mầm non Tân Phú", ()),
    ],
)
def test_a_report_in_the_name_of_two_units_is_neither_s(name: str, units: tuple[str, ...]) -> None:
    match = ROSTER.identify(Clues(letterhead=name))
    assert (match.unit, tuple(unit.id for unit in match.joint)) == (None, units)
