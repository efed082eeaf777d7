"""The styles of an OpenDocument spreadsheet: number formats as Excel writes them, legacy fonts, hidden sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.legacy_fonts import is_legacy
from htsd_cli.readers.sheets.number_formats import GENERAL, number_format
from htsd_cli.readers.sheets.spreadsheet import Style

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE = (f"{{{_URN}{name}:1.0}}" for name in ("office", "table", "text", "style"))
_NUMBER, _FO, _SVG = (
    f"{{{_URN}{name}:1.0}}" for name in ("datastyle", "xsl-fo-compatible", "svg-compatible")
)
_FORMATS = tuple(
    f"{_NUMBER}{name}-style"
    for name in ("number", "percentage", "currency", "date", "time", "text", "boolean")
)
_VALUE = re.compile(r"value\(\)|\s")
_DATE_PARTS = {"day": "d", "year": "y", "hours": "h", "minutes": "m", "seconds": "s", "day-of-week": "ddd"}


class _Own(NamedTuple):
    """What a style sets itself, and the style it is based on."""

    parent: str
    format: str
    font: str


class _Format(NamedTuple):
    """A number format, and for which numbers (">=0") another one of that name stands in."""

    code: str
    maps: tuple[tuple[str, str], ...] = ()


class Styles:
    """The styles of a spreadsheet, by name; resolved when first asked for."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._formats: dict[str, _Format] = {}
        self._own: dict[tuple[str, str], _Own] = {}
        self._hidden_tables: set[str] = set()
        self._cells: dict[str, Style] = {"": Style()}
        fonts: dict[str, str] = {}
        for root in roots:
            for face in root.iter(f"{STYLE}font-face"):
                fonts[face.get(f"{STYLE}name", "")] = face.get(f"{_SVG}font-family", "").strip("'\"")
            for item in root.iter(*_FORMATS):
                maps = [
                    (
                        _VALUE.sub("", part.get(f"{STYLE}condition", "")),
                        part.get(f"{STYLE}apply-style-name", ""),
                    )
                    for part in item.iterchildren(f"{STYLE}map")
                ]
                self._formats[item.get(f"{STYLE}name", "")] = _Format(_code(item), tuple(maps[:3]))
            for item in root.iter(f"{STYLE}style", f"{STYLE}default-style"):
                self._load(item, fonts)

    def cell(self, name: str) -> Style:
        """Return a cell style by its name."""
        if name not in self._cells:
            code, font = self._resolved("table-cell", name)
            shape = number_format(0, self._format(code)) if code else GENERAL
            self._cells[name] = Style(shape, font if is_legacy(font) else "")
        return self._cells[name]

    def span(self, name: str | None) -> str:
        """Return the font a span of text sets, "" for none."""
        return self._resolved("text", name)[1] if name else ""

    def hides_table(self, name: str | None) -> bool:
        """Return whether a sheet of this style is hidden."""
        return name in self._hidden_tables

    def _format(self, name: str) -> str | None:
        """Return a number format in Excel's notation, with the formats it hands some numbers on to."""
        own = self._formats.get(name)
        if own is None:
            return None
        parts = [(when, self._formats[to].code) for when, to in own.maps if to in self._formats]
        return ";".join([*(f"[{when.replace('!=', '<>')}]{code}" for when, code in parts), own.code])

    def _load(self, item: etree._Element, fonts: dict[str, str]) -> None:
        name, family = item.get(f"{STYLE}name", ""), item.get(f"{STYLE}family", "")
        if family == "table":
            properties = item.find(f"{STYLE}table-properties")
            if properties is not None and properties.get(f"{TABLE}display") == "false":
                self._hidden_tables.add(name)
            return
        text = item.find(f"{STYLE}text-properties")
        font = ""
        if text is not None:
            font = text.get(f"{STYLE}font-name", "")
            font = fonts.get(font) or font or text.get(f"{_FO}font-family", "").strip("'\"")
        parent = item.get(f"{STYLE}parent-style-name", "")
        self._own[family, name] = _Own(parent, item.get(f"{STYLE}data-style-name", ""), font)

    def _resolved(self, family: str, name: str) -> tuple[str, str]:
        """Return the number format's name and the font of a style, its own or inherited."""
        code = font = ""
        seen: set[str] = set()
        while name not in seen and (own := self._own.get((family, name))) is not None:
            seen.add(name)
            code, font = code or own.format, font or own.font
            name = own.parent
        return code, font


def _code(item: etree._Element) -> str:
    """Return a number format in Excel's notation, as far as it matters for what is shown."""
    percent = item.tag == f"{_NUMBER}percentage-style"
    parts: list[str] = []
    for child in item:
        kind = str(child.tag).removeprefix(_NUMBER)
        long = child.get(f"{_NUMBER}style") == "long"
        if kind in ("number", "scientific-number"):
            parts.append(_places(child))
        elif kind == "fraction":
            parts.append(f"# ?/{_below(child)}")
        elif kind == "month":
            parts.append("mmm" if child.get(f"{_NUMBER}textual") == "true" else "mm" if long else "m")
        elif kind == "year":
            parts.append("yyyy" if long else "yy")
        elif kind in _DATE_PARTS:
            letter = _DATE_PARTS[kind]
            parts.append(letter * 2 if long and len(letter) == 1 else letter)
        elif kind == "am-pm":
            parts.append("AM/PM")
        elif kind == "text-content":
            parts.append("@")
        elif kind == "boolean":
            parts.append("General")
        elif kind in ("text", "currency-symbol") and child.text:
            parts += ["%" if char == "%" and percent else f"\\{char}" for char in child.text]
    return "".join(parts)


def _places(number: etree._Element) -> str:
    """Return the placeholders of a number: `#,##0.00,`, `0"/"0`, `0.0E+00`; General where the places are left open."""
    scale = number.get(f"{_NUMBER}display-factor", "1")
    decimals = number.get(f"{_NUMBER}decimal-places")
    if decimals is None and number.tag == f"{_NUMBER}number" and not len(number):
        wholes = number.get(f"{_NUMBER}min-integer-digits", "1")
        if wholes in ("0", "1") and scale == "1" and number.get(f"{_NUMBER}grouping") != "true":
            return "General"
    least = min(_size(number.get(f"{_NUMBER}min-integer-digits", "1")), 20)
    digits = ["0"] * least or ["#"]
    for mark in number.iterchildren(f"{_NUMBER}embedded-text"):  # so many digits stand behind it
        behind = min(_size(mark.get(f"{_NUMBER}position", "0")), 20)
        digits = ["#"] * (behind + 1 - len(digits)) + digits
        digits.insert(len(digits) - behind, "".join(f"\\{char}" for char in mark.text or ""))
    whole = "".join(digits)
    if number.get(f"{_NUMBER}grouping") == "true":
        whole = f"#,{whole}"
    behind = min(_size(decimals or "0"), 20)
    kept = min(_size(number.get(f"{_NUMBER}min-decimal-places", str(behind))), behind)
    code = whole + ("." + "0" * kept + "#" * (behind - kept) if behind else "")
    if number.tag == f"{_NUMBER}scientific-number":
        return code + "E+" + "0" * max(1, min(_size(number.get(f"{_NUMBER}min-exponent-digits", "2")), 4))
    return code + "," * ((len(scale) - 1) // 3 if scale.isdecimal() else 0)


def _size(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def _below(fraction: etree._Element) -> str:
    """Return the lower half of a fraction's format: a fixed number, or a ? for each digit it may have."""
    fixed = fraction.get(f"{_NUMBER}denominator-value", "")
    if fixed.isdecimal():
        return fixed[:4]
    greatest = fraction.get(f"{_NUMBER}max-denominator-value")
    least = fraction.get(f"{_NUMBER}min-denominator-digits", "1")
    size = len(greatest) if greatest else int(least) if least.isdecimal() else 1
    return "?" * max(1, min(size, 4))
