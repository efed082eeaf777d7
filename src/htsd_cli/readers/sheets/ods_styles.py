"""The styles of an OpenDocument spreadsheet: number formats as Excel writes them, legacy fonts, hidden sheets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.legacy_fonts import is_legacy
from htsd_cli.readers.sheets.cell_formats import PLAIN, cell_format
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
_DATE_PARTS = {"day": "d", "year": "y", "hours": "h", "minutes": "m", "seconds": "s", "day-of-week": "ddd"}


class _Own(NamedTuple):
    """What a style sets itself, and the style it is based on."""

    parent: str
    format: str
    font: str


class Styles:
    """The styles of a spreadsheet, by name; resolved when first asked for."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._formats: dict[str, str] = {}
        self._own: dict[tuple[str, str], _Own] = {}
        self._hidden_tables: set[str] = set()
        self._cells: dict[str, Style] = {"": Style()}
        fonts: dict[str, str] = {}
        for root in roots:
            for face in root.iter(f"{STYLE}font-face"):
                fonts[face.get(f"{STYLE}name", "")] = face.get(f"{_SVG}font-family", "").strip("'\"")
            for item in root.iter(*_FORMATS):
                self._formats[item.get(f"{STYLE}name", "")] = _code(item)
            for item in root.iter(f"{STYLE}style", f"{STYLE}default-style"):
                self._load(item, fonts)

    def cell(self, name: str) -> Style:
        """Return a cell style by its name."""
        if name not in self._cells:
            code, font = self._resolved("table-cell", name)
            shape = cell_format(0, self._formats.get(code)) if code else PLAIN
            self._cells[name] = Style(shape, font if is_legacy(font) else "")
        return self._cells[name]

    def span(self, name: str | None) -> str:
        """Return the font a span of text sets, "" for none."""
        return self._resolved("text", name)[1] if name else ""

    def hides_table(self, name: str | None) -> bool:
        """Return whether a sheet of this style is hidden."""
        return name in self._hidden_tables

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
            scale = child.get(f"{_NUMBER}display-factor", "1")
            parts.append("0" + "," * ((len(scale) - 1) // 3 if scale.isdecimal() else 0))
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
        elif kind in ("text", "currency-symbol") and child.text:
            parts += ["%" if char == "%" and percent else f"\\{char}" for char in child.text]
    return "".join(parts)


def _below(fraction: etree._Element) -> str:
    """Return the lower half of a fraction's format: a fixed number, or a ? for each digit it may have."""
    fixed = fraction.get(f"{_NUMBER}denominator-value", "")
    if fixed.isdecimal():
        return fixed[:4]
    greatest = fraction.get(f"{_NUMBER}max-denominator-value")
    least = fraction.get(f"{_NUMBER}min-denominator-digits", "1")
    size = len(greatest) if greatest else int(least) if least.isdecimal() else 1
    return "?" * max(1, min(size, 4))
