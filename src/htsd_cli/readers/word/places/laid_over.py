"""Texts outside the cells that may lie over figures: numbers in boxes, frames, word art, and tables that float."""

from __future__ import annotations

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.word.elements import W
from htsd_cli.readers.word.lengths import FRAME
from htsd_cli.readers.word.places.overlaid import lies_over_table, lies_within_page
from htsd_cli.values.document import Table

_DRAWINGS = (f"{W}drawing", f"{W}pict", f"{W}object")
_DIGITS = lazy_pattern(r"\d")
# A number, alone or with the word for what it counts: "14 lớp".
_NUMBER = lazy_pattern(r"\d[\d.,\s]{0,20}(?:(?<=[\d\s])(?<!\.\s)[^\W\d_]{2,8}(?: [^\W\d_]{2,8})?)?")
_YEAR = lazy_pattern(r"20\d\d")  # as on a cover
_LONGEST, _MOST = 60, 4  # letters of one text, and texts of one table, that are told
_TBLPR, _P = f"{W}tblPr", f"{W}p"


def as_number(text: str, *, cover: bool = False) -> str:
    """Return a text that is a number alone, else ""; one that may stand on a `cover` is no year."""
    text = text.strip()
    return text if _NUMBER.fullmatch(text) and not (cover and _YEAR.fullmatch(text)) else ""


def over_table(box: etree._Element, text: str, fill: str) -> tuple[str, bool]:
    """Return what to tell of a text box (w:txbxContent) outside the cells, and whether it covers a table.

    A number is told wherever it stands, numbers among words where they lie over a table. `fill` is the colour behind
    the letters, "" for none.
    """
    if number := as_number(text, cover=True):
        return number, False
    drawing = next(box.iterancestors(*_DRAWINGS), None)
    if drawing is None or not text:
        return "", False
    over = lies_over_table(drawing)
    told = over or (bool(fill) and lies_within_page(drawing))
    return text[:_LONGEST] if told and _DIGITS.search(text) else "", over and bool(fill)


def floats(table: etree._Element) -> bool:
    """Return whether a table (w:tbl) floats over the page, by its own properties or by frames of its paragraphs."""
    if table.find(f"{_TBLPR}/{W}tblpPr") is not None:
        return True
    first = next(table.iter(_P), None)
    return first is not None and next(first.iter(FRAME), None) is not None


def numbers_alone(table: Table) -> list[str]:
    """Return the texts of a table that are to be told when it floats: it holds nothing but numbers."""
    texts = [cell.text.strip() for row in table.rows for cell in row if cell.text.strip()]
    return texts[:_MOST] if all(as_number(text) for text in texts) else []
