"""What looks like a count and is none: years, papers' numbers, ratios, doctors; and totals by their longer names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.learn.drawing import counted, headings, learnt, rules, word


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (
            "STT | Độ tuổi | Năm sinh | Tổng số trẻ\n1 | 6 tuổi | 2020 |\n2 | 7 tuổi | 2019 |\n | Cộng | |",
            dict.fromkeys(("6 tuổi", "7 tuổi", "Cộng"), "text none / integer sum"),
        ),
        (
            "STT | Họ tên | Mã số BHXH | Số ngày công\n1 | | |\n2 | | |\n3 | | |",
            {"Mã số BHXH": "text none", "Số ngày công": "integer sum"},
        ),
        (
            "STT | Danh mục | Số, ngày, tháng, năm quyết định | Số lượng\n1 | Cầu | |\n2 | Đường | |\n3 | Chợ | |",
            dict.fromkeys(("Cầu", "Đường", "Chợ"), "text none / integer sum"),
        ),
        (
            "TT | Chỉ tiêu | ĐVT | Số liệu\n1 | Tỷ số giới tính khi sinh | Bé trai/100 bé gái |\n2 | Số trẻ | Trẻ |",
            {"Tỷ số giới tính khi sinh": "decimal none", "Số trẻ": "integer sum"},
        ),
        (
            "TT | Nội dung | Số lượng\n1 | Tổng diện tích các phòng |\n2 | Số phòng |\n3 | Số lớp |",
            {"Tổng diện tích các phòng": "decimal sum", "Số phòng": "integer sum", "Số lớp": "integer sum"},
        ),
    ],
)  # fmt: skip
def test_what_counts_nothing_is_never_added(tmp_path: Path, table: str, kinds: dict[str, str]) -> None:
    assert counted(learnt(word(tmp_path / "f.docx", "THỐNG KÊ", table))) == kinds


def test_doctors_beside_masters_are_no_total(tmp_path: Path) -> None:
    heading = "STT | Nội dung | Tổng số | Trình độ đào tạo | < | <\n^ | ^ | ^ | TS | {} | ĐH\n"
    body = "1 | Giáo viên | | | |\n2 | Nhân viên | | | |"
    told = {
        name: rules(
            learnt(word(tmp_path / "f.docx", "ĐỘI NGŨ NHÀ GIÁO", heading.format(name) + body)), sure=False
        )
        for name in ("ThS", "CĐ")
    }
    whole = "cột 3 = cột 4 + cột 5 + cột 6 (caption)"
    assert told == {"ThS": [whole], "CĐ": [whole, "cột 4 = cột 5 + cột 6 (label)"]}


def test_a_total_of_the_whole_area_is_no_unit(tmp_path: Path) -> None:
    heading = "Địa bàn | Số tổ hòa giải | Số hòa giải viên | Số vụ việc\nA | 1 | 2 | 3\n"
    table = f"{heading}Tổng số trên địa bàn | | |\nThôn 1 | | |\nThôn 2 | | |\nThôn 3 | | |"
    form = learnt(word(tmp_path / "f.docx", "HÒA GIẢI Ở CƠ SỞ", table)).tables[0]
    assert (form.total, form.names) == ("Tổng số trên địa bàn", ("Thôn 1", "Thôn 2", "Thôn 3"))


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("Số liệu tính từ ngày 15/12/2025 đến ngày 14/6/2026", 2026),
        ("Từ 15/11/2025 đến 14/5/2026", 2026),
        ("Năm học 2025 - 2026", 2025),
        ("Ngày 15/12/2025", 2025),
    ],
)
def test_a_period_is_of_the_year_it_ends_in(tmp_path: Path, line: str, year: int) -> None:
    table = "STT | Nội dung | Số lượng\n1 | Số vụ |\n2 | Số người |"
    assert learnt(word(tmp_path / "f.docx", "TÌNH HÌNH CHÁY, NỔ", line, table)).year == year


def test_a_column_that_the_form_fills_in_every_row_is_not_asked(tmp_path: Path) -> None:
    table = """
TT | Nội dung tiêu chí | Chỉ tiêu | Kết quả | Đánh giá (Đạt/Chưa đạt)
1 | Có quy hoạch được duyệt | Đạt | |
2 | Đường xã được nhựa hóa | 100% | |
3 | Đường thôn được cứng hóa | ≥ 80% | |
"""
    assert headings(learnt(word(tmp_path / "f.docx", "BỘ TIÊU CHÍ NÔNG THÔN MỚI", table))) == [
        "Kết quả",
        "Đánh giá (Đạt/Chưa đạt)",
    ]
