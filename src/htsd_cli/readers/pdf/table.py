"""A ruled table of a PDF: its cells, the lines of text in them, and its continuation on the next page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from htsd_cli.language.syllables import is_syllable
from htsd_cli.readers.pdf.layout import (
    Box,
    Letter,
    Line,
    Word,
    find_lines,
    is_power_of_ten,
    set_upright,
)
from htsd_cli.readers.pdf.ruling import Ruling
from htsd_cli.values.document import Cell, Seen, Sight, Table

_BAND = 20.0  # points: cells are looked for by their height on the page
_INSIDE = 1.0  # points from the edge of what cuts a letter off: there its cell is looked for
_MOST_OF = 0.6  # of an area
_TOO_HIGH = 1.6  # of a cell's height: a letter as high stands behind the table, as a watermark does
_SAME = 3.0  # points within which two rules are one
_NO_CELL = "số đứng giữa bảng mà không nằm trong ô nào"
_PART_OF_GROUPED = re.compile(r"(?:\d{1,3}\.)(?:\d{3}\.)*\d{0,2}")
_LETTERS_AT_END, _LETTERS_AT_START = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:đ|đồng)?[.,;]?")


@dataclass(slots=True)
class RuledCell:
    """A cell with its box, its 1-based column, what it spans, the lines in it, and what is seen beside them.

    `turned` are the lines of letters that are turned by 90° or 180°.
    """

    box: Box
    column: int
    row_span: int
    column_span: int
    lines: list[Line]
    turned: list[Line] = field(default_factory=list)
    sights: list[Seen] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RuledTable:
    """A table on one page, or joined from several. `pad` is the least space between a rule and a text.

    `open_above` and `open_below` say that no rule closes its first row above, its last one below.
    """

    page: int
    top: float
    columns: tuple[float, ...]
    rows: list[list[RuledCell]]
    pad: float
    open_above: bool = False
    open_below: bool = False

    @classmethod
    def of(cls, page: int, letters: LettersInCells, fonts: set[str]) -> RuledTable:
        """Return the table of the cells letters were sorted into; a row begins wherever a cell does."""
        boxes = letters.boxes
        tops, lefts = _edges([box[1] for box in boxes]), _edges([box[0] for box in boxes])
        bottoms = [*tops[1:], max(box[3] for box in boxes)]
        rights = [*lefts[1:], max(box[2] for box in boxes)]
        rows: list[list[RuledCell]] = [[] for _ in tops]
        pad = 12.0
        for number, box in enumerate(boxes):
            row, column = _nearest(tops, box[1]), _nearest(lefts, box[0])
            inside = letters.inside[number]
            lines = find_lines([letter for letter in inside if not letter.look and not letter.turn], fonts)
            pad = min([pad, *(line.x0 - box[0] for line in lines)])
            row_span = max(1, _nearest(bottoms, box[3]) - row + 1)
            column_span = max(1, _nearest(rights, box[2]) - column + 1)
            cell = RuledCell(box, column + 1, row_span, column_span, lines)
            cell.turned = _turned(inside, fonts)
            cell.sights = [*_left_out(inside, fonts), *letters.sights[number]]
            if _reads_both_ways(cell.turned) and any(letter.turn == 180 for letter in inside):
                cell.sights.append(Seen(Sight.TEXT_BOX, " ".join(line.text for line in cell.turned)))
                cell.turned = []
            cell.notes = letters.notes[number]
            rows[row].append(cell)
        for cells in rows:
            cells.sort(key=lambda cell: cell.column)
        above, below = letters.ruling.open_above, letters.ruling.open_below
        return cls(page, tops[0], tuple(lefts), rows, max(pad, 0.0), above, below)

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
        if rows and self.rows and self._goes_on(other, rows[0], repeated=len(rows) < len(other.rows)):
            above = {cell.column: cell for cell in self.rows[-1]}
            for cell in rows.pop(0):
                above[cell.column].lines += cell.lines
                above[cell.column].turned += cell.turned
                above[cell.column].sights += cell.sights
                above[cell.column].notes += cell.notes
        self.rows += rows
        self.page, self.open_below = other.page, other.open_below
        return True

    def _goes_on(self, other: RuledTable, below: Sequence[RuledCell], *, repeated: bool) -> bool:
        """Return whether a row of a later page is the rest of this one's last.

        Where no rule closes the one below, a rule above the other begins a new row; with neither, the words tell.
        """
        above = self.rows[-1]
        if self.open_below and not repeated:
            return other.open_above and (self._is_rest(above, below) or self._name_goes_on(above, below))
        return self._is_rest(above, below)

    def table(self, number: int) -> Table:
        """Return the table as a document's."""
        return Table(
            tuple(
                tuple(
                    Cell(
                        self._text(cell),
                        place,
                        cell.column,
                        cell.row_span,
                        cell.column_span,
                        sights=_sights(cell),
                        notes=tuple(cell.notes),
                    )
                    for cell in row
                )
                for place, row in enumerate(self.rows, 1)
            ),
            number=number,
        )

    def _texts(self, row: Sequence[RuledCell]) -> list[str]:
        return [self._text(cell) for cell in row]

    def _is_rest(self, above: Sequence[RuledCell], below: Sequence[RuledCell]) -> bool:
        """Return whether a row is the rest of one that a page's end cut.

        It is when nothing stands in the cell of its name, but does in that above, unless both rows have a figure in one
        column that is not one number broken in two; else when every text in it goes on with one above.
        """
        cells = {cell.column: cell for cell in above}
        filled = [cell for cell in below if cell.lines]
        if not filled or [cell.column for cell in above] != [cell.column for cell in below]:
            return False
        name = self._name_of(below)
        if not name.lines and cells[name.column].lines and len(below) > 2:
            return not any(self._has_two_figures(cells[cell.column], cell) for cell in filled)
        return all(self._has_rest(cells[cell.column], cell) for cell in filled)

    def _name_of(self, row: Sequence[RuledCell]) -> RuledCell:
        """Return the cell of a row's name: in the column in which the table has most letters."""
        letters = Counter[int]()
        for cell in (cell for cells in self.rows for cell in cells):
            letters[cell.column] += sum(char.isalpha() for line in cell.lines for char in line.text)
        return max(row, key=lambda cell: letters[cell.column])

    def _name_goes_on(self, above: Sequence[RuledCell], below: Sequence[RuledCell]) -> bool:
        """Return whether the name of a row goes on below, and no figure of it stands beside both parts of it.

        A name of which nothing stands above goes on where nothing else stands beside both parts either.
        """
        cells = {cell.column: cell for cell in above}
        if [cell.column for cell in above] != [cell.column for cell in below]:
            return False
        name = self._name_of(below)
        others = [(cells[cell.column], cell) for cell in below if cell is not name]
        if name.lines and not cells[name.column].lines:
            return not any(one.lines and other.lines for one, other in others)
        return (
            bool(name.lines)
            and self._has_rest(cells[name.column], name)
            and not any(self._has_two_figures(one, other) for one, other in others)
        )

    def _has_rest(self, above: RuledCell, below: RuledCell) -> bool:
        """Return whether a cell's text goes on in another: its next word had no room there and begins no sentence."""
        if not above.lines:
            return False
        first = below.lines[0].words[0]
        if first.text[0].isupper() or first.text[0] in "-–—+•*":
            return False
        return first.x1 - first.x0 + 0.2 * below.lines[0].size > self._free(above, above.lines[-1])

    def _has_two_figures(self, above: RuledCell, below: RuledCell) -> bool:
        """Return whether two cells have a figure each, which are not one number broken in two."""
        return (
            _has_digits(above)
            and _has_digits(below)
            and self._between_numbers(below, above.lines[-1].words[-1], below.lines[0].words[0]) != ""
        )

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
            text = line.bare
            if before is None:
                out = text
            elif out[-1].isdigit() or out[-1] == ".":
                out += self._between_numbers(cell, before.words[-1], line.words[0]) + text
            else:
                out += ("" if self._is_broken(cell, before, line) else before.joint) + text
            before = line
        turned = " ".join(line.bare for line in cell.turned)
        return f"{out}\n{turned}" if out and turned else out or turned

    def _is_broken(self, cell: RuledCell, above: Line, below: Line) -> bool:
        """Return whether the cell's width broke one word into the end of a line and the beginning of the next.

        A word longer than a line begins one of its own: only the last word of a line that holds nothing else is broken.
        """
        last, first = above.words[-1], below.words[0]
        if len(above.words) > 1 or above.spaced:
            return False
        if last.text[1:] and last.text[-1].isupper() and first.text[0].islower():
            return False
        if _are_two_words(last.text, first.text):
            return False
        whole = (last.x1 - last.x0) + (first.x1 - first.x0)
        letter = (first.x1 - first.x0) / len(first.text)
        inner = cell.box[2] - cell.box[0] - 2 * self.pad
        return whole > inner and self._free(cell, above) < letter

    def _between_numbers(self, cell: RuledCell, last: Word, first: Word) -> str:
        """Return what parts two lines of a cell of which the first ends with a digit or a point."""
        if not first.bare[0].isdigit():
            return " "
        wide = (last.x1 - last.x0) + (first.x1 - first.x0) > cell.box[2] - cell.box[0] - 2 * self.pad
        broken = _PART_OF_GROUPED.fullmatch(last.bare) and _GROUPED.fullmatch(last.bare + first.bare)
        return "" if wide and broken else "\n"


class LettersInCells:
    """The boxes of a table's cells, the letters that stand in each, and what else is seen or noted there."""

    def __init__(self, ruling: Ruling) -> None:
        self.ruling = ruling
        self.boxes = sorted(ruling.cells, key=lambda box: (box[1], box[0]))
        self.inside: list[list[Letter]] = [[] for _ in self.boxes]
        self.sights: list[list[Seen]] = [[] for _ in self.boxes]
        self.notes: list[list[str]] = [[] for _ in self.boxes]
        self._loose: list[Letter] = []
        self.box = (
            min(box[0] for box in self.boxes),
            self.boxes[0][1],
            max(box[2] for box in self.boxes),
            max(box[3] for box in self.boxes),
        )
        self._bands: dict[int, list[int]] = {}
        for number, box in enumerate(self.boxes):
            for band in range(int(box[1] // _BAND), int(box[3] // _BAND) + 1):
                self._bands.setdefault(band, []).append(number)

    def rules(self) -> list[float]:
        """Return the heights of the table's level rules."""
        return sorted({edge for box in self.boxes for edge in (box[1], box[3])})

    def take(self, letter: Letter) -> bool:
        """Take a letter whose middle stands in one of the cells, or would but for what cuts it off; none
        of a watermark."""
        x, y = middle_of((letter.x0, letter.top, letter.x1, letter.bottom))
        if letter.clip is not None:
            left, top, right, bottom = letter.clip
            inside = (
                min(max(x, left + _INSIDE), right - _INSIDE),
                min(max(y, top + _INSIDE), bottom - _INSIDE),
            )
            beside = self.cell_at(*inside) is None
            if beside and not letter.text.isdigit():
                return False  # of a text outside the table, which goes on unseen into it
            x, y = (x, y) if beside else inside
        cell = self.cell_at(x, y)
        if cell is None or letter.bottom - letter.top > _TOO_HIGH * (
            self.boxes[cell][3] - self.boxes[cell][1]
        ):
            return False
        self.inside[cell].append(letter)
        return True

    def keep_loose(self, letter: Letter) -> bool:
        """Return whether a digit stands within the table and in none of its cells, and keep it to be told."""
        x, y = middle_of((letter.x0, letter.top, letter.x1, letter.bottom))
        left, top, right, bottom = self.box
        inside = left < x < right and top < y < bottom and self.cell_at(x, y) is None
        if not inside or not letter.text.isdigit() or letter.look not in (None, Sight.UNKNOWN):
            return False
        self._loose.append(letter)
        return True

    def tell_loose(self) -> list[str]:
        """Tell the nearest cell of each number that stands in none of the table's cells; return these numbers."""
        found: list[str] = []
        for line in find_lines([set_upright(letter)._replace(look=None) for letter in self._loose], set()):
            for word in line.words:
                found.append(word.text)
                near = self.cell_beside((word.x0 + word.x1) / 2, (line.top + line.bottom) / 2)
                if near is not None:
                    self.sights[near].append(Seen(Sight.UNKNOWN, f"{_NO_CELL}: {word.text}"))
        return found

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the number of the cell a place lies in."""
        for number in self._bands.get(int(y // _BAND), ()):
            x0, top, x1, bottom = self.boxes[number]
            if x0 <= x < x1 and top <= y < bottom:
                return number
        return None

    def cell_beside(self, x: float, y: float) -> int | None:
        """Return the cell a note belongs to: the one it lies in, else the nearest of the row it stands beside."""
        row = [
            number
            for number in self._bands.get(int(y // _BAND), ())
            if self.boxes[number][1] <= y < self.boxes[number][3]
        ]
        return min(
            row,
            key=lambda number: max(self.boxes[number][0] - x, x - self.boxes[number][2], 0.0),
            default=None,
        )

    def cells_of(self, box: Box) -> list[int]:
        """Return the cells a drawn thing lies in, or covers: those that share most of its area, or of their own."""
        found = []
        for number, cell in enumerate(self.boxes):
            shared = _shared(cell, box)
            if shared > _MOST_OF * _area(box) or shared > _MOST_OF * _area(cell):
                found.append(number)
        return found


def _are_two_words(one: str, other: str) -> bool:
    """Return whether the end of a line and the beginning of the next are words that make none together.

    A column as wide as its longest word has one word a line, each as wide as it.
    """
    end, start = _LETTERS_AT_END.search(one), _LETTERS_AT_START.match(other)
    if end is None:
        return False
    if start is None:
        return other[0].isdigit()
    parts = end[0].lower(), start[0].lower()
    return all(map(is_syllable, parts)) and not is_syllable("".join(parts))


def _has_digits(cell: RuledCell) -> bool:
    return any(char.isdigit() for line in cell.lines for char in line.text)


def middle_of(box: Box) -> tuple[float, float]:
    """Return the middle of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.1) * max(box[3] - box[1], 0.1)


def _shared(first: Box, second: Box) -> float:
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    return max(across, 0.1) * max(down, 0.1) if across >= 0 and down >= 0 else 0.0


def _turned(letters: Sequence[Letter], fonts: set[str]) -> list[Line]:
    """Return the lines of the letters that are turned, each direction read by itself."""
    found: list[Line] = []
    for turn in (90, 180, 270):
        some = [set_upright(letter) for letter in letters if letter.turn == turn and not letter.look]
        found += find_lines(some, fonts) if some else []
    return found


def _left_out(letters: Sequence[Letter], fonts: set[str]) -> list[Seen]:
    """Return what letters of a cell are not read, by why."""
    found = []
    for sight in (Sight.STRUCK, Sight.UNSEEN):
        some = [set_upright(letter) for letter in letters if letter.look is sight]
        text = " ".join(line.text for line in find_lines(some, fonts)) if some else ""
        if text:
            found.append(Seen(sight, text))
    doubted = [set_upright(letter) for letter in letters if letter.look is Sight.UNKNOWN]
    for why in dict.fromkeys(letter.doubt for letter in doubted):
        some = [letter for letter in doubted if letter.doubt == why]
        text = " ".join(line.text for line in find_lines(some, fonts))
        found.append(Seen(Sight.UNKNOWN, f"{why}: {text}"))
    askew = [letter._replace(turn=0) for letter in letters if letter.turn == -1 and not letter.look]
    text = " ".join(line.text for line in find_lines(askew, fonts)) if askew else ""
    if any(char.isdigit() for char in text):
        found.append(Seen(Sight.TEXT_BOX, text))
    return found


def _reads_both_ways(lines: Sequence[Line]) -> bool:
    """Return whether what stands upside down could be read as it lies: 66 as 99."""
    text = "".join(line.text for line in lines)
    return any(char.isdigit() for char in text) and not any(
        char.isalpha() or char in "23457" for char in text
    )


def _sights(cell: RuledCell) -> tuple[Seen, ...]:
    raised = [
        Seen(
            Sight.EXPONENT if is_power_of_ten(word.text[: -len(word.raised)], word.raised) else Sight.RAISED,
            word.raised,
        )
        for line in (*cell.lines, *cell.turned)
        for word in line.words
        if word.raised
    ]
    return (*raised, *cell.sights)


def _edges(places: Iterable[float]) -> list[float]:
    """Return the places in order, those closer than a rule is wide taken as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME:
            found.append(place)
    return found


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))
