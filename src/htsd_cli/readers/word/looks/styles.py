"""The styles of a Word file, and what each place hands down to its letters.

Levels are weighed as Word does (ECMA-376 part 1, 17.7.2): defaults, table, paragraph and character styles, each with
what it is based on, then the run itself.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from htsd_cli.readers.packages import Package, UnreadableFile, parsed
from htsd_cli.readers.word.elements import OFF, RPR, VAL, W
from htsd_cli.readers.word.lengths import is_wide_margin, length, may_shift
from htsd_cli.readers.word.looks.colours import WHITE, Colour, of_shading
from htsd_cli.readers.word.looks.embedded_fonts import lying_fonts
from htsd_cli.readers.word.looks.look import PLAIN, Look, as_int, cascade, look_of
from htsd_cli.readers.word.looks.mould import Mould
from htsd_cli.readers.word.looks.properties import Props, key_of, said_by, said_by_one
from htsd_cli.readers.word.looks.table_style import Conditions, is_crossed, parts_at, switches
from htsd_cli.readers.word.looks.theme import Theme, mapping_in

_LONGEST_SHARED = 1 << 18  # bytes of styles and theme that several files may share
_AWAY = 5000  # twentieths of a point: a table indented so far may leave its page
_MOST_KEPT = 4096  # shadings, tables or looks of one set of styles
_NOTHING: Props = {}
# What a table style does beside the look of its letters: the property "odd" of its cells.
HIDDEN_ROW, MOVED, NUMBERED, CROSSED = "hidden", "moved", "numbered", "crossed"
_MARGINS = f"{W}tblPr/{W}tblCellMar", f"{W}tcPr/{W}tcMar"
_FIRST_FONT = "Times New Roman"  # of letters whose font nobody says


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
        return as_int(self._cascade(rpr).get("sz"), 20)

    def joins(self, mark: etree._Element | None) -> bool:
        """Return whether a paragraph's mark with these properties is hidden or deleted: the next one joins it."""
        return self._resolved(mark)[1]

    def _resolved(self, rpr: etree._Element | None) -> tuple[Look, bool]:
        key = None if rpr is None else key_of(rpr)
        found = self.known.get(key)
        if found is None:
            if len(self.known) >= _MOST_KEPT:
                self.known.clear()
            props = self._cascade(rpr)
            look = look_of(props, self.behind)
            if self.thin:
                look = look._replace(state="unseen")
            gone = rpr is not None and any(rpr.find(name) is not None for name in (f"{W}del", f"{W}moveFrom"))
            found = self.known[key] = (PLAIN if look == PLAIN else look, gone or bool(props.get("vanish")))
        return found

    def _cascade(self, rpr: etree._Element | None) -> dict[str, object]:
        styles = self.styles
        direct = _NOTHING if rpr is None else said_by(rpr, styles.theme)
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


class Styles:
    """The styles of a Word file, each resolved when it is first used."""

    def __init__(
        self,
        part: bytes | None,
        theme: bytes | None,
        mapping: tuple[tuple[str, str], ...] = (),
        lying: frozenset[str] = frozenset(),
    ) -> None:
        self.theme = Theme(theme, mapping, lying)
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
            self.defaults = _NOTHING if found is None else said_by(found, self.theme)
            self._whole = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        if lying and "ascii" not in self.defaults and (sign := self.theme.sign_font(_FIRST_FONT)):
            self.defaults = {**self.defaults, "ascii": sign}
        self._props: dict[tuple[str, str], Props] = {}
        self._tables: dict[str, Conditions] = {}
        self._shadings: dict[tuple[str | bytes, ...], Colour | None] = {}
        self._looks: dict[tuple[object, ...], TableLook] = {}
        self.paper = Context()  # where no table is
        # By XML: what plain cells say, how many rows begin in what stands between two of them, and whether the columns
        # of a table that begins so are ordinary ones.
        self.moulds: dict[bytes, Mould] = {}
        self.frames: dict[bytes, int] = {}
        self.heads: dict[bytes, bool] = {}

    @classmethod
    def of(cls, package: Package, main: str) -> Styles:
        """Return the styles of a Word file; the filled copies of one blank, which have the same, share them."""
        usual = "word/styles.xml"
        part = package.read(usual if usual in package else package.related(main, "styles") or usual)
        theme: bytes | None = None
        with suppress(UnreadableFile):
            theme = package.read(package.related(main, "theme") or "")
        mapping: tuple[tuple[str, str], ...] = ()
        with suppress(UnreadableFile):
            mapping = mapping_in(package.read("word/settings.xml"))
        lying = lying_fonts(package, main)
        if len(part or b"") + len(theme or b"") > _LONGEST_SHARED:
            return cls(part, theme, mapping, lying)
        return _shared(part, theme, mapping, lying)

    # -- levels ---------------------------------------------------------------------------------------------

    def own(self, element: etree._Element) -> dict[str, object]:
        """Return what one element of a w:rPr says."""
        return said_by_one(element, self.theme)

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
            if kind == "paragraph":
                self._paragraph_part(self._whole, "", whole)
            for element in self._ancestors(name or ""):
                rpr = element.find(RPR)
                if rpr is not None:
                    whole.update(said_by(rpr, self.theme))
                if kind == "paragraph":
                    self._paragraph_part(element.find(f"{W}pPr"), element.get(f"{W}styleId", ""), whole)
            known = self._props[key] = whole
        return known

    def _paragraph_part(self, ppr: etree._Element | None, style: str, whole: dict[str, object]) -> None:
        """Take what the w:pPr of a style, or of the defaults, says that matters to letters."""
        if ppr is None:
            return
        shading, numbered = ppr.find(f"{W}shd"), ppr.find(f"{W}numPr")
        if shading is not None:
            whole["behind"] = of_shading(shading, self.theme)
        if numbered is not None:
            whole["numbered"] = (style, numbered)
        if any(may_shift(child) for child in ppr):
            whole["shifted"] = True

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
            if len(context.bases) >= _MOST_KEPT:
                context.bases.clear()
                context.plain.clear()
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
        key = (name, fill, switches(look))
        if key not in self._looks:
            if len(self._looks) >= _MOST_KEPT:
                self._looks.clear()
            self._looks[key] = TableLook(known, fill, key[2])
        return self._looks[key]

    def _conditions(self, name: str) -> Conditions:
        whole: dict[str, object] = {}
        behind: Colour | None = None
        parts: dict[str, tuple[Props, Colour | None]] = {}
        bands = [1, 1]
        for element in self._ancestors(name):
            whole.update(self._table_part(element))
            behind = self._fill(element) or behind
            for place, band in enumerate(("Row", "Col")):
                size = element.find(f"{W}tblPr/{W}tblStyle{band}BandSize")
                if size is not None and size.get(VAL, "").isdigit():
                    bands[place] = max(1, int(size.get(VAL, "1")))
            for condition in element.iterfind(f"{W}tblStylePr"):
                kind = condition.get(f"{W}type", "")
                own = self._table_part(condition)
                before, fill = parts.get(kind, (_NOTHING, None))
                if kind == "wholeTable":
                    whole.update(own)
                    behind = self._fill(condition) or behind
                else:
                    parts[kind] = ({**before, **own}, self._fill(condition) or fill)
        parts = {kind: part for kind, part in parts.items() if part[0] or part[1]}
        return Conditions(whole, behind, parts, (bands[0], bands[1]))

    def _table_part(self, element: etree._Element) -> dict[str, object]:
        """Return what a table style or a part of one sets for letters; "odd" is what else it does to them."""
        rpr, ppr = element.find(RPR), element.find(f"{W}pPr")
        own = {} if rpr is None else said_by(rpr, self.theme)
        hidden = element.find(f"{W}trPr/{W}hidden")
        if hidden is not None and hidden.get(VAL, "1") not in OFF:
            own["odd"] = HIDDEN_ROW
        elif ppr is not None and ppr.find(f"{W}numPr") is not None:
            own["odd"] = NUMBERED
        elif is_crossed(element.find(f"{W}tcPr")):
            own["odd"] = CROSSED
        elif self._is_moved(element, ppr):
            own["odd"] = MOVED
        return own

    def _is_moved(self, element: etree._Element, ppr: etree._Element | None) -> bool:
        """Return whether a table style, or a part of one with this w:pPr, may push letters out of their cells."""
        indent = length(element.find(f"{W}tblPr/{W}tblInd"), "w") or 0
        wide = any(is_wide_margin(margins) for way in _MARGINS for margins in element.iterfind(way))
        return abs(indent) > _AWAY or wide or (ppr is not None and any(may_shift(child) for child in ppr))

    def _fill(self, element: etree._Element) -> Colour | None:
        shading = element.find(f"{W}pPr/{W}shd")  # nearer to the letters than the cell's
        if shading is None:
            shading = element.find(f"{W}tcPr/{W}shd")
        return None if shading is None else of_shading(shading, self.theme)

    def shading(self, element: etree._Element | None) -> Colour | None:
        """Return the colour a w:shd shows, None where there is none."""
        if element is None:
            return None
        key = (*element.keys(), *element.values())
        if key not in self._shadings:
            if len(self._shadings) >= _MOST_KEPT:
                self._shadings.clear()
            self._shadings[key] = of_shading(element, self.theme)
        return self._shadings[key]


_shared = lru_cache(maxsize=16)(Styles)


@dataclass(slots=True)
class TableLook:
    """How the cells of one table look before anything in them is said."""

    conditions: Conditions
    fill: Colour | None
    switches: frozenset[str]
    _known: dict[tuple[object, ...], Context] = field(default_factory=dict)

    def context(self, place: tuple[int, int, int, int], shading: Colour | None) -> Context:
        """Return the context of a cell: `place` is (row, rows, column, columns), counted from 0."""
        applied = parts_at(self.conditions, self.switches, place) if self.conditions.parts else ()
        key = (applied, shading)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            props, behind = dict(self.conditions.whole), self.fill or self.conditions.behind
            for part in applied:
                own, fill = self.conditions.parts[part]
                props.update(own)
                behind = fill or behind
            known = self._known[key] = Context(props, shading or behind or WHITE)
        return known
