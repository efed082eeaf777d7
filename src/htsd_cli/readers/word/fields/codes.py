"""Fields: what their result shows, what only their code shows, and what shows nothing (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.stored import field_comes_to
from htsd_cli.readers.word.elements import OFF, VAL, W
from htsd_cli.readers.word.looks.symbols import shows_pictures, symbol
from htsd_cli.values.document import Seen, Sight

_FLD_TYPE = f"{W}fldCharType"
_DELETED = (f"{W}del", f"{W}moveFrom")
# Fields that only do something: their result is stored, and not shown.
_SILENT = frozenset(("SET", "ASK", "TC", "XE", "RD", "TA", "PRIVATE"))
# Fields whose text stands in the code, behind the name of what a click does.
_BUTTONS = frozenset(("MACROBUTTON", "GOTOBUTTON"))
# Fields that Word counts itself, mostly without storing a result.
_COUNTED = frozenset(
    ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "SEQ", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES")
)
# Fields that Word works out anew whenever it shows them, whatever result is stored.
_LIVE = frozenset(("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "EQ", "ADVANCE"))
# Fields that show what Word counts or draws, whatever a file gives as their result.
_NEVER_STORED = frozenset(("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "SYMBOL"))
# Fields that show nothing while they have no result.
_EMPTY = frozenset(("FORMTEXT", "FORMDROPDOWN", "HYPERLINK", "TOC", "INDEX", "TOA", "BIBLIOGRAPHY", "EMBED"))
# Fields that compute or draw something: without a result it is not stored, and cannot be said to be nothing.
_COMPUTED = frozenset(("=", "IF", "COMPARE", "QUOTE"))
# Fields that Word works out anew when it opens a file whose settings ask for it (w:updateFields).
_RENEWED = frozenset(
    ("=", "IF", "COMPARE", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "SEQ", "DOCPROPERTY", "DOCVARIABLE", "INFO",
     "LINK", "INCLUDETEXT", "DATABASE", "DDE", "DDEAUTO", "NUMWORDS", "NUMCHARS", "EDITTIME", "REVNUM")
)  # fmt: skip
# Fields that Word draws, whatever text is stored as their result.
_DRAWN = frozenset(("DISPLAYBARCODE", "MERGEBARCODE", "BARCODE"))
_SYMBOL = lazy_pattern(r"SYMBOL\s+(0x[0-9A-Fa-f]{1,6}|\d{1,7}|\"?\S\"?)(.*)", re.IGNORECASE | re.DOTALL)
_UPDATES = lazy_pattern(rb"<\w+:updateFields(?: \w+:val=[\"'](\w+)[\"'])?\s*/?>")
_FONT = lazy_pattern(r"\\f\s*\"?([^\"\\]+)", re.IGNORECASE)


class Formula(NamedTuple):
    """A formula field of a cell: the cell's row and column, the field's code and the result it shows."""

    row: int
    column: int
    code: str
    shown: str


@dataclass(slots=True)
class Field:
    """An open field: its code so far, whether the code goes on, and how much text stood before its result."""

    code: list[str] = field(default_factory=list)
    in_code: bool = True
    mute: bool = False
    before: int = 0
    dirty: bool = False  # Word works its result out anew when it opens the file
    renewed: bool = False  # … where it is of a kind that follows from other places
    formula: str = ""  # of a form field that Word computes
    chosen: str = ""  # the entry a drop-down form field shows
    unshown: list[str] = field(default_factory=list)  # the result, of one that shows something else
    first: etree._Element | None = None  # the element it begins with
    rests: bool = False  # on the result of another field, within its code

    @property
    def kind(self) -> str:
        """The field's name in capitals: "PAGE", "=" for a formula."""
        words = "".join(self.code).split(None, 1)
        if not words:
            return ""
        return "=" if words[0].startswith("=") else words[0].upper()

    def separate(self, before: int) -> None:
        """The code ends and the result begins."""
        self.in_code = False
        self.before = before
        self.mute = self.kind in _SILENT or self.kind in _BUTTONS or bool(self.chosen)

    def ended(self, text_now: int, shown: str = "") -> str | Seen:
        """Return what the field shows beside its result `shown`: a text, or a sight; "" for nothing."""
        code, kind = "".join(self.code).strip(), self.kind
        if kind in _BUTTONS:
            words = code.split(None, 2)
            return words[2].strip('"') if len(words) == 3 else ""
        unshown = "".join(self.unshown).strip()
        if self.chosen and unshown and unshown != self.chosen.strip():
            return Seen(Sight.CONTROL, unshown)
        stored = not self.in_code and text_now > self.before
        anew = self.dirty or (self.renewed and kind in _RENEWED)
        if anew and stored and kind not in _SILENT:
            return Seen(Sight.UNKNOWN, f"trường {code[:60]} sẽ được tính lại khi mở tệp")
        if kind in _DRAWN:
            return Seen(Sight.UNKNOWN, f"trường {code[:60]}")
        if stored and kind in _NEVER_STORED:
            return Seen(Sight.UNKNOWN, f"trường {code[:60]}")
        if stored and kind not in _LIVE:
            computed = field_comes_to(code, shown) if kind == "=" else ""
            return Seen(Sight.STALE, computed) if computed else ""
        if kind == "SYMBOL":
            return _of_symbol(code)
        if kind in _COUNTED and not stored:
            return Seen(Sight.LIST_NUMBER, "")
        if kind == "EQ":
            return Seen(Sight.EXPONENT, code[2:].strip())
        if kind in _COMPUTED:
            return Seen(Sight.UNKNOWN, f"trường {code[:60]}")
        if kind not in _LIVE and not self.in_code:
            return ""
        if kind in _SILENT or kind in _EMPTY or kind == "FORMCHECKBOX" or not kind:
            return ""
        return Seen(Sight.UNKNOWN, f"trường {code[:60]}")


@dataclass(slots=True)
class Fields:
    """The fields open at a place of the text, the innermost last."""

    stack: list[Field] = field(default_factory=list)

    def open(self, opened: Field) -> None:
        """Take a field that begins here, perhaps within the code of another."""
        if self.stack and self.stack[-1].in_code:
            self.stack[-1].rests = True
        self.stack.append(opened)

    @property
    def hidden(self) -> bool:
        """Whether text here is no part of what is shown."""
        return any(open_.in_code or open_.mute for open_ in self.stack)

    def take(self, text: str) -> None:
        """Keep text that stands in a code: a nested field's result may be the text of a button."""
        for open_ in reversed(self.stack):
            if open_.in_code:
                open_.code.append(text)
                return
            if open_.mute:
                open_.unshown.append(text)
                return


def is_dirty(element: etree._Element) -> bool:
    """Return whether Word is to work out a field's result anew when it opens the file (w:fldChar, w:fldSimple)."""
    return element.get(f"{W}dirty", "0") not in OFF


def renews_fields(package: Package) -> bool:
    """Return whether a file's settings ask Word to work its fields out anew when it opens it (17.15.1.90)."""
    with suppress(UnreadableFile):
        found = _UPDATES.search(package.read("word/settings.xml") or b"")
        return found is not None and (found[1] or b"1").decode() not in OFF
    return False


def lone_marks(body: etree._Element) -> frozenset[etree._Element]:
    """Return the w:fldChar elements without partner, or whose partner stands in another cell or box.

    They are passed over: text between them would else be lost as code. Those in deleted text are never read.
    """
    stack: dict[etree._Element | None, list[list[etree._Element]]] = {}
    good: set[etree._Element] = set()
    every: set[etree._Element] = set()
    homes = (f"{W}tc", f"{W}txbxContent")
    for mark in body.iter(f"{W}fldChar"):
        if next(mark.iterancestors(*_DELETED), None) is not None:
            continue
        every.add(mark)
        home = next(mark.iterancestors(*homes), None)
        mine = stack.setdefault(home, [])
        kind = mark.get(_FLD_TYPE)
        if kind == "begin":
            mine.append([mark])
        elif kind == "separate" and mine:
            mine[-1].append(mark)
        elif kind == "end" and mine:
            good.update(mine.pop())
            good.add(mark)
    return frozenset(every - good)


def chosen_entry(field_char: etree._Element) -> str:
    """Return the entry a drop-down form field shows; it has no result in the text."""
    choices = field_char.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(VAL, "") for entry in choices.iterfind(f"{W}listEntry")]
    chosen = choices.find(f"{W}result")
    if chosen is None:
        chosen = choices.find(f"{W}default")
    value = "" if chosen is None else chosen.get(VAL, "")
    place = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
    return entries[place] if place < len(entries) else ""


def ticked(field_char: etree._Element) -> str:
    """Return the box a check box form field shows, "" when it is none."""
    box = field_char.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = box.find(f"{W}checked")
    if state is None:
        state = box.find(f"{W}default")
    return "☒" if state is not None and state.get(VAL, "1") not in OFF else "☐"


def _of_symbol(code: str) -> str:
    match = _SYMBOL.match(code)
    if match is None:
        return "\ufffd"
    said, rest = match[1].strip('"'), match[2]
    font = _FONT.search(rest)
    if font is not None and shows_pictures(font[1]):
        return "\ufffd"
    if len(said) == 1 and not said.isdigit():
        return said
    number = int(said, 16) if said[:2].lower() == "0x" else int(said)
    if 0xF000 <= number <= 0xF0FF:
        return symbol(f"{number:04X}", "")
    shown = chr(number) if 32 <= number < 0x110000 else "\ufffd"
    # Without \u the number is one of the Windows code page; beyond ASCII that is left to people.
    return shown if number < 127 or "\\u" in rest.lower() else "\ufffd"
