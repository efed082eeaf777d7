"""How the sheets of a workbook are drawn: fills, crossed cells, formulas, number formats, merges, what is locked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from lxml import etree

from htsd_cli.readers.column_names import column_number
from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.sheets.formulas import moved
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW
from htsd_cli.readers.sheets.looks.colours import Colours
from htsd_cli.readers.sheets.looks.styles import ON, M
from htsd_cli.readers.sheets.xlsx import sheets
from htsd_cli.values.document import Document
from htsd_cli.values.layout import Layout, Look, Merge, TableLayout

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
# Number formats of [ECMA-376] 18.8.30 that say something of the kind of number.
_BUILT_IN = {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "49": "@"}
_SIDES = ("left", "right", "top", "bottom")
_MOST_CELLS = 200_000

Item = TypeVar("Item")


def sheet_layout(path: Path, document: Document) -> Layout:
    """Return the layout of each sheet of a workbook, in the document's order."""
    with Package(path) as package:
        main = package.main_part("xl/workbook.xml")
        styles = _styles(package, main)
        by_name: dict[str, TableLayout] = {}
        for name, _state, part in sheets(package, main, package.parse(main)):
            by_name[name] = _sheet(package.parse(part), styles)
    return tuple(by_name.get(table.sheet or "", TableLayout({})) for table in document.tables())


def _sheet(root: etree._Element, styles: list[Look]) -> TableLayout:
    looks: dict[tuple[int, int], Look] = {}
    hidden_rows: set[int] = set()
    masters: dict[str, tuple[str, int, int]] = {}
    number = 0
    for row in root.iterfind(f"{M}sheetData/{M}row"):
        number = int(row.get("r", number + 1))
        if row.get("hidden") in ON:
            hidden_rows.add(number)
        column = 0
        for element in row.iterchildren(f"{M}c"):
            match = _ADDRESS.fullmatch(element.get("r", ""))
            column = column_number(match[1]) if match else column + 1
            index = int(element.get("s", "0"))
            look = styles[index] if 0 <= index < len(styles) else Look()
            formula = _formula(element.find(f"{M}f"), number, column, masters)
            looks[number, column] = look._replace(formula=formula) if formula else look
        if len(looks) > _MOST_CELLS:
            raise UnreadableFile("too-large", f"trang tính có hơn {_MOST_CELLS // 1000} nghìn ô")
    merges: list[Merge] = []
    for item in root.iterfind(f"{M}mergeCells/{M}mergeCell"):
        if match := _AREA.fullmatch(item.get("ref", "")):
            bottom, right = min(int(match[4]), LAST_ROW), min(column_number(match[3]), LAST_COLUMN)
            merges.append((int(match[2]), column_number(match[1]), bottom, right))
    hidden_columns: set[int] = set()
    for item in root.iterfind(f"{M}cols/{M}col"):
        if item.get("hidden") in ON:
            first, last = int(item.get("min", "1")), int(item.get("max", "1"))
            hidden_columns |= set(range(first, min(last, first + 500) + 1))
    protection = root.find(f"{M}sheetProtection")
    protected = protection is not None and protection.get("sheet", "0") in ON
    return TableLayout(looks, tuple(merges), frozenset(hidden_rows), frozenset(hidden_columns), protected)


def _formula(
    element: etree._Element | None, row: int, column: int, masters: dict[str, tuple[str, int, int]]
) -> str:
    if element is None:
        return ""
    text = (element.text or "").strip()
    if element.get("t") != "shared":
        return text
    name = element.get("si", "")
    if text:
        masters[name] = (text, row, column)
        return text
    master = masters.get(name)
    return "" if master is None else moved(master[0], row - master[1], column - master[2])


def _styles(package: Package, main: str) -> list[Look]:
    """Return the look of each cell style, by its number."""
    part = package.related(main, "styles")
    if part is None or part not in package:
        return [Look()]
    root = package.parse(part)
    colours = Colours(partial(_theme, package, main))
    codes = {
        item.get("numFmtId", ""): item.get("formatCode", "")
        for item in root.iterfind(f"{M}numFmts/{M}numFmt")
    }
    fills = [_fill(item, colours) for item in root.iterfind(f"{M}fills/{M}fill")]
    borders = [_border(item) for item in root.iterfind(f"{M}borders/{M}border")]
    bold = [_bold(item) for item in root.iterfind(f"{M}fonts/{M}font")]
    return [_style(item, codes, fills, borders, bold) for item in root.iterfind(f"{M}cellXfs/{M}xf")]


def _style(
    item: etree._Element,
    codes: Mapping[str, str],
    fills: list[tuple[int | None, bool]],
    borders: list[tuple[bool, bool]],
    bold: list[bool],
) -> Look:
    paper, hatched = _at(fills, item.get("fillId"), (None, False))
    crossed, bordered = _at(borders, item.get("borderId"), (False, False))
    name = item.get("numFmtId", "0")
    alignment, protection = item.find(f"{M}alignment"), item.find(f"{M}protection")
    indent = 0.0 if alignment is None else float(alignment.get("indent", "0"))
    return Look(
        paper, hatched, crossed, bordered, _at(bold, item.get("fontId"), False), indent, "",
        codes.get(name, _BUILT_IN.get(name, "")),
        protection is None or protection.get("locked", "1") in ON,
    )  # fmt: skip


def _at(items: list[Item], number: str | None, usual: Item) -> Item:
    place = int(number or "0")
    return items[place] if 0 <= place < len(items) else usual


def _fill(item: etree._Element, colours: Colours) -> tuple[int | None, bool]:
    pattern = item.find(f"{M}patternFill")
    kind = "none" if pattern is None else pattern.get("patternType", "none")
    if pattern is None or kind == "none":
        return None, False
    if kind == "solid":
        colour = colours.of(pattern.find(f"{M}fgColor"))
        return (None if colour == 0xFFFFFF else colour), False
    # `gray125` is also what every workbook declares as its second fill, used or not.
    return None, True


def _border(item: etree._Element) -> tuple[bool, bool]:
    diagonal = item.find(f"{M}diagonal")
    drawn = diagonal is not None and diagonal.get("style", "none") != "none"
    crossed = drawn and (item.get("diagonalUp") in ON or item.get("diagonalDown") in ON)
    sides = [item.find(f"{M}{side}") for side in _SIDES]
    return crossed, any(side is not None and side.get("style", "none") != "none" for side in sides)


def _bold(item: etree._Element) -> bool:
    mark = item.find(f"{M}b")
    return mark is not None and mark.get("val", "1") in ON


def _theme(package: Package, main: str) -> etree._Element | None:
    part = package.related(main, "theme")
    return package.parse(part) if part is not None and part in package else None
