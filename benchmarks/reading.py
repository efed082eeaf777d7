"""Times reading in this process: our readers and interpretation, and other libraries over the same files."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from lxml import etree

from htsd_cli.form import load_form
from htsd_cli.interpret import Interpreter
from htsd_cli.pipeline import read_with
from htsd_cli.readers import read_document

Reader = Callable[[Path], object]


def milliseconds(read: Reader, paths: Sequence[Path], rounds: int) -> float:
    """Return what one file costs: the best of its rounds, so that a busy machine disturbs little; the median of all."""
    best = []
    for path in paths:
        taken = []
        for _ in range(rounds):
            start = time.perf_counter()
            read(path)
            taken.append(time.perf_counter() - start)
        best.append(min(taken))
    return 1000 * median(best)


def ours() -> dict[str, Reader]:
    """Return our steps: reading alone, with interpretation, and all the way to a checked submission."""
    interpreter = Interpreter(load_form())
    return {
        "reading alone": read_document,
        "reading and interpreting": lambda path: interpreter.read(read_document(path)),
        "to a checked submission": lambda path: read_with(interpreter, path, path.name),
    }


def word_libraries() -> dict[str, Reader]:
    """Return the floor for a .docx, and python-docx over its tables' cells."""
    return {
        "zipfile + lxml, parsing only": _parse("word/document.xml"),
        "python-docx, cell by cell": _python_docx,
    }


def excel_libraries() -> dict[str, Reader]:
    """Return the floor for an .xlsx, calamine, and openpyxl."""
    return {
        "zipfile + lxml, parsing only": _parse("xl/worksheets/sheet1.xml"),
        "python-calamine, values only": _calamine,
        "openpyxl": _openpyxl,
    }


def _parse(part: str) -> Reader:
    def read(path: Path) -> object:
        with zipfile.ZipFile(path) as package:
            return etree.fromstring(package.read(part))

    return read


def _python_docx(path: Path) -> object:
    import docx

    document = docx.Document(str(path))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def _calamine(path: Path) -> object:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _openpyxl(path: Path) -> object:
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    return [[cell.value for cell in row] for sheet in book.worksheets for row in sheet.iter_rows()]
