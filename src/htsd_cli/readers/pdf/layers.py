"""Which layers of a PDF show, on the screen and on paper (optional content: ISO 32000-2, 8.11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pdfminer.pdftypes import resolve1

_MOST = 10_000  # layers named in one list
_DEEPEST = 20  # conditions in conditions


class Shown(NamedTuple):
    """Whether something shows: on the screen, and on paper."""

    screen: bool = True
    paper: bool = True

    def and_(self, other: Shown) -> Shown:
        """Return where both show."""
        return Shown(self.screen and other.screen, self.paper and other.paper)


class Layers(NamedTuple):
    """The object numbers of the layers that are switched off, on the screen and on paper."""

    off_screen: frozenset[int] = frozenset()
    off_paper: frozenset[int] = frozenset()

    def shown(self, layer: object) -> Shown:
        """Return whether what belongs to a layer, or to a group of them with a condition (8.11.2.2), shows."""
        return Shown(_shows(layer, self.off_screen), _shows(layer, self.off_paper))


def layers_of(catalog: Mapping[str, object]) -> Layers:
    """Return the layers that the file's own setting switches off, and those that only printing or viewing does."""
    properties = resolve1(catalog.get("OCProperties"))
    setting = resolve1(properties.get("D")) if isinstance(properties, Mapping) else None
    if not isinstance(properties, Mapping) or not isinstance(setting, Mapping):
        return Layers()
    off = _numbers(setting.get("OFF"))
    if _name(setting.get("BaseState")) == "OFF":
        off = _numbers(properties.get("OCGs")) - _numbers(setting.get("ON"))
    return Layers(*(_after(setting, off, event) for event in ("View", "Print")))


def _after(setting: Mapping[str, object], off: frozenset[int], event: str) -> frozenset[int]:
    """Return the layers switched off once an event has changed those that are to follow it (8.11.4.5)."""
    found = set(off)
    for item in _list(setting.get("AS")):
        usage = resolve1(item)
        if not isinstance(usage, Mapping) or _name(usage.get("Event")) != event:
            continue
        if event not in {_name(category) for category in _list(usage.get("Category"))}:
            continue
        for reference in _list(usage.get("OCGs")):
            number, layer = getattr(reference, "objid", None), resolve1(reference)
            uses = resolve1(layer.get("Usage")) if isinstance(layer, Mapping) else None
            own = resolve1(uses.get(event)) if isinstance(uses, Mapping) else None
            state = _name(own.get(f"{event}State")) if isinstance(own, Mapping) else ""
            if number is not None and state == "OFF":
                found.add(number)
            elif number is not None and state == "ON":
                found.discard(number)
    return frozenset(found)


def _shows(layer: object, off: frozenset[int]) -> bool:
    if getattr(layer, "objid", None) in off:
        return False
    found = resolve1(layer)
    if not isinstance(found, Mapping):
        return True
    condition = _list(found.get("VE"))
    if condition:
        return _holds(condition, off, 0)
    members = resolve1(found.get("OCGs"))
    references = [found.get("OCGs")] if isinstance(members, Mapping) else _list(members)
    numbers = (getattr(item, "objid", None) for item in references)
    states = [number not in off for number in numbers if number is not None]
    if not states:
        return True
    match _name(found.get("P")):
        case "AllOn":
            return all(states)
        case "AnyOff":
            return not all(states)
        case "AllOff":
            return not any(states)
    return any(states)


def _holds(condition: list[object], off: frozenset[int], deep: int) -> bool:
    """Return whether a condition on layers holds: ["And", layer, ["Not", layer]]."""
    parts = [
        _holds(_list(part), off, deep + 1) if isinstance(resolve1(part), list) else _shows(part, off)
        for part in (condition[1:] if deep < _DEEPEST else [])
    ]
    match _name(condition[0]):
        case "Not":
            return not any(parts[:1])
        case "And":
            return all(parts)
    return any(parts)


def _list(value: object) -> list[object]:
    found = resolve1(value)
    return list(found[:_MOST]) if isinstance(found, list) else []


def _numbers(value: object) -> frozenset[int]:
    numbers = (getattr(item, "objid", None) for item in _list(value))
    return frozenset(number for number in numbers if number is not None)


def _name(value: object) -> str:
    found = getattr(resolve1(value), "name", "")
    return found if isinstance(found, str) else ""
