"""A unit of a campaign with everything known of it: its report, what was counted, how it stands; silent ones too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from htsd_cli.consolidate.consolidation import (
    Consolidation,
    LateUnit,
    MissingUnit,
    UnitFinding,
    UnitRow,
    UnusableUnit,
)
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import printable
from htsd_cli.roster import RosterUnit
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Decided, Figure, Key, Numbers
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Status, Submission

UnitStatus = Status | Literal["unusable", "missing", "optional"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit that reported or is on the roster. `figures` are those that entered the totals, never others.

    `file` and `submission` are None for a unit that sent nothing; `findings` are in order of severity. Of a unit whose
    status is `unusable` there are the `files` that cannot be used and the `reason`.
    `required` says whether the roster demands its report: None for a unit that is on no roster.
    """

    id: str | None
    name: str
    kind: str | None
    kind_name: str
    status: UnitStatus
    counted: bool
    late: bool
    file: str | None
    received: date | None
    figures: Numbers
    findings: tuple[Finding, ...]
    submission: Submission | None
    required: bool | None = None
    files: tuple[str, ...] = ()
    reason: str = ""

    @property
    def sent(self) -> bool:
        """Whether a report of the unit came in that is used, counted or not."""
        return self.file is not None and not self.unusable

    @property
    def unusable(self) -> bool:
        """Whether only files came in that cannot be used."""
        return self.status == "unusable"

    @property
    def wrong(self) -> bool:
        """Whether its report has errors."""
        return self.status == "error"

    @property
    def hint(self) -> str:
        """What the unit should do about its gravest finding, "" without one."""
        return self.findings[0].hint_to_unit if self.findings else ""

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def decided(self, indicator: str, measure: str) -> Decided | None:
        """Return what the office decided of a figure, None where it decided nothing."""
        figure = self._figure(indicator, measure)
        return figure.decided if figure else None

    def origin(self, indicator: str, measure: str) -> Origin | None:
        """Return the place of a figure, None for one that was derived."""
        figure = self._figure(indicator, measure)
        return figure.origin if figure and figure.value is not None else None

    def _figure(self, indicator: str, measure: str) -> Figure | None:
        return self.submission.figures.get(Key(indicator, str(measure))) if self.submission else None

    def kept_out(self) -> dict[tuple[str, str], Origin]:
        """Return the places of the cells whose text is no figure until a person mends it."""
        return {
            (finding.indicator, finding.measure): finding.origin
            for finding in self.findings
            if finding.severity is Severity.ERROR and finding.indicator and finding.measure and finding.origin
            and finding.measure not in self.figures.get(finding.indicator, {})
        }  # fmt: skip


def units_of(consolidation: Consolidation, form: Form) -> list[Unit]:
    """Return every unit, by kind in the form's order; within a kind those that reported come first."""
    order = {kind.id: place for place, kind in enumerate(form.unit_kinds)}
    units = everyone(consolidation, form)
    return sorted(units, key=lambda unit: order.get(unit.kind or "", len(order)))


def everyone(consolidation: Consolidation, form: Form) -> list[Unit]:
    """Return every unit in the consolidation's order: those that reported, then those that sent nothing."""
    findings = _findings_by_file(consolidation.findings)
    figures = dict(consolidation.figures)  # taken out as they are used: no figure is shown twice
    submissions = dict(
        zip((row.file for row in consolidation.units), consolidation.submissions, strict=False)
    )
    late = {item.file for item in consolidation.late}
    roster = {unit.id: unit.required for unit in consolidation.roster}
    views = [
        Unit(
            id=row.id,
            name=_name(row),
            kind=row.kind,
            kind_name=form.kind_name(row.kind),
            status=row.status,
            counted=row.counted,
            late=row.file in late,
            file=row.file,
            files=(row.file,),
            received=row.received or _received(consolidation.late, row.file),
            figures=figures.pop(row.key, {}) if row.counted else {},
            findings=tuple(sorted(findings.get(row.file, ()), key=lambda finding: finding.severity.rank)),
            submission=submissions.get(row.file),
            required=None if row.id is None else roster.get(row.id, True),
        )
        for row in consolidation.units
    ]
    views += [_useless(form, unit, roster.get(unit.id, True)) for unit in consolidation.unusable]
    views += [_silent(form, unit, "missing") for unit in consolidation.missing]
    named = {view.id for view in views}
    views += [_silent(form, unit, "optional") for unit in consolidation.roster if unit.id not in named]
    return views


def _silent(form: Form, unit: MissingUnit | RosterUnit, status: Literal["missing", "optional"]) -> Unit:
    """Return a unit of the roster that sent nothing."""
    return Unit(
        id=unit.id,
        name=printable(unit.name),
        kind=unit.kind,
        kind_name=form.kind_name(unit.kind),
        status=status,
        counted=False,
        late=False,
        file=None,
        received=None,
        figures={},
        findings=(),
        submission=None,
        required=status == "missing",
    )


def _useless(form: Form, unit: UnusableUnit, required: bool) -> Unit:
    """Return a unit of the roster of which only files came in that cannot be used."""
    return Unit(
        id=unit.id,
        name=printable(unit.name),
        kind=unit.kind,
        kind_name=form.kind_name(unit.kind),
        status="unusable",
        counted=False,
        late=False,
        file=unit.files[-1],
        received=unit.received,
        figures={},
        findings=(unit.found,),
        submission=None,
        required=required,
        files=unit.files,
        reason=unit.reason,
    )


def _findings_by_file(findings: tuple[UnitFinding, ...]) -> dict[str, list[Finding]]:
    by_file: dict[str, list[Finding]] = {}
    for item in findings:
        if item.file is not None:
            by_file.setdefault(item.file, []).append(item.finding)
    return by_file


def _received(late: tuple[LateUnit, ...], file: str) -> date | None:
    return next((item.received for item in late if item.file == file), None)


def _name(row: UnitRow) -> str:
    return printable(row.name or f"Chưa rõ đơn vị ({Path(row.file).name})")
