"""Chooses the reader for a file by what is in it, never by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.sniff import Kind, Sniffed, sniff
from htsd_cli.values.document import Document

if TYPE_CHECKING:
    from htsd_cli.readers.converted.libreoffice import Converted


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
            from htsd_cli.readers.word.docx import read_docx

            return read_docx(path)
        case Kind.XLSX:
            from htsd_cli.readers.sheets.xlsx import read_xlsx

            return read_xlsx(path, unseen=unseen)
        case Kind.XLS:
            from htsd_cli.readers.sheets.xls import read_xls

            try:
                return read_xls(path)
            except UnreadableFile as error:
                if error.code != "password-protected":
                    raise
            return _read_protected(path)
        case Kind.LOCKED:
            return _read_protected(path)
        case Kind.CSV:
            from htsd_cli.readers.sheets.csv_file import read_csv

            return read_csv(path)
        case Kind.ODS | Kind.FLAT_ODS:
            from htsd_cli.readers.sheets.ods.ods import read_ods

            return read_ods(path, flat=sniffed.kind is Kind.FLAT_ODS)
        case Kind.XLSB:
            from htsd_cli.readers.sheets.xlsb import read_xlsb

            return read_xlsb(path)
        case Kind.HTML | Kind.MHTML:
            from htsd_cli.readers.web.html import read_html

            return read_html(path, single_file=sniffed.kind is Kind.MHTML)
        case Kind.PDF:
            from htsd_cli.readers.child import read_in_child

            return read_in_child("htsd_cli.readers.pdf.pdf:read_pdf", path)
        case Kind.OLD_TEXT | Kind.OLD_SHEET:
            if converted is not None:
                return _read_converted(path, sniffed, converted)
            with convert_old_documents([path]) as entries:
                return _read_converted(path, sniffed, entries[path])


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
    from htsd_cli.readers.converted.libreoffice import convert

    with convert(old) as entries:
        yield entries


def _read_protected(path: Path) -> Document:
    from htsd_cli.readers.child import read_in_child

    return read_in_child("htsd_cli.readers.sheets.protected:read_protected", path)


def _read_converted(path: Path, sniffed: Sniffed, converted: Converted) -> Document:
    result = converted.path()
    if sniffed.kind is Kind.OLD_TEXT:
        from htsd_cli.readers.converted.told import taken_out
        from htsd_cli.readers.converted.unconverted import left_out
        from htsd_cli.readers.word.docx import read_docx

        document = taken_out(read_docx(result))
        document = document._replace(sights=(*document.sights, *left_out(path, result)))
    else:
        from htsd_cli.readers.sheets.xlsx import read_xlsx

        document = read_xlsx(result)
    return document._replace(path=path, format=sniffed.ending[1:])
