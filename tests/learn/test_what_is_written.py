"""What a form writes of its cells (products, partitions, marks, money, plans), and what it leaves to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.learn import learn_form
from htsd_cli.learn.codes import column_code, terms_of, told_in
from htsd_cli.learn.dialogue.answers import answered
from htsd_cli.learn.titles import heading_of
from tests.learn.drawing import counted, excel, headings, learnt, roles, rows, rules, word
from tests.learn.reading import read_by, told

PRICES = """
STT | Tên thiết bị | ĐVT | Số lượng | Đơn giá | Thành tiền
A | B | C | 1 | 2 | 3=1x2
1 | Máy tính | bộ | {} | {} | {}
2 | Máy chiếu | cái | {} | {} | {}
 | Tổng cộng | | | | {}
"""


def test_an_amount_is_the_product_of_a_number_and_a_price_and_no_total_is(tmp_path: Path) -> None:
    blank = word(tmp_path / "f.docx", "Đơn vị tính: đồng", PRICES.format(*[""] * 7))
    form = learnt(blank)
    assert rules(form, sure=True) == ["cột 6 = cột 4 x cột 5 (code row)"]
    assert rules(form, sure=False) == ["Tổng cộng = 1 + 2 (label)"]
    assert counted(form)["Máy tính"] == "integer sum / amount none / amount sum"
    assert [rule.kind for rule in form.rules if rule.plain] == ["sum"]
    filled = ("3", "12.000.000", "36.000.000", "2", "9.500.000", "19.500.000", "55.500.000")
    submission = read_by(blank, word(tmp_path / "g.docx", "Đơn vị tính: đồng", PRICES.format(*filled)))
    assert [item.message for item in submission.findings if item.code == "rule-differs"] == [
        "Dòng 2 “Máy chiếu”, cột “Thành tiền” ghi 19.500.000, tính theo “Số lượng” × “Đơn giá” được"
        " 19.000.000 (thừa 500.000)."
    ]


def test_in_a_table_of_units_a_product_holds_in_each_row_and_not_in_the_row_of_totals(tmp_path: Path) -> None:
    heading = "STT | Tên trường | Số suất (1) | Mức ăn (đồng) (2) | Số tiền (đồng) (3)=(1)x(2)\n"
    schools = "1 | Trường Tiểu học Lê Lai | {}\n2 | Trường Tiểu học Kim Đồng | {}\n | Cộng | {}"
    blank = word(tmp_path / "f.docx", heading + schools.format(*["| |"] * 3))
    assert rules(learnt(blank), sure=True) == ["cột 5 = cột 3 x cột 4 (label)"]
    rows_ = ("10 | 20.000 | 200.000", "4 | 25.000 | 100.000", "14 | | 300.000")
    assert told(read_by(blank, word(tmp_path / "g.docx", heading + schools.format(*rows_)))) == []
    rows_ = ("10 | 20.000 | 200.000", "4 | 25.000 | 10.000", "14 | | 210.000")
    found = read_by(blank, word(tmp_path / "h.docx", heading + schools.format(*rows_))).findings
    assert [item.suggestion for item in found if item.code == "rule-differs"] == [100_000]
    assert told(read_by(blank, word(tmp_path / "h.docx", heading + schools.format(*rows_)))) == [
        "rule-differs"
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1=2+3 (hoặc 4+5)", [[("2", 1), ("3", 1)], [("4", 1), ("5", 1)]]),
        ("7=2+4-5", [[("2", 1), ("4", 1), ("5", -1)]]),
        ("3=1x2", [[("1", 1), ("2", 1)]]),
    ],
)
def test_a_column_s_code_says_one_or_several_expressions(
    text: str, parts: list[list[tuple[str, int]]]
) -> None:
    code = column_code(text)
    assert code is not None
    assert [list(terms.parts) for said in code.expressions if (terms := terms_of(said))] == parts


def test_bare_numbers_are_a_sum_behind_the_name_of_a_total_alone() -> None:
    assert told_in("Lớp ghép (1+2)") is None
    assert told_in("Tổng số lớp ghép (1+2)") is None
    found = told_in("4. Tổng cộng (1+2+3)")
    assert found is not None
    assert [ref for ref, _ in found.terms.parts] == ["1", "2", "3"]
    dotted = told_in("Tổng số bản sách (1=1.1+1.2)")
    assert dotted is not None
    assert [ref for ref, _ in dotted.terms.parts] == ["1.1", "1.2"]


def test_a_row_of_codes_may_begin_with_its_own_name(tmp_path: Path) -> None:
    drawn = """
Đơn vị | Tổng số lượt | Tiếp thường xuyên | < | Tiếp định kỳ
^ | ^ | Lần đầu | Nhiều lần | ^
MS | 1=2+3+4 | 2 | 3 | 4
Phòng Kinh tế | {}
Phòng Văn hóa - Xã hội | {}
Ban Tiếp công dân | {}
Tổng | {}
"""
    blank = word(tmp_path / "f.docx", drawn.format(*["| | |"] * 4))
    form = learnt(blank)
    assert form.tables[0].rows == "units"
    assert rules(form, sure=True) == ["cột 2 = cột 3 + cột 4 + cột 5 (code row)"]
    filled = word(
        tmp_path / "g.docx", drawn.format("6 | 1 | 2 | 3", "3 | 1 | 1 | 1", "2 | 2 | 0 | 0", "11 | 4 | 3 | 4")
    )
    submission = read_by(blank, filled)
    assert [row.unit.name for row in submission.rows or ()] == [
        "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Ban Tiếp công dân",
    ]  # fmt: skip
    assert told(submission) == []


CRITERIA = """
STT | Tiêu chí | Điểm tối đa | Kết quả | < | Điểm tự chấm | Kết quả cụ thể | Tài liệu kiểm chứng
^ | ^ | ^ | Có | Không | ^ | ^ | ^
1 | Có kế hoạch | 2 | | | | |
2 | Báo cáo đúng hạn | 3 | | | | |
3 | Công khai thủ tục | 5 | | | | |
"""


def test_columns_for_yes_and_no_are_ticked_until_a_person_says_that_they_count(tmp_path: Path) -> None:
    path = word(tmp_path / "f.docx", CRITERIA)
    form = learnt(path)
    assert roles(form) == "number label note value value value value value"
    assert counted(form)["Có kế hoạch"] == "text none / decimal sum"
    place = next(at for at, item in enumerate(form.questions) if dict(item.about)["topic"] == "marks")
    assert form.questions[place].message == (
        "Ở bảng số liệu, các cột “Kết quả › Có”, “Kết quả › Không” là để đánh dấu (x) hay để điền số?"
    )
    again = answered(form, {place: "điền số"}, lambda said: learn_form(path, said))
    kinds = [measure.kind for measure in again.tables[0].indicators[0].measures]
    assert kinds == ["integer", "integer", "decimal", "text", "text"]


def test_people_beside_money_are_counted_and_a_rate_of_payment_is_not_added(tmp_path: Path) -> None:
    form = learnt(
        excel(
            tmp_path / "f.xlsx",
            {
                "Sheet1": [
                    "Đơn vị: đồng",
                    """
Stt | Nhóm đối tượng | Mã nhóm | Mức trợ cấp | Số đối tượng tháng trước | Tăng | Giảm | Số đối tượng | Số tiền
1 | 2 | 3 | 4 | 5 | 6 | 7 | 8=5+6-7 | 9=4x8
1 | Trẻ em mồ côi | 01 | | | | | |
2 | Người cao tuổi | 02 | | | | | |
""",
                ]
            },
        )
    )
    kinds = [(measure.kind, measure.adds_up) for measure in form.tables[0].indicators[0].measures]
    people = ("integer", "sum")
    assert kinds == [("amount", "none"), people, people, people, people, ("amount", "sum")]
    assert roles(form) == "number label code value value value value value value"


def test_a_plan_that_the_form_prints_is_asked_about_and_not_filled(tmp_path: Path) -> None:
    path = word(
        tmp_path / "f.docx",
        """
STT | Chỉ tiêu | ĐVT | Chỉ tiêu giao 2026 | Kết quả | Cơ quan chủ trì
1 | Số hộ có Internet | hộ | 950 | |
2 | Số điểm wifi | điểm | 10 | |
""",
    )
    form = learnt(path)
    assert headings(form) == ["Kết quả", "Cơ quan chủ trì"]
    place = next(at for at, item in enumerate(form.questions) if dict(item.about)["topic"] == "column")
    again = answered(form, {place: "có"}, lambda said: learn_form(path, said))
    assert headings(again) == ["Chỉ tiêu giao 2026", "Kết quả", "Cơ quan chủ trì"]


def test_a_total_beside_a_group_s_rows_stands_in_the_group(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
Cấp học | Loại hình | Số trường | Số lớp
Mầm non | Công lập | |
^ | Tư thục | |
^ | Cộng | |
Tiểu học | Công lập | |
^ | Tư thục | |
^ | Cộng | |
Tổng cộng | < | |
""",
        )
    )
    assert rows(form) == [
        "Mầm non", "·Công lập: 3,4", "·Tư thục: 3,4", "·Cộng: 3,4",
        "Tiểu học", "·Công lập: 3,4", "·Tư thục: 3,4", "·Cộng: 3,4",
        "Tổng cộng: 3,4",
    ]  # fmt: skip
    assert not [item for item in form.questions if "cùng tên" in item.message]


def test_rows_without_a_number_below_one_that_begins_with_among_are_parts_too(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
Chỉ tiêu | Đơn vị tính | Kỳ này | Cùng kỳ năm trước | So sánh | <
^ | ^ | ^ | ^ | Số tuyệt đối | Tỷ lệ (%)
A | B | 1 | 2 | 3=1-2 | 4=3/2x100
A. TAI NẠN | < | < | < | < | <
1. Số vụ tai nạn | Vụ | | | |
Trong đó: Đường bộ | Vụ | | | |
Đường sắt | Vụ | | | |
2. Số người chết | Người | | | |
- Nam | Người | | | |
- Nữ | Người | | | |
""",
        )
    )
    assert [item.unit for item in form.tables[0].indicators] == [
        "",
        "Vụ",
        "Vụ",
        "Vụ",
        "Người",
        "Người",
        "Người",
    ]
    assert rules(form, sure=True) == [
        "cột 5 = cột 3 - cột 4 (code row)",
        "cột 6 = cột 5 / cột 4 x 100 (code row)",
    ]
    assert rules(form, sure=False) == [
        "1 >= Trong đó: Đường bộ (caption)", "1 >= Đường sắt (caption)", "2 = Nam + Nữ (numbering)",
    ]  # fmt: skip


def test_what_stands_behind_the_parts_of_a_total_is_none_of_them(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
Hạng mục | Tổng số | Chia ra | < | < | < | Nhu cầu | Thừa (+), thiếu (-) | Trình độ | <
^ | ^ | Giới tính | < | Độ tuổi | < | ^ | ^ | Đạt chuẩn | Chưa đạt
^ | ^ | Nam | Nữ | Dưới 30 | Từ 30 | ^ | ^ | ^ | ^
Giáo viên | | | | | | | | |
Nhân viên | | | | | | | | |
Cán bộ | | | | | | | | |
""",
        )
    )
    assert rules(form, sure=False) == [
        "cột 2 = cột 3 + cột 4 (caption)", "cột 2 = cột 5 + cột 6 (caption)",
    ]  # fmt: skip


def test_a_comparison_names_what_it_is_held_against(tmp_path: Path) -> None:
    form = learnt(
        word(
            tmp_path / "f.docx",
            """
STT | Nội dung | Dự toán năm | Thực hiện | So sánh (%) | < | Hoàn thành tốt | <
^ | ^ | ^ | ^ | Dự toán | Cùng kỳ | SL | %
1 | Thu phí | | | | | |
2 | Thu khác | | | | | |
""",
        )
    )
    assert rules(form, sure=False) == [
        "cột 5 = cột 4 / cột 3 x 100 (label)", "cột 8 = cột 7 / cột 3 x 100 (label)",
    ]  # fmt: skip


def test_a_form_s_number_is_no_title_and_a_column_of_names_needs_no_heading(tmp_path: Path) -> None:
    drawn = """
 | Mã số | Tổng số | Chia ra | <
^ | ^ | ^ | Công lập | Tư thục
A | B | 1=2+3 | 2 | 3
1. Trường (trường) | 01 | {}
Nhà trẻ | 02 | {}
Mẫu giáo | 03 | {}
"""
    head = "Biểu số: 01/GD-H | SỐ TRƯỜNG, LỚP MẦM NON~Năm học 2026 - 2027 | Đơn vị báo cáo: ……"
    blank = word(tmp_path / "f.docx", head, ".", drawn.format(*["| |"] * 3))
    assert learnt(blank).title == "SỐ TRƯỜNG, LỚP MẦM NON"
    filled = word(tmp_path / "g.docx", head, ".", drawn.format("3 | 2 | 1", "1 | 1 | 0", "2 | 1 | 1"))
    assert told(read_by(blank, filled)) == []


@pytest.mark.parametrize(
    ("label", "unit", "kind"),
    [
        ("Tên cơ sở", "", "text"),
        ("Loại hình", "Công lập/Dân lập/Tư thục", "text"),
        ("Năm thành lập", "năm", "text"),
        ("Thư viện đạt", "Mức 1/Mức 2/Chưa đạt", "text"),
        ("Bệnh khác (ghi rõ)", "ca", "integer"),
        ("Cán bộ thư viện (họ tên)", "", "text"),
        ("Số nhóm, lớp", "nhóm, lớp", "integer"),
        ("Danh hiệu Lao động tiên tiến", "người", "integer"),
    ],
)
def test_rows_are_told_in_words_or_counted(tmp_path: Path, label: str, unit: str, kind: str) -> None:
    drawn = f"STT | Thông tin | Đơn vị tính | Trả lời\n1 | {label} | {unit} |\n2 | Số trẻ | trẻ |\n3 | Số lớp | lớp |"
    form = learnt(word(tmp_path / "f.docx", drawn))
    assert form.tables[0].indicators[0].measures[0].kind == kind


def test_one_of_several_tables_is_called_by_the_numbered_line_right_above_it() -> None:
    assert heading_of(["BÁO CÁO NĂM 2026", "II. Kinh phí thực hiện:", "Đơn vị tính: triệu đồng"]) == (
        "II. Kinh phí thực hiện"
    )
    assert heading_of(["Bảng 2. Cán bộ nữ", "(Kèm theo Công văn số 2)"]) == "Bảng 2. Cán bộ nữ"
    assert heading_of(["II. Kinh phí", "Số liệu đến ngày 30 tháng 6"]) == ""
    assert heading_of(["1. Tổng số hộ: ………… hộ"]) == ""
