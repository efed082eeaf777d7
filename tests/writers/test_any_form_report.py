"""What the report of any form says of itself: its subject, its main figures by name and unit, lists taken together."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from htsd_cli.consolidate import Arrival, consolidate
from htsd_cli.form import Form
from htsd_cli.values.figures import Figure, Key
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import Submission, UnitName, UnitRow
from htsd_cli.writers.main_figures import figure_name, figure_unit, main_measures
from htsd_cli.writers.report.any_form import subject
from htsd_cli.writers.unit_lists import lists_of
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
