"""The folder of what is sent back: a folder for each unit, written whole, nothing of another's hand lost."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from htsd_cli.intake import RETURNS_MANIFEST
from htsd_cli.writers.file_names import safe_name, unlike
from htsd_cli.writers.output import OutputExists

FOLDER = "tra-lai"
MANIFEST = RETURNS_MANIFEST


def folder_names(names: Iterable[str]) -> list[str]:
    """Return a folder's name for each unit, no two alike even where capitals make no difference."""
    taken: set[str] = set()
    return [unlike(safe_name(name) or "don-vi", taken) for name in names]


def write_folders(
    output: Path, folders: Mapping[str, Mapping[str, bytes]], touched: Iterable[str] | None
) -> None:
    """Write `output/tra-lai` anew: a folder for each name, with these files.

    What an earlier run wrote there goes, or, with `touched`, only what it wrote into these folders. Files someone
    else put there stay. The folder is whole or as before. Raises `OutputExists` when a folder of that name is not
    ours, and `OSError` when it cannot be written or one of its files is open.
    """
    target = output / FOLDER
    ours = _ours(target)
    going = None if touched is None else set(touched)
    made = not output.exists()
    output.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(dir=output, prefix=".htsd-"))
    try:
        new = stage / FOLDER
        new.mkdir()
        written = [f"{folder}/{name}" for folder, files in folders.items() for name in files]
        for folder, files in folders.items():
            (new / folder).mkdir()
            for name, content in files.items():
                (new / folder / name).write_bytes(content)
        for path in _files(target):
            called = path.relative_to(target).as_posix()
            kept_ours = called in ours and going is not None and PurePosixPath(called).parts[0] not in going
            if called == MANIFEST or called in written or (called in ours and not kept_ours):
                continue
            copy = new / called
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
            if kept_ours:
                written.append(called)
        names = json.dumps(sorted(written), ensure_ascii=False, indent=0)
        (new / MANIFEST).write_text(names + "\n", encoding="utf-8", newline="\n")
        _exchange(target, new, stage / "old")
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if made and not any(output.iterdir()):
            output.rmdir()


def remove_folder(output: Path) -> None:
    """Remove what an earlier run wrote when there is nothing left to send back; what others put there stays."""
    target = output / FOLDER
    if target.exists():
        write_folders(output, {}, None)
        if [path.name for path in target.iterdir()] == [MANIFEST]:
            shutil.rmtree(target)


def _ours(target: Path) -> frozenset[str]:
    """Return what an earlier run wrote into the folder, by names below it."""
    if not target.exists():
        return frozenset()
    try:
        return frozenset(json.loads((target / MANIFEST).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        if target.is_dir() and not any(target.iterdir()):
            return frozenset()
        raise OutputExists(
            f"“{target}” đã có sẵn và không phải do htsd ghi. Hãy đổi tên hoặc chuyển đi rồi chạy lại."
        ) from error


def _files(target: Path) -> list[Path]:
    return [Path(root) / name for root, _, names in sorted(os.walk(target)) for name in sorted(names)]


def _exchange(target: Path, new: Path, old: Path) -> None:
    """Put the new folder in the place of the old one, which comes back when that fails."""
    if not target.exists():
        new.rename(target)
        return
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        old.rename(target)
        raise
