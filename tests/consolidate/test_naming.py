"""Whose a file is by its name, folder and sender, and which file a person named for which unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from htsd_cli.consolidate.naming import Naming
from htsd_cli.roster import Roster, RosterUnit, Speller
from tests.consolidate.test_consolidate import NAMES, arrival

SEN = RosterUnit("sen", "Trường Mầm non Hoa Sen", "mn", email="sen@a.vn")
MAI = RosterUnit("mai", "Trường Tiểu học Mai", "tih")
OLD = RosterUnit("cu", "Trường Tiểu học Cũ", "tih", merged_into="mai")
ROSTER = Roster([SEN, MAI, OLD], NAMES)


def naming(roster: Roster | None = ROSTER) -> Naming:
    sen, mai = arrival(SEN.name, file="a.docx"), arrival("Trường TH Mai", file="b.docx")
    mailed = replace(arrival("", file="x.pdf", counted=False), sender="sen@a.vn")
    groups = {"sen" if roster else SEN.name: [sen], "mai" if roster else "Trường TH Mai": [mai]}
    return Naming(roster, Speller(NAMES), [sen, mai, mailed], groups)


@pytest.mark.parametrize(
    ("file", "unit"),
    [
        ("MN Hoa Sen.jpg", "sen"), ("MN Hoa Sen/1.jpg", "sen"), ("x.pdf", "sen"), ("a.docx", "sen"), ("la.jpg", None),
        ("TH Cũ.jpg", "mai"),
    ],
)  # fmt: skip
def test_with_a_roster_a_file_is_whose_its_clues_name(file: str, unit: str | None) -> None:
    assert naming().of(file) == unit


@pytest.mark.parametrize(
    ("file", "unit"),
    [
        ("MN Hoa Sen.jpg", SEN.name), ("Tiểu học Mai.jpg", "Trường TH Mai"), ("a.docx", SEN.name),
        ("MN Hoa Lan.jpg", "MN Hoa Lan"), ("la.jpg", None), ("x.pdf", None),
    ],
)  # fmt: skip
def test_without_one_it_is_of_the_unit_of_its_name_or_of_one_that_sent_none(
    file: str, unit: str | None
) -> None:
    assert naming(None).of(file) == unit


def test_a_place_is_a_unit_s_only_where_a_roster_says_so() -> None:
    assert [naming().place_of(file) for file in ("MN Hoa Sen/1.jpg", "la/1.jpg")] == ["sen", None]
    assert naming(None).place_of("MN Hoa Sen/1.jpg") is None


@pytest.mark.parametrize(
    ("roster", "called", "key", "code"),
    [
        (ROSTER, "sen", "sen", None),
        (ROSTER, "cu", "mai", None),  # of a unit merged away it is its successor's
        (ROSTER, "Trường MN Hoa Sen", "sen", None),
        (ROSTER, "Trường Mầm non Hoa Se", None, "use-unknown-unit"),  # only likely
        (ROSTER, "Trường Lạ", None, "use-unknown-unit"),
        (None, SEN.name, SEN.name, None),
        (None, "Trường MN Hoa Sen", SEN.name, None),
        (None, "Trường Lạ", None, "use-unknown-unit"),
    ],
)
def test_a_file_named_for_a_unit_is_pinned_or_told(
    roster: Roster | None, called: str, key: str | None, code: str | None
) -> None:
    pins, told = naming(roster).pins({called: "a.docx"})
    assert pins == ({key: "a.docx"} if key else {})
    assert [(item.finding.code, item.file, item.unit) for item in told] == (
        [(code, None, None)] if code else []
    )


def test_a_file_named_for_a_unit_that_sent_nothing_is_told_with_its_name() -> None:
    silent = Naming(ROSTER, Speller(NAMES), [], {})
    pins, (told,) = silent.pins({"sen": "a.docx"})
    assert (pins, told.finding.code, told.unit, SEN.name in told.finding.message) == (
        {}, "use-without-report", "sen", True,
    )  # fmt: skip
