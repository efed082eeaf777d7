"""The counted figures as a table, units × (indicator, measure), and what it adds up to; blank is not zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.form import Form
from htsd_cli.values.figures import Key, Number, values_of


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """`figures`: a row for each unit, a column for each (indicator, measure), both in their order.

    A cell is NaN where the unit gave nothing. `columns` are those columns, `kinds` the name of each row's
    kind, `once` the columns that count 1 for the whole area however many units claim it.
    """

    figures: pd.DataFrame
    columns: tuple[Key, ...]
    kinds: pd.Series
    once: frozenset[Key]

    def rows(self) -> list[list[Number | None]]:
        """Return all figures, a list for each unit."""
        return [[_whole(value) for value in row] for row in self.figures.to_numpy().tolist()]

    def totals(self) -> dict[Key, Number | None]:
        """Return the total of each column, None where no unit gave a figure."""
        return self._added(self.figures.sum(min_count=1))

    def totals_by_kind(self) -> dict[str, dict[Key, Number | None]]:
        """Return the totals of each kind of unit."""
        sums = self.figures.groupby(self.kinds, sort=False).sum(min_count=1)
        return {str(kind): self._added(row) for kind, row in sums.iterrows()}

    def _added(self, sums: pd.Series) -> dict[Key, Number | None]:
        totals: dict[Key, Number | None] = {}
        for key, value in zip(self.columns, sums.tolist(), strict=True):
            total = _whole(value)
            totals[key] = min(total, 1) if key in self.once and total is not None else total
        return totals


def make_table(views: Sequence[Unit], form: Form, consolidation: Consolidation) -> FiguresTable:
    """Return the counted figures of the units."""
    columns = [indicator.key(measure) for indicator, measure in form.measured()]
    places = {key: place for place, key in enumerate(columns)}
    cells = np.full((len(views), len(columns)), np.nan)
    for row, view in zip(cells, views, strict=True):
        for key, figure in values_of(view.figures).items():
            row[places[key]] = figure
    figures = pd.DataFrame(cells, columns=pd.MultiIndex.from_tuples(columns))
    once = frozenset(
        indicator.key(measure)
        for indicator, measure in form.measured()
        if consolidation.counts_once(indicator)
    )
    kinds = pd.Series([view.kind_name for view in views], index=figures.index, dtype="object")
    return FiguresTable(figures, tuple(columns), kinds, once)


def _whole(value: float) -> Number | None:
    return None if value != value else int(value)  # NaN is not itself
