"""Works out the conditions of conditional formats: comparisons and tests of cells, as Excel would answer them."""

from __future__ import annotations

from collections.abc import Mapping

from htsd_cli.readers.sheets.computed.areas import ALONE, Cells
from htsd_cli.readers.sheets.computed.around import Around
from htsd_cli.readers.sheets.computed.evaluator import Evaluator
from htsd_cli.readers.sheets.computed.expressions import NotPlain, parse
from htsd_cli.readers.sheets.computed.values import Failed, Value, plain, stored, truth
from htsd_cli.readers.sheets.grid import Place


class Conditions:
    """The cells of a sheet, asked by formulas that stand for one cell and are read as of another."""

    def __init__(self, cells: Cells, sheets: Mapping[str, Cells], around: Around = ALONE) -> None:
        self._cells = cells
        self._evaluator = Evaluator(cells, sheets, around)

    def at(self, place: Place) -> Conditions:
        """Return the same, asked for the cell at a place."""
        self._evaluator.place = place
        return self

    def holds(self, formula: str, rows: int, columns: int) -> bool:
        """Return whether a formula holds, read so many rows below and columns to the right of where it stands.

        Raises `NotPlain` when that cannot be said for certain. A formula that fails does not hold.
        """
        try:
            return truth(self.value(formula, rows, columns))
        except Failed:
            return False

    def of_cell(self, place: Place) -> Value:
        """Return what a cell holds. Raises `Failed` for an error, `NotPlain` for what was never computed."""
        return plain(stored(self._cells.get(place)))

    def value(self, formula: str, rows: int, columns: int) -> Value:
        """Return what a formula comes to, read so far from where it stands; raises `NotPlain` and `Failed`."""
        self._evaluator.moved = (rows, columns)
        try:
            return self._evaluator.value(parse(formula))
        except (NotPlain, Failed):
            raise
        except (ArithmeticError, ValueError, TypeError) as error:
            raise NotPlain(formula) from error
