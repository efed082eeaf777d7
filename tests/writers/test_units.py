"""Each unit as the outputs show it: who must report, who need not, and what the totals do not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from htsd_cli.consolidate import Arrival, Unit, consolidate, units_of
from htsd_cli.form import Form, load_form
from htsd_cli.roster import NameReader, Roster, RosterUnit
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Figure, Key
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.writers.report.fields import names_of_units
from htsd_cli.writers.report.leading import UNNAMED, Leading, Share, lead
from htsd_cli.writers.units import kind_views, left_out
from tests.writers.samples import twelve_units, with_roster


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


def views_of(form: Form) -> list[Unit]:
    return units_of(with_roster(twelve_units(form)), form)


def test_a_unit_that_need_not_report_and_did_not_is_shown_and_not_called_missing(form: Form) -> None:
    by_name = {view.name: view for view in views_of(form)}
    club = by_name["Hội Hoa Súng"]
    assert (club.status, club.required, club.sent) == ("optional", False, False)
    assert by_name["Trường Tiểu học Tường Vi"].status == "missing"


def test_a_unit_on_no_roster_is_neither_required_nor_excused(form: Form) -> None:
    consolidation = twelve_units(form)
    units = tuple(replace(unit, listed=None) for unit in consolidation.reported)
    views = units_of(replace(consolidation, units=units), form)
    assert {view.required for view in views if view.sent} == {None}


def test_of_a_kind_only_those_that_must_report_are_expected(form: Form) -> None:
    kinds = {kind.name: kind for kind in kind_views(with_roster(twelve_units(form)), views_of(form))}
    nursery, unions = kinds["Trường mầm non"], kinds["Đoàn thể"]
    one, other = nursery.coverage, unions.coverage
    assert (one.expected, one.reported, one.received) == (1, 1, 2)
    assert (other.expected, other.reported, other.received, other.missing) == (1, 1, 1, 0)
    assert sum(kind.coverage.expected or 0 for kind in kinds.values()) == 11


def test_the_consolidation_hands_on_its_roster_with_the_units_that_need_not_report(form: Form) -> None:
    roster = Roster(
        [
            RosterUnit("a", "Trường Tiểu học Hoa Sen", "tih"),
            RosterUnit("b", "Trường Tiểu học Hoa Mai", "tih", required=False),
            RosterUnit("c", "Trường Tiểu học Hoa Lan", "tih"),
        ],
        NameReader(form),
    )
    report = Submission(
        schema="htsd/validation/1", file="a.docx", form=form.id, unit=UnitName(name="Trường Tiểu học Hoa Sen")
    )
    result = consolidate([Arrival(report, datetime(2024, 10, 9))], form, roster)
    statuses = {view.id: view.status for view in units_of(result, form)}
    assert statuses == {"a": "ok", "b": "optional", "c": "missing"}
    assert (result.expected, "roster" in result.to_json()) == (2, False)


def test_units_of_one_name_are_told_apart_within_a_sentence_of_the_report(form: Form) -> None:
    roster = Roster(
        [
            RosterUnit("a", "TRƯỜNG TIỂU HỌC HOA SEN", "tih", area="Cụm 1"),
            RosterUnit("b", "TRƯỜNG TIỂU HỌC HOA SEN", "tih", area="Cụm 2"),
        ],
        NameReader(form),
    )
    called = UnitName(name="TRƯỜNG TIỂU HỌC HOA SEN")
    reports = [
        Submission(schema="htsd/validation/1", file=f"{id}/bc.docx", form=form.id, unit=called) for id in "ab"
    ]
    result = consolidate([Arrival(report, datetime(2024, 10, 9)) for report in reports], form, roster)
    assert names_of_units(result, form) == {
        "a": "Trường Tiểu học Hoa Sen (Cụm 1)",
        "b": "Trường Tiểu học Hoa Sen (Cụm 2)",
    }


def test_what_the_totals_do_not_hold_is_told(form: Form) -> None:
    assert left_out(views_of(form), form) == [
        "2 đơn vị chưa gửi báo cáo",
        "1 đơn vị có báo cáo chưa dùng được",
        "1 ô số liệu phải sửa của 1 đơn vị",
    ]


def test_numbers_beside_the_form_s_cells_are_told_apart_from_cells_to_mend(form: Form) -> None:
    view = next(view for view in views_of(form) if view.name == "Trường THCS Hoa Mai")
    assert view.submission is not None
    added = finding("extra-row", label="Thi vẽ", text="2", origin=Origin(table=2, row=30, column=4, text="2"))
    both = finding(
        "merged-columns", indicator="classes.other", where="", text="9", columns="", origin=Origin()
    )
    more = (*view.submission.findings, added, both)
    told = replace(view, submission=view.submission.model_copy(update={"findings": more}))
    assert left_out([told], form) == [
        "3 ô số liệu phải sửa của 1 đơn vị",
        "1 số ghi ngoài các ô của mẫu",
    ]


def test_a_cell_that_must_be_mended_is_kept_out_only_while_it_gives_no_figure(form: Form) -> None:
    view = next(view for view in views_of(form) if view.name == "Trường THCS Hoa Mai")
    assert [place.text for place in view.kept_out().values()] == ["45 GV + 300 HS"]
    assert view.submission is not None
    figures = {**view.submission.figures, Key("classes.life_skills", "people"): Figure(345)}
    mended = replace(view, submission=view.submission.model_copy(update={"figures": figures}))
    assert mended.kept_out() == {}


def test_a_unit_with_the_name_of_its_file_alone_is_named_in_no_sentence_and_no_ranking(form: Form) -> None:
    def sent(name: str, kind: str | None, count: int) -> Arrival:
        report = Submission(
            schema="htsd/validation/1",
            file=f"{name}.docx",
            form=form.id,
            unit=UnitName(name=name, kind=kind),
            figures={Key("news_items", "count"): Figure(count, None)},
            unit_found_in="file",
        )
        return Arrival(report, datetime(2024, 10, 9))

    reports = [
        sent("Trường Tiểu học A", "tih", 30),
        sent("Bc20", None, 20),
        sent("Trường Tiểu học B", "tih", 10),
    ]
    result = consolidate(reports, form)
    names = names_of_units(result, form)
    assert sorted(names.values()) == ["Trường Tiểu học A", "Trường Tiểu học B", UNNAMED]
    shares = [Share(names[unit.key], unit.value(Key("news_items", "count")) or 0) for unit in result.counted]
    first = lead(shares, 3)
    assert ([share.name for share in first.shares], first.all, first.clear) == (
        ["Trường Tiểu học A"],
        False,
        True,
    )
    assert lead([Share("A", 10), Share(UNNAMED, 20)], 3) == Leading((), 2)
    assert lead([Share("A", 20), Share("B", 15), Share(UNNAMED, 10)], 2).shares == (
        Share("A", 20),
        Share("B", 15),
    )
