"""A unit's several files that are parts of one report, not versions of it: taken together before one is chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeVar

from htsd_cli.checks import CODES, blank_tables, examine, figures_in_order
from htsd_cli.consolidate.again import made_of
from htsd_cli.consolidate.arrival import Arrival
from htsd_cli.form import Form
from htsd_cli.form.adding import settled
from htsd_cli.language.vietnamese import fold, lower_first
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Decided, Figure, Figures, Key, flat, nested
from htsd_cli.values.findings import Finding
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import Submission, UnitGroup, UnitRow

Place = TypeVar("Place")

# A file that by its name is a part of a report, or what is to be added to one.
_PART = re.compile(r"\b(?:phan|part) ?(?:\d+|[ivx]+)\b|\bbo sung\b")


@dataclass(frozen=True, slots=True)
class Whole:
    """A unit's files after parts were taken together.

    `versions` are those of which one counts, `told` what to say of the one that does. `parts` are the files that are
    together in the last of them, none where nothing was joined.
    """

    versions: tuple[Arrival, ...]
    told: tuple[Finding, ...] = ()
    parts: tuple[Arrival, ...] = ()


def taken_together(
    versions: Sequence[Arrival], names: Mapping[str, str], form: Form, *, gathers: bool, pinned: bool
) -> Whole:
    """Return a unit's files with those joined that are parts of one report.

    `names` are the names under which files came that are of units merged into this one, by file. A unit that `gathers`
    the reports of others may send its own in parts: consolidated reports made of different units are added, files
    without a cell in common are put together; those of any other unit only where the name of a file says that it is a
    part. Everything else is a version. A file a person named (`pinned`) is used as it is.
    """
    counted = [item for item in versions if item.submission.counted]
    if pinned:
        return Whole(tuple(versions))
    former = [item for item in counted if item.file in names]
    if former:
        return _of_merged(versions, counted, former, names, form)
    joined = _made_of_others(counted, form) if gathers else None
    if joined is None and (gathers or any(map(_is_part, counted))):
        joined = _without_a_cell_in_common(versions, counted, form)
    return joined or Whole(tuple(versions))


def _is_part(item: Arrival) -> bool:
    return _PART.search(re.sub(r"[\W_]+", " ", fold(PurePosixPath(item.file).stem))) is not None


def _of_merged(
    versions: Sequence[Arrival],
    counted: Sequence[Arrival],
    former: Sequence[Arrival],
    names: Mapping[str, str],
    form: Form,
) -> Whole:
    """Use the report in the unit's own name; without one add those in the names of the units it was made of."""
    unit = counted[0].submission.unit.name
    newest = {names[item.file]: item for item in sorted(former, key=lambda item: item.age)}
    if len(former) < len(counted):
        told = [finding("merged-beside", name=unit, old=old, file=item.file) for old, item in newest.items()]
        return Whole(tuple(item for item in versions if item not in former), tuple(told))
    if len(newest) < 2:
        return Whole(tuple(versions))
    parts = tuple(sorted(newest.values(), key=lambda item: item.age))
    olds = ", ".join(f"“{name}”" for name in newest)
    return Whole((_added(parts, form),), (finding("merged-added", name=unit, olds=olds),), parts)


def _made_of_others(counted: Sequence[Arrival], form: Form) -> Whole | None:
    """Add consolidated reports that have no unit in common; of those that have one the newest is the version."""
    groups: list[tuple[frozenset[str], list[Arrival]]] = []
    for item in sorted(counted, key=lambda item: item.age):
        units = made_of(item)
        if not units:
            return None
        same = [group for group in groups if group[0] & units]
        joined = units.union(*(group[0] for group in same))
        groups = [group for group in groups if group not in same]
        groups.append((joined, [*(one for group in same for one in group[1]), item]))
    if len(groups) < 2:
        return None
    parts = tuple(
        sorted((max(group, key=lambda item: item.age) for _, group in groups), key=lambda item: item.age)
    )
    told = finding("office-in-parts", name=counted[0].submission.unit.name, count=len(parts))
    return Whole((_added(parts, form),), (told,), parts)


def _without_a_cell_in_common(
    versions: Sequence[Arrival], counted: Sequence[Arrival], form: Form
) -> Whole | None:
    """Put files together of which none has a cell another has; an older one with such a cell is a version."""
    parts: list[Arrival] = []
    taken: set[Key] = set()
    for item in sorted(counted, key=lambda item: item.age, reverse=True):
        cells = {key for key, figure in item.submission.figures.items() if _stands(figure)}
        if cells and not cells & taken:
            parts.insert(0, item)
            taken |= cells
    if len(parts) < 2:
        return None
    files = ", ".join(item.file for item in parts)
    told = finding("parts-joined", count=len(parts), files=files)
    rest = tuple(item for item in versions if item not in parts)
    return Whole((*rest, _side_by_side(parts, form)), (told,), tuple(parts))


def _stands(figure: Figure) -> bool:
    return figure.origin is not None or figure.decided is not None


def _added(parts: Sequence[Arrival], form: Form) -> Arrival:
    """Return reports added up, as the newest of them; a cell that only one has keeps its place.

    A rate is computed anew from what its parts come to, and what does not add up (a mean) is left out, unless only one
    report has it.
    """
    figures: dict[Key, Figure] = {}
    for part in parts:
        for key, figure in _placed(part).items():
            before = figures.get(key)
            if before is None or before.value is None or figure.value is None:
                figures[key] = figure if before is None or before.value is None else before
            else:
                figures[key] = Figure(before.value + figure.value)
    for key in [key for key, figure in figures.items() if figure.origin is None and _is_no_sum(key, form)]:
        del figures[key]
    rates = settled(
        {key: item.value for key, item in figures.items() if item.value is not None}, form, areas=True
    )
    figures |= {key: Figure(value) for key, value in rates.items() if key not in figures}
    findings = [item for part in parts for item in _findings(part, parts[-1])]
    return _as_one(parts, figures, findings)


def _is_no_sum(key: Key, form: Form) -> bool:
    return form.by_id[key.indicator].measure(key.measure).adds_up in ("none", "recompute")


def _side_by_side(parts: Sequence[Arrival], form: Form) -> Arrival:
    """Return files without a cell in common as one report, its totals derived and its sums checked anew.

    What no unit of a consolidated report gave is not derived.
    """
    found: dict[Key, Figure] = {}
    for part in parts:
        found |= {key: figure for key, figure in _placed(part).items() if _stands(figure)}
    read = [item for part in parts for item in _findings(part, parts[-1]) if item.code not in CODES]
    numbers = nested((key, figure.value) for key, figure in found.items() if figure.value is not None)
    origins: dict[str, dict[str, Origin]] = nested(
        (key, figure.origin) for key, figure in found.items() if figure.origin is not None
    )
    decided: dict[Key, Decided] = {key: item.decided for key, item in found.items() if item.decided}
    rows, groups = _lists(parts)
    derive = not any(part.submission.marks.get("output") for part in parts)
    full, told = examine(numbers, origins, read, form, derive=derive, rows=rows or (), groups=groups)
    blank = blank_tables(full, read, form)
    return _as_one(parts, figures_in_order(full, origins, form, decided), [*read, *told, *blank])


def _placed(part: Arrival) -> Figures:
    """Return a part's figures, each place with the file it is in."""
    return _here(part.submission.figures, part)


def _here(figures: Figures, part: Arrival) -> Figures:
    return {
        key: figure._replace(origin=replace(figure.origin, file=part.file) if figure.origin else None)
        for key, figure in figures.items()
    }


def _lists(parts: Sequence[Arrival]) -> tuple[tuple[UnitRow, ...] | None, tuple[UnitGroup, ...]]:
    """Return the rows and sections of the parts' tables with a row for each unit, each place with its file."""
    rows: list[UnitRow] = []
    groups: list[UnitGroup] = []
    for part in parts:
        for group in part.submission.groups:
            first, end = len(rows) + group.first, len(rows) + group.end
            groups.append(UnitGroup(row=_row(group.row, part), first=first, end=end))
        rows += [_row(row, part) for row in part.submission.rows or ()]
    listed = any(part.submission.rows is not None for part in parts)
    return tuple(rows) if listed else None, tuple(groups)


def _row(row: UnitRow, part: Arrival) -> UnitRow:
    return row.model_copy(
        update={"figures": _here(row.figures, part), "origin": replace(row.origin, file=part.file)}
    )


def _findings(part: Arrival, newest: Arrival) -> list[Finding]:
    """Return what is told of a part, each place with its file; what is not told of the newest names it."""
    own = [
        replace(item, origin=replace(item.origin, file=part.file) if item.origin else None)
        for item in part.submission.findings
    ]
    if part is newest:
        return own
    return [
        replace(
            item,
            where=f"Tệp {part.file}{f', {lower_first(item.where)}' if item.says else ''}",
            says=item.says or ": ",
        )
        for item in own
    ]


def _as_one(parts: Sequence[Arrival], figures: Figures, findings: Sequence[Finding]) -> Arrival:
    newest = parts[-1]
    reports = [part.submission for part in parts]
    rows, groups = _lists(parts)
    submission = newest.submission.model_copy(
        update={
            "figures": figures,
            "rows": rows,
            "groups": groups,
            "notes": _together([item.notes for item in reports]),
            "texts": nested(_together([flat(item.texts) for item in reports]).items()),
            "other": "\n".join(dict.fromkeys(item.other for item in reports if item.other)),
            "extra_rows": tuple(row for item in reports for row in item.extra_rows),
            "narrative": _narrative(reports),
            "findings": tuple(sorted(findings, key=lambda item: item.severity.rank)),
        }
    )
    return replace(newest, submission=submission)


def _together(said: Sequence[Mapping[Place, str]]) -> dict[Place, str]:
    """Return what several reports say at each place, in their order, the same once."""
    places = dict.fromkeys(place for words in said for place in words)
    return {
        place: "; ".join(dict.fromkeys(words[place] for words in said if place in words)) for place in places
    }


def _narrative(reports: Sequence[Submission]) -> dict[str, tuple[str, ...]]:
    sections = dict.fromkeys(section for item in reports for section in item.narrative)
    return {
        section: tuple(dict.fromkeys(text for item in reports for text in item.narrative.get(section, ())))
        for section in sections
    }
