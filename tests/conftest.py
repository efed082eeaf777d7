"""Which tests need a program outside Python; files as LibreOffice saves them in other formats, once for a run."""

from __future__ import annotations

import gc
import inspect
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from tests.programs import close_office, requires_program, save_as

# What plays whole commands, campaigns, reports or the corpus, or waits for a second or more; single tests of other
# files that do so are marked where they stand.
WHOLE = (
    "cli", "decisions", "reading", "store",
    "consolidate/test_cascade.py", "consolidate/test_consolidate.py", "earlier/test_reworded.py",
    "intake/test_net.py", "interpret/grid/test_earlier_form.py", "pictures",
    "writers/returns", "writers/sets", "writers/report/test_appendices.py", "writers/blank/test_blank.py",
    "writers/blank/test_own_words.py", "writers/page/test_page.py", "writers/test_photos.py",
    "writers/report/test_report.py", "writers/report/test_report_figures.py", "writers/report/test_school_report.py",
    "writers/word/test_template_source.py",
    "writers/blank/test_filled_form.py", "writers/test_flat.py", "writers/report/test_narratives.py",
    "writers/test_workbook.py", "writers/blank/test_fitting.py", "writers/report/test_learnt_report.py",
    "writers/word/test_starters.py",
    "test_adds_up_again.py", "test_another_form.py", "test_corpus.py", "test_corpus_written.py", "test_docs.py",
    "test_furniture.py", "test_growth.py", "test_hostile.py",
    "test_mutants.py", "test_one_truth.py", "test_renamed_form.py", "test_sample_ward.py",
    "test_sample_so.py", "test_samples.py", "test_waves.py",
)  # fmt: skip
TESTS = Path(__file__).parent
SAMPLES = TESTS.parent / "sample_reports"
FROM_WORD = ("doc", "odt", "rtf")

ADDOPTS = "addopts=--import-mode=importlib"  # without what needs workers
PROCESSOR_SECONDS = 200  # of one test: the longest needs a tenth of it
MANY = 20  # changed test files: fewer are made ready in passing

# Nothing of what is made while tests are looked for is rubbish.
gc.disable()

# Every test reads its files anew, whatever is in the store of the person at work; those of the store say otherwise.
os.environ.setdefault("HTSD_STORE", "off")

# What pytest makes of a test file's asserts is half the work of finding the tests: kept for the next run, and what
# a command imports for the next command, also where Python is told to keep nothing.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Tests make and remove tens of thousands of files, which a disk takes its time for and the memory does not.
IN_MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000
if (
    "TMPDIR" not in os.environ
    and os.access(IN_MEMORY, os.W_OK)
    and shutil.disk_usage(IN_MEMORY).free > ROOM  # a container may have next to nothing there
):
    os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)

Convert = Callable[[Sequence[Path], str], list[Path]]
SavedAs = Callable[[str], dict[str, Path]]


def pytest_configure(config: pytest.Config) -> None:
    """Have the asserts of changed test files made ready, before several workers would each do it all.

    A worker that did it itself would be twice as large, and the slower each of the thousands of processes it starts.
    """
    workers = config.getoption("numprocesses", None)
    if not workers or hasattr(config, "workerinput"):
        return
    anew = [path for path in sorted(TESTS.rglob("test_*.py")) if not _is_ready(path)]
    if len(anew) <= MANY:
        return
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:xdist", "-o", ADDOPTS]
    parts = [[*command, *map(str, anew[first::workers])] for first in range(workers)]
    for process in [subprocess.Popen(part, stdout=subprocess.DEVNULL) for part in parts]:
        process.wait()  # what is wrong in a file is told when the tests are looked for


def _is_ready(path: Path) -> bool:
    made = path.parent.glob(f"__pycache__/{path.stem}.*-pytest-*.pyc")
    return any(ready.stat().st_mtime >= path.stat().st_mtime for ready in made)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even look into the files that the fast loop leaves out."""
    return True if "not whole" in config.option.markexpr and _is_whole(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `program` what asks for a program, itself or in a fixture, and `whole` what stands in `WHOLE`.

    The rest is the fast loop. The files with programs come first, then what plays whole commands: they take longest,
    and no worker is left alone with one at the end.
    """
    for item in items:
        if isinstance(item, pytest.Function) and _asks_for_program(item):
            item.add_marker(pytest.mark.program)
        if _is_whole(item.path):
            item.add_marker(pytest.mark.whole)
    slow = {item.path for item in items if item.get_closest_marker("program")}
    items.sort(key=lambda item: (item.path not in slow, not _is_whole(item.path)))


def pytest_collection_finish() -> None:
    """Take the tests themselves out of what Python searches for rubbish: some hundred thousand objects that stay.

    What tests make is searched less often than by default as well; both together are a tenth of a run's work.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """End a test whose own process works on and on: it fails where it stands, with the way there.

    Processor time, not time by the clock: a busy machine fails no test. Windows has no such timer; the other one
    of the kind is for what a file may take (`readers.limits`).
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return (yield)
    signal.signal(signal.SIGVTALRM, _fail)
    signal.setitimer(signal.ITIMER_VIRTUAL, PROCESSOR_SECONDS)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _fail(*_: object) -> None:
    pytest.fail(f"more than {PROCESSOR_SECONDS} s of processor time in one test")


def pytest_sessionfinish() -> None:
    """Leave no office open: each worker of a run has its own."""
    close_office()


assert [name for name in WHOLE if not (TESTS / name).exists()] == []


@cache
def _is_whole(path: Path) -> bool:
    where = path.relative_to(TESTS)
    return not {where.as_posix(), *(parent.as_posix() for parent in where.parents)}.isdisjoint(WHOLE)


def _asks_for_program(item: pytest.Function) -> bool:
    fixtures = item._fixtureinfo.name2fixturedefs.values()
    return any(map(_asks, [item.function, *(definition.func for known in fixtures for definition in known)]))


def _asks(function: object) -> bool:
    """Return whether a function of the tests calls `requires_program`, itself or through another of the tests."""
    function = inspect.unwrap(function) if callable(function) else function
    return isinstance(function, FunctionType) and _reaches(function, frozenset())


@cache
def _reaches(function: FunctionType, seen: frozenset[FunctionType]) -> bool:
    if function is requires_program:
        return True
    called = (function.__globals__.get(name) for name in _names(function.__code__))
    ours = (
        inspect.unwrap(other)
        for other in called
        if isinstance(other, FunctionType) and other.__module__.startswith("tests")
    )
    return any(_reaches(other, seen | {function}) for other in ours if other not in seen | {function})


def _names(code: CodeType) -> set[str]:
    inner = (part for part in code.co_consts if isinstance(part, CodeType))
    return set(code.co_names).union(*map(_names, inner))


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Return a function that saves files in another format, all in one run."""

    def save(sources: Sequence[Path], target: str) -> list[Path]:
        return save_as(sources, target, tmp_path_factory.mktemp(target))

    return save


@pytest.fixture(scope="session")
def saved_as(convert: Convert) -> SavedAs:
    """Return a function from a format to samples saved in it: name of the sample -> file.

    A workbook is saved in every format, a text in one of its formats: each format has a third of them.
    """
    made: dict[str, dict[str, Path]] = {}

    def save(target: str) -> dict[str, Path]:
        if target not in made:
            own = ".docx" if target in FROM_WORD else ".xlsx"
            sources = sorted(path for path in SAMPLES.iterdir() if path.suffix == own)
            if target in FROM_WORD:
                sources = sources[FROM_WORD.index(target) :: len(FROM_WORD)]
            files = convert(sources, target)
            made[target] = {source.name: path for source, path in zip(sources, files, strict=True)}
        return made[target]

    return save
