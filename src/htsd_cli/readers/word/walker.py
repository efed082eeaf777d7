"""Walks the body of a Word file: its paragraphs and tables in reading order, each cell with what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from htsd_cli.readers.word.drawing import Drawn
from htsd_cli.readers.word.elements import NAMESPACES, OFF, RPR, VAL, Policy, W, name_of, policy_of
from htsd_cli.readers.word.embedded import CHUNK, READ_IN_CELLS
from htsd_cli.readers.word.fields.codes import Formula
from htsd_cli.readers.word.flow import TBL, TC, TR, cells_of, flow
from htsd_cli.readers.word.grid import Grid
from htsd_cli.readers.word.layout_tables import hidden_blocks, is_layout
from htsd_cli.readers.word.lengths import is_wide_margin
from htsd_cli.readers.word.letters import Piece, Told, joined
from htsd_cli.readers.word.looks.colours import WHITE, from_hex
from htsd_cli.readers.word.looks.styles import (
    CROSSED,
    HIDDEN_ROW,
    MOVED,
    NUMBERED,
    Context,
    Styles,
    TableLook,
)
from htsd_cli.readers.word.looks.table_style import is_crossed
from htsd_cli.readers.word.notes import Notes
from htsd_cli.readers.word.paragraph import ParagraphReader
from htsd_cli.readers.word.places.inner_tables import lies_outside
from htsd_cli.readers.word.places.laid_over import as_number, floats, numbers_alone, over_table
from htsd_cli.readers.word.places.overlaid import lies_beside_cell
from htsd_cli.readers.word.places.paper import (
    Paper,
    Room,
    cut_off,
    has_ordinary_columns,
    lies,
    may_be_cut,
    may_part,
    room_of,
)
from htsd_cli.readers.word.plain import TCPR, P, R, plain_cell, plain_line
from htsd_cli.readers.word.plain_table import Cells, plain_table, tidy
from htsd_cli.readers.word.rows import (
    cell_properties,
    column_edges,
    first_displaced,
    first_parted,
    grid_widths,
    is_deleted_row,
    is_joined_above,
    row_properties,
    spans_by_width,
    stands_beside,
    uneven_deletions,
    unseen_reason,
    without_slivers,
)
from htsd_cli.values.document import Block, Cell, Paragraph, Seen, Sight, Table

_R, _M = f"{{{NAMESPACES['r']}}}", f"{{{NAMESPACES['m']}}}"
_TBLPR, _ALT_CHUNK, _BOLD = f"{W}tblPr", f"{W}altChunk", f"{W}b"
_FRAME = f"{W}pPr/{W}framePr"
_MOST_HEADS, _LONGEST_HEAD = 64, 4096  # of tables, and bytes of one, that are known again
_FRAMES = (f"{W}drawing", f"{W}pict", f"{W}object")
_CROSSED, _BESIDE = "đường kẻ chéo qua ô", Seen(Sight.SHIFTED, "hàng bị dời lệch")
_INSET = 144  # twentieths of a point: between the sides of a text box and its text

Embedded = Callable[[Sight, str, str], tuple[list[Block], Seen | None]]


class WholeNeededError(Exception):
    """The rows of a table were left out, and must be looked at all the same."""


@dataclass(slots=True)
class Walker:
    """Walks the body once, counting tables and paragraphs as they come; `found` takes each cell's element.

    `embedded` reads a part another program made (an object, a chunk): what it is, its name and its relation ->
    its blocks, or what to tell of it.
    """

    reader: ParagraphReader
    notes: Notes | None = None
    embedded: Embedded | None = None
    tables: int = 0
    paragraphs: int = 0
    context: Context = field(default_factory=Context)
    found: dict[tuple[int, int, int], etree._Element] | None = None
    paper: Paper = field(default_factory=Paper)
    tracked: bool = False  # changes are tracked in the body
    written: Mapping[etree._Element, bytes] = field(default_factory=dict)  # of tables, their XML
    sections: Sequence[etree._Element] = ()
    known: Mapping[etree._Element, Cells] = field(default_factory=dict)  # of tables whose rows were left out
    formulas: list[Formula] = field(default_factory=list)  # the formula fields of the table in hand

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """Yield the paragraphs and tables under a body, cell or text box; text boxes after their anchor."""
        carried: list[Piece] = []
        for element in flow(parent, P, TBL, others=self._told_of):
            tag = element.tag
            if tag == TBL:
                yield from self._table(element)
                continue
            if tag != P:
                yield from self._other(element)
                continue
            if not carried and self.reader.alone:
                line = plain_line(element, self.reader.source.styles, self.context)
                if line is not None:
                    if line.strip():
                        self.paragraphs += 1
                        yield Paragraph(line, self.paragraphs, _is_bold(element))
                    continue
            pieces, merges = self.reader.read(element, self.context)
            carried += pieces
            if not merges:
                text = joined(carried, self.reader.told)
                if text.strip():
                    self.paragraphs += 1
                    yield Paragraph(text, self.paragraphs, _is_bold(element))
                    if not self.reader.told.in_cell and element.find(_FRAME) is not None:
                        self._told_of_number(text)
                carried = []
            yield from self.take_floating()
        text = joined(carried, self.reader.told)
        if text.strip():
            self.paragraphs += 1
            yield Paragraph(text, self.paragraphs)

    def paragraph(self, element: etree._Element) -> tuple[str, bool]:
        """Return a paragraph's text, and whether the next one joins it."""
        pieces, merges = self.reader.read(element, self.context)
        return joined(pieces, self.reader.told), merges

    def take_floating(self) -> list[Block]:
        """Return what the text boxes of the paragraphs read since the last call hold."""
        boxes, self.reader.boxes = self.reader.boxes, []
        out: list[Block] = []
        for box in boxes:
            if box.sight is Sight.OBJECT:
                out += self._object(box)
            elif box.element is not None:
                fields, self.reader.fields.stack = self.reader.fields.stack, []
                behind = from_hex(box.fill) or WHITE
                context, self.context = self.context, Context(behind=behind)
                inside = list(self.blocks(box.element))
                self._told_of_box(box, inside)
                out += inside
                self.reader.fields.stack, self.context = fields, context
            elif not self.reader.told.in_cell:
                self._told_of_number(box.text, cover=True)
            elif box.text.strip():
                out.append(Paragraph(box.text, 0))
        return out

    def _told_of_box(self, box: Drawn, blocks: list[Block]) -> None:
        """Tell of a box laid over the page or another cell than its own, and of one that is cut off or on its head."""
        if box.element is None:
            return
        text = "\n".join(_texts(blocks)).strip()
        if not self.reader.told.in_cell:
            said, covers = over_table(box.element, text, box.fill)
            self.reader.overlaid = self.reader.overlaid or covers
            if said:
                self.reader.told.see(Sight.TEXT_BOX, said)
            return
        frame = next(box.element.iterancestors(*_FRAMES), None)
        if text and (box.turned or (frame is not None and lies_beside_cell(frame))):
            self.reader.told.see(Sight.UNKNOWN, text)
        if box.size is not None:
            room = Room(box.size[0] - 2 * _INSET, box.size[1], _INSET // 2)
            if lost := cut_off(box.element, room, self.reader.source.styles, self.context):
                self.reader.told.see(Sight.CUT, lost)

    def _told_of_number(self, text: str, *, cover: bool = False) -> None:
        """Tell of a number that stands outside the text, perhaps over a cell of a table: in a box or a frame."""
        if number := as_number(text, cover=cover):
            self.reader.told.see(Sight.TEXT_BOX, number)

    def _told_of(self, element: etree._Element) -> bool:
        """Tell of an element that is neither paragraph nor table; return whether it is to be read after all."""
        tag = element.tag
        if tag == _ALT_CHUNK or tag.startswith(_M):
            return True
        policy = policy_of(tag)
        if policy is None or (policy is Policy.TEXT and tag != R and _has_letters(element)):
            self.reader.told.see(Sight.UNKNOWN, name_of(tag))
        elif policy is Policy.SEEN:
            self.reader.seen(element)
        return tag == R

    def _other(self, element: etree._Element) -> Iterator[Block]:
        """Yield what an equation, a run or a chunk between the paragraphs shows."""
        if element.tag == _ALT_CHUNK:
            relation = element.get(f"{_R}id", "")
            yield from self._object(Drawn(Sight.OBJECT, None, CHUNK, relation))
            return
        pieces: list[Piece] = []
        base = self.reader.source.styles.base(None, self.context)
        if element.tag == R:
            self.reader.run(element, base, pieces)
        else:
            self.reader.other(element, base, pieces)
        text = joined(pieces, self.reader.told)
        if text.strip():
            self.paragraphs += 1
            yield Paragraph(text, self.paragraphs)

    def _object(self, item: Drawn) -> list[Block]:
        """Return what an embedded part holds; what cannot be read, and a workbook in a cell, is told."""
        if self.embedded is None or (self.reader.told.in_cell and item.text not in READ_IN_CELLS):
            self.reader.told.see(item.sight, item.text)
            return []
        blocks, seen = self.embedded(item.sight, item.text, item.relation)
        if seen is not None:
            self.reader.told.see(*seen)
        return blocks

    # -- tables ------------------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> Iterator[Block]:
        floating = not self.reader.told.in_cell and floats(element)
        for block in self._blocks_of_table(element):
            for text in numbers_alone(block) if floating and isinstance(block, Table) else ():
                self._told_of_number(text)
            yield block

    def _blocks_of_table(self, element: etree._Element) -> Iterator[Block]:
        self.tables += 1
        place = self.tables
        styles = self.reader.source.styles
        if element in self.known:
            yield Table(self._known_rows(element), number=place)
            return
        written = self.written.get(element)
        unseen: Mapping[int, str] = {}
        head = None if written is None else written[: written.find(b"<w:tr")]
        if head is None or self.paper.odd or not _is_ordinary(head, element, styles):
            if without_slivers(element):
                written = None
            unseen = self.paper.unseen_columns(element)
        if self.found is None and self.reader.alone and not unseen:
            plain = plain_table(element, styles, written)
            if plain is not None and not may_part(element, plain):
                yield Table(plain, number=place)
                return
        rows = [row for row in flow(element, TR, others=self._told_of) if not is_deleted_row(row)]
        inner: list[etree._Element] = []
        if next(element.iterdescendants(TBL), None) is not None:
            inner = [nested for row in rows for cell in flow(row, TC) for nested in flow(cell, TBL)]
        if inner and is_layout(inner, rows):
            for at, row in enumerate(rows, 1):
                hidden = row_properties(row)[1]
                for cell in flow(row, TC):
                    blocks = self.blocks(cell)
                    yield from (
                        hidden_blocks(blocks, f"hàng {at} của bảng bao ngoài {hidden}") if hidden else blocks
                    )
            return
        yield Table(self._rows(element, rows, place, unseen), number=place)
        yield from self.take_floating()

    def _known_rows(self, table: etree._Element) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows of a table that were left out. Raises `WholeNeededError` where they must be looked at."""
        if self.reader.alone and not self.paper.odd and has_ordinary_columns(table):
            plain = plain_table(table, self.reader.source.styles, cells=self.known[table])
            if plain is not None and not may_part(table, plain):
                return plain
        raise WholeNeededError

    def _rows(
        self,
        table: etree._Element,
        rows: list[etree._Element],
        table_number: int,
        unseen: Mapping[int, str],
    ) -> tuple[tuple[Cell, ...], ...]:
        grid = Grid()
        edges: list[int] | None = None
        styles = self.reader.source.styles
        look = styles.table(table.find(_TBLPR))
        widths = grid_widths(table)
        width = len(widths)
        margins = table.find(f"{_TBLPR}/{W}tblCellMar")
        watched = (margins is not None and is_wide_margin(margins)) or "shifted" in styles.paragraph(None)
        uneven, kept = uneven_deletions(rows), may_part(table)
        around, self.formulas = self.formulas, []
        for place, row in enumerate(rows):
            before, hidden, height = row_properties(row)
            grid.begin_row(before)
            reason = f"hàng {place + 1} {hidden}" if hidden else ""
            row_shaded = row.find(f"{W}tblPrEx/{W}shd")
            tcs = list(cells_of(row, self._told_of))
            edges = column_edges(table, rows) if edges is None and len(tcs) != width else edges
            long = width and len(tcs) > width
            split = first_parted(tcs, edges or (), list(accumulate(widths))) if long else None
            by_width = spans_by_width(row, tcs, edges) if edges and len(tcs) < width else None
            if edges and len(tcs) < width and not by_width:
                split = first_displaced(row, tcs, edges)
            beside = stands_beside(row, table)
            inner_margins = row.find(f"{W}tblPrEx/{W}tblCellMar")
            beside = beside or (inner_margins is not None and is_wide_margin(inner_margins))
            for number, tc in enumerate(tcs):
                first_child = tc[0] if len(tc) else None
                properties = first_child if first_child is None or first_child.tag == TCPR else tc.find(TCPR)
                span, vertical, skipped, joins, shaded = cell_properties(properties)
                if skipped:
                    beside = beside or row in uneven
                    continue
                span = by_width[number] if by_width else span
                shaded = row_shaded if shaded is None else shaded
                if grid.covers(span, vertical, joins=joins):
                    said = self._pass_over(tc, look)
                    if joins and said.strip() and grid.rows[-1]:  # programs differ in whether it is seen
                        left = grid.rows[-1][-1]
                        grid.rows[-1][-1] = left._replace(sights=(*left.sights, Seen(Sight.UNKNOWN, said)))
                    continue
                if self.found is not None:
                    self.found[table_number, place + 1, grid.column] = tc
                first = grid.column - 1
                where = (place, len(rows), first, width)
                out = reason or unseen_reason(unseen, first, span)
                cell = self._cell(tc, shaded, look, where, span, out)
                wide = sum(widths[first : first + span])
                cut = watched or height is not None or may_be_cut(tc, styles, wide)
                short = kept and cell.text.isdecimal()
                if cell.text and not out and (cut or short):
                    high = None if vertical else height
                    room = room_of(tc, table, wide, high)
                    inside = look.context(where, styles.shading(shaded))
                    on_paper = lies(tc, room, styles, inside, cut=cut, short=short)
                    cell = cell._replace(sights=(*cell.sights, *on_paper))
                odd = [_CROSSED] if is_crossed(properties) else []
                odd += [cell.text] if is_joined_above(properties) else []
                moved = beside or (split is not None and number >= split)
                told = [*(Seen(Sight.UNKNOWN, it) for it in odd), *((_BESIDE,) if moved else ())]
                if told and cell.text:
                    cell = cell._replace(sights=(*cell.sights, *told))
                grid.add(cell)
        formulas, self.formulas = self.formulas, around
        if not formulas:
            return grid.done()
        from htsd_cli.readers.word.fields.sums import with_sums  # a plain report never needs it

        sources = self.reader.source.sources
        return with_sums(grid.done(), formulas, sources.bookmarks if sources else {})

    def _cell(
        self,
        tc: etree._Element,
        shaded: etree._Element | None,
        look: TableLook,
        where: tuple[int, int, int, int],
        span: int,
        hidden: str,
    ) -> Cell:
        reader = self.reader
        shading = None if shaded is None else reader.source.styles.shading(shaded)
        inside = look.context(where, shading)
        odd = inside.table.get("odd")
        if odd == HIDDEN_ROW and not hidden:
            hidden = f"hàng {where[0] + 1} bị ẩn theo kiểu của bảng"
        if reader.alone and not hidden and odd is None:
            plain = plain_cell(tc, reader.source.styles, inside)
            if plain is not None:
                return Cell(tidy(plain), where[0] + 1, where[2] + 1, 1, span)
        told, context, depth = reader.told, self.context, len(reader.fields.stack)
        reader.told, self.context = Told(in_cell=True, decoded=told.decoded), inside
        text = self._cell_text(tc)
        if odd == NUMBERED or (odd in (MOVED, CROSSED) and text):
            by_style = "chữ bị kiểu của bảng dời chỗ hoặc đánh số"
            reader.told.see(Sight.UNKNOWN, _CROSSED if odd == CROSSED else by_style)
        sights = tuple(reader.told.sights)
        self.formulas += [Formula(where[0] + 1, where[2] + 1, *said) for said in reader.told.formulas]
        reader.told, self.context = told, context
        del reader.fields.stack[depth:]
        notes = self.notes.at(tc) if self.notes is not None else ()
        row, _, column, _ = where
        if not (sights or notes or hidden):
            return Cell(text, row + 1, column + 1, 1, span)
        return Cell(text, row + 1, column + 1, 1, span, sights=sights, notes=notes, hidden=hidden)

    def _pass_over(self, tc: etree._Element, look: TableLook) -> str:
        """Count on the lists and tables in a cell that a merge covers; return what stands in it."""
        styles = self.reader.source.styles
        plain = plain_cell(tc, styles, look.context((0, 1, 0, 1), None)) if self.reader.alone else None
        if plain is not None:
            return tidy(plain)
        told, fields = self.reader.told, len(self.reader.fields.stack)
        self.reader.told = Told(in_cell=True, decoded=told.decoded)
        text = self._cell_text(tc)
        self.reader.told = told
        del self.reader.fields.stack[fields:]
        return text

    def _cell_text(self, tc: etree._Element) -> str:
        """Return a cell's text: a line for each paragraph; two numbers beside each other stay two."""
        pieces: list[Piece] = []
        lines = False
        read = self.reader.read
        for element in flow(tc, P, TBL, others=self._told_of):
            tag = element.tag
            if tag == P:
                own, merges = read(element, self.context)
                if own:
                    if lines:
                        pieces.append(_LINE)
                        lines = False
                    pieces += own
                lines = lines or (not merges and bool(pieces))
                continue
            if tag == TBL:
                self.tables += 1
                own_formulas = len(self.reader.told.formulas)
                text = self._nested(element)
                del self.reader.told.formulas[own_formulas:]
            else:
                text = "\n".join(_texts(list(self._other(element))))
            if text.strip():
                pieces += [_LINE, Piece(text)] if pieces else [Piece(text)]
                lines = True
        text = tidy(joined(pieces, self.reader.told))
        boxes = "\n".join(_texts(self.take_floating()))
        if not boxes.strip():
            return text
        if not text.strip():
            return boxes  # the figure was typed into a box laid over its cell
        self.reader.told.see(Sight.TEXT_BOX, boxes)
        return text

    def _nested(self, table: etree._Element) -> str:
        """Return the text of a table in a cell: a line for each row, cells with a space, two numbers on two lines."""
        look = self.reader.source.styles.table(table.find(_TBLPR))
        rows = [row for row in flow(table, TR) if not is_deleted_row(row)]
        lines: list[str] = []
        context = self.context
        reaching: set[int] = set()  # grid columns whose cell goes on into the next row
        for place, row in enumerate(rows):
            line = ""
            at, hidden, _ = row_properties(row)
            above, reaching = reaching, set()
            for column, tc in enumerate(cells_of(row)):
                properties = tc.find(TCPR)
                span, vertical, skipped, joins, shaded = cell_properties(properties)
                if skipped:
                    continue
                covered = vertical == "continue" and at in above
                if vertical:
                    reaching.add(at)
                at += span
                shading = self.reader.source.styles.shading(shaded)
                self.context = look.context((place, len(rows), column, column + 1), shading)
                text = self._cell_text(tc)
                if covered or joins or not text.strip():
                    if joins and text.strip():  # programs differ in whether it is seen
                        self.reader.told.see(Sight.UNKNOWN, text)
                    continue
                if hidden:
                    self.reader.told.see(Sight.UNSEEN, text)
                    continue
                apart = "\n" if line[-1:].isdigit() and text[:1].isdigit() else " "
                line = f"{line}{apart}{text}" if line else text
            if line:
                lines.append(line)
        self.context = context
        text = "\n".join(lines)
        if text and lies_outside(table):
            self.reader.told.see(Sight.UNKNOWN, text)
        return text


_LINE = Piece("\n")


def _texts(blocks: list[Block]) -> list[str]:
    """Return the texts of blocks in reading order."""
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
        else:
            out += [cell.text for row in block.rows for cell in row if cell.text.strip()]
    return out


def _has_letters(element: etree._Element) -> bool:
    return any((text or "").strip() for text in element.itertext())


def _is_bold(paragraph: etree._Element) -> bool:
    run = next(paragraph.iterchildren(R), None)
    properties = None if run is None else next(run.iterchildren(RPR), None)
    bold = None if properties is None else next(properties.iterchildren(_BOLD), None)
    return bold is not None and bold.get(VAL, "1") not in OFF


def _is_ordinary(head: bytes, table: etree._Element, styles: Styles) -> bool:
    """Return whether a table's columns are ordinary by what stands before its rows; copies of a form say the same."""
    known = styles.heads.get(head)
    if known is None:
        known = has_ordinary_columns(table)
        if len(styles.heads) >= _MOST_HEADS:
            styles.heads.clear()
        if len(head) <= _LONGEST_HEAD:
            styles.heads[head] = known
    return known
