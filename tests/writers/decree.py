"""Word files as LibreOffice prints them: where each line of text and each rule stands, in millimetres."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import pdfplumber

from tests.programs import save_as

POINT = 25.4 / 72
_LONGEST = 120  # seconds for one run of LibreOffice


@dataclass(frozen=True)
class Text:
    """A stretch of text on one line, set in one face; distances from the left and upper edge of the page."""

    text: str
    font: str
    size: float
    left: float
    right: float
    top: float
    bottom: float
    colour: tuple[float, ...]

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def face(self) -> str:
        """regular, bold, italic or bold italic."""
        style = self.font.partition("-")[2]
        return {"": "regular", "Bold": "bold", "Italic": "italic", "BoldItalic": "bold italic"}[style]


@dataclass(frozen=True)
class Rule:
    """A horizontal line."""

    left: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Page:
    """One printed page; `on_side` are the letters of texts that are read from the bottom up, one by one."""

    width: float
    height: float
    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    on_side: tuple[Text, ...] = ()

    def find(self, start: str) -> Text:
        """Return the first text that begins so."""
        for text in self.texts:
            if text.text.startswith(start):
                return text
        raise AssertionError(f"not on the page: {start}")

    def rule_below(self, text: Text) -> Rule:
        """Return the nearest rule under a text."""
        below = [
            rule
            for rule in self.rules
            if rule.top >= text.bottom - 1 and rule.left < text.right and rule.right > text.left
        ]
        return min(below, key=lambda rule: rule.top)


def print_pages(files: Sequence[Path], folder: Path) -> dict[str, Iterator[Page]]:
    """Return the printed pages of Word files by their names without suffix, all printed in one run.

    A page is read when it is asked for: pdfplumber takes its time over each.
    """
    convert(files, "pdf", folder)
    return {file.stem: read_pages(folder / f"{file.stem}.pdf") for file in files}


def own_pages(pages: Iterable[Page]) -> list[Page]:
    """Return the pages of the document itself; those of its appendices are not read."""
    return list(takewhile(lambda page: not _begins_appendix(page), pages))


def split_appendices(pages: Iterable[Page]) -> list[list[Page]]:
    """Return the pages of the document itself, then those of each appendix, which begins with its number."""
    parts: list[list[Page]] = [[]]
    for page in pages:
        if _begins_appendix(page):
            parts.append([])
        parts[-1].append(page)
    return parts


def _begins_appendix(page: Page) -> bool:
    body = [text for text in page.texts if text.top > 18]
    return bool(body and re.fullmatch(r"Phụ lục(?: [IVX]+)?", body[0].text))


def convert(files: Sequence[Path], suffix: str, folder: Path) -> None:
    """Save Word files in another format, or anew in their own, with LibreOffice."""
    save_as(files, suffix, folder, seconds=_LONGEST)


def read_pages(path: Path) -> Iterator[Page]:
    """Yield the pages of a PDF file."""
    with pdfplumber.open(path) as pdf:
        yield from map(_page, pdf.pages)


def _page(page: pdfplumber.page.Page) -> Page:
    lying = page.filter(lambda item: item.get("upright", True))
    on_side = [char for char in page.chars if not char["upright"] and char["text"].strip()]
    words = lying.extract_words(
        keep_blank_chars=True, x_tolerance=4, extra_attrs=["fontname", "size", "non_stroking_color"]
    )
    texts = tuple(
        Text(
            text=unicodedata.normalize("NFC", word["text"]).strip(),
            font=word["fontname"].partition("+")[2] or word["fontname"],
            size=round(word["size"], 1),
            left=word["x0"] * POINT,
            right=word["x1"] * POINT,
            top=word["top"] * POINT,
            bottom=word["bottom"] * POINT,
            colour=tuple(word["non_stroking_color"] or (0,)),
        )
        for word in words
        if word["text"].strip()
    )
    rules = {
        Rule(round(line["x0"] * POINT, 2), round(line["x1"] * POINT, 2), round(line["top"] * POINT, 2))
        for line in (*page.lines, *page.rects)
        if line["bottom"] - line["top"] < 2 and line["x1"] - line["x0"] > 5
    }
    ordered = tuple(sorted(rules, key=lambda rule: (rule.top, rule.left)))
    return Page(page.width * POINT, page.height * POINT, texts, ordered, tuple(map(_on_its_side, on_side)))


def _on_its_side(char: dict[str, Any]) -> Text:
    """Return a letter of a text that is read from the bottom up; its size is how broad it is on the page."""
    return Text(
        text=char["text"],
        font=char["fontname"].partition("+")[2] or char["fontname"],
        size=round(char["x1"] - char["x0"], 1),
        left=char["x0"] * POINT,
        right=char["x1"] * POINT,
        top=char["top"] * POINT,
        bottom=char["bottom"] * POINT,
        colour=tuple(char["non_stroking_color"] or (0,)),
    )
