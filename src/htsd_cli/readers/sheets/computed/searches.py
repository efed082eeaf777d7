"""Finds values in rows and columns for VLOOKUP, HLOOKUP, MATCH, XMATCH, LOOKUP, XLOOKUP and INDEX."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

from htsd_cli.readers.sheets.computed.areas import ALONE, Cells, corners
from htsd_cli.readers.sheets.computed.around import Around, shifted
from htsd_cli.readers.sheets.computed.expressions import Call, Expression, Missing, NotPlain
from htsd_cli.readers.sheets.computed.lookups import firsts, found_at, has_signs, key_of, last_below, nearest
from htsd_cli.readers.sheets.computed.references import References
from htsd_cli.readers.sheets.computed.values import (
    NO_NUMBER,
    NO_PLACE,
    NOT_FOUND,
    NOTHING,
    Failed,
    Grid,
    Value,
    plain,
    truth,
    whole,
)  # fmt: skip

_MOST_LINES = 500  # whose values' places are kept


class Searches(References):
    """Works out the functions that look for a value, or for the cell at a place."""

    def __init__(
        self, cells: Cells, sheets: Mapping[str, Cells], around: Around = ALONE, *, strict: bool = False
    ) -> None:
        super().__init__(cells, sheets, around, strict=strict)
        self._firsts: dict[int, tuple[Grid, Mapping[object, int]]] = {}  # where values stand first in a line

    @abstractmethod
    def grid(self, part: Expression) -> Grid:
        """Return what an expression comes to where rows of values are asked for; errors stand in their places."""

    def looked_up(self, call: Call) -> Value:
        """Return what VLOOKUP and HLOOKUP find."""
        given = call.arguments
        mode = int(truth(self.value(given[3]))) if len(given) == 4 else 1
        down = call.name == "VLOOKUP"
        area = self.area(given[1])
        if area is None:
            rows = self.grid(given[1])
            table = rows if down else tuple(zip(*rows, strict=True))
            at = found_at(self.value(given[0]), [row[0] for row in table], mode)
            width = len(table[0])
            self.spend(len(table))
        else:
            # Only what is looked through and what is found is worked out: the rest may hold the formula itself.
            top, left, bottom, right = corners(area)
            height, width = (bottom - top + 1, right - left + 1)[:: 1 if down else -1]
            line = shifted(area, 0, 0, *((height, 1) if down else (1, height)))
            at = self._found(self.value(given[0]), line, mode)
        column = whole(self.value(given[2]))
        if not 1 <= column <= width:
            raise Failed(NO_PLACE if column > 0 else NO_NUMBER)
        if area is None:
            return _shown(plain(table[at][column - 1]))
        return _shown(self.crossing(shifted(area, *((at, column - 1) if down else (column - 1, at)), 1, 1)))

    def matched(self, call: Call) -> Value:
        """Return what MATCH and XMATCH find."""
        given = call.arguments
        mode = whole(self.value(given[2])) if len(given) == 3 else 1
        if call.name == "XMATCH":
            return 1 + self._nearest(self.value(given[0]), given[1], mode if len(given) == 3 else 0)
        return 1 + self._found(self.value(given[0]), given[1], (mode > 0) - (mode < 0))

    def lookup(self, call: Call) -> Value:
        """Return what LOOKUP finds."""
        given = call.arguments
        before, self.in_array = self.in_array, True
        try:
            asked, answers = self._line(given[1]), self._line(given[-1])
        finally:
            self.in_array = before
        at = last_below(self.value(given[0]), asked)
        return _shown(plain(answers[at])) if at < len(answers) else None

    def xlookup(self, call: Call) -> Value:
        """Return what XLOOKUP finds."""
        given = call.arguments
        if len(given) == 6:
            raise NotPlain
        mode = whole(self.value(given[4])) if len(given) == 5 else 0
        try:
            at = self._nearest(self.value(given[0]), given[1], mode)
        except Failed:
            if len(given) > 3 and not isinstance(given[3], Missing):
                return self.value(given[3])
            raise
        answers = self.grid(given[2])
        if len(answers) > 1 and len(answers[0]) > 1:
            raise NotPlain
        if len(answers) == 1:
            return _shown(plain(answers[0][at])) if at < len(answers[0]) else None
        return _shown(plain(answers[at][0])) if at < len(answers) else None

    def _found(self, wanted: Value, part: Expression, mode: int) -> int:
        """Return where MATCH finds a value in a single row or column, from 0."""
        if mode == 0 and wanted is not None and not has_signs(wanted):
            return self._first(wanted, part)
        return found_at(wanted, self._line(part), mode)

    def _nearest(self, wanted: Value, part: Expression, mode: int) -> int:
        """Return where XMATCH finds a value in a single row or column, from 0."""
        if wanted is None:
            raise NotPlain  # some programs find the first blank cell
        if mode == 0:
            return self._first(wanted, part)
        return nearest(wanted, self._line(part), mode)

    def _first(self, wanted: Value, part: Expression) -> int:
        """Return where a value stands first in a row or column; where all stand is found out once for a list."""
        rows = self.grid(part)
        known = self._firsts.get(id(rows))
        if known is None or known[0] is not rows:
            known = (rows, firsts(self._line(part)))
            if len(self._firsts) < _MOST_LINES:
                self._firsts[id(rows)] = known
        at = known[1].get(key_of(wanted))
        if at is None:
            raise Failed(NOT_FOUND)
        return at

    def _line(self, part: Expression) -> list[Value]:
        """Return the values of a single row or column."""
        rows = self.grid(part)
        if len(rows) > 1 and len(rows[0]) > 1:
            raise NotPlain
        self.spend(len(rows) + len(rows[0]))
        return [value for row in rows for value in row]

    def indexed(self, call: Call) -> Value:
        """Return what INDEX gives of rows of values."""
        rows = self.grid(call.arguments[0])
        row, column = self.at_index(call, len(rows), len(rows[0]))
        if not row or not column:
            raise NotPlain
        if row > len(rows) or column > len(rows[0]):
            return None  # past the sheet's last cell
        return _shown(plain(rows[row - 1][column - 1]))


def _shown(value: Value) -> Value:
    """Return what a cell that is looked up shows in the cell that asks for it: 0 for a blank one."""
    return NOTHING if value is None else value
