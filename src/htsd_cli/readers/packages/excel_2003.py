"""Excel 2003's XML (SpreadsheetML of 2002) rewritten as the parts of an .xlsx, which one reader reads.

Both say the same of a cell, in other names: styles are named, widths are in points, formulas are written by row and
column (R1C1), and the letters of a text are marked as in HTML. Through LibreOffice its struck letters, raised letters,
errors and notes are lost without a word.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.column_names import column_name, column_number
from htsd_cli.readers.packages.flat_xml import read_flat_xml
from htsd_cli.readers.packages.makers import AS_EXCEL_2003
from htsd_cli.readers.packages.makers_2003 import works_out_2003
from htsd_cli.readers.packages.relations import RELATIONS, relations_xml
from htsd_cli.values.unreadable import UnreadableFile

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_S, _X = f"{{{_SPACE}}}", "{urn:schemas-microsoft-com:office:excel}"
_H = "{http://www.w3.org/TR/REC-html40}"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = 8192  # bytes of a file that name its root
_FORMATS = {
    "General Number": "General", "General Date": "dd/mm/yyyy hh:mm", "Long Date": "d mmmm yyyy",
    "Medium Date": "dd-mmm-yy", "Short Date": "dd/mm/yyyy", "Long Time": "h:mm:ss", "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm", "Currency": "#,##0.00", "Euro Currency": "[$€-2] #,##0.00", "Fixed": "0.00",
    "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00", "Yes/No": '"Yes";"Yes";"No"',
    "True/False": '"True";"True";"False"', "On/Off": '"On";"On";"Off"',
}  # fmt: skip
_SIDES = {
    "Left": "left",
    "Right": "right",
    "Center": "center",
    "Fill": "fill",
    "CenterAcrossSelection": "centerContinuous",
}
_DOWN = {"Top": "top", "Center": "center"}
_PATTERNS = {"Solid": "solid", "None": "none"}
_HIDDEN = {"SheetHidden": "hidden", "SheetVeryHidden": "veryHidden"}
_SIGNS = {
    "Between": "between", "NotBetween": "notBetween", "Equal": "equal", "NotEqual": "notEqual",
    "Greater": "greaterThan", "Less": "lessThan", "GreaterOrEqual": "greaterThanOrEqual",
    "LessOrEqual": "lessThanOrEqual",
}  # fmt: skip
_MARKS = frozenset(f"{_H}{name}" for name in ("B", "Font", "I", "S", "Span", "Sub", "Sup", "U"))
_PASSED_OVER = ("NamedCell", "PhoneticText", "SmartTags", "Data", "Comment")
_PLACE = lazy_pattern(r"(?<![\w.])R([0-9]+|\[-?[0-9]+\])?C([0-9]+|\[-?[0-9]+\])?(?![\w(.])")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_DAY_0 = datetime(1899, 12, 30)
_BEFORE_1904 = 1462  # days
_MARCH_1900 = 61


def escaped(text: str) -> str:
    """Return a text as XML holds it; the library's own brings half of urllib and email with it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Return a text as an attribute's value with its quotation marks."""
    return '"' + escaped(text).replace('"', "&quot;").replace("\n", "&#10;") + '"'


def is_excel_2003(path: Path) -> bool:
    """Return whether a file is Excel 2003's XML. Raises `OSError` when it cannot be opened."""
    with path.open("rb") as stream:
        return _SPACE.encode() in stream.read(_HEAD).replace(b"\0", b"")


def write_excel_2003(path: Path, target: Path) -> None:
    """Write Excel 2003's XML as an .xlsx. Raises `UnreadableFile` as `read_flat_xml` does, and for one without a
    sheet."""
    root = read_flat_xml(path)
    tables = list(root.iterchildren(f"{_S}Worksheet"))
    if root.tag != f"{_S}Workbook" or not tables:
        raise UnreadableFile("damaged-file")
    from_1904 = root.find(f"{_X}ExcelWorkbook/{_X}Date1904") is not None
    styles = _Styles(root)
    sheets = [_Sheet(table, styles, from_1904) for table in tables]
    relations = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    relations.append(("styles", "styles.xml"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", relations_xml([("officeDocument", "xl/workbook.xml")]))
        package.writestr("xl/_rels/workbook.xml.rels", relations_xml(relations))
        package.writestr("xl/workbook.xml", _workbook(sheets, from_1904=from_1904))
        for number, sheet in enumerate(sheets, 1):
            package.writestr(f"xl/worksheets/sheet{number}.xml", sheet.xml())
            if sheet.notes:
                package.writestr(f"xl/comments{number}.xml", _comments(sheet.notes))
                own = relations_xml([("comments", f"../comments{number}.xml")])
                package.writestr(f"xl/worksheets/_rels/sheet{number}.xml.rels", own)
        package.writestr("xl/styles.xml", styles.xml())
        if works_out_2003(path.read_bytes()):
            package.writestr("docProps/app.xml", AS_EXCEL_2003)


def _workbook(sheets: list[_Sheet], *, from_1904: bool) -> str:
    named = "".join(
        f'<sheet name={quoted(sheet.name)} sheetId="{number}" state="{sheet.state}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    settings = '<workbookPr date1904="1"/>' if from_1904 else "<workbookPr/>"
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{RELATIONS}">{settings}<sheets>{named}</sheets></workbook>'


def _comments(notes: dict[str, str]) -> str:
    items = "".join(
        f'<comment ref="{place}" authorId="0"><text><t xml:space="preserve">{escaped(text)}</t></text></comment>'
        for place, text in notes.items()
    )
    return (
        f'<comments xmlns="{_MAIN}"><authors><author/></authors><commentList>{items}</commentList></comments>'
    )


class _Styles:
    """The styles of cells by their names, as they are numbered in the .xlsx."""

    def __init__(self, root: etree._Element) -> None:
        self._fonts: list[str] = []
        self._fills: list[str] = []
        self._borders: list[str] = []
        self._formats: list[str] = []
        self._cells: list[str] = []
        self.changes: list[str] = []
        self._numbers: dict[str, int] = {}
        named = {style.get(f"{_S}ID", ""): style for style in root.iterfind(f"{_S}Styles/{_S}Style")}
        for name in ("Default", *named):
            if name not in self._numbers:
                self._numbers[name] = len(self._cells)
                self._add(list(_inherited(named, name)))

    def number(self, name: str | None) -> int:
        """Return the number of a style, 0 for one that is not there."""
        return self._numbers.get(name or "Default", 0)

    def look(self, number: int) -> str:
        """Return the font of a style as that of a run of letters."""
        return self._fonts[number].removeprefix("<font>").removesuffix("</font>").replace("<name ", "<rFont ")

    def _add(self, styles: list[etree._Element]) -> None:
        """Add a style: its own element first, then those it goes on from."""

        def said(tag: str, attribute: str) -> str:
            parts = [part for style in styles for part in style.iterchildren(f"{_S}{tag}")]
            if tag != "Font":  # an empty <Interior/> is no fill, whatever the style it goes on from has
                parts = parts[:1]
            found = (part.get(f"{_S}{attribute}") for part in parts)
            return next((text for text in found if text is not None), "")

        font = f'<sz val="{said("Font", "Size") or "10"}"/><name val={quoted(said("Font", "FontName") or "Arial")}/>'
        font += _colour("color", said("Font", "Color"))
        for tag, attribute in (("b", "Bold"), ("i", "Italic"), ("strike", "StrikeThrough")):
            font += f"<{tag}/>" * (said("Font", attribute) == "1")
        font += "<u/>" * (said("Font", "Underline") not in ("", "None"))
        raised = said("Font", "VerticalAlign").lower()
        font += f'<vertAlign val="{raised}"/>' * (raised in ("superscript", "subscript"))
        pattern = said("Interior", "Pattern")
        inside = _colour("fgColor", said("Interior", "Color"))
        if pattern not in ("Solid", "None", ""):
            inside = _colour("fgColor", said("Interior", "PatternColor")) + _colour(
                "bgColor", said("Interior", "Color")
            )
        filled = _PATTERNS.get(pattern, "gray125" if pattern else "none")
        code = said("NumberFormat", "Format") or "General"
        self._fonts.append(f"<font>{font}</font>")
        self._borders.append(_border(styles))
        self._fills.append(f'<fill><patternFill patternType="{filled}">{inside}</patternFill></fill>')
        self._formats.append(_FORMATS.get(code, code))
        side = _SIDES.get(said("Alignment", "Horizontal"), "general")
        turned = said("Alignment", "Rotate") not in ("", "0") or said("Alignment", "VerticalText") == "1"
        self._cells.append(
            f'<alignment horizontal="{side}" vertical="{_DOWN.get(said("Alignment", "Vertical"), "bottom")}"'
            f' wrapText="{said("Alignment", "WrapText") or 0}" textRotation="{90 if turned else 0}"'
            f' shrinkToFit="{said("Alignment", "ShrinkToFit") or 0}"/>'
        )

    def xml(self) -> str:
        """Return the part of styles."""
        formats = "".join(
            f'<numFmt numFmtId="{200 + at}" formatCode={quoted(code)}/>'
            for at, code in enumerate(self._formats)
        )
        cells = "".join(
            f'<xf numFmtId="{200 + at}" fontId="{at}" fillId="{at}" borderId="{at}">{cell}</xf>'
            for at, cell in enumerate(self._cells)
        )
        changes = "".join(f"<dxf>{change}</dxf>" for change in self.changes)
        return (
            f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><fonts>{"".join(self._fonts)}</fonts>'
            f"<fills>{''.join(self._fills)}</fills><borders>{''.join(self._borders)}</borders><cellXfs>{cells}</cellXfs>"
            f"<dxfs>{changes}</dxfs></styleSheet>"
        )


def _border(styles: list[etree._Element]) -> str:
    """Return the borders of the first style that has some, lines from corner to corner among them."""
    own = next(
        (found for style in styles for found in [style.find(f"{_S}Borders")] if found is not None), None
    )
    lines = {
        item.get(f"{_S}Position", ""): "thin" if item.get(f"{_S}Weight") in ("0", "1", None) else "medium"
        for item in (() if own is None else own)
        if item.get(f"{_S}LineStyle", "None") != "None"
    }
    sides = "".join(
        f'<{side.lower()} style="{lines[side]}"/>'
        for side in ("Left", "Right", "Top", "Bottom")
        if side in lines
    )
    across = lines.keys() & {"DiagonalLeft", "DiagonalRight"}
    sides += '<diagonal style="thin"/>' * bool(across)
    marks = 'diagonalDown="1" ' * ("DiagonalLeft" in across) + 'diagonalUp="1"' * ("DiagonalRight" in across)
    return f"<border {marks}>{sides}</border>"


def _inherited(named: dict[str, etree._Element], name: str) -> Iterator[etree._Element]:
    """Yield a style, those it goes on from, and the usual one."""
    seen: set[str] = set()
    while name in named and name not in seen:
        seen.add(name)
        yield named[name]
        name = named[name].get(f"{_S}Parent", "")
    if "Default" in named and "Default" not in seen:
        yield named["Default"]


def _colour(tag: str, said: str) -> str:
    value = said.strip().lstrip("#")
    return f'<{tag} rgb="FF{value.upper()}"/>' if re.fullmatch("[0-9A-Fa-f]{6}", value) else ""


@dataclass
class _Sheet:
    """One sheet as it is rewritten."""

    source: etree._Element
    styles: _Styles
    from_1904: bool
    notes: dict[str, str] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)
    usual: list[tuple[int, int, str]] = field(
        default_factory=list
    )  # first and last column of a range, its style
    of_all: str = ""  # the style of a sheet's other cells

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.source.get(f"{_S}Name", "")

    @property
    def state(self) -> str:
        """Whether it is seen."""
        return _HIDDEN.get(self.source.findtext(f"{_X}WorksheetOptions/{_X}Visible", ""), "visible")

    def xml(self) -> str:
        """Return the sheet's part; its notes are known then."""
        table = self.source.find(f"{_S}Table")
        options = self.source.find(f"{_X}WorksheetOptions")
        formulas = options is not None and options.find(f"{_X}DisplayFormulas") is not None
        head = f'<sheetViews><sheetView showFormulas="{int(formulas)}" workbookViewId="0"/></sheetViews>'
        rows = columns = ""
        if table is not None:
            usual = (
                _chars(table.get(f"{_S}DefaultColumnWidth")) if table.get(f"{_S}DefaultColumnWidth") else None
            )
            if usual is not None:
                head += f'<sheetFormatPr defaultRowHeight="15" defaultColWidth="{usual}"/>'
            self.of_all = table.get(f"{_S}StyleID", "")
            columns = "".join(self._columns(table))
            rows = "".join(self._rows(table))
        tail = "".join(
            f'<autoFilter ref="{area}"/>'
            for item in self.source.iterchildren(f"{_X}AutoFilter")
            for area in [_as_a1(item.get(f"{_X}Range", ""), 1, 1)]
        )
        tail += f"<mergeCells>{''.join(self.merges)}</mergeCells>" if self.merges else ""
        tail += "".join(self._rules())
        columns = f"<cols>{columns}</cols>" if columns else ""
        return f'<worksheet xmlns="{_MAIN}">{head}{columns}<sheetData>{rows}</sheetData>{tail}</worksheet>'

    def _columns(self, table: etree._Element) -> Iterator[str]:
        at = 0
        for item in table.iterchildren(f"{_S}Column"):
            at = _index(item, at, _MOST_COLUMNS)
            last = at + _count(item, "Span")
            self.usual.append((at, last, item.get(f"{_S}StyleID", self.of_all)))
            hidden = f' hidden="{_flag(item, "Hidden")}"'
            wide = item.get(f"{_S}Width")
            width = f' width="{_chars(wide)}" customWidth="1"' if wide is not None else ""
            yield f'<col min="{at}" max="{min(last, _MOST_COLUMNS)}"{width}{hidden}/>'
            at = last

    def _rows(self, table: etree._Element) -> Iterator[str]:
        at = 0
        for item in table.iterchildren(f"{_S}Row"):
            at = _index(item, at, _MOST_ROWS)
            cells = "".join(self._cells(item, at))
            high = item.get(f"{_S}Height")
            height = f' ht="{float(high)}" customHeight="1"' if high is not None else ""
            yield f'<row r="{at}"{height} hidden="{_flag(item, "Hidden")}">{cells}</row>'
            at += _count(item, "Span")

    def _cells(self, row: etree._Element, place: int) -> Iterator[str]:
        at = 0
        for cell in row.iterchildren(f"{_S}Cell"):
            at = _index(cell, at, _MOST_COLUMNS)
            address = f"{column_name(at)}{place}"
            across, down = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
            if across or down:
                self.merges.append(f'<mergeCell ref="{address}:{column_name(at + across)}{place + down}"/>')
            note = cell.find(f"{_S}Comment/{_S}Data")
            if note is not None and (text := "".join(map(str, note.itertext())).strip()):
                self.notes[address] = text
            of_column = next((name for first, last, name in self.usual if first <= at <= last), self.of_all)
            style = self.styles.number(cell.get(f"{_S}StyleID") or row.get(f"{_S}StyleID") or of_column)
            kind, inside = self._content(cell, place, at, self.styles.look(style))
            others = (str(part.tag).rpartition("}")[2] for part in cell if isinstance(part.tag, str))
            inside += "".join(f"<{name}/>" for name in others if name not in _PASSED_OVER)
            if inside:
                yield f'<c r="{address}" s="{style}" t="{kind}">{inside}</c>'
            at += across

    def _content(self, cell: etree._Element, row: int, column: int, look: str) -> tuple[str, str]:
        """Return a cell's type and what stands in it; `look` is that of its letters that are not marked."""
        code = cell.get(f"{_S}Formula")
        formula = "" if code is None else f"<f>{escaped(_as_a1(code.removeprefix('='), row, column))}</f>"
        data = cell.find(f"{_S}Data")
        if data is None:
            return "n", formula
        kind, text = data.get(f"{_S}Type", "String"), "".join(map(str, data.itertext()))
        if kind == "Number":
            return "n", f"{formula}<v>{escaped(text.strip())}</v>"
        if kind == "DateTime":
            return "d", f"{formula}<v>{escaped(_serial(text.strip(), from_1904=self.from_1904))}</v>"
        if kind in ("Boolean", "Error"):
            return "b" if kind == "Boolean" else "e", f"{formula}<v>{escaped(text.strip())}</v>"
        if formula and not len(data):
            return "str", f"{formula}<v>{escaped(text)}</v>"
        more = "" if kind == "String" else f"<unknown>{escaped(kind)}</unknown>"
        return "inlineStr", f"{formula}<is>{''.join(_runs(data, look))}{more}</is>"

    def _rules(self) -> Iterator[str]:
        """Yield the conditional formats, as far as they change how letters look."""
        for number, item in enumerate(self.source.iterchildren(f"{_X}ConditionalFormatting"), 1):
            area = _as_a1(item.findtext(f"{_X}Range", ""), 1, 1)
            match = re.match(r"\$?([A-Z]+)\$?([0-9]+)", area)
            row, column = (int(match[2]), column_number(match[1])) if match else (1, 1)
            for condition in item.iterchildren(f"{_X}Condition"):
                sign = condition.findtext(f"{_X}Qualifier", "")
                values = [condition.findtext(f"{_X}Value{at}") for at in (1, 2)]
                parts = [
                    f"<formula>{escaped(_as_a1(text, row, column))}</formula>" for text in values if text
                ]
                look = condition.find(f"{_X}Format")
                css = "" if look is None else next((str(value) for value in look.attrib.values()), "")
                self.styles.changes.append(_change(css))
                kind = f'cellIs" operator="{_SIGNS[sign]}' if sign in _SIGNS else "expression"
                yield (
                    f'<conditionalFormatting sqref="{area.replace("$", "")}"><cfRule type="{kind}" priority="{number}"'
                    f' dxfId="{len(self.styles.changes) - 1}">{"".join(parts)}</cfRule></conditionalFormatting>'
                )


def _change(css: str) -> str:
    """Return what a conditional format changes, by its line of a style sheet."""
    said = dict(part.strip().partition(":")[::2] for part in css.lower().split(";") if ":" in part)
    colour = said.get("color", "").strip()
    colour = {"white": "#ffffff", "black": "#000000", "red": "#ff0000"}.get(colour, colour)
    font = _colour("color", colour) + "<strike/>" * ("text-line-through" in said)
    paper = said.get("background", "").split()
    filled = _colour("bgColor", paper[0]) if paper else ""
    return f"<font>{font}</font>" + (f"<fill><patternFill>{filled}</patternFill></fill>" if filled else "")


def _runs(part: etree._Element, look: str) -> Iterator[str]:
    """Yield the runs of a text that is marked as in HTML, each with the look of its cell and the marks around it.

    A mark nobody knows stands among them by its name, to be told.
    """
    if part.text:
        yield f'<r><rPr>{look}</rPr><t xml:space="preserve">{escaped(part.text)}</t></r>'
    for item in part:
        if isinstance(item.tag, str):
            more = {
                f"{_H}S": "<strike/>", f"{_H}Sup": '<vertAlign val="superscript"/>',
                f"{_H}Sub": '<vertAlign val="subscript"/>',
            }.get(item.tag, "")  # fmt: skip
            if item.tag == f"{_H}Font":
                size, face = item.get(f"{_H}Size"), item.get(f"{_H}Face")
                more = _colour("color", item.get(f"{_H}Color", ""))
                more += f"<sz val={quoted(size)}/>" if size else ""
                more += f"<rFont val={quoted(face)}/>" if face else ""
            elif item.tag not in _MARKS or (item.tag == f"{_H}Span" and len(item.attrib)):
                yield f"<{etree.QName(item).localname}/>"
            yield from _runs(item, look + more)
        if item.tail:
            yield f'<r><rPr>{look}</rPr><t xml:space="preserve">{escaped(item.tail)}</t></r>'


def _as_a1(formula: str, row: int, column: int) -> str:
    """Return a formula or an area written by row and column as it reads in a cell, by letters and numbers."""

    def named(match: re.Match[str]) -> str:
        down, across = match.groups(default="[0]")
        at = [row + int(down[1:-1]) if down[0] == "[" else int(down)]
        at.append(column + int(across[1:-1]) if across[0] == "[" else int(across))
        if not (0 < at[0] <= _MOST_ROWS and 0 < at[1] <= _MOST_COLUMNS):
            return "#REF!"
        return f"{'$' * (across[0] != '[')}{column_name(at[1])}{'$' * (down[0] != '[')}{at[0]}"

    parts = formula.split('"')
    return '"'.join(part if at % 2 else _PLACE.sub(named, part) for at, part in enumerate(parts))


def _serial(text: str, *, from_1904: bool) -> str:
    """Return a moment as the days a workbook counts; what is none stays as it is."""
    try:
        passed = datetime.fromisoformat(text) - _DAY_0
    except ValueError:
        return text
    days = passed.days + passed.seconds / 86_400 - (_BEFORE_1904 if from_1904 else 0)
    if not from_1904 and days < _MARCH_1900:  # the workbook counts a 29 February that was none
        days -= 1
    return f"{days:.10g}"


def _index(item: etree._Element, before: int, most: int) -> int:
    """Return where a row, column or cell stands: as it says, else after the one before."""
    said = item.get(f"{_S}Index")
    at = (
        before + 1
        if said is None
        else int(said)
        if said.isascii() and said.isdigit() and len(said) < 8
        else 0
    )
    if not before < at <= most:
        raise UnreadableFile("damaged-file")
    return at


def _count(item: etree._Element, what: str) -> int:
    said = item.get(f"{_S}{what}", "0")
    if not (said.isascii() and said.isdigit() and len(said) < 8):
        raise UnreadableFile("damaged-file")
    return int(said)


def _flag(item: etree._Element, what: str) -> int:
    return int(item.get(f"{_S}{what}") == "1")


def _chars(points: str | None) -> float:
    """Return a width in points as digits of the usual font, as the .xlsx counts it."""
    try:
        return max(0.0, round((float(points or 0) * 96 / 72 - 5) / 7, 3))
    except ValueError as error:
        raise UnreadableFile("damaged-file") from error
