"""A blank form, filled in every cell, reads back exactly; left empty it holds no figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from htsd_cli.form import Form, load_form
from htsd_cli.pipeline import read_submission
from htsd_cli.values.figures import Numbers
from htsd_cli.writers.blank import write_blank_word, write_blank_workbook
from htsd_cli.writers.blank.workbook import SHEET
from tools.samples.sheet import store

UNIT = "Trường Tiểu học Lê Văn Tám"


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


def every_figure(form: Form) -> Numbers:
    """Return a figure for every cell of the form, all different, with its sums."""
    figures: Numbers = {}
    factors = {"count": 1, "people": 30, "amount": 1_000_000}
    for number, (indicator, measure) in enumerate(form.measured(), 1):
        figures.setdefault(indicator.id, {})[measure.value] = number * factors[measure]
    for rule in form.sums:
        figures[rule.total][rule.measure.value] = sum(figures[part][rule.measure] for part in rule.parts)
    return figures


def test_a_blank_filled_in_word_reads_back_exactly(form: Form, tmp_path: Path) -> None:
    figures = every_figure(form)
    write_blank_word(form, tmp_path / "mau.docx", UNIT)
    document = Document(str(tmp_path / "mau.docx"))
    for row, indicator in zip(document.tables[1].rows[2:], form.indicators, strict=True):
        for measure, figure in figures.get(indicator.id, {}).items():
            row.cells[4 if measure == "people" else 3].paragraphs[0].add_run(str(figure))
    document.save(str(tmp_path / "day.docx"))
    submission = read_submission(tmp_path / "day.docx", form, "day.docx")
    assert submission.numbers == figures
    assert submission.unit.name == UNIT


def test_a_blank_filled_in_excel_reads_back_exactly(form: Form, tmp_path: Path) -> None:
    figures = every_figure(form)
    write_blank_workbook(form, tmp_path / "mau.xlsx", UNIT)
    sheet = load_workbook(tmp_path / "mau.xlsx")[SHEET]
    first = [cell.value for cell in sheet["A"]].index("STT") + 3
    values = {
        f"{'E' if measure == 'people' else 'D'}{first + form.position[name]}": str(figure)
        for name, row in figures.items()
        for measure, figure in row.items()
    }
    (tmp_path / "day.xlsx").write_bytes(store((tmp_path / "mau.xlsx").read_bytes(), values))
    submission = read_submission(tmp_path / "day.xlsx", form, "day.xlsx")
    assert submission.numbers == figures
    assert submission.unit.name == UNIT


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_blank_sent_back_unfilled_holds_no_figure_and_says_so(
    form: Form, tmp_path: Path, suffix: str
) -> None:
    write = write_blank_word if suffix == "docx" else write_blank_workbook
    write(form, tmp_path / f"mau.{suffix}", UNIT)
    submission = read_submission(tmp_path / f"mau.{suffix}", form, f"mau.{suffix}")
    assert submission.figures == {}
    assert "empty-form" in {finding.code for finding in submission.findings}
    assert not any(submission.narrative.values())
