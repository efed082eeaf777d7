"""An earlier run's results on this year's form: each figure in the row and column that ask the same now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from htsd_cli.earlier.results import Results
from htsd_cli.form import Form
from htsd_cli.form.differences import differences
from htsd_cli.language.marks import marked
from htsd_cli.values.figures import Numbers


class Reworded(NamedTuple):
    """Results in another form's ids; `comparable` of the `asked` figures of the old form have a place in the new.

    `renamed` are the rows that are taken for one although their names differ, the old name first.
    """

    results: Results
    comparable: int
    asked: int
    renamed: tuple[tuple[str, str], ...] = ()


def on_form(results: Results, old: Form, new: Form) -> Reworded:
    """Return results on the form `old` as results on `new`, by what both ask; what only one asks is left out."""
    found = differences(old, new)
    cells = [(indicator.id, measure.id) for indicator, measure in old.measured()]
    places = {cell: place for cell in cells if (place := found.measure(old, new, *cell)) is not None}

    def moved(numbers: Numbers) -> Numbers:
        at: Numbers = {}
        for (row, measure), (new_row, new_measure) in places.items():
            value = numbers.get(row, {}).get(measure)
            if value is not None:
                at.setdefault(new_row, {})[new_measure] = value
        return at

    changed = results.model_copy(
        update={
            "form": new.id,
            "totals": moved(results.totals),
            "figures": {unit: moved(numbers) for unit, numbers in results.figures.items()},
            "origins": {},
            "decided": {},
            "rows": (),
        }
    )
    renamed = tuple(
        (before.short_label, after.short_label)
        for before, after in found.reworded
        if after.measures and marked(before.short_label) != marked(after.short_label)
    )
    return Reworded(changed, len(places), len(cells), renamed)


def fits(results: Results, form: Form) -> bool:
    """Return whether every figure of the results is asked by the form under the same ids."""
    return all(_asked(numbers, form) for numbers in (results.totals, *results.figures.values()))


def _asked(numbers: Numbers, form: Form) -> bool:
    return all(
        row in form.by_id and _known(own, (measure.id for measure in form.by_id[row].measures))
        for row, own in numbers.items()
    )


def _known(own: Iterable[str], measures: Iterable[str]) -> bool:
    return set(own) <= set(measures)
