"""The tables of a form that is no Word file, drawn for the report with the form's own headings and columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from docx.document import Document as DocumentFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Form, FormTable
from htsd_cli.values.figures import Key
from htsd_cli.writers.headings import headings
from htsd_cli.writers.report.own_tables import Line, add_lines, list_lines, shown
from htsd_cli.writers.unit_lists import lists_of
from htsd_cli.writers.word.table_fitting import FITTED_TABLE

_HEADING, _TEXT, _CENTRE, _FIGURE = (
    "Phụ lục - tiêu đề cột", "Phụ lục - chữ", "Phụ lục - đơn vị", "Phụ lục - số liệu",
)  # fmt: skip
_UPRIGHT = 7  # columns that an upright page takes


class Drawn(NamedTuple):
    """A table that was drawn, and whether it wants a page that lies on its side."""

    table: Any
    wide: bool


def drawn_table(document: DocumentFile, consolidation: Consolidation, form: Form, table: FormTable) -> Drawn:
    """Return a table of the form with the totals, made at the end of a document and not yet in its place."""
    lines = _lines(consolidation, form, table)
    depth = max((len(column.path) for column in table.columns), default=1) or 1
    drawn: Table = document.add_table(depth + len(lines), len(table.columns))
    element: Any = drawn._tbl
    looks: dict[str | None, str] = {style.name: style.style_id for style in document.styles}
    _style(drawn, fitted=FITTED_TABLE in looks)
    for cell in headings(table.columns, depth):
        place = drawn.cell(cell.row, cell.column)
        if (cell.row, cell.column) != (cell.last_row, cell.last_column):
            place = place.merge(drawn.cell(cell.last_row, cell.last_column))
        _say(place._tc, cell.text, looks.get(_HEADING))
    rows = list(element.iterchildren(qn("w:tr")))
    for row in rows[:depth]:
        _row_is(row, "cantSplit", "tblHeader")
    for row, (texts, bold) in zip(rows[depth:], lines, strict=True):
        _row_is(row, "cantSplit")
        for column, tc in zip(table.columns, row.iterchildren(qn("w:tc")), strict=True):
            look = {"value": _FIGURE, "label": _TEXT, "note": _TEXT}.get(column.role, _CENTRE)
            text = texts.get(column.id, "")
            words = (
                column.role == "value" and not text[:1].isdigit() and not text[:2].lstrip("-")[:1].isdigit()
            )
            _say(tc, text, looks.get(_TEXT if words else look), bold=bold)
    element.getparent().remove(element)
    return Drawn(element, len(table.columns) > _UPRIGHT)


def _lines(
    consolidation: Consolidation, form: Form, table: FormTable
) -> list[tuple[Mapping[str, str], bool]]:
    """Return the rows below the headings: the texts by the column's id, and whether they are bold."""
    if table.rows == "units":
        return _unit_lines(consolidation, form, table)
    above = {item.parent for item in table.indicators}
    out: list[tuple[Mapping[str, str], bool]] = []
    for item in table.indicators:
        own = {"number": item.number, "code": item.code, "label": item.label, "unit": item.unit}
        texts = {column.id: own[column.role] for column in table.columns if column.role in own}
        texts |= {
            measure.column: shown(
                consolidation.shown.get(item.key(measure)), consolidation.digits.get(item.key(measure))
            )
            for measure in item.numeric_measures
        }
        texts |= {
            measure.column: shown(consolidation.ticked.get(item.key(measure)))
            for measure in item.measures
            if measure.is_text
        }
        out.append((texts, not item.measures or item.id in above))
    return out


def _unit_lines(
    consolidation: Consolidation, form: Form, table: FormTable
) -> list[tuple[Mapping[str, str], bool]]:
    keys: dict[str, Key] = {
        measure.column: item.key(measure) for item in table.indicators for measure in item.measures
    }
    lines = list_lines(lists_of(consolidation.counted, table, form, consolidation.digits))
    total = Line("", table.total or "Tổng cộng", consolidation.shown, {}, head=True)
    out: list[tuple[Mapping[str, str], bool]] = []
    for line in (*lines, total):
        texts: dict[str, str] = {}
        for column in table.columns:
            match column.role:
                case "number":
                    texts[column.id] = line.number
                case "label":
                    texts[column.id] = line.name
                case "note":
                    texts[column.id] = line.note
                case "value" if column.id in keys:
                    key = keys[column.id]
                    digits = consolidation.digits.get(key) if line is total else None
                    texts[column.id] = line.texts.get(key, "") or shown(line.figures.get(key), digits)
                case _:
                    pass
        out.append((texts, line.head))
    return out


def _style(table: Table, *, fitted: bool) -> None:
    if fitted:
        table.style = FITTED_TABLE
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    borders = OxmlElement("w:tblBorders")  # also where an office's template has no such style
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = table._tbl.tblPr
    after = next(
        (
            item
            for item in properties
            if item.tag in (qn("w:shd"), qn("w:tblLayout"), qn("w:tblCellMar"), qn("w:tblLook"))
        ),
        None,
    )
    if after is None:
        properties.append(borders)
    else:
        after.addprevious(borders)


def _row_is(row: Any, *names: str) -> None:
    properties = row.get_or_add_trPr()
    for name in names:
        properties.append(OxmlElement(f"w:{name}"))


def _say(cell: Any, text: str, style: str | None, *, bold: bool = False) -> None:
    """Write a cell's text in the style of this id, a line for each of its lines."""
    paragraph = cell.find(qn("w:p"))
    if style is not None:
        properties = paragraph.get_or_add_pPr()
        named = OxmlElement("w:pStyle")
        named.set(qn("w:val"), style)
        properties.insert(0, named)
    if text:
        add_lines(paragraph, text, bold=bold)
