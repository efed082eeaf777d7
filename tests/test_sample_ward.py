"""The sample campaign of a ward: every unit found, every figure as it was typed, only the five mistakes told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import load_campaign
from htsd_cli.pipeline import gather
from htsd_cli.values.figures import json_of, values_of
from tools.make_samples import make_ward

ROOT = Path(__file__).parents[1]
WARD = ROOT / "sample_ward"
TRUTH = json.loads((ROOT / "tests" / "ward_truth.json").read_text(encoding="utf-8"))
FAULTY = {file for file, truth in TRUTH.items() if truth["faults"]}


@pytest.fixture(scope="module")
def made() -> Consolidation:
    with gather(WARD / "bao-cao-nhan", load_campaign(WARD / "htsd.toml")) as gathering:
        return gathering.consolidation


def test_thirty_of_thirty_two_units_of_eleven_kinds_sent_a_report(made: Consolidation) -> None:
    assert {unit.file: unit.name for unit in made.reported} == {
        file: truth["unit"] for file, truth in TRUTH.items()
    }
    assert (len(made.reported), made.expected) == (30, 32)
    assert [unit.name for unit in made.missing] == ["Khu phố 7", "Trường Mầm non Thỏ Ngọc"]
    assert len({unit.kind for unit in made.reported}) == 11
    assert {unit.kind for unit in made.reported} == {truth["kind"] for truth in TRUTH.values()}


def test_every_figure_is_what_was_typed_and_only_the_five_mistakes_are_told(made: Consolidation) -> None:
    for unit in made.reported:
        truth = TRUTH[unit.file]
        if unit.file not in FAULTY:
            assert json_of(values_of(unit.figures).items()) == truth["figures"], unit.file
    told = {item.file for item in made.findings if item.finding.severity != "info"}
    assert told == FAULTY
    assert len(FAULTY) == 5
    assert len(made.counted) == 28


def test_its_two_clusters_have_subtotals(made: Consolidation) -> None:
    assert list(made.areas) == ["Cụm 1", "Cụm 2"]


def test_the_committed_campaign_is_what_its_tool_makes(tmp_path: Path) -> None:
    make_ward(tmp_path)
    for path in sorted(item for item in tmp_path.rglob("*") if item.is_file()):
        name = path.relative_to(tmp_path)
        assert (WARD / name).read_bytes() == path.read_bytes(), name
