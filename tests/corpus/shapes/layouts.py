"""Word files whose table asks more, is torn into pieces, or is no table at all."""

from __future__ import annotations

from tests.corpus.filling import FORM, Row
from tests.corpus.report import shape
from tests.corpus.shapes.changes import deleted
from tests.corpus.word import HEADINGS, TRACKED, WIDTHS, WordReport, paragraph, run, tbl, tc, tr


@shape("layout/classes-and-contests-apart")
class ApartColumns(WordReport):
    """“Số lớp” and “Số cuộc thi” are two columns: each row fills the one that fits it."""

    columns = ("number", "label", "unit", "Số lớp", "Số cuộc thi", "people", "note")

    def prepare(self) -> None:
        self.allowed |= {(item.id, None) for item in FORM.indicators}

    def cell_content(self, row: Row, column: str, text: str) -> str:
        is_class = (row.indicator or "").startswith("classes")
        if (column == "Số lớp" and is_class) or (column == "Số cuộc thi" and not is_class):
            return super().cell_content(row, "count", row.count)
        return super().cell_content(row, column, text)


@shape("layout/women-apart")
class WomenApart(WordReport):
    """A column “Trong đó nữ” stands behind Người: it never becomes the persons."""

    columns = ("number", "label", "unit", "count", "people", "Trong đó nữ", "note")

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column == "Trong đó nữ" and "people" in row.values:
            return self.line(str(row.values["people"] // 2))
        return super().cell_content(row, column, text)


@shape("layout/plan-and-result")
class PlanAndResult(WordReport):
    """Columns “Kế hoạch” and “Thực hiện”: the plan never becomes the result."""

    columns = ("number", "label", "unit", "Kế hoạch", "count", "people", "note")

    def prepare(self) -> None:
        self.allowed |= {(item.id, None) for item in FORM.indicators}

    def heading(self, column: str) -> str:
        return "Số lớp/số cuộc thi thực hiện" if column == "count" else HEADINGS.get(column, column)

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column == "Kế hoạch" and row.values:
            return self.line(str(self.rng.randint(30, 60)))
        return super().cell_content(row, column, text)


@shape("layout/a-table-for-each-group")
class GroupTables(WordReport):
    """Every group of the form is a table of its own, only the first with a heading."""

    def statistics(self) -> str:
        groups: list[list[str]] = []
        for row in self.rows:
            if row.number:
                groups.append([])
            groups[-1].append(self.table_row(row))
        tables = [tbl("".join(group), self.widths()) for group in groups]
        tables[0] = tbl(self.heading_rows() + "".join(groups[0]), self.widths())
        return paragraph("").join(tables)


@shape("layout/no-table", 2)
class NoTable(WordReport):
    """The form typed with tabs instead of a table: told, nothing counted."""

    def prepare(self) -> None:
        self.refused = True

    def statistics(self) -> str:
        lines = ("\t".join((row.number, row.label, row.unit, row.count, row.people)) for row in self.rows)
        return "".join(paragraph(run(line)) for line in lines)


@shape("layout/moved-rows")
class MovedRows(WordReport):
    """Rows were moved with tracking on: deleted where they stood (w:moveFrom), inserted where they stand."""

    def table_rows(self) -> list[str]:
        rows = []
        for row in self.rows:
            if len(row.values) == 2 and self.rng.random() < 0.4:
                texts = (row.number, row.label, row.unit, row.count, row.people, "")
                moved = "".join(
                    tc(paragraph(f"<w:moveFrom {TRACKED}>{run(text)}</w:moveFrom>" if text else ""))
                    for text in texts
                )
                rows.append(tr(moved, f"<w:del {TRACKED}/>"))
                new = "".join(
                    tc(paragraph(f"<w:moveTo {TRACKED}>{run(text)}</w:moveTo>" if text else ""))
                    for text in (*texts[:5], row.note)
                )
                rows.append(tr(new, f"<w:ins {TRACKED}/>"))
            else:
                rows.append(self.table_row(row))
        return rows


@shape("layout/deleted-table", 2)
class DeletedTable(WordReport):
    """A whole older table was deleted with tracking on before the new one."""

    def statistics(self) -> str:
        rows = []
        for row in self.rows:
            texts = (
                row.number,
                row.label,
                row.unit,
                "7" if row.values else "",
                "77" if row.values else "",
                "",
            )
            cells = "".join(tc(paragraph(deleted(text)) if text else paragraph("")) for text in texts)
            rows.append(tr(cells, f"<w:del {TRACKED}/>"))
        return tbl("".join(rows), self.widths()) + paragraph("") + super().statistics()


@shape("layout/drop-down-form-fields", 2)
class LegacyDropDowns(WordReport):
    """Legacy drop-down fields (FORMDROPDOWN) store the chosen entry, not a text: read, or told; never blank."""

    def prepare(self) -> None:
        self.chosen = {id(row) for row in self.pick("count", "people", number=3)}
        self.allowed |= {(str(row.indicator), None) for row in self.rows if id(row) in self.chosen}
        self.allowed |= {(str(row.indicator), "count") for row in self.rows if id(row) in self.chosen}

    def figure(self, row: Row, column: str, text: str) -> str:
        if id(row) not in self.chosen or column != "count":
            return super().figure(row, column, text)
        entries = "".join(f'<w:listEntry w:val="{n}"/>' for n in range(10))
        data = f'<w:ffData><w:ddList><w:result w:val="{text}"/>{entries}</w:ddList></w:ffData>'
        begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        code = "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
        end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        return begin + code + end

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        return (
            (text, "\ufffd", "FORMDROPDOWN", "") if id(row) in self.chosen and column == "count" else (text,)
        )


@shape("layout/broken-headings", 2)
class BrokenHeadings(WordReport):
    """Headings broken over lines and padded: “Số lớp/ số\ncuộc thi”, “ Ghi  chú ”, “Người ”."""

    def heading(self, column: str) -> str:
        odd = {
            "count": "Số lớp/ số\ncuộc thi",
            "people": "Người ",
            "note": " Ghi  chú",
            "label": "Các\nhoạt động",
        }
        return odd.get(column, HEADINGS.get(column, column))


@shape("layout/double-struck", 2)
class DoubleStruck(WordReport):
    """Figures struck twice, or struck by a style, with the right one below: read, or told."""

    def prepare(self) -> None:
        self.struck = {id(row) for row in self.pick("count", "people", number=4)}
        self.allowed |= {(str(row.indicator), "people") for row in self.rows if id(row) in self.struck}

    def style_elements(self) -> str:
        return (
            '<w:style w:type="character" w:styleId="Gach"><w:name w:val="Gach"/>'
            "<w:rPr><w:strike/></w:rPr></w:style>"
        )

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if id(row) in self.struck and column == "people":
            how = self.rng.choice(("<w:dstrike/>", '<w:rStyle w:val="Gach"/>'))
            return paragraph(run("55", how)) + paragraph(run(text))
        return super().cell_content(row, column, text)

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        return (f"55\n{text}", text) if id(row) in self.struck and column == "people" else (text,)


@shape("layout/wide-cells", 2)
class WideCells(WordReport):
    """On some rows label and unit are one cell, or note and persons: the numbers stay in their columns."""

    def table_row(self, row: Row) -> str:
        if row.values and not row.note and self.rng.random() < 0.4:
            label = tc(self.line(row.label), WIDTHS["label"] + WIDTHS["unit"], '<w:gridSpan w:val="2"/>')
            cells = [self.cell(row, "number"), label, self.cell(row, "count"), self.cell(row, "people")]
            return tr("".join([*cells, self.cell(row, "note")]))
        return super().table_row(row)
