"""Writes the consolidation as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from htsd_cli.consolidate import Consolidation
from htsd_cli.consolidate.consolidation import Streamed
from htsd_cli.writers.output import write_pieces

_text = json.JSONEncoder(ensure_ascii=False).encode  # laid out in lines it takes ten times as long


def write_json(consolidation: Consolidation, path: Path) -> None:
    """Write the contract `htsd/consolidation/1`, in UTF-8, unit by unit. Raises `OSError` when it cannot be written."""
    write_pieces(path, (piece.encode() for piece in _pieces(consolidation)))


def _pieces(consolidation: Consolidation) -> Iterator[str]:
    before = "{"
    for key, value in consolidation.json_parts():
        yield f"{before}{_text(key)}: "
        before = ", "
        if isinstance(value, Streamed):
            yield from _streamed(value)
        else:
            yield _text(value)
    yield "}\n"


def _streamed(value: Streamed) -> Iterator[str]:
    first, last = ("[", "]") if value.pairs is None else ("{", "}")
    before = ""
    yield first
    for key, item in value.pairs or ():
        yield f"{before}{_text(key)}: {_text(item)}"
        before = ", "
    for item in value.items or ():
        yield before + _text(item)
        before = ", "
    yield last
