"""Excel files in every way a cell stores a figure: numbers, text, formats, formulas, dates, errors."""

from __future__ import annotations

from typing import ClassVar

from tests.corpus import ooxml
from tests.corpus.filling import Row, dotted
from tests.corpus.report import shape
from tests.corpus.workbook import WorkbookReport, address, style_index


@shape("excel/plain")
class PlainWorkbook(WorkbookReport):
    """The form as a workbook, filled with plain numbers."""


@shape("excel/text-numbers")
class TextNumbers(WorkbookReport):
    """Every figure is stored as text, some with an apostrophe's format, spaces or zeros in front."""

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        text = self.rng.choice((text, f" {text}", f"{text} ", f"0{text}" if len(text) == 1 else text))
        return self.string(row, place, text, "text")

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        return (text, f"0{text}")


@shape("excel/formats")
class Formats(WorkbookReport):
    """Numbers with formats that show words: 00" lớp", 0 "người", #,##0 "₫", accounting."""

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if "amount" in item.values:
            style = self.rng.choice(("money", "accounting", "thousands"))
            return self.number(row, place, str(item.values["amount"]), style)
        if text.isdigit():
            return self.number(row, place, text, "people" if column == "people" else "classes")
        return super().figure(item, column, text, row, place)

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        if "amount" in row.values:
            return (*super().quoted(row, column, text), f"{row.values['amount']}₫")
        shown = f"{text} người" if column == "people" else f"{int(text):02} lớp" if text.isdigit() else text
        return (shown,)


@shape("excel/floats", 2)
class Floats(WorkbookReport):
    """Whole numbers stored as floats or with an exponent: 12.0, 1.5E7, 120.00000000000001."""

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if "amount" in item.values:
            return self.number(row, place, f"{item.values['amount'] / 1e7!r}E7")
        if text.isdigit():
            return self.number(
                row, place, self.rng.choice((f"{text}.0", text, f"{text}.00", f"{int(text)}e0"))
            )
        return super().figure(item, column, text, row, place)

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        amount = str(row.values.get("amount", text))
        floats = f"{row.values['amount'] / 1e7!r}E7" if "amount" in row.values else text
        return (text, f"{text}.0", f"{text}.00", f"{text}e0", amount, f"{amount}.0", floats)


@shape("excel/inline-strings", 2)
class InlineStrings(WorkbookReport):
    """All texts are inline strings, rich text among them; no shared strings are used."""

    def string(self, row: int, column: int, text: str, style: str = "general") -> str:
        half = len(text) // 2
        if half and self.rng.random() < 0.4:
            runs = "".join(
                f'<r><rPr><b/></rPr><t xml:space="preserve">{ooxml.text(part)}</t></r>'
                for part in (text[:half], text[half:])
            )
        else:
            runs = f'<t xml:space="preserve">{ooxml.text(text)}</t>'
        return f'<c r="{address(row, column)}" s="{style_index(style)}" t="inlineStr"><is>{runs}</is></c>'


@shape("excel/rich-text")
class RichText(WorkbookReport):
    """Shared strings in several runs, with phonetic runs that are no text."""

    def string(self, row: int, column: int, text: str, style: str = "general") -> str:
        half = len(text) // 2
        runs = "".join(
            f'<r><rPr><i/><rFont val="Times New Roman"/></rPr><t xml:space="preserve">{ooxml.text(part)}</t></r>'
            for part in (text[:half], text[half:])
            if part
        )
        phonetic = '<rPh sb="0" eb="1"><t>99</t></rPh><phoneticPr fontId="0"/>'
        return self.shared(row, column, runs + phonetic, style)

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if self.rng.random() < 0.5:
            return self.string(row, place, text)
        return super().figure(item, column, text, row, place)


@shape("excel/typed-as-in-word")
class TypedText(WorkbookReport):
    """Texts as in Word files: 12 lớp, 40 người, 3/120 as text, 12,5 triệu, Không."""

    def prepare(self) -> None:
        for row in self.rows:
            if "count" in row.values and "people" in row.values and self.rng.random() < 0.5:
                row.count, row.people = f"{row.count}/{row.people}", ""
            elif "people" in row.values:
                row.people = f"{row.people} người"
            elif not row.values and row.measures and self.rng.random() < 0.5:
                row.values = {measure.value: 0 for measure in row.measures}
                for measure in row.measures:
                    self.put(row, measure.value, self.rng.choice(("Không", "-", "0")))
        row = self.row("funding.state_budget")
        row.values["amount"] = 12_500_000
        row.count = "12,5 triệu"


@shape("excel/dates")
class Dates(WorkbookReport):
    """Excel made dates of 3/12 and 5/2024: errors, and never 45629."""

    also: ClassVar[dict[str, tuple[str, ...]]] = {
        "45629": ("03/12/2024", "3/12"),
        "45413": ("01/05/2024", "5/2024"),
        "45568": ("03/10/2024", "3/10/2024"),
    }

    def prepare(self) -> None:
        self.dated: dict[tuple[int, str], tuple[str, str]] = {}
        rows = self.pick("count", "people", number=3)
        stored = (
            (rows[0], "45629", "day-month"),
            (rows[1], "45413", "month-year"),
            (rows[2], "45568", "vietnamese-date"),
        )
        for row, value, style in stored:
            self.dated[(id(row), "count")] = (value, style)
            self.fault(row, "count", value)
            row.people = ""
            row.values.pop("people", None)
            self.allowed |= {(str(row.indicator), "people"), (str(row.indicator), None)}
            self.allowed |= {(str(row.indicator).split(".")[0], "count"), ("classes.participants", "people")}

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        stored = self.dated.get((id(item), column))
        return self.number(row, place, *stored) if stored else super().figure(item, column, text, row, place)


@shape("excel/dates-1904", 2)
class Dates1904(Dates):
    """The same in a workbook whose days count from 1904."""

    also: ClassVar[dict[str, tuple[str, ...]]] = {
        "45629": ("04/12/2028", "4/12"),
        "45413": ("02/05/2028", "5/2028"),
        "45568": ("04/10/2028", "4/10/2028"),
    }

    date_1904: ClassVar[bool] = True


@shape("excel/date-cells", 2)
class DateCells(WorkbookReport):
    """Cells of type date (t="d") where a figure belongs, and booleans."""

    also: ClassVar[dict[str, tuple[str, ...]]] = {"2024-12-03": ("03/12/2024",), "TRUE": ("Đúng", "1", "Có")}

    def prepare(self) -> None:
        one, other = self.pick("count", "people", number=2)
        self.odd = {id(one): ("2024-12-03", "d"), id(other): ("1", "b")}
        self.fault(one, "count", "2024-12-03")
        self.fault(other, "count", "TRUE")

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if column == "count" and id(item) in self.odd:
            value, kind = self.odd[id(item)]
            return f'<c r="{address(row, place)}" t="{kind}"><v>{value}</v></c>'
        return super().figure(item, column, text, row, place)


@shape("excel/errors")
class Errors(WorkbookReport):
    """Cells that show #REF!, #VALUE!, #DIV/0!, #N/A."""

    # A program that computes the formulas again shows another error.
    also: ClassVar[dict[str, tuple[str, ...]]] = dict.fromkeys(
        ("#REF!", "#VALUE!", "#DIV/0!", "#N/A"), ("#VALUE!", "#DIV/0!")
    )

    def prepare(self) -> None:
        self.broken = {}
        values = ("#REF!", "#VALUE!", "#DIV/0!", "#N/A")
        for row, value in zip(self.pick("count", "people", number=4), values, strict=True):
            self.broken[id(row)] = value
            self.fault(row, "people", value)

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if column == "people" and id(item) in self.broken:
            return self.formula(row, place, "D1/D2", text, "e")
        return super().figure(item, column, text, row, place)


@shape("excel/percent-and-fractions")
class Shares(WorkbookReport):
    """Percentages, fractions and decimals where a whole number belongs."""

    also: ClassVar[dict[str, tuple[str, ...]]] = {
        "1": ("100%",),
        "2": ("200%",),
        "0.955": ("95,5%", "95,50%", "95.5%", "0,955"),
        "0.025": ("1/40", "0,025", "0/1"),
        "1.5": ("1,5",),
        "1.25": ("1,25",),
    }

    def prepare(self) -> None:
        self.shares = {}
        stored = (
            ("1", "percent"),
            ("0.955", "percent-2"),
            ("0.025", "fraction"),
            ("1.5", "general"),
            ("1.25", "decimal"),
            ("2", "percent"),
        )
        for row, (value, style) in zip(self.pick("count", "people", number=6), stored, strict=True):
            self.shares[id(row)] = (value, style)
            self.fault(row, "people", value)

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if column == "people" and id(item) in self.shares:
            return self.number(row, place, *self.shares[id(item)])
        return super().figure(item, column, text, row, place)


@shape("excel/lost-thousands", 2)
class LostThousands(WorkbookReport):
    """“1.250” typed into an English Excel is stored as 1.25: told, with 1250 suggested."""

    also: ClassVar[dict[str, tuple[str, ...]]] = {"1.25": ("1,25",)}

    def prepare(self) -> None:
        row = self.row("book_drive.books")
        row.values["count"] = 1250
        self.fault(row, "count", "1.25", 1250)

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if text == "1.25":
            return self.number(row, place, text)
        return super().figure(item, column, text, row, place)


@shape("excel/negative-and-huge", 2)
class NegativeNumbers(WorkbookReport):
    """Negative numbers and numbers beyond all sense."""

    also: ClassVar[dict[str, tuple[str, ...]]] = {"-3": ("−3",)}

    def prepare(self) -> None:
        one, other = self.pick("count", "people", number=2)
        self.fault(one, "count", "-3", 3)
        self.fault(other, "people", "1E+300")

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if text in ("-3", "1E+300"):
            return self.number(row, place, text)
        return super().figure(item, column, text, row, place)


@shape("excel/scaled-formats", 2)
class ScaledFormats(WorkbookReport):
    """A format that shows millions (#,##0.0,,): the stored number is the figure, or told."""

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if "amount" in item.values:
            return self.number(row, place, str(item.values["amount"]), "millions")
        return super().figure(item, column, text, row, place)

    def prepare(self) -> None:
        self.allowed |= {("funding.state_budget", "amount"), ("funding.other_sources", "amount")}


@shape("excel/unit-cell-millions", 2)
class UnitMillions(WorkbookReport):
    """The unit cell says triệu đồng and the cells hold 12.5 as a number."""

    def prepare(self) -> None:
        for name in ("funding.state_budget", "funding.other_sources"):
            row = self.row(name)
            row.unit = "triệu đồng"
            row.values["amount"] = self.rng.randint(20, 300) * 100_000
            millions = row.values["amount"] / 1_000_000
            row.count = str(int(millions)) if millions == int(millions) else str(millions)

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        return (
            self.number(row, place, text)
            if "amount" in item.values
            else super().figure(item, column, text, row, place)
        )

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        return (text, text.replace(".", ","))


@shape("excel/legacy-fonts", 2)
class LegacyCells(WorkbookReport):
    """Labels in .VnTime or VNI-Times, by the cell's font."""

    def string(self, row: int, column: int, text: str, style: str = "general") -> str:
        from tests.corpus.legacy import to_tcvn3, to_vni

        if self.copy % 2:
            return super().string(row, column, to_tcvn3(text), "legacy-tcvn3")
        return super().string(row, column, to_vni(text), "legacy-vni")


@shape("excel/legacy-rich-text", 2)
class LegacyRuns(WorkbookReport):
    """Labels in VNI-Times by the runs of a rich text, the cell's own font being Unicode."""

    def string(self, row: int, column: int, text: str, style: str = "general") -> str:
        from tests.corpus.legacy import to_vni

        run = f'<r><rPr><rFont val="VNI-Times"/></rPr><t xml:space="preserve">{ooxml.text(to_vni(text))}</t></r>'
        return self.shared(row, column, run, style)


@shape("excel/vietnamese-text", 2)
class MessyText(WorkbookReport):
    """Decomposed letters, no-break spaces, escapes (_x000D_) and line breaks in the texts."""

    def string(self, row: int, column: int, text: str, style: str = "general") -> str:
        import unicodedata

        text = unicodedata.normalize("NFD", text).replace(" ", "\u00a0", 1)
        return super().string(row, column, f"{text}_x000D_\n" if len(text) > 30 else text, style)


@shape("excel/amounts-as-text", 2)
class TextAmounts(WorkbookReport):
    """Amounts as text with dots, đ and spaces."""

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if "amount" in item.values:
            return self.string(
                row, place, f"{dotted(item.values['amount'])}{self.rng.choice((' đ', 'đ', ' đồng', ''))}"
            )
        return super().figure(item, column, text, row, place)

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        return (text, f"{text} đ", f"{text}đ", f"{text} đồng")
