"""Writes the consolidation as JSON, for other programs."""

from __future__ import annotations

import json
from pathlib import Path

from htsd_cli.consolidate import Consolidation
from htsd_cli.writers.output import write_whole


def write_json(consolidation: Consolidation, path: Path) -> None:
    """Write the contract `htsd/consolidation/1`, in UTF-8. Raises `OSError` when it cannot be written."""
    text = json.dumps(
        consolidation.to_json(), ensure_ascii=False
    )  # laid out in lines it takes ten times as long
    write_whole(path, f"{text}\n".encode())
