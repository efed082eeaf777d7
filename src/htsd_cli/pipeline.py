"""The conductor: what a folder received is read, taken together and decided, in this order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.form import Form
from htsd_cli.reading import Hands, read_all, read_received, read_submission, read_with

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from datetime import date

    from htsd_cli.consolidate import Arrival, Below, Consolidation, UnitFinding
    from htsd_cli.decisions import Settlement
    from htsd_cli.form import Campaign
    from htsd_cli.intake import Inbox, Received
    from htsd_cli.roster import Roster
    from htsd_cli.store import Store, Told
    from htsd_cli.values.submission import Submission

__all__ = ["Gathering", "gather", "read_all", "read_received", "read_submission", "read_with"]


@dataclass(frozen=True, slots=True)
class Gathering:
    """A campaign's received files, read, checked and taken together."""

    campaign: Campaign
    form: Form
    roster: Roster | None
    inbox: Inbox
    consolidation: Consolidation
    decisions: Settlement
    stored: Told | None = None

    def path_of(self, file: str) -> Path:
        """Return where a received file stands by its name in the consolidation; for one inside a zip or a mail,
        the copy taken out of it, which is gone once the gathering ends."""
        return next(item.path for item in self.inbox.files if file in (item.name, *_rows_of(item.name, file)))


def _rows_of(name: str, file: str) -> tuple[str, ...]:
    """Return what a report is called that is a row of a file: `bang.xlsx, dòng 5`."""
    return (file,) if re.fullmatch(rf"{re.escape(name)}, dòng \d+", file) else ()


@contextmanager
def gather(
    folder: Path,
    campaign: Campaign,
    leave_out: Iterable[Path] = (),
    hands: Hands | Executor | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    decided_in: Iterable[Path] = (),
    *,
    store: Callable[[Form], Store | None] = lambda _form: None,
    words: bool = True,
) -> Iterator[Gathering]:
    """Give all of a folder's reports, read and taken together; `leave_out` are files and folders not received.

    The files are read by `hands` (here without any), those that the form's `store` knows not again. `progress` is told
    after each file how many are read and of how many. Without `words` what the reports' texts tell is left out. What
    was decided in the sheets of decisions in the folders `decided_in`, in `folder` and in the campaign's own is in
    force. Raises `TomlError`, `RosterError` or `DecisionsError` for the office's own files and `OSError` for a folder
    that cannot be read; never for what is
    in a received file.
    """
    from htsd_cli.consolidate import LeftOut, consolidate
    from htsd_cli.consolidate.telling.remembered import anew
    from htsd_cli.decisions import read_decisions, take_decided
    from htsd_cli.form import load_campaign_form
    from htsd_cli.intake import open_inbox
    from htsd_cli.roster import NameReader, read_roster
    from htsd_cli.store import Notes, notes_basis

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

        kept = store(form)
        submissions = read_received(inbox.files, form, hands, step, kept)
        notes = None
        if kept is not None and words:
            from htsd_cli.reading.side_by_side import spread

            notes = Notes(kept, notes_basis(form), spread)
        arrivals = arrivals_in(submissions, inbox.files)

        together = partial(
            consolidate,
            form=form,
            roster=roster,
            deadline=campaign.term.deadline,
            passed_over=[LeftOut(file=item.name, reason=item.reason) for item in inbox.passed_over],
            areas=campaign.term.level == "province",
            office=campaign.office.full_name,
            year=campaign.term.year,
            pictures=[item.name for item in inbox.passed_over if item.is_picture],
            use=campaign.use,
            below=_results_below(inbox.results),
            words=words,
            remembered=notes or anew,
        )
        consolidation, decisions = take_decided(arrivals, together, sheets, form)
        if notes is not None:
            notes.keep()
        if kept is not None:
            kept.close()
        consolidation = replace(
            consolidation, findings=(*consolidation.findings, *_about_the_form(form, campaign.day))
        )
        told = kept.told if kept is not None else None
        yield Gathering(campaign, form, roster, inbox, consolidation, decisions, told)


def arrivals_in(submissions: Sequence[Submission], files: Sequence[Received]) -> list[Arrival]:
    """Return the reports of the files, of each file one or those of its rows, with when and from whom each came in."""
    from htsd_cli.consolidate import arrivals_of

    return [
        arrival
        for submission, item in zip(submissions, files, strict=True)
        for arrival in arrivals_of(
            submission, item.modified, item.digest, item.sender, item.written, item.subject
        )
    ]


def _about_the_form(form: Form, day: date) -> list[UnitFinding]:
    """Return what to tell the office of the form itself: rows that ask for what there is no more, all at once."""
    from htsd_cli.consolidate import UnitFinding
    from htsd_cli.form.outdated import outdated_rows
    from htsd_cli.form.rows import row_title
    from htsd_cli.values.catalogue import finding

    rows = outdated_rows(form, day)
    if not rows:
        return []
    told = finding("form-outdated", rows="; ".join(row_title(form, row) for row in rows))
    return [UnitFinding(finding=told, file=None, unit=None)]


def _results_below(files: Sequence[Received]) -> list[Below]:
    """Return what the results of other offices say that came with their reports; what is none is passed over."""
    from htsd_cli.consolidate import Below
    from htsd_cli.earlier.results import LARGEST_BELOW, parse_results
    from htsd_cli.readers import UnreadableFile
    from htsd_cli.readers.limits import guarded

    found: list[Below] = []
    for item in files:
        try:
            if item.path.stat().st_size <= LARGEST_BELOW:
                results, data = guarded(partial(parse_results, item.path.read_bytes()), (ValueError,))
                found.append(Below(item.name, results, data))
        except (UnreadableFile, ValueError, OSError):
            continue
    return found
