"""The tables of a web page: their cells in their places, those nobody sees with the reason."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.stored import is_other
from htsd_cli.readers.web.flow import GENERATED, Flow
from htsd_cli.readers.web.looks import Look, Page
from htsd_cli.readers.web.styles import layout, overflow, transforms
from htsd_cli.values.document import Block, Cell, Paragraph, Seen, Sight, Table

_MOST_CELLS = 200_000
_WIDEST = 100  # columns one cell may span
_DATA = 3  # texts of its own in one row, from which on a table is no layout
_ROW_GROUPS = ("thead", "tbody", "tfoot")
_DISPLAYS = {"thead": "table-header-group", "tfoot": "table-footer-group"}
_WHOLE = re.compile(r"[ \t\n\f\r]*\+?([0-9]{1,6})")
_OF_GRID = frozenset(("row-headers-background", "column-headers-background", "row-header"))
_STORED = ("x:num", "sdval", "x:fmla")
_OUTSIDE = frozenset((Sight.OBJECT, Sight.PICTURE, Sight.UNSEEN))  # worth telling outside every cell


def blocks_of(page: Page, root: etree._Element) -> list[Block]:
    """Return the paragraphs and tables of a page; what is seen outside every cell goes to its sights."""
    flow = _flow(page)
    blocks = flow.take(root)
    page.sights += [seen for seen in flow.sights if seen.sight in _OUTSIDE]
    return blocks


def _flow(page: Page, *, in_cell: bool = False) -> Flow:
    def tables(element: etree._Element, look: Look, around: Flow) -> list[Block]:
        return _table_blocks(page, element, look, around)

    return Flow(page, tables, in_cell)


def _table_blocks(page: Page, element: etree._Element, look: Look, around: Flow) -> list[Block]:
    """Return a table; one that only frames others (a page's layout) is replaced by what stands in its cells."""
    page.tables += 1
    number = page.tables
    caption = [block for child in element.iterchildren("caption") for block in _flow(page).take(child, look)]
    rows = list(_rows(element))
    inner = [table for row in rows for cell in row.iterchildren("td", "th") for table in cell.iter("table")]
    if inner and _is_layout(inner, rows):
        flows = [_flow(page, in_cell=around.in_cell) for row in rows for _ in row.iterchildren("td", "th")]
        holders = [cell for row in rows for cell in row.iterchildren("td", "th")]
        blocks = [block for flow, cell in zip(flows, holders, strict=True) for block in flow.take(cell, look)]
        for flow in flows if around.in_cell else ():
            around.sights += flow.sights
            around.notes += flow.notes
        return [*caption, *blocks]
    grid = _Grid(
        page,
        number,
        hidden_columns=_columns(
            element, lambda column: page.is_unseen(column) or column.get("width", "").strip() == "0"
        ),
        open_columns=_columns(element, page.is_undecided),
        widths=_fixed(page, element),
        share=_share_of(page, element, rows),
    )
    for group in _groups(page, element):
        for place, row in enumerate(group):
            grid.add_row(row, look, len(group) - place)
        grid.end_group()
    grid.end()
    return [*caption, Table(tuple(tuple(row) for row in grid.rows), number=number)]


def _is_layout(inner: Sequence[etree._Element], rows: Sequence[etree._Element]) -> bool:
    """Return whether a table only frames others: one of a single cell, or one of fewer rows than what it holds.

    A table with rows of three and more texts of its own is data, whatever stands in its cells.
    """
    cells = [list(row.iterchildren("td", "th")) for row in rows]
    if sum(map(len, cells)) == 1:
        return True
    if any(sum(1 for cell in row if _has_own_text(cell)) >= _DATA for row in cells):
        return False
    return any(sum(1 for _ in _rows(table)) > len(rows) for table in inner)


def _has_own_text(cell: etree._Element) -> bool:
    """Return whether a cell holds text outside the tables in it."""
    pieces = [cell.text]
    for child in cell.iterchildren():
        if isinstance(child.tag, str) and child.tag != "table":
            pieces += [None if child.find(".//table") is not None else "".join(map(str, child.itertext()))]
        pieces.append(child.tail)
    return any(piece and piece.strip() for piece in pieces)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for group in table.iterchildren(*_ROW_GROUPS):
        yield from group.iterchildren("tr")


def _groups(page: Page, table: etree._Element) -> list[list[etree._Element]]:
    """Return the rows of a table by their groups as a browser lays them: its head first, its foot last."""
    head: list[list[etree._Element]] = []
    foot: list[list[etree._Element]] = []
    bodies: list[list[etree._Element]] = []
    for child in table.iterchildren(*_ROW_GROUPS):
        kind = page.display_of(child) or _DISPLAYS.get(str(child.tag), "")
        first = {_DISPLAYS["thead"]: head, _DISPLAYS["tfoot"]: foot}.get(kind, bodies)
        (bodies if first else first).append(list(child.iterchildren("tr")))
    return [*head, *bodies, *foot]


def _columns(table: etree._Element, asked: Callable[[etree._Element], bool]) -> frozenset[int]:
    """Return the numbers of the columns of whose `<col>` or `<colgroup>` something asked is true: of being hidden."""
    hidden: set[int] = set()
    place = 1
    for child in table.iterchildren("col", "colgroup"):
        inner = list(child.iterchildren("col"))
        all_hidden = asked(child)
        for column in inner or [child]:
            width = min(_span(column, "span"), _WIDEST)
            if all_hidden or asked(column):
                hidden.update(range(place, place + width))
            place += width
        if place > 1_000:
            break
    return frozenset(hidden)


def _fixed(page: Page, table: etree._Element) -> dict[int, float]:
    """Return how wide the columns of a table are, in points, whatever stands in them; {} where they grow with it."""
    declared = page.styles.of(table)
    whole = overflow.width_of(declared, table)
    if declared.get("table-layout", "").lower() != "fixed" or whole is None:
        return {}
    first = next(_rows(table), None)
    columns = [
        part
        for child in table.iterchildren("col", "colgroup")
        for part in (*child.iterchildren("col"), child)
    ]
    columns = [part for part in columns if part.tag == "col"]
    columns = columns or list(() if first is None else first.iterchildren("td", "th"))
    widths: dict[int, float] = {}
    place = 1
    for column in columns[:_WIDEST]:
        span = min(_span(column, "span" if column.tag == "col" else "colspan"), _WIDEST)
        wide = overflow.width_of(page.styles.of(column), column)
        if wide is not None:
            widths |= dict.fromkeys(range(place, place + span), wide / span)
        place += span
    every = range(1, place)
    rest = [one for one in every if one not in widths]
    left = whole - sum(widths.values())
    return widths | dict.fromkeys(rest, left / len(rest)) if rest and left > 0 else widths


def _is_of_grid(cell: etree._Element) -> bool:
    """Return whether a cell is no cell of Google's sheet: the number of a row, the letter of a column around it."""
    return cell.tag == "th" and not _OF_GRID.isdisjoint((cell.get("class") or "").split())


def _share_of(page: Page, table: etree._Element, rows: Sequence[etree._Element]) -> float:
    """Return how wide each column of a table is on average, in points; infinite where nothing says it."""
    whole = overflow.width_of(page.styles.of(table), table)
    columns = max((sum(1 for _ in row.iterchildren("td", "th")) for row in rows), default=0)
    return whole / columns if whole is not None and columns else math.inf


def _doubted(cell: Cell) -> Cell:
    """Return a cell whose text may stand elsewhere."""
    return cell._replace(sights=(*cell.sights, Seen(Sight.UNKNOWN, cell.text))) if cell.text else cell


@dataclass(slots=True)
class _Grid:
    """Places the cells of a table; those of rows and columns that are not shown say why nobody sees them."""

    page: Page
    number: int
    rows: list[list[Cell]] = field(default_factory=list)
    hidden_columns: frozenset[int] = frozenset()
    open_columns: frozenset[int] = frozenset()  # of which nobody knows what a style does to them
    widths: dict[int, float] = field(default_factory=dict)
    share: float = math.inf  # of the table's width for each of its columns, in points
    _boxed: list[int] = field(
        default_factory=list
    )  # places of rows whose cells no column holds in place, or others stand before
    _open: dict[int, int] = field(default_factory=dict)  # column -> rows it is still covered from above

    def end_group(self) -> None:
        """Let no cell reach out of its group of rows."""
        self._open = {}

    def end(self) -> None:
        """Tell of rows among others whose cells stand below other headings than theirs."""
        if len(self._boxed) < sum(len(row) > 1 for row in self.rows):
            for place in self._boxed:
                self.rows[place] = [_doubted(cell) for cell in self.rows[place]]

    def add_row(self, row: etree._Element, look: Look, left: int) -> None:
        """Add a row's cells; `left` rows are left of its group, this one among them."""
        place = len(self.rows) + 1
        above = row.getparent()
        hidden = self.page.is_unseen(row) or (above is not None and self.page.is_unseen(above))
        inner = look
        if not hidden:
            if above is not None and above.tag in _ROW_GROUPS:
                inner = self.page.look_of(above, inner)
            inner = self.page.look_of(row, inner)
        why = f"hàng {place} bị ẩn" if hidden else ""
        covered = self._open
        if not self.page.is_gone(row):  # such a row takes no place
            self._open = {column: below - 1 for column, below in covered.items() if below > 1}
        cells: list[Cell] = []
        unseen: list[Seen] = []  # of cells that take no place
        column = 1
        merged = False  # whether the cell before is made of parts that are none themselves
        for element in row.iterchildren("td", "th"):
            if _is_of_grid(element):
                continue
            display = self.page.display_of(element)
            if not hidden and self.page.is_gone(element):
                text = _text(_flow(self.page, in_cell=True).take(element, inner))
                text = text or " ".join("".join(map(str, element.itertext())).split())
                if text:
                    unseen.append(Seen(Sight.UNSEEN, text))
                continue
            apart = display not in ("", "table-cell")
            if apart and merged:
                cells[-1] = self._joined(cells[-1], element, inner)
                continue
            merged = apart
            while column in covered:
                column += 1
            self.page.cells += 1
            if self.page.cells > _MOST_CELLS:
                raise UnreadableFile("too-large", "trang web có quá nhiều ô")
            width = 1 if apart else min(_span(element, "colspan"), _WIDEST)
            height = 1 if apart else min(_span(element, "rowspan", none=left), left)
            cell = self._cell(element, inner, Cell("", place, column, height, width, hidden=why))
            cells.append(cell._replace(sights=(*unseen, *cell.sights)) if unseen else cell)
            unseen = []
            if height > 1 and not self.page.is_gone(row):
                self._open |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
        if (cells and self._is_reordered(row)) or (
            cells and transforms.lies_on_side(self.page.styles.of(row))
        ):
            cells = list(map(_doubted, cells))
        elif len(cells) > 1 and (
            self.page.display_of(row) not in ("", "table-row") or self.page.styles.generates(row)
        ):
            self._boxed.append(len(self.rows))
        if cells and self.page.styles.generates(row):  # in a cell of its own
            unseen.append(Seen(Sight.UNKNOWN, GENERATED))
        if unseen and cells:
            cells[-1] = cells[-1]._replace(sights=(*cells[-1].sights, *unseen))
        self.rows.append(cells)

    def _is_reordered(self, row: etree._Element) -> bool:
        """Return whether a row is laid out as a box whose cells stand in another order than they are written in."""
        declared = self.page.styles.of(row) or {}
        if not layout.is_box(declared):
            return False
        return "reverse" in declared.get("flex-direction", "").lower() or any(
            layout.is_laid_elsewhere(self.page.styles.of(part) or {})
            or layout.is_placed_in_grid(self.page.styles.of(part) or {})
            for part in row.iterchildren("td", "th")
        )

    def _cell(self, element: etree._Element, look: Look, empty: Cell) -> Cell:
        flow = _flow(self.page, in_cell=True)
        blocks = flow.take(element, look)
        text = _text(blocks)
        sights = [*flow.sights, *_nested(blocks)]
        if (
            text and self.page.display_of(element) == layout.PLACED
        ):  # it is shown elsewhere, its cell is empty
            text, sights = "", [*sights, Seen(Sight.UNKNOWN, text)]
        notes = [*flow.notes, *(note for cell in _cells(blocks) for note in cell.notes)]
        stored = next((value for name in _STORED if (value := (element.get(name) or "").strip())), "")
        if text and stored and not stored.startswith("=") and is_other(text, stored):
            sights = [*sights, Seen(Sight.FORMAT, text)]
        hidden = empty.hidden
        columns = range(empty.column, empty.column + empty.column_span)
        wide = sum(self.widths.get(column, 0.0) for column in columns)
        if wide and not sights and any(map(str.isdigit, text)):
            size = self.page.look_of(element, look).size
            if overflow.is_too_narrow({"width": f"{wide}pt"}, text, size):
                sights = [Seen(Sight.CUT, text)]
        if text and not sights and not self.open_columns.isdisjoint(columns):
            sights = [Seen(Sight.UNKNOWN, text)]
        if text and not sights and self.share < math.inf:
            inside = self.page.look_of(element, look)
            if inside.broken and overflow.is_too_narrow({"width": f"{self.share}pt"}, text, inside.size):
                sights = [Seen(Sight.UNKNOWN, text)]  # its digits stand below one another
        if not hidden and self.hidden_columns.issuperset(columns):
            hidden = f"cột {empty.column} bị ẩn"
        return empty._replace(text=text, sights=tuple(sights), notes=tuple(notes), hidden=hidden)

    def _joined(self, cell: Cell, element: etree._Element, look: Look) -> Cell:
        """Return a cell with what stands in a part beside it that is laid out as a block: both share one cell."""
        more = self._cell(element, look, cell._replace(text=""))
        return cell._replace(
            text="\n".join(filter(None, (cell.text, more.text))),
            sights=(*cell.sights, *more.sights),
            notes=(*cell.notes, *more.notes),
        )


def _span(element: etree._Element, name: str, *, none: int = 1) -> int:
    """Return how far a cell reaches, as HTML reads a whole number: 2 of `2px`; for 0 what `none` says."""
    found = _WHOLE.match(element.get(name) or "")
    if found is None:
        return 1
    return max(1, min(int(found[1]), 1000) or none)


def _text(blocks: Iterable[Block]) -> str:
    """Return the text of a cell: its paragraphs, and the cells of tables in it, line by line."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += [cell.text for row in block.rows for cell in row if cell.text and not cell.hidden]
    return "\n".join(lines)


def _cells(blocks: Iterable[Block]) -> Iterator[Cell]:
    """Yield the cells of the tables within a cell."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from row


def _nested(blocks: Sequence[Block]) -> Iterator[Seen]:
    """Yield what is seen beside the text in the cells of tables within a cell."""
    for cell in _cells(blocks):
        if cell.hidden and cell.text:
            yield Seen(Sight.UNSEEN, cell.text)
        else:
            yield from cell.sights
