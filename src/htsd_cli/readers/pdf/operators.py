"""Every operator a page can be drawn with (ISO 32000-2, annex A) and what this reader does with it: a closed world."""

from __future__ import annotations

from enum import StrEnum


class Policy(StrEnum):
    """What is done with an operator."""

    TEXT = "text"  # shows letters: read
    LOOKS = "looks"  # changes how what follows looks: followed
    PLACES = "places"  # changes where what follows stands: followed
    PATH = "path"  # builds a path: followed, it is seen once it is painted
    PAINTS = "paints"  # draws a line, a fill or a picture: seen at the cell it lies in
    LAYER = "layer"  # begins or ends a marked part, which may be a layer that is switched off: followed
    NOTHING = "nothing"  # shows nothing


OPERATORS = {
    Policy.TEXT: ("Tj", "TJ", "'", '"'),
    Policy.LOOKS: (
        "Tf", "Tr", "Tc", "Tw", "Tz", "gs", "g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "w",
        "d", "W", "W*",
    ),
    Policy.PLACES: ("BT", "ET", "Td", "TD", "Tm", "T*", "TL", "Ts", "cm", "q", "Q", "d0", "d1"),
    Policy.PATH: ("m", "l", "c", "v", "y", "h", "re"),
    Policy.PAINTS: ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "Do", "BI", "ID", "EI", "sh"),
    Policy.LAYER: ("BMC", "BDC", "EMC", "MP", "DP"),
    Policy.NOTHING: ("J", "j", "M", "ri", "i", "BX", "EX"),
}  # fmt: skip


def method_name(operator: str) -> str:
    """Return the name of the parser's method for an operator."""
    return "do_" + operator.replace("*", "_a").replace('"', "_w").replace("'", "_q")
