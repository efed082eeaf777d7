"""Several processes read as one does, where they pay; a worker that dies loses nothing."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.pipeline import read_all
from htsd_cli.reading import one, processes
from htsd_cli.reading.processes import Processes, worth
from tests.cli.running import runner

FORM = load_form()
SAMPLES = Path(__file__).parents[2] / "sample_reports"
FILES = [
    (path, path.name)
    for path in sorted(SAMPLES.iterdir())
    if path.suffix in (".docx", ".xlsx", ".pdf", ".xls")
]
HERE = os.getpid()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_of_either_kind_understand_the_same(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "forks", lambda: method == "fork")
    seen: list[int] = []
    files = FILES[:8]
    apart = list(read_all(files, FORM, Processes(2), lambda: seen.append(1)))
    assert apart == list(read_all(files, FORM))
    assert len(seen) == len(files)


def test_more_processes_are_started_only_where_each_saves_more_than_its_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 8)
    monkeypatch.setattr(processes, "forks", lambda: True)
    assert [worth(seconds) for seconds in (0.01, 0.3, 0.5, 1.0, 60.0)] == [1, 1, 2, 5, 8]
    monkeypatch.setattr(processes, "forks", lambda: False)
    assert [worth(seconds) for seconds in (0.3, 3.9, 5.0, 60.0)] == [1, 1, 2, 8]


def test_what_workers_that_died_did_not_read_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    real = one.read_with

    def die_once(interpreter, path, name, converted=None):  # type: ignore[no-untyped-def]
        if name == FILES[3][1] and os.getpid() != HERE:
            os._exit(9)
        return real(interpreter, path, name, converted)

    monkeypatch.setattr(processes, "read_with", die_once)
    monkeypatch.setattr(processes, "_SOME", 1)
    with ProcessPoolExecutor(2, get_context("fork")) as executor, pytest.raises(BrokenProcessPool):
        executor.submit(os._exit, 3).result()
    read = list(read_all(FILES, FORM, Processes(2)))
    assert read == list(read_all(FILES, FORM))


def test_how_far_a_campaign_has_come_is_told_without_searching_the_reports_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    htsd = runner(monkeypatch, capsys)
    monkeypatch.chdir(tmp_path)
    told = htsd("status", SAMPLES)
    monkeypatch.setattr(
        "htsd_cli.consolidate.together.find_practices", lambda *_: pytest.fail("the texts are searched")
    )
    assert htsd("status", SAMPLES) == told
