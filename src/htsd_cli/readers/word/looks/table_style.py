"""The parts of a table style, and for which cells of a table they hold (ECMA-376 part 1, 17.7.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from htsd_cli.readers.word.elements import OFF, VAL, W
from htsd_cli.readers.word.looks.colours import Colour
from htsd_cli.readers.word.looks.properties import Props


class Conditions(NamedTuple):
    """What a table style sets for the whole table and for its parts (17.18.89)."""

    whole: Props
    behind: Colour | None
    parts: Mapping[str, tuple[Props, Colour | None]]
    bands: tuple[int, int]


# In the order in which they apply, the last one strongest (17.7.6).
_PARTS = (
    "band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstCol", "lastCol", "firstRow", "lastRow",
    "neCell", "nwCell", "seCell", "swCell",
)  # fmt: skip


def parts_at(conditions: Conditions, on: frozenset[str], place: tuple[int, int, int, int]) -> tuple[str, ...]:
    """Return the parts of a table style that hold for a cell, the strongest last.

    `on` are the parts a table turns on, `place` is (row, rows, column, columns), counted from 0.
    """
    row, rows, column, columns = place
    first_row, last_row = "firstRow" in on and row == 0, "lastRow" in on and row == rows - 1
    first_column, last_column = (
        "firstColumn" in on and column == 0,
        "lastColumn" in on and column == columns - 1,
    )
    held = {
        "firstRow": first_row, "lastRow": last_row, "firstCol": first_column, "lastCol": last_column,
        "nwCell": first_row and first_column, "neCell": first_row and last_column,
        "swCell": last_row and first_column, "seCell": last_row and last_column,
    }  # fmt: skip
    if "noHBand" not in on and not first_row and not last_row:
        band = (row - ("firstRow" in on)) // conditions.bands[0] % 2
        held[f"band{band + 1}Horz"] = True
    if "noVBand" not in on and not first_column and not last_column:
        band = (column - ("firstColumn" in on)) // conditions.bands[1] % 2
        held[f"band{band + 1}Vert"] = True
    return tuple(part for part in _PARTS if held.get(part) and part in conditions.parts)


_LOOK_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip


def switches(look: etree._Element | None) -> frozenset[str]:
    """Return which parts of a table style a w:tblLook turns on (17.4.55): by its attributes or its old bit mask."""
    if look is None:
        return frozenset(("noHBand", "noVBand"))
    try:
        bits = int(look.get(VAL, "0"), 16)
    except ValueError:
        bits = 0
    on = {name for name, bit in _LOOK_BITS.items() if bits & bit}
    for name in _LOOK_BITS:
        said = look.get(f"{W}{name}")
        if said is not None:
            (on.add if said not in OFF else on.discard)(name)
    return frozenset(on)


def is_crossed(properties: etree._Element | None) -> bool:
    """Return whether a line runs through the cells of these properties (w:tcPr) from corner to corner."""
    borders = None if properties is None else properties.find(f"{W}tcBorders")
    lines = [] if borders is None else [borders.find(f"{W}{name}") for name in ("tl2br", "tr2bl")]
    return any(line is not None and line.get(VAL, "nil") not in ("nil", "none") for line in lines)
