"""The rules of a style sheet, those in groups, in others, in layers and scopes, each with its whole selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from htsd_cli.readers.web.styles.declared import is_known
from htsd_cli.readers.web.styles.media import decided, is_supported
from htsd_cli.readers.web.styles.selectors import PLAIN, parted

_DEEPEST = 8  # groups of rules within one another
_FRAMES = re.compile(r"@(?:-webkit-)?keyframes\s+[\"']?([\w-]{1,80})", re.I)
_OPENING = re.compile(r"\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
_SCOPE = re.compile(r":scope\b|&", re.I)
_GLUED = re.compile(r"(?<=[\w\])*&-])&|&(?=&)")
# Groups of what is no rule for an element.
_OTHER = frozenset(
    (
        "font-face", "page", "property", "counter-style", "font-feature-values", "font-palette-values",
        "view-transition",
        "position-try", "color-profile", "namespace", "charset", "import", "function", "viewport", "-ms-viewport",
        "-o-viewport", "-moz-viewport", "document", "-moz-document",
    )
)  # fmt: skip

Layer = tuple[float, ...]
NO_LAYER: Layer = (inf,)


class Rule(NamedTuple):
    """Selectors and declarations of a rule, the layer it is in, whether it holds for sure, the key frames it is of."""

    selectors: str
    body: str
    layer: Layer = NO_LAYER
    is_sure: bool = True
    frames: str = ""


@dataclass(slots=True)
class Layers:
    """The layers of a page's style sheets in their order: a later one is stronger, rules in none are strongest."""

    _known: dict[tuple[str, ...], dict[str, int]] = field(default_factory=dict)
    _nameless: int = 0

    def path(self, around: tuple[str, ...], name: str) -> tuple[str, ...]:
        """Return the path of a layer within others, and keep that it was named."""
        if not name:
            self._nameless += 1
            name = f"\0{self._nameless}"
        for part in name.split("."):
            named = self._known.setdefault(around, {})
            named.setdefault(part.strip(), len(named))
            around = (*around, part.strip())
        return around

    def place(self, path: tuple[str, ...]) -> Layer:
        """Return how strong a layer is; what is in no layer within it is stronger than what is."""
        ranks = [self._known.get(path[:depth], {}).get(name, 0) for depth, name in enumerate(path)]
        return (*ranks, inf)


class _Where(NamedTuple):
    """Where rules stand: within the selectors of another, in which layer and scope, whether they hold for sure."""

    around: str = ""
    depth: int = 0
    layer: tuple[str, ...] = ()
    is_sure: bool = True
    scope: str = ""

    def inside(self, **changes: object) -> _Where:
        return self._replace(depth=self.depth + 1, **changes)  # type: ignore[arg-type]


def rules_of(text: str, layers: Layers) -> Iterator[Rule]:
    """Yield the rules of a style sheet but those of groups that do not apply."""
    closes: dict[int, int] = {}
    opened: list[int] = []
    for mark in re.finditer("[{}]", text):
        if mark.group() == "{":
            opened.append(mark.start())
        elif opened:
            closes[opened.pop()] = mark.start()
    yield from _within(text, (0, len(text)), closes, _Where(), layers)


def _within(
    text: str, part: tuple[int, int], closes: dict[int, int], where: _Where, layers: Layers
) -> Iterator[Rule]:
    """Yield the rules between two places."""
    at, end = part
    own: list[str] = []
    while True:
        brace = text.find("{", at, end)
        if brace < 0:
            own.append(text[at:end])
            break
        close = min(closes.get(brace, end), end)
        before, _, prelude = text[at:brace].rpartition(";")
        _name_layers(before, where, layers)
        own.append(before)
        if where.depth < _DEEPEST:
            inner = _inner(prelude.strip(), where, layers)
            if isinstance(inner, Rule):
                yield inner._replace(body=";".join(re.findall(r"\{([^{}]*)\}", text[brace + 1 : close])))
            elif inner is not None:
                yield from _within(text, (brace + 1, close), closes, inner, layers)
        at = close + 1
    if where.around:
        place = layers.place(where.layer) if where.layer else NO_LAYER
        yield Rule(where.around, ";".join(own), place, where.is_sure)


def _name_layers(text: str, where: _Where, layers: Layers) -> None:
    """Keep the order that a statement without rules gives to layers."""
    for said in text.split(";") if "@layer" in text.lower() else ():
        said = said.strip()
        if said[:6].lower() == "@layer":
            for name in said[6:].split(","):
                layers.path(where.layer, name.strip())


def _inner(prelude: str, where: _Where, layers: Layers) -> _Where | Rule | None:
    """Return where the rules in a group or another rule stand, None where they do not hold; of key frames the name."""
    if prelude[:1] != "@" or not prelude[1:]:
        return where.inside(around=_nested(prelude, where), scope="")
    name = prelude[1:].split(None, 1)[0].split("(")[0].lower()
    said = prelude[1 + len(name) :]
    holds: bool | None = True
    if name.endswith("keyframes"):
        found = _FRAMES.match(prelude)
        return Rule("", "", frames=found[1] if found else "")
    if name == "layer":
        return where.inside(layer=layers.path(where.layer, said.strip()))
    if name == "scope":
        root, limit = (*_OPENING.findall(said)[:2], "", "")[:2]
        return where.inside(scope=root.strip() or ":root", is_sure=where.is_sure and bool(root) and not limit)
    if name == "media":
        holds = decided(said)
    elif name == "supports":
        holds = is_supported(said, is_known)
    elif name in _OTHER:
        holds = False
    else:
        holds = None  # of a container nobody knows how wide it is, of a group of another name what it asks
    return None if holds is False else where.inside(is_sure=where.is_sure and holds is True)


def _nested(prelude: str, where: _Where) -> str:
    """Return the selectors of a rule in another one, or in a scope, with what stands around them."""
    if where.scope:
        return ",".join(_scoped(part.strip(), where.scope) for part in parted(prelude))
    around = where.around
    if not around:
        return prelude.replace("&", ":root")
    plain = PLAIN.fullmatch(around) is not None and len(around.split()) == 1
    any_of = f":is({around})"
    out = []
    for part in parted(prelude):
        if "&" in part:
            part = _GLUED.sub(any_of, part)
            out.append(part.strip().replace("&", around if plain else any_of))
        else:
            out.append(f"{around if plain or ',' not in around else any_of} {part.strip()}")
    return ",".join(out)


def _scoped(part: str, root: str) -> str:
    """Return a selector for what stands in a scope, and for its root itself."""
    if _SCOPE.search(part):
        return _SCOPE.sub(lambda _: f":is({root})", part)
    return f":is({root}) {part}" if ":" in part else f":is({root}) {part},{part}:is({root})"
