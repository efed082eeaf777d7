"""The values of the intake: a received file, a file passed over, and all of them together."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from htsd_cli.intake.by_name import PICTURE
from htsd_cli.readers import UnreadableFile
from htsd_cli.values.time import VIETNAM


class Received(NamedTuple):
    """A file that may be a report: where it is, what to call it, when it came in, and from whom.

    `name` is its way below the folder, through the zip or mail it came in: `thu/abc.eml/BC.docx`. `modified` is
    when that mail was sent, else when the file, or the zip it came in, was last written (Vietnamese time).
    `digest` is the first 16 hexadecimal digits of its content's SHA-256, `sender` and
    `subject` are the mail's. `written` is the time a zip gives the file itself. `problem` says why it cannot be
    read, where that is known before reading: a zip that asks for a password, a mail with nothing in it.
    """

    path: Path
    name: str
    modified: datetime
    digest: str = ""
    sender: str = ""
    written: datetime | None = None
    problem: UnreadableFile | None = None
    subject: str = ""

    @property
    def day(self) -> date:
        """The day of arrival in Vietnamese time."""
        return self.modified.date()


class PassedOver(NamedTuple):
    """A file that is no report by its nature, with the reason in Vietnamese."""

    name: str
    reason: str

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, film or sound, which may belong to a report beside it."""
        return self.reason == PICTURE


class Inbox(NamedTuple):
    """The files of a folder, its subfolders, and of the zips and mails in them, sorted by name.

    `results` are those of `passed_over` that hold the results of an office's run, which tell whom its report adds up.
    """

    files: tuple[Received, ...]
    passed_over: tuple[PassedOver, ...]
    results: tuple[Received, ...] = ()


def received(path: Path, name: str) -> Received:
    """Return a file with its time of arrival: its modification time, in Vietnamese time."""
    try:
        stamp = path.stat().st_mtime
    except OSError:
        stamp = 0.0
    try:
        modified = datetime.fromtimestamp(stamp, VIETNAM)
    except (OSError, OverflowError, ValueError):  # a date no calendar has
        modified = datetime.fromtimestamp(0.0, VIETNAM)
    return Received(path, name, modified, _digest(path))


def digest_of(content: bytes) -> str:
    """Return what a file's content is known by: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(content).hexdigest()[:16]


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except OSError:
        return ""
