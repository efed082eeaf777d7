"""A report on the form of 2024 in a campaign on that of 2025: read by its own form, told, and counted where asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import Form, load_form
from htsd_cli.form.differences import differences
from htsd_cli.form.shipped import templates_directory
from htsd_cli.interpret.grid.earlier_form import EarlierForm, carried, earlier_forms
from htsd_cli.learn import learn_form
from htsd_cli.learn.toml import form_toml
from htsd_cli.pipeline import read_submission
from htsd_cli.reading.processes import _asked, _interpreter
from htsd_cli.store.basis import basis_of
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Key
from htsd_cli.values.findings import Fate, Severity
from htsd_cli.values.submission import Submission
from tests.forms import form_of
from tests.interpret.grid import invented
from tests.learn.drawing import word

SAMPLES = Path(__file__).parents[3] / "sample_reports"
GONE, RENAMED = "Hội sách, đường sách, phố sách", "Số huyện tổ chức Lễ khai mạc Tuần lễ"
COLUMNS = {"count": 0, "amount": 0, "people": 1}


def this_year(folder: Path, *, read_old_form: bool, year: int = 2025) -> Form:
    """Return the form of 2024 as a later year asks: a row less, one more, one reworded, the women in a column."""
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
    title = f"BÁO CÁO TUẦN LỄ HỌC TẬP SUỐT ĐỜI NĂM {year}"
    blank = word(folder / "mau.docx", "Đơn vị: ………", title, "\n".join(lines))
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
    later = read_submission(SAMPLES / name, this_year(tmp_path, read_old_form=True, year=2026))
    assert (later.figures, later.findings[0].code) == (report.figures, "old-form-year")  # two years old


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


def cut(source: str, row: str) -> tuple[str, str]:
    """Return a form without one of its rows, and the row."""
    begin = source.index(f'[[tables.indicators]]\nid = "{row}"')
    end = source.index("[[", begin + 2)
    return source[:begin] + source[end:], source[begin:end]


def next_form(folder: Path, *, read_old_form: bool) -> Form:
    """Return the invented form a year later: a row less, one more in a column more, one reworded, one by thousands."""
    source, _ = cut(invented.SOURCE, "dat_chuan")
    source, text = cut(source, "y_kien")
    more = text.replace("y_kien", "may").replace("Kiến nghị", "Số máy tính").replace('"11"', '"12"')
    more = (
        more.replace('"text"', '"integer"')
        .replace('column = "tong"', 'column = "dan_lap"')
        .replace("none", "sum")
    )
    column = (
        '[[tables.columns]]\nid = "dan_lap"\nrole = "value"\nheading = ["Số lượng", "Dân lập"]\nindex = 9\n\n'
    )
    at = source.index("[[tables.indicators]]")
    source = source[:at] + column + source[at:]
    at = source.index('[[tables]]\nid = "bang_2"')
    source = source[:at] + text + more + source[at:]
    for old, new in {
        "lop-hoc": "lop-hoc-sau",
        "year = 2026": "year = 2027",
        "Tỉ lệ học sinh mỗi lớp": "Số học sinh bình quân mỗi lớp",
        "Lớp năm tuổi": "Lớp mẫu giáo năm tuổi",
        "triệu đồng": "nghìn đồng",
        'id = "lop_ghep"': 'id = "ghep"',
        '"lop_ghep"': '"ghep"',
    }.items():
        source = source.replace(old, new)
    return form_of(folder / "mau", source).in_campaign([], read_old_form=read_old_form)


def test_what_both_forms_ask_is_carried_over_and_all_else_is_told(tmp_path: Path) -> None:
    read = invented.said(invented.report())
    about = [
        finding("decimal", indicator=row, measure=measure, where="x", text="1,5", suggested="", unit="")
        for row, measure in (
            ("lop_ghep", "tong"),
            ("lop_ghep", None),
            ("dat_chuan", "tong"),
            ("kinh_phi", "tong"),
        )
    ]
    general = finding("narrative-missing", section="x")
    figures = dict(read.figures)
    first, second = Key("lop", "tong"), Key("dat_chuan", "tong")
    figures[first] = figures[first]._replace(derived_from=(Key("lop_ghep", "tong"),))
    figures[Key("lop", "tu_thuc")] = figures[Key("lop", "tu_thuc")]._replace(derived_from=(first, second))
    notes = {"lop_ghep": "ghi", "dat_chuan": "bỏ"}
    read = read.model_copy(update={"figures": figures, "findings": (*about, general), "notes": notes})
    for counts in (True, False):
        form = next_form(tmp_path, read_old_form=counts)
        earlier = EarlierForm(invented.FORM, differences(invented.FORM, form))
        found = carried(read, earlier, form)
        said = [(item.code, item.indicator, item.measure) for item in found.findings]
        names = {"ghep" if key.indicator == "lop_ghep" else key.indicator for key in figures}
        if counts:
            assert {key.indicator for key in found.figures} == names - {
                *("dat_chuan", "kinh_phi", "k_tong", "k_biet", "k_ti_le")
            }
            assert Key("lop", "tu_thuc") not in found.figures
            assert found.figures[first].derived_from == (Key("ghep", "tong"),)
            assert found.figures[Key("ghep", "tong")] == figures[Key("lop_ghep", "tong")]
        else:
            assert found.figures == {}
        told = [("decimal", "ghep", "tong"), ("decimal", "ghep", None)]
        assert said == (
            [*told, ("earlier-form-read", None, None)] if counts else [("earlier-form", None, None)]
        )
        assert (found.notes, found.counted, found.form) == ({"ghep": "ghi"}, counts, "lop-hoc-sau")
        assert (found.rows, found.groups, found.narrative) == ((), (), {})
        (message,) = (item.message for item in found.findings if item.code.startswith("earlier-form"))
        assert message == (
            "Báo cáo làm trên mẫu khác, “THỐNG KÊ LỚP HỌC”; mẫu của đợt này thêm 1 dòng (“Số máy tính”), thêm 1 cột"
            " (“Số lượng › Dân lập”), không còn 1 dòng có số liệu trong báo cáo (“Tỉ lệ đạt chuẩn”), hỏi số loại khác"
            " hoặc theo đơn vị tính khác ở 1 dòng (“Kinh phí”); chưa lấy số liệu của bảng có mỗi dòng một đơn vị"
            " (“Lớp theo khu phố”)"
        ) + (
            "; đã lấy 21 số liệu ở các dòng, cột mà hai mẫu cùng hỏi, kể cả 2 dòng đã đổi tên: “Lớp năm tuổi” → “Lớp"
            " mẫu giáo năm tuổi”; “Tỉ lệ học sinh mỗi lớp” → “Số học sinh bình quân mỗi lớp”."
            if counts
            else "; chưa cộng số nào."
        )


def test_of_forms_that_ask_the_same_nothing_is_told_to_differ(tmp_path: Path) -> None:
    form = form_of(tmp_path / "mau", invented.SOURCE.replace('id = "lop-hoc"', 'id = "lop-hoc-sau"'))
    read = invented.said(invented.report(units=""))
    found = carried(read, EarlierForm(invented.FORM, differences(invented.FORM, form)), form)
    (message,) = (item.message for item in found.findings if item.code == "earlier-form")
    assert message == "Báo cáo làm trên mẫu khác, “THỐNG KÊ LỚP HỌC”; chưa cộng số nào."


def test_what_holds_a_report_back_holds_it_back_read_by_an_earlier_form_too(tmp_path: Path) -> None:
    held, decimal = finding("empty-form"), finding("decimal", indicator="lop", measure="tong", where="x", text="1,5",
                                                   suggested="", unit="")  # fmt: skip
    assert held.fate is Fate.HELD_BACK
    read = invented.said(invented.report()).model_copy(update={"findings": (held, decimal)})
    for counts, told in ((True, ["empty-form"]), (False, ["empty-form", "earlier-form"])):
        form = next_form(tmp_path, read_old_form=counts)
        found = carried(read, EarlierForm(invented.FORM, differences(invented.FORM, form)), form)
        assert ([item.code for item in found.findings], found.figures, found.counted) == (told, {}, False)


@pytest.mark.parametrize(
    ("name", "year", "known"),
    [
        ("lop-hoc-cu", 2025, True),
        ("lop-hoc-cu", 2026, False),
        ("lop-hoc-cu", 2027, False),
        ("lop-hoc", 2025, False),
        ("lop-hoc-cu", None, True),
    ],
)
def test_an_earlier_form_is_one_of_another_name_and_of_no_later_year(
    tmp_path: Path, name: str, year: int | None, known: bool
) -> None:
    source = invented.SOURCE.replace('id = "lop-hoc"', f'id = "{name}"')
    form_of(tmp_path / "cu", source.replace("year = 2026", f"year = {year}" if year else ""))
    form = invented.FORM.in_campaign([str(tmp_path / "cu")], read_old_form=False)
    assert [item.form.id for item in earlier_forms(form)] == ([name] if known else [])
    form_of(
        tmp_path / "nữa", invented.SOURCE.replace("lop-hoc", "khac").replace("year = 2026", "year = 2024")
    )
    both = form.in_campaign(["none", str(tmp_path / "cu"), str(tmp_path / "nữa")], read_old_form=False)
    assert [item.form.id for item in earlier_forms(both)] == ([name] if known else []) + ["khac"]


@pytest.mark.parametrize(
    ("gone", "units", "more"),
    [
        (("09", "10"), "", ""),
        (("09",), "", ", hỏi số loại khác hoặc theo đơn vị tính khác ở 1 dòng (“Kinh phí”)"),
        (("10",), "", ", không còn 1 dòng có số liệu trong báo cáo (“Tỉ lệ đạt chuẩn”)"),
        (
            ("09", "10"),
            invented.UNITS.replace("700 | 400 | 57,14", "| | "),
            "; chưa lấy số liệu của bảng có mỗi dòng một đơn vị (“Lớp theo khu phố”)",
        ),
        (
            ("09", "10"),
            invented.UNITS,
            "; chưa lấy số liệu của bảng có mỗi dòng một đơn vị (“Lớp theo khu phố”)",
        ),
    ],
)
def test_of_what_is_asked_no_more_only_what_the_report_says_is_told(
    tmp_path: Path, gone: tuple[str, ...], units: str, more: str
) -> None:
    rows = [
        line for line in invented.ROWS.strip().splitlines() if not any(f"| {code} |" in line for code in gone)
    ]
    form = next_form(tmp_path, read_old_form=False)
    earlier = EarlierForm(invented.FORM, differences(invented.FORM, form))
    found = carried(invented.said(invented.report("\n".join(rows), units)), earlier, form)
    (message,) = (item.message for item in found.findings if item.code == "earlier-form")
    assert message == (
        "Báo cáo làm trên mẫu khác, “THỐNG KÊ LỚP HỌC”; mẫu của đợt này thêm 1 dòng (“Số máy tính”), thêm 1 cột"
        f" (“Số lượng › Dân lập”){more}; chưa cộng số nào."
    )
