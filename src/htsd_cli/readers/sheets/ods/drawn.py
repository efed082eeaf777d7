"""What is drawn over the cells of an OpenDocument sheet, and the notes at them (OpenDocument 1.3, 10 and 14.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from htsd_cli.readers.column_names import column_number
from htsd_cli.readers.sheets.anchors import POINT, Corner, Sizes
from htsd_cli.readers.sheets.drawings import CHART, Drawn
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW, Place
from htsd_cli.readers.sheets.ods.styles import OFFICE, TABLE, TEXT, points
from htsd_cli.values.document import Seen, Sight

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DR3D = "{urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
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

Covers = Callable[[str], bool]


def notes_of(cell: etree._Element) -> Iterator[str]:
    """Yield the texts of a cell's notes."""
    for note in cell.iterchildren(f"{OFFICE}annotation"):
        text = "\n".join("".join(map(str, p.itertext())) for p in note.iterchildren(f"{TEXT}p")).strip()
        if text:
            yield text


def draws(item: etree._Element) -> bool:
    """Return whether an element draws something, whatever that is."""
    return str(item.tag).startswith((_DRAW, _DR3D))


def drawn(item: etree._Element, place: Place | None, sizes: Sizes, covers: Covers) -> Iterator[Drawn]:
    """Yield what a drawing shows at the cells it lies over; what shows nothing of a figure is passed over.

    It is anchored in the cell at `place`, or to the page of the sheet (None). `covers` says of the name of a style
    whether it fills a shape.
    """
    name = str(item.tag).rpartition("}")[2]
    if name in ("g", "a"):
        for part in item:
            yield from drawn(part, place, sizes, covers)
        return
    start, end = _corners(item, place, sizes)
    under = sizes.through(start, end) if name in LINES else sizes.under(start, end)
    for seen in _seen(item, covers):
        yield from ((cell, seen) for cell in under)


def _corners(item: etree._Element, place: Place | None, sizes: Sizes) -> tuple[Corner, Corner]:
    """Return where a drawing begins and ends; one that does not say how large it is lies in its cell."""
    row, column = place or (1, 1)
    xs, ys = ([_length(item, f"{axis}{end}") for end in ("1", "2")] for axis in "xy")
    x, y, width, height = (_length(item, side) for side in ("x", "y", "width", "height"))
    if None not in (*xs, *ys):  # a line
        x, y = min(xs), min(ys)  # type: ignore[type-var]
        width, height = max(xs) - x, max(ys) - y  # type: ignore[type-var,operator]
    start = sizes.beyond(Corner(row, 0, column, 0), max(0, x or 0), max(0, y or 0))
    match = _END.fullmatch(item.get(f"{TABLE}end-cell-address", ""))
    if place is not None and match is not None:
        last = (min(int(match[2]), LAST_ROW), min(column_number(match[1]), LAST_COLUMN))
        if last[0] >= place[0] and last[1] >= place[1]:
            right, down = (
                int((points(item.get(f"{TABLE}end-{side}", "")) or 0) * POINT) for side in ("x", "y")
            )
            return start, Corner(last[0], down, last[1], right)
    if width is None or height is None:
        return Corner(row, 0, column, 0), sizes.beyond(Corner(row, 0, column, 0), 0, 0)
    return start, sizes.beyond(start, width, height)


def _length(item: etree._Element, side: str) -> int | None:
    found = points(item.get(f"{_SVG}{side}", ""))
    return None if found is None else int(found * POINT)


def _seen(item: etree._Element, covers: Covers) -> Iterator[Seen]:
    name = str(item.tag).rpartition("}")[2]
    if name == "frame":
        yield from _framed(item)
    elif name == "control":
        yield Seen(Sight.CONTROL)
    elif name in LINES:
        yield Seen(Sight.PICTURE)
    elif name in TEXTS:
        if text := _text(item):
            yield Seen(Sight.TEXT_BOX, text)
        elif _length(item, "width") and covers(item.get(f"{_DRAW}style-name", "")):
            yield Seen(Sight.PICTURE)
    elif name not in SILENT and draws(item):
        yield Seen(Sight.UNKNOWN, name)


def _framed(frame: etree._Element) -> Iterator[Seen]:
    for part in frame:
        name = str(part.tag).rpartition("}")[2]
        if name == "text-box":
            if text := _text(part):
                yield Seen(Sight.TEXT_BOX, text)
        elif name in ("object", "object-ole"):
            drawn_of_cells = part.get(f"{_DRAW}notify-on-update-of-ranges") is not None
            yield CHART if drawn_of_cells else Seen(Sight.OBJECT)
            return
        elif name in ("image", "plugin", "applet", "floating-frame"):
            yield Seen(Sight.PICTURE)
            return


def _text(item: etree._Element) -> str:
    paragraphs = ("".join(map(str, p.itertext())) for p in item.iter(f"{TEXT}p", f"{TEXT}h"))
    return "\n".join(paragraphs).strip()
