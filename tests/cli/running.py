"""Running a command, in this process or in one of its own: what it printed, what it said, how it ended."""

from __future__ import annotations

import gc
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
from htsd_cli.form import Campaign, load_form
from htsd_cli.pipeline import read_submission
from htsd_cli.writers.page import write_page
from htsd_cli.writers.report import write_narratives, write_report
from htsd_cli.writers.workbook import write_workbook
from tests.writers.samples import twelve_units

FORM = load_form()
_SAMPLES = Path(__file__).parents[2] / "sample_reports"
WARMING = _SAMPLES / "TH PHU DONG.docx", next(_SAMPLES.glob("*.xlsx"))


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
    *arguments: str | Path,
    cwd: Path | None = None,
    before: Callable[[], object] = lambda: None,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run `htsd` in a process of its own, forked from this one where it can be: nothing is imported once more.

    `before` is done in that process first. With variables of an environment it is a new interpreter, which alone
    looks at them all.
    """
    words = list(map(str, arguments))
    if environment or not hasattr(os, "fork"):
        command = [sys.executable, "-m", "htsd_cli", *words]
        done = subprocess.run(
            command, cwd=cwd, env=os.environ | environment, capture_output=True, encoding="utf-8", timeout=120,
            check=False, preexec_fn=before,
        )  # fmt: skip
    else:
        done = forked(words, cwd, before)()
    assert "Traceback" not in done.stderr + done.stdout
    return done


def forked(
    words: list[str], cwd: Path | None = None, before: Callable[[], object] = lambda: None
) -> Callable[[], subprocess.CompletedProcess[str]]:
    """Start `htsd` in a copy of this process; return what waits for its end."""
    _warm_up()
    streams = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115  closed below
    child = os.fork()
    if child == 0:
        _become(words, cwd, before, *(stream.fileno() for stream in streams))

    def ended() -> subprocess.CompletedProcess[str]:
        _, status = os.waitpid(child, 0)
        texts = []
        for stream in streams:
            with stream:
                stream.seek(0)
                texts.append(stream.read().decode("utf-8"))
        return subprocess.CompletedProcess(words, os.waitstatus_to_exitcode(status), *texts)

    return ended


def _become(words: list[str], cwd: Path | None, before: Callable[[], object], out: int, err: int) -> NoReturn:
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
        gc.freeze()  # nobody looks for waste among what was copied, which would copy it indeed
        sys.argv = ["htsd", *words]
        before()
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
def _warm_up() -> None:
    """Do once what the commands do, for the processes to come: they import nothing and read no template anew."""
    for module in ("aggregate", "blank", "return_", "status", "trace", "validate"):
        import_module(f"htsd_cli.cli.commands.{module}")
    import_module("pandas")
    for report in WARMING:
        read_submission(report, FORM)
    made, campaign = twelve_units(FORM), Campaign()
    with tempfile.TemporaryDirectory() as folder:
        write_report(made, FORM, campaign, Path(folder) / "a.docx")
        write_narratives(made, FORM, campaign, Path(folder) / "b.docx")
        write_page(made, FORM, campaign, Path(folder) / "c.html")
        write_workbook(made, FORM, Path(folder) / "d.xlsx")


def flat(text: str) -> str:
    """Return a text without the line breaks of a narrow terminal."""
    return re.sub(r"\s+", " ", text)
