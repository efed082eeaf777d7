"""What the formulas of a workbook come to, each worked out once, and what of that rests on results nobody checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from htsd_cli.readers.sheets.computed.areas import (
    ALONE,
    LINKED,
    UNKNOWN,
    UNREACHED,
    Cells,
    Exhausted,
)
from htsd_cli.readers.sheets.computed.around import Around
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
)
from htsd_cli.readers.sheets.grid import Place
from htsd_cli.readers.sheets.number_formats import Number, rounded
from htsd_cli.values.document import Cell, CellKind

UNWRITTEN = "…?"  # stands for a formula whose text there was no time to write
CIRCLE, EACH_TIME = "vòng lặp: ô tính theo chính nó", "số khác mỗi lần mở tệp"
# Cells looked at for a workbook; a formula is counted for `_OF_A_FORMULA` and its letters.
MOST_OPERANDS = 4_000_000
_OF_A_FORMULA = 40
_DEEPEST = (
    40  # formulas over formulas worked out at once; beyond, the innermost is worked out first by itself
)
_VOLATILE = re.compile(r"(?:^|[^\w.])(?:_xlfn\.)?(?:RAND|RANDBETWEEN|RANDARRAY|NOW|TODAY)\(", re.IGNORECASE)
# `[1]Tổ!A1`, `'C:\[Lớp.xlsx]Tổ 1'!A1`, `'file:///C:/Lớp.ods'#$Tổ.A1`; `[0]` is the workbook itself.
_LINK = re.compile(r"\[(?!0\])[^\[\]\"]+\][^\[\]'\"!+*/,;()&<>=^]*'?!|'#\$?")
_TEXT = re.compile(r'"(?:[^"]|"")*"')

_Key = tuple[int, Place]


class Doubted(NotPlain):
    """Raised for a formula whose stored result is not one that will be shown; the text says why."""


class _TooDeepError(Exception):
    """Raised where one more formula over formulas would be too many at once: that one is worked out first."""

    def __init__(self, cell: Cell, cells: Cells) -> None:
        super().__init__()
        self.cell, self.cells = cell, cells


def is_volatile(formula: str) -> bool:
    """Return whether a formula comes to something else each time it is computed."""
    return _VOLATILE.search(formula) is not None


def is_linked(formula: str) -> bool:
    """Return whether a formula names cells of another file."""
    return ("[" in formula or "'#" in formula) and _LINK.search(_TEXT.sub("", formula)) is not None


class Results(Evaluator):
    """What the formulas over a workbook's sheets come to, each worked out once.

    `stale` says that the stored results are not the ones Excel would show, so that a formula counts for what it
    computes; else only those without a result are worked out, and strictly. `exactly` asks for texts as stored.
    `sheets` are the workbook's sheets by name, `cells` those of a sheet that is not named. Cells of hidden rows and
    under merges count, as they do in Excel.
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
        self._left = MOST_OPERANDS
        self._stale = stale
        self._exactly = exactly
        named = {name.casefold(): areas for name, areas in around.arrays.items()}
        self._arrays = {id(others): named[name] for name, others in self._sheets.items() if name in named}
        self._known: dict[_Key, Value] = {}
        self._rows: dict[_Key, Grid] = {}  # of formulas that fill an area
        self._resting: dict[_Key, int] = {}  # on what those rest that are not certain
        self._failed: dict[_Key, int] = {}
        self._doubts: dict[_Key, str] = {}
        self._open: set[_Key] = set()

    def number(self, cell: Cell, cells: Cells | None = None) -> Number | None:
        """Return the number that the formula of a cell comes to, None when all it is made of is blank.

        Raises `NotPlain` when it cannot be computed with certainty, or comes to no number.
        """
        found = self.shown(cell, cells)
        if found is None or found == "" or isinstance(found, Nothing):
            return None
        if not isinstance(found, int | float) or not is_number(found):
            raise NotPlain(cell.formula)
        return found

    def shown(self, cell: Cell, cells: Cells | None = None) -> Value:
        """Return what the formula of a cell comes to, an error too; raises `NotPlain` when that is not certain.

        `cells` are those of its sheet, where that is not the one of which the results were asked for.
        """
        found = self._reached(cell, self._own if cells is None else cells, self._single)
        if not isinstance(found, Failed) or not self._strict:
            return found
        raise NotPlain(cell.formula)

    def rows(self, cell: Cell, cells: Cells | None = None) -> Grid:
        """Return the rows of values that a formula over an area comes to; raises `NotPlain` like `shown`."""
        own = self._own if cells is None else cells
        found = self._reached(cell, own, self._single)
        return self._rows.get((id(own), (cell.row, cell.column)), ((found,),))

    def rests_on(self, cell: Cell, cells: Cells | None = None) -> int:
        """Return on what unchecked results a formula's own result rests that was asked for, 0 for none."""
        key = (id(self._own if cells is None else cells), (cell.row, cell.column))
        return self._resting.get(key, 0) | self._failed.get(key, 0)

    def held(self, cell: Cell, cells: Cells) -> Value:
        """Return what a cell holds: of a formula in doubt what it comes to, where that can be said."""
        if cell.formula is None or not (self._stale or cell.kind is CellKind.UNCALCULATED):
            return stored(cell, exactly=self._exactly)
        try:
            return self._worked(cell, cells, self._single)
        except Doubted:
            raise
        except NotPlain:
            if not self._exactly and not cell.value:
                raise
            self.rests |= self._failed.get((id(cells), (cell.row, cell.column)), UNREACHED)
            if cell.kind is CellKind.UNCALCULATED:
                self.rests |= UNREACHED
            return stored(cell, exactly=self._exactly)

    def _single(self, formula: str) -> Value:
        """Return what a formula comes to in its own cell."""
        found = parse(formula)
        if self.place is not None and self.place in self._arrays.get(id(self._cells), {}):
            self.in_array = True
            rows = self.grid(found)
            self._rows[id(self._cells), self.place] = rows
            return plain(rows[0][0])
        return self.value(found)

    def _reached(self, cell: Cell, cells: Cells, made: Callable[[str], Value]) -> Value:
        """Work out a formula, before it those so many formulas away that it cannot be done at once."""
        waiting = [(cell, cells, made)]
        places = {(id(cells), (cell.row, cell.column))}
        while True:
            try:
                found = self._worked(*waiting[-1])
            except _TooDeepError as deeper:
                place = (id(deeper.cells), (deeper.cell.row, deeper.cell.column))
                if place not in places:
                    places.add(place)
                    waiting.append((deeper.cell, deeper.cells, self._single))
                    continue
                for one, of, _ in waiting:
                    self._doubts[id(of), (one.row, one.column)] = CIRCLE
                raise Doubted(CIRCLE) from deeper
            except NotPlain:  # kept: whoever waits for it is told again
                if len(waiting) == 1:
                    raise
            else:
                if len(waiting) == 1:
                    return found
            waiting.pop()

    def _worked(self, cell: Cell, cells: Cells, made: Callable[[str], Value]) -> Value:
        key = (id(cells), (cell.row, cell.column))
        if key in self._known:
            self.rests |= self._resting.get(key, 0)
            return self._known[key]
        if key in self._doubts:
            raise Doubted(self._doubts[key])
        if key in self._open:
            raise Doubted(CIRCLE)
        if key in self._failed:
            raise NotPlain(cell.formula)
        if len(self._open) >= _DEEPEST:
            raise _TooDeepError(cell, cells)
        formula = cell.formula or ""
        if is_volatile(formula):
            self._doubts[key] = EACH_TIME
            raise Doubted(EACH_TIME)
        self._open.add(key)
        before = (self._cells, self.place, self.in_array, self.rests)
        self._cells, self.place, self.in_array, self.rests = cells, (cell.row, cell.column), False, 0
        try:
            self.spend(_OF_A_FORMULA + len(formula))
            found = made(formula)
            self._known[key] = (
                NOTHING if found is None else rounded(found) if isinstance(found, float) else found
            )
        except Doubted as doubt:
            self._doubts[key] = str(doubt)
            raise
        except Failed as error:
            self._known[key] = error
        except (NotPlain, ArithmeticError, RecursionError) as error:
            self._failed[key] = self.rests | _why_not(formula, error)
            raise NotPlain(formula) from error
        finally:
            rests = self.rests
            self._open.discard(key)
            self._cells, self.place, self.in_array, self.rests = before
        if rests:
            self._resting[key] = rests
            self.rests |= rests
        return self._known[key]


def _why_not(formula: str, error: Exception) -> int:
    """Return on what the stored result of a formula rests that could not be worked out."""
    if isinstance(error, Exhausted) or formula == UNWRITTEN:
        return UNREACHED
    return LINKED if is_linked(formula) else UNKNOWN
