"""The place of a text in a received file, so that a person can find it again."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text stands in a received file, for a person to find it again.

    `table`, `row` and `column` are 1-based. A Word table is counted in reading order through the whole
    file, nested tables included; `column` is the grid column the cell starts in. In a workbook `sheet`
    and `cell` ("E7") are set and `table` is not. `paragraph` counts the text paragraphs outside tables. `file` is set
    only in a report that came in several files. `heading` is that of the column where it stands, of a figure that does
    not stand in the column of its own; it says nothing more of the place and is in no contract.
    """

    table: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    cell: str | None = None
    paragraph: int | None = None
    text: str = ""
    file: str | None = None
    heading: str = field(default="", compare=False)
