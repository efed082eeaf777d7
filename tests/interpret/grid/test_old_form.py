"""A report on last year's form is told in one sentence, and counts by what both forms ask where the office says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import Form, load_campaign, load_campaign_form
from htsd_cli.interpret.cells import quoted
from htsd_cli.interpret.grid.old_form import on_another_form
from htsd_cli.learn import learn_form
from htsd_cli.learn.toml import form_toml
from htsd_cli.pipeline import read_submission
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.writers.campaign.toml import campaign_toml, draft_campaign
from tests.documents import FORM
from tests.forms import form_of
from tests.learn.drawing import word

NEW = """
    STT | Chỉ tiêu           | Số lượng
    1   | Số lớp học         | {0}
    2   | Số phòng máy       | {1}
    3   | Số giáo viên       | {2}
    4   | Số máy tính        | {3}
    5   | Số học liệu mở     | {4}
    6   | Số khóa trực tuyến | {5}
"""
OLD = """
    STT | Chỉ tiêu           | Số lượng
    1   | Số lớp học         | {0}
    2   | Số phòng máy       | {1}
    3   | Số giáo viên       | {2}
    4   | Số bảng từ         | {3}
    5   | Số bộ bàn ghế      | {4}
"""


def new_form(folder: Path, extra: str = "") -> Form:
    word(folder / "mau.docx", "Đơn vị báo cáo: ………", "THỐNG KÊ CƠ SỞ VẬT CHẤT", NEW.format(*[""] * 6))
    return form_of(folder / "mau", extra + form_toml(learn_form(folder / "mau.docx"), "mau.docx"))


def test_a_report_on_another_form_is_one_sentence_and_nothing_of_it_counts(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx", "Đơn vị báo cáo: Trường A", "THỐNG KÊ CƠ SỞ VẬT CHẤT", OLD.format(1, 2, 3, 4, 5)
    )
    report = read_submission(path, new_form(tmp_path), path.name)
    assert [item.code for item in report.findings if item.severity is Severity.ERROR] == ["old-form"]
    assert report.findings[0].message == (
        "Báo cáo không theo mẫu của đợt này: thiếu 3 dòng (“Số máy tính”; “Số học liệu mở”; “Số khóa trực tuyến”), có 2"
        " dòng số liệu không có trong mẫu (“Số bảng từ”; “Số bộ bàn ghế”); chưa cộng số nào."
    )
    assert (report.counted, report.figures) == (False, {})


def test_where_the_office_says_so_the_rows_of_both_forms_count(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx", "Đơn vị báo cáo: Trường A", "THỐNG KÊ CƠ SỞ VẬT CHẤT", OLD.format(1, 2, 3, 4, 5)
    )
    report = read_submission(path, new_form(tmp_path, "read_old_form = true\n"), path.name)
    assert "old-form-read" in [item.code for item in report.findings]
    assert [figure.value for figure in report.figures.values()] == [1, 2, 3]
    assert report.counted


def test_a_title_of_another_year_holds_a_report_back_and_one_on_the_old_form_is_counted_where_asked(
    tmp_path: Path,
) -> None:
    title = "THỐNG KÊ CƠ SỞ VẬT CHẤT NĂM {}"
    blank = word(tmp_path / "mau.docx", "Đơn vị báo cáo: ………", title.format(2026), NEW.format(*[""] * 6))
    told = []
    for extra in ("", "read_old_form = true\n"):
        form = form_of(tmp_path / "mau", extra + form_toml(learn_form(blank), "mau.docx"))
        for year, table, count in ((2025, NEW, 6), (2025, OLD, 5), (2024, NEW, 6), (2024, OLD, 5)):
            path = word(
                tmp_path / "a.docx",
                "Đơn vị báo cáo: Trường A",
                title.format(year),
                table.format(*range(count)),
            )
            report = read_submission(path, form, path.name)
            told.append((report.counted, *(item.code for item in report.findings)))
    assert told == [
        *[(False, "other-year"), (False, "old-form", "other-year")] * 2,
        (True, "old-form-year"),
        (True, "old-form-read", "old-form-year"),
        (False, "other-year"),  # on this year's form two years ago
        (True, "old-form-read", "old-form-year"),
    ]


def test_a_report_that_only_lacks_rows_is_on_the_form_and_each_is_named(tmp_path: Path) -> None:
    lines = NEW.format(1, 2, 3, 4, 5, 6).strip("\n").split("\n")
    path = word(
        tmp_path / "a.docx", "Đơn vị báo cáo: Trường A", "THỐNG KÊ CƠ SỞ VẬT CHẤT", "\n".join(lines[:4])
    )
    report = read_submission(path, new_form(tmp_path), path.name)
    assert [item.code for item in report.findings if item.code.startswith("row")] == ["row-missing"] * 3


def test_the_request_stands_in_the_campaign_s_own_file_and_no_new_campaign_writes_it(tmp_path: Path) -> None:
    form = new_form(tmp_path)
    made = campaign_toml(draft_campaign("phường Tân Mỹ", 2026, None, str(form.directory.name)))
    assert "read_old_form" not in made
    (tmp_path / "don-vi.xlsx").write_bytes(b"")
    (tmp_path / "htsd.toml").write_text(
        made.replace("[campaign]", "[campaign]\nread_old_form = true"), "utf-8"
    )
    read = load_campaign_form(load_campaign(tmp_path / "htsd.toml"))
    assert read.read_old_form
    assert read.directory == form.directory


ROWS = [item.id for item in FORM.indicators if item.measures]
NAMES = [FORM.by_id[row].short_label for row in ROWS]
TWICE = FORM.model_copy(
    update={"tables": (*FORM.tables, FORM.tables[0].model_copy(update={"id": "don_vi", "rows": "units"}))}
)
READ = FORM.model_copy(update={"read_old_form": True})


def found(missing: int, strange: int, *more: str) -> list[Finding]:
    """Return what is told of a report without some rows of the form and with some of another's."""
    lacking = [finding("row-missing", indicator=row, where="x") for row in ROWS[:missing]]
    others = [finding("row-unknown", label=f"Việc {number}", text="5") for number in range(1, strange + 1)]
    return [
        *lacking,
        *others,
        *(finding(code, count=2, rows="x", column="x", found=1, expected=2) for code in more),
    ]


@pytest.mark.parametrize(
    ("form", "findings", "said"),
    [
        (FORM, found(5, 2), None),
        (FORM, found(6, 1), None),
        (TWICE, found(6, 2), "old-form: thiếu 6 dòng (5; …), có 2 dòng số liệu (“Việc 1”; “Việc 2”)"),
        (FORM, found(40, 0), None),
        (READ, found(6, 2), "old-form-read: thiếu 6 dòng (5; …), có 2 dòng số liệu (“Việc 1”; “Việc 2”)"),
        (
            FORM,
            found(12, 6, "rows-missing", "column-missing", "column-missing", "other-year"),
            "old-form: thiếu hơn 12 dòng (5; …), thiếu 2 cột số liệu, có 6 dòng số liệu"
            " (“Việc 1”; “Việc 2”; “Việc 3”; “Việc 4”; “Việc 5”; …), other-year",
        ),
    ],
)
def test_a_report_is_on_another_form_where_rows_lack_and_others_are_there(
    form: Form, findings: list[Finding], said: str | None
) -> None:
    told = on_another_form(form, findings)
    if told is None:
        assert said is None
        return
    names = "; ".join(f"“{quoted(name, 50)}”" for name in NAMES[:5])
    text = told[0].problem.replace(names, "5").replace(" không có trong mẫu", "").partition("; chỉ")[0]
    text = text.replace("Báo cáo không theo mẫu của đợt này", told[0].code).removesuffix(
        "; chưa cộng số nào."
    )
    assert ", ".join([text, *(item.code for item in told[1:])]) == said
