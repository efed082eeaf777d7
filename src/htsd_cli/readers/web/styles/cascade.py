"""The cascade: which of the declarations that mean an element hold, by importance, layer, strength and order."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.readers.web.styles.declared import EVERYTHING, UNSURE
from htsd_cli.readers.web.styles.rules import Layer
from htsd_cli.readers.web.styles.selectors import Selector


class Holding(NamedTuple):
    """A rule for one of its selectors: its layer, its strength there, its declarations, whether it holds for sure."""

    layer: Layer
    rank: int
    selector: Selector
    declared: dict[str, str]
    is_sure: bool = True

    @property
    def is_by_name(self) -> bool:
        """Whether nothing but tags, classes and ids of an element and those around it decide."""
        return self.selector.test is None and not any(part.conditions for part in self.selector.compounds)


def merged(rules: list[Holding], own: dict[str, str]) -> dict[str, str]:
    """Return what some rules and an element's own style come to, the stronger later."""
    out: dict[str, str] = {}
    holding = sorted(rules, key=_strength)
    _take(out, holding)
    _take_one(out, own, out)
    if any(name[0] == "!" for name in out):
        # Of what is important, layers count the other way round.
        important: dict[str, str] = {}
        for rule in sorted(holding, key=lambda rule: tuple(-place for place in rule.layer)):
            important |= {name[1:]: value for name, value in rule.declared.items() if name[0] == "!"}
        out |= important | {name[1:]: value for name, value in own.items() if name[0] == "!"}
    return out


def _take(out: dict[str, str], rules: list[Holding]) -> None:
    below: dict[str, str] = {}
    layer: Layer | None = None
    for rule in rules:
        if rule.layer != layer:
            below, layer = (dict(out) if out else {}), rule.layer
        _take_one(out, rule.declared, below)


def _take_one(out: dict[str, str], declared: dict[str, str], below: dict[str, str]) -> None:
    """Take in declarations; some only take back what was said before, wholly or down to the layer below."""
    said = declared.get(EVERYTHING, "").lower()
    if said:
        before = dict(below) if said == "revert-layer" else {}
        out.clear()
        out |= before
        if said == "inherit":
            out[UNSURE] = "?"
        elif said in ("initial", "unset"):
            out["display"] = "inline"
    for name, value in declared.items():
        back = value.lower()
        if back == "revert-layer" and name in below:
            out[name] = below[name]
        elif back in ("revert", "revert-layer"):
            out.pop(name, None)
        elif name != EVERYTHING:
            out[name] = value


def _strength(rule: Holding) -> tuple[Layer, int]:
    return rule.layer, rule.rank
