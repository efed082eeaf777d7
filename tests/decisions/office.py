"""An office at work: reports come in, the sheet of decisions is written, a person fills it in, and so on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from htsd_cli.consolidate import Consolidation
from htsd_cli.decisions import Settlement
from htsd_cli.form import DECISIONS_FILE, load_campaign, load_form
from htsd_cli.pipeline import gather
from htsd_cli.values.figures import Key, Number
from htsd_cli.values.findings import Finding
from htsd_cli.writers.campaign.decisions_workbook import write_decisions
from tests.documents import draw_word, form_rows, report

FORM = load_form()
SEN, MAI, LAN = "Trường Tiểu học Hoa Sen", "Trường Tiểu học Hoa Mai", "Trường Tiểu học Hoa Lan"
TIME = 1_728_900_000  # a moment in October 2024


@dataclass
class Run:
    """What one run found."""

    consolidation: Consolidation
    decisions: Settlement

    def figure(self, unit: str, indicator: str, measure: str) -> Number | None:
        named = next(item for item in self.consolidation.counted if unit in (item.id, item.name))
        return named.value(Key(indicator, measure))

    def findings(self, unit: str) -> list[Finding]:
        return [item.finding for item in self.consolidation.findings if item.unit == unit]

    def told(self, code: str) -> list[str]:
        return [item.finding.message for item in self.consolidation.findings if item.finding.code == code]

    def codes(self, unit: str) -> list[str]:
        return [item.code for item in self.findings(unit)]

    def status(self, unit: str) -> str:
        return next(row.status for row in self.consolidation.reported if row.name == unit)


class Office:
    """An office with an inbox and a results folder; its clock goes a minute with everything it does."""

    def __init__(self, root: Path) -> None:
        self.inbox, self.results = root / "nhan", root / "ket-qua"
        self.inbox.mkdir()
        self.results.mkdir()
        self.sheet = self.results / DECISIONS_FILE
        self._now = TIME

    def moved_to(self, root: Path) -> Office:
        """Return an office in an empty folder with all that this one has; what either does stays its own."""
        other = Office(root)
        for own, its in ((self.inbox, other.inbox), (self.results, other.results)):
            shutil.copytree(own, its, dirs_exist_ok=True)
        other._now = self._now
        return other

    def stamp(self, path: Path) -> None:
        self._now += 60
        os.utime(path, (self._now, self._now))

    def receive(
        self, name: str, unit: str, cells: Mapping[str, tuple[str, ...]], *, added: str = "", year: int = 2024
    ) -> Path:
        """Let a report come in; `added` are drawn rows below the form's."""
        path = self.inbox / name
        draw_word(path, report(form_rows(cells) + added, unit, year))
        self.stamp(path)
        return path

    def run(self) -> Run:
        """Read everything and write the sheet, as `htsd aggregate` does."""
        with gather(self.inbox, load_campaign(None), [self.results], decided_in=[self.results]) as done:
            write_decisions(done.decisions.lines, FORM, self.sheet)
            self.stamp(self.sheet)
            return Run(done.consolidation, done.decisions)

    def lines(self, path: Path | None = None) -> list[dict[str, Any]]:
        """Return the sheet's lines by heading."""
        return lines_of(openpyxl.load_workbook(path or self.sheet).worksheets[0])

    def line(self, text: str) -> dict[str, Any]:
        """Return the one line whose report says `text`."""
        (found,) = [line for line in self.lines() if line["Nội dung trong báo cáo"] == text]
        return found

    def fill(
        self, text: str, value: object, reason: str | None = "hỏi lại", by: str | None = "Lan", *,
        path: Path | None = None, unit: str | None = None, column: str | None = None,
    ) -> None:  # fmt: skip
        """Fill in the one line whose report says `text` (of `unit`, in `column`)."""
        path = path or self.sheet

        def write(sheet: Worksheet) -> None:
            at = headings(sheet)
            rows = [
                row
                for row in range(2, sheet.max_row + 1)
                if (sheet.cell(row, at["Nội dung trong báo cáo"]).value or "") == text
                and unit in (None, sheet.cell(row, at["Đơn vị"]).value)
                and column in (None, sheet.cell(row, at["Cột"]).value)
                and not str(sheet.cell(row, at["Tình trạng"]).value or "").startswith("Hết hiệu lực")
            ]
            (row,) = rows
            for heading, said in (("Giá trị đúng", value), ("Lý do", reason), ("Người xác nhận", by)):
                sheet.cell(row, at[heading]).value = said  # type: ignore[assignment]

        self.edit(write, path)

    def edit(self, change: Callable[[Worksheet], None], path: Path | None = None) -> None:
        """Change the first sheet as a person does, and save."""
        path = path or self.sheet
        book = openpyxl.load_workbook(path)
        change(book.worksheets[0])
        book.save(path)
        self.stamp(path)


def lines_of(sheet: Worksheet) -> list[dict[str, Any]]:
    at = headings(sheet)
    return [
        {name: sheet.cell(row, column).value for name, column in at.items()}
        for row in range(2, sheet.max_row + 1)
        if any(sheet.cell(row, column).value is not None for column in at.values())
    ]


def headings(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value is not None}
