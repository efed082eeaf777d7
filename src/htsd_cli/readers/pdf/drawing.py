"""What is drawn on a page, in the order it is drawn: letters, strokes, fills, curves and pictures with their looks.

What a clipping path cuts off, what lies under a mask or shows through, and which layers are switched off is known.
All places are in points from the page's top left corner.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, pairwise
from math import hypot, inf
from typing import TYPE_CHECKING, NamedTuple

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTPage, LTRect
from pdfminer.pdftypes import resolve1

from htsd_cli.readers.pdf.layers import Layers
from htsd_cli.readers.pdf.layout import Box, Letter
from htsd_cli.readers.pdf.masks import Mask, mask_of
from htsd_cli.readers.pdf.painting import NO_INK, Painted, Stamp, both, painted, painted_form

if TYPE_CHECKING:
    from pdfminer.pdftypes import PDFStream
    from pdfplumber.page import Page

Colour = tuple[float, float, float]  # red, green, blue from 0 to 1

WHITE: Colour = (1.0, 1.0, 1.0)
_FEWEST_STRIPS = 6  # colours of a gradient drawn strip by strip
_WIDEST_STRIP = 3.0  # points
_OPAQUE = 0.9  # from this on nothing below is seen
_FAINTEST = 0.1  # of full ink: up to this letters are not seen
IN_A_LAYER = "số chỉ hiện khi xem hoặc chỉ hiện khi in"
PATTERNED = "số tô bằng hoa văn"
MASKED = "số nằm dưới mặt nạ có thể che mất"
_SQUEEZED = 0.2  # of its height, or its width: a letter pressed more than this is a line
_LEAST_PATCH = 3.0  # points
# What marks letters: how high it is at the most, in points and of the letters' size, and how near its ends to theirs.
_MOST_MARKED, _LINE, _AT_ENDS = 60.0, 1.6, 0.8
_MOST_SLANT = 0.8  # of a letter's box
_HAIR = 0.05  # points by which a rule may stand askew
_CORNERS = 4  # of a bar: fewer are a stroke by hand
_BORDER, _LONGER = 3.0, 4.0  # points of a bar that may be a border, and how much longer than thick it is
# A border of dots or dashes: how long these are at the most, how far apart, in points; how many there are at the least,
# how long for their thickness, and how much of the border they fill.
_LONGEST_DASH, _DASHES_APART, _FEWEST_DASHES, _DOT, _GAPS = 12.0, 5.0, 4, 0.9, 0.85
# A frame with round corners: how wide and high it is at the least, how far a corner reaches, in points and of its side.
_LEAST_FRAME, _ROUNDEST, _ROUNDED = 12.0, 15.0, 0.4
_POINTS = frozenset(".,")
_STRAIGHT = 0.2  # of a letter's longer side: a letter turned by more than this stands askew


class Shape(NamedTuple):
    """A painted path: its box, the colours of its line and its fill (None: not painted or not known), its place in
    the order of painting, whether it hides what is below, and whether all its sides are upright or level."""

    box: Box
    stroke: Colour | None
    fill: Colour | None
    order: int
    opaque: bool
    straight: bool
    points: tuple[tuple[float, float], ...]


class Image(NamedTuple):
    """A picture or a shading: its box, its place in the order of painting, whether it hides what is below.

    `mask` gives what lets parts of a picture through, asked for when letters lie under it; `whole` is its box before
    anything cut it off.
    """

    box: Box
    order: int
    opaque: bool
    mask: Callable[[], Mask | None] | None = None
    whole: Box | None = None


@dataclass(slots=True)
class Drawing:
    """All that is drawn on a page; `unknown` are operators that no specification names.

    `shades` are areas painted in more than one colour: gradients, patterns. `heavy` says that painting may take long.
    """

    letters: list[Letter] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    shades: list[Image] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    heavy: bool = False


def draw(page: Page, layers: Layers) -> Drawing:
    """Return what is drawn on a page, and leave to the page itself only its straight lines, in which tables are found.

    Raises `UnreadableFile` "too-large" for a page with more letters or lines than a report has.
    """
    found = painted(page, layers)
    left, top = float(page.mediabox[0]), float(page.mediabox[1])
    height = float(page.height)
    drawing, ruled = _followed(found, (left, top, height), (0.0, 0.0, float(page.width), height))
    marked = _Marked(drawing.letters)
    ruled = [
        (item, shape) for item, shape in ruled if not _wipes(shape, drawing.letters) and not marked.by(shape)
    ]
    found.layout._objs = _without_gradients(ruled)  # type: ignore[assignment]
    page._layout = found.layout
    return drawing


def draw_form(page: Page, form: PDFStream, resources: object) -> tuple[Drawing, Box]:
    """Return what a form XObject draws by itself, and its box; `resources` serve one that has none.

    All places are in points from that box's upper left corner. Raises as `draw` does.
    """
    found = painted_form(page, form, resources)
    sides = [resolve1(side) for side in resolve1(form.get("BBox")) or ()]
    numbers = [float(side) for side in sides if isinstance(side, int | float)]
    x0, y0, x1, y1 = numbers if len(numbers) == 4 else (0.0, 0.0, float(page.width), float(page.height))
    box = (0.0, 0.0, abs(x1 - x0), abs(y1 - y0))
    return _followed(found, (-min(x0, x1), 0.0, max(y0, y1)), box)[0], box


def _followed(
    found: Painted, place: tuple[float, float, float], sheet: Box
) -> tuple[Drawing, list[tuple[LTItem, Shape]]]:
    """Return what was painted, and its straight lines; `place` is how far right, down and high its corner lies."""
    layout, stamps, shades, unknown, heavy = found
    drawing = Drawing(unknown=unknown, heavy=heavy)
    ruled: list[tuple[LTItem, Shape]] = []
    left, top, height = place
    before: LTChar | None = None

    def box_of(item: LTChar | LTCurve | LTImage) -> Box:
        return (item.x0 + left, height - item.y1 + top, item.x1 + left, height - item.y0 + top)

    for item in _items(layout):
        stamp = stamps.get(id(item))
        if stamp is None:
            continue
        if isinstance(item, LTChar):
            if before is not None and _is_its_mark(item, before):
                continue
            before = item
            drawing.letters.append(_letter(item, box_of(item), stamp, (left, top, height)))
        elif isinstance(item, LTImage):
            masked = any(item.stream.get(key) is not None for key in ("SMask", "Mask")) or item.imagemask
            opaque = _hides(stamp, stamp.state.fill_alpha)
            if any(stamp.shown):
                whole = box_of(item)
                drawing.images.append(
                    Image(
                        _seen(whole, stamp, (left, top, height)),
                        stamp.order,
                        opaque and not masked,
                        partial(mask_of, item.stream) if masked and opaque else None,
                        whole,
                    )
                )
        elif isinstance(item, LTCurve) and any(stamp.shown):
            shape = _shape(item, box_of(item), stamp, (left, top, height))
            if shape is None:
                continue
            if not shape.straight and _is_frame(item):
                item = LTRect(item.linewidth, item.bbox, stroke=True, original_path=[])
                shape = shape._replace(straight=True, points=_corners(shape.box))
            drawing.shapes.append(shape)
            if item.fill and shape.fill is None and _hides(stamp, stamp.state.fill_alpha):
                drawing.shades.append(Image(shape.box, stamp.order, opaque=True))
            if shape.straight:
                _straighten(item)
                ruled.append((item, shape))
    _join_dashes(drawing, ruled)
    for clip, stamp in shades:
        if any(stamp.shown) and _hides(stamp, stamp.state.fill_alpha):
            box = sheet if clip is None else _seen(sheet, stamp, (left, top, height))
            drawing.shades.append(Image(box, stamp.order, opaque=True))
    return drawing, ruled


def _join_dashes(drawing: Drawing, ruled: list[tuple[LTItem, Shape]]) -> None:
    """Put one bar in the place of the dots or dashes of each border: a browser draws them one by one."""
    lines: dict[tuple[object, ...], list[tuple[float, float, int]]] = {}
    for place, (_, shape) in enumerate(ruled):
        (x0, top, x1, bottom), ink = shape.box, shape.fill or shape.stroke
        across, down = x1 - x0, bottom - top
        if min(across, down) >= _BORDER or max(across, down) > _LONGEST_DASH or ink in (None, WHITE):
            continue
        if across >= _DOT * down:
            lines.setdefault((True, round(top, 1), round(down, 1), ink), []).append((x0, x1, place))
        if down >= _DOT * across:
            lines.setdefault((False, round(x0, 1), round(across, 1), ink), []).append((top, bottom, place))
    bars: dict[int, list[tuple[LTItem, Shape]]] = {}
    gone: set[int] = set()
    for dashes in lines.values():
        for run in _dashed(sorted(dashes)):
            gone.update(run)
            bars.setdefault(min(run), []).append(_bar([ruled[place] for place in run]))
    if not gone:
        return
    places = {id(shape): place for place, (_, shape) in enumerate(ruled)}
    shapes: list[Shape] = []
    for shape in drawing.shapes:
        place = places.get(id(shape), -1)
        shapes += [bar for _, bar in bars.get(place, ())]
        shapes += [] if place in gone else [shape]
    drawing.shapes = shapes
    kept: list[tuple[LTItem, Shape]] = []
    for place, pair in enumerate(ruled):
        kept += bars.get(place, ())
        kept += [] if place in gone else [pair]
    ruled[:] = kept


def _dashed(dashes: Sequence[tuple[float, float, int]]) -> Iterator[list[int]]:
    """Yield the places of the dashes of each border, given with their ends in order along one line.

    A border in whole pieces, each as long as a cell, is left as it is.
    """
    run: list[int] = []
    start = end = ink = 0.0
    for low, high, place in (*dashes, (inf, inf, -1)):
        if run and low - end > _DASHES_APART:
            if len(run) >= _FEWEST_DASHES and ink < _GAPS * (end - start):
                yield run
            run = []
        if not run:
            start = end = low
            ink = 0.0
        ink += max(0.0, high - max(low, end))
        end = max(end, high)
        run.append(place)


def _bar(dashes: Sequence[tuple[LTItem, Shape]]) -> tuple[LTItem, Shape]:
    shape = dashes[0][1]
    items = [item for item, _ in dashes if isinstance(item, LTCurve)]
    sides = [[part.bbox[at] for part in items] for at in range(4)]
    bar = LTRect(
        0.0, (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])), stroke=True, original_path=[]
    )
    boxes = [part.box for _, part in dashes]
    x0, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    box = (x0, top, x1, bottom)
    return bar, shape._replace(box=box, points=_corners(box))


def _corners(box: Box) -> tuple[tuple[float, float], ...]:
    x0, top, x1, bottom = box
    return ((x0, top), (x1, top), (x1, bottom), (x0, bottom))


def _is_frame(item: LTCurve) -> bool:
    """Return whether a path is a frame with round corners: four straight sides, and curves at its corners only."""
    across, up = item.x1 - item.x0, item.y1 - item.y0
    if across < _LEAST_FRAME or up < _LEAST_FRAME or not item.stroke:
        return False
    if sum(part[0] == "l" for part in item.original_path or ()) not in (4, 8):
        return False
    most = min(_ROUNDEST, _ROUNDED * min(across, up))
    return all(
        min(x - item.x0, item.x1 - x) <= most and min(y - item.y0, item.y1 - y) <= most for x, y in item.pts
    )


def _wipes(shape: Shape, letters: Sequence[Letter]) -> bool:
    """Return whether a shape of the paper's colour was laid over letters: what wipes them out has no edges to see."""
    x0, top, x1, bottom = shape.box
    if shape.stroke is not None or shape.fill != WHITE or min(x1 - x0, bottom - top) < _LEAST_PATCH:
        return False
    return any(
        letter.order < shape.order
        and x0 < (letter.x0 + letter.x1) / 2 < x1
        and top < (letter.top + letter.bottom) / 2 < bottom
        for letter in letters
    )


class _Marked:
    """The letters of a page, found by their height, for which areas mark some of them: a highlight is no cell."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        upright = [letter for letter in letters if not letter.turn and letter.text.strip()]
        self._letters = sorted(upright, key=lambda letter: letter.base)
        self._bases = [letter.base for letter in self._letters]

    def by(self, shape: Shape) -> bool:
        """Return whether an area of one line's height begins and ends with the letters written on it.

        A cell's shade leaves room beside what stands in it, or has the cell's own rules at its sides.
        """
        x0, top, x1, bottom = shape.box
        if shape.stroke is not None or shape.fill in (None, WHITE) or x1 - x0 < _LEAST_PATCH:
            return False
        if not _LEAST_PATCH < bottom - top < _MOST_MARKED:
            return False
        on = [
            letter
            for letter in self._letters[bisect_left(self._bases, top) : bisect_right(self._bases, bottom)]
            if letter.order > shape.order and x0 < (letter.x0 + letter.x1) / 2 < x1
        ]
        if not on or bottom - top > _LINE * min(letter.size for letter in on):
            return False
        first, last = min(letter.x0 for letter in on), max(letter.x1 for letter in on)
        return abs(first - x0) < _AT_ENDS and abs(last - x1) < _AT_ENDS


def _without_gradients(ruled: Sequence[tuple[LTItem, Shape]]) -> list[LTItem]:
    """Return the shapes but for the strips of gradients (the bars of a conditional format), which are no rules.

    A gradient is drawn as strips of the same height, or of the same width, side by side, each in another colour.
    """
    kept: list[LTItem] = []
    for _, run in groupby(_runs(ruled), key=lambda item: item[0]):
        strips = [(item, shape) for _, item, shape in run]
        if len({shape.fill for _, shape in strips}) < _FEWEST_STRIPS:
            kept += [item for item, _ in strips]
    return kept


def _runs(ruled: Sequence[tuple[LTItem, Shape]]) -> Iterator[tuple[int, LTItem, Shape]]:
    """Yield the shapes with the number of the run of strips each belongs to."""
    number, before = 0, None
    for item, shape in ruled:
        if before is None or not _goes_on(before, shape):
            number += 1
        before = shape
        yield number, item, shape


def _goes_on(one: Shape, other: Shape) -> bool:
    if one.stroke is not None or other.stroke is not None or one.fill is None or other.fill is None:
        return False
    (a0, b0, a1, b1), (c0, d0, c1, d1) = one.box, other.box
    across = abs(b0 - d0) < 0.3 and abs(b1 - d1) < 0.3 and a0 - 0.3 <= c0 <= a1 + 0.5
    down = abs(a0 - c0) < 0.3 and abs(a1 - c1) < 0.3 and b0 - 0.3 <= d0 <= b1 + 0.5
    return (across and c1 - c0 < _WIDEST_STRIP) or (down and d1 - d0 < _WIDEST_STRIP)


def _items(container: LTContainer[LTItem] | LTPage) -> Iterator[LTItem]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _items(item)
        else:
            yield item


def _is_its_mark(item: LTChar, letter: LTChar) -> bool:
    """Return whether a glyph is the mark over the letter before it, which stands for both ("ố" and a bare accent).

    A font that lacks the whole letter draws it so; the mark has a width of nothing and a text of its own nowhere.
    """
    said = letter.get_text()
    bare = item.adv == 0 and item.get_text().startswith("(cid:")
    return bare and said.isalpha() and not said.isascii() and letter.x0 <= item.x0 <= letter.x1


def _letter(item: LTChar, box: Box, stamp: Stamp, place: tuple[float, float, float]) -> Letter:
    a, b, c, d, _, f = item.matrix
    if stamp.flipped:
        a, b, c, d = -a, -b, -c, -d
    f += stamp.rise * d
    clip = stamp.state.clip
    outside = False
    if clip is not None:
        x, y = (item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2
        outside = not (clip[0] - 0.5 <= x <= clip[2] + 0.5 and clip[1] - 0.5 <= y <= clip[3] + 0.5)
    graphics = item.graphicstate
    fill = colour_of(graphics.ncolor, graphics.ncs.name)
    colours: list[Colour | None] = (
        [colour_of(graphics.scolor, graphics.scs.name)] if stamp.mode in (1, 5) else [fill]
    )
    if stamp.mode in (2, 6):
        colours.append(colour_of(graphics.scolor, graphics.scs.name))
    alpha = stamp.state.stroke_alpha if stamp.mode in (1, 5) else stamp.state.fill_alpha
    alpha *= stamp.state.group_alpha
    left, top, height = place
    upright = (a * d - b * c) * stamp.scaling >= 0
    turn = _turn(a, b) if upright else -1  # else as in a mirror
    on_line = turn == 0 and item.get_text() in _POINTS and c * d >= 0
    if turn in (0, 180) and c and d:  # slanted: its box holds the slant beside the letter
        slant = min(abs(c / d) * (box[3] - box[1]), _MOST_SLANT * (box[2] - box[0]))
        # A point stands where the slant begins, other letters have their ink halfway up.
        under = (box[3] - (height - f + top)) / (box[3] - box[1] or 1.0) if on_line else 0.5
        box = (box[0] + slant * under, box[1], box[2] - slant * (1 - under), box[3])
    return Letter(
        item.get_text(),
        box[0],
        box[2],
        box[1],
        box[3],
        box[2] - box[0] if turn in (90, 270) else item.size,
        item.fontname if isinstance(item.fontname, str) else "",
        order=stamp.order,
        base=height - f + top,
        turn=turn,
        colours=tuple(colours),
        drawn=stamp.mode not in (3, 7)
        and graphics.ncs.name != NO_INK
        and any(stamp.shown)
        and alpha > _FAINTEST
        and _SQUEEZED * hypot(c, d) < hypot(a, b) * abs(stamp.scaling) < hypot(c, d) / _SQUEEZED,
        doubt=IN_A_LAYER
        if stamp.shown.screen != stamp.shown.paper
        else MASKED
        if stamp.state.masked
        else PATTERNED
        if graphics.ncs.name == "Pattern"
        else "",
        clip=None
        if not outside or clip is None
        else (clip[0] + left, height - clip[3] + top, clip[2] + left, height - clip[1] + top),
        code=stamp.code if on_line or not c else None,  # a slanted digit's ink stands beside its box
    )


def _turn(a: float, b: float) -> int:
    """Return by how many degrees a letter is turned against the clock, -1 when it stands askew."""
    if min(abs(a), abs(b)) > _STRAIGHT * max(abs(a), abs(b)):
        return -1
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 90 if b > 0 else 270


def _shape(item: LTCurve, box: Box, stamp: Stamp, place: tuple[float, float, float]) -> Shape | None:
    """Return a painted path, None for one that shows nothing."""
    state = stamp.state
    seen = _seen(box, stamp, place)
    if not (item.stroke or item.fill) or seen[2] < seen[0] or seen[3] < seen[1]:
        return None
    line, inside = state.stroke_alpha * state.group_alpha, state.fill_alpha * state.group_alpha
    stroke = colour_of(item.stroking_color, "") if item.stroke and line > _FAINTEST else None
    fill = colour_of(item.non_stroking_color, "") if item.fill and inside > _FAINTEST else None
    left, top, height = place
    points = tuple((x + left, height - y + top) for x, y in item.pts)
    curved = any(part[0] in ("c", "v", "y") for part in item.original_path or ())
    straight = isinstance(item, LTRect) or (not curved and (_is_straight(points) or _is_thin(points)))
    return Shape(
        seen, stroke, fill, stamp.order, straight and _hides(stamp, state.fill_alpha), straight, points
    )


def _is_straight(points: Sequence[tuple[float, float]]) -> bool:
    return all(abs(a[0] - b[0]) < 0.3 or abs(a[1] - b[1]) < 0.3 for a, b in pairwise(points))


def _straighten(item: LTCurve) -> None:
    """Make the nearly level and upright sides of a shape wholly so: a turned page leaves them askew by a hair."""
    found: list[tuple[float, float]] = []
    for x, y in item.pts:
        if found and abs(x - found[-1][0]) < _HAIR:
            x = found[-1][0]
        if found and abs(y - found[-1][1]) < _HAIR:
            y = found[-1][1]
        found.append((x, y))
    if found != item.pts:
        across, up = zip(*found, strict=True)
        item.pts = found
        item.set_bbox((min(across), min(up), max(across), max(up)))


def _is_thin(points: Sequence[tuple[float, float]]) -> bool:
    """Return whether a shape is a thin upright or level bar with its ends cut askew, as a browser draws a border."""
    across, down = (max(places) - min(places) for places in zip(*points, strict=True))
    thick, long = sorted((across, down))
    return len(points) >= _CORNERS and thick < _BORDER and long > _LONGER * thick


def _seen(box: Box, stamp: Stamp, place: tuple[float, float, float]) -> Box:
    """Return the part of a box that its clipping path leaves."""
    clip = stamp.state.clip
    if clip is None:
        return box
    left, top, height = place
    kept = (clip[0] + left, height - clip[3] + top, clip[2] + left, height - clip[1] + top)
    return both(kept, box)


def _hides(stamp: Stamp, alpha: float) -> bool:
    state = stamp.state
    lets_through = state.blended or state.holed or state.masked
    return alpha * state.group_alpha >= _OPAQUE and not lets_through and all(stamp.shown)


def colour_of(value: object, space: str) -> Colour | None:
    """Return a colour in red, green and blue, None for one that cannot be told (a pattern, an ink of its own)."""
    if space in ("Pattern", "Separation", "DeviceN", "Indexed", "Lab"):
        return None
    parts: Sequence[object] = value if isinstance(value, list | tuple) else (value,)
    numbers = [float(part) for part in parts if isinstance(part, int | float)]
    if len(numbers) != len(parts):
        return None
    if len(numbers) == 1:
        return (numbers[0],) * 3
    if len(numbers) == 3:
        return (numbers[0], numbers[1], numbers[2])
    if len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return None
