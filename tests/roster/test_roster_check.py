"""A roster's mistakes, each with its row: what would keep two units' reports from being told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.roster.check import check_roster
from htsd_cli.roster.rows import RosterRow, read_rows
from tests.documents import FORM, draw_excel
from tests.rosters import UNITS


def told(drawing: str, tmp_path: Path) -> list[tuple[str, str]]:
    """Return the findings of a drawn roster, its headings left out, as (code, message)."""
    path = draw_excel(
        tmp_path / "don-vi.xlsx",
        {"A": f"| Mã | Tên đơn vị | Loại | Tên khác | Email | Bắt buộc |\n{drawing}"},
    )
    return [(item.code, item.message) for item in check_roster(read_rows(path), FORM)]


def test_a_roster_of_a_district_tells_only_of_the_names_that_marks_part() -> None:
    rows = [
        RosterRow(number, unit.id, unit.name, unit.kind or "", email=unit.email)
        for number, unit in enumerate(UNITS, 2)
    ]
    found = check_roster(rows, FORM)
    assert [item.code for item in found] == ["roster-marks-differ"] * 2
    assert ["Lê Văn Tám" in found[0].message, "Nguyễn Trãi" in found[1].message] == [True, True]


def test_a_clean_roster_has_no_findings(tmp_path: Path) -> None:
    drawing = """
| a | Trường Mầm non Hoa Sen | MN | MN HS | hs@b.vn; Cô Lan <lan@b.vn> | Có |
| b | UBND phường Tân Phú |  |  |  |  |
|  |  |  |  |  |  |
| c | Sao Việt | THPT |  |  | không |
"""
    assert told(drawing, tmp_path) == []


@pytest.mark.parametrize(
    ("drawing", "code", "message"),
    [
        (
            "| a | Trường TH Phú Mỹ |\n| b | Trường Tiểu học Phú Mỹ |",
            "roster-names-alike",
            "Dòng 2 “Trường TH Phú Mỹ” và dòng 3 “Trường Tiểu học Phú Mỹ”: tên (hoặc tên khác) trùng nhau, không phân"
            " biệt được báo cáo của đơn vị nào.",
        ),
        (
            "| a | Trường MN Hoa Sen |  | HS |\n| b | Trường MN Sao Mai |  | MN Sao; HS |",
            "roster-names-alike",
            "Dòng 2 “Trường MN Hoa Sen” và dòng 3 “Trường MN Sao Mai”: tên (hoặc tên khác) trùng nhau, không phân biệt"
            " được báo cáo của đơn vị nào.",
        ),
        (
            "| a | Phòng VHTT |\n| b | Phòng Văn hóa và Thông tin |",
            "roster-names-alike",
            "Dòng 2 “Phòng VHTT” và dòng 3 “Phòng Văn hóa và Thông tin”: tên (hoặc tên khác) trùng nhau, không phân"
            " biệt được báo cáo của đơn vị nào.",
        ),
        (
            "| a | Trường TH Lê Văn Tám |\n| b | Trường TH Lê Văn Tâm |",
            "roster-marks-differ",
            "Dòng 2 “Trường TH Lê Văn Tám” và dòng 3 “Trường TH Lê Văn Tâm” chỉ khác nhau ở dấu.",
        ),
        (
            "| a | Trường MN Một |\n| b | Trường MN Hai |\n| a | Trường MN Ba |",
            "roster-id-twice",
            "Dòng 2 và dòng 4: cùng mã “a”.",
        ),
        ("|  | Trường MN Một |", "roster-id-missing", "Dòng 2: đơn vị “Trường MN Một” chưa có mã."),
        ("| a |  | MN |", "roster-name-missing", "Dòng 2: có “a” nhưng chưa có tên đơn vị."),
        (
            "| a | Trường MN Một | Trường công |",
            "roster-kind-unknown",
            "Dòng 2 “Trường MN Một”: cột “Loại” ghi “Trường công”, không phải loại nào của mẫu.",
        ),
        (
            "| a | Sao Mai |",
            "roster-kind-unknown",
            "Dòng 2 “Sao Mai”: tên không cho biết loại đơn vị và cột “Loại” để trống.",
        ),
        (
            "| a | Trường MN Một | TiH |",
            "roster-kind-differs",
            "Dòng 2 “Trường MN Một”: cột “Loại” ghi “Trường tiểu học”, nhưng tên là của loại “Trường mầm non”.",
        ),
        (
            "| a | Trường MN Một |  |  | 0909 123; a@b.vn |",
            "roster-email-wrong",
            "Dòng 2 “Trường MN Một”: cột “Email” ghi “0909 123”, không phải địa chỉ thư.",
        ),
        (
            "| a | Trường MN Một |  |  | A@b.vn |\n| b | Trường MN Hai |  |  | x@b.vn; a@B.vn |",
            "roster-email-shared",
            "Dòng 2 “Trường MN Một” và dòng 3 “Trường MN Hai”: chung địa chỉ a@b.vn.",
        ),
        (
            "| a | Trường MN Một |  |  |  | tùy |",
            "roster-required-unknown",
            "Dòng 2 “Trường MN Một”: cột “Bắt buộc” ghi “tùy”; được hiểu là bắt buộc.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_row(tmp_path: Path, drawing: str, code: str, message: str) -> None:
    assert told(drawing, tmp_path) == [(code, message)]


def test_one_name_in_two_kinds_is_two_units(tmp_path: Path) -> None:
    drawing = "| a | Trường TH Phạm Hữu Lầu |\n| b | Trường THCS Phạm Hữu Lầu |\n| c | UBND phường Phú Mỹ |"
    assert told(drawing, tmp_path) == []


def test_the_worst_comes_first_then_the_order_of_the_rows(tmp_path: Path) -> None:
    drawing = "| a | Sao Mai |\n|  | Trường MN Một |\n| a | Trường MN Hai |"
    assert [code for code, _ in told(drawing, tmp_path)] == [
        "roster-id-twice",
        "roster-id-missing",
        "roster-kind-unknown",
    ]
