"""Whose results of formulas are believed that nobody can work out here: by the marks a workbook's maker leaves."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from htsd_cli.readers import read_document
from htsd_cli.readers.sheets.xlsx import read_xlsx
from htsd_cli.values.document import Sight
from tests.hostile.ole_file import write_ole
from tests.readers.sheets import ods_files
from tests.readers.sheets import xls_files as files
from tests.readers.sheets.xlsx_files import Book, Sheet

ROWS = '<row r="1"><c r="A1"><f>UNKNOWN.TO.US(B1:B2)</f><v>7</v></c><c r="B1"><v>1</v></c></row>'
GOOGLE = 'xmlns:mv="urn:schemas-microsoft-com:mac:vml" '


def _file(
    folder: Path,
    book: Book,
    *,
    made: tuple[int, ...] = (1980, 1, 1, 0, 0, 0),
    version: int = 45,
    flags: int = 6,
) -> Path:
    """Write a book, each part dated and marked in the package as said."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in book.parts().items():
            entry = zipfile.ZipInfo(name, made)  # type: ignore[arg-type]
            entry.create_version, entry.create_system = version, 0
            package.writestr(entry, part)
    raw = bytearray(content.getvalue())
    at = raw.find(b"PK\x01\x02")
    while at >= 0:  # zipfile itself writes none of these marks
        raw[at + 8] |= flags
        at = raw.find(b"PK\x01\x02", at + 4)
    path = folder / "bao-cao.xlsx"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("maker", "marks", "sights"),
    [
        ("Microsoft Excel", {}, []),
        ("Microsoft Macintosh Excel", {}, []),
        ("Excel Android", {}, []),
        ("Microsoft Excel", {"version": 20}, []),  # a program that looks after documents kept Excel's parts
        ("Microsoft Excel", {"version": 20, "flags": 0}, [Sight.UNCHECKED]),
        ("Microsoft Excel", {"made": (2024, 11, 5, 8, 30, 0)}, [Sight.UNCHECKED]),
        ("LibreOffice/24.2.7$Linux", {"made": (2024, 11, 5, 8, 30, 0)}, []),
        ("WPS Office", {"made": (2024, 11, 5, 8, 30, 0)}, []),
        ("ONLYOFFICE/8.1", {"made": (2024, 11, 5, 8, 30, 0)}, []),
        ("Apache POI", {}, [Sight.UNCHECKED]),
        ("SheetJS", {}, [Sight.UNCHECKED]),
        ("", {}, [Sight.UNCHECKED]),
    ],
)  # fmt: skip
def test_a_result_nobody_can_work_out_is_believed_of_a_program_that_works_out_formulas(
    tmp_path: Path, maker: str, marks: dict[str, int], sights: list[Sight]
) -> None:
    document = read_xlsx(_file(tmp_path, Book([Sheet(ROWS)], maker=maker), **marks))  # type: ignore[arg-type]
    cell = next(document.tables()).rows[0][0]
    assert [seen.sight for seen in cell.sights] == sights
    assert cell.value == 7


def test_files_of_google_and_of_wps_are_believed_by_other_marks(tmp_path: Path) -> None:
    google = Book([Sheet(ROWS)], maker="")
    parts = google.parts()
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("<workbook ", f"<workbook {GOOGLE}")
    google.parts = lambda: parts  # type: ignore[method-assign]
    wps = Book([Sheet(ROWS)], maker="Microsoft Excel", properties={"KSOProductBuildVer": "1033-11.2.0.11537"})
    for book in (google, wps):
        document = read_xlsx(_file(tmp_path, book, version=20, flags=0))
        assert next(document.tables()).rows[0][0].sights == ()


def test_a_part_that_another_program_put_into_excel_s_package_is_enough_for_doubt(tmp_path: Path) -> None:
    path = _file(tmp_path, Book([Sheet(ROWS), Sheet("", name="Khác")], maker="Microsoft Excel"))
    assert next(read_xlsx(path).tables()).rows[0][0].sights == ()
    raw = bytearray(path.read_bytes())
    at = raw.rfind(b"PK\x01\x02", 0, raw.rfind(b"xl/worksheets/sheet2.xml"))
    raw[at + 12 : at + 16] = b"\x21\x45\x65\x59"  # 5 November 2024
    path.write_bytes(raw)
    seen = next(read_xlsx(path).tables()).rows[0][0].sights
    assert [one.sight for one in seen] == [Sight.UNCHECKED]


@pytest.mark.parametrize(
    ("maker", "sights"), [("LibreOffice/24.2", []), ("Microsoft Excel", [Sight.UNCHECKED])]
)
def test_a_binary_workbook_is_asked_for_its_maker_too(
    tmp_path: Path, maker: str, sights: list[Sight]
) -> None:
    unknown = b"\x41\xff\xff"  # a function by a number that stands for none
    cell = struct.pack("<dHI", 7, 0, len(unknown)) + unknown + struct.pack("<I", 0)
    path = tmp_path / "bao-cao.xlsb"
    path.write_bytes(files.xlsb({"a": files.row12(0) + files.cell12(9, 0, cell)}))
    app = Book([Sheet("")], maker=maker).parts()["docProps/app.xml"]
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("docProps/app.xml", app)
    found = next(read_document(path).tables()).rows[0][0]
    assert (found.value, [seen.sight for seen in found.sights]) == (7, sights)


@pytest.mark.parametrize(
    ("maker", "flags", "sights"),
    [
        ("LibreOffice/24.2.7$Linux", 8, []),
        ("LibreOffice/24.2.7$Linux", 0, [Sight.UNCHECKED]),
        ("OpenOffice/4.1.3$Win32", 8, []),
        ("MicrosoftOffice/15.0 MicrosoftExcel", 6, []),
        ("MicrosoftOffice/15.0 MicrosoftExcel", 0, [Sight.UNCHECKED]),
        ("Gnumeric/1.12", 0, []),
        ("ODFPY/1.4", 8, [Sight.UNCHECKED]),
        ("", 0, [Sight.UNCHECKED]),
    ],
)
def test_an_ods_says_who_made_it_and_its_package_whether_that_is_so(
    tmp_path: Path, maker: str, flags: int, sights: list[Sight]
) -> None:
    cell = (
        '<table:table-cell office:value-type="float" office:value="7" table:formula="of:=UNKNOWN.TO.US([.B1])">'
        "<text:p>7</text:p></table:table-cell>"
    )
    content = ods_files.write_fods(tmp_path, ods_files.row(cell)).read_text(encoding="utf-8")
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    about = (
        f'<office:document-meta xmlns:office="{space}office:1.0" xmlns:meta="{space}meta:1.0"><office:meta>'
        f"<meta:generator>{maker}</meta:generator></office:meta></office:document-meta>"
    )
    path = tmp_path / "bao-cao.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, part in (("content.xml", content), ("meta.xml", about)):
            package.writestr(zipfile.ZipInfo(name), part)
    raw = bytearray(path.read_bytes())
    at = raw.rfind(b"PK\x01\x02", 0, raw.rfind(b"content.xml"))
    raw[at + 8] |= flags
    path.write_bytes(raw)
    found = next(read_document(path).tables()).rows[0][0]
    assert (found.value, [seen.sight for seen in found.sights]) == (7, sights)


@pytest.mark.parametrize(
    ("summary", "version", "records", "sights"),
    [
        (b"Microsoft Excel\0", 0x3E, b"", []),
        (b"Microsoft Macintosh Excel\0", 0x3E, b"", []),
        (
            b"Microsoft Excel\0",
            0x3B,
            b"",
            [Sight.UNCHECKED],
        ),  # a library kept what the file said of its maker
        (b"Apache POI\0", 0x3E, b"", [Sight.UNCHECKED]),
        (b"", 0x3E, b"", [Sight.UNCHECKED]),
        (b"", 0x3B, files.record(0x5C, b"\4\0\0Calc".ljust(112)), []),
    ],
)
def test_an_old_workbook_says_who_made_it_and_its_container_whether_that_is_so(
    tmp_path: Path, summary: bytes, version: int, records: bytes, sights: list[Sight]
) -> None:
    result = struct.pack("<d", 7)
    book = files.Xls({"a": files.formula(0, 0, result, b"\x41\xff\xff")}, before=records)
    raw = bytearray(write_ole({"Workbook": book.stream(), "\x05SummaryInformation": summary}))
    struct.pack_into("<H", raw, 24, version)
    path = tmp_path / "bao-cao.xls"
    path.write_bytes(raw)
    found = next(read_document(path).tables()).rows[0][0]
    assert (found.value, [seen.sight for seen in found.sights]) == (7, sights)


_EXCEL_S = (
    '\r\n   <Row>\r\n    <Cell ss:Formula="=UNKNOWN.TO.US(R1C2)"><Data ss:Type="Number">7</Data></Cell>'
    "\r\n   </Row>"
)


@pytest.mark.parametrize(
    ("rows", "space", "sights"),
    [
        (_EXCEL_S, "", []),
        (_EXCEL_S.replace("\r", ""), "", []),
        (_EXCEL_S.replace("    <Cell", "<Cell"), "", [Sight.UNCHECKED]),
        (_EXCEL_S + "<Row><Cell/></Row>", "", [Sight.UNCHECKED]),  # a row that was put in
        ("".join(_EXCEL_S.split("\r\n")), "component:", []),  # LibreOffice
    ],
)
def test_xml_of_2003_says_by_its_lines_whether_excel_wrote_it(
    tmp_path: Path, rows: str, space: str, sights: list[Sight]
) -> None:
    own = "urn:schemas-microsoft-com:office:spreadsheet"
    more = f' xmlns:c="urn:schemas-microsoft-com:office:{space}spreadsheet"'
    path = tmp_path / "bao-cao.xml"
    path.write_bytes(
        f'<?xml version="1.0"?>\r\n<Workbook xmlns="{own}" xmlns:ss="{own}"{more}>\r\n <Worksheet ss:Name="a">\r\n'
        f"  <Table>{rows}</Table></Worksheet></Workbook>".encode()
    )
    found = next(read_document(path).tables()).rows[0][0]
    assert (found.value, [seen.sight for seen in found.sights]) == (7, sights)
