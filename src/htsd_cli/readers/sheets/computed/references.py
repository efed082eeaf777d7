"""The cells that a part of a formula stands for: by address, name, a table's column, INDEX, OFFSET, INDIRECT."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from htsd_cli.readers.sheets.computed.areas import ALONE, Areas, Cells, corners
from htsd_cli.readers.sheets.computed.around import Around, shifted
from htsd_cli.readers.sheets.computed.expressions import (
    Area,
    Call,
    Column,
    Corner,
    Expression,
    Missing,
    Name,
    NotPlain,
    Operation,
    parse,
)
from htsd_cli.readers.sheets.computed.values import NO_NUMBER, NO_PLACE, Failed, Value, number, truth, whole
from htsd_cli.readers.sheets.grid import LAST_ROW, Place

_CELLS = Area | Name | Column | Call  # what may stand for cells


class References(Areas, ABC):
    """Finds the cells; `moved` are the rows and columns a formula is read away from where it stands."""

    def __init__(
        self, cells: Cells, sheets: Mapping[str, Cells], around: Around = ALONE, *, strict: bool = False
    ) -> None:
        super().__init__(cells, sheets, around, strict=strict)
        self.moved = (0, 0)

    @abstractmethod
    def value(self, part: Expression) -> Value:
        """Return what an expression comes to. Raises `Failed` for an error, `NotPlain` for what is not certain."""

    def area(self, part: Expression) -> Area | None:
        """Return the cells a part of a formula stands for, None for what stands for none."""
        if isinstance(part, Area):
            return part if self.moved == (0, 0) else _moved(part, *self.moved)
        if isinstance(part, Name):
            if part.text.casefold() in self._around.tables:
                return self._around.column(Column(part.text), 0)
            meant = self._around.meaning(part.text)
            return meant if isinstance(meant, Area) else None
        if isinstance(part, Column):
            return self._around.column(part, (self.place or (0, 0))[0])
        if isinstance(part, Operation) and part.sign == ":":
            return _spanned(*map(self.listed, part.operands))
        if not isinstance(part, Call):
            return None
        given = part.arguments
        if part.name == "INDIRECT" and len(given) == 1:
            said = self.value(given[0])
            found = parse(said) if isinstance(said, str) and said else None
            if not isinstance(found, Area):
                raise NotPlain
            return found
        if part.name == "OFFSET" and len(given) in (3, 4, 5):
            area = self.listed(given[0])
            top, left, bottom, right = corners(area)
            far = [
                None if isinstance(one, Missing) else self.whole_number(one, -LAST_ROW, LAST_ROW)
                for one in given[1:]
            ]
            height, width = (*far[2:], None, None)[:2]
            return shifted(
                area, far[0] or 0, far[1] or 0, height or bottom - top + 1, width or right - left + 1
            )
        if part.name == "INDEX" and len(given) in (2, 3):
            inside = self.area(given[0])
            if inside is None:
                return None
            area = inside
            top, left, bottom, right = corners(area)
            row, column = self.at_index(part, bottom - top + 1, right - left + 1)
            if row > bottom - top + 1 or column > right - left + 1:
                raise Failed(NO_PLACE)
            height, width = (1 if row else bottom - top + 1), (1 if column else right - left + 1)
            corner = area._replace(first=area.first._replace(row=top, column=left))
            return shifted(corner, max(row - 1, 0), max(column - 1, 0), height, width)
        return None

    def chosen_area(self, part: Expression) -> Area | None:
        """Return the cells a part of a formula stands for, those that IF or CHOOSE choose among them."""
        while isinstance(part, Call) and part.name in ("IF", "CHOOSE") and not self.in_array:
            ways = part.arguments[1:]
            if not any(isinstance(way, _CELLS) for way in ways):
                return None
            asked = self.value(part.arguments[0])
            at = (0 if truth(asked) else 1) if part.name == "IF" else whole(asked, 1, len(ways)) - 1
            if at >= len(ways):
                return None
            part = ways[at]
        return self.area(part)

    def listed(self, part: Expression) -> Area:
        """Return the cells a function is given; raises `NotPlain` for anything else."""
        area = self.chosen_area(part)
        if area is None:
            raise NotPlain
        return area

    def at_index(self, call: Call, height: int, width: int) -> Place:
        """Return the row and column INDEX asks for; 0 for all of them."""
        said = [whole(self.value(part)) for part in call.arguments[1:3]]
        row, column = (1, said[0]) if len(said) == 1 and height == 1 and width > 1 else (*said, 1)[:2]
        if len(said) == 1 and height > 1 and width > 1:
            column = 0
        if row < 0 or column < 0:
            raise Failed(NO_NUMBER)
        return row, column

    def whole_number(self, part: Expression, least: int, most: int) -> int:
        """Return a whole number that a function is given; raises `NotPlain` for any other."""
        found = number(self.value(part))
        if found != int(found) or not least <= found <= most:
            raise NotPlain
        return int(found)


def size_of(area: Area) -> Place:
    """Return how many rows and columns an area has."""
    top, left, bottom, right = corners(area)
    return bottom - top + 1, right - left + 1


def _spanned(one: Area, other: Area) -> Area:
    """Return the cells from one area to another of the same sheet."""
    if other.sheet is not None and other.sheet != one.sheet:
        raise NotPlain
    tops, lefts, bottoms, rights = zip(corners(one), corners(other), strict=True)
    return shifted(
        one._replace(first=Corner(min(tops), min(lefts), True, True)),
        0, 0, max(bottoms) - min(tops) + 1, max(rights) - min(lefts) + 1,
    )  # fmt: skip


def _moved(area: Area, rows: int, columns: int) -> Area:
    """Return an area as it reads so far from where it stands; raises `NotPlain` outside the sheet."""

    def move(corner: Corner) -> Corner:
        row, column = corner.moved(rows, columns)
        return corner._replace(row=row, column=column)

    return area._replace(first=move(area.first), last=None if area.last is None else move(area.last))
