"""What each row of a list of units is: a unit's, a section's, a subtotal, the total, a footer."""

from __future__ import annotations

import pytest

from htsd_cli.interpret.grid.sections import UnitLine, rows_of

# Rows "number name", with + where figures stand in them; below, what each is: u a unit's, s4 a section's of rank 4,
# - a subtotal, T the total, f a footer, . a blank one.
CASES = """
1 Khu phố 1+ | 2 Khu phố 2+ | _ Cộng+ => u u T
1 A+ | 2 B+ | _ Tổng cộng+ | _ Số đạt: 2 => u u T f
_ Toàn phường+ | 1 A+ | 2 B+ => T u u
_ Toàn phường+ | 1 A+ | _ Cộng+ => - u T
_ Toàn phường+ | 1 A+ | _ Tổng hợp+ | _ Người lập => - u T f
_ Cộng+ | 1 A+ => T u
_ Tổng số+ | 1 A+ | 2 B+ | _ Tổng cộng+ => - u u T
_ Tổng số+ | 1 A+ | _ Tổng cộng+ | 2 B+ => T u - u
1 A+ | _ Tổng cộng+ | 2 B+ | _ Cộng+ | 3 C+ => u - u T u
1 A+ | _ Tổng cộng+ | 2 B+ | _ Tổng hợp+ => u - u T
1 A+ | _ Tổng cộng+ | 2 B+ | _ Tổng hợp+ | 3 C+ => u - u T u
1 A+ | _ Cộng+ | _ Người lập => u T f
1 A+ | _ Cộng+ | 2 B+ => u T u
1 A+ | @ Tất cả+ => u T
I Khối mầm non | 1 A+ | 2 B+ | II Khối tiểu học | 1 C+ | _ Cộng+ => s1 u u s1 u T
A Khối mầm non+ | I Công lập+ | 1 A+ | II Tư thục+ | 1 B+ => s1 s2 u s2 u
I Cụm 1 | A Công lập | 1 A+ => s1 s2 u
C Cụm | 1 A+ | D Cụm | 2 B+ => s1 u s1 u
I Một | V Hai => u u
XIV Cụm 14 | 1 A+ | XV Cụm 15 | 2 B+ => s1 u s1 u
1 Cụm 1 | 1.1 A+ | 1.2 B+ | 2 Cụm 2 | 2.1 C+ => s5 u u s5 u
1 Cụm | 1.1 Nhóm | 1.1.1 A+ | 1.1.2 B+ => s5 s6 u u
1. A+ | (2) B+ | 3) C+ => u u u
_ Khối mầm non | 1 A+ | _ Cộng khối+ | _ Khối tiểu học | 2 B+ | _ Tổng số+ => s4 u - s4 u T
_ Khối mầm non+ | 1 A+ => u u
1 A+ | _ Cộng khối | 2 B+ => u s4 u
_ A+ | _ B+ | _ Cộng+ => u u T
_ A+ | _ Chưa có => u u
1 A+ | _ | 2 B+ => u . u
1 A+ | _ Cộng toàn xã+ | _ Trong đó+ => u T f
1 A+ | _ Cộng I+ | 2 B+ | _ Tổng cộng chung+ => u - u T
1 A+ | II Tổng cộng+ => u s1
_ Tổng số trên địa bàn xã+ | _ Thôn 1+ | _ Thôn 2+ => T u u
_ Thôn 1+ | _ Thôn 2+ | _ Tổng số 2 thôn+ => u u T
_ Thôn 1+ | _ Tổng số hai thôn+ | _ Thôn 2+ => u u u
1 A+ | _ Công an xã+ | 2 B+ | _ Cộng+ => u u u T
_ Công an xã+ | _ Công ty A+ | _ Công đoàn+ => u u u
_ A+ | _ B+ | _ Tổng công ty C+ => u u u
1 A+ | _ Cộng Hòa+ | 2 B+ | _ Tổng Cọt+ | _ Cộng+ => u u u u T
_ A+ | _ B+ | _ Cộng Hòa+ => u u u
_ Tổng Cọt+ | _ A+ | _ B+ => u u u
1 A+ | _ Cộng Khối+ | 2 B+ | _ Cộng Mầm Non+ | 3 C+ | _ Cộng+ => u - u - u T
1 A+ | _ Cộng hai+ | 2 B+ | _ CỘNG CỤM+ | 3 C+ | _ Cộng+ => u - u - u T
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_a_row_is_a_unit_s_a_section_s_or_a_total(case: str) -> None:
    drawn, _, said = case.partition(" => ")
    lines = []
    for row in drawn.split(" | "):
        number, _, name = row.partition(" ")
        bare = name.rstrip("+")
        number = number.replace("_", "")
        lines.append(UnitLine(f" {number}\n", f"\n{bare} ", number or bare, name.endswith("+")))
    marks = {"unit": "u", "section": "s", "subtotal": "-", "total": "T", "footer": "f", "blank": "."}
    found = rows_of(lines, "Cộng", ["so dat"])
    assert " ".join(f"{marks[row.kind]}{row.rank or ''}" for row in found) == said


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Cộng" + " I" * 3000, "subtotal"),
        ("Cộng" + " I" * 3000 + " đội", "subtotal"),
        ("Toàn xã" + " v" * 3000 + " đội", "unit"),
        ("Toàn xã" + " trên địa bàn a" * 300, "unit"),
        ("Toàn xã chung II trên địa bàn xã A", "subtotal"),
        ("Toàn xã trên địa bàn", "subtotal"),
    ],
)
def test_a_name_is_gone_through_once_however_often_it_repeats_what_a_total_is_called(
    name: str, kind: str
) -> None:
    names = [("1", "A"), ("", name), ("2", "B"), ("", "Cộng")]
    lines = [UnitLine(number, name, number or name, True) for number, name in names]
    assert [row.kind for row in rows_of(lines, "Cộng", [])] == ["unit", kind, "unit", "total"]


@pytest.mark.parametrize(
    "what",
    [
        "Khối", "Cụm", "Nhóm", "Cấp", "Bậc", "Ngành", "Loại", "Phần", "Mục", "Đợt", "Kỳ", "Quý", "Khu", "Vùng", "Miền",
        "Toàn", "Tỉnh", "Huyện", "Xã", "Phường", "Thôn", "Ấp", "Tổ", "Trường", "Chung", "Các", "Đảng", "Chi", "Đoàn",
    ],
)  # fmt: skip
def test_what_a_subtotal_adds_up_is_no_name_though_in_capitals(what: str) -> None:
    names = [("1", "A"), ("", f"Cộng {what}"), ("2", "B"), ("", "Cộng")]
    lines = [UnitLine(number, name, number or name, True) for number, name in names]
    assert [row.kind for row in rows_of(lines, "Cộng", [])] == ["unit", "subtotal", "unit", "total"]
