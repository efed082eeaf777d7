"""Who must report, and who is who: the roster `don-vi.xlsx` and the matching of names to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from htsd_cli.document import Cell
from htsd_cli.form import Form
from htsd_cli.names import NameReader
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.vietnamese import clean, fold, modern_tones

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
_NO = frozenset(("khong", "k", "0", "no", "false"))
_LIKELY = 88.0  # similarity at which a name is taken for a unit's, if no other unit is as near
_MARGIN = 6.0
_AREA = re.compile(r"(?<=\S) (?:quan|q|huien|thanh pho|tp) \S.*$")


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

    `reason` is empty when the match is certain, else it says in Vietnamese why it is only likely.
    """

    unit: RosterUnit | None
    reason: str = ""
    nearest: tuple[str, ...] = ()


class Roster:
    """The units that must report, findable by their names."""

    def __init__(self, units: Sequence[RosterUnit], names: NameReader) -> None:
        self.units = tuple(units)
        self.by_id = {unit.id: unit for unit in units}
        self._names = names
        self._known: dict[tuple[str | None, str], set[str]] = {}
        for unit in units:
            for name in (unit.name, *unit.other_names):
                kind = names.kind_of(name) or unit.kind
                for key in (*self._certain(name, kind), (kind, _without_area(names.core(name)))):
                    self._known.setdefault(key, set()).add(unit.id)

    def _certain(self, name: str, kind: str | None) -> tuple[tuple[str | None, str], ...]:
        """Return what makes a name a unit's, the surest first: the name as spelt and bare, then kind and core."""
        core = self._names.core(name)
        return (("", _spelt(name)), ("", fold(name)), (kind, _end_of(name, core)), (kind, f"= {core}"))

    def match(self, name: str) -> Match:
        """Return who `name` is, by kind and name together."""
        kind, core = self._names.kind_of(name), self._names.core(name)
        for key in self._certain(name, kind):
            if len(self._known.get(key, ())) == 1:
                return Match(self.by_id[next(iter(self._known[key]))])
        same = self._known.get((kind, _without_area(core)), set())
        if kind is not None and len(same) == 1:
            return Match(self.by_id[next(iter(same))], "tên thêm hoặc bớt tên địa phương")
        ranked = self._ranked(kind, core, name)
        nearest = tuple(unit.name for _, unit in ranked[:3])
        if ranked:
            score, best = ranked[0]
            second = ranked[1][0] if len(ranked) > 1 else 0.0
            if score >= _LIKELY and score - second >= _MARGIN:
                reason = "tên viết gần giống" if score < 100 else "tên không ghi loại đơn vị"
                return Match(best, reason)
        return Match(None, nearest=nearest)

    def _ranked(self, kind: str | None, core: str, name: str) -> list[tuple[float, RosterUnit]]:
        scored: list[tuple[float, RosterUnit]] = []
        for unit in self.units:
            if kind is not None and unit.kind is not None and kind != unit.kind:
                score = 0.6 * fuzz.ratio(fold(name), fold(unit.name))
            else:
                score = max(fuzz.ratio(core, self._names.core(n)) for n in (unit.name, *unit.other_names))
            scored.append((score, unit))
        return sorted(scored, key=lambda pair: (-pair[0], pair[1].id))


def _spelt(name: str) -> str:
    return " ".join(re.findall(r"\w+", modern_tones(clean(name)).casefold()))


def _end_of(name: str, core: str) -> str:
    """Return the last words of a name, as many as its core has, with their marks."""
    return " ".join(_spelt(name).split()[-len(core.split()) :]) if core else ""


def _without_area(core: str) -> str:
    return f"~ {_AREA.sub('', core)}"


def read_roster(path: Path, form: Form, names: NameReader) -> Roster:
    """Return the roster of a workbook with the columns Mã, Tên đơn vị, Loại, Tên khác, Email, Bắt buộc.

    Raises `RosterError` when the file cannot be read, a column is missing, or an id comes twice.
    """
    try:
        document = read_document(path)
    except (UnreadableFile, OSError) as error:
        raise RosterError(
            f"Không đọc được danh sách đơn vị {path}: hãy kiểm tra tệp rồi chạy lại."
        ) from error
    headings = {fold(heading): key for key, heading in _COLUMNS.items()}
    for table in document.tables():
        for index, row in enumerate(table.rows):
            columns = {headings[fold(cell.text)]: cell.column for cell in row if fold(cell.text) in headings}
            if {"id", "name"} <= set(columns):
                return Roster(_units(table.rows[index + 1 :], columns, path, form, names), names)
    raise RosterError(f"Danh sách đơn vị {path} thiếu cột “Mã” hoặc “Tên đơn vị” ở dòng tiêu đề.")


def _units(
    rows: Sequence[Sequence[Cell]], columns: dict[str, int], path: Path, form: Form, names: NameReader
) -> list[RosterUnit]:
    units: dict[str, RosterUnit] = {}
    for row in rows:
        texts = {
            key: next((clean(c.text) for c in row if c.column == column), "")
            for key, column in columns.items()
        }
        if not texts["name"]:
            continue
        place = f"dòng {row[0].row} của danh sách đơn vị {path}"
        if not texts["id"]:
            raise RosterError(f"Thiếu mã đơn vị ở {place} (“{texts['name']}”).")
        if texts["id"] in units:
            raise RosterError(f"Mã “{texts['id']}” bị trùng ở {place}.")
        units[texts["id"]] = RosterUnit(
            texts["id"],
            texts["name"],
            _kind(texts.get("kind", ""), form) or names.kind_of(texts["name"]),
            tuple(part.strip() for part in texts.get("other_names", "").split(";") if part.strip()),
            texts.get("email", ""),
            fold(texts.get("required", "")) not in _NO,
            texts.get("contact", ""),
            texts.get("phone", ""),
        )
    return list(units.values())


def _kind(text: str, form: Form) -> str | None:
    bare = fold(text)
    for kind in form.unit_kinds:
        if bare and bare in (fold(kind.id), fold(kind.name), *(fold(word) for word in kind.words)):
            return kind.id
    return None
