"""The conditional formats of an OpenDocument sheet, read as Excel's: LibreOffice's own, else those of the cell styles.

OpenDocument 1.3 part 3, 16.3 (style:map); calcext:conditional-formats is LibreOffice's extension, which it prefers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from htsd_cli.readers.column_names import column_name, column_number
from htsd_cli.readers.sheets.formulas import moved
from htsd_cli.readers.sheets.grid import Place
from htsd_cli.readers.sheets.looks.colours import value_of
from htsd_cli.readers.sheets.looks.conditional import Areas, Rule, areas_of
from htsd_cli.readers.sheets.looks.scales import Scale, stop
from htsd_cli.readers.sheets.looks.styles import Change
from htsd_cli.readers.sheets.ods.styles import Styles

CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_REFERENCE = re.compile(r"\[([^\]]*)\]")
_COMPARED = re.compile(r"(?:cell-content\(\))?\s*(<=|>=|!=|<>|=|<|>)(.*)", re.DOTALL)
_CALLED = re.compile(r"(?:cell-content-is-|is-(?=true))?([a-z-]+)(?:\((.*)\))?", re.DOTALL)
_SIGNS = {"<": "lessThan", "<=": "lessThanOrEqual", "=": "equal", "!=": "notEqual", "<>": "notEqual",
          ">=": "greaterThanOrEqual", ">": "greaterThan"}  # fmt: skip
_STOPS = {"minimum": "min", "maximum": "max", "number": "num", "auto-minimum": "min", "auto-maximum": "max"}
_BETWEEN = {"between": "between", "not-between": "notBetween"}
_FORMULAS = ("formula", "formula-is", "true-formula")
_OF_TEXT = {
    "contains-text": "ISNUMBER(SEARCH({text},{cell}))",
    "not-contains-text": "ISERROR(SEARCH({text},{cell}))",
    "begins-with": "LEFT({cell},LEN({text}))={text}",
    "ends-with": "RIGHT({cell},LEN({text}))={text}",
    "is-error": "ISERROR({cell})",
    "is-no-error": "NOT(ISERROR({cell}))",
}
_SHEET = re.compile(r"(?:'(?:[^']|'')*'|[^\s.':]+)?\.")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def rules_of(table: etree._Element, styles: Styles, named: Mapping[str, list[Place]]) -> list[Rule]:
    """Return a sheet's rules; `named` are the cells of each style that has conditions of its own."""
    own = list(table.iterchildren(f"{CALC}conditional-formats"))
    if own:
        return [rule for item in own for rule in _of_sheet(item, styles)]
    found: list[Rule] = []
    for name, places in named.items():
        areas = tuple((row, column, row, column) for row, column in places)
        for when, style, at in styles.maps(name):
            found.append(_rule(when, areas, _base(at), len(found), styles.change(style)))
    return found


def _of_sheet(formats: etree._Element, styles: Styles) -> Iterator[Rule]:
    number = 0
    for item in formats.iterchildren(f"{CALC}conditional-format"):
        areas = areas_of(_SHEET.sub("", item.get(f"{CALC}target-range-address", "")))
        for part in item:
            number += 1
            tag = str(part.tag).removeprefix(CALC)
            if tag == "condition":
                change = styles.change(part.get(f"{CALC}apply-style-name", ""))
                base = _base(part.get(f"{CALC}base-cell-address", ""))
                yield _rule(part.get(f"{CALC}value", ""), areas, base, number, change)
            elif tag in ("data-bar", "icon-set", "color-scale"):
                hides = any(entry.get(f"{CALC}show-value") == "false" for entry in (part, *part))
                yield Rule(areas, number, "iconSet", "", (), Change(), hides=hides, scale=_scale(part, tag))
            else:  # by the day, and whatever else is yet to come
                yield Rule(areas, number, tag, "", (), styles.change(part.get(f"{CALC}style", "")))


def _scale(part: etree._Element, tag: str) -> Scale | None:
    """Return the colours that a scale or a bar puts behind numbers."""
    if tag == "data-bar":
        colour = value_of(part.get(f"{CALC}positive-color", "").lstrip("#"))
        return Scale((stop("", None, colour),), bar=True)
    entries = [
        stop(
            _STOPS.get(kind, kind),
            entry.get(f"{CALC}value"),
            value_of(entry.get(f"{CALC}color", "").lstrip("#")),
        )
        for entry in part
        for kind in [entry.get(f"{CALC}type", "")]
    ]
    return Scale(tuple(entries)) if tag == "color-scale" else None


def _base(address: str) -> Place | None:
    match = _CELL.fullmatch(_SHEET.sub("", address))
    return None if match is None else (int(match[2]), column_number(match[1]))


def _rule(when: str, areas: Areas, base: Place | None, priority: int, change: Change) -> Rule:
    """Return a rule by its condition (`>5`, `between(1,5)`, `formula-is([.D5]>5)`); others are told."""
    plain = _REFERENCE.sub(lambda match: _sheeted(match[1]), when.strip().removeprefix("of:"))
    if match := _COMPARED.fullmatch(plain):
        kind, sign, parts = "cellIs", _SIGNS[match[1]], [match[2]]
    elif match := _CALLED.fullmatch(plain):
        name, inside = match.groups(default="")
        if name in _BETWEEN:
            kind, sign, parts = "cellIs", _BETWEEN[name], _apart(inside)
        elif name in _FORMULAS:
            kind, sign, parts = "expression", "", [inside]
        elif name in _OF_TEXT and areas:
            first = f"{column_name(areas[0][1])}{areas[0][0]}"
            kind, sign, parts = "expression", "", [_OF_TEXT[name].format(cell=first, text=inside)]
            base = None
        else:
            kind, sign, parts = "other", "", []
    else:
        kind, sign, parts = "other", "", []
    if base is not None and areas and base != areas[0][:2]:  # written for another cell than the first
        parts = [moved(part, areas[0][0] - base[0], areas[0][1] - base[1]) for part in parts]
    return Rule(areas, priority, kind, sign, tuple(part.strip() for part in parts), change)


def _sheeted(reference: str) -> str:
    """Return a reference as Excel writes it: `$Sheet1.D5` is `Sheet1!D5`, `.D5:.E9` is `D5:E9`."""
    first, colon, last = reference.partition(":")
    sheet, _, cell = first.rpartition(".")
    named = f"{sheet.removeprefix('$')}!" if sheet else ""
    return f"{named}{cell}{colon}{last.rpartition('.')[2]}"


def _apart(arguments: str) -> list[str]:
    """Return two arguments, parted by the comma outside of brackets and texts."""
    depth = quoted = 0
    for place, char in enumerate(arguments):
        if char == '"':
            quoted = 1 - quoted
        elif not quoted:
            depth += (char == "(") - (char == ")")
            if char in ",;" and depth == 0:
                return [arguments[:place], arguments[place + 1 :]]
    return [arguments]
