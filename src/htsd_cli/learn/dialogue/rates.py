"""What a person says of a rate: “cột (2) / cột (1)”, “dòng 3 : dòng 1”, made a rule of the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from htsd_cli.language.marks import ByName
from htsd_cli.learn.structure import Indicator, LearntForm, LearntTable, Measure, Rule, Term

_HELD = re.compile(r"\s*(?:/|:|÷|\bchia(?: cho)?\b|\bso với\b|\btrên\b)\s*", re.IGNORECASE)
_TIMES = re.compile(r"\s*[x×*]\s*100\s*%?\s*$|\s*%\s*$", re.IGNORECASE)
_NAMED = re.compile(r"^\s*(?:cột|dòng|mã|số)\b\s*", re.IGNORECASE)
Cell = tuple[str, str]  # indicator, measure


def with_rate(form: LearntForm, about: Mapping[str, str], said: str) -> LearntForm | None:
    """Return the form with a rate's parts as an answer names them, None where it is not understood."""
    table = next((item for item in form.tables if item.id == about["table"]), None)
    parts = _HELD.split(_TIMES.sub("", said.strip()))
    if table is None or len(parts) != 2:
        return None
    above, below = parts
    column = about.get("column")
    found = (
        _columns(table, column, above, below) if column else _rows(table, about["indicator"], above, below)
    )
    if not found:
        return None
    measures = {(item.id, measure.id): measure for item in table.indicators for measure in item.measures}
    rules = [_rule(total, above, below, measures[total]) for total, above, below in found]
    totals = {total for total, _, _ in found}
    kept = [
        rule
        for rule in form.rules
        if rule.kind != "ratio" or (rule.total.indicator, rule.total.measure) not in totals
    ]
    again = replace(table, indicators=tuple(_recomputed(item, totals) for item in table.indicators))
    tables = tuple(again if item.id == table.id else item for item in form.tables)
    return replace(form, tables=tables, rules=(*kept, *rules))


def _rule(total: Cell, above: Cell, below: Cell, measure: Measure) -> Rule:
    times = Fraction(100) if measure.kind == "percent" else None
    return Rule("ratio", Term(*total), (Term(*above), Term(*below)), "label", True, times)


def _recomputed(item: Indicator, totals: set[Cell]) -> Indicator:
    return replace(
        item,
        measures=tuple(
            replace(measure, adds_up="recompute") if (item.id, measure.id) in totals else measure
            for measure in item.measures
        ),
    )


def _columns(table: LearntTable, rate: str, above: str, below: str) -> list[tuple[Cell, Cell, Cell]]:
    """Return the cells of a rate in every row that has all three."""
    numbers = {shown: column for column, shown in table.shown_numbers().items()}
    headings = ByName((" ".join(column.heading), column.id) for column in table.columns)
    names = [numbers.get(_bare(text)) or headings.get(text) for text in (above, below)]
    first, second = names
    if first is None or second is None or len({first, second, rate}) < 3:
        return []
    if table.rows == "units":
        own = {item.measures[0].column: (item.id, item.measures[0].id) for item in table.indicators}
        cells = [own.get(name) for name in (rate, first, second)]
        return [(cells[0], cells[1], cells[2])] if cells[0] and cells[1] and cells[2] else []
    found: list[tuple[Cell, Cell, Cell]] = []
    for item in table.indicators:
        by_column = {measure.column: measure for measure in item.measures}
        if {rate, first, second} <= set(by_column) and all(
            by_column[name].adds_up in ("sum", "once") for name in (first, second)
        ):
            total, one, two = ((item.id, by_column[name].id) for name in (rate, first, second))
            found.append((total, one, two))
    return found


def _rows(table: LearntTable, rate: str, above: str, below: str) -> list[tuple[Cell, Cell, Cell]]:
    """Return the cells of a rate in every column that has all three."""
    rows = {item.id: item for item in table.indicators}
    first, second = _row(table, rate, above), _row(table, rate, below)
    if first is None or second is None or rate not in rows or len({first.id, second.id, rate}) < 3:
        return []
    known = [{measure.id for measure in item.measures} for item in (rows[rate], first, second)]
    return [
        ((rate, measure.id), (first.id, measure.id), (second.id, measure.id))
        for measure in rows[rate].measures
        if all(measure.id in ids for ids in known)
    ]


def _row(table: LearntTable, rate: str, text: str) -> Indicator | None:
    """Return the row an answer names by code, number or name; of several called so the last before the rate."""
    said = _bare(text)
    called = [item.id for item in ByName((item.label, item) for item in table.indicators).all(text)]
    before: list[Indicator] = []
    for item in table.indicators:
        if item.id == rate and before:
            break
        if said in (item.code, item.number) or item.id in called:
            before.append(item)
    return before[-1] if before else None


def _bare(text: str) -> str:
    return _NAMED.sub("", text).strip().strip("()“”\"'. ").strip()
