"""The programs outside Python that some tests need."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from docx import Document


def requires_program(*names: str) -> None:
    """Skip the test when a program is not installed; on the CI machine (`CI` is set) fail instead.

    A newcomer passes the tests with nothing but Python; the CI machine may not pass over them unseen.
    """
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)}"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def save_as(sources: Sequence[Path], target: str, folder: Path, *, seconds: int = 300) -> list[Path]:
    """Let LibreOffice save files in another format, or anew in their own, into `folder`, all in one run.

    `target` is an ending with perhaps a filter behind a colon ("xlsx:Calc MS Excel 2007 XML"). Returns the
    files made, in the order of the sources.
    """
    libreoffice("--convert-to", target, "--outdir", str(folder), *map(str, sources), seconds=seconds)
    made = [folder / f"{source.stem}.{target.partition(':')[0]}" for source in sources]
    assert [path.name for path in made if not path.is_file()] == [], "soffice did not make these"
    return made


def libreoffice(*arguments: str, seconds: int = 300) -> None:
    """Let LibreOffice do what the arguments say.

    An office that stays open does the work, so that starting one is paid for once; when it has died, the one
    that was to hand the work over does it itself.
    """
    requires_program("soffice")
    command = [*_office(), *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=seconds)


@cache
def _office() -> tuple[str, ...]:
    """Start this process's own LibreOffice, with settings of its own; return the command that hands work to it.

    A document lies open in it: without one it would end after the first work. `close_office` ends it.
    """
    folder = Path(tempfile.mkdtemp(prefix="htsd-tests-"))
    command = (
        "soffice",
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
    )
    Document().save(str(folder / "open.docx"))
    office = subprocess.Popen(
        [*command, str(folder / "open.docx")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    _offices.append((office, folder))
    atexit.register(close_office)  # where no run of tests ends it
    deadline = time.monotonic() + 120
    while not (folder / ".~lock.open.docx#").exists() and time.monotonic() < deadline:  # it is not open yet
        time.sleep(0.05)
    return command


_offices: list[tuple[subprocess.Popen[bytes], Path]] = []


def close_office() -> None:
    """End this process's LibreOffice, where it has one."""
    _office.cache_clear()
    while _offices:
        office, folder = _offices.pop()
        with suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
        office.wait()
        shutil.rmtree(folder, ignore_errors=True)
