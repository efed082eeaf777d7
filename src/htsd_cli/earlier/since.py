"""What changed between the results of two runs, by what their `tong-hop.json` say."""

from __future__ import annotations

import filecmp
import json
import mmap
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

# What follows the units' figures; no text can hold it, since its quotes are escaped.
_BEHIND = b', "missing": ['


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
        if filecmp.cmp(before, after, shallow=False):
            return Since()
        old_names, old = _counted(_head(before))
        new_names, new = _counted(_head(after))
        old_names, old = _named_anew(old_names, old, new_names)
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


def _named_anew(
    names: dict[str, str], figures: dict[str, Any], later: dict[str, str]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Return names and figures by the later keys of units that kept their names: a roster came, went or was numbered.

    A name that several units bear says nothing.
    """
    gone = [key for key in names if key not in later]
    new = [key for key in later if key not in names]
    before, after = [names[key] for key in gone], [later[key] for key in new]
    keys = {
        old: new[after.index(name)]
        for old, name in zip(gone, before, strict=True)
        if before.count(name) == after.count(name) == 1
    }
    if not keys:
        return names, figures
    return (
        {keys.get(key, key): name for key, name in names.items()},
        {keys.get(key, key): own for key, own in figures.items()},
    )


def _head(path: Path) -> Any:
    """Return what stands in results before the units that are missing, all that is compared: a fifth of the file.

    All of it where it was laid out otherwise: then what is cut off there is no JSON.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        end = content.find(_BEHIND)
        with suppress(ValueError):
            if end > 0:
                return json.loads(content[:end] + b"}")
        return json.loads(content[:])


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
