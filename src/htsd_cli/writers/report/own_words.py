"""The office's own words: one simple Word file of the campaign, put into the report as it stands, on every run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from lxml import etree

from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.writers.output import without_clock

OWN_WORDS = "nhan-dinh.docx"

Topic = Literal["direction", "difficulties", "proposals", "other"]
Look = Literal["heading", "item", "text"]

_HINT = "Lời dặn"  # the style of what the file says to who fills it in: never printed
_TITLE = "NHẬN ĐỊNH CỦA CƠ QUAN"
_ABOUT = (
    "Viết vào dưới mỗi tiêu đề; lưu, đóng tệp rồi tổng hợp lại. Mọi chữ viết ở đây được đưa nguyên văn vào báo cáo tổng"
    " hợp ở mỗi lần chạy. Tiêu đề nào không viết gì thì không in. Được sửa tên, thêm, bớt tiêu đề (kiểu Heading 1,"
    " khoản nhỏ kiểu Heading 2). Chữ nghiêng màu xám là lời dặn, không in."
)
# What the file has when it is made: a heading, and what belongs under it.
_PARTS = (
    (
        "Công tác chỉ đạo, hướng dẫn của cơ quan",
        "Kế hoạch, công văn đã ban hành; họp, hướng dẫn, kiểm tra. In ở Phần I.",
    ),
    ("Đánh giá chung", "Mặt được, điểm nổi bật của đợt."),
    ("Hạn chế, nguyên nhân", "In cùng các khó khăn đơn vị nêu đã được đánh dấu ở can-xac-nhan.xlsx."),
    ("Đề xuất, kiến nghị", "In cùng các kiến nghị của đơn vị đã được đánh dấu."),
    ("Phương hướng, nhiệm vụ thời gian tới", "Việc sẽ làm tiếp."),
)
_TOPICS: tuple[tuple[Topic, tuple[str, ...]], ...] = (
    ("direction", ("cong tac chi dao", "cong tac to chuc", "cong tac trien khai", "cong tac huong dan")),
    ("difficulties", ("han che", "kho khan", "ton tai", "vuong mac")),
    ("proposals", ("kien nghi", "de xuat", "de nghi")),
)


class OwnWordsError(ValueError):
    """The office's own words cannot be read; `str()` says what to do."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is printed: a smaller heading, a line of a list with its mark, or text."""

    look: Look
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """What the office wrote under one of its headings; `topic` tells where in the report it belongs."""

    heading: str
    topic: Topic
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """All the office wrote, and what of its file could not be taken over (`left_out`, Vietnamese phrases)."""

    parts: tuple[Part, ...] = ()
    left_out: tuple[str, ...] = ()


def read_own_words(path: Path) -> OwnWords:
    """Return what an office wrote in its file, nothing where there is none.

    A part without text is left out. Deleted and hidden letters are not read; inserted ones are. Raises
    `OwnWordsError` when the file cannot be opened.
    """
    if not path.is_file():
        return OwnWords()
    try:
        document = Document(io.BytesIO(path.read_bytes()))
    except OSError as error:
        raise OwnWordsError(f"Không đọc được “{path}”. Hãy đóng tệp trong Word rồi chạy lại.") from error
    except Exception as error:  # python-docx and zipfile raise a dozen kinds for a damaged file
        raise OwnWordsError(
            f"Không mở được “{path}” như một tệp Word (.docx). Hãy mở bằng Word, lưu lại dạng .docx; hoặc đổi tên tệp"
            f" ấy rồi gõ htsd init để có tệp {OWN_WORDS} mới."
        ) from error
    return _Reader(document).read()


@dataclass(slots=True)
class _Reader:
    """Reads one file: paragraph by paragraph, lists with the marks Word draws before them."""

    document: DocumentFile
    _counted: dict[tuple[str, int], int] = field(default_factory=dict)

    def read(self) -> OwnWords:
        hints = {clean(text) for text in (_TITLE, _ABOUT, *(hint for _, hint in _PARTS))}
        parts: list[tuple[str, list[Paragraph]]] = [("", [])]
        body = self.document.element.body
        for paragraph in self._paragraphs(body):
            text = clean(_text_of(paragraph))
            if not text.strip():
                continue
            style = self._style(paragraph)
            if style in (_HINT, "Title") and text in hints:
                continue
            level = self._level(paragraph, style, text)
            if level == 0:
                parts.append((_bare(text), []))
            elif level is not None:
                parts[-1][1].append(Paragraph("heading", text))
            else:
                mark = self._mark(paragraph)
                look: Look = "item" if mark or text.startswith(("- ", "+ ", "– ")) else "text"
                parts[-1][1].append(Paragraph(look, mark + text))
        out = []
        if body.find(f".//{qn('w:tbl')}") is not None:
            out.append("bảng")
        if body.find(f".//{qn('w:drawing')}") is not None or body.find(f".//{qn('w:pict')}") is not None:
            out.append("hình")
        written = tuple(
            Part(heading or "Nhận định của cơ quan", _topic(heading), tuple(paragraphs))
            for heading, paragraphs in parts
            if paragraphs
        )
        return OwnWords(written, tuple(out))

    def _paragraphs(self, body: etree._Element) -> Iterator[etree._Element]:
        """Yield the paragraphs outside tables and boxes."""
        for element in body.iter(qn("w:p")):
            around = {ancestor.tag for ancestor in element.iterancestors()}
            if not around & {qn("w:tbl"), qn("w:txbxContent")}:
                yield element

    def _style(self, paragraph: etree._Element) -> str:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        id_ = None if found is None else found.get(qn("w:val"))
        style = (
            self.document.styles.element.find(f"{qn('w:style')}[@{qn('w:styleId')}='{id_}']") if id_ else None
        )
        name = None if style is None else style.find(qn("w:name"))
        return "" if name is None else name.get(qn("w:val"), "")

    def _level(self, paragraph: etree._Element, style: str, text: str) -> int | None:
        """Return the level of a heading from 0, None for a text."""
        lower = style.lower()
        if lower.startswith("heading ") and lower[8:].isdigit():
            return int(lower[8:]) - 1
        outline = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and outline.get(qn("w:val"), "9") in "012":
            return int(outline.get(qn("w:val"), "0"))
        return 0 if fold(_bare(text)) in {fold(heading) for heading, _ in _PARTS} else None

    def _mark(self, paragraph: etree._Element) -> str:
        """Return the mark that Word draws before a line of a list: `- `, `1. `, `a) `."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            style = self._style(paragraph)
            return "- " if style.startswith("List Bullet") else ""
        number, level = (properties.find(qn(name)) for name in ("w:numId", "w:ilvl"))
        id_ = "" if number is None else number.get(qn("w:val"), "")
        depth = 0 if level is None else int(level.get(qn("w:val"), "0"))
        if id_ in ("", "0"):
            return ""
        count = self._counted[id_, depth] = self._counted.get((id_, depth), 0) + 1
        match self._format(id_, depth):
            case "decimal":
                return f"{count}. "
            case "lowerLetter":
                return f"{'abcdđeghiklmnopqrstuvxy'[(count - 1) % 23]}) "
            case _:
                return "- "

    def _format(self, id_: str, depth: int) -> str:
        try:
            numbering = self.document.part.numbering_part._element
        except (KeyError, NotImplementedError):
            return "bullet"
        used = numbering.find(f"{qn('w:num')}[@{qn('w:numId')}='{id_}']/{qn('w:abstractNumId')}")
        if used is None:
            return "bullet"
        found = numbering.find(
            f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{used.get(qn('w:val'))}']"
            f"/{qn('w:lvl')}[@{qn('w:ilvl')}='{depth}']/{qn('w:numFmt')}"
        )
        return "bullet" if found is None else found.get(qn("w:val"), "bullet")


def _text_of(paragraph: etree._Element) -> str:
    """Return a paragraph's letters, inserted ones among them, without deleted and hidden ones."""
    pieces = []
    gone = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent")}
    for run in paragraph.iter(qn("w:r")):
        if gone & {ancestor.tag for ancestor in run.iterancestors()}:
            continue
        if run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None:
            continue
        for child in run:
            if child.tag == qn("w:t"):
                pieces.append(child.text or "")
            elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
                pieces.append(" ")
            elif child.tag == qn("w:noBreakHyphen"):
                pieces.append("-")
    return "".join(pieces)


def _bare(heading: str) -> str:
    """Return a heading without the number somebody typed before it: the report numbers its parts itself."""
    first, _, rest = heading.partition(" ")
    numbered = first.rstrip(".)").upper()
    is_number = first[-1:] in (".", ")") and (numbered.isdigit() or set(numbered) <= set("IVX"))
    return rest.strip() if rest and is_number else heading


def _topic(heading: str) -> Topic:
    bare = fold(heading)
    return next((topic for topic, words in _TOPICS if any(word in bare for word in words)), "other")


def blank_own_words() -> bytes:
    """Return the file as it is made for a campaign: headings, and in grey what belongs under each."""
    document = Document()
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    hint = styles.add_style(_HINT, WD_STYLE_TYPE.PARAGRAPH)
    hint.base_style = normal
    hint.next_paragraph_style = normal
    hint.font.italic, hint.font.size, hint.font.color.rgb = True, Pt(12), RGBColor(0x80, 0x80, 0x80)
    for name in ("Heading 1", "Heading 2", "Title"):
        style = styles[name]
        style.font.name, style.font.color.rgb = "Times New Roman", RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for side in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(side), "Times New Roman")
        style.font.size = Pt(16 if name == "Title" else 14)
        style.next_paragraph_style = normal
    document.add_paragraph(_TITLE, style="Title")
    document.add_paragraph(_ABOUT, style=_HINT)
    for heading, about in _PARTS:
        document.add_paragraph(heading, style="Heading 1")
        document.add_paragraph(about, style=_HINT)
        document.add_paragraph("")
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.title, properties.language = "Nhận định của cơ quan", "vi-VN"
    for element in list(properties._element):
        if element.tag.endswith(("}created", "}modified")):
            properties._element.remove(element)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())
