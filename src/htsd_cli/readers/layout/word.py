"""How the tables of a Word file are drawn: shading, crossed cells, formulas in fields, bold and indented labels."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from htsd_cli.readers.packages import Package
from htsd_cli.readers.word.docx import cells_of
from htsd_cli.readers.word.elements import OFF, RPR, VAL, W
from htsd_cli.readers.word.plain import PPR, TCPR, P, R
from htsd_cli.values.document import Document
from htsd_cli.values.layout import Layout, Look, TableLayout

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_DIAGONALS = (f"{W}tl2br", f"{W}tr2bl")
_NO_LINE = ("nil", "none", "")
_CHARACTER = 120  # twentieths of a point: the width of an average letter of 12 points


def word_layout(path: Path, document: Document) -> Layout:
    """Return the layout of each table of a Word file, in the document's order."""
    with Package(path) as package:
        found = cells_of(package)
    looks: dict[int, dict[tuple[int, int], Look]] = {}
    for (table, row, column), tc in found.items():
        looks.setdefault(table, {})[row, column] = _look(tc)
    return tuple(TableLayout(looks.get(table.number or 0, {})) for table in document.tables())


def _look(tc: etree._Element) -> Look:
    properties = tc.find(TCPR)
    paper, hatched, crossed = None, False, False
    if properties is not None:
        shading = properties.find(f"{W}shd")
        if shading is not None:
            paper, hatched = _shading(shading)
        borders = properties.find(f"{W}tcBorders")
        if borders is not None:
            lines = [borders.find(tag) for tag in _DIAGONALS]
            crossed = any(line is not None and line.get(VAL, "") not in _NO_LINE for line in lines)
    paragraph = tc.find(P)
    indent, bold = (0.0, False) if paragraph is None else (_indent(paragraph), _bold(paragraph))
    return Look(paper, hatched, crossed, True, bold, indent, _formula(tc))


def _shading(element: etree._Element) -> tuple[int | None, bool]:
    """Return the colour behind a cell's letters and whether a pattern lies over it (17.3.5)."""
    pattern, fill = element.get(VAL, "clear"), element.get(f"{W}fill", "auto")
    paper = int(fill, 16) if _HEX.fullmatch(fill) else None
    if pattern.startswith("pct") and pattern[3:].isdigit():
        share = int(pattern[3:]) / 100
        if paper is None and share >= 0.05:
            grey = round(255 * (1 - share))
            paper = grey << 16 | grey << 8 | grey
        return paper, False
    if pattern == "solid":
        colour = element.get(f"{W}color", "auto")
        return (int(colour, 16) if _HEX.fullmatch(colour) else 0), False
    return None if paper == 0xFFFFFF else paper, pattern not in ("clear", "nil", "")


def _indent(paragraph: etree._Element) -> float:
    found = paragraph.find(f"{PPR}/{W}ind")
    if found is None:
        return 0.0
    left = found.get(f"{W}left", found.get(f"{W}start", "0"))
    first, hanging = found.get(f"{W}firstLine", "0"), found.get(f"{W}hanging", "0")
    try:
        return (int(left) + int(first) - int(hanging)) / _CHARACTER
    except ValueError:
        return 0.0


def _bold(paragraph: etree._Element) -> bool:
    runs = [run for run in paragraph.iter(R) if any((text.text or "").strip() for text in run.iter(f"{W}t"))]
    marks = [run.find(f"{RPR}/{W}b") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(VAL, "1") not in OFF for mark in marks)


def _formula(tc: etree._Element) -> str:
    """Return the formula of a field in the cell, "SUM(ABOVE)", "" for none."""
    said = "".join(part.text or "" for part in tc.iter(f"{W}instrText"))
    said += "".join(part.get(f"{W}instr", "") for part in tc.iter(f"{W}fldSimple"))
    said = said.strip()
    return said[1:].partition("\\")[0].strip() if said.startswith("=") else ""
