"""Where headings end, where a second table begins, what stands beside a group: forms as offices draw them."""

from __future__ import annotations

from pathlib import Path

from tests.learn.drawing import counted, excel, headings, learnt, roles, rows, rules, word


def test_years_over_ages_are_the_heading_and_the_names_below_them_are_not(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "pho-cap.docx",
            "THỐNG KÊ TRẺ EM TRONG ĐỘ TUỔI PHỔ CẬP GIÁO DỤC",
            """
            Năm sinh                         | <          | 2020 | 2019 | 6-7 tuổi
            Độ tuổi                          | <          | 6    | 7    | Cộng
            Tổng số trẻ trong độ tuổi        | <          |      |      |
            Trong đó                         | Nữ         |      |      |
            ^                                | Khuyết tật |      |      |
            Trẻ phải phổ cập                 | <          |      |      |
            Trẻ đang học                     | Mầm non    |      |      |
            ^                                | Lớp 1      |      |      |
            Hoàn thành chương trình tiểu học | <          |      |      |
            """,
        )
    )
    assert headings(form) == ["2020 › 6", "2019 › 7", "6-7 tuổi › Cộng"]
    assert rows(form) == [
        "Tổng số trẻ trong độ tuổi: 3,4,5",
        "·Nữ: 3,4,5",
        "·Khuyết tật: 3,4,5",
        "Trẻ phải phổ cập: 3,4,5",
        "Trẻ đang học",
        "·Mầm non: 3,4,5",
        "·Lớp 1: 3,4,5",
        "Hoàn thành chương trình tiểu học: 3,4,5",
    ]
    assert rules(form, sure=False) == [
        "Tổng số trẻ trong độ tuổi >= Nữ (caption)",
        "Tổng số trẻ trong độ tuổi >= Khuyết tật (caption)",
    ]


def test_what_is_counted_behind_the_names_of_something_else_is_no_name(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "dich-benh.docx",
            "BÁO CÁO DỊCH BỆNH",
            """
            TT | Tên bệnh       | Trong tuần | <          | <          | Cộng dồn | <          | <
            ^  | ^              | Số ca mắc  | <          | Số ca chết | Số ca mắc | <         | Số ca chết
            ^  | ^              | Học sinh   | CB, GV, NV | ^          | Học sinh | CB, GV, NV | ^
            1  | Sốt xuất huyết |            |            |            |          |            |
            2  | Tay chân miệng |            |            |            |          |            |
            3  | Sởi            |            |            |            |          |            |
            """,
        )
    )
    assert (form.tables[0].rows, roles(form)) == (
        "indicators",
        "number label value value value value value value",
    )
    assert headings(form)[0] == "Trong tuần › Số ca mắc › Học sinh"


def test_a_first_heading_may_stand_beside_a_blank_cell(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "ho-tich.docx",
            "KẾT QUẢ ĐĂNG KÝ HỘ TỊCH",
            """
                            | I. KHAI SINH | <        | < | II. KẾT HÔN
            ^               | Tổng số      | Chia theo giới tính | < | Tổng số cuộc
            ^               | ^            | Nam      | Nữ | ^
            A               | (1)          | (2)      | (3) | (4)
            Tại UBND phường |              |          |   |
            Lưu động        |              |          |   |
            """,
        )
    )
    assert headings(form) == [
        "I. KHAI SINH › Tổng số",
        "I. KHAI SINH › Chia theo giới tính › Nam",
        "I. KHAI SINH › Chia theo giới tính › Nữ",
        "II. KẾT HÔN › Tổng số cuộc",
    ]


def test_a_second_table_of_a_sheet_needs_no_number_in_its_heading(tmp_path: Path) -> None:
    form = learnt(
        excel(
            tmp_path / "dau-nam.xlsx",
            {
                "BC": [
                    "BÁO CÁO ĐẦU NĂM\nI. Học sinh",
                    """
                    Khối   | Số lớp     | Số HS
                    Khối 1 |            |
                    Khối 2 |            |
                    Tổng   | =B4+B5     | =C4+C5
                    """,
                    "\nII. Giáo viên",
                    """
                    Chức danh  | Số lượng | Trên chuẩn | Tỷ lệ trên chuẩn (%)
                    Hiệu trưởng |         |            | =ROUND(C10/B10*100,1)
                    Giáo viên   |         |            | =ROUND(C11/B11*100,1)
                    """,
                ]
            },
        )
    )
    assert headings(form, 1) == ["Số lượng", "Trên chuẩn", "Tỷ lệ trên chuẩn (%)"]
    assert rules(form, sure=True) == [
        "Tổng = Khối 1 + Khối 2 (formula)",
        "cột 4 = cột 3 / cột 2 x 100 (formula)",
    ]


def test_groups_of_columns_of_a_sheet_may_be_unjoined(tmp_path: Path) -> None:
    form = learnt(
        excel(
            tmp_path / "tong-hop.xlsx",
            {
                "S": [
                    "TỔNG HỢP SỐ LIỆU",
                    """
                             | Khối 1 |    | Cộng |
                             | Lớp    | HS | Lớp  | HS
                    Trường A |        |    |      |
                    Trường B |        |    |      |
                    """,
                ]
            },
        )
    )
    assert headings(form) == ["Khối 1 › Lớp", "HS", "Cộng › Lớp", "HS"]
    assert form.questions[0].taken == "mỗi dòng là một đơn vị, các cột là chỉ tiêu"


def test_things_have_codes_and_a_section_without_unit_asks_nothing(tmp_path: Path) -> None:
    form = learnt(
        excel(
            tmp_path / "thiet-bi.xlsx",
            {
                "Mẫu 1": [
                    "THỐNG KÊ THIẾT BỊ DẠY HỌC",
                    """
                    TT | Tên thiết bị         | Mã thiết bị | ĐVT   | Khoản | Số lượng | Còn dùng
                    A  | MÔN TOÁN             |             |       |       |          |
                    1  | Bộ hình học          | TOAN01      | Bộ    | 071   |          |
                    B  | MÔN TIẾNG ANH        |             |       |       |          |
                    1  | Đài cát-xét          | ANH01       | Chiếc | 072   |          |
                       | TỔNG CỘNG            |             |       |       | =SUM(F3:F6) |
                    """,
                ]
            },
        )
    )
    assert roles(form) == "number label code unit note value value"
    assert rows(form) == [
        "A MÔN TOÁN",
        "·1 [TOAN01] Bộ hình học (Bộ): 6,7",
        "B MÔN TIẾNG ANH",
        "·1 [ANH01] Đài cát-xét (Chiếc): 6,7",
        "TỔNG CỘNG: 6,7",
    ]
    assert rules(form, sure=True) == ["TỔNG CỘNG = TOAN01 + ANH01 (formula)"]


def test_a_rate_is_of_no_column_beside_it_that_counts_the_same_of_others(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "y-te.docx",
            "BÁO CÁO Y TẾ TRƯỜNG HỌC",
            """
            TT | Bệnh, tật | Mầm non | <       | Tiểu học | <       | Đạt chuẩn | <        | <
            ^  | ^         | Số mắc  | Tỷ lệ % | Số mắc   | Tỷ lệ % | Mức độ 1  | Mức độ 2 | Tỷ lệ %
            1  | Cận thị   |         |         |          |         |           |          |
            2  | Sâu răng  |         |         |          |         |           |          |
            """,
        )
    )
    assert rules(form, sure=False) == []
    assert set(counted(form).values()) == {"integer sum / percent none"}


def test_ranks_under_what_parts_a_total_are_counted(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "vien-chuc.docx",
            "THỐNG KÊ CHẤT LƯỢNG VIÊN CHỨC",
            """
            TT | Tên đơn vị            | Tổng số | Chia theo hạng chức danh | <       | Hạng trường
            ^  | ^                     | ^       | Hạng I                   | Hạng II | ^
            1  | Trường Mầm non Sơn Ca |         |                          |         |
            2  | Trường Tiểu học Cầu   |         |                          |         |
            """,
        )
    )
    assert counted(form) == {
        "Tổng số": "integer sum",
        "Chia theo hạng chức danh › Hạng I": "integer sum",
        "Chia theo hạng chức danh › Hạng II": "integer sum",
        "Hạng trường": "text none",
    }


def test_a_rate_in_the_hundred_and_a_sum_with_brackets_are_read_from_names(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "don-thu.docx",
            "BÁO CÁO ĐƠN THƯ",
            """
            TT | Nội dung                              | Tổng số (1)=(2)+(3) | Kỳ này (2) | Kỳ trước (3)
            1  | Số đơn tiếp nhận                      |                     |            |
            2  | Số đơn đã giải quyết                  |                     |            |
            3  | Số đơn tồn (3 = 1 - 2)                |                     |            |
            4  | Tỷ lệ giải quyết (4 = 2/1 x 100%)     |                     |            |
            """,
        )
    )
    assert rules(form, sure=True) == [
        "cột 3 = cột 4 + cột 5 (label)",
        "3 = 1 - 2 (label)",
        "4 = 2 / 1 x 100 (label)",
    ]


def test_a_heading_of_a_sheet_is_known_by_its_borders_where_no_word_of_it_is(tmp_path: Path) -> None:
    form = learnt(
        excel(
            tmp_path / "tai-nan.xlsx",
            {
                "Biểu": [
                    "BÁO CÁO TAI NẠN THƯƠNG TÍCH",
                    """
                    Loại tai nạn | Số mắc | <   | 2025 | 2026
                    ^            | Nam    | Nữ  | ^    | ^
                    Đuối nước    |        |     |      |
                    Ngã          |        |     |      |
                    Bỏng         |        |     |      |
                    """,
                ]
            },
        )
    )
    assert headings(form) == ["Số mắc › Nam", "Số mắc › Nữ", "2025", "2026"]
    assert rows(form) == ["Đuối nước: 2,3,4,5", "Ngã: 2,3,4,5", "Bỏng: 2,3,4,5"]
