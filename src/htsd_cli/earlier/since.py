"""What changed between the results of two runs, by what their `tong-hop.json` say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple


class Since(NamedTuple):
    """The counted units that came and went, by name, and how many figures are new, gone or other in those in both."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    figures: int = 0


def changed_since(before: Path, after: Path) -> Since | None:
    """Return what changed from one run's results to another's, None where one of them cannot be read as such.

    Of thousands of units this reads only what it compares, and nothing of results that are the same.
    """
    try:
        one, other = before.read_bytes(), after.read_bytes()
        if one == other:
            return Since()
        old_names, old = _counted(json.loads(one))
        del one
        new_names, new = _counted(json.loads(other))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    figures = sum(
        _differing(old.get(key, {}), new.get(key, {})) for key in old_names.keys() & new_names.keys()
    )
    return Since(
        tuple(name for key, name in new_names.items() if key not in old_names),
        tuple(name for key, name in old_names.items() if key not in new_names),
        figures,
    )


def _counted(results: Any) -> tuple[dict[str, str], dict[str, dict[str, dict[str, float]]]]:
    """Return the names of the counted units by their keys, and all units' numbers by theirs."""
    names = {unit["id"] or unit["name"]: unit["name"] for unit in results["units"] if unit["counted"]}
    return names, results["figures"]


def _differing(one: dict[str, dict[str, float]], other: dict[str, dict[str, float]]) -> int:
    """Return in how many cells the numbers of a unit differ; a blank cell is no 0."""
    if one == other:
        return 0
    return sum(
        before.get(measure) != after.get(measure)
        for before, after in ((one.get(row, {}), other.get(row, {})) for row in one.keys() | other.keys())
        for measure in before.keys() | after.keys()
    )
