"""Chooses the reader for a file by what is in it, never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from htsd_cli.document import Document
from htsd_cli.readers.package import Package, UnreadableFile

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# The first bytes of kinds that hold no table a program can read, and what a clerk calls them.
_NAMES = (
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"{\\rtf", "văn bản RTF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7-Zip"),
)
_IMAGES = ("ảnh",)
_OLD_KINDS = (
    ("WordDocument", "Word", ".doc", ".docx"),
    ("Workbook", "Excel", ".xls", ".xlsx"),
    ("Book", "Excel", ".xls", ".xlsx"),
)


def read_document(path: Path) -> Document:
    """Return the file's content as a neutral document.

    Raises `UnreadableFile` with the finding to tell, and `OSError` when the file cannot be opened at all.
    """
    with path.open("rb") as stream:
        head = stream.read(1024)
    if not head:
        raise UnreadableFile("empty-file")
    if head.startswith(_ZIP) or zipfile.is_zipfile(path):
        return _read_package(path)
    if head.startswith(_OLE):
        raise _ole(path)
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<html", b"<!doctype html")) or b"<html" in lowered:
        raise UnreadableFile("unknown-format", "trang web (HTML)")
    for magic, name in _NAMES:
        if head.startswith(magic):
            if name.startswith(_IMAGES):
                raise UnreadableFile("scanned-file", name)
            raise UnreadableFile("unknown-format", name)
    raise UnreadableFile("unknown-format", "loại tệp không nhận ra")


def _read_package(path: Path) -> Document:
    with Package(path) as package:
        names = {name.lower().replace("\\", "/").lstrip("/") for name in package.names()}
        main = package.main_part("word/document.xml")
    if main.startswith("word/") or "word/document.xml" in names:
        from htsd_cli.readers.docx import read_docx

        return read_docx(path)
    if main.startswith("xl/") or any(name.startswith("xl/workbook") for name in names):
        from htsd_cli.readers.xlsx import read_xlsx

        return read_xlsx(path)
    raise UnreadableFile("unknown-format", "tệp nén (zip) không phải Word hay Excel")


def _ole(path: Path) -> UnreadableFile:
    """Tell the kinds of old Office files apart by the names in their directory."""
    with path.open("rb") as stream:
        content = stream.read(4 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return UnreadableFile("password-protected")
    for stream_name, program, old, new in _OLD_KINDS:
        if stream_name.encode("utf-16-le") in content:
            cure = (
                f"Mở tệp bằng {program}, chọn Lưu thành (Save As) {new}, hoặc đề nghị đơn vị gửi bản {new}."
            )
            return UnreadableFile("old-format", f"tệp {program} kiểu cũ ({old})", cure)
    return UnreadableFile("unknown-format", "tệp OLE không phải Word hay Excel")
