"""What each column of a statistics table is: number, code, name, unit of measure, note, or figures to be filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.codes import Code, balanced, told_in
from htsd_cli.learn.grid import Spot
from htsd_cli.learn.kinds import counts_things, heading_unit, heads_words
from htsd_cli.learn.numbering import own_mark
from htsd_cli.learn.regions import Region

Role = Literal["number", "code", "label", "unit", "value", "note"]
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_CODE_LIKE = re.compile(r"[A-ZĐ]{0,4}[-.]?\d{1,4}[a-z]?(?:\.\d{1,3})*")

_ONLY_OF_PERSONS = words.pattern(
    r"(?:dan toc|lop|gioi tinh|ton giao|trinh do.*|que quan.*|don vi|chuyen mon.*|mon hoc|nghe nghiep.*|"
    r"doi tuong.*)"
)


@dataclass(frozen=True)
class LearntColumn:
    """A column: its role, the 1-based grid column, its headings from the top, its code in the code row."""

    role: Role
    index: int
    heading: tuple[str, ...]
    code: Code | None = None
    spots: tuple[Spot, ...] = ()  # the heading cells
    last: int = 0  # the last grid column it reaches

    @property
    def bare(self) -> str:
        """Its lowest heading, folded, without what stands in brackets behind it."""
        return fold(_BRACKET.sub("", self.heading[-1])) if self.heading else ""

    @property
    def path(self) -> str:
        """All its headings, folded."""
        return " ".join(fold(part) for part in self.heading)


def learn_columns(region: Region) -> list[LearntColumn]:
    """Return the columns of a table, from left to right; hidden ones are left out."""
    codes = region.codes()
    columns: list[LearntColumn] = []
    for index, last in region.starts():
        if index in region.grid.hidden_columns:
            continue
        spots: list[Spot] = []
        for row in region.heading:
            spot = region.grid.at(row, index)
            if spot.text and spot not in spots:
                spots.append(spot)
        heading = tuple(spot.text for spot in spots)
        columns.append(LearntColumn("value", index, heading, codes.get(index), tuple(spots), last))
    return _with_roles(region, columns)


def _with_roles(region: Region, columns: list[LearntColumn]) -> list[LearntColumn]:
    roles: dict[int, Role] = {}
    data = {column.index: _texts(region, column.index) for column in columns}
    for place, column in enumerate(columns):
        names = {fold(part) for part in column.heading} | {
            fold(_BRACKET.sub("", part)) for part in column.heading
        }
        if names & words.NUMBER and "number" not in roles.values():
            roles[column.index] = "number"
        elif (
            (
                words.CODE_OF.fullmatch(column.bare)
                and len(data[column.index]) > 1
                and _only(data[column.index], _is_code)
            )
            or (
                words.CODE_OF_ANY.fullmatch(column.bare)
                and 1 < len(set(data[column.index])) == len(data[column.index])
                and _only(data[column.index], _is_code)
                and not _only(data[column.index], _is_digits)
            )
            or (
                names & words.CODE
                and (fold(column.heading[-1]) in words.CODE or _mostly(data[column.index], _is_code))
            )
        ):
            roles[column.index] = "code"
        elif names & words.UNIT or (
            names & words.UNIT_TOO
            and _mostly(data[column.index], _is_unit)
            and any(
                item.index not in roles and _mostly(data[item.index], _is_name) for item in columns[:place]
            )
        ):
            roles[column.index] = "unit"
        elif names & words.NOTE:
            roles[column.index] = "note"
    first = next((column for column in columns if column.index not in roles), None)
    if (
        first is not None
        and first is columns[0]
        and "number" not in roles.values()
        and len(columns) > 2
        and first.bare not in words.LABEL
        and any(_mostly(data[column.index], _is_name) for column in columns[1:])
        and _mostly(data[first.index], _is_number)
    ):
        roles[first.index] = "number"
    labels = _labels(region, columns, roles, data)
    roles |= dict.fromkeys(labels, "label")
    for column in columns:  # codes of a budget
        before = column.index < min(labels, default=0)
        if (before or words.BUDGET.fullmatch(column.bare)) and _only(data[column.index], _is_digits):
            roles.setdefault(column.index, "note")
    return [replace(column, role=roles.get(column.index, "value")) for column in columns]


def _labels(
    region: Region, columns: Sequence[LearntColumn], roles: dict[int, Role], data: dict[int, list[str]]
) -> list[int]:
    """Return the columns of names: one, or two where a wider one groups the rows of the other."""
    left = [column for column in columns if column.index not in roles]
    if not left:
        return []
    named = [column for column in left if column.bare in words.LABEL or words.OWNERS.fullmatch(column.bare)]
    texts = [column for column in left if _mostly(data[column.index], _is_name)]
    if len(named) > 1 and _mostly(data[named[0].index], _is_digits):  # “Loại”, “Khoản” before “Nội dung”
        named = [column for column in named if column in texts] or named
    chosen = named[0] if named else texts[0] if texts else left[0]
    before = [column for column in texts if column.index < chosen.index]
    if not named and before:
        chosen = before[0]
    if named and before and not data[chosen.index]:
        apart = chosen.index - before[0].index > 1
        if apart or len(chosen.heading) > len(before[0].heading) or words.COUNTED_TOO.fullmatch(chosen.bare):
            chosen = before[0]
    after = [column for column in left if column.index > chosen.index][:1]
    if after and _groups(region, chosen.index) and after[0] in texts and after[0].bare not in words.NOTE:
        return [chosen.index, after[0].index]
    return [chosen.index]


def _groups(region: Region, index: int) -> bool:
    """Return whether a column's cells reach over several rows: it groups the names beside it."""
    spots = {region.grid.at(row, index) for row in region.body}
    return any(spot.row_span > 1 and spot.text for spot in spots)


def _texts(region: Region, index: int) -> list[str]:
    seen: dict[tuple[int, int], str] = {}
    for row in region.body:
        spot = region.grid.at(row, index)
        if spot.text and (spot.column == index) and spot.column_span < 3:
            seen[spot.row, spot.column] = spot.text
    return list(seen.values())


def _mostly(texts: Sequence[str], fits: re.Pattern[str] | object) -> bool:
    return bool(texts) and callable(fits) and sum(1 for text in texts if fits(text)) * 10 >= len(texts) * 6


def _only(texts: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return bool(texts) and all(map(fits, texts))


def _is_digits(text: str) -> bool:
    return text.strip().isdigit()


def _is_code(text: str) -> bool:
    return _CODE_LIKE.fullmatch(text.strip()) is not None


def _is_number(text: str) -> bool:
    return own_mark(text) is not None


def _is_unit(text: str) -> bool:
    bare = fold(text)
    return len(bare) <= 30 and not words.OWNER_NAME.match(f"{bare} ") and not text.strip().isdigit()


def _is_name(text: str) -> bool:
    return sum(1 for char in text if char.isalpha()) >= 2


def heading_told(column: LearntColumn) -> Code | None:
    """Return what a heading itself says of its column: `Tổng số (3=4+5)`, `Tỷ lệ (%) (6)=(5)/(4)x100`."""
    for part in column.heading[::-1]:
        told = told_in(part)
        if told is not None:
            behind = part[len(told.text) :]
            match = re.search(r"=\s*(.+?)\s*$", behind) or re.search(r"^\s*\(([-+–\s\d.]+)\)\s*$", behind)
            return Code(told.own, balanced(match[1].rstrip("] ")) if match else "")
    return None


def counts_beside(beside: str, column: LearntColumn, label: str = "") -> bool:
    """Return whether a cell counts persons or things by its name, where the unit beside the table is money."""
    names = (*map(fold, column.heading), fold(label))
    return words.MONEY.match(fold(beside)) is not None and any(map(counts_things, names))


def heads_money(column: LearntColumn) -> bool:
    """Return whether a column is headed by an amount of money."""
    return words.MONEY_HEADS.fullmatch(column.bare) is not None and "%" not in "".join(column.heading)


def is_text(column: LearntColumn, *, persons: bool) -> bool:
    """Return whether a column holds words; `persons`: its rows are persons, of whom it may tell what they are."""
    if heads_words(column.heading):
        return True
    if not words.TEXTS.fullmatch(column.bare) or heading_unit(column.heading) not in ("", "%"):
        return False
    if any(words.PARTED.match(fold(part)) for part in column.heading[:-1]):
        return False  # “Chia theo hạng › Hạng I” counts
    return persons or _ONLY_OF_PERSONS.fullmatch(column.bare) is None


def counts_of_persons(column: LearntColumn) -> bool:
    """Return whether a column of a list of persons holds figures: by its heading, or the unit in it."""
    return bool(words.OF_PERSONS.search(column.path) or heading_unit(column.heading))
