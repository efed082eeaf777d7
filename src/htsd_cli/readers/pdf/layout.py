"""Puts the letters of a page into lines, lines into columns, and tells where a paragraph goes on.

All places are in points from the page's top left corner.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from htsd_cli.language.legacy_fonts import as_drawn
from htsd_cli.readers.digit_sizes import are_apart
from htsd_cli.values.document import Sight

Box = tuple[float, float, float, float]  # left, top, right, bottom

_BASELINE = 0.4  # of the letters' size: letters whose heights are closer than this stand on one line
_SHARED = 0.4  # of a raised or lowered letter's height stands beside the letter it follows
_WORD_GAP = 0.15  # of the letters' size: a wider gap parts two words
_APART, _CLOSED = 0.06, 0.02  # … a gap that parts two numbers where the others beside it are closed
_LEAST_APART = 0.4  # points, since places are rounded
_COLUMN_GAP = 0.8  # of the letters' size: such a gap over another one parts two columns
_WIDE_GAP = 2.5  # of the letters' size: such a gap parts two columns by itself
_SPACE = 0.2  # of the letters' size: a narrow space
_SLACK = 0.25  # of the letters' size: how well an end of a line is known
_PADS = 10.8  # points between the texts of two cells side by side: twice Word's own 1,9 mm
_BESIDE = 0.1  # of the letters' size: lines apart sideways that share more of their height are in two columns
_CLOSE = 0.9  # of the letters' size: lines no further apart belong together
_NARROWEST = 3.0  # points two gaps must share to be over one another
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.85  # of a line's size: letters smaller than this, and
_RAISE = 0.12  # of a line's size: raised or lowered by this, are a footnote's mark and no digits of the number before
_SHIFT = 0.2  # of the size of the digit before: a digit as large that stands so much aside is a mark too
_OF_NUMBERS = frozenset("0123456789.,")
_WITHOUT_WIDTH = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_DOTS = re.compile(r"[.…_\s]*")


class Letter(NamedTuple):
    """A drawn letter: its text and box, its size in points and the name of its font.

    `order` is its place in the order of painting, `base` the height of its line, `turn` the degrees it is turned by
    against the clock (-1: askew), `colours` its colours (None: not known), `drawn` whether it leaves ink at all, `clip`
    the box that cuts it off, where one does, `doubt` in Vietnamese why nobody can say whether it is seen. `look` says
    why it is left out of the text, None for what is read. `code` is one of a digit, a point or comma and its font,
    where that has its own drawings.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str
    order: int = 0
    base: float = 0.0
    turn: int = 0
    colours: tuple[tuple[float, float, float] | None, ...] = ()
    drawn: bool = True
    clip: Box | None = None
    doubt: str = ""
    look: Sight | None = None
    code: int | None = None


class Word(NamedTuple):
    """A word of a line with its left and right end; `raised` are the small letters after it, `bare` it without them."""

    text: str
    x0: float
    x1: float
    bold: bool
    bare: str
    raised: str = ""


class Line(NamedTuple):
    """A line of text: its words from left to right, its upper and lower end, its letters' size.

    `left` and `right` are the margins of the text it stands in, `spaced` says that a space is drawn at its end.
    """

    words: tuple[Word, ...]
    top: float
    bottom: float
    size: float
    left: float = 0.0
    right: float = 0.0
    spaced: bool = False

    @property
    def text(self) -> str:
        """The words with single spaces; a tab where a gap parts two columns by itself, or two numbers of one cell."""
        return self._joined([word.text for word in self.words])

    @property
    def bare(self) -> str:
        """The text without the small letters raised or lowered after words."""
        return self._joined([word.bare for word in self.words])

    def _joined(self, texts: Sequence[str]) -> str:
        out = texts[0]
        for before, word, text in zip(self.words, self.words[1:], texts[1:], strict=False):
            numbers = out[-1:].isdigit() and text[:1].isdigit()  # a space that groups digits is narrower
            wide = (_COLUMN_GAP if numbers else _WIDE_GAP) * self.size
            out += ("\t" if word.x0 - before.x1 >= wide else " ") + text
        return out

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def joint(self) -> str:
        """What parts this line from one that goes on with it: nothing after a stroke between two words ("bài/cuộc")."""
        return "" if self.text.endswith("/") and not self.spaced else " "

    def gaps(self) -> list[tuple[float, float]]:
        """Return the gaps between its words that may part columns, as (left end, right end)."""
        pairs = zip(self.words, self.words[1:], strict=False)
        return [(a.x1, b.x0) for a, b in pairs if b.x0 - a.x1 >= _COLUMN_GAP * self.size]

    def goes_on(self, above: Line) -> bool:
        """Return whether this line goes on with the paragraph of the one above.

        It does when its first word would not have fitted there: else somebody began a new line on purpose.
        """
        if _DOTS.fullmatch(self.text) or _DOTS.fullmatch(above.text):
            return False
        if self.bold != above.bold or self.top - above.bottom > 0.9 * self.size:
            return False
        size, free = self.size, above.right - above.x1
        middles = (self.x0 + self.x1) / 2 - (above.x0 + above.x1) / 2
        if abs(middles) < 0.5 * size and abs(self.x0 - above.x0) > size:  # both centred
            free = above.right - above.left - (above.x1 - above.x0)
        elif self.x0 - self.left > 0.5 * size and self.x0 - above.x0 > -0.5 * size:
            hanging = abs(self.x0 - above.x0) < 1.0 and free < 2 * size
            if not hanging:
                return False  # indented: a first line
        if above.text[-1] in ".:;!?" and self.text[0].isupper() and free > 0.5 * size:
            return False
        return self.words[0].x1 - self.words[0].x0 + _SPACE * size > free - _SLACK * size


class Columns(NamedTuple):
    """Lines side by side: the text of each column, its lines parted by line breaks."""

    texts: tuple[str, str]
    top: float


def between_digits(letters: Sequence[Letter]) -> set[int]:
    """Return the places of the letters that stand between two digits of one number."""
    order = sorted(
        range(len(letters)), key=lambda place: (round(height_of(letters[place])), letters[place].x0)
    )
    return {
        place
        for before, place, after in zip(order, order[1:], order[2:], strict=False)
        if letters[before].text.isdigit()
        and letters[after].text.isdigit()
        and letters[place].x0 - letters[before].x1 < _WORD_GAP * letters[place].size
        and letters[after].x0 - letters[place].x1 < _WORD_GAP * letters[place].size
    }


def set_upright(letter: Letter) -> Letter:
    """Return a turned letter with its place in the coordinates in which it stands upright."""
    x0, x1, top, bottom = letter.x0, letter.x1, letter.top, letter.bottom
    match letter.turn:
        case 90:
            x0, x1, top, bottom = -bottom, -top, x0, x1
        case 180:
            x0, x1, top, bottom = -x1, -x0, -bottom, -top
        case 270:
            x0, x1, top, bottom = top, bottom, -x1, -x0
        case _:
            return letter
    return letter._replace(x0=x0, x1=x1, top=top, bottom=bottom, base=0.0, turn=0)


def find_lines(letters: Sequence[Letter], fonts: set[str]) -> list[Line]:
    """Return the lines the letters make, from top to bottom. The legacy fonts decoded are added to `fonts`."""
    rows: list[list[Letter]] = []
    for letter in sorted((item for item in letters if item.text.strip()), key=height_of):
        if rows and height_of(letter) - height_of(rows[-1][0]) <= _BASELINE * min(
            letter.size, rows[-1][0].size
        ):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    rows = _with_marks(rows)
    _add_blanks(rows, [item for item in letters if not item.text.strip()])
    return [line for line in (_line(row, fonts) for row in rows) if line.words]


def _with_marks(rows: list[list[Letter]]) -> list[list[Letter]]:
    """Return the rows of letters with the small ones raised or lowered after a letter of a row in that row."""
    out = list(rows)
    for place, row in enumerate(rows):
        size = max(letter.size for letter in row)
        for other in (*rows[max(0, place - 1) : place], *rows[place + 1 : place + 2]):
            large = max(letter.size for letter in other)
            if size >= _SMALL * large:
                continue
            top, bottom = min(letter.top for letter in other), max(letter.bottom for letter in other)
            ends = sorted(letter.x1 for letter in other)
            marks: list[Letter] = []
            for letter in sorted(row, key=lambda item: item.x0):
                shared = min(bottom, letter.bottom) - max(top, letter.top)
                near = _follows(letter.x0, ends, large) or (
                    marks and abs(letter.x0 - marks[-1].x1) < _WORD_GAP * large
                )
                if near and shared > _SHARED * (letter.bottom - letter.top):
                    marks.append(letter)
            if marks:
                other += marks
                row = [letter for letter in row if letter not in marks]
                out[place] = row
                if not row:
                    break
    return [row for row in out if row]


def _follows(left: float, ends: Sequence[float], size: float) -> bool:
    at = bisect_left(ends, left - 0.5 * _WORD_GAP * size)
    return at < len(ends) and ends[at] <= left + _WORD_GAP * size


def _add_blanks(rows: list[list[Letter]], blanks: Sequence[Letter]) -> None:
    """Put each space into the row on whose height it stands."""
    heights = [height_of(row[0]) for row in rows]
    for blank in blanks:
        at = bisect_left(heights, height_of(blank))
        near = min(
            (place for place in (at - 1, at) if 0 <= place < len(rows)),
            key=lambda place: abs(heights[place] - height_of(blank)),
            default=None,
        )
        if near is not None and abs(heights[near] - height_of(blank)) <= _BASELINE * blank.size:
            rows[near].append(blank)


def _line(letters: list[Letter], fonts: set[str]) -> Line:
    letters.sort(key=lambda letter: letter.x0)
    drawn = [letter for letter in letters if letter.text.strip()]
    size = max(letter.size for letter in drawn)
    large = max((letter for letter in drawn if letter.size > _SMALL * size), key=lambda letter: letter.bottom)
    last = len(letters) - 1
    words: list[Word] = []
    run: list[Letter] = []
    mark: list[Letter] = []

    def end() -> None:
        if run or mark:
            words.append(_word(run, mark, fonts))
        run.clear()
        mark.clear()

    for place, letter in enumerate(letters):
        if letter.text in _WITHOUT_WIDTH:
            continue  # whether it parts words is told by the gap it leaves
        blank = not letter.text.strip()
        before = mark[-1] if mark else run[-1] if run else None
        if before and blank and (_covers(before, letter) or _covers(letters[min(place + 1, last)], letter)):
            continue
        parted = before and (blank or letter.x0 - before.x1 > _WORD_GAP * size)
        if parted or (run and not mark and _stands_apart(run, letter, letters[place + 1 : place + 2])):
            end()
        if blank:
            continue
        apart = abs(height_of(letter) - height_of(large)) > _RAISE * size
        small = letter.size < _SMALL * size and (apart or (run and _is_small_digit(letter, run[-1])))
        if small or (run and _is_shifted_digit(letter, run[-1])):
            mark.append(letter)
            continue
        if mark or (run and _is_small_digit(run[-1], letter)):
            end()  # letters that go on after a raised one, or large ones after a small one, are a word of their own
        run.append(letter)
    end()
    top, bottom = min(letter.top for letter in drawn), max(letter.bottom for letter in drawn)
    return Line(tuple(words), top, bottom, size, spaced=not letters[-1].text.strip())


def _stands_apart(run: Sequence[Letter], letter: Letter, after: Sequence[Letter]) -> bool:
    """Return whether a digit stands a little apart from the one before, and nothing beside them does: two numbers.

    A tab that has hardly any room leaves no more. Where all letters are set wide, they stand apart alike.
    """
    gap = letter.x0 - run[-1].x1
    if gap <= max(_APART * letter.size, _LEAST_APART) or not (
        letter.text.isdigit() and run[-1].text.isdigit()
    ):
        return False
    row = [*run[-2:], letter, *after]
    gaps = [
        two.x0 - one.x1
        for one, two in pairwise(row)
        if two is not letter and one.text in _OF_NUMBERS and two.text in _OF_NUMBERS
    ]
    return bool(gaps) and max(gaps) < _CLOSED * letter.size


def _covers(letter: Letter, blank: Letter) -> bool:
    """Return whether a blank lies under a letter, where it parts nothing, as one of those that set a figure right."""
    shared = min(letter.x1, blank.x1) - max(letter.x0, blank.x0)
    return bool(letter.text.strip()) and shared > (blank.x1 - blank.x0) / 2


def _is_small_digit(letter: Letter, before: Letter) -> bool:
    """Return whether a digit beside another one is so small that it may be a note's mark on the same line."""
    digits = letter.text.isdigit() and before.text.isdigit()
    return digits and letter.size < before.size and are_apart(letter.size, before.size)


def _is_shifted_digit(letter: Letter, before: Letter) -> bool:
    """Return whether a digit stands so much higher or lower than the one before it that it is none of its number."""
    shift = abs(height_of(letter) - height_of(before))
    return letter.text.isdigit() and before.text.isdigit() and shift > _SHIFT * before.size


def height_of(letter: Letter) -> float:
    """Return the height of the line a letter stands on."""
    return letter.base or letter.bottom


def _word(letters: list[Letter], mark: list[Letter], fonts: set[str]) -> Word:
    """Return a word, each part decoded by its own font.

    Small letters after it are kept beside it; where they are all there is, or make a power of ten, they stay in it, in
    the letters Unicode has for them.
    """
    text = part = ""
    font = (letters or mark)[0].font
    for letter in letters:
        if letter.font != font:
            text, part, font = text + _decoded(part, font, fonts), "", letter.font
        part += letter.text
    text += _decoded(part, font, fonts)
    raised = "".join(letter.text for letter in mark)
    whole = text + raised.translate(_RAISED)
    bare = whole if not text or is_power_of_ten(text, raised) else text
    every = [*letters, *mark]
    bold = all("bold" in item.font.lower() for item in every)
    return Word(whole, every[0].x0, every[-1].x1, bold, bare, raised if text else "")


def is_power_of_ten(text: str, raised: str) -> bool:
    """Return whether raised letters change the number before them ("10⁶") and are no note's mark."""
    return text == "10" and raised.isdigit()


def _decoded(text: str, font: str, fonts: set[str]) -> str:
    name = font.partition("+")[2] or font  # a subset's name has six letters and "+" before it
    return as_drawn(text, name, fonts, called=name.partition(",")[0])


def find_columns(lines: Sequence[Line]) -> Iterator[Line | Columns]:
    """Yield the lines from top to bottom, those that stand side by side (a letterhead) as columns.

    A line above or below that only lies beside the gap is its column's where the text of the column goes on.
    """
    waiting: list[Line] = []
    at = 0
    while at < len(lines):
        end, gap = _gutter(lines, at)
        if gap is None:
            waiting.append(lines[at])
            at += 1
            continue
        sides: tuple[list[Line], list[Line]] = ([], [])
        for line in lines[at:end]:
            for side, part in _parts(line, gap):
                sides[side].append(part)
        while waiting and (alone := _alone(waiting[-1], gap)):
            side, part = alone
            first = sides[side][:1]
            if not any(line.goes_on(part) or (side and _is_close(part, line)) for line in first):
                break
            sides[side].insert(0, part)
            waiting.pop()
        while end < len(lines) and (alone := _alone(lines[end], gap)):
            side, part = alone
            if not (sides[side] and part.goes_on(sides[side][-1])):
                break
            sides[side].append(part)
            end += 1
        yield from waiting
        waiting = []
        top = min(line.top for side in sides for line in side)
        yield Columns((_column(sides[0]), _column(sides[1])), top)
        at = end
    yield from waiting


def _parts(line: Line, gap: tuple[float, float]) -> Iterator[tuple[int, Line]]:
    """Yield what of a line stands in each column, with the margins of the column: 0 left, 1 right of the gap."""
    middle = (gap[0] + gap[1]) / 2
    for side, margins in enumerate(((line.left, gap[1] - _PADS), (gap[0] + _PADS, line.right))):
        words = tuple(word for word in line.words if (word.x0 >= middle) == bool(side))
        if words:
            yield side, line._replace(words=words, left=margins[0], right=margins[1])


def _alone(line: Line, gap: tuple[float, float]) -> tuple[int, Line] | None:
    """Return the column a line lies in wholly, and the line with its margins; None where it reaches across."""
    if line.x1 <= gap[1] - _NARROWEST or line.x0 >= gap[0] + _NARROWEST:
        parts = [*_parts(line, gap)]
        return parts[0] if len(parts) == 1 else None
    return None


def _column(lines: Sequence[Line]) -> str:
    """Return the text of a column; a line that only goes on with the one above is joined to it."""
    out = ""
    for above, line in zip((None, *lines), lines, strict=False):
        if above is None:
            out = line.text
        else:
            out += (above.joint if line.goes_on(above) else "\n") + line.text
    return out


def _gutter(lines: Sequence[Line], at: int) -> tuple[int, tuple[float, float] | None]:
    """Return where the columns that begin at a line end, and the gap between them; no gap when none begin."""
    best: tuple[int, tuple[float, float] | None] = (at + 1, None)
    lower = _between(lines[at], lines[at + 1]) if at + 1 < len(lines) else None
    for gap in [*lines[at].gaps(), *([lower] if lower else [])]:
        left, right = gap
        end, kept = at + 1, gap
        for place in range(at + 1, len(lines)):
            line = lines[place]
            if line.top - lines[place - 1].bottom > 3 * lines[at].size:
                break
            shared = ((max(left, a), min(right, b)) for a, b in line.gaps())
            both = next((pair for pair in shared if pair[1] - pair[0] >= _NARROWEST), None)
            if both:
                left, right = kept = both
                end = place + 1
                continue
            if line.x1 + _NARROWEST <= right:
                left = max(left, line.x1)  # only the left column has a line here
            elif line.x0 - _NARROWEST >= left:
                right = min(right, line.x0)
            else:
                break
            # No text of the whole page's width begins so far right.
            alone = line.x0 - _NARROWEST >= left and _is_close(lines[place - 1], line)
            if alone or _between(lines[place - 1], line):  # beside the other column's line, a little lower
                kept = left, right
                end = place + 1
        if end > best[0]:
            best = (end, kept)
    return best


def _is_close(above: Line, line: Line) -> bool:
    return line.top - above.bottom < _CLOSE * line.size


def _between(above: Line, line: Line) -> tuple[float, float] | None:
    """Return the gap between two lines that stand side by side, one a little lower than the other; else None."""
    shared = min(above.bottom, line.bottom) - max(above.top, line.top)
    left, right = sorted((above, line), key=lambda item: item.x0)
    if shared > _BESIDE * min(above.size, line.size) and right.x0 - left.x1 >= _COLUMN_GAP * above.size:
        return left.x1, right.x0
    return None


def with_margins(lines: Sequence[Line], edges: Sequence[float], width: float) -> list[Line]:
    """Return a page's lines with the margins of its text.

    The text reaches as far right as at least three lines do, as a table does (`edges` are the right ends of
    the tables), or as a margin like the left one would let it, whatever is furthest.
    """
    if not lines:
        return []
    left = min(line.x0 for line in lines)
    ends = Counter(round(line.x1) for line in lines)
    shared = [float(end) for end, times in ends.items() if times > 2]
    right = max(shared) if shared else max(width - left, *edges, *(line.x1 for line in lines))
    return [line._replace(left=left, right=right) for line in lines]
