"""The conductor: a path becomes a Submission, a folder a Consolidation. Maps over any Executor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.form import Form, load_form
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.readers import UnreadableFile, convert_old_documents, read_document
from htsd_cli.readers.limits import guarded
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import Submission

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from htsd_cli.consolidate import Arrival, Consolidation
    from htsd_cli.decisions import Settlement, Sheets
    from htsd_cli.form import Campaign
    from htsd_cli.intake import Inbox, Received
    from htsd_cli.readers.libreoffice import Converted
    from htsd_cli.roster import Roster


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
    roster = read_roster(roster_path, form, NameReader(form), area, campaign.day) if roster_path else None
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
    # What was taken out of a zip or a mail lies under another name.
    return submission_of(interpreter, read_document(path, converted)._replace(path=Path(name)), name)


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
