"""Forms as offices draw them in Word are learnt: tables, headings, rows, cells that ask, what must hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.learn import NoTableError
from tests.learn.drawing import counted, headings, learnt, roles, rows, rules, word

LETTERHEAD = "UBND PHƯỜNG TÂN HƯNG~Đơn vị báo cáo: ………… | Biểu số 01/VHXH"
SIGNED = "NGƯỜI LẬP BIỂU~(Ký, ghi rõ họ tên) | THỦ TRƯỞNG ĐƠN VỊ~(Ký tên, đóng dấu)"


def test_a_form_with_codes_captions_and_a_code_row(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "can-bo.docx",
            LETTERHEAD,
            "THỐNG KÊ ĐỘI NGŨ CÁN BỘ, VIÊN CHỨC\nNăm 2026",
            """
            Chỉ tiêu                | Mã số | Đơn vị tính | Tổng số | Trong đó | <
            ^                       | ^     | ^           | ^       | Nữ       | Dân tộc thiểu số
            A                       | B     | C           | 1       | 2        | 3
            1. Tổng số viên chức    | 01    | người       |         |          |
            Chia ra:                |       |             |         |          |
            - Cán bộ quản lý        | 02    | người       |         |          |
            - Giáo viên             | 03    | người       |         |          |
            - Nhân viên             | 04    | người       |         |          | x
            Trong đó:               |       |             |         |          |
            - Đảng viên             | 05    | người       |         |          |
            2. Tuổi bình quân       | 06    | tuổi        |         | #        | \\
            """,
            SIGNED,
        )
    )
    assert (form.id, form.title, form.year) == ("can-bo", "THỐNG KÊ ĐỘI NGŨ CÁN BỘ, VIÊN CHỨC", 2026)
    assert [table.place for table in form.tables] == [{"table": 2}]
    assert roles(form) == "label code unit value value value"
    assert headings(form) == ["Tổng số", "Trong đó › Nữ", "Trong đó › Dân tộc thiểu số"]
    assert rows(form) == [
        "1 [01] Tổng số viên chức (người): 4,5,6",
        "·[02] Cán bộ quản lý (người): 4,5,6",
        "·[03] Giáo viên (người): 4,5,6",
        "·[04] Nhân viên (người): 4,5",
        "·[05] Đảng viên (người): 4,5,6",
        "2 [06] Tuổi bình quân (tuổi): 4",
    ]
    assert counted(form)["Tuổi bình quân"] == "decimal none"
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == [
        "01 = 02 + 03 + 04 (caption)",
        "01 = 02 + 03 (caption)",
        "01 >= 05 (caption)",
        "cột 4 >= cột 5 (caption)",
        "cột 4 >= cột 6 (caption)",
    ]


def test_plan_and_result_with_a_ratio_in_the_code_row(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            LETTERHEAD,
            "BÁO CÁO KẾT QUẢ THỰC HIỆN CHỈ TIÊU KINH TẾ - XÃ HỘI\nQuý III năm 2026",
            "(Kèm theo Công văn số 12/UBND-VHXH ngày 02/9/2025)",
            """
STT | Nội dung | ĐVT | Kế hoạch năm | Thực hiện 9 tháng | Tỷ lệ (%) | Ghi chú
(1) | (2) | (3) | (4) | (5) | (6)=(5)/(4)x100 | (7)
I | Thu ngân sách |  | | | |
1 | Thu nội địa | triệu đồng | | | |
2 | Thu khác | triệu đồng | | | |
II | Nông nghiệp | | | | |
1 | Diện tích gieo trồng | ha | | | |
a | Lúa | ha | | | |
b | Hoa màu | ha | | | |
2 | Năng suất lúa | tạ/ha | | | |
3 | Sản lượng lúa | tấn | | | |
III | Văn hóa - xã hội | | | | |
1 | Tỷ lệ hộ nghèo | % | | | |
2 | Số lao động được tạo việc làm | người | | | |
  | Trong đó: lao động nữ | người | | | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label unit value value value note"
    assert headings(form) == ["Kế hoạch năm", "Thực hiện 9 tháng", "Tỷ lệ (%)"]
    assert rows(form) == [
        "I Thu ngân sách",
        "·1 Thu nội địa (triệu đồng): 4,5,6",
        "·2 Thu khác (triệu đồng): 4,5,6",
        "II Nông nghiệp",
        "·1 Diện tích gieo trồng (ha): 4,5,6",
        "··a Lúa (ha): 4,5,6",
        "··b Hoa màu (ha): 4,5,6",
        "·2 Năng suất lúa (tạ/ha): 4,5,6",
        "·3 Sản lượng lúa (tấn): 4,5,6",
        "III Văn hóa - xã hội",
        "·1 Tỷ lệ hộ nghèo (%): 4,5,6",
        "·2 Số lao động được tạo việc làm (người): 4,5,6",
        "··Trong đó: lao động nữ (người): 4,5,6",
    ]
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Thu nội địa": "amount sum / percent recompute",
        "Thu khác": "amount sum / percent recompute",
        "Diện tích gieo trồng": "decimal sum / percent recompute",
        "Lúa": "decimal sum / percent recompute",
        "Hoa màu": "decimal sum / percent recompute",
        "Năng suất lúa": "decimal none / percent none",
        "Sản lượng lúa": "decimal sum / percent recompute",
        "Tỷ lệ hộ nghèo": "percent none",
        "Số lao động được tạo việc làm": "integer sum / percent recompute",
        "Trong đó: lao động nữ": "integer sum / percent recompute",
    }
    assert rules(form, sure=True) == ["cột 6 = cột 5 / cột 4 x 100 (code row)"]
    assert rules(form, sure=False) == ["2 >= Trong đó: lao động nữ (caption)", "1 = a + b (numbering)"]


def test_ages_in_the_heading_are_no_code_row(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "BIỂU THỐNG KÊ TRẺ EM TRONG ĐỘ TUỔI PHỔ CẬP\nThời điểm: tháng 9 năm 2026",
            """
TT | Khu phố | Tổng số | Độ tuổi | < | < | < | < | Trong đó nữ
^ | ^ | ^ | 6 | 7 | 8 | 9 | 10 | ^
1 | | | | | | | |
2 | | | | | | | |
3 | | | | | | | |
| Tổng cộng | | | | | | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label value value value value value value value"
    assert headings(form) == [
        "Tổng số",
        "Độ tuổi › 6",
        "Độ tuổi › 7",
        "Độ tuổi › 8",
        "Độ tuổi › 9",
        "Độ tuổi › 10",
        "Trong đó nữ",
    ]
    assert (form.tables[0].rows, form.tables[0].total, form.tables[0].footers) == ("units", "Tổng cộng", ())
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == [
        "cột 3 = cột 4 + cột 5 + cột 6 + cột 7 + cột 8 (caption)",
        "cột 3 >= cột 9 (caption)",
    ]


def test_a_list_of_persons_has_a_row_for_each(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2026",
            """
TT | Họ và tên | Chức vụ | Đơn vị | Hình thức đề nghị khen thưởng | Số năm công tác | Ghi chú
1 | | | | | |
2 | | | | | |
3 | | | | | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label value value value value note"
    assert headings(form) == ["Chức vụ", "Đơn vị", "Hình thức đề nghị khen thưởng", "Số năm công tác"]
    assert (form.tables[0].rows, form.tables[0].total, form.tables[0].footers) == ("units", "", ())
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Chức vụ": "text none",
        "Đơn vị": "text none",
        "Hình thức đề nghị khen thưởng": "text none",
    }
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == []


def test_a_table_of_schools_with_a_heading_of_three_rows_and_the_total_first(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "BÁO CÁO TÌNH HÌNH GIÁO VIÊN CÁC TRƯỜNG",
            """
STT | Tên trường | Tổng số CBGVNV | Chia ra | < | < | < | Trình độ đạt chuẩn | <
^ | ^ | ^ | Cán bộ quản lý | < | Giáo viên | Nhân viên | Số lượng | Tỷ lệ (%)
^ | ^ | ^ | Tổng số | Nữ | ^ | ^ | ^ | ^
A | B | 1=2+4+5 | 2 | 3 | 4 | 5 | 6 | 7=6/1*100
 | TỔNG CỘNG | | | | | | |
1 | Trường Mầm non Hoa Sen | | | | | | |
2 | Trường Tiểu học Tân Hưng | | | | | | |
3 | Trường THCS Lê Lợi | | | | | | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label value value value value value value value"
    assert headings(form) == [
        "Tổng số CBGVNV",
        "Chia ra › Cán bộ quản lý › Tổng số",
        "Chia ra › Cán bộ quản lý › Nữ",
        "Chia ra › Giáo viên",
        "Chia ra › Nhân viên",
        "Trình độ đạt chuẩn › Số lượng",
        "Trình độ đạt chuẩn › Tỷ lệ (%)",
    ]
    assert (form.tables[0].rows, form.tables[0].total, form.tables[0].footers) == ("units", "TỔNG CỘNG", ())
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Trình độ đạt chuẩn › Tỷ lệ (%)": "percent recompute"
    }
    assert rules(form, sure=True) == [
        "cột 3 = cột 4 + cột 6 + cột 7 (code row)",
        "cột 9 = cột 8 / cột 3 x 100 (code row)",
    ]
    assert rules(form, sure=False) == ["cột 4 >= cột 5 (label)"]


def test_yields_are_not_added_and_a_crossed_out_total_is_not_asked(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "BIỂU SỐ LIỆU SẢN XUẤT NÔNG NGHIỆP VỤ HÈ THU NĂM 2026",
            """
STT | Loại cây trồng | Diện tích (ha) | Năng suất (tạ/ha) | Sản lượng (tấn)
1 | Lúa | | |
2 | Ngô | | |
3 | Rau các loại | | |
3.1 | Rau muống | | |
3.2 | Rau cải | | |
 | Cộng | | x |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label value value value"
    assert headings(form) == ["Diện tích (ha)", "Năng suất (tạ/ha)", "Sản lượng (tấn)"]
    assert rows(form) == [
        "1 Lúa: 3,4,5",
        "2 Ngô: 3,4,5",
        "3 Rau các loại: 3,4,5",
        "·3.1 Rau muống: 3,4,5",
        "·3.2 Rau cải: 3,4,5",
        "Cộng: 3,5",
    ]
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Lúa": "decimal sum / decimal none",
        "Ngô": "decimal sum / decimal none",
        "Rau các loại": "decimal sum / decimal none",
        "Rau muống": "decimal sum / decimal none",
        "Rau cải": "decimal sum / decimal none",
        "Cộng": "decimal sum",
    }
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == ["3 = 3.1 + 3.2 (numbering)", "Cộng = 1 + 2 + 3 (label)"]


def test_row_codes_in_names_are_sums_and_letters_a_difference(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "BÁO CÁO THU, CHI QUỸ KHUYẾN HỌC\nNăm 2026\nĐVT: triệu đồng",
            """
STT | Chỉ tiêu | Mã số | Số tiền | Trong đó: tiền mặt
A | B | C | 1 | 2
I | Tổng thu (01 = 02 + 03) | 01 | |
1 | Ngân sách hỗ trợ | 02 | |
2 | Vận động | 03 | |
II | Tổng chi (04=05+06) | 04 | |
1 | Học bổng | 05 | |
2 | Chi khác | 06 | |
III | Chênh lệch (I - II) | 07 | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label code value value"
    assert headings(form) == ["Số tiền", "Trong đó: tiền mặt"]
    assert rows(form) == [
        "I [01] Tổng thu (01 = 02 + 03) (triệu đồng): 4,5",
        "·1 [02] Ngân sách hỗ trợ (triệu đồng): 4,5",
        "·2 [03] Vận động (triệu đồng): 4,5",
        "II [04] Tổng chi (04=05+06) (triệu đồng): 4,5",
        "·1 [05] Học bổng (triệu đồng): 4,5",
        "·2 [06] Chi khác (triệu đồng): 4,5",
        "III [07] Chênh lệch (I - II) (triệu đồng): 4,5",
    ]
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Tổng thu (01 = 02 + 03)": "amount sum",
        "Ngân sách hỗ trợ": "amount sum",
        "Vận động": "amount sum",
        "Tổng chi (04=05+06)": "amount sum",
        "Học bổng": "amount sum",
        "Chi khác": "amount sum",
        "Chênh lệch (I - II)": "amount sum",
    }
    assert rules(form, sure=True) == ["01 = 02 + 03 (label)", "04 = 05 + 06 (label)", "07 = 01 - 04 (label)"]
    assert rules(form, sure=False) == ["cột 4 >= cột 5 (caption)"]


def test_rows_without_marks_nest_by_their_indents(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "BÁO CÁO CÔNG TÁC Y TẾ TRƯỜNG HỌC",
            """
Nội dung | Số lượng
Tổng số học sinh được khám! |
..Mầm non |
..Tiểu học |
..THCS |
Số học sinh mắc bệnh! |
..Trong đó: |
....Tật khúc xạ |
....Sâu răng |
""",
            SIGNED,
        )
    )
    assert roles(form) == "label value"
    assert headings(form) == ["Số lượng"]
    assert rows(form) == [
        "Tổng số học sinh được khám: 2",
        "·Mầm non: 2",
        "·Tiểu học: 2",
        "·THCS: 2",
        "Số học sinh mắc bệnh: 2",
        "·Tật khúc xạ: 2",
        "·Sâu răng: 2",
    ]
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == [
        "Số học sinh mắc bệnh >= Tật khúc xạ (caption)",
        "Số học sinh mắc bệnh >= Sâu răng (caption)",
        "Tổng số học sinh được khám = Mầm non + Tiểu học + THCS (numbering)",
    ]


def test_a_column_the_form_itself_fills_is_not_asked(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "PHIẾU ĐÁNH GIÁ TIÊU CHÍ",
            """
STT | Tiêu chí | Yêu cầu | Kết quả | Tự chấm điểm | Ghi chú
1 | Có kế hoạch | Đã ban hành | | |
2 | Tỷ lệ người dân tham gia | Từ 80% trở lên | | |
3 | Số câu lạc bộ (câu lạc bộ) | Ít nhất 2 | | |
 | Tổng điểm | | | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label note value value note"
    assert headings(form) == ["Kết quả", "Tự chấm điểm"]
    assert rows(form) == [
        "1 Có kế hoạch: 4,5",
        "2 Tỷ lệ người dân tham gia: 4,5",
        "3 Số câu lạc bộ (câu lạc bộ): 4,5",
        "Tổng điểm: 4,5",
    ]
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Có kế hoạch": "integer sum / decimal sum",
        "Tỷ lệ người dân tham gia": "percent none / decimal sum",
        "Số câu lạc bộ": "integer sum / decimal sum",
        "Tổng điểm": "integer sum / decimal sum",
    }
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == ["Tổng điểm = 1 + 2 + 3 (label)"]


def test_a_column_that_groups_the_names_makes_rows_of_its_own(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "THỐNG KÊ HỌC SINH",
            """
Cấp học | Chỉ tiêu | Tổng số | Nữ
Mầm non | Số nhóm, lớp | |
^ | Số trẻ | |
Tiểu học | Số lớp | |
^ | Số học sinh | |
THCS | Số lớp | |
^ | Số học sinh | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "label label value value"
    assert headings(form) == ["Tổng số", "Nữ"]
    assert rows(form) == [
        "Mầm non",
        "·Số nhóm, lớp: 3,4",
        "·Số trẻ: 3,4",
        "Tiểu học",
        "·Số lớp: 3,4",
        "·Số học sinh: 3,4",
        "THCS",
        "·Số lớp: 3,4",
        "·Số học sinh: 3,4",
    ]
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == ["cột 3 >= cột 4 (label)"]


def test_a_heading_printed_again_and_a_table_that_goes_on_without_one(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "BÁO CÁO THỐNG KÊ NĂM 2026",
            """
STT | Chỉ tiêu | Đơn vị tính | Số lượng
1 | Số hộ | hộ |
2 | Số khẩu | khẩu |
STT | Chỉ tiêu | Đơn vị tính | Số lượng
3 | Số trẻ em | trẻ |
""",
            "(tiếp theo)",
            """
4 | Số người cao tuổi | người |
5 | Số tổ dân phố | tổ |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label unit value"
    assert headings(form) == ["Số lượng"]
    assert rows(form) == [
        "1 Số hộ (hộ): 4",
        "2 Số khẩu (khẩu): 4",
        "3 Số trẻ em (trẻ): 4",
        "4 Số người cao tuổi (người): 4",
        "5 Số tổ dân phố (tổ): 4",
    ]
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == []


def test_a_table_without_a_heading(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "PHIẾU THÔNG TIN CƠ SỞ NĂM 2026",
            """
Số lớp |
Số học sinh |
Số giáo viên |
Kinh phí hoạt động (triệu đồng) |
""",
            SIGNED,
        )
    )
    assert roles(form) == "label value"
    assert headings(form) == [""]
    assert rows(form) == [
        "Số lớp: 2",
        "Số học sinh: 2",
        "Số giáo viên: 2",
        "Kinh phí hoạt động (triệu đồng): 2",
    ]
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Kinh phí hoạt động": "amount sum"
    }
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == []


def test_codes_of_letters_and_a_difference_in_the_code_row(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "BÁO CÁO CHUYỂN ĐỔI SỐ",
            """
Mã chỉ tiêu | Tên chỉ tiêu | Kỳ trước | Kỳ này | Tăng, giảm | So sánh (%)
A | B | 1 | 2 | 3=2-1 | 4=2/1*100
CĐS01 | Số hồ sơ tiếp nhận (hồ sơ) | | | |
CĐS02 | Số hồ sơ trực tuyến (hồ sơ) | | | |
CĐS03 | Tỷ lệ hồ sơ trực tuyến (%) | | | x | x
""",
            SIGNED,
        )
    )
    assert roles(form) == "code label value value value value"
    assert headings(form) == ["Kỳ trước", "Kỳ này", "Tăng, giảm", "So sánh (%)"]
    assert rows(form) == [
        "[CĐS01] Số hồ sơ tiếp nhận (hồ sơ): 3,4,5,6",
        "[CĐS02] Số hồ sơ trực tuyến (hồ sơ): 3,4,5,6",
        "[CĐS03] Tỷ lệ hồ sơ trực tuyến (%) (%): 3,4",
    ]
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Số hồ sơ tiếp nhận": "integer sum / percent recompute",
        "Số hồ sơ trực tuyến": "integer sum / percent recompute",
        "Tỷ lệ hồ sơ trực tuyến (%)": "percent none",
    }
    assert rules(form, sure=True) == [
        "cột 5 = cột 4 - cột 3 (code row)",
        "cột 6 = cột 4 / cột 3 x 100 (code row)",
    ]
    assert rules(form, sure=False) == []


def test_dashed_cells_are_not_asked(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            LETTERHEAD,
            "BÁO CÁO THỐNG KÊ NĂM 2026",
            """
STT | Chỉ tiêu | Đơn vị tính | Mã số | Tổng số (1=2+3) | Nam | Nữ
1 | Tổng số học viên | người | 01 | | |
  | Chia ra: | | | | |
1.1 | Xóa mù chữ | người | 02 | | |
1.2 | Giáo dục tiếp tục | người | 03 | | |
2 | Số lớp | lớp | 04 | | - | -
  | Trong đó: lớp ghép | lớp | 05 | | - | -
3 | Tổng (03a = 01 + 04) | | 06 | | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label unit code value value value"
    assert headings(form) == ["Tổng số (1=2+3)", "Nam", "Nữ"]
    assert rows(form) == [
        "1 [01] Tổng số học viên (người): 5,6,7",
        "·1.1 [02] Xóa mù chữ (người): 5,6,7",
        "·1.2 [03] Giáo dục tiếp tục (người): 5,6,7",
        "2 [04] Số lớp (lớp): 5",
        "·[05] Trong đó: lớp ghép (lớp): 5",
        "3 [06] Tổng (03a = 01 + 04): 5,6,7",
    ]
    assert rules(form, sure=True) == ["06 = 01 + 04 (label)"]
    assert rules(form, sure=False) == [
        "01 = 02 + 03 (caption)",
        "04 >= 05 (caption)",
        "cột 5 = cột 6 + cột 7 (label)",
    ]


def test_a_title_in_the_table_is_no_heading(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "Phụ lục II",
            """
BIỂU TỔNG HỢP SỐ LIỆU ĐÀO TẠO NGHỀ NĂM 2026 | < | < | <
(ĐVT: người) | < | < | <
TT | Ngành nghề | Số người học | Trong đó nữ
I | Nghề phi nông nghiệp! | |
1 | May công nghiệp | |
2 | Sửa xe | |
II | Nghề nông nghiệp! | |
1 | Trồng rau | |
2 | Chăn nuôi | |
Tổng cộng (I+II) | < | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label value value"
    assert headings(form) == ["Số người học", "Trong đó nữ"]
    assert rows(form) == [
        "I Nghề phi nông nghiệp (người): 3,4",
        "·1 May công nghiệp (người): 3,4",
        "·2 Sửa xe (người): 3,4",
        "II Nghề nông nghiệp (người): 3,4",
        "·1 Trồng rau (người): 3,4",
        "·2 Chăn nuôi (người): 3,4",
        "Tổng cộng (I+II) (người): 3,4",
    ]
    assert rules(form, sure=True) == ["Tổng cộng (I+II) = I + II (label)"]
    assert rules(form, sure=False) == [
        "I = 1 + 2 (numbering)",
        "II = 1 + 2 (numbering)",
        "cột 3 >= cột 4 (caption)",
    ]


def test_two_tables_alike_under_their_own_titles_stay_two(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "BIỂU SỐ 1. TRƯỜNG TIỂU HỌC",
            """
STT | Chỉ tiêu | Số lượng
1 | Số lớp |
2 | Số học sinh |
""",
            "BIỂU SỐ 2. TRƯỜNG TRUNG HỌC CƠ SỞ",
            """
STT | Chỉ tiêu | Số lượng
1 | Số lớp |
2 | Số học sinh |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label value"
    assert headings(form) == ["Số lượng"]
    assert rows(form) == ["1 Số lớp: 3", "2 Số học sinh: 3"]
    assert roles(form, 1) == "number label value"
    assert headings(form, 1) == ["Số lượng"]
    assert rows(form, 1) == ["1 Số lớp: 3", "2 Số học sinh: 3"]
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == []


def test_four_rows_of_heading_with_ages_as_names(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "THỐNG KÊ SỐ NGƯỜI THEO ĐỘ TUỔI NĂM 2026",
            """
Độ tuổi | Dân số | < | Đi học | < | < | <
^ | Tổng số | Nữ | Công lập | < | Ngoài công lập | <
^ | ^ | ^ | Tổng số | Nữ | Tổng số | Nữ
6 | | | | | |
7 | | | | | |
8 | | | | | |
Cộng | | | | | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "label value value value value value value"
    assert headings(form) == [
        "Dân số › Tổng số",
        "Dân số › Nữ",
        "Đi học › Công lập › Tổng số",
        "Đi học › Công lập › Nữ",
        "Đi học › Ngoài công lập › Tổng số",
        "Đi học › Ngoài công lập › Nữ",
    ]
    assert rows(form) == ["6: 2,3,4,5,6,7", "7: 2,3,4,5,6,7", "8: 2,3,4,5,6,7", "Cộng: 2,3,4,5,6,7"]
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == [
        "Cộng = 6 + 7 + 8 (label)",
        "cột 2 >= cột 3 (label)",
        "cột 4 >= cột 5 (label)",
        "cột 6 >= cột 7 (label)",
    ]


def test_a_ratio_of_a_percent_column_counts_in_hundreds(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "BÁO CÁO THU HỌC PHÍ\nĐơn vị: 1.000 đồng",
            """
STT | Nội dung | Năm 2025 | Năm 2026 | So sánh | <
^ | ^ | ^ | ^ | Tăng (+), giảm (-) | Tỷ lệ (%)
a | b | 1 | 2 | 3 = 2 - 1 | 4 = 2/1
A | Thu! | | | |
1 | Học phí | | | |
2 | Thu khác | | | |
B | Chi! | | | |
1 | Lương | | | |
2 | Khác | | | |
C | Chênh lệch (C = A - B) | | | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label value value value value"
    assert headings(form) == ["Năm 2025", "Năm 2026", "So sánh › Tăng (+), giảm (-)", "So sánh › Tỷ lệ (%)"]
    assert rows(form) == [
        "A Thu (1.000 đồng): 3,4,5,6",
        "·1 Học phí (1.000 đồng): 3,4,5,6",
        "·2 Thu khác (1.000 đồng): 3,4,5,6",
        "B Chi (1.000 đồng): 3,4,5,6",
        "·1 Lương (1.000 đồng): 3,4,5,6",
        "·2 Khác (1.000 đồng): 3,4,5,6",
        "C Chênh lệch (C = A - B) (1.000 đồng): 3,4,5,6",
    ]
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Thu": "amount sum / percent recompute",
        "Học phí": "amount sum / percent recompute",
        "Thu khác": "amount sum / percent recompute",
        "Chi": "amount sum / percent recompute",
        "Lương": "amount sum / percent recompute",
        "Khác": "amount sum / percent recompute",
        "Chênh lệch (C = A - B)": "amount sum / percent recompute",
    }
    assert rules(form, sure=True) == [
        "cột 5 = cột 4 - cột 3 (code row)",
        "cột 6 = cột 4 / cột 3 x 100 (code row)",
        "C = A - B (label)",
    ]
    assert rules(form, sure=False) == ["A = 1 + 2 (numbering)", "B = 1 + 2 (numbering)"]


def test_units_captions_and_means_of_a_mixed_form(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "BÁO CÁO SỐ LIỆU KHUYẾN HỌC",
            """
TT | Nội dung | ĐVT | Số lượng
1 | Tổng số hội viên | người |
  | - Nữ | người |
  | - Chia ra: | |
  | + Hội viên là giáo viên | người |
  | + Hội viên khác | người |
2 | Tổng số chi hội, trong đó: | chi hội |
  | - Chi hội khu phố | chi hội |
  | - Chi hội trường học | chi hội |
3 | Quỹ khuyến học bình quân/hội viên | đồng/người |
4 | Diện tích phòng đọc | m² |
5 | Khó khăn, vướng mắc | |
6 | Số phường đạt chuẩn | phường |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label unit value"
    assert headings(form) == ["Số lượng"]
    assert rows(form) == [
        "1 Tổng số hội viên (người): 4",
        "·Nữ (người): 4",
        "·Hội viên là giáo viên (người): 4",
        "·Hội viên khác (người): 4",
        "2 Tổng số chi hội, trong đó: (chi hội): 4",
        "·Chi hội khu phố (chi hội): 4",
        "·Chi hội trường học (chi hội): 4",
        "3 Quỹ khuyến học bình quân/hội viên (đồng/người): 4",
        "4 Diện tích phòng đọc (m²): 4",
        "5 Khó khăn, vướng mắc: 4",
        "6 Số phường đạt chuẩn (phường): 4",
    ]
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Quỹ khuyến học bình quân/hội viên": "decimal none",
        "Diện tích phòng đọc": "decimal sum",
        "Khó khăn, vướng mắc": "text none",
        "Số phường đạt chuẩn": "integer once",
    }
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == [
        "1 = Hội viên là giáo viên + Hội viên khác (caption)",
        "2 >= Chi hội khu phố (caption)",
        "2 >= Chi hội trường học (caption)",
        "1 >= Nữ (numbering)",
    ]


def test_answers_below_a_table_of_units_are_no_columns(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "TỔNG HỢP KẾT QUẢ BÌNH DÂN HỌC VỤ SỐ NĂM 2026",
            """
STT | Khu phố | Số hộ | Số người trong độ tuổi lao động | Kết quả | < | Tỷ lệ người được phổ cập (%)
^ | ^ | ^ | ^ | Số người được phổ cập | Trong đó nữ | ^
(1) | (2) | (3) | (4) | (5) | (6) | (7) = (5)/(4)
1 | Khu phố 1 | | | | |
2 | Khu phố 2 | | | | |
3 | Khu phố 3 | | | | |
 | Tổng cộng | | | | |
Số khu phố hoàn thành: | < | < | < | < | < |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label value value value value value"
    assert headings(form) == [
        "Số hộ",
        "Số người trong độ tuổi lao động",
        "Kết quả › Số người được phổ cập",
        "Kết quả › Trong đó nữ",
        "Tỷ lệ người được phổ cập (%)",
    ]
    assert (form.tables[0].rows, form.tables[0].total, form.tables[0].footers) == (
        "units",
        "Tổng cộng",
        ("Số khu phố hoàn thành:",),
    )
    assert {name: way for name, way in counted(form).items() if way != "integer sum"} == {
        "Tỷ lệ người được phổ cập (%)": "percent recompute"
    }
    assert rules(form, sure=True) == ["cột 7 = cột 5 / cột 4 x 100 (code row)"]
    assert rules(form, sure=False) == ["cột 5 >= cột 6 (caption)"]


def test_divided_columns_add_up_and_those_among_them_do_not(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "mau.docx",
            "THỐNG KÊ CƠ SỞ VẬT CHẤT",
            """
STT | Loại phòng | Tổng số | Chia ra | < | < | Trong tổng số | <
^ | ^ | ^ | Kiên cố | Bán kiên cố | Tạm | Làm mới | Thuê, mượn
1 | Phòng học | | | | | |
2 | Phòng bộ môn | | | | | |
3 | Thư viện | | | | | |
 | Cộng | | | | | |
""",
            SIGNED,
        )
    )
    assert roles(form) == "number label value value value value value value"
    assert headings(form) == [
        "Tổng số",
        "Chia ra › Kiên cố",
        "Chia ra › Bán kiên cố",
        "Chia ra › Tạm",
        "Trong tổng số › Làm mới",
        "Trong tổng số › Thuê, mượn",
    ]
    assert rows(form) == [
        "1 Phòng học: 3,4,5,6,7,8",
        "2 Phòng bộ môn: 3,4,5,6,7,8",
        "3 Thư viện: 3,4,5,6,7,8",
        "Cộng: 3,4,5,6,7,8",
    ]
    assert rules(form, sure=True) == []
    assert rules(form, sure=False) == [
        "Cộng = 1 + 2 + 3 (label)",
        "cột 3 = cột 4 + cột 5 + cột 6 (caption)",
        "cột 3 >= cột 7 (caption)",
        "cột 3 >= cột 8 (caption)",
    ]


def test_a_table_whose_only_row_is_blank_is_refused_with_what_to_add(tmp_path: Path) -> None:
    with pytest.raises(NoTableError) as told:
        learnt(word(tmp_path / "f.docx", "BÁO CÁO NĂM 2026", "Số lớp | Số học sinh | Số giáo viên\n | |"))
    assert str(told.value) == (
        "Bảng “Số lớp | Số học sinh | Số giáo viên” trong tệp “f.docx” không có cột nào ghi tên dòng, các hàng đều để"
        " trống, nên chưa học được thành mẫu. Hãy thêm cột đầu “Nội dung”, ghi tên từng dòng (ví dụ: “Tổng số”), lưu"
        " tệp rồi học lại."
    )


def test_dotted_lines_are_refused_by_name(tmp_path: Path) -> None:
    path = word(tmp_path / "phieu.docx", "BÁO CÁO", "Tổng số học sinh: ………………… em.", "Số lớp: …………")
    with pytest.raises(NoTableError) as told:
        learnt(path)
    assert str(told.value) == (
        "Tệp “phieu.docx” chỉ có chỗ trống để điền chữ (……), không có bảng số liệu nào nên không học được thành mẫu."
        " Hãy đưa tệp có bảng: một cột tên chỉ tiêu và các cột để điền số."
    )


def test_a_letterhead_and_a_signature_are_no_form(tmp_path: Path) -> None:
    with pytest.raises(NoTableError):
        learnt(word(tmp_path / "cong-van.docx", LETTERHEAD, "BÁO CÁO", SIGNED))


def test_a_total_parted_twice_has_both_sums_and_men_and_women_are_halves(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "lao-dong.docx",
            "THỐNG KÊ LAO ĐỘNG",
            """
            TT | Chỉ tiêu    | Tổng số | Chia theo giới tính | <  | Chia theo độ tuổi | <       | <
            ^  | ^           | ^       | Nam                 | Nữ | Dưới 30           | 30 - 45 | Trên 45
            1  | Số lao động |         |                     |    |                   |         |
            2  | Số nghỉ hưu |         |                     |    |                   |         |
            """,
        )
    )
    assert rules(form, sure=False) == [
        "cột 3 = cột 4 + cột 5 (caption)",
        "cột 3 = cột 6 + cột 7 + cột 8 (caption)",
    ]


def test_a_rate_named_after_what_no_column_counts_is_asked_about(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "nhan-su.docx",
            "BÁO CÁO NHÂN SỰ",
            """
            TT | Chức danh | Mã bậc | Biên chế giao | Có mặt | Tỷ lệ đại học (%)
            1  | Giáo viên | V07    |               |        |
            2  | Nhân viên | V08    |               |        |
            """,
        )
    )
    assert roles(form) == "number label code value value value"
    assert rules(form, sure=False) == []
    assert counted(form)["Giáo viên"] == "integer sum / percent none"
    assert [item.message for item in form.questions if "tỷ lệ của cột nào" in item.message] == [
        "Ở bảng số liệu, cột “Tỷ lệ đại học (%)” là tỷ lệ của cột nào so với cột nào? Ghi số cột, ví dụ: cột 2 / cột 1."
    ]
