"""The scoreboard: every shape's files read by the pipeline, and what became of their figures."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from htsd_cli.interpret import Interpreter
from htsd_cli.pipeline import read_submission, read_with
from htsd_cli.readers import convert_old_documents
from htsd_cli.values.submission import Submission
from tests.corpus.filling import FORM
from tests.corpus.score import Miss, Score, score
from tests.corpus.truth import Case

_HEAD = (
    "files",
    "figures",
    "right",
    "flagged",
    "SILENT",
    "faults",
    "told",
    "suggest",
    "noise",
    "infos",
    "units",
)


def read_case(case: Case, directory: Path) -> Submission:
    """Write a file of the corpus into `directory` and read it through the pipeline."""
    path = directory / case.name
    path.write_bytes(case.content)
    return read_submission(path, FORM, case.name)


def read_cases(cases: Iterable[Case], directory: Path) -> list[tuple[Case, Submission | Exception]]:
    """Write the files into `directory` and read them, old formats converted in one run.

    What the program would catch as a last resort is raised while it reads the corpus, and returned here.
    """
    placed = []
    for place, case in enumerate(cases):
        folder = directory / f"{place:04d}"
        folder.mkdir()
        (folder / case.name).write_bytes(case.content)
        placed.append((case, folder / case.name))
    interpreter = Interpreter(FORM)
    read: list[tuple[Case, Submission | Exception]] = []
    with convert_old_documents([path for _, path in placed]) as converted, _every_error_raised():
        for case, path in placed:
            try:
                read.append((case, read_with(interpreter, path, case.name, converted.get(path))))
            except Exception as error:
                read.append((case, error))
    return read


@contextmanager
def _every_error_raised() -> Iterator[None]:
    before = os.environ.get("HTSD_DEBUG")
    os.environ["HTSD_DEBUG"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["HTSD_DEBUG"]
        else:
            os.environ["HTSD_DEBUG"] = before


def score_all(cases: Iterable[Case], directory: Path | None = None) -> dict[str, Score]:
    """Return the score of every shape among the cases, in their order; the files are kept in `directory`."""
    with TemporaryDirectory(prefix="htsd-corpus-") as temporary:
        return scores(read_cases(cases, directory or Path(temporary)))


def scores(read: Iterable[tuple[Case, Submission | Exception]]) -> dict[str, Score]:
    """Return the score of every shape among the files read, in their order."""
    found: dict[str, Score] = {}
    for case, got in read:
        one = _crashed(case, got) if isinstance(got, Exception) else score(case, got)
        found.setdefault(case.shape, Score()).add(one)
    return found


def _crashed(case: Case, error: Exception) -> Score:
    """Return the score of a file the pipeline raised on: every figure of it is missing, with nothing said."""
    figures = sum(len(values) for values in case.truth.figures.values())
    miss = Miss("CRASH", case.name, "file", "a submission", repr(error))
    return Score(files=1, figures=figures, silent=max(1, figures), units=1, misses=[miss])


def total(scores: Iterable[Score]) -> Score:
    """Return the sum of the scores."""
    everything = Score()
    for item in scores:
        everything.add(item)
    return everything


def table(scores: dict[str, Score]) -> str:
    """Return the scoreboard as text, a line for each shape and one for all."""
    width = max((len(name) for name in scores), default=10) + 2
    lines = ["shape".ljust(width) + "".join(f"{head:>9}" for head in _HEAD)]
    lines += [_line(name, item, width) for name, item in scores.items()]
    everything = total(scores.values())
    lines += ["-" * len(lines[0]), _line("all", everything, width), *_shares(everything)]
    return "\n".join(lines)


def _line(name: str, item: Score, width: int) -> str:
    suggested = f"{item.suggested}/{item.suggestions}" if item.suggestions else "-"
    values = (item.files, item.figures, item.right, item.flagged, item.silent, item.faults, item.faults_told)
    cells = [str(value) for value in values]
    cells += [suggested, str(item.noise), str(item.infos), f"{item.units_right}/{item.units}"]
    return name.ljust(width) + "".join(f"{cell:>9}" for cell in cells)


def _shares(item: Score) -> list[str]:
    if not item.figures:
        return []
    units = f"{item.units_right / item.units:.1%}" if item.units else "-"
    return [
        f"right {item.right / item.figures:.2%}  flagged {item.flagged / item.figures:.2%}"
        f"  silent {item.silent}  noise {item.noise / item.figures:.2%}  units {units}"
    ]
