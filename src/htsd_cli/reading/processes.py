"""Many files read by several processes of this machine, as many as pay; the submissions are the same."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from typing import NamedTuple

from htsd_cli.form import Form, load_form
from htsd_cli.interpret import Interpreter
from htsd_cli.readers import convert_old_documents
from htsd_cli.readers.converted.libreoffice import Converted
from htsd_cli.reading.hands import File, Here, Understood
from htsd_cli.reading.one import read_with
from htsd_cli.store.kept import from_bytes, to_bytes

# Seconds a file roughly takes, by its ending: whether more processes pay, and which files are begun with.
_SLOW = {".pdf": 1.0, ".doc": 0.3, ".rtf": 0.3, ".odt": 0.3, ".xls": 0.02, ".ods": 0.03, ".xlsb": 0.02}
_PLAIN = 0.008
_MOST_PROCESSES = 32
_SOME = 16  # files a process gets at a time


class Workers:
    """The workers of an executor, on this machine's disk."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def read(self, files: Sequence[File], form: Form) -> Iterator[Understood]:
        """Yield what was understood of each file. What the workers of a broken pool did not read is read here."""
        asked = _asked(form)
        _interpreter(asked)  # workers that are copies of this process have it
        old = _old(files)
        waiting = sorted(range(len(files)), key=lambda place: -_seconds(files[place].path))
        left = set(range(len(files)))
        try:
            futures = [
                self._executor.submit(_read_some, asked, [_Job(i, *files[i], None) for i in some])
                for some in shares([place for place in waiting if place not in old], files)
            ]
            with convert_old_documents([files[place].path for place in sorted(old)]) as converted:
                futures += [
                    self._executor.submit(
                        _read_some,
                        asked,
                        [_Job(i, *files[i], converted.get(files[i].path)) for i in some],
                    )
                    for some in shares(sorted(old), files)
                ]
                for understood in _done(futures, files):
                    left.discard(understood.place)
                    yield understood
        except BrokenProcessPool:
            there = sorted(left)
            for understood in Here().read([files[place] for place in there], form):
                yield understood._replace(place=there[understood.place])


class Processes:
    """As many processes of this machine as pay for the files, `most` at most; None: all its processors."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most

    def read(self, files: Sequence[File], form: Form) -> Iterator[Understood]:
        """Yield what was understood of each file."""
        count = self._most if self._most is not None else worth(sum(_seconds(file.path) for file in files))
        if min(count, len(files)) < 2:
            yield from Here().read(files, form)
            return
        _interpreter(_asked(form))
        with processes(min(count, len(files))) as executor:
            yield from Workers(executor).read(files, form)


def worth(seconds: float) -> int:
    """Return how many processes pay for work of so many seconds: each must save more than its start costs."""
    start = 0.1 if forks() else 1.0
    return max(1, min(processors(), _MOST_PROCESSES, int(seconds / (2 * start))))


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """Give so many worker processes, which end with the command whatever ends it."""
    context = get_context("fork" if forks() else "spawn")
    executor = ProcessPoolExecutor(count, context, initializer=depend_on_parent)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for worker in active_children():
            worker.terminate()
        raise
    executor.shutdown()


def depend_on_parent() -> None:
    """Let this process, started by another, end with it, also with one that is killed and can tell nobody.

    Ctrl-C stops the command, which stops this: it itself hears nothing of it. Of copies of one process each holds the
    pipes that tell the earlier ones that their parent is there: the last ends first, and then one after another.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def forks() -> bool:
    """Whether a process can be copied safely: Linux, and no other thread may hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _Job(NamedTuple):
    place: int
    path: Path
    name: str
    converted: Converted | None


class _Asked(NamedTuple):
    """A form as a campaign uses it, by what another process can load it from."""

    directory: str
    earlier: tuple[str, ...]
    read_old_form: bool


def _asked(form: Form) -> _Asked:
    return _Asked(str(form.directory), form.earlier, form.read_old_form)


def _read_some(asked: _Asked, jobs: Sequence[_Job]) -> list[tuple[int, bytes]]:
    interpreter = _interpreter(asked)
    return [(job.place, to_bytes(read_with(interpreter, job.path, job.name, job.converted))) for job in jobs]


@lru_cache(maxsize=1)
def _interpreter(asked: _Asked) -> Interpreter:
    form = load_form(asked.directory)
    return Interpreter(form.in_campaign(asked.earlier, read_old_form=asked.read_old_form))


def _done(futures: Sequence[Future[list[tuple[int, bytes]]]], files: Sequence[File]) -> Iterator[Understood]:
    for future in as_completed(futures):
        for place, kept in future.result():
            yield Understood(place, from_bytes(kept, files[place].name), kept)


def _old(files: Sequence[File]) -> set[int]:
    """Return the places of the files that LibreOffice converts."""
    from htsd_cli.readers.sniff import old_documents

    old = set(old_documents([file.path for file in files]))
    return {place for place, file in enumerate(files) if file.path in old}


def shares(places: Sequence[int], files: Sequence[File]) -> Iterator[list[int]]:
    """Yield the places in parts of about the same time."""
    part: list[int] = []
    seconds = 0.0
    for place in places:
        part.append(place)
        seconds += _seconds(files[place].path)
        if seconds >= _SOME * _PLAIN:
            yield part
            part, seconds = [], 0.0
    if part:
        yield part


def _seconds(path: Path) -> float:
    return _SLOW.get(path.suffix.lower(), _PLAIN)
