"""The corpus as one campaign, each file another unit's: all outputs are written, and what is confirmed is added."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import tests.corpus.shapes  # noqa: F401  registers the shapes
from htsd_cli import pipeline
from htsd_cli.form import our_files as ours
from htsd_cli.intake import Received
from htsd_cli.reading import read_received
from htsd_cli.values.findings import Severity
from htsd_cli.values.submission import Submission
from tests.cli.running import Run, runner
from tests.corpus import cases

CONFIRMED = 3


@pytest.fixture
def htsd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


def test_every_file_goes_into_every_output_and_each_confirmed_figure_into_the_total(
    htsd: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Submission] = []

    def of_units_apart(items: Sequence[Received], *arguments: Any) -> list[Submission]:
        """Read the files as ever; the corpus's few units become as many as there are files."""
        if not sent:
            for number, submission in enumerate(read_received(items, *arguments), start=1001):
                unit = submission.unit.model_copy(update={"name": f"Trường Tiểu học Số {number}", "id": None})
                sent.append(
                    submission if submission.reports else submission.model_copy(update={"unit": unit})
                )
        return sent

    monkeypatch.setattr(pipeline, "read_received", of_units_apart)
    inbox = Path("bao-cao-nhan")
    for place, case in enumerate(cases(copies=1)):
        (inbox / f"{place:04}").mkdir(parents=True)
        (inbox / f"{place:04}" / case.name).write_bytes(case.content)
    results = Path("ket-qua")
    written = (ours.REPORT, ours.WORKBOOK, ours.PAGE, ours.SUMMARY, ours.RESULTS)
    command = ("aggregate", inbox, "-o", results, "--summary", "--photos", "--flat")
    first = htsd(*command)
    assert (first.status, first.err.count("lỗi chưa lường trước")) == (1, 0), first.err
    assert all((results / name).stat().st_size > 9_000 for name in written)
    before = json.loads((results / ours.RESULTS).read_text("utf-8"))
    told = {item["message"] for item in before["findings"]}
    findings = openpyxl.load_workbook(results / ours.WORKBOOK)["Phát hiện"]
    listed = {str(value) for line in findings.iter_rows(values_only=True) for value in line}
    single = [one for one in sent if not one.reports]
    assert len(single) > 200
    errors = {item.code: item for one in single for item in one.findings if item.severity is Severity.ERROR}
    assert len(errors) > 25
    assert all(item.message in told and item.message in listed for item in errors.values())

    sheet = results / "can-xac-nhan.xlsx"
    book = openpyxl.load_workbook(sheet)
    lines = book["Cần xác nhận"]
    heads = {str(cell.value): place for place, cell in enumerate(lines[1], start=1)}
    asked = [
        row for row in range(2, lines.max_row + 1)
        if "chưa được cộng" in str(lines.cell(row, heads["Tình trạng"]).value)
    ]  # fmt: skip
    assert len(asked) > 100
    for row in asked:
        for heading, value in (
            ("Giá trị đúng", CONFIRMED),
            ("Lý do", "đã hỏi"),
            ("Người xác nhận", "Cán bộ A"),
        ):
            lines.cell(row, heads[heading]).value = value
    book.save(sheet)
    assert htsd(*command).status == 1
    after = json.loads((results / ours.RESULTS).read_text("utf-8"))
    lines = openpyxl.load_workbook(sheet)["Cần xác nhận"]
    states = Counter(str(line[heads["Tình trạng"] - 1].value)[:10] for line in lines.iter_rows(min_row=2))
    applied = states["Đã áp dụng"]
    assert applied > 100, states
    gained = sum(
        (figure or 0) - (before["totals"].get(row, {}).get(measure) or 0)
        for row, figures in after["totals"].items() for measure, figure in figures.items()
    )  # fmt: skip
    assert gained == CONFIRMED * applied
