"""The counted figures as a table, units × cells of the form, and what it adds up to; blank is not zero."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.form import Form, Rule
from htsd_cli.form.adding import ratios_of, settled
from htsd_cli.values.figures import Figures, Key, Number, values_of


@dataclass(frozen=True)
class FiguresTable:
    """The counted figures of units: `figures` has those of each unit and `kinds` its kind.

    `columns` are the form's cells in its order, `once` those that count 1 for the whole area however many units claim
    it, `ratios` the rules of rates and `digits` those behind the comma that they are shown with. Numbers are whole
    numbers and decimals as they are written, never binary fractions.
    """

    form: Form
    figures: tuple[Figures, ...]
    kinds: tuple[str, ...]
    columns: tuple[Key, ...]
    once: frozenset[Key]
    ratios: Mapping[Key, Rule]
    digits: Mapping[Key, int]

    def values(self) -> Iterator[dict[Key, Number]]:
        """Yield the numbers of each unit: made anew, since those of ten thousand units are better not held twice."""
        return map(values_of, self.figures)

    @cached_property
    def _sums(self) -> dict[str, dict[Key, Number]]:
        """The sum of each column with a figure, by the kind of the units."""
        import pandas as pd  # takes longer to import than most tables take: only where something is added up

        places = {key: place for place, key in enumerate(self.columns)}
        names = list(dict.fromkeys(self.kinds))
        starts = {kind: number * len(places) for number, kind in enumerate(names)}
        # Numbers of the machine's own: half a million texts or tuples would take more than all figures.
        groups, figures = array("l"), list[Number]()
        for kind, own in zip(self.kinds, self.values(), strict=True):
            groups.extend([starts[kind] + places[key] for key in own])
            figures += own.values()
        cells = pd.DataFrame({"group": groups, "figure": pd.Series(figures, dtype="object")})
        sums: dict[str, dict[Key, Number]] = {kind: {} for kind in names}
        for group, total in cells.groupby("group")["figure"].sum().items():
            number, column = divmod(int(str(group)), len(places))
            sums[names[number]][self.columns[column]] = total
        return sums

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
        return frozenset(key for values in self.values() for key, value in values.items() if value < 0)

    def rows(self) -> list[list[Number | None]]:
        """Return all figures, a list for each unit."""
        return [[values.get(key) for key in self.columns] for values in self.values()]

    def totals(self) -> dict[Key, Number | None]:
        """Return the total of each column, None where no unit gave a figure or nothing adds up."""
        found: dict[Key, Number] = {}
        for sums in self._sums.values():
            for key, value in sums.items():
                found[key] = found.get(key, 0) + value
        return self._total(found)

    def totals_by_kind(self) -> dict[str, dict[Key, Number | None]]:
        """Return the totals of each kind of unit."""
        return {kind: self._total(sums) for kind, sums in self._sums.items()}

    def _total(self, found: Mapping[Key, Number]) -> dict[Key, Number | None]:
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
    figures = tuple(view.figures for view in views)
    once = frozenset(
        indicator.key(measure)
        for indicator, measure in form.measured()
        if consolidation.counts_once(indicator, measure)
    )
    kinds = tuple(view.kind_name for view in views)
    return FiguresTable(form, figures, kinds, columns, once, ratios_of(form), consolidation.digits)
