"""Who reads many files: whoever yields what was understood of each. Here it is this process, one file after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from htsd_cli.form import Form
from htsd_cli.interpret import Interpreter
from htsd_cli.readers import convert_old_documents
from htsd_cli.reading.one import read_with
from htsd_cli.values.submission import Submission


class File(NamedTuple):
    """A file to read: where it is and what to call it."""

    path: Path
    name: str


class Understood(NamedTuple):
    """What was understood of the file at a `place` in what was given; `kept` are its bytes, where these were made."""

    place: int
    submission: Submission
    kept: bytes | None = None


@runtime_checkable
class Hands(Protocol):
    """Whoever reads files."""

    def read(self, files: Sequence[File], form: Form) -> Iterator[Understood]:
        """Yield what was understood of each file, in any order. Never raises for what is in a file."""
        ...


class Here:
    """This process, one file after another. Files of old kinds are converted first, all in one run."""

    def read(self, files: Sequence[File], form: Form) -> Iterator[Understood]:
        """Yield what was understood of each file, in their order."""
        interpreter = Interpreter(form)
        with convert_old_documents([file.path for file in files]) as converted:
            for place, (path, name) in enumerate(files):
                yield Understood(place, read_with(interpreter, path, name, converted.get(path)))
