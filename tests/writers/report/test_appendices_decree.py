"""The report's appendices as LibreOffice prints them, measured against Nghị định 30/2020/NĐ-CP (lengths in mm)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Campaign, CampaignTable, Form, Office, load_form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.figures import Key
from htsd_cli.writers.report import NARRATIVES, write_narratives
from htsd_cli.writers.report.appendix_names import appendix_names
from htsd_cli.writers.report.report import TEMPLATE, write_report
from tests.programs import requires_program
from tests.writers.decree import Page, Text, convert, print_pages, split_appendices
from tests.writers.samples import Report, all_kinds, consolidate, many_units

TWO_LINES = Office(
    parent="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ THỦ ĐỨC",
    name="PHÒNG GIÁO DỤC\nVÀ ĐÀO TẠO",
    full_name="Phòng Giáo dục và Đào tạo thành phố Thủ Đức",
)
NO_ROSTER = Campaign(campaign=CampaignTable(deadline=None, roster=None))
NAMES = ("150 units of eleven kinds", "30 units", "10 units", "two kinds, no roster")
LAST_TITLE_LINE = {
    "by kind": "SỐ LIỆU KẾT QUẢ TỔ CHỨC TUẦN LỄ THEO LOẠI ĐƠN VỊ",
    "by unit": "SỐ LIỆU CHÍNH CỦA TỪNG ĐƠN VỊ",
    "awaited": "",
    "narratives": "NỘI DUNG BÁO CÁO CỦA CÁC ĐƠN VỊ",
}


@dataclass(frozen=True)
class Appendix:
    """The printed pages of one appendix, and the consolidation it tells of."""

    case: str
    name: str
    pages: list[Page]
    consolidation: Consolidation

    @property
    def wide(self) -> bool:
        return self.name in ("by kind", "by unit")

    @property
    def middle(self) -> float:
        return (30 + (297 if self.wide else 210) - 15) / 2

    def head(self) -> list[Text]:
        """Return the texts of the head: number, title, whose it is; down to the rule line."""
        first = self.pages[0]
        rule = first.rules[0]
        return [text for text in first.texts if text.top < rule.top]

    def texts(self) -> list[str]:
        return [text.text for page in self.pages for text in page.texts]


def two_kinds(form: Form) -> Consolidation:
    figures = {
        "classes": {"count": 2},
        "news_items": {"count": 0},
        "funding.state_budget": {"amount": 900_000},
    }
    words = {"activities": ("Tổ chức hội sách.",)}
    reports = [
        Report("Phường Hoa Sen", "phuong", figures, narrative=words),
        Report("Trường Tiểu học Hoa Mai", "tih", figures, narrative=words),
    ]
    return consolidate(form, reports, roster=False)


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


@pytest.fixture(scope="module")
def appendices(form: Form, tmp_path_factory: pytest.TempPathFactory) -> list[Appendix]:
    requires_program("soffice")
    folder = tmp_path_factory.mktemp("appendices")
    cases = dict(
        zip(
            NAMES,
            [
                (all_kinds(form), Campaign(office=TWO_LINES)),
                (many_units(form, 30, filled=0.3), Campaign()),
                (many_units(form, 10), Campaign()),
                (two_kinds(form), NO_ROSTER),
            ],
            strict=True,
        )
    )
    files: list[Path] = []
    for number, (consolidation, campaign) in enumerate(cases.values()):
        files.append(folder / f"{number}.docx")
        assert write_report(consolidation, form, campaign, files[-1])
    files.append(folder / "words.docx")
    write_narratives(cases[NAMES[3]][0], form, cases[NAMES[3]][1], files[-1])
    printed = print_pages(files, folder)
    made = []
    for number, (case, (consolidation, _)) in enumerate(cases.items()):
        parts = split_appendices(printed[str(number)])[1:]
        words = ["narratives"] if appendix_names(consolidation, form).narratives else []
        names = [*["by kind", "by unit", "awaited"][: len(parts) - len(words)], *words]
        made += [Appendix(case, name, pages, consolidation) for name, pages in zip(names, parts, strict=True)]
    made.append(Appendix(NAMES[3], "narratives", list(printed["words"]), cases[NAMES[3]][0]))
    return made


def of(appendices: list[Appendix], *names: str) -> list[Appendix]:
    chosen = [appendix for appendix in appendices if appendix.name in names]
    assert chosen
    return chosen


def about(expected: float, tolerance: float = 0.6) -> object:
    return pytest.approx(expected, abs=tolerance)


# ------------------------------------------------------------------------------------------------ the pages


def test_the_appendices_are_numbered_in_roman_one_after_the_other(appendices: list[Appendix]) -> None:
    for case in NAMES:
        heads = [appendix.head()[0].text for appendix in appendices if appendix.case == case]
        # The last case has its units' words in the report and once more as a file by itself.
        last = {NAMES[0]: ["Phụ lục III", "Phụ lục IV"], NAMES[3]: ["Phụ lục III", "Phụ lục III"]}
        assert heads == ["Phụ lục I", "Phụ lục II", *last.get(case, ["Phụ lục III"])]


def test_the_tables_lie_on_pages_turned_on_their_side_and_the_lists_on_upright_ones(
    appendices: list[Appendix],
) -> None:
    for appendix in appendices:
        size = (297, 210) if appendix.wide else (210, 297)
        assert {(round(page.width), round(page.height)) for page in appendix.pages} == {size}


def test_nothing_is_printed_into_the_margins_but_the_page_number(appendices: list[Appendix]) -> None:
    for appendix in appendices:
        for page in appendix.pages:
            body = [text for text in page.texts if text.top > 18]
            assert min(text.left for text in body) >= 29.9
            assert max(text.right for text in body) <= page.width - 14.9
            assert min(text.top for text in body) >= 20
            assert max(text.bottom for text in body) <= page.height - 20
            assert all(rule.left >= 29.8 and rule.right <= page.width - 14.8 for rule in page.rules)


def test_page_numbers_begin_anew_and_are_centred_in_the_top_margin_and_not_on_the_first_page(
    appendices: list[Appendix],
) -> None:
    assert max(len(appendix.pages) for appendix in of(appendices, "by unit")) > 5
    for appendix in appendices:
        assert min(text.top for text in appendix.pages[0].texts) >= 20
        for number, page in enumerate(appendix.pages[1:], start=2):
            head = [text for text in page.texts if text.top < 18]
            assert [(text.text, text.face) for text in head] == [(str(number), "regular")]
            assert 13 <= head[0].size <= 14
            assert head[0].middle == about(appendix.middle)


def test_everything_is_black_and_in_times_new_roman_of_10_points_at_least(appendices: list[Appendix]) -> None:
    for appendix in appendices:
        texts = [text for page in appendix.pages for text in (*page.texts, *page.on_side)]
        assert {text.font.partition("-")[0] for text in texts} == {"LiberationSerif"}
        assert {max(text.colour) for text in texts} == {0}
        assert min(text.size for text in texts) >= 10


def test_no_page_is_empty_and_no_row_is_torn(appendices: list[Appendix]) -> None:
    for appendix in of(appendices, "by kind", "by unit", "awaited"):
        for page in appendix.pages:
            assert len([text for text in page.texts if text.top > 18]) > 3
            lowest = max(text.bottom for text in page.texts)
            assert page.rules[-1].top > lowest - 0.5


# ------------------------------------------------------------------------------------------------- the head


def test_the_number_is_bold_and_centred(appendices: list[Appendix]) -> None:
    for appendix in appendices:
        number = appendix.head()[0]
        assert (number.size, number.face) == (14, "bold")
        assert number.middle == about(appendix.middle)


def test_the_title_is_bold_capitals_centred_under_the_number(appendices: list[Appendix]) -> None:
    for appendix in appendices:
        title = [text for text in appendix.head()[1:] if text.face == "bold"]
        assert title
        assert {text.size for text in title} == {14}
        assert all(text.text == text.text.upper() and text.middle == about(appendix.middle) for text in title)
        wanted = LAST_TITLE_LINE[appendix.name]
        if wanted:
            assert " ".join(text.text for text in title) == wanted


def test_the_list_is_called_by_what_it_holds(appendices: list[Appendix]) -> None:
    titles = {
        appendix.case: " ".join(text.text for text in appendix.head()[1:] if text.face == "bold")
        for appendix in of(appendices, "awaited")
    }
    both = "DANH SÁCH ĐƠN VỊ CHƯA GỬI BÁO CÁO, GỬI SAU THỜI HẠN"
    assert titles == {
        "150 units of eleven kinds": f"{both}, CÓ BÁO CÁO CHƯA TỔNG HỢP ĐƯỢC",
        "30 units": both,
        "10 units": both,
    }


def test_the_third_line_names_the_report_in_italics_with_blanks_for_number_and_day(
    appendices: list[Appendix],
) -> None:
    for appendix in appendices:
        lines = [text for text in appendix.head() if text.face == "italic"]
        assert {text.size for text in lines} == {14}
        assert all(text.middle == about(appendix.middle, 1) for text in lines)
        office = TWO_LINES.full_name if appendix.case == NAMES[0] else Office().full_name
        told = re.sub(r"\s+", " ", " ".join(text.text for text in lines))
        assert told == f"(Kèm theo Báo cáo số /BC-PGDĐT ngày tháng 10 năm 2024 của {office})"


def test_the_rule_under_the_head_is_a_third_to_half_of_the_line_above_it(appendices: list[Appendix]) -> None:
    for appendix in appendices:
        line, rule = appendix.head()[-1], appendix.pages[0].rules[0]
        assert line.width / 3 - 0.3 <= rule.width <= line.width / 2 + 0.3
        assert rule.middle == about(appendix.middle)
        assert 0 < rule.top - line.bottom < 3


# ----------------------------------------------------------------------------------------------- the tables


def test_the_headings_stand_on_every_page_of_a_table(appendices: list[Appendix]) -> None:
    for appendix in of(appendices, "by kind"):
        for page in appendix.pages:
            text = [item.text for item in page.texts]
            assert "Các hoạt động" in text or "Loại đơn vị" in text
    for appendix in of(appendices, "by unit"):
        for page in appendix.pages:
            assert page.find("Tên đơn vị").face == "bold"
            assert page.find("STT").face == "bold"


def test_texts_beside_one_another_do_not_touch(appendices: list[Appendix]) -> None:
    for appendix in of(appendices, "by kind", "awaited"):
        for page in appendix.pages:
            for text in page.texts:
                level = [
                    other for other in page.texts
                    if abs(other.top - text.top) < 1 and other.left > text.left and other is not text
                ]  # fmt: skip
                assert all(other.left > text.right for other in level)


def test_every_figure_of_a_kind_and_every_total_is_printed_whole(
    appendices: list[Appendix], form: Form
) -> None:
    for appendix in of(appendices, "by kind"):
        printed = set(appendix.texts())
        for indicator, measures in appendix.consolidation.to_json()["totals"].items():
            for measure, total in measures.items():
                once = form.by_id[indicator].adds_up == "once"
                assert format_number(total) in printed
                for kind in form.kinds:
                    figures = [
                        figure
                        for unit in appendix.consolidation.reported
                        if unit.kind == kind and unit.counted
                        and (figure := unit.value(Key(indicator, measure)))
                        is not None
                    ]  # fmt: skip
                    if figures and not once:
                        assert format_number(sum(figures)) in printed


def test_every_unit_s_amounts_are_printed_whole(appendices: list[Appendix]) -> None:
    for appendix in of(appendices, "by unit"):
        printed = set(appendix.texts())
        for figures in appendix.consolidation.to_json()["figures"].values():
            for indicator in ("funding.state_budget", "funding.other_sources"):
                amount = figures.get(indicator, {}).get("amount")
                assert amount is None or format_number(amount) in printed


def test_the_headings_on_their_side_are_whole_and_stand_inside_their_row(
    appendices: list[Appendix], form: Form
) -> None:
    for appendix in of(appendices, "by unit"):
        for page in appendix.pages:
            number = page.find("STT")
            above = max(rule.top for rule in page.rules if rule.top < number.top)
            below = min(rule.top for rule in page.rules if rule.top > number.bottom)
            assert min(letter.top for letter in page.on_side) > above + 0.5
            assert max(letter.bottom for letter in page.on_side) < below - 0.5
            words = "".join(heading for indicator in form.indicators for heading in _main(form, indicator.id))
            assert len(page.on_side) == len(re.sub(r"\s", "", words))


def _main(form: Form, indicator: str) -> tuple[str, ...]:
    parts = {part for rule in form.sums for part in rule.parts}
    return () if indicator in parts else form.by_id[indicator].brief


def test_every_unit_stands_on_the_list_it_belongs_to(appendices: list[Appendix]) -> None:
    for appendix in of(appendices, "awaited"):
        text = " ".join(appendix.texts())
        made = appendix.consolidation
        assert f"Đơn vị chưa gửi báo cáo: {len(made.missing)} đơn vị" in text
        assert text.count("14/10/2024") == len(made.late)
        assert text.count("Báo cáo của năm khác") == sum(not unit.counted for unit in made.reported)


# --------------------------------------------------------------------------------------------- the templates


def test_templates_that_another_program_saved_again_give_the_same_appendices(
    form: Form, tmp_path: Path
) -> None:
    requires_program("soffice")
    own = tmp_path / "mau-bao-cao"
    own.mkdir()
    convert([form.directory / name for name in (TEMPLATE, NARRATIVES)], "docx", own)
    campaign = Campaign.model_validate({}, context={"file": tmp_path / "htsd.toml"})
    made = all_kinds(form, 30)
    for write in (write_report, write_narratives):
        for name, used in (("own.docx", campaign), ("form.docx", Campaign())):
            write(made, form, used, tmp_path / name)
        one, other = (Document(str(tmp_path / name)) for name in ("own.docx", "form.docx"))
        assert len(one.sections) == len(other.sections)
        assert [p.text for p in one.paragraphs if p.text] == [p.text for p in other.paragraphs if p.text]
        assert [_texts(table) for table in one.tables] == [_texts(table) for table in other.tables]


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_file_by_itself_leaves_room_for_a_signature_at_the_top_right_of_its_first_page(
    appendices: list[Appendix],
) -> None:
    within = [appendix.pages[0] for appendix in of(appendices, "narratives")]
    room = [min(text.top for text in page.texts) for page in within]
    assert all(20 < top < 30 for top in room[:-1])
    assert room[-1] > 40  # the last is the file by itself
