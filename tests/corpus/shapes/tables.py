"""Word files whose statistics table is nested, split, or stands beside other tables."""

from __future__ import annotations

from tests.corpus.filling import FORM, Row
from tests.corpus.report import shape
from tests.corpus.word import BORDERS, WIDTHS, WordReport, paragraph, run, tbl, tc, tr


@shape("word/tables/one-cell-report")
class OneCellReport(WordReport):
    """The whole report stands inside a table of one cell with a frame."""

    def body(self) -> str:
        return tbl(tr(tc(super().body() + paragraph(""), 9500)), [9500]) + paragraph("")


@shape("word/tables/layout-table")
class LayoutTable(WordReport):
    """The statistics table is nested in a layout table with its caption in the row above."""

    def statistics(self) -> str:
        caption = tr(tc(self.line("BẢNG TỔNG HỢP SỐ LIỆU", "<w:b/>"), 9500))
        return tbl(caption + tr(tc(super().statistics() + paragraph(""), 9500)), [9500])


@shape("word/tables/nested-twice", 2)
class NestedTwice(WordReport):
    """Two frames around the statistics table, with an empty column beside it."""

    def statistics(self) -> str:
        inner = tbl(tr(tc(super().statistics() + paragraph(""), 9000) + tc(paragraph(""), 300)), [9000, 300])
        return tbl(tr(tc(inner + paragraph(""), 9500)), [9500])


@shape("word/tables/nested-in-cells", 2)
class NestedInCells(WordReport):
    """A figure or a note stands in a small table inside its cell."""

    def prepare(self) -> None:
        self.boxed = {id(row) for row in self.pick("count", "people", number=4)}
        for row in self.rows:
            if id(row) in self.boxed:
                row.note = "Chi tiết kèm theo"

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if id(row) in self.boxed and column in ("people", "note"):
            return tbl(tr(tc(self.line(text), 900)), [900]) + paragraph("")
        return super().cell_content(row, column, text)


class _Split(WordReport):
    """The statistics table cut into several tables."""

    pieces = 2
    headed = True

    def statistics(self) -> str:
        rows = self.table_rows()
        size = -(-len(rows) // self.pieces)
        tables = []
        for start in range(0, len(rows), size):
            head = self.heading_rows() if self.headed or not start else ""
            tables.append(tbl(head + "".join(rows[start : start + size]), self.widths(), BORDERS))
        return self.between().join(tables)

    def between(self) -> str:
        """Return what stands between two pieces."""
        return paragraph("")


@shape("word/tables/split-with-heading")
class SplitWithHeading(_Split):
    """Split by hand at the page into two tables, the heading copied."""


@shape("word/tables/split-without-heading")
class SplitWithoutHeading(_Split):
    """Split into two tables, the second without a heading."""

    headed = False


@shape("word/tables/split-in-three")
class SplitInThree(_Split):
    """Split into three tables by the persons who filled them, a sentence between."""

    pieces = 3

    def between(self) -> str:
        return self.line("Phần do bộ phận khác tổng hợp (tiếp theo):") + paragraph(
            '<w:r><w:br w:type="page"/></w:r>'
        )


@shape("word/tables/split-by-person")
class SplitByPerson(WordReport):
    """Two whole copies of the form in one file, each person filled other rows: together they are the report."""

    def prepare(self) -> None:
        self.cut = next(place for place, row in enumerate(self.rows) if row.indicator == "reading_events")

    def statistics(self) -> str:
        rows = self.rows

        def half(mine: range) -> str:
            shown = []
            for place, row in enumerate(rows):
                blank = Row(row.indicator, row.number, row.label, row.unit)
                shown.append(self.table_row(row if place in mine else blank))
            return tbl(self.heading_rows() + "".join(shown), self.widths())

        first, second = half(range(self.cut)), half(range(self.cut, len(rows)))
        return first + self.line("Bộ phận chuyên môn:") + second


@shape("word/tables/heading-repeated-as-rows")
class HeadingRepeated(WordReport):
    """One table in which the heading was copied as ordinary rows at each page, with the page's number."""

    def table_rows(self) -> list[str]:
        rows = super().table_rows()
        for place in (30, 17):
            rows[place:place] = [self.heading_rows().replace("<w:tblHeader/>", "")]
        return rows


@shape("word/tables/numbered-heading", 2)
class NumberedHeading(WordReport):
    """A row (1) (2) (3) (4) (5) (6) numbers the columns below the heading."""

    def heading_rows(self) -> str:
        numbers = "".join(tc(self.line(f"({place})")) for place, _ in enumerate(self.columns, 1))
        return super().heading_rows() + tr(numbers)


@shape("word/tables/other-table-before")
class OtherTableBefore(WordReport):
    """Other tables come first: a schedule of classes with numbers, and a list of participants."""

    def narrative(self) -> str:
        head = ("STT", "Nội dung", "Đơn vị", "Số lượng", "Thời gian")
        rows = [
            head,
            ("1", "Lớp tập huấn kỹ năng số", "Tổ Tin học", "2", "02/10/2024"),
            ("2", "Ngày hội đọc sách", "Thư viện", "1", "03/10/2024"),
            ("3", "Hoạt động văn nghệ", "Đoàn Thanh niên", "3", "04/10/2024"),
        ]
        schedule = tbl("".join(tr("".join(tc(self.line(text)) for text in row)) for row in rows), [1200] * 5)
        return super().narrative() + schedule + paragraph("")


@shape("word/tables/other-table-after", 2)
class OtherTableAfter(WordReport):
    """An appendix after the report: photographs' captions and a table of money spent."""

    def signature(self) -> str:
        rows = [("Nội dung chi", "Số tiền"), ("In băng rôn", "1.500.000"), ("Nước uống", "800.000")]
        spent = tbl("".join(tr("".join(tc(self.line(text)) for text in row)) for row in rows), [3000, 3000])
        captions = tbl(
            tr(tc(self.line("Ảnh 1. Lễ khai mạc")) + tc(self.line("Ảnh 2. Hội sách"))), [4000, 4000]
        )
        return super().signature() + paragraph("") + spent + paragraph("") + captions


@shape("word/tables/last-year-beside")
class LastYearTable(WordReport):
    """Last year's figures in the same layout under their own caption, then this year's: a finding or this year's."""

    def prepare(self) -> None:
        self.allowed |= {(item.id, None) for item in FORM.indicators}

    def statistics(self) -> str:
        old = Row("classes", "1", "Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ", "lớp", count="2")
        rows = (
            self.heading_rows()
            + self.table_row(old)
            + self.table_row(
                Row("x", "2", "Số tin bài về các hoạt động của Tuần lễ", "Tin, bài/ cuộc", count="1")
            )
        )
        caption = self.line("Số liệu năm 2023 để so sánh:")
        return caption + tbl(rows, self.widths()) + self.line("Số liệu năm 2024:") + super().statistics()


@shape("word/tables/landscape-section", 2)
class LandscapeSection(WordReport):
    """The table stands in a landscape section of its own; headers and footers hold text and numbers."""

    def statistics(self) -> str:
        section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
        return paragraph("", section) + super().statistics() + paragraph("", section)

    def other_parts(self) -> dict[str, tuple[str, str, str]]:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
        text = paragraph(run("Báo cáo HTSĐ - trang 3/12"))
        xml = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{text}</w:hdr>'
        return {"header1.xml": ("header", kind, xml)}


@shape("word/tables/caption-inside")
class CaptionInside(WordReport):
    """The table's first row is its title over all columns, the last a line of thanks over all columns."""

    def statistics(self) -> str:
        def whole(text: str) -> str:
            return tr(tc(self.line(text, "<w:b/>"), 9300, f'<w:gridSpan w:val="{len(self.columns)}"/>'))

        rows = (
            whole("BẢNG TỔNG HỢP SỐ LIỆU TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024") + self.heading_rows()
        )
        rows += "".join(self.table_rows())
        return tbl(rows, self.widths())


@shape("word/tables/blank-rows", 2)
class BlankRows(WordReport):
    """Empty rows stand between the groups of the form."""

    def table_rows(self) -> list[str]:
        blank = tr("".join(tc(paragraph(""), WIDTHS[column]) for column in self.columns))
        rows = super().table_rows()
        for place in (35, 30, 26, 17):
            rows.insert(place, blank)
        return rows
