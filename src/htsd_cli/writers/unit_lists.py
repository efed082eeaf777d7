"""The units' own lists taken together: appended under the unit each came from, or added up by the names in them.

A form with a row for each neighbourhood, school or person comes back as many lists. Where they name the same rows (one
list printed on the form, filled by everybody) these are added up; else each list stands under its unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from htsd_cli.consolidate import Unit
from htsd_cli.consolidate.telling.listed import Listed, NamedRow, joined, rows_in
from htsd_cli.form import Form, FormTable
from htsd_cli.form.adding import added, settled
from htsd_cli.values.figures import Key, Number, Totals, rounded, values_of
from htsd_cli.values.submission import UnitRow


@dataclass(frozen=True, slots=True)
class ListLine:
    """A row of the lists: its name, its figures and words, and the units in whose lists it stands.

    `places` are those of the rows that are added up in it: the unit's key, and the row's place in its list, from 0.
    """

    name: str
    figures: Mapping[Key, Number]
    texts: Mapping[Key, str]
    note: str
    of: tuple[Unit, ...]
    places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitList:
    """A unit's list: what the unit gives in all, and its rows in their order."""

    unit: Unit
    figures: Totals
    lines: tuple[ListLine, ...]


@dataclass(frozen=True)
class Lists:
    """The lists of one table; `by_name` are the rows of all of them added up by name, none where they are appended."""

    units: tuple[UnitList, ...]
    by_name: tuple[ListLine, ...]

    @cached_property
    def count(self) -> int:
        """How many rows the lists have in all."""
        return sum(len(item.lines) for item in self.units)


def lists_of(units: Sequence[Unit], table: FormTable, form: Form, digits: Mapping[Key, int]) -> Lists:
    """Return the lists that counted units have in a table; `digits` are those behind the comma that rates have."""
    lists = tuple(
        UnitList(
            unit,
            _rounded(values_of(unit.figures), digits),
            tuple(_line(row, unit, digits) for row in rows_in(unit.rows, table)),
        )
        for unit in units
    )
    together = joined([Listed(unit.name, rows_in(unit.rows, table)) for unit in units], table, form)
    return Lists(lists, tuple(_added(row, lists, form, digits) for row in together.rows))


def _line(row: UnitRow, unit: Unit, digits: Mapping[Key, int]) -> ListLine:
    said = set(row.texts.values())
    note = "\n".join(line for line in row.note.split("\n") if line and line not in said)
    return ListLine(row.unit.name, _rounded(values_of(row.figures), digits), row.texts, note, (unit,))


def _rounded(figures: Mapping[Key, Number], digits: Mapping[Key, int]) -> dict[Key, Number]:
    return {key: rounded(value, digits[key]) if key in digits else value for key, value in figures.items()}


def _added(row: NamedRow, lists: Sequence[UnitList], form: Form, digits: Mapping[Key, int]) -> ListLine:
    """Return the rows of one name added up."""
    lines = [lists[at].lines[place] for at, place in row.places]
    figures = settled(added(line.figures for line in lines), form)
    words = [line.texts for line in lines if line.texts]
    texts = words[0] if words and all(text == words[0] for text in words) else {}
    notes = dict.fromkeys(line.note for line in lines if line.note)
    of = tuple({unit.key: unit for line in lines for unit in line.of}.values())
    places = tuple((lists[at].unit.key, place) for at, place in row.places)
    return ListLine(row.name, _rounded(figures, digits), texts, "\n".join(notes), of, places)
