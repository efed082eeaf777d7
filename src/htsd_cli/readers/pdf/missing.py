"""Finds what a PDF names and does not have: a page's content, the drawings and fonts that it uses.

The parser takes what is not there for empty, without a word: a page whose content is lost would be a blank page,
and the figures on it would be gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from htsd_cli.readers.packages import UnreadableFile

if TYPE_CHECKING:
    from pdfminer.pdftypes import PDFStream
    from pdfplumber.page import Page

_MOST_DRAWINGS = 5_000  # within drawings, of all pages


def refuse_missing_content(pages: Iterable[Page]) -> None:
    """Refuse a PDF of which a page, a drawing on it or a font cannot be found.

    Raises `UnreadableFile`: "damaged-file", and "too-large" for drawings in drawings without end.
    """
    from pdfminer.pdftypes import resolve1

    seen: set[int] = set()
    for page in pages:
        said = resolve1(page.page_obj.attrs.get("Contents"))
        if said is None and "Contents" not in page.page_obj.attrs:
            continue  # a blank page
        content = b"\n".join(
            _stream(item).get_data() for item in (said if isinstance(said, list) else [said])
        )
        _refuse_missing_in(page.page_obj.resources, content, seen)


def _refuse_missing_in(resources: object, content: bytes, seen: set[int]) -> None:
    """Refuse fonts and drawings that a content draws with and that are not there."""
    waiting = [(resources, content)]
    while waiting:
        found, content = waiting.pop()
        for font in _used(found, "Font", content):
            _refuse_broken_font(font)
        for drawing in _used(found, "XObject", content):
            stream = _stream(drawing)
            if id(stream) in seen or getattr(stream.get("Subtype"), "name", "") != "Form":
                continue
            seen.add(id(stream))
            if len(seen) > _MOST_DRAWINGS:
                raise UnreadableFile("too-large", "hình vẽ lồng nhau quá nhiều")
            waiting.append((stream.get("Resources") or found, stream.get_data()))


def _used(resources: object, kind: str, content: bytes) -> Iterator[object]:
    """Yield the resources of a kind whose names stand in a content."""
    from pdfminer.pdftypes import resolve1

    named = resolve1(resources)
    named = resolve1(named.get(kind)) if isinstance(named, Mapping) else None
    for name, value in named.items() if isinstance(named, Mapping) else ():
        if f"/{name}".encode() in content:
            yield value


def _stream(value: object) -> PDFStream:
    from pdfminer.pdftypes import PDFStream, resolve1

    found = resolve1(value)
    if not isinstance(found, PDFStream):
        raise UnreadableFile("damaged-file")
    return found


def _refuse_broken_font(value: object) -> None:
    from pdfminer.pdftypes import resolve1

    font = resolve1(value)
    if not isinstance(font, Mapping):
        raise UnreadableFile("damaged-file")
    if (
        "ToUnicode" in font and getattr(resolve1(font["ToUnicode"]), "name", None) is None
    ):  # a name is one too
        _stream(font["ToUnicode"])
    for part in resolve1(font.get("DescendantFonts")) or ():
        if not isinstance(resolve1(part), Mapping):
            raise UnreadableFile("damaged-file")
