"""How the official report looks: the page and a style for each component of the document.

Sizes and geometry are those of Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocumentFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

from htsd_cli.writers.word.fitting import FULL_RULE, SHORT_RULE
from htsd_cli.writers.word.table_fitting import FITTED_TABLE
from htsd_cli.writers.word.template_source import ALTERNATIVE
from htsd_cli.writers.word.times_new_roman import text_width

FONT = "Times New Roman"

# A4 with margins of 21, 21, 30 and 15 mm, in twentieths of a point; the decree allows 20-25, 20-25, 30-35, 15-20.
PAGE = (11906, 16838)
TOP, BOTTOM, LEFT, RIGHT, HEADER = 1191, 1191, 1701, 851, 567
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
WIDE_TEXT_WIDTH = PAGE[1] - LEFT - RIGHT  # of a page that lies on its side, with the same margins
FIRST_LINE = 567  # 1 cm
RECIPIENT = 1417  # 2,5 cm
# The dashes of several recipients stand under the colon.
UNDER_COLON = RECIPIENT + round(text_width("Kính gửi", 14) * 20)
DASH = round(text_width("- ", 14) * 20)


@dataclass(frozen=True)
class Look:
    """A paragraph style: letters in points, spacing in twentieths of a point, indents too."""

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "center"
    before: int = 0
    after: int = 0
    first: int = 0
    left: int = 0
    hanging: int = 0
    line: int = 240
    exact: bool = False
    keep_next: bool = False
    outline: int | None = None
    rule: bool = False

    @property
    def id(self) -> str:
        """The style's id inside the file: its name in plain letters, Word's own for one of Word's headings."""
        if self.is_words_own:
            return self.name.title().replace(" ", "")
        return "Htsd" + "".join(
            f"{ord(char):x}" if not char.isascii() or not char.isalnum() else char for char in self.name
        )

    @property
    def is_words_own(self) -> bool:
        """Whether this is a heading style Word knows by its name and shows in its navigation pane."""
        return self.name.startswith("heading ")

    def xml(self) -> str:
        """Return the style's element."""
        rule = "exact" if self.exact else "auto"
        indent = f'w:left="{self.left}"' + (
            f' w:hanging="{self.hanging}"' if self.hanging else f' w:firstLine="{self.first}"'
        )
        parts = ["<w:keepNext/>" if self.keep_next else ""]
        if self.rule:
            parts.append('<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>')
        parts.append(
            f'<w:spacing w:before="{self.before}" w:after="{self.after}" w:line="{self.line}" w:lineRule="{rule}"/>'
        )
        parts.append(f'<w:ind {indent}/><w:jc w:val="{self.align}"/>')
        if self.outline is not None:
            parts.append(f'<w:outlineLvl w:val="{self.outline}"/>')
        face = ("<w:b/><w:bCs/>" if self.bold else "") + ("<w:i/><w:iCs/>" if self.italic else "")
        size = round(self.size * 2)
        custom = "" if self.is_words_own else ' w:customStyle="1"'
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="Normal"/><w:uiPriority w:val="1"/><w:qFormat/><w:pPr>{"".join(parts)}</w:pPr>'
            f'<w:rPr>{face}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )


BODY = Look("Nội dung", align="both", before=120, first=FIRST_LINE, line=276)
ITEM = Look("Gạch đầu dòng", align="both", before=120, first=FIRST_LINE, line=276)
SECTION = Look(
    "Mục I, II, III",
    bold=True,
    align="both",
    before=240,
    first=FIRST_LINE,
    line=276,
    keep_next=True,
    outline=0,
)
CLAUSE = Look(
    "Khoản 1, 2, 3",
    bold=True,
    align="both",
    before=120,
    first=FIRST_LINE,
    line=276,
    keep_next=True,
    outline=1,
)
MOTTO_LINE = Look("Quốc hiệu", size=12, bold=True)
MOTTO = Look("Tiêu ngữ", size=13, bold=True)
PARENT = Look("Cơ quan chủ quản", size=12)
OFFICE = Look("Cơ quan ban hành", size=12, bold=True)
NUMBER = Look("Số, ký hiệu", size=13, before=120)
PLACE = Look("Địa danh, ngày tháng", size=13, italic=True, before=120)
KIND = Look("Tên loại văn bản", bold=True, before=360, keep_next=True)
SUMMARY = Look("Trích yếu", bold=True, keep_next=True)
TO_ONE = Look("Kính gửi", before=240)
TO_MANY = Look("Kính gửi nhiều nơi", align="left", before=240, left=RECIPIENT, keep_next=True)
RECIPIENTS = Look("Nơi gửi", align="left", left=UNDER_COLON + DASH, hanging=DASH)
HEADING_CELL = Look("Bảng - tiêu đề", size=12, bold=True, before=40, after=40)
TEXT_CELL = Look("Bảng - chữ", size=12, align="left", before=40, after=40)
UNIT_CELL = Look("Bảng - đơn vị tính", size=12, before=40, after=40)
FIGURE_CELL = Look("Bảng - số", size=12, align="right", before=40, after=40)
COPIES_HEAD = Look("Nơi nhận", size=12, bold=True, italic=True, align="left", before=40, keep_next=True)
COPIES = Look("Danh sách nơi nhận", size=11, align="left", keep_next=True)
TITLE = Look("Chức vụ người ký", bold=True, keep_next=True)
SIGNER = Look("Họ tên người ký", bold=True)
FULL = Look(FULL_RULE, size=1, before=50, line=20, exact=True, rule=True)
SHORT = Look(SHORT_RULE, size=1, before=50, line=20, exact=True, rule=True)
APPENDIX = Look("Phụ lục - số", bold=True, keep_next=True, outline=0)
APPENDIX_TITLE = Look("Phụ lục - tên", bold=True, keep_next=True)
APPENDIX_OF = Look("Phụ lục - kèm theo", italic=True, keep_next=True)
APPENDIX_CLAUSE = Look(
    "Phụ lục - khoản", size=13, bold=True, align="left", before=180, after=100, keep_next=True
)
APPENDIX_HEADING = Look("Phụ lục - tiêu đề cột", size=12, bold=True, before=20, after=20)
APPENDIX_TEXT = Look("Phụ lục - chữ", size=12, align="left", before=20, after=20)
APPENDIX_CENTRE = Look("Phụ lục - đơn vị", size=12, before=20, after=20)
APPENDIX_FIGURE = Look("Phụ lục - số liệu", size=12, align="right", before=20, after=20)
KIND_HEAD = Look(
    "heading 1", bold=True, align="both", before=240, first=FIRST_LINE, line=276, keep_next=True, outline=0
)
UNIT_HEAD = Look(
    "heading 2", bold=True, align="both", before=180, first=FIRST_LINE, line=276, keep_next=True, outline=1
)
PART_HEAD = Look(
    "heading 3",
    bold=True,
    italic=True,
    align="both",
    before=120,
    first=FIRST_LINE,
    line=276,
    keep_next=True,
    outline=2,
)
UNIT_TEXT = Look("Lời của đơn vị", align="both", before=120, first=FIRST_LINE, line=264)
GAP = Look("Khoảng trống", size=1, line=80, exact=True, keep_next=True)
# Of a file that is signed by itself: 20 mm at the top right of its first page, with the top margin 41 mm in all.
SIGNATURE_ROOM = Look("Chỗ ký số của tệp", size=1, line=1134, exact=True, keep_next=True)
END = Look("Kết thúc", size=1, line=20, exact=True)
LOOKS = (
    MOTTO_LINE, MOTTO, PARENT, OFFICE, NUMBER, PLACE, KIND, SUMMARY, TO_ONE, TO_MANY, RECIPIENTS, BODY, SECTION, CLAUSE,
    ITEM, HEADING_CELL, TEXT_CELL, UNIT_CELL, FIGURE_CELL, COPIES_HEAD, COPIES, TITLE, SIGNER, FULL, SHORT,
    APPENDIX, APPENDIX_TITLE, APPENDIX_OF, APPENDIX_CLAUSE, APPENDIX_HEADING, APPENDIX_TEXT,
    APPENDIX_CENTRE, APPENDIX_FIGURE, GAP, END,
)  # fmt: skip
NARRATIVE_LOOKS = (
    SIGNATURE_ROOM, APPENDIX, APPENDIX_TITLE, APPENDIX_OF, SHORT, BODY, KIND_HEAD, UNIT_HEAD, PART_HEAD, UNIT_TEXT,
    TEXT_CELL,
)  # fmt: skip

FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
NO_PADDING = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
LITTLE_PADDING = (
    '<w:tblCellMar><w:left w:w="36" w:type="dxa"/><w:right w:w="36" w:type="dxa"/></w:tblCellMar>'
)
PADDING = '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
LETTERHEAD_TABLE, STATISTICS_TABLE, SIGNATURE_TABLE = "Bảng đầu văn bản", "Bảng số liệu", "Bảng chữ ký"


def new_document(title: str, looks: Sequence[Look] = LOOKS) -> DocumentFile:
    """Return an empty document with the page and the styles, and nothing else of python-docx's default."""
    document = Document()
    slim(document, title, looks)
    page(document)
    return document


def slim(document: DocumentFile, title: str, looks: Sequence[Look]) -> None:
    """Keep of python-docx's default file nothing but its frame; styles and settings are ours."""
    package = document.part.package
    assert package is not None
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            del package.rels[name]
    for name, relation in list(document.part.rels.items()):
        if relation.reltype not in (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS):
            del document.part.rels[name]
    document.part._styles_part._element = parse_xml(styles(looks))
    document.part._settings_part._element = parse_xml(
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="{FIRST_LINE}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>'
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
    properties = document.core_properties
    properties.author = properties.comments = ""
    properties.title = title
    properties.language = "vi-VN"
    for element in list(properties._element):
        if element.tag.endswith(("}created", "}modified", "}lastModifiedBy", "}revision")):
            properties._element.remove(element)


def styles(looks: Sequence[Look]) -> str:
    """Return the content of word/styles.xml: Word's own styles that are used, and ours."""
    letters = f'{FONTS}<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
    return (
        f"<w:styles {nsdecls('w')}>"
        f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}"
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/></w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{ALTERNATIVE}"><w:name w:val="{ALTERNATIVE}"/>'
        '<w:uiPriority w:val="99"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        "<w:semiHidden/></w:style>"
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr>{letters}</w:rPr></w:style>'
        + "".join(look.xml() for look in looks)
        + table_style("HtsdLetterhead", LETTERHEAD_TABLE, NO_PADDING)
        + table_style("HtsdSignature", SIGNATURE_TABLE, NO_PADDING)
        + table_style("HtsdStatistics", STATISTICS_TABLE, f"<w:tblBorders>{BORDERS}</w:tblBorders>{PADDING}")
        + table_style("HtsdAppendix", FITTED_TABLE, f"<w:tblBorders>{BORDERS}</w:tblBorders>{LITTLE_PADDING}")
        + "</w:styles>"
    )


def table_style(style_id: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{properties}</w:tblPr></w:style>'
    )


def page(document: DocumentFile) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Twips(PAGE[0]), Twips(PAGE[1])
    section.top_margin, section.bottom_margin = Twips(TOP), Twips(BOTTOM)
    section.left_margin, section.right_margin = Twips(LEFT), Twips(RIGHT)
    section.header_distance = section.footer_distance = Twips(HEADER)
    section.gutter = Twips(0)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "2"), ("end", "")):
        run = number.add_run()
        if kind:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
            run._r.append(field)
        elif text == "PAGE":
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)
        else:
            run.text = text
