"""Workbooks in raw XML, each written for one rule of the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from htsd_cli.readers.sheets.xlsx import read_xlsx
from htsd_cli.values.document import Document
from tests.corpus import ooxml

_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"

Style = str | int  # a number format: its code, or the id of a built-in one


@dataclass
class Sheet:
    """A worksheet part: `rows` is what stands in sheetData, `head` before it, `tail` after it."""

    rows: str
    name: str = "Báo cáo"
    state: str = ""
    head: str = ""
    tail: str = ""

    def xml(self) -> str:
        return (
            f'{ooxml.XML}<worksheet xmlns="{ooxml.S}" xmlns:r="{ooxml.R}">{self.head}'
            f"<sheetData>{self.rows}</sheetData>{self.tail}</worksheet>"
        )


@dataclass
class Book:
    """A workbook. Style 0 is the plain one, style n (s="n") the n-th of `styles`, in the n-th of `fonts` if given."""

    sheets: Sequence[Sheet]
    strings: Sequence[str] = ()  # the XML inside each <si>
    styles: Sequence[Style] = ()
    fonts: Sequence[str] = ()
    settings: str = ""  # what stands before <sheets>
    after: str = ""  # what stands after it
    properties: Mapping[str, str] = field(default_factory=dict)
    maker: str = "LibreOffice/24.2"  # the program the file names

    def parts(self) -> dict[str, str | bytes]:
        numbers = range(1, len(self.sheets) + 1)
        targets = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in numbers}
        targets |= {"rId98": ("styles", "styles.xml"), "rId99": ("sharedStrings", "sharedStrings.xml")}
        names = "".join(
            f'<sheet name={ooxml.attribute(sheet.name)} sheetId="{n}" r:id="rId{n}"'
            + (f' state="{sheet.state}"/>' if sheet.state else "/>")
            for n, sheet in zip(numbers, self.sheets, strict=True)
        )
        strings = "".join(f"<si>{text}</si>" for text in self.strings)
        parts: dict[str, str | bytes] = {
            "_rels/.rels": ooxml.relationships({"rId1": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": (
                f'{ooxml.XML}<workbook xmlns="{ooxml.S}" xmlns:r="{ooxml.R}">{self.settings}'
                f"<sheets>{names}</sheets>{self.after}</workbook>"
            ),
            "xl/_rels/workbook.xml.rels": ooxml.relationships(targets),
            "xl/styles.xml": self._styles(),
            "xl/sharedStrings.xml": f'{ooxml.XML}<sst xmlns="{ooxml.S}">{strings}</sst>',
        }
        parts |= {f"xl/worksheets/sheet{n}.xml": sheet.xml() for n, sheet in enumerate(self.sheets, 1)}
        if self.maker:
            parts["docProps/app.xml"] = (
                f'{ooxml.XML}<Properties xmlns="{_EXTENDED}"><Application>{self.maker}</Application></Properties>'
            )
        if self.properties:
            parts["docProps/custom.xml"] = _properties(self.properties)
        return parts

    def _styles(self) -> str:
        own = {n: code for n, code in enumerate(self.styles, 164) if isinstance(code, str)}
        formats = "".join(
            f'<numFmt numFmtId="{n}" formatCode={ooxml.attribute(code)}/>' for n, code in own.items()
        )
        fonts = "".join(f'<font><name val="{name}"/></font>' for name in ("Times New Roman", *self.fonts))
        cells = "".join(
            f'<xf numFmtId="{n if isinstance(code, str) else code}" fontId="{min(n - 163, len(self.fonts))}"/>'
            for n, code in enumerate(self.styles, 164)
        )
        return (
            f'{ooxml.XML}<styleSheet xmlns="{ooxml.S}"><numFmts>{formats}</numFmts><fonts>{fonts}</fonts>'
            f'<cellXfs><xf numFmtId="0" fontId="0"/>{cells}</cellXfs></styleSheet>'
        )


def write(folder: Path, parts: Mapping[str, str | bytes], name: str = "bao-cao.xlsx") -> Path:
    """Write the parts as a package and return its path."""
    path = folder / name
    path.write_bytes(ooxml.pack(parts))
    return path


def read(folder: Path, book: Book | Sheet | str, **more: object) -> Document:
    """Return what the reader makes of a workbook, of one sheet, or of one sheet's rows."""
    if not isinstance(book, Book):
        sheet = book if isinstance(book, Sheet) else Sheet(book)
        book = Book([sheet], **more)  # type: ignore[arg-type]
    return read_xlsx(write(folder, book.parts()))


def drawn(document: Document, sheet: int = 0) -> list[str]:
    """Return the cells of a sheet that show letters as `address text`, row by row, with ` ×rows,columns` where a
    cell spans more than one."""
    table = list(document.tables())[sheet]
    return [
        f"{cell.address} {cell.text}"
        + (f" ×{cell.row_span},{cell.column_span}" if (cell.row_span, cell.column_span) != (1, 1) else "")
        for row in table.rows
        for cell in row
        if cell.text and (not cell.hidden or table.hidden)
    ]


def hidden(document: Document, sheet: int = 0) -> dict[str, str]:
    """Return why nobody sees the cells of a sheet, by address: those hidden, and those whose letters are not seen."""
    table = list(document.tables())[sheet]
    cells = [cell for row in table.rows for cell in row]
    unseen = {cell.address or "": seen.sight.value for cell in cells for seen in cell.sights if not cell.text}
    return {cell.address or "": cell.hidden for cell in cells if cell.hidden} | unseen


def told(document: Document) -> list[str]:
    """Return the codes of a document's notices."""
    return [notice.code for notice in document.notices]


def _properties(values: Mapping[str, str]) -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006"
    items = "".join(
        f'<property name="{name}" pid="{n}"><vt:lpwstr>{ooxml.text(value)}</vt:lpwstr></property>'
        for n, (name, value) in enumerate(values.items(), 2)
    )
    spaces = f'xmlns="{space}/custom-properties" xmlns:vt="{space}/docPropsVTypes"'
    return f"{ooxml.XML}<Properties {spaces}>{items}</Properties>"
