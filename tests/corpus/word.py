"""Writes a filled form as a Word file in raw XML; a shape overrides the piece it does differently."""

from __future__ import annotations

import zipfile
from typing import ClassVar

from tests.corpus import ooxml
from tests.corpus.filling import FORM, Row
from tests.corpus.report import Report

_NAMESPACES = (
    f'xmlns:w="{ooxml.W}" xmlns:r="{ooxml.R}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
HEADINGS = {
    "number": "STT",
    "label": "Các hoạt động",
    "unit": "Đơn vị",
    "count": "Số lớp/số cuộc thi",
    "people": "Người",
    "note": "Ghi chú",
}
WIDTHS = {"number": 600, "label": 3600, "unit": 1300, "count": 1300, "people": 1100, "note": 1400}
TRACKED = 'w:id="7" w:author="Người soạn" w:date="2024-10-05T08:00:00Z"'


BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
BORDERS = f"<w:tblBorders>{BORDERS}</w:tblBorders>"


def run(text: str, properties: str = "") -> str:
    """Return a run; a line break in the text becomes `w:br`, a tab `w:tab`."""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = []
    for place, line in enumerate(text.split("\n")):
        if place:
            pieces.append("<w:br/>")
        for stop, piece in enumerate(line.split("\t")):
            if stop:
                pieces.append("<w:tab/>")
            if piece:
                pieces.append(f'<w:t xml:space="preserve">{ooxml.text(piece)}</w:t>')
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def paragraph(inline: str, properties: str = "") -> str:
    """Return a paragraph around inline content."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inline}</w:p>"


def tc(content: str, width: int = 1000, properties: str = "") -> str:
    """Return a table cell around its paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def tr(cells: str, properties: str = "") -> str:
    """Return a table row."""
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def tbl(rows: str, widths: list[int], properties: str = "") -> str:
    """Return a table with its grid."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{properties}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


class WordReport(Report):
    """A filled form as a Word file, each piece written by a method a shape can override."""

    suffix: ClassVar[str] = ".docx"
    columns: tuple[str, ...] = ("number", "label", "unit", "count", "people", "note")
    main_type: ClassVar[str] = ooxml.WORD_MAIN
    compression: ClassVar[int] = zipfile.ZIP_DEFLATED

    # -- text ----------------------------------------------------------------------------------------------

    def run(self, text: str, properties: str = "") -> str:
        """Return a run of ordinary text; a shape that changes all text overrides this."""
        return run(text, properties)

    def line(self, text: str, properties: str = "") -> str:
        """Return a paragraph of one run."""
        return paragraph(self.run(text, properties) if text else "")

    def figure(self, row: Row, column: str, text: str) -> str:
        """Return the inline content of a cell that holds a figure."""
        return self.run(text)

    def cell_content(self, row: Row, column: str, text: str) -> str:
        """Return the paragraphs of a cell: one for each line."""
        if not text:
            return paragraph("")
        if column in ("count", "people"):
            return "".join(paragraph(self.figure(row, column, line)) for line in text.split("\n"))
        return "".join(self.line(line) for line in text.split("\n"))

    # -- the statistics table ------------------------------------------------------------------------------

    def widths(self) -> list[int]:
        """Return the widths of the grid's columns."""
        return [WIDTHS.get(column, 1200) for column in self.columns]

    def heading(self, column: str) -> str:
        """Return a column's heading."""
        return HEADINGS.get(column, column)

    def heading_rows(self) -> str:
        """Return the two heading rows, the number columns under “Số lượng”."""
        first, second = [], []
        grouped = [column for column in self.columns if column in ("count", "people")]
        for column in self.columns:
            width = WIDTHS.get(column, 1200)
            if column in grouped:
                if column == grouped[0]:
                    span = f'<w:gridSpan w:val="{len(grouped)}"/>' if len(grouped) > 1 else ""
                    first.append(tc(self.line("Số lượng", "<w:b/>"), width, span))
                second.append(tc(self.line(self.heading(column), "<w:b/>"), width))
            else:
                heading = self.line(self.heading(column), "<w:b/>")
                first.append(tc(heading, width, '<w:vMerge w:val="restart"/>'))
                second.append(tc(paragraph(""), width, "<w:vMerge/>"))
        mark = "<w:tblHeader/>"
        return tr("".join(first), mark) + tr("".join(second), mark)

    def cell(self, row: Row, column: str) -> str:
        """Return one cell of a row."""
        text = getattr(row, column, "")
        return tc(self.cell_content(row, column, text), WIDTHS.get(column, 1200))

    def table_row(self, row: Row) -> str:
        """Return one row of the table."""
        return tr("".join(self.cell(row, column) for column in self.columns))

    def table_rows(self) -> list[str]:
        """Return the rows below the heading."""
        return [self.table_row(row) for row in self.rows]

    def statistics(self) -> str:
        """Return the statistics table."""
        return tbl(self.heading_rows() + "".join(self.table_rows()), self.widths(), BORDERS)

    # -- the report around it ------------------------------------------------------------------------------

    def letterhead(self) -> str:
        """Return the form's own letterhead with the unit's name after “ĐƠN VỊ:”."""
        left = self.line(f"ĐƠN VỊ: {self.about.name.upper()}", "<w:b/>")
        right = self.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "<w:b/>")
        right += self.line("Độc lập - Tự do - Hạnh phúc", "<w:b/>")
        second = tr(
            tc(self.line("Số: 12/BC-ĐV"), 3800) + tc(self.line(self.place_and_date(), "<w:i/>"), 5200)
        )
        return tbl(tr(tc(left, 3800) + tc(right, 5200)) + second, [3800, 5200])

    def place_and_date(self) -> str:
        """Return the line of place and date."""
        return f"Quận 7, ngày 09 tháng 10 năm {self.year}"

    def title(self) -> str:
        """Return the report's title."""
        return self.line("BÁO CÁO", "<w:b/>") + self.line(
            f"Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm {self.year}", "<w:b/>"
        )

    def opening(self) -> str:
        """Return the sentences before section I."""
        return self.line(
            f"Thực hiện Kế hoạch số 245/KH-UBND ngày 20 tháng 9 năm {self.year} của Ủy ban nhân dân Quận 7 về"
            f" tổ chức Tuần lễ hưởng ứng học tập suốt đời năm {self.year} trên địa bàn Quận 7."
        ) + self.line(f"Cơ quan/đơn vị {self.about.name} báo cáo quá trình và kết quả thực hiện như sau:")

    def narrative(self) -> str:
        """Return sections I and II and the heading of III."""
        titles = [f"{item.number}. {item.heading.upper()}" for item in FORM.sections]
        titles = [title.replace(str(FORM.year), str(self.year)) for title in titles]
        return (
            self.line(titles[0], "<w:b/>")
            + "".join(self.line(f"- {text}") for text in self.organisation)
            + self.line(titles[1], "<w:b/>")
            + "".join(self.line(f"- {text}") for text in self.activities)
            + self.line(titles[2], "<w:b/>")
        )

    def signature(self) -> str:
        """Return the signature block."""
        right = self.line("THỦ TRƯỞNG ĐƠN VỊ", "<w:b/>") + self.line("(ký tên, đóng dấu)", "<w:i/>")
        left = self.line("Nơi nhận:", "<w:b/><w:i/>") + self.line("- Như trên;") + self.line("- Lưu: VT.")
        return tbl(tr(tc(left, 4500) + tc(right, 4500)), [4500, 4500])

    def body(self) -> str:
        """Return the body's blocks in order."""
        return (
            self.letterhead()
            + paragraph("")
            + self.title()
            + self.opening()
            + self.narrative()
            + self.statistics()
            + paragraph("")
            + self.signature()
        )

    # -- the package ---------------------------------------------------------------------------------------

    def document(self) -> str:
        """Return the main part."""
        section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        return f"{ooxml.XML}<w:document {_NAMESPACES}><w:body>{self.body()}{section}</w:body></w:document>"

    def style_elements(self) -> str:
        """Return the styles beside the defaults."""
        return ""

    def styles(self) -> str:
        """Return the styles part."""
        fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
        return (
            f"{ooxml.XML}<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr>"
            "</w:rPrDefault></w:docDefaults>"
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            f"{self.style_elements()}</w:styles>"
        )

    def other_parts(self) -> dict[str, tuple[str, str, str]]:
        """Return further parts of the main part: name -> (relationship kind, content type, content)."""
        return {}

    def links(self) -> dict[str, str]:
        """Return the main part's external hyperlinks: relationship id -> address."""
        return {}

    def parts(self) -> dict[str, str | bytes]:
        """Return the package's parts in order."""
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        others = self.other_parts()
        types = {"word/document.xml": self.main_type, "word/styles.xml": f"{word}.styles+xml"}
        types |= {f"word/{name}": kind for name, (_, kind, _) in others.items()}
        targets = {"rId1": ("styles", "styles.xml")}
        targets |= {
            f"rId{place}": (kind, name) for place, (name, (kind, _, _)) in enumerate(others.items(), 2)
        }
        links = self.links()
        targets |= {name: ("hyperlink", address) for name, address in links.items()}
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": ooxml.content_types(types),
            "_rels/.rels": ooxml.relationships({"rId1": ("officeDocument", "word/document.xml")}),
            "word/document.xml": self.document(),
            "word/_rels/document.xml.rels": ooxml.relationships(targets, external=frozenset(links)),
            "word/styles.xml": self.styles(),
        }
        return parts | {f"word/{name}": content for name, (_, _, content) in others.items()}

    def content(self) -> bytes:
        """Return the file."""
        return ooxml.pack(self.parts(), self.compression)
