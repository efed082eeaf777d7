"""How the figures of several units make one, by what the form says of each measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from htsd_cli.form.form import Form
from htsd_cli.form.rule import Rule, RulePart
from htsd_cli.values.figures import Key, Number, decimals


def settled(sums: Mapping[Key, Number], form: Form, *, areas: bool = False) -> dict[Key, Number]:
    """Return the totals that the sums of the units' figures make, in the form's order.

    A measure that counts once for an area is 0 or 1, unless the units are `areas` themselves. A rate is computed anew
    from the totals of its parts, never added, and has no total where one of them has none. What does not add up, a
    mean or a yield, has no total.
    """
    ratios = ratios_of(form)
    totals: dict[Key, Number] = {}
    for indicator, measure in form.measured():
        key = indicator.key(measure)
        if measure.adds_up == "recompute":
            rate = rate_of(ratios[key], sums) if key in ratios else None
            totals |= {} if rate is None else {key: rate}
        elif key in sums and measure.adds_up != "none":
            once = measure.adds_up == "once" and not areas
            totals[key] = min(1, sums[key]) if once else sums[key]
    return totals


def added(figures: Iterable[Mapping[Key, Number]]) -> dict[Key, Number]:
    """Return the plain sum of each cell; one that nobody gave has none."""
    sums: dict[Key, Number] = {}
    for one in figures:
        for key, value in one.items():
            sums[key] = sums[key] + value if key in sums else value
    return sums


def ratios_of(form: Form) -> dict[Key, Rule]:
    """Return by cell the rule that a rate is computed by: the first one, sure ones before likely ones."""
    found: dict[Key, Rule] = {}
    for rule in sorted((rule for rule in form.rules if rule.kind == "ratio"), key=lambda rule: not rule.sure):
        found.setdefault(Key(*rule.total.key), rule)
    return found


def rate_of(rule: Rule, figures: Mapping[Key, Number]) -> Decimal | None:
    """Return a rate from its parts' figures, not rounded; None where one is missing or the lower one is 0."""
    above, below = _sum_of(rule.numerator, figures), _sum_of(rule.denominator, figures)
    if above is None or not below:
        return None
    return above * Decimal(rule.times or 1) / below


def _sum_of(parts: Iterable[RulePart], figures: Mapping[Key, Number]) -> Decimal | None:
    """Return the sum of some cells, each with its sign; None where one has no figure."""
    values = [(part.sign, figures.get(Key(*part.key))) for part in parts]
    if any(value is None for _, value in values):
        return None
    return sum((sign * Decimal(value) for sign, value in values if value is not None), Decimal(0))


_WRITTEN = 4  # digits behind the comma that a person writes; a quotient that a formula computed has a dozen


def digits_shown(form: Form, figures: Iterable[Mapping[Key, Number]]) -> dict[Key, int]:
    """Return behind how many digits rates are rounded: as many as the units write, one where none writes any
    or a formula computed one, which its cell shows rounded.
    """
    digits = dict.fromkeys(ratios_of(form), 1)
    for one in figures:
        for key in digits.keys() & one.keys():
            own = decimals(one[key])
            digits[key] = max(digits[key], own if own <= _WRITTEN else 1)
    return digits
