"""Who a total is made of: each unit's figure with its place in the received file, added up again and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from htsd_cli.earlier.results import Results, ResultsFinding, ResultsUnit, origin_of
from htsd_cli.form import Form, Indicator, Measure
from htsd_cli.form.adding import ratios_of
from htsd_cli.form.rows import row_name
from htsd_cli.form.rule import RulePart
from htsd_cli.language.vietnamese import fold, format_number
from htsd_cli.values.figures import Decided, Key, Number, Totals, as_json, size
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import place_to_json

SCHEMA = "htsd/trace/1"


@dataclass(frozen=True, slots=True)
class PartRow:
    """A row of a unit's own list that a figure of it is the total of: whose row, its number, and where that stands."""

    name: str
    figure: Number
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's figure in a total.

    `origin` is None for a figure that stands nowhere in the file; `derived_from` are then the rows it was added
    from, each with its figure, where they give exactly this figure. `share` is the part of the total (0 to 1),
    None where the figures do not add up to it by the form's rule or it is 0. `decided` is the office's decision
    by which the figure counts in place of what stands in the file. `rows` are those of the unit's own list that the
    figure is the total of. `below` is what the unit's own results say of it, where it is an office whose results came
    in: None for any other unit.
    """

    unit: ResultsUnit
    figure: Number
    origin: Origin | None
    derived_from: tuple[tuple[Indicator, Number], ...] = ()
    share: float | None = None
    decided: Decided | None = None
    rows: tuple[PartRow, ...] = ()
    below: Trace | None = None

    @property
    def wrong_below(self) -> str:
        """Why the units below do not give the figure, "" when they do or nothing is known of them."""
        if self.below is None:
            return ""
        added = self.below.added
        once = self.below.indicator.adds_up == "once" and self.figure == min(1, added)
        if added == self.figure or once:
            return ""
        difference = self.figure - added
        word = "thừa" if difference > 0 else "thiếu"
        return (
            f"báo cáo ghi {format_number(self.figure)}, các đơn vị trực thuộc cộng lại được {format_number(added)}"
            f" ({word} {format_number(size(difference))})"
        )


class Term(NamedTuple):
    """A total that a rate is computed from, added or (`sign` -1) taken off."""

    indicator: Indicator
    measure: Measure
    total: Number
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Rate:
    """What a total that is a rate is computed from: the totals `above` and `below` the stroke, times `times`."""

    above: tuple[Term, ...]
    below: tuple[Term, ...]
    times: Number

    def gives(self, total: Number) -> bool:
        """Return whether these give a total, as exactly as a file of results keeps it."""
        exact = _sum(self.above) * Decimal(self.times) / _sum(self.below)
        return abs(exact - total) <= Decimal("1e-9") * max(Decimal(1), abs(exact))


def _sum(terms: Sequence[Term]) -> Decimal:
    return sum((term.sign * Decimal(term.total) for term in terms), Decimal(0))


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A unit whose cell holds something that is not counted until a person mends it."""

    unit: ResultsUnit
    message: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A total and all units, each in exactly one of `parts`, `zeros`, `kept_out`, `blank`, `not_counted`, `missing`.

    `total` is what the results say, None where no unit gave a figure. `once` tells that the total is 1 for the
    whole area however many units declare it, `rate` what one that is a rate is computed from. `parts` are the figures
    other than 0, the largest first, equal ones by name. `wrong` says in Vietnamese why the figures do not give the
    total, "" when they do.
    """

    indicator: Indicator
    measure: Measure
    total: Number | None
    parts: tuple[Part, ...]
    zeros: tuple[Part, ...]
    kept_out: tuple[KeptOut, ...]
    blank: tuple[ResultsUnit, ...]
    not_counted: tuple[ResultsUnit, ...]
    missing: tuple[ResultsUnit, ...]
    once: bool
    wrong: str = ""
    rate: Rate | None = None

    @property
    def added(self) -> Number:
        """The sum of all the figures."""
        return sum(part.figure for part in self.parts)

    @property
    def adds_up(self) -> bool:
        """Whether the figures give the total."""
        return not self.wrong


def trace(results: Results, form: Form, indicator: Indicator, measure: Measure) -> Trace:
    """Return who one total of an earlier run is made of."""
    units = {unit.key: unit for unit in results.units if unit.counted}
    keys = [*units, *(key for key in results.by_unit if key not in units)]
    errors = _errors(results.findings, indicator, measure)
    cell = indicator.key(measure)
    total = results.total(cell)
    parts: list[Part] = []
    kept_out: list[KeptOut] = []
    blank: list[ResultsUnit] = []
    for key in keys:
        unit = units.get(key, ResultsUnit(name=key))
        figure = results.by_unit.get(key, {}).get(cell)
        if figure is not None and figure.value is not None:
            plain = figure.origin is None and figure.decided is None
            made_of = _made_of(results.values(key), form, cell) if plain else ()
            lower = results.below.get(key)
            below = trace(lower, form, indicator, measure) if lower is not None else None
            rows = tuple(
                PartRow(row.unit.name, value, row.origin(cell))
                for row in results.rows
                if row.of == key and (value := row.value(cell)) is not None
            )
            parts.append(
                Part(
                    unit, figure.value, figure.origin, made_of, decided=figure.decided, rows=rows, below=below
                )
            )
        elif key in errors:
            found = errors[key]
            kept_out.append(KeptOut(unit, found.message, origin_of(found.origin) if found.origin else None))
        else:
            blank.append(unit)
    parts.sort(key=lambda part: (-part.figure, fold(part.unit.name), part.unit.key))
    added = sum(part.figure for part in parts)
    plain = total == added if parts else total is None
    asked = indicator.measure(measure)
    once = not plain and asked.adds_up == "once" and bool(parts) and total == min(1, added)
    rate = _rate(results, form, cell) if asked.adds_up == "recompute" else None
    apart = asked.adds_up == "none" or (rate is not None and total is not None and rate.gives(total))
    if plain and added and asked.adds_up in ("sum", "once"):
        parts = [replace(item, share=float(item.figure / added)) for item in parts]
    return Trace(
        indicator=indicator,
        measure=measure,
        total=total,
        parts=tuple(part for part in parts if part.figure),
        zeros=tuple(part for part in parts if not part.figure),
        kept_out=tuple(kept_out),
        blank=tuple(blank),
        not_counted=tuple(unit for unit in results.units if not unit.counted),
        missing=results.missing,
        once=once,
        rate=rate,
        wrong="" if plain or once or apart else _why_wrong(total, added, parts),
    )


def trace_to_json(item: Trace, form: Form) -> dict[str, Any]:
    """Return one total's trace as JSON: an element of `traces` in the contract `htsd/trace/1`."""
    return {
        "indicator": item.indicator.id,
        "row": row_name(form, item.indicator),
        "label": item.indicator.label,
        "measure": item.measure.id,
        "total": as_json(item.total),
        "added": as_json(item.added),
        "adds_up": item.adds_up,
        "once": item.once,
        **({} if item.rate is None else {"rate": _rate_to_json(item.rate)}),
        "units": [_part_to_json(part) for part in (*item.parts, *item.zeros)],
        "kept_out": [
            _unit_to_json(kept.unit)
            | {"message": kept.message, "origin": place_to_json(kept.origin) if kept.origin else None}
            for kept in item.kept_out
        ],
        "blank": [_unit_to_json(unit) for unit in item.blank],
        "not_counted": [_unit_to_json(unit) for unit in item.not_counted],
        "missing": [_unit_to_json(unit) for unit in item.missing],
    }


def _rate_to_json(rate: Rate) -> dict[str, Any]:
    return {
        "above": _terms_to_json(rate.above),
        "below": _terms_to_json(rate.below),
        "times": as_json(rate.times),
    }


def _terms_to_json(terms: Sequence[Term]) -> dict[str, Any] | list[dict[str, Any]]:
    """Return one total as an object, several as a list of them, each with its sign."""
    told = [
        {"indicator": term.indicator.id, "measure": term.measure.id, "total": as_json(term.total)}
        for term in terms
    ]
    if len(terms) == 1:
        return told[0]
    return [one | {"sign": term.sign} for one, term in zip(told, terms, strict=True)]


def _part_to_json(part: Part) -> dict[str, Any]:
    below: dict[str, Any] = {}
    if part.below is not None:
        below = {
            "units": [_part_to_json(item) for item in (*part.below.parts, *part.below.zeros)],
            "added": as_json(part.below.added),
            "adds_up": not part.wrong_below,
            "missing": [_unit_to_json(unit) for unit in part.below.missing],
        }
    own = _unit_to_json(part.unit) | {
        "figure": as_json(part.figure),
        "share": None if part.share is None else round(part.share, 4),
        "derived_from": {indicator.id: as_json(figure) for indicator, figure in part.derived_from},
        "origin": place_to_json(part.origin) if part.origin else None,
        "decided": part.decided.to_json() if part.decided else None,
        **({"rows": [_row_to_json(row) for row in part.rows]} if part.rows else {}),
    }
    return own | below


def _row_to_json(row: PartRow) -> dict[str, Any]:
    origin = place_to_json(row.origin) if row.origin else None
    return {"name": row.name, "figure": as_json(row.figure), "origin": origin}


def _unit_to_json(unit: ResultsUnit) -> dict[str, Any]:
    return {"id": unit.id, "name": unit.name, "kind": unit.kind, "file": unit.file or None}


def _errors(
    findings: Sequence[ResultsFinding], indicator: Indicator, measure: str
) -> dict[str, ResultsFinding]:
    """Return by unit what keeps its figure out; one about the row as a whole concerns all its measures."""
    found: dict[str, ResultsFinding] = {}
    for item in findings:
        about = item.indicator == indicator.id and item.measure in (None, measure)
        if item.severity == "error" and about and item.unit is not None:
            found.setdefault(item.unit, item)
    return found


def _rate(results: Results, form: Form, cell: Key) -> Rate | None:
    """Return what a rate's total is computed from, None where a part of it has no total or what is below is 0."""
    rule = ratios_of(form).get(cell)
    if rule is None:
        return None
    above, below = (_terms(parts, results, form) for parts in (rule.numerator, rule.denominator))
    return Rate(above, below, rule.times or 1) if above and below and _sum(below) else None


def _terms(parts: Sequence[RulePart], results: Results, form: Form) -> tuple[Term, ...]:
    """Return the totals of some parts, none where one of them has no total."""
    found: list[Term] = []
    for part in parts:
        indicator, total = form.by_id[part.indicator], results.total(Key(*part.key))
        if total is None:
            return ()
        found.append(Term(indicator, indicator.measure(part.measure), total, part.sign))
    return tuple(found)


def _made_of(own: Totals, form: Form, cell: Key) -> tuple[tuple[Indicator, Number], ...]:
    """Return the rows a figure without a place was added from, none where they do not give it."""
    rule = next((rule for rule in form.sums if (rule.total, rule.measure) == cell), None)
    if rule is None:
        return ()
    rows = tuple(
        (form.by_id[name], value)
        for name in rule.parts
        if (value := own.get(Key(name, cell.measure))) is not None
    )
    return rows if sum(value for _, value in rows) == own[cell] else ()


def _why_wrong(total: Number | None, added: Number, parts: Sequence[Part]) -> str:
    if total is None:
        return f"kết quả không ghi tổng, trong khi các đơn vị cộng lại được {format_number(added)}"
    if not parts:
        return f"kết quả ghi tổng {format_number(total)}, nhưng không có số liệu của đơn vị nào"
    difference = total - added
    word = "thừa" if difference > 0 else "thiếu"
    return (
        f"các đơn vị cộng lại được {format_number(added)}, kết quả ghi {format_number(total)}"
        f" ({word} {format_number(size(difference))})"
    )
