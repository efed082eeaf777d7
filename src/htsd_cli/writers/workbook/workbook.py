"""The workbook `so-lieu-tong-hop.xlsx`: the totals as formulas over the units' figures, and their origins."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from htsd_cli.consolidate import Consolidation, units_of
from htsd_cli.consolidate.adding_up import mismatches
from htsd_cli.consolidate.areas import areas_of
from htsd_cli.consolidate.last_year import units_then
from htsd_cli.earlier.comparison import compare, own_name, year_name
from htsd_cli.earlier.results import Results
from htsd_cli.form import Form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.writers.links import Received
from htsd_cli.writers.marks import output_marks
from htsd_cli.writers.new_workbook import new_workbook
from htsd_cli.writers.output import made_in, without_clock, write_whole
from htsd_cli.writers.unit_lists import lists_of
from htsd_cli.writers.units import kind_views, left_out
from htsd_cli.writers.wording import in_year
from htsd_cli.writers.workbook.areas import write_areas_sheet
from htsd_cli.writers.workbook.figures_table import make_table
from htsd_cli.writers.workbook.form import write_form_sheets
from htsd_cli.writers.workbook.kinds import write_kinds_sheet
from htsd_cli.writers.workbook.last_year import write_units_then_sheet
from htsd_cli.writers.workbook.layout import lay_out
from htsd_cli.writers.workbook.lists import (
    FileCell,
    write_files_sheet,
    write_findings_sheet,
    write_origins_sheet,
    write_others_sheet,
)
from htsd_cli.writers.workbook.previous import write_previous_sheet
from htsd_cli.writers.workbook.roster import write_roster_sheet
from htsd_cli.writers.workbook.style import FONT, Link, Value, make_styles
from htsd_cli.writers.workbook.units import UNITS_SHEET, make_grid, write_units_sheet

_NO_RESULT = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)>(<f>[^<]*</f><v></v></c>)')


def write_workbook(
    consolidation: Consolidation,
    form: Form,
    path: Path,
    received: Received | None = None,
    *,
    previous: Results | None = None,
) -> None:
    """Write the consolidation as a workbook of eight sheets; the same consolidation gives the same bytes.

    The totals are formulas stored with their results, so that a viewer that does not calculate shows them
    too. With `received`, each received file that stands there is linked; with areas on the roster one more sheet has
    their subtotals; with `previous` two more have that year's totals, and each unit's, beside this year's.

    Raises `OSError` when `path` cannot be written.
    """
    views = units_of(consolidation, form)
    kinds = kind_views(consolidation, views)
    reported = [view for view in views if view.sent]
    table = make_table(reported, form, consolidation)
    grid = make_grid(form, len(reported))
    listed = [item for item in form.tables if item.rows == "units"]
    lists = {item.id: lists_of(consolidation.counted, item, form, consolidation.digits) for item in listed}
    layout = lay_out(form, reported, lists)
    file_cell = _file_cells(received)
    buffer = io.BytesIO()
    with new_workbook(buffer, FONT) as book:
        book.set_properties(
            {
                "title": in_year(form.title, form, consolidation.year),
                "created": made_in(form.year),
            }
        )  # no clock in an output
        for name, value in output_marks(consolidation, "workbook").items():
            book.set_custom_property(name, value, "text")
        book.calc_on_load = False  # the stored results are what Excel would compute
        styles = make_styles(book, decimals=any(m.kind in ("decimal", "percent") for _, m in form.measured()))
        counted = sum(view.counted for view in reported)
        kept_out = left_out(views, form)
        out = f" Chưa gồm: {'; '.join(kept_out)}." if kept_out else ""
        sums = f"Cộng từ báo cáo của {format_number(counted)} đơn vị."
        subtitle = f"{sums}{out} Số liệu của từng đơn vị ở trang “{UNITS_SHEET}”."
        year = consolidation.year or form.year
        wrong = mismatches(consolidation, form)
        write_form_sheets(
            book,
            styles,
            consolidation,
            form,
            reported,
            table,
            grid,
            layout,
            mismatches=wrong,
            subtitle=subtitle,
            year=year,
        )
        long = [write_units_sheet(book, styles, form, reported, kinds, table, grid, file_cell)]
        write_kinds_sheet(book, styles, form, kinds, table, grid, len(views))
        areas = areas_of(consolidation, form, views)
        if areas:
            write_areas_sheet(book, styles, form, areas, consolidation)
        if previous is not None:
            then = f"Số liệu {year_name(previous)} cộng từ báo cáo của {format_number(previous.counted)} đơn vị; "
            subtitle = f"{then}số liệu {own_name(previous, year)} {sums[0].lower()}{sums[1:]}{out}"
            changes = compare(consolidation.shown, previous, form)
            write_previous_sheet(book, styles, form, layout, changes, previous, year=year, subtitle=subtitle)
            compared = units_then(consolidation, previous, form)
            long.append(write_units_then_sheet(book, styles, form, compared, previous, year=year))
        long += [
            write_findings_sheet(book, styles, form, views, consolidation, file_cell),
            write_roster_sheet(book, styles, views, file_cell, roster=consolidation.rostered),
            write_origins_sheet(book, styles, form, views),
            write_others_sheet(book, styles, form, views, file_cell),
            write_files_sheet(book, styles, consolidation, file_cell),
        ]
    rows = {one.part: one for one in long}

    def whole(part: str, content: bytes) -> bytes | Iterator[bytes]:
        content = _blank_results(part, content)
        return rows[part].into(content) if part in rows else content

    write_whole(path, without_clock(buffer.getvalue(), whole))


def _blank_results(part: str, content: bytes) -> bytes:
    """Store the empty results of formulas as Excel does: XlsxWriter leaves them looking not calculated."""
    return _NO_RESULT.sub(rb'\1 t="str">\2', content) if part.startswith("xl/worksheets/") else content


def _file_cells(received: Received | None) -> FileCell:
    """Return what makes the cell of a received file: a link where the file stands, else its name."""
    made: dict[str, Value] = {}

    def cell(file: str | None) -> Value:
        if file is None:
            return None
        if file not in made:
            target = received.workbook_link(file) if received else None
            made[file] = Link(target, PurePosixPath(file).name) if target else file
        return made[file]

    return cell
