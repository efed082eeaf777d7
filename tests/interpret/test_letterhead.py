"""Who reports, when, and on which year's Week: read above the first section."""

from __future__ import annotations

from datetime import date

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.letterhead import Letterhead, find_year, read_letterhead, year_named
from htsd_cli.interpret.lines import Line, read_lines
from htsd_cli.roster import NameReader
from tests.documents import FORM, document, form_rows

INTERPRETER = Interpreter(FORM)
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ↵ Độc lập - Tự do - Hạnh phúc"
DATED = "Quận 7, ngày 09 tháng 10 năm 2024"
TITLE = "BÁO CÁO\nThực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024"


def read(
    left: str,
    title: str = TITLE,
    dated: str = DATED,
    name: str = "x.docx",
    sections: str = "I. CÔNG TÁC TRIỂN KHAI",
) -> Letterhead:
    """Return the letterhead of a report with these lines on the left of the usual table above the title."""
    drawing = f"| {left} | {STATE} |\n| Số: 12/BC-ĐV | {dated} |\n\n{title}\n{sections}\nĐã triển khai.\n"
    return INTERPRETER.read(document(drawing, name)).letterhead


@pytest.mark.parametrize(
    ("left", "unit"),
    [
        ("ĐƠN VỊ: TRƯỜNG TIỂU HỌC LÊ VĂN TÁM", "Trường Tiểu học Lê Văn Tám"),
        ("ĐƠN VỊ : Trường TH Lê Văn Tám", "Trường TH Lê Văn Tám"),
        ("ĐƠN VỊ: ……TRƯỜNG TIỂU HỌC LÊ VĂN TÁM……", "Trường Tiểu học Lê Văn Tám"),
        ("Đơn vị:………… ↵ Trường TH Lê Văn Tám", "Trường TH Lê Văn Tám"),
        ("ĐƠN VỊ: TRƯỜNG MẦM NON ↵ HOA HỒNG", "Trường Mầm non Hoa Hồng"),
        ("ĐƠN VỊ TRƯỜNG MẦM NON HOA HỒNG", "Trường Mầm non Hoa Hồng"),
        ("TÊN ĐƠN VỊ: TRƯỜNG MN HOA HỒNG", "Trường MN Hoa Hồng"),
        ("UBND QUẬN 7 ↵ TRƯỜNG TIỂU HỌC LÊ VĂN TÁM", "Trường Tiểu học Lê Văn Tám"),
        ("UBND QUẬN 7 ↵ TRƯỜNG TIỂU HỌC ↵ LÊ VĂN TÁM ↵ _____", "Trường Tiểu học Lê Văn Tám"),
        ("ỦY BAN NHÂN DÂN ↵ QUẬN 7 ↵ TRƯỜNG MẦM NON 19/5", "Trường Mầm non 19/5"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN 7 ↵ TRƯỜNG THCS NGUYỄN HIỀN", "Trường THCS Nguyễn Hiền"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO ↵ THÀNH PHỐ HỒ CHÍ MINH ↵ TRƯỜNG THPT NGÔ QUYỀN", "Trường THPT Ngô Quyền"),
        ("ỦY BAN NHÂN DÂN QUẬN 7 ↵ ỦY BAN NHÂN DÂN PHƯỜNG TÂN PHÚ", "Ủy ban nhân dân phường Tân Phú"),
        ("ỦY BAN NHÂN DÂN ↵ PHƯỜNG TÂN MỸ", "Ủy ban nhân dân phường Tân Mỹ"),
        ("ỦY BAN NHÂN DÂN QUẬN 7 ↵ PHÒNG NỘI VỤ", "Phòng Nội vụ"),
        ("HỘI KHUYẾN HỌC TP. HCM ↵ HỘI KHUYẾN HỌC QUẬN 7", "Hội Khuyến học Quận 7"),
        ("UBND QUẬN 7 ↵ TRƯỜNG TIỂU HỌC LÊ VĂN TÁM ↵ Số: 5/BC-LVT", "Trường Tiểu học Lê Văn Tám"),
        ("UBND QUẬN 7 ↵ Trường TH Lê Văn Tám", "Trường TH Lê Văn Tám"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO ↵ CÔNG TY SÁCH", "Công ty sách"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO ↵ THÀNH PHỐ HỒ CHÍ MINH ↵ CÔNG TY ABC", "Công ty ABC"),
        ("UBND QUẬN 7 ↵ PHÒNG GIÁO DỤC ↵ VÀ ĐÀO TẠO QUẬN 7", "Phòng Giáo dục và Đào tạo Quận 7"),
    ],
)  # fmt: skip
def test_the_unit_is_read_from_the_letterhead(left: str, unit: str) -> None:
    letterhead = read(left)
    assert (letterhead.unit, letterhead.found_in) == (unit, "letterhead")


@pytest.mark.parametrize(
    "dated",
    [
        "Quận 7, ngày         tháng         năm 2024",
        "Quận 7, ngày ... tháng 10 năm 2024",
        "Quận 7, 09/10/2024",
        "Tân Phú, ngày 09-10-2024",
        "Quận 7, ngày … tháng … năm 2024",
    ],
)
@pytest.mark.parametrize(
    ("left", "unit"),
    [
        ("UBND QUẬN 7 ↵ TRƯỜNG TIỂU HỌC LÊ VĂN TÁM", "Trường Tiểu học Lê Văn Tám"),
        ("UBND Quận 7 ↵ Trường Tiểu học Lê Văn Tám", "Trường Tiểu học Lê Văn Tám"),
    ],
)
def test_a_date_left_to_fill_in_is_no_part_of_the_name(left: str, unit: str, dated: str) -> None:
    assert read(left, dated=dated).unit == unit


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        (
            "Cơ quan/đơn vị Trường TH Lê Văn Tám báo cáo quá trình và kết quả thực hiện như sau:",
            "Trường TH Lê Văn Tám",
        ),
        ("Cơ quan/đơn vị ....Trường TH Lê Văn Tám.... báo cáo quá trình thực hiện:", "Trường TH Lê Văn Tám"),
        ("UBND phường Tân Phú báo cáo kết quả thực hiện Tuần lễ như sau:", "UBND phường Tân Phú"),
        (
            "Thực hiện Kế hoạch của UBND Quận 7, Trường MN Hoa Hồng báo cáo kết quả như sau:",
            "Trường MN Hoa Hồng",
        ),
        ("Trường MN Hoa Hồng xin báo cáo kết quả như sau:", "Trường MN Hoa Hồng"),
        ("Cơ quan/đơn vị ….Công ty TNHH ABC…. báo cáo quá trình và kết quả như sau:", "Công ty TNHH ABC"),
        ("Thực hiện Kế hoạch số 5, Cơ quan/đơn vị CÔNG TY CỔ PHẦN X báo cáo kết quả:", "Công ty cổ phần X"),
        ("Cơ quan/đơn vị: Nhà sách Phương Nam", "Nhà sách Phương Nam"),
        ("Đơn vị báo cáo: Công ty TNHH ABC", "Công ty TNHH ABC"),
    ],
)
def test_else_the_unit_is_read_from_the_opening_sentence(sentence: str, unit: str) -> None:
    letterhead = read("ĐƠN VỊ:……………", f"{TITLE}\n{sentence}")
    assert (letterhead.unit, letterhead.found_in) == (unit, "sentence")


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Cơ quan/đơn vị …………… báo cáo quá trình và kết quả thực hiện như sau:",
        "Cơ quan/đơn vị chúng tôi báo cáo kết quả như sau:",
        "Cơ quan/đơn vị Nhà Trường báo cáo kết quả như sau:",
        "Các cơ quan, đơn vị trên địa bàn Quận 7 báo cáo kết quả như sau:",
        "Đơn vị: Triệu VNĐ",
    ],
)
def test_else_the_unit_is_guessed_from_the_file_s_name(sentence: str) -> None:
    letterhead = read("ĐƠN VỊ:……………", f"{TITLE}\n{sentence}", name="BC HTSĐ - Trường MN Hoa Hồng.docx")
    assert (letterhead.unit, letterhead.found_in) == ("Trường MN Hoa Hồng", "file")


@pytest.mark.parametrize(
    ("dated", "day"),
    [
        ("Quận 7, ngày 09 tháng 10 năm 2024", date(2024, 10, 9)),
        ("Quận 7, ngày 9 tháng 10 năm 2024", date(2024, 10, 9)),
        ("QUẬN 7, NGÀY 09 THÁNG 10 NĂM 2024", date(2024, 10, 9)),
        ("Quận 7, ngày     9     tháng     10     năm 2024", date(2024, 10, 9)),
        ("Quận 7, ngày     tháng 10 năm 2024", None),
        ("Quận 7, ngày 31 tháng 2 năm 2024", None),
    ],
)
def test_the_date_of_the_report_is_the_letterhead_s(dated: str, day: date | None) -> None:
    assert read("UBND QUẬN 7 ↵ TRƯỜNG MN HOA HỒNG", dated=dated).report_date == day


def test_the_date_of_a_plan_that_is_carried_out_is_not_the_report_s() -> None:
    title = f"{TITLE}\nThực hiện Kế hoạch số 245/KH-UBND ngày 20 tháng 9 năm 2024 của Ủy ban nhân dân Quận 7."
    assert read("UBND QUẬN 7 ↵ TRƯỜNG MN HOA HỒNG", title, dated="Quận 7").report_date is None


@pytest.mark.parametrize(
    ("title", "year"),
    [
        (TITLE, 2024),
        ("Báo cáo thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2023", 2023),
        ("BÁO CÁO\nKẾT QUẢ TỔ CHỨC TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2023", 2023),
        ("BÁO CÁO\nTUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI\nNĂM 2023", 2023),
        ("BÁO CÁO\nThực hiện Tuần lễ HTSĐ 2023", 2023),
        ("BÁO CÁO\nTuần lễ hưởng ứng HTSĐ năm học 2024-2025", 2024),
        ("BÁO CÁO\nTuần lễ hưởng ứng HTSĐ năm học 2023 - 2024", 2023),
        ("BÁO CÁO\nTuần lễ hưởng ứng học tập suốt đời giai đoạn 2021-2030", None),
        ("BÁO CÁO\nTuần lễ hưởng ứng học tập suốt đời", None),
        ("BÁO CÁO\nTuần lễ HTSĐ (từ 01/10/2024 đến 07/10/2024)", 2024),
        ("BÁO CÁO\nThực hiện Kế hoạch số 12/KH-UBND về Tuần lễ học tập suốt đời năm 2023", None),
    ],
)
def test_the_year_of_the_week_is_the_title_s(title: str, year: int | None) -> None:
    assert read("UBND QUẬN 7 ↵ TRƯỜNG MN HOA HỒNG", title).year == year


def test_the_year_of_an_event_is_known_by_the_short_names_its_form_gives() -> None:
    form = FORM.model_copy(update={"event": "Ngày hội Đọc sách", "event_short": ("NHĐS",)})
    assert find_year(["Kết quả tổ chức NHĐS năm 2023"], form) == 2023
    assert find_year(["Kết quả tổ chức Tuần lễ năm 2023"], form) is None


def test_else_the_year_is_that_of_a_section_s_heading() -> None:
    sections = "I. CÔNG TÁC TRIỂN KHAI, TỔ CHỨC TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2023"
    assert read("UBND QUẬN 7 ↵ TRƯỜNG MN HOA HỒNG", "BÁO CÁO", sections=sections).year == 2023


def test_two_columns_typed_on_one_line_with_spaces_are_read_as_two() -> None:
    drawing = (
        "UBND QUẬN 7          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TRƯỜNG TIỂU HỌC LÊ VĂN TÁM          Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/BC-LVT          Quận 7, ngày 9 tháng 10 năm 2024\n"
        f"{TITLE}\n"
    )
    letterhead = INTERPRETER.read(document(drawing)).letterhead
    assert letterhead.unit == "Trường Tiểu học Lê Văn Tám"
    assert letterhead.report_date == date(2024, 10, 9)


def test_a_file_with_nothing_in_it_has_no_letterhead() -> None:
    letterhead = INTERPRETER.read(document("", "2024.docx")).letterhead
    assert (letterhead.found_in, letterhead.report_date, letterhead.year) == ("file", None, None)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("UBND QUẬN 7\t\tCỘNG HÒA", ["UBND QUẬN 7", "CỘNG HÒA"]),
        ("UBND QUẬN 7    CỘNG HÒA", ["UBND QUẬN 7", "CỘNG HÒA"]),
        ("UBND QUẬN 7   CỘNG HÒA", ["UBND QUẬN 7 CỘNG HÒA"]),
        ("Số:        /BC-THCS", ["Số:/BC-THCS"]),
        (
            "Số:        /BC-THCS    Quận 7, ngày      tháng      năm 2024",
            ["Số:/BC-THCS", "Quận 7, ngày tháng năm 2024"],
        ),
        (
            "Quận 7, ngày    10 tháng 9     năm 2024    CỘNG HÒA",
            ["Quận 7, ngày 10 tháng 9 năm 2024", "CỘNG HÒA"],
        ),
        ("TRƯỜNG A    ngày ……    /10/2024", ["TRƯỜNG A", "ngày …… /10/2024"]),
        ("ngày 3\t/10\t/2024\tHội", ["ngày 3 /10 /2024", "Hội"]),
        ("SỐ:      /BC-X NGÀY     THÁNG     NĂM 2024", ["SỐ:/BC-X NGÀY THÁNG NĂM 2024"]),
        ("a\t\t b \t", ["a", "b"]),
    ],
)
def test_what_stands_side_by_side_is_parted_and_a_date_to_fill_in_is_not(text: str, lines: list[str]) -> None:
    assert [line.text for line in read_lines(document(text), None)] == lines


def of_lines(*texts: str, stem: str = "bao-cao", **properties: str) -> Letterhead:
    lines = [Line(text, False, False) for text in texts]
    return read_letterhead(lines, FORM, INTERPRETER.names, properties, stem)


HEADS = """
ĐƠN VỊ: TRƯỜNG | TIỂU HỌC HOA SEN => Trường Tiểu học Hoa Sen (letterhead)
Đơn vị: …… | Trường TH Hoa Sen => Trường TH Hoa Sen (letterhead)
Đơn vị: …… | BÁO CÁO | Trường TH Hoa Sen báo cáo kết quả => Trường TH Hoa Sen (sentence)
Đơn vị: Trường TH Hoa Sen; | Năm 2024 => Trường TH Hoa Sen (letterhead)
Đơn vị Trường TH Hoa Sen; => Trường TH Hoa Sen (letterhead)
Đơn vị công tác => bao-cao (file)
ĐƠN VỊ: UBND | PHƯỜNG TÂN MỸ => UBND phường Tân Mỹ (letterhead)
ĐƠN VỊ: TRƯỜNG TIỂU HỌC HOA | SEN HỒNG => Trường Tiểu học Hoa Sen Hồng (letterhead)
ĐƠN VỊ: TRƯỜNG TIỂU HỌC HOA | Sen Hồng => Trường Tiểu học Hoa (letterhead)
Đơn vị: Ủy ban nhân dân phường Tân | Phong => Ủy ban nhân dân phường Tân Phong (letterhead)
ĐƠN VỊ: UBND PHƯỜNG TÂN | PHONG => UBND phường Tân Phong (letterhead)
Đơn vị: Trường Tiểu học Nguyễn | Thị Định => Trường Tiểu học Nguyễn Thị Định (letterhead)
Đơn vị: Trường Tiểu học Hoa Sen | Quận Bình Thạnh => Trường Tiểu học Hoa Sen (letterhead)
Đơn vị: Trường Tiểu học Hoa Sen | Họ tên người lập => Trường Tiểu học Hoa Sen (letterhead)
Đơn vị: Trường Tiểu học Hoa Sen | Phòng Nội vụ => Trường Tiểu học Hoa Sen (letterhead)
ĐƠN VỊ: TRƯỜNG TIỂU HỌC HOA | TRƯỜNG MẦM NON B => Trường Tiểu học Hoa (letterhead)
BÁO CÁO | Đơn vị: Trường TH Hoa Sen => Trường TH Hoa Sen (letterhead)
Cơ quan/đơn vị Hội Làm vườn phường báo cáo kết quả thực hiện => Hội Làm vườn phường (sentence)
Cơ quan, đơn vị: Hội Làm vườn phường xin báo cáo tình hình => Hội Làm vườn phường (sentence)
BÁO CÁO | Cơ quan/đơn vị Nhóm Bạn Đọc kính báo cáo việc thực hiện => Nhóm Bạn Đọc (sentence)
BÁO CÁO | Cơ quan/đơn vị Nhóm bạn đọc báo cáo việc thực hiện => bao-cao (file)
BÁO CÁO | Cơ quan/đơn vị: Chúng tôi Nay báo cáo việc thực hiện => bao-cao (file)
BÁO CÁO | Cơ quan/đơn vị trường TH Hoa Sen báo cáo kết quả => Trường TH Hoa Sen (sentence)
BÁO CÁO | Cơ quan, đơn vị trường TH Hoa Sen báo cáo kết quả => Trường TH Hoa Sen (sentence)
BÁO CÁO | Đơn vị trường TH Hoa Sen báo cáo kết quả => Trường TH Hoa Sen (sentence)
BÁO CÁO | Cơ quan trường TH Hoa Sen báo cáo kết quả => Trường TH Hoa Sen (sentence)
BÁO CÁO | Tên cơ quan/đơn vị: Nhóm Bạn Đọc => Nhóm Bạn Đọc (sentence)
BÁO CÁO | Tên đơn vị: Nhóm Bạn Đọc => Nhóm Bạn Đọc (sentence)
BÁO CÁO | Tên đơn vị báo cáo: Nhóm Bạn Đọc => Nhóm Bạn Đọc (sentence)
Nhà trường báo cáo kết quả => bao-cao (file)
Chúng tôi báo cáo kết quả => bao-cao (file)
Thực hiện Kế hoạch số 5, Trường Tiểu học Hoa Sen kính báo cáo kết quả => Trường Tiểu học Hoa Sen (sentence)
BÁO CÁO | Trường Tiểu học Hoa Sen báo cáo về quá trình => Trường Tiểu học Hoa Sen (sentence)
Đơn vị báo cáo: Câu lạc bộ Sách Xanh => Câu lạc bộ Sách Xanh (letterhead)
Tên cơ quan/đơn vị báo cáo: Nhóm Bạn Đọc => Nhóm Bạn Đọc (letterhead)
CÔNG TY SÁCH MỚI | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM => Công ty sách mới (letterhead)
CÔNG TY SÁCH MỚI => bao-cao (file)
UBND QUẬN 7 | CÔNG TY | SÁCH MỚI | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM => Công ty sách mới (letterhead, Quận 7)
ỦY BAN NHÂN DÂN QUẬN 7 | CÔNG TY SÁCH | SONG NGỮ | {STATE} => Công ty sách song ngữ (letterhead, Quận 7)
ỦY BAN NHÂN DÂN | QUẬN 7 | SAO MAI | {STATE} => Sao mai (letterhead, Quận 7)
UBND QUẬN 7 | SAO MAI | {STATE} => Sao mai (letterhead, Quận 7)
UBND | QUẬN 7 | SAO MAI | {STATE} => Sao mai (letterhead, Quận 7)
ỦY BAN NHÂN DÂN QUẬN 7 | {STATE} => bao-cao (file, Quận 7)
ỦY BAN NHÂN DÂN | QUẬN 7 | {STATE} => bao-cao (file, Quận 7)
SỞ GIÁO DỤC VÀ ĐÀO TẠO | SAO MAI | {STATE} => Sao mai (letterhead)
BỘ GIÁO DỤC VÀ ĐÀO TẠO | SAO MAI | {STATE} => Sao mai (letterhead)
TỈNH ỦY BẾN TRE | SAO MAI | {STATE} => Sao mai (letterhead)
THÀNH ỦY THỦ ĐỨC | SAO MAI | {STATE} => Sao mai (letterhead)
HUYỆN ỦY NHÀ BÈ | SAO MAI | {STATE} => Sao mai (letterhead)
QUẬN ỦY QUẬN 7 | SAO MAI | {STATE} => Sao mai (letterhead)
ĐẢNG ỦY PHƯỜNG TÂN MỸ | SAO MAI | {STATE} => Sao mai (letterhead)
THÀNH PHỐ HỒ CHÍ MINH | SAO MAI | {STATE} => Sao mai (letterhead)
CÔNG TY SÁCH | CHI NHÁNH 3 | KHÁC | {STATE} => Công ty sách chi nhánh 3 (letterhead)
CÔNG TY SÁCH | Chi nhánh | {STATE} => Công ty sách (letterhead)
{STATE} | ĐỘC LẬP - TỰ DO | SAO MAI => Sao mai (letterhead)
{STATE} | MẪU BÁO CÁO SỐ 1 | SAO MAI => Sao mai (letterhead)
{STATE} | BÁO CÁO TUẦN LỄ | SAO MAI => Sao mai (letterhead)
{STATE} | THỰC HIỆN TUẦN LỄ | SAO MAI => Sao mai (letterhead)
{STATE} | KÍNH GỬI: UBND | SAO MAI => Sao mai (letterhead)
{STATE} | CĂN CỨ LUẬT | SAO MAI => Sao mai (letterhead)
{STATE} | ĐƠN VỊ | SAO MAI => Sao mai (letterhead)
{STATE} | NGÀY 9/10 | SAO MAI => Sao mai (letterhead)
{STATE} | QUẬN 7, 9/10/2024 | SAO MAI => Sao mai (letterhead)
{STATE} | QUẬN 7, THÁNG 10 | SAO MAI => Sao mai (letterhead)
{STATE} | QUẬN 7, NĂM 2024 | SAO MAI => Sao mai (letterhead)
{STATE} | SỐ: 12/KH-X | SAO MAI => Sao mai (letterhead)
{STATE} | SỐ 3 CV | SAO MAI => Sao mai (letterhead)
{STATE} | SỐ 3 TB | SAO MAI => Sao mai (letterhead)
{STATE} | SỐ 3 QĐ | SAO MAI => Sao mai (letterhead)
TÊN ĐƠN VỊ BÁO CÁO: CÔNG TY SÁCH => Công ty sách (letterhead)
BÁO CÁO | Cơ quan, đơn vị báo cáo: Nhóm Bạn Đọc kính => Nhóm Bạn Đọc (sentence)
BÁO CÁO | Đơn vị báo cáo: nhóm Bạn Đọc => bao-cao (file)
BÁO CÁO | Đơn vị báo cáo: Trường Tiểu Học => bao-cao (file)
BÁO CÁO | Đơn vị báo cáo: Căn Cứ Luật => bao-cao (file)
BÁO CÁO | báo cáo kết quả của mình, Trường TH Hoa Sen báo cáo kết quả => Trường TH Hoa Sen (sentence)
UBND QUẬN 7 | TRƯỜNG TIỂU HỌC | HOA SEN | Thi đua dạy tốt => Trường Tiểu học Hoa Sen (letterhead, Quận 7)
Ủy ban nhân dân phường Tân Mỹ | TRƯỜNG TIỂU HỌC | HOA SEN => Trường Tiểu học Hoa Sen (letterhead, phường Tân Mỹ)
ỦY BAN NHÂN DÂN | PHƯỜNG TÂN MỸ => Ủy ban nhân dân phường Tân Mỹ (letterhead, phường Tân Mỹ)
UBND | PHƯỜNG TÂN MỸ => UBND phường Tân Mỹ (letterhead, phường Tân Mỹ)
ỦY BAN NHÂN DÂN QUẬN 7 | Trường TH Hoa Sen | Số: 12/BC-TH => Trường TH Hoa Sen (letterhead, Quận 7)
Số 12/BC | Kính gửi: Phòng GD | Trường TH Hoa Sen => Trường TH Hoa Sen (letterhead)
BÁO CÁO | Trường TH Hoa Sen XIN báo cáo kết quả => Trường TH Hoa Sen (sentence)
BÁO CÁO | Trường TH Hoa Sen …… xin báo cáo kết quả => Trường TH Hoa Sen (sentence)
BÁO CÁO | Cơ quan/đơn vị ……Trường TH Hoa Sen…… báo cáo kết quả => Trường TH Hoa Sen (sentence)
BÁO CÁO | Cơ quan/đơn vị Nhóm Bạn Đọc KÍNH báo cáo việc => Nhóm Bạn Đọc (sentence)
BÁO CÁO | Cơ quan/đơn vị Nhóm Bạn Đọc…… kính báo cáo việc => Nhóm Bạn Đọc (sentence)
UBND QUẬN 7 | TRƯỜNG TH X | BÁO CÁO KẾT QUẢ | Trường TH Hoa Sen báo cáo kết quả => Trường TH X (letterhead, Quận 7)
{STATE} | BÁO CÁO KẾT QUẢ TUẦN LỄ | Trường TH Hoa Sen xin báo cáo kết quả => Trường TH Hoa Sen (sentence)
TRƯỜNG TIỂU HỌC | BÁO CÁO => bao-cao (file)
Ủy ban nhân dân | Phường Tân Mỹ | Trường TH Hoa Sen => Trường TH Hoa Sen (letterhead, phường Tân Mỹ)
PHÒNG GIÁO DỤC | CÔNG TY SÁCH | SONG NGỮ => Công ty sách song ngữ (letterhead)
ĐƠN VỊ BÁO CÁO | UBND | PHƯỜNG TÂN MỸ | Tuần lễ => UBND phường Tân Mỹ (letterhead, phường Tân Mỹ)
x | x | x | x | x | Trường TH Hoa Sen => Trường TH Hoa Sen (letterhead)
x | x | x | x | x | x | Trường TH Hoa Sen => bao-cao (file)
x | x | x | x | x | UBND QUẬN 7 => bao-cao (file, Quận 7)
x | x | x | x | x | x | UBND QUẬN 7 => bao-cao (file)
"""


def test_the_lines_above_the_first_section_say_who_reports_and_what_area_it_governs() -> None:
    for case in HEADS.strip().splitlines():
        drawn, _, said = case.partition(" => ")
        found = of_lines(*drawn.replace("{STATE}", STATE.partition(" ↵")[0]).split(" | "))
        area = f", {found.area}" if found.area else ""
        assert f"{found.unit} ({found.found_in}{area})" == said, drawn
    assert of_lines("x", **{"htsd-unit": "Trường Z"})[:2] == ("Trường Z", "properties")
    assert of_lines("x", stem="Truong TH Hoa Sen")[:2] == ("Truong TH Hoa Sen", "file")


SCHOOLS = FORM.model_copy(update={"unit_kinds": (FORM.kinds["tih"],), "kinds": {"tih": FORM.kinds["tih"]}})


def unit_of(*lines: str) -> str:
    """Return whose lines these are on a form whose only units are schools."""
    head = [Line(text, False, False) for text in lines]
    return read_letterhead(head, SCHOOLS, NameReader(SCHOOLS), {}, "bao-cao").unit


@pytest.mark.parametrize("place", ["Quận 7", "Huyện Nhà Bè", "Tỉnh Bến Tre", "Phường Tân Mỹ", "Xã Nhà Bè"])
def test_the_place_below_a_name_is_no_part_of_it(place: str) -> None:
    assert unit_of("Đơn vị: Trường Tiểu học Hoa Sen", place) == "Trường Tiểu học Hoa Sen"


@pytest.mark.parametrize(
    "word",
    [
        "Công ty", "Tổng công ty", "Nhà xuất bản", "Nhà sách", "Tập đoàn", "Doanh nghiệp", "Xí nghiệp", "Hợp tác xã",
        "Ngân hàng", "Hội", "Hiệp hội", "Liên đoàn", "Liên hiệp", "Câu lạc bộ", "Trung tâm", "Viện", "Bệnh viện",
        "Bưu điện", "Bảo tàng", "Chi nhánh", "Chi cục", "Ban quản lý",
    ],
)  # fmt: skip
def test_a_body_of_no_known_kind_is_known_by_the_word_its_name_begins_with(word: str) -> None:
    name = f"{word} Sao Mai".upper()
    assert unit_of(STATE.partition(" ↵")[0], "KHỐI 3", name).upper() == name


WEEK = "Thực hiện Tuần lễ hưởng ứng học tập suốt đời"


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        ([f"{WEEK} năm 2024"], 2024),
        ([WEEK, "năm 2024"], 2024),
        ([WEEK, "năm 2024 vui"], None),
        ([f"{WEEK} năm học 2024-2025"], 2024),
        ([f"{WEEK} 2021-2025"], None),
        ([f"Kế hoạch số 5 về {WEEK} năm 2023", f"{WEEK} năm 2024"], 2024),
        ([f"Công văn {WEEK} 2022"], None),
        ([f"Căn cứ {WEEK} 2022"], None),
        ([f"Quyết định {WEEK} 2022"], None),
        ([f"KH-UBND {WEEK} 2022"], None),
        (["Báo cáo HTSĐ năm 2024"], 2024),
        (["Báo cáo Tuần lễ 2024"], 2024),
        (["Báo cáo năm 2024"], None),
        (["2024 Tuần lễ"], 2024),  # at the end, at the beginning, and no part of another word
        (["Tuần lễ 2024"], 2024),
        (["Báo cáo XHTSĐ 2024"], None),
        ([WEEK, f"{WEEK} 2025"], 2025),
    ],
)
def test_a_line_that_names_the_week_names_its_year_and_a_cited_document_s_does_not(
    lines: list[str], year: int | None
) -> None:
    assert find_year(lines, FORM) == year


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["BÁO CÁO KẾT QUẢ HOẠT ĐỘNG THƯ VIỆN NĂM 2025"], 2025),
        (["UBND QUẬN 7", "Báo cáo", "kết quả hoạt động", "thư viện", "năm 2025"], 2025),
        (["Báo cáo", "kết quả", "hoạt động", "thư viện", "năm 2025"], None),  # a title of five lines
        (["Báo cáo kết quả hoạt động thư viện năm"], None),
        (["Báo cáo kết quả hoạt động thư viện năm 2024, 2025"], None),
        (["Báo cáo kết quả hoạt động đoàn năm 2025"], None),
        (["Báo cáo kết quả hoạt động thư viện năm", "2025", "x"], 2025),
        (["năm 2025"], None),
    ],
)
def test_a_form_of_no_week_is_known_to_be_of_a_year_by_its_own_title(
    lines: list[str], year: int | None
) -> None:
    titled = FORM.model_copy(update={"event": "", "title": "Báo cáo kết quả hoạt động thư viện năm 2026"})
    assert find_year(lines, titled) == year
    without = titled.model_copy(update={"title": "Báo cáo kết quả hoạt động thư viện năm"})
    assert find_year(lines, without) is None


def test_a_title_names_one_year_and_of_a_school_year_the_first() -> None:
    texts = (
        "Năm học 2024 - 2025",
        "Năm 2023–2025",
        "Báo cáo 2024",
        "2024 và 2025",
        "12024",
        "20245",
        "không",
    )
    assert [year_named(text) for text in texts] == [2024, None, 2024, None, None, None, None]


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Quận 7, ngày 9 tháng 10 năm 2024"], date(2024, 10, 9)),
        (["Kế hoạch ngày 1 tháng 9 năm 2024", "ngày 9 tháng 10 năm 2024"], date(2024, 10, 9)),
        (["Công văn ngày 1 tháng 9 năm 2024"], None),
        (["Quyết định ngày 1 tháng 9 năm 2024"], None),
        (["Căn cứ ngày 1 tháng 9 năm 2024"], None),
        (["ngày 31 tháng 2 năm 2024", "ngày 1 tháng 3 năm 2024"], None),
        (["ngày … tháng 10 năm 2024"], None),
        ([f"{'x' * 960} ngày 9 tháng 10 năm 2024"], date(2024, 10, 9)),
        ([f"{'x' * 990} ngày 9 tháng 10 năm 2024"], None),
    ],
)
def test_the_first_date_of_no_cited_document_is_the_report_s(lines: list[str], day: date | None) -> None:
    assert of_lines(*lines).report_date == day


def test_a_letterhead_in_the_table_of_figures_itself_is_read() -> None:
    rows = form_rows({"classes.professional": ("1", "30")})
    head = "| ĐƠN VỊ: TRƯỜNG TIỂU HỌC BÀU SEN | < | < | < | < | < |\n| BÁO CÁO |  |  |  |  |  |\n"
    found = Interpreter(FORM).read(document(head + rows)).letterhead
    assert (found.unit, found.found_in) == ("Trường Tiểu học Bàu Sen", "letterhead")
