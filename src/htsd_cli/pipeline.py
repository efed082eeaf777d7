"""The conductor: a path becomes a Submission, a folder a Consolidation. Maps over any Executor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from htsd_cli.checks import examine
from htsd_cli.form import Form, load_form
from htsd_cli.interpret import Interpretation, Interpreter
from htsd_cli.interpret.statistics import Statistics, join
from htsd_cli.interpret.tables import StatisticsTable
from htsd_cli.readers import UnreadableFile, convert_old_documents, read_document
from htsd_cli.readers.limits import guarded
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Document
from htsd_cli.values.findings import Fate, Finding
from htsd_cli.values.submission import Submission, UnitName

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from htsd_cli.consolidate import Arrival, Consolidation
    from htsd_cli.decisions import Settlement, Sheets
    from htsd_cli.form import Campaign
    from htsd_cli.intake import Inbox, Received
    from htsd_cli.readers.libreoffice import Converted
    from htsd_cli.roster import Roster

Value = TypeVar("Value")

_MARK = "htsd-"  # how the hidden properties of what we make begin


@dataclass(frozen=True, slots=True)
class Gathering:
    """A campaign's received files, read, checked and taken together."""

    campaign: Campaign
    form: Form
    roster: Roster | None
    inbox: Inbox
    consolidation: Consolidation
    decisions: Settlement

    def path_of(self, file: str) -> Path:
        """Return where a received file stands by its name in the consolidation; for one inside a zip or a mail,
        the copy taken out of it, which is gone once the gathering ends."""
        return next(item.path for item in self.inbox.files if item.name == file)


@contextmanager
def gather(
    folder: Path,
    campaign: Campaign,
    leave_out: Iterable[Path] = (),
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    decided_in: Iterable[Path] = (),
) -> Iterator[Gathering]:
    """Give all of a folder's reports, read and taken together; `leave_out` are files and folders not received.

    `progress` is told after each file how many are read and of how many. What was decided in the sheets of decisions
    in the folders `decided_in`, in `folder` and in the campaign's own is in force. Raises `TomlError`, `RosterError`
    or `DecisionsError` for the office's own files and `OSError` for a folder that cannot be read; never for what is
    in a received file.
    """
    from htsd_cli.consolidate import Arrival, LeftOut, consolidate
    from htsd_cli.decisions import read_decisions
    from htsd_cli.form import load_campaign_form
    from htsd_cli.intake import open_inbox
    from htsd_cli.roster import NameReader, read_roster

    form = load_campaign_form(campaign)
    roster_path = campaign.roster_path
    area = campaign.office.area
    roster = read_roster(roster_path, form, NameReader(form), area) if roster_path else None
    own = (folder, campaign.directory, campaign.folder("results"))
    sheets = read_decisions([*decided_in, *filter(None, own)])
    with open_inbox(folder, leave_out) as inbox:
        done = 0

        def step() -> None:
            nonlocal done
            done += 1
            progress(done, len(inbox.files))

        submissions = read_received(inbox.files, form, executor, step)
        arrivals = [
            Arrival(submission, item.modified, item.digest, item.sender, item.written)
            for submission, item in zip(submissions, inbox.files, strict=True)
        ]

        def taken_together(arrivals: Sequence[Arrival]) -> Consolidation:
            return consolidate(
                arrivals,
                form,
                roster,
                campaign.campaign.deadline,
                [LeftOut(file=item.name, reason=item.reason) for item in inbox.passed_over],
                areas=campaign.campaign.level == "province",
                office=campaign.office.full_name,
                year=campaign.campaign.year,
                pictures=[item.name for item in inbox.passed_over if item.is_picture],
                use=campaign.use,
            )

        consolidation, decisions = _with_decisions(arrivals, taken_together, sheets, form)
        yield Gathering(campaign, form, roster, inbox, consolidation, decisions)


def _with_decisions(
    arrivals: Sequence[Arrival],
    taken_together: Callable[[Sequence[Arrival]], Consolidation],
    sheets: Sheets,
    form: Form,
) -> tuple[Consolidation, Settlement]:
    """Return the arrivals taken together with the decisions on the files that are used in force."""
    from htsd_cli.consolidate import UnitFinding
    from htsd_cli.decisions import Report, TellingUnit, confirm, settle

    consolidation = taken_together(arrivals)
    read = {item.submission.file: item.submission for item in arrivals}
    used = [Report(unit.name, unit.id or "", unit.digest, read[unit.file]) for unit in consolidation.units]
    settlement = settle(used, sheets, form)
    if settlement.submissions:
        changed = settlement.submissions
        consolidation = taken_together(
            [
                replace(item, submission=changed.get(item.submission.file, item.submission))
                for item in arrivals
            ]
        )
    telling = [TellingUnit(unit.key, unit.name, unit.file, unit.digest) for unit in consolidation.units]
    practices, lines = confirm(consolidation.practices, telling, sheets.ticks, sheets.activities)
    consolidation = consolidation.model_copy(update={"practices": practices})
    settlement = settlement._replace(activities=lines)
    if settlement.findings:
        loose = tuple(UnitFinding(finding=item, file=None, unit=None) for item in settlement.findings)
        findings = consolidation.findings + loose
        consolidation = consolidation.model_copy(update={"findings": findings})
    return consolidation, settlement


def read_submission(path: Path, form: Form, name: str | None = None) -> Submission:
    """Return what one file says as a report of `form`; `name` is what to call the file (as it was given).

    Never raises for what is in the file: a file that cannot be read is a submission with a finding.
    """
    return read_with(Interpreter(form), path, name or str(path))


def read_with(
    interpreter: Interpreter, path: Path, name: str, converted: Converted | None = None
) -> Submission:
    """Return what one file says, with an interpreter made before and, for an old file, what it was converted to."""
    try:
        return guarded(lambda: _read(interpreter, path, name, converted))
    except UnreadableFile as error:
        return _refused(interpreter.form, name, _finding_of(error))


def _read(interpreter: Interpreter, path: Path, name: str, converted: Converted | None) -> Submission:
    document = read_document(path, converted)
    marks = {
        key.removeprefix(_MARK): value for key, value in document.properties.items() if key.startswith(_MARK)
    }
    # What was taken out of a zip or a mail lies under another name.
    return _understood(interpreter, document._replace(path=Path(name)), name, marks)


def read_received(
    items: Sequence[Received],
    form: Form,
    executor: Executor | None = None,
    progress: Callable[[], None] = lambda: None,
) -> list[Submission]:
    """Return the submissions of what an inbox holds, in its order; what is known to be unreadable is not read."""
    known = {
        item.name: _refused(form, item.name, _finding_of(item.problem)) for item in items if item.problem
    }
    for _ in known:
        progress()
    files = [(item.path, item.name) for item in items if not item.problem]
    read = read_all(files, form, executor, progress)
    return [known[item.name] if item.problem else next(read) for item in items]


def read_all(
    files: Sequence[tuple[Path, str]],
    form: Form,
    executor: Executor | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Iterator[Submission]:
    """Yield the submissions of (path, name) pairs in their order, read here or by an executor's workers.

    Files of old kinds are converted first, all in one run.
    """
    with convert_old_documents([path for path, _ in files]) as converted:
        jobs = [(str(form.directory), path, name, converted.get(path)) for path, name in files]
        results: Iterable[Submission]
        if executor is None:
            interpreter = Interpreter(form)
            results = (read_with(interpreter, path, name, entry) for _, path, name, entry in jobs)
        else:
            results = executor.map(_work, jobs, chunksize=max(1, len(jobs) // 8))
        for submission in results:
            progress()
            yield submission


def _work(job: tuple[str, Path, str, Converted | None]) -> Submission:
    form, path, name, converted = job
    return read_with(_interpreter(form), path, name, converted)


@lru_cache(maxsize=1)
def _interpreter(form: str) -> Interpreter:
    return Interpreter(load_form(form))


def _finding_of(error: UnreadableFile) -> Finding:
    return finding(error.code, detail=error.detail, cure=error.cure)


def _refused(form: Form, name: str, found: Finding) -> Submission:
    return Submission(schema="htsd/validation/1", file=name, form=form.id, counted=False, findings=(found,))


def _understood(interpreter: Interpreter, document: Document, name: str, marks: dict[str, str]) -> Submission:
    form = interpreter.form
    said = interpreter.read(document)
    if marks.get("output") and marks.get("office"):  # a consolidated report names its office in full
        said = said._replace(letterhead=said.letterhead._replace(unit=marks["office"], found_in="properties"))
    findings = [*document.notices, *said.told]
    table, statistics, about_tables = _the_table(said)
    findings += about_tables
    year = said.letterhead.year
    if year is not None and year != form.year:
        findings.append(finding("wrong-year", found=year, expected=form.year))
    elif table is not None and (made_from := document.properties.get(f"{_MARK}form", form.id)) != form.id:
        findings.append(finding("other-form", found=made_from, expected=form.id))
    if said.lost_font:
        findings.append(finding("legacy-letters", text=said.lost_font[:60]))
    if table is not None:  # what is no report of this form need not name a unit or tell of activities
        findings += _about_unit(said, name)
        if not statistics.empty and marks.get("output") != "workbook":  # of a form left empty nothing more
            findings += _about_narrative(said, form)
    told = [item for item in findings if item.fate is not Fate.COUNTS]
    figures = {indicator: dict(values) for indicator, values in statistics.figures.items()}
    if told:
        # What the table says is beside the point while the file as a whole is in doubt.
        if any(item.code != "wrong-year" for item in told):
            figures = {}
        table_findings: list[Finding] = []
    else:
        figures, about_figures = examine(
            figures, statistics.origins, statistics.findings, form, derive=not marks.get("output")
        )
        table_findings = [*statistics.findings, *about_figures]
    findings += table_findings
    return Submission(
        schema="htsd/validation/1",
        file=name,
        form=form.id,
        unit=UnitName(name=said.letterhead.unit, kind=interpreter.names.kind_of(said.letterhead.unit)),
        figures=_ordered(figures, form),
        origins=_ordered(statistics.origins, form) if figures else {},
        notes=_ordered(statistics.notes, form),
        other=statistics.other,
        extra_rows=tuple(statistics.extra_rows),
        unasked=tuple(statistics.unasked),
        narrative={
            section.id: said.narrative.get(section.id, ())
            for section in form.sections
            if section.id != "statistics"
        },
        report_date=said.letterhead.report_date,
        year=year,
        cells=statistics.cells,
        counted=not told,
        marks=marks,
        area=said.letterhead.area,
        file_format=document.format,
        unit_found_in=said.letterhead.found_in,
        findings=tuple(sorted(findings, key=lambda item: item.severity.rank)),
    )


def _the_table(said: Interpretation) -> tuple[StatisticsTable | None, Statistics, list[Finding]]:
    """Return the one table that counts, and what is to be said when there is none or more than one."""
    if not said.tables:
        return None, Statistics(), []
    filled = [(table, statistics) for table, statistics in said.tables if not statistics.empty]
    if not filled:
        return *said.tables[0], [finding("empty-form")]
    table, statistics = filled[0]
    if all(other.figures == statistics.figures for _, other in filled[1:]):
        return table, statistics, []
    places = ", ".join(_called(table) for table, _ in filled)
    joined = join([statistics for _, statistics in filled])
    if any(item.code == "several-units" for item in said.told):
        return table, statistics, []
    if joined is None:
        return table, statistics, [finding("several-tables", count=len(filled), places=places)]
    return table, joined, [finding("tables-joined", count=len(filled), places=places)]


def _called(table: StatisticsTable) -> str:
    first = table.tables[0]
    return f"trang “{first.sheet}”" if first.sheet is not None else f"bảng thứ {first.number}"


def _about_unit(said: Interpretation, name: str) -> list[Finding]:
    if said.letterhead.found_in == "file":
        return [finding("unit-from-file-name", text=said.letterhead.unit or Path(name).name)]
    return []


def _about_narrative(said: Interpretation, form: Form) -> list[Finding]:
    return [
        finding("narrative-missing", section=f"{section.number} “{section.heading}”")
        for section in form.sections
        if section.id != "statistics" and not said.narrative.get(section.id)
    ]


def _ordered(values: dict[str, Value], form: Form) -> dict[str, Value]:
    return {name: values[name] for name in form.by_id if name in values}
