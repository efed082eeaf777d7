"""How files meet the disk: known by their digests, kept under a second name, flushed, and hidden from view."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

_FLUSHED_ONE_BY_ONE = (
    64  # files; of more the whole system's buffers are flushed at once, where it can do that
)
_HIDDEN = 0x02  # FILE_ATTRIBUTE_HIDDEN
_IN_USE = (5, 32, 33)  # Windows: ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds


def digest_of(path: Path) -> str | None:
    """Return what a file's content is known by (the first 16 hexadecimal digits of its SHA-256), None for no file."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except (FileNotFoundError, NotADirectoryError):
        return None


def signature(path: Path) -> tuple[int, int, int] | None:
    """Return what changes whenever a file is saved: its identity, size and time. None for no file."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def keep(source: Path, target: Path) -> None:
    """Keep a file under a second name: the same file where the disk can do that, else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(source, target)


def patiently(act: Callable[[], object]) -> None:
    """Rename or remove a file, again after a moment where Windows says that another program has it.

    A virus scanner, an indexer or a synchronizing folder holds what was just written for moments; Word and Excel hold
    it for good, and then the last `PermissionError` is raised.
    """
    for pause in _PAUSES:
        try:
            act()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _IN_USE:
                raise
            time.sleep(pause)
        else:
            return
    act()


def flush(files: Iterable[Path]) -> None:
    """Have files' contents stand on the disk itself, so that even a power cut after a rename finds them."""
    paths = list(files)
    if len(paths) > _FLUSHED_ONE_BY_ONE and sys.platform != "win32":
        os.sync()
        return
    for path in paths:
        with path.open("r+b") as stream:
            os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Have a folder's names stand on the disk itself, where the system can do that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def hide(path: Path) -> None:
    """Hide a file or folder on Windows; elsewhere the dot its name begins with does."""
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError):
            ctypes.windll.kernel32.SetFileAttributesW(str(path), _HIDDEN)


def files_below(folder: Path) -> list[str]:
    """Return all files below a folder by their ways from it, in order."""
    return sorted(
        (Path(root) / name).relative_to(folder).as_posix()
        for root, _, names in os.walk(folder)
        for name in names
    )


def placed(error: OSError, place: Path) -> OSError:
    """Return a refusal of the system with the place it is about, where it names none: a full disk never does."""
    if error.filename is not None or error.errno is None:
        return error
    return OSError(error.errno, error.strerror or os.strerror(error.errno), str(place))


def disk_of(place: Path) -> tuple[Path, int | None]:
    """Return the disk a place is on (its drive or where it is mounted) and how many bytes are free on it."""
    here = Path(os.path.abspath(place))  # noqa: PTH100 -- a link's own disk is not what is full
    while not here.exists() and here != here.parent:
        here = here.parent
    free = None
    with suppress(OSError):
        free = shutil.disk_usage(here).free
    while here != here.parent and not os.path.ismount(here):
        here = here.parent
    return here, free
