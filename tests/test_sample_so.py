"""The sample campaign of a Sở: its wards counted once as their reports read, traced to their schools, lacks told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from htsd_cli.consolidate import Consolidation
from htsd_cli.earlier.results import Results
from htsd_cli.earlier.trace import trace
from htsd_cli.form import load_campaign
from htsd_cli.pipeline import gather
from htsd_cli.values.figures import json_of, values_of
from tests.documents import FORM

ROOT = Path(__file__).parents[1]
SO = ROOT / "sample_so"
TRUTH = json.loads((ROOT / "tests" / "so_truth.json").read_text(encoding="utf-8"))
FAULTY = "S05"


@pytest.fixture(scope="module")
def made() -> Consolidation:
    with gather(SO / "bao-cao-nhan", load_campaign(SO / "htsd.toml")) as gathering:
        return gathering.consolidation


def test_each_ward_and_own_unit_counts_once_with_its_own_figures(made: Consolidation) -> None:
    found = {str(unit.id): json_of(values_of(unit.figures).items()) for unit in made.reported}
    assert {id: figures for id, figures in found.items() if id != FAULTY} == {
        id: figures for id, figures in TRUTH.items() if id != FAULTY
    }
    assert [unit.id for unit in made.missing] == ["P06", "S06"]
    assert made.passed_over == ()


def test_only_the_partial_ward_the_namesakes_and_the_estimates_are_told(made: Consolidation) -> None:
    told = {(item.unit, item.finding.code) for item in made.findings if item.finding.severity != "info"}
    assert {pair for pair in told if pair[0] != FAULTY} == {
        ("P03", "below-partial"), ("P03", "unit-likely"), ("P04", "unit-likely"),
    }  # fmt: skip
    assert [unit for unit, _ in told if unit == FAULTY]


def test_a_total_is_traced_through_the_wards_that_sent_their_results(made: Consolidation) -> None:
    results = Results.model_validate(json.loads(json.dumps(made.to_json())))
    indicator = FORM.by_id["workshops"]
    found = trace(results, FORM, indicator, indicator.numeric_measures[0])
    below = {part.unit.id: part.below for part in (*found.parts, *found.zeros)}
    assert {id for id, item in below.items() if item is not None} == {"P01", "P02", "P03", "P04"}
    assert not [part for part in found.parts if part.wrong_below]
    assert found.adds_up


def test_its_areas_have_subtotals(made: Consolidation) -> None:
    assert set(made.areas) == {"Khu vực Tây", "Khu vực Đông", "Trực thuộc Sở"}
