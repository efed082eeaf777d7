"""Every kind of finding, at a row, a heading, a cell the row does not ask for, or none, goes into every output."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from htsd_cli.cli.understood import understood
from htsd_cli.consolidate import Arrival, consolidate
from htsd_cli.decisions import read_decisions, take_decided
from htsd_cli.form import Campaign, Form, load_form
from htsd_cli.values.catalogue import CATALOGUE
from htsd_cli.values.findings import Entry, Finding
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.values.time import VIETNAM
from htsd_cli.writers.campaign.decisions_workbook import write_decisions
from htsd_cli.writers.links import Received
from htsd_cli.writers.page import write_page
from htsd_cli.writers.report.summary import write_summary
from htsd_cli.writers.returns.remarks import remarks_on
from htsd_cli.writers.workbook import write_workbook

FORM = load_form()
DAY = datetime(2024, 10, 5, 8, tzinfo=VIETNAM)
MEASURES = ("count", "people", "amount")


def at_every_kind_of_place(entry: Entry, form: Form) -> Iterator[Finding]:
    """Yield the finding at no row, and at rows of each kind with and without each measure and a place in the file."""
    kinds = {tuple(map(str, item.measures)): item for item in form.by_id.values()}
    for row in (None, *kinds.values()):
        for measure in (None, *MEASURES) if row else (None,):
            for origin in (None, Origin(table=1, row=5, column=4, text="8 0"), Origin(sheet="S", cell="D9")):
                yield Finding(
                    entry.code, entry.severity, "phải là một số.", "Ghi lại.", row.id if row else None, measure,
                    7 if measure else None, origin, "Dòng 8", " ghi “8 0”: ", entry.mender, title="Số",
                )  # fmt: skip


@pytest.mark.whole
def test_a_finding_of_any_kind_at_any_place_ends_no_output(tmp_path: Path) -> None:
    arrivals = []
    for number, entry in enumerate(CATALOGUE.values(), start=101):
        findings = tuple(at_every_kind_of_place(entry, FORM))
        remarks_on(findings, FORM)
        submission = Submission(
            schema="htsd/validation/1", file=f"{number}.docx", form=FORM.id, findings=findings,
            unit=UnitName(name=f"Trường Tiểu học Hoa {number}", kind="tih"),
        )  # fmt: skip
        understood(submission, FORM, 80, full=True)
        digest = hashlib.sha256(submission.file.encode()).hexdigest()[:16]
        arrivals.append(Arrival(submission, DAY, digest))
    together = partial(consolidate, form=FORM, office="Phòng Giáo dục và Đào tạo Quận 7", year=2024)
    result, decisions = take_decided(arrivals, together, read_decisions([]), FORM)
    write_page(result, FORM, Campaign(), tmp_path / "a.html", Received(tmp_path, tmp_path))
    write_workbook(result, FORM, tmp_path / "a.xlsx", Received(tmp_path, tmp_path))
    write_summary(result, FORM, Campaign(), tmp_path / "a.docx", 0)
    write_decisions(decisions.lines, FORM, tmp_path / "b.xlsx", decisions.activities)
    assert {unit.name for unit in result.units} == {
        f"Trường Tiểu học Hoa {n}" for n in range(101, number + 1)
    }
