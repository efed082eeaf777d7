"""Reads an Excel workbook (.xlsx, .xlsm): its sheets as tables of the cells a person sees.

The XML is read with lxml directly and sparsely: only cells that exist are looked at, so one stray cell at
XFD1048576 costs nothing; hidden rows, columns and sheets are known, and so are number formats, without which
a date cannot be told from a number. Macros, links and drawings are never looked at.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.sheets.formulas import Reckoner
from htsd_cli.readers.sheets.looks.styles import M
from htsd_cli.readers.sheets.page_header import margins_of
from htsd_cli.readers.sheets.workbook import Workbook
from htsd_cli.readers.sheets.worksheet import SheetReader
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Document
from htsd_cli.values.findings import Finding

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_SHEETS = 1_000


def read_xlsx(path: Path, *, unseen: bool = False) -> Document:
    """Return the workbook's sheets as tables, in the workbook's order; hidden sheets are marked.

    Cells of hidden rows and columns say so; with `unseen` they are read like any others.
    Raises `UnreadableFile` when the file is damaged, over a limit, or a binary workbook.
    """
    with Package(path) as package:
        main = package.main_part("xl/workbook.xml")
        if main.lower().endswith(".bin"):
            cure = "Mở tệp bằng Excel, chọn Lưu thành (Save As) .xlsx, hoặc đề nghị đơn vị gửi bản .xlsx."
            raise UnreadableFile("old-format", "tệp Excel nhị phân (.xlsb)", cure)
        root = package.parse(main)
        if root.tag != f"{M}workbook":
            raise UnreadableFile("damaged-file")
        workbook = Workbook(package, main, root)
        notices: list[Finding] = []
        readers = [
            SheetReader(package, part, name, state != "visible", workbook)
            for name, state, part in sheets(package, main, root)
        ]
        if not readers:
            raise UnreadableFile("damaged-file")
        cells = {reader.name: reader.everything() for reader in readers}
        reckoner = Reckoner(cells, workbook.around, workbook.settings)
        for reader in sorted(
            readers, key=SheetReader.formulas
        ):  # a report has fewer than the lists it is made of
            reader.reckon(reckoner, cells[reader.name])
        reckoner.tell_unchecked()
        tables = [reader.table(cells, unseen=unseen) for reader in readers]
        if workbook.decoded:
            notices.append(finding("legacy-font", fonts=", ".join(sorted(workbook.decoded))))
        properties = package.custom_properties()
    large = tuple(dict.fromkeys(seen for reader in readers for seen in reader.large))
    margins = margins_of(r.header for r, table in zip(readers, tables, strict=True) if not table.hidden)
    return Document(path, "xlsx", tuple(tables), tuple(notices), properties, large, margins)


def sheets(package: Package, main: str, root: etree._Element) -> list[tuple[str, str, str]]:
    """Return the name, the state and the part of each worksheet; chart and macro sheets are none."""
    relations = package.relations(main)
    found: dict[str, tuple[str, str, str]] = {}
    for sheet in root.iterfind(f"{M}sheets/{M}sheet"):
        kind, part = relations.get(sheet.get(_RELATION, ""), ("", ""))
        if kind == "worksheet" and part in package:
            found.setdefault(part, (sheet.get("name", ""), sheet.get("state", "visible"), part))
    if len(found) > _MOST_SHEETS:
        raise UnreadableFile("too-large", f"sổ tính có {len(found)} trang")
    return list(found.values())
