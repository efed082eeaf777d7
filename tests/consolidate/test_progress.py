"""How far a campaign has come, by kind of unit."""

from __future__ import annotations

from datetime import date

import pytest

from htsd_cli.consolidate import consolidate
from htsd_cli.consolidate.coverage import Coverage
from htsd_cli.consolidate.progress import measure_progress
from htsd_cli.roster import Roster
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
