"""Goes through a folder: its files, those of its subfolders, and what is in its zips and mails."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from pathlib import Path, PurePosixPath

from htsd_cli.form.our_files import (
    LAST_FOLDER,
    PHOTOS_FOLDER,
    REMINDERS_FOLDER,
    RESULTS,
    RESULTS_LOCK,
    RESULTS_MANIFEST,
    RETURNS_MANIFEST,
    STORE_FILE,
)
from htsd_cli.intake.by_name import LOOKED_AT, begins_as_report, is_results, may_be_misnamed, why_no_report
from htsd_cli.intake.received import Inbox, PassedOver, Received, received
from htsd_cli.intake.saved_page import join_saved_pages, sheets_beside
from htsd_cli.intake.unpacking import Unpacking
from htsd_cli.language.refusals import reason
from htsd_cli.readers import UnreadableFile
from htsd_cli.readers.limits import guarded

_OURS = {  # folders of ours beside a tong-hop.json, and what they are told as
    PHOTOS_FOLDER: "ảnh của lần chạy trước",
    REMINDERS_FOLDER: "lời nhắc của lần chạy trước",
    LAST_FOLDER: "kết quả của lần chạy trước",
}


@contextmanager
def open_inbox(path: Path, leave_out: Iterable[Path] = ()) -> Iterator[Inbox]:
    """Give what was received: everything in a folder, or one file, with what is in zips and mails taken out.

    What is taken out lies in a temporary folder that is gone when the context ends; nothing of the inbox is
    moved or changed. `leave_out` are files and folders that were not received, such as the output. Raises
    `OSError` when the folder itself cannot be read; never for what is in a file.
    """
    if path.is_dir():
        from htsd_cli.readers.temporary import sweep

        sweep()
        outside = look_into(path, leave_out)
    else:
        alone = [(path, path.name), *sheets_beside(path)]
        outside = Inbox(tuple(received(file, name) for file, name in alone), ())
    with ExitStack() as stack:
        files: list[Received] = []
        passed = list(outside.passed_over)
        unpacking = Unpacking(cache(partial(_emptied, stack)))
        for found in unpacking.open_parts(outside.files):
            if isinstance(found, PassedOver):
                passed.append(found)
            else:
                files.append(found)
        parts: list[PassedOver] = []
        with suppress(UnreadableFile):  # those not joined are read each for itself
            files, parts = guarded(lambda: join_saved_pages(files, unpacking.keep))
        yield _sorted(files, passed + parts, [*outside.results, *unpacking.results])


def _emptied(stack: ExitStack) -> Path:
    """Return an empty folder that is gone when `stack` is closed, and remove those that killed runs left."""
    from htsd_cli.readers.temporary import sweep, temporary_folder

    sweep()
    return stack.enter_context(temporary_folder())


@contextmanager
def pictures_inside(folder: Path, names: Collection[str]) -> Iterator[Mapping[str, Path]]:
    """Give where pictures lie that came in a folder's zips and mails, by their names in the inbox.

    They are taken out for as long as the block runs; what cannot be taken out is not there.
    """
    with ExitStack() as stack:
        unpacking = Unpacking(cache(partial(_emptied, stack)), names)
        holders = {
            parent.as_posix()
            for name in names
            for parent in PurePosixPath(name).parents
            if (folder / parent).is_file()
        }
        for holder in sorted(holders):
            with suppress(UnreadableFile, OSError):
                for _ in unpacking.open(received(folder / holder, holder)):
                    pass
        yield {name: _under_its_name(path, name) for name, path in unpacking.pictures.items()}


def _under_its_name(path: Path, name: str) -> Path:
    """Return a file that was taken out under the name it came with, by which a picture is described."""
    folder = path.with_suffix("")
    target = folder / PurePosixPath(name).name
    try:
        folder.mkdir()
        return path.rename(target)
    except OSError:  # a name that this system cannot write
        return path


def look_into(folder: Path, leave_out: Iterable[Path] = ()) -> Inbox:
    """Return what is in a folder, zips and mails unopened. `leave_out` are files or folders that are not received.

    Links to folders are not followed. Raises `OSError` when the folder itself cannot be read.
    """
    files: list[Received] = []
    passed: list[PassedOver] = []
    results: list[Received] = []
    excluded = {os.path.realpath(path) for path in leave_out}
    os.scandir(folder).close()  # a folder that cannot be read is told, not taken for an empty one

    def closed(error: OSError) -> None:
        called = _called(Path(error.filename or folder), folder)
        passed.append(PassedOver(called, f"thư mục không mở được: {reason(error)}"))

    for root, folders, names in os.walk(folder, onerror=closed):
        here = Path(root)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(here / name) not in excluded
        )
        for ours, what in _OURS.items():
            if ours in folders and RESULTS in names:
                folders.remove(ours)
                passed.append(PassedOver(_called(here / ours, folder), what))
        if RETURNS_MANIFEST in names:
            folders.clear()
            passed.append(PassedOver(_called(here, folder), "bản trả lại đơn vị của lần chạy trước"))
            continue
        for name in names:
            path = here / name
            made_here = name in (RESULTS_MANIFEST, RESULTS_LOCK) or name.startswith(STORE_FILE)
            if made_here or os.path.realpath(path) in excluded:
                continue
            called = _called(path, folder)
            why = why_no_report(name) or _why_no_file(path)
            if may_be_misnamed(why, name) and _begins_as_report(path):
                why = ""
            if why:
                passed.append(PassedOver(called, why))
                results += [received(path, called)] if is_results(name) and not _why_no_file(path) else []
            else:
                files.append(received(path, called))
    return _sorted(files, passed, results)


def _called(path: Path, folder: Path) -> str:
    """Return a file's name in the folder; bytes that are no letters, as in a damaged name, are shown as "�"."""
    return path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _begins_as_report(path: Path) -> bool:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as stream:
            return begins_as_report(stream.read(LOOKED_AT))
    except OSError:
        return False


def _why_no_file(path: Path) -> str:
    """Return why a name stands for nothing that can be read, such as a pipe that would never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""  # reading it tells why
    return "" if stat.S_ISREG(mode) else "không phải tệp thường (đường ống, thiết bị)"


def _sorted(
    files: Iterable[Received], passed: Iterable[PassedOver], results: Iterable[Received] = ()
) -> Inbox:
    return Inbox(
        tuple(sorted(files, key=lambda item: item.name)),
        tuple(sorted(passed, key=lambda item: item.name)),
        tuple(sorted(results, key=lambda item: item.name)),
    )
