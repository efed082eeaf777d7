"""Whose results of formulas are believed that nobody can work out here: by the marks a workbook's maker leaves."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from htsd_cli.readers.sheets.xlsx import read_xlsx
from htsd_cli.values.document import Sight
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
