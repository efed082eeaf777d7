"""The flat table `so-lieu.csv`: a line a figure, for other programs, PivotTables and Power Query."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from htsd_cli.consolidate import Consolidation, units_of
from htsd_cli.form import Form
from htsd_cli.values.figures import Key, as_json
from htsd_cli.writers.output import write_whole
from htsd_cli.writers.wording import figure_place, measure_heading, printable, row_number

FLAT_FILE = "so-lieu.csv"

# For a program the ids, for a person the words beside them.
COLUMNS = (
    "Mã đơn vị", "Đơn vị", "Loại", "Địa bàn", "Mã chỉ tiêu", "Mục", "Chỉ tiêu", "Mã cột", "Cột", "Giá trị", "Tệp",
    "Vị trí", "Trong báo cáo viết", "Xác nhận",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_flat(consolidation: Consolidation, form: Form, path: Path) -> None:
    """Write every counted figure, in the order of the units and of the form; in UTF-8 with the mark Excel looks for.

    A text that a spreadsheet would take for a formula has an apostrophe before it. Raises `OSError` when `path` cannot
    be written.
    """
    measured = [
        (item, measure, row_number(form, item), item.short_label, measure_heading(form, measure))
        for item, measure in form.measured()
    ]
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for unit in units_of(consolidation, form):
        area = unit.listed.area if unit.listed else ""
        named = [_text(one or "") for one in (unit.id, unit.name, unit.kind_name, area)]
        for item, measure, number, label, heading in measured:
            figure = unit.figures.get(Key(item.id, measure))
            if figure is None or figure.value is None:
                continue
            origin, decided = figure.origin, figure.decided
            table.writerow(
                [
                    *named,
                    item.id,
                    number,
                    label,
                    measure,
                    heading,
                    as_json(figure.value),
                    _text(unit.file or ""),
                    _text(figure_place(origin, form, item)) if origin else "",
                    _text(origin.text) if origin else "",
                    _text(f"{decided.by}: {decided.reason}".rstrip(": ")) if decided else "",
                ]
            )
    write_whole(path, ("\ufeff" + text.getvalue()).encode("utf-8", "replace"))


def _text(text: str) -> str:
    text = printable(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
