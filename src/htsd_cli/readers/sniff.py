"""Tells what a file is by what is in it: the first bytes, the directory of a zip or of an OLE2 file, the root of XML.

The name's ending is never asked: offices send an .xls called .xlsx, a web page called .doc, a picture called
.docx. Whatever cannot hold a report is told for what it is.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.limits import guarded
from htsd_cli.readers.packages import Package, UnreadableFile, foreign_archive


class Kind(StrEnum):
    """A kind of file there is a reader for."""

    DOCX = "docx"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    LOCKED = "locked"  # a package that is encrypted, perhaps only with the password Excel itself knows
    CSV = "csv"  # a table saved as text; told by its ending too, since any text may hold commas
    ODS = "ods"
    FLAT_ODS = "fods"
    PDF = "pdf"
    HTML = "html"
    MHTML = "mhtml"
    OLD_TEXT = "old text"  # what LibreOffice makes a .docx of
    OLD_SHEET = "old sheet"  # what LibreOffice makes an .xlsx of


class Sniffed(NamedTuple):
    """What a file is: its kind, what a clerk calls it, and the ending it would have by right (".doc")."""

    kind: Kind
    name: str
    ending: str


_HEAD = 4096
_DOCX = Sniffed(Kind.DOCX, "tệp Word", ".docx")
_XLSX = Sniffed(Kind.XLSX, "tệp Excel", ".xlsx")
_XLSB = Sniffed(Kind.XLSB, "tệp Excel nhị phân (.xlsb)", ".xlsb")
_XLS = Sniffed(Kind.XLS, "tệp Excel kiểu cũ (.xls)", ".xls")
_LOCKED = Sniffed(Kind.LOCKED, "tệp Office được mã hóa", ".xlsx")
_DOC = Sniffed(Kind.OLD_TEXT, "tệp Word kiểu cũ (.doc)", ".doc")
_RTF = Sniffed(Kind.OLD_TEXT, "văn bản RTF (.rtf)", ".rtf")
_ODT = Sniffed(Kind.OLD_TEXT, "văn bản OpenDocument (.odt)", ".odt")
_FODT = Sniffed(Kind.OLD_TEXT, "văn bản OpenDocument (.fodt)", ".fodt")
_WORKS = Sniffed(Kind.OLD_TEXT, "văn bản Microsoft Works (.wps)", ".wps")
_WORD_XML = Sniffed(Kind.OLD_TEXT, "tệp Word 2003 dạng XML (.xml)", ".xml")
_EXCEL_XML = Sniffed(Kind.OLD_SHEET, "tệp Excel 2003 dạng XML (.xml)", ".xml")
_CSV = Sniffed(Kind.CSV, "bảng dạng văn bản (.csv)", ".csv")
_ODS = Sniffed(Kind.ODS, "bảng tính OpenDocument (.ods)", ".ods")
_FODS = Sniffed(Kind.FLAT_ODS, "bảng tính OpenDocument (.fods)", ".fods")
_PDF = Sniffed(Kind.PDF, "tệp PDF", ".pdf")
_HTML = Sniffed(Kind.HTML, "trang web (HTML)", ".html")
_MHTML = Sniffed(Kind.MHTML, "trang web lưu thành một tệp (.mht)", ".mht")

# The first bytes of kinds that hold no table a program can read, and what a clerk calls them.
_PICTURES = (
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"II*\0", "ảnh TIFF"),
    (b"MM\0*", "ảnh TIFF"),
    (b"8BPS", "ảnh Photoshop"),
    (b"AT&TFORM", "bản quét DjVu"),
    (b"\0\0\0\x0cjP  \r\n", "ảnh JPEG 2000"),
)
_OTHERS = (
    (b"MZ", "chương trình Windows"),
    (b"\x7fELF", "chương trình máy tính"),
    (b"bplist00", "tệp chưa tải về từ iCloud của máy Apple"),
    (b"SQLite format 3\0", "cơ sở dữ liệu SQLite"),
    (b"\0\x01\0\0Standard Jet DB", "cơ sở dữ liệu Access"),
    (b"\0\x01\0\0Standard ACE DB", "cơ sở dữ liệu Access"),
    (b"\xffWPC", "văn bản WordPerfect"),
    (b"%!PS", "tệp in PostScript"),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3", "sổ ghi chép OneNote (.one)"),
    (b"$FL2@(#)", "tệp số liệu SPSS (.sav)"),
    (b"AC10", "bản vẽ AutoCAD (.dwg)"),
    (b"HWP Document File", "văn bản Hàn Quốc (.hwp)"),
    (b"ID3", "tệp âm thanh"),
    (b"OggS", "tệp âm thanh"),
)
# Streams of OLE2 files that are documents of other kinds.
_FOREIGN_STREAMS = (
    ("BodyText/Section0", "văn bản Hàn Quốc (.hwp)"),
    ("FileHeader", "văn bản Hàn Quốc (.hwp)"),
    ("VisioDocument", "bản vẽ Visio (.vsd)"),
    ("Quill/QuillSub/CONTENTS", "ấn phẩm Publisher (.pub)"),
    ("Quill", "ấn phẩm Publisher (.pub)"),
)
# Parts of zips that are documents of other kinds, by how their names begin.
_FOREIGN_PARTS = (
    ("contents/section0.xml", "văn bản Hàn Quốc (.hwpx)"),
    ("ofd.xml", "văn bản OFD của Trung Quốc"),
    ("fixeddoc", "bản in XPS"),
    ("visio/", "bản vẽ Visio"),
    ("meta-inf/container.xml", "sách điện tử (.epub)"),
    ("androidmanifest.xml", "phần mềm điện thoại (.apk)"),
    ("index.apxl", "tệp của máy Apple (Keynote)"),
    ("buildversionhistory.plist", "tệp của máy Apple (Pages, Numbers)"),
)
_SHORTCUT = b"L\0\0\0\x01\x14\x02\0"  # of Windows
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_OPEN_DOCUMENT = lazy_pattern(
    rb"mimetypeapplication/(?:vnd\.oasis\.opendocument|vnd\.sun\.xml)\.(text|writer|spreadsheet|calc|[a-z]+)"
)
# The title of a page that comes where a file was to be fetched: asking for a name, a warning, a refusal.
_IN_ITS_STEAD = lazy_pattern(
    r"<title[^<>]{0,200}>([^<>]{0,80}\b(?:sign in|log ?in|đăng nhập|google drive|virus scan|not found|forbidden"
    r"|access denied)\b[^<>]{0,80})</title>",
    re.IGNORECASE,
)
_PAGE = lazy_pattern(
    r"<(?:html|head|body|table|div|meta|style|p|br|h[1-6]|center|font|title)\b", re.IGNORECASE
)
_NAME = lazy_pattern(r"<([\w:.-]+)")
_MAIL = lazy_pattern(
    r"(?:from [^\n]*\n)?(?:\d+\s*\n)?(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:received|mime-version|message-id):"
)
_MIXED = lazy_pattern(r"^content-type:\s*multipart/mixed", re.MULTILINE)  # files beside a text: no page
_FLAT = lazy_pattern(r"""office:mimetype\s*=\s*["']application/vnd\.oasis\.opendocument\.(\w+)""")


def sniff(path: Path) -> Sniffed:
    """Return what a file is.

    Raises `UnreadableFile` for what no reader takes ("empty-file", "scanned-file", "password-protected",
    "damaged-file", "unknown-format" with its name), and `OSError` when the file cannot be opened.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if head.startswith(b"PK"):
            found = zip_directory(stream).lower()  # parts are one whatever their capitals (ISO 29500-2)
            # Nearly every report is told here; whatever is not as plain as that is looked at more closely.
            if b"mimetype" not in found:
                if b"word/document.xml" in found and b"xl/" not in found:
                    return _DOCX
                if b"xl/workbook.xml" in found and b"word/" not in found:
                    return _XLSX
            return _package(path, head)
    if not head:
        raise UnreadableFile("empty-file")
    return _other(path, head)


def is_mail(head: bytes, ending: str) -> bool:
    """Return whether a file is a mail by its beginning; a web page saved as one file is written alike.

    `ending` (".eml") decides only where the first lines would do for either.
    """
    text = _decoded(head)
    if text is None:
        return False
    if ending.lower() == ".eml":
        return re.match(r"(?:From |[\w-]+:)", text) is not None
    lowered = text.lower()
    mixed = _MIXED.search(lowered.replace("\r\n", "\n").partition("\n\n")[0])
    if not mixed and (ending.lower() in (".mht", ".mhtml") or _is_single_page(lowered)):
        return False
    return _MAIL.match(lowered) is not None


def _is_single_page(lowered: str) -> bool:
    began = lowered.startswith(("mime-version:", "from:", "content-type:"))
    return (
        began
        and "multipart/related" in lowered
        and not re.search(r"^(?:to|received):", lowered, re.MULTILINE)
    )


def old_documents(paths: Iterable[Path]) -> dict[Path, Sniffed]:
    """Return those of the files that LibreOffice has to convert; what cannot be told or opened is left out."""
    found: dict[Path, Sniffed] = {}
    for path in paths:
        try:
            sniffed = guarded(partial(sniff, path))
        except UnreadableFile:
            continue  # reading it tells the same
        if sniffed.kind in (Kind.OLD_TEXT, Kind.OLD_SHEET):
            found[path] = sniffed
    return found


def _other(path: Path, head: bytes) -> Sniffed:
    from htsd_cli.readers.packages import MAGIC

    if head.startswith(MAGIC):
        return _ole(path)
    if b"%PDF-" in head[:1024]:
        return _PDF
    for magic, name in _PICTURES:
        if head.startswith(magic):
            raise UnreadableFile("scanned-file", name)
    _refuse_pictures(head)
    if foreign := foreign_archive(head):
        raise UnreadableFile("unknown-format", foreign.name)
    if head.startswith(_SHORTCUT):
        raise UnreadableFile("shortcut-file", "lối tắt (shortcut) của Windows")
    if head.startswith(b"bplist00") and b"URL" in head and b"http" in head:
        raise UnreadableFile("shortcut-file", "liên kết Internet")
    for magic, name in _OTHERS:
        if head.startswith(magic):
            raise UnreadableFile("unknown-format", name)
    if not head.strip(b"\0"):
        raise UnreadableFile("damaged-file")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{\\rtf"):
        return _RTF
    text = _decoded(head)
    if text is not None:
        return _CSV if _is_csv(path, head) else _text(text)
    import zipfile

    if zipfile.is_zipfile(
        path
    ):  # a zip may stand behind something else, as in an archive that unpacks itself
        return _package(path, head)
    raise UnreadableFile("unknown-format", "loại tệp không nhận ra")


def _refuse_pictures(head: bytes) -> None:
    name = ""
    if head.startswith(b"BM") and len(head) > 18 and head[6:10] == b"\0\0\0\0":
        name = "ảnh BMP"
    elif head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        name = "ảnh WebP"
    elif head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif"):
        name = "ảnh HEIC"
    if name:
        raise UnreadableFile("scanned-file", name)
    if head[4:8] == b"ftyp" or head.startswith(b"RIFF"):
        raise UnreadableFile("unknown-format", "tệp phim hoặc âm thanh")


# -- zip ---------------------------------------------------------------------------------------------------


def zip_directory(stream: BinaryIO) -> bytes:
    """Return the raw directory of a zip without a comment, none when it is not where it usually is."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 22))
    end = stream.read(22)
    if len(end) < 22 or not end.startswith(b"PK\5\6"):
        return b""
    length, start = struct.unpack_from("<II", end, 12)
    if start + length > size or length > 1 << 20:
        return b""
    stream.seek(start)
    return stream.read(length)


def _package(path: Path, head: bytes) -> Sniffed:
    open_document = _OPEN_DOCUMENT.match(head, 30)
    with Package(path) as package:
        if open_document or ("content.xml" in package and "META-INF/manifest.xml" in package):
            return _open_document(package, open_document.group(1) if open_document else b"")
        main = package.main_part("").lower()
        kind = (package.content_type(main) or "").lower() if main else ""
        if "wordprocessingml" in kind or "ms-word.doc" in kind or "ms-word.template" in kind:
            return _DOCX
        if "sheet.binary" in kind:
            return _XLSB
        if "spreadsheetml" in kind or "ms-excel.sheet" in kind or "ms-excel.template" in kind:
            return _XLSX
        if "presentationml" in kind or "ppt/presentation.xml" in package:
            raise UnreadableFile("unknown-format", "tệp trình chiếu PowerPoint (.pptx)")
        if main.startswith("word/") or "word/document.xml" in package:
            return _DOCX
        if main.endswith(".bin") or "xl/workbook.bin" in package:
            return _XLSB
        if main.startswith("xl/") or "xl/workbook.xml" in package:
            return _XLSX
        names = [name.lower() for name in package.names()]
    for part, kind in _FOREIGN_PARTS:
        if any(name.startswith(part) for name in names):
            raise UnreadableFile("unknown-format", kind)
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names) or "index.zip" in names:
        raise UnreadableFile("unknown-format", "tệp của máy Apple (Pages, Numbers)")
    if not names:
        raise UnreadableFile("unknown-format", "tệp nén (zip) rỗng")
    if any(name.endswith((".docx", ".doc", ".xlsx", ".xls", ".pdf", ".odt", ".ods")) for name in names):
        raise UnreadableFile("unknown-format", "tệp nén (zip) chứa các tệp khác, cần giải nén trước")
    raise UnreadableFile("unknown-format", "tệp nén (zip) không phải Word hay Excel")


def _open_document(package: Package, sort: bytes) -> Sniffed:
    """Return which OpenDocument file it is. Its parts are looked at here, before a foreign program reads them."""
    manifest = package.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise UnreadableFile("password-protected")
    if not sort:
        found = re.search(rb"opendocument\.(\w+)", (package.read("mimetype") or b"") + manifest)
        sort = found.group(1) if found else b""
    if sort == b"spreadsheet":
        return _ODS
    if sort != b"text":
        names = {b"presentation": "tệp trình chiếu OpenDocument", b"graphics": "bản vẽ OpenDocument"}
        raise UnreadableFile("unknown-format", names.get(sort, "tệp OpenDocument không phải văn bản"))
    for part in ("content.xml", "styles.xml", "meta.xml", "settings.xml"):
        if part in package:
            package.parse(part)
    return _ODT


# -- OLE2 --------------------------------------------------------------------------------------------------


def _ole(path: Path) -> Sniffed:
    from htsd_cli.readers.packages import OleFile

    ole = OleFile(path)
    names = ole.names()
    if "EncryptedPackage" in names:
        return _LOCKED
    # Some programs write the names in capitals.
    text = next((name for name in sorted(names) if name.lower() == "worddocument"), None)
    if text is not None:
        start = ole.read(text, 32)
        if len(start) > 11 and start[11] & 1:  # fEncrypted, [MS-DOC] 2.5.2
            raise UnreadableFile("password-protected")
        return _DOC
    if {name.lower() for name in names} & {"workbook", "book"}:
        return _XLS
    if names & {"MatOST", "MN0"} or ("CONTENTS" in names and "Quill" not in names):
        return _WORKS
    for part, what in _FOREIGN_STREAMS:
        if part in names:
            raise UnreadableFile("unknown-format", what)
    if "PowerPoint Document" in names:
        raise UnreadableFile("unknown-format", "tệp trình chiếu PowerPoint (.ppt)")
    if "__properties_version1.0" in names:
        raise UnreadableFile("unknown-format", "thư điện tử của Outlook (.msg)")
    raise UnreadableFile("unknown-format", "tệp OLE không phải Word hay Excel")


# -- text --------------------------------------------------------------------------------------------------


def _decoded(head: bytes) -> str | None:
    """Return the beginning of a text file as text, None when it is no text."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore").lstrip()
    for beginning, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if head.startswith(beginning):
            return head.decode(encoding, "ignore").lstrip()
    strange = sum(byte < 32 and byte not in b"\t\n\r\f\x1a\x1b" for byte in head)
    return None if strange > len(head) // 100 else head.decode("utf-8", "replace").lstrip()


def _is_csv(path: Path, head: bytes) -> bool:
    """Return whether a text file is a table of cells, by its ending and its first lines."""
    if path.suffix.lower() not in (".csv", ".tsv"):
        return False
    from htsd_cli.readers.sheets.csv_file import is_table

    return is_table(head)


def _text(text: str) -> Sniffed:
    lowered = text[:_HEAD].lower()
    if _is_single_page(lowered):
        return _MHTML
    if _MAIL.match(lowered):
        raise UnreadableFile("unknown-format", "thư điện tử (.eml)")
    if text.startswith("<"):
        return _markup(text, lowered)
    if text.startswith("{") and ('"doc_id"' in text or "//docs.google.com/" in text):
        raise UnreadableFile("shortcut-file", "liên kết tới Google Tài liệu")
    if text.startswith("[InternetShortcut]") or ("[Desktop Entry]" in text and "Type=Link" in text):
        raise UnreadableFile("shortcut-file", "liên kết Internet")
    if not text.strip():
        raise UnreadableFile("unknown-format", "văn bản trống")
    if len(_PAGE.findall(text)) > 2:
        return _HTML
    raise UnreadableFile("unknown-format", "văn bản thuần (.txt, .csv)")


def _markup(text: str, lowered: str) -> Sniffed:
    name = _root_name(text)
    if name == "worddocument" or (name == "package" and "word.document" in lowered):
        return _WORD_XML
    if name == "workbook" and "urn:schemas-microsoft-com:office:spreadsheet" in lowered:
        return _EXCEL_XML
    if name == "document" and (flat := _FLAT.search(text)):
        if flat.group(1) == "text":
            return _FODT
        if flat.group(1) == "spreadsheet":
            return _FODS
        raise UnreadableFile("unknown-format", "tệp OpenDocument không phải văn bản")
    if name == "plist" and "<key>URL</key>" in text:
        raise UnreadableFile("shortcut-file", "liên kết Internet")
    if name == "svg":
        raise UnreadableFile("scanned-file", "ảnh SVG")
    instead = _IN_ITS_STEAD.search(text)
    if instead:
        import html

        title = " ".join(html.unescape(instead[1]).split())
        raise UnreadableFile("shortcut-file", f"trang web “{title}” mà trình duyệt lưu thay cho tệp cần tải")
    if _PAGE.search(text) or lowered.startswith("<!doctype html"):
        return _HTML
    raise UnreadableFile("unknown-format", "tệp XML")


def _root_name(text: str) -> str:
    """Return the name of the first element without its prefix, "" when the beginning shows none."""
    at = 0
    for start, end in (("<?", "?>"), ("<!--", "-->"), ("<!", ">")) * 20:
        at += len(text[at:]) - len(text[at:].lstrip())
        if not text.startswith(start, at):
            continue
        close = text.find(end, at + len(start))
        if start == "<!" and 0 <= text.find("[", at) < close:  # declarations of its own, in brackets
            close = text.find(">", text.find("]", at))
        if close < 0:
            return ""
        at = close + len(end)
    match = _NAME.match(text, at)
    return match.group(1).rpartition(":")[2].lower() if match else ""
