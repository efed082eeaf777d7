"""Word files whose columns were dropped, added, exchanged or renamed."""

from __future__ import annotations

from tests.corpus.filling import Row
from tests.corpus.report import shape
from tests.corpus.word import HEADINGS, WIDTHS, WordReport, paragraph, run, tc, tr


@shape("word/columns/without-notes")
class WithoutNotes(WordReport):
    """No column Ghi chú."""

    columns = ("number", "label", "unit", "count", "people")

    def prepare(self) -> None:
        for row in self.rows:
            row.note = ""


@shape("word/columns/without-numbers")
class WithoutNumbers(WordReport):
    """No column STT."""

    columns = ("label", "unit", "count", "people", "note")


@shape("word/columns/without-units")
class WithoutUnits(WordReport):
    """No column Đơn vị: the figures stand right of the label."""

    columns = ("number", "label", "count", "people", "note")


@shape("word/columns/exchanged")
class Exchanged(WordReport):
    """Người stands before Số lớp/số cuộc thi."""

    columns = ("number", "label", "unit", "people", "count", "note")


@shape("word/columns/notes-first", 2)
class NotesFirst(WordReport):
    """Ghi chú stands before the numbers, Đơn vị behind them."""

    columns = ("number", "label", "note", "count", "people", "unit")


@shape("word/columns/added")
class Added(WordReport):
    """Columns of the unit's own between the form's: Thời gian and Địa điểm, with text and dates."""

    columns = ("number", "label", "Thời gian", "unit", "count", "people", "Địa điểm", "note")

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column == "Thời gian" and row.values:
            return self.line(f"0{self.rng.randint(1, 7)}/10/2024")
        if column == "Địa điểm" and row.values:
            return self.line(self.rng.choice(("Hội trường", "Sân trường", "Phòng 12")))
        return super().cell_content(row, column, text)


@shape("word/columns/last-year-added")
class LastYearAdded(WordReport):
    """A column “Năm 2023” with last year's numbers stands before this year's."""

    columns = ("number", "label", "unit", "Năm 2023", "count", "people", "note")

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column == "Năm 2023" and row.values:
            return self.line(str(self.rng.randint(1, 9)))
        return super().cell_content(row, column, text)


@shape("word/columns/single-heading-row")
class SingleHeading(WordReport):
    """One heading row without “Số lượng”."""

    def heading_rows(self) -> str:
        return tr(
            "".join(tc(self.line(self.heading(column), "<w:b/>"), WIDTHS[column]) for column in self.columns)
        )


@shape("word/columns/renamed")
class Renamed(WordReport):
    """Headings in other words: TT, Nội dung, ĐVT, Số lớp, Số người tham gia, Ghi chú (nếu có)."""

    def heading(self, column: str) -> str:
        names = {
            "number": ("TT", "Số TT"),
            "label": ("Nội dung", "Nội dung hoạt động", "HOẠT ĐỘNG"),
            "unit": ("ĐVT", "Đơn vị tính"),
            "count": ("Số lớp", "Số lớp, số cuộc thi", "SỐ LỚP/SỐ CUỘC THI", "Số cuộc/lớp"),
            "people": ("Số người tham gia", "Số lượt người", "SỐ NGƯỜI", "Số lượng người"),
            "note": ("Ghi chú (nếu có)", "GHI CHÚ"),
        }
        return self.rng.choice(names[column])


@shape("word/columns/without-heading", 2)
class WithoutHeading(WordReport):
    """The heading rows are gone: read by the form's own order of columns, or told."""

    def heading_rows(self) -> str:
        return ""


@shape("word/columns/one-number-column")
class OneNumberColumn(WordReport):
    """One column “Số lượng” holds everything: “3 lớp/120 người”."""

    columns = ("number", "label", "unit", "count", "note")

    def prepare(self) -> None:
        for row in self.rows:
            if "count" in row.values and "people" in row.values:
                row.count, row.people = f"{row.count} lớp/{row.people} người", ""
            elif "people" in row.values:
                row.count, row.people = f"{row.people} người", ""
            self.allowed.add((str(row.indicator), None))

    def heading(self, column: str) -> str:
        return "Số lượng" if column == "count" else HEADINGS[column]

    def heading_rows(self) -> str:
        return tr("".join(tc(self.line(self.heading(column)), WIDTHS[column]) for column in self.columns))


@shape("word/columns/amount-column", 2)
class AmountColumn(WordReport):
    """A column “Kinh phí (đồng)” was added for the money rows."""

    columns = ("number", "label", "unit", "count", "people", "Kinh phí (đồng)", "note")

    def prepare(self) -> None:
        self.money = {}
        for name in ("funding.state_budget", "funding.other_sources"):
            row = self.row(name)
            self.money[id(row)] = row.count
            row.count = ""
            self.allowed.add((name, "amount"))

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column == "Kinh phí (đồng)" and id(row) in self.money:
            return self.line(self.money[id(row)])
        return super().cell_content(row, column, text)


@shape("word/columns/automatic-numbers")
class AutomaticNumbers(WordReport):
    """STT is automatic numbering (w:numPr) and holds no text; labels are bullets of a list."""

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column == "number":
            numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            return paragraph("", numbered) if text else paragraph("")
        if column == "label" and not row.number:
            return paragraph(run(text), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
        return super().cell_content(row, column, text)

    def other_parts(self) -> dict[str, tuple[str, str, str]]:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        levels = "".join(
            f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
            for n, fmt, text in ((1, "decimal", "%1"), (2, "bullet", "-"))
        )
        nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
        xml = f'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{levels}{nums}</w:numbering>'
        return {"numbering.xml": ("numbering", kind, xml)}


@shape("word/columns/every-row-numbered", 2)
class EveryRowNumbered(WordReport):
    """STT counts every row 1 to 41, or 1.1, 1.2 …: the numbers are the unit's own."""

    def prepare(self) -> None:
        group, inner = 0, 0
        for place, row in enumerate(self.rows, 1):
            if row.number:
                group, inner = group + 1, 0
                own = str(group)
            else:
                inner += 1
                own = f"{group}.{inner}"
            row.number = str(place) if self.copy == 1 else own


@shape("word/columns/number-in-label")
class NumberInLabel(WordReport):
    """No STT column; the numbers are typed before the labels: “1. Các lớp …”, “- Hội sách …”, “a) …”."""

    columns = ("label", "unit", "count", "people", "note")

    def prepare(self) -> None:
        letters = 0
        for row in self.rows:
            if row.number:
                row.label = f"{row.number}. {row.label}"
                letters = 0
            else:
                row.label = f"- {row.label}" if self.copy % 2 else f"{chr(97 + letters)}) {row.label}"
                letters += 1


@shape("word/columns/unit-column-filled", 2)
class UnitColumnFilled(WordReport):
    """Figures typed into the column Đơn vị instead (“2 lớp/80 người”), the number cells blank: told, or read."""

    def prepare(self) -> None:
        for row in self.pick("count", "people", number=3):
            row.unit = f"{row.count} lớp/{row.people} người"
            row.count = row.people = ""
            self.allowed.add((str(row.indicator), None))


@shape("word/columns/label-column-filled", 2)
class LabelColumnFilled(WordReport):
    """Figures typed behind the label (“Hoạt động văn nghệ: 2 cuộc, 150 người”), the number cells blank."""

    def prepare(self) -> None:
        for row in self.pick("count", "people", number=3):
            row.label = f"{row.label}: {row.count} lớp/{row.people} người"
            row.count = row.people = ""
            self.allowed.add((str(row.indicator), None))


@shape("word/columns/extra-blank-columns", 2)
class BlankColumns(WordReport):
    """Thin empty columns between the form's, left over from a deleted column."""

    columns = ("number", "label", "", "unit", "count", " ", "people", "note")

    def heading(self, column: str) -> str:
        return HEADINGS.get(column, "").strip()
