"""A file is what is in it: each kind is told by content, whatever its name says."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.pipeline import read_submission
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.readers.packages import OleFile
from htsd_cli.readers.sniff import Kind, sniff
from tests.campaigns import zipped
from tests.conftest import SAMPLES
from tests.corpus import ooxml
from tests.hostile.ole_file import write_ole
from tests.test_samples import TRUTH

WORD, EXCEL = "TH PHU DONG.docx", "THPT Le Thanh Ton.xlsx"
WORD_XML = (
    '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
)
EXCEL_XML = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'office:mimetype="application/vnd.oasis.opendocument.{}"/>'
)
MANIFEST = "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>{}</m:manifest>"


def open_document(sort: str, manifest: str = "") -> bytes:
    return ooxml.pack(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{sort}",
            "content.xml": "<content/>",
            "META-INF/manifest.xml": MANIFEST.format(manifest),
        },
        zipfile.ZIP_STORED,
    )


def packed_with_type(source: str, old: str, new: str) -> bytes:
    """Return a sample whose main part has another content type."""
    with zipfile.ZipFile(SAMPLES / source) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    types = parts["[Content_Types].xml"]
    assert isinstance(types, bytes)
    assert old.encode() in types
    parts["[Content_Types].xml"] = types.replace(old.encode(), new.encode())
    return ooxml.pack(parts)


def written(folder: Path, content: bytes | str, name: str = "bao-cao.docx") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# -- what is read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "kind", "ending"),
    [
        (write_ole({"WordDocument": bytes(64), "1Table": b""}), Kind.OLD_TEXT, ".doc"),
        (write_ole({"WORDDOCUMENT": bytes(64), "1TABLE": b""}), Kind.OLD_TEXT, ".doc"),
        (write_ole({"Workbook": b""}), Kind.XLS, ".xls"),
        (write_ole({"Book": b""}), Kind.XLS, ".xls"),
        (write_ole({"MatOST": b"", "CONTENTS": b""}), Kind.OLD_TEXT, ".wps"),
        (rb"{\rtf1 chu}", Kind.OLD_TEXT, ".rtf"),
        (b"\xef\xbb\xbf\r\n" + rb"{\rtf1 chu}", Kind.OLD_TEXT, ".rtf"),
        (open_document("text"), Kind.OLD_TEXT, ".odt"),
        (open_document("spreadsheet"), Kind.ODS, ".ods"),
        (FLAT.format("text"), Kind.OLD_TEXT, ".fodt"),
        (FLAT.format("spreadsheet"), Kind.FLAT_ODS, ".fods"),
        (WORD_XML, Kind.OLD_TEXT, ".xml"),
        (EXCEL_XML, Kind.OLD_SHEET, ".xml"),
        (EXCEL_XML.encode("utf-16"), Kind.OLD_SHEET, ".xml"),
        ("<html><head><meta name=ProgId content=Word.Document></head></html>", Kind.HTML, ".html"),
        ('<HTML xmlns:x="urn:schemas-microsoft-com:office:excel"><body></body></HTML>', Kind.HTML, ".html"),
        ("<!-- một lời -->\n<table><tr><td>12</td></tr></table>", Kind.HTML, ".html"),
        ("<html><body>chữ</body></html>".encode("utf-16"), Kind.HTML, ".html"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", Kind.MHTML, ".mht"),
        (b"%PDF-1.4\n", Kind.PDF, ".pdf"),
        (b"\r\n%PDF-1.4\n", Kind.PDF, ".pdf"),
    ],
)
def test_a_kind_with_a_reader_is_told_whatever_its_name(
    tmp_path: Path, content: bytes | str, kind: Kind, ending: str
) -> None:
    sniffed = sniff(written(tmp_path, content))
    assert (sniffed.kind, sniffed.ending) == (kind, ending)


@pytest.mark.parametrize(
    ("source", "name"),
    [(WORD, "bao-cao.xls"), (WORD, "bao-cao"), (EXCEL, "bao-cao.docx"), (EXCEL, "bao-cao.pdf")],
)
def test_a_misleading_ending_changes_nothing(tmp_path: Path, source: str, name: str) -> None:
    path = written(tmp_path, (SAMPLES / source).read_bytes(), name)
    assert read_submission(path, load_form()).numbers == TRUTH[source]["figures"]


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        (WORD, ooxml.WORD_MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"),
        (WORD, ooxml.WORD_MAIN, ooxml.WORD_MAIN.replace("document.main", "template.main")),
        (WORD, ooxml.WORD_MAIN, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        (EXCEL, ooxml.SHEET_MAIN, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        (EXCEL, ooxml.SHEET_MAIN, ooxml.SHEET_MAIN.replace("sheet.main", "template.main")),
    ],
)
def test_files_with_macros_and_templates_are_read_like_the_others(
    tmp_path: Path, source: str, old: str, new: str
) -> None:
    path = written(tmp_path, packed_with_type(source, old, new), "bao-cao.bin")
    assert read_submission(path, load_form()).numbers == TRUTH[source]["figures"]


@pytest.mark.parametrize("main", ["word/document2.xml", "noi-dung.xml"])
def test_a_main_part_of_another_name_is_found_by_its_relationship(tmp_path: Path, main: str) -> None:
    body = (
        f'<w:document xmlns:w="{ooxml.W}"><w:body><w:p><w:r><w:t>Chữ</w:t></w:r></w:p></w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": ooxml.content_types({main: ooxml.WORD_MAIN}),
        "_rels/.rels": ooxml.relationships({"rId1": ("officeDocument", main)}),
        main: body,
    }
    document = read_document(written(tmp_path, ooxml.pack(parts)))
    assert [paragraph.text for paragraph in document.paragraphs()] == ["Chữ"]


def test_a_table_of_sectors_that_nobody_uses_is_no_damage_but_a_cut_stream_is(tmp_path: Path) -> None:
    content = bytearray(write_ole({"WordDocument": b"x" * 6000, "1Table": b"y" * 6000}))
    content[1020:1024] = b"\xfe\xff\xff\xff"  # the table's last sector, far behind the end of the file
    assert OleFile(written(tmp_path, bytes(content), "a.doc")).names() == {"WordDocument", "1Table"}
    with pytest.raises(UnreadableFile):
        OleFile(written(tmp_path, bytes(content[:-512]), "b.doc"))


def test_a_word_file_stays_one_although_a_workbook_is_embedded_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(SAMPLES / WORD) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    parts["word/embeddings/xl/workbook.xml"] = b"<workbook/>"
    path = written(tmp_path, ooxml.pack(parts))
    assert sniff(path).kind is Kind.DOCX


# -- what is refused ---------------------------------------------------------------------------------------


def refusal(path: Path) -> tuple[str, str]:
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    return caught.value.code, caught.value.detail


@pytest.mark.parametrize(
    ("content", "code", "detail"),
    [
        (b"", "empty-file", ""),
        (bytes(5000), "damaged-file", ""),
        (b"PK\3\4" + bytes(100), "damaged-file", ""),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "scanned-file", "ảnh PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "scanned-file", "ảnh JPEG"),
        (b"GIF89a" + bytes(50), "scanned-file", "ảnh GIF"),
        (b"BM\x36\0\0\0" + bytes(50), "scanned-file", "ảnh BMP"),
        (b"II*\0" + bytes(50), "scanned-file", "ảnh TIFF"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "scanned-file", "ảnh WebP"),
        (b"\0\0\0\x18ftypheic" + bytes(50), "scanned-file", "ảnh HEIC"),
        (b"AT&TFORM" + bytes(50), "scanned-file", "bản quét DjVu"),
        ('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "scanned-file", "ảnh SVG"),
        (b"\0\0\0\x18ftypmp42" + bytes(50), "unknown-format", "tệp phim hoặc âm thanh"),
        (bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"), "unknown-format", "sổ ghi chép OneNote (.one)"),
        (b"bplist00\xd1\1\2SURL_\x10\x10https://drive.vn/x", "shortcut-file", "liên kết Internet"),
        (b"<plist><dict><key>URL</key></dict></plist>", "shortcut-file", "liên kết Internet"),
        (
            "<!DOCTYPE html><html><head><title>Google Drive\n – Đăng nhập</title></head></html>".encode(),
            "shortcut-file",
            "trang web “Google Drive – Đăng nhập” mà trình duyệt lưu thay cho tệp cần tải",
        ),
        (b"[Desktop Entry]\nType=Link\nURL=https://drive.vn\n", "shortcut-file", "liên kết Internet"),
        (zipped({"OFD.xml": b"<a/>"}), "unknown-format", "văn bản OFD của Trung Quốc"),
        (zipped({"FixedDocSeq.fdseq": b"<a/>"}), "unknown-format", "bản in XPS"),
        (zipped({"index.apxl": b"<a/>"}), "unknown-format", "tệp của máy Apple (Keynote)"),
        (b"Rar!\x1a\7\1\0" + bytes(50), "unknown-format", "tệp nén RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "unknown-format", "tệp nén 7-Zip"),
        (b"\x1f\x8b\x08" + bytes(50), "unknown-format", "tệp nén GZip"),
        (b"bao-cao.docx".ljust(257, b"\0") + b"ustar\x0000" + bytes(250), "unknown-format", "tệp gói TAR"),
        (b"L\0\0\0\x01\x14\2\0" + bytes(50), "shortcut-file", "lối tắt (shortcut) của Windows"),
        (b"MZ\x90\0" + bytes(50), "unknown-format", "chương trình Windows"),
        (b"\x00\x01\x02\x03" * 50, "unknown-format", "loại tệp không nhận ra"),
        (ooxml.pack({}), "unknown-format", "tệp nén (zip) rỗng"),
        (ooxml.pack({"anh.txt": "x"}), "unknown-format", "tệp nén (zip) không phải Word hay Excel"),
        (
            ooxml.pack({"Phường A/bao cao.docx": "x"}),
            "unknown-format",
            "tệp nén (zip) chứa các tệp khác, cần giải nén trước",
        ),
        (
            ooxml.pack({"Index/Document.iwa": "x"}),
            "unknown-format",
            "tệp của máy Apple (Pages, Numbers)",
        ),
        (
            ooxml.pack({"ppt/presentation.xml": "<p/>"}),
            "unknown-format",
            "tệp trình chiếu PowerPoint (.pptx)",
        ),
        (open_document("presentation"), "unknown-format", "tệp trình chiếu OpenDocument"),
        (
            open_document("text", '<m:encryption-data m:checksum="x"/>'),
            "password-protected",
            "",
        ),
        (write_ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "password-protected", ""),
        (write_ole({"WordDocument": b"\xec\xa5" + bytes(9) + b"\1" + bytes(60)}), "password-protected", ""),
        (write_ole({"PowerPoint Document": b"x"}), "unknown-format", "tệp trình chiếu PowerPoint (.ppt)"),
        (write_ole({"__properties_version1.0": b"x"}), "unknown-format", "thư điện tử của Outlook (.msg)"),
        (write_ole({"Quill": b"x"}), "unknown-format", "ấn phẩm Publisher (.pub)"),
        (write_ole({"Workbook": b"x"})[:2000], "damaged-file", ""),
        ("Chỉ là chữ.\nKhông có bảng.", "unknown-format", "văn bản thuần (.txt, .csv)"),
        (" \n ", "unknown-format", "văn bản trống"),
        (
            "Received: from a\n by b\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n",
            "unknown-format",
            "thư điện tử (.eml)",
        ),
        (
            '{"url": "https://docs.google.com/x", "doc_id": "1"}',
            "shortcut-file",
            "liên kết tới Google Tài liệu",
        ),
        ("[InternetShortcut]\nURL=https://x", "shortcut-file", "liên kết Internet"),
        (
            '{"url":"https://docs.google.com/x"}',
            "shortcut-file",
            "liên kết tới Google Tài liệu",
        ),
        ('<?xml version="1.0"?><hoa-don/>', "unknown-format", "tệp XML"),
        ("<?x?>" * 900, "unknown-format", "tệp XML"),
    ],
)
def test_whatever_holds_no_report_is_named_for_what_it_is(
    tmp_path: Path, content: bytes | str, code: str, detail: str
) -> None:
    assert refusal(written(tmp_path, content)) == (code, detail)


@pytest.mark.parametrize("source", [WORD, EXCEL])
def test_a_file_cut_off_anywhere_is_damaged(tmp_path: Path, source: str) -> None:
    whole = (SAMPLES / source).read_bytes()
    for place in range(100, len(whole), len(whole) // 7):
        assert refusal(written(tmp_path, whole[:place])) == ("damaged-file", "")


def test_a_file_that_is_not_there_is_the_systems_matter(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_document(tmp_path / "khong-co.docx")


# -- what it costs -----------------------------------------------------------------------------------------


def test_a_plain_word_file_imports_nothing_that_only_other_kinds_need() -> None:
    code = (
        "import json, sys, pathlib\n"
        "from htsd_cli.readers import convert_old_documents, read_document\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "with convert_old_documents([path]) as entries:\n"
        "    read_document(path, entries.get(path))\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(SAMPLES / WORD)], capture_output=True, check=True, encoding="utf-8"
    )
    modules = set(json.loads(run.stdout))
    rooms = {".".join(name.split(".")[:3]) for name in modules if name.startswith("htsd_cli.readers.")}
    assert rooms == {
        f"htsd_cli.readers.{name}"
        for name in ("digit_sizes", "limits", "packages", "registry", "sniff", "stored", "word")
    }
    assert modules & {"pdfplumber", "python_calamine", "subprocess", "tempfile", "email"} == set()
