"""Folders for what is unpacked and converted: gone with the run, and what a killed one left goes with a later run."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_PREFIX = "htsd-"
_MARK = ".htsd-dang-dung"  # the file in a folder whose lock says that somebody is at work in it
_ROOM = "0"  # the folder beside it that is worked in
_YOUNG = 3600.0  # seconds: between its making and its lock a folder is nobody's


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give an empty folder in the system's place for such; it is gone when the block ends.

    As long as its process lives a lock of the system holds it against `remove_left`. Raises `OSError` when none can be
    made.
    """
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        room = Path(name, _ROOM)
        room.mkdir()
        handle = _held(Path(name, _MARK))
        try:
            yield room
        finally:
            if handle is not None:
                os.close(handle)


@cache
def sweep() -> None:
    """Remove what killed runs left in the system's place for temporary folders, once in a run."""
    remove_left(Path(tempfile.gettempdir()), time.time())


def remove_left(place: Path, now: float) -> None:
    """Remove the temporary folders in `place` whose process is gone: those of this person that nobody holds.

    `now` is in seconds since 1970. A folder without the mark of `temporary_folder` is not ours, and one that is younger
    than an hour may be just being made. Never raises: what cannot be removed waits for another run.
    """
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX):
                with suppress(OSError):
                    _remove(Path(entry.path), now)


def _remove(folder: Path, now: float) -> None:
    about = folder.lstat()
    mine = sys.platform == "win32" or about.st_uid == os.geteuid()
    if not mine or folder.is_symlink() or not folder.is_dir() or now - about.st_mtime < _YOUNG:
        return
    mark = folder / _MARK
    handle = os.open(mark, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        _lock(handle)  # refused while its process lives
        shutil.rmtree(folder / _ROOM, ignore_errors=True)
    finally:
        os.close(handle)
    if not (folder / _ROOM).exists():  # the mark last: without it nobody would come back
        mark.unlink()
        folder.rmdir()


def _held(mark: Path) -> int | None:
    """Return the open lock of a new folder; None without a mark where the system knows no locks."""
    handle = os.open(mark, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _lock(handle)
    except OSError:
        os.close(handle)
        mark.unlink()
        return None
    return handle


# Locks of the open file, not of the process: another handle of the same process is refused too, and what a process
# started by copying itself holds on to them.
if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        """Take the lock; raises `OSError` while somebody else has it."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        """Take the lock; raises `OSError` while somebody else has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
