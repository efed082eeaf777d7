"""Holds the formulas of a workbook against the results stored of them, and works out those stored without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from htsd_cli.readers.column_names import column_name, column_number
from htsd_cli.readers.sheets.computed.areas import ALONE, Cells
from htsd_cli.readers.sheets.computed.around import Around, Region
from htsd_cli.readers.sheets.computed.evaluator import Evaluator
from htsd_cli.readers.sheets.computed.expressions import NotPlain, parse
from htsd_cli.readers.sheets.computed.values import (
    NOTHING,
    Failed,
    Grid,
    Nothing,
    Value,
    is_number,
    plain,
    stored,
    text,
)
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW, Place
from htsd_cli.readers.sheets.number_formats import Number, rounded
from htsd_cli.values.document import Cell, CellKind, Seen, Sight

__all__ = ["NotPlain", "Results", "compare", "moved", "settle", "show_formulas", "shows_picture"]

_REFERENCE = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*"|'(?:[^']|'')*'!?)|(?<![\w.])(?:(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.!])
    |(?P<columns>\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\w(.!]))|(?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7}(?![\w(.!])))""",
    re.IGNORECASE | re.VERBOSE,
)
_PICTURE = re.compile(r"(?:^|[^\w.])(?:_xlfn\.|_xlws\.)*(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
_VOLATILE = re.compile(r"(?:^|[^\w.])(?:_xlfn\.)?(?:RAND|RANDBETWEEN|RANDARRAY|NOW|TODAY)\(", re.IGNORECASE)
_CIRCLE, _EACH_TIME = "vòng lặp: ô tính theo chính nó", "số khác mỗi lần mở tệp"
_BLANK = "ô trống"
_DECIMALS = re.compile(r"[0-9][.,][0-9]")
_LONGEST = 8_192  # characters of a formula; Excel takes no longer one
_DEEPEST = 40  # sums of sums
MOST_COMPARED = 6_000  # formulas of a workbook of one sheet whose results are computed again
_LEAST_COMPARED = 1_500  # of each sheet, however many there are
AS_SHOWN = 0.51  # what a result may be off where whole numbers are shown and computed with
_LARGEST = 1e15
_OF_A_FORMULA = 60  # cells that could be looked at in the time one formula is taken apart
_SAME = 1e-9  # of a number: what two programs' sums may differ by


def settle(
    cells: dict[Place, Cell],
    unsettled: Mapping[Place, bool],
    sheets: Mapping[str, Mapping[Place, Cell]],
    *,
    stale: bool,
    around: Around = ALONE,
    over: Cells | None = None,
) -> None:
    """Give the formulas whose results are missing or in doubt the value they come to; one over blank cells is blank.

    `over` are the sheet's cells with those that hold a blank text, where they are not `cells` themselves. `unsettled`
    says of each whether it is blank when it cannot be computed; any other is left open, and one whose
    doubtful result cannot be computed again says so.
    """
    if not unsettled:
        return
    results = Results(over or cells, stale=stale, sheets=sheets, around=around)
    lenient: Results | None = None
    settled: dict[Place, Cell | None] = {}
    for place, blank in unsettled.items():
        cell = cells[place]
        try:
            value = results.number(cell)
        except NotPlain:
            if blank:
                settled[place] = None
                continue
            lenient = lenient or Results(
                over or cells, stale=True, exactly=True, sheets=sheets, around=around
            )
            settled[place] = _weighed(cell, lenient) if cell.value else _worded(cell, lenient)
            continue
        if value is not None:
            settled[place] = cell if _same(value, cell.value) else _uncalculated(cell, value)
        elif cell.kind is CellKind.UNCALCULATED or (cell.formula or "").upper().startswith("IF"):
            settled[place] = None
    for place, found in settled.items():
        if found is None:
            del cells[place]
        else:
            cells[place] = found


class _Doubted(NotPlain):
    """Raised for a formula whose stored result is not one that will be shown; the text says why."""


def shows_picture(formula: str) -> bool:
    """Return whether a formula puts a picture into its cell, as WPS Office's DISPIMG and Excel's IMAGE do."""
    return "IM" in formula.upper() and _PICTURE.search(formula) is not None


def compare(
    cells: dict[Place, Cell],
    formulas: Sequence[Place],
    sheets: Mapping[str, Mapping[Place, Cell]] | None = None,
    *,
    iterates: bool = False,
    around: Around = ALONE,
    arrays: Mapping[Place, Region] | None = None,
    trusted: bool = True,
    within: float = 0.0,
    over: Cells | None = None,
) -> None:
    """Tell at the cells with formulas whose stored results are not what they come to.

    A program may change a number and leave the sums over it as they were, those of other `sheets` too; Excel computes
    them anew when it opens the file. Told too are formulas that come to another number each time (RAND, TODAY), and
    those computed from their own results, which Excel leaves at 0 unless the file asks for steps (`iterates`). What
    cannot be computed with certainty is left alone, or told as such where the file says that its results need not be
    the last ones (`trusted` false), and where a sheet has more formulas than can be computed in time: those over areas
    come first, as sums do. `arrays` are the areas that one formula fills; `within` is what a result may be off
    since the file computes with what is shown. `over` are the sheet's cells with those that hold a blank text: one of
    these whose formula comes to anything else is put among the cells and told.
    """
    results: Results | None = None
    everything = over or cells
    most = max(_LEAST_COMPARED, MOST_COMPARED // max(1, len(sheets or ())))
    if len(formulas) > most:
        formulas = sorted(formulas, key=lambda place: not _is_over_area(everything.get(place)))
    for place in formulas[most:]:
        if place in cells and cells[place].kind not in (CellKind.UNCALCULATED, CellKind.ERROR):
            cells[place] = _unchecked(cells[place])
    for place in formulas[:most]:
        cell = cells.get(place) or everything.get(place)
        if cell is None or cell.formula is None or cell.kind in (CellKind.UNCALCULATED, CellKind.ERROR):
            continue
        if _VOLATILE.search(cell.formula):
            _tell(cells, cell, _EACH_TIME)
            continue
        results = results or Results(everything, stale=True, exactly=True, sheets=sheets, around=around)
        area = (arrays or {}).get(place, (*place, *place))
        try:
            found = results.rows(cell) if arrays and place in arrays else ((results.shown(cell),),)
        except _Doubted as doubt:
            if not (iterates and doubt.args == (_CIRCLE,)):
                _tell(cells, cell, str(doubt))
            continue
        except NotPlain:
            if place in cells and (not trusted or results.exhausted):
                cells[place] = _unchecked(cell)
            continue
        for other, value in _over(area, found):
            there = cells.get(other) or everything.get(other)
            if there is not None and (said := _otherwise(there, value, within)) is not None:
                _tell(cells, there, said)


def _is_over_area(cell: Cell | None) -> bool:
    return cell is not None and cell.formula is not None and ":" in cell.formula


def _over(area: Region, found: Grid) -> Iterator[tuple[Place, Value]]:
    """Yield the places of an area with what rows of values give them: a single value, row or column fills it."""
    top, left, bottom, right = area
    for row in range(top, min(bottom, top + MOST_COMPARED) + 1):
        line = found[0] if len(found) == 1 else found[row - top] if row - top < len(found) else ()
        for column in range(left, min(right, left + MOST_COMPARED) + 1):
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
        alike = _like(text(value)) == _like(text(held)) or _same(value, _in_digits(held))
        return None if alike else text(value)
    if is_number(held) and is_number(value):
        return None if _same(value, held, within) else f"{value:.15g}"
    if is_number(held) != is_number(value) or isinstance(held, bool) != isinstance(value, bool):
        return text(value) or _BLANK
    return None if _like(text(value)) == _like(text(held)) else text(value) or _BLANK


def _in_digits(held: Value) -> Value:
    """Return the number that a text of a number too large for a cell of this reader says, None for any other."""
    try:
        return float(text(held))
    except ValueError:
        return None


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


def _weighed(cell: Cell, results: Results) -> Cell:
    """Return a cell with a doubtful result as it is told: kept, another, or one that nobody can check."""
    try:
        said = _otherwise(cell, results.shown(cell), 0.0)
    except NotPlain:
        return _unchecked(cell)
    return cell if said is None else cell._replace(sights=(*cell.sights, Seen(Sight.STALE, said)))


def _unchecked(cell: Cell) -> Cell:
    """Return a cell whose stored result cannot be computed again although the file itself casts doubt on it."""
    return cell._replace(sights=(*cell.sights, Seen(Sight.UNCHECKED)))


def _worded(cell: Cell, results: Results) -> Cell:
    """Return a cell without a result as the text that its formula comes to, where that is the same in any language."""
    try:
        found = results.shown(cell)
    except NotPlain:
        return _uncalculated(cell, None)
    if not isinstance(found, str) or _DECIMALS.search(found):
        return _uncalculated(cell, None)
    return cell._replace(text=found, kind=CellKind.TEXT, value=None)


def _uncalculated(cell: Cell, value: Number | None) -> Cell:
    return cell._replace(text=f"={cell.formula}", kind=CellKind.UNCALCULATED, value=value)


class Results(Evaluator):
    """What the formulas over a sheet's cells come to, each worked out once.

    `stale` says that the stored results are not the ones Excel would show, so that a formula counts for what it
    computes; else only those without a result are worked out, and strictly. `exactly` asks for texts as stored.
    `sheets` are the workbook's sheets by name. Cells of hidden rows and under merges count, as they do in Excel.
    """

    def __init__(
        self,
        cells: Cells,
        *,
        stale: bool = False,
        exactly: bool = False,
        sheets: Mapping[str, Cells] | None = None,
        around: Around = ALONE,
    ) -> None:
        super().__init__(cells, sheets or {}, around, strict=not exactly)
        self._stale = stale
        self._exactly = exactly
        named = {name.casefold(): areas for name, areas in around.arrays.items()}
        self._arrays = {id(others): named[name] for name, others in self._sheets.items() if name in named}
        self._known: dict[tuple[int, Place], Value] = {}
        self._failed: set[tuple[int, Place]] = set()
        self._open: set[tuple[int, Place]] = set()

    def number(self, cell: Cell) -> Number | None:
        """Return the number that the formula of a cell comes to, None when all it is made of is blank.

        Raises `NotPlain` when it cannot be computed with certainty, or comes to no number.
        """
        found = self.shown(cell)
        if found is None or found == "" or isinstance(found, Nothing):
            return None
        if not isinstance(found, int | float) or not is_number(found):
            raise NotPlain(cell.formula)
        return found

    def shown(self, cell: Cell) -> Value:
        """Return what the formula of a cell comes to, an error too; raises `NotPlain` when that is not certain."""
        found = self._worked(cell, self._own, self._single)
        if not isinstance(found, Failed) or not self._strict:
            return found
        raise NotPlain(cell.formula)

    def rows(self, cell: Cell) -> Grid:
        """Return the rows of values that a formula over an area comes to; raises `NotPlain` like `shown`."""
        grid: list[Grid] = []

        def made(formula: str) -> Value:
            self.in_array = True
            grid.append(self.grid(parse(formula)))
            return plain(grid[0][0][0])

        self._worked(cell, self._own, made)
        return grid[0] if grid else ((self._known[id(self._own), (cell.row, cell.column)],),)

    def held(self, cell: Cell, cells: Cells) -> Value:
        """Return what a cell holds: of a formula in doubt what it comes to, where that can be said."""
        if cell.formula is None or not (self._stale or cell.kind is CellKind.UNCALCULATED):
            return stored(cell, exactly=self._exactly)
        try:
            return self._worked(cell, cells, self._single)
        except _Doubted:
            raise
        except NotPlain:
            if not self._exactly and not cell.value:
                raise
            return stored(cell, exactly=self._exactly)

    def _single(self, formula: str) -> Value:
        """Return what a formula comes to in its own cell."""
        found = parse(formula)
        if self.place in self._arrays.get(id(self._cells), {}):
            self.in_array = True
            return plain(self.grid(found)[0][0])
        return self.value(found)

    def _worked(self, cell: Cell, cells: Cells, made: Callable[[str], Value]) -> Value:
        key = (id(cells), (cell.row, cell.column))
        if key in self._known:
            return self._known[key]
        if key in self._open:
            raise _Doubted(_CIRCLE)
        if key in self._failed or len(self._open) >= _DEEPEST:
            raise NotPlain(cell.formula)
        if cell.formula and _VOLATILE.search(cell.formula):
            raise _Doubted(_EACH_TIME)
        self.spend(_OF_A_FORMULA)
        self._open.add(key)
        before = (self._cells, self.place, self.in_array)
        self._cells, self.place, self.in_array = cells, (cell.row, cell.column), False
        try:
            found = made(cell.formula or "")
            self._known[key] = (
                NOTHING if found is None else rounded(found) if isinstance(found, float) else found
            )
        except _Doubted:
            raise
        except Failed as error:
            self._known[key] = error
        except (NotPlain, ArithmeticError) as error:
            self._failed.add(key)
            raise NotPlain(cell.formula) from error
        finally:
            self._open.discard(key)
            self._cells, self.place, self.in_array = before
        return self._known[key]


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
