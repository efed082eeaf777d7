"""The official report as a Word file: every total, every figure in its sentences, and the office's own template."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from docx import Document
from docx.document import Document as DocumentFile
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Campaign, CampaignTable, Form, Office, load_form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.roster import RosterUnit
from htsd_cli.values.figures import Key, Numbers
from htsd_cli.writers.report.report import TEMPLATE, TemplateError, write_report
from tests.writers.samples import Report, consolidate, many_units, twelve_units
from tools.make_report_template import build

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NO_ROSTER = Campaign(campaign=CampaignTable(deadline=None, roster=None))
NOTHING = "Chưa có số liệu tổng hợp về nội dung này."
NONE_HELD = "Theo số liệu báo cáo, nội dung này không phát sinh trong Tuần lễ."


@pytest.fixture
def form() -> Form:
    return load_form()


def written(
    consolidation: Consolidation, form: Form, tmp_path: Path, campaign: Campaign | None = None
) -> DocumentFile:
    path = tmp_path / "bao-cao.docx"
    write_report(consolidation, form, campaign or Campaign(), path)
    return Document(str(path))


def own_paragraphs(document: DocumentFile) -> list[Paragraph]:
    """Return the paragraphs of the report itself, without its appendices: to the end of its first section."""
    paragraphs = document.paragraphs
    end = next(
        (at for at, item in enumerate(paragraphs) if item._p.find(f"{W}pPr/{W}sectPr") is not None), None
    )
    return paragraphs[:end]


def sentences(document: DocumentFile) -> list[str]:
    return [paragraph.text for paragraph in own_paragraphs(document) if paragraph.text.strip()]


def clause(document: DocumentFile, number: int) -> list[str]:
    """Return the sentences under a clause of part II."""
    lines = sentences(document)
    start = next(place for place, line in enumerate(lines) if line.startswith(f"{number}. "))
    rest = lines[start + 1 :]
    end = next(place for place, line in enumerate(rest) if re.match(r"(\d|III)\. ", line))
    return rest[:end]


def part(document: DocumentFile, numeral: str, following: str) -> list[str]:
    lines = sentences(document)
    start = next(place for place, line in enumerate(lines) if line.startswith(f"{numeral}. "))
    end = next(place for place, line in enumerate(lines) if line.startswith(f"{following}. "))
    return lines[start + 1 : end]


def statistics(document: DocumentFile) -> Table:
    return document.tables[1]


def one(form: Form, figures: Numbers) -> Consolidation:
    return consolidate(form, [Report("Trường Mầm non Hoa Sen", "mn", figures)])


# ------------------------------------------------------------------------------------------------ the table


@pytest.mark.parametrize("units", [1, 10, 150])
def test_every_total_stands_in_its_row_and_column_and_no_other_cell_holds_a_figure(
    form: Form, tmp_path: Path, units: int
) -> None:
    made = many_units(form, units)
    rows = statistics(written(made, form, tmp_path)).rows[2:]
    assert len(rows) == len(form.indicators) == 41
    for row, indicator in zip(rows, form.indicators, strict=True):
        totals = {
            str(m): made.totals[indicator.key(m)]
            for m in indicator.numeric_measures
            if indicator.key(m) in made.totals
        }
        first = totals.get("amount", totals.get("count"))
        second = totals.get("people")
        assert [cell.text for cell in row.cells] == [
            indicator.number,
            normalize("NFC", indicator.label),
            indicator.unit,
            "" if first is None else format_number(first),
            "" if second is None else format_number(second),
            "",
        ]


def test_a_zero_is_printed_and_a_missing_total_is_not(form: Form, tmp_path: Path) -> None:
    rows = statistics(written(one(form, {"news_items": {"count": 0}}), form, tmp_path)).rows
    place = form.position["news_items"] + 2
    assert rows[place].cells[3].text == "0"
    assert rows[place + 1].cells[3].text == ""


def test_the_heading_has_two_rows_as_on_the_form_and_both_are_repeated_on_each_page(
    form: Form, tmp_path: Path
) -> None:
    table = statistics(written(twelve_units(form), form, tmp_path))
    above, below = table.rows[:2]
    assert [cell.text for cell in above.cells] == [
        "STT", "Các hoạt động", "Đơn vị", "Số lượng", "Số lượng", "Ghi chú",
    ]  # fmt: skip
    assert [cell.text for cell in below.cells][3:5] == ["Số lớp/số cuộc thi", "Người"]
    repeated = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
    assert repeated == [True, True, *[False] * 41]


def test_no_row_may_be_split_over_two_pages(form: Form, tmp_path: Path) -> None:
    document = written(twelve_units(form), form, tmp_path)
    rows = document.element.body.findall(f".//{W}tr")
    assert len(rows) > 2 + 43 + 1
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_headings_are_kept_with_the_text_below_them(form: Form, tmp_path: Path) -> None:
    document = written(twelve_units(form), form, tmp_path)
    headings = [p for p in own_paragraphs(document) if re.match(r"(I+|\d)\. ", p.text)]
    assert len(headings) == 12
    assert all(p.style is not None and p.style.paragraph_format.keep_with_next for p in headings)


def test_the_columns_together_are_as_wide_as_the_text_area(form: Form, tmp_path: Path) -> None:
    document = written(twelve_units(form), form, tmp_path)
    for table in document.tables[:3]:
        widths = [int(str(column.get(qn("w:w")))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        assert sum(widths) == pytest.approx(11906 - 1701 - 851, abs=2)


# -------------------------------------------------------------------------------------------- the sentences


def test_every_total_of_a_numbered_row_is_told_in_part_two(form: Form, tmp_path: Path) -> None:
    made = many_units(form, 60)
    text = "\n".join(part(written(made, form, tmp_path), "II", "III"))
    told = [
        "classes.participants",
        "news_items",
        "publications",
        "book_drive.books",
        "book_drive.donors",
        "workshops",
    ]
    told += ["reading_events", "culture_sport", "opening.institutions", "awards.groups", "awards.individuals"]
    told += ["classes", "funding.state_budget", "funding.other_sources"]
    for id_ in told:
        for figure in (value for key, value in made.totals.items() if key.indicator == id_):
            assert format_number(figure) in text


def test_the_opening_names_the_documents_carried_out_and_the_office(form: Form, tmp_path: Path) -> None:
    office = Office(basis=("Kế hoạch số 1/KH-UBND;", "Công văn số 2/SGDĐT-GDTX"))
    lines = sentences(written(twelve_units(form), form, tmp_path, Campaign(office=office)))
    assert (
        "Thực hiện Kế hoạch số 1/KH-UBND; Công văn số 2/SGDĐT-GDTX, Phòng Giáo dục và Đào tạo Quận 7 báo cáo kết quả"
        " tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024 trên địa bàn Quận 7 (sau đây gọi là Tuần lễ) như sau:"
    ) in lines


def test_part_one_tells_who_reported_of_how_many(form: Form, tmp_path: Path) -> None:
    assert part(written(twelve_units(form), form, tmp_path), "I", "II") == [
        "Tuần lễ năm 2024 được tổ chức từ ngày 01 đến ngày 07 tháng 10 năm 2024 với chủ đề “Phát triển văn hóa đọc"
        " thúc đẩy học tập suốt đời”.",
        "Đến thời điểm lập báo cáo, có 10/12 đơn vị gửi báo cáo kết quả thực hiện, đạt 83,3%, gồm:",
        "- Ủy ban nhân dân các phường: 1/2 đơn vị;",
        "- Phòng Hướng Dương: 1/1 đơn vị;",
        "- Hội Thủy Tiên </script><!--<b>: 1/1 đơn vị;",
        "- Các trường mầm non: 2/2 đơn vị;",
        "- Các trường tiểu học: 2/3 đơn vị;",
        "- Trường THCS Hoa Mai: 1/1 đơn vị;",
        "- Trường THPT Tường Vi: 1/1 đơn vị;",
        '- =HYPERLINK("http://vidu.vn","Bấm"): 1/1 đơn vị.',
        "Còn 02 đơn vị chưa gửi báo cáo, 01 đơn vị gửi sau thời hạn quy định (ngày 11 tháng 10 năm 2024), danh sách tại"
        " Phụ lục III.",
    ]


def test_part_one_tells_in_one_paragraph_who_is_awaited_and_who_reported_besides(
    form: Form, tmp_path: Path
) -> None:
    def told(*reports: Report, missing: int = 0) -> list[str]:
        awaited = tuple(
            RosterUnit(id=f"m{at}", name=f"Trường Mầm non {at}", kind="mn") for at in range(missing)
        )
        document = written(consolidate(form, list(reports), missing=awaited), form, tmp_path)
        return [line for line in part(document, "I", "II")[2:] if not line.startswith("- ")]

    sen, late = Report("Trường Mầm non Hoa Sen", "mn"), Report("Trường Mầm non Hoa Mai", "mn", late=True)
    assert told(sen) == []
    assert told(sen, missing=12) == ["Còn 12 đơn vị chưa gửi báo cáo, danh sách tại Phụ lục."]
    assert told(sen, late) == [
        "Có 01 đơn vị gửi báo cáo sau thời hạn quy định (ngày 11 tháng 10 năm 2024), danh sách tại Phụ lục II."
    ]


def test_without_a_roster_part_one_tells_how_many_reported(form: Form, tmp_path: Path) -> None:
    reports = [Report("Phường A", "phuong"), Report("Trường B", "thcs"), Report("Trường C", "thcs")]
    document = written(consolidate(form, reports, roster=False), form, tmp_path, NO_ROSTER)
    assert part(document, "I", "II")[1:] == [
        "Đến thời điểm lập báo cáo, có 03 đơn vị gửi báo cáo kết quả thực hiện, gồm:",
        "- Ủy ban nhân dân các phường: 1 đơn vị;",
        "- Các trường THCS: 2 đơn vị.",
    ]


def test_with_no_report_at_all_the_report_says_so_and_claims_nothing(form: Form, tmp_path: Path) -> None:
    document = written(consolidate(form, [], roster=False), form, tmp_path, NO_ROSTER)
    assert part(document, "I", "II")[1:] == [
        "Đến thời điểm lập báo cáo, chưa có đơn vị nào gửi báo cáo kết quả thực hiện."
    ]
    assert [clause(document, number) for number in range(1, 10)] == [[NOTHING]] * 9
    assert "Chưa có số liệu của đơn vị nào để tổng hợp." in sentences(document)


def test_what_did_not_happen_differs_from_what_nobody_reported(form: Form, tmp_path: Path) -> None:
    document = written(one(form, {"workshops": {"count": 0}, "awards.groups": {"count": 0}}), form, tmp_path)
    assert clause(document, 7) == clause(document, 8) == [NONE_HELD]
    assert clause(document, 6) == [NOTHING]


def test_up_to_five_kinds_of_class_are_listed_in_the_form_s_order(form: Form, tmp_path: Path) -> None:
    figures: Numbers = {
        "classes": {"count": 5},
        "classes.professional": {"count": 2, "people": 40},
        "classes.life_skills": {"count": 3},
        "classes.literacy": {"count": 0, "people": 0},
    }
    assert clause(written(one(form, figures), form, tmp_path), 1) == [
        "Có 01 đơn vị tổ chức các lớp bồi dưỡng, tập huấn trong Tuần lễ, với tổng số 5 lớp.",
        "Cụ thể theo nội dung, gồm:",
        "- Bồi dưỡng nâng cao trình độ chuyên môn nghiệp vụ cho cán bộ, công chức, viên chức: 2 lớp, 40 người"
        " tham gia;",
        "- Giáo dục kỹ năng sống cho học sinh: 3 lớp.",
    ]


def test_of_more_kinds_of_class_the_five_with_most_people_are_listed(form: Form, tmp_path: Path) -> None:
    ids = [indicator.id for indicator in form.indicators if indicator.id.startswith("classes.")][1:]
    figures: Numbers = {id_: {"count": 1, "people": 1000 + number} for number, id_ in enumerate(ids)}
    lines = clause(written(one(form, figures), form, tmp_path), 1)
    assert lines[1] == "Các nội dung có nhiều người tham gia nhất gồm:"
    assert [re.findall(r"([\d.]+) người", line)[0] for line in lines[2:]] == [
        "1.012", "1.011", "1.010", "1.009", "1.008",
    ]  # fmt: skip


def test_a_missing_half_of_a_sentence_is_left_out(form: Form, tmp_path: Path) -> None:
    figures: Numbers = {
        "publications": {"count": 1200},
        "book_drive.donors": {"people": 30},
        "awards.individuals": {"people": 4},
        "opening.institutions": {"count": 2},
        "funding.other_sources": {"amount": 15_000_000},
        "culture_sport.sports": {"people": 80},
    }
    document = written(one(form, figures), form, tmp_path)
    assert clause(document, 2) == [
        "Đơn vị đã thực hiện 1.200 ấn phẩm thông tin (tờ rơi, áp phích, băng rôn, khẩu hiệu)."
    ]
    assert clause(document, 3) == ["Phong trào quyên góp sách có 30 cá nhân tham gia tặng sách."]
    assert clause(document, 5) == [
        "Có 01 đơn vị tổ chức hoạt động văn nghệ, thể thao, tham quan, sinh hoạt chuyên đề. Cụ thể:",
        "- Hoạt động thể dục thể thao: 80 người tham gia.",
    ]
    assert clause(document, 6) == ["Có 2 cơ sở giáo dục tổ chức Lễ khai mạc Tuần lễ."]
    assert clause(document, 8) == ["Có 4 cá nhân được khen thưởng về tổ chức Tuần lễ."]
    assert clause(document, 9) == [
        "Kinh phí hỗ trợ, huy động từ các nguồn hợp pháp khác theo báo cáo của đơn vị là 15.000.000 đồng."
    ]


def test_the_opening_ceremony_of_the_district_is_told_as_the_district_s(form: Form, tmp_path: Path) -> None:
    figures: Numbers = {"opening.districts": {"count": 1}, "opening.institutions": {"count": 45}}
    office = Office(area="phường Tân Mỹ")
    assert clause(written(one(form, figures), form, tmp_path, Campaign(office=office)), 6) == [
        "Phường Tân Mỹ đã tổ chức Lễ khai mạc Tuần lễ; có 45 cơ sở giáo dục tổ chức Lễ khai mạc Tuần lễ."
    ]


def test_a_city_tells_how_many_districts_held_an_opening(form: Form, tmp_path: Path) -> None:
    made = replace(one(form, {}), totals={Key("opening.districts", "count"): 21})
    campaign = Campaign(campaign=CampaignTable(level="province"))
    assert clause(written(made, form, tmp_path, campaign), 6) == [
        "Có 21 quận, huyện tổ chức Lễ khai mạc Tuần lễ."
    ]


def test_part_three_tells_what_is_not_in_the_figures(form: Form, tmp_path: Path) -> None:
    assert (
        "Số liệu được tổng hợp từ báo cáo của 09 đơn vị. Một số chỉ tiêu của 01 đơn vị đang được kiểm tra, xác nhận"
        " lại, chưa tính vào kết quả này. Báo cáo của 01 đơn vị chưa bảo đảm yêu cầu, Phòng đề nghị gửi lại. Kết quả cụ"
        " thể như sau:"
    ) in sentences(written(twelve_units(form), form, tmp_path))


def test_the_text_ends_with_the_mark_of_the_decree_and_nothing_after_it(form: Form, tmp_path: Path) -> None:
    assert sentences(written(twelve_units(form), form, tmp_path))[-1].endswith("Đào tạo Quận 7./.")


def test_names_with_letters_of_xml_are_printed_as_they_are(form: Form, tmp_path: Path) -> None:
    office = Office(name="PHÒNG <A> & “B”", recipients=("Sở <C> & D",), copies=("{{ E }}", "Lưu: VT"))
    document = written(twelve_units(form), form, tmp_path, Campaign(office=office))
    assert document.tables[0].cell(0, 0).text.split("\n")[1] == "PHÒNG <A> & “B”"
    assert "Kính gửi: Sở <C> & D" in sentences(document)
    assert "- {{ E }};" in document.tables[2].cell(0, 0).text


def test_nothing_of_the_template_s_commands_is_left(form: Form, tmp_path: Path) -> None:
    body = etree.tostring(written(many_units(form, 20), form, tmp_path).element, encoding="unicode")
    assert not re.search(r"{{|{%|{#|}}|%}|#}", body)


def test_a_campaign_of_2026_nowhere_says_2024(form: Form, tmp_path: Path) -> None:
    campaign = Campaign(campaign=CampaignTable(year=2026, deadline=None), office=Office(basis=()))
    document = written(consolidate(form, []), form, tmp_path, campaign)
    text = "\n".join(
        [*sentences(document), *(cell.text for table in document.tables for cell in table._cells)]
    )
    assert "2024" not in text
    assert "NĂM 2026" in text


# ---------------------------------------------------------------------------------------------- the file


def test_two_writes_give_the_same_bytes(form: Form, tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        write_report(many_units(form, 20), load_form(), Campaign(), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_file_names_its_report_and_neither_a_person_nor_a_day(form: Form, tmp_path: Path) -> None:
    properties = written(twelve_units(form), form, tmp_path).core_properties
    assert properties.title == "Báo cáo kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024"
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert (properties.created, properties.modified) == (None, None)


def test_only_times_new_roman_is_named_anywhere_in_the_file(form: Form, tmp_path: Path) -> None:
    written(twelve_units(form), form, tmp_path)
    with zipfile.ZipFile(tmp_path / "bao-cao.docx") as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
    assert not any("theme" in name or "fontTable" in name for name in parts)
    fonts = [element for part in parts.values() for element in etree.fromstring(part).iter(f"{W}rFonts")]
    assert fonts
    for element in fonts:
        assert {str(name): value for name, value in element.attrib.items()} == {
            f"{W}{use}": "Times New Roman" for use in ("ascii", "hAnsi", "eastAsia", "cs")
        }
    colours = {e.get(f"{W}val") for part in parts.values() for e in etree.fromstring(part).iter(f"{W}color")}
    assert colours == {"000000"}


def test_nothing_hidden_is_left_of_the_template_s_commands(form: Form, tmp_path: Path) -> None:
    assert list(Document(str(form.directory / TEMPLATE)).element.iter(f"{W}vanish"))
    assert not list(written(twelve_units(form), form, tmp_path).element.body.iter(f"{W}vanish"))


def test_an_output_that_cannot_be_written_raises_and_leaves_nothing(form: Form, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="khong-co"):
        write_report(twelve_units(form), form, Campaign(), tmp_path / "khong-co" / "bao-cao.docx")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------------- the template


def test_the_committed_template_is_what_its_tool_makes(form: Form) -> None:
    assert (form.directory / TEMPLATE).read_bytes() == build(form)


def changed(form: Form, tmp_path: Path, old: str, new: str) -> None:
    """Use a copy of the form's template with a text of one of its paragraphs changed."""
    document = Document(str(form.directory / TEMPLATE))
    paragraph = next(paragraph for paragraph in document.paragraphs if old in paragraph.text)
    paragraph.runs[0].text = paragraph.text.replace(old, new)
    paragraph.runs[0].font.hidden = None
    for run in paragraph.runs[1:]:
        paragraph._p.remove(run._r)
    document.save(str(tmp_path / TEMPLATE))
    form._directory = tmp_path


def test_a_changed_word_of_the_template_is_in_the_next_report(form: Form, tmp_path: Path) -> None:
    changed(
        form,
        tmp_path,
        "Còn «{{ units.missing | two_digits }}số đơn vị chưa gửi» đơn vị chưa gửi",
        "Chưa nhận được {{ units.missing }}",
    )
    said = sentences(written(twelve_units(form), form, tmp_path))
    assert any(
        line.startswith("Chưa nhận được 2 báo cáo, 01 đơn vị gửi sau thời hạn quy định (") for line in said
    )


def test_a_template_of_another_folder_is_used_for_another_form(form: Form, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{ totals.classes.count }} lớp")
    document.save(str(tmp_path / TEMPLATE))
    form._directory = tmp_path
    assert sentences(written(one(form, {"classes": {"count": 4321}}), form, tmp_path)) == ["4.321 lớp"]


def test_a_misspelt_field_of_the_template_is_told_and_no_report_is_written(
    form: Form, tmp_path: Path
) -> None:
    changed(form, tmp_path, "totals.workshops.count }}số cuộc", "totals.workshop.count }}")
    with pytest.raises(TemplateError) as caught:
        write_report(twelve_units(form), form, Campaign(), tmp_path / "ra.docx")
    assert caught.value.what == "không có trường nào tên là “workshop” (có phải là “workshops”?)"
    assert "tổ chức hội thảo, sinh hoạt chuyên đề" in caught.value.place
    assert not (tmp_path / "ra.docx").exists()
