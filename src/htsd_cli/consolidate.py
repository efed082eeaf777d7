"""The consolidation: totals, who is in them, who is missing, what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field

from htsd_cli.catalogue import finding
from htsd_cli.document import Origin
from htsd_cli.findings import Finding, Severity
from htsd_cli.form import Form
from htsd_cli.names import NameReader
from htsd_cli.roster import Match, Roster
from htsd_cli.submission import (
    Decided,
    Figures,
    Status,
    Submission,
    Unit,
    finding_to_json,
    place_to_json,
    worst,
)
from htsd_cli.vietnamese import fold, format_number

_NO_REPORT = "no-statistics-table"
_ALIKE_FROM = 12  # so many equal figures other than 0 are no chance


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class UnitRow(_Value):
    """A unit that sent a report: the file used, its status, and whether its figures are in the totals.

    `digest` tells the file's content from any other's (the first 16 hexadecimal digits of its SHA-256).
    """

    id: str | None
    name: str
    kind: str | None
    file: str
    status: Status
    counted: bool
    received: date | None = None
    digest: str = ""

    @property
    def key(self) -> str:
        """The unit's key in `Consolidation.figures`: its roster id, else its name."""
        return self.id or self.name


class MissingUnit(_Value):
    """A unit of the roster that sent nothing."""

    id: str
    name: str
    kind: str | None


class LateUnit(_Value):
    """A unit whose report came in after the deadline; its figures count all the same."""

    id: str | None
    name: str
    kind: str | None
    file: str
    received: date


class Duplicate(_Value):
    """A unit that sent several files; only `used` counts."""

    id: str | None
    name: str
    files: tuple[str, ...]
    used: str


class LeftOut(_Value):
    """A file that is no report, with the reason in a Vietnamese sentence."""

    file: str
    reason: str


class UnitFinding(_Value):
    """A finding together with the file and the unit it concerns."""

    finding: Finding
    file: str | None
    unit: str | None


class Consolidation(_Value):
    """All submissions of a campaign taken together. Its JSON is the contract `htsd/consolidation/1`.

    `totals` has a measure only where at least one unit gave a figure: missing is not zero. `figures` maps a
    unit's key to its figures, counted units only, and `origins` to the places they stand in (a derived figure
    has none). `submissions` are the files used, one for each of `units` and in the same order. `expected`
    counts the roster (None without one). `office` is who consolidates, `year` the Week's.
    """

    schema_: Literal["htsd/consolidation/1"] = Field("htsd/consolidation/1", alias="schema")
    form: str
    totals: Figures
    units: tuple[UnitRow, ...]
    figures: dict[str, Figures]
    missing: tuple[MissingUnit, ...] = ()
    late: tuple[LateUnit, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    unrecognised: tuple[LeftOut, ...] = ()
    findings: tuple[UnitFinding, ...] = ()
    passed_over: tuple[LeftOut, ...] = ()
    expected: int | None = None
    office: str = ""
    year: int | None = None
    submissions: tuple[Submission, ...] = Field(default=(), exclude=True)

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON object."""
        data = self.model_dump(mode="json", by_alias=True, exclude={"findings", "origins"})
        findings = [
            finding_to_json(item.finding) | {"file": item.file, "unit": item.unit} for item in self.findings
        ]
        order = [
            "schema",
            "form",
            "totals",
            "units",
            "figures",
            "missing",
            "late",
            "duplicates",
            "unrecognised",
        ]
        origins = {
            unit: {
                indicator: {measure: place_to_json(place) for measure, place in places.items()}
                for indicator, places in rows.items()
            }
            for unit, rows in self.origins.items()
        }
        return {key: data.pop(key) for key in order} | {"findings": findings} | data | {"origins": origins}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def decided(self) -> dict[str, dict[str, dict[str, Decided]]]:
        """What the office decided of the counted units' figures, by unit's key, indicator and measure."""
        return {item.unit.key: item.decided for item in self.submissions if item.counted and item.decided}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def origins(self) -> dict[str, dict[str, dict[str, Origin]]]:
        """The places of the counted figures by unit's key, indicator and measure."""
        return {
            item.unit.key: {
                indicator: {measure: place for measure, place in places.items() if measure in figures}
                for indicator, places in item.origins.items()
                if (figures := item.figures.get(indicator))
            }
            for item in self.submissions
            if item.counted
        }


@dataclass(frozen=True, slots=True)
class Arrival:
    """A submission, when it came in (Vietnamese time), what its file's content is known by, and who sent it.

    `sender` is the address of the mail it came in, "" for a file by itself.
    """

    submission: Submission
    received: datetime
    digest: str = ""
    sender: str = ""


def consolidate(
    arrivals: Sequence[Arrival],
    form: Form,
    roster: Roster | None = None,
    deadline: date | None = None,
    passed_over: Sequence[LeftOut] = (),
    *,
    areas: bool = False,
    office: str = "",
    year: int | None = None,
) -> Consolidation:
    """Add up the submissions of a campaign.

    Of several files of one unit the newest that can be counted is used. A late report counts. Units come
    in the roster's order, else by kind and name. With `areas` the units are areas themselves (a city's office
    over its districts), and what counts once for an area adds up.
    """
    in_order = sorted(arrivals, key=lambda item: item.submission.file)
    reports, unrecognised, findings = _sort_out(in_order)
    identified = [_identify(arrival, roster) for arrival in reports]
    names = NameReader(form)
    groups: dict[tuple[str, str], list[Arrival]] = {}
    for arrival in _told_apart(identified, names):
        groups.setdefault(_key(arrival.submission.unit, names), []).append(arrival)
    chosen: list[Arrival] = []
    duplicates: list[Duplicate] = []
    for group in groups.values():
        used = max(group, key=lambda item: (item.submission.counted, item.received, item.submission.file))
        if len(group) > 1:
            used = _with(used, _about_duplicates(group, used, form))
            unit = used.submission.unit
            files = tuple(sorted(item.submission.file for item in group))
            duplicates.append(Duplicate(id=unit.id, name=unit.name, files=files, used=used.submission.file))
        chosen.append(used)
    chosen = sorted(_about_equals(chosen), key=lambda item: _order(item.submission.unit, form, roster, names))
    submissions = tuple(item.submission for item in chosen)
    units = tuple(
        UnitRow(
            id=item.submission.unit.id, name=item.submission.unit.name, kind=item.submission.unit.kind,
            file=item.submission.file, status=worst(item.submission.findings),
            counted=item.submission.counted, received=item.received.date(), digest=item.digest,
        )
        for item in chosen
    )  # fmt: skip
    figures = {item.unit.key: item.figures for item in submissions if item.counted}
    for submission in submissions:
        findings += [
            UnitFinding(finding=found, file=submission.file, unit=submission.unit.key)
            for found in submission.findings
        ]
    seen = {unit.id for unit in units}
    return Consolidation(
        schema="htsd/consolidation/1",
        form=form.id,
        totals=add_up(figures, form, areas=areas),
        units=units,
        figures=figures,
        missing=tuple(
            MissingUnit(id=unit.id, name=unit.name, kind=unit.kind)
            for unit in (roster.units if roster else ())
            if unit.required and unit.id not in seen
        ),
        late=tuple(
            LateUnit(id=unit.id, name=unit.name, kind=unit.kind, file=unit.file, received=unit.received)
            for unit in units
            if deadline is not None and unit.received is not None and unit.received > deadline
        ),
        duplicates=tuple(duplicates),
        unrecognised=tuple(unrecognised),
        findings=tuple(findings),
        passed_over=tuple(passed_over),
        expected=sum(1 for unit in roster.units if unit.required) if roster else None,
        office=office,
        year=year,
        submissions=submissions,
    )


def add_up(figures: dict[str, Figures], form: Form, *, areas: bool = False) -> Figures:
    """Return the totals over units; a measure no unit gave has none, and one that counts once is 0 or 1.

    With `areas` each unit is an area of its own, and what counts once for an area adds up like the rest.
    """
    totals: Figures = {}
    for indicator, measure in form.measured():
        values = [
            unit[indicator.id][measure]
            for unit in figures.values()
            if unit.get(indicator.id, {}).get(measure) is not None
        ]
        if values:
            once = indicator.adds_up == "once" and not areas
            totals.setdefault(indicator.id, {})[measure.value] = min(1, max(values)) if once else sum(values)
    return totals


def _sort_out(arrivals: Sequence[Arrival]) -> tuple[list[Arrival], list[LeftOut], list[UnitFinding]]:
    """Part the reports from the files that are none, each with its reason."""
    reports: list[Arrival] = []
    left_out: list[LeftOut] = []
    findings: list[UnitFinding] = []
    for arrival in arrivals:
        submission = arrival.submission
        fatal = [
            item
            for item in submission.findings
            if item.severity is Severity.ERROR and (item.code == _NO_REPORT or not submission.unit.name)
        ]
        if submission.counted or not fatal:
            reports.append(arrival)
            continue
        left_out.append(LeftOut(file=submission.file, reason=f"{fatal[0].message} {fatal[0].hint}"))
        findings += [
            UnitFinding(finding=item, file=submission.file, unit=None) for item in submission.findings
        ]
    return reports, left_out, findings


def _identify(arrival: Arrival, roster: Roster | None) -> Arrival:
    """Give the submission the roster's id, name and kind, and say so where that is not certain."""
    if roster is None:
        return arrival
    unit = arrival.submission.unit
    match = roster.match(unit.name)
    if match.unit is None:
        nearest = f"; gần nhất: {', '.join(match.nearest)}" if match.nearest else ""
        return _with(arrival, [finding("unit-unknown", text=unit.name, nearest=nearest)])
    told = _about_match(unit, match)
    known = Unit(id=match.unit.id, name=match.unit.name, kind=match.unit.kind)
    submission = arrival.submission.model_copy(update={"unit": known})
    return _with(replace(arrival, submission=submission), told)


def _told_apart(arrivals: Sequence[Arrival], names: NameReader) -> list[Arrival]:
    """Give files that name no unit names of their own: "bao cao.docx" in two folders is not one unit twice."""
    keys = Counter(_key(arrival.submission.unit, names) for arrival in arrivals)
    out: list[Arrival] = []
    for arrival in arrivals:
        submission = arrival.submission
        nameless = any(item.code == "unit-from-file-name" for item in submission.findings)
        if nameless and submission.unit.kind is None and keys[_key(submission.unit, names)] > 1:
            unit = submission.unit.model_copy(update={"name": submission.file})
            arrival = replace(arrival, submission=submission.model_copy(update={"unit": unit}))
        out.append(arrival)
    return out


def _about_match(unit: Unit, match: Match) -> list[Finding]:
    if match.unit is None or not match.reason:
        return []
    return [finding("unit-likely", text=unit.name, name=match.unit.name, reason=match.reason)]


def _key(unit: Unit, names: NameReader) -> tuple[str, str]:
    return (unit.id, "") if unit.id else (unit.kind or "", names.core(unit.name))


def _order(unit: Unit, form: Form, roster: Roster | None, names: NameReader) -> tuple[int, int, str]:
    if roster is not None and unit.id in roster.by_id:
        return (0, [item.id for item in roster.units].index(unit.id), "")
    kinds = list(form.kinds)
    place = kinds.index(unit.kind) if unit.kind in kinds else len(kinds)
    return (1, place, f"{names.core(unit.name)} {fold(unit.name)}")


def _with(arrival: Arrival, told: Sequence[Finding]) -> Arrival:
    if not told:
        return arrival
    findings = sorted((*arrival.submission.findings, *told), key=lambda item: item.severity.rank)
    submission = arrival.submission.model_copy(update={"findings": tuple(findings)})
    return replace(arrival, submission=submission)


def _about_duplicates(group: Sequence[Arrival], used: Arrival, form: Form) -> list[Finding]:
    """Tell of several files of one unit unless their figures are the same."""
    others = [item for item in group if item is not used]
    if all(item.submission.figures == used.submission.figures for item in others):
        return []
    before = max(others, key=lambda item: (item.received, item.submission.file)).submission
    changes = "; ".join(_changes(before.figures, used.submission.figures, form))
    return [
        finding(
            "duplicate-files",
            count=len(group),
            used=used.submission.file,
            changes=f"Thay đổi so với {before.file}: {changes}." if changes else "",
        )
    ]


def _changes(before: Figures, after: Figures, form: Form) -> list[str]:
    found: list[str] = []
    for indicator, measure in form.measured():
        old = before.get(indicator.id, {}).get(measure)
        new = after.get(indicator.id, {}).get(measure)
        if old != new:
            shown = [("trống" if value is None else format_number(value)) for value in (old, new)]
            found.append(
                f"“{indicator.short_label}”, cột “{form.column_heading(measure)}”: {shown[0]} → {shown[1]}"
            )
    return found


def _about_equals(chosen: Sequence[Arrival]) -> list[Arrival]:
    """Tell of different units whose figures are all the same."""
    alike: dict[tuple[tuple[str, str, int], ...], list[Arrival]] = {}
    for item in chosen:
        values = [(i, m, v) for i, row in item.submission.figures.items() for m, v in row.items()]
        if sum(1 for _, _, value in values if value) >= _ALIKE_FROM:
            alike.setdefault(tuple(sorted(values)), []).append(item)
    told: dict[int, list[Finding]] = {}
    for group in alike.values():
        for item in group if len(group) > 1 else []:
            others = ", ".join(other.submission.unit.name for other in group if other is not item)
            told[id(item)] = [finding("same-figures", others=others)]
    return [_with(item, told.get(id(item), [])) for item in chosen]
