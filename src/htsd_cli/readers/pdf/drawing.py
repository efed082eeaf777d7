"""What is drawn on a page, in the order it is drawn: letters, strokes, fills, curves and pictures with their looks.

The parser tells where each thing stands; this follows besides, as a viewer does, how letters are rendered, what a
clipping path cuts off, what is let through, and which layers are switched off.
All places are in points from the page's top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTPage, LTRect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, mult_matrix

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.pdf.fonts import Codes, codes_of, text_of
from htsd_cli.readers.pdf.layout import Box, Letter

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont
    from pdfplumber.page import Page

Colour = tuple[float, float, float]  # red, green, blue from 0 to 1

WHITE: Colour = (1.0, 1.0, 1.0)
_MOST_LETTERS = 60_000  # of a page
_MOST_SHAPES = 60_000
_FEWEST_STRIPS = 6  # colours of a gradient drawn strip by strip
_WIDEST_STRIP = 3.0  # points
_OPAQUE = 0.9  # from this on nothing below is seen
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
    """A picture: its box, its place in the order of painting, whether it hides what is below."""

    box: Box
    order: int
    opaque: bool


@dataclass(slots=True)
class Drawing:
    """All that is drawn on a page; `unknown` are operators that no specification names."""

    letters: list[Letter] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _State:
    """What of the graphics state the parser does not follow."""

    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blended: bool = False
    clip: Box | None = None  # in the page's own coordinates, from below


class _Stamp(NamedTuple):
    order: int
    state: _State
    hidden: bool
    mode: int = 0
    rise: float = 0.0  # of the text, in its own units


class _Device(PDFPageAggregator):
    """Keeps beside each item in which order and state it was painted."""

    def __init__(self, page: Page, layers_off: frozenset[int]) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number)
        self.state = _State()
        self.mode = 0
        self.rise = 0.0
        self.fonts: dict[int, tuple[PDFFont, Codes]] = {}
        self.stamps: dict[int, _Stamp] = {}
        self.unknown: set[str] = set()
        self.layers_off = layers_off
        self.tags: list[bool] = []
        self._count = 0

    def stamp(self, start: int) -> None:
        """Keep the state of the items added since there were `start`."""
        self._count += 1
        if self._count > _MOST_LETTERS + _MOST_SHAPES:
            raise UnreadableFile("too-large", "trang PDF có quá nhiều nét vẽ")
        mark = _Stamp(self._count, self.state, any(self.tags), self.mode, self.rise)
        for item in self.cur_item._objs[start:]:
            self.stamps[id(item)] = mark

    def render_string(self, textstate, seq, ncs, graphicstate) -> None:  # type: ignore[no-untyped-def]
        self.mode, self.rise = textstate.render, float(textstate.rise or 0)
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate) -> float:  # type: ignore[no-untyped-def]
        start = len(self.cur_item._objs)
        advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
        codes = self.fonts.get(id(font), (font, Codes()))[1]
        for item in self.cur_item._objs[start:]:
            if isinstance(item, LTChar) and (codes.unnamed or item._text.isdigit()):
                item._text = text_of(font, cid, item._text, codes)
        self.stamp(start)
        return advance

    def render_image(self, name, stream) -> None:  # type: ignore[no-untyped-def]
        start = len(self.cur_item._objs)
        super().render_image(name, stream)
        self.stamp(start)

    def paint_path(self, gstate, stroke, fill, evenodd, path) -> None:  # type: ignore[no-untyped-def]
        start = len(self.cur_item._objs)
        super().paint_path(gstate, stroke, fill, evenodd, path)
        self.stamp(start)

    def begin_tag(self, tag, props=None) -> None:  # type: ignore[no-untyped-def]
        self.tags.append(getattr(tag, "name", "") == "OC" and self.is_off(props))

    def end_tag(self) -> None:
        if self.tags:
            self.tags.pop()

    def is_off(self, layer: object) -> bool:
        """Return whether a layer, or all the layers of a group of them, are switched off."""
        identity = getattr(layer, "objid", None)
        if identity is not None and identity in self.layers_off:
            return True
        found = resolve1(layer)
        members = resolve1(found.get("OCGs")) if isinstance(found, dict) else None
        if isinstance(members, dict):
            members = [found["OCGs"]]
        return bool(members) and all(
            getattr(item, "objid", None) in self.layers_off for item in members or ()
        )


class _Interpreter(PDFPageInterpreter):
    """Follows what the parser passes over: graphics states by name, clipping paths, layers."""

    device: _Device

    def init_state(self, ctm) -> None:  # type: ignore[no-untyped-def]
        super().init_state(ctm)
        self._states: list[_State] = []
        self._clips = False

    def init_resources(self, resources: dict[object, object]) -> None:
        super().init_resources(resources)
        named = resolve1(resources.get("Font")) if resources else None
        for name, spec in named.items() if isinstance(named, dict) else ():
            font = self.fontmap.get(name)
            if font is not None and id(font) not in self.device.fonts:
                self.device.fonts[id(font)] = (font, codes_of(spec))

    def __getattr__(self, name: str) -> object:
        if name.startswith("do_"):
            self.device.unknown.add(name[3:])
        raise AttributeError(name)

    def do_q(self) -> None:
        super().do_q()
        self._states.append(self.device.state)

    def do_Q(self) -> None:  # noqa: N802 - the operator's name
        super().do_Q()
        if self._states:
            self.device.state = self._states.pop()

    def do_gs(self, name: object) -> None:
        states = resolve1(self.resources.get("ExtGState")) or {}
        found = resolve1(states.get(getattr(name, "name", ""))) if isinstance(states, dict) else None
        if not isinstance(found, dict):
            return
        state = self.device.state
        fill, stroke, mode = (resolve1(found.get(key)) for key in ("ca", "CA", "BM"))
        mode = mode[0] if isinstance(mode, list) and mode else mode
        if isinstance(fill, int | float):
            state = replace(state, fill_alpha=float(fill))
        if isinstance(stroke, int | float):
            state = replace(state, stroke_alpha=float(stroke))
        if mode is not None:
            state = replace(state, blended=getattr(mode, "name", "Normal") not in ("Normal", "Compatible"))
        self.device.state = state

    def do_W(self) -> None:  # noqa: N802
        self._clips = True

    def do_W_a(self) -> None:  # noqa: N802
        self._clips = True

    def do_n(self) -> None:
        if self._clips:
            self._clips = False
            points = [
                apply_matrix_pt(self.ctm, (float(part[at]), float(part[at + 1])))
                for part in self.curpath
                for at in range(1, len(part) - 1, 2)
            ]
            if points:
                across, up = [point[0] for point in points], [point[1] for point in points]
                box = (min(across), min(up), max(across), max(up))
                self.device.state = replace(self.device.state, clip=_both(self.device.state.clip, box))
        super().do_n()

    def do_Do(self, name) -> None:  # type: ignore[no-untyped-def] # noqa: N802
        before, tags = self.device.state, list(self.device.tags)
        drawn = resolve1(self.xobjmap.get(getattr(name, "name", "")))
        attributes = getattr(drawn, "attrs", {})
        layer = attributes.get("OC")
        if (box := self._box_of(attributes)) is not None:
            self.device.state = replace(before, clip=_both(before.clip, box))
        self.device.tags.append(layer is not None and self.device.is_off(layer))
        super().do_Do(name)
        self.device.state, self.device.tags = before, tags

    def _box_of(self, form: Mapping[str, object]) -> Box | None:
        """Return the box on the page beyond which nothing of a form XObject shows; None for other things."""
        box, matrix = (resolve1(form.get(key)) for key in ("BBox", "Matrix"))
        if getattr(resolve1(form.get("Subtype")), "name", "") != "Form" or not isinstance(box, list):
            return None
        corners, own = (
            [resolve1(part) for part in box],
            [resolve1(part) for part in matrix or MATRIX_IDENTITY],
        )
        if (
            len(corners) != 4
            or len(own) != 6
            or not all(isinstance(part, int | float) for part in corners + own)
        ):
            return None
        a, b, c, d, e, f = (float(part) for part in own)
        whole = mult_matrix((a, b, c, d, e, f), self.ctm)
        points = [apply_matrix_pt(whole, (x, y)) for x in corners[::2] for y in corners[1::2]]
        across, up = [point[0] for point in points], [point[1] for point in points]
        return (min(across), min(up), max(across), max(up))

    def do_BDC(self, tag, props) -> None:  # type: ignore[no-untyped-def] # noqa: N802
        layers = resolve1(self.resources.get("Properties")) or {}
        named = getattr(props, "name", None)
        self.device.begin_tag(tag, layers.get(named) if named and isinstance(layers, dict) else props)


def draw(page: Page, layers_off: frozenset[int]) -> Drawing:
    """Return what is drawn on a page, and leave to the page itself only its straight lines, in which tables are found.

    Raises `UnreadableFile` "too-large" for a page with more letters or lines than a report has.
    """
    device = _Device(page, layers_off)
    try:
        _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except (UnreadableFile, MemoryError, RecursionError):
        raise
    except Exception as error:  # whatever the parser stumbles over
        raise UnreadableFile("damaged-file") from error
    layout = device.get_result()
    drawing = Drawing(unknown=device.unknown)
    ruled: list[tuple[LTItem, Shape]] = []
    left, top = float(page.mediabox[0]), float(page.mediabox[1])
    height = float(page.height)

    def box_of(item: LTChar | LTCurve | LTImage) -> Box:
        return (item.x0 + left, height - item.y1 + top, item.x1 + left, height - item.y0 + top)

    for item in _items(layout):
        stamp = device.stamps.get(id(item))
        if stamp is None:
            continue
        if isinstance(item, LTChar):
            drawing.letters.append(_letter(item, box_of(item), stamp, (left, top, height)))
        elif isinstance(item, LTImage):
            masked = any(item.stream.get(key) is not None for key in ("SMask", "Mask"))
            opaque = not masked and not item.imagemask and _hides(stamp.state, stamp.state.fill_alpha)
            if not stamp.hidden:
                drawing.images.append(
                    Image(_seen(box_of(item), stamp, (left, top, height)), stamp.order, opaque)
                )
        elif isinstance(item, LTCurve) and not stamp.hidden:
            shape = _shape(item, box_of(item), stamp, (left, top, height))
            if shape is None:
                continue
            drawing.shapes.append(shape)
            if shape.straight:
                ruled.append((item, shape))
    layout._objs = _without_gradients(ruled)  # type: ignore[assignment]
    page._layout = layout
    return drawing


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


def _letter(item: LTChar, box: Box, stamp: _Stamp, place: tuple[float, float, float]) -> Letter:
    a, b, _, d, _, f = item.matrix
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
    left, top, height = place
    turn = _turn(a, b)
    return Letter(
        item.get_text(),
        box[0],
        box[2],
        box[1],
        box[3],
        item.size if turn in (0, 180) else box[2] - box[0] if turn in (90, 270) else (a * a + b * b) ** 0.5,
        item.fontname if isinstance(item.fontname, str) else "",
        order=stamp.order,
        base=height - f + top,
        turn=turn,
        colours=tuple(colours),
        drawn=stamp.mode not in (3, 7) and not stamp.hidden and alpha > 0.05,
        clip=None
        if not outside or clip is None
        else (clip[0] + left, height - clip[3] + top, clip[2] + left, height - clip[1] + top),
    )


def _turn(a: float, b: float) -> int:
    """Return by how many degrees a letter is turned against the clock, -1 when it stands askew."""
    if min(abs(a), abs(b)) > _STRAIGHT * max(abs(a), abs(b)):
        return -1
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 90 if b > 0 else 270


def _shape(item: LTCurve, box: Box, stamp: _Stamp, place: tuple[float, float, float]) -> Shape | None:
    """Return a painted path, None for one that shows nothing."""
    state = stamp.state
    seen = _seen(box, stamp, place)
    if not (item.stroke or item.fill) or seen[2] < seen[0] or seen[3] < seen[1]:
        return None
    stroke = colour_of(item.stroking_color, "") if item.stroke and state.stroke_alpha > 0.05 else None
    fill = colour_of(item.non_stroking_color, "") if item.fill and state.fill_alpha > 0.05 else None
    left, top, height = place
    points = tuple((x + left, height - y + top) for x, y in item.pts)
    curved = any(part[0] in ("c", "v", "y") for part in item.original_path or ())
    straight = isinstance(item, LTRect) or (not curved and _is_straight(points))
    return Shape(
        seen, stroke, fill, stamp.order, straight and _hides(state, state.fill_alpha), straight, points
    )


def _is_straight(points: Sequence[tuple[float, float]]) -> bool:
    return all(abs(a[0] - b[0]) < 0.3 or abs(a[1] - b[1]) < 0.3 for a, b in pairwise(points))


def _seen(box: Box, stamp: _Stamp, place: tuple[float, float, float]) -> Box:
    """Return the part of a box that its clipping path leaves."""
    clip = stamp.state.clip
    if clip is None:
        return box
    left, top, height = place
    kept = (clip[0] + left, height - clip[3] + top, clip[2] + left, height - clip[1] + top)
    return _both(kept, box)


def _both(first: Box | None, second: Box) -> Box:
    if first is None:
        return second
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )


def _hides(state: _State, alpha: float) -> bool:
    return alpha >= _OPAQUE and not state.blended


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
