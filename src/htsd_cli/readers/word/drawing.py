"""What drawings, pictures and objects hold: text boxes to read, and what shows without being text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.word.elements import NAMESPACES, Policy, name_of, policy_of
from htsd_cli.values.document import Sight

_W, _MC, _WP, _A, _C, _CX, _DGM, _R, _V, _O, _WPS, _WPG, _WPI, _AM3D, _W14, _A14, _WP14 = (
    f"{{{NAMESPACES[prefix]}}}"
    for prefix in (
        "w",
        "mc",
        "wp",
        "a",
        "c",
        "cx",
        "dgm",
        "r",
        "v",
        "o",
        "wps",
        "wpg",
        "wpi",
        "am3d",
        "w14",
        "a14",
        "wp14",
    )
)
COVERING = "hình vẽ có nền nằm trên chữ"
_COVER_POINTS = 20  # both sides of a shape that covers more than a letter
_COVER_DIGITS = 8  # … that covers a figure in its cell
_PLANES = frozenset(f"{_V}{name}" for name in ("rect", "roundrect", "oval"))
SMART_ART = "sơ đồ SmartArt"
TEXT_BOX = f"{_W}txbxContent"
ALTERNATE, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
# The prefixes of the extensions present-day programs know (ISO 29500-3 leaves the choice to the reader).
_KNOWN_EXTENSIONS = frozenset(
    ("wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "w16se", "w16cex", "w16cid", "w16du", "w16sdtdh", "w16sdtfl",
     "wp14", "wp15", "a14", "a16", "v", "o", "aink", "am3d", "cx", "cx1", "cx2", "cx3", "cx4", "cx5", "cx6", "cx7",
     "cx8", "c14", "dsp", "pic14")
)  # fmt: skip
_SPACES = frozenset(NAMESPACES.values())
_OF_MICROSOFT = (
    "http://schemas.microsoft.com/",
    "urn:schemas-microsoft-com:",
    "http://schemas.openxmlformats.org/",
)
_SHAPES = frozenset(
    f"{_V}{name}"
    for name in ("shape", "rect", "roundrect", "line", "oval", "polyline", "curve", "arc", "image")
)
_PICTURES = frozenset(
    (
        f"{_A}blip", f"{_A}videoFile", f"{_V}imagedata", f"{_WPI}wpi", f"{_AM3D}model3d", f"{_W14}contentPart",
        f"{_W}contentPart", f"{_W}movie",
    )
)  # fmt: skip
_INSIDE_PICTURES = frozenset((f"{_A14}contentPart", f"{_O}ink", f"{_WPS}linkedTxbx", f"{_O}diagram"))
_FILLS = frozenset(f"{_A}{name}" for name in ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_SOME_COLOUR = "808080"  # on which every letter is seen
_TWENTIETH = 635  # English Metric Units: a twentieth of a point
_ROUND = 360 * 60_000  # a whole turn
_UPRIGHT = 100 * 60_000  # letters turned by less can be read
_GROUPS = (f"{_WPG}wgp", f"{_WPG}grpSp")
_DEGREES = lazy_pattern(r"(?:^|[;\s])rotation\s*:\s*(-?\d{1,4})(?![\d.]*fd)", re.IGNORECASE)
_LENGTH = lazy_pattern(
    r"(?:^|;)(width|height|margin-left|margin-top|left|top):(-?\d*\.?\d+)(pt|in|cm|mm|px|)(?=;|$)"
)
_EMU = {"pt": 12_700.0, "in": 914_400.0, "cm": 360_000.0, "mm": 36_000.0, "px": 9_525.0, "": 1.0}
_TINY, _BEYOND = 12_700, 25_000_000  # English Metric Units, 12,700 a point: a point, and 69 cm
_UNSEEN = lazy_pattern(r"(?:visibility\s*:\s*hidden|mso-hide\s*:\s*all|display\s*:\s*none)", re.IGNORECASE)


class Drawn(NamedTuple):
    """One thing a drawing shows: a text box (`sight` TEXT_BOX, with its element), else what it is and its name.

    `relation` is the id of the part an object or control is kept in; `fill` six hexadecimal digits, the colour behind
    a text box's letters; `size` its width and height in twentieths of a point where it does not grow with its text;
    `turned` says that it stands on its head. What a hidden box says is UNSEEN.
    """

    sight: Sight
    element: etree._Element | None = None
    text: str = ""
    relation: str = ""
    fill: str = ""
    size: tuple[int, int] | None = None
    turned: bool = False


def drawn(element: etree._Element) -> Iterator[Drawn]:
    """Yield what a w:drawing, w:pict, w:object or an element below one shows, from the outermost inwards."""
    tag = element.tag
    if not isinstance(tag, str):
        return
    if tag == TEXT_BOX:
        yield Drawn(Sight.TEXT_BOX, element)
    elif tag == ALTERNATE:
        chosen = shown_choice(element)
        if chosen is not None:
            yield from _below(chosen)
    elif _is_hidden(element):
        for box in element.iter(TEXT_BOX):
            yield Drawn(Sight.UNSEEN, None, _text(box, _W))
    elif tag in _PICTURES:
        yield Drawn(Sight.PICTURE)
    elif tag in (f"{_C}chart", f"{_CX}chart"):
        yield Drawn(Sight.OBJECT, text="biểu đồ", relation=element.get(f"{_R}id", ""))
    elif tag == f"{_DGM}relIds":
        yield Drawn(Sight.OBJECT, text=SMART_ART, relation=element.get(f"{_R}dm", ""))
    elif tag == f"{_A}graphicData":
        inside = list(_below(element))
        yield from inside or [Drawn(Sight.PICTURE)]
    elif tag in (f"{_W}object", f"{_W}pict"):
        yield from _object(element)
    elif tag in _SHAPES or tag in (f"{_WPS}wsp", f"{_A}sp", f"{_A}cxnSp"):
        yield from _shape(element)
    elif tag == f"{_A}txBody":
        yield Drawn(Sight.TEXT_BOX, None, _text(element, _A))
    elif tag == f"{_W}subDoc":
        yield Drawn(Sight.OBJECT, None, "tài liệu con nằm ở tệp khác")
    elif tag in _INSIDE_PICTURES:
        yield Drawn(Sight.PICTURE)
    else:
        policy = policy_of(tag)
        if policy is None:
            yield Drawn(Sight.UNKNOWN, None, name_of(tag))
        elif policy not in (Policy.NOTHING, Policy.LOOK):
            yield from _below(element)


def _text(box: etree._Element, space: str) -> str:
    """Return the letters of a box, a line for each paragraph, without what was deleted."""
    lines = ("".join(text.text or "" for text in line.iter(f"{space}t")) for line in box.iter(f"{space}p"))
    return "\n".join(line for line in lines if line.strip())


def _below(element: etree._Element) -> Iterator[Drawn]:
    for child in element:
        yield from drawn(child)


def _object(element: etree._Element) -> Iterator[Drawn]:
    """Yield what an object is; the picture that stands for it is no second thing."""
    control = next(element.iter(f"{_W}control"), None)
    if control is not None:
        yield Drawn(Sight.CONTROL, None, control.get(f"{_W}name", ""), control.get(f"{_R}id", ""))
        return
    embedded = next(element.iter(f"{_O}OLEObject", f"{_W}objectEmbed", f"{_W}objectLink"), None)
    if embedded is not None:
        kind = embedded.get("ProgID") or embedded.get(f"{_W}progId") or ""
        yield Drawn(Sight.OBJECT, None, kind, embedded.get(f"{_R}id", ""))
        return
    yield from _below(element)


def _shape(element: etree._Element) -> Iterator[Drawn]:
    inside = list(_below(element))
    word_art = element.find(f"{_V}textpath")
    if word_art is not None and word_art.get("string"):
        yield Drawn(Sight.TEXT_BOX, None, word_art.get("string", ""))
    elif inside:
        if _covers(element) and all(
            item.element is not None and not _text(item.element, _W) for item in inside
        ):
            yield Drawn(Sight.UNKNOWN, None, COVERING)
        fill, size, turned = _fill(element), _size(element), _is_turned(element)
        for item in inside:
            is_box = item.sight is Sight.TEXT_BOX and item.element is not None
            yield item._replace(fill=fill, size=size, turned=turned) if is_box else item
    elif _covers(element):
        yield Drawn(Sight.UNKNOWN, None, COVERING)
    else:
        yield Drawn(Sight.PICTURE)


def _fill(shape: etree._Element) -> str:
    """Return the plain colour a shape is filled with, "" for none; for a pattern or a theme's colour a middle grey."""
    properties = shape.find(f"{_WPS}spPr")
    if properties is not None:
        colour = properties.find(f"{_A}solidFill/{_A}srgbClr")
        if colour is not None:
            return colour.get("val", "")
        own = [child for child in properties if child.tag in _FILLS]
        theme = shape.find(f"{_WPS}style/{_A}fillRef")
        by_style = theme is not None and theme.get("idx", "0") not in ("0", "1000")
        white = next((named for fill in own for named in fill.iter(f"{_A}schemeClr")), None)
        if white is not None and white.get("val") in ("bg1", "lt1") and not len(white):
            return "FFFFFF"
        return _SOME_COLOUR if own or (by_style and properties.find(f"{_A}noFill") is None) else ""
    if shape.tag in _SHAPES and shape.get("filled", "t") not in ("f", "false"):
        return shape.get("fillcolor", "").split(" ")[0].lstrip("#")
    return ""


def _covers(shape: etree._Element) -> bool:
    """Return whether a filled shape lies over the text, so that nobody sees what stands below it."""
    least = _COVER_POINTS if next(shape.iterancestors(f"{_W}tc"), None) is None else _COVER_DIGITS
    if shape.tag in _SHAPES:
        style = shape.get("style", "").replace(" ", "").lower()
        sides = dict(re.findall(r"(?:^|;)(width|height):([\d.]+)pt", style))
        large = len(sides) == 2 and all(float(side.strip(".") or 0) > least for side in sides.values())
        drawn_over = "position:absolute" in style and "z-index:-" not in style
        named = shape.tag in _PLANES and shape.get("fillcolor") is not None
        return large and drawn_over and named and shape.get("filled", "t") not in ("f", "false")
    frame = next(shape.iterancestors(f"{_WP}anchor", f"{_WP}inline"), None)
    if frame is None or frame.tag != f"{_WP}anchor" or frame.get("behindDoc") in ("1", "true"):
        return False
    extent = frame.find(f"{_WP}extent")
    if extent is None or frame.find(f"{_WP}wrapNone") is None or not _fill(shape):
        return False
    return all(_whole(extent.get(side, ""), 0) > least * 12_700 for side in ("cx", "cy"))


def _size(shape: etree._Element) -> tuple[int, int] | None:
    """Return the width and height of a text box that keeps its size (DrawingML's shapes), in twentieths of a point."""
    extent = shape.find(f"{_WPS}spPr/{_A}xfrm/{_A}ext")
    body = shape.find(f"{_WPS}bodyPr")
    if extent is None or body is None or body.find(f"{_A}spAutoFit") is not None:
        return None
    if (
        body.get("vert", "horz") != "horz"
        or next(shape.iterancestors(f"{_WPG}wgp", f"{_WPG}grpSp"), None) is not None
    ):
        return None
    width, height = _whole(extent.get("cx", ""), 0), _whole(extent.get("cy", ""), 0)
    return (width // _TWENTIETH, height // _TWENTIETH) if width > 0 and height > 0 else None


def _is_turned(shape: etree._Element) -> bool:
    """Return whether a text box stands on its head, so that 16 is read 91."""
    turned = 0
    frames = [shape.find(f"{_WPS}spPr/{_A}xfrm"), shape.find(f"{_WPS}bodyPr")]
    frames += [group.find(f"{_WPG}grpSpPr/{_A}xfrm") for group in shape.iterancestors(*_GROUPS)]
    for element in frames:
        if element is not None:
            upside_down = element.get("flipV") in ("1", "true")
            turned += _whole(element.get("rot", "0"), 0) + (_ROUND // 2 if upside_down else 0)
    for old in (shape, *shape.iterancestors(f"{_V}group")):
        degrees = _DEGREES.search(old.get("style", ""))
        turned += 60_000 * int(degrees[1]) if degrees else 0
    return _UPRIGHT < turned % _ROUND < _ROUND - _UPRIGHT


def _is_hidden(element: etree._Element) -> bool:
    properties = element.find(f"{_WP}docPr")
    if properties is None:
        properties = element.find(f"{_WPS}cNvPr")
    if properties is not None and properties.get("hidden") in ("1", "true"):
        return True
    if element.tag in (f"{_WP}anchor", f"{_WP}inline"):
        return _is_nowhere(element) and next(element.iter(TEXT_BOX), None) is not None
    if element.tag not in _SHAPES:
        return False
    return _UNSEEN.search(element.get("style", "")) is not None or _is_nowhere_of_old(element)


def _is_nowhere_of_old(shape: etree._Element) -> bool:
    """Return whether a VML shape with text is too small to show a letter, or lies beyond every page."""
    style = shape.get("style", "").replace(" ", "").lower()
    if not style or next(shape.iterancestors(f"{_V}group"), None) is not None:
        return False  # within a group lengths are the group's own
    sides = {name: float(size) * _EMU[unit] for name, size, unit in _LENGTH.findall(style)}
    fitted = "mso-fit-shape-to-text:t" in style or any(
        "mso-fit-shape-to-text:t" in box.get("style", "").replace(" ", "")
        for box in shape.iter(f"{_V}textbox")
    )
    tiny = not fitted and any(sides.get(side, _TINY + 1) <= _TINY for side in ("width", "height"))
    away = any(abs(sides.get(side, 0)) > _BEYOND for side in ("margin-left", "margin-top", "left", "top"))
    return (tiny or away) and next(shape.iter(TEXT_BOX), None) is not None


def _is_nowhere(frame: etree._Element) -> bool:
    """Return whether a frame is too small to show a letter, or lies beyond every page."""
    extent = frame.find(f"{_WP}extent")
    fitted = next(frame.iter(f"{_A}spAutoFit", f"{_WP14}sizeRelH", f"{_WP14}sizeRelV"), None) is not None
    sizes = [] if extent is None or fitted else [extent.get("cx", ""), extent.get("cy", "")]
    places = [place.text or "" for place in frame.iter(f"{_WP}posOffset")]
    return any(_whole(size, _TINY + 1) <= _TINY for size in sizes) or any(
        abs(_whole(place, 0)) > _BEYOND for place in places
    )


def _whole(text: str, default: int) -> int:
    return int(text) if text.lstrip("-").isdecimal() and text.isascii() and len(text) < 12 else default


def shown_choice(alternatives: etree._Element) -> etree._Element | None:
    """Return the alternative a present-day program shows: the first whose extensions it knows, else the last resort."""
    for choice in alternatives.iterfind(_CHOICE):
        if all(_is_known(prefix, choice.nsmap) for prefix in (choice.get("Requires") or "").split()):
            return choice
    return alternatives.find(_FALLBACK)


def _is_known(prefix: str, spaces: Mapping[str | None, str]) -> bool:
    """Return whether present-day programs know the extension a prefix stands for."""
    space = spaces.get(prefix)
    if space in _SPACES:
        return True
    return prefix in _KNOWN_EXTENSIONS and (space is None or space.startswith(_OF_MICROSOFT))


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the outermost text boxes under an element that somebody sees."""
    for item in drawn(element):
        if item.element is not None and item.sight is Sight.TEXT_BOX:
            yield item.element


def unknown(element: etree._Element) -> str:
    """Return what to call an element nobody knows."""
    return name_of(element.tag)
