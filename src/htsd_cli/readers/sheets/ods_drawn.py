"""What is drawn over the cells of an OpenDocument sheet, and the notes at them (OpenDocument 1.3, 10 and 14.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from htsd_cli.readers.sheets.anchors import POINT, Corner, Sizes
from htsd_cli.readers.sheets.drawings import Drawn
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW, Place, column_number
from htsd_cli.readers.sheets.ods_styles import OFFICE, TABLE, TEXT, points
from htsd_cli.values.document import Seen, Sight

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DR3D = "{urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_END = re.compile(r"(?:.*\.)?\$?([A-Z]{1,3})\$?([0-9]{1,7})")
# One policy for each element that draws.
TEXTS = frozenset(
    (
        "custom-shape",
        "rect",
        "ellipse",
        "circle",
        "polygon",
        "regular-polygon",
        "path",
        "caption",
        "page-thumbnail",
    )
)
LINES = frozenset(("line", "polyline", "connector", "measure"))
SILENT = frozenset(("a", "layer-set", "param", "glue-point", "image-map", "contour-polygon", "contour-path"))
_USUAL = Sizes({}, lambda _: None)


def notes_of(cell: etree._Element) -> Iterator[str]:
    """Yield the texts of a cell's notes."""
    for note in cell.iterchildren(f"{OFFICE}annotation"):
        text = "\n".join("".join(map(str, p.itertext())) for p in note.iterchildren(f"{TEXT}p")).strip()
        if text:
            yield text


def drawn_at(cell: etree._Element, place: Place) -> Iterator[Drawn]:
    """Yield what is drawn over a cell and those beside it; what draws nothing of a figure is passed over."""
    for item in cell:
        tag = str(item.tag)
        if tag.startswith((_DRAW, _DR3D)):
            for seen in _seen(item):
                yield from ((under, seen) for under in _under(item, place))


def drawn_on(shapes: etree._Element, sizes: Sizes) -> Iterator[Drawn]:
    """Yield what is anchored to the page of a sheet (`table:shapes`), at the cells it lies over."""
    for item in shapes:
        sides = [points(item.get(f"{_SVG}{side}", "")) for side in ("x", "y", "width", "height")]
        x, y, width, height = (int((side or 0) * POINT) for side in sides)
        start = sizes.beyond(Corner(1, 0, 1, 0), max(0, x), max(0, y))
        under = sizes.under(start, sizes.beyond(start, width, height))
        for seen in _seen(item):
            yield from ((place, seen) for place in under)


def _seen(item: etree._Element) -> Iterator[Seen]:
    name = str(item.tag).rpartition("}")[2]
    if name in ("g", "a"):
        for part in item:
            yield from _seen(part)
    elif name == "frame":
        yield from _framed(item)
    elif name == "control":
        yield Seen(Sight.CONTROL)
    elif name in TEXTS:
        if text := _text(item):
            yield Seen(Sight.TEXT_BOX, text)
    elif name not in LINES | SILENT and str(item.tag).startswith((_DRAW, _DR3D)):
        yield Seen(Sight.UNKNOWN, name)


def _framed(frame: etree._Element) -> Iterator[Seen]:
    for part in frame:
        name = str(part.tag).rpartition("}")[2]
        if name == "text-box":
            if text := _text(part):
                yield Seen(Sight.TEXT_BOX, text)
        elif name in ("object", "object-ole"):
            if (
                part.get(f"{_DRAW}notify-on-update-of-ranges") is None
            ):  # else a chart, or what was made of cells
                yield Seen(Sight.OBJECT)
            return
        elif name in ("image", "plugin", "applet", "floating-frame"):
            yield Seen(Sight.PICTURE)
            return


def _text(item: etree._Element) -> str:
    paragraphs = ("".join(map(str, p.itertext())) for p in item.iter(f"{TEXT}p", f"{TEXT}h"))
    return "\n".join(paragraphs).strip()


def _under(item: etree._Element, place: Place) -> list[Place]:
    """Return the cells under what begins in a cell; `table:end-cell-address` says where it ends."""
    match = _END.fullmatch(item.get(f"{TABLE}end-cell-address", ""))
    if match is None:
        return [place]
    end = (min(int(match[2]), LAST_ROW), min(column_number(match[1]), LAST_COLUMN))
    right, down = (int((points(item.get(f"{TABLE}end-{side}", "")) or 0) * POINT) for side in ("x", "y"))
    left, top = (int((points(item.get(f"{_SVG}{side}", "")) or 0) * POINT) for side in ("x", "y"))
    if end[0] < place[0] or end[1] < place[1]:
        return [place]
    return _USUAL.under(Corner(place[0], top, place[1], left), Corner(end[0], down, end[1], right))
