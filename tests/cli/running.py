"""Running a command, in this process or in one of its own: what it printed, what it said, how it ended."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

from htsd_cli.cli import app as program
from htsd_cli.cli import main


class Done(NamedTuple):
    """How a command ended: its status, what it printed, and what it said of its work."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


def runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs `htsd` with arguments, in the current folder."""

    def run(*arguments: object) -> Done:
        monkeypatch.setattr("sys.argv", ["htsd", *map(str, arguments)])
        capsys.readouterr()
        status = program.run()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Done(status, out, err)

    return run


def htsd(
    *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `htsd` in a process of its own, forked from this one where it can be: nothing is imported once more.

    With variables of an environment it is a new interpreter, which alone looks at them all.
    """
    words = list(map(str, arguments))
    if environment or not hasattr(os, "fork"):
        command = [sys.executable, "-m", "htsd_cli", *words]
        done = subprocess.run(
            command, cwd=cwd, env=os.environ | environment, capture_output=True, encoding="utf-8", timeout=120,
            check=False,
        )  # fmt: skip
    else:
        done = _forked(words, cwd)
    assert "Traceback" not in done.stderr + done.stdout
    return done


def _forked(words: list[str], cwd: Path | None) -> subprocess.CompletedProcess[str]:
    _import_all()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _become(words, cwd, out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8"))
    return subprocess.CompletedProcess(words, os.waitstatus_to_exitcode(status), *texts)


def _become(words: list[str], cwd: Path | None, out: int, err: int) -> NoReturn:
    """Be `htsd` from here on, until it ends."""
    status = 70
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  it ends with the process
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        tempfile.tempdir = None
        if cwd is not None:
            os.chdir(cwd)
        sys.argv = ["htsd", *words]
        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


@cache
def _import_all() -> None:
    """Import what the commands import when they run, for the processes to come."""
    for module in ("aggregate", "validate", "trace", "status"):
        import_module(f"htsd_cli.cli.commands.{module}")
    for module in ("pipeline", "writers.report", "writers.workbook", "writers.page"):
        import_module(f"htsd_cli.{module}")
    import_module("pandas")


def flat(text: str) -> str:
    """Return a text without the line breaks of a narrow terminal."""
    return re.sub(r"\s+", " ", text)
