"""Excel files whose cells show something else than they store: invisible, resized, reformatted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tests.corpus.filling import Row
from tests.corpus.report import shape
from tests.corpus.truth import TextCell
from tests.corpus.workbook import WorkbookReport


@shape("excel/zero-height-rows", 2)
class ZeroHeight(WorkbookReport):
    """Rows of old figures with the height 0 are hidden as well as those marked so."""

    def prepare(self) -> None:
        self.required.add("hidden-cells")
        self.old = []
        for row in self.pick("count", "people", number=2):
            copy = Row(row.indicator, row.number, row.label, row.unit, "7", "77")
            self.old.append(copy)
            self.rows.insert(self.rows.index(row) + 1, copy)

    def visible_rows(self) -> list[Row]:
        return [row for row in self.rows if all(row is not old for old in self.old)]

    def parts(self) -> dict[str, str | bytes]:
        parts = super().parts()
        sheet = str(parts["xl/worksheets/sheet1.xml"])
        for row in self.old:
            number = self.places[(id(row), "label")][0]
            sheet = sheet.replace(f'<row r="{number}">', f'<row r="{number}" ht="0" customHeight="1">')
        return parts | {"xl/worksheets/sheet1.xml": sheet}


@shape("excel/invisible-format", 2)
class InvisibleFormat(WorkbookReport):
    """A number whose format shows nothing (;;;): nobody who reads the sheet sees it; told, and not counted."""

    def prepare(self) -> None:
        row = self.pick("count", "people")[0]
        self.invisible = id(row)
        del row.values["count"]
        self.required.add("left-out-figure")
        self.allowed.add((str(row.indicator), "count"))
        self.allowed |= {(str(row.indicator), "people"), (str(row.indicator).split(".")[0], "count")}

    def text_cells(self) -> Iterator[TextCell]:
        hidden = {row.indicator for row in self.rows if id(row) == self.invisible}
        return (
            cell for cell in super().text_cells() if cell.indicator not in hidden or cell.column != "count"
        )

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if id(item) == self.invisible and column == "count":
            return self.number(row, place, text, "nothing")
        return super().figure(item, column, text, row, place)


@shape("excel/times", 2)
class Times(WorkbookReport):
    """“12:30” typed where a number belongs: Excel stored a time."""

    also: ClassVar[dict[str, tuple[str, ...]]] = {
        "0.520833333333333": ("12:30", "0,520833333333333", "12:30:00")
    }

    def prepare(self) -> None:
        self.fault(self.pick("count", "people")[0], "count", "0.520833333333333")

    def figure(self, item: Row, column: str, text: str, row: int, place: int) -> str:
        if text == "0.520833333333333":
            return self.number(row, place, text, "time")
        return super().figure(item, column, text, row, place)


@shape("excel/typed-pairs-and-lines", 2)
class TypedPairs(WorkbookReport):
    """3/120 as text, “3 lớp” and “120 người” on two lines of one cell."""

    def prepare(self) -> None:
        for row in self.filled("count", "people"):
            word = "lớp" if (row.indicator or "").startswith("classes.") else "cuộc"
            form = self.rng.choice(("{0}/{1}", "{0} {2}\n{1} người", "{0} {2}/{1} người"))
            row.count, row.people = form.format(row.count, row.people, word), ""
        donors = self.row("book_drive.donors")
        donors.count = f"{donors.values['count']}/{donors.values['people']}"


@shape("excel/apostrophes", 2)
class Apostrophes(WorkbookReport):
    """Texts with a visible apostrophe or quotation marks typed before the number: read, or told."""

    def prepare(self) -> None:
        for row in self.pick("count", "people", number=3):
            row.count = f"'{row.count}"
            self.allowed.add((str(row.indicator), "count"))


@shape("excel/text-errors", 2)
class TextErrors(WorkbookReport):
    """Errors and formulas pasted as text: #N/A, =SUM(D8:D20)."""

    def prepare(self) -> None:
        one, other, third = self.pick("count", "people", number=3)
        self.fault(one, "count", "#N/A")
        self.fault(other, "people", "=SUM(D8:D20)")
        self.fault(third, "count", "########")


@shape("excel/lone-letters", 2)
class LoneLetters(WorkbookReport):
    """A letter O, an l or an I alone in a number cell is no 0 and no 1."""

    def prepare(self) -> None:
        for row, letter in zip(self.pick("count", "people", number=4), "OlIo", strict=True):
            self.fault(row, "count", letter)
