"""Raw reports beside the consolidated report that adds them up: each counts once, a ward's folder is the ward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from htsd_cli.consolidate.again import OWN_RESULTS, beside, sources_of
from htsd_cli.consolidate.arrival import Arrival, with_findings
from htsd_cli.consolidate.offices.below import Below
from htsd_cli.roster import Match, Roster
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Finding

_MOST_NAMED = 8


class Parted(NamedTuple):
    """What came in: reports to count, files set aside (each with the reason), files only a person can judge."""

    kept: list[Arrival]
    aside: list[tuple[str, str]]
    doubtful: list[Arrival]


def sort_out_raw(
    arrivals: Sequence[Arrival],
    matches: Mapping[str, Match],
    roster: Roster,
    office: str,
    below: Sequence[Below],
    *,
    areas: bool,
) -> Parted:
    """Keep an office's consolidated report from being added to its units' raw reports, whichever lie here.

    The report of an office on the roster counts, and raw reports of strangers that it adds up are set aside; so are
    strangers' reports that lie in its folder. A raw report of a unit of the roster itself makes the case a person's.
    Any other consolidated report made of reports that are here is a result of this very office.
    """
    doubtful: list[Arrival] = []
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
            own = (
                None,
                unit.id if unit is not None else None,
            )  # a raw report of the ward is one of those it adds up
            known = [digest for digest in sources if _unit_of(here[digest], matches) not in own]
            if known or unit is None:
                name = unit.name if unit is not None else item.submission.marks.get("office", "")
                count = len(known) if unit is not None else len(sources)
                told = finding("added-twice", name=name, of=len(sources_of(item)), here=count)
                report = item.submission.model_copy(update={"findings": (told,), "counted": False})
                doubtful.append(replace(item, submission=report))
                aside[item.file] = ""
            else:
                why = f"báo cáo của đơn vị trực thuộc, đã có trong báo cáo tổng hợp của {unit.name}"
                aside |= {here[digest].file: why for digest in sorted(sources)}
    about = _set_aside_by_place(arrivals, matches, roster, below, aside, areas=areas)
    kept = [
        with_findings(item, [about[item.file]] if item.file in about else [])
        for item in arrivals
        if item.file not in aside
    ]
    return Parted(kept, [(file, why) for file, why in aside.items() if why], doubtful)


def _unit_of(item: Arrival, matches: Mapping[str, Match]) -> str | None:
    match = matches.get(item.file)
    return match.unit.id if match is not None and match.unit is not None else None


def _set_aside_by_place(
    arrivals: Sequence[Arrival],
    matches: Mapping[str, Match],
    roster: Roster,
    below: Sequence[Below],
    aside: dict[str, str],
    *,
    areas: bool,
) -> dict[str, Finding]:
    """Set strangers' reports aside that lie in a folder of one office on the roster whose own report is in it too.

    Returns what to tell of that report, by its file.
    """
    offices: dict[str, set[str]] = {}
    reports: dict[str, list[Arrival]] = {}
    others: dict[str, set[str]] = {}
    with_results = {str(place) for item in below for place in PurePosixPath(item.file).parents}
    for item in arrivals:
        unit = _unit_of(item, matches)
        if unit is None or item.file in aside:
            continue
        made = _is_made(item)
        if not made and matches[item.file].reason:
            continue  # only likely its own: where a report made of others lies beside, it is a raw one
        gathers = roster.gathers(roster.by_id[unit]) and item.submission.counted
        for place in [str(path) for path in PurePosixPath(item.file).parents]:
            (offices if gathers else others).setdefault(place, set()).add(unit)
            if gathers and (areas or made or place in with_results):
                reports.setdefault(place, []).append(item)
    strays: dict[str, list[str]] = {}
    area_names = {unit.area.casefold() for unit in roster.units if unit.area}
    for item in arrivals:
        unit = _unit_of(item, matches)
        likely = unit is not None and bool(matches[item.file].reason) and not _is_made(item)
        if item.file in aside or item.file not in matches or (unit is not None and not likely):
            continue
        for path in PurePosixPath(item.file).parents[:-1]:
            place = str(path)
            if path.name.casefold() in area_names or len(offices.get(place, ())) > 1 or others.get(place):
                break
            if not reports.get(place):
                continue
            own = max(reports[place], key=lambda one: (_is_made(one), one.age))
            if likely and (unit != _unit_of(own, matches) or not _is_made(own)):
                break
            name = matches[own.file].unit
            assert name is not None
            aside[item.file] = f"nằm trong thư mục của {name.name}, đã có báo cáo tổng hợp"
            strays.setdefault(own.file, []).append(item.submission.unit.name or item.file)
            break
    return {
        file: finding("raw-beside", count=len(names), names=_listed(names)) for file, names in strays.items()
    }


def _is_made(item: Arrival) -> bool:
    """Return whether a report was made of others by this program."""
    return bool(sources_of(item)) or "output" in item.submission.marks


def _listed(names: Sequence[str]) -> str:
    more = f"; và {len(names) - _MOST_NAMED} báo cáo khác" if len(names) > _MOST_NAMED else ""
    return "; ".join(names[:_MOST_NAMED]) + more
