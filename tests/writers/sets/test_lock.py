"""One run at a time: the other waits or says so, and a run that was killed holds nobody up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from htsd_cli.writers.sets import Busy
from htsd_cli.writers.sets.lock import LOCK, held

HOLDER = (
    "import sys, time; from pathlib import Path; from htsd_cli.writers.sets.lock import held\n"
    "with held(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.readline()\n"
)


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_waits_for_the_first_says_so_and_gives_up(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        heard: list[str] = []
        with (
            pytest.raises(Busy, match=r"Một lệnh htsd khác đang làm việc với thư mục .* chưa ghi gì"),
            held(tmp_path, heard.append, 0.3),
        ):
            pass
        assert heard == [f"Một lệnh htsd khác đang làm việc với thư mục “{tmp_path}”: đợi lệnh ấy xong…"]
        first.communicate("\n")
    with held(tmp_path, wait=0):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_holds_nobody_up(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]
    with held(tmp_path, wait=0):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_run_may_hold_what_it_holds(tmp_path: Path) -> None:
    with held(tmp_path, wait=0) as first, held(tmp_path, wait=0) as again:
        assert (first, again) == (True, False)
