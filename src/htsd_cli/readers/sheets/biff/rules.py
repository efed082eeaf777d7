"""The conditional formats of .xls and .xlsb: which cells, what is asked, what changes; worked out as those of .xlsx.

[MS-XLS] 2.4.56 (CondFmt), 2.4.42 (CF), 2.4.43 (CF12), 2.5.98 (DXFN); [MS-XLSB] 2.4.26, 2.4.23, 2.4.354 (BrtDXF).
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from htsd_cli.readers.sheets.computed.tokens import BINARY, EXCEL_97, formula_text
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW
from htsd_cli.readers.sheets.looks.conditional import Areas, Rule
from htsd_cli.readers.sheets.looks.letters import PAPER
from htsd_cli.readers.sheets.looks.scales import Scale, Stop
from htsd_cli.readers.sheets.looks.styles import Change
from htsd_cli.readers.sheets.number_formats import number_format

_SIGNS = ("", "between", "notBetween", "equal", "notEqual", "greaterThan", "lessThan", "greaterThanOrEqual",
          "lessThanOrEqual")  # fmt: skip
_KINDS = {1: "cellIs", 2: "expression", 3: "colorScale", 4: "dataBar", 5: "filter", 6: "iconSet"}
CFVO = {
    1: "num",
    2: "min",
    3: "max",
    4: "percent",
    5: "percentile",
}  # where a colour stands, in .xls and .xlsb
_MOST_AREAS = 2_000
_SOLID = 1
_HEADER = 12  # bytes before the content of a CF12

Colour = Callable[[int], int | None]
Colour12 = Callable[[bytes], int | None]
SheetName = Callable[[int], str | None]


def areas_of(body: bytes, at: int, shape: str, count: str) -> Areas:
    """Return the areas of a list at a place: its length (`count`), then (first row, last row, first column, last)."""
    (number,) = struct.unpack_from(count, body, at)
    at += struct.calcsize(count)
    size = struct.calcsize(shape)
    found: list[tuple[int, int, int, int]] = []
    for place in range(min(number, _MOST_AREAS, (len(body) - at) // size)):
        top, bottom, left, right = struct.unpack_from(shape, body, at + place * size)
        if top <= bottom and left <= right:
            found.append((top + 1, left + 1, min(bottom + 1, LAST_ROW), min(right + 1, LAST_COLUMN)))
    return tuple(found)


def unreadable(areas: Areas, priority: int) -> Rule:
    """Return a rule that cannot be worked out and is told at every cell it stands for."""
    return Rule(areas, priority, "unreadable", "", (), Change(struck=True))


# -- .xls --------------------------------------------------------------------------------------------------


def rule_of(body: bytes, areas: Areas, priority: int, colour: Colour, sheet: SheetName) -> Rule:
    """Return the rule of a CF record for the areas of its CondFmt."""
    kind, sign, first, second = struct.unpack_from("<BBHH", body)
    change, at = _change(body, 6, colour)
    return _rule(body, at, kind, sign, (first, second), areas, priority, change, sheet)


def rule_12(body: bytes, areas: Areas, priority: int, colour: Colour, sheet: SheetName) -> Rule:
    """Return the rule of a CF12 record, as Excel 2007 and later write what Excel 97 did not know."""
    kind, sign, first, second = struct.unpack_from("<BBHH", body, _HEADER)
    (size,) = struct.unpack_from("<I", body, _HEADER + 6)
    at = _HEADER + 10
    change = _change(body, at, colour)[0] if size else Change()
    at += size or 2
    rule = _rule(body, at, kind, sign, (first, second), areas, priority, change, sheet)
    if rule.kind in ("colorScale", "dataBar", "iconSet"):
        return _graphic(rule, body, at + first + second, colour)
    return rule._replace(kind="filter") if rule.kind == "expression" and not rule.formulas else rule


def _graphic(rule: Rule, body: bytes, at: int, colour: Colour) -> Rule:
    """Return a rule with what it shows behind or in place of numbers ([MS-XLS] 2.5.16, 2.5.28 and 2.5.31)."""
    (active,) = struct.unpack_from("<H", body, at)
    at += 2 + active + 5  # the formula that says whether it is on; flags, priority and template
    at += 1 + body[at] + 3  # the template's own values; what is not used
    if rule.kind == "iconSet":
        return rule._replace(hides=bool(body[at + 2] & 1))
    if rule.kind == "dataBar":
        bar = Stop("", None, _mixed(body, at + 3, colour))
        return rule._replace(hides=not body[at] & 2, scale=Scale((bar,), bar=True))
    count, ends = body[at], body[at + 1]
    at += 3
    places: list[tuple[str, float | None]] = []
    for _ in range(count):
        sort, (length,) = body[at], struct.unpack_from("<H", body, at + 1)
        at += 3 + length
        value: float | None = None
        if not length and sort not in (2, 3):
            (value,) = struct.unpack_from("<d", body, at)
            at += 8
        places.append((CFVO.get(sort, ""), value))
        at += 8
    colours = [_mixed(body, at + 24 * number + 8, colour) for number in range(ends)]
    return rule._replace(
        scale=Scale(tuple(Stop(*place, own) for place, own in zip(places, colours, strict=False)))
    )


def _mixed(body: bytes, at: int, colour: Colour) -> int | None:
    """Return a CFColor: an index or red, green and blue; None for one of the theme."""
    kind, value = map(int, struct.unpack_from("<II", body, at))
    if kind == 2:
        return (value & 255) << 16 | value & 0xFF00 | value >> 16 & 255
    return colour(value) if kind == 1 else None


def _rule(
    body: bytes,
    at: int,
    kind: int,
    sign: int,
    sizes: tuple[int, int],
    areas: Areas,
    priority: int,
    change: Change,
    sheet: SheetName,
) -> Rule:
    formulas: list[str] = []
    origin = areas[0][:2] if areas else (1, 1)
    for size in sizes:
        if size:
            formulas.append(formula_text(body[at : at + size], EXCEL_97, origin, sheet, moving=True))
            at += size
    named = _SIGNS[sign] if sign < len(_SIGNS) else ""
    return Rule(areas, priority, _KINDS.get(kind, "unknown"), named, tuple(formulas), change)


def _change(body: bytes, at: int, colour: Colour) -> tuple[Change, int]:
    """Return what a DXFN changes, and the place after it."""
    flags, more = struct.unpack_from("<IH", body, at)
    at += 6
    shape = struck = ink = paper = None
    if flags & 1 << 25:
        if more & 1:
            (size,) = struct.unpack_from("<H", body, at)
            shape = number_format(0, _code(body, at + 2))
            at += size
        else:
            shape = number_format(body[at + 1], None)
            at += 2
    if flags & 1 << 26:
        marks, ink_index, left_alone = (
            struct.unpack_from("<I", body, at + place)[0] for place in (68, 80, 88)
        )
        if not left_alone & 0x80:
            struck = bool(marks & 0x80)
        if ink_index != 0xFFFFFFFF:
            ink = (colour(ink_index),)
        at += 118
    at += 8 * bool(flags & 1 << 27) + 8 * bool(flags & 1 << 28)
    if flags & 1 << 29:
        pattern, colours = struct.unpack_from("<HH", body, at)
        paper = _paper(flags, pattern >> 10, colours & 0x7F, colours >> 7 & 0x7F, colour)
        at += 4
    at += 2 * bool(flags & 1 << 30)
    return Change(shape, struck, ink, paper), at


def _paper(flags: int, pattern: int, fore: int, back: int, colour: Colour) -> tuple[int | None] | None:
    has_pattern, has_fore, has_back = (not flags & 1 << place for place in (16, 17, 18))
    if has_pattern and pattern == 0:
        return (PAPER,)
    if has_back and (not has_pattern or pattern == _SOLID):
        return (colour(back),)
    if has_fore and pattern == _SOLID:
        return (colour(fore),)
    return (None,) if has_pattern or has_fore or has_back else None


def _code(body: bytes, at: int) -> str:
    length, wide = struct.unpack_from("<HB", body, at)
    content = body[at + 3 : at + 3 + (2 * length if wide & 1 else length)]
    return content.decode("utf-16-le" if wide & 1 else "latin-1", "replace")


# -- .xlsb -------------------------------------------------------------------------------------------------


def areas_12(body: bytes, at: int = 8) -> Areas:
    """Return the areas of a BrtBeginConditionalFormatting."""
    return areas_of(body, at, "<IIII", "<I")


def rule_of_binary(body: bytes, areas: Areas, changes: list[Change], sheet: SheetName) -> Rule:
    """Return the rule of a BrtBeginCFRule; `changes` are the workbook's differential formats."""
    kind, _, number, priority, sign = struct.unpack_from("<IIIII", body)
    flags, *sizes = struct.unpack_from("<HIII", body, 28)
    (length,) = struct.unpack_from("<I", body, 42)
    at = 46 + (0 if length == 0xFFFFFFFF else 2 * length)
    origin = areas[0][:2] if areas else (1, 1)
    formulas: list[str] = []
    for size in sizes:
        if size:
            (tokens,) = struct.unpack_from("<I", body, at)
            formulas.append(formula_text(body[at + 4 : at + 4 + tokens], BINARY, origin, sheet, moving=True))
            (extra,) = struct.unpack_from("<I", body, at + 4 + tokens)
            at += 8 + tokens + extra
    named = _SIGNS[sign] if kind == 1 and sign < len(_SIGNS) else ""
    change = changes[number] if number < len(changes) else Change()
    return Rule(
        areas, priority, _KINDS.get(kind, "unknown"), named, tuple(formulas), change, bool(flags & 2), False
    )


def change_of(body: bytes, colour: Colour12) -> Change:
    """Return what a BrtDXF changes: a list of properties, each with its kind and length."""
    (count,) = struct.unpack_from("<H", body, 4)
    at, shape, struck, ink = 6, None, None, None
    pattern: int | None = None
    colours: dict[int, int | None] = {}
    for _ in range(count):
        kind, size = struct.unpack_from("<HH", body, at)
        content = body[at + 4 : at + size]
        at += max(size, 4)
        if kind == 0x00:
            pattern = content[0]
        elif kind in (0x01, 0x02):
            colours[kind] = colour(content[:8])
        elif kind == 0x05:
            ink = (colour(content[:8]),)
        elif kind == 0x1D:
            struck = bool(content[0])
        elif kind == 0x26:
            (length,) = struct.unpack_from("<H", content, 2)
            shape = number_format(
                struct.unpack_from("<H", content)[0],
                content[4 : 4 + 2 * length].decode("utf-16-le", "replace"),
            )
        elif kind == 0x29 and shape is None:
            shape = number_format(struct.unpack_from("<H", content)[0], None)
    paper: tuple[int | None] | None = None
    if pattern == 0:
        paper = (PAPER,)
    elif pattern in (None, _SOLID) and colours:
        paper = (colours.get(0x02, colours.get(0x01)),)
    elif pattern is not None:
        paper = (None,)
    return Change(shape, struck, ink, paper)


def areas_14(body: bytes) -> Areas:
    """Return the areas of a BrtBeginConditionalFormatting14, which stand in its header."""
    flags, count = struct.unpack_from("<II", body)
    found: Areas = ()
    at = 8
    for _ in range(min(count, _MOST_AREAS) if flags & 2 else 0):
        found += areas_12(body, at + 4)
        at += 8 + 16 * struct.unpack_from("<I", body, at + 4)[0]
    return found


def rule_14(body: bytes, areas: Areas) -> list[Rule]:
    """Return the rule of a BrtBeginCFRule14: what it shows follows it, a change of letters is told as unreadable."""
    at = 4
    (flags,) = struct.unpack_from("<I", body)
    if flags & 4:
        (count,) = struct.unpack_from("<I", body, at)
        at += 4
        for _ in range(min(count, 3)):
            (tokens,) = struct.unpack_from("<I", body, at + 4)
            (extra,) = struct.unpack_from("<I", body, at + 8 + tokens)
            at += 12 + tokens + extra
    kind, _, _, priority = struct.unpack_from("<IIII", body, at)
    if kind in (1, 2, 5):
        return [unreadable(areas, priority)]
    return [Rule(areas, priority, _KINDS.get(kind, "unknown"), "", (), Change())]
