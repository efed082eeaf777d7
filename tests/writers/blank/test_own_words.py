"""The office's own words stand in the report as it wrote them, under its own headings, on every run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement

from htsd_cli.consolidate.practices import Mention, PracticeFound
from htsd_cli.form import Campaign, load_form
from htsd_cli.writers.report.own_parts import own_fields, own_words_left_out
from htsd_cli.writers.report.own_words import (
    OWN_WORDS,
    OwnWordsError,
    Paragraph,
    blank_own_words,
    read_own_words,
)
from htsd_cli.writers.report.practices import concern_fields
from htsd_cli.writers.report.report import write_report
from tests.writers.samples import twelve_units


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / OWN_WORDS).write_bytes(blank_own_words())
    return tmp_path / OWN_WORDS


def written(path: Path, heading: str, *texts: str) -> None:
    """Write paragraphs where a person writes: into the empty one under a heading, and on."""
    document = Document(str(path))
    at = next(n for n, item in enumerate(document.paragraphs) if item.text == heading)
    for text in texts:
        document.paragraphs[at + 2].insert_paragraph_before(text)
        at += 1
    document.save(str(path))


def test_the_file_as_it_is_made_says_nothing(path: Path) -> None:
    assert read_own_words(path).parts == ()
    assert blank_own_words() == blank_own_words()


def test_what_is_written_under_a_heading_is_read_with_it(path: Path) -> None:
    written(path, "Đánh giá chung", "Các đơn vị triển khai nghiêm túc.")
    written(path, "Đề xuất, kiến nghị", "Đề nghị Sở hỗ trợ kinh phí.")
    parts = read_own_words(path).parts
    assert [(part.heading, part.topic, [item.text for item in part.paragraphs]) for part in parts] == [
        ("Đánh giá chung", "other", ["Các đơn vị triển khai nghiêm túc."]),
        ("Đề xuất, kiến nghị", "proposals", ["Đề nghị Sở hỗ trợ kinh phí."]),
    ]


def test_an_own_heading_a_smaller_one_and_a_hint_written_over_are_words_of_the_office(path: Path) -> None:
    document = Document(str(path))
    hint = next(item for item in document.paragraphs if item.text.startswith("Mặt được"))
    hint.runs[0].text = "Mặt được: đúng hạn."
    document.add_paragraph("VII. Bài học kinh nghiệm", style="Heading 1")
    document.add_paragraph("Với nhà trường", style="Heading 2")
    document.add_paragraph("Làm sớm.", style="List Bullet")
    document.save(str(path))
    parts = {part.heading: part.paragraphs for part in read_own_words(path).parts}
    assert parts == {
        "Đánh giá chung": (Paragraph("text", "Mặt được: đúng hạn."),),
        "Bài học kinh nghiệm": (Paragraph("heading", "Với nhà trường"), Paragraph("item", "- Làm sớm.")),
    }


def test_inserted_letters_are_read_deleted_and_hidden_ones_are_not(path: Path) -> None:
    document = Document(str(path))
    paragraph = document.add_paragraph("Giữ ")
    for tag, text in (("w:ins", "thêm"), ("w:del", "bỏ")):
        change = OxmlElement(tag)
        run = paragraph.add_run(text)
        paragraph._p.remove(run._r)
        change.append(run._r)
        paragraph._p.append(change)
    paragraph.add_run(" ẩn").font.hidden = True
    document.save(str(path))
    assert read_own_words(path).parts[-1].paragraphs == (Paragraph("text", "Giữ thêm"),)


def test_letters_lists_and_tables_go_into_the_report_as_they_were_written(path: Path, tmp_path: Path) -> None:
    document = Document(str(path))
    document.add_paragraph("Đánh giá thêm", style="Heading 1")
    paragraph = document.add_paragraph("Có ")
    paragraph.add_run("27 đơn vị").bold = True
    paragraph.add_run(" gửi ")
    paragraph.add_run("đúng hạn").italic = True
    paragraph.add_run(".")
    for text in ("Việc một", "Việc hai"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Nội dung", "Số", "Lớp học", "12"), strict=True):
        cell.text = text
    table.rows[0].cells[0].paragraphs[0].runs[0].bold = True
    document.save(str(path))
    form = load_form()
    campaign = Campaign.model_validate({}, context={"file": path.parent / "htsd.toml"})
    write_report(twelve_units(form), form, campaign, tmp_path / "bc.docx")
    report = Document(str(tmp_path / "bc.docx"))
    texts = [item.text for item in report.paragraphs]
    at = texts.index("Có 27 đơn vị gửi đúng hạn.")
    assert texts[at - 1 : at + 3] == [
        "IV. ĐÁNH GIÁ THÊM", "Có 27 đơn vị gửi đúng hạn.", "1. Việc một", "2. Việc hai"
    ]  # fmt: skip
    looks = [(run.text, bool(run.bold), bool(run.italic)) for run in report.paragraphs[at].runs]
    assert looks == [
        ("Có ", False, False), ("27 đơn vị", True, False), (" gửi ", False, False), ("đúng hạn", False, True),
        (".", False, False),
    ]  # fmt: skip
    own = next(item for item in report.tables if item.cell(0, 0).text == "Nội dung")
    assert [cell.text for cell in own._cells] == ["Nội dung", "Số", "Lớp học", "12"]
    assert [cell.paragraphs[0].runs[-1].bold for cell in own._cells] == [True, None, None, None]
    assert own._tbl.getprevious() is report.paragraphs[at + 2]._p
    assert not any(0xFDD0 <= ord(char) <= 0xFDEF for text in texts for char in text)


def test_a_picture_is_told_since_only_words_and_tables_are_taken_over(path: Path) -> None:
    document = Document(str(path))
    document.add_paragraph("Có hình:").add_run()._r.append(OxmlElement("w:drawing"))
    document.save(str(path))
    campaign = Campaign.model_validate({}, context={"file": path.parent / "htsd.toml"})
    (said,) = own_words_left_out(campaign, load_form())
    assert said.startswith(f"{OWN_WORDS} có hình: chưa đưa vào báo cáo, chỉ đưa chữ và bảng;")


def test_no_file_is_no_words_and_a_damaged_one_is_told_with_the_cure(tmp_path: Path) -> None:
    assert read_own_words(tmp_path / OWN_WORDS).parts == ()
    (tmp_path / OWN_WORDS).write_bytes(b"PK broken")
    with pytest.raises(OwnWordsError, match=r"Hãy mở bằng Word, lưu lại dạng \.docx"):
        read_own_words(tmp_path / OWN_WORDS)


def test_what_units_find_hard_stands_in_the_offices_part_on_it_and_else_before_its_plans(path: Path) -> None:
    form = load_form()
    made = twelve_units(form)
    unit = made.counted[0].key
    concerns = tuple(
        PracticeFound(
            id=theme.id, name=theme.name, topic=theme.topic,
            mentions=(Mention(unit=unit, text="Thiếu kinh phí tổ chức.", confirmed=True),),
        )
        for theme in form.themes
        if theme.id in ("lack_of_money", "ask_money")
    )  # fmt: skip
    written(path, "Hạn chế, nguyên nhân", "Một số đơn vị gửi báo cáo chậm.")
    written(path, "Phương hướng, nhiệm vụ thời gian tới", "Tiếp tục triển khai.")
    fields = own_fields(read_own_words(path), replace(made, concerns=concerns), form, 1, {unit: "Trường A"})
    assert [(part.numeral, part.heading, [item.told for item in part.told]) for part in fields.parts] == [
        ("IV", "Hạn chế, nguyên nhân", ["Trường A nêu khó khăn về kinh phí"]),
        ("V", "Đề xuất, kiến nghị", ["Trường A kiến nghị bố trí, hỗ trợ kinh phí"]),
        ("VI", "Phương hướng, nhiệm vụ thời gian tới", []),
    ]


def test_what_units_find_hard_stands_before_what_the_office_proposes(path: Path) -> None:
    form = load_form()
    made = twelve_units(form)
    unit = made.counted[0].key
    concerns = tuple(
        PracticeFound(
            id=theme.id, name=theme.name, topic=theme.topic,
            mentions=(Mention(unit=unit, text="Thiếu kinh phí tổ chức.", confirmed=True),),
        )
        for theme in form.themes
        if theme.id == "lack_of_money"
    )  # fmt: skip
    written(path, "Đề xuất, kiến nghị", "Đề nghị Sở hỗ trợ.")
    fields = own_fields(read_own_words(path), replace(made, concerns=concerns), form, 1, {unit: "Trường A"})
    assert [part.heading for part in fields.parts] == ["Hạn chế, khó khăn", "Đề xuất, kiến nghị"]


def test_what_is_of_no_theme_is_told_with_its_sentence() -> None:
    form = load_form()
    found = [
        PracticeFound(id=theme.id, name=theme.name, topic=theme.topic, mentions=mentions)
        for theme in form.themes
        for id_, mentions in (
            ("other_proposals", (Mention(unit="A", text="Kiến nghị: phường trang bị máy tính.", confirmed=True),)),
            ("other_difficulties", (
                Mention(unit="A", text="Khó khăn: cổng trường đang sửa", confirmed=True),
                Mention(unit="B", text="Còn phải gửi báo cáo hai nơi;", confirmed=True),
            )),
        )
        if id_ == theme.id
    ]  # fmt: skip
    told = [item.told for item in concern_fields(found, form, 2, {"A": "Khu phố 2", "B": "Trường B"})]
    assert told == [
        "02 đơn vị nêu khó khăn khác (Khu phố 2: “cổng trường đang sửa”; Trường B: “Còn phải gửi báo cáo hai nơi”)",
        "Khu phố 2 có kiến nghị khác: “phường trang bị máy tính”",
    ]
