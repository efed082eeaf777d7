"""The pages of a PDF as PDFium paints them: how dark each point is. What the parser makes of a page is held against it.

What is laid over a page is not painted: notes, marks and fields are told by themselves.
Boxes are in points from the upper left corner of a page as a person sees it.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from htsd_cli.readers.pdf.layout import Box
from htsd_cli.readers.pdf.painter import SCALE, Painter, StoppedError, painter_of

if TYPE_CHECKING:
    from types import TracebackType

_MOST_KEPT = 16  # painted pages; more of them are painted anew each time they are asked for
_MOST_SECONDS = (
    6.0  # of processor time for reading the pages that are painted; the others are told as not painted
)
_INK = 48  # from this on, of 255, a pixel of a drawing is inked
_DARK = 128  # … and is surely of it
_FOOT = 2  # lines of pixels over the line a drawing stands on, where it has ink
_INKED = re.compile(rb"[\x30-\xff]+")  # pixels of one piece with those beside and under them,
_EDGE = 6  # a sixth of a digit's width on either side, where others may touch it
_SURELY = bytes(value if value >= 0x70 else 0 for value in range(256))  # … and those that surely are
_OVERHANG = 0.3  # of a digit's width: so far it may reach beside its place
_STANDS_OUT = 25  # of 255: so much darker or lighter than what is beside it, a pixel is seen
_BESIDE = 3  # pixels
_STEP = 2  # every other line is looked at
_WIDE, _HIGH = 8, 11  # a digit's drawing is held against others in so many parts,
_BLURRED = 2  # each mixed so often with those beside it, since fonts differ in their strokes
_LEAST_CONTRAST = 60  # of 255, of a drawing whose shape is looked at


class Shape(NamedTuple):
    """How a drawing's ink is spread over its parts, as a vector of length 1 with a mean of 0; how wide it is for its
    height."""

    parts: tuple[float, ...]
    wide: float

    def like(self, other: Shape) -> float:
        """Return how like two drawings are: 1 for the same."""
        alike = sum(one * part for one, part in zip(self.parts, other.parts, strict=True))
        return alike - abs(self.wide - other.wide) / 2


class PaintedPage:
    """A painted page: how light each pixel is, from 0 for black; `size` is its width and height in points.

    `colours` paints it again and gives the same of its three colours, in which more stands out.
    """

    def __init__(
        self,
        size: tuple[float, float],
        rows: Sequence[bytes],
        colours: Callable[[], tuple[PaintedPage, ...]] = tuple,
    ) -> None:
        self._size = size
        self._rows = rows
        self._width = len(rows[0]) if rows else 0
        self.colours = colours

    def is_of(self, width: float, height: float) -> bool:
        """Return whether it is as large as a page is thought to be, in points."""
        return bool(self._rows) and all(
            abs(one - other) < 1.0 for one, other in zip(self._size, (width, height), strict=True)
        )

    def shape(self, box: Box) -> Shape | None:
        """Return how the ink in a box is spread, None where there is too little to tell.

        Only the largest drawing in it is looked at, wholly: a rule above, a part of the digit beside are apart from it.
        """
        left, top, right, bottom = (round(side * SCALE) for side in box)
        drawn: list[bytes] = []
        for over in (round(_OVERHANG * (right - left)), 1):
            start, end = max(left - over, 0), min(right + over, self._width)
            lines = _inks([row[start:end] for row in self._rows[max(top, 0) : max(bottom, 0)]])
            drawn = _largest(lines, left - start, right - start)
            if drawn and len(drawn[0]) <= right - left + over:
                break  # else it touches what is beside it
        if len(drawn) < _HIGH or len(drawn[0]) < 3:
            return None
        return _spread(drawn)

    def below(self, box: Box, base: float) -> float | None:
        """Return how far under a line the drawing on it in a box reaches, in points; None where none stands on it.

        A rule under it, as wide as the box, is none of it.
        """
        left, top, right, bottom = (round(side * SCALE) for side in box)
        left, right = max(left, 0), min(right, self._width)
        start, end = max(left - (right - left) // 2, 0), right + (right - left) // 2
        line = round(base * SCALE)
        lines = _inks([row[start:end] for row in self._rows[max(top, 0) : max(bottom, 0)]])
        on_line = lines[max(0, line - top - _FOOT) : max(0, line - top)]
        inside = range(left - start, right - start)
        first, last = _longest([any(row[at] >= _DARK for row in on_line) for at in inside])
        if first == last:
            return None
        first, last = first + inside.start, last + inside.start
        reach = line - base * SCALE
        for row in lines[line - top :]:
            # A slanted tail is beside the head, and beyond its box.
            first, last = _run(row, max(first - (last - first) // 2, 0), min(last + 1, len(row)))
            if first == last or min(row[inside.start : inside.stop]) >= _INK:
                break
            reach += max(row[first:last]) / 255
        return reach / SCALE

    def inked(self, box: Box, without: Sequence[Box] = (), enough: float = 0.0) -> float:
        """Return in how many points of a box's height something stands out, apart from what is in other boxes.

        Once it is more than nothing and `enough`, the rest is not looked at.
        """
        left, top, right, bottom = (max(round(side * SCALE), 0) for side in box)
        hiding = sorted((round(x0 * SCALE), round(x1 * SCALE), y0, y1) for x0, y0, x1, y1 in without)
        found = 0.0
        for at in range(top, min(bottom, len(self._rows)), _STEP):
            whole = self._rows[at][left:right]
            if _is_even(whole):
                continue
            y = (at + 0.5) / SCALE
            hidden = [(start, end) for start, end, y0, y1 in hiding if y0 <= y <= y1]
            parts = _between(hidden, left, right)
            if any(_stands_out(whole[start - left : end - left]) for start, end in parts):
                found += _STEP / SCALE
                if found >= enough:
                    break
        return found


def _inks(lines: Sequence[bytes]) -> list[bytes]:
    """Return how much each pixel differs from the paper, which most of them show: 255 for what differs most."""
    pixels = b"".join(lines)
    if not pixels:
        return []
    paper = Counter(pixels).most_common(1)[0][0]
    most = max(abs(max(pixels) - paper), abs(min(pixels) - paper), _LEAST_CONTRAST)
    table = bytes(min(255, abs(value - paper) * 255 // most) for value in range(256))
    return [line.translate(table) for line in lines]


def _largest(lines: Sequence[bytes], left: int, right: int) -> list[bytes]:
    """Return the drawing of one piece that is highest between two columns, cut out of what is beside it."""
    runs: list[tuple[int, int, int]] = []  # of ink: the line, where it begins and ends
    earlier: list[int] = []  # of each run, the number of one of the same piece; its own where it is the first

    def piece(run: int) -> int:
        while earlier[run] != run:
            run = earlier[run]
        return run

    above = range(0)
    margin = (right - left) // _EDGE
    first, last = max(left + margin, 0), max(right - margin, 0)
    for number, line in enumerate(lines):
        # A hair's breadth joins the parts of a digit, but no digit to what is beside it.
        line = b"".join((line[:first].translate(_SURELY), line[first:last], line[last:].translate(_SURELY)))
        begun = len(runs)
        for found in _INKED.finditer(line):
            start, end = found.span()
            earlier.append(len(runs))
            runs.append((number, start, end))
            for other in above:
                if runs[other][1] <= end and start <= runs[other][2]:
                    earlier[piece(len(runs) - 1)] = piece(other)
        above = range(begun, len(runs))
    high: dict[int, set[int]] = {}
    for run, (number, start, end) in enumerate(runs):
        if start < right and end > left:
            high.setdefault(piece(run), set()).add(number)
    highest = max(high, key=lambda one: len(high[one]), default=None)
    own = [run for place, run in enumerate(runs) if piece(place) == highest]
    if not own:
        return []
    top, first, last = own[0][0], min(run[1] for run in own), max(run[2] for run in own)
    drawn = [bytearray(last - first) for _ in range(top, own[-1][0] + 1)]
    for number, start, end in own:
        drawn[number - top][start - first : end - first] = lines[number][start:end]
    return [bytes(line) for line in drawn]


def _between(hidden: Sequence[tuple[int, int]], left: int, right: int) -> Iterator[tuple[int, int]]:
    """Yield what is left of a line from `left` to `right` without the hidden parts, given in order."""
    at = left
    for start, end in hidden:
        if start > at:
            yield at, min(start, right)
        at = max(at, end)
    if at < right:
        yield at, right


def _is_even(line: bytes) -> bool:
    """Return whether all of a line is of one colour, as most lines are."""
    return not line or line.count(line[0]) == len(line)


def _stands_out(line: bytes) -> bool:
    """Return whether a line has an edge; a shade that changes slowly has none."""
    if _is_even(line) or max(line) - min(line) < _STANDS_OUT:
        return False
    return any(
        abs(one - other) >= _STANDS_OUT for one, other in zip(line, line[_BESIDE:] or line[-1:], strict=False)
    )


class Paper:
    """The pages of a file, each painted when it is asked for; a context that closes the file at its end.

    A file some of whose pages are `heavy` is painted in a process of its own, which ends when it takes too long:
    `stopped` is the number of the page, from 1, that took too long to paint; None where none did. `unpainted` are those
    of all pages asked for that could not be painted.
    """

    def __init__(self, path: Path, *, heavy: bool) -> None:
        self._path = path
        self._heavy = heavy
        self._painter: Painter | None = None
        self._pages: dict[tuple[int, int], PaintedPage | None] = {}
        self._coloured: tuple[tuple[int, int], tuple[PaintedPage, ...]] | None = None
        self.stopped: int | None = None
        self.unpainted: set[int] = set()
        self._begun = time.process_time()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._painter is not None:
            self._painter.close()

    def page(self, number: int, rotation: int, width: float, height: float) -> PaintedPage | None:
        """Return a page, counted from 0, turned by `rotation` degrees and as large as this in points.

        None for one that is not painted: PDFium cannot read the file, takes the page for another size, or painting
        all of them takes too long.
        """
        key = number, rotation
        found = self._pages.get(key)
        if key not in self._pages:
            found = next(iter(self._painted(number, rotation)), None)
            if len(self._pages) < _MOST_KEPT:
                self._pages[key] = found
        if found is not None and found.is_of(width, height):
            return found
        self.unpainted.add(number + 1)
        return None

    def _colours(self, number: int, rotation: int) -> tuple[PaintedPage, ...]:
        """Return a page in each of its colours; only those of one page are kept."""
        if self._coloured is None or self._coloured[0] != (number, rotation):
            self._coloured = (number, rotation), self._painted(number, rotation, coloured=True)
        return self._coloured[1]

    def _painted(self, number: int, rotation: int, *, coloured: bool = False) -> tuple[PaintedPage, ...]:
        if self.stopped is not None or time.process_time() - self._begun > _MOST_SECONDS:
            return ()
        try:
            if self._painter is None:
                self._painter = painter_of(self._path, heavy=self._heavy)
            pixels = self._painter.paint(number, rotation, coloured=coloured)
        except StoppedError:
            self.stopped = number + 1
            return ()
        if pixels is None:
            return ()
        again: Callable[[], tuple[PaintedPage, ...]] = tuple
        if not coloured:
            again = partial(self._colours, number, rotation)
        return tuple(PaintedPage(pixels.size, lines, again) for lines in pixels.channels)


def _longest(inked: Sequence[bool]) -> tuple[int, int]:
    """Return where the longest run of what is inked begins and ends."""
    best, start = (0, 0), 0
    for at, here in enumerate((*inked, False)):
        if not here:
            if at - start > best[1] - best[0]:
                best = (start, at)
            start = at + 1
    return best


def _run(line: bytes, first: int, last: int) -> tuple[int, int]:
    """Return where the inked run begins and ends that lies between two places of a line, wholly; the same for none."""
    inked = [at for at in range(first, last) if line[at] >= _INK]
    if not inked:
        return first, first
    first, last = inked[0], inked[-1] + 1
    while first > 0 and line[first - 1] >= _INK:
        first -= 1
    while last < len(line) and line[last] >= _INK:
        last += 1
    return first, last


def _spread(lines: Sequence[bytes]) -> Shape | None:
    """Return how a drawing's ink is spread, None where it is the same all over."""
    high, wide = len(lines), len(lines[0])
    sides = [
        (at * wide // _WIDE, max((at + 1) * wide // _WIDE, at * wide // _WIDE + 1)) for at in range(_WIDE)
    ]
    grid: list[list[float]] = []
    for start, end in pairwise(down * high // _HIGH for down in range(_HIGH + 1)):
        rows = lines[start:end]
        columns = [sum(column) for column in zip(*rows, strict=True)]
        grid.append([sum(columns[first:last]) / (len(rows) * (last - first)) for first, last in sides])
    for _ in range(_BLURRED):
        across = [_blurred(row) for row in grid]
        grid = [list(row) for row in zip(*map(_blurred, zip(*across, strict=True)), strict=True)]
    parts = [part for row in grid for part in row]
    middle = sum(parts) / len(parts)
    apart = [part - middle for part in parts]
    length = sum(part * part for part in apart) ** 0.5
    return Shape(tuple(part / length for part in apart), wide / high) if length else None


def _blurred(row: Sequence[float]) -> list[float]:
    return [
        (before + 2 * part + after) / 4
        for before, part, after in zip((0.0, *row), row, (*row[1:], 0.0), strict=False)
    ]
