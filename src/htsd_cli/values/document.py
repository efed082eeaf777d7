"""The neutral document every reader yields: paragraphs and tables of cells, each with its origin, no meaning yet."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from htsd_cli.values.findings import Finding
from htsd_cli.values.origin import Origin

__all__ = [
    "LOST_TABLE",
    "Block",
    "Cell",
    "CellKind",
    "Document",
    "Origin",
    "Paragraph",
    "Seen",
    "Sight",
    "Table",
]


class CellKind(StrEnum):
    """What kind of value a cell stores. Word knows only text; a workbook knows the rest too."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"
    FRACTION = "fraction"
    BOOLEAN = "boolean"
    ERROR = "error"
    UNCALCULATED = "uncalculated"  # a formula stored without its result


class Sight(StrEnum):
    """What a person sees at a cell, or cannot see, that its text does not say.

    The first four were left out of `Cell.text`; `Seen.text` has the letters. The others stand on paper without being
    text, or cannot be read for sure; `Seen.text` has what is known of them, "" for nothing.
    """

    STRUCK = "struck"  # letters struck through, by whatever way the format has: deleted
    RAISED = "raised"  # raised or lowered letters after other text: a note's mark
    UNSEEN = "unseen"  # letters nobody can see: hidden, of the paper's colour, blacked out, too small
    PLACEHOLDER = "placeholder"  # what a control shows until something is chosen
    LIST_NUMBER = "list-number"  # a number the program puts there itself (a list, a SEQ field without result)
    PICTURE = "picture"  # a picture, a drawn shape, ink
    CONTROL = "control"  # a form field or control whose value is no text of the cell
    TEXT_BOX = "text-box"  # text in a box laid over the cell
    OBJECT = "object"  # another program's object: a sheet, an equation of old
    EXPONENT = "exponent"  # raised or lowered letters that change the number: 10³, an equation
    FORMAT = "format"  # the format shows another quantity than is stored; `text` is what is shown
    UNCHECKED = "unchecked"  # a formula's stored result that the file casts doubt on and that cannot be computed again
    LINKED = "linked"  # a formula's stored result that rests on figures of another file
    STALE = "stale"  # the stored result of a formula is not what it comes to; `text` is what it comes to
    CUT = "cut"  # letters of the text that are cut off, or pushed out of their cell, on paper
    UNEVEN = "uneven"  # digits of two sizes, or far apart: one number or two? `text` is how they look
    PARTED = "parted"  # the digits of one number that stand on several lines on paper
    SHIFTED = "shifted"  # the cell may stand below other columns than its own; `text` says what moved it
    UNKNOWN = "unknown"  # something the reader does not know; `text` is its name


LOST_TABLE = (
    "bảng bị mất khi chuyển đổi tệp kiểu cũ"  # a sight of a document: cells there were, and are no more
)


class Seen(NamedTuple):
    """One thing told of a cell or of a whole document, with its text or name."""

    sight: Sight
    text: str = ""


class Cell(NamedTuple):
    """One cell of a table: its text, where it stands and how far it reaches.

    `text` keeps the line breaks ("\\n") and every visible character as written; for a number of a workbook
    it is the number as stored. `value` is that number. `formula` is the formula of a workbook cell, without "=".
    `sights` are what is seen or left out beside the text, `notes` the texts of comments, cell notes and footnotes
    anchored in the cell. `hidden` says in Vietnamese why nobody sees the cell ("hàng 12 bị bộ lọc ẩn"), "" for a cell
    that is seen; a hidden cell's figure is never counted. `stands` is the table and row of the file it stands in, where
    its table was put together from several.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    kind: CellKind = CellKind.TEXT
    value: int | float | None = None
    formula: str | None = None
    address: str | None = None
    sights: tuple[Seen, ...] = ()
    notes: tuple[str, ...] = ()
    hidden: str = ""
    stands: tuple[int, int] | None = None


class Table(NamedTuple):
    """A table of a Word file (`number` set) or a sheet of a workbook (`sheet` set).

    `rows` are in reading order; each holds only the cells that begin in it, from left to right. A row's
    place is its cells' `row`; an empty tuple is a row without cells of its own.
    """

    rows: tuple[tuple[Cell, ...], ...]
    number: int | None = None
    sheet: str | None = None
    hidden: bool = False

    def origin(self, cell: Cell) -> Origin:
        """Return the place of one of this table's cells, with its raw text."""
        table, row = cell.stands or (self.number, cell.row)
        return Origin(
            table=table,
            sheet=self.sheet,
            row=row,
            column=cell.column,
            cell=cell.address,
            text=cell.text,
        )


class Paragraph(NamedTuple):
    """A paragraph outside every table; `number` is its 1-based place among them."""

    text: str
    number: int
    bold: bool = False


Block = Paragraph | Table


class Document(NamedTuple):
    """What a reader understood of one file, in reading order.

    `notices` are findings about the file as a file (tracked changes accepted, letters of a legacy font
    decoded). `properties` are the document's own custom properties. `sights` are what stands in the file outside
    every cell and cannot be read as text: a picture as large as a table, an embedded sheet. `margins` is what stands
    in the page headers, repeated on every page and no part of the text; where the text has no table of some rows, the
    tables of page footers and notes too. `notes` are the texts of comments, footnotes and notes that are anchored
    outside every cell.
    """

    path: Path
    format: str
    blocks: tuple[Block, ...] = ()
    notices: tuple[Finding, ...] = ()
    properties: dict[str, str] = {}  # noqa: RUF012 - never changed
    sights: tuple[Seen, ...] = ()
    margins: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    def tables(self) -> Iterator[Table]:
        """Yield the tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs outside tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
