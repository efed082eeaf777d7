"""A run at work in a folder: it holds the folder, and first finishes or clears away what a dead run left there."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from htsd_cli.form.our_files import PHOTOS_FOLDER, REMINDERS_FOLDER, RETURNS_FOLDER, RETURNS_MANIFEST
from htsd_cli.writers.sets.disk import files_below, hide, keep
from htsd_cli.writers.sets.edited import edited_name
from htsd_cli.writers.sets.journal import JOURNAL, STAGE, read_journal
from htsd_cli.writers.sets.lock import Busy, held
from htsd_cli.writers.sets.manifest import MANIFEST

_SHORT = 5.0  # seconds a reader waits for an exchange to end: it takes moments
# What is being written of a single file: ours by its name alone, and an older version's by an output's ending in it.
_PART = re.compile(r"\.htsd-[a-z0-9_]{8}\.tmp|\..+\.(?:docx|xlsx|html|json|txt|toml)\.[a-z0-9_]{8}\.tmp")


class Unfinished(ValueError):  # noqa: N818 - it names the state a person must resolve
    """A folder's results are of two runs, and it cannot be mended from here; `str()` says so in Vietnamese."""


def _untold(_text: str) -> None:
    """Tell nobody."""


@contextmanager
def at_work(folder: Path, told: Callable[[str], None] = _untold) -> Iterator[None]:
    """Hold a folder for a run, made when it is not there, and have it in order; nothing else writes there meanwhile.

    `told` hears in Vietnamese of waiting and of what was finished. A folder made for nothing is removed again. Raises
    `Busy` when another run holds on to it and `OSError` when it cannot be made or written.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with held(folder, told) as newly:
            if newly:
                _bring_in_order(folder, told)
            yield
    finally:
        if made:
            with suppress(OSError):
                folder.rmdir()


def settled(folder: Path, told: Callable[[str], None] = _untold) -> None:
    """See to it that a folder's results are of one run before they are read; nothing is done where they are.

    Raises `Unfinished` when they are not and the exchange cannot be finished from here.
    """
    if not (folder / JOURNAL).is_file():
        return
    try:
        with held(folder, told, _SHORT):
            _bring_in_order(folder, told)
    except (Busy, OSError) as error:
        if isinstance(error, Busy) and not (folder / JOURNAL).is_file():
            return
        raise Unfinished(
            f"Kết quả trong “{folder}” đang được ghi dở, các tệp có thể không cùng một lần chạy. Hãy đóng các tệp ấy"
            " rồi chạy lại htsd aggregate."
        ) from error


def _bring_in_order(folder: Path, told: Callable[[str], None]) -> None:
    """Finish the exchange a dead run began, and remove what dead runs left; the folder must be held."""
    journal = read_journal(folder)
    if journal is not None:

        def aside(path: Path) -> Path:
            beside = edited_name(path)
            if not beside.exists():
                shutil.copy2(path, beside)
            return beside

        kept = journal.finish(aside)
        hide(folder / MANIFEST)
        told(f"Lần chạy trước bị ngắt khi đang ghi vào “{folder}”; máy vừa ghi nốt cho đủ bộ.")
        for path in kept:
            told(f"Tệp đã được sửa sau lần chạy ấy: bản đã sửa được giữ ở “{path.name}”.")
    with suppress(FileNotFoundError):
        (folder / JOURNAL).unlink()
    for name in os.listdir(folder):  # noqa: PTH208 -- names alone
        path = folder / name
        if STAGE.fullmatch(name) and path.is_dir() and not path.is_symlink():
            _give_back(folder, path)
            shutil.rmtree(path, ignore_errors=True)
    clear_away(folder)


def clear_away(folder: Path) -> None:
    """Remove what dead runs left in a folder of files they were still writing."""
    for name in os.listdir(folder):  # noqa: PTH208
        if _PART.fullmatch(name) and (folder / name).is_file():
            with suppress(OSError):
                (folder / name).unlink()


def _give_back(folder: Path, stage: Path) -> None:
    """Bring back what an earlier version of this program, stopped half-way, left in its stage of a person's files."""
    for name in (PHOTOS_FOLDER, REMINDERS_FOLDER):
        if (stage / f"{name}.old").is_dir() and not (folder / name).exists():
            (stage / f"{name}.old").rename(folder / name)
    old = stage / "old"
    if (old / RETURNS_MANIFEST).is_file():
        for name in files_below(old):
            if not (folder / RETURNS_FOLDER / name).exists():
                keep(old / name, folder / RETURNS_FOLDER / name)
