from __future__ import annotations

import io
import struct
from pathlib import Path
from random import Random

import pytest

from htsd_cli.readers import UnreadableFile, read_document
from tests.readers.sheets.xls_files import Xls, number, record
from tests.readers.sheets.xlsx_files import Book, Sheet, drawn, write

ROWS = '<row r="1"><c r="A1"><v>14</v></c></row>'


def encrypted(folder: Path, password: str) -> Path:
    """Return a workbook that is encrypted with a password, as Excel encrypts one."""
    from msoffcrypto.format.ooxml import OOXMLFile

    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    noise = Random(1).randbytes(9000)  # what encrypts here takes no file of less than a page
    parts = dict(Book([Sheet(ROWS)]).parts()) | {"[Content_Types].xml": types, "xl/media/a.bin": noise}
    plain = write(folder, parts, "plain.xlsx")
    path = folder / "bao-cao.xlsx"
    with path.open("wb") as target:
        OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt(password, target)
    return path


@pytest.mark.whole
def test_a_workbook_encrypted_with_excels_own_password_is_read(tmp_path: Path) -> None:
    path = encrypted(tmp_path, "VelvetSweatshop")
    document = read_document(path)
    assert (document.path, document.format, drawn(document)) == (path, "xlsx", ["A1 14"])


@pytest.mark.whole
def test_a_workbook_with_a_password_of_its_own_stays_closed(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(encrypted(tmp_path, "bí mật"))
    assert caught.value.code == "password-protected"


@pytest.mark.whole
@pytest.mark.parametrize("scramble", [b"\x36", struct.pack("<HH", 1, 9), struct.pack("<HHH", 0, 1, 2)])
def test_an_old_workbook_locked_in_a_way_nobody_knows_stays_closed(tmp_path: Path, scramble: bytes) -> None:
    path = tmp_path / "bao-cao.xls"
    path.write_bytes(Xls({"a": number(0, 0, 14)}, before=record(0x002F, scramble)).content())
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    assert caught.value.code == "password-protected"
