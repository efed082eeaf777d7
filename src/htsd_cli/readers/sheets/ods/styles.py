"""The styles of an OpenDocument spreadsheet: number formats as Excel writes them, legacy fonts, hidden sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from htsd_cli.readers.sheets.looks.colours import value_of
from htsd_cli.readers.sheets.looks.letters import NOT_PRINTED, PAPER, Font, Style, font_of, style
from htsd_cli.readers.sheets.looks.room import STACKED, Lie, digit_of, lie_of
from htsd_cli.readers.sheets.looks.styles import Change
from htsd_cli.readers.sheets.number_formats import GENERAL, number_format

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE = (f"{{{_URN}{name}:1.0}}" for name in ("office", "table", "text", "style"))
_NUMBER, _FO, _SVG = (
    f"{{{_URN}{name}:1.0}}" for name in ("datastyle", "xsl-fo-compatible", "svg-compatible")
)
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_FORMATS = tuple(
    f"{_NUMBER}{name}-style"
    for name in ("number", "percentage", "currency", "date", "time", "text", "boolean")
)
_MAP = tuple(f"{STYLE}{name}" for name in ("condition", "apply-style-name", "base-cell-address"))
_LENGTH = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,6})?)pt")
_MEASURE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,8})?)(pt|cm|mm|in|pc|px)")
_POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0, "px": 0.75}
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_CLEAR = 10  # percent of full ink: up to this letters are not seen
_USUAL_SIZE = 10.0  # points
_VALUE = re.compile(r"value\(\)|\s")
_OF_A_DAY = ("hours", "minutes", "seconds")
_DATE_PARTS = {"day": "d", "year": "y", "hours": "h", "minutes": "m", "seconds": "s", "day-of-week": "ddd"}


def points(length: str) -> float | None:
    """Return a length ("2.5cm") in points, None for what is none."""
    match = _MEASURE.fullmatch(length)
    return None if match is None else float(match[1]) * _POINTS[match[2]]


class _Own(NamedTuple):
    """What a style sets itself, "" for what it leaves alone, and the style it is based on."""

    parent: str
    format: str = ""
    font: str = ""
    line: str = ""  # through the letters: "none", "solid"
    place: str = ""  # of the letters: "super 58%", "0% 100%"
    size: str = ""
    colour: str = ""
    paper: str = ""
    display: str = ""
    crossed: str = ""  # "yes" for a line from corner to corner
    repeated: str = ""  # "true" for letters repeated until the cell is full
    side: str = ""  # at which its letters begin: "start", "center"
    wrap: str = ""  # "wrap" for a text that is broken into lines
    shrunk: str = ""  # "true" for a text made smaller until it fits
    turned: str = ""  # by how many degrees to the left, "ttb" for letters under one another
    secret: str = ""  # "hidden-and-protected" for a cell of which a protected sheet shows nothing
    printed: str = ""  # "false" for a cell that is not printed
    down: str = ""  # where its lines stand: "top", "middle", "bottom", "automatic"


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
        self._pages: dict[str, str] = {}
        self._sizes: dict[tuple[str, str], float] = {}
        self._fixed: set[str] = set()
        self._maps: dict[str, tuple[tuple[str, str, str], ...]] = {}
        self._cells: dict[str, Style] = {}
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
            own = self._resolved("table-cell", name)
            shape = number_format(0, self._format(own.format)) if own.format else GENERAL
            paper = PAPER if own.paper in ("", "transparent") else value_of(own.paper.lstrip("#"))
            font = _font(own)
            if font.colour is None and paper != PAPER:
                paper = (
                    None  # LibreOffice turns letters white that have no colour of their own on a dark paper
                )
            made = style(
                shape, font, paper, crossed=bool(own.crossed), repeated=own.repeated == "true", lie=_lie(own)
            )
            self._cells[name] = (
                made._replace(across=made.across or NOT_PRINTED) if own.printed == "false" else made
            )
        return self._cells[name]

    def hides(self, name: str) -> bool:
        """Return whether a protected sheet shows nothing of the cells of a style."""
        return self._resolved("table-cell", name).secret == "hidden-and-protected"

    def change(self, name: str) -> Change:
        """Return what a style changes of the cells a condition puts it on: what it or those it is based on say."""
        own = self._resolved("table-cell", name, usual=False)
        struck = None if not own.line else own.line != "none"
        shape = number_format(0, self._format(own.format)) if own.format else None
        colour = (value_of(own.colour.lstrip("#")),) if own.colour else None
        paper = None
        if own.paper:
            paper = (PAPER if own.paper == "transparent" else value_of(own.paper.lstrip("#")),)
        return Change(shape, struck, colour, paper)

    def maps(self, name: str) -> tuple[tuple[str, str, str], ...]:
        """Return the conditions of a cell style itself: (condition, style, cell it is written for)."""
        return self._maps.get(name, ())

    def span(self, name: str | None, around: Font) -> Font:
        """Return the font a span of text sets, in letters of the font `around` it."""
        if not name:
            return around
        own = self._resolved("text", name)
        font = _font(own)
        return Font(
            font.name if own.font else around.name,
            font.struck if own.line else around.struck,
            font.raised if own.place else around.raised,
            font.tiny if own.size or own.display else around.tiny,
            font.colour if own.colour else around.colour,
            font.signs if own.font else around.signs,
            font.size or around.size,
        )

    def size(self, name: str | None, what: str) -> float | None:
        """Return a row's height or a column's width in points by its style, None where none is said."""
        return self._sizes.get((what, name or ""))

    def fixes(self, name: str | None) -> bool:
        """Return whether rows of a style keep their height whatever is written in them."""
        return name in self._fixed

    def fills(self, name: str) -> bool:
        """Return whether shapes of a style are filled, as they are where none says otherwise (20.104)."""
        return self._resolved("graphic", name).paper not in ("none", "transparent")

    def hides_table(self, name: str | None) -> bool:
        """Return whether a sheet of this style is hidden."""
        return name in self._hidden_tables

    def page(self, name: str | None) -> str:
        """Return the kind of page that a sheet of this style is printed on, "" where it names none."""
        return self._pages.get(name or "", "")

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
            if page := item.get(f"{STYLE}master-page-name"):
                self._pages[name] = page
            properties = item.find(f"{STYLE}table-properties")
            if properties is not None and properties.get(f"{TABLE}display") == "false":
                self._hidden_tables.add(name)
            return
        for what, side in (("row", "row-height"), ("column", "column-width")):
            if family == f"table-{what}" and len(item):
                length = points(item[0].get(f"{STYLE}{side}", ""))
                if length is not None:
                    self._sizes[what, name] = length
                if what == "row" and item[0].get(f"{STYLE}use-optimal-row-height") == "false":
                    self._fixed.add(name)
        maps = [tuple(part.get(key, "") for key in _MAP) for part in item.iterchildren(f"{STYLE}map")]
        if maps:
            self._maps[name] = tuple((when, style, at) for when, style, at in maps)
        parent = item.get(f"{STYLE}parent-style-name", "Default" if family == "table-cell" and name else "")
        own = _Own("" if parent == name else parent, item.get(f"{STYLE}data-style-name", ""))
        text = item.find(f"{STYLE}text-properties")
        if text is not None:
            font = text.get(f"{STYLE}font-name", "")
            own = own._replace(
                font=fonts.get(font) or font or text.get(f"{_FO}font-family", "").strip("'\""),
                line=text.get(f"{STYLE}text-line-through-style", "")
                or ("solid" if text.get(f"{STYLE}text-line-through-type", "none") != "none" else ""),
                place=text.get(f"{STYLE}text-position", ""),
                size=text.get(f"{_FO}font-size", ""),
                colour="auto"
                if text.get(f"{STYLE}use-window-font-color") == "true"
                else text.get(f"{_FO}color", ""),
                display="none" if _is_clear(text) else text.get(f"{TEXT}display", ""),
            )
        shape = item.find(f"{STYLE}graphic-properties")
        if shape is not None:
            own = own._replace(paper=shape.get(f"{_DRAW}fill", ""))
        cell = item.find(f"{STYLE}table-cell-properties")
        if cell is not None:
            across = [cell.get(f"{STYLE}diagonal-{way}", "none") for way in ("tl-br", "bl-tr")]
            own = own._replace(
                paper=cell.get(f"{_FO}background-color", ""),
                crossed="yes" if any(_is_drawn(line) for line in across) else "",
                repeated=cell.get(f"{STYLE}repeat-content", ""),
                wrap=cell.get(f"{_FO}wrap-option", ""),
                shrunk=cell.get(f"{STYLE}shrink-to-fit", ""),
                turned=_turned(cell),
                down=cell.get(f"{STYLE}vertical-align", ""),
                secret=cell.get(f"{STYLE}cell-protect", ""),
                printed=cell.get(f"{STYLE}print-content", ""),
            )
        lines = item.find(f"{STYLE}paragraph-properties")
        if lines is not None:
            own = own._replace(side=lines.get(f"{_FO}text-align", ""))
        self._own[family, name] = own
        if shown := item.get(f"{STYLE}display-name"):  # by which LibreOffice's conditions name it
            self._own.setdefault((family, shown), own)

    def _resolved(self, family: str, name: str, *, usual: bool = True) -> _Own:
        """Return all that a style sets, its own or inherited; without the `usual` styles' where that is not meant."""
        found = _Own("")
        seen: set[str] = set()
        while name not in seen and (own := self._own.get((family, name))) is not None:
            if not usual and name == "Default":
                break
            seen.add(name)
            found = _Own(*(mine or theirs for mine, theirs in zip(found, own, strict=True)))
            name = own.parent
        default = self._own.get((family, "")) if usual else None
        return found if default is None else _Own(*(m or d for m, d in zip(found, default, strict=True)))


def _font(own: _Own) -> Font:
    place = own.place.split()
    moved = bool(place) and place[0] not in ("0%", "0")
    size = _LENGTH.fullmatch(own.size)
    line = own.line not in ("", "none")
    font = font_of(
        own.font, line, moved, max(float(size[1]), 0.1) if size else 0.0, value_of(own.colour.lstrip("#"))
    )
    return font._replace(tiny=True) if own.display == "none" else font


def _is_drawn(line: str) -> bool:
    """Return whether a line at a cell is drawn: Gnumeric writes "0.000cm none #c7c7c7" of one that is not."""
    words = line.split()
    return bool(words) and not {"none", "hidden"} & set(words)


def _is_clear(text: etree._Element) -> bool:
    """Return whether letters let through so much that nobody sees them, as LibreOffice writes it."""
    opacity = text.get(f"{_LOEXT}opacity", "100%").rstrip("%")
    return opacity.isdigit() and int(opacity) <= _CLEAR


def _turned(cell: etree._Element) -> str:
    stacked = cell.get(f"{STYLE}direction") == "ttb"
    return "ttb" if stacked else cell.get(f"{STYLE}rotation-angle", "").removesuffix("deg")


def _as_excel_turns(turned: str) -> int:
    """Return by how much a text is turned as Excel counts (`room.lie_of`)."""
    if turned == "ttb":
        return STACKED
    try:
        angle = round(float(turned or 0)) % 360
    except (ValueError, OverflowError):
        return 0
    return angle if angle <= 180 else 450 - angle


def _lie(own: _Own) -> Lie:
    """Return how a style lays texts, its digits in points as columns are."""
    size = points(own.size) or _USUAL_SIZE
    side = {"": "left", "start": "left", "left": "left", "end": "right", "right": "right", "center": "center"}
    down = {"middle": "center"}.get(own.down, own.down)
    return lie_of(
        digit_of((own.font, size)),
        side.get(own.side, ""),
        (own.font, size),
        shrunk=own.shrunk == "true",
        turned=_as_excel_turns(own.turned),
        wraps=own.wrap == "wrap",
        down=down,
    )


def _code(item: etree._Element) -> str:
    """Return a number format in Excel's notation, as far as it matters for what is shown."""
    percent = item.tag == f"{_NUMBER}percentage-style"
    elapsed = item.get(f"{_NUMBER}truncate-on-overflow") == "false"
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
            letters = letter * 2 if long and len(letter) == 1 else letter
            passed = kind in _OF_A_DAY and elapsed  # hours beyond a day are counted on
            elapsed = elapsed and not passed
            parts.append(f"[{letters}]" if passed else letters)
        elif kind == "am-pm":
            parts.append("AM/PM")
        elif kind == "text-content":
            parts.append("@")
        elif kind == "boolean":
            parts.append("General")
        elif child.tag == f"{STYLE}text-properties" and (colour := child.get(f"{_FO}color")):
            parts.append(f"[{colour}]")
        elif kind == "fill-character" and child.text:
            parts.append(f"*{child.text[0]}")
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
