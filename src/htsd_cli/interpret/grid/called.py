"""What a received table says of its counts that the form does not: a plan, thousands of people, another year.

A column headed "Số học sinh (nghìn)" or "(triệu đồng)", a row "Số hộ (kế hoạch)" and a line "ĐVT: nghìn người" above
the table count another thing than the form asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from htsd_cli.form import FormTable
from htsd_cli.interpret.grid.headings import Heading
from htsd_cli.interpret.grid.lines import lines_of
from htsd_cli.interpret.grid.scales import cells_over, in_brackets, texts_above
from htsd_cli.interpret.grid.values import Asked, is_unit
from htsd_cli.language.qualified import Qualified, in_column, in_row, scale_of_counts
from htsd_cli.values.document import Document, Table

_THOUSANDS = re.compile(r"[(\[]\s*(?:đvt|đơn vị(?: tính)?)\s*:?\s*1\.?000\b", re.IGNORECASE)


class Called(NamedTuple):
    """What is said of a table's counts: of those of each column, by its id, and of those of one unit or of none.

    `unit` is that unit, `table` the line that states how many of it are one.
    """

    columns: Mapping[str, Qualified] = {}
    table: Qualified | None = None
    unit: str = ""
    year: int = 0

    def of(self, asked: Asked, label: str) -> Qualified | None:
        """Return what makes a figure another thing than is asked: its row's `label`, its column's headings, the table.

        Scales of money beside an amount are `scales`'; a share may be called one whatever the form says.
        """
        measure, indicator = asked.measure, asked.indicator
        if measure.kind == "percent" or "%" in (measure.unit, indicator.unit):
            return None
        found = _in_label(label, (indicator.label, *indicator.other_labels, indicator.unit), self.year)
        found = found or self.columns.get(measure.column)
        if found is None and (not asked.units or is_unit(self.unit, asked)):
            found = self.table
        if (
            found is not None
            and measure.is_money
            and (found.scale > 1 or in_brackets(found.words) is not None)
        ):
            return None
        return found


def called_in(
    document: Document, table: FormTable, found: Table, heading: Heading, first_row: int, year: int
) -> Called:
    """Return what the lines near a received table, which begins in `first_row`, and its headings say of its counts."""
    end = first_row + heading.end - heading.first
    lines = [line for line in lines_of(found) if first_row <= line.number < end]
    columns: dict[str, Qualified] = {}
    for column in table.of_role("value"):
        if column.id in heading.columns:
            known = (*column.path, *column.other_headings)
            said = _in_headings(cells_over(lines, heading.columns[column.id]), known, year)
            if said is not None:
                columns[column.id] = said
    whole, unit = None, ""
    for text in texts_above(document, found, first_row):
        if scale_of_counts(table.unit) is None and (stated := scale_of_counts(text)) is not None:
            whole, unit = Qualified(" ".join(text.split()), stated.scale), stated.words
    return Called(columns, whole, unit, year)


def _in_headings(texts: Iterable[str], known: tuple[str, ...], year: int) -> Qualified | None:
    for text in texts:
        said = None if text in known else _in_brackets(text, known) or in_column(text, known, year)
        if said is not None:
            return said
    return None


def _in_label(label: str, known: tuple[str, ...], year: int) -> Qualified | None:
    return None if label in known else _in_brackets(label, known) or in_row(label, known, year)


def _in_brackets(text: str, known: Iterable[str]) -> Qualified | None:
    """Return a scale that stands in brackets where the form has none: of money, of thousands; or a share."""
    if any(in_brackets(own) is not None or _THOUSANDS.search(own) or "%" in own for own in known):
        return None
    if in_brackets(text) is not None or "%" in text:
        return Qualified(" ".join(text.split()))
    return Qualified(" ".join(text.split()), 1_000) if _THOUSANDS.search(text) else None
