"""What the scripts of a web page may change in it. No script runs: what one names and writes into is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

# How a script writes text into a page, or changes what of it is shown.
WRITES = re.compile(
    r"document\.write|\.(?:inner(?:HTML|Text)|textContent|value|outerHTML|nodeValue|data|className|hidden)\s*[+-]?=[^=]"
    r"|\.(?:text|html|val|addClass|removeClass|toggleClass|css|attr|prop|replaceWith|replaceAll)\(\s*[^)\s]"
    r"|\.(?:hide|show|toggle|fadeOut|fadeIn|remove|empty|detach)\(|classList|\.style\b|\.cssText|setAttribute\("
    r"|insertAdjacent|appendChild|removeChild|replaceChild|insertBefore|insertRow|deleteRow|insertCell|deleteCell"
    r"|insertRule|replaceSync|\.(?:append|prepend|after|before)\("
)
_SAID = re.compile(r"([\"'`])([^\"'`\n]{1,120})\1")
_SELECTED = re.compile(
    r"(querySelector(?:All)?|\$|jQuery|find|children|closest|getElementsBy(?:ClassName|TagName|Name)|getElementById)"
    r"\s*\(\s*([\"'`])([^\"'`\n]{1,200})\2"
)
_NAMED = re.compile(
    r"\b([A-Za-z_]\w{0,60})\s*(?:\[\d+\]\s*)?\.(?:inner|outer|text|value|style|hidden|class|node)"
)
_WHOLE = re.compile(
    r"inner(?:HTML|Text)|outerHTML|textContent|\.html\(|\.rows\b|\.cells\b|child|Child|Row\(|Cell\(|TreeWalker|nodeValue"
)
_BODY = re.compile(
    r"document\.(?:body|documentElement)\.(?:inner|outer|text)|createTreeWalker|createNodeIterator"
)
_BY_ITSELF = re.compile(  # what runs without a click
    r"on(?:load|error|pageshow|readystatechange|beforeprint|afterprint|toggle|focus|animation\w+|transition\w+)",
    re.I,
)
_MOST = 400_000  # letters of scripts looked at
Match = Callable[[str, etree._Element], bool]


def changed_by_scripts(root: etree._Element, matches: Match) -> set[etree._Element]:
    """Return the elements that a script may write into, or hide; `matches` says whether a selector means an element."""
    texts = [text for text in _scripts(root) if WRITES.search(text)]
    if not texts:
        return set()
    changed: set[etree._Element] = set()
    elements = [element for element in root.iter("*") if isinstance(element.tag, str)]
    names = {
        name: element for element in elements for name in (element.get("id"), element.get("name")) if name
    }
    left = _MOST
    for text in texts:
        text = text[: max(left, 0)]
        left -= len(text)
        found = {names[said] for _, said in _SAID.findall(text) if said in names}
        found |= {names[said.lstrip("#")] for _, said in _SAID.findall(text) if said.lstrip("#") in names}
        found |= {names[said] for said in _NAMED.findall(text) if said in names}
        for kind, _, selector in _SELECTED.findall(text):
            wanted = ".".join(("", *selector.split())) if kind.endswith("ClassName") else selector
            if kind != "getElementById":
                found |= {element for element in elements if matches(wanted, element)}
        for _, said in _SAID.findall(text):  # a style sheet of the script's own
            selector, brace, _ = said.partition("{")
            if brace:
                found |= {element for element in elements if matches(selector, element)}
        if _BODY.search(text):
            found.add(root)
        changed |= found
        if _WHOLE.search(text):
            changed |= {cell for element in found for cell in element.iter("td", "th")}
    return changed


def _scripts(root: etree._Element) -> Iterator[str]:
    """Yield the scripts of a page, those at its elements among them; not those that are data."""
    for element in root.iter("*"):
        if element.tag == "script":
            kind = (element.get("type") or "").lower()
            if not kind or "javascript" in kind or "module" in kind or "ecmascript" in kind:
                yield element.text or ""
        elif isinstance(element.tag, str):
            yield from (
                str(value) for name, value in element.attrib.items() if _BY_ITSELF.fullmatch(str(name))
            )
