"""The style sheet of a web page: which declarations hold for an element, as a browser decides it.

Whom a selector means is told by `selectors`, which rules stand where by `rules`, which are stronger by `cascade`. A
rule of which nobody knows whether it holds (a selector only a later browser knows, the width of a container, a page of
thousands of rows that are asked for their places) changes nothing by itself: where it would hide, strike or move
something, that is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from htsd_cli.readers.web.elements import Policy, policy_of
from htsd_cli.readers.web.styles.cascade import Holding, merged
from htsd_cli.readers.web.styles.declared import UNSURE, Declarations, changes_sight, declarations
from htsd_cli.readers.web.styles.layout import is_inline
from htsd_cli.readers.web.styles.matching import are_matched, named, names_of
from htsd_cli.readers.web.styles.media import applies
from htsd_cli.readers.web.styles.painting import animations, is_painted
from htsd_cli.readers.web.styles.rules import Layers, Rule, rules_of
from htsd_cli.readers.web.styles.selectors import Selector, parted, read_selector

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
# Parts of an element that are none of its own: text put before or after it, its first line or letter.
_ELEMENT_PART = re.compile(
    r"::(?:before|after|first-line|first-letter|selection|placeholder|marker|backdrop|file-selector-button)\b"
    r"|:(?:before|after|first-line|first-letter)\b",
    re.I,
)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|url\([^\"')]*\)", re.S)
_ESCAPED = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|([g-z_-]))", re.I)
# Signs of a string or address that would be taken for the end of what they stand in.
_SIGNS = str.maketrans("{};,@", "\ue001\ue002\ue003\ue004\ue005")
_PLAINLY = str.maketrans("\ue001\ue002\ue003\ue004\ue005", "{};,@")
_PROPERTY = re.compile(r"@property\s+(--[\w-]+)\s*\{[^{}]*?initial-value\s*:([^;{}]*)", re.I)
_MOST_RULES = 20_000
_MOST_PLACED = 500  # rules that cssselect2 is asked
_MOST_SIBLINGS = 2_000  # it looks at all of them for each
_MOST_KNOWN = 10_000  # looks of elements kept,
_MOST_LATELY = 1_000  # elements whose looks were asked for lately
_MOST_AROUND = 40  # each within no more others than this
_MOST_UNSURE = 20  # rules looked at one by one
_DEEPEST = 8  # variables within one another

_IN_LINES = frozenset((Policy.INLINE, Policy.STRUCK, Policy.RAISED, Policy.BOLD))
# What says nothing of a part of a line.
_OF_BOXES = frozenset(
    (
        "transform", "rotate", "scale", "translate", "width", "height", "max-width", "max-height", "min-width",
        "overflow", "overflow-x", "overflow-y", "content-visibility", "contain",
    )
)  # fmt: skip

_Key = tuple[str, ...]  # what an element is known by: its tag, class, id, and style of its own


@dataclass(slots=True)
class StyleSheet:
    """The rules of a page, by the last name of their selector; each with what must stand around the element."""

    any_case: bool = False  # capitals in the names of classes and ids are none
    _rules: dict[str, list[Holding]] = field(default_factory=dict)
    _layers: Layers = field(default_factory=Layers)
    _generating: dict[str, list[Holding]] = field(default_factory=dict)
    _known: dict[tuple[_Key, ...], dict[str, str]] = field(default_factory=dict)
    _lately: dict[etree._Element, dict[str, str]] = field(default_factory=dict)
    _places: dict[etree._Element, object] = field(default_factory=dict)
    _frames: set[str] = field(default_factory=set)  # names of key frames that change what is seen
    _initial: dict[str, str] = field(default_factory=dict)  # variable -> what it is where nobody sets it
    _count: int = 0
    _placed: int = 0

    def add(self, text: str, media: str = "") -> None:
        """Take in the text of a `<style>` for some media, without its comments. Rules beyond a limit are left out."""
        self._known.clear()
        self._lately.clear()
        if not applies(media):
            return
        text = _plain(text)
        self._initial |= {name: value.strip() for name, value in _PROPERTY.findall(text)}
        for rule in rules_of(text, self._layers):
            declared = declarations(rule.body)
            if declared and rule.frames:
                self._frames.add(rule.frames)
            elif declared and self._count <= _MOST_RULES:
                self._add(rule, declared)

    def prepare(self, root: etree._Element) -> None:
        """Take in the tree of a page: the places of elements where rules ask for them."""
        if not self._placed or any(len(element) > _MOST_SIBLINGS for element in root.iter("*")):
            return
        from htsd_cli.readers.web.styles.places import places_of

        for wrapper in places_of(root, any_case=self.any_case):
            self._places[wrapper.etree_element] = wrapper

    def _add(self, rule: Rule, declared: dict[str, str]) -> None:
        """Take in a rule for each of its selectors; one that no browser may know leaves out all of them."""
        found: list[tuple[Selector, bool]] = []
        sure = rule.is_sure
        for part in parted(rule.selectors):
            text = part.strip().translate(_PLAINLY)
            own = _ELEMENT_PART.search(text)
            if own is not None:
                if not _is_generated(own.group().strip(":").lower(), declared):
                    continue
                text = _ELEMENT_PART.sub("", text).strip() or "*"
            selector, known = read_selector(
                text, by_place=self._placed < _MOST_PLACED, any_case=self.any_case
            )
            sure = sure and known
            if selector is not None:
                self._placed += selector.test is not None
                found.append((selector, own is not None))
        for selector, generates in found:
            self._count += 1
            taken = Holding(
                rule.layer,
                selector.rank * 100_000 + self._count,
                selector,
                declared,
                sure and selector.is_sure,
            )
            (self._generating if generates else self._rules).setdefault(selector.key, []).append(taken)

    def of(self, element: etree._Element) -> Declarations:
        """Return what holds for an element itself: the sheet's rules, the stronger later, then its own style."""
        if not self._rules and element.get("style") is None:
            return {}
        known = self._lately.get(element)
        if known is not None:
            return known
        out = self._declared(element)
        if out and any("var(" in value for name, value in out.items() if name[:2] != "--"):
            out = {name: self._filled_in(value, element) for name, value in out.items()}
        if not _OF_BOXES.isdisjoint(out):
            around = element.getparent()
            usually = policy_of(str(element.tag)) in _IN_LINES
            if is_inline(out, {} if around is None else self.of(around), usually=usually):
                out = {name: value for name, value in out.items() if name not in _OF_BOXES}
        if len(self._lately) >= _MOST_LATELY:
            self._lately.clear()
        self._lately[element] = out
        return out

    def _declared(self, element: etree._Element) -> dict[str, str]:
        """Return what holds for an element, its variables as they stand."""
        own = element.get("style") or ""
        around: tuple[_Key, ...] = ((*named(element), own),)
        known = self._known.get(around)
        if known is not None:
            return known
        names = names_of(element, any_case=self.any_case)
        rules = [rule for name in (*names, "*") for rule in self._rules.get(name, ())]
        by_name = all(rule.is_by_name for rule in rules)
        if by_name and any(len(rule.selector.compounds) > 1 for rule in rules):
            around += tuple(named(above) for above in islice(element.iterancestors(), _MOST_AROUND + 1))
            by_name = len(around) <= _MOST_AROUND + 1
            known = self._known.get(around)
            if known is not None:
                return known
        holding: list[Holding] = []
        unsure: list[Holding] = []
        for rule in rules:
            if (holds := self._holds(rule, names, element)) is not False:
                (holding if holds else unsure).append(rule)
        mine = declarations(_plain(own)) if own else {}
        out = merged(holding, mine)
        if unsure and any(
            changes_sight(out, merged([*holding, *more], mine))
            for more in (unsure, *([rule] for rule in unsure[:_MOST_UNSURE]))
        ):
            out[UNSURE] = "?"
        if by_name and len(self._known) < _MOST_KNOWN:
            self._known[around] = out  # nothing else matters
        return out

    def _holds(self, rule: Holding, names: frozenset[str], element: etree._Element) -> bool | None:
        """Return whether a rule holds for an element, None where it may."""
        selector = rule.selector
        place = None if selector.test is None else self._places.get(element)
        if place is None or selector.test is None:
            holds = are_matched(selector.compounds, names, element, any_case=self.any_case)
            is_sure = rule.is_sure and selector.test is None
        else:
            holds, is_sure = bool(selector.test(place)), rule.is_sure
        return (True if is_sure else None) if holds else False

    def _filled_in(self, value: str, element: etree._Element) -> str:
        """Return a value with its variables as they are set for the element or the nearest around it."""
        for _ in range(_DEEPEST):
            if "var(" not in value:
                break
            value = _VARIABLE.sub(lambda match: self._variable(match, element), value)
        return value

    def _variable(self, match: re.Match[str], element: etree._Element) -> str:
        around: etree._Element | None = element
        while around is not None:
            said = self._declared(around)
            if match[1] in said:
                if said[match[1]].lower() == "initial":
                    break
                return said[match[1]]
            around = around.getparent()
        return self._initial.get(match[1], (match[2] or "").strip())

    def moves(self, declared: Declarations) -> bool:
        """Return whether an animation of the page's own changes what is seen."""
        return bool(self._frames) and not self._frames.isdisjoint(animations(declared))

    def generates(self, element: etree._Element) -> bool:
        """Return whether the sheet puts text of its own before or after an element, or changes its first letter."""
        if not self._generating:
            return False
        names = names_of(element, any_case=self.any_case)
        return any(
            self._holds(rule, names, element) is not False
            for name in (*names, "*")
            for rule in self._generating.get(name, ())
        )


def _plain(text: str) -> str:
    """Return a style sheet whose strings and addresses hold no sign of its grammar, and whose names no escapes."""
    if "\\" in text:
        parts: list[str] = []
        at = 0
        for found in _STRING.finditer(text):
            parts += [_ESCAPED.sub(_unescaped, text[at : found.start()]), found.group()]
            at = found.end()
        text = "".join((*parts, _ESCAPED.sub(_unescaped, text[at:])))
    if '"' not in text and "'" not in text and "url(" not in text:
        return text
    return _STRING.sub(lambda found: found.group().translate(_SIGNS), text)


def _unescaped(match: re.Match[str]) -> str:
    if match[2]:
        return match[2]
    letter = chr(int(match[1], 16)) if int(match[1], 16) < 0x80 else ""
    return letter if letter and (letter.isalnum() or letter in "-_") else match.group()


def _is_generated(part: str, declared: dict[str, str]) -> bool:
    """Return whether a part of an element that is none of its own shows something, or changes how its text is shown."""
    if part in ("first-line", "first-letter"):
        return True
    if part not in ("before", "after", "marker"):
        return False
    shows = declared.get("content", "none").strip("\"' ")
    if shows not in ("", "none", "normal") or animations(declared):
        return True
    return (
        "content" in declared
        and not shows
        and (declared.get("position", "").lower() == "absolute" or is_painted(declared))
    )  # one that is laid over the text may be a stroke through it
