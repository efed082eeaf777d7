"""What belongs to a report without being one: pictures, scans with the red stamp, the PDF of a Word report."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from htsd_cli.consolidate.arrival import Arrival
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.findings import Fate

PICTURE, SCAN, PDF = "hình ảnh, âm thanh kèm báo cáo", "bản quét của báo cáo", "bản PDF của báo cáo"

_SCANNED = "scanned-file"
# What a scan's name has more than the report's: "… (ký số)", "… scan", "… da ky dong dau".
_SIGNED = re.compile(
    r"(?<!\w)(?:da|ban(?: in)?|file|scan|scanned|quet|ki(?: so| ten| dong dau)?|dong dau|co dau|moc do|signed|pdf"
    r"|copi|\d)(?!\w)"
)


class Belongings:
    """Finds the unit whose report a file belongs to.

    `reports` maps the reports' files to their units' keys. `named` returns the unit a file's own name or sender
    names, None when they name none: what is another unit's belongs to no report it happens to lie beside.
    """

    def __init__(self, reports: Mapping[str, str], named: Callable[[str], str | None]) -> None:
        self._named = named
        self._units = frozenset(reports.values())
        self._by_place: dict[str, set[str]] = {}
        self._by_stem: dict[tuple[str, str], set[str]] = {}
        for file, unit in reports.items():
            path = PurePosixPath(file)
            for place in path.parents:
                self._by_place.setdefault(str(place), set()).add(unit)
            self._by_stem.setdefault((str(path.parent), _stem(file)), set()).add(unit)

    def unit_of(self, file: str) -> str | None:
        """Return the key of the unit whose report a file belongs to.

        That is the report of the same name beside it, else the only unit with reports in the folder, mail or zip it
        lies in (the inbox itself is none), else the unit its own name tells, when that unit has a report.
        """
        path = PurePosixPath(file)
        beside = self.beside(file)
        if beside is not None:
            return beside
        own = self._named(file)
        for place in path.parents[:-1]:
            units = self._by_place.get(str(place), set())
            if len(units) == 1 and own in (None, *units):
                return next(iter(units))
            if units:
                break
        return own if own in self._units else None

    def beside(self, file: str) -> str | None:
        """Return the key of the unit whose report of the same name lies beside a file."""
        units = self._by_stem.get((str(PurePosixPath(file).parent), _stem(file)), set())
        return next(iter(units)) if len(units) == 1 else None


def _stem(file: str) -> str:
    return " ".join(_SIGNED.sub(" ", fold(PurePosixPath(file).stem)).split())


def is_scan(arrival: Arrival) -> bool:
    """Return whether a file is a scan or a picture, with no text to read."""
    return any(item.code == _SCANNED for item in arrival.submission.findings)


def is_pdf_without_table(arrival: Arrival) -> bool:
    """Return whether a file is a PDF in which no table was found, as in the print of a report's first pages."""
    return arrival.is_pdf and any(item.fate is Fate.NO_TABLE for item in arrival.submission.findings)


def printed_copies(group: Sequence[Arrival]) -> list[Arrival]:
    """Return those of a unit's files that are only the PDF of another one of them: with the same figures."""
    written = [item.values for item in group if not item.is_pdf and item.submission.counted]
    return [item for item in group if item.is_pdf and item.values in written]
