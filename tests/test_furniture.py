"""Clean reports stay without findings whatever usual furniture of office files stands in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import copy
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, IconSetRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from htsd_cli.form import load_form
from htsd_cli.pipeline import read_submission
from htsd_cli.values.submission import Submission
from tests.conftest import SAMPLES, Convert

FORM = load_form()
WORD = SAMPLES / "BC HTSD TH Nguyen Thi Dinh.docx"
EXCEL = SAMPLES / "Phong Noi vu BC HTSD.xlsx"
ORIGINAL = {path: read_submission(path, FORM) for path in (WORD, EXCEL)}


def same(path: Path, original: Path) -> bool:
    """Whether a furnished report says what the original says, without any finding."""
    made, own = read_submission(path, FORM), ORIGINAL[original]
    assert [(item.code, item.message) for item in made.findings] == []
    return kept(made) == kept(own)


def kept(submission: Submission) -> tuple[object, ...]:
    figures = {key: figure.value for key, figure in submission.figures.items()}
    return figures, submission.counted, submission.unit.name, submission.notes, submission.other


# -- Word --------------------------------------------------------------------------------------------------

W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
LINE = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor behindDoc="0"><wp:docPr id="7" name="Line"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData'
    ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr>'
    '<a:prstGeom prst="line"/></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
    '</mc:Choice><mc:Fallback><w:pict><v:line from="0,0" to="90,0"/></w:pict></mc:Fallback></mc:AlternateContent>'
)
BOX = (
    '<w:pict><v:shape type="#_x0000_t202" style="position:absolute"><v:textbox><w:txbxContent><w:p><w:r>'
    "<w:t>Mẫu số 01</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
)
LOGO = (
    '<w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="Logo"/><a:graphic'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData'
    ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId77"/>'
    "</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
SEAL = (
    '<w:drawing><wp:anchor behindDoc="0"><wp:positionH relativeFrom="column"><wp:posOffset>-450000</wp:posOffset>'
    '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>-200000</wp:posOffset></wp:positionV>'
    '<wp:extent cx="1440000" cy="1440000"/><wp:wrapNone/><wp:docPr id="2" name="Seal"/>'
    + LOGO.partition('name="Logo"/>')[2].replace("wp:inline", "wp:anchor")
)
PAGE = (
    '<w:p><w:r><w:t>Trang </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
    "</w:r></w:p>"
)
CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="Ngày"/><w:date w:fullDate="2024-10-11T00:00:00Z"><w:dateFormat w:val="dd/MM/yyyy"/>'
    "</w:date></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Quận 7, ngày 11 tháng 10 năm 2024</w:t></w:r></w:p></w:sdtContent>"
    "</w:sdt>"
)
COMMENTS = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="A">'
    "<w:p><w:r><w:t>Đã kiểm tra 3 lần</w:t></w:r></w:p></w:comment></w:comments>"
)
NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p><w:r>'
    "<w:t>Theo Kế hoạch số 12/KH-UBND</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def above(inside: str) -> Callable[[str], str]:
    """Put something above the letterhead."""
    return lambda xml: xml.replace("<w:body>", f"<w:body>{inside}", 1)


def below(inside: str) -> Callable[[str], str]:
    """Put something behind the signature."""
    return lambda xml: inside.join(_parted(xml, "<w:sectPr"))


def in_narrative(inside: str) -> Callable[[str], str]:
    """Put something at the end of the paragraph before part III."""
    return lambda xml: xml.replace(
        "kế hoạch năm học 2024 - 2025.</w:t></w:r>", f"kế hoạch năm học.</w:t></w:r>{inside}", 1
    )


def around_cells(before: str, after: str = "") -> Callable[[str], str]:
    """Put something around the letters of every cell of the statistics table."""

    def change(xml: str) -> str:
        head, table = _parted(xml, "III. Bảng tổng hợp")
        return head + re.sub(r"(<w:r>(?:(?!</w:r>).)*</w:r>)(?=</w:p></w:tc>)", rf"{before}\1{after}", table)

    return change


def in_signature(inside: str) -> Callable[[str], str]:
    return lambda xml: xml.replace("HIỆU TRƯỞNG</w:t></w:r>", f"HIỆU TRƯỞNG</w:t></w:r>{inside}", 1)


def with_properties(inside: str, of: str = "w:tr") -> Callable[[str], str]:
    """Put something at the head of every row, cell or table of the statistics table."""

    def change(xml: str) -> str:
        head, table = _parted(xml, "III. Bảng tổng hợp")
        return head + table.replace(f"<{of}>", f"<{of}>{inside}")

    return change


def _parted(xml: str, mark: str) -> tuple[str, str]:
    place = xml.rindex(mark)
    return xml[:place], xml[place:]


SIZE, CENTRED = '<w:sz w:val="22"/>', '<w:pPr><w:jc w:val="center"/></w:pPr>'
MARK_BOOK = '<w:bookmarkStart w:id="5" w:name="_GoBack"/>'
FURNITURE: dict[str, Callable[[str], str]] = {
    "a logo above the letterhead": above(f"<w:p>{run(LOGO)}</w:p>"),
    "a line under the motto": above(f"<w:p>{run(LINE)}</w:p>"),
    "a box with the form's number": above(f"<w:p>{run(BOX)}</w:p>"),
    "a date in a control": above(CONTROL),
    "a page number in the body": below(PAGE),
    "a seal over the signature": in_signature(run(LOGO)),
    "a seal over the left of the signature": in_signature(run(SEAL)),
    "a line under the signature": in_signature(run(LINE)),
    "bookmarks": around_cells(MARK_BOOK, '<w:bookmarkEnd w:id="5"/>'),
    "proofing marks": around_cells('<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="spellEnd"/>'),
    "smart tags": around_cells('<w:smartTag w:uri="x" w:element="time">', "</w:smartTag>"),
    "rendered page breaks": around_cells(run("<w:lastRenderedPageBreak/>")),
    "permissions": around_cells('<w:permStart w:id="9" w:edGrp="everyone"/>', '<w:permEnd w:id="9"/>'),
    "empty runs": around_cells("<w:r/>", "<w:r><w:rPr><w:b/></w:rPr></w:r>"),
    "controls around the letters": around_cells("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "repeated sections": around_cells(f"<w:sdt><w:sdtPr><w15:repeatingSection {W15}/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "a comment in the narrative": in_narrative('<w:commentRangeStart w:id="0"/><w:r><w:t> x</w:t></w:r><w:commentRangeEnd w:id="0"/>' + run('<w:commentReference w:id="0"/>')),
    "a footnote in the narrative": in_narrative(run('<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/>')),
    "a raised number in the narrative": in_narrative(run('<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t>')),
    "rows that repeat as headings": with_properties("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"),
    "rows of an exact height": with_properties('<w:trPr><w:trHeight w:val="400" w:hRule="exact"/></w:trPr>'),
    "coloured letters": lambda xml: xml.replace('<w:sz w:val="22"/>', '<w:color w:val="1F3864"/><w:sz w:val="22"/>'),
    "letters of the theme": lambda xml: xml.replace('<w:sz w:val="22"/>', '<w:color w:val="000000" w:themeColor="text1"/><w:sz w:val="22"/>'),
    "fonts of the theme": lambda xml: xml.replace('<w:sz w:val="22"/>', '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/>'),
    "highlighted letters": lambda xml: xml.replace('<w:sz w:val="22"/>', '<w:sz w:val="22"/><w:highlight w:val="yellow"/>'),
    "languages and kerning": lambda xml: xml.replace('<w:sz w:val="22"/>', '<w:noProof/><w:spacing w:val="-2"/><w:kern w:val="2"/><w:sz w:val="22"/><w:lang w:val="vi-VN"/>'),
    "shaded cells": lambda xml: re.sub(r'(<w:tcW [^>]*/>)(?=</w:tcPr>)', r'\1<w:shd w:val="clear" w:color="auto" w:fill="DEEAF6"/><w:vAlign w:val="center"/>', xml),
    "white headings on a dark ground": lambda xml: xml.replace("<w:rPr><w:b/><w:sz w:val=\"22\"/></w:rPr><w:t>Ghi chú", "<w:rPr><w:b/><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>Ghi chú").replace('<w:tcW w:type="dxa" w:w="907"/><w:vMerge w:val="restart"/>', '<w:tcW w:type="dxa" w:w="907"/><w:vMerge w:val="restart"/><w:shd w:val="clear" w:fill="1F3864"/>'),
    "a hidden mark at the end of a cell": lambda xml: xml.replace('<w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz', '<w:pPr><w:jc w:val="center"/><w:rPr><w:sz w:val="22"/></w:rPr></w:pPr><w:r><w:rPr><w:sz'),
    "identities of paragraphs": lambda xml: xml.replace("<w:p>", '<w:p w14:paraId="1A2B3C4D" w:rsidR="00AA0001">'),
    "a hyperlink in the narrative": in_narrative('<w:hyperlink w:anchor="x"><w:r><w:t> hcm.edu.vn</w:t></w:r></w:hyperlink>'),
    "a picture of an event": in_narrative(run(LOGO)),
    "symbols before the lines": in_narrative(run('<w:sym w:font="Wingdings" w:char="F0FC"/>')),
    "a ticked box in the narrative": in_narrative(run("<w:t>☑ đã gửi kèm hình ảnh</w:t>")),
    "a break between pages": in_narrative(run('<w:br w:type="page"/>')),
    "a soft hyphen": in_narrative(run("<w:softHyphen/>")),
    "runs and cells as Google Docs writes them": lambda xml: re.sub(r'(<w:tcW [^>]*/>)(?=</w:tcPr>)', r'\1<w:shd w:fill="auto" w:val="clear"/><w:tcMar><w:top w:w="100.0" w:type="dxa"/><w:left w:w="100.0" w:type="dxa"/></w:tcMar>', xml.replace(SIZE, '<w:rFonts w:cs="Times New Roman"/><w:rtl w:val="0"/>' + SIZE).replace(CENTRED, '<w:pPr><w:keepNext w:val="0"/><w:pBdr><w:top w:space="0" w:sz="0" w:val="nil"/></w:pBdr><w:shd w:fill="auto" w:val="clear"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>')),
    "runs as WPS Office writes them": lambda xml: xml.replace(SIZE, '<w:rFonts w:hint="default"/><w:color w:val="auto"/><w:spacing w:val="0"/><w:w w:val="100"/><w:position w:val="0"/>' + SIZE + '<w:highlight w:val="none"/><w:u w:val="none"/><w:vertAlign w:val="baseline"/>'),
    "paragraphs as OnlyOffice writes them": lambda xml: xml.replace(CENTRED, '<w:pPr><w:pBdr/><w:spacing/><w:ind/><w:jc w:val="center"/><w:rPr/></w:pPr>'),
    "paragraphs as LibreOffice writes them": lambda xml: xml.replace(CENTRED, '<w:pPr><w:widowControl w:val="false"/><w:bidi w:val="0"/><w:spacing w:lineRule="auto" w:line="240"/><w:ind w:hanging="0" w:start="0" w:end="0"/><w:jc w:val="center"/></w:pPr>').replace(SIZE, '<w:strike w:val="false"/><w:dstrike w:val="false"/><w:vanish w:val="false"/>' + SIZE),
    "paragraphs out to the edges of their cells": lambda xml: xml.replace(CENTRED, '<w:pPr><w:tabs><w:tab w:val="left" w:pos="9355"/></w:tabs><w:ind w:left="-113" w:right="-113"/><w:jc w:val="center"/></w:pPr>'),
    "lines of an exact height": lambda xml: xml.replace(CENTRED, '<w:pPr><w:spacing w:before="40" w:line="240" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>'),
    "frames of an old floating table": lambda xml: xml.replace(CENTRED, '<w:pPr><w:framePr w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:y="1"/><w:jc w:val="center"/></w:pPr>'),
    "two columns": below("<w:p><w:pPr><w:sectPr><w:cols w:num=\"2\"/></w:sectPr></w:pPr></w:p>"),
}  # fmt: skip


def furnished(path: Path, change: Callable[[str], str], parts: dict[str, bytes] | None = None) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(WORD) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text = content.decode()
                changed = change(text)
                assert changed != text
                content = changed.encode()
            if name == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                more = "".join(
                    f'<Relationship Id="rId{n}" Type="{kind}{sort}" Target="{to}"/>'
                    for n, sort, to in (
                        (77, "image", "media/l.png"),
                        (78, "comments", "comments.xml"),
                        (79, "footnotes", "footnotes.xml"),
                    )
                )
                content = content.replace(b"</Relationships>", more.encode() + b"</Relationships>")
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>'
                )
            target.writestr(name, content)
        target.writestr("word/media/l.png", picture())
        target.writestr("word/comments.xml", COMMENTS)
        target.writestr("word/footnotes.xml", NOTES)
    path.write_bytes(out.getvalue())
    return path


def picture() -> bytes:
    from PIL import Image as Drawn

    out = io.BytesIO()
    Drawn.new("RGB", (8, 8), "red").save(out, "png")
    return out.getvalue()


@pytest.mark.parametrize("name", FURNITURE)
def test_a_clean_word_report_with_furniture_stays_without_findings(tmp_path: Path, name: str) -> None:
    assert same(furnished(tmp_path / WORD.name, FURNITURE[name]), WORD)


# -- Excel -------------------------------------------------------------------------------------------------

TABLE = "A36:F76"


def figures(sheet: Worksheet) -> list[object]:
    return [cell for row in sheet["D38:F76"] for cell in row if isinstance(cell.value, int | float)]


def formats(sheet: Worksheet) -> None:
    codes = (
        "#,##0",
        '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)',
        "#,##0;[Red]-#,##0",
        "General",
        "0_ ",
        "0",
        "@",
    )
    for place, cell in enumerate(figures(sheet)):
        cell.number_format = codes[place % len(codes)]  # type: ignore[attr-defined]


def rules(sheet: Worksheet) -> None:
    area = "D38:F76"
    plain = (
        CellIsRule("greaterThan", ["100"], fill=PatternFill(bgColor="FFC7CE"), font=Font(color="9C0006")),  # type: ignore[no-untyped-call]
        FormulaRule(["ISERROR(D38)"], font=Font(color="FFFFFF")),  # type: ignore[no-untyped-call]
        FormulaRule(["MOD(ROW(),2)=0"], fill=PatternFill(bgColor="EEEEEE")),  # type: ignore[no-untyped-call]
        FormulaRule(["ISBLANK(D38)"], fill=PatternFill(bgColor="FFF2CC")),  # type: ignore[no-untyped-call]
        CellIsRule("equal", ["0"], font=Font(color="FFFFFF")),  # type: ignore[no-untyped-call]
        ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="63BE7B"),  # type: ignore[no-untyped-call]
    )
    for rule in plain:
        sheet.conditional_formatting.add(area, rule)


def bars(sheet: Worksheet) -> None:
    sheet.conditional_formatting.add("D38:F76", DataBarRule("min", None, "max", None, "638EC6"))  # type: ignore[no-untyped-call]


def icons(sheet: Worksheet) -> None:
    sheet.conditional_formatting.add("D38:F76", IconSetRule("3Arrows", "percent", [0, 33, 67]))  # type: ignore[no-untyped-call]


def validation(sheet: Worksheet) -> None:
    made = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    made.prompt, made.promptTitle = "Chỉ ghi số, ví dụ 14", "Số lượng"
    made.add("D38:F76")
    sheet.add_data_validation(made)


def layout(sheet: Worksheet) -> None:
    sheet.freeze_panes = "C38"
    sheet.print_area = TABLE
    sheet.print_title_rows = "36:37"
    sheet.auto_filter.ref = TABLE
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = "FF0000"


def look(sheet: Worksheet) -> None:
    thin = Side(style="thin")
    for row in sheet["A36:F76"]:
        for cell in row:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.protection = Protection(locked=True)
            font = copy(cell.font)
            font.color = "1F3864"
            cell.font = font
    sheet.protection.sheet = True


def headings(sheet: Worksheet) -> None:
    for row in sheet["A36:F37"]:
        for cell in row:
            if cell.value:
                cell.font = Font(color="FFFFFF", bold=True)
                cell.fill = PatternFill("solid", fgColor="1F4E78")


def logo(sheet: Worksheet) -> None:
    sheet.add_image(Image(io.BytesIO(picture())), "A1")


def remarks(sheet: Worksheet) -> None:
    sheet["A1"].comment = Comment("Xem lại tiêu đề", "An")


def groups(sheet: Worksheet) -> None:
    sheet.row_dimensions.group(40, 52, outline_level=1, hidden=False)
    sheet.column_dimensions.group("H", "J", outline_level=1, hidden=True)


def spacers(sheet: Worksheet) -> None:
    sheet.column_dimensions["K"].width = 0.2
    sheet.column_dimensions["L"].hidden = True
    sheet.row_dimensions[200].hidden = True


def lists(sheet: Worksheet) -> None:
    book = sheet.parent
    assert isinstance(book, Workbook)
    other = book.create_sheet("Danh mục")
    other["A1"], other["A2"], other["B2"] = "Trường", "Trường Tiểu học A", 12
    other.sheet_state = "hidden"


SHEETS = (
    formats,
    rules,
    bars,
    icons,
    validation,
    layout,
    look,
    headings,
    logo,
    remarks,
    groups,
    spacers,
    lists,
)


def furnished_sheet(path: Path, *changes: Callable[[Worksheet], None]) -> Path:
    book = load_workbook(EXCEL, data_only=True)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for change in changes:
        change(sheet)
    book.save(path)
    return path


@pytest.mark.parametrize("change", SHEETS, ids=[change.__name__ for change in SHEETS])
def test_a_clean_workbook_with_furniture_stays_without_findings(
    tmp_path: Path, change: Callable[[Worksheet], None]
) -> None:
    assert same(furnished_sheet(tmp_path / EXCEL.name, change), EXCEL)


# -- as LibreOffice saves them -----------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["doc", "rtf", "odt", "pdf", "html"])
def test_furniture_of_word_stays_without_findings_in_other_formats(
    tmp_path: Path, convert: Convert, target: str
) -> None:
    names = ("a line under the motto", "bookmarks", "a footnote in the narrative", "shaded cells",
             "a comment in the narrative", "coloured letters", "rows that repeat as headings")  # fmt: skip

    def every(xml: str) -> str:
        for name in names:
            xml = FURNITURE[name](xml)
        return xml

    (made,) = convert([furnished(tmp_path / WORD.name, every)], target)
    assert same(made, WORD)


@pytest.mark.parametrize("target", ["xls", "ods", "fods", "pdf", "html"])
def test_furniture_of_a_workbook_stays_without_findings_in_other_formats(
    tmp_path: Path, convert: Convert, target: str
) -> None:
    changes = (formats, rules, bars, validation, look, headings, remarks)
    (made,) = convert([furnished_sheet(tmp_path / EXCEL.name, *changes)], target)
    assert same(made, EXCEL)
