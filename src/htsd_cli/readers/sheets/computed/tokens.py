"""Writes the formulas of .xls and .xlsb, stored as tokens, as Excel shows them; as far as they can be computed here.

The tokens are those of [MS-XLS] 2.5.198 (Excel 97), of Excel 95 before, and of [MS-XLSB] 2.5.97.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from htsd_cli.readers.column_names import column_name
from htsd_cli.readers.sheets.grid import Place

_SIGNS = {
    0x03: "+", 0x04: "-", 0x05: "*", 0x06: "/", 0x07: "^", 0x08: "&", 0x09: "<", 0x0A: "<=", 0x0B: "=", 0x0C: ">=",
    0x0D: ">", 0x0E: "<>", 0x0F: " ", 0x10: ",", 0x11: ":",
}  # fmt: skip
# Functions by their numbers ([MS-XLS] 2.5.198.17): those that say how many values they are given, and those always
# given as many as stand behind their names.
_FUNCTIONS: dict[int, str] = {
    0: "COUNT", 1: "IF", 4: "SUM", 5: "AVERAGE", 6: "MIN", 7: "MAX", 8: "ROW", 9: "COLUMN", 12: "STDEV", 14: "FIXED",
    28: "LOOKUP", 29: "INDEX", 36: "AND", 37: "OR", 46: "VAR", 64: "MATCH", 70: "WEEKDAY", 78: "OFFSET", 82: "SEARCH",
    100: "CHOOSE", 101: "HLOOKUP", 102: "VLOOKUP", 109: "LOG", 115: "LEFT", 116: "RIGHT", 120: "SUBSTITUTE",
    124: "FIND", 148: "INDIRECT", 169: "COUNTA", 183: "PRODUCT", 197: "TRUNC", 216: "RANK", 219: "ADDRESS",
    227: "MEDIAN", 228: "SUMPRODUCT", 330: "MODE", 336: "CONCATENATE", 344: "SUBTOTAL", 345: "SUMIF", 359: "HYPERLINK",
    481: "COUNTIFS", 482: "SUMIFS", 483: "AVERAGEIF", 484: "AVERAGEIFS",
}  # fmt: skip
_FIXED: dict[int, tuple[str, int]] = {
    2: ("ISNA", 1), 3: ("ISERROR", 1), 10: ("NA", 0), 19: ("PI", 0), 20: ("SQRT", 1), 24: ("ABS", 1), 25: ("INT", 1),
    26: ("SIGN", 1), 27: ("ROUND", 2), 30: ("REPT", 2), 31: ("MID", 3), 32: ("LEN", 1), 33: ("VALUE", 1),
    34: ("TRUE", 0), 35: ("FALSE", 0), 38: ("NOT", 1), 39: ("MOD", 2), 48: ("TEXT", 2), 63: ("RAND", 0),
    65: ("DATE", 3), 67: ("DAY", 1), 68: ("MONTH", 1), 69: ("YEAR", 1), 74: ("NOW", 0), 76: ("ROWS", 1),
    77: ("COLUMNS", 1), 83: ("TRANSPOSE", 1), 111: ("CHAR", 1), 112: ("LOWER", 1), 113: ("UPPER", 1),
    114: ("PROPER", 1), 117: ("EXACT", 2), 118: ("TRIM", 1), 119: ("REPLACE", 4), 121: ("CODE", 1), 126: ("ISERR", 1),
    127: ("ISTEXT", 1), 128: ("ISNUMBER", 1), 129: ("ISBLANK", 1), 130: ("T", 1), 131: ("N", 1), 162: ("CLEAN", 1),
    190: ("ISNONTEXT", 1), 198: ("ISLOGICAL", 1), 212: ("ROUNDUP", 2), 213: ("ROUNDDOWN", 2), 221: ("TODAY", 0),
    279: ("EVEN", 1), 285: ("FLOOR", 2), 288: ("CEILING", 2), 298: ("ODD", 1), 325: ("LARGE", 2), 326: ("SMALL", 2),
    337: ("POWER", 2), 346: ("COUNTIF", 2), 347: ("COUNTBLANK", 1), 464: ("RANDBETWEEN", 2), 480: ("IFERROR", 2),
}  # fmt: skip
_FAULTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_NAMED = 255  # a function by its name, which is the first of what it is given
_MOST_TOKENS = 4_000


class Layout(NamedTuple):
    """How a format stores the places of cells: the bytes of a row's number, and how those of a column are marked."""

    row: str  # of struct
    reach: int  # a row's number is below

    @property
    def cell(self) -> int:
        """How many bytes a cell takes."""
        return struct.calcsize("<" + self.row) + (1 if self.reach == 0x4000 else 2)


EXCEL_95 = Layout("H", 0x4000)  # the marks stand with the row, the column has a byte
EXCEL_97 = Layout("H", 0x10000)
BINARY = Layout("I", 0x100000)


def formula_text(
    tokens: bytes,
    layout: Layout,
    place: Place = (1, 1),
    sheet: Callable[[int], str | None] = lambda _: None,
    *,
    name: Callable[[int], str | None] = lambda _: None,
    function: Callable[[tuple[int, ...]], str | None] = lambda _: None,
    moving: bool = False,
) -> str:
    """Return a formula without its "=", "" when it holds what is not known here.

    `place` is the cell (1-based) a shared formula is read in; `sheet` gives a sheet's name by its number, `name`
    what a name of the workbook stands for, `function` that of a function that has no number. With `moving` cells of
    named sheets are told by how far off they are, too, as in conditional formats.
    """
    try:
        return _Writer(tokens, layout, place, sheet, name, function, moving=moving).write()
    except (struct.error, IndexError):
        return ""


@lru_cache(maxsize=32)
def _shape(code: str) -> struct.Struct:
    return struct.Struct("<" + code)


class _Unknown(IndexError):  # noqa: N818 - it names what was met
    """A token that is not known here."""


class _Writer:
    def __init__(
        self,
        tokens: bytes,
        layout: Layout,
        place: Place,
        sheet: Callable[[int], str | None],
        name: Callable[[int], str | None],
        function: Callable[[tuple[int, ...]], str | None],
        *,
        moving: bool,
    ) -> None:
        self._function = function
        self._name = name
        self._moving = moving
        self._tokens, self._layout, self._place, self._sheet = tokens, layout, place, sheet
        self._at = 0
        self._stack: list[str] = []

    def write(self) -> str:
        for _ in range(_MOST_TOKENS):
            if self._at >= len(self._tokens):
                break
            self._step(self._tokens[self._at])
        return self._stack[0] if len(self._stack) == 1 else ""

    def _take(self, shape: str) -> tuple[int, ...]:
        known = _shape(shape)
        found = known.unpack_from(self._tokens, self._at)
        self._at += known.size
        return found

    def _step(self, kind: int) -> None:
        self._at += 1
        stack = self._stack
        base = (kind & 0x1F) | 0x20 if kind & 0x60 else kind
        if base in (0x24, 0x2C):  # most of all tokens
            stack.append(self._cell(relative=base == 0x2C))
        elif base in (0x25, 0x2D):
            stack.append(self._area(relative=base == 0x2D))
        elif kind in _SIGNS:
            other = stack.pop()
            stack.append(f"{stack.pop()}{_SIGNS[kind]}{other}")
        elif kind in (0x12, 0x13):
            stack.append(f"{'+' if kind == 0x12 else '-'}{stack.pop()}")
        elif kind == 0x14:
            stack.append(f"{stack.pop()}%")
        elif kind == 0x15:
            stack.append(f"({stack.pop()})")
        elif kind == 0x16:
            stack.append("")
        elif kind == 0x17:
            self._text()
        elif kind == 0x19:
            self._attribute()
        elif kind == 0x1C:
            stack.append(_FAULTS.get(self._take("B")[0], "#N/A"))
        elif kind == 0x1D:
            stack.append("TRUE" if self._take("B")[0] else "FALSE")
        elif kind == 0x1E:
            stack.append(str(self._take("H")[0]))
        elif kind == 0x1F:
            stack.append(f"{self._take('d')[0]:.15g}")
        elif base == 0x21:
            (number,) = self._take("H")
            name, count = _FIXED.get(number, ("", 0))
            self._call(name, count)
        elif base == 0x22:
            count, number = self._take("BB" if self._layout is EXCEL_95 else "BH")
            if number & 0x7FFF == _NAMED and 0 < count & 0x7F <= len(self._stack):
                called = self._stack.pop(len(self._stack) - (count & 0x7F))
                self._call(called.strip("()").removeprefix("_xlfn."), (count & 0x7F) - 1)
                return
            self._call(_FUNCTIONS.get(number & 0x7FFF, ""), count & 0x7F)
        elif base in (0x26, 0x27):  # cells that are known (or none), told by the tokens behind
            self._take("IH")
        elif base == 0x29:
            self._take("H")
        elif base in (0x2A, 0x2B):
            self._at += self._layout.cell * (1 if base == 0x2A else 2)
            stack.append("#REF!")
        elif base == 0x23 and self._layout is not EXCEL_95:
            named = self._name(self._take("H2x" if self._layout is EXCEL_97 else "I")[0])
            if not named:
                raise _Unknown
            stack.append(f"({named})")
        elif base == 0x39 and self._layout is EXCEL_97:
            stack.append(self._function(self._take("HH2x")) or "")
        elif base in (0x3A, 0x3B) and self._layout is not EXCEL_95:
            named = self._sheet(self._take("H")[0])
            if named is None:
                raise _Unknown
            take = self._cell if base == 0x3A else self._area
            where = take(relative=self._moving)
            stack.append(f"'{named.replace(chr(39), chr(39) * 2)}'!{where}")
        else:
            raise _Unknown

    def _call(self, name: str, count: int) -> None:
        if not name or count > len(self._stack):
            raise _Unknown
        given = self._stack[len(self._stack) - count :]
        del self._stack[len(self._stack) - count :]
        self._stack.append(f"{name}({','.join(given)})")

    def _text(self) -> None:
        if self._layout is BINARY:
            (length,) = self._take("H")
            wide = True
        elif self._layout is EXCEL_95:
            (length,) = self._take("B")
            wide = False
        else:
            length, flags = self._take("BB")
            wide = bool(flags & 1)
        size = length * 2 if wide else length
        content = self._tokens[self._at : self._at + size]
        self._at += size
        text = content.decode("utf-16-le" if wide else "latin-1", "replace")
        self._stack.append('"' + text.replace('"', '""') + '"')

    def _attribute(self) -> None:
        (flags,) = self._take("B")
        (data,) = self._take("H")
        if flags & 0x04:  # CHOOSE, with its jumps behind it
            self._at += 2 * (data + 1)
        if flags & 0x10:
            self._call("SUM", 1)

    def _cell(self, *, relative: bool) -> str:
        (row,) = self._take(self._layout.row)
        if self._layout is EXCEL_95:
            (column,) = self._take("B")
            marks, row = row >> 14, row & 0x3FFF
        else:
            (column,) = self._take("H")
            marks, column = column >> 14, column & 0x3FFF
        return self._named(row, column, marks, relative=relative)

    def _area(self, *, relative: bool) -> str:
        rows = self._take(self._layout.row * 2)
        if self._layout is EXCEL_95:
            columns = self._take("BB")
            places = [(row & 0x3FFF, column, row >> 14) for row, column in zip(rows, columns, strict=True)]
        else:
            columns = self._take("HH")
            places = [(row, column & 0x3FFF, column >> 14) for row, column in zip(rows, columns, strict=True)]
        return ":".join(self._named(row, column, marks, relative=relative) for row, column, marks in places)

    def _named(self, row: int, column: int, marks: int, *, relative: bool) -> str:
        """Return a cell by its name; `marks` say what of it moves: 1 the column, 2 the row."""
        if relative:
            reach = 256 if self._layout is not BINARY else 0x4000
            if marks & 2:
                row = (row + self._place[0] - 1) % self._layout.reach
            if marks & 1:
                column = (column + self._place[1] - 1) % reach
        return f"{column_name(column + 1)}{row + 1}"
