"""Whether the consolidated table adds up: each row that is the sum of others against these, and who causes what."""

from __future__ import annotations

from dataclasses import dataclass

from htsd_cli.consolidate.consolidation import Consolidation
from htsd_cli.form import Form, Indicator
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

    @property
    def difference(self) -> Number:
        """By how much the total is larger than its rows."""
        return self.total - self.added

    @property
    def words(self) -> str:
        """What is wrong, without the row's name: `ghi 478, cộng các dòng bên dưới được 476 (thừa 2), do: …`."""
        named = "; ".join(f"{name} ({_by(by)})" for name, by in self.causes[:_MOST_NAMED])
        rest = len(self.causes) - _MOST_NAMED
        more = f"; và {rest} đơn vị khác" if rest > 0 else ""
        return (
            f"ghi {format_number(self.total)}, cộng các dòng bên dưới được {format_number(self.added)}"
            f" ({_by(self.difference)}), do: {named}{more}"
        )


def mismatches(consolidation: Consolidation, form: Form) -> list[Mismatch]:
    """Return the totals that are not the sums of their rows, in the form's order of sums.

    Rows that count once for the whole area do not add up from unit to unit and are left out.
    """
    found: list[Mismatch] = []
    for rule in form.sums:
        rows = (rule.total, *rule.parts)
        if any(consolidation.counts_once(form.by_id[row]) for row in rows):
            continue
        total, *parts = (Key(row, rule.measure) for row in rows)
        declared, known = consolidation.totals.get(total), [consolidation.totals.get(part) for part in parts]
        if declared is None or all(part is None for part in known):
            continue
        added = sum(part or 0 for part in known)
        if declared == added:
            continue
        causes: list[tuple[str, Number]] = []
        for unit in consolidation.counted:
            own = (unit.value(total) or 0) - sum(unit.value(part) or 0 for part in parts)
            if own:
                causes.append((unit.name, own))
        causes.sort(key=lambda cause: -size(cause[1]))
        found.append(Mismatch(form.by_id[rule.total], rule.measure, declared, added, tuple(causes)))
    return found


def _by(difference: Number) -> str:
    return f"{'thừa' if difference > 0 else 'thiếu'} {format_number(size(difference))}"
