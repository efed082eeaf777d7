"""The consolidation: all units of a campaign, what those counted add up to, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import BaseModel

from htsd_cli.consolidate.contract import late_of, missing_of, row_of, unusable_of
from htsd_cli.consolidate.coverage import Coverage, coverage_of
from htsd_cli.consolidate.files import Belonging, Duplicate, LeftOut, UnitFinding
from htsd_cli.consolidate.practices import PracticeFound, narrated
from htsd_cli.consolidate.telling.answers import AnswerTotal
from htsd_cli.consolidate.unit import Unit, in_kinds
from htsd_cli.form import Form, Indicator, Measure
from htsd_cli.roster import RosterUnit
from htsd_cli.values.figures import Key, Totals, json_of, readable, rounded, values_of
from htsd_cli.values.submission import decided_to_json, finding_to_json, origins_to_json


@dataclass(frozen=True)
class Consolidation:
    """All submissions of a campaign taken together.

    `units` are all of them, each once: those that reported, then those whose files cannot be used, those that must
    report and sent nothing, and those of the roster that need not. `totals` has a cell only where at least one counted
    unit gave a number: missing is not zero. `rostered` says that there is a roster, `dated` that there is a deadline;
    `gone` are the roster's units that are part of another one now, whose `merged_into` that is. `office` is who
    consolidates, `year` the campaign's. `practices` is what the counted units' texts say they did, `concerns` what
    they tell of as difficult and ask for, by theme.
    `over_areas` says that the units are areas themselves; `areas` has what the units of each area of the roster add
    up to, `below` by unit's key what a unit's own report adds up, as that office wrote it. `digits` are those behind
    the comma that rates are rounded to where they are read; the totals themselves are exact. `answers` are the counts
    that the form asks below its tables, added up; `ticked` says how many counted units ticked each cell of a column of
    ticks.
    """

    form: str
    totals: Totals
    units: tuple[Unit, ...]
    duplicates: tuple[Duplicate, ...] = ()
    unrecognised: tuple[LeftOut, ...] = ()
    findings: tuple[UnitFinding, ...] = ()
    passed_over: tuple[LeftOut, ...] = ()
    belongs: tuple[Belonging, ...] = ()
    rostered: bool = False
    dated: bool = True
    office: str = ""
    year: int | None = None
    practices: tuple[PracticeFound, ...] = ()
    concerns: tuple[PracticeFound, ...] = ()
    areas: Mapping[str, Totals] = field(default_factory=dict)
    below: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    digits: Mapping[Key, int] = field(default_factory=dict)
    gone: tuple[RosterUnit, ...] = ()
    over_areas: bool = False
    answers: tuple[AnswerTotal, ...] = ()
    ticked: Mapping[Key, int] = field(default_factory=dict)

    @cached_property
    def reported(self) -> tuple[Unit, ...]:
        """The units of which a report is used, counted or not."""
        return tuple(unit for unit in self.units if unit.sent)

    @cached_property
    def counted(self) -> tuple[Unit, ...]:
        """The units whose figures are in the totals."""
        return tuple(unit for unit in self.units if unit.counted)

    @cached_property
    def unusable(self) -> tuple[Unit, ...]:
        """The units of which only files came in that cannot be used."""
        return tuple(unit for unit in self.units if unit.unusable)

    @cached_property
    def missing(self) -> tuple[Unit, ...]:
        """The units that must report and sent nothing at all."""
        return tuple(unit for unit in self.units if unit.status == "missing")

    @cached_property
    def late(self) -> tuple[Unit, ...]:
        """The units whose report came in after the deadline."""
        return tuple(unit for unit in self.units if unit.late)

    def coverage(self, units: Iterable[Unit] | None = None) -> Coverage:
        """Return how some of the units stand, or all of them."""
        return coverage_of(self.units if units is None else units, roster=self.rostered, deadline=self.dated)

    @property
    def expected(self) -> int | None:
        """How many units must report, None without a roster."""
        return sum(unit.required is True for unit in self.units) if self.rostered else None

    @cached_property
    def narrated(self) -> tuple[str, ...]:
        """The keys of the counted units whose report has a text."""
        return tuple(unit.key for unit in self.counted if unit.submission and narrated(unit.submission))

    def filled(self, indicator: Indicator) -> list[str]:
        """Return the measures of a row that have a total."""
        return [measure for measure in indicator.numeric_measures if indicator.key(measure) in self.totals]

    @cached_property
    def shown(self) -> Totals:
        """The totals as a reader sees them: rates rounded as the units write them, sums of quotients to two digits."""
        return {
            key: rounded(total, self.digits[key]) if key in self.digits else readable(total)
            for key, total in self.totals.items()
        }

    def counts_once(self, indicator: Indicator, measure: Measure | None = None) -> bool:
        """Whether a total, or all of a row, is 1 for the whole area, however many units claim it."""
        measures = indicator.numeric_measures if measure is None else (measure,)
        added = any(self.totals.get(indicator.key(item), 0) > 1 for item in measures)
        once = bool(measures) and all(item.adds_up == "once" for item in measures)
        return once and not self.over_areas and not added

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON object (`ConsolidationJson`), its keys in the contract's order."""
        return {
            key: value.whole() if isinstance(value, Streamed) else value for key, value in self.json_parts()
        }

    def json_parts(self) -> Iterator[tuple[str, Any]]:
        """Yield the contract's keys with their values; what grows with the units comes piece by piece."""
        counted = {unit.key: unit for unit in self.counted}
        yield "schema", "htsd/consolidation/1"
        yield "form", self.form
        yield "totals", json_of(self.totals.items())
        yield "units", Streamed(items=map(row_of, self.reported))
        yield (
            "figures",
            Streamed((key, json_of(values_of(unit.figures).items())) for key, unit in counted.items()),
        )
        yield "missing", [missing_of(unit) for unit in self.missing]
        yield "late", [late_of(unit) for unit in self.late]
        yield "unusable", [unusable_of(unit) for unit in self.unusable]
        yield "duplicates", list(_plain(self.duplicates))
        yield "unrecognised", list(_plain(self.unrecognised))
        yield (
            "findings",
            Streamed(
                items=(
                    finding_to_json(item.finding) | {"file": item.file, "unit": item.unit}
                    for item in self.findings
                )
            ),
        )
        yield "passed_over", list(_plain(self.passed_over))
        yield "belongs", list(_plain(self.belongs))
        yield "expected", self.expected
        yield "office", self.office
        yield "year", self.year
        yield "narrated", list(self.narrated)
        yield "practices", Streamed(items=_plain(self.practices))
        yield "concerns", Streamed(items=_plain(self.concerns))
        yield "areas", {area: json_of(totals.items()) for area, totals in self.areas.items()}
        yield "below", dict(self.below)
        told = ((key, decided_to_json(unit.figures)) for key, unit in counted.items())
        yield "decided", {key: decided for key, decided in told if decided}
        yield "origins", Streamed((key, origins_to_json(unit.figures)) for key, unit in counted.items())
        listing = [unit for unit in self.counted if unit.rows is not None]
        if self.answers:  # no key where the form asks nothing below its tables that adds up
            yield "answers", [item.to_json() for item in self.answers]
        if self.ticked:  # no key where no column is ticked
            yield "ticked", json_of(self.ticked.items())
        if listing:  # no key where the form has no table of such rows
            rows = ({"of": unit.key, **row.to_json()} for unit in listing for row in unit.rows or ())
            yield "rows", Streamed(items=rows)


class Streamed(NamedTuple):
    """An object of JSON by its pairs, or a list of it by its `items`, one at a time."""

    pairs: Iterator[tuple[str, Any]] | None = None
    items: Iterator[Any] | None = None

    def whole(self) -> dict[str, Any] | list[Any]:
        """Return all of it."""
        return list(self.items or ()) if self.pairs is None else dict(self.pairs)


def _plain(values: Iterable[BaseModel]) -> Iterator[dict[str, Any]]:
    return (value.model_dump(mode="json") for value in values)


def units_of(consolidation: Consolidation, form: Form) -> list[Unit]:
    """Return every unit, by kind in the form's order; within a kind those that reported come first."""
    return in_kinds(consolidation.units, form)
