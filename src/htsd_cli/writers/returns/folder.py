"""The folder of what is sent back: a folder for each unit, written whole, nothing of another's hand lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from htsd_cli.form.our_files import RETURNS_FOLDER, RETURNS_MANIFEST
from htsd_cli.writers.file_names import safe_name, unlike
from htsd_cli.writers.sets import Kept, output_set
from htsd_cli.writers.sets.disk import hide
from htsd_cli.writers.sets.manifest import read_manifest

FOLDER = RETURNS_FOLDER
MANIFEST = RETURNS_MANIFEST


def folder_names(names: Iterable[str]) -> list[str]:
    """Return a folder's name for each unit, no two alike even where capitals make no difference."""
    taken: set[str] = set()
    return [unlike(safe_name(name) or "don-vi", taken) for name in names]


def write_folders(
    output: Path, folders: Mapping[str, Mapping[str, bytes]], touched: Iterable[str] | None
) -> tuple[Kept, ...]:
    """Write `output/tra-lai` anew: a folder for each name, with these files; return what people edited there.

    What an earlier run wrote there goes, or, with `touched`, only what it wrote into these folders. Files someone
    else put there stay. The folder is whole or as before. Raises `OutputExists` when a folder of that name is not
    ours, and `OSError` when it cannot be written or one of its files is open.
    """
    going = None if touched is None else set(touched)

    def stays(name: str) -> bool:
        parts = PurePosixPath(name).parts
        return going is not None and len(parts) > 2 and parts[1] not in going

    with output_set(output) as outputs:
        new = outputs.path / FOLDER
        for folder, files in folders.items():
            (new / folder).mkdir(parents=True)
            for name, content in files.items():
                (new / folder / name).write_bytes(content)
        written = [f"{folder}/{name}" for folder, files in folders.items() for name in files]
        before = read_manifest(output).of(FOLDER)
        written += [way for name in before if stays(name) and (way := name.partition("/")[2]) not in written]
        if written:
            new.mkdir(exist_ok=True)
            names = json.dumps(sorted(written), ensure_ascii=False, indent=0)
            (new / MANIFEST).write_text(names + "\n", encoding="utf-8", newline="\n")
        kept = outputs.commit(whole=(FOLDER,), stays=stays)
    hide(output / FOLDER / MANIFEST)
    return kept


def remove_folder(output: Path) -> tuple[Kept, ...]:
    """Remove what an earlier run wrote when there is nothing left to send back; what others put there stays."""
    return write_folders(output, {}, None) if (output / FOLDER).exists() else ()
