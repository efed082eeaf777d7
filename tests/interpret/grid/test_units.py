"""A table with a row for each unit: its rows by name, the total row, what stands below it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.figures import numbers_of
from htsd_cli.values.submission import Submission
from tests.documents import document
from tests.interpret.grid.invented import FORM, UNITS, codes, report, said


def test_each_row_is_a_unit_with_its_figures_and_the_total_is_the_reports() -> None:
    submission = said(report())
    assert submission.rows is not None
    assert [(row.table, row.unit.name, numbers_of(row.figures)) for row in submission.rows] == [
        (
            "bang_2",
            "Khu phố 1",
            {"k_tong": {"value": 400}, "k_biet": {"value": 300}, "k_ti_le": {"value": 75}},
        ),
        (
            "bang_2",
            "Khu phố 2",
            {"k_tong": {"value": 300}, "k_biet": {"value": 100}, "k_ti_le": {"value": Decimal("33.33")}},
        ),
        ("bang_2", "Khu phố 3", {"k_tong": {"value": 0}, "k_biet": {"value": 0}}),
    ]
    assert submission.numbers["k_tong"] == {"value": 700}


def test_a_unit_that_left_its_row_blank_is_there_and_a_row_with_neither_name_nor_figure_is_not() -> None:
    lines = UNITS.strip().splitlines()
    blank = ["| 4 | Khu phố 4 | | | |", "| 5 | | | | |"]
    submission = said(report(units="\n".join([*lines[:5], *blank, *lines[5:]])))
    assert submission.rows is not None
    assert [(row.unit.name, numbers_of(row.figures)) for row in submission.rows[3:]] == [("Khu phố 4", {})]
    assert codes(submission) == []


def test_the_json_has_the_rows_with_their_places() -> None:
    row = said(report()).to_json()["rows"][1]
    assert row["unit"] == {"id": None, "name": "Khu phố 2"}
    assert row["figures"]["k_ti_le"] == {"value": 33.33}
    assert row["origins"]["k_ti_le"]["value"] == {"table": 3, "row": 4, "column": 5, "text": "33,33"}


def test_what_stands_below_the_total_is_kept_without_a_finding() -> None:
    submission = said(report())
    assert [row.cells for row in submission.extra_rows] == [("Số khu phố đạt chuẩn: 02",)]
    assert codes(submission) == []


def test_a_total_row_that_comes_first_has_the_units_below_it() -> None:
    lines = UNITS.strip().splitlines()
    submission = said(report(units="\n".join([*lines[:2], lines[5], *lines[2:5]])))
    assert submission.rows is not None
    assert [row.unit.name for row in submission.rows] == ["Khu phố 1", "Khu phố 2", "Khu phố 3"]
    assert submission.numbers["k_biet"] == {"value": 400}


def test_a_total_that_is_not_the_sum_of_its_rows_is_told_and_stays() -> None:
    submission = said(report(units=UNITS.replace("| @ | Cộng | 700 |", "| @ | Cộng | 710 |")))
    told = [item for item in submission.findings if item.code == "rows-differ"]
    assert [(item.indicator, item.suggestion) for item in told] == [("k_tong", 700)]
    assert told[0].message == (
        "Bảng 2 “Lớp theo khu phố”, dòng “Cộng”, cột “Người trong độ tuổi” ghi 710, cộng 3 dòng được 700 (thừa 10)."
    )
    assert submission.numbers["k_tong"] == {"value": 710}


def test_a_rate_that_is_not_its_parts_is_told_in_its_row() -> None:
    submission = said(report(units=UNITS.replace("| 100 | 33,33 |", "| 100 | 43,33 |")))
    told = [item for item in submission.findings if item.code == "ratio-differs"]
    assert [item.message for item in told] == [
        "Bảng 2 “Lớp theo khu phố”, dòng “Khu phố 2”, cột “Tỉ lệ” ghi 43,33, tính “Biết chữ” :"
        " “Người trong độ tuổi” × 100 được 33,33."
    ]


def test_a_rate_may_be_rounded_as_the_unit_rounds_it() -> None:
    for text in ("33", "33,3", "33,33", "33,333"):
        assert codes(said(report(units=UNITS.replace("| 100 | 33,33 |", f"| 100 | {text} |")))) == []


def test_a_blank_total_is_added_from_the_rows_and_told() -> None:
    submission = said(
        report(units=UNITS.replace("| @ | Cộng | 700 | 400 | 57,14 |", "| @ | Cộng | | 400 | |"))
    )
    assert submission.numbers["k_tong"] == {"value": 700}
    assert codes(submission) == [("total-derived", "k_tong", "value")]


def test_a_cell_that_is_no_figure_is_told_by_its_row_and_the_sum_says_nothing() -> None:
    submission = said(report(units=UNITS.replace("| 1 | Khu phố 1 | 400 |", "| 1 | Khu phố 1 | gần 400 |")))
    assert codes(submission) == [("estimate", "k_tong", "value")]
    assert submission.findings[0].where == "Dòng “Khu phố 1”, cột “Người trong độ tuổi”"
    assert submission.rows is not None
    assert "k_tong" not in numbers_of(submission.rows[0].figures)


def test_rows_behind_a_text_go_on_as_the_list_while_a_table_of_signatures_is_none_of_it() -> None:
    head, rest = UNITS.strip().split("\n| 3 | Khu")
    submission = said(report(units=f"{head}\n\nKhu phố còn lại\n\n| 3 | Khu{rest}"))
    assert submission.rows is not None
    assert [row.unit.name for row in submission.rows] == ["Khu phố 1", "Khu phố 2", "Khu phố 3"]
    assert submission.numbers["k_tong"] == {"value": 700}
    assert codes(submission) == []


def test_numbers_that_begin_again_behind_a_text_are_further_units_not_lost() -> None:
    head, rest = UNITS.strip().split("\n| 3 | Khu")
    rest = rest.replace("Cộng | 700", "Cộng | 750").replace("phố 3 | 0", "phố 3 | 50")
    submission = said(report(units=f"{head}\n\nKhu phố còn lại\n\n| 1 | Khu{rest}"))
    assert submission.numbers["k_tong"] == {"value": 750}
    assert submission.rows is not None
    assert len(submission.rows) == 3


def test_a_doubtful_cell_of_a_section_leaves_the_total_alone_where_its_units_have_figures() -> None:
    lines = UNITS.strip().splitlines()
    section = "| I | Khu A | khoảng 700 | | |"
    blank = lines[5].replace("700", " ")
    submission = said(report(units="\n".join([*lines[:2], section, *lines[2:5], blank])))
    assert [(group.row.unit.name, group.first, group.end) for group in submission.groups] == [("Khu A", 0, 3)]
    assert submission.numbers["k_tong"] == {"value": 700}
    assert [(item.code, item.indicator) for item in submission.findings] == [
        ("estimate", "k_tong"), ("total-derived", "k_tong"),
    ]  # fmt: skip
    bare = [line.replace(" 400 ", " ").replace(" 300 ", " ", 1) for line in lines[2:4]]
    alone = said(report(units="\n".join([*lines[:2], section, *bare, lines[4].replace(" 0 ", " "), blank])))
    assert "k_tong" not in alone.numbers


def listed(names: str, printed: str = "", *, numbered: bool = True) -> Submission:
    """Return what a list of units says, under a form that prints some names."""
    table = FORM.tables[1].model_copy(update={"names": tuple(filter(None, printed.split("; ")))})
    form = FORM.model_copy(update={"tables": (FORM.tables[0], table)})
    rows = [
        f"| {at if numbered else ''} | {name} | 4 | 2 | 50 |" for at, name in enumerate(names.split("; "), 1)
    ]
    drawing = report(units="\n".join([*UNITS.strip().splitlines()[:2], *rows]))
    return submission_of(Interpreter(form), document(drawing), "bao-cao.docx")


PRINTED = "Tân An; Tân Bình; Tân Châu; Tân Định"
MANY = "; ".join(f"Ấp {number}" for number in range(1, 21))


@pytest.mark.parametrize(
    ("printed", "names", "told"),
    [
        (PRINTED, PRINTED.upper(), []),
        (PRINTED, "Tân An; Tân Bình; Tân Châu", ["1 tên: Tân Định"]),
        (PRINTED, "Tân An; Tân Bình; Khác", ["2 tên: Tân Châu, Tân Định"]),
        (PRINTED, "Tân An; Khác; Kia; Nọ", []),
        (PRINTED, "Một; Hai; Ba", []),
        (PRINTED, "Tân An; Tân Bìnhh; Tân Châu; Tân Định", ["Tân Bìnhh (Tân Bình), hàng 4"]),
        (PRINTED, "Tân ↵ An; Tân ↵ Bìnhh; Tân Châu; Tân Định", ["Tân Bìnhh (Tân Bình), hàng 4"]),
        (PRINTED.replace("Tân Bình", "Tân\nBình"), "Tân An; Tân Bìnhh; Tân Châu", [
            "Tân Bìnhh (Tân Bình), hàng 4", "1 tên: Tân Định"
        ]),
        (PRINTED.replace("Tân Bình", "Tân\nBình"), "Tân An; Tân Châu; Tân Định", ["1 tên: Tân Bình"]),
        (PRINTED, "Tân An; Tân Bìnhh; Tân Châu", ["Tân Bìnhh (Tân Bình), hàng 4", "1 tên: Tân Định"]),
        ("Tân An; Tân Bình", "Tân An; Khác", ["1 tên: Tân Bình"]),
        ("Khu phố văn hóa 1; Tân Bình; Tân An", "Khu phố văn hóa 4; Tân Bìnhh; Tân An", [
            "Tân Bìnhh (Tân Bình), hàng 4", "1 tên: Khu phố văn hóa 1"
        ]),
        ("Khu phố 1; Khu phố 2; Khu phố 3", "Khu phố 1; Khu phố 2; Khu phố 4", ["1 tên: Khu phố 3"]),
        (f"{'a' * 8}bb; Tân An", f"{'a' * 8}cc; Tân An", [f"{'a' * 8}cc ({'a' * 8}bb), hàng 3"]),  # 80 of 100 letters
        (f"{'a' * 23}{'b' * 6}; Tân An", f"{'a' * 23}{'c' * 6}; Tân An", [f"1 tên: {'a' * 23}{'b' * 6}"]),
        (MANY, "; ".join(MANY.split("; ")[:10]), [
            "10 tên: Ấp 11, Ấp 12, Ấp 13, Ấp 14, Ấp 15, Ấp 16, Ấp 17, Ấp 18 và 2 tên nữa"
        ]),
        (MANY, "; ".join(MANY.split("; ")[:12]), [
            "8 tên: Ấp 13, Ấp 14, Ấp 15, Ấp 16, Ấp 17, Ấp 18, Ấp 19, Ấp 20"
        ]),
    ],
)  # fmt: skip
def test_of_the_names_a_form_prints_those_that_are_gone_or_written_otherwise_are_told(
    printed: str, names: str, told: list[str]
) -> None:
    found = []
    for item in listed(names, printed).findings:
        if item.code == "unit-row-renamed" and item.origin:
            name, other = re.findall("“(.*?)”", item.problem)
            found.append(f"{name} ({other}), hàng {item.origin.row}")
        elif item.code == "unit-rows-missing":
            found.append(item.problem.removeprefix("Bảng thiếu ").partition(" mẫu đã in sẵn")[0])
            found[-1] += item.problem[item.problem.index(":") :].partition(";")[0]
    assert found == told


@pytest.mark.parametrize(("numbered", "column"), [(True, 1), (False, 2)])
def test_a_name_written_otherwise_is_told_where_its_row_begins(numbered: bool, column: int) -> None:
    found = listed("Tân An; Tân Bìnhh; Tân Châu; Tân Định", PRINTED, numbered=numbered).findings
    (origin,) = (item.origin for item in found if item.code == "unit-row-renamed")
    assert origin is not None
    assert (origin.row, origin.column) == (4, column)


def test_a_name_that_comes_twice_and_figures_without_one_are_told_with_their_rows() -> None:
    doubled = said(report(units=UNITS.replace("| 2 | Khu phố 2 |", "| 2 | Khu phố 1 |")))
    assert [item.message for item in doubled.findings if item.code == "unit-row-doubled"] == [
        "“Khu phố 1” có hai dòng trong bảng (dòng trước ở hàng 3); cả hai đều được giữ."
    ]
    nameless = said(report(units=UNITS.replace("| 2 | Khu phố 2 |", "| 2 | |")))
    assert [item.message for item in nameless.findings if item.code == "unit-row-nameless"] == [
        "Hàng 4 của bảng có số liệu (300; 100; 33,33) mà không ghi tên đơn vị nên không rõ của ai."
    ]
    assert next(row.cells for row in nameless.extra_rows) == ("2", "300", "100", "33,33")


def test_a_name_over_two_lines_is_one_line_everywhere() -> None:
    units = UNITS.replace("| 2 | Khu phố 2 | 300", "| | Khu ↵ đông | | | |\n| 2 | Khu ↵ phố 2 | gần 3")
    found = said(report(units=units.replace("chuẩn: 02", "chuẩn: ↵ 02")))
    assert [(row.unit.name, row.section) for row in found.rows or ()] == [
        ("Khu phố 1", ""), ("Khu phố 2", "Khu đông"), ("Khu phố 3", "Khu đông"),
    ]  # fmt: skip
    assert [item.where for item in found.findings if item.code == "estimate"] == [
        "Dòng “Khu phố 2”, cột “Người trong độ tuổi”"
    ]
    assert [row.label for row in found.extra_rows] == ["Khu đông", "Số khu phố đạt chuẩn: 02"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a" * 70, "a" * 70), (f"{'a' * 65} {'b' * 5}", f"{'a' * 65}…"), ("ab " * 23 + "c", None)],
)
def test_a_name_in_a_message_is_cut_behind_seventy_letters(name: str, shown: str | None) -> None:
    found = said(report(units=UNITS.replace("| Khu phố 1 | 400", f"| {name} | gần 4")))
    assert [item.where for item in found.findings if item.code == "estimate"] == [
        f"Dòng “{shown or name}”, cột “Người trong độ tuổi”"
    ]


def test_a_unit_stands_under_the_names_of_all_its_sections_and_a_section_s_figures_are_a_group() -> None:
    lines = UNITS.strip().splitlines()
    rows = [
        "| A | Khu đông | 700 | | |",
        "| I | Cụm một | | | |",
        *lines[2:4],
        "| II | Cụm hai | 0 | | |",
        lines[4],
    ]
    found = said(report(units="\n".join([*lines[:2], *rows, lines[5]])))
    assert [row.section for row in found.rows or ()] == ["Khu đông › Cụm một"] * 2 + ["Khu đông › Cụm hai"]
    assert [(group.row.unit.name, group.first, group.end) for group in found.groups] == [
        ("Cụm hai", 2, 3),
        ("Khu đông", 0, 3),
    ]
    assert [row.label for row in found.extra_rows] == ["A", "I", "II"]


def test_a_section_without_a_name_is_called_by_its_number() -> None:
    found = said(report(units=UNITS.replace("| 1 | Khu phố 1", "| I | | gần 700 | | |\n| 1 | Khu phố 1")))
    assert [item.where for item in found.findings] == ["Dòng “I”, cột “Người trong độ tuổi”"]


def test_a_blank_row_parts_nothing_and_a_subtotal_adds_up_the_units_since_the_one_before() -> None:
    lines = UNITS.strip().splitlines()
    blank, first, second = "| | | | | |", "| | Cộng cụm | 700 | 400 | |", "| | Cộng cụm | 0 | 0 | |"
    found = said(report(units="\n".join([*lines[:4], blank, first, lines[4], second, lines[5]])))
    assert [(row.unit.name, row.section) for row in found.rows or ()] == [
        ("Khu phố 1", ""), ("Khu phố 2", ""), ("Khu phố 3", ""),
    ]  # fmt: skip
    assert [(group.row.unit.name, group.first, group.end) for group in found.groups] == [
        ("Cộng cụm", 0, 2), ("Cộng cụm", 2, 3),
    ]  # fmt: skip
    assert [row.label for row in found.extra_rows] == ["Cộng cụm", "Cộng cụm"]
    assert found.numbers["k_tong"] == {"value": 700}


@pytest.mark.parametrize(
    ("cells", "kept"),
    [("0 | 0 | 0", []), ("chưa rõ | | ", [("4", "chưa rõ")]), ("0 | chưa rõ | ", [("4", "0", "chưa rõ")])],
)
def test_a_row_without_a_name_is_told_only_of_figures(cells: str, kept: list[tuple[str, ...]]) -> None:
    lines = UNITS.strip().splitlines()
    found = said(report(units="\n".join([*lines[:5], f"| 4 | | {cells} |", *lines[5:6]])))
    assert [row.cells for row in found.extra_rows] == kept
    assert [item.code for item in found.findings if item.code == "unit-row-nameless"] == (
        ["unit-row-nameless"] if kept and "0" in cells else []
    )


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("7", True), ("12345678", True), ("123456789", False), ("1.250", True), ("1 250", True),
        ("123.456.789", True), ("1234.567", False), ("1.25", False), ("12,5", True), ("12345678,125", True),
        ("123456789,1", False), ("12,1256", False), ("12,5%", True), ("12,5 %", True), ("12%", True), ("123 %", True),
        ("1234%", False), ("12  %", False), (" 7 ", True), ("12/9", False), ("x", False),
    ],
)  # fmt: skip
def test_a_figure_in_a_column_of_no_form_is_told_and_a_date_or_a_telephone_s_number_is_none(
    text: str, figure: bool
) -> None:
    heads, codes_, *rows = UNITS.strip().splitlines()
    last = {0: "Khác", 1: "6", 2: text}
    lines = [f"{row} {last.get(at, '')} |" for at, row in enumerate((heads, codes_, *rows[:4]))]
    submission = submission_of(Interpreter(FORM), document(report(units="\n".join(lines))), "bao-cao.docx")
    told = [
        (item.problem, item.origin and (item.origin.row, item.origin.column)) for item in submission.findings
    ]
    said = "Cột “Khác” không có trong mẫu mà có số ở 1 dòng ({}); các số này không được tính."
    assert told == ([(said.format(text.strip()), (3, 6))] if figure else [])


def test_a_row_and_what_stands_below_the_total_are_found_where_their_first_words_are() -> None:
    lines = UNITS.strip().splitlines()
    rows = ["| | Khu phố 1 | 400 | 300 | 75 |", *lines[3:6], "| | Số khu phố đạt chuẩn: 02 | | | |"]
    found = said(report(units="\n".join([*lines[:2], *rows])))
    assert [row.origin.column for row in found.rows or () if row.origin] == [2, 1, 1]
    assert [row.origin.column for row in found.extra_rows if row.origin] == [2]
