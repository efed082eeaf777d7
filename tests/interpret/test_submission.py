"""What a document says as a report: which table counts, whose year and form it is, what is told of it as a whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.submission import Submission
from tests.documents import FORM, document, form_rows, report, workbook
from tests.forms import form_of
from tests.test_another_form import FORM as ANOTHER

INTERPRETER = Interpreter(FORM)
ONE, OTHER = {"news_items": ("2",)}, {"workshops": ("12",)}


def said(drawing: str, name: str = "bao-cao.docx", **properties: str) -> Submission:
    """Return what a drawing says whose hidden properties are these, "htsd-" before their names."""
    hidden = {f"htsd-{key.replace('_', '-')}": value for key, value in properties.items()}
    drawn = document(drawing)._replace(properties=hidden | {"creator": "ai đó"})
    return submission_of(INTERPRETER, drawn, name)


def codes(submission: Submission) -> list[str]:
    return [item.code for item in submission.findings]


def test_a_clean_report_says_who_when_and_how_much_and_nothing_is_told_of_it() -> None:
    submission = said(report(form_rows(ONE), "Trường Tiểu học Hoa Sen"), form=FORM.id)
    assert (submission.file, submission.form, submission.counted) == ("bao-cao.docx", FORM.id, True)
    assert (submission.unit.name, submission.unit.kind) == ("Trường Tiểu học Hoa Sen", "tih")
    assert (submission.unit_found_in, submission.year) == ("letterhead", 2024)
    assert (submission.report_date, submission.file_format) == (date(2024, 10, 9), "docx")
    assert (submission.numbers, submission.marks) == (
        {"news_items": {"count": 2}},
        {"form": FORM.id},
    )
    assert list(submission.narrative) == [section.id for section in FORM.told]
    assert (codes(submission), submission.rows) == ([], None)


@pytest.mark.parametrize(
    ("tables", "numbers", "told", "counted"),
    [
        ((ONE, ONE), {"news_items": {"count": 2}}, [], True),
        ((ONE, {}), {"news_items": {"count": 2}}, [], True),
        (({}, OTHER), {"workshops": {"count": 12}}, [], True),
        (
            (ONE, OTHER),
            {"workshops": {"count": 12}, "news_items": {"count": 2}},
            ["tables-joined"],
            True,
        ),
        ((ONE, {"news_items": ("3",)}), {}, ["several-tables"], False),
        (({}, {}), {}, ["empty-form"], False),
    ],
)
def test_of_copies_of_the_table_the_filled_ones_count_as_far_as_they_agree(
    tables: tuple[dict[str, tuple[str, ...]], ...],
    numbers: dict[str, dict[str, int]],
    told: list[str],
    counted: bool,
) -> None:
    drawn = "\nBảng tiếp theo\n".join(form_rows(cells) for cells in tables)
    submission = said(report(drawn))
    assert (submission.numbers, codes(submission), submission.counted) == (numbers, told, counted)
    if told in (["tables-joined"], ["several-tables"]):
        assert "bảng thứ 2, bảng thứ 3" in submission.findings[0].message


def test_copies_of_the_table_are_named_by_their_sheets_and_those_of_several_units_not_at_all() -> None:
    two = {"Lần 1": form_rows(ONE), "Lần 2": form_rows({"news_items": ("3",)})}
    submission = submission_of(INTERPRETER, workbook(two), "a.xlsx")
    assert "trang “Lần 1”, trang “Lần 2”" in submission.findings[0].message
    units = {"Trường TH A": form_rows(ONE), "Trường TH B": form_rows({"news_items": ("3",)})}
    found = codes(submission_of(INTERPRETER, workbook(units), "a.xlsx"))
    assert ("several-units" in found, "several-tables" in found) == (True, False)


@pytest.mark.parametrize("drawn", ["\n{}", "\n| {} | x |"], ids=["in a text", "in a cell"])
def test_letters_of_a_lost_font_are_told_once_with_some_of_them(drawn: str) -> None:
    lost = "Nhµ tr­êng tæ chøc c¸c ho¹t ®éng häc tËp suèt ®êi cho häc sinh vµ gi¸o viªn trong tuÇn lÔ"
    submission = said(report(form_rows(ONE)) + drawn.format(lost))
    told = [item for item in submission.findings if item.code == "legacy-letters"]
    assert [f"“{lost[:60]}”" in item.message for item in told] == [True]


@pytest.mark.parametrize(
    ("year", "properties", "told"),
    [
        (2023, {}, ["wrong-year"]),
        (2025, {}, ["wrong-year"]),
        (2024, {}, []),
        (2024, {"form": FORM.id, "form_state": FORM.state}, []),
        (2024, {"form_state": "khác"}, ["form-changed"]),
        (2024, {"form": "khac", "form_state": "khác"}, ["other-form"]),
        (2023, {"form": "khac"}, ["wrong-year"]),
        (2024, {"form_state": "khác", "output": "report"}, []),
    ],
)
def test_a_report_of_another_year_or_form_is_told_once(
    year: int, properties: dict[str, str], told: list[str]
) -> None:
    submission = said(report(form_rows(ONE), year=year), **properties)
    assert (codes(submission), submission.year) == (told, year)
    assert submission.counted is (told != ["wrong-year"])


def test_a_report_of_an_earlier_year_on_this_year_s_form_is_of_a_wrong_year_though_old_forms_are_read() -> (
    None
):
    form = FORM.model_copy(update={"read_old_form": True})
    read = submission_of(Interpreter(form), document(report(form_rows(ONE), year=2023)), "bao-cao.docx")
    assert (codes(read), read.counted) == (["wrong-year"], False)


def test_a_report_that_is_no_better_on_an_earlier_form_is_one_of_this_year_s(tmp_path: Path) -> None:
    form_of(tmp_path / "truoc", ANOTHER)
    form = load_form().in_campaign([str(tmp_path / "truoc")], read_old_form=True)
    made = document(report(form_rows({"publications": ("2", "30")}), "Trường Tiểu học Hoa Sen"))
    read = submission_of(Interpreter(form), made, "a.docx")
    assert (codes(read), read.form, read.numbers) == (
        ["unasked-figure"],
        FORM.id,
        {"publications": {"count": 2}},
    )


def test_the_figures_of_a_report_of_another_year_are_kept_beside_the_count() -> None:
    assert said(report(form_rows(ONE), year=2023)).numbers == {"news_items": {"count": 2}}


def test_what_is_told_of_unit_and_narrative_is_told_of_a_filled_report_alone() -> None:
    bare = form_rows(ONE)
    named = said(bare).findings[0]
    assert (named.code, named.problem) == (
        "unit-from-file-name",
        "Không thấy tên đơn vị trong báo cáo; tạm lấy theo tên tệp: “bao-cao”.",
    )
    assert codes(said(bare)).count("narrative-missing") == len(FORM.told)
    assert "narrative-missing" not in codes(said(bare, output="workbook"))
    assert codes(said(form_rows())) == ["empty-form", "unit-from-file-name"]  # errors first
    missing = next(item for item in said(bare).findings if item.code == "narrative-missing")
    assert missing.where == f"Phần {FORM.told[0].number}"
    assert codes(said("Kính gửi Ủy ban")) == ["no-statistics-table"]


def test_a_consolidated_report_is_its_office_s() -> None:
    drawn = report(form_rows(ONE), "Trường Tiểu học Hoa Sen")
    submission = said(drawn, output="report", office="Ủy ban nhân dân phường Tân Mỹ")
    assert (submission.unit.name, submission.unit_found_in) == ("Ủy ban nhân dân phường Tân Mỹ", "properties")
    for properties in ({"output": "report"}, {"office": "Ủy ban nhân dân phường Tân Mỹ"}):
        assert said(drawn, **properties).unit.name == "Trường Tiểu học Hoa Sen"


def test_a_table_left_blank_is_told_of_a_unit_s_report_and_not_of_a_consolidated_one() -> None:
    table = FORM.tables[0]
    rows = tuple(row.model_copy(update={"id": f"lai.{row.id}", "parent": None}) for row in table.indicators)
    form = load_form().model_copy(
        update={"tables": (table, table.model_copy(update={"id": "lai", "indicators": rows}))}
    )
    made = document(report(form_rows(ONE), "Trường Tiểu học Hoa Sen"))
    outputs: tuple[dict[str, str], ...] = ({}, {"htsd-output": "report"})
    told = [codes(submission_of(Interpreter(form), made._replace(properties=of), "a.docx")) for of in outputs]
    assert told == [["table-blank"], []]


def test_notes_stand_in_the_form_s_order() -> None:
    cells = {"news_items": ("12", "", "báo tường"), "classes.professional": ("1", "20", "buổi tối")}
    submission = said(report(form_rows(cells)))
    assert list(submission.notes.items()) == [
        ("classes.professional", "buổi tối"),
        ("news_items", "báo tường"),
    ]
