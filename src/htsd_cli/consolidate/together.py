"""Takes the submissions of a campaign together, step by step: whose each is, which counts, who stands how, totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

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
from htsd_cli.consolidate.consolidation import Consolidation
from htsd_cli.consolidate.files import Belonging, Duplicate, LeftOut, UnitFinding
from htsd_cli.consolidate.identification import by_area as apart_by_area
from htsd_cli.consolidate.identification import clues_of, known_as, told_apart, unclear_name
from htsd_cli.consolidate.naming import Groups, Naming
from htsd_cli.consolidate.offices import (
    Below,
    about_below,
    kept_of,
    kept_of_parts,
    results_of,
    sort_out_raw,
    taken_together,
)
from htsd_cli.consolidate.practices import find_practices, narrated
from htsd_cli.consolidate.sameness import about_equals
from htsd_cli.consolidate.telling.answers import answer_totals
from htsd_cli.consolidate.telling.concerns import find_concerns
from htsd_cli.consolidate.telling.doubtful_rates import about_doubtful_rates
from htsd_cli.consolidate.telling.listed import about_names
from htsd_cli.consolidate.telling.rates import about_rates
from htsd_cli.consolidate.telling.remembered import Remembered, anew
from htsd_cli.consolidate.telling.ticks import ticked
from htsd_cli.consolidate.totals import add_up, by_area
from htsd_cli.consolidate.unit import Unit
from htsd_cli.consolidate.versions import choose
from htsd_cli.form import Form
from htsd_cli.form.adding import digits_shown
from htsd_cli.language.vietnamese import fold
from htsd_cli.roster import Match, NameReader, Roster, RosterUnit, Speller
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import values_of
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import UnitName


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
    words: bool = True,
    remembered: Remembered = anew,
) -> Consolidation:
    """Add up the submissions of a campaign.

    Of several files of one unit the newest that can be counted is used, or the one `use` names for it (by the
    unit's id or name). A late report counts. Units come in the roster's order, else by kind and name. With `areas`
    the units are areas themselves (a city's office over its districts), and what counts once for an area adds up.
    `pictures` are those of `passed_over` that may belong to a report, `below` the results of offices below that came
    with their reports. Without `words` nobody looks for what the reports' texts tell: no practices, no concerns;
    what these told before may be `remembered`.
    """
    in_order = sorted(arrivals, key=lambda item: item.file)
    matches: dict[str, Match] = {}
    if roster is not None and not roster.units:
        roster = None  # nobody has written it yet: it knows no unit, and denies none
    if roster is None:
        in_order, ours, doubtful = without_doubles(in_order, office)
    else:
        matches = {item.file: roster.identify(clues_of(item)) for item in _sort_out(in_order)[0]}
        matches |= _assigned(use or {}, matches, roster)
        in_order, ours, doubtful = sort_out_raw(in_order, matches, roster, office, below, areas=areas)
        in_order, unclear = _without_unclear(in_order, matches)
        doubtful += unclear
    reports, no_reports = _sort_out(in_order)
    speller = Speller(NameReader(form))
    groups = _by_unit(reports, matches, speller)
    naming = Naming(roster, speller, in_order, groups)
    beside = _beside(groups, [*no_reports, *doubtful], pictures, naming)
    pins, about_pins = naming.pins(use or {})
    former = {file: match.merged.name for file, match in matches.items() if match.merged is not None}
    chosen = _choose(groups, beside, form, pins, former, _Offices(below, roster, speller.names))
    listed = roster.units if roster else ()
    absent = frozenset(unit.id for unit in listed if unit.required and unit.id not in groups)
    told = about_equals([item.arrival for item in chosen], in_order, naming.place_of)
    used = [
        item._replace(arrival=_about_rates(_about_sender(arrival, roster, absent), form))
        for item, arrival in zip(chosen, told, strict=True)
    ]
    used.sort(key=lambda item: _order(item.arrival.submission.unit, form, roster, speller))
    named = about_names([item.arrival for item in used], form)
    used = [item._replace(arrival=arrival) for item, arrival in zip(used, named, strict=True)]
    photos = [(file, unit) for file, unit in beside.pictures if unit in absent or (unit and roster is None)]
    reported = [_reported(item, form, roster, deadline, year) for item in used]
    units = (*reported, *_others(listed, groups, beside.refused, photos, form, year))
    left_out = [*(_left_out(item, unit) for item, unit in beside.refused), *map(_only_a_picture, photos)]
    belongs = [*beside.belongs, *(item for one in chosen for item in one.copies)]
    elsewhere = {item.file for item in belongs} | {item.file for item in left_out}
    # What traces go through is used, and no report; results that lie loose in the inbox are this office's own.
    elsewhere |= {item.file for item in below if "/" in item.file}
    passed = [item for item in passed_over if item.file not in elsewhere]
    passed += [LeftOut(file=file, reason=reason) for file, reason in ours]
    counted = [unit.submission for unit in reported if unit.submission and unit.counted]
    return Consolidation(
        form=form.id,
        totals=add_up(reported, form, areas=areas),
        units=units,
        duplicates=tuple(item.duplicate for item in chosen if item.duplicate),
        unrecognised=tuple(sorted(left_out, key=lambda item: item.file)),
        findings=(
            *about_pins,
            *_of_the_office(about_doubtful_rates(reported, form)),
            *_findings([item for item, _ in beside.refused], reported),
        ),
        passed_over=tuple(sorted(passed, key=lambda item: item.file)),
        belongs=tuple(sorted(belongs, key=lambda item: item.file)),
        rostered=roster is not None,
        dated=deadline is not None,
        office=office,
        year=year,
        practices=find_practices(filter(narrated, counted), form, remembered) if words else (),
        concerns=find_concerns(filter(narrated, counted), form, remembered) if words else (),
        areas=by_area(reported, listed, form, areas=areas),
        below={
            item.arrival.submission.unit.key: item.below
            for item in chosen
            if item.below is not None and item.arrival.submission.counted
        },
        gone=roster.gone if roster else (),
        over_areas=areas,
        digits=digits_shown(form, (values_of(unit.figures) for unit in reported)),
        answers=answer_totals(reported, form),
        ticked=ticked(reported, form),
    )


def scans_of_reports(arrivals: Sequence[Arrival], form: Form, roster: Roster | None = None) -> frozenset[str]:
    """Return the files that are but the scan of a report among the same files: nobody has to mend them."""
    reports, no_reports = _sort_out(arrivals)
    matches = {} if roster is None else {item.file: roster.identify(clues_of(item)) for item in reports}
    speller = Speller(NameReader(form))
    groups = _by_unit(reports, matches, speller)
    beside = _beside(groups, no_reports, (), Naming(roster, speller, arrivals, groups))
    return frozenset(item.file for item in beside.belongs)


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


def _assigned(use: Mapping[str, str], matches: Mapping[str, Match], roster: Roster) -> dict[str, Match]:
    """Return whose the files are that a person named for a unit and nothing else tells whose they are."""
    named = ((file, roster.match(called)) for called, file in use.items() if file in matches)
    return {
        file: Match(match.unit)
        for file, match in named
        if matches[file].unit is None and match.unit is not None and not match.reason
    }


def _without_unclear(
    arrivals: Sequence[Arrival], matches: Mapping[str, Match]
) -> tuple[list[Arrival], list[Arrival]]:
    """Part the reports whose name several units of the roster have, with nothing to tell whose they are."""
    kept: list[Arrival] = []
    unclear: list[Arrival] = []
    for item in arrivals:
        among = matches[item.file].among if item.file in matches else ()
        if not among:
            kept.append(item)
            continue
        told = unclear_name(item.submission.unit.name, among)
        held = item.submission.model_copy(update={"findings": (told,), "counted": False})
        unclear.append(replace(item, submission=held))
    return kept, unclear


def _by_unit(
    reports: Sequence[Arrival], matches: Mapping[str, Match], speller: Speller
) -> dict[str, list[Arrival]]:
    """Find out whose each report is; return each unit's files by its key, in the order of their names."""
    identified = apart_by_area(
        [known_as(arrival, matches.get(arrival.file)) for arrival in reports], speller.names
    )
    groups = told_apart(in_parts(identified, speller.names), speller)
    return {group[0].submission.unit.key: sorted(group, key=lambda item: item.file) for group in groups}


class _Beside(NamedTuple):
    """Files beside the reports: what belongs to one, what is refused with the unit it is of, pictures of no report."""

    belongs: list[Belonging]
    refused: list[tuple[Arrival, str | None]]
    pictures: list[tuple[str, str | None]]


def _beside(
    groups: Groups, no_reports: Sequence[Arrival], pictures: Sequence[str], naming: Naming
) -> _Beside:
    """Part the files that are no reports: scans and pictures of a report belong to it, the others stand alone."""
    belongings = Belongings({item.file: key for key, group in groups.items() for item in group}, naming.of)
    out = _Beside([], [], [])
    for arrival in no_reports:
        unit = belongings.unit_of(arrival.file) if is_scan(arrival) else None
        unit = unit or (belongings.beside(arrival.file) if is_pdf_without_table(arrival) else None)
        if unit is None:
            out.refused.append((arrival, naming.of(arrival.file)))
        else:
            out.belongs.append(Belonging(file=arrival.file, unit=unit, what=SCAN))
    for file in pictures:
        unit = belongings.unit_of(file)
        if unit is None:
            out.pictures.append((file, naming.of(file)))
        else:
            out.belongs.append(Belonging(file=file, unit=unit, what=PICTURE))
    return out


class _Used(NamedTuple):
    """The report of a unit that is in use, the day its figures first came in, the day its first report did, and what
    the unit's other files are.

    `below` is what an office's report adds up, where that is known.
    """

    arrival: Arrival
    received: date
    first: date
    duplicate: Duplicate | None
    copies: tuple[Belonging, ...]
    below: dict[str, Any] | None = None


class _Offices(NamedTuple):
    """What is known of the offices below: their results that came in, the roster they are on, kinds that gather."""

    below: Sequence[Below]
    roster: Roster | None
    names: NameReader


def _choose(
    groups: Groups,
    beside: _Beside,
    form: Form,
    pins: Mapping[str, str],
    former: Mapping[str, str],
    offices: _Offices,
) -> list[_Used]:
    """Choose of each unit's files the one that counts; a PDF of another one of them belongs to it.

    Files that are parts of one report are taken together first. `former` are the names of units merged away, by file.
    """
    chosen: list[_Used] = []
    for key, group in groups.items():
        copies = printed_copies(group)
        versions = [item for item in group if item not in copies]
        refused = [item for item, unit in beside.refused if unit == key]
        gathers = offices.names.gathers(group[0].submission.unit.kind)
        whole = taken_together(versions, former, form, gathers=gathers, pinned=key in pins)
        choice = choose(whole.versions, form, pins.get(key, ""), refused)
        parts = whole.parts if whole.parts and choice.used.file == whole.parts[-1].file else (choice.used,)
        results = [results_of(item, offices.below, offices.roster) for item in parts]
        about = [
            one for item, own in zip(parts, results, strict=True) for one in about_below(item, own, form)
        ]
        choice = replace(choice, used=with_findings(choice.used, [*whole.told, *about]))
        duplicate = None
        if len(versions) > 1:
            one, files = choice.used.submission.unit, tuple(item.file for item in versions)
            duplicate = Duplicate(id=one.id, name=one.name, files=files, used=choice.used.file)
        belongs = tuple(Belonging(file=item.file, unit=key, what=PDF) for item in copies)
        inside = kept_of_parts(parts, results, form) if len(parts) > 1 else kept_of(results[0])
        chosen.append(_Used(choice.used, choice.received, choice.first, duplicate, belongs, inside))
    return chosen


def _about_sender(arrival: Arrival, roster: Roster | None, missing: frozenset[str]) -> Arrival:
    """Tell of a report that came from another unit's address while that unit sent none of its own."""
    if roster is None:
        return arrival
    sender = roster.by_address(arrival.sender)
    unit = arrival.submission.unit
    if sender is None or sender.id == unit.id or sender.id not in missing or roster.gathers(sender):
        return arrival
    return with_findings(
        arrival, [finding("sender-other-unit", address=arrival.sender, other=sender.shown, name=unit.name)]
    )


def _about_rates(arrival: Arrival, form: Form) -> Arrival:
    return (
        with_findings(arrival, about_rates(arrival.submission, form))
        if arrival.submission.counted
        else arrival
    )


def _reported(
    item: _Used, form: Form, roster: Roster | None, deadline: date | None, year: int | None
) -> Unit:
    """Return a unit whose report is used; when it came in the roster may say otherwise than the file."""
    called = item.arrival.submission.unit
    listed = roster.by_id.get(called.id) if roster and called.id else None
    said = listed.received_in(year) if listed else None
    received = said or item.received
    late = deadline is not None and received > deadline
    return Unit(
        called=called,
        kind_name=form.kind_name(called.kind),
        listed=listed,
        submission=item.arrival.submission,
        received=received,
        late=late,
        in_time=item.first if late and not said and deadline and item.first <= deadline else None,
        digest=item.arrival.digest,
    )


def _others(
    listed: Sequence[RosterUnit],
    groups: Groups,
    refused: Sequence[tuple[Arrival, str | None]],
    photos: Sequence[tuple[str, str | None]],
    form: Form,
    year: int | None,
) -> list[Unit]:
    """Return the units of the roster without a report: those with files that cannot be used, then the silent ones."""
    units: list[Unit] = []
    for line in listed:
        if line.id in groups:
            continue
        called = UnitName(id=line.id, name=line.shown, kind=line.kind)
        own = [item for item, unit in refused if unit == line.id]
        files = sorted((*(item.file for item in own), *(file for file, unit in photos if unit == line.id)))
        newest = max(own, key=lambda item: item.age, default=None)
        units.append(
            Unit(
                called=called,
                kind_name=form.kind_name(line.kind),
                listed=line,
                received=(line.received_in(year) or newest.received.date()) if newest else None,
                refused=tuple(files),
                unread=_what_it_is(newest) if files else None,
            )
        )
    order = ("unusable", "missing", "optional")
    return sorted(units, key=lambda unit: order.index(unit.status))


def _what_it_is(newest: Arrival | None) -> Finding:
    return newest.submission.findings[0] if newest else finding("pictures-only")


def _left_out(arrival: Arrival, unit: str | None) -> LeftOut:
    first = arrival.submission.findings[0]
    beside = first.code == "mail-says-more"
    return LeftOut(file=arrival.file, reason=f"{first.message} {first.hint}", unit=unit, beside=beside)


def _only_a_picture(photo: tuple[str, str | None]) -> LeftOut:
    told = finding("pictures-only")
    return LeftOut(file=photo[0], reason=f"{told.message} {told.hint}", unit=photo[1])


def _of_the_office(told: Sequence[Finding]) -> list[UnitFinding]:
    return [UnitFinding(finding=item, file=None, unit=None) for item in told]


def _findings(no_reports: Sequence[Arrival], reported: Sequence[Unit]) -> list[UnitFinding]:
    """Return what is told of files that are no reports, then of the files used."""
    told = [
        UnitFinding(finding=item, file=arrival.file, unit=None)
        for arrival in no_reports
        for item in arrival.submission.findings
    ]
    told += [
        UnitFinding(finding=found, file=unit.file, unit=unit.key)
        for unit in reported
        for found in (unit.submission.findings if unit.submission else ())
    ]
    return told


def _order(unit: UnitName, form: Form, roster: Roster | None, speller: Speller) -> tuple[int, int, str]:
    """Return what sorts units: as the roster has them, else by kind and name."""
    if roster is not None and unit.id in roster.by_id:
        return (0, [item.id for item in roster.units].index(unit.id), "")
    kinds = list(form.kinds)
    place = kinds.index(unit.kind) if unit.kind in kinds else len(kinds)
    return (1, place, f"{speller.names.core(unit.name)} {fold(unit.name)}")
