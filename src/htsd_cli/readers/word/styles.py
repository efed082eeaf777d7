"""How letters look, worked out as Word does: defaults, table, paragraph and character styles, then the run itself.

ECMA-376 part 1, 17.7.2: each level of the hierarchy first finds its own value along the styles it is based on;
what a nearer level sets wins, but switches (17.7.3: struck, hidden) that two levels of styles turn on are off again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.legacy_fonts import is_legacy
from htsd_cli.readers.packages import Package, UnreadableFile, parsed
from htsd_cli.readers.word.colours import (
    WHITE,
    Colour,
    Theme,
    of_highlight,
    of_letters,
    of_shading,
    of_text_fill,
    tell_apart,
)
from htsd_cli.readers.word.elements import NAMESPACES
from htsd_cli.readers.word.lengths import may_shift
from htsd_cli.readers.word.symbols import shows_pictures

W = f"{{{NAMESPACES['w']}}}"
W14 = f"{{{NAMESPACES['w14']}}}"
RPR, VAL = f"{W}rPr", f"{W}val"
OFF = frozenset(("0", "false", "off", "none"))
_LONGEST_SHARED = 1 << 18  # bytes of styles and theme that several files may share
_MOST_SHADINGS = 4096  # kept of one set of styles
_TOGGLES = ("vanish", "strike")
_SMALLEST = 4  # half points: letters of two points are a line on paper
_NARROWEST = 20  # percent of their width
_LEAST_FIT = 60  # twentieths of a point that letters are pressed into
_LEAST_RAISE = 4  # half points above or below the line

Props = Mapping[str, object]


_NOTHING: Props = {}


class Look(NamedTuple):
    """How letters look: `state` is "" for plain, "struck", "unseen", "raised" or "lowered".

    `font` is the font of letters above ASCII. `packed` says that letters lie on one another, `room` that unseen ones
    leave a gap on paper, as letters of its colour do and hidden ones do not.
    """

    state: str = ""
    font: str | None = None
    packed: bool = False
    room: bool = False


PLAIN = Look()


@dataclass(slots=True)
class Base:
    """What a paragraph hands down to its runs: the levels below the run's own, and what lies behind the letters."""

    styles: Styles
    table: Props
    paragraph: Props
    behind: Colour
    thin: bool = False  # its lines are too low for letters
    known: dict[object, tuple[Look, bool]] = field(default_factory=dict)

    def look(self, rpr: etree._Element | None) -> Look:
        """Return how the letters of a run with these properties look."""
        return self._resolved(rpr)[0]

    def size(self, rpr: etree._Element | None) -> int:
        """Return the size of the letters of a run with these properties, in half points."""
        return _int(self._cascade(rpr).get("sz"), 20)

    def joins(self, mark: etree._Element | None) -> bool:
        """Return whether a paragraph's mark with these properties is hidden or deleted: the next one joins it."""
        return self._resolved(mark)[1]

    def _resolved(self, rpr: etree._Element | None) -> tuple[Look, bool]:
        key = None if rpr is None else key_of(rpr)
        found = self.known.get(key)
        if found is None:
            props = self._cascade(rpr)
            look = look_of(props, self.behind)
            if self.thin:
                look = look._replace(state="unseen")
            gone = rpr is not None and any(rpr.find(name) is not None for name in (f"{W}del", f"{W}moveFrom"))
            found = self.known[key] = (PLAIN if look == PLAIN else look, gone or bool(props.get("vanish")))
        return found

    def _cascade(self, rpr: etree._Element | None) -> dict[str, object]:
        styles = self.styles
        direct = _NOTHING if rpr is None else styles.props(rpr)
        named = None if rpr is None else rpr.find(f"{W}rStyle")
        character = styles.character(None if named is None else named.get(VAL))
        return cascade(styles.defaults, (self.table, self.paragraph, character), direct)


@dataclass(slots=True, eq=False)
class Context:
    """Where paragraphs stand: what the table's style sets there, and the colour behind them."""

    table: Props = field(default_factory=dict)
    behind: Colour = WHITE
    bases: dict[tuple[str | None, Colour | None, bool], Base] = field(default_factory=dict)
    plain: dict[str | None, Base] = field(default_factory=dict)  # those of the paragraphs of the short way


def key_of(rpr: etree._Element) -> object:
    """Return what tells run properties apart: the names of their elements and the values of their attributes."""
    return tuple([(child.tag, *child.values()) if not len(child) else child for child in rpr])


def cascade(defaults: Props, levels: Sequence[Props], direct: Props) -> dict[str, object]:
    """Return the properties that hold: `levels` are those of the styles, the nearest last."""
    whole: dict[str, object] = dict(defaults)
    for level in levels:
        whole.update(level)
    whole.update(direct)
    for name in _TOGGLES:
        if name not in direct:
            said = [bool(level[name]) for level in levels if name in level]
            if said:
                whole[name] = sum(said) % 2 == 1
    return whole


def look_of(props: Props, behind: Colour) -> Look:
    """Return the look of letters with these properties on paper of this colour."""
    # Letters of complex scripts, and all that run from right to left, have a font and a size of their own (17.3.2.7).
    complex_ = bool(props.get("cs") or props.get("rtl"))
    font = props.get("fontCs") if complex_ else props.get("ascii") or props.get("font")
    size, lift = _int(props.get("sz"), 20), _int(props.get("position"), 0)
    size = _int(props.get("szCs"), size) if complex_ else size
    # A digit is five times as wide, in twentieths of a point, as its size in half points says.
    packed = _int(props.get("spacing"), 0) <= -3 * size or bool(props.get("combined"))
    packed = packed or _int(props.get("fitText"), _LEAST_FIT) < _LEAST_FIT
    shown = Look("", font if isinstance(font, str) else None, packed)
    if props.get("vanish"):
        return shown._replace(state="unseen")
    if size <= _SMALLEST or _int(props.get("w"), 100) <= _NARROWEST:
        return shown._replace(state="unseen")
    if _has_no_colour(props, behind):
        return shown._replace(state="unseen", room=True)
    if props.get("strike") or props.get("dstrike"):
        return shown._replace(state="struck")
    align = props.get("vertAlign")
    if align == "superscript" or lift >= max(_LEAST_RAISE, size // 5):
        return shown._replace(state="raised")
    if align == "subscript" or -lift >= max(_LEAST_RAISE, size // 5):
        return shown._replace(state="lowered")
    return shown


def _has_no_colour(props: Props, behind: Colour) -> bool:
    own = props.get("highlight") or props.get("shd")
    under = own if isinstance(own, Colour) else behind
    outline = props.get("outline14")
    outlined = bool(props.get("outlined")) and (not isinstance(outline, Colour) or tell_apart(outline, under))
    if outlined or props.get("unfilled"):
        return not outlined
    letters = props.get("fill14") or props.get("color")
    return isinstance(letters, Colour) and not tell_apart(letters, under)


def _int(value: object, default: int) -> int:
    return value if isinstance(value, int) else default


class _Conditions(NamedTuple):
    """What a table style sets for the whole table and for its parts (17.18.89)."""

    whole: Props
    behind: Colour | None
    parts: Mapping[str, tuple[Props, Colour | None]]
    bands: tuple[int, int]


# In the order in which they apply, the last one strongest (17.7.6).
_PARTS = (
    "band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstCol", "lastCol", "firstRow", "lastRow",
    "neCell", "nwCell", "seCell", "swCell",
)  # fmt: skip


class Styles:
    """The styles of a Word file, each resolved when it is first used."""

    def __init__(self, part: bytes | None, theme: bytes | None) -> None:
        self.theme = Theme(theme)
        root = None if part is None else parsed(part)
        self._own: dict[str, etree._Element] = {}
        self._default: dict[str, str] = {}
        self.defaults: Props = _NOTHING
        self._whole: etree._Element | None = None
        if root is not None:
            for element in root.iterfind(f"{W}style"):
                name, kind = element.get(f"{W}styleId", ""), element.get(f"{W}type", "paragraph")
                if not name:
                    continue  # nothing can refer to it
                self._own[name] = element
                if element.get(f"{W}default") in ("1", "true", "on"):
                    self._default[kind] = name
            found = root.find(f"{W}docDefaults/{W}rPrDefault/{RPR}")
            self.defaults = _NOTHING if found is None else self.props(found)
            self._whole = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self._props: dict[tuple[str, str], Props] = {}
        self._tables: dict[str, _Conditions] = {}
        self._shadings: dict[tuple[str | bytes, ...], Colour | None] = {}

    @classmethod
    def of(cls, package: Package, main: str) -> Styles:
        """Return the styles of a Word file; the filled copies of one blank, which have the same, share them."""
        usual = "word/styles.xml"
        part = package.read(usual if usual in package else package.related(main, "styles") or usual)
        theme: bytes | None = None
        with suppress(UnreadableFile):
            theme = package.read(package.related(main, "theme") or "")
        if len(part or b"") + len(theme or b"") > _LONGEST_SHARED:
            return cls(part, theme)
        return _shared(part, theme)

    # -- levels ---------------------------------------------------------------------------------------------

    def props(self, rpr: etree._Element) -> dict[str, object]:
        """Return what a w:rPr itself says, by the names of its elements; values as numbers, colours or switches."""
        found: dict[str, object] = {}
        for child in rpr:
            reader = _READERS.get(child.tag)
            if reader is not None:
                reader(child, found, self.theme)
        return found

    def own(self, element: etree._Element) -> dict[str, object]:
        """Return what one element of a w:rPr says."""
        found: dict[str, object] = {}
        _READERS[element.tag](element, found, self.theme)
        return found

    def character(self, name: str | None) -> Props:
        """Return what a character style sets, its ancestors' properties included."""
        return self._chain("character", name)

    def paragraph(self, name: str | None) -> Props:
        """Return what a paragraph style sets for its letters; "behind" is its shading, "numbered" its w:numPr."""
        return self._chain("paragraph", name)

    def _chain(self, kind: str, name: str | None) -> Props:
        own = self._own.get(name or "")
        if own is None or own.get(f"{W}type", "paragraph") != kind:
            name = self._default.get(kind, "")
        key = (kind, name or "")
        known = self._props.get(key)
        if known is None:
            whole: dict[str, object] = {}
            for element in self._ancestors(name or ""):
                rpr = element.find(RPR)
                if rpr is not None:
                    whole.update(self.props(rpr))
                ppr = element.find(f"{W}pPr") if kind == "paragraph" else None
                if ppr is not None:
                    shading, numbered = ppr.find(f"{W}shd"), ppr.find(f"{W}numPr")
                    if shading is not None:
                        whole["behind"] = of_shading(shading, self.theme)
                    if numbered is not None:
                        whole["numbered"] = (element.get(f"{W}styleId", ""), numbered)
                    if any(may_shift(child) for child in ppr):
                        whole["shifted"] = True
            known = self._props[key] = whole
        return known

    def layouts(self, name: str | None) -> list[etree._Element]:
        """Return the paragraph properties (w:pPr) that a style's paragraphs have from styles, the nearest last."""
        own = self._own.get(name or "")
        if own is None or own.get(f"{W}type", "paragraph") != "paragraph":
            name = self._default.get("paragraph", "")
        levels = [element.find(f"{W}pPr") for element in self._ancestors(name or "")]
        return [level for level in (self._whole, *levels) if level is not None]

    def _ancestors(self, name: str) -> list[etree._Element]:
        """Return a style's elements, the one it is based on at last first."""
        chain: list[etree._Element] = []
        while name in self._own and len(chain) < 20:
            element = self._own[name]
            if element in chain:
                break
            chain.append(element)
            based = element.find(f"{W}basedOn")
            name = "" if based is None else based.get(VAL, "")
        return chain[::-1]

    def numbering_link(self, name: str) -> str:
        """Return the number (w:numId) of the list a numbering style stands for, "" for none."""
        own = self._own.get(name)
        found = None if own is None else own.find(f"{W}pPr/{W}numPr/{W}numId")
        return "" if found is None else found.get(VAL, "")

    def base(
        self, name: str | None, context: Context, shading: Colour | None = None, *, thin: bool = False
    ) -> Base:
        """Return what a paragraph of this style hands down; `shading` is its own, `thin` as in `Base`."""
        key = (name, shading, thin)
        known = context.bases.get(key)
        if known is None:
            paragraph = self.paragraph(name)
            behind = shading or paragraph.get("behind")
            under = behind if isinstance(behind, Colour) else context.behind
            known = context.bases[key] = Base(self, context.table, paragraph, under, thin)
        return known

    # -- tables ---------------------------------------------------------------------------------------------

    def table(self, properties: etree._Element | None) -> TableLook:
        """Return how the cells of a table with these w:tblPr look."""
        style = None if properties is None else properties.find(f"{W}tblStyle")
        name = "" if style is None else style.get(VAL, "")
        own = self._own.get(name)
        if own is None or own.get(f"{W}type") != "table":
            name = self._default.get("table", "")
        known = self._tables.get(name)
        if known is None:
            known = self._tables[name] = self._conditions(name)
        shading = None if properties is None else properties.find(f"{W}shd")
        fill = None if shading is None else of_shading(shading, self.theme)
        look = None if properties is None else properties.find(f"{W}tblLook")
        return TableLook(known, fill, _switches(look))

    def _conditions(self, name: str) -> _Conditions:
        whole: dict[str, object] = {}
        behind: Colour | None = None
        parts: dict[str, tuple[Props, Colour | None]] = {}
        bands = [1, 1]
        for element in self._ancestors(name):
            rpr = element.find(RPR)
            if rpr is not None:
                whole.update(self.props(rpr))
            behind = self._fill(element) or behind
            for place, band in enumerate(("Row", "Col")):
                size = element.find(f"{W}tblPr/{W}tblStyle{band}BandSize")
                if size is not None and size.get(VAL, "").isdigit():
                    bands[place] = max(1, int(size.get(VAL, "1")))
            for condition in element.iterfind(f"{W}tblStylePr"):
                kind = condition.get(f"{W}type", "")
                rpr = condition.find(RPR)
                own = {} if rpr is None else self.props(rpr)
                before, fill = parts.get(kind, (_NOTHING, None))
                if kind == "wholeTable":
                    whole.update(own)
                    behind = self._fill(condition) or behind
                else:
                    parts[kind] = ({**before, **own}, self._fill(condition) or fill)
        parts = {kind: part for kind, part in parts.items() if part[0] or part[1]}
        return _Conditions(whole, behind, parts, (bands[0], bands[1]))

    def _fill(self, element: etree._Element) -> Colour | None:
        shading = element.find(f"{W}tcPr/{W}shd")
        return None if shading is None else of_shading(shading, self.theme)

    def shading(self, element: etree._Element | None) -> Colour | None:
        """Return the colour a w:shd shows, None where there is none."""
        if element is None:
            return None
        key = (*element.keys(), *element.values())
        if key not in self._shadings:
            if len(self._shadings) >= _MOST_SHADINGS:
                self._shadings.clear()
            self._shadings[key] = of_shading(element, self.theme)
        return self._shadings[key]


_shared = lru_cache(maxsize=16)(Styles)


@dataclass(slots=True)
class TableLook:
    """How the cells of one table look before anything in them is said."""

    conditions: _Conditions
    fill: Colour | None
    switches: frozenset[str]
    _known: dict[tuple[object, ...], Context] = field(default_factory=dict)

    def context(self, place: tuple[int, int, int, int], shading: Colour | None) -> Context:
        """Return the context of a cell: `place` is (row, rows, column, columns), counted from 0."""
        applied = self._applied(*place) if self.conditions.parts else ()
        key = (applied, shading)
        known = self._known.get(key)
        if known is None:
            props, behind = dict(self.conditions.whole), self.fill or self.conditions.behind
            for part in applied:
                own, fill = self.conditions.parts[part]
                props.update(own)
                behind = fill or behind
            known = self._known[key] = Context(props, shading or behind or WHITE)
        return known

    def _applied(self, row: int, rows: int, column: int, columns: int) -> tuple[str, ...]:
        on = self.switches
        first_row, last_row = "firstRow" in on and row == 0, "lastRow" in on and row == rows - 1
        first_column, last_column = (
            "firstColumn" in on and column == 0,
            "lastColumn" in on and column == columns - 1,
        )
        held = {
            "firstRow": first_row, "lastRow": last_row, "firstCol": first_column, "lastCol": last_column,
            "nwCell": first_row and first_column, "neCell": first_row and last_column,
            "swCell": last_row and first_column, "seCell": last_row and last_column,
        }  # fmt: skip
        if "noHBand" not in on and not first_row and not last_row:
            band = (row - ("firstRow" in on)) // self.conditions.bands[0] % 2
            held[f"band{band + 1}Horz"] = True
        if "noVBand" not in on and not first_column and not last_column:
            band = (column - ("firstColumn" in on)) // self.conditions.bands[1] % 2
            held[f"band{band + 1}Vert"] = True
        return tuple(part for part in _PARTS if held.get(part) and part in self.conditions.parts)


_LOOK_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip


def _switches(look: etree._Element | None) -> frozenset[str]:
    """Return which parts of a table style a w:tblLook turns on (17.4.55): by its attributes or its old bit mask."""
    if look is None:
        return frozenset(("noHBand", "noVBand"))
    try:
        bits = int(look.get(VAL, "0"), 16)
    except ValueError:
        bits = 0
    on = {name for name, bit in _LOOK_BITS.items() if bits & bit}
    for name in _LOOK_BITS:
        said = look.get(f"{W}{name}")
        if said is not None:
            (on.add if said not in OFF else on.discard)(name)
    return frozenset(on)


# -- what a w:rPr says ----------------------------------------------------------------------------------------


def _switch(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    found[child.tag.rpartition("}")[2]] = child.get(VAL, "1") not in OFF


def _word(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    found[child.tag.rpartition("}")[2]] = child.get(VAL, "")


def _number(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    value = child.get(VAL, "").strip()
    scale = 1.0
    name = child.tag.rpartition("}")[2]
    if value[-2:] == "pt":  # strict files may give a length with its unit
        value, scale = value[:-2], 20.0 if name == "spacing" else 2.0
    try:
        found[name] = round(float(value.rstrip("%")) * scale)
    except (ValueError, OverflowError):
        return


def _colour(child: etree._Element, found: dict[str, object], theme: Theme) -> None:
    found["color"] = of_letters(child, theme)


def _shade(child: etree._Element, found: dict[str, object], theme: Theme) -> None:
    found["shd"] = of_shading(child, theme)


def _highlight(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    found["highlight"] = of_highlight(child)


def _text_fill(child: etree._Element, found: dict[str, object], theme: Theme) -> None:
    shown, colour = of_text_fill(child, theme)
    found["unfilled"], found["fill14"] = not shown, colour


def _outlined(child: etree._Element, found: dict[str, object], theme: Theme) -> None:
    shown, colour = of_text_fill(child, theme)
    found["outlined"], found["outline14"] = shown and len(child) > 0, colour


def _font(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    if child.get(f"{W}cstheme"):
        found["fontCs"] = None
    elif name := child.get(f"{W}cs"):
        found["fontCs"] = name if shows_pictures(name) else None
    if child.get(f"{W}asciiTheme") or child.get(
        f"{W}hAnsiTheme"
    ):  # stronger than a name beside it; always Unicode
        found["font"] = found["ascii"] = None
        return
    names = [child.get(f"{W}{slot}") for slot in ("ascii", "hAnsi")]
    # The letters of a legacy font lie above ASCII, where hAnsi rules; Word writes both alike.
    font = next((name for name in names if name and is_legacy(name)), names[1] or names[0])
    if names[0]:  # digits are drawn in the font of ASCII
        found["ascii"] = names[0] if shows_pictures(names[0]) else None
    if font:
        found["font"] = font if is_legacy(font) or font == "Symbol" or shows_pictures(font) else None


def _east_asian(child: etree._Element, found: dict[str, object], _: Theme) -> None:
    found["combined"] = child.get(f"{W}combine", "0") not in OFF  # two lines in one


_READERS = {
    **{f"{W}{name}": _switch for name in ("vanish", "strike", "dstrike", "cs", "rtl")},
    f"{W}vertAlign": _word,
    **{f"{W}{name}": _number for name in ("sz", "szCs", "w", "position", "spacing", "fitText")},
    f"{W}eastAsianLayout": _east_asian,
    f"{W}color": _colour, f"{W}shd": _shade, f"{W}highlight": _highlight, f"{W}rFonts": _font,
    f"{W14}textFill": _text_fill, f"{W14}textOutline": _outlined,
}  # fmt: skip


def is_on(rpr: etree._Element | None, name: str) -> bool | None:
    """Return whether a switch of a run's properties is on or off, None when it says nothing."""
    switch = None if rpr is None else rpr.find(f"{W}{name}")
    return None if switch is None else switch.get(VAL, "1") not in OFF
