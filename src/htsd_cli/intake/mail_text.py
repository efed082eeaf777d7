"""What the text of a mail says of the report that did not come with it: a table, figures, a link to a file."""

from __future__ import annotations

import codecs
import html
import re

from htsd_cli.intake.correction import correction_in
from htsd_cli.intake.quoted import own_text
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.packages import UnreadableFile

TEXT_OF_MAIL = "noi-dung-thu.html"

_ROWS_OF_A_TABLE = 15  # of the form's 43; a signature has fewer
_ELSEWHERE = lazy_pattern(
    rb"drive\.google\.com|docs\.google\.com|usercontent\.google\.com|forms\.gle|onedrive\.|1drv\.ms|sharepoint\.com"
    rb"|dropbox\.com|fshare\.vn|icloud\.com|wetransfer\.com|we\.tl/|zalo\.me/(?!\+?\d)|zaloapp\.com|zdn\.vn|zadn\.vn|mediafire\.com"
    rb"|//(?:bit\.ly|tinyurl\.com|cutt\.ly|rb\.gy|t\.ly|shorturl\.at|bom\.so)/|forms\.office\.com|canva\.com/design"
    rb"|mega\.nz|proton\.me|transfer\.sh|4shared\.com|terabox|pcloud\.|box\.com/s/|index\.php/s/|https?://[^/\s]+/s/\w"
    rb"|https?://[^\s\"'<>]+\.(?:docx?|xlsx?|pdf|od[ts]|zip|rar|7z)\b"
)
_LINK = lazy_pattern(rb"https?://[^\s/\"'<>]+/[^\s\"'<>]{3,}")
_ENDS_OF_LINES = lazy_pattern(rb"<(?:br|/?(?:p|div|li|tr|h\d))\b[^<>]*>|\r\n?", re.IGNORECASE)
_TAG = lazy_pattern(rb"<[^<>]*>")
_LETTERS, _NUMBER = (
    lazy_pattern(rb"[a-z\x80-\xff]{2}", re.IGNORECASE),
    lazy_pattern(rb"(?<![\d./:-])\d[\d.]{0,15}"),
)
# Lines of an address, a signature, a date, or of what a mail program quotes.
_OF_A_MAIL = lazy_pattern(
    rb"@|https?:|ng\xc3\xa0y|th\xc3\xa1ng|\d{1,2}/\d{1,2}/\d{2}|\d[\d. ]{8}|\d:\d\d", re.IGNORECASE
)
_ORDINAL = lazy_pattern(rb"^[\s>|*-]*\d{1,2}[.)\s]")
_ROW = lazy_pattern(rb"<tr\b", re.IGNORECASE)
_CELL = lazy_pattern(rb"<t[dh]\b", re.IGNORECASE)
_LINES_OF_FIGURES = 8
_CELLS_OF_A_ROW = 4  # what lays a mail out has fewer
_SHOWN_OF_A_TABLE = 60  # characters
_LONGEST = 1 << 20  # bytes of a text in which figures are looked for
_LONGEST_LINE = 400


def in_utf_8(text: bytes, charset: str) -> bytes:
    """Return a text in UTF-8; one of no encoding, or a wrong one, as it is: its own head may name it."""
    if charset in ("", "utf-8", "utf8", "us-ascii"):
        return text
    try:
        return codecs.BOM_UTF8 + text.decode(charset).removeprefix("\ufeff").encode()
    except (LookupError, ValueError):
        return text


def has_table(text: bytes) -> bool:
    """Return whether a mail's text holds a table large enough to be a report."""
    return text.lower().count(b"<tr") >= _ROWS_OF_A_TABLE


def says_more(text: bytes, subject: str) -> str:
    """Return what a mail's text says beside the report it brings: a correction, a table; "" for nothing."""
    return correction_in(text, subject) or _table_in(text, subject)


def _table_in(text: bytes, subject: str) -> str:
    """Return how the table begins that stands in a mail's own text, "" for none or one that only lays the mail out."""
    own = own_text(text[:_LONGEST], subject)
    rows = [row for row in _ROW.split(own)[1:] if len(_CELL.findall(row)) >= _CELLS_OF_A_ROW]
    if len(rows) < _ROWS_OF_A_TABLE:
        return ""
    seen = (html.unescape(_TAG.sub(b" ", b"<" + row).decode("utf-8", "replace")).split() for row in rows)
    return f"bảng {' '.join(next((words for words in seen if words), []))[:_SHOWN_OF_A_TABLE]}…"


def says_where_the_report_is(text: bytes) -> bool:
    """Return whether a mail's text has a link to a file kept elsewhere, or figures written into it."""
    return _ELSEWHERE.search(text.lower()) is not None or _has_figures(text)


def text_with_table(text: bytes, instead: str, subject: str = "") -> bytes:
    """Return a mail's own text where a table stands in it; `instead` says what the mail has in its place.

    Raises `UnreadableFile` "mail-without-report" for any other.
    """
    own = own_text(text, subject)
    if has_table(own):
        return own
    if has_table(text):
        detail = f"{instead}; bảng số liệu chỉ có trong phần thư cũ được trích lại"
        cure = "Xem thư: nếu đơn vị lấy bảng ấy làm báo cáo thì đề nghị gửi lại bằng tệp theo mẫu báo cáo."
    elif _ELSEWHERE.search(text.lower()):
        detail = "chỉ có đường liên kết tải tệp (Google Drive, OneDrive …)"
        cure = "Mở đường liên kết, tải tệp về, chép vào thư mục báo cáo; hoặc đề nghị đơn vị gửi kèm tệp trong thư."
    elif _has_figures(text):
        detail = f"{instead}; trong nội dung thư có nhiều dòng số liệu"
        cure = (
            "Xem thư; nếu đơn vị viết số liệu thẳng vào nội dung thư thì đề nghị gửi lại bằng tệp theo mẫu báo cáo,"
            " nếu quên kèm tệp thì đề nghị gửi lại."
        )
    elif _LINK.search(text):
        detail = f"{instead}; trong thư có đường liên kết"
        cure = (
            "Xem thư: nếu báo cáo nằm ở đường liên kết thì tải tệp về, chép vào thư mục báo cáo; nếu đơn vị quên"
            " kèm tệp thì đề nghị gửi lại."
        )
    elif said := correction_in(text, subject):
        detail = f"{instead}, trong thư ghi “{said}”"
        cure = "Đọc thư: nếu đơn vị sửa hoặc rút số liệu đã gửi thì đề nghị gửi lại cả báo cáo đã sửa."
    else:
        detail = instead
        cure = "Xem thư; nếu đơn vị quên kèm tệp thì đề nghị gửi lại."
    raise UnreadableFile("mail-without-report", detail, cure)


def _has_figures(text: bytes) -> bool:
    """Return whether many lines of a mail's text name something and a number."""
    lines = _ENDS_OF_LINES.sub(b"\n", text[:_LONGEST]).split(b"\n")
    found = 0
    for line in lines:
        bare = _ORDINAL.sub(b"", _TAG.sub(b" ", line[:_LONGEST_LINE]))
        if _LETTERS.search(bare) and _NUMBER.search(bare) and not _OF_A_MAIL.search(bare):
            found += 1
    return found >= _LINES_OF_FIGURES
