"""Says whether the program that wrote a workbook last works out its formulas, by the marks programs leave in it.

A program that puts a number into a cell and leaves the sums over it as they were keeps what the file says of its maker.
How the package itself was put together says more: every Excel (of Windows, of the Mac, on the web, on telephones) dates
each part 1 January 1980 and marks it as compressed in its own way. `makers_2003` says the same of
the formats before 2007.
"""

from __future__ import annotations

from zipfile import ZipInfo

from lxml import etree

from htsd_cli.readers.packages.package import Package
from htsd_cli.values.unreadable import UnreadableFile

_APPLICATION = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Application"
_UNDATED = (1980, 1, 1, 0, 0, 0)
_VERSION, _FASTEST = 45, 6  # of the zip format as Excel names it, and how it marks its way of compressing
AS_EXCEL_2003 = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Excel 2003</Application></Properties>"
)
EXCEL = ("microsoft excel", "microsoft macintosh excel", "excel ")
_OTHERS = (
    "libreoffice", "openoffice", "neooffice", "collabora", "wps", "kingsoft", "onlyoffice", "gnumeric", "hancom",
    "planmaker", "softmaker", "numbers", "excel 2003",
)  # fmt: skip
_OFFICES = ("libreoffice", "openoffice", "neooffice", "collabora")
_MICROSOFT = ("microsoftoffice", "microsoft excel")
_STREAMED = 8  # the flag of a part whose length stands behind it
WPS = "KSOProductBuildVer"  # a property WPS Office gives to each file
_GOOGLE = "urn:schemas-microsoft-com:mac:vml"  # a namespace Google Sheets names in each workbook


def works_out_formulas(package: Package, main: str, workbook: etree._Element | None = None) -> bool:
    """Return whether a package's results of formulas are its maker's, of a program that works them out.

    `main` is the part of the workbook, `workbook` its root where it is XML.
    """
    maker = _application(package).strip().casefold()
    if maker.startswith(_OTHERS) or WPS in package.custom_properties():
        return True
    if not maker and workbook is not None and _GOOGLE in workbook.nsmap.values():
        return True
    folder = main.rpartition("/")[0].lower() + "/worksheets/"
    own = [entry for entry in package.entries() if entry.filename.lower().lstrip("/").startswith(folder)]
    return maker.startswith(EXCEL) and all(map(_of_excel, own))


def works_out_text(package: Package, generator: str) -> bool:
    """Return the same of an OpenDocument package, whose `generator` says who made it.

    LibreOffice and its kin put parts into it as a stream, their lengths behind them; Excel as into its own packages.
    """
    maker = generator.strip().casefold()
    content = next((entry for entry in package.entries() if entry.filename == "content.xml"), None)
    if content is None:
        return False
    if maker.startswith(_MICROSOFT):
        return _of_excel(content)
    if not maker or maker.startswith(_OFFICES):
        return bool(content.flag_bits & _STREAMED)
    return maker.startswith(_OTHERS)


def _application(package: Package) -> str:
    name = package.related("", "extended-properties") or "docProps/app.xml"
    if name not in package:
        return ""
    try:
        return package.parse(name).findtext(_APPLICATION) or ""
    except UnreadableFile:
        return ""


def _of_excel(entry: ZipInfo) -> bool:
    """Return whether Excel put a part into its package; programs that look after documents mark it anew in part."""
    return entry.date_time == _UNDATED and (
        entry.create_version == _VERSION or entry.flag_bits & _FASTEST == _FASTEST
    )
