"""Columns that units tick (“Có”, “Không”, “Đạt”): how many units ticked each cell.

Only where every counted unit wrote nothing but ticks into a column, or the column's own heading, it is one of ticks:
anything else in it is words, which are shown by unit and have no total.
"""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.consolidate.unit import Unit
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.figures import Key

_TICKS = frozenset("xXvV✓✔☑☒√+")
_NO_TICKS = frozenset(("", "-", "–", "—", "☐"))


def ticked(units: Sequence[Unit], form: Form) -> dict[Key, int]:
    """Return how many of the counted units ticked each cell, in columns of ticks; one nobody ticked has no key."""
    found: dict[Key, int] = {}
    for table in form.tables:
        if table.rows == "units":
            continue
        for column in table.of_role("value"):
            asked = [
                item.key(measure)
                for item in table.indicators
                for measure in item.measures
                if measure.is_text and measure.column == column.id
            ]
            counts: dict[Key, int] = {}
            said = [
                (key, text)
                for unit in units
                if unit.counted and unit.submission is not None
                for key in asked
                if (text := unit.submission.texts.get(key.indicator, {}).get(key.measure, "").strip())
                not in _NO_TICKS
            ]
            if not all(text in _TICKS or fold(text) == fold(column.heading) for _, text in said):
                continue
            for key, _ in said:
                counts[key] = counts.get(key, 0) + 1
            found |= {key: counts[key] for key in asked if key in counts}
    return found
