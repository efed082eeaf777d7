"""The style sheet of a web page: which declarations hold for an element, as a browser decides it.

Selectors of elements, classes and ids, one within another, are matched here; all others (where an element stands among
its siblings, what it is not, attributes) by cssselect2. Where that cannot be asked, as of tables with thousands of
rows, a rule is taken to hold wherever its names do, so that what it hides or strikes is rather told once too often than
not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from lxml import etree

from htsd_cli.readers.web.css import animations
from htsd_cli.readers.web.declared import Declarations, declarations, is_known
from htsd_cli.readers.web.media import applies, is_supported

_PLAIN = re.compile(r"[\w\s.#*-]+")
_TOKEN = re.compile(r"[>+~]|(?:[^\s>+~\[(]|\[[^\]]*\]|\([^)]*\))+")
_CONDITION = re.compile(r"\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*[\"']?([^\"'\]]*?)[\"']?\s*i?)?\s*\]", re.I)
_PLACE = re.compile(r"::?[\w-]+(?:\([^)]*\))?")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_PART = re.compile(r"[.#]?[\w-]+|\*")
# Parts of an element that are none of its own: text put before or after it, its first line or letter.
_ELEMENT_PART = re.compile(
    r"::(?:before|after|first-line|first-letter|selection|placeholder|marker|backdrop|file-selector-button)\b"
    r"|:(?:before|after|first-line|first-letter)\b",
    re.I,
)
_STATE = re.compile(r":(?:hover|active|focus|visited|target|focus-within|focus-visible|invalid|host)\b", re.I)
_NOT_NOW = re.compile(
    r":not\(\s*(?::(?:hover|active|focus|visited|target|focus-within|focus-visible)\s*,?\s*)+\)", re.I
)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|url\([^\"')]*\)", re.S)
_ESCAPED = re.compile(r"\\([0-9a-f]{1,6})\s?", re.I)
# Signs of a string or address that would be taken for the end of what they stand in.
_SIGNS = str.maketrans("{};,@", "\ue001\ue002\ue003\ue004\ue005")
_FRAMES = re.compile(r"@(?:-webkit-)?keyframes\s+[\"']?([\w-]{1,80})", re.I)
_PROPERTY = re.compile(r"@property\s+(--[\w-]+)\s*\{[^{}]*?initial-value\s*:([^;{}]*)", re.I)
_LAYER = re.compile(r"@layer\s+([\w.,\s-]{1,400})[;{]", re.I)
_NO_LAYER = 1_000_000
_GROUPS = ("media", "supports", "layer", "container", "document", "-moz-document")
_SCOPE = re.compile(r"@scope\s*\(([^()]*)\)", re.I)
_MOST_RULES = 20_000
_MOST_PLACED = 500  # rules that cssselect2 is asked
_MOST_SIBLINGS = 2_000  # it looks at all of them for each
_MOST_KNOWN = 10_000  # looks of elements kept,
_MOST_AROUND = 40  # each within no more others than this
_DEEPEST = 8  # groups of rules within one another


_Key = tuple[str, ...]  # what an element is known by: its tag, class, id, and style of its own


class Compound(NamedTuple):
    """What one element must be: its name, classes and id, and what its attributes must say (name, operator, value)."""

    names: frozenset[str]
    conditions: tuple[tuple[str, str, str], ...] = ()


class _Rule(NamedTuple):
    layer: int  # of rules in layers, by their order; all others are stronger
    rank: int
    compounds: tuple[Compound, ...]
    declared: dict[str, str]
    test: Callable[[object], bool] | None = None  # of cssselect2, where names alone do not decide

    @property
    def is_by_name(self) -> bool:
        """Whether nothing but tags, classes and ids of an element and those around it decide."""
        return self.test is None and not any(part.conditions for part in self.compounds)


@dataclass(slots=True)
class StyleSheet:
    """The rules of a page, by the last name of their selector; each with what must stand around the element."""

    _rules: dict[str, list[_Rule]] = field(default_factory=dict)
    _layers: dict[str, int] = field(default_factory=dict)
    _generating: dict[str, list[_Rule]] = field(default_factory=dict)
    _known: dict[tuple[_Key, ...], dict[str, str]] = field(default_factory=dict)
    _places: dict[etree._Element, object] = field(default_factory=dict)
    _frames: set[str] = field(default_factory=set)  # names of key frames that change what is seen
    _initial: dict[str, str] = field(default_factory=dict)  # variable -> what it is where nobody sets it
    _count: int = 0
    _placed: int = 0

    def add(self, text: str, media: str = "") -> None:
        """Take in the text of a `<style>` for some media, without its comments. Rules beyond a limit are left out."""
        self._known.clear()
        if not applies(media):
            return
        text = _plain(text)
        self._initial |= {name: value.strip() for name, value in _PROPERTY.findall(text)}
        for names in _LAYER.findall(text):
            for name in names.split(","):
                self._layers.setdefault(name.strip(), len(self._layers))
        for selectors, body, layer in _rules_of(text):
            declared = declarations(body)
            if declared and (frames := _FRAMES.match(selectors)):
                self._frames.add(frames[1])
                continue
            if declared and self._count <= _MOST_RULES:
                place = _NO_LAYER if layer is None else self._layers.get(layer, 0)
                for selector in _parted(selectors):
                    self._add(selector.strip(), declared, place)

    def prepare(self, root: etree._Element) -> None:
        """Take in the tree of a page: the places of elements where rules ask for them."""
        if not self._placed or any(len(element) > _MOST_SIBLINGS for element in root.iter("*")):
            return
        from cssselect2 import ElementWrapper

        for wrapper in ElementWrapper.from_html_root(root).iter_subtree():
            self._places[wrapper.etree_element] = wrapper

    def _add(self, selector: str, declared: dict[str, str], layer: int) -> None:
        part = _ELEMENT_PART.search(selector)
        if part is not None:
            shows = declared.get("content", "none").strip("\"' ")
            name = part.group().strip(":").lower()
            laid = declared.get("position", "").lower() == "absolute" and "content" in declared and not shows
            if (
                name in ("before", "after", "marker")
                and shows in ("", "none", "normal")
                and not laid
                and not animations(declared)
            ):
                return  # one that is laid over the text may be a stroke through it
            if name not in ("before", "after", "marker", "first-line", "first-letter"):
                return
            selector = _ELEMENT_PART.sub("", selector).strip() or "*"
        selector = _NOT_NOW.sub("", selector)
        if _STATE.search(selector) or selector.startswith("@"):
            return
        compounds = _compounds(selector)
        if not compounds:
            return
        test, rank = None, _rank(compounds)
        if not _PLAIN.fullmatch(selector) and self._placed < _MOST_PLACED:
            compiled = _compiled(selector)
            if compiled is not None:
                test, rank = compiled
                self._placed += 1
        self._count += 1
        last = compounds[-1].names
        key = next((name for name in sorted(last) if name[0] in ".#"), next(iter(last), "*"))
        rule = _Rule(layer, rank * 100_000 + self._count, compounds, declared, test)
        (self._rules if part is None else self._generating).setdefault(key, []).append(rule)

    def of(self, element: etree._Element) -> Declarations:
        """Return what holds for an element itself: the sheet's rules, the stronger later, then its own style."""
        if not self._rules and element.get("style") is None:
            return {}
        out = self._declared(element)
        if out and any("var(" in value for name, value in out.items() if name[:2] != "--"):
            return {name: self._filled_in(value, element) for name, value in out.items()}
        return out

    def _declared(self, element: etree._Element) -> dict[str, str]:
        """Return what holds for an element, its variables as they stand."""
        own = element.get("style") or ""
        around: tuple[_Key, ...] = ((*_named(element), own),)
        known = self._known.get(around)
        if known is not None:
            return known
        names = _names(element)
        rules = [rule for name in (*names, "*") for rule in self._rules.get(name, ())]
        by_name = all(rule.is_by_name for rule in rules)
        if by_name and any(len(rule.compounds) > 1 for rule in rules):
            around += tuple(_named(above) for above in islice(element.iterancestors(), _MOST_AROUND + 1))
            by_name = len(around) <= _MOST_AROUND + 1
            known = self._known.get(around)
            if known is not None:
                return known
        out: dict[str, str] = {}
        for rule in sorted((rule for rule in rules if self._holds(rule, names, element)), key=_strength):
            out |= rule.declared
        mine = declarations(_plain(own)) if own else {}
        out |= mine
        if any(name[0] == "!" for name in out):
            # Of what is important, layers count the other way round.
            holding = sorted((rule for rule in rules if self._holds(rule, names, element)), key=_strength)
            important: dict[str, str] = {}
            for rule in sorted(holding, key=lambda rule: -rule.layer):
                important |= {name[1:]: value for name, value in rule.declared.items() if name[0] == "!"}
            out |= important | {name[1:]: value for name, value in mine.items() if name[0] == "!"}
        if by_name and len(self._known) < _MOST_KNOWN:
            self._known[around] = out  # nothing else matters
        return out

    def _holds(self, rule: _Rule, names: frozenset[str], element: etree._Element) -> bool:
        place = None if rule.test is None else self._places.get(element)
        if place is None or rule.test is None:
            return _matches(rule.compounds, names, element)
        return bool(rule.test(place))

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
        names = _names(element)
        return any(
            self._holds(rule, names, element)
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
    letter = chr(int(match[1], 16)) if int(match[1], 16) < 0x80 else ""
    return letter if letter and (letter.isalnum() or letter in "-_") else match.group()


def _strength(rule: _Rule) -> tuple[int, int]:
    return rule.layer, rule.rank


def _rank(compounds: tuple[Compound, ...]) -> int:
    """Return how strong a selector is: ids, then classes and attributes, then elements."""
    weights = {".": 100, "#": 10_000}
    return sum(
        100 * len(part.conditions) + sum(weights.get(name[0], 1) for name in part.names) for part in compounds
    )


def _compiled(selector: str) -> tuple[Callable[[object], bool], int] | None:
    """Return cssselect2's test of a selector and its strength, None for one it does not know."""
    from cssselect2 import compile_selector_list

    try:
        (found,) = compile_selector_list(selector)
    except Exception:  # whatever is wrong with a received selector, its names alone are asked then
        return None
    a, b, c = found.specificity
    return found.test, 10_000 * a + 100 * b + c


def _compounds(selector: str) -> tuple[Compound, ...]:
    """Return what elements within one another must be by their names; what is asked of siblings is left out."""
    compounds: list[Compound] = []
    for token in _TOKEN.findall(selector):
        if token in "+~":
            compounds.clear()
        elif token != ">":
            conditions = tuple((name.lower(), kind, value) for name, kind, value in _CONDITION.findall(token))
            found = _PART.findall(_PLACE.sub("", _CONDITION.sub("", token)))
            compounds.append(Compound(frozenset(name.lower() for name in found if name != "*"), conditions))
    return tuple(compounds)


def _parted(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list: those between commas that stand in no brackets."""
    depth, start = 0, 0
    for place, letter in enumerate(selectors):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "," and depth <= 0:
            yield selectors[start:place]
            start = place + 1
    yield selectors[start:]


# -- rules and groups of rules -----------------------------------------------------------------------------------


def _rules_of(text: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield the rules of a style sheet: selectors, declarations, layer; not those of groups that do not apply."""
    closes: dict[int, int] = {}
    opened: list[int] = []
    for mark in re.finditer("[{}]", text):
        if mark.group() == "{":
            opened.append(mark.start())
        elif opened:
            closes[opened.pop()] = mark.start()
    yield from _within(text, 0, len(text), closes, "", 0, None)


def _within(
    text: str, start: int, end: int, closes: dict[int, int], around: str, depth: int, layer: str | None
) -> Iterator[tuple[str, str, str | None]]:
    """Yield the rules between two places; `around` are the selectors of the rule they are nested in."""
    own: list[str] = []
    at = start
    while True:
        brace = text.find("{", at, end)
        if brace < 0:
            own.append(text[at:end])
            break
        close = min(closes.get(brace, end), end)
        before, _, prelude = text[at:brace].rpartition(";")
        own.append(before)
        prelude = prelude.strip()
        name = (
            prelude[1:].split(None, 1)[0].split("(")[0].lower() if prelude[:1] == "@" and prelude[1:] else ""
        )
        if depth < _DEEPEST and not name:
            selectors = prelude.replace("&", around) if "&" in prelude else f"{around} {prelude}".strip()
            yield from _within(text, brace + 1, close, closes, selectors, depth + 1, layer)
        elif depth < _DEEPEST and name.endswith("keyframes"):
            yield prelude, ";".join(re.findall(r"\{([^{}]*)\}", text[brace + 1 : close])), layer
        elif depth < _DEEPEST and name == "scope" and (scope := _SCOPE.match(prelude)):
            yield from _within(text, brace + 1, close, closes, scope[1].strip(), depth + 1, layer)
        elif depth < _DEEPEST and name in _GROUPS and _is_for_us(name, prelude):
            inside = f"{layer or ''}{prelude[6:].strip()}" if name == "layer" else layer
            yield from _within(text, brace + 1, close, closes, around, depth + 1, inside)
        at = close + 1
    if around:
        yield around, ";".join(own), layer


def _is_for_us(name: str, prelude: str) -> bool:
    """Return whether a group of rules holds: for this medium, for a program that knows everything asked."""
    if name == "media":
        return applies(prelude[6:])
    return name != "supports" or is_supported(prelude[9:], is_known)


# -- what an element is ------------------------------------------------------------------------------------------


def _named(element: etree._Element) -> tuple[str, str, str]:
    return str(element.tag), element.get("class") or "", element.get("id") or ""


def _names(element: etree._Element) -> frozenset[str]:
    classes = (f".{name.lower()}" for name in (element.get("class") or "").split())
    identity = element.get("id")
    return frozenset((str(element.tag).lower(), *classes, *((f"#{identity.lower()}",) if identity else ())))


def _matches(compounds: tuple[Compound, ...], names: frozenset[str], element: etree._Element) -> bool:
    if not _is(compounds[-1], names, element):
        return False
    around = element.iterancestors()
    return all(any(_is(part, _names(above), above) for above in around) for part in reversed(compounds[:-1]))


def _is(part: Compound, names: frozenset[str], element: etree._Element) -> bool:
    return part.names <= names and all(_holds(element.get(name), *rest) for name, *rest in part.conditions)


def _holds(said: str | None, kind: str, value: str) -> bool:
    if said is None:
        return False
    match kind:
        case "":
            return True
        case "~=":
            return value in said.split()
        case "|=":
            return said == value or said.startswith(f"{value}-")
        case "^=":
            return bool(value) and said.startswith(value)
        case "$=":
            return bool(value) and said.endswith(value)
        case "*=":
            return bool(value) and value in said
    return said == value


def matches(selectors: str, element: etree._Element) -> bool:
    """Return whether a list of selectors may mean an element, by names and attributes."""
    names = _names(element)
    found = (_compounds(_STATE.sub("", selector)) for selector in _parted(selectors))
    return any(compounds and _matches(compounds, names, element) for compounds in found)
