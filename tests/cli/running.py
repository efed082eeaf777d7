"""Running a command in this process: what it printed, what it said of its work, how it ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from htsd_cli.cli import app as program


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


def flat(text: str) -> str:
    """Return a text without the line breaks of a narrow terminal."""
    return re.sub(r"\s+", " ", text)
