"""The office's own file as .docx or .xlsx, where its format is an older one: made once, when the form is learnt.

Only in these formats can a unit's name and hidden code be written into it, and totals into its cells.
"""

from __future__ import annotations

from pathlib import Path

from htsd_cli.learn.places import form_places
from htsd_cli.learn.structure import LearntForm
from htsd_cli.readers.converted.libreoffice import convert
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.sniff import Kind, sniff

_NEW = {
    Kind.OLD_TEXT: (Kind.OLD_TEXT, ".docx"),
    Kind.OLD_SHEET: (Kind.OLD_SHEET, ".xlsx"),
    Kind.XLS: (Kind.OLD_SHEET, ".xlsx"),
    Kind.XLSB: (Kind.OLD_SHEET, ".xlsx"),
    Kind.ODS: (Kind.OLD_SHEET, ".xlsx"),
    Kind.FLAT_ODS: (Kind.OLD_SHEET, ".xlsx"),
}


def is_older(file: Path) -> bool:
    """Return whether a form's file is of a format that nothing can be written into."""
    return sniff(file).kind in _NEW


def modern_copy(file: Path, learnt: LearntForm) -> tuple[str, bytes] | None:
    """Return the name and the bytes of a form's file in today's format, made by LibreOffice.

    None for a file of today's formats, where LibreOffice is not there or fails, and where the copy does not ask the
    same as the file.
    """
    sniffed = sniff(file)
    if sniffed.kind not in _NEW:
        return None
    kind, ending = _NEW[sniffed.kind]
    with convert({file: sniffed._replace(kind=kind)}) as made:
        try:
            path = made[file].path()
            places = form_places(path)
        except (UnreadableFile, OSError):
            return None
        found = {key for place in places for key in place.cells}
        asked = {
            (item.id, measure.id)
            for table in learnt.tables
            for item in table.indicators
            for measure in item.measures
        }
        if not asked <= found or [place.id for place in places] != [table.id for table in learnt.tables]:
            return None
        return f"{file.stem}{ending}", path.read_bytes()
