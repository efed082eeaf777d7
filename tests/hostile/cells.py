"""Well-formed packages whose cells hold what no person types: endless digits, endless words, impossible places."""

from __future__ import annotations

import re
from typing import ClassVar

from tests.corpus import ooxml
from tests.corpus.filling import Row
from tests.corpus.report import Report
from tests.corpus.truth import Case
from tests.corpus.workbook import WorkbookReport
from tests.hostile.catalogue import hostile
from tests.hostile.packages import case, changed, good, report


def _with_text(text: str, column: str = "people", shape: str = "word/plain") -> Case:
    """Return a good form with `text` in one figure's cell: a finding is required there, the rest may be read."""
    made: Report = report(shape)
    row = made.row("classes.life_skills")
    if column == "label":
        row.label = text
        made.clear(row)
        made.allowed |= {("classes.life_skills", None), ("classes", None), ("classes.participants", None)}
    else:
        made.fault(row, column, text)
    content = made.content()
    return Case("hostile", "", content, made.truth())


@hostile("digits-without-end")
def digits() -> Case:
    """A figure of ten thousand digits, more than Python turns into a number."""
    return _with_text("9" * 10_000)


@hostile("groups-without-end")
def groups() -> Case:
    """A figure of fifty thousand groups of thousands."""
    return _with_text("1" + ".000" * 50_000)


@hostile("numbers-without-end")
def numbers() -> Case:
    """A cell of a hundred thousand numbers."""
    return _with_text("1 " * 100_000)


@hostile("pluses-without-end")
def pluses() -> Case:
    """A sum of fifty thousand numbers."""
    return _with_text("+".join(["1"] * 50_000))


@hostile("words-without-end")
def words() -> Case:
    """A cell of two hundred thousand words, some of them units."""
    return _with_text("lớp người triệu " * 60_000)


@hostile("brackets-without-end")
def brackets() -> Case:
    """A hundred thousand open brackets before a number."""
    return _with_text("(" * 100_000 + "1")


@hostile("marks-without-end")
def marks() -> Case:
    """One letter with a hundred thousand combining marks."""
    return _with_text("1e" + "\u0301" * 100_000)


@hostile("label-without-end")
def label() -> Case:
    """A label of a megabyte."""
    return _with_text("Giáo dục kỹ năng sống " * 40_000, "label")


@hostile("dots-without-end")
def dots() -> Case:
    """A figure behind half a million dots and spaces."""
    return _with_text("…. " * 150_000 + "x")


@hostile("other-digits")
def other_digits() -> Case:
    """Digits of other scripts, superscripts and fractions, which Python calls digits too."""
    return _with_text("١٢٣²½")


@hostile("control-characters")
def controls() -> Case:
    """Directions, private letters and noncharacters around a number."""
    return _with_text("\u202e12\u202c\ue000\ufffe"[:-1])


@hostile("addresses-beyond-the-sheet", ".xlsx")
def addresses() -> Case:
    """Cells at addresses no sheet has: A0, ZZZZZZ99999999, 12, no letters, negative rows; then all at one."""
    made = report("excel/plain")
    parts = made.parts()
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    places = iter(("ZZZZZZ99999999", "A0", "12", "ABC", "A-5", "", "é1", "A99999999999999999999"))
    sheet = re.sub(r'(?<=<c r=")[A-Z]+\d+', lambda match: next(places, "XFE1048577"), sheet)
    return Case("hostile", "", ooxml.pack(parts | {"xl/worksheets/sheet1.xml": sheet}), made.truth())


@hostile("strings-beyond-the-table", ".xlsx")
def string_indexes() -> bytes:
    """Shared strings numbered beyond the table, negative, and by words."""
    parts = good("excel/plain")
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    values = iter(("99999999", "-1", "abc", "", "1.5", "1e9", "٣"))
    sheet = re.sub(r'(?<=t="s"><v>)\d+', lambda match: next(values, "123456789"), sheet)
    return ooxml.pack(parts | {"xl/worksheets/sheet1.xml": sheet})


@hostile("styles-beyond-the-table", ".xlsx")
def style_indexes() -> Case:
    """Cell styles that do not exist, on every cell: the plain numbers may be read."""
    made = report("excel/plain")
    parts = made.parts()
    sheet = re.sub(r' s="\d+"', ' s="99999"', str(parts["xl/worksheets/sheet1.xml"]))
    return Case("hostile", "", ooxml.pack(parts | {"xl/worksheets/sheet1.xml": sheet}), made.truth())


class _Replaced(WorkbookReport):
    """A workbook whose number cells hold something else in turn; a finding is required on each."""

    name: ClassVar[str] = "hostile"
    odd: ClassVar[tuple[str, ...]] = ()

    def prepare(self) -> None:
        self.replaced: dict[tuple[int, str], str] = {}
        for row in self.rows:
            for measure in ("count", "people"):
                if measure in row.values:
                    text = self.odd[len(self.replaced) % len(self.odd)]
                    self.replaced[(id(row), measure)] = text
                    self.fault(row, measure, text)

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if (id(item), column) not in self.replaced:
            return super().figure(item, column, text, row, place)
        if text.startswith("="):
            return self.formula(row, place, text[1:], None)
        return self.number(row, place, text)


class _OddValues(_Replaced):
    odd = ("NaN", "INF", "-INF", "1e999", "0x1F", "abc", "1_000", "9" * 5000, "-0x1", "1.5.2", "\u0663")


class _OddSums(_Replaced):
    odd = (
        "=SUM(A1:XFD1048576)",
        "=SUM(A:XFD)",
        "=SUM(D1:E99)",
        "=SUM(SUM(SUM(D1:E99)))",
        "=" + "A1+" * 2000 + "1",
    )


@hostile("values-that-are-no-numbers", ".xlsx")
def values() -> Case:
    """Number cells that hold NaN, INF, 1e999, hexadecimal, underscores, other scripts and words."""
    return _OddValues(1).case()


@hostile("sum-of-the-whole-sheet", ".xlsx")
def whole_sheet() -> Case:
    """Sums over the whole sheet and over themselves, none with a result, in every cell."""
    return _OddSums(1).case()


@hostile("chain-of-sums", ".xlsx")
def chain() -> Case:
    """Five thousand cells that each add the next, none with a result, below the table."""
    made = report("excel/plain")
    parts = made.parts()
    rows = "".join(f'<row r="{n}"><c r="J{n}"><f>SUM(J{n + 1})</f></c></row>' for n in range(500, 5500))
    sheet = str(parts["xl/worksheets/sheet1.xml"]).replace("</sheetData>", f"{rows}</sheetData>")
    return Case("hostile", "", ooxml.pack(parts | {"xl/worksheets/sheet1.xml": sheet}), made.truth())


@hostile("doubling-sums", ".xlsx")
def doubling() -> Case:
    """Sixty cells that each add the next one twice, none with a result: 2^60 steps if nothing is remembered."""
    made = report("excel/formulas-without-results")
    for total in ("classes", "reading_events", "culture_sport"):
        made.accuse(made.row(total), "count", "=SUM(D500,D500)", value=1 << 60)
    parts = made.parts()
    rows = "".join(
        f'<row r="{n}"><c r="D{n}"><f>SUM(D{n + 1},D{n + 1})</f></c></row>' for n in range(500, 560)
    )
    rows += '<row r="560"><c r="D560"><v>1</v></c></row>'
    sheet = str(parts["xl/worksheets/sheet1.xml"]).replace("</sheetData>", f"{rows}</sheetData>")
    sheet = re.sub(r"<f>SUM\(D[0-4][^<]*</f>", "<f>SUM(D500,D500)</f>", sheet)
    return Case("hostile", "", ooxml.pack(parts | {"xl/worksheets/sheet1.xml": sheet}), made.truth())


@hostile("format-without-end", ".xlsx")
def number_format() -> Case:
    """A number format of a megabyte of brackets and quotation marks on the cells of classes."""
    made = report("excel/formats")
    parts = made.parts()
    styles = str(parts["xl/styles.xml"])
    endless = "[Red]&quot;" * 100_000
    styles = re.sub(r"formatCode='00[^']*'", f'formatCode="0{endless}"', styles)
    return Case("hostile", "", ooxml.pack(parts | {"xl/styles.xml": styles}), made.truth())


@hostile("title-without-end")
def title() -> Case:
    """A title of two megabytes without a space between its words: the report below it may be read."""
    content = changed("word/plain", "word/document.xml", "BÁO CÁO<", "năm2023" * 250_000 + "<")
    return case(content, "word/plain")
