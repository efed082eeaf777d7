"""Shown truth: what LibreOffice shows of a workbook's cells ("as shown" in CSV) against what the reader says of them.

`python -m tests.oracle.sheets FOLDER` compares every workbook under a folder and prints where the two differ.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.readers.column_names import column_name
from htsd_cli.values.document import Cell, CellKind, Sight, Table
from tests.programs import libreoffice

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".fods")
# Comma, quotation mark, UTF-8, from line 1, all as text no, detect no, as shown yes, no formulas, every sheet.
_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,-1"
_NUMBER = re.compile(
    r"[-+(]?[^\d\s]{0,4}\s?((?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:E[+-]?\d+)?)\s?[^\d\s]{0,4}\)?", re.I
)
_SCALES = {"nghìn": 1e3, "triệu": 1e6}
_TOLD = (Sight.STRUCK, Sight.UNSEEN, Sight.RAISED, Sight.EXPONENT, Sight.UNKNOWN)


class Difference(NamedTuple):
    """One cell of which LibreOffice shows something else than the reader says."""

    file: str
    sheet: str
    address: str
    shown: str
    read: str

    def __str__(self) -> str:
        return f"{self.file} [{self.sheet}] {self.address}: shown {self.shown!r}, read {self.read!r}"


def shown_by_libreoffice(
    paths: Sequence[Path], folder: Path, seconds: int = 300
) -> dict[Path, list[list[list[str]]]]:
    """Return the sheets of each workbook as rows of what is shown; workbooks LibreOffice cannot open are left out."""
    out = folder / "csv"
    out.mkdir()
    copies: dict[str, Path] = {}
    for number, path in enumerate(paths):
        copy = folder / f"w{number:05}{path.suffix.lower()}"
        copy.write_bytes(path.read_bytes())
        copies[copy.stem] = path
    copied = [str(copy) for copy in sorted(folder.glob("w*.*"))]
    libreoffice("--convert-to", _FILTER, "--outdir", str(out), *copied, seconds=seconds)
    found: dict[Path, list[list[list[str]]]] = {}
    for stem, path in copies.items():
        sheets = sorted(out.glob(f"{stem}-*.csv"), key=lambda item: item.stat().st_mtime_ns)
        if sheets:
            found[path] = [_rows(sheet) for sheet in sheets]
    return found


def _rows(path: Path) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def differences(path: Path, shown: Sequence[Sequence[Sequence[str]]]) -> Iterator[Difference]:
    """Yield where the reader says something else of a workbook than is shown. Raises `UnreadableFile`."""
    tables = list(read_document(path).tables())
    if len(tables) != len(shown):
        yield Difference(path.name, "", "", f"{len(shown)} sheets", f"{len(tables)} sheets")
        return
    for table, rows in zip(tables, shown, strict=True):
        yield from _in_sheet(path.name, table, rows)


def _in_sheet(name: str, table: Table, rows: Sequence[Sequence[str]]) -> Iterator[Difference]:
    cells = {_place(cell): cell for row in table.rows for cell in row}
    covered = {
        (row, column)
        for (top, left), cell in cells.items()
        for row in range(top, top + min(cell.row_span, 200))
        for column in range(left, left + min(cell.column_span, 200))
    }
    sheet = table.sheet or ""
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = cells.pop((number, column), None)
            if cell is None:
                if text.strip() and (number, column) not in covered:
                    yield Difference(name, sheet, f"{column_name(column)}{number}", text, "")
            elif not agrees(cell, text):
                yield Difference(name, sheet, cell.address or "", text, cell.text)
    for cell in cells.values():
        if cell.text.strip() and cell.kind is not CellKind.UNCALCULATED:
            yield Difference(name, sheet, cell.address or "", "", cell.text)


def _place(cell: Cell) -> tuple[int, int]:
    from htsd_cli.readers.column_names import column_number

    match = re.fullmatch(r"([A-Z]+)(\d+)", cell.address or "")
    return (cell.row, cell.column) if match is None else (int(match[2]), column_number(match[1]))


def agrees(cell: Cell, shown: str) -> bool:
    """Return whether a cell says what is shown, or tells that it does not."""
    if cell.kind in (
        CellKind.DATE,
        CellKind.ERROR,
        CellKind.BOOLEAN,
        CellKind.UNCALCULATED,
        CellKind.FRACTION,
    ):
        return True  # never a figure
    formats = [seen.text for seen in cell.sights if seen.sight is Sight.FORMAT]
    if formats and cell.value is not None:
        return _letters(formats[0]) == _letters(shown)
    if any(seen.sight in _TOLD for seen in cell.sights):
        return True
    if set(shown.strip()) == {"#"}:
        return True
    if cell.value is not None and cell.kind is CellKind.TEXT and cell.text:
        return _letters(cell.text) == _letters(shown)
    if _folded(cell.text) in (_folded(shown), _folded(_vietnamese(shown)) if cell.value is not None else ""):
        return True
    if cell.value is not None:
        number = number_of(shown)
        if number is not None:
            number *= next((scale for word, scale in _SCALES.items() if word in shown), 1)
            if cell.value < 0:  # never a figure; the two differ in where a minus is put
                number = -abs(number)
        if cell.kind is CellKind.PERCENT:
            return shown.strip().endswith("%")
        if cell.value == 0 and not shown.strip(" -–—"):
            return True
        return number is not None and abs(number - cell.value) <= 5e-10 * max(1.0, abs(cell.value))
    return cell.text == ""


def number_of(shown: str) -> float | None:
    """Return the number shown, written as in English; None for anything else."""
    match = _NUMBER.fullmatch(shown.strip())
    if match is None or not match[1]:
        digits = re.sub(r"[^\d.-]", "", shown)
        try:
            return float(digits)
        except ValueError:
            return None
    value = float(match[1].replace(",", ""))
    return -value if "-" in shown.split(match[1])[0] or shown.strip().startswith("(") else value


def _letters(text: str) -> str:
    """Return what is shown without the marks between digits, and without the sign, which two programs put otherwise."""
    return re.sub(r"[\s.,()-]+", "", text)


def _vietnamese(shown: str) -> str:
    """Return what is shown in English with the marks of a Vietnamese computer."""
    return shown.translate(str.maketrans(".,", ",."))


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def main(arguments: Sequence[str]) -> int:
    """Compare the workbooks under the folders named; return 1 when anything differs."""
    paths = [p for a in arguments for p in sorted(Path(a).rglob("*")) if p.suffix.lower() in ENDINGS]
    found = compared = 0
    with TemporaryDirectory(prefix="htsd-oracle-") as temporary:
        shown = shown_by_libreoffice(paths, Path(temporary))
        for path, sheets in shown.items():
            compared += 1
            try:
                told = list(differences(path, sheets))
            except UnreadableFile as error:
                print(f"{path.name}: not read: {error.code} {error.detail}")
                continue
            found += len(told)
            for item in told[:5]:
                print(item)
            if len(told) > 5:
                print(f"{path.name}: … {len(told)} in all")
    print(f"{compared} of {len(paths)} workbooks compared, {found} cells differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
