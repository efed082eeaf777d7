"""The tables of an OpenDocument text: the results of their formulas as they were stored, and what contradicts them.

LibreOffice computes the formulas of Writer's tables anew when it opens a file, some of them to 0 on the way to a .docx,
and shows a stored number by its own format. Here formulas and numbers are taken out, so that the text that was saved is
what is read; a formula that comes to another number, or a number that is not the text's, is told at the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from htsd_cli.readers.converted.told import mark
from htsd_cli.readers.stored import comes_to, is_other
from htsd_cli.values.document import Cell, CellKind, Sight

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_CELL, _COVERED = f"{{{_TABLE}}}table-cell", f"{{{_TABLE}}}covered-table-cell"
_FORMULA, _KIND = f"{{{_TABLE}}}formula", f"{{{_OFFICE}}}value-type"
_VALUE, _SAID = f"{{{_OFFICE}}}value", f"{{{_OFFICE}}}string-value"
_STORED = (_FORMULA, _VALUE, _SAID)
_NUMBERS = ("float", "currency", "percentage")
_MOST_REPEATED = 100
_FUNCTIONS = {"sum": "SUM", "mean": "AVERAGE", "min": "MIN", "max": "MAX", "round": "ROUND"}
_OF_CELLS = re.compile(r"\b(sum|mean|min|max)\s*<([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)>", re.I)
# "<A1>|<A2>" is a sum, "max <A1>|<A2>" the greatest of a list; of "<A1> sum <A2>" Writer takes the last alone.
_LIST = re.compile(r"(?:(sum|mean|min|max)\b)?([^()|]+(?:\|[^()|]+)+)", re.I)
_LAST = re.compile(r"[^()|]*[>0-9]\s+(?:sum|mean|min|max)\s+(<[A-Z]+[0-9]+>|[0-9.]+)", re.I)
_WORD = re.compile(r"(?<=[>0-9)])\s*\b(add|sub|mul|div)\b", re.I)
_SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
_FUNCTION = re.compile(r"\b(sum|mean|min|max|round)\s*\(", re.I)
_PLACE = re.compile(r"<([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)>")
_PLAIN = re.compile(r"(?:SUM|AVERAGE|MIN|MAX|ROUND)\(|[A-Z]{1,2}[0-9]{1,4}|[-+*/%().,:\s0-9]")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")


def keep_results(root: etree._Element) -> bool:
    """Keep the stored texts of all tables' cells with a number or formula; return whether there are any."""
    found = False
    for table in root.iter(f"{{{_TABLE}}}table"):
        found = _keep_in(table) or found
    return found


def _keep_in(table: etree._Element) -> bool:
    cells = [cell for row in _rows(table) for cell in row.iterchildren(_CELL)]
    if not any(name in cell.attrib for cell in cells for name in _STORED):
        return False
    stale = _stale(table)
    for cell in cells:
        shown = _text_of(cell)
        stored = cell.get(_VALUE) if cell.get(_KIND) in _NUMBERS else None
        if not shown and stored is not None:
            cell.attrib.pop(_FORMULA, "")
            continue  # no text was kept: LibreOffice makes it from the number
        said = cell.get(_SAID)
        if shown and (
            (stored is not None and is_other(shown, stored)) or (said is not None and said.strip() != shown)
        ):
            _add(cell, mark(Sight.FORMAT, shown))
        for name in _STORED:
            cell.attrib.pop(name, "")
        if cell.get(_KIND) in (*_NUMBERS, "string"):
            del cell.attrib[_KIND]
    for cell, computed in stale:
        _add(cell, mark(Sight.STALE, computed))
    return True


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, those of its groups too, but not of tables within it."""
    for child in table:
        if child.tag == f"{{{_TABLE}}}table-row":
            yield child
        elif (
            isinstance(child.tag, str) and child.tag.startswith(f"{{{_TABLE}}}table-") and "row" in child.tag
        ):
            yield from _rows(child)


def _text_of(cell: etree._Element) -> str:
    return " ".join("".join(map(str, cell.itertext())).split())


def _add(cell: etree._Element, letters: str) -> None:
    """Put letters at the end of a cell's last paragraph."""
    paragraphs = [*cell.iterchildren(f"{{{_TEXT}}}p")] or [etree.SubElement(cell, f"{{{_TEXT}}}p")]
    etree.SubElement(paragraphs[-1], f"{{{_TEXT}}}span").text = letters


# -- formulas --------------------------------------------------------------------------------------------------


def _stale(table: etree._Element) -> list[tuple[etree._Element, str]]:
    """Return the cells whose formula comes to another number than is stored, with that number."""
    if not any(_FORMULA in cell.attrib for row in _rows(table) for cell in row.iterchildren(_CELL)):
        return []
    from htsd_cli.readers.sheets.formulas import compare

    cells: dict[tuple[int, int], Cell] = {}
    elements: dict[tuple[int, int], etree._Element] = {}
    formulas: list[tuple[int, int]] = []
    row = 0
    for element in _rows(table):
        row += 1
        inside = list(element.iterchildren(_CELL, _COVERED))
        joined = any(cell.tag == _COVERED for cell in inside)  # Writer counts its cells in a way of its own
        column = 0
        for cell in inside:
            for _ in range(_repeated(cell, "number-columns-repeated")):
                column += 1
                place = (row, column)
                if joined:
                    cells[place] = Cell("", row, column, kind=CellKind.UNCALCULATED)
                    continue
                made = _made(cell, row, column, table.get(f"{{{_TABLE}}}name", ""))
                if made is not None:
                    cells[place] = made
                    elements[place] = cell
                    if made.formula is not None:
                        formulas.append(place)
        row += _repeated(element, "number-rows-repeated") - 1
    compare(cells, formulas)
    return [
        (elements[place], seen.text)
        for place in formulas
        for seen in cells[place].sights
        if seen.sight is Sight.STALE
    ]


def _made(cell: etree._Element, row: int, column: int, own: str) -> Cell | None:
    """Return a cell as Writer reckons with it, None for an empty one."""
    text = _text_of(cell)
    value = cell.get(_VALUE, "") or text
    if not value:
        return None
    if _NUMBER.fullmatch(value) is None:
        return Cell(text, row, column, kind=CellKind.UNCALCULATED)
    formula = translated(cell.get(_FORMULA, ""), own)
    return Cell(value, row, column, kind=CellKind.NUMBER, value=float(value), formula=formula or None)


def computed(formula: str, shown: str) -> str:
    """Return what a formula of numbers alone comes to where that is not what is shown; "" otherwise."""
    return comes_to(translated(formula), shown)


def translated(formula: str, own: str = "") -> str:
    """Return a formula of Writer as a workbook writes it, "" for one that says more than sums and products.

    `own` is the name of the table it stands in, which it may call by that.
    """
    plain = formula.partition(":")[2] if formula.startswith("ooow:") else formula
    plain = plain.strip().removeprefix("=")
    plain = plain.replace(f"<{own}.", "<") if own else plain
    plain = _WORD.sub(lambda found: _SIGNS[found[1].lower()], plain)
    if (last := _LAST.fullmatch(plain)) is not None:
        plain = last[1]
    if (listed := _LIST.fullmatch(plain)) is not None:
        plain = f"{_FUNCTIONS[(listed[1] or 'sum').lower()]}({listed[2].replace('|', ',')})"
    plain = _OF_CELLS.sub(lambda found: f"{_FUNCTIONS[found[1].lower()]}({found[2].upper()})", plain)
    plain = _FUNCTION.sub(lambda found: f"{_FUNCTIONS[found[1].lower()]}(", plain)
    plain = _PLACE.sub(lambda found: found[1].upper(), plain)
    if "|" in plain and plain.count("(") == 1 and plain.endswith(")"):
        plain = plain.replace("|", ",")
    return plain.strip() if not _PLAIN.sub("", plain) else ""


def _repeated(element: etree._Element, name: str) -> int:
    said = element.get(f"{{{_TABLE}}}{name}", "1")
    return min(int(said), _MOST_REPEATED) if said.isascii() and said.isdecimal() and len(said) < 9 else 1
