"""Whether a program that was started still works or hangs: by its processor time where the system tells it.

A busy computer makes a program slow, and refuses nothing for it; one that waits for something that never comes does
not work at all, and nobody has to wait for it as long.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

_IDLE, _LEAST = 10.0, 0.05  # seconds of the clock, and of work in them, below which it hangs


class Watch:
    """Watches a session (`setsid`) of programs: from `restart` on it may work for some seconds of processor time.

    `clock` are seconds by the clock on the wall, after which it is given up whatever it does.
    """

    def __init__(self, session: int, seconds: float, clock: float) -> None:
        self._session = session
        self._seconds = seconds
        self._clock = clock
        self.restart()

    def restart(self) -> None:
        """Begin to count anew: something came of the work."""
        now = time.monotonic()
        self._begun = self._seen = seconds_worked(self._session)
        self._deadline, self._since = now + self._clock, now

    def over(self) -> bool:
        """Return whether it has worked too long, waited too long, or does not work at all."""
        now, worked = time.monotonic(), seconds_worked(self._session)
        if now > self._deadline or worked - self._begun > self._seconds:
            return True
        if worked - self._seen >= _LEAST:
            self._seen, self._since = worked, now
        return sys.platform == "linux" and now - self._since > _IDLE


def seconds_worked(session: int) -> float:
    """Return the processor time in seconds of all that runs in a session; 0 where the system does not tell it.

    The program starts another that does the work: both belong to the session begun for them (`setsid`). The places
    in /proc/PID/stat are those of proc(5), counted after the name, which may hold anything.
    """
    if sys.platform != "linux":
        return 0.0
    ticks = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            fields = entry.read_bytes().rpartition(b")")[2].split()
            if int(fields[3]) == session:
                ticks += sum(map(int, fields[11:15]))  # its own and that of what it waited for
    return ticks / os.sysconf("SC_CLK_TCK")
