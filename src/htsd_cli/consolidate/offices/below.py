"""Offices below that sent a consolidated report: whose figures are in it, whom it lacks, where it was changed.

A ward's report counts as it reads; its `tong-hop.json`, where it came along, tells whom its figures are from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from htsd_cli.consolidate.again import sources_of
from htsd_cli.consolidate.arrival import Arrival
from htsd_cli.consolidate.versions import MOST_CHANGES, changes
from htsd_cli.earlier.results import Results
from htsd_cli.form import Form
from htsd_cli.roster import Roster
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import flat, json_of, values_of
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import origins_to_json

COVERAGE_MARK = "coverage"  # of a consolidated report: "3/5" of the units it must gather are in it
_KEPT = (
    "schema",
    "form",
    "office",
    "year",
    "expected",
    "totals",
    "units",
    "figures",
    "origins",
    "decided",
    "missing",
)
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Below:
    """The results of an office below as they came in: the file's name, what it says, and its JSON as it stands."""

    file: str
    results: Results
    data: dict[str, Any]


def results_of(arrival: Arrival, below: Sequence[Below], roster: Roster | None) -> Below | None:
    """Return the results a consolidated report was written with, None where they did not come along.

    That are those made of the same files; for a report that no longer says of which files it was made, those beside it
    of the same office.
    """
    sources = sources_of(arrival)
    if sources:
        same = [
            item
            for item in below
            if {unit.digest for unit in item.results.units if unit.counted} - {""} == sources
        ]
        near = [
            item for item in same if PurePosixPath(item.file).parent == PurePosixPath(arrival.file).parent
        ]
        return next(iter([*near, *same]), None)
    folder = PurePosixPath(arrival.file).parent
    beside = [item for item in below if PurePosixPath(item.file).parent == folder and str(folder) != "."]
    if len(beside) != 1:
        return None
    office = roster.match(beside[0].results.office).unit if roster else None
    department = roster.committee(beside[0].results.office) if roster else None
    ids = {unit.id for unit in (office, department) if unit is not None}
    return beside[0] if arrival.submission.unit.id in ids else None


def about_below(arrival: Arrival, found: Below | None, form: Form) -> list[Finding]:
    """Return what to tell of a consolidated report: whom it lacks, and where it was changed after it was made."""
    told: list[Finding] = []
    name = arrival.submission.unit.name
    if found is None:
        said = arrival.submission.marks.get(COVERAGE_MARK, "")
        reported, _, expected = said.partition("/")
        if reported.isdecimal() and expected.isdecimal() and int(reported) < int(expected):
            told.append(finding("below-partial", name=name, reported=reported, expected=expected, lacking=""))
        return told
    results = found.results
    absent = [unit.name for unit in results.missing]
    absent += [unit.name for unit in results.unusable]
    absent += [unit.name for unit in results.units if not unit.counted]
    if results.expected is not None and absent:
        names = "; ".join(absent[:_MOST_NAMED])
        more = f"; và {len(absent) - _MOST_NAMED} đơn vị khác" if len(absent) > _MOST_NAMED else ""
        told.append(
            finding(
                "below-partial", name=name, reported=max(results.expected - len(absent), 0), expected=results.expected,
                lacking=f", còn thiếu: {names}{more}",
            )
        )  # fmt: skip
    if results.form == form.id:
        differ = changes(flat(results.totals), values_of(arrival.submission.figures), form)
        if differ:
            more = f" và {len(differ) - MOST_CHANGES} số liệu khác" if len(differ) > MOST_CHANGES else ""
            listed = "; ".join(differ[:MOST_CHANGES]) + more
            told.append(finding("below-changed", name=name, count=len(differ), changes=listed))
    return told


def kept_of(found: Below | None) -> dict[str, Any] | None:
    """Return of an office's results what a trace needs, as JSON; None where they did not come in."""
    if found is None:
        return None
    return _kept(found)


def _kept(found: Below) -> dict[str, Any]:
    kept = {key: found.data[key] for key in _KEPT if key in found.data}
    return kept | {"file": found.file}


def kept_of_parts(parts: Sequence[Arrival], found: Sequence[Below | None], form: Form) -> dict[str, Any]:
    """Return the parts of a report as units one level down: their own units where all parts came with their results."""
    known = [item for item in found if item is not None]
    if len(known) == len(parts):
        keys = [unit.key for item in known for unit in item.results.units]
        if len(keys) == len(set(keys)):
            merged = _kept(known[0])
            for item in known[1:]:
                more = _kept(item)
                merged["units"] = [*merged["units"], *more["units"]]
                merged["missing"] = [*merged.get("missing", []), *more.get("missing", [])]
                for key in ("figures", "origins", "decided"):
                    merged[key] = {**merged.get(key, {}), **more.get(key, {})}
            return merged
    names = [f"{part.submission.unit.name} – phần {number}" for number, part in enumerate(parts, 1)]
    return {
        "schema": "htsd/consolidation/1",
        "form": form.id,
        "office": parts[-1].submission.unit.name,
        "totals": {},
        "units": [
            {"id": None, "name": name, "kind": part.submission.unit.kind, "file": part.file, "counted": True}
            for name, part in zip(names, parts, strict=True)
        ],
        "figures": {
            name: json_of(values_of(part.submission.figures).items())
            for name, part in zip(names, parts, strict=True)
        },
        "origins": {
            name: origins_to_json(part.submission.figures) for name, part in zip(names, parts, strict=True)
        },
    }
