"""Where letters lie on paper: cut off by the exact height of their row, outside their cell, or beyond the page.

Word and LibreOffice cut what does not fit into a row of exact height, and whatever an indent, a tab stop or a margin
pushes out of its cell; of columns beyond the edge of the paper nothing is printed. Lengths are twentieths of a point.
Widths and heights of letters are estimates, those of Times New Roman, in favour of what is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from htsd_cli.readers.word.drawing import ALTERNATE, shown_choice
from htsd_cli.readers.word.elements import RPR, VAL, Policy, W, policy_of
from htsd_cli.readers.word.lengths import (
    FRAME,
    IND,
    SPACING,
    TAB,
    indent_of,
    is_far_stop,
    is_low,
    is_shift,
    is_wide_margin,
    length,
    number,
)
from htsd_cli.readers.word.looks.styles import Base, Context, Styles
from htsd_cli.readers.word.places.frames import is_moved
from htsd_cli.readers.word.rows import SLIVER, grid_widths, row_properties
from htsd_cli.values.document import Cell, Seen, Sight

_P, _R, _T, _TBL, _TR, _TC = (f"{W}{name}" for name in ("p", "r", "t", "tbl", "tr", "tc"))
_PPR, _TCPR, _TBLPR, _TRPR = f"{W}pPr", f"{W}tcPr", f"{W}tblPr", f"{W}trPr"
_JC, _BREAKS = f"{W}jc", (f"{W}br", f"{W}cr")
_NEVER_READ = (f"{W}del", f"{W}moveFrom")
_CELL_MARGIN = 108  # to the left and right of a cell's text where nothing else is said
_DIGIT = 0.5  # of a letter's size: the width of a digit
_NEEDED = 0.63  # of a letter's size, from the top of its line: half of a digit
_LOWEST = 0.55  # of a letter's size: in a lower line the upper half of digits is cut
_LINE = 1.1  # of a letter's size: the height of a line
_NARROWEST = 120  # a column of six points: no digit stands in it
_AWAY = 3000  # before, above or below every page
_WIDTH, _HEIGHT = 11906, 16838  # A4
_NARROW_PAGE, _WIDE_MARGIN = 7000, 3500  # a page narrower than A6, a margin of 6 cm
_SHORT, _WIDE_DIGIT = 5, 140  # digits of a number that may be two; the width of a digit of 14 points


class Room(NamedTuple):
    """What a cell gives its text: its width between its margins (None unknown), its height (None as it needs)."""

    width: int | None = None
    height: int | None = None
    top: int = 0


@dataclass(slots=True)
class Paper:
    """The pages of a document: the widest, and the least left margin, read from its sections when asked for."""

    odd: bool = False  # some page leaves little room for a table
    _size: tuple[int, int] | None = None
    _known: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def unseen_columns(self, table: etree._Element) -> Mapping[int, str]:
        """Return the grid columns (from 0) of a table that nobody sees, each with the reason."""
        grid, properties = table.find(f"{W}tblGrid"), table.find(_TBLPR)
        if grid is None or properties is None:
            return {}
        if not self.odd and _is_ordinary(grid, properties):
            return {}
        widths = _widths(grid)
        floating, indent = properties.find(f"{W}tblpPr"), properties.find(f"{W}tblInd")
        if floating is not None and self._is_beyond(floating, table):
            return dict.fromkeys(range(len(widths)), "nằm ngoài trang giấy")
        start = length(indent, "w") or 0
        whole = sum([width or 0 for width in widths])
        narrow = min(width or 0 for width in widths) <= _NARROWEST
        fixed = _is_fixed(properties)
        page, left = self._page(table)
        start += left
        if floating is not None:
            start = (length(floating, "tblpX") or 0) + (
                0 if floating.get(f"{W}horzAnchor") == "page" else left
            )
        if not narrow and start >= 0 and start + whole <= page:
            return {}
        found: dict[int, str] = {}
        if start + whole <= _NARROWEST or start >= page - _NARROWEST:
            return dict.fromkeys(range(len(widths)), "nằm ngoài trang giấy")
        centred = properties.find(_JC) is not None
        widest = _widest_cells(table, len(widths))
        for place, width in enumerate(widths):
            asked = widest[place]
            width = max(width or 0, asked or 0)
            beyond = start >= page - _NARROWEST or start + width // 2 <= 0
            if fixed and width <= _NARROWEST:
                found[place] = "hẹp gần bằng không"
            elif beyond and not centred and (fixed or asked):
                found[place] = "nằm ngoài trang giấy"
            start += width
        return found

    def _is_beyond(self, floating: etree._Element, table: etree._Element) -> bool:
        """Return whether a floating table begins above or below every page."""
        y = length(floating, "tblpY") or 0
        if y <= -_AWAY:
            return True
        sections = table.getroottree().iter(f"{W}sectPr")
        return y > _NARROW_PAGE and y >= max(
            [length(section.find(f"{W}pgSz"), "h") or _HEIGHT for section in sections], default=_HEIGHT
        )

    def _page(self, table: etree._Element) -> tuple[int, int]:
        if self._size is None:
            pages, margins = [], []
            for section in table.getroottree().iter(f"{W}sectPr"):
                pages.append(length(section.find(f"{W}pgSz"), "w") or _WIDTH)
                margins.append(_left_margin(section))
            self._size = max(pages, default=_WIDTH), min(margins, default=1440)
        return self._size


def _widest_cells(table: etree._Element, columns: int) -> list[int | None]:
    """Return the greatest width that a cell of each column asks for, None where none says one."""
    found: list[int | None] = [None] * columns
    for row in table.iterchildren(_TR):
        properties = [cell.find(_TCPR) for cell in row.iterchildren(_TC)]
        if any(own is not None and own.find(f"{W}gridSpan") is not None for own in properties):
            continue
        for place, own in enumerate(properties[:columns]):
            width = None if own is None else own.find(f"{W}tcW")
            if width is not None and width.get(f"{W}type") == "dxa":
                found[place] = max(found[place] or 0, length(width, "w") or 0)
    return found


def is_odd_page(section: etree._Element) -> bool:
    """Return whether the pages of a section (w:sectPr) leave little room for a table: narrow, or with a wide margin."""
    width = length(section.find(f"{W}pgSz"), "w") or _WIDTH
    return width < _NARROW_PAGE or _left_margin(section) > _WIDE_MARGIN


def _left_margin(section: etree._Element) -> int:
    margins = section.find(f"{W}pgMar")
    left = length(margins, "left")
    return (1440 if left is None else left) + (length(margins, "gutter") or 0)


def has_ordinary_columns(table: etree._Element) -> bool:
    """Return whether all columns of a table are seen and none is a sliver, whatever its page and its rows are."""
    grid, properties = table.find(f"{W}tblGrid"), table.find(_TBLPR)
    if grid is None:
        return True
    if any(0 < width <= SLIVER for width in grid_widths(table)):
        return False
    return properties is None or _is_ordinary(grid, properties)


def _is_ordinary(grid: etree._Element, properties: etree._Element) -> bool:
    """Return whether the columns of a table are wide enough, and together stand on any page."""
    widths = _widths(grid)
    if not widths or None in widths:
        return True
    floating, indent = properties.find(f"{W}tblpPr"), properties.find(f"{W}tblInd")
    start = length(indent, "w") or 0
    whole = sum([width or 0 for width in widths])
    narrow = min(width or 0 for width in widths) <= _NARROWEST
    return not narrow and floating is None and abs(start) <= _AWAY and whole + start <= _WIDTH - 1500


def _is_fixed(properties: etree._Element) -> bool:
    """Return whether a table (its w:tblPr) keeps the widths of its columns, whatever stands in them."""
    layout = properties.find(f"{W}tblLayout")
    return layout is not None and layout.get(f"{W}type") == "fixed"


def may_part(table: etree._Element, rows: Iterable[Sequence[Cell]] | None = None) -> bool:
    """Return whether Word may break the numbers of a table over lines: its columns keep their widths.

    With `rows` only where one of their numbers is wider than its column.
    """
    properties = table.find(_TBLPR)
    if properties is None or not _is_fixed(properties):
        return False
    if rows is None:
        return True
    widths = [0, *grid_widths(table)]
    return any(
        cell.text.isdecimal() and widths[cell.column] < 2 * _CELL_MARGIN + _WIDE_DIGIT * len(cell.text)
        for row in rows
        for cell in row
        if cell.column < len(widths) and cell.column_span == 1 and 1 < len(cell.text) <= _SHORT
    )


def _widths(grid: etree._Element) -> list[int | None]:
    return [number(column.get(f"{W}w", "")) for column in grid.iterchildren(f"{W}gridCol")]


def may_be_cut(tc: etree._Element, styles: Styles, width: int = 0) -> bool:
    """Return whether some letters of a cell, of a `width` where that is known, may lie where nobody sees them.

    Most cells need no second look.
    """
    for element in tc.iter(IND, FRAME, TAB, SPACING, f"{W}tcMar", f"{W}pStyle", f"{W}trHeight"):
        tag = element.tag
        if (
            (tag == IND and (is_shift(element) or 0 < width < indent_of(element)))
            or (tag == TAB and is_far_stop(element))
            or (tag == SPACING and is_low(element))
            or (tag == f"{W}pStyle" and "shifted" in styles.paragraph(element.get(VAL)))
            or (tag == f"{W}tcMar" and is_wide_margin(element))
            or tag == FRAME
            or (tag == f"{W}trHeight" and element.get(f"{W}hRule") == "exact")  # of a table in the cell
        ):
            return True
    return False


def room_of(tc: etree._Element, table: etree._Element, width: int, height: int | None) -> Room:
    """Return the room of a cell as wide as its columns, in a row of exact height or (None) of any."""
    margins = {"left": _CELL_MARGIN, "right": _CELL_MARGIN, "top": 0}
    row = next(tc.iterancestors(_TR), None)
    of_row = None if row is None else row.find(f"{W}tblPrEx/{W}tblCellMar")
    for found in (table.find(f"{_TBLPR}/{W}tblCellMar"), of_row, tc.find(f"{_TCPR}/{W}tcMar")):
        for side in () if found is None else found:
            name = etree.QName(side).localname
            name = {"start": "left", "end": "right"}.get(name, name)
            said = length(side, "w")
            if name in margins and said is not None:
                margins[name] = said
    own = tc.find(f"{_TCPR}/{W}tcW")
    if own is not None and own.get(f"{W}type") == "dxa":
        width = max(width, length(own, "w") or 0)
    inner = width - margins["left"] - margins["right"] if width > _NARROWEST else None
    direction = tc.find(f"{_TCPR}/{W}textDirection")
    if direction is not None and direction.get(VAL, "lrTb") not in ("lrTb", "lrTbV", "tb"):
        return Room()  # turned letters run along the height
    return Room(inner, height, margins["top"])


def lies(
    tc: etree._Element, room: Room, styles: Styles, context: Context, *, cut: bool, short: bool
) -> tuple[Seen, ...]:
    """Return what is told of how the letters of a cell lie: `cut` ones nobody sees, a `short` number on many lines."""
    if cut and (lost := cut_off(tc, room, styles, context)):
        return (Seen(Sight.CUT, lost),)
    said = _parted(tc, room, styles, context) if short else ""
    return (Seen(Sight.PARTED, said),) if said else ()


def cut_off(tc: etree._Element, room: Room, styles: Styles, context: Context) -> str:
    """Return the letters with figures of a cell that lie where nobody sees them, "" for none."""
    lost: list[str] = []
    at = float(room.top)
    for block in _blocks(tc, _P, _TBL):
        if block.tag == _P:
            at = _paragraph(block, room, at, styles, context, lost)
        else:
            for row in _blocks(block, _TR):
                height = row_properties(row)[2]
                own, begun = (room._replace(width=None), at) if height is None else (Room(None, height), 0.0)
                inside = [_inner_row(cell, own, begun, styles, context, lost) for cell in _blocks(row, _TC)]
                at = max([at, *inside]) if height is None else at + height
    text = " ".join(lost).strip()
    return text if re.search(r"\d", text) else ""


def _parted(tc: etree._Element, room: Room, styles: Styles, context: Context) -> str:
    """Return the numbers of a cell that are wider than it, so that their digits go on on the next line; "" for none.

    Long ones, of money, are taken for one number on any number of lines.
    """
    found: list[str] = []
    for paragraph in _blocks(tc, _P) if room.width is not None else ():
        properties = paragraph.find(_PPR)
        named = None if properties is None else properties.find(f"{W}pStyle")
        name = None if named is None else named.get(VAL)
        layout = _layout(paragraph, properties, styles.layouts(name), room.width)
        text, size = _letters(paragraph, styles.base(name, context))
        width = (room.width or 0) - max(layout.left, 0) - max(layout.right, 0)
        found += [
            number
            for number in text.split()
            if 1 < len(number) <= _SHORT and _wide(number, size) > max(width, 0) * 1.05
        ]
    return " ".join(found)


def _inner_row(
    cell: etree._Element, room: Room, at: float, styles: Styles, context: Context, lost: list[str]
) -> float:
    for block in _blocks(cell, _P):
        at = _paragraph(block, room, at, styles, context, lost)
    return at


def _blocks(parent: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    """Yield the wanted children, through content controls and the like, without what was deleted."""
    for child in parent:
        tag = child.tag
        if tag in wanted:
            deleted = tag == _TR and child.find(f"{_TRPR}/{W}del") is not None
            if not deleted:
                yield child
        elif tag == ALTERNATE:
            chosen = shown_choice(child)
            if chosen is not None:
                yield from _blocks(chosen, *wanted)
        elif isinstance(tag, str) and policy_of(tag) is Policy.THROUGH:
            yield from _blocks(child, *wanted)


@dataclass(slots=True)
class _Layout:
    """How a paragraph stands: its indents, the room before, after and of a line, and to which side it goes."""

    left: int = 0
    right: int = 0
    first: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    rule: str = "auto"
    side: str = "left"
    stops: tuple[int, ...] = ()
    aligned: int | None = None  # where the decimal sign of a cell's number stands, without a tab too
    away: bool = False


def _paragraph(
    paragraph: etree._Element, room: Room, at: float, styles: Styles, context: Context, lost: list[str]
) -> float:
    """Take the lines of a paragraph that begins so far below its cell's top; return where the next one begins."""
    properties = paragraph.find(_PPR)
    named = None if properties is None else properties.find(f"{W}pStyle")
    name = None if named is None else named.get(VAL)
    layout = _layout(paragraph, properties, styles.layouts(name), room.width)
    base = styles.base(name, context)
    text, size = _letters(paragraph, base)
    at += layout.before
    if layout.away or _is_pushed_out(text, size, layout, room):
        lost.append(text.strip())
        return at + layout.after + _height(size, layout)
    for line in _lines(text, size, room.width, layout):
        height = _height(size, layout)
        shown = min(height, size * 10) if layout.rule == "exact" else size * 10
        too_low = layout.rule != "atLeast" and height < _LOWEST * size * 10
        if line.strip() and (too_low or (room.height is not None and at + _NEEDED * shown > room.height)):
            lost.append(line.strip())
        at += height
    return at + layout.after


def _height(size: int, layout: _Layout) -> float:
    """Return how high a line is whose letters have this size in half points."""
    own = _LINE * size * 10
    if layout.rule == "exact":
        return float(layout.line)
    if layout.rule == "atLeast":
        return max(own, float(layout.line))
    return own * max(layout.line, 1) / 240


def _letters(paragraph: etree._Element, base: Base) -> tuple[str, int]:
    """Return the letters of a paragraph that somebody sees, and the greatest size of them in half points."""
    parts: list[str] = []
    sizes: list[int] = []
    for run in paragraph.iter(_R):
        if next(run.iterancestors(*_NEVER_READ), None) is not None:
            continue
        properties = run.find(RPR)
        if base.look(properties).state in ("unseen", "struck"):
            continue
        sizes.append(base.size(properties))
        for child in run:
            if child.tag == _T:
                parts.append(child.text or "")
            elif child.tag in _BREAKS:
                parts.append("\n")
            elif child.tag == TAB:
                parts.append("\t")
    if not sizes:
        mark = paragraph.find(f"{_PPR}/{RPR}")
        sizes.append(base.size(mark))
    return "".join(parts), max(sizes)


def _wide(text: str, size: int) -> float:
    """Return about how wide letters are."""
    return sum(0.25 if letter in ".,' ;:" else _DIGIT for letter in text) * size * 10


def _lines(text: str, size: int, width: int | None, layout: _Layout) -> list[str]:
    """Return the lines a text takes in a width; a number that is wider than its cell goes on on the next."""
    out: list[str] = []
    room = None if width is None else max(width - layout.left - layout.right, size * 5) * 1.05
    for line in text.split("\n"):
        if room is None or _wide(line, size) <= room:
            out.append(line)
            continue
        now = ""
        for word in re.findall(r"\S+\s*", line):
            if now and _wide(now + word.rstrip(), size) > room:
                out.append(now)
                now = ""
            now += word
            while _wide(now.rstrip(), size) > room and len(now.rstrip()) > 1:
                fits = next(
                    (end for end in range(1, len(now)) if _wide(now[: end + 1], size) > room), len(now)
                )
                out.append(now[:fits])
                now = now[fits:]
        out.append(now)
    return out


def _is_pushed_out(text: str, size: int, layout: _Layout, room: Room) -> bool:
    """Return whether most of a paragraph's first line lies outside of its cell."""
    line = text.strip().split("\n")[0]
    if not line:
        return False
    long = _wide(line, size)
    width = room.width
    if width is not None and width <= 0:
        return True
    stops = (
        (*layout.stops, layout.left) if layout.first < 0 else layout.stops
    )  # a hanging line has one at its indent
    if "\t" in text and width is not None and any(stop > width + _CELL_MARGIN for stop in stops):
        return True
    if width is not None and layout.aligned is not None and layout.aligned > width + _CELL_MARGIN:
        return layout.side in ("left", "start", "both")
    if width is None:
        return layout.left + layout.first + long < -_CELL_MARGIN
    if layout.side == "right":
        start = width - layout.right - long
    elif layout.side == "center":
        start = (layout.left + layout.first + width - layout.right - long) / 2
    else:
        start = layout.left + layout.first
    long = min(long, max(width - layout.left - layout.right, size * 5))
    middle = start + long / 2
    return middle < -_CELL_MARGIN or middle > width + _CELL_MARGIN


def _layout(
    paragraph: etree._Element,
    properties: etree._Element | None,
    inherited: list[etree._Element],
    width: int | None,
) -> _Layout:
    """Return how a paragraph stands: what its styles say, the nearest last, then its own properties."""
    layout = _Layout()
    for level in (*inherited, *(() if properties is None else (properties,))):
        for child in level:
            tag = child.tag
            if tag == IND:
                _indent(child, layout)
            elif tag == SPACING:
                _spacing(child, layout)
            elif tag == _JC:
                side = child.get(VAL, "left")
                layout.side = "right" if side == "end" else side
            elif tag == f"{W}tabs":
                decimal = [length(stop, "pos") or 0 for stop in child if stop.get(VAL) == "decimal"]
                layout.aligned = decimal[0] if decimal else None
                layout.stops = tuple(
                    length(stop, "pos") or 0 for stop in child if stop.get(VAL) not in ("clear", "bar")
                )
            elif tag == FRAME:
                layout.away = is_moved(child, width, paragraph)
    return layout


def _spacing(child: etree._Element, layout: _Layout) -> None:
    before, after, line = (length(child, name) for name in ("before", "after", "line"))
    layout.before = layout.before if before is None else before
    layout.after = layout.after if after is None else after
    if line is not None:
        layout.line, layout.rule = line, child.get(f"{W}lineRule", "auto")


def _indent(child: etree._Element, layout: _Layout) -> None:
    """Take an indent; one in hundredths of a letter, of ten points here, is stronger than its length."""

    def said(*names: str) -> int | None:
        chars = next((value for name in names if (value := length(child, f"{name}Chars"))), None)
        lengths = (length(child, name) for name in names)
        return next((value for value in lengths if value is not None), None) if chars is None else 2 * chars

    left, right = said("left", "start"), said("right", "end")
    layout.left = layout.left if left is None else left
    layout.right = layout.right if right is None else right
    first, hanging = said("firstLine"), said("hanging")
    if first is not None or hanging is not None:
        layout.first = -hanging if hanging else first or 0
