"""Selectors of a style sheet (Selectors 4): whom one means, how strong it is, and whether that is known for sure.

Elements, classes and ids, one within another, are matched by their names; where an element stands, what it is not and
what it holds is asked of cssselect2. What neither answers as a browser does is not sure: a rule of it is taken to mean
whoever its names allow, and what it would change is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

Test = Callable[[object], bool]

_IDENT = r"(?:--|-?[A-Za-z_\u0080-\U0010ffff])[\w-]*"
_COMPOUND = rf"(?:\*|{_IDENT})?(?:[.#]{_IDENT})*"
PLAIN = re.compile(rf"(?!\s*$){_COMPOUND}(?:\s+{_COMPOUND})*")
_TOKEN = re.compile(r"[>+~]|(?:[^\s>+~\[(]|\[[^\]]*\]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+")
_CONDITION = re.compile(r"\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*[\"']?([^\"'\]]*?)[\"']?\s*i?)?\s*\]", re.I)
_ARGUMENTS = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_PLACE = re.compile(rf"::?[\w-]+(?:{_ARGUMENTS})?")
_PART = re.compile(r"[.#]?[\w-]+|\*")
_NAMES_ALONE = re.compile(r"[^\\|]*")
_PSEUDO = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\\.)|(::?)(-?[a-z][\w-]*)", re.I | re.S)
_FORGIVING = re.compile(r":(?:is|where)\(", re.I)
_NAMED = re.compile(rf"(\[[^\]]*\]|\"[^\"]*\"|'[^']*')|([.#]{_IDENT})")
_NTH_OF = re.compile(r":nth-(?:last-)?child\(", re.I)
_OF = re.compile(r"\bof\b", re.I)
_HAS = re.compile(rf":has{_ARGUMENTS}", re.I)
_WITHIN = re.compile(r"[\w\])*]\s*[\s>+~]\s*[\w.#\[:*]")
# Attributes whose values HTML compares without regard to capitals.
_ANY_CASE = re.compile(
    r"\[\s*(accept|align|alink|axis|bgcolor|charset|checked|clear|color|compact|defer|dir|direction|disabled|enctype|face"
    r"|frame|hreflang|http-equiv|lang|language|link|media|method|multiple|nohref|noresize|noshade|nowrap|readonly|rel|rev"
    r"|rules|scope|scrolling|selected|shape|target|text|type|valign|valuetype|vlink)\s*([~|^$*]?=)"
    r"\s*(\"[^\"]*\"|'[^']*'|[^\]\s\"']+)\s*\]",
    re.I,
)
# What cssselect2 answers as a browser does, for a page that nobody has touched yet.
_KNOWN = frozenset(
    (
        "root", "empty", "first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type",
        "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type", "not", "is", "where", "has", "lang", "link",
        "any-link", "enabled", "disabled", "checked", "hover", "active", "focus", "visited", "target", "focus-within",
        "focus-visible",
    )
)  # fmt: skip
_NEVER = ":hover"
_WRITABLE = ":is(input:not([readonly],[disabled]),textarea:not([readonly],[disabled]),[contenteditable])"
_CONTROLS = ":is(input,select,textarea,form,fieldset,button,output,object,option,progress)"
_SAID = {
    **dict.fromkeys(
        (
            "autofill", "-webkit-autofill", "modal", "popover-open", "fullscreen", "-webkit-full-screen", "host",
            "state",
            "host-context", "playing", "paused", "seeking", "buffering", "stalled", "muted", "volume-locked",
            "picture-in-picture", "user-invalid", "user-valid", "target-within", "target-current", "xr-overlay", "past",
            "future", "current", "active-view-transition", "active-view-transition-type", "has-slotted", "-webkit-drag",
            "interest-source", "interest-target",
        ),
        _NEVER,
    ),
    "scope": ":root", "-webkit-any": ":is", "-webkit-any-link": ":any-link", "required": "[required]",
    "optional": ":is(input,select,textarea):not([required])", "read-write": _WRITABLE,
    "read-only": f":not({_WRITABLE})",
    "open": ":is(details,dialog)[open]", "defined": "", "placeholder-shown": ":is(input,textarea)[placeholder]",
}  # fmt: skip
# What hangs on values: a control is meant, and nobody knows whether.
_OF_VALUES = frozenset(("valid", "invalid", "in-range", "out-of-range", "default", "indeterminate"))
# Parts of an element that are none of its own and hold no text of a page.
_ELEMENT_PARTS = frozenset(
    (
        "selection", "placeholder", "backdrop", "file-selector-button", "cue", "cue-region", "part", "slotted",
        "highlight", "details-content", "target-text", "spelling-error", "grammar-error", "search-text",
        "view-transition",
        "view-transition-group", "view-transition-image-pair", "view-transition-new", "view-transition-old", "column",
        "scroll-marker", "scroll-marker-group", "scroll-button", "picker", "picker-icon", "checkmark",
    )
)  # fmt: skip


_ALL_KNOWN = frozenset((*_KNOWN, *_SAID, *_OF_VALUES, "dir"))


class Compound(NamedTuple):
    """What one element must be: its name, classes and id, and what its attributes must say (name, operator, value)."""

    names: frozenset[str]
    conditions: tuple[tuple[str, str, str], ...] = ()


class Selector(NamedTuple):
    """Whom a selector means: the compounds its names ask for, a test of cssselect2 (None: names alone decide), its
    strength, and whether a browser means the same for sure. `key` is a name the element must have, "*" for any.
    """

    compounds: tuple[Compound, ...]
    rank: int
    key: str
    test: Test | None = None
    is_sure: bool = True


def read_selector(
    text: str, *, by_place: bool = True, any_case: bool = False
) -> tuple[Selector | None, bool]:
    """Return a selector, None for one that means no element, and whether a browser surely knows it.

    Of a list with one that a browser does not know the whole rule is left out by it. Without `by_place` cssselect2 is
    not asked; with `any_case` capitals in the names of classes and ids are none (a page without a document type).
    """
    if any_case:
        text = _NAMED.sub(lambda found: found[1] or found[2].lower(), text)
    text = _forgiven(text)
    if PLAIN.fullmatch(text):
        names = _compounds(text)
        return Selector(names, _strength(text), _key(names)), True
    known = _Known()
    asked = _PSEUDO.sub(known.take, _ANY_CASE.sub(r"[\1\2\3 i]", text))
    if known.is_part:
        return None, known.is_sure
    sure = known.is_sure and not any(_WITHIN.search(found.group()[5:-1]) for found in _HAS.finditer(text))
    compounds = _compounds(text) if _NAMES_ALONE.fullmatch(text) else (Compound(frozenset()),)
    if not compounds:
        return None, False
    compiled = _compiled(_with_lists(asked)) if known.is_readable and by_place else None
    if compiled is None:
        return Selector(compounds, _strength(text), _key(compounds), None, False), not by_place and sure
    test, rank, key = compiled
    return Selector(compounds, rank, key, test, sure and known.is_decided), sure


def _forgiven(text: str) -> str:
    """Return a selector without what no browser knows in its lists that forgive it (`:is()`, `:where()`)."""
    at = 0
    while found := _FORGIVING.search(text, at):
        at = found.end()
        end = _closing(text, at)
        parts = list(parted(text[at:end]))
        kept = [part for part in parts if _is_known(part)]
        if len(kept) < len(parts):
            text = f"{text[:at]}{','.join(kept) or _NEVER}{text[end:]}"
    return text


def _is_known(selector: str) -> bool:
    """Return whether a browser knows all that a selector names, as far as is known here."""
    return all(
        found[1] or (found[2] == ":" and found[3].lower() in _ALL_KNOWN)
        for found in _PSEUDO.finditer(selector)
    )


class _Known:
    """What is known of the places, states and parts that a selector names."""

    def __init__(self) -> None:
        self.is_sure = True  # a browser knows all of them
        self.is_decided = True  # and so is what they come to
        self.is_readable = True  # cssselect2 can be asked
        self.is_part = False  # a part of an element is meant

    def take(self, found: re.Match[str]) -> str:
        """Return what is asked in place of a name."""
        if found[1]:
            return found[1]
        name = found[3].lower()
        if found[2] == "::" and _is_open(found.string[: found.start()]):
            self.is_sure = self.is_readable = False  # in a list within a selector
        elif found[2] == "::":
            self.is_part = True
            self.is_sure = self.is_sure and (name.startswith("-webkit-") or name in _ELEMENT_PARTS)
        elif name in _OF_VALUES:
            self.is_decided = False
            return _CONTROLS
        elif name in _SAID:
            return _SAID[name]
        elif name not in _KNOWN:
            self.is_sure = self.is_sure and name == "dir"
            self.is_readable = False
        return found.group()


def _with_lists(text: str) -> str:
    """Return a selector whose `:nth-child(… of …)` name one selector: cssselect2 takes a list for all of it at once."""
    at = 0
    while found := _NTH_OF.search(text, at):
        at = found.end()
        end = _closing(text, at)
        before, said, after = _split_of(text[at:end])
        if said and not after.lstrip().startswith(":is("):
            text = f"{text[:at]}{before}of :is({after.strip()}){text[end:]}"
    return text


def _split_of(inside: str) -> tuple[str, bool, str]:
    found = _OF.search(inside)
    return (inside[: found.start()], True, inside[found.end() :]) if found else (inside, False, "")


def _is_open(text: str) -> bool:
    """Return whether a bracket stands open at the end of a text."""
    return text.count("(") > text.count(")")


def _closing(text: str, at: int) -> int:
    """Return where the bracket closes that was opened before a place."""
    depth = 1
    for place in range(at, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place
    return len(text)


def _compiled(selector: str) -> tuple[Test, int, str] | None:
    """Return cssselect2's test of a selector, its strength and a name it asks for, None for one it does not know."""
    from cssselect2 import compile_selector_list

    try:
        (found,) = compile_selector_list(selector)
    except Exception:  # whatever is wrong with a received selector, its names alone are asked then
        return None
    if found.pseudo_element is not None or found.namespace is not None:
        return None
    a, b, c = found.specificity
    key = (
        f"#{found.id}" if found.id else f".{found.class_name}" if found.class_name else found.lower_local_name
    )
    return found.test, 10_000 * a + 100 * b + c, key or "*"


def _strength(selector: str) -> int:
    """Return how strong a selector is by its names: ids, then classes and attributes, then elements."""
    weights = {".": 100, "#": 10_000}
    bare = _PLACE.sub("", _CONDITION.sub("", selector))
    names = sum(weights.get(name[0], 1) for name in _PART.findall(bare) if name != "*")
    return names + 100 * len(_CONDITION.findall(selector))


def _key(compounds: tuple[Compound, ...]) -> str:
    last = compounds[-1].names
    return next((name for name in sorted(last) if name[0] in ".#"), next(iter(last), "*"))


def _compounds(selector: str) -> tuple[Compound, ...]:
    """Return what elements within one another must be by their names; what is asked of siblings is left out."""
    compounds: list[Compound] = []
    for token in _TOKEN.findall(selector):
        if token in "+~":
            compounds.clear()
        elif token != ">":
            conditions = tuple((name.lower(), kind, value) for name, kind, value in _CONDITION.findall(token))
            found = _PART.findall(_PLACE.sub("", _CONDITION.sub("", token)))
            compounds.append(Compound(frozenset(_name(name) for name in found if name != "*"), conditions))
    return tuple(compounds)


def _name(said: str) -> str:
    return said if said[0] in ".#" else said.lower()


def parted(selectors: str) -> Iterator[str]:
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


def may_mean(selector: str) -> tuple[Compound, ...]:
    """Return what the names and attributes of a selector ask for, without regard to states."""
    return _compounds(selector)
