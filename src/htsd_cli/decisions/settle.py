"""Settles what people wrote against the reports now used: what applies, what does not and why, what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from htsd_cli.decisions.activities import ActivityLine
from htsd_cli.decisions.apply import apply
from htsd_cli.decisions.doubts import Doubt, doubt_about, doubts_of, form_order
from htsd_cli.decisions.lines import line_elsewhere, lines_about
from htsd_cli.decisions.placing import Place, Placer, Report
from htsd_cli.decisions.reading import ValueReader
from htsd_cli.decisions.telling import Teller, told_of, typed_words, unplaced, where_of
from htsd_cli.decisions.values import Decision, Line, LineKey, Row, Sheets, State, Subject
from htsd_cli.form import Form
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import Submission


class Settlement(NamedTuple):
    """What has become of the decisions: the lines of the sheet to write, and the findings that belong to no report.

    `submissions` are the reports that changed, by file; `sources` the sheets that were read. `activities` are the
    lines of the sheet of activities.
    """

    lines: tuple[Line, ...] = ()
    submissions: dict[str, Submission] = {}  # noqa: RUF012 - never changed
    findings: tuple[Finding, ...] = ()
    sources: tuple[str, ...] = ()
    activities: tuple[ActivityLine, ...] = ()

    def count(
        self,
        *states: State,
        error: bool | None = None,
        blank: bool | None = None,
        outside: bool | None = None,
    ) -> int:
        """Return how many subjects are in one of the states; `error`: only those not counted, or only the others.

        `blank`: only those in whose cell nothing stands, `outside`: only those in no cell of the form, or only the
        others.
        """
        lines = (
            line
            for line in self.lines
            if line.state in states and error in (None, line.error)
            if blank in (None, line.is_blank) and outside in (None, line.is_outside)
        )
        return len({line.key or line for line in lines})


@dataclass(slots=True)
class _Case:
    """The lines about one subject of one report, and what came of them; the line that counts stands first."""

    rows: list[Row]
    decision: Decision | None = None
    refused: Finding | None = None
    copies: Finding | None = None


def settle(reports: Sequence[Report], sheets: Sheets, form: Form) -> Settlement:
    """Return what the lines of the sheets mean for the reports, which are those used, in the order of the units.

    A line applies only to the very file it was written for, only when it is certain, and only when someone answers
    for it. No line that a person filled in is dropped.
    """
    placer, reader = Placer(reports, sheets.keys, form), ValueReader(form)
    cases: dict[tuple[str, Subject], _Case] = {}
    elsewhere: list[tuple[Row, Place]] = []
    for row in sheets.rows:
        place = placer.place(row)
        if place.report and place.subject and place.current and place.report.submission.counted:
            cases.setdefault((place.report.submission.file, place.subject), _Case([])).rows.append(row)
        else:
            elsewhere.append((row, place))
    lines: list[Line] = []
    changed: dict[str, Submission] = {}
    for report in reports:
        file = report.submission.file
        mine = [(subject, case) for (name, subject), case in cases.items() if name == file]
        own = dict(sorted(mine, key=lambda pair: form_order(pair[0], form)))
        for subject, case in own.items():
            _decide(case, _doubt(report.submission, subject, form), reader, form)
        decisions = [case.decision for case in own.values() if case.decision]
        submission = apply(report.submission, decisions, form)
        told = [item for case in own.values() for item in (case.copies, case.refused) if item]
        outdated = _outdated([pair for pair in elsewhere if pair[1].report is report], decisions, reader)
        if submission.counted:
            told += [told_of(row, subject, value, submission, form) for row, subject, value in outdated]
        told += [
            unplaced(row, place.why)
            for row, place in elsewhere
            if place.report is report and place.subject is None and row.value is not None
        ]
        if told:
            findings = sorted((*submission.findings, *told), key=lambda item: item.severity.rank)
            submission = submission.model_copy(update={"findings": tuple(findings)})
        if submission is not report.submission:
            changed[file] = submission
        doubts = {item.subject: item for item in doubts_of(submission, form)}
        for subject in dict.fromkeys((*doubts, *own)):
            doubt = doubts.get(subject) or doubt_about(subject, submission, form)
            found = own.get(subject, _Case([]))
            lines += lines_about(
                report, doubt, found.rows, decision=found.decision, refused=found.refused, form=form
            )
    lines += [line_elsewhere(row, place) for row, place in _newest(elsewhere)]
    loose = [
        unplaced(row, place.why)
        for row, place in _newest(elsewhere)
        if place.report is None and place.subject is None and row.value is not None
    ]
    lines.sort(key=lambda line: (State.OPEN if line.state is State.REFUSED else line.state).value)
    sources = tuple(f"{path.parent.name}/{path.name}" for path in sheets.sources)
    return Settlement(tuple(lines), changed, tuple(loose), sources)


def _doubt(submission: Submission, subject: Subject, form: Form) -> Doubt:
    found = (item for item in doubts_of(submission, form) if item.subject == subject)
    return next(found, None) or doubt_about(subject, submission, form)


def _decide(case: _Case, doubt: Doubt, reader: ValueReader, form: Form) -> None:
    """Decide one subject: of several sheets the one saved last counts, two words in one sheet do not.

    What an older sheet said otherwise is told and goes no further; every other line is kept.
    """
    said = [row for row in case.rows if row.value is not None]
    if not said:
        return
    newest = [row for row in said if row.source == said[0].source]
    values = list(dict.fromkeys(typed_words(row) for row in newest))
    tell = Teller(doubt, form)
    if len(values) > 1:
        case.refused = tell.conflict(len(newest), values)
        case.rows = [row for row in case.rows if row.value is None or row.source == newest[0].source]
        return
    same = [row for row in said if typed_words(row) == values[0]]
    chosen = next((row for row in same if row.by), same[0])
    others = [typed_words(row) for row in said if row not in same]
    if others:
        case.copies = tell.copies(chosen, list(dict.fromkeys((*values, *others))))
    case.rows = [
        chosen,
        *(row for row in case.rows if row is not chosen and (row.value is None or row in same)),
    ]
    reading = reader.read(chosen, doubt.subject, doubt.suggestion, doubt.counted)
    if reading.why:
        case.refused = tell.unreadable(chosen, reading.why, reading.cure, reading.suggestion)
    elif not chosen.by:
        case.refused = tell.unsigned(chosen)
    else:
        case.decision = Decision(
            doubt.subject,
            reading.value,
            chosen.by,
            chosen.reason,
            where_of(doubt, form),
            doubt.text,
            doubt.origin,
        )


def _outdated(
    old: Sequence[tuple[Row, Place]], decisions: Sequence[Decision], reader: ValueReader
) -> list[tuple[Row, Subject, Number | None]]:
    """Return the decisions, each once, that were made for another file of a unit and have not been made again."""
    again = {item.subject for item in decisions}
    found: dict[Subject, tuple[Row, Subject, Number | None]] = {}
    for row, place in old:
        if place.subject is None or place.subject in again or row.value is None or not row.by:
            continue
        suggested = row.suggestion if isinstance(row.suggestion, int) else None
        reading = reader.read(row, place.subject, suggested)
        if not reading.why:
            found.setdefault(place.subject, (row, place.subject, reading.value))
    return list(found.values())


def _newest(rows: Sequence[tuple[Row, Place]]) -> list[tuple[Row, Place]]:
    """Return the lines without those that an earlier sheet has too, the same or overruled by a later one."""
    seen: set[tuple[object, ...]] = set()
    owners: dict[LineKey, Row] = {}
    kept: list[tuple[Row, Place]] = []
    for row, place in rows:
        same = (row.shown, place.key, row.typed, row.reason, row.by, row.others)
        if same in seen:
            continue
        key = place.key if row.value is not None else None
        if key is not None and owners.setdefault(key, row).source != row.source:
            continue
        seen.add(same)
        kept.append((row, place))
    return kept
