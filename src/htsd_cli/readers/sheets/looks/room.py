"""Whether a text fits into its cell: Excel lets it run over blank cells beside it, and cuts it at one that is filled.

A number shows ##### where it has no room; a number stored as text loses digits without a sign. Widths are counted in
digits of the workbook's usual font, as the file does (18.3.1.13). Only a digit of which more than half is lost counts,
and only in columns whose width the file states: programs that state none leave it to whoever opens the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from htsd_cli.readers.sheets.grid import Merge, Place
from htsd_cli.values.document import Cell, CellKind, Seen, Sight

_MARGIN = 0.3  # before a text, within its cell
_NARROW = frozenset(" .,;:'\u00a0")
_OF_NARROW, _OF_LETTER = 0.5, 0.7  # of a digit's width, at least
# The width of a digit for each point of a font's size; the least and the most that others have.
_DIGITS = {
    "calibri": 0.507, "times new roman": 0.5, "arial": 0.556, "tahoma": 0.546, "verdana": 0.636, "cambria": 0.554,
    "segoe ui": 0.539, "arial narrow": 0.456, "aptos narrow": 0.49, "liberation serif": 0.5, "liberation sans": 0.556,
}  # fmt: skip
_LEAST, _MOST = 0.45, 0.65
_FARTHEST = 30  # columns a text is followed over


class Lie(NamedTuple):
    """How a style lays a text: the width of a digit, in digits of the usual font, and the side it begins at.

    `side` is "left", "right" or "center", "" for a text that is never cut at its side: wrapped, shrunk, turned.
    """

    digit: float = 1.0
    side: str = "left"


def lie_of(alignment: etree._Element | None, font: tuple[str, float], usual: tuple[str, float]) -> Lie:
    """Return how a style lays texts, by its alignment (18.8.1), and the names and sizes of its font and the
    usual one."""
    digit = _DIGITS.get(font[0].lower(), _LEAST) * font[1]
    digit /= (_DIGITS.get(usual[0].lower(), _MOST) if font[0] != usual[0] else digit / font[1]) * usual[1]
    if alignment is None:
        return Lie(digit)
    side = alignment.get("horizontal", "general")
    on = ("1", "true", "on")
    turned = alignment.get("textRotation", "0") != "0"
    if turned or alignment.get("wrapText") in on or alignment.get("shrinkToFit") in on:
        return Lie(digit, "")
    return Lie(digit, {"general": "left", "left": "left", "right": "right", "center": "center"}.get(side, ""))


def cut_texts(
    cells: dict[Place, Cell],
    lies: Mapping[Place, Lie],
    merges: Sequence[Merge],
    width: Callable[[int], float | None],
) -> None:
    """Tell of the texts, at the places of `lies`, of which digits are cut off. `width` is a column's, None unstated."""
    spans = {(merge.top, merge.left): merge.right for merge in merges}
    for place, lie in lies.items():
        cell = cells.get(place)
        if cell is None or cell.kind is not CellKind.TEXT or not lie.side or not cell.text.strip():
            continue
        lost = _lost(cell.text, lie, place, spans.get(place), cells, width)
        if lost:
            cells[place] = cell._replace(sights=(*cell.sights, Seen(Sight.CUT, lost)))


def _lost(
    text: str,
    lie: Lie,
    place: Place,
    merged: int | None,
    cells: Mapping[Place, Cell],
    width: Callable[[int], float | None],
) -> str:
    """Return the letters of a text that are cut off, "" where no digit is among them."""
    row, first = place
    last = first if merged is None else merged
    stated = [width(column) for column in range(first, min(last, first + _FARTHEST) + 1)]
    own = sum(one or 0.0 for one in stated)
    if None in stated or last > first + _FARTHEST or own == 0.0:
        return ""
    needed = _width(text, lie)
    if needed <= own:
        return ""
    before = after = 0.0
    if merged is None:
        before = _free(range(first - 1, 0, -1), row, cells, width) if lie.side != "left" else 0.0
        after = _free(range(last + 1, last + _FARTHEST), row, cells, width) if lie.side != "right" else 0.0
    beyond = needed + _MARGIN - own
    share = {"left": (0.0, beyond), "right": (beyond, 0.0), "center": (beyond / 2, beyond / 2)}[lie.side]
    lost = _beginning(text, share[0] - before, lie), _beginning(text[::-1], share[1] - after, lie)[::-1]
    return next((part for part in lost if any(letter.isdigit() for letter in part)), "")


def _free(
    columns: range, row: int, cells: Mapping[Place, Cell], width: Callable[[int], float | None]
) -> float:
    """Return how much room the blank cells of the columns give, one after the other; no end at an unstated width."""
    room = 0.0
    for column in columns:
        if (row, column) in cells:
            return room
        one = width(column)
        if one is None:
            break
        room += one
    else:
        if columns and columns.step < 0:
            return room  # the sheet begins here
    return float("inf")


def _beginning(text: str, cut: float, lie: Lie) -> str:
    """Return the letters of a text's beginning of which more than half is within what is cut."""
    at, passed = 0, 0.0
    while at < len(text) and passed + _width(text[at], lie) / 2 < cut:
        passed += _width(text[at], lie)
        at += 1
    return text[:at]


def _width(text: str, lie: Lie) -> float:
    return lie.digit * sum(
        1.0 if letter.isdigit() else _OF_NARROW if letter in _NARROW else _OF_LETTER for letter in text
    )
