"""A campaign's inbox in four waves: who is missing, late, to mend and doubled is right after each."""

from __future__ import annotations

import hashlib
from pathlib import Path

from htsd_cli.consolidate import Arrival, Consolidation, LeftOut, consolidate
from htsd_cli.form import CampaignTable
from htsd_cli.intake import open_inbox
from htsd_cli.pipeline import read_received
from htsd_cli.values.figures import Key, Number, Numbers, flat
from tests.campaigns import Campaign, Truth, missing
from tests.documents import FORM
from tests.rosters import DISTRICT

DEADLINE = CampaignTable().deadline


def taken_together(inbox: Path) -> tuple[Consolidation, set[str]]:
    """Return the consolidation of an inbox and the names of all its files."""
    with open_inbox(inbox) as found:
        submissions = read_received(found.files, FORM)
        arrivals = [
            Arrival(submission, item.modified, item.digest, item.sender, item.written)
            for submission, item in zip(submissions, found.files, strict=True)
        ]
        result = consolidate(
            arrivals, FORM, DISTRICT, DEADLINE,
            [LeftOut(file=item.name, reason=item.reason) for item in found.passed_over],
            pictures=[item.name for item in found.passed_over if item.is_picture],
        )  # fmt: skip
        return result, {item.name for item in found.files} | {item.name for item in found.passed_over}


def contents(folder: Path) -> dict[str, tuple[str, int]]:
    """Return every file's digest and time."""
    return {
        str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def added(figures: dict[str, Numbers]) -> dict[Key, Number]:
    """Return the totals in the plainest way: 1 at most where the district counts once."""
    totals: dict[Key, Number] = {}
    for key, value in (pair for unit in figures.values() for pair in flat(unit).items()):
        once = FORM.by_id[key.indicator].adds_up == "once"
        totals[key] = max(totals.get(key, 0), min(value, 1)) if once else totals.get(key, 0) + value
    return totals


def test_after_each_wave_who_is_missing_late_to_mend_and_doubled_is_exactly_right(tmp_path: Path) -> None:
    campaign = Campaign(tmp_path)
    for wave in range(4):
        truth = campaign.wave(wave)
        assert_exactly_right(tmp_path, truth)


def assert_exactly_right(inbox: Path, truth: Truth) -> None:
    """Check what is told of an inbox against what was put into it."""
    before = contents(inbox)
    result, files = taken_together(inbox)
    unread = {unit.id for unit in result.unusable}
    assert {unit.id for unit in result.missing} == missing(truth) - unread
    assert unread <= missing(truth)
    assert {file for unit in result.unusable for file in unit.files} <= truth.unrecognised
    assert {unit.id: unit.file for unit in result.reported} == truth.used
    assert {unit.id for unit in result.late} == truth.late
    assert {item.id: set(item.files) for item in result.duplicates} == truth.doubled
    assert {unit.id for unit in result.reported if unit.status == "error"} == truth.to_mend
    assert {item.file for item in result.belongs} == truth.belongs
    assert {item.file for item in result.unrecognised} == truth.unrecognised
    assert result.to_json()["figures"] == truth.figures
    assert result.totals == added(truth.figures)
    # Nothing is told of a file that says all clearly, and what must be told is.
    told: dict[str, set[str]] = {}
    for item in result.findings:
        if item.unit and item.finding.severity == "warning":
            told.setdefault(item.unit, set()).add(item.finding.code)
    assert told == {unit: {code} for unit, code in truth.warned.items()}
    # Each file ended as one thing, and none was changed.
    ends = [file for unit in result.reported for file in unit.files] + [item.file for item in result.belongs]
    ends += [file for item in result.duplicates for file in item.files if file != item.used]
    ends += [item.file for item in (*result.unrecognised, *result.passed_over)]
    assert sorted(ends) == sorted(files)
    assert contents(inbox) == before
