"""Excel files whose table stands elsewhere, is hidden, doubled or merged, or lies in an odd package."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import ClassVar

from tests.corpus import ooxml
from tests.corpus.filling import Row
from tests.corpus.report import shape
from tests.corpus.workbook import Sheet, WorkbookReport, address


@shape("sheets/column-d")
class ColumnD(WorkbookReport):
    """The table starts at column D, far below the top."""

    left: ClassVar[int] = 4

    def before(self) -> int:
        return super().before() + 9


@shape("sheets/second-sheet")
class SecondSheet(WorkbookReport):
    """The table is on the second sheet; the first holds guidance with numbers, the third is empty."""

    def sheets(self) -> list[Sheet]:
        guide = Sheet("Hướng dẫn")
        for row, text in enumerate(("Hướng dẫn nhập liệu", "1. Nhập số nguyên", "2. Không sửa tiêu đề"), 1):
            guide.cells[(row, 1)] = self.string(row, 1, text)
            guide.cells[(row, 2)] = self.number(row, 2, str(row))
        return [guide, self.sheet, Sheet("Sheet3")]


class _TwoSheets(WorkbookReport):
    """A second copy of the table on a sheet of its own with other figures."""

    other_name = "2023"
    other_state = ""
    first = False

    def sheets(self) -> list[Sheet]:
        other = Sheet(self.other_name, self.other_state, dict(self.sheet.cells), list(self.sheet.merges))
        for row in self.rows:
            for column in ("count", "people"):
                place = self.places[(id(row), column)]
                if getattr(row, column).isdigit():
                    other.cells[place] = self.number(*place, str(self.rng.randint(1, 40)))
        return [other, self.sheet] if self.first else [self.sheet, other]


@shape("sheets/hidden-copy")
class HiddenCopy(_TwoSheets):
    """A hidden copy of last year's form stands first: it must not win."""

    other_state = "hidden"
    first = True


@shape("sheets/very-hidden-copy", 2)
class VeryHiddenCopy(_TwoSheets):
    """A copy hidden so that only a macro shows it (veryHidden)."""

    other_state = "veryHidden"
    first = True


@shape("sheets/two-candidates")
class TwoCandidates(_TwoSheets):
    """Two visible sheets with different figures: an error that names both."""

    def prepare(self) -> None:
        self.refused = True
        self.required.add("several-tables")


@shape("sheets/two-same", 2)
class TwoSame(WorkbookReport):
    """Two visible sheets with the same figures: they count once."""

    def prepare(self) -> None:
        self.allowed_codes.add("several-tables")

    def sheets(self) -> list[Sheet]:
        return [self.sheet, Sheet("Bản sao", "", dict(self.sheet.cells), list(self.sheet.merges))]


@shape("sheets/blank-copy", 2)
class BlankCopy(_TwoSheets):
    """The blank form is left on a sheet before the filled one."""

    other_name = "Mẫu"

    def sheets(self) -> list[Sheet]:
        blank = Sheet("Mẫu", "", dict(self.sheet.cells), list(self.sheet.merges))
        for row in self.rows:
            for column in ("count", "people", "note"):
                blank.cells.pop(self.places[(id(row), column)], None)
        return [blank, self.sheet]


@shape("sheets/hidden-rows")
class HiddenRows(WorkbookReport):
    """Hidden rows of last year between the form's; what is hidden is told and not counted."""

    def prepare(self) -> None:
        self.allowed_codes.add("hidden-cells")
        self.required.add("hidden-cells")
        self.old: list[Row] = []
        for row in self.pick("count", "people", number=2):
            copy = Row(row.indicator, row.number, row.label, row.unit, "7", "77")
            self.old.append(copy)
            self.rows.insert(self.rows.index(row) + 1, copy)

    def fill(self) -> None:
        super().fill()
        self.sheet.hidden_rows |= {self.places[(id(row), "label")][0] for row in self.old}

    def visible_rows(self) -> list[Row]:
        return [row for row in self.rows if all(row is not old for old in self.old)]


@shape("sheets/filtered-figures", 2)
class FilteredFigures(WorkbookReport):
    """A filter hides real rows of the form: their figures are not counted, and each indicator says so."""

    def prepare(self) -> None:
        self.required.add("hidden-figure")
        self.hidden = self.pick("count", "people", number=2)
        for row in self.hidden:
            row.values = {}
            self.allowed |= {(str(row.indicator), "count"), (str(row.indicator), "people")}
            self.allowed.add((str(row.indicator).split(".")[0], "count"))
            self.allowed.add((str(row.indicator), None))
        self.allowed.add(("classes.participants", "people"))

    def fill(self) -> None:
        super().fill()
        self.sheet.hidden_rows |= {self.places[(id(row), "label")][0] for row in self.hidden}

    def visible_rows(self) -> list[Row]:
        return [row for row in self.rows if row not in self.hidden]


@shape("sheets/hidden-columns")
class HiddenColumns(WorkbookReport):
    """A hidden column “Năm 2023” of old numbers beside this year's."""

    columns = ("number", "label", "unit", "Năm 2023", "count", "people", "note")

    def prepare(self) -> None:
        self.allowed_codes.add("hidden-cells")

    def cell(self, item: Row, column: str, row: int, place: int) -> str:
        if column == "Năm 2023" and item.values:
            return self.number(row, place, str(self.rng.randint(1, 9)))
        return super().cell(item, column, row, place)

    def fill(self) -> None:
        super().fill()
        self.sheet.hidden_columns.add(self.left + 3)


@shape("sheets/merged-cells")
class MergedCells(WorkbookReport):
    """“3/120” in merged number cells, STT merged down the groups, the title merged over the table."""

    def prepare(self) -> None:
        self.merged = self.pick("count", "people", number=5)
        for row in self.merged:
            row.count, row.people = f"{row.count}/{row.people}", ""

    def fill(self) -> None:
        super().fill()
        for row in self.merged:
            self.sheet.merges.append(f"{self.where(row, 'count')}:{self.where(row, 'people')}")
        tops = [self.places[(id(row), "number")][0] for row in self.rows if row.number]
        for top, after in pairwise(tops):
            if after - top > 1:
                self.sheet.merges.append(f"{address(top, self.left)}:{address(after - 1, self.left)}")


@shape("sheets/merged-downwards", 2)
class MergedDownwards(WorkbookReport):
    """A figure merged over two rows: whose it is cannot be told."""

    def prepare(self) -> None:
        first, second = self.row("culture_sport.sports"), self.row("culture_sport.arts")
        second.count = ""
        self.pair = (first, second)
        self.accuse(first, "count", first.count)
        self.accuse(second, "count", first.count)
        self.allowed |= {("culture_sport.sports", None), ("culture_sport.arts", None)}
        self.allowed |= {("culture_sport", "count"), ("culture_sport.arts", "people")}

    def fill(self) -> None:
        super().fill()
        self.sheet.merges.append(f"{self.where(self.pair[0], 'count')}:{self.where(self.pair[1], 'count')}")


@shape("sheets/stray-cell", 2)
class StrayCell(WorkbookReport):
    """One stray cell at XFD1048576: it costs nothing."""

    def fill(self) -> None:
        super().fill()
        self.sheet.cells[(1_048_576, 16_384)] = self.string(1_048_576, 16_384, " ")


@shape("sheets/wide-dimension", 2)
class WideDimension(WorkbookReport):
    """The sheet claims a million rows; formatted empty rows follow the table."""

    def fill(self) -> None:
        super().fill()
        for row in range(2000, 2400):
            self.sheet.cells[(row, 900)] = f'<c r="{address(row, 900)}" s="1"/>'

    def sheets(self) -> list[Sheet]:
        return [self.sheet]

    def parts(self) -> dict[str, str | bytes]:
        parts = super().parts()
        xml = str(parts["xl/worksheets/sheet1.xml"])
        parts["xl/worksheets/sheet1.xml"] = xml.replace(
            "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>', 1
        )
        return parts


@shape("sheets/strict", 2)
class StrictWorkbook(WorkbookReport):
    """Saved as Strict Open XML."""

    def parts(self) -> dict[str, str | bytes]:
        return ooxml.strict(super().parts())


@shape("sheets/without-references", 2)
class WithoutReferences(WorkbookReport):
    """Cells and rows without addresses (r), as some programs write them: they count from the left."""

    def parts(self) -> dict[str, str | bytes]:
        last = self.left + len(self.columns) - 1
        parts = super().parts()
        for row in range(1, max(row for row, _ in self.sheet.cells) + 1):
            for column in range(1, last + 1):
                self.sheet.cells.setdefault((row, column), f'<c r="{address(row, column)}"/>')
        xml = self.sheet.xml()
        head, data = xml.split("<sheetData>")
        data, tail = data.split("</sheetData>")
        data = re.sub(r'(<(?:c|row)) r="[A-Z]*\d+"', r"\1", data)
        parts["xl/worksheets/sheet1.xml"] = f"{head}<sheetData>{data}</sheetData>{tail}"
        return parts


@shape("sheets/prefixed", 2)
class Prefixed(WorkbookReport):
    """Another program's prefix for the main namespace (x:), no shared strings part, absolute targets."""

    def string(self, row: int, column: int, text: str, style: str = "general") -> str:
        inner = f'<t xml:space="preserve">{ooxml.text(text)}</t>'
        return f'<c r="{address(row, column)}" t="inlineStr"><is>{inner}</is></c>'

    def parts(self) -> dict[str, str | bytes]:
        parts = super().parts()
        del parts["xl/sharedStrings.xml"]
        for name, content in parts.items():
            if name.startswith("xl/worksheets/sheet") or name == "xl/workbook.xml":
                content = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", str(content))
                parts[name] = content.replace("xmlns=", "xmlns:x=", 1)
        rels = str(parts["xl/_rels/workbook.xml.rels"])
        rels = re.sub(r'<Relationship Id="rId99"[^>]*/>', "", rels).replace(
            '"worksheets/', '"/xl/worksheets/'
        )
        parts["xl/_rels/workbook.xml.rels"] = rels
        types = str(parts["[Content_Types].xml"])
        parts["[Content_Types].xml"] = re.sub(r'<Override PartName="/xl/sharedStrings[^>]*/>', "", types)
        return parts


@shape("sheets/macro-enabled", 2)
class MacroWorkbook(WorkbookReport):
    """An .xlsm: read, its macros never run."""

    suffix: ClassVar[str] = ".xlsm"

    def parts(self) -> dict[str, str | bytes]:
        parts = super().parts()
        macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(ooxml.SHEET_MAIN, macro)
        return parts | {"xl/vbaProject.bin": b"\x00macro"}


@shape("sheets/wrong-extension", 2)
class WorkbookNamedDocx(WorkbookReport):
    """A workbook named .docx: its content decides."""

    suffix: ClassVar[str] = ".docx"


@shape("sheets/table-only", 2)
class TableOnly(WorkbookReport):
    """Only the table with its letterhead, no narrative: a warning for the narrative."""

    def prepare(self) -> None:
        self.allowed_codes.add("narrative-missing")

    def before(self) -> int:
        self.put_text(1, f"ĐƠN VỊ: {self.about.name.upper()}")
        self.put_text(3, f"TỔNG HỢP SỐ LIỆU TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM {self.year}")
        return 5


@shape("sheets/split-on-two-sheets", 2)
class SplitSheets(WorkbookReport):
    """The table is split over two sheets, each with the heading: together they are the report, or told."""

    def sheets(self) -> list[Sheet]:
        cut = self.places[(id(self.row("reading_events")), "label")][0]
        heads = [row for row in range(1, cut) if row < self.places[(id(self.rows[0]), "label")][0]][-2:]
        second = Sheet("Tiếp theo")
        second.cells = {
            (row, column): cell
            for (row, column), cell in self.sheet.cells.items()
            if row >= cut or row in heads
        }
        self.sheet.cells = {
            (row, column): cell for (row, column), cell in self.sheet.cells.items() if row < cut
        }
        return [self.sheet, second]


@shape("sheets/other-columns", 2)
class OtherColumns(WorkbookReport):
    """Người before Số lớp, no Ghi chú, a column of dates between."""

    columns = ("number", "label", "Thời gian", "people", "count")

    def prepare(self) -> None:
        for row in self.rows:
            row.note = ""

    def cell(self, item: Row, column: str, row: int, place: int) -> str:
        if column == "Thời gian" and item.values:
            return self.number(row, place, "45568", "vietnamese-date")
        return super().cell(item, column, row, place)


@shape("sheets/comments-and-validation", 2)
class Validation(WorkbookReport):
    """Data validation, conditional formats, a filter and links follow the data: none of it is text."""

    def fill(self) -> None:
        super().fill()
        self.sheet.after = (
            '<conditionalFormatting sqref="D20"><cfRule type="cellIs" priority="1" operator="lessThan">'
            "<formula>0</formula></cfRule></conditionalFormatting>"
            '<dataValidations count="1"><dataValidation type="whole" sqref="D20:E60"><formula1>0</formula1>'
            "<formula2>99999</formula2></dataValidation></dataValidations>"
            '<hyperlinks><hyperlink ref="A1" location="\'Báo cáo\'!A1"/></hyperlinks>'
        )


@shape("sheets/last-year", 2)
class LastYearWorkbook(WorkbookReport):
    """Last year's workbook sent again: an error."""

    def prepare(self) -> None:
        self.year = 2023
        self.refused = True
