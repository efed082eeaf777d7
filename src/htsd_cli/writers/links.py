"""Links from an output to the received files, relative so that a campaign folder can be moved as a whole."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePath
from unicodedata import category
from urllib.parse import quote, quote_from_bytes


@dataclass(frozen=True, slots=True)
class Received:
    """Where the received files stand, and the folder the outputs will stand in (they may be made elsewhere)."""

    folder: Path
    outputs: Path

    def way_to(self, file: str) -> PurePath | None:
        """Return the way from the outputs to a received file, None when nothing stands there.

        `file` is a name of a consolidation, relative to `folder`. For a file inside a zip or a mail it is
        the way to that zip or mail. Absolute when files and outputs are on different drives.
        """
        target = self.folder / file
        # `isfile` says no to a name no system takes; `is_file` raises.
        found = next((path for path in (target, *target.parents) if os.path.isfile(path)), None)  # noqa: PTH113
        if found is None:
            return None
        absolute = Path(os.path.abspath(found))  # noqa: PTH100 -- resolve() would follow links out of the campaign
        try:
            return PurePath(os.path.relpath(absolute, os.path.abspath(self.outputs)))  # noqa: PTH100
        except ValueError:
            return absolute

    def page_link(self, file: str) -> str | None:
        """Return the `href` of a page for a received file."""
        path = self.way_to(file)
        if path is None:
            return None
        return path.as_uri() if path.is_absolute() else quote_from_bytes(os.fsencode(path.as_posix()))

    def workbook_link(self, file: str) -> str | None:
        """Return the link of a workbook, None also when it cannot hold it (too long, damaged name)."""
        path = self.way_to(file)
        if path is None:
            return None
        try:
            text = "".join(
                quote(char) if char in "% #" or category(char)[0] == "C" else char for char in path.as_posix()
            )
        except UnicodeEncodeError:
            return None
        return f"external:{text}" if len(text) < 2000 else None
