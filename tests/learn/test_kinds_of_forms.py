"""Kinds of headings, totals and rates that official forms have, each learnt for what it says, and read by it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.learn import NoTableError
from htsd_cli.learn.kept import as_form
from htsd_cli.readers import read_document
from htsd_cli.values.figures import Key
from tests.learn.drawing import counted, excel, headings, learnt, roles, rows, rules, word
from tests.learn.reading import read_by, told

SIGNED = "NGƯỜI LẬP BIỂU~(Ký, ghi rõ họ tên) | HIỆU TRƯỞNG~(Ký tên, đóng dấu)"


def test_a_code_row_may_part_a_total_in_several_ways(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
Dạng tật | Tổng số | Giới tính | < | Mức độ | < | <
^ | ^ | Nam | Nữ | Đặc biệt nặng | Nặng | Nhẹ
A | 1=2+3=4+5+6 | 2 | 3 | 4 | 5 | 6
Vận động | | | | | |
Nhìn | | | | | |
Khác | | | | | |
""",
        )
    )
    assert [item.label for item in form.tables[0].indicators] == ["Vận động", "Nhìn", "Khác"]
    assert rules(form, sure=True) == [
        "cột 2 = cột 3 + cột 4 (code row)",
        "cột 2 = cột 5 + cột 6 + cột 7 (code row)",
    ]


def test_a_growth_rate_and_a_rate_of_sums_are_sure_and_apart_from_plain_ratios(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
STT | Nội dung | Kỳ trước | Kỳ này | Tốc độ tăng (%) | Đạt | Chưa đạt | Tỷ lệ đạt (%)
A | B | 1 | 2 | 3=(2-1)/1*100 | 4 | 5 | 6=4/(4+5)*100
1 | Học sinh | | | | | |
2 | Giáo viên | | | | | |
3 | Nhân viên | | | | | |
""",
        )
    )
    assert rules(form, sure=True) == [
        "cột 5 = (cột 4 - cột 3) / cột 3 x 100 (code row)",
        "cột 8 = cột 6 / (cột 6 + cột 7) x 100 (code row)",
    ]
    said = form.to_json()
    assert said["rules"] == []
    rate = said["rates"][0]  # type: ignore[index]
    assert [part["sign"] for part in rate["numerator"]] == [1, -1]
    assert [part["measure"] for part in rate["denominator"]] == ["ky_truoc"]


def test_a_growth_may_be_below_nothing_and_is_checked_against_its_parts(tmp_path: Path) -> None:
    heading = """
STT | Nội dung | Năm 2025 | Năm 2026 | Tăng (+), giảm (-) | Tốc độ tăng (%)
A | B | 1 | 2 | 3=2-1 | 4=(2-1)/1*100
"""
    blank = word(
        tmp_path / "f.docx", heading + "1 | Số lớp | | | |\n2 | Số học sinh | | | |\n3 | Khác | | | |\n"
    )
    filled = word(
        tmp_path / "g.docx",
        heading
        + "1 | Số lớp | 20 | 15 | -5 | -25\n2 | Số học sinh | 400 | 500 | +100 | 25,0\n3 | Khác | 8 | 6 | -2 | -20\n",
    )
    submission = read_by(blank, filled)
    assert submission.numbers["so_lop"] == {
        "nam_2025": 20,
        "nam_2026": 15,
        "tang_giam": -5,
        "toc_do_tang": -25,
    }
    assert submission.numbers["so_hoc_sinh"]["tang_giam"] == 100
    assert [item.message for item in submission.findings if item.code == "ratio-differs"] == [
        "Dòng 3 “Khác”, cột “Tốc độ tăng (%)” ghi -20, tính (“Năm 2026” − “Năm 2025”) : “Năm 2025” × 100 được -25,0."
    ]


def test_names_of_signers_in_a_heading_or_a_list_are_no_signature(tmp_path: Path) -> None:
    form = learnt(
        excel(
            tmp_path / "f.xlsx",
            {
                "Bieu1": [
                    "BIỂU TỔNG HỢP",
                    """
STT | Tên trường | Phòng học | < | Hiệu trưởng | Ngày, tháng, năm thành lập
^ | ^ | Tổng số | Kiên cố | ^ | ^
1 | Trường Mầm non Sen Hồng | | | |
2 | Trường Tiểu học Lê Lai | | | |
| Tổng cộng | | | |
""",
                ]
            },
        )
    )
    assert headings(form)[:3] == ["Phòng học › Tổng số", "Phòng học › Kiên cố", "Hiệu trưởng"]


def test_a_list_of_persons_asks_for_words_but_where_its_heading_counts(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
STT | Họ và tên học sinh | Ngày, tháng, năm sinh | Lớp | Hoàn cảnh gia đình | Số tiền đề nghị (đồng) | Ký nhận
1 | | | | | |
2 | | | | | |
… | | | | | |
 | Tổng cộng | | | | |
""",
            SIGNED,
        )
    )
    assert form.tables[0].rows == "units"
    assert roles(form) == "number label value value value value note"
    assert counted(form) == {
        "Ngày, tháng, năm sinh": "text none",
        "Lớp": "text none",
        "Hoàn cảnh gia đình": "text none",
        "Số tiền đề nghị (đồng)": "amount sum",
    }


def test_a_mean_of_points_is_not_added_but_points_are(tmp_path: Path) -> None:
    heading = "STT | Tên trường | Bình quân điểm | Điểm trung bình | Tổng điểm"
    schools = "1 | Trường Mầm non Sen Hồng | | |\n2 | Trường Tiểu học Lê Lai | | |"
    assert counted(learnt(word(tmp_path / "f.docx", f"{heading}\n{schools}"))) == {
        "Bình quân điểm": "decimal none",
        "Điểm trung bình": "decimal none",
        "Tổng điểm": "decimal sum",
    }


def test_prices_ranks_cut_off_points_and_shares_are_never_added_and_are_asked_about(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
STT | Mặt hàng | ĐVT | Số lượng | Định mức | Tỷ lệ so với tổng số | Xếp hạng | Điểm chuẩn | Trung bình
1 | Gạo | kg | | | | | |
2 | Dầu ăn | lít | | | | | |
""",
            """
STT | Nội dung | Đơn vị tính | Số liệu
1 | Giá vé tham quan | đồng |
2 | Mức đóng góp một hộ | đồng |
3 | Số hộ có thu nhập bình quân dưới 3 triệu đồng | hộ |
4 | Điểm chuẩn vào lớp 10 | điểm |
""",
        )
    )
    goods, prices = form.tables
    assert [(item.column, item.adds_up) for item in goods.indicators[0].measures] == [
        ("so_luong", "sum"),
        ("dinh_muc", "none"),
        ("ty_le_so_voi_tong_so", "none"),
        ("xep_hang", "none"),
        ("diem_chuan", "none"),
        ("trung_binh", "none"),
    ]
    assert [item.measures[0].adds_up for item in prices.indicators] == ["none", "none", "sum", "none"]
    topics = [dict(item.about) for item in form.questions]
    assert [item["topic"] for item in topics] == ["rates", "rate", "rate", "rate"]
    assert form.questions[1].message == (
        "Ở bảng 2, dòng “1. Giá vé tham quan” không cộng giữa các đơn vị được; có tính lại bằng hai dòng khác của"
        " bảng không? Không thì ghi “không”, có thì ghi số dòng, ví dụ: dòng 2 / dòng 1."
    )


def test_boys_and_girls_side_by_side_are_no_part_of_each_other(tmp_path: Path) -> None:
    form = learnt(
        word(tmp_path / "f.docx", "STT | Trường | Số học sinh | Số nam | Số nữ\n1 | | | |\n2 | | | |")
    )
    assert form.rules == ()


ANSWERS = """
STT | Nội dung | Đơn vị tính | Kết quả | Thời điểm
1 | Số lớp | lớp | {} | {}
2 | Có kế hoạch riêng | Có/không | {} | {}
3 | Công nhận thư viện | Đạt/Không đạt | {} | {}
4 | Ban chỉ đạo (đánh dấu x) | | {} | {}
5 | Ngày khai mạc | ngày/tháng/năm | {} | {}
6 | Số điện thoại | | {} | {}
7 | Xếp loại | Tốt/Khá/Đạt/Chưa đạt | {} | {}
"""


def test_rows_that_are_answered_by_a_word_a_mark_or_a_date_are_words(tmp_path: Path) -> None:
    blank = word(tmp_path / "f.docx", ANSWERS.format(*[""] * 14))
    answers = (
        "5",
        "Đầu năm học",
        "Có",
        "",
        "Không đạt",
        "",
        "x",
        "",
        "02/10/2026",
        "",
        "0900 000 000",
        "Trực 24/24",
        "Khá",
        "",
    )
    submission = read_by(blank, word(tmp_path / "g.docx", ANSWERS.format(*answers)))
    assert counted(learnt(blank)) == {
        "Số lớp": "integer sum / text none",
        "Có kế hoạch riêng": "text none",
        "Công nhận thư viện": "text none",
        "Ban chỉ đạo (đánh dấu x)": "text none",
        "Ngày khai mạc": "text none",
        "Số điện thoại": "text none",
        "Xếp loại": "text none",
    }
    assert told(submission) == []
    assert submission.numbers == {"so_lop": {"ket_qua": 5}}


def test_columns_that_are_answered_by_a_word_or_a_mark_are_words_and_those_that_count_them_are_not(
    tmp_path: Path,
) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
STT | Tên trường | Thư viện (có/không) | Đạt/Không đạt | Hoàn thành (đánh dấu x) | Số lớp | Kết quả | <
^ | ^ | ^ | ^ | ^ | ^ | Đạt | Không đạt
1 | Trường Mầm non Sen Hồng | | | | | |
2 | Trường Tiểu học Lê Lai | | | | | |
""",
        )
    )
    assert counted(form) == {
        "Thư viện (có/không)": "text none",
        "Đạt/Không đạt": "text none",
        "Hoàn thành (đánh dấu x)": "text none",
        "Số lớp": "integer sum",
        "Kết quả › Đạt": "integer sum",
        "Kết quả › Không đạt": "integer sum",
    }


def test_ranks_that_are_called_average_are_counted(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
STT | Xếp loại | Số lượng
1 | Giỏi |
2 | Trung bình |
3 | Đạt (Trung bình) |
4 | Điểm trung bình |
""",
        )
    )
    assert counted(form) == {
        "Giỏi": "integer sum",
        "Trung bình": "integer sum",
        "Đạt (Trung bình)": "integer sum",
        "Điểm trung bình": "decimal none",
    }


def test_a_section_whose_total_stands_below_it_asks_nothing_itself(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
TT | Danh mục | Số đầu sách | Số bản
I | Sách giáo khoa | |
1 | Lớp 6 | |
2 | Lớp 7 | |
 | Cộng (I) | |
II | Sách tham khảo | |
1 | Văn học | |
2 | Khoa học | |
 | Cộng (II) | |
 | Tổng cộng | |
""",
        )
    )
    assert rows(form)[0] == "I Sách giáo khoa"
    assert rules(form, sure=False) == [
        "Cộng (I) = 1 + 2 (label)",
        "Cộng (II) = 1 + 2 (label)",
        "Tổng cộng = Cộng (I) + Cộng (II) (label)",
    ]


def test_codes_with_dots_nest_rows_without_numbers(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
Mã số | Chỉ tiêu | Đơn vị tính | Số lượng
4 | Số học sinh mắc bệnh | người |
4.1 | Cận thị | người |
4.2 | Sâu răng | người |
5 | Số trường có phòng y tế | trường |
""",
        )
    )
    assert rows(form)[:2] == ["[4] Số học sinh mắc bệnh (người): 4", "·[4.1] Cận thị (người): 4"]


def test_a_row_above_rows_that_count_different_things_is_a_heading(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
Nội dung | Kết quả
I. CÔNG TÁC TRUYỀN THÔNG |
1. Số buổi truyền thông (buổi) |
2. Số lượt người nghe (lượt) |
II. GIÁM SÁT |
1. Số ca mắc (ca) |
a) Dưới 15 tuổi |
b) Từ 15 tuổi trở lên |
""",
        )
    )
    assert rows(form)[0] == "I CÔNG TÁC TRUYỀN THÔNG"
    assert rows(form)[4] == "·1 Số ca mắc (ca): 2"


UNITS = """
STT | Đơn vị | Số trường | Diện tích (ha)
I | Khối công lập | {} | {}
1 | Phường Tân Hưng | {} | {}
2 | Phường Tân Mỹ | {} | {}
II | Khối tư thục | {} | {}
1 | Phường Tân Hưng | {} | {}
2 | Phường Tân Mỹ | {} | {}
 | TỔNG CỘNG | {} | {}
"""


def _units(*figures: str) -> str:
    return UNITS.format(*figures)


def test_sections_of_units_are_no_units_and_their_figures_are_sums(tmp_path: Path) -> None:
    blank = word(tmp_path / "f.docx", _units(*[""] * 14))
    good = ["5", "2,5", "2", "1", "3", "1,5", "4", "1", "1", "0,5", "3", "0,5", "9", "3,5"]
    submission = read_by(blank, word(tmp_path / "g.docx", _units(*good)))
    assert submission.rows is not None
    assert [(row.section, row.unit.name) for row in submission.rows] == [
        ("Khối công lập", "Phường Tân Hưng"),
        ("Khối công lập", "Phường Tân Mỹ"),
        ("Khối tư thục", "Phường Tân Hưng"),
        ("Khối tư thục", "Phường Tân Mỹ"),
    ]
    assert submission.numbers == {"so_truong": {"value": 9}, "dien_tich_ha": {"value": Decimal("3.5")}}
    assert told(submission) == []
    bad = read_by(blank, word(tmp_path / "h.docx", _units("6", *good[1:])))
    assert [item.message for item in bad.findings if item.code == "rows-differ"] == [
        "Dòng “Khối công lập”, cột “Số trường” ghi 6, cộng 2 dòng được 5 (thừa 1)."
    ]


def test_a_total_left_blank_counts_the_units_once(tmp_path: Path) -> None:
    blank = word(tmp_path / "f.docx", _units(*[""] * 14))
    figures = ["5", "2,5", "2", "1", "3", "1,5", "4", "1", "", "", "", "", "", ""]
    submission = read_by(blank, word(tmp_path / "g.docx", _units(*figures)))
    # Of the second section only its own row says anything.
    assert submission.numbers["so_truong"] == {"value": 9}


MONEY = """
STT | Nội dung | Thu | Chi
1 | Bán trú | {} | {}
2 | Khuyến học | {} | {}
3 | Khác | {} | {}
"""


def test_amounts_in_another_scale_than_the_form_s_are_converted_and_told(tmp_path: Path) -> None:
    blank = word(tmp_path / "f.docx", "BÁO CÁO THU CHI\nĐơn vị tính: nghìn đồng", MONEY.format(*[""] * 6))
    figures = MONEY.format("1,5", "2", "3", "0", "", "4")
    submission = read_by(blank, word(tmp_path / "g.docx", "BÁO CÁO\nĐVT: triệu đồng", figures))
    assert submission.numbers["ban_tru"] == {"thu": 1500, "chi": 2000}
    assert submission.numbers["khuyen_hoc"] == {"thu": 3000, "chi": 0}
    assert [item.message for item in submission.findings if item.code == "scale-converted"] == [
        "Dòng 1 “Bán trú”, cột “Thu”: bảng ghi “ĐVT: triệu đồng”, mẫu tính bằng nghìn đồng; các số tiền của bảng đã"
        " được đổi từ triệu đồng sang nghìn đồng."
    ]
    same = read_by(blank, word(tmp_path / "h.docx", "BÁO CÁO\n(ĐVT: 1.000 đồng)", figures))
    assert same.numbers["ban_tru"] == {"thu": Decimal("1.5"), "chi": 2}
    assert told(same) == []


def test_a_scale_in_a_row_s_note_counts_for_that_row_and_contradicts_what_stands_above(
    tmp_path: Path,
) -> None:
    rows_ = (
        "TT | Nội dung | Thu | Ghi chú\n1 | Bán trú | {} | {}\n2 | Khuyến học | {} | {}\n3 | Khác | {} | {}\n"
    )
    above = "Đơn vị tính: nghìn đồng"
    blank = word(tmp_path / "f.docx", f"BÁO CÁO THU\n{above}", rows_.format(*[""] * 6))
    figures = rows_.format("1,5", "ĐVT: triệu đồng", "500", "", "20", "nghìn đồng")
    plain = read_by(blank, word(tmp_path / "g.docx", "BÁO CÁO THU", figures))
    assert plain.numbers == {"ban_tru": {"thu": 1500}, "khuyen_hoc": {"thu": 500}, "khac": {"thu": 20}}
    assert told(plain) == ["scale-converted"]
    both = read_by(blank, word(tmp_path / "h.docx", f"BÁO CÁO THU\n{above}", figures))
    assert both.numbers == {"khuyen_hoc": {"thu": 500}, "khac": {"thu": 20}}
    assert told(both) == ["scales-differ"]


def test_a_scale_in_a_row_s_own_name_counts_for_that_row(tmp_path: Path) -> None:
    rows_ = "Chỉ tiêu | Kết quả\nSố lớp (lớp) | {}\nKinh phí ({}) | {}\nSố buổi (buổi) | {}\n"
    blank = word(tmp_path / "f.docx", rows_.format("", "triệu đồng", "", ""))
    filled = word(tmp_path / "g.docx", rows_.format("2", "đồng", "1.500.000", "3"))
    submission = read_by(blank, filled)
    assert submission.numbers["kinh_phi"] == {"ket_qua": Decimal("1.5")}
    assert told(submission) == ["scale-converted"]


def test_a_result_that_a_workbook_shows_rounded_is_the_result(tmp_path: Path) -> None:
    table = """
STT | Tên trường | Số lớp | Số học sinh | Bình quân HS/lớp
1 | Trường Mầm non Sen Hồng | {} | {} | {}§0.0
2 | Trường Tiểu học Lê Lai | {} | {} | {}§0.0
"""
    blank = excel(tmp_path / "f.xlsx", {"A": ["BIỂU 1", table.format("", "", "=D3/C3", "", "", "=D4/C4")]})
    filled = excel(tmp_path / "g.xlsx", {"A": ["BIỂU 1", table.format(3, 100, "", 6, 90, "15")]})
    book = load_workbook(filled)
    book["A"]["E3"] = 100 / 3
    book.save(filled)
    submission = read_by(blank, filled)
    assert submission.rows is not None
    assert submission.rows[0].figures[Key("binh_quan_hs_lop", "value")].value == Decimal("33.3333333333333")
    assert told(submission) == []


def test_what_a_format_shows_otherwise_is_told_and_not_counted(tmp_path: Path) -> None:
    table = """
STT | Nội dung | Kinh phí (đồng)
1 | Học bổng | {}
2 | Khen thưởng | {}
3 | Khác | {}
"""
    blank = excel(tmp_path / "f.xlsx", {"A": ["BIỂU 1", table.format("", "", "")]})
    filled = excel(tmp_path / "g.xlsx", {"A": ["BIỂU 1", table.format("14000§0,", "5000", "")]})
    submission = read_by(blank, filled)
    assert told(submission) == ["shown-otherwise"]
    assert " ghi “14000”: định dạng của ô làm hiện ra “14”" in submission.findings[0].message


def test_a_table_whose_cells_are_joined_askew_is_refused_by_its_rows(tmp_path: Path) -> None:
    path = word(
        tmp_path / "f.docx",
        "STT | Chỉ tiêu | Số lượng | <\n1 | Số lớp | < | \nSố học sinh | < | | <\n | | Khác | \n",
    )
    with pytest.raises(
        NoTableError, match="có ô gộp, kẻ lệch ở hàng 2, 3, 4 nên không biết ô nào thuộc dòng, cột nào"
    ):
        learnt(path)


def test_a_report_on_the_form_before_it_was_changed_is_told_once(tmp_path: Path) -> None:
    table = "STT | Chỉ tiêu | Số lượng\n1 | Số lớp | {}\n2 | Số học sinh | {}\n3 | Khác | {}\n"
    blank = word(tmp_path / "f.docx", "BÁO CÁO LỚP HỌC", table.format("", "", ""))
    form = as_form(learnt(blank), blank.name)
    filled = word(tmp_path / "g.docx", table.format(1, 2, 3))
    document = read_document(filled)
    marked = document._replace(properties={"htsd-form": form.id, "htsd-form-state": "0" * 12})
    submission = submission_of(Interpreter(form), marked, "g.docx")
    assert told(submission) == ["form-changed"]
    same = document._replace(properties={"htsd-form": form.id, "htsd-form-state": form.state})
    assert told(submission_of(Interpreter(form), same, "g.docx")) == []


def test_a_row_in_another_unit_of_measure_than_the_form_s_is_not_counted(tmp_path: Path) -> None:
    heads = "Nội dung | Đơn vị tính | Số lượng\n"
    blank = word(
        tmp_path / "f.docx", "BÁO CÁO ĐẤT", heads + "Đất lúa | ha | \nThóc (tấn) | | \nNhà ở (m²) | | "
    )
    filled = "Đất lúa | {} | 3\nThóc{} | | 120\nNhà ở{} | | 14"
    for number, (said, codes) in enumerate({
        ("ha", " (tấn)", " (m2)"): [], ("héc ta", "", " (mét vuông)"): [],
        ("m2", " (tạ)", " (ha)"): ["unit-differs"] * 3, ("ha", " (kg)", " (m²)"): ["unit-differs"],
    }.items()):  # fmt: skip
        report = word(tmp_path / f"g{number}.docx", "BÁO CÁO ĐẤT", heads + filled.format(*said))
        submission = read_by(blank, report)
        assert ([code for code in told(submission) if code == "unit-differs"], told(submission)) == (
            codes,
            codes,
        )
        assert len(submission.figures) == 3 - len(codes)
