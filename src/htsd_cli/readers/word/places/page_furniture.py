"""What page headers and footers lay over the text of the pages: a number in a box, a frame or a floating table, a line.

A header's own lines, a logo, a watermark in words, page numbers, a border around the page are its furniture; a number
that stands where the text stands is read with it, a line there strikes what it crosses. Lengths are points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.word.drawing import ALTERNATE, COVERING, drawn, shown_choice
from htsd_cli.readers.word.elements import NAMESPACES, W
from htsd_cli.readers.word.lengths import FRAME, length
from htsd_cli.readers.word.places.overlaid import OVER_TABLE, every_place, in_front
from htsd_cli.values.document import Seen, Sight

_DRAWINGS = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_DELETED = (f"{W}del", f"{W}moveFrom")
_A, _V = f"{{{NAMESPACES['a']}}}", f"{{{NAMESPACES['v']}}}"
_LINES = (f"{_V}line", f"{{{NAMESPACES['wps']}}}cNvCnPr")
_P, _TBL, _MARK, _BOX = (f"{W}{name}" for name in ("p", "tbl", "fldChar", "txbxContent"))
_NUMBER = lazy_pattern(r"[-–—(]?\d[\d.,\s]{0,20}\)?(?: ?[^\W\d_]{1,8}){0,2}")
_CENTRED = lazy_pattern(
    rb"positionV\b[^>]*>\s*<\w+:align>center<|mso-position-vertical:\s*center", re.IGNORECASE
)
_TWENTIETHS = 20
_BESIDE = 20  # so far into the text a thing must reach
_LINE = 20  # how high a line of a header is with its spacing
_HEADER = 36  # from the paper's edge to a header's first line


class Page(NamedTuple):
    """A page's paper and the margins around its text."""

    width: float = 595
    height: float = 842
    top: float = 72
    bottom: float = 72
    left: float = 72
    right: float = 72

    @classmethod
    def of(cls, section: etree._Element) -> Page:
        """Return the page of a section (w:sectPr); A4 where it does not say."""
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        said = [length(size, "w"), length(size, "h")]
        said += [length(margins, side) for side in ("top", "bottom", "left", "right")]
        return cls(*(
            own if value is None else abs(value) / _TWENTIETHS for value, own in zip(said, cls(), strict=True)
        ))  # fmt: skip

    def has_text_at(self, x: float, y: float) -> bool:
        """Return whether a place of the paper lies within the text, not at its edge."""
        return (
            self.left + _BESIDE < x < self.width - self.right - _BESIDE
            and self.top + _BESIDE < y < self.height - self.bottom - _BESIDE
        )


def over_the_text(root: etree._Element, page: Page, *, footer: bool) -> Iterator[Seen]:
    """Yield the numbers, and the shapes with a colour behind them, that a header or footer lays over the text."""
    line = page.height - _HEADER if footer else _HEADER
    own = sum(1 for item in root.iter(_P) if next(item.iterancestors(_BOX), None) is None)
    page = (
        page if footer else page._replace(top=max(page.top, _HEADER + own * _LINE))
    )  # a high one moves the text
    for drawing in _drawings(root):
        centred = _CENTRED.search(etree.tostring(drawing)) is not None
        within = any(
            page.has_text_at(
                placed.left + placed.width / 2 + (page.left if placed.inside else 0),
                page.height / 2 if centred else placed.top + placed.height / 2 + (line if placed.near else 0),
            )
            for placed in every_place(drawing)
        )
        if not within:
            continue
        for item in drawn(drawing):
            text = _text(item.element) if item.element is not None else item.text
            if item.sight is Sight.TEXT_BOX and _NUMBER.fullmatch(text.strip()):
                yield Seen(Sight.TEXT_BOX, text.strip())
            elif item.text == COVERING:
                yield Seen(Sight.UNKNOWN, COVERING)
            elif item.sight is Sight.PICTURE and not centred and _crosses(drawing):
                yield Seen(Sight.UNKNOWN, OVER_TABLE)
    for frame in root.iter(FRAME):
        paragraph = next(frame.iterancestors(_P), None)
        y = (length(frame, "y") or 0) / _TWENTIETHS
        top = line + y if frame.get(f"{W}vAnchor", "page") == "text" else y
        text = "" if paragraph is None else _text(paragraph).strip()
        if page.top + _BESIDE < top < page.height - page.bottom - _BESIDE and _NUMBER.fullmatch(text):
            yield Seen(Sight.TEXT_BOX, text)
    for floating in root.iter(f"{W}tblpPr"):
        table = next(floating.iterancestors(_TBL), None)
        y = (length(floating, "tblpY") or 0) / _TWENTIETHS
        top = y if floating.get(f"{W}vertAnchor") in ("page", "margin") else line + y
        text = "" if table is None else _text(table)
        if page.top + _BESIDE < top < page.height - page.bottom and any(
            _NUMBER.fullmatch(part.strip()) for part in text.split("\n")
        ):
            yield Seen(Sight.TEXT_BOX, " ".join(text.split()))


def _crosses(drawing: etree._Element) -> bool:
    """Return whether a drawing is a line, or a picture in front of the text; a box without a colour is a border."""
    lines = next(drawing.iter(*_LINES), None) is not None or any(
        shape.get("prst", "").endswith(("line", "Connector1")) for shape in drawing.iter(f"{_A}prstGeom")
    )
    pictures = next(drawing.iter(f"{_A}blip", f"{_V}imagedata"), None) is not None
    return lines or (pictures and next(in_front(drawing), None) is not None)


def _drawings(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the drawings of a header, of alternatives those that are shown."""
    for child in element:
        tag = child.tag
        if tag in _DRAWINGS:
            yield child
        elif tag == ALTERNATE:
            chosen = shown_choice(child)
            if chosen is not None:
                yield from _drawings(chosen)
        elif isinstance(tag, str) and tag not in _DELETED:
            yield from _drawings(child)


def _text(element: etree._Element) -> str:
    """Return the letters under an element, a line for each paragraph, without those of fields: page numbers, dates."""
    lines: list[str] = []
    for paragraph in (element,) if element.tag == _P else element.iter(_P):
        open_, letters = 0, ""
        for item in paragraph.iter(f"{W}t", _MARK):
            if item.tag == _MARK:
                open_ += {"begin": 1, "end": -1}.get(item.get(f"{W}fldCharType", ""), 0)
            elif not open_ and next(item.iterancestors(f"{W}fldSimple", *_DELETED), None) is None:
                letters += item.text or ""
        lines.append(letters)
    return "\n".join(lines)
