"""Each unit as the outputs show it: its report, what was counted of it, its findings; missing units too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from htsd_cli.consolidate import Consolidation, LateUnit, MissingUnit, UnitFinding, UnitRow
from htsd_cli.form import Form, Measure
from htsd_cli.language.vietnamese import format_number
from htsd_cli.roster import RosterUnit
from htsd_cli.values.document import Origin
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Decided, Figures, Submission
from htsd_cli.writers.wording import UnitStatus, kind_name, printable


@dataclass(frozen=True, slots=True)
class UnitView:
    """One unit that reported or is on the roster. `figures` are those that entered the totals, never others.

    `file` and `submission` are None for a unit that sent nothing; `findings` are in order of severity.
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
    figures: Figures
    findings: tuple[Finding, ...]
    submission: Submission | None
    required: bool | None = None

    @property
    def sent(self) -> bool:
        """Whether a report of the unit came in, of use or not."""
        return self.file is not None

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def decided(self, indicator: str, measure: Measure) -> Decided | None:
        """Return what the office decided of a figure, None where it decided nothing."""
        if self.submission is None:
            return None
        return self.submission.decided.get(indicator, {}).get(measure.value)

    def origin(self, indicator: str, measure: Measure) -> Origin | None:
        """Return the place of a figure, None for one that was derived."""
        if self.submission is None:
            return None
        return self.submission.origins.get(indicator, {}).get(measure.value)

    def kept_out(self) -> dict[tuple[str, str], Origin]:
        """Return the places of the cells whose text is no figure until a person mends it."""
        return {
            (finding.indicator, finding.measure): finding.origin
            for finding in self.findings
            if finding.severity is Severity.ERROR and finding.indicator and finding.measure and finding.origin
            and finding.measure not in self.figures.get(finding.indicator, {})
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindView:
    """How far one kind of unit has come.

    `expected` are those that must report (None when there is no roster) and `due_and_in` those of them whose
    report came in; `received` counts the others too.
    """

    name: str
    expected: int | None
    due_and_in: int
    received: int
    statuses: dict[UnitStatus, int]
    late: int
    counted: int

    @property
    def missing(self) -> int:
        """How many that must report sent nothing."""
        return self.statuses.get("missing", 0)


def unit_views(consolidation: Consolidation, form: Form) -> list[UnitView]:
    """Return every unit, by kind in the form's order; within a kind those that reported come first."""
    findings = _findings_by_file(consolidation.findings)
    figures = dict(consolidation.figures)  # taken out as they are used: no figure is shown twice
    submissions = dict(
        zip((row.file for row in consolidation.units), consolidation.submissions, strict=False)
    )
    late = {item.file for item in consolidation.late}
    roster = {unit.id: unit.required for unit in consolidation.roster}
    views = [
        UnitView(
            id=row.id,
            name=_name(row),
            kind=row.kind,
            kind_name=kind_name(form, row.kind),
            status=row.status,
            counted=row.counted,
            late=row.file in late,
            file=row.file,
            received=row.received or _received(consolidation.late, row.file),
            figures=figures.pop(row.key, {}) if row.counted else {},
            findings=tuple(sorted(findings.get(row.file, ()), key=lambda finding: finding.severity.rank)),
            submission=submissions.get(row.file),
            required=None if row.id is None else roster.get(row.id, True),
        )
        for row in consolidation.units
    ]
    views += [_silent(form, unit, "missing") for unit in consolidation.missing]
    named = {view.id for view in views}
    views += [_silent(form, unit, "optional") for unit in consolidation.roster if unit.id not in named]
    order = {kind.id: place for place, kind in enumerate(form.unit_kinds)}
    return sorted(views, key=lambda view: order.get(view.kind or "", len(order)))


def kind_views(views: list[UnitView], expected: int | None) -> list[KindView]:
    """Return how far each kind has come, in the order of `views`; `expected` None: there is no roster."""
    kinds: list[KindView] = []
    for name in dict.fromkeys(view.kind_name for view in views):
        members = [view for view in views if view.kind_name == name]
        statuses = Counter(view.status for view in members)
        kinds.append(
            KindView(
                name=name,
                expected=None if expected is None else sum(view.required is True for view in members),
                due_and_in=sum(view.required is True and view.sent for view in members),
                received=sum(view.sent for view in members),
                statuses=dict(statuses),
                late=sum(view.late for view in members),
                counted=sum(view.counted for view in members),
            )
        )
    return kinds


def loose_findings(consolidation: Consolidation) -> list[UnitFinding]:
    """Return the findings that belong to none of the reports in `consolidation.units`."""
    files = {row.file for row in consolidation.units}
    return [item for item in consolidation.findings if item.file not in files]


def coverage(views: Sequence[UnitView]) -> list[str]:
    """Return what totals over the units do not hold, each in a phrase: `25 đơn vị chưa gửi báo cáo`."""
    kept_out = [len(view.kept_out()) for view in views if view.counted]
    cells = f"{format_number(sum(kept_out))} ô số liệu phải sửa của {format_number(sum(map(bool, kept_out)))} đơn vị"
    missing = sum(view.status == "missing" for view in views)
    unusable = sum(view.sent and not view.counted for view in views)
    return [
        phrase
        for count, phrase in (
            (missing, f"{format_number(missing)} đơn vị chưa gửi báo cáo"),
            (unusable, f"{format_number(unusable)} đơn vị có báo cáo chưa dùng được"),
            (sum(kept_out), cells),
        )
        if count
    ]


def _silent(form: Form, unit: MissingUnit | RosterUnit, status: Literal["missing", "optional"]) -> UnitView:
    """Return a unit of the roster that sent nothing."""
    return UnitView(
        id=unit.id,
        name=printable(unit.name),
        kind=unit.kind,
        kind_name=kind_name(form, unit.kind),
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
