"""A thousand spoilt files, bytes and XML, are read in one process: no error escapes, no figure changes in silence."""

from __future__ import annotations

import time
from pathlib import Path

from htsd_cli.interpret import Interpreter
from htsd_cli.pipeline import read_with
from tests.corpus.mutations import mutations
from tests.corpus.score import score
from tests.documents import FORM

NUMBER = 1000
SEED = "together"
SECONDS = 10  # of processor time for one file


def test_a_thousand_spoilt_files_are_answered_and_change_no_figure_in_silence(tmp_path: Path) -> None:
    interpreter = Interpreter(FORM)
    wrong: list[str] = []
    refused = read = 0
    for case, holds in mutations(NUMBER, SEED):
        path = tmp_path / case.name
        path.write_bytes(case.content)
        begun = time.process_time()
        submission = read_with(interpreter, path, case.name)  # raises for nothing that is in a file
        if time.process_time() - begun > SECONDS:
            wrong.append(f"{case.name}: slow")
        if holds:
            told = score(case, submission)
            wrong += [f"{case.name}: {miss}" for miss in told.misses if miss.kind == "SILENT"]
        refused, read = refused + (not submission.figures), read + bool(submission.figures)
        path.unlink()
    assert wrong == []
    assert min(refused, read) > NUMBER // 10, "the mutants are all alike"
