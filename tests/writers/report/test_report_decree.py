"""The report as LibreOffice prints it, measured against Nghị định 30/2020/NĐ-CP, Phụ lục I (all lengths in mm)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Length

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Campaign, CampaignTable, Form, Office, letterhead, load_form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.writers.report.report import TEMPLATE, write_report
from tests.programs import requires_program
from tests.writers.decree import POINT, Page, Text, convert, own_pages, print_pages
from tests.writers.samples import consolidate, many_units

TEXT_LEFT, TEXT_RIGHT = 30, 195
PAGE_MIDDLE = (TEXT_LEFT + TEXT_RIGHT) / 2
ONE_LINE = 14 * 1.15 * POINT  # single spacing of 14-point Times New Roman
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SUMMARY = "Kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024"
CLOSING = "Trên đây là báo cáo"

DEPUTY = Office(
    parent="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ THỦ ĐỨC",
    name="PHÒNG GIÁO DỤC\nVÀ ĐÀO TẠO",
    place="Thành phố Hồ Chí Minh",
    recipients=("Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh", "Hội Khuyến học <A> & “B”"),
    signer_title=("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
    signer="Họ và tên",
)
CITY = "Thành phố Hồ Chí Minh"
WARD = Office(**letterhead("ward", "committee", "phường Tân Thuận", CITY), signer="Họ và tên")
UNDER_WARD = Office(**letterhead("ward", "office", "xã Bình Khánh", CITY))
SO = Office(**letterhead("province", "office", CITY))
SCHOOL = Office(
    **letterhead(
        "ward", "school", "đặc khu Côn Đảo", CITY, "Trường Tiểu học và Trung học cơ sở Nguyễn Thị Định"
    )
)
SIGNED = pytest.mark.parametrize("report", ["150 units, a deputy signs", "a ward, 30 units"], indirect=True)
NO_ROSTER = CampaignTable(deadline=None, roster=None)


@dataclass(frozen=True)
class Report:
    """A printed report, without its appendices, and what it was made of."""

    path: Path
    pages: list[Page]
    consolidation: Consolidation
    office: Office

    @property
    def first(self) -> Page:
        return self.pages[0]

    @property
    def last(self) -> Page:
        return self.pages[-1]

    def texts(self) -> list[Text]:
        return [text for page in self.pages for text in page.texts]


def cases(form: Form) -> dict[str, tuple[Consolidation, Campaign]]:
    return {
        "40 units": (many_units(form, 40, told=True), Campaign()),
        "150 units, a deputy signs": (many_units(form, 150, seed=3, told=True), Campaign(office=DEPUTY)),
        "a ward, 30 units": (many_units(form, 30, filled=0.2), Campaign(office=WARD)),
        "under a ward": (many_units(form, 10), Campaign(office=UNDER_WARD)),
        "a Sở": (many_units(form, 10), Campaign(office=SO)),
        "a school": (many_units(form, 10), Campaign(office=SCHOOL)),
        "no unit": (consolidate(form, [], roster=False), Campaign(campaign=NO_ROSTER)),
    }


NAMES = (
    "40 units",
    "150 units, a deputy signs",
    "a ward, 30 units",
    "under a ward",
    "a Sở",
    "a school",
    "no unit",
)


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


@pytest.fixture(scope="module")
def reports(form: Form, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    requires_program("soffice")
    folder = tmp_path_factory.mktemp("reports")
    made = cases(form)
    assert tuple(made) == NAMES
    paths = {name: folder / f"{number}.docx" for number, name in enumerate(made)}
    for name, (consolidation, campaign) in made.items():
        write_report(consolidation, form, campaign, paths[name])
    printed = print_pages(list(paths.values()), folder)
    return {
        name: Report(paths[name], own_pages(printed[paths[name].stem]), consolidation, campaign.office)
        for name, (consolidation, campaign) in made.items()
    }


@pytest.fixture(params=NAMES)
def report(request: pytest.FixtureRequest, reports: dict[str, Report]) -> Report:
    return reports[request.param]


# How the names of the left side are broken that are too long for one line.
BROKEN = {
    UNDER_WARD.parent: ["ỦY BAN NHÂN DÂN", "XÃ BÌNH KHÁNH"],
    SO.parent: ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"],
    SCHOOL.parent: ["ỦY BAN NHÂN DÂN", "ĐẶC KHU CÔN ĐẢO"],
    SCHOOL.name: ["TRƯỜNG TIỂU HỌC", "VÀ TRUNG HỌC CƠ SỞ", "NGUYỄN THỊ ĐỊNH"],
}


def in_lines(name: str) -> list[str]:
    return BROKEN.get(name, name.split("\n"))


def about(expected: float, tolerance: float = 0.6) -> object:
    return pytest.approx(expected, abs=tolerance)


def mm(length: Length | int | None) -> float:
    assert length is not None
    return length / 36000


# ------------------------------------------------------------------------------------------------- the page


def test_every_page_is_a4_upright(report: Report) -> None:
    assert {(round(page.width), round(page.height)) for page in report.pages} == {(210, 297)}


def test_the_margins_lie_in_the_ranges_of_the_decree(report: Report) -> None:
    for section in Document(str(report.path)).sections:
        assert 20 <= mm(section.top_margin) <= 25
        assert 20 <= mm(section.bottom_margin) <= 25
        assert 30 <= mm(section.left_margin) <= 35
        assert 15 <= mm(section.right_margin) <= 20


def test_nothing_is_printed_into_the_margins_but_the_page_number(report: Report) -> None:
    for page in report.pages:
        body = [text for text in page.texts if text.top > 18]
        assert min(text.left for text in body) >= 29.9
        assert max(text.right for text in body) <= 195.1
        assert min(text.top for text in body) >= 20
        assert max(text.bottom for text in body) <= 277
        assert all(rule.left >= 29.8 and rule.right <= 195.2 for rule in page.rules)


def test_everything_is_set_in_times_new_roman(report: Report) -> None:
    assert {text.font.partition("-")[0] for text in report.texts()} == {"LiberationSerif"}


def test_everything_is_black(report: Report) -> None:
    assert {max(text.colour) for text in report.texts()} == {0}


def test_the_first_page_has_no_number(report: Report) -> None:
    assert min(text.top for text in report.first.texts) >= 20


def test_every_other_page_has_its_number_centred_in_the_top_margin(report: Report) -> None:
    assert len(report.pages) > 2
    for number, page in enumerate(report.pages[1:], start=2):
        head = [text for text in page.texts if text.top < 18]
        assert [text.text for text in head] == [str(number)]
        assert 13 <= head[0].size <= 14
        assert head[0].face == "regular"
        assert head[0].middle == about(PAGE_MIDDLE)


# ------------------------------------------------------------------------------------------- the letterhead


def test_the_name_of_the_nation_is_bold_capitals_on_one_line_in_the_right_half(report: Report) -> None:
    nation = report.first.find(NATION)
    assert nation.text == NATION
    assert 12 <= nation.size <= 13
    assert nation.face == "bold"
    assert nation.middle > 105
    assert nation.width == about(88.3)


def test_the_motto_is_bold_centred_under_it_at_single_spacing(report: Report) -> None:
    nation, motto = report.first.find(NATION), report.first.find("Độc lập")
    assert motto.text == MOTTO
    assert 13 <= motto.size <= 14
    assert motto.face == "bold"
    assert motto.middle == about(nation.middle)
    assert motto.top - nation.top < 6


def test_the_rule_under_the_motto_is_as_long_as_the_motto(report: Report) -> None:
    motto = report.first.find("Độc lập")
    rule = report.first.rule_below(motto)
    assert rule.width == about(motto.width)
    assert rule.middle == about(motto.middle)
    assert 0 < rule.top - motto.bottom < 3


def test_the_parent_body_is_capitals_not_bold_in_the_left_half_level_with_the_nation(report: Report) -> None:
    if not report.office.parent:  # a ward's committee has none above it
        assert report.first.find(report.office.name.split("\n")[0]).top == about(
            report.first.find(NATION).top
        )
        return
    lines = in_lines(report.office.parent)
    parents = [report.first.find(line) for line in lines]
    assert [text.text for text in parents] == lines
    assert {text.face for text in parents} == {"regular"}
    assert all(12 <= text.size <= 13 and text.middle < 105 for text in parents)
    assert parents[0].top == about(report.first.find(NATION).top)


def test_the_issuing_office_is_bold_capitals_centred_under_the_parent_body(report: Report) -> None:
    lines = in_lines(report.office.name)
    names = [report.first.find(line) for line in lines]
    assert [text.text for text in names] == lines
    assert {text.face for text in names} == {"bold"}
    assert all(12 <= text.size <= 13 for text in names)
    parent = report.first.find(in_lines(report.office.parent)[-1]) if report.office.parent else names[0]
    assert all(text.middle == about(parent.middle) for text in names)
    assert names[0].top - parent.top < 6


def test_the_rule_under_the_office_is_a_third_to_half_of_its_lines(report: Report) -> None:
    names = [report.first.find(line) for line in in_lines(report.office.name)]
    rule = report.first.rule_below(names[-1])
    for text in names:
        assert text.width / 3 - 0.2 <= rule.width <= text.width / 2 + 0.2
    assert rule.middle == about(names[-1].middle)
    assert 0 < rule.top - names[-1].bottom < 3


def test_the_number_is_left_blank_and_centred_under_the_office(report: Report) -> None:
    number = report.first.find("Số:")
    assert number.text == f"Số:       /BC-{report.office.abbreviation}"
    assert (number.size, number.face) == (13, "regular")
    assert number.middle == about(report.first.find(in_lines(report.office.name)[-1]).middle)


def test_the_date_is_left_blank_in_italics_level_with_the_number_and_under_the_nation(report: Report) -> None:
    date = report.first.find(report.office.place + ", ngày")
    assert date.text == f"{report.office.place}, ngày     tháng 10 năm 2024"
    assert 13 <= date.size <= 14
    assert date.face == "italic"
    assert date.top == about(report.first.find("Số:").top)
    assert date.middle == about(report.first.find(NATION).middle)


def test_the_two_sides_of_the_letterhead_do_not_touch(report: Report) -> None:
    for text in report.first.texts:
        if text.top < report.first.find("BÁO CÁO").top - 3:
            level = [
                other
                for other in report.first.texts
                if abs(other.top - text.top) < 2 and other.left > text.left
            ]
            assert all(other.left - text.right > 1 for other in level)


# ------------------------------------------------------------------------------- the title and the addressees


def test_the_kind_of_document_is_bold_capitals_centred_after_a_gap(report: Report) -> None:
    kind = report.first.find("BÁO CÁO")
    assert kind.text == "BÁO CÁO"
    assert 13 <= kind.size <= 14
    assert kind.face == "bold"
    assert kind.middle == about(PAGE_MIDDLE)
    assert kind.top - report.first.find("Số:").bottom > 5


def test_the_summary_is_bold_on_one_line_centred_directly_under_the_kind(report: Report) -> None:
    summary = report.first.find("Kết quả tổ chức")
    assert summary.text == SUMMARY
    assert 13 <= summary.size <= 14
    assert summary.face == "bold"
    assert summary.middle == about(PAGE_MIDDLE)
    assert summary.top - report.first.find("BÁO CÁO").top == about(ONE_LINE)


def test_the_rule_under_the_summary_is_a_third_to_half_of_it(report: Report) -> None:
    summary = report.first.find("Kết quả tổ chức")
    rule = report.first.rule_below(summary)
    assert summary.width / 3 <= rule.width <= summary.width / 2
    assert rule.middle == about(PAGE_MIDDLE)
    assert 0 < rule.top - summary.bottom < 3


def test_the_addressees_stand_between_the_summary_and_the_text(report: Report) -> None:
    addressees = report.first.find("Kính gửi:")
    assert 13 <= addressees.size <= 14
    assert addressees.face == "regular"
    assert report.first.find("Kết quả tổ chức").bottom < addressees.top < report.first.find("Thực hiện").top


def test_one_addressee_stands_on_the_line_of_the_word(reports: dict[str, Report]) -> None:
    text = reports["40 units"].first.find("Kính gửi:")
    assert text.text == "Kính gửi: Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh"


def test_several_addressees_stand_in_a_list_with_their_dashes_under_the_colon(
    reports: dict[str, Report],
) -> None:
    page = reports["150 units, a deputy signs"].first
    colon = page.find("Kính gửi:")
    items = [text for text in page.texts if colon.bottom < text.top < page.find("Thực hiện").top]
    assert [text.text for text in items] == [
        "- Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh;",
        "- Hội Khuyến học <A> & “B”.",
    ]
    assert {round(text.left - (colon.right - 1.4)) for text in items} == {0}


# ------------------------------------------------------------------------------------------------- the text


def body_lines(report: Report) -> list[Text]:
    """Return the lines of the text between the addressees and the table, stretched ones as their pieces."""
    start = report.first.find("Thực hiện").top
    first = [text for text in report.first.texts if text.top >= start - 1]
    table = next(
        number for number, page in enumerate(report.pages) if any(t.text == "STT" for t in page.texts)
    )
    between = [text for page in report.pages[1:table] for text in page.texts if text.top > 18]
    return first + between


def test_the_text_is_set_in_13_to_14_points(report: Report) -> None:
    assert {text.size for text in body_lines(report)} <= {13, 14}


def test_paragraphs_begin_1_or_1_27_cm_in_and_run_to_both_margins(report: Report) -> None:
    opening = report.first.find("Thực hiện")
    assert min(abs(opening.left - TEXT_LEFT - indent) for indent in (10, 12.7)) < 0.3
    lines = [text for text in report.first.texts if opening.top + 1 < text.top < opening.top + 3.5 * ONE_LINE]
    assert min(text.left for text in lines) == about(TEXT_LEFT, 0.3)
    assert max(text.right for text in lines) == about(TEXT_RIGHT, 0.5)


def test_lines_are_set_single_to_one_and_a_half(report: Report) -> None:
    opening = report.first.find("Thực hiện")
    below = min(text.top for text in report.first.texts if text.top > opening.top + 1)
    assert ONE_LINE - 0.1 <= below - opening.top <= 1.5 * ONE_LINE + 0.1


def test_paragraphs_stand_at_least_6_points_apart(report: Report) -> None:
    document = Document(str(report.path))
    for paragraph in document.paragraphs:
        style = paragraph.style
        if style is not None and style.name in (
            "Nội dung",
            "Gạch đầu dòng",
            "Mục I, II, III",
            "Khoản 1, 2, 3",
        ):
            gap = paragraph.paragraph_format.space_before or style.paragraph_format.space_before
            assert gap is not None
            assert gap.pt >= 6


def test_the_three_parts_are_headed_in_bold_capitals_with_roman_numbers(report: Report) -> None:
    heads = [text for text in report.texts() if re.match(r"I+\. ", text.text)]
    assert [text.text.split()[0] for text in heads] == ["I.", "II.", "III."]
    assert {(text.size, text.face) for text in heads} == {(14, "bold")}
    assert all(text.text == text.text.upper() for text in heads)


def test_the_clauses_are_numbered_and_headed_in_bold(report: Report) -> None:
    heads = [text for text in report.texts() if re.match(r"\d\. \D", text.text)]
    assert [text.text.split()[0] for text in heads] == [f"{number}." for number in range(1, 10)]
    assert {(text.size, text.face) for text in heads} == {(14, "bold")}
    assert {round(text.left, 1) for text in heads} == {40.0}


def test_the_text_ends_as_the_decree_wants(report: Report) -> None:
    ends = [text for text in report.texts() if text.text.endswith("./.")]
    assert len(ends) == 1
    assert ends[0].bottom < report.last.find("Nơi nhận:").top


# ------------------------------------------------------------------------------------------------ the table


def table_pages(report: Report) -> list[Page]:
    """Return the pages that hold rows of the table."""
    return [page for page in report.pages if len(row_edges(page)) > 2]


def row_edges(page: Page) -> list[float]:
    """Return how far down the page the rules between the rows are: those that begin at the left margin."""
    return [rule.top for rule in page.rules if abs(rule.left - TEXT_LEFT) < 0.6]


def test_the_heading_of_the_table_stands_on_each_of_its_pages(report: Report) -> None:
    pages = table_pages(report)
    assert len(pages) >= 2
    for page in pages:
        for heading in (
            "STT",
            "Các hoạt động",
            "Đơn vị",
            "Số lượng",
            "Số lớp/số",
            "cuộc thi",
            "Người",
            "Ghi chú",
        ):
            text = page.find(heading)
            assert text.text == heading
            assert text.face == "bold"


def test_the_headings_of_the_table_are_centred_over_their_columns(report: Report) -> None:
    page = table_pages(report)[0]
    group, count, people = page.find("Số lượng"), page.find("Số lớp/số"), page.find("Người")
    assert page.find("cuộc thi").middle == about(count.middle)
    assert count.middle < group.middle < people.middle


def test_the_table_is_set_in_12_to_13_points(report: Report) -> None:
    for page in table_pages(report)[1:-1]:
        assert {text.size for text in page.texts if text.top > 18} <= {12, 13}


def test_the_numbered_rows_are_bold_and_all_eleven_are_there(report: Report) -> None:
    numbers = [
        text for page in table_pages(report) for text in page.texts
        if text.left < 41 and text.top > 18 and text.text.isdigit()
    ]  # fmt: skip
    assert [text.text for text in numbers] == [str(number) for number in range(1, 12)]
    assert {(text.face, text.size) for text in numbers} == {("bold", 12)}


def test_no_figure_of_the_table_is_broken_over_two_lines(report: Report) -> None:
    cells = {text.text for page in table_pages(report) for text in page.texts}
    for measures in report.consolidation.to_json()["totals"].values():
        for figure in measures.values():
            assert format_number(figure) in cells


def test_no_row_of_the_table_is_split_over_two_pages(report: Report) -> None:
    for page in table_pages(report)[:-1]:
        edges = row_edges(page)
        lowest = max(text.bottom for text in page.texts)
        assert max(edges) > lowest


# --------------------------------------------------------------------------------- the signature and the copies


def test_the_word_for_the_copies_is_12_points_bold_italic_at_the_left_margin(report: Report) -> None:
    copies = report.last.find("Nơi nhận:")
    assert copies.text == "Nơi nhận:"
    assert (copies.size, copies.face) == (12, "bold italic")
    assert copies.left == about(TEXT_LEFT, 0.3)


def test_the_list_of_copies_is_11_points_each_with_a_dash_and_the_last_with_a_full_stop(
    report: Report,
) -> None:
    head = report.last.find("Nơi nhận:")
    items = [text for text in report.last.texts if text.top > head.bottom and text.size == 11]
    written = " ".join(text.text for text in items)
    copies = report.office.copies
    assert written == "".join(f"- {copy}; " for copy in copies[:-1]) + f"- {copies[-1]}."
    assert {text.face for text in items} == {"regular"}
    assert {round(text.left, 1) for text in items} == {round(head.left, 1)}


def test_the_power_to_sign_is_bold_capitals_in_the_right_half_level_with_the_copies(report: Report) -> None:
    lines = [report.last.find(line) for line in report.office.signer_title]
    assert [text.text for text in lines] == list(report.office.signer_title)
    assert {text.face for text in lines} == {"bold"}
    assert all(13 <= text.size <= 14 and text.middle > 105 for text in lines)
    assert lines[0].bottom == about(report.last.find("Nơi nhận:").bottom, 1)
    assert all(text.middle == about(lines[0].middle) for text in lines)


@SIGNED
def test_there_is_room_of_four_to_five_lines_to_sign(report: Report) -> None:
    title, signer = report.last.find(report.office.signer_title[-1]), report.last.find("Họ và tên")
    assert 4 * ONE_LINE <= signer.top - title.bottom <= 5.5 * ONE_LINE


@SIGNED
def test_the_signer_is_bold_and_centred_under_the_power_to_sign(report: Report) -> None:
    signer = report.last.find("Họ và tên")
    assert (signer.text, signer.size, signer.face) == ("Họ và tên", 14, "bold")
    assert signer.middle == about(report.last.find(report.office.signer_title[0]).middle)


def test_the_signature_never_stands_on_a_page_without_text(report: Report) -> None:
    assert report.last.find(CLOSING).bottom < report.last.find("Nơi nhận:").top


# --------------------------------------------------------------------------------------------- the template


def test_a_template_that_another_program_saved_again_prints_the_same_first_page(
    reports: dict[str, Report], form: Form, tmp_path: Path
) -> None:
    convert([form.directory / TEMPLATE], "docx", tmp_path)
    name = "150 units, a deputy signs"
    consolidation, campaign = cases(form)[name]
    other = load_form()
    other._directory = tmp_path
    write_report(consolidation, other, campaign, tmp_path / "bao-cao.docx")
    page = next(print_pages([tmp_path / "bao-cao.docx"], tmp_path)["bao-cao"])
    first = reports[name].first
    assert [(text.text, text.size, text.face) for text in page.texts] == [
        (text.text, text.size, text.face) for text in first.texts
    ]
    assert [rule.width for rule in page.rules] == [about(rule.width) for rule in first.rules]
