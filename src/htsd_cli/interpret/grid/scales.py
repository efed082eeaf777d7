"""The scale of money that a received table states above itself or in its headings, where it is not the form's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from htsd_cli.form import FormTable, Indicator
from htsd_cli.interpret.grid.headings import Heading
from htsd_cli.interpret.grid.lines import GridLine, lines_of
from htsd_cli.interpret.money import Statement, scale_in
from htsd_cli.values.document import Document, Paragraph, Table
from htsd_cli.values.figures import Number

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_STATES = re.compile(  # money, with its marks or typed without them: a paper's number is none
    r"đồng|vnd|[0-9a-zđ][.\s]{0,2}đ\b|đvt|đơn vị|triệu|nghìn|ngàn|tỷ"
    r"|\b(?:dong|dvt|don vi|nghin|ngan|trieu)\b",
    re.IGNORECASE,
)
_NEAR = 6  # lines above a table that may state its unit


class Scales(NamedTuple):
    """What a table says of its amounts: in the lines above it, and in each column's headings, by the column's id.

    One that speaks `alone` has none of the form's cells around its figures: what the form says of them is not seen.
    """

    above: Statement | None
    columns: Mapping[str, Statement | None]
    alone: bool = False

    def of(self, indicator: Indicator, table: FormTable, column: str, label: str) -> Statement | None:
        """Return what is stated for a row's figure in a column: by the row's name, else the heading, else above.

        What the form itself says nearer to the figure goes before what stands farther off.
        """
        named = in_brackets(label)
        if named is not None:
            return named
        stated = self.columns.get(column)
        if self.alone:
            return stated or self.above
        of_money = (
            scale_in(indicator.unit, unit=True) is not None
        )  # a row counted in rooms says nothing of their price
        if (of_money and table.of_role("unit")) or in_brackets(" ".join(_names(indicator))):
            return None
        if stated is not None or _heading_scale(table.by_column[column].path):
            return stated
        return self.above

    def against(self, indicator: Indicator, table: FormTable, column: str) -> Statement | None:
        """Return what the file states over a row that has its own unit of money: another, which the form has nowhere.

        A unit that the form says itself, beside the table, over a column or of any row, is none the sender put there.
        """
        own = scale_in(indicator.unit, unit=True)
        stated = self.columns.get(column) or self.above
        if own is None or stated is None or stated.scale == own or self.alone or not table.of_role("unit"):
            return None
        said = (table.unit, *table.by_column[column].path, *(item.unit for item in table.indicators))
        return stated if all(scale_in(text, unit=True) != stated.scale for text in said) else None


NO_SCALES = Scales(None, {})


def in_brackets(text: str) -> Statement | None:
    """Return the scale that stands in brackets in a name or heading: `Kinh phí (triệu đồng)`."""
    for said in reversed(_BRACKETS.findall(text)):
        scale = scale_in(said, unit=True)
        if scale is not None:
            return Statement(scale, said.strip())
    return None


def converted(value: Number, stated: int, own: int) -> Number:
    """Return an amount that counts in `stated` đồng as one that counts in `own`."""
    exact = Decimal(value) * stated / own
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def scales_of(document: Document, table: FormTable, found: Table, heading: Heading, first_row: int) -> Scales:
    """Return what the lines near a received table, which begins in `first_row`, and its headings say of its amounts."""
    above = scale_above(document, found, first_row)
    end = first_row + heading.end - heading.first
    lines = [line for line in lines_of(found) if first_row <= line.number < end]
    columns = {
        column.id: in_brackets(" ".join(cells_over(lines, heading.columns[column.id])))
        for column in table.of_role("value")
        if column.id in heading.columns
    }
    return Scales(above, columns)


def scale_above(document: Document, found: Table, first_row: int) -> Statement | None:
    """Return the scale that the lines near above a table, which begins in `first_row`, state last."""
    above = None
    for text in texts_above(document, found, first_row):
        scale = scale_in(text) if _STATES.search(text) else None
        above = Statement(scale, text.strip()) if scale is not None else above
    return above


def cells_over(lines: list[GridLine], at: int) -> Iterator[str]:
    """Yield what the lines of a heading say over a grid column, from above, each cell once."""
    last = None
    for line in lines:
        cell = line.at.get(at)
        if cell is not None and cell is not last:
            yield cell.text
        last = cell


def texts_above(document: Document, found: Table, first_row: int) -> list[str]:
    """Return the lines nearest above a table: paragraphs behind the table before it, and its own rows."""
    texts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts += block.text.split("\n")
        elif block is found:
            break
        elif _is_a_line(block):
            texts += [cell.text for row in block.rows for cell in row]
        else:
            texts = []
    own = [cell.text for row in found.rows for cell in row if cell.row < first_row and not cell.hidden]
    kept = [text for text in (*texts, *own) if text.strip()]
    return kept[-_NEAR:]


def _is_a_line(table: Table) -> bool:
    """Return whether a table only sets a line out: one row of at most three cells."""
    return len(table.rows) == 1 and len(table.rows[0]) <= 3


def _names(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.label, *indicator.other_labels)


def _heading_scale(path: tuple[str, ...]) -> bool:
    return in_brackets(" ".join(path)) is not None
