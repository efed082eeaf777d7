"""The styles of an Excel workbook: number formats, fonts, fills, and what conditional formats change of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from htsd_cli.readers.packages import Package, UnreadableFile, parsed
from htsd_cli.readers.sheets.alternates import items_of
from htsd_cli.readers.sheets.looks.colours import PALETTE, WINDOW, Colours, behind, same_colour, value_of
from htsd_cli.readers.sheets.looks.letters import PAPER, PLAIN, Font, Style, font_of, style
from htsd_cli.readers.sheets.looks.room import Lie, lie_in
from htsd_cli.readers.sheets.looks.scales import Scale, stop
from htsd_cli.readers.sheets.number_formats import NumberFormat, number_format

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ON = frozenset(("1", "true", "on"))

_MOST_KEPT = 1 << 16  # styles, by the numbers that cells call them
_LONGEST_SHARED = 1 << 18  # bytes of styles and theme that several workbooks may share
_USUAL = Style()
_LETTERS = ("Calibri", 11.0)  # of a font that does not say
_SCALE_COLOURS = ("color", "fillColor")
_PATTERNS = {"solid": 1, "gray125": 17, "gray0625": 18}  # by their numbers in the other formats


class Change(NamedTuple):
    """What a conditional format changes of a cell; None where it leaves it alone."""

    shape: NumberFormat | None = None
    struck: bool | None = None
    colour: tuple[int | None] | None = None
    paper: tuple[int | None] | None = None

    @property
    def nothing(self) -> bool:
        """Whether it changes nothing that matters here."""
        return self == _NO_CHANGE

    def before(self, other: Change) -> Change:
        """Return this change, and of another one what this leaves alone."""
        return Change(
            other.shape if self.shape is None else self.shape,
            other.struck if self.struck is None else self.struck,
            other.colour if self.colour is None else self.colour,
            other.paper if self.paper is None else self.paper,
        )


_NO_CHANGE = Change()


class Styles(dict[str, Style]):
    """The cell styles by the numbers the cells call them, each worked out when a cell first names it."""

    def __init__(self, root: etree._Element | None, theme: Callable[[], etree._Element | None]) -> None:
        super().__init__()
        self._codes: dict[str, str] = {}
        self._fonts: list[etree._Element] = []
        self._fills: list[etree._Element] = []
        self._borders: list[etree._Element] = []
        self._styles: list[etree._Element] = []
        self._changes: list[etree._Element] = []
        self._lies: dict[str, Lie] = {}
        palette: tuple[int, ...] = PALETTE
        if root is not None:
            formats = _items(root, "numFmts", "numFmt")
            self._codes = {item.get("numFmtId", ""): item.get("formatCode", "") for item in formats}
            self._fonts = _items(root, "fonts", "font")
            self._fills = _items(root, "fills", "fill")
            self._borders = _items(root, "borders", "border")
            self._styles = _items(root, "cellXfs", "xf")
            self._changes = _items(root, "dxfs", "dxf")
            own = [
                value_of(item.get("rgb", ""))
                for item in root.iterfind(f"{M}colors/{M}indexedColors/{M}rgbColor")
            ]
            palette = (
                tuple(usual if new is None else new for new, usual in zip(own, palette, strict=False))
                + palette[len(own) :]
            )
        self._colours = Colours(theme, palette)

    @classmethod
    def of(cls, package: Package, main: str) -> Styles:
        """Return the styles of a workbook; the filled copies of one blank, which have the same, share them."""

        def part(kind: str) -> bytes | None:
            name = package.related(main, kind)
            return None if name is None else package.read(name)

        own = part("styles")
        try:
            theme = part("theme")
        except UnreadableFile:  # of no matter unless a colour asks for it
            return cls(_parsed(own), lambda: _parsed(part("theme")))
        if len(own or b"") + len(theme or b"") > _LONGEST_SHARED:
            return cls(_parsed(own), lambda: _parsed(theme))
        return _shared(own, theme)

    def __missing__(self, index: str) -> Style:
        place = _number(index)
        found = _USUAL
        if (
            not 0 <= place < max(len(self._styles), 1)
        ):  # without its style a date cannot be told from a number
            raise UnreadableFile("damaged-file")
        if place < len(self._styles):
            own = self._styles[place]
            name = own.get("numFmtId", "0")
            font, fill = _number(own.get("fontId", "0")), _number(own.get("fillId", "0"))
            border, placed = _number(own.get("borderId", "0")), own.find(f"{M}alignment")
            found = style(
                number_format(_number(name), self._codes.get(name)),
                self.font(self._fonts[font]) if 0 <= font < len(self._fonts) else PLAIN,
                self._paper(self._fills[fill]) if 0 <= fill < len(self._fills) else PAPER,
                crossed=0 <= border < len(self._borders) and _is_crossed(self._borders[border]),
                repeated=placed is not None and placed.get("horizontal") == "fill",
            )
        if len(self) < _MOST_KEPT:
            self[index] = found
        return found

    def lie(self, index: str) -> Lie:
        """Return how a cell style lays texts; cells name their styles by `index`."""
        if index not in self._lies:
            place = _number(index)
            own = self._styles[place] if 0 <= place < len(self._styles) else None
            at = 0 if own is None else _number(own.get("fontId", "0"))
            usual = _letters(self._fonts[0]) if self._fonts else _LETTERS
            font = _letters(self._fonts[at]) if 0 <= at < len(self._fonts) else usual
            self._lies[index] = lie_in(None if own is None else own.find(f"{M}alignment"), font, usual)
        return self._lies[index]

    def change(self, number: str) -> Change:
        """Return what the conditional format of a number changes."""
        place = _number(number)
        return self.change_of(self._changes[place]) if 0 <= place < len(self._changes) else _NO_CHANGE

    def change_of(self, item: etree._Element) -> Change:
        """Return what a `dxf` element (18.8.14) changes of a cell."""
        code, font, fill = item.find(f"{M}numFmt"), item.find(f"{M}font"), item.find(f"{M}fill")
        shape = (
            None if code is None else number_format(_number(code.get("numFmtId", "")), code.get("formatCode"))
        )
        strike = None if font is None else font.find(f"{M}strike")
        colour = None if font is None else font.find(f"{M}color")
        paper: tuple[int | None] | None = None
        if fill is not None:
            pattern = fill.find(f"{M}patternFill")
            if pattern is None:
                paper = (None,)
            elif pattern.get("patternType", "solid") == "none":
                paper = (PAPER,)
            else:
                back = pattern.find(f"{M}bgColor")
                back = pattern.find(f"{M}fgColor") if back is None else back
                paper = (self._colours.of(back) if pattern.get("patternType", "solid") == "solid" else None,)
        return Change(
            shape,
            None if strike is None else strike.get("val", "1") in ON,
            None if colour is None else (self._colours.of(colour),),
            paper,
        )

    def scale(self, item: etree._Element) -> Scale | None:
        """Return the colours that a rule (`cfRule`) puts behind numbers, None for one of another kind."""
        for part in item:
            kind = _local(part)
            if kind in ("colorScale", "dataBar"):
                places = [
                    (entry.get("type", ""), entry.get("val")) for entry in part if _local(entry) == "cfvo"
                ]
                colours = [self._colours.of(entry) for entry in part if _local(entry) in _SCALE_COLOURS]
                if kind == "dataBar":
                    return Scale(tuple(stop("", None, colour) for colour in colours[:1]), bar=True)
                return Scale(
                    tuple(stop(*place, colour) for place, colour in zip(places, colours, strict=False))
                )
        return None

    def font(self, item: etree._Element) -> Font:
        """Return a font by its element, or that of a run by its properties."""
        name, struck, raised, size, colour = "", False, False, 0.0, None
        for part in item:
            tag = part.tag
            if tag in _NAMES:
                name = part.get("val", "")
            elif tag == _STRIKE:
                struck = part.get("val", "1") in ON
            elif tag == _ALIGN:
                raised = part.get("val") in ("superscript", "subscript")
            elif tag == _SIZE:
                size = _points(part.get("val", ""))
            elif tag == _COLOUR:
                colour = self._colours.of(part)
        return font_of(name, struck, raised, size, colour)

    def _paper(self, fill: etree._Element) -> int | None:
        pattern = fill.find(f"{M}patternFill")
        if pattern is None:
            stops = [self._colours.of(stop.find(f"{M}color")) for stop in fill.iter(f"{M}stop")]
            first = stops[0] if stops else None
            alike = first is not None and all(one is not None and same_colour(one, first) for one in stops)
            return first if alike else None
        kind = pattern.get("patternType", "none")
        if kind == "none":
            return PAPER
        fore, back = pattern.find(f"{M}fgColor"), pattern.find(f"{M}bgColor")
        return behind(
            _PATTERNS.get(kind, 0),
            WINDOW[64] if fore is None else self._colours.of(fore),
            WINDOW[65] if back is None else self._colours.of(back),
        )


def _parsed(content: bytes | None) -> etree._Element | None:
    return None if content is None else parsed(content)


@lru_cache(maxsize=16)
def _shared(own: bytes | None, theme: bytes | None) -> Styles:
    return Styles(_parsed(own), lambda: _parsed(theme))


def _items(root: etree._Element, group: str, name: str) -> list[etree._Element]:
    """Return the items of a list that others name by their places, one of each choice between alternatives."""
    return [item for held in root.iterchildren(f"{M}{group}") for item in items_of(held, f"{M}{name}")]


_NAMES = (f"{M}name", f"{M}rFont")
_STRIKE, _ALIGN, _SIZE, _COLOUR = (f"{M}{name}" for name in ("strike", "vertAlign", "sz", "color"))


def _letters(font: etree._Element) -> tuple[str, float]:
    """Return the name and the size in points of a font."""
    name, size = font.find(f"{M}name"), font.find(f"{M}sz")
    try:
        points = _LETTERS[1] if size is None else float(size.get("val", ""))
    except ValueError:
        points = _LETTERS[1]
    return _LETTERS[0] if name is None else name.get("val", ""), points if points > 0 else _LETTERS[1]


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _points(size: str) -> float:
    """Return a font's size, 0 where it is none."""
    try:
        points = float(size)
    except ValueError:
        return 0.0
    return max(points, 0.1) if points == points else 0.0


def _is_crossed(border: etree._Element) -> bool:
    """Return whether a border runs from corner to corner (18.8.4)."""
    line = border.find(f"{M}diagonal")
    asked = border.get("diagonalUp") in ON or border.get("diagonalDown") in ON
    return asked and line is not None and line.get("style", "none") != "none"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
