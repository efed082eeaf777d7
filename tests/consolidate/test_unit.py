"""A unit with everything known of it: how it stands, what of it counts, what is to be said of it first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from htsd_cli.consolidate.contract import late_of, missing_of, row_of, unusable_of
from htsd_cli.consolidate.coverage import coverage_of
from htsd_cli.consolidate.unit import Unit, UnitStatus, in_kinds
from htsd_cli.roster import RosterUnit
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Decided, Figure, Key
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import Submission, UnitGroup, UnitName, UnitRow
from tests.documents import FORM

NEWS, PEOPLE = Key("news_items", "count"), Key("classes", "people")
SCAN = finding("scanned-file", detail="x")


@pytest.mark.parametrize(
    ("name", "kind", "listed", "found_in", "nameless"),
    [
        ("Trường Hoa Sen", None, False, "letterhead", False),
        ("Trường Hoa Sen", None, False, None, False),  # of which no report can be used
        ("Bc20", None, False, "file", True),
        ("", None, False, None, True),
        ("Bc20", "mn", False, "file", False),
        ("Bc20", None, True, "file", False),
    ],
)
def test_a_unit_called_by_its_file_has_no_name_of_its_own_unless_its_kind_or_the_roster_tells(
    name: str, kind: str | None, listed: bool, found_in: str | None, nameless: bool
) -> None:
    called = UnitName(name=name, kind=kind)
    sent = Submission.model_construct(unit=called, unit_found_in=found_in) if found_in else None
    unit = Unit(called, "", listed=RosterUnit("sen", name, "mn") if listed else None, submission=sent)
    assert unit.nameless is nameless


def doubt(at: Origin | None, key: Key = NEWS) -> Finding:
    return finding("estimate", indicator=key.indicator, measure=key.measure, origin=at, where="Dòng", text="khoảng 2",
                   suggested="")  # fmt: skip


def place(row: int, **more: object) -> Origin:
    return replace(Origin(table=2, row=row, column=4, text=str(row)), **more)  # type: ignore[arg-type]


WARNING = finding("table-blank", where="Bảng 1")
FIGURES = {NEWS: Figure(7, place(5)), PEOPLE: Figure(None, place(6), Decided(None, "Lan"))}
REPORT = Submission(
    schema="htsd/validation/1", file="thu/a.docx", form=FORM.id, figures=FIGURES, findings=(WARNING,)
)
LISTED = RosterUnit("sen", "Trường Hoa Sen", "mn")
SENT = Unit(UnitName(id="sen", name="Trường Hoa Sen", kind="mn"), "Trường mầm non", LISTED, REPORT,
            date(2024, 10, 12), late=True, in_time=date(2024, 10, 9), digest="0" * 16)  # fmt: skip
HELD = replace(SENT, submission=REPORT.model_copy(update={"counted": False}))
REFUSED = replace(SENT, submission=None, refused=("b.pdf", "c.pdf"), unread=SCAN)
SILENT = Unit(SENT.called, "Trường mầm non", LISTED)
FREE = replace(SILENT, listed=RosterUnit("sen", "Trường Hoa Sen", "mn", required=False))
STRANGER = Unit(UnitName(), "Đơn vị khác", None, REPORT)


@pytest.mark.parametrize(
    ("unit", "status", "sent", "unusable", "counted", "files", "required"),
    [
        (SENT, "warning", True, False, True, ("thu/a.docx",), True),
        (HELD, "warning", True, False, False, ("thu/a.docx",), True),
        (REFUSED, "unusable", False, True, False, ("b.pdf", "c.pdf"), True),
        (SILENT, "missing", False, False, False, (), True),
        (FREE, "optional", False, False, False, (), False),
        (STRANGER, "warning", True, False, True, ("thu/a.docx",), None),
    ],
)
def test_how_a_unit_stands(
    unit: Unit, status: UnitStatus, sent: bool, unusable: bool, counted: bool, files: tuple[str, ...],
    required: bool | None,
) -> None:  # fmt: skip
    assert (unit.status, unit.sent, unit.unusable, unit.counted, unit.files, unit.required) == (
        status, sent, unusable, counted, files, required,
    )  # fmt: skip
    assert unit.file == (files[-1] if files else None)
    assert unit.figures == (FIGURES if counted else {})
    assert (unit.value(NEWS), unit.value(PEOPLE), unit.value(Key("x", "y"))) == (
        7 if counted else None,
        None,
        None,
    )
    assert unit.figure(NEWS) == (FIGURES[NEWS] if sent else None)
    assert unit.wrong is False


def test_what_is_called_and_said_of_a_unit() -> None:
    assert (SENT.key, SENT.name, STRANGER.name) == ("sen", "Trường Hoa Sen", "Chưa rõ đơn vị (a.docx)")
    assert (SENT.late_note, REFUSED.late_note, SILENT.late_note) == (
        "bản đầu nhận ngày 09/10/2024", "bản đầu nhận ngày 09/10/2024", "",
    )  # fmt: skip
    assert (REFUSED.reason, SENT.reason, replace(REFUSED, unread=None).reason) == (SCAN.message, "", "")
    assert replace(SENT, unread=SCAN).reason == ""
    worse = REPORT.model_copy(update={"findings": (WARNING, doubt(place(9)))})
    unit = replace(SENT, submission=worse)
    assert ([item.code for item in unit.findings], unit.hint) == (
        ["estimate", "table-blank"], doubt(None).hint_to_unit,
    )  # fmt: skip
    assert (unit.count(Severity.ERROR), unit.count(Severity.WARNING), unit.count(Severity.INFO)) == (1, 1, 0)
    assert (unit.wrong, SILENT.findings, SILENT.hint, REFUSED.findings) == (True, (), "", (SCAN,))


def test_the_results_tell_of_a_unit_as_the_contract_has_it() -> None:
    called = {"id": "sen", "name": "Trường Hoa Sen", "kind": "mn"}
    assert row_of(SENT) == called | {
        "file": "thu/a.docx", "status": "warning", "counted": True, "received": "2024-10-12", "digest": "0" * 16,
    }  # fmt: skip
    assert row_of(STRANGER)["received"] is None
    assert missing_of(SILENT) == called
    assert late_of(SENT) == called | {"file": "thu/a.docx", "received": "2024-10-12"}
    assert late_of(STRANGER)["received"] is None
    assert unusable_of(REFUSED) == called | {"files": ["b.pdf", "c.pdf"], "reason": SCAN.message}


def test_cells_that_wait_for_a_person_are_those_without_a_figure() -> None:
    findings = (
        doubt(place(8), PEOPLE),
        doubt(place(8), PEOPLE),
        doubt(place(5)),
        doubt(None, Key("a", "b")),
        WARNING,
        finding(
            "unit-row-nameless", origin=place(30), row=30, text="5"
        ),  # an error about no cell of the form
    )
    assert findings[-1].severity is Severity.ERROR
    unit = replace(SENT, submission=REPORT.model_copy(update={"findings": findings}))
    assert (unit.kept_out(), unit.kept_out_cells) == ({PEOPLE: place(8)}, 1)
    held = replace(unit, submission=unit.submission and unit.submission.model_copy(update={"counted": False}))
    assert held.kept_out_cells == 0


def test_cells_of_a_list_and_its_sections_wait_each_by_itself() -> None:
    def row(at: int, *keys: Key) -> UnitRow:
        figures = {key: Figure(3, place(at)) for key in keys}
        return UnitRow(table="b", unit=UnitName(name="Tổ"), figures=figures, origin=place(at, column=2))

    rows, group = (row(20), row(21, PEOPLE)), UnitGroup(row=row(19), first=0, end=2)
    findings = tuple(doubt(place(at), PEOPLE) for at in (19, 20, 20, 21))
    report = REPORT.model_copy(update={"rows": rows, "groups": (group,), "findings": findings})
    unit = replace(SENT, submission=report)
    assert unit.rows == rows
    assert (replace(unit, submission=report.model_copy(update={"counted": False})).rows, SILENT.rows) == (
        None,
        None,
    )
    # The section's, the row's without a figure, and the total's, which the note on the row with a figure stands for.
    assert (unit.kept_out(), unit.kept_out_cells) == ({}, 3)
    elsewhere = tuple(
        doubt(place(20, **more), PEOPLE) for more in ({"table": 3}, {"sheet": "B"}, {"file": "b.docx"})
    )
    unit = replace(SENT, submission=report.model_copy(update={"findings": elsewhere}))
    assert (len(unit.kept_out()), unit.kept_out_cells) == (1, 1)


def test_units_stand_by_kind_in_the_form_s_order_and_unknown_kinds_last() -> None:
    kinds = [kind.id for kind in FORM.unit_kinds]
    units = [
        Unit(UnitName(name=name, kind=kind), "")
        for name, kind in (("a", None), ("b", kinds[1]), ("c", kinds[0]), ("d", "x"), ("e", kinds[1]))
    ]
    assert [unit.called.name for unit in in_kinds(units, FORM)] == ["c", "b", "e", "a", "d"]


def test_how_far_units_have_come_is_counted_by_how_each_stands() -> None:
    wrong = replace(SENT, late=False, submission=REPORT.model_copy(update={"findings": (doubt(place(9)),)}))
    units = [SENT, HELD, REFUSED, SILENT, FREE, STRANGER, wrong]
    told = coverage_of(units, roster=True, deadline=True)
    assert (told.expected, told.reported, told.others, told.on_time, told.late) == (5, 3, 1, 2, 2)
    assert (told.to_mend, told.missing, told.unusable, told.counted, told.partly) == (1, 1, 1, 3, 1)
    assert (told.received, told.not_counted, told.standing, told.rate) == (4, 1, "3/5 +1", "60")
    alone = coverage_of(units, roster=False, deadline=False)
    assert (alone.expected, alone.reported, alone.others, alone.on_time, alone.late) == (
        None,
        4,
        0,
        None,
        None,
    )
    assert (alone.standing, alone.rate, alone.missing) == ("4", "", 0)
    nobody = coverage_of([FREE], roster=True, deadline=True)
    assert (nobody.standing, nobody.rate) == ("0", "")
    assert coverage_of([FREE, replace(FREE, submission=REPORT)], roster=True, deadline=True).standing == "+1"
