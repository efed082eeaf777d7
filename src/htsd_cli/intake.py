"""What is in a folder: which files may be reports, which are passed over and why."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from htsd_cli.campaign import CAMPAIGN_FILE, DECISIONS_FILE, DEFAULT_ROSTER
from htsd_cli.os_errors import reason

VIETNAM = timezone(timedelta(hours=7))
PHOTOS_FOLDER = "hinh-anh"  # in the results' folder, made by `aggregate --photos`
OUTPUTS = (
    "bao-cao-tong-hop.docx",
    "phu-luc-noi-dung.docx",
    "so-lieu-tong-hop.xlsx",
    "theo-doi.html",
    "tong-hop.json",
)
_NEVER_REPORTS = (OUTPUTS[1], *OUTPUTS[3:])  # the others may come from another office, to be added up again

_PICTURES = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".bmp",
        ".tif",
        ".tiff",
        ".heic",
        ".heif",
        ".webp",
        ".svg",
        ".mp4",
        ".mov",
        ".avi",
        ".mp3",
    ]
)
_NOTES = frozenset(
    [
        ".md",
        ".txt",
        ".log",
        ".ini",
        ".url",
        ".lnk",
        ".db",
        ".tmp",
        ".part",
        ".crdownload",
        ".py",
        ".toml",
        ".json",
    ]
)


class Received(NamedTuple):
    """A file that may be a report: where it is, what to call it, when it came in, and from whom.

    `modified` is when the mail it came in was sent, else when the file was last written (Vietnamese time).
    `digest` is the first 16 hexadecimal digits of its content's SHA-256, `sender` the mail's address.
    """

    path: Path
    name: str
    modified: datetime
    digest: str = ""
    sender: str = ""

    @property
    def day(self) -> date:
        """The day of arrival in Vietnamese time."""
        return self.modified.date()


class PassedOver(NamedTuple):
    """A file that is no report by its nature, with the reason in Vietnamese."""

    name: str
    reason: str


class Inbox(NamedTuple):
    """The files of a folder and its subfolders, sorted by path."""

    files: tuple[Received, ...]
    passed_over: tuple[PassedOver, ...]


@contextmanager
def open_inbox(folder: Path, leave_out: Iterable[Path] = ()) -> Iterator[Inbox]:
    """Give what is in a folder, as `look_into` does."""
    yield look_into(folder, leave_out)


def look_into(folder: Path, leave_out: Iterable[Path] = ()) -> Inbox:
    """Return what is in a folder. `leave_out` are files or folders that are not received, such as the output.

    Links to folders are not followed. Raises `OSError` when the folder itself cannot be read.
    """
    files: list[Received] = []
    passed: list[PassedOver] = []
    excluded = {path.resolve() for path in leave_out}
    os.scandir(folder).close()  # a folder that cannot be read is told, not taken for an empty one

    def closed(error: OSError) -> None:
        called = Path(error.filename or folder).relative_to(folder).as_posix()
        passed.append(PassedOver(called, f"thư mục không mở được: {reason(error)}"))

    for root, folders, names in os.walk(folder, onerror=closed):
        here = Path(root)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() not in excluded
        )
        if PHOTOS_FOLDER in folders and OUTPUTS[-1] in names:
            folders.remove(PHOTOS_FOLDER)
            passed.append(
                PassedOver((here / PHOTOS_FOLDER).relative_to(folder).as_posix(), "ảnh của lần chạy trước")
            )
        for name in names:
            path = here / name
            if path.resolve() in excluded:
                continue
            called = path.relative_to(folder).as_posix()
            why = _reason(name)
            if why:
                passed.append(PassedOver(called, why))
            else:
                files.append(received(path, called))
    return Inbox(
        tuple(sorted(files, key=lambda item: item.name)), tuple(sorted(passed, key=lambda item: item.name))
    )


def received(path: Path, name: str) -> Received:
    """Return a file with its time of arrival: its modification time, in Vietnamese time."""
    try:
        stamp = path.stat().st_mtime
    except OSError:
        stamp = 0.0
    return Received(path, name, datetime.fromtimestamp(stamp, VIETNAM), _digest(path))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except OSError:
        return ""


def _reason(name: str) -> str:
    ending = Path(name).suffix.lower()
    if name.startswith("~$") or name.startswith(".~lock"):
        return "tệp tạm của Word, Excel khi đang mở"
    if name.startswith(".") or name.lower() in ("thumbs.db", "desktop.ini"):
        return "tệp ẩn của hệ thống"
    if name in _NEVER_REPORTS:
        return "kết quả tổng hợp của lần chạy trước"
    if name in (CAMPAIGN_FILE, DEFAULT_ROSTER, DECISIONS_FILE):
        return "tệp của đợt báo cáo"
    if ending in _PICTURES:
        return "hình ảnh, âm thanh"
    if ending in _NOTES:
        return "ghi chú, không phải báo cáo"
    return ""
