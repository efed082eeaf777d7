"""A program that does not work is told from one that is slow."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from htsd_cli.readers import watch
from htsd_cli.readers.watch import Watch

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere nobody tells how much a session works"
)


@pytest.mark.parametrize(("does", "over"), [("time.sleep(30)", True), ("\nwhile True: pass", False)])
def test_a_program_that_waits_hangs_and_one_that_works_is_only_slow(
    monkeypatch: pytest.MonkeyPatch, does: str, over: bool
) -> None:
    monkeypatch.setattr(watch, "_IDLE", 0.6)
    command = [sys.executable, "-S", "-c", f"import time; print(flush=True); {does}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            watched = Watch(process.pid, 100.0, 100.0)
            until = time.monotonic() + 1.5
            found = False
            while time.monotonic() < until and not found:
                found = watched.over()
                time.sleep(0.05)
        finally:
            process.kill()
    assert found is over
