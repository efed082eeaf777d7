"""Reads a filled file by the form that was learnt from an empty one."""

from __future__ import annotations

from pathlib import Path

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.learn import learn_form
from htsd_cli.learn.kept import as_form
from htsd_cli.readers import read_document
from htsd_cli.values.submission import Submission


def read_by(blank: Path, filled: Path) -> Submission:
    """Return what a filled file says as a report of the form that the blank file asks."""
    interpreter = Interpreter(as_form(learn_form(blank), blank.name))
    return submission_of(interpreter, read_document(filled), filled.name)


def told(submission: Submission) -> list[str]:
    """Return the findings' codes, but for that of the file's name."""
    return [item.code for item in submission.findings if item.code != "unit-from-file-name"]
