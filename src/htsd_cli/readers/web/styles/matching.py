"""Whether an element is one that a selector names: by its tag, classes, id and attributes, and those around it."""

from __future__ import annotations

import re

from lxml import etree

from htsd_cli.readers.web.styles.selectors import Compound, may_mean, parted

_STATE = re.compile(r":(?:hover|active|focus|visited|target|focus-within|focus-visible|invalid|host)\b", re.I)


def named(element: etree._Element) -> tuple[str, str, str]:
    """Return what an element is called: its tag, its classes as they are written, its id."""
    return str(element.tag), element.get("class") or "", element.get("id") or ""


def names_of(element: etree._Element, *, any_case: bool) -> frozenset[str]:
    """Return the names a selector may ask for: the tag, each class with a dot, the id with a "#".

    `any_case` says that capitals in the latter are none.
    """
    said, identity = element.get("class") or "", element.get("id") or ""
    if any_case:
        said, identity = said.lower(), identity.lower()
    classes = (f".{name}" for name in said.split())
    return frozenset((str(element.tag).lower(), *classes, *((f"#{identity}",) if identity else ())))


def are_matched(
    compounds: tuple[Compound, ...], names: frozenset[str], element: etree._Element, *, any_case: bool
) -> bool:
    """Return whether an element with these names is the last of some compounds and the others stand around it."""
    if not _is(compounds[-1], names, element):
        return False
    around = element.iterancestors()
    return all(
        any(_is(part, names_of(above, any_case=any_case), above) for above in around)
        for part in reversed(compounds[:-1])
    )


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
    names = names_of(element, any_case=True)
    found = (may_mean(_STATE.sub("", selector.lower())) for selector in parted(selectors))
    return any(compounds and are_matched(compounds, names, element, any_case=True) for compounds in found)
