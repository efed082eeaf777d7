"""How far a worksheet reaches and how large it is: merged areas, filters, widths and heights, what is too small."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from htsd_cli.readers.column_names import column_number
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.sheets.grid import (
    GROUPED,
    HIDDEN,
    LAST_COLUMN,
    LAST_ROW,
    LOWEST,
    NARROWEST,
    TOO_NARROW,
    Merge,
    beside_ranges,
    refuse_many_merges,
)
from htsd_cli.readers.sheets.looks.conditional import areas_of
from htsd_cli.readers.sheets.looks.styles import ON, M

_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


def merges_of(root: etree._Element) -> list[Merge]:
    """Return the sheet's merged areas of more than one cell. Raises `UnreadableFile` for far too many."""
    merges: list[Merge] = []
    items = root.findall(f"{M}mergeCells/{M}mergeCell")
    refuse_many_merges(len(items))
    for item in items:
        if match := _AREA.fullmatch(item.get("ref", "")):
            left, top, right, bottom = match.groups()
            rows = sorted((int(top), min(int(bottom), LAST_ROW)))
            columns = sorted((column_number(left), min(column_number(right), LAST_COLUMN)))
            merges.append(Merge(rows[0], columns[0], rows[1], columns[1]))
    return merges


def hidden_columns(root: etree._Element) -> list[tuple[int, int, str]]:
    """Return the ranges of columns nobody sees, and why."""
    found: list[tuple[int, int, str]] = []
    for item in root.iterfind(f"{M}cols/{M}col"):
        width = size(item.get("width"))
        if item.get("hidden") in ON:
            grouped = item.get("outlineLevel", "0") != "0"
            why = GROUPED if grouped else HIDDEN
        elif width is not None and width < NARROWEST:
            why = TOO_NARROW
        else:
            continue
        found.append((whole(item.get("min", "")), whole(item.get("max", "")), why))
    usual = usual_width(root)
    if usual is not None and usual < NARROWEST:
        stated = (
            (whole(item.get("min", "")), whole(item.get("max", "")))
            for item in root.iterfind(f"{M}cols/{M}col")
        )
        found += ((first, last, TOO_NARROW) for first, last in beside_ranges(stated))
    return found


def widths_of(root: etree._Element, usual: float | None) -> Callable[[int], float | None]:
    """Return what gives a column's width in characters: 0 for a hidden one, `usual` where none is stated."""
    ranges: list[tuple[int, int, float | None]] = []
    for item in root.iterfind(f"{M}cols/{M}col"):
        width = 0.0 if item.get("hidden") in ON else size(item.get("width"))
        ranges.append((whole(item.get("min", "")), whole(item.get("max", "")), width))
    known: dict[int, float | None] = {}

    def width_of(column: int) -> float | None:
        if column not in known:
            known[column] = next((one for first, last, one in ranges if first <= column <= last), usual)
        return known[column]

    return width_of


def usual_width(root: etree._Element) -> float | None:
    """Return how wide columns are that state no width, in characters (18.3.1.81)."""
    usual = root.find(f"{M}sheetFormatPr")
    return None if usual is None else size(usual.get("defaultColWidth"))


def usual_height(root: etree._Element) -> float | None:
    """Return how high rows are that state no height, in points (18.3.1.81)."""
    usual = root.find(f"{M}sheetFormatPr")
    return None if usual is None else size(usual.get("defaultRowHeight"))


def filtered_rows(root: etree._Element) -> list[tuple[int, int]]:
    """Return the first and last rows of the areas under a filter, their headings first."""
    refs = [area for item in root.iterfind(f"{M}autoFilter") for area in areas_of(item.get("ref", ""))]
    return [(top, bottom) for top, _, bottom, _ in refs]


def rows_are_low(root: etree._Element) -> bool:
    """Return whether rows that state no height are too low to be seen (18.3.1.81)."""
    height = usual_height(root)
    usual = root.find(f"{M}sheetFormatPr")
    return usual is not None and usual.get("customHeight") in ON and height is not None and height < LOWEST


def size(text: str | None) -> float | None:
    """Return a height in points or a width in characters, None where none is said."""
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def whole(text: str) -> int:
    """Return the number of a row or column; raises `UnreadableFile` for what is none."""
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and 0 < int(text) <= LAST_ROW):
        raise UnreadableFile("damaged-file")
    return int(text)
