"""The sample reports read back as what was put into them, and only the five with mistakes have findings."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TypedDict

import pytest

from htsd_cli.form import Form, load_form
from htsd_cli.pipeline import read_submission
from htsd_cli.roster import NameReader
from htsd_cli.values.figures import Numbers
from htsd_cli.values.submission import Submission
from tools.make_samples import make

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "sample_reports"


class Fault(TypedDict):
    """A finding the file is meant to have; `indicator` is None when it is about the file as a whole."""

    code: str
    indicator: str | None
    suggestion: int | None


class Truth(TypedDict):
    """What one sample file holds."""

    unit: str
    kind: str
    date: str
    counted: bool
    faults: list[Fault]
    figures: Numbers
    notes: dict[str, str]
    other: str
    paragraphs: dict[str, int]


TRUTH: dict[str, Truth] = json.loads((ROOT / "tests" / "samples_truth.json").read_text(encoding="utf-8"))
CLEAN = [name for name, truth in TRUTH.items() if not truth["faults"]]
FAULTY = [name for name, truth in TRUTH.items() if truth["faults"]]


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


@pytest.fixture(scope="module")
def submissions(form: Form) -> dict[str, Submission]:
    return {name: read_submission(FOLDER / name, form, name) for name in TRUTH}


def test_there_are_thirty_reports_in_word_and_excel_and_five_have_mistakes() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix in (".docx", ".xlsx")}
    assert files == set(TRUTH)
    assert (len(files), len(FAULTY)) == (30, 5)
    assert sum(name.endswith(".xlsx") for name in files) == 6


def test_every_kind_of_unit_is_among_them(form: Form) -> None:
    kinds = [truth["kind"] for truth in TRUTH.values()]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "doan-the": 2,
        "mn": 3,
        "phong-ban": 2,
        "phuong": 10,
        "thcs": 4,
        "thpt": 2,
        "tih": 6,
        "trung-tam": 1,
    }
    assert set(kinds) <= set(form.kinds)


@pytest.mark.parametrize("name", TRUTH)
def test_the_unit_is_the_one_of_the_letterhead(submissions: dict[str, Submission], name: str) -> None:
    unit, names = submissions[name].unit, NameReader(load_form())
    assert names.core(unit.name) == names.core(TRUTH[name]["unit"])
    assert unit.kind == TRUTH[name]["kind"]


@pytest.mark.parametrize("name", TRUTH)
def test_every_figure_is_read_and_no_other(submissions: dict[str, Submission], name: str) -> None:
    assert submissions[name].numbers == TRUTH[name]["figures"]
    assert submissions[name].counted == TRUTH[name]["counted"]


@pytest.mark.parametrize("name", TRUTH)
def test_notes_date_and_paragraphs_are_read(submissions: dict[str, Submission], name: str) -> None:
    submission, truth = submissions[name], TRUTH[name]
    assert submission.notes == truth["notes"]
    assert submission.other == truth["other"]
    assert submission.report_date is not None
    assert submission.report_date.isoformat() == truth["date"]
    paragraphs = {section: len(texts) for section, texts in submission.narrative.items() if texts}
    assert paragraphs == truth["paragraphs"]


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_report_has_no_findings(submissions: dict[str, Submission], name: str) -> None:
    assert [finding.message for finding in submissions[name].findings] == []


@pytest.mark.parametrize("name", FAULTY)
def test_a_report_with_mistakes_has_their_findings_and_no_others(
    submissions: dict[str, Submission], name: str
) -> None:
    found = [(finding.code, finding.indicator) for finding in submissions[name].findings]
    assert sorted(found, key=str) == sorted(
        [(fault["code"], fault["indicator"]) for fault in TRUTH[name]["faults"]], key=str
    )
    for fault in TRUTH[name]["faults"]:
        if fault["suggestion"] is not None:
            (finding,) = (item for item in submissions[name].findings if item.code == fault["code"])
            assert finding.suggestion == fault["suggestion"]


def test_the_figures_fit_together_in_every_report_but_the_one_meant_not_to(form: Form) -> None:
    unequal = []
    for name, truth in TRUTH.items():
        for rule in form.sums:
            rows = [truth["figures"].get(part, {}).get(rule.measure) for part in rule.parts]
            total = truth["figures"].get(rule.total, {}).get(rule.measure)
            if total is not None and total != sum(row for row in rows if row is not None):
                unequal.append((name, rule.total))
    assert unequal == [("THCS Nguyen Hien.docx", "classes")]


def test_the_committed_files_and_their_truth_are_what_the_script_makes(tmp_path: Path) -> None:
    assert make(tmp_path) == TRUTH
    for name in TRUTH:
        assert parts(tmp_path / name) == parts(FOLDER / name), name


def parts(path: Path) -> dict[str, bytes]:
    """Return the parts that hold the report; the compressed bytes depend on the machine's zlib."""
    wanted = ("word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "docProps/custom.xml")
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name in wanted}


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000
