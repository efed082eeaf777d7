"""The manifest of a results folder: the names and digests of what we wrote, so that nothing else is ever touched."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from htsd_cli.form.our_files import (
    LAST_FOLDER,
    PHOTOS_FOLDER,
    REMINDERS_FOLDER,
    RESULTS_MANIFEST,
    RETURNS_FOLDER,
    RETURNS_MANIFEST,
)

MANIFEST = RESULTS_MANIFEST
FOLDERS = (LAST_FOLDER, PHOTOS_FOLDER, REMINDERS_FOLDER, RETURNS_FOLDER)
_SCHEMA = "htsd/manifest/1"


def owner_of(name: str) -> str:
    """Return the folder of ours a file belongs to by its way from the results' folder, "" for that folder itself."""
    first, _, rest = name.partition("/")
    return first if rest and first in FOLDERS else ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What we wrote below a folder: each file's digest as written, "" where it is not known, by its way from there.

    `folders` are those of ours there, which may hold what others put in too. `together` are the folders of the last
    set whose forerunner is kept ("" for the results' folder itself).
    """

    files: Mapping[str, str] = field(default_factory=dict)
    folders: Collection[str] = ()
    together: Collection[str] = ()

    def of(self, owner: str) -> list[str]:
        """Return the names that belong to one folder of ours."""
        return [name for name in self.files if owner_of(name) == owner]

    def text(self) -> str:
        """Return the manifest as it is written: sorted, so that the same files give the same bytes."""
        data = {
            "schema": _SCHEMA,
            "folders": sorted(self.folders),
            "together": sorted(self.together),
            "files": dict(sorted(self.files.items())),
        }
        return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Return what we wrote below a folder; what cannot be read says nothing, so that nothing counts as ours.

    The list of names that stands in the folder of returns counts too: it goes with that folder wherever it is copied.
    """
    files: dict[str, str] = {}
    folders: set[str] = set()
    together: tuple[str, ...] = ()
    returned = _json(folder / RETURNS_FOLDER / RETURNS_MANIFEST)
    if isinstance(returned, list):
        files = {f"{RETURNS_FOLDER}/{name}": "" for name in [*returned, RETURNS_MANIFEST]}
        folders.add(RETURNS_FOLDER)
    data = _json(folder / MANIFEST)
    if isinstance(data, dict) and data.get("schema") == _SCHEMA and isinstance(data.get("files"), dict):
        files |= {str(name): str(digest) for name, digest in data["files"].items()}
        folders.update(name for name in FOLDERS if name in data.get("folders", ()))
        together = tuple(name for name in ("", *FOLDERS) if name in data.get("together", ()))
    return Manifest({name: digest for name, digest in files.items() if is_below(name)}, folders, together)


def is_below(name: str) -> bool:
    """Tell whether a written name leads nowhere but below its folder: what is on a disk may have been meddled with."""
    parts = name.split("/")
    return bool(name) and "\\" not in name and ":" not in parts[0] and not {"", ".", ".."} & set(parts)


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
