"""The widths of texts, and the rule lines and columns that are fitted to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from htsd_cli.form import Campaign, Office, load_form
from htsd_cli.writers.report import write_report
from htsd_cli.writers.word.fitting import Span, line_widths, rule_length
from htsd_cli.writers.word.times_new_roman import Face, text_width
from tests.writers.samples import twelve_units

POINT = 25.4 / 72


@pytest.mark.parametrize(
    ("text", "size", "face", "millimetres"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "bold", 88.3),
        ("Độc lập - Tự do - Hạnh phúc", 13, "bold", 55.9),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", 12, "bold", 66.0),
        ("ỦY BAN NHÂN DÂN QUẬN 7", 12, "regular", 56.1),
        ("Quận 7, ngày 15 tháng 10 năm 2024", 13, "italic", 67.3),
        ("Thành phố Hồ Chí Minh, ngày 15 tháng 10 năm 2026", 13, "italic", 98.7),
    ],
)
def test_a_text_is_as_wide_as_it_was_measured_in_print(
    text: str, size: float, face: Face, millimetres: float
) -> None:
    assert text_width(text, size, face) * POINT == pytest.approx(millimetres, abs=0.9)


def test_a_letter_with_marks_is_as_wide_as_without_and_a_horned_one_wider() -> None:
    assert text_width("ệ", 2048) == text_width("e", 2048) == 909
    assert text_width("ợ", 2048) == text_width("ơ", 2048) == 1083
    assert text_width("Ữ", 2048, "bold") == 1630
    assert text_width("e\u0302\u0323", 2048) == 909


def span(text: str) -> Span:
    return Span(text, 10, "regular")


def test_a_paragraph_breaks_where_the_line_is_full() -> None:
    words = ["báo", "cáo", "kết", "quả"]
    whole = span(" ".join(words)).width()
    two = span("báo cáo").width()
    assert line_widths([span(" ".join(words))], whole) == pytest.approx([whole])
    assert line_widths([span(" ".join(words))], two + 1) == pytest.approx([two, span("kết quả").width()])


def test_a_paragraph_breaks_at_its_line_breaks() -> None:
    widths = line_widths([span("PHÒNG GIÁO DỤC\nVÀ ĐÀO TẠO")], 1000)
    assert widths == pytest.approx([span("PHÒNG GIÁO DỤC").width(), span("VÀ ĐÀO TẠO").width()])


def test_a_word_set_in_two_pieces_is_not_torn_apart() -> None:
    available = span("một hai").width() - 1
    assert line_widths([span("một h"), span("ai")], available) == pytest.approx(
        [span("một").width(), span("hai").width()]
    )


def test_a_full_rule_is_as_long_as_the_longest_line() -> None:
    assert rule_length([120, 80], 1) == 120


def test_a_short_rule_lies_between_a_third_of_the_longest_and_half_of_the_last_line() -> None:
    assert rule_length([100], 0.42) == pytest.approx(42)
    assert rule_length([120, 90], 0.42) == pytest.approx(40)
    assert rule_length([120, 30], 0.42) == pytest.approx(40)


def letterhead(office: Office, path: Path) -> tuple[list[float], list[float]]:
    """Return the widths of the letterhead's columns, and of the rules in it, in points."""
    form = load_form()
    write_report(twelve_units(form), form, Campaign(office=office), path)
    table = Document(str(path)).tables[0]
    columns = [int(str(column.get(qn("w:w")))) / 20 for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
    rules = []
    for width, cell in zip(columns, table.rows[0].cells, strict=True):
        assert cell.width is not None
        assert cell.width.pt == pytest.approx(width)
        rule = cell.paragraphs[-1].paragraph_format
        assert rule.left_indent is not None
        assert rule.left_indent == rule.right_indent
        rules.append(width - 2 * rule.left_indent.pt)
    return columns, rules


def test_the_letterhead_fills_the_text_area_whatever_the_office(tmp_path: Path) -> None:
    for office in (Office(), Office(name="PHÒNG", place="Thành phố Hồ Chí Minh"), Office(parent="")):
        columns, _ = letterhead(office, tmp_path / "a.docx")
        assert sum(columns) == pytest.approx(165 / POINT, abs=0.2)


def test_a_long_place_takes_room_from_the_office_until_both_just_fit(tmp_path: Path) -> None:
    (left, right), _ = letterhead(Office(place="Thành phố Hồ Chí Minh"), tmp_path / "a.docx")
    assert left >= text_width("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", 12, "bold")
    assert right >= text_width("Thành phố Hồ Chí Minh, ngày 15 tháng 10 năm 2024", 13, "italic")


def test_an_office_name_too_long_for_its_side_wraps_and_its_rule_is_fitted_to_the_lines(
    tmp_path: Path,
) -> None:
    office = Office(name="TRUNG TÂM GIÁO DỤC NGHỀ NGHIỆP - GIÁO DỤC THƯỜNG XUYÊN QUẬN 7")
    (left, right), (short, full) = letterhead(office, tmp_path / "a.docx")
    assert right >= text_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "bold")
    lines = line_widths([Span(office.name, 12, "bold")], left)
    assert len(lines) > 1
    assert short == pytest.approx(rule_length(lines, 0.42), abs=0.2)
    assert full == pytest.approx(text_width("Độc lập - Tự do - Hạnh phúc", 13, "bold"), abs=0.2)


def test_a_rule_follows_the_words_a_clerk_puts_above_it(tmp_path: Path) -> None:
    form = load_form()
    shorter = Document(str(form.directory / "bao-cao-tong-hop.docx"))
    summary = next(p for p in shorter.paragraphs if p.text.startswith("Kết quả tổ chức"))
    summary.text = "Kết quả Tuần lễ"
    summary.runs[0].bold = True
    shorter.save(str(tmp_path / "bao-cao-tong-hop.docx"))
    form._directory = tmp_path
    write_report(twelve_units(form), form, Campaign(), tmp_path / "out.docx")
    rule = next(
        p
        for p in Document(str(tmp_path / "out.docx")).paragraphs
        if p.style and p.style.name == "Kẻ ngắn dưới dòng chữ"
    )
    assert rule.paragraph_format.left_indent is not None
    length = 165 / POINT - 2 * rule.paragraph_format.left_indent.pt
    assert length == pytest.approx(0.42 * text_width("Kết quả Tuần lễ", 14, "bold"), abs=0.3)
