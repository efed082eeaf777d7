"""A table with a row for each unit that reports: columns by heading, code or both, the row as its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import Form
from htsd_cli.interpret.grid.exports import ReportRow
from htsd_cli.interpret.grid.reading import GridReader
from htsd_cli.readers import read_document
from tests.forms import form_of

FORM = """
id = "khu-pho"
title = "Số liệu khu phố"

[[tables]]
id = "bang_1"

[[tables.columns]]
id = "code"
role = "code"
heading = ["Mã"]
index = 1

[[tables.columns]]
id = "label"
role = "label"
heading = ["Chỉ tiêu"]
index = 2

[[tables.columns]]
id = "so"
role = "value"
heading = ["Số liệu"]
index = 3

[[tables.indicators]]
id = "ho"
code = "CT01"
label = "Tổng số hộ dân"
unit = "Hộ"
measures = [{ id = "so" }]

[[tables.indicators]]
id = "ngheo"
code = "CT02"
label = "Số hộ nghèo"
unit = "Hộ"
measures = [{ id = "so" }]

[[tables.indicators]]
id = "nguoi"
code = "CT03"
label = "Tổng số nhân khẩu"
unit = "Người"
measures = [{ id = "so" }]
"""


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return form_of(tmp_path / "mau", FORM)


def read(form: Form, folder: Path, *lines: str) -> list[ReportRow]:
    path = folder / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return GridReader(form).read_export(read_document(path))


def told(rows: list[ReportRow]) -> list[tuple[str, dict[str, object], list[str]]]:
    return [
        (
            row.name,
            {answer.indicator.id: answer.value for answer in row.answers},
            [finding.code for finding in row.findings],
        )
        for row in rows
    ]


def test_columns_are_known_by_their_words_whatever_their_order_and_by_their_code_where_words_changed(
    form: Form, tmp_path: Path
) -> None:
    found = read(
        form,
        tmp_path,
        "Dấu thời gian;CT03. Số nhân khẩu (Người);Đơn vị báo cáo;Số hộ nghèo;CT01. Tổng số hộ dân (Hộ)",
        "20/11/2026;900;Khu phố 1;5;300",
    )
    assert told(found) == [("Khu phố 1", {"nguoi": 900, "ngheo": 5, "ho": 300}, [])]
    assert [(row.label, row.cells) for row in found[0].rest] == [("Dấu thời gian", ("20/11/2026",))]


def test_a_code_with_the_words_of_another_matter_is_no_column_of_the_form(form: Form, tmp_path: Path) -> None:
    heading = (
        "Đơn vị;CT01. Ghi chú về kinh phí hỗ trợ;CT02. Số hộ nghèo;CT03. Tổng số nhân khẩu;Tổng số hộ dân"
    )
    assert told(read(form, tmp_path, heading, "A;7;1;2;3")) == [("A", {"ngheo": 1, "nguoi": 2, "ho": 3}, [])]


def test_a_heading_that_stands_twice_counts_where_both_say_the_same(form: Form, tmp_path: Path) -> None:
    heading = "Đơn vị;CT01;CT02;CT03;CT01"
    assert told(read(form, tmp_path, heading, "A;3;1;2;3", "B;3;1;2;4")) == [
        ("A", {"ho": 3, "ngheo": 1, "nguoi": 2}, []),
        ("B", {"ngheo": 1, "nguoi": 2}, ["doubled-row"]),
    ]


def test_figures_without_a_name_are_told_and_a_row_of_totals_is_none_of_the_units(
    form: Form, tmp_path: Path
) -> None:
    lines = (
        "STT;Đơn vị;CT01;CT02;CT03",
        "1;A;3;1;2",
        "2;;30;10;20",
        ";;;;",
        "Tổng cộng;;33;11;22",
        ";Cộng;33;11;22",
    )
    assert told(read(form, tmp_path, *lines)) == [
        ("A", {"ho": 3, "ngheo": 1, "nguoi": 2}, []),
        ("", {}, ["unit-row-nameless"]),
    ]
