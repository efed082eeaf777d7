"""The reminders: for each unit that is missing or has to mend a draft of a mail and a message to paste; a call list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from htsd_cli.consolidate import Consolidation, Unit, units_of
from htsd_cli.form import Campaign, Form
from htsd_cli.form.our_files import REMINDERS_FOLDER
from htsd_cli.language.vietnamese import fold, format_number
from htsd_cli.roster import Roster, RosterUnit
from htsd_cli.values.findings import Severity
from htsd_cli.writers.campaign.calls import Call, call_list, read_calls
from htsd_cli.writers.campaign.mail import draft
from htsd_cli.writers.campaign.message import Term, message_to, subject_to
from htsd_cli.writers.file_names import safe_name, unlike
from htsd_cli.writers.output import notepad
from htsd_cli.writers.sets import Kept, SavedMeanwhile, output_set
from htsd_cli.writers.sets.disk import digest_of
from htsd_cli.writers.wording import one_line

FOLDER = REMINDERS_FOLDER
CALLS = "danh-sach-goi-dien.xlsx"
ALL = "tat-ca-loi-nhac.txt"

_MOST_READ = 3  # times the list is read again because somebody saved it


@dataclass(frozen=True, slots=True)
class Reminders:
    """Where the reminders are, how many messages, and what people had edited of those before."""

    folder: Path
    messages: int
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reminder:
    view: Unit
    listed: RosterUnit | None
    message: str
    subject: str


def write_reminders(
    consolidation: Consolidation,
    form: Form,
    campaign: Campaign,
    roster: Roster | None,
    results: Path,
    today: date | None = None,
) -> Reminders:
    """Write a message for each unit that sent nothing, nothing that can be read, or has errors; and the call list.

    Before the deadline, seen from `today`, they remind of it, after it they press. Each is a draft of a mail and a
    text for a chat. All messages stand in one file too. They take the place of the reminders of an earlier run as a
    whole, so that nobody is reminded of what is done; what was typed into the call list, and files that others put
    there, stay.
    Raises `CallsError` when that list cannot be read, `OutputExists` when a folder of that name is not ours, and
    `OSError` when `results` cannot be written.
    """
    known = roster.by_id if roster else {}
    reminders = [
        _Reminder(view, known.get(view.id or ""), message, subject_to(view, form, campaign))
        for view in units_of(consolidation, form)
        if view.status in ("missing", "unusable", "error")
        and (message := message_to(view, form, campaign, today))
    ]
    term = Term(campaign.term.deadline, today)
    for read in range(1, _MOST_READ + 1):
        try:
            return Reminders(results / FOLDER, len(reminders), _put(reminders, form, term, results))
        except SavedMeanwhile:
            if read == _MOST_READ:
                raise
    raise AssertionError("not reached")


def _put(reminders: Sequence[_Reminder], form: Form, term: Term, results: Path) -> tuple[Kept, ...]:
    """Write the folder with what was typed into the list of calls before."""
    calls = results / FOLDER / CALLS
    with output_set(results) as outputs:
        read = digest_of(calls)
        typed = read_calls(calls)
        folder = outputs.path / FOLDER
        folder.mkdir()
        taken: set[str] = {ALL.removesuffix(".txt").casefold()}
        for reminder in reminders:
            name = unlike(safe_name(reminder.view.name) or "don-vi", taken)
            (folder / f"{name}.txt").write_bytes(notepad(_addressed(reminder)))
            to = reminder.listed.email if reminder.listed else ""
            mail = draft(to, reminder.view.name, reminder.subject, reminder.message)
            (folder / f"{name}.eml").write_bytes(mail)
        if reminders:
            together = f"\n\n{'-' * 60}\n\n".join(map(_addressed, reminders))
            (folder / ALL).write_bytes(notepad(together))
        if reminders or typed:
            (folder / CALLS).write_bytes(
                call_list([_call(item, term) for item in reminders], typed, form.year)
            )
        return outputs.commit(whole=(FOLDER,), typed={f"{FOLDER}/{CALLS}": read})


def _addressed(reminder: _Reminder) -> str:
    email = one_line(reminder.listed.email) if reminder.listed else ""
    return f"Gửi: {email}\n\n{reminder.message}" if email else reminder.message


def _call(reminder: _Reminder, term: Term) -> Call:
    view, listed = reminder.view, reminder.listed
    errors = view.count(Severity.ERROR)
    state, say = {
        "missing": ("Chưa gửi", f"Chưa nhận được báo cáo; xin gửi {term.until}."),
        "unusable": (
            "Đã nhận, chưa đọc được",
            f"{view.reason} {view.hint}",
        ),
    }.get(
        view.status,
        (
            "Phải sửa",
            f"Báo cáo có {format_number(errors)} chỗ phải sửa; xin sửa theo lời nhắc và gửi lại {term.until}.",
        ),
    )
    return Call(
        key=view.id or fold(view.name),
        unit=view.name,
        kind=view.kind_name or "",
        contact=listed.contact if listed else "",
        phone=listed.phone if listed else "",
        email=listed.email if listed else "",
        state=state,
        say=say,
    )
