"""Links from an output to the received files, relative so that a campaign folder can be moved as a whole."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from urllib.parse import quote_from_bytes


def path_to(file: str, output: Path, folder: Path | None = None) -> PurePath | None:
    """Return the way from the output's folder to a received file, None when nothing stands there.

    `file` is a name as it stands in a consolidation, relative to `folder` (the working directory when None).
    For a file inside a zip or a mail it is the way to that zip or mail. Absolute when the two are on
    different drives.
    """
    target = (folder or Path()) / file
    found = next((path for path in (target, *target.parents) if path.is_file()), None)
    if found is None:
        return None
    absolute = Path(os.path.abspath(found))  # noqa: PTH100 -- resolve() would follow links out of the campaign
    start = os.path.abspath(output.parent)  # noqa: PTH100
    try:
        return PurePath(os.path.relpath(absolute, start))
    except ValueError:
        return absolute


def page_link(path: PurePath) -> str:
    """Return the path as the `href` of a page."""
    return path.as_uri() if path.is_absolute() else quote_from_bytes(os.fsencode(path.as_posix()))


def workbook_link(path: PurePath) -> str | None:
    """Return the path as a link of a workbook, None when it cannot hold it (too long, damaged name)."""
    text = path.as_posix()
    for char in "% #":
        text = text.replace(char, f"%{ord(char):02X}")
    try:
        text.encode()
    except UnicodeEncodeError:
        return None
    return f"external:{text}" if len(text) < 2000 else None
