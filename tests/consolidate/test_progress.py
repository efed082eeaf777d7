"""How far a campaign has come, by kind of unit."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from typing import NamedTuple

import pytest

from htsd_cli.consolidate import consolidate
from htsd_cli.consolidate.coverage import Coverage, coverage_of
from htsd_cli.consolidate.progress import measure_progress
from htsd_cli.roster import NameReader, Roster, RosterUnit
from htsd_cli.values.catalogue import finding
from tests.consolidate.test_consolidate import ROSTER, arrival
from tests.documents import FORM

DEADLINE = date(2024, 10, 11)
WRONG = finding("wrong-year", event="Tuần lễ", found=2023, expected=2024)
NAMES = ("expected", "reported", "others", "on_time", "late", "to_mend", "missing")


def counts(coverage: Coverage) -> tuple[int | None, ...]:
    """Return the counts of the names above."""
    return tuple(getattr(coverage, name) for name in NAMES)


def test_each_kind_is_told_with_who_reported_on_time_or_late_who_must_mend_and_who_is_missing() -> None:
    sent = [
        arrival("Trường Tiểu học Kim Đồng", {"workshops": {"count": 2}}, day=12),
        arrival("UBND phường Tân Phú", {"workshops": {"count": 2}}, day=11, findings=(WRONG,)),
        arrival("Hội Khuyến học Quận 7", {"workshops": {"count": 2}}, day=3),
        arrival("Câu lạc bộ Sách Hay", {"workshops": {"count": 2}}, day=3),
    ]
    made = consolidate(sent, FORM, ROSTER, DEADLINE)
    progress = measure_progress(made, FORM, DEADLINE, date(2024, 10, 9))
    assert progress.days_left == 2
    assert [(kind.id, kind.name, *counts(kind.coverage)) for kind in progress.kinds] == [
        ("phuong", "Phường", 1, 1, 0, 1, 0, 1, 0),
        ("doan-the", "Đoàn thể", 0, 0, 1, 1, 0, 0, 0),
        ("mn", "Trường mầm non", 1, 0, 0, 0, 0, 0, 1),
        ("tih", "Trường tiểu học", 1, 1, 0, 0, 1, 0, 0),
        (None, "Đơn vị khác", 0, 0, 1, 1, 0, 0, 0),
    ]
    assert counts(progress.total) == (3, 2, 2, 3, 1, 1, 1)
    assert [unit.name for unit in progress.missing] == ["Trường Mầm non Hoa Sen"]
    assert [unit.name for unit in progress.late] == ["Trường Tiểu học Kim Đồng"]
    assert [unit.name for unit in progress.to_mend] == ["UBND phường Tân Phú"]
    assert progress.unusable == ()


@pytest.mark.parametrize(("roster", "deadline"), [(None, None), (ROSTER, None), (None, DEADLINE)])
def test_what_nobody_knows_is_none_and_not_0(roster: Roster | None, deadline: date | None) -> None:
    made = consolidate([arrival("Trường Tiểu học Kim Đồng")], FORM, roster, deadline)
    total = measure_progress(made, FORM, deadline, DEADLINE).total
    assert (total.expected is None) == (roster is None)
    assert (total.on_time is None, total.late is None) == (deadline is None, deadline is None)
    assert total.reported == 1


def test_kinds_and_total_agree() -> None:
    sent = [arrival(f"Trường Tiểu học Số {number}", day=number) for number in range(1, 20)]
    progress = measure_progress(consolidate(sent, FORM, ROSTER, DEADLINE), FORM, DEADLINE, DEADLINE)
    for name in NAMES:
        assert sum(getattr(kind.coverage, name) for kind in progress.kinds) == getattr(
            progress.total, name
        ), name


@pytest.mark.parametrize(
    ("expected", "reported", "others", "standing", "rate"),
    [
        (None, 2, 0, "2", ""), (None, 0, 0, "0", ""), (3, 2, 0, "2/3", "66,7"), (3, 2, 1, "2/3 +1", "66,7"),
        (0, 0, 1, "+1", ""), (0, 0, 0, "0", ""), (3, 0, 0, "0/3", "0"), (1, 1, 0, "1/1", "100"),
        (200, 199, 0, "199/200", "99,5"),
    ],
)  # fmt: skip
def test_how_many_sent_of_how_many_that_must_is_told_in_a_word(
    expected: int | None, reported: int, others: int, standing: str, rate: str
) -> None:
    none = dict.fromkeys(("on_time", "late", "to_mend", "missing", "unusable", "partly"), 0)
    told = Coverage(expected=expected, reported=reported, others=others, counted=reported, **none)
    assert (told.standing, told.rate) == (standing, rate)
    assert (told.received, told.not_counted) == (reported + others, others)


class Standing(NamedTuple):
    required: bool
    sent: bool
    unusable: bool
    wrong: bool
    late: bool
    counted: bool


@pytest.mark.parametrize(
    ("units", "roster", "told"),
    [
        ("rsc rslc rswc rsw r ru sc s u", True, (6, 4, 2, 5, 1, 2, 1, 2, 4, 1)),
        ("rsc rslc rswc rsw r ru sc s u", False, (None, 6, 0, 5, 1, 2, 0, 2, 4, 1)),
        ("", True, (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_every_unit_is_counted_where_it_stands(
    units: str, roster: bool, told: tuple[int | None, ...]
) -> None:
    every = [Standing(*(letter in letters for letter in "rsuwlc")) for letters in units.split()]
    assert astuple(coverage_of(every, roster=roster, deadline=True)) == told
    assert astuple(coverage_of(every, roster=roster, deadline=False)) == (*told[:3], None, None, *told[5:])


def test_a_kind_of_which_only_units_that_need_not_report_are_known_is_left_out() -> None:
    progress = measure_progress(consolidate([], FORM, ROSTER, DEADLINE), FORM, DEADLINE, DEADLINE)
    assert [kind.id for kind in progress.kinds] == ["phuong", "mn", "tih"]
    assert progress.days_left == 0
    assert (len(progress.missing), progress.unusable, progress.late, progress.to_mend) == (3, (), (), ())


def test_a_kind_the_form_does_not_know_is_told_among_the_others_and_what_cannot_be_read_by_its_unit() -> None:
    roster = Roster([*ROSTER.units, RosterUnit("la", "Hợp tác xã Sao", "htx")], NameReader(FORM))
    scan = arrival(
        "", counted=False, findings=(finding("scanned-file", detail="x"),), file="Mầm non Hoa Sen.pdf"
    )
    made = consolidate([scan, arrival("Trường TH Kim Đồng", day=12)], FORM, roster, DEADLINE)
    progress = measure_progress(made, FORM, DEADLINE, date(2024, 10, 13))
    assert [(kind.id, kind.name, kind.coverage.expected) for kind in progress.kinds] == [
        ("phuong", "Phường", 1), ("mn", "Trường mầm non", 1), ("tih", "Trường tiểu học", 1), (None, "Đơn vị khác", 1),
    ]  # fmt: skip
    told = {
        name: [unit.id for unit in getattr(progress, name)]
        for name in ("missing", "unusable", "late", "to_mend")
    }
    assert told == {
        "missing": ["tan-phu", "la"],
        "unusable": ["mn-hoa-sen"],
        "late": ["tih-kim-dong"],
        "to_mend": [],
    }
    assert (progress.days_left, progress.today, progress.deadline) == (-2, date(2024, 10, 13), DEADLINE)
    assert measure_progress(made, FORM, None, DEADLINE).days_left is None
