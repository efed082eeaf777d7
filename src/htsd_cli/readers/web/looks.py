"""How the text of a web page looks where it stands, and what is known of the page while it is read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.legacy_fonts import as_drawn
from htsd_cli.readers.web.elements import Policy, policy_of
from htsd_cli.readers.web.scripts import changed_by_scripts
from htsd_cli.readers.web.styles import layout, letters, transforms, visibility
from htsd_cli.readers.web.styles.colours import Colour, alike, colour, is_clear
from htsd_cli.readers.web.styles.declared import UNSURE, Declarations
from htsd_cli.readers.web.styles.doubtful import is_doubtful
from htsd_cli.readers.web.styles.matching import matches
from htsd_cli.readers.web.styles.media import applies
from htsd_cli.readers.web.styles.sheet import StyleSheet
from htsd_cli.readers.web.styles.sizes import PLAIN
from htsd_cli.values.document import Block, Seen
from htsd_cli.values.findings import Finding

_TINY = 3.0  # points: smaller letters cannot be read
_LONGEST_NOTE = 2_000  # letters
_MOST_IMPORTS = 4  # style sheets within one another
_LONGEST_NAME = 60  # letters of a file's name
_IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*["']?(?P<url>[^"')]+?)["']?\s*\)|["'](?P<name>[^"']+)["'])(?P<media>[^;{}]*)""",
    re.I,
)
_IN_LAYER = re.compile(r"^\s*(?:layer(?:\([^()]*\)|\b)\s*|supports\((?:[^()]|\([^()]*\))*\)\s*)+", re.I)
# Style sheets of Google's that set fonts and the grid of a sheet alone; its documents and sheets all name one.
_OF_FONTS_OR_GRIDS = re.compile(
    r"(?:https?:)?//(?:fonts\.googleapis\.com|themes\.googleusercontent\.com/fonts|docs\.google\.com/static"
    r"|(?:ssl|www)\.gstatic\.com)/|(?:\./)?resources/sheet\.css$",
    re.I,
)
_FONT_STEP = re.compile(r"\s*([+-]?\d{1,2})\s*")
_FONT_SIZES = (7.5, 9.75, 12.0, 13.5, 18.0, 24.0, 36.0)  # points of <font size=1> to <font size=7>
_ADDRESS = re.compile(r"url\([^)]*\)")
_PARTS = frozenset(("html", "body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"))
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
NOTE_MARK = re.compile(r"\[?\s*(?:[A-Za-z]{0,4}\d{1,5}|\*+|[ivx]+)\s*\]?")


class Look(NamedTuple):
    """How text looks where it stands: its font, whether it is bold, struck, raised, and why nobody sees it."""

    font: str = ""
    bold: bool = False
    struck: bool = False
    raised: bool = False
    unseen: bool = False  # with all that is inside, as what is not shown at all
    invisible: bool = False  # this and what follows are undone by what an element inside says
    clear: bool = False
    size: float = PLAIN  # points
    doubtful: bool = False  # what a style does to it is not followed: it is read and told
    lines: bool = False  # the lines of the source are lines on paper
    shrunk: float = 1.0  # how large letters are shown of the size they have
    broken: bool = False  # a word takes no more room than its widest letter
    colour: Colour = (0, 0, 0)
    ground: Colour = (255, 255, 255)
    opacity: float = 1.0  # of all that stands around it, one within another

    @property
    def is_out_of_sight(self) -> bool:
        """Whether nobody sees the text."""
        own = (
            self.unseen
            or self.invisible
            or self.clear
            or self.size * self.shrunk < _TINY
            or visibility.is_faint(self.opacity)
        )
        return own or alike(self.colour, self.ground)


@dataclass(slots=True)
class Page:
    """What is known of a page, or of several taken as one, while it is read."""

    blocks: list[Block] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    decoded: set[str] = field(default_factory=set)
    styles: StyleSheet = field(default_factory=StyleSheet)
    note_texts: dict[str, str] = field(default_factory=dict)  # a note's name -> what it says
    sights: list[Seen] = field(default_factory=list)  # outside every cell
    notes: list[str] = field(default_factory=list)  # outside every cell
    kept_sheets: dict[str, str] = field(default_factory=dict)  # style sheets that came with the page, by name
    sources: dict[str, tuple[str, bool]] = field(default_factory=dict)  # of a workbook's parts, as in `names`
    missing_sheets: dict[str, None] = field(
        default_factory=dict
    )  # names of those that did not, in their order
    names: list[tuple[str, bool]] = field(
        default_factory=list
    )  # of a workbook's sheets, and whether each is hidden
    changed: set[etree._Element] = field(default_factory=set)  # that a script may write into, or hide
    letters: float = PLAIN  # the size of the page's own letters, in points
    tables: int = 0
    struck: bool = False
    depth: int = 0  # of style sheets that take in others
    sheets: int = 0
    paragraphs: int = 0
    cells: int = 0

    def read_styles(self, root: etree._Element) -> None:
        """Take in a page's own style sheet, the names of those it has elsewhere, and what its notes say."""
        for element in root.iter("style", "link"):
            media = element.get("media") or ""
            if element.tag == "style":
                text = without((element.text or "").replace("<!--", "").replace("-->", ""), "/*", "*/")
                for found in _IMPORT.finditer(text) if applies(media) else ():
                    self._take(found["url"] or found["name"], found["media"])
                self.styles.add(text, media)
                continue
            kinds = (element.get("rel") or "").lower().split()
            if "stylesheet" in kinds and "alternate" not in kinds and element.get("disabled") is None:
                self._take(element.get("href") or "", media)
        self.changed |= changed_by_scripts(root, matches)
        self.styles.prepare(root)
        for anchor in root.iter("a"):
            name = (anchor.get("name") or anchor.get("id") or "").lower()
            if name.startswith(("_msocom", "_ftn", "_edn", "sdfootnote")) and not name.startswith(
                ("_ftnref", "_ednref")
            ):
                holder = next((above for above in anchor.iterancestors("div", "p")), None)
                if holder is not None:
                    said = _beginning(holder)
                    self.note_texts[name] = NOTE_MARK.sub("", said, count=1).strip() if said else ""

    def begin(self, *, any_case: bool) -> None:
        """Begin another page of several: what styles one has are none of the next's.

        `any_case` says that capitals in the names of its classes and ids are none.
        """
        self.styles, self.letters = StyleSheet(any_case), PLAIN

    def _take(self, address: str, media: str) -> None:
        """Take in a style sheet that is meant for this paper, or note its name where it did not come with the page."""
        name = file_name(address)
        media = _IN_LAYER.sub("", media)
        if not name or not applies(media) or _OF_FONTS_OR_GRIDS.match(address.strip()):
            return
        if name in self.kept_sheets:
            text = self.kept_sheets[name]
            self.styles.add(text, media)
            for found in _IMPORT.finditer(text):
                if file_name(found["url"] or found["name"]) != name and self.depth < _MOST_IMPORTS:
                    self.depth += 1
                    self._take(found["url"] or found["name"], found["media"])
                    self.depth -= 1
        else:
            self.missing_sheets[name] = None

    def look_of(self, element: etree._Element, look: Look) -> Look:
        """Return how the text inside an element looks that stands where text looks so."""
        declared = self.styles.of(element)
        policy = policy_of(str(element.tag))
        changes: dict[str, object] = {}
        if policy is Policy.STRUCK or (declared and letters.strikes(declared)):
            changes["struck"] = True
        if policy is Policy.RAISED or (policy is not Policy.TABLE and declared and letters.raises(declared)):
            changes["raised"] = True
        if element.tag in _BOLD:
            changes["bold"] = True
        if element.tag == "font":
            if element.get("face"):
                changes["font"] = str(element.get("face")).split(",")[0].strip()
            if (own := colour(element.get("color") or "")) is not None:
                changes |= {"colour": own, "clear": False}
            if step := _FONT_STEP.fullmatch(element.get("size") or ""):
                changes["size"] = _font_size(step[1])
        if (ground := colour(element.get("bgcolor") or "")) is not None:
            changes["ground"] = ground
        if declared:
            changes |= self._declared(declared, look, element)
        if (declared and visibility.hides(declared)) or _is_hidden(element):
            changes["unseen"] = True
        if element.tag in ("pre", "xmp", "listing", "plaintext"):
            changes["lines"] = True
        if declared and (lines := letters.keeps_lines(declared)) is not None:
            changes["lines"] = lines
        if declared and (broken := letters.breaks_words(declared)) is not None:
            changes["broken"] = broken
        if not changes:
            return look
        return look._replace(**changes)  # type: ignore[arg-type]

    def _declared(self, declared: Declarations, look: Look, element: etree._Element) -> dict[str, object]:
        """Return what a style changes of how text looks where it looked so."""
        changes: dict[str, object] = {}
        family = letters.family_of(declared)
        if family:
            changes["font"] = next(letters.parts_of(family), "")
        said = declared.get("-webkit-text-fill-color") or declared.get("color", "")
        own = colour(said)
        if own is not None:
            changes["colour"] = own
        if said:
            changes["clear"] = is_clear(said)
        if "opacity" in declared or "filter" in declared:
            changes["opacity"] = look.opacity * visibility.opacity_of(declared)
        if (shrunk := transforms.scale_of(declared)) != 1.0:
            changes["shrunk"] = look.shrunk * shrunk
        if (invisible := visibility.keeps_place(declared)) is not None:
            changes["invisible"] = invisible
        for name in ("background", "background-color", "background-image"):
            if name == "background" and declared.get("background-color"):
                continue  # it was said later
            ground = _ground(declared.get(name, ""), own or look.colour)
            if ground is not None:
                changes["ground"] = ground
        size = letters.font_size(declared, look.size, self.letters)
        doubtful = size is not None and math.isnan(size)
        if size is not None and not doubtful:
            changes["size"] = size
            if element.tag == "html":
                self.letters = size
        in_text = element.tag not in _PARTS and element.getparent() is not None
        doubtful = doubtful or self.styles.moves(declared) or is_doubtful(declared, inside=in_text)
        if doubtful or (transforms.distorts(declared) and not (in_text and _is_in_cell(element))):
            # of a cell, a row, a table, of what stands around it: all letters in it
            changes["doubtful"] = True
        return changes

    def is_gone(self, element: etree._Element) -> bool:
        """Return whether an element is not shown and takes no place either."""
        display = (self.styles.of(element) or {}).get("display", "").lower()
        return display == "none" or (not display and _is_hidden(element))

    def is_undecided(self, element: etree._Element) -> bool:
        """Return whether nobody knows what a style does to an element."""
        return UNSURE in self.styles.of(element)

    def is_hidden(self, element: etree._Element) -> bool:
        """Return whether an element is not shown at all."""
        declared = self.styles.of(element)
        return _is_hidden(element) or (bool(declared) and visibility.hides(declared))

    def display_of(self, element: etree._Element) -> str:
        """Return how a part of a table is laid out where its style says so, `layout.PLACED` for one out of the flow."""
        declared = self.styles.of(element)
        return layout.layout_of(declared) if declared else ""

    def is_unseen(self, element: etree._Element) -> bool:
        """Return whether nobody sees an element, a row or column of a table that may keep its place."""
        return self.is_hidden(element) or visibility.keeps_place(self.styles.of(element) or {}) is True

    def decode(self, text: str, font: str) -> str:
        """Return a text in Unicode if its font is a legacy one."""
        return as_drawn(text, font, self.decoded)


def file_name(address: str) -> str:
    """Return the last part of an address in small letters, as a message names it."""
    return re.split(r"[/\\]", re.split(r"[?#]", address.strip())[0])[-1][:_LONGEST_NAME].lower()


def _ground(said: str, own: Colour) -> Colour | None:
    """Return the colour a background gives, None where it gives none; `own` is the colour of the letters."""
    if not said:
        return None
    if "currentcolor" in said.lower():
        return own
    if "gradient(" in said:
        parts = said.partition("gradient(")[2].split(",")
        stops = [found for part in parts if (found := colour(part)) is not None]
        plain = stops and not any(map(is_clear, parts)) and all(alike(stops[0], other) for other in stops)
        return stops[0] if plain else None
    return None if is_clear(said) else colour(_ADDRESS.sub(" ", said))


def _font_size(step: str) -> float:
    """Return the points of a `<font size>`; with a sign it counts from 3."""
    place = int(step) + (3 if step[0] in "+-" else 0)
    return _FONT_SIZES[min(max(place, 1), len(_FONT_SIZES)) - 1]


def _is_in_cell(element: etree._Element) -> bool:
    return next(element.iterancestors("td", "th"), None) is not None


def _is_hidden(element: etree._Element) -> bool:
    """Return whether an element hides itself without a style."""
    return element.get("hidden") is not None or element.get("popover") is not None


def _beginning(element: etree._Element) -> str:
    """Return the words under an element, as many as a note has."""
    out: list[str] = []
    left = _LONGEST_NOTE
    for text in element.itertext():
        out.append(str(text)[:left])
        left -= len(out[-1])
        if left <= 0 or len(out) > _LONGEST_NOTE // 4:
            break
    return " ".join("".join(out).split())


def without(text: str, start: str, end: str) -> str:
    """Return the text without the parts from each `start` to the next `end`."""
    parts: list[str] = []
    at = 0
    while (begin := text.find(start, at)) >= 0:
        close = text.find(end, begin + len(start))
        if close < 0 and start == "/*":  # a remark that nobody ends
            return "".join((*parts, text[at:begin]))
        if close < 0:
            break
        parts.append(text[at:begin])
        at = close + len(end)
    return "".join(parts) + text[at:]
