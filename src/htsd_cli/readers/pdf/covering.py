"""Whether what marks a page's letters paints over them: a highlight without the state that lets them through.

Viewers mix a highlight's colour with what lies beneath (11.3.5) because its appearance says so, by a blend mode or a
part of its opacity; one that does not say it hides what it marks (12.5.5).
"""

from __future__ import annotations

import re

from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1

_THROUGH = 0.9  # of full opacity; what is painted with less lets letters through
_DEPTH, _WIDTH = 2, 8  # of forms within forms, and of forms in one
_LONGEST = 1 << 20  # bytes of an appearance looked at
_FILLS = re.compile(rb"(?:^|[\s\])>])(?:f\*?|F|B\*?|b\*?)(?=$|[\s/\[(<])")


def is_opaque(annotation: dict[str, object]) -> bool:
    """Return whether an annotation's appearance fills an area and no state in it lets through what lies beneath."""
    opacity = resolve1(annotation.get("CA"))
    looks = resolve1(annotation.get("AP"))
    stream = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    if not isinstance(stream, PDFStream) or (isinstance(opacity, int | float) and opacity < _THROUGH):
        return False
    if resolve1(annotation.get("BM")) is not None:
        return False
    try:
        return _fills(stream, _DEPTH) and not _lets_through(stream, _DEPTH)
    except (PDFException, ValueError):  # an appearance that cannot be read is not painted
        return False


def _forms(resources: dict[str, object]) -> list[PDFStream]:
    named = resolve1(resources.get("XObject"))
    found = [resolve1(item) for item in named.values()] if isinstance(named, dict) else []
    return [item for item in found[:_WIDTH] if isinstance(item, PDFStream)]


def _resources(stream: PDFStream) -> dict[str, object]:
    found = resolve1(stream.attrs.get("Resources"))
    return found if isinstance(found, dict) else {}


def _fills(stream: PDFStream, depth: int) -> bool:
    if _FILLS.search(stream.get_data()[:_LONGEST]):
        return True
    return depth > 0 and any(_fills(form, depth - 1) for form in _forms(_resources(stream)))


def _lets_through(stream: PDFStream, depth: int) -> bool:
    resources = _resources(stream)
    states = resolve1(resources.get("ExtGState"))
    for state in states.values() if isinstance(states, dict) else ():
        own = resolve1(state)
        if not isinstance(own, dict):
            continue
        opacity = resolve1(own.get("ca"))
        mode = getattr(resolve1(own.get("BM")), "name", None)
        if (isinstance(opacity, int | float) and opacity < _THROUGH) or mode not in (
            None,
            "Normal",
            "Compatible",
        ):
            return True
    return depth > 0 and any(_lets_through(form, depth - 1) for form in _forms(resources))
