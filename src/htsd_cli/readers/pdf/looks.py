"""Tells of each letter whether a person sees it on paper, and whether it is struck through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from htsd_cli.readers.pdf.drawing import WHITE, Colour, Drawing, Shape, draw_form
from htsd_cli.readers.pdf.fonts.codes import UNKNOWN
from htsd_cli.readers.pdf.layout import Box, Letter, set_upright
from htsd_cli.readers.pdf.masks import Mask
from htsd_cli.values.document import Sight

if TYPE_CHECKING:
    from pdfminer.pdftypes import PDFStream
    from pdfplumber.page import Page

_THIN = 2.0  # points of a stroke; a thicker one may still be thin beside large letters
_THIN_BESIDE = 0.25  # of a letter's height
_WAVE = 0.5  # of a letter's size: a pattern no higher is a line drawn in waves
_EXACT = 1.5  # points: how well the ends of a stroke fit the letters it strikes
_MIDDLE = (
    0.3,
    0.85,
)  # of a letter's height from its top: a stroke here strikes it, a lower one underlines it
_MIDST, _FROM_MIDST = 0.36, 0.15  # of its size: where the midst of a digit is above its line, and how near it
_CROSSED = "đường kẻ chạy ngang qua số"
_SAME_COLOUR = 0.1  # of full light, in each of red, green and blue
_TINY = 3.0  # points, when
_TINY_BESIDE = 0.5  # of the page's usual letters
_BAND = 20.0  # points: fills are looked for by their height on the page,
_FARTHEST = 20_000  # of which no more is looked at


class Stroke(NamedTuple):
    """A thin horizontal line: its ends, its height on the page, its thickness; a white one is seen on a dark ground."""

    x0: float
    x1: float
    y: float
    thickness: float
    white: bool = False


def with_looks(
    drawing: Drawing, page: Box, struck: Sequence[Box], rules: Iterable[float] = ()
) -> list[Letter]:
    """Return a page's letters, those left out of the text with the reason.

    `struck` are boxes of marks laid over the page that strike what is in them; `rules` the heights of its tables' own
    rules, which strike nothing.
    """
    sizes = [letter.size for letter in drawing.letters if letter.text.strip()]
    usual = median(sizes) if sizes else 0.0
    fills = _Fills(drawing)
    strokes = [*strokes_of(drawing.shapes), *_waves(drawing, usual)]
    through, crossed = _struck(drawing.letters, strokes, struck, list(rules))
    through |= _struck_turned(drawing)
    out: list[Letter] = []
    for number, letter in enumerate(drawing.letters):
        look: Sight | None = None
        if letter.text.strip():
            if _is_unseen(letter, page, usual, fills):
                look = Sight.UNSEEN
            elif number in through and letter.text != "_":
                look = Sight.STRUCK
            elif letter.text.isdigit() and (letter.doubt or number in crossed):
                look = Sight.UNKNOWN
                letter = letter._replace(doubt=letter.doubt or _CROSSED)
        if letter.text == UNKNOWN and letter.turn == -1:
            letter = letter._replace(
                turn=0
            )  # a font of drawings does not tell how they stand: it is lost in its line
        out.append(letter._replace(look=look) if look else letter)
    return out


def seen_text(page: Page, form: PDFStream, resources: object) -> str:
    """Return what a person sees of a form XObject's letters, from top to bottom; `resources` serve one without."""
    drawing, paper = draw_form(page, form, resources)
    seen = [letter for letter in with_looks(drawing, paper, ()) if letter.look is None]
    seen.sort(key=lambda letter: (round(letter.bottom / max(letter.bottom - letter.top, 1.0)), letter.x0))
    return "".join(letter.text for letter in seen).strip()


def strokes_of(shapes: Iterable[Shape]) -> list[Stroke]:
    """Return the thin level lines among what is drawn."""
    found = []
    for shape in shapes:
        x0, top, x1, bottom = shape.box
        painted = shape.stroke or shape.fill
        if shape.straight and x1 - x0 > bottom - top and bottom - top < 2 * _THIN:
            found.append(Stroke(x0, x1, (top + bottom) / 2, bottom - top, painted == WHITE))
    return found


def _struck_turned(drawing: Drawing) -> set[int]:
    """Return the places of the turned letters that a stroke along their line strikes, from the first to the last."""
    found: set[int] = set()
    for turn in {letter.turn for letter in drawing.letters if letter.turn > 0}:
        places = [number for number, letter in enumerate(drawing.letters) if letter.turn == turn]
        upright = [set_upright(drawing.letters[number]) for number in places]
        strokes = strokes_of(shape._replace(box=_upright_box(shape.box, turn)) for shape in drawing.shapes)
        through, _ = _struck(upright, strokes, (), [stroke.y for stroke in strokes])
        found.update(places[number] for number in through)
    return found


def _upright_box(box: Box, turn: int) -> Box:
    """Return a box in the coordinates in which letters turned so stand upright."""
    x0, top, x1, bottom = box
    place = Letter("", x0, x1, top, bottom, 0.0, "", turn=turn)
    upright = set_upright(place)
    return (upright.x0, upright.top, upright.x1, upright.bottom)


def _waves(drawing: Drawing, size: float) -> list[Stroke]:
    """Return the wavy lines, which are drawn as a pattern in a low box; `size` is that of the page's usual letters."""
    boxes = [image.box for image in drawing.shades]
    return [
        Stroke(x0, x1, (top + bottom) / 2, _THIN)
        for x0, top, x1, bottom in boxes
        if bottom - top < _WAVE * size and x1 - x0 > 1.0
    ]


def _is_unseen(letter: Letter, page: Box, usual: float, fills: _Fills) -> bool:
    x, y = (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
    if not letter.drawn or not (page[0] <= x <= page[2] and page[1] <= y <= page[3]):
        return True
    if letter.text != UNKNOWN and letter.size < _TINY and letter.size < _TINY_BESIDE * usual:
        return True  # a font of drawings without names does not tell their size either
    if letter.clip is not None and any(char.isdigit() for char in letter.text):
        return True  # a name that its cell cuts off is read whole, a figure is what is seen of it
    below, covered = fills.at(letter)
    if covered:
        return True
    known = [colour for colour in letter.colours if colour is not None]
    if not known or len(known) < len(letter.colours) or below is None:
        return False
    return all(_alike(colour, below) for colour in known)


def _alike(first: Colour, second: Colour) -> bool:
    return all(abs(a - b) < _SAME_COLOUR for a, b in zip(first, second, strict=True))


def _bands(box: Box) -> range:
    """Return the bands of the page a box lies in; a page's own box may begin above or below 0."""
    return range(int(max(box[1], -_FARTHEST) // _BAND), int(min(box[3], _FARTHEST) // _BAND) + 1)


class _Fills:
    """The painted areas of a page, found by their height."""

    def __init__(self, drawing: Drawing) -> None:
        self._bands: dict[int, list[tuple[Box, int, Colour | None]]] = {}
        for shape in drawing.shapes:
            if shape.opaque and (shape.fill is not None) and shape.box[3] - shape.box[1] > _THIN:
                self._add(shape.box, shape.order, shape.fill)
        for image in (*drawing.images, *drawing.shades):
            if image.opaque:
                self._add(image.box, image.order, None)
        self._masked = [(image, image.mask) for image in drawing.images if image.mask is not None]
        self._masks: dict[int, Mask | None] = {}

    def _add(self, box: Box, order: int, colour: Colour | None) -> None:
        for band in _bands(box):
            self._bands.setdefault(band, []).append((box, order, colour))

    def at(self, letter: Letter) -> tuple[Colour | None, bool]:
        """Return what lies below a letter (None: not known) and whether something is painted over it later."""
        below: Colour | None = WHITE
        last = -1
        across, down = 0.25 * (letter.x1 - letter.x0), 0.35 * (letter.bottom - letter.top)
        y = (letter.top + letter.bottom) / 2
        for (x0, top, x1, bottom), painted, colour in self._bands.get(int(y // _BAND), ()):
            if (
                x0 <= letter.x0 + across
                and letter.x1 - across <= x1
                and top <= letter.top + down
                and letter.bottom - down <= bottom
            ):
                if painted > letter.order:
                    return below, True
                if painted > last:
                    below, last = colour, painted
        return below, self._is_patched(letter)

    def _is_patched(self, letter: Letter) -> bool:
        """Return whether a picture with a mask is painted all over a letter."""
        x, y = (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
        for number, (image, read) in enumerate(self._masked):
            x0, top, x1, bottom = image.box
            if not (image.order > letter.order and x0 <= x <= x1 and top <= y <= bottom):
                continue
            if number not in self._masks:
                self._masks[number] = read()
            mask, whole = self._masks[number], image.whole or image.box
            across, down = whole[2] - whole[0] or 1.0, whole[3] - whole[1] or 1.0
            part = (
                (letter.x0 - whole[0]) / across,
                (letter.top - whole[1]) / down,
                (letter.x1 - whole[0]) / across,
                (letter.bottom - whole[1]) / down,
            )
            if mask is not None and mask.hides(part):
                return True
        return False


def _struck(
    letters: Sequence[Letter], strokes: Sequence[Stroke], boxes: Sequence[Box], rules: Sequence[float]
) -> tuple[set[int], set[int]]:
    """Return the places of the letters that are struck through, and of those that a table's rule may strike.

    A stroke strikes letters when it runs through their middle, and either ends where the first begins and the last
    ends or is no rule of a table. One through the midst of digits from side to side of their cells looks like a rule:
    nobody knows.
    """
    found: set[int] = set()
    crossed: set[int] = set()
    bands: dict[int, list[int]] = {}
    for number, letter in enumerate(letters):
        if letter.turn == 0 and letter.text.strip():
            for band in range(int(letter.top // _BAND), int(letter.bottom // _BAND) + 1):
                bands.setdefault(band, []).append(number)
    for stroke in strokes:
        under = [
            number
            for number in bands.get(int(stroke.y // _BAND), ())
            if _runs_through(stroke, letters[number])
        ]
        if not under:
            continue
        first, last = min(letters[number].x0 for number in under), max(letters[number].x1 for number in under)
        exact = abs(first - stroke.x0) < _EXACT and abs(stroke.x1 - last) < _EXACT
        if exact or all(abs(rule - stroke.y) > 1.0 for rule in rules):
            found.update(under)
        else:
            crossed.update(number for number in under if _is_crossed(stroke, letters[number]))
    for box in boxes:
        for band in _bands(box):
            found.update(number for number in bands.get(band, ()) if _is_in(letters[number], box))
    return found, crossed


def _is_crossed(stroke: Stroke, letter: Letter) -> bool:
    """Return whether a stroke runs through the midst of a digit's drawing."""
    middle = (letter.base or letter.bottom) - _MIDST * letter.size
    return letter.text.isdigit() and abs(stroke.y - middle) < _FROM_MIDST * letter.size


def _runs_through(stroke: Stroke, letter: Letter) -> bool:
    height = letter.bottom - letter.top or 1.0
    x = (letter.x0 + letter.x1) / 2
    place = (stroke.y - letter.top) / height
    return (
        stroke.x0 <= x <= stroke.x1
        and _MIDDLE[0] < place < _MIDDLE[1]
        and not (letter.base and stroke.y > letter.base)
        and stroke.thickness <= max(_THIN, _THIN_BESIDE * height)
        and (not stroke.white or _is_white(letter))
    )


def _is_white(letter: Letter) -> bool:
    return bool(letter.colours) and all(
        colour is not None and _alike(colour, WHITE) for colour in letter.colours
    )


def _is_in(letter: Letter, box: Box) -> bool:
    x, y = (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
