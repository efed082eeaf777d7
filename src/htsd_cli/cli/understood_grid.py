"""What was understood of a report of any form, as lines for a terminal: each row's figures by column, and its units."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from htsd_cli.cli.terminal import shown
from htsd_cli.form import Form, FormTable, Indicator
from htsd_cli.language.vietnamese import format_shown
from htsd_cli.values.figures import Figures
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import Submission

_NUMBER, _GAP = 6, 2  # columns of the terminal


def grid_lines(
    submission: Submission, form: Form, width: int, told: Callable[[Finding, Form], list[RenderableType]]
) -> list[RenderableType]:
    """Return a line for each row of the form with its figures, `told` of its findings below it."""
    lines: list[RenderableType] = []
    for table in form.tables:
        lines.append(Text(table.title or "Bảng số liệu", style="bold"))
        for indicator in table.indicators:
            lines.append(_line(table, indicator, submission, width))
            for item in submission.findings:
                if item.indicator == indicator.id:
                    lines += told(item, form)
        for row in submission.rows or ():
            if row.table == table.id:
                said = "; ".join(_said(table, row.figures))
                lines.append(Text(f"  {shown(row.unit.name)}: {said or 'trống'}"))
    return lines


def _line(table: FormTable, indicator: Indicator, submission: Submission, width: int) -> Table:
    room = max(width, 60) - _NUMBER - 2 * _GAP
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for size in (_NUMBER, room * 3 // 5, room - room * 3 // 5):
        grid.add_column(width=size, overflow="fold")
    figures, words = submission.figures, submission.texts.get(indicator.id, {})
    said = [
        f"{table.column_name(measure.column)}: {format_shown(figure.value)}"
        for measure in indicator.numeric_measures
        if (figure := figures.get(indicator.key(measure))) is not None and figure.value is not None
    ]
    told = [
        f"{table.column_name(measure.column)}: {shown(' '.join(words[measure].split()))}"
        for measure in indicator.measures
        if words.get(measure)
    ]
    if len(indicator.measures) == 1 and said:
        said = [said[0].rpartition(": ")[2]]
    said += told
    number = indicator.code or indicator.number
    empty = "trống" if indicator.numeric_measures else ""
    grid.add_row(
        Text(number, style="bold"),
        Text(indicator.short_label, style="" if indicator.parent else "bold"),
        Text("; ".join(said) or empty),
    )
    return grid


def _said(table: FormTable, figures: Figures) -> Iterator[str]:
    for indicator in table.indicators:
        for measure in indicator.numeric_measures:
            figure = figures.get(indicator.key(measure))
            if figure is not None and figure.value is not None:
                yield f"{table.column_name(measure.column)} {format_shown(figure.value)}"
