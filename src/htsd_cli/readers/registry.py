"""Chooses the reader for a file, or what opens a zip or a mail, by what is in it, never by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.document import Document
from htsd_cli.readers.package import UnreadableFile
from htsd_cli.readers.sniff import Kind, Sniffed, sniff

if TYPE_CHECKING:
    from htsd_cli.readers.container import Container
    from htsd_cli.readers.libreoffice import Converted

_EXTRACT = (
    "Giải nén tệp này (bấm chuột phải, chọn Extract hoặc Giải nén), chép tệp bên trong vào thư mục báo cáo rồi"
    " chạy lại."
)
_FROM_OUTLOOK = (
    "Mở thư gốc bằng Outlook để lưu tệp đính kèm, hoặc đề nghị đơn vị gửi lại thư dạng HTML có kèm tệp Word."
)
# The first bytes of archives that need a program of their own.
_FOREIGN = (
    (b"Rar!\x1a\x07", 0, "tệp nén RAR (.rar)"),
    (b"7z\xbc\xaf\x27\x1c", 0, "tệp nén 7-Zip (.7z)"),
    (b"\x1f\x8b\x08", 0, "tệp nén GZip (.gz)"),
    (b"BZh", 0, "tệp nén BZip2 (.bz2)"),
    (b"\xfd7zXZ\0", 0, "tệp nén XZ (.xz)"),
    (b"MSCF\0\0\0\0", 0, "tệp nén CAB (.cab)"),
    (b"ustar", 257, "tệp gói TAR (.tar)"),
)


def read_document(path: Path, converted: Converted | None = None, *, unseen: bool = False) -> Document:
    """Return the file's content as a neutral document.

    With `unseen` an .xlsx is read with its hidden rows and columns, as the office's own sheets are: a row that a
    filter hides is still one.

    `converted` is the file's entry of `convert_old_documents`; without one a file of an old kind is converted
    here, alone, which takes a second. Raises `UnreadableFile` with the finding to tell, and `OSError` when the
    file cannot be opened at all.
    """
    sniffed = sniff(path)
    match sniffed.kind:
        case Kind.DOCX:
            from htsd_cli.readers.docx import read_docx

            return read_docx(path)
        case Kind.XLSX:
            from htsd_cli.readers.xlsx import read_xlsx

            return read_xlsx(path, unseen=unseen)
        case Kind.XLS:
            from htsd_cli.readers.xls import read_xls

            return read_xls(path)
        case Kind.ODS | Kind.FLAT_ODS:
            from htsd_cli.readers.ods import read_ods

            return read_ods(path, flat=sniffed.kind is Kind.FLAT_ODS)
        case Kind.XLSB:
            from htsd_cli.readers.xlsb import read_xlsb

            return read_xlsb(path)
        case Kind.HTML | Kind.MHTML:
            from htsd_cli.readers.html import read_html

            return read_html(path, single_file=sniffed.kind is Kind.MHTML)
        case Kind.PDF:
            from htsd_cli.readers.child import read_in_child

            return read_in_child("htsd_cli.readers.pdf:read_pdf", path)
        case Kind.OLD_TEXT | Kind.OLD_SHEET:
            if converted is not None:
                return _read_converted(path, sniffed, converted)
            with convert_old_documents([path]) as entries:
                return _read_converted(path, sniffed, entries[path])


def open_container(path: Path) -> Container | None:
    """Return what holds other files, None for any other file.

    Raises `UnreadableFile` for a container that cannot be opened, and `OSError` when the file cannot be.
    """
    from htsd_cli.readers.ole import MAGIC
    from htsd_cli.readers.sniff import is_mail

    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(
        b"\x78\x9f\x3e\x22"
    ):  # TNEF, [MS-OXTNEF]: what Outlook makes of a mail in its own format
        raise UnreadableFile("archive-not-opened", "tệp winmail.dat của Outlook", _FROM_OUTLOOK)
    for magic, place, name in _FOREIGN:
        if head.startswith(magic, place):
            raise UnreadableFile("archive-not-opened", name, _EXTRACT)
    if head.startswith(b"PK"):
        from htsd_cli.readers.archive import open_archive

        return open_archive(path)
    if head.startswith(MAGIC):
        from htsd_cli.readers.msg import open_msg

        return open_msg(path)
    if is_mail(head, path.suffix):
        from htsd_cli.readers.mail import open_mail

        return open_mail(path)
    return None


@contextmanager
def convert_old_documents(paths: Sequence[Path]) -> Iterator[Mapping[Path, Converted]]:
    """Convert those of the files that need LibreOffice, all in one run; the results live as long as the context.

    Yields an entry for each file of an old kind (.doc, .rtf, .odt …) and only for these; whoever reads such a
    file hands its entry to `read_document`. Never raises for what is in a file.
    """
    from htsd_cli.readers.sniff import old_documents

    old = old_documents(paths)
    if not old:
        yield {}
        return
    from htsd_cli.readers.libreoffice import convert

    with convert(old) as entries:
        yield entries


def _read_converted(path: Path, sniffed: Sniffed, converted: Converted) -> Document:
    result = converted.path()
    if sniffed.kind is Kind.OLD_TEXT:
        from htsd_cli.readers.docx import read_docx

        document = read_docx(result)
    else:
        from htsd_cli.readers.xlsx import read_xlsx

        document = read_xlsx(result)
    return document._replace(path=path, format=sniffed.ending[1:])
