"""The short way through a plain cell, as nearly every one is: letters in runs that need no second look."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from htsd_cli.readers.word.elements import OFF, RPR, VAL, W
from htsd_cli.readers.word.lengths import keeps_lines
from htsd_cli.readers.word.looks.colours import Colour, tell_apart
from htsd_cli.readers.word.looks.look import PLAIN
from htsd_cli.readers.word.looks.properties import key_of
from htsd_cli.readers.word.looks.styles import Base, Context, Styles

P, R, T, PPR, TCPR = f"{W}p", f"{W}r", f"{W}t", f"{W}pPr", f"{W}tcPr"
CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
# Properties of a paragraph that change nothing in what its letters say.
PLAIN_PROPERTIES = frozenset(f"{W}{name}" for name in (
    "jc", "ind", "keepNext", "keepLines", "tabs", "pBdr", "widowControl", "contextualSpacing", "cnfStyle", "outlineLvl",
    "snapToGrid", "suppressAutoHyphens", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "textAlignment",
))  # fmt: skip
_STYLE, _SPACING = f"{W}pStyle", f"{W}spacing"


# Half points, percent, twentieths of a point: beyond, a person has to look.
_SMALL, _NARROW, _CLOSE, _WIDE = 10, 50, -40, 50
_SWITCHES = frozenset(f"{W}{name}" for name in ("vanish", "specVanish", "strike", "dstrike"))
SIZE, _R_STYLE = f"{W}sz", f"{W}rStyle"
_PROPERTIES = frozenset(
    f"{W}{name}" for name in ("color", "rFonts", "position", "w", "sz", "spacing", "shd", "highlight")
)


@dataclass(slots=True)
class Uniform:
    """Says of the runs of a table whether each looks as its paragraph does, but for its size, weight and colour.

    The colours they set are collected: each must be seen on every paper its table has (`is_seen`).
    """

    styles: Styles
    _known: set[tuple[str | bytes, ...]] = field(default_factory=set)
    colours: set[Colour] = field(default_factory=set)
    _papers: set[Colour] = field(default_factory=set)
    _plain: dict[Context, set[str | None]] = field(default_factory=dict)

    def take(self, element: etree._Element) -> bool:
        """Take an element of a run's or a mark's own properties; return whether it leaves the letters as they are."""
        tag = element.tag
        if tag == SIZE:
            size = element.get(VAL, "")
            return size.isdigit() and int(size) >= _SMALL
        key = (tag, *element.values())
        if key in self._known:
            return True
        self._known.add(key)
        if tag in _SWITCHES:
            return element.get(VAL, "1") in OFF
        if tag == f"{W}vertAlign":
            return element.get(VAL) == "baseline"
        if tag == _R_STYLE:
            return all(self._is_plain(*item) for item in self.styles.character(element.get(VAL)).items())
        return tag in _PROPERTIES and all(self._is_plain(*item) for item in self.styles.own(element).items())

    def _is_plain(self, name: str, value: object) -> bool:
        """Return whether a property, as `Styles` names it, leaves letters as they are."""
        if isinstance(value, Colour) and name == "color":
            self.colours.add(value)
            return True
        if isinstance(value, int) and not isinstance(value, bool):
            least = {"sz": _SMALL, "w": _NARROW, "spacing": _CLOSE}.get(name)
            if name == "spacing" and value > _WIDE:
                return False
            return abs(value) < 4 if name == "position" else least is not None and value >= least
        return value is None or value is False

    def plain_names(self, context: Context) -> set[str | None]:
        """Return the styles of paragraphs found plain in a context so far; None is that of a paragraph without one."""
        return self._plain.setdefault(context, set())

    def is_plain(self, name: str | None, context: Context) -> bool:
        """Return whether paragraphs of this style have plain letters in a context, and stand in no list."""
        base = _base(name, self.styles, context)
        if (
            base is None
            or base.look(None) is not PLAIN
            or "shifted" in base.paragraph
            or "odd" in context.table
        ):
            return False
        self._papers.add(base.behind)
        self.plain_names(context).add(name)
        return True

    def is_seen(self) -> bool:
        """Return whether every colour of letters is seen on every colour that lies behind some."""
        return all(tell_apart(letters, paper) for letters in self.colours for paper in self._papers)


def plain_cell(tc: etree._Element, styles: Styles, context: Context) -> str | None:
    """Return the text of a cell, a line for each paragraph; None where the long way must be gone."""
    lines: list[str] = []
    for element in tc:
        tag = element.tag
        if tag == P:
            line = plain_line(element, styles, context)
            if line is None:
                return None
            if line:
                lines.append(line)
        elif tag != TCPR:
            return None
    return lines[0] if len(lines) == 1 else "\n".join(lines)


def plain_line(paragraph: etree._Element, styles: Styles, context: Context) -> str | None:
    """Return the text of a paragraph; None where the long way must be gone."""
    parts: list[str] = []
    base: Base | None = None
    for child in paragraph:
        tag = child.tag
        if tag == R:
            if base is None:
                base = _base(None, styles, context)
                if base is None:
                    return None
            if not _take(child, base, parts):
                return None
        elif tag == PPR:
            name, mark = None, None
            for element in child:
                kind = element.tag
                if kind in PLAIN_PROPERTIES:
                    continue
                if kind == RPR:
                    mark = element
                elif kind == _STYLE:
                    name = element.get(VAL)
                elif kind != _SPACING or not keeps_lines(element):
                    return None
            base = _base(name, styles, context)
            if base is None or base.joins(mark):
                return None
        else:
            return None
    if base is None and _base(None, styles, context) is None:
        return None
    return "".join(parts)


def are_of_two_sizes(run: etree._Element) -> bool:
    """Return whether the letters of a run may be of another size than those of the run before it."""
    before = run.getprevious()
    while before is not None and before.tag != R:
        before = before.getprevious()
    return before is None or _size_said(before) != _size_said(run)


def _size_said(run: etree._Element) -> list[tuple[str, str | None]]:
    """Return what a run says of its letters' size."""
    properties = run.find(RPR)
    if properties is None:
        return []
    return [(element.tag, element.get(VAL)) for element in properties if element.tag in (SIZE, _R_STYLE)]


def _base(name: str | None, styles: Styles, context: Context) -> Base | None:
    """Return what a paragraph hands down, None when it stands in a list by its style."""
    base = context.plain.get(name)
    if base is None:
        base = styles.base(name, context)
        if "numbered" in base.paragraph or base.joins(None):
            return None
        context.plain[name] = base
    return base


def _take(run: etree._Element, base: Base, parts: list[str]) -> bool:
    """Take the letters of a run; return whether all of them are plain."""
    known = base.known
    looked = False
    for element in run:
        tag = element.tag
        if not looked and tag != RPR:
            looked = True
            if base.look(None) is not PLAIN:
                return False
        if tag == T:
            if len(element):
                return False
            if text := element.text:
                if text[0].isdigit() and parts and parts[-1][-1].isdigit() and are_of_two_sizes(run):
                    return False
                parts.append(text if "\n" not in text else text.replace("\n", " "))
        elif tag == RPR:
            looked = True
            found = known.get(key_of(element))
            look = base.look(element) if found is None else found[0]
            if look is not PLAIN and len(run) > 1:  # letters there are
                return False
        elif tag in CHARACTERS:
            parts.append(CHARACTERS[tag])
        else:
            return False
    return True
