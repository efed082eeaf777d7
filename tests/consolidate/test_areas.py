"""Subtotals by area, and each unit beside an earlier run with mergers followed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from htsd_cli.consolidate import Arrival, Consolidation, consolidate
from htsd_cli.consolidate.areas import NO_AREA, areas_of
from htsd_cli.consolidate.last_year import units_then
from htsd_cli.earlier.results import Results
from htsd_cli.form import Campaign, Form
from htsd_cli.roster import NameReader, OldName, Roster, RosterUnit
from htsd_cli.values.figures import Key, figures_of, nested
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.writers.page.page import render_page
from htsd_cli.writers.report import write_report
from htsd_cli.writers.workbook import write_workbook
from tests.consolidate.test_consolidate import arrival
from tests.consolidate.test_totals import Given
from tests.documents import FORM
from tests.forms import form_of

NAMES = NameReader(FORM)
UNITS = [
    RosterUnit(
        "a", "Trường Tiểu học Hoa Sen", "tih", area="Cụm 1", merged_into="b", merged_on=date(2026, 7, 1)
    ),
    RosterUnit(
        "b", "Trường Tiểu học Hoa Mai", "tih", area="Cụm 2", old_names=(OldName("Trường Tiểu học Mai"),)
    ),
    RosterUnit("c", "Trường Tiểu học Hoa Cúc", "tih", area="Cụm 1"),
    RosterUnit("d", "Trường Mầm non Hoa Lan", "mn", area="Cụm 1", split_from="e"),
    RosterUnit("e", "Trường Mầm non Hoa Hồng", "mn"),
]


def taken(day: date, **counts: int) -> Consolidation:
    """Return a consolidation of units by id, each with so many workshops."""
    names = {unit.id: unit.name for unit in UNITS}
    sent = [arrival(names[id], {"workshops": {"count": count}}) for id, count in counts.items()]
    return consolidate(sent, FORM, Roster(UNITS, NAMES, day=day), year=day.year)


def results(made: Consolidation) -> Results:
    return Results.model_validate(made.to_json())


SPRING = taken(date(2026, 5, 15), a=3, b=4, c=5, e=6)
AUTUMN = taken(date(2026, 10, 10), b=9, c=5, d=2, e=3)


def test_each_area_has_the_sum_of_its_counted_units() -> None:
    assert AUTUMN.to_json()["areas"] == {
        "Cụm 2": {"workshops": {"count": 9}},
        "Cụm 1": {"workshops": {"count": 7}},
    }
    areas = areas_of(AUTUMN, FORM)
    assert [
        (area.name, nested(area.totals.items()), area.coverage.reported, area.coverage.expected)
        for area in areas
    ] == [
        ("Cụm 2", {"workshops": {"count": 9}}, 1, 1),
        ("Cụm 1", {"workshops": {"count": 7}}, 2, 2),
        (NO_AREA, {"workshops": {"count": 3}}, 1, 1),
    ]
    added = sum(area.totals[Key("workshops", "count")] for area in areas)
    assert added == AUTUMN.to_json()["totals"]["workshops"]["count"] == 19


def test_an_area_none_of_the_given_units_lies_in_is_left_out_and_the_others_stay() -> None:
    hoa_cuc = [unit for unit in AUTUMN.units if unit.id == "c"]
    assert [(area.name, len(area.units)) for area in areas_of(AUTUMN, FORM, hoa_cuc)] == [("Cụm 1", 1)]


def test_a_roster_without_areas_has_none() -> None:
    roster = Roster([RosterUnit("b", "Trường Tiểu học Hoa Mai", "tih")], NAMES)
    made = consolidate([arrival("Trường Tiểu học Hoa Mai", {"workshops": {"count": 1}})], FORM, roster)
    assert (made.areas, areas_of(made, FORM)) == ({}, [])


def test_a_unit_merged_away_is_missed_no_more_and_its_report_is_its_successor_s() -> None:
    made = taken(date(2026, 10, 10), a=3)
    assert [(row.id, row.name) for row in made.reported] == [("b", "Trường Tiểu học Hoa Mai")]
    assert [unit.id for unit in made.missing] == ["c", "d", "e"]
    assert made.expected == 4
    assert [
        (item.finding.code, item.finding.severity.value, item.finding.message) for item in made.findings
    ] == [
        (
            "unit-merged",
            "info",
            "Báo cáo ghi tên “Trường Tiểu học Hoa Sen”, nay đã sáp nhập vào “Trường Tiểu học Hoa Mai”; được tính cho"
            " “Trường Tiểu học Hoa Mai”.",
        )
    ]
    assert {row.id for row in SPRING.reported} == {"a", "b", "c", "e"}
    assert SPRING.expected == 5


def test_an_old_name_in_a_report_is_told() -> None:
    roster = Roster(UNITS, NAMES, day=date(2026, 10, 10))
    made = consolidate([arrival("Trường Tiểu học Mai", {"workshops": {"count": 1}})], FORM, roster)
    assert [item.finding.message for item in made.findings] == [
        "Báo cáo ghi tên cũ “Trường Tiểu học Mai”; nay là “Trường Tiểu học Hoa Mai”."
    ]


def test_a_merged_unit_is_compared_with_the_sum_of_what_it_is_made_of() -> None:
    found = {item.unit.id: item for item in units_then(AUTUMN, results(SPRING), FORM)}
    assert found["b"].before == {Key("workshops", "count"): 7}
    assert (
        found["b"].note == "so với tổng của Trường Tiểu học Hoa Mai và Trường Tiểu học Hoa Sen (đã sáp nhập)"
    )
    assert (found["c"].before, found["c"].note) == ({Key("workshops", "count"): 5}, "")


def test_a_unit_that_cannot_be_compared_says_why() -> None:
    found = {item.unit.id: item for item in units_then(AUTUMN, results(SPRING), FORM)}
    assert (found["d"].before, found["d"].note) == (
        None,
        "không so sánh được: đơn vị mới tách từ Trường Mầm non Hoa Hồng",
    )
    assert (found["e"].before, found["e"].note) == (
        None,
        "không so sánh được: đã tách ra Trường Mầm non Hoa Lan",
    )
    half = {item.unit.id: item for item in units_then(AUTUMN, results(taken(date(2026, 5, 15), b=4)), FORM)}
    assert half["b"].note == (
        "không so sánh được: đã nhập Trường Tiểu học Hoa Sen, khi ấy chưa có số liệu của Trường Tiểu học Hoa Sen"
    )
    assert half["c"].note == "khi ấy không có báo cáo"


def in_year(year: int, units: list[RosterUnit], form: Form, **given: Given) -> Consolidation:
    """Return the consolidation of a small form's reports by roster id."""
    names = {unit.id: unit.name for unit in units}
    sent = [
        Arrival(
            Submission(
                schema="htsd/validation/1", file=f"{id}.docx", form=form.id, unit=UnitName(name=names[id]),
                figures=figures_of(numbers), counted=bool(numbers),
            ),
            datetime(year, 10, 5),
        )
        for id, numbers in given.items()
    ]  # fmt: skip
    return consolidate(sent, form, Roster(units, NameReader(form), day=date(year, 10, 10)), year=year)


def test_what_merged_units_gave_is_made_one_as_the_form_adds_up(tmp_path: Path) -> None:
    form = form_of(tmp_path)
    units = [
        RosterUnit("a", "Xã Sen", None, merged_into="c", merged_on=date(2026, 1, 1)),
        RosterUnit("b", "Xã Mai", None, merged_into="c", merged_on=date(2026, 1, 1)),
        RosterUnit("c", "Xã Cúc", None),
    ]
    row: Given = {
        "nguoi": {"nam_nay": 10, "ke_hoach": 40, "ti_le": 25},
        "tuoi": {"nam_nay": 40},
        "xa": {"nam_nay": 1},
    }
    before = in_year(2025, units, form, a=row, b=row, c=row)
    (then,) = units_then(in_year(2026, units, form, c=row), results(before), form)
    assert nested((then.before or {}).items()) == {
        "nguoi": {"nam_nay": 30, "ke_hoach": 120, "ti_le": 25}, "xa": {"nam_nay": 3},
    }  # fmt: skip
    assert then.note == "so với tổng của Xã Cúc, Xã Sen và Xã Mai (đã sáp nhập)"
    measure = form.by_id["nguoi"].measure("nam_nay")
    assert (then.change("nguoi", measure).now, then.change("nguoi", measure).before) == (10, 30)
    assert then.change("kinh_phi", form.by_id["kinh_phi"].measure("nam_nay")).known is False

    def note(**given: Given) -> str:
        (then,) = units_then(
            in_year(2026, units, form, c=row), results(in_year(2025, units, form, **given)), form
        )
        return f"{'' if then.before is None else 'có: '}{then.note}"

    lacking = "không so sánh được: đã nhập Xã Sen và Xã Mai, khi ấy chưa có số liệu của "
    assert note(a=row, c=row) == f"{lacking}Xã Mai"
    assert note(c=row) == f"{lacking}Xã Sen và Xã Mai"
    assert note(a=row, b={}, c=row) == f"{lacking}Xã Mai"
    assert note(a={}, b={}) == "không so sánh được: khi ấy chưa có số liệu của Xã Sen và Xã Mai"
    assert note(a=row, b=row) == "có: so với tổng của Xã Sen và Xã Mai (đã sáp nhập)"
    alone = [units[0], units[2]]
    made = units_then(in_year(2026, alone, form, c=row), results(in_year(2025, alone, form, a=row)), form)
    assert [item.note for item in made] == ["so với số liệu của Xã Sen (đã sáp nhập)"]


def test_a_unit_is_found_again_by_its_id_or_its_name_and_told_why_there_is_nothing(tmp_path: Path) -> None:
    form = form_of(tmp_path)
    row: Given = {"xa": {"nam_nay": 1}}
    now = in_year(2026, [RosterUnit("a", "Xã Sen", None, other_names=("Xã Sen Cũ",))], form, a=row)

    def then(*units: RosterUnit, **given: Given) -> list[tuple[bool, str]]:
        found = units_then(now, results(in_year(2025, list(units), form, **given)), form)
        return [(item.before is not None, item.note) for item in found]

    assert then(RosterUnit("a", "Xã Khác", None), a=row) == [(True, "")]
    assert then(RosterUnit("b", "Xã SEN cũ", None), b=row) == [(True, "")]
    assert then(RosterUnit("b", "Xã Khác", None), b=row) == [(False, "khi ấy không có báo cáo")]
    assert then(RosterUnit("a", "Xã Sen", None), a={}) == [(False, "báo cáo khi ấy không được cộng")]
    stranger = consolidate([arrival("Trường TH Phù Đổng", {"workshops": {"count": 2}})], FORM)
    (found,) = units_then(stranger, results(stranger), FORM)
    assert (found.before, found.note) == ({Key("workshops", "count"): 2}, "")


@pytest.mark.whole
def test_the_workbook_and_the_page_show_areas_and_comparisons(tmp_path: Path) -> None:
    write_workbook(AUTUMN, FORM, tmp_path / "a.xlsx", previous=results(SPRING))
    book = load_workbook(tmp_path / "a.xlsx", data_only=True)
    sheet = book["Theo địa bàn"]
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(4)]
    assert rows[0] == ["Cụm 2", 1, 1]
    assert [row[0] for row in rows] == [
        "Cụm 2", "Trường Tiểu học Hoa Mai", "Cụm 1", "Trường Mầm non Hoa Lan", "Trường Tiểu học Hoa Cúc",
        "Chưa ghi địa bàn", "Trường Mầm non Hoa Hồng", "Tổng cộng",
    ]  # fmt: skip
    column = next(cell.column for cell in sheet[2] if cell.value == FORM.by_id["workshops"].short_label)
    assert [sheet.cell(row, column).value for row in range(4, 12)] == [9, 9, 7, 2, 5, 3, 3, 19]
    notes = [row[7].value for row in book["Đơn vị so với trước"].iter_rows(3)]
    assert sum(note is not None and "tổng của" in str(note) for note in notes) == 1
    page = render_page(AUTUMN, FORM, Campaign(), previous=results(SPRING))
    assert "Theo địa bàn" in page
    assert "không so sánh được: đơn vị mới tách từ Trường Mầm non Hoa Hồng" in page


@pytest.mark.whole
def test_the_report_has_an_appendix_by_area_where_the_roster_has_several(tmp_path: Path) -> None:
    write_report(AUTUMN, FORM, Campaign(), tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    table = next(table for table in document.tables if table.rows[0].cells[1].text.startswith("Địa bàn"))
    place = next(at for at, cell in enumerate(table.rows[1].cells) if cell.text == "9")
    assert [(row.cells[1].text, row.cells[place].text) for row in table.rows[1:]] == [
        ("Cụm 2 (1/1)", "9"),
        ("Cụm 1 (2/2)", "7"),
        ("Chưa ghi địa bàn (1/1)", "3"),
        ("Tổng cộng (4/4)", "19"),
    ]
    said = next(item.text for item in document.paragraphs if item.text.startswith("Kèm theo Báo cáo này"))
    assert "số liệu theo địa bàn tại Phụ lục III" in said
