"""Writes a filled form as an Excel file in raw XML; a shape overrides the piece it does differently."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from tests.corpus import ooxml
from tests.corpus.filling import FORM, Row
from tests.corpus.report import Report
from tests.corpus.word import HEADINGS
from tests.documents import column_name

_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# Cell styles every workbook of the corpus has: name -> (number format id, its code for an own one).
STYLES = {
    "general": (0, ""),
    "text": (49, ""),
    "classes": (164, '00" lớp"'),
    "money": (165, '#,##0 "₫"'),
    "thousands": (166, "#,##0"),
    "people": (167, '0 "người"'),
    "day-month": (16, ""),
    "month-year": (17, ""),
    "date": (14, ""),
    "vietnamese-date": (168, "d/m/yyyy"),
    "percent": (9, ""),
    "percent-2": (10, ""),
    "fraction": (12, ""),
    "decimal": (2, ""),
    "accounting": (169, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)'),
    "leading-zero": (170, "000"),
    "millions": (171, '#,##0.0,," triệu"'),
    "nothing": (172, ";;;"),
    "time": (20, ""),
    "legacy-tcvn3": (0, ""),
    "legacy-vni": (0, ""),
}
_FONTS = {"legacy-tcvn3": 1, "legacy-vni": 2}


def address(row: int, column: int) -> str:
    """Return the address of a 1-based row and column."""
    return f"{column_name(column)}{row}"


@dataclass
class Sheet:
    """A sheet being written: cells as XML by (row, column), merged ranges, hidden rows and columns."""

    name: str
    state: str = ""
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    after: str = ""

    def xml(self) -> str:
        """Return the worksheet part."""
        rows: dict[int, list[str]] = {}
        for (row, _), cell in sorted(self.cells.items()):
            rows.setdefault(row, []).append(cell)
        for row in self.hidden_rows:
            rows.setdefault(row, [])
        data = "".join(
            f'<row r="{row}"{" hidden=" + chr(34) + "1" + chr(34) if row in self.hidden_rows else ""}>'
            f"{''.join(rows[row])}</row>"
            for row in sorted(rows)
        )
        columns = "".join(
            f'<col min="{column}" max="{column}" width="9" hidden="1" customWidth="1"/>'
            for column in sorted(self.hidden_columns)
        )
        columns = f"<cols>{columns}</cols>" if columns else ""
        merges = "".join(f'<mergeCell ref="{area}"/>' for area in self.merges)
        merges = f'<mergeCells count="{len(self.merges)}">{merges}</mergeCells>' if merges else ""
        return (
            f'{ooxml.XML}<worksheet xmlns="{ooxml.S}" xmlns:r="{ooxml.R}">{columns}'
            f"<sheetData>{data}</sheetData>{merges}{self.after}</worksheet>"
        )


class WorkbookReport(Report):
    """A filled form as an Excel file, each piece written by a method a shape can override."""

    suffix: ClassVar[str] = ".xlsx"
    columns: tuple[str, ...] = ("number", "label", "unit", "count", "people", "note")
    left: ClassVar[int] = 1  # the 1-based column the table starts in
    sheet_name: ClassVar[str] = "Báo cáo"
    date_1904: ClassVar[bool] = False

    def __init__(self, copy: int) -> None:
        super().__init__(copy)
        self.strings: dict[str, int] = {}
        self.places: dict[tuple[int, str], tuple[int, int]] = {}  # (id of the row, column) -> cell
        self.sheet = Sheet(self.sheet_name)

    # -- cells ---------------------------------------------------------------------------------------------

    def string(self, row: int, column: int, text: str, style: str = "general") -> str:
        """Return a cell with a shared string."""
        preserve = f'<t xml:space="preserve">{ooxml.text(text)}</t>'
        return self.shared(row, column, preserve, style)

    def shared(self, row: int, column: int, item: str, style: str = "general") -> str:
        """Return a cell that points at a shared string's XML."""
        index = self.strings.setdefault(item, len(self.strings))
        return f'<c r="{address(row, column)}" s="{style_index(style)}" t="s"><v>{index}</v></c>'

    def number(self, row: int, column: int, value: str, style: str = "general") -> str:
        """Return a cell with a number as stored."""
        return f'<c r="{address(row, column)}" s="{style_index(style)}"><v>{value}</v></c>'

    def formula(
        self, row: int, column: int, formula: str, result: str | None, kind: str = "", style: str = "general"
    ) -> str:
        """Return a formula cell with its stored result, None for none."""
        kind = f' t="{kind}"' if kind else ""
        value = "" if result is None else f"<v>{ooxml.text(result)}</v>"
        place = f'<c r="{address(row, column)}" s="{style_index(style)}"{kind}>'
        return f"{place}<f>{ooxml.text(formula)}</f>{value}</c>"

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        """Return the cell of a figure: a number where the text is one, else text."""
        amount = item.values.get("amount")
        if amount is not None and text.replace(".", "") == str(amount):
            return self.number(row, place, str(amount), "thousands")
        if text.isascii() and text.isdigit() and not (len(text) > 1 and text.startswith("0")):
            return self.number(row, place, text)
        return self.string(row, place, text)

    def cell(self, item: Row, column: str, row: int, place: int) -> str:
        """Return the cell of a row's column."""
        text = getattr(item, column, "")
        if not text:
            return f'<c r="{address(row, place)}" s="0"/>'
        if column in ("count", "people"):
            return self.figure(item, column, text, row, place)
        if column == "number" and text.isdigit():
            return self.number(row, place, text)
        return self.string(row, place, text)

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        texts = super().quoted(row, column, text)
        return (*texts, text.replace(".", "")) if "amount" in row.values and column == "count" else texts

    # -- the sheet -----------------------------------------------------------------------------------------

    def put_text(self, row: int, text: str, column: int | None = None) -> None:
        """Write a text into the first column of the table, or another."""
        place = self.left if column is None else column
        self.sheet.cells[(row, place)] = self.string(row, place, text)

    def before(self) -> int:
        """Write letterhead, title and narrative; return the row the table starts in."""
        self.put_text(1, f"ĐƠN VỊ: {self.about.name.upper()}")
        self.put_text(1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", self.left + 3)
        self.put_text(2, "Độc lập - Tự do - Hạnh phúc", self.left + 3)
        self.put_text(4, "BÁO CÁO")
        self.put_text(5, f"Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm {self.year}")
        lines = [FORM.sections[0].number + ". " + FORM.sections[0].heading.upper()]
        lines += [f"- {text}" for text in self.organisation]
        lines += [FORM.sections[1].number + ". " + FORM.sections[1].heading.upper()]
        lines += [f"- {text}" for text in self.activities]
        lines += [FORM.sections[2].number + ". " + FORM.sections[2].heading.upper()]
        for place, line in enumerate(lines, 7):
            self.put_text(place, line.replace(str(FORM.year), str(self.year)))
        return 7 + len(lines) + 1

    def headings(self, top: int) -> int:
        """Write the two heading rows; return the row below."""
        grouped = [column for column in self.columns if column in ("count", "people")]
        for place, column in enumerate(self.columns, self.left):
            if column in grouped:
                if column == grouped[0]:
                    self.sheet.cells[(top, place)] = self.string(top, place, "Số lượng")
                    if len(grouped) > 1:
                        self.sheet.merges.append(f"{address(top, place)}:{address(top, place + 1)}")
                self.sheet.cells[(top + 1, place)] = self.string(top + 1, place, self.heading(column))
            else:
                self.sheet.cells[(top, place)] = self.string(top, place, self.heading(column))
                self.sheet.merges.append(f"{address(top, place)}:{address(top + 1, place)}")
        return top + 2

    def heading(self, column: str) -> str:
        """Return a column's heading."""
        return HEADINGS.get(column, column)

    def table(self, top: int) -> int:
        """Write the table from row `top`; return the row below it."""
        row = self.headings(top)
        for item in self.rows:
            for place, column in enumerate(self.columns, self.left):
                self.places[(id(item), column)] = (row, place)
            row += 1
        row = row - len(self.rows)
        for item in self.rows:
            for place, column in enumerate(self.columns, self.left):
                self.sheet.cells[(row, place)] = self.cell(item, column, row, place)
            row += 1
        return row

    def where(self, item: Row, column: str) -> str:
        """Return the address of a row's cell."""
        return address(*self.places[(id(item), column)])

    def fill(self) -> None:
        """Write the whole sheet."""
        below = self.table(self.before())
        self.put_text(below + 1, "THỦ TRƯỞNG ĐƠN VỊ", self.left + 3)
        self.put_text(below + 2, "(ký tên, đóng dấu)", self.left + 3)

    def sheets(self) -> list[Sheet]:
        """Return the workbook's sheets in order."""
        return [self.sheet]

    # -- the package ---------------------------------------------------------------------------------------

    def parts(self) -> dict[str, str | bytes]:
        """Return the package's parts in order."""
        self.fill()
        sheets = self.sheets()
        types = {"xl/workbook.xml": ooxml.SHEET_MAIN, "xl/styles.xml": f"{_SHEETS}.styles+xml"}
        types["xl/sharedStrings.xml"] = f"{_SHEETS}.sharedStrings+xml"
        types |= {f"xl/worksheets/sheet{n}.xml": f"{_SHEETS}.worksheet+xml" for n, _ in enumerate(sheets, 1)}
        targets = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, 1)}
        targets |= {"rId98": ("styles", "styles.xml"), "rId99": ("sharedStrings", "sharedStrings.xml")}
        entries = "".join(
            f'<sheet name={ooxml.attribute(sheet.name)} sheetId="{n}"'
            f'{f" state={chr(34)}{sheet.state}{chr(34)}" if sheet.state else ""} r:id="rId{n}"/>'
            for n, sheet in enumerate(sheets, 1)
        )
        shown = next(place for place, sheet in enumerate(sheets) if not sheet.state)
        epoch = '<workbookPr date1904="1"/>' if self.date_1904 else "<workbookPr/>"
        book = (
            f'{ooxml.XML}<workbook xmlns="{ooxml.S}" xmlns:r="{ooxml.R}">{epoch}'
            f'<bookViews><workbookView activeTab="{shown}"/></bookViews>'
            f"<sheets>{entries}</sheets></workbook>"
        )
        xml = {f"xl/worksheets/sheet{n}.xml": sheet.xml() for n, sheet in enumerate(sheets, 1)}
        strings = "".join(f"<si>{item}</si>" for item in self.strings)
        return {
            "[Content_Types].xml": ooxml.content_types(types),
            "_rels/.rels": ooxml.relationships({"rId1": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": ooxml.relationships(targets),
            **xml,
            "xl/styles.xml": _styles(),
            "xl/sharedStrings.xml": f'{ooxml.XML}<sst xmlns="{ooxml.S}">{strings}</sst>',
        }

    def content(self) -> bytes:
        """Return the file."""
        return ooxml.pack(self.parts())


def style_index(style: str) -> int:
    """Return the index of a named cell style."""
    return list(STYLES).index(style)


def _styles() -> str:
    own = {number: code for number, code in STYLES.values() if code}
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode={ooxml.attribute(code)}/>' for number, code in own.items()
    )
    fonts = "".join(
        f'<font><sz val="12"/><name val="{name}"/></font>'
        for name in ("Times New Roman", ".VnTime", "VNI-Times")
    )
    cells = "".join(
        f'<xf numFmtId="{number}" fontId="{_FONTS.get(name, 0)}" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1" applyFont="1"/>'
        for name, (number, _) in STYLES.items()
    )
    return (
        f'{ooxml.XML}<styleSheet xmlns="{ooxml.S}"><numFmts count="{len(own)}">{formats}</numFmts>'
        f'<fonts count="3">{fonts}</fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(STYLES)}">{cells}</cellXfs></styleSheet>'
    )
