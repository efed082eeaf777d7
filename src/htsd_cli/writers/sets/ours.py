"""Whose a file is that no manifest names: ours when it carries our mark, and then of which office."""

from __future__ import annotations

import json
from pathlib import Path

from htsd_cli.form import DECISIONS_FILE

GENERATOR = b'<meta name="generator" content="htsd">'
_HEAD = 2_000  # bytes of a page in which its mark stands


def is_ours(path: Path, office: str) -> bool:
    """Tell whether a file is an output of ours for this office (`""`: for any), by what is in it.

    The sheet of decisions is ours by its name: a run that could not read one at that place has ended before.
    """
    from htsd_cli.readers.packages import Package, UnreadableFile

    if path.name == DECISIONS_FILE:
        return True
    try:
        match path.suffix.lower():
            case ".docx" | ".xlsx":
                with Package(path) as package:
                    properties = package.custom_properties()
                return bool(properties.get("htsd-output")) and _same(properties.get("htsd-office"), office)
            case ".html":
                with path.open("rb") as stream:
                    return GENERATOR in stream.read(_HEAD)
            case ".json":
                data = json.loads(path.read_text("utf-8-sig"))
                return (
                    isinstance(data, dict)
                    and str(data.get("schema", "")).startswith("htsd/")
                    and _same(data.get("office"), office)
                )
    except (UnreadableFile, OSError, ValueError, RecursionError):
        pass
    return False


def _same(named: object, office: str) -> bool:
    return not office or not named or named == office
