"""Puts decisions in force: a report's figures as decided, checked again, with what was decided told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from htsd_cli.checks import CODES, blank_tables, examine, figures_in_order
from htsd_cli.decisions.doubts import form_order, spot_of, subjects_of
from htsd_cli.decisions.values import NOT_COUNTED, Decision, Subject
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Decided, Key, Number, Numbers, nested
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Submission, in_a_list


def apply(submission: Submission, decisions: Sequence[Decision], form: Form) -> Submission:
    """Return the report with its figures as decided; every other figure that stands in the file stays as it is.

    What a decision settles is told no longer, but what was decided is, as a finding of severity info. The rules are
    run again, so that a decided row may settle the sum above it or show it to be wrong; blank sums are derived anew.
    A warning that arises only from the decision itself stays: a slip in the decision shows like any other.
    """
    if not decisions or not submission.counted:
        return submission
    decisions = sorted(decisions, key=lambda item: form_order(item.subject, form))
    figures = {item.subject: item for item in decisions if not item.subject.spot}
    spots = {item.subject.spot for item in decisions}
    read = [item for item in submission.findings if item.code not in CODES]
    full, told = _examined(submission, figures, read, form)
    blank = [item for item in blank_tables(full, read, form) if item in submission.findings]
    answered: dict[Subject, list[Finding]] = {}
    for subject in figures:
        rest = {other: item for other, item in figures.items() if other != subject}
        _, without = _examined(submission, rest, read, form)
        warnings = [
            item for item in without if _is_about(item, subject) and item.severity is Severity.WARNING
        ]
        known = {item.code for item in warnings}
        answered[subject] = [item for item in warnings if any(item == other for other in told)]
        told = [item for item in told if not (_is_about(item, subject) and item.code in known)]
    rows, groups = submission.rows or (), submission.groups
    kept = [
        item for item in read if in_a_list(item, rows, groups) or not _settled(item, figures, spots, form)
    ]
    said = [_told(item, answered.get(item.subject, [])) for item in decisions]
    findings = sorted((*kept, *told, *blank, *said), key=lambda item: item.severity.rank)
    return submission.model_copy(
        update={
            "figures": figures_in_order(full, _origins(submission, figures), form, _decided(figures)),
            "findings": tuple(findings),
        }
    )


def _examined(
    submission: Submission, decisions: Mapping[Subject, Decision], read: Sequence[Finding], form: Form
) -> tuple[Numbers, list[Finding]]:
    """Return the figures that stand in the file, as decided, with blank sums derived, and what the rules say.

    A blank sum of a consolidated report is one that no unit gave, and stays so.
    """
    figures = {
        key: figure.value
        for key, figure in submission.figures.items()
        if figure.origin is not None and figure.value is not None
    }
    for subject, decision in decisions.items():
        figures.pop(subject.cell, None)
        if decision.value is not None:
            figures[subject.cell] = decision.value
    settled = [subject.cell for subject in decisions]
    return examine(
        nested(figures.items()),
        _origins(submission, decisions),
        read,
        form,
        settled,
        derive=not submission.marks.get("output"),
        rows=submission.rows or (),
        groups=submission.groups,
    )


def _origins(submission: Submission, decisions: Mapping[Subject, Decision]) -> dict[str, dict[str, Origin]]:
    """Return the places of the figures, those of decided cells among them that gave no figure themselves."""
    origins = {key: figure.origin for key, figure in submission.figures.items() if figure.origin is not None}
    for subject, decision in decisions.items():
        if decision.value is None:
            origins.pop(subject.cell, None)
        elif decision.origin is not None:
            origins.setdefault(subject.cell, decision.origin)
    return nested(origins.items())


def _decided(decisions: Mapping[Subject, Decision]) -> dict[Key, Decided]:
    return {
        subject.cell: Decided(value=item.value, by=item.by, reason=item.reason, text=item.text)
        for subject, item in decisions.items()
    }


def _is_about(item: Finding, subject: Subject) -> bool:
    return (item.indicator, item.measure) == (subject.indicator, subject.measure)


def _settled(item: Finding, figures: Mapping[Subject, Decision], spots: set[str], form: Form) -> bool:
    """Return whether a finding of reading the file is answered: all that could be decided about it has been.

    What is merely good to know of how a figure was read is beside the point once another counts in its place.
    """
    if item.severity is Severity.INFO:
        return any(_is_about(item, subject) for subject in figures)
    subjects = list(subjects_of(item, form))
    return bool(subjects) and all(
        subject in figures or (subject.spot and spot_of(item) in spots) for subject in subjects
    )


def _told(decision: Decision, answered: Sequence[Finding]) -> Finding:
    """Tell of a decision; a warning that it answers with the figure as it is stays in sight."""
    value = NOT_COUNTED if decision.subject.spot else value_words(decision.value)
    doubts = "; ".join(item.problem.rstrip(".") for item in answered)
    return finding(
        "decided",
        indicator=decision.subject.indicator or None,
        measure=decision.subject.measure or None,
        origin=decision.origin,
        where=decision.where,
        value=value,
        text=f" (báo cáo ghi “{decision.text}”)" if decision.text else " (báo cáo để trống)",
        doubts=f" Cảnh báo đã được xem xét: {doubts[:1].lower()}{doubts[1:]}." if doubts else "",
        reason=decision.reason.rstrip(" .") or "không ghi",
        by=decision.by.rstrip(" ."),
    )


def value_words(value: Number | None) -> str:
    """Return a decided value in words."""
    return "để trống" if value is None else format_number(value)
