"""What of a report waits for a person's decision: figures not counted or in doubt, and figures the form asks not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from htsd_cli.decisions.values import OUTSIDE, Subject, shown_text
from htsd_cli.form import Form
from htsd_cli.form.rows import figure_heading
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Submission, in_a_list

# What is told at one cell but may be the fault of its neighbour: both can be decided.
_OF_BOTH = frozenset(("people-without-count", "count-without-people", "out-of-proportion"))


@dataclass
class Doubt:
    """One subject in doubt with the findings that say why; `counted` is its figure in the totals, None for none."""

    subject: Subject
    indicator: str
    column: str
    text: str
    counted: Number | None
    origin: Origin | None
    findings: list[Finding] = field(default_factory=list)

    @property
    def error(self) -> bool:
        """Whether something is not counted until it is decided."""
        return any(item.severity is Severity.ERROR for item in self.findings)

    @property
    def suggestion(self) -> Number | None:
        """The number that was probably meant, of the worst finding that has one."""
        worst = sorted(self.findings, key=lambda item: item.severity.rank)
        return next((item.suggestion for item in worst if item.suggestion is not None), None)


def doubts_of(submission: Submission, form: Form) -> list[Doubt]:
    """Return what is to be decided in a report, in the form's order; rows that are none of the form's come last.

    A report that is in doubt as a whole (another year, no table) has nothing to decide figure by figure, nor has a row
    or a section of a unit's own list: what counts is the total below it, which no word about one of these changes.
    """
    doubts: dict[Subject, Doubt] = {}
    for finding in submission.findings if submission.counted else ():
        if in_a_list(finding, submission.rows or (), submission.groups):
            continue
        for subject in subjects_of(finding, form):
            if subject not in doubts:
                doubts[subject] = doubt_about(subject, submission, form, finding)
            if finding not in doubts[subject].findings:
                doubts[subject].findings.append(finding)
    return sorted(doubts.values(), key=lambda item: form_order(item.subject, form))


def form_order(subject: Subject, form: Form) -> tuple[int, str, int]:
    """Return where a subject stands among others: as in the form, what is none of its cells behind its row's."""
    place = form.position.get(subject.indicator, len(form.indicators))
    measure = list(form.measures).index(subject.measure) if subject.measure else 0
    return place, subject.spot, measure


def subjects_of(finding: Finding, form: Form) -> Iterator[Subject]:
    """Yield what a person can decide about a finding; nothing for one about the file or one good to know."""
    if finding.severity is Severity.INFO:
        return
    indicator = form.by_id.get(finding.indicator or "")
    if indicator is None:
        if finding.code == "extra-row":
            yield Subject(spot=spot_of(finding))
        return
    asked = indicator.numeric_measures
    if not asked or (finding.measure and finding.measure not in asked):
        if finding.severity is Severity.ERROR:
            yield Subject(indicator.id, finding.measure or "", spot_of(finding))
        return
    both = finding.measure is None or finding.code in _OF_BOTH
    for measure in asked if both else (finding.measure,):
        yield Subject(indicator.id, str(measure))


def doubt_about(
    subject: Subject, submission: Submission, form: Form, finding: Finding | None = None
) -> Doubt:
    """Return a subject as a doubt without findings; `finding` is one about it, where there is one."""
    indicator = form.by_id.get(subject.indicator)
    figure = submission.figures.get(subject.cell)
    origin = figure.origin if figure else None
    if origin is None and finding is not None:
        own = subject.spot or finding.measure in (None, subject.measure)
        origin = finding.origin if own else None
    if subject.spot:
        label, text = _outside(origin, submission)
        label = indicator.short_label if indicator else label
        return Doubt(subject, label, OUTSIDE, shown_text(text), None, origin)
    label = indicator.short_label if indicator else subject.indicator
    counted = figure.value if figure else None
    text = shown_text(origin.text) if origin else ""
    column = figure_heading(form, indicator, subject.measure) if indicator else subject.measure
    return Doubt(subject, label, column, text, counted, origin)


def spot_of(finding: Finding) -> str:
    """Return what tells the place of a finding outside the form's cells from every other in its file; sorts by row."""
    origin = finding.origin or Origin()
    place = (origin.table, origin.sheet, origin.row, origin.column, origin.paragraph)
    digest = hashlib.sha256(f"{finding.code} {place}".encode()).hexdigest()
    return f"{origin.row or 0:04d}-{digest[:8]}"


def _outside(origin: Origin | None, submission: Submission) -> tuple[str, str]:
    """Return the label and the text of an added row, or of a cell the form asks nothing of."""
    for row in submission.extra_rows if origin else ():
        place = row.origin
        if origin and (place.table, place.sheet, place.row) == (origin.table, origin.sheet, origin.row):
            return row.label, " | ".join(row.cells)
    return "", origin.text if origin else ""
