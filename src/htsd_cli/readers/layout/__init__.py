"""A file with how its tables are drawn: for each table its grey, crossed and merged cells, formulas, formats.

Only a form is read this way, once, when it is learnt; a received report never is.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from htsd_cli.readers.converted.libreoffice import convert
from htsd_cli.readers.limits import guarded
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.registry import read_document
from htsd_cli.readers.sniff import Kind, sniff
from htsd_cli.values.document import Document
from htsd_cli.values.layout import Layout, TableLayout

_SHEETS = (Kind.XLS, Kind.ODS, Kind.FLAT_ODS, Kind.XLSB, Kind.LOCKED)


def read_laid_out(path: Path) -> tuple[Document, Layout]:
    """Return a file's document and the layout of each of its tables.

    A file of another format than Word's or Excel's own goes through LibreOffice, which keeps how it is drawn; without
    LibreOffice an old workbook is read with its texts alone. Raises `UnreadableFile` and `OSError` as
    `read_document` does.
    """
    sniffed = sniff(path)
    if sniffed.kind in (Kind.DOCX, Kind.XLSX):
        return guarded(partial(_read, path, sniffed.kind))
    if sniffed.kind in (Kind.OLD_TEXT, Kind.OLD_SHEET) or sniffed.kind in _SHEETS:
        text = sniffed.kind is Kind.OLD_TEXT
        asked = sniffed._replace(kind=Kind.OLD_TEXT if text else Kind.OLD_SHEET)
        with convert({path: asked}) as entries:
            made = entries[path].result
            if made is not None:
                document, layout = guarded(partial(_read, made, Kind.DOCX if text else Kind.XLSX))
                return document._replace(path=path, format=sniffed.ending[1:]), layout
            if sniffed.kind not in _SHEETS:
                entries[path].path()
    document = guarded(partial(read_document, path))
    return document, tuple(TableLayout({}) for _ in document.tables())


def _read(path: Path, kind: Kind) -> tuple[Document, Layout]:
    document = read_document(path)
    try:
        if kind is Kind.DOCX:
            from htsd_cli.readers.layout.word import word_layout

            return document, word_layout(path, document)
        from htsd_cli.readers.layout.sheet import sheet_layout

        return document, sheet_layout(path, document)
    except (KeyError, ValueError, IndexError) as error:
        raise UnreadableFile("damaged-file") from error
