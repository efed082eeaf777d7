"""Goes through what only surrounds: paragraphs, tables, rows and cells inside controls, insertions and alternatives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from htsd_cli.readers.word.drawing import ALTERNATE, shown_choice
from htsd_cli.readers.word.elements import NAMESPACES, Policy, W, policy_of

_M = f"{{{NAMESPACES['m']}}}"
TBL, TR, TC = f"{W}tbl", f"{W}tr", f"{W}tc"
TRPR = f"{W}trPr"


def flow(
    parent: etree._Element, *wanted: str, others: Callable[[etree._Element], bool] | None = None
) -> Iterator[etree._Element]:
    """Yield the wanted children, looking through content controls and insertions but not into deletions.

    `others` is asked about every other element that may show something; those it wants are yielded too.
    """
    for element in parent:
        tag = element.tag
        if tag in wanted:
            yield element
        elif not isinstance(tag, str):
            continue
        elif tag == ALTERNATE:
            chosen = shown_choice(element)
            if chosen is not None:
                yield from flow(chosen, *wanted, others=others)
        else:
            policy = policy_of(tag)
            if policy is Policy.THROUGH and not tag.startswith(_M):
                yield from flow(element, *wanted, others=others)
            elif policy in (Policy.NOTHING, Policy.LOOK):
                continue
            elif others is not None and others(element):
                yield element


def cells_of(
    row: etree._Element, others: Callable[[etree._Element], bool] | None = None
) -> Iterator[etree._Element]:
    """Yield a row's cells, looking through content controls and alternatives; `others` is told of what nobody knows."""
    for element in row:
        tag = element.tag
        if tag == TC:
            yield element
        elif tag == ALTERNATE:
            chosen = shown_choice(element)
            if chosen is not None:
                yield from cells_of(chosen, others)
        elif isinstance(tag, str) and tag != TRPR:
            policy = policy_of(tag)
            if policy is Policy.THROUGH:
                yield from cells_of(element, others)
            elif policy in (None, Policy.TEXT) and others is not None:
                others(element)
