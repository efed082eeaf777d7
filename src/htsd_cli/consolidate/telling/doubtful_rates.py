"""A rate whose parts are only likely, held against the units' own figures before anybody trusts its total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from htsd_cli.checks.rules import Verdict, formula, judge
from htsd_cli.checks.table import CheckedTable
from htsd_cli.consolidate.unit import Unit
from htsd_cli.form import Form, Rule
from htsd_cli.form.adding import ratios_of
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Figures, Key, Number, numbers_of, rounded
from htsd_cli.values.findings import Finding

_NAMED = 3  # so many figures that differ are named, the others counted
_DIGITS = 4  # behind the comma of a figure that is named


def about_doubtful_rates(units: Iterable[Unit], form: Form) -> list[Finding]:
    """Return what to tell the office of rates that are computed anew by a likely rule which units' figures contradict.

    A unit that was told itself that its rate differs is left out: its other figures show that the rule is meant.
    """
    likely = {
        key: rule
        for key, rule in ratios_of(form).items()
        if not rule.sure and form.by_id[key.indicator].measure(key.measure).adds_up == "recompute"
    }
    if not likely:
        return []
    reported = [unit for unit in units if unit.counted]
    return [item for key, rule in likely.items() for item in _about(key, rule, reported, form)]


def _about(key: Key, rule: Rule, units: Sequence[Unit], form: Form) -> Iterator[Finding]:
    judged = [item for unit in units for item in _judged(key, rule, unit)]
    against = [
        f"{name} ghi {_shown(verdict.declared)}, tính ra {_shown(verdict.expected)}"
        for name, verdict in judged
        if not verdict.holds
    ]
    if not against:
        return
    more = f"; và {len(against) - _NAMED} số khác" if len(against) > _NAMED else ""
    yield finding(
        "rate-doubtful",
        indicator=key.indicator,
        measure=key.measure,
        rate=form.where(form.by_id[key.indicator], key.measure),
        formula=formula(rule, form),
        given=len(judged),
        count=len(against),
        units="; ".join(against[:_NAMED]) + more,
    )


def _judged(key: Key, rule: Rule, unit: Unit) -> Iterator[tuple[str, Verdict]]:
    """Yield a unit's own figures of a rate, and those of the rows of its list, as the rule judges them."""
    submission = unit.submission
    if submission is None or any(
        item.code == "ratio-differs" and item.cell == key for item in submission.findings
    ):
        return
    named: list[tuple[str, Figures]] = [(unit.name, unit.figures)]
    named += [(f"{unit.name}, dòng “{row.unit.name}”", row.figures) for row in unit.rows or ()]
    for name, figures in named:
        verdict = judge(rule, CheckedTable(numbers_of(figures)))
        if verdict is not None:
            yield name, verdict


def _shown(value: Number) -> str:
    return format_number(rounded(value, _DIGITS))
