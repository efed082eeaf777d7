"""The text of a report parted into sections I and II, whatever their headings look like."""

from __future__ import annotations

import pytest

from htsd_cli.interpret import Interpreter
from tests.documents import FORM, document, form_rows, report

INTERPRETER = Interpreter(FORM)
TITLE = "BÁO CÁO\nThực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024\n"
TABLE = form_rows({"workshops": ("2",)})


def sections(text: str) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs of the sections of a report with this text above its table."""
    return INTERPRETER.read(
        document(f"{text}\n\n{TABLE}\n| Nơi nhận: ↵ - Như trên; | HIỆU TRƯỞNG |\n")
    ).narrative


def test_the_form_s_own_headings_part_the_text() -> None:
    said = INTERPRETER.read(document(report(TABLE))).narrative
    assert said == {
        "organisation": ("Nhà trường xây dựng kế hoạch và phân công thực hiện.",),
        "activities": ("Tổ chức ngày hội đọc sách.",),
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I. CÔNG TÁC TRIỂN KHAI", "II. CÁC HOẠT ĐỘNG ĐÃ THỰC HIỆN"),
        ("I/ Công tác triển khai", "II/ Các hoạt động đã thực hiện"),
        ("I- CÔNG TÁC CHỈ ĐẠO", "II- KẾT QUẢ"),
        ("Phần I: Công tác chỉ đạo, triển khai", "Phần II: Kết quả thực hiện"),
        ("1. Công tác triển khai", "2. Các hoạt động đã thực hiện"),
        ("Công tác triển khai", "Các hoạt động đã thực hiện"),
        ("I. CÔNG TÁC TRIỂN KHAI, TỔ CHỨC TUẦN LỄ HTSĐ", "II. CÁC HOẠT ĐỘNG ĐÃ TRIỂN KHAI"),
        ("I. Cong tac trien khai, to chuc Tuan le huong ung hoc tap suot doi nam 2024", "II. Cac hoat dong"),
    ],
)
def test_headings_are_known_however_they_are_numbered_and_shortened(first: str, second: str) -> None:
    text = f"{TITLE}Mở đầu.\n{first}\nMột.\nHai.\n{second}\nBa.\nIII. TỔNG HỢP SỐ LIỆU"
    assert sections(text) == {"organisation": ("Một.", "Hai."), "activities": ("Ba.",)}


@pytest.mark.parametrize(
    "title",
    [
        "BÁO CÁO KẾT QUẢ TỔ CHỨC TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024",
        "BÁO CÁO\nKẾT QUẢ TỔ CHỨC TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024",
        "BÁO CÁO\nTổng kết công tác tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024",
        "BÁO CÁO\nKết quả tổ chức thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024",
    ],
)
def test_a_title_that_resembles_a_heading_begins_no_section(title: str) -> None:
    text = (
        f"{title}\nThực hiện kế hoạch, đơn vị báo cáo.\nI. CÔNG TÁC TRIỂN KHAI\nMột.\nII. CÁC HOẠT ĐỘNG\nHai."
    )
    assert sections(text) == {"organisation": ("Một.",), "activities": ("Hai.",)}


def test_text_behind_a_heading_on_its_line_belongs_to_the_section() -> None:
    text = f"{TITLE}I. CÔNG TÁC TRIỂN KHAI: Đã ban hành kế hoạch.\nII. CÁC HOẠT ĐỘNG ĐÃ THỰC HIỆN: Có 3 lớp."
    assert sections(text) == {"organisation": ("Đã ban hành kế hoạch.",), "activities": ("Có 3 lớp.",)}


@pytest.mark.parametrize(("letters", "heads"), [(160, True), (161, False)])
def test_a_line_of_more_than_160_letters_is_no_heading(letters: int, heads: bool) -> None:
    line = ("II. Kết quả thực hiện " + "của nhà trường " * 12)[: letters - 1] + "a"
    said = sections(f"{TITLE}I. CÔNG TÁC TRIỂN KHAI\nMột.\n{line}\nBa.")
    own, rest = (("Một.",), {"activities": ("Ba.",)}) if heads else (("Một.", line, "Ba."), {})
    assert said == {"organisation": own} | rest


def test_a_heading_as_long_as_the_form_s_own_is_known() -> None:
    long = "Kết quả thực hiện " + "các hoạt động của Tuần lễ " * 8 + "tại đơn vị"
    (first, second, *rest) = FORM.sections
    form = FORM.model_copy(update={"sections": (first, second.model_copy(update={"heading": long}), *rest)})
    text = f"{TITLE}I. CÔNG TÁC TRIỂN KHAI\nMột.\nII. {long}\nBa.\n\n{TABLE}\n"
    said = Interpreter(form).read(document(text)).narrative
    assert said == {"organisation": ("Một.",), "activities": ("Ba.",)}


def test_headings_inside_a_section_stay_in_it() -> None:
    text = (
        f"{TITLE}I. CÔNG TÁC TRIỂN KHAI\n1. Các hoạt động\nMột.\n2. Kết quả thực hiện\nHai.\n"
        "II. CÁC HOẠT ĐỘNG ĐÃ THỰC HIỆN\nBa."
    )
    assert sections(text)["organisation"] == ("1. Các hoạt động", "Một.", "2. Kết quả thực hiện", "Hai.")
    assert sections(text)["activities"] == ("Ba.",)


def test_lines_of_dots_to_fill_in_are_no_text() -> None:
    text = f"{TITLE}I. CÔNG TÁC TRIỂN KHAI\n…………\n.......\nII. CÁC HOẠT ĐỘNG ĐÃ THỰC HIỆN\n- \n"
    assert sections(text) == {"organisation": (), "activities": ()}


def test_text_without_any_heading_is_kept_as_the_activities() -> None:
    text = f"{TITLE}Trường báo cáo kết quả như sau:\nĐã phổ biến kế hoạch.\nĐã tổ chức ngày hội đọc sách."
    assert sections(text) == {"activities": ("Đã phổ biến kế hoạch.", "Đã tổ chức ngày hội đọc sách.")}
    named = text.replace("Trường", "Trường Tiểu học Hoa Sen") + "\nTrường Tiểu học Sao Mai báo cáo kết quả.\n"
    letterhead = INTERPRETER.read(document(f"{named}\n{TABLE}")).letterhead
    assert (letterhead.unit, letterhead.found_in) == ("Trường Tiểu học Hoa Sen", "sentence")
    dated = text.replace("như sau:\n", "như sau:\nNgày 5 tháng 10 năm 2024, trường khai mạc.\n")
    assert INTERPRETER.read(document(f"{dated}\n{TABLE}")).letterhead.report_date is None  # that of an event


def test_the_signature_below_the_table_is_no_text_of_a_section() -> None:
    text = f"{TITLE}I. CÔNG TÁC TRIỂN KHAI\nMột.\nII. CÁC HOẠT ĐỘNG ĐÃ THỰC HIỆN\nHai."
    assert all("Nơi nhận" not in line for lines in sections(text).values() for line in lines)
