"""One net around whatever opens a received thing: any error in it, too much time or memory is told of that one.

Most files are read in this process, since a process for each would cost more than the reading. A clock of processor
time interrupts one that takes too long: where the system has such a clock (Linux, macOS) by a signal, which also
interrupts a search in a text; else (Windows, or outside the main thread) by a thread that watches. On Linux the
system itself refuses more memory; elsewhere the limits of size and number that each reader has bound it.
Parsers that are not ours go to a child process instead (`child.py`).
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TypeVar

from htsd_cli.language.refusals import reason
from htsd_cli.readers.packages import UnreadableFile

SECONDS = 15.0  # of processor time for one step of one file; reading a large one takes five
MOST_MEMORY = (
    1200 << 20
)  # bytes more than the process had; the largest file within the other limits takes 800 MB
_MEASURED_AGAIN = 100  # files after which it is measured again how much the process has
_AGAIN = 0.5  # seconds until an interruption that somebody swallowed comes again

Value = TypeVar("Value")


class OutOfTimeError(BaseException):
    """The time of a file is over. No `Exception`, so that no reader takes it for an error of the file's."""


def guarded(
    work: Callable[[], Value], passing: tuple[type[Exception], ...] = (), seconds: float = SECONDS
) -> Value:
    """Return what `work` returns.

    Raises `UnreadableFile` for whatever goes wrong in it or when it takes too long or too much memory; what is
    `passing` goes through as it is. Within another guarded work the outer one's time and memory hold.
    """
    as_it_is: tuple[type[Exception], ...] = (UnreadableFile, *passing)
    try:
        return _limited(work, seconds)
    except as_it_is:
        raise
    except OutOfTimeError as error:
        _limits.end()  # should the interruption have come while the limits were being lifted
        raise UnreadableFile("reading-failed", f"đọc quá {seconds:.0f} giây chưa xong") from error
    except OSError as error:
        raise UnreadableFile("reading-failed", reason(error)) from error
    except (MemoryError, RecursionError) as error:
        raise UnreadableFile("too-large", "nội dung vượt quá bộ nhớ hoặc lồng nhau quá sâu") from error
    except Exception as error:
        if os.environ.get("HTSD_DEBUG"):
            raise
        raise UnreadableFile("reading-failed", f"gặp cấu trúc chưa biết ({type(error).__name__})") from error


def each_guarded(items: Iterable[Value], passing: tuple[type[Exception], ...] = ()) -> Iterator[Value]:
    """Yield the items, each taken as guarded work of its own."""
    iterator = iter(items)
    while True:
        found = guarded(lambda: next(((item,) for item in iterator), None), passing)
        if found is None:
            return
        yield found[0]


def _limited(work: Callable[[], Value], seconds: float) -> Value:
    if _limits.held:
        return work()
    try:
        _limits.begin(seconds)
        return work()
    finally:
        _limits.end()


class _Limits(threading.local):
    """The limits of this thread, held or not."""

    def __init__(self) -> None:
        self.held = False
        self._by_signal = False
        self._watch: _Watch | None = None
        self._memory: tuple[int, int] | None = None
        self._begun = 0
        self._most = 0

    def begin(self, seconds: float) -> None:
        self.held = True
        if self._begun % _MEASURED_AGAIN == 0:
            self._most = _memory_used() + MOST_MEMORY
        self._begun += 1
        self._memory = _limit_memory(self._most)
        self._by_signal = _start_clock(seconds)
        if not self._by_signal:
            self._watch = _Watch(seconds)
            self._watch.start()

    def end(self) -> None:
        self.held = False
        if self._by_signal:
            _stop_clock()
            self._by_signal = False
        if self._watch is not None:
            self._watch.end()
            self._watch = None
        if self._memory is not None:
            _lift_memory(self._memory)
            self._memory = None


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    if _limits.held:
        raise OutOfTimeError


def _start_clock(seconds: float) -> bool:
    """Start the clock of this process; return whether there is one that this thread may use."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return False
    if signal.getsignal(signal.SIGPROF) not in (signal.SIG_DFL, _interrupt):
        return False  # somebody measures this program
    signal.signal(signal.SIGPROF, _interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    return True


def _stop_clock() -> None:
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, 0)


class _Watch(threading.Thread):
    """Interrupts the thread that made it when this process has worked too long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(daemon=True)
        self._until = time.process_time() + seconds
        self._thread = threading.get_ident()
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_AGAIN):
            if time.process_time() > self._until:
                _raise_in(self._thread, OutOfTimeError)

    def end(self) -> None:
        self._over.set()
        self.join()
        _raise_in(self._thread, None)  # one that has not come yet


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    import ctypes

    raised = ctypes.py_object(error) if error is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _memory_used() -> int:
    """Return how many bytes of data this process has, 0 where the system does not tell (Linux does)."""
    if sys.platform != "linux":
        return 0
    import resource

    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
    return 0


def _limit_memory(most: int) -> tuple[int, int] | None:
    """Let the system refuse this process more memory; return the limits to set again, None where it cannot."""
    if sys.platform != "linux":
        return None
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    if before[0] != resource.RLIM_INFINITY and before[0] <= most:
        return None
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (most, before[1]))
        return before
    return None


def _lift_memory(before: tuple[int, int]) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, before)


_limits = _Limits()
