"""Which rows of the units' lists are one by their names, and what is told of names that differ in their marks alone.

A name is known by all its marks: “Hoa” is not “Hòa”. What a list typed without any marks calls “Hoa” is “Hòa” only
where the other lists have one such name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from htsd_cli.consolidate.arrival import Arrival, with_findings
from htsd_cli.form import Form, FormTable
from htsd_cli.language.marks import bare, has_marks, marked
from htsd_cli.language.numerals import ROMAN
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import UnitRow

# A place that every ward has: “Khu phố 3”, “Tổ dân phố số 12”, “Thôn 2A”; typed by two units it is two places.
_OF_EACH = re.compile(
    r"(?:to(?: dan pho)?|khu(?: pho)?|thon|ap|ban|lang|khom|buon|xom|doi|cum|chi (?:bo|doi|hoi|doan))"
    r"(?: so)? (?:\d{1,3}[a-z]?|[ivx]{1,5}|[a-d])"
)
_SHARED = 0.5  # of the names in the lists that stand in several units' lists: then they are one list
_SIGNS = re.compile(r"[<>≤≥+=%]")  # that alone tell one name from another: “A+”, “> 15”
_NUMBER = re.compile(r"\b0*(\d+)\b")
_MOST_NAMED = 8

Place = tuple[int, int]  # of a row: its list's among the lists, its own in it


class Listed(NamedTuple):
    """A unit's list in a table: the unit's name, and its rows in their order."""

    unit: str
    rows: Sequence[UnitRow]


class NamedRow(NamedTuple):
    """The rows of several lists that are one: the name they are shown by, and where they stand."""

    name: str
    places: tuple[Place, ...]


class Joined(NamedTuple):
    """Lists taken together by name; what is told of some of them, by the list's place."""

    rows: tuple[NamedRow, ...]
    told: dict[int, list[Finding]]


def joined(lists: Sequence[Listed], table: FormTable, form: Form) -> Joined:
    """Return the rows of units' lists taken together by name, none where each list stands under its unit.

    They are where the form says so, or where most names stand in several lists and are no places that every unit has.
    """
    nothing = Joined((), {})
    said = table.lists == "added"
    if table.lists == "appended":
        return nothing
    keys = _Keys(lists)
    groups: dict[str, list[Place]] = {}
    for at, item in enumerate(lists):
        own = [keys.of((at, place)) for place in range(len(item.rows))]
        if len(set(own)) < len(own) and not said:
            return nothing  # a name that comes twice in one list is no name to add by
        for place, key in enumerate(own):
            groups.setdefault(key, []).append((at, place))
    shared = sum(len(places) > 1 for places in groups.values())
    if not groups or (shared <= _SHARED * len(groups) and not said):
        return nothing
    rows = tuple(NamedRow(keys.shown(key, places), tuple(places)) for key, places in groups.items())
    typed = not table.lists and not _prints_names(form, table)
    if typed and all(_OF_EACH.fullmatch(fold(row.unit.name)) for item in lists for row in item.rows):
        return nothing
    return Joined(rows, _told(keys, groups))


def about_names(used: Sequence[Arrival], form: Form) -> list[Arrival]:
    """Tell the units whose lists are added up by name of names that differ from those of other lists in marks alone."""
    told: dict[str, list[Finding]] = {}
    counted = [item for item in used if item.submission.counted]
    for table in form.tables:
        if table.rows != "units" or table.lists == "appended":
            continue
        lists = [Listed(item.submission.unit.name, rows_in(item.submission.rows, table)) for item in counted]
        for at, found in joined(lists, table, form).told.items():
            told.setdefault(counted[at].file, []).extend(found)
    return [with_findings(item, told.get(item.file, [])) for item in used]


def rows_in(rows: Sequence[UnitRow] | None, table: FormTable) -> list[UnitRow]:
    """Return those of a unit's rows that stand in a table of the form."""
    return [row for row in rows or () if row.table == table.id]


def _prints_names(form: Form, table: FormTable) -> bool:
    """Return whether a form prints the names in a table's rows: then a question asks how the lists are to be taken."""
    return any(
        item.about.get("table") == table.id and item.about.get("topic") == "lists" for item in form.questions
    )


class _Keys:
    """What the rows of several lists are known by."""

    def __init__(self, lists: Sequence[Listed]) -> None:
        self.lists = lists
        self._bare = frozenset(at for at, item in enumerate(lists) if not _has_marks(item))
        # By the name without marks: those with marks, as first written.
        self.known: dict[str, dict[str, str]] = {}
        for at, item in enumerate(lists):
            if at not in self._bare:
                for row in item.rows:
                    key = _key(row.unit.name)
                    self.known.setdefault(bare(key), {}).setdefault(key, clean(row.unit.name))

    def row(self, place: Place) -> UnitRow:
        """Return the row at a place."""
        return self.lists[place[0]].rows[place[1]]

    def may_be(self, place: Place) -> list[str]:
        """Return the names of other lists, with their marks, that a name typed without any may be."""
        return list(self.known.get(_key(self.row(place).unit.name), {})) if place[0] in self._bare else []

    def of(self, place: Place) -> str:
        """Return what a row is known by: rows of one key are one."""
        key = _key(self.row(place).unit.name)
        meant = self.may_be(place)
        if len(meant) > 1:
            return f"{key}\n{place[0]}"
        return meant[0] if meant else key

    def shown(self, key: str, places: Sequence[Place]) -> str:
        """Return the name of rows of one key: with its marks; whose it is, where nobody knows which it means."""
        name = clean(self.row(places[0]).unit.name)
        if "\n" in key:
            return f"{name} ({self.lists[places[0][0]].unit})"
        return self.known.get(bare(key), {}).get(key, name)


def _key(name: str) -> str:
    return " ".join((marked(name), *_SIGNS.findall(name)))


def _has_marks(item: Listed) -> bool:
    texts = (
        text for row in item.rows for text in (row.unit.name, row.section, row.note, *row.texts.values())
    )
    return any(map(has_marks, texts))


def _told(keys: _Keys, groups: dict[str, list[Place]]) -> dict[int, list[Finding]]:
    """Return what to tell of each list: names without marks that were given to one with marks, and those that were not.

    Two names that differ in their marks or in how a number is written are told where no list has both: the one that
    fewer lists have may be the other, mistyped.
    """
    given: dict[int, dict[Place, str]] = {}
    apart: dict[int, dict[Place, str]] = {}
    near: dict[str, list[str]] = {}
    for key, places in groups.items():
        near.setdefault(_loose(key), []).append(key)
        for place in places:
            name = clean(keys.row(place).unit.name)
            if "\n" in key:
                others = keys.known[_key(name)].values()
                apart.setdefault(place[0], {})[place] = f"“{name}” (có thể là {_or(others)})"
            elif key != _key(name):
                given.setdefault(place[0], {})[place] = f"“{name}” vào “{keys.shown(key, places)}”"
    for alike in near.values():
        alike = sorted((key for key in alike if "\n" not in key), key=lambda key: -len(groups[key]))
        for rank, key in enumerate(alike[1:], 1):
            own = {at for at, _ in groups[key]}
            other = next((one for one in alike[:rank] if own.isdisjoint(at for at, _ in groups[one])), None)
            if other is not None:
                for place in groups[key]:
                    name, meant = clean(keys.row(place).unit.name), keys.shown(other, groups[other])
                    apart.setdefault(place[0], {})[place] = f"“{name}” (danh sách khác ghi “{meant}”)"
    out: dict[int, list[Finding]] = {}
    for code, named in (("list-names-unmarked", given), ("list-names-apart", apart)):
        for at, names in named.items():
            origin = keys.row(min(names)).origin
            told = finding(code, origin=origin, count=len(names), names=_some([*names.values()]))
            out.setdefault(at, []).append(told)
    return out


def _loose(key: str) -> str:
    """Return by what two names may be one for a person: without marks, zeros before a number and Roman numbers."""
    words = (ROMAN.get(word, word) for word in fold(key).split())
    return _NUMBER.sub(r"\1", " ".join((*words, *_SIGNS.findall(key))))


def _or(names: Iterable[str]) -> str:
    return " hoặc ".join(f"“{name}”" for name in names)


def _some(names: Sequence[str]) -> str:
    more = f" và {len(names) - _MOST_NAMED} tên nữa" if len(names) > _MOST_NAMED else ""
    return "; ".join(names[:_MOST_NAMED]) + more
