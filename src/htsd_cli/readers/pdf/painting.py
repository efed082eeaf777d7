"""Follows what paints a PDF's page, as a viewer does: in which order, through which clip, mask and layers.

The parser tells where each thing stands; this keeps besides what it passes over (ISO 32000-2, 8.4, 8.5.4, 8.11, 11).
Places are in points from the page's lower left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdffont import PDFType3Font
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, mult_matrix

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.pdf.fonts.codes import Codes, codes_of, text_of
from htsd_cli.readers.pdf.fonts.said import Said, said_of
from htsd_cli.readers.pdf.layers import Layers, Shown
from htsd_cli.readers.pdf.layout import Box

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdftypes import PDFStream
    from pdfplumber.page import Page

_OF_FIGURES = frozenset("0123456789.,")
_FADING = (
    "Screen",
    "Lighten",
    "ColorDodge",
    "Difference",
    "Exclusion",
)  # what is black leaves white as it is
NO_INK = "None"  # an ink that no device has, so that it leaves nothing (8.6.6.4)
MOST_PAINTED = 120_000  # letters and shapes of a page
_MOST_PARTS = 64  # of a path in which holes are looked for
_LARGE = 8_000_000  # points of a picture
_SHORTEST_DASHES = 0.5  # points, of a line's dashes and gaps together
_MOST_AREA = 60  # times a page's own: what is painted on a page that is painted soon


@dataclass(frozen=True, slots=True)
class State:
    """What of the graphics state the parser does not follow."""

    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blended: bool = False
    holed: bool = False  # part of a path with parts within others, which may be holes
    masked: bool = False  # by a soft mask, or a way of mixing, which may let nothing through
    group_alpha: float = 1.0  # of all the drawings around
    clip: Box | None = None  # in the page's own coordinates, from below


class Stamp(NamedTuple):
    """In which order and state something was painted, and how its letters are rendered."""

    order: int
    state: State
    shown: Shown
    mode: int = 0
    rise: float = 0.0  # of the text, in its own units
    scaling: float = 1.0  # of its letters' widths
    code: int | None = None  # of a digit or point and of its font, where that brings its own drawings
    flipped: bool = False  # a letter of a negative size


class _Tag(NamedTuple):
    """A marked part of a page: where it shows, and the letters it is said to be, None where nothing is said."""

    shown: Shown = Shown()
    said: Said | None = None


class _Device(PDFPageAggregator):
    """Keeps beside each item in which order and state it was painted."""

    def __init__(self, page: Page, layers: Layers) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number)
        self.state = State()
        self.mode = 0
        self.rise = 0.0
        self.scaling = 1.0
        self.code: int | None = None
        self.flipped = False
        self.fonts: dict[int, tuple[PDFFont, Codes]] = {}
        self.stamps: dict[int, Stamp] = {}
        self.unknown: set[str] = set()
        self.layers = layers
        self.tags: list[_Tag] = []
        self.shades: list[tuple[Box | None, Stamp]] = []
        self.heavy = False
        self._count = 0

    def stamp(self, start: int) -> None:
        """Keep the state of the items added since there were `start`."""
        mark = self._mark()
        for item in self.cur_item._objs[start:]:
            self.stamps[id(item)] = mark

    def shade(self) -> None:
        """Keep that all the clipping path leaves is painted in many colours."""
        self.shades.append((self.state.clip, self._mark()))

    def painted(self) -> Painted:
        """Return what was painted."""
        layout = self.get_result()
        areas = sum(item.width * item.height for item in layout if isinstance(item, LTComponent))
        heavy = self.heavy or areas > _MOST_AREA * max(layout.width * layout.height, 1.0)
        return Painted(layout, self.stamps, self.shades, self.unknown, heavy)

    def _mark(self) -> Stamp:
        self._count += 1
        if self._count > MOST_PAINTED:
            raise UnreadableFile("too-large", "trang PDF có quá nhiều nét vẽ")
        shown = Shown()
        for tag in self.tags:
            shown = shown.and_(tag.shown)
        return Stamp(
            self._count, self.state, shown, self.mode, self.rise, self.scaling, self.code, self.flipped
        )

    def render_string(self, textstate, seq, ncs, graphicstate) -> None:  # type: ignore[no-untyped-def]
        self.mode, self.rise = textstate.render, float(textstate.rise or 0)
        self.scaling = textstate.scaling * 0.01
        self.flipped = textstate.fontsize < 0
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate) -> float:  # type: ignore[no-untyped-def]
        start = len(self.cur_item._objs)
        advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
        codes = self.fonts.get(id(font), (font, Codes()))[1]
        nameless = codes.named is not None and cid not in codes.named
        for item in self.cur_item._objs[start:]:
            if nameless and isinstance(item, LTChar):
                item._text = f"(cid:{cid})"  # as the parser itself says it
            elif isinstance(item, LTChar) and (
                codes.unnamed or item._text.isdigit() or item._text in _OF_FIGURES
            ):
                item._text = text_of(font, cid, item._text, codes)
                own = codes.embedded and item._text in _OF_FIGURES
                self.code = (id(font) << 32) + cid if own else None  # two fonts may have one name
        if self.tags and (said := self.tags[-1].said):
            said.letters += (item for item in self.cur_item._objs[start:] if isinstance(item, LTChar))
        self.stamp(start)
        self.code = None
        return advance

    def render_image(self, name, stream) -> None:  # type: ignore[no-untyped-def]
        start = len(self.cur_item._objs)
        super().render_image(name, stream)
        self.stamp(start)

    def paint_path(self, gstate, stroke, fill, evenodd, path) -> None:  # type: ignore[no-untyped-def]
        start, state = len(self.cur_item._objs), self.state
        if fill and _has_hole(path):
            self.state = replace(state, holed=True)
        super().paint_path(gstate, stroke, fill, evenodd, path)  # each part of the path comes here by itself
        self.stamp(start)
        self.state = state

    def begin_tag(self, tag, props=None) -> None:  # type: ignore[no-untyped-def]
        shown = self.layers.shown(props) if getattr(tag, "name", "") == "OC" else Shown()
        self.tags.append(_Tag(shown, said_of(props)))

    def end_tag(self) -> None:
        if self.tags and (said := self.tags.pop().said):
            for letter in said.settle():
                del self.stamps[id(letter)]  # it stands for no letter of its own


class _Interpreter(PDFPageInterpreter):
    """Follows what the parser passes over: graphics states by name, clipping paths, layers."""

    device: _Device

    def init_state(self, ctm) -> None:  # type: ignore[no-untyped-def]
        super().init_state(ctm)
        self._states: list[State] = []
        self._clips = False

    def init_resources(self, resources: dict[object, object]) -> None:
        super().init_resources(resources)
        if resources and (resources.get("Pattern") or resources.get("Shading")):
            self.device.heavy = True
        named = resolve1(resources.get("Font")) if resources else None
        for name, spec in named.items() if isinstance(named, dict) else ():
            font = self.fontmap.get(name)
            if font is not None and id(font) not in self.device.fonts:
                self.device.fonts[id(font)] = (font, codes_of(spec, font))
            self.device.heavy |= isinstance(font, PDFType3Font)  # whose letters are drawings
        spaces = resolve1(resources.get("ColorSpace")) if resources else None
        for name, spec in spaces.items() if isinstance(spaces, dict) else ():
            parts = resolve1(spec)
            if (
                isinstance(parts, list)
                and len(parts) > 1
                and getattr(resolve1(parts[1]), "name", "") == "None"
            ):
                self.csmap[name] = PDFColorSpace(NO_INK, 1)

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

    def do_d(self, dash, phase) -> None:  # type: ignore[no-untyped-def]
        super().do_d(dash, phase)
        parts = [part for part in dash if isinstance(part, int | float)] if isinstance(dash, list) else []
        if parts and sum(map(abs, parts)) * max(map(abs, self.ctm[:4])) < _SHORTEST_DASHES:
            self.device.heavy = True

    def do_gs(self, name: object) -> None:
        states = resolve1(self.resources.get("ExtGState")) or {}
        found = resolve1(states.get(getattr(name, "name", ""))) if isinstance(states, dict) else None
        if not isinstance(found, dict):
            return
        state = self.device.state
        fill, stroke, mode, mask = (resolve1(found.get(key)) for key in ("ca", "CA", "BM", "SMask"))
        mode = mode[0] if isinstance(mode, list) and mode else mode
        if getattr(mode, "name", "Normal") not in ("Normal", "Compatible") or isinstance(mask, dict):
            self.device.heavy = True
        if isinstance(fill, int | float):
            state = replace(state, fill_alpha=float(fill))
        if isinstance(stroke, int | float):
            state = replace(state, stroke_alpha=float(stroke))
        if mode is not None:
            called = getattr(mode, "name", "Normal")
            state = replace(
                state,
                blended=called not in ("Normal", "Compatible"),
                masked=state.masked or called in _FADING,
            )
        if mask is not None:
            state = replace(state, masked=isinstance(mask, dict))
        self.device.state = state
        font = resolve1(found.get("Font"))
        if isinstance(font, list) and len(font) == 2:
            self._use_font(font[0], resolve1(font[1]))

    def _use_font(self, spec: object, size: object) -> None:
        """Use a font that a graphics state names (table 57)."""
        held = resolve1(spec)
        if isinstance(held, dict) and isinstance(size, int | float):
            self.textstate.font = font = self.rsrcmgr.get_font(getattr(spec, "objid", None), held)
            self.textstate.fontsize = float(size)
            self.device.fonts.setdefault(id(font), (font, codes_of(spec, font)))

    def do__w(self, aw, ac, s) -> None:  # type: ignore[no-untyped-def]
        self.do_Tw(aw)
        self.do_Tc(ac)
        self.do__q(s)  # the parser's own stays on the line

    def do_W(self) -> None:  # noqa: N802
        self._clips = True

    def do_W_a(self) -> None:  # noqa: N802
        self._clips = True

    def do_n(self) -> None:
        self._clip()
        super().do_n()

    def do_S(self) -> None:  # noqa: N802
        self._clip()
        super().do_S()

    def do_f(self) -> None:
        self._clip()
        super().do_f()

    def do_f_a(self) -> None:
        self._clip()
        super().do_f_a()

    def do_B(self) -> None:  # noqa: N802
        self._clip()
        super().do_B()

    def do_B_a(self) -> None:  # noqa: N802
        self._clip()
        super().do_B_a()

    def do_sh(self, name: object) -> None:  # noqa: ARG002 - whatever its colours, it paints all there is
        self.device.shade()

    def _clip(self) -> None:
        """Take the path for a further clipping path where that was asked for, whatever else is done with it."""
        if not self._clips:
            return
        self._clips = False
        points = [
            apply_matrix_pt(self.ctm, (float(part[at]), float(part[at + 1])))
            for part in self.curpath
            for at in range(1, len(part) - 1, 2)
        ]
        if points:
            across, up = [point[0] for point in points], [point[1] for point in points]
            box = (min(across), min(up), max(across), max(up))
            self.device.state = replace(self.device.state, clip=both(self.device.state.clip, box))

    def do_Do(self, name) -> None:  # type: ignore[no-untyped-def] # noqa: N802
        before, tags = self.device.state, list(self.device.tags)
        drawn = resolve1(self.xobjmap.get(getattr(name, "name", "")))
        attributes = getattr(drawn, "attrs", {})
        layer = attributes.get("OC")
        if attributes.get("Group") is not None or _is_large(attributes):
            self.device.heavy = True
        inside = before
        if (box := self._box_of(attributes)) is not None:
            inside = replace(inside, clip=both(before.clip, box))
        if attributes.get("Group") is not None:  # what lets it through counts for all of it at once
            alpha = before.group_alpha * before.fill_alpha
            inside = replace(inside, group_alpha=alpha, fill_alpha=1.0, stroke_alpha=1.0)
        self.device.state = inside
        self.device.tags.append(_Tag(Shown() if layer is None else self.device.layers.shown(layer)))
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


class Painted(NamedTuple):
    """What was painted: the items with their stamps (by `id`), the areas of many colours, each with the clipping path
    it fills (None for the whole page), and operators that no specification names.

    `heavy` says that painting it may take long: patterns, groups, masks, dashes of nothing.
    """

    layout: LTPage
    stamps: Mapping[int, Stamp]
    shades: Sequence[tuple[Box | None, Stamp]]
    unknown: set[str]
    heavy: bool


def painted(page: Page, layers: Layers) -> Painted:
    """Return what is painted on a page.

    Raises `UnreadableFile` "too-large" for more than a report has, "damaged-file" for what cannot be followed.
    """
    device = _Device(page, layers)
    with _told():
        _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.painted()


def painted_form(page: Page, form: PDFStream, resources: object) -> Painted:
    """Return what a form XObject paints by itself; `resources` serve one that has none. Raises as `painted` does."""
    device = _Device(page, Layers())
    own = resolve1(form.get("Resources"))
    usual = resources if isinstance(resources, dict) else {}
    with _told():
        device.begin_page(page.page_obj, MATRIX_IDENTITY)
        _Interpreter(page.pdf.rsrcmgr, device).render_contents(
            own if isinstance(own, dict) else usual, [form]
        )
        device.end_page(page.page_obj)
    return device.painted()


def _is_large(drawn: Mapping[str, object]) -> bool:
    """Return whether an XObject is a picture of more points than a page is painted with."""
    sides = [resolve1(drawn.get(key)) for key in ("Width", "Height")]
    across, down = (side if isinstance(side, int) else 0 for side in sides)
    return across * down > _LARGE


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (UnreadableFile, MemoryError, RecursionError):
        raise
    except Exception as error:  # whatever the parser stumbles over
        raise UnreadableFile("damaged-file") from error


def _has_hole(path: Sequence[Sequence[object]]) -> bool:
    """Return whether a part of a path lies within another: a border filled between its outer and its inner side."""
    parts: list[list[float]] = []
    for operator, *numbers in path:
        if operator == "m":
            parts.append([])
        if parts:
            parts[-1] += (float(number) for number in numbers if isinstance(number, int | float))
    if not 1 < len(parts) <= _MOST_PARTS:
        return False
    boxes = [
        (min(part[::2]), min(part[1::2]), max(part[::2]), max(part[1::2])) for part in parts if len(part) > 3
    ]
    return any(
        a[0] <= b[0] and a[1] <= b[1] and a[2] >= b[2] and a[3] >= b[3] for a, b in permutations(boxes, 2)
    )


def both(first: Box | None, second: Box) -> Box:
    """Return what two boxes share; the first may be none, which is without bounds."""
    if first is None:
        return second
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )
