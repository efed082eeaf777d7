"""Where a sheet's cells stand in its XML, and how large its rows and columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from htsd_cli.readers.column_names import column_name, column_number

ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Grid(NamedTuple):
    """How wide the columns and how high the rows of a sheet are, in pixels; by 0-based numbers, else the default."""

    widths: Mapping[int, int]
    heights: Mapping[int, int]
    width: int = 64
    height: int = 20

    def along(self, start: int, pixels: int, *, columns: bool) -> tuple[int, int]:
        """Return the column or row `pixels` from the beginning of `start`, and how far into it that is."""
        sizes, usual = (self.widths, self.width) if columns else (self.heights, self.height)
        place = start
        while pixels >= (size := sizes.get(place, usual)) and place < start + 500:
            pixels -= size
            place += 1
        return place, pixels


def split(address: str) -> tuple[int, int]:
    """Return the 0-based row and column of an address."""
    match = ADDRESS.fullmatch(address.replace("$", "").partition(":")[0].upper())
    if match is None:
        return 0, 0
    return int(match[2]) - 1, column_number(match[1]) - 1


def cells_of(root: etree._Element, m: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield the cells with their addresses; one that does not name its own follows the one before."""
    row_number = 0
    for row in root.iterfind(f"{m}sheetData/{m}row"):
        said = row.get("r", "")
        row_number = int(said) if said.isdigit() else row_number + 1
        column = 0
        for cell in row.iterchildren(f"{m}c"):
            address = cell.get("r", "")
            column = split(address)[1] + 1 if address else column + 1
            yield f"{column_name(column)}{row_number}", cell


def last_columns(root: etree._Element, m: str) -> Iterator[tuple[str, int]]:
    """Yield the first cell of each merged area with the area's last column, 0-based."""
    for item in root.iterfind(f"{m}mergeCells/{m}mergeCell"):
        first, _, last = item.get("ref", "").partition(":")
        yield first, split(last or first)[1]


def grid_of(root: etree._Element, m: str) -> Grid:
    """Return the sizes of the sheet's columns and rows in pixels (18.3.1.13: a digit is 7 pixels wide)."""
    widths: dict[int, int] = {}
    for column in root.iterfind(f"{m}cols/{m}col"):
        first, last = int(column.get("min", "1")), int(column.get("max", "1"))
        hidden = column.get("hidden") in ("1", "true")
        size = 0 if hidden else int(float(column.get("width", "8.43")) * 7 + 5)
        widths |= dict.fromkeys(range(first - 1, min(last, first + 255)), size)
    heights: dict[int, int] = {}
    for row in root.iterfind(f"{m}sheetData/{m}row"):
        if (number := row.get("r", "")).isdigit():
            hidden = row.get("hidden") in ("1", "true")
            if hidden or row.get("ht"):
                heights[int(number) - 1] = 0 if hidden else round(float(row.get("ht", "15")) * 4 / 3)
    usual = root.find(f"{m}sheetFormatPr")
    height = 15.0 if usual is None else float(usual.get("defaultRowHeight", "15"))
    return Grid(widths, heights, height=round(height * 4 / 3))
