"""The appendices inside the report: which there are, what they are called, and every figure in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentFile
from docx.oxml.ns import qn
from docx.table import Table

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Campaign, CampaignTable, Form, load_form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.pipeline import read_submission
from htsd_cli.roster import RosterUnit
from htsd_cli.values.figures import Key, Numbers, nested
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.writers.report.appendix_fields import appendix_fields, brief_heading, unit_of
from htsd_cli.writers.report.appendix_names import appendix_names
from htsd_cli.writers.report.report import TEMPLATE, write_report
from tests.writers.samples import Report, all_kinds, consolidate, twelve_units

NO_ROSTER = Campaign(campaign=CampaignTable(deadline=None, roster=None))
OTHER_YEAR = Finding(
    code="wrong-year",
    title="Báo cáo của năm khác",
    severity=Severity.ERROR,
    problem="Năm khác.",
    hint="Gửi lại.",
)
ALL_FOUR = ("Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV")


@dataclass(frozen=True)
class Drawn:
    """A report and what it was made of."""

    made: Consolidation
    path: Path
    document: DocumentFile


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


@pytest.fixture(scope="module")
def drawn(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Drawn]:
    """Return what gives the report of so many units of all kinds, of `small` ones for 0; each is written once."""
    folder = tmp_path_factory.mktemp("reports")

    @cache
    def draw(units: int) -> Drawn:
        made, path = all_kinds(form, units) if units else small(form), folder / f"{units}.docx"
        write_report(made, form, Campaign(), path)
        return Drawn(made, path, Document(str(path)))

    return draw


def written(
    consolidation: Consolidation, form: Form, tmp_path: Path, campaign: Campaign | None = None
) -> DocumentFile:
    path = tmp_path / "bao-cao.docx"
    write_report(consolidation, form, campaign or Campaign(), path)
    return Document(str(path))


def small(form: Form) -> Consolidation:
    """Return three counted units of two kinds and the form's other kind, one late, one of another year, one missing."""
    reports = [
        Report(
            "Phường Hoa Sen",
            "phuong",
            {
                "classes": {"count": 3},
                "classes.life_skills": {"count": 3, "people": 120},
                "book_drive.donors": {"people": 7},
                "opening.districts": {"count": 1},
                "funding.state_budget": {"amount": 12_500_000},
            },
            late=True,
        ),
        Report("Trường Tiểu học Hoa Mai", "tih", {"classes": {"count": 0}, "opening.districts": {"count": 1}}),
        Report("Trường Tiểu học Hoa Lan", "tih", {"classes": {"count": 4}, "funding.state_budget": {"amount": 0}}),
        Report("Công ty Hoa Cúc", None, {"news_items": {"count": 5}}),
        Report("Trường Tiểu học Hoa Đào", "tih", {"classes": {"count": 9}}, findings=(OTHER_YEAR,), counted=False),
    ]  # fmt: skip
    missing = (RosterUnit(id="x", name="Trường Tiểu học Tường Vi", kind="tih"),)
    return consolidate(form, reports, missing=missing)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def appendix_tables(document: DocumentFile) -> list[Table]:
    """Return the tables behind the report's own three."""
    return document.tables[3:]


def heads(document: DocumentFile) -> list[str]:
    return [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name == "Phụ lục - số"
    ]


def reference(document: DocumentFile) -> list[str]:
    return [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.text.startswith("Kèm theo Báo cáo này")
    ]


# ------------------------------------------------------------------------------------ which appendices there are


def test_the_report_names_each_of_its_appendices(form: Form, tmp_path: Path) -> None:
    document = written(twelve_units(form), form, tmp_path)
    assert heads(document) == ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"]
    assert reference(document) == [
        "Kèm theo Báo cáo này có: số liệu theo loại đơn vị tại Phụ lục I; số liệu của từng đơn vị tại Phụ lục II;"
        " danh sách đơn vị chưa gửi báo cáo, gửi báo cáo sau thời hạn, có báo cáo chưa tổng hợp được tại"
        " Phụ lục III; nội dung báo cáo của các đơn vị tại Phụ lục IV."
    ]


def test_an_appendix_with_nothing_to_say_is_left_out_and_the_others_close_up(
    form: Form, tmp_path: Path
) -> None:
    words = {"activities": ("Tổ chức hội sách.",)}
    one_kind = [Report(f"Phường {n}", "phuong", {"classes": {"count": 1}}, narrative=words) for n in (1, 2)]
    names = appendix_names(consolidate(form, one_kind, roster=False), form)
    assert (names.by_kind, names.by_unit, names.awaited, names.narratives) == (
        None, "Phụ lục I", None, "Phụ lục II",
    )  # fmt: skip
    document = written(consolidate(form, one_kind, roster=False), form, tmp_path, NO_ROSTER)
    assert heads(document) == ["Phụ lục I", "Phụ lục II"]
    assert reference(document) == [
        "Kèm theo Báo cáo này có: số liệu của từng đơn vị tại Phụ lục I;"
        " nội dung báo cáo của các đơn vị tại Phụ lục II."
    ]


def test_the_photographs_are_the_last_appendix_and_named_with_the_others(form: Form, tmp_path: Path) -> None:
    names = appendix_names(twelve_units(form), form, photos=True)
    assert (names.awaited, names.narratives, names.photos) == (*ALL_FOUR[2:], "Phụ lục V")
    one = consolidate(form, [Report("Phường A", "phuong", {"classes": {"count": 1}})])
    path = tmp_path / "bao-cao.docx"
    write_report(one, form, Campaign(), path, photos=True)
    assert reference(Document(str(path))) == [
        "Kèm theo Báo cáo này có: hình ảnh hoạt động của các đơn vị tại Phụ lục."
    ]


@pytest.mark.parametrize("many", [7, 8])
def test_the_headings_of_many_kinds_stand_on_their_side(form: Form, tmp_path: Path, many: int) -> None:
    kinds = [kind for kind in form.kinds if kind != "khac"][:many]
    reports = [Report(f"Đơn vị {kind}", kind, {"classes": {"count": 1}}) for kind in kinds]
    table = appendix_tables(written(consolidate(form, reports), form, tmp_path))[0]
    upright = [
        cell.text for cell in table.rows[0].cells if cell._tc.find(f".//{qn('w:textDirection')}") is not None
    ]
    assert len(upright) == (many if many > 7 else 0)
    assert texts(table)[0][2] == f"{form.kind_name(kinds[0])}\n(1 đơn\u00a0vị)"
    assert texts(table)[1][0].startswith("1. ")


def test_a_lone_appendix_has_no_numeral(form: Form, tmp_path: Path) -> None:
    late = consolidate(
        form, [Report("Phường A", "phuong", {"classes": {"count": 1}}, late=True)], roster=False
    )
    document = written(late, form, tmp_path)
    assert heads(document) == ["Phụ lục"]
    assert reference(document) == [
        "Kèm theo Báo cáo này có: danh sách đơn vị gửi báo cáo sau thời hạn tại Phụ lục."
    ]


@pytest.mark.parametrize("reports", [[], [Report("Phường A", "phuong", {"classes": {"count": 1}})]])
def test_without_an_appendix_the_report_is_one_section_and_speaks_of_none(
    form: Form, tmp_path: Path, reports: list[Report]
) -> None:
    document = written(consolidate(form, reports, roster=False), form, tmp_path, NO_ROSTER)
    assert "Phụ lục" not in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert len(document.sections) == 1
    assert document.sections[0].different_first_page_header_footer
    assert "PAGE" in document.sections[0].header._element.xml


@pytest.mark.parametrize("units", [10, 150])
def test_each_appendix_is_a_section_with_page_numbers_from_1(
    drawn: Callable[[int], Drawn], units: int
) -> None:
    document = drawn(units).document
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in document.sections]
    assert [None if start is None else start.get(qn("w:start")) for start in starts] == [None, *["1"] * 4]
    assert all(section.different_first_page_header_footer for section in document.sections)
    assert [section.header.is_linked_to_previous for section in document.sections] == [False, *[True] * 4]


# ----------------------------------------------------------------------------------------- what stands in them


def test_the_table_by_kind_has_every_figure_blank_where_none_was_given_and_0_where_it_was_0(
    form: Form, drawn: Callable[[int], Drawn]
) -> None:
    table = texts(appendix_tables(drawn(0).document)[0])
    assert table[0] == [
        "Các hoạt động", "Đơn vị tính", "Phường\n(1 đơn\u00a0vị)", "Trường tiểu học\n(2 đơn\u00a0vị)",
        "Đơn vị khác\n(1 đơn\u00a0vị)", "Tổng cộng",
    ]  # fmt: skip
    rows = {row[0]: row[1:] for row in table[1:]}
    assert (
        len(table) - 1 == len(form.indicators) - 4
    )  # the heading of the amounts, two amounts, a row of text
    assert rows["1. Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ"] == ["lớp", "3", "4", "", "7"]
    assert rows["Giáo dục kỹ năng sống cho học sinh"] == ["lớp\nngười", "3\n120", "", "", "3\n120"]
    assert rows["Số tập thể/ cá nhân tặng sách"] == ["Tập thể\ncá nhân", "\n7", "", "", "\n7"]
    assert rows["2. Số tin bài về các hoạt động của Tuần lễ"] == ["Tin, bài/ cuộc", "", "", "5", "5"]
    assert rows["7. Tổ chức Lễ khai mạc Tuần lễ"] == ["", "", "", "", ""]
    assert rows["Số huyện tổ chức Lễ khai mạc Tuần lễ"] == ["Huyện", "1", "1", "", "1"]


def test_the_amounts_stand_in_a_table_of_their_own(drawn: Callable[[int], Drawn]) -> None:
    assert texts(appendix_tables(drawn(0).document)[1]) == [
        ["Loại đơn vị", "Ngân sách nhà nước", "Kinh phí hỗ trợ, huy động từ các nguồn hợp pháp khác"],
        ["Phường", "12.500.000", ""],
        ["Trường tiểu học", "0", ""],
        ["Đơn vị khác", "", ""],
        ["Tổng cộng", "12.500.000", ""],
    ]


def test_the_table_of_units_has_them_by_kind_with_what_each_kind_adds_up_to(
    drawn: Callable[[int], Drawn],
) -> None:
    table = texts(appendix_tables(drawn(0).document)[2])
    assert table[0][:5] == ["STT", "Tên đơn vị", "Lớp bồi dưỡng, tập huấn", "Người tham gia lớp", "Tin, bài"]
    assert table[0][-2:] == ["Ngân sách nhà nước (đồng)", "Nguồn hợp pháp khác (đồng)"]
    assert [[*row[:5], row[-2]] for row in table[1:]] == [
        ["I", "Phường (1 đơn vị)", "3", "", "", "12.500.000"],
        ["1", "Phường Hoa Sen", "3", "", "", "12.500.000"],
        ["II", "Trường tiểu học (2 đơn vị)", "4", "", "", "0"],
        ["2", "Trường Tiểu học Hoa Mai", "0", "", "", ""],
        ["3", "Trường Tiểu học Hoa Lan", "4", "", "", "0"],
        ["III", "Đơn vị khác (1 đơn vị)", "", "", "5", ""],
        ["4", "Công ty Hoa Cúc", "", "", "5", ""],
        ["", "Tổng cộng (4 đơn vị)", "7", "", "5", "12.500.000"],
    ]


def test_units_of_one_kind_alone_need_no_subtotal(form: Form, tmp_path: Path) -> None:
    reports = [Report(f"Phường {n}", "phuong", {"classes": {"count": n}}) for n in (1, 2)]
    [table] = appendix_tables(written(consolidate(form, reports, roster=False), form, tmp_path, NO_ROSTER))
    assert [row[:3] for row in texts(table)[1:]] == [
        ["1", "Phường 1", "1"], ["2", "Phường 2", "2"], ["", "Tổng cộng (2 đơn vị)", "3"],
    ]  # fmt: skip


def test_the_lists_tell_who_is_missing_who_was_late_and_whose_report_must_come_again(
    drawn: Callable[[int], Drawn],
) -> None:
    document = drawn(0).document
    missing, late, again = map(texts, appendix_tables(document)[3:])
    assert missing == [
        ["STT", "Tên đơn vị", "Loại đơn vị"], ["1", "Trường Tiểu học Tường Vi", "Trường tiểu học"],
    ]  # fmt: skip
    assert late == [["STT", "Tên đơn vị", "Ngày nhận báo cáo"], ["1", "Phường Hoa Sen", "14/10/2024"]]
    assert again == [
        ["STT", "Tên đơn vị", "Lý do"], ["1", "Trường Tiểu học Hoa Đào", "Báo cáo của năm khác"],
    ]  # fmt: skip
    clauses = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name == "Phụ lục - khoản"
    ]
    assert clauses == [
        "1. Số lượng hoạt động, số người tham gia",
        "2. Kinh phí (đơn vị tính: đồng)",
        "1. Đơn vị chưa gửi báo cáo: 1 đơn vị",
        "2. Đơn vị gửi báo cáo sau thời hạn (ngày 11 tháng 10 năm 2024): 1 đơn vị",
        "3. Đơn vị có báo cáo chưa tổng hợp được, phải gửi lại: 1 đơn vị",
    ]


def test_a_unit_on_no_list_has_no_list(form: Form, tmp_path: Path) -> None:
    late = consolidate(
        form, [Report("Phường A", "phuong", {"classes": {"count": 1}}, late=True)], roster=False
    )
    document = written(late, form, tmp_path)
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[-1] == "Đơn vị gửi báo cáo sau thời hạn (ngày 11 tháng 10 năm 2024): 1 đơn vị"
    assert len(appendix_tables(document)) == 1


@pytest.mark.parametrize("units", [10, 30, 150])
def test_every_total_stands_in_the_last_column_and_the_last_row(
    form: Form, drawn: Callable[[int], Drawn], units: int
) -> None:
    made = drawn(units).made
    by_kind, money, by_unit, *_ = map(texts, appendix_tables(drawn(units).document))
    for indicator in form.indicators:
        label = f"{indicator.number}. {indicator.label}" if indicator.number else indicator.label
        measures = [measure for measure in indicator.numeric_measures if measure != "amount"]
        if measures:
            [row] = [row for row in by_kind if row[0] == label]
            figures = [made.totals.get(indicator.key(measure)) for measure in measures]
            assert row[-1] == "\n".join("" if item is None else format_number(item) for item in figures)
    assert money[-1][1:] == [
        format_number(made.totals[Key(f"funding.{source}", "amount")])
        for source in ("state_budget", "other_sources")
    ]
    assert by_unit[-1][-2:] == money[-1][1:]
    assert len({row[1] for row in by_unit[1:]} & {unit.name for unit in made.units}) == sum(
        unit.counted for unit in made.units
    )


# ----------------------------------------------------------------------------------------------- the Word file


@pytest.mark.parametrize("units", [2, 10, 150])
def test_every_table_has_a_grid_column_for_each_cell_and_is_as_wide_as_its_page_s_text(
    drawn: Callable[[int], Drawn], units: int
) -> None:
    document = drawn(units).document
    upright, wide = 11906 - 1701 - 851, 16838 - 1701 - 851
    for table in appendix_tables(document):
        grid = [int(str(column.get(qn("w:w")))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        is_list = table.rows[0].cells[1].text == "Tên đơn vị" and len(table.columns) == 3
        assert sum(grid) == (upright if is_list else wide)
        for row in table._tbl.tr_lst:
            assert [int(str(width)) for width in row.xpath("w:tc/w:tcPr/w:tcW/@w:w")] == grid


def test_headings_are_repeated_and_no_row_is_split(drawn: Callable[[int], Drawn]) -> None:
    for table in appendix_tables(drawn(30).document):
        properties = [row._tr.trPr for row in table.rows]
        assert all(item is not None and item.find(qn("w:cantSplit")) is not None for item in properties)
        repeated = [item is not None and item.find(qn("w:tblHeader")) is not None for item in properties]
        assert repeated == [True, *[False] * (len(repeated) - 1)]


def test_a_total_never_stands_alone_on_a_page(drawn: Callable[[int], Drawn]) -> None:
    tables = appendix_tables(drawn(30).document)
    totals = [table for table in tables if any("tổng" in cell.text.lower() for cell in table.rows[-1].cells)]
    assert totals
    for table in totals:
        before, last = (
            [item.paragraph_format.keep_with_next for cell in row.cells for item in cell.paragraphs]
            for row in table.rows[-2:]
        )
        assert all(before)
        assert not all(last)


@pytest.mark.parametrize("units", [0, 2, 10, 150])
def test_the_report_with_its_appendices_reads_back_as_one_table_with_the_totals(
    form: Form, drawn: Callable[[int], Drawn], units: int
) -> None:
    read = read_submission(drawn(units).path, form)
    assert read.numbers == nested(drawn(units).made.totals.items())
    assert [found.code for found in read.findings if found.severity is Severity.ERROR] == []
    assert read.extra_rows == ()


# ----------------------------------------------------------------------------------------------- the form's data


def test_a_column_of_the_table_of_units_has_a_short_name_or_the_row_s_own(form: Form) -> None:
    donors = form.by_id["book_drive.donors"]
    assert brief_heading(donors, "people") == "Cá nhân tặng sách"
    assert brief_heading(form.by_id["culture_sport.arts"], "people") == "Hoạt động văn nghệ (người)"
    assert unit_of(donors, "count") == "Tập thể"
    assert unit_of(form.by_id["publications"], "count") == "quyển/ tờ"


def test_a_column_that_alone_is_filled_of_a_row_with_two_sides_has_the_row_s_own_heading(form: Form) -> None:
    def headings(figures: Numbers) -> list[str]:
        by_unit = appendix_fields(
            consolidate(form, [Report(name, "mn", figures) for name in "AB"]), form
        ).by_unit
        assert by_unit is not None
        return [heading for heading in by_unit.columns if "tặng sách" in heading]

    both = ["Tập thể tặng sách", "Cá nhân tặng sách"]
    assert headings({"book_drive.donors": {"count": 619, "people": 0}}) == both
    assert headings({"book_drive.donors": {"count": 619}}) == ["Số tập thể, cá nhân tặng sách", both[1]]
    assert headings({"news_items": {"count": 1}}) == both


def test_the_office_s_own_template_with_fewer_appendices_is_used(form: Form, tmp_path: Path) -> None:
    (tmp_path / "mau-bao-cao").mkdir()
    document = Document(str(form.directory / TEMPLATE))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("DANH SÁCH ĐƠN VỊ"):
            paragraph.text = "ĐƠN VỊ CẦN ĐÔN ĐỐC"
    document.save(str(tmp_path / "mau-bao-cao" / TEMPLATE))
    campaign = Campaign.model_validate({}, context={"file": tmp_path / "htsd.toml"})
    titles = [paragraph.text for paragraph in written(small(form), form, tmp_path, campaign).paragraphs]
    assert "ĐƠN VỊ CẦN ĐÔN ĐỐC" in titles
