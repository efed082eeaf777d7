"""Whether a text fits into its cell: Excel lets it run over blank cells beside it, and cuts it at one that is filled.

A text broken into lines goes on below, as far as the height of its rows lets it. A number shows ##### where it has no
room; a number stored as text loses digits without a sign. Widths are counted in digits of the workbook's usual font, as
the file does (18.3.1.13). Only a digit of which more than half is lost counts, and only in columns whose width the file
states: programs that state none leave it to whoever opens the file.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from functools import lru_cache
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
_LONGEST_KEPT = 300  # letters of a text whose lines are kept
_FARTHEST = 30  # columns a text is followed over, rows and columns of a merged cell
_LINE, _PART = (
    1.1,
    0.4,
)  # the height of a line, of its letters' size, at least; the part of a line that is read
STACKED = 255  # letters that stand under one another
_UPRIGHT = frozenset((90, 180))
# By their numbers in .xls and .xlsb.
SIDES = ("general", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
DOWN = ("top", "center", "bottom", "justify", "distributed", "", "", "")
_SIDES = {
    "general": "left", "left": "left", "right": "right", "center": "center", "justify": "left", "distributed": "left",
    "centerContinuous": "center",
}  # fmt: skip
_BROKEN = ("justify", "distributed")  # texts so laid are broken into lines, whichever way they are

_DOWN = {"top": "top", "center": "center"}


class Lie(NamedTuple):
    """How a style lays a text: the width of a digit, the side it begins at, how high a line is.

    `digit` is in the unit of the columns' widths. `side` is "left", "right" or "center", "" for a text that is never
    cut at its sides: shrunk, turned. `line` is in points, 0 for a text that is not broken into lines; `down` is where
    the lines stand in the height of the cell: "top", "center", "bottom". `indent` is how far from its side it begins,
    as wide as digits of the usual font. `upright` is how much of the cell's height, in points, a digit takes of a text
    that is turned by a right angle or stands letter under letter; 0 for any other.
    """

    digit: float = 1.0
    side: str = "left"
    line: float = 0.0
    down: str = "bottom"
    indent: float = 0.0
    upright: float = 0.0

    @property
    def may_cut(self) -> bool:
        """Whether letters of a text laid so may be cut off."""
        return bool(self.side or self.upright)


USUAL = Lie()


def lie_of(
    digit: float,
    side: str,
    font: tuple[str, float],
    *,
    shrunk: bool = False,
    turned: int = 0,
    wraps: bool = False,
    down: str = "",
    indent: float = 0.0,
) -> Lie:
    """Return how a text is laid: its digit's width, the side as files name it, the name and size of its font, whether
    it is shrunk or broken into lines, where its lines stand, how far within.

    `turned` is by how much, as Excel counts: degrees to the left, 90 more than degrees to the right, or `STACKED`.
    """
    wraps = wraps or side in _BROKEN or down in _BROKEN
    side = _SIDES.get(side, "")
    size = font[1]
    if turned and not shrunk:
        upright = size * _LINE if turned == STACKED else digit_of(font) if turned in _UPRIGHT else 0.0
        return Lie(digit, "", upright=upright)
    if shrunk or turned or not side:
        return Lie(digit, "")
    within = indent if side in ("left", "right") else 0.0
    return Lie(digit, side, size * _LINE if wraps else 0.0, _DOWN.get(down, "bottom"), within)


def lie_in(alignment: etree._Element | None, font: tuple[str, float], usual: tuple[str, float]) -> Lie:
    """Return how a style of .xlsx lays texts, by its alignment (18.8.1), and the names and sizes of its font and the
    usual one."""
    digit = digit_in(font, usual)
    if alignment is None:
        return Lie(digit)
    on = ("1", "true", "on")
    return lie_of(
        digit,
        alignment.get("horizontal", "general"),
        font,
        shrunk=alignment.get("shrinkToFit") in on,
        turned=int(_whole(alignment.get("textRotation", "0"))),
        wraps=alignment.get("wrapText") in on,
        down=alignment.get("vertical", ""),
        indent=_whole(alignment.get("indent", "0")),
    )


def _whole(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0.0


def digit_in(font: tuple[str, float], usual: tuple[str, float]) -> float:
    """Return the width of a font's digit in digits of the usual font, at the least; both by name and size."""
    digit = digit_of(font)
    return digit / (
        (_DIGITS.get(usual[0].lower(), _MOST) if font[0] != usual[0] else digit / font[1]) * usual[1]
    )


def digit_of(font: tuple[str, float]) -> float:
    """Return the width of a font's digit in points, at the least."""
    return _DIGITS.get(font[0].lower(), _LEAST) * font[1]


def cut_texts(
    cells: dict[Place, Cell],
    lies: Mapping[Place, Lie],
    merges: Sequence[Merge],
    width: Callable[[int], float | None],
    heights: Mapping[int, float],
    fixed: Container[int],
) -> None:
    """Tell of the texts, at the places of `lies`, of which digits are cut off.

    `width` is a column's, None unstated; `heights` are those of rows in points, `fixed` the rows that keep theirs
    whatever is written in them.
    """
    spans = {(merge.top, merge.left): merge for merge in merges}
    for place, lie in lies.items():
        cell = cells.get(place)
        if cell is None or cell.kind is not CellKind.TEXT or not lie.may_cut or not cell.text.strip():
            continue
        merge = spans.get(place)
        if lie.upright:
            lost = _lost_upright(cell.text, lie, place, merge, heights, fixed)
        elif lie.line:
            lost = _lost_below(cell.text, lie, place, merge, width, heights, fixed)
        else:
            lost = _lost(cell.text, lie, place, None if merge is None else merge.right, cells, width)
        if lost:
            cells[place] = cell._replace(sights=(*cell.sights, Seen(Sight.CUT, lost)))


def _lost_upright(
    text: str,
    lie: Lie,
    place: Place,
    merge: Merge | None,
    heights: Mapping[int, float],
    fixed: Container[int],
) -> str:
    """Return the end of a text that goes up or down its cell and that its rows are too low for, "" where none holds a
    digit. Excel makes no room below or above for it."""
    if merge is None and place[0] not in fixed:
        return ""
    top, _, bottom, _ = merge or Merge(*place, *place)
    high = [heights.get(row) for row in range(top, min(bottom, top + _FARTHEST) + 1)]
    room = sum(one or 0.0 for one in high)
    if None in high or bottom > top + _FARTHEST or room == 0.0:
        return ""
    each = lie._replace(digit=lie.upright)
    shown = len(text) - len(_beginning(text[::-1], _width(text, each) - room, each))
    return text[shown:] if any(letter.isdigit() for letter in text[shown:]) else ""


def _lost_below(
    text: str,
    lie: Lie,
    place: Place,
    merge: Merge | None,
    width: Callable[[int], float | None],
    heights: Mapping[int, float],
    fixed: Container[int],
) -> str:
    """Return the lines of a text that its rows are too low for, "" where all its digits are seen.

    Rows under a merged cell never grow with it. Which lines are left of a text that stands at the bottom is no
    matter where they are all that hold digits.
    """
    if merge is None and place[0] not in fixed:
        return ""
    top, left, bottom, right = merge or Merge(*place, *place)
    high = [heights.get(row) for row in range(top, min(bottom, top + _FARTHEST) + 1)]
    wide = [width(column) for column in range(left, min(right, left + _FARTHEST) + 1)]
    if None in high or None in wide or bottom > top + _FARTHEST or right > left + _FARTHEST:
        return ""
    own, room = sum(one or 0.0 for one in wide), sum(one or 0.0 for one in high)
    if own == 0.0 or room == 0.0:
        return ""
    within = max(own - lie.indent, lie.digit)
    if len(text) * lie.digit <= within and len(text.splitlines()) <= 1:
        return ""  # one line, whatever its letters are
    lines = _kept_lines(text, lie, within) if len(text) <= _LONGEST_KEPT else _broken(text, lie, within)
    shown = max(1, int(room / lie.line + _PART))
    if len(lines) <= shown:
        return ""
    first = {"top": (0,), "center": ((len(lines) - shown) // 2,), "bottom": (0, len(lines) - shown)}[lie.down]
    left_out = [[*lines[:at], *lines[at + shown :]] for at in first]
    if not all(any(letter.isdigit() for line in out for letter in line) for out in left_out):
        return ""
    return " ".join(line for line in left_out[0] if any(letter.isdigit() for letter in line))


def _broken(text: str, lie: Lie, width: float) -> Sequence[str]:
    """Return the lines a text is broken into, at spaces and within words that are wider than the cell."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            both = f"{line} {word}" if line else word
            if _width(both, lie) <= width:
                line = both
                continue
            if line:
                lines.append(line)
            while _width(word, lie) > width and len(word) > 1:
                at = 1
                while at < len(word) and _width(word[: at + 1], lie) <= width:
                    at += 1
                lines.append(word[:at])
                word = word[at:]
            line = word
        lines.append(line)
    return lines


# The filled copies of one form have the same labels in the same columns.
_kept_lines = lru_cache(maxsize=1024)(_broken)


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
    needed = _width(text, lie) + lie.indent
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
