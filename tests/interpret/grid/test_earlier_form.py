"""A report on the form of 2024 in a campaign on that of 2025: read by its own form, told, and counted where asked."""

from __future__ import annotations

from pathlib import Path

from htsd_cli.form import Form, load_form
from htsd_cli.form.shipped import templates_directory
from htsd_cli.learn import learn_form
from htsd_cli.learn.toml import form_toml
from htsd_cli.pipeline import read_submission
from htsd_cli.reading.processes import _asked, _interpreter
from htsd_cli.store.basis import basis_of
from htsd_cli.values.findings import Severity
from htsd_cli.values.submission import Submission
from tests.forms import form_of
from tests.learn.drawing import word

SAMPLES = Path(__file__).parents[3] / "sample_reports"
GONE, RENAMED = "Hội sách, đường sách, phố sách", "Số huyện tổ chức Lễ khai mạc Tuần lễ"
COLUMNS = {"count": 0, "amount": 0, "people": 1}


def this_year(folder: Path, *, read_old_form: bool) -> Form:
    """Return the form of 2024 as that of 2025 asks: a row less, one more, one reworded, the women in a column."""
    lines = [
        "STT | Các lĩnh vực hoạt động | ĐVT | Số lượng | < | <",
        "^ | ^ | ^ | Số lớp/số cuộc thi | Số lượt người | <",
        "^ | ^ | ^ | ^ | Tổng số | Nữ",
    ]
    for row in load_form("htsd-2024").indicators:
        asked = {COLUMNS[measure] for measure in row.numeric_measures}
        cells = ["" if 0 in asked else "x", *(["", ""] if 1 in asked else ["x", "x"])]
        label = row.label.replace("Số huyện", "Số xã, phường, đặc khu")
        if row.label != GONE:
            lines.append(f"{row.number} | {label} | {row.unit} | {' | '.join(cells)}")
    lines.append(" | Phổ cập kỹ năng số cho người dân | lớp/người | | | ")
    blank = word(
        folder / "mau.docx", "Đơn vị: ………", "BÁO CÁO TUẦN LỄ HỌC TẬP SUỐT ĐỜI NĂM 2025", "\n".join(lines)
    )
    form = form_of(folder / "mau", form_toml(learn_form(blank), blank.name))
    return form.in_campaign([str(templates_directory() / "htsd-2024")], read_old_form=read_old_form)


def by_label(report: Submission, form: Form) -> dict[tuple[str, str], object]:
    return {
        (form.by_id[key.indicator].label, form.heading_of(form.by_id[key.indicator], key.measure)): item.value
        for key, item in report.figures.items()
    }


def test_a_report_on_last_years_form_is_told_with_what_differs_and_not_counted(tmp_path: Path) -> None:
    form = this_year(tmp_path, read_old_form=False)
    report = read_submission(SAMPLES / "TiH Pham Huu Lau.docx", form)
    assert (report.form, report.counted, report.figures) == (form.id, False, {})
    assert [item.code for item in report.findings] == ["other-year", "earlier-form"]
    assert report.findings[1].message == (
        "Báo cáo làm trên mẫu khác, “Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024”; mẫu của đợt này thêm 1"
        " dòng (“Phổ cập kỹ năng số cho người dân”), thêm 1 cột (“Số lượng › Số lượt người › Nữ”), không còn 1 dòng có"
        " số liệu trong báo cáo (“Hội sách, đường sách, phố sách”); chưa cộng số nào."
    )


def test_where_the_office_wants_it_every_figure_that_both_forms_ask_counts_also_in_rows_reworded(
    tmp_path: Path,
) -> None:
    form, old = this_year(tmp_path, read_old_form=True), load_form("htsd-2024")
    for name in ("TiH Pham Huu Lau.docx", "TH PHU DONG.docx", "THPT Le Thanh Ton.xlsx"):
        report, before = read_submission(SAMPLES / name, form), read_submission(SAMPLES / name, old)
        assert report.counted
        assert [item.code for item in report.findings if item.severity is Severity.WARNING] == [
            "old-form-year",
            "earlier-form-read",
        ]
        expected = {
            (
                old.by_id[key.indicator].label.replace("Số huyện", "Số xã, phường, đặc khu"),
                COLUMNS[key.measure],
            ): item.value
            for key, item in before.figures.items()
            if old.by_id[key.indicator].label != GONE
        }
        headings = {"Số lớp/số cuộc thi": 0, "Tổng số": 1}
        assert {
            (label, headings[heading]): value for (label, heading), value in by_label(report, form).items()
        } == expected
    assert all(item.origin is not None or item.derived_from for item in report.figures.values())
    assert not report.findings[0].message.endswith("chưa cộng số nào.")
    (said,) = (item.message for item in report.findings if item.code == "earlier-form-read")
    assert said.endswith("; đã lấy 38 số liệu ở các dòng, cột mà hai mẫu cùng hỏi.")


def test_a_figure_that_is_of_another_kind_this_year_is_told_and_not_counted(tmp_path: Path) -> None:
    form = this_year(tmp_path, read_old_form=True)
    toml = (form.directory / "form.toml").read_text("utf-8")
    assert toml.count('unit = "đồng"') >= 2
    changed = form_of(tmp_path / "khac", toml.replace('unit = "đồng"', 'unit = "triệu đồng"'))
    changed = changed.in_campaign(form.earlier, read_old_form=True)
    report = read_submission(SAMPLES / "TiH Pham Huu Lau.docx", changed)
    assert len(report.figures) == len(read_submission(SAMPLES / "TiH Pham Huu Lau.docx", form).figures) - 2
    assert (
        "hỏi số loại khác hoặc theo đơn vị tính khác ở 2 dòng (“Ngân sách nhà nước”; “Kinh phí hỗ trợ, huy động từ các"
        in report.findings[1].message
    )


def test_a_faulty_figure_is_told_of_the_row_of_this_years_form(tmp_path: Path) -> None:
    form = this_year(tmp_path, read_old_form=True)
    report = read_submission(SAMPLES / "TH PHU DONG.docx", form)
    cells = [item.cell for item in report.findings if item.severity is Severity.ERROR]
    assert len(cells) == 2
    assert [form.by_id[cell.indicator].short_label for cell in cells if cell is not None] == [
        "Sinh hoạt chuyên đề HTSĐ, xây dựng XHHT",
        "Hoạt động thể dục thể thao",
    ]


def test_other_processes_read_as_this_one_and_what_was_understood_otherwise_is_not_taken_again(
    tmp_path: Path,
) -> None:
    form, other = this_year(tmp_path, read_old_form=True), this_year(tmp_path, read_old_form=False)
    theirs = _interpreter(_asked(form)).form
    assert (theirs.read_old_form, theirs.earlier) == (True, form.earlier)
    alone = load_form(str(form.directory))
    assert len({basis_of(form), basis_of(other), basis_of(alone)}) == 3
