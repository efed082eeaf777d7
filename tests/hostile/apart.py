"""Starts the reader of hostile files as a process of its own and takes its answers."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from htsd_cli.store.kept import from_bytes
from htsd_cli.values.submission import Submission
from tests.corpus.truth import Case


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one file: its submission, or `error`, a traceback or how the reader died."""

    file: str
    seconds: float  # of processor time, with the programs it started
    megabytes: float
    error: str | None
    submission: Submission | None


def read_apart(files: list[Path], directory: Path) -> list[Answer]:
    """Read the files one by one in children of one process, so that the program is imported once."""
    listing = directory / "files.txt"
    listing.write_text("\n".join(map(str, files)), encoding="utf-8")
    command = [sys.executable, "-m", "tests.hostile.reader", str(listing)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    lines = done.stdout.splitlines()
    if len(lines) != len(files):
        raise RuntimeError(done.stderr[-2000:])
    return [_answer(json.loads(line)) for line in lines]


def read_cases(cases: list[Case], directory: Path) -> list[Answer]:
    """Write the cases into the directory and read them apart."""
    files = []
    for case in cases:
        path = directory / case.name
        path.write_bytes(case.content)
        files.append(path)
    return read_apart(files, directory)


def _answer(told: dict[str, str | float | None]) -> Answer:
    text, error = told.get("submission"), told["error"]
    file = Path(str(told["path"])).name
    submission = from_bytes(bytes.fromhex(text), file) if isinstance(text, str) else None
    seconds, megabytes = float(told["seconds"] or 0), float(told["megabytes"] or 0)
    return Answer(file, seconds, megabytes, None if error is None else str(error), submission)
