"""Which units of a roster are part of another one on a day, and what each unit was made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from htsd_cli.language.marks import marked, same_name
from htsd_cli.roster.dated import dated
from htsd_cli.roster.rows import RosterRow
from htsd_cli.roster.unit import OldName, RosterUnit


class Mergers:
    """The mergers that are in force on a day; without a day all of them are."""

    def __init__(self, units: Sequence[RosterUnit], day: date | None) -> None:
        self._by_id = {unit.id: unit for unit in units}
        self._into = {unit.id: unit.merged_into for unit in units if unit.is_gone(day)}
        self._made_of: dict[str, list[RosterUnit]] = {}
        for unit in units:
            if unit.id in self._into:
                self._made_of.setdefault(self.successor(unit.id), []).append(unit)

    def successor(self, id: str) -> str:
        """Return the id of the unit that a unit is part of in the end, its own where it is none's."""
        seen = {id}
        while (following := self._into.get(id, "")) in self._by_id and following not in seen:
            id = following
            seen.add(id)
        return id

    def is_gone(self, unit: RosterUnit) -> bool:
        """Return whether a unit is part of another one."""
        return self.successor(unit.id) != unit.id

    def predecessors(self, id: str) -> tuple[RosterUnit, ...]:
        """Return the units that are part of a unit now, in the roster's order."""
        return tuple(self._made_of.get(id, ()))


def id_named(text: str, rows: Sequence[RosterRow]) -> str:
    """Return the id of the row that a cell of the columns Sáp nhập vào, Tách từ names.

    That is the row of that code, else the only one of that name; "" when it names none or several.
    """
    wanted = dated(text).text
    found = [row.id for row in rows if row.id and row.id == wanted]
    found = found or [row.id for row in rows if row.id and row.id.casefold() == wanted.casefold()]
    found = found or [row.id for row in rows if row.id and marked(row.name) == marked(wanted)]
    found = found or [row.id for row in rows if row.id and same_name(row.name, wanted)]
    return found[0] if len(found) == 1 else ""


def runs_in_a_circle(id: str, into: dict[str, str]) -> bool:
    """Return whether a unit would be merged into itself in the end; `into` has each id's successor."""
    seen: set[str] = set()
    here = id
    while here in into and here not in seen:
        seen.add(here)
        here = into[here]
    return here in seen


def old_names_of(row: RosterRow) -> tuple[OldName, ...]:
    """Return the old names of a row, each with its last day; a day that is none counts as not said."""
    found = (dated(part) for part in row.old_names.split(";") if part.strip())
    return tuple(OldName(item.text.strip(), item.last) for item in found if item.text.strip())


def merged_on(row: RosterRow, successor: RosterRow | None) -> date | None:
    """Return the first day on which a row's unit is part of its successor, None where nothing says it.

    It stands in the cell itself, or follows from the last day of the unit's name, in its own column Tên cũ or in the
    successor's.
    """
    cell = dated(row.merged_into)
    one = timedelta(days=1)
    if cell.first or cell.last:
        return cell.first or (cell.last + one if cell.last else None)
    for other in filter(None, (successor, row)):
        for part in other.old_names.split(";"):
            found = dated(part)
            mine = any(same_name(found.text, name) for name in (row.name, *row.names)) or (
                other is row and not found.text.strip()
            )
            if mine and found.last:
                return found.last + one
    return None
