"""The workbook's sheet of each unit's main figures in both years, mergers followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from htsd_cli.consolidate.last_year import UnitThen
from htsd_cli.earlier.comparison import own_name, year_name
from htsd_cli.earlier.results import Results
from htsd_cli.form import Form
from htsd_cli.writers.main_figures import figure_said, main_measures
from htsd_cli.writers.workbook.lists import write_list
from htsd_cli.writers.workbook.rows import Rows
from htsd_cli.writers.workbook.style import Styles, Value

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

UNITS_THEN_SHEET = "Đơn vị so với trước"


def write_units_then_sheet(
    book: Workbook, styles: Styles, form: Form, units: Sequence[UnitThen], previous: Results, *, year: int
) -> Rows:
    """Write a row a unit and main figure that either year has; a unit without figures of then has one row, why."""
    now, then = own_name(previous, year), year_name(previous)
    columns = (
        ("STT", 5), ("Đơn vị", 36), ("Chỉ tiêu", 40), ("Tính theo", 12), (now.capitalize(), 13),
        (then.capitalize(), 13), ("Thay đổi", 24), ("Ghi chú", 44),
    )  # fmt: skip
    title = f"Số liệu chính của từng đơn vị {now} so với {then}"
    return write_list(book, styles, UNITS_THEN_SHEET, title, columns, lambda: _rows(units, form))


def _rows(units: Sequence[UnitThen], form: Form) -> Iterator[list[Value]]:
    number = 0
    for item in units:
        if item.before is None:
            number += 1
            yield [number, item.unit.name, None, None, None, None, None, item.note]
            continue
        for indicator, measure in main_measures(form):
            change = item.change(indicator.id, measure)
            if change.now is None and change.before is None:
                continue
            number += 1
            yield [
                number,
                item.unit.name,
                *figure_said(form, indicator, measure),
                change.now,
                change.before,
                change.words,
                item.note,
            ]
