"""What `tong-hop.json` says, the contract `htsd/consolidation/1`: lists of units told from the units themselves."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from htsd_cli.consolidate.files import Belonging, Duplicate, LeftOut, UnitFinding
from htsd_cli.consolidate.practices import PracticeFound
from htsd_cli.consolidate.unit import Unit
from htsd_cli.values.contract import DecidedJson, UnitRowJson
from htsd_cli.values.document import Origin
from htsd_cli.values.submission import Status


class UnitRow(TypedDict):
    """A unit that sent a report: the file used, its status, and whether its figures are in the totals.

    `received` is the day its figures first came in. `digest` tells the file's content from any other's (the first
    16 hexadecimal digits of its SHA-256).
    """

    id: str | None
    name: str
    kind: str | None
    file: str
    status: Status
    counted: bool
    received: date | None
    digest: str


class MissingUnit(TypedDict):
    """A unit of the roster that must report and sent nothing at all."""

    id: str
    name: str
    kind: str | None


class UnusableUnit(TypedDict):
    """A unit of which only files came in that cannot be used: scans, pictures, broken or locked files, other forms.

    `files` are all of these, `reason` says in a Vietnamese sentence what the newest of them is.
    """

    id: str
    name: str
    kind: str | None
    files: tuple[str, ...]
    reason: str


class LateUnit(TypedDict):
    """A unit whose report came in after the deadline; its figures count all the same."""

    id: str | None
    name: str
    kind: str | None
    file: str
    received: date


class ListedRow(UnitRowJson):
    """A row of a unit's own list, `of` the unit of that key."""

    of: str


class AnswersRow(TypedDict):
    """A line that the form asks below its tables, added up over the units that answer it alike.

    `table` is the id of the table it belongs to (None: the whole form), `said` the units' own sentence with the sums in
    it, `units` how many are in it, `apart` by unit's key the answers that are not.
    """

    label: str
    table: str | None
    said: str
    numbers: list[float]
    units: int
    apart: dict[str, str]


class ConsolidationJson(TypedDict):
    """All submissions of a campaign taken together. Its JSON is the contract `htsd/consolidation/1`.

    `totals` has a measure only where at least one unit gave a figure: missing is not zero. `figures` maps a
    unit's key to its figures, counted units only, and `origins` to the places they stand in (a derived figure
    has none). `expected` counts the roster (None without one). `office` is who consolidates, `year` the Week's.
    `narrated` are the keys of the counted units whose report has a text, `practices` what these say they did,
    `concerns` what they tell of as difficult and ask for, by theme. `areas` has what the units of each area of the
    roster add up to; `rows` are those of the counted units' own lists, of a form with tables that have a row for each
    unit; `answers` the counts asked below its tables; `ticked` how many
    units ticked each cell of a column of ticks; `below`, by unit's key, what the results of a unit that is an
    office itself say, as they came in with its report.
    """

    schema: Literal["htsd/consolidation/1"]
    form: str
    totals: dict[str, dict[str, float]]
    units: tuple[UnitRow, ...]
    figures: dict[str, dict[str, dict[str, float]]]
    missing: tuple[MissingUnit, ...]
    late: tuple[LateUnit, ...]
    unusable: tuple[UnusableUnit, ...]
    duplicates: tuple[Duplicate, ...]
    unrecognised: tuple[LeftOut, ...]
    findings: tuple[UnitFinding, ...]
    passed_over: tuple[LeftOut, ...]
    belongs: tuple[Belonging, ...]
    expected: int | None
    office: str
    year: int | None
    narrated: tuple[str, ...]
    practices: tuple[PracticeFound, ...]
    concerns: tuple[PracticeFound, ...]
    areas: dict[str, dict[str, dict[str, float]]]
    below: dict[str, dict[str, Any]]
    decided: dict[str, dict[str, dict[str, DecidedJson]]]
    origins: dict[str, dict[str, dict[str, Origin]]]
    answers: NotRequired[list[AnswersRow]]
    ticked: NotRequired[dict[str, dict[str, int]]]
    rows: NotRequired[list[ListedRow]]


def row_of(unit: Unit) -> dict[str, object]:
    """Return a unit that reported as `units` has it."""
    return _named(unit) | {
        "file": unit.file,
        "status": unit.status,
        "counted": unit.counted,
        "received": unit.received.isoformat() if unit.received else None,
        "digest": unit.digest,
    }


def missing_of(unit: Unit) -> dict[str, object]:
    """Return a unit that sent nothing as `missing` has it."""
    return _named(unit)


def late_of(unit: Unit) -> dict[str, object]:
    """Return a unit that sent its report late as `late` has it."""
    received = unit.received.isoformat() if unit.received else None
    return _named(unit) | {"file": unit.file, "received": received}


def unusable_of(unit: Unit) -> dict[str, object]:
    """Return a unit whose files cannot be used as `unusable` has it."""
    return _named(unit) | {"files": list(unit.files), "reason": unit.reason}


def _named(unit: Unit) -> dict[str, object]:
    return {"id": unit.id, "name": unit.called.name, "kind": unit.kind}
