"""One file becomes a submission, whatever is in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.form import Form
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.readers.limits import guarded
from htsd_cli.values.catalogue import finding
from htsd_cli.values.submission import Submission

if TYPE_CHECKING:
    from htsd_cli.readers.converted.libreoffice import Converted


def read_submission(path: Path, form: Form, name: str | None = None) -> Submission:
    """Return what one file says as a report of `form`; `name` is what to call the file (as it was given).

    Never raises for what is in the file: a file that cannot be read is a submission with a finding.
    """
    return read_with(Interpreter(form), path, name or str(path))


def read_with(
    interpreter: Interpreter, path: Path, name: str, converted: Converted | None = None
) -> Submission:
    """Return what one file says, with an interpreter made before and, for an old file, what it was converted to."""
    try:
        return guarded(lambda: _read(interpreter, path, name, converted))
    except UnreadableFile as error:
        return refused(interpreter.form, name, error)


def refused(form: Form, name: str, error: UnreadableFile) -> Submission:
    """Return the submission of a file that cannot be read: nothing of it counts, and a finding says why."""
    found = finding(error.code, detail=error.detail, cure=error.cure)
    return Submission(schema="htsd/validation/1", file=name, form=form.id, counted=False, findings=(found,))


def _read(interpreter: Interpreter, path: Path, name: str, converted: Converted | None) -> Submission:
    # What was taken out of a zip or a mail lies under another name.
    return submission_of(interpreter, read_document(path, converted)._replace(path=Path(name)), name)
