"""What the report of any form says of itself: its subject, its main figures by name and unit, lists taken together."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from htsd_cli.consolidate import Arrival, consolidate
from htsd_cli.form import Form
from htsd_cli.values.figures import Figure, Key
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import Submission, UnitName, UnitRow
from htsd_cli.writers.main_figures import figure_name, figure_said, figure_unit, main_measures
from htsd_cli.writers.report.any_form import subject
from htsd_cli.writers.report.narratives import one_paragraph
from htsd_cli.writers.unit_lists import lists_of
from htsd_cli.writers.workbook import write_workbook
from tests.forms import LISTS, form_of

WIDE = """
id = "hoc-sinh"
title = "Học sinh"

[[tables]]
id = "bang_1"
heading_rows = 2

[[tables.columns]]
id = "label"
role = "label"
heading = ["Khối lớp"]
index = 1

[[tables.columns]]
id = "lop"
role = "value"
heading = ["Số lớp"]
index = 2

[[tables.columns]]
id = "tong"
role = "value"
heading = ["Học sinh", "Tổng số"]
index = 3

[[tables.indicators]]
id = "cong"
label = "Tổng số"
unit = "em"
measures = [{ id = "lop" }, { id = "tong" }]

[[tables.indicators]]
id = "mot"
label = "Lớp 1"
unit = "em"
measures = [{ id = "lop" }, { id = "tong" }]

[[tables.indicators]]
id = "tien"
label = "Kinh phí (nghìn đồng)"
unit = "nghìn đồng"
measures = [{ id = "tong", kind = "amount" }]

[[tables.indicators]]
id = "bep"
label = "Có bếp ăn"
unit = "có/không"
measures = [{ id = "tong" }]
"""


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("BÁO CÁO CÔNG TÁC Y TẾ TRƯỜNG HỌC NĂM 2026", "công tác y tế trường học năm 2026"),
        ("THỐNG KÊ ĐẠT CHUẨN XÓA MÙ CHỮ", "tổng hợp thống kê đạt chuẩn xóa mù chữ năm 2026"),
        ("BIỂU SỐ 05/GDTX THỐNG KÊ HỌC VIÊN", "tổng hợp thống kê học viên năm 2026"),
        ("PHIẾU KHẢO SÁT HỌC BẠ SỐ", "kết quả khảo sát học bạ số năm 2026"),
        ("BÁO CÁO NHANH SỐ LIỆU TUYỂN SINH", "tổng hợp số liệu tuyển sinh năm 2026"),
        ("BIỂU SỐ 02/TH: THỐNG KÊ HỌC SINH THCS", "tổng hợp thống kê học sinh THCS năm 2026"),
        ("PHIẾU CUNG CẤP SỐ LIỆU CỦA THÔN, KHU PHỐ", "tổng hợp số liệu của thôn, khu phố năm 2026"),
        (
            "KẾT QUẢ PHỔ CẬP GIÁO DỤC PHƯỜNG TÂN MỸ NĂM 2025",
            "kết quả phổ cập giáo dục phường Tân Mỹ năm 2025",
        ),
        (
            "Báo cáo thực hiện Tuần lễ hưởng ứng học tập suốt đời",
            "kết quả thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2026",
        ),
    ],
)
def test_a_report_is_called_by_what_its_form_is_about(title: str, said: str, tmp_path: Path) -> None:
    form = form_of(tmp_path, WIDE.replace('title = "Học sinh"', f'title = "{title}"'))
    assert subject(form, 2026) == said


def test_main_figures_are_the_row_of_totals_each_by_its_column_with_the_unit_it_counts(
    tmp_path: Path,
) -> None:
    form = form_of(tmp_path, WIDE)
    assert told(form) == ["Số lớp", "Học sinh em"]


def test_without_a_row_of_totals_rows_are_named_and_no_ticked_cell_is_counted(tmp_path: Path) -> None:
    form = form_of(tmp_path, WIDE.replace('label = "Tổng số"', 'label = "Mầm non"'))
    assert told(form) == [
        "Mầm non, số lớp",
        "Mầm non, học sinh em",
        "Lớp 1, số lớp",
        "Lớp 1, học sinh em",
        "Kinh phí nghìn đồng",
    ]


PLANNED = """
id = "hoc-tap"
title = "Gia đình học tập"
year = 2026

[[tables]]
id = "bang_1"
place = {{ table = 1 }}
heading_rows = 1

[[tables.columns]]
id = "label"
role = "label"
heading = ["Danh hiệu"]
index = 1
{columns}{rows}"""


def form_with(folder: Path, columns: tuple[str, ...], rows: int, unit: str = "") -> Form:
    """Return a form of so many rows, each with a figure in every column."""
    names = [f"c{at}" for at in range(len(columns))]
    drawn = "".join(
        f'\n[[tables.columns]]\nid = "{name}"\nrole = "value"\nheading = ["{heading}"]\nindex = {at}\n'
        for at, (name, heading) in enumerate(zip(names, columns, strict=True), 2)
    )
    measures = ", ".join(f'{{ id = "{name}", unit = "{unit}" }}' for name in names)
    items = "".join(
        f'\n[[tables.indicators]]\nid = "r{at}"\nlabel = "Dòng {at}"\nmeasures = [{measures}]\n'
        for at in range(1, rows + 1)
    )
    return form_of(folder, PLANNED.format(columns=drawn, rows=items))


def test_main_figures_are_what_was_done_not_what_was_planned_or_was_before(tmp_path: Path) -> None:
    form = form_with(tmp_path, ("Kế hoạch", "Đăng ký", "Đạt", "Cùng kỳ năm trước"), 5)
    assert told(form)[:2] == ["Dòng 1, đạt", "Dòng 2, đạt"]
    assert {measure.id for _, measure in main_measures(form)} == {"c2"}


def test_of_columns_none_of_which_says_most_the_first_rows_are_told_whole(tmp_path: Path) -> None:
    form = form_with(tmp_path, ("Lớp 6", "Lớp 7", "Lớp 8", "Lớp 9", "Lớp 10"), 4)
    assert [(indicator.id, measure.id) for indicator, measure in main_measures(form)] == [
        (row, f"c{at}") for row in ("r1", "r2") for at in range(5)
    ]


def test_a_column_of_classes_in_a_table_of_people_has_no_people_behind_it(tmp_path: Path) -> None:
    form = form_with(tmp_path, ("Số lớp", "Học viên"), 1, unit="người")
    assert told(form) == ["Dòng 1, số lớp", "Dòng 1, học viên người"]


SEVERAL = """
id = "tre-em"
title = "Trẻ em"
year = 2026

[[tables]]
id = "bang_1"
title = "I. Số lượng"
columns = [
  { id = "label", role = "label", heading = ["Nội dung"], index = 1 },
  { id = "tong", role = "value", heading = ["Tổng số"], index = 2 },
  { id = "cong_lap", role = "value", heading = ["Công lập", "Cộng"], index = 3 },
  { id = "nu", role = "value", heading = ["Công lập", "Trong đó", "Nữ"], index = 4 },
  { id = "tu_thuc", role = "value", heading = ["Tư thục"], index = 5 },
]
indicators = [
  { id = "mam_non", label = "Mầm non", measures = ASKED },
  { id = "cong", label = "Cộng", measures = ASKED },
]

[[tables]]
id = "bang_2"
title = "II. KINH PHÍ THỰC HIỆN"
columns = [
  { id = "label_2", role = "label", heading = ["Nguồn"], index = 1 },
  { id = "ke_hoach", role = "value", heading = ["Kế hoạch"], index = 2 },
  { id = "lam", role = "value", heading = ["Thực hiện"], index = 3 },
]
indicators = [
  { id = "nguon", label = "Ngân sách", measures = [{ id = "ke_hoach" }, { id = "lam" }] },
  { id = "cong_2", label = "Cộng", unit = "triệu đồng", measures = [{ id = "ke_hoach" }, { id = "lam" }] },
]

[[rules]]
kind = "sum"
told_by = "code row"
sure = true
total = { indicator = "cong", measure = "tong" }
parts = [{ indicator = "cong", measure = "cong_lap" }, { indicator = "cong", measure = "tu_thuc" }]

[[rules]]
kind = "at_most"
told_by = "caption"
sure = false
total = { indicator = "cong", measure = "cong_lap" }
parts = [{ indicator = "cong", measure = "nu" }]
""".replace("ASKED", '[{ id = "tong" }, { id = "cong_lap" }, { id = "nu" }, { id = "tu_thuc" }]')


def test_a_row_of_totals_is_called_by_what_its_table_is_about_with_the_parts_of_its_total(
    tmp_path: Path,
) -> None:
    form = form_of(tmp_path, SEVERAL)
    assert told(form) == [
        "Số lượng",
        "Số lượng, công lập",
        "Số lượng, tư thục",
        "Kinh phí thực hiện triệu đồng",
    ]
    assert figure_said(form, form.by_id["mam_non"], "cong_lap") == ("Mầm non, công lập", "")
    alone = form_of(tmp_path / "mot", SEVERAL.split('[[tables]]\nid = "bang_2"')[0])
    assert told(alone)[0] == "Tổng số"


def told(form: Form) -> list[str]:
    return [figure_name(form, *figure) + figure_unit(form, *figure) for figure in main_measures(form)]


def listed(unit: str, **rows: int) -> Submission:
    return Submission(
        schema="htsd/validation/1",
        file=f"{unit}.docx",
        form="to-dan-pho",
        unit=UnitName(name=unit),
        figures={Key("ho", "value"): Figure(sum(rows.values()), Origin())},
        rows=tuple(
            UnitRow(
                table="bang_1",
                unit=UnitName(name=name),
                figures={Key("ho", "value"): Figure(number, Origin())},
                origin=Origin(),
            )
            for name, number in rows.items()
        ),
    )


def test_lists_of_the_same_names_are_added_up_by_name_and_others_stand_under_their_units(
    tmp_path: Path,
) -> None:
    form = form_of(tmp_path, LISTS)

    def lists(*reports: Submission) -> tuple[list[tuple[str, int]], list[int]]:
        arrived = [Arrival(report, datetime(2026, 10, 5)) for report in reports]
        found = lists_of(consolidate(arrived, form).counted, form.tables[0], form, {})
        key = Key("ho", "value")
        by_name = [(line.name, int(line.figures[key])) for line in found.by_name]
        return by_name, [len(item.lines) for item in found.units]

    assert lists(listed("A", Một=1, Hai=2), listed("B", Một=10, Hai=20)) == (
        [("Một", 11), ("Hai", 22)],
        [2, 2],
    )
    assert lists(listed("A", Một=1, Hai=2), listed("B", Ba=10, Tư=20)) == ([], [2, 2])
    form = form_of(tmp_path, LISTS.replace('rows = "units"', 'rows = "units"\nlists = "added"'))
    assert lists(listed("A", Một=1, Hai=2), listed("B", Hai=10, Tư=20)) == (
        [("Một", 1), ("Hai", 12), ("Tư", 20)],
        [2, 2],
    )
    form = form_of(tmp_path, LISTS.replace('rows = "units"', 'rows = "units"\nlists = "appended"'))
    assert lists(listed("A", Một=1), listed("B", Một=10)) == ([], [1, 1])


def test_what_a_unit_wrote_in_several_columns_of_a_row_reads_as_one_line() -> None:
    assert one_paragraph("Đạt: x\nMinh chứng: sổ đầu bài.\nÝ kiến: không") == (
        "Đạt: x; Minh chứng: sổ đầu bài. Ý kiến: không"
    )


def test_lists_added_up_by_name_stand_so_in_the_workbook_with_each_unit_s_list_on_a_sheet_apart(
    tmp_path: Path,
) -> None:
    form = form_of(tmp_path, LISTS.replace('rows = "units"', 'rows = "units"\nlists = "added"'))
    arrived = [
        Arrival(report, datetime(2026, 10, 5))
        for report in (listed("A", Một=1, Hai=2), listed("B", Hai=10, Tư=20))
    ]
    write_workbook(consolidate(arrived, form), form, tmp_path / "so.xlsx")
    book = load_workbook(tmp_path / "so.xlsx", data_only=True)
    shown = [[value for value in row if value is not None] for row in book["Tổng hợp"].values]
    assert [row[-2:] for row in shown if row and row[-1] in (1, 12, 20, 33)] == [
        ["Một", 1], ["Hai", 12], ["Tư", 20], ["Cộng", 33],
    ]  # fmt: skip
    apart = [[value for value in row if value is not None] for row in book["Tổng hợp - từng đơn vị"].values]
    assert [row[-2:] for row in apart if row and isinstance(row[-1], int)] == [
        ["A", 3], ["Một", 1], ["Hai", 2], ["B", 30], ["Hai", 10], ["Tư", 20],
    ]  # fmt: skip
    formulas = load_workbook(tmp_path / "so.xlsx")["Tổng hợp"]
    written = [
        str(cell.value) for row in formulas.iter_rows() for cell in row if "từng đơn vị'!" in str(cell.value)
    ]
    assert [text.count("!") for text in written] == [1, 2, 1]


def test_a_numbered_place_that_two_units_typed_is_two_places_but_one_where_the_form_prints_it(
    tmp_path: Path,
) -> None:
    printed = (
        LISTS + '\n[[questions]]\nabout = { table = "bang_1", topic = "lists" }\nmessage = "?"\ntaken = "?"\n'
    )
    for toml, names in ((LISTS, []), (printed, ["Khu phố 1", "Khu phố 2"])):
        form = form_of(tmp_path, toml)
        reports = [listed(unit, **{"Khu phố 1": 1, "Khu phố 2": 2}) for unit in ("A", "B")]
        arrived = [Arrival(report, datetime(2026, 10, 5)) for report in reports]
        found = lists_of(consolidate(arrived, form).counted, form.tables[0], form, {})
        assert [line.name for line in found.by_name] == names
