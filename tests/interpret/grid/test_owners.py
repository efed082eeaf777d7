"""Whose report a form is, where a line of it asks for the name."""

from __future__ import annotations

import pytest

from htsd_cli.interpret.grid.owners import owner
from htsd_cli.interpret.lines import Line
from htsd_cli.roster.names import NameReader
from tests.documents import FORM

NAMES = NameReader(FORM)

CASES = """
Đơn vị báo cáo: Trường A => Trường A
Tên đơn vị: …… | Trường A => Trường A
Nơi gửi báo cáo: Trường A => Trường A
1. Cơ quan lập biểu: Trường A => Trường A
Đơn vị báo cáo: …… | Kính gửi: Sở A =>
Đơn vị báo cáo: …… | 12 lớp =>
Đơn vị báo cáo: …… | 5 lớp =>
Đơn vị báo cáo: ___ =>
12 lớp | Tên đơn vị: …… | Trường A | Năm 2026 => Trường A
Trường B | Tên đơn vị: …… | 12 lớp =>
Tên đơn vị: …… | __ Trường A __ => Trường A
BIỂU SỐ 1 | Đơn vị báo cáo: …… | Kính gửi: Sở A | Tên đơn vị: Trường A => Trường A
XÃ : Tân Hưng => Xã Tân Hưng
XÃ: Tân Hưng => Xã Tân Hưng
XÃ: xã Tân Hưng => Xã Tân Hưng
XÃ/PHƯỜNG: Tân Hưng => Tân Hưng
Xã, phường: phường Tân Hưng => Phường Tân Hưng
UBND xã - phường: Tân Hưng => Tân Hưng
UBND: Tân Hưng => Ubnd Tân Hưng
Xã: Tân Hưng | Đơn vị: Trường A => Trường A
Xã: Tân Hưng | Thôn: Đông => Xã Tân Hưng
Trạm Y tế: Tân Hưng => Trạm Y tế Tân Hưng
Huyện: Nhà Bè => Huyện Nhà Bè
Đảng ủy: xã Tân Hưng => Đảng ủy xã Tân Hưng
Người lập: Nguyễn A =>
Xã hội: Tân Hưng =>
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_the_line_that_asks_for_the_name_says_it(case: str) -> None:
    lines, _, said = case.partition(" =>")
    assert owner([Line(text, False, False) for text in lines.split(" | ")], NAMES) == said.strip()


def test_a_long_line_names_nobody() -> None:
    for length, said in ((160, True), (161, False)):
        text = f"Đơn vị: {'Trường A '.ljust(length, 'a')[: length - 8]}"
        assert len(text) == length
        assert bool(owner([Line(text, False, False)], NAMES)) == said
    for length, said in ((100, True), (101, False)):
        assert bool(owner([Line(t, False, False) for t in ("Đơn vị: …", "A" * length)], NAMES)) == said


@pytest.mark.parametrize(
    "kind",
    [
        "Xã", "Phường", "Thị trấn", "Đặc khu", "Trường", "Trường tiểu học", "Trường THCS", "Trường mầm non", "Đảng bộ",
        "Đảng ủy", "Chi bộ", "Thôn", "Khu phố", "Ấp", "Tổ dân phố", "Trung tâm", "Trạm y tế", "Hợp tác xã",
        "Cơ sở giáo dục", "Cơ sở", "Hội", "Đoàn", "Chi hội", "Chi đoàn", "UBND xã", "UBND phường", "Quận", "Huyện",
        "Tỉnh", "Thành phố", "Phòng",
    ],
)  # fmt: skip
def test_a_line_that_asks_by_the_kind_of_unit_names_one_of_that_kind(kind: str) -> None:
    assert owner([Line(f"{kind}: Tân Hưng", False, False)], NAMES) == f"{kind} Tân Hưng"
