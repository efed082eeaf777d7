"""Word files with content controls, fields and links around the figures."""

from __future__ import annotations

from tests.corpus.filling import FORM, Row
from tests.corpus.ooxml import text as escaped
from tests.corpus.report import shape
from tests.corpus.word import WIDTHS, WordReport, paragraph, run, tbl, tc, tr


def control(content: str, properties: str = "<w:text/>") -> str:
    """Return a content control around content of any level."""
    return f'<w:sdt><w:sdtPr><w:id w:val="4711"/>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


PLACEHOLDER = '<w:placeholder><w:docPart w:val="X"/></w:placeholder><w:showingPlcHdr/><w:text/>'


def field(code: str, result: str) -> str:
    """Return a complex field with its result's runs."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve">{escaped(code)}</w:instrText></w:r>'
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    return begin + instruction + separate + result + end


@shape("word/controls/runs")
class RunControls(WordReport):
    """A plain-text content control around every figure, an untouched placeholder in every blank cell."""

    def figure(self, row: Row, column: str, text: str) -> str:
        return control(run(text))

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column in ("count", "people") and not text:
            hint = run("Bấm vào đây để nhập 1 số.", '<w:rStyle w:val="PlaceholderText"/>')
            return paragraph(control(hint, PLACEHOLDER))
        return super().cell_content(row, column, text)


@shape("word/controls/paragraphs")
class ParagraphControls(WordReport):
    """Content controls around the paragraphs of the cells, placeholders in the blank ones."""

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column in ("count", "people") and not text:
            return control(paragraph(run("0")), PLACEHOLDER)
        return control(super().cell_content(row, column, text), "<w:richText/>")


@shape("word/controls/cells")
class CellControls(WordReport):
    """Content controls around whole cells."""

    def cell(self, row: Row, column: str) -> str:
        cell = super().cell(row, column)
        return control(cell) if column in ("label", "count", "people") else cell


@shape("word/controls/placeholder-cells")
class PlaceholderCells(WordReport):
    """Cell-level controls that still show their placeholder: the cell is blank, the columns stay in place."""

    def cell(self, row: Row, column: str) -> str:
        if column in ("count", "people") and not getattr(row, column):
            return control(tc(paragraph(run("Nhập số")), WIDTHS[column]), PLACEHOLDER)
        return super().cell(row, column)


@shape("word/controls/rows")
class RowControls(WordReport):
    """Content controls around whole rows, a repeating section among them."""

    def table_rows(self) -> list[str]:
        rows = super().table_rows()
        section = control(
            "".join(control(row, "<w15:repeatingSectionItem/>") for row in rows[2:15]),
            "<w15:repeatingSection/>",
        )
        return [control(rows[0]), rows[1], section, *(control(row) for row in rows[15:])]


@shape("word/controls/table")
class TableControl(WordReport):
    """One content control around the whole statistics table, another around the letterhead."""

    def statistics(self) -> str:
        return control(super().statistics(), "<w:group/>")

    def letterhead(self) -> str:
        return control(super().letterhead())


@shape("word/controls/drop-downs", 2)
class DropDowns(WordReport):
    """Figures chosen from drop-down lists; a check box in the note column."""

    def figure(self, row: Row, column: str, text: str) -> str:
        items = "".join(f'<w:listItem w:displayText="{n}" w:value="{n}"/>' for n in range(1, 6))
        return control(run(text), f"<w:dropDownList>{items}</w:dropDownList>")


@shape("word/fields/form-fields")
class FormFields(WordReport):
    """Legacy form fields (FORMTEXT): the result is the figure, five wide spaces are a blank."""

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column in ("count", "people"):
            result = run(text or "\u2002\u2002\u2002\u2002\u2002")
            return paragraph(field(" FORMTEXT ", result))
        return super().cell_content(row, column, text)


@shape("word/fields/simple")
class SimpleFields(WordReport):
    """Figures as simple fields (w:fldSimple)."""

    def figure(self, row: Row, column: str, text: str) -> str:
        return f'<w:fldSimple w:instr=" DOCPROPERTY SoLieu{len(text)} ">{run(text)}</w:fldSimple>'


@shape("word/fields/formulas")
class FormulaFields(WordReport):
    """The sums are formula fields (=SUM(D4:D11), =D13+D14) with their results."""

    def figure(self, row: Row, column: str, text: str) -> str:
        rules = (rule for rule in FORM.sums if (rule.total, rule.measure.value) == (row.indicator, column))
        for rule in rules:
            letter = "ABCDEF"[self.columns.index(column)]
            places = [f"{letter}{self.rows.index(self.row(part)) + 3}" for part in rule.parts]
            code = "+".join(places) if len(places) < 4 else f"SUM({';'.join(places)})"
            return field(f' ={code} \\# "0" ', run(text))
        return super().figure(row, column, text)


@shape("word/fields/nested", 2)
class NestedFields(WordReport):
    """A field in the code of another field: IF with a merge field; only the outer result counts."""

    def figure(self, row: Row, column: str, text: str) -> str:
        inner = field(" MERGEFIELD so ", run("88"))
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
        rest = '<w:r><w:instrText> = "88" "1" "2" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        return begin + inner + rest + run(text) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@shape("word/fields/across-paragraphs", 2)
class FieldAcrossParagraphs(WordReport):
    """A field that begins in one paragraph of the cell and ends in the next: its code is no text."""

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column == "count" and text and "amount" not in row.values:
            first = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> FILLIN 12</w:instrText></w:r>'
            second = (
                '<w:r><w:instrText> 34 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            )
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            return paragraph(first) + paragraph(second + run(text) + end)
        return super().cell_content(row, column, text)


@shape("word/fields/links", 2)
class Links(WordReport):
    """Figures inside hyperlinks, real ones and HYPERLINK fields; an address in the note."""

    def prepare(self) -> None:
        for row in self.pick("count", number=3):
            row.note = "https://example.edu.vn/2024/10"

    def figure(self, row: Row, column: str, text: str) -> str:
        if self.rng.random() < 0.5:
            return field(' HYPERLINK "https://example.edu.vn/99" ', run(text))
        return f'<w:hyperlink r:id="rId90" w:history="1">{run(text, "<w:u/>")}</w:hyperlink>'

    def links(self) -> dict[str, str]:
        return {"rId90": "https://example.edu.vn/bao-cao?so=99"}


@shape("word/controls/nested-everything", 2)
class NestedEverything(WordReport):
    """Controls in controls, smart tags and custom XML around cells, rows and runs."""

    def figure(self, row: Row, column: str, text: str) -> str:
        tag = '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="metricconverter">'
        return control(control(f"{tag}{run(text)}</w:smartTag>"))

    def table_row(self, row: Row) -> str:
        cells = "".join(self.cell(row, column) for column in self.columns)
        return control(f'<w:customXml w:uri="urn:x" w:element="dong">{tr(cells)}</w:customXml>')

    def body(self) -> str:
        return control(super().body())


@shape("word/text-boxes/letterhead", 2)
class LetterheadTextBox(WordReport):
    """The letterhead stands in a text box, stored twice for old programs (AlternateContent)."""

    def letterhead(self) -> str:
        return paragraph(text_box(self.line(self.about.parent) + self.line(self.about.name.upper())))

    def opening(self) -> str:
        return self.line(f"Thực hiện kế hoạch năm {self.year}, đơn vị báo cáo kết quả như sau:")


@shape("word/text-boxes/figures", 2)
class FigureTextBoxes(WordReport):
    """A figure typed into a text box laid over its cell, anchored in the cell, stored twice."""

    def prepare(self) -> None:
        self.boxed = {id(row) for row in self.pick("count", "people", number=5)}

    def figure(self, row: Row, column: str, text: str) -> str:
        if id(row) in self.boxed and column == "people":
            return text_box(paragraph(run(text)))
        return super().figure(row, column, text)


@shape("word/text-boxes/table", 2)
class TableTextBox(WordReport):
    """The whole statistics table stands in a text box, stored twice."""

    def statistics(self) -> str:
        return paragraph(text_box(super().statistics() + paragraph("")))


@shape("word/text-boxes/vml-only", 2)
class VmlTextBox(WordReport):
    """A text box of Word 2003 (VML alone) with the unit's name, another with a slogan full of numbers."""

    def letterhead(self) -> str:
        box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        name = box.format(self.line(self.about.parent) + self.line(self.about.name.upper()))
        slogan = box.format(self.line("Học tập suốt đời: 365 ngày, 24 giờ"))
        return paragraph(name) + paragraph(slogan)


def text_box(blocks: str) -> str:
    """Return a drawing with a text box and its copy for old programs."""
    content = f"<w:txbxContent>{blocks}</w:txbxContent>"
    drawing = (
        "<w:drawing><wp:anchor><a:graphic><a:graphicData"
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    picture = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent></w:r>"
    )


@shape("word/text-boxes/floating-table", 2)
class FloatingTable(WordReport):
    """The statistics table floats (w:tblpPr) and a small table of totals stands in the text before it."""

    def statistics(self) -> str:
        head = tr(tc(self.line("Nội dung")) + tc(self.line("Kết quả")))
        small = head + tr(tc(self.line("Tổng số lớp đã mở")) + tc(self.line("99")))
        floating = '<w:tblpPr w:leftFromText="180" w:vertAnchor="text" w:tblpY="1"/>'
        table = super().statistics().replace("<w:tblPr>", f"<w:tblPr>{floating}", 1)
        return tbl(small, [3000, 3000]) + paragraph("") + table
