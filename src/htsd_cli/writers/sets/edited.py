"""What a file of ours is called once a person edited it and a new one takes its place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from htsd_cli.values.time import VIETNAM
from htsd_cli.writers.file_names import unlike
from htsd_cli.writers.sets.disk import digest_of


def edited_name(path: Path, other: Path | None = None) -> Path:
    """Return where an edited file is kept beside its successor: its name with when it was saved (Vietnamese time).

    The name is free, or that of a file with the same content. `other` is a place where it must be free too.
    """
    saved = datetime.fromtimestamp(path.stat().st_mtime, VIETNAM)
    stem = f"{path.stem} (đã sửa {saved:%d-%m %Hh%M})"
    taken: set[str] = set()
    digest = digest_of(path)
    while True:
        found = path.with_name(f"{unlike(stem, taken)}{path.suffix}")
        if digest_of(found) == digest:
            return found
        if not found.exists() and (other is None or not other.with_name(found.name).exists()):
            return found
