"""Times whole processes, baseline and candidate in turn, so that a busy machine slows both alike."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """What runs of one command cost: the median in seconds, the largest memory in MB (None: not known here)."""

    seconds: float
    megabytes: float | None


@dataclass(frozen=True, slots=True)
class Work:
    """What one run took: seconds of processor time (all it started included) and on the clock, MB at most."""

    cpu: float
    wall: float
    megabytes: float


def measure(
    command: Sequence[str], environment: Mapping[str, str] | None = None, codes: Sequence[int] = (0,)
) -> Work:
    """Return what one run of a command took (Unix only); raises `RuntimeError` on an exit status not in `codes`."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(environment or os.environ)
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    unit = 1024 if os.uname().sysname == "Linux" else 1024 * 1024
    return Work(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


def compare(commands: Sequence[Sequence[str]], runs: int, codes: Sequence[int] = (0,)) -> list[Cost]:
    """Return the cost of each command over `runs` rounds; raises `RuntimeError` on an exit status not in `codes`."""
    seconds: list[list[float]] = [[] for _ in commands]
    memory: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for place, command in enumerate(commands):
            took, megabytes = _once(command, codes)
            seconds[place].append(took)
            if megabytes is not None:
                memory[place].append(megabytes)
    return [
        Cost(median(times), max(sizes) if sizes else None)
        for times, sizes in zip(seconds, memory, strict=True)
    ]


def _once(command: Sequence[str], codes: Sequence[int]) -> tuple[float, float | None]:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        unit = 1024 if os.uname().sysname == "Linux" else 1024 * 1024
        megabytes = usage.ru_maxrss / unit
    else:
        process.wait()
        took, megabytes = time.perf_counter() - start, None
    if process.returncode not in codes:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return took, megabytes
