"""Temporary folders go with their run, or with a later one when theirs was killed."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from htsd_cli.readers.temporary import remove_left, temporary_folder

_LATER = 2 * 3600.0  # seconds after which no folder is young

_HOLDER = """
import sys
from htsd_cli.readers.temporary import temporary_folder
with temporary_folder() as folder:
    (folder / "bao-cao.docx").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@contextmanager
def another_run() -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Start a process that works in a temporary folder; give it and that folder."""
    run = subprocess.Popen(
        [sys.executable, "-c", _HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert run.stdout is not None
        yield run, Path(run.stdout.readline().strip())
    finally:
        run.kill()
        run.communicate()


def test_a_folder_is_empty_and_gone_with_its_block(place: Path) -> None:
    with temporary_folder() as folder:
        assert list(folder.iterdir()) == []
        (folder / "bao-cao.docx").write_text("x")
    assert list(place.iterdir()) == []


def test_what_a_killed_run_left_is_removed_by_a_later_one(place: Path) -> None:
    with another_run() as (run, folder):
        run.kill()
        run.communicate()
        assert (folder / "bao-cao.docx").is_file()
        remove_left(place, time.time() + _LATER)
    assert list(place.iterdir()) == []


def test_a_folder_that_another_run_works_in_stays_however_old(place: Path) -> None:
    with another_run() as (_, folder):
        remove_left(place, time.time() + _LATER)
        assert (folder / "bao-cao.docx").is_file()


def test_a_folder_of_this_very_run_stays_however_old(place: Path) -> None:
    with temporary_folder() as folder:
        remove_left(place, time.time() + _LATER)
        assert folder.is_dir()


def test_a_young_folder_stays_even_when_nobody_holds_it(place: Path) -> None:
    with another_run() as (run, folder):
        run.kill()
        run.communicate()
        remove_left(place, time.time() + 60)
        assert (folder / "bao-cao.docx").is_file()


def test_a_folder_that_only_is_called_like_ours_stays(place: Path) -> None:
    own = place / "htsd-ket-qua"
    own.mkdir()
    (own / "bao-cao.docx").write_text("x")
    (place / "htsd-ghi-chu.txt").write_text("x")
    remove_left(place, time.time() + _LATER)
    assert sorted(path.name for path in place.iterdir()) == ["htsd-ghi-chu.txt", "htsd-ket-qua"]
    assert (own / "bao-cao.docx").is_file()
