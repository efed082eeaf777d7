"""The tree of a web page as a browser builds it from whatever stands in the file (the HTML Standard's parsing).

lxml's own parser follows an older HTML: a form around rows, a cell without its row, a tag that is never closed would
lose a table or strike half of it. Lexbor builds the tree, it is handed on in lxml's elements, without comments.
"""

from __future__ import annotations

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from htsd_cli.values.unreadable import UnreadableFile

_DEEPEST = 250  # elements within one another
_ODD = frozenset("<>&/=\"'\\ \t\n\f\r\0")
_CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), 127, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))


def tree_of(text: str) -> etree._Element | None:
    """Return the element `html` of a page, None for an empty one.

    Raises `UnreadableFile` ("too-large") for elements too deep within one another.
    """
    top = LexborHTMLParser(text).root
    if top is None:
        return None
    make = etree.HTMLParser().makeelement
    root = make("html", _attributes(top))
    waiting = [(top, root, 1)]
    while waiting:
        node, element, depth = waiting.pop()
        if depth > _DEEPEST:
            raise UnreadableFile("too-large", "trang web lồng nhau quá sâu hoặc quá dài")
        last: etree._Element | None = None
        child = node.first_child
        while child is not None:
            if child.is_text_node:
                _add_text(element, last, child.text_content or "")
            elif child.is_element_node and child.tag:
                last = etree.SubElement(element, _name(child.tag), _attributes(child))
                waiting.append((child, last, depth + 1))
            child = child.next
    return root


def _add_text(element: etree._Element, last: etree._Element | None, text: str) -> None:
    text = text.translate(_CONTROLS)
    if last is None:
        element.text = f"{element.text or ''}{text}"
    else:
        last.tail = f"{last.tail or ''}{text}"


def _attributes(node: LexborNode) -> dict[str, str]:
    return {
        name: (value or "").translate(_CONTROLS)
        for name, value in node.attributes.items()
        if not _ODD.intersection(name)
    }


def _name(tag: str) -> str:
    return tag if not _ODD.intersection(tag) else "span"
