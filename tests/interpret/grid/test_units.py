"""A table with a row for each unit: its rows by name, the total row, what stands below it."""

from __future__ import annotations

from decimal import Decimal

from htsd_cli.values.figures import numbers_of
from tests.interpret.grid.invented import UNITS, codes, report, said


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


def test_figures_without_a_name_are_told() -> None:
    submission = said(report(units=UNITS.replace("| 2 | Khu phố 2 |", "| 2 | |")))
    assert "unit-row-nameless" in [code for code, _, _ in codes(submission)]


def test_a_name_that_comes_twice_is_told() -> None:
    submission = said(report(units=UNITS.replace("| 2 | Khu phố 2 |", "| 2 | Khu phố 1 |")))
    assert "unit-row-doubled" in [code for code, _, _ in codes(submission)]


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
