"""The pictures a Word file shows in its body, each with the caption beside it; headers and footers are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from htsd_cli.pictures.captions import Line, captions_of, described, is_caption, tidy
from htsd_cli.pictures.picture import PictureRef
from htsd_cli.readers.packages import Package
from htsd_cli.readers.word.docx import body_of, walker_of
from htsd_cli.readers.word.drawing import shown_choice, text_boxes
from htsd_cli.readers.word.elements import RPR, VAL, W
from htsd_cli.readers.word.flow import TBL, TR, cells_of, flow
from htsd_cli.readers.word.looks.properties import is_on
from htsd_cli.readers.word.plain import P, R
from htsd_cli.readers.word.rows import cell_properties, is_unseen_row
from htsd_cli.readers.word.walker import Walker
from htsd_cli.values.document import Paragraph

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
# Under these stand pictures nobody sees, or pictures of another thing than a picture (an embedded workbook).
_PASSED = frozenset((f"{W}del", f"{W}moveFrom", f"{W}object", f"{W}txbxContent", f"{W}instrText"))
_CENTRED = frozenset(("center", "distribute"))
_STYLED = re.compile(r"caption|chuthich|chúthích|hinhanh", re.IGNORECASE)
_EMU = 36_000  # to a millimetre
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]{1,12})(pt|in|cm|mm|px)?", re.IGNORECASE)
_MILLIMETRES = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": 25.4 / 96}
_DEEPEST = 40  # tables and text boxes in each other


def word_pictures(package: Package) -> list[PictureRef]:
    """Return the pictures of an open .docx in reading order. Raises `UnreadableFile` when its body cannot be read."""
    main = package.main_part("word/document.xml")
    body = body_of(package, main)
    reader = _Reader(walker_of(package, main, body), package.relations(main))
    reader.story(body, 0)
    return [
        ref._replace(caption=reader.captions.get(place) or ref.caption)
        for place, ref in enumerate(reader.pictures)
    ]


@dataclass(slots=True)
class _Reader:
    walker: Walker
    relations: dict[str, tuple[str, str]]
    pictures: list[PictureRef] = field(default_factory=list)
    captions: dict[int, str] = field(default_factory=dict)

    def story(self, parent: etree._Element, depth: int) -> list[Line]:
        """Take the pictures under a body, a cell or a text box, and give them the captions of this story."""
        lines: list[Line] = []
        for element in flow(parent, P, TBL):
            if element.tag == TBL:
                if depth < _DEEPEST:
                    self._table(element, depth)
                lines.append(Line("|"))  # what is beside a table is no neighbour of what is on its other side
                continue
            first = len(self.pictures)
            self._take(element)
            own = tuple(range(first, len(self.pictures)))
            boxes = list(text_boxes(element)) if depth < _DEEPEST else []
            text, _ = self.walker.paragraph(element)
            floating = [block.text for block in self.walker.take_floating() if isinstance(block, Paragraph)]
            for box in boxes:
                self.story(box, depth + 1)
            beside = tidy(" ".join(floating))
            if own and not text.strip() and is_caption(beside, True):
                text = beside  # a text box laid on or under the picture
            lines.append(Line(text, _is_set_apart(element), own))
        for picture, caption in captions_of(lines).items():
            self.captions.setdefault(picture, caption)
        return lines

    def _table(self, table: etree._Element, depth: int) -> None:
        """Take the pictures of a table; those without a caption in their own cell look below, above and beside it."""
        rows: list[list[_Cell]] = []
        for row in flow(table, TR):
            if is_unseen_row(row):
                continue
            column = 0
            cells: list[_Cell] = []
            for tc in cells_of(row):
                span = cell_properties(tc.find(f"{W}tcPr"))[0]
                first = len(self.pictures)
                lines = self.story(tc, depth + 1)
                text = " ".join(line.text for line in lines if line.text != "|")
                cells.append(_Cell(column, span, tidy(text), range(first, len(self.pictures))))
                column += span
            rows.append(cells)
        upwards = _captions_stand_above(rows)
        for place, cells in enumerate(rows):
            beside = [other.text for other in cells if other.text and not other.pictures]
            for cell in cells:
                without = [picture for picture in cell.pictures if picture not in self.captions]
                if not without:
                    continue
                near = [_below(rows, place + 1, cell), _below(rows, place - 1, cell)]
                candidates = [*(reversed(near) if upwards else near), *(beside if len(beside) == 1 else [])]
                caption = next((text for text in candidates if is_caption(text, True)), "")
                if caption:
                    self.captions.update(dict.fromkeys(without, caption))

    def _take(self, parent: etree._Element) -> None:
        """Append the pictures under a paragraph in reading order."""
        for element in parent:
            tag = element.tag
            if tag in _PASSED or not isinstance(tag, str):
                continue
            if tag == R and is_on(element.find(RPR), "vanish"):
                continue
            if tag == _ALTERNATE:
                chosen = shown_choice(element)
                if chosen is not None:
                    self._take(chosen)
            elif tag == f"{_A}blip":
                self._blip(element)
            elif tag == f"{_VML}imagedata":
                self._vml(element)
            else:
                self._take(element)

    def _blip(self, blip: etree._Element) -> None:
        part = self._part(blip.get(f"{_REL}embed"))
        if part is None:
            return
        frame = next(blip.iterancestors(f"{_WP}inline", f"{_WP}anchor"), None)
        alone = frame is not None and sum(1 for _ in islice(frame.iter(f"{_A}blip"), 2)) == 1
        extent = frame.find(f"{_WP}extent") if frame is not None and alone else None
        properties = frame.find(f"{_WP}docPr") if frame is not None else None
        if properties is not None and properties.get("hidden") in ("1", "true"):
            return
        own = next(blip.iterancestors(f"{_PIC}pic"), None)
        named = own.find(f"{_PIC}nvPicPr/{_PIC}cNvPr") if own is not None else None
        turned = own.find(f"{_PIC}spPr/{_A}xfrm") if own is not None else None
        descriptions = [
            item.get(key) for item in (properties, named) if item is not None for key in ("descr", "title")
        ]
        self.pictures.append(
            PictureRef(
                part=part,
                caption=next((text for text in map(described, descriptions) if text), ""),
                turn=_turn(turned),
                millimetres=_extent(extent),
                drawing=blip.find(f".//{_SVG}") is not None,
            )
        )

    def _vml(self, image: etree._Element) -> None:
        part = self._part(image.get(f"{_REL}id") or image.get(f"{_OFFICE}relid"))
        shape = image.getparent()
        if part is None or shape is None:
            return
        caption = described(shape.get("alt")) or described(image.get(f"{_OFFICE}title"))
        self.pictures.append(PictureRef(part, caption, 0, _vml_size(shape.get("style") or "")))

    def _part(self, relation: str | None) -> str | None:
        kind, part = self.relations.get(relation or "", ("", ""))
        return part if kind == "image" else None


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    span: int
    text: str
    pictures: range


def _below(rows: list[list[_Cell]], place: int, cell: _Cell) -> str:
    """Return the text of the cell in another row that stands over or under a cell, `""` when it holds pictures."""
    if not 0 <= place < len(rows):
        return ""
    for other in rows[place]:
        if other.column <= cell.column < other.column + other.span:
            return "" if other.pictures else other.text
    return ""


def _captions_stand_above(rows: list[list[_Cell]]) -> bool:
    """Return whether a table's captions stand over its pictures: text in the first row, pictures in the last."""
    filled = [cells for cells in rows if any(cell.text or cell.pictures for cell in cells)]
    return (
        bool(filled)
        and not any(cell.pictures for cell in filled[0])
        and any(cell.pictures for cell in filled[-1])
    )


def _is_set_apart(paragraph: etree._Element) -> bool:
    """Return whether a paragraph is set as captions are: in their style, in italics, or in the middle and not bold."""
    properties = paragraph.find(f"{W}pPr")
    bold = italic = True
    texts = False
    for run in _runs(paragraph):
        if not any((text.text or "").strip() for text in run.iterfind(f"{W}t")):
            continue
        texts = True
        rpr = run.find(RPR)
        bold = bold and bool(is_on(rpr, "b"))
        italic = italic and bool(is_on(rpr, "i"))
    if not texts:
        return False
    if italic:
        return True
    if properties is None:
        return False
    style = properties.find(f"{W}pStyle")
    if style is not None and _STYLED.search(style.get(VAL) or ""):
        return True
    alignment = properties.find(f"{W}jc")
    return alignment is not None and alignment.get(VAL) in _CENTRED and not bold


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    for element in flow(paragraph, R, f"{W}hyperlink"):
        if element.tag == R:
            yield element
        else:
            yield from element.iterfind(R)


def _turn(transform: etree._Element | None) -> int:
    """Return by how many quarters of a turn, in degrees clockwise, the document shows a picture turned."""
    text = "" if transform is None else transform.get("rot", "")
    if not text.lstrip("-").isdigit() or len(text) > 12:
        return 0
    return round(int(text) / 60_000 / 90) * 90 % 360


def _extent(extent: etree._Element | None) -> tuple[float, float] | None:
    sides = ["", ""] if extent is None else [extent.get("cx", ""), extent.get("cy", "")]
    if not all(side.isdigit() and len(side) < 12 for side in sides):
        return None
    return int(sides[0]) / _EMU, int(sides[1]) / _EMU


def _vml_size(style: str) -> tuple[float, float] | None:
    lengths = {
        name.lower(): float(number) * _MILLIMETRES[(unit or "").lower()]
        for name, number, unit in _LENGTH.findall(style)
        if number.count(".") <= 1 and number.strip(".")
    }
    return (lengths["width"], lengths["height"]) if len(lengths) == 2 else None
