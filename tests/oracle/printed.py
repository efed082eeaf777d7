"""Printed truth: cells are printed by LibreOffice, and the digits on the page read back with their looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pdfplumber

from htsd_cli.readers.word.docx import read_docx
from htsd_cli.values.document import Cell, Sight
from tests.documents import relationships, word, word_styles
from tests.oracle.cells import NUMBERING, STYLES, cell
from tests.programs import save_as

_MARK = re.compile(r"k(\d+)k")
_LEFT = 1400  # twentieths of a point: the column of the marks
_ASKED = frozenset(
    (Sight.UNKNOWN, Sight.UNEVEN, Sight.CUT, Sight.PICTURE, Sight.OBJECT, Sight.CONTROL, Sight.EXPONENT)
)
Char = dict[str, Any]


class Difference(NamedTuple):
    """A cell that reads otherwise than it is printed."""

    xml: str
    printed: list[str]
    read: list[str]
    cell: Cell

    def __str__(self) -> str:
        return f"printed {self.printed}, read {self.read} of {self.cell.text!r} {self.cell.sights}\n    {self.xml}"


def differences(seed: str, count: int, folder: Path) -> list[Difference]:
    """Draw `count` cells, print them in one run of LibreOffice, and return those that read otherwise."""
    rng = Random(seed)
    drawn = [cell(rng) for _ in range(count)]
    path = _document(drawn, folder)
    (table,) = read_docx(path).tables()
    read = [next((item for item in row if item.column == 2), None) for row in table.rows]
    printed = _printed(path, folder)
    found = []
    for place, xml in enumerate(drawn):
        item = read[place]
        assert item is not None
        if (
            place in printed
            and not _is_doubted(item)
            and sorted(numbers_read(item)) != sorted(printed[place])
        ):
            found.append(Difference(xml, printed[place], numbers_read(item), item))
    assert len(printed) > 0.9 * count - 1, "the print could not be read back"
    return found


def _is_doubted(item: Cell) -> bool:
    """Return whether a person is asked about a cell, so that no figure of it counts."""
    return any(seen.sight in _ASKED for seen in item.sights)


def numbers_read(item: Cell) -> list[str]:
    """Return the numbers a cell says it shows: its text, and the list numbers Word puts before it."""
    numbers = [seen.text for seen in item.sights if seen.sight is Sight.LIST_NUMBER]
    return re.findall(r"[0-9]+", " ".join([*numbers, re.sub("[\u00ad\u200b]", "", item.text)]))


def _document(drawn: Sequence[str], folder: Path) -> Path:
    height = '<w:trPr><w:cantSplit/><w:trHeight w:val="640" w:hRule="atLeast"/></w:trPr>'
    rows = "".join(
        f'<w:tr>{height}<w:tc><w:tcPr><w:tcW w:w="{_LEFT}" w:type="dxa"/></w:tcPr><w:p><w:r>'
        f'<w:rPr><w:sz w:val="26"/></w:rPr><w:t>k{place}k</w:t></w:r></w:p></w:tc>'
        f'<w:tc><w:tcPr><w:tcW w:w="6000" w:type="dxa"/></w:tcPr>{xml}</w:tc></w:tr>'
        for place, xml in enumerate(drawn)
    )
    grid = f'<w:tblGrid><w:gridCol w:w="{_LEFT}"/><w:gridCol w:w="6000"/></w:tblGrid>'
    body = f'<w:tbl><w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr>{grid}{rows}</w:tbl>'
    parts = word_styles(STYLES) | {"word/numbering.xml": NUMBERING}
    parts["word/_rels/document.xml.rels"] = relationships(
        {"styles.xml": "styles", "numbering.xml": "numbering"}
    )
    return word(folder / "o.docx", body, parts)


def _printed(path: Path, folder: Path) -> dict[int, list[str]]:
    """Print a document and return the plain numbers beside each mark."""
    [pdf_file] = save_as([path], "pdf", folder)
    found: dict[int, list[str]] = {}
    with pdfplumber.open(pdf_file) as pdf:
        for page in pdf.pages:
            found.update(_on_page(page))
    return found


def _on_page(page: Any) -> Iterator[tuple[int, list[str]]]:
    words = [word for word in page.extract_words() if _MARK.fullmatch(word["text"])]
    edge = min((word["x0"] for word in words), default=0) + _LEFT / 20 - 6
    marks = sorted((word["top"], int(word["text"][1:-1])) for word in words if word["x0"] < edge)
    tops = [top for top, _ in marks[1:]]
    strokes = [item for item in (*page.rects, *page.lines) if item["width"] > 2 and item["height"] < 2]
    fills = [item for item in page.rects if item["height"] > 4 and item["width"] > 1 and item.get("fill")]
    for (top, place), below in zip(marks, tops, strict=False):  # the last row may go on on the next page
        chars = [
            char for char in page.chars
            if char["x0"] > edge and top - 6 <= (char["top"] + char["bottom"]) / 2 < below - 3
        ]  # fmt: skip
        yield place, _plain_numbers(chars, strokes, fills)


def _plain_numbers(chars: list[Char], strokes: list[Char], fills: list[Char]) -> list[str]:
    """Return the numbers among letters that stand on their line and that a person sees unstruck."""
    numbers: list[str] = []
    for line in _lines(chars):
        base = max(
            (char["baseline"] for char in line if char["size"] > 2.5 and char["text"].strip()), default=0.0
        )
        end = None
        for char in sorted(line, key=lambda item: item["x0"]):
            if not char["text"].strip() or char["size"] <= 2.5 or _of_paper(char, fills):
                continue
            if _is_struck(char, strokes):  # crossed out between two digits: they are read on over it
                end = char["x1"] if end is not None and char["x0"] - end < 1.5 else end
                continue
            raised = char["size"] < 9.5 or abs(char["baseline"] - base) > 2.5
            if not char["text"].isdigit() or raised:
                end = None if not raised else end
                continue
            if end is not None and char["x0"] - end < 1.5 and numbers:
                numbers[-1] += char["text"]
            else:
                numbers.append(char["text"])
            end = char["x1"]
    return numbers


def _lines(chars: list[Char]) -> list[list[Char]]:
    """Return the chars of each line, from above; raised ones with the line they are raised from."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda item: -item["size"]):
        char = char | {"baseline": -char["matrix"][5]}
        own = next((line for line in lines if abs(line[0]["baseline"] - char["baseline"]) < 8), None)
        if own is None:
            lines.append([char])
        else:
            own.append(char)
    return sorted(lines, key=lambda line: line[0]["baseline"])


def _of_paper(char: Char, fills: list[Char]) -> bool:
    behind = (1.0, 1.0, 1.0)
    middle = ((char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)
    for fill in fills:
        if fill["x0"] <= middle[0] <= fill["x1"] and fill["top"] <= middle[1] <= fill["bottom"]:
            behind = _rgb(fill["non_stroking_color"])
    return max(abs(a - b) for a, b in zip(_rgb(char["non_stroking_color"]), behind, strict=True)) < 0.05


def _rgb(colour: Any) -> tuple[float, float, float]:
    parts = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    return (float(parts[0]),) * 3 if len(parts) == 1 else tuple(map(float, parts[:3]))  # type: ignore[return-value]


def _is_struck(char: Char, strokes: list[Char]) -> bool:
    middle = (char["x0"] + char["x1"]) / 2
    above = char["bottom"] - 0.75 * (char["bottom"] - char["top"])
    below = char["bottom"] - 0.28 * (char["bottom"] - char["top"])
    return any(
        item["x0"] - 0.5 <= middle <= item["x1"] + 0.5
        and above <= (item["top"] + item["bottom"]) / 2 <= below
        for item in strokes
    )
