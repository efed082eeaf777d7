"""One run at a time in a folder: a lock of the system, which is gone with the run, however that ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from htsd_cli.form.our_files import RESULTS_LOCK
from htsd_cli.writers.sets.disk import hide

LOCK = RESULTS_LOCK
WAIT = 60.0  # seconds a run waits for another one
_PAUSE = 0.1
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

_held: set[Path] = set()  # the folders this process holds: a lock belongs to a process


class Busy(ValueError):  # noqa: N818 - it names the state a person must wait for
    """Another run is at work in the folder; `str()` says so in Vietnamese."""


@contextmanager
def held(
    folder: Path, told: Callable[[str], None] = lambda _text: None, wait: float | None = None
) -> Iterator[bool]:
    """Hold a folder, which must exist, against other runs; gives whether this run did not hold it already.

    Waits up to `wait` seconds (`WAIT` when None) for another run and has that `told`. Raises `Busy` when the other
    one goes on longer, `OSError` when the folder cannot be written. Where the system knows no locks (some
    network disks) nothing is held.
    """
    place = folder.resolve()
    if place in _held:
        yield False
        return
    path = place / LOCK
    handle = _waited_for(path, folder, told, WAIT if wait is None else wait)
    _held.add(place)
    try:
        yield True
    finally:
        _held.discard(place)
        _let_go(handle, path)


def _waited_for(path: Path, folder: Path, told: Callable[[str], None], wait: float) -> int:
    until = time.monotonic() + wait
    waiting = False
    while True:
        handle = _taken(path)
        if handle is not None:
            return handle
        if time.monotonic() >= until:
            raise Busy(
                f"Một lệnh htsd khác đang làm việc với thư mục “{folder}”. Hãy đợi lệnh ấy xong rồi chạy lại; lệnh"
                " này chưa ghi gì."
            )
        if not waiting:
            told(f"Một lệnh htsd khác đang làm việc với thư mục “{folder}”: đợi lệnh ấy xong…")
            waiting = True
        time.sleep(_PAUSE)


def _taken(path: Path) -> int | None:
    """Return the open lock when it could be taken, None while another process holds it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _lock(handle)
        # Another run may have removed the file between the opening and the locking: then it locks nobody out.
        if _same(handle, path):
            hide(path)
            return handle
    except OSError as error:
        os.close(handle)
        if error.errno in _TAKEN:
            return None
        raise
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _same(handle: int, path: Path) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(handle), there)


def _let_go(handle: int, path: Path) -> None:
    """Remove the lock's file and let it go; Windows removes no file that is open, so there it stays a moment longer."""
    if sys.platform != "win32":
        with suppress(OSError):
            path.unlink()
        os.close(handle)
        return
    os.close(handle)
    with suppress(OSError):
        path.unlink()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        # A lock of this process alone: one that is inherited would outlive it in a worker that hangs.
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _TAKEN:
                raise
