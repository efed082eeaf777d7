"""Who must report, and who is who: the roster `don-vi.xlsx` and the matching of names to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from htsd_cli.form import Form
from htsd_cli.form.toml_mistakes import written_date
from htsd_cli.language.addresses import addresses
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.roster.clues import SUBJECT, Clues, Evidence, decide
from htsd_cli.roster.dated import span
from htsd_cli.roster.departments import committee_of
from htsd_cli.roster.matching import Found, Named, NameIndex
from htsd_cli.roster.mergers import Mergers, id_named, merged_on, old_names_of, runs_in_a_circle
from htsd_cli.roster.names import LONGEST_NAME, NameReader
from htsd_cli.roster.rows import NO, RosterError, RosterRow, parts, read_rows, seen
from htsd_cli.roster.spellings import Speller
from htsd_cli.roster.unit import OldName, RosterUnit

_BESIDE = lazy_pattern(r"\s+(?:và|[-–—/+&])\s+|\s*[&+;,]\s+|\n", re.IGNORECASE)
_OLD = "\0"  # parts a unit's id from the place of an old name


class Match(NamedTuple):
    """Who a name is. `unit` is None for a name the roster does not know; then `nearest` names up to three.

    `reason` is empty when the match is certain, else it says in Vietnamese why it is only likely. `against` says
    what in the file or its mail points to another unit, "" when nothing does; `other` is that unit. `merged` is the
    unit of the roster under whose name the report came, that is part of `unit` now, `old_name` a name `unit` had.
    Without a unit `among` are the several that are called so, of which nothing tells which is meant, and `joint` those
    that the name names one beside another: "Trường A và Trường B".
    """

    unit: RosterUnit | None
    reason: str = ""
    nearest: tuple[str, ...] = ()
    against: str = ""
    other: RosterUnit | None = None
    merged: RosterUnit | None = None
    old_name: OldName | None = None
    among: tuple[RosterUnit, ...] = ()
    joint: tuple[RosterUnit, ...] = ()


class Roster:
    """The units that report, findable by their names, ids and addresses.

    `area` is the area they are in, `day` the one on which they report: a unit merged into another one before is not
    among `units`, and its names, id and addresses are its successor's. Without a day every merger is in force.
    """

    def __init__(
        self, units: Sequence[RosterUnit], names: NameReader, area: str = "", day: date | None = None
    ) -> None:
        self._mergers = Mergers(units, day)
        self._names = names
        self._day = day
        self._merged = {unit.id: unit for unit in units if self._mergers.is_gone(unit)}
        self.units = _told_apart(
            [
                unit if unit.is_due(day) == unit.required else unit._replace(required=False)
                for unit in units
                if unit.id not in self._merged
            ],
            names,
        )
        alive = {unit.id: unit for unit in self.units}
        self.by_id = alive | {id: alive[self._mergers.successor(id)] for id in self._merged}
        self._index = NameIndex(self._named(), names, area)
        self._former = self._former_names(area)
        self._by_address: dict[str, list[str]] = {}
        for unit in units:
            for address in addresses(unit.email):
                ids = self._by_address.setdefault(address, [])
                if self.by_id[unit.id].id not in ids:
                    ids.append(self.by_id[unit.id].id)

    def match(self, name: str) -> Match:
        """Return who `name` is, by kind and name together; a unit's id is its name too."""
        bare = " ".join(clean(name).casefold().split())
        named = [id for id in self.by_id if id.casefold() == bare]
        if len(named) == 1:
            return Match(self.by_id[named[0]], merged=self._merged.get(named[0]))
        shown = [unit for unit in self.units if unit.apart and unit.shown.casefold() == bare]
        if shown:
            return Match(shown[0])
        found = self._index.match(name)
        if found.one is not None:
            return self._as_called(Match(self.by_id[found.one], found.reason), name)
        return Match(None, nearest=self._nearest(name, found.ids))

    def identify(self, clues: Clues) -> Match:
        """Return whose a report is, by its hidden id, letterhead, sender, file's and folders' names together."""
        places = ((self._in_name(name), called) for name, called in clues.folders)
        folder, place = next(((found, called) for found, called in places if found.ids), (Found(), ""))
        if place.startswith(SUBJECT) and any(self.gathers(self.by_id[unit]) for unit in folder.ids):
            folder, place = Found(), ""  # to whom it is written
        letterhead = self._index.match(clues.letterhead) if clues.letterhead else Found()
        evidence = Evidence(
            letterhead=self._under_its_committee(letterhead, clues),
            hidden=self.by_id[clues.hidden_id].id if clues.hidden_id in self.by_id else None,
            senders=tuple(self._by_address.get(clues.sender, ())),
            file=self._in_name(clues.file_stem),
            folder=folder,
            place=place,
        )
        if len(evidence.letterhead.ids) > 1:
            evidence = evidence._replace(areas=self._in_areas(evidence.letterhead.ids, clues))
        if evidence.hidden is None and clues.hidden_name:
            evidence = evidence._replace(hidden=_certain(self._index.match(clues.hidden_name)))
        verdict = decide(clues, evidence, self._about)
        unit = self.by_id.get(verdict.unit or "")
        nearest = () if unit else self._nearest(clues.letterhead or clues.file_stem, verdict.candidates)
        match = Match(unit, verdict.reason, nearest, verdict.against, self.by_id.get(verdict.other or ""))
        if unit is None and len(evidence.letterhead.ids) > 1:
            match = match._replace(among=tuple(self.by_id[id] for id in evidence.letterhead.ids))
        elif unit is None:
            match = match._replace(joint=self._joint(clues.letterhead))
        match = self._as_called(match, clues.letterhead, clues.hidden_id)
        if match.merged or match.old_name or not clues.letterhead or not self._index.is_elsewhere(clues.area):
            return match
        return self._as_called(match, f"{clues.letterhead} {clues.area}")  # under the ward it lay in before

    def _joint(self, name: str) -> tuple[RosterUnit, ...]:
        """Return the units that a name names one beside another, none unless each of its parts is one's."""
        found = [self._index.match(part) for part in _BESIDE.split(name[:LONGEST_NAME])]
        ids = dict.fromkeys(part.one for part in found)
        if len(ids) < 2 or None in ids or not found[0].is_certain:
            return ()
        units = tuple(self.by_id[id] for id in ids if id is not None)
        return (
            () if self.gathers(units[0]) else units
        )  # "UBND phường A - Hội Khuyến học": who it stands under

    @property
    def gone(self) -> tuple[RosterUnit, ...]:
        """The units that are part of another one now, which `merged_into` names, in the roster's order."""
        return tuple(unit._replace(merged_into=self.by_id[id].id) for id, unit in self._merged.items())

    def predecessors(self, unit: RosterUnit) -> tuple[RosterUnit, ...]:
        """Return the units that are part of a unit now, in the roster's order."""
        return self._mergers.predecessors(unit.id)

    def by_address(self, address: str) -> RosterUnit | None:
        """Return the only unit with a mail address, None when there is none or several share it."""
        units = self._by_address.get(address.lower(), [])
        return self.by_id[units[0]] if len(units) == 1 else None

    def by_place(self, clues: Clues) -> str | None:
        """Return the id of the unit that a file's folders, zip or own name tell for certain, None for nobody's."""
        for name in (*(name for name, _ in clues.folders), clues.file_stem):
            found = self._in_name(name)
            if found.is_certain:
                return found.one
        return None

    def gathers(self, unit: RosterUnit) -> bool:
        """Return whether a unit may send for others: a ward, an office of the district."""
        return self._names.gathers(unit.kind)

    def committee(self, department: str) -> RosterUnit | None:
        """Return the ward whose department a name is, None where it is none's of the roster."""
        committee = committee_of(department, "")
        found = self._index.match(committee.name) if committee is not None else Found()
        return self.by_id[found.one] if found.one is not None else None

    def _named(self) -> list[Named]:
        """Return every unit's names, its predecessors' among them; what another unit is called now is its alone."""
        own = {self._called(name) for unit in self.units for name in (unit.name, *unit.other_names)}
        named: list[Named] = []
        for unit in self.units:
            old = [item.name for item in unit.old_names if self._called(item.name) not in own]
            named.append(Named(unit.id, unit.kind, (unit.name, *unit.other_names, *old)))
            for gone in self.predecessors(unit):
                kept = tuple(name for name in gone.every_name if self._called(name) not in own)
                if kept:
                    named.append(Named(unit.id, gone.kind, kept))
        return named

    def _called(self, name: str) -> tuple[str | None, str]:
        return self._names.kind_of(name), self._names.core(name)

    def _former_names(self, area: str) -> NameIndex | None:
        """Return the names units no longer have, each under the id of who had it; None where there are none."""
        named: list[Named] = []
        for unit in self.units:
            gone = self.predecessors(unit)
            old = [
                (place, item)
                for place, item in enumerate(unit.old_names)
                if self._day is None or item.until is None or item.until < self._day
            ]
            if gone or old:
                named.append(Named(unit.id, unit.kind, (unit.name, *unit.other_names)))
                named += [Named(item.id, item.kind, item.every_name) for item in gone]
                names = {self._called(name) for item in gone for name in item.every_name}
                named += [
                    Named(f"{unit.id}{_OLD}{place}", unit.kind, (item.name,))
                    for place, item in old
                    if self._called(item.name) not in names
                ]
        return NameIndex(named, self._names, area) if named else None

    def _as_called(self, match: Match, name: str, hidden_id: str = "") -> Match:
        """Return a match with the unit or the old name under which the report came."""
        if match.unit is None or self._former is None:
            return match
        one = (self._former.match(name).one or "") if name else hidden_id
        if one in self._merged and self.by_id[one].id == match.unit.id:
            return match._replace(merged=self._merged[one])
        id, is_old, place = one.partition(_OLD)
        if is_old and id == match.unit.id:
            return match._replace(old_name=match.unit.old_names[int(place)])
        return match

    def _under_its_committee(self, found: Found, clues: Clues) -> Found:
        """Return whom a letterhead means below the committee that stands in it: "UBND PHƯỜNG TÂN MỸ / TRẠM Y TẾ".

        Under another ward's committee a name that many wards have is that ward's, and a school's only likely ours.
        """
        if not clues.letterhead or not clues.area:
            return found if found.is_certain else self._for_its_committee(clues) or found
        if not found.is_certain:
            within = self._index.match(f"{clues.letterhead} {clues.area}")
            found = self._for_its_committee(clues) or (within if within.ids else found)
        if found.one is None or not self._index.is_elsewhere(clues.area):
            return found
        unit = self.by_id[found.one]
        if any(fold(clues.area) in fold(name) for name in (*unit.every_name, *self._names_of_merged(unit))):
            return found
        if not self._names.is_proper(unit.kind) or self._names.is_area(unit.kind):
            return Found()
        return found._replace(reason=found.reason or f"đầu báo cáo ghi Ủy ban nhân dân {clues.area}")

    def _names_of_merged(self, unit: RosterUnit) -> list[str]:
        return [name for gone in self.predecessors(unit) for name in gone.every_name]

    def _for_its_committee(self, clues: Clues) -> Found | None:
        """Return the ward for which a department of its committee reports, None where the roster has none."""
        committee = committee_of(clues.letterhead, clues.area) if clues.letterhead else None
        if committee is None:
            return None
        found = self._index.match(committee.name)
        if not found.ids:
            return None
        return found._replace(reason=found.reason or committee.reason)

    def _in_areas(self, ids: Sequence[str], clues: Clues) -> tuple[str, ...]:
        """Return those of some units whose area or code the letterhead, the file's name or its folders' names give.

        A code or an area that is a word of the name they share says nothing.
        """
        places = [clues.letterhead, clues.file_stem, *(name for name, _ in clues.folders)]
        said = f" {' | '.join(fold(place) for place in places)} "
        shared = " | ".join(f" {fold(self.by_id[id].name)} " for id in ids)
        signs = {id: {fold(self.by_id[id].area), fold(id)} - {""} for id in ids}
        return tuple(
            id for id in ids if any(f" {own} " in said and f" {own} " not in shared for own in signs[id])
        )

    def _about(self, id: str) -> tuple[str, bool]:
        return self.by_id[id].shown, self.gathers(self.by_id[id])

    def _in_name(self, text: str) -> Found:
        """Return whose name stands in the name of a file or folder."""
        found = self._index.find(text)
        return found if found.ids else self._index.match(self._names.from_file_name(text))

    def _nearest(self, name: str, first: Sequence[str]) -> tuple[str, ...]:
        ids = dict.fromkeys((*first, *self._index.nearest(name)))
        return tuple(self.by_id[id].shown for id in list(ids)[:3])


def _told_apart(units: Sequence[RosterUnit], names: NameReader) -> tuple[RosterUnit, ...]:
    """Return the units, those of one name each with what tells it from the others: its area, else its code."""
    speller = Speller(names)
    alike: dict[tuple[object, ...], list[RosterUnit]] = {}
    for unit in units:
        said = speller.spell(unit.name)
        alike.setdefault((said.kind or unit.kind, said.core, said.marked, said.area, said.sort), []).append(
            unit
        )
    apart: dict[str, str] = {}
    for same in alike.values():
        areas = [fold(unit.area) for unit in same]
        for unit, area in zip(same, areas, strict=True):
            if len(same) > 1:
                apart[unit.id] = unit.area if area and areas.count(area) == 1 else f"mã {unit.id}"
    return tuple(unit._replace(apart=apart.get(unit.id, "")) for unit in units)


def _certain(found: Found) -> str | None:
    return found.one if found.is_certain else None


def read_roster(path: Path, form: Form, names: NameReader, area: str = "", day: date | None = None) -> Roster:
    """Return the roster of a workbook; rows without a name are passed over.

    `area` is the area of all the units, `day` the one on which they report. Raises `RosterError` as `read_rows` does,
    when an id is missing or comes twice, and when a unit is merged into none of the roster or into itself.
    """
    rows = [row for row in read_rows(path) if row.name]
    units: dict[str, RosterUnit] = {}
    into: dict[str, str] = {}
    for row in rows:
        place = f"dòng {row.row} của danh sách đơn vị “{seen(path)}”"
        if not row.id:
            raise RosterError(f"Thiếu mã đơn vị ở {place} (“{row.name}”).")
        if row.id in units:
            raise RosterError(f"Mã “{row.id}” bị trùng ở {place}.")
        if row.merged_into:
            into[row.id] = id_named(row.merged_into, rows)
            if not into[row.id] or into[row.id] == row.id:
                raise RosterError(
                    f"Cột “Sáp nhập vào” ghi “{row.merged_into}” ở {place} (“{row.name}”): danh sách không có đơn vị"
                    " nào khác mang mã ấy. Hãy ghi đúng mã của đơn vị sau khi sáp nhập."
                )
        wrong = days_in(row.received)[1]
        if wrong:
            raise RosterError(
                f"Cột “Ngày nhận” ghi “{wrong}” ở {place} (“{row.name}”), không phải một ngày. Hãy ghi ngày/tháng/năm,"
                " ví dụ 11/10/2024; để trống thì lấy ngày của thư hoặc của tệp."
            )
        units[row.id] = unit_of(row, rows, form, names)
    circle = next((id for id in into if runs_in_a_circle(id, into)), None)
    if circle is not None:
        raise RosterError(
            f"Cột “Sáp nhập vào” của danh sách đơn vị “{seen(path)}” nối vòng tròn từ mã “{circle}”: hãy ghi mã của đơn"
            " vị còn lại sau khi sáp nhập, và để trống ô ấy ở dòng của đơn vị đó."
        )
    return Roster(list(units.values()), names, area, day)


def unit_of(row: RosterRow, rows: Sequence[RosterRow], form: Form, names: NameReader) -> RosterUnit:
    """Return the unit that a row of the roster's workbook describes; `rows` are all of them."""
    into = id_named(row.merged_into, rows) if row.merged_into else ""
    successor = next((other for other in rows if other.id == into), None)
    due = span(row.required)
    return RosterUnit(
        row.id,
        row.name,
        kind_of_word(row.kind, form) or names.kind_of(row.name),
        row.names,
        row.email,
        fold(row.required) not in NO,
        row.contact,
        row.phone,
        row.area,
        old_names_of(row),
        into,
        merged_on(row, successor) if into else None,
        id_named(row.split_from, rows) if row.split_from else "",
        due.first,
        due.last,
        days_in(row.received)[0],
    )


def days_in(text: str) -> tuple[tuple[date, ...], str]:
    """Return the days a cell lists, parted by ";", and the first text that is none ("" where all are days)."""
    days: list[date] = []
    for part in parts(text):
        meant = written_date(part.removesuffix("00:00:00").strip())
        if not meant:
            return tuple(days), part
        days.append(date.fromisoformat(meant))
    return tuple(days), ""


def kind_of_word(text: str, form: Form) -> str | None:
    """Return the kind a cell of the column Loại names, None when it names none of the form's."""
    bare = fold(text)
    for kind in form.unit_kinds:
        if bare and bare in (fold(kind.id), fold(kind.name), *(fold(word) for word in kind.words)):
            return kind.id
    return None
