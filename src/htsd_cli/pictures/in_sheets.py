"""The pictures on the sheets of a workbook (.xlsx, .ods), each with the caption beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from htsd_cli.pictures.captions import described, is_named_caption, tidy
from htsd_cli.pictures.picture import PictureRef
from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.sheets.looks.styles import M
from htsd_cli.readers.sheets.ods.styles import TABLE, TEXT, Styles
from htsd_cli.values.document import Cell, Document, Table

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG_ODF = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_EMU = 36_000  # to a millimetre
_ROW, _COLUMN = 5.3, 17.0  # millimetres: Excel's own 15 points and 64 pixels
_ODS_ROW = 4.9  # millimetres, between LibreOffice's own rows and Excel's
_LENGTH = re.compile(r"([\d.]{1,12})(cm|mm|in|pt)")
_MILLIMETRES = {"cm": 10.0, "mm": 1.0, "in": 25.4, "pt": 25.4 / 72}
_MOST_CAPTIONS = 2_000  # of one sheet
_NEAR = 3  # rows under or over a picture in which its caption may stand


def xlsx_pictures(package: Package, document: Document) -> list[PictureRef]:
    """Return the pictures on the visible sheets of an open .xlsx, sheet by sheet from top to bottom.

    `document` is what the reader made of the same file; among its cells the captions are found.
    """
    main = package.main_part("xl/workbook.xml")
    relations = package.relations(main)
    tables = {table.sheet: table for table in document.blocks if isinstance(table, Table)}
    found: list[PictureRef] = []
    for sheet in package.parse(main).iterfind(f"{M}sheets/{M}sheet"):
        kind, part = relations.get(sheet.get(f"{_REL}id", ""), ("", ""))
        table = tables.get(sheet.get("name", ""))
        if kind != "worksheet" or part not in package or table is None or table.hidden:
            continue
        drawing = package.related(part, "drawing")
        if drawing is not None and drawing in package:
            found += _anchored(package, drawing, table)
    return found


def _anchored(package: Package, drawing: str, table: Table) -> list[PictureRef]:
    relations = package.relations(drawing)
    placed: list[tuple[int, int, PictureRef]] = []
    captions = [cell for row in table.rows for cell in row if is_named_caption(cell.text)][:_MOST_CAPTIONS]
    for anchor in package.parse(drawing):
        start = _corner(anchor.find(f"{_XDR}from"))
        end = _corner(anchor.find(f"{_XDR}to"))
        for picture in anchor.iter(f"{_XDR}pic"):
            blip = picture.find(f"{_XDR}blipFill/{_A}blip")
            kind, part = relations.get("" if blip is None else blip.get(f"{_REL}embed", ""), ("", ""))
            named = picture.find(f"{_XDR}nvPicPr/{_XDR}cNvPr")
            if (
                blip is None
                or kind != "image"
                or (named is not None and named.get("hidden") in ("1", "true"))
            ):
                continue
            own = "" if named is None else described(named.get("descr")) or described(named.get("title"))
            transform = picture.find(f"{_XDR}spPr/{_A}xfrm")
            if start is not None and end is None:
                end = _far_corner(start, _size(anchor))
            caption = _beside(captions, start, end) if start and end else ""
            ref = PictureRef(
                part, caption or own, _turn(transform), _size(transform), blip.find(f".//{_SVG}") is not None
            )
            placed.append((*(start or (0, 0)), ref))
    return [ref for _, _, ref in sorted(placed, key=lambda item: item[:2])]


def _corner(place: etree._Element | None) -> tuple[int, int] | None:
    """Return a corner's row and column, 1-based."""
    if place is None:
        return None
    texts = [place.findtext(f"{_XDR}row", ""), place.findtext(f"{_XDR}col", "")]
    return (int(texts[0]) + 1, int(texts[1]) + 1) if all(t.isdigit() and len(t) < 9 for t in texts) else None


def _far_corner(start: tuple[int, int], size: tuple[float, float] | None) -> tuple[int, int]:
    """Return about where a picture ends of which only its size is told, rows and columns being of the usual size."""
    width, height = size or (0.0, 0.0)
    return start[0] + round(height / _ROW), start[1] + round(width / _COLUMN)


def _beside(captions: list[Cell], start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return the caption in a cell right under a picture, else right over it."""
    under: list[tuple[int, str]] = []
    over: list[tuple[int, str]] = []
    for cell in captions:
        if not start[1] <= cell.column <= end[1]:
            continue
        if end[0] <= cell.row <= end[0] + _NEAR:
            under.append((cell.row, cell.text))
        elif start[0] - _NEAR <= cell.row <= start[0]:
            over.append((-cell.row, cell.text))
    near = sorted(under)[:1] or sorted(over)[:1]
    return tidy(near[0][1]) if near else ""


def _turn(transform: etree._Element | None) -> int:
    text = "" if transform is None else transform.get("rot", "")
    if not text.lstrip("-").isdigit() or len(text) > 12:
        return 0
    return round(int(text) / 60_000 / 90) * 90 % 360


def _size(holder: etree._Element | None) -> tuple[float, float] | None:
    extent = None if holder is None else holder.find(f"{_A}ext")
    if extent is None and holder is not None:
        extent = holder.find(f"{_XDR}ext")
    sides = ["", ""] if extent is None else [extent.get("cx", ""), extent.get("cy", "")]
    if not all(side.isdigit() and len(side) < 12 for side in sides) or sides == ["0", "0"]:
        return None
    return int(sides[0]) / _EMU, int(sides[1]) / _EMU


def ods_pictures(package: Package) -> list[PictureRef]:
    """Return the pictures on the visible sheets of an open .ods, sheet by sheet from top to bottom."""
    roots = [package.parse(name) for name in ("content.xml", "styles.xml") if name in package]
    if not roots:
        raise UnreadableFile("damaged-file")
    styles = Styles(roots)
    found: list[PictureRef] = []
    for sheet in roots[0].iter(f"{TABLE}table"):
        if styles.hides_table(sheet.get(f"{TABLE}style-name")):
            continue
        placed: list[tuple[int, PictureRef]] = []
        captions: list[tuple[int, str]] = []
        for number, row in _numbered_rows(sheet):
            placed += [
                (number, ref) for frame in row.iter(f"{_DRAW}frame") if (ref := _framed(frame)) is not None
            ]
            captions += [(number, text) for text in map(_cell_text, row) if is_named_caption(text)]
        for shapes in sheet.iterchildren(f"{TABLE}shapes"):
            placed += [
                (0, ref) for frame in shapes.iter(f"{_DRAW}frame") if (ref := _framed(frame)) is not None
            ]
        del captions[_MOST_CAPTIONS:]
        found += [ref._replace(caption=_near_row(row, ref, captions) or ref.caption) for row, ref in placed]
    return found


def _numbered_rows(sheet: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield the rows of a sheet with their numbers, 1-based; of rows that repeat the first."""
    number = 1
    for row in sheet.iter(f"{TABLE}table-row"):
        yield number, row
        repeated = row.get(f"{TABLE}number-rows-repeated", "1")
        number += int(repeated) if repeated.isdigit() and len(repeated) < 9 else 1


def _framed(frame: etree._Element) -> PictureRef | None:
    """Return the picture in a frame; a chart has one too, which is no photograph."""
    image = frame.find(f"{_DRAW}image")
    part = "" if image is None else image.get(f"{_XLINK}href", "").removeprefix("./")
    if not part.startswith("Pictures/") or frame.find(f"{_DRAW}object") is not None:
        return None
    texts = [frame.findtext(f"{_SVG_ODF}desc"), frame.findtext(f"{_SVG_ODF}title")]
    return PictureRef(part, next((text for text in map(described, texts) if text), ""), 0, _frame_size(frame))


def _cell_text(cell: etree._Element) -> str:
    paragraphs = cell.iterchildren(f"{TEXT}p")
    return " ".join("".join(map(str, paragraph.itertext())) for paragraph in paragraphs)


def _near_row(row: int, ref: PictureRef, captions: list[tuple[int, str]]) -> str:
    """Return the caption in the rows right under a picture that begins in `row`, else right over it."""
    end = row + round((ref.millimetres[1] if ref.millimetres else 0.0) / _ODS_ROW)
    under = [
        (number, text) for number, text in captions if end - _NEAR <= number <= end + _NEAR and number > row
    ]
    over = [(-number, text) for number, text in captions if row - _NEAR <= number <= row]
    near = sorted(under)[:1] or sorted(over)[:1]
    return tidy(near[0][1]) if near else ""


def _frame_size(frame: etree._Element) -> tuple[float, float] | None:
    sides: list[float] = []
    for side in ("width", "height"):
        match = _LENGTH.fullmatch(frame.get(f"{_SVG_ODF}{side}", ""))
        if match is None or match.group(1).count(".") > 1 or not match.group(1).strip("."):
            return None
        sides.append(float(match.group(1)) * _MILLIMETRES[match.group(2)])
    return sides[0], sides[1]
