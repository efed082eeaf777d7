"""A campaign taken together: who stands how, what is told of whom, what is left out, in which order."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from htsd_cli.consolidate import Arrival, Consolidation, LeftOut, consolidate, units_of
from htsd_cli.consolidate.consolidation import Streamed
from htsd_cli.consolidate.together import scans_of_reports
from htsd_cli.roster import Roster, RosterUnit
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Decided, Figure, Key, Numbers
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import UnitName
from tests.consolidate.test_consolidate import NAMES, arrival
from tests.consolidate.test_from_below import below, came
from tests.documents import FORM

WARD = RosterUnit("tan-phu", "UBND phường Tân Phú", "phuong", email="phuong@a.vn")
SEN = RosterUnit("sen", "Trường Mầm non Hoa Sen", "mn", email="sen@a.vn", area="Cụm 1")
DONG = RosterUnit(
    "dong", "Trường Tiểu học Kim Đồng", "tih", email="dong@a.vn", received=(date(2024, 10, 20),)
)
FREE = RosterUnit("khuyen-hoc", "Hội Khuyến học Quận 7", "doan-the", required=False)
ROSTER = Roster([DONG, SEN, WARD, FREE], NAMES)
DEADLINE = date(2024, 10, 11)
ONE: Numbers = {"workshops": {"count": 1}}


def unreadable(file: str, code: str = "scanned-file", day: int = 1) -> Arrival:
    return arrival("", file=file, day=day, counted=False, findings=(finding(code, detail="x", cure="Y."),))


def told(made: Consolidation, code: str) -> list[tuple[str | None, str | None, str]]:
    return [
        (item.file, item.unit, item.finding.message) for item in made.findings if item.finding.code == code
    ]


def test_units_stand_as_on_the_roster_then_unusable_then_silent_then_those_that_need_not() -> None:
    made = consolidate(
        [*(arrival(name, ONE) for name in (WARD.name, DONG.name, "Trường THCS Sao")), unreadable("MN Hoa Sen.pdf")],
        FORM, Roster([DONG, SEN, WARD, FREE, RosterUnit("mai", "Trường Mầm non Mai", "mn")], NAMES), DEADLINE,
    )  # fmt: skip
    assert [(unit.id, unit.status) for unit in made.units] == [
        ("dong", "ok"), ("tan-phu", "ok"), (None, "warning"), ("sen", "unusable"), ("mai", "missing"),
        ("khuyen-hoc", "optional"),
    ]  # fmt: skip
    assert [unit.id for unit in units_of(made, FORM)] == ["tan-phu", "khuyen-hoc", "sen", "mai", "dong", None]
    assert ([unit.id for unit in made.unusable], [unit.id for unit in made.missing]) == (["sen"], ["mai"])
    assert (made.expected, made.rostered, made.dated, len(made.reported)) == (4, True, True, 3)
    assert [unit.kind_name for unit in made.units][:2] == ["Trường tiểu học", "Phường"]


def test_without_a_roster_units_stand_by_kind_and_name() -> None:
    names = ["Trường THCS Sao", "Trường MN Sen", "Trường MN Mai", "Câu lạc bộ Sách", "UBND phường Tân Phú"]
    made = consolidate([arrival(name, ONE) for name in names], FORM)
    assert [unit.name for unit in made.units] == [
        "UBND phường Tân Phú", "Trường MN Mai", "Trường MN Sen", "Trường THCS Sao", "Câu lạc bộ Sách",
    ]  # fmt: skip
    assert (made.rostered, made.dated, made.expected) == (False, False, None)
    empty = consolidate([arrival(names[0], ONE)], FORM, Roster([], NAMES))
    assert (empty.rostered, empty.units[0].findings) == (False, ())


def test_the_day_the_office_wrote_counts_before_that_of_the_file() -> None:
    (unit,) = consolidate(
        [arrival(DONG.name, ONE, day=9)], FORM, Roster([DONG], NAMES), DEADLINE, year=2024
    ).units
    assert (unit.received, unit.late, unit.in_time) == (date(2024, 10, 20), True, None)
    (unit,) = consolidate(
        [arrival(DONG.name, ONE, day=9)], FORM, Roster([DONG], NAMES), DEADLINE, year=2022
    ).units
    assert (unit.received, unit.late) == (date(2024, 10, 9), False)
    both = [arrival(SEN.name, ONE, "a.docx", 9), arrival(SEN.name, {"workshops": {"count": 2}}, "b.docx", 12)]
    (unit,) = consolidate(both, FORM, Roster([SEN], NAMES), DEADLINE).units
    assert (unit.received, unit.late, unit.in_time) == (date(2024, 10, 12), True, date(2024, 10, 9))
    (unit,) = consolidate(both, FORM, Roster([SEN], NAMES)).units
    assert (unit.late, unit.in_time) == (False, None)
    late = [replace(item, received=item.received.replace(day=13)) for item in both]
    (unit,) = consolidate(late, FORM, Roster([SEN], NAMES), DEADLINE).units
    assert (unit.late, unit.in_time) == (True, None)


def test_of_files_that_cannot_be_used_the_newest_says_what_a_unit_sent() -> None:
    files = [unreadable("MN Hoa Sen a.pdf", "empty-form", 3), unreadable("MN Hoa Sen b.pdf", day=2)]
    photo = "MN Hoa Sen.jpg"
    made = consolidate(
        files, FORM, Roster([SEN], NAMES), pictures=[photo], passed_over=[LeftOut(file=photo, reason="x")]
    )
    (unit,) = made.unusable
    assert (unit.files, unit.received) == (("MN Hoa Sen a.pdf", "MN Hoa Sen b.pdf", photo), date(2024, 10, 3))
    assert unit.reason == files[0].submission.findings[0].message
    assert [(item.file, item.unit) for item in made.unrecognised] == [
        ("MN Hoa Sen a.pdf", "sen"), ("MN Hoa Sen b.pdf", "sen"), (photo, "sen"),
    ]  # fmt: skip
    first = files[1].submission.findings[0]
    assert made.unrecognised[1].reason == f"{first.message} {first.hint}"
    assert (made.passed_over, [item.file for item in made.findings]) == (
        (),
        ["MN Hoa Sen a.pdf", "MN Hoa Sen b.pdf"],
    )
    alone = consolidate([], FORM, Roster([SEN], NAMES), pictures=[photo])
    (unit,) = alone.unusable
    assert (unit.files, unit.received, unit.unread and unit.unread.code) == ((photo,), None, "pictures-only")
    assert alone.unrecognised[0].reason.startswith(finding("pictures-only").message)
    mai = RosterUnit("mai", "Trường Mầm non Hoa Mai", "mn")
    both = consolidate([], FORM, Roster([SEN, mai], NAMES), pictures=[photo, "MN Hoa Mai.jpg"])
    assert [unit.files for unit in both.unusable] == [(photo,), ("MN Hoa Mai.jpg",)]
    (silent,) = consolidate([], FORM, Roster([SEN], NAMES)).missing
    assert (silent.received, silent.unread, silent.files) == (None, None, ())


@pytest.mark.parametrize(
    ("sender", "roster", "said"),
    [
        ("dong@a.vn", [SEN, DONG], True),
        ("DONG@a.vn", [SEN, DONG], True),
        ("sen@a.vn", [SEN, DONG], False),
        ("", [SEN, DONG], False),
        ("la@a.vn", [SEN, DONG], False),
        ("phuong@a.vn", [SEN, WARD], False),  # which gathers others'
        ("dong@a.vn", [SEN, DONG._replace(required=False)], False),
    ],
)
def test_a_report_from_the_address_of_a_unit_that_sent_none_of_its_own_is_told(
    sender: str, roster: list[RosterUnit], said: bool
) -> None:
    sent = replace(arrival(SEN.name, ONE), sender=sender)
    made = consolidate([sent], FORM, Roster(roster, NAMES))
    assert [(file, unit) for file, unit, _ in told(made, "sender-other-unit")] == (
        [("Trường Mầm non Hoa Sen.docx", "sen")] if said else []
    )
    if said:
        both = [sent, arrival(DONG.name, ONE)]
        assert told(consolidate(both, FORM, Roster(roster, NAMES)), "sender-other-unit") == []


def test_a_name_of_several_units_is_a_person_s_to_judge_and_counts_nowhere() -> None:
    twice = Roster([SEN, RosterUnit("sen2", SEN.name, "mn", area="Cụm 2")], NAMES)
    made = consolidate([arrival(SEN.name, ONE, "bc.docx")], FORM, twice)
    assert (made.totals, [item.file for item in made.unrecognised]) == ({}, ["bc.docx"])
    ((file, unit, message),) = told(made, "unit-unclear")
    assert (file, unit, "mã sen, Cụm 1" in message) == ("bc.docx", None, True)
    for file, id_ in (("bc cụm 2.docx", "sen2"), ("sen2/bc.docx", "sen2"), ("Cụm 1/bc.docx", "sen")):
        assert [unit.id for unit in consolidate([arrival(SEN.name, ONE, file)], FORM, twice).reported] == [
            id_
        ]
    used = consolidate([arrival(SEN.name, ONE, "bc.docx")], FORM, twice, use={"sen2": "bc.docx"})
    assert ([item.id for item in used.reported], used.totals) == (["sen2"], {Key("workshops", "count"): 1})


def test_results_of_an_office_below_come_with_its_report_and_are_no_file_of_their_own() -> None:
    results = below("p/tong-hop.json", "A=d-1", figures={"A": ONE})
    passed = [LeftOut(file=file, reason="x") for file in ("p/tong-hop.json", "tong-hop.json", "q/y.txt")]
    made = consolidate(
        [came("p/bc.docx", ONE, sources__1="d-1")], FORM, Roster([WARD], NAMES),
        passed_over=passed, below=(results, below("tong-hop.json", "B=x")),
    )  # fmt: skip
    assert set(made.below) == {"tan-phu"}
    assert made.below["tan-phu"]["file"] == "p/tong-hop.json"
    assert [item.file for item in made.passed_over] == ["q/y.txt", "tong-hop.json"]


def test_the_results_name_what_they_are_made_of_in_json() -> None:
    figures = {
        Key("workshops", "count"): Figure(2, Origin(table=1, row=2, text="2")),
        Key("news_items", "count"): Figure(None, None, Decided(None, "Lan", "hỏi", "O5")),
    }
    sent = arrival(SEN.name, {"workshops": {"count": 1}}, "a.docx", 12)
    newer = replace(sent, submission=sent.submission.model_copy(update={"file": "b.docx", "figures": figures}),
                    received=datetime(2024, 10, 13, 8, tzinfo=sent.received.tzinfo), digest="f" * 16)  # fmt: skip
    text = newer.submission.model_copy(
        update={
            "narrative": {"activities": ("Trường tổ chức hội sách.", "Trường còn thiếu rất nhiều kinh phí.")}
        }
    )
    made = consolidate(
        [sent, replace(newer, submission=text)], FORM, ROSTER, DEADLINE, office="Quận 7", year=2024
    )
    data = made.to_json()
    assert data == json.loads(json.dumps(data))
    assert data["duplicates"] == [
        {"id": "sen", "name": SEN.name, "files": ["a.docx", "b.docx"], "used": "b.docx"}
    ]
    assert (data["office"], data["year"], data["narrated"], data["expected"]) == ("Quận 7", 2024, ["sen"], 3)
    assert data["decided"] == {"sen": {"news_items": {"count": Decided(None, "Lan", "hỏi", "O5").to_json()}}}
    assert data["origins"] == {"sen": {"workshops": {"count": {"table": 1, "row": 2, "text": "2"}}}}
    assert data["areas"] == {"Cụm 1": {"workshops": {"count": 2}}}
    assert [item["id"] for item in data["late"]] == ["sen"]
    assert [item["unit"] for item in data["practices"] for item in item["mentions"]] == ["sen"]
    assert [item["id"] for item in data["concerns"] if item["mentions"]] == ["lack_of_money"]
    assert data["units"][0]["digest"] == "f" * 16
    plain = consolidate([sent], FORM, words=False)
    assert (plain.practices, plain.concerns, plain.to_json()["decided"]) == ((), (), {})
    assert "ticked" not in data
    assert "answers" not in data
    assert Streamed().whole() == []
    assert Streamed(iter([("a", 1)])).whole() == {"a": 1}


def test_what_counts_once_and_what_has_a_total_is_known_of_each_row() -> None:
    row = FORM.by_id["opening.districts"]
    two = [arrival(name, {row.id: {"count": 1}}) for name in (SEN.name, DONG.name)]
    made = consolidate(two, FORM)
    assert (made.totals, made.counts_once(row), made.filled(row)) == ({row.key("count"): 1}, True, ["count"])
    assert made.filled(FORM.by_id["workshops"]) == []
    over = consolidate(two, FORM, areas=True)
    assert (over.totals, over.counts_once(row)) == ({row.key("count"): 2}, False)
    assert not made.counts_once(FORM.by_id["workshops"])
    assert not replace(made, totals={row.key("count"): 2}).counts_once(row)


def test_scans_of_reports_are_known_among_the_same_files() -> None:
    files = [
        arrival(SEN.name, ONE, "A/bc.docx"),
        unreadable("A/s.pdf"),
        unreadable("B/s.pdf"),
        unreadable("A/h.docx", "empty-form"),
    ]
    for roster in (None, ROSTER):
        assert scans_of_reports(files, FORM, roster) == {"A/s.pdf"}


def test_a_pdf_without_a_table_belongs_to_the_report_of_its_name() -> None:
    print_ = unreadable("A/bc.pdf", "no-statistics-table")
    made = consolidate(
        [arrival(SEN.name, ONE, "A/bc.docx"), print_, unreadable("A/x.pdf", "no-statistics-table")], FORM
    )
    assert [(item.file, item.what) for item in made.belongs] == [("A/bc.pdf", "bản quét của báo cáo")]
    assert [item.file for item in made.unrecognised] == ["A/x.pdf"]


def test_what_is_no_report_by_a_fault_of_its_own_names_nobody() -> None:
    wrong = (finding("wrong-year", event="Tuần lễ", found=2023, expected=2024),)
    named, bare = (arrival(name, ONE, "x.docx", counted=False, findings=wrong) for name in (SEN.name, ""))
    assert [unit.wrong for unit in consolidate([named], FORM).reported] == [True]
    assert consolidate([bare], FORM).reported == ()
    info = (finding("total-derived", where="x", computed=1, parts="các dòng"),)
    assert len(consolidate([arrival("", ONE, "x.docx", counted=False, findings=info)], FORM).reported) == 1
    called = arrival("", ONE, "x.docx", findings=wrong)
    assert len(consolidate([called], FORM).reported) == 1
    assert UnitName().key == ""
