"""Consolidated reports among what came in: never added to the reports they add up, parts told from versions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from htsd_cli.consolidate.arrival import Arrival, with_findings
from htsd_cli.language.vietnamese import fold
from htsd_cli.roster import NameReader
from htsd_cli.values.catalogue import finding
from htsd_cli.values.submission import UnitName

UNITS_MARK = "units-"  # how those begin that name the units in it
SOURCES_MARK = "sources-"  # how the marks of a consolidated report begin that name the files it was made from
OWN_RESULTS = "kết quả tổng hợp của chính các báo cáo trong thư mục này"
_BESIDE = {  # what we write beside reports, by its mark
    "appendix": "phụ lục của một báo cáo tổng hợp",
    "note": "phiếu đề nghị chỉnh sửa đã gửi cho đơn vị",
}


def without_doubles(
    arrivals: Sequence[Arrival], office: str
) -> tuple[list[Arrival], list[tuple[str, str]], list[Arrival]]:
    """Keep a consolidated report from being added to the very reports it adds up.

    Returns what may be added, the files that are results of these same reports (each with the reason), and those
    made of some reports that are here and some that are not, which say so: only a person can tell which to keep.
    """
    here = {arrival.digest for arrival in arrivals if arrival.digest}
    kept: list[Arrival] = []
    ours: list[tuple[str, str]] = []
    doubtful: list[Arrival] = []
    for arrival in arrivals:
        marks, file = arrival.submission.marks, arrival.submission.file
        sources = sources_of(arrival)
        both = sources & here
        if marks.get("output") in _BESIDE:
            ours.append((file, _BESIDE[marks["output"]]))
        elif not both:
            kept.append(arrival)
        elif both == sources or marks.get("office") == office:
            ours.append((file, OWN_RESULTS))
        else:
            told = finding("added-twice", name=marks.get("office", ""), of=len(sources), here=len(both))
            changed = arrival.submission.model_copy(update={"findings": (told,), "counted": False})
            doubtful.append(replace(arrival, submission=changed))
    return kept, ours, doubtful


def sources_of(arrival: Arrival) -> frozenset[str]:
    """Return the digests of the files a consolidated report was made from, none for any other report."""
    marks = arrival.submission.marks.items()
    return frozenset(
        digest for name, text in marks if name.startswith(SOURCES_MARK) for digest in text.split()
    )


def beside(arrival: Arrival) -> str:
    """Return what a file of ours is that we write beside reports and that is none, "" for any other file."""
    return _BESIDE.get(arrival.submission.marks.get("output", ""), "")


def made_of(arrival: Arrival) -> frozenset[str]:
    """Return what a consolidated report was made from, its files and its units, none for any other report.

    Two of which nothing is the same are parts; one made anew of other files of the same units is a version.
    """
    marks = arrival.submission.marks.items()
    units = (unit for name, text in marks if name.startswith(UNITS_MARK) for unit in text.split())
    return sources_of(arrival).union(f"unit {unit}" for unit in units)


def unit_mark(name: str) -> str:
    """Return by what a unit's name is known among the marks of a consolidated report."""
    return hashlib.sha256(fold(name).encode()).hexdigest()[:8]


def in_parts(arrivals: Sequence[Arrival], names: NameReader) -> list[Arrival]:
    """Tell apart consolidated reports of one office that have no report in common: parts, not versions."""
    parts: dict[tuple[str, str], list[frozenset[str]]] = {}
    for arrival in arrivals:
        sources = _parts_of(arrival)
        if sources:
            known = parts.setdefault(_key(arrival.submission.unit, names), [])
            joined = sources.union(*(part for part in known if part & sources))
            known[:] = [part for part in known if not part & sources] + [joined]
    out: list[Arrival] = []
    for arrival in arrivals:
        submission, sources = arrival.submission, _parts_of(arrival)
        known = parts.get(_key(submission.unit, names), []) if sources else []
        if len(known) > 1:
            part = next(part for part in known if part & sources)
            first = min(item.submission.file for item in arrivals if _parts_of(item) & part)
            unit = submission.unit.model_copy(update={"name": f"{submission.unit.name} ({first})"})
            told = finding("office-in-parts", name=submission.unit.name, count=len(known))
            arrival = replace(arrival, submission=submission.model_copy(update={"unit": unit}))
            arrival = with_findings(arrival, [told])
        out.append(arrival)
    return out


def _parts_of(arrival: Arrival) -> frozenset[str]:
    """Return what a report is made of that may be one of several of its office; one on the roster is joined later."""
    return frozenset() if arrival.submission.unit.id else made_of(arrival)


def _key(unit: UnitName, names: NameReader) -> tuple[str, str]:
    return (unit.id, "") if unit.id else (unit.kind or "", names.core(unit.name))
