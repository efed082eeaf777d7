"""Puts the letters of a page into lines, lines into columns, and tells where a paragraph goes on.

All places are in points from the page's top left corner.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from htsd_cli.language.legacy_fonts import decode, is_legacy

Box = tuple[float, float, float, float]  # left, top, right, bottom

_BASELINE = 0.55  # of the letters' size: lower ends closer than this stand on one line
_WORD_GAP = 0.15  # of the letters' size: a wider gap parts two words
_COLUMN_GAP = 0.8  # of the letters' size: such a gap over another one parts two columns
_WIDE_GAP = 2.5  # of the letters' size: such a gap parts two columns by itself
_SPACE = 0.2  # of the letters' size: a narrow space
_SLACK = 0.25  # of the letters' size: how well an end of a line is known
_PADS = 10.8  # points between the texts of two cells side by side: twice Word's own 1,9 mm
_EXACT = 1.5  # points: how well the ends of a stroke fit the letters it strikes
_NARROWEST = 3.0  # points two gaps must share to be over one another
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.8  # of a line's size: letters smaller than this, and
_RAISE = 0.15  # of a line's size: raised by this, are a footnote's mark and no digits of the number before
_WITHOUT_WIDTH = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_DOTS = re.compile(r"[.…_\s]*")


class Letter(NamedTuple):
    """A drawn letter: its text and box, its size in points and the name of its font."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str


class Stroke(NamedTuple):
    """A thin horizontal line: its ends and its height on the page."""

    x0: float
    x1: float
    y: float


class Word(NamedTuple):
    """A word of a line with its left and right end."""

    text: str
    x0: float
    x1: float
    bold: bool


class Line(NamedTuple):
    """A line of text: its words from left to right, its upper and lower end, its letters' size.

    `left` and `right` are the margins of the text it stands in.
    """

    words: tuple[Word, ...]
    top: float
    bottom: float
    size: float
    left: float = 0.0
    right: float = 0.0

    @property
    def text(self) -> str:
        """The words with single spaces; a tab where a gap parts two columns by itself."""
        out = self.words[0].text
        for before, word in zip(self.words, self.words[1:], strict=False):
            out += ("\t" if word.x0 - before.x1 >= _WIDE_GAP * self.size else " ") + word.text
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


def without_struck(letters: Sequence[Letter], strokes: Iterable[Stroke]) -> list[Letter]:
    """Return the letters that no stroke strikes through.

    A stroke strikes letters when it runs through their middle and ends where the first begins and the last
    ends; a rule of a table or under a word does not.
    """
    struck: set[Letter] = set()
    for stroke in strokes:
        under = [
            letter
            for letter in letters
            if letter.x0 >= stroke.x0 - _EXACT
            and letter.x1 <= stroke.x1 + _EXACT
            and 0.35 < (stroke.y - letter.top) / (letter.bottom - letter.top or 1.0) < 0.85
        ]
        if (
            under
            and min(letter.x0 for letter in under) - stroke.x0 < _EXACT
            and stroke.x1 - max(letter.x1 for letter in under) < _EXACT
        ):
            struck.update(under)
    return [letter for letter in letters if letter not in struck] if struck else list(letters)


def find_lines(letters: Sequence[Letter], fonts: set[str]) -> list[Line]:
    """Return the lines the letters make, from top to bottom. The legacy fonts decoded are added to `fonts`."""
    rows: list[list[Letter]] = []
    low = 0.0
    for letter in sorted(letters, key=lambda letter: letter.bottom):
        if rows and letter.bottom - low <= _BASELINE * max(letter.size, rows[-1][0].size):
            rows[-1].append(letter)
        elif letter.text.strip():
            rows.append([letter])
            low = letter.bottom
    return [line for line in (_line(row, fonts) for row in rows) if line.words]


def _line(letters: list[Letter], fonts: set[str]) -> Line:
    letters.sort(key=lambda letter: letter.x0)
    drawn = [letter for letter in letters if letter.text.strip()]
    size = max(letter.size for letter in drawn)
    bottom = max(letter.bottom for letter in drawn)
    words: list[Word] = []
    run: list[Letter] = []
    for letter in letters:
        if letter.text in _WITHOUT_WIDTH:
            continue  # whether it parts words is told by the gap it leaves
        blank = not letter.text.strip()
        if run and (blank or letter.x0 - run[-1].x1 > _WORD_GAP * size):
            words.append(_word(run, fonts))
            run = []
        if not blank:
            raised = letter.size < _SMALL * size and bottom - letter.bottom > _RAISE * size
            run.append(letter._replace(text=letter.text.translate(_RAISED)) if raised else letter)
    if run:
        words.append(_word(run, fonts))
    return Line(tuple(words), min(letter.top for letter in drawn), bottom, size)


def _word(letters: list[Letter], fonts: set[str]) -> Word:
    """Return a word, each part decoded by its own font."""
    text = part = ""
    font = letters[0].font
    for letter in letters:
        if letter.font != font:
            text, part, font = text + _decoded(part, font, fonts), "", letter.font
        part += letter.text
    text += _decoded(part, font, fonts)
    return Word(text, letters[0].x0, letters[-1].x1, all("bold" in item.font.lower() for item in letters))


def _decoded(text: str, font: str, fonts: set[str]) -> str:
    name = font.partition("+")[2] or font  # a subset's name has six letters and "+" before it
    if not is_legacy(name):
        return text
    plain = decode(text, name)
    if plain != text:
        fonts.add(name.partition(",")[0])
    return plain


def find_columns(lines: Sequence[Line]) -> Iterator[Line | Columns]:
    """Yield the lines from top to bottom, those that stand side by side (a letterhead) as columns."""
    at = 0
    while at < len(lines):
        end, gap = _gutter(lines, at)
        if gap is None:
            yield lines[at]
            at += 1
            continue
        middle = (gap[0] + gap[1]) / 2
        sides: tuple[list[Line], list[Line]] = ([], [])
        for line in lines[at:end]:
            for side, margins in enumerate(((line.left, gap[1] - _PADS), (gap[0] + _PADS, line.right))):
                words = tuple(word for word in line.words if (word.x0 >= middle) == bool(side))
                if words:
                    sides[side].append(line._replace(words=words, left=margins[0], right=margins[1]))
        yield Columns((_column(sides[0]), _column(sides[1])), lines[at].top)
        at = end


def _column(lines: Sequence[Line]) -> str:
    """Return the text of a column; a line that only goes on with the one above is joined to it."""
    out = ""
    for above, line in zip((None, *lines), lines, strict=False):
        if above is None:
            out = line.text
        else:
            out += (" " if line.goes_on(above) else "\n") + line.text
    return out


def _gutter(lines: Sequence[Line], at: int) -> tuple[int, tuple[float, float] | None]:
    """Return where the columns that begin at a line end, and the gap between them; no gap when none begin."""
    best: tuple[int, tuple[float, float] | None] = (at + 1, None)
    for gap in lines[at].gaps():
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
            elif line.x1 + _NARROWEST <= right:
                left = max(left, line.x1)  # only the left column has a line here
            elif line.x0 - _NARROWEST >= left:
                right = min(right, line.x0)
            else:
                break
        if end > best[0]:
            best = (end, kept)
    return best


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
