"""The counted figures as a table, units × cells of the form, and what it adds up to; blank is not zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.form import Form, Rule
from htsd_cli.form.adding import ratios_of, settled
from htsd_cli.values.figures import Key, Number, Totals, values_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class FiguresTable:
    """The counted figures of units: `values` has those of each unit and `kinds` its kind.

    `columns` are the form's cells in its order, `once` those that count 1 for the whole area however many units claim
    it, `ratios` the rules of rates and `digits` those behind the comma that they are shown with. Numbers are whole
    numbers and decimals as they are written, never binary fractions.
    """

    form: Form
    values: tuple[Totals, ...]
    kinds: tuple[str, ...]
    columns: tuple[Key, ...]
    once: frozenset[Key]
    ratios: Mapping[Key, Rule]
    digits: Mapping[Key, int]

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The figures, a line each: its unit's kind, its column's place, the figure."""
        import pandas as pd  # takes longer to import than most tables take: only where something is added up

        places = {key: place for place, key in enumerate(self.columns)}
        # A column at a time: a line for each of half a million figures would take ten times the memory.
        return pd.DataFrame(
            {
                "kind": [kind for kind, own in zip(self.kinds, self.values, strict=True) for _ in own],
                "column": [places[key] for own in self.values for key in own],
                "figure": pd.Series([value for own in self.values for value in own.values()], dtype="object"),
            }
        )

    @cached_property
    def apart(self) -> frozenset[Key]:
        """The columns whose total is no sum of theirs: rates, which have a rule, and means, which have none."""
        return frozenset(
            indicator.key(measure)
            for indicator, measure in self.form.measured()
            if measure.adds_up in ("recompute", "none")
        )

    @cached_property
    def negative(self) -> frozenset[Key]:
        """The columns that have a figure below 0."""
        return frozenset(key for values in self.values for key, value in values.items() if value < 0)

    def rows(self) -> list[list[Number | None]]:
        """Return all figures, a list for each unit."""
        return [[values.get(key) for key in self.columns] for values in self.values]

    def totals(self) -> dict[Key, Number | None]:
        """Return the total of each column, None where no unit gave a figure or nothing adds up."""
        return self._total(self.cells)

    def totals_by_kind(self) -> dict[str, dict[Key, Number | None]]:
        """Return the totals of each kind of unit."""
        of_kind = {str(kind): cells for kind, cells in self.cells.groupby("kind", sort=False)}
        return {kind: self._total(of_kind.get(kind, self.cells[:0])) for kind in dict.fromkeys(self.kinds)}

    def _total(self, cells: pd.DataFrame) -> dict[Key, Number | None]:
        sums = cells.groupby("column", sort=False)["figure"].sum()
        found = {self.columns[int(str(place))]: total for place, total in sums.items()}
        totals = settled(found, self.form, areas=True) | {
            key: min(1, found[key]) for key in self.once & found.keys()
        }
        return {key: totals.get(key) for key in self.columns}


def load_grouping() -> None:
    """Import the library that groups figures, which takes longer than grouping them, for all copies of this process."""
    import pandas as _pandas  # noqa: F401


def make_table(views: Sequence[Unit], form: Form, consolidation: Consolidation) -> FiguresTable:
    """Return the counted figures of the units."""
    columns = tuple(indicator.key(measure) for indicator, measure in form.measured())
    values = tuple(values_of(view.figures) for view in views)
    once = frozenset(
        indicator.key(measure)
        for indicator, measure in form.measured()
        if consolidation.counts_once(indicator, measure)
    )
    kinds = tuple(view.kind_name for view in views)
    return FiguresTable(form, values, kinds, columns, once, ratios_of(form), consolidation.digits)
