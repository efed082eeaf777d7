"""The cells of a sheet of somebody else's workbook: figures written into its XML, nothing else changed in it."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from lxml import etree

from htsd_cli.readers.column_names import column_name
from htsd_cli.readers.packages import Package
from htsd_cli.values.figures import Number
from htsd_cli.writers.returns.package_copy import PackageCopy
from htsd_cli.writers.returns.sheet_places import cells_of, split

Spot = tuple[int, int]  # row and column, 1-based

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PERCENT = frozenset((9, 10))  # the built-in formats 0% and 0.00% (18.8.30)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.')  # of a number format: what is printed and does not scale
_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?\d")
_BEFORE_CALCULATION = ("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
                       "functionGroups", "externalReferences", "definedNames")  # fmt: skip


class SheetCells:
    """The cells of a sheet by place; `percent` are the styles that show a number as hundredths."""

    def __init__(self, root: etree._Element, percent: Collection[int]) -> None:
        self._m = root.tag[: root.tag.index("}") + 1]
        self._percent = percent
        self._stored: set[Spot] = set()
        data = root.find(f"{self._m}sheetData")
        assert data is not None
        self._data = data
        self._cells: dict[Spot, etree._Element] = {}
        for address, cell in cells_of(root, self._m):
            row, column = split(address)
            self._cells[row + 1, column + 1] = cell
            cell.set("r", address)
            line = cell.getparent()
            assert line is not None
            line.set("r", str(row + 1))
        self._rows = {
            int(row.get("r", "0")): row for row in data.iterchildren(f"{self._m}row") if row.get("r")
        }

    def is_formula(self, spot: Spot) -> bool:
        """Whether a cell holds a formula."""
        cell = self._cells.get(spot)
        return cell is not None and cell.find(f"{self._m}f") is not None

    def formula(self, spot: Spot) -> str:
        """Return the formula of a cell as it is written, there or where it is shared from (18.3.1.40); "" for none."""
        cell = self._cells.get(spot)
        own = None if cell is None else cell.find(f"{self._m}f")
        if own is None:
            return ""
        if own.text or own.get("si") is None:
            return own.text or ""
        shared = (item for item in self._data.iter(f"{self._m}f") if item.get("si") == own.get("si"))
        return next((item.text for item in shared if item.text), "")

    def write(self, spot: Spot, value: Number | None) -> None:
        """Write a number in place of what stands there, a formula too; None for nothing."""
        if value is None and spot not in self._cells:
            return
        cell = self._emptied(spot)
        if value is not None:
            etree.SubElement(cell, f"{self._m}v").text = self._written(cell, value)

    def write_text(self, spot: Spot, text: str) -> None:
        """Write a text in place of what stands there."""
        cell = self._emptied(spot)
        cell.set("t", "inlineStr")
        inline = etree.SubElement(cell, f"{self._m}is")
        told = etree.SubElement(inline, f"{self._m}t")
        told.text = text
        told.set(_XML_SPACE, "preserve")

    def store(self, spot: Spot, result: Number | None) -> None:
        """Store the result of a formula, None for one that is not known: the program that opens it computes it."""
        cell = self._cells[spot]
        self._forget(cell)
        self._stored.add(spot)
        formula = cell.find(f"{self._m}f")
        if result is not None and formula is not None:
            value = etree.Element(f"{self._m}v")
            value.text = self._written(cell, result)
            formula.addnext(value)

    def lost_formulas(self) -> bool:
        """Whether a cell shares the formula of one in which it is written no more (18.3.1.40)."""
        shared = [item for item in self._data.iter(f"{self._m}f") if item.get("t") == "shared"]
        written = {item.get("si") for item in shared if item.text}
        return any(item.get("si") not in written for item in shared)

    def forget_other_results(self) -> None:
        """Take out the results of all other formulas: they were computed from other figures."""
        for spot, cell in self._cells.items():
            formula = cell.find(f"{self._m}f")
            if formula is None or spot in self._stored:
                continue
            if formula.get("t") or _REFERENCE.search(formula.text or ""):
                self._forget(cell)

    def _forget(self, cell: etree._Element) -> None:
        cell.attrib.pop("t", "")
        for old in cell.findall(f"{self._m}v"):
            cell.remove(old)

    def _written(self, cell: etree._Element, value: Number) -> str:
        style = cell.get("s", "0")
        hundredths = style.isdigit() and int(style) in self._percent
        number = Decimal(value) / 100 if hundredths else value
        return format(number, "f") if isinstance(number, Decimal) else str(number)

    def _emptied(self, spot: Spot) -> etree._Element:
        cell = self._cells.get(spot)
        if cell is None:
            cell = self._cells[spot] = self._made(spot)
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, "")
        for name in ("f", "v", "is"):
            for old in cell.findall(f"{self._m}{name}"):
                cell.remove(old)
        return cell

    def _made(self, spot: Spot) -> etree._Element:
        number, column = spot
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = etree.Element(f"{self._m}row", {"r": str(number)})
            above = [other for other in self._rows if other < number]
            if above:
                self._rows[max(above)].addnext(row)
            else:
                self._data.insert(0, row)
        cell = etree.Element(f"{self._m}c", {"r": f"{column_name(column)}{number}"})
        left = [at for line, at in self._cells if line == number and at < column]
        if left:
            self._cells[number, max(left)].addnext(cell)
        else:
            row.insert(0, cell)
        return cell


def percent_styles(package: Package, main: str) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number as hundredths: `0.5` as 50%."""
    part = package.related(main, "styles")
    if part is None or part not in package:
        return frozenset()
    root = package.parse(part)
    m = root.tag[: root.tag.index("}") + 1]
    codes = {
        item.get("numFmtId", ""): item.get("formatCode", "")
        for item in root.iterfind(f"{m}numFmts/{m}numFmt")
    }
    found = set()
    for number, style in enumerate(root.iterfind(f"{m}cellXfs/{m}xf")):
        shape = style.get("numFmtId", "0")
        built_in = shape.isdigit() and int(shape) in _PERCENT
        if built_in or "%" in _LITERAL.sub("", codes.get(shape, "")):
            found.add(number)
    return frozenset(found)


def recalculated(copy: PackageCopy, package: Package, main: str) -> None:
    """Have the workbook computed anew when it is opened; the order it was last computed in is left out."""
    root = copy.tree(main)
    m = root.tag[: root.tag.index("}") + 1]
    settings = root.find(f"{m}calcPr")
    if settings is None:
        settings = etree.Element(f"{m}calcPr")
        names = {f"{m}{name}" for name in _BEFORE_CALCULATION}
        [*_, last] = [item for item in root if item.tag in names]
        last.addnext(settings)
    settings.set("fullCalcOnLoad", "1")
    chain = package.related(main, "calcChain")
    if chain is not None:
        copy.remove(chain, main)
