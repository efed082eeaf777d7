"""What a browser puts before an item of a list (CSS Lists 3): numbers, letters and texts; bullets say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from htsd_cli.readers.web.styles.declared import Declarations

_BULLETS = frozenset(("none", "disc", "circle", "square", "disclosure-open", "disclosure-closed", "inherit"))
_OF_LIST = re.compile(r"^(?:inside|outside|initial|unset|revert|url\(.*\)|!important)$", re.IGNORECASE)
_WORDS = re.compile(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)|[^\s;]+")
_DEEPEST = 40  # elements looked through for what an item inherits

Styles = Callable[[etree._Element], Declarations]


def marker(item: etree._Element, styles: Styles) -> str:
    """Return the number or text before an element's own, "" where it is no item of a list or has a bullet."""
    display = styles(item).get("display", "")
    if "list-item" not in display and (item.tag != "li" or display):
        return ""
    kind = next((found for element in _upwards(item) if (found := _kind(element, styles))), "disc")
    if kind in _BULLETS:
        return ""
    if kind[0] in "\"'":
        text = kind.strip("\"'").strip()
        return text if any(letter.isalnum() or letter in "-−–" for letter in text) else ""
    around = item.getparent()
    start = item.get("value") or (around is not None and around.get("start")) or "1"
    before = 0 if item.get("value") else sum(1 for _ in item.itersiblings(str(item.tag), preceding=True))
    return f"{int(start) + before}." if start.lstrip("-").isdecimal() and len(start) < 9 else ""


def _upwards(item: etree._Element) -> Iterator[etree._Element]:
    yield item
    for place, element in enumerate(item.iterancestors()):
        if place >= _DEEPEST:
            return
        yield element


def _kind(element: etree._Element, styles: Styles) -> str:
    """Return the kind of marker an element sets for itself and those in it, "" for none."""
    declared = styles(element)
    said = declared.get("list-style-type", "") or declared.get("list-style", "")
    words = [word for word in _WORDS.findall(said) if not _OF_LIST.match(word)]
    if words:
        return str(words[0] if words[0][0] in "\"'" else words[0].lower())
    if said:
        return "disc"  # a picture, or only where the marker stands
    if element.tag in ("ol", "ul", "li", "menu", "dir"):
        own = (element.get("type") or "").lower()
        if own:
            return own if own in _BULLETS else "decimal"
        return "decimal" if element.tag == "ol" else "" if element.tag == "li" else "disc"
    return ""
