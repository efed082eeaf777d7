"""Whether the consolidated table adds up: each row that is the sum of others against these, and who causes what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from htsd_cli.checks.sums import parts_in_words
from htsd_cli.consolidate.consolidation import Consolidation
from htsd_cli.form import Form, Indicator, Rule
from htsd_cli.language.vietnamese import format_number
from htsd_cli.values.figures import Key, Number, size

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A total that is not the sum of the rows below it; both stay as the units declared them.

    `causes` are the counted units whose own figures differ, with by how much (below 0: the row says less), the largest
    first; together they make the `difference`.
    """

    indicator: Indicator
    measure: str
    total: Number
    added: Number
    causes: tuple[tuple[str, Number], ...]
    parts: str

    @property
    def difference(self) -> Number:
        """By how much the total is larger than its rows."""
        return self.total - self.added

    @property
    def words(self) -> str:
        """What is wrong, without the row's name: `ghi 478, cộng {self.parts} được 476 (thừa 2), do: …`."""
        named = "; ".join(f"{name} ({_by(by)})" for name, by in self.causes[:_MOST_NAMED])
        rest = len(self.causes) - _MOST_NAMED
        more = f"; và {rest} đơn vị khác" if rest > 0 else ""
        return (
            f"ghi {format_number(self.total)}, cộng {self.parts} được {format_number(self.added)}"
            f" ({_by(self.difference)}), do: {named}{more}"
        )


def added_from(found: Sequence[Mismatch]) -> str:
    """Return in words what the totals are the sums of, where it is the same of all: `các dòng bên dưới`."""
    parts = {item.parts for item in found}
    return parts.pop() if len(parts) == 1 else "các số cộng thành tổng"


def mismatches(consolidation: Consolidation, form: Form) -> list[Mismatch]:
    """Return the totals that are not the sums of their rows, in the form's order of sums.

    Rows that count once for the whole area do not add up from unit to unit and are left out.
    """
    found: list[Mismatch] = []
    for rule in form.rules:
        if rule.kind != "sum" or not rule.sure:
            continue
        total, parts = Key(*rule.total.key), [(Key(*part.key), part.sign) for part in rule.parts]
        if any(_stands_alone(key, consolidation, form) for key in (total, *(part for part, _ in parts))):
            continue
        declared = consolidation.totals.get(total)
        if declared is None or all(part not in consolidation.totals for part, _ in parts):
            continue
        added = sum(sign * consolidation.totals.get(part, 0) for part, sign in parts)
        if declared == added:
            continue
        causes: list[tuple[str, Number]] = []
        for unit in consolidation.counted:
            own = (unit.value(total) or 0) - sum(sign * (unit.value(part) or 0) for part, sign in parts)
            if own:
                causes.append((unit.name, own))
        causes.sort(key=lambda cause: -size(cause[1]))
        indicator = form.by_id[total.indicator]
        found.append(
            Mismatch(
                indicator,
                indicator.measure(total.measure),
                declared,
                added,
                tuple(causes),
                _parts(rule, form),
            )
        )
    return found


def _stands_alone(key: Key, consolidation: Consolidation, form: Form) -> bool:
    """Return whether a total is no sum of the units' figures, so that what holds for each of these need not for it."""
    indicator = form.by_id[key.indicator]
    measure = indicator.measure(key.measure)
    return measure.adds_up in ("none", "recompute") or consolidation.counts_once(indicator, measure)


def _parts(rule: Rule, form: Form) -> str:
    """Return in words what a total is the sum of: the rows below it or above it, else cells."""
    plain = all(part.sign == 1 and part.measure == rule.total.measure for part in rule.parts)
    return parts_in_words(rule, form) if plain else "các ô"


def _by(difference: Number) -> str:
    return f"{'thừa' if difference > 0 else 'thiếu'} {format_number(size(difference))}"
