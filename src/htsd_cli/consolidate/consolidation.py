"""The consolidation: totals, who is in them, who is missing, what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field

from htsd_cli.consolidate.again import in_parts, without_doubles
from htsd_cli.consolidate.arrival import Arrival, with_findings
from htsd_cli.consolidate.belonging import (
    PDF,
    PICTURE,
    SCAN,
    Belongings,
    is_pdf_without_table,
    is_scan,
    printed_copies,
)
from htsd_cli.consolidate.cascade import Below, about_below, kept_of, kept_of_parts, results_of, sort_out_raw
from htsd_cli.consolidate.identification import by_area, clues_of, known_as, told_apart
from htsd_cli.consolidate.parts import taken_together
from htsd_cli.consolidate.practices import PracticeFound, find_practices, narrated
from htsd_cli.consolidate.sameness import about_equals
from htsd_cli.consolidate.versions import Chosen, choose
from htsd_cli.form import Form, Indicator
from htsd_cli.language.vietnamese import fold
from htsd_cli.roster import Clues, Match, NameReader, Roster, RosterUnit, Speller
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Decided, Numbers, nested
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import (
    Status,
    Submission,
    UnitName,
    finding_to_json,
    place_to_json,
    worst,
)


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class UnitRow(_Value):
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
    received: date | None = None
    digest: str = ""

    @property
    def key(self) -> str:
        """The unit's key in `Consolidation.figures`: its roster id, else its name."""
        return self.id or self.name


class MissingUnit(_Value):
    """A unit of the roster that must report and sent nothing at all."""

    id: str
    name: str
    kind: str | None


class UnusableUnit(_Value):
    """A unit of which only files came in that cannot be used: scans, pictures, broken or locked files, other forms.

    `files` are all of these, `reason` says in a Vietnamese sentence what the newest of them is; `found` is the same
    as a finding, `received` the day it came in, None for a picture.
    """

    id: str
    name: str
    kind: str | None
    files: tuple[str, ...]
    reason: str
    found: Finding = Field(exclude=True)
    received: date | None = Field(default=None, exclude=True)


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
    """A file that is no report, with the reason in a Vietnamese sentence.

    `unit` is the key of the unit that seems to have sent it, None when nothing tells.
    """

    file: str
    reason: str
    unit: str | None = None


class Belonging(_Value):
    """A file that belongs to a unit's report without being one; `what` it is in Vietnamese. No error."""

    file: str
    unit: str
    what: str


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
    counts the roster (None without one). `office` is who consolidates, `year` the Week's. `narrated` are the keys
    of the counted units whose report has a text, `practices` what these say they did. `roster` are all its
    units, those that need not report among them, `gone` those that are part of another one now, whose
    `merged_into` that is. `over_areas` says that the units are areas themselves; `areas` has what the units of each
    area of the roster add up to, `below` by unit's key what a unit's own report adds up, as that office wrote it.
    """

    schema_: Literal["htsd/consolidation/1"] = Field("htsd/consolidation/1", alias="schema")
    form: str
    totals: Numbers
    units: tuple[UnitRow, ...]
    figures: dict[str, Numbers]
    missing: tuple[MissingUnit, ...] = ()
    late: tuple[LateUnit, ...] = ()
    unusable: tuple[UnusableUnit, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    unrecognised: tuple[LeftOut, ...] = ()
    findings: tuple[UnitFinding, ...] = ()
    passed_over: tuple[LeftOut, ...] = ()
    belongs: tuple[Belonging, ...] = ()
    expected: int | None = None
    office: str = ""
    year: int | None = None
    narrated: tuple[str, ...] = ()
    practices: tuple[PracticeFound, ...] = ()
    areas: dict[str, Numbers] = Field(default_factory=dict)
    below: dict[str, dict[str, Any]] = Field(default_factory=dict)
    submissions: tuple[Submission, ...] = Field(default=(), exclude=True)
    roster: tuple[RosterUnit, ...] = Field(default=(), exclude=True)
    gone: tuple[RosterUnit, ...] = Field(default=(), exclude=True)
    over_areas: bool = Field(default=False, exclude=True)

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
            "unusable",
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

    def counts_once(self, indicator: Indicator) -> bool:
        """Whether the total of an indicator is 1 for the whole area, however many units claim it."""
        added = max(self.totals.get(indicator.id, {}).values(), default=0) > 1
        return indicator.adds_up == "once" and not self.over_areas and not added

    @computed_field  # type: ignore[prop-decorator]
    @property
    def decided(self) -> dict[str, dict[str, dict[str, Decided]]]:
        """What the office decided of the counted units' figures, by unit's key, indicator and measure."""
        told = {
            item.unit.key: nested(
                (key, figure.decided) for key, figure in item.figures.items() if figure.decided
            )
            for item in self.submissions
            if item.counted
        }
        return {key: decided for key, decided in told.items() if decided}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def origins(self) -> dict[str, dict[str, dict[str, Origin]]]:
        """The places of the counted figures by unit's key, indicator and measure."""
        return {
            item.unit.key: nested(
                (key, figure.origin)
                for key, figure in item.figures.items()
                if figure.origin is not None and figure.value is not None
            )
            for item in self.submissions
            if item.counted
        }


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
    pictures: Sequence[str] = (),
    use: Mapping[str, str] | None = None,
    below: Sequence[Below] = (),
) -> Consolidation:
    """Add up the submissions of a campaign.

    Of several files of one unit the newest that can be counted is used, or the one `use` names for it (by the
    unit's id or name). A late report counts. Units come in the roster's order, else by kind and name. With `areas`
    the units are areas themselves (a city's office over its districts), and what counts once for an area adds up.
    `pictures` are those of `passed_over` that may belong to a report, `below` the results of offices below that came
    with their reports.
    """
    in_order = sorted(arrivals, key=lambda item: item.file)
    matches: dict[str, Match] = {}
    told_of: dict[str, list[Finding]] = {}
    if roster is None:
        in_order, ours, doubtful = without_doubles(in_order, office)
    else:
        matches = {item.file: roster.identify(clues_of(item)) for item in _sort_out(in_order)[0]}
        parted = sort_out_raw(in_order, matches, roster, office, below, areas=areas)
        in_order, ours, doubtful, told_of = parted.kept, parted.aside, parted.doubtful, parted.told
    reports, no_reports = _sort_out(in_order)
    no_reports += doubtful
    reader = NameReader(form)
    speller = Speller(reader)
    known = [known_as(arrival, matches.get(arrival.file)) for arrival in reports]
    known = [with_findings(arrival, told_of.get(arrival.file, ())) for arrival in known]
    former = {file: match.merged.name for file, match in matches.items() if match.merged is not None}
    identified = by_area(known, reader)
    groups = _groups(in_parts(identified, reader), speller)
    names = _Names(roster, speller, in_order, groups)
    belongings = Belongings({item.file: key for key, group in groups.items() for item in group}, names.of)
    belongs = [
        Belonging(file=item.file, unit=unit, what=SCAN) for item, unit in _scans(no_reports, belongings)
    ]
    scans = {item.file for item in belongs}
    refused = [(item, names.of(item.file)) for item in no_reports if item.file not in scans]
    pins, about_pins = _pins(use or {}, groups, roster, speller)
    chosen: list[Chosen] = []
    beneath: dict[str, dict[str, Any]] = {}
    duplicates: list[Duplicate] = []
    for key, group in groups.items():
        copies = printed_copies(group)
        belongs += [Belonging(file=item.file, unit=key, what=PDF) for item in copies]
        versions = [item for item in group if item not in copies]
        whole = taken_together(
            versions, former, form, gathers=reader.gathers(group[0].submission.unit.kind), pinned=key in pins
        )
        choice = choose(
            whole.versions, form, pins.get(key, ""), [item for item, unit in refused if unit == key]
        )
        results = [results_of(item, below, roster) for item in whole.parts or (choice.used,)]
        joined = whole.parts and choice.used.file == whole.parts[-1].file
        about = [
            found
            for item, own in zip(whole.parts or (choice.used,), results, strict=True)
            for found in about_below(item, own, form)
        ]
        choice = replace(choice, used=with_findings(choice.used, [*whole.told, *about]))
        if joined and len(whole.parts) > 1:
            beneath[key] = kept_of_parts(whole.parts, results, form)
        elif results[-1] is not None:
            beneath[key] = kept_of(results[-1])
        chosen.append(choice)
        if len(versions) > 1:
            one, files = choice.used.submission.unit, tuple(item.file for item in versions)
            duplicates.append(Duplicate(id=one.id, name=one.name, files=files, used=choice.used.file))
    absent = {unit.id for unit in (roster.units if roster else ()) if unit.required and unit.id not in groups}
    told = about_equals([choice.used for choice in chosen], in_order, names.place_of)
    used = sorted(
        (
            (_about_sender(arrival, roster, absent), choice.received)
            for arrival, choice in zip(told, chosen, strict=True)
        ),
        key=lambda pair: _order(pair[0].submission.unit, form, roster, speller),
    )
    submissions = tuple(item.submission for item, _ in used)
    units = tuple(_row(item, received) for item, received in used)
    figures = {item.unit.key: item.numbers for item in submissions if item.counted}
    telling = [item for item in submissions if item.counted and narrated(item)]
    shown, photos = _pictures(pictures, belongings, names, absent)
    belongs += shown
    unusable = _unusable(roster, groups, refused, photos)
    useless = {unit.id for unit in unusable}
    left_out = [*(_left_out(item, unit) for item, unit in refused), *photos]
    elsewhere = {item.file for item in belongs} | {item.file for item in left_out}
    return Consolidation(
        schema="htsd/consolidation/1",
        form=form.id,
        totals=add_up(figures, form, areas=areas),
        units=units,
        figures=figures,
        missing=tuple(
            MissingUnit(id=unit.id, name=unit.name, kind=unit.kind)
            for unit in (roster.units if roster else ())
            if unit.id in absent and unit.id not in useless
        ),
        unusable=unusable,
        late=tuple(
            LateUnit(id=unit.id, name=unit.name, kind=unit.kind, file=unit.file, received=unit.received)
            for unit in units
            if deadline is not None and unit.received is not None and unit.received > deadline
        ),
        duplicates=tuple(duplicates),
        unrecognised=tuple(sorted(left_out, key=lambda item: item.file)),
        findings=(*about_pins, *_findings([item for item, _ in refused], submissions)),
        passed_over=tuple(
            sorted(
                (
                    *(item for item in passed_over if item.file not in elsewhere),
                    *(LeftOut(file=file, reason=reason) for file, reason in ours),
                ),
                key=lambda item: item.file,
            )
        ),
        belongs=tuple(sorted(belongs, key=lambda item: item.file)),
        expected=sum(1 for unit in roster.units if unit.required) if roster else None,
        office=office,
        year=year,
        narrated=tuple(item.unit.key for item in telling),
        practices=find_practices(telling, form),
        submissions=submissions,
        roster=roster.units if roster else (),
        gone=roster.gone if roster else (),
        over_areas=areas,
        areas=_by_area(roster, figures, form, areas=areas),
        below={key: kept for key, kept in beneath.items() if key in figures},
    )


def add_up(figures: dict[str, Numbers], form: Form, *, areas: bool = False) -> Numbers:
    """Return the totals over units; a measure no unit gave has none, and one that counts once is 0 or 1.

    With `areas` each unit is an area of its own, and what counts once for an area adds up like the rest.
    """
    totals: Numbers = {}
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


def _by_area(
    roster: Roster | None, figures: Mapping[str, Numbers], form: Form, *, areas: bool
) -> dict[str, Numbers]:
    """Return what the counted units of each area of the roster add up to, in the roster's order."""
    found: dict[str, dict[str, Numbers]] = {}
    for unit in roster.units if roster else ():
        if unit.area:
            own = found.setdefault(unit.area, {})
            own |= {unit.id: figures[unit.id]} if unit.id in figures else {}
    return {area: add_up(own, form, areas=areas) for area, own in found.items()}


def _sort_out(arrivals: Sequence[Arrival]) -> tuple[list[Arrival], list[Arrival]]:
    """Part the reports from the files that are none."""
    reports: list[Arrival] = []
    no_reports: list[Arrival] = []
    for arrival in arrivals:
        submission = arrival.submission
        fatal = not submission.counted and any(
            not item.fate.is_report or (item.severity is Severity.ERROR and not submission.unit.name)
            for item in submission.findings
        )
        (no_reports if fatal else reports).append(arrival)
    return reports, no_reports


def _groups(arrivals: Sequence[Arrival], speller: Speller) -> dict[str, list[Arrival]]:
    """Return each unit's files by the unit's key, in the order of their names."""
    groups = told_apart(arrivals, speller)
    return {group[0].submission.unit.key: sorted(group, key=lambda item: item.file) for group in groups}


def _scans(no_reports: Sequence[Arrival], belongings: Belongings) -> list[tuple[Arrival, str]]:
    """Return the scans and PDFs that belong to a report, each with its unit's key."""
    found: list[tuple[Arrival, str]] = []
    for arrival in no_reports:
        unit = belongings.unit_of(arrival.file) if is_scan(arrival) else None
        unit = unit or (belongings.beside(arrival.file) if is_pdf_without_table(arrival) else None)
        if unit is not None:
            found.append((arrival, unit))
    return found


def _row(arrival: Arrival, received: date) -> UnitRow:
    unit, submission = arrival.submission.unit, arrival.submission
    return UnitRow(
        id=unit.id, name=unit.name, kind=unit.kind, file=arrival.file, status=worst(submission.findings),
        counted=submission.counted, received=received, digest=arrival.digest,
    )  # fmt: skip


def _left_out(arrival: Arrival, unit: str | None) -> LeftOut:
    first = arrival.submission.findings[0]
    return LeftOut(file=arrival.file, reason=f"{first.message} {first.hint}", unit=unit)


def _findings(no_reports: Sequence[Arrival], submissions: Sequence[Submission]) -> list[UnitFinding]:
    """Return what is told of files that are no reports, then of the files used."""
    told = [
        UnitFinding(finding=item, file=arrival.file, unit=None)
        for arrival in no_reports
        for item in arrival.submission.findings
    ]
    told += [
        UnitFinding(finding=found, file=submission.file, unit=submission.unit.key)
        for submission in submissions
        for found in submission.findings
    ]
    return told


class _Names:
    """Whose a file is by its own name, folders and sender, with a roster or among the units that sent reports."""

    def __init__(
        self,
        roster: Roster | None,
        speller: Speller,
        arrivals: Sequence[Arrival],
        groups: Mapping[str, Sequence[Arrival]],
    ) -> None:
        self._roster = roster
        self._speller = speller
        self._arrivals = {arrival.file: arrival for arrival in arrivals}
        self._units = {key: speller.spell(group[0].submission.unit.name)[:2] for key, group in groups.items()}

    def of(self, file: str) -> str | None:
        """Return the key of the unit a file's name, folder or sender names, None when they name none."""
        arrival = self._arrivals.get(file)
        if self._roster is not None:
            clues = clues_of(arrival) if arrival else Clues(file=file)
            unit = self._roster.identify(clues).unit
            return unit.id if unit else None
        name = arrival.submission.unit.name if arrival else ""
        name = name or self._speller.names.from_file_name(PurePosixPath(file).stem)
        if self._speller.names.kind_of(name) is None:
            return None
        said = self._speller.spell(name)[:2]
        same = [unit for unit, spelled in self._units.items() if spelled == said]
        return same[0] if len(same) == 1 else name

    def place_of(self, file: str) -> str | None:
        """Return the id of the unit whose folder, zip or file name a file has, None when that is nobody's."""
        return self._roster.by_place(Clues(file=file)) if self._roster else None


def _about_sender(arrival: Arrival, roster: Roster | None, missing: set[str]) -> Arrival:
    """Tell of a report that came from another unit's address while that unit sent none of its own."""
    if roster is None or not arrival.sender:
        return arrival
    sender = roster.by_address(arrival.sender)
    unit = arrival.submission.unit
    if sender is None or sender.id == unit.id or sender.id not in missing or roster.gathers(sender):
        return arrival
    return with_findings(
        arrival, [finding("sender-other-unit", address=arrival.sender, other=sender.name, name=unit.name)]
    )


def _pictures(
    pictures: Sequence[str], belongings: Belongings, names: _Names, missing: set[str]
) -> tuple[list[Belonging], list[LeftOut]]:
    """Part the pictures: those of a report, and those that are all a unit sent; any other is nobody's."""
    belongs: list[Belonging] = []
    alone: list[LeftOut] = []
    for file in pictures:
        unit = belongings.unit_of(file)
        if unit is not None:
            belongs.append(Belonging(file=file, unit=unit, what=PICTURE))
            continue
        sender = names.of(file)
        if sender in missing:
            told = finding("pictures-only")
            alone.append(LeftOut(file=file, reason=f"{told.message} {told.hint}", unit=sender))
    return belongs, alone


def _unusable(
    roster: Roster | None,
    groups: Mapping[str, Sequence[Arrival]],
    refused: Sequence[tuple[Arrival, str | None]],
    pictures: Sequence[LeftOut],
) -> tuple[UnusableUnit, ...]:
    """Return the units of the roster of which nothing came in but files that cannot be used, in its order."""
    found: list[UnusableUnit] = []
    for unit in roster.units if roster else ():
        files = [item for item, key in refused if key == unit.id]
        photos = [item.file for item in pictures if item.unit == unit.id]
        if unit.id in groups or not (files or photos):
            continue
        newest = max(files, key=lambda item: item.age, default=None)
        told = newest.submission.findings[0] if newest else finding("pictures-only")
        found.append(
            UnusableUnit(
                id=unit.id, name=unit.name, kind=unit.kind,
                files=tuple(sorted([*(item.file for item in files), *photos])),
                reason=told.message, found=told, received=newest.received.date() if newest else None,
            )
        )  # fmt: skip
    return tuple(found)


def _pins(
    use: Mapping[str, str], groups: Mapping[str, Sequence[Arrival]], roster: Roster | None, speller: Speller
) -> tuple[dict[str, str], list[UnitFinding]]:
    """Return which file a person named for which unit's key, and what is wrong with those named for nobody."""
    pins: dict[str, str] = {}
    told: list[UnitFinding] = []
    keys = {key: group[0].submission.unit for key, group in groups.items()}
    for unit, file in use.items():
        listed = roster.by_id.get(unit) if roster else None
        key = listed.id if listed is not None else unit if unit in keys else None
        if key is None and roster is not None:
            match = roster.match(unit)
            key = match.unit.id if match.unit and not match.reason else None
        if key is None:
            said = speller.spell(unit)[:2]
            named = [known for known, value in keys.items() if speller.spell(value.name)[:2] == said]
            key = named[0] if len(named) == 1 else None
        if key is None or key not in keys:
            known = roster.by_id[key].name if roster and key in roster.by_id else None
            code = "use-without-report" if known else "use-unknown-unit"
            found = finding(code, unit=known or unit, file=file)
            told.append(UnitFinding(finding=found, file=None, unit=key))
            continue
        pins[key] = file
    return pins, told


def _order(unit: UnitName, form: Form, roster: Roster | None, speller: Speller) -> tuple[int, int, str]:
    if roster is not None and unit.id in roster.by_id:
        return (0, [item.id for item in roster.units].index(unit.id), "")
    kinds = list(form.kinds)
    place = kinds.index(unit.kind) if unit.kind in kinds else len(kinds)
    return (1, place, f"{speller.names.core(unit.name)} {fold(unit.name)}")
