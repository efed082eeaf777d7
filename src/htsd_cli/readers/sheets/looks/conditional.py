"""What conditional formats make of a sheet's cells: another number format, struck letters, letters nobody sees.

A rule matters here only by what it changes of what is read: fills, bold letters and borders are left alone. One
that matters and cannot be worked out is told at the cells it stands for (ECMA-376 part 1, 18.3.1.18, and the
rules of Excel 2010 in the sheet's extensions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from htsd_cli.readers.column_names import column_number
from htsd_cli.readers.sheets.computed.conditions import Conditions
from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.values import Failed, compared
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW, Place
from htsd_cli.readers.sheets.looks.colours import same_colour
from htsd_cli.readers.sheets.looks.letters import Style, coloured, look, without_letters
from htsd_cli.readers.sheets.looks.scales import Scale
from htsd_cli.readers.sheets.looks.styles import ON, Change, M, Styles
from htsd_cli.values.document import Cell, CellKind, Seen, Sight

_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_SIGNS = {
    "lessThan": "<", "lessThanOrEqual": "<=", "equal": "=", "notEqual": "<>", "greaterThanOrEqual": ">=",
    "greaterThan": ">",
}  # fmt: skip
_MOST_RULES = 2_000
_MOST_STEPS = 300_000  # cells asked about rules
_LEFT_OUT = (Sight.STRUCK, Sight.UNSEEN)
_TOLD = "định dạng có điều kiện"

Areas = tuple[tuple[int, int, int, int], ...]  # top, left, bottom, right, 1-based and inclusive


class Rule(NamedTuple):
    """A rule: where it stands, what it asks, what it changes. `hides` says that it shows an icon for the number,
    `scale` what colours it puts behind numbers."""

    areas: Areas
    priority: int
    kind: str
    sign: str
    formulas: tuple[str, ...]
    change: Change
    stops: bool = False
    hides: bool = False
    scale: Scale | None = None


def rules_of(root: etree._Element, styles: Styles) -> list[Rule]:
    """Return the rules of a sheet that may change what is read of its cells, the first to be asked first."""
    found: list[Rule] = []
    for item in root.iterchildren(f"{M}conditionalFormatting"):
        areas = areas_of(item.get("sqref", ""))
        for rule in item.iterchildren(f"{M}cfRule"):
            formulas = tuple(part.text or "" for part in rule.iterchildren(f"{M}formula"))
            number = rule.get("dxfId")
            change = Change() if number is None else styles.change(number)
            hides = any(part.get("showValue") in ("0", "false") for part in rule.iterchildren(*_BARS))
            found.append(_rule(rule, areas, formulas, change, hides)._replace(scale=styles.scale(rule)))
    for item in root.iter(f"{_X14}conditionalFormatting"):
        areas = areas_of(item.findtext(f"{_XM}sqref", ""))
        for rule in item.iterchildren(f"{_X14}cfRule"):
            formulas = tuple(part.text or "" for part in rule.iterchildren(f"{_XM}f"))
            own = rule.find(f"{_X14}dxf")
            change = Change() if own is None else styles.change_of(own)
            hides = any(part.get("showValue") in ("0", "false") for part in rule.iterchildren(*_BARS))
            found.append(_rule(rule, areas, formulas, change, hides)._replace(scale=styles.scale(rule)))
    return that_matter(found)


def that_matter(found: Sequence[Rule]) -> list[Rule]:
    """Return the rules that may change what is read, the first to be asked first."""
    kept = [
        rule
        for rule in found
        if rule.areas and (rule.hides or rule.stops or rule.scale or not rule.change.nothing)
    ]
    if all(rule.stops and rule.change.nothing and not (rule.hides or rule.scale) for rule in kept):
        return []
    return sorted(kept[:_MOST_RULES], key=lambda rule: rule.priority)


_GRAPHIC = frozenset(("dataBar", "iconSet", "colorScale"))
_BARS = (f"{M}dataBar", f"{M}iconSet", f"{_X14}dataBar", f"{_X14}iconSet")


def _rule(rule: etree._Element, areas: Areas, formulas: tuple[str, ...], change: Change, hides: bool) -> Rule:
    priority = rule.get("priority", "")
    place = int(priority) if priority.isdecimal() and len(priority) < 9 else 1 << 30
    sign = rule.get("operator", "")
    return Rule(
        areas, place, rule.get("type", ""), sign, formulas, change, rule.get("stopIfTrue") in ON, hides
    )


def areas_of(text: str) -> Areas:
    """Return the areas of an `sqref`: `D5:E9 G1`."""
    found: list[tuple[int, int, int, int]] = []
    for part in text.split():
        match = _AREA.fullmatch(part)
        if match is None:
            continue
        left, top, right, bottom = match.groups()
        rows = sorted((int(top), min(int(bottom or top), LAST_ROW)))
        columns = sorted((column_number(left), min(column_number(right or left), LAST_COLUMN)))
        found.append((rows[0], columns[0], rows[1], columns[1]))
    return tuple(found)


def apply_rules(
    rules: Sequence[Rule],
    cells: dict[Place, Cell],
    styles: Mapping[Place, Style],
    sheets: Mapping[str, Mapping[Place, Cell]],
    *,
    from_1904: bool,
) -> None:
    """Change the cells to what the rules make of them; `styles` are the cells' own."""
    asked = Conditions(dict(cells), sheets)
    numbers = _Numbers(dict(cells))
    by_place: dict[Place, list[Rule]] = {}
    steps = 0
    for rule in rules:
        for place in _within(rule.areas, cells):
            steps += 1
            if steps > _MOST_STEPS:
                break
            by_place.setdefault(place, []).append(rule)
    for place, here in by_place.items():
        cells[place] = _changed(
            cells[place], place, here, styles.get(place, Style()), asked, numbers, from_1904
        )


def _within(areas: Areas, cells: Mapping[Place, Cell]) -> Iterator[Place]:
    for top, left, bottom, right in areas:
        if (bottom - top + 1) * (right - left + 1) <= len(cells):
            every = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            yield from (place for place in every if place in cells)
        else:
            yield from (place for place in cells if top <= place[0] <= bottom and left <= place[1] <= right)


def _changed(
    cell: Cell,
    place: Place,
    rules: Sequence[Rule],
    style: Style,
    asked: Conditions,
    numbers: _Numbers,
    from_1904: bool,
) -> Cell:
    now, doubts, hides = Change(), [], False
    for rule in rules:
        try:
            holds = rule.kind in _GRAPHIC or _holds(rule, place, asked.at(place))
        except NotPlain:
            doubts.append(rule.change)
            continue
        except Failed:
            continue
        if not holds:
            continue
        # Of rules that change the same thing the first one wins.
        now = now.before(rule.change)
        if rule.scale is not None and cell.value is not None:
            now = now.before(_painted(rule.scale, numbers.of(rule.areas), cell.value, now, style))
        hides = hides or rule.hides
        if rule.stops:
            break
    found = _with(cell, now, style, from_1904)
    if hides:
        found = without_letters(found, Sight.UNSEEN)
    if any(_reads(_with(found, doubt, style, from_1904)) != _reads(found) for doubt in doubts):
        found = found._replace(sights=(*found.sights, Seen(Sight.UNKNOWN, _TOLD)))
    return found


def _painted(scale: Scale, numbers: Sequence[float], value: float, now: Change, style: Style) -> Change:
    """Return the paper a scale makes; of a bar only where its letters are of its own colour."""
    colour = scale.behind(value, numbers)
    if scale.bar:
        ink = now.colour[0] if now.colour is not None else coloured(style, value).font.colour
        if colour is None or not same_colour(ink or 0, colour):
            return Change()
    return Change(paper=(colour,))


class _Numbers:
    """The numbers of areas, ascending; each list made once."""

    def __init__(self, cells: Mapping[Place, Cell]) -> None:
        self._cells = cells
        self._known: dict[Areas, list[float]] = {}

    def of(self, areas: Areas) -> list[float]:
        if areas not in self._known:
            inside = (self._cells[place].value for place in _within(areas, self._cells))
            self._known[areas] = sorted(value for value in inside if value is not None)
        return self._known[areas]


def _reads(cell: Cell) -> tuple[object, ...]:
    return cell.text, cell.kind, cell.sights


def _with(cell: Cell, change: Change, style: Style, from_1904: bool) -> Cell:
    """Return a cell with a change of its look and number format."""
    if change.nothing:
        return cell
    if change.shape is not None and cell.value is not None:
        shown = change.shape.show(cell.value, from_1904)
        cell = cell._replace(text=shown.text, kind=shown.kind, sights=shown.sights)
    elif change.shape is not None and cell.kind is CellKind.TEXT and cell.text:
        text, sights = change.shape.show_text(cell.text)
        cell = cell._replace(text=text, sights=(*cell.sights, *sights))
    usual = coloured(style, cell.value)
    font = coloured(style if change.shape is None else style._replace(shape=change.shape), cell.value).font
    font = font._replace(
        struck=style.font.struck if change.struck is None else change.struck,
        colour=font.colour if change.colour is None else change.colour[0],
    )
    paper = style.paper if change.paper is None else change.paper[0]
    own, new = usual.look, look(font, paper)
    if new is own and change.shape is None:
        return cell
    if own in _LEFT_OUT and own is not new and change.shape is None:
        cell = restored(cell)
    return without_letters(cell, new) if new in _LEFT_OUT and new is not None else cell


def restored(cell: Cell) -> Cell:
    """Return a cell whose letters are seen after all."""
    left = [seen for seen in cell.sights if seen.sight in _LEFT_OUT]
    rest = tuple(seen for seen in cell.sights if seen.sight not in _LEFT_OUT)
    if not left or cell.text:
        return cell
    kind = CellKind.NUMBER if cell.value is not None and left[0].text == str(cell.value) else cell.kind
    return cell._replace(text=left[0].text, kind=kind, sights=rest)


def _holds(rule: Rule, place: Place, asked: Conditions) -> bool:
    """Return whether a rule holds for a cell; raises `NotPlain` when that cannot be said, `Failed` for an error."""
    top, left = rule.areas[0][:2]
    rows, columns = place[0] - top, place[1] - left
    if rule.kind == "cellIs" and rule.formulas:
        value = asked.of_cell(place)
        limits = [asked.value(formula, rows, columns) for formula in rule.formulas]
        if rule.sign in ("between", "notBetween") and len(limits) == 2:
            inside = compared(">=", value, limits[0]) and compared("<=", value, limits[1])
            return inside is (rule.sign == "between")
        if rule.sign in _SIGNS:
            return compared(_SIGNS[rule.sign], value, limits[0])
    elif rule.kind in _BY_FORMULA and rule.formulas:
        return asked.holds(rule.formulas[0], rows, columns)
    raise NotPlain


_BY_FORMULA = frozenset(
    ("expression", "containsText", "notContainsText", "beginsWith", "endsWith", "containsBlanks", "notContainsBlanks",
     "containsErrors", "notContainsErrors")
)  # fmt: skip
