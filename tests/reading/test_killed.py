"""A command that is killed leaves no process behind: whatever it started ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the processes are looked up in /proc")

SAMPLES = Path(__file__).parents[2] / "sample_reports"
_PATIENCE = 60.0  # seconds, for a machine that is busy
_COMMAND = f"""
import sys
from htsd_cli.cli import main
sys.argv = ["htsd", "aggregate", {str(SAMPLES)!r}, "-o", "out", "--jobs", "2"]
main()
"""
_WORKERS = """
import time
from htsd_cli.reading import processes
processes.forks = lambda: False
if __name__ == "__main__":
    with processes.processes(2) as executor:
        list(executor.map(time.sleep, (600, 600)))
"""
_COPIES = """
import os, time
from htsd_cli.reading import side_by_side as module
module.processors, module._PAYS, here = (lambda: 2), 0, os.getpid()
def work(item):
    if item == 32:
        time.sleep(600)
    return "dài" * 100_000 if os.getpid() != here else ""
module.spread(work, range(35))
"""
_PROGRAM = """
import pathlib
from htsd_cli.readers.converted import libreoffice
(out := pathlib.Path("out")).mkdir()
libreoffice._run(pathlib.Path("soffice").absolute(), [], "docx", out, pathlib.Path("profile").absolute())
"""


def started_by(process: int) -> list[int]:
    """Return the processes that a process started and that are there."""
    return [pid for pid in _there() if _parent(pid) == process]


def _there() -> list[int]:
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if _parent(pid) is not None]


def _parent(pid: int) -> int | None:
    """Return who started a process; None when it has ended."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[:2]
    except OSError:
        return None
    return None if state in "ZX" else int(parent)


def _waits_for(true: Callable[[], object]) -> bool:
    end = time.monotonic() + _PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(true())


@pytest.mark.parametrize(
    ("script", "children"),
    [(_COMMAND, 2), (_WORKERS, 3), (_COPIES, 1), (_PROGRAM, 2)],
    ids=["command", "spawned workers", "copies", "program"],
)
def test_what_a_killed_command_started_ends(script: str, children: int, tmp_path: Path) -> None:
    (tmp_path / "soffice").write_text("#!/bin/sh\nsleep 600 &\nsleep 600\n")
    (tmp_path / "soffice").chmod(0o755)
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    environment = {**os.environ, "HTSD_STORE": "off"}
    silent = subprocess.DEVNULL
    command = subprocess.Popen(
        [sys.executable, "script.py"], cwd=tmp_path, env=environment, stdout=silent, stderr=silent
    )
    seen: set[int] = set()
    try:
        assert _waits_for(lambda: len(started_by(command.pid)) >= children or command.poll() is not None)
        command.send_signal(signal.SIGSTOP)  # it shall not come to its end meanwhile
        seen = set(started_by(command.pid))
        assert len(seen) >= children
        seen |= {pid for child in seen for pid in started_by(child)}
        command.kill()
        command.wait()
        assert _waits_for(lambda: not seen.intersection(_there())), "some are there still"
    finally:
        command.kill()
        command.wait()
        for pid in seen.intersection(_there()):
            os.kill(pid, signal.SIGKILL)
