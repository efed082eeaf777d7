"""The office's own words: one simple Word file of the campaign, put into the report as it stands, on every run."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.readers.packages import Package
from htsd_cli.readers.word.looks.styles import Styles
from htsd_cli.readers.word.numbering import Numbering
from htsd_cli.writers.output import without_clock
from htsd_cli.writers.report.own_look import Table, placed
from htsd_cli.writers.report.own_reader import Found, OwnReader

OWN_WORDS = "nhan-dinh.docx"
_MAIN = "word/document.xml"

Topic = Literal["direction", "difficulties", "proposals", "other"]
Look = Literal["heading", "item", "text", "table"]

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
    """A paragraph as it is printed: a smaller heading, a line of a list with its mark, text, or a table's place.

    Its text carries its look (see `own_look`).
    """

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
    """All the office wrote, and what of its file could not be taken over (`left_out`, Vietnamese phrases).

    `tables` are those that paragraphs stand for, by number.
    """

    parts: tuple[Part, ...] = ()
    left_out: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


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
    with Package(path) as package:
        styles = Styles.of(package, _MAIN)
        reader = OwnReader(document, styles, Numbering(package, _MAIN, styles), unseen=_HINT)
        return _in_parts(reader.read(), pictures=reader.has_pictures())


def _in_parts(found: Iterable[Found], *, pictures: bool) -> OwnWords:
    """Return what was found under the headings it stands under, without the hints the file is made with."""
    hints = {clean(text) for text in (_TITLE, _ABOUT, *(hint for _, hint in _PARTS))}
    made = {fold(heading) for heading, _ in _PARTS}
    parts: list[tuple[str, list[Paragraph]]] = [("", [])]
    tables: list[Table] = []
    for item in found:
        level = item.level
        if item.table is not None:
            parts[-1][1].append(Paragraph("table", placed(len(tables))))
            tables.append(item.table)
        elif item.style in (_HINT, "Title") and item.plain in hints:
            continue
        elif level == 0 or (level is None and not item.mark and fold(_bare(item.plain)) in made):
            parts.append((_bare(item.plain), []))
        elif level is not None:
            parts[-1][1].append(Paragraph("heading", item.mark + item.plain))
        else:
            is_item = item.mark or item.plain.startswith(("- ", "+ ", "– "))
            parts[-1][1].append(Paragraph("item" if is_item else "text", item.mark + item.text))
    written = tuple(
        Part(heading or "Nhận định của cơ quan", _topic(heading), tuple(paragraphs))
        for heading, paragraphs in parts
        if paragraphs
    )
    return OwnWords(written, ("hình",) if pictures else (), tuple(tables))


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
