"""Alternatives in a workbook's XML (ECMA-376 part 3, mc:AlternateContent): a program shows one of them, never all.

Which one, hangs on the extensions it knows. What stands for any program (the fallback) is read; where another
alternative says something else, nobody knows which of them a person sees, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{MC}AlternateContent"
UNLIKE = "hai nội dung khác nhau cho hai loại chương trình"  # told where the alternatives differ
_CHOICE, _FALLBACK = f"{MC}Choice", f"{MC}Fallback"


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """Return the alternative that is read: the fallback, without one the first choice; None when there is neither."""
    fallback = alternatives.find(_FALLBACK)
    return alternatives.find(_CHOICE) if fallback is None else fallback


def items_of(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the children of a tag, in their order, of alternatives those of the one that is read.

    Lists whose items others name by their places hold alternatives too: each stands for the places of one.
    """
    for item in parent.iterchildren(tag, ALTERNATIVES):
        if item.tag == tag:
            yield item
        elif (own := chosen(item)) is not None:
            yield from items_of(own, tag)


def parts_of(string: etree._Element) -> Iterator[etree._Element]:
    """Yield what a string is made of, of alternatives the one that is read."""
    for item in string:
        if item.tag == ALTERNATIVES:
            own = chosen(item)
            yield from () if own is None else parts_of(own)
        else:
            yield item


def are_unlike(within: etree._Element) -> bool:
    """Return whether alternatives in an element, or the alternatives it is itself, hold different letters."""
    return any(
        item.find(_FALLBACK) is None
        or len({"".join(map(str, one.itertext())) for one in item.iterchildren(_CHOICE, _FALLBACK)}) > 1
        for item in within.iter(ALTERNATIVES)
    )
