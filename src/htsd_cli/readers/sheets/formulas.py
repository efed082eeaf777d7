"""Holds the formulas of a workbook against the results stored of them, and works out those stored without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from htsd_cli.readers.column_names import column_name, column_number
from htsd_cli.readers.sheets.computed.areas import ALONE, LINKED, UNKNOWN, UNREACHED, Cells
from htsd_cli.readers.sheets.computed.around import Around, Region
from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.results import CIRCLE, EACH_TIME, Doubted, Results, is_volatile
from htsd_cli.readers.sheets.computed.values import Failed, Grid, Nothing, Value, is_number, stored, text
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW, Place
from htsd_cli.readers.sheets.number_formats import Number
from htsd_cli.values.document import Cell, CellKind, Seen, Sight

__all__ = [
    "NotPlain",
    "Reckoner",
    "Results",
    "Settings",
    "compare",
    "moved",
    "settle",
    "show_formulas",
    "shows_picture",
]

_REFERENCE = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*"|'(?:[^']|'')*'!?)|(?<![\w.])(?:(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.!])
    |(?P<columns>\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\w(.!]))|(?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7}(?![\w(.!])))""",
    re.IGNORECASE | re.VERBOSE,
)
_PICTURE = re.compile(r"(?:^|[^\w.])(?:_xlfn\.|_xlws\.)*(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
_BLANK = "ô trống"
_DECIMALS = re.compile(r"[0-9][.,][0-9]")
_LONGEST = 8_192  # characters of a formula; Excel takes no longer one
AS_SHOWN = 0.51  # what a result may be off where whole numbers are shown and computed with
_LARGEST = 1e15
_MOST_FILLED = 6_000  # rows, and columns, of an area that one formula fills
_SAME = 1e-9  # of a number: what two programs' sums may differ by


def shows_picture(formula: str) -> bool:
    """Return whether a formula puts a picture into its cell, as WPS Office's DISPIMG and Excel's IMAGE do."""
    return "IM" in formula.upper() and _PICTURE.search(formula) is not None


class Settings(NamedTuple):
    """How a file says that its formulas are computed.

    `stale`: stored results are not what Excel will show, which computes all anew when it opens the file. `trusted`:
    they are the last ones, not so where they are computed by hand alone and not even before saving. `made`: the program
    that wrote the file last works formulas out. `iterates`: formulas that call themselves are computed step by step.
    `within` is what a result may be off since the file computes with what is shown.
    """

    stale: bool = False
    trusted: bool = True
    made: bool = True
    iterates: bool = False
    within: float = 0.0


_AS_USUAL = Settings()


class Reckoner:
    """Settles and compares the formulas of a workbook's `sheets`, each worked out once for all of them.

    A sheet's cells are handed over twice: those that are shown, which are changed, and `over` all of them, with those
    that hold a blank text, as formulas see them; these are among the `sheets`.
    """

    def __init__(
        self,
        sheets: Mapping[str, Cells] | None = None,
        around: Around = ALONE,
        settings: Settings = _AS_USUAL,
    ) -> None:
        self._sheets = sheets or {}
        self._around = around
        self._settings = settings
        self._results: Results | None = None
        self._strict: Results | None = None
        self._outdated = False  # whether any stored result was not the last one
        self._resting: list[tuple[dict[Place, Cell], Place, int]] = []  # results that rest on unchecked ones

    def _compared(self, over: Cells) -> Results:
        if self._results is None:
            self._results = Results(over, stale=True, exactly=True, sheets=self._sheets, around=self._around)
        return self._results

    def settle(self, cells: dict[Place, Cell], unsettled: Mapping[Place, bool], over: Cells) -> None:
        """Give formulas whose results are missing or in doubt the value they come to; one over blank cells is blank.

        `unsettled` says of each whether it is blank when it cannot be computed; any other is left open, and one whose
        doubtful result cannot be computed again, or rests on such ones, says so.
        """
        if not unsettled:
            return
        stale = self._settings.stale
        if self._strict is None:
            self._strict = Results(over, stale=stale, sheets=self._sheets, around=self._around)
        results = self._strict
        settled: dict[Place, Cell | None] = {}
        for place, blank in unsettled.items():
            cell = cells[place]
            try:
                value = results.number(cell, over)
            except NotPlain:
                if blank:
                    settled[place] = None
                elif cell.value:
                    settled[place] = _weighed(cell, self._compared(over), over)
                else:
                    settled[place] = _worded(cell, self._compared(over), over)
                continue
            if value is not None and stale and results.rests_on(cell, over):
                known = cell.value is not None
                settled[place] = (
                    _weighed(cell, self._compared(over), over) if known else _uncalculated(cell, None)
                )
            elif value is not None:
                settled[place] = cell if _same(value, cell.value) else _uncalculated(cell, value)
            elif cell.kind is CellKind.UNCALCULATED or (cell.formula or "").upper().startswith("IF"):
                settled[place] = None
        for place, found in settled.items():
            if found is None:
                del cells[place]
            else:
                cells[place] = found

    def compare(
        self, cells: dict[Place, Cell], formulas: Sequence[Place], arrays: Mapping[Place, Region], over: Cells
    ) -> None:
        """Tell at the cells with formulas whose stored results are not what they come to.

        A program may change a number and leave the sums over it as they were, those of other sheets too; Excel
        computes them anew when it opens the file. Told too are formulas that come to another number each time (RAND,
        TODAY), and those computed from their own results, which Excel leaves at 0 unless the file asks for steps.
        `arrays` are the areas that one formula fills. One of the blank cells whose formula comes to anything else is
        put among the cells and told. Those over areas come first, as sums do. What cannot be computed with certainty is
        kept for `tell_unchecked`.
        """
        for place in sorted(formulas, key=lambda place: not _is_over_area(over.get(place))):
            cell = cells.get(place) or over.get(place)
            if cell is None or cell.formula is None or cell.kind in (CellKind.UNCALCULATED, CellKind.ERROR):
                continue
            if is_volatile(cell.formula):
                _tell(cells, cell, EACH_TIME)
                continue
            results = self._compared(over)
            area = arrays.get(place, (*place, *place))
            try:
                found = results.rows(cell, over) if place in arrays else ((results.shown(cell, over),),)
            except Doubted as doubt:
                if not (self._settings.iterates and str(doubt) == CIRCLE):
                    _tell(cells, cell, str(doubt))
                continue
            except NotPlain:
                found = ()
            rests = results.rests_on(cell, over)
            for other, value in _over(area, found):
                there = cells.get(other) or over.get(other)
                if there is None:
                    continue
                if (said := _otherwise(there, value, self._settings.within)) is not None:
                    self._outdated = True
                    _tell(cells, there, said)
                elif rests:
                    self._resting.append((cells, other, rests))
            if rests and not found:
                self._resting += ((cells, other, rests) for other, _ in _over(area, ((None,),)))

    def tell_unchecked(self) -> None:
        """Tell at the cells compared what their results rest on: what there was no time for, other files' figures.

        Results of formulas that are not known here are believed where the file says that they are the last ones, its
        maker works formulas out, and none that was worked out says otherwise.
        """
        doubtful = self._outdated or not self._settings.trusted
        for cells, place, rests in self._resting:
            cell = cells.get(place)
            if cell is None:
                continue
            if rests & UNREACHED or doubtful or (rests & UNKNOWN and not self._settings.made):
                cells[place] = _unchecked(cell)
            elif rests & LINKED:
                cells[place] = cell._replace(sights=(*cell.sights, Seen(Sight.LINKED)))
        self._resting.clear()


def settle(
    cells: dict[Place, Cell],
    unsettled: Mapping[Place, bool],
    sheets: Mapping[str, Cells] | None = None,
    settings: Settings = _AS_USUAL,
) -> None:
    """Settle the formulas of a single sheet as `Reckoner.settle` does."""
    Reckoner(sheets, settings=settings).settle(cells, unsettled, cells)


def compare(
    cells: dict[Place, Cell],
    formulas: Sequence[Place],
    sheets: Mapping[str, Cells] | None = None,
    settings: Settings = _AS_USUAL,
    *,
    around: Around = ALONE,
    arrays: Mapping[Place, Region] | None = None,
    over: Cells | None = None,
) -> None:
    """Compare the formulas of a single sheet as `Reckoner.compare` does, and tell what cannot be checked."""
    reckoner = Reckoner(sheets, around, settings)
    reckoner.compare(cells, formulas, arrays or {}, over or cells)
    reckoner.tell_unchecked()


def _is_over_area(cell: Cell | None) -> bool:
    return cell is not None and cell.formula is not None and ":" in cell.formula


def _over(area: Region, found: Grid) -> Iterator[tuple[Place, Value]]:
    """Yield the places of an area with what rows of values give them: a single value, row or column fills it."""
    top, left, bottom, right = area
    for row in range(top, min(bottom, top + _MOST_FILLED) + 1):
        line = found[0] if len(found) == 1 else found[row - top] if row - top < len(found) else ()
        for column in range(left, min(right, left + _MOST_FILLED) + 1):
            at = 0 if len(line) == 1 else column - left
            if at < len(line):
                yield (row, column), line[at]


def _tell(cells: dict[Place, Cell], cell: Cell, said: str) -> None:
    cells[cell.row, cell.column] = cell._replace(sights=(*cell.sights, Seen(Sight.STALE, said)))


def _otherwise(cell: Cell, value: Value, within: float) -> str | None:
    """Return what a formula comes to, where that is not what its cell holds; None where the two are one."""
    if cell.kind in (CellKind.UNCALCULATED, CellKind.ERROR):
        return None
    if isinstance(value, Failed):
        return str(value)
    held = stored(cell)
    if isinstance(value, Nothing) and held == "":
        return None
    if value is None:
        value = 0
    if isinstance(value, float) and abs(value) >= _LARGEST:  # kept as a text, with the digits that count
        alike = _like(_in_letters(value)) == _like(_in_letters(held)) or _same(value, _in_digits(held))
        return None if alike else _in_letters(value)
    if is_number(held) and is_number(value):
        return None if _same(value, held, within) else f"{value:.15g}"
    if is_number(held) != is_number(value) or isinstance(held, bool) != isinstance(value, bool):
        return _in_letters(value) or _BLANK
    return None if _like(_in_letters(value)) == _like(_in_letters(held)) else _in_letters(value) or _BLANK


def _in_digits(held: Value) -> Value:
    """Return the number that a text of a number too large for a cell of this reader says, None for any other."""
    try:
        return float(_in_letters(held))
    except ValueError:
        return None


def _in_letters(value: Value) -> str:
    """Return a value as a text to compare, a number by the digits that count, however large."""
    return f"{value:.15g}" if is_number(value) else text(value)


def _like(said: str) -> str:
    """Return a text without spaces, capitals and the marks in numbers, which the computer's language decides."""
    return re.sub(r"[\s.,]+", "", said).casefold()


def _same(value: Value, held: Value, within: float = 0.0) -> bool:
    """Return whether two programs' sums are one number."""
    if not isinstance(value, int | float) or not isinstance(held, int | float):
        return False
    return abs(value - held) <= max(within, _SAME * max(1.0, abs(value)))


def show_formulas(cells: dict[Place, Cell]) -> None:
    """Tell at the cells with formulas that their sheet shows these in place of what they come to."""
    for place, cell in cells.items():
        if cell.formula is not None and cell.kind is not CellKind.UNCALCULATED:
            shown = Seen(Sight.FORMAT, f"={cell.formula or '…'}")
            cells[place] = cell._replace(sights=(*cell.sights, shown))


def _weighed(cell: Cell, results: Results, over: Cells) -> Cell:
    """Return a cell with a doubtful result as it is told: kept, another, or one that nobody can check."""
    try:
        said = _otherwise(cell, results.shown(cell, over), 0.0)
    except NotPlain:
        return _unchecked(cell)
    if said is None:
        return _unchecked(cell) if results.rests_on(cell, over) else cell
    return cell._replace(sights=(*cell.sights, Seen(Sight.STALE, said)))


def _unchecked(cell: Cell) -> Cell:
    """Return a cell whose stored result cannot be computed again although the file itself casts doubt on it."""
    return cell._replace(sights=(*cell.sights, Seen(Sight.UNCHECKED)))


def _worded(cell: Cell, results: Results, over: Cells) -> Cell:
    """Return a cell without a result as the text that its formula comes to, where that is the same in any language."""
    try:
        found = results.shown(cell, over)
    except NotPlain:
        return _uncalculated(cell, None)
    if not isinstance(found, str) or _DECIMALS.search(found):
        return _uncalculated(cell, None)
    return cell._replace(text=found, kind=CellKind.TEXT, value=None)


def _uncalculated(cell: Cell, value: Number | None) -> Cell:
    return cell._replace(text=f"={cell.formula}", kind=CellKind.UNCALCULATED, value=value)


def moved(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it reads so many rows below and columns to the right, "" when it leaves the sheet."""
    if len(formula) > _LONGEST:
        return ""

    def part(fixed_column: str, letters: str, fixed_row: str, row: str) -> str:
        column = column_number(letters.upper()) + (0 if fixed_column else columns) if letters else 1
        number = int(row) + (0 if fixed_row else rows) if row else 1
        if not (1 <= column <= LAST_COLUMN and 1 <= number <= LAST_ROW):
            raise NotPlain(formula)
        named = f"{fixed_column}{column_name(column)}" if letters else ""
        return named + (f"{fixed_row}{number}" if row else "")

    def move(match: re.Match[str]) -> str:
        if match["kept"]:
            return match[0]
        if match["columns"]:
            ends = [
                end.partition("$") if end[0] == "$" else ("", "", end) for end in match["columns"].split(":")
            ]
            return ":".join(part(fixed, letters, "", "") for _, fixed, letters in ends)
        if match["rows"]:
            ends = [
                end.partition("$") if end[0] == "$" else ("", "", end) for end in match["rows"].split(":")
            ]
            return ":".join(part("", "", fixed, row) for _, fixed, row in ends)
        return part(*match.groups()[1:5])

    try:
        return _REFERENCE.sub(move, formula)
    except NotPlain:
        return ""
