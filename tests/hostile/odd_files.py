"""Files that are no Word or Excel package at all, under the names of reports."""

from __future__ import annotations

import gzip
import struct
import zlib
from email.message import EmailMessage

from tests.corpus import ooxml
from tests.hostile.catalogue import hostile
from tests.hostile.ole_file import write_ole
from tests.hostile.packages import good
from tests.hostile.zip_file import part, repeated, write_zip

_TEXT = "ĐƠN VỊ: TRƯỜNG HOA SEN\nBÁO CÁO\nCác lớp bồi dưỡng: 12 lớp, 340 người\n"


@hostile("empty")
def empty() -> bytes:
    """A file of no bytes."""
    return b""


@hostile("one-byte")
def one_byte() -> bytes:
    """A file of one byte."""
    return b"P"


@hostile("zeros", ".xlsx")
def zeros() -> bytes:
    """A megabyte of zeros, as an interrupted download leaves."""
    return bytes(1 << 20)


@hostile("text")
def text() -> bytes:
    """A text renamed .docx."""
    return _TEXT.encode()


@hostile("text-utf-16", ".doc")
def text_utf16() -> bytes:
    """A text in UTF-16 renamed .doc."""
    return _TEXT.encode("utf-16")


@hostile("csv", ".xls")
def csv() -> bytes:
    """A table of commas renamed .xls."""
    return b"STT,Ho ten,So luong\n1,A,12\n2,B,15\n"


@hostile("png")
def png() -> bytes:
    """A photograph renamed .docx."""
    pixels = zlib.compress(b"\0\xff\xff\xff" * 4)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 4, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@hostile("jpeg", ".pdf")
def jpeg() -> bytes:
    """A photograph renamed .pdf."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 500 + b"\xff\xd9"


@hostile("heic", ".docx")
def heic() -> bytes:
    """A telephone's photograph renamed .docx."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 400


@hostile("pdf-without-text", ".pdf")
def scanned_pdf() -> bytes:
    """A page with nothing on it, as a scan without its picture."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%bendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)


@hostile("pdf-cut", ".pdf")
def cut_pdf() -> bytes:
    """The beginning of a PDF."""
    return scanned_pdf()[:60]


@hostile("pdf-in-a-circle", ".pdf")
def circular_pdf() -> bytes:
    """A PDF whose pages are their own children and whose objects refer to themselves."""
    body = scanned_pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]").replace(b"/Parent 2 0 R", b"/Parent 3 0 R")
    return body.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9")


@hostile("web-page", ".doc")
def web_page() -> bytes:
    """A web page without a table renamed .doc."""
    return f"<html><body><p>{_TEXT}</p></body></html>".encode()


@hostile("web-page-without-end", ".doc")
def deep_web_page() -> bytes:
    """A web page of two hundred thousand tables in each other."""
    return b"<html><body>" + b"<table><tr><td>" * 200_000 + b"12"


@hostile("web-page-with-spans", ".xls")
def spanning_web_page() -> bytes:
    """A web page whose cells claim to reach over a billion rows and columns."""
    cell = b'<td rowspan="1000000000" colspan="1000000000">12</td>'
    return b"<html><table>" + (b"<tr>" + cell * 6 + b"</tr>") * 50 + b"</table></html>"


@hostile("web-archive", ".doc")
def web_archive() -> bytes:
    """Word's “single file web page” (MHTML)."""
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content("<html><body><table><tr><td>1</td></tr></table></body></html>", subtype="html")
    return bytes(message)


@hostile("mail", ".docx")
def mail() -> bytes:
    """A mail saved as a file and renamed."""
    message = EmailMessage()
    message["From"], message["Subject"] = "don-vi@example.edu.vn", "Bao cao HTSD"
    message.set_content(_TEXT)
    return bytes(message)


@hostile("rich-text", ".rtf")
def rich_text() -> bytes:
    """A rich text without a table."""
    return b"{\\rtf1\\ansi Bao cao 12 lop}"


@hostile("rich-text-without-end", ".rtf")
def deep_rich_text() -> bytes:
    """A rich text of two hundred thousand open groups."""
    return b"{\\rtf1" + b"{\\b" * 200_000


@hostile("zip-of-text", ".docx")
def zip_of_text() -> bytes:
    """A zip that is no Office file."""
    return ooxml.pack({"readme.txt": _TEXT, "a/b.txt": "12"})


@hostile("zip-of-reports", ".docx")
def zip_of_reports() -> bytes:
    """A zip that holds reports, renamed .docx."""
    return ooxml.pack({"bao-cao.docx": ooxml.pack(good("word/plain"))})


@hostile("empty-zip", ".xlsx")
def empty_zip() -> bytes:
    """A zip without entries."""
    return b"PK\x05\x06" + bytes(18)


@hostile("slides", ".docx")
def slides() -> bytes:
    """A presentation renamed .docx."""
    kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    parts = {
        "[Content_Types].xml": ooxml.content_types({"ppt/presentation.xml": kind}),
        "_rels/.rels": ooxml.relationships({"rId1": ("officeDocument", "ppt/presentation.xml")}),
        "ppt/presentation.xml": "<p:presentation xmlns:p='urn:p'/>",
    }
    return ooxml.pack(parts)


@hostile("binary-workbook", ".xlsb")
def binary_workbook() -> bytes:
    """A binary workbook that is broken."""
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": ooxml.content_types({"xl/workbook.bin": kind}),
        "_rels/.rels": ooxml.relationships({"rId1": ("officeDocument", "xl/workbook.bin")}),
        "xl/workbook.bin": b"\x83\x01\x00\xff\xff\xff\xff" * 50,
    }
    return ooxml.pack(parts)


def _open_document(kind: str, content: str) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return ooxml.pack({"mimetype": mimetype, "content.xml": content})


_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
)


@hostile("open-text-without-table", ".odt")
def open_text() -> bytes:
    """An OpenDocument text without a table."""
    body = f"<office:body><office:text><text:p>{_TEXT}</text:p></office:text></office:body>"
    return _open_document("text", f"<office:document-content {_OFFICE}>{body}</office:document-content>")


@hostile("open-sheet-without-end", ".ods")
def open_sheet() -> bytes:
    """An OpenDocument sheet whose one cell is repeated a million rows and sixteen thousand columns."""
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>' * 20
    table = f'<table:table table:name="A">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return _open_document(
        "spreadsheet", f"<office:document-content {_OFFICE}>{body}</office:document-content>"
    )


@hostile("open-text-bomb", ".odt")
def open_bomb() -> bytes:
    """An OpenDocument text of one gigabyte of spaces."""
    parts = [part("mimetype", "application/vnd.oasis.opendocument.text")]
    before = f"<office:document-content {_OFFICE}>".encode()
    bomb = repeated("content.xml", before, b" " * (1 << 20), 1024, b"</office:document-content>")
    return write_zip([*parts, bomb])


@hostile("open-text-laughs", ".odt")
def open_laughs() -> bytes:
    """An OpenDocument text with entities of entities."""
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE x [<!ENTITY a "lol">{entities}]>'
    return _open_document("text", f'<?xml version="1.0"?>{doctype}<x>&j;</x>')


@hostile("old-xml-workbook", ".xls")
def old_xml_workbook() -> bytes:
    """A workbook in the XML of Excel 2003, without the form."""
    return (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
        b"<Row><Cell><Data>12</Data></Cell></Row></Table></Worksheet></Workbook>"
    )


@hostile("old-xml-document", ".doc")
def old_xml_document() -> bytes:
    """A document in the XML of Word 2003, without the form."""
    return (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>'
    )


# -- compound files ----------------------------------------------------------------------------------------


@hostile("password-protected")
def password() -> bytes:
    """A file with a password: an encrypted package in a compound file."""
    return write_ole(
        {"EncryptionInfo": b"\x04\x00\x04\x00@\x00\x00\x00<encryption/>", "EncryptedPackage": bytes(5000)}
    )


@hostile("password-protected-workbook", ".xlsx")
def password_workbook() -> bytes:
    """The same under the name of a workbook."""
    return password()


@hostile("broken-doc", ".doc")
def broken_doc() -> bytes:
    """A Word 97 file whose streams hold nothing."""
    return write_ole({"WordDocument": b"\xec\xa5\xc1\x00" + b"\xff" * 5000, "1Table": b"\xff" * 5000})


@hostile("broken-xls", ".xls")
def broken_xls() -> bytes:
    """An Excel 97 file whose stream is cut after its beginning."""
    start = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 6)
    return write_ole({"Workbook": start + b"\xfc\x00\xff\x1f" + b"\xff" * 9000})


@hostile("xls-with-a-far-cell", ".xls")
def far_xls() -> bytes:
    """An Excel 97 sheet with cells in its first and in its last place."""
    book = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 6)
    name = b"A"
    sheet_at = len(book) + 4 + 8 + len(name) + 4
    book += (
        struct.pack("<HHIHBB", 0x85, 8 + len(name), sheet_at, 0, len(name), 0)
        + name
        + struct.pack("<HH", 0x0A, 0)
    )
    sheet = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 0x10, 0, 0, 0, 6)
    for row, column in ((0, 0), (65_535, 255)):
        sheet += struct.pack("<HHHHHd", 0x203, 14, row, column, 0, 12.0)
    return write_ole({"Workbook": book + sheet + struct.pack("<HH", 0x0A, 0)})


@hostile("compound-file-in-a-circle", ".doc")
def circular_ole() -> bytes:
    """A compound file whose chains of sectors never end."""
    return write_ole({"WordDocument": bytes(5000), "1Table": bytes(5000)}, cyclic=True)


@hostile("compound-file-cut", ".xls")
def cut_ole() -> bytes:
    """The first 600 bytes of a compound file."""
    return broken_xls()[:600]


@hostile("outlook-mail", ".doc")
def outlook() -> bytes:
    """An Outlook message renamed .doc."""
    return write_ole(
        {"__properties_version1.0": bytes(5000), "__substg1.0_0037001F": "Bao cao".encode("utf-16-le")}
    )


@hostile("thumbnails", ".doc")
def thumbnails() -> bytes:
    """A compound file of another program."""
    return write_ole({"Catalog": bytes(5000)})


# -- anything else -----------------------------------------------------------------------------------------


@hostile("gzip", ".docx")
def gzipped() -> bytes:
    """A good report packed by gzip."""
    return gzip.compress(ooxml.pack(good("word/plain")), mtime=0)


@hostile("rar", ".docx")
def rar() -> bytes:
    """A RAR archive renamed .docx."""
    return b"Rar!\x1a\x07\x01\x00" + bytes(300)


@hostile("program", ".docx")
def program() -> bytes:
    """A Windows program renamed .docx."""
    return b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(400)


@hostile("lock-file", ".docx")
def lock_file() -> bytes:
    """Word's own lock file (~$…), which holds a user's name."""
    return b"\x04User" + bytes(157)


@hostile("noise", ".xlsx")
def noise() -> bytes:
    """Random bytes."""
    from random import Random

    return Random("noise").randbytes(20_000)
