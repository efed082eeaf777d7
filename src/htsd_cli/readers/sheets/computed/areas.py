"""The values of the cells a formula names: of one, of a row or column beside it, of areas over several sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from htsd_cli.readers.sheets.computed.around import Around, shifted
from htsd_cli.readers.sheets.computed.expressions import Area, NotPlain
from htsd_cli.readers.sheets.computed.values import Grid, Value, stored
from htsd_cli.readers.sheets.grid import TOO_LOW, Place
from htsd_cli.values.document import Cell, CellKind

Cells = Mapping[Place, Cell]
ALONE = Around()
LARGEST = 100_000  # cells of a grid
_MOST_KEPT = 1_000_000  # cells of grids
_AS_CHEAP = 64  # cells that are passed on in the time one is looked at
_MOST_OPERANDS = 150_000  # cells looked at
# What a value may rest on that nobody checked: the stored result of a formula that is not known here, of one over
# another file's cells, of one there was no time for.
UNKNOWN, LINKED, UNREACHED = 1, 2, 4


class Exhausted(NotPlain):
    """Raised where more is asked for than may be looked at."""


class Areas:
    """The cells of a sheet, its own, and of the `sheets` of its workbook by name, as a formula names them.

    `around` are the names and tables a formula may name, and the rows nobody sees. `strict` asks for certainty beyond
    what Excel would show: a text among the numbers of a sum, which Excel passes over, is not plain then, nor are dates
    and percentages.
    """

    def __init__(
        self, cells: Cells, sheets: Mapping[str, Cells], around: Around = ALONE, *, strict: bool = False
    ) -> None:
        self._own = cells
        self._cells = cells  # of the sheet whose formula is worked out
        self._sheets = {name.casefold(): others for name, others in sheets.items()}
        self._around = around
        self._strict = strict
        self.place: Place | None = None  # of the formula that is worked out
        self.in_array = False  # whether it stands for rows of values
        self._ends: dict[int, Place] = {}
        self._grids: dict[tuple[int, int, int, int, int], tuple[Grid, int]] = {}  # known already
        self._grown: dict[tuple[int, int, int, int], tuple[list[list[Value]], list[int]]] = {}
        self._kept = 0  # cells of the grids that are kept
        self._left = _MOST_OPERANDS
        self.rests = 0  # what the values met rest on
        hidden = {name.casefold(): rows for name, rows in around.hidden.items()}
        self._hidden = {id(others): hidden[name] for name, others in self._sheets.items() if name in hidden}

    def spend(self, cells: int) -> None:
        """Count cells that are looked at; raises `Exhausted` past what a workbook may cost."""
        if cells > self._left:
            raise Exhausted
        self._left -= cells

    def held(self, cell: Cell, cells: Cells) -> Value:  # noqa: ARG002 - those who compute ask which sheet's it is
        """Return what a cell holds; raises `NotPlain` when that is not known."""
        return stored(cell)

    def crossing(self, area: Area) -> Value:
        """Return the value of a single cell; of a row or column the one beside the formula, as Excel takes it."""
        top, left, bottom, right = corners(area)
        if (top, left) != (bottom, right):
            row, column = self.place or (0, 0)
            if self.in_array or (top != bottom and left != right):
                raise NotPlain
            if left == right and top <= row <= bottom:
                top = row
            elif top == bottom and left <= column <= right:
                left = column
            else:
                raise NotPlain
        cells = self.sheet(area)
        cell = cells.get((top, left))
        return None if cell is None else self._held(cell, cells)

    def _held(self, cell: Cell, cells: Cells) -> Value:
        if self._strict and cell.kind in (
            CellKind.DATE,
            CellKind.PERCENT,
            CellKind.FRACTION,
            CellKind.BOOLEAN,
        ):
            raise NotPlain(cell.text)
        return self.held(cell, cells)

    def sheet(self, area: Area) -> Cells:
        """Return the cells of the sheet an area is of; raises `NotPlain` for one that is not there."""
        if area.sheet is None:
            return self._cells
        found = self._sheets.get(area.sheet.casefold())
        if found is None:
            raise NotPlain(area.sheet)
        return found

    def several(self, area: Area) -> list[Area]:
        """Return the areas of the sheets that a reference over several names, else the one."""
        if area.sheet is None or ":" not in area.sheet:
            return [area]
        names = list(self._sheets)
        ends = [name.strip().casefold() for name in area.sheet.split(":")]
        if len(ends) != 2 or not all(name in names for name in ends):
            raise NotPlain(area.sheet)
        first, last = sorted(map(names.index, ends))
        return [area._replace(sheet=name) for name in names[first : last + 1]]

    def cut(self, area: Area) -> Area:
        """Return an area of whole columns or rows as far as its sheet has cells."""
        top, left, bottom, right = corners(area)
        cells = self.sheet(area)
        if id(cells) not in self._ends:
            last = (
                max((row for row, _ in cells), default=1),
                max((column for _, column in cells), default=1),
            )
            self._ends[id(cells)] = last
        row, column = self._ends[id(cells)]
        return shifted(
            area._replace(first=area.first._replace(row=top, column=left)),
            0,
            0,
            max(1, min(bottom, row) - top + 1),
            max(1, min(right, column) - left + 1),
        )

    def filled(self, area: Area) -> Grid:
        """Return every value of an area in rows, None for blank ones; raises `NotPlain` for too many."""
        cells = self.sheet(area)
        top, left, bottom, right = corners(self.cut(area))
        key = (id(cells), top, left, bottom, right)
        if key in self._grids:
            rows, rests = self._grids[key]
            self.rests |= rests
            return rows
        size = (bottom - top + 1) * (right - left + 1)
        if size > LARGEST:
            raise NotPlain
        found, rests = self._grown_to(cells, top, left, bottom, right)
        if self._kept + size <= _MOST_KEPT:
            self._kept += size
            self._grids[key] = (found, rests)
        self.rests |= rests
        return found

    def _grown_to(self, cells: Cells, top: int, left: int, bottom: int, right: int) -> tuple[Grid, int]:
        """Return the rows of an area and what they rest on; of areas that begin alike each row is looked at once."""
        rows, resting = self._grown.setdefault((id(cells), top, left, right), ([], []))
        before, self.rests = self.rests, 0
        try:
            while (row := top + len(rows)) <= bottom:
                self.spend(right - left + 1)
                line = [cells.get((row, column)) for column in range(left, right + 1)]
                values = [None if cell is None else self._held(cell, cells) for cell in line]
                if row == top + len(rows):  # else a formula among the cells has looked at the row already
                    rows.append(values)
                    resting.append(self.rests | (resting[-1] if resting else 0))
                self.rests = 0
        finally:
            self.rests |= before
        height = bottom - top + 1
        self.spend(height // _AS_CHEAP)
        return rows[:height], resting[height - 1]

    def inside(self, area: Area, *, under: int = 0) -> Iterator[Value]:
        """Yield the values of an area's cells that are not blank, and a blank for each other where these are few.

        `under` is a SUBTOTAL's first argument, of the cells that it counts.
        """
        for one in self.several(area):
            cells = self.sheet(one)
            top, left, bottom, right = corners(self.cut(one))
            size = (bottom - top + 1) * (right - left + 1)
            self.spend(min(size, len(cells)))
            if size <= max(len(cells), 64):
                places = [
                    (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
                ]
                inside = [cells[place] for place in places if place in cells]
            else:
                inside = [
                    cell
                    for (row, column), cell in cells.items()
                    if top <= row <= bottom and left <= column <= right
                ]
            for cell in inside:
                if not under or self._counts(cell, cells, under):
                    yield self._held(cell, cells)

    def _counts(self, cell: Cell, cells: Cells, under: int) -> bool:
        """Return whether SUBTOTAL counts a cell: no other total of its kind, and none in rows it leaves out."""
        why = self._hidden.get(id(cells), {}).get(cell.row)
        if why is not None and under < 100:
            raise NotPlain  # whether hidden rows count hangs on whether any filter of the sheet is on
        if why is not None and why != TOO_LOW:
            return False
        formula = (cell.formula or "").upper()
        return "SUBTOTAL(" not in formula and "AGGREGATE(" not in formula


def corners(area: Area) -> tuple[int, int, int, int]:
    """Return the first row, first column, last row and last column of an area."""
    last = area.last or area.first
    top, bottom = sorted((area.first.row, last.row))
    left, right = sorted((area.first.column, last.column))
    return top, left, bottom, right
