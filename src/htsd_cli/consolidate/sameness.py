"""Tells of different units with the same report: the same file, or the same figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from htsd_cli.consolidate.arrival import Arrival, with_findings
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Key, Number, values_of
from htsd_cli.values.findings import Finding

_ALIKE_FROM = 12  # so many equal figures other than 0 are no chance


def about_equals(
    used: Sequence[Arrival], arrivals: Sequence[Arrival], place_of: Callable[[str], str | None]
) -> list[Arrival]:
    """Tell of different units whose file or figures are the same.

    `arrivals` are all that came in; `place_of` returns the unit whose folder or file name a file has. One file in
    the folders of two units is told even where its letterhead names one of them.
    """
    told: dict[str, list[Finding]] = {}
    one_file = _same_files(used, arrivals, place_of)
    for item in used:
        if item.file in one_file:
            told[item.file] = [finding("same-file", others=", ".join(one_file[item.file]))]
    alike: dict[frozenset[tuple[Key, Number]], list[Arrival]] = {}
    for item in used:
        values = values_of(item.submission.figures)
        if sum(1 for value in values.values() if value) >= _ALIKE_FROM:
            alike.setdefault(frozenset(values.items()), []).append(item)
    for group in alike.values():
        for item in group:
            others = [
                other.submission.unit.name
                for other in group
                if other is not item and not (item.digest and other.digest == item.digest)
            ]
            if others:
                told.setdefault(item.file, []).append(finding("same-figures", others=", ".join(others)))
    return [with_findings(item, told.get(item.file, [])) for item in used]


def _same_files(
    used: Sequence[Arrival], arrivals: Sequence[Arrival], place_of: Callable[[str], str | None]
) -> dict[str, list[str]]:
    """Return for the files used those of the same content that came in for other units."""
    by_digest: dict[str, list[Arrival]] = {}
    for item in arrivals:
        if item.digest:
            by_digest.setdefault(item.digest, []).append(item)
    by_file = {item.file: item for item in used}
    found: dict[str, list[str]] = {}
    for item in used:
        same = by_digest.get(item.digest, [])
        for other in same:
            if other.file == item.file:
                continue
            counts = by_file.get(other.file)
            here, there = place_of(item.file), place_of(other.file)
            if counts is not None or (here is not None and there is not None and here != there):
                found.setdefault(item.file, []).append(other.file)
    return found
