"""The reports of a campaign taken together with what the office decided of them in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from htsd_cli.consolidate import Arrival, Consolidation, UnitFinding
from htsd_cli.decisions.activities import TellingUnit, confirm
from htsd_cli.decisions.placing import Report
from htsd_cli.decisions.settle import Settlement, settle
from htsd_cli.decisions.values import Sheets
from htsd_cli.form import Form
from htsd_cli.values.submission import Submission

Together = Callable[[Sequence[Arrival]], Consolidation]  # takes arrivals together, as one campaign wants it


def take_decided(
    arrivals: Sequence[Arrival], together: Together, sheets: Sheets, form: Form
) -> tuple[Consolidation, Settlement]:
    """Return the arrivals taken together with decisions and ticks in force, and what has become of these.

    A decision is about the report a unit has in use, so that the reports are taken together as they came to know which
    these are, and again with their figures as decided where a decision changes one.
    """
    consolidation = together(arrivals)
    settlement = settle(_in_use(consolidation, arrivals), sheets, form)
    if settlement.submissions:
        consolidation = together([_as_decided(item, settlement) for item in arrivals])
    telling = [
        TellingUnit(unit.key, unit.called.name, unit.file or "", unit.digest)
        for unit in consolidation.reported
    ]
    told, lines = confirm(
        (*consolidation.practices, *consolidation.concerns), telling, sheets.ticks, sheets.activities
    )
    done = len(consolidation.practices)
    about_sheets = [UnitFinding(finding=item, file=None, unit=None) for item in settlement.findings]
    findings = (*consolidation.findings, *about_sheets)
    confirmed = replace(consolidation, practices=told[:done], concerns=told[done:], findings=findings)
    return confirmed, settlement._replace(activities=lines)


def _in_use(consolidation: Consolidation, arrivals: Sequence[Arrival]) -> list[Report]:
    """Return the reports in use as they were read, in the order of the units; of one in parts the newest first."""
    read = {item.file: item for item in arrivals}
    return [
        Report(unit.called.name, unit.id or "", read[file].digest, read[file].submission)
        for unit in consolidation.units
        if unit.submission
        for file in _files_of(unit.submission)
        if file in read
    ]


def _files_of(report: Submission) -> list[str]:
    """Return the file of a report, and those of its other parts in which there is something to decide."""
    files = {item.origin.file or report.file for item in report.findings if item.origin}
    return [report.file, *sorted(files - {report.file})]


def _as_decided(arrival: Arrival, settlement: Settlement) -> Arrival:
    decided = settlement.submissions.get(arrival.file)
    return arrival if decided is None else replace(arrival, submission=decided)
