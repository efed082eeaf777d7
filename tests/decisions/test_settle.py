"""What people wrote in the sheets, settled against the reports now used: what applies, what is told, what waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from htsd_cli.consolidate import Arrival, consolidate
from htsd_cli.decisions.in_force import take_decided
from htsd_cli.decisions.placing import Placer, Report
from htsd_cli.decisions.settle import Settlement, settle
from htsd_cli.decisions.standing import as_known
from htsd_cli.decisions.values import Line, LineKey, Row, Sheets, SheetText, State, Subject
from htsd_cli.roster import NameReader, Roster, RosterUnit
from htsd_cli.values.document import Cell
from htsd_cli.values.submission import Submission, UnitName
from tests.decisions.test_one_by_one import ARTS, COUNT, EXTRA, LABEL, PEOPLE, SENT, understood
from tests.documents import FORM

SEN, MAI = "Trường Hoa Sen", "Trường Hoa Mai"
MAI_SENT = understood(news_items=("O5",)).model_copy(update={"file": "mai.docx"})
NEWS = Subject("news_items", "count")
REPORTS = (Report(SEN, "Sen", "0" * 16, SENT), Report(MAI, "", "1" * 16, MAI_SENT))
NEW, OLD = Path("2026/can-xac-nhan.xlsx"), Path("2025/can-xac-nhan.xlsx")


def taken(*rows: Row, reports: tuple[Report, ...] = REPORTS) -> Settlement:
    keys = {line.key for line in settle(reports, Sheets(), FORM).lines if line.key}
    keys |= {row.key for row in rows if row.key}
    return settle(reports, Sheets(rows, frozenset(keys), (NEW,)), FORM)


LINES: dict[tuple[str, Subject], Line] = {
    (line.shown.unit, line.key.subject): line for line in taken().lines if line.key
}


def row(subject: Subject, typed: str | None, unit: str = SEN, **more: object) -> Row:
    """Return the line of the sheet about a subject in doubt, with something typed in it by Lan."""
    line = LINES[unit, subject]
    cell = None if typed is None else Cell(typed, 7, 6)
    made = Row(NEW, 7, line.shown, True, line.key, cell, "gọi điện", "Lan", suggestion=line.suggestion)
    return replace(made, **more)  # type: ignore[arg-type]


def of_another_file(made: Row, subject: Subject | None = None, **more: object) -> Row:
    assert made.key is not None
    return replace(made, key=made.key._replace(digest="2" * 16, subject=subject or made.key.subject), **more)  # type: ignore[arg-type]


def value(settlement: Settlement, subject: Subject, report: Report = REPORTS[0]) -> object:
    figure = settlement.submissions.get(report.submission.file, report.submission).figures.get(subject.cell)
    return figure.value if figure else None


def decisions_told(settlement: Settlement, report: Report = REPORTS[0]) -> list[str]:
    submission = settlement.submissions.get(report.submission.file, report.submission)
    return [item.code for item in submission.findings if item.code.startswith("deci")]


def states(settlement: Settlement, subject: Subject, unit: str = SEN) -> list[tuple[str, object]]:
    return [
        (line.state.name, line.row and line.row.typed)
        for line in settlement.lines
        if line.key and line.key.subject == subject and line.shown.unit == unit
    ]


def test_without_a_word_of_anybody_each_doubt_is_a_line_that_waits_and_no_report_changes() -> None:
    made = taken()
    assert (made.submissions, made.findings, made.sources) == ({}, (), ("2026/can-xac-nhan.xlsx",))
    assert {line.state for line in made.lines} == {State.OPEN}
    assert [(line.shown.unit, line.file) for line in made.lines] == [(SEN, "bao-cao.docx")] * 5 + [
        (MAI, "mai.docx")
    ]
    assert made.count(State.OPEN) == 6
    assert (made.count(State.OPEN, error=True), made.count(State.OPEN, error=False)) == (4, 2)
    assert (made.count(State.OPEN, blank=True), made.count(State.OPEN, blank=False)) == (1, 5)
    assert (made.count(State.OPEN, outside=True), made.count(State.OPEN, outside=False)) == (2, 4)
    assert made.count(State.APPLIED, State.LOST) == 0


@pytest.mark.parametrize(
    ("rows", "counts", "told", "lines"),
    [
        ([row(PEOPLE, "60")], 60, ["decided"], [("APPLIED", "60")]),
        ([row(PEOPLE, "60", by="")], None, ["decision-unsigned"], [("REFUSED", "60")]),
        ([row(PEOPLE, "2-3")], None, ["decision-unreadable"], [("REFUSED", "2-3")]),
        ([row(PEOPLE, "2-3", by="")], None, ["decision-unreadable"], [("REFUSED", "2-3")]),
        ([row(PEOPLE, None)], None, [], [("OPEN", None)]),
        ([row(PEOPLE, "60"), row(PEOPLE, "61")], None, ["decision-conflict"], [("REFUSED", "60"), ("REFUSED", "61")]),
        ([row(PEOPLE, "60", by=""), row(PEOPLE, "60")], 60, ["decided"], [("APPLIED", "60"), ("APPLIED", "60")]),
        ([row(PEOPLE, "60"), row(PEOPLE, None)], 60, ["decided"], [("APPLIED", "60"), ("APPLIED", None)]),
        ([row(PEOPLE, "60"), row(PEOPLE, "60", source=OLD)], 60, ["decided"], [("APPLIED", "60")]),
        (
            [row(PEOPLE, "60"), row(PEOPLE, "61", source=OLD)],
            60, ["decision-copies", "decided"], [("APPLIED", "60")],
        ),
        (
            [row(PEOPLE, "60"), row(PEOPLE, "61"), row(PEOPLE, "62", source=OLD), row(PEOPLE, None, source=OLD)],
            None, ["decision-conflict"], [("REFUSED", "60"), ("REFUSED", "61"), ("REFUSED", None)],
        ),
        (
            [row(PEOPLE, "60", by=""), row(PEOPLE, "60", source=OLD), row(PEOPLE, "70", source=OLD)],
            60, ["decision-copies", "decided"], [("APPLIED", "60"), ("APPLIED", "60")],
        ),
    ],
)  # fmt: skip
def test_a_word_applies_when_it_is_certain_and_somebody_answers_for_it(
    rows: list[Row], counts: int | None, told: list[str], lines: list[tuple[str, object]]
) -> None:
    made = taken(*rows)
    assert (value(made, PEOPLE), decisions_told(made), states(made, PEOPLE)) == (counts, told, lines)
    assert decisions_told(made, REPORTS[1]) == []
    assert states(made, NEWS, MAI) == [("OPEN", None)]


def test_what_older_sheets_say_otherwise_is_told_with_every_value_and_the_sheet_that_counts() -> None:
    made = taken(row(PEOPLE, "60"), row(PEOPLE, "61", source=OLD), row(PEOPLE, "61", source=OLD))
    for older in ("60", "61"):  # the same, or overruled: what else stands in the older sheet holds
        more = taken(row(PEOPLE, "60"), row(PEOPLE, older, source=OLD), row(NEWS, "5", unit=MAI, source=OLD))
        assert (value(more, PEOPLE), value(more, NEWS, REPORTS[1])) == (60, 5)
    (told,) = (item for item in made.submissions["bao-cao.docx"].findings if item.code == "decision-copies")
    assert told.message.endswith("ghi khác nhau (“60”, “61”); dùng tệp lưu sau cùng: 2026/can-xac-nhan.xlsx.")


def test_what_is_refused_of_one_figure_does_not_hold_up_the_others() -> None:
    made = taken(row(PEOPLE, "60", by=""), row(Subject(ARTS, "count"), "3"), row(NEWS, "5", MAI))
    assert (value(made, PEOPLE), value(made, Subject(ARTS, "count")), value(made, NEWS, REPORTS[1])) == (
        None,
        3,
        5,
    )
    assert [(line.state.name, line.shown.unit) for line in made.lines] == [
        ("REFUSED", SEN), ("OPEN", SEN), ("OPEN", SEN), ("OPEN", SEN), ("APPLIED", SEN), ("APPLIED", MAI),
    ]  # fmt: skip
    assert made.count(State.APPLIED, State.REFUSED) == 3


def test_a_decision_about_a_file_that_was_replaced_is_told_once_until_it_is_made_again() -> None:
    old = of_another_file(row(PEOPLE, "60"))
    made = taken(old)
    assert (value(made, PEOPLE), decisions_told(made), decisions_told(made, REPORTS[1])) == (
        None, ["decision-expired"], [],
    )  # fmt: skip
    assert states(made, PEOPLE) == [("OPEN", None), ("EXPIRED", "60")]
    assert decisions_told(taken(old, of_another_file(row(PEOPLE, "60", reason="khác")))) == [
        "decision-expired"
    ]
    assert decisions_told(taken(old, row(PEOPLE, "60"))) == ["decided"]
    assert decisions_told(taken(old, row(Subject(ARTS, "count"), "3"))) == ["decision-expired", "decided"]
    for nothing in (replace(old, by=""), replace(old, value=None), replace(old, value=Cell("2-3", 7, 6))):
        assert decisions_told(taken(nothing)) == []
    assert decisions_told(taken(of_another_file(row(EXTRA, "không tính")))) == ["decision-expired"]


def test_agreeing_with_what_the_old_sheet_suggested_is_that_figure() -> None:
    old = of_another_file(row(NEWS, "x", MAI), suggestion=5)
    (told,) = (
        item for item in taken(old).submissions["mai.docx"].findings if item.code.startswith("decision")
    )
    assert (told.code, told.suggestion) == ("decision-expired", 5)
    assert decisions_told(taken(replace(old, suggestion="không tính")), REPORTS[1]) == []


def test_a_report_that_does_not_count_as_a_whole_keeps_its_lines_waiting_without_a_word() -> None:
    held = (REPORTS[0]._replace(submission=SENT.model_copy(update={"counted": False})), REPORTS[1])
    for line, state in ((row(PEOPLE, "60"), "WAITING"), (of_another_file(row(PEOPLE, "60")), "EXPIRED")):
        made = taken(line, reports=held)
        assert (made.submissions, states(made, PEOPLE)) == ({}, [(state, "60")])


def test_a_line_that_belongs_nowhere_is_told_in_its_report_else_of_the_whole_campaign() -> None:
    stranger = row(PEOPLE, "60", key=None, shown=SheetText("Trường Hoa Lan", LABEL, "Người", "50-70"))
    unclear = row(PEOPLE, "60", key=None, shown=SheetText(SEN, LABEL, "Người", "7"))
    made = taken(stranger, unclear, replace(stranger, source=OLD))
    assert [item.message for item in made.findings] == [
        f"Dòng xác nhận “Trường Hoa Lan – {LABEL} – Người” trong can-xac-nhan.xlsx chưa được áp dụng: cột “Đơn vị” ghi"
        " “Trường Hoa Lan”, không rõ là đơn vị nào."
    ]
    assert decisions_told(made) == ["decision-unplaced"]
    assert [(line.state.name, line.shown.unit) for line in made.lines if line.row] == [
        ("LOST", "Trường Hoa Lan"),
        ("LOST", SEN),
    ]
    blank = taken(replace(stranger, value=None), replace(unclear, value=None))
    assert (blank.findings, blank.submissions) == ((), {})


def test_what_waits_or_was_refused_stands_in_the_sheet_before_what_applies() -> None:
    lines = taken(row(PEOPLE, "60"), row(Subject(ARTS, "count"), "3", by="")).lines
    assert [line.state.name for line in lines] == ["OPEN", "REFUSED", "OPEN", "OPEN", "OPEN", "APPLIED"]


# -- where a line belongs --------------------------------------------------------------------------------------


def placed(
    made: Row, *, reports: tuple[Report, ...] = REPORTS, keys: tuple[LineKey, ...] = ()
) -> tuple[object, ...]:
    """Return the report's unit, the subject and whether its file is the one of the line, or why it belongs nowhere."""
    known = {line.key for line in LINES.values() if line.key} | {*keys}
    place = Placer(reports, known, FORM).place(made)
    if place.subject is None:
        return (place.why,)
    return (place.report and place.report.name, place.subject, place.current)


MIXED = ("bốn ô đầu của dòng không khớp với mã dòng, có thể các dòng đã bị xáo trộn",)


def test_a_line_is_placed_by_its_key_or_what_it_shows_and_by_no_half_of_each() -> None:
    people, count = row(PEOPLE, "60"), row(Subject(ARTS, "count"), "3")
    assert people.key is not None
    assert placed(people) == (SEN, PEOPLE, True)
    assert placed(replace(people, key=None)) == (SEN, PEOPLE, True)
    assert placed(replace(people, key=count.key)) == (SEN, PEOPLE, True)  # sorted without the column of keys
    assert placed(replace(people, shown=people.shown._replace(text="50 - 71"))) == (SEN, PEOPLE, True)
    assert placed(replace(people, shown=people.shown._replace(column="Đồng"))) == MIXED
    assert placed(replace(people, shown=SheetText("", "", "", ""), complete=False)) == (SEN, PEOPLE, True)
    twice = people.key._replace(digest="5" * 16)
    assert placed(replace(people, key=None), keys=(twice,)) == MIXED
    assert placed(people, keys=(twice,)) == (SEN, PEOPLE, True)


def test_of_one_file_sent_for_two_units_the_line_is_its_own_unit_s() -> None:
    both = tuple(Report(name, id_, "0" * 16, SENT) for name, id_ in ((MAI, "mai"), (SEN, "Sen")))
    made = row(PEOPLE, "60")
    assert made.key is not None
    assert placed(made, reports=both) == (SEN, PEOPLE, True)
    for id_, name in (("mai", MAI), ("", SEN), ("lan", None)):
        key = made.key._replace(unit_id=id_)
        current = name is not None
        assert placed(replace(made, key=key), reports=both, keys=(key,)) == (name, PEOPLE, current)
    nowhere = made.key._replace(digest="4" * 16, unit_id="lan")
    assert placed(replace(made, key=nowhere), keys=(nowhere,)) == (None, PEOPLE, False)


@pytest.mark.parametrize(
    ("shown", "place"),
    [
        ((SEN, "Thi vẽ tranh", "(ngoài mẫu)", "Thi vẽ tranh | cuộc | 2 | 60"), (SEN, EXTRA, True)),
        ((SEN.upper(), "thi  vẽ tranh", "(Ngoài mẫu)", "Thi vẽ tranh | cuộc | 2 |  60"), (SEN, EXTRA, True)),
        (("SEN", LABEL, "người", " 50-70 "), (SEN, PEOPLE, True)),
        ((SEN, f"3. {LABEL}", "Người", "50-70"), (SEN, PEOPLE, True)),
        ((SEN, LABEL, "Số lớp/số cuộc thi", "2"), (SEN, COUNT, True)),
        (("", LABEL, "Người", "50-70"), ("cột “Đơn vị” để trống",)),
        (("Hoa Lan", LABEL, "Người", "50-70"), ("cột “Đơn vị” ghi “Hoa Lan”, không rõ là đơn vị nào",)),
        ((SEN, LABEL, "Người", "7"), ("báo cáo hiện ghi “50-70”, không phải “7”",)),
        ((SEN, LABEL, "Người", ""), ("báo cáo hiện ghi “50-70”, không phải ô trống",)),
        ((SEN, "Hoạt động văn nghệ", "Số lớp/số cuộc thi", "7"), ("báo cáo hiện để trống, không phải “7”",)),
        ((SEN, "Dòng lạ", "Người", "7"), ("không rõ chỉ tiêu nào (cột “Chỉ tiêu” ghi “Dòng lạ”)",)),
    ],
)  # fmt: skip
def test_a_line_that_a_person_added_is_placed_by_what_the_report_says_now(
    shown: tuple[str, str, str, str], place: tuple[object, ...]
) -> None:
    added = Row(NEW, 9, SheetText(*shown), True, None, Cell("60", 9, 6))
    assert placed(replace(added, shown=SheetText(*shown))) == place


def test_two_units_of_one_name_are_told_apart_by_their_ids_alone() -> None:
    both = (REPORTS[0], Report(SEN, "sen2", "1" * 16, MAI_SENT))
    added = Row(NEW, 9, SheetText(SEN, LABEL, "Người", "50-70"), True, None, Cell("60", 9, 6))
    assert placed(added, reports=both, keys=()) == (SEN, PEOPLE, True)  # known by what it shows
    bare = replace(
        added,
        shown=added.shown._replace(column="", indicator="Số tin bài về các hoạt động của Tuần lễ", text="O5"),
    )
    assert placed(bare, reports=both) == ("cột “Đơn vị” ghi “Trường Hoa Sen”, không rõ là đơn vị nào",)
    assert placed(replace(bare, shown=bare.shown._replace(unit="sen2")), reports=both) == (SEN, NEWS, True)


# -- files checked by themselves, and a whole campaign ---------------------------------------------------------


def arrival(file: str, name: str, submission: Submission, digest: str) -> Arrival:
    sent = submission.model_copy(update={"file": file, "unit": UnitName(name=name)})
    return Arrival(sent, datetime(2024, 10, 1), digest)


ARRIVALS = [arrival("a.docx", SEN, SENT, "0" * 16), arrival("b.docx", MAI, MAI_SENT, "1" * 16)]


def test_a_file_checked_by_itself_has_the_roster_s_name_and_what_was_decided_of_it() -> None:
    roster = Roster([RosterUnit("sen", "Trường Mầm non Hoa Sen", "mn")], NameReader(FORM))
    ours = [
        replace(
            ARRIVALS[0], submission=ARRIVALS[0].submission.model_copy(update={"marks": {"unit-id": "sen"}})
        ),
        ARRIVALS[1],
    ]
    made = row(PEOPLE, "60")
    assert made.key is not None
    for key in (made.key, made.key._replace(digest="3" * 16, unit_id="sen")):
        sheets = Sheets((replace(made, key=key),), frozenset({key}))
        known = as_known(ours, roster, sheets, FORM)
        assert [item.file for item in known] == ["a.docx", "b.docx"]
        assert (known[0].unit.id, known[0].unit.name, known[1].unit.id) == (
            "sen",
            "Trường Mầm non Hoa Sen",
            None,
        )
        codes = [item.code for item in known[0].findings if item.code.startswith("deci")]
        assert codes == (["decided"] if key is made.key else ["decision-expired"])
    sheets = Sheets((row(NEWS, "5", MAI, key=None),), frozenset())
    assert as_known(ours, None, sheets, FORM)[1].numbers == {"news_items": {"count": 5}}


def test_a_campaign_is_taken_together_with_figures_as_decided() -> None:
    stranger = row(PEOPLE, "60", key=None, shown=SheetText("Trường Hoa Lan", "x", "", ""))
    sheets = Sheets(
        (row(NEWS, "5", MAI), stranger), frozenset(line.key for line in LINES.values() if line.key)
    )
    made, settlement = take_decided(ARRIVALS, lambda all_: consolidate(all_, FORM), sheets, FORM)
    assert made.totals[NEWS.cell] == 12
    told = [(item.finding.code, item.file, item.unit) for item in made.findings]
    assert [item for item in told if item[0].startswith("deci")] == [
        ("decided", "b.docx", MAI), ("decision-unplaced", None, None),
    ]  # fmt: skip
    assert settlement.count(State.APPLIED) == 1
    plain, _ = take_decided(ARRIVALS, lambda all_: consolidate(all_, FORM), Sheets(), FORM)
    assert plain.totals[NEWS.cell] == 7


def test_sentences_wait_under_their_unit_s_name_with_its_file() -> None:
    text = "Nhà trường đã tổ chức hội sách cho toàn thể học sinh."
    sent = ARRIVALS[0].submission.model_copy(update={"narrative": {"activities": (text,)}})
    made, settlement = take_decided(
        [replace(ARRIVALS[0], submission=sent)], lambda all_: consolidate(all_, FORM), Sheets(), FORM
    )
    (line,) = settlement.activities
    assert (line.unit, line.file, line.text, line.open) == (SEN, "a.docx", text.rstrip("."), True)
    assert line.key is not None
    assert line.key.digest == "0" * 16
    assert [item.id for item in made.practices if item.mentions] == [line.key.practice]
    assert all(not item.mentions for item in made.concerns)
