"""What changed between the results of two runs, by what their `tong-hop.json` say."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.earlier.results import Results, ResultsUnit


class Since(NamedTuple):
    """The counted units that came and went, by name, and how many figures are new, gone or other in those in both."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    figures: int


def changed_since(before: Results, after: Results) -> Since:
    """Return what changed from one run's results to another's."""
    old, new = _counted(before), _counted(after)
    figures = 0
    for key in old.keys() & new.keys():
        one, other = before.values(key), after.values(key)
        figures += sum(one.get(cell) != other.get(cell) for cell in one.keys() | other.keys())
    return Since(
        tuple(unit.name for key, unit in new.items() if key not in old),
        tuple(unit.name for key, unit in old.items() if key not in new),
        figures,
    )


def _counted(results: Results) -> dict[str, ResultsUnit]:
    return {unit.key: unit for unit in results.units if unit.counted}
