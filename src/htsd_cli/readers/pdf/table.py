"""A ruled table of a PDF: its cells, the lines of text in them, and its continuation on the next page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from htsd_cli.readers.pdf.layout import Box, Letter, Line, find_lines
from htsd_cli.values.document import Cell, Table

_SAME = 3.0  # points within which two rules are one
_PART_OF_GROUPED = re.compile(r"(?:\d{1,3}\.)(?:\d{3}\.)*\d{0,2}")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)")


@dataclass(slots=True)
class RuledCell:
    """A cell with its box, its 1-based column, what it spans, and the lines in it."""

    box: Box
    column: int
    row_span: int
    column_span: int
    lines: list[Line]


@dataclass(slots=True)
class RuledTable:
    """A table on one page, or joined from several. `pad` is the least space between a rule and a text."""

    page: int
    top: float
    columns: tuple[float, ...]
    rows: list[list[RuledCell]]
    pad: float

    @classmethod
    def of(cls, page: int, letters: LettersInCells, fonts: set[str]) -> RuledTable:
        """Return the table of the cells letters were sorted into; a row begins wherever a cell does."""
        boxes = letters.boxes
        tops, lefts = _edges([box[1] for box in boxes]), _edges([box[0] for box in boxes])
        bottoms = [*tops[1:], max(box[3] for box in boxes)]
        rights = [*lefts[1:], max(box[2] for box in boxes)]
        rows: list[list[RuledCell]] = [[] for _ in tops]
        pad = 12.0
        for box, inside in zip(boxes, letters.inside, strict=True):
            row, column = _nearest(tops, box[1]), _nearest(lefts, box[0])
            lines = find_lines(inside, fonts)
            pad = min([pad, *(line.x0 - box[0] for line in lines)])
            row_span = max(1, _nearest(bottoms, box[3]) - row + 1)
            column_span = max(1, _nearest(rights, box[2]) - column + 1)
            rows[row].append(RuledCell(box, column + 1, row_span, column_span, lines))
        for cells in rows:
            cells.sort(key=lambda cell: cell.column)
        return cls(page, tops[0], tuple(lefts), rows, max(pad, 0.0))

    def take_over(self, other: RuledTable) -> bool:
        """Join a table that goes on with this one on a later page; return whether it does."""
        if other.page == self.page or len(other.columns) != len(self.columns):
            return False
        if any(abs(a - b) > _SAME for a, b in zip(self.columns, other.columns, strict=True)):
            return False
        rows = list(other.rows)
        while rows and len(other.rows) - len(rows) < len(self.rows):
            at = len(other.rows) - len(rows)
            if not any(self._texts(rows[0])) or self._texts(rows[0]) != self._texts(self.rows[at]):
                break
            rows.pop(0)  # the heading, repeated on every page
        if rows and self.rows and self._is_rest(self.rows[-1], rows[0]):
            above = {cell.column: cell for cell in self.rows[-1]}
            for cell in rows.pop(0):
                above[cell.column].lines += cell.lines
        self.rows += rows
        self.page = other.page
        return True

    def table(self, number: int) -> Table:
        """Return the table as a document's."""
        return Table(
            tuple(
                tuple(
                    Cell(self._text(cell), place, cell.column, cell.row_span, cell.column_span)
                    for cell in row
                )
                for place, row in enumerate(self.rows, 1)
            ),
            number=number,
        )

    def _texts(self, row: Sequence[RuledCell]) -> list[str]:
        return [self._text(cell) for cell in row]

    def _is_rest(self, above: Sequence[RuledCell], below: Sequence[RuledCell]) -> bool:
        """Return whether a row is the rest of one that a page's end cut: every text in it goes on with one above."""
        cells = {cell.column: cell for cell in above}
        filled = [cell for cell in below if cell.lines]
        if not filled or [cell.column for cell in above] != [cell.column for cell in below]:
            return False
        for cell in filled:
            before = cells[cell.column].lines
            first = cell.lines[0].words[0]
            if not before or first.text[0].isupper() or first.text[0] in "-–—+•*":
                return False
            if first.x1 - first.x0 + 0.2 * cell.lines[0].size <= self._free(cells[cell.column], before[-1]):
                return False
        return True

    def _free(self, cell: RuledCell, line: Line) -> float:
        """Return the room left beside a line of a cell."""
        return cell.box[2] - cell.box[0] - 2 * self.pad - (line.x1 - line.x0)

    def _text(self, cell: RuledCell) -> str:
        """Return a cell's text: its lines joined as one, for nobody sees in a PDF where a paragraph ended.

        A word too long for the cell is broken without a sign. Two lines that end and begin with a digit stay
        apart, unless the first breaks off in the middle of a grouped number ("8.000.0", "00").
        """
        out = ""
        before: Line | None = None
        for line in cell.lines:
            text = line.text
            if before is None:
                out = text
            elif out[-1].isdigit() or out[-1] == ".":
                out += _between_numbers(before.words[-1].text, line.words[0].text) + text
            else:
                out += ("" if self._is_broken(cell, before, line) else " ") + text
            before = line
        return out

    def _is_broken(self, cell: RuledCell, above: Line, below: Line) -> bool:
        """Return whether the cell's width broke one word into the end of a line and the beginning of the next."""
        last, first = above.words[-1], below.words[0]
        if last.text[1:] and last.text[-1].isupper() and first.text[0].islower():
            return False
        whole = (last.x1 - last.x0) + (first.x1 - first.x0)
        letter = (first.x1 - first.x0) / len(first.text)
        inner = cell.box[2] - cell.box[0] - 2 * self.pad
        return whole > inner and self._free(cell, above) < letter


class LettersInCells:
    """The boxes of a table's cells, and the letters that stand in each."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self.boxes = sorted(boxes, key=lambda box: (box[1], box[0]))
        self.inside: list[list[Letter]] = [[] for _ in self.boxes]
        self._left, self._right = min(box[0] for box in self.boxes), max(box[2] for box in self.boxes)
        self._top, self._bottom = self.boxes[0][1], max(box[3] for box in self.boxes)

    def take(self, letter: Letter) -> bool:
        """Take a letter whose middle stands in one of the cells; return whether it does."""
        x, y = (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
        if not (self._left <= x <= self._right and self._top <= y <= self._bottom):
            return False
        for (x0, top, x1, bottom), inside in zip(self.boxes, self.inside, strict=True):
            if x0 <= x < x1 and top <= y < bottom:
                inside.append(letter)
                return True
        return False


def _between_numbers(last: str, first: str) -> str:
    """Return what parts two lines of a cell of which the first ends with a digit or a point."""
    if not first[0].isdigit():
        return " "
    if _PART_OF_GROUPED.fullmatch(last) and _GROUPED.match(last + first):
        return ""
    return "\n"


def _edges(places: Iterable[float]) -> list[float]:
    """Return the places in order, those closer than a rule is wide taken as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME:
            found.append(place)
    return found


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))
