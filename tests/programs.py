"""The programs outside Python that some tests need."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest


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
    requires_program("soffice")
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={_profile().as_uri()}"]
    command += ["--convert-to", target, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=seconds)
    made = [folder / f"{source.stem}.{target.partition(':')[0]}" for source in sources]
    assert [path.name for path in made if not path.is_file()] == [], "soffice did not make these"
    return made


@cache
def _profile() -> Path:
    """Return this process's own settings of LibreOffice, so that two workers never wait for one another."""
    folder = tempfile.mkdtemp(prefix="htsd-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
