"""Offices below that sent a consolidated report: what they add up, whom they lack, and their units' raw reports beside.

A ward's report counts as it reads; its `tong-hop.json`, where it came along, tells whom its figures are from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from htsd_cli.consolidate.again import OWN_RESULTS, beside, sources_of
from htsd_cli.consolidate.arrival import Arrival
from htsd_cli.consolidate.versions import MOST_CHANGES, changes
from htsd_cli.earlier.results import Results
from htsd_cli.form import Form
from htsd_cli.roster import Match, Roster
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


@dataclass(slots=True)
class Sorted:
    """What came in, parted: reports to count, files set aside (each with the reason), files only a person can judge.

    `told` is what to say of a report that stays, by its file.
    """

    kept: list[Arrival] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)
    doubtful: list[Arrival] = field(default_factory=list)
    told: dict[str, list[Finding]] = field(default_factory=dict)


def sort_out_raw(
    arrivals: Sequence[Arrival],
    matches: Mapping[str, Match],
    roster: Roster,
    office: str,
    below: Sequence[Below],
    *,
    areas: bool,
) -> Sorted:
    """Keep an office's consolidated report from being added to its units' raw reports, whichever lie here.

    The report of an office on the roster counts, and raw reports of strangers that it adds up are set aside; so are
    strangers' reports that lie in its folder. A raw report of a unit of the roster itself makes the case a person's.
    Any other consolidated report made of reports that are here is a result of this very office.
    """
    out = Sorted()
    here = {item.digest: item for item in arrivals if item.digest}
    aside: dict[str, str] = {}
    for item in arrivals:
        sources = sources_of(item) & here.keys()
        unit = matches[item.file].unit if item.file in matches else None
        what = beside(item)
        if what:
            aside[item.file] = what
        elif not sources:
            continue
        elif item.submission.marks.get("office") == office or (unit is None and sources == sources_of(item)):
            aside[item.file] = OWN_RESULTS
        else:
            known = [digest for digest in sources if _unit_of(here[digest], matches) is not None]
            if known or unit is None:
                name = unit.name if unit is not None else item.submission.marks.get("office", "")
                count = len(known) if unit is not None else len(sources)
                told = finding("added-twice", name=name, of=len(sources_of(item)), here=count)
                report = item.submission.model_copy(update={"findings": (told,), "counted": False})
                out.doubtful.append(replace(item, submission=report))
                aside[item.file] = ""
            else:
                why = f"báo cáo của đơn vị trực thuộc, đã có trong báo cáo tổng hợp của {unit.name}"
                aside |= {here[digest].file: why for digest in sources}
    _set_aside_by_place(arrivals, matches, roster, below, aside, out, areas=areas)
    out.kept = [item for item in arrivals if item.file not in aside]
    out.aside = [(file, why) for file, why in aside.items() if why]
    return out


def _unit_of(item: Arrival, matches: Mapping[str, Match]) -> str | None:
    match = matches.get(item.file)
    return match.unit.id if match is not None and match.unit is not None else None


def _set_aside_by_place(
    arrivals: Sequence[Arrival],
    matches: Mapping[str, Match],
    roster: Roster,
    below: Sequence[Below],
    aside: dict[str, str],
    out: Sorted,
    *,
    areas: bool,
) -> None:
    """Set strangers' reports aside that lie in a folder of one office on the roster whose own report is in it too."""
    offices: dict[str, set[str]] = {}
    reports: dict[str, list[Arrival]] = {}
    others: dict[str, set[str]] = {}
    with_results = {str(place) for item in below for place in PurePosixPath(item.file).parents}
    for item in arrivals:
        unit = _unit_of(item, matches)
        if unit is None or item.file in aside:
            continue
        gathers = roster.gathers(roster.by_id[unit]) and item.submission.counted
        made = bool(sources_of(item)) or "output" in item.submission.marks
        for place in [str(path) for path in PurePosixPath(item.file).parents]:
            (offices if gathers else others).setdefault(place, set()).add(unit)
            if gathers and (areas or made or place in with_results):
                reports.setdefault(place, []).append(item)
    strays: dict[str, list[str]] = {}
    area_names = {unit.area.casefold() for unit in roster.units if unit.area}
    for item in arrivals:
        if item.file in aside or _unit_of(item, matches) is not None or not item.submission.counted:
            continue
        for path in PurePosixPath(item.file).parents[:-1]:
            place = str(path)
            if path.name.casefold() in area_names or len(offices.get(place, ())) > 1 or others.get(place):
                break
            if not reports.get(place):
                continue
            own = max(reports[place], key=lambda one: one.age)
            name = matches[own.file].unit
            assert name is not None
            aside[item.file] = f"nằm trong thư mục của {name.name}, đã có báo cáo tổng hợp"
            strays.setdefault(own.file, []).append(item.submission.unit.name or item.file)
            break
    for file, names in strays.items():
        shown = "; ".join(names[:_MOST_NAMED]) + (
            f"; và {len(names) - _MOST_NAMED} báo cáo khác" if len(names) > _MOST_NAMED else ""
        )
        out.told.setdefault(file, []).append(finding("raw-beside", count=len(names), names=shown))


# -- what an office below says of its own report -----------------------------------------------------------------------


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


def kept_of(found: Below) -> dict[str, Any]:
    """Return of an office's results what a trace needs, as JSON."""
    kept = {key: found.data[key] for key in _KEPT if key in found.data}
    return kept | {"file": found.file}


def kept_of_parts(parts: Sequence[Arrival], found: Sequence[Below | None], form: Form) -> dict[str, Any]:
    """Return the parts of a report as units one level down: their own units where all parts came with their results."""
    known = [item for item in found if item is not None]
    if len(known) == len(parts):
        keys = [unit.key for item in known for unit in item.results.units]
        if len(keys) == len(set(keys)):
            merged = kept_of(known[0])
            for item in known[1:]:
                more = kept_of(item)
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
