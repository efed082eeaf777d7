"""Word files as LibreOffice prints them: where each line of text and each rule stands, in millimetres."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

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
    """One printed page."""

    width: float
    height: float
    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]

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


def print_pages(files: Sequence[Path], folder: Path) -> dict[str, list[Page]]:
    """Return the printed pages of Word files by their names without suffix, all printed in one run."""
    convert(files, "pdf", folder)
    return {file.stem: read_pages(folder / f"{file.stem}.pdf") for file in files}


def convert(files: Sequence[Path], suffix: str, folder: Path) -> None:
    """Save Word files in another format, or anew in their own, with LibreOffice."""
    subprocess.run(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", suffix, "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=_LONGEST,
    )  # fmt: skip


def read_pages(path: Path) -> list[Page]:
    """Return the pages of a PDF file."""
    with pdfplumber.open(path) as pdf:
        return [_page(page) for page in pdf.pages]


def _page(page: pdfplumber.page.Page) -> Page:
    words = page.extract_words(
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
    return Page(page.width * POINT, page.height * POINT, texts, ordered)
