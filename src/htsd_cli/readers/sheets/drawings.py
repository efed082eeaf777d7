"""What is drawn over the cells of a sheet (text boxes, pictures, controls, objects) and the notes at them.

Drawings are those of ECMA-376 part 1, 20.5 (DrawingML) and part 4, 19 (VML, of controls and old notes); comments
18.7, threaded ones [MS-XLSX] 2.6.205. Charts show no figure of a form; they hide those under them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from htsd_cli.readers.column_names import column_name, column_number
from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.sheets.anchors import PIXEL, Corner, Sizes, over_merges
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW, Merge, Place
from htsd_cli.readers.sheets.looks.styles import M
from htsd_cli.values.document import Cell, Seen, Sight

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_THREAD = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_CHARTS = (
    "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "http://schemas.microsoft.com/office/drawing/2014/chartex",
)
_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
SPARKLINE = Seen(Sight.PICTURE, "biểu đồ nhỏ trong ô")
CHART = Seen(Sight.PICTURE, "biểu đồ")
_LINES = ("line", "straightConnector1")
_CROSSES = ("mathMultiply", "mathMinus", "noSmoking", "flowChartSummingJunction", "flowChartOr", "diagStripe")
_FILLS = tuple(f"{_A}{name}" for name in ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_DRAWN = 5_000  # cells of one sheet with something drawn over them
_LARGE = 60  # cells under a picture that may be one of a table
_THREADED = "[Threaded comment]"  # how Excel begins the note that stands for a thread in older versions

Drawn = tuple[Place, Seen]


class Beside(NamedTuple):
    """What stands at the cells of a sheet beside their texts, by place; `large` are things as large as a table."""

    sights: Mapping[Place, tuple[Seen, ...]]
    notes: Mapping[Place, tuple[str, ...]]
    large: tuple[Seen, ...] = ()

    def put(self, cells: dict[Place, Cell], merges: Sequence[Merge]) -> None:
        """Add it to the cells it stands at; a cell that was not there is blank."""
        for place, sights in self.sights.items():
            cell = _at(place, cells, merges)
            more = tuple(seen for seen in sights if seen not in cell.sights and (cell.text or seen != CHART))
            if not more:
                continue
            cells[cell.row, cell.column] = cell._replace(sights=(*cell.sights, *more))
        for place, notes in self.notes.items():
            cell = _at(place, cells, merges)
            cells[cell.row, cell.column] = cell._replace(notes=(*cell.notes, *notes))


def _at(place: Place, cells: Mapping[Place, Cell], merges: Sequence[Merge]) -> Cell:
    row, column = over_merges(place, merges)
    found = cells.get((row, column))
    return Cell("", row, column, address=f"{column_name(column)}{row}") if found is None else found


NOTHING = Beside({}, {})


def beside(package: Package, part: str, sizes: Sizes) -> Beside:
    """Return what is drawn over a sheet's cells, and the notes at them; what cannot be read of it is left out."""
    kinds: dict[str, list[str]] = {}
    for kind, name in package.relations(part).values():
        kinds.setdefault(kind, []).append(name)
    if not kinds.keys() & {"drawing", "vmlDrawing", "comments", "threadedComment"}:
        return NOTHING
    found: list[Drawn] = []
    controls = list(_vml_roots(package, kinds.get("vmlDrawing", [])))
    for root in _roots(package, kinds.get("drawing", [])):
        found += _drawings(root, sizes, twice=bool(controls))
    for root in controls:
        found += _controls(root, sizes)
    notes: dict[Place, list[str]] = {}
    threads = list(_roots(package, kinds.get("threadedComment", [])))
    for root in _roots(package, kinds.get("comments", [])):
        for place, text in _comments(root, threaded=bool(threads)):
            notes.setdefault(place, []).append(text)
    for root in threads:
        for item in root.iterchildren(f"{_THREAD}threadedComment"):
            at = _place(item.get("ref", ""))
            if at is not None and (text := item.findtext(f"{_THREAD}text", "").strip()):
                notes.setdefault(at, []).append(text)
    return gathered(found, notes)


def sparklines(root: etree._Element, cells: Mapping[Place, Cell]) -> Iterator[Drawn]:
    """Yield the blank cells of a worksheet in which Excel draws a small chart ([MS-XLSX] 2.6.99); any other shows its
    number all the same."""
    if root.find(f"{M}extLst") is None:
        return
    for item in root.iter(f"{_X14}sparkline"):
        for area in (item.findtext(f"{_XM}sqref") or "").split():
            place = _place(area)
            if place is not None and place not in cells:
                yield place, SPARKLINE


def gathered(drawn: Sequence[Drawn], notes: Mapping[Place, Sequence[str]]) -> Beside:
    """Return what is drawn and noted, by place."""
    sights: dict[Place, list[Seen]] = {}
    for place, seen in drawn[:_MOST_DRAWN]:
        if seen not in sights.setdefault(place, []):
            sights[place].append(seen)
    sizes = Counter(seen for _, seen in drawn if seen.sight in (Sight.PICTURE, Sight.OBJECT))
    return Beside(
        {place: tuple(seen) for place, seen in sights.items()},
        {place: tuple(texts) for place, texts in notes.items()},
        tuple(
            seen
            for seen, cells in sizes.items()
            if seen.sight is Sight.OBJECT or (cells >= _LARGE and seen != CHART)
        ),
    )


def _roots(package: Package, names: Sequence[str]) -> Iterator[etree._Element]:
    return (package.parse(name) for name in names if name in package and not name.lower().endswith(".bin"))


def _vml_roots(package: Package, names: Sequence[str]) -> Iterator[etree._Element]:
    """Yield parts of VML, which Excel writes with breaks that are never closed."""
    for name in names:
        content = package.read(name)
        if content is None:
            continue
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise UnreadableFile("forbidden-content", "DOCTYPE")
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(content.replace(b"<br>", b"<br/>"), parser)
        if root is not None:
            yield root


# -- DrawingML ---------------------------------------------------------------------------------------------


def _drawings(root: etree._Element, sizes: Sizes, *, twice: bool) -> Iterator[Drawn]:
    """Yield what a drawing part puts over cells. With `twice` its controls are told by their older form."""
    for anchor in _anchors(root, twice=twice):
        start = _corner(anchor.find(f"{_XDR}from"))
        if start is None and (place := anchor.find(f"{_XDR}pos")) is not None:
            start = sizes.beyond(Corner(1, 0, 1, 0), _emu(place, "x"), _emu(place, "y"))
        if start is None:
            continue
        end = _corner(anchor.find(f"{_XDR}to"))
        if end is None:
            extent = anchor.find(f"{_XDR}ext")
            width, height = (_emu(extent, side) for side in ("cx", "cy"))
            end = sizes.beyond(start, width, height)
        for item in anchor:
            for seen, line in _shape(item, twice=twice):
                places = sizes.through(start, end) if line else sizes.under(start, end)
                yield from ((place, seen) for place in places)


def _anchors(root: etree._Element, *, twice: bool) -> Iterator[etree._Element]:
    """Yield the anchors of a part, of alternatives those of each that may be shown."""
    for item in root:
        if item.tag != f"{_MC}AlternateContent":
            yield item
            continue
        needed = next((choice.get("Requires", "") for choice in item.iterchildren(f"{_MC}Choice")), "")
        if not needed.startswith(_BUTTONS) and not (twice and needed == "a14"):
            for alternative in item:
                yield from _anchors(alternative, twice=twice)


def _shape(item: etree._Element, *, twice: bool) -> Iterator[tuple[Seen, bool]]:
    """Yield what one shape shows, and whether it is a mere line."""
    tag = str(item.tag)
    if tag == f"{_MC}AlternateContent":
        choice = item.find(f"{_MC}Choice")
        needed = "" if choice is None else choice.get("Requires", "")
        if choice is not None and needed == "a14":
            if not twice:
                for part in choice:
                    yield Seen(Sight.CONTROL, _text(part)), False
        elif not needed.startswith(_BUTTONS):
            fallback = item.find(f"{_MC}Fallback")
            for part in (
                *(choice if choice is not None else ()),
                *(fallback if fallback is not None else ()),
            ):
                yield from _shape(part, twice=twice)
        return
    if tag in _FRAME or _is_hidden(item):
        return
    if tag not in _SHAPES:
        yield Seen(Sight.PICTURE), False
        return
    if tag == f"{_XDR}grpSp":
        for part in item:
            yield from _shape(part, twice=twice)
    elif tag == f"{_XDR}pic":
        yield Seen(Sight.PICTURE), False
    elif tag == f"{_XDR}graphicFrame":
        data = item.find(f"{_A}graphic/{_A}graphicData")
        chart = data is not None and data.get("uri") in _CHARTS
        yield CHART if chart else Seen(Sight.PICTURE), False
    elif tag == f"{_XDR}contentPart":
        yield Seen(Sight.PICTURE), False  # ink
    else:
        own = item.find(f"{_XDR}spPr")
        geometry = None if own is None else own.find(f"{_A}prstGeom")
        text = _text(item)
        if tag == f"{_XDR}cxnSp" or (geometry is not None and geometry.get("prst") in _LINES):
            yield Seen(Sight.PICTURE), True
        elif text:
            yield Seen(Sight.TEXT_BOX, text), False
        elif own is not None and (
            _covers(item, own) or (geometry is not None and geometry.get("prst") in _CROSSES)
        ):
            yield Seen(Sight.PICTURE), False


_BUTTONS = ("sle", "tsle")  # filters with buttons show no figure
_FRAME = tuple(
    f"{_XDR}{name}" for name in ("from", "to", "ext", "pos", "clientData", "nvGrpSpPr", "grpSpPr", "extLst")
)
_SHAPES = tuple(f"{_XDR}{name}" for name in ("sp", "cxnSp", "pic", "grpSp", "graphicFrame", "contentPart"))


def _covers(item: etree._Element, own: etree._Element) -> bool:
    """Return whether a shape without text hides what is under it; a mere frame does not."""
    if own.find(f"{_A}noFill") is not None:
        return False
    if any(part.tag in _FILLS for part in own):
        return True
    reference = item.find(f"{_XDR}style/{_A}fillRef")
    return reference is not None and reference.get("idx", "0") != "0"


def _is_hidden(item: etree._Element) -> bool:
    named = next(item.iter(f"{_XDR}cNvPr"), None)
    return named is not None and named.get("hidden") in ("1", "true")


def _text(item: etree._Element) -> str:
    paragraphs = ("".join(str(part.text or "") for part in p.iter(f"{_A}t")) for p in item.iter(f"{_A}p"))
    return "\n".join(paragraphs).strip()


def _corner(place: etree._Element | None) -> Corner | None:
    if place is None:
        return None
    numbers = [_number(place.findtext(f"{_XDR}{name}", "")) for name in ("row", "rowOff", "col", "colOff")]
    row, down, column, right = numbers
    return Corner(min(row + 1, LAST_ROW), max(0, down), min(column + 1, LAST_COLUMN), max(0, right))


def _emu(extent: etree._Element | None, side: str) -> int:
    return 0 if extent is None else max(0, _number(extent.get(side, "")))


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 12 else 0


# -- VML ---------------------------------------------------------------------------------------------------


def _controls(root: etree._Element, sizes: Sizes) -> Iterator[Drawn]:
    """Yield the controls and objects of a VML part; its notes are told by the comments."""
    for shape in root.iter(f"{_V}shape", f"{_V}rect"):
        data = shape.find(f"{_X}ClientData")
        kind = "" if data is None else data.get("ObjectType", "")
        if (
            data is None
            or kind in ("", "Note", "GBox", "Group", "Line")
            or "visibility:hidden" in (shape.get("style", "").replace(" ", ""))
        ):
            continue
        numbers = [_number(part) for part in data.findtext(f"{_X}Anchor", "").split(",")]
        if len(numbers) != 8:
            continue
        left, dx, top, dy, right, dx2, bottom, dy2 = (max(0, number) for number in numbers)
        start = Corner(min(top + 1, LAST_ROW), dy * PIXEL, min(left + 1, LAST_COLUMN), dx * PIXEL)
        end = Corner(min(bottom + 1, LAST_ROW), dy2 * PIXEL, min(right + 1, LAST_COLUMN), dx2 * PIXEL)
        box = shape.find(f"{_V}textbox")
        text = "" if box is None else " ".join("".join(map(str, box.itertext())).split())
        sight = {"Pict": Sight.OBJECT, "Label": Sight.TEXT_BOX, "Rect": Sight.TEXT_BOX}.get(
            kind, Sight.CONTROL
        )
        if sight is Sight.TEXT_BOX and not text:
            continue
        yield from ((place, Seen(sight, text)) for place in sizes.under(start, end))


# -- notes -------------------------------------------------------------------------------------------------


def _comments(root: etree._Element, *, threaded: bool) -> Iterator[tuple[Place, str]]:
    authors = [item.text or "" for item in root.iterfind(f"{M}authors/{M}author")]
    for item in root.iterfind(f"{M}commentList/{M}comment"):
        place = _place(item.get("ref", ""))
        content = item.find(f"{M}text")
        if place is None or content is None:
            continue
        text = "".join(str(part.text or "") for part in content.iter(f"{M}t")).replace("\r\n", "\n").strip()
        number = _number(item.get("authorId", ""))
        if threaded and text.startswith(_THREADED):
            continue
        text = without_author(text, authors[number] if 0 <= number < len(authors) else "")
        if text:
            yield place, text


def without_author(text: str, author: str) -> str:
    """Return a note without the line that names who wrote it, as Excel begins each."""
    first, end, rest = text.partition("\n")
    return rest.strip() if end and author and first.strip().rstrip(":") == author.strip() else text.strip()


def _place(ref: str) -> Place | None:
    match = _ADDRESS.fullmatch(ref.partition(":")[0].replace("$", ""))
    return None if match is None else (int(match[2]), column_number(match[1]))
