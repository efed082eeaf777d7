"""Who must report, and who is who: the roster `don-vi.xlsx` and the matching of names to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from htsd_cli.form import Form
from htsd_cli.language.addresses import addresses
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.roster.clues import Clues, Evidence, decide
from htsd_cli.roster.matching import Found, Named, NameIndex
from htsd_cli.roster.names import NameReader
from htsd_cli.values.document import Cell

_COLUMNS = {
    "id": "Mã",
    "name": "Tên đơn vị",
    "kind": "Loại",
    "other_names": "Tên khác",
    "email": "Email",
    "required": "Bắt buộc",
    "contact": "Người liên hệ",
    "phone": "Điện thoại",
}
NO = frozenset(("khong", "k", "0", "no", "false"))  # in the column Bắt buộc, folded


class RosterError(ValueError):
    """A roster that cannot be used; `str()` is a Vietnamese sentence."""


class RosterUnit(NamedTuple):
    """One unit of the roster; `kind` is a kind of the form or None."""

    id: str
    name: str
    kind: str | None
    other_names: tuple[str, ...] = ()
    email: str = ""
    required: bool = True
    contact: str = ""
    phone: str = ""


class Match(NamedTuple):
    """Who a name is. `unit` is None for a name the roster does not know; then `nearest` names up to three.

    `reason` is empty when the match is certain, else it says in Vietnamese why it is only likely. `against` says
    what in the file or its mail points to another unit, "" when nothing does; `other` is that unit.
    """

    unit: RosterUnit | None
    reason: str = ""
    nearest: tuple[str, ...] = ()
    against: str = ""
    other: RosterUnit | None = None


class Roster:
    """The units that must report, findable by their names, ids and addresses; `area` is the area they are in."""

    def __init__(self, units: Sequence[RosterUnit], names: NameReader, area: str = "") -> None:
        self.units = tuple(units)
        self.by_id = {unit.id: unit for unit in units}
        self._index = NameIndex(
            (Named(unit.id, unit.kind, (unit.name, *unit.other_names)) for unit in units), names, area
        )
        self._names = names
        self._by_address: dict[str, list[str]] = {}
        for unit in units:
            for address in addresses(unit.email):
                self._by_address.setdefault(address, []).append(unit.id)

    def match(self, name: str) -> Match:
        """Return who `name` is, by kind and name together; a unit's id is its name too."""
        bare = " ".join(clean(name).casefold().split())
        named = [unit for unit in self.units if unit.id.casefold() == bare]
        if len(named) == 1:
            return Match(named[0])
        found = self._index.match(name)
        if found.one is not None:
            return Match(self.by_id[found.one], found.reason)
        return Match(None, nearest=self._nearest(name, found.ids))

    def identify(self, clues: Clues) -> Match:
        """Return whose a report is, by its hidden id, letterhead, sender, file's and folders' names together."""
        places = ((self._in_name(name), called) for name, called in clues.folders)
        folder, place = next(((found, called) for found, called in places if found.ids), (Found(), ""))
        evidence = Evidence(
            letterhead=self._index.match(clues.letterhead) if clues.letterhead else Found(),
            hidden=clues.hidden_id if clues.hidden_id in self.by_id else None,
            senders=tuple(self._by_address.get(clues.sender, ())),
            file=self._in_name(clues.file_stem),
            folder=folder,
            place=place,
        )
        if evidence.hidden is None and clues.hidden_name:
            evidence = evidence._replace(hidden=_certain(self._index.match(clues.hidden_name)))
        verdict = decide(clues, evidence, self._about)
        unit = self.by_id.get(verdict.unit or "")
        nearest = () if unit else self._nearest(clues.letterhead or clues.file_stem, verdict.candidates)
        return Match(unit, verdict.reason, nearest, verdict.against, self.by_id.get(verdict.other or ""))

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

    def _about(self, id: str) -> tuple[str, bool]:
        return self.by_id[id].name, self.gathers(self.by_id[id])

    def _in_name(self, text: str) -> Found:
        """Return whose name stands in the name of a file or folder."""
        found = self._index.find(text)
        return found if found.ids else self._index.match(self._names.from_file_name(text))

    def _nearest(self, name: str, first: Sequence[str]) -> tuple[str, ...]:
        ids = dict.fromkeys((*first, *self._index.nearest(name)))
        return tuple(self.by_id[id].name for id in list(ids)[:3])


def _certain(found: Found) -> str | None:
    return found.one if found.is_certain else None


class RosterRow(NamedTuple):
    """One row of the roster's workbook as it is written: its number there, and its cells' texts."""

    row: int
    id: str = ""
    name: str = ""
    kind: str = ""
    other_names: str = ""
    email: str = ""
    required: str = ""
    contact: str = ""
    phone: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The other names the unit goes by."""
        return tuple(part.strip() for part in self.other_names.split(";") if part.strip())


def read_rows(path: Path) -> list[RosterRow]:
    """Return the rows of a workbook with the columns Mã, Tên đơn vị, Loại, Tên khác, Email, Bắt buộc; none blank.

    Raises `RosterError` when the file cannot be read or has no columns Mã and Tên đơn vị.
    """
    try:
        document = read_document(path, unseen=True)  # a filter left on makes no unit vanish
    except (UnreadableFile, OSError) as error:
        raise RosterError(
            f"Không đọc được danh sách đơn vị {path}: hãy kiểm tra tệp rồi chạy lại."
        ) from error
    headings = {fold(heading): key for key, heading in _COLUMNS.items()}
    for table in document.tables():
        for index, row in enumerate(table.rows):
            columns = {headings[fold(cell.text)]: cell.column for cell in row if fold(cell.text) in headings}
            if {"id", "name"} <= set(columns):
                found = (_row(cells, columns) for cells in table.rows[index + 1 :] if cells)
                return [row for row in found if any(row[1:])]
    raise RosterError(f"Danh sách đơn vị {path} thiếu cột “Mã” hoặc “Tên đơn vị” ở dòng tiêu đề.")


def _row(cells: Sequence[Cell], columns: dict[str, int]) -> RosterRow:
    texts = {
        key: next((clean(cell.text) for cell in cells if cell.column == column), "")
        for key, column in columns.items()
    }
    return RosterRow(cells[0].row, **texts)


def read_roster(path: Path, form: Form, names: NameReader, area: str = "") -> Roster:
    """Return the roster of a workbook; rows without a name are passed over. `area` is the area of all the units.

    Raises `RosterError` as `read_rows` does, and when an id is missing or comes twice.
    """
    units: dict[str, RosterUnit] = {}
    for row in read_rows(path):
        if not row.name:
            continue
        place = f"dòng {row.row} của danh sách đơn vị {path}"
        if not row.id:
            raise RosterError(f"Thiếu mã đơn vị ở {place} (“{row.name}”).")
        if row.id in units:
            raise RosterError(f"Mã “{row.id}” bị trùng ở {place}.")
        units[row.id] = RosterUnit(
            row.id,
            row.name,
            kind_of_word(row.kind, form) or names.kind_of(row.name),
            row.names,
            row.email,
            fold(row.required) not in NO,
            row.contact,
            row.phone,
        )
    return Roster(list(units.values()), names, area)


def kind_of_word(text: str, form: Form) -> str | None:
    """Return the kind a cell of the column Loại names, None when it names none of the form's."""
    bare = fold(text)
    for kind in form.unit_kinds:
        if bare and bare in (fold(kind.id), fold(kind.name), *(fold(word) for word in kind.words)):
            return kind.id
    return None
