"""Sending back: a copy of each report with remarks at the places to mend, and a note in official style."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from htsd_cli.consolidate import Consolidation, Unit, units_of
from htsd_cli.form import Campaign, Form
from htsd_cli.values.findings import Severity
from htsd_cli.values.submission import Submission
from htsd_cli.writers.campaign.mail import draft
from htsd_cli.writers.campaign.message import return_message, subject_to
from htsd_cli.writers.file_names import safe_file_name
from htsd_cli.writers.output import notepad
from htsd_cli.writers.returns.copies import annotated, bases
from htsd_cli.writers.returns.folder import FOLDER, folder_names, remove_folder, write_folders
from htsd_cli.writers.returns.remarks import remarks_on
from htsd_cli.writers.returns.return_note import NOTE, NoteFields, return_note
from htsd_cli.writers.sets import Kept

__all__ = ["CHAT", "FOLDER", "MAIL", "NOTE", "Returned", "Wishes", "only_to_look_at", "write_returns"]

MAIL, CHAT = "thu-nhap.eml", "loi-nhan.txt"  # the draft of a mail, and the same words for a chat


@dataclass(frozen=True, slots=True)
class Returned:
    """What was written for one unit: its folder, its annotated file (None: it could not be written into), whether
    there is an official letter, what to mend and look at.
    """

    unit: str
    folder: str
    copy: str | None
    was: str
    errors: int
    warnings: int
    letter: bool = True


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an office wants returned.

    `only` are the keys of the units to write for, None for all; `due` is the day by which the units should answer.
    Without `mere_warnings` a unit gets nothing that has only figures to look at, and none to mend; without
    `letters_to_all` it gets its file and a message, but no official letter. `emails` are the units' addresses by id.
    """

    only: Collection[str] | None = None
    due: date | None = None
    mere_warnings: bool = True
    letters_to_all: bool = True
    emails: Mapping[str, str] = field(default_factory=dict)


def write_returns(
    consolidation: Consolidation,
    form: Form,
    campaign: Campaign,
    output: Path,
    path_of: Callable[[str], Path],
    read: Callable[[Path, str], Submission],
    wishes: Wishes | None = None,
) -> tuple[list[Returned], tuple[Kept, ...]]:
    """Write `output/tra-lai` with a folder for each unit that has something to mend or to look at.

    `path_of` gives a received file by its name, `read` reads a file under a name. Returns what was written, and
    what people had edited of an earlier run's. Raises `TemplateError`, `OutputExists` and `OSError`; a received file
    is never changed, and what cannot be annotated gets a note alone.
    """
    wishes = wishes or Wishes()
    only, due = wishes.only, wishes.due
    views = [view for view in units_of(consolidation, form) if view.submission is not None]
    names = folder_names(view.name for view in views)
    chosen = [
        (view, folder)
        for view, folder in zip(views, names, strict=True)
        if only is None or _key(view) in only
    ]
    wanted = [
        (view, folder)
        for view, folder in chosen
        if (remarks := remarks_on(view.findings, form))
        and (wishes.mere_warnings or any(item.severity is Severity.ERROR for item in remarks))
    ]
    if not wanted and only is None:
        return [], remove_folder(output)
    folders: dict[str, dict[str, bytes]] = {}
    returned: list[Returned] = []
    with bases([path_of(view.file or "") for view, _ in wanted]) as found:
        for view, folder in wanted:
            submission = view.submission
            assert submission is not None
            own_name = _own_name(view.file or "")
            author = campaign.office.abbreviation or "htsd"
            day = view.received or date(campaign.term.year, 10, 1)
            base = found[path_of(view.file or "")]
            copy = annotated(base, own_name, submission, form, author, day, read)
            remarks = remarks_on(view.findings, form)
            letter = wishes.letters_to_all or any(item.severity is Severity.ERROR for item in remarks)
            files: dict[str, bytes] = {}
            if copy is not None:
                files[copy.name] = copy.content
            if letter:
                fields = NoteFields(
                    unit=view.name,
                    file=own_name,
                    copy=copy.name if copy else "",
                    was=copy.was if copy else "",
                    due=due,
                )
                files[NOTE] = return_note(fields, remarks, form, campaign)
            text = return_message(view, form, campaign, due, copy=copy is not None)
            if text is not None:
                to = wishes.emails.get(view.id or "", "")
                mail = draft(to, view.name, subject_to(view, form, campaign), text, files)
                files |= {MAIL: mail, CHAT: notepad(text)}
            folders[folder] = files
            returned.append(
                Returned(
                    unit=view.name,
                    folder=folder,
                    copy=copy.name if copy else None,
                    was=base.was,
                    errors=sum(item.severity is Severity.ERROR for item in remarks),
                    warnings=sum(item.severity is Severity.WARNING for item in remarks),
                    letter=letter,
                )
            )
    touched = None if only is None else [folder for _, folder in chosen]
    return returned, write_folders(output, folders, touched)


def only_to_look_at(consolidation: Consolidation, form: Form) -> list[str]:
    """Return the names of the units whose report has figures to look at, and none to mend."""
    views = [view for view in units_of(consolidation, form) if view.submission is not None]
    told = [(view.name, remarks_on(view.findings, form)) for view in views]
    return [
        name
        for name, remarks in told
        if remarks and not any(item.severity is Severity.ERROR for item in remarks)
    ]


def _own_name(file: str) -> str:
    """Return what a received file is called in its folder, where the note has its own name."""
    name = safe_file_name(PurePosixPath(file.replace("\\", "/")).name, 100, "bao-cao")
    ours = {Path(own).stem for own in (NOTE, MAIL, CHAT)}
    return f"bao-cao - {name}" if Path(name).stem.casefold() in ours else name


def _key(view: Unit) -> str:
    return view.id or view.name
