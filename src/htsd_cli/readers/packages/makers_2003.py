"""Says of the formats before 2007 whether the program that wrote a workbook last works out its formulas.

Excel puts an .xls together as Windows does, and writes each cell of its XML of 2003 on a line of its own; programs that
fill such files leave the sums to it.
"""

from __future__ import annotations

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.packages.makers import EXCEL, WPS
from htsd_cli.readers.packages.ole import OleFile
from htsd_cli.readers.packages.ole_properties import user_properties
from htsd_cli.values.unreadable import UnreadableFile

_SUMMARY = "\x05SummaryInformation"
_OF_WINDOWS = 0x3E  # the lesser version of a compound file as Windows and Excel of the Mac write it
_OF_CALC = b"\x5c\0\x70\0\4\0\0Calc"  # the record of who wrote a workbook, as LibreOffice and its kin fill it
_FIRST_RECORDS = 4096  # bytes of a workbook that hold it
_COMPONENT = (
    b"urn:schemas-microsoft-com:office:component:spreadsheet"  # a namespace LibreOffice names in XML of 2003
)
_XML_CELL, _EXCEL_CELL = lazy_pattern(rb"<Cell[\s/>]"), lazy_pattern(rb"\n    <Cell[\s/>]")


def works_out_old(ole: OleFile, workbook: bytes) -> bool:
    """Return whether the results of formulas in an .xls are its maker's, of a program that works them out;
    `workbook` is the stream of its records."""
    if _OF_CALC in workbook[:_FIRST_RECORDS] or WPS in user_properties(ole):
        return True
    try:
        summary = ole.read(_SUMMARY).lower()
    except UnreadableFile:
        return False
    named = any(name.encode() in summary for name in EXCEL[:2])
    return named and ole.version == _OF_WINDOWS


def works_out_2003(content: bytes) -> bool:
    """Return the same of Excel 2003's XML by how it is laid out: others fill it by hand, without computing a thing."""
    if _COMPONENT in content[:_FIRST_RECORDS] or WPS.encode() in content:
        return True
    return len(_XML_CELL.findall(content)) == len(_EXCEL_CELL.findall(content))
