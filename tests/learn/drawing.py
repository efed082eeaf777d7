"""Draws a form's file from a table as a person sees it.

A row is one line, cells with `|` between them: `<` joins a cell to the one on its left, `^` to the one above, `~` parts
its lines. `#` at the end of a cell paints it grey, `\\` crosses it, `!` makes it bold, leading dots set it in.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from htsd_cli.learn import LearntForm, learn_form
from htsd_cli.learn.structure import Indicator, Rule

Grid = list[list[str]]
_THIN = Side(style="thin")


def cells_of(text: str) -> Grid:
    """Return the cells of a drawing: its lines, parted at `|`."""
    rows = [[cell.strip() for cell in line.strip().split("|")] for line in text.strip("\n").splitlines()]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def word(path: Path, *parts: str) -> Path:
    """Write a Word file: a part with `|` in it is a table, any other a paragraph for each line."""
    document = _blank()
    document._body.clear_content()
    for part in parts:
        if "|" in part:
            _word_table(document, cells_of(part))
        else:
            for line in part.strip("\n").splitlines():
                document.add_paragraph(line.strip())
    document.save(str(path))
    return path


@cache
def _blank() -> DocumentObject:
    """Return one document for all files, as opening python-docx's own takes longer than drawing."""
    return Document()


def _word_table(document, grid: Grid) -> None:  # type: ignore[no-untyped-def]
    width = len(grid[0])
    cells = document.add_table(len(grid), width, style="Table Grid")._cells  # once: it looks for all of them
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            bottom, right = _reach(grid, r, c)
            cell = cells[r * width + c]
            if (bottom, right) != (r, c):
                cell = cell.merge(cells[bottom * width + right])
            _fill(cell, text)


def _reach(grid: Grid, r: int, c: int) -> tuple[int, int]:
    right = c
    while right + 1 < len(grid[r]) and grid[r][right + 1] == "<":
        right += 1
    bottom = r
    while bottom + 1 < len(grid) and grid[bottom + 1][c] == "^":
        bottom += 1
    return bottom, right


def _marks(text: str) -> tuple[str, bool, bool, bool, int]:
    grey, crossed, bold = False, False, False
    while text[-1:] in ("#", "\\", "!"):
        grey, crossed, bold = grey or text[-1] == "#", crossed or text[-1] == "\\", bold or text[-1] == "!"
        text = text[:-1].rstrip()
    indent = len(text) - len(text.lstrip("."))
    indent = indent if text.strip(".") else 0
    return text[indent:].strip(), grey, crossed, bold, indent


def _fill(cell: _Cell, text: str) -> None:
    said, grey, crossed, bold, indent = _marks(text)
    paragraph = cell.paragraphs[0]
    for place, line in enumerate(said.split("~")):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.add_run(line.strip()).bold = bold or None
    if indent:
        paragraph.paragraph_format.left_indent = Pt(12 * indent)
    properties = cell._tc.get_or_add_tcPr()
    if grey:
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:fill"), "D9D9D9")
        properties.append(shading)
    if crossed:
        borders = OxmlElement("w:tcBorders")
        diagonal = OxmlElement("w:tl2br")
        diagonal.set(qn("w:val"), "single")
        borders.append(diagonal)
        properties.append(borders)


def excel(path: Path, sheets: dict[str, list[str]]) -> Path:
    """Write a workbook: a part with `|` is a bordered table, any other a line in column A; `=…` is a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, parts in sheets.items():
        sheet = book.create_sheet(name)
        row = 1
        for part in parts:
            if "|" not in part:
                for line in part.strip("\n").splitlines() or [""]:
                    sheet.cell(row, 1, line.strip() or None)
                    row += 1
                continue
            grid = cells_of(part)
            _sheet_table(sheet, grid, row)
            row += len(grid)
    book.save(path)
    return path


def _sheet_table(sheet: Worksheet, grid: Grid, top: int) -> None:
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            cell = sheet.cell(top + r, c + 1)
            cell.border = Border(_THIN, _THIN, _THIN, _THIN)
            if text in ("<", "^"):
                continue
            said, grey, crossed, bold, indent = _marks(text)
            said, _, shape = said.partition("§")
            number = said if not said.replace(",", "").isdigit() or c == 0 or said.startswith("0") else None
            cell.value = (said or None) if number is not None else int(said.replace(",", ""))
            if shape:
                cell.number_format = shape
            if grey:
                cell.fill = PatternFill("solid", fgColor="BFBFBF")
            if crossed:
                cell.border = Border(_THIN, _THIN, _THIN, _THIN, diagonal=_THIN, diagonalDown=True)
            if bold:
                cell.font = Font(bold=True)
            if indent:
                cell.alignment = Alignment(indent=indent)
            bottom, right = _reach(grid, r, c)
            if (bottom, right) != (r, c):
                sheet.merge_cells(
                    start_row=top + r, start_column=c + 1, end_row=top + bottom, end_column=right + 1
                )


def learnt(path: Path) -> LearntForm:
    """Return what a file is learnt as."""
    return learn_form(path)


def headings(form: LearntForm, table: int = 0) -> list[str]:
    """Return the columns of figures by their headings: `Công lập › Nữ`."""
    return [" › ".join(column.heading) for column in form.tables[table].columns if column.role == "value"]


def roles(form: LearntForm, table: int = 0) -> str:
    """Return what the columns are, in order."""
    return " ".join(column.role for column in form.tables[table].columns)


def rows(form: LearntForm, table: int = 0) -> list[str]:
    """Return the rows as drawn in a tree: `··number [code] label (unit): columns asked`."""
    found = form.tables[table]
    places = {column.id: str(column.index) for column in found.columns}
    depth: dict[str, int] = {}
    lines: list[str] = []
    for item in found.indicators:
        depth[item.id] = depth[item.parent] + 1 if item.parent is not None else 0
        asked = ",".join(places[measure.column] for measure in item.measures)
        parts = [
            item.number,
            f"[{item.code}]" if item.code else "",
            item.label,
            f"({item.unit})" if item.unit else "",
        ]
        lines.append("·" * depth[item.id] + " ".join(filter(None, parts)) + (f": {asked}" if asked else ""))
    return lines


def counted(form: LearntForm, table: int = 0) -> dict[str, str]:
    """Return how the figures of each row or column add up, where all its cells do so alike."""
    out: dict[str, str] = {}
    for item in form.tables[table].indicators:
        ways = list(dict.fromkeys(f"{measure.kind} {measure.adds_up}" for measure in item.measures))
        if ways:
            out[item.label] = " / ".join(ways)
    return out


def rules(form: LearntForm, *, sure: bool) -> list[str]:
    """Return the rules that are sure, or those that are only likely, once for all columns or rows they hold in."""
    items = {item.id: item for table in form.tables for item in table.indicators}
    columns = {column.id: column.index for table in form.tables for column in table.columns}
    return list(dict.fromkeys(_told(rule, items, columns) for rule in form.rules if rule.sure is sure))


def _told(rule: Rule, items: dict[str, Indicator], columns: dict[str, int]) -> str:
    across = all(part.indicator == rule.total.indicator for part in rule.parts)

    def name(indicator: str, measure: str) -> str:
        if measure == "value":
            return f"cột {columns[indicator]}"
        item = items[indicator]
        return f"cột {columns[measure]}" if across else item.code or item.number or item.label

    head = name(rule.total.indicator, rule.total.measure)
    parts = [("-" if part.sign < 0 else "+", name(part.indicator, part.measure)) for part in rule.parts]
    if rule.kind == "product":
        return f"{head} = {' x '.join(name(part.indicator, part.measure) for part in rule.parts)} ({rule.told_by})"
    if rule.kind == "ratio":
        times = f" x {rule.times}" if rule.times not in (None, 1) else ""
        above, below = (_joined(some) for some in (parts[: rule.above], parts[rule.above :]))
        return f"{head} = {above} / {below}{times} ({rule.told_by})"
    if rule.kind == "at_most":
        return f"{head} >= {parts[0][1]} ({rule.told_by})"
    return f"{head} = {_joined(parts).removeprefix('(').removesuffix(')')} ({rule.told_by})"


def _joined(parts: list[tuple[str, str]]) -> str:
    said = " ".join(f"{sign} {part}" for sign, part in parts).removeprefix("+ ")
    return said if len(parts) == 1 else f"({said})"
