"""The units' own lists taken together: appended under the unit each came from, or added up by the names in them.

A form with a row for each neighbourhood, school or person comes back as many lists. Where they name the same rows (one
list printed on the form, filled by everybody) these are added up; else each list stands under its unit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from htsd_cli.consolidate import Unit
from htsd_cli.form import Form, FormTable
from htsd_cli.form.adding import added, settled
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.figures import Key, Number, Totals, rounded, values_of
from htsd_cli.values.submission import UnitRow

# A place that every ward has: “Khu phố 3”, “Tổ dân phố số 12”, “Thôn 2A”; typed by two units it is two places.
_OF_EACH = re.compile(
    r"(?:to(?: dan pho)?|khu(?: pho)?|thon|ap|ban|lang|khom|buon|xom|doi|cum|chi (?:bo|doi|hoi|doan))"
    r"(?: so)? (?:\d{1,3}[a-z]?|[ivx]{1,5}|[a-d])"
)
_SHARED = 0.5  # of the names in the lists that stand in several units' lists: then they are one list


@dataclass(frozen=True, slots=True)
class ListLine:
    """A row of the lists: its name, its figures and words, and the units in whose lists it stands."""

    name: str
    figures: Mapping[Key, Number]
    texts: Mapping[Key, str]
    note: str
    of: tuple[Unit, ...]


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
            tuple(_line(row, unit, digits) for row in unit.rows or () if row.table == table.id),
        )
        for unit in units
    )
    together = () if table.lists == "appended" else _by_name(lists, form, digits, said=table.lists == "added")
    if (
        not table.lists
        and not _prints_names(form, table)
        and all(_OF_EACH.fullmatch(fold(line.name)) for line in together)
    ):
        together = ()
    return Lists(lists, together)


def _prints_names(form: Form, table: FormTable) -> bool:
    """Return whether a form prints the names in a table's rows: then a question asks how the lists are to be taken."""
    return any(
        item.about.get("table") == table.id and item.about.get("topic") == "lists" for item in form.questions
    )


def _line(row: UnitRow, unit: Unit, digits: Mapping[Key, int]) -> ListLine:
    said = set(row.texts.values())
    note = "\n".join(line for line in row.note.split("\n") if line and line not in said)
    return ListLine(row.unit.name, _rounded(values_of(row.figures), digits), row.texts, note, (unit,))


def _rounded(figures: Mapping[Key, Number], digits: Mapping[Key, int]) -> dict[Key, Number]:
    return {key: rounded(value, digits[key]) if key in digits else value for key, value in figures.items()}


def _by_name(
    lists: Sequence[UnitList], form: Form, digits: Mapping[Key, int], *, said: bool
) -> tuple[ListLine, ...]:
    """Return the rows added up by name where the form says so or most names stand in several lists, else none."""
    found: dict[str, list[ListLine]] = {}
    for item in lists:
        names = [fold(line.name) for line in item.lines]
        if len(set(names)) < len(names) and not said:
            return ()  # a name that comes twice in one list is no name to add by
        for line in item.lines:
            found.setdefault(fold(line.name), []).append(line)
    shared = sum(len(lines) > 1 for lines in found.values())
    if not found or (shared <= _SHARED * len(found) and not said):
        return ()
    out: list[ListLine] = []
    for lines in found.values():
        figures = settled(added(line.figures for line in lines), form)
        words = [line.texts for line in lines if line.texts]
        texts = words[0] if words and all(text == words[0] for text in words) else {}
        notes = dict.fromkeys(line.note for line in lines if line.note)
        of = tuple({unit.key: unit for line in lines for unit in line.of}.values())
        out.append(ListLine(lines[0].name, _rounded(figures, digits), texts, "\n".join(notes), of))
    return tuple(out)
