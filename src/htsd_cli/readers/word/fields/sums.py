"""Formula fields over the cells of a Word table (`=SUM(ABOVE)`, `=B2+C2`; ECMA-376 part 1, 17.16.3), computed again.

Word stores a field's result and shows it until somebody updates it, so that a number changed above leaves the old sum.
What a formula comes to depends on the computer (which mark parts thousands), on where a sum stops and on how merged
cells count: the stored result is told as stale only where none of these ways gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from htsd_cli.readers.column_names import column_number
from htsd_cli.readers.stored import comes_to
from htsd_cli.readers.word.fields.codes import Formula
from htsd_cli.values.document import Cell, Seen, Sight

_CODE = re.compile(r"\s*=\s*([^\\]{1,400})(\\\s*#[^\\]{0,80})?\s*(?:\\\*\s*MERGEFORMAT\s*)?", re.IGNORECASE)
_FUNCTIONS = frozenset(("SUM", "AVERAGE", "PRODUCT", "COUNT", "MIN", "MAX"))
_SIDES = {"ABOVE": (-1, 0), "BELOW": (1, 0), "LEFT": (0, -1), "RIGHT": (0, 1)}
_TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Z]{3,7})\s*\(|(?P<side>ABOVE|BELOW|LEFT|RIGHT)(?![A-Z0-9])"
    r"|(?P<first>[AB]?[A-Z][0-9]{1,3})(?:\s*:\s*(?P<last>[AB]?[A-Z][0-9]{1,3}))?(?![A-Z0-9])"
    r"|(?P<bookmark>[^\W\d_]\w{0,39})(?!\s*\()|(?P<number>[0-9]{1,12})(?![.,]?[0-9])|(?P<sign>[-+*/()])|(?P<apart>[,;]))\s*",
    re.IGNORECASE,
)
_PLACE = re.compile(r"([A-Z]+)([0-9]+)", re.IGNORECASE)
# A number in a text; what parts thousands and what begins decimals is put in.
_NUMBER = (
    r"(?<![\w.,])-?(?:[0-9]{{1,3}}(?:{0}[0-9]{{3}})+|[0-9]{{1,15}})(?:{1}[0-9]{{1,6}})?(?![\w]|[.,][0-9])"
)
_READINGS = (
    (re.compile(_NUMBER.format(r"\.", ",")), ".", ","),
    (re.compile(_NUMBER.format(",", r"\.")), ",", "."),
)
_UNCLEAR = re.compile(r"[0-9][ \xa0\u2009\u202f][0-9]|[%⁰¹²³⁴-⁹₀-₉¼½¾]")
_NONE: Mapping[str, str] = {}
_FEWEST_CODES = 3  # columns of a row that numbers them
_MOST_TERMS, _MOST_FORMULAS = 600, 300  # of a formula, and of a table


class _OpenError(Exception):
    """Raised where nobody can say what a formula comes to."""


class _NoWayError(Exception):
    """Raised where numbers cannot be read in one way."""


_TEXTS = ("stop", "skip", "first", "all")
_Place = tuple[int, int]


class _Laid(NamedTuple):
    """The cells of a table by row and column as one way counts them, and the rows that number the columns."""

    cells: dict[_Place, Cell]
    own: dict[_Place, _Place]  # where the cell of a row and grid column is
    last: _Place
    codes: frozenset[int]


def with_sums(
    rows: tuple[tuple[Cell, ...], ...], formulas: Sequence[Formula], bookmarks: Mapping[str, str] = _NONE
) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table with the stale results among its formula fields told at their cells.

    `bookmarks` are the texts of the document's bookmarks by their names in small letters.
    """
    if not formulas or not any(rows):
        return rows
    places = {(cell.row, cell.column): (at, n) for at, row in enumerate(rows) for n, cell in enumerate(row)}
    layouts = _layouts(rows)
    changed = [list(row) for row in rows]
    renewed: dict[_Place, str] = {}  # the cells told so far, with what they come to
    for formula in formulas[:_MOST_FORMULAS]:
        found = places.get((formula.row, formula.column))
        told = "" if found is None else _stale(formula, layouts, renewed, bookmarks)
        if found is not None and told:
            at, number = found
            cell = changed[at][number]
            changed[at][number] = cell._replace(sights=(*cell.sights, Seen(Sight.STALE, told)))
            if cell.text.strip() == formula.shown.strip():
                renewed[formula.row, formula.column] = told
    return tuple(map(tuple, changed))


def _layouts(rows: Sequence[Sequence[Cell]]) -> list[_Laid]:
    """Return the cells of a table for each way to count the columns that gives something else.

    Columns are those of the grid, or the cells of a row one after the other, without and with those that a merge
    covers: programs differ.
    """
    grid = {(cell.row, cell.column): cell for row in rows for cell in row}
    begun = {(cell.row, at): cell for row in rows for at, cell in enumerate(row, 1)}
    covered: dict[int, list[int]] = {}
    for cell in grid.values():
        for below in range(cell.row + 1, cell.row + cell.row_span):
            covered.setdefault(below, []).append(cell.column)
    every: dict[_Place, Cell] = {}
    for row in rows:
        for at, cell in enumerate(row, 1):
            every[cell.row, at + sum(column < cell.column for column in covered.get(cell.row, ()))] = cell
    codes = frozenset(row[0].row for row in rows if row and _numbers_columns(row))
    found = [grid]
    found += [layout for layout in (begun, every) if layout != grid]
    return [
        _Laid(
            cells,
            {(cell.row, cell.column): place for place, cell in cells.items()},
            (max(row for row, _ in cells), max(column for _, column in cells)),
            codes,
        )
        for cells in found
    ]


def _numbers_columns(row: Sequence[Cell]) -> bool:
    """Return whether a row numbers the columns: (1) (2) (3)."""
    texts = [re.sub(r"[()\s]", "", cell.text) for cell in row]
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 4]
    return len(numbers) >= _FEWEST_CODES and all(after == before + 1 for before, after in pairwise(numbers))


def _stale(
    formula: Formula, layouts: Sequence[_Laid], renewed: dict[_Place, str], bookmarks: Mapping[str, str]
) -> str:
    """Return what a formula comes to where no way to compute it gives the number it shows; "" otherwise."""
    code = _CODE.fullmatch(formula.code)
    if code is None:
        return ""
    results: list[str] = []
    ways = product(_READINGS, (True, False), _TEXTS, layouts)
    try:
        for way in (_Way(*parts, renewed, bookmarks) for parts in ways):
            try:
                shown = way.only(formula.shown)
                computed = _computed(code[1], way.laid.own[formula.row, formula.column], way)
            except _NoWayError:
                continue
            result = comes_to(computed, shown, within=_rounding(shown))
            if not result:
                return ""
            results.append(result)
    except _OpenError:
        return ""
    result = next((said for said in results if said != "0"), "0" if results else "")
    return result if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", result) else ""


def _rounding(shown: str) -> float:
    return 0.51 * 10.0 ** -len(shown.partition(".")[2])


class _Way(NamedTuple):
    """One way to compute: how numbers are read, what a blank cell and a text do to a sum, how columns are counted."""

    reading: tuple[re.Pattern[str], str, str]
    stops_at_blank: bool
    text: str  # one of `_TEXTS`: a sum stops there, skips it, takes the first of its numbers or all of them
    laid: _Laid
    renewed: dict[_Place, str]
    bookmarks: Mapping[str, str]

    def numbers(self, text: str) -> list[str]:
        """Return the numbers in a text as a program writes them."""
        pattern, parts, decimals = self.reading
        return [found.replace(parts, "").replace(decimals, ".") for found in pattern.findall(text)]

    def only(self, text: str) -> str:
        """Return the only number of a field's result or a bookmark. Raises `_OpenError`, `_NoWayError`."""
        if _UNCLEAR.search(text) or "(" in text or len(re.findall(r"[0-9]+(?:[.,][0-9]+)*", text)) != 1:
            raise _OpenError
        found = self.numbers(text)
        if not found:
            raise _NoWayError
        return found[0]

    def of_cell(self, cell: Cell) -> list[str] | None:
        """Return the numbers a cell gives to a formula over several; None where a sum stops at it."""
        if (cell.row, cell.column) in self.renewed:
            return [self.renewed[cell.row, cell.column]]
        said = [seen for seen in cell.sights if seen.sight not in (Sight.LIST_NUMBER, Sight.STALE)]
        text = cell.text.strip()
        if said or cell.hidden or _UNCLEAR.search(text):
            raise _OpenError
        if not text:
            return None if self.stops_at_blank else []
        if self.reading[0].fullmatch(text) and cell.row not in self.laid.codes:
            return self.numbers(text)
        if self.text == "stop":
            return None
        if self.text == "skip":
            return []
        found = self.numbers(text)
        if not found and re.search(r"[0-9]", text):
            raise _NoWayError
        return found[:1] if self.text == "first" else found

    def on_side(self, own: _Place, side: str) -> Iterator[str]:
        """Yield the numbers above, below or beside a cell, the nearest first, as far as a sum goes."""
        down, right = _SIDES[side.upper()]
        last_row, last_column = self.laid.last
        row, column = own[0] + down, own[1] + right
        if not (1 <= row <= last_row and 1 <= column <= last_column):
            raise _OpenError
        while 1 <= row <= last_row and 1 <= column <= last_column:
            cell = self.laid.cells.get((row, column))
            if cell is not None:
                found = self.of_cell(cell)
                if found is None:
                    return
                yield from found
            row, column = row + down, column + right

    def in_area(self, own: _Place, first: str, last: str) -> Iterator[str]:
        """Yield the numbers of the cells between two ("B2", "C5"). Raises `_OpenError`, `_NoWayError`."""
        corners = [place for place in (_PLACE.fullmatch(first), _PLACE.fullmatch(last)) if place is not None]
        left, right = sorted(column_number(place[1].upper()) for place in corners)
        top, bottom = sorted(int(place[2]) for place in corners)
        if (bottom - top + 1) * (right - left + 1) > _MOST_TERMS:
            raise _OpenError
        for place in product(range(top, bottom + 1), range(left, right + 1)):
            cell = self.laid.cells.get(place)
            if place == own or cell is None:
                raise _OpenError  # its own cell, or one nobody sees where Word counts it
            yield from self.of_cell(cell) or ()


def _computed(code: str, own: _Place, way: _Way) -> str:
    """Return a formula with the numbers of its cells in place of their names. Raises `_OpenError`, `_NoWayError`."""
    out: list[str] = []
    functions: list[bool] = []  # whether each open bracket is a function's
    at, terms = 0, -1
    while at < len(code):
        token = _TOKEN.match(code, at)
        if token is None:
            raise _OpenError
        at = token.end()
        inside = bool(functions) and functions[-1]
        if token["name"]:
            if token["name"].upper() not in _FUNCTIONS:
                raise _OpenError
            functions.append(True)
            out.append(f"{token['name'].upper()}(")
        elif token["bookmark"] or (token["first"] or "").casefold() in way.bookmarks:
            if token["first"]:
                raise _OpenError  # a cell or a bookmark of that name
            out.append(way.only(way.bookmarks.get(token["bookmark"].casefold(), "")))
            terms = max(terms, 1)
        elif token["side"] or token["first"]:
            if not inside and (token["side"] or token["last"]):
                raise _OpenError
            first, last = token["first"], token["last"] or token["first"]
            found = list(way.on_side(own, token["side"]) if token["side"] else way.in_area(own, first, last))
            terms = max(terms, 0) + len(found)
            if terms > _MOST_TERMS or (inside and not found and "SUM(" not in out):
                raise _OpenError
            out.append((",".join(found) if inside else f"({found[0]})" if found else "") or "0")
        elif token["apart"]:
            out.append(",")
        else:
            sign = token["sign"] or token["number"]
            if sign == "(":
                functions.append(False)
            elif sign == ")" and functions:
                functions.pop()
            out.append(sign)
    if terms < 0:
        raise _OpenError  # of numbers alone: computed elsewhere
    return "".join(out)
