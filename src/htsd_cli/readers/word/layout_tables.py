"""Tables that only frame others, as letters and forms are laid out on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from htsd_cli.readers.word.elements import W
from htsd_cli.readers.word.flow import TC, TR, flow
from htsd_cli.values.document import Block, Table

_P = f"{W}p"


def is_layout(inner: list[etree._Element], rows: list[etree._Element]) -> bool:
    """Return whether a table only frames others: a one-cell table, or one smaller than what it holds.

    A table with rows of three and more texts of its own is data, whatever stands in its cells.
    """
    cells = [tc for row in rows for tc in flow(row, TC)]
    if len(cells) == 1:
        return True
    if any(sum(1 for tc in flow(row, TC) if _has_own_text(tc)) >= 3 for row in rows):
        return False
    return any(sum(1 for _ in flow(table, TR)) > len(rows) for table in inner)


def _has_own_text(tc: etree._Element) -> bool:
    return any((text.text or "").strip() for paragraph in flow(tc, _P) for text in paragraph.iter(f"{W}t"))


def hidden_blocks(blocks: Iterable[Block], reason: str) -> Iterator[Block]:
    """Yield the tables of blocks that nobody sees, their cells hidden for this reason; paragraphs are left out."""
    for block in blocks:
        if isinstance(block, Table):
            rows = (tuple(cell._replace(hidden=cell.hidden or reason) for cell in row) for row in block.rows)
            yield block._replace(rows=tuple(rows))
