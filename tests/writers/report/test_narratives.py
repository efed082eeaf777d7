"""The appendix with the units' own words: all of them, word for word, by kind, in a file an office can change."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT
from PIL import Image

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Campaign, CampaignTable, Form, Office, load_form
from htsd_cli.pipeline import read_submission
from htsd_cli.values.document import Origin
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import ExtraRow
from htsd_cli.writers.report import NARRATIVES, write_narratives, write_report
from htsd_cli.writers.word import TemplateError
from tests.writers.samples import Report, all_kinds, consolidate
from tools.report_template.narratives import build_narratives

OTHER_YEAR = Finding(
    code="wrong-year",
    title="Báo cáo của năm khác",
    severity=Severity.ERROR,
    problem="Năm khác.",
    hint="Gửi lại.",
)
ORGANISATION = "Công tác triển khai"
ACTIVITIES = "Các hoạt động đã thực hiện"


@pytest.fixture
def form() -> Form:
    return load_form()


def written(
    consolidation: Consolidation, form: Form, tmp_path: Path, campaign: Campaign | None = None
) -> DocumentFile:
    path = tmp_path / NARRATIVES
    write_narratives(consolidation, form, campaign or Campaign(), path)
    return Document(str(path))


def lines(document: DocumentFile) -> list[str]:
    """Return the paragraphs below the head, headings with as many # as their level."""
    told = []
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style is not None else ""
        if style and style.startswith("Heading "):
            told.append(f"{'#' * int(style[-1])} {paragraph.text}")
        elif style in ("Nội dung", "Lời của đơn vị"):
            told.append(paragraph.text)
    return told


def four_units(form: Form) -> Consolidation:
    row = ExtraRow(
        label="Câu lạc bộ đọc sách",
        cells=("", "Câu lạc bộ đọc sách", "clb", "2", "60", ""),
        origin=Origin(table=2, row=44, column=2, text="Câu lạc bộ đọc sách"),
    )
    reports = [
        Report("Trường Tiểu học Hoa Mai", "tih", narrative={
            "organisation": (
                "1. Ban hành Kế hoạch số 12/KH-THHM;", "- Phân công\nTổ trưởng; – Bí thư.", "• Họp <B> & “C”",
            ),
            "activities": ("+ 02 lớp {{ kỹ năng }} {% if %}",),
        }),
        Report("Trường Tiểu học Hoa Lan", "tih", {"classes": {"count": 3}}),
        Report("Phường Hoa Sen", "phuong", notes={"classes": "Phối hợp với Hội Khuyến học"},
               other="Xe loa tuyên truyền\nđến từng khu phố", extra_rows=(row,)),
        Report("Trường THCS Hoa Đào", "thcs", narrative={"activities": ("Lời không in.",)}, findings=(OTHER_YEAR,),
               counted=False),
    ]  # fmt: skip
    return consolidate(form, reports)


def test_every_word_of_the_counted_units_stands_there_by_kind(form: Form, tmp_path: Path) -> None:
    assert lines(written(four_units(form), form, tmp_path)) == [
        "Phụ lục này ghi nguyên văn nội dung báo cáo của 02 đơn vị, xếp theo loại đơn vị.",
        "Không đưa vào Phụ lục này nội dung của 01 đơn vị có báo cáo chưa tổng hợp được: Trường THCS Hoa Đào.",
        "# I. PHƯỜNG",
        "## 1. Phường Hoa Sen",
        "### Các nội dung khác",
        "Xe loa tuyên truyền",
        "đến từng khu phố",
        "### Ghi chú trong bảng số liệu",
        "- Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ: Phối hợp với Hội Khuyến học",
        "### Dòng đơn vị ghi thêm vào bảng số liệu",
        "- Câu lạc bộ đọc sách; clb; 2; 60",
        "# II. TRƯỜNG TIỂU HỌC",
        "## 2. Trường Tiểu học Hoa Mai",
        f"### {ORGANISATION}",
        "1. Ban hành Kế hoạch số 12/KH-THHM;",
        "- Phân công\nTổ trưởng; – Bí thư.",
        "• Họp <B> & “C”",
        f"### {ACTIVITIES}",
        "+ 02 lớp {{ kỹ năng }} {% if %}",
        "Đơn vị chỉ gửi số liệu, không có nội dung: Trường Tiểu học Hoa Lan.",
    ]


def test_the_head_is_that_of_the_appendix_after_those_in_the_report(form: Form, tmp_path: Path) -> None:
    head = [paragraph.text for paragraph in written(four_units(form), form, tmp_path).paragraphs[:4]]
    assert head.pop(0) == ""  # room for the signature of a file by itself
    assert head[:2] == ["Phụ lục IV", "NỘI DUNG BÁO CÁO CỦA CÁC ĐƠN VỊ"]
    assert head[2].startswith("(Kèm theo Báo cáo số       /BC-PGDĐT ngày     tháng")
    alone = consolidate(form, [Report("Phường A", "phuong", other="Đọc sách.")], roster=False)
    assert written(alone, form, tmp_path).paragraphs[1].text == "Phụ lục"


def test_without_any_words_the_file_says_so(form: Form, tmp_path: Path) -> None:
    silent = consolidate(form, [Report("Phường A", "phuong", {"classes": {"count": 1}})], roster=False)
    assert lines(written(silent, form, tmp_path)) == [
        "Chưa có nội dung báo cáo của đơn vị nào được tổng hợp.",
        "# I. PHƯỜNG",
        "Đơn vị chỉ gửi số liệu, không có nội dung: Phường A.",
    ]
    assert lines(written(consolidate(form, []), form, tmp_path)) == [
        "Chưa có nội dung báo cáo của đơn vị nào được tổng hợp."
    ]


def test_letters_no_word_file_can_hold_are_left_out_and_all_others_stay(form: Form, tmp_path: Path) -> None:
    text = "trước\x00\x0b\x1f\ufffe\ud800sau\ttab 😀 ế"
    reports = [Report("Phường A\x07", "phuong", narrative={"activities": (text,)}, other="a\x0cb")]
    told = lines(written(consolidate(form, reports, roster=False), form, tmp_path))
    assert told[2:] == [
        "## 1. Phường A\ufffd",  # in a name it is shown that something stood there
        f"### {ACTIVITIES}",
        "trướcsau\ttab 😀 ế",
        "### Các nội dung khác",
        "ab",
    ]


def test_the_headings_are_word_s_own_black_and_in_times_new_roman(form: Form, tmp_path: Path) -> None:
    document = written(four_units(form), form, tmp_path)
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"]
        assert style.style_id == f"Heading{level}"
        assert style.element.xpath("w:pPr/w:outlineLvl/@w:val") == [str(level - 1)]
        assert style.element.xpath("w:rPr/w:color") == []
    assert document.styles.element.xpath("w:docDefaults//w:color/@w:val") == ["000000"]


def test_a_campaign_of_another_year_has_its_year_in_the_headings(form: Form, tmp_path: Path) -> None:
    campaign = Campaign(campaign=CampaignTable(year=2026))
    text = "\n".join(
        paragraph.text for paragraph in written(four_units(form), form, tmp_path, campaign).paragraphs
    )
    assert "tháng\xa010 năm\xa02026" in text
    assert "2024" not in text


def test_a_hundred_and_fifty_units_all_stand_there(form: Form, tmp_path: Path) -> None:
    made = all_kinds(form)
    told = lines(written(made, form, tmp_path))
    counted = [unit.name for unit in made.units if unit.counted]
    assert sorted(line.partition(". ")[2] for line in told if line.startswith("## ")) == sorted(counted)
    assert sum(line == "- Tổ chức hội sách;" for line in told) == len(counted)
    assert sum(line.startswith("# ") for line in told) == 11


def test_two_writes_give_the_same_bytes(form: Form, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        write_narratives(all_kinds(form, 30), load_form(), Campaign(), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_file_is_known_as_an_appendix_and_is_no_report(form: Form, tmp_path: Path) -> None:
    written(four_units(form), form, tmp_path)
    read = read_submission(tmp_path / NARRATIVES, form)
    assert read.marks["output"] == "appendix"
    assert [found.code for found in read.findings] == ["no-statistics-table"]


def test_the_committed_template_is_what_its_tool_makes(form: Form) -> None:
    assert (form.directory / NARRATIVES).read_bytes() == build_narratives()


def test_the_office_s_own_template_is_used_and_a_mistake_in_it_is_told(form: Form, tmp_path: Path) -> None:
    own = tmp_path / "mau-bao-cao"
    own.mkdir()
    document = Document()
    document.add_paragraph("{{ narratives.count }} đơn vị có lời")
    document.save(str(own / NARRATIVES))
    campaign = Campaign.model_validate({}, context={"file": tmp_path / "htsd.toml"})
    assert [item.text for item in written(four_units(form), form, tmp_path, campaign).paragraphs] == [
        "2 đơn vị có lời"
    ]
    document.paragraphs[0].runs[0].text = "{{ narratives.counts }}"
    document.save(str(own / NARRATIVES))
    with pytest.raises(TemplateError, match="có phải là “count”"):
        write_narratives(four_units(form), form, campaign, tmp_path / "ra.docx")
    assert not (tmp_path / "ra.docx").exists()


# ------------------------------------------------------------------------------- in the report's own file


def test_one_file_holds_the_report_and_its_units_words_on_pages_of_their_own(
    form: Form, tmp_path: Path
) -> None:
    made = all_kinds(form, 30)
    path = tmp_path / "bao-cao-tong-hop.docx"
    assert write_report(made, form, Campaign(), path)
    document = Document(str(path))
    last = document.sections[-1]
    assert last._sectPr.xpath("w:pgNumType/@w:start") == ["1"]
    assert last.orientation == WD_ORIENT.PORTRAIT
    told = lines(document)
    assert sum(line.startswith("## ") for line in told) == sum(unit.counted for unit in made.units)
    styles = {style.style_id for style in document.styles}
    used = {paragraph.style.style_id for paragraph in document.paragraphs if paragraph.style is not None}
    assert used <= styles
    assert {"Heading1", "Heading2", "Heading3"} <= used


def test_the_report_reads_back_with_its_figures_and_no_words_of_its_appendix(
    form: Form, tmp_path: Path
) -> None:
    made = all_kinds(form, 30)
    apart = Campaign(office=Office(one_file=False))
    assert not write_report(made, form, apart, tmp_path / "a.docx")
    assert write_report(made, form, Campaign(), tmp_path / "b.docx")
    one, other = (read_submission(tmp_path / name, form) for name in ("a.docx", "b.docx"))
    assert other.to_json() | {"file": ""} == one.to_json() | {"file": ""}


def test_an_appendix_with_a_picture_of_the_office_s_stays_a_file_by_itself(
    form: Form, tmp_path: Path
) -> None:
    own = tmp_path / "mau-bao-cao"
    own.mkdir()
    document = Document(str(form.directory / NARRATIVES))
    picture = tmp_path / "a.png"
    Image.new("RGB", (4, 4)).save(picture)
    title = next(item for item in document.paragraphs if item.text.startswith("NỘI DUNG"))
    title.add_run().add_picture(str(picture))
    document.save(str(own / NARRATIVES))
    campaign = Campaign.model_validate({}, context={"file": tmp_path / "htsd.toml"})
    assert not write_report(four_units(form), form, campaign, tmp_path / "a.docx")
