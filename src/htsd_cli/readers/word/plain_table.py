"""The short way through a plain table: as long as each of its elements is known to change nothing.

Filled copies of one form have thousands of cells that differ in nothing but their letters. What such a cell says is
worked out once (`Mould`) and known again by its XML without the letters.
"""

from __future__ import annotations

from typing import TypeVar

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.word.elements import RPR, VAL, W
from htsd_cli.readers.word.grid import Grid
from htsd_cli.readers.word.lengths import (
    IND,
    TAB,
    indent_of,
    is_far_stop,
    is_shift,
    is_wide_margin,
    keeps_lines,
    length,
)
from htsd_cli.readers.word.looks.mould import Mould
from htsd_cli.readers.word.looks.styles import Styles
from htsd_cli.readers.word.plain import (
    CHARACTERS,
    PLAIN_PROPERTIES,
    PPR,
    SIZE,
    TCPR,
    P,
    R,
    T,
    Uniform,
    are_of_two_sizes,
)
from htsd_cli.values.document import Cell

TR, TC = f"{W}tr", f"{W}tc"
TBLPR, TRPR = f"{W}tblPr", f"{W}trPr"
_TABBED = lazy_pattern(r"(?<=\d)[ \xa0]*\t[ \t\xa0]*(?=\d)")
_SPAN, _MERGE, _SHADING, _STYLE = f"{W}gridSpan", f"{W}vMerge", f"{W}shd", f"{W}pStyle"
_SPACING, _HEIGHT = f"{W}spacing", f"{W}trHeight"
_MARGINS = frozenset((f"{W}tcMar", f"{W}tblCellMar"))
_LETTERS = (T, *CHARACTERS)
# What changes no figure wherever it stands in a table, and is passed over.
_NAMES = frozenset((R, PPR, RPR, TCPR, TRPR, TBLPR, *(PLAIN_PROPERTIES - {IND})))
SILENT = _NAMES | frozenset(f"{W}{name}" for name in (
    "b", "bCs", "i", "iCs", "szCs", "u", "lang", "noProof", "kern", "bookmarkStart", "bookmarkEnd",
    "lastRenderedPageBreak", "proofErr", "tblGrid", "gridCol", "tblStyle", "tblLook", "tblW", "tblInd", "tblLayout",
    "tblBorders", "tblHeader", "insideH", "insideV", "top", "left", "bottom", "right", "start", "end",
    "between", "bar", "cantSplit", "tcW", "tcBorders", "vAlign", "noWrap", "hideMark", "tblCaption",
    "tblDescription", "tblCellSpacing",
))  # fmt: skip
_MOST_KNOWN, _LONGEST_KNOWN = 2048, 4096  # moulds of one set of styles, bytes of XML of one
# Numbers that Word gives to paragraphs, runs and rows: they tell sessions of writing apart.
_NUMBERED = lazy_pattern(rb'(<w:(?:p|r|tr))(?: (?:w:rsid\w*|w14:(?:paraId|textId))="[^"<>]*")+(?=[ />])')
_BEFORE_LETTERS = (b"<w:t", b'<w:t xml:space="preserve"')
_FORBIDDEN = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML
_ROW = lazy_pattern(rb"<w:tr[\s/>]")
Known = TypeVar("Known")


def plain_table(
    table: etree._Element, styles: Styles, written: bytes | None = None, cells: Cells | None = None
) -> tuple[tuple[Cell, ...], ...] | None:
    """Return the rows of a table, None where the long way must be gone.

    No run of a plain table looks otherwise than its paragraph does (`plain.Uniform`), so that only elements nobody
    listed here and styles that change letters need a second look. `written` is its XML as the file has it
    (`written.tables_written`); `cells` are those that are known by it, its rows have been left out then.
    """
    try:
        if cells is None:
            cells = (
                _from_elements(table, styles) if written is None else _from_written(table, styles, written)
            )
    except _NotPlainError:
        return None
    uniform, grid = Uniform(styles), Grid()
    rows, begin_row, reaching, covers = grid.rows, grid.begin_row, grid.reaching, grid.covers
    look = styles.table(table.find(TBLPR))
    by_place = bool(look.conditions.parts)  # else the place of a cell changes nothing
    columns = table.find(f"{W}tblGrid")
    count, width = cells.count(_BEGUN) if by_place else 1, 0 if columns is None else len(columns)
    fine: dict[int, Mould] = {}  # those that stand in this table as plain ones
    for mould, letters in cells:
        if mould is None:
            if rows and width and grid.column != width + 1:
                return (
                    None  # which columns the cells of a shorter or longer row stand in their widths may say
                )
            begin_row()
            continue
        text, names, span, vertical, shading, colours, indent = mould
        if id(mould) not in fine:
            if not rows:
                return None
            place = (len(rows) - 1, count, grid.column - 1, width) if by_place else (0, 1, 0, 1)
            context = look.context(place, shading)
            known = uniform.plain_names(context)
            for name in names:
                if name not in known and not uniform.is_plain(name, context):
                    return None
            uniform.colours |= colours
            if not by_place:
                fine[id(mould)] = mould
        if text is None:
            text = letters
        if not (vertical or reaching) or not covers(span, vertical):
            if "\n" in text or "\t" in text:
                text = tidy(text)
            column = grid.column
            if indent and text and indent > _room(columns, column - 1, span):
                return None  # perhaps out of its cell
            rows[-1].append(Cell(text, len(rows), column, 1, span))
            grid.column = column + span
    whole = not (rows and width) or grid.column == width + 1
    return grid.done() if whole and uniform.is_seen() else None


def _room(columns: etree._Element | None, first: int, span: int) -> int:
    """Return how wide columns are together; more than any indent where the table does not say."""
    if columns is None or len(columns) < first + span:
        return 100_000
    widths = [length(column, "w") or 0 for column in list(columns)[first : first + span]]
    return sum(widths) if all(widths) else 100_000


class _NotPlainError(Exception):
    """The long way must be gone."""


# Each cell with its letters where the mould leaves them out; None begins a row.
Cells = list[tuple[Mould | None, str]]
_BEGUN: tuple[Mould | None, str] = (None, "")


def known_cells(written: bytes, styles: Styles) -> Cells | None:
    """Return the cells of a table by its XML, None where not all of it is known word for word from tables read before.

    Its XML needs no parser then: all of it but letters has been through one, each part at such a place.
    """
    try:
        cells = _from_written(None, styles, written)
    except (_NotPlainError, UnicodeDecodeError):
        return None
    return None if _FORBIDDEN.search("".join([letters for _, letters in cells])) else cells


def _from_elements(table: etree._Element, styles: Styles) -> Cells:
    """Return the cells of a table. Raises `_NotPlainError`."""
    _look_at_frame(table, styles)
    out: Cells = []
    for row in table.iterchildren(TR):
        out.append(_BEGUN)
        out += [(_mould(tc, styles), "") for tc in row.iterchildren(TC)]
    return out


class _Elements:
    """The elements of a table, looked at where its XML is unknown; there is none where nobody has parsed it."""

    def __init__(self, table: etree._Element | None, styles: Styles) -> None:
        self._table = table
        self._styles = styles
        self._cells: list[etree._Element] = []
        self._looked = False

    def mould(self, number: int) -> Mould:
        """Return what a cell says, by its number (from 0) in the table. Raises `_NotPlainError`."""
        if not self._cells:
            self._cells = list(self.table.iter(TC))
        return _mould(self._cells[number], self._styles)

    def look_at_frame(self) -> None:
        """Raise `_NotPlainError` unless what the table has around its cells is plain."""
        if not self._looked:
            _look_at_frame(self.table, self._styles)
            self._looked = True

    @property
    def table(self) -> etree._Element:
        """The table itself. Raises `_NotPlainError` where there is none."""
        if self._table is None:
            raise _NotPlainError
        return self._table


def _from_written(table: etree._Element | None, styles: Styles, written: bytes) -> Cells:
    """Return the cells of a table by its XML; the elements of a cell are looked at where its mould is unknown.

    Raises `_NotPlainError`, without elements also for whatever is unknown.
    """
    elements = _Elements(table, styles)
    if b" w:rsid" in written or b" w14:" in written:
        written = _NUMBERED.sub(rb"\1", written)
    out: Cells = []
    first, *pieces = written.split(b"<w:tc>")
    moulds, frames = styles.moulds, styles.frames
    out += [_BEGUN] * _begun(b"^" + first, elements, styles)
    last = len(pieces) - 1
    for number, piece in enumerate(pieces):
        content, end, frame = piece.partition(b"</w:tc>")
        if not end:
            raise _NotPlainError
        before, lettered, after = content.partition(b"</w:t>")
        if lettered:
            head, _, letters = before.rpartition(b">")
            mould = moulds.get(head + after)
            if mould is not None and b"&" not in letters and b"\r" not in letters:
                out.append((mould, _text(letters)))
            else:
                out.append(_seldom(content, head, letters, after, styles, elements, number))
        else:
            mould = moulds.get(content)
            out.append((mould, "") if mould else _seldom(content, b"", b"", b"", styles, elements, number))
        if number == last:
            frame += b"$"
        if frame:
            begun = frames.get(frame)
            if begun is None:
                begun = _begun(frame, elements, styles)
            if begun == 1:
                out.append(_BEGUN)
            else:
                out += [_BEGUN] * begun
    return out


def _seldom(
    content: bytes,
    head: bytes,
    letters: bytes,
    after: bytes,
    styles: Styles,
    elements: _Elements,
    number: int,
) -> tuple[Mould, str]:
    """Return what a cell says that is not known by its XML without its letters, and keep it.

    `head` and `after` are what stands around the letters of its first text, `number` (from 0) its place in the table.
    """
    apart = head.endswith(_BEFORE_LETTERS) and b"&" not in letters and b"\r" not in letters
    moulds, text = styles.moulds, _text(letters) if apart else ""
    mould = moulds.get(content)
    if mould is None:
        mould = elements.mould(number)
        if apart and mould.text == text:
            mould = mould._replace(text=None)
    _keep(moulds, content if mould.text is not None else head + after, mould)
    return mould, text if mould.text is None else ""


def _begun(frame: bytes, elements: _Elements, styles: Styles) -> int:
    """Return how many rows begin in what stands around the cells of a table, or between two of them.

    What stands before the first cell begins with "^", what stands behind the last one ends with "$".
    """
    begun = styles.frames.get(frame)
    if begun is None:
        elements.look_at_frame()
        if b"<w:tc" in frame:
            raise _NotPlainError
        begun = len(_ROW.findall(frame))
        _keep(styles.frames, frame, begun)
    return begun


def _text(letters: bytes) -> str:
    text = letters.decode()
    return text.replace("\n", " ") if "\n" in text else text


def _keep(kept: dict[bytes, Known], key: bytes, value: Known) -> None:
    if len(key) > _LONGEST_KNOWN:
        return
    if len(kept) >= _MOST_KNOWN:
        kept.clear()
    kept[key] = value


def _look_at_frame(table: etree._Element, styles: Styles) -> None:
    """Raise `_NotPlainError` unless what a table has around its cells, and around its rows, is plain."""
    reading = _Reading(styles)
    for child in table:
        if child.tag != TR:
            reading.all_of(child)
            continue
        for inner in child:
            if inner.tag != TC:
                reading.all_of(inner)
    if reading.uniform.colours:
        raise _NotPlainError


def _mould(tc: etree._Element, styles: Styles) -> Mould:
    """Return what a cell says, its text with it. Raises `_NotPlainError`."""
    reading = _Reading(styles)
    line, lines, names = reading.line, reading.lines, reading.names
    for element in tc.iterdescendants():
        tag = element.tag
        if tag in SILENT:
            continue
        if tag == T:
            if text := element.text:
                if text[0].isdigit() and line and line[-1][-1].isdigit() and _is_of_other_size(element):
                    raise _NotPlainError
                line.append(text if "\n" not in text else text.replace("\n", " "))
        elif tag == P:
            if line:
                lines.append("".join(line))
                line.clear()
            names.append(None)
        elif not reading.take(element, tag):
            raise _NotPlainError
    if line:
        lines.append("".join(line))
    shading = None if reading.shaded is None else styles.shading(reading.shaded)
    return Mould(
        "\n".join(lines),
        tuple(dict.fromkeys(names)),
        reading.span,
        reading.vertical,
        shading,
        frozenset(reading.uniform.colours),
        reading.indent,
    )


def _is_of_other_size(element: etree._Element) -> bool:
    run = element.getparent()
    return run is None or are_of_two_sizes(run)


class _Reading:
    """What is known of a cell, or of a table's frame, while its elements are looked at."""

    __slots__ = ("indent", "line", "lines", "names", "shaded", "span", "uniform", "vertical")

    def __init__(self, styles: Styles) -> None:
        self.uniform = Uniform(styles)
        self.line: list[str] = []
        self.lines: list[str] = []
        self.names: list[str | None] = []  # the styles of the paragraphs
        self.span, self.vertical, self.indent = 1, "", 0
        self.shaded: etree._Element | None = None

    def all_of(self, element: etree._Element) -> None:
        """Take an element and all within it. Raises `_NotPlainError` for what is not plain, and for letters."""
        for inner in element.iter():
            tag = inner.tag
            if tag not in SILENT and (tag in _LETTERS or not self.take(inner, tag)):
                raise _NotPlainError

    def take(self, element: etree._Element, tag: str) -> bool:
        """Take an element that says something; return whether it is a plain one."""
        if tag == _STYLE:
            if self.names:
                self.names[-1] = element.get(VAL)
        elif tag == _SPAN:
            self.span = number(element, 1)
        elif tag == _MERGE:
            self.vertical = element.get(VAL, "continue")
        elif tag == _HEIGHT:
            return element.get(f"{W}hRule") != "exact"
        elif tag in CHARACTERS:
            parent = element.getparent()
            if parent is not None and parent.tag == R:  # a w:tab is also a stop of a paragraph's
                self.line.append(CHARACTERS[tag])
            elif tag == TAB:
                return not is_far_stop(element)
        elif tag in _MARGINS:
            return not is_wide_margin(element)
        elif tag == IND:
            self.indent = max(self.indent, indent_of(element))
            return not is_shift(element) or not _has_letters(element, P)
        elif tag in (_SHADING, _SPACING):
            parent = element.getparent()
            above = None if parent is None else parent.tag
            if above == RPR:
                return self.uniform.take(element)
            if tag == _SPACING:
                return keeps_lines(element)
            if above == TCPR:
                self.shaded = element
            return above in (TCPR, TBLPR)
        elif tag == SIZE:
            return self.uniform.take(element) or not _has_letters(element, R)
        else:
            return self.uniform.take(element)
        return True


def _has_letters(element: etree._Element, around: str) -> bool:
    """Return whether there are letters in the run or paragraph that an element is a property of.

    What only draws a line, as in a letterhead, is a blank paragraph with letters of any size and indent.
    """
    owner = next(element.iterancestors(around, PPR if around == R else P), None)
    if owner is None or owner.tag == PPR:  # of a paragraph's mark
        return owner is None
    runs = [owner] if around == R else owner.iter(R)
    return any(item.tag != T or item.text for run in runs for item in run.iter(*_LETTERS))


def tidy(text: str) -> str:
    """Return the lines of a cell's text without blank ones; numbers with a tab between them are on two lines."""
    if "\n" not in text and "\t" not in text:
        return text
    return _TABBED.sub("\n", "\n".join([line for line in text.split("\n") if line.strip()]))


def number(element: etree._Element, default: int) -> int:
    """Return the whole number an element's w:val gives, at most 100; `default` for any other."""
    value = element.get(VAL, "")
    return (
        min(int(value) or default, 100) if value.isascii() and value.isdigit() and len(value) < 9 else default
    )
