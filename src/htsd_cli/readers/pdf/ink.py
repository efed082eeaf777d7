"""What of a painted page agrees with what is read of it: figures nobody sees, and ink that nothing explains.

The parser follows what a page is painted with, but not all of it: colours from tables, clipping paths with holes, ways
of mixing, letters whose font a graphics state names. The painted page is asked besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from htsd_cli.readers.pdf.drawing import Drawing
from htsd_cli.readers.pdf.layout import Box, Letter
from htsd_cli.readers.pdf.paper import PaintedPage
from htsd_cli.readers.pdf.table import LettersInCells
from htsd_cli.values.document import Seen, Sight

_MIDDLE = 0.2, 0.8  # of a digit's height: each has ink between
_LEAST_HIGH, _LEAST_WIDE = 0.4, 0.15  # of its size: a box smaller than this is not where a digit is drawn
_INSIDE = 2.0  # points from a cell's sides
_LEAST_INK = 3.0  # points of height, from which on something may be a digit
_MOST_LETTERS = 30  # of a cell that may be a figure's
_AROUND, _ABOVE, _BELOW = 0.25, 1.1, 0.4  # of a letter's size: so far it may reach beyond its place
_ASKEW = 0.5  # … of one that stands askew, whose box says less of it
_RULE = 1.0  # points around what is drawn
_BAND = 20.0  # points: what explains ink is looked for by its height
_MOST_BANDS = 200


def without_unseen(letters: Iterable[Letter], page: PaintedPage | None, paper: Box) -> Iterator[Letter]:
    """Yield the letters, digits told as unseen where nothing is painted.

    `page` is None where it is not painted; `paper` is its box as the letters' are counted.
    """
    for letter in letters:
        if page is not None and _is_unpainted(letter, page, paper):
            yield letter._replace(look=Sight.UNSEEN)
        else:
            yield letter


def _is_unpainted(letter: Letter, page: PaintedPage, paper: Box) -> bool:
    if not letter.text.isdigit() or not letter.drawn or not letter.font or letter.look is not None:
        return False
    high, wide = letter.bottom - letter.top, letter.x1 - letter.x0
    if letter.turn or high < _LEAST_HIGH * letter.size or wide < _LEAST_WIDE * letter.size:
        return False
    first, last = (letter.top + part * high - paper[1] for part in _MIDDLE)
    box = (letter.x0 - paper[0], first, letter.x1 - paper[0], last)
    return not page.inked(box) and not any(colour.inked(box) for colour in page.colours())


def tell_unread(
    drawing: Drawing,
    tables: Sequence[LettersInCells],
    page: PaintedPage | None,
    paper: Box,
) -> None:
    """Tell blank cells and those of figures of ink in them that is none of the letters and drawings known."""
    if page is None:
        return
    left, top = paper[0], paper[1]
    known: _Known | None = None
    for table in tables:
        for cell, (x0, y0, x1, y1) in enumerate(table.boxes):
            inner = (x0 + _INSIDE, y0 + _INSIDE, x1 - _INSIDE, y1 - _INSIDE)
            if table.sights[cell] or not _may_be_figure(table.inside[cell]):
                continue
            on_page = (inner[0] - left, inner[1] - top, inner[2] - left, inner[3] - top)
            if page.inked(on_page, enough=_LEAST_INK) < _LEAST_INK:
                continue
            known = known or _Known(drawing)
            without = [
                (a - left, b - top, c - left, d - top)
                for a, b, c, d in known.near(inner)
                if not (a <= inner[0] and b <= inner[1] and c >= inner[2] and d >= inner[3])
            ]
            if page.inked(on_page, without, _LEAST_INK) >= _LEAST_INK:
                table.sights[cell].append(Seen(Sight.PICTURE))


def _may_be_figure(letters: Sequence[Letter]) -> bool:
    texts = [letter.text for letter in letters if letter.text.strip()]
    return not texts or (len(texts) <= _MOST_LETTERS and any(text.isdigit() for text in texts))


class _Known:
    """The boxes of all that is known to be drawn, found by their height."""

    def __init__(self, drawing: Drawing) -> None:
        self._bands: dict[int, list[Box]] = {}
        for letter in drawing.letters:
            if letter.text.strip():
                self._add(_reach(letter))
        drawn = [*(shape.box for shape in drawing.shapes), *(image.box for image in drawing.images)]
        for x0, y0, x1, y1 in drawn:
            self._add((x0 - _RULE, y0 - _RULE, x1 + _RULE, y1 + _RULE))

    def _add(self, box: Box) -> None:
        first = int(box[1] // _BAND)
        for band in range(first, min(int(box[3] // _BAND), first + _MOST_BANDS) + 1):
            self._bands.setdefault(band, []).append(box)

    def near(self, box: Box) -> set[Box]:
        """Return the boxes that share something with this one."""
        return {
            other
            for band in range(int(box[1] // _BAND), int(box[3] // _BAND) + 1)
            for other in self._bands.get(band, ())
            if other[0] < box[2] and other[2] > box[0] and other[1] < box[3] and other[3] > box[1]
        }


def _reach(letter: Letter) -> Box:
    """Return the box a letter may have ink in: its own, and what its size says of its place."""
    size = max(letter.size, letter.bottom - letter.top if not letter.turn else letter.size)
    around = (_AROUND if letter.turn >= 0 else _ASKEW) * size
    top, bottom = letter.top, letter.bottom
    if letter.turn:
        return (letter.x0 - around, top - around, letter.x1 + around, bottom + around)
    base = letter.base or bottom
    return (
        letter.x0 - around,
        min(top, base - _ABOVE * size),
        letter.x1 + around,
        max(bottom, base + _BELOW * size),
    )
