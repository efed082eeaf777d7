"""A table with a row for each unit that reports: columns by heading, code or both, the row as its place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from htsd_cli.consolidate import arrivals_of
from htsd_cli.form import Form
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.grid.exports import ReportRow
from htsd_cli.interpret.grid.reading import GridReader
from htsd_cli.interpret.submission import submission_of
from htsd_cli.readers import read_document
from htsd_cli.values.time import VIETNAM
from tests.documents import document
from tests.forms import form_of
from tests.interpret.grid.disguised import in_one_sheet, padded

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
    document, reader = read_document(path), GridReader(form)
    rows = reader.read_export(document)
    for other in (padded(document, " ", "\n"), in_one_sheet(document, 2, 1)):  # as another clerk leaves it
        assert _all_of(reader.read_export(other)) == _all_of(rows)
    return rows


def _all_of(rows: list[ReportRow]) -> list[object]:
    return [
        (row.sent, [(item.label.strip(), item.cells) for item in row.rest], one)
        for row, one in zip(rows, told(rows), strict=True)
    ]


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


@pytest.mark.parametrize("other", ["Kỳ trước", "Cùng kỳ năm trước", "Kế hoạch", "Năm trước", "2024"])
def test_a_column_under_another_time_is_none_of_the_form_s(form: Form, tmp_path: Path, other: str) -> None:
    heading = f"Trạm Y tế;{other};Kỳ này;Kỳ này;Kỳ này"
    below = ";Tổng số hộ dân;Tổng số hộ dân trong kỳ;Số hộ nghèo;Tổng số nhân khẩu"
    found = read(form, tmp_path, heading, below, "Trạm A;1;2;3;4")
    assert told(found) == [("Trạm A", {"ho": 2, "ngheo": 3, "nguoi": 4}, [])]
    assert [row.cells for row in found[0].rest] == [("1",)]


def test_a_code_with_the_words_of_another_matter_is_no_column_of_the_form(form: Form, tmp_path: Path) -> None:
    heading = (
        "Đơn vị;CT01. Ghi chú về kinh phí hỗ trợ;CT02. Số hộ nghèo;CT03. Tổng số nhân khẩu;Tổng số hộ dân"
    )
    assert told(read(form, tmp_path, heading, "A;7;1;2;3")) == [("A", {"ngheo": 1, "nguoi": 2, "ho": 3}, [])]


@pytest.mark.parametrize(
    ("heading", "is_it"),
    [
        ("Tổng số hộ dân (nữ)", False),
        ("Số hộ dân [trong đó: nữ]", False),
        ("Tổng số hộ dân (kế hoạch)", False),
        ("Tổng số hộ dân (dự kiến)", False),
        ("Tổng số hộ dân (nghìn hộ)", False),
        ("Tổng số hộ dân (năm 2020)", False),
        ("Tổng số hộ dân (nghèo)", False),  # a word of another row
        ("CT01. Tổng số hộ dân (nữ)", False),
        ("CT01 (nữ)", False),
        ("Tổng số hộ dân (Hộ)", True),
        ("Tổng số hộ dân (ĐVT: Hộ)", True),
        ("Tổng số hộ dân (nếu có)", True),
        ("Tổng số hộ dân (không có ghi 0)", True),
        ("Tổng số hộ dân (đến ngày 31/12)", True),
        ("Tổng số hộ dân (nam và nữ)", True),
        ("CT01 (hộ)", True),
    ],
)
def test_words_in_a_heading_s_brackets_may_make_it_another_matter(
    form: Form, tmp_path: Path, heading: str, is_it: bool
) -> None:
    (row,) = read(form, tmp_path, f"Đơn vị;{heading};Số hộ nghèo;Số nhân khẩu", "A;10;2;30")
    assert told([row]) == [
        ("A", {"ho": 10, "ngheo": 2, "nguoi": 30}, [])
        if is_it
        else ("A", {"ngheo": 2, "nguoi": 30}, ["row-missing"])
    ]
    assert [(item.label, item.cells) for item in row.rest] == ([] if is_it else [(heading, ("10",))])


def test_a_column_under_a_heading_of_a_part_is_none_of_the_form_s(form: Form, tmp_path: Path) -> None:
    heading = "Đơn vị;Trong đó: nữ;Chung;Chung"
    below = ";Tổng số hộ dân;Số hộ nghèo;Tổng số nhân khẩu"
    (row,) = read(form, tmp_path, heading, below, "A;1;2;3")
    assert told([row]) == [("A", {"ngheo": 2, "nguoi": 3}, ["row-missing"])]


def test_a_heading_that_stands_twice_counts_where_both_say_the_same(form: Form, tmp_path: Path) -> None:
    heading = "Đơn vị;CT01;CT02;CT03;CT01"
    assert told(read(form, tmp_path, heading, "A;3;1;2;3", "B;3;1;2;4")) == [
        ("A", {"ho": 3, "ngheo": 1, "nguoi": 2}, []),
        ("B", {"ngheo": 1, "nguoi": 2}, ["doubled-row"]),
    ]
    (_, second) = read(form, tmp_path, heading, "A;3;1;2;3", "B;3;1;2;4")
    assert [item.message for item in second.findings] == [
        "Dòng “Tổng số hộ dân”, cột “Số liệu”: dòng này có 2 lần với số khác nhau (“3”, “4”), không rõ số nào đúng."
    ]


def test_a_break_within_a_cell_parts_no_name_and_a_row_of_other_matters_is_none(
    form: Form, tmp_path: Path
) -> None:
    lines = ('Ghi chú;Đơn vị;CT01;"Số hộ\nnghèo";CT03', 'x;"Khu\nphố 1";3;1;2', "hết;;;;", "y;B;4;1;2")
    assert told(read(form, tmp_path, *lines)) == [
        ("Khu phố 1", {"ho": 3, "ngheo": 1, "nguoi": 2}, []),
        ("B", {"ho": 4, "ngheo": 1, "nguoi": 2}, []),
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
        *(f";{total};33;11;22" for total in ("Cộng", "Tổng", "Tổng số", "Tổng hợp toàn xã")),
        "; ; ; ; ",
        "3;B;4;1;2",
    )
    rows = read(form, tmp_path, *lines)
    assert told(rows) == [
        ("A", {"ho": 3, "ngheo": 1, "nguoi": 2}, []),
        ("", {}, ["unit-row-nameless"]),
        ("B", {"ho": 4, "ngheo": 1, "nguoi": 2}, []),
    ]
    assert [item.message for item in rows[1].findings] == [
        "Hàng 3 của bảng có số liệu (30; 10; 20) mà không ghi tên đơn vị nên không rõ của ai."
    ]


def test_what_stands_in_a_column_without_a_heading_is_kept(form: Form, tmp_path: Path) -> None:
    lines = ("Đơn vị;CT01;CT02;CT03;;", "A;3;1;2;Đã tách hộ;thêm 5 hộ", "B;3;1;2; ;")
    assert [[(row.label, row.cells) for row in one.rest] for one in read(form, tmp_path, *lines)] == [
        [("", ("Đã tách hộ",)), ("", ("thêm 5 hộ",))],
        [],
    ]
    merged = document(
        "| Đơn vị | CT01 | CT02 | CT03 | Ghi chú | Khác |\n| A | 3 | 1 | 2 | Đã tách hộ | < |\n"
    )
    (row,) = GridReader(form).read_export(merged)
    assert [(more.label, more.cells) for more in row.rest] == [("Ghi chú", ("Đã tách hộ",))]


PAIR = """
[[tables.columns]]
id = "nu"
role = "value"
heading = ["Nữ"]
index = 4

[[tables.indicators]]
id = "ho"
"""


ALL = {"ho": 3, "ngheo": 1, "nguoi": 2}


@pytest.mark.parametrize(
    ("heading", "row", "said"),
    [
        ("Xin cho biết tổng số hộ dân;CT02;CT03;Đơn vị", "3;;2;A", {"ho": 3, "nguoi": 2}),
        ("CT01;CT02;CT03. Nhân khẩu thường trú;Đơn vị", "3;1;2;A", {"ho": 3, "ngheo": 1, "nguoi": 2}),
        ("CT01;CT02;Số liệu Tổng số nhân khẩu;Đơn vị", "3;1;2;A", {"ho": 3, "ngheo": 1, "nguoi": 2}),
        ("CT01;CT02;CT03 Tổng số nhân khẩu số liệu;Đơn vị", "3;1;2;A", {"ho": 3, "ngheo": 1, "nguoi": 2}),
        ("CT01;CT02;Tổng số nhân khẩu *;Tên đơn vị", "3;1;2;A", {"ho": 3, "ngheo": 1, "nguoi": 2}),
        ("CT01;CT02;1.2. Tổng số nhân khẩu [người];Tên đơn vị", "3;1;2;A", {"ho": 3, "ngheo": 1, "nguoi": 2}),
        *((f"CT01;CT02;{said};Đơn vị", "3;1;2;A", ALL) for mark in ".):–-"
          for said in (f"CT03{mark} Nhân khẩu thường trú", f"1.2{mark} Tổng số nhân khẩu")),
        *((f"CT01;CT02;Tổng số nhân khẩu{mark};Đơn vị", "3;1;2;A", ALL) for mark in ("?", " :", "*", ".", "[b]")),
        *((f"CT01;{less}hộ nghèo;CT03;Đơn vị", "3;1;2;A", ALL)
          for less in ("", "Tổng ", "Tổng số ", "Trong đó ", "Trong đó số ")),
        ("CT01;CT02;CT03;Đơn vị tính", "3;1;2;A", None),
        ("CT01;CT02;CT03;Ghi chú", "3;1;2;A", None),
        ("CT01;CT02;Năm 2024;Đơn vị", "3;1;2;A", None),
    ],
)  # fmt: skip
def test_a_heading_asks_for_a_row_by_its_words_or_its_code(
    form: Form, tmp_path: Path, heading: str, row: str, said: dict[str, int] | None
) -> None:
    assert told(read(form, tmp_path, heading, row)) == ([("A", said, [])] if said else [])


def test_a_row_of_two_figures_is_named_with_each_one_s_heading_and_what_lacks_is_told(tmp_path: Path) -> None:
    drawn = FORM.replace('[[tables.indicators]]\nid = "ho"\n', PAIR.lstrip(), 1)
    both = 'measures = [{ id = "so" }, { id = "nu" }]'
    at = drawn.rindex('measures = [{ id = "so" }]')
    form = form_of(tmp_path / "mau", drawn[:at] + both + drawn[at + len('measures = [{ id = "so" }]') :])
    (row,) = read(form, tmp_path, "Đơn vị;CT01;CT02;Nữ tổng số nhân khẩu;Tổng số nhân khẩu", "A;3;1;2;9")
    (beside,) = read(
        form, tmp_path, "Đơn vị;Mã;;Tổng số nhân khẩu;", ";CT01;CT02;Nữ;Số hộ nghèo", "A;3;1;2;9"
    )
    assert [(item.indicator.id, item.value) for item in beside.answers][:1] == [("ho", 3)]
    assert ("nguoi", "nu", 2) in [(item.indicator.id, item.measure.id, item.value) for item in beside.answers]
    assert [(item.indicator.id, item.measure.id, item.value) for item in row.answers] == [
        ("ho", "so", 3),
        ("ngheo", "so", 1),
        ("nguoi", "nu", 2),
    ]
    assert [(item.label, item.cells) for item in row.rest] == [("Tổng số nhân khẩu", ("9",))]
    assert [(item.code, item.indicator, item.measure) for item in row.findings] == [
        ("row-missing", "nguoi", "so")
    ]
    assert row.findings[0].where == "Dòng “Tổng số nhân khẩu”, cột “Số liệu”"


def test_figures_without_a_name_are_shown_and_the_heading_may_stand_far_down(
    form: Form, tmp_path: Path
) -> None:
    lines = ("x;;;" for _ in range(39))
    (row,) = read(form, tmp_path, *lines, "Đơn vị;CT01;CT02;CT03", ";30;10;20")
    assert row.findings[0].message.startswith("Hàng 41 của bảng có số liệu (30; 10; 20) mà")
    lines = ("x;;;" for _ in range(40))
    assert read(form, tmp_path, *lines, "Đơn vị;CT01;CT02;CT03", "A;30;10;20") == []


SENT = "{},Đơn vị,CT01,CT02,CT03"


@pytest.mark.parametrize(
    ("heading", "times", "sent"),
    [
        (
            "Dấu thời gian",
            ("05/10/2026 8:15:30", "12/10/2026 16:00:00"),
            ("2026-10-05T08:15:30", "2026-10-12T16:00:00"),
        ),
        (
            "Timestamp",
            ("10/5/2026 8:15:30", "10/13/2026 16:00:00"),
            ("2026-10-05T08:15:30", "2026-10-13T16:00:00"),
        ),
        (
            "Timestamp",
            ("9/12/2026 8:00:00", "10/1/2026 8:00:00"),
            ("2026-09-12T08:00:00", "2026-10-01T08:00:00"),
        ),
        ("Dấu thời gian", ("2026/10/12 8:15:30 CH GMT+7", "hôm qua"), ("2026-10-12T20:15:30", None)),
        ("Ghi chú", ("05/10/2026", "06/10/2026"), (None, None)),
    ],
)
def test_a_row_was_sent_when_its_own_time_says(
    form: Form, tmp_path: Path, heading: str, times: tuple[str, str], sent: tuple[str | None, str | None]
) -> None:
    rows = read(
        form, tmp_path, SENT.format(heading), f"{times[0]},Khu phố 1,10,2,40", f"{times[1]},Khu phố 2,20,3,80"
    )
    assert [row.sent.isoformat()[:19] if row.sent else None for row in rows] == list(sent)


def test_an_export_s_row_came_in_by_its_own_time_and_never_later_than_the_file(
    form: Form, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    lines = (
        SENT.format("Dấu thời gian"),
        "05/10/2026,Khu phố 1,1,1,1",
        "30/12/2026,Khu phố 2,1,1,1",
        ",Khu phố 3,1,1,1",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    submission = submission_of(Interpreter(form), read_document(path), path.name)
    received = datetime(2026, 10, 20, 9, 0, tzinfo=VIETNAM)
    found = arrivals_of(submission, received, "0" * 64)
    assert [item.received.date().isoformat() for item in found] == ["2026-10-05", "2026-10-20", "2026-10-20"]


def test_the_figures_of_a_row_are_held_against_each_other_like_those_of_a_report(tmp_path: Path) -> None:
    rule = 'kind = "at_most"\ntotal = { indicator = "ho", measure = "so" }\nparts = ["ngheo"]\ntold_by = "label"\n'
    path = tmp_path / "a.csv"
    path.write_text("Đơn vị;CT02;CT03;CT01\nKhu phố 1;5;9;3\nKhu phố 2;2;9;3\n", encoding="utf-8")
    form = form_of(tmp_path / "mau", f"{FORM}\n[[rules]]\n{rule}")
    first, second = submission_of(Interpreter(form), read_document(path), path.name).reports
    assert [(key.indicator, item.value, item.origin.column) for key, item in first.figures.items() if item.origin] == [
        ("ho", 3, 4), ("ngheo", 5, 2), ("nguoi", 9, 3),
    ]  # fmt: skip
    assert [f"{item.code}: {item.message}" for item in (*first.findings, *second.findings)] == [
        "part-larger: Dòng “Số hộ nghèo”, cột “Số liệu” ghi 5, lớn hơn 3 của dòng “Tổng số hộ dân”, cột “Số liệu”."
    ]


def test_questions_short_names_and_two_rows_of_headings_are_known_again(form: Form, tmp_path: Path) -> None:
    asked = "Tên khu phố của bạn là gì?;Tổng số hộ dân của khu phố là bao nhiêu?;Số hộ nghèo (hộ)?;Nhân khẩu hiện có:"
    assert told(read(form, tmp_path, asked, "Khu phố 1;300;5;900")) == [
        ("Khu phố 1", {"ho": 300, "ngheo": 5, "nguoi": 900}, [])
    ]
    two = ("STT;Khu phố;Hộ;;Dân số", ";;Tổng số hộ dân;Hộ nghèo;Tổng nhân khẩu")
    assert told(read(form, tmp_path, *two, "1;Khu phố 1;300;5;900")) == [
        ("Khu phố 1", {"ho": 300, "ngheo": 5, "nguoi": 900}, [])
    ]
    plans = ("STT;Khu phố;Kế hoạch;Thực hiện;;", ";;Tổng số hộ dân;Tổng số hộ dân;Hộ nghèo;Tổng nhân khẩu")
    assert told(read(form, tmp_path, *plans, "1;Khu phố 1;310;300;5;900")) == [
        ("Khu phố 1", {"ho": 300, "ngheo": 5, "nguoi": 900}, [])
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Đơn vị;CT01;CT02;CT03;Kinh phí (triệu đồng)", "A;3;1;2;1,5"),
        ("Đơn vị tính: triệu đồng;;;;", "Đơn vị;CT01;CT02;CT03;Kinh phí", "A;3;1;2;1,5"),
        ("Đơn vị tính: đồng;;;;", "Đơn vị;CT01;CT02;CT03;Kinh phí (triệu đồng)", "A;3;1;2;1,5"),
    ],
)
def test_amounts_in_another_scale_than_the_form_s_are_converted_and_told(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    money = """
[[tables.indicators]]
id = "tien"
label = "Kinh phí"
unit = "đồng"
measures = [{ id = "so", kind = "amount", unit = "đồng" }]
"""
    unit = """
[[tables.columns]]
id = "unit"
role = "unit"
heading = ["Đơn vị tính"]
index = 4

[[tables.indicators]]
id = "ho"
"""
    form = form_of(
        tmp_path / "mau", FORM.replace('[[tables.indicators]]\nid = "ho"\n', unit.lstrip(), 1) + money
    )
    assert told(read(form, tmp_path, *lines)) == [
        ("A", {"ho": 3, "ngheo": 1, "nguoi": 2, "tien": 1_500_000}, ["scale-converted"])
    ]


def test_a_converted_amount_is_told_with_the_unit_of_its_own_measure(tmp_path: Path) -> None:
    money = """
[[tables.indicators]]
id = "tien"
label = "Kinh phí"
unit = "tập thể"
measures = [{ id = "so", kind = "amount", unit = "nghìn đồng" }]
"""
    form = form_of(tmp_path / "mau", FORM + money)
    (row,) = read(form, tmp_path, "Đơn vị;CT01;CT02;CT03;Kinh phí (triệu đồng)", "A;3;1;2;1,5")
    assert row.answers[-1].value == 1500
    assert ["mẫu tính bằng nghìn đồng" in item.message for item in row.findings] == [True]


def test_the_scale_in_one_column_s_heading_is_not_its_neighbour_s(tmp_path: Path) -> None:
    money = """
[[tables.indicators]]
id = "{0}"
label = "{1}"
unit = "đồng"
measures = [{{ id = "so", kind = "amount", unit = "đồng" }}]
"""
    form = form_of(
        tmp_path / "mau", FORM + money.format("tien", "Kinh phí") + money.format("gop", "Đóng góp")
    )
    heading = "Đơn vị;CT01;CT02;CT03;Kinh phí (triệu đồng);Đóng góp"
    (row,) = read(form, tmp_path, heading, "A;3;1;2;1,5;2000000")
    assert {answer.indicator.id: answer.value for answer in row.answers} == {
        "ho": 3,
        "ngheo": 1,
        "nguoi": 2,
        "tien": 1_500_000,
        "gop": 2_000_000,
    }
    assert [(item.code, item.indicator) for item in row.findings] == [("scale-converted", "tien")]


@pytest.mark.parametrize(("between", "read_at_all"), [(0, True), (1, True), (2, False)])
def test_the_heading_of_an_export_is_three_rows_deep_at_most(
    form: Form, tmp_path: Path, between: int, read_at_all: bool
) -> None:
    heads = [f";Phần {row}.1;Phần {row}.2;Phần {row}.3" for row in range(between)]
    found = read(form, tmp_path, "Đơn vị;Một;Hai;Ba", *heads, ";CT01;CT02;CT03", "A;3;1;2")
    assert told(found) == ([("A", {"ho": 3, "ngheo": 1, "nguoi": 2}, [])] if read_at_all else [])


def test_a_heading_that_is_the_name_of_two_rows_names_neither(tmp_path: Path) -> None:
    women = "".join(
        f'\n[[tables.indicators]]\nid = "{id}"\nlabel = "Trong đó: nữ"\nunit = "Người"\nmeasures = [{{ id = "so" }}]\n'
        for id in ("nu", "nu_ngheo")
    )
    form = form_of(tmp_path / "mau", FORM + women)
    heading = "Đơn vị;Tổng số hộ dân;Số hộ nghèo;Tổng số nhân khẩu;Trong đó: nữ"
    (row,) = found = read(form, tmp_path, heading, "Khu phố 1;120;14;480;230")
    assert told(found)[0][:2] == ("Khu phố 1", {"ho": 120, "ngheo": 14, "nguoi": 480})
    assert [(item.code, item.indicator) for item in row.findings] == [
        ("row-missing", "nu"),
        ("row-missing", "nu_ngheo"),
    ]
    assert [(extra.label, extra.cells) for extra in row.rest] == [("Trong đó: nữ", ("230",))]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("Công an phường", True), ("CÔNG ĐOÀN PHƯỜNG", True), ("Cong an phuong", True), ("Công ty Hoa Sen", True),
        ("Tổng công ty Hoa Sen", True), ("Cộng đồng dân cư 3", True), ("Cộng Hòa", True),
        *((f"Cong {who} 3", True) for who in (
            "an", "doan", "ty", "vien", "trinh", "nghe", "nhan", "dong", "thuong", "ich",
        )),
        *((f"Tổng {who} 3", True) for who in ("công ty", "đội", "kho", "đài", "cục", "liên đoàn")),
        ("Cong anh 3", False), ("Tổng đội viên", True), ("Tổng khoa 3", False),
        ("Cộng", False), ("CONG", False), ("Tổng cộng", False), ("Tổng số 2 đơn vị", False), ("Cộng toàn xã", False),
    ],
)  # fmt: skip
def test_a_unit_whose_name_begins_as_a_total_s_does_is_none(
    form: Form, tmp_path: Path, name: str, counts: bool
) -> None:
    heading = "Đơn vị báo cáo;Tổng số hộ dân;Số hộ nghèo;Tổng số nhân khẩu"
    found = read(form, tmp_path, heading, "Khu phố 1;1;2;3", f"{name};4;5;6")
    assert [row.name for row in found] == ["Khu phố 1", *([name] if counts else [])]
