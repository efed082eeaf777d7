"""What is said below a table of the columns in which units are counted by their ticks."""

from __future__ import annotations

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import FormTable


def about_ticks(consolidation: Consolidation, table: FormTable) -> str:
    """Return the sentence about a table's columns of ticks: what their numbers are; "" for a table without any."""
    ticked = {
        key.measure
        for key in consolidation.ticked
        if any(key.indicator == row.id for row in table.indicators)
    }
    columns = {
        measure.column: None
        for row in table.indicators
        for measure in row.measures
        if measure.is_text and measure.id in ticked
    }
    if not columns:
        return ""
    named = ", ".join(f"“{table.column_name(column.id)}”" for column in table.columns if column.id in columns)
    return f"Cột {named}: số đơn vị đã đánh dấu."
