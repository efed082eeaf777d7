"""Units of measure by all their spellings, which of them mean one, and where a name has its own."""

from __future__ import annotations

import pytest

from htsd_cli.interpret.grid.measured import measure_of, written_in_brackets

UNITS = """
m, M, mét
km, kilômét, ki lô mét, cây số
m2, m², mét vuông
km2, km², kilômét vuông
ha, Ha, hecta, héc ta
m3, m³, mét khối
lít
kg, kilôgam, ki lô gam
tạ
tấn
tạ/ha
tấn/ha
kg/ha
kWh
MWh
phút
giờ
ngày
tuần
tháng
"""


def test_every_spelling_of_a_unit_is_one_and_no_two_units_are() -> None:
    found = [{measure_of(text) for text in line.split(", ")} for line in UNITS.strip("\n").splitlines()]
    assert [len(said) for said in found] == [1] * len(found)
    assert len(set.union(*found) - {""}) == len(found)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Diện tích (ha)", "ha"), ("Năng suất [ tạ/ha ]", "tạ/ha"), ("Sản lượng (tấn) (cả năm)", "tấn"),
        ("Diện tích (ha) hoặc (m2)", "m2"), ("Diện tích", ""), ("Số lớp (lớp)", ""), ("ha", ""),
    ],
)  # fmt: skip
def test_the_last_unit_in_brackets_is_a_name_s(label: str, unit: str) -> None:
    assert written_in_brackets(label) == unit
